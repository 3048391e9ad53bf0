"""The sheets of sentences: Tổng hợp (what a leader reads first), Lời văn (the whole report), Nguồn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dts.render.numbering import mark_parts
from dts.render.xlsx_looks import HEAD, Looks, fit_row, put, put_line, set_page, set_widths
from dts.render.xlsx_values import Typed, typed_count
from dts.report.paper import Heading, Item, Note, Paper, Paragraph, Source, Table

PAIRS = (24, 116)
LIST = (8, 132)
"""Together a page of A4 landscape at full size."""
SUMMARY, PROSE, SOURCES = "Tổng hợp", "Lời văn", "Nguồn"


class Line(NamedTuple):
    """A numbered sentence; a heading has its Roman number."""

    mark: str
    text: str
    heading: bool = False


def paper_sentences(paper: Paper, tabs: Sequence[tuple[str, Table]]) -> Iterator[Line]:
    """All parts in order; a table is named by its tab, sources have a sheet of their own."""
    for mark, part, item in mark_parts(paper.parts):
        match part:
            case Heading():
                yield Line(mark, part.text, heading=True)
            case Paragraph() | Note():
                yield Line("", part.text)
            case Item():
                yield Line(f"{item}{mark}" if item else mark, part.text)
            case Table():
                name = next(name for name, table in tabs if table == part)
                yield Line("", f"{part.title}: xem trang “{name}”.")
            case Source():
                pass


def fill_prose(sheet: Any, paper: Paper, tabs: Sequence[tuple[str, Table]], looks: Looks, *, day: str) -> None:
    """Every sentence of the report on a row of its own."""
    lines = list(paper_sentences(paper, tabs))
    if any(isinstance(part, Source) for part in paper.parts):
        lines.append(Line("", f"Số trong ngoặc vuông là số thứ tự nguồn, xem trang “{SOURCES}”."))
    _fill_list(sheet, paper.title, ("Mục", "Nội dung"), lines, looks, day=day)


def fill_sources(sheet: Any, paper: Paper, looks: Looks, *, day: str) -> None:
    """The numbered sources."""
    lines = [Line(f"[{part.number}]", part.text) for part in paper.parts if isinstance(part, Source)]
    _fill_list(sheet, "Nguồn số liệu", ("Số", "Nguồn"), lines, looks, day=day)


def _fill_list(
    sheet: Any, title: str, heads: tuple[str, str], lines: Sequence[Line], looks: Looks, *, day: str
) -> None:
    set_widths(sheet, LIST)
    put_line(looks, sheet, 1, title, LIST, font="big")
    for index, head in enumerate(heads, start=1):
        put(looks, sheet.cell(2, index), head, font="bold", side="center", fill=HEAD)
    fit_row(sheet, 2, heads, LIST, bold=True)
    for row, line in enumerate(lines, start=3):
        font, fill = ("bold", HEAD) if line.heading else ("plain", None)
        put(looks, sheet.cell(row, 1), line.mark, font=font, fill=fill)
        put(looks, sheet.cell(row, 2), line.text, font=font, fill=fill)
        fit_row(sheet, row, [line.mark, line.text], LIST, bold=line.heading)
    sheet.freeze_panes = "A3"
    set_page(sheet, day, repeated=2)


# ── Tổng hợp ─────────────────────────────────────────────────────────────────


class Pair(NamedTuple):
    """A row of two cells: a label or a count, and what belongs to it."""

    label: Typed | str
    content: Typed | str
    fill: str | None = None


def fill_summary(
    sheet: Any, paper: Paper, tabs: Sequence[tuple[str, str]], looks: Looks, *, day: Typed, draft: str
) -> None:
    """Whose report it is, the counters, the sentences of the summary, and what stands on which sheet."""
    set_widths(sheet, PAIRS)
    row = 1
    for text, font in _title_lines(paper):
        put_line(looks, sheet, row, text, PAIRS, font=font)
        row += 1
    state = [*([Pair("Tình trạng", draft)] if draft else []), Pair("Ngày lập", day)]
    row = _fill_pairs(sheet, row + 1, "", state, looks)
    counters = [Pair(typed_count(each.number), each.label, each.tone) for each in paper.counters]
    row = _fill_pairs(sheet, row, "SỐ CHỈ TIÊU, NHIỆM VỤ THEO TÌNH TRẠNG", counters, looks)
    head, texts = _first_section(paper)
    row = _fill_pairs(sheet, row, head, [Pair(str(index), text) for index, text in enumerate(texts, 1)], looks)
    row = _fill_pairs(sheet, row, "THỂ THỨC VĂN BẢN", list(_letter_facts(paper)), looks)
    _fill_pairs(sheet, row, "CÁC TRANG CỦA TỆP NÀY", [Pair(name, title) for name, title in tabs], looks)
    set_page(sheet, day.text)


def _title_lines(paper: Paper) -> Iterator[tuple[str, str]]:
    head = paper.letterhead
    if head is None:
        yield paper.title, "big"
        return
    yield from ((text, "bold") for text in (*head.parent, *head.agency))
    yield from ((text, "big") for text in (head.kind, head.regarding, *head.subject) if text)


def _letter_facts(paper: Paper) -> Iterator[Pair]:
    if paper.summary:
        yield Pair("Tóm tắt một dòng", paper.summary)
    head = paper.letterhead
    if head is None:
        return
    yield Pair("Số, ký hiệu", f"Số:      {head.symbol}")
    yield Pair("Địa danh, ngày tháng", head.place_and_day)
    yield Pair("Kính gửi", "; ".join(head.addressees) or "…………")
    yield Pair("Người ký", head.signer or "…………")
    yield Pair("Nơi nhận", " ".join(paper.recipients) or "…………")


def _first_section(paper: Paper) -> tuple[str, list[str]]:
    """The sentences under the first heading: TÓM TẮT."""
    head = ""
    texts: list[str] = []
    for part in paper.parts:
        if isinstance(part, Heading):
            if head or texts:
                break
            head = part.text
        elif isinstance(part, (Paragraph, Item)):
            texts.append(part.text)
    return head, texts


def _fill_pairs(sheet: Any, row: int, head: str, pairs: Sequence[Pair], looks: Looks) -> int:
    """A block of two columns under its head; the row after it and an empty one."""
    if not pairs:
        return row
    if head:
        put_line(looks, sheet, row, head, PAIRS, font="bold")
        row += 1
    for pair in pairs:
        side = "left" if isinstance(pair.label, str) else "right"
        put(looks, sheet.cell(row, 1), pair.label, font="bold", side=side, fill=pair.fill)
        put(looks, sheet.cell(row, 2), pair.content)
        texts = [each if isinstance(each, str) else each.text for each in pair[:2]]
        fit_row(sheet, row, texts, PAIRS)
        row += 1
    return row + 1
