"""A leader's ten lines: what can be acted on, worst first, without ids and without THEO DÕI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date, format_weekday
from dts.core.model import Kind, Level, Registry
from dts.report.amounts import gap_text, goal_text, value_text
from dts.report.folding import MANY, agencies_listed
from dts.report.names import part_name
from dts.report.sections import COUNT_WORDS, Group, group_of, order_in_group, own_lines
from dts.report.status import ended_lines, unassigned
from dts.report.words import capital, days_text, owner_text, status_text

MAX_LINES = 10


def compact_lines(registry: Registry, rows: Sequence[Assessment], today: date, *, whole: bool = False) -> list[str]:
    """At most ten lines, the first a summary; `whole` names every unit that has not sent."""
    head, work = compact_parts(registry, rows, today, whole=whole)
    return [*head, *(f"{number}. {text}" for number, text in enumerate(work, 1))]


def compact_parts(
    registry: Registry, rows: Sequence[Assessment], today: date, *, whole: bool = False
) -> tuple[list[str], list[str]]:
    """The summary and the lines to be numbered, together at most ten."""
    grouped: dict[Group, list[Assessment]] = {group: [] for group in Group}
    for row in own_lines(rows):
        grouped[group_of(row)].append(row)
    for members in grouped.values():
        members.sort(key=order_in_group)
    head = [*ended_lines(registry, today), _summary(registry, grouped, today)]
    closing = _closing(registry, rows, grouped[Group.MISSING], today, whole=whole)
    work = [
        _line(registry, row) for group in (Group.OVERDUE, Group.DUE_SOON, Group.BEHIND) for row in grouped[group]
    ] + [
        _line(registry, row)
        for row in sorted(grouped[Group.IN_PROGRESS], key=_biggest_gap)
        if row.target.kind is not Kind.TASK and row.gap is not None and not row.gap.met
    ]
    room = MAX_LINES - len(head) - len(closing)
    if len(work) > room:
        work = [*work[: room - 1], f"… và {len(work) - room + 1} việc khác: dts status"]
    return head, [*work, *closing]


def _summary(registry: Registry, grouped: Mapping[Group, Sequence[Assessment]], today: date) -> str:
    counted = (Group.OVERDUE, Group.DUE_SOON, Group.MISSING, Group.BEHIND)
    counts = ", ".join(
        f"{COUNT_WORDS[group]} {len(grouped[group])}"
        for group in counted
        if grouped[group] or group is not Group.BEHIND
    )
    place = registry.province or registry.title
    return f"{place}, {format_weekday(today)} {format_date(today)}: {counts}"


def _biggest_gap(row: Assessment) -> tuple[int, int]:
    return (-(row.gap.things or 0) if row.gap else 0, row.target.order)


def _line(registry: Registry, row: Assessment) -> str:
    part = part_name(row.part, registry)
    name = row.assignment.short + (f", {part}" if part else "")
    when = days_text(row.days_left) if row.days_left is not None else "không hạn"
    if row.status is Status.AWAITING:
        when = status_text(row)  # its deadline is past, yet nothing is overdue before the figure is out
    if row.target.kind is Kind.TASK:
        return f"{name}: {when}. {capital(owner_text(row))}."
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    facts = [value_text(row) or "chưa có số liệu", f"mục tiêu {goal}" if goal else "", gap_text(row) or ""]
    words = f"{status_text(row)}: " if group_of(row) is Group.BEHIND else ""
    return f"{name}: {words}{', '.join(fact for fact in facts if fact)}; {when}. {capital(owner_text(row))}."


def _closing(
    registry: Registry, rows: Sequence[Assessment], missing: Sequence[Assessment], today: date, *, whole: bool
) -> list[str]:
    lines = []
    without, asked = unassigned(rows)
    if without:
        lines.append(f"{without}/{asked} chỉ tiêu, nhiệm vụ chưa có một đơn vị chủ trì.")
    late: dict[str, tuple[Level | None, list[str]]] = {}
    for row in missing:
        if row.timeliness and row.timeliness.missing and not row.is_total:
            names = late.setdefault(owner_text(row), (row.owner.level if row.owner else None, []))[1]
            if row.assignment.short not in names:
                names.append(row.assignment.short)
    if late:
        lines.append(f"Chưa gửi số liệu: {_unsent(registry, late, today, whole=whole)}.")
    return lines


def _unsent(registry: Registry, late: Mapping[str, tuple[Level | None, list[str]]], today: date, *, whole: bool) -> str:
    """`Sở Y tế (hồ sơ sức khỏe điện tử)`; many agencies by level, with what they all owe said once."""
    shared = {tuple(names) for _level, names in late.values()}
    if whole or len(late) <= MANY or len(shared) > 1:
        listed = [(f"{agency} ({', '.join(names)})", level) for agency, (level, names) in late.items()]
        return agencies_listed(registry, listed, today, whole=whole)
    listed = [(agency, level) for agency, (level, _names) in late.items()]
    return f"{agencies_listed(registry, listed, today)} ({', '.join(shared.pop())})"
