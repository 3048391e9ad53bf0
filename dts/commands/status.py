"""`dts status`: the gap table."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, find_groups, find_owners, find_targets, read_day, read_width
from dts.core.assess import Assessment, Status
from dts.core.model import Level, Registry
from dts.core.problem import UsageError
from dts.core.scope import is_in_scope
from dts.render.layout import fit, layout_view
from dts.report.names import LEVEL_NAMES
from dts.report.status import status_view
from dts.report.words import STATUS_NAMES

EXAMPLES = """dts status                            bảng hôm nay
dts status --as-of 25/2/2025          bảng như ở ngày 25/2/2025
dts status dat-dai                    một chỉ tiêu (gõ một phần mã hoặc tên, không dấu cũng được)
dts status --group de-an-06           một nhóm
dts status --owner "so tttt"          việc của một đơn vị
dts status --compact                  mười dòng cho lãnh đạo
dts status --json > bang.json         dữ liệu cho chương trình khác"""

NAMED = 3
"""Of more folders than these the title says what was typed instead of the name in each."""


def status(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="CHỈ_TIÊU", help="Mã, hoặc một phần mã hay tên.", show_default=False)
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    group: options.GroupName = None,
    owner: options.OwnerName = None,
    level: options.LevelName = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="TRẠNG_THÁI", help="Chỉ một trạng thái, ví dụ overdue; gõ được nhiều lần."),
    ] = None,
    by_unit: Annotated[
        bool, typer.Option("--by-unit", help="Một chỉ tiêu, từng cấp hoặc từng đơn vị một dòng.")
    ] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Mười dòng cho lãnh đạo, việc gấp nhất trước.")] = False,
    every: options.All = False,
    json: options.Json = False,
    width: options.Width = None,
) -> None:
    """Chỉ tiêu nào còn thiếu, thiếu bao nhiêu, của đơn vị nào, còn mấy ngày."""
    context: Context = ctx.obj
    today, known, columns = context.day(as_of), read_day(known_at, "--known-at"), read_width(width)
    view = context.assess(today, known_at=known, named=compact)
    registry = view.registry
    rows, scope = _select(registry, view.rows, targets or [], group, owner, level, statuses or [])
    if json:
        _print_json(context, registry, rows, as_of=today, known=known)
    elif compact:
        from dts.report.compact import compact_lines

        context.console.text(compact_lines(registry, rows, today, whole=every))
    elif by_unit:
        from dts.report.by_unit import by_unit_lines

        wide = context.console.width(columns)
        context.console.text(
            each for line in by_unit_lines(registry, rows, today, whole=every) for each in fit(line, wide)
        )
    else:
        asked = bool(targets or statuses)
        whole = every or bool(owner)
        table = status_view(
            registry, rows, today, scope=scope, all_monitored=asked or every, every_unit=whole, known_at=known
        )
        lines = layout_view(table, context.console.width(columns), may_shorten=context.console.is_terminal)
        context.console.show(lines)


def _select(
    registry: Registry,
    rows: list[Assessment],
    targets: Sequence[str],
    group: str | None,
    owner: str | None,
    level: str | None,
    statuses: Sequence[str],
) -> tuple[list[Assessment], str]:
    """The rows asked for, and the words that name the selection."""
    scope: list[str] = []
    if targets:
        wanted = {key for typed in targets for key in find_targets(registry, typed)}
        rows = [row for row in rows if row.target.id in wanted]
        shorts = (registry.targets[key].whole.short for key in registry.targets if key in wanted)
        scope.append(", ".join(dict.fromkeys(shorts)))
    if group is not None:
        keys = find_groups(registry, group)
        rows = [row for row in rows if is_in_scope(registry, row, groups=keys)]
        scope += [registry.groups[key].name for key in keys] if len(keys) <= NAMED else [group]
    if owner is not None:
        keys = find_owners(registry, owner)
        rows = [row for row in rows if is_in_scope(registry, row, owners=keys)]
        scope += [registry.owners[key].short for key in keys] if len(keys) <= NAMED else [owner]
    if level is not None:
        if level not in tuple(Level):
            raise UsageError(f"--level: “{level}” không có; chọn một trong: {', '.join(Level)}.")
        rows = [row for row in rows if is_in_scope(registry, row, level=Level(level))]
        scope.append(LEVEL_NAMES[Level(level)])
    for typed in statuses:
        if typed not in tuple(Status):
            raise UsageError(f"--status: “{typed}” không có; chọn trong: {', '.join(Status)}.")
    if statuses:
        rows = [row for row in rows if row.status in statuses]
        scope.append(", ".join(STATUS_NAMES[Status(each)] for each in statuses))
    return rows, ", ".join(scope)


def _print_json(
    context: Context, registry: Registry, rows: list[Assessment], *, as_of: date, known: date | None
) -> None:
    from dts.render.data import to_json
    from dts.report.machine import status_data

    view = status_view(registry, rows, as_of)
    notes = [*view.head[:-1], *view.notes]
    context.console.out.write(to_json(status_data(registry, rows, as_of, known_at=known, notes=notes)))
