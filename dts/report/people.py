"""Who answers in person: one line for each person named, what is theirs, and what nobody answers for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.assess import Assessment
from dts.core.lookup import fold
from dts.core.model import Registry
from dts.core.numerals import format_number
from dts.core.tally import assigned_rows
from dts.report.agency import state_words
from dts.report.card import Said, card, state_cell
from dts.report.count_grids import count_grids
from dts.report.document import Row, Section, Tone, View
from dts.report.folding import fold_units, more_units
from dts.report.holders import Counts, count_rows
from dts.report.names import part_name
from dts.report.owners import clarity_lines, completion_lines, day_text, split_words
from dts.report.sections import group_of, in_urgency, titled_row
from dts.report.status import ended_lines, orphan_lines
from dts.report.words import owner_text

TITLE = "RÕ NGƯỜI, RÕ VIỆC theo người chịu trách nhiệm"
NOBODY_HEAD = "CHƯA RÕ NGƯỜI CHỊU TRÁCH NHIỆM"
HEADED_HEAD = "CHƯA RÕ NGƯỜI, THUỘC ĐƠN VỊ DO NGƯỜI NÀY ĐỨNG ĐẦU"


class Person(NamedTuple):
    """One person (or post) named in assignments; `name` None stands for what names nobody."""

    name: str | None
    rows: tuple[Assessment, ...]
    """Assigned to them, worst first."""
    counts: Counts
    headed: tuple[Assessment, ...] = ()
    """Without a person, led by an agency whose head bears this very name."""


def find_people(rows: Sequence[Assessment]) -> list[Person]:
    """What names nobody first, then people worst first, in the order of the file where nothing tells them apart.

    One name is one person, whatever agency the work is led by: spelling alone (case, blanks) does not divide them.
    """
    assigned = assigned_rows(rows)
    named: dict[str, list[Assessment]] = {}
    spelled: dict[str, str] = {}
    for row in assigned:
        person = " ".join((row.assignment.person or "").split())
        spelled.setdefault(person.casefold(), person)
        named.setdefault(person.casefold(), []).append(row)
    nobody = named.pop("", [])
    people = [
        Person(spelled[key], in_urgency(theirs), count_rows(theirs), in_urgency(_headed(key, nobody)))
        for key, theirs in named.items()
    ]
    people += [
        Person(head, (), count_rows([]), in_urgency(_headed(head.casefold(), nobody)))
        for head in _heads(nobody)
        if head.casefold() not in named
    ]
    people.sort(key=_severity)
    return [*([Person(None, in_urgency(nobody), count_rows(nobody))] if nobody else []), *people]


def _heads(rows: Sequence[Assessment]) -> list[str]:
    """Heads of the agencies that answer for work without a person."""
    return list(dict.fromkeys(row.responsible.head for row in rows if row.responsible and row.responsible.head))


def _headed(key: str, nobody: Sequence[Assessment]) -> list[Assessment]:
    return [row for row in nobody if row.responsible and (row.responsible.head or "").casefold() == key]


def _severity(person: Person) -> tuple[int, ...]:
    """As agencies: overdue (how many, how long), due soon, figures wanting, behind, not sent; heads alone last."""
    counts = person.counts
    worst = (counts.overdue, counts.longest, counts.due_soon, counts.missing, counts.behind, counts.unsent)
    return (not person.rows, *(-each for each in worst))


def match_people(people: Sequence[Person], typed: str) -> list[Person]:
    """Whom a part of a name means, without diacritics: that very name, else every name containing it."""
    wanted = fold(typed)
    known = [person for person in people if person.name is not None]
    exact = [person for person in known if fold(person.name or "") == wanted]
    return exact or [person for person in known if wanted and wanted in fold(person.name or "")]


# ── everybody ────────────────────────────────────────────────────────────────


def people_view(
    registry: Registry,
    rows: Sequence[Assessment],
    today: date,
    *,
    scope: str = "",
    known_at: date | None = None,
    every_unit: bool = False,
) -> View:
    """The table of people, then what is theirs line by line; long lists of units are shortened unless `every_unit`."""
    people = [person for person in find_people(rows) if person.rows]
    assigned = assigned_rows(rows)
    named = any(person.name for person in people)
    return View(
        title=TITLE + (f": {scope}" if scope else ""),
        day=day_text(today, known_at),
        head=(*ended_lines(registry, today), *orphan_lines(rows), _opening(assigned)),
        grids=count_grids("Người chịu trách nhiệm", [(person.name or NOBODY_HEAD, person.counts) for person in people]),
        sections=tuple(_lines(registry, person, every_unit=every_unit) for person in people),
        notes=("Xem một người, đủ từng rõ: dts owners --person TÊN",) if named else (),
    )


def _opening(assigned: Sequence[Assessment]) -> str:
    if not assigned:
        return "Không có việc nào được giao."
    split = split_words(assigned)
    unnamed = sum(1 for row in assigned if not row.assignment.person)
    return f"{len(assigned)} việc được giao{f' ({split})' if split else ''}: {unnamed} chưa rõ người chịu trách nhiệm"


def _lines(registry: Registry, person: Person, *, every_unit: bool) -> Section:
    """What is one person's, a line each, with the agency that leads it."""
    words = "giao người này" if person.name else "chưa rõ người"
    rows = []
    for row, hidden in fold_units(person.rows, lambda row: row, whole=every_unit):
        group = group_of(row)
        line = titled_row(group, row, part_name(row.part, registry))
        more = (more_units(registry, row, hidden, words),) if hidden else ()
        rows.append(line._replace(right=state_cell(row, group), who=owner_text(row), one_line=True, lines=more))
    return Section(person.name or NOBODY_HEAD, Tone.PLAIN, len(person.rows), tuple(rows))


# ── one person ───────────────────────────────────────────────────────────────


def person_view(registry: Registry, person: Person, said: Said, today: date, *, scope: str = "") -> View:
    """The page of one person, card by card, as that of an agency."""

    def section(title: str, rows: Sequence[Assessment]) -> Section:
        cards: list[Row] = []
        basis: str | None = None
        for row in rows:
            cards.append(card(registry, row, said, basis, leads=False))
            basis = row.assignment.basis
        return Section(title, Tone.PLAIN, len(rows), tuple(cards), None if cards else "Không có.")

    headed = (section(HEADED_HEAD, person.headed),) if person.headed else ()
    return View(
        title=f"{(person.name or NOBODY_HEAD).upper()}: rõ người, rõ việc" + (f": {scope}" if scope else ""),
        day=day_text(today, said.known_at),
        head=(
            *ended_lines(registry, today),
            *orphan_lines(person.rows),
            _standing(person),
            *(completion_lines(person.rows) if person.rows else ()),
            *clarity_lines(registry, person.rows),
        ),
        sections=(section("CHỊU TRÁCH NHIỆM", person.rows), *headed),
    )


def _standing(person: Person) -> str:
    """`Chịu trách nhiệm 1: quá hạn 0, sắp đến hạn 1. Đơn vị chủ trì: Công an tỉnh.`"""
    agencies = ", ".join(dict.fromkeys(owner_text(row) for row in (*person.rows, *person.headed)))
    longest = f" Quá hạn nhiều nhất {format_number(person.counts.longest)} ngày." if person.counts.overdue else ""
    return (
        f"Chịu trách nhiệm {len(person.rows)}: {', '.join(state_words(person.counts))}.{longest}"
        f" Đơn vị chủ trì: {agencies}."
    )
