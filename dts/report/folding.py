"""Long lists of units shortened by level: how many of how many, the first few by name (`--all` shows everything)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from dts.core.assess import Assessment
from dts.core.model import Level, Registry
from dts.core.series import declared_parts
from dts.report.names import LEVEL_NAMES, part_name

Item = TypeVar("Item")

MANY = 6
"""More units of one target than this in one list are shortened."""
FEW = 3
"""How many of them stay."""


# ── rows ─────────────────────────────────────────────────────────────────────


def fold_units(
    items: Sequence[Item], row_of: Callable[[Item], Assessment], *, whole: bool = False
) -> list[tuple[Item, int]]:
    """Items in their order, with the number of units left out after each (0 for most).

    Only units (communes and the like) of one target and level are left out, never levels or totals.
    """
    units = Counter(_lot(row_of(item)) for item in items if is_unit(row_of(item)))
    kept: list[tuple[Item, int]] = []
    seen: Counter[tuple[str, Level | None]] = Counter()
    for item in items:
        row = row_of(item)
        lot = _lot(row)
        many = not whole and is_unit(row) and units[lot] > MANY
        seen[lot] += many
        if not many or seen[lot] < FEW:
            kept.append((item, 0))
        elif seen[lot] == FEW:
            kept.append((item, units[lot] - FEW))
    return kept


def is_unit(row: Assessment) -> bool:
    """Whether a row is one unit's part, not a level's or the whole."""
    return row.part is not None and row.part not in tuple(Level)


def _lot(row: Assessment) -> tuple[str, Level | None]:
    """The target, and the level where it is given unit by unit to several."""
    own = row.owner.level if row.owner is not None and row.owner.id == row.part else None
    return row.target.id, row.target.for_each or own


def more_units(registry: Registry, row: Assessment, hidden: int, words: str) -> str:
    """The line in place of the units left out: `… cấp xã: 17/121 chưa gửi; còn 14 đơn vị khác: thêm --all`."""
    shown = level_share(registry, row, hidden + FEW)
    return f"… {shown} {words}; còn {hidden} đơn vị khác: thêm --all"


def level_share(registry: Registry, row: Assessment, count: int) -> str:
    """`cấp xã: 17/121`: so many units of the level of a row's part, of those that have the target on the day."""
    level = registry.level_of(row.part)
    parts = declared_parts(registry.home(row.target.id), row.target, row.today)
    of = sum(1 for part in parts if part in registry.owners and registry.owners[part].level is level)
    return f"{LEVEL_NAMES[level] if level else 'đơn vị'}: {count}/{max(of, count)}"


# ── names ────────────────────────────────────────────────────────────────────


def shorten_names(names: Sequence[str], *, whole: bool = False) -> str:
    """`A, B, C` or, of many, `A, B, C và 14 đơn vị khác`."""
    if whole or len(names) <= MANY:
        return ", ".join(names)
    return f"{', '.join(names[:FEW])} và {len(names) - FEW} đơn vị khác"


def unsent_by_level(registry: Registry, missing: Sequence[str], sent: Iterable[str]) -> str:
    """`cấp tỉnh: 1/12 chưa gửi: Sở A; cấp xã: 17/121 chưa gửi: Xã A, Xã B, Xã C và 14 đơn vị khác`.

    `missing` and `sent` are parts of one total, units or levels.
    """
    all_parts = Counter(registry.level_of(part) for part in (*missing, *sent))
    phrases = []
    for level in Level:
        names = [part_name(part, registry) or part for part in missing if registry.level_of(part) is level]
        if names:
            phrases.append(f"{LEVEL_NAMES[level]}: {len(names)}/{all_parts[level]} chưa gửi: {shorten_names(names)}")
    return "; ".join(phrases)


def parts_listed(registry: Registry, rows: Sequence[Assessment], *, whole: bool = False) -> str:
    """The parts of one target by name; of many units `cấp xã: 17/36 đơn vị, gồm Xã A, Xã B, Xã C và 14 đơn vị khác`."""
    names = [part_name(row.part, registry) or "" for row in rows]
    if whole or len(names) <= MANY:
        return ", ".join(names)
    lots: dict[Level | None, list[Assessment]] = {}
    for row in rows:
        lots.setdefault(registry.level_of(row.part), []).append(row)
    return "; ".join(
        f"{level_share(registry, lot[0], len(lot))} đơn vị, gồm "
        f"{shorten_names([part_name(row.part, registry) or '' for row in lot])}"
        for lot in lots.values()
    )


def agencies_listed(
    registry: Registry, agencies: Sequence[tuple[str, Level | None]], day: date, *, whole: bool = False
) -> str:
    """Agencies by name; of many `cấp tỉnh 8/12: Sở A, Sở B, Sở C và 5 đơn vị khác; cấp xã 17/36: …`.

    `agencies` are the words and the level of each; of how many, those that exist on the day.
    """
    if whole or len(agencies) <= MANY:
        return "; ".join(name for name, _level in agencies)
    phrases = []
    for level in Level:
        names = [name for name, each in agencies if each is level]
        if names:
            of = max(len(registry.units(level, day)), len(names))
            phrases.append(f"{LEVEL_NAMES[level]} {len(names)}/{of}: {shorten_names(names)}")
    return "; ".join([*phrases, *(name for name, each in agencies if each is None)])
