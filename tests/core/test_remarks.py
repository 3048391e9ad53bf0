"""Which explanation or note a view shows: never one recorded later, and the last one by its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.assess import assess_all
from dts.core.period import parse_period
from dts.core.remarks import by_target, latest_remark, remark_day
from dts.store.workspace import open_workspace

TARGETS = """
[owners.xa-a]
name  = "UBND xã A"
level = "xa"

[targets.viec]
name = "Việc"
kind = "task"

[targets.chia-cap]
name = "Chia hai cấp"
kind = "ratio"
  [targets.chia-cap.for.tinh]
  [targets.chia-cap.for.xa-a]
"""
REAL_DAY = date(2026, 1, 1)


@pytest.fixture
def said(workspace: Callable[..., Path]) -> Callable[..., str | None]:
    """The text a row shows: `said(records, "viec", day=…)`."""

    def find(
        records: dict[str, str],
        target: str = "viec",
        *,
        part: str | None = None,
        day: date = date(2025, 2, 25),
        known_at: date | None = None,
        since: str | None = None,
    ) -> str | None:
        opened = open_workspace(workspace(TARGETS, records), REAL_DAY)
        row = next(
            each
            for each in assess_all(opened.registry, opened.log, day)
            if (each.target.id, each.part) == (target, part)
        )
        remark = latest_remark(
            row, by_target(opened.log.notes), known_at=known_at, since=parse_period(since) if since else None
        )
        return remark.text if remark else None

    return find


def note(text: str, **fields: str) -> str:
    """One [[note]] block on `viec`, unless another target is named."""
    lines = {"target": '"viec"', "text": f'"{text}"', **fields}
    return "[[note]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items()) + "\n\n"


CASES = [
    ("recorded on the day", {"2025-02": note("a", recorded_at="2025-02-25")}, "a"),
    ("recorded the day after", {"2025-02": note("a", recorded_at="2025-02-26")}, None),
    ("before midnight in Viet Nam", {"2025-02": note("a", recorded_at="2025-02-25T16:59:00Z")}, "a"),
    ("after midnight in Viet Nam", {"2025-02": note("a", recorded_at="2025-02-25T17:01:00Z")}, None),
    ("no day, period begun", {"2025-03": note("a")}, "a"),
    ("no day, period to come", {"2025-04": note("a")}, None),
    ("of the very day", {"2025-02": note("a", as_of="2025-02-25")}, "a"),
    ("of a later day", {"2025-02": note("a", as_of="2025-02-26")}, None),
    ("the later day wins", {"2025-02": note("b", recorded_at="2025-02-24") + note("a", recorded_at="2025-02-20")}, "b"),
    ("same day: file order", {"2025-02": note("a", recorded_at="2025-02-20") + note("b", as_of="2025-02-20")}, "b"),
    ("a later file, no days", {"2025-01": note("a"), "2025-02": note("b")}, "b"),
    ("a later one unseen", {"2025-02": note("a", as_of="2025-02-20"), "2025-03": note("b", as_of="2025-03-01")}, "a"),
]


@pytest.mark.parametrize(("records", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_latest_seen_on_the_day(said: Callable[..., str | None], records: dict[str, str], text: str | None) -> None:
    """On 25/02/2025."""
    assert said(records) == text


@pytest.mark.parametrize(
    ("fields", "known_at", "seen"),
    [
        ({"recorded_at": "2025-02-20"}, date(2025, 2, 20), True),
        ({"recorded_at": "2025-02-20"}, date(2025, 2, 19), False),
        ({}, date(2025, 2, 14), True),
        ({}, date(2025, 2, 13), False),
        ({"as_of": "2025-02-01"}, date(2025, 2, 1), True),
    ],
)
def test_known_at_sees_what_was_recorded_by_then(
    said: Callable[..., str | None], fields: dict[str, str], known_at: date, *, seen: bool
) -> None:
    """An entry without `recorded_at` is known from its day, else from the cut-off of its period, as figures are."""
    assert (said({"2025-02": note("a", **fields)}, known_at=known_at) == "a") is seen


def test_a_unit_answers_for_itself(said: Callable[..., str | None]) -> None:
    """A remark on the whole target speaks of its levels, not of its units; a unit's does not speak of the whole."""
    whole = {"2025-02": note("cả", target='"chia-cap"')}
    assert said(whole, "chia-cap", part="tinh") == "cả"
    assert said(whole, "chia-cap", part="xa-a") is None
    unit = {"2025-02": note("xã", target='"chia-cap"', **{"for": '"xa-a"'})}
    assert said(unit, "chia-cap", part="xa-a") == "xã"
    assert said(unit, "chia-cap", part="tinh") is None


def test_since_a_period(said: Callable[..., str | None]) -> None:
    """Only what was filed under the period or a later one, by the last month of the label."""
    records = {"2024-12": note("a")}
    assert said(records, since="2024") == "a"
    assert said(records, since="2025-01") is None


def test_the_day_of_a_remark(workspace: Callable[..., Path]) -> None:
    """As given, else as recorded, else none: a day nobody gave is not made up."""
    text = note("a", as_of="2025-02-10", recorded_at="2025-02-20") + note("b", recorded_at="2025-02-20") + note("c")
    notes = open_workspace(workspace(TARGETS, {"2025-02": text}), REAL_DAY).log.notes
    assert [remark_day(each) for each in notes] == [date(2025, 2, 10), date(2025, 2, 20), None]
