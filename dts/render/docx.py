"""A report as a Word document by Nghị định 30/2020/NĐ-CP: letterhead, text, signature, then an annex for each table.

Needs the `office` extra; its libraries are imported only when a document is made.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from dts.render.docx_parts import (
    annex_labels,
    close_text,
    draw_annex,
    draw_body,
    draw_closing,
    draw_letterhead,
    draw_title,
)
from dts.render.docx_xml import SPACER
from dts.render.office import MAKER, noon, settled
from dts.render.safe import safe
from dts.report.paper import Paper

if TYPE_CHECKING:
    from docx.document import Document

MAX_PROPERTY = 255
"""Characters a property of a document may have."""


def paper_docx(paper: Paper, *, template: bytes | None = None) -> bytes:
    """The bytes of a Word document; the same paper, with the same template, always gives the same.

    Raises ImportError without the office extra, ValueError with a Vietnamese sentence when the template cannot be used.
    """
    from dts.render.docx_base import HANDED_OUT, SENT, add_annex_section, add_content, plain_base, room_of
    from dts.render.docx_template import template_base

    look = SENT if paper.letterhead is not None else HANDED_OUT
    document = template_base(template, look) if template is not None else plain_base(look)
    annexes = [table for table in paper.annexes if table.printed]
    room = room_of(document.sections[0])
    add_content(document, _text(paper, room))
    for label, table in zip(annex_labels(len(annexes)), annexes, strict=True):
        room = room_of(add_annex_section(document))
        add_content(document, draw_annex(label, table, paper.letterhead, room))
    _set_properties(document, paper)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _text(paper: Paper, room: float) -> list[str]:
    """The text itself, from its head to its signature."""
    if paper.letterhead is None:
        return [*draw_title(paper), *draw_body(paper.parts, room, signed=False)]
    annexes = [table for table in paper.annexes if table.printed]
    parts = close_text(paper.parts, annexes)
    body = draw_body(parts, room, signed=True)
    return [*draw_letterhead(paper.letterhead, room), *body, *draw_closing(paper, room), SPACER]


def _set_properties(document: Document, paper: Paper) -> None:
    """Who made it, and times that depend on the report's day only."""
    properties = document.core_properties
    properties.title = safe(paper.title)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = MAKER
    properties.created = properties.modified = noon(paper.day)
    properties.revision = 1
    properties.language = "vi-VN"
    properties.subject = properties.comments = properties.keywords = properties.category = ""
