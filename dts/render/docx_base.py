"""The page a Word report is written on: paper, margins, typeface, styles, page numbers, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from docx import Document
from docx.document import Document as Base
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from dts.render.docx_xml import BODY, CELL, HEADING, LINE, PAGE_NUMBER, twips

FONT = "Times New Roman"
_BEHIND_NUMBERS = tuple(
    f"w:{name}"
    for name in ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid")
)
"""What the schema puts behind the numbering of pages in the settings of a section."""


class Look(NamedTuple):
    """What differs between a document to be sent and a page to be handed out."""

    size: float
    """Points of running text."""
    after: float
    """Points between paragraphs; at least 6 in a document to be sent."""
    margins: tuple[float, float, float, float]
    """Millimetres: top, right, bottom, left."""


SENT = Look(14, 6, (20, 15, 20, 30))
HANDED_OUT = Look(12, 3, (15, 15, 15, 20))


def plain_base(look: Look) -> Base:
    """An empty A4 document in Times New Roman."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.orientation = Mm(210), Mm(297), WD_ORIENT.PORTRAIT
    top, right, bottom, left = look.margins
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = section.footer_distance = Mm(min(top, 20) / 2)
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype == RT.THUMBNAIL]:
        del package.rels[key]  # a picture of somebody's empty page
    _set_fonts(document, look)
    _set_program(document)
    add_styles(document, look)
    number_pages(section)
    return document


def _set_fonts(document: Base, look: Look) -> None:
    """One typeface for every script and every style, Vietnamese for the spelling."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    for spacing in styles.find(qn("w:docDefaults")).iter(qn("w:spacing")):
        spacing.attrib.clear()
    normal = document.styles["Normal"]
    assert normal.type is WD_STYLE_TYPE.PARAGRAPH
    normal.font.name, normal.font.size = FONT, Pt(look.size)
    for script in ("eastAsia", "cs"):
        normal.element.rPr.rFonts.set(qn(f"w:{script}"), FONT)


def _set_program(document: Base) -> None:
    """The ways of Word 2013 and later, without "compatibility mode" in its title; no Japanese."""
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), "vi-VN")


def number_pages(section: Section) -> None:
    """In the middle of the top margin, from the second page on."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line._p.append(_parsed(PAGE_NUMBER))


def add_annex_section(document: Base) -> Section:
    """A landscape section whose pages count from 1 again: each annex has its own numbers."""
    section: Section = document.add_section()
    width, height = section.page_width, section.page_height
    assert width is not None
    assert height is not None
    section.page_width, section.page_height = max(width, height), min(width, height)
    section.orientation = WD_ORIENT.LANDSCAPE
    properties = document.element.body.sectPr
    if (numbers := properties.find(qn("w:pgNumType"))) is None:
        numbers = _parsed("<w:pgNumType/>")
        properties.insert_element_before(numbers, *_BEHIND_NUMBERS)
    numbers.set(qn("w:start"), "1")
    ending = document.paragraphs[-1]  # carries the section before; it must not begin a page
    ending.paragraph_format.line_spacing = Pt(1)
    ending.paragraph_format.space_before = ending.paragraph_format.space_after = Pt(0)
    return section


def room_of(section: Section) -> float:
    """Millimetres of text on a page."""
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None
    assert left is not None
    assert right is not None
    return (width - left - right) / Mm(1)


def add_content(document: Base, pieces: Iterable[str]) -> None:
    """Append WordprocessingML at the end of the text."""
    last = document.element.body.sectPr
    for element in list(_parsed(f"<w:body>{''.join(pieces)}</w:body>")):
        last.addprevious(element)


def add_styles(document: Base, look: Look) -> None:
    """The styles of the report, but those the file has already: an office may shape them in its own."""
    styles = document.styles
    known = {style.style_id for style in styles}
    normal = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    based = f'<w:basedOn w:val="{escape(normal.style_id)}"/>' if normal is not None else ""
    for key, name, spacing, more in (
        (BODY, "Báo cáo: thân bài", look.after, f'<w:ind w:firstLine="{twips(10)}"/><w:jc w:val="both"/>'),
        (HEADING, "Báo cáo: đề mục", look.after, f'<w:ind w:firstLine="{twips(10)}"/><w:outlineLvl w:val="0"/>'),
        (LINE, "Báo cáo: dòng đầu, cuối", 0, ""),
        (CELL, "Báo cáo: ô bảng", 1, ""),
    ):
        if key not in known:
            before = spacing if key in (HEADING, CELL) else 0
            space = (
                f'<w:spacing w:before="{before * 20:.0f}" w:after="{spacing * 20:.0f}" w:line="240" w:lineRule="auto"/>'
            )
            settings = "<w:keepNext/>" * (key == HEADING) + space + more
            styles.element.append(
                _parsed(
                    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
                    f"{based}<w:qFormat/><w:pPr>{settings}</w:pPr></w:style>"
                )
            )


def _parsed(xml: str) -> BaseOxmlElement:
    """A piece of WordprocessingML with its namespace, which `xml` leaves out."""
    opening = re.match(r"<w:\w+", xml)
    assert opening is not None
    return parse_xml(f"{opening[0]} {nsdecls('w')}{xml[opening.end() :]}")
