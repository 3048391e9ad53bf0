"""What `dts import` says of a form: how it was read, its figures by what becomes of them with their cells, the rest.

The shape is that of every preview of figures brought in together: a head with its count, then place, target, reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dts.core.dates import format_date
from dts.core.finding import figure_text, subject
from dts.core.form_read import FormRead, Refusal
from dts.core.form_rows import TASK
from dts.core.form_table import Column
from dts.core.form_words import ROLE_NAMES, Role
from dts.core.grid import column_letters
from dts.core.intake import Lot, Sorted
from dts.core.log import Figure
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number, format_percent
from dts.report.imported import SHOWN, Incoming, told_by, who_text
from dts.report.names import part_name
from dts.report.words import capital

LISTED = 12
"""More ids, rows or columns than this are counted."""


class Beside(NamedTuple):
    """What is said beside figures, by their number."""

    gaps: Mapping[int, str] = {}
    """thiếu 538 dịch vụ."""
    sums: Mapping[int, str] = {}
    """954 + 645 + 266 = 1.865: khớp tổng."""


def form_lines(registry: Registry, incoming: Incoming, form: FormRead, beside: Beside, *, dry_run: bool) -> list[str]:
    """The whole preview."""
    new, changed, same = incoming.of(Lot.NEW), incoming.of(Lot.CHANGED, Lot.NO_REASON), incoming.of(Lot.SAME)
    names = [subject(each.figure.target, each.figure.part) for each in incoming.rows]
    width = max(map(len, [*names, *(each.subject for each in incoming.form_refused)]), default=0)
    shape = _Shape(registry, form, beside, min(width, 24), _place_width(incoming, form))
    lots: list[tuple[str, int, list[str]]] = [
        ("MỚI", len(new), _shown(shape, new)),
        ("THAY ĐỔI", len(changed), [line for each in changed for line in shape.changed(each)]),
        ("GIỮ NGUYÊN", len(same), [shape.row(each.figure) + also for each in same if (also := shape.also(each))]),
        ("KHÔNG NHẬN", incoming.refused - len(incoming.of(Lot.NO_REASON)), _refused(shape, incoming)),
        ("CẦN XEM LẠI", len(incoming.doubts), [f"  {text}" for text in incoming.doubts]),
    ]
    lines = [*head_lines(registry, incoming, form, dry_run=dry_run)]
    quiet: list[str] = []
    for name, count, found in lots:
        if found:
            lines += ["   ".join(quiet)] if quiet else []
            lines += [f"{name} ({format_number(count)})", *found]
            quiet = []
        elif name != "CẦN XEM LẠI" or count:
            quiet.append(f"{name} ({format_number(count)})")
    return [*lines, *(["   ".join(quiet)] if quiet else []), *rest_lines(form)]


def head_lines(registry: Registry, incoming: Incoming, form: FormRead, *, dry_run: bool) -> list[str]:
    """Which sheet, which head, how many figures; which period and day; which columns."""
    count = format_number(len(incoming.rows) + len(incoming.form_refused))
    where = f"Trang “{form.sheet}”, dòng" if form.sheet else f"{form.name}: dòng"
    own = " Biểu do dts lập." if form.stamp else ""
    opening = "Xem trước, chưa ghi gì. " if dry_run else ""
    lines = [f"{opening}{where} tiêu đề {_span(form)}, {count} số liệu.{own}"]
    if form.period is not None:
        first, last = form.period.window(registry.calendar())
        found = f", theo ô {form.period_cell}" if form.period_cell else ""
        day = f"; số liệu tính đến {format_date(form.as_of[0])}, theo ô {form.as_of[1]}" if form.as_of else ""
        window = f"({format_date(first)} - {format_date(last)})"
        lines.append(f"{capital('kỳ')} {form.period.label} {window}{found}{day}.")
    named = ", ".join(f"{column.letters} {_column(registry, column)}" for column in form.table.columns[:LISTED])
    more = len(form.table.columns) - LISTED
    named += f" và {more} cột nữa" if more > 0 else ""
    unread = [f"{column_letters(number)} “{head}”" for number, head in form.table.unread if head]
    lines.append(f"Cột đọc: {named}." + (f" Không đọc: {_listed(unread)}." if unread else ""))
    return lines


def _span(form: FormRead) -> str:
    top, bottom = form.table.top, form.table.bottom
    return str(top) if top == bottom else f"{top} - {bottom}"


def _column(registry: Registry, column: Column) -> str:
    """`kết quả cấp xã`, `tử số tháng 01/2025`, `to-cong-nghe`."""
    words = [ROLE_NAMES[column.role] if column.target is None or column.role is not Role.VALUE else ""]
    words += [column.target or "", (part_name(column.part, registry) or "") if column.part else ""]
    words += [column.period.label] if column.period else []
    return " ".join(filter(None, words))


def rest_lines(form: FormRead) -> list[str]:
    """What is no figure: empty rows of targets, totals, notes, hidden rows and columns, other sheets."""
    lines = []
    if form.rows.blank:
        lines.append(f"ĐỂ TRỐNG ({len(form.rows.blank)}): {_listed(list(form.rows.blank))}")
    if form.rows.skipped:
        told = [f"{each.why}: dòng {each.row} “{_short(each.text)}”" for each in form.rows.skipped]
        lines.append(f"BỎ QUA ({len(told)}): {_listed(told, mark='; ')}")
    if any(each.why == TASK for each in form.rows.skipped):
        lines.append("Lưu ý: nhiệm vụ không có số liệu; báo bằng: dts record MÃ --done NGÀY --evidence …")
    hidden = [f"dòng {row}" for row in form.hidden_rows]
    hidden += [f"cột {column_letters(column)}" for column in form.hidden_columns]
    if hidden:
        lines.append(f"Lưu ý: trong Excel đang ẩn {_listed(hidden)}; số liệu ở dòng ẩn, cột ẩn không được nhập.")
    if form.other_sheets:
        lines.append(f"Không đọc trang: {_listed([f'“{name}”' for name in form.other_sheets])}.")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _listed(words: Sequence[str], *, mark: str = ", ") -> str:
    rest = len(words) - LISTED
    return mark.join(words[:LISTED]) + (f" và {format_number(rest)} nữa" if rest > 0 else "")


# ── the figures ──────────────────────────────────────────────────────────────


class _Shape(NamedTuple):
    """Places, ids and readings in columns."""

    registry: Registry
    form: FormRead
    beside: Beside
    width: int
    place_width: int

    def place(self, figure: Figure) -> str:
        return self.form.rows.taken[figure.number].cell

    def row(self, figure: Figure) -> str:
        """`  C8   dvc-tt      954/1.865 = 51,15%, thiếu 538 dịch vụ`."""
        name = subject(figure.target, figure.part)
        front = f"  {self.place(figure):<{self.place_width}}  {name:<{self.width}}  "
        gap = self.beside.gaps.get(figure.number)
        text = reading(self.registry, figure) + (f", {gap}" if gap else "")
        if figure.period != self.form.period:
            text += f" (kỳ {figure.period.label})"
        beside = [self.form.rows.taken[figure.number].echo, self.beside.sums.get(figure.number)]
        return "    ".join(filter(None, (front + text, *beside)))

    def changed(self, each: Sorted) -> list[str]:
        """The new reading, and below it the old one and why."""
        lines = [self.row(each.figure)]
        margin = " " * (self.place_width + 4)
        if each.other is not None:
            old = f"{margin}thay cho {reading(self.registry, each.other)}{who_text(each.other)}"
            reason = f"lý do: {' '.join(each.figure.reason.split())}" if each.figure.reason else "chưa nêu lý do"
            lines.append(f"{old}; {reason}")
        return lines

    def also(self, each: Sorted) -> str:
        """What a figure that stays says otherwise in cells of its own; what nobody filled in says nothing."""
        cells = self.form.rows.taken[each.figure.number].cells
        told = [told_by(key) for key in each.differs if key in cells]
        return f"; khác ở {', '.join(told)}" if told else ""


def reading(registry: Registry, figure: Figure) -> str:
    """`954/1.865 = 51,15%`, `hạng 18/63`, `hơn 60 trạm`, `1.865 dịch vụ (đến 10/02/2025)`."""
    target = registry.targets[figure.target]
    text = figure_text(target, figure)
    if target.kind is Kind.RANK and figure.of is not None:
        text += f"/{format_number(figure.of)}"
    if figure.denominator is not None and figure.exact is not None:
        text += f" = {format_percent(figure.exact)}"
    if figure.given_as_of is not None:
        text += f" (đến {format_date(figure.given_as_of)})"
    return f"ước {text}" if figure.estimate else text


def _place_width(incoming: Incoming, form: FormRead) -> int:
    cells = [form.rows.taken[each.figure.number].cell for each in incoming.rows]
    return max(map(len, [*cells, *(each.cell for each in incoming.form_refused)]), default=0)


def _shown(shape: _Shape, rows: Sequence[Sorted]) -> list[str]:
    lines = [shape.row(each.figure) for each in rows[:SHOWN]]
    return lines + ([f"  … và {format_number(len(rows) - SHOWN)} số liệu nữa"] if len(rows) > SHOWN else [])


def _refused(shape: _Shape, incoming: Incoming) -> list[str]:
    margin = " " * (shape.place_width + 4)
    lines: list[str] = []
    for each in sorted(incoming.form_refused, key=lambda each: each.row):
        lines.append(f"  {each.cell:<{shape.place_width}}  {_named(shape, each)}{each.message}")
        if each.fix:
            lines.append(f"{margin}{capital(each.fix)}")
    for row in incoming.of(Lot.OLDER):
        other = f" {reading(shape.registry, row.other)}{who_text(row.other)}" if row.other else ""
        lines.append(f"{shape.row(row.figure)}: cũ hơn số đang có{other}")
    return lines


def _named(shape: _Shape, refusal: Refusal) -> str:
    return f"{refusal.subject:<{shape.width}}  " if refusal.subject else ""


def nothing_text(incoming: Incoming, form: FormRead) -> str | None:
    """Nothing to write because nobody filled anything in; None when there are figures."""
    if incoming.rows or incoming.form_refused:
        return None
    return "Không ghi gì: biểu chưa điền số liệu nào." if form.rows.blank else "Không ghi gì: không thấy số liệu nào."


def refusal_text(incoming: Incoming, form: FormRead) -> str:
    """The last word when something cannot be taken: what to add, how the good rows may be written first."""
    wrong, unexplained = len(incoming.form_refused) + len(incoming.of(Lot.OLDER)), len(incoming.of(Lot.NO_REASON))
    good = len(incoming.writing)
    parts = []
    if unexplained:
        parts.append(f'{format_number(unexplained)} thay đổi chưa nêu lý do: thêm --reason "…"')
    if wrong:
        parts.append(f"{format_number(wrong)} số liệu không nhận (nêu ở trên): sửa {form.name} rồi nhập lại")
    skip = f"\nMuốn ghi {format_number(good)} số liệu đúng trước: thêm --skip-bad" if good else ""
    return f"Chưa ghi: {'; '.join(parts)}.{skip}"


def left_text(incoming: Incoming) -> list[str]:
    """What --skip-bad left out."""
    if not incoming.refused:
        return []
    return [f"Chưa ghi {format_number(incoming.refused)} số liệu không nhận (nêu ở trên): sửa rồi nhập lại cả tệp."]


def saved_text(name: str, file: str) -> str:
    """The map of a form was kept."""
    typed = f'"{file}"' if " " in file else file
    return f"Đã nhớ cách đọc biểu này: [imports.{name}] trong targets.toml. Kỳ sau gõ: dts import {typed} --map {name}"
