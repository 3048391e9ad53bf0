"""Which figures a form asks for: those expected with a period, each filed under its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dts.core.assess import Assessment
from dts.core.model import Kind
from dts.core.period import Period, period_containing


class Asked(NamedTuple):
    """One figure asked for."""

    row: Assessment
    period: Period
    """A quarterly figure in the form of March is of the quarter."""


def asked_figures(rows: Iterable[Assessment], period: Period) -> list[Asked]:
    """Indicators whose own period ends with the form's, and those without one; totals are computed, not asked."""
    found = []
    for row in rows:
        if row.target.kind is Kind.TASK or row.is_total or row.each_unit:
            continue
        if row.part is None and row.target.for_each is not None:
            continue
        own = own_period(row, period)
        if own is not None and _expected(row, own):
            found.append(Asked(row, own))
    return found


def own_period(row: Assessment, period: Period) -> Period | None:
    """The period a row's figure is filed under; None when it is not due with this one."""
    if row.assignment.every is None:
        return period
    own = period_containing(row.assignment.every, date(period.year, period.last_month, 1))
    return own if own.last_month == period.last_month else None


def _expected(row: Assessment, period: Period) -> bool:
    first = row.assignment.expected_from
    return first is None or period.cutoff(row.calendar) >= first
