"""Tables of a Word document: heads repeated on every page, rows that stay whole, columns that fit the paper."""

from __future__ import annotations

from collections.abc import Sequence

from dts.render.docx_xml import CELL, SPACER, paragraph, run, text_mm, twips
from dts.render.safe import safe
from dts.report.paper import Band, Column, Table

SIZES = (11.0, 10.0, 9.0, 8.0)
"""Points; the largest that lets every column hold its longest word."""
MARGIN = 1.2
"""Millimetres left and right of a cell's text."""
LONG = 1500
"""Characters; a row with more may go on to the next page."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def draw_table(table: Table, room: float) -> str:
    """The table on so many millimetres of paper, its note below."""
    size, widths = fit_columns(table, room)
    columns = table.columns
    heads = [run(column.head, bold=True, size=size) for column in columns]
    rows = [_row(heads, ["center"] * len(columns), widths, head=True)]
    sides = ["right" if column.right else "left" for column in columns]
    for row in table.rows:
        if isinstance(row, Band):
            rows.append(_band(run(row.text, bold=True, size=size), widths))
        else:
            long = sum(len(cell.text) for cell in row) > LONG
            rows.append(_row([run(cell.text, size=size) for cell in row], sides, widths, whole=not long))
    if table.totals:
        rows.append(_row([run(cell.text, bold=True, size=size) for cell in table.totals], sides, widths))
    note = paragraph(run(table.note, italic=True, size=12), before=3, after=6) if table.note else SPACER
    return f"<w:tbl>{_properties(widths)}{''.join(rows)}</w:tbl>{note}"


def fit_columns(table: Table, room: float) -> tuple[float, list[float]]:
    """Size of letters and widths in millimetres: the room by the columns' own widths, but no word is broken."""
    for size in SIZES:
        least = [_longest_word(table, index, size) + 2 * MARGIN + 0.8 for index in range(len(table.columns))]
        if sum(least) <= room * 0.85 or size == SIZES[-1]:
            break
    if sum(least) > room:  # even the smallest letters do not fit: every column gives way alike
        return size, [width * room / sum(least) for width in least]
    return size, _share_room(table.columns, least, room)


def _share_room(columns: Sequence[Column], least: Sequence[float], room: float) -> list[float]:
    """By weight; a column below its least width gets that, and the others share the rest."""
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(columns)) if index not in fixed]
        weight = sum(columns[index].width for index in free) or 1
        rest = room - sum(fixed.values())
        short = [index for index in free if columns[index].width * rest / weight < least[index]]
        if not short:
            return [fixed.get(index, column.width * rest / weight) for index, column in enumerate(columns)]
        fixed |= {index: least[index] for index in short}


def _longest_word(table: Table, index: int, size: float) -> float:
    """The longest word of a column, at most a third of a page's width."""
    texts = [(table.columns[index].head, True)]
    texts += [(row[index].text, False) for row in table.rows if not isinstance(row, Band)]
    texts += [(table.totals[index].text, True)] if table.totals else []
    words = {(word[:200], bold) for text, bold in texts for word in safe(text).split()}
    return min(55.0, max((text_mm(word, size, bold=bold) for word, bold in words), default=0.0))


def _properties(widths: Sequence[float]) -> str:
    margins = "".join(f'<w:{side} w:w="{twips(MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(
    texts: Sequence[str], sides: Sequence[str], widths: Sequence[float], *, head: bool = False, whole: bool = True
) -> str:
    settings = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * head
    middle = '<w:vAlign w:val="center"/>' * head
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{middle}</w:tcPr>'
        f"{paragraph(text, style=CELL, align=side, keep=head)}</w:tc>"
        for text, side, width in zip(texts, sides, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"


def _band(text: str, widths: Sequence[float]) -> str:
    """One bold cell across the table, on the page of the row below it."""
    inside = f'<w:tcW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'
    line = paragraph(text, style=CELL, align="left", keep=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{inside}</w:tcPr>{line}</w:tc></w:tr>"
