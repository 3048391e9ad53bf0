"""Days nobody works: Saturday, Sunday and the holidays of the province; the calendar's days of the month."""

from __future__ import annotations

from datetime import date

import pytest

from dts.core.model import Rules
from tests.conftest import Make, Run

TARGETS = '[rules]\n{}\n[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\nevery = "month"\n'


@pytest.mark.parametrize(
    ("day", "off"),
    [(24, False), (25, True), (26, True), (27, False), (28, True)],
    ids=["Friday", "Saturday", "Sunday", "Monday", "holiday"],
)
def test_day_off(day: int, *, off: bool) -> None:
    """January 2025, with the 28th a holiday."""
    assert Rules(holidays=(date(2025, 1, 28),)).is_day_off(date(2025, 1, day)) is off


def test_due_on_a_saturday_is_said(run: Run, workspace: Make) -> None:
    """Said, never shifted."""
    shown = " ".join(run("status", folder=workspace(TARGETS.format("")), today=date(2025, 1, 20)).out.split())
    assert "hạn gửi 25/01/2025, là thứ Bảy" in shown


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("due_day = 31", None),
        ("due_day = 1", None),
        ("due_day = 32", "due_day = 32 nằm ngoài khoảng 1 đến 31"),
        ("due_day = 0", "due_day = 0 nằm ngoài khoảng 1 đến 31"),
        ("cutoff_day = 28", None),
        ("cutoff_day = 29", "cutoff_day = 29 nằm ngoài khoảng 1 đến 28"),
        ("cutoff_day = 0", "cutoff_day = 0 nằm ngoài khoảng 1 đến 28"),
    ],
)
def test_days_of_the_calendar(run: Run, workspace: Make, line: str, sentence: str | None) -> None:
    """The last day a month may have is allowed, one more is not."""
    result = run("status", folder=workspace(TARGETS.format(line)), today=date(2025, 1, 20))
    assert result.code == (3 if sentence else 0)
    assert (sentence or "") in result.err
