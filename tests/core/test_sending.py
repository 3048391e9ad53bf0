"""Recorded after the report went out: by the day, and on the same day by the second where both are known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dts.core.log import Figure, Log, Sent
from dts.core.model import Assignment, Kind, Level, Owner, Registry, Target
from dts.core.period import Period, parse_period_key
from dts.core.sending import already_sent, find_later, find_sent, is_after, known_sent

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


FEBRUARY, MARCH = Period(2025, 2, 1), Period(2025, 3, 1)
FIRST = Sent(FEBRUARY, date(2025, 2, 20), recorded_at=date(2025, 2, 22))
SECOND = Sent(FEBRUARY, DAY, recorded_at=NOON)
OTHER = Sent(FEBRUARY, date(2025, 2, 26), report="cat")
NEXT = Sent(MARCH, date(2025, 2, 27))
SENT = (SECOND, FIRST, OTHER, NEXT)


@pytest.mark.parametrize(
    ("today", "known_at", "expected"),
    [
        (date(2025, 2, 19), None, None),
        (date(2025, 2, 20), None, FIRST),
        (date(2025, 2, 24), None, FIRST),
        (DAY, None, SECOND),
        (date(2025, 12, 31), None, SECOND),
        (date(2025, 12, 31), date(2025, 2, 21), None),
        (date(2025, 12, 31), date(2025, 2, 22), FIRST),
        (date(2025, 12, 31), DAY, SECOND),
        (date(2025, 2, 24), DAY, FIRST),
    ],
)
def test_the_last_time_a_report_went_out(today: date, known_at: date | None, expected: Sent | None) -> None:
    """Up to the day of the view, and as far as it was known."""
    assert find_sent(Log(sent=SENT), FEBRUARY, today, known_at=known_at) == expected


def test_each_report_went_out_by_itself() -> None:
    """Another period, another profile."""
    late = date(2025, 12, 31)
    assert find_sent(Log(sent=SENT), FEBRUARY, late, report="cat") == OTHER
    assert find_sent(Log(sent=SENT), MARCH, late) == NEXT
    assert find_sent(Log(sent=SENT), MARCH, late, report="cat") is None


def test_what_was_known_of_reports_sent() -> None:
    """By the day it was recorded, else by the day they went."""
    assert known_sent(SENT, None) == list(SENT)
    assert known_sent(SENT, date(2025, 2, 21)) == []
    assert known_sent(SENT, date(2025, 2, 22)) == [FIRST]
    assert known_sent(SENT, date(2025, 2, 26)) == [SECOND, FIRST, OTHER]


def entry(day: date | None, **fields: object) -> Figure:
    """A figure of February, recorded on a day."""
    return Figure(**{"target": "a", "part": None, "period": FEBRUARY, "recorded_at": day, **fields})  # type: ignore[arg-type]


def test_what_had_gone_out_when_a_figure_was_recorded() -> None:
    """The last report of its period; nothing where nobody knows when it was recorded."""
    both = (SECOND, FIRST, NEXT)
    days = [date(2025, 2, 20), date(2025, 2, 21), DAY, date(2025, 2, 26)]
    assert [already_sent(entry(day), both) for day in days] == [None, FIRST, FIRST, SECOND]
    assert already_sent(entry(None), both) is None
    assert already_sent(entry(date(2025, 12, 31), period=Period(2025, 1, 1)), both) is None


REGISTRY = Registry(
    "Thử",
    targets={key: Target(key, Kind.COUNT, None, None, Assignment(key, key)) for key in ("a", "b")},
    owners={"xa-a": Owner("xa-a", "Xã A", "Xã A", Level.XA)},
)


def later(figures: list[Figure], today: date = date(2025, 12, 31), **options: date) -> list[tuple[int, int | None]]:
    """Entries made after the second report went out, each with the one it replaced."""
    log = Log(figures=tuple(each._replace(number=at) for at, each in enumerate(figures)))
    found = find_later(REGISTRY, log, SECOND, ["a"], today, **options)
    assert all(each.sent == SECOND for each in found)
    return [(each.entry.number, each.before.number if each.before else None) for each in found]


def test_figures_entered_after_the_report_went_out() -> None:
    """Of its period and its targets, each with what stood there before."""
    before, after = date(2025, 2, 24), date(2025, 2, 26)
    assert later([entry(before)]) == []
    assert later([entry(after)]) == [(0, None)]
    assert later([entry(before), entry(after), entry(date(2025, 2, 27))]) == [(1, 0), (2, 1)]
    assert later([entry(None), entry(after)]) == [(1, 0)]
    assert later([entry(after, target="b"), entry(after, period=MARCH)]) == []
    assert later([entry(before, part="xa-a"), entry(after)]) == [(1, None)]
    assert later([entry(before, given_as_of=before), entry(after)]) == [(1, None)]


def test_what_was_entered_later_than_the_view_is_not_told() -> None:
    """Up to the day of the view, or the day whose knowledge is asked for."""
    figures = [entry(date(2025, 2, 26)), entry(date(2025, 2, 28))]
    assert later(figures, date(2025, 2, 27)) == [(0, None)]
    assert later(figures, date(2025, 2, 28)) == [(0, None), (1, 0)]
    assert later(figures, known_at=date(2025, 2, 27)) == [(0, None)]
    assert later(figures, date(2025, 2, 26), known_at=date(2025, 2, 28)) == [(0, None)]
