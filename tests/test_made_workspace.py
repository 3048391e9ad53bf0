"""The made workspace, seen whole: golden screens and the facts they must hold."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import GOLDEN, Run
from tests.made import write_made_workspace

SCREENS = {
    "made-80": ["status", "--as-of", "25/2/2025"],
    "made-140": ["status", "--as-of", "25/2/2025", "--width", "140"],
    "made-before-revision": ["status", "--as-of", "31/5/2024"],
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder, freshly written."""
    return write_made_workspace(tmp_path)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, made: Path, name: str) -> None:
    """Each screen equals its golden file; set DTS_WRITE_GOLDEN=1 to write them anew, then read the difference."""
    result = run(*SCREENS[name], folder=made)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


def rows(run: Run, folder: Path, day: str) -> dict[tuple[str, str | None], dict[str, object]]:
    """The JSON rows of a day by (id, for)."""
    data = json.loads(run("status", "--as-of", day, "--json", folder=folder).out)
    return {(row["id"], row["for"]): row for row in data["targets"]}


def test_an_ended_commune_stops_counting(run: Run, made: Path) -> None:
    """Three communes report for 2024-12; from 2025 two are asked, and the one that has not sent is named."""
    before = rows(run, made, "14/12/2024")
    assert before["ky-so-xa", None]["parts_text"] == "3/3 đã báo cáo"
    after = rows(run, made, "25/2/2025")
    assert ("ky-so-xa", "xa-c") not in after
    assert after["ky-so-xa", None]["parts_text"] == "1/2 đã báo cáo; còn: UBND xã B"
    assert after["ky-so-xa", "xa-b"]["goal"] == {"at_least": "90"}


def test_the_goal_in_force_decides(run: Run, made: Path) -> None:
    """Rank 18 of 2022 met nhóm 20 until the goal was raised to nhóm 15; the rank of 2023 meets that too."""
    assert rows(run, made, "14/12/2023")["hang-dti", None]["goal"] == {"at_most": "20"}
    later = rows(run, made, "25/2/2025")["hang-dti", None]
    assert later["goal"] == {"at_most": "15"}
    assert later["status"] == "achieved"


def test_yearly_sum_adds_the_months(run: Run, made: Path) -> None:
    """Twelve months of 3 + month mod 4 classes are 54, six short of 60."""
    row = rows(run, made, "25/2/2025")["lop-tap-huan", None]
    assert row["value"] == str(sum(3 + month % 4 for month in range(1, 13)))
    assert row["gap_text"] == "thiếu 6 lớp"
    assert row["status"] == "overdue"


def test_an_owner_without_successor_is_named_at_the_top(run: Run, made: Path) -> None:
    """A closed agency nobody took over from is an error, in capitals, above the table."""
    head = run("status", "--as-of", "25/2/2025", folder=made).out.splitlines()[1]
    assert head.startswith("LỖI: NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN: viec-tre")


def test_past_views_name_who_it_was_then(run: Run, made: Path) -> None:
    """Before the revision the old owner and the old deadline stand; after the closing both names of the agency."""
    before = rows(run, made, "1/9/2024")["viec-doi", None]
    assert (before["owner"], before["deadline"]) == ("ca-tinh", "2024-10-31")
    after = rows(run, made, "3/3/2025")["viec-doi", None]
    assert (after["owner_text"], after["deadline"]) == ("Sở TT&TT (nay là Sở KH&CN)", "2025-03-31")
