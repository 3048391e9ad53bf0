"""A sheet of a workbook (or a CSV file) as plain cells: what is typed, what it looks like, what is merged or hidden.

Numbers keep the digits the file holds: no float ever. Rows and columns count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

MOST_COLUMNS = 16_384
_MOST_COVERED = 200_000
"""Cells under merges that are remembered; a merge of a whole sheet is decoration."""


class Held(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    """`text` is then the day as 2025-02-14."""
    ERROR = "error"
    """#DIV/0!, #REF!, …"""
    FLAG = "flag"
    FORMULA = "formula"
    """A formula whose result the file does not hold; `text` is the formula."""


class Cell(NamedTuple):
    """One cell that is not empty."""

    text: str
    held: Held = Held.TEXT
    format: str = ""
    """The number format, `General` left out."""
    computed: bool = False
    """Whether a formula made it."""

    @property
    def is_percent(self) -> bool:
        """Whether it is shown as a percentage."""
        return "%" in re.sub(r'"[^"]*"|\\.', "", self.format)


Row = Mapping[int, Cell]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Grid:
    """One sheet."""

    def __init__(
        self,
        name: str,
        rows: Mapping[int, Row],
        *,
        hidden: bool = False,
        hidden_rows: Iterable[int] = (),
        hidden_columns: Iterable[int] = (),
        merges: Iterable[Merge] = (),
    ) -> None:
        self.name = name
        self.rows = rows
        self.hidden = hidden
        self.hidden_rows = frozenset(hidden_rows)
        self.hidden_columns = frozenset(hidden_columns)
        self.merges = tuple(merges)

    @cached_property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return max(self.rows, default=0)

    @cached_property
    def covered(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Each cell under a merge but its first, with the place of the first."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.merges:
            if len(found) + (bottom - top + 1) * (right - left + 1) > _MOST_COVERED:
                continue
            for row in range(top, bottom + 1):
                found |= {(row, column): (top, left) for column in range(left, right + 1)}
            del found[top, left]
        return found

    def at(self, row: int, column: int) -> Cell | None:
        """The cell itself, None when it is empty."""
        return self.rows.get(row, {}).get(column)

    def seen(self, row: int, column: int) -> Cell | None:
        """What one sees there: of a merged cell the content of its first."""
        return self.at(*self.covered.get((row, column), (row, column)))


def column_letters(column: int) -> str:
    """3 → C, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """C → 3; 0 for what is no column."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number if number <= MOST_COLUMNS else 0


def address(row: int, column: int) -> str:
    """C15."""
    return f"{column_letters(column)}{row}"
