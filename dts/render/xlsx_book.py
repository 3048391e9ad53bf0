"""A workbook as bytes: one font, fixed times, our name in the properties."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from dts.render import office
from dts.render.safe import safe
from dts.render.xlsx_measure import FONT, SIZE
from dts.render.xlsx_values import sheet_text


def set_font(book: Any) -> None:
    """Column widths are counted in digits of the font of the style Normal, so it is the one the cells use."""
    from openpyxl.styles import Font

    book._named_styles["Normal"].font = Font(name=FONT, size=SIZE)


def saved(book: Any, title: str, day: date) -> bytes:
    """The archive; openpyxl's own save would write the time of the clock."""
    from openpyxl.writer.excel import ExcelWriter

    moment = office.noon(day)
    properties = book.properties
    properties.creator = properties.lastModifiedBy = office.MAKER
    properties.created = properties.modified = moment
    properties.title = sheet_text(safe(title)[:255])
    properties.language = "vi-VN"
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return office.settled(out.getvalue())
