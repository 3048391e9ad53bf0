"""One row of a form: the texts of its columns, and which target, level or agency it is about."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dts.core.form_names import WHOLE, Finder, Subject, UnnamedError
from dts.core.form_table import Column, Table
from dts.core.form_values import CellError, is_blank
from dts.core.form_words import NUMBERS, Role
from dts.core.grid import Cell, Grid, Held, address
from dts.core.lookup import fold
from dts.core.model import Registry, Target
from dts.core.period import Period

_COUNTER = r"\(?(?:[0-9]{1,2}|[A-Za-z])\)?(?:\s*[=:].{0,20})?"
"""Numbers of columns below a head: (1) (2) 3=2/1 A B."""


class Usual(NamedTuple):
    """What holds for every row that does not say otherwise."""

    period: Period | None
    as_of: date | None = None
    target: str | None = None
    source: str | None = None


class Form(NamedTuple):
    """A table and everything it is read with."""

    grid: Grid
    table: Table
    registry: Registry
    finder: Finder
    usual: Usual

    def key(self, role: Role) -> Column | None:
        """The one column of a role that is no number."""
        return None if role in NUMBERS else self.table.one(role)

    def cell(self, row: int, role: Role) -> Cell | None:
        """The cell of a role in a row; a merged one says the same in each of its rows."""
        column = self.key(role)
        return self.grid.seen(row, column.number) if column is not None else None

    def text(self, row: int, role: Role) -> str:
        """Its words, or nothing."""
        cell = self.cell(row, role)
        return "" if cell is None else " ".join(cell.text.split())

    def place(self, row: int, *roles: Role) -> str:
        """The address of the first of some columns there is."""
        column = next((found for role in roles if (found := self.key(role))), None)
        return address(row, column.number) if column else f"dòng {row}"

    def words(self, row: int) -> str:
        """What the row calls itself: name, agency or id, else its first text."""
        for role in (Role.NAME, Role.FOR, Role.ID):
            if text := self.text(row, role):
                return text
        texts = (cell.text for _at, cell in sorted(self.grid.rows[row].items()) if cell.held is Held.TEXT)
        return " ".join(next(texts, "").split())

    def is_counter(self, row: int) -> bool:
        """Whether the row below the head only numbers the columns."""
        if row != self.table.bottom + 1:
            return False
        texts = [cell.text.strip() for cell in self.grid.rows[row].values()]
        return len(texts) > 1 and all(re.fullmatch(_COUNTER, text) for text in texts)


def row_subject(form: Form, row: int, above: str | None) -> Subject:
    """Target and part a row names; `above` is the target of a row over it that names its levels below.

    Raises CellError, UnnamedError.
    """
    code, name, agency = (form.text(row, role) for role in (Role.ID, Role.NAME, Role.FOR))
    part = row_part(form, row, agency) if agency else None
    subject = form.finder.by_id(code) if code else None
    if subject is None and name:
        subject = _named(form, name, above)
    if subject is None and form.usual.target is not None:
        subject = Subject(form.usual.target)
    if subject is None:
        raise UnnamedError(f"không có chỉ tiêu nào mã “{code}”" if code else "có số nhưng không có tên chỉ tiêu")
    if part is not None and subject.part is not None and part != subject.part:
        raise CellError(f"“{agency}” trái với “{code or name}”", "sửa một trong hai ô")
    return subject._replace(part=subject.part or part)


def _named(form: Form, name: str, above: str | None) -> Subject:
    part = form.finder.part(strip_bullet(name))
    if part is not None and fold(name) not in form.finder.rows:
        if above is not None:
            return Subject(above, part)
        if form.usual.target is not None:
            return Subject(form.usual.target, part)
    return form.finder.by_words(name)


def row_part(form: Form, row: int, text: str) -> str | None:
    """The level or agency of some words; None for the whole. Raises CellError."""
    if fold(text) in WHOLE or (text == form.text(row, Role.FOR) and is_blank(form.cell(row, Role.FOR))):
        return None
    found = form.finder.part(text)
    if found is None:
        near = form.finder.likely_part(text)
        raise CellError(f"không có cấp hay đơn vị nào tên “{text}”", f"gần giống: {near}" if near else "")
    return found


def column_subject(form: Form, row: int, target: str) -> Subject:
    """Where the head of a column names the target, a row names at most a level or an agency. Raises CellError."""
    text = form.text(row, Role.FOR) or form.text(row, Role.NAME)
    return Subject(target, row_part(form, row, text) if text else None)


def whole_of_owner(registry: Registry, target: Target, part: str | None) -> str | None:
    """The agency that leads a target answers for the whole of it, where nothing was given out in parts."""
    if part is None or target.parts or target.for_each or part not in registry.owners:
        return part
    heirs: list[str] = []
    step = target.whole.owner
    while step is not None and step not in heirs:
        heirs.append(step)
        step = registry.owners[step].successor
    return None if part in heirs else part


def strip_bullet(text: str) -> str:
    """`- Cấp xã:` → `Cấp xã`."""
    return re.sub(r"^[\s\-+*•–]+", "", text).rstrip(" :;")
