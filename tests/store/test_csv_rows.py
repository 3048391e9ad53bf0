"""CSV files as rows: which variant, on which line, what stood there before `export --excel` guarded it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.core.problem import UsageError
from dts.store.csv_rows import has_known_head, read_grid, read_rows, read_text

KNOWN = ("target", "value", "note")


def rows_of(folder: Path, text: str) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The rows with their lines, and what is wrong."""
    (folder / "a.csv").write_text(text, encoding="utf-8", newline="")
    found = read_rows(folder / "a.csv", KNOWN)
    assert found.name == "a.csv"
    assert all(problem.place.file == "a.csv" for problem in found.problems)
    said = [f"{problem.place.line}: {problem.message}" for problem in found.problems]
    return [(row.line, dict(row.cells)) for row in found.rows], said


def test_rows_stand_on_the_line_they_begin_on(tmp_path: Path) -> None:
    """Also behind a cell of several lines; empty rows and empty cells are nothing, blanks are something."""
    text = 'target,value,note\r\na,1,"hai\r\ndòng"\r\n,,\r\n\r\nb,, \r\n"c ""x""",3,\r\n'
    rows, said = rows_of(tmp_path, text)
    assert rows == [
        (2, {"target": "a", "value": "1", "note": "hai\r\ndòng"}),
        (6, {"target": "b", "note": " "}),
        (7, {"target": 'c "x"', "value": "3"}),
    ]
    assert said == []


@pytest.mark.parametrize(
    ("head", "for_people", "columns"),
    [
        ("target,value", False, ("target", "value")),
        ("target;value", True, ("target", "value")),
        (' target ,"value"', False, ("target", "value")),
        ("target;value;a,b", True, ("target", "value", "a,b")),
        ("target,value,a;b", False, ("target", "value", "a;b")),
        ("target;value\r", True, ("target", "value")),
    ],
)
def test_the_separator_of_the_head_tells_the_variant(
    tmp_path: Path, head: str, columns: tuple[str, ...], *, for_people: bool
) -> None:
    """Nothing else does: what the rows hold is not looked at."""
    (tmp_path / "a.csv").write_text(f"{head}\n", encoding="utf-8", newline="")
    found = read_rows(tmp_path / "a.csv", KNOWN)
    assert (found.for_people, found.columns, found.rows) == (for_people, columns, ())
    assert has_known_head(f"{head}\n", KNOWN)


@pytest.mark.parametrize("head", ["", "target", "target,x", "x;y", "target\tvalue", "a,b\ntarget,value"])
def test_one_known_name_is_no_head(tmp_path: Path, head: str) -> None:
    """A word may stand in any form; two columns make a table."""
    (tmp_path / "a.csv").write_text(head, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_rows(tmp_path / "a.csv", (*KNOWN, "of", "reason"))
    assert str(raised.value) == (
        "Chưa ghi: a.csv: dòng đầu không có tên cột nào (target, value, note, of, …), nên không phải bảng figures.csv "
        "do dts export xuất."
    )
    assert not has_known_head(head, KNOWN)


WIDE = "có {} ô, dòng đầu có 3 cột; xem lại dấu phân cách và dấu ngoặc kép"


def test_heads_and_widths_are_judged(tmp_path: Path) -> None:
    """Each wrong head once, each row that is too long or too short; the others are read."""
    rows, said = rows_of(tmp_path, "target,value,note\na,1\nb,2,x,y\nc,3,z\n")
    assert rows == [(4, {"target": "c", "value": "3", "note": "z"})]
    assert said == [f"2: {WIDE.format(2)}", f"3: {WIDE.format(4)}"]
    _rows, said = rows_of(tmp_path, "target,value,valeu,,zzz,value,note,note,note\n")
    assert said == [
        "1: không có cột nào tên là “valeu”; có phải là value?",
        "1: không có cột nào tên là “”; xóa cột ấy, hoặc xem docs/du-lieu-mo.md",
        "1: không có cột nào tên là “zzz”; xóa cột ấy, hoặc xem docs/du-lieu-mo.md",
        "1: cột value có 2 lần; giữ một",
        "1: cột note có 3 lần; giữ một",
    ]


UNGUARDED = [
    ("'=1+1", "=1+1"),
    ("'+5", "+5"),
    ("'-5", "-5"),
    ("'@x", "@x"),
    ("''=1", "'=1"),
    ("'=1'=2", "=1'=2"),
    ("a'=1", "a'=1"),
    ("'abc", "'abc"),
    ("'", "'"),
    (r"a\u0007b", "a\x07b"),
    (r"\u200b", "\u200b"),
    (r"\U000e0100", "\U000e0100"),
    (r"\u3164", "\u3164"),
    (r"\u0041", r"\u0041"),
    (r"\U0001f600", r"\U0001f600"),
    (r"\ud7ff", "\ud7ff"),
    (r"\ud800", r"\ud800"),
    (r"\udfff", r"\udfff"),
    (r"\ue000", "\ue000"),
    (r"\U0010ffff", "\U0010ffff"),
    (r"\U00110000", r"\U00110000"),
    (r"\u00g1", r"\u00g1"),
    (r"\u0007\u0008", "\x07\x08"),
]


def test_what_the_export_guarded_is_undone_for_people_only(tmp_path: Path) -> None:
    """The apostrophe before what Excel would run, the codes of what nobody can see; all else stays as it stands."""
    for cell, plain in UNGUARDED:
        assert rows_of(tmp_path, f"target;value\na;{cell}\n") == ([(2, {"target": "a", "value": plain})], [])
        assert rows_of(tmp_path, f"target,value\na,{cell}\n") == ([(2, {"target": "a", "value": cell})], [])


@pytest.mark.parametrize(("text", "line"), [('target,value\na,"5', 2), ('target,value\na,5\nb,"x"y\n', 3)])
def test_quotes_that_do_not_match(tmp_path: Path, text: str, line: int) -> None:
    """Where the row begins."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_rows(tmp_path / "a.csv", KNOWN)
    assert str(raised.value) == (
        f"Chưa ghi: a.csv:{line}: dấu ngoặc kép không khớp, hoặc ô quá dài; sửa dòng này rồi nhập lại."
    )


def test_text_is_decoded_and_composed(tmp_path: Path) -> None:
    """Letters and marks become one letter; what is no text is refused with the way out."""
    (tmp_path / "a.csv").write_bytes("\ufeffa\u0309".encode())
    assert read_text(tmp_path / "a.csv") == "ả"
    (tmp_path / "a.csv").write_bytes("target".encode("utf-16"))
    with pytest.raises(UsageError) as raised:
        read_text(tmp_path / "a.csv")
    assert str(raised.value) == (
        "Chưa ghi: a.csv: tệp lưu theo bảng mã UTF-16, chương trình chỉ đọc UTF-8. "
        "Trong Excel chọn Save As, kiểu CSV UTF-8, rồi nhập tệp .csv ấy."
    )


FORMS = [
    ("a;b;c\n1;2;3\n", {1: {1: "a", 2: "b", 3: "c"}, 2: {1: "1", 2: "2", 3: "3"}}),
    ("a,b\n1,2\n", {1: {1: "a", 2: "b"}, 2: {1: "1", 2: "2"}}),
    ("a\tb\n1\t2\n", {1: {1: "a", 2: "b"}, 2: {1: "1", 2: "2"}}),
    ("BIỂU 01\n\na; b  c ;\n;;\n1;36,5;x\n2;3,5;y\n", {1: {1: "BIỂU 01"}, 3: {1: "a", 2: "b c"}}),
    ("a;b\n1,5;2,5\n", {1: {1: "a", 2: "b"}, 2: {1: "1,5", 2: "2,5"}}),
    ("a;b;c\n1,5\n", {1: {1: "a", 2: "b", 3: "c"}, 2: {1: "1,5"}}),
    ("a,b\nc;d\n", {1: {1: "a,b"}, 2: {1: "c", 2: "d"}}),
    ("a,b,c\n1;2\n1;2\n", {1: {1: "a,b,c"}, 2: {1: "1", 2: "2"}, 3: {1: "1", 2: "2"}}),
    ("a,b,c\n1;2\n", {1: {1: "a", 2: "b", 3: "c"}, 2: {1: "1;2"}}),
    ("một dòng\n", {}),
    ("", {}),
    ('a,b\n"x";"y\n', {}),
]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a;b;c;d;e;f;g\n" + "x;1,5\n" * 4 + "x;1\n", ["x", "1,5"]),
        ("a,b;b;c;d;e;f;g;h;i\n" * 2 + "x;1,5\n" * 2 + "x;1\n", ["a,b", "b", "c", "d", "e", "f", "g", "h", "i"]),
    ],
)
def test_form_of_two_widths_is_split_by_the_better_one(text: str, first: list[str]) -> None:
    """Many narrow rows or few wide ones: what counts is how many cells stand in rows of one width."""
    assert [cell.text for cell in read_grid("a.csv", text).rows[2].values()] == first


@pytest.mark.parametrize(("text", "cells"), FORMS)
def test_form_is_split_where_most_lines_are_equally_wide(text: str, cells: dict[int, dict[int, str]]) -> None:
    """By semicolon, comma or tab; blanks in a cell count once, empty rows and cells are nothing."""
    grid = read_grid("a.csv", text)
    found = {number: {column: cell.text for column, cell in row.items()} for number, row in grid.rows.items()}
    more = {5: {1: "1", 2: "36,5", 3: "x"}, 6: {1: "2", 2: "3,5", 3: "y"}} if "BIỂU" in text else {}
    assert found == cells | more
    assert grid.name == ""
