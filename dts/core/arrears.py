"""What is late or about to be: overdue, due soon, figures not handed in, and what nobody has explained yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dts.core.assess import Assessment, Status
from dts.core.log import Remark
from dts.core.model import Owner, Registry
from dts.core.period import Period
from dts.core.remarks import Remarks, latest_remark
from dts.core.timeliness import Data

_UNFINISHED = (
    Status.DUE_SOON,
    Status.OPEN,
    Status.ON_TRACK,
    Status.BEHIND,
    Status.FAR_BEHIND,
    Status.REGRESSING,
)


class Unsent(NamedTuple):
    """Figures past their sending day: the periods, oldest first, and how late the oldest is."""

    periods: tuple[Period, ...]
    due: date
    """Sending day of the oldest."""
    days: int


class Item(NamedTuple):
    """One late row, with what its agency said."""

    row: Assessment
    unsent: Unsent | None = None
    wants_explanation: bool = False
    explanation: Remark | None = None
    note: Remark | None = None

    @property
    def unexplained(self) -> bool:
        """Whether an explanation is asked for and not there."""
        return self.wants_explanation and self.explanation is None


class Awaited(NamedTuple):
    """Periods somebody else publishes, and has not yet (chờ công bố)."""

    row: Assessment
    periods: tuple[Period, ...]


class Arrears(NamedTuple):
    """The answer of `dts overdue`; a row due soon whose figure was not sent stands in both lists."""

    overdue: tuple[Item, ...]
    due_soon: tuple[Item, ...]
    unsent: tuple[Item, ...]
    collecting: tuple[Assessment, ...]
    """Closed period not sent, sending day still to come."""
    never: tuple[Assessment, ...]
    """With a goal, and no figure yet that anybody was asked for."""
    awaiting: tuple[Awaited, ...]
    unjudged: tuple[Assessment, ...]
    """Past the deadline, not to be judged for want of a figure, and named in no list above."""

    @property
    def late(self) -> bool:
        """Whether anything is overdue, or not sent past its sending day."""
        return bool(self.overdue or self.unsent)

    @property
    def unexplained(self) -> tuple[Item, ...]:
        """Rows without the explanation asked of them, each once."""
        found = {(item.row.target.id, item.row.part): item for item in (*self.overdue, *self.due_soon, *self.unsent)}
        return tuple(item for item in found.values() if item.unexplained)


class Ending(NamedTuple):
    """An agency that ends within the warning days, or ended no longer ago than that."""

    owner: Owner
    last_day: date
    successor: Owner | None
    days: int
    """Days to its last day; negative after it."""
    targets: int
    """How many targets and tasks it leads."""


def measure_unsent(row: Assessment) -> Unsent | None:
    """The figures a row owes; None when nothing is past its sending day.

    A computed total owes nothing: its parts do. Past the deadline later figures decide nothing, so they are owed only
    while the deciding one is wanting.
    """
    timeliness = row.timeliness
    if timeliness is None or not timeliness.missing or not _may_owe(row):
        return None
    due = timeliness.missing[0].due(row.calendar, lag_months=row.assignment.lag_months)
    return Unsent(timeliness.missing, due, (row.today - due).days)


def awaited_periods(row: Assessment) -> tuple[Period, ...]:
    """The periods within the publication lag; past the deadline only the one that decides."""
    timeliness = row.timeliness
    if row.status is Status.AWAITING:
        return (row.deciding_period,) if row.deciding_period and row.assignment.lag_months else ()
    return timeliness.pending if timeliness and timeliness.state is Data.AWAITING and _may_owe(row) else ()


def wants_explanation(row: Assessment) -> bool:
    """Whether somebody must say why: overdue, done or met late, or a figure not sent past its sending day.

    A computed total that is no single agency's is explained by its parts.
    """
    if row.is_total and row.owner is None:
        return False
    return row.status in (Status.OVERDUE, Status.ACHIEVED_LATE) or measure_unsent(row) is not None


def explain(row: Assessment, explanations: Remarks, *, known_at: date | None = None) -> Remark | None:
    """The latest explanation of a row; for a figure not sent, one filed under the oldest missing period or later."""
    unsent = measure_unsent(row)
    return latest_remark(row, explanations, known_at=known_at, since=unsent.periods[0] if unsent else None)


def is_due_within(row: Assessment, within: int | None) -> bool:
    """Whether an unfinished row falls due in so many days; None: within its own warning days."""
    if within is None:
        return row.status is Status.DUE_SOON
    return row.status in _UNFINISHED and row.days_left is not None and 0 <= row.days_left <= within


def find_arrears(
    rows: Sequence[Assessment],
    explanations: Remarks,
    notes: Remarks,
    *,
    within: int | None = None,
    known_at: date | None = None,
) -> Arrears:
    """Sort rows into lists, most urgent first, then file order."""

    def item(row: Assessment) -> Item:
        return Item(
            row,
            measure_unsent(row),
            wants_explanation(row),
            explain(row, explanations, known_at=known_at),
            latest_remark(row, notes, known_at=known_at),
        )

    def by_day(each: Item) -> tuple[int, int]:
        return each.row.days_left or 0, each.row.target.order

    unsent = [item(row) for row in rows if measure_unsent(row)]
    unsent.sort(key=lambda each: (-(each.unsent.days if each.unsent else 0), each.row.target.order))
    listed = {(each.row.target.id, each.row.part) for each in unsent}
    return Arrears(
        overdue=tuple(sorted((item(row) for row in rows if row.status is Status.OVERDUE), key=by_day)),
        due_soon=tuple(sorted((item(row) for row in rows if is_due_within(row, within)), key=by_day)),
        unsent=tuple(unsent),
        collecting=tuple(row for row in rows if _is_collecting(row)),
        never=tuple(row for row in rows if _never_reported(row)),
        awaiting=tuple(Awaited(row, periods) for row in rows if (periods := awaited_periods(row))),
        unjudged=tuple(
            row for row in rows if _is_past(row) and _wants_figure(row) and (row.target.id, row.part) not in listed
        ),
    )


def find_endings(registry: Registry, rows: Iterable[Assessment], today: date) -> tuple[Ending, ...]:
    """Agencies whose work moves about now, in file order; those leading nothing are left out."""
    led: dict[str, set[str]] = {}
    for row in rows:
        if row.owner is not None:
            led.setdefault(row.owner.id, set()).add(row.target.id)
    found = []
    for folder in registry.folders:
        for owner in folder.owners.values():
            if owner.until is None or owner.id not in led:
                continue
            days = (owner.until - today).days
            if abs(days) <= folder.rules.warn_days:
                heir = folder.responsible(owner.id, owner.until + timedelta(days=1))
                found.append(Ending(owner, owner.until, heir, days, len(led[owner.id])))
    return tuple(found)


def _is_past(row: Assessment) -> bool:
    return row.days_left is not None and row.days_left < 0


def _may_owe(row: Assessment) -> bool:
    """Whether figures of the row itself still matter."""
    return not row.is_total and (not _is_past(row) or row.status is Status.NO_FIGURE)


def _is_collecting(row: Assessment) -> bool:
    return bool(row.timeliness and row.timeliness.state is Data.COLLECTING and _may_owe(row))


def _never_reported(row: Assessment) -> bool:
    if row.status is not Status.NO_FIGURE or row.latest is not None:
        return False
    return measure_unsent(row) is None and not _is_collecting(row)


def _wants_figure(row: Assessment) -> bool:
    return row.assignment.goal is not None and row.status in (Status.NO_FIGURE, Status.UNDECIDED)
