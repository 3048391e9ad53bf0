"""`dts show`: everything on one target or task."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, find_part, find_target, read_day, read_width
from dts.core.dates import format_date
from dts.core.log import Log
from dts.core.model import Registry, Target
from dts.core.problem import UsageError

if TYPE_CHECKING:
    from dts.core.dossier import Dossier

EXAMPLES = """dts show dat-dai                      gõ một phần mã hoặc tên cũng được
dts show dinh-danh --as-of 25/2/2025  như ở ngày 25/2/2025
dts show ho-so-tt --for tinh          một cấp hoặc một đơn vị
dts show kh-da06-2025 --known-at 20/2/2025
dts show dat-dai --json"""


def show(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="CHỈ_TIÊU", help="Mã, hoặc một phần mã hay tên.", show_default=False)
    ],
    part: Annotated[
        str | None, typer.Option("--for", metavar="CẤP", help="Một cấp (tinh, huyen, xa) hay một đơn vị.")
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    every: options.All = False,
    json: options.Json = False,
    width: options.Width = None,
) -> None:
    """Mọi thông tin về một chỉ tiêu, nhiệm vụ."""
    from dts.core.dossier import open_dossier

    context: Context = ctx.obj
    today, known, columns = context.day(as_of), read_day(known_at, "--known-at"), read_width(width)
    workspace = context.open()
    registry = workspace.registry
    wanted = registry.targets[find_target(registry, target)]
    chosen = find_part(registry, part)
    dossier = open_dossier(registry, workspace.log, wanted, today, part=chosen, known_at=known)
    if dossier is None:
        raise UsageError(_no_part(registry, workspace.log, wanted, chosen or "", today))
    if json:
        _print_json(context, registry, dossier)
        return
    from dts.render.page import layout_page
    from dts.report.show import show_page

    context.console.show(layout_page(show_page(registry, dossier, whole=every), context.console.width(columns)))


def _no_part(registry: Registry, log: Log, target: Target, part: str, today: date) -> str:
    """Why there is nothing to show for a part: the unit has ended, or the target has other parts, or none."""
    from dts.core.series import collect_target

    figures = [figure for figure in log.figures if figure.target == target.id]
    parts = collect_target(registry, target, figures, today).parts
    owner = registry.owners.get(part)
    if part in parts and owner is not None:
        if owner.until is not None and owner.until < today:
            ended = format_date(owner.until)
            return (
                f"{owner.short} kết thúc ngày {ended}, trước ngày xem {format_date(today)}. "
                f"Xem khi còn hoạt động: --as-of {ended}"
            )
        return f"{owner.short} chưa hoạt động ở ngày xem {format_date(today)}."
    if not parts:
        return f"{target.id} không giao riêng cho cấp hay đơn vị nào; bỏ --for."
    return f"{target.id} không giao riêng cho “{part}”; chọn một trong: {', '.join(parts)}."


def _print_json(context: Context, registry: Registry, dossier: Dossier) -> None:
    from dts.render.data import to_json
    from dts.report.show_data import show_data

    context.console.out.write(to_json(show_data(registry, dossier)))
