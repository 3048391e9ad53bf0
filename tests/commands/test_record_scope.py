"""`dts record` without a target: who is asked for what, and when nothing can be walked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.commands.test_record_walk import DAY, written
from tests.commands.test_record_walk import folder as folder
from tests.conftest import Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units


def test_parts_are_asked_one_by_one(run: Run, tmp_path: Path) -> None:
    """Levels and the two communes that exist; what a part has is reviewed, its total is not asked."""
    folder = write_made_workspace(tmp_path)
    result = run("record", folder=folder, today=DAY, typed=[".", "."])
    assert "Không nhập gì" in result.err
    every = run("record", "--for", "xa-b", folder=folder, today=DAY, typed=["88/100", "", "c"])
    assert every.code == 0, every.err
    assert written(folder)["figure"][-1]["for"] == "xa-b"
    assert "1/1  ky-so-xa: Văn bản ký số của cấp xã, UBND xã B" in every.err
    level = run("record", "--for", "tinh", folder=folder, today=DAY, typed=["c", ""])
    assert "1/1  hai-cap: Báo cáo điện tử, cấp tỉnh" in level.err


def test_many_communes_are_asked_only_when_wanted(run: Run, tmp_path: Path) -> None:
    """17 silent communes: Enter leaves them out, c asks each, an owner narrows to one without a question."""
    folder = write_many_units(tmp_path)
    day = date(2025, 8, 20)
    out = run("record", folder=folder, today=day, typed=["", *[""] * 40])
    assert "giao cho 36 đơn vị. Hỏi lần lượt từng đơn vị?" in " ".join(out.err.split())
    assert "ho-so-xa: " not in out.err.replace("ho-so-xa (", "")
    each = run("record", folder=folder, today=day, typed=["c", *["."] * 3])
    assert "ho-so-xa: Hồ sơ trực tuyến cấp xã, Xã lớn 1\n" in each.err
    one = run("record", "--owner", "xa-lon-3", folder=folder, today=day, typed=["50/100", "", "c"])
    assert one.code == 0, one.err
    assert "Hỏi lần lượt" not in one.err


USAGE = {
    ("record",): "Nhập nhiều dòng cùng lúc: dts record --from TỆP",
    ("record", "--owner", "ca-tinh"): "còn thiếu chỉ tiêu. Gõ như: dts record dinh-danh 762.284/980.226",
    ("record", "--done", "1/2/2025"): "--done chỉ dùng cùng với một chỉ tiêu",
    ("record", "dinh-danh", "5/7", "--owner", "ca-tinh"): "đã nêu chỉ tiêu dinh-danh thì không dùng --owner",
    ("record", "--skip-bad"): "--skip-bad chỉ dùng cùng với --from",
}


@pytest.mark.parametrize("argv", USAGE)
def test_without_a_terminal_it_is_a_usage_error(run: Run, folder: Path, argv: tuple[str, ...]) -> None:
    """`Chưa ghi: …` and what to type."""
    result = run(*argv, folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Chưa ghi: ")
    assert USAGE[argv] in result.err


AT_A_TERMINAL = {
    ("record", "--reason", "x"): (2, "--reason chỉ dùng cùng với một chỉ tiêu"),
    ("record", "--period", "13/2025"): (2, "không phải là kỳ báo cáo"),
    ("record", "--period", "4/2025"): (2, "kỳ tháng 4/2025 chưa bắt đầu"),
    ("record", "--owner", "khong-co"): (2, "Không có đơn vị nào khớp"),
    ("record", "--group", "nhan-luc"): (0, "Không có chỉ tiêu, nhiệm vụ nào phải nhập cho kỳ này."),
}


@pytest.mark.parametrize("argv", AT_A_TERMINAL)
def test_what_cannot_be_walked_is_said_at_once(run: Run, folder: Path, argv: tuple[str, ...]) -> None:
    """No question is asked."""
    code, sentence = AT_A_TERMINAL[argv]
    result = run(*argv, folder=folder, today=DAY, typed=[])
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
