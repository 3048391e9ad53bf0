"""Unlikely figures: possible, but worth a question before they are believed."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dts.core.log import Figure
from dts.core.model import Assignment, Kind
from dts.core.series import Current

JUMP = 10
"""A change of this factor or more is most often a slip of the keyboard."""


class Doubt(StrEnum):
    """Why a figure is unlikely."""

    OVER_WHOLE = "over_whole"
    """Numerator larger than denominator."""
    OVER_HUNDRED = "over_hundred"
    """More than 100 percent."""
    JUMP_UP = "jump_up"
    JUMP_DOWN = "jump_down"
    ZERO = "zero"
    """Zero after a figure that was not zero."""


class Unlikely(NamedTuple):
    """One doubt, with the figure before where it is about a change."""

    doubt: Doubt
    factor: Fraction | None = None


def find_doubts(kind: Kind, figure: Figure, before: Current | None, assignment: Assignment) -> list[Unlikely]:
    """What makes a figure unlikely, also compared with the one before it in its series (never across a break)."""
    value = figure.exact
    if value is None:
        return []
    doubts = []
    if kind is Kind.RATIO and value > 100:
        both = figure.numerator is not None and figure.denominator is not None
        doubts.append(Unlikely(Doubt.OVER_WHOLE if both else Doubt.OVER_HUNDRED))
    if before is None or before.value is None or kind is Kind.RANK or _broken(figure, before, assignment):
        return doubts
    if value == 0 < before.value:
        doubts.append(Unlikely(Doubt.ZERO))
    elif before.value > 0 and value >= before.value * JUMP:
        doubts.append(Unlikely(Doubt.JUMP_UP, value / before.value))
    elif value > 0 and before.value >= value * JUMP:
        doubts.append(Unlikely(Doubt.JUMP_DOWN, before.value / value))
    return doubts


def _broken(figure: Figure, before: Current, assignment: Assignment) -> bool:
    last = figure.given_as_of
    return any(before.as_of < each.on and (last is None or each.on <= last) for each in assignment.breaks)
