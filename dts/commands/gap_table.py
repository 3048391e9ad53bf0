"""The gap table: what `dts status` shows, and `dts` by itself. Nothing here needs Typer."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.commands.context import Context, find_groups, find_owners, find_targets, read_day, read_width
from dts.core.assess import Assessment, Status
from dts.core.model import Level, Registry
from dts.core.problem import UsageError
from dts.core.scope import is_in_scope
from dts.render.layout import fit, layout_view
from dts.report.names import LEVEL_NAMES
from dts.report.status import status_view
from dts.report.words import STATUS_NAMES

NAMED = 3
"""Of more folders than these the title says what was typed instead of the name in each."""


class Asked(NamedTuple):
    """What was typed behind `dts status`, as it was typed."""

    targets: Sequence[str] = ()
    as_of: str | None = None
    known_at: str | None = None
    group: str | None = None
    owner: str | None = None
    level: str | None = None
    statuses: Sequence[str] = ()
    by_unit: bool = False
    compact: bool = False
    every: bool = False
    json: bool = False
    width: str | None = None


def show_table(context: Context, asked: Asked) -> None:
    """Print the table. Raises UsageError for what was typed, DataError for the files."""
    today, known, columns = context.day(asked.as_of), read_day(asked.known_at, "--known-at"), read_width(asked.width)
    view = context.assess(today, known_at=known, named=asked.compact)
    registry = view.registry
    rows, scope = _select(registry, view.rows, asked)
    if asked.json:
        _print_json(context, registry, rows, as_of=today, known=known)
    elif asked.compact:
        from dts.report.compact import compact_lines

        context.console.text(compact_lines(registry, rows, today, whole=asked.every))
    elif asked.by_unit:
        from dts.report.by_unit import by_unit_lines

        wide = context.console.width(columns)
        context.console.text(
            each for line in by_unit_lines(registry, rows, today, whole=asked.every) for each in fit(line, wide)
        )
    else:
        everything = bool(asked.targets or asked.statuses or asked.every)
        whole = asked.every or bool(asked.owner)
        table = status_view(
            registry, rows, today, scope=scope, all_monitored=everything, every_unit=whole, known_at=known
        )
        lines = layout_view(table, context.console.width(columns), may_shorten=context.console.is_terminal)
        context.console.show(lines)


def _select(registry: Registry, rows: list[Assessment], asked: Asked) -> tuple[list[Assessment], str]:
    """The rows asked for, and the words that name the selection."""
    scope: list[str] = []
    if asked.targets:
        wanted = {key for typed in asked.targets for key in find_targets(registry, typed)}
        rows = [row for row in rows if row.target.id in wanted]
        shorts = (registry.targets[key].whole.short for key in registry.targets if key in wanted)
        scope.append(", ".join(dict.fromkeys(shorts)))
    if asked.group is not None:
        keys = find_groups(registry, asked.group)
        rows = [row for row in rows if is_in_scope(registry, row, groups=keys)]
        scope += [registry.groups[key].name for key in keys] if len(keys) <= NAMED else [asked.group]
    if asked.owner is not None:
        keys = find_owners(registry, asked.owner)
        rows = [row for row in rows if is_in_scope(registry, row, owners=keys)]
        scope += [registry.owners[key].short for key in keys] if len(keys) <= NAMED else [asked.owner]
    if asked.level is not None:
        if asked.level not in tuple(Level):
            raise UsageError(f"--level: “{asked.level}” không có; chọn một trong: {', '.join(Level)}.")
        rows = [row for row in rows if is_in_scope(registry, row, level=Level(asked.level))]
        scope.append(LEVEL_NAMES[Level(asked.level)])
    for typed in asked.statuses:
        if typed not in tuple(Status):
            raise UsageError(f"--status: “{typed}” không có; chọn trong: {', '.join(Status)}.")
    if asked.statuses:
        rows = [row for row in rows if row.status in asked.statuses]
        scope.append(", ".join(STATUS_NAMES[Status(each)] for each in asked.statuses))
    return rows, ", ".join(scope)


def _print_json(
    context: Context, registry: Registry, rows: list[Assessment], *, as_of: date, known: date | None
) -> None:
    from dts.render.data import to_json
    from dts.report.machine import status_data

    view = status_view(registry, rows, as_of)
    notes = [*view.head[:-1], *view.notes]
    context.console.out.write(to_json(status_data(registry, rows, as_of, known_at=known, notes=notes)))
