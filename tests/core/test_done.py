"""When a task was done: a day, a month, or "before a day", against the last good day; the number that is none."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.conftest import Make, Run

DAY = date(2025, 3, 10)
TASK = '[targets.viec]\nname = "Việc"\nkind = "task"\nbefore = 2025-02-20\n'
DONE = {
    "the last good day": ("2025-02-19", None, "achieved"),
    "the day after": ("2025-02-20", None, "achieved_late"),
    "a month that holds the deadline": ('"02/2025"', None, "undecided"),
    "before the deadline": ("2025-02-20", "<", "achieved"),
    "before the day after it": ("2025-02-21", "<", "undecided"),
}


@pytest.mark.parametrize("case", DONE)
def test_done_against_the_last_good_day(run: Run, workspace: Make, case: str) -> None:
    """What is known decides; what is not known is said to be undecided, never guessed."""
    done, qualifier, status = DONE[case]
    sign = f'qualifier = "{qualifier}"\n' if qualifier else ""
    folder = workspace(TASK, {"2025-02": f'[[figure]]\ntarget = "viec"\ndone = {done}\n{sign}'})
    result = run("status", "--json", folder=folder, today=DAY)
    assert result.code == 0, result.err
    assert json.loads(result.out)["targets"][0]["status"] == status


def test_undecided_task_is_counted_apart(run: Run, workspace: Make) -> None:
    """Done, but in time or late is unknown: it is neither in the screen of one target."""
    folder = workspace(TASK, {"2025-02": '[[figure]]\ntarget = "viec"\ndone = "02/2025"\n'})
    shown = " ".join(run("show", "viec", folder=folder, today=DAY).out.split())
    assert "HOÀN THÀNH, CHƯA RÕ TRONG HẠN HAY QUÁ HẠN. Hoàn thành 02/2025; thời hạn: trước ngày 20/02/2025." in shown
    report = run("report", "--period", "02/2025", folder=folder, today=DAY)
    assert report.code == 0


def test_about_nothing_is_nothing(run: Run, workspace: Make) -> None:
    """ "khoảng 0" covers 0 alone: it meets no goal of one."""
    goal = '[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\nat_least = 1\n'
    folder = workspace(goal, {"2025-02": '[[figure]]\ntarget = "a"\nvalue = "khoảng 0"\n'})
    assert json.loads(run("status", "--json", folder=folder, today=DAY).out)["targets"][0]["status"] == "open"


def test_words_that_are_none(run: Run, workspace: Make) -> None:
    """A name of signs alone finds nothing, not everything."""
    result = run("show", "--", "...", folder=workspace(TASK), today=DAY)
    assert result.code == 2
    assert "Không có chỉ tiêu, nhiệm vụ nào khớp “...”." in result.err


def test_undecided_task_is_neither_in_time_nor_late_in_the_rates(run: Run, workspace: Make) -> None:
    """Of two assigned tasks, one done in time and one unknown: all are done, and one of one was in time."""
    other = TASK.replace("targets.viec", "targets.khac").replace("Việc", "Khác")
    folder = workspace(
        f'{TASK}basis = "QĐ 1"\n{other}basis = "QĐ 1"\n',
        {"2025-02": '[[figure]]\ntarget = "viec"\ndone = "02/2025"\n[[figure]]\ntarget = "khac"\ndone = 2025-02-19\n'},
    )
    shown = " ".join(run("report", "--period", "02/2025", folder=folder, today=DAY).out.split())
    assert "2/2" in shown
    assert "1/1" in shown
