"""Periods as people type them, and the one form files carry."""

from __future__ import annotations

from datetime import date

import pytest

from dts.core.period import Period, parse_period, parse_period_key, period_containing

TYPED = {
    "02/2025": "2025-02",
    "T2/2025": "2025-02",
    "tháng 12/2025": "2025-12",
    "quý I/2025": "2025-Q1",
    "quý IV năm 2025": "2025-Q4",
    "6 tháng đầu năm 2025": "2025-H1",
    "6 tháng cuối năm 2025": "2025-H2",
    "9 tháng năm 2025": "2025-9M",
    "9 tháng đầu năm 2025": "2025-9M",
    "năm 2025": "2025",
    "2025-9M": "2025-9M",
}


@pytest.mark.parametrize("typed", TYPED)
def test_typed_period(typed: str) -> None:
    """One period, written one way."""
    assert parse_period(typed).key == TYPED[typed]
    assert parse_period(typed) == parse_period_key(TYPED[typed])


@pytest.mark.parametrize("key", ["1899", "2025-13", "2025-00", "2025-Q5", "2025-H3", "2025-2", "25-02", "0001-02"])
def test_no_period(key: str) -> None:
    """Neither a month nor a year that can be meant."""
    assert parse_period_key(key) is None


def test_nine_months_hold_their_deadline() -> None:
    """A deadline of the year belongs to that year's nine months, whatever its month."""
    period = period_containing(parse_period("9 tháng năm 2025").kind, date(2025, 12, 31))
    assert period.key == "2025-9M"
    assert parse_period("9 tháng năm 2025") == period == Period(2025, 9, 9)
    assert parse_period_key("2025-9M") == period
