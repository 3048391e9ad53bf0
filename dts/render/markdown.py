"""A report as Markdown, to paste where that is read: headings, lists, pipe tables; nothing from data is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dts.render.numbering import mark_parts
from dts.render.safe import safe
from dts.report.paper import Band, Heading, Item, Letterhead, Note, Paper, Paragraph, Part, Source, Table

GENERATOR = "<!-- lập bằng dts -->"
_LIVE = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_OPENING = re.compile(r"^([-+=:])")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www)([:.])")


def paper_markdown(paper: Paper) -> str:
    """The parts of the report, then its brief tables as annex."""
    lines = [GENERATOR, ""]
    if paper.summary:
        lines += [inline(paper.summary), ""]
    lines += _letterhead(paper.letterhead) if paper.letterhead else [f"# {inline(paper.title)}", ""]
    lines += _parts(paper.parts)
    for table in paper.annexes:
        if table.printed:
            lines += [f"## Phụ lục: {inline(table.title)}", "", *_table(table.narrowed())]
    if paper.letterhead and paper.recipients:
        lines += ["**Nơi nhận:**", "", *(f"- {inline(each)}" for each in paper.recipients)]
    return "\n".join(lines)


def inline(text: str) -> str:
    """Text as text: every character that could format, link or start a list is escaped."""
    escaped = _LIVE.sub(r"\\\1", safe(text))
    escaped = _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\\\1", escaped))
    return _ADDRESS.sub(r"\1&#8203;\2", escaped) if _ADDRESS.search(escaped) else escaped


def _letterhead(head: Letterhead) -> list[str]:
    agency = " ".join((*head.parent, *head.agency))
    lines = [f"**{inline(agency)}** ({inline(head.draft)})", "", f"{inline(head.place_and_day)}", ""]
    if head.kind:
        lines += [f"# {inline(head.kind)}", ""]
    lines += [f"**{inline(text)}**  " for text in ((head.regarding, *head.subject) if head.regarding else head.subject)]
    return [*lines, "", f"Kính gửi: {inline('; '.join(head.addressees) or '…')}", ""]


def _parts(parts: tuple[Part, ...]) -> list[str]:
    lines: list[str] = []
    for mark, part, _item in mark_parts(parts):
        match part:
            case Heading():
                lines += ["", f"## {mark} {inline(part.text)}", ""]
            case Paragraph() | Note():
                lines += [inline(part.text), ""]
            case Item(deeper=True):
                lines.append(f"   - {mark} {inline(part.text)}")
            case Item():
                lines.append(f"{mark} {inline(part.text)}")
            case Table():
                lines += ["", *_table(part)]
            case Source():
                lines += [f"{inline(mark)} {inline(part.text)}  "]
    return [*lines, ""]


def _table(table: Table) -> list[str]:
    """A pipe table; a band fills the first cell of a row of its own."""
    rows = [_row(column.head for column in table.columns)]
    rows.append("|" + "|".join("---:" if column.right else "---" for column in table.columns) + "|")
    for row in table.rows:
        if isinstance(row, Band):
            rows.append(f"| **{inline(row.text)}** " + "|" * len(table.columns))
        else:
            rows.append(_row(cell.text for cell in row))
    if table.totals:
        rows.append(_row((f"**{inline(cell.text)}**" for cell in table.totals), escaped=True))
    return [*rows, "", *([inline(table.note), ""] if table.note else [])]


def _row(texts: Iterable[str], *, escaped: bool = False) -> str:
    return "| " + " | ".join(text if escaped else inline(text) for text in texts) + " |"
