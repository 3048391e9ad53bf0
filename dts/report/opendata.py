"""`dts export`: what the open data says, as plain rows; how a number or a day is spelled is up to `render`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from dts.core.assess import Assessment, assess_part
from dts.core.dates import VIETNAM
from dts.core.log import Figure, Log
from dts.core.lookup import fold
from dts.core.model import Kind, Registry, Target
from dts.core.numerals import cut
from dts.core.period import Period
from dts.core.series import TargetSeries, read_chains
from dts.report.machine import row_data
from dts.report.names import part_name
from dts.report.opendata_columns import FIGURE_COLUMNS, TARGET_COLUMNS, Column

TARGETS, FIGURES = "targets", "figures"
PLACES = 6
"""Decimals of a percentage computed from numerator and denominator, cut and never rounded."""

Subject = tuple[str, str | None]
"""(target, part)."""
Watch = Callable[[Sequence[Target]], Iterable[Target]]


class Spelled(NamedTuple):
    """A cell that programs and people read in different words: 2025-02 and tháng 02/2025."""

    machine: str
    people: str


Cell = str | int | Decimal | date | bool | Spelled | None


class Sheet(NamedTuple):
    """One table of the package."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]
    """The columns that tell one row from all others."""
    refers: tuple[str, str, str] | None = None
    """(column, sheet, column there) of its foreign key."""


class Package(NamedTuple):
    """The whole of an export."""

    name: str
    title: str
    description: str
    day: date
    known_at: date | None
    sources: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def open_data(
    registry: Registry,
    log: Log,
    rows: Sequence[Assessment],
    today: date,
    *,
    known_at: date | None = None,
    watch: Watch = iter,
) -> Package:
    """Targets with their verdicts on the day, and every entry the day sees, those replaced since marked.

    `watch` is handed the targets and gives them back one by one: the place for a progress bar.
    """
    restated = _visible(registry, log, today, known_at, watch)
    figures = [figure for figure in log.figures if _place(figure) in restated]
    verdicts = {(row.target.id, row.part): row for row in rows}
    entries = [_figure_row(registry, figure, verdicts, restated=restated[_place(figure)]) for figure in figures]
    place = registry.province or registry.title
    return Package(
        name="-".join(["chi-tieu", *fold(place).split()]),
        title=registry.title,
        description=_description(registry),
        day=today,
        known_at=known_at,
        sources=tuple(dict.fromkeys(figure.source for figure in figures if figure.source)),
        sheets=(
            _sheet(
                TARGETS,
                "Chỉ tiêu, nhiệm vụ",
                TARGET_COLUMNS,
                _target_rows(registry, verdicts, figures, today),
                ("key",),
            ),
            _sheet(FIGURES, "Số liệu", FIGURE_COLUMNS, entries, ("period", "entry"), ("key", TARGETS, "key")),
        ),
    )


def _description(registry: Registry) -> str:
    what = f"Chỉ tiêu, nhiệm vụ và số liệu của {registry.agency}. " if registry.agency else ""
    return f"{what}Giấy phép sử dụng do cơ quan công bố quy định."


def _sheet(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, Cell]],
    key: tuple[str, ...],
    refers: tuple[str, str, str] | None = None,
) -> Sheet:
    return Sheet(name, title, columns, tuple(tuple(row[each.name] for each in columns) for row in rows), key, refers)


def row_key(target: str, part: str | None) -> str:
    """`ho-so-tt/tinh`: a target, or one part of it, as one word."""
    return f"{target}/{part}" if part else target


# ── figures ──────────────────────────────────────────────────────────────────


def _place(figure: Figure) -> tuple[str, int]:
    return figure.file, figure.number


def _visible(
    registry: Registry, log: Log, today: date, known_at: date | None, watch: Watch
) -> dict[tuple[str, int], bool]:
    """The entries the view sees, and of each whether a later one replaced it."""
    entries: dict[str, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in log.figures:
        entries[figure.target][figure.part].append(figure)
    found: dict[tuple[str, int], bool] = {}
    for target in watch(tuple(registry.targets.values())):
        for part, figures in entries.get(target.id, {}).items():
            calendar = registry.calendar(target, registry.level_of(part))
            for chain in read_chains(figures, calendar, today, task=target.kind is Kind.TASK, known_at=known_at):
                found |= {_place(each): each is not chain.entries[-1] for each in chain.entries}
    return found


def _figure_row(
    registry: Registry, figure: Figure, verdicts: Mapping[Subject, Assessment], *, restated: bool
) -> dict[str, Cell]:
    target = registry.targets[figure.target]
    first, last = figure.period.window(registry.calendar(target, registry.level_of(figure.part)))
    verdict = verdicts.get((figure.target, figure.part))
    fraction = figure.denominator is not None and figure.exact is not None
    return {
        "key": row_key(figure.target, figure.part),
        "target": figure.target,
        "for": figure.part,
        "period": _period(figure.period),
        "entry": figure.number + 1,
        "period_from": first,
        "period_to": last,
        "as_of": figure.given_as_of,
        "value": Decimal(cut(figure.exact, PLACES)) if fraction and figure.exact is not None else figure.value,
        "done": _done(figure),
        "recorded_at": _moment(figure.recorded_at),
        "restated": restated,
        "status": str(verdict.status) if verdict else None,
        **{key: getattr(figure, key) for key in _AS_READ},
    }


_AS_READ = (
    *("as_of_text", "numerator", "denominator", "of", "qualifier", "estimate", "confirmed", "evidence", "published"),
    *("published_on", "source", "note", "reason", "recorded_by", "withdrawn"),
)
"""Columns that hold what the entry holds."""


def _period(period: Period) -> Spelled:
    return Spelled(period.key, period.label)


def _done(figure: Figure) -> date | Spelled | None:
    """The day, or the month where only that is known; "before" stands in `qualifier`."""
    if figure.done is None:
        return None
    day, _, rest = figure.done.text.removeprefix("trước ").partition("/")
    if "/" not in rest:
        return Spelled(f"{rest}-{int(day):02d}", f"tháng {day}/{rest}")
    month, _, year = rest.partition("/")
    return date(int(year), int(month), int(day))


def _moment(moment: date | datetime | None) -> date | Spelled | None:
    if not isinstance(moment, datetime):
        return moment
    here = moment.astimezone(VIETNAM) if moment.tzinfo else moment
    return Spelled(moment.isoformat(timespec="seconds"), here.strftime("%d/%m/%Y %H:%M:%S"))


# ── targets ──────────────────────────────────────────────────────────────────


def _target_rows(
    registry: Registry, verdicts: Mapping[Subject, Assessment], figures: Iterable[Figure], today: date
) -> Iterable[dict[str, Cell]]:
    """The whole of every target, then its parts: those judged on the day, then those that only have figures."""
    parts: dict[str, list[str | None]] = {key: [None] for key in registry.targets}
    for name, part in [*verdicts, *((figure.target, figure.part) for figure in figures)]:
        if part not in parts[name]:
            parts[name].append(part)
    for name, found in parts.items():
        for part in found:
            verdict = verdicts.get((name, part))
            yield _target_row(registry, registry.targets[name], part, verdict, today)


def _target_row(
    registry: Registry, target: Target, part: str | None, verdict: Assessment | None, today: date
) -> dict[str, Cell]:
    row = verdict or assess_part(registry, target, TargetSeries((), False, {}), part, today)
    now, goal = row.assignment, row.assignment.goal
    return {
        "key": row_key(target.id, part),
        "id": target.id,
        "for": part,
        "for_name": part_name(part, registry),
        "group": target.group,
        "group_name": registry.groups[target.group].name if target.group else None,
        "kind": str(target.kind),
        "unit": target.unit,
        "goal": str(goal.word) if goal else None,
        "goal_value": goal.value if goal else None,
        "deadline_kind": str(now.deadline.kind),
        "deadline_day": now.deadline.day,
        "last_day": row.deadline,
        "owner": row.owner.id if row.owner else None,
        "owner_name": row.owner.name if row.owner else None,
        "responsible": row.responsible.id if row.responsible else None,
        "responsible_name": row.responsible.name if row.responsible else None,
        "every": str(now.every) if now.every else None,
        **{key: getattr(now, key) for key in _AS_ASSIGNED},
        **_verdict(registry, verdict),
    }


_AS_ASSIGNED = (
    *("name", "of_what", "goal_of", "judged_by", "deadline_text"),
    *("assigned_to", "person", "basis", "yearly_sum"),
)
"""Columns that hold what the assignment holds."""


_SHOWN = ("numerator", "denominator", "of", "qualifier")
"""Columns that hold what the figure shown holds."""


def _verdict(registry: Registry, row: Assessment | None) -> dict[str, Cell]:
    """What `status --json` says of the row; nothing where the row is not judged."""
    keys = ("status", "status_text", "data", "days_left")
    if row is None:
        return dict.fromkeys((*keys, *_SHOWN, "period", "value", "gap"))
    data: Mapping[str, Any] = row_data(registry, row)
    figure = row.shown.figure if row.shown else None
    return {
        **{key: data[key] for key in keys},
        "period": _period(figure.period) if figure else None,
        **{key: getattr(figure, key) if figure else None for key in _SHOWN},
        **{key: Decimal(data[key]) if data[key] is not None else None for key in ("value", "gap")},
    }
