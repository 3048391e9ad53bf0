"""What was said about a row, as seen on a day: the latest explanation (giải trình) or note (tình hình)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dts.core.assess import Assessment
from dts.core.dates import day_of
from dts.core.log import Remark
from dts.core.model import Level
from dts.core.period import Calendar, Period

Remarks = Mapping[str, tuple[Remark, ...]]
"""Remarks by target id, in file order."""


def by_target(remarks: Iterable[Remark]) -> Remarks:
    """Sort remarks by target once, so that a view asks each row only about its own."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.target, []).append(remark)
    return {target: tuple(each) for target, each in found.items()}


def remark_day(remark: Remark) -> date | None:
    """The day a remark speaks of: as given, else the day it was recorded; None when only its period is known."""
    if remark.as_of is not None:
        return remark.as_of
    return None if remark.recorded_at is None else day_of(remark.recorded_at)


def is_seen(remark: Remark, calendar: Calendar, today: date, *, known_at: date | None = None) -> bool:
    """Whether a view of a day (`--as-of`), knowing what was known on another (`--known-at`), contains the remark.

    Nothing recorded later is seen. Without `recorded_at` it belongs to its period: seen from the first day of the
    window (or its own day), known from the cut-off day, as figures are.
    """
    if remark.recorded_at is not None:
        recorded = day_of(remark.recorded_at)
        return max(recorded, remark.as_of or recorded) <= today and (known_at is None or recorded <= known_at)
    first, cutoff = remark.period.window(calendar)
    return (remark.as_of or first) <= today and (known_at is None or (remark.as_of or cutoff) <= known_at)


def latest_remark(
    row: Assessment, remarks: Remarks, *, known_at: date | None = None, since: Period | None = None
) -> Remark | None:
    """The last thing said about a row, by its day, then file order; None when nothing was.

    A remark without `for` speaks of the whole target and so of each of its levels, but a unit answers for itself.
    With `since`, only remarks filed under that period or a later one (by the last month of the label).
    """
    chosen: tuple[tuple[date, int], Remark] | None = None
    for place, remark in enumerate(remarks.get(row.target.id, ())):
        if not _speaks_of(remark, row) or not is_seen(remark, row.calendar, row.today, known_at=known_at):
            continue
        if since is not None and (remark.period.year, remark.period.last_month) < (since.year, since.last_month):
            continue
        key = remark_day(remark) or min(remark.period.cutoff(row.calendar), row.today), place
        if chosen is None or key >= chosen[0]:
            chosen = key, remark
    return chosen[1] if chosen else None


def _speaks_of(remark: Remark, row: Assessment) -> bool:
    return remark.part == row.part or (remark.part is None and row.part in tuple(Level))
