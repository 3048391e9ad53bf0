"""Several folders as one registry and one log: every id behind the key of its folder (`vinh-phuc/dinh-danh`).

The same id in two folders may be another agency or another target: nothing is ever merged. Each folder stays whole as a
member of the joined registry, and every row is assessed by the rules and the calendars of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dts.core.log import Log
from dts.core.model import Assignment, Group, Level, Owner, Registry, Rules, Target

UNGROUPED = "nhóm khác"
MANY = 4
"""Of more folders than these the title only says how many."""


def join_registries(members: Sequence[Registry]) -> Registry:
    """One registry of all; what is the folder's own (calendar, last day, title) is told only where all agree."""
    places = [member.label for member in members]
    common = f"Tổng hợp {len(members)} thư mục"
    return Registry(
        title=f"{common}: {', '.join(places)}" if len(places) <= MANY else common,
        province=_shared([member.province for member in members]),
        agency=_shared([member.agency for member in members]),
        rules=join_rules([member.rules for member in members]),
        groups={key: each for member in members for key, each in member.groups.items()},
        owners={key: each for member in members for key, each in member.owners.items()},
        targets={key: each for member in members for key, each in member.targets.items()},
        members=tuple(members),
    )


def join_rules(rules: Sequence[Rules]) -> Rules:
    """For what is said once for all: the first folder's calendar, every rõ any of them asks for, every holiday."""
    asked = dict.fromkeys(key for each in rules for key in each.clarity)
    holidays = sorted({day for each in rules for day in each.holidays})
    return rules[0]._replace(clarity=tuple(asked), holidays=tuple(holidays))


def _shared(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


# ── one folder among others ──────────────────────────────────────────────────


def move_registry(registry: Registry, key: str, label: str, *, first: int = 0, named: bool = False) -> Registry:
    """The same registry with every id behind `key`, and agencies and persons told from those of other folders.

    `first` is the place of its first target among all. `named`: targets carry the folder in their names, for papers
    where ids are not printed.
    """
    move = _Move(key, label, frozenset(registry.owners), named)
    grouped = all(target.group is not None for target in registry.targets.values())
    groups = {
        move.id(name): each._replace(id=move.id(name), name=f"{label}: {each.name}")
        for name, each in registry.groups.items()
    }
    if not grouped:
        name = f"{label}: {UNGROUPED}" if groups else label
        groups[key] = Group(key, name)
    targets = (move.target(each, first) for each in registry.targets.values())
    return registry._replace(
        key=key,
        label=label,
        groups=groups,
        owners={move.id(name): move.owner(each) for name, each in registry.owners.items()},
        targets={each.id: each for each in targets},
        reports={},
    )


def move_log(log: Log, registry: Registry) -> Log:
    """The entries of a folder, pointing into its moved registry."""
    key = registry.key
    move = _Move(key, "", frozenset(name.removeprefix(f"{key}/") for name in registry.owners), False)

    def moved(entry: Any) -> Any:
        return entry._replace(target=move.id(entry.target), part=move.part(entry.part) if entry.part else None)

    return Log(
        figures=tuple(moved(each)._replace(file=f"{key}/{each.file}") for each in log.figures),
        explanations=tuple(map(moved, log.explanations)),
        notes=tuple(map(moved, log.notes)),
        sent=tuple(each._replace(report=f"{key}/{each.report or ''}") for each in log.sent),
    )


class _Move:
    """Puts the key of a folder before ids, and its name behind those of agencies and persons."""

    def __init__(self, key: str, label: str, owners: frozenset[str], named: bool) -> None:
        self.key, self.label, self.owners, self.named = key, label, owners, named
        self.changes: Mapping[str, Callable[[Any], Any]] = {
            "owner": self.id,
            "partners": self.ids,
            "person": self.who,
            "name": self.called,
            "short": self.called,
        }

    def id(self, name: str) -> str:
        return f"{self.key}/{name}"

    def ids(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self.id, names))

    def part(self, part: str) -> str:
        """Units are agencies of the folder; levels are the same everywhere."""
        return part if part not in self.owners and part in tuple(Level) else self.id(part)

    def who(self, name: str) -> str:
        return f"{name} ({self.label})"

    def called(self, name: str) -> str:
        return f"{self.label}: {name}" if self.named else name

    def given(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Of an assignment, or of what a revision changed in it, that which must be told from other folders."""
        found = {name: change(values[name]) for name, change in self.changes.items() if values.get(name)}
        return {**values, **found}

    def assignment(self, assignment: Assignment) -> Assignment:
        revisions = tuple(each._replace(changes=self.given(each.changes)) for each in assignment.revisions)
        return Assignment(**self.given(assignment._asdict()))._replace(revisions=revisions)

    def target(self, target: Target, first: int) -> Target:
        return target._replace(
            id=self.id(target.id),
            group=self.key if target.group is None else self.id(target.group),
            whole=self.assignment(target.whole),
            parts={self.part(part): self.assignment(each) for part, each in target.parts.items()},
            sum_of=self.ids(target.sum_of),
            order=first + target.order,
        )

    def owner(self, owner: Owner) -> Owner:
        return owner._replace(
            id=self.id(owner.id),
            name=self.who(owner.name),
            short=self.who(owner.short),
            head=self.who(owner.head) if owner.head else None,
            successor=self.id(owner.successor) if owner.successor else None,
        )
