"""A table as a sheet: one head row, every row complete, so that filters and sorting work; bars and colours behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from dts.render.xlsx_looks import BAR, HEAD, Looks, fit_row, put, put_line, set_page, set_widths
from dts.render.xlsx_measure import longest_word, text_width
from dts.render.xlsx_values import Typed, typed
from dts.report.paper import Band, Cell, Column, Table

ROOM = 200
"""Characters of a page's width: more and the print becomes too small to read."""
LONGEST_WORD = 20
MARK = 10
"""Columns of marks are narrower than this; wider ones say whose they are."""
HEADS = 3
"""The row of column heads, below the title and the line on agency and day."""


class Grid(NamedTuple):
    """A table without bands: the band is the first cell of each of its rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]

    @property
    def typed_rows(self) -> list[list[Typed]]:
        """Every cell as a sheet holds it, the totals last."""
        return [[typed(cell) for cell in row] for row in (*self.rows, self.totals)]


def make_grid(table: Table) -> Grid:
    """Bands repeated as a leading column `Nhóm` where there are any."""
    if not any(isinstance(row, Band) for row in table.rows):
        rows = tuple(row for row in table.rows if not isinstance(row, Band))
        return Grid(table.columns, rows, table.totals)
    found: list[tuple[Cell, ...]] = []
    band = ""
    for row in table.rows:
        if isinstance(row, Band):
            band = row.text
        else:
            found.append((Cell(band), *row))
    totals = (Cell(), *table.totals) if table.totals else ()
    return Grid((Column("Nhóm", 16), *table.columns), tuple(found), totals)


def fill_sheet(sheet: Any, table: Table, looks: Looks, *, about: str, day: str, formats: frozenset[str]) -> None:
    """Write the table; number formats outside `formats` give way to text."""
    grid = make_grid(table)
    cells = [[cell if cell.format in formats else cell.as_text() for cell in row] for row in grid.typed_rows]
    widths = _widths(grid.columns, cells)
    set_widths(sheet, widths)
    put_line(looks, sheet, 1, table.title, widths, font="big")
    put_line(looks, sheet, 2, about, widths)
    for index, column in enumerate(grid.columns, start=1):
        put(looks, sheet.cell(HEADS, index), column.head, font="bold", side="center", fill=HEAD)
    fit_row(sheet, HEADS, [column.head for column in grid.columns], widths, bold=True)
    for row, (source, held) in enumerate(zip(grid.rows, cells, strict=False), start=HEADS + 1):
        _fill_row(sheet, row, grid.columns, source, held, looks, marks=table.marks)
        fit_row(sheet, row, [cell.text for cell in held], widths)
    last = HEADS + len(grid.rows)
    below = last + 2  # an empty row keeps totals and notes out of sorting and filters
    if grid.totals:
        _fill_row(sheet, below, grid.columns, grid.totals, cells[-1], looks, font="bold")
        fit_row(sheet, below, [cell.text for cell in cells[-1]], widths, bold=True)
        below += 2
    if table.note:
        put_line(looks, sheet, below, table.note, widths)
    _add_bars(sheet, grid)
    sheet.auto_filter.ref = f"A{HEADS}:{sheet.cell(last, len(widths)).coordinate}"
    sheet.freeze_panes = sheet.cell(HEADS + 1, _naming(grid.columns) + 1)
    set_page(sheet, day, repeated=HEADS)


def _fill_row(
    sheet: Any,
    row: int,
    columns: Sequence[Column],
    source: Sequence[Cell],
    held: Sequence[Typed],
    looks: Looks,
    *,
    marks: bool = False,
    font: str = "plain",
) -> None:
    for index, (column, cell, value) in enumerate(zip(columns, source, held, strict=False), start=1):
        side = "right" if column.right else "center" if marks and column.width < MARK else "left"
        put(looks, sheet.cell(row, index), value, font=font, side=side, fill=cell.tone)


def _naming(columns: Sequence[Column]) -> int:
    """How many columns stay in sight when one scrolls to the right: up to the widest of the first three."""
    first = [column.width for column in columns[:3]]
    return first.index(max(first)) + 1


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Typed]]) -> list[float]:
    """Widths by `Column.width`, narrowed together until the page holds them; no number and no word is broken."""
    least = [longest_word(column.head, bold=True) + 1 for column in columns]
    for row in rows:
        for index, cell in enumerate(row[: len(columns)]):
            whole = cell.number or cell.day
            need = text_width(cell.text, bold=True) + 2 if whole else min(longest_word(cell.text), LONGEST_WORD)
            least[index] = max(least[index], need + 1)
    found: list[float] = []
    for percent in range(100, 25, -5):
        found = [max(need, column.width * percent / 100) for need, column in zip(least, columns, strict=True)]
        if sum(found) <= ROOM:
            break
    return found


def _add_bars(sheet: Any, grid: Grid) -> None:
    """Bars behind percentages, on one scale from 0 to 100%."""
    from openpyxl.formatting.rule import CellIsRule, DataBarRule

    for index in range(len(grid.columns)):
        shared = [len(cells) > index and cells[index].share is not None for cells in grid.rows]
        area = " ".join(_areas(sheet.cell(HEADS, index + 1).column_letter, shared))
        if area:
            # sorted by hand, a count may come to stand on a place with a bar: what is above 100% shows none
            sheet.conditional_formatting.add(area, CellIsRule("greaterThan", ["1"], stopIfTrue=True))
            bar = DataBarRule("num", 0, "num", 1, color=BAR, showValue=True, minLength=0, maxLength=100)
            sheet.conditional_formatting.add(area, bar)


def _areas(letter: str, shared: Sequence[bool]) -> Iterator[str]:
    """Runs of rows with a bar: E4:E9."""
    row = HEADS + 1
    for wanted, run in groupby(shared):
        count = len(list(run))
        if wanted:
            yield f"{letter}{row}:{letter}{row + count - 1}"
        row += count
