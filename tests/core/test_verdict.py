"""One figure against its goal, its plan and the figure before, each case a row: met or not, how far, how fast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dts.core.log import Figure
from dts.core.measure import (
    Change,
    Gap,
    Pace,
    compare,
    fell_back,
    measure_change,
    measure_gap,
    measure_pace,
    verdict,
)
from dts.core.model import Assignment, Break, Deadline, DeadlineKind, Goal, GoalWord, Kind, Mark
from dts.core.period import Calendar, Period, parse_period
from dts.core.series import Current

CALENDAR = Calendar()
FEBRUARY = Period(2025, 2, 1)


def current(typed: str, period: Period = FEBRUARY, day: date | None = None) -> Current:
    """`60`, `>60`, `40/80`: a figure of a period, true on its cut-off day unless another is given."""
    figure = Figure("a", None, period)
    if "/" in typed:
        above, _, below = typed.partition("/")
        figure = figure._replace(numerator=Decimal(above), denominator=Decimal(below))
    elif typed:
        sign = typed[0] if typed[0] in "<>~" else None
        figure = figure._replace(value=Decimal(typed.lstrip("<>~")), qualifier=sign)
    return Current(figure, day or period.cutoff(CALENDAR))


def goal(words: str) -> Goal:
    """`at_least 50`."""
    word, _, number = words.partition(" ")
    return Goal(GoalWord(word), Decimal(number))


VERDICTS = {
    # ── exact ──
    ("at_least 50", "50"): True,
    ("at_least 50", "49.99"): False,
    ("above 50", "50"): False,
    ("above 50", "50.01"): True,
    ("at_most 50", "50"): True,
    ("at_most 50", "50.01"): False,
    ("below 50", "50"): False,
    ("below 50", "49.99"): True,
    ("at_least 50", "40/80"): True,
    ("at_least 50", "39/80"): False,
    # ── more than ──
    ("at_least 50", ">50"): True,
    ("above 50", ">50"): True,
    ("at_least 50", ">51"): True,
    ("at_least 50", ">49"): None,
    ("at_most 50", ">50"): False,
    ("at_most 50", ">49"): None,
    ("below 50", ">50"): False,
    # ── less than ──
    ("at_most 50", "<50"): True,
    ("below 50", "<50"): True,
    ("at_most 50", "<49"): True,
    ("at_most 50", "<51"): None,
    ("at_least 50", "<50"): False,
    ("above 50", "<50"): False,
    ("at_least 50", "<51"): None,
    # ── about: 50 is 45 to 55, 56 is 55,5 to 56,5 ──
    ("at_least 50", "~56"): True,
    ("at_least 50", "~44"): False,
    ("at_least 50", "~50"): None,
    ("at_least 45", "~50"): None,
    ("at_most 55", "~50"): None,
    ("at_least 44.9", "~50"): True,
    ("at_least 55.1", "~50"): False,
    ("at_most 55.1", "~50"): True,
    ("at_most 44.9", "~50"): False,
    ("at_least 50", ""): None,
}


@pytest.mark.parametrize("case", VERDICTS, ids=" with ".join)
def test_verdict(case: tuple[str, str]) -> None:
    """Decided exactly; None where "trên", "dưới", "khoảng" leave both open, or where there is no number."""
    assert verdict(current(case[1]), goal(case[0])) is VERDICTS[case]


@pytest.mark.parametrize(
    ("words", "typed", "met"),
    [
        ("at_least 50", "60", None),
        ("at_least 50", "40", False),
        ("at_most 50", "40", None),
        ("at_most 50", "60", False),
    ],
)
def test_a_total_that_lacks_parts_meets_no_goal_yet(words: str, typed: str, *, met: bool | None) -> None:
    """Those that have not reported may still spoil it; what already fails is said."""
    assert verdict(current(typed)._replace(missing=("xa-a",)), goal(words)) is met


@pytest.mark.parametrize(
    ("words", "typed", "met"),
    [
        ("at_least 50", "60", True),
        ("above 50", "60", True),
        ("at_least 50", "40", None),
        ("at_most 50", "40", None),
        ("at_most 50", "60", False),
        ("below 50", "60", False),
        ("at_least 50", ">40", None),
    ],
)
def test_a_sum_with_gaps_only_grows(words: str, typed: str, *, met: bool | None) -> None:
    """What lies above already stays above; what lies below may not stay there."""
    assert verdict(current(typed)._replace(gaps=(Period(2025, 1, 1),)), goal(words)) is met


def gap(met: int, amount: float, things: int | None = None, sign: str | None = None) -> Gap:
    """A distance."""
    return Gap(bool(met), Fraction(amount), things, sign)


GAPS: dict[tuple[str, str, Kind], Gap | None] = {
    ("at_least 50", "60", Kind.COUNT): gap(1, 10),
    ("at_least 50", "44", Kind.COUNT): gap(0, 6),
    ("at_most 50", "44", Kind.RANK): gap(1, 6),
    ("at_least 50", ">60", Kind.RATIO): gap(1, 10, sign=">"),
    ("at_least 50", "<40", Kind.RATIO): gap(0, 10, sign="<"),
    ("at_least 50", ">40", Kind.RATIO): None,
    ("at_least 50", "", Kind.TASK): None,
    ("at_least 50", "40/80", Kind.RATIO): gap(1, 0),
    ("at_least 50", "10/80", Kind.RATIO): gap(0, 37.5, 30),
    ("at_least 50", "10/80", Kind.COUNT): gap(0, 37.5),
    ("at_least 50", "10/81", Kind.RATIO): Gap(False, 50 - Fraction(1000, 81), 31),
    ("at_least 50", "10.5/80", Kind.RATIO): gap(0, 36.875, 30),
    ("above 50", "10/80", Kind.RATIO): gap(0, 37.5, 31),
    ("above 50", "10.5/80", Kind.RATIO): gap(0, 36.875, 31),
    ("at_most 50", "70/80", Kind.RATIO): gap(0, 37.5, 30),
    ("at_most 50", "70/81", Kind.RATIO): Gap(False, Fraction(7000, 81) - 50, 30),
    ("below 50", "70/80", Kind.RATIO): gap(0, 37.5, 31),
    ("below 50", "70/81", Kind.RATIO): Gap(False, Fraction(7000, 81) - 50, 30),
}


@pytest.mark.parametrize("case", GAPS, ids=lambda case: f"{case[0]} with {case[1]} {case[2]}")
def test_gap(case: tuple[str, str, Kind]) -> None:
    """Never negative; of a share also in whole things, as long as they are missing."""
    assert measure_gap(current(case[1]), goal(case[0]), case[2]) == GAPS[case]


def test_no_gap_without_goal_or_figure() -> None:
    """Nothing to measure from, or to."""
    assert measure_gap(None, goal("at_least 50"), Kind.COUNT) is None
    assert measure_gap(current("5"), None, Kind.COUNT) is None


# ── pace ─────────────────────────────────────────────────────────────────────

START = Mark(date(2024, 12, 31), Fraction(0))
BY = date(2025, 4, 10)
"""A hundred days after the start."""
PLAIN = Assignment(
    "A", "A", goal=goal("at_least 100"), deadline=Deadline(DeadlineKind.BY, BY), baseline=START, milestones=()
)


def day(number: int) -> date:
    """The day so many days after the start."""
    return date.fromordinal(START.day.toordinal() + number)


def pace_of(assignment: Assignment, *series: tuple[str, int], kind: Kind = Kind.RATIO) -> tuple[object, ...] | None:
    """Where it began, what was planned for the last day, and the share that was done."""
    found = measure_pace(tuple(current(typed, day=day(at)) for typed, at in series), kind, assignment, CALENDAR)
    return None if found is None else (found.baseline, found.expected, found.ratio)


MIDWAY = PLAIN._replace(milestones=(Mark(day(80), Fraction(90)), Mark(day(40), Fraction(60))))


@pytest.mark.parametrize(
    ("number", "typed", "planned", "ratio"),
    [
        (20, "30", 30, 1),
        (40, "30", 60, Fraction(1, 2)),
        (60, "25", 75, Fraction(1, 3)),
        (80, "45", 90, Fraction(1, 2)),
        (90, "19", 95, Fraction(1, 5)),
        (100, "50", 100, Fraction(1, 2)),
        (150, "50", 100, Fraction(1, 2)),
        (20, "-3", 30, Fraction(-1, 10)),
    ],
)
def test_pace_runs_straight_from_mark_to_mark(number: int, typed: str, planned: int, ratio: Fraction) -> None:
    """0 at first, 60 on day 40, 90 on day 80, 100 at the deadline and ever after."""
    assert pace_of(MIDWAY, (typed, number)) == (0, planned, ratio)


@pytest.mark.parametrize("kind", [Kind.RANK, Kind.SCORE])
@pytest.mark.parametrize(("number", "planned"), [(39, 0), (40, 60), (79, 60), (80, 90), (99, 90), (100, 100)])
def test_ranks_and_scores_move_in_steps(kind: Kind, number: int, planned: int) -> None:
    """They are measured now and then: the plan stands still between its marks."""
    found = pace_of(MIDWAY, ("45", number), kind=kind)
    assert found == (0, planned, Fraction(45, planned) if planned else None)


def test_plan_is_told_with_the_pace() -> None:
    """Start, milestones by their days, goal; those on the start, before it, or from the deadline on are left out."""
    outside = tuple(Mark(day(number), Fraction(7)) for number in (-1, 0, 100, 101))
    found = measure_pace(
        (current("45", day=day(50)),),
        Kind.RATIO,
        MIDWAY._replace(milestones=(*MIDWAY.milestones, *outside)),
        CALENDAR,
    )
    assert found is not None
    assert found.line == (START, Mark(day(40), Fraction(60)), Mark(day(80), Fraction(90)), Mark(BY, Fraction(100)))
    assert found.actual == 45


def broken(*numbers: int) -> tuple[Break, ...]:
    """Breaks on these days."""
    return tuple(Break(day(number), "đổi cách tính") for number in numbers)


@pytest.mark.parametrize(
    ("assignment", "series", "expected"),
    [
        (PLAIN._replace(goal=None), [("5", 50)], None),
        (PLAIN._replace(deadline=Deadline()), [("5", 50)], None),
        (PLAIN, [], None),
        (PLAIN, [("", 50)], None),
        (PLAIN, [("5", 0)], None),
        (PLAIN, [("5", 1)], (0, 1, 5)),
        (PLAIN._replace(baseline=None), [("5", 50)], None),
        (PLAIN._replace(baseline=None), [("20", 20), ("60", 60)], (20, 60, 1)),
        (PLAIN._replace(baseline=None), [("", 20), ("60", 60)], None),
        (PLAIN, [("20", 20), ("60", 60)], (0, 60, 1)),
        # a break: what was before it is no start
        (PLAIN._replace(breaks=broken(10)), [("5", 5), ("50", 50)], None),
        (PLAIN._replace(breaks=broken(20)), [("20", 20), ("60", 60)], (20, 60, 1)),
        (PLAIN._replace(breaks=broken(21)), [("20", 20), ("60", 60)], None),
        (PLAIN._replace(breaks=broken(10, 30)), [("20", 20), ("40", 40), ("70", 70)], (40, 70, 1)),
        (PLAIN._replace(breaks=broken(0)), [("60", 60)], (0, 60, 1)),
        (PLAIN._replace(breaks=broken(61)), [("60", 60)], (0, 60, 1)),
        (PLAIN._replace(breaks=broken(60)), [("60", 60)], None),
        # began where it should end: no share of a way tells anything
        (PLAIN._replace(baseline=Mark(START.day, Fraction(100))), [("90", 50)], (100, 100, None)),
        (PLAIN._replace(baseline=Mark(START.day, Fraction(120))), [("90", 50)], (120, 110, None)),
        # milestones may ask for no movement yet
        (PLAIN._replace(milestones=(Mark(day(50), Fraction(0)),)), [("3", 25)], (0, 0, None)),
        # fewer is better
        (
            PLAIN._replace(goal=goal("at_most 20"), baseline=Mark(START.day, Fraction(120))),
            [("95", 50)],
            (120, 70, Fraction(1, 2)),
        ),
    ],
)
def test_pace(
    assignment: Assignment, series: list[tuple[str, int]], expected: tuple[object, object, object] | None
) -> None:
    """Start, plan and share; nothing without a dated goal, without a start, or on the day of the start."""
    assert pace_of(assignment, *series) == expected


def test_a_total_that_lacks_parts_has_no_pace() -> None:
    """It would be the pace of who has reported."""
    total = current("60", day=day(60))._replace(missing=("xa-a",))
    assert measure_pace((total,), Kind.COUNT, PLAIN, CALENDAR) is None


@pytest.mark.parametrize(
    ("by", "at", "planned"),
    [
        (date(2025, 12, 14), date(2025, 7, 1), Fraction(199 * 365, 365)),
        (date(2026, 12, 14), date(2025, 7, 1), Fraction(199 * 365, 365)),
        (date(2025, 6, 14), date(2025, 3, 15), Fraction(91 * 365, 182)),
    ],
    ids=["the year's own end", "a deadline of a later year ends with the year", "a deadline within the year"],
)
def test_a_sum_over_the_year_starts_from_nothing_with_its_year(by: date, at: date, planned: Fraction) -> None:
    """On 14/12 of the year before it is 0, whatever the baseline; by the year's cut-off it must be the goal."""
    assignment = PLAIN._replace(
        goal=goal("at_least 365"),
        deadline=Deadline(DeadlineKind.BY, by),
        baseline=Mark(date(2024, 6, 30), Fraction(77)),
        yearly_sum=True,
    )
    found = measure_pace((current("100", Period(2025, at.month, 1), at),), Kind.COUNT, assignment, CALENDAR)
    assert found is not None
    assert (found.baseline, found.expected, found.line[0].day) == (Fraction(0), planned, date(2024, 12, 14))


def test_a_sum_over_the_year_is_planned_in_the_year_of_its_latest_figure() -> None:
    """Last year's months are another sum."""
    assignment = PLAIN._replace(deadline=Deadline(DeadlineKind.BY, date(2026, 12, 14)), yearly_sum=True)
    series = (current("900", Period(2024, 11, 1)), current("50"))
    found = measure_pace(series, Kind.COUNT, assignment, CALENDAR)
    assert found is not None
    assert (found.line[0].day, found.line[-1].day) == (date(2024, 12, 14), date(2025, 12, 14))


@pytest.mark.parametrize(
    ("words", "start", "now", "fallen"),
    [
        ("at_least 50", 50, 49, True),
        ("at_least 50", 49, 48, False),
        ("at_least 50", 50, 50, False),
        ("at_most 50", 50, 51, True),
    ],
)
def test_falling_back(words: str, start: int, now: int, *, fallen: bool) -> None:
    """It began within the goal and is outside now."""
    pace = Pace(Fraction(now), Fraction(start), Fraction(0), None)
    assert fell_back(pace, goal(words)) is fallen


# ── change ───────────────────────────────────────────────────────────────────

JANUARY = Period(2025, 1, 1)


@pytest.mark.parametrize(
    ("before", "after", "amount", "vague"),
    [("40", "62", 22, False), ("62", "40", -22, False), (">40", "62", 22, True), ("40", "~62", 22, True)],
)
def test_change(before: str, after: str, amount: int, *, vague: bool) -> None:
    """More is positive; a number that is only known as above or about is told as vague."""
    earlier = current(before, JANUARY)
    found = compare(earlier, current(after), Assignment("A", "A"))
    assert found == Change(earlier, Fraction(amount), broken=None, vague=vague, partial=False)


@pytest.mark.parametrize(
    ("on", "named"),
    [
        (date(2025, 1, 14), None),
        (date(2025, 1, 15), "đổi cách tính"),
        (date(2025, 2, 14), "đổi cách tính"),
        (date(2025, 2, 15), None),
    ],
)
def test_a_break_between_two_figures_is_named(on: date, named: str | None) -> None:
    """From the day of the break on: the figure of 14/01/2025 is before a break of 15/01."""
    earlier = current("40", JANUARY)
    found = compare(earlier, current("62"), Assignment("A", "A", breaks=(Break(on, "đổi cách tính"),)))
    assert found == Change(earlier, None if named else Fraction(22), named)


@pytest.mark.parametrize("lacking", ["missing", "gaps"])
@pytest.mark.parametrize("which", [0, 1])
def test_incomplete_totals_are_not_compared(lacking: str, which: int) -> None:
    """The difference would be of who has reported."""
    pair = [current("40", JANUARY), current("62")]
    lack = {"missing": ("xa-a",)} if lacking == "missing" else {"gaps": (JANUARY,)}
    pair[which] = pair[which]._replace(**lack)
    assert compare(pair[0], pair[1], Assignment("A", "A")) == Change(pair[0], None, partial=True)


def test_nothing_to_compare_with() -> None:
    """No figure before, or no number in one of the two."""
    plain = Assignment("A", "A")
    assert compare(None, current("62"), plain) is None
    assert compare(current("", JANUARY), current("62"), plain) is None
    assert compare(current("40", JANUARY), current(""), plain) is None
    assert measure_change(None, (current("62"),), plain) is None
    assert measure_change(current(""), (current("40", JANUARY),), plain) is None


def test_change_is_to_the_period_before_of_the_same_kind() -> None:
    """Not to the quarter's figure in between, nor to an older month; of two days of a period the later."""
    months = [current("40", JANUARY, date(2025, 1, 10)), current("45", JANUARY), current("62")]
    quarter = current("50", parse_period("2024-Q4"), date(2025, 2, 1))
    found = measure_change(months[-1], (*months[:2], quarter, months[-1]), Assignment("A", "A"))
    assert found == Change(months[1], Fraction(17))
    assert measure_change(months[-1], (current("9", Period(2024, 12, 1)), months[-1]), Assignment("A", "A")) is None
