"""The steps of `dts owners --person`: everybody, or the one person meant by part of a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dts.commands.context import find_owner
from dts.commands.help import ANY
from dts.core.assess import Assessment
from dts.core.lookup import closest, fold
from dts.core.problem import UsageError
from dts.core.remarks import by_target
from dts.core.scope import is_in_scope
from dts.report.card import Said
from dts.report.document import View
from dts.report.people import Person, find_people, match_people, people_view, person_view
from dts.store.workspace import Workspace


def find_view(
    workspace: Workspace,
    rows: list[Assessment],
    today: date,
    owner: str | None,
    person: str,
    *,
    scope: str = "",
    known_at: date | None = None,
    every_unit: bool = False,
) -> tuple[View, Callable[[], dict[str, Any]]]:
    """The screen, and how to make its plain values; `owner` leaves only what that agency leads."""
    registry, log = workspace.registry, workspace.log
    if owner is not None:
        key = find_owner(registry, owner)
        rows = [row for row in rows if is_in_scope(registry, row, owners=(key,))]
        scope = ", ".join(filter(None, (registry.owners[key].short, scope)))
    said = Said(by_target(log.explanations), by_target(log.notes), known_at)
    people = find_people(rows)
    if person == ANY:
        view = people_view(registry, rows, today, scope=scope, known_at=known_at, every_unit=every_unit)
    else:
        people = [_one(people, person)]
        view = person_view(registry, people[0], said, today, scope=scope)
        theirs = {id(row) for row in (*people[0].rows, *people[0].headed)}
        rows = [row for row in rows if id(row) in theirs]

    def data() -> dict[str, Any]:
        from dts.report.machine_lists import owners_data, people_data

        table = owners_data(registry, rows, view, today, known_at=known_at)
        return {**table, "people": people_data(registry, people, said)}

    return view, data


def _one(people: list[Person], typed: str) -> Person:
    """The one person meant; several or none is a UsageError that lists them."""
    if not fold(typed):
        raise UsageError(f"--person: “{typed}” không có chữ nào để tìm. Xem mọi người: dts owners --person")
    found = match_people(people, typed)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {person.name}" for person in found)
        raise UsageError(f"“{typed}” khớp {len(found)} người chịu trách nhiệm, người đứng đầu, chọn một:\n{listed}")
    names = {person.name: (person.name,) for person in people if person.name}
    near = closest(typed, names, names)
    hint = f" Gần giống: {', '.join(near)}." if near else " Xem mọi người: dts owners --person"
    raise UsageError(f"Không có người chịu trách nhiệm, người đứng đầu nào khớp “{typed}”.{hint}")
