"""Workbooks as cells: exact numbers, days, hidden and merged cells; what is no .xlsx is told how to become one."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dts.core.grid import Cell, Held
from dts.core.problem import UsageError
from dts.store import workbook
from dts.store.workbook import read_workbook
from dts.store.workbook_parts import Sheet, Styles, parse_strings
from dts.store.workbook_sheet import parse_sheet

SAVE = "chọn Save As, kiểu Excel Workbook (.xlsx), rồi nhập tệp .xlsx ấy"


def cells(xml: str, strings: list[str] | None = None, styles: Styles | None = None) -> dict[int, dict[int, Cell]]:
    """The rows of a sheet written by hand."""
    text = f'<worksheet xmlns="x"><sheetData>{xml}</sheetData></worksheet>'
    return dict(parse_sheet([text.encode()], Sheet("A", "r"), strings or [], styles or Styles()).rows)  # type: ignore[arg-type]


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    """No float stands between the file and the cell."""
    book = Workbook()
    sheet = book.active
    for row in (
        [0.9296, 1080997, 36.18],
        [date(2025, 2, 14), datetime(2025, 2, 14, 9, 30), True],
        ["a\u0309", " ", None],
    ):
        sheet.append(row)
    sheet["A1"].number_format = "0.00%"
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_workbook(tmp_path / "a.xlsx").grids
    assert [cell.text for cell in grid.rows[1].values()] == ["0.9296", "1080997", "36.18"]
    assert grid.rows[1][1].is_percent
    assert [cell.held for cell in grid.rows[2].values()] == [Held.DAY, Held.DAY, Held.FLAG]
    assert grid.rows[2][2].text == "2025-02-14"
    assert {column: cell.text for column, cell in grid.rows[3].items()} == {1: "ả"}


def test_formulas_are_told_from_their_results() -> None:
    """A result that is there counts; one that is not is a formula never calculated; an empty text is nothing."""
    found = cells(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f><v/></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )[1]
    assert found[1] == Cell("2", Held.NUMBER, "", True)
    assert found[2].held is Held.FORMULA
    assert 3 not in found
    assert (found[4].held, found[4].text) == (Held.ERROR, "#DIV/0!")


def test_odd_programs_are_understood() -> None:
    """Cells without addresses, prefixed names, text in the cell, readings above words, coded characters."""
    assert cells("<row><c><v>1</v></c><c><v>2</v></c></row>")[1][2].text == "2"
    assert cells('<x:row xmlns:x="y" r="3"><x:c r="B3"><x:v>7</x:v></x:c></x:row>')[3][2].text == "7"
    assert cells('<row r="1"><c r="A1" t="inlineStr"><is><t>Xã</t><t xml:space="preserve"> A</t></is></c></row>')[1][
        1
    ].text == ("Xã A")
    shared = b"<sst><si><r><t>Xa</t></r><rPh><t>bo</t></rPh><r><t>_x000D_y</t></r></si></sst>"
    assert parse_strings(shared) == ["Xa y"]


@pytest.mark.parametrize(
    ("serial", "from_1904", "day"),
    [
        ("1", False, "1900-01-01"),
        ("59", False, "1900-02-28"),
        ("61", False, "1900-03-01"),
        ("45702.5", False, "2025-02-14"),
    ],
)
def test_days_count_as_excel_does(serial: str, *, from_1904: bool, day: str) -> None:
    """With the 29/02/1900 that never was."""
    styles = Styles(("dd/mm/yyyy",), frozenset({0}))
    text = f'<worksheet><sheetData><row r="1"><c r="A1" s="0"><v>{serial}</v></c></row></sheetData></worksheet>'
    grid = parse_sheet([text.encode()], Sheet("A", "r"), [], styles, from_1904=from_1904)
    assert grid.rows[1][1].text == day


def zipped(**parts: str) -> bytes:
    """An archive of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def a_book() -> bytes:
    """A sound workbook."""
    out = BytesIO()
    book = Workbook()
    book.active["A1"] = "x"
    book.save(out)
    return out.getvalue()


def with_part(name: str, text: str) -> bytes:
    """A sound workbook with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(a_book())) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            new.writestr(each.filename, text if each.filename == name else old.read(each))
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_READ = {
    "empty": (b"", "là tệp rỗng"),
    "xls": (OLE + b"\x00" * 600, f"là tệp Excel kiểu cũ (.xls); mở tệp bằng Excel (hoặc LibreOffice), {SAVE}."),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu mở tệp; mở bằng Excel, bỏ mật khẩu"),
    "html": (b"  <html><table>", "thực ra là trang web hoặc XML"),
    "text": (b"Chi tieu", "không phải tệp .xlsx"),
    "cut": (a_book()[:-300], "hỏng, không đọc được như một tệp .xlsx"),
    "pdf": (b"%PDF-1.7", "là tệp PDF, không có ô để đọc; xin đơn vị gửi tệp Excel"),
    "word": (zipped(**{"word__document.xml": "x"}), "là tệp Word; chép bảng sang một tệp Excel (.xlsx)"),
    "other": (zipped(other="x"), "hỏng, không đọc được như một tệp .xlsx"),
    "macro": (zipped(**{"xl__vbaProject.bin": "x", "xl__workbook.xml": "<workbook/>"}), "có macro (.xlsm)"),
    "binary": (zipped(**{"xl__workbook.bin": "x"}), "là tệp nhị phân (.xlsb)"),
    "doctype": (
        with_part("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
        "hỏng, không đọc được",
    ),
    "no xml": (with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"), "hỏng, không đọc được"),
    "bad string": (
        with_part(
            "xl/worksheets/sheet1.xml",
            '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>',
        ),
        "hỏng, không đọc được",
    ),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_no_workbook_gets_one_sentence(tmp_path: Path, name: str) -> None:
    """Each by what it is, whatever it is called."""
    data, said = NOT_READ[name]
    (tmp_path / "bieu.xlsx").write_bytes(data)
    with pytest.raises(UsageError, match=r"^Chưa ghi: ") as raised:
        read_workbook(tmp_path / "bieu.xlsx")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive that unpacks to a huge one is not unpacked; nor is a file of more than 64 MB read."""
    (tmp_path / "bom.xlsx").write_bytes(zipped(**{"xl__workbook.xml": "<workbook/>", "xl__big.xml": "0" * 2_000_000}))
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(UsageError, match="bung ra lớn hơn"):
        read_workbook(tmp_path / "bom.xlsx")
    monkeypatch.setattr(workbook, "MAX_BYTES", 1000)
    (tmp_path / "to.xlsx").write_bytes(b"PK" + b"0" * 2000)
    with pytest.raises(UsageError, match="lớn hơn 0 MB"):
        read_workbook(tmp_path / "to.xlsx")
    (tmp_path / "~$to.xlsx").write_bytes(b"x")
    with pytest.raises(UsageError, match="là tệp tạm của Excel"):
        read_workbook(tmp_path / "~$to.xlsx")


@pytest.mark.parametrize("value", ["nan", "x", "1e9999", "0x10", "1_000", "٣"])
def test_what_is_no_number_is_an_error(value: str) -> None:
    """Only digits as spreadsheets write them are numbers."""
    assert cells(f'<row r="1"><c r="A1"><v>{value}</v></c></row>')[1][1].held is Held.ERROR
