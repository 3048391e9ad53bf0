"""Handing in: what is expected, what is late, what is only being collected; each case a row."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dts.core.log import Done, Figure
from dts.core.model import Assignment
from dts.core.period import Calendar, Period, PeriodKind, parse_period
from dts.core.series import Series, read_series
from dts.core.timeliness import Data, Timeliness, assess_timeliness, expected_periods, first_expected

CALENDAR = Calendar()
MONTHLY = Assignment("A", "A", every=PeriodKind.MONTH)
LATER = date(2026, 1, 1)


def series(*keys: str, **more: Any) -> Series:
    """Figures of these periods."""
    figures = [Figure("a", None, parse_period(key), value=Decimal(1), **more) for key in keys]
    return read_series(figures, CALENDAR, LATER, every=PeriodKind.MONTH)


def keys(periods: tuple[Period, ...]) -> list[str]:
    """How they are called in files."""
    return [each.key for each in periods]


def look(found: Series, today: date, assignment: Assignment = MONTHLY, **more: Any) -> Timeliness:
    """What is known on a day."""
    timeliness = assess_timeliness(found, assignment, CALENDAR, today, **more)
    assert timeliness is not None
    return timeliness


JANUARY = series("2025-01")
STATES: dict[str, tuple[Series, date, Data, str | None, int, list[str], list[str]]] = {
    # since January is there, February is …
    "not closed yet": (JANUARY, date(2025, 2, 14), Data.UNKNOWN, "2025-01", 0, [], []),
    "closed": (JANUARY, date(2025, 2, 15), Data.COLLECTING, "2025-02", 10, [], ["2025-02"]),
    "due today": (JANUARY, date(2025, 2, 25), Data.COLLECTING, "2025-02", 0, [], ["2025-02"]),
    "a day late": (JANUARY, date(2025, 2, 26), Data.MISSING, "2025-02", 1, ["2025-02"], []),
    "one missing, one being collected": (
        JANUARY,
        date(2025, 3, 20),
        Data.COLLECTING,
        "2025-03",
        5,
        ["2025-02"],
        ["2025-03"],
    ),
    "two missing": (JANUARY, date(2025, 3, 27), Data.MISSING, "2025-03", 2, ["2025-02", "2025-03"], []),
    "a hole in the middle is no arrears": (
        series("2025-01", "2025-03"),
        date(2025, 3, 27),
        Data.UNKNOWN,
        "2025-03",
        0,
        [],
        [],
    ),
    "only what is missing since the last": (
        series("2024-11", "2025-01"),
        date(2025, 2, 26),
        Data.MISSING,
        "2025-02",
        1,
        ["2025-02"],
        [],
    ),
    "another kind of period does not count": (
        series("2025-01", "2025-Q1"),
        date(2025, 3, 26),
        Data.MISSING,
        "2025-03",
        1,
        ["2025-02", "2025-03"],
        [],
    ),
    "nothing was ever reported": ((), date(2025, 3, 26), Data.NOT_DUE, None, 0, [], []),
}


@pytest.mark.parametrize("name", STATES)
def test_state_of_the_last_closed_period(name: str) -> None:
    """State, period, days, what is missing and what is still to come."""
    found, today, state, period, days, missing, pending = STATES[name]
    timeliness = look(found, today)
    assert timeliness.state is state
    assert (timeliness.period.key if timeliness.period else None, timeliness.days) == (period, days)
    assert (keys(timeliness.missing), keys(timeliness.pending)) == (missing, pending)
    assert timeliness.due == (timeliness.period.due(CALENDAR) if timeliness.period else None)


@pytest.mark.parametrize(
    ("name", "wanting"),
    [
        ("not closed yet", False),
        ("closed", True),
        ("a day late", True),
        ("one missing, one being collected", True),
        ("nothing was ever reported", False),
    ],
)
def test_wanting(name: str, *, wanting: bool) -> None:
    """A figure that is asked for is not there."""
    found, today, *_ = STATES[name]
    assert look(found, today).wanting is wanting


def test_words_of_the_state() -> None:
    """Programs read these words; docs/json.md names them all."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    (line,) = [each for each in page.splitlines() if each.startswith("| `data`, ")]
    named = line.split(" | ")[1].partition(";")[0]
    assert sorted(re.findall("`([a-z_]+)`", named)) == sorted(each.value for each in Data)


def test_what_is_published_late_is_awaited() -> None:
    """With a lag of two months January is due on 25/3; an earlier year's figure that is past it is wanting."""
    lagging = MONTHLY._replace(lag_months=2)
    found = series("2024-12")
    awaited = look(found, date(2025, 3, 25), lagging)
    assert (awaited.state, awaited.due, awaited.days) == (Data.AWAITING, date(2025, 5, 25), 61)
    assert (keys(awaited.missing), keys(awaited.pending)) == ([], ["2025-01", "2025-02", "2025-03"])
    assert not awaited.wanting
    later = look(found, date(2025, 3, 26), lagging)
    assert (later.state, keys(later.missing), keys(later.pending)) == (
        Data.AWAITING,
        ["2025-01"],
        ["2025-02", "2025-03"],
    )
    assert later.wanting
    closed = look(found, date(2025, 3, 26), lagging, exists_until=date(2025, 1, 31))
    assert (closed.state, closed.days) == (Data.MISSING, 1)


EVENING = datetime(2025, 2, 25, 16, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recorded", "state", "days"),
    [
        (date(2025, 2, 14), Data.ON_TIME, 0),
        (date(2025, 2, 25), Data.ON_TIME, 0),
        (date(2025, 2, 26), Data.LATE, 1),
        (date(2025, 2, 28), Data.LATE, 3),
        (EVENING, Data.ON_TIME, 0),
        (EVENING + timedelta(minutes=2), Data.LATE, 1),
        (datetime(2025, 2, 25, 23, 59), Data.ON_TIME, 0),
        (None, Data.UNKNOWN, 0),
    ],
)
def test_when_a_figure_came(recorded: date | datetime | None, state: Data, days: int) -> None:
    """Up to the end of the sending day in Viet Nam it is in time."""
    timeliness = look(series("2025-02", recorded_at=recorded), date(2025, 3, 1))
    assert (timeliness.state, timeliness.days, timeliness.due) == (state, days, date(2025, 2, 25))
    assert timeliness.period == Period(2025, 2, 1)


def test_a_correction_makes_nothing_late() -> None:
    """The first entry says when the figure came."""
    first = Figure("a", None, Period(2025, 2, 1), value=Decimal(1), recorded_at=date(2025, 2, 25))
    later = first._replace(value=Decimal(2), recorded_at=date(2025, 2, 28), reason="đếm lại")
    found = read_series([first, later], CALENDAR, LATER)
    assert look(found, date(2025, 3, 1)).state is Data.ON_TIME


def test_nothing_is_expected_without_a_rhythm() -> None:
    """`every` is absent."""
    plain = Assignment("A", "A")
    assert assess_timeliness(JANUARY, plain, CALENDAR, LATER) is None
    assert expected_periods(JANUARY, plain, CALENDAR, LATER) == ()
    assert first_expected(JANUARY, plain, CALENDAR) is None


@pytest.mark.parametrize(
    ("every", "since", "first"),
    [
        (PeriodKind.MONTH, date(2025, 1, 14), "2025-01"),
        (PeriodKind.MONTH, date(2025, 1, 15), "2025-02"),
        (PeriodKind.MONTH, date(2025, 1, 1), "2025-01"),
        (PeriodKind.QUARTER, date(2025, 1, 1), "2025-Q1"),
        (PeriodKind.QUARTER, date(2025, 3, 15), "2025-Q2"),
        (PeriodKind.YEAR, date(2024, 12, 15), "2025"),
    ],
)
def test_expected_from_a_day_on(every: PeriodKind, since: date, first: str) -> None:
    """The first period cut off on that day or later, whatever was reported before."""
    assignment = MONTHLY._replace(every=every, expected_from=since)
    found = first_expected(JANUARY, assignment, CALENDAR)
    assert found is not None
    assert found.key == first


@pytest.mark.parametrize(
    ("reported", "every", "first"),
    [
        (["2025-03", "2025-01"], PeriodKind.MONTH, "2025-01"),
        (["2024-12", "2025-01"], PeriodKind.MONTH, "2024-12"),
        (["2025-02", "2024-Q4"], PeriodKind.MONTH, "2024-12"),
        (["2023"], PeriodKind.QUARTER, "2023-Q4"),
        (["2025-02"], PeriodKind.QUARTER, "2025-Q1"),
    ],
)
def test_expected_since_the_first_figure(reported: list[str], every: PeriodKind, first: str) -> None:
    """Of whatever kind: the period that holds its last month."""
    found = first_expected(series(*reported), MONTHLY._replace(every=every), CALENDAR)
    assert found is not None
    assert found.key == first


def test_the_first_figure_may_be_known_from_elsewhere() -> None:
    """Only where the row has none of its own."""
    known = Period(2024, 11, 1)
    found = expected_periods((), MONTHLY, CALENDAR, date(2025, 1, 20), first_known=known)
    assert keys(found) == ["2024-11", "2024-12", "2025-01"]
    assert keys(expected_periods(JANUARY, MONTHLY, CALENDAR, date(2025, 1, 20), first_known=known)) == ["2025-01"]
    assert look((), date(2025, 1, 20), first_known=known).state is Data.COLLECTING


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ["2024-12", "2025-01", "2025-02"]),
        (date(2025, 1, 14), None, ["2025-01", "2025-02"]),
        (date(2025, 1, 15), None, ["2025-02"]),
        (date(2025, 3, 1), None, []),
        (None, date(2025, 1, 14), ["2024-12", "2025-01"]),
        (None, date(2025, 1, 13), ["2024-12"]),
        (None, date(2024, 1, 1), []),
    ],
)
def test_expected_while_it_exists(since: date | None, until: date | None, expected: list[str]) -> None:
    """On the cut-off day of a period its unit and its folder must be there."""
    found = expected_periods(
        series("2024-12"), MONTHLY, CALENDAR, date(2025, 2, 20), exists_since=since, exists_until=until
    )
    assert keys(found) == expected


# ── the day of an entry ──────────────────────────────────────────────────────

FEBRUARY = Figure("a", None, Period(2025, 2, 1), value=Decimal(1))
"""From 15/01 to 14/02/2025."""


@pytest.mark.parametrize(
    ("entry", "today", "as_of"),
    [
        (FEBRUARY, date(2025, 1, 14), date(2025, 2, 14)),
        (FEBRUARY, date(2025, 1, 15), date(2025, 1, 15)),
        (FEBRUARY, date(2025, 2, 13), date(2025, 2, 13)),
        (FEBRUARY, date(2025, 2, 14), date(2025, 2, 14)),
        (FEBRUARY, date(2025, 3, 1), date(2025, 2, 14)),
        (FEBRUARY._replace(given_as_of=date(2025, 2, 3)), date(2025, 1, 20), date(2025, 2, 3)),
        (FEBRUARY._replace(recorded_at=date(2025, 1, 20)), date(2025, 1, 20), date(2025, 1, 20)),
        (FEBRUARY._replace(recorded_at=date(2025, 1, 21)), date(2025, 1, 20), date(2025, 2, 14)),
        (FEBRUARY._replace(published_on=date(2025, 1, 20)), date(2025, 1, 20), date(2025, 1, 20)),
        (FEBRUARY._replace(published_on=date(2025, 1, 21)), date(2025, 1, 20), date(2025, 2, 14)),
        (
            FEBRUARY._replace(published_on=date(2025, 1, 19), recorded_at=date(2025, 1, 21)),
            date(2025, 1, 20),
            date(2025, 2, 14),
        ),
    ],
)
def test_the_day_an_entry_is_true_for(entry: Figure, today: date, as_of: date) -> None:
    """As given, else the cut-off; in an open period the day of the view, unless it came later than that."""
    assert entry.as_of(CALENDAR, today) == as_of


DONE = Done(date(2025, 2, 1), date(2025, 2, 28), "02/2025")


@pytest.mark.parametrize(
    ("entry", "known"),
    [
        (FEBRUARY, date(2025, 2, 14)),
        (FEBRUARY._replace(given_as_of=date(2025, 2, 3)), date(2025, 2, 3)),
        (FEBRUARY._replace(given_as_of=date(2025, 2, 3), published_on=date(2025, 4, 1)), date(2025, 4, 1)),
        (FEBRUARY._replace(recorded_at=date(2025, 5, 1), published_on=date(2025, 4, 1)), date(2025, 5, 1)),
        (FEBRUARY._replace(value=None, done=DONE), date(2025, 2, 1)),
        (FEBRUARY._replace(value=None, done=DONE._replace(earliest=None)), date(2025, 2, 28)),
        (FEBRUARY._replace(value=None, done=DONE, given_as_of=date(2025, 2, 3)), date(2025, 2, 1)),
    ],
)
def test_the_day_from_which_an_entry_is_known(entry: Figure, known: date) -> None:
    """When it was recorded, else published, else done, else its own day."""
    assert entry.known_from(CALENDAR) == known


@pytest.mark.parametrize(
    ("entry", "exact"),
    [
        (FEBRUARY._replace(value=Decimal("36.18")), "1809/50"),
        (FEBRUARY._replace(value=Decimal(0)), "0"),
        (FEBRUARY._replace(value=None, numerator=Decimal(1), denominator=Decimal(3)), "100/3"),
        (FEBRUARY._replace(value=None, numerator=Decimal("0.5"), denominator=Decimal("2.5")), "20"),
        (FEBRUARY._replace(value=None, numerator=Decimal(0), denominator=Decimal(3)), "0"),
        (FEBRUARY._replace(value=None, numerator=Decimal(1)), "None"),
        (FEBRUARY._replace(value=None, denominator=Decimal(1)), "None"),
        (FEBRUARY._replace(value=None, done=DONE), "None"),
    ],
)
def test_the_exact_number_of_an_entry(entry: Figure, exact: str) -> None:
    """Percent of two numbers, else the number; none of a task."""
    assert str(entry.exact) == exact
