"""`dts overdue`: what is late, what soon will be, and who has not said why."""

from __future__ import annotations

from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, find_owners, read_day, read_width
from dts.core.arrears import find_arrears, find_endings
from dts.core.assess import assess_all
from dts.core.problem import UsageError
from dts.core.remarks import by_target
from dts.core.scope import is_in_scope
from dts.core.sending import known_sent
from dts.render.layout import layout_view
from dts.report.overdue import overdue_view

EXAMPLES = """dts overdue                           việc quá hạn, sắp đến hạn hôm nay
dts overdue --as-of 28/2/2025         như ở ngày 28/2/2025
dts overdue --within 30               sắp đến hạn: trong 30 ngày tới
dts overdue --owner "so tttt"         việc của một đơn vị
dts overdue --fail --quiet            chỉ in khi có việc; trễ thì mã thoát 1"""


def overdue(
    ctx: typer.Context,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="SỐ_NGÀY", help="Sắp đến hạn là trong số ngày này (mặc định: theo tệp)."),
    ] = None,
    owner: options.OwnerName = None,
    fail: Annotated[
        bool, typer.Option("--fail", help="Mã kết thúc 1 khi có việc quá hạn hoặc số liệu quá ngày gửi.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Không in gì khi không có việc quá hạn, sắp đến hạn, số liệu chưa gửi.")
    ] = False,
    every: options.All = False,
    json: options.Json = False,
    width: options.Width = None,
) -> int:
    """Việc quá hạn, sắp đến hạn; số liệu chưa gửi; việc chưa giải trình."""
    context: Context = ctx.obj
    today, known, columns = context.day(as_of), read_day(known_at, "--known-at"), read_width(width)
    days = read_within(within)
    workspace = context.open()
    registry, log = workspace.registry, workspace.log
    rows, scope = assess_all(registry, log, today, known_at=known), ""
    if owner is not None:
        keys = find_owners(registry, owner)
        rows = [row for row in rows if is_in_scope(registry, row, owners=keys)]
        scope = ", ".join(registry.owners[key].short for key in keys)
    said = by_target(log.explanations), by_target(log.notes)
    arrears = find_arrears(rows, *said, within=days, known_at=known)
    if not quiet or arrears.late or arrears.due_soon:
        endings = find_endings(registry, rows, today)
        view = overdue_view(
            registry,
            rows,
            arrears,
            endings,
            today,
            within=days,
            scope=scope,
            known_at=known,
            sent=known_sent(log.sent, known),
            every_unit=every or bool(scope),
        )
        if json:
            from dts.render.data import to_json
            from dts.report.machine_lists import overdue_data

            data = overdue_data(registry, rows, arrears, view, today, known_at=known, within=days)
            context.console.out.write(to_json(data))
        else:
            wide = context.console.width(columns)
            context.console.show(layout_view(view, wide, may_shorten=context.console.is_terminal))
    return 1 if fail and arrears.late else 0


def read_within(typed: str | None) -> int | None:
    """`--within` as a number of days."""
    if typed is None:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed) > 3660:
        raise UsageError(f"--within: “{typed}” phải là số ngày từ 0 đến 3660, ví dụ --within 30.")
    return int(typed)
