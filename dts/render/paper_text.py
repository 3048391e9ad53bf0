"""A report as plain text for mail and print: fixed width, nothing cut, no escape codes, the same bytes every time."""

from __future__ import annotations

from dts.render.cells import cell_len
from dts.render.lines import Line, Span, wrap
from dts.render.numbering import END, SIGNER, mark_parts
from dts.render.safe import safe
from dts.report.paper import Band, Heading, Item, Letterhead, Note, Paper, Paragraph, Part, Source, Table

WIDTH = 100
MIN_WIDTH = 80
LEAST_NAME = 24


def paper_lines(paper: Paper, width: int = WIDTH) -> list[str]:
    """The report as lines, the first one its summary, none with trailing spaces."""
    width = max(width, MIN_WIDTH)
    lines = [*wrap(safe(paper.summary), width), ""] if paper.summary else []
    if paper.letterhead is not None:
        lines += [*_letterhead(paper.letterhead, width), ""]
    elif paper.title:
        lines += [*(_centred(line, width) for line in wrap(safe(paper.title), width)), ""]
    lines += _parts(paper.parts, width)
    if paper.letterhead is not None:
        lines[-1] = lines[-1].removesuffix(".") + END
        lines += ["", *_closing(paper.letterhead, paper.recipients, width)]
    return [line.rstrip() for line in lines]


def paper_screen(paper: Paper, width: int) -> list[Line]:
    """The same lines for a terminal: the summary, the kind of document and the section heads stand out."""
    heads = {f"{mark} {safe(part.text)}" for mark, part, _item in mark_parts(paper.parts) if isinstance(part, Heading)}
    kind = safe(paper.letterhead.kind) if paper.letterhead else safe(paper.title)
    texts = paper_lines(paper, min(width, WIDTH))
    return [
        (Span(text, strong=index == 0 or text in heads or text.strip() == kind),) for index, text in enumerate(texts)
    ]


def _letterhead(head: Letterhead, width: int) -> list[str]:
    """Issuing body left, the motto right, as Nghị định 30/2020 sets them; then kind, subject and addressees."""
    left_width = width * 44 // 100
    names = [*head.parent, *head.agency]
    spare = [""] * (2 - len(names))  # an agency in one line: its number still stands beside place and day
    left = [*names, "-" * 8, *spare, f"Số:      {head.symbol}"]
    left += [line for line in wrap(safe(head.regarding), left_width - 4) if line] + [head.draft]
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-" * 27]
    right = [*motto, *[""] * (len(names) - 2), head.place_and_day]
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    right += [""] * (rows - len(right))
    lines = [
        _centred(safe(first), left_width) + _centred(safe(second), width - left_width)
        for first, second in zip(left, right, strict=True)
    ]
    if head.kind:
        lines.append(_centred(safe(head.kind), width))
    for text in head.subject:
        lines += [_centred(line, width) for line in wrap(safe(text), width - 10)]
    return [*lines, "", *_addressees(head, width)]


def _addressees(head: Letterhead, width: int) -> list[str]:
    """`Kính gửi: …`, one below the other when several; dots where the office fills them in."""
    if len(head.addressees) > 1:
        indent = " " * (width // 4)
        listed = [line for each in head.addressees for line in _hanging(f"{indent}- ", safe(each), width - width // 8)]
        return [f"{indent}Kính gửi:", *listed]
    name = safe(head.addressees[0]) if head.addressees else "." * 48
    return [_centred(line, width) for line in wrap(f"Kính gửi: {name}", width - 10)]


def _closing(head: Letterhead, recipients: tuple[str, ...], width: int) -> list[str]:
    """Nơi nhận left; right the post of who signs, left open where nobody is named."""
    left_width = width * 44 // 100
    left = ["Nơi nhận:"]
    for each in recipients:
        left += _hanging("- ", safe(each), left_width)
    signer = _centred(safe(head.signer) or SIGNER, width - left_width)
    return [left[0] + " " * (left_width - cell_len(left[0])) + signer, *left[1:]]


def _centred(text: str, width: int) -> str:
    space = max(0, width - cell_len(text))
    return " " * (space // 2) + text + " " * (space - space // 2)


def _parts(parts: tuple[Part, ...], width: int) -> list[str]:
    lines: list[str] = []
    for mark, part, _item in mark_parts(parts):
        match part:
            case Heading():
                lines += [*([""] if lines else []), f"{mark} {safe(part.text)}"]
            case Paragraph():
                lines += _paragraph(safe(part.text), width)
            case Note():
                lines += wrap(safe(part.text), width)
            case Item(deeper=True):
                lines += _hanging(f"   {mark} ", safe(part.text), width)
            case Item() | Source():
                lines += _hanging(f"{mark} ", safe(part.text), width)
            case Table():
                lines += _table(part, width)
    return lines


def _paragraph(text: str, width: int) -> list[str]:
    first, *rest = wrap("\u2007\u2007\u2007" + text, width)
    return [first.replace("\u2007", " "), *rest]


def _hanging(mark: str, text: str, width: int) -> list[str]:
    first, *rest = wrap(text, width, " " * len(mark))
    return [mark + first[len(mark) :], *rest]


def _table(table: Table, width: int) -> list[str]:
    """Heads wrapped to the width of their numbers, numbers right, a rule above and below the rows."""
    heads = tuple(column.head for column in table.columns)
    rows = [tuple(cell.text for cell in row) for row in table.rows if not isinstance(row, Band)]
    totals = tuple(cell.text for cell in table.totals)
    every = [*rows, *([totals] if totals else [])]
    numbers = [
        max(cell_len(safe(text)) for text in [*heads[index].split(), *(row[index] for row in every)])
        for index in range(1, len(heads))
    ]
    gap = 2 if sum(numbers) + 2 * len(numbers) + LEAST_NAME <= width else 1
    room = width - sum(numbers) - gap * len(numbers)
    widths = [min(room, max(cell_len(safe(row[0])) for row in [heads, *every])), *numbers]
    rule = "-" * (sum(widths) + gap * len(numbers))
    lines = [*_row(heads, widths, gap), rule]
    for row in table.rows:
        lines += [safe(row.text)] if isinstance(row, Band) else _row(tuple(cell.text for cell in row), widths, gap)
    return [*lines, rule, *_row(totals, widths, gap)] if totals else lines


def _row(cells: tuple[str, ...], widths: list[int], gap: int) -> list[str]:
    """First column left, the others right; what is longer than its column takes more lines."""
    wrapped = [wrap(safe(cell), width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for index in range(max(map(len, wrapped))):
        texts = [column[index] if index < len(column) else "" for column in wrapped]
        line = texts[0] + " " * (widths[0] - cell_len(texts[0]))
        for text, width in zip(texts[1:], widths[1:], strict=True):
            line += " " * (gap + width - cell_len(text)) + text
        lines.append(line)
    return lines
