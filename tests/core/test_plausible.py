"""Unlikely figures: over the whole, ten times more or less than before, nothing after something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dts.core.log import Figure
from dts.core.model import Assignment, Break, Kind
from dts.core.period import Period
from dts.core.plausible import Doubt, Unlikely, find_doubts
from dts.core.series import Current

FEBRUARY = Period(2025, 2, 1)
BEFORE, DAY = date(2025, 1, 14), date(2025, 2, 14)


def figure(text: str) -> Figure:
    """`5`, `101/100`, or nothing: a figure of February."""
    if not text:
        return Figure("a", None, FEBRUARY, withdrawn=True)
    above, _slash, below = text.partition("/")
    if below:
        return Figure("a", None, FEBRUARY, numerator=Decimal(above), denominator=Decimal(below))
    return Figure("a", None, FEBRUARY, value=Decimal(above))


def doubts(kind: Kind, now: str, before: str | None = None) -> list[str]:
    """What is doubted: `jump_up 10`."""
    earlier = None if before is None else Current(figure(before), BEFORE)
    return [said(each) for each in find_doubts(kind, figure(now), earlier, Assignment("A", "A"))]


def said(unlikely: Unlikely) -> str:
    """A doubt with its factor."""
    return f"{unlikely.doubt}{'' if unlikely.factor is None else f' {unlikely.factor}'}"


CASES: dict[str, tuple[Kind, str, str | None, list[str]]] = {
    "a hundred percent": (Kind.RATIO, "100", None, []),
    "over a hundred percent": (Kind.RATIO, "100.1", None, ["over_hundred"]),
    "all of them": (Kind.RATIO, "100/100", None, []),
    "more than there are": (Kind.RATIO, "101/100", None, ["over_whole"]),
    "more than a hundred": (Kind.COUNT, "101", None, []),
    "withdrawn": (Kind.RATIO, "", "5", []),
    "the one before withdrawn": (Kind.COUNT, "5", "", []),
    "ten times more": (Kind.COUNT, "50", "5", ["jump_up 10"]),
    "ten after one": (Kind.COUNT, "10", "1", ["jump_up 10"]),
    "almost ten times more": (Kind.COUNT, "49", "5", []),
    "more than ten times more": (Kind.COUNT, "55", "5", ["jump_up 11"]),
    "a tenth": (Kind.COUNT, "5", "50", ["jump_down 10"]),
    "a little over a tenth": (Kind.COUNT, "6", "50", []),
    "less than a tenth": (Kind.COUNT, "4", "50", ["jump_down 25/2"]),
    "nothing after something": (Kind.COUNT, "0", "1", ["zero"]),
    "nothing after nothing": (Kind.COUNT, "0", "0", []),
    "something after nothing": (Kind.COUNT, "5", "0", []),
    "the same": (Kind.COUNT, "5", "5", []),
    "ranks jump": (Kind.RANK, "50", "5", []),
    "both": (Kind.RATIO, "110", "10", ["over_hundred", "jump_up 11"]),
    "a fraction after a rate": (Kind.RATIO, "1/100", "50", ["jump_down 50"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_unlikely(case: str) -> None:
    """Ten times is the limit; ranks may jump; from nothing everything is a start."""
    kind, now, before, expected = CASES[case]
    assert doubts(kind, now, before) == expected


def test_the_factor_is_exact() -> None:
    """A third is a third."""
    [unlikely] = find_doubts(Kind.COUNT, figure("100"), Current(figure("3"), BEFORE), Assignment("A", "A"))
    assert unlikely == Unlikely(Doubt.JUMP_UP, Fraction(100, 3))


@pytest.mark.parametrize(
    ("day", "given", "compared"),
    [
        (BEFORE, DAY, True),
        (date(2025, 1, 15), DAY, False),
        (DAY, DAY, False),
        (date(2025, 2, 15), DAY, True),
        (date(2025, 2, 15), None, False),
    ],
)
def test_never_across_a_break(day: date, given: date | None, *, compared: bool) -> None:
    """A break after the figure before, up to the day of this one; without a day any later one may lie between."""
    assignment = Assignment("A", "A", breaks=(Break(day, "đổi cách đếm"),))
    now = figure("50")._replace(given_as_of=given)
    assert bool(find_doubts(Kind.COUNT, now, Current(figure("5"), BEFORE), assignment)) is compared
