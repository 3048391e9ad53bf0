"""Spreadsheets as agencies send them, each another shape, made with openpyxl."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Grid = Sequence[Sequence[Any]]
TITLE = "BIỂU SỐ LIỆU CHUYỂN ĐỔI SỐ THÁNG 02 NĂM 2025"


def filled(rows: Grid, *, top: int = 1, title: str | None = TITLE) -> tuple[Workbook, Any]:
    """A workbook of one sheet with these rows below its title."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Bieu 01"
    if title is not None:
        sheet["A1"] = title
        top = max(top, 3)
    for at, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(top + at, column, value)
    return book, sheet


def title_block() -> Workbook:
    """A title block of an office, percent cells, a trailing note and signatures."""
    rows = [
        ["STT", "Chỉ tiêu", "Kết quả", "Đơn vị tính", "Ghi chú"],
        [1, "Tổng số dịch vụ công", 1865, "dịch vụ"],
        [2, "Dịch vụ công trực tuyến toàn trình", "954/1.599", "dịch vụ"],
        [3, "Dịch vụ công trực tuyến một phần", 645, "dịch vụ"],
        [4, "Dịch vụ công chỉ cung cấp thông tin", 266, "dịch vụ"],
        [5, "Hệ thống thông tin được phê duyệt cấp độ", 0.9296, "%"],
        [6, "Cán bộ chuyên trách chuyển đổi số", "3,119", "người"],
        [],
        [None, "Ghi chú: số liệu tính theo hệ thống của tỉnh"],
        [None, "Người lập biểu", None, "THỦ TRƯỞNG ĐƠN VỊ"],
    ]
    book, sheet = filled(rows, top=6)
    sheet["A2"] = "Vĩnh Phúc, ngày 20 tháng 02 năm 2025"
    sheet.merge_cells("A1:E1")
    sheet["C11"].number_format = "0.00%"
    return book


def two_line_heads() -> Workbook:
    """Merged heads in two lines, one column for each level, numbers of columns below, a totals row."""
    rows = [
        ["TT", "Nội dung chỉ tiêu", "ĐVT", "Kết quả thực hiện", None, None, "Mục tiêu năm 2025"],
        [None, None, None, "Cấp tỉnh", "Cấp huyện", "Cấp xã"],
        ["A", "B", "C", "1", "2", "3", "4"],
        [1, "Tỷ lệ văn bản ký số", "%", 99, "96", "93 %", 100],
        [None, "Tổng cộng", None, 288],
    ]
    book, sheet = filled(rows, top=4)
    for merged in ("A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:G5"):
        sheet.merge_cells(merged)
    return book


def bare_letters() -> Workbook:
    """T, H, X below an unmerged group head."""
    rows = [
        ["STT", "Chỉ tiêu", "Kết quả"],
        [None, None, "T", "H", "X"],
        [1, "Văn bản ký số", 99, 96, 93],
    ]
    return filled(rows)[0]


def text_numbers() -> Workbook:
    """Numbers and days typed as text, fractions in one cell, words of qualification."""
    rows = [
        ["Mã", "Tên chỉ tiêu", "Số liệu", "Tính đến ngày", "Nguồn"],
        ["dong-bo-bhyt", None, "1.080.997", "10/2/2025", "BHXH tỉnh"],
        ["dinh-danh", None, "762.284/980.226 (77%)", date(2025, 2, 14), None],
        ["can-bo", None, "hơn 3.100 người", None, None],
        ["dvc-tin", None, 0, None, None],
        ["hang", None, "18/63", None, None],
        ["cap-do", None, "92,96 %", None, None],
    ]
    return filled(rows)[0]


def fractions() -> Workbook:
    """Numerator, denominator and a rate that a formula would give; the file was never opened in Excel."""
    rows = [
        ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tỷ lệ (%)"],
        [1, "Tài khoản định danh điện tử đã kích hoạt", 762284, "980.226", "=C4/D4"],
        [2, "Dịch vụ công trực tuyến toàn trình", 954, 1599, 59.66],
    ]
    return filled(rows)[0]


def counted() -> Workbook:
    """“Số đạt” beside “Tổng số”, the agency that leads each target in a column of its own."""
    rows = [
        ["TT", "Đơn vị", "Nội dung thực hiện", "Số đạt", "Tổng số", "Tỷ lệ", "Kế hoạch giao"],
        [1, "Công an tỉnh", "Tài khoản định danh điện tử đã kích hoạt", 762284, 980226, 0.7777, 1],
        [2, "Sở TT&TT", "Dịch vụ công trực tuyến toàn trình", 954, 1599, "59,66%", 80],
    ]
    book, sheet = filled(rows)
    sheet["F4"].number_format = "0.00%"
    return book


def wrong_cells() -> Workbook:
    """What Excel does to numbers: errors, uncalculated formulas, days, lost percent formats, a numerator alone."""
    rows = [
        ["TT", "Chỉ tiêu", "Kết quả"],
        [1, "Dịch vụ công trực tuyến một phần", "=600+45"],
        [2, "Dịch vụ công chỉ cung cấp thông tin", "#DIV/0!"],
        [3, "Xếp hạng chuyển đổi số", date(1963, 12, 1)],
        [4, "Dịch vụ công trực tuyến toàn trình", 0.5115],
        [5, "Tài khoản định danh điện tử đã kích hoạt", 762284],
        [6, "Căn cước công dân đồng bộ với thẻ bảo hiểm y tế", "1,080,997"],
        [7, "Cán bộ chuyên trách chuyển đổi số", 3.119],
        [8, "Hệ thống thông tin được phê duyệt cấp độ", True],
        [9, "Số người chưa rõ là ai", 5],
        [10, "Tổng số dịch vụ công", -5],
    ]
    book, sheet = filled(rows)
    sheet["C5"].data_type = "e"
    return book


def formulas() -> Workbook:
    """Results that are formulas: a sum, a quotient shown as a percentage, one over an empty cell."""
    rows = [
        ["TT", "Chỉ tiêu", "Kết quả", "Quý trước", "Thêm"],
        [1, "Dịch vụ công trực tuyến một phần", "=D4+E4", 600, 45],
        [2, "Hệ thống thông tin được phê duyệt cấp độ", "=D5/E5", 2, 3],
        [3, "Dịch vụ công chỉ cung cấp thông tin", "=D6/E6", 1, None],
        [4, "Cán bộ chuyên trách chuyển đổi số", '=IF(D7="","",D7)', None, None],
    ]
    book, sheet = filled(rows)
    sheet["C5"].number_format = "0.00%"
    return book


def sections() -> Workbook:
    """Headings between rows, numbering before names, levels named below their target."""
    rows = [
        ["Nội dung", "Số lượng", "Tỷ lệ (%)", "Kế hoạch"],
        ["I. CHÍNH QUYỀN SỐ"],
        ["1. Dịch vụ công trực tuyến một phần", 645, None, 700],
        ["2. Tỷ lệ văn bản ký số", None, None],
        ["  - Cấp tỉnh", None, 99],
        ["  - Cấp xã:", None, 93],
        ["II. NHÂN LỰC"],
        ["a) Cán bộ chuyên trách chuyển đổi số", 3119, None, None],
    ]
    return filled(rows)[0]


def units_by_targets() -> Workbook:
    """One row for each agency, one column for each target; a hidden row; the province's total below."""
    rows = [
        ["STT", "Đơn vị", "Hồ sơ số hóa", None],
        [None, None, "Tử số", "Mẫu số"],
        [1, "Xã An Hòa", 10, 40],
        [2, "UBND xã Bình Dương", "1.000", 2000],
        [3, "Xã Chưa Có", 1, 2],
        [None, "Toàn tỉnh", 1011, 2042],
    ]
    book, sheet = filled(rows)
    sheet.merge_cells("C3:D3")
    sheet.row_dimensions[7].hidden = True
    return book


def english() -> Workbook:
    """English heads in row 12."""
    rows = [
        ["No", "Indicator", "Unit", "Value", "As of", "Source", "Notes"],
        [1, "dong-bo-bhyt", "người", 1080997, date(2025, 2, 10), "BHXH", "ok"],
    ]
    return filled(rows, top=12, title="Monthly report 02/2025")[0]


def two_tables() -> Workbook:
    """Two tables below one another."""
    rows = [
        ["Chỉ tiêu", "Kết quả"],
        ["Dịch vụ công trực tuyến một phần", 645],
        [],
        ["Chỉ tiêu", "Kế hoạch", "Tử số", "Mẫu số"],
        ["Tài khoản định danh điện tử đã kích hoạt", 1, 762284, 980226],
    ]
    return filled(rows)[0]


def two_sheets() -> Workbook:
    """A table on each of two sheets, and a hidden third one."""
    book, _sheet = filled([["Chỉ tiêu", "Kết quả"], ["can-bo", 3119]])
    for name in ("Bieu 02", "Nhap"):
        other = book.create_sheet(name)
        other.append(["Chỉ tiêu", "Kết quả"])
        other.append(["can-bo", 5])
    book["Nhap"].sheet_state = "hidden"
    return book


def hidden_column() -> Workbook:
    """A hidden column of results beside the one that is seen, and one of ids that is hidden on purpose."""
    rows = [["Mã", "Chỉ tiêu", "Kết quả", "Kết quả"], ["can-bo", "Cán bộ CĐS", 1, 3119]]
    book, sheet = filled(rows)
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["A"].hidden = True
    return book


def by_months() -> Workbook:
    """One column for each month, and the months as Excel makes days of them."""
    rows = [
        ["Chỉ tiêu", "Tháng 01/2025", date(2025, 2, 1)],
        ["Cán bộ chuyên trách chuyển đổi số", 3000, 3119],
    ]
    book, sheet = filled(rows, title=None)
    sheet["C1"].number_format = "mm/yyyy"
    return book


def amounts_and_rates() -> Workbook:
    """A number and a rate below one merged head; a fraction written into the number's cell."""
    rows = [
        ["TT", "Nội dung", "ĐVT", "Kết quả thực hiện", None],
        [None, None, None, "Số lượng", "Tỷ lệ (%)"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Tài khoản định danh điện tử đã kích hoạt", "%", "762.284/980.226", 77.77],
        [2, "Dịch vụ công trực tuyến toàn trình", "%", 954, 59.66],
        [3, "Cán bộ chuyên trách chuyển đổi số", "người", 3119, None],
    ]
    book, sheet = filled(rows)
    for merged in ("A3:A4", "B3:B4", "C3:C4", "D3:E3"):
        sheet.merge_cells(merged)
    return book


def repeated_heads() -> Workbook:
    """The head again on the second printed page, and a name merged over two rows."""
    rows = [
        ["STT", "Chỉ tiêu", "Cấp", "Kết quả"],
        [1, "Tỷ lệ văn bản ký số", "Tỉnh", 99],
        [None, None, "Cấp xã", 93],
        ["STT", "Chỉ tiêu", "Cấp", "Kết quả"],
        [2, "Cán bộ chuyên trách chuyển đổi số", None, 3119],
    ]
    book, sheet = filled(rows)
    sheet.merge_cells("B4:B5")
    return book


SHAPES: dict[str, Callable[[], Workbook]] = {
    make.__name__: make
    for make in (
        *(title_block, two_line_heads, bare_letters, text_numbers, fractions, counted, wrong_cells, formulas, sections),
        *(units_by_targets, english, two_tables, two_sheets, hidden_column, by_months, repeated_heads),
        amounts_and_rates,
    )
}


def save(folder: Path, name: str) -> Path:
    """The file of a shape."""
    path = folder / f"{name}.xlsx"
    SHAPES[name]().save(path)
    return path
