"""The rows of a form as figures: each with the cell it stands in, or why it is not taken and how to mend it.

Totals, notes and headings are no figures and are named; so is what stands in hidden rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from dts.core.form_figure import AtCellError, Source, figure_period, lone_amount, read_beside, read_numbers, unit_doubt
from dts.core.form_line import Form, column_subject, row_subject, whole_of_owner
from dts.core.form_names import Subject, UnnamedError
from dts.core.form_read import FormRows, Refusal, Skipped, Taken
from dts.core.form_table import Column
from dts.core.form_values import CellError, is_blank
from dts.core.form_words import NUMBERS, Role
from dts.core.grid import Held, address
from dts.core.lookup import fold
from dts.core.model import Kind
from dts.core.period import Period

_TOTAL = (
    r"(?:tong(?: so| cong| chung)?|cong(?: chung)?|trung binh|binh quan|(?:grand |sub )?total|average)"
    r"(?: (?:toan (?:tinh|huyen|xa)|chung|cac don vi|ca tinh))?|toan (?:tinh|huyen|xa)|tong cong .*"
)
TASK = "nhiệm vụ"
_NOTE = (
    r"(?:ghi chu|chu thich|luu y|nguon|nguoi lap|nguoi bao cao|thu truong|lanh dao|ky ten|noi nhan|note|"
    r"[a-z ]*ngay (?:[0-9]+ )?thang)\b"
)


class Watch(Protocol):
    """Is handed rows and gives them back one by one: the place for a progress bar."""

    def __call__(self, rows: Sequence[int], /) -> Iterable[int]: ...


def read_rows(form: Form, watch: Watch = iter) -> FormRows:
    """Read every row below the head of a table."""
    table = form.table
    rows = [row for row in sorted(form.grid.rows) if table.bottom < row <= table.last and row not in table.repeated]
    reader = _Reader(form)
    for row in watch(rows):
        if not form.is_counter(row):
            reader.read(row)
    return reader.result()


class _Reader:
    def __init__(self, form: Form) -> None:
        self.form = form
        numbers = sorted(form.table.of(*NUMBERS), key=_group_order)
        self.groups = [list(columns) for _key, columns in groupby(numbers, key=lambda column: column.group)]
        self.found = FormRows([], [], [], {}, [], {})
        self.first: dict[tuple[object, ...], str] = {}
        self.again: dict[tuple[object, ...], str] = {}
        """Of what stands twice, the second cell."""
        self.above: str | None = None
        """The target named by a row without figures: rows below may name its levels only."""

    def result(self) -> FormRows:
        for each in self.found.taken:
            if (other := self.again.get(_about(each.fields, each.period))) is not None:
                name = _name(Subject(each.fields["target"], each.fields["for"]))
                message = f"cùng chỉ tiêu, cùng kỳ còn có ở ô {other}"
                self.found.refused.append(Refusal(each.order[0], each.cell, name, message, "giữ một ô, xóa ô kia"))
        taken = [each for each in self.found.taken if _about(each.fields, each.period) not in self.again]
        taken.sort(key=lambda each: each.order)
        return self.found._replace(taken=[each._replace(number=at) for at, each in enumerate(taken)])

    def read(self, row: int) -> None:
        """One row: its figures, or what else it is."""
        grid = self.form.grid
        filled = [columns for columns in self.groups if any(not self._is_blank(row, each) for each in columns)]
        cells = [grid.at(row, column.number) for columns in filled for column in columns]
        numeric = any(cell and (cell.held is not Held.TEXT or re.search(r"[0-9]", cell.text)) for cell in cells)
        if not filled or not (numeric or self._is_named(row)):
            self._without_figures(row)
        elif (why := self._no_figure(row)) is not None:
            self.found.skipped.append(Skipped(row, why, self.form.words(row)))
        else:
            for columns in filled:
                self._figure(row, columns)

    def _is_blank(self, row: int, column: Column) -> bool:
        return is_blank(self.form.grid.at(row, column.number))

    def _is_named(self, row: int) -> bool:
        """Whether the row names a target in full."""
        if self.form.usual.target is not None and not self.form.text(row, Role.NAME):
            return False
        try:
            return row_subject(self.form, row, self.above).sure
        except (CellError, UnnamedError):
            return False

    def _is_task(self, row: int) -> bool:
        """Whether the row is about a task, which is done or not and has no figure."""
        try:
            return self.form.registry.targets[row_subject(self.form, row, self.above).target].kind is Kind.TASK
        except (CellError, UnnamedError):
            return False

    def _no_figure(self, row: int) -> str | None:
        """Why a row with numbers is none of figures."""
        words = fold(self.form.words(row))
        if self._is_task(row):
            return TASK
        if row in self.form.grid.hidden_rows:
            return "dòng ẩn"
        if re.fullmatch(_TOTAL, words) and not self._is_named(row):
            return "dòng tổng"
        return "ghi chú" if re.match(_NOTE, words) and not self._is_named(row) else None

    def _without_figures(self, row: int) -> None:
        """A heading, a note, a task, or a target nobody filled in."""
        form, words = self.form, self.form.words(row)
        try:
            subject = row_subject(form, row, self.above)
        except (CellError, UnnamedError):
            self.above = None
            if words and (self.found.taken or re.match(_NOTE, fold(words))):
                why = "ghi chú" if re.match(_NOTE, fold(words)) else "không có số liệu"
                self.found.skipped.append(Skipped(row, why, words))
            return
        if form.registry.targets[subject.target].kind is Kind.TASK:
            self.found.skipped.append(Skipped(row, TASK, words))
            return
        if subject.sure or form.text(row, Role.NAME):
            self.above = subject.target if subject.part is None else self.above
        if subject.sure and any(not column.target for column in form.table.of(*NUMBERS)):
            self.found.blank[_name(subject)] = row

    # ── one figure ───────────────────────────────────────────────────────────

    def _figure(self, row: int, columns: list[Column]) -> None:
        anchor = address(row, min(each.number for each in columns if not self._is_blank(row, each)))
        subject: Subject | None = None
        try:
            subject = self._whose(row, columns[0])
            self._take(Source(self.form, row, columns, self.form.registry.targets[subject.target]), subject)
        except UnnamedError as error:
            place = self.form.place(row, Role.NAME, Role.ID)
            refused = Refusal(row, place, "", str(error), _choose(error.candidates, self.form.text(row, Role.NAME)))
            if refused not in self.found.refused[-1:]:  # said once, however many figures the row has
                self.found.refused.append(refused)
        except AtCellError as error:
            self.found.refused.append(Refusal(row, error.cell, _name(subject), str(error), error.fix))
        except CellError as error:
            fix = error.fix.replace("{cell}", anchor)
            self.found.refused.append(Refusal(row, anchor, _name(subject), str(error), fix))

    def _whose(self, row: int, column: Column) -> Subject:
        if column.target is None:
            subject = row_subject(self.form, row, self.above)
        else:
            subject = column_subject(self.form, row, column.target)
        if column.part is not None and subject.part not in (None, column.part):
            raise CellError(f"cột này của {column.part}, dòng này của {subject.part}", "sửa tiêu đề cột hoặc ô tên")
        return subject._replace(part=column.part or subject.part)

    def _take(self, source: Source, subject: Subject) -> None:
        form, target = source.form, source.target
        numbers, beside = read_numbers(source), read_beside(source)
        period = figure_period(source, source.columns[0].period)
        part = whole_of_owner(form.registry, target, subject.part)
        fields: dict[str, Any] = {"target": target.id, "for": part, **numbers.fields, **beside.fields}
        place = next((numbers.cells[key] for key in numbers.fields if key in numbers.cells), source.anchor)
        self._check_twice(_about(fields, period), place)
        words = form.words(source.row)
        if subject.told or not subject.sure:
            self.found.named[words] = _name(subject._replace(part=None if source.columns[0].part else subject.part))
        if not subject.sure:
            self.found.doubts.append((source.anchor, f"“{words}” hiểu là {target.id} ({target.whole.short})"))
        for doubt in (unit_doubt(source), lone_amount(source)):
            if doubt is not None:
                self.found.doubts.append((source.anchor, doubt))
        cells = {**numbers.cells, **beside.cells}
        if self.above == target.id and subject.part is not None:
            self.found.blank.pop(target.id, None)
        order = (source.row, min(column.number for column in source.columns))
        self.found.taken.append(Taken(0, order, place, cells, period, fields, numbers.echo))

    def _check_twice(self, key: tuple[object, ...], anchor: str) -> None:
        other = self.first.setdefault(key, anchor)
        if other != anchor:
            self.again.setdefault(key, anchor)
            raise CellError(f"cùng chỉ tiêu, cùng kỳ đã có ở ô {other}", "giữ một ô, xóa ô kia")


def _about(fields: Mapping[str, Any], period: Period) -> tuple[object, ...]:
    """What a figure is about: two about the same thing cannot both be meant."""
    return fields["target"], fields["for"], period, fields.get("as_of")


def _group_order(column: Column) -> tuple[str, str, tuple[int, ...]]:
    return column.target or "", column.part or "", tuple(column.period or Period(0, 0, 0))


def _name(subject: Subject | None) -> str:
    if subject is None:
        return ""
    return f"{subject.target}/{subject.part}" if subject.part else subject.target


def _choose(candidates: Sequence[str], words: str) -> str:
    listed = f"có thể là: {', '.join(candidates[:6])}{', …' if len(candidates) > 6 else ''}; " if candidates else ""
    return f'{listed}thêm --row "{words}=MÃ", hoặc điền mã vào biểu' if words else "điền tên hoặc mã chỉ tiêu vào biểu"
