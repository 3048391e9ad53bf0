"""The office's own .docx as base: what of it stays, and which files are refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dts.render import docx_template
from dts.render.docx import paper_docx
from tests.conftest import Run
from tests.render.docx_papers import lines_of, made_handout, made_letter, made_report, opened

PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
UNUSABLE = "tệp mẫu không phải là tệp Word .docx dùng được"


def saved(document: Word) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def office_file(*, header: bool = True) -> bytes:
    """A file as an office keeps it: own margins, own letters, a header, and an old text with a picture."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(35), Mm(20), Mm(25)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(13)
    if header:
        section.header.paragraphs[0].text = "Sở Thông tin và Truyền thông"
        section.footer.paragraphs[0].text = "Số điện thoại 0211"
    document.add_paragraph("Văn bản cũ của cơ quan")
    document.add_picture(BytesIO(PIXEL))
    document.add_table(2, 2)
    document.core_properties.author = "Nguyễn Văn A"
    document.core_properties.comments = "nội bộ"
    return saved(document)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The archive with each entry changed, dropped (None) or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_page_styles_header_and_footer_stay() -> None:
    """The page, the letters and the running lines are the office's, the text is ours and only ours."""
    data = paper_docx(made_letter(), template=office_file())
    document = opened(data)
    section = document.sections[0]
    margins = [round(each.mm) for each in (section.left_margin, section.right_margin, section.top_margin)]
    assert margins == [35, 20, 25]
    assert document.styles["Normal"].font.name == "Arial"
    assert section.header.paragraphs[0].text == "Sở Thông tin và Truyền thông"
    assert section.footer.paragraphs[0].text == "Số điện thoại 0211"
    assert list(lines_of(document)) == list(lines_of(opened(paper_docx(made_letter()))))
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "media" in name], "the old text's picture is gone too"
        assert "nội bộ".encode() not in archive.read("docProps/core.xml")
    found = document.core_properties
    assert (found.author, found.title) == ("dts", "Đôn đốc Công an tỉnh")


def test_tables_fit_the_office_page() -> None:
    """Widths follow the margins of the file: 155 mm of text, 242 on a landscape page."""
    document = opened(paper_docx(made_report(), template=office_file()))
    widths = [round(sum(column.width for column in table.columns) / 36000) for table in document.tables]
    assert widths == [155, 155, 155, 242, 242]


def test_pages_are_numbered_where_the_office_has_no_header() -> None:
    """A file without header and footer gets page numbers, any other keeps what it has."""
    bare = opened(paper_docx(made_letter(), template=office_file(header=False))).sections[0]
    assert bare.different_first_page_header_footer
    assert bare.header._element.find(f".//{qn('w:fldSimple')}") is not None
    own = opened(paper_docx(made_letter(), template=office_file())).sections[0]
    assert own.header._element.find(f".//{qn('w:fldSimple')}") is None


def test_first_section_counts() -> None:
    """Of a file with several sections the first page's settings are taken."""
    document = Document(BytesIO(office_file()))
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.left_margin = Mm(50)
    found = opened(paper_docx(made_letter(), template=saved(document)))
    assert [round(section.left_margin.mm) for section in found.sections] == [35]
    assert found.sections[0].header.paragraphs[0].text == "Sở Thông tin và Truyền thông"


def test_own_styles_of_the_office_win() -> None:
    """An office may shape our styles in its file: a report used as template keeps its changes."""
    document = opened(paper_docx(made_letter()))
    body = next(style for style in document.styles if style.style_id == "BaoCaoThanBai")
    body.font.size = Pt(13)
    found = opened(paper_docx(made_letter(), template=saved(document)))
    assert [style.font.size for style in found.styles if style.style_id == "BaoCaoThanBai"] == [Pt(13)]
    assert len(list(lines_of(found))) == len(list(lines_of(opened(paper_docx(made_letter())))))


def test_same_template_same_bytes() -> None:
    """Nothing in the result depends on the moment."""
    data = office_file()
    for paper in (made_letter(), made_report(), made_handout()):
        assert paper_docx(paper, template=data) == paper_docx(paper, template=data)


def test_links_out_of_the_template_are_cut() -> None:
    """Neither the file it was made from nor a source of letters in series is opened with the report."""
    document = Document()
    settings = document.settings.element
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    key = part.relate_to("file:///C:/x.dotm", "http://schemas.openxmlformats.org/x/attachedTemplate", True)
    link = f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{key}"/>'
    settings.insert(0, parse_xml(link))
    with ZipFile(BytesIO(paper_docx(made_letter(), template=saved(document)))) as archive:
        every = b"".join(archive.read(name) for name in archive.namelist())
    assert b"x.dotm" not in every
    assert b"attachedTemplate" not in every


def macro(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return content.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    return content


def same(_name: str, content: bytes) -> bytes:
    return content


def without(what: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: None if name == what else content


def emptied(name: str, content: bytes) -> bytes:
    return b"" if name == "word/document.xml" else content


def entity_bomb(name: str, content: bytes) -> bytes:
    if name != "word/document.xml":
        return content
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE w [<!ENTITY a0 "x">{lines}]><w:document {nsdecls("w")}>&a11;</w:document>'.encode()


def narrow(name: str, content: bytes) -> bytes:
    return content.replace(b'w:left="1984"', b'w:left="8000"') if name == "word/document.xml" else content


REFUSED = {
    "empty": (lambda: b"", UNUSABLE),
    "text": (lambda: "không phải Word".encode(), UNUSABLE),
    "old .doc": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), UNUSABLE),
    "other archive": (lambda: rewritten(office_file(), lambda _name, _content: None, a_txt=b"x"), UNUSABLE),
    "half": (lambda: office_file()[:5000], UNUSABLE),
    "macros": (lambda: rewritten(office_file(), same, word__vbaProject_bin=b"x"), f"{UNUSABLE}: tệp có macro"),
    "docm": (lambda: rewritten(office_file(), macro), UNUSABLE),
    "no types": (lambda: rewritten(office_file(), without("[Content_Types].xml")), UNUSABLE),
    "no text": (lambda: rewritten(office_file(), without("word/document.xml")), UNUSABLE),
    "empty text": (lambda: rewritten(office_file(), emptied), UNUSABLE),
    "entities": (lambda: rewritten(office_file(), entity_bomb), UNUSABLE),
    "bomb": (
        lambda: rewritten(office_file(), same, word__media__x_png=bytes(docx_template.MAX_UNPACKED)),
        f"{UNUSABLE}: tệp quá lớn khi giải nén",
    ),
    "xml bomb": (
        lambda: rewritten(office_file(), same, word__x_xml=b" " * docx_template.MAX_XML),
        f"{UNUSABLE}: tệp quá lớn khi giải nén",
    ),
    "narrow": (
        lambda: rewritten(office_file(), narrow),
        f"{UNUSABLE}: phần chữ của trang hẹp dưới {docx_template.LEAST_ROOM} mm",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_template_is_refused_in_words(kind: str) -> None:
    """A broken, foreign or dangerous file ends in one Vietnamese sentence."""
    make, sentence = REFUSED[kind]
    with pytest.raises(ValueError, match="tệp mẫu") as raised:
        paper_docx(made_letter(), template=make())
    assert str(raised.value) == sentence


def test_damaged_files_never_raise_anything_else() -> None:
    """Two hundred files with some bytes changed inside their parts: used or refused, nothing third."""
    chance, data = random.Random(30), office_file()
    ends = []

    def damage(name: str, content: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")) or chance.random() < 0.7 or not content:
            return content
        spot = chance.randrange(len(content))
        return content[:spot] + bytes([chance.randrange(256)]) * chance.randrange(3) + content[spot + 1 :]

    for _time in range(200):
        try:
            opened(paper_docx(made_letter(), template=rewritten(data, damage)))
            ends.append("used")
        except ValueError as error:
            ends.append(str(error).partition(":")[0])
    assert set(ends) == {"used", UNUSABLE}


def test_command_takes_a_template_and_names_the_refused(run: Run, tmp_path: Path) -> None:
    """`dts report -o x.docx --template mau.docx`: kept when good, exit 2 and nothing written when not."""
    good, bad, out = tmp_path / "mau.docx", tmp_path / "hong.docx", tmp_path / "x.docx"
    good.write_bytes(office_file())
    bad.write_bytes(b"x")
    line = ["report", "--period", "02/2025", "--as-of", "25/2/2025", "-o", str(out), "--template"]
    refused = run(*line, str(bad))
    assert (refused.code, out.exists()) == (2, False)
    assert f"--template: {UNUSABLE}." in refused.err
    assert run(*line, str(good)).code == 0
    assert opened(out.read_bytes()).sections[0].header.paragraphs[0].text == "Sở Thông tin và Truyền thông"
