"""Sheets of a few cells, built directly: forms are read from them without a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dts.core.form_open import Wishes, read_form
from dts.core.form_read import FormRead
from dts.core.grid import Cell, Grid, Held
from dts.core.model import Registry

FILE = "bieu.xlsx"
Value = str | int | Decimal | date | Cell | None


def cell(value: Value) -> Cell | None:
    """Text is text, numbers are numbers, days are days; a cell is itself."""
    match value:
        case None | "":
            return None
        case Cell():
            return value
        case date():
            return Cell(value.isoformat(), Held.DAY)
        case int() | Decimal():
            return Cell(str(value), Held.NUMBER)
    return Cell(value)


def number(text: str, look: str = "", *, computed: bool = False) -> Cell:
    """A number as the file holds it, and how it is shown."""
    return Cell(text, Held.NUMBER, look, computed)


def formula(text: str, look: str = "") -> Cell:
    """A number that a formula made."""
    return number(text, look, computed=True)


def sheet(*rows: Sequence[Value], name: str = "", top: int = 1, **options: Any) -> Grid:
    """A sheet whose first row is `top`; an empty row is there for spacing."""
    found = {}
    for at, row in enumerate(rows, top):
        cells = {column: made for column, value in enumerate(row, 1) if (made := cell(value)) is not None}
        if cells:
            found[at] = cells
    return Grid(name, found, **options)


def lines(text: str, **options: Any) -> Grid:
    """A sheet of texts: a line for each row, `;` between cells; whole numbers are numbers."""
    rows = [[_value(each.strip()) for each in line.split(";")] for line in text.strip("\n").split("\n")]
    return sheet(*rows, **options)


def _value(text: str) -> Value:
    return int(text) if text.isdecimal() and text.isascii() else text


def read(registry: Registry, *grids: Grid, **wishes: Any) -> FormRead:
    """Read a form as `dts import` does."""
    return read_form(FILE, grids, registry, Wishes(**wishes))


def taken(form: FormRead) -> list[str]:
    """Its figures in one line each: `C3 can-bo 5`; other things a figure says follow."""
    return [_figure(form, each.fields, each.cell, each.period.key) for each in form.rows.taken]


def _figure(form: FormRead, fields: Any, place: str, period: str) -> str:
    subject = fields["target"] + (f"/{fields['for']}" if fields.get("for") else "")
    what = fields["value"] if "value" in fields else f"{fields['numerator']}/{fields['denominator']}"
    when = "" if form.period is not None and period == form.period.key else f" ({period})"
    shown = ("target", "for", "value", "numerator", "denominator", "source")
    rest = [f"{key}={value}" for key, value in fields.items() if key not in shown]
    source = [f"source={fields['source']}"] if fields.get("source") != "Biểu " + FILE else []
    return " ".join([f"{place} {subject} {what}{when}", *rest, *source])


def told(form: FormRead) -> list[str]:
    """All it says, in one line each: figures, what was not taken, rows without, what is empty, worth a look, named."""
    rows = form.rows
    return [
        *taken(form),
        *(f"not {each.cell} {each.subject or '?'}: {each.message} | {each.fix}" for each in rows.refused),
        *(f"skipped {each.row} {each.why}: {each.text}" for each in rows.skipped),
        *(f"empty {row} {name}" for name, row in rows.blank.items()),
        *(f"doubt {place}: {sentence}" for place, sentence in rows.doubts),
        *(f"named {words} = {name}" for words, name in rows.named.items()),
    ]


def columns(form_columns: Iterable[Any]) -> list[str]:
    """Columns in one line each: `C value ky-so/xa 2025-02 %`, what is not said left out."""
    found = []
    for each in form_columns:
        words = [f"{each.letters} {each.role}", each.target or "", each.part or ""]
        words += [each.period.key if each.period else "", "%" if each.percent else ""]
        found.append(" ".join(word for word in words if word))
    return found
