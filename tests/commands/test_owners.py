"""`dts owners`: golden screens, totals that add up, succession, filters, what nobody took over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, ROOT, Run
from tests.made import write_made_workspace

SCREENS = {
    "owners-80": ["--as-of", "25/2/2025"],
    "owners-140": ["--as-of", "25/2/2025", "--width", "140"],
    "owners-deadline-passed": ["--as-of", "28/2/2025"],
    "owners-agency-moved": ["--as-of", "3/3/2025"],
    "owners-after-merger": ["--as-of", "22/11/2026"],
    "owners-ca-tinh": ["ca-tinh", "--as-of", "25/2/2025"],
    "owners-ca-tinh-140": ["ca-tinh", "--as-of", "25/2/2025", "--width", "140"],
    "owners-ca-tinh-overdue": ["ca-tinh", "--as-of", "28/2/2025"],
    "owners-so-tttt-ended": ["so-tttt", "--as-of", "3/3/2025"],
    "owners-so-khcn-heir": ["so-khcn", "--as-of", "3/3/2025"],
    "owners-so-khcn-before": ["so-khcn", "--as-of", "25/2/2025"],
}
MADE = {
    "owners-made-80": ["--width", "80"],
    "owners-made-140": ["--width", "140"],
    "owners-made-unit": ["xa-b"],
    "owners-made-closed": ["ban-qlda"],
    "owners-made-so-tttt": ["so-tttt"],
}
STATES = ("overdue", "due_soon", "missing", "behind", "in_progress", "ongoing", "achieved")
SPANS = ("to_30", "to_120", "over_120")
DAYS = ["25/2/2025", "28/2/2025", "3/3/2025", "22/11/2026"]


def check(name: str, text: str) -> None:
    """Compare with the golden file; DTS_WRITE_GOLDEN=1 writes it anew, then read the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert text == file.read_text(encoding="utf-8")


def ask(run: Run, *argv: str, **given: Any) -> dict[str, Any]:
    """The JSON answer."""
    answer: dict[str, Any] = json.loads(run("owners", *argv, "--json", **given).out)
    return answer


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, name: str) -> None:
    """The province's data on the days that matter."""
    result = run("owners", *SCREENS[name])
    assert (result.code, result.err) == (0, "")
    check(name, result.out)


@pytest.mark.parametrize("name", MADE)
def test_made_screen_is_as_agreed(run: Run, tmp_path: Path, name: str) -> None:
    """Levels, units, revisions, a closed agency without successor."""
    result = run("owners", *MADE[name], "--as-of", "25/2/2025", folder=write_made_workspace(tmp_path))
    assert (result.code, result.err) == (0, "")
    check(name, result.out)


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("argv", [[], ["so-tttt"], ["ca-tinh"]])
def test_nothing_is_wider_than_asked(run: Run, argv: list[str], width: int) -> None:
    """No line passes the width, and no agency is cut."""
    out = run("owners", *argv, "--as-of", "3/3/2025", "--width", str(width)).out
    assert max(map(cell_len, out.splitlines())) <= width
    assert "Sở TT&TT (nay là Sở KH&CN)" in " ".join(out.split()) or argv


@pytest.mark.parametrize("day", DAYS)
def test_totals_add_up(run: Run, day: str) -> None:
    """States add up to Được giao, lines to Cộng, spans to Quá hạn; Chưa gửi is the count of `dts overdue`."""
    data = ask(run, "--as-of", day)
    for line in (*data["owners"], data["total"]):
        assert sum(line[key] for key in STATES) == line["assigned"]
        assert sum(line[key] for key in SPANS) == line["overdue"]
    for key in ("assigned", *STATES, *SPANS, "unsent", "unclear"):
        assert sum(line[key] for line in data["owners"]) == data["total"][key]
    late = json.loads(run("overdue", "--as-of", day, "--json").out)["summary"]
    assert (data["total"]["unsent"], data["total"]["overdue"]) == (late["unsent"], late["overdue"])


def test_rates_are_those_of_the_gap_table(run: Run) -> None:
    """Both completion rates by name; 0 of 0 is a sentence."""
    for day in DAYS:
        status = json.loads(run("status", "--as-of", day, "--json").out)
        assert ask(run, "--as-of", day)["completion"] == status["completion"]
    out = run("owners", "--as-of", "25/2/2025").out
    assert "Tỷ lệ hoàn thành trên tổng số được giao: 0/17 nhiệm vụ (0%)" in out
    assert "Tỷ lệ hoàn thành trên số đã đến hạn: chưa có nhiệm vụ nào đến hạn" in out


def test_heads_first_then_worst_first(run: Run, tmp_path: Path) -> None:
    """Nobody's, shared and closed agencies first; then overdue, due soon, figures wanting."""
    names = [line["name"] for line in ask(run, "--as-of", "25/2/2025")["owners"]]
    assert names == ["CHƯA RÕ ĐƠN VỊ CHỦ TRÌ", "GIAO CHUNG NHIỀU CƠ QUAN", "Công an tỉnh", "Sở TT&TT", "Sở Y tế"]
    made = ask(run, "--as-of", "25/2/2025", folder=write_made_workspace(tmp_path))
    assert [line["id"] for line in made["owners"]] == ["ban-qlda", "so-tttt", "xa-b", "ca-tinh", "xa-a"]
    assert made["orphaned"] == ["viec-tre"]


def test_equal_agencies_keep_the_order_of_the_file(run: Run, workspace: Callable[..., Path]) -> None:
    """Nothing tells them apart but their place."""
    owners = "".join(f'[owners.{key}]\nname = "Sở {key.upper()}"\nlevel = "tinh"\n' for key in "cab")
    tasks = "".join(f'[targets.viec-{key}]\nname = "Việc"\nkind = "task"\nowner = "{key}"\n' for key in "abc")
    assert [line["id"] for line in ask(run, folder=workspace(owners + tasks))["owners"]] == ["c", "a", "b"]


def test_a_total_over_units_is_nobodys_task(run: Run, tmp_path: Path) -> None:
    """Each unit has its part; the total stands below the table with who has not reported."""
    folder = write_made_workspace(tmp_path)
    out = " ".join(run("owners", "--as-of", "25/2/2025", folder=folder).out.split())
    assert "CHƯA RÕ ĐƠN VỊ CHỦ TRÌ" not in out
    assert "ky-so-xa, cộng các đơn vị, tháng 02/2025: đang thực hiện; 1/2 đã báo cáo; còn: UBND xã B" in out


def test_followed_targets_are_not_given(run: Run) -> None:
    """Sở GD&ĐT only has a target without goal: no line; its page shows it in one."""
    assert "Sở GD&ĐT" not in run("owners", "--as-of", "25/2/2025").out
    page = run("owners", "so-gddt", "--as-of", "25/2/2025").out
    assert "Chủ trì 1: quá hạn 0, sắp đến hạn 0, theo dõi 1." in page
    assert re.search(r"giao-duc .* theo dõi$", page, re.MULTILINE)


def test_succession_is_told_on_both_pages(run: Run) -> None:
    """After 01/3/2025 the old page names the heir, and the heir's page says whence."""
    old = run("owners", "so-tttt", "--as-of", "3/3/2025").out
    assert old.startswith("SỞ TT&TT (nay là SỞ KH&CN, từ 01/3/2025)")
    assert "Đơn vị kế thừa: Sở Khoa học và Công nghệ." in " ".join(old.split())
    assert "Chủ trì 6 chỉ tiêu, nhiệm vụ (văn bản giao ghi Sở TT&TT), giao hai cấp tính hai" in " ".join(old.split())
    heir = run("owners", "so-khcn", "--as-of", "3/3/2025").out
    assert "── CHỦ TRÌ, nhận từ Sở TT&TT (7) ──" in heir
    assert old.split("── CHỦ TRÌ (7) ")[1].split("\n", 1)[1] == heir.split("nhận từ Sở TT&TT (7) ")[1].split("\n", 1)[1]
    assert "Từ 01/3/2025 nhận 6 chỉ tiêu" in " ".join(run("owners", "so-khcn", "--as-of", "25/2/2025").out.split())


def test_what_is_not_counted_overdue_is_not_called_so(run: Run) -> None:
    """Past its deadline without the figure that decides: the card says that it is wanting, as the count above it."""
    page = run("owners", "so-tttt", "--as-of", "22/11/2026").out
    assert "quá hạn 0" in page
    assert not re.search(r"^\? .* quá hạn", page, re.MULTILINE)
    assert re.search(r"^\? dvc-tt .* chưa có số liệu tháng 12/2025$", page, re.MULTILINE)


def test_a_group_selects(run: Run) -> None:
    """Only what belongs to the group is counted."""
    assert ask(run, "--group", "de-an-06", "--as-of", "25/2/2025")["total"]["assigned"] == 5


SAID = """
[owners.so-a]
name  = "Sở A"
head  = "Giám đốc Sở A"
level = "tinh"

[owners.so-b]
name  = "Sở B"
level = "tinh"

[targets.viec]
name     = "Trình kế hoạch"
kind     = "task"
owner    = "so-a"
partners = ["so-b"]
before   = 2025-02-20
basis    = "Thông báo số 1"

[targets.xong]
name  = "Ban hành quy chế"
kind  = "task"
owner = "so-a"
by    = 2025-02-20
basis = "Thông báo số 1"
"""
DONE = """
[[figure]]
target   = "xong"
done     = 2025-02-19
evidence = "Quyết định số 2"

[[note]]
target      = "viec"
text        = "Đang trình ký"
recorded_at = 2025-02-18
"""
EXPLAINED = '\n[[explanation]]\ntarget = "viec"\ntext = "Chờ thẩm định"\nrecorded_at = 2025-02-24\n'


def test_what_was_said_stands_with_its_day(run: Run, workspace: Callable[..., Path]) -> None:
    """Latest note as tình hình; the explanation once recorded, else chưa giải trình when late; the same basis once."""
    folder = workspace(SAID, {"2025-02": DONE + EXPLAINED})
    before = run("owners", "so-a", "--as-of", "23/2/2025", folder=folder).out
    assert "    rõ người         CHƯA RÕ (người đứng đầu: Giám đốc Sở A)" in before
    assert "    tình hình        18/02/2025: Đang trình ký" in before
    assert "    giải trình       chưa giải trình" in before
    assert "    căn cứ           như trên" in before
    assert "hoàn thành 19/02/2025 trong hạn; minh chứng: Quyết định số 2; đơn vị báo, chưa xác nhận" in " ".join(
        before.split()
    )
    assert "    giải trình       24/02/2025: Chờ thẩm định" in run("owners", "so-a", folder=folder).out
    partner = run("owners", "Sở B", "--as-of", "23/2/2025", folder=folder).out
    assert "── CHỦ TRÌ (0) ──" in partner
    assert "── PHỐI HỢP (1) ──" in partner
    assert "    chủ trì          Sở A" in partner


def test_work_of_a_closed_agency_is_shouted(run: Run, workspace: Callable[..., Path]) -> None:
    """No successor: an error line at the top of the table and of its page, and its own line that is counted."""
    folder = workspace(SAID.replace('name  = "Sở A"', 'name  = "Sở A"\nuntil = 2025-02-10'))
    lines = run("owners", "--as-of", "23/2/2025", folder=folder).out.splitlines()
    assert lines[1].startswith("LỖI: NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN: viec (Sở A kết thúc 10/02/2025)")
    assert "2 chưa có đơn vị tiếp nhận" in " ".join(lines)
    page = run("owners", "so-a", "--as-of", "23/2/2025", folder=folder).out
    assert page.startswith("SỞ A (đã kết thúc, chưa có đơn vị tiếp nhận)")
    assert "NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN" in page


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [(["so"], "khớp"), (["khong-co-dau"], "Không có đơn vị nào"), (["--group", "khong-co"], "nhóm")],
)
def test_an_agency_must_be_clear(run: Run, argv: list[str], sentence: str) -> None:
    """Exit 2, nothing on stdout; several are listed."""
    result = run("owners", *argv)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_every_field_is_documented(run: Run) -> None:
    """docs/json.md names each field these commands add to the rows of `status --json`."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    common = set(json.loads(run("status", "--json").out)["targets"][0])
    table, agency = ask(run), ask(run, "ca-tinh")
    late = json.loads(run("overdue", "--as-of", "28/2/2025", "--json").out)
    fields = {*table, *table["owners"][0], *table["total"], *agency, *agency["owner"], *agency["counts"]}
    fields |= {*agency["lead"][0], *late, *late["summary"], *late["overdue"][0], *late["awaiting"][0]}
    assert {field for field in fields - common if f"`{field}`" not in page} == set()
