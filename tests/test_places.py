"""Paths that cannot be what a command wants there: each is named with what is wrong, and nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dts.cli import main
from dts.core.problem import DataError
from dts.store.workbook import MAX_BYTES
from dts.store.workspace import record_files
from tests.conftest import Make, Run

DAY = date(2025, 2, 26)
TARGETS = """
[owners.so]
name  = "Sở Một"
level = "tinh"
[targets.tram]
name     = "Trạm"
kind     = "count"
unit     = "trạm"
owner    = "so"
at_least = 9
by       = 2025-02-20
every    = "month"
"""
TOO_LONG = "x" * 300
"""No file system takes such a name."""
REFUSED = {
    "init targets.toml": (2, "Chưa tạo: {}/targets.toml là một tệp; nêu tên thư mục."),
    "init long": (3, "{}/long: tên dài quá. Không tệp nào được ghi."),
    "report --each-owner long": (3, "Chưa lập: {}/long: tên dài quá."),
    "report --each-owner targets.toml": (2, "Chưa lập: {}/targets.toml là một tệp; nêu tên một thư mục."),
    "report -o a.docx --template long": (2, "--template: {}/long: tên dài quá."),
    "report -o a.docx --template no.docx": (2, "--template: {}/no.docx: không có tệp này."),
    "export long": (3, "Chưa xuất: {}/long: tên dài quá."),
    "export targets.toml": (2, "Chưa xuất: {}/targets.toml là một tệp; nêu tên một thư mục."),
    "export targets.toml/x": (
        3,
        "Chưa xuất: không tạo được thư mục {}/targets.toml/x: trong đường dẫn có một tệp, không phải thư mục.",
    ),
    "export records": (2, "Chưa xuất: {}/records là chỗ của tệp dữ liệu. Nêu một thư mục khác, ví dụ:"),
    "import long": (2, "Chưa ghi: {}/long: tên dài quá."),
    "import records": (2, "Chưa ghi: {}/records: không phải là một tệp."),
    "import no.csv": (2, "Chưa ghi: {}/no.csv: không có tệp này."),
}


@pytest.mark.parametrize("typed", REFUSED)
def test_place_is_refused(run: Run, workspace: Make, typed: str) -> None:
    """The sentence names the path; the folder is as it was."""
    folder = workspace(TARGETS)
    code, sentence = REFUSED[typed]
    words = [
        word if word.startswith("-") or word in ("init", "report", "export", "import") else str(folder / word)
        for word in typed.split(" ")
    ]
    before = sorted(path.name for path in folder.rglob("*"))
    result = run(*(word.replace("long", TOO_LONG) for word in words), folder=folder, today=DAY)
    assert result.code == code
    assert sentence.format(folder).replace("long", TOO_LONG) in result.err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_folder_where_a_letter_should_stand_is_not_replaced(run: Run, workspace: Make) -> None:
    """A folder that bears the name of a letter is nothing dts made."""
    folder = workspace(TARGETS)
    out = folder / "thu"
    assert run("report", "--each-owner", str(out), folder=folder, today=DAY).code == 0
    letters = list(out.iterdir())
    assert letters
    for letter in letters:
        letter.unlink()
        letter.mkdir()
    result = run("report", "--each-owner", str(out), folder=folder, today=DAY)
    assert result.code == 2
    assert f"trong {out} đã có tệp không phải do dts lập: " in result.err
    assert all(letter.name in result.err for letter in letters)


def test_table_too_large_to_import(run: Run, workspace: Make) -> None:
    """Beyond the limit a file is refused by its size; up to it, it is read."""
    folder = workspace(TARGETS)
    table = folder / "so-lieu.csv"
    table.write_bytes(b"x" * MAX_BYTES)
    assert "lớn hơn" not in run("import", str(table), folder=folder, today=DAY).err
    table.write_bytes(b"x" * (MAX_BYTES + 1))
    result = run("import", str(table), folder=folder, today=DAY)
    assert result.code == 2
    assert f"so-lieu.csv lớn hơn {MAX_BYTES >> 20} MB, không phải bảng số liệu." in result.err


CELLS = {
    "hour": (";tram;;02/2025;7;25/02/2025 24:10\n", "2: cột recorded_at: “25/02/2025 24:10”: không có giờ ấy"),
    "minute": (";tram;;02/2025;7;25/02/2025 23:60\n", "2: cột recorded_at: “25/02/2025 23:60”: không có giờ ấy"),
    "second": (";tram;;02/2025;7;25/02/2025 23:59:60\n", "2: cột recorded_at: “25/02/2025 23:59:60”: không có giờ ấy"),
    "ordinal": ("x;tram;;02/2025;7;\n", "2: cột entry: “x” không phải là số nguyên"),
    "control": (
        ";tram\x07;;02/2025;7;\n",
        "2: cột target: có ký tự điều khiển không nhìn thấy được; gõ lại ô này bằng tay",
    ),
}


@pytest.mark.parametrize("case", CELLS)
def test_cell_that_cannot_be(run: Run, workspace: Make, case: str) -> None:
    """A cell is refused with its line and column; no row is written."""
    row, sentence = CELLS[case]
    folder = workspace(TARGETS)
    table = folder / "a.csv"
    table.write_text(f"entry;target;for;period;value;recorded_at\n{row}", encoding="utf-8")
    result = run("import", str(table), folder=folder, today=DAY)
    assert result.code == 2
    assert f"a.csv:{sentence}" in result.out
    assert not list((folder / "records").iterdir())


MACHINE_CELLS = {
    "period": (
        "02/2025,,tram,,7,",
        "cột period: “02/2025” không phải là kỳ; tệp phân cách bằng dấu phẩy viết kỳ như 2025-02",
    ),
    "flag": ("2025-02,,tram,,,maybe", "cột withdrawn: “maybe” phải là true (đúng) hoặc false (sai)"),
}


@pytest.mark.parametrize("case", MACHINE_CELLS)
def test_cell_of_the_plain_form(run: Run, workspace: Make, case: str) -> None:
    """A table with commas is read strictly as the open data are written."""
    row, sentence = MACHINE_CELLS[case]
    folder = workspace(TARGETS)
    table = folder / "a.csv"
    table.write_text(f"period,entry,target,for,value,withdrawn\n{row}\n", encoding="utf-8")
    result = run("import", str(table), folder=folder, today=DAY)
    assert result.code == 2
    assert f"a.csv:2: {sentence}" in result.out


def test_no_data_folder_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Far from any data folder the sentence says how to get to one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DTS_DIR", raising=False)
    assert main(["status"]) == 2
    assert capsys.readouterr().err.startswith("Không tìm thấy tệp targets.toml ở đây hoặc ở các thư mục cha.")


def test_data_folder_of_the_environment(
    workspace: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DTS_DIR names the folder; a wrong one is named, not passed over."""
    folder = workspace(TARGETS)
    monkeypatch.setenv("DTS_DIR", str(folder))
    assert main(["status"], today=DAY) == 0
    capsys.readouterr()
    monkeypatch.setenv("DTS_DIR", str(folder / "records"))
    assert main(["status"], today=DAY) == 2
    assert f"Thư mục {folder / 'records'} không có tệp targets.toml." in capsys.readouterr().err


def test_records_that_cannot_be_listed(workspace: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A records folder without the right to look into it is an error, not an empty one."""
    folder = workspace(TARGETS)

    def refuse(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DataError) as raised:
        record_files(folder)
    assert raised.value.problems[0].message == "không có quyền đọc thư mục này"
