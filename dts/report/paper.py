"""A report to be sent: letterhead, numbered sections, sentences, items, tables; free of any format."""

from __future__ import annotations

from typing import NamedTuple


class Letterhead(NamedTuple):
    """The head of a document as Nghị định 30/2020/NĐ-CP lays it out; number and addressee are left to the office."""

    agency: tuple[str, ...]
    """Issuing body in capitals, one or two lines."""
    symbol: str
    """/BC-UBND; the number before it is left blank."""
    place_and_day: str
    """Vĩnh Phúc, ngày 25 tháng 02 năm 2025."""
    kind: str
    subject: tuple[str, ...]
    """Title lines under the kind of document (trích yếu)."""
    draft: str = "DỰ THẢO"


class Heading(NamedTuple):
    """A section, `I.` and so on are counted by the renderer."""

    text: str


class Paragraph(NamedTuple):
    """A running paragraph, first line indented."""

    text: str


class Item(NamedTuple):
    """A numbered item (1.) of a section, or a lettered one (a) under it."""

    text: str
    deeper: bool = False


class Columns(NamedTuple):
    """A small table: heads, rows, and a last row of totals; the first column is text, the others numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None = None


class Source(NamedTuple):
    """One numbered source at the end: [1] …"""

    number: int
    text: str


Part = Heading | Paragraph | Item | Columns | Source


class Paper(NamedTuple):
    """The whole report; `summary` is its first line and a mail's preview."""

    summary: str
    letterhead: Letterhead
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
