"""Who holds what was given: nobody, many at once, a closed agency, or one responsible on the day; worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from dts.core.arrears import measure_unsent
from dts.core.assess import Assessment, Status
from dts.core.model import Owner, Registry
from dts.core.tally import assigned_rows
from dts.report.sections import Group, group_of
from dts.report.words import agency_text

NOBODY_HEAD = "CHƯA RÕ ĐƠN VỊ CHỦ TRÌ"
SHARED_HEAD = "GIAO CHUNG NHIỀU CƠ QUAN"


class HolderKind(StrEnum):
    """Who a line of the table speaks of, in the order of the table; the members are the words of `owners --json`."""

    NOBODY = "nobody"
    SHARED = "shared"
    CLOSED = "closed"
    AGENCY = "agency"


class Counts(NamedTuple):
    """What a holder has, by state; the states add up to `assigned`."""

    assigned: int = 0
    overdue: int = 0
    due_soon: int = 0
    missing: int = 0
    behind: int = 0
    in_progress: int = 0
    ongoing: int = 0
    achieved: int = 0
    unsent: int = 0
    """Figures past their sending day, followed targets without goal included."""
    unclear: int = 0
    """Without at least one rõ."""
    to_30: int = 0
    to_120: int = 0
    over_120: int = 0
    """Overdue by so many days: up to 30, 31 to 120, more."""
    longest: int = 0
    """Days of the oldest overdue."""


class Holder(NamedTuple):
    """One line of the table."""

    kind: HolderKind
    agency: Owner | None
    """Responsible on the day; for a closed agency nobody succeeds, that one."""
    name: str
    counts: Counts


def count_rows(assigned: Sequence[Assessment], followed: Iterable[Assessment] = ()) -> Counts:
    """Count what was given by state; `followed` are targets without goal, of which only unsent figures count."""
    groups = Counter(group_of(row) for row in assigned)
    ongoing = sum(1 for row in assigned if row.status is Status.ONGOING)
    days = [-(row.days_left or 0) for row in assigned if group_of(row) is Group.OVERDUE]
    return Counts(
        assigned=len(assigned),
        overdue=groups[Group.OVERDUE],
        due_soon=groups[Group.DUE_SOON],
        missing=groups[Group.MISSING],
        behind=groups[Group.BEHIND],
        in_progress=groups[Group.IN_PROGRESS] - ongoing,
        ongoing=ongoing,
        achieved=groups[Group.ACHIEVED],
        unsent=sum(1 for row in (*assigned, *followed) if measure_unsent(row)),
        unclear=sum(1 for row in assigned if row.clarity_missing),
        to_30=sum(1 for each in days if each <= 30),
        to_120=sum(1 for each in days if 30 < each <= 120),
        over_120=sum(1 for each in days if each > 120),
        longest=max(days, default=0),
    )


def add_counts(counts: Iterable[Counts]) -> Counts:
    """The totals line."""
    listed = list(counts)
    summed = Counts(*map(sum, zip(*listed, strict=True))) if listed else Counts()
    return summed._replace(longest=max((each.longest for each in listed), default=0))


def find_holders(registry: Registry, rows: Sequence[Assessment]) -> list[Holder]:
    """Everybody who has something, in the order of the table: heads, closed agencies, then agencies worst first."""
    assigned = assigned_rows(rows)
    counted = {id(row) for row in assigned}
    members: dict[tuple[HolderKind, str], tuple[list[Assessment], list[Assessment]]] = {}
    for row in rows:
        given, followed = members.setdefault(_holder_of(row), ([], []))
        if id(row) in counted:
            given.append(row)
        elif not row.is_total:
            followed.append(row)
    places = {key: place for place, key in enumerate(registry.owners)}
    found = []
    for (kind, key), (given, followed) in members.items():
        counts = count_rows(given, followed)
        if counts.assigned or counts.unsent:
            agency = registry.owners.get(key)
            name = _holder_name(kind, agency, [*given, *followed])
            found.append((_severity(kind, counts, places.get(key, 0)), Holder(kind, agency, name, counts)))
    found.sort(key=lambda each: each[0])
    return [holder for _severity, holder in found]


def _holder_of(row: Assessment) -> tuple[HolderKind, str]:
    if row.owner is None:
        return (HolderKind.SHARED if row.assignment.assigned_to else HolderKind.NOBODY), ""
    if row.responsible is None:
        return HolderKind.CLOSED, row.owner.id
    return HolderKind.AGENCY, row.responsible.id


def _holder_name(kind: HolderKind, agency: Owner | None, rows: Sequence[Assessment]) -> str:
    """`Sở TT&TT (nay là Sở KH&CN)` while all comes from one agency before; else today's name and whence."""
    if kind is HolderKind.NOBODY or agency is None:
        return SHARED_HEAD if kind is HolderKind.SHARED else NOBODY_HEAD
    if kind is HolderKind.CLOSED:
        return agency_text(agency, None)
    before = list(dict.fromkeys(row.owner for row in rows if row.owner and row.owner.id != agency.id))
    if not before:
        return agency.short
    if len(before) == 1 and all(row.owner == before[0] for row in rows):
        return agency_text(before[0], agency)
    return f"{agency.short} (gồm việc nhận từ {', '.join(owner.short for owner in before)})"


def _severity(kind: HolderKind, counts: Counts, place: int) -> tuple[int, ...]:
    """Worst first: overdue (how many, how long), due soon, figures wanting, behind, not sent; then file order."""
    worst = (counts.overdue, counts.longest, counts.due_soon, counts.missing, counts.behind, counts.unsent)
    rank = list(HolderKind).index(kind)
    return rank, *(-each for each in worst if kind is HolderKind.AGENCY), place
