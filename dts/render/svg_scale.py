"""From values and days to places in a picture, exactly: Fractions until the last coordinate, then tenths of a pixel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from dts.core.numerals import format_number, round_half_up
from dts.report.paper import Trend

MOST_STEPS = 5
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
FORESIGHT = 4
"""An axis reaches on to the deadline when that is at most so many times as long as the figures go."""


class Scale(NamedTuple):
    """A straight way from values to tenths of a pixel; `start` may lie beyond `end`."""

    low: Fraction
    high: Fraction
    start: int
    end: int

    def place(self, value: Fraction | int) -> int:
        """Where a value stands."""
        return round_half_up(self.start + (value - self.low) * (self.end - self.start) / (self.high - self.low))


def px(tenths: int) -> str:
    """Tenths as pixels: 1205 is 120.5, 1200 is 120."""
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))


# ── values ───────────────────────────────────────────────────────────────────


def value_ticks(trend: Trend) -> tuple[Fraction, ...]:
    """Round numbers that hold every figure, the goal and the milestones; a rank begins at 1."""
    values = [point.value for point in (*trend.points, *trend.milestones)]
    values += [trend.goal] if trend.goal is not None else []
    low, high = _roomy(min(values), max(values), percent=trend.unit == "%")
    whole = trend.unit != "%" and all(value.denominator == 1 for value in values)
    step = _round_step((high - low) / MOST_STEPS, whole=whole)
    first, last = low // step, -(-high // step)
    ticks = [index * step for index in range(int(first), int(last) + 1)]
    return tuple(dict.fromkeys(max(tick, Fraction(1)) for tick in ticks)) if trend.less_is_better else tuple(ticks)


def _roomy(low: Fraction, high: Fraction, *, percent: bool) -> tuple[Fraction, Fraction]:
    """The ends of an axis: from 0 unless all figures are close together, never a line without height."""
    if low == high:
        below, above = low - abs(low) / 5, high + abs(high) / 5
        low, high = (below, min(above, Fraction(100)) if percent and high <= 100 else above)
    if 0 <= low * 3 <= high * 2:
        low = Fraction(0)
    return (low, high) if low < high else (low, low + 1)


def _round_step(least: Fraction, *, whole: bool) -> Fraction:
    """1, 2, 2,5 or 5 times a power of ten, not below `least`; wholes are counted in wholes."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    bases = (1, 2, 5, 10) if whole else (1, 2, Fraction(5, 2), 5, 10)
    step = next(base * power for base in bases if base * power >= least)
    return max(step, Fraction(1)) if whole else step


def value_text(tick: Fraction, unit: str) -> str:
    """A number of the axis, the % with it."""
    return format_number(tick, places=6) + ("%" if unit == "%" else "")


# ── days ─────────────────────────────────────────────────────────────────────


def days_shown(trend: Trend) -> tuple[date, date]:
    """First and last day of the axis: the figures, breaks after them, and what lies ahead if that is not too far."""
    first, last = trend.points[0].day, trend.points[-1].day
    reach = (last - first) * FORESIGHT
    ahead = [*(mark.day for mark in trend.milestones), *([trend.deadline] if trend.deadline else [])]
    near = [day for day in ahead if day - first <= reach]
    return first, max([last, *(cut.day for cut in trend.cuts), *near])


def day_ticks(trend: Trend, scale: Scale, room: int) -> tuple[tuple[date, str], ...]:
    """Days to be named on the axis: those of few figures and the deadline, else first days of months."""
    first, last = days_shown(trend)
    days = sorted({point.day for point in trend.points})
    if trend.deadline and days[-1] < trend.deadline <= last:
        days.append(trend.deadline)
    if not _apart(days, scale, room):
        days = _months(first, last, (scale.end - scale.start) // room)
    close = (last - first).days < 62
    return tuple((day, day_text(day) if close else month_text(day)) for day in days)


def _apart(days: Sequence[date], scale: Scale, room: int) -> bool:
    places = [scale.place(day.toordinal()) for day in days]
    return all(after - before >= room for before, after in pairwise(places))


def _months(first: date, last: date, most: int) -> list[date]:
    """First days of months inside the axis, evenly, at most so many."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    found: list[date] = []
    for step in MONTH_STEPS:
        found = list(_inside(((number // 12, number % 12 + 1) for number in _multiples(begin, end, step)), first, last))
        if len(found) <= most:
            break
    return found if len(found) > 1 else sorted({first, last})


def _multiples(begin: int, end: int, step: int) -> range:
    return range(-(-begin // step) * step, end + 1, step)


def _inside(months: Iterable[tuple[int, int]], first: date, last: date) -> Iterable[date]:
    return (day for day in (date(year, month, 1) for year, month in months) if first <= day <= last)


def month_text(day: date) -> str:
    """02/2025, 5/2023: a zero before months 1 and 2 only (Nghị định 30/2020)."""
    return f"{day.month:02d}/{day.year}" if day.month < 3 else f"{day.month}/{day.year}"


def day_text(day: date) -> str:
    """01/3/2025."""
    return f"{day.day:02d}/{month_text(day)}"
