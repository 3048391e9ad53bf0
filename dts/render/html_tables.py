"""Tables of a page: captions, heads with their scope, bars with the goal marked, marks in words as well as colours."""

from __future__ import annotations

from fractions import Fraction

from dts.core.numerals import round_half_up
from dts.render.markup import text
from dts.render.svg_scale import px
from dts.report.document import Tone
from dts.report.paper import Band, Cell, Column, Form, Table

BAR, BAR_HEIGHT = 960, 12
"""Length of a full bar in tenths of a pixel; height in pixels."""
BAR_NOTE = "Thanh dưới kết quả: phần đã đạt, trên thang 0 - 100%; vạch đứng: mục tiêu."
Rows = list[tuple[Cell, ...]]


def table_html(table: Table, key: str) -> str:
    """The table in a region that scrolls by itself where the screen is narrow; groups become cards there.

    `key` makes its ids and must be a slug of ours. A plain list, to look things up in, is folded.
    """
    kind = _kind(table)
    lines = [
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{key}-ten">',
        f'<table class="{kind}" role="table"{_least(table)}>',
        f'<caption id="{key}-ten">{text(table.title)}</caption>',
        *_widths(table),
        _head(table.columns),
        *(_body(table, band, rows, kind) for band, rows in _groups(table)),
        *([_foot(table, kind)] if table.totals else []),
        "</table>",
        "</div>",
        *(f'<p class="note">{text(note)}</p>' for note in _notes(table)),
    ]
    if is_list(table):
        return "\n".join([f"<details><summary>Mở bảng, {len(table.rows)} dòng</summary>", *lines, "</details>"])
    return "\n".join(lines)


def is_list(table: Table) -> bool:
    """Whether a table has neither groups nor totals nor marks: rows to look things up in."""
    return not (table.marks or table.totals or any(isinstance(row, Band) for row in table.rows))


def _kind(table: Table) -> str:
    if table.marks:
        return "heat"
    return "list" if is_list(table) else "cards" if any(isinstance(row, Band) for row in table.rows) else "counts"


def _widths(table: Table) -> list[str]:
    """Shares of the room for columns of words; columns of counts and marks are as wide as they need."""
    if _kind(table) not in ("cards", "list"):
        return []
    whole = sum(column.width for column in table.columns)
    shares = (px(round_half_up(Fraction(column.width * 1000, whole))) for column in table.columns)
    return ["<colgroup>" + "".join(f'<col style="width:{share}%">' for share in shares) + "</colgroup>"]


def _least(table: Table) -> str:
    """How narrow a list may become before it scrolls."""
    if _kind(table) != "list":
        return ""
    return f' style="min-width:{px(sum(column.width for column in table.columns) * 4)}rem"'


def _notes(table: Table) -> list[str]:
    shares = any(cell.share is not None for row in table.rows if not isinstance(row, Band) for cell in row)
    return [*([BAR_NOTE] if shares and _kind(table) == "cards" else []), *([table.note] if table.note else [])]


def _groups(table: Table) -> list[tuple[Band | None, Rows]]:
    """The rows under each band; what stands before the first one has none."""
    found: list[tuple[Band | None, Rows]] = []
    for row in table.rows:
        if isinstance(row, Band):
            found.append((row, []))
        elif found:
            found[-1][1].append(row)
        else:
            found.append((None, [row]))
    return found


def _head(columns: tuple[Column, ...]) -> str:
    heads = (f'<th scope="col" role="columnheader"{_side(column)}>{text(column.head)}</th>' for column in columns)
    return f'<thead role="rowgroup"><tr role="row">{"".join(heads)}</tr></thead>'


def _side(column: Column) -> str:
    return ' class="right"' if column.right else ""


def _body(table: Table, band: Band | None, rows: Rows, kind: str) -> str:
    lines = ['<tbody role="rowgroup">']
    if band is not None:
        head = f'<th scope="rowgroup" role="rowheader" colspan="{len(table.columns)}">{text(band.text)}</th>'
        lines.append(f'<tr class="band" role="row">{head}</tr>')
    return "\n".join([*lines, *(_row(table, row, kind) for row in rows), "</tbody>"])


def _foot(table: Table, kind: str) -> str:
    return f'<tfoot role="rowgroup">{_row(table, table.totals, kind)}</tfoot>'


def _row(table: Table, row: tuple[Cell, ...], kind: str) -> str:
    first, *others = row
    cells = [f'<th scope="row" role="rowheader">{text(first.text)}</th>']
    cells += [_cell(table, column, cell, kind) for column, cell in zip(table.columns[1:], others, strict=True)]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _cell(table: Table, column: Column, cell: Cell, kind: str) -> str:
    """One cell; its head goes with it, to be shown where rows become cards."""
    cards = kind == "cards"
    head = f' data-head="{text(column.head)}"' if cards else ""
    bar = bar_svg(cell.share, cell.goal) if cards and cell.share is not None else ""
    classes = _classes(table, column, cell)
    names = f' class="{" ".join(classes)}"' if classes else ""
    words = text(cell.text) if cell.tone is Tone.PLAIN else f"<span>{text(cell.text)}</span>"
    return f'<td role="cell"{names}{head}>{words}{bar}</td>'


def _classes(table: Table, column: Column, cell: Cell) -> list[str]:
    found = ["right"] if column.right and not table.marks else []
    if cell.tone is not Tone.PLAIN:
        found.append(f"tone-{cell.tone}")
    if cell.form is Form.NUMBER and cell.value == 0:
        found.append("zero")
    return found


def bar_svg(share: Fraction, goal: Fraction | None) -> str:
    """A bar from 0 to 1 with the goal as an upright; the words beside it say the same."""
    length = bar_length(share, goal)
    pieces = [f'<rect class="track" y="3" width="{px(BAR)}" height="6"/>']
    pieces += [f'<rect class="fill" y="3" width="{px(length)}" height="6"/>'] if length else []
    if goal is not None:
        place = min(max(_tenths(goal), 10), BAR - 10)
        pieces.append(f'<path class="mark" d="M{px(place)} 0V{BAR_HEIGHT}"/>')
    size = f'viewBox="0 0 {px(BAR)} {BAR_HEIGHT}" width="{px(BAR)}" height="{BAR_HEIGHT}"'
    return f'<svg class="bar" {size} preserveAspectRatio="none" aria-hidden="true">{"".join(pieces)}</svg>'


def bar_length(share: Fraction, goal: Fraction | None) -> int:
    """Tenths of a pixel: full only at 1, nothing only at 0, beyond the goal only if the share is."""
    share = min(max(share, Fraction(0)), Fraction(1))
    length = _tenths(share)
    if 0 < share < 1:
        length = min(max(length, 10), BAR - 10)
    if goal is None or not 0 < goal <= 1 or share == goal:
        return length
    place = _tenths(goal)
    return max(min(length, place - 20), 0) if share < goal else max(length, min(place + 20, BAR))


def _tenths(share: Fraction) -> int:
    return round_half_up(min(max(share, Fraction(0)), Fraction(1)) * BAR)
