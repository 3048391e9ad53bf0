"""Long lists of units shortened: the first few, and how many more there are (`--all` shows everything)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from dts.core.assess import Assessment
from dts.core.model import Level

Item = TypeVar("Item")

MANY = 6
"""More units of one target than this in one list are shortened."""
FEW = 3
"""How many of them stay."""


def fold_units(
    items: Sequence[Item], row_of: Callable[[Item], Assessment], *, whole: bool = False
) -> list[tuple[Item, int]]:
    """Items in their order, with the number of units left out after each (0 for most).

    Only units (communes and the like) of one target are left out, never levels or totals.
    """
    units = Counter(row_of(item).target.id for item in items if _is_unit(row_of(item)))
    kept: list[tuple[Item, int]] = []
    seen: Counter[str] = Counter()
    for item in items:
        row = row_of(item)
        many = not whole and _is_unit(row) and units[row.target.id] > MANY
        seen[row.target.id] += many
        if not many or seen[row.target.id] < FEW:
            kept.append((item, 0))
        elif seen[row.target.id] == FEW:
            kept.append((item, units[row.target.id] - FEW))
    return kept


def _is_unit(row: Assessment) -> bool:
    return row.part is not None and row.part not in tuple(Level)


def more_units(target: str, hidden: int) -> str:
    """The line in place of the units left out."""
    return f"… và {hidden} đơn vị khác: dts status {target} --by-unit"


def shorten_names(names: Sequence[str]) -> str:
    """`A, B, C` or, of many, `A, B, C và 14 đơn vị khác`."""
    if len(names) <= MANY:
        return ", ".join(names)
    return f"{', '.join(names[:FEW])} và {len(names) - FEW} đơn vị khác"
