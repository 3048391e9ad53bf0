"""What a cell of a sheet holds: the words, or a number or day with a format that shows the very same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from dts.core.numerals import format_number, round_half_up
from dts.render.safe import safe
from dts.report.paper import Cell, Form

MOST_CHARACTERS = 32_767
"""Excel's limit of a cell, counted in UTF-16."""
DIGITS = 15
"""Significant digits a spreadsheet keeps."""
LONGEST_NUMBER = 30
"""A number cannot wrap: with its unit it needs a column of its width, longer ones are written as text."""
MOST_FORMATS = 150
"""Excel takes about 200 number formats of its users'; the rarest give way to text."""
TAB_LENGTH = 31
DAY_FORMAT = "dd/mm/yyyy"
GENERAL = "General"
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29/02/1900 that never was; days before it would be shown wrong."""
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|-?\d+(?:,\d+)?")
_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_LITERAL = re.compile(r"(?:[^\W_]|[ /(),.&'°+–-])*")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


class Typed(NamedTuple):
    """Words, and where they are a number or a day, that too."""

    text: str
    number: str = ""
    """Plain decimal notation, never a float."""
    day: date | None = None
    format: str = GENERAL

    def as_text(self) -> Typed:
        """The words alone."""
        return Typed(self.text)


def typed(cell: Cell) -> Typed:
    """The value of a cell if a format can show it as its words do, else the words."""
    words = safe(cell.text)
    if isinstance(cell.value, date):
        return _typed_day(words, cell.value)
    if cell.value is not None and cell.form in (Form.NUMBER, Form.PERCENT) and len(words) <= LONGEST_NUMBER:
        for match in _NUMBER.finditer(words):
            found = _typed_number(cell, cell.value, words, match)
            if found is not None:
                return found
    return Typed(words)


def typed_count(number: int) -> Typed:
    """A whole number."""
    return Typed(format_number(number), str(number), format="#,##0")


def _typed_day(words: str, day: date) -> Typed:
    match = _DAY.fullmatch(words)
    if match is None or day < _FIRST_DAY or (day.day, day.month, day.year) != tuple(map(int, match.groups())):
        return Typed(words)
    return Typed(f"{day.day:02d}/{day.month:02d}/{day.year}", day=day, format=DAY_FORMAT)


def _typed_number(cell: Cell, value: Fraction, words: str, match: re.Match[str]) -> Typed | None:
    """The number at `match`, its neighbours kept as letters of the format; None where it is not the value."""
    before, number, after = words[: match.start()], match[0], words[match.end() :]
    percent = cell.form is Form.PERCENT
    if (percent and not after.startswith("%")) or (before and number.startswith("-")):
        return None
    after = after[1:] if percent else after
    if not (_LITERAL.fullmatch(before) and _LITERAL.fullmatch(after)):
        return None
    whole, _, decimals = number.partition(",")
    scale, places = (100, len(decimals) + 2) if percent else (1, len(decimals))
    meant = Fraction(number.replace(".", "").replace(",", ".")) / scale
    edges = [Fraction(1), Fraction(0), *([] if cell.goal is None else [cell.goal])] if percent else []
    stored = _stored(value / scale, meant, places, edges)
    if stored is None:
        return None
    grouped = "." in whole or (not percent and len(whole) <= 3)
    pattern = ("#,##0" if grouped else "0") + (f".{'0' * len(decimals)}" if decimals else "") + "%" * percent
    return Typed(words, f"{stored:f}", format=_literal(before) + pattern + _literal(after))


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""


def _stored(value: Fraction, meant: Fraction, places: int, edges: list[Fraction]) -> Decimal | None:
    """What to keep so that `places` decimals show what is meant: the value, or the meant number where that was cut."""
    kept = _fifteen(value, edges)
    if Fraction(round_half_up(Fraction(kept) * 10**places), 10**places) == meant:
        return kept
    if abs(value - meant) * 10**places < 1 and Fraction(_fifteen(meant, [])) == meant:
        return _fifteen(meant, [])
    return None


def _fifteen(value: Fraction, edges: list[Fraction]) -> Decimal:
    """Fifteen digits, the rest dropped; never onto an edge (the goal, 100%) that the value lies above."""
    top, bottom = Decimal(value.numerator), Decimal(value.denominator)
    low = Context(prec=DIGITS, rounding=ROUND_FLOOR).divide(top, bottom)
    if Fraction(low) != value and Fraction(low) in edges:
        return Context(prec=DIGITS, rounding=ROUND_CEILING).divide(top, bottom)
    return low


def kept_formats(cells: Iterable[Typed]) -> frozenset[str]:
    """The number formats a workbook may hold, the most used first."""
    return frozenset(name for name, _count in Counter(cell.format for cell in cells).most_common(MOST_FORMATS))


# ── text ─────────────────────────────────────────────────────────────────────


def sheet_text(text: str) -> str:
    """Text as a sheet stores it: nothing hidden, nothing decoded as a character code, visibly cut at the limit."""
    clean = safe(text)
    shown, kept = _escaped(clean), min(len(clean), MOST_CHARACTERS)
    while (over := _length(shown) - MOST_CHARACTERS) > 0:
        kept -= -(-over // 2)
        shown = _escaped(f"{clean[:kept]}… (còn {format_number(len(clean) - kept)} ký tự)")
    return shown


def _escaped(text: str) -> str:
    """`_x0041_` would be read as A: its underscore is written as a code itself."""
    return _ESCAPE.sub("_x005F_", text)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def tab_name(name: str, taken: Iterable[str]) -> str:
    """A name a tab can have: at most 31 characters, no []:*?/\\ or quotation mark, not yet taken."""
    clean = _FORBIDDEN.sub("-", safe(name)).replace("'", "’").strip() or "Bảng"
    others = {"history", *(each.casefold() for each in taken)}
    count, found = 1, _clipped(clean, TAB_LENGTH)
    while found.casefold() in others:
        count += 1
        tail = f" ({count})"
        found = _clipped(clean, TAB_LENGTH - len(tail)) + tail
    return found


def _clipped(text: str, length: int) -> str:
    while _length(text) > length:
        text = text[:-1]
    return text.rstrip()
