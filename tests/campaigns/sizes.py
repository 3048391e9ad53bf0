"""How large the campaigns of hostile input are: a sample in every run, everything with DTS_CAMPAIGNS=large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tests.campaigns.kit import is_large

LARGE = is_large()
Item = TypeVar("Item")


def sized(sample: int, whole: int) -> int:
    """So many cases, or all of them in the large form."""
    return whole if LARGE else sample


def some(cases: Sequence[Item], step: int) -> Sequence[Item]:
    """Every so-manieth case, or all of them in the large form."""
    return cases if LARGE else cases[::step]
