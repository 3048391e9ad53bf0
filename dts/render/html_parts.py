"""The sentences of a report as a page: sections with Roman numbers, numbered and lettered items, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from dts.render.html_tables import table_html
from dts.render.markup import text
from dts.render.numbering import END, Marked, mark_parts
from dts.report.paper import Heading, Item, Paper, Paragraph, Part, Source, Table


class Section(NamedTuple):
    """What stands under one heading; before the first heading there is none."""

    key: str
    head: Marked | None
    parts: list[Marked]


def sections(paper: Paper) -> list[Section]:
    """The parts of a report, numbered as in its text, under their headings."""
    parts = _ended(paper.parts) if paper.letterhead is not None else paper.parts
    found: list[Section] = []
    for each in mark_parts(parts):
        if isinstance(each.part, Heading) or not found:
            found.append(Section(f"phan-{len(found) + 1}", each if isinstance(each.part, Heading) else None, []))
        if not isinstance(each.part, Heading):
            found[-1].parts.append(each)
    return found


def _ended(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The last sentence with the mark that nothing follows."""
    if not parts or isinstance(parts[-1], Heading | Table):
        return (*parts, Paragraph(END))
    return (*parts[:-1], parts[-1]._replace(text=parts[-1].text.removesuffix(".") + END))


def section_html(section: Section) -> str:
    """A section with its heading."""
    lines = [f'<section aria-labelledby="{section.key}">' if section.head else "<section>"]
    if section.head:
        lines.append(f'<h2 id="{section.key}">{heading_html(section.head)}</h2>')
    tables = 0
    for kind, run in groupby(section.parts, key=lambda each: type(each.part)):
        if kind is Table:
            for each in run:
                tables += 1
                lines.append(_table(each.part, f"{section.key}-bang-{tables}"))
        else:
            lines += _words(kind, run)
    return "\n".join([*lines, "</section>"])


def heading_html(head: Marked) -> str:
    """I. TÓM TẮT."""
    return _line(head)


def _table(part: Part, key: str) -> str:
    assert isinstance(part, Table)
    return table_html(part, key)


def _words(kind: type[Part], run: Iterable[Marked]) -> Iterable[str]:
    if kind is Item:
        return _items(run)
    if kind is Source:
        return ['<ol class="sources" role="list">', *(f"<li>{_line(each)}</li>" for each in run), "</ol>"]
    return [f"<p>{_line(each)}</p>" for each in run]


def _items(run: Iterable[Marked]) -> Iterator[str]:
    """Numbered items, each with its lettered ones in a list of their own."""
    yield '<ol class="items" role="list">'
    is_open = nested = False
    for each in run:
        deeper = isinstance(each.part, Item) and each.part.deeper
        if nested and not deeper:
            yield "</ol>"
        if is_open and not deeper:
            yield "</li>"
        if deeper and not nested:
            yield '<ol class="letters" role="list">' if is_open else '<li><ol class="letters" role="list">'
        yield f"<li>{_line(each)}</li>" if deeper else f"<li>{_line(each)}"
        is_open, nested = True, deeper
    yield from (["</ol>"] if nested else [])
    yield from (["</li>"] if is_open else [])
    yield "</ol>"


def _line(each: Marked) -> str:
    """The mark and the words behind it."""
    words = "" if isinstance(each.part, Table) else text(each.part.text)
    return f'<span class="no">{text(each.mark)}</span> <span class="words">{words}</span>' if each.mark else words
