"""Findings: their sentences, their places, how long lists are shortened, how a figure is told in short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dts.core.finding import (
    Finding,
    about_figure,
    about_targets,
    figure_text,
    gather,
    listed,
    number_text,
    subject,
    things,
)
from dts.core.log import Done, Figure, Log
from dts.core.model import Assignment, Kind, Registry, Target
from dts.core.period import Period, PeriodKind
from dts.core.series import Current

FEBRUARY, MARCH, APRIL = (Period(2025, month, 1) for month in (2, 3, 4))
DAY = date(2025, 3, 1)


def target(kind: Kind, unit: str | None = None, **fields: Any) -> Target:
    """A target of a kind."""
    return Target(str(kind), kind, None, unit, Assignment("A", "A", **fields))


def figure(**fields: Any) -> Figure:
    """A figure of February."""
    numbers = {key: Decimal(fields[key]) for key in ("value", "numerator", "denominator") if key in fields}
    return Figure(**{"target": "count", "part": None, "period": FEBRUARY, **fields, **numbers})


RATIO, COUNT, RANK = target(Kind.RATIO, "hồ sơ"), target(Kind.COUNT, "trạm"), target(Kind.RANK)
TOLD = {
    "withdrawn": (COUNT, figure(withdrawn=True), "rút số liệu"),
    "done": (target(Kind.TASK), figure(done=Done(None, DAY, "trước 3/2025")), "hoàn thành trước 3/2025"),
    "fraction": (RATIO, figure(numerator="762284", denominator="980226"), "762.284/980.226"),
    "rate": (RATIO, figure(value="95.50"), "95,50%"),
    "rank": (RANK, figure(value="18"), "hạng 18"),
    "count": (COUNT, figure(value="1060"), "1.060 trạm"),
    "count without a unit": (target(Kind.COUNT), figure(value="60"), "60"),
    "score": (target(Kind.SCORE, "điểm"), figure(value="3.5"), "3,5 điểm"),
    "above": (COUNT, figure(value="60", qualifier=">"), "trên 60 trạm"),
    "below": (COUNT, figure(value="60", qualifier="<"), "dưới 60 trạm"),
    "about": (RATIO, figure(value="60", qualifier="~"), "khoảng 60%"),
    "nothing": (COUNT, figure(), "0 trạm"),
    "a numerator alone": (COUNT, figure(value="5", numerator="3"), "5 trạm"),
}


@pytest.mark.parametrize("case", TOLD)
def test_a_figure_in_short(case: str) -> None:
    """The number with its unit, or what became of it."""
    of, entry, text = TOLD[case]
    assert number_text(of, entry) == text
    assert figure_text(of, entry) == text


def test_words_of_the_source_are_kept_where_the_number_is_vague() -> None:
    """An exact number is told as a number."""
    vague = figure(value="60", qualifier=">", published="hơn 60 trạm")
    assert (figure_text(COUNT, vague), number_text(COUNT, vague)) == ("hơn 60 trạm", "trên 60 trạm")
    exact = figure(value="60", published="60 (sáu mươi)")
    assert figure_text(COUNT, exact) == "60 trạm"


def test_a_figure_is_named_by_its_entry() -> None:
    """Target and part, the number of the entry, the key where one is meant."""
    entry = figure(value="5", part="xa", file="records/2025-02.toml", number=3)
    at = ("figure", 3)
    assert about_figure("sum", entry, "lệch") == Finding(
        "sum", "records/2025-02.toml", at, "count/xa: lệch", True, ("count",), None
    )
    current = Current(entry, DAY)
    assert about_figure("sum", current, "lệch", key="value", warning=False) == Finding(
        "sum", "records/2025-02.toml", (*at, "value"), "count/xa: lệch", False, ("count",), None
    )
    assert Finding("a", "b", (), "c").warning
    assert (subject("a", None), subject("a", "xa")) == ("a", "a/xa")


def test_one_line_for_many_targets() -> None:
    """One is named with its place, several are counted; each once; none is nothing."""
    assert about_targets("r", [], "một", "nhiều") == []
    assert about_targets("r", ["a", "a"], "một", "nhiều") == [
        Finding("r", "targets.toml", ("targets", "a"), "a: một", True, ("a",))
    ]
    assert about_targets("r", ["a"], "một", "nhiều", key="by") == [
        Finding("r", "targets.toml", ("targets", "a", "by"), "a: một", True, ("a",))
    ]
    assert about_targets("r", ["b", "a", "b"], "một", "chỉ tiêu", key="by") == [
        Finding("r", "targets.toml", (), "2 chỉ tiêu: b, a", True, ("b", "a"))
    ]


@pytest.mark.parametrize(
    ("words", "shown", "text"),
    [
        ("abcde", 5, "a, b, c, d, e"),
        ("abcdef", 5, "a, b, c, d, e, f"),
        ("abcdefg", 5, "a, b, c, d, e và 2 mã khác"),
        ("abc", 1, "a và 2 mã khác"),
        ("ab", 1, "a, b"),
        ("", 5, ""),
    ],
)
def test_never_and_one_more(words: str, shown: int, text: str) -> None:
    """A list is shortened only where that saves two."""
    assert listed(words, shown) == text


def test_five_are_named_unless_said() -> None:
    """And the others counted."""
    assert listed("abcdefgh") == "a, b, c, d, e và 3 mã khác"


def test_what_a_mixed_lot_is_called() -> None:
    """By what is in it."""
    task = target(Kind.TASK)
    assert [things(some) for some in ([COUNT], [task, task], [COUNT, task], [])] == [
        *("chỉ tiêu", "nhiệm vụ", "chỉ tiêu, nhiệm vụ", "chỉ tiêu")
    ]


def test_what_the_rules_look_at() -> None:
    """Every entry by what it replaced, also of days to come; what counts; the verdicts of the day."""
    registry = Registry("Thử", targets={each.id: each for each in (COUNT, target(Kind.TASK))})
    five, six = figure(value="5"), figure(value="6", reason="sót", number=1)
    eight = figure(value="8", period=MARCH, number=6)
    taken = figure(withdrawn=True, period=MARCH, number=2)
    early, late = (figure(value="5", period=APRIL, given_as_of=date(2025, 4, day), number=day) for day in (7, 8))
    done = [
        figure(target="task", done=Done(day, day, str(day)), number=at)
        for at, day in enumerate((date(2025, 2, 3), date(2025, 2, 4)), 3)
    ]
    later = figure(value="9", period=Period(2026, 1, 1), number=5)
    found = gather(registry, Log(figures=(five, six, eight, taken, *done, early, late, later)), DAY, foreign=["x.txt"])
    assert [each.entries for each in found.chains["count", None]] == [
        *((five, six), (eight, taken), (early,), (late,), (later,))
    ]
    assert [each.entries for each in found.chains["task", None]] == [tuple(done)]
    assert [(each.figure, each.earlier) for each in found.series["count", None]] == [
        *((six, (five,)), (early, ()), (late, ()), (later, ()))
    ]
    assert (found.foreign, found.today, len(found.rows)) == (("x.txt",), DAY, 2)


def test_of_one_day_the_period_of_the_target_comes_last() -> None:
    """A quarterly target: its quarter stands behind the month that ends on the same day."""
    registry = Registry("Thử", targets={"count": target(Kind.COUNT, "trạm", every=PeriodKind.QUARTER)})
    quarter, month = (
        figure(value="5", period=Period(2025, 3, 3)),
        figure(value="6", period=MARCH, number=1),
    )
    found = gather(registry, Log(figures=(quarter, month)), DAY)
    assert [each.entries for each in found.chains["count", None]] == [(month,), (quarter,)]
