"""Two people at the same figure: the second reads whose figure stands there and both values, as they were typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dts.core.log import Figure
from dts.core.model import Kind
from dts.core.overtaken import overtaken_text
from dts.core.overtaken import told as told_short
from dts.core.period import Period
from dts.store.workspace import read_all
from tests.conftest import Make

TARGETS = """
[owners.xa-a]
name = "UBND xã A"
level = "xa"
[targets.ty-le]
name = "Tỷ lệ"
kind = "ratio"
unit = "hồ sơ"
  [targets.ty-le.for.xa-a]
  at_least = 5
[targets.hang]
name = "Hạng"
kind = "rank"
[targets.tram]
name = "Trạm"
kind = "count"
unit = "trạm"
[targets.viec]
name = "Việc"
kind = "task"
"""
TOLD = {
    "withdrawn": ('target = "tram"\nwithdrawn = true\nreason = "nhầm"', "ghi rút số liệu cho tram"),
    "done": ('target = "viec"\ndone = 2025-02-03', "ghi hoàn thành 03/02/2025 cho viec"),
    "fraction": ('target = "ty-le"\nnumerator = 1200\ndenominator = 4000', "ghi 1.200/4.000 cho ty-le"),
    "part": ('target = "ty-le"\nfor = "xa-a"\nvalue = "36,10"', "ghi 36,10% cho ty-le (xa-a)"),
    "rank": ('target = "hang"\nvalue = 18\nof = 63', "ghi 18/63 cho hang"),
    "above": ('target = "tram"\nvalue = 60\nqualifier = ">"', "ghi trên 60 cho tram"),
    "below": ('target = "tram"\nvalue = 60\nqualifier = "<"', "ghi dưới 60 cho tram"),
    "about": ('target = "tram"\nvalue = 60\nqualifier = "~"', "ghi khoảng 60 cho tram"),
    "published": ('target = "tram"\nvalue = 60\npublished = "sáu mươi"', "ghi sáu mươi cho tram"),
    "day": ('target = "tram"\nvalue = 6\nrecorded_at = 2025-02-20', "ghi 6 ngày 20/02/2025 cho tram"),
    "hour": ('target = "tram"\nvalue = 6\nrecorded_at = 2025-02-20T02:15:00Z', "ghi 6 lúc 09:15 ngày 20/02/2025 cho"),
    "who": ('target = "tram"\nvalue = 6\nrecorded_by = "Lan"', "đang nhập, Lan vừa ghi 6 cho tram"),
}


def told(folder: Path, *, mine: bool) -> str:
    """The sentence about the last figure of the folder, the first one being mine or nothing."""
    reading = read_all(folder, date(2025, 2, 25))
    assert reading.problems == ()
    assert reading.registry is not None
    figures = reading.log.figures
    return overtaken_text(reading.registry, figures[:1] if mine else (), figures[-1:])


@pytest.mark.parametrize("case", TOLD)
def test_figure_is_told_as_it_was_typed(workspace: Make, case: str) -> None:
    """Numbers with their signs, a day done, a withdrawal; who and when where that is known."""
    entry, words = TOLD[case]
    text = told(workspace(TARGETS, {"2025-02": f"[[figure]]\n{entry}\n"}), mine=False)
    assert words in text
    assert "số đang ghi" not in text
    assert text.startswith("Chưa ghi: ")


def test_both_values_are_named(workspace: Make) -> None:
    """My own figure is named where it is of the same target and part, and only there."""
    entries = '[[figure]]\ntarget = "tram"\nvalue = 5\n[[figure]]\ntarget = "tram"\nvalue = 6\nreason = "sửa"\n'
    assert "vừa ghi 6 cho tram, kỳ tháng 02/2025; số đang ghi: 5. " in told(
        workspace(TARGETS, {"2025-02": entries}), mine=True
    )
    other = entries.replace('"tram"\nvalue = 6', '"hang"\nvalue = 6')
    assert "số đang ghi" not in told(workspace(TARGETS, {"2025-02": other}), mine=True)


def test_a_confirmation_alone_is_told() -> None:
    """It has no number and no day done."""
    entry = Figure("viec", None, Period(2025, 2, 1), confirmed=date(2025, 2, 20))
    assert told_short(entry, Kind.TASK) == "xác nhận"


def test_the_last_of_several_counts(workspace: Make) -> None:
    """Of theirs and of mine."""
    entries = "".join(f'[[figure]]\ntarget = "tram"\nvalue = {value}\nreason = "sửa"\n' for value in (5, 6, 7, 8))
    reading = read_all(workspace(TARGETS, {"2025-02": entries}), date(2025, 2, 25))
    assert reading.registry is not None
    figures = reading.log.figures
    text = overtaken_text(reading.registry, figures[:2], figures[2:])
    assert "vừa ghi 8 cho tram, kỳ tháng 02/2025; số đang ghi: 6. " in text
