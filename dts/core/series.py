"""From entries to current figures: the last entry for (target, for, period, as_of) counts, the rest is history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from dts.core.log import Figure
from dts.core.model import Assignment, Kind, Registry, Target
from dts.core.period import Calendar, Period, PeriodKind, period_containing, periods_between


class Current(NamedTuple):
    """A figure that counts on the day of the view, with the entries it replaced."""

    figure: Figure
    as_of: date
    earlier: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()
    """For a total over parts: the parts (owner or level ids) that have not reported."""
    reported: int = 0
    """For a total over parts: how many have."""
    gaps: tuple[Period, ...] = ()
    """For a sum over the year: periods between the first month and this one that are missing."""
    sent: tuple[str, ...] = ()
    """For a total over parts: which have reported."""

    @property
    def value(self) -> Fraction | None:
        """The exact number to judge."""
        return self.figure.exact


Series = tuple[Current, ...]
"""Current figures of one (target, part), oldest first."""


class Chain(NamedTuple):
    """All entries for one (target, for, period, as_of), in file order: the last one counts or takes back the rest."""

    period: Period
    as_of: date
    entries: tuple[Figure, ...]


def read_chains(
    figures: Iterable[Figure],
    calendar: Calendar,
    today: date,
    *,
    every: PeriodKind | None = None,
    task: bool = False,
    known_at: date | None = None,
) -> tuple[Chain, ...]:
    """Entries of one (target, part) as seen on a day (`--as-of`) and as known on a day (`--known-at`), withdrawn too.

    Figures of later days are left out; oldest first, by as_of, then the period of `every`, then the longer period. A
    task has one entry per period that counts, whatever its day.
    """
    chains: dict[tuple[Period, date], list[tuple[Figure, date]]] = defaultdict(list)
    for figure in figures:
        if known_at is not None and figure.known_from(calendar) > known_at:
            continue
        as_of = figure.as_of(calendar, today)
        if (figure.done.seen_from if figure.done else as_of) <= today:
            key = figure.period, date.min if task else as_of
            chains[_replaced(figure, key, chains)].append((figure, as_of))
    found = [
        Chain(period, entries[-1][1], tuple(entry for entry, _as_of in entries))
        for (period, _day), entries in chains.items()
    ]
    found.sort(key=lambda chain: (chain.as_of, chain.period.kind == every, chain.period.months))
    return tuple(found)


def read_series(
    figures: Iterable[Figure],
    calendar: Calendar,
    today: date,
    *,
    every: PeriodKind | None = None,
    task: bool = False,
    known_at: date | None = None,
) -> Series:
    """Current figures of one (target, part), oldest first: what `read_chains` finds, without the withdrawn."""
    chains = read_chains(figures, calendar, today, every=every, task=task, known_at=known_at)
    return tuple(
        Current(chain.entries[-1], chain.as_of, chain.entries[:-1])
        for chain in chains
        if not chain.entries[-1].withdrawn
    )


def _replaced(figure: Figure, key: tuple[Period, date], chains: Iterable[tuple[Period, date]]) -> tuple[Period, date]:
    """A withdrawal or correction that gives no day means the only figure its period has, whatever day that carries."""
    if figure.given_as_of is not None or not (figure.withdrawn or figure.reason) or key in chains:
        return key
    same = [each for each in chains if each[0] == key[0]]
    return same[0] if len(same) == 1 else key


class TargetSeries(NamedTuple):
    """Everything reported for one target on the day of the view."""

    whole: Series
    """Its own figures, else totals computed over the parts."""
    whole_is_sum: bool
    parts: Mapping[str, Series]
    """By part, declared ones first, then in file order; a declared part without figures has an empty series."""


def collect_target(
    registry: Registry, target: Target, figures: Iterable[Figure], today: date, *, known_at: date | None = None
) -> TargetSeries:
    """Sort the figures of one target into series, with totals over the parts where they can be computed."""
    by_part: dict[str | None, list[Figure]] = {None: []}
    for part in declared_parts(registry, target, today):
        by_part[part] = []
    for figure in figures:
        by_part.setdefault(figure.part, []).append(figure)
    series = {
        part: _series(registry, target, part, entries, today, known_at=known_at) for part, entries in by_part.items()
    }
    whole = series.pop(None)
    parts = {part: items for part, items in series.items() if part is not None}
    if whole or not parts or target.kind is Kind.TASK:
        return TargetSeries(whole, False, parts)
    totals = _totals(registry, target, parts, today)
    return TargetSeries(totals, bool(totals), parts)


def declared_parts(registry: Registry, target: Target, today: date) -> tuple[str, ...]:
    """Parts a target is assigned to: its `for` tables, and with `for_each` the units existing on the day.

    A level that `for_each` spreads over its units is not a part of its own.
    """
    units = [unit.id for unit in registry.units(target.for_each, today)] if target.for_each is not None else []
    return (*units, *(part for part in target.parts if part != target.for_each and part not in units))


def _series(
    registry: Registry, target: Target, part: str | None, figures: list[Figure], today: date, *, known_at: date | None
) -> Series:
    level = registry.level_of(part)
    assignment = target.assignment(part, level)
    calendar = registry.calendar(target, level)
    series = read_series(
        figures, calendar, today, every=assignment.every, task=target.kind is Kind.TASK, known_at=known_at
    )
    return sum_over_year(series, assignment) if assignment.yearly_sum else series


def sum_over_year(series: Series, assignment: Assignment) -> Series:
    """Replace each figure of the `every` kind by the sum since the start of its year (`yearly_sum`, trong kỳ → lũy kế).

    Figures of other kinds already cover their period and stay as they are. Missing periods are named in `gaps`.
    """
    if assignment.every in (None, PeriodKind.YEAR):
        return series
    summed: list[Current] = []
    for item in series:
        period = item.figure.period
        if period.kind != assignment.every or item.figure.value is None:
            summed.append(item)
            continue
        latest = {other.figure.period: other for other in series if other.as_of <= item.as_of}
        first = period_containing(period.kind, date(period.year, 1, 1))
        span = list(periods_between(first, period))
        addends = [latest[each].figure for each in span if each in latest]
        qualifiers = {each.qualifier for each in addends} - {None}
        figure = item.figure._replace(
            value=sum((each.value for each in addends if each.value is not None), Decimal(0)),
            qualifier=qualifiers.pop() if len(qualifiers) == 1 else ("~" if qualifiers else None),
        )
        gaps = tuple(each for each in span if each not in latest)
        summed.append(Current(figure, item.as_of, item.earlier, gaps=gaps))
    return tuple(summed)


def _totals(registry: Registry, target: Target, parts: Mapping[str, Series], today: date) -> Series:
    """Σ numerators / Σ denominators (counts: Σ values) per period over parts of one sort; never an average."""
    if target.kind not in (Kind.RATIO, Kind.COUNT):
        return ()
    units = {part: items for part, items in parts.items() if part in registry.owners}
    levels = {part: items for part, items in parts.items() if part not in registry.owners}
    chosen = units if any(units.values()) else levels
    periods = sorted({item.figure.period for items in chosen.values() for item in items})
    totals = []
    for period in periods:
        total = _total(registry, target, chosen, period, today)
        if total is not None:
            totals.append(total)
    totals.sort(key=lambda item: (item.as_of, item.figure.period.kind == target.whole.every, item.figure.period.months))
    return tuple(totals)


def _total(
    registry: Registry, target: Target, parts: Mapping[str, Series], period: Period, today: date
) -> Current | None:
    cutoff = period.cutoff(registry.calendar(target))
    found: dict[str, Current] = {}
    for part, items in parts.items():
        for item in items:
            if item.figure.period == period:
                found[part] = item
    figures = [item.figure for item in found.values()]
    if any(figure.qualifier for figure in figures):
        return None
    if target.kind is Kind.RATIO:
        if any(figure.denominator is None for figure in figures):
            return None
        numbers: dict[str, Any] = {
            "numerator": sum((figure.numerator or Decimal(0) for figure in figures), Decimal(0)),
            "denominator": sum((figure.denominator or Decimal(0) for figure in figures), Decimal(0)),
        }
    else:
        numbers = {"value": sum((figure.value or Decimal(0) for figure in figures), Decimal(0))}
    expected = set(parts)
    if target.for_each is not None:
        expected = {unit.id for unit in registry.units(target.for_each, cutoff)} | set(found)
    missing = tuple(
        part for part in _in_order(registry, expected, parts) if part not in found and _existed(registry, part, cutoff)
    )
    recorded = [figure.recorded_at for figure in figures]
    newest = max(found.values(), key=lambda item: item.as_of)
    figure = newest.figure._replace(
        part=None,
        estimate=any(each.estimate for each in figures),
        recorded_at=None if None in recorded else newest.figure.recorded_at,
        published=None,
        as_of_text=None,
        source=None,
        **numbers,
    )
    return Current(figure, min(newest.as_of, today), missing=missing, reported=len(found), sent=tuple(found))


def _in_order(registry: Registry, expected: set[str], parts: Mapping[str, Series]) -> list[str]:
    order = [*parts, *registry.owners]
    return sorted(expected, key=order.index)


def _existed(registry: Registry, part: str, day: date) -> bool:
    return part not in registry.owners or registry.owners[part].exists_on(day)
