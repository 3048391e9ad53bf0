"""Who has what: one line per responsible agency, worst first, and what nobody has; the totals add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dts.core.arrears import Ending, measure_unsent
from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.model import Kind, Level, Registry
from dts.core.tally import assigned_rows, tally_tasks
from dts.report.count_grids import count_grids
from dts.report.document import View
from dts.report.folding import MANY
from dts.report.footnotes import ended_notes
from dts.report.holders import Holder, HolderKind, add_counts, find_holders
from dts.report.names import LEVEL_NAMES
from dts.report.overdue import ending_line
from dts.report.status import ended_lines, orphan_lines
from dts.report.words import CLARITY_NAMES, NOTHING_ASSIGNED, NOTHING_DUE, capital, parts_text, rate_text, status_text

TITLE = "RÕ NGƯỜI, RÕ VIỆC theo đơn vị chủ trì"


def owners_view(
    registry: Registry,
    rows: Sequence[Assessment],
    endings: Sequence[Ending],
    today: date,
    *,
    scope: str = "",
    known_at: date | None = None,
    every_unit: bool = False,
) -> View:
    """The table of agencies; `scope` names a filter, many communes stand in one line unless `every_unit`."""
    holders = find_holders(registry, rows)
    if not every_unit:
        holders = fold_levels(holders, " (xem --all)")
    assigned = assigned_rows(rows)
    return View(
        title=TITLE + (f": {scope}" if scope else ""),
        day=day_text(today, known_at),
        head=(*ended_lines(registry, today), *orphan_lines(rows), _opening(assigned)),
        grids=count_grids("Đơn vị chủ trì", [(holder.name, holder.counts) for holder in holders]),
        notes=(
            *completion_lines(assigned),
            *clarity_lines(registry, assigned),
            *_outside(rows, assigned),
            *_units_to_report(registry, rows, whole=every_unit),
            *ended_notes(registry, rows, whole=every_unit),
            *map(ending_line, endings),
        )
        if holders
        else (),
    )


def fold_levels(holders: Sequence[Holder], hint: str = "") -> list[Holder]:
    """Districts or communes, when there are many, as one line with the sum of their counts; `hint` follows its name."""
    folded = [holder for holder in holders if not (holder.agency and _many(holders, holder.agency.level))]
    for level in (Level.HUYEN, Level.XA):
        if _many(holders, level):
            members = [holder for holder in holders if holder.agency and holder.agency.level is level]
            name = f"{capital(LEVEL_NAMES[level])}: {len(members)} đơn vị{hint}"
            folded.append(Holder(HolderKind.AGENCY, None, name, add_counts(each.counts for each in members)))
    return folded


def _many(holders: Sequence[Holder], level: Level) -> bool:
    found = sum(1 for holder in holders if holder.agency and holder.agency.level is level)
    return level in (Level.HUYEN, Level.XA) and found > MANY


def day_text(today: date, known_at: date | None) -> str:
    """The right end of the first line."""
    return f"Ngày xem: {format_date(today)}" + (f", biết đến {format_date(known_at)}" if known_at else "")


def _opening(assigned: Sequence[Assessment]) -> str:
    if not assigned:
        return "Không có việc nào được giao."
    split = split_words(assigned)
    note = f" ({split})" if split else ""
    alone = sum(1 for row in assigned if row.owner is None)
    orphaned = sum(1 for row in assigned if row.orphaned)
    tail = f", {orphaned} chưa có đơn vị tiếp nhận" if orphaned else ""
    return f"{len(assigned)} việc được giao{note}: {alone} chưa có một đơn vị chủ trì{tail}"


def split_words(rows: Sequence[Assessment]) -> str:
    """How a target given in parts is counted; empty where none is."""
    parts = Counter(row.target.id for row in rows)
    if len(parts) == len(rows):
        return ""
    levels = all(row.part in tuple(Level) for row in rows if parts[row.target.id] > 1)
    return "giao hai cấp tính hai" if levels and max(parts.values()) == 2 else "giao nhiều nơi tính từng nơi"


# ── the lines below, shared with an agency's page ────────────────────────────


def completion_lines(rows: Sequence[Assessment]) -> list[str]:
    """Both completion rates by name, and what they leave out."""
    tally = tally_tasks(rows)
    lines = [
        f"Tỷ lệ hoàn thành trên tổng số được giao: {rate_text(tally.assigned, NOTHING_ASSIGNED)}",
        f"Tỷ lệ hoàn thành trên số đã đến hạn: {rate_text(tally.due, NOTHING_DUE)}",
    ]
    if tally.ongoing:
        lines.append(f"Không tính {tally.ongoing} nhiệm vụ thường xuyên.")
    return lines


def clarity_lines(registry: Registry, rows: Sequence[Assessment]) -> list[str]:
    """Which rõ are missing how often: `Thiếu rõ: 29 việc (rõ người 29, rõ thời gian 17, …).`"""
    missing = Counter(key for row in rows for key in row.clarity_missing)
    if not missing:
        return []
    unclear = sum(1 for row in rows if row.clarity_missing)
    listed = ", ".join(f"{CLARITY_NAMES[key]} {missing[key]}" for key in registry.rules.clarity if missing[key])
    return [f"Thiếu rõ: {unclear} việc ({listed})."]


def _outside(rows: Sequence[Assessment], assigned: Sequence[Assessment]) -> list[str]:
    """What the table does not count as given."""
    given = {row.target.id for row in assigned}
    followed = {row.target.id for row in rows if row.status is Status.MONITORED} - given
    milestones = {row.target.id for row in rows if row.target.kind is Kind.TASK} - given
    phrases = [
        f"{len(followed)} chỉ tiêu theo dõi, chưa giao mục tiêu" if followed else "",
        f"{len(milestones)} mốc không phải việc được giao" if milestones else "",
    ]
    unsent = sum(1 for row in rows if row.status is Status.MONITORED and measure_unsent(row))
    listed = "; ".join(filter(None, phrases))
    return [
        *([f"Không tính là được giao: {listed}."] if listed else []),
        *([f"Cột Chưa gửi tính cả {unsent} chỉ tiêu theo dõi."] if unsent else []),
    ]


def _units_to_report(registry: Registry, rows: Sequence[Assessment], *, whole: bool) -> list[str]:
    """Totals over units that are nobody's own: how they stand and who has not reported."""
    lines = []
    for row in rows:
        covered = parts_text(row.latest, registry, whole=whole)
        if row.is_total and row.owner is None and covered and row.latest:
            verdict = f"{status_text(row)}; " if row.assignment.goal is not None else ""
            period = row.latest.figure.period.label
            lines.append(f"{row.target.id}, cộng các đơn vị, {period}: {verdict}{covered}")
    return lines
