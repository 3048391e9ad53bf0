"""Speed: what is still needed each month, what the last figures made each month, and where that leads.

Exact fractions throughout. A month is a calendar month (`months_between`): figures of one kind of period are then a
whole number of months apart, and the speed is the change per period an official would name.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from dts.core.measure import measure_gap
from dts.core.model import Assignment, Break, Kind
from dts.core.period import Calendar, Period
from dts.core.series import Current, Series

LEAST = 3
"""Figures a speed needs: two points always make a line, three show a movement."""


class Speed(NamedTuple):
    """Change per month over the last figures; more is positive, whatever the goal wants."""

    first: Current
    last: Current
    months: Fraction
    per_month: Fraction
    """In the target's unit (percentage points for ratios)."""
    things: Fraction | None = None
    """For ratios with both numbers: change of the numerator."""


class Forecast(NamedTuple):
    """What the speed of a target is, must be and leads to; None wherever nothing can be said."""

    figures: int
    """Exact figures of one kind of period since the last break."""
    inexact: int = 0
    """Figures since then that are not exact: "trên", "khoảng", ước, a sum with something missing."""
    since: Break | None = None
    """The last break between figures."""
    speed: Speed | None = None
    end: date | None = None
    """The last good day; of a sum over the year at most the end of its year. None when it has passed."""
    months_left: Fraction | None = None
    """From the day of the view; None on the last day and after it, and when the goal is met or the gap not exact."""
    needed: Fraction | None = None
    """Still missing, per month, in the target's unit (percentage points for ratios)."""
    needed_things: Fraction | None = None
    landing: Fraction | None = None
    """Value on `end` if the last speed is kept."""
    landing_met: bool | None = None
    """Whether that meets the goal."""


def months_between(first: date, last: date) -> Fraction:
    """Calendar months from one day to a later one, exactly; 0 when it is not later.

    14/10 to 14/02 is 4; the end of a month to the end of another is whole too. Odd days count as their share of the
    month they stand in: 25/02/2025 to 31/12/2025 is 10 and 6/31.
    """
    if last <= first:
        return Fraction(0)
    whole = (last.year - first.year) * 12 + last.month - first.month
    if _after(first, whole) > last:
        whole -= 1
    start, stop = _after(first, whole), _after(first, whole + 1)
    return whole + Fraction((last - start).days, (stop - start).days)


def _after(first: date, months: int) -> date:
    """The day so many months later, counted once from the origin; the end of a month stays the end."""
    later = first + relativedelta(months=months)
    ends_month = first.day == monthrange(first.year, first.month)[1]
    return later.replace(day=monthrange(later.year, later.month)[1]) if ends_month else later


def measure_forecast(series: Series, kind: Kind, assignment: Assignment, calendar: Calendar, today: date) -> Forecast:
    """Speeds of one target or part on a day; never across a break.

    Counted are exact figures (no qualifier, no estimate, nothing missing in a sum), the last of each period, of the
    kind of `every` where there are any, else of the latest figure's kind. The actual speed runs from the first to the
    last of up to the last three. A sum over the year counts within its year only.
    """
    since = _last_break(series, assignment)
    usable = _usable(series, assignment, since)
    speed = _speed(usable[-LEAST:], kind) if len(usable) >= LEAST else None
    inexact = sum(1 for item in series if not _is_exact(item) and (since is None or item.as_of >= since.on))
    forecast = Forecast(figures=len(usable), inexact=inexact, since=since, speed=speed)
    end = _end(series, assignment, calendar, today)
    if end is None:
        return forecast
    forecast = forecast._replace(end=end)
    if speed is not None and speed.last.value is not None and assignment.goal is not None:
        landing = speed.last.value + speed.per_month * months_between(speed.last.as_of, end)
        forecast = forecast._replace(landing=landing, landing_met=assignment.goal.met_by(landing))
    return _with_need(forecast, series[-1], kind, assignment, today)


def _last_break(series: Series, assignment: Assignment) -> Break | None:
    passed = [each for each in assignment.breaks if series and series[0].as_of < each.on <= series[-1].as_of]
    return max(passed, key=lambda each: each.on, default=None)


def _usable(series: Series, assignment: Assignment, since: Break | None) -> list[Current]:
    exact = [item for item in series if _is_exact(item) and (since is None or item.as_of >= since.on)]
    if assignment.yearly_sum and exact:
        exact = [item for item in exact if item.figure.period.year == exact[-1].figure.period.year]
    kinds = [item.figure.period.kind for item in exact]
    kind = assignment.every if assignment.every in kinds else kinds[-1] if kinds else None
    latest = {item.figure.period: item for item in exact if item.figure.period.kind == kind}
    return list(latest.values())


def _is_exact(item: Current) -> bool:
    figure = item.figure
    return item.value is not None and not (figure.qualifier or figure.estimate or item.missing or item.gaps)


def _speed(items: list[Current], kind: Kind) -> Speed | None:
    first, last = items[0], items[-1]
    months = months_between(first.as_of, last.as_of)
    if first.value is None or last.value is None or months == 0:
        return None
    things = None
    if kind is Kind.RATIO and all(item.figure.numerator is not None for item in items):
        things = (Fraction(last.figure.numerator or 0) - Fraction(first.figure.numerator or 0)) / months
    return Speed(first, last, months, (last.value - first.value) / months, things)


def _end(series: Series, assignment: Assignment, calendar: Calendar, today: date) -> date | None:
    last_good = assignment.deadline.last_good_day
    if last_good is None or not series or assignment.goal is None:
        return None
    if assignment.yearly_sum:
        last_good = min(last_good, Period(series[-1].figure.period.year, 12, 12).cutoff(calendar))
    return last_good if today <= last_good else None


def _with_need(forecast: Forecast, latest: Current, kind: Kind, assignment: Assignment, today: date) -> Forecast:
    gap = measure_gap(latest, assignment.goal, kind)
    months = months_between(today, forecast.end) if forecast.end else Fraction(0)
    if gap is None or gap.met or months == 0 or not _is_exact(latest):
        return forecast
    return forecast._replace(
        months_left=months,
        needed=gap.amount / months,
        needed_things=None if gap.things is None else Fraction(gap.things) / months,
    )
