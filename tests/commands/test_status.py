"""`dts status` on the province's real figures: golden screens, filters, JSON, refusals."""

from __future__ import annotations

import json
import os
from datetime import date

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, Run

DAY = "25/2/2025"
SCREENS = {
    "status-80": ["status", "--as-of", DAY],
    "status-100": ["status", "--as-of", DAY, "--width", "100"],
    "status-120": ["status", "--as-of", DAY, "--width", "120"],
    "status-140": ["status", "--as-of", DAY, "--width", "140"],
    "status-after-merger": ["status", "--as-of", "22/11/2026"],
    "status-de-an-06-collecting": ["status", "--group", "de-an-06", "--as-of", "17/2/2025"],
    "status-overdue": ["status", "--as-of", "28/2/2025", "--status", "overdue"],
    "status-compact": ["status", "--compact", "--as-of", "24/2/2025"],
    "status-by-unit": ["status", "ky-so", "--by-unit", "--as-of", DAY],
    "help": ["--help"],
    "help-status": ["status", "--help"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, name: str) -> None:
    """Each screen equals its golden file; set DTS_WRITE_GOLDEN=1 to write them anew, then read the difference."""
    result = run(*SCREENS[name])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert result.code == 0
    assert result.err == ""
    assert result.out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [80, 100, 120, 140, 200])
def test_nothing_is_wider_than_asked(run: Run, width: int) -> None:
    """No line passes the width, and no number, date or id of the data is cut."""
    lines = run("status", "--as-of", DAY, "--width", str(width)).out.splitlines()
    assert max(map(cell_len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    for token in ("762.284/980.226", "939.695", "18/63", "98,76%", "kh-da06-2025", "dong-bo-bhyt", "28/2/2025"):
        assert token in text


def test_bare_dts_is_status(run: Run) -> None:
    """Without a command the gap table is shown."""
    day = date(2025, 2, 25)
    assert run(today=day) == run("status", today=day)


def test_after_the_merger_the_first_line_says_so(run: Run) -> None:
    """The folder ended on 30/6/2025: every view says it in one line after that day, none before."""
    line = "Tỉnh Vĩnh Phúc có đến hết 30/6/2025, nay là tỉnh Phú Thọ."
    assert line in run("status", today=date(2025, 7, 1)).out
    assert line in run("status", "--compact", today=date(2026, 11, 22)).out
    assert line not in run("status", today=date(2025, 6, 30)).out


def test_targets_are_found_without_diacritics(run: Run) -> None:
    """A unique part of id or name is enough; several matches are listed and nothing is shown."""
    assert "dat-dai" in run("status", "dat dai", "--as-of", DAY).out
    assert "dinh-danh" in run("status", "Tài khoản định danh", "--as-of", DAY).out
    assert "kh-da06-2025" in run("status", "ke-hoach-de-an-06-2025", "--as-of", DAY).out
    several = run("status", "dich vu cong")
    assert several.code == 2
    assert several.out == ""
    assert "khớp" in several.err
    assert "dvc-tt: " in several.err
    none = run("status", "dinh-doanh")
    assert none.code == 2
    assert "Gần giống: dinh-danh" in none.err


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["status", "--as-of", "31/2/2025"], "không có ngày 31 tháng 2 năm 2025"),
        (["status", "--as-of", "hôm qua"], "không phải là ngày"),
        (["status", "--level", "thon"], "tw, tinh, huyen, xa"),
        (["status", "--status", "xong"], "achieved"),
        (["status", "--width", "rong"], "số cột"),
        (["status", "--group", "khong-co"], "Không có nhóm nào"),
        (["status", "--owner", "khong-co-dau"], "Không có đơn vị nào"),
        (["status", "--by-unit"], "cần đúng một chỉ tiêu"),
        (["status", "dat-dai", "--by-unit"], "không giao riêng"),
        (["status", "--nope"], "Không có tùy chọn --nope"),
        (["status", "--as-of"], "phải có giá trị đi kèm"),
        (["sattus"], "Không có lệnh “sattus”. Gần giống: status. Xem thêm: dts --help"),
        (["-C", ".", "soat"], "Gần giống: check."),
        (["bao-cao"], "Gần giống: report."),
        (["ghi"], "Gần giống: record."),
        (["xyz"], "Các lệnh: status, record,"),
        (["--as-of", "25/2/2025"], "Tùy chọn này đứng sau lệnh: dts status --as-of."),
        (["show", "dich", "vu", "cong"], "Thừa: vu cong. Tên có dấu cách thì đặt trong dấu ngoặc kép."),
        (["show", "dihn-danh"], "Gần giống: dinh-danh"),
        (["owners", "ca-tihn"], "Gần giống: ca-tinh"),
    ],
)
def test_what_was_typed_wrong_gets_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """Exit 2, nothing on stdout, one Vietnamese sentence, no traceback."""
    result = run(*argv)
    assert result.code == 2
    assert result.out == ""
    assert sentence in result.err
    assert "Traceback" not in result.err
    assert "Error" not in result.err


def test_json_says_what_the_table_says(run: Run) -> None:
    """The agreed fields, exact numbers as strings, and the same counts as the table."""
    data = json.loads(run("status", "--as-of", DAY, "--json").out)
    assert data["schema"] == 1
    assert data["as_of"] == "2025-02-25"
    assert data["known_at"] is None
    row = next(each for each in data["targets"] if each["id"] == "dat-dai")
    assert row["value"] == "35.027297"
    assert (row["numerator"], row["denominator"]) == (506597, 1446292)
    assert row["gap"] == "64.972702"
    assert row["gap_units"] == 939695
    assert row["gap_text"] == "thiếu 939.695 thửa"
    assert row["goal"] == {"at_least": "100"}
    assert row["deadline"] is None
    assert row["owner_text"] == "chưa rõ đơn vị chủ trì"
    assert sum(data["summary"].values()) == len(data["targets"])
    assert data["completion"]["assigned"] == {"done": 0, "of": 17, "text": "0/17 nhiệm vụ (0%)"}
    assert data["completion"]["due"]["text"] == "chưa có nhiệm vụ nào đến hạn"


def test_filters_select_and_say_so(run: Run) -> None:
    """Group, owner, level and status keep what they name; the title names the filter."""
    assert run("status", "--group", "Đề án 06", "--as-of", DAY).out.startswith(
        "Chuyển đổi số và Đề án 06 tỉnh Vĩnh Phúc: Đề án 06"
    )
    by_owner = json.loads(run("status", "--owner", "so-khcn", "--as-of", "3/3/2025", "--json").out)["targets"]
    assert {row["owner"] for row in by_owner} == {"so-tttt"}
    assert {row["owner_text"] for row in by_owner} == {"Sở TT&TT (nay là Sở KH&CN)"}
    levels = json.loads(run("status", "--level", "huyen", "--as-of", DAY, "--json").out)["targets"]
    assert {row["for"] for row in levels} == {"huyen"}
    monitored = run("status", "--status", "monitored", "--as-of", DAY).out
    assert "… và" not in monitored


def test_foreign_files_are_named_and_never_read(run: Run, workspace) -> None:  # type: ignore[no-untyped-def]
    """Conflict copies and odd names in records/ are not data, and the user is told."""
    folder = workspace('[targets.a]\nname = "A"\nkind = "count"\nunit = "tổ"\n')
    (folder / "records" / "2025-02 (1).toml").write_text("hỏng", encoding="utf-8")
    (folder / "records" / "2025-2.toml").write_text("hỏng", encoding="utf-8")
    result = run("status", folder=folder)
    assert result.code == 0
    assert "“2025-02 (1).toml”" in result.err
    assert "“2025-2.toml”" in result.err


def test_no_folder_is_a_sentence(run: Run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A folder without targets.toml is named, exit 2."""
    result = run("status", folder=tmp_path)
    assert result.code == 2
    assert "không có tệp targets.toml" in result.err


@pytest.mark.parametrize("width", [80, 140])
def test_the_whole_table_keeps_to_the_width(run: Run, width: int) -> None:
    """With --all too, where a followed target names the time of each level."""
    out = run("status", "--all", "--as-of", "25/2/2025", "--width", str(width)).out
    assert max(map(cell_len, out.splitlines())) <= width
