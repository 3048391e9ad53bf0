"""`dts show`: one screen on one target or task, from verdict to sources, in the words officials expect."""

from __future__ import annotations

from dts.core.assess import Status
from dts.core.dates import format_date
from dts.core.dossier import Dossier
from dts.core.model import Kind, Registry
from dts.report.document import Tone
from dts.report.names import part_name
from dts.report.page import Block, Page
from dts.report.sections import TONES, group_of
from dts.report.show_arithmetic import arithmetic_block
from dts.report.show_history import history_block, parts_block, sources_block
from dts.report.show_people import assigned_block, clarity_block, deadline_block, is_asked, said_block
from dts.report.show_result import result_block
from dts.report.show_verdict import verdict_text
from dts.report.status import ended_lines, orphan_lines
from dts.report.words import CLARITY_NAMES, EVERY_NAMES, KIND_NAMES


def show_page(registry: Registry, dossier: Dossier, *, whole: bool = False) -> Page:
    """Arrange everything known on a target as a page; blocks with nothing to say are left out.

    `whole` names every unit of long lists.
    """
    row = dossier.row
    verdict, reason = verdict_text(registry, dossier, whole=whole)
    known = f", biết đến {format_date(dossier.known_at)}" if dossier.known_at else ""
    blocks = [
        result_block(registry, dossier, whole=whole) if dossier.judged else None,
        deadline_block(row),
        history_block(registry, dossier, whole=whole),
        parts_block(registry, dossier, whole=whole),
        clarity_block(registry, dossier),
        assigned_block(registry, dossier),
        said_block(registry, dossier, whole=whole),
        arithmetic_block(registry, dossier),
        _missing_block(dossier),
        sources_block(dossier),
        _record_block(dossier),
    ]
    part = part_name(row.part, registry)
    return Page(
        title=f"{row.target.id}: {row.assignment.name}" + (f", {part}" if part else ""),
        day=f"Ngày xem: {format_date(row.today)}{known}",
        facts=_facts(registry, dossier),
        verdict=verdict,
        reason=reason,
        tone=TONES[group_of(row)] if dossier.judged else Tone.PLAIN,
        blocks=tuple(block for block in blocks if block is not None),
        head=(*ended_lines(registry, row.today), *orphan_lines([row])),
    )


def _facts(registry: Registry, dossier: Dossier) -> tuple[str, ...]:
    """Group, kind, and how often a figure is expected."""
    row = dossier.row
    group = registry.groups[row.target.group].name if row.target.group else "chưa xếp nhóm"
    facts = [f"Nhóm: {group}", f"Loại: {KIND_NAMES[row.target.kind]}"]
    if row.target.kind is not Kind.TASK:
        every = row.assignment.every
        facts.append(f"Kỳ số liệu: {EVERY_NAMES[every] if every else 'không theo kỳ'}")
    return tuple(facts)


def _missing_block(dossier: Dossier) -> Block | None:
    missing = dossier.row.clarity_missing
    if not missing or not is_asked(dossier.row):
        return None
    return Block(f"CÒN THIẾU RÕ: {', '.join(CLARITY_NAMES[key] for key in missing)}")


def _record_block(dossier: Dossier) -> Block | None:
    """How to record the result of a task, and the explanation still owed; None once there is nothing to add."""
    row = dossier.row
    part = f" --for {row.part}" if row.part else ""
    owing = any(each is row for each in dossier.unexplained)
    explain = (f'dts record {row.target.id}{part} --explain "..."',) if owing else ()
    if row.target.kind is not Kind.TASK or row.status in (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.UNDECIDED):
        return Block("GHI GIẢI TRÌNH", explain) if explain else None
    if row.status is Status.ONGOING:
        return Block("GHI TÌNH HÌNH", (f'dts record {row.target.id}{part} --note "..."',))
    done = f'dts record {row.target.id}{part} --done NGÀY --evidence "Văn bản số ..."'
    return Block("GHI KẾT QUẢ, GIẢI TRÌNH" if explain else "GHI KẾT QUẢ", (done, *explain))
