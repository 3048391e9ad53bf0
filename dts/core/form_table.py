"""The tables of a sheet: where the head is, below a title block or not, in one line or several, and what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dts.core.form_head import KEYS, LONGEST_HEAD, SAMPLE, Overrides, head_block, is_doubtful, may_be_head
from dts.core.form_names import Places
from dts.core.form_words import (
    COUNTED,
    NUMBERS,
    TOTAL,
    Meaning,
    Names,
    Role,
    plain_head,
    read_head,
)
from dts.core.grid import Grid, Held, column_letters, column_number
from dts.core.lookup import fold
from dts.core.model import NONE
from dts.core.period import Period


class Column(NamedTuple):
    """One column that was understood."""

    number: int
    role: Role
    head: str
    target: str | None = None
    part: str | None = None
    period: Period | None = None
    percent: bool = False

    @property
    def letters(self) -> str:
        """D."""
        return column_letters(self.number)

    @property
    def group(self) -> tuple[str | None, str | None, Period | None]:
        """Columns of one group make one figure: numerator and denominator of the same level."""
        return self.target, self.part, self.period


class Table(NamedTuple):
    """One table."""

    top: int
    bottom: int
    """The rows of the head, both inclusive."""
    columns: tuple[Column, ...]
    unread: tuple[tuple[int, str], ...] = ()
    """Other columns: number and head."""
    last: int = 0
    repeated: tuple[int, ...] = ()
    """Rows below that only say the head again."""

    def of(self, *roles: Role) -> list[Column]:
        """The columns of some roles, from the left."""
        return [column for column in self.columns if column.role in roles]

    def one(self, role: Role) -> Column | None:
        """The column of a role."""
        return next(iter(self.of(role)), None)


def find_tables(grid: Grid, names: Names, overrides: Overrides = NONE, *, head: int | None = None) -> list[Table]:
    """Every table of a sheet from the top; with `head` only the one whose head has that row."""
    found: list[Table] = []
    for row in sorted(grid.rows) if head is None else [head]:
        if found and row <= found[-1].bottom:
            continue
        if head is None and not may_be_head(grid, row, names, overrides):
            continue
        if found and _is_line_of(grid, found[-1], row, names):
            continue
        top, bottom = head_block(grid, row, names)
        table = _read_columns(grid, top, bottom, names, overrides)
        if head is not None or (table.of(*NUMBERS) and (table.of(*KEYS) or any(each.target for each in table.columns))):
            found.append(table)
    return _joined(grid, found)


def _is_line_of(grid: Grid, table: Table, row: int, names: Names) -> bool:
    """Whether a row with words of heads in it (“cơ quan, đơn vị” is a unit, too) is a line of the table above it."""
    results = [cell for column in table.of(*NUMBERS) if (cell := grid.at(row, column.number)) is not None]
    if any(cell.held is Held.TEXT and read_head([cell.text], names).known for cell in results):
        return False
    named = (grid.seen(row, column.number) for column in table.of(Role.ID, Role.NAME))
    counted = (grid.seen(row, column.number) for column in table.of(Role.UNIT))
    return (
        any(cell.held is Held.NUMBER for cell in results)
        or any(cell is not None and fold(cell.text) in names.targets for cell in named)
        or any(cell is not None and fold(cell.text) in names.units for cell in counted)
    )


def _joined(grid: Grid, found: Sequence[Table]) -> list[Table]:
    """A head said again further down (on the next page) does not begin another table."""
    tables: list[Table] = []
    for table in found:
        if tables and _meant(tables[-1]) == _meant(table):
            again = (*tables[-1].repeated, *range(table.top, table.bottom + 1))
            tables[-1] = tables[-1]._replace(repeated=again)
        else:
            tables.append(table)
    ends = [table.top - 1 for table in tables[1:]] + [grid.last_row]
    return [table._replace(last=end) for table, end in zip(tables, ends, strict=False)]


def _meant(table: Table) -> list[Column]:
    return [column._replace(head="") for column in table.columns]


# ── what it says ─────────────────────────────────────────────────────────────


def _read_columns(grid: Grid, top: int, bottom: int, names: Names, overrides: Overrides) -> Table:
    heads = {column: lines for column in _width(grid, top, bottom) if (lines := _lines(grid, top, bottom, column))}
    bare = Counter(plain_head(lines[-1]) for lines in heads.values())
    letters = sum(1 for letter in "thx" if bare[letter]) >= 2
    columns: list[Column] = []
    unread: list[tuple[int, str]] = []
    numbers = sorted({*heads, *(_number_of(key) for key in overrides if _number_of(key))})
    for number in numbers:
        lines = heads.get(number, [])
        head = " / ".join(lines)
        meaning = _overridden(number, head, overrides) or read_head(lines, names, letters=letters)
        role = meaning.role
        if role is None and len(lines) == 1 and is_doubtful(lines[0]):
            role = _unit_or_agency(grid, bottom, number, names)
        if role is None or role in (Role.IGNORE, Role.NUMBERING):
            unread += [(number, head)] if role is not Role.NUMBERING else []
            continue
        percent = meaning.percent or "%" in head
        columns.append(Column(number, role, head, meaning.target, meaning.part, meaning.period, percent))
    columns = _named_by_content(grid, bottom, [*columns, *_counted(columns, unread)], unread, names)
    taken = {column.number for column in columns}
    return Table(
        top, bottom, tuple(sorted(columns)), tuple(each for each in unread if each[0] not in taken), grid.last_row
    )


def _number_of(key: str) -> int:
    """The column that an override names by its letters."""
    return column_number(key) if key.isupper() else 0


def _overridden(number: int, head: str, overrides: Overrides) -> Meaning | None:
    found = overrides.get(column_letters(number)) or overrides.get(fold(head))
    return None if found is None else Meaning(found[0], part=found[1], percent="%" in head)


def _width(grid: Grid, top: int, bottom: int) -> list[int]:
    columns = {column for row in range(top, bottom + 1) for column in grid.rows.get(row, {})}
    columns |= {
        column for row, column in grid.covered if top <= row <= bottom and column <= max(columns, default=0) + 30
    }
    return sorted(columns)


def _lines(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """The words above a column, from the top, each once; a group head also stands for the empty cells to its right."""
    found: list[str] = []
    for row in range(top, bottom + 1):
        cell = grid.seen(row, column)
        if cell is None and row < bottom and grid.at(bottom, column):
            left = column - 1
            while left and grid.seen(row, left) is None and grid.at(bottom, left):
                left -= 1
            cell = grid.seen(row, left) if left and grid.at(bottom, left) else None
        text = " ".join(cell.text.split()) if cell is not None and cell.held in (Held.TEXT, Held.NUMBER) else ""
        if cell is not None and cell.held is Held.DAY and cell.text.endswith("-01"):
            text = f"Tháng {cell.text[5:7]}/{cell.text[:4]}"  # 02/2025 typed into Excel becomes a day
        if text and len(text) <= LONGEST_HEAD and text not in found:
            found.append(text)
    return found


def _counted(columns: Sequence[Column], unread: Sequence[tuple[int, str]]) -> list[Column]:
    """“Số đạt” and “Tổng số”, where no other heads say numerator and denominator."""
    if any(column.role in (Role.NUMERATOR, Role.DENOMINATOR) for column in columns):
        return []
    parts = [(number, head) for number, head in unread if re.fullmatch(COUNTED, plain_head(head))]
    wholes = [(number, head) for number, head in unread if plain_head(head) == TOTAL]
    if len(parts) != 1 or len(wholes) > 1 or (not wholes and any(each.role in NUMBERS[:2] for each in columns)):
        return []
    roles = (Role.NUMERATOR, Role.DENOMINATOR) if wholes else (Role.AMOUNT,)
    return [Column(number, role, head) for role, (number, head) in zip(roles, [*parts, *wholes], strict=True)]


def _column_texts(grid: Grid, bottom: int, column: int) -> list[str]:
    rows = [row for row in sorted(grid.rows) if row > bottom][:SAMPLE]
    cells = (grid.at(row, column) for row in rows)
    return [fold(cell.text) for cell in cells if cell is not None and cell.held is Held.TEXT]


def _unit_or_agency(grid: Grid, bottom: int, column: int, names: Names) -> Role:
    texts, places = _column_texts(grid, bottom, column), Places(names)
    agencies = sum(places.part(text) is not None for text in texts)
    return Role.FOR if agencies > sum(text in names.units for text in texts) else Role.UNIT


def _named_by_content(
    grid: Grid, bottom: int, columns: list[Column], unread: Sequence[tuple[int, str]], names: Names
) -> list[Column]:
    """The column of targets by what stands in it, where no head says so; of several the one that names most."""
    found = [column for column in columns if column.role is Role.NAME]
    if len(found) == 1 or any(column.role is Role.ID or column.target for column in columns if not found):
        return columns
    candidates = [(column.number, column.head) for column in found] or list(unread)
    scores = {
        number: sum(text in names.targets for text in _column_texts(grid, bottom, number))
        for number, _head in candidates
    }
    best = max(scores, key=lambda number: scores[number], default=0)
    if not best or not scores[best] or sum(score == scores[best] for score in scores.values()) > 1:
        return columns
    rest = [column for column in columns if column.role is not Role.NAME]
    return sorted([*rest, Column(best, Role.NAME, dict(candidates)[best])])
