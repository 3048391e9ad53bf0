"""What counts as late, who must explain, and what is nobody's fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.arrears import Arrears, find_arrears, find_endings
from dts.core.assess import assess_all
from dts.core.remarks import by_target
from dts.store.workspace import Workspace, open_workspace

TARGETS = """
[owners.so-a]
name      = "Sở A"
level     = "tinh"
until     = 2025-02-28
successor = "so-b"

[owners.so-b]
name  = "Sở B"
level = "tinh"
since = 2025-03-01

[owners.so-c]
name  = "Sở C"
level = "tinh"
until = 2025-02-28

[owners.xa-a]
name  = "UBND xã A"
level = "xa"

[owners.xa-b]
name  = "UBND xã B"
level = "xa"

[targets.viec]
name  = "Việc"
kind  = "task"
owner = "so-a"
by    = 2025-02-20

[targets.hang-thang]
name     = "Gửi hằng tháng"
kind     = "ratio"
owner    = "so-a"
at_least = 90
by       = 2025-12-31
every    = "month"
from     = 2024-12-01

[targets.xong-han]
name     = "Đã qua hạn, đạt"
kind     = "ratio"
owner    = "so-c"
at_least = 90
by       = 2024-12-31
every    = "month"

[targets.cho]
name     = "Công bố muộn"
kind     = "rank"
at_most  = 20
by       = 2024-12-31
every    = "year"
publication_lag_months = 14

[targets.tung-xa]
name     = "Từng xã"
kind     = "ratio"
unit     = "hồ sơ"
for_each = "xa"
at_least = 90
by       = 2025-12-31
every    = "month"
"""
RECORDS = {
    "2022": '[[figure]]\ntarget = "cho"\nvalue = 18\n',
    "2024-12": """
[[figure]]
target = "hang-thang"
value  = 80
[[figure]]
target = "xong-han"
value  = 95
[[figure]]
target = "tung-xa"
for    = "xa-a"
numerator = 95
denominator = 100
[[figure]]
target = "tung-xa"
for    = "xa-b"
numerator = 95
denominator = 100
""",
    "2025-01": '[[figure]]\ntarget = "tung-xa"\nfor = "xa-a"\nnumerator = 95\ndenominator = 100\n',
    "2025-02": '[[figure]]\ntarget = "tung-xa"\nfor = "xa-a"\nnumerator = 95\ndenominator = 100\n',
}
REAL_DAY = date(2026, 1, 1)


@pytest.fixture
def opened(workspace: Callable[..., Path]) -> Callable[..., Workspace]:
    """The folder above, with more text in one period's file."""

    def build(more: str = "", period: str = "2025-02") -> Workspace:
        records = {**RECORDS, period: RECORDS.get(period, "") + more}
        return open_workspace(workspace(TARGETS, records), REAL_DAY)

    return build


def look(workspace: Workspace, day: date = date(2025, 2, 26), *, within: int | None = None) -> Arrears:
    """The arrears of a day."""
    log = workspace.log
    rows = assess_all(workspace.registry, log, day)
    return find_arrears(rows, by_target(log.explanations), by_target(log.notes), within=within)


def keys(items: tuple) -> list[tuple[str, str | None]]:  # type: ignore[type-arg]
    """Id and part of what was found."""
    return [(item.row.target.id, item.row.part) for item in items]


def test_each_list_holds_what_it_names(opened: Callable[..., Workspace]) -> None:
    """Overdue; not sent (never a computed total, never after the deadline); published by somebody else."""
    arrears = look(opened())
    assert keys(arrears.overdue) == [("viec", None)]
    assert keys(arrears.unsent) == [("hang-thang", None), ("tung-xa", "xa-b")]
    assert keys(arrears.awaiting) == [("cho", None)]
    assert [period.key for period in arrears.awaiting[0].periods] == ["2024"]
    assert len(arrears.unexplained) == 3


def test_days_count_from_the_oldest_sending_day(opened: Callable[..., Workspace]) -> None:
    """Two months owed since 25/01/2025: 32 days on 26/02/2025."""
    unsent = look(opened()).unsent[0].unsent
    assert unsent is not None
    assert ([period.key for period in unsent.periods], unsent.due, unsent.days) == (
        ["2025-01", "2025-02"],
        date(2025, 1, 25),
        32,
    )


def test_nothing_is_owed_on_the_sending_day(opened: Callable[..., Workspace]) -> None:
    """From the cut-off to the sending day, its whole day included, a figure is only being collected."""
    workspace = opened('[[figure]]\ntarget = "hang-thang"\nvalue = 80\n', "2025-01")
    on_the_day = look(workspace, date(2025, 2, 25))
    assert ("hang-thang", None) not in keys(on_the_day.unsent)
    assert ("hang-thang", None) in [(row.target.id, row.part) for row in on_the_day.collecting]
    assert ("hang-thang", None) in keys(look(workspace, date(2025, 2, 26)).unsent)


@pytest.mark.parametrize(
    ("period", "more", "explained"),
    [
        ("2025-02", "", True),
        ("2025-01", "", True),
        ("2024-12", "", False),
        ("2025-02", "recorded_at = 2025-02-26", True),
        ("2025-02", "recorded_at = 2025-02-27", False),
    ],
)
def test_a_missing_figure_is_explained_for_its_period_or_later(
    opened: Callable[..., Workspace], period: str, more: str, *, explained: bool
) -> None:
    """The oldest missing period is 2025-01; what was said about an earlier one is no answer."""
    text = f'[[explanation]]\ntarget = "hang-thang"\ntext = "Lỗi đường truyền"\n{more}\n'
    item = look(opened(text, period)).unsent[0]
    assert item.wants_explanation
    assert (item.explanation is not None) is explained


def test_an_overdue_task_is_explained_by_any_period(opened: Callable[..., Workspace]) -> None:
    """Whenever it was said, once it was recorded."""
    text = '[[explanation]]\ntarget = "viec"\ntext = "Chờ thẩm định"\n'
    assert not look(opened(text, "2024-12")).overdue[0].unexplained


@pytest.mark.parametrize(("within", "found"), [(None, []), (308, [("hang-thang", None)]), (307, [])])
def test_within_widens_and_narrows(
    opened: Callable[..., Workspace], within: int | None, found: list[tuple[str, str | None]]
) -> None:
    """31/12/2025 is 308 days away on 26/02/2025; what already meets its goal is not due."""
    assert keys(look(opened(), within=within).due_soon) == found


def test_late_is_overdue_or_not_sent(opened: Callable[..., Workspace]) -> None:
    """What `--fail` asks."""
    assert look(opened()).late
    assert not look(opened(), date(2024, 12, 20)).late


@pytest.mark.parametrize(
    ("day", "ending"),
    [
        (date(2025, 2, 13), []),
        (date(2025, 2, 14), [("so-a", "so-b", 14, 2), ("so-c", None, 14, 1)]),
        (date(2025, 2, 28), [("so-a", "so-b", 0, 2), ("so-c", None, 0, 1)]),
        (date(2025, 3, 14), [("so-a", "so-b", -14, 2), ("so-c", None, -14, 1)]),
        (date(2025, 3, 15), []),
    ],
)
def test_endings_are_told_for_the_warning_days(
    opened: Callable[..., Workspace], day: date, ending: list[tuple[str, str | None, int, int]]
) -> None:
    """Fourteen days before the last day and fourteen after."""
    workspace = opened()
    found = find_endings(workspace.registry, assess_all(workspace.registry, workspace.log, day), day)
    assert [
        (each.owner.id, each.successor.id if each.successor else None, each.days, each.targets) for each in found
    ] == ending
