"""DIỄN BIẾN: every figure with its bar, its goal then, its source, what was corrected or taken back; parts; sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from dts.core.assess import Assessment
from dts.core.dates import day_of, format_date
from dts.core.dossier import Correction, Dossier, HistoryRow
from dts.core.log import Figure
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number, format_percent
from dts.core.series import Current
from dts.report.amounts import goal_text, parts_of_fraction, value_text
from dts.report.footnotes import ended_units
from dts.report.names import part_name
from dts.report.page import Bar, Block, Column, Pair, Table, TableRow
from dts.report.sections import Group, group_of
from dts.report.show_result import measured_text, published_text
from dts.report.show_verdict import part_text
from dts.report.words import parts_text

MOST_PARTS = 20
"""Longer lists of parts are for `dts status ID --by-unit`."""
VALUE_HEADS = {Kind.RATIO: "Tỷ lệ", Kind.COUNT: "Kết quả", Kind.SCORE: "Điểm", Kind.RANK: "Hạng", Kind.TASK: "Kết quả"}
NO_SOURCE = "chưa nêu"


class Source(NamedTuple):
    """One source of the numbered list."""

    text: str
    figures: tuple[Figure, ...]


def list_sources(dossier: Dossier) -> tuple[Source, ...]:
    """The sources of the history, of the parts where only these have figures, in the order of their first figure."""
    found: dict[str, list[Figure]] = {}
    entries = [row.entry for row in dossier.history if not dossier.row.is_total]
    if not entries:
        entries = [item.figure for part in dossier.parts for item in part.series]
    for entry in entries:
        if entry.source:
            found.setdefault(entry.source, []).append(entry)
    return tuple(Source(text, tuple(figures)) for text, figures in found.items())


def _numbers(dossier: Dossier) -> dict[str, str]:
    """`[1]` by source."""
    return {source.text: f"[{number}]" for number, source in enumerate(list_sources(dossier), 1)}


# ── the table ────────────────────────────────────────────────────────────────


def history_block(registry: Registry, dossier: Dossier, *, whole: bool = False) -> Block | None:
    """The table with its scale in the head and, below, corrections, withdrawals and breaks; None without figures.

    Of a task only when something was corrected or taken back: its one line stands under KẾT QUẢ.
    """
    rows = dossier.history
    changed = any(row.current is None or not all(each.confirms for each in row.corrections) for row in rows)
    if not rows or (dossier.row.target.kind is Kind.TASK and not changed):
        return None
    top = _scale(dossier)
    goals = {row.goal for row in rows if row.goal is not None and row.current is not None}
    title = "DIỄN BIẾN" + (f" ({_scale_text(dossier, top, marked=bool(goals))})" if top is not None else "")
    if dossier.row.target.kind is Kind.RANK:
        title += " (hạng nhỏ là tốt)"
    letters = _letters(rows)
    table = _table(registry, dossier, top, letters, whole=whole)
    return Block(title, (table, *_footnotes(dossier, letters)))


def _scale(dossier: Dossier) -> Fraction | None:
    """Where the bars end: 100% for ratios, else the largest value or goal; None where nothing can be drawn."""
    kind = dossier.row.target.kind
    if kind in (Kind.RANK, Kind.TASK):
        return None
    values = [row.current.value for row in dossier.history if row.current and row.current.value is not None]
    if not values or min(values) < 0:
        return None
    if kind is Kind.RATIO:
        return max([Fraction(100), *values])
    goals = [row.goal.exact for row in dossier.history if row.goal is not None]
    return max([*values, *goals]) or None


def _scale_text(dossier: Dossier, top: Fraction, *, marked: bool) -> str:
    kind, unit = dossier.row.target.kind, dossier.row.target.unit
    if kind is Kind.RATIO:
        end = format_percent(top)
    else:
        end = f"{format_number(top, places=2)} {unit or 'điểm'}"
    return f"thang 0 - {end}" + ("; dấu | là mục tiêu" if marked else "")


def _letters(rows: Sequence[HistoryRow]) -> dict[int, str]:
    """A letter for each row that comes after a break."""
    after = [index for index, row in enumerate(rows) if row.breaks]
    return {index: chr(ord("a") + place) for place, index in enumerate(after)}


def _table(
    registry: Registry, dossier: Dossier, top: Fraction | None, letters: dict[int, str], *, whole: bool
) -> Table:
    row, rows = dossier.row, dossier.history
    numbers = _numbers(dossier)
    shown = [_as_then(row, each) for each in rows]
    fractions = any(each.current is not None and parts_of_fraction(each.current) for each in rows)
    timed = any(each.entry.as_of_text or each.entry.given_as_of for each in rows) and row.target.kind is not Kind.TASK
    goals = {each.goal for each in rows} | {row.assignment.goal}
    summed = row.assignment.yearly_sum
    columns: list[tuple[Column, list[str | Bar | None]]] = [
        (
            Column("Kỳ"),
            [each.period.label + (f" ({letters[at]})" if at in letters else "") for at, each in enumerate(rows)],
        )
    ]
    if timed:
        columns.append((Column("Tính đến", gives_way=True), [_time(each) for each in rows]))
    if fractions:
        columns.append((Column("Tử số/mẫu số"), [_fraction(each) for each in rows]))
    if summed:
        alone = [value_text(row, Current(each.entry, each.as_of)) or "" for each in rows]
        columns.append((Column("Trong kỳ"), [*alone]))
    head = "Cộng dồn" if summed else VALUE_HEADS[row.target.kind]
    columns.append((Column(head), [_value(then, each) for then, each in zip(shown, rows, strict=True)]))
    if len(goals) > 1:
        texts = [goal_text(each.goal, row.target.kind, row.target.unit) or "chưa có" for each in rows]
        columns.append((Column("Mục tiêu khi đó", gives_way=True), [*texts]))
    if top is not None:
        columns.append((Column(""), [_bar(each, top) for each in rows]))
    if numbers and not row.is_total:
        columns.append((Column("Nguồn"), [_source(each, numbers) for each in rows]))
    notes = [_notes(registry, then, each, dossier, whole=whole) for then, each in zip(shown, rows, strict=True)]
    cells = zip(*(texts for _column, texts in columns), strict=True)
    table_rows = tuple(TableRow(tuple(each), note) for each, note in zip(cells, notes, strict=True))
    return Table(tuple(column for column, _texts in columns), table_rows)


def _as_then(row: Assessment, each: HistoryRow) -> Assessment:
    """The row with the goal that was in force for this figure."""
    return row._replace(assignment=row.assignment._replace(goal=each.goal))


def _time(each: HistoryRow) -> str:
    entry = each.entry
    if entry.as_of_text:
        return entry.as_of_text
    return format_date(entry.given_as_of) if entry.given_as_of else "theo kỳ"


def _fraction(each: HistoryRow) -> str:
    return (parts_of_fraction(each.current) if each.current else None) or "–"


def _value(row: Assessment, each: HistoryRow) -> str:
    if each.current is None:
        return "đã rút"
    text = value_text(row, each.current) or ""
    return f"ước {text}" if each.current.figure.estimate else text


def _source(each: HistoryRow, numbers: Mapping[str, str]) -> str:
    return "–" if each.current is None else numbers.get(each.entry.source or "", NO_SOURCE)


def _bar(each: HistoryRow, top: Fraction) -> Bar | None:
    if each.current is None or each.current.value is None:
        return None
    return Bar(each.current.value / top, None if each.goal is None else each.goal.exact / top)


# ── below the rows ───────────────────────────────────────────────────────────


def _notes(registry: Registry, row: Assessment, each: HistoryRow, dossier: Dossier, *, whole: bool) -> tuple[str, ...]:
    item = each.current
    newest = item is not None and item is dossier.row.latest
    found = [correction_text(row, each, correction) for correction in each.corrections]
    if item is not None and row.is_total and item.missing:
        found.append(parts_text(item, registry, whole=whole) or "")
    if item is not None and row.is_total and not newest:
        found.append(ended_units(registry, row, each.period, whole=whole))
    if item is not None and item.gaps:
        found.append(f"thiếu số của {', '.join(period.label for period in item.gaps)}")
    if item is not None and not newest:
        found.append(published_text(row, item))
        found.append(f"ghi chú: {item.figure.note}" if item.figure.note and not row.is_total else "")
    if item is not None and item.figure.restored_at is not None and not row.is_total:
        found.append(f"lấy lại từ nhật ký ngày {format_date(day_of(item.figure.restored_at))}")
    return tuple(text for text in found if text)


def correction_text(row: Assessment, each: HistoryRow, correction: Correction) -> str:
    """`số cũ 762.248/980.226 = 77,76%, đính chính 20/02/2025, lý do: gõ đảo hai chữ số; Công an tỉnh ghi`."""
    old, new = correction.old, correction.new
    when = format_date(day_of(new.recorded_at)) if new.recorded_at is not None else "không rõ ngày"
    reason = f"lý do: {new.reason}" if new.reason else "chưa nêu lý do"
    who = f"; {new.recorded_by} ghi" if new.recorded_by else ""
    late = f"; sau khi gửi báo cáo ngày {format_date(correction.sent.on)}" if correction.sent else ""
    if old.withdrawn:
        return f"ghi lại sau khi rút, {when}, {reason}{who}{late}"
    if correction.confirms and new.confirmed is not None:
        return f"xác nhận ngày {format_date(new.confirmed)}{who}"
    number = measured_text(row, Current(old, each.as_of))
    if new.withdrawn:
        return f"đã rút số liệu {number}, {when}, {reason}{who}{late}"
    return f"số cũ {number}, đính chính {when}, {reason}{who}{late}"


def _footnotes(dossier: Dossier, letters: dict[int, str]) -> list[str]:
    rows = dossier.history
    found = []
    for index, letter in letters.items():
        for each in rows[index].breaks:
            found.append(f"({letter}) từ {format_date(each.on)}: {each.reason}; không so sánh với các kỳ trước")
    named = {each for row in rows for each in row.breaks}
    last = rows[-1].as_of
    for each in dossier.breaks:
        if each not in named:
            after = "; chưa có số liệu từ ngày ấy" if each.on > last else "; mọi số liệu ở đây là sau ngày ấy"
            found.append(f"Từ {format_date(each.on)}: {each.reason}{after}")
    changes = [each for row in rows for each in row.corrections if not each.confirms]
    withdrawn = sum(1 for each in changes if each.new.withdrawn)
    corrected = len(changes) - withdrawn
    counts = [f"Đính chính: {corrected or 'không có'}.", f"Rút số liệu: {withdrawn or 'không có'}."]
    if not dossier.breaks and dossier.row.target.kind is not Kind.TASK:
        counts.append("Thay đổi cách tính: không có.")
    return [*found, " ".join(counts)]


# ── parts and sources ────────────────────────────────────────────────────────


def parts_block(registry: Registry, dossier: Dossier, *, whole: bool = False) -> Block | None:
    """Each part with its latest value and verdict; of a long list the most urgent, and where the rest is."""
    parts = dossier.parts
    if not parts:
        return None
    units = [part.part in registry.owners for part in parts]
    head = "TỪNG ĐƠN VỊ" if all(units) else "TỪNG CẤP, TỪNG ĐƠN VỊ" if any(units) else "TỪNG CẤP"
    silent = {part.part for part in dossier.unexplained}
    numbers = {} if dossier.history else _numbers(dossier)
    items: list[str | Pair] = []
    if len(parts) > MOST_PARTS:
        parts = tuple(sorted(parts, key=lambda part: list(Group).index(group_of(part))))
    shown = parts if whole else parts[:MOST_PARTS]
    for part in shown:
        text = part_text(part, dossier.row, unexplained=part.part in silent)
        source = part.latest.figure.source if part.latest else None
        text += f" {numbers[source]}" if source in numbers else ""
        items.append(Pair(part_name(part.part, registry) or "", text))
    target = dossier.row.target.id
    if len(parts) > len(shown):
        rest = f"còn {len(parts) - len(shown)}/{len(parts)} đơn vị"
        items.append(f"… {rest}: thêm --all, hoặc xem dts status {target} --by-unit")
    items.append(f"Xem riêng từng phần: dts show {target} --for {parts[0].part}")
    return Block(f"{head} ({len(parts)})", tuple(items))


def sources_block(dossier: Dossier) -> Block | None:
    """NGUỒN numbered [1]…, with who wrote the figures down and when."""
    sources = list_sources(dossier)
    lines = [f"[{number}] {each.text}{_written(each.figures)}" for number, each in enumerate(sources, 1)]
    bare = (
        [] if dossier.row.is_total else [row.entry for row in dossier.history if row.current and not row.entry.source]
    )
    if bare:
        lines.append(f"Chưa nêu nguồn: {len(bare)} số liệu{_written(bare)}")
    return Block("NGUỒN", tuple(lines)) if lines else None


def _written(figures: Sequence[Figure]) -> str:
    """` (Công an tỉnh ghi 20/02/2025)`; empty where nobody said."""
    days = sorted(day_of(each.recorded_at) for each in figures if each.recorded_at is not None)
    names = list(dict.fromkeys(each.recorded_by for each in figures if each.recorded_by))
    if not days and not names:
        return ""
    span = format_date(days[0]) if days else ""
    if days and days[-1] != days[0]:
        span = f"từ {span} đến {format_date(days[-1])}"
    return f" ({' '.join(filter(None, [', '.join(names), 'ghi', span]))})"
