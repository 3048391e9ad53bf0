"""What somebody is expected to hand in now, and in which order it is asked: missing, tasks, awaited, there already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.expected import Expected, find_expected
from dts.core.period import parse_period
from dts.store.workspace import open_workspace
from tests.core.check_case import COMMUNES, COUNT, RATIO, TASK, figure, target

REAL_DAY = date(2026, 1, 1)
DAY = date(2025, 2, 20)
"""The last closed month is February, due on 25/02."""
MONTHLY = COUNT + 'every = "month"\n'
Ask = Callable[..., list[Expected]]


@pytest.fixture
def ask(workspace: Callable[..., Path]) -> Ask:
    """What is expected: `ask(targets, records, day, period="2025-01")`."""

    def find(
        targets: str, records: dict[str, str] | None = None, day: date = DAY, period: str | None = None
    ) -> list[Expected]:
        opened = open_workspace(workspace(targets, records or {}), REAL_DAY)
        wanted = parse_period(period) if period else None
        return find_expected(opened.registry, opened.log, day, period=wanted)

    return find


def told(found: list[Expected]) -> list[str]:
    """`a/xa 2025-02 there`."""
    words = []
    for each in found:
        name = "/".join(filter(None, (each.row.target.id, each.row.part)))
        state = "task" if each.is_task else "there" if each.present else "awaited" if each.awaited else "missing"
        words.append(f"{name} {each.period.key} {state}")
    return words


def test_order_of_asking(ask: Ask) -> None:
    """Missing first, then tasks, then what is awaited, then what is there; in each as in targets.toml."""
    lagging = COUNT + 'every = "month"\npublication_lag_months = 2\nfrom = 2025-02-01\n'
    targets = (
        target("da-co", MONTHLY)
        + target("cho", lagging)
        + target("viec", TASK + "by = 2025-02-28\n")
        + target("thieu-b", MONTHLY + "from = 2025-01-01\n")
        + target("thieu-a", MONTHLY + "from = 2025-01-01\n")
        + target("qua-han", TASK + "by = 2025-02-19\n")
    )
    assert told(ask(targets, {"2025-02": figure("da-co", "value = 1")})) == [
        "thieu-b 2025-02 missing",
        "thieu-a 2025-02 missing",
        "viec 2025-02 task",
        "qua-han 2025-02 task",
        "cho 2025-02 awaited",
        "da-co 2025-02 there",
    ]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (TASK + "by = 2025-02-19\n", ["a 2025-02 task"]),
        (TASK + "by = 2025-02-20\n", ["a 2025-02 task"]),
        (TASK + "by = 2025-03-06\n", ["a 2025-02 task"]),
        (TASK + "by = 2025-03-07\n", []),
        (TASK + "ongoing = true\n", []),
        (TASK, []),
        (COUNT, []),
        (MONTHLY, ["a 2025-02 missing"]),
        (MONTHLY + "from = 2025-02-14\n", ["a 2025-02 missing"]),
        (MONTHLY + "from = 2025-02-15\n", []),
        (COUNT + 'every = "quarter"\n', ["a 2024-Q4 missing"]),
        (COUNT + 'every = "year"\n', ["a 2024 missing"]),
    ],
)
def test_who_is_asked(ask: Ask, rest: str, expected: list[str]) -> None:
    """Tasks that are overdue or nearly; figures of the last closed period of their rhythm."""
    assert told(ask(target("a", rest))) == expected


def test_nobody_awaits_a_task(ask: Ask) -> None:
    """It is asked of its agency, not of who publishes; nothing is there of it yet."""
    (found,) = ask(target("a", TASK + "by = 2025-02-19\n"))
    assert (found.awaited, found.present, found.said) == (False, None, None)


def test_a_task_that_is_done_is_not_asked(ask: Ask) -> None:
    """It was reported."""
    assert ask(target("a", TASK + "by = 2025-02-19\n"), {"2025-02": figure("a", "done = 2025-02-10")}) == []


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025-02", ["thang 2025-02 missing", "viec 2025-02 task"]),
        ("2025-01", ["thang 2025-01 there"]),
        ("2024-12", ["thang 2024-12 missing"]),
        ("2024-11", []),
        ("2025-Q1", ["quy 2025-Q1 missing"]),
        ("2024", []),
    ],
)
def test_a_period_that_is_wanted(ask: Ask, period: str, expected: list[str]) -> None:
    """Only what is reported by that kind of period, and tasks with the last closed month."""
    targets = (
        target("thang", MONTHLY + "from = 2024-12-01\n")
        + target("quy", COUNT + 'every = "quarter"\n')
        + target("viec", TASK + "by = 2025-02-28\n")
    )
    assert told(ask(targets, {"2025-01": figure("thang", "value = 1")}, period=period)) == expected


def test_the_figure_that_is_there_is_the_latest_of_its_period(ask: Ask) -> None:
    """Of two days of a period the later."""
    days = figure("a", "value = 1", "as_of = 2025-01-20") + figure("a", "value = 2", "as_of = 2025-02-10")
    (found,) = ask(target("a", MONTHLY), {"2025-02": days})
    assert found.present is not None
    assert found.present.value == 2


LAGGING = target("a", COUNT + 'every = "month"\npublication_lag_months = 1\nfrom = 2024-12-01\n')


@pytest.mark.parametrize(
    ("day", "reported", "period", "expected"),
    [
        (date(2025, 1, 25), [], None, ["a 2024-12 awaited"]),
        (date(2025, 1, 26), [], None, ["a 2024-12 missing"]),
        (date(2025, 1, 26), ["2024-12"], None, ["a 2025-01 awaited"]),
        (date(2025, 1, 26), ["2024-12", "2025-01"], None, ["a 2025-01 there"]),
        (date(2025, 2, 26), [], None, ["a 2024-12 missing"]),
        (date(2025, 2, 25), ["2024-12"], None, ["a 2025-01 awaited"]),
        (date(2025, 2, 26), ["2024-12"], None, ["a 2025-01 missing"]),
        (date(2025, 2, 25), [], "2025-01", ["a 2025-01 awaited"]),
        (date(2025, 2, 26), [], "2025-01", ["a 2025-01 missing"]),
    ],
)
def test_of_what_is_published_late_the_oldest_is_asked(
    ask: Ask, day: date, reported: list[str], period: str | None, expected: list[str]
) -> None:
    """Up to its sending day, two months' 25th, nobody is late."""
    records = {key: figure("a", "value = 1") for key in reported}
    assert told(ask(LAGGING, records, day, period)) == expected


@pytest.mark.parametrize(
    ("until", "period", "expected"),
    [
        ("2025-02-14", None, ["a 2025-02 missing"]),
        ("2025-02-13", None, ["a 2025-01 missing"]),
        ("2024-12-14", None, ["a 2024-12 missing"]),
        ("2024-12-13", None, []),
        ("2025-02-14", "2025-02", ["a 2025-02 missing"]),
        ("2025-02-13", "2025-02", []),
    ],
)
def test_a_province_that_ended_is_asked_for_its_last_period(
    ask: Ask, until: str, period: str | None, expected: list[str]
) -> None:
    """The last one cut off in its lifetime."""
    head = f"schema = 1\ntitle = 'T'\nuntil = {until}\n"
    assert told(ask(head + target("a", MONTHLY + "from = 2024-12-01\n"), period=period)) == expected


def test_units_are_those_of_the_cut_off_day(ask: Ask) -> None:
    """A commune that ended on the day is asked, one that began the day after is not; nobody is asked for the total."""
    units = COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2025-02-14\n', 1)
    units += '[owners.xa-c]\nname = "UBND xã C"\nlevel = "xa"\nsince = 2025-02-15\n'
    targets = units + target("a", RATIO + 'unit = "hồ sơ"\nevery = "month"\nfor_each = "xa"\nfrom = 2024-12-01\n')
    both = {"2025-01": "".join(figure("a", f'for = "xa-{x}"', "numerator = 1", "denominator = 2") for x in "ab")}
    assert told(ask(targets, both)) == ["a/xa-a 2025-02 missing", "a/xa-b 2025-02 missing"]
    assert told(ask(targets, both, period="2025-01")) == ["a/xa-a 2025-01 there", "a/xa-b 2025-01 there"]
    assert told(ask(targets, both, date(2025, 3, 20))) == ["a/xa-b 2025-03 missing", "a/xa-c 2025-03 missing"]


def test_the_whole_is_asked_where_it_has_figures_of_its_own(ask: Ask) -> None:
    """Beside its parts."""
    targets = target("a", MONTHLY + "[targets.a.for.tinh]\n[targets.a.for.xa]\n")
    assert told(ask(targets)) == ["a/tinh 2025-02 missing", "a/xa 2025-02 missing"]
    own = {"2025-01": figure("a", "value = 1")}
    assert told(ask(targets, own)) == ["a 2025-02 missing", "a/tinh 2025-02 missing", "a/xa 2025-02 missing"]


def remark(kind: str, name: str, text: str) -> str:
    """One [[note]] or [[explanation]]."""
    return f'[[{kind}]]\ntarget = "{name}"\ntext = "{text}"\n'


def test_what_was_said_already_stands_beside_it(ask: Ask) -> None:
    """The explanation of the missing period, and the last note on a task, of whatever period."""
    targets = target("a", MONTHLY + "from = 2025-01-01\n") + target("viec", TASK + "by = 2025-02-28\n")
    records = {
        "2025-01": remark("explanation", "a", "của tháng 1") + remark("note", "viec", "đang làm"),
        "2025-02": remark("note", "a", "ghi chú") + remark("explanation", "viec", "vì sao"),
    }
    said = [each.said.text if each.said else None for each in ask(targets, records)]
    assert said == [None, "đang làm"]
    records["2025-02"] += remark("explanation", "a", "của tháng 2")
    said = [each.said.text if each.said else None for each in ask(targets, records)]
    assert said == ["của tháng 2", "đang làm"]
