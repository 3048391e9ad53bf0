"""The names of levels and units: said once for all views."""

from __future__ import annotations

from dts.core.model import Level, Registry

LEVEL_NAMES = {Level.TW: "Trung ương", Level.TINH: "cấp tỉnh", Level.HUYEN: "cấp huyện", Level.XA: "cấp xã"}
LEVEL_LETTERS = {Level.TW: "TW", Level.TINH: "T", Level.HUYEN: "H", Level.XA: "X"}


def part_name(part: str | None, registry: Registry) -> str | None:
    """cấp huyện, or the short name of a unit."""
    if part is None:
        return None
    if part in registry.owners:
        return registry.owners[part].short
    return LEVEL_NAMES[Level(part)]
