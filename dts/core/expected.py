"""Which figures and reports somebody is expected to hand in now: what `dts record` walks through, missing first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dts.core.assess import Assessment, Status, assess_part
from dts.core.log import Figure, Log, Remark
from dts.core.model import Kind, Registry, Target
from dts.core.period import Period, PeriodKind, last_closed
from dts.core.remarks import by_target, latest_remark
from dts.core.series import Current, TargetSeries, collect_target, declared_parts
from dts.core.timeliness import first_expected


class Expected(NamedTuple):
    """One figure, or one task's report, that is expected."""

    row: Assessment
    """The verdict today."""
    period: Period
    """Of the figure; for a task the last closed month, where remarks are filed."""
    present: Current | None = None
    """The figure the period has already."""
    awaited: bool = False
    """Within the publication lag: nobody is late."""
    said: Remark | None = None
    """The explanation of a figure that is missing; the last note on a task."""

    @property
    def is_task(self) -> bool:
        """A task asks for a day, not for a number."""
        return self.row.target.kind is Kind.TASK


def find_expected(registry: Registry, log: Log, today: date, *, period: Period | None = None) -> list[Expected]:
    """Everything expected of a period (default: of each target the last closed one): figures missing, tasks overdue or
    due soon, figures awaited, figures that are there; in each the order of targets.toml.

    Parts are asked one by one; a total computed over them is not asked. Units are those of the period's cut-off day.
    """
    figures: dict[str, list[Figure]] = {}
    for figure in log.figures:
        figures.setdefault(figure.target, []).append(figure)
    explanations, notes = by_target(log.explanations), by_target(log.notes)
    found: list[Expected] = []
    for target in registry.targets.values():
        collected = collect_target(registry, target, figures.get(target.id, []), today)
        for part in _parts(registry, target, collected, period, today):
            row = assess_part(registry, target, collected, part, today)
            item = _task(registry, row, period) if target.kind is Kind.TASK else _figure(registry, row, period)
            if item is not None:
                since = None if item.is_task else item.period
                said = latest_remark(row, notes if item.is_task else explanations, since=since)
                found.append(item._replace(said=said))
    found.sort(key=_place)
    return found


def _place(item: Expected) -> int:
    if item.is_task:
        return 1
    return 3 if item.present is not None else 2 if item.awaited else 0


def _parts(
    registry: Registry, target: Target, collected: TargetSeries, period: Period | None, today: date
) -> Iterator[str | None]:
    """The whole where it has figures of its own or no parts, and each part that existed when the period closed."""
    every = target.whole.in_force(today).every or PeriodKind.MONTH
    calendar = registry.calendar(target)
    day = min(today, (period or last_closed(every, today, calendar)).cutoff(calendar))
    parts = dict.fromkeys((*declared_parts(registry, target, day), *collected.parts))
    if not parts or (collected.whole and not collected.whole_is_sum):
        yield None
    yield from (part for part in parts if part not in registry.owners or registry.owners[part].exists_on(day))


def _task(registry: Registry, row: Assessment, wanted: Period | None) -> Expected | None:
    month = last_closed(PeriodKind.MONTH, row.today, registry.calendar(row.target))
    if row.status not in (Status.OVERDUE, Status.DUE_SOON) or wanted not in (None, month):
        return None
    return Expected(row, month)


def _figure(registry: Registry, row: Assessment, wanted: Period | None) -> Expected | None:
    """The figure of the wanted period; None when none is expected of that kind, before the first or after the end."""
    every, until = row.assignment.every, registry.until
    if every is None or (wanted is not None and wanted.kind is not every):
        return None
    period = wanted or _last(row, every, until)
    first = first_expected(row.series, row.assignment, row.calendar)
    if (first is not None and period < first) or (until is not None and period.cutoff(row.calendar) > until):
        return None
    present = next((item for item in reversed(row.series) if item.figure.period == period), None)
    lag = row.assignment.lag_months
    awaited = present is None and lag > 0 and row.today <= period.due(row.calendar, lag_months=lag)
    return Expected(row, period, present, awaited)


def _last(row: Assessment, every: PeriodKind, until: date | None) -> Period:
    """The last closed period of the folder's life; of what is published late, the oldest that is wanting."""
    period = last_closed(every, row.today, row.calendar)
    while until is not None and period.cutoff(row.calendar) > until:
        period = period.previous()
    if row.assignment.lag_months and row.timeliness is not None:
        return next(iter((*row.timeliness.missing, *row.timeliness.pending)), period)
    return period
