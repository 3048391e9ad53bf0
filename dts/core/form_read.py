"""What a form says, read: figures with their cells, refusals, rows that are none, and how all this was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dts.core.form_table import Table
from dts.core.period import Period


class Taken(NamedTuple):
    """One figure of a form."""

    number: int
    """Its place among them."""
    order: tuple[int, int]
    """Row and column."""
    cell: str
    """C7: where its result (or numerator) stands."""
    cells: Mapping[str, str]
    """Where each of its keys stands."""
    period: Period
    fields: Mapping[str, Any]
    """The keys of the entry."""
    echo: str = ""
    """How the cell holds it, where that is not how it is read."""


class Refusal(NamedTuple):
    """One figure that is not taken."""

    row: int
    cell: str
    subject: str
    message: str
    fix: str = ""


class Skipped(NamedTuple):
    """A row that is no figure."""

    row: int
    why: str
    text: str


class FormRows(NamedTuple):
    """What the rows of a table say."""

    taken: list[Taken]
    refused: list[Refusal]
    skipped: list[Skipped]
    blank: dict[str, int]
    """Targets (with their part) nobody filled in, and their rows."""
    doubts: list[tuple[str, str]]
    """Cell, sentence."""
    named: dict[str, str]
    """Rows known by some of their words only, or because somebody said so, and what they were taken for."""


class Stamp(NamedTuple):
    """What a form that dts made says of itself."""

    version: int
    sheet: str
    period: Period
    agency: str | None = None


class FormRead(NamedTuple):
    """A whole form."""

    name: str
    """The file."""
    sheet: str
    """Empty for a file that has none."""
    table: Table
    rows: FormRows
    period: Period | None
    """What holds for rows and columns that name none."""
    period_cell: str = ""
    """Where the form names it; empty when somebody typed it."""
    as_of: tuple[date, str] | None = None
    """The day the title names for all figures, and where."""
    hidden_rows: tuple[int, ...] = ()
    """Within the table."""
    hidden_columns: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    stamp: Stamp | None = None
