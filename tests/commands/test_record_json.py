"""`dts record --json`: what was written, where, and the verdict after it, for every kind of entry."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

DAY = date(2025, 2, 26)
TARGETS = """
[owners.so-a]
name  = "Sở A"
level = "tinh"

[targets.ho-so]
name     = "Hồ sơ số hóa"
kind     = "ratio"
unit     = "hồ sơ"
owner    = "so-a"
at_least = 90
by       = 2025-12-31
every    = "month"
basis    = "Kế hoạch số 1"

[targets.viec]
name   = "Trình kế hoạch"
kind   = "task"
owner  = "so-a"
before = 2025-02-28
basis  = "Kế hoạch số 1"
"""
FIRST = '[[figure]]\ntarget = "ho-so"\nnumerator = 62\ndenominator = 100\n'


@pytest.fixture
def folder(workspace: Callable[..., Path]) -> Path:
    """An indicator with a figure of 2025-01 and a task."""
    return workspace(TARGETS, {"2025-01": FIRST})


def ask(run: Run, folder: Path, *argv: str) -> dict[str, Any]:
    """The JSON answer."""
    result = run("record", *argv, "--json", folder=folder, today=DAY)
    assert (result.code, result.err) == (0, "")
    answer: dict[str, Any] = json.loads(result.out)
    return answer


def row(run: Run, folder: Path, name: str) -> dict[str, Any]:
    """One row of `status --json` today."""
    answer: dict[str, Any] = json.loads(run("status", name, "--json", folder=folder, today=DAY).out)["targets"][0]
    return answer


def in_file(folder: Path, answer: dict[str, Any]) -> None:
    """Every block stands in the file at its line, with the very fields."""
    text = (folder / answer["file"]).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    for entry in answer["entries"]:
        assert text.splitlines()[entry["line"] - 1] == f"[[{entry['table']}]]"
        last = data[entry["table"]][-1]
        assert {key: str(value) for key, value in last.items() if key != "recorded_at"} == {
            key: str(value) for key, value in entry["fields"].items() if key != "recorded_at"
        }


STEPS: list[tuple[list[str], str, list[str]]] = [
    (["ho-so", "640/1.000", "--by", "Sở A"], "figure", ["figure"]),
    (
        ["ho-so", "650/1.000", "--reason", "Cộng sót", "--explain", "Thiếu một xã"],
        "correction",
        ["figure", "explanation"],
    ),
    (["ho-so", "--withdraw", "--reason", "Ghi nhầm"], "withdrawal", ["figure"]),
    (["viec", "--explain", "Chờ thẩm định", "--note", "Đang trình ký"], "explanation", ["explanation", "note"]),
    (["viec", "--note", "Đã trình"], "note", ["note"]),
    (["viec", "--done", "25/2/2025", "--evidence", "Kế hoạch số 2"], "done", ["figure"]),
    (["viec", "--done", "26/2/2025", "--reason", "Nhầm ngày"], "correction", ["figure"]),
    (["viec", "--confirmed", "26/2/2025"], "confirmation", ["figure"]),
]


def test_every_kind_of_entry_answers(run: Run, folder: Path) -> None:
    """Step by step: tried first, which writes nothing and says the same; then written, and standing there."""
    for argv, action, tables in STEPS:
        before = {path.name: path.read_bytes() for path in (folder / "records").iterdir()}
        tried = ask(run, folder, *argv, "--dry-run")
        assert {path.name: path.read_bytes() for path in (folder / "records").iterdir()} == before
        done = ask(run, folder, *argv)
        assert (done["action"], [entry["table"] for entry in done["entries"]]) == (action, tables), argv
        assert (tried["written"], tried["dry_run"], done["written"], done["dry_run"]) == (False, True, True, False)
        for key in ("action", "period", "file", "line", "entries", "replaced"):
            assert tried[key] == done[key], (argv, key)
        assert done["line"] == done["entries"][0]["line"]
        in_file(folder, done)
        assert done["after"] == row(run, folder, done["id"]), argv
        if "--explain" not in argv and "--note" not in argv:
            assert tried["after"] == done["after"], argv


def test_a_correction_names_what_it_replaces(run: Run, folder: Path) -> None:
    """Numbers as integers, and as printed."""
    ask(run, folder, "ho-so", "640/1.000")
    done = ask(run, folder, "ho-so", "650/1.000", "--reason", "Cộng sót")
    assert done["replaced"] == {
        "value": None,
        "numerator": 640,
        "denominator": 1000,
        "of": None,
        "qualifier": None,
        "done": None,
        "value_text": "64%",
    }
    assert (done["period"], done["period_chosen"]) == ("2025-02", True)
    assert done["after"]["value_text"] == "65%"


def test_nothing_new_is_nothing_written(run: Run, folder: Path) -> None:
    """The same figure again: exit 0, `written` false, no block."""
    ask(run, folder, "ho-so", "640/1.000")
    again = ask(run, folder, "ho-so", "640/1.000")
    assert (again["written"], again["dry_run"], again["entries"], again["line"]) == (False, False, [], None)
    assert again["text"] == ["Không ghi lại: kỳ tháng 02/2025 đã có đúng số liệu này."]


@pytest.mark.parametrize("argv", [["ho-so", "abc"], ["ho-so", "36.18%"], ["khong-co", "1"], ["ho-so", "2.000/1.000"]])
def test_a_refusal_is_a_sentence(run: Run, folder: Path, argv: list[str]) -> None:
    """Exit 2, nothing on stdout, nothing written."""
    result = run("record", *argv, "--json", folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Chưa ghi: ")


def test_every_field_is_documented(run: Run, folder: Path) -> None:
    """docs/json.md names each field of record and of a row of status."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    ask(run, folder, "ho-so", "640/1.000")
    data = ask(run, folder, "ho-so", "650/1.000", "--reason", "Cộng sót")
    status = json.loads(run("status", "--json", folder=folder, today=DAY).out)
    fields = {*data, *data["entries"][0], *data["replaced"], *data["after"], *status, *status["task_cells"]}
    assert {field for field in fields if f"`{field}`" not in page} == set()
