"""Each rule of `dts check` on a few lines of TOML: where it speaks, with file and line, and where it is silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.checks import RULES, find_all
from dts.core.finding import gather
from dts.store.workspace import read_all
from tests.core import check_cases_duties, check_cases_figures, check_cases_periods, check_cases_sums
from tests.core.check_case import COMMUNES, COUNT, Case, figure, target

TODAY = date(2026, 1, 1)
"""The real day of the run: nothing in the cases is later."""
CASES: tuple[Case, ...] = (
    *check_cases_sums.CASES,
    *check_cases_figures.CASES,
    *check_cases_periods.CASES,
    *check_cases_duties.CASES,
)


def said(folder: Path, day: date) -> list[tuple[str, str]]:
    """Rule and line of everything found."""
    reading = read_all(folder, TODAY)
    assert reading.problems == ()
    assert reading.registry is not None
    found = find_all(gather(reading.registry, reading.log, day, foreign=reading.foreign, unread=reading.unread))
    lines = []
    for each in found:
        source = reading.sources.get(each.file)
        number = source.line_of(each.path) if source and each.path else 0
        word = "Lưu ý" if each.warning else "LỖI"
        lines.append((each.rule, f"{word} {each.file}{f':{number}' if number else ''}: {each.message}"))
    return lines


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}: {case.about}" for case in CASES])
def test_rule(case: Case, workspace: Callable[..., Path]) -> None:
    """The rule says exactly this, at this line; nothing where nothing is expected."""
    found = said(workspace(case.targets, case.records), case.day)
    assert tuple(text for rule, text in found if rule == case.rule) == case.expected


def test_every_rule_has_a_case_that_speaks_and_one_that_is_silent() -> None:
    """No rule is without its pair of cases."""
    speaking = {case.rule for case in CASES if case.expected}
    silent = {case.rule for case in CASES if not case.expected}
    assert speaking == silent
    assert len(RULES) <= len(speaking)


def test_an_unsound_period_is_not_called_missing(workspace: Callable[..., Path]) -> None:
    """Nothing is said about what a file lacks that could not be read."""
    folder = workspace(
        target("a", COUNT + 'every = "month"\n'),
        {
            "2024-12": figure("a", "value = 1"),
            "2025-01": figure("a", "value = 1,5"),
            "2025-02": figure("a", "value = 2"),
        },
    )
    reading = read_all(folder, TODAY)
    assert reading.registry is not None
    assert [period.key for period in reading.unread] == ["2025-01"]
    found = find_all(gather(reading.registry, reading.log, date(2025, 2, 25), unread=reading.unread))
    assert [each for each in found if each.rule == "missing_figures"] == []


def test_a_name_of_two_targets_is_about_both_and_one_of_two_agencies_about_none(
    workspace: Callable[..., Path],
) -> None:
    """A finding names the ids it is about, for who asks about some targets only."""
    folder = workspace(COMMUNES.replace("UBND xã B", "UBND xã A") + target("a", COUNT, "T") + target("b", COUNT, "T"))
    reading = read_all(folder, TODAY)
    assert reading.registry is not None
    found = find_all(gather(reading.registry, reading.log, TODAY))
    assert [each.targets for each in found if each.rule == "same_name"] == [("a", "b"), ()]


def test_every_rule_is_documented() -> None:
    """The page of the JSON names every rule with its level."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    levels = {
        case.rule: "error" if case.expected[0].startswith("LỖI") else "warning" for case in CASES if case.expected
    }
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    documented = {name.strip("| `"): row[1] for row in rows if len(row) == 3 for name in row[0].split(", ")}
    assert {rule: documented.get(rule) for rule in levels} == levels
