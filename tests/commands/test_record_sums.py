"""`dts record` where figures are summed over the year: a month is compared with months, never with the sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.made import write_made_workspace

DAY = date(2025, 2, 26)
TARGET = "lop-tap-huan"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Classes of every month of 2024: 3 + month mod 4, 54 in the year."""
    return write_made_workspace(tmp_path)


def test_the_same_month_again_is_the_same(run: Run, made: Path) -> None:
    """February had five classes (nine since January): five is what stands there already."""
    result = run("record", TARGET, "5", "--period", "02/2024", folder=made, today=DAY)
    assert result.code == 0
    assert "đã có đúng số liệu này" in result.err


def test_a_correction_names_the_month_it_replaces(run: Run, made: Path) -> None:
    """Not the sum since January."""
    refused = run("record", TARGET, "6", "--period", "02/2024", folder=made, today=DAY)
    assert "Đang có:  5 lớp" in refused.err
    result = run("record", TARGET, "6", "--period", "02/2024", "--reason", "Đếm sót", folder=made, today=DAY)
    assert "6 lớp, thay cho 5 lớp" in result.out
    assert "So với kỳ trước: tăng 2 lớp (tháng 01/2024: 4 lớp)" in result.out


def test_a_new_year_is_no_fall(run: Run, made: Path) -> None:
    """Four classes in January after 54 in the whole year before is no slip: December had three."""
    result = run("record", TARGET, "4", "--period", "01/2025", folder=made, today=DAY)
    assert result.code == 0, result.err
    assert "tăng 1 lớp (tháng 12/2024: 3 lớp)" in result.out


def test_a_withdrawal_names_the_month(run: Run, made: Path) -> None:
    """What is taken back is the figure of the month."""
    result = run("record", TARGET, "--withdraw", "--period", "02/2024", "--reason", "Nhầm", folder=made, today=DAY)
    assert "Số rút: 5 lớp" in result.out
