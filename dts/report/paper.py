"""A report to be sent: letterhead, numbered sections, sentences, tables, charts; free of any format.

Every renderer takes one `Paper`: text and Markdown write its parts, Word adds the tables as annex, a web page draws the
counters, tables and trends, a workbook makes a sheet of each table.
"""

from __future__ import annotations

from datetime import date
from enum import Enum, StrEnum, auto
from fractions import Fraction
from typing import NamedTuple

from dts.report.document import Tone


class Letterhead(NamedTuple):
    """The head of a document as Nghị định 30/2020/NĐ-CP, Phụ lục I, lays it out; its number is left to the office."""

    agency: tuple[str, ...]
    """Issuing body in capitals, one or two lines."""
    symbol: str
    """/BC-UBND; the number before it is left blank."""
    place_and_day: str
    """Vĩnh Phúc, ngày 25 tháng 02 năm 2025."""
    kind: str
    """BÁO CÁO; empty for an official letter (công văn), which has `regarding` instead."""
    subject: tuple[str, ...]
    """Title lines under the kind of document (trích yếu)."""
    draft: str = "DỰ THẢO"
    parent: tuple[str, ...] = ()
    """The body above the issuing one, in capitals."""
    regarding: str = ""
    """V/v …, under the number of an official letter."""
    addressees: tuple[str, ...] = ()
    """Kính gửi; dots to be filled in when empty."""
    issuer: str = ""
    """The issuing body in ordinary letters, to be named in a sentence."""
    signer: str = ""
    """Post of who signs, in capitals; dots to be filled in when empty."""


class Heading(NamedTuple):
    """A section, `I.` and so on are counted by the renderer."""

    text: str


class Paragraph(NamedTuple):
    """A running paragraph, first line indented."""

    text: str


class Note(NamedTuple):
    """A paragraph without indent, as in a short message."""

    text: str


class Item(NamedTuple):
    """A numbered item (1.) of a section, or a lettered one (a) under it."""

    text: str
    deeper: bool = False


class Source(NamedTuple):
    """One numbered source at the end: [1] …"""

    number: int
    text: str


class Form(StrEnum):
    """What a cell holds, for formats that know types."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"


class Cell(NamedTuple):
    """One cell: the words everybody reads and, where there is one, the exact value behind them."""

    text: str = ""
    value: Fraction | date | None = None
    """A number (percent for `PERCENT`: 35,03…) or a day; None where the words are all there is."""
    form: Form = Form.TEXT
    tone: Tone = Tone.PLAIN
    """How urgent; the words say the same."""
    share: Fraction | None = None
    """Length of a bar behind the words, 0 to 1."""
    goal: Fraction | None = None
    """Where the goal stands on that bar."""


class Column(NamedTuple):
    """One column of a table."""

    head: str
    width: int
    """Characters a usual cell takes; paper and sheets divide their room by it."""
    right: bool = False
    """Numbers and days stand right."""
    brief: bool = True
    """Kept where paper is narrow; the others are for sheets and wide screens."""


class Band(NamedTuple):
    """A line across a table: a group of its rows."""

    text: str


class Table(NamedTuple):
    """A table with typed cells; bands divide its rows into groups."""

    name: str
    """Short: the tab of a sheet, at most 31 characters."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Band | tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    note: str = ""
    """A sentence below."""
    printed: bool = False
    """Belongs on paper too (annex of a Word file, Markdown); the others are for pages and workbooks."""
    marks: bool = False
    """Every cell but the first of a row is a mark of one state (a heat map)."""

    def narrowed(self) -> Table:
        """The same table with its brief columns only."""
        kept = [index for index, column in enumerate(self.columns) if column.brief]

        def pick(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(row[index] for index in kept)

        return self._replace(
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(row if isinstance(row, Band) else pick(row) for row in self.rows),
            totals=pick(self.totals) if self.totals else (),
        )


class Counter(NamedTuple):
    """A count to be seen first: 1, "sắp đến hạn"."""

    number: int
    label: str
    tone: Tone


class Point(NamedTuple):
    """One point of a trend: a figure or a milestone."""

    day: date
    value: Fraction
    label: str
    """Its period or day in words."""
    text: str
    """The value in words."""


class Cut(NamedTuple):
    """From this day on figures are not comparable with earlier ones; no line crosses it."""

    day: date
    reason: str


class Trend(NamedTuple):
    """One target over time, to be drawn as a line with its goal."""

    id: str
    title: str
    unit: str
    """`%`, or what is counted."""
    points: tuple[Point, ...]
    """Oldest first."""
    goal: Fraction | None = None
    goal_text: str = ""
    deadline: date | None = None
    milestones: tuple[Point, ...] = ()
    cuts: tuple[Cut, ...] = ()
    less_is_better: bool = False
    """A rank: drawn with the best on top."""
    summary: str = ""
    """The same in a sentence, for those who do not see the picture."""


Part = Heading | Paragraph | Note | Item | Table | Source


class Behind(Enum):
    """What stands behind the text of a report: a table of every figure costs more than all its sentences."""

    NOTHING = auto()
    PRINTED = auto()
    """The tables that belong on paper."""
    TABLES = auto()
    EVERYTHING = auto()
    """Tables and trends."""


class Paper(NamedTuple):
    """The whole report; `summary` is its first line and a mail's preview."""

    summary: str
    title: str
    """In one line, without the letterhead."""
    day: date
    """The day it was made for."""
    parts: tuple[Part, ...]
    letterhead: Letterhead | None = None
    """None for what is handed out and not sent."""
    recipients: tuple[str, ...] = ()
    counters: tuple[Counter, ...] = ()
    annexes: tuple[Table, ...] = ()
    """Tables for Word's annex, the page and the workbook; the sentences of `parts` say the same."""
    trends: tuple[Trend, ...] = ()
