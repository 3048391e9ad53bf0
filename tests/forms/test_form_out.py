"""`dts form`: what is sent comes back and is read without a word more; what was filled in is never written over."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import ROOT, Make, Run
from tests.forms.targets import TARGETS
from tests.forms.test_shapes import said

DAY = date(2025, 2, 20)
HEAD = 7
TASK = '[targets.viec]\nname = "Ban hành Kế hoạch"\nkind = "task"\nowner = "ca-tinh"\n'
OLD = '[[figure]]\ntarget = "dinh-danh"\nnumerator = 740000\ndenominator = 980000\n'


@pytest.fixture
def folder(workspace: Make) -> Path:
    """A data folder with last month's figure."""
    return workspace(TARGETS + TASK, {"2025-01": OLD})


def fill(path: Path, values: dict[str, dict[str, Any]]) -> None:
    """Fill in a form as an agency does: by id and by head of column."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    rows = {sheet.cell(row, 1).value: row for row in range(HEAD + 1, sheet.max_row + 1)}
    for name, cells in values.items():
        for head, value in cells.items():
            cell = sheet.cell(rows[name], heads[head])
            assert not cell.protection.locked, f"{name}, {head}"
            cell.value = value
    book.properties.modified = datetime(2025, 2, 21, 8, 0)
    book.save(path)


def test_what_was_sent_comes_back(run: Run, folder: Path, tmp_path: Path) -> None:
    """Filled in and imported without options: every kind of figure is right, in its own period, with its source."""
    path = tmp_path / "bieu.xlsx"
    made = run("form", "-o", str(path), "--owner", "ca-tinh", folder=folder, today=DAY)
    assert made.out == (
        f"Đã lập: {path} (1 chỉ tiêu, kỳ tháng 02/2025, hạn gửi 25/02/2025).\n"
        "Biểu chỉ hỏi chỉ tiêu; 1 nhiệm vụ báo bằng: dts record MÃ --done NGÀY --evidence …\n"
        "Khi đơn vị gửi lại: dts import bieu.xlsx\n"
    )
    assert made.err == "Kỳ do chương trình chọn: tháng 02/2025, kỳ vừa chốt số liệu.\n"
    fill(path, {"dinh-danh": {"Tử số": 762284, "Mẫu số": 980226, "Tính đến ngày": date(2025, 2, 10)}})
    done = run("import", str(path), "--yes", folder=folder, today=DAY)
    assert (done.code, done.err) == (0, ""), done.out
    assert "dòng tiêu đề 7, 1 số liệu. Biểu do dts lập.\n" in done.out
    assert "I8  dinh-danh  762.284/980.226 = 77,77% (đến 10/02/2025)\n" in done.out
    text = (folder / "records" / "2025-02.toml").read_text(encoding="utf-8")
    assert 'source      = "Biểu số liệu của Công an tỉnh, kỳ tháng 02/2025"' in text
    assert "as_of       = 2025-02-10" in text


def test_a_form_for_all_asks_for_every_kind(run: Run, folder: Path, tmp_path: Path) -> None:
    """Counts, percentages, ranks, levels and communes; the yearly rank is not asked for in February."""
    path = tmp_path / "bieu.xlsx"
    assert run("form", "-o", str(path), "--period", "02/2025", folder=folder, today=DAY).code == 0
    values: dict[str, dict[str, Any]] = {
        "dvc-tong": {"Kết quả": 1865, "Nguồn": "Sở TT&TT"},
        "dvc-tt": {"Tử số": 954, "Mẫu số": 1599},
        "cap-do": {"Kết quả": 0.9296},
        "ky-so/xa": {"Kết quả": 0.93},
        "ho-so/xa-a": {"Tử số": 10, "Mẫu số": 40, "Ghi chú": "số liệu của xã"},
    }
    fill(path, values)
    done = run("import", str(path), "--yes", folder=folder, today=DAY)
    assert done.code == 0, done.err
    assert said(folder) == {
        "dinh-danh": "740000/980000",
        "dvc-tong": "1865",
        "dvc-tt": "954/1599",
        "cap-do": "92.96",
        "ky-so/xa": "93",
        "ho-so/xa-a": "10/40",
    }
    assert "hang" not in [row[0].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=HEAD + 1)]


def test_the_shipped_folder_comes_back_whole(run: Run, tmp_path: Path) -> None:
    """Every cell of every target filled in: one table, nothing refused, whatever units and levels are called."""
    path = tmp_path / "bieu.xlsx"
    run("form", "-o", str(path), "--period", "02/2025", folder=ROOT, today=DAY)
    sheet = load_workbook(path).worksheets[0]
    what = {"#,##0": 7, "#,##0.######": 7, "0.00%": 0.5, "@": "7"}
    values = {row[0].value: {"Kết quả": what[row[10].number_format]} for row in sheet.iter_rows(min_row=HEAD + 1)}
    fill(path, values)
    told = run("import", str(path), "--dry-run", "--reason", "Thử", folder=ROOT, today=DAY)
    assert (told.code, told.err) == (0, ""), told.out
    assert f"dòng tiêu đề 7, {len(values)} số liệu. Biểu do dts lập.\n" in told.out
    assert len(values) > 50


def test_what_was_vague_may_stay_vague(run: Run, workspace: Make, tmp_path: Path) -> None:
    """Where the last figure was “hơn 60”, the cell takes words; elsewhere only numbers."""
    vague = '[[figure]]\ntarget = "can-bo"\nvalue = "hơn 3.000"\n[[figure]]\ntarget = "cap-do"\nvalue = "trên 90%"\n'
    folder, path = workspace(TARGETS, {"2025-01": vague}), tmp_path / "bieu.xlsx"
    run("form", "-o", str(path), folder=folder, today=DAY)
    fill(path, {"can-bo": {"Kết quả": "hơn 3.100"}, "cap-do": {"Kết quả": "trên 92,5%"}})
    assert run("import", str(path), "--yes", folder=folder, today=DAY).code == 0
    assert {key: text for key, text in said(folder).items() if key in ("can-bo", "cap-do")} == {
        "can-bo": ">3100",
        "cap-do": ">92.5",
    }


def test_the_year_is_asked_for_in_december(run: Run, folder: Path, tmp_path: Path) -> None:
    """In the form of December the yearly rank stands with its own period, and comes back into it."""
    path, later = tmp_path / "bieu.xlsx", date(2025, 12, 20)
    run("form", "-o", str(path), "--period", "12/2025", folder=folder, today=later)
    fill(path, {"hang": {"Kết quả": "18/63"}, "can-bo": {"Kết quả": 3119}})
    done = run("import", str(path), "--yes", folder=folder, today=later)
    assert done.code == 0, done.err
    assert "hang    hạng 18/63 (kỳ năm 2025)" in done.out
    assert (folder / "records" / "2025.toml").exists()
    assert (folder / "records" / "2025-12.toml").exists()


def test_cells_take_only_what_they_should(run: Run, folder: Path, tmp_path: Path) -> None:
    """Heads and words are locked, rules speak Vietnamese, days lie in the window; nothing in the file is a formula."""
    path = tmp_path / "bieu.xlsx"
    run("form", "-o", str(path), folder=folder, today=DAY)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C8", "$7:$7")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert book["dts"].sheet_state == "hidden"
    assert all(cell.data_type != "f" for each in book.worksheets for row in each.iter_rows() for cell in row)
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation if rule.type}
    assert rules["whole"].error == "Ô này chỉ nhận số nguyên từ 0. Gõ liền, không dấu chấm, không kèm chữ."
    assert rules["date"].error == "Ngày phải từ 15/01/2025 đến 14/02/2025."
    first, last = (
        date(1899, 12, 30).toordinal() + int(rules["date"].__dict__[key]) for key in ("formula1", "formula2")
    )
    assert (date.fromordinal(first), date.fromordinal(last)) == (date(2025, 1, 15), date(2025, 2, 14))
    by_id = {row[0].value: row for row in sheet.iter_rows(min_row=HEAD + 1)}
    assert by_id["dinh-danh"][6].value == "740.000/980.000 = 75,51%"
    assert by_id["dinh-danh"][7].value == "tháng 01/2025"
    locked = {head.value: cell.protection.locked for head, cell in zip(sheet[HEAD], by_id["can-bo"], strict=True)}
    assert [head for head, is_locked in locked.items() if not is_locked] == [
        *("Kết quả", "Tính đến ngày", "Nguồn", "Ghi chú")
    ]


def test_each_agency_gets_its_own(run: Run, folder: Path, tmp_path: Path) -> None:
    """One file for each agency and commune; those without an agency are counted."""
    made = run("form", "--each-owner", str(tmp_path / "bieu"), folder=folder, today=DAY)
    assert made.out == (
        f"Đã lập 4 biểu kỳ tháng 02/2025 trong thư mục {tmp_path / 'bieu'}:\n"
        "  ca-tinh  1 chỉ tiêu\n  so-tttt  1 chỉ tiêu\n  xa-a     1 chỉ tiêu\n  xa-b     1 chỉ tiêu\n"
        "Không có nơi gửi: 9 chỉ tiêu chưa có một đơn vị chủ trì.\n"
        "Biểu chỉ hỏi chỉ tiêu; 1 nhiệm vụ báo bằng: dts record MÃ --done NGÀY --evidence …\n"
    )
    for name, numbers in (("xa-a", (10, 40)), ("xa-b", (1000, 2000))):
        path = tmp_path / "bieu" / f"{name}.xlsx"
        fill(path, {f"ho-so/{name}": {"Tử số": numbers[0], "Mẫu số": numbers[1]}})
        assert run("import", str(path), "--yes", folder=folder, today=DAY).code == 0
    assert said(folder)["ho-so/xa-b"] == "1000/2000"


def test_a_filled_form_is_never_written_over(run: Run, folder: Path, tmp_path: Path) -> None:
    """Made again, an untouched form is replaced; one that somebody saved is not, unless forced."""
    path = tmp_path / "bieu.xlsx"
    for _again in range(2):
        assert run("form", "-o", str(path), folder=folder, today=DAY).code == 0
    first = path.read_bytes()
    run("form", "-o", str(path), folder=folder, today=DAY)
    assert path.read_bytes() == first
    fill(path, {"can-bo": {"Kết quả": 5}})
    filled = path.read_bytes()
    refused = run("form", "-o", str(path), folder=folder, today=DAY)
    assert (refused.code, path.read_bytes()) == (2, filled)
    assert refused.err.startswith("Chưa lập: bieu.xlsx đã có và đã có người sửa, hoặc không phải biểu do dts lập.")
    assert run("form", "-o", str(path), "--force", folder=folder, today=DAY).code == 0


def test_forms_do_not_go_among_the_records(run: Run, folder: Path) -> None:
    """Neither one nor many: every command would name them as files it cannot read."""
    records = folder / "records"
    for options in (("-o", str(records / "x.xlsx")), ("--each-owner", str(records / "bieu"))):
        refused = run("form", *options, folder=folder, today=DAY)
        assert (refused.code, refused.err.partition("Nêu")[0].count("là chỗ của tệp dữ liệu")) == (2, 1)
    assert [path.name for path in records.iterdir()] == ["2025-01.toml"]


@pytest.mark.parametrize(
    ("options", "said_"),
    [
        ((), "Chưa lập: nêu tên tệp, ví dụ: dts form -o bieu.xlsx; hoặc mỗi đơn vị một biểu: --each-owner\n"),
        (("-o", "bieu.docx"), "Chưa lập: biểu là tệp .xlsx; gõ: -o bieu.xlsx\n"),
        (("-o", "x.xlsx", "--each-owner", "y"), "-o và --each-owner: chỉ dùng một trong hai.\n"),
        (("-o", "x.xlsx", "--period", "tháng tới"), "--period: “tháng tới” không phải là kỳ báo cáo"),
        (("-o", "x.xlsx", "--level", "thôn"), "--level: “thôn” không phải là cấp; dùng tw, tinh, huyen, xa.\n"),
        (("-o", "x.xlsx", "--owner", "so-tttt", "--level", "xa"), "không có chỉ tiêu nào phải báo kỳ"),
    ],
)
def test_slips_are_told(run: Run, folder: Path, options: tuple[str, ...], said_: str) -> None:
    """Nothing is written."""
    result = run("form", *options, folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert said_ in result.err


def test_an_empty_form_says_so(run: Run, folder: Path, tmp_path: Path) -> None:
    """Sent back as it was: nothing to write, and what was left empty is named."""
    path = tmp_path / "bieu.xlsx"
    run("form", "-o", str(path), "--owner", "ca-tinh", folder=folder, today=DAY)
    result = run("import", str(path), folder=folder, today=DAY)
    assert (result.code, result.err) == (0, "Không ghi gì: biểu chưa điền số liệu nào.\n")
    assert "ĐỂ TRỐNG (1): dinh-danh\n" in result.out
