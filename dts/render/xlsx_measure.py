"""How much room words take in Times New Roman: not every program fits rows to wrapped text when it opens a file."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

FONT = "Times New Roman"
SIZE = 11
LINE = 15.0
"""Points from line to line at that size."""
TALLEST = 409.0
"""Excel's highest row, in points."""
_DIGIT = 500
_BOLD = 1.08
_SPARE = 0.95
"""Part of a column that is counted on: programs differ by a few pixels."""
_THOUSANDTHS = {
    **dict.fromkeys(" .,", 250),
    **dict.fromkeys("ijlt/:;|'\\!", 278),
    **dict.fromkeys("frI()-[]`", 333),
    **dict.fromkeys("sJ", 389),
    **dict.fromkeys('acez?“”"', 444),
    **dict.fromkeys("PSF≥≤<>=+", 564),
    **dict.fromkeys("BCELRTZw", 690),
    **dict.fromkeys("mMW%&@…—", 950),
}
"""Widths of letters without their marks, in thousandths of the size; others by their kind."""


@lru_cache(maxsize=1 << 16)
def text_width(text: str, *, bold: bool = False) -> float:
    """Width in digits, the unit of columns."""
    plain = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return sum(map(_thousandths, plain)) / _DIGIT * (_BOLD if bold else 1)


def _thousandths(char: str) -> int:
    known = _THOUSANDTHS.get(char)
    if known is not None:
        return known
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    return 722 if char.isupper() else 500


def longest_word(text: str, *, bold: bool = False) -> float:
    """Width of what must not be broken."""
    return max((text_width(word, bold=bold) for word in text.split()), default=0.0)


def count_lines(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines the words take in a column; a word longer than it is broken."""
    room, space = width * _SPARE, text_width(" ", bold=bold)
    lines, used = 1, 0.0
    for word in text.split(" "):
        need = text_width(word, bold=bold)
        if used and used + space + need > room:
            lines, used = lines + 1, 0.0
        used += need + (space if used else 0.0)
        if used > room:
            lines, used = lines + ceil(used / room) - 1, used % room
    return lines


def row_height(lines: int, size: float = SIZE) -> float:
    """Points of a row of so many lines."""
    return min(TALLEST, round(max(lines, 1) * LINE * size / SIZE, 1))
