"""One report, many dresses: which module writes which format. Each is imported only when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from dts.report.paper import Behind, Paper


class Format(StrEnum):
    """The members are the words of `--format`."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
}
"""The format of a file by the end of its name."""
BEHIND = {
    Format.TEXT: Behind.NOTHING,
    Format.MARKDOWN: Behind.PRINTED,
    Format.DOCX: Behind.PRINTED,
    Format.XLSX: Behind.TABLES,
    Format.HTML: Behind.EVERYTHING,
}
"""What of a report each format shows behind its text."""
BINARY = (Format.DOCX, Format.XLSX)
"""Formats for a file only; the others may be printed."""


def dress(paper: Paper, form: Format, *, width: int | None = None, template: bytes | None = None) -> bytes:
    """The bytes of a report in a format; the same paper always gives the same bytes.

    `width` is for text, `template` (a .docx of the office's own) for Word. Raises ImportError when the office extra is
    not installed, ValueError with a Vietnamese sentence when the template cannot be used.
    """
    match form:
        case Format.TEXT:
            from dts.render.paper_text import WIDTH, paper_lines

            return _encoded("\n".join(paper_lines(paper, width or WIDTH)))
        case Format.MARKDOWN:
            from dts.render.markdown import paper_markdown

            return _encoded(paper_markdown(paper))
        case Format.HTML:
            from dts.render.html import paper_html

            return _encoded(paper_html(paper))
        case Format.DOCX:
            from dts.render.docx import paper_docx

            return paper_docx(paper, template=template)
        case Format.XLSX:
            from dts.render.xlsx import paper_xlsx

            return paper_xlsx(paper)
        case _:
            assert_never(form)


def _encoded(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8")
