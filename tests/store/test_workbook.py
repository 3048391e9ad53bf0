"""Workbooks as cells: exact numbers, days, hidden and merged cells; what is no .xlsx is told how to become one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dts.core.grid import Cell, Held
from dts.core.problem import UsageError
from dts.store import workbook, workbook_sheet
from dts.store.workbook import read_raw, read_workbook
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
    """An archive of parts; what says its type stands in it as it is."""
    out = BytesIO()
    packed = zipfile.ZIP_STORED if "mimetype" in parts else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", packed) as archive:
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
    "ods": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "x"}),
        f"là tệp OpenDocument (.ods); mở tệp bằng Excel (hoặc LibreOffice), {SAVE}.",
    ),
    "password on the archive": (
        re.sub(rb"(?s)(PK\x01\x02.{4})\x00", lambda head: head[1] + b"\x01", a_book()),
        f"đặt mật khẩu hoặc nén khác thường; bỏ mật khẩu, mở tệp bằng Excel (hoặc LibreOffice), {SAVE}.",
    ),
    "no such column": (
        with_part(
            "xl/worksheets/sheet1.xml",
            '<worksheet><sheetData><row r="1"><c r="1"><v>9</v></c></row></sheetData></worksheet>',
        ),
        "hỏng, không đọc được",
    ),
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


SHEET = '<worksheet><sheetData><row><c t="s" s="0"><v>0</v></c><c s="0"><v>0.5</v></c></row></sheetData></worksheet>'
LINK = '<Relationship Id="{}" Type="http://x/{}" Target="{}"/>'


def links(*given: tuple[str, str, str]) -> str:
    """A part of links: id, kind, place."""
    return f"<Relationships>{''.join(LINK.format(*each) for each in given)}</Relationships>"


def parts_of(folder: str) -> dict[str, str]:
    """A workbook with shared texts and formats, its parts in a folder of any name."""
    listed = "".join(f'<sheet name="{name}" r:id="{name}"/>' for name in ("A", "chart", "gone", "B", "none"))
    return {
        f"{folder}/main.xml": f'<workbook xmlns:r="x"><sheets>{listed}</sheets></workbook>',
        f"{folder}/_rels/main.xml.rels": links(
            ("A", "worksheet", "../sheets/1.xml"),
            ("chart", "chartsheet", "chart.xml"),
            ("gone", "worksheet", "gone.xml"),
            ("B", "worksheet", f"/{folder}/2.xml"),
            ("s", "sharedStrings", "texts.xml"),
            ("t", "styles", "looks.xml"),
        ),
        "sheets/1.xml": SHEET,
        f"{folder}/2.xml": SHEET,
        f"{folder}/chart.xml": "<chartsheet/>",
        f"{folder}/texts.xml": "<sst><si><t>Xã</t></si></sst>",
        f"{folder}/looks.xml": '<styleSheet><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>',
    }


def packed(parts: dict[str, str]) -> bytes:
    """An archive of parts by their names."""
    return zipped(**{name.replace("/", "__"): text for name, text in parts.items()})


@pytest.mark.parametrize("target", ["book/main.xml", "/book/main.xml"])
def test_parts_are_found_by_their_links(tmp_path: Path, target: str) -> None:
    """Wherever a program puts them; sheets without cells of their own and those that are not there are left out."""
    start = links(("1", "core-properties", "book/2.xml"), ("2", "officeDocument", target))
    (tmp_path / "a.xlsx").write_bytes(packed({"_rels/.rels": start, **parts_of("book")}))
    found = read_workbook(tmp_path / "a.xlsx")
    assert found.name == "a.xlsx"
    assert [grid.name for grid in found.grids] == ["A", "B"]
    for grid in found.grids:
        assert grid.rows == {1: {1: Cell("Xã"), 2: Cell("0.5", Held.NUMBER, "0%")}}


@pytest.mark.parametrize("start", [{}, {"_rels/.rels": links(("1", "officeDocument", "gone.xml"))}])
def test_workbook_without_a_link_stands_in_its_usual_place(tmp_path: Path, start: dict[str, str]) -> None:
    """As most programs put it."""
    parts = {name.replace("main.xml", "workbook.xml"): text for name, text in parts_of("xl").items()}
    (tmp_path / "a.xlsx").write_bytes(packed({**start, **parts}))
    assert [grid.name for grid in read_workbook(tmp_path / "a.xlsx").grids] == ["A", "B"]


def test_workbook_without_texts_and_formats(tmp_path: Path) -> None:
    """Numbers need neither."""
    parts = {name: text for name, text in parts_of("xl").items() if name not in ("xl/texts.xml", "xl/looks.xml")}
    parts["sheets/1.xml"] = parts["xl/2.xml"] = SHEET.replace(' t="s"', "")
    start = {"_rels/.rels": links(("1", "officeDocument", "xl/main.xml"))}
    (tmp_path / "a.xlsx").write_bytes(packed({**start, **parts}))
    grids = read_workbook(tmp_path / "a.xlsx").grids
    assert [grid.rows[1] for grid in grids] == [{1: Cell("0", Held.NUMBER), 2: Cell("0.5", Held.NUMBER)}] * 2


def test_workbook_of_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused as what it is."""
    monkeypatch.setattr(workbook_sheet, "MOST_CELLS", 0)
    (tmp_path / "a.xlsx").write_bytes(a_book())
    with pytest.raises(UsageError) as raised:
        read_workbook(tmp_path / "a.xlsx")
    assert str(raised.value) == "Chưa ghi: a.xlsx có quá nhiều ô, không phải biểu số liệu."


def test_what_is_no_file(tmp_path: Path) -> None:
    """Nothing there, a folder, a name that no disk takes."""
    expected = {
        tmp_path / "a.xlsx": "không có tệp này",
        tmp_path: "không phải là một tệp",
        tmp_path / ("x" * 300): "tên dài quá",
    }
    for path, what in expected.items():
        with pytest.raises(UsageError) as raised:
            read_raw(path)
        assert str(raised.value) == f"Chưa ghi: {path}: {what}."


def test_files_to_the_largest_that_is_read(tmp_path: Path) -> None:
    """64 MB, and not one byte more."""
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    assert len(read_raw(tmp_path / "a.xlsx")) == 64 * 1024 * 1024
    with (tmp_path / "a.xlsx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(UsageError) as raised:
        read_raw(tmp_path / "a.xlsx")
    assert str(raised.value) == "Chưa ghi: a.xlsx lớn hơn 64 MB, không phải bảng số liệu."


@pytest.mark.parametrize("more", [0, 1])
def test_archives_to_the_largest_that_is_unpacked(tmp_path: Path, more: int) -> None:
    """400 MB by what the archive says of its parts, and not one byte more."""
    with zipfile.ZipFile(BytesIO(a_book())) as book:
        rest = sum(each.file_size for each in book.infolist())
    out = BytesIO(a_book())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("more", "x")
    listed = out.getvalue().rindex(b"PK\x01\x02")
    size = (400 * 1024 * 1024 - rest + more).to_bytes(4, "little")
    data = out.getvalue()
    (tmp_path / "a.xlsx").write_bytes(data[: listed + 24] + size + data[listed + 28 :])
    if not more:
        assert len(read_workbook(tmp_path / "a.xlsx").grids) == 1
        return
    with pytest.raises(UsageError) as raised:
        read_workbook(tmp_path / "a.xlsx")
    assert str(raised.value) == "Chưa ghi: a.xlsx bung ra lớn hơn 400 MB, không phải biểu số liệu."


def test_reading_can_be_watched(tmp_path: Path) -> None:
    """Who watches is handed the chunks of each sheet and gives them back."""
    big = SHEET.replace("<row>", f"<row><!--{'x' * 2**20}-->")
    parts = {**parts_of("xl"), "sheets/1.xml": big, "_rels/.rels": links(("1", "officeDocument", "xl/main.xml"))}
    (tmp_path / "a.xlsx").write_bytes(packed(parts))
    seen: list[list[int]] = []

    def watch(steps: Sequence[int]) -> Iterable[int]:
        seen.append(list(steps))
        return steps

    grids = read_workbook(tmp_path / "a.xlsx", watch).grids
    assert [grid.rows[1][1].text for grid in grids] == ["Xã", "Xã"]
    assert seen == [[0, 2**20], [0]]
