"""Made papers for the renderers: one small and readable, one with the same text in every field there is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dts.report.document import Tone
from dts.report.paper import (
    Band,
    Cell,
    Column,
    Counter,
    Cut,
    Form,
    Heading,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Point,
    Source,
    Table,
    Trend,
)


def small_trend() -> Trend:
    """Four months of a percentage with a goal, a milestone and a break before the last figure."""
    return Trend(
        id="ho-so",
        title="Hồ sơ được số hóa",
        unit="%",
        points=(
            Point(date(2024, 1, 1), Fraction(10), "tháng 01/2024", "10%"),
            Point(date(2024, 2, 20), Fraction(20), "tháng 02/2024", "20%"),
            Point(date(2024, 4, 10), Fraction(40), "tháng 4/2024", "40%"),
        ),
        goal=Fraction(80),
        goal_text="≥ 80%",
        deadline=date(2024, 7, 19),
        milestones=(Point(date(2024, 4, 10), Fraction(60), "mốc 10/4/2024", "60"),),
        cuts=(Cut(date(2024, 3, 1), "đổi cách tính"),),
        summary="Từ 10% (tháng 01/2024) đến 40% (tháng 4/2024); mục tiêu ≥ 80%, đến 19/7/2024.",
    )


def small_paper() -> Paper:
    """A report on two targets with everything a page knows."""
    results = Table(
        name="Chỉ tiêu, nhiệm vụ",
        title="Kết quả thực hiện",
        columns=(
            Column("Mã", 8, brief=False),
            Column("Chỉ tiêu", 30),
            Column("Kết quả", 12, right=True),
            Column("Trạng thái", 20),
        ),
        rows=(
            Band("Đề án 06"),
            (
                Cell("ho-so"),
                Cell("Hồ sơ được số hóa"),
                Cell("40%", Fraction(40), Form.PERCENT, share=Fraction(2, 5), goal=Fraction(4, 5)),
                Cell("Chậm tiến độ", tone=Tone.BEHIND),
            ),
            (Cell("ke-hoach"), Cell("Kế hoạch năm"), Cell(), Cell("Quá hạn 3 ngày", tone=Tone.OVERDUE)),
        ),
        printed=True,
    )
    agencies = Table(
        name="Đơn vị",
        title="Theo đơn vị chủ trì",
        columns=(Column("Đơn vị", 20), Column("Quá hạn", 7, right=True)),
        rows=((Cell("Công an tỉnh"), Cell("1", Fraction(1), Form.NUMBER)),),
        totals=(Cell("Cộng"), Cell("1", Fraction(1), Form.NUMBER)),
    )
    marks = Table(
        name="Gửi số liệu",
        title="Tình hình gửi số liệu",
        columns=(Column("Chỉ tiêu", 30), Column("4/24", 6), Column("5/24", 6)),
        rows=((Cell("Hồ sơ được số hóa"), Cell("√", tone=Tone.DONE), Cell("KHÔNG", tone=Tone.OVERDUE)),),
        note="√ gửi đúng hạn; KHÔNG: chưa gửi.",
        marks=True,
    )
    figures = Table(
        name="Số liệu",
        title="Số liệu các kỳ",
        columns=(Column("Mã", 8), Column("Kỳ", 10), Column("Kết quả", 10, right=True)),
        rows=((Cell("ho-so"), Cell("tháng 4/2024"), Cell("40%", Fraction(40), Form.PERCENT)),),
    )
    return Paper(
        summary="Kỳ tháng 4/2024, lập ngày 04/5/2024: quá hạn 1 (3 ngày); sắp đến hạn 0; chưa gửi số liệu 0",
        title="Báo cáo tiến độ, tháng 4/2024",
        day=date(2024, 5, 4),
        parts=(
            Heading("TÓM TẮT"),
            Paragraph("Trong 01 chỉ tiêu có mục tiêu: 01 chỉ tiêu chậm tiến độ, theo QĐ 942/QĐ-TTg."),
            Heading("KẾT QUẢ THEO NHÓM"),
            Item("Đề án 06"),
            Item("Hồ sơ được số hóa: 40%; mục tiêu ≥ 80% [1].", deeper=True),
            Item("Kế hoạch năm: quá hạn 3 ngày.", deeper=True),
            Item("Nhóm khác"),
            Heading("THEO ĐƠN VỊ CHỦ TRÌ"),
            agencies,
            Heading("NGUỒN SỐ LIỆU"),
            Source(1, "Cổng thông tin tỉnh"),
        ),
        letterhead=Letterhead(
            agency=("ỦY BAN NHÂN DÂN", "TỈNH THỬ NGHIỆM"),
            symbol="/BC-UBND",
            place_and_day="Thử Nghiệm, ngày 04 tháng 5 năm 2024",
            kind="BÁO CÁO",
            subject=("Tiến độ, tháng 4/2024", "(số liệu từ 15/3/2024 đến 14/4/2024)"),
        ),
        recipients=("Như trên;", "Lưu: VT."),
        counters=(Counter(1, "quá hạn", Tone.OVERDUE), Counter(0, "sắp đến hạn", Tone.SOON)),
        annexes=(results, agencies, marks, figures),
        trends=(small_trend(),),
    )


def filled_paper(text: str) -> Paper:
    """Every field that holds words holds this text."""
    columns = (Column(text, 10), Column(text, 10, right=True))
    cells = (Cell(text), Cell(text, Fraction(1), Form.PERCENT, Tone.SOON, Fraction(1, 2), Fraction(3, 4)))
    banded = Table(text, text, columns, (Band(text), cells), note=text, printed=True)
    counted = Table(text, text, columns, (cells,), totals=cells, note=text)
    marked = Table(text, text, columns, (cells,), note=text, marks=True)
    plain = Table(text, text, columns, (cells,), note=text)
    point = Point(date(2024, 1, 31), Fraction(1), text, text)
    later = Point(date(2024, 5, 31), Fraction(2), text, text)
    trend = Trend(
        id=text,
        title=text,
        unit=text,
        points=(point, later),
        goal=Fraction(3),
        goal_text=text,
        deadline=date(2024, 12, 31),
        milestones=(later,),
        cuts=(Cut(date(2024, 3, 1), text),),
        summary=text,
    )
    head = Letterhead(
        agency=(text, text),
        symbol=text,
        place_and_day=text,
        kind=text,
        subject=(text, text),
        draft=text,
        parent=(text,),
        regarding=text,
        addressees=(text, text),
        signer=text,
    )
    return Paper(
        summary=text,
        title=text,
        day=date(2024, 6, 1),
        parts=(Heading(text), Paragraph(text), Item(text), Item(text, deeper=True), counted, Source(1, text)),
        letterhead=head,
        recipients=(text,),
        counters=(Counter(0, text, Tone.DOING),),
        annexes=(banded, counted, marked, plain),
        trends=(trend,),
    )
