"""Who sent which period's figure, and when: a table of targets by months, each cell a mark that also has a colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dts.core.assess import Assessment
from dts.core.delivery import assess_deliveries
from dts.core.model import Level, Registry
from dts.core.period import Period
from dts.core.timeliness import Data, Timeliness
from dts.report.document import Tone
from dts.report.names import part_name
from dts.report.paper import Cell, Column, Table
from dts.report.words import capital, owner_text

MONTHS = 12
NOTE = (
    "√ gửi đúng hạn; +n gửi chậm n ngày; có: đã gửi, không rõ ngày; KHÔNG: chưa gửi, đã quá hạn; … chưa gửi, còn hạn; "
    "chờ: chờ công bố; để trống: không phải gửi. Kỳ quý, 6 tháng, năm đứng ở tháng cuối của kỳ."
)


def timing_table(registry: Registry, rows: Sequence[Assessment], period: Period) -> Table | None:
    """The last twelve months up to the period; None where nothing is expected."""
    months = _months(period)
    lines = []
    for row in rows:
        if row.part is not None and row.part not in tuple(Level) and row.target.for_each is not None:
            continue  # units stand in their total's line
        cells = _unit_cells(row, months) if row.is_total else _own_cells(registry, row, months)
        if any(cell.text for cell in cells):
            part = part_name(row.part, registry)
            name = row.assignment.short + (f", {part}" if part else "")
            lines.append((Cell(name), Cell(capital(owner_text(row))), *cells))
    if not lines:
        return None
    heads = [Column(f"{month:02d}/{year % 100:02d}", 6) for year, month in months]
    return Table(
        name="Gửi số liệu",
        title=f"Tình hình gửi số liệu, {MONTHS} tháng đến {period.label}",
        columns=(Column("Chỉ tiêu", 36), Column("Đơn vị chủ trì", 20, brief=False), *heads),
        rows=tuple(lines),
        note=NOTE,
        marks=True,
    )


def _months(period: Period) -> list[tuple[int, int]]:
    last = period.year * 12 + period.last_month - 1
    return [(number // 12, number % 12 + 1) for number in range(last - MONTHS + 1, last + 1)]


def _own_cells(registry: Registry, row: Assessment, months: Sequence[tuple[int, int]]) -> list[Cell]:
    found = {
        _month(each.period): each
        for each in assess_deliveries(registry.home(row.target.id), row)
        if each.period is not None
    }
    return [_cell(found.get(month)) for month in months]


def _month(period: Period) -> tuple[int, int]:
    return period.year, period.last_month


def _unit_cells(row: Assessment, months: Sequence[tuple[int, int]]) -> list[Cell]:
    """A total over units: how many of them have reported."""
    every = row.assignment.every
    found: Mapping[tuple[int, int], tuple[int, int]] = {
        _month(item.figure.period): (item.reported, item.reported + len(item.missing))
        for item in row.series
        if item.reported and item.figure.period.kind == every
    }
    cells = []
    for month in months:
        done, of = found.get(month, (0, 0))
        tone = Tone.PLAIN if not of else Tone.DONE if done == of else Tone.MISSING
        cells.append(Cell(f"{done}/{of}" if of else "", tone=tone))
    return cells


def _cell(each: Timeliness | None) -> Cell:
    if each is None:
        return Cell()
    match each.state:
        case Data.ON_TIME:
            return Cell("√", tone=Tone.DONE)
        case Data.LATE:
            return Cell(f"+{each.days}", tone=Tone.SOON)
        case Data.UNKNOWN:
            return Cell("có", tone=Tone.DOING)
        case Data.MISSING:
            return Cell("KHÔNG", tone=Tone.OVERDUE)
        case Data.AWAITING:
            return Cell("chờ", tone=Tone.PLAIN)
        case _:
            return Cell("…", tone=Tone.MISSING)
