"""Rows of a form: which figures they say, which are refused and how to mend them, which are something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dts.core.grid import Cell, Held
from dts.core.model import Registry
from dts.core.period import Period
from tests.forms.sheets import formula, lines, number, read, sheet, told
from tests.forms.targets import registry_of

FEBRUARY = Period(2025, 2, 1)

FIGURES = {
    "estimates": (
        lines("Mã;Kết quả\ncan-bo;ước 5\ndinh-danh;ước 5/6"),
        ["B2 can-bo 5 estimate=True", "B3 dinh-danh 5/6 estimate=True"],
    ),
    "denominators": (
        sheet(
            ["Mã", "Tử số", "Mẫu số"],
            ["dinh-danh", 0, 1],
            ["dvc-tt", 5, 0],
            ["cap-do", 5, number("-5")],
        ),
        [
            "B2 dinh-danh 0/1",
            "not C3 dvc-tt: mẫu số phải lớn hơn 0 | sửa ô C3",
            "not C4 cap-do: mẫu số phải lớn hơn 0 | sửa ô C4",
        ],
    ),
    "one percent beside its fraction": (
        lines("Mã;Tử số;Mẫu số;Tỷ lệ\ndinh-danh;1;100;1"),
        ["B2 dinh-danh 1/100"],
    ),
    "columns of one figure that stand apart": (
        sheet(
            ["Địa bàn", "Hồ sơ số hóa", "dvc-mp", "Hồ sơ số hóa", "Cấp xã"],
            [None, "Tử số", None, "Mẫu số", "abc"],
            ["UBND xã An Hòa", 1, 5, 2],
        ),
        ["B3 ho-so/xa-a 1/2", "C3 dvc-mp/xa-a 5"],
    ),
    "results": (
        lines("Mã;Kết quả\ncan-bo;5\ndvc-mp;-\nhang;18/63\ncap-do;hơn 90%"),
        ["B2 can-bo 5", "B4 hang 18 of=63", "B5 cap-do 90 qualifier=> published=hơn 90%", "empty 3 dvc-mp"],
    ),
    "fractions": (
        lines("Mã;Tử số;Mẫu số\ndinh-danh;762284;980226\ncan-bo;5;6\ndvc-tin;5;\ndvc-tt;954;\nky-so;;1599\ndvc-mp;;5"),
        [
            "B2 dinh-danh 762284/980226",
            "B4 dvc-tin 5",
            "not B3 can-bo: chỉ tiêu này là một số, không phải tử số, mẫu số | điền vào cột kết quả",
            "not B5 dvc-tt: thiếu mẫu số, ô C5 để trống | điền đủ tử số và mẫu số",
            "not C6 ky-so: thiếu tử số, ô B6 để trống | điền đủ tử số và mẫu số",
            "not C7 dvc-mp: chỉ tiêu này là một số, không phải tử số, mẫu số | điền vào cột kết quả",
        ],
    ),
    "fractions and rates": (
        lines(
            "Mã;Tử số;Mẫu số;Tỷ lệ (%)\ndinh-danh;762284;980226;77,77%\ndvc-tt;954;1599;60%\nky-so;;;5%\ncan-bo;;;5%"
        ),
        [
            "B2 dinh-danh 762284/980226",
            "B3 dvc-tt 954/1599",
            "D4 ky-so 5",
            "not D5 can-bo: chữ “5%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng người | ",
        ],
    ),
    "fractions and rates that differ": (
        lines("Mã;Tử số;Mẫu số;Tỷ lệ (%)\ndinh-danh;762284;980226;87,77%\ndvc-tt;954;1599;đạt"),
        [
            "not D2 dinh-danh: 87,77% không phải là 762.284/980.226 | sửa cho khớp, hoặc xóa ô D2",
            "not D3 dvc-tt: chữ “đạt”: không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18 | ",
        ],
    ),
    "fractions and amounts": (
        lines("Mã;Số lượng;Tử số;Mẫu số\ndinh-danh;5;762284;980226"),
        ["C2 dinh-danh 762284/980226"],
    ),
    "fractions and computed rates": (
        sheet(
            ["Mã", "Tử số", "Mẫu số", "Kết quả"],
            ["dinh-danh", 762284, 980226, formula("0.5", "0%")],
            ["dvc-tt", 954, 1599, number("0.5", "0%")],
        ),
        ["B2 dinh-danh 762284/980226", "not D3 dvc-tt: 50% không phải là 954/1.599 | sửa cho khớp, hoặc xóa ô D3"],
    ),
    "half a fraction beside a result": (
        lines("Mã;Tử số;Mẫu số;Kết quả\ndinh-danh;762284;;5%\ndvc-tt;;5;5%"),
        [
            "not B2 dinh-danh: thiếu mẫu số, ô C2 để trống | điền đủ tử số và mẫu số",
            "not C3 dvc-tt: thiếu tử số, ô B3 để trống | điền đủ tử số và mẫu số",
        ],
    ),
    "a numerator alone": (
        lines("Mã;Tử số\ndinh-danh;762284\ncan-bo;5"),
        ["B3 can-bo 5", "not B2 dinh-danh: thiếu mẫu số | điền đủ tử số và mẫu số"],
    ),
    "a denominator alone": (
        lines("Mã;Mẫu số\ndinh-danh;762284\ncan-bo;5"),
        [
            "not B2 dinh-danh: thiếu tử số | điền đủ tử số và mẫu số",
            "not B3 can-bo: chỉ tiêu này là một số, không phải tử số, mẫu số | điền vào cột kết quả",
        ],
    ),
    "amounts and rates": (
        lines("Mã;Số lượng;Tỷ lệ\ndinh-danh;762284;77%\ncan-bo;5;\ndvc-tin;5;9%\ndvc-tt;954;\ndvc-mp;;9%"),
        [
            "C2 dinh-danh 77",
            "B3 can-bo 5",
            "B4 dvc-tin 5",
            ("not B5 dvc-tt: chỉ tiêu này là tỷ lệ; có số lượng mà chưa có tỷ lệ | điền tỷ lệ, hoặc tử số và mẫu số"),
            "not C6 dvc-mp: chữ “9%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng dịch vụ | ",
            "doubt B2: số lượng 762.284 không có mẫu số, chỉ ghi tỷ lệ ở ô C2",
        ],
    ),
    "results, amounts and rates": (
        lines("Mã;Kết quả;Số lượng;Tỷ lệ\ncan-bo;5;6;7%\ndinh-danh;5%;6;7%\ndvc-mp;;6;7%\ndvc-tt;;6;7%"),
        [
            "B2 can-bo 5",
            "B3 dinh-danh 5",
            "C4 dvc-mp 6",
            "D5 dvc-tt 7",
            "doubt B3: số lượng 6 không có mẫu số, chỉ ghi tỷ lệ ở ô D3",
            "doubt C5: số lượng 6 không có mẫu số, chỉ ghi tỷ lệ ở ô D5",
        ],
    ),
    "fractions in the cell of an amount": (
        lines("Mã;Số lượng;Tỷ lệ\ndinh-danh;762.284/980.226;77,77%\ndvc-tt;954/1.599;\nhang;18/63;"),
        ["B2 dinh-danh 762284/980226", "B3 dvc-tt 954/1599", "B4 hang 18 of=63"],
    ),
    "fractions in the cell of a rate": (
        lines("Mã;Số lượng;Tỷ lệ\ndvc-tt;954;1/2"),
        ["C2 dvc-tt 1/2", "doubt B2: số lượng 954 không có mẫu số, chỉ ghi tỷ lệ ở ô C2"],
    ),
    "fractions in the cell of a result": (
        lines("Mã;Kết quả;Tỷ lệ\ndinh-danh;77,77%;762.284/980.226\ndvc-tt;954/1.599;70%\ncan-bo;5/6;"),
        [
            "C2 dinh-danh 762284/980226",
            "not C3 dvc-tt: 70% không phải là 954/1.599 | sửa cho khớp, hoặc xóa ô C3",
            "not B4 can-bo: chữ “5/6”: chỉ tiêu này là một số, không phải tử số/mẫu số | ",
        ],
    ),
    "fractions of nothing": (
        lines("Mã;Kết quả;Tỷ lệ\ndinh-danh;0/5;0%\ndvc-tt;0/5;50%"),
        ["B2 dinh-danh 0/5", "not C3 dvc-tt: 50% không phải là 0/5 | sửa cho khớp, hoặc xóa ô C3"],
    ),
    "amounts as text": (
        sheet(
            ["Mã", "Số lượng", "Tỷ lệ"], ["dvc-tt", 954, "59,66%"], ["dinh-danh", "954", "5%"], ["ky-so", None, "7%"]
        ),
        [
            "C2 dvc-tt 59.66",
            "C3 dinh-danh 5",
            "C4 ky-so 7",
            "doubt B2: số lượng 954 không có mẫu số, chỉ ghi tỷ lệ ở ô C2",
        ],
    ),
    "amounts beside results": (sheet(["Mã", "Số lượng", "Kết quả"], ["dvc-tt", 954, "59,66%"]), ["C2 dvc-tt 59.66"]),
    "percentages of what is counted": (
        sheet(["Mã", "Kết quả"], ["dvc-mp", number("0.5", "0%")]),
        ["not B2 dvc-mp: ô định dạng phần trăm (50%), chỉ tiêu này tính bằng dịch vụ | gõ số vào ô B2"],
    ),
    "percent in the unit": (
        lines("Mã;ĐVT;Kết quả\ncap-do;%;1\nky-so;;1"),
        [
            "C2 cap-do 1",
            (
                "not C3 ky-so: số 1 đọc được hai cách: 1% hay 100% | định dạng ô C3 là phần trăm nếu là "
                "100%, hoặc gõ chữ 1%"
            ),
        ],
    ),
    "percent in the head": (lines("Mã;Kết quả (%)\ncap-do;1"), ["B2 cap-do 1"]),
    "scales": (
        lines(
            "Mã;ĐVT;Kết quả\ncan-bo;nghìn người;5\ndvc-mp;Triệu dịch vụ;5\ndvc-tin;trăm hồ sơ;5\n"
            "dinh-danh;nghìn tài khoản;5%\nhang;hạng;5\ndvc-tong;DỊCH VỤ;5"
        ),
        [
            "C4 dvc-tin 5",
            "C6 hang 5",
            "C7 dvc-tong 5",
            (
                "not C2 can-bo: biểu ghi đơn vị tính “nghìn người”, chỉ tiêu này tính bằng “người” | đổi "
                "ra người, sửa ô C2"
            ),
            (
                "not C3 dvc-mp: biểu ghi đơn vị tính “Triệu dịch vụ”, chỉ tiêu này tính bằng “dịch vụ” | "
                "đổi ra dịch vụ, sửa ô C3"
            ),
            (
                "not C5 dinh-danh: biểu ghi đơn vị tính “nghìn tài khoản”, chỉ tiêu này tính bằng “tài "
                "khoản” | đổi ra tài khoản, sửa ô C5"
            ),
            "doubt C4: đơn vị tính trong biểu là “trăm hồ sơ”, của dvc-tin là “dịch vụ”",
        ],
    ),
    "numbers that are words of units": (
        lines(
            "Mã;ĐVT;Kết quả\ncan-bo;ngàn người;5\ndvc-mp;trăm dịch vụ;5\ndvc-tin;tỷ dịch vụ;5\ndvc-tong;tỉ dịch vụ;5"
        ),
        [
            (
                "not C2 can-bo: biểu ghi đơn vị tính “ngàn người”, chỉ tiêu này tính bằng “người” | đổi "
                "ra người, sửa ô C2"
            ),
            (
                "not C3 dvc-mp: biểu ghi đơn vị tính “trăm dịch vụ”, chỉ tiêu này tính bằng “dịch vụ” | "
                "đổi ra dịch vụ, sửa ô C3"
            ),
            (
                "not C4 dvc-tin: biểu ghi đơn vị tính “tỷ dịch vụ”, chỉ tiêu này tính bằng “dịch vụ” | "
                "đổi ra dịch vụ, sửa ô C4"
            ),
            (
                "not C5 dvc-tong: biểu ghi đơn vị tính “tỉ dịch vụ”, chỉ tiêu này tính bằng “dịch vụ” | "
                "đổi ra dịch vụ, sửa ô C5"
            ),
        ],
    ),
    "dozens": (
        lines("Mã;ĐVT;Kết quả\ncan-bo;chục người;5\ndvc-mp;vạn dịch vụ;5"),
        [
            "C3 dvc-mp 5",
            (
                "not C2 can-bo: biểu ghi đơn vị tính “chục người”, chỉ tiêu này tính bằng “người” | đổi "
                "ra người, sửa ô C2"
            ),
            "doubt C3: đơn vị tính trong biểu là “vạn dịch vụ”, của dvc-mp là “dịch vụ”",
        ],
    ),
    "what stands beside": (
        sheet(
            ["Mã", "Kết quả", "Tính đến ngày", "Nguồn", "Ghi chú", "Lý do"],
            ["can-bo", 5, date(2025, 2, 10), "Sở  A", "g  h", "l"],
            ["dvc-mp", 5, "chưa có", " ", None, "-"],
            ["dvc-tin", 5, "abc"],
            ["cap-do", "5%", None, Cell("#REF!", Held.ERROR)],
            ["ky-so", "5%", None, None, Cell("=A1", Held.FORMULA)],
            ["hang", 5, None, 5, number("6"), Cell("TRUE", Held.FLAG)],
        ),
        [
            "B2 can-bo 5 as_of=2025-02-10 note=g h reason=l source=Sở A",
            "B3 dvc-mp 5 reason=-",
            "B7 hang 5 note=6 reason=TRUE source=5",
            "not C4 dvc-tin: “abc” không phải là ngày; gõ ngày/tháng/năm, ví dụ 28/2/2025 | sửa ô C4",
            "not D5 cap-do: ô báo lỗi #REF! | gõ chữ vào ô D5, hoặc xóa ô ấy",
            "not E6 ky-so: công thức chưa được tính | gõ chữ vào ô E6, hoặc xóa ô ấy",
        ],
    ),
    "periods of rows": (
        lines("Mã;Kỳ;Kết quả\ncan-bo;01/2025;5\ndvc-mp;;5\ndvc-tin;-;5\nky-so;abc;5%"),
        [
            "C2 can-bo 5 (2025-01)",
            "C3 dvc-mp 5",
            "C4 dvc-tin 5",
            "not B5 ky-so: “abc” không phải là kỳ báo cáo | gõ vào ô B5 như: tháng 02/2025",
        ],
    ),
    "periods of rows and columns": (
        lines("Mã;Kỳ;Tháng 01/2025\ncan-bo;01/2025;5\ndvc-mp;;5\ndvc-tin;03/2025;5"),
        [
            "C2 can-bo 5 (2025-01)",
            "C3 dvc-mp 5 (2025-01)",
            "not C4 dvc-tin: cột này của tháng 01/2025, dòng này của tháng 3/2025 | sửa một trong hai",
        ],
    ),
}


@pytest.mark.parametrize("case", FIGURES)
def test_the_cells_of_a_figure(registry: Registry, case: str) -> None:
    """What the columns of a figure say together: numbers, fractions, rates, amounts."""
    grid, expected = FIGURES[case]
    assert told(read(registry, grid, period=FEBRUARY)) == expected


LINES = {
    "totals": (
        lines(
            "Chỉ tiêu;Kết quả\ncan-bo;1\nTổng cộng;5\nTổng số;6\nCộng;7\nTổng cộng các mục;8\nToàn tỉnh;9\n"
            "Trung bình chung;1\nTổng số dịch vụ công;8\nTổng thể;4\nGrand total;5"
        ),
        [
            "B2 can-bo 1",
            "B9 dvc-tong 8",
            ('not A10 ?: không có chỉ tiêu nào tên “Tổng thể” | thêm --row "Tổng thể=MÃ", hoặc điền mã vào biểu'),
            "skipped 3 dòng tổng: Tổng cộng",
            "skipped 4 dòng tổng: Tổng số",
            "skipped 5 dòng tổng: Cộng",
            "skipped 6 dòng tổng: Tổng cộng các mục",
            "skipped 7 dòng tổng: Toàn tỉnh",
            "skipped 8 dòng tổng: Trung bình chung",
            "skipped 11 dòng tổng: Grand total",
        ],
    ),
    "notes": (
        lines(
            "Chỉ tiêu;Kết quả\ncan-bo;1\nGhi chú: b;5\nNguồn: Sở A;\nNgười lập biểu;THỦ TRƯỞNG\n"
            "Vĩnh Phúc, ngày 20 tháng 02 năm 2025;\nHạng mục gì;\nGì đó lạ;5\nLưu ý số 1;Xong 5"
        ),
        [
            "B2 can-bo 1",
            ('not A8 ?: không có chỉ tiêu nào tên “Gì đó lạ” | thêm --row "Gì đó lạ=MÃ", hoặc điền mã vào biểu'),
            "skipped 3 ghi chú: Ghi chú: b",
            "skipped 4 ghi chú: Nguồn: Sở A",
            "skipped 5 ghi chú: Người lập biểu",
            "skipped 6 ghi chú: Vĩnh Phúc, ngày 20 tháng 02 năm 2025",
            "skipped 7 không có số liệu: Hạng mục gì",
            "skipped 9 ghi chú: Lưu ý số 1",
        ],
    ),
    "notes and headings before the figures": (
        lines("Chỉ tiêu;Kết quả\nI. Mục;\nGhi chú: a;\ncan-bo;1"),
        ["B4 can-bo 1", "skipped 3 ghi chú: Ghi chú: a"],
    ),
    "tasks": (
        lines("Chỉ tiêu;Kết quả\nke-hoach;5\nBan hành Kế hoạch;\ncan-bo;5"),
        ["B4 can-bo 5", "skipped 2 nhiệm vụ: ke-hoach", "skipped 3 nhiệm vụ: Ban hành Kế hoạch"],
    ),
    "nothing filled in": (
        lines("Chỉ tiêu;Kết quả\ncan-bo;\nky-so;-\n- Cấp xã;93%\n- Cấp tỉnh;\nHồ sơ số hóa;\nVăn bản ký số;"),
        ["B4 ky-so/xa 93", "empty 2 can-bo", "empty 5 ky-so/tinh", "empty 6 ho-so"],
    ),
    "levels below their target": (
        lines("Chỉ tiêu;Kết quả\nky-so;\n- Cấp xã;93%\n- Cấp tỉnh;94%\nI. Mục;\n- Cấp huyện;9%"),
        [
            "B3 ky-so/xa 93",
            "B4 ky-so/tinh 94",
            ('not A6 ?: không có chỉ tiêu nào tên “- Cấp huyện” | thêm --row "- Cấp huyện=MÃ", hoặc điền mã vào biểu'),
            "skipped 5 không có số liệu: I. Mục",
        ],
    ),
    "levels below a figure": (
        lines("Chỉ tiêu;Kết quả\nky-so;5%\n- Cấp xã;93%\nho-so;\nUBND xã An Hòa;9%\nky-so cấp xã;"),
        [
            "B2 ky-so 5",
            "B5 ho-so/xa-a 9",
            (
                'not A3 ?: không có chỉ tiêu nào tên “- Cấp xã” | có thể là: cap-do; thêm --row "- Cấp '
                'xã=MÃ", hoặc điền mã vào biểu'
            ),
            "empty 6 ky-so/xa",
        ],
    ),
    "a level with its target does not lead the rows below": (
        lines("Chỉ tiêu;Kết quả\nky-so;\nHồ sơ số hóa cấp xã;\n- Cấp tỉnh;9%"),
        ["B4 ky-so/tinh 9", "empty 3 ho-so/xa"],
    ),
    "some words lead the rows below": (lines("Chỉ tiêu;Kết quả\nVăn bản ký số;\n- Cấp tỉnh;9%"), ["B3 ky-so/tinh 9"]),
    "a level that does not stand below its target": (
        lines("Chỉ tiêu;Kết quả\nky-so;\nI. Mục;\nky-so cấp xã;93%"),
        ["B4 ky-so/xa 93", "empty 2 ky-so"],
    ),
    "hidden rows": (
        lines("Mã;Kết quả\ncan-bo;5\ndvc-mp;6", hidden_rows=[3]),
        ["B2 can-bo 5", "skipped 3 dòng ẩn: dvc-mp"],
    ),
    "three about one thing": (
        lines("Mã;Kết quả\ncan-bo;5\ncan-bo;6\ncan-bo;7\ndvc-mp;5"),
        [
            "B5 dvc-mp 5",
            "not B3 can-bo: cùng chỉ tiêu, cùng kỳ đã có ở ô B2 | giữ một ô, xóa ô kia",
            "not B4 can-bo: cùng chỉ tiêu, cùng kỳ đã có ở ô B2 | giữ một ô, xóa ô kia",
            "not B2 can-bo: cùng chỉ tiêu, cùng kỳ còn có ở ô B3 | giữ một ô, xóa ô kia",
        ],
    ),
    "one thing on two days": (
        lines("Mã;Kết quả;Tính đến ngày\ncan-bo;5;1/2/2025\ncan-bo;6;2/2/2025"),
        ["B2 can-bo 5 as_of=2025-02-01", "B3 can-bo 6 as_of=2025-02-02"],
    ),
    "one thing in two periods": (
        lines("Mã;Kết quả;Kỳ\ncan-bo;5;01/2025\ncan-bo;6;02/2025"),
        ["B2 can-bo 5 (2025-01)", "B3 can-bo 6"],
    ),
    "levels of rows and columns": (
        lines("Mã;Cấp;Cấp xã;Cấp tỉnh\nky-so;Cấp xã;5%;6%\nho-so/tinh;;1%;2%\ncap-do;;3%;4%"),
        [
            "C2 ky-so/xa 5",
            "D3 ho-so/tinh 2",
            "C4 cap-do/xa 3",
            "D4 cap-do/tinh 4",
            "not D2 ?: cột này của tinh, dòng này của xa | sửa tiêu đề cột hoặc ô tên",
            "not C3 ?: cột này của xa, dòng này của tinh | sửa tiêu đề cột hoặc ô tên",
        ],
    ),
    "targets across": (
        lines("Địa bàn;dvc-mp;ho-so\nXã An Hòa;5;6%\nabc;7;8%\nToàn tỉnh;1;\n;2;\nXã Bình Dương;;"),
        [
            "B2 dvc-mp/xa-a 5",
            "C2 ho-so/xa-a 6",
            "B5 dvc-mp 2",
            "not B3 ?: không có cấp hay đơn vị nào tên “abc” | gần giống: xa-b",
            "not C3 ?: không có cấp hay đơn vị nào tên “abc” | gần giống: xa-b",
            "skipped 4 dòng tổng: Toàn tỉnh",
            "skipped 6 không có số liệu: Xã Bình Dương",
        ],
    ),
    "by some words": (
        lines("Chỉ tiêu;Cấp tỉnh;Kết quả\nVăn bản ký số;;93%\nSố cán bộ chuyên trách chuyển đổi số;4;"),
        [
            "C2 ky-so 93",
            "B3 can-bo/tinh 4",
            "doubt C2: “Văn bản ký số” hiểu là ky-so (Tỷ lệ văn bản ký số)",
            ("doubt B3: “Số cán bộ chuyên trách chuyển đổi số” hiểu là can-bo (Cán bộ chuyên trách chuyển đổi số)"),
            "named Văn bản ký số = ky-so",
            "named Số cán bộ chuyên trách chuyển đổi số = can-bo",
        ],
    ),
    "nobody knows": (
        lines("Chỉ tiêu;Cấp xã;Cấp tỉnh\nGì đó;5;6\nDịch vụ công trực tuyến;7;8\n;9;10"),
        [
            'not A2 ?: không có chỉ tiêu nào tên “Gì đó” | thêm --row "Gì đó=MÃ", hoặc điền mã vào biểu',
            (
                "not A3 ?: “Dịch vụ công trực tuyến” khớp 2 chỉ tiêu | có thể là: dvc-tt, dvc-mp; thêm "
                '--row "Dịch vụ công trực tuyến=MÃ", hoặc điền mã vào biểu'
            ),
            "not A4 ?: có số nhưng không có tên chỉ tiêu | điền tên hoặc mã chỉ tiêu vào biểu",
        ],
    ),
    "ids nobody knows": (
        lines("Mã;Kết quả\nxyz;5\n;6"),
        [
            "not A2 ?: không có chỉ tiêu nào mã “xyz” | điền tên hoặc mã chỉ tiêu vào biểu",
            "not A3 ?: có số nhưng không có tên chỉ tiêu | điền tên hoặc mã chỉ tiêu vào biểu",
        ],
    ),
    "words for a figure": (
        lines("Chỉ tiêu;Kết quả\nGì đó;không\nGì kia;Có 5\ncan-bo;không"),
        [
            'not A3 ?: không có chỉ tiêu nào tên “Gì kia” | thêm --row "Gì kia=MÃ", hoặc điền mã vào biểu',
            "not B4 can-bo: chữ “không”: không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18 | ",
        ],
    ),
    "the head again": (lines("Mã;Kết quả\ncan-bo;5\nMã;Kết quả\ndvc-mp;6"), ["B2 can-bo 5", "B4 dvc-mp 6"]),
    "numbers of columns": (lines("Chỉ tiêu;Kết quả\n1;2\ncan-bo;5"), ["B3 can-bo 5"]),
}


@pytest.mark.parametrize("case", LINES)
def test_what_a_row_is(registry: Registry, case: str) -> None:
    """What a row is: figures, a total, a note, a task, a heading, a target that was left empty."""
    grid, expected = LINES[case]
    assert told(read(registry, grid, period=FEBRUARY)) == expected


TWICE = [lines("Mã;Kết quả\ndvc-mp;1\ncan-bo;5\ncan-bo;6\ncan-bo;7")]


def test_where_each_key_of_a_figure_stands(registry: Registry) -> None:
    """So that whatever is wrong with it later can be said of its cell."""
    text = "Mã;Kết quả;Tử số;Mẫu số;Ghi chú\ncan-bo;5;;;a\ndinh-danh;;762284;980226;\ncap-do;1/2;;;\nhang;18/63;;;"
    form = read(registry, lines(text), period=FEBRUARY)
    assert [dict(each.cells) for each in form.rows.taken] == [
        {**dict.fromkeys(("value", "numerator", "denominator", "of", "qualifier"), "B2"), "note": "E2"},
        {"numerator": "C3", "denominator": "D3"},
        {"numerator": "B4", "denominator": "B4"},
        dict.fromkeys(("value", "numerator", "denominator", "of", "qualifier"), "B5"),
    ]
    assert [each.row for each in read(registry, *TWICE, period=FEBRUARY).rows.refused] == [4, 5, 3]
    assert [(each.number, each.order) for each in form.rows.taken] == [
        (0, (2, 2)),
        (1, (3, 2)),
        (2, (4, 2)),
        (3, (5, 2)),
    ]


def test_how_a_cell_was_read(registry: Registry) -> None:
    """Where it is shown otherwise than it is held."""
    form = read(registry, sheet(["Mã", "Kết quả"], ["cap-do", number("0.9296", "0.00%")]), period=FEBRUARY)
    assert [each.echo for each in form.rows.taken] == ["ô Excel 0,9296 định dạng phần trăm"]


def test_figures_stand_in_the_order_of_the_form(registry: Registry) -> None:
    """From the top, then from the left, whichever column belongs to which."""
    form = read(registry, lines("Địa bàn;ho-so;dvc-mp\nXã Bình Dương;5%;6\nXã An Hòa;7%;8"), period=FEBRUARY)
    assert [each.cell for each in form.rows.taken] == ["B2", "C2", "B3", "C3"]


ONE_TARGET = {
    "agencies": (
        "Xã phường;Tử số;Mẫu số\nAn Hòa;10;40\nCộng;15;90\nHòa Bình;1;2\n;3;4\nToàn tỉnh;15;90\nBình Dương;không;",
        [
            "B2 ho-so/xa-a 10/40",
            "B5 ho-so 3/4",
            "not B4 ?: không có cấp hay đơn vị nào tên “Hòa Bình” | gần giống: ca-tinh, xa-b",
            "skipped 3 dòng tổng: Cộng",
            "skipped 6 dòng tổng: Toàn tỉnh",
            "empty 7 ho-so/xa-b",
        ],
    ),
    "names": (
        "Chỉ tiêu;Tử số;Mẫu số\nAn Hòa;10;40\nCấp xã;5;50\ncan-bo;1;2\nBình Dương;không;",
        [
            "B2 ho-so/xa-a 10/40",
            "B3 ho-so/xa 5/50",
            "not B4 can-bo: chỉ tiêu này là một số, không phải tử số, mẫu số | điền vào cột kết quả",
            "not B5 ho-so/xa-b: thiếu mẫu số, ô C5 để trống | điền đủ tử số và mẫu số",
        ],
    ),
}


@pytest.mark.parametrize("case", ONE_TARGET)
def test_all_rows_of_one_target(registry: Registry, case: str) -> None:
    """--target: a row names at most for whom; the province's total is still no figure."""
    text, expected = ONE_TARGET[case]
    assert told(read(registry, lines(text), period=FEBRUARY, target="ho-so")) == expected


def test_rows_that_somebody_named(registry: Registry) -> None:
    """--row: taken without a doubt, and told again for the map."""
    form = read(
        registry,
        lines("Chỉ tiêu;Kết quả\nViệc;5\nViệc hai;6%"),
        rows={"viec": "can-bo", "viec hai": "ky-so/xa"},
        period=FEBRUARY,
    )
    assert told(form) == ["B2 can-bo 5", "B3 ky-so/xa 6", "named Việc = can-bo", "named Việc hai = ky-so/xa"]


def test_many_targets_a_row_may_mean(tmp_path: Path) -> None:
    """Six are named, the others only hinted at."""
    more = "".join(f'[targets.t-{n}]\nname = "Hồ sơ loại {n} đã số hóa xong"\nkind = "rank"\n' for n in "abcdefg")
    text = "Chỉ tiêu;Kết quả\nđã số hóa xong;5"
    named = "t-a, t-b, t-c, t-d, t-e, t-f"
    for kept, listed in ((more, f"{named}, …"), (more.partition("[targets.t-g]")[0], named)):
        folder = tmp_path / str(len(listed))
        folder.mkdir()
        form = read(registry_of(folder, kept), lines(text), period=FEBRUARY)
        assert [each.fix for each in form.rows.refused] == [
            f'có thể là: {listed}; thêm --row "đã số hóa xong=MÃ", hoặc điền mã vào biểu'
        ]


def test_names_like_the_words_of_a_row(tmp_path: Path) -> None:
    """Three are proposed, however many look like it."""
    more = "".join(f'[targets.t-{n}]\nname = "Hồ sơ loại {n} đã số hóa xong"\nkind = "rank"\n' for n in "abcdefg")
    form = read(registry_of(tmp_path, more), lines("Chỉ tiêu;Kết quả\nHồ sơ đã số hóa xong;5"), period=FEBRUARY)
    assert [each.fix.count("t-") for each in form.rows.refused] == [3]
