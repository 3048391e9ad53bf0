"""The data axis: was the figure of the last closed period handed in, and when (Nghị định 09/2019, điều 12 và 13)."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dts.core.dates import day_of
from dts.core.model import Assignment
from dts.core.period import Calendar, Period, last_closed, period_containing, periods_between
from dts.core.series import Current, Series


class Data(StrEnum):
    """State of the last closed period's figure."""

    ON_TIME = "on_time"
    LATE = "late"
    COLLECTING = "collecting"
    MISSING = "missing"
    AWAITING = "awaiting"
    UNKNOWN = "unknown"
    NOT_DUE = "not_due"


class Timeliness(NamedTuple):
    """What is known about handing in; days are whole calendar days."""

    state: Data
    period: Period | None = None
    """The last closed period, when one is expected."""
    due: date | None = None
    days: int = 0
    """Late or missing: days past the due day. Collecting: days left. Else 0."""
    missing: tuple[Period, ...] = ()
    """Periods past their due day without a figure, since the last figure; oldest first."""
    pending: tuple[Period, ...] = ()
    """Closed periods without a figure whose due day is still to come."""

    @property
    def wanting(self) -> bool:
        """Whether a figure that is asked for is not there."""
        return self.state in (Data.MISSING, Data.COLLECTING) or bool(self.missing)


def assess_timeliness(
    series: Series,
    assignment: Assignment,
    calendar: Calendar,
    today: date,
    *,
    first_known: Period | None = None,
    exists_until: date | None = None,
    exists_since: date | None = None,
) -> Timeliness | None:
    """Look at the last closed period of `every`; None when nothing is expected (`every` absent).

    Periods are expected from `from` (default: the period of the first figure, `first_known`) while the unit and the
    folder exist on their cut-off day.
    """
    every = assignment.every
    if every is None:
        return None
    expected = expected_periods(
        series,
        assignment,
        calendar,
        today,
        first_known=first_known,
        exists_until=exists_until,
        exists_since=exists_since,
    )
    if not expected:
        return Timeliness(Data.NOT_DUE)
    last = expected[-1]
    reported = {item.figure.period: item for item in series if item.figure.period.kind == every}
    run: list[Period] = []
    for period in expected:
        run = [] if period in reported else [*run, period]
    due = last.due(calendar, lag_months=assignment.lag_months)
    missing = tuple(p for p in run if today > p.due(calendar, lag_months=assignment.lag_months))
    pending = tuple(p for p in run if p not in missing)
    if last in reported:
        return handed_in(reported[last], due)
    if last in missing:
        return Timeliness(Data.MISSING, last, due, (today - due).days, missing, pending)
    state = Data.AWAITING if assignment.lag_months else Data.COLLECTING
    return Timeliness(state, last, due, (due - today).days, missing, pending)


def expected_periods(
    series: Series,
    assignment: Assignment,
    calendar: Calendar,
    today: date,
    *,
    first_known: Period | None = None,
    exists_until: date | None = None,
    exists_since: date | None = None,
) -> tuple[Period, ...]:
    """Every closed period of `every` for which a figure is expected, oldest first; due or not, reported or not."""
    every = assignment.every
    if every is None:
        return ()
    last = last_closed(every, today, calendar)
    while exists_until is not None and last.cutoff(calendar) > exists_until:
        last = last.previous()
    first = first_expected(series, assignment, calendar, first_known)
    if first is not None and exists_since is not None:
        while first.cutoff(calendar) < exists_since:
            first = first.next()
    return () if first is None else tuple(periods_between(first, last))


def first_expected(
    series: Series, assignment: Assignment, calendar: Calendar, first_known: Period | None = None
) -> Period | None:
    """The first period of `every` for which a figure is expected; None when nothing says so yet."""
    every = assignment.every
    if every is None:
        return None
    if assignment.expected_from is not None:
        first = period_containing(every, assignment.expected_from)
        return first if first.cutoff(calendar) >= assignment.expected_from else first.next()
    known = [item.figure.period for item in series] or ([first_known] if first_known else [])
    if not known:
        return None
    earliest = min(known, key=lambda period: (period.year, period.last_month))
    return period_containing(every, date(earliest.year, earliest.last_month, 1))


def handed_in(item: Current, due: date) -> Timeliness:
    """Judge when a figure came by the first entry for it: a correction does not make it late."""
    period = item.figure.period
    first = (*item.earlier, item.figure)[0]
    if first.recorded_at is None:
        return Timeliness(Data.UNKNOWN, period, due)
    late = (day_of(first.recorded_at) - due).days
    return Timeliness(Data.LATE, period, due, late) if late > 0 else Timeliness(Data.ON_TIME, period, due)
