"""Plain rows as CSV (RFC 4180), for programs and for Vietnamese Excel; the same rows always give the same bytes.

For programs: UTF-8, comma, decimal point, ISO days, LF, texts as they are. For Excel: BOM, semicolon, decimal comma,
dd/mm/yyyy, CRLF; a text that Excel would run as a formula gets an apostrophe in front, and characters that nobody can
see are written as escapes. `store.csv_rows` takes both back.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dts.core.unseen import UNSEEN
from dts.report.opendata import Cell, Sheet, Spelled


class Dialect(NamedTuple):
    """How cells are spelled and parted."""

    delimiter: str
    decimal: str
    day: str
    newline: str
    bom: bool
    for_people: bool


MACHINE = Dialect(",", ".", "%Y-%m-%d", "\n", bom=False, for_people=False)
EXCEL = Dialect(";", ",", "%d/%m/%Y", "\r\n", bom=True, for_people=True)

_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""A text that begins so is not left to Excel; the apostrophe itself is among them so that none is taken for ours."""
_THOUSAND = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""762.284 has two readings for whoever opens the file; 762.2840 has one."""


def csv_bytes(sheet: Sheet, dialect: Dialect) -> bytes:
    """The whole file, head included."""
    lines = [[column.name for column in sheet.columns]]
    lines += [[_spelled(cell, dialect) for cell in row] for row in sheet.rows]
    text = "".join(dialect.delimiter.join(_quoted(cell, dialect) for cell in line) + dialect.newline for line in lines)
    return text.encode("utf-8-sig" if dialect.bom else "utf-8")


def _spelled(cell: Cell, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            return _number(cell, dialect)
        case date():
            return cell.strftime(dialect.day) if cell.year > 999 else cell.isoformat()
        case Spelled():
            return cell.people if dialect.for_people else cell.machine
        case str():
            return _harmless(cell) if dialect.for_people else unicodedata.normalize("NFC", cell)


def _number(number: int | Decimal, dialect: Dialect) -> str:
    """All digits, no grouping; whole numbers without a decimal mark."""
    if number == int(number):
        return str(int(number))
    text = format(number, "f")
    if dialect.decimal == "." and _THOUSAND.fullmatch(text):
        text += "0"
    return text.replace(".", dialect.decimal)


def _harmless(text: str) -> str:
    """A text for Excel: never a formula, nothing unseen but line ends and tabs."""
    text = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    return "'" + text if text.startswith(_LIVE) else text


def _visible(char: str) -> str:
    plain = char.isprintable() and not UNSEEN.match(char)
    if plain or char in "\n\t" or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _quoted(cell: str, dialect: Dialect) -> str:
    """Quotes where a reader needs them: separators, quotes, line ends, blanks at either end."""
    if not any(char in cell for char in (dialect.delimiter, '"', "\n", "\r")) and cell == cell.strip():
        return cell
    return '"' + cell.replace('"', '""') + '"'
