"""The workbook, read back: the tables of the paper with their words, as numbers and days where they are that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dts.core.assess import assess_all
from dts.core.numerals import format_percent
from dts.core.period import parse_period
from dts.render.safe import safe
from dts.render.xlsx import paper_xlsx
from dts.render.xlsx_measure import count_lines, text_width
from dts.render.xlsx_values import MOST_CHARACTERS, MOST_FORMATS, kept_formats, sheet_text, tab_name, typed, typed_count
from dts.report.document import Tone
from dts.report.paper import (
    Band,
    Cell,
    Column,
    Counter,
    Form,
    Heading,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Source,
    Table,
)
from dts.report.periodic import periodic_report
from dts.report.periodic_sentences import Brief
from dts.store.workspace import open_workspace
from tests.conftest import ROOT, Run
from tests.made import write_made_workspace

DAY = date(2025, 2, 25)
COMMAND = ("report", "--period", "02/2025", "--as-of", "25/2/2025")
PAYLOADS = (
    "=cmd|'/c calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tTAB",
    "\rCR",
    "\x1b[31mESC",
    "\x00NUL",
    "x" * 40_000,
    "a\u202eb\u2066c",
    "_x0041__x001B_",
    "#N/A",
    "https://example.invalid/",
    "[]:*?/\\'",
    '&L&P"[Red]',
)


def shipped(folder: Path = ROOT) -> Paper:
    """The report of 02/2025 as the command makes it."""
    workspace = open_workspace(folder, DAY)
    rows = assess_all(workspace.registry, workspace.log, DAY)
    return periodic_report(Brief(workspace.registry, workspace.log, rows, parse_period("02/2025"), DAY))


def made(text: str = "Chữ", *, name: str = "Bảng thử", cell: Cell | None = None) -> Paper:
    """A paper with this text in each of its fields."""
    number = cell or Cell(f"5 {text}", Fraction(5), Form.NUMBER)
    columns = (Column(text, 10), Column("Số", 8, right=True))
    rows = (Band(text), (Cell(text), number), (Cell(text, tone=Tone.SOON), Cell()))
    table = Table(name, text, columns, rows, totals=(Cell(text), number), note=text)
    return Paper(
        summary=text,
        title=text,
        day=DAY,
        parts=(Heading(text), Paragraph(text), Item(text), Item(text, deeper=True), table, Source(1, text)),
        letterhead=Letterhead((text,), text, text, text, (text,), text, (text,), text, (text,), text),
        recipients=(text,),
        counters=(Counter(3, text, Tone.OVERDUE),),
        annexes=(table,),
    )


def opened(data: bytes) -> Any:
    """The workbook in a file's bytes."""
    return load_workbook(BytesIO(data))


def every_cell(book: Any) -> Iterator[Any]:
    """Cells that hold something."""
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def displayed(value: object, number_format: str) -> str:
    """What a spreadsheet in Vietnamese shows; the formats are few."""
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        assert number_format == "dd/mm/yyyy"
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        assert number_format == "General"
        return value.replace("_x005F_", "_")
    match = re.fullmatch(r'(?:"([^"]*)")?(#,##0|0)(?:\.(0+))?(%?)(?:"([^"]*)")?', number_format)
    assert match, number_format
    before, whole, decimals, percent, after = match.groups(default="")
    number = Decimal(str(value)) * (100 if percent else 1)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if whole == "#,##0" else f"{rounded:f}"
    return before + text.translate(str.maketrans(",.", ".,")) + percent + after


def words(cell: Cell) -> str:
    """The words of a cell; days have two digits in a sheet."""
    if isinstance(cell.value, date):
        return f"{cell.value:%d/%m/%Y}"
    return cell.text


def expected_grid(table: Table) -> list[list[str]]:
    """Head, rows with their band in front, an empty row and the totals."""
    banded = any(isinstance(row, Band) for row in table.rows)
    found, band = [["Nhóm"] * banded + [column.head for column in table.columns]], ""
    for row in table.rows:
        if isinstance(row, Band):
            band = row.text
        else:
            found.append([band] * banded + [words(cell) for cell in row])
    if table.totals:
        found += [[""] * len(found[0]), [""] * banded + [words(cell) for cell in table.totals]]
    return found


@pytest.fixture(params=["shipped", "made"])
def reported(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> tuple[Paper, Any]:
    """The paper and the workbook the command wrote for it."""
    folder = ROOT if request.param == "shipped" else write_made_workspace(tmp_path)
    file = tmp_path / "bao-cao.xlsx"
    result = run(*COMMAND, "-o", str(file), folder=folder)
    assert (result.code, result.out) == (0, "")
    return shipped(folder), load_workbook(file)


def test_every_table_is_a_sheet_with_its_words(reported: tuple[Paper, Any]) -> None:
    """What a reader sees in a sheet is what the table says, row by row."""
    paper, book = reported
    names = [table.name for table in paper.annexes]
    assert book.sheetnames == ["Tổng hợp", *names, "Lời văn", "Nguồn"]
    for table in paper.annexes:
        sheet, grid = book[table.name], expected_grid(table)
        shown = [
            [displayed(cell.value, cell.number_format) for cell in row]
            for row in sheet.iter_rows(min_row=3, max_row=2 + len(grid), max_col=len(grid[0]))
        ]
        assert shown == grid
        assert sheet["A1"].value == table.title
        assert table.note in {"", *(cell.value for cell in sheet["A"])}


def test_exact_values_are_numbers_and_days(reported: tuple[Paper, Any]) -> None:
    """Where a cell of the paper has an exact value, the sheet has it too, to fifteen digits."""
    paper, book = reported
    typed_cells = 0
    for table in paper.annexes:
        sheet = book[table.name]
        offset = 2 if sheet["A3"].value == "Nhóm" else 1
        rows = [row for row in table.rows if not isinstance(row, Band)]
        for number, row in enumerate(rows, start=4):
            for index, cell in enumerate(row, start=offset):
                if cell.value is None:
                    continue
                held = sheet.cell(number, index).value
                typed_cells += 1
                if isinstance(cell.value, date):
                    assert held.date() == cell.value
                else:
                    scale = 100 if cell.form is Form.PERCENT else 1
                    assert held == pytest.approx(float(cell.value) / scale, rel=1e-14)
    assert typed_cells > 100


def test_sheets_can_be_read_filtered_and_printed(reported: tuple[Paper, Any]) -> None:
    """Heads stay in sight and have filters; A4 landscape, one page wide, heads repeated, pages numbered."""
    paper, book = reported
    for table in paper.annexes:
        sheet, rows = book[table.name], len([row for row in table.rows if not isinstance(row, Band)])
        assert re.fullmatch(r"[BCD]4", sheet.freeze_panes)
        assert sheet.auto_filter.ref == f"A3:{sheet.cell(3 + rows, len(expected_grid(table)[0])).coordinate}"
        assert sheet.print_title_rows == "$3:$3"
    assert book["Lời văn"].freeze_panes == "A3"
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (int(sheet.page_setup.fitToWidth), int(sheet.page_setup.fitToHeight)) == (1, 0)
        assert sheet.oddFooter.center.text == "Trang &P/&N"
        assert sheet.oddFooter.left.text == "Lập ngày 25/02/2025"


def test_columns_hold_their_numbers(reported: tuple[Paper, Any]) -> None:
    """No number is wider than its column, which would print ###, and no row lower than its longest cell."""
    _paper, book = reported
    for sheet in book:
        widths = {name: column.width for name, column in sheet.column_dimensions.items()}
        merged = {area.coord.split(":")[0] for area in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            text = displayed(cell.value, cell.number_format)
            if not isinstance(cell.value, str):
                assert text_width(text, bold=True) + 1 <= widths[cell.column_letter]
            elif cell.coordinate not in merged:
                lines = count_lines(text, widths[cell.column_letter])
                assert sheet.row_dimensions[cell.row].height >= lines * 15


def test_nothing_of_the_text_report_is_missing(reported: tuple[Paper, Any]) -> None:
    """Tổng hợp has title, day, counters and summary; Lời văn every sentence with its number; Nguồn every source."""
    paper, book = reported
    assert paper.letterhead is not None
    summary = {displayed(cell.value, cell.number_format) for row in book["Tổng hợp"] for cell in row}
    assert {*paper.letterhead.agency, *paper.letterhead.subject, "BÁO CÁO", "DỰ THẢO", "25/02/2025"} <= summary
    assert {paper.summary, paper.letterhead.place_and_day, *(table.title for table in paper.annexes)} <= summary
    counted = {(str(row[0].value), row[1].value) for row in book["Tổng hợp"]}
    assert {(str(each.number), each.label) for each in paper.counters} <= counted
    prose = [row[1] for row in book["Lời văn"].iter_rows(min_row=3, values_only=True)]
    said = [part.text for part in paper.parts if isinstance(part, (Heading, Paragraph, Item))]
    assert [text for text in prose if text in said] == said
    assert set(said[1:4]) <= summary
    sources = list(book["Nguồn"].iter_rows(min_row=3, values_only=True))
    assert sources == [(f"[{part.number}]", part.text) for part in paper.parts if isinstance(part, Source)]


def test_sentences_are_numbered_as_in_the_text(run: Run, tmp_path: Path) -> None:
    """I., 1., 1a), 1b), … 1đ): the numbers one would quote."""
    file = tmp_path / "x.xlsx"
    run(*COMMAND, "-o", str(file))
    marks = [row[0] for row in load_workbook(file)["Lời văn"].iter_rows(min_row=3, values_only=True)]
    assert [mark for mark in marks if mark and mark[0] in "IVX"] == [
        "I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X.",
    ]  # fmt: skip
    start = marks.index("VI.")
    assert marks[start : start + 8] == ["VI.", "1.", "1a)", "1b)", "1c)", "1d)", "1đ)", "1e)"]


CASES = {
    "count": (Cell("1.080.997", Fraction(1080997), Form.NUMBER), "1080997", "#,##0"),
    "count with its unit": (Cell("1.080.997 người", Fraction(1080997), Form.NUMBER), "1080997", '#,##0" người"'),
    "decimals as in the words": (Cell("12,50 điểm", Fraction(25, 2), Form.NUMBER), "12.5", '#,##0.00" điểm"'),
    "rank of": (Cell("18/63", Fraction(18), Form.NUMBER), "18", '#,##0"/63"'),
    "rank alone": (Cell("hạng 18", Fraction(18), Form.NUMBER), "18", '"hạng "#,##0'),
    "the number that is the value": (Cell("kỳ 2: 7", Fraction(7), Form.NUMBER), "", "General"),
    "below zero": (Cell("-1.234", Fraction(-1234), Form.NUMBER), "-1234", "#,##0"),
    "ungrouped": (Cell("1234", Fraction(1234), Form.NUMBER), "1234", "0"),
    "no float noise": (Cell("9,95", Fraction(995, 100), Form.NUMBER), "9.95", "#,##0.00"),
    "sixteen digits stay text": (Cell("1.234.567.890.123.456", Fraction(1234567890123456), Form.NUMBER), "", "General"),
    "not the value: text": (Cell("12", Fraction(13), Form.NUMBER), "", "General"),
    "long unit: text": (Cell(f"5 {'x' * 40}", Fraction(5), Form.NUMBER), "", "General"),
    "format code in a unit: text": (Cell('5 "[Red]', Fraction(5), Form.NUMBER), "", "General"),
    "coded letter in a unit: text": (Cell("5 _x0041_", Fraction(5), Form.NUMBER), "", "General"),
    "about: no value": (Cell("khoảng 10%"), "", "General"),
    "whole percent": (Cell("96%", Fraction(96), Form.PERCENT), "0.96", "0%"),
    "percent with one decimal": (Cell("95,5%", Fraction(955, 10), Form.PERCENT), "0.955", "0.0%"),
    "computed percent": (
        Cell("35,03%", Fraction(50659700, 1446292), Form.PERCENT),
        "0.350272973922278",
        "0.00%",
    ),
    "nearly all": (Cell("99,99%", Fraction(99996, 1000), Form.PERCENT), "0.9999", "0.00%"),
    "above a hundred": (Cell("1.234,5%", Fraction(12345, 10), Form.PERCENT), "12.345", "#,##0.0%"),
    "nearly the goal": (Cell("79,99%", Fraction(79999, 1000), Form.PERCENT, goal=Fraction(4, 5)), "0.7999", "0.00%"),
    "just above the goal": (
        Cell("80,01%", 80 + Fraction(1, 10**20), Form.PERCENT, goal=Fraction(4, 5)),
        "0.8001",
        "0.00%",
    ),
    "not a percentage: text": (Cell("96", Fraction(96), Form.PERCENT), "", "General"),
}


@pytest.mark.parametrize("case", CASES)
def test_numbers_show_their_words(case: str) -> None:
    """A number and the format under which it reads as the words do; else the words."""
    cell, number, number_format = CASES[case]
    found = typed(cell)
    assert (found.text, found.number, found.format) == (cell.text, number, number_format)
    if number:
        assert displayed(Decimal(number), number_format) == cell.text


def test_days_are_days() -> None:
    """A day is one only where the words say that very day, and the calendar of spreadsheets has it."""
    day = date(2025, 6, 30)
    assert typed(Cell("30/6/2025", day, Form.DAY))[1:] == ("", day, "dd/mm/yyyy")
    assert typed(Cell("trước 30/6/2025", day, Form.DAY)).day is None
    assert typed(Cell("29/6/2025", day, Form.DAY)).day is None
    assert typed(Cell("01/01/1900", date(1900, 1, 1), Form.DAY)).day is None


@given(
    numerator=st.integers(0, 10**7),
    denominator=st.integers(1, 10**7),
    goal=st.sampled_from([None, 80, 100, Fraction(1, 3)]),
)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_percentage_shows_its_words(numerator: int, denominator: int, goal: Fraction | int | None) -> None:
    """Every fraction, whatever its goal, is a number of at most fifteen digits that reads as the report writes it."""
    value = Fraction(100 * numerator, denominator)
    mark = None if goal is None else Fraction(goal)
    cell = Cell(format_percent(value, goal=mark), value, Form.PERCENT, goal=mark / 100 if mark is not None else None)
    found = typed(cell)
    stored = Decimal(found.number)
    assert len(stored.as_tuple().digits) <= 15
    assert displayed(stored, found.format) == cell.text
    for edge in (Fraction(1), *([] if cell.goal is None else [cell.goal])):
        assert (Fraction(stored) - edge) * (value / 100 - edge) >= 0


def test_rare_formats_give_way() -> None:
    """Excel takes a limited number of formats of its users'."""
    cells = [typed(Cell(f"5 đơn vị {index}", Fraction(5), Form.NUMBER)) for index in range(300)]
    assert len(kept_formats([*cells, typed_count(1), typed_count(2)])) == MOST_FORMATS
    assert "#,##0" in kept_formats([*cells, typed_count(1), typed_count(2)])


def test_percentages_have_bars_and_marks_have_colours() -> None:
    """Bars on one scale behind percentages only; colours by urgency while the words stay."""
    share = Cell("50%", Fraction(50), Form.PERCENT, share=Fraction(1, 2))
    sheet = opened(paper_xlsx(made(cell=share)))["Bảng thử"]
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "C4"
    bar = area.rules[-1].dataBar
    assert [(each.type, each.val) for each in bar.cfvo] == [("num", 0), ("num", 1)]
    assert (sheet["B5"].value, sheet["B5"].fill.fgColor.rgb[-6:]) == ("Chữ", "FFE08A")
    heat = Table(
        "Gửi", "Gửi số liệu", (Column("Tên", 20), Column("02/25", 6)), ((Cell("a"), Cell("√", tone=Tone.DONE)),)
    )
    sheet = opened(paper_xlsx(made()._replace(annexes=(heat._replace(marks=True),))))["Gửi"]
    mark = sheet["B4"]
    assert (mark.value, mark.fill.fgColor.rgb[-6:], mark.alignment.horizontal) == ("√", "CDE8CD", "center")


def test_same_paper_same_bytes() -> None:
    """No clock and no chance in the file; its maker and day are in its properties."""
    data = paper_xlsx(shipped())
    assert data == paper_xlsx(shipped())
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.search(rb"<dc:creator[^>]*>dts</dc:creator>", archive.read("docProps/core.xml"))
    properties = opened(data).properties
    assert (properties.creator, properties.lastModifiedBy) == ("dts", "dts")
    assert properties.created == properties.modified == datetime(2025, 2, 25, 12)


def test_an_older_report_of_ours_is_replaced(run: Run, tmp_path: Path) -> None:
    """The second run writes over the first without --force, and the bytes are the same."""
    file = tmp_path / "x.xlsx"
    assert run(*COMMAND, "-o", str(file)).code == 0
    first = file.read_bytes()
    assert run(*COMMAND, "-o", str(file)).code == 0
    assert file.read_bytes() == first


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda text: ascii(text[:12]))
def test_data_is_only_data(payload: str) -> None:
    """Whatever a text says, in whatever field: no formula, no link, no name, nothing hidden, nothing lost unseen."""
    data = paper_xlsx(made(payload, name=payload))
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    sheets = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets/"))
    assert not re.search(r"<f[ >/]|<hyperlink|<formula", sheets)
    assert not any("externalLink" in name or name.endswith("vbaProject.bin") for name in parts)
    names = re.findall(r'<definedName name="([^"]*)"', parts["xl/workbook.xml"])
    assert set(names) <= {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}
    book = opened(data)
    texts = [cell for cell in every_cell(book) if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(len(cell.value) <= MOST_CHARACTERS and cell.value == safe(cell.value) for cell in texts)
    shown = sheet_text(payload)
    assert sum(cell.value == shown for cell in texts) >= 15
    steered = [cell for cell in texts if cell.value.startswith(("=", "+", "-", "@"))]
    assert all(cell.quotePrefix for cell in steered)


def test_long_text_is_cut_in_sight() -> None:
    """A cell ends by saying how much there is more; what only looks like a character code is escaped."""
    cut = sheet_text("x" * 40_000)
    assert len(cut) <= MOST_CHARACTERS
    match = re.fullmatch(r"(x+)… \(còn ([\d.]+) ký tự\)", cut)
    assert match
    assert len(match[1]) + int(match[2].replace(".", "")) == 40_000
    assert len(sheet_text("😀" * 20_000).encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert len(sheet_text("_x0041_" * 4_600)) <= MOST_CHARACTERS
    assert sheet_text("_x0041_") == "_x005F_x0041_"
    assert sheet_text("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS


TABS = {
    "plain": ("Đơn vị", [], "Đơn vị"),
    "forbidden letters": ("a[]:*?/\\b", [], "a-------b"),
    "apostrophes": ("'a'", [], "’a’"),
    "too long": ("x" * 40, [], "x" * 31),
    "empty": ("  ", [], "Bảng"),
    "taken, whatever its capitals": ("NGUỒN", ["Nguồn"], "NGUỒN (2)"),
    "taken and long": ("x" * 40, ["x" * 31], "x" * 27 + " (2)"),
    "a name of Excel's own": ("History", [], "History (2)"),
    "controls": ("a\x00\tb", [], "a-x00-x09b"),
}


@pytest.mark.parametrize("case", TABS)
def test_tabs_have_names_that_open(case: str) -> None:
    """At most 31 characters, none that Excel forbids, no two alike."""
    name, taken, expected = TABS[case]
    assert tab_name(name, taken) == expected


def test_a_handout_has_no_letterhead() -> None:
    """A paper that is not sent has its title, and no words on addressees or drafts."""
    paper = made()._replace(letterhead=None, title="Bảng phát tay", recipients=(), parts=())
    book = opened(paper_xlsx(paper))
    assert book["Tổng hợp"]["A1"].value == "Bảng phát tay"
    assert book.sheetnames == ["Tổng hợp", "Bảng thử", "Lời văn"]
    assert book["Bảng thử"]["A2"].value == "lập ngày 25/02/2025"
    labels = {cell.value for cell in book["Tổng hợp"]["A"]}
    assert not labels & {"Tình trạng", "Kính gửi", "Nơi nhận"}


def test_without_the_extra_it_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No openpyxl: a sentence with the command that installs it, and no file."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    file = tmp_path / "x.xlsx"
    result = run(*COMMAND, "-o", str(file))
    assert result.code == 2
    assert 'pip install "dts[office]"' in result.err
    assert not file.exists()
