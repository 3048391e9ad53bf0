"""A report as plain text for mail and print: fixed width, nothing cut, no escape codes, the same bytes every time."""

from __future__ import annotations

from rich.cells import cell_len

from dts.render.layout import wrap
from dts.render.safe import safe
from dts.report.paper import Columns, Heading, Item, Letterhead, Paper, Paragraph, Part, Source

WIDTH = 100
MIN_WIDTH = 80
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as officials letter their items."""


def paper_lines(paper: Paper, width: int = WIDTH) -> list[str]:
    """The report as lines, the first one its summary, none with trailing spaces."""
    width = max(width, MIN_WIDTH)
    lines = [*wrap(safe(paper.summary), width), "", *_letterhead(paper.letterhead, width), ""]
    lines += _parts(paper.parts, width)
    lines[-1] = lines[-1].removesuffix(".") + "./."
    lines += ["", "Nơi nhận:", *(f"- {safe(each)}" for each in paper.recipients)]
    return [line.rstrip() for line in lines]


def _letterhead(head: Letterhead, width: int) -> list[str]:
    left_width = width * 44 // 100
    left = [*map(safe, head.agency), "-" * 8, f"Số:      {safe(head.symbol)}", safe(head.draft)]
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-" * 27]
    right = [*motto, *[""] * (len(head.agency) - 2), safe(head.place_and_day)]
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    lines = [
        _centred(first, left_width) + _centred(second, width - left_width)
        for first, second in zip(left, right, strict=True)
    ]
    lines += [_centred(safe(head.kind), width)]
    for text in head.subject:
        lines += [_centred(line, width) for line in wrap(safe(text), width - 10)]
    return [*lines, "", _centred("Kính gửi: " + "." * 48, width)]


def _centred(text: str, width: int) -> str:
    space = max(0, width - cell_len(text))
    return " " * (space // 2) + text + " " * (space - space // 2)


def _parts(parts: tuple[Part, ...], width: int) -> list[str]:
    lines: list[str] = []
    sections = iter(ROMAN)
    number = letter = 0
    for part in parts:
        match part:
            case Heading():
                lines += (
                    ["", f"{next(sections)}. {safe(part.text)}"] if lines else [f"{next(sections)}. {safe(part.text)}"]
                )
                number = letter = 0
            case Paragraph():
                lines += _paragraph(safe(part.text), width)
            case Item(deeper=True):
                lines += _hanging(f"   {_letter(letter)}) ", safe(part.text), width)
                letter += 1
            case Item():
                number, letter = number + 1, 0
                lines += _hanging(f"{number}. ", safe(part.text), width)
            case Columns():
                lines += _table(part, width)
            case Source():
                lines += _hanging(f"[{part.number}] ", safe(part.text), width)
    return lines


def _letter(index: int) -> str:
    """a, b, c, … then aa, ab, …"""
    first, second = divmod(index, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


def _paragraph(text: str, width: int) -> list[str]:
    first, *rest = wrap("\u2007\u2007\u2007" + text, width)
    return [first.replace("\u2007", " "), *rest]


def _hanging(mark: str, text: str, width: int) -> list[str]:
    first, *rest = wrap(text, width, " " * len(mark))
    return [mark + first[len(mark) :], *rest]


def _table(table: Columns, width: int) -> list[str]:
    """Heads wrapped to the width of their numbers, numbers right, a rule above and below the rows."""
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    numbers = [
        max(cell_len(safe(text)) for text in [*table.heads[index].split(), *(row[index] for row in rows)])
        for index in range(1, len(table.heads))
    ]
    room = width - sum(numbers) - 2 * len(numbers)
    widths = [min(room, max(cell_len(safe(row[0])) for row in [table.heads, *rows])), *numbers]
    rule = "-" * (sum(widths) + 2 * len(numbers))
    lines = [*_row(table.heads, widths), rule]
    for row in table.rows:
        lines += _row(row, widths)
    return [*lines, rule, *_row(table.totals, widths)] if table.totals else lines


def _row(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    """First column left, the others right; what is longer than its column takes more lines."""
    wrapped = [wrap(safe(cell), width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for index in range(max(map(len, wrapped))):
        texts = [column[index] if index < len(column) else "" for column in wrapped]
        line = texts[0] + " " * (widths[0] - cell_len(texts[0]))
        for text, width in zip(texts[1:], widths[1:], strict=True):
            line += "  " + " " * (width - cell_len(text)) + text
        lines.append(line)
    return lines
