"""`dts overdue`: golden screens, the mail preview, exit codes, silence, explanations."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, Run
from tests.made import write_made_workspace

SCREENS = {
    "overdue-before-deadline": ["--as-of", "25/2/2025"],
    "overdue-deadline-passed": ["--as-of", "28/2/2025"],
    "overdue-agency-moved": ["--as-of", "3/3/2025"],
    "overdue-after-merger": ["--as-of", "22/11/2026"],
    "overdue-collecting": ["--as-of", "17/2/2025"],
    "overdue-wide": ["--as-of", "25/2/2025", "--width", "140"],
    "overdue-owner": ["--as-of", "3/3/2025", "--owner", "so-khcn"],
}
MADE = {"overdue-made-80": ["--width", "80"], "overdue-made-140": ["--width", "140"]}
TARGETS = """
[owners.so-a]
name  = "Sở A"
level = "tinh"

[targets.viec]
name   = "Trình kế hoạch"
kind   = "task"
owner  = "so-a"
person = "Giám đốc Sở A"
before = 2025-02-28

[targets.so]
name  = "Hồ sơ được số hóa"
kind  = "count"
unit  = "hồ sơ"
owner = "so-a"
every = "month"
"""
SENT = {"2025-01": '[[figure]]\ntarget = "so"\nvalue = 5\n'}
QUIET_DAY = "20/1/2025"


def check(name: str, text: str) -> None:
    """Compare with the golden file; DTS_WRITE_GOLDEN=1 writes it anew, then read the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, name: str) -> None:
    """The province's data on the days that matter."""
    result = run("overdue", *SCREENS[name])
    assert (result.code, result.err) == (0, "")
    check(name, result.out)


@pytest.mark.parametrize("name", MADE)
def test_made_screen_is_as_agreed(run: Run, tmp_path: Path, name: str) -> None:
    """Levels, units, a closed agency without successor."""
    result = run("overdue", "--as-of", "25/2/2025", *MADE[name], folder=write_made_workspace(tmp_path))
    assert (result.code, result.err) == (0, "")
    check(name, result.out)


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("day", ["25/2/2025", "28/2/2025", "22/11/2026"])
def test_nothing_is_wider_than_asked(run: Run, day: str, width: int) -> None:
    """No line passes the width."""
    lines = run("overdue", "--as-of", day, "--width", str(width)).out.splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("25/2/2025", "25/02/2025: quá hạn 0; sắp đến hạn 1; chưa gửi số liệu 3; chưa giải trình 3"),
        ("28/2/2025", "28/02/2025: quá hạn 1; sắp đến hạn 0; chưa gửi số liệu 4; chưa giải trình 5"),
        ("1/3/2025", "01/3/2025: quá hạn 1; sắp đến hạn 0; chưa gửi số liệu 4; chưa giải trình 5"),
    ],
)
def test_the_first_line_holds_all_four_counts(run: Run, day: str, line: str) -> None:
    """Zero is written as 0: a list of mails shows the morning at a glance."""
    assert run("overdue", "--as-of", day).out.splitlines()[0] == line


def test_counts_agree_with_the_gap_table(run: Run) -> None:
    """Overdue and due soon are the rows of `dts status`; every count is the length of its list."""
    for day in ("25/2/2025", "28/2/2025", "22/11/2026"):
        status = json.loads(run("status", "--as-of", day, "--json").out)["targets"]
        data = json.loads(run("overdue", "--as-of", day, "--json").out)
        for group in ("overdue", "due_soon"):
            named = [(row["id"], row["for"]) for row in data[group]]
            assert sorted(named, key=str) == sorted(
                ((row["id"], row["for"]) for row in status if row["section"] == group), key=str
            )
            assert data["summary"][group] == len(named)
        assert data["summary"]["unsent"] == len(data["unsent"])
        assert data["text"] == run("overdue", "--as-of", day).out.splitlines()[0]


def test_fail_says_whether_anything_is_late(run: Run, workspace: Callable[..., Path]) -> None:
    """Exit 1 from the first late day on, for a task or a figure; due soon is not late."""
    folder = workspace(TARGETS, SENT)
    assert run("overdue", "--fail", "--as-of", "25/2/2025", folder=folder).code == 0
    assert run("overdue", "--fail", "--as-of", "26/2/2025", folder=folder).code == 1
    assert run("overdue", "--as-of", "26/2/2025", folder=folder).code == 0
    assert run("overdue", "--fail", "--quiet", "--as-of", "28/2/2025", folder=folder).code == 1


def test_quiet_prints_nothing_when_there_is_nothing(run: Run, workspace: Callable[..., Path]) -> None:
    """Not even the first line; without --quiet an empty morning is a sentence."""
    folder = workspace(TARGETS, SENT)
    assert run("overdue", "--quiet", "--as-of", QUIET_DAY, folder=folder) == (0, "", "")
    assert run("overdue", "--quiet", "--json", "--as-of", QUIET_DAY, folder=folder) == (0, "", "")
    assert "Không có việc quá hạn" in run("overdue", "--as-of", QUIET_DAY, folder=folder).out
    assert "SẮP ĐẾN HẠN (1)" in run("overdue", "--quiet", "--as-of", "20/2/2025", folder=folder).out


def test_within_sets_the_days_ahead(run: Run, workspace: Callable[..., Path]) -> None:
    """The head names the span; the last good day is 27/02/2025."""
    folder = workspace(TARGETS, SENT)
    ask = ["overdue", "--as-of", "25/2/2025", "--within"]
    assert "── SẮP ĐẾN HẠN (1), trong 2 ngày tới ──" in run(*ask, "2", folder=folder).out
    assert "sắp đến hạn 0" in run(*ask, "1", folder=folder).out
    assert "── SẮP ĐẾN HẠN (1), trong 40 ngày tới ──" in run("overdue", "--as-of", QUIET_DAY, "--within", "40").out


@pytest.mark.parametrize("typed", ["-1", "hai", "9999", ""])
def test_within_takes_days(run: Run, typed: str) -> None:
    """Exit 2 with a sentence."""
    result = run("overdue", f"--within={typed}")
    assert (result.code, result.out) == (2, "")
    assert "số ngày" in result.err


EXPLAINED = """
[[explanation]]
target      = "viec"
text        = "Chờ ý kiến thẩm định của Sở Tư pháp"
recorded_at = 2025-03-03

[[note]]
target      = "viec"
text        = "Đang trình ký"
recorded_at = 2025-02-26
"""


def test_an_explanation_is_shown_with_its_day(run: Run, workspace: Callable[..., Path]) -> None:
    """Before it was recorded the row still says CHƯA GIẢI TRÌNH; before the deadline nobody is asked."""
    folder = workspace(TARGETS, SENT | {"2025-02": EXPLAINED + SENT["2025-01"]})
    soon = run("overdue", "--as-of", "26/2/2025", folder=folder).out
    assert "chưa giải trình 0" in soon
    assert "tình hình 26/02/2025: Đang trình ký" in " ".join(soon.split())
    before = run("overdue", "--as-of", "2/3/2025", folder=folder).out
    assert "chưa giải trình 1" in before
    assert "CHƯA GIẢI TRÌNH; tình hình 26/02/2025: Đang trình ký" in " ".join(before.split())
    after = run("overdue", "--as-of", "3/3/2025", folder=folder).out
    assert "chưa giải trình 0" in after
    assert "giải trình 03/3/2025: Chờ ý kiến thẩm định của Sở Tư pháp" in " ".join(after.split())
    known = run("overdue", "--as-of", "3/3/2025", "--known-at", "2/3/2025", folder=folder).out
    assert "chưa giải trình 1" in known
    assert "Biết đến 02/3/2025." in known


def test_a_report_that_went_out_says_so(run: Run, workspace: Callable[..., Path]) -> None:
    """`[[sent]]` of the period ends the countdown; a due day on a weekend is named, never shifted."""
    folder = workspace(TARGETS, SENT | {"2025-02": "[[sent]]\non = 2025-02-21\n"})
    assert (
        "Báo cáo kỳ tháng 02/2025: hạn gửi 25/02/2025, còn 5 ngày"
        in run("overdue", "--as-of", "20/2/2025", folder=folder).out
    )
    assert (
        "Báo cáo kỳ tháng 02/2025: đã gửi ngày 21/02/2025" in run("overdue", "--as-of", "21/2/2025", folder=folder).out
    )
    assert "hạn gửi 25/01/2025, là thứ Bảy, còn 5 ngày" in run("overdue", "--as-of", QUIET_DAY, folder=folder).out


def test_a_closed_agency_without_successor_is_an_error_line(run: Run, tmp_path: Path) -> None:
    """Its work is named in capitals, and its own row says nobody took over."""
    out = run("overdue", "--as-of", "25/2/2025", folder=write_made_workspace(tmp_path)).out
    assert "NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN: viec-tre" in out
    assert "Ban quản lý dự án cũ (đã kết thúc, chưa có đơn vị tiếp nhận)" in out


def test_the_agency_that_moves_is_told_before_and_after(run: Run) -> None:
    """From fourteen days before its last day to fourteen after."""
    after = "Lưu ý: từ 01/3/2025 Sở TT&TT là Sở KH&CN; 6 chỉ tiêu, nhiệm vụ chuyển theo."
    assert "kết thúc hoạt động" not in run("overdue", "--as-of", "13/2/2025").out
    assert "sau 14 ngày Sở TT&TT kết thúc hoạt động" in run("overdue", "--as-of", "14/2/2025").out
    assert after in run("overdue", "--as-of", "28/2/2025").out
    assert after in run("overdue", "--as-of", "14/3/2025").out
    assert after not in run("overdue", "--as-of", "15/3/2025").out


def test_today_is_the_day_in_viet_nam(run: Run) -> None:
    """Without --as-of the day of the run; the folder's end is the second line."""
    lines = run("overdue", today=date(2026, 11, 22)).out.splitlines()
    assert lines[0].startswith("22/11/2026: ")
    assert lines[1].startswith("Tỉnh Vĩnh Phúc có đến hết 30/6/2025")
