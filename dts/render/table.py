"""A table of counts as lines: the first column names, the others are numbers set right under two-line heads.

Nothing is cut: a name longer than its column takes more lines, broken at spaces, and the numbers stand on the last.
"""

from __future__ import annotations

from dts.render.cells import cell_len
from dts.render.lines import Line, Span, wrap
from dts.render.safe import safe
from dts.report.document import Grid

GAP = 2
NARROW_GAP = 1
LEAST_NAME = 16
HANG = "  "


def layout_grid(grid: Grid, width: int) -> list[Line]:
    """Heads, a rule, the rows, and under a second rule the totals; as wide as it needs, at most `width`."""
    rows = [tuple(map(safe, row)) for row in (*grid.rows, *([grid.total] if grid.total else []))]
    heads = [tuple(map(safe, head.split("\n"))) for head in grid.heads]
    numbers = [
        max(cell_len(text) for text in (*heads[index], *(row[index] for row in rows))) for index in range(1, len(heads))
    ]
    natural = max(cell_len(text) for text in (*heads[0], *(row[0] for row in rows)))
    gap = GAP if natural + sum(numbers) + GAP * len(numbers) <= width else NARROW_GAP
    name = max(LEAST_NAME, min(natural, width - sum(numbers) - gap * len(numbers)))
    rule: Line = (Span("─" * (name + sum(numbers) + gap * len(numbers))),)
    lines: list[Line] = [(Span(text, strong=True),) for text in _head_lines(heads, name, numbers, gap)]
    lines.append(rule)
    for index, row in enumerate(rows):
        if grid.total and index == len(rows) - 1:
            lines.append(rule)
        lines += _row_lines(row, name, numbers, gap)
    return lines


def _head_lines(heads: list[tuple[str, ...]], name: int, numbers: list[int], gap: int) -> list[str]:
    """The heads, set at the bottom."""
    height = max(map(len, heads))
    padded = [("",) * (height - len(head)) + head for head in heads]
    return [_cells([head[line] for head in padded], name, numbers, gap) for line in range(height)]


def _row_lines(row: tuple[str, ...], name: int, numbers: list[int], gap: int) -> list[Line]:
    parts = [row[0]] if cell_len(row[0]) <= name else _wrapped(row[0], name)
    return [*((Span(part),) for part in parts[:-1]), (Span(_cells([parts[-1], *row[1:]], name, numbers, gap)),)]


def _wrapped(text: str, width: int) -> list[str]:
    """A long name; every line but the first is set in."""
    lines = wrap(text, width - len(HANG))
    return [lines[0], *(HANG + line for line in lines[1:])]


def _cells(cells: list[str], name: int, numbers: list[int], gap: int) -> str:
    texts = [cells[0] + " " * (name - cell_len(cells[0]))]
    for cell, width in zip(cells[1:], numbers, strict=True):
        texts.append(" " * (gap + width - cell_len(cell)) + cell)
    return "".join(texts)
