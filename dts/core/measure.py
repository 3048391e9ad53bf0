"""What a figure says against a goal and other figures: verdict, gap, pace, change; compared first, printed after."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from dts.core.log import Figure
from dts.core.model import Assignment, Goal, GoalWord, Kind, Mark
from dts.core.numerals import about_band
from dts.core.period import Calendar, Period
from dts.core.series import Current, Series


class Gap(NamedTuple):
    """Distance of the number to the goal, in its unit; with a qualifier the true distance is more, or about as much."""

    met: bool
    amount: Fraction
    """Never negative."""
    things: int | None = None
    """For ratios with both numbers: how many are still needed."""
    qualifier: str | None = None


class Change(NamedTuple):
    """Difference to an earlier figure; `broken` names a break in between, then nothing is compared."""

    before: Current
    amount: Fraction | None
    broken: str | None = None
    vague: bool = False
    """One of the two is only known as above, below or about."""
    partial: bool = False
    """One of the two lacks parts or periods: nothing is compared, the difference would be of who has reported."""


class Pace(NamedTuple):
    """c, b and the planned value on c's day; `ratio` None when the plan asks for no movement yet."""

    actual: Fraction
    baseline: Fraction
    expected: Fraction
    ratio: Fraction | None
    line: tuple[Mark, ...] = ()
    """The plan: start, milestones, goal."""


def verdict(item: Current, goal: Goal) -> bool | None:
    """Whether a figure meets a goal, exactly; None when its qualifier, or a missing part, cannot decide."""
    value = item.value
    if value is None:
        return None
    met = _qualified(value, item.figure, goal)
    if met is True and item.missing:
        return None
    if item.gaps and met is not (goal.word in (GoalWord.AT_LEAST, GoalWord.ABOVE)):
        return None
    return met


def _qualified(value: Fraction, figure: Figure, goal: Goal) -> bool | None:
    match figure.qualifier:
        case None:
            return goal.met_by(value)
        case ">" if goal.exact <= value:
            return goal.word.upward
        case "<" if value <= goal.exact:
            return not goal.word.upward
        case "~" if figure.value is not None:
            low, high = about_band(figure.value)
            answers = {goal.met_by(low), goal.met_by(high)}
            return answers.pop() if len(answers) == 1 and not low <= goal.exact <= high else None
        case _:
            return None


def fell_back(pace: Pace, goal: Goal) -> bool:
    """Whether the start met the goal and the latest figure does not; then the ratio says nothing."""
    return goal.met_by(pace.baseline) and not goal.met_by(pace.actual)


def measure_gap(item: Current | None, goal: Goal | None, kind: Kind) -> Gap | None:
    """Distance to the goal; for ratios with both numbers also in things: ⌈goal · denominator⌉ − numerator."""
    if item is None or goal is None or item.value is None:
        return None
    met = _qualified(item.value, item.figure, goal)
    if met is None:
        return None
    amount = abs(item.value - goal.exact)
    figure = item.figure
    things = None
    if kind is Kind.RATIO and figure.numerator is not None and figure.denominator is not None:
        needed = goal.exact * Fraction(figure.denominator) / 100
        numerator = Fraction(figure.numerator)
        match goal.word:
            case GoalWord.AT_LEAST:
                things = ceil(ceil(needed) - numerator)
            case GoalWord.ABOVE:
                things = ceil(floor(needed) + 1 - numerator)
            case GoalWord.AT_MOST:
                things = ceil(numerator - floor(needed))
            case GoalWord.BELOW:
                things = ceil(numerator - (ceil(needed) - 1))
        things = None if met else things
    return Gap(met, amount, things, figure.qualifier)


def measure_pace(series: Series, kind: Kind, assignment: Assignment, calendar: Calendar) -> Pace | None:
    """(c − b) / (expected − b) of the latest figure at its own day; None without dated goal or without two points.

    b is the baseline, else the first figure since the last break; expected runs straight through baseline, milestones
    and goal (rank and score: in steps at the milestones). A sum over the year starts from 0 on the first day of the
    year's window.
    """
    goal, last_good = assignment.goal, assignment.deadline.last_good_day
    if goal is None or last_good is None or not series:
        return None
    latest = series[-1]
    if latest.value is None or latest.missing:
        return None
    since = max((each.on for each in assignment.breaks if each.on <= latest.as_of), default=None)
    start = _start(series, assignment, calendar, since)
    if start is None or start.day >= latest.as_of:
        return None
    marks = [each for each in assignment.milestones if start.day < each.day < last_good]
    if assignment.yearly_sum:
        last_good = min(last_good, _year_window(latest, calendar)[1])
    line = [start, *sorted(marks, key=lambda each: each.day), Mark(last_good, goal.exact)]
    expected = _planned(line, latest.as_of, stepped=kind in (Kind.RANK, Kind.SCORE))
    movement = expected - start.value
    fallen = goal.met_by(start.value)  # began where it should end: no share of a way tells anything
    ratio = (latest.value - start.value) / movement if movement and not fallen else None
    return Pace(latest.value, start.value, expected, ratio, tuple(line))


def _start(series: Series, assignment: Assignment, calendar: Calendar, since: date | None) -> Mark | None:
    if assignment.yearly_sum:
        return Mark(_year_window(series[-1], calendar)[0] - timedelta(days=1), Fraction(0))
    if assignment.baseline is not None and (since is None or assignment.baseline.day >= since):
        return assignment.baseline
    first = next((item for item in series if since is None or item.as_of >= since), None)
    return Mark(first.as_of, first.value) if first is not None and first.value is not None else None


def _year_window(item: Current, calendar: Calendar) -> tuple[date, date]:
    return Period(item.figure.period.year, 12, 12).window(calendar)


def _planned(line: list[Mark], day: date, *, stepped: bool) -> Fraction:
    """The planned value on a day: straight between the marks, or the last mark reached."""
    if day >= line[-1].day:
        return line[-1].value
    left, right = next(pair for pair in pairwise(line) if day < pair[1].day)
    if stepped:
        return left.value
    share = Fraction((day - left.day).days, (right.day - left.day).days)
    return left.value + (right.value - left.value) * share


def measure_change(item: Current | None, series: Series, assignment: Assignment) -> Change | None:
    """Difference to the figure of the period before, of the same kind; a break in between is named, not crossed."""
    if item is None or item.value is None:
        return None
    wanted = item.figure.period.previous()
    before = next((each for each in reversed(series) if each.figure.period == wanted), None)
    return compare(before, item, assignment)


def compare(before: Current | None, item: Current, assignment: Assignment) -> Change | None:
    """Difference between two figures of one series; None when there is nothing to compare with."""
    if before is None or before.value is None or item.value is None:
        return None
    for each in assignment.breaks:
        if before.as_of < each.on <= item.as_of:
            return Change(before, None, each.reason)
    if before.missing or before.gaps or item.missing or item.gaps:
        return Change(before, None, partial=True)
    vague = bool(before.figure.qualifier or item.figure.qualifier)
    return Change(before, item.value - before.value, vague=vague)
