"""Which rows a view is asked for: by group, agency, level."""

from __future__ import annotations

from collections.abc import Collection

from dts.core.assess import Assessment
from dts.core.model import Level, Profile, Registry


def is_in_scope(
    registry: Registry,
    row: Assessment,
    *,
    groups: Collection[str] = (),
    owners: Collection[str] = (),
    level: Level | None = None,
) -> bool:
    """Whether a row is of one of the groups, of one of the agencies (as assigned or by succession), of the level.

    What is empty does not narrow. The level of a row is its part's, else its agency's.
    """
    if groups and row.target.group not in groups:
        return False
    if owners and not {each.id for each in (row.owner, row.responsible) if each} & set(owners):
        return False
    own = registry.level_of(row.part) or (row.owner.level if row.owner else None)
    return level is None or own == level


def is_reported(registry: Registry, row: Assessment, profile: Profile | None) -> bool:
    """Whether a row belongs into a profile's report; without a profile all do."""
    if profile is None:
        return True
    return is_in_scope(registry, row, groups=profile.groups, owners=profile.owners, level=profile.level)
