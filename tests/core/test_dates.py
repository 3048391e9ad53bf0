"""Days as officials type and print them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from dts.core.dates import day_of, formal_date, format_date, format_weekday, is_usable, parse_date

TYPED = {
    "28/2/2025": date(2025, 2, 28),
    "28/02/2025": date(2025, 2, 28),
    " 1/1/1900 ": date(1900, 1, 1),
    "31/12/2999": date(2999, 12, 31),
    "05/7/2025": date(2025, 7, 5),
    "29/2/2024": date(2024, 2, 29),
    "2025-02-28": date(2025, 2, 28),
    "2025-07-05": date(2025, 7, 5),
}


@pytest.mark.parametrize("typed", TYPED)
def test_typed_day(typed: str) -> None:
    """The day first, or as files have it."""
    assert parse_date(typed) == TYPED[typed]


NO_DAY = "không phải là ngày; gõ ngày/tháng/năm, ví dụ 28/2/2025"
FIRST = "ngày đứng trước tháng"
YEARS = "năm phải từ 1900 đến 2999"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" hôm nay ", f"“hôm nay” {NO_DAY}"),
        ("28/2", f"“28/2” {NO_DAY}"),
        ("28/2/25", f"“28/2/25” {NO_DAY}"),
        ("28-2-2025", f"“28-2-2025” {NO_DAY}"),
        ("2025-2-28", f"“2025-2-28” {NO_DAY}"),
        ("2/28/2025", f"“2/28/2025”: không có ngày 2 tháng 28 năm 2025; {FIRST}"),
        ("29/2/2025", f"“29/2/2025”: không có ngày 29 tháng 2 năm 2025; {FIRST}"),
        ("2025-13-01", f"“2025-13-01”: không có ngày 1 tháng 13 năm 2025; {FIRST}"),
        ("31/12/1899", f"“31/12/1899”: {YEARS}"),
        ("1/1/3000", f"“1/1/3000”: {YEARS}"),
        ("3000-01-01", f"“3000-01-01”: {YEARS}"),
    ],
)
def test_no_day(typed: str, sentence: str) -> None:
    """Neither another order nor a day that does not exist is guessed."""
    with pytest.raises(ValueError, match=r"\S") as error:
        parse_date(typed)
    assert str(error.value) == sentence


@pytest.mark.parametrize(("year", "usable"), [(1899, False), (1900, True), (2999, True), (3000, False)])
def test_years_that_can_be_meant(year: int, *, usable: bool) -> None:
    """Others are slips."""
    assert is_usable(date(year, 6, 15)) is usable


@pytest.mark.parametrize(
    ("day", "short", "formal", "weekday"),
    [
        (date(2025, 2, 25), "25/02/2025", "ngày 25 tháng 02 năm 2025", "thứ Ba"),
        (date(2025, 1, 9), "09/01/2025", "ngày 09 tháng 01 năm 2025", "thứ Năm"),
        (date(2025, 3, 1), "01/3/2025", "ngày 01 tháng 3 năm 2025", "thứ Bảy"),
        (date(2025, 10, 13), "13/10/2025", "ngày 13 tháng 10 năm 2025", "thứ Hai"),
        (date(2025, 12, 28), "28/12/2025", "ngày 28 tháng 12 năm 2025", "Chủ nhật"),
    ],
)
def test_printed_day(day: date, short: str, formal: str, weekday: str) -> None:
    """Nghị định 30/2020: zero before days below 10 and months 1 and 2."""
    assert (format_date(day), formal_date(day), format_weekday(day)) == (short, formal, weekday)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (date(2025, 2, 25), date(2025, 2, 25)),
        (datetime.fromisoformat("2025-02-25T23:59:59"), date(2025, 2, 25)),
        (datetime.fromisoformat("2025-02-25T16:59:59+00:00"), date(2025, 2, 25)),
        (datetime.fromisoformat("2025-02-25T17:00:00+00:00"), date(2025, 2, 26)),
        (datetime(2025, 2, 25, 23, tzinfo=timezone(timedelta(hours=7))), date(2025, 2, 25)),
        (datetime(2025, 2, 26, 0, tzinfo=timezone(timedelta(hours=8))), date(2025, 2, 25)),
    ],
)
def test_day_of_a_moment(moment: date | datetime, day: date) -> None:
    """In Viet Nam, seven hours ahead of Greenwich."""
    assert day_of(moment) == day
