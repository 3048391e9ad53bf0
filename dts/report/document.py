"""What a view says, free of any format: headings, sections, rows. Renderers only dress it."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Tone(StrEnum):
    """How urgent something is; a renderer may colour by it, never by it alone."""

    OVERDUE = "overdue"
    SOON = "soon"
    MISSING = "missing"
    BEHIND = "behind"
    DOING = "doing"
    DONE = "done"
    PLAIN = "plain"


ALARM = "LỖI"
"""How a sentence begins that stands at the top as an error; a renderer may colour it."""


class Row(NamedTuple):
    """One row of the gap table."""

    mark: str
    tone: Tone
    id: str
    name: str
    short: str
    """At most 42 characters, for narrow tables."""
    right: str = ""
    """What stands at the right edge of the first line: days, or the result of a one-line row."""
    details: tuple[str, ...] = ()
    """Phrases of the second line, joined by "; "."""
    who: str = ""
    one_line: bool = False
    """Nothing here can be late: one line is enough where it fits."""
    bar: Fraction | None = None
    """Percent reached, 0 to 100, for a bar where there is room."""
    unit: str = ""
    aside: str = ""
    """Said behind the name where it fits there, else as the first of the details."""
    lines: tuple[str, ...] = ()
    """Sentences below the row, each on lines of its own; such a row is never one line."""
    facts: tuple[tuple[str, str], ...] = ()
    """Label and text, one below the other: a card instead of a table row."""


class Section(NamedTuple):
    """Rows under one head; `more` counts what is not shown."""

    title: str
    tone: Tone
    total: int
    rows: tuple[Row, ...]
    more: str | None = None
    tail: str = ""
    """Behind the count: ", trong 14 ngày tới"."""
    lead: str = ""
    """A sentence between the head and the rows."""


class Grid(NamedTuple):
    """A table of counts: the first column names, the others are numbers set right."""

    heads: tuple[str, ...]
    """One for each column; a line break inside puts it on two lines."""
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


class View(NamedTuple):
    """A screen: a title with the day on the right, lines above, tables of counts, sections, lines below."""

    title: str
    day: str
    head: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
