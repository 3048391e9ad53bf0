"""Where the tables of a sheet are: which rows are heads, how many lines they have, what their columns are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from dts.core.form_head import Overrides, head_block, head_candidates, may_be_head
from dts.core.form_table import Table, find_tables
from dts.core.form_words import Role, known_names
from dts.core.grid import Grid
from dts.core.model import Registry
from tests.forms.sheets import Value, columns, lines, number, sheet

NAME, RESULT, LEVEL = "Chỉ tiêu", "Kết quả", "Cấp xã"
LONG = f"{RESULT} ({'x' * 110})"
"""As long as a head may be."""
NO_OVERRIDES: Overrides = {}


def told(table: Table) -> str:
    """A table in one line: rows of its head and its last row, columns, those not read, heads said again."""
    found = [f"{table.top}-{table.bottom}..{table.last}", ", ".join(columns(table.columns))]
    found += [f"unread {', '.join(f'{at} {head}' for at, head in table.unread)}"] if table.unread else []
    found += [f"again {', '.join(map(str, table.repeated))}"] if table.repeated else []
    return ": ".join(found)


def tables(registry: Registry, grid: Grid, overrides: Overrides = NO_OVERRIDES, head: int | None = None) -> list[str]:
    """Every table found."""
    return [told(each) for each in find_tables(grid, known_names(registry), overrides, head=head)]


# ── rows that may be heads ───────────────────────────────────────────────────

HEADS = {
    "Chỉ tiêu": False,
    "Địa bàn": False,
    "Chỉ tiêu;Kết quả": True,
    "Chỉ tiêu;Kết quả;5": True,
    "Chỉ tiêu;Hạng mục": False,
    "Chỉ tiêu;5": False,
    "Chỉ tiêu;STT": False,
    "Chỉ tiêu;Đơn vị": False,
    "Chỉ tiêu;Tổng số": True,
    "Chỉ tiêu;Số đạt": True,
    "Chỉ tiêu;Cấp xã": True,
    "Mã;Hạng mục": False,
    "Mã;Kết quả": True,
    "Mã;Chỉ tiêu": True,
    "STT;Kết quả": False,
    "Hạng mục;Kết quả": False,
    "Đơn vị;Kết quả": True,
    "Đơn vị;Kết quả;5": False,
    "Đơn vị;Hạng mục": False,
    "Đơn vị;Đơn vị": False,
    "Địa bàn;Hạng mục": True,
    "Địa bàn;Kết quả;5": True,
    "Kỳ;dvc-mp": True,
    "Kỳ;dvc-mp;5": False,
    "Kỳ;Kết quả": False,
    "dvc-mp;dvc-tin": False,
}


@pytest.mark.parametrize("row", HEADS)
def test_a_head_names_what_rows_are_about_and_one_thing_more(registry: Registry, row: str) -> None:
    """Numbers of rows and units are nothing more."""
    assert may_be_head(lines(row), 1, known_names(registry), {}) is HEADS[row]


def test_a_head_is_short(registry: Registry) -> None:
    """A long text is a remark; up to a hundred and twenty signs it may be a head."""
    names = known_names(registry)
    assert may_be_head(sheet([NAME, LONG]), 1, names, {})
    assert not may_be_head(sheet([NAME, LONG + " "]), 1, names, {})


def test_a_head_may_be_said_to_be_one(registry: Registry) -> None:
    """By --column or a saved map, with words that mean nothing by themselves."""
    names, row = known_names(registry), lines("Hạng mục;Đã làm")
    said: Overrides = {"hang muc": (Role.NAME, None), "da lam": (Role.VALUE, None)}
    assert not may_be_head(row, 1, names, {"hang muc": (Role.NAME, None)})
    assert may_be_head(row, 1, names, said)


BLOCKS: dict[str, tuple[list[list[Value]], int, dict[str, Any], tuple[int, int]]] = {
    "one line": ([[NAME, RESULT], ["a", 5]], 1, {}, (1, 1)),
    "a line of levels": ([[NAME, RESULT], [None, LEVEL], ["a", 5]], 1, {}, (1, 2)),
    "a letter": ([[NAME, RESULT], [None, "T"], ["a", 5]], 1, {}, (1, 2)),
    "a number": ([[NAME, RESULT], [None, 5], ["a", 5]], 1, {}, (1, 1)),
    "below the names, too": ([[NAME, RESULT], [LEVEL, LEVEL], ["a", 5]], 1, {}, (1, 1)),
    "words below results": ([[NAME, RESULT], [None, "abc"], ["a", 5]], 1, {}, (1, 2)),
    "words above nothing": ([[NAME, RESULT], [None, "abc"], ["a"]], 1, {}, (1, 2)),
    "words below nothing": ([[NAME, RESULT], [None, None, "abc"], ["a", 5]], 1, {}, (1, 1)),
    "a level below nothing": ([[NAME, RESULT], [None, "abc", LEVEL], ["a", 5]], 1, {}, (1, 2)),
    "a digit": ([[NAME, RESULT, "Khác"], [None, "cột 1", "abc"], ["a", 5]], 1, {}, (1, 1)),
    "a month": ([[NAME, RESULT, "Khác"], [None, "Tháng 01/2025", "abc"], ["a", 5]], 1, {}, (1, 2)),
    "a long text": ([[NAME, RESULT], [None, "x" * 120], ["a", 5]], 1, {}, (1, 2)),
    "a text too long": ([[NAME, RESULT], [None, "x" * 121], ["a", 5]], 1, {}, (1, 1)),
    "an empty line": ([[NAME, RESULT], [], ["a", 5]], 1, {}, (1, 1)),
    "four lines": ([[NAME, RESULT], *[[None, LEVEL]] * 4, ["a", 5]], 1, {}, (1, 4)),
    "a unit or an agency": ([["Đơn vị", RESULT], [None, LEVEL], ["a", 5]], 1, {}, (1, 2)),
    "no names": ([["abc", RESULT], [None, LEVEL]], 1, {}, (1, 1)),
    "a group above": ([[None, LEVEL], [NAME, RESULT], ["a", 5]], 2, {}, (1, 2)),
    "three groups above": ([*[[None, LEVEL]] * 4, [NAME, RESULT], ["a", 5]], 5, {}, (2, 5)),
    "above, left of the names": ([[LEVEL], [None, NAME, RESULT], ["a", 5]], 2, {}, (2, 2)),
    "above, on both sides of the names": ([[LEVEL, None, LEVEL], [None, NAME, RESULT]], 2, {}, (1, 2)),
    "unknown words above": ([[None, "abc"], [NAME, RESULT], ["a", 5]], 2, {}, (2, 2)),
    "a title above": ([["BIỂU", LEVEL], [NAME, RESULT], ["a", 5]], 2, {}, (2, 2)),
    "above a line without names": ([[LEVEL], ["abc", "def"]], 2, {}, (1, 2)),
    "merged down": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 1, 2, 1)]}, (1, 2)),
    "merged over four": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 1, 4, 1)]}, (1, 4)),
    "merged over five": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 1, 5, 1)]}, (1, 1)),
    "merged from above": ([[None, "abc"], [NAME, "x"]], 2, {"merges": [(1, 2, 2, 2)]}, (1, 2)),
    "an empty merge": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 3, 3, 3)]}, (1, 1)),
    "merged over thirty columns": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 2, 2, 31)]}, (1, 2)),
    "merged over more": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(1, 2, 2, 32)]}, (1, 1)),
    "merged below": ([[NAME, RESULT], ["a", 5]], 1, {"merges": [(2, 1, 3, 1)]}, (1, 1)),
    "merged above": ([["BIỂU"], [NAME, RESULT], ["a", 5]], 2, {"merges": [(1, 1, 1, 5)]}, (2, 2)),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_the_lines_of_a_head(registry: Registry, case: str) -> None:
    """Second lines below and groups above belong to it; figures, titles and long texts do not."""
    rows, row, options, expected = BLOCKS[case]
    assert head_block(sheet(*rows, **options), row, known_names(registry)) == expected


def test_rows_most_like_a_head(registry: Registry) -> None:
    """At least two texts, one of which says something, among the first three hundred rows."""
    names = known_names(registry)
    rows: list[list[Value]] = [
        *(["Biểu"], ["Ghi chú"], ["a", "b"], [5, "Kết quả"]),
        *(["Hạng mục", 5, "Kết quả"], ["Đơn vị", "c"]),
    ]
    assert list(head_candidates(sheet(*rows), names)) == [
        (5, [(1, "Hạng mục"), (3, "Kết quả")]),
        (6, [(1, "Đơn vị"), (2, "c")]),
    ]
    far = sheet(*[["a"]] * 299, ["Nguồn", "b"], ["Lý do", "b"])
    assert [row for row, _heads in head_candidates(far, names)] == [300]


# ── tables ───────────────────────────────────────────────────────────────────

TABLES = {
    "one line": ("Mã;Kết quả\ncan-bo;5", ["1-1..2: A id, B value"]),
    "below a title": (
        "BIỂU SỐ LIỆU\n\nSTT;Chỉ tiêu;Đơn vị tính;Kết quả;Ghi chú\n1;a;người;5",
        ["3-3..4: B name, C unit, D value, E note"],
    ),
    "a column for each level": (
        "Chỉ tiêu;Kết quả;;\n;Cấp tỉnh;Cấp huyện;Cấp xã\na;1;2;3",
        ["1-2..3: A name, B value tinh, C value huyen, D value xa"],
    ),
    "two letters": ("Chỉ tiêu;Kết quả;\n;T;X\na;1;2", ["1-2..3: A name, B value tinh, C value xa"]),
    "one letter": ("Chỉ tiêu;Kết quả;\n;T;Ghi chú\na;1;2", ["1-2..3: A name, B value, C note"]),
    "groups above": (
        ";Cấp xã;;Cấp huyện;\nChỉ tiêu;Tử số;Mẫu số;Tử số;Mẫu số\na;1;2;3;4",
        ["1-2..3: A name, B numerator xa, C denominator xa, D numerator huyen, E denominator huyen"],
    ),
    "groups of groups": (
        "Chỉ tiêu;Kết quả;;;\n;Tháng 01/2025;;Tháng 02/2025;\n;Tử số;Mẫu số;Tử số;Mẫu số\na;1;2;3;4",
        ["1-3..4: A name, B numerator 2025-01, C denominator 2025-01, D numerator 2025-02, E denominator 2025-02"],
    ),
    "no results": ("Chỉ tiêu;Ghi chú\na;b", []),
    "nothing rows are about": ("Kỳ;Kết quả\n01/2025;5", []),
    "targets across": ("Đơn vị;dvc-mp;dvc-tin\nUBND xã An Hòa;1;2", ["1-1..2: A for, B value dvc-mp, C value dvc-tin"]),
    "periods down": ("Kỳ;dvc-mp;dvc-tin\n01/2025;1;2", ["1-1..2: A period, B value dvc-mp, C value dvc-tin"]),
    "units": ("Chỉ tiêu;Đơn vị;Kết quả\na;người;5\nb;hồ sơ;3\nc;Sở TT&TT;3", ["1-1..4: A name, B unit, C value"]),
    "agencies": (
        "Chỉ tiêu;Đơn vị;Kết quả\na;Sở TT&TT;5\nb;UBND xã An Hòa;3\nc;người;3",
        ["1-1..4: A name, B for, C value"],
    ),
    "agencies as people call them": (
        "Chỉ tiêu;Đơn vị;Kết quả\na;Xã An Hòa;5\nb;An Hòa;3\nc;người;3",
        ["1-1..4: A name, B for, C value"],
    ),
    "as many units as agencies": (
        "Chỉ tiêu;Đơn vị;Kết quả\na;Sở TT&TT;5\nb;người;3",
        ["1-1..3: A name, B unit, C value"],
    ),
    "done of all": ("Chỉ tiêu;Số đạt;Tổng số\na;5;6", ["1-1..2: A name, B numerator, C denominator"]),
    "done": ("Chỉ tiêu;Số đạt;Ghi chú\na;5;6", ["1-1..2: A name, B amount, C note"]),
    "done beside a rate": ("Chỉ tiêu;Số đạt;Tỷ lệ\na;5;6", ["1-1..2: A name, B amount, C rate"]),
    "done beside a result": ("Chỉ tiêu;Số đạt;Kết quả\na;5;6", ["1-1..2: A name, C value: unread 2 Số đạt"]),
    "done beside an amount": ("Chỉ tiêu;Số đạt;Số lượng\na;5;6", ["1-1..2: A name, C amount: unread 2 Số đạt"]),
    "done of all beside a result": (
        "Chỉ tiêu;Số đạt;Tổng số;Kết quả\na;5;6;7",
        ["1-1..2: A name, B numerator, C denominator, D value"],
    ),
    "done of all beside a numerator": (
        "Chỉ tiêu;Số đạt;Tổng số;Tử số\na;5;6;7",
        ["1-1..2: A name, D numerator: unread 2 Số đạt, 3 Tổng số"],
    ),
    "done of all beside a denominator": (
        "Chỉ tiêu;Số đạt;Tổng số;Mẫu số\na;5;6;7",
        ["1-1..2: A name, D denominator: unread 2 Số đạt, 3 Tổng số"],
    ),
    "done twice": ("Chỉ tiêu;Số đạt;Số hoàn thành;Tổng số\na;5;6;7", []),
    "two totals": ("Chỉ tiêu;Số đạt;Tổng số;Tổng số\na;5;6;7", []),
    "a total alone": ("Chỉ tiêu;Tổng số\na;5", []),
    "two columns of names, one with targets": (
        "Nội dung;Chỉ tiêu;Kết quả\nabc;can-bo;5\nHồ sơ số hóa;dvc-mp;5",
        ["1-1..3: B name, C value"],
    ),
    "two columns of names, both with targets": (
        "Nội dung;Chỉ tiêu;Kết quả\ncan-bo;dvc-mp;5",
        ["1-1..2: A name, B name, C value"],
    ),
    "two columns of names without targets": (
        "Nội dung;Chỉ tiêu;Kết quả\nabc;def;5",
        ["1-1..2: A name, B name, C value"],
    ),
    "ids beside words": ("Hạng mục;Kết quả;Mã\ncan-bo;5;x", ["1-1..2: B value, C id: unread 1 Hạng mục"]),
    "targets by their words": (
        "Địa bàn;Hạng mục;Kết quả\nxã;can-bo;5\nxã;dvc-mp;5",
        ["1-1..3: A for, B name, C value"],
    ),
    "targets by their words in two columns": (
        "Địa bàn;Hạng mục;Việc;Kết quả\nxã;can-bo;dvc-tin;5\nxã;dvc-mp;b;5",
        ["1-1..3: A for, B name, D value: unread 3 Việc"],
    ),
    "columns that are not read": (
        "STT;Chỉ tiêu;Kế hoạch;Kết quả;Phòng\n1;a;2;3;4",
        ["1-1..2: B name, D value: unread 3 Kế hoạch, 5 Phòng"],
    ),
    "percent in a head": ("Chỉ tiêu;Kết quả (%);Tỷ lệ\na;1;2", ["1-1..2: A name, B value %, C rate"]),
    "an empty column": ("Chỉ tiêu;;Kết quả\na;;5", ["1-1..2: A name, C value"]),
    "the head again": ("Chỉ tiêu;Kết quả\na;1\nChỉ tiêu;Kết quả\nb;2", ["1-1..4: A name, B value: again 3"]),
    "the head again and again": (
        "Chỉ tiêu;Kết quả\na;1\nChỉ tiêu;Kết quả\nb;2\nChỉ tiêu;Kết quả\nc;2",
        ["1-1..6: A name, B value: again 3, 5"],
    ),
    "a head of two lines again": (
        "Chỉ tiêu;Kết quả\n;Cấp xã\na;1\nChỉ tiêu;Kết quả\n;Cấp xã\nb;2",
        ["1-2..6: A name, B value xa: again 4, 5"],
    ),
    "another table": (
        "Chỉ tiêu;Kết quả\na;1\n\nChỉ tiêu;Tử số;Mẫu số\nb;2;3",
        ["1-1..3: A name, B value", "4-4..5: A name, B numerator, C denominator"],
    ),
    "another table, its head again": (
        "Chỉ tiêu;Kết quả\na;1\nChỉ tiêu;Tử số;Mẫu số\nb;2;3\nChỉ tiêu;Tử số;Mẫu số\nb;2;3",
        ["1-1..2: A name, B value", "3-3..6: A name, B numerator, C denominator: again 5"],
    ),
    "another table, its head again and again": (
        "Chỉ tiêu;Kết quả\na;1\nMã;Kết quả\nb;2\nMã;Kết quả\nb;2\nMã;Kết quả\nb;2",
        ["1-1..2: A name, B value", "3-3..8: A id, B value: again 5, 7"],
    ),
    "a line with a number": ("Chỉ tiêu;Cấp;Kết quả\nTiêu chí;Cấp xã;5", ["1-1..2: A name, B for, C value"]),
    "a line with a target": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\nHồ sơ số hóa;Cấp xã;cơ quan, đơn vị;",
        ["1-1..2: A name, B for, C unit, D value"],
    ),
    "a line with an id": (
        "Mã;Cấp;ĐVT;Kết quả\ncan-bo;Cấp xã;cơ quan, đơn vị;",
        ["1-1..2: A id, B for, C unit, D value"],
    ),
    "a line with a unit": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\nTiêu chí;Cấp xã;người;",
        ["1-1..2: A name, B for, C unit, D value"],
    ),
    "a line with a unit and words for a number": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\nTiêu chí;Cấp xã;người;hơn năm",
        ["1-1..2: A name, B for, C unit, D value"],
    ),
    "a line without a name": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\n;Cấp xã;cơ quan, đơn vị;",
        ["1-1..1: A name, B for, C unit, D value", "2-2..2: B value xa, C for"],
    ),
    "a head with a unit in it": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\na;b;c;1\nTiêu chí;Cấp xã;người;Tử số;Mẫu số\nb;1;2;3;4",
        [
            "1-1..2: A name, B for, C unit, D value",
            "3-3..4: A name, B value xa, D numerator, E denominator: unread 3 người",
        ],
    ),
    "a line of the second table": (
        "Chỉ tiêu;Kết quả\na;1\nChỉ tiêu;Cấp;Tử số;Mẫu số\nTiêu chí;Cấp xã;5;6",
        ["1-1..2: A name, B value", "3-3..4: A name, B for, C numerator, D denominator"],
    ),
    "the first head after another table": (
        "Chỉ tiêu;Kết quả\na;1\nChỉ tiêu;Tử số;Mẫu số\nb;2;3\nChỉ tiêu;Kết quả\na;1",
        ["1-1..2: A name, B value", "3-3..4: A name, B numerator, C denominator", "5-5..6: A name, B value"],
    ),
    "a second line like a head": (
        "Chỉ tiêu;Kết quả;Khác\n;Cấp xã;Đơn vị\na;5;Sở TT&TT",
        ["1-2..3: A name, B value xa: unread 3 Khác / Đơn vị"],
    ),
    "a second line like a head in the second table": (
        "Chỉ tiêu;Tử số;Mẫu số\na;1;2\nChỉ tiêu;Kết quả;Khác\n;Cấp xã;Đơn vị\na;5;Sở TT&TT",
        ["1-1..2: A name, B numerator, C denominator", "3-4..5: A name, B value xa: unread 3 Khác / Đơn vị"],
    ),
    "a group over three columns": (
        "Chỉ tiêu;Tháng 01/2025;;\n;Tử số;Mẫu số;Tỷ lệ\na;1;2;3",
        ["1-2..3: A name, B numerator 2025-01, C denominator 2025-01, D rate 2025-01"],
    ),
    "names are no group": (
        "Chỉ tiêu;;Kết quả\n;Cấp tỉnh;Cấp xã\na;1;2",
        ["1-2..3: A name, B value tinh, C value xa"],
    ),
    "levels and results alone": ("Địa bàn;Kết quả\nxã;5", ["1-1..2: A for, B value"]),
    "units, one left out": (
        "Chỉ tiêu;Đơn vị;Kết quả\na;;5\nb;Sở TT&TT;3\nc;UBND xã An Hòa;3",
        ["1-1..4: A name, B for, C value"],
    ),
    "a line with neither": (
        "Chỉ tiêu;Cấp;ĐVT;Kết quả\nTiêu chí;Cấp xã;cái;",
        ["1-1..1: A name, B for, C unit, D value", "2-2..2: A name, B value xa: unread 3 cái"],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_of_a_sheet(registry: Registry, case: str) -> None:
    """Rows of the head and the last row, what each column is, which are not read."""
    text, expected = TABLES[case]
    assert tables(registry, lines(text)) == expected


def test_a_row_may_be_said_to_be_the_head(registry: Registry) -> None:
    """--header: that row and no other, whatever stands in it."""
    grid = lines("Chỉ tiêu;Kết quả\na;1\nHạng mục;Tử số;Mẫu số\nb;2;3")
    assert tables(registry, grid, head=3) == ["3-3..4: B numerator, C denominator: unread 1 Hạng mục"]
    assert tables(registry, grid, {"hang muc": (Role.NAME, None)}, head=3) == [
        "3-3..4: A name, B numerator, C denominator"
    ]


OVERRIDDEN: dict[str, tuple[str, Overrides, list[str]]] = {
    "by its words": (
        "Mã;Đã làm (%);Kết quả\ncan-bo;5;6",
        {"da lam": (Role.NUMERATOR, "xa")},
        ["1-1..2: A id, B numerator xa %, C value"],
    ),
    "by its letters": ("Mã;Đã làm;Kết quả\ncan-bo;5;6", {"B": (Role.NOTE, None)}, ["1-1..2: A id, B note, C value"]),
    "letters before words": (
        "Mã;Đã làm;Kết quả\ncan-bo;5;6",
        {"B": (Role.NOTE, None), "da lam": (Role.VALUE, None)},
        ["1-1..2: A id, B note, C value"],
    ),
    "a column without a head": (
        "Mã;Kết quả\ncan-bo;5;6",
        {"C": (Role.NOTE, None)},
        ["1-1..2: A id, B value, C note"],
    ),
    "by its words, beside a column without a head": (
        ";Mã;Đã làm\n;can-bo;5",
        {"da lam": (Role.VALUE, None)},
        ["1-1..2: B id, C value"],
    ),
    "not to be read": (
        "Mã;Kết quả;Kết quả\ncan-bo;5;6",
        {"B": (Role.IGNORE, None)},
        ["1-1..2: A id, C value: unread 2 Kết quả"],
    ),
    "words that look like letters": (
        "Mã;Kết quả;ca\ncan-bo;5;6",
        {"ca": (Role.NOTE, None)},
        ["1-1..2: A id, B value, C note"],
    ),
}


@pytest.mark.parametrize("case", OVERRIDDEN)
def test_columns_as_somebody_says(registry: Registry, case: str) -> None:
    """By words of the head, or by letters in capitals, a column without a head too."""
    text, overrides, expected = OVERRIDDEN[case]
    assert tables(registry, lines(text), overrides) == expected


MERGED: dict[str, tuple[list[Sequence[Value]], list[tuple[int, int, int, int]], list[str]]] = {
    "names and a group": (
        [[NAME, RESULT, None], [None, "Cấp tỉnh", "Cấp xã"], ["a", 1, 2]],
        [(1, 1, 2, 1), (1, 2, 1, 3)],
        ["1-2..3: A name, B value tinh, C value xa"],
    ),
    "a group over an empty head": (
        [[NAME, "Tử số", "Mẫu số", None], ["a", 1, 2, 3]],
        [(1, 3, 1, 4)],
        ["1-1..2: A name, B numerator, C denominator, D denominator"],
    ),
    "two lines of one cell": (
        [[NAME, RESULT], [None, None], ["a", 1]],
        [(1, 1, 2, 1), (1, 2, 2, 2)],
        ["1-2..3: A name, B value"],
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_merged_heads(registry: Registry, case: str) -> None:
    """A merged cell stands above each of its columns, and is said once."""
    rows, merges, expected = MERGED[case]
    assert tables(registry, sheet(*rows, merges=merges)) == expected


def test_a_head_merged_over_many_columns(registry: Registry) -> None:
    """It stands for thirty more, not for the whole width of a sheet."""
    [table] = find_tables(sheet([NAME, RESULT], ["a", 5], merges=[(1, 2, 1, 60)]), known_names(registry))
    assert [column.number for column in table.of(Role.VALUE)] == list(range(2, 33))


def test_the_longest_head(registry: Registry) -> None:
    """It is read; a longer one is as if it were not there."""
    names = known_names(registry)
    assert tables(registry, sheet([NAME, LONG], ["a", 5])) == ["1-1..2: A name, B value"]
    [table] = find_tables(sheet([NAME, LONG + " "], ["a", 5]), names, head=1)
    assert told(table) == "1-1..2: A name, B value"
    [table] = find_tables(sheet([NAME, LONG + "x"], ["a", 5]), names, head=1)
    assert told(table) == "1-1..2: A name"


def test_months_that_became_days(registry: Registry) -> None:
    """02/2025 typed into Excel is the first of the month; another day is no head, a number is its digits."""
    rows: list[Sequence[Value]] = [[NAME, date(2025, 1, 1), date(2025, 2, 14), number("2024")], ["a", 1, 2, 3]]
    grid = sheet(*rows)
    assert tables(registry, sheet(rows[0][:2], ["a", 1])) == []
    [table] = find_tables(grid, known_names(registry), head=1)
    assert told(table) == "1-1..2: A name, B value 2025-01: unread 4 2024"
    assert table.columns[1].head == "Tháng 01/2025"


def test_what_stands_over_a_column(registry: Registry) -> None:
    """Each line once, from the top; the group to the left also where its cells are empty."""
    grid = lines("Chỉ tiêu;Kết quả;;Ghi chú\n;Tử số;Mẫu số;Ghi chú\na;1;2;3")
    [table] = find_tables(grid, known_names(registry))
    assert [column.head for column in table.columns] == [
        *("Chỉ tiêu", "Kết quả / Tử số", "Kết quả / Mẫu số", "Ghi chú")
    ]
