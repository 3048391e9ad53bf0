"""The gap table as lines for a width: which parts of a row stand where. Plain text and terminal share it.

80–119 columns: two lines for what can be late. 120 and more: one line per target; 140 and more: bar and unit too.
Only names may be shortened, never ids, numbers, dates or agencies; what does not fit takes another line.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dts.core.numerals import round_half_up
from dts.render.cells import cell_len
from dts.render.lines import MIN_WIDTH, Line, Span, ends, hanging, head_lines, wrap
from dts.render.safe import safe
from dts.report.document import Row, Section, Tone, View

ID_WIDTH = 11
INDENT = 14
FACT_INDENT = " " * 4
FACT_LABEL = 17
ONE_LINE_WIDTH = 120
BAR_WIDTH = 140
BAR_CELLS = 10


def layout_view(view: View, width: int, *, may_shorten: bool = True) -> list[Line]:
    """Arrange a view for a width in columns; without `may_shorten` even names stay whole and lines may grow."""
    width = max(width, MIN_WIDTH)
    lines = ends(safe(view.title), safe(view.day), width, strong=True)
    for text in view.head:
        lines += head_lines(text, width)
    if view.grids:
        from dts.render.table import layout_grid  # only views with counts

        for grid in view.grids:
            lines += layout_grid(grid, width)
    for section in view.sections:
        lines.append(_rule(section, width))
        if section.lead:
            lines += [(Span(line),) for line in wrap(safe(section.lead), width, "  ")]
        one_line = width >= ONE_LINE_WIDTH and not any(row.facts or row.lines for row in section.rows)
        if one_line:
            section = section._replace(rows=tuple(_settle_aside(row, 0) for row in section.rows))
        columns = _columns(section, width) if one_line else None
        for row in section.rows:
            wide = _wide(row, columns, width) if columns else None
            ids = columns.code if columns else ID_WIDTH
            lines += [wide] if wide else _narrow(row, width, may_shorten=may_shorten, id_width=ids)
            lines += _under(row, width)
        if section.more:
            lines.append((Span("  " + safe(section.more)),))
    for text in view.notes:
        lines += [(Span(line),) for line in wrap(safe(text), width)]
    return lines


def _rule(section: Section, width: int) -> Line:
    head = f"── {safe(section.title)} ({section.total}){section.tail} "
    return (Span(head + "─" * max(2, width - cell_len(head)), section.tone, strong=True),)


# ── narrow: two lines ────────────────────────────────────────────────────────


def _narrow(row: Row, width: int, *, may_shorten: bool, id_width: int = ID_WIDTH) -> list[Line]:
    code = safe(row.id)
    front = f" {code.ljust(id_width)} " if len(code) <= id_width else f" {code}  "
    right, who = safe(row.right), safe(row.who)
    row = _settle_aside(row, width - 1 - len(front) - cell_len(right) - 2)
    below = "; ".join(map(safe, row.details))
    mark = Span(row.mark, row.tone, strong=True)
    if row.one_line and (line := _single(row, front, width)):
        return [line, *_below(below, "", width)]
    room = width - 1 - len(front) - cell_len(right) - 2
    if row.one_line and cell_len(safe(row.short)) > room:
        end = "  ".join(filter(None, (who, right)))
        name = _fit(row, width - 1 - len(front), may_shorten=may_shorten)
        return [(mark, Span(front + name)), *_below(below, end, width)]
    name = _fit(row, room, may_shorten=may_shorten)
    gap = " " * max(2, width - 1 - len(front) - cell_len(name) - cell_len(right))
    return [(mark, Span(front + name + gap), _right(row)), *_below(below, who, width)]


def _settle_aside(row: Row, room: int) -> Row:
    """Put the aside behind the name where that fits, else before the details."""
    if not row.aside:
        return row
    for name in (row.name, row.short):
        whole = f"{name}, {row.aside}"
        if cell_len(safe(whole)) <= room:
            return row._replace(name=whole, short=whole, aside="")
    return row._replace(details=(row.aside, *row.details), aside="")


def _under(row: Row, width: int) -> list[Line]:
    """What stands below a row: its facts with their labels, its sentences."""
    texts = [
        line
        for label, text in row.facts
        for line in hanging(FACT_INDENT + safe(label).ljust(FACT_LABEL), safe(text), width)
    ]
    texts += [line for text in row.lines for line in wrap(safe(text), width, " " * INDENT)]
    return [(Span(text),) for text in texts]


def fit(line: str, width: int) -> list[str]:
    """A plain line as it is where it fits, else wrapped with its indent."""
    text = line.lstrip(" ")
    return [line] if cell_len(line) <= width else wrap(text, width, line[: len(line) - len(text)])


def _right(row: Row) -> Span:
    """The right cell; only what is overdue is coloured, and it is bold too."""
    urgent = row.tone is Tone.OVERDUE
    return Span(safe(row.right), row.tone if urgent else Tone.PLAIN, strong=urgent)


def _single(row: Row, front: str, width: int) -> Line | None:
    """A one-line row: name left; value or agency, then days right; None when it does not fit."""
    end = "  ".join(filter(None, (safe(row.who), safe(row.right))))
    for name in (safe(row.name), safe(row.short)):
        gap = width - 1 - len(front) - cell_len(name) - cell_len(end)
        if gap >= 2:
            return (Span(row.mark, row.tone, strong=True), Span(front + name + " " * gap + end))
    return None


def _fit(row: Row, room: int, *, may_shorten: bool) -> str:
    """The name where it fits, else the short one, else the short one cut at a word with an ellipsis."""
    for name in (safe(row.name), safe(row.short)):
        if cell_len(name) <= room:
            return name
    name = safe(row.short)
    if not may_shorten:
        return name
    words = name.split(" ")
    while len(words) > 1 and cell_len(" ".join(words)) + 2 > room:
        words.pop()
    return " ".join(words) + " …"


def _below(detail: str, who: str, width: int) -> list[Line]:
    """Second line: phrases left, agency right; more lines when they need them."""
    indent = " " * INDENT
    if not detail and not who:
        return []
    if INDENT + cell_len(detail) + 2 + cell_len(who) <= width:
        gap = " " * (width - INDENT - cell_len(detail) - cell_len(who))
        return [(Span(indent + detail + (gap + who if who else "")),)]
    lines = wrap(detail, width, indent) if detail else []
    if who and lines and cell_len(lines[-1]) + 2 + cell_len(who) <= width:
        lines[-1] += " " * (width - cell_len(lines[-1]) - cell_len(who)) + who
    elif who and INDENT + cell_len(who) > width:
        lines += wrap(who, width, indent)
    elif who:
        lines.append(" " * max(INDENT, width - cell_len(who)) + who)
    return [(Span(line),) for line in lines]


# ── wide: one line ───────────────────────────────────────────────────────────

SHORTEST_NAME = 24
RIGHT_PAD = 12


class _Columns(NamedTuple):
    """Widths shared by the rows of one section."""

    code: int
    name: int
    right: int
    extra: int
    """Unit and bar together, 0 where there is no room or no bar to draw."""


def _columns(section: Section, width: int) -> _Columns:
    rows = section.rows
    units = [cell_len(safe(row.unit)) for row in rows if row.bar is not None]
    extra = min(10, max(units)) + BAR_CELLS + 4 if units and width >= BAR_WIDTH else 0
    columns = _Columns(
        code=max((len(safe(row.id)) for row in rows), default=0),
        name=0,
        right=min(RIGHT_PAD, max((cell_len(safe(row.right)) for row in rows if not row.one_line), default=0)),
        extra=extra,
    )
    shorts = [cell_len(safe(row.short)) for row in rows if not row.one_line]
    rooms = [room for row in rows if not row.one_line and (room := _room(row, columns, width)) >= SHORTEST_NAME]
    return columns._replace(name=min([*rooms, max(shorts, default=0)]))


def _room(row: Row, columns: _Columns, width: int) -> int:
    """Columns left for the name of a row."""
    middle, end = _middle_and_end(row, columns)
    extra = 0 if row.one_line else columns.extra
    return width - 2 - columns.code - 1 - extra - (cell_len(middle) + 2 if middle else 0) - cell_len(end) - 2


def _middle_and_end(row: Row, columns: _Columns) -> tuple[str, str]:
    details, who, right = "; ".join(map(safe, row.details)), safe(row.who), safe(row.right)
    if row.one_line:
        return "", "  ".join(filter(None, (details, who, right)))
    return details, "  ".join(filter(None, (who, right.rjust(columns.right))))


def _wide(row: Row, columns: _Columns, width: int) -> Line | None:
    """One line; None when too little room is left for the name."""
    room = _room(row, columns, width)
    if room < SHORTEST_NAME:
        return None
    middle, end = _middle_and_end(row, columns)
    name = _fit(row, room if row.one_line else min(room, columns.name), may_shorten=True)
    padding = "" if row.one_line else " " * max(0, min(room, columns.name) - cell_len(name))
    left = f" {safe(row.id).ljust(columns.code)} {name}{padding}{_extra(row, columns)}"
    left += f"  {middle}" if middle else ""
    gap = max(1, width - 1 - cell_len(left) - cell_len(end))
    urgent = row.tone is Tone.OVERDUE
    return (
        Span(row.mark, row.tone, strong=True),
        Span(left + " " * gap),
        Span(end, row.tone if urgent else Tone.PLAIN, strong=urgent),
    )


def _extra(row: Row, columns: _Columns) -> str:
    """Unit and bar, where there is room for them."""
    if not columns.extra or row.one_line:
        return ""
    cells = columns.extra - BAR_CELLS - 4
    unit = safe(row.unit) if cell_len(safe(row.unit)) <= cells else ""
    bar = draw_bar(row.bar) if row.bar is not None else " " * BAR_CELLS
    return "  " + unit + " " * (cells - cell_len(unit)) + "  " + bar


def draw_bar(percent: Fraction, cells: int = BAR_CELLS) -> str:
    """`███▌░░░░░░`: full only at 100%, empty only at 0%."""
    halves = round_half_up(percent * 2 * cells / 100)
    if percent < 100:
        halves = min(halves, 2 * cells - 1)
    if percent > 0:
        halves = max(halves, 1)
    full, half = divmod(halves, 2)
    return "█" * full + "▌" * half + "░" * (cells - full - half)
