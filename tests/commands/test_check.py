"""`dts check`: the shipped data, unsound folders, errors across files, JSON, and the 5 rõ list for a meeting."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from dts.core.model import Kind
from dts.store.workspace import open_workspace
from tests.conftest import GOLDEN, ROOT, Result, Run

DAY = "25/2/2025"
TODAY = date(2025, 2, 25)
SCREENS = {
    "check": ["check", "--as-of", DAY],
    "check-80": ["check", "--as-of", DAY, "--width", "80"],
    "check-after-merger": ["check", "--as-of", "22/11/2026"],
    "check-clarity": ["check", "--clarity", "--as-of", DAY],
    "check-clarity-120": ["check", "--clarity", "--as-of", "3/3/2025", "--width", "120"],
}
TARGETS = """
[owners.ban-qlda]
name  = "Ban quản lý dự án"
level = "tinh"
until = 2024-06-30

[targets.a]
name  = "Hồ sơ trực tuyến"
kind  = "ratio"
unit  = "hồ sơ"
owner = "ban-qlda"

[targets.b]
name = "Trạm phát sóng"
kind = "count"
unit = "trạm"
"""
GOOD = '[[figure]]\ntarget = "a"\nnumerator = 7\ndenominator = 9\npublished = "77%"\n'
BAD = '[[figure]]\ntarget = "a"\nnumerator = 762.284\ndenominator = 980226\n\n[[figure]]\ntarget = "c"\nvalue = 1\n'


def same_as_golden(name: str, result: Result) -> None:
    """Compare with the golden file; set DTS_WRITE_GOLDEN=1 to write it anew, then read the difference."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert result.err == ""
    assert result.out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, name: str) -> None:
    """The shipped data has no error, and says what an official should look at."""
    result = run(*SCREENS[name])
    assert result.code == 0
    same_as_golden(name, result)


def test_first_line_counts_what_follows(run: Run) -> None:
    """`0 lỗi, n lưu ý`, then one line for each."""
    first, *rest = run("check", today=TODAY).out.splitlines()
    assert first == f"Đã soát targets.toml và các tệp trong records: 0 lỗi, {len(rest)} lưu ý."
    assert all(line.startswith("Lưu ý  ") for line in rest)
    assert "Lưu ý  records/2025-02.toml:11: dinh-danh: nguồn công bố 77%, tính lại 77,77%" in rest


@pytest.mark.parametrize("argv", [["check"], ["check", "--clarity"]])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 140])
def test_nothing_is_wider_than_asked_and_nothing_is_cut(run: Run, argv: list[str], width: int) -> None:
    """Lines are broken between words only: the same words at every width."""
    narrow = run(*argv, "--as-of", "3/3/2025", "--width", str(width)).out
    assert max(map(cell_len, narrow.splitlines())) <= width
    assert "…" not in narrow
    if argv == ["check"]:
        assert narrow.split() == run("check", "--as-of", "3/3/2025").out.split()


# ── unsound files ────────────────────────────────────────────────────────────


def test_all_problems_of_all_files_and_the_rules_over_the_rest(run: Run, workspace: Callable[..., Path]) -> None:
    """Every problem as the readers print it, then the rules over the sound rest, then the counts; exit 1."""
    folder = workspace(TARGETS, {"2024-01": BAD, "2024-02": GOOD, "2024-03": BAD})
    result = run("check", folder=folder, today=TODAY)
    assert result.code == 1
    same_as_golden("check-unsound", result)
    reader = run("status", folder=folder, today=TODAY)
    assert reader.code == 3
    *problems, _closing = reader.err.splitlines()
    assert result.out.splitlines()[: len(problems)] == problems
    assert "records/2024-02.toml:7: a: nguồn công bố 77%, tính lại 77,78%" in result.out


def test_without_a_sound_targets_file_only_problems_are_told(run: Run, workspace: Callable[..., Path]) -> None:
    """No rule speaks over half an assignment; the last line says where to begin."""
    folder = workspace(TARGETS.replace('"count"', '"so-luong"'), {"2024-02": GOOD, "2024-03": "[[figure]\n"})
    result = run("check", folder=folder, today=TODAY)
    assert result.code == 1
    assert "LỖI  targets.toml:18:8" in result.out
    assert "LỖI  records/2024-03.toml:3" in result.out
    assert "Lưu ý" not in result.out
    last = result.out.splitlines()[-1]
    assert last.startswith("2 lỗi, 0 lưu ý. Không tệp nào bị sửa.")
    assert "Sửa targets.toml trước" in last


def test_an_error_of_a_rule_is_exit_1(run: Run, workspace: Callable[..., Path]) -> None:
    """Sound files, but an agency closed without successor: errors stand first, apart from the warnings."""
    result = run("check", folder=workspace(TARGETS, {"2024-02": GOOD}), today=TODAY)
    assert result.code == 1
    first, second, *rest = result.out.splitlines()
    assert first.endswith("records: 1 lỗi, 1 lưu ý.")
    assert second == (
        "LỖI  targets.toml:8: Ban quản lý dự án kết thúc 30/6/2024, chưa có đơn vị tiếp nhận 1 chỉ tiêu: a"
    )
    assert [line.split()[0:2] for line in rest] == [["Lưu", "ý"]]


def test_before_the_agency_closed_there_is_no_error(run: Run, workspace: Callable[..., Path]) -> None:
    """`--as-of` is the day of the rules that need one."""
    folder = workspace(TARGETS, {"2024-02": GOOD})
    assert run("check", "--as-of", "30/6/2024", folder=folder).code == 0
    assert run("check", "--as-of", "1/7/2024", folder=folder).code == 1


def test_text_from_data_stays_text(run: Run, workspace: Callable[..., Path]) -> None:
    """Control characters in names of files and in the source's words are shown, never obeyed."""
    folder = workspace(TARGETS.replace('owner = "ban-qlda"\n', ""), {})
    (folder / "records" / "a\x1b[31m.txt").write_text("", encoding="utf-8")
    words = '[[figure]]\ntarget = "b"\nvalue = 5\npublished = "6 trạm\\u202e"\n'
    (folder / "records" / "2024-02.toml").write_text(f'period = "2024-02"\n\n{words}', encoding="utf-8")
    result = run("check", folder=folder, today=TODAY)
    assert not {"\x1b", "\u202e"} & set(result.out)
    assert "records/a\\x1b[31m.txt" in result.out
    assert "“6 trạm\\u202e”" in result.out
    data = run("check", "--json", folder=folder, today=TODAY).out
    assert not {"\x1b", "\u202e"} & set(data)
    assert json.loads(data)["problems"][0]["file"] == "records/a\x1b[31m.txt"


def test_nothing_is_written(run: Run, workspace: Callable[..., Path]) -> None:
    """Checking leaves every file and folder as it was."""
    folder = workspace(TARGETS, {"2024-01": BAD, "2024-02": GOOD})
    before = {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}
    run("check", folder=folder, today=TODAY)
    run("check", "--json", folder=folder, today=TODAY)
    assert {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]} == before


# ── json ─────────────────────────────────────────────────────────────────────


def test_json_says_what_the_lines_say(run: Run) -> None:
    """The same findings, with rule, file, line and ids."""
    data = json.loads(run("check", "--json", "--as-of", DAY).out)
    lines = run("check", "--as-of", DAY).out.splitlines()[1:]
    assert (data["schema"], data["as_of"], data["sound"], data["errors"]) == (1, "2025-02-25", True, 0)
    assert data["warnings"] == len(lines) == len(data["problems"])
    for each, line in zip(data["problems"], lines, strict=True):
        at = f"{each['file']}:{each['line']}" if each["line"] else each["file"]
        assert line == f"Lưu ý  {at}: {each['message']}"
    published = data["problems"][0]
    assert (published["rule"], published["line"], published["targets"]) == ("published", 11, ["dinh-danh"])
    many = next(each for each in data["problems"] if each["rule"] == "many_owners")
    assert len(many["targets"]) == 10


def test_json_of_unsound_files(run: Run, workspace: Callable[..., Path]) -> None:
    """Place, sentence and lines to type; exit 1 as without --json."""
    result = run("check", "--json", folder=workspace(TARGETS, {"2024-01": BAD}), today=TODAY)
    assert result.code == 1
    data = json.loads(result.out)
    assert data["sound"] is False
    bad = data["problems"][0]
    assert (bad["level"], bad["rule"], bad["file"], bad["line"]) == ("error", "unsound", "records/2024-01.toml", 5)
    assert bad["column"] == 13
    assert any("numerator = 762284" in fix for fix in bad["fixes"])
    assert data["errors"] == sum(each["level"] == "error" for each in data["problems"])


# ── 5 rõ ─────────────────────────────────────────────────────────────────────


def test_of_the_fifteen_tasks_of_february_one_has_a_date_and_three_a_single_owner() -> None:
    """The demonstration case: what was assigned at the conference of 02/2025, measured by 5 rõ."""
    registry = open_workspace(ROOT, TODAY).registry
    tasks = [
        target
        for target in registry.targets.values()
        if target.kind is Kind.TASK and "Hội nghị CĐS và Đề án 06, 02/2025" in (target.whole.basis or "")
    ]
    assert len(tasks) == 15
    assert [task.id for task in tasks if task.whole.deadline.day is not None] == ["kh-da06-2025"]
    assert [task.id for task in tasks if task.whole.owner] == ["kh-da06-2025", "tham-muu-da06", "don-doc-da06"]


def test_clarity_counts_and_names_everything_that_lacks_a_ro(run: Run) -> None:
    """28 of 29; each stands once in the list, under its agency, and the JSON agrees."""
    text = run("check", "--clarity", "--as-of", DAY).out
    data = json.loads(run("check", "--clarity", "--json", "--as-of", DAY).out)
    assert "Thiếu rõ: 28/29 chỉ tiêu, nhiệm vụ." in text
    assert (data["lacking"], data["of"]) == (28, 29)
    listed = [target for agency in data["agencies"] for target in agency["targets"]]
    assert len({target["id"] for target in listed}) == len(listed) == 28
    for key, number in data["missing"].items():
        assert number == sum(key in target["clarity_missing"] for target in listed)
    assert all(f" {target['id']} " in text for target in listed)
    assert [agency["owner"] for agency in data["agencies"]] == [None, None, "ca-tinh", "so-tttt", "so-y-te"]
    assert "  Người đứng đầu: Giám đốc Công an tỉnh\n" in text
    assert "Đủ 5 rõ: kh-da06-2025." in text


def test_clarity_after_the_merger_names_the_agency_of_today(run: Run) -> None:
    """The agency of the document, with the one that answers now and its head."""
    text = run("check", "--clarity", "--as-of", "3/3/2025").out
    assert "── SỞ TT&TT (nay là Sở KH&CN) (6) ──" in text
    assert "  Người đứng đầu: Giám đốc Sở KH&CN\n" in text


def test_a_goal_for_every_commune_stands_once(run: Run, workspace: Callable[..., Path]) -> None:
    """121 communes with one assignment are one entry; a commune with its own is another."""
    communes = "".join(f'[owners.xa-{n}]\nname = "UBND xã {n}"\nlevel = "xa"\n' for n in range(1, 122))
    target = (
        '[targets.a]\nname = "Văn bản ký số"\nkind = "ratio"\nfor_each = "xa"\nat_least = 95\nby = 2025-12-31\n'
        '[targets.a.for.xa-7]\nperson = "Chủ tịch UBND xã 7"\n'
    )
    data = json.loads(run("check", "--clarity", "--json", folder=workspace(communes + target), today=TODAY).out)
    assert (data["lacking"], data["of"]) == (1, 1)
    assert [(agency["owner"], agency["targets"][0]["clarity_missing"]) for agency in data["agencies"]] == [
        (None, ["person", "responsibility"]),
        ("xa-7", ["responsibility"]),
    ]
    assert "giao từng đơn vị cấp xã (120)" in run("check", "--clarity", folder=workspace(communes + target)).out


def test_clarity_is_a_view_and_stops_at_unsound_files(run: Run, workspace: Callable[..., Path]) -> None:
    """A list for a meeting is not made from half the files: problems on stderr, nothing on stdout, exit 3."""
    result = run("check", "--clarity", folder=workspace(TARGETS, {"2024-01": BAD}), today=TODAY)
    assert (result.code, result.out) == (3, "")
    assert "records/2024-01.toml:5:13" in result.err


def test_clarity_of_an_empty_folder_is_a_sentence(run: Run, workspace: Callable[..., Path]) -> None:
    """0 of 0 is not "0/0"."""
    text = run("check", "--clarity", folder=workspace("[rules]\n"), today=TODAY).out
    assert "Chưa có chỉ tiêu, nhiệm vụ nào được giao." in text
    assert "0/0" not in text


# ── what was typed wrong ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["check", "--as-of", "31/2/2025"], "không có ngày 31 tháng 2 năm 2025"),
        (["check", "--width", "rong"], "số cột"),
        (["check", "dat-dai"], "Xem thêm: dts check --help"),
    ],
)
def test_what_was_typed_wrong_gets_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """Exit 2, nothing on stdout."""
    result = run(*argv)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err


def test_the_tasks_of_one_meeting_are_counted(run: Run) -> None:
    """Of the 15 tasks of 02/2025 one has a date and three a single agency: the screen says so in one sentence."""
    text = " ".join(run("check", "--clarity", "--as-of", DAY).out.split())
    assert (
        "Chủ tịch UBND tỉnh giao tại Hội nghị CĐS và Đề án 06, 02/2025: 15 nhiệm vụ, 1 có ngày hoàn thành, "
        "2 thường xuyên, 12 không hạn; 3 có một đơn vị chủ trì."
    ) in text
    bases = json.loads(run("check", "--clarity", "--json", "--as-of", DAY).out)["bases"]
    assert [(each["tasks"], each["dated"], each["owned"]) for each in bases if "02/2025" in each["basis"]] == [
        (15, 1, 3)
    ]
