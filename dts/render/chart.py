"""Bars drawn with characters every Windows console has."""

from __future__ import annotations

from fractions import Fraction

from dts.core.numerals import round_half_up
from dts.render.layout import draw_bar

GOAL = "|"
"""Stands between two cells: a bar that ends before it has not reached the goal."""


def draw_mark(share: Fraction, goal: Fraction | None, cells: int) -> str:
    """`███▌░░|░░`: a bar of so many cells on a scale from 0 to 1, with the goal standing between two of them.

    The bar touches or passes the mark only if the value does: half a cell is taken or given where rounding would lie.
    One column wider than `cells` when there is a goal.
    """
    share = min(max(share, Fraction(0)), Fraction(1))
    if goal is None:
        return draw_bar(share * 100, cells)
    goal = min(max(goal, Fraction(0)), Fraction(1))
    place = round_half_up(goal * cells)
    halves = round_half_up(share * cells * 2)
    if share == goal:
        halves = place * 2
    elif share < goal:
        halves = max(min(halves, place * 2 - 1), 1 if share > 0 < place else 0)
    else:
        halves = min(max(halves, place * 2 + 1), cells * 2)
    full, half = divmod(halves, 2)
    bar = "█" * full + "▌" * half + "░" * (cells - full - half)
    return bar[:place] + GOAL + bar[place:]
