"""Papers made for the tests of the Word renderer, and how its files are read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.table import Table as WordTable

from dts.report.paper import (
    Band,
    Cell,
    Column,
    Form,
    Heading,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Source,
    Table,
)

DAY = date(2025, 2, 25)
COLUMNS = (Column("Chỉ tiêu", 30), Column("Mã", 9, brief=False), Column("Kết quả", 10, right=True))


def made_table(title: str = "Kết quả", *, rows: int = 2) -> Table:
    """A band, some rows, totals and a note."""
    lines = [(Cell(f"Chỉ tiêu {n}"), Cell(f"ma-{n}"), Cell("35,03%", Fraction(35), Form.PERCENT)) for n in range(rows)]
    return Table(
        name="Kết quả",
        title=title,
        columns=COLUMNS,
        rows=(Band("Nhóm 1"), *lines),
        totals=(Cell("Cộng"), Cell(), Cell("2")),
        note="Số liệu chưa kiểm toán.",
        printed=True,
    )


def made_letter(**changes: object) -> Paper:
    """An official letter: no kind, its subject under the number."""
    head = Letterhead(
        agency=("ỦY BAN NHÂN DÂN", "TỈNH VĨNH PHÚC"),
        symbol="/UBND-…",
        place_and_day="Vĩnh Phúc, ngày 25 tháng 02 năm 2025",
        kind="",
        subject=(),
        regarding="V/v đôn đốc nhiệm vụ sắp đến hạn thuộc Đề án 06",
        addressees=("Công an tỉnh",),
        signer="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    )
    parts = (
        Paragraph("Theo kết quả theo dõi, Công an tỉnh có 01 nhiệm vụ sắp đến hạn:"),
        Item("Kế hoạch triển khai Đề án 06 năm 2025: mục tiêu ≥ 80%."),
        Item("Khẩn trương trình ký ban hành;", deeper=True),
        Item("Không kịp thì gửi văn bản giải trình.", deeper=True),
        Paragraph("Đề nghị Công an tỉnh quan tâm, thực hiện."),
    )
    paper = Paper("Tóm tắt", "Đôn đốc Công an tỉnh", DAY, parts, head, ("Như trên;", "Lưu: VT."))
    return paper._replace(**changes)  # type: ignore[arg-type]


def made_report(**changes: object) -> Paper:
    """A report of an agency below another, to several bodies, with a table in the text and two annexes."""
    head = Letterhead(
        parent=("UBND TỈNH VĨNH PHÚC",),
        agency=("SỞ THÔNG TIN VÀ TRUYỀN THÔNG",),
        symbol="/BC-STTTT",
        place_and_day="Vĩnh Phúc, ngày 25 tháng 02 năm 2025",
        kind="BÁO CÁO",
        subject=("Tiến độ thực hiện Đề án 06",),
        addressees=("Ủy ban nhân dân tỉnh;", "Công an tỉnh"),
    )
    parts = (
        Heading("KẾT QUẢ"),
        Item("Chính quyền số"),
        Item("Dịch vụ công: 954/1.865 dịch vụ.", deeper=True),
        Heading("THEO ĐƠN VỊ"),
        made_table(),
        Heading("NGUỒN SỐ LIỆU"),
        Source(1, "Hội nghị tháng 02/2025"),
    )
    annexes = (made_table("Kết quả chi tiết"), made_table("Không in")._replace(printed=False), made_table("Số liệu"))
    paper = Paper("Tóm tắt", "Báo cáo tiến độ", DAY, parts, head, ("Như trên;", "Lưu: VT."), annexes=annexes)
    return paper._replace(**changes)  # type: ignore[arg-type]


def made_handout(rows: int = 25) -> Paper:
    """A page without letterhead."""
    parts = (Heading("VIỆC GẤP"), made_table(rows=rows), Paragraph("Hết."))
    return Paper("Kỳ tháng 02/2025: quá hạn 0", "Mười việc đáng chú ý", DAY, parts)


def opened(data: bytes) -> Word:
    """The file as python-docx reads it."""
    return Document(BytesIO(data))


def lines_of(document: Word) -> Iterator[str]:
    """Every paragraph and every row of a table, in order; no-break spaces are shown as plain ones."""
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)  # a merged cell is there once
                texts = ["\n".join(node.text or "" for node in tc.p_lst if node.text) for tc in cells]
                yield " | ".join(texts).replace("\u00a0", " ").replace("\n", " / ")
        elif block.text:
            yield block.text.replace("\u00a0", " ")
