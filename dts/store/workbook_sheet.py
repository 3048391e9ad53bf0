"""The cells of one sheet of a workbook, and what of it is hidden or merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from dts.core.grid import MOST_COLUMNS, Cell, Grid, Held, Merge, column_number
from dts.store.workbook_parts import TRUE, Part, Sheet, Styles, clean

MOST_CELLS = 3_000_000
MOST_ROWS = 1_048_576
_DAY = "dd/mm/yyyy"
_LAST_DAY = 2_958_465
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?").fullmatch
"""What a spreadsheet writes as a number."""


class TooMuchError(Exception):
    """More cells than any form has."""


def parse_sheet(
    chunks: Iterable[bytes], sheet: Sheet, strings: list[str], styles: Styles, *, from_1904: bool = False
) -> Grid:
    """The cells of a sheet. Raises TooMuchError."""
    reader = _SheetReader(strings, styles, from_1904=from_1904)
    reader.feed(chunks)
    return Grid(
        sheet.name,
        reader.rows,
        hidden=sheet.hidden,
        hidden_rows=reader.hidden_rows,
        hidden_columns=reader.hidden_columns,
        merges=reader.merges,
    )


class _SheetReader(Part):
    """Builds the cells of one sheet."""

    def __init__(self, strings: list[str], styles: Styles, *, from_1904: bool) -> None:
        super().__init__()
        self.strings, self.styles, self.from_1904 = strings, styles, from_1904
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Merge] = []
        self.columns: dict[str, int] = {}
        self.texts: dict[int, Cell | None] = {}
        self.row = self.column = self.count = 0
        self.attributes: Mapping[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.words = ""
        self.reading = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, something in it, or something about the sheet."""
        match name:
            case "c":
                self.attributes = attributes
                self.value = self.formula = None
                self.words = ""
                self.column = self._column(attributes.get("r"))
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
                if attributes.get("hidden") in TRUE:
                    self.hidden_rows.add(self.row)
            case "v" | "f" | "t":
                self.pieces.clear()
            case "rPh":
                self.reading += 1
            case "col" if attributes.get("hidden") in TRUE:
                first, last = int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS)
                self.hidden_columns |= set(range(first, last + 1))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """The value of a cell, or the whole of it."""
        match name:
            case "v":
                self.value = self.take()
            case "f":
                self.formula = self.take() or "="
            case "t":
                self.words += "" if self.reading else self.take()
            case "rPh":
                self.reading -= 1
            case "c":
                cell = self._cell()
                if cell is not None:
                    self.count += 1
                    if self.count > MOST_CELLS or self.row > MOST_ROWS:
                        raise TooMuchError
                    self.rows.setdefault(self.row, {})[self.column] = cell

    def _column(self, reference: str | None) -> int:
        if reference is None:
            return self.column + 1
        letters = reference.rstrip("0123456789")
        number = self.columns.get(letters)
        if number is None:
            number = self.columns[letters] = column_number(letters)
        if not number:
            raise ValueError(reference)
        return number

    def _merge(self, reference: str) -> None:
        match = re.fullmatch(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)", reference)
        if match:
            left, right = column_number(match[1]), column_number(match[3])
            self.merges.append((int(match[2]), left, int(match[4]), right))

    def _cell(self) -> Cell | None:
        kind, value = self.attributes.get("t"), self.value
        computed = self.formula is not None
        if kind == "inlineStr":
            value = self.words
        if not value:
            missing = computed and kind != "str"
            return Cell(f"={self.formula}", Held.FORMULA, computed=True) if missing else None
        match kind:
            case "s":
                number = int(value)
                if (known := self.texts.get(number)) is None:
                    text = self.strings[number]
                    known = self.texts[number] = Cell(text) if text.strip() else None
                return known
            case "str" | "inlineStr":
                text = clean(value)
                return Cell(text, computed=computed) if text.strip() else None
            case "e":
                return Cell(value, Held.ERROR, computed=computed)
            case "b":
                return Cell("TRUE" if value in TRUE else "FALSE", Held.FLAG, computed=computed)
            case "d":
                return Cell(value[:10], Held.DAY, _DAY, computed)
            case _:
                return self._number(value, computed=computed)

    def _number(self, value: str, *, computed: bool) -> Cell:
        if not _NUMBER(value):
            return Cell(value[:40], Held.ERROR, "", computed)
        given = self.attributes.get("s")
        if given is None:
            return Cell(value, Held.NUMBER, "", computed)
        style = int(given)
        look = self.styles.formats[style] if style < len(self.styles.formats) else ""
        if style in self.styles.days:
            day = _day(value, from_1904=self.from_1904)
            if day is not None:
                return Cell(day.isoformat(), Held.DAY, look or _DAY, computed)
        return Cell(value.strip(), Held.NUMBER, look, computed)


def _day(value: str, *, from_1904: bool) -> date | None:
    """The day of a serial number; Excel counts a 29/02/1900 that never was. None for times and for what is no day."""
    try:
        serial = int(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    if not 1 <= serial <= _LAST_DAY:
        return None
    if from_1904:
        start = date(1904, 1, 1)
    else:
        start = date(1899, 12, 30) if serial > 60 else date(1899, 12, 31)
    try:
        return start + timedelta(days=serial)
    except OverflowError:
        return None
