"""What `dts assign` answers: before and after of each changed field, and where the target stands then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Assignment, DeadlineKind, Goal, GoalWord, Kind, Registry, Target
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
WORDS = dict(FIELDS)
OPEN = ("chưa nêu", "chưa rõ", "chưa giao mục tiêu", "không hạn")
"""What a field says that nobody filled in."""
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
    kept: str | None = None,
) -> list[str]:
    """Before and after, field by field, then where the target stands; `kept` is a person left from another agency."""
    opening = "Xem trước, chưa ghi gì" if dry_run else "Đã ghi điều chỉnh" if revised else "Đã ghi"
    lines = [f"{opening}: {after.name}"]
    changed = [
        (WORDS[key], old, new) for key, old, new in changes(registry, row.target, before, after, revised=revised)
    ]
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
    if kept:
        lines.append(f"Lưu ý: người chịu trách nhiệm vẫn ghi “{kept}”; nếu đã đổi, thêm --person")
    return lines


def changes(
    registry: Registry, target: Target, before: Assignment, after: Assignment, *, revised: bool
) -> list[tuple[str, str, str]]:
    """The changed fields, each in words before and after; a revision carries its own basis."""
    texts = [
        (key, *(shown(registry, target.kind, target.unit, each, key) for each in (before, after)))
        for key, _word in FIELDS
        if not (revised and key == "basis")
    ]
    return [(key, old, new) for key, old, new in texts if old != new]


def given(registry: Registry, row: Assessment) -> list[tuple[str, str | None, str]]:
    """The fields of a new target that say something."""
    texts = ((key, shown(registry, row.target.kind, row.target.unit, row.assignment, key)) for key, _word in FIELDS)
    return [(key, None, text) for key, text in texts if text not in OPEN]


def touched_text(touched: Sequence[tuple[int, str | None, str | None]], *, dry_run: bool) -> list[str]:
    """Where it stands in the file: the line of the first change, and before writing every line out and in."""
    if not touched:
        return []
    if not dry_run:
        return [f"Tệp: targets.toml, dòng {next((each[0] for each in touched if each[2] is not None), touched[0][0])}"]
    width = max(len(str(number)) for number, _old, _new in touched)
    return [
        "Các dòng sẽ đổi trong targets.toml (- bỏ, + thêm):",
        *(
            f"  {'-' if new is None else '+'} {str(number).rjust(width)}  {old if new is None else new}".rstrip()
            for number, old, new in touched
        ),
    ]


def meanwhile_text(target: str) -> str:
    """Somebody changed the assignment between the reading and the writing of this one."""
    return (
        f"Chưa ghi: trong lúc đang nhập, có người vừa sửa việc giao {target} trong targets.toml. "
        f"Xem lại: dts show {target}; nếu vẫn ghi, gõ lại lệnh vừa gõ."
    )


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
