"""The gap table: assessments → View, in the words and order officials expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.model import Kind, Registry
from dts.core.period import PeriodKind, last_closed
from dts.core.timeliness import Data
from dts.report.document import ALARM, Grid, Row, Section, View
from dts.report.folding import fold_units, is_unit, more_units
from dts.report.footnotes import ended_notes
from dts.report.names import part_name
from dts.report.sections import COUNT_WORDS, HEADS, TONES, Group, group_of, order_in_group, own_lines, titled_row
from dts.report.status_rows import monitored_text, row_cells, when_text
from dts.report.words import capital, day_off_text

Families = dict[str, list[Assessment]]
"""All rows of each target: monitored parts stand inside the row of their target, "96% (T 99, H 96, X 93)"."""

FIRST_MONITORED = 5
"""How many of THEO DÕI are shown unless asked for."""


def status_view(
    registry: Registry,
    rows: Sequence[Assessment],
    today: date,
    *,
    scope: str = "",
    all_monitored: bool = False,
    every_unit: bool = False,
    known_at: date | None = None,
) -> View:
    """Arrange assessments as the gap table; `scope` names a filter in the title."""
    grouped: dict[Group, list[Assessment]] = {group: [] for group in Group}
    families: Families = {}
    for row in rows:
        families.setdefault(row.target.id, []).append(row)
    for row in own_lines(rows):
        grouped[group_of(row)].append(row)
    for members in grouped.values():
        members.sort(key=order_in_group)
    sections = [
        _section(registry, group, members, families, all_monitored=all_monitored, every_unit=every_unit)
        for group, members in grouped.items()
        if members
    ]
    return View(
        title=registry.title + (f": {scope}" if scope else ""),
        day=f"Ngày xem: {format_date(today)}" + (f", biết đến {format_date(known_at)}" if known_at else ""),
        head=(*ended_lines(registry, today), *orphan_lines(rows), *_counts(registry, grouped, today)),
        grids=_folder_grids(registry, rows),
        sections=tuple(sections),
        notes=tuple(view_notes(registry, rows, whole=every_unit)),
    )


# ── the first lines ──────────────────────────────────────────────────────────


def ended_lines(registry: Registry, today: date) -> list[str]:
    """One line after the last day of the folder (the province merged)."""
    if registry.members:
        from dts.report.together import merged_lines

        return merged_lines(registry, today)
    if registry.until is None or today <= registry.until:
        return []
    province = registry.province or registry.title
    now = f", nay là tỉnh {registry.successor}" if registry.successor else ""
    return [f"Tỉnh {province} có đến hết {format_date(registry.until)}{now}. Số liệu dưới đây là của tỉnh {province}."]


def orphan_lines(rows: Iterable[Assessment]) -> list[str]:
    """The error that stands at the top of every view: work of a closed agency nobody succeeds."""
    found = {row.target.id: row.owner for row in rows if row.orphaned and row.owner}
    if not found:
        return []
    names = "; ".join(
        f"{target} ({owner.short} kết thúc {format_date(owner.until)})" if owner.until else target
        for target, owner in found.items()
    )
    return [f"{ALARM}: NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN: {names}."]


def _folder_grids(registry: Registry, rows: Sequence[Assessment]) -> tuple[Grid, ...]:
    if not registry.members:
        return ()
    from dts.report.together import folder_grids

    return folder_grids(registry, rows)


def _counts(registry: Registry, grouped: dict[Group, list[Assessment]], today: date) -> list[str]:
    counts = ", ".join(f"{COUNT_WORDS[group]} {len(members)}" for group, members in grouped.items())
    if registry.members:
        from dts.report.together import by_folder

        periods = by_folder(registry, lambda folder: period_text(folder, today))
        return [" ".join([f"{capital(counts)}.", *periods])]
    return [f"{capital(counts)}. {period_text(registry, today)}".rstrip()]


def period_text(registry: Registry, today: date) -> str:
    """`Kỳ tháng 02/2025 (15/01/2025 - 14/02/2025): hạn gửi hôm nay.`; empty when the folder ended before."""
    calendar = registry.calendar()
    period = last_closed(PeriodKind.MONTH, today, calendar)
    if registry.until is not None and period.cutoff(calendar) > registry.until:
        return ""
    if registry.until is not None and today > registry.until:
        return ""
    first, last = period.window(calendar)
    due = period.due(calendar)
    off = day_off_text(registry.rules, due)
    left = (due - today).days
    if left == 0:
        when = f"hạn gửi hôm nay{off}"
    elif left > 0:
        when = f"hạn gửi {format_date(due)}{off}, còn {left} ngày"
    else:
        when = f"hạn gửi {format_date(due)}{off}, đã qua {-left} ngày"
    return f"Kỳ {period.label} ({format_date(first)} - {format_date(last)}): {when}."


def view_notes(
    registry: Registry, rows: Sequence[Assessment], *, whole: bool = False, named: bool = False
) -> list[str]:
    """What a reader must know beside the rows: unknown sending days, thresholds, breaks, succession.

    Targets go by their id, as on the screen; `named`: by their name, for papers where ids mean nothing.
    """
    notes = []
    unknown = [row for row in rows if row.timeliness and row.timeliness.state is Data.UNKNOWN and not row.is_total]
    if unknown:
        notes.append(f"Không rõ ngày gửi: {len(unknown)} số liệu của kỳ vừa chốt.")
    if any(row.pace is not None and row.pace.ratio is not None for row in rows):
        notes += _thresholds(registry)
    notes += ended_notes(registry, rows, whole=whole, named=named)
    for row in rows:
        if row.change and row.change.broken:
            part = f", {part_name(row.part, registry)}" if row.part else ""
            called = row.assignment.name if named else row.target.id
            notes.append(f"{called}{part}: không so sánh với kỳ trước, {row.change.broken}.")
    ending = sorted({row.owner.id for row in rows if row.owner and row.responsible and row.owner != row.responsible})
    for owner_id in ending:
        owner = registry.owners[owner_id]
        moved = {row.target.id for row in rows if row.owner == owner}
        heir = next(row.responsible for row in rows if row.owner == owner and row.responsible)
        since = owner.until + timedelta(days=1) if owner.until else heir.since
        day = f"từ {format_date(since)} " if since else ""
        notes.append(f"Lưu ý: {day}{owner.short} là {heir.short}; {len(moved)} chỉ tiêu, nhiệm vụ chuyển theo.")
    return notes


def _thresholds(registry: Registry) -> list[str]:
    if registry.members:
        from dts.report.together import by_folder

        return by_folder(registry, lambda folder: _thresholds(folder)[0])
    high, low = registry.rules.pace
    return [f"Tiến độ: ngưỡng {_threshold(high)} và {_threshold(low)} do tỉnh đặt."]


def _threshold(number: object) -> str:
    return str(number).replace(".", ",")


# ── sections ─────────────────────────────────────────────────────────────────


def _section(
    registry: Registry,
    group: Group,
    members: list[Assessment],
    families: Families,
    *,
    all_monitored: bool,
    every_unit: bool,
) -> Section:
    shown = members
    more = None
    if group is Group.MONITORED and not all_monitored and len(members) > FIRST_MONITORED + 1:
        shown = members[:FIRST_MONITORED]
        more = f"… và {len(members) - FIRST_MONITORED} chỉ tiêu theo dõi khác: dts status --status monitored"
    return Section(
        title=HEADS[group],
        tone=TONES[group],
        total=len(members),
        rows=tuple(
            _row(
                registry,
                group,
                row,
                families[row.target.id],
                more=more_units(registry, row, hidden, _state_words(group, members, row)) if hidden else "",
                whole=every_unit,
            )
            for row, hidden in fold_units(shown, lambda row: row, whole=every_unit)
        ),
        more=more,
    )


def _state_words(group: Group, members: Sequence[Assessment], row: Assessment) -> str:
    """What the units of a row's target have in common in this group: `chậm tiến độ`, `chưa gửi`."""
    if group is not Group.MISSING:
        return HEADS[group].lower()
    units = [each for each in members if each.target is row.target and is_unit(each)]
    wanting = all(each.timeliness is not None and each.timeliness.wanting for each in units)
    return "chưa gửi" if wanting else HEADS[group].lower()


def _row(registry: Registry, group: Group, row: Assessment, family: list[Assessment], *, more: str, whole: bool) -> Row:
    part = part_name(row.part, registry) if row.status is not Status.MONITORED else None
    if group is Group.MONITORED:
        right, who = when_text(row, family), monitored_text(row, family)
        details: list[str] = []
        one_line = True
    else:
        right, details, who, one_line = row_cells(registry, group, row, whole=whole)
    return titled_row(group, row, part)._replace(
        right=right,
        details=tuple(detail for detail in details if detail),
        who=who,
        one_line=one_line,
        lines=(more,) if more else (),
        bar=_bar(row),
        unit=row.target.unit or ("%" if row.target.kind is Kind.RATIO else ""),
    )


def _bar(row: Assessment) -> Fraction | None:
    if row.target.kind is not Kind.RATIO or row.shown is None or row.shown.value is None:
        return None
    return min(max(row.shown.value, Fraction(0)), Fraction(100))


def unassigned(rows: Iterable[Assessment]) -> tuple[int, int]:
    """How many assigned targets and tasks have no single agency, and of how many."""
    asked = {
        (row.target.id): row
        for row in rows
        if row.assignment.goal is not None or (row.target.kind is Kind.TASK and _given(row))
    }
    return sum(1 for row in asked.values() if row.owner is None), len(asked)


def _given(row: Assessment) -> bool:
    return bool(row.assignment.basis or row.assignment.owner or row.assignment.assigned_to)
