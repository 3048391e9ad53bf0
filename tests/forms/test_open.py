"""Which sheet and which table of a file is meant, which period and day its title names; what to type where not."""

from __future__ import annotations

from typing import Any

import pytest

from dts.core.dates import format_date
from dts.core.form_read import FormRead
from dts.core.form_words import Role
from dts.core.grid import Grid
from dts.core.model import Registry
from dts.core.period import Period
from dts.core.problem import UsageError
from tests.forms.sheets import lines, read, sheet, told


def opened(form: FormRead) -> str:
    """What was opened, in one line: sheet, head, columns; period and day with their cells; what is hidden or left."""
    words = [form.sheet or "-", f"head {form.table.bottom}", "".join(each.letters for each in form.table.columns)]
    words += [f"{form.period.key} {form.period_cell or 'typed'}"] if form.period else []
    words += [f"{format_date(form.as_of[0])} {form.as_of[1]}"] if form.as_of else []
    words += [f"rows {form.hidden_rows}"] if form.hidden_rows else []
    words += [f"columns {form.hidden_columns}"] if form.hidden_columns else []
    words += [f"not {form.other_sheets}"] if form.other_sheets else []
    words += [f"stamp {form.stamp.version} {form.stamp.sheet} {form.stamp.agency}"] if form.stamp else []
    return ", ".join(words)


BARE = "Mã;Kết quả\ncan-bo;5"
ONE = f"Biểu tháng 02/2025\n{BARE}"
SIX = "Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;6"
TWO = f"{ONE}\nMã;Tử số;Mẫu số;Ghi chú;Nguồn\ndinh-danh;5;6"
STAMP = sheet(
    *(["dts form", "1"], ["sheet", "B"], ["period", "2025-02"], ["agency", "ca-tinh"]),
    name="dts",
    hidden=True,
)
Case = tuple[list[Grid], dict[str, Any], list[str]]
OPENED: dict[str, Case] = {
    "one sheet without a name": (
        [lines(ONE)],
        {},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "one sheet with a name": (
        [lines(ONE, name="A")],
        {},
        ["A, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "several, one with a table": (
        [lines(ONE, name="A"), lines("abc", name="B"), lines("", name="C")],
        {},
        ["A, head 2, AB, 2025-02 A1, not ('B',)", "B3 can-bo 5"],
    ),
    "a second sheet without a name": (
        [lines(ONE), lines("abc")],
        {},
        ["-, head 2, AB, 2025-02 A1, not ('',)", "B3 can-bo 5"],
    ),
    "a hidden sheet beside it": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B", hidden=True),
        ],
        {},
        ["A, head 2, AB, 2025-02 A1, not ('B',)", "B3 can-bo 5"],
    ),
    "a hidden sheet asked for": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B", hidden=True),
        ],
        {"sheet": "b"},
        ["B, head 2, AB, 2025-02 A1, not ('A',)", "B3 can-bo 6"],
    ),
    "the sheet of a map": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B"),
        ],
        {"map_sheet": "B"},
        ["B, head 2, AB, 2025-02 A1, not ('A',)", "B3 can-bo 6"],
    ),
    "the sheet of a map is not there": (
        [lines(ONE, name="A"), lines("abc", name="B")],
        {"map_sheet": "C"},
        ["A, head 2, AB, 2025-02 A1, not ('B',)", "B3 can-bo 5"],
    ),
    "a sheet by part of its name": (
        [
            lines(ONE, name="Biểu 01 A"),
            lines(ONE, name="Biểu 02 B"),
        ],
        {"sheet": "02"},
        ["Biểu 02 B, head 2, AB, 2025-02 A1, not ('Biểu 01 A',)", "B3 can-bo 5"],
    ),
    "a sheet by its very name": (
        [
            lines(ONE, name="bieu"),
            lines(ONE, name="Biểu"),
        ],
        {"sheet": "Biểu"},
        ["Biểu, head 2, AB, 2025-02 A1, not ('bieu',)", "B3 can-bo 5"],
    ),
    "a sheet by its name without diacritics": (
        [
            lines(ONE, name="Biểu 12"),
            lines(ONE, name="Biểu 1"),
        ],
        {"sheet": "bieu 1"},
        ["Biểu 1, head 2, AB, 2025-02 A1, not ('Biểu 12',)", "B3 can-bo 5"],
    ),
    "a table by its head": (
        [lines(TWO)],
        {"head": 4},
        ["-, head 4, ABCDE, 2025-02 A1", "B5 dinh-danh 5/6"],
    ),
    "the table of a map": (
        [lines(TWO)],
        {"map_head": 4},
        ["-, head 4, ABCDE, 2025-02 A1", "B5 dinh-danh 5/6"],
    ),
    "columns that a map counts on": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Phòng\ncan-bo;5")],
        {"mapped": ("kết quả", "PHÒNG", "D")},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "a hidden column of results": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Kết quả\ncan-bo;5;6", hidden_columns=[2])],
        {},
        ["-, head 2, AC, 2025-02 A1, columns (2,)", "C3 can-bo 6"],
    ),
    "a hidden column of ids": (
        [lines(ONE, hidden_columns=[1, 9])],
        {},
        ["-, head 2, AB, 2025-02 A1, columns (1,)", "B3 can-bo 5"],
    ),
    "a hidden column beside the table": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5;x", hidden_columns=[3])],
        {},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "hidden rows": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5\ndvc-mp;6\n\nx;;7", hidden_rows=[1, 2, 4, 5, 6, 99])],
        {},
        [
            "-, head 2, AB, 2025-02 A1, rows (2, 4, 6)",
            "B3 can-bo 5",
            "skipped 4 dòng ẩn: dvc-mp",
            "skipped 6 không có số liệu: x",
        ],
    ),
    "hidden rows of another table": (
        [
            lines(
                TWO,
                hidden_rows=[3, 4, 5],
                hidden_columns=[3],
            )
        ],
        {"map_head": 2},
        ["-, head 2, AB, 2025-02 A1, rows (3,)", "skipped 3 dòng ẩn: can-bo"],
    ),
    "a head without names, the target known": (
        [lines("Biểu tháng 02/2025\nabc;Kết quả\nXã;Cấp xã;5\n;6")],
        {"head": 2, "target": "can-bo"},
        ["-, head 2, B, 2025-02 A1", "B4 can-bo 6", "empty 3 can-bo"],
    ),
    "a column for each level": (
        [lines("Biểu tháng 02/2025\nMã;Cấp xã;Cấp tỉnh\nky-so;5%;6%")],
        {},
        ["-, head 2, ABC, 2025-02 A1", "B3 ky-so/xa 5", "C3 ky-so/tinh 6"],
    ),
    "two columns of notes": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Ghi chú;Ghi chú\ncan-bo;5;a;b")],
        {},
        ["-, head 2, ABCD, 2025-02 A1", "B3 can-bo 5 note=a"],
    ),
    "a period typed": (
        [lines(BARE)],
        {"period": Period(2025, 1, 1)},
        ["-, head 1, AB, 2025-01 typed", "B2 can-bo 5"],
    ),
    "the period of the title typed": (
        [lines(ONE)],
        {"period": Period(2025, 2, 1)},
        ["-, head 2, AB, 2025-02 typed", "B3 can-bo 5"],
    ),
    "another period than the title's": (
        [lines(";Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5")],
        {"period": Period(2025, 1, 1)},
        [
            "-, head 2, AB, 2025-01 typed",
            "B3 can-bo 5",
            "doubt B1: biểu ghi kỳ tháng 02/2025, lệnh ghi kỳ tháng 01/2025",
        ],
    ),
    "the period twice": (
        [lines("Kỳ 02/2025;Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5")],
        {},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "a column of another period": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Tháng 01/2025\ncan-bo;5;6")],
        {},
        ["-, head 2, ABC, 2025-02 A1", "B3 can-bo 5", "C3 can-bo 6 (2025-01)"],
    ),
    "a period over a column that is not read": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;So với  tháng 01/2025\ncan-bo;5;6")],
        {},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "a head that names a period is no title": (
        [lines("Mã;Kết quả;\n;Tháng 01/2025;Tháng 02/2025\ncan-bo;5;6")],
        {},
        ["-, head 2, ABC", "B3 can-bo 5 (2025-01)", "C3 can-bo 6 (2025-02)"],
    ),
    "a period below the table": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5\nSo với tháng 01/2025")],
        {},
        ["-, head 2, AB, 2025-02 A1", "B3 can-bo 5", "skipped 4 không có số liệu: So với tháng 01/2025"],
    ),
    "a day in the title": (
        [lines("Biểu tháng 02/2025\nSố liệu tính đến ngày 14/02/2025\nMã;Kết quả\ncan-bo;5")],
        {},
        ["-, head 3, AB, 2025-02 A1, 14/02/2025 A2", "B4 can-bo 5 as_of=2025-02-14"],
    ),
    "a day in a head": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả (tính đến 14/2/2025)\ncan-bo;5")],
        {},
        ["-, head 2, AB, 2025-02 A1, 14/02/2025 B2", "B3 can-bo 5 as_of=2025-02-14"],
    ),
    "the day twice": (
        [lines("Biểu tháng 02/2025\nSố liệu tính đến ngày 14/02/2025;\n;(tính đến 14/2/2025)\nMã;Kết quả\ncan-bo;5")],
        {},
        ["-, head 4, AB, 2025-02 A1, 14/02/2025 A2", "B5 can-bo 5 as_of=2025-02-14"],
    ),
    "days of rows": (
        [
            lines(
                "Biểu tháng 02/2025\nTính đến 1/2/2025; Tính đến 2/2/2025\nMã;Kết quả;Tính đến ngày\ncan-bo;5;3/2/2025"
            )
        ],
        {},
        ["-, head 3, ABC, 2025-02 A1", "B4 can-bo 5 as_of=2025-02-03"],
    ),
    "made by dts": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B"),
            STAMP,
        ],
        {},
        [
            "B, head 2, AB, 2025-02 typed, not ('A',), stamp 1 B ca-tinh",
            "B3 can-bo 6 source=Biểu số liệu của Công an tỉnh, kỳ tháng 02/2025",
        ],
    ),
    "made by dts, another sheet asked for": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B"),
            STAMP,
        ],
        {"sheet": "A"},
        [
            "A, head 2, AB, 2025-02 typed, not ('B',), stamp 1 B ca-tinh",
            "B3 can-bo 5 source=Biểu số liệu của Công an tỉnh, kỳ tháng 02/2025",
        ],
    ),
    "made by dts, another period typed": (
        [
            lines(ONE, name="A"),
            lines(SIX, name="B"),
            STAMP,
        ],
        {"period": Period(2025, 1, 1)},
        [
            "B, head 2, AB, 2025-01 typed, not ('A',), stamp 1 B ca-tinh",
            "B3 can-bo 6 source=Biểu số liệu của Công an tỉnh, kỳ tháng 01/2025",
            "doubt A1: biểu ghi kỳ tháng 02/2025, lệnh ghi kỳ tháng 01/2025",
        ],
    ),
    "made by dts for all": (
        [
            lines(ONE, name="A"),
            sheet(["dts form", "1"], ["sheet", "A"], ["period", "2025-01"], name="dts", hidden=True),
        ],
        {},
        ["A, head 2, AB, 2025-01 typed, stamp 1 A None", "B3 can-bo 5 source=Biểu số liệu, kỳ tháng 01/2025"],
    ),
    "made by dts for an agency that is gone": (
        [
            lines(ONE, name="A"),
            sheet(
                ["dts form", "1"],
                ["sheet", "A"],
                ["period", "2025-01"],
                ["agency", "so-x"],
                ["x"],
                name="dts",
                hidden=True,
            ),
        ],
        {},
        ["A, head 2, AB, 2025-01 typed, stamp 1 A so-x", "B3 can-bo 5 source=Biểu số liệu, kỳ tháng 01/2025"],
    ),
    "stamped without a period": (
        [
            lines(ONE, name="A"),
            sheet(["dts form", "1"], ["sheet", "B"], name="dts", hidden=True),
        ],
        {},
        ["A, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "stamped with words": (
        [
            lines(ONE, name="A"),
            sheet(["dts form", "một"], ["sheet", "B"], ["period", "2025-01"], name="dts", hidden=True),
        ],
        {},
        ["A, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
    "stamped with a period only": (
        [
            lines(ONE, name="A"),
            sheet(["period", "2025-01"], ["sheet", "B"], name="dts", hidden=True),
        ],
        {},
        ["A, head 2, AB, 2025-02 A1", "B3 can-bo 5"],
    ),
}


@pytest.mark.parametrize("case", OPENED)
def test_what_is_opened(registry: Registry, case: str) -> None:
    """The sheet, the table, the period, the day; and what it then says."""
    grids, wishes, expected = OPENED[case]
    form = read(registry, *grids, **wishes)
    assert [opened(form), *told(form)] == expected


REFUSED: dict[str, tuple[list[Grid], dict[str, Any], str]] = {
    "two sheets": (
        [
            lines(ONE, name="A"),
            lines("Biểu tháng 02/2025\n\nMã;Kết quả\ncan-bo;5", name="B"),
        ],
        {},
        (
            "Chưa ghi: bieu.xlsx có 2 trang có bảng số liệu, chọn một bằng --sheet:\n  “A”, dòng "
            "tiêu đề 2\n  “B”, dòng tiêu đề 3"
        ),
    ),
    "two sheets, one with two tables": (
        [lines(TWO, name="A"), lines(ONE, name="B")],
        {},
        (
            "Chưa ghi: bieu.xlsx có 2 trang có bảng số liệu, chọn một bằng --sheet:\n"
            "  “A”, dòng tiêu đề 2\n  “B”, dòng tiêu đề 2"
        ),
    ),
    "part of two names": (
        [
            lines(ONE, name="Biểu 01"),
            lines(ONE, name="Biểu 02", hidden=True),
        ],
        {"sheet": "biểu"},
        "Chưa ghi: “biểu” khớp 2 trang. Các trang: “Biểu 01”, “Biểu 02” (ẩn).",
    ),
    "no such sheet": (
        [lines(ONE, name="A"), lines("abc", name="B", hidden=True)],
        {"sheet": "Z"},
        "Chưa ghi: bieu.xlsx không có trang nào tên “Z”. Các trang: “A”, “B” (ẩn).",
    ),
    "a name of no letters": (
        [lines(ONE, name="A"), lines("abc", name="B")],
        {"sheet": "…"},
        "Chưa ghi: bieu.xlsx không có trang nào tên “…”. Các trang: “A”, “B”.",
    ),
    "part of the name of the stamp": (
        [lines(ONE, name="A"), lines("abc", name="dts", hidden=True)],
        {"sheet": "dt"},
        "Chưa ghi: bieu.xlsx không có trang nào tên “dt”. Các trang: “A”, “dts” (ẩn).",
    ),
    "two tables": (
        [lines(TWO)],
        {},
        (
            "Chưa ghi: tệp này có 2 bảng, chọn một bằng --header:\n  --header 2: Mã, Kết quả\n  "
            "--header 4: Mã, Tử số, Mẫu số, Ghi chú"
        ),
    ),
    "two tables of a sheet with a name": (
        [lines(TWO, name="A")],
        {},
        (
            "Chưa ghi: trang “A” có 2 bảng, chọn một bằng --header:\n  --header 2: Mã, Kết quả\n  "
            "--header 4: Mã, Tử số, Mẫu số, Ghi chú"
        ),
    ),
    "two tables, none of the map": (
        [lines(TWO)],
        {"map_head": 3},
        (
            "Chưa ghi: tệp này có 2 bảng, chọn một bằng --header:\n  --header 2: Mã, Kết quả\n  "
            "--header 4: Mã, Tử số, Mẫu số, Ghi chú"
        ),
    ),
    "a column of the map is lost": (
        [lines(ONE)],
        {"mapped": ("Mã", "Tử số")},
        (
            "Chưa ghi: cách đọc đã nhớ cần cột “Tử số”, bieu.xlsx không có cột ấy (có: A “Mã”, B "
            "“Kết quả”). Sửa mục [imports] trong targets.toml, hoặc nhập không có --map."
        ),
    ),
    "two columns of the map are lost": (
        [lines(ONE)],
        {"mapped": ("Tử số", "Mẫu số")},
        (
            "Chưa ghi: cách đọc đã nhớ cần cột “Tử số”, bieu.xlsx không có cột ấy (có: A “Mã”, B "
            "“Kết quả”). Sửa mục [imports] trong targets.toml, hoặc nhập không có --map."
        ),
    ),
    "hidden results": (
        [lines("Biểu tháng 02/2025\nMã;Tử số;Mẫu số\ndinh-danh;5;6", hidden_columns=[2, 3])],
        {},
        "Chưa ghi: cột kết quả (B, C) đang ẩn trong Excel. Bỏ ẩn cột rồi nhập lại.",
    ),
    "a head of unknown words": (
        [lines("Biểu tháng 02/2025\na;b\nc;5")],
        {"head": 2},
        (
            "Chưa ghi: tệp này dòng tiêu đề 2: chưa rõ cột nào là kết quả và chỉ tiêu (còn: A "
            '“a”, B “b”). Nói rõ: --column "CỘT=kết quả"; mọi dòng của một chỉ tiêu thì thêm '
            "--target MÃ"
        ),
    ),
    "a head of many unknown words": (
        [lines("Biểu tháng 02/2025\na;b;c;d;e;f;g;h;i;j\nc;5")],
        {"head": 2},
        (
            "Chưa ghi: tệp này dòng tiêu đề 2: chưa rõ cột nào là kết quả và chỉ tiêu (còn: A "
            '“a”, B “b”, C “c”, D “d”, E “e”, F “f”, G “g”, H “h”). Nói rõ: --column "CỘT=kết '
            'quả"; mọi dòng của một chỉ tiêu thì thêm --target MÃ'
        ),
    ),
    "a head without results": (
        [lines("Biểu tháng 02/2025\nMã;b\ncan-bo;5", name="A")],
        {"head": 2},
        (
            "Chưa ghi: trang “A” dòng tiêu đề 2: chưa rõ một trong các cột là kết quả (còn: B "
            '“b”). Nói rõ: --column "CỘT=kết quả"'
        ),
    ),
    "a head without names": (
        [lines("Biểu tháng 02/2025\na;Kết quả\nabc;5")],
        {"head": 2},
        (
            "Chưa ghi: tệp này dòng tiêu đề 2: chưa rõ một trong các cột là chỉ tiêu (còn: A "
            '“a”). Nói rõ: --column "CỘT=chỉ tiêu"; mọi dòng của một chỉ tiêu thì thêm --target '
            "MÃ"
        ),
    ),
    "an empty head": (
        [lines("Biểu tháng 02/2025\n")],
        {"head": 2},
        (
            "Chưa ghi: tệp này dòng tiêu đề 2: chưa rõ cột nào là kết quả và chỉ tiêu. Nói rõ: "
            '--column "CỘT=kết quả"; mọi dòng của một chỉ tiêu thì thêm --target MÃ'
        ),
    ),
    "two columns of names": (
        [lines("Biểu tháng 02/2025\nChỉ tiêu;Tên;Kết quả\na;b;5")],
        {},
        ('Chưa ghi: 2 cột cùng là chỉ tiêu: A “Chỉ tiêu”, B “Tên”. Bỏ cột không dùng, ví dụ: --column "B=không đọc"'),
    ),
    "two columns of results": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Số liệu\ncan-bo;5;6")],
        {},
        ('Chưa ghi: 2 cột cùng là kết quả: B “Kết quả”, C “Số liệu”. Bỏ cột không dùng, ví dụ: --column "C=không đọc"'),
    ),
    "two columns of results, one typed by letters": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Thêm\ncan-bo;5;6")],
        {"columns": {"C": (Role.VALUE, None)}},
        ('Chưa ghi: 2 cột cùng là kết quả: B “Kết quả”, C “Thêm”. Bỏ cột không dùng, ví dụ: --column "B=không đọc"'),
    ),
    "two columns of results, one typed by words": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả;Thêm\ncan-bo;5;6")],
        {"columns": {"them": (Role.VALUE, None)}},
        ('Chưa ghi: 2 cột cùng là kết quả: B “Kết quả”, C “Thêm”. Bỏ cột không dùng, ví dụ: --column "B=không đọc"'),
    ),
    "two columns of results, both typed": (
        [lines("Biểu tháng 02/2025\nMã;Đã;Thêm\ncan-bo;5;6")],
        {"columns": {"them": (Role.VALUE, None), "da": (Role.VALUE, None)}, "head": 2},
        ('Chưa ghi: 2 cột cùng là kết quả: B “Đã”, C “Thêm”. Bỏ cột không dùng, ví dụ: --column "C=không đọc"'),
    ),
    "two columns of results, one without a head": (
        [lines("Biểu tháng 02/2025\nMã;Kết quả\ncan-bo;5;6")],
        {"columns": {"C": (Role.VALUE, None)}},
        ('Chưa ghi: 2 cột cùng là kết quả: B “Kết quả”, C. Bỏ cột không dùng, ví dụ: --column "B=không đọc"'),
    ),
    "no table": (
        [lines("Biểu tháng 02/2025\na;b\nc;5")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả. Nêu dòng ấy: --header DÒNG"
        ),
    ),
    "no table, two columns to name": (
        [lines("Hạng mục;Đã làm;Ghi chú\na;5")],
        {"kept": ("a", "b")},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Hạng mục”, B “Đã làm”, C "
            '“Ghi chú”.\n  Nói rõ cột nào là gì, ví dụ: --header 1 --column "A=chỉ tiêu" --column '
            '"B=kết quả"\n  Hoặc đọc theo cách đã nhớ: --map a, --map b'
        ),
    ),
    "no table, columns are named": (
        [lines("Hạng mục;Đã làm;Ghi chú\na;5")],
        {"kept": ("a",), "columns": {"B": (Role.VALUE, None)}},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Hạng mục”, B “Đã làm”, C "
            "“Ghi chú”.\n  Nếu đó là dòng tiêu đề, thêm: --header 1"
        ),
    ),
    "no table, names are there": (
        [lines("Chỉ tiêu;Đã làm;Thêm;Ghi chú\na;5")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Chỉ tiêu”, B “Đã làm”, C "
            '“Thêm”, D “Ghi chú”.\n  Nói rõ cột nào là gì, ví dụ: --header 1 --column "B=kết quả"'
        ),
    ),
    "no table, one column free": (
        [lines("Hạng mục;Ghi chú\na;5")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Hạng mục”, B “Ghi chú”.\n  "
            'Nói rõ cột nào là gì, ví dụ: --header 1 --column "A=kết quả"'
        ),
    ),
    "no table, no column free": (
        [lines("Nguồn;Ghi chú\na;5")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Nguồn”, B “Ghi chú”.\n  "
            'Nói rõ cột nào là gì, ví dụ: --header 1 --column "C=kết quả"'
        ),
    ),
    "no table, many columns": (
        [lines("Nguồn;a;b;c;d;e;f;g;h\na;5")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở tệp này dòng 1 ghi: A “Nguồn”, B “a”, C “b”, D "
            "“c”, E “d”, F “e”, G “f”, H “g”.\n  Nói rõ cột nào là gì, ví dụ: --header 1 --column "
            '"B=chỉ tiêu" --column "C=kết quả"'
        ),
    ),
    "no table on two sheets": (
        [lines("Ghi chú;a\nb", name="A"), lines("x\nNguồn;b;c\nb", name="B")],
        {},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở trang “B” dòng 2 ghi: A “Nguồn”, B “b”, C “c”.\n  "
            'Nói rõ cột nào là gì, ví dụ: --header 2 --column "B=chỉ tiêu" --column "C=kết quả"'
        ),
    ),
    "no table on the sheet asked for": (
        [lines("Ghi chú;a\nb", name="A"), lines(SIX, name="B")],
        {"sheet": "A"},
        (
            "Chưa ghi: không thấy bảng số liệu trong bieu.xlsx: cần một dòng tiêu đề có cột chỉ "
            "tiêu (hoặc mã) và cột kết quả.\n  Ở trang “A” dòng 1 ghi: A “Ghi chú”, B “a”.\n  Nói "
            'rõ cột nào là gì, ví dụ: --header 1 --column "B=kết quả"'
        ),
    ),
    "no period": (
        [lines(BARE)],
        {},
        ("Chưa ghi: bieu.xlsx không ghi kỳ báo cáo ở phần đầu biểu. Thêm --period, ví dụ: --period 02/2025"),
    ),
    "no period in one row": (
        [lines("Mã;Kỳ;Kết quả\ncan-bo;;5\ndvc-mp;01/2025;6")],
        {},
        ("Chưa ghi: bieu.xlsx không ghi kỳ báo cáo ở phần đầu biểu. Thêm --period, ví dụ: --period 02/2025"),
    ),
    "two periods": (
        [lines("Tháng 01/2025, tháng 02/2025\nMã;Kết quả\ncan-bo;5")],
        {},
        ("Chưa ghi: bieu.xlsx không ghi kỳ báo cáo ở phần đầu biểu. Thêm --period, ví dụ: --period 02/2025"),
    ),
    "two days": (
        [lines("Biểu tháng 02/2025\nTính đến 3/2/2025; Tính đến 1/2/2025\nMã;Kết quả\ncan-bo;5")],
        {},
        ("Chưa ghi: phần đầu biểu ghi nhiều ngày tính đến: 01/02/2025, 03/02/2025. Giữ một ngày rồi nhập lại."),
    ),
    "made by a later dts": (
        [
            lines(ONE, name="A"),
            sheet(["dts form", "2"], ["sheet", "A"], ["period", "2025-02"], name="dts", hidden=True),
        ],
        {},
        "Chưa ghi: bieu.xlsx do bản dts mới hơn lập; nâng cấp dts rồi nhập lại.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_plain_is_asked(registry: Registry, case: str) -> None:
    """The whole sentence: what there is, and what to type."""
    grids, wishes, sentence = REFUSED[case]
    with pytest.raises(UsageError) as raised:
        read(registry, *grids, **wishes)
    assert str(raised.value) == sentence
