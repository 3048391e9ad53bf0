"""Which list of `dts overdue` a row stands in, by its status and by what it owes; each case a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dts.core.arrears import (
    Item,
    awaited_periods,
    find_arrears,
    find_endings,
    is_due_within,
    measure_unsent,
    wants_explanation,
)
from dts.core.assess import Assessment, Status
from dts.core.log import Figure, Remark
from dts.core.model import Deadline, DeadlineKind, Goal, GoalWord, Kind, Level, Registry, Rules
from dts.core.period import Period
from dts.core.series import Current
from dts.core.timeliness import Data, Timeliness
from tests.core.row_case import DATED, TODAY, owner, row

PAST = Deadline(DeadlineKind.BY, date(2025, 2, 24))
LAST_DAY = Deadline(DeadlineKind.BY, TODAY)
GOAL = Goal(GoalWord.AT_LEAST, Decimal(50))
DECEMBER, JANUARY = Period(2024, 12, 1), Period(2025, 1, 1)
MISSING = Timeliness(Data.MISSING, JANUARY, date(2025, 1, 25), 31, (DECEMBER, JANUARY))
COLLECTING = Timeliness(Data.COLLECTING, JANUARY, date(2025, 1, 25), 3, (), (JANUARY,))
BOTH = Timeliness(Data.COLLECTING, JANUARY, date(2025, 1, 25), 3, (DECEMBER,), (JANUARY,))
AWAITING = Timeliness(Data.AWAITING, JANUARY, date(2025, 1, 25), 3, (), (DECEMBER, JANUARY))
ON_TIME = Timeliness(Data.ON_TIME, JANUARY, date(2025, 1, 25))
FIGURE = Current(Figure("a", None, DECEMBER, value=Decimal(1)), date(2024, 12, 14))
SO = owner("so")


def indicator(status: Status = Status.BEHIND, name: str = "a", **more: Any) -> Assessment:
    """One row of an indicator that must be reached by 30/6/2025."""
    return row(name, Kind.COUNT, status, **({"deadline": DATED, "goal": GOAL} | more))


@pytest.mark.parametrize(
    ("found", "owed"),
    [
        (indicator(timeliness=MISSING), ["2024-12", "2025-01"]),
        (indicator(timeliness=BOTH), ["2024-12"]),
        (indicator(timeliness=COLLECTING), None),
        (indicator(timeliness=ON_TIME), None),
        (indicator(), None),
        (indicator(timeliness=MISSING, is_total=True), None),
        (indicator(timeliness=MISSING, deadline=LAST_DAY), ["2024-12", "2025-01"]),
        (indicator(Status.OVERDUE, timeliness=MISSING, deadline=PAST), None),
        (indicator(Status.NO_FIGURE, timeliness=MISSING, deadline=PAST), ["2024-12", "2025-01"]),
        (indicator(timeliness=MISSING, deadline=Deadline()), ["2024-12", "2025-01"]),
    ],
)
def test_what_a_row_owes(found: Assessment, owed: list[str] | None) -> None:
    """The periods past their sending day; after the deadline only while the deciding figure is wanting."""
    unsent = measure_unsent(found)
    assert (None if unsent is None else [each.key for each in unsent.periods]) == owed
    if unsent is not None:
        assert (unsent.due, unsent.days) == (date(2024, 12, 25), 62)


def test_what_is_published_late_is_owed_late() -> None:
    """The lag moves the sending day."""
    unsent = measure_unsent(indicator(timeliness=MISSING, lag_months=1))
    assert unsent is not None
    assert (unsent.due, unsent.days) == (date(2025, 1, 25), 31)


@pytest.mark.parametrize(
    ("found", "awaited"),
    [
        (indicator(timeliness=AWAITING), ["2024-12", "2025-01"]),
        (indicator(timeliness=COLLECTING), []),
        (indicator(), []),
        (indicator(timeliness=AWAITING, is_total=True), []),
        (indicator(Status.OVERDUE, timeliness=AWAITING, deadline=PAST), []),
        (indicator(Status.NO_FIGURE, timeliness=AWAITING, deadline=PAST), ["2024-12", "2025-01"]),
        (indicator(Status.AWAITING, timeliness=AWAITING, lag_months=2, deciding_period=DECEMBER), ["2024-12"]),
        (indicator(Status.AWAITING, timeliness=AWAITING, deciding_period=DECEMBER), []),
        (indicator(Status.AWAITING, timeliness=AWAITING, lag_months=2), []),
    ],
)
def test_what_somebody_else_publishes(found: Assessment, awaited: list[str]) -> None:
    """Within the lag; past the deadline only the period that decides."""
    assert [each.key for each in awaited_periods(found)] == awaited


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (indicator(Status.OVERDUE), True),
        (indicator(Status.ACHIEVED_LATE), True),
        (indicator(Status.BEHIND), False),
        (indicator(Status.NO_FIGURE), False),
        (indicator(timeliness=MISSING), True),
        (indicator(timeliness=COLLECTING), False),
        (indicator(Status.OVERDUE, is_total=True), False),
        (indicator(Status.OVERDUE, is_total=True, owner=SO), True),
        (row("a", status=Status.OVERDUE), True),
        (row("a", status=Status.DUE_SOON), False),
    ],
)
def test_who_must_say_why(found: Assessment, *, wanted: bool) -> None:
    """Overdue, late, or a figure not sent; a total that is nobody's is explained by its parts."""
    assert wants_explanation(found) is wanted


UNFINISHED = (Status.DUE_SOON, Status.OPEN, Status.ON_TRACK, Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING)


@pytest.mark.parametrize("status", Status)
def test_due_within_so_many_days(status: Status) -> None:
    """What is not finished, from today to the last of the days; without a number by its own warning days."""
    days = {left: Deadline(DeadlineKind.BY, date.fromordinal(TODAY.toordinal() + left)) for left in (-1, 0, 7, 8)}
    found = [left for left, deadline in days.items() if is_due_within(indicator(status, deadline=deadline), 7)]
    assert found == ([0, 7] if status in UNFINISHED else [])
    assert is_due_within(indicator(status, deadline=LAST_DAY), 0) is (status in UNFINISHED)
    assert is_due_within(indicator(status, deadline=Deadline()), 7) is False
    assert is_due_within(indicator(status), None) is (status is Status.DUE_SOON)


def listed(*rows: Assessment) -> dict[str, list[str]]:
    """The lists that are not empty, by the ids in them."""
    arrears = find_arrears(rows, {}, {})
    named = {
        "overdue": [each.row for each in arrears.overdue],
        "due soon": [each.row for each in arrears.due_soon],
        "unsent": [each.row for each in arrears.unsent],
        "collecting": arrears.collecting,
        "never": arrears.never,
        "awaiting": [each.row for each in arrears.awaiting],
        "unjudged": arrears.unjudged,
    }
    return {name: [each.target.id for each in found] for name, found in named.items() if found}


@pytest.mark.parametrize(
    ("found", "lists"),
    [
        (indicator(Status.ON_TRACK, timeliness=ON_TIME), []),
        (indicator(Status.OVERDUE, deadline=PAST), ["overdue"]),
        (indicator(Status.DUE_SOON), ["due soon"]),
        (indicator(Status.DUE_SOON, timeliness=MISSING), ["due soon", "unsent"]),
        (indicator(timeliness=COLLECTING), ["collecting"]),
        (indicator(timeliness=COLLECTING, is_total=True), []),
        (indicator(Status.OVERDUE, timeliness=COLLECTING, deadline=PAST), ["overdue"]),
        (indicator(timeliness=AWAITING), ["awaiting"]),
        (indicator(Status.NO_FIGURE), ["never"]),
        (indicator(Status.NO_FIGURE, latest=FIGURE), []),
        (indicator(Status.NO_FIGURE, timeliness=MISSING), ["unsent"]),
        (indicator(Status.NO_FIGURE, timeliness=COLLECTING), ["collecting"]),
        (indicator(Status.NO_FIGURE, deadline=PAST, latest=FIGURE), ["unjudged"]),
        (indicator(Status.NO_FIGURE, deadline=LAST_DAY, latest=FIGURE), []),
        (indicator(Status.NO_FIGURE, deadline=PAST, latest=FIGURE, timeliness=MISSING), ["unsent"]),
        (indicator(Status.UNDECIDED, deadline=PAST, latest=FIGURE), ["unjudged"]),
        (indicator(Status.UNDECIDED, deadline=PAST, latest=FIGURE, goal=None), []),
        (indicator(Status.UNDECIDED, latest=FIGURE), []),
        (row("a", status=Status.UNDECIDED, deadline=PAST), []),
        (indicator(Status.ACHIEVED, deadline=PAST), []),
    ],
)
def test_lists(found: Assessment, lists: list[str]) -> None:
    """Where each sort of row stands, and nowhere else."""
    assert listed(found) == {name: ["a"] for name in lists}


def test_lists_begin_with_the_most_urgent() -> None:
    """By days left, or by the oldest sending day; then as in targets.toml."""
    days = {name: Deadline(DeadlineKind.BY, date(2025, 2, day)) for name, day in zip("abc", (24, 20, 24), strict=True)}
    late = [indicator(Status.OVERDUE, name, deadline=days[name], order=-at) for at, name in enumerate("abc")]
    assert listed(*late)["overdue"] == ["b", "c", "a"]
    soon = [each._replace(status=Status.DUE_SOON) for each in late]
    assert listed(*soon)["due soon"] == ["b", "c", "a"]
    today = [
        indicator(Status.DUE_SOON, name, deadline=Deadline(DeadlineKind.BY, date(2025, 2, day)), order=order)
        for order, (name, day) in enumerate((("a", 26), ("b", 25), ("c", 27)))
    ]
    assert listed(*today)["due soon"] == ["b", "a", "c"]
    newer = MISSING._replace(missing=(JANUARY,))
    owing = [
        indicator(name=name, timeliness=timeliness, order=order)
        for name, timeliness, order in (("a", newer, 0), ("b", MISSING, 2), ("c", MISSING, 1))
    ]
    assert listed(*owing)["unsent"] == ["c", "b", "a"]


def test_a_part_is_not_another_part() -> None:
    """One commune that owes a figure leaves the other among those that cannot be judged."""
    common: dict[str, Any] = {"deadline": PAST, "latest": FIGURE}
    rows = [
        indicator(Status.NO_FIGURE, part="xa-a", timeliness=MISSING, **common),
        indicator(Status.NO_FIGURE, part="xa-b", **common),
    ]
    arrears = find_arrears(rows, {}, {})
    assert [each.row.part for each in arrears.unsent] == ["xa-a"]
    assert [each.part for each in arrears.unjudged] == ["xa-b"]


def test_late_is_overdue_or_not_sent() -> None:
    """What is only due soon, awaited or never reported is not late."""
    assert find_arrears([indicator(Status.OVERDUE)], {}, {}).late
    assert find_arrears([indicator(timeliness=MISSING)], {}, {}).late
    for status in (Status.DUE_SOON, Status.NO_FIGURE, Status.UNDECIDED, Status.AWAITING):
        assert find_arrears([indicator(status)], {}, {}).late is False


def remark(text: str, period: Period, day: date = TODAY, part: str | None = None) -> Remark:
    """Something said about `a`."""
    return Remark("a", part, period, text, recorded_at=day)


def test_what_was_said_stands_beside_the_row() -> None:
    """The explanation of the oldest missing period or a later one, and the last note of any."""
    explanations = {"a": (remark("của tháng 12", DECEMBER), remark("cũ hơn", Period(2024, 11, 1)))}
    notes = {"a": (remark("đang làm", Period(2024, 10, 1)),)}
    (item,) = find_arrears([indicator(timeliness=MISSING)], explanations, notes).unsent
    assert item.explanation is not None
    assert item.note is not None
    assert (item.explanation.text, item.note.text, item.unexplained) == ("của tháng 12", "đang làm", False)
    yesterday = date(2025, 2, 24)
    (item,) = find_arrears([indicator(timeliness=MISSING)], explanations, notes, known_at=yesterday).unsent
    assert (item.explanation, item.note, item.unexplained) == (None, None, True)


def test_each_row_is_unexplained_once() -> None:
    """A row due soon whose figure was not sent stands in two lists; parts count each."""
    rows = [
        indicator(Status.DUE_SOON, timeliness=MISSING),
        indicator(Status.DUE_SOON, "b"),
        indicator(Status.OVERDUE, "c", part="xa-a", deadline=PAST),
        indicator(Status.OVERDUE, "c", part="xa-b", deadline=PAST),
    ]
    found = find_arrears(rows, {}, {}).unexplained
    assert sorted((each.row.target.id, each.row.part or "") for each in found) == [
        ("a", ""),
        ("c", "xa-a"),
        ("c", "xa-b"),
    ]
    assert not Item(rows[1]).unexplained


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2025, 2, 11), -14),
        (date(2025, 2, 10), None),
        (date(2025, 3, 11), 14),
        (date(2025, 3, 12), None),
        (None, None),
    ],
)
def test_endings(until: date | None, days: int | None) -> None:
    """Fourteen days before and after the last day, of an agency that leads something."""
    heir = owner("moi")
    old = owner("so", until=until, successor="moi" if until else None)
    registry = Registry("T", owners={"so": old, "moi": heir, "khong": owner("khong", until=TODAY)})
    rows = [row(name, owner=old) for name in ("a", "b")]
    rows += [row("b", owner=old, part="xa"), row("c", owner=heir), row("d")]
    found = find_endings(registry, rows, TODAY)
    assert [(each.owner, each.last_day, each.successor, each.days, each.targets) for each in found] == (
        [] if days is None else [(old, until, heir, days, 2)]
    )


@pytest.mark.parametrize(("second_until", "heir"), [(date(2025, 2, 28), "ba"), (date(2025, 3, 1), "hai")])
def test_the_heir_is_who_answers_on_the_day_after(second_until: date, heir: str) -> None:
    """Even if it ends on that very day."""
    first = owner("so", until=date(2025, 2, 28), successor="hai")
    owners = {each.id: each for each in (first, owner("hai", until=second_until, successor="ba"), owner("ba"))}
    (ending,) = find_endings(Registry("T", owners=owners), [row("a", owner=first)], TODAY)
    assert ending.successor is not None
    assert ending.successor.id == heir


def test_endings_by_the_warning_days_of_the_folder() -> None:
    """`[rules] warn_days`; a successor that has ended too passes it on, the day after the last one counts."""
    until = date(2025, 2, 28)
    first = owner("so", until=until, successor="hai")
    second = owner("hai", Level.TINH, until=until, successor="ba")
    owners = {each.id: each for each in (first, second, owner("ba"))}
    rows = [row("a", owner=first)]
    (ending,) = find_endings(Registry("T", owners=owners, rules=Rules(warn_days=3)), rows, TODAY)
    assert ending.successor is not None
    assert (ending.days, ending.successor.id) == (3, "ba")
    assert find_endings(Registry("T", owners=owners, rules=Rules(warn_days=2)), rows, TODAY) == ()
