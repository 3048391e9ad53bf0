"""How the figure of every expected period came: in time, late, not yet, not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dts.core.assess import assess_all
from dts.core.delivery import assess_deliveries
from dts.core.timeliness import Timeliness
from dts.store.workspace import open_workspace
from tests.conftest import Make

OWNERS = """
[owners.xa-a]
name  = "UBND xã A"
level = "xa"
until = 2025-02-20
[owners.xa-b]
name  = "UBND xã B"
level = "xa"
since = 2025-01-20
"""
TARGET = '[targets.a]\nname = "A"\nkind = "count"\nunit = "tổ"\nevery = "month"\nfrom = 2024-12-01\n'
LAG = TARGET + "publication_lag_months = 1\n"
EACH = TARGET + 'for_each = "xa"\n'


def figure(day: str, part: str = "") -> str:
    """A figure recorded on a day."""
    whose = f'for = "{part}"\n' if part else ""
    return f'[[figure]]\ntarget = "a"\n{whose}value = 5\nrecorded_at = {day}\n'


def told(each: Timeliness) -> str:
    """`2025-01 missing 5, due 2025-01-25`; periods that are missing or pending are those of the line itself."""
    assert each.period is not None
    assert set(each.missing) | set(each.pending) <= {each.period}
    what = "".join((" (missing)" if each.missing else "", " (pending)" if each.pending else ""))
    return f"{each.period.key} {each.state} {each.days}, due {each.due}{what}"


def deliveries(folder: Path, today: date, part: str | None = None) -> list[str]:
    """What came of the one target, or of one unit."""
    workspace = open_workspace(folder, date(2025, 12, 31))
    rows = assess_all(workspace.registry, workspace.log, today)
    [row] = [each for each in rows if each.part == part]
    return [told(each) for each in assess_deliveries(workspace.registry, row)]


RECORDS = {"2024-12": figure("2024-12-20"), "2025-01": figure("2025-01-27")}
DAYS = {
    date(2025, 2, 10): ["2024-12 on_time 0, due 2024-12-25", "2025-01 late 2, due 2025-01-25"],
    date(2025, 2, 15): [
        "2024-12 on_time 0, due 2024-12-25",
        "2025-01 late 2, due 2025-01-25",
        "2025-02 collecting 10, due 2025-02-25 (pending)",
    ],
    date(2025, 2, 25): [
        "2024-12 on_time 0, due 2024-12-25",
        "2025-01 late 2, due 2025-01-25",
        "2025-02 collecting 0, due 2025-02-25 (pending)",
    ],
    date(2025, 2, 26): [
        "2024-12 on_time 0, due 2024-12-25",
        "2025-01 late 2, due 2025-01-25",
        "2025-02 missing 1, due 2025-02-25 (missing)",
    ],
}


@pytest.mark.parametrize("today", DAYS)
def test_every_period_that_has_closed(workspace: Make, today: date) -> None:
    """Oldest first; on the due day it is not late yet."""
    assert deliveries(workspace(TARGET, RECORDS), today) == DAYS[today]


def test_a_lag_moves_the_due_day(workspace: Make) -> None:
    """Before it the figure is awaited, not collected."""
    assert deliveries(workspace(LAG), date(2025, 1, 25)) == [
        "2024-12 awaiting 0, due 2025-01-25 (pending)",
        "2025-01 awaiting 31, due 2025-02-25 (pending)",
    ]


def test_only_figures_of_its_own_period_count(workspace: Make) -> None:
    """A quarter is no month."""
    folder = workspace(TARGET, {"2024-Q4": figure("2024-12-20")})
    assert deliveries(folder, date(2025, 1, 10)) == ["2024-12 missing 16, due 2024-12-25 (missing)"]


def test_an_agency_answers_for_the_time_it_exists(workspace: Make) -> None:
    """From the first cut-off day after it was set up to the last one before it was closed."""
    folder, today = workspace(OWNERS + EACH), date(2025, 3, 20)
    assert [line[:7] for line in deliveries(folder, today, "xa-b")] == ["2025-02", "2025-03"]
    assert [line[:7] for line in deliveries(folder, date(2025, 2, 18), "xa-a")] == ["2024-12", "2025-01", "2025-02"]


def test_a_folder_that_ends(workspace: Make) -> None:
    """Nothing is expected for periods that close behind its last day."""
    head = 'schema = 1\ntitle = "Thử"\nuntil = 2025-01-20\n'
    folder = workspace(head + TARGET)
    assert [line[:7] for line in deliveries(folder, date(2025, 1, 16))] == ["2024-12", "2025-01"]
    assert [line[:7] for line in deliveries(folder, date(2025, 4, 1))] == ["2024-12", "2025-01"]


@pytest.mark.parametrize(
    "target",
    [
        '[targets.a]\nname = "A"\nkind = "task"\n',
        '[targets.a]\nname = "A"\nkind = "count"\nunit = "tổ"\nfrom = 2024-12-01\n',
    ],
)
def test_what_is_not_asked_for_regularly(workspace: Make, target: str) -> None:
    """Tasks, and targets without a period."""
    assert deliveries(workspace(target), date(2025, 3, 20)) == []


def test_a_total_over_units_is_not_asked(workspace: Make) -> None:
    """Its units are."""
    records = {"2025-02": figure("2025-02-20", "xa-b")}
    folder = workspace(OWNERS + EACH + "at_least = 5\nby = 2025-12-31\n", records)
    assert deliveries(folder, date(2025, 3, 1)) == []
    assert deliveries(folder, date(2025, 3, 1), "xa-b") == ["2025-02 on_time 0, due 2025-02-25"]
