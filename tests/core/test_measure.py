"""How many things are missing: exactly as many as decide, whatever the word of the goal, never one more or less."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from tests.conftest import Make, Run

DAY = date(2025, 2, 25)
WORDS = {
    "at_least": lambda value: value >= 50,
    "above": lambda value: value > 50,
    "at_most": lambda value: value <= 50,
    "below": lambda value: value < 50,
}
SHORT = {
    ("at_least", 40, 80): None,
    ("at_least", 39, 80): 1,
    ("at_least", 40, 81): 1,
    ("above", 40, 80): 1,
    ("above", 39, 80): 2,
    ("above", 40, 81): 1,
    ("at_most", 40, 80): None,
    ("at_most", 41, 80): 1,
    ("at_most", 41, 81): 1,
    ("below", 40, 80): 1,
    ("below", 41, 80): 2,
    ("below", 41, 81): 1,
    ("below", 40, 81): None,
}


@pytest.mark.parametrize("case", SHORT, ids=lambda case: "{}-{}-of-{}".format(*case))
def test_things_missing_to_the_goal(run: Run, workspace: Make, case: tuple[str, int, int]) -> None:
    """So many things more (or fewer) meet the goal of 50%, one less does not."""
    word, numerator, denominator = case
    figure = f'[[figure]]\ntarget = "a"\nnumerator = {numerator}\ndenominator = {denominator}\n'
    folder = workspace(f'[targets.a]\nname = "A"\nkind = "ratio"\nunit = "hồ sơ"\n{word} = 50\n', {"2025-02": figure})
    things = json.loads(run("status", "--json", folder=folder, today=DAY).out)["targets"][0]["gap_units"]
    assert things == SHORT[case]
    if things is not None:
        step = 1 if word in ("at_least", "above") else -1
        assert WORDS[word](Fraction(100 * (numerator + step * things), denominator))
        assert not WORDS[word](Fraction(100 * (numerator + step * (things - 1)), denominator))


RANK = """
[targets.hang]
name       = "Xếp hạng"
kind       = "rank"
at_most    = 10
by         = 2025-12-31
baseline   = { value = 40, as_of = 2024-01-01 }
milestones = [ { by = 2024-12-31, value = 30 } ]
"""


@pytest.mark.parametrize(
    ("day", "value", "pace"),
    [("2024-12-30", 35, None), ("2024-12-31", 35, "0.5"), ("2025-02-20", 30, "1"), ("2025-02-20", 42, "-0.2")],
    ids=["nothing is planned before the step", "half of the step", "the whole step", "worse than at the start"],
)
def test_ranks_are_planned_in_steps(run: Run, workspace: Make, day: str, value: int, pace: str | None) -> None:
    """A rank is expected to change on the days of its milestones only, on that very day already."""
    figure = f'[[figure]]\ntarget = "hang"\nvalue = {value}\nof = 63\nas_of = {day}\n'
    folder = workspace(RANK, {"2025-02" if day >= "2025" else "2024-12": figure})
    row = json.loads(run("status", "--json", folder=folder, today=DAY).out)["targets"][0]
    assert row["pace"] == pace


@pytest.mark.parametrize(
    ("day", "value", "pace"),
    [
        ("2024-07-01", 30, "0.5"),
        ("2024-12-31", 60, "0.6"),
        ("2025-01-20", 50, "0.5"),
    ],
    ids=["on the milestone", "on the deadline", "after the deadline the goal is what was planned"],
)
def test_shares_are_planned_straight(run: Run, workspace: Make, day: str, value: int, pace: str) -> None:
    """From nothing to 60 at the milestone and to 100 at the deadline."""
    target = (
        '[targets.a]\nname = "A"\nkind = "ratio"\nat_least = 100\nby = 2024-12-31\n'
        "baseline = { value = 0, as_of = 2024-01-01 }\nmilestones = [ { by = 2024-07-01, value = 60 } ]\n"
    )
    period = {"2024-07-01": "2024-07", "2024-12-31": "2025-01", "2025-01-20": "2025-02"}[day]
    entry = '[[figure]]\ntarget = "a"\nvalue = {}\nas_of = {}\n'
    folder = workspace(target, {"2024-02": entry.format(1, "2024-02-01"), period: entry.format(value, day)})
    row = json.loads(run("status", "--json", folder=folder, today=date.fromisoformat(day)).out)["targets"][0]
    assert row["pace"] == pace
