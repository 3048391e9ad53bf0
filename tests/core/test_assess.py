"""The verdict on one row of a day: which status, by which figure, with what beside it; each case a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dts.core.assess import Assessment, Status, assess_all, assess_part, judging_figure
from dts.core.log import Done, Figure, Log
from dts.core.model import (
    Assignment,
    Deadline,
    DeadlineKind,
    Goal,
    GoalWord,
    Kind,
    Level,
    Mark,
    Owner,
    Registry,
    Revision,
    Rules,
    Target,
)
from dts.core.period import Calendar, Period, PeriodKind, parse_period
from dts.core.series import collect_target
from dts.core.timeliness import Data

END = date(2025, 6, 30)
YEAR_START = Mark(date(2024, 12, 31), Fraction(0))
PLAIN = Assignment(
    "A",
    "A",
    goal=Goal(GoalWord.AT_LEAST, Decimal(50)),
    deadline=Deadline(DeadlineKind.BY, END),
    every=PeriodKind.MONTH,
    baseline=YEAR_START,
)


def figure(key: str, value: str | None = None, part: str | None = None, **more: Any) -> Figure:
    """One entry of a period."""
    return Figure("a", part, parse_period(key), value=None if value is None else Decimal(value), **more)


def registry_of(whole: Assignment, kind: Kind = Kind.RATIO, rules: Rules | None = None, **more: Any) -> Registry:
    """A folder with the one target `a`; what is given beside it is the folder's, or the target's."""
    mine = {key: more.pop(key) for key in ("parts", "for_each", "unit", "group") if key in more}
    target = Target("a", kind, mine.pop("group", None), mine.pop("unit", None), whole, **mine)
    return Registry("T", rules=rules or Rules(), targets={"a": target}, **more)


def assess(
    figures: list[Figure], today: date, whole: Assignment = PLAIN, kind: Kind = Kind.RATIO, **more: Any
) -> list[Assessment]:
    """All rows of the target."""
    return assess_all(registry_of(whole, kind, **more), Log(figures=tuple(figures)), today)


# ── the status of an indicator ───────────────────────────────────────────────

BEFORE = date(2025, 5, 20)
AFTER = date(2025, 7, 1)
NO_DAY = Deadline()
ALWAYS = Deadline(DeadlineKind.ONGOING)
YEARLY = PLAIN._replace(every=PeriodKind.YEAR, lag_months=3)
STATUSES: dict[str, tuple[Assignment, list[Figure], date, Status]] = {
    "no goal": (PLAIN._replace(goal=None), [figure("2025-05", "10")], BEFORE, Status.MONITORED),
    "no goal, no figure, past": (PLAIN._replace(goal=None), [], AFTER, Status.MONITORED),
    "met": (PLAIN, [figure("2025-05", "50")], BEFORE, Status.ACHIEVED),
    "met on the last day": (PLAIN, [figure("2025-06", "50")], END, Status.ACHIEVED),
    "met before the end, less afterwards": (
        PLAIN,
        [figure("2025-06", "50"), figure("2025-07", "20", given_as_of=date(2025, 7, 1))],
        AFTER,
        Status.ACHIEVED,
    ),
    "cannot be decided": (PLAIN, [figure("2025-05", "40", qualifier=">")], BEFORE, Status.UNDECIDED),
    "cannot be decided, and past": (PLAIN, [figure("2025-06", "40", qualifier=">")], AFTER, Status.UNDECIDED),
    "nothing yet": (PLAIN, [], BEFORE, Status.NO_FIGURE),
    "nothing yet on the last day": (PLAIN, [], END, Status.NO_FIGURE),
    "15 days left": (PLAIN, [figure("2025-05", "49")], date(2025, 6, 15), Status.ON_TRACK),
    "14 days left": (PLAIN, [figure("2025-05", "49")], date(2025, 6, 16), Status.DUE_SOON),
    "the last day": (PLAIN, [figure("2025-05", "49")], END, Status.DUE_SOON),
    "3 days of its own left": (
        PLAIN._replace(warn_days=3),
        [figure("2025-05", "49")],
        date(2025, 6, 27),
        Status.DUE_SOON,
    ),
    "4 days left, 3 of its own": (
        PLAIN._replace(warn_days=3),
        [figure("2025-05", "49")],
        date(2025, 6, 26),
        Status.ON_TRACK,
    ),
    "no warning days": (PLAIN._replace(warn_days=0), [figure("2025-05", "49")], date(2025, 6, 29), Status.ON_TRACK),
    "thường xuyên, not met": (PLAIN._replace(deadline=ALWAYS), [figure("2025-05", "49")], BEFORE, Status.BEHIND),
    "thường xuyên, met": (PLAIN._replace(deadline=ALWAYS), [figure("2025-05", "50")], BEFORE, Status.ACHIEVED),
    "thường xuyên, nothing yet": (PLAIN._replace(deadline=ALWAYS), [], BEFORE, Status.NO_FIGURE),
    "no deadline": (PLAIN._replace(deadline=NO_DAY), [figure("2025-05", "49")], BEFORE, Status.OPEN),
    "one figure, no start": (PLAIN._replace(baseline=None), [figure("2025-05", "49")], BEFORE, Status.OPEN),
    "no movement is planned yet": (
        PLAIN._replace(milestones=(Mark(date(2025, 5, 31), Fraction(0)),)),
        [figure("2025-05", "1")],
        BEFORE,
        Status.OPEN,
    ),
    "below the start": (
        PLAIN._replace(baseline=Mark(YEAR_START.day, Fraction(10))),
        [figure("2025-05", "9.9")],
        BEFORE,
        Status.REGRESSING,
    ),
    "at the start": (
        PLAIN._replace(baseline=Mark(YEAR_START.day, Fraction(10))),
        [figure("2025-05", "10")],
        BEFORE,
        Status.FAR_BEHIND,
    ),
    "the start met the goal": (
        PLAIN._replace(baseline=Mark(YEAR_START.day, Fraction(60))),
        [figure("2025-05", "49")],
        BEFORE,
        Status.REGRESSING,
    ),
    # ── past the deadline ──
    "the deciding month fails": (PLAIN, [figure("2025-06", "49")], AFTER, Status.OVERDUE),
    "it failed, a later one meets": (
        PLAIN,
        [figure("2025-06", "49"), figure("2025-07", "50")],
        date(2025, 8, 1),
        Status.ACHIEVED_LATE,
    ),
    "it failed, one of the later ones met": (
        PLAIN,
        [figure("2025-06", "49"), figure("2025-07", "50"), figure("2025-08", "40")],
        date(2025, 9, 1),
        Status.ACHIEVED_LATE,
    ),
    "no deciding figure, a later one meets": (PLAIN, [figure("2025-07", "50")], date(2025, 8, 1), Status.ACHIEVED_LATE),
    "an earlier month that met does not decide": (PLAIN, [figure("2025-05", "60")], AFTER, Status.NO_FIGURE),
    "nothing was ever reported": (PLAIN, [], AFTER, Status.OVERDUE),
    "another figure of the deciding day is not later": (
        PLAIN,
        [figure("2025-06", "49"), figure("2025-Q2", "60")],
        AFTER,
        Status.OVERDUE,
    ),
    "a figure of the last good day is not later": (
        PLAIN,
        [figure("2025-07", "60", given_as_of=END)],
        AFTER,
        Status.NO_FIGURE,
    ),
    "a figure of the day after is": (PLAIN, [figure("2025-07", "60", given_as_of=AFTER)], AFTER, Status.ACHIEVED_LATE),
    "past, every year with a lag, on its sending day": (
        YEARLY._replace(deadline=Deadline(DeadlineKind.BY, date(2024, 12, 31))),
        [],
        date(2025, 3, 25),
        Status.AWAITING,
    ),
    "past, every year with a lag, the day after": (
        YEARLY._replace(deadline=Deadline(DeadlineKind.BY, date(2024, 12, 31))),
        [],
        date(2025, 3, 26),
        Status.OVERDUE,
    ),
    "the same with an older figure": (
        YEARLY._replace(deadline=Deadline(DeadlineKind.BY, date(2024, 12, 31))),
        [figure("2022", "20")],
        date(2025, 3, 26),
        Status.NO_FIGURE,
    ),
    "awaited, though an older one is there": (
        YEARLY._replace(deadline=Deadline(DeadlineKind.BY, date(2024, 12, 31))),
        [figure("2022", "20")],
        date(2025, 3, 25),
        Status.AWAITING,
    ),
    "the deciding one fails within the lag": (
        YEARLY._replace(deadline=Deadline(DeadlineKind.BY, date(2024, 12, 31))),
        [figure("2024", "20")],
        date(2025, 3, 25),
        Status.OVERDUE,
    ),
    "no rhythm: the last up to the day decides": (
        PLAIN._replace(every=None),
        [figure("2025-05", "50"), figure("2025-07", "40", given_as_of=date(2025, 7, 1))],
        AFTER,
        Status.ACHIEVED,
    ),
    "no rhythm, nothing up to the day": (
        PLAIN._replace(every=None),
        [figure("2025-07", "40", given_as_of=date(2025, 7, 1))],
        AFTER,
        Status.OVERDUE,
    ),
    "no rhythm, of the last day itself": (
        PLAIN._replace(every=None),
        [figure("2025-07", "50", given_as_of=END)],
        AFTER,
        Status.ACHIEVED,
    ),
    "no rhythm, the first day after it": (
        PLAIN._replace(every=None),
        [figure("2025-07", "50", given_as_of=AFTER)],
        AFTER,
        Status.ACHIEVED_LATE,
    ),
}


@pytest.mark.parametrize("name", STATUSES)
def test_status_of_an_indicator(name: str) -> None:
    """The first row of the table in docs/meanings.md that holds."""
    whole, figures, today, status = STATUSES[name]
    (row,) = assess(figures, today, whole)
    assert row.status is status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("47.5", Status.ON_TRACK),
        ("47.49", Status.BEHIND),
        ("30", Status.BEHIND),
        ("29.99", Status.FAR_BEHIND),
        ("0", Status.FAR_BEHIND),
    ],
)
def test_pace_thresholds(value: str, status: Status) -> None:
    """0,95 of the plan is on track, 0,60 is behind; 50 is planned for the day by a milestone."""
    whole = PLAIN._replace(
        goal=Goal(GoalWord.AT_LEAST, Decimal(100)), milestones=(Mark(date(2025, 5, 14), Fraction(50)),)
    )
    (row,) = assess([figure("2025-05", value)], BEFORE, whole)
    assert row.status is status


def test_pace_thresholds_of_a_province() -> None:
    """`[rules]` may set others."""
    rules = Rules(pace=(Decimal("0.5"), Decimal("0.1")))
    whole = PLAIN._replace(
        goal=Goal(GoalWord.AT_LEAST, Decimal(100)), milestones=(Mark(date(2025, 5, 14), Fraction(50)),)
    )
    found = [assess([figure("2025-05", value)], BEFORE, whole, rules=rules)[0].status for value in ("25", "5", "4")]
    assert found == [Status.ON_TRACK, Status.BEHIND, Status.FAR_BEHIND]


def test_warning_days_of_a_province() -> None:
    """`[rules] warn_days` holds where a target has none of its own, 0 included."""
    rules = Rules(warn_days=30)
    june = date(2025, 5, 31)
    assert assess([figure("2025-05", "49")], june, rules=rules)[0].status is Status.DUE_SOON
    own = PLAIN._replace(warn_days=0)
    assert assess([figure("2025-05", "49")], june, own, rules=rules)[0].status is Status.ON_TRACK


def test_words_of_the_status() -> None:
    """Programs read these words; docs/json.md names them all."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    (line,) = [each for each in page.splitlines() if each.startswith("| `status`, ")]
    assert re.findall("`([a-z_]+)`", line.split(" | ")[1]) == [each.value for each in Status]


# ── which figure ─────────────────────────────────────────────────────────────


def shown(row: Assessment) -> tuple[str | None, ...]:
    """The periods of the figure that is shown, that judges and that is the latest, and of the one that decides."""
    found = [None if each is None else each.figure.period.key for each in (row.shown, row.judging, row.latest)]
    return (*found, row.deciding_period.key if row.deciding_period else None)


@pytest.mark.parametrize(
    ("keys", "today", "whole", "expected"),
    [
        (["2025-04", "2025-05"], BEFORE, PLAIN, ("2025-05", "2025-05", "2025-05", None)),
        (["2025-06"], END, PLAIN, ("2025-06", "2025-06", "2025-06", None)),
        (["2025-06", "2025-07"], date(2025, 8, 1), PLAIN, ("2025-06", "2025-06", "2025-07", "2025-06")),
        (["2025-05"], AFTER, PLAIN, ("2025-05", None, "2025-05", "2025-06")),
        ([], AFTER, PLAIN, (None, None, None, "2025-06")),
        (
            ["2025-05", "2025-06", "2025-07"],
            date(2025, 8, 1),
            PLAIN._replace(every=None),
            ("2025-06", "2025-06", "2025-07", None),
        ),
        (["2025-05"], BEFORE, PLAIN._replace(deadline=NO_DAY), ("2025-05", "2025-05", "2025-05", None)),
    ],
)
def test_which_figure(
    keys: list[str], today: date, whole: Assignment, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    """Up to the last good day the latest; after it the one of the deciding period, else the latest is only shown."""
    (row,) = assess([figure(key, "40") for key in keys], today, whole)
    assert shown(row) == expected


def test_met_late_is_shown_by_the_first_figure_that_met() -> None:
    """Not by the deciding one that failed, nor by the latest."""
    values = {"2025-06": "10", "2025-07": "20", "2025-08": "55", "2025-09": "60"}
    (row,) = assess([figure(key, value) for key, value in values.items()], date(2025, 10, 1))
    assert shown(row) == ("2025-08", "2025-06", "2025-09", "2025-06")
    assert row.gap is not None
    assert (row.gap.met, row.gap.amount) == (True, Fraction(5))
    assert row.change is not None
    assert row.change.amount == 35


def test_the_later_of_two_days_of_the_deciding_period_judges() -> None:
    """A period may have figures of several days."""
    days = [figure("2025-06", "10", given_as_of=date(2025, 6, 1)), figure("2025-06", "20")]
    (row,) = assess(days, AFTER)
    assert row.judging is not None
    assert row.judging.value == 20
    assert judging_figure((), PLAIN, AFTER) == (None, parse_period("2025-06"))


def test_numbers_beside_the_verdict() -> None:
    """Gap, pace and change of the figure that is shown."""
    (row,) = assess([figure("2025-04", "30"), figure("2025-05", "40")], BEFORE)
    assert row.gap is not None
    assert row.gap.amount == 10
    assert row.change is not None
    assert row.change.amount == 10
    assert row.pace is not None
    assert (row.pace.actual, row.pace.baseline) == (Fraction(40), Fraction(0))
    assert row.calendar == Calendar()
    assert (row.part, row.today, row.is_total, row.each_unit, len(row.series)) == (None, BEFORE, False, False, 2)


def test_without_a_deciding_figure_there_is_no_pace() -> None:
    """An old figure says nothing about a period of which nothing is known."""
    late = [figure("2025-04", "30"), figure("2025-05", "40")]
    (row,) = assess(late, AFTER)
    assert (row.status, row.pace) == (Status.NO_FIGURE, None)
    (row,) = assess([*late, figure("2025-06", "41")], AFTER)
    assert row.status is Status.OVERDUE
    assert row.pace is not None


# ── tasks ────────────────────────────────────────────────────────────────────


def done(first: date | None, last: date) -> Done:
    """Done between two days."""
    return Done(first, last, "xong")


LAST_DAY = date(2025, 2, 27)
TASKS: dict[str, tuple[Deadline, Done | None, date, Status]] = {
    "done on the last day": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(LAST_DAY, LAST_DAY),
        date(2025, 3, 5),
        Status.ACHIEVED,
    ),
    "done the day after": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(date(2025, 2, 28), date(2025, 2, 28)),
        date(2025, 3, 5),
        Status.ACHIEVED_LATE,
    ),
    "done on the day before which it had to be": (
        Deadline(DeadlineKind.BEFORE, LAST_DAY),
        done(LAST_DAY, LAST_DAY),
        date(2025, 3, 5),
        Status.ACHIEVED_LATE,
    ),
    "done in a month that holds the last day": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(date(2025, 2, 1), date(2025, 2, 28)),
        date(2025, 3, 5),
        Status.UNDECIDED,
    ),
    "done from the last day on": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(LAST_DAY, date(2025, 2, 28)),
        date(2025, 3, 5),
        Status.UNDECIDED,
    ),
    "done before some day": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(None, date(2025, 2, 28)),
        date(2025, 3, 5),
        Status.UNDECIDED,
    ),
    "done in a month after it": (
        Deadline(DeadlineKind.BY, LAST_DAY),
        done(date(2025, 3, 1), date(2025, 3, 31)),
        date(2025, 4, 5),
        Status.ACHIEVED_LATE,
    ),
    "done, never due": (NO_DAY, done(LAST_DAY, LAST_DAY), date(2025, 3, 5), Status.ACHIEVED),
    "thường xuyên": (ALWAYS, None, date(2025, 3, 5), Status.ONGOING),
    "no deadline": (NO_DAY, None, date(2025, 3, 5), Status.UNDATED),
    "the last day": (Deadline(DeadlineKind.BY, LAST_DAY), None, LAST_DAY, Status.DUE_SOON),
    "one day after": (Deadline(DeadlineKind.BY, LAST_DAY), None, date(2025, 2, 28), Status.OVERDUE),
    "14 days left": (Deadline(DeadlineKind.BY, LAST_DAY), None, date(2025, 2, 13), Status.DUE_SOON),
    "15 days left": (Deadline(DeadlineKind.BY, LAST_DAY), None, date(2025, 2, 12), Status.OPEN),
}


def assess_task(deadline: Deadline, when: Done | None, today: date) -> Assessment:
    """A task with at most one report."""
    figures = [] if when is None else [Figure("a", None, parse_period("2025-02"), done=when)]
    (row,) = assess(figures, today, Assignment("A", "A", deadline=deadline), Kind.TASK)
    return row


@pytest.mark.parametrize("name", TASKS)
def test_status_of_a_task(name: str) -> None:
    """A day that cannot tell whether it was in time decides nothing."""
    deadline, when, today, status = TASKS[name]
    row = assess_task(deadline, when, today)
    assert row.status is status
    assert (row.shown, row.judging, row.timeliness, row.gap) == (row.latest, row.latest, None, None)
    assert (row.latest is not None) is (when is not None)


@pytest.mark.parametrize(
    ("deadline", "when", "late"),
    [
        (Deadline(DeadlineKind.BY, LAST_DAY), done(LAST_DAY, LAST_DAY), 0),
        (Deadline(DeadlineKind.BY, LAST_DAY), done(date(2025, 2, 20), date(2025, 2, 20)), 0),
        (Deadline(DeadlineKind.BY, LAST_DAY), done(date(2025, 3, 1), date(2025, 3, 1)), 2),
        (Deadline(DeadlineKind.BY, LAST_DAY), None, 0),
        (NO_DAY, done(LAST_DAY, LAST_DAY), 0),
    ],
)
def test_days_late(deadline: Deadline, when: Done | None, late: int) -> None:
    """Counted from the last good day; never negative."""
    assert assess_task(deadline, when, date(2025, 3, 5)).days_late == late


def test_an_indicator_is_not_late_by_days() -> None:
    """It has no day on which it was done."""
    assert assess([figure("2025-06", "10")], AFTER)[0].days_late == 0


@pytest.mark.parametrize(
    ("deadline", "day", "left"),
    [
        (Deadline(DeadlineKind.BEFORE, date(2025, 2, 28)), LAST_DAY, 2),
        (Deadline(DeadlineKind.BY, date(2025, 2, 28)), date(2025, 2, 28), 3),
        (Deadline(DeadlineKind.BY, date(2025, 2, 24)), date(2025, 2, 24), -1),
        (NO_DAY, None, None),
    ],
)
def test_days_left(deadline: Deadline, day: date | None, left: int | None) -> None:
    """Before 28/02 is up to 27/02; after the last good day the days are negative."""
    row = assess_task(deadline, None, date(2025, 2, 25))
    assert (row.deadline, row.days_left) == (day, left)


# ── agencies and parts ───────────────────────────────────────────────────────


def owner(name: str, level: Level = Level.XA, **more: Any) -> Owner:
    """An agency."""
    return Owner(name, name.upper(), name, level, **more)


def agencies(*found: Owner) -> Mapping[str, Owner]:
    """By id."""
    return {each.id: each for each in found}


def people(row: Assessment) -> tuple[str | None, str | None, bool]:
    """Whose it is by the document, whose on the day, and whether it is nobody's."""
    return row.owner.id if row.owner else None, row.responsible.id if row.responsible else None, row.orphaned


@pytest.mark.parametrize(
    ("today", "successor", "expected"),
    [
        (date(2025, 2, 28), "b", ("so", "so", False)),
        (date(2025, 3, 1), "b", ("so", "b", False)),
        (date(2025, 2, 28), None, ("so", "so", False)),
        (date(2025, 3, 1), None, ("so", None, True)),
    ],
)
def test_whose_it_is(today: date, successor: str | None, expected: tuple[str, str | None, bool]) -> None:
    """The document's agency keeps its name; its successor answers from the day after its last one."""
    owners = agencies(owner("so", until=date(2025, 2, 28), successor=successor), owner("b"))
    (row,) = assess([], today, PLAIN._replace(owner="so"), owners=owners)
    assert people(row) == expected


def test_nobody_is_no_orphan() -> None:
    """What was given to nobody has lost nobody."""
    assert people(assess([], BEFORE)[0]) == (None, None, False)


COMMUNES = agencies(owner("xa-a"), owner("xa-b"), owner("so", Level.TINH))


def test_a_unit_answers_for_its_own_part_unless_the_part_names_another() -> None:
    """`for.xa-b` with an owner of its own; a level has the owner of the whole."""
    whole = PLAIN._replace(owner="so")
    parts = {"xa-a": whole, "xa-b": whole._replace(owner="xa-a"), "huyen": whole}
    rows = assess([], BEFORE, whole, parts=parts, owners=COMMUNES)
    assert {row.part: people(row)[0] for row in rows} == {"xa-a": "xa-a", "xa-b": "xa-a", "huyen": "so"}


def test_parts_without_a_whole() -> None:
    """A share that only parts report has no row of its own; a total has one, and says so."""
    parts = {"tinh": PLAIN, "xa": PLAIN}
    alone = [figure("2025-05", "40", "tinh"), figure("2025-05", "60", "xa")]
    assert [row.part for row in assess(alone, BEFORE, parts=parts)] == ["tinh", "xa"]
    both = [each._replace(value=None, numerator=Decimal(4), denominator=Decimal(8)) for each in alone]
    rows = assess(both, BEFORE, parts=parts)
    assert [(row.part, row.is_total) for row in rows] == [(None, True), ("tinh", False), ("xa", False)]
    assert rows[0].shown is not None
    assert (rows[0].shown.figure.numerator, rows[0].shown.figure.denominator) == (Decimal(8), Decimal(16))


@pytest.mark.parametrize(
    ("today", "parts"),
    [(date(2025, 3, 1), [None, "xa-a", "xa-b"]), (date(2025, 3, 2), [None, "xa-b"])],
)
def test_a_unit_has_a_row_while_it_exists(today: date, parts: list[str | None]) -> None:
    """Of a target given to every commune."""
    owners = agencies(owner("xa-a", until=date(2025, 3, 1)), owner("xa-b"))
    figures = [figure("2025-01", "5", "xa-a"), figure("2025-01", "5", "xa-b")]
    rows = assess(figures, today, kind=Kind.COUNT, unit="hồ sơ", for_each=Level.XA, owners=owners)
    assert [row.part for row in rows] == parts
    assert [row.each_unit for row in rows] == [True, *(False for _ in parts[1:])]


def test_a_closed_unit_keeps_its_row_where_it_was_named() -> None:
    """A target with a table of its own for the unit is not one of every commune."""
    owners = agencies(owner("xa-a", until=date(2025, 1, 31)))
    rows = assess([figure("2025-01", "5", "xa-a")], BEFORE, kind=Kind.COUNT, parts={"xa-a": PLAIN}, owners=owners)
    assert [row.part for row in rows] == [None, "xa-a"]


def test_every_unit_only_where_there_are_units() -> None:
    """Of a level without an agency nothing is given to each."""
    (row,) = assess([], BEFORE, for_each=Level.HUYEN, owners=COMMUNES)
    assert (row.part, row.each_unit) == (None, False)


def late_rows(days: Mapping[str, str | None], today: date = date(2025, 2, 20)) -> Mapping[str | None, Data]:
    """The state of handing in of units that last reported in these months, and of their total."""
    owners = agencies(*(owner(name) for name in days))
    figures = [figure(key, "5", name) for name, key in days.items() if key]
    whole = PLAIN._replace(expected_from=date(2025, 1, 14), every=PeriodKind.MONTH)
    rows = assess(figures, today, whole, Kind.COUNT, unit="hồ sơ", for_each=Level.XA, owners=owners)
    return {row.part: row.timeliness.state for row in rows if row.timeliness is not None}


def test_a_total_is_as_late_as_the_worst_of_its_units() -> None:
    """On 20/02 January is missing, February is being collected."""
    assert late_rows({"xa-a": "2025-02", "xa-b": "2025-01"}) == {
        None: Data.COLLECTING,
        "xa-a": Data.UNKNOWN,
        "xa-b": Data.COLLECTING,
    }
    assert late_rows({"xa-a": "2025-02", "xa-b": "2025-01"}, date(2025, 2, 26))[None] is Data.MISSING
    assert late_rows({"xa-a": "2025-02", "xa-b": "2025-02"}, date(2025, 2, 26))[None] is Data.UNKNOWN


def test_a_total_over_levels_is_as_late_as_the_worst_of_them() -> None:
    """One level has sent February, the other has not."""
    figures = [figure(key, "5", part) for key, part in (("2025-01", "xa"), ("2025-01", "tinh"), ("2025-02", "xa"))]
    rows = assess(figures, date(2025, 2, 26), kind=Kind.COUNT, unit="hồ sơ", parts={"xa": PLAIN, "tinh": PLAIN})
    states = {row.part: row.timeliness.state for row in rows if row.timeliness is not None}
    assert states == {None: Data.MISSING, "xa": Data.UNKNOWN, "tinh": Data.MISSING}


def test_when_every_unit_has_ended_nobody_is_late() -> None:
    """The total of what they reported stays."""
    owners = agencies(owner("xa-a", until=date(2025, 1, 31)))
    (row,) = assess(
        [figure("2025-01", "5", "xa-a")], BEFORE, kind=Kind.COUNT, unit="hồ sơ", for_each=Level.XA, owners=owners
    )
    assert (row.part, row.is_total, row.timeliness) == (None, True, None)


@pytest.mark.parametrize(
    ("since", "until", "state"),
    [
        (None, None, Data.MISSING),
        (date(2025, 2, 15), None, Data.NOT_DUE),
        (date(2025, 2, 14), None, Data.MISSING),
    ],
)
def test_a_new_unit_owes_nothing_of_before(since: date | None, until: date | None, state: Data) -> None:
    """The first period expected of it is the first cut off while it exists."""
    owners = agencies(owner("xa-a", since=since, until=until))
    whole = PLAIN._replace(expected_from=date(2025, 1, 14))
    rows = assess([], date(2025, 2, 26), whole, Kind.COUNT, unit="hồ sơ", for_each=Level.XA, owners=owners)
    assert rows[-1].part == "xa-a"
    assert rows[-1].timeliness is not None
    assert rows[-1].timeliness.state is state


def test_after_the_end_of_the_province_nothing_is_asked() -> None:
    """The last period is the last one cut off in its lifetime, for a unit in its own if that is shorter."""
    reported = [figure("2025-01", "5")]
    (row,) = assess(reported, date(2025, 6, 20), until=date(2025, 3, 14))
    assert row.timeliness is not None
    assert [each.key for each in row.timeliness.missing] == ["2025-02", "2025-03"]
    parts = {"xa-a": PLAIN}
    owners = agencies(owner("xa-a", until=date(2025, 2, 14)))
    figures = [figure("2025-01", "5", "xa-a")]
    rows = assess(
        figures, date(2025, 6, 20), kind=Kind.COUNT, parts=parts, owners=owners, until=date(2025, 3, 14), unit="hồ sơ"
    )
    assert rows[1].timeliness is not None
    assert [each.key for each in rows[1].timeliness.missing] == ["2025-02"]


def test_assignment_is_the_one_in_force_on_the_day() -> None:
    """A later document raises the goal from its day on."""
    raised = Revision(date(2025, 5, 20), {"goal": Goal(GoalWord.AT_LEAST, Decimal(60))})
    whole = PLAIN._replace(revisions=(raised,))
    figures = [figure("2025-05", "55")]
    before, after = assess(figures, date(2025, 5, 19), whole)[0], assess(figures, date(2025, 5, 20), whole)[0]
    assert (before.status, after.status) == (Status.ACHIEVED, Status.ON_TRACK)


def test_what_is_missing_of_the_five_clear_things() -> None:
    """As the rules of the folder ask, in their order."""
    rules = Rules(clarity=("authority", "person", "time"))
    assert assess([], BEFORE, rules=rules)[0].clarity_missing == ("authority", "person")


def test_one_part_alone() -> None:
    """Who records is asked about one part, also where nothing was reported; a computed total is not judged."""
    parts = {"xa-a": PLAIN, "xa-b": PLAIN}
    registry = registry_of(PLAIN, Kind.COUNT, unit="hồ sơ", parts=parts, owners=COMMUNES)
    target = registry.targets["a"]
    collected = collect_target(registry, target, [figure("2025-05", "60", "xa-a")], BEFORE)
    assert assess_part(registry, target, collected, "xa-a", BEFORE).status is Status.ACHIEVED
    assert assess_part(registry, target, collected, "xa-b", BEFORE).status is Status.NO_FIGURE
    assert assess_part(registry, target, collected, "so", BEFORE).series == ()
    total = assess_part(registry, target, collected, None, BEFORE)
    assert (total.status, total.is_total, total.series) == (Status.NO_FIGURE, False, ())
    own = collect_target(registry, target, [figure("2025-05", "60")], BEFORE)
    assert assess_part(registry, target, own, None, BEFORE).status is Status.ACHIEVED


def test_known_at_hides_what_was_recorded_later() -> None:
    """As if nothing recorded later had been written; figures of other targets are not mixed in."""
    registry = registry_of(PLAIN)
    figures = (
        figure("2025-05", "60", recorded_at=date(2025, 5, 18)),
        figure("2025-05", "99")._replace(target="b"),
    )
    first = assess_all(registry, Log(figures=figures), BEFORE, known_at=date(2025, 5, 17))
    later = assess_all(registry, Log(figures=figures), BEFORE, known_at=date(2025, 5, 18))
    assert [row.status for row in (*first, *later)] == [Status.NO_FIGURE, Status.ACHIEVED]
    assert later[0].latest is not None
    assert later[0].latest.value == 60


def test_a_month_ends_with_its_day() -> None:
    """A period given by a folder that counts to the end of the month."""
    rules = Rules(cutoff_day=None, due_day=5)
    (row,) = assess([figure("2025-05", "60")], date(2025, 5, 31), rules=rules)
    assert row.calendar == Calendar(None, 5)
    assert row.latest is not None
    assert (row.latest.as_of, row.latest.figure.period) == (date(2025, 5, 31), Period(2025, 5, 1))
