"""The office's own .docx as base of a report: its page, styles, headers and footers stay.

Its text goes, with pictures, links and comments of that text; macros and files out of proportion are refused.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Base
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from dts.render.docx_base import SENT, Look, add_styles, number_pages, room_of

MAX_UNPACKED = 48 << 20
MAX_XML = 8 << 20
MAX_ENTRIES = 2000
"""A file that unpacks to more than this is no template."""
UNUSABLE = "tệp mẫu không phải là tệp Word .docx dùng được"
LEAST_ROOM = 120
"""Millimetres of text a page must leave; less does not hold the two columns of the head."""
_KEPT = {RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.FONT_TABLE, RT.THEME, RT.WEB_SETTINGS, RT.FOOTNOTES, RT.ENDNOTES}
_HEADS = {RT.HEADER, RT.FOOTER}


def template_base(data: bytes, look: Look) -> Base:
    """The office's own file without its text. Raises ValueError when it cannot be used."""
    try:
        _check_archive(data)
        document = Document(BytesIO(data))
        _refuse_macros(document)
        section = _clear(document)
        add_styles(document, look)
    except _Refused as error:
        raise ValueError(f"{UNUSABLE}: {error}") from None
    except Exception as error:  # somebody else's file can be broken in any way, and each raises something of its own
        raise ValueError(UNUSABLE) from error
    if room_of(section) < LEAST_ROOM:
        raise ValueError(f"{UNUSABLE}: phần chữ của trang hẹp dưới {LEAST_ROOM} mm")
    return document


class _Refused(Exception):
    """A file that could be opened, and why it is not."""


def _check_archive(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    texts = [entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or sum(texts) > MAX_XML:
        raise _Refused("tệp quá lớn khi giải nén")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise _Refused("tệp có macro")


def _refuse_macros(document: Base) -> None:
    kinds = [part.content_type.lower() for part in document.part.package.iter_parts()]
    if any("vbaproject" in kind or "macroenabled" in kind for kind in kinds):
        raise _Refused("tệp có macro")


def _clear(document: Base) -> Section:
    """Take the text out; of several sections the first one's page stays, because there a document begins."""
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    kept = sections[0] if sections else body.get_or_add_sectPr()
    for child in list(body):
        body.remove(child)
    body.append(kept)
    used = {str(node.get(qn("r:id"))) for node in kept}
    part = document.part
    for key, rel in list(part.rels.items()):
        if rel.reltype not in _KEPT and not (rel.reltype in _HEADS and key in used):
            del part.rels[key]
    _cut_outside_links(document)
    section = document.sections[0]
    _complete_page(section)
    if not any(node.tag in (qn("w:headerReference"), qn("w:footerReference")) for node in kept):
        number_pages(section)
    return section


def _cut_outside_links(document: Base) -> None:
    """The file a template was itself made from, and sources of letters in series, are no business of the report."""
    settings = document.settings.element  # made here when the file has none
    for name in ("w:attachedTemplate", "w:mailMerge"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    rels = document.part.part_related_by(RT.SETTINGS).rels
    for key in [key for key, rel in rels.items() if rel.is_external]:
        del rels[key]


def _complete_page(section: Section) -> None:
    """What the file leaves to Word's own habits is A4 with the decree's margins."""
    if section.page_width is None or section.page_height is None:
        section.page_width, section.page_height = Mm(210), Mm(297)
    for name, value in zip(("top", "right", "bottom", "left"), SENT.margins, strict=True):
        if getattr(section, f"{name}_margin") is None:
            setattr(section, f"{name}_margin", Mm(value))
