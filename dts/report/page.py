"""A screen on one thing, free of any format: a title, a verdict, blocks of sentences, labelled facts, one table."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dts.report.document import Tone


class Pair(NamedTuple):
    """A labelled fact: `chủ trì   Công an tỉnh`; the labels of a block share one column."""

    label: str
    text: str
    deeper: bool = False


class Deeper(NamedTuple):
    """A sentence that belongs to the one above."""

    text: str


class Bar(NamedTuple):
    """A length on the scale of its table; both are shares of it, 0 to 1."""

    share: Fraction
    goal: Fraction | None = None
    """Where the goal stands."""


class Column(NamedTuple):
    """One column of a table. What may give way stands under its row where the line is too narrow for it."""

    head: str
    gives_way: bool = False


class TableRow(NamedTuple):
    """Cells by column, and sentences that stand under them."""

    cells: tuple[str | Bar | None, ...]
    notes: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table; a column of bars draws no scale of its own, the block's title states it."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


class Block(NamedTuple):
    """Sentences, facts and tables under one head; without items the head is a line of its own."""

    title: str
    items: tuple[str | Deeper | Pair | Table, ...] = ()


class Page(NamedTuple):
    """The whole screen."""

    title: str
    day: str
    facts: tuple[str, ...]
    """Short facts under the title, side by side."""
    verdict: str
    """In capitals."""
    reason: str
    tone: Tone
    blocks: tuple[Block, ...]
    head: tuple[str, ...] = ()
    """Lines every view begins with, such as the end of the folder."""
