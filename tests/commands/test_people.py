"""`dts owners --person`: everybody by name, one person's page, what nobody answers for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, ROOT, Run
from tests.made_units import write_many_units

DAY = ["--as-of", "25/2/2025"]
SCREENS = {
    "people-80": ["--person", *DAY],
    "people-140": ["--person", *DAY, "--width", "140"],
    "people-one": ["--person", "cong an", *DAY],
    "people-head": ["--person", "so y te", *DAY],
}
PEOPLE = """
[owners.so-a]
name  = "Sở A"
head  = "Giám đốc Sở A"
level = "tinh"

[owners.so-b]
name  = "Sở B"
level = "tinh"

[targets.mot]
name   = "Việc một"
kind   = "task"
owner  = "so-a"
person = "Nguyễn Văn An"
by     = 2025-02-28
basis  = "Thông báo số 1"

[targets.hai]
name   = "Việc hai"
kind   = "task"
owner  = "so-b"
person = "nguyễn văn An"
by     = 2025-02-10
basis  = "Thông báo số 1"

[targets.ba]
name   = "Việc ba"
kind   = "task"
owner  = "so-b"
person = "Trần Thị Bình"
by     = 2025-12-31
basis  = "Thông báo số 1"

[targets.bon]
name  = "Việc bốn"
kind  = "task"
owner = "so-a"
by    = 2025-02-10
basis = "Thông báo số 1"
"""


def ask(run: Run, *argv: str, **given: Any) -> dict[str, Any]:
    """The JSON answer."""
    answer: dict[str, Any] = json.loads(run("owners", *argv, "--json", **given).out)
    return answer


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, name: str) -> None:
    """The province's data; DTS_WRITE_GOLDEN=1 writes the file anew, then read the difference."""
    result = run("owners", *SCREENS[name])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")
    width = 140 if "140" in name else 80
    assert max(map(cell_len, result.out.splitlines())) <= width


def test_nobody_first_then_people_worst_first(run: Run, workspace: Callable[..., Path]) -> None:
    """One name is one person however it is spelled and whoever leads the work; lines add up to Cộng."""
    data = ask(run, "--person", *DAY, folder=workspace(PEOPLE))
    found = [(person["name"], [row["id"] for row in person["targets"]]) for person in data["people"]]
    assert found == [
        (None, ["bon"]),
        ("Nguyễn Văn An", ["hai", "mot"]),
        ("Trần Thị Bình", ["ba"]),
        ("Giám đốc Sở A", []),
    ]
    assert sum(person["assigned"] for person in data["people"]) == data["total"]["assigned"] == 4
    out = run("owners", "--person", *DAY, folder=workspace(PEOPLE)).out
    assert "4 việc được giao: 1 chưa rõ người chịu trách nhiệm" in out
    heads = [line.split(" (")[0] for line in out.splitlines() if line.startswith("── ")]
    assert heads == ["── CHƯA RÕ NGƯỜI CHỊU TRÁCH NHIỆM", "── Nguyễn Văn An", "── Trần Thị Bình"]


def test_one_person_gets_cards(run: Run, workspace: Callable[..., Path]) -> None:
    """Part of a name without diacritics; overdue first, each with five rõ and the agency that leads."""
    folder = workspace(PEOPLE)
    out = run("owners", "--person", "van an", *DAY, folder=folder).out
    assert out.startswith("NGUYỄN VĂN AN: rõ người, rõ việc")
    assert "Chịu trách nhiệm 2: quá hạn 1, sắp đến hạn 1. Quá hạn nhiều nhất 15 ngày. Đơn vị chủ trì: Sở B, Sở A." in (
        " ".join(out.split())
    )
    assert out.index("■ hai") < out.index("▲ mot")
    assert out.count("    chủ trì          Sở") == 2
    assert "    giải trình       chưa giải trình" in out
    narrowed = run("owners", "so-b", "--person", "van an", *DAY, folder=folder).out
    assert narrowed.startswith("NGUYỄN VĂN AN: rõ người, rõ việc: Sở B")
    assert "mot" not in narrowed


def test_a_head_answers_for_what_names_nobody(run: Run, workspace: Callable[..., Path]) -> None:
    """A post is no person: what the agency has without one stands under a head of its own and is not counted."""
    folder = workspace(PEOPLE)
    out = run("owners", "--person", "giam doc", *DAY, folder=folder).out
    assert "Chịu trách nhiệm 0: quá hạn 0, sắp đến hạn 0." in out
    assert "── CHƯA RÕ NGƯỜI, THUỘC ĐƠN VỊ DO NGƯỜI NÀY ĐỨNG ĐẦU (1) ──" in out
    person = ask(run, "--person", "giam doc", *DAY, folder=folder)["people"][0]
    assert (person["assigned"], [row["id"] for row in person["headed"]]) == (0, ["bon"])


def test_person_may_stand_anywhere(run: Run) -> None:
    """Alone at the end, before another option, with = and with an agency."""
    whole = run("owners", *DAY, "--person").out
    assert whole == run("owners", "--person", *DAY).out
    assert run("owners", "--person=cong an", *DAY).out == run("owners", "--person", "cong an", *DAY).out
    assert "theo người chịu trách nhiệm: Công an tỉnh" in run("owners", "ca-tinh", *DAY, "--person").out
    assert ": Đề án 06" in run("owners", "--person", "--group", "de-an-06", *DAY).out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("giam doc", "khớp 3 người chịu trách nhiệm, người đứng đầu, chọn một:\n  Giám đốc Công an tỉnh"),
        ("khong ai ca", "Không có người chịu trách nhiệm, người đứng đầu nào khớp “khong ai ca”."),
        ("Giám đốc Công an tinhr", "Gần giống: Giám đốc Công an tỉnh"),
        ("...", "không có chữ nào để tìm"),
        ("", "không có chữ nào để tìm"),
    ],
)
def test_a_person_must_be_clear(run: Run, typed: str, sentence: str) -> None:
    """Exit 2, nothing on stdout; several are listed."""
    result = run("owners", "--person", typed, *DAY)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_many_communes_without_a_person_are_shortened(run: Run, tmp_path: Path) -> None:
    """By level, with --all one line each."""
    folder = write_many_units(tmp_path)
    short = run("owners", "--person", "--as-of", "20/8/2025", folder=folder).out
    assert "… cấp xã: 36/36 chưa rõ người; còn 33 đơn vị khác: thêm --all" in short
    assert "Xã lớn 36" in run("owners", "--person", "--all", "--as-of", "20/8/2025", folder=folder).out


def test_every_field_is_documented(run: Run) -> None:
    """docs/json.md names each field."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    common = set(json.loads(run("status", "--json").out)["targets"][0])
    data = ask(run, "--person", "cong an", *DAY)
    fields = {*data, *data["people"][0], *data["people"][0]["targets"][0]}
    assert {field for field in fields - common if f"`{field}`" not in page} == set()
