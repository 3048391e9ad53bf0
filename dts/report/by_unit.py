"""One target, level by level or unit by unit: a league table, worst last; percentages are never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Kind, Registry
from dts.core.problem import UsageError
from dts.report.amounts import figure_age, value_text, with_age
from dts.report.folding import is_unit
from dts.report.footnotes import ended_notes
from dts.report.names import part_name
from dts.report.words import capital, data_text, parts_text, status_text


def by_unit_lines(registry: Registry, rows: Sequence[Assessment], today: date, *, whole: bool = False) -> list[str]:
    """Lines of the table; raises UsageError unless the rows are of one target with parts.

    Units whose figure of the period is there are ranked, equal ones alike; levels are not rivals. `whole` names every
    unit still to report.
    """
    targets = {row.target.id for row in rows}
    parts = [row for row in rows if row.part is not None]
    if len(targets) != 1:
        raise UsageError("--by-unit cần đúng một chỉ tiêu, ví dụ: dts status ky-so --by-unit")
    if not parts:
        raise UsageError(f"Chỉ tiêu {next(iter(targets))} không giao riêng cho cấp hay đơn vị nào.")
    target = rows[0].target
    lines = [f"{target.id}: {target.whole.name}", f"Ngày xem: {format_date(today)}"]
    upward = target.kind is not Kind.RANK
    ranked = sorted(parts, key=lambda row: _rank(row, upward=upward))
    width = max(len(_name(registry, row)) for row in parts)
    places = _places([row for row in ranked if is_unit(row)])
    column = max((len(place) for place in places.values()), default=0)
    for row in ranked:
        value = with_age(value_text(row) or "chưa có số liệu", figure_age(row, row.shown))
        words = "" if row.assignment.goal is None else f"; {status_text(row)}"
        if _wanting(row):
            words = f"; {data_text(row.timeliness)}"
        front = f"{places.get(row.part, '').rjust(column)}  " if column else ""
        lines.append(f"  {front}{_name(registry, row).ljust(width)}  {value}{words}")
    total = next((row for row in rows if row.part is None), None)
    if total is not None:
        source = "cộng từ các đơn vị" if total.is_total else "nguồn công bố"
        value = with_age(value_text(total) or "chưa có số liệu", figure_age(total, total.shown))
        lines.append(f"  {f'toàn tỉnh ({source})'.ljust(width)}  {value}")
        if covered := parts_text(total.shown, registry, whole=whole):
            lines.append(f"  {capital(covered)}")
        lines += [f"  {note}" for note in ended_notes(registry, [total], whole=whole)]
        lines += _mean_warning(total, parts)
    return lines


def _name(registry: Registry, row: Assessment) -> str:
    return part_name(row.part, registry) or ""


def _rank(row: Assessment, *, upward: bool) -> tuple[bool, bool, Fraction]:
    """Best first; units whose figure of the period is wanting stand below, those without any last."""
    value = row.shown.value if row.shown else None
    if value is None:
        return True, True, Fraction(0)
    return False, _wanting(row), -value if upward else value


def _places(ranked: Sequence[Assessment]) -> dict[str | None, str]:
    """`1.`, `2.`, `2.`, `4.` by part, best first; none for a unit whose figure is wanting."""
    places: dict[str | None, str] = {}
    place, before = "", None
    for number, row in enumerate(ranked, 1):
        value = row.shown.value if row.shown else None
        if value is None or _wanting(row):
            break
        place, before = (place if value == before else f"{number}."), value
        places[row.part] = place
    return places


def _wanting(row: Assessment) -> bool:
    return row.timeliness is not None and row.timeliness.wanting


def _mean_warning(whole: Assessment, parts: Sequence[Assessment]) -> list[str]:
    """The province's figure equals the plain mean of its parts, which says nothing unless all are equally large."""
    values = [row.shown.value for row in parts if row.shown is not None and row.shown.value is not None]
    total = whole.shown.value if whole.shown else None
    if whole.is_total or total is None or len(values) < 2 or total != sum(values) / len(values):
        return []
    listed = ", ".join(value_text(row) or "" for row in parts)
    return [
        f"  Lưu ý: {value_text(whole)} bằng đúng trung bình cộng của {listed}; nguồn không có tử số, mẫu số nên không "
        "kiểm tra được. Không dùng trung bình cộng làm số toàn tỉnh."
    ]
