"""The gap table: assessments → View, in the words and order officials expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date, format_weekday
from dts.core.model import Kind, Registry
from dts.core.period import Period, PeriodKind, last_closed
from dts.core.timeliness import Data
from dts.report.document import Row, Section, View
from dts.report.folding import fold_units, more_units
from dts.report.sections import COUNT_WORDS, HEADS, MARKS, TONES, Group, days_unsent, group_of, order_in_group
from dts.report.words import (
    LEVEL_LETTERS,
    capital,
    data_text,
    days_text,
    deadline_text,
    figure_age,
    figure_time,
    gap_text,
    goal_text,
    pace_number,
    part_name,
    parts_of_fraction,
    parts_text,
    periods_text,
    responsible_text,
    status_text,
    value_text,
    with_age,
)

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
        family = families.setdefault(row.target.id, [])
        if row.status is not Status.MONITORED or not family:
            grouped[group_of(row)].append(row)
        family.append(row)
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
        sections=tuple(sections),
        notes=tuple(_notes(registry, rows)),
    )


# ── the first lines ──────────────────────────────────────────────────────────


def ended_lines(registry: Registry, today: date) -> list[str]:
    """One line after the last day of the folder (the province merged)."""
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
    return [f"NHIỆM VỤ CHƯA CÓ ĐƠN VỊ TIẾP NHẬN: {names}."]


def _counts(registry: Registry, grouped: dict[Group, list[Assessment]], today: date) -> list[str]:
    counts = ", ".join(f"{COUNT_WORDS[group]} {len(members)}" for group, members in grouped.items())
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
    weekend = f", là {format_weekday(due)}" if due.weekday() >= 5 else ""
    left = (due - today).days
    if left == 0:
        when = f"hạn gửi hôm nay{weekend}"
    elif left > 0:
        when = f"hạn gửi {format_date(due)}{weekend}, còn {left} ngày"
    else:
        when = f"hạn gửi {format_date(due)}{weekend}, đã qua {-left} ngày"
    return f"Kỳ {period.label} ({format_date(first)} - {format_date(last)}): {when}."


def _notes(registry: Registry, rows: Sequence[Assessment]) -> list[str]:
    notes = []
    unknown = [row for row in rows if row.timeliness and row.timeliness.state is Data.UNKNOWN and not row.is_total]
    if unknown:
        notes.append(f"Không rõ ngày gửi: {len(unknown)} số liệu của kỳ vừa chốt.")
    if any(row.pace is not None and row.pace.ratio is not None for row in rows):
        high, low = registry.rules.pace
        notes.append(f"Tiến độ: ngưỡng {_threshold(high)} và {_threshold(low)} do tỉnh đặt.")
    for row in rows:
        if row.change and row.change.broken:
            part = f", {part_name(row.part, registry)}" if row.part else ""
            notes.append(f"{row.target.id}{part}: không so sánh với kỳ trước, {row.change.broken}.")
    ending = sorted({row.owner.id for row in rows if row.owner and row.responsible and row.owner != row.responsible})
    for owner_id in ending:
        owner = registry.owners[owner_id]
        moved = {row.target.id for row in rows if row.owner == owner}
        heir = next(row.responsible for row in rows if row.owner == owner and row.responsible)
        since = owner.until + timedelta(days=1) if owner.until else heir.since
        day = f"từ {format_date(since)} " if since else ""
        notes.append(f"Lưu ý: {day}{owner.short} là {heir.short}; {len(moved)} chỉ tiêu, nhiệm vụ chuyển theo.")
    return notes


def _threshold(number: object) -> str:
    return str(number).replace(".", ",")


# ── sections and rows ────────────────────────────────────────────────────────


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
            _row(registry, group, row, families[row.target.id], hidden=hidden)
            for row, hidden in fold_units(shown, lambda row: row, whole=every_unit)
        ),
        more=more,
    )


def _row(registry: Registry, group: Group, row: Assessment, family: list[Assessment], *, hidden: int = 0) -> Row:
    part = part_name(row.part, registry) if row.status is not Status.MONITORED else None
    suffix = f", {part}" if part else ""
    if group is Group.MONITORED:
        right, who = _when_all(row, family), monitored_text(row, family)
        details: list[str] = []
        one_line = True
    else:
        right, details, who, one_line = row_cells(registry, group, row)
    return Row(
        mark=MARKS[group],
        tone=TONES[group],
        id=row.target.id,
        name=row.assignment.name + suffix,
        short=row.assignment.short + suffix,
        right=right,
        details=tuple(detail for detail in details if detail),
        who=who,
        one_line=one_line,
        lines=(more_units(row.target.id, hidden),) if hidden else (),
        bar=_bar(row),
        unit=row.target.unit or ("%" if row.target.kind is Kind.RATIO else ""),
    )


def _bar(row: Assessment) -> Fraction | None:
    if row.target.kind is not Kind.RATIO or row.shown is None or row.shown.value is None:
        return None
    return min(max(row.shown.value, Fraction(0)), Fraction(100))


def row_cells(registry: Registry, group: Group, row: Assessment) -> tuple[str, list[str], str, bool]:
    """Right cell, second-line phrases, responsible name, and whether one line is enough."""
    who = responsible_text(row)
    task = row.target.kind is Kind.TASK
    match group:
        case Group.OVERDUE | Group.DUE_SOON:
            if task:
                return days_text(row.days_left or 0), ["chưa hoàn thành", f"hạn: {deadline_text(row)}"], who, False
            return (
                days_text(row.days_left or 0),
                [result_text(row), _pace_words(row), *distance_phrases(row)],
                who,
                False,
            )
        case Group.MISSING:
            right, details = _missing(registry, row)
            return right, details, who if _has_owner(row) or row.assignment.goal else "", False
        case Group.BEHIND:
            words = _pace_words(row) or status_text(row)
            return _days_or_none(row), [words, result_text(row), *distance_phrases(row)], who, False
        case Group.IN_PROGRESS if task:
            if row.days_left is None:
                return deadline_text(row) if not row.assignment.deadline.day else "", [], who, True
            return _days_or_none(row), [f"hạn: {deadline_text(row)}"], who, False
        case Group.IN_PROGRESS:
            if row.status is Status.AWAITING:
                return status_text(row), [_awaited(row), result_text(row), *distance_phrases(row)], who, False
            details = [
                _pace_words(row),
                result_text(row),
                *distance_phrases(row),
                parts_text(row.shown, registry) or "",
            ]
            return _days_or_none(row), details, who, False
        case Group.ACHIEVED:
            right = status_text(row) if not task else completed_text(row)
            details = [] if task else [_judged_by(row), _awaiting_words(row), parts_text(row.shown, registry) or ""]
            if not task:
                right = ", ".join(filter(None, [_late_words(row), _value(row), gap_text(row) or ""]))
            return right, details, "", True
        case _:
            return "", [], who, True


def _has_owner(row: Assessment) -> bool:
    return row.owner is not None or row.assignment.assigned_to is not None


def _days_or_none(row: Assessment) -> str:
    if row.days_left is not None:
        return days_text(row.days_left)
    return deadline_text(row) if row.assignment.deadline.kind == "ongoing" else "không hạn"


def _value(row: Assessment) -> str:
    """The result with its own time when it is not of the current period."""
    text = value_text(row)
    if text is None:
        return ""
    if row.shown and row.shown.figure.estimate:
        text = f"ước đạt {text}"
    return with_age(text, figure_age(row, row.shown))


def result_text(row: Assessment) -> str:
    """`51,15%, mục tiêu ≥ 80%`: never without the word mục tiêu."""
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    value = _value(row) or "chưa có số liệu"
    return f"{value}, mục tiêu {goal}" if goal else value


def distance_phrases(row: Assessment) -> list[str]:
    """The gap in words, and the index it is judged by where that is not the goal's own."""
    return [gap_text(row) or "", _judged_by(row)]


def _judged_by(row: Assessment) -> str:
    return f"xét theo {row.assignment.judged_by}" if row.assignment.judged_by else ""


def _pace_words(row: Assessment) -> str:
    """`chậm tiến độ (0,77)`, only where a pace decided or can be told."""
    pace = row.pace
    if pace is None or row.status in (Status.ACHIEVED, Status.MONITORED):
        return ""
    if pace.ratio is None:
        return status_text(row) if row.status is Status.REGRESSING else ""
    shown = pace_number(pace.ratio)
    words = status_text(row) if row.status in _PACED else "tiến độ"
    return f"{words} ({shown})" if row.status in _PACED else f"tiến độ {shown}"


_PACED = (Status.ON_TRACK, Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING)


def _missing(registry: Registry, row: Assessment) -> tuple[str, list[str]]:
    """Right cell and phrases of a row whose figure is wanting or cannot decide."""
    timeliness = row.timeliness
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    if row.status is Status.UNDECIDED:
        return "cần số chính xác", [status_text(row), result_text(row)]
    if timeliness is None or not timeliness.wanting:
        days = _days_or_none(row)
        if row.latest is None:
            return days, ["chưa có số liệu", f"mục tiêu {goal}" if goal else ""]
        return days, [status_text(row), latest_text(row)]
    right = data_text(timeliness) or ""
    first = ""
    if timeliness.state is Data.MISSING and len(timeliness.missing) > 1:
        right = f"chưa gửi {len(timeliness.missing)} kỳ"
        first = f"từ {timeliness.missing[0].label}"
    elif timeliness.state is Data.MISSING:
        first = f"chưa gửi {timeliness.missing[0].label}"
    elif timeliness.state is Data.AWAITING and len(timeliness.missing) == 1:
        right, first = f"chưa gửi, chậm {days_unsent(row)} ngày", f"chưa gửi {timeliness.missing[0].label}"
    elif timeliness.missing:
        count = len(timeliness.missing)
        first = (
            f"chưa gửi {count} kỳ trước, từ {timeliness.missing[0].label}"
            if count > 1
            else (f"chưa gửi {timeliness.missing[0].label}")
        )
    if row.is_total:
        first = parts_text(row.latest, registry) or first
    phrases = [first, latest_text(row)]
    if row.latest is None and goal:
        phrases.append(f"mục tiêu {goal}")
    return right, phrases


def latest_text(row: Assessment) -> str:
    """`gần nhất: đạt, 95,5% (số liệu 2023)`."""
    item = row.shown
    if item is None or item.value is None:
        return "chưa có số liệu lần nào"
    age = figure_age(row, item) or f"số liệu {figure_time(item)}"
    text = with_age(value_text(row, item) or "", age)
    gap = row.gap
    if gap is None:
        return f"gần nhất: {text}"
    if gap.met:
        return f"gần nhất: đạt, {text}"
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    return f"gần nhất: {text}, mục tiêu {goal}; {gap_text(row)}"


def completed_text(row: Assessment) -> str:
    """hoàn thành 10/2024 (không hạn); hoàn thành 26/02/2025 trong hạn."""
    done = row.shown.figure.done if row.shown else None
    when = done.text if done else ""
    match row.status:
        case Status.ACHIEVED_LATE:
            return f"hoàn thành {when}, quá hạn {row.days_late} ngày"
        case Status.UNDECIDED:
            return f"hoàn thành {when}, chưa rõ trong hạn hay quá hạn"
        case _:
            return f"hoàn thành {when} " + ("trong hạn" if row.deadline else "(không hạn)")


def _late_words(row: Assessment) -> str:
    return "đạt sau hạn" if row.status is Status.ACHIEVED_LATE else ""


def _awaited(row: Assessment) -> str:
    """`kết quả năm 2025`: whose figure decides, after the deadline."""
    return f"kết quả {row.deciding_period.label}" if row.deciding_period else ""


def _awaiting_words(row: Assessment) -> str:
    """`kết quả năm 2023: chờ công bố`."""
    timeliness = row.timeliness
    if timeliness is None or not timeliness.pending or timeliness.state is not Data.AWAITING:
        return ""
    return f"kết quả {periods_text(timeliness.pending)}: chờ công bố"


def monitored_text(row: Assessment, family: list[Assessment]) -> str:
    """`762.284/980.226 = 77,77%`, `96% (T 99, H 96, X 93)`; a target known by part only shows the parts."""
    text = value_text(row) if row.part is None else None
    parts = _parts_known(family, apart=text is None)
    if row.part is not None:
        return parts
    if text is None:
        return row.assignment.deadline_text or "chưa có số liệu"
    fraction = parts_of_fraction(row.shown) if row.shown else None
    text = f"{fraction} = {text}" if fraction else text
    return f"{text} ({parts})" if parts else text


def _parts_known(family: list[Assessment], *, apart: bool) -> str:
    """`T 99, H 96, X 93`; with `apart`, parts of different times carry their own: T 100 (quý III/2022), H 100, X 99."""
    members = [each for each in family if each.part is not None]
    times = {_when(each) for each in members if each.shown}
    shown = []
    for each in members:
        value = (value_text(each) or "chưa có").removesuffix("%")
        letter = LEVEL_LETTERS.get(each.part, each.part)  # type: ignore[call-overload]
        shown.append(f"{letter} {value}" + (f" ({_when(each)})" if apart and len(times) > 1 else ""))
    return ", ".join(shown)


def _when(row: Assessment) -> str:
    """The right column of THEO DÕI: 02/2025, đầu năm 2022."""
    item = row.shown
    if item is None:
        return ""
    if item.figure.as_of_text or item.figure.given_as_of:
        return figure_time(item)
    return _short_period(item.figure.period)


def _when_all(row: Assessment, family: list[Assessment]) -> str:
    """The time of a row; nothing when it is known by parts of different times, which then carry their own."""
    if row.part is None:
        return _when(row)
    times = {_when(each) for each in family if each.shown}
    return times.pop() if len(times) == 1 else ""


def _short_period(period: Period) -> str:
    return f"{period.last_month:02d}/{period.year}" if period.kind is PeriodKind.MONTH else period.label


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
