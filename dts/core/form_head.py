"""Which rows of a sheet look like the head of a table, and how many lines such a head has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dts.core.form_words import COUNTED, DOUBTFUL_UNIT, TOTAL, Names, Role, head_role, plain_head, read_head
from dts.core.grid import Grid, Held
from dts.core.lookup import fold

KEYS = (Role.NAME, Role.ID, Role.FOR)
"""A head names what its rows are about."""
LONGEST_HEAD = 120
TALLEST_HEAD = 4
SAMPLE = 300
"""So many rows are looked at to tell what they are."""
Overrides = Mapping[str, tuple[Role, str | None]]
"""By a head's folded words, or by a column's letters: what the user says it is, and for which part."""


def head_texts(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    """Cells of a row that may be heads."""
    for column, cell in grid.rows.get(row, {}).items():
        if cell.held is Held.TEXT and len(cell.text) <= LONGEST_HEAD:
            yield column, cell.text


def may_be_head(grid: Grid, row: int, names: Names, overrides: Overrides) -> bool:
    """Whether a row names what rows are about and at least one thing more."""
    texts = list(head_texts(grid, row))
    if len(texts) < 2:
        return False
    roles = [overrides[fold(text)][0] if fold(text) in overrides else head_role(text) for _column, text in texts]
    keys = [role for role, (_column, text) in zip(roles, texts, strict=True) if role in KEYS or is_doubtful(text)]
    if Role.PERIOD in roles and any(read_head([text], names).target for _column, text in texts):
        keys.append(Role.PERIOD)  # a row for each period, a column for each target
    if not keys or (all(role not in KEYS for role in keys) and _has_numbers(grid, row)):
        return False
    others = [
        text
        for role, (_column, text) in zip(roles, texts, strict=True)
        if (role or read_head([text], names).known or _is_count(text))
        and role is not Role.NUMBERING
        and not is_doubtful(text)
    ]
    return len(others) >= (1 if Role.NAME not in keys and Role.ID not in keys else 2)


def _is_count(text: str) -> bool:
    words = plain_head(text)
    return words == TOTAL or re.fullmatch(COUNTED, words) is not None


def _has_numbers(grid: Grid, row: int) -> bool:
    return any(cell.held is Held.NUMBER for cell in grid.rows[row].values())


def is_doubtful(text: str) -> bool:
    """Whether a head may name a unit of measurement or an agency."""
    return plain_head(text) == DOUBTFUL_UNIT


def head_block(grid: Grid, row: int, names: Names) -> tuple[int, int]:
    """The rows of a head: merges reach down, second lines stand below and group heads above."""
    top = bottom = row
    for first, _left, last, right in grid.merges:
        if first <= row <= last and last - first < TALLEST_HEAD and grid.at(first, _left) and right - _left < 30:
            top, bottom = min(top, first), max(bottom, last)
    keys = [column for column, text in head_texts(grid, row) if head_role(text) in KEYS or is_doubtful(text)]
    while bottom - top < TALLEST_HEAD - 1 and _is_second_line(grid, bottom + 1, keys, names):
        bottom += 1
    while bottom - top < TALLEST_HEAD - 1 and _is_group_line(grid, top - 1, keys, names):
        top -= 1
    return top, bottom


def _is_second_line(grid: Grid, row: int, keys: Sequence[int], names: Names) -> bool:
    cells = grid.rows.get(row, {})
    if not cells or not keys or any(column in cells for column in keys):
        return False
    if any(cell.held is not Held.TEXT or len(cell.text) > LONGEST_HEAD for cell in cells.values()):
        return False
    texts = [cell.text for cell in cells.values()]
    above = [grid.seen(row - 1, column) for column in cells]
    if not all(above) and not any(read_head([text], names, letters=True).known for text in texts):
        return False
    return not any(char.isdigit() for text in texts for char in text if read_head([text], names).period is None)


def _is_group_line(grid: Grid, row: int, keys: Sequence[int], names: Names) -> bool:
    cells = grid.rows.get(row, {})
    if not cells or any(grid.seen(row, column) for column in keys):
        return False
    first = min(keys, default=0)
    return any(read_head([text], names).known for column, text in head_texts(grid, row) if column > first)


def head_candidates(grid: Grid, names: Names) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Rows that look like a head, with their words, where no table was found."""
    for row in sorted(grid.rows)[:SAMPLE]:
        texts = list(head_texts(grid, row))
        known = sum(read_head([text], names).known or is_doubtful(text) for _column, text in texts)
        if len(texts) > 1 and known:
            yield row, sorted(texts)
