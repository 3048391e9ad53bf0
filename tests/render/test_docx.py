"""Word files: what stands on the page, by extracted text and by the numbers Nghị định 30/2020/NĐ-CP gives."""

from __future__ import annotations

import os
import re
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt

from dts.render.docx import paper_docx
from dts.report.paper import Band, Cell, Column, Heading, Item, Letterhead, Note, Paper, Paragraph, Table
from tests.conftest import GOLDEN, Run
from tests.render.docx_papers import lines_of, made_handout, made_letter, made_report, made_table, opened

REPORT = ["report", "--period", "02/2025", "--as-of", "25/2/2025"]


def mm(length: Length | None) -> int:
    assert length is not None
    return round(length.mm)


def page(section: Section) -> tuple[int, ...]:
    """Width, height, then the margins: top, right, bottom, left; in millimetres."""
    lengths = (section.page_width, section.page_height, section.top_margin, section.right_margin)
    return tuple(map(mm, (*lengths, section.bottom_margin, section.left_margin)))


# ── what stands there ────────────────────────────────────────────────────────


def test_shipped_report_is_as_agreed(run: Run, tmp_path: Path) -> None:
    """The report of the shipped data, line by line; DTS_WRITE_GOLDEN=1 writes it anew, then read the difference."""
    file, golden = tmp_path / "bao-cao.docx", GOLDEN / "report-2025-02-docx.txt"
    assert run(*REPORT, "-o", str(file)).code == 0
    text = "".join(f"{line}\n" for line in lines_of(opened(file.read_bytes())))
    if os.environ.get("DTS_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert text == golden.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_letter() -> None:
    """An official letter, whole."""
    assert list(lines_of(opened(paper_docx(made_letter())))) == [
        "ỦY BAN NHÂN DÂN / TỈNH VĨNH PHÚC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc",
        "Số:      /UBND-… | Vĩnh Phúc, ngày 25 tháng 02 năm 2025",
        "V/v đôn đốc nhiệm vụ sắp đến hạn thuộc Đề án 06 | DỰ THẢO",
        "Kính gửi: Công an tỉnh",
        "Theo kết quả theo dõi, Công an tỉnh có 01 nhiệm vụ sắp đến hạn:",
        "1. Kế hoạch triển khai Đề án 06 năm 2025: mục tiêu ≥ 80%.",
        "a) Khẩn trương trình ký ban hành;",
        "b) Không kịp thì gửi văn bản giải trình.",
        "Đề nghị Công an tỉnh quan tâm, thực hiện./.",
        "Nơi nhận: / - Như trên; / - Lưu: VT. | TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Họ và tên",
    ]


def test_report_with_annexes() -> None:
    """Several addressees in a list, tables with bands and totals, annexes numbered and named in the text."""
    assert list(lines_of(opened(paper_docx(made_report())))) == [
        "UBND TỈNH VĨNH PHÚC / SỞ THÔNG TIN VÀ / TRUYỀN THÔNG | "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc",
        "Số:      /BC-STTTT | Vĩnh Phúc, ngày 25 tháng 02 năm 2025",
        "DỰ THẢO | ",
        "BÁO CÁO",
        "Tiến độ thực hiện Đề án 06",
        "Kính gửi: ",
        "- Ủy ban nhân dân tỉnh;",
        "- Công an tỉnh.",
        "I. KẾT QUẢ",
        "1. Chính quyền số",
        "a) Dịch vụ công: 954/1.865 dịch vụ.",
        "II. THEO ĐƠN VỊ",
        "Chỉ tiêu | Mã | Kết quả",
        "Nhóm 1",
        "Chỉ tiêu 0 | ma-0 | 35,03%",
        "Chỉ tiêu 1 | ma-1 | 35,03%",
        "Cộng |  | 2",
        "Số liệu chưa kiểm toán.",
        "III. NGUỒN SỐ LIỆU",
        "[1] Hội nghị tháng 02/2025",
        "Chi tiết tại Phụ lục I (Kết quả chi tiết), Phụ lục II (Số liệu) kèm theo./.",
        "Nơi nhận: / - Như trên; / - Lưu: VT. | QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ / Họ và tên",
        *annex("Phụ lục I", "KẾT QUẢ CHI TIẾT"),
        *annex("Phụ lục II", "SỐ LIỆU"),
    ]


def annex(label: str, title: str) -> list[str]:
    """An annex of the made report: the brief columns only."""
    return [
        label,
        title,
        "(Kèm theo văn bản số      /BC-STTTT ngày … tháng … năm … của SỞ THÔNG TIN VÀ TRUYỀN THÔNG)",
        "Chỉ tiêu | Kết quả",
        "Nhóm 1",
        "Chỉ tiêu 0 | 35,03%",
        "Chỉ tiêu 1 | 35,03%",
        "Cộng | 2",
        "Số liệu chưa kiểm toán.",
    ]


def test_dots_where_the_office_fills_in() -> None:
    """No addressee, no recipient, no signer: dots and the decree's own placeholders."""
    head = made_letter().letterhead
    assert head is not None
    bare = head._replace(addressees=(), signer="", regarding="", draft="")
    lines = list(lines_of(opened(paper_docx(made_letter(letterhead=bare, recipients=(), parts=())))))
    assert re.fullmatch(r"Kính gửi: \.{60}", lines[2])
    assert lines[3] == "./."
    assert re.fullmatch(r"Nơi nhận: / - \.{30}; \| QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ / Họ và tên", lines[4])


def test_handout() -> None:
    """No letterhead: the title, the summary and the parts on an A4 page of narrow margins."""
    document = opened(paper_docx(made_handout()))
    lines = list(lines_of(document))
    assert lines[:4] == [
        "Mười việc đáng chú ý",
        "Kỳ tháng 02/2025: quá hạn 0",
        "I. VIỆC GẤP",
        "Chỉ tiêu | Mã | Kết quả",
    ]
    assert lines[-1] == "Hết."
    assert page(document.sections[0]) == (210, 297, 15, 15, 15, 20)
    assert document.styles["Normal"].font.size == Pt(12)


def test_text_ends_behind_a_table() -> None:
    """`./.` stands on a line of its own when the last part is a table."""
    lines = list(lines_of(opened(paper_docx(made_letter(parts=(made_table(),))))))
    assert lines[-2] == "./."


def test_many_sections_and_items() -> None:
    """Items are lettered in Vietnamese, then twice; sections are numbered in Roman."""
    items = tuple(Item(f"Mục {n}.", deeper=True) for n in range(50))
    heads = tuple(Heading("PHẦN") for _n in range(14))
    lines = list(lines_of(opened(paper_docx(made_letter(parts=(*items, *heads, Paragraph("Hết.")))))))
    assert {"đ) Mục 4.", "aa) Mục 23.", "XII. PHẦN", "XIII. PHẦN", "XIV. PHẦN"} <= set(lines)


def test_short_message() -> None:
    """Without letterhead, title and summary only the parts are left; a note has no indent."""
    short = made_handout()._replace(summary="", title="", parts=(Note("Kính gửi: Công an tỉnh"),))
    document = opened(paper_docx(short))
    assert list(lines_of(document)) == ["Kính gửi: Công an tỉnh"]
    assert document.paragraphs[0].paragraph_format.first_line_indent == 0


def test_quantities_are_not_torn_apart() -> None:
    """Inside "≥ 80%" and "5 điểm %" the space does not break."""
    document = opened(paper_docx(made_letter(parts=(Paragraph("Mục tiêu ≥ 80%, thiếu 5 điểm %."),))))
    assert "Mục tiêu ≥\u00a080%, thiếu 5 điểm\u00a0%./." in [each.text for each in document.paragraphs]


def test_letters_and_handout_of_the_command(run: Run, tmp_path: Path) -> None:
    """`--each-owner` writes official letters, `--one-page` a page without letterhead; both open."""
    folder, page_file = tmp_path / "don-doc", tmp_path / "trang.docx"
    assert run("report", "--as-of", "25/2/2025", "--each-owner", str(folder)).code == 0
    assert run("report", "--as-of", "25/2/2025", "--one-page", "-o", str(page_file)).code == 0
    letter = list(lines_of(opened((folder / "ca-tinh.docx").read_bytes())))
    assert letter[1] == "Số:      /UBND-… | Vĩnh Phúc, ngày 25 tháng 02 năm 2025"
    assert letter[3] == "Kính gửi: Công an tỉnh"
    assert letter[-2].endswith("./.")
    assert next(lines_of(opened(page_file.read_bytes()))) == "TÌNH HÌNH THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ"


# ── the page ─────────────────────────────────────────────────────────────────


def test_page_is_a4_with_the_margins_of_the_decree() -> None:
    """Portrait text, landscape annexes; each annex counts its own pages."""
    document = opened(paper_docx(made_report()))
    assert [page(section) for section in document.sections] == [
        (210, 297, 20, 15, 20, 30),
        (297, 210, 20, 15, 20, 30),
        (297, 210, 20, 15, 20, 30),
    ]
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT] + 2 * [WD_ORIENT.LANDSCAPE]
    starts = [node.get(qn("w:start")) for node in document.element.iter(qn("w:pgNumType"))]
    assert starts == ["1", "1"]


def test_page_number_is_on_top_in_the_middle_but_not_on_page_one() -> None:
    """A PAGE field in the header of every section, none on its first page, size 13."""
    document = opened(paper_docx(made_report()))
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.is_linked_to_previous
    line = document.sections[0].header.paragraphs[0]
    assert line.alignment is WD_ALIGN_PARAGRAPH.CENTER
    field = line._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert {node.get(qn("w:val")) for node in field.iter(qn("w:sz"))} == {"26"}


def test_only_times_new_roman() -> None:
    """Every script of every style and run; no theme font is left."""
    with ZipFile(BytesIO(paper_docx(made_report()))) as archive:
        xml = archive.read("word/styles.xml") + archive.read("word/document.xml")
    fonts = re.findall(rb"<w:rFonts([^>]*)/>", xml)
    assert len(fonts) > 2
    assert not any(b"Theme" in each for each in fonts)
    assert {name for each in fonts for name in re.findall(rb'"([^"]*)"', each)} == {b"Times New Roman"}
    assert set(re.findall(rb'<w:lang w:val="([^"]*)"', xml)) == {b"vi-VN"}


def test_body_is_justified_with_indent_and_space() -> None:
    """14 points, both edges, first line 1 cm in, at least 6 points between paragraphs."""
    document = opened(paper_docx(made_letter()))
    assert document.styles["Normal"].font.size == Pt(14)
    body = next(each for each in document.paragraphs if each.text.startswith("Đề nghị"))
    form = body.style.paragraph_format
    assert (form.alignment, mm(form.first_line_indent)) == (WD_ALIGN_PARAGRAPH.JUSTIFY, 10)
    assert form.space_after >= Pt(6)
    assert body.paragraph_format.keep_with_next, "the signature never stands on a page of its own"


def test_sizes_of_the_head_and_foot() -> None:
    """Sizes and faces as in the table of samples of the decree."""
    document = opened(paper_docx(made_report()))
    found = {}
    for node in document.element.iter(qn("w:r")):
        text = "".join(child.text or "" for child in node.iter(qn("w:t")))
        size = node.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        faces = "".join(mark for mark in "bi" if node.find(f"{qn('w:rPr')}/{qn(f'w:{mark}')}") is not None)
        found[text] = (int(size.get(qn("w:val"))) / 2 if size is not None else None, faces)
    assert found["UBND TỈNH VĨNH PHÚC"] == (12, "")
    assert found["TRUYỀN THÔNG"] == (12, "b")
    assert found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, "b")
    assert found["Độc lập - Tự do - Hạnh phúc"] == (13, "b")
    assert found["Số:      /BC-STTTT"] == (13, "")
    assert found["Vĩnh Phúc, ngày 25 tháng 02 năm 2025"] == (13, "i")
    assert found["BÁO CÁO"] == found["Tiến độ thực hiện Đề án 06"] == (14, "b")
    assert found["Nơi nhận:"] == (12, "bi")
    assert found["- Lưu: VT."] == (11, "")
    assert found["QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"] == (14, "b")
    assert found["1. Chính quyền số"] == (None, "b"), "an item above lettered items is their title"


def test_rules_below_motto_name_and_subject() -> None:
    """Three rules: the motto's is as long as it, the others are shorter than their lines."""
    document = opened(paper_docx(made_letter(letterhead=made_report().letterhead)))
    sides = []
    for border in document.element.iter(qn("w:pBdr")):
        indent = border.getparent().find(qn("w:ind"))
        assert indent.get(qn("w:left")) == indent.get(qn("w:right"))
        sides.append(round(int(indent.get(qn("w:left"))) * 25.4 / 1440))
    table = document.tables[0]
    left, right = (mm(column.width) for column in table.columns)
    assert left + right == 165
    assert [left - 2 * sides[0], right - 2 * sides[1], 165 - 2 * sides[2]] == [15, 56, 25]


# ── tables ───────────────────────────────────────────────────────────────────


def test_table_repeats_its_head_and_keeps_rows_whole() -> None:
    """The head is repeated, no row breaks, the band spans the table, numbers stand right, totals are bold."""
    table = opened(paper_docx(made_report())).tables[1]
    rows = table._tbl.tr_lst
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + 4 * [False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert table.cell(1, 0)._tc is table.cell(1, 2)._tc
    assert table.cell(2, 2).paragraphs[0].alignment is WD_ALIGN_PARAGRAPH.RIGHT
    assert table.cell(4, 0).paragraphs[0].runs[0].bold
    assert not table.cell(2, 0).paragraphs[0].runs[0].bold


def test_widths_are_set_on_columns_and_cells() -> None:
    """Both carry the same widths, which fill the text of the page."""
    for table in opened(paper_docx(made_report())).tables[1:2]:
        columns = [column.width for column in table.columns]
        assert round(sum(columns) / 36000) == 165
        assert [cell.width for cell in table.rows[0].cells] == columns
        assert [cell.width for cell in table.rows[2].cells] == columns
        assert columns[0] > columns[1]


def test_no_word_is_broken_in_a_table_of_many_columns() -> None:
    """Ten columns of numbers: letters get smaller before a head is cut."""
    heads = ("Được giao", "Quá hạn", "Thiếu s.liệu", "Thường xuyên", "Đang t.hiện", "Chưa gửi", "Thiếu rõ") * 2
    columns = (Column("Đơn vị", 30), *(Column(head, 7, right=True) for head in heads))
    row = (Cell("Sở Thông tin và Truyền thông"), *(Cell("1.234.567") for _head in heads))
    table = Table("Đơn vị", "Đơn vị", columns, (row,))
    drawn = opened(paper_docx(made_letter(parts=(table,)))).tables[1]
    size = drawn.cell(0, 0).paragraphs[0].runs[0].font.size
    assert size == Pt(8)
    assert all(mm(column.width) >= 8 for column in drawn.columns)


def test_a_row_longer_than_a_page_may_break() -> None:
    """A cell with thousands of letters goes on to the next page instead of being cut."""
    table = made_table()._replace(columns=COLUMN, rows=((Cell("chữ " * 2000),),), totals=())
    row = opened(paper_docx(made_letter(parts=(table,)))).tables[1]._tbl.tr_lst[1]
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None


COLUMN = (Column("Cột", 10),)


# ── only text ────────────────────────────────────────────────────────────────

HOSTILE = {
    "escape": "\x1b[31mđỏ\x1b[0m",
    "nul": "a\x00b",
    "control": "".join(map(chr, range(32))),
    "link": "\x1b]8;;http://x.vn\x1b\\bấm\x1b]8;;\x1b\\",
    "bidi": "a\u202eb\u2066c\u200fd",
    "surrogate": "a\ud800b\udfff",
    "not-a-character": "a\ufffeb\uffffc\U0001fffe",
    "formula": '=1+1+HYPERLINK("http://x.vn")',
    "markup": '</w:t></w:r><w:p><w:fldSimple w:instr="PAGE"/>&amp;&#10;<![CDATA[x]]>',
    "field": '{ INCLUDETEXT "c:\\x" } { DDEAUTO c:\\windows\\system32\\cmd.exe }',
    "attribute": "\" w:val='1' \"",
    "lines": "một\ntai\thai\r\nba\u2028bốn\x85năm",
    "long": "x" * 40_000,
    "words": "chữ " * 10_000,
    "empty": "",
    "spaces": "   ",
    "decomposed": unicodedata.normalize("NFD", "Đề án số 06 về chuyển đổi"),
}


def hostile_paper(text: str) -> Paper:
    """A report with the same text in every place a text can stand."""
    cells = (Cell(text), Cell(text))
    columns = (Column(text, 10), Column(text, 10, right=True))
    table = Table(text, text, columns, (Band(text), cells), totals=cells, note=text, printed=True)
    base = made_report()
    parts = (*(part._replace(text=text) for part in base.parts if not isinstance(part, Table)), table, Paragraph(text))
    head = Letterhead((text, text), text, text, text, (text, text), text, (text,), text, (text, text), text)
    return Paper(text, text, base.day, parts, head, (text,), annexes=(table, table))


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_only_text(kind: str) -> None:
    """Whatever a text holds, the file opens, has the fields, links and pictures of any other, and shows it visibly."""
    for paper in (hostile_paper(HOSTILE[kind]), hostile_paper(HOSTILE[kind])._replace(letterhead=None)):
        document = opened(paper_docx(paper))
        tags = {node.tag.rpartition("}")[2] for node in document.element.iter()}
        assert not tags & {"fldSimple", "fldChar", "instrText", "hyperlink", "drawing", "object", "br", "tab", "sym"}
        assert sum(1 for _node in document.sections[0].header._element.iter(qn("w:fldSimple"))) == 1
        text = "".join(lines_of(document))
        assert text.isprintable()
        assert unicodedata.is_normalized("NFC", text)
        assert not any(rel.is_external for rel in document.part.rels.values())


def test_nothing_is_lost() -> None:
    """The long text is there whole; an escape is shown as letters."""
    assert "x" * 40_000 in "".join(lines_of(opened(paper_docx(hostile_paper(HOSTILE["long"])))))
    assert "\\x1b[31mđỏ\\x1b[0m" in "".join(lines_of(opened(paper_docx(hostile_paper(HOSTILE["escape"])))))


# ── same bytes, and whose file it is ─────────────────────────────────────────


def test_same_report_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two runs, one file; it names its maker and its day and nothing else."""
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for file in (first, second):
        assert run(*REPORT, "-o", str(file)).code == 0
    assert first.read_bytes() == second.read_bytes()
    found = opened(first.read_bytes()).core_properties
    assert (found.author, found.last_modified_by, found.revision) == ("dts", "dts", 1)
    assert str(found.created) == str(found.modified) == "2025-02-25 12:00:00+00:00"
    assert found.title.startswith("Báo cáo tiến độ thực hiện chỉ tiêu")
    assert found.comments == ""


def test_our_own_file_is_replaced_without_force(run: Run, tmp_path: Path) -> None:
    """A report of ours is known by its maker."""
    file = tmp_path / "bao-cao.docx"
    assert [run(*REPORT, "-o", str(file)).code for _time in range(2)] == [0, 0]
