"""Properties of the reporting calendar: windows tile the years, names round-trip, sending days stay in their month."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.core.period import Calendar, Period, last_closed, parse_period

# The same examples on every machine and every run; a new failure is then a change of the code, not of the dice.
steady = settings(derandomize=True, deadline=None, max_examples=150)

EVERY = ("month", "quarter", "half", "year")
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
ONE_DAY = timedelta(days=1)

years = st.integers(min_value=2000, max_value=2099)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
kinds = st.sampled_from(EVERY)
calendars = st.builds(Calendar, cutoff_day=st.none() | st.integers(1, 28), due_day=st.integers(1, 31))


def key_of(kind: str, year: int, number: int) -> str:
    """Spell the file form of the number-th period of a kind in a year, counted from 1."""
    return {
        "month": f"{year}-{number:02d}",
        "quarter": f"{year}-Q{number}",
        "half": f"{year}-H{number}",
        "year": f"{year}",
    }[kind]


@st.composite
def periods_of(draw: st.DrawFn, *kinds_wanted: str) -> Period:
    """Draw a period of one of these kinds."""
    kind = draw(st.sampled_from(kinds_wanted or EVERY))
    number = draw(st.integers(1, 12 // MONTHS_IN[kind]))
    return parse_period(key_of(kind, draw(years), number))


def months_of(kind: str, year: int, number: int) -> list[Period]:
    """List the months whose names make up a longer period."""
    length = MONTHS_IN[kind]
    return [parse_period(key_of("month", year, (number - 1) * length + i)) for i in range(1, length + 1)]


@steady
@given(period=periods_of(), calendar=calendars)
def test_windows_tile_without_gap_or_overlap(period: Period, calendar: Calendar) -> None:
    """The next period of a kind begins on the day after the cut-off."""
    first, cutoff = period.window(calendar)
    assert first <= cutoff
    assert period.next().window(calendar)[0] == cutoff + ONE_DAY


@steady
@given(kind=kinds, year=years, calendar=calendars, data=st.data())
def test_window_of_a_longer_period_is_that_of_its_months(
    kind: str, year: int, calendar: Calendar, data: st.DataObject
) -> None:
    """A quarter, a half or a year starts with its first month, ends with its last, and its months leave no gap."""
    number = data.draw(st.integers(1, 12 // MONTHS_IN[kind]))
    windows = [month.window(calendar) for month in months_of(kind, year, number)]
    assert parse_period(key_of(kind, year, number)).window(calendar) == (windows[0][0], windows[-1][1])
    assert all(later[0] == earlier[1] + ONE_DAY for earlier, later in pairwise(windows))


@steady
@given(year=years, calendar=calendars)
def test_nine_months_are_the_first_three_quarters(year: int, calendar: Calendar) -> None:
    """Nine months begin with the year and end with the third quarter."""
    nine = parse_period(f"{year}-9M").window(calendar)
    quarters = [parse_period(f"{year}-Q{number}").window(calendar) for number in (1, 2, 3)]
    assert nine == (quarters[0][0], quarters[2][1])


@steady
@given(period=periods_of())
def test_key_round_trips(period: Period) -> None:
    """The file form of a period reads as the same period."""
    assert parse_period(period.key) == period


@steady
@given(kind=kinds, year=years, data=st.data())
def test_parsed_key_is_spelled_the_same(kind: str, year: int, data: st.DataObject) -> None:
    """A file name that reads as a period is the only spelling of that period's key."""
    key = key_of(kind, year, data.draw(st.integers(1, 12 // MONTHS_IN[kind])))
    assert parse_period(key).key == key


@steady
@given(period=periods_of("quarter", "half", "year"))
def test_name_of_a_longer_period_can_be_typed_back(period: Period) -> None:
    """What the screen calls a quarter, a half or a year may be typed as it stands."""
    assert parse_period(period.label) == period


@steady
@given(period=periods_of())
def test_next_and_previous_are_inverse(period: Period) -> None:
    """One step forward and one back is no step, and a step keeps the kind."""
    assert period.next().previous() == period
    assert period.previous().next() == period
    assert period.next() != period
    assert len(period.next().key) == len(period.key)


@steady
@given(kind=kinds, day=days, calendar=calendars)
def test_last_closed_has_closed_and_the_next_has_not(kind: str, day: date, calendar: Calendar) -> None:
    """The cut-off of the last closed period lies before the day; the next one's does not."""
    closed = last_closed(kind, day, calendar)
    assert closed.window(calendar)[1] < day
    assert closed.next().window(calendar)[1] >= day


@steady
@given(kind=kinds, day=days)
def test_every_day_bears_the_name_of_one_period(kind: str, day: date) -> None:
    """By name, a day belongs to exactly one period of a kind, whatever the cut-off."""
    number = (day.month - 1) // MONTHS_IN[kind] + 1
    named = parse_period(key_of(kind, day.year, number))
    assert named.contains(day)
    assert not named.next().contains(day)
    assert not named.previous().contains(day)


@steady
@given(period=periods_of(), cutoff=st.integers(1, 28), due_day=st.integers(1, 31))
def test_sending_day_lies_in_the_last_month_of_the_period(period: Period, cutoff: int, due_day: int) -> None:
    """With a cut-off inside the month the figures go out in that month, on its last day where the day is lacking."""
    calendar = Calendar(cutoff_day=cutoff, due_day=due_day)
    last = period.window(calendar)[1]
    length = monthrange(last.year, last.month)[1]
    assert period.due(calendar) == last.replace(day=min(due_day, length))


@steady
@given(period=periods_of(), due_day=st.integers(1, 31))
def test_calendar_periods_are_sent_in_the_month_after(period: Period, due_day: int) -> None:
    """With calendar months the figures go out in the month after, over the year's end too."""
    calendar = Calendar(cutoff_day=None, due_day=due_day)
    last = period.window(calendar)[1]
    assert last.day == monthrange(last.year, last.month)[1]
    after = last + ONE_DAY
    assert period.due(calendar) == after.replace(day=min(due_day, monthrange(after.year, after.month)[1]))


@pytest.mark.parametrize(
    ("key", "calendar", "due"),
    [
        ("2024-02", Calendar(cutoff_day=14, due_day=30), date(2024, 2, 29)),
        ("2025-02", Calendar(cutoff_day=14, due_day=30), date(2025, 2, 28)),
        ("2024-01", Calendar(cutoff_day=None, due_day=31), date(2024, 2, 29)),
        ("2024-02", Calendar(cutoff_day=None, due_day=25), date(2024, 3, 25)),
        ("2025", Calendar(cutoff_day=None, due_day=25), date(2026, 1, 25)),
        ("2025", Calendar(cutoff_day=14, due_day=25), date(2025, 12, 25)),
    ],
)
def test_sending_day_in_short_months_and_at_year_ends(key: str, calendar: Calendar, due: date) -> None:
    """29 February and the turn of the year, by hand."""
    assert parse_period(key).due(calendar) == due


@pytest.mark.parametrize("key", ["2024-02", "2024-Q1", "2024-H1", "2024"])
def test_leap_day_belongs_to_its_calendar_month(key: str) -> None:
    """29 February 2024 lies in the calendar window of February, and of what contains February."""
    first, last = parse_period(key).window(Calendar(cutoff_day=None, due_day=25))
    assert first <= date(2024, 2, 29) <= last
