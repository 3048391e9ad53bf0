"""`dts owners`: who has what, agency by agency, or one agency's page."""

from __future__ import annotations

from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, find_groups, find_owner, read_day, read_width
from dts.core.arrears import find_endings
from dts.core.assess import Assessment, assess_all
from dts.core.model import Registry
from dts.core.remarks import by_target
from dts.render.layout import layout_view
from dts.report.document import View

EXAMPLES = """dts owners                            bảng các đơn vị, nơi chậm nhất trước
dts owners --as-of 25/2/2025          như ở ngày 25/2/2025
dts owners ca-tinh                    một đơn vị: từng việc, đủ 5 rõ
dts owners --group de-an-06           một nhóm
dts owners --person                   theo người chịu trách nhiệm, việc chưa rõ người
dts owners --person "cong an"         một người: từng việc, đủ 5 rõ"""


def owners(
    ctx: typer.Context,
    owner: Annotated[
        str | None, typer.Argument(metavar="ĐƠN_VỊ", help="Mã, hoặc một phần mã hay tên.", show_default=False)
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    group: options.GroupName = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="[TÊN]", help="Theo người chịu trách nhiệm; kèm tên: mọi việc của người ấy."),
    ] = None,
    every: options.All = False,
    json: options.Json = False,
    width: options.Width = None,
) -> None:
    """Rõ người, rõ việc: việc của từng đơn vị."""
    context: Context = ctx.obj
    today, known, columns = context.day(as_of), read_day(known_at, "--known-at"), read_width(width)
    workspace = context.open()
    registry, log = workspace.registry, workspace.log
    rows = assess_all(registry, log, today, known_at=known)
    rows, scope = _select(registry, rows, group)
    view: View
    if person is not None:
        from dts.commands.people import find_view

        view, data = find_view(workspace, rows, today, owner, person, scope=scope, known_at=known, every_unit=every)
        if json:
            _print(context, data())
            return
    elif owner is None:
        from dts.report.owners import owners_view

        endings = find_endings(registry, rows, today)
        view = owners_view(registry, rows, endings, today, scope=scope, known_at=known, every_unit=every)
        if json:
            from dts.report.machine_lists import owners_data

            _print(context, owners_data(registry, rows, view, today, known_at=known))
            return
    else:
        from dts.report.agency import agency_view, find_holding
        from dts.report.card import Said

        key = find_owner(registry, owner)
        registry = registry.home(key)
        rows = [row for row in rows if row.target.id in registry.targets]
        holding = find_holding(registry, rows, registry.owners[key], today)
        said = Said(by_target(log.explanations), by_target(log.notes), known)
        view = agency_view(registry, rows, holding, said, today, scope=scope)
        if json:
            from dts.report.machine_lists import agency_data

            _print(context, agency_data(registry, holding, said, view, today))
            return
    context.console.show(layout_view(view, context.console.width(columns), may_shorten=context.console.is_terminal))


def _select(registry: Registry, rows: list[Assessment], group: str | None) -> tuple[list[Assessment], str]:
    """The rows asked for, and the words that name the selection."""
    if group is None:
        return rows, ""
    keys = find_groups(registry, group)
    return [row for row in rows if row.target.group in keys], ", ".join(registry.groups[key].name for key in keys)


def _print(context: Context, data: object) -> None:
    from dts.render.data import to_json

    context.console.out.write(to_json(data))
