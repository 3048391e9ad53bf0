"""Periods and days in the words of titles and heads: what they name, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from dts.core.form_dates import days_in, periods_in, whole_period, without_periods
from dts.core.period import parse_period_key

PERIODS = {
    "Biểu số liệu tháng 02 năm 2025": ["2025-02"],
    "tháng 9/2025": ["2025-09"],
    "T2/2025": ["2025-02"],
    "kỳ 02/2025": ["2025-02"],
    "Report 12/2025": ["2025-12"],
    "quý I năm 2025": ["2025-Q1"],
    "Quý II/2025": ["2025-Q2"],
    "quý III/2025": ["2025-Q3"],
    "quý IV/2025": ["2025-Q4"],
    "quý 1/2025": ["2025-Q1"],
    "Q2/2025": ["2025-Q2"],
    "Q3/2025": ["2025-Q3"],
    "quý 4/2025": ["2025-Q4"],
    "6 tháng đầu năm 2025": ["2025-H1"],
    "06 tháng cuối năm 2025": ["2025-H2"],
    "9 tháng đầu năm 2025": ["2025-9M"],
    "9 tháng 2025": ["2025-9M"],
    "số liệu năm 2024": ["2024"],
    "cả năm 2025": ["2025"],
    "Tháng 01/2025 và tháng 02/2025": ["2025-01", "2025-02"],
    "quý I/2025, 6 tháng đầu năm 2025": ["2025-H1", "2025-Q1"],
    "năm 2025": [],
    "tháng 13/2025": [],
    "quý 5/2025": [],
    "tháng 02/1975": [],
    "tháng 02/1976": ["1976-02"],
    "tháng 02/2999": ["2999-02"],
    "Vĩnh Phúc, ngày 20 tháng 02 năm 2025": [],
    "Vĩnh Phúc, ngày … tháng 02 năm 2025": [],
    "Vĩnh Phúc, ngày 20 tháng 02 năm 2025. Kỳ 01/2025": ["2025-01"],
}


@pytest.mark.parametrize("text", PERIODS)
def test_every_period_a_title_names(text: str) -> None:
    """In words or in numbers; the day of a letter is none."""
    assert periods_in(text) == {parse_period_key(key) for key in PERIODS[text]}


WHOLE = {
    "Tháng 01/2025": "2025-01",
    "Quý I năm 2025": "2025-Q1",
    "6 tháng cuối năm 2025": "2025-H2",
    "9 tháng năm 2025": "2025-9M",
    "Năm 2024": "2024",
    "02/2025": "2025-02",
    "12 2025": "2025-12",
    "13/2025": None,
    "năm 1975": None,
    "số liệu năm 2024": None,
    "Tháng 01/2025 và tháng 02/2025": None,
    "Kết quả tháng 01/2025": None,
}


@pytest.mark.parametrize("text", WHOLE)
def test_a_head_that_is_a_period(text: str) -> None:
    """Nothing else may stand in it."""
    assert whole_period(text) == parse_period_key(WHOLE[text] or "")


def test_a_head_beside_its_period() -> None:
    """What is left of a head names what the column holds."""
    assert without_periods("Kết quả tháng 01/2025").split() == ["ket", "qua"]
    assert without_periods("Quý I/2025: số đạt").split() == ["so", "dat"]
    assert without_periods("Tháng 13/2025").split() == ["thang", "13", "2025"]


DAYS = {
    "(số liệu tính đến hết ngày 14/02/2025)": ["2025-02-14"],
    "tính đến 3-2-2025": ["2025-02-03"],
    "TÍNH ĐẾN NGÀY 14.02.2025": ["2025-02-14"],
    "tính đến ngày 14 tháng 02 năm 2025": ["2025-02-14"],
    "tính đến ngày 1/1/2025 (tỉnh), tính đến ngày 2/1/2025 (xã)": ["2025-01-01", "2025-01-02"],
    "tính đến ngày 31/02/2025": [],
    "tính đến ngày 31/02/2025, tính đến ngày 1/3/2025": ["2025-03-01"],
    "Vĩnh Phúc, ngày 14/02/2025": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_the_days_figures_run_up_to(text: str) -> None:
    """Only what follows “tính đến”; a day that does not exist is none, and hides no other."""
    assert days_in(text) == {date.fromisoformat(day) for day in DAYS[text]}
