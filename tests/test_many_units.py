"""A province of 12 sở, 9 huyện and 136 → 121 → 36 xã: dated units, due days per level, long lists shortened."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, Run
from tests.made_units import write_many_units

SCREENS = {
    "units-status-80": ["status", "--as-of", "20/8/2025"],
    "units-status-140": ["status", "--as-of", "20/8/2025", "--width", "140"],
    "units-overdue-80": ["overdue", "--as-of", "20/8/2025"],
    "units-overdue-140": ["overdue", "--as-of", "20/8/2025", "--width", "140"],
    "units-owners-80": ["owners", "--as-of", "20/8/2025"],
    "units-by-unit": ["status", "ho-so-xa", "--by-unit", "--as-of", "20/8/2025"],
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, written once for this module; readers write nothing."""
    return write_many_units(tmp_path_factory.mktemp("province"))


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(run: Run, province: Path, name: str) -> None:
    """Each screen equals its golden file; set DTS_WRITE_GOLDEN=1 to write them anew, then read the difference."""
    result = run(*SCREENS[name], folder=province)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "xa", "huyen", "covered"),
    [
        ("31/12/2024", 136, 9, "136/136 đã báo cáo"),
        ("20/01/2025", 121, 9, "121/121 đã báo cáo"),
        ("30/6/2025", 121, 9, "121/121 đã báo cáo"),
        ("20/8/2025", 36, 0, "cấp xã: 17/36 chưa gửi: Xã lớn 1, Xã lớn 2, Xã lớn 3 và 14 đơn vị khác"),
    ],
)
def test_units_count_while_they_exist(run: Run, province: Path, day: str, xa: int, huyen: int, covered: str) -> None:
    """136 communes, then 121, then 36; a unit that ended stops counting, its figures stay in the months before."""
    as_of = "14/12/2024" if day == "31/12/2024" else day
    data = json.loads(run("status", "--as-of", as_of, "--json", folder=province).out)["targets"]
    parts = [row["for"] for row in data if row["id"] == "ho-so-xa" and row["for"]]
    assert len(parts) == xa
    assert len([row for row in data if row["id"] == "ho-so-huyen" and row["for"]]) == huyen
    total = next(row for row in data if row["id"] == "ho-so-xa" and row["for"] is None)
    assert total["parts_text"] == covered
    assert len(total["parts_sent"]) + len(total["parts_missing"]) == xa


def test_units_that_ended_inside_the_period_are_named(run: Run, province: Path) -> None:
    """The 28 communes that merged on 31/12/2024 are not asked for 2025-01, and a footnote says so."""
    said = "không tính 28 đơn vị cấp xã kết thúc trong kỳ (Xã 1, Xã 2, Xã 3 và 25 đơn vị khác)"
    for argv in (["status"], ["owners"], ["status", "ho-so-xa", "--by-unit"], ["show", "ho-so-xa"]):
        text = " ".join(run(*argv, "--as-of", "20/01/2025", folder=province).out.split())
        assert said in text, argv
        whole = " ".join(run(*argv, "--all", "--as-of", "20/01/2025", folder=province).out.split())
        assert "Xã 27, Xã 28)" in whole, argv
        assert ("kết thúc trong kỳ" in run(*argv, "--as-of", "20/8/2025", folder=province).out) == (argv[0] == "show")


def test_who_is_late_is_told_who_is_not_asked(run: Run, province: Path) -> None:
    """The day the period closes nobody has sent: what is being collected names the units that are not asked."""
    for path in (province / "records").glob("2025-0[1-8].toml"):
        path.rename(path.with_suffix(".off"))
    try:
        text = " ".join(run("overdue", "--as-of", "20/01/2025", folder=province).out.split())
    finally:
        for path in (province / "records").glob("*.off"):
            path.rename(path.with_suffix(".toml"))
    assert "ho-so-xa, tháng 01/2025: không tính 28 đơn vị cấp xã kết thúc trong kỳ" in text
    assert "… cấp xã: 108/121 chưa gửi; còn 105 đơn vị khác: thêm --all" in text


def test_due_days_differ_by_level(run: Run, province: Path) -> None:
    """Communes send by the 18th, districts by the 20th: on 19/5/2025 only communes can be late."""
    data = json.loads(run("status", "--as-of", "19/8/2025", "--json", folder=province).out)["targets"]
    states = {row["data"] for row in data if row["id"] == "ho-so-xa" and row["for"] in ("xa-lon-1", "xa-lon-17")}
    assert states == {"missing"}
    earlier = json.loads(run("status", "--as-of", "18/8/2025", "--json", folder=province).out)["targets"]
    assert {row["data"] for row in earlier if row["for"] == "xa-lon-1"} == {"collecting"}


def test_totals_are_sums_never_means(run: Run, province: Path) -> None:
    """The province's percentage is Σ numerators / Σ denominators of those that reported."""
    data = json.loads(run("status", "--as-of", "20/8/2025", "--json", folder=province).out)["targets"]
    total = next(row for row in data if row["id"] == "ho-so-xa" and row["for"] is None)
    current = [row for row in data if row["id"] == "ho-so-xa" and row["for"] and row["period"] == "2025-08"]
    assert total["numerator"] == sum(row["numerator"] for row in current)
    assert total["denominator"] == sum(row["denominator"] for row in current) == 1900
    assert total["status"] != "achieved"


@pytest.mark.parametrize("command", ["status", "overdue", "owners"])
def test_all_shows_every_unit(run: Run, province: Path, command: str) -> None:
    """Without --all a long list is shortened and says so; with it every commune that is late stands there."""
    short = run(command, "--as-of", "20/8/2025", folder=province).out
    whole = run(command, "--as-of", "20/8/2025", "--all", folder=province).out
    assert "Xã lớn 17" not in short
    assert "Xã lớn 17" in whole
    assert max(map(cell_len, short.splitlines())) <= 80


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("argv", [["status", "ho-so-xa", "--by-unit"], ["show", "ho-so-xa"], ["owners", "--person"]])
def test_no_line_is_wider_than_asked(run: Run, province: Path, argv: list[str], width: int) -> None:
    """Shortened and whole, with footnotes and long lists of names."""
    for more in ([], ["--all"]):
        out = run(*argv, *more, "--as-of", "20/01/2025", "--width", str(width), folder=province).out
        assert max(map(cell_len, out.splitlines())) <= width
