"""Rows of a view for tests that count or sort them: only what a test names is set."""

from __future__ import annotations

from datetime import date
from typing import Any

from dts.core.assess import Assessment, Status
from dts.core.model import Assignment, Deadline, DeadlineKind, Kind, Level, Owner, Target
from dts.core.period import Calendar

TODAY = date(2025, 2, 25)
DATED = Deadline(DeadlineKind.BY, date(2025, 6, 30))


def owner(name: str, level: Level = Level.TINH, **more: Any) -> Owner:
    """An agency."""
    return Owner(name, name.upper(), name, level, **more)


def row(
    name: str, kind: Kind = Kind.TASK, status: Status = Status.OPEN, part: str | None = None, **more: Any
) -> Assessment:
    """One row; what `Assignment` has is its assignment's, `group` and `order` the target's, the rest its own."""
    assigned = {key: more.pop(key) for key in list(more) if key in Assignment._fields and key != "owner"}
    lead = more.get("owner")
    assignment = Assignment(name.upper(), name.upper(), owner=lead.id if lead else None, **assigned)
    target = Target(name, kind, more.pop("group", None), None, assignment, order=more.pop("order", 0))
    common = {"today": TODAY, "shown": None, "judging": None, "latest": None, "series": (), "calendar": Calendar()}
    return Assessment(target, part, assignment, status, **(common | more))
