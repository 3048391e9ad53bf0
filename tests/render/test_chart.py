"""Bars with a goal mark: touching the mark means the goal, or more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.render.chart import draw_mark


@pytest.mark.parametrize(
    ("share", "goal", "bar"),
    [
        ("35/100", None, "███▌░░░░░░"),
        ("35/100", "1", "███▌░░░░░░|"),
        ("35/100", "8/10", "███▌░░░░|░░"),
        ("8/10", "8/10", "████████|░░"),
        ("79999/100000", "8/10", "███████▌|░░"),
        ("80001/100000", "8/10", "████████|▌░"),
        ("0", "8/10", "░░░░░░░░|░░"),
        ("1/1000", "8/10", "▌░░░░░░░|░░"),
        ("1", "8/10", "████████|██"),
        ("2", "8/10", "████████|██"),
        ("1", "1", "██████████|"),
        ("99999/100000", "1", "█████████▌|"),
        ("4/100", "5/100", "▌|░░░░░░░░░"),
        ("0", "0", "|░░░░░░░░░░"),
    ],
)
def test_bar_and_mark(share: str, goal: str | None, bar: str) -> None:
    """Ten cells, one column more for the mark."""
    assert draw_mark(Fraction(share), Fraction(goal) if goal else None, 10) == bar


@given(
    share=st.fractions(0, 1, max_denominator=5000),
    goal=st.fractions(0, 1, max_denominator=5000),
    cells=st.integers(8, 40),
)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_the_mark_never_lies(share: Fraction, goal: Fraction, cells: int) -> None:
    """Below the goal the bar ends before the mark; on or above it the bar reaches it."""
    bar = draw_mark(share, goal, cells)
    assert len(bar) == cells + 1
    before = bar[: bar.index("|")]
    filled = all(cell == "█" for cell in before)
    assert filled if share >= goal else not filled or not before
