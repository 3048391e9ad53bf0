"""Reporting periods by hand: how they are called, what they hold, when their figures are cut off and sent."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from dts.core.period import (
    Calendar,
    Period,
    PeriodKind,
    last_closed,
    parse_period,
    parse_period_key,
    period_containing,
    period_of_data,
    periods_between,
)

USUAL = Calendar()
MONTHS_END = Calendar(cutoff_day=None, due_day=5)


class Case(NamedTuple):
    """One period: its kind, its words, and by Nghị định 09/2019 its first day, its cut-off and its sending day."""

    kind: str
    label: str
    first: str
    cutoff: str
    due: str
    next: str
    previous: str
    last_year: str


CASES = {
    "2025-01": Case(
        "month", "tháng 01/2025", "2024-12-15", "2025-01-14", "2025-01-25", "2025-02", "2024-12", "2024-01"
    ),
    "2025-03": Case("month", "tháng 3/2025", "2025-02-15", "2025-03-14", "2025-03-25", "2025-04", "2025-02", "2024-03"),
    "2025-12": Case(
        "month", "tháng 12/2025", "2025-11-15", "2025-12-14", "2025-12-25", "2026-01", "2025-11", "2024-12"
    ),
    "2025-Q1": Case("quarter", "quý I/2025", "2024-12-15", "2025-03-14", "2025-03-25", "2025-Q2", "2024-Q4", "2024-Q1"),
    "2025-Q3": Case(
        "quarter", "quý III/2025", "2025-06-15", "2025-09-14", "2025-09-25", "2025-Q4", "2025-Q2", "2024-Q3"
    ),
    "2025-Q4": Case(
        "quarter", "quý IV/2025", "2025-09-15", "2025-12-14", "2025-12-25", "2026-Q1", "2025-Q3", "2024-Q4"
    ),
    "2025-H1": Case(
        "half", "6 tháng đầu năm 2025", "2024-12-15", "2025-06-14", "2025-06-25", "2025-H2", "2024-H2", "2024-H1"
    ),
    "2025-H2": Case(
        "half", "6 tháng cuối năm 2025", "2025-06-15", "2025-12-14", "2025-12-25", "2026-H1", "2025-H1", "2024-H2"
    ),
    "2025-9M": Case(
        "nine_months", "9 tháng năm 2025", "2024-12-15", "2025-09-14", "2025-09-25", "2026-9M", "2024-9M", "2024-9M"
    ),
    "2025": Case("year", "năm 2025", "2024-12-15", "2025-12-14", "2025-12-25", "2026", "2024", "2024"),
}


@pytest.mark.parametrize("key", CASES)
def test_period(key: str) -> None:
    """Names, neighbours and days of a period."""
    period = parse_period(key)
    found = Case(
        period.kind.value,
        period.label,
        str(period.window(USUAL)[0]),
        str(period.window(USUAL)[1]),
        str(period.due(USUAL)),
        period.next().key,
        period.previous().key,
        period.same_last_year().key,
    )
    assert found == CASES[key]
    assert period.key == key
    assert str(period.cutoff(USUAL)) == found.cutoff


@pytest.mark.parametrize(
    ("key", "calendar", "window", "due"),
    [
        ("2025-02", MONTHS_END, (date(2025, 2, 1), date(2025, 2, 28)), date(2025, 3, 5)),
        ("2024-02", MONTHS_END, (date(2024, 2, 1), date(2024, 2, 29)), date(2024, 3, 5)),
        ("2025-12", MONTHS_END, (date(2025, 12, 1), date(2025, 12, 31)), date(2026, 1, 5)),
        ("2025-04", MONTHS_END, (date(2025, 4, 1), date(2025, 4, 30)), date(2025, 5, 5)),
        ("2025", MONTHS_END, (date(2025, 1, 1), date(2025, 12, 31)), date(2026, 1, 5)),
        ("2025-03", Calendar(29, 29), (date(2025, 3, 1), date(2025, 3, 29)), date(2025, 3, 29)),
        ("2025-02", Calendar(28, 28), (date(2025, 1, 29), date(2025, 2, 28)), date(2025, 2, 28)),
        ("2025-05", Calendar(30, 31), (date(2025, 5, 1), date(2025, 5, 30)), date(2025, 5, 31)),
        ("2025-11", Calendar(31, 31), (date(2025, 11, 1), date(2025, 11, 30)), date(2025, 11, 30)),
        ("2025-12", Calendar(31, 30), (date(2025, 12, 1), date(2025, 12, 31)), date(2025, 12, 30)),
    ],
)
def test_other_calendars(key: str, calendar: Calendar, window: tuple[date, date], due: date) -> None:
    """The end of the month, and days that a short month does not have."""
    period = parse_period(key)
    assert period.window(calendar) == window
    assert period.due(calendar) == due


@pytest.mark.parametrize(
    ("key", "calendar", "lag", "due"),
    [
        ("2025-02", USUAL, 1, date(2025, 3, 25)),
        ("2025", USUAL, 14, date(2027, 2, 25)),
        ("2025-12", MONTHS_END, 2, date(2026, 3, 5)),
        ("2025-01", Calendar(14, 31), 1, date(2025, 2, 28)),
    ],
)
def test_what_is_published_late_is_due_late(key: str, calendar: Calendar, lag: int, due: date) -> None:
    """The months of the lag are added to the month in which it would be due."""
    assert parse_period(key).due(calendar, lag_months=lag) == due


@pytest.mark.parametrize(
    ("key", "day", "held"),
    [
        ("2025-02", date(2025, 1, 31), False),
        ("2025-02", date(2025, 2, 1), True),
        ("2025-02", date(2025, 2, 28), True),
        ("2025-02", date(2025, 3, 1), False),
        ("2025-02", date(2024, 2, 10), False),
        ("2025-Q2", date(2025, 3, 31), False),
        ("2025-Q2", date(2025, 4, 1), True),
        ("2025-Q2", date(2025, 6, 30), True),
        ("2025-Q2", date(2025, 7, 1), False),
        ("2025-9M", date(2025, 1, 1), True),
        ("2025-9M", date(2025, 9, 30), True),
        ("2025-9M", date(2025, 10, 1), False),
        ("2025", date(2025, 12, 31), True),
        ("2025", date(2026, 1, 1), False),
    ],
)
def test_the_name_of_a_period_holds_its_calendar_months(key: str, day: date, *, held: bool) -> None:
    """31/12/2025 is in năm 2025, whatever the cut-off."""
    assert parse_period(key).contains(day) is held


@pytest.mark.parametrize(
    ("kind", "day", "named", "data", "closed"),
    [
        ("month", date(2025, 2, 14), "2025-02", "2025-02", "2025-01"),
        ("month", date(2025, 2, 15), "2025-02", "2025-03", "2025-02"),
        ("month", date(2025, 1, 1), "2025-01", "2025-01", "2024-12"),
        ("quarter", date(2025, 3, 14), "2025-Q1", "2025-Q1", "2024-Q4"),
        ("quarter", date(2025, 3, 15), "2025-Q1", "2025-Q2", "2025-Q1"),
        ("quarter", date(2025, 4, 1), "2025-Q2", "2025-Q2", "2025-Q1"),
        ("half", date(2025, 6, 30), "2025-H1", "2025-H2", "2025-H1"),
        ("half", date(2025, 7, 1), "2025-H2", "2025-H2", "2025-H1"),
        ("nine_months", date(2025, 9, 14), "2025-9M", "2025-9M", "2024-9M"),
        ("year", date(2025, 12, 14), "2025", "2025", "2024"),
        ("year", date(2025, 12, 15), "2025", "2026", "2025"),
    ],
)
def test_period_of_a_day(kind: str, day: date, named: str, data: str, closed: str) -> None:
    """By its name, by its data (chốt số liệu ngày 14), and the last one that is closed."""
    assert period_containing(kind, day) == parse_period(named)
    assert period_of_data(kind, day, USUAL) == parse_period(data)
    assert last_closed(PeriodKind(kind), day, USUAL).key == closed


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2025, 9, 14), "2024-9M"),
        (date(2025, 9, 15), "2025-9M"),
        (date(2025, 12, 14), "2025-9M"),
        (date(2025, 12, 15), "2025-9M"),
        (date(2026, 1, 10), "2025-9M"),
    ],
)
def test_nine_months_are_closed_after_their_cut_off(day: date, closed: str) -> None:
    """From 15/9 on, though no nine months hold the days up to 14/12."""
    assert last_closed(PeriodKind.NINE_MONTHS, day, USUAL).key == closed


def test_a_month_to_its_end_holds_its_own_days() -> None:
    """With a cut-off at the end of the month the first of a month opens its own period."""
    assert period_of_data("month", date(2025, 1, 31), MONTHS_END).key == "2025-01"
    assert period_of_data("month", date(2025, 2, 1), MONTHS_END).key == "2025-02"


@pytest.mark.parametrize(
    ("first", "last", "keys"),
    [
        ("2024-11", "2025-02", ["2024-11", "2024-12", "2025-01", "2025-02"]),
        ("2024-Q4", "2025-Q1", ["2024-Q4", "2025-Q1"]),
        ("2024-9M", "2025-9M", ["2024-9M", "2025-9M"]),
        ("2025-02", "2025-02", ["2025-02"]),
        ("2025-02", "2025-01", []),
    ],
)
def test_periods_between_are_all_of_them(first: str, last: str, keys: list[str]) -> None:
    """Both ends are part of it."""
    assert [each.key for each in periods_between(parse_period(first), parse_period(last))] == keys


TYPED = {
    "1/2025": "2025-01",
    "12-2025": "2025-12",
    "t.2/2025": "2025-02",
    "T 12/2025": "2025-12",
    "THÁNG  1/2025": "2025-01",
    "Q1/2025": "2025-Q1",
    "q 4 2025": "2025-Q4",
    "quý ii/2025": "2025-Q2",
    "Quý III-2025": "2025-Q3",
    "quý 2 năm 2025": "2025-Q2",
    "06 tháng đầu 2025": "2025-H1",
    "6 tháng cuối 2025": "2025-H2",
    "09 tháng 2025": "2025-9M",
    "Năm 1976": "1976",
    "năm 2999": "2999",
    " 2025-q4 ": "2025-Q4",
    "2025-h2": "2025-H2",
    "01/1976": "1976-01",
    "12/2999": "2999-12",
}


@pytest.mark.parametrize("typed", TYPED)
def test_other_ways_of_typing(typed: str) -> None:
    """Capitals, blanks, Roman and Arabic numbers, with and without năm."""
    assert parse_period(typed) == parse_period_key(TYPED[typed])
    assert parse_period(typed).key == TYPED[typed]


NO_MONTH = ("13/2025", "00/2025", "0/2025", "tháng 2", "2025-13", "2/25")
NO_PART_OF_A_YEAR = ("quý V/2025", "quý 5/2025", "quý 0/2025", "7 tháng đầu năm 2025")
NO_YEAR = ("năm 1975", "năm 3000", "01/1975", "01/3000", "1975", "3000")


@pytest.mark.parametrize("typed", ["", "hôm nay", *NO_MONTH, *NO_PART_OF_A_YEAR, *NO_YEAR])
def test_no_period_can_be_read(typed: str) -> None:
    """One sentence with every way of typing one."""
    with pytest.raises(ValueError, match=r"\S") as error:
        parse_period(typed)
    assert str(error.value) == (
        f"“{typed}” không phải là kỳ báo cáo; gõ như 02/2025, "
        '"quý I/2025", "6 tháng đầu năm 2025", "9 tháng năm 2025" hoặc 2025 (có dấu cách thì đặt trong ngoặc kép)'
    )


KEYS = {
    "2025-01": Period(2025, 1, 1),
    "2025-12": Period(2025, 12, 1),
    "2025-Q1": Period(2025, 3, 3),
    "2025-Q2": Period(2025, 6, 3),
    "2025-Q4": Period(2025, 12, 3),
    "2025-H1": Period(2025, 6, 6),
    "2025-H2": Period(2025, 12, 6),
    "2025-9M": Period(2025, 9, 9),
    "2025": Period(2025, 12, 12),
    "1976": Period(1976, 12, 12),
    "2999": Period(2999, 12, 12),
}


@pytest.mark.parametrize("key", KEYS)
def test_key_is_a_last_month_and_a_length(key: str) -> None:
    """The name of a file says in which month a period ends and how many it has."""
    assert parse_period_key(key) == KEYS[key]
    assert KEYS[key].first_month == KEYS[key].last_month - KEYS[key].months + 1


@pytest.mark.parametrize("key", ["1975", "3000", "1975-01", "3000-Q1", "2025-q1", "2025-01 ", "02/2025", "2025-Q0"])
def test_no_key(key: str) -> None:
    """Exactly the spelling of a file name, and years between 1976 and 2999."""
    assert parse_period_key(key) is None


def test_without_a_calendar_of_its_own_a_province_counts_as_the_decree_says() -> None:
    """Nghị định 09/2019: chốt ngày 14, gửi ngày 25."""
    assert Calendar() == (14, 25)
