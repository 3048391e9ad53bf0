"""The cells of a sheet from its XML: what each holds, where it stands, what is hidden, how much is too much."""

from __future__ import annotations

import pytest

from dts.core.grid import Cell, Grid, Held
from dts.store import workbook_sheet
from dts.store.workbook_parts import Sheet, Styles
from dts.store.workbook_sheet import TooMuchError, parse_sheet

STYLES = Styles(("0%", "", "yyyy-mm-dd", "#,##0"), frozenset({1, 2}))
DAY = "dd/mm/yyyy"


def sheet(xml: str, *, strings: tuple[str, ...] = (), from_1904: bool = False) -> Grid:
    """A sheet written by hand."""
    text = f"<worksheet>{xml}</worksheet>"
    return parse_sheet([text.encode()], Sheet("Biểu", "r"), list(strings), STYLES, from_1904=from_1904)


def cell(xml: str, *, strings: tuple[str, ...] = (), from_1904: bool = False) -> Cell | None:
    """The only cell of a sheet."""
    rows = sheet(f'<sheetData><row r="1">{xml}</row></sheetData>', strings=strings, from_1904=from_1904).rows
    return rows[1][1] if rows else None


CELLS = {
    "<c><v>5</v></c>": Cell("5", Held.NUMBER),
    '<c t="n"><v>-5.25E-3</v></c>': Cell("-5.25E-3", Held.NUMBER),
    '<c t="x"><v>5</v></c>': Cell("5", Held.NUMBER),
    "<c><f>1+1</f><v>2</v></c>": Cell("2", Held.NUMBER, computed=True),
    "<c><f>1+1</f></c>": Cell("=1+1", Held.FORMULA, computed=True),
    "<c> <f>1+1</f> <v></v></c>": Cell("=1+1", Held.FORMULA, computed=True),
    "<c>\n <v>5</v>\n</c>": Cell("5", Held.NUMBER),
    '<c s="0"><v>0.5</v></c>': Cell("0.5", Held.NUMBER, "0%"),
    '<c s="3"><f>A1</f><v>5</v></c>': Cell("5", Held.NUMBER, "#,##0", computed=True),
    '<c s="4"><v>5</v></c>': Cell("5", Held.NUMBER),
    '<c s="1"><v>45702</v></c>': Cell("2025-02-14", Held.DAY, DAY),
    '<c s="2"><f>A1</f><v>45702.75</v></c>': Cell("2025-02-14", Held.DAY, "yyyy-mm-dd", computed=True),
    '<c s="1"><v>60</v></c>': Cell("1900-03-01", Held.DAY, DAY),
    '<c s="1"><v>1</v></c>': Cell("1900-01-01", Held.DAY, DAY),
    '<c s="1"><v>0.99</v></c>': Cell("0.99", Held.NUMBER),
    '<c s="1"><v>0</v></c>': Cell("0", Held.NUMBER),
    '<c s="1"><v>-1</v></c>': Cell("-1", Held.NUMBER),
    '<c s="1"><v>2958465</v></c>': Cell("9999-12-31", Held.DAY, DAY),
    '<c s="1"><v>2958466</v></c>': Cell("2958466", Held.NUMBER),
    '<c s="1"><v>1e999</v></c>': Cell("1e999", Held.NUMBER),
    '<c t="s"><v>1</v></c>': Cell("Xã"),
    '<c t="s"><f>A2</f><v>0</v></c>': Cell("Tỉnh"),
    '<c t="s"><v>2</v></c>': None,
    '<c t="str"><f>A1</f><v>Xã _x0041_</v></c>': Cell("Xã A", computed=True),
    '<c t="str"><v> </v></c>': None,
    '<c t="str"><f>A1</f><v></v></c>': None,
    '<c t="inlineStr"><is> <t>Xa\u0303</t> <t> A</t> </is></c>': Cell("Xã A"),
    '<c t="inlineStr"><is><t>Xa</t><rPh><t>bo</t></rPh><rPh><t>bo</t></rPh><t>y</t></is></c>': Cell("Xay"),
    '<c t="inlineStr"><is><t></t></is></c>': None,
    '<c t="e"><v>#DIV/0!</v></c>': Cell("#DIV/0!", Held.ERROR),
    '<c t="e"><f>A1</f><v>5</v></c>': Cell("5", Held.ERROR, computed=True),
    f"<c><v>{'x' * 41}</v></c>": Cell("x" * 40, Held.ERROR),
    "<c><f>A1</f><v>x</v></c>": Cell("x", Held.ERROR, computed=True),
    '<c t="b"><v>1</v></c>': Cell("TRUE", Held.FLAG),
    '<c t="b"><f>A1</f><v>0</v></c>': Cell("FALSE", Held.FLAG, computed=True),
    '<c t="d"><v>2025-02-14T00:00:00</v></c>': Cell("2025-02-14", Held.DAY, DAY),
    "<c/>": None,
}


def test_each_cell_holds_what_is_written() -> None:
    """Numbers with their digits, days, texts without readings, errors, flags, formulas never calculated."""
    found = {xml: cell(xml, strings=("Tỉnh", "Xã", " ")) for xml in CELLS}
    assert found == CELLS


def test_days_since_1904() -> None:
    """As old spreadsheets of Apple count them; what lies behind the last day is a number."""
    serials = {"1": "1904-01-02", "44240": "2025-02-14", "2957003": "9999-12-31", "2957004": None, "0": None}
    for serial, day in serials.items():
        expected = Cell(serial, Held.NUMBER) if day is None else Cell(day, Held.DAY, DAY)
        assert cell(f'<c s="1"><v>{serial}</v></c>', from_1904=True) == expected


def test_cells_stand_where_they_say_or_behind_the_last() -> None:
    """Rows and cells without an address follow the one before; one of no column is no sheet."""
    xml = (
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        '<row r="7"><c r="C7"><v>4</v></c><c><v>5</v></c><c r="AA7"><v>6</v></c></row>'
        '<row><c r="XFD8"><v>7</v></c></row></sheetData>'
    )
    texts = {at: {column: each.text for column, each in row.items()} for at, row in sheet(xml).rows.items()}
    assert texts == {1: {1: "1", 2: "2"}, 2: {1: "3"}, 7: {3: "4", 4: "5", 27: "6"}, 8: {16_384: "7"}}
    for wrong in ("1", "XFE1", "ABCD1"):
        with pytest.raises(ValueError, match=f"^{wrong}$"):
            cell(f'<c r="{wrong}"><v>1</v></c>')


def test_texts_in_cells_do_not_flow_together() -> None:
    """Neither words nor values nor formulas of one cell are left to the next."""
    xml = (
        '<c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c>'
        "<c><f>1</f><v>1</v></c><c/><c><v>2</v></c>"
    )
    row = sheet(f"<sheetData><row>{xml}</row></sheetData>").rows[1]
    assert row == {
        1: Cell("A"),
        2: Cell("B"),
        3: Cell("1", Held.NUMBER, computed=True),
        5: Cell("2", Held.NUMBER),
    }


def test_what_is_hidden_and_merged() -> None:
    """Rows, columns to the last there is, merged ranges; the sheet itself as the workbook says."""
    grid = sheet(
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="true"/><col min="7" max="8" hidden="0"/>'
        '<col min="9" max="10"/><col min="16384" max="16390" hidden="1"/></cols><sheetData><row r="2" hidden="1"/>'
        '<row r="3" hidden="true"/><row r="4" hidden="0"/><row r="5"/></sheetData>'
        '<mergeCells><mergeCell ref="B2:D5"/><mergeCell ref="AA10:AB12"/><mergeCell ref="B2"/><mergeCell/></mergeCells>'
    )
    assert grid.hidden_columns == {2, 3, 5, 16_384}
    assert grid.hidden_rows == {2, 3}
    assert grid.merges == ((2, 2, 5, 4), (10, 27, 12, 28))
    assert (grid.name, grid.hidden) == ("Biểu", False)
    hidden = Sheet("Biểu", "r", hidden=True)
    assert parse_sheet([b"<worksheet/>"], hidden, [], STYLES).hidden


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last row of a spreadsheet and the last cell that is allowed, and no further; empty cells do not count."""
    row = '<sheetData><row r="{}"><c><v>1</v></c></row></sheetData>'
    assert list(sheet(row.format(1_048_576)).rows) == [1_048_576]
    with pytest.raises(TooMuchError):
        sheet(row.format(1_048_577))
    monkeypatch.setattr(workbook_sheet, "MOST_CELLS", 3)
    three = "<sheetData><row><c><v>1</v></c><c/><c><v>1</v></c></row><row><c><v>1</v></c>{}</row></sheetData>"
    assert len(sheet(three.format("<c/>")).rows) == 2
    with pytest.raises(TooMuchError):
        sheet(three.format("<c><v>1</v></c>"))


def test_days_are_counted_from_1900_unless_told() -> None:
    """As nearly every workbook does."""
    xml = '<worksheet><sheetData><row><c s="1"><v>45702</v></c></row></sheetData></worksheet>'
    assert parse_sheet([xml.encode()], Sheet("A", "r"), [], STYLES).rows[1][1].text == "2025-02-14"
