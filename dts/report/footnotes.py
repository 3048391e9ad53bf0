"""The footnote on units that ended inside a period: they are not counted on its cut-off day, and nobody asks them."""

from __future__ import annotations

from collections.abc import Iterable

from dts.core.assess import Assessment
from dts.core.model import Registry
from dts.core.period import Period
from dts.report.folding import shorten_names
from dts.report.names import LEVEL_NAMES


def ended_notes(
    registry: Registry, rows: Iterable[Assessment], *, whole: bool = False, named: bool = False
) -> list[str]:
    """One sentence for each total and period told of: that of its latest figure, and the one now being collected."""
    found = []
    for row in rows:
        for period in told_periods(row):
            if ended := ended_units(registry, row, period, whole=whole):
                called = row.assignment.name if named else row.target.id
                found.append(f"{called}, {period.label}: {ended}.")
    return found


def told_periods(row: Assessment) -> list[Period]:
    """Of a total over units: the period of its latest figure, and the one now being collected."""
    if not row.is_total or row.latest is None:
        return []
    latest, collected = row.latest.figure.period, row.timeliness.period if row.timeliness else None
    return [latest] if collected in (None, latest) else [latest, collected]


def ended_units(registry: Registry, row: Assessment, period: Period, *, whole: bool = False) -> str:
    """`không tính 28 đơn vị cấp xã kết thúc trong kỳ (Xã 1, Xã 2, Xã 3 và 25 đơn vị khác)`; empty where none did."""
    level = row.target.for_each
    if level is None:
        return ""
    first, cutoff = period.window(row.calendar)
    ended = [
        owner.short
        for owner in registry.home(row.target.id).owners.values()
        if owner.level is level and owner.until is not None and first <= owner.until < cutoff
    ]
    if not ended:
        return ""
    names = shorten_names(ended, whole=whole)
    return f"không tính {len(ended)} đơn vị {LEVEL_NAMES[level]} kết thúc trong kỳ ({names})"
