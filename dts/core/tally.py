"""Counting verdicts: the four official cells of tasks and the two completion rates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dts.core.assess import Assessment, Status
from dts.core.model import DeadlineKind, Kind, Owner


class Rate(NamedTuple):
    """So many of so many; 0 of 0 is no rate."""

    done: int
    of: int


class TaskTally(NamedTuple):
    """The four cells of the Government Office's reports, with thường xuyên and không hạn beside them."""

    done_in_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    undated: int
    ongoing: int
    done_undated: int
    """Done without a deadline, or on a day too vague to say whether in time."""
    assigned: Rate
    """Trên tổng số được giao: done of all but thường xuyên."""
    due: Rate
    """Trên số đã đến hạn: done with a deadline, of these and the overdue."""


def is_assigned(row: Assessment) -> bool:
    """Whether somebody was given it: a milestone with neither basis nor owner nor addressee is not counted."""
    given = row.assignment
    return bool(given.basis or given.owner or given.assigned_to or given.partners or given.person)


def assigned_rows(rows: Iterable[Assessment]) -> list[Assessment]:
    """What was given to somebody (được giao): goals and assigned tasks, each part on its own.

    A target given by level or unit counts once for each part; the whole beside them only for an agency that has none
    of the parts. Targets without goal are followed, not given.
    """
    given = [
        row for row in rows if row.assignment.goal is not None or (row.target.kind is Kind.TASK and is_assigned(row))
    ]
    holders: dict[str, set[Owner | None]] = {}
    for row in given:
        if row.part is not None:
            holders.setdefault(row.target.id, set()).add(row.owner)
    return [
        row
        for row in given
        if row.part is not None
        or row.target.id not in holders
        or (row.owner is not None and row.owner not in holders[row.target.id])
    ]


class ClarityTally(NamedTuple):
    """How many of what was assigned lack a rõ; a target counts once, however many parts it has."""

    lacking: int
    of: int
    missing: Mapping[str, int]
    """How many lack each rõ, in the order of `[rules] clarity`."""


def tally_clarity(rows: Iterable[Assessment], wanted: Sequence[str]) -> ClarityTally:
    """Count targets and tasks by what their assignment leaves open."""
    found: dict[str, set[str]] = {}
    for row in assigned_rows(rows):
        found.setdefault(row.target.id, set()).update(row.clarity_missing)
    counts = {key: sum(1 for missing in found.values() if key in missing) for key in wanted}
    return ClarityTally(sum(1 for missing in found.values() if missing), len(found), counts)


class BasisTally(NamedTuple):
    """The tasks given by one document or at one meeting: how many were given clearly."""

    basis: str
    tasks: int
    dated: int
    """With a day by which they must be done."""
    ongoing: int
    """Thường xuyên."""
    owned: int
    """With one agency to lead them."""


def tally_bases(rows: Iterable[Assessment]) -> list[BasisTally]:
    """Count assigned tasks by their basis, in file order; a task counts once, however many parts it has."""
    found: dict[str, dict[str, Assessment]] = {}
    for row in assigned_rows(rows):
        if row.target.kind is Kind.TASK and row.assignment.basis:
            found.setdefault(row.assignment.basis, {}).setdefault(row.target.id, row)
    return [
        BasisTally(
            basis,
            len(tasks),
            sum(1 for row in tasks.values() if row.deadline is not None),
            sum(1 for row in tasks.values() if row.assignment.deadline.kind is DeadlineKind.ONGOING),
            sum(1 for row in tasks.values() if row.owner is not None),
        )
        for basis, tasks in found.items()
    ]


def tally_tasks(rows: Iterable[Assessment]) -> TaskTally:
    """Count assigned tasks by cell."""
    cells: Counter[str] = Counter()
    for row in rows:
        if row.target.kind is Kind.TASK and is_assigned(row):
            cells[_cell(row)] += 1
    done = cells["done_in_time"] + cells["done_late"] + cells["done_undated"]
    dated = cells["done_in_time"] + cells["done_late"]
    total = sum(cells.values()) - cells["ongoing"]
    return TaskTally(
        done_in_time=cells["done_in_time"],
        done_late=cells["done_late"],
        open_in_time=cells["open_in_time"],
        open_overdue=cells["open_overdue"],
        undated=cells["undated"],
        ongoing=cells["ongoing"],
        done_undated=cells["done_undated"],
        assigned=Rate(done, total),
        due=Rate(dated, dated + cells["open_overdue"]),
    )


def _cell(row: Assessment) -> str:
    match row.status:
        case Status.UNDECIDED:
            return "done_undated"
        case Status.ACHIEVED:
            return "done_undated" if row.deadline is None else "done_in_time"
        case Status.ACHIEVED_LATE:
            return "done_late"
        case Status.OVERDUE:
            return "open_overdue"
        case Status.ONGOING:
            return "ongoing"
        case Status.UNDATED:
            return "undated"
        case _:
            return "open_in_time"
