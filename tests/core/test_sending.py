"""Recorded after the report went out: by the day, and on the same day by the second where both are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dts.core.log import Sent
from dts.core.period import parse_period_key
from dts.core.sending import is_after

DAY = date(2025, 2, 25)
NOON = datetime(2025, 2, 25, 5, tzinfo=UTC)  # 12:00 in Viet Nam
SECOND = timedelta(seconds=1)
CASES = {
    "the day before": (date(2025, 2, 24), NOON, False),
    "the same day, no time": (DAY, NOON, False),
    "the day after": (date(2025, 2, 26), NOON, True),
    "a second before": (NOON - SECOND, NOON, False),
    "the same second": (NOON, NOON, False),
    "a second after": (NOON + SECOND, NOON, True),
    "later, the sending has no time": (NOON + SECOND, DAY, False),
    "later, the sending has none at all": (NOON + SECOND, None, False),
    "later, the sending has no zone": (NOON + SECOND, datetime(2025, 2, 25, 12), False),
    "later, without a zone": (datetime(2025, 2, 25, 13), NOON, False),
    "later, the sending was noted another day": (NOON + SECOND, NOON - timedelta(days=1), False),
    "next day in Viet Nam, the same in London": (datetime(2025, 2, 25, 17, tzinfo=UTC), NOON, True),
}


@pytest.mark.parametrize("case", CASES)
def test_after_the_report_was_sent(case: str) -> None:
    """Doubt never makes a figure a correction after sending."""
    moment, recorded, expected = CASES[case]
    period = parse_period_key("2025-02")
    assert period is not None
    sent = Sent(period=period, on=DAY, recorded_at=recorded)
    assert is_after(moment, sent) is expected
