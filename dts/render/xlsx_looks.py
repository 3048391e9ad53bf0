"""How sheets look: one font, light fills that stay readable in black and white, A4 landscape with page numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from math import ceil
from typing import Any, NamedTuple

from dts.render.xlsx_measure import FONT, SIZE, count_lines, row_height
from dts.render.xlsx_values import Typed, sheet_text
from dts.report.document import Tone

A4 = 9
BIG = 14
HEAD = "head"
FILLS: dict[str, str] = {
    Tone.OVERDUE: "F4B6B6",
    Tone.SOON: "FFE08A",
    Tone.MISSING: "D9D2E9",
    Tone.BEHIND: "F9CB9C",
    Tone.DOING: "D6E6F4",
    Tone.DONE: "CDE8CD",
    HEAD: "D9D9D9",
}
BAR = "FF8FB8DE"
_STEERS = ("=", "+", "-", "@")


class Looks(NamedTuple):
    """The styles of a workbook; the types are openpyxl's, which is imported only when needed."""

    fonts: Mapping[str, Any]
    """plain, bold, big."""
    sides: Mapping[str, Any]
    """Alignments: left, right, center."""
    fills: Mapping[str, Any]
    """By tone; "head" for what stands above."""
    box: Any
    known: dict[tuple[object, ...], Any]
    """Styles already made: openpyxl is slow in finding out that two are the same."""


def make_looks() -> Looks:
    """The styles."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    edge = Side(style="thin", color="808080")
    return Looks(
        fonts={
            "plain": Font(name=FONT, size=SIZE),
            "bold": Font(name=FONT, size=SIZE, bold=True),
            "big": Font(name=FONT, size=BIG, bold=True),
        },
        sides={
            side: Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "right", "center")
        },
        fills={name: PatternFill("solid", fgColor=color) for name, color in FILLS.items()},
        box=Border(left=edge, right=edge, top=edge, bottom=edge),
        known={},
    )


def put(
    looks: Looks,
    cell: Any,
    content: Typed | str,
    *,
    font: str = "plain",
    side: str = "left",
    fill: str | None = None,
    box: bool = True,
) -> None:
    """Fill a cell: text stays text whatever it begins with, numbers are written digit by digit."""
    held = Typed(content) if isinstance(content, str) else content
    text = "" if held.number or held.day else sheet_text(held.text)
    steers = text.startswith(_STEERS)
    _dress(looks, cell, (font, side, fill, box, held.format, steers))
    if held.day is not None:
        cell.value = held.day
    elif held.number:
        cell.value = held.number
        cell.data_type = "n"  # as typed: openpyxl would print a Decimal through a float
    elif text:
        cell.value = text
        cell.data_type = "s"


def _dress(looks: Looks, cell: Any, style: tuple[str, str, str | None, bool, str, bool]) -> None:
    """Give a cell its style, from the styles known or anew."""
    if style in looks.known:
        cell._style = copy(looks.known[style])
        return
    font, side, fill, box, number_format, steers = style
    cell.font, cell.alignment, cell.number_format = looks.fonts[font], looks.sides[side], number_format
    cell.quotePrefix = steers  # stays text also when somebody edits it
    if fill is not None and fill in looks.fills:
        cell.fill = looks.fills[fill]
    if box:
        cell.border = looks.box
    looks.known[style] = copy(cell._style)


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Widths in digits of the usual font, the first column first."""
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = ceil(width * 10) / 10


def put_line(looks: Looks, sheet: Any, row: int, text: str, widths: Sequence[float], *, font: str = "plain") -> None:
    """A line across the columns; merged cells do not grow by themselves, so its height is counted here."""
    put(looks, sheet.cell(row, 1), text, font=font, box=False)
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    size = BIG if font == "big" else SIZE
    lines = count_lines(text, sum(widths) * SIZE / size, bold=font != "plain")
    sheet.row_dimensions[row].height = row_height(lines, size)


def fit_row(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
    """Make a row as high as its longest cell needs."""
    lines = max((count_lines(text, width, bold=bold) for text, width in zip(texts, widths, strict=False)), default=1)
    sheet.row_dimensions[row].height = row_height(lines)


def set_page(sheet: Any, day: str, *, repeated: int | None = None) -> None:
    """A4 landscape, one page wide, a head row on every page, page numbers and the day below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.6, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = f"Lập ngày {day}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    if repeated is not None:
        sheet.print_title_rows = f"{repeated}:{repeated}"
