"""What was assigned: which document is in force, whose calendar holds, who answers on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from dts.core.clarity import missing_clarity
from dts.core.model import (
    Assignment,
    Deadline,
    DeadlineKind,
    Goal,
    GoalWord,
    Group,
    Kind,
    Level,
    Owner,
    Profile,
    Registry,
    Revision,
    Rules,
    Target,
)
from dts.core.period import Calendar, PeriodKind

DAY = date(2025, 2, 28)
PLAIN = Assignment("A", "A")


@pytest.mark.parametrize(
    ("word", "upward", "answers"),
    [
        (GoalWord.AT_LEAST, True, (False, True, True)),
        (GoalWord.ABOVE, True, (False, False, True)),
        (GoalWord.AT_MOST, False, (True, True, False)),
        (GoalWord.BELOW, False, (True, False, False)),
    ],
)
def test_goal(word: GoalWord, *, upward: bool, answers: tuple[bool, bool, bool]) -> None:
    """Just below the number, on it, just above it."""
    goal = Goal(word, Decimal("36.18"))
    assert tuple(goal.met_by(Fraction(each, 1000)) for each in (36179, 36180, 36181)) == answers
    assert word.upward is upward
    assert goal.exact == Fraction(1809, 50)


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        (Deadline(DeadlineKind.BY, DAY), DAY),
        (Deadline(DeadlineKind.BEFORE, DAY), date(2025, 2, 27)),
        (Deadline(DeadlineKind.BEFORE, date(2025, 3, 1)), DAY),
        (Deadline(DeadlineKind.ONGOING), None),
        (Deadline(), None),
    ],
)
def test_last_good_day(deadline: Deadline, last: date | None) -> None:
    """`by` includes its day, `before` does not."""
    assert deadline.last_good_day == last


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (Kind, "ratio count score rank task"),
        (Level, "tw tinh huyen xa"),
        (GoalWord, "at_least above at_most below"),
        (DeadlineKind, "by before ongoing none"),
        (PeriodKind, "month quarter half nine_months year"),
    ],
)
def test_words_of_the_file(words: type[StrEnum], written: str) -> None:
    """What stands in targets.toml, in this order."""
    assert [each.value for each in words] == written.split()


FIRST = Revision(date(2025, 3, 1), {"person": "Bà B", "owner": "b"}, basis="QĐ 1")
SECOND = Revision(date(2025, 6, 1), {"person": "Ông C"})


@pytest.mark.parametrize(
    ("day", "person", "owner", "basis"),
    [
        (date(2025, 2, 28), "Ông A", "a", "NQ 0"),
        (date(2025, 3, 1), "Bà B", "b", "QĐ 1"),
        (date(2025, 5, 31), "Bà B", "b", "QĐ 1"),
        (date(2025, 6, 1), "Ông C", "b", "QĐ 1"),
    ],
)
def test_later_documents(day: date, person: str, owner: str, basis: str) -> None:
    """Each changes what it names, from its day on; one without a basis leaves the basis of before."""
    assignment = PLAIN._replace(person="Ông A", owner="a", basis="NQ 0", revisions=(FIRST, SECOND))
    now = assignment.in_force(day)
    assert (now.person, now.owner, now.basis) == (person, owner, basis)
    assert now.revisions == (FIRST, SECOND)


def test_assignment_of_a_part() -> None:
    """Its own table, else its level's, else the whole."""
    whole, unit, level = (PLAIN._replace(name=name) for name in ("cả", "xã A", "cấp xã"))
    target = Target("a", Kind.COUNT, None, None, whole, parts={"xa-a": unit, "xa": level})
    assert target.assignment(None) is whole
    assert target.assignment(None, Level.XA) is whole
    assert target.assignment("xa-a", Level.XA) is unit
    assert target.assignment("xa-b", Level.XA) is level
    assert target.assignment("xa-b") is whole
    assert target.assignment("so", Level.TINH) is whole
    assert target.assignment("xa", Level.XA) is level


# ── agencies ─────────────────────────────────────────────────────────────────


def owner(name: str, level: Level = Level.XA, **more: Any) -> Owner:
    """An agency."""
    return Owner(name, name.upper(), name, level, **more)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, (True, True, True)),
        (DAY, None, (False, True, True)),
        (None, DAY, (True, True, False)),
        (DAY, DAY, (False, True, False)),
    ],
)
def test_an_agency_exists_from_its_first_to_its_last_day(
    since: date | None, until: date | None, expected: tuple[bool, bool, bool]
) -> None:
    """The day before, the day itself, the day after."""
    found = owner("a", since=since, until=until)
    days = (date(2025, 2, 27), DAY, date(2025, 3, 1))
    assert tuple(found.exists_on(day) for day in days) == expected


OWNERS = {
    each.id: each
    for each in (
        owner("cu", until=date(2024, 6, 30), successor="giua"),
        owner("giua", until=date(2025, 2, 28), successor="moi"),
        owner("moi"),
        owner("het", until=date(2024, 6, 30)),
        owner("vong", until=date(2024, 6, 30), successor="lai"),
        owner("lai", until=date(2024, 6, 30), successor="vong"),
        owner("so", Level.TINH),
    )
}


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("cu", date(2024, 6, 30), "cu"),
        ("cu", date(2024, 7, 1), "giua"),
        ("cu", date(2025, 2, 28), "giua"),
        ("cu", date(2025, 3, 1), "moi"),
        ("moi", date(2025, 3, 1), "moi"),
        ("het", date(2024, 6, 30), "het"),
        ("het", date(2024, 7, 1), None),
        ("vong", date(2024, 7, 1), None),
        (None, date(2024, 7, 1), None),
    ],
)
def test_who_answers(name: str | None, day: date, found: str | None) -> None:
    """By succession, as often as needed; nobody where it ends or runs in a circle."""
    responsible = Registry("T", owners=OWNERS).responsible(name, day)
    assert (responsible.id if responsible else None) == found


def test_units_of_a_level() -> None:
    """Those that exist on the day, in file order."""
    registry = Registry("T", owners=OWNERS)
    assert [each.id for each in registry.units(Level.XA, date(2024, 6, 30))] == [
        "cu",
        "giua",
        "moi",
        "het",
        "vong",
        "lai",
    ]
    assert [each.id for each in registry.units(Level.XA, date(2024, 7, 1))] == ["giua", "moi"]
    assert registry.units(Level.HUYEN, DAY) == ()


def test_level_of_a_part() -> None:
    """A unit belongs to a level, a level is one, the whole has none."""
    registry = Registry("T", owners=OWNERS)
    assert [registry.level_of(part) for part in (None, "so", "cu", "huyen")] == [
        None,
        Level.TINH,
        Level.XA,
        Level.HUYEN,
    ]


# ── calendars ────────────────────────────────────────────────────────────────

GROUPS = {
    "khong": Group("khong", "K"),
    "chot": Group("chot", "C", cutoff_day=20, cutoff_given=True),
    "cuoi": Group("cuoi", "D", cutoff_given=True, due_day=3),
    "cap": Group("cap", "E", due_day={"xa": 18, "huyen": 20}),
}
BY_LEVEL = Rules(due_day={"xa": 16, "tinh": 23})


def target_of(group: str | None) -> Target:
    """A target of a group."""
    return Target("a", Kind.COUNT, group, None, PLAIN)


@pytest.mark.parametrize(
    ("rules", "group", "level", "expected"),
    [
        (Rules(), None, None, (14, 25)),
        (Rules(cutoff_day=None, due_day=5), None, Level.XA, (None, 5)),
        (Rules(), "khong", None, (14, 25)),
        (Rules(), "chot", None, (20, 25)),
        (Rules(), "cuoi", Level.XA, (None, 3)),
        (BY_LEVEL, "cuoi", Level.XA, (None, 3)),
        (BY_LEVEL, None, Level.XA, (14, 16)),
        (BY_LEVEL, None, Level.TINH, (14, 23)),
        (BY_LEVEL, None, Level.HUYEN, (14, 23)),
        (BY_LEVEL, None, None, (14, 23)),
        (BY_LEVEL, "chot", Level.XA, (20, 16)),
        (BY_LEVEL, "cap", Level.XA, (14, 18)),
        (BY_LEVEL, "cap", Level.HUYEN, (14, 20)),
        (BY_LEVEL, "cap", Level.TINH, (14, 20)),
        (BY_LEVEL, "cap", None, (14, 20)),
        (Rules(), "không có nhóm này", None, (14, 25)),
    ],
)
def test_calendar(rules: Rules, group: str | None, level: Level | None, expected: tuple[int | None, int]) -> None:
    """The group's where it sets one, by level where days differ; for the others the province's, else the last day."""
    assert Registry("T", rules=rules, groups=GROUPS).calendar(target_of(group), level) == expected
    assert Registry("T", rules=rules, groups=GROUPS).calendar() == Registry("T", rules=rules).calendar(None)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (None, (14, 25)),
        (Profile("p"), (14, 25)),
        (Profile("p", due_day=28), (14, 28)),
        (Profile("p", cutoff_day=20, cutoff_given=True), (20, 25)),
        (Profile("p", cutoff_given=True, due_day=5), (None, 5)),
    ],
)
def test_calendar_of_a_report(profile: Profile | None, expected: tuple[int | None, int]) -> None:
    """Its own where set, the end of the month included."""
    assert Registry("T").report_calendar(profile) == expected


def test_each_of_several_folders_keeps_its_calendar() -> None:
    """A target is of the folder whose key stands before its id; without members a folder is its own home."""
    first = Registry("T", rules=Rules(cutoff_day=None), key="vinh-phuc")
    second = Registry("T", rules=Rules(due_day=3), key="phu-tho")
    joined = Registry("T", members=(first, second))
    assert joined.folders == (first, second)
    assert first.folders == (first,)
    assert joined.home("phu-tho/a") is second
    assert joined.home("phu-tho-2/a") is joined
    assert first.home("a") is first
    assert joined.calendar(target_of(None)._replace(id="vinh-phuc/a")) == Calendar(None, 25)
    assert joined.calendar(target_of(None)._replace(id="phu-tho/a"), Level.XA) == Calendar(14, 3)
    assert joined.calendar() == Calendar()


def test_what_holds_where_nothing_is_written() -> None:
    """Nghị định 09/2019, fourteen days' warning, the five clear things, a month."""
    rules = Rules()
    assert (rules.cutoff_day, rules.due_day, rules.warn_days) == (14, 25, 14)
    assert rules.pace == (Decimal("0.95"), Decimal("0.60"))
    assert rules.clarity == ("person", "work", "time", "responsibility", "result")
    assert Profile("p").every is PeriodKind.MONTH
    assert (PLAIN.lag_months, PLAIN.warn_days, PLAIN.yearly_sum, PLAIN.deadline) == (0, None, False, Deadline())
    assert (target_of(None).order, target_of(None).sum_of, dict(target_of(None).parts)) == (0, (), {})


# ── clarity ──────────────────────────────────────────────────────────────────

SIX = ("authority", "person", "work", "time", "responsibility", "result")
CLEAR = PLAIN._replace(
    person="Bà B",
    work="Xây dựng kế hoạch",
    deadline=Deadline(DeadlineKind.BY, DAY),
    responsibility="Chủ trì",
    result="Kế hoạch",
    authority="UBND tỉnh",
)
GOAL = Goal(GoalWord.AT_LEAST, Decimal(1))


@pytest.mark.parametrize(
    ("kind", "assignment", "missing"),
    [
        (Kind.TASK, CLEAR, ()),
        (Kind.TASK, PLAIN, SIX),
        (Kind.TASK, PLAIN._replace(owner="so", goal=GOAL), SIX),
        (Kind.TASK, CLEAR._replace(person=None), ("person",)),
        (Kind.TASK, CLEAR._replace(work=None), ("work",)),
        (Kind.TASK, CLEAR._replace(deadline=Deadline()), ("time",)),
        (Kind.TASK, CLEAR._replace(deadline=Deadline(DeadlineKind.ONGOING)), ()),
        (Kind.TASK, CLEAR._replace(responsibility=None), ("responsibility",)),
        (Kind.TASK, CLEAR._replace(result=None), ("result",)),
        (Kind.TASK, CLEAR._replace(authority=None), ("authority",)),
        (Kind.RATIO, PLAIN, ()),
        (Kind.RATIO, PLAIN._replace(goal=GOAL), ("authority", "person", "time", "responsibility")),
        (Kind.RATIO, CLEAR._replace(goal=GOAL, work=None, result=None), ()),
    ],
)
def test_clarity(kind: Kind, assignment: Assignment, missing: tuple[str, ...]) -> None:
    """In the order in which they are asked for; of an indicator việc is its name and kết quả its goal."""
    assert missing_clarity(kind, assignment, SIX) == missing
    assert missing_clarity(kind, assignment, ()) == ()
