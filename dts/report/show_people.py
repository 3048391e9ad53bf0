"""Who must do what by when, on what basis, how that was changed, and what was said about it."""

from __future__ import annotations

from datetime import timedelta

from dts.core.assess import Assessment
from dts.core.dates import format_date, format_weekday
from dts.core.dossier import Dossier, Revised
from dts.core.log import Remark
from dts.core.model import Assignment, DeadlineKind, Kind, Mark, Owner, Registry
from dts.core.numerals import format_number
from dts.core.period import period_containing
from dts.core.remarks import remark_day
from dts.core.tally import is_assigned
from dts.report.amounts import goal_text
from dts.report.folding import parts_listed
from dts.report.page import Block, Deeper, Pair
from dts.report.words import CLARITY_NAMES, EVERY_NAMES, NO_OWNER, capital, deadline_text, each_unit_text

UNCLEAR = "CHƯA RÕ"


# ── deadline ─────────────────────────────────────────────────────────────────


def deadline_block(row: Assessment) -> Block | None:
    """THỜI HẠN: the document's words and the last good day together; None where nothing was said about time."""
    deadline = row.assignment.deadline
    words = deadline_text(row)
    if deadline.kind is DeadlineKind.ONGOING:
        return Block("THỜI HẠN", (f"{capital(words)}: không có ngày cuối, không tính quá hạn.",))
    last = deadline.last_good_day
    if last is None:
        return Block("THỜI HẠN", (f"Văn bản ghi: {words}",)) if row.assignment.deadline_text else None
    origin = "Văn bản ghi" if row.assignment.deadline_text else "Thời hạn"
    after = last + timedelta(days=1)
    lines = [
        f"{origin}: {words}",
        f"Ngày cuối trong hạn: {format_date(last)} ({format_weekday(last)}). Từ ngày {format_date(after)} là quá hạn.",
    ]
    if row.assignment.every is not None and row.target.kind is not Kind.TASK:
        deciding = period_containing(row.assignment.every, last)
        due = format_date(deciding.due(row.calendar, lag_months=row.assignment.lag_months))
        word = "công bố chậm nhất" if row.assignment.lag_months else "hạn gửi"
        lines.append(f"Sau ngày ấy kết luận theo số liệu {deciding.label} ({word} {due}).")
    return Block("THỜI HẠN", tuple(lines))


# ── what was assigned ────────────────────────────────────────────────────────


def assigned_block(registry: Registry, dossier: Dossier) -> Block | None:
    """GIAO VIỆC: the plan (baseline, milestones) and every revision, what stood before beside what stands now."""
    row = dossier.row
    if row.assignment.goal is None and not dossier.revisions and not dossier.later:
        return None
    first = "Giao ban đầu: " if dossier.revisions else ""
    lines: list[str | Deeper | Pair] = [capital(f"{first}{_assignment_text(registry, row, dossier.original)}")]
    lines += _plan(row, dossier.original)
    for revised in dossier.revisions:
        lines += _revised(registry, row, revised)
    if not dossier.revisions:
        lines.append("Điều chỉnh: chưa có.")
    if dossier.later:
        days = ", ".join(format_date(day) for day in dossier.later)
        lines.append(f"Sau ngày xem còn {len(dossier.later)} điều chỉnh, có hiệu lực từ {days}.")
    return Block("GIAO VIỆC", tuple(lines))


def _assignment_text(registry: Registry, row: Assessment, given: Assignment) -> str:
    goal = goal_text(given.goal, row.target.kind, row.target.unit)
    owner = registry.owners[given.owner].short if given.owner else _without_owner(row, given)
    phrases = [
        f"mục tiêu {goal}" if goal else "",
        f"thời hạn {deadline_text(row._replace(assignment=given))}" if given.deadline.day else _without_day(given),
        owner if owner == NO_OWNER else f"chủ trì {owner}",
    ]
    return "; ".join(phrase for phrase in phrases if phrase)


def _without_owner(row: Assessment, given: Assignment) -> str:
    """A unit answers for its own part; of the whole, every unit of the level does."""
    if row.owner is not None and row.owner.id == row.part:
        return row.owner.short
    return given.assigned_to or each_unit_text(row) or NO_OWNER


def _without_day(given: Assignment) -> str:
    return "thường xuyên" if given.deadline.kind is DeadlineKind.ONGOING else "không hạn"


def _plan(row: Assessment, given: Assignment) -> list[str]:
    lines = []
    if given.baseline is not None:
        lines.append(f"Số liệu gốc: {_mark_text(row, given.baseline)}, ngày {format_date(given.baseline.day)}")
    if given.milestones:
        lines.append(f"Mốc giữa kỳ: {_milestones(row, given.milestones)}")
    return lines


def _mark_text(row: Assessment, mark: Mark) -> str:
    number = format_number(mark.value) if mark.value.denominator == 1 else format_number(mark.value, places=2)
    return f"{number}%" if row.target.kind is Kind.RATIO else f"{number} {row.target.unit or ''}".rstrip()


def _milestones(row: Assessment, marks: tuple[Mark, ...]) -> str:
    return "; ".join(f"{_mark_text(row, mark)} đến {format_date(mark.day)}" for mark in marks)


def _revised(registry: Registry, row: Assessment, revised: Revised) -> list[str | Deeper | Pair]:
    basis = f", căn cứ: {revised.basis}" if revised.basis else ", chưa nêu căn cứ"
    lines: list[str | Deeper | Pair] = [f"Điều chỉnh từ {format_date(revised.since)}{basis}"]
    for key, label in REVISED_NAMES.items():
        if key in revised.changed:
            before, after = (changed_text(registry, row, key, each) for each in (revised.before, revised.after))
            if before != after:
                lines.append(Pair(label, f"trước: {before}; sau: {after}", deeper=True))
    lines.append(Pair("lý do", revised.reason or "chưa nêu", deeper=True))
    return lines


REVISED_NAMES = {
    "goal": "mục tiêu",
    "goal_of": "nguồn mục tiêu",
    "deadline": "thời hạn",
    "deadline_text": "lời văn bản",
    "milestones": "mốc giữa kỳ",
    "owner": "chủ trì",
    "assigned_to": "giao chung",
    "partners": "phối hợp",
    "person": "rõ người",
    "work": "rõ việc",
    "responsibility": "rõ trách nhiệm",
    "result": "rõ kết quả",
    "authority": "rõ thẩm quyền",
    "every": "kỳ số liệu",
}
"""What a revision may change, in the order of the screen."""


def changed_text(registry: Registry, row: Assessment, key: str, given: Assignment) -> str:
    """One field of an assignment in words; "chưa nêu" where it is not set."""
    value = getattr(given, key)
    match key:
        case "goal":
            return goal_text(given.goal, row.target.kind, row.target.unit) or "chưa có"
        case "deadline":
            return deadline_text(row._replace(assignment=given._replace(deadline_text=None)))
        case "owner":
            return registry.owners[given.owner].short if given.owner else "chưa rõ"
        case "partners":
            return ", ".join(registry.owners[each].short for each in given.partners) or "chưa nêu"
        case "milestones":
            return _milestones(row, given.milestones) or "không có"
        case "every":
            return EVERY_NAMES[given.every] if given.every else "không theo kỳ"
        case "deadline_text" | "goal_of" | "assigned_to":  # words somebody may quote; none is no rõ wanting
            return str(value) if value else "chưa nêu"
        case _:
            return str(value) if value else "chưa rõ" if key in REVISED_NAMES else "chưa nêu"


# ── rõ người, rõ việc ────────────────────────────────────────────────────────


def clarity_block(registry: Registry, dossier: Dossier) -> Block:
    """RÕ NGƯỜI, RÕ VIỆC: the rõ that are asked, then agency, partners, basis, whose goal, by which index."""
    row = dossier.row
    asked = is_asked(row)
    wanted = registry.rules.clarity if asked else ()
    missing = len(row.clarity_missing)
    tail = "" if not asked else f" (thiếu {missing} rõ)" if missing else f" (đủ {len(wanted)} rõ)"
    found = [Pair(CLARITY_NAMES[key], clear_text(row, key) or _unclear(row, key)) for key in wanted]
    found += _facts(registry, row, asked=asked)
    items: list[str | Pair] = [*found]
    if not asked:
        task = row.target.kind is Kind.TASK
        what = "Chưa thấy văn bản giao việc này" if task else "Chỉ tiêu theo dõi, chưa giao mục tiêu"
        items.append(f"{what}: không xét {len(registry.rules.clarity)} rõ.")
    return Block(f"RÕ NGƯỜI, RÕ VIỆC{tail}", tuple(items))


def is_asked(row: Assessment) -> bool:
    """Whether the rõ are asked: of a goal, and of a task somebody was given."""
    return is_assigned(row) if row.target.kind is Kind.TASK else row.assignment.goal is not None


def clear_text(row: Assessment, key: str) -> str | None:
    """What was said for one rõ; None when it is missing."""
    if key in row.clarity_missing:
        return None
    given, indicator = row.assignment, row.target.kind is not Kind.TASK
    match key:
        case "time":
            return deadline_text(row)
        case "work" if indicator:
            return given.work or given.name
        case "result" if indicator:
            return given.result or goal_text(given.goal, row.target.kind, row.target.unit)
        case _:
            return getattr(given, key) or None


def _unclear(row: Assessment, key: str) -> str:
    """A post is not a person: the head stands in brackets beside CHƯA RÕ."""
    head = row.responsible.head if row.responsible else None
    if key == "person" and head:
        return f"{UNCLEAR} (người đứng đầu: {head})"
    return f"{UNCLEAR} (chưa nêu thời hạn)" if key == "time" else UNCLEAR


def _facts(registry: Registry, row: Assessment, *, asked: bool) -> list[Pair]:
    given = row.assignment
    partners = ", ".join(_agency(registry, registry.owners[each], row) for each in given.partners)
    nobody = each_unit_text(row) or (UNCLEAR if asked else UNCLEAR.lower())
    facts = [Pair("chủ trì", _agency(registry, row.owner, row) if row.owner else nobody)]
    if given.assigned_to:
        facts.append(Pair("giao chung", given.assigned_to))
    facts.append(Pair("phối hợp", partners or "chưa nêu"))
    facts.append(Pair("căn cứ", given.basis or "chưa nêu"))
    for label, text in (
        ("nguồn mục tiêu", given.goal_of),
        ("xét theo", given.judged_by),
        ("mục tiêu về sau", f"{given.later}; chỉ ghi lại, không dùng để xét" if given.later else None),
        ("ghi chú", given.note),
    ):
        if text:
            facts.append(Pair(label, text))
    return facts


def _agency(registry: Registry, owner: Owner, row: Assessment) -> str:
    """The full name with the agency that took over: Sở … (nay là Sở …, từ 01/3/2025)."""
    heir = registry.responsible(owner.id, row.today)
    if heir is None:
        return f"{owner.name} (đã kết thúc, chưa có đơn vị tiếp nhận)"
    if heir.id == owner.id:
        return owner.name
    since = f", từ {format_date(owner.until + timedelta(days=1))}" if owner.until else ""
    return f"{owner.name} (nay là {heir.name}{since})"


# ── what was said ────────────────────────────────────────────────────────────


def said_block(registry: Registry, dossier: Dossier, *, whole: bool = False) -> Block | None:
    """TÌNH HÌNH, GIẢI TRÌNH: the last word of each; silence is named where somebody must explain, or has work open."""
    row = dossier.row
    open_task = row.target.kind is Kind.TASK and row.shown is None
    lines = []
    silent = "" if dossier.note is not None or not open_task else "Chưa có báo cáo. "
    if dossier.note is not None:
        lines.append(f"Tình hình {_said(dossier.note)}")
    if dossier.explanation is not None:
        lines.append(f"{silent}Giải trình {_said(dossier.explanation)}")
    elif any(each is row for each in dossier.unexplained):
        lines.append(f"{silent}CHƯA GIẢI TRÌNH.")
    elif open_task and row.deadline is not None:
        lines.append(f"{silent}Giải trình: chưa đến hạn nên chưa yêu cầu.")
    elif silent:
        lines.append(silent.strip())
    others = [each for each in dossier.unexplained if each.part != row.part]
    if others:
        lines.append(f"Chưa giải trình: {parts_listed(registry, others, whole=whole)}.")
    return Block("TÌNH HÌNH, GIẢI TRÌNH", tuple(lines)) if lines else None


def _said(remark: Remark) -> str:
    """`Tình hình (18/02/2025, Sở A ghi): đang rà soát`."""
    day = remark_day(remark)
    when = format_date(day) if day else f"kỳ {remark.period.label}"
    who = f", {remark.recorded_by} ghi" if remark.recorded_by else ""
    return f"({when}{who}): {' '.join(remark.text.split())}"
