"""What `dts assign` answers: before and after of each changed field, and where the target stands then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Assignment, DeadlineKind, Goal, GoalWord, Kind, Registry
from dts.report.amounts import gap_text, goal_text
from dts.report.words import CLARITY_NAMES, days_text, status_text

FIELDS = (
    ("owner", "chủ trì"),
    ("partners", "phối hợp"),
    ("person", "rõ người"),
    ("work", "rõ việc"),
    ("deadline", "thời hạn"),
    ("goal", "mục tiêu"),
    ("responsibility", "rõ trách nhiệm"),
    ("result", "rõ kết quả"),
    ("authority", "rõ thẩm quyền"),
    ("basis", "căn cứ"),
)
REVISED_WORDS = {"owner": "đơn vị chủ trì", "person": "người chịu trách nhiệm", "deadline_text": "thời hạn"}


def changed_words(revision: Mapping[str, Any]) -> str:
    """`thời hạn, người chịu trách nhiệm`."""
    words = []
    for key in revision:
        word = REVISED_WORDS.get(key) or ("mục tiêu" if key in tuple(GoalWord) else "thời hạn")
        if word not in words:
            words.append(word)
    return ", ".join(words)


def already(assignment: Assignment, key: str, value: Any) -> bool:
    """Whether the assignment in force already says so."""
    if key in tuple(GoalWord):
        return assignment.goal == Goal(GoalWord(key), value)
    if key in ("by", "before"):
        return (assignment.deadline.kind, assignment.deadline.day) == (DeadlineKind(key), value)
    if key == "ongoing":
        return assignment.deadline.kind is DeadlineKind.ONGOING
    return bool(getattr(assignment, key) == value)


def shown(registry: Registry, kind: Kind, unit: str | None, assignment: Assignment, field: str) -> str:
    """One field as people read it; `chưa rõ` where it is open."""
    value = getattr(assignment, field)
    if field == "owner":
        return registry.owners[value].short if value else assignment.assigned_to or "chưa rõ"
    if field == "partners":
        return ", ".join(registry.owners[each].short for each in value) or "chưa nêu"
    if field == "goal":
        return goal_text(value, kind, unit) or "chưa giao mục tiêu"
    if field == "deadline":
        return _deadline(assignment)
    return str(value) if value else "chưa rõ"


def _deadline(assignment: Assignment) -> str:
    deadline = assignment.deadline
    if deadline.day is None:
        return "thường xuyên" if deadline.kind is DeadlineKind.ONGOING else "không hạn"
    word = "trước ngày" if deadline.kind is DeadlineKind.BEFORE else "đến"
    return f"{word} {format_date(deadline.day)}"


def changed_lines(
    registry: Registry,
    before: Assignment,
    after: Assignment,
    row: Assessment,
    *,
    since: date,
    revised: bool,
    basis: str | None,
    reason: str | None,
    dry_run: bool,
) -> list[str]:
    """Before and after, field by field, then where the target stands."""
    opening = "Xem trước, chưa ghi gì" if dry_run else "Đã ghi điều chỉnh" if revised else "Đã ghi"
    kind, unit = row.target.kind, row.target.unit
    lines = [f"{opening}: {after.name}"]
    pairs = [
        (word, shown(registry, kind, unit, before, field), shown(registry, kind, unit, after, field))
        for field, word in FIELDS
        if not (revised and field == "basis")
    ]
    changed = [pair for pair in pairs if pair[1] != pair[2]]
    width = max((len(old) for _word, old, _new in changed), default=0)
    lines += [f"  {word.ljust(15)}  trước: {old.ljust(width)}  sau: {new}" for word, old, new in changed]
    if revised:
        lines += [f"  {'căn cứ'.ljust(15)}  {basis}", f"  {'lý do'.ljust(15)}  {reason}"]
        lines.append(f"  {'hiệu lực'.ljust(15)}  từ {format_date(since)}")
    if since > row.today:
        lines.append(f"Trước ngày {format_date(since)} vẫn xét theo nội dung cũ: {status_text(row)}.")
    else:
        lines.append(_standing(row))
    if revised:
        lines.append("Nội dung giao cũ được lưu trong lịch sử giao việc; các ngày trước vẫn xét theo nội dung cũ.")
    return lines


def _standing(row: Assessment) -> str:
    parts = [status_text(row)]
    if row.days_left is not None and "ngày" not in parts[0]:
        parts.append(days_text(row.days_left))
    parts.append(gap_text(row) or "")
    missing = ", ".join(CLARITY_NAMES[key] for key in row.clarity_missing)
    parts.append(
        f"còn thiếu {missing}" if missing else "đủ 5 rõ" if row.assignment.goal or row.target.kind is Kind.TASK else ""
    )
    return "Sau khi ghi: " + "; ".join(part for part in parts if part) + "."


def new_lines(registry: Registry, row: Assessment, *, dry_run: bool) -> list[str]:
    """The answer to a new target."""
    opening = "Xem trước, chưa ghi gì" if dry_run else "Đã thêm"
    kind, unit = row.target.kind, row.target.unit
    lines = [f"{opening}: {row.target.id}: {row.assignment.name}"]
    for field, word in FIELDS:
        text = shown(registry, kind, unit, row.assignment, field)
        if text not in ("chưa nêu", "chưa giao mục tiêu") and not (field == "authority" and text == "chưa rõ"):
            lines.append(f"  {word.ljust(15)}  {text}")
    return [*lines, _standing(row)]
