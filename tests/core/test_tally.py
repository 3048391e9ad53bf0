"""Counting: the four cells, the two rates, what lacks a rõ, what each document gave, and who a view is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dts.core.assess import Assessment, Status
from dts.core.model import Deadline, DeadlineKind, Goal, GoalWord, Kind, Level, Profile, Registry
from dts.core.scope import is_in_scope, is_reported
from dts.core.tally import (
    BasisTally,
    Rate,
    assigned_rows,
    is_assigned,
    tally_bases,
    tally_clarity,
    tally_tasks,
)
from tests.core.row_case import DATED, owner, row

GOAL = Goal(GoalWord.AT_LEAST, Decimal(50))
SO, XA_A, XA_B = owner("so"), owner("xa-a", Level.XA), owner("xa-b", Level.XA)
NQ = "Nghị quyết 1"


@pytest.mark.parametrize(
    ("given", "assigned"),
    [
        ({}, False),
        ({"basis": NQ}, True),
        ({"owner": SO}, True),
        ({"assigned_to": "các sở, ngành"}, True),
        ({"partners": ("so",)}, True),
        ({"person": "Bà B"}, True),
        ({"work": "Xây dựng", "result": "Kế hoạch"}, False),
    ],
)
def test_assigned(given: dict[str, Any], *, assigned: bool) -> None:
    """A document, an agency, an addressee, a partner or a person: then somebody was given it."""
    assert is_assigned(row("a", **given)) is assigned
    assert bool(assigned_rows([row("a", **given)])) is assigned


CELLS: tuple[tuple[Status, Deadline, str], ...] = (
    (Status.ACHIEVED, DATED, "done_in_time"),
    (Status.ACHIEVED, Deadline(), "done_undated"),
    (Status.UNDECIDED, DATED, "done_undated"),
    (Status.ACHIEVED_LATE, DATED, "done_late"),
    (Status.OPEN, DATED, "open_in_time"),
    (Status.DUE_SOON, DATED, "open_in_time"),
    (Status.OVERDUE, DATED, "open_overdue"),
    (Status.UNDATED, Deadline(), "undated"),
    (Status.ONGOING, Deadline(DeadlineKind.ONGOING), "ongoing"),
)


@pytest.mark.parametrize(("status", "deadline", "cell"), CELLS)
def test_each_task_stands_in_one_cell(status: Status, deadline: Deadline, cell: str) -> None:
    """Four cells, and beside them thường xuyên, không hạn, and what was done on a day too vague."""
    found = tally_tasks([row("a", status=status, deadline=deadline, basis=NQ)])._asdict()
    counts = {name: number for name, number in found.items() if isinstance(number, int)}
    assert {name for name, number in counts.items() if number} == {cell}
    assert sum(counts.values()) == 1


def test_rates_of_tasks() -> None:
    """Of all that was given but thường xuyên; of what has fallen due. Nothing else is counted."""
    many = {"done_in_time": 2, "done_late": 3, "open_in_time": 4, "open_overdue": 5, "undated": 6, "ongoing": 7}
    first = {cell: (status, deadline) for status, deadline, cell in reversed(CELLS)}
    rows = [
        row(f"{cell}-{number}", status=first[cell][0], deadline=first[cell][1], basis=NQ)
        for cell, count in (many | {"done_undated": 8}).items()
        for number in range(count)
    ]
    ignored = [row("chỉ tiêu", Kind.RATIO, Status.ACHIEVED, basis=NQ), row("mốc", status=Status.ACHIEVED)]
    found = tally_tasks([*rows, *ignored])
    assert {name: getattr(found, name) for name in (*many, "done_undated")} == many | {"done_undated": 8}
    assert (found.assigned, found.due) == (Rate(13, 28), Rate(5, 10))
    assert tally_tasks([]).assigned == tally_tasks([]).due == Rate(0, 0)


@pytest.mark.parametrize(
    ("whole", "parts", "kept"),
    [
        ({"goal": GOAL}, [], [None]),
        ({"goal": GOAL}, [XA_A], ["xa-a"]),
        ({"goal": GOAL, "owner": SO}, [XA_A], [None, "xa-a"]),
        ({"goal": GOAL, "owner": XA_A}, [XA_A, XA_B], ["xa-a", "xa-b"]),
        ({}, [], []),
    ],
    ids=["no parts", "the parts are given", "an agency beside them", "an agency that is one of them", "no goal"],
)
def test_a_target_given_to_parts(whole: dict[str, Any], parts: list[Any], kept: list[str | None]) -> None:
    """Each part on its own; the whole beside them only for an agency that has none of the parts."""
    rows = [row("a", Kind.RATIO, **whole)]
    rows += [row("a", Kind.RATIO, part=each.id, goal=GOAL, owner=each) for each in parts]
    assert [each.part for each in assigned_rows(rows)] == kept


def test_parts_of_another_target_push_nothing_out() -> None:
    """The whole of `b` has no parts."""
    rows = [row("a", Kind.RATIO, part="xa-a", goal=GOAL, owner=XA_A), row("b", Kind.RATIO, goal=GOAL)]
    assert [(each.target.id, each.part) for each in assigned_rows(rows)] == [("a", "xa-a"), ("b", None)]
    assert len(assigned_rows([row("b", Kind.RATIO, goal=GOAL), row("c", Kind.COUNT)])) == 1


def test_what_lacks_a_clear_thing() -> None:
    """A target counts once, however many parts lack something; what is not asked is not counted."""
    rows = [
        row("a", Kind.RATIO, part="xa-a", goal=GOAL, owner=XA_A, clarity_missing=("person",)),
        row("a", Kind.RATIO, part="xa-b", goal=GOAL, owner=XA_B, clarity_missing=("person", "time")),
        row("b", basis=NQ, clarity_missing=("time",)),
        row("c", basis=NQ),
        row("d", clarity_missing=("person",)),
    ]
    found = tally_clarity(rows, ("time", "person", "authority"))
    assert (found.lacking, found.of) == (2, 3)
    assert list(found.missing.items()) == [("time", 2), ("person", 1), ("authority", 0)]


def test_what_each_document_gave() -> None:
    """In file order; a task counts once by its first row, indicators and tasks without a document do not."""
    always = Deadline(DeadlineKind.ONGOING)
    rows = [
        row("a", basis="QĐ 2", deadline=DATED, owner=SO),
        row("b", basis=NQ, part="xa-a", deadline=always, owner=XA_A),
        row("b", basis=NQ, part="xa-b", deadline=DATED, owner=XA_B),
        row("c", basis=NQ),
        row("d", basis=NQ, deadline=DATED),
        row("e", owner=SO),
        row("f", Kind.RATIO, basis=NQ, goal=GOAL),
    ]
    assert tally_bases(rows) == [BasisTally("QĐ 2", 1, 1, 0, 1), BasisTally(NQ, 3, 1, 1, 1)]


# ── who a view is about ──────────────────────────────────────────────────────

REGISTRY = Registry("T", owners={each.id: each for each in (SO, XA_A, XA_B)})
HEIR = owner("moi")


@pytest.mark.parametrize(
    ("found", "asked", "inside"),
    [
        (row("a"), {}, True),
        (row("a", group="g"), {"groups": ("g", "h")}, True),
        (row("a", group="g"), {"groups": ("h",)}, False),
        (row("a"), {"groups": ("h",)}, False),
        (row("a", owner=SO), {"owners": ("so",)}, True),
        (row("a", owner=SO, responsible=HEIR), {"owners": ("moi",)}, True),
        (row("a", owner=SO, responsible=HEIR), {"owners": ("so", "xa-a")}, True),
        (row("a", owner=SO, responsible=HEIR), {"owners": ("xa-a",)}, False),
        (row("a"), {"owners": ("so",)}, False),
        (row("a", owner=SO), {"level": Level.TINH}, True),
        (row("a", owner=SO), {"level": Level.XA}, False),
        (row("a", owner=SO, part="xa-a"), {"level": Level.XA}, True),
        (row("a", owner=SO, part="xa-a"), {"level": Level.TINH}, False),
        (row("a", owner=SO, part="huyen"), {"level": Level.HUYEN}, True),
        (row("a"), {"level": Level.TINH}, False),
        (row("a", group="g", owner=SO), {"groups": ("g",), "owners": ("xa-a",)}, False),
        (row("a", group="g", owner=SO), {"groups": ("g",), "owners": ("so",), "level": Level.XA}, False),
    ],
)
def test_scope(found: Assessment, asked: dict[str, Any], *, inside: bool) -> None:
    """By group, by agency of the document or of the day, by the level of the part, else of the agency."""
    assert is_in_scope(REGISTRY, found, **asked) is inside
    assert is_reported(REGISTRY, found, Profile("p", **asked)) is inside
    assert is_reported(REGISTRY, found, None)
