"""Which figures a form asks for, and for which period each is filed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dts.core.assess import assess_all
from dts.core.form_wanted import asked_figures
from dts.core.period import Period
from dts.store.workspace import open_workspace
from tests.conftest import Make

TARGETS = """
[owners.xa-a]
name  = "UBND xã A"
level = "xa"
[targets.thang]
name  = "Tháng"
kind  = "count"
unit  = "tổ"
every = "month"
from  = 2025-02-14
[targets.quy]
name  = "Quý"
kind  = "count"
unit  = "tổ"
every = "quarter"
[targets.nam]
name  = "Năm"
kind  = "count"
unit  = "tổ"
every = "year"
[targets.bat-ky]
name  = "Bất kỳ"
kind  = "count"
unit  = "tổ"
[targets.viec]
name  = "Việc"
kind  = "task"
[targets.chia]
name  = "Chia"
kind  = "count"
unit  = "tổ"
  [targets.chia.for.tinh]
  [targets.chia.for.xa]
[targets.tung-xa]
name     = "Từng xã"
kind     = "count"
unit     = "tổ"
for_each = "xa"
every    = "month"
"""
ASKED = {
    "2025-01": ["bat-ky", "chia/tinh", "chia/xa", "tung-xa/xa-a"],
    "2025-02": ["thang", "bat-ky", "chia/tinh", "chia/xa", "tung-xa/xa-a"],
    "2025-03": ["thang", "quy 2025-Q1", "bat-ky", "chia/tinh", "chia/xa", "tung-xa/xa-a"],
    "2025-12": ["thang", "quy 2025-Q4", "nam 2025", "bat-ky", "chia/tinh", "chia/xa", "tung-xa/xa-a"],
}


def asked(folder: Path, period: Period) -> list[str]:
    """`id/part`, with the period where it is another than the form's."""
    workspace = open_workspace(folder, date(2025, 12, 31))
    rows = assess_all(workspace.registry, workspace.log, date(2025, 12, 31))
    found = []
    for row, own in asked_figures(rows, period):
        name = f"{row.target.id}/{row.part}" if row.part else row.target.id
        found.append(name if own == period else f"{name} {own.key}")
    return found


@pytest.mark.parametrize("key", ASKED)
def test_what_a_form_asks_for(workspace: Make, key: str) -> None:
    """What ends with the period, from when it is expected; tasks and totals over units are not asked."""
    period = Period(2025, int(key[-2:]), 1)
    assert asked(workspace(TARGETS), period) == ASKED[key]


def test_a_total_is_computed_not_asked(workspace: Make) -> None:
    """Where units have reported, the whole is their sum."""
    records = {"2025-02": '[[figure]]\ntarget = "tung-xa"\nfor = "xa-a"\nvalue = 5\n'}
    assert asked(workspace(TARGETS, records), Period(2025, 2, 1)) == ASKED["2025-02"]


def test_no_unit_is_asked_for_the_whole(workspace: Make) -> None:
    """A target of each commune is not asked of a province without communes."""
    text = TARGETS.replace('[owners.xa-a]\nname  = "UBND xã A"\nlevel = "xa"\n', "")
    assert asked(workspace(text), Period(2025, 2, 1)) == ASKED["2025-02"][:-1]


def test_an_expected_day_on_the_cut_off_counts(workspace: Make) -> None:
    """A day later the figure is asked for a month later."""
    text = TARGETS.replace("from  = 2025-02-14", "from  = 2025-02-15")
    assert asked(workspace(text), Period(2025, 2, 1)) == ASKED["2025-01"]
