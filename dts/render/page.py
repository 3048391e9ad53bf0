"""A page as lines for a width: sentences wrapped, facts in two columns, a table that gives way before it is cut."""

from __future__ import annotations

from dts.render.cells import cell_len
from dts.render.chart import draw_mark
from dts.render.lines import MIN_WIDTH, Line, Span, ends, hanging, head_lines, wrap
from dts.render.safe import safe
from dts.report.page import Bar, Block, Column, Deeper, Page, Pair, Table, TableRow

INDENT = "  "
LABEL = 15
"""Columns of a label; a block with longer ones widens its column up to `WIDEST_LABEL`."""
WIDEST_LABEL = 26
GAP = 2
BAR_CELLS = 20
SHORTEST_BAR = 8


def layout_page(page: Page, width: int) -> list[Line]:
    """Arrange a page for a width in columns; nothing is cut, a word longer than the width stands alone."""
    width = max(width, MIN_WIDTH)
    lines: list[Line] = []
    for text in page.head:
        lines += head_lines(text, width)
    lines += [(Span(line, strong=True),) for line in wrap(safe(page.title), width)]
    lines += ends("   ".join(map(safe, page.facts)) + "  ", safe(page.day), width)
    lines += [(), *_verdict(page, width)]
    for block in page.blocks:
        lines += [(), *_block(block, width)]
    return lines


def _plain(texts: list[str]) -> list[Line]:
    return [(Span(text),) for text in texts]


def _verdict(page: Page, width: int) -> list[Line]:
    """The capitals in the tone of their group, the reason beside them."""
    verdict, reason = safe(page.verdict), safe(page.reason)
    first, *rest = wrap(f"{verdict} {reason}".rstrip(), width)
    if not first.startswith(verdict):
        return [
            *((Span(line, page.tone, strong=True),) for line in wrap(verdict, width)),
            *_plain(wrap(reason, width)),
        ]
    return [(Span(verdict, page.tone, strong=True), Span(first[len(verdict) :])), *_plain(rest)]


def _block(block: Block, width: int) -> list[Line]:
    lines: list[Line] = [(Span(line, strong=True),) for line in wrap(safe(block.title), width)]
    labels = [cell_len(safe(item.label)) for item in block.items if isinstance(item, Pair)]
    label = max(LABEL, *(each for each in (*labels, 0) if each <= WIDEST_LABEL))
    for item in block.items:
        match item:
            case Pair():
                lines += _pair(item, label, width)
            case Table():
                lines += _table(item, width)
            case Deeper():
                lines += _plain(wrap(safe(item.text), width, INDENT * 2))
            case _:
                lines += _plain(wrap(safe(item), width, INDENT))
    return lines


def _pair(pair: Pair, label: int, width: int) -> list[Line]:
    """The label, then its text with every further line under the first; a label too long stands alone."""
    indent = INDENT * (2 if pair.deeper else 1)
    column = len(INDENT) + label + GAP
    name, text = indent + safe(pair.label), safe(pair.text)
    if cell_len(name) + GAP > column:
        return _plain([*wrap(name.strip(), width, indent), *wrap(text, width, " " * column)])
    return _plain(hanging(name + " " * (column - cell_len(name)), text, width))


# ── tables ────────────────────────────────────────────────────────────────────


def _table(table: Table, width: int) -> list[Line]:
    table = _fitting(table, width)
    cells = _bar_cells(table, width)
    widths = [_width(table, index, cells) for index in range(len(table.columns))]
    lines = [_row([column.head for column in table.columns], widths)]
    for row in table.rows:
        lines.append(_row([_cell(cell, cells) for cell in row.cells], widths))
        for note in row.notes:
            lines += _plain(wrap(safe(note), width, INDENT * 2))
    return lines


def _row(texts: list[str], widths: list[int]) -> Line:
    safe_texts = [safe(text) for text in texts]
    padded = [text + " " * (width - cell_len(text)) for text, width in zip(safe_texts, widths, strict=True)]
    return (Span(INDENT + (" " * GAP).join(padded).rstrip()),)


def _cell(cell: str | Bar | None, cells: int) -> str:
    if isinstance(cell, Bar):
        return draw_mark(cell.share, cell.goal, cells)
    return cell or ""


def _is_bar(table: Table, index: int) -> bool:
    return any(isinstance(row.cells[index], Bar) for row in table.rows)


def _width(table: Table, index: int, cells: int) -> int:
    texts = [table.columns[index].head, *(_cell(row.cells[index], cells) for row in table.rows)]
    return max(cell_len(safe(text)) for text in texts)


def _needed(table: Table, cells: int) -> int:
    """Columns the table takes with bars of so many cells."""
    return len(INDENT) + sum(_width(table, index, cells) + GAP for index in range(len(table.columns))) - GAP


def _bar_cells(table: Table, width: int) -> int:
    """The longest bar there is room for."""
    return max(SHORTEST_BAR, min(BAR_CELLS, BAR_CELLS + width - _needed(table, BAR_CELLS)))


def _fitting(table: Table, width: int) -> Table:
    """Move columns that may give way under their rows, from the left, until the rest fits; then the bars go."""
    while _needed(table, SHORTEST_BAR) > width:
        index = next((at for at, column in enumerate(table.columns) if column.gives_way), None)
        if index is None:
            break
        table = _moved(table, index)
    if _needed(table, SHORTEST_BAR) > width:
        keep = [at for at in range(len(table.columns)) if not _is_bar(table, at)]
        rows = tuple(row._replace(cells=tuple(row.cells[at] for at in keep)) for row in table.rows)
        table = Table(tuple(table.columns[at] for at in keep), rows)
    return table


def _moved(table: Table, index: int) -> Table:
    head = table.columns[index].head

    def below(row: TableRow) -> TableRow:
        cell = row.cells[index]
        rest = row.cells[:index] + row.cells[index + 1 :]
        note = f"{head}: {cell}" if isinstance(cell, str) and cell else None
        return TableRow(rest, (note, *row.notes) if note else row.notes)

    columns: tuple[Column, ...] = table.columns[:index] + table.columns[index + 1 :]
    return Table(columns, tuple(below(row) for row in table.rows))
