"""5 rõ for a meeting: what lacks which rõ, agency by agency, with the counts in the first lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Registry
from dts.core.tally import assigned_rows, tally_bases, tally_clarity
from dts.report.document import Row, Section, Tone, View
from dts.report.names import LEVEL_NAMES, part_name
from dts.report.status import ended_lines
from dts.report.words import CLARITY_NAMES, agency_text

SCHEMA = 1
NOBODY = "CHƯA RÕ ĐƠN VỊ CHỦ TRÌ"
MANY = "GIAO CHUNG NHIỀU CƠ QUAN"
SHOWN_COMPLETE = 10


class Holder(NamedTuple):
    """Who answers for a list of targets: one agency, nobody, or many."""

    title: str
    owner: str | None
    head: str | None
    rows: tuple[Entry, ...]


class Entry(NamedTuple):
    """One target, or those of its parts that lack the same."""

    row: Assessment
    """One of its rows, for name and addressee."""
    parts: tuple[str, ...]
    """Empty when it stands for the whole target."""
    missing: tuple[str, ...]
    each_unit: int = 0
    """Given to every unit of a level: how many there are."""


def clarity_view(registry: Registry, rows: Sequence[Assessment], today: date) -> View:
    """The list: first nobody's, then what many share, then agencies in file order."""
    tally = tally_clarity(rows, registry.rules.clarity)
    count = len(registry.rules.clarity)
    lacks = ", ".join(f"{CLARITY_NAMES[key].removeprefix('rõ ')} {number}" for key, number in tally.missing.items())
    counts = f"Thiếu rõ: {tally.lacking}/{tally.of} chỉ tiêu, nhiệm vụ. Chưa rõ: {lacks}."
    if not tally.of:
        counts = "Chưa có chỉ tiêu, nhiệm vụ nào được giao."
    sections = [
        Section(
            holder.title,
            Tone.PLAIN,
            len(holder.rows),
            tuple(_row(registry, entry) for entry in holder.rows),
            lead=f"Người đứng đầu: {holder.head}" if holder.head else "",
        )
        for holder in clarity_holders(registry, rows)
    ]
    notes = [
        *_basis_lines(rows),
        _complete_line(rows, count),
        "Người đứng đầu đơn vị không thay cho rõ người của từng việc.",
    ]
    return View(
        title=f"{registry.title}: {count} rõ",
        day=f"Ngày xem: {format_date(today)}",
        head=(*ended_lines(registry, today), counts),
        sections=tuple(sections),
        notes=tuple(note for note in notes if note and sections),
    )


def clarity_holders(registry: Registry, rows: Iterable[Assessment]) -> list[Holder]:
    """Everything that lacks a rõ, by who holds it; agencies with nothing lacking are left out."""
    entries: dict[str, list[Entry]] = {NOBODY: [], MANY: [], **{key: [] for key in registry.owners}}
    for members in _by_target(rows).values():
        lots: dict[tuple[str, tuple[str, ...]], list[Assessment]] = {}
        for row in members:
            lots.setdefault((_holder(registry, row), row.clarity_missing), []).append(row)
        for (holder, missing), some in lots.items():
            if missing:
                entries[holder].append(_entry(registry, some, missing, whole=len(some) == len(members)))
    holders = []
    for key, found in entries.items():
        owner = registry.owners.get(key)
        if not found:
            continue
        if owner is None:
            holders.append(Holder(key, None, None, tuple(found)))
            continue
        responsible = found[0].row.responsible
        words = agency_text(owner._replace(short=owner.short.upper()), responsible)
        holders.append(Holder(words, key, responsible.head if responsible else None, tuple(found)))
    return holders


def _by_target(rows: Iterable[Assessment]) -> dict[str, list[Assessment]]:
    found: dict[str, list[Assessment]] = {}
    for row in assigned_rows(rows):
        found.setdefault(row.target.id, []).append(row)
    return found


def _spread(registry: Registry, row: Assessment) -> bool:
    """Given to every unit of a level alike, not to this unit by name."""
    return row.target.for_each is not None and row.part in registry.owners and row.part not in row.target.parts


def _holder(registry: Registry, row: Assessment) -> str:
    if _spread(registry, row):
        return row.assignment.owner or MANY
    if row.owner is None:
        return MANY if row.assignment.assigned_to else NOBODY
    return row.owner.id


def _entry(registry: Registry, some: list[Assessment], missing: tuple[str, ...], *, whole: bool) -> Entry:
    units = sum(_spread(registry, row) for row in some)
    parts = () if whole or units else tuple(row.part for row in some if row.part is not None)
    return Entry(some[0], parts, missing, units)


def _row(registry: Registry, entry: Entry) -> Row:
    given = entry.row.assignment
    names = ", ".join(part_name(part, registry) or part for part in entry.parts)
    suffix = f", {names}" if names else ""
    lacks = ", ".join(CLARITY_NAMES[key].removeprefix("rõ ") for key in entry.missing)
    return Row(
        mark=" ",
        tone=Tone.PLAIN,
        id=entry.row.target.id,
        name=given.name + suffix,
        short=given.short + suffix,
        lines=tuple(filter(None, (_addressee(entry), f"chưa rõ: {lacks}"))),
    )


def _addressee(entry: Entry) -> str:
    """The words of the document where it names many; the level where every unit of it is meant."""
    level = entry.row.target.for_each
    if entry.each_unit and level is not None:
        return f"giao từng đơn vị {LEVEL_NAMES[level]} ({entry.each_unit})"
    many = entry.row.assignment.assigned_to
    return f"giao {many}" if many and entry.row.owner is None else ""


def _complete_line(rows: Sequence[Assessment], count: int) -> str:
    """What lacks nothing, so that a meeting sees the example."""
    done = [key for key, members in _by_target(rows).items() if not any(row.clarity_missing for row in members)]
    more = f" và {len(done) - SHOWN_COMPLETE} mã khác" if len(done) > SHOWN_COMPLETE else ""
    return f"Đủ {count} rõ: {', '.join(done[:SHOWN_COMPLETE])}{more}." if done else ""


def _basis_lines(rows: Sequence[Assessment]) -> list[str]:
    """How clearly a document or meeting gave its tasks, where it gave several: what the next one is to do better."""
    return [
        f"{each.basis}: {each.tasks} nhiệm vụ, {each.dated} có ngày hoàn thành, {each.ongoing} thường xuyên, "
        f"{each.tasks - each.dated - each.ongoing} không hạn; {each.owned} có một đơn vị chủ trì."
        for each in tally_bases(rows)
        if each.tasks > 1
    ]


def clarity_data(registry: Registry, rows: Sequence[Assessment], today: date) -> dict[str, Any]:
    """The list as plain values."""
    tally = tally_clarity(rows, registry.rules.clarity)
    return {
        "schema": SCHEMA,
        "as_of": today.isoformat(),
        "lacking": tally.lacking,
        "of": tally.of,
        "missing": dict(tally.missing),
        "bases": [each._asdict() for each in tally_bases(rows)],
        "agencies": [
            {
                "owner": holder.owner,
                "title": holder.title,
                "head": holder.head,
                "targets": [
                    {
                        "id": entry.row.target.id,
                        "for": list(entry.parts),
                        "name": entry.row.assignment.name,
                        "assigned_to": entry.row.assignment.assigned_to,
                        "clarity_missing": list(entry.missing),
                    }
                    for entry in holder.rows
                ],
            }
            for holder in clarity_holders(registry, rows)
        ],
    }
