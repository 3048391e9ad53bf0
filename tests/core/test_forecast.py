"""Months and speeds: every rule is a row of a table."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.core.forecast import Forecast, measure_forecast, months_between
from dts.core.log import Figure
from dts.core.model import Assignment, Break, Deadline, DeadlineKind, Goal, GoalWord, Kind
from dts.core.period import Calendar, Period, PeriodKind
from dts.core.series import Current, Series

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2024-12-14", "2025-02-14", Fraction(2)),
        ("2024-02-14", "2025-02-14", Fraction(12)),
        ("2025-02-25", "2025-12-31", 10 + Fraction(6, 31)),
        ("2025-02-14", "2025-12-31", 10 + Fraction(17, 31)),
        ("2025-02-25", "2025-02-27", Fraction(2, 28)),
        ("2024-02-25", "2024-02-27", Fraction(2, 29)),
        ("2025-01-31", "2025-02-28", Fraction(1)),
        ("2025-02-28", "2025-03-31", Fraction(1)),
        ("2025-01-31", "2025-04-30", Fraction(3)),
        ("2025-01-30", "2025-02-28", Fraction(1)),
        ("2024-12-31", "2025-01-14", Fraction(14, 31)),
        ("2025-02-27", "2025-02-27", Fraction(0)),
        ("2025-02-28", "2025-02-27", Fraction(0)),
    ],
)
def test_months_are_calendar_months(first: str, last: str, months: Fraction) -> None:
    """Cut-off to cut-off is whole, month end to month end too; odd days are their share of the month they stand in."""
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


@given(first=st.dates(date(2000, 1, 1), date(2030, 1, 1)), days=st.integers(0, 1500))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_months_grow_day_by_day(first: date, days: int) -> None:
    """One day more is always more, and a month is 30,436875 days on average, within four days."""
    here, next_day = first + timedelta(days=days), first + timedelta(days=days + 1)
    assert months_between(first, here) < months_between(first, next_day)
    assert abs(months_between(first, here) - Fraction(days * 1600, 48699)) < Fraction(1, 8)


class Case(NamedTuple):
    """A series by month of 2025 (1 = tháng 01/2025), what was assigned, the day, and what must come out."""

    figures: dict[int, object]
    figures_counted: int
    speed: Fraction | None = None
    needed: Fraction | None = None
    landing: Fraction | None = None
    things: Fraction | None = None
    needed_things: Fraction | None = None
    goal: tuple[str, str] | None = ("at_least", "90")
    by: date | None = date(2025, 12, 14)
    breaks: tuple[date, ...] = ()
    today: date = date(2025, 4, 14)
    kind: Kind = Kind.RATIO
    yearly: bool = False


CASES = {
    "two figures are no speed": Case({2: 50, 3: 60}, 2, needed=Fraction(30, 8)),
    "three are": Case({1: 40, 2: 50, 3: 60}, 3, Fraction(10), Fraction(30, 8), Fraction(150)),
    "only the last three count": Case({1: 0, 2: 50, 3: 51, 4: 52}, 4, Fraction(1), Fraction(38, 8), Fraction(60)),
    "a missing month is time all the same": Case(
        {1: 40, 2: 50, 4: 70}, 3, Fraction(10), Fraction(20, 8), Fraction(150)
    ),
    "never across a break": Case({1: 40, 2: 50, 3: 60, 4: 70}, 2, needed=Fraction(20, 8), breaks=(date(2025, 2, 20),)),
    "a break before the first figure breaks nothing": Case(
        {1: 40, 2: 50, 3: 60}, 3, Fraction(10), Fraction(30, 8), Fraction(150), breaks=(date(2024, 1, 1),)
    ),
    "a break after the latest figure breaks nothing yet": Case(
        {1: 40, 2: 50, 3: 60}, 3, Fraction(10), Fraction(30, 8), Fraction(150), breaks=(date(2025, 4, 1),)
    ),
    "khoảng and ước are not counted": Case({1: 40, 2: "~50", 3: "ước 60", 4: 70}, 2, needed=Fraction(20, 8)),
    "an inexact newest figure leaves the distance open": Case(
        {1: 40, 2: 50, 3: 60, 4: ">70"}, 3, Fraction(10), None, Fraction(150)
    ),
    "a falling figure leads below": Case({1: 70, 2: 60, 3: 50}, 3, Fraction(-10), Fraction(40, 8), Fraction(-40)),
    "numbers in things": Case(
        {1: (100, 400), 2: (150, 400), 3: (200, 400)},
        3,
        Fraction(25, 2),
        Fraction(40, 8),
        50 + Fraction(25, 2) * 9,
        things=Fraction(50),
        needed_things=Fraction(160, 8),
    ),
    "met: nothing is needed": Case({1: 80, 2: 90, 3: 95}, 3, Fraction(15, 2), None, 95 + Fraction(15, 2) * 9),
    "without a goal only the actual speed": Case({1: 40, 2: 50, 3: 60}, 3, Fraction(10), goal=None),
    "without a deadline too": Case({1: 40, 2: 50, 3: 60}, 3, Fraction(10), by=None),
    "past the deadline too": Case({1: 40, 2: 50, 3: 60}, 3, Fraction(10), by=date(2025, 4, 13)),
    "on the last day no speed helps": Case(
        {1: 40, 2: 50, 3: 60}, 3, Fraction(10), None, Fraction(70), by=date(2025, 4, 14)
    ),
    "a limit from above": Case(
        {1: 9, 2: 8, 3: 7}, 3, Fraction(-1), Fraction(2, 8), Fraction(-2), goal=("at_most", "5")
    ),
    "a rank": Case(
        {1: 30, 2: 28, 3: 26}, 3, Fraction(-2), Fraction(6, 8), Fraction(8), goal=("at_most", "20"), kind=Kind.RANK
    ),
    "a sum over the year ends with its year": Case(
        {1: 10, 2: 20, 3: 30},
        3,
        Fraction(10),
        Fraction(90, 8),
        Fraction(120),
        goal=("at_least", "120"),
        by=date(2026, 6, 30),
        kind=Kind.COUNT,
        yearly=True,
    ),
}


def series_of(case: Case) -> Series:
    """Current figures at the cut-off days of their months."""
    items = []
    for month, typed in case.figures.items():
        period = Period(2025, month, 1)
        figure = Figure("x", None, period)
        if isinstance(typed, tuple):
            figure = figure._replace(numerator=Decimal(typed[0]), denominator=Decimal(typed[1]))
        else:
            text = str(typed)
            figure = figure._replace(
                value=Decimal(text.removeprefix("ước ").lstrip("~>")),
                qualifier=text[0] if text[0] in "~>" else None,
                estimate=text.startswith("ước"),
            )
        items.append(Current(figure, period.cutoff(CALENDAR)))
    return tuple(items)


def forecast_of(case: Case) -> Forecast:
    """What the rules say."""
    assignment = Assignment(
        "X",
        "X",
        goal=Goal(GoalWord(case.goal[0]), Decimal(case.goal[1])) if case.goal else None,
        deadline=Deadline(DeadlineKind.BY, case.by) if case.by else Deadline(),
        every=PeriodKind.MONTH,
        breaks=tuple(Break(day, "đổi cách tính") for day in case.breaks),
        yearly_sum=case.yearly,
    )
    return measure_forecast(series_of(case), case.kind, assignment, CALENDAR, case.today)


@pytest.mark.parametrize("name", CASES)
def test_speed_is_exact(name: str) -> None:
    """Needed, actual and landing, as fractions; None where nothing can be said."""
    case = CASES[name]
    found = forecast_of(case)
    assert found.figures == case.figures_counted
    assert (found.speed.per_month if found.speed else None) == case.speed
    assert (found.speed.things if found.speed else None) == case.things
    assert found.needed == case.needed
    assert found.needed_things == case.needed_things
    assert found.landing == case.landing


def test_figures_of_another_kind_do_not_mix() -> None:
    """A year's figure among months is no fourth month; without any month the kind of the latest counts."""
    months = series_of(Case({1: 40, 2: 50, 3: 60}, 3))
    year = Current(Figure("x", None, Period(2024, 12, 12), value=Decimal(10)), date(2024, 12, 14))
    assignment = Assignment("X", "X", every=PeriodKind.MONTH)
    mixed = measure_forecast((year, *months), Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
    assert mixed.figures == 3
    alone = measure_forecast((year,), Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
    assert alone.figures == 1


# ── beside the speed ─────────────────────────────────────────────────────────

THREE: dict[int, object] = {1: 40, 2: 50, 3: 60}


@pytest.mark.parametrize(
    ("case", "inexact", "since"),
    [
        (Case(THREE, 3), 0, None),
        (Case({1: 40, 2: "~50", 3: "ước 60", 4: ">70"}, 1), 3, None),
        (Case({1: "~40", 2: "~50", 3: 60}, 1, breaks=(date(2025, 2, 14),)), 1, date(2025, 2, 14)),
        (Case({1: "~40", 2: "~50", 3: "~60", 4: 70}, 1, breaks=(date(2025, 2, 14),)), 2, date(2025, 2, 14)),
        (Case({1: 40, 2: 50, 3: 60}, 3, breaks=(date(2025, 1, 14),)), 0, None),
        (Case({1: 40, 2: 50, 3: 60}, 2, breaks=(date(2025, 1, 15),)), 0, date(2025, 1, 15)),
        (Case({1: 40, 2: 50, 3: 60}, 1, breaks=(date(2025, 3, 14),)), 0, date(2025, 3, 14)),
        (Case({1: 40, 2: 50, 3: 60}, 3, breaks=(date(2025, 3, 15),)), 0, None),
        (
            Case({1: 40, 2: 50, 3: 60}, 1, breaks=(date(2025, 3, 1), date(2025, 2, 1))),
            0,
            date(2025, 3, 1),
        ),
    ],
)
def test_what_is_counted(case: Case, inexact: int, since: date | None) -> None:
    """From the last break between the first figure and the latest on: the day of the break itself is after it."""
    found = forecast_of(case)
    assert (found.figures, found.inexact) == (case.figures_counted, inexact)
    assert (found.since.on if found.since else None) == since


@pytest.mark.parametrize(
    ("case", "end", "months_left", "met"),
    [
        (Case(THREE, 3), date(2025, 12, 14), Fraction(8), True),
        (Case(THREE, 3, goal=("at_least", "150")), date(2025, 12, 14), Fraction(8), True),
        (Case(THREE, 3, goal=("at_least", "151")), date(2025, 12, 14), Fraction(8), False),
        (Case(THREE, 3, goal=("at_most", "50")), date(2025, 12, 14), Fraction(8), False),
        (Case({3: 60}, 1), date(2025, 12, 14), Fraction(8), None),
        (Case({1: 70, 2: 80, 3: 90}, 3), date(2025, 12, 14), None, True),
        (Case({1: 40, 2: 50, 3: "~60"}, 2), date(2025, 12, 14), None, None),
        (Case(THREE, 3, goal=None), None, None, None),
        (Case(THREE, 3, by=None), None, None, None),
        (Case(THREE, 3, by=date(2025, 4, 13)), None, None, None),
        (Case(THREE, 3, by=date(2025, 4, 14)), date(2025, 4, 14), None, False),
        (Case(THREE, 3, by=date(2025, 5, 14)), date(2025, 5, 14), Fraction(1), False),
        (Case({}, 0), None, None, None),
        (Case(THREE, 3, by=date(2025, 6, 14), yearly=True), date(2025, 6, 14), Fraction(2), True),
        (Case(THREE, 3, by=date(2026, 6, 14), yearly=True), date(2025, 12, 14), Fraction(8), True),
    ],
)
def test_where_it_leads(case: Case, end: date | None, months_left: Fraction | None, *, met: bool | None) -> None:
    """The day, the months that are left for what is missing, and whether the speed is enough."""
    found = forecast_of(case)
    assert (found.end, found.months_left, found.landing_met) == (end, months_left, met)
    assert (found.needed is None) is (months_left is None)


def test_speed_names_its_figures() -> None:
    """The first and the last of the last three, and the months between them."""
    speed = forecast_of(Case({1: 0, 2: 50, 4: 51, 6: 70}, 4, today=date(2025, 6, 14))).speed
    assert speed is not None
    assert (speed.first.figure.period.last_month, speed.last.figure.period.last_month) == (2, 6)
    assert (speed.months, speed.per_month) == (Fraction(4), Fraction(5))


def test_things_need_both_numbers_all_along() -> None:
    """One percentage among them, or another kind of target, and only points are told."""
    shares: dict[int, object] = {1: (100, 400), 2: 37, 3: (200, 400)}
    speed = forecast_of(Case(shares, 3)).speed
    assert speed is not None
    assert (speed.things, speed.per_month) == (None, Fraction(25, 2))
    counted = forecast_of(Case({1: (100, 400), 2: (150, 400), 3: (200, 400)}, 3, kind=Kind.COUNT)).speed
    assert counted is not None
    assert counted.things is None


@pytest.mark.parametrize(("numerators", "things"), [((0, 50, 100), 50), ((100, 50, 0), -50)])
def test_things_may_begin_or_end_with_none(numerators: tuple[int, int, int], things: int) -> None:
    """Nothing is a number too."""
    shares: dict[int, object] = {month: (each, 400) for month, each in enumerate(numerators, 1)}
    speed = forecast_of(Case(shares, 3)).speed
    assert speed is not None
    assert speed.things == things


def test_the_last_figure_of_a_period_counts() -> None:
    """Two days of one month are one month."""
    items = list(series_of(Case(THREE, 3)))
    early = items[2]._replace(as_of=date(2025, 3, 1), figure=items[2].figure._replace(value=Decimal(1)))
    assignment = Assignment("X", "X", every=PeriodKind.MONTH)
    found = measure_forecast((*items[:2], early, items[2]), Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
    assert found.figures == 3
    assert found.speed is not None
    assert found.speed.last is items[2]


def test_a_speed_needs_time_between_its_figures() -> None:
    """Three figures of one day have none."""
    items = tuple(item._replace(as_of=date(2025, 3, 14)) for item in series_of(Case(THREE, 3)))
    assignment = Assignment("X", "X", every=PeriodKind.MONTH)
    found = measure_forecast(items, Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
    assert (found.figures, found.speed) == (3, None)


@pytest.mark.parametrize("lack", [{"missing": ("xa-a",)}, {"gaps": (Period(2025, 1, 1),)}])
def test_incomplete_totals_are_not_counted(lack: dict[str, tuple[object, ...]]) -> None:
    """A total without some of its parts, a sum without some of its months."""
    items = list(series_of(Case(THREE, 3)))
    items[1] = items[1]._replace(**lack)  # type: ignore[arg-type]
    assignment = Assignment("X", "X", every=PeriodKind.MONTH)
    found = measure_forecast(tuple(items), Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
    assert (found.figures, found.inexact, found.speed) == (2, 1, None)


def test_a_sum_over_the_year_counts_within_its_year() -> None:
    """December of the year before is of another sum."""
    items = series_of(Case(THREE, 3))
    december = Current(Figure("x", None, Period(2024, 12, 1), value=Decimal(300)), date(2024, 12, 14))
    assignment = Assignment("X", "X", every=PeriodKind.MONTH, yearly_sum=True)
    found = measure_forecast((december, *items[:2]), Kind.COUNT, assignment, CALENDAR, date(2025, 4, 14))
    assert (found.figures, found.speed) == (2, None)
    november = december._replace(figure=december.figure._replace(period=Period(2024, 11, 1)), as_of=date(2024, 11, 14))
    begun = measure_forecast((november, december, items[0]), Kind.COUNT, assignment, CALENDAR, date(2025, 1, 20))
    assert begun.figures == 1
    later = assignment._replace(
        goal=Goal(GoalWord.AT_LEAST, Decimal(500)), deadline=Deadline(DeadlineKind.BY, date(2026, 6, 30))
    )
    begun = measure_forecast((november, december, items[0]), Kind.COUNT, later, CALENDAR, date(2025, 1, 20))
    assert begun.end == date(2025, 12, 14)
    plain = assignment._replace(yearly_sum=False)
    assert measure_forecast((december, *items[:2]), Kind.COUNT, plain, CALENDAR, date(2025, 4, 14)).figures == 3


def test_the_kind_that_is_asked_else_that_of_the_latest() -> None:
    """Months among quarters where no rhythm is set, and quarters where no month is there."""
    months = series_of(Case(THREE, 3))
    quarter = Current(Figure("x", None, Period(2024, 12, 3), value=Decimal(10)), date(2024, 12, 14))
    later = quarter._replace(figure=quarter.figure._replace(period=Period(2025, 3, 3)), as_of=date(2025, 3, 14))
    for every, expected in ((None, 2), (PeriodKind.MONTH, 3), (PeriodKind.YEAR, 2), (PeriodKind.QUARTER, 2)):
        assignment = Assignment("X", "X", every=every)
        found = measure_forecast((quarter, *months, later), Kind.RATIO, assignment, CALENDAR, date(2025, 4, 14))
        assert found.figures == expected
    latest_a_month = measure_forecast((quarter, *months), Kind.RATIO, Assignment("X", "X"), CALENDAR, date(2025, 4, 14))
    assert latest_a_month.figures == 3
