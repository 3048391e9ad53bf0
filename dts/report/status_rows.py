"""The cells of the gap table's rows: result, distance, days, agency, in the words of each group."""

from __future__ import annotations

from dts.core.assess import Assessment, Status
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number
from dts.core.period import Period, PeriodKind
from dts.core.tally import is_assigned
from dts.core.timeliness import Data
from dts.report.amounts import (
    figure_age,
    figure_time,
    gap_text,
    goal_text,
    pace_number,
    parts_of_fraction,
    value_text,
    with_age,
)
from dts.report.names import LEVEL_LETTERS
from dts.report.sections import Group, days_unsent
from dts.report.words import (
    data_text,
    days_text,
    deadline_text,
    parts_text,
    periods_text,
    responsible_text,
    status_text,
)


def row_cells(
    registry: Registry, group: Group, row: Assessment, *, whole: bool = False
) -> tuple[str, list[str], str, bool]:
    """Right cell, second-line phrases, responsible name, and whether one line is enough; `whole`: name every unit."""
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
            right, details = _missing(registry, row, whole=whole)
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
                parts_text(row.shown, registry, whole=whole) or "",
            ]
            return _days_or_none(row), details, who, False
        case Group.ACHIEVED:
            right = status_text(row) if not task else completed_text(row)
            details = proof_phrases(row)
            if not task:
                covered = parts_text(row.shown, registry, whole=whole) or ""
                details = [_judged_by(row), _awaiting_words(row), covered]
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


def _missing(registry: Registry, row: Assessment, *, whole: bool) -> tuple[str, list[str]]:
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
        right, first = (
            f"chưa gửi, chậm {format_number(days_unsent(row))} ngày",
            f"chưa gửi {timeliness.missing[0].label}",
        )
    elif timeliness.missing and timeliness.state is Data.COLLECTING:
        count = len(timeliness.missing)
        late = f"chưa gửi {count} kỳ" if count > 1 else f"chưa gửi, chậm {format_number(days_unsent(row))} ngày"
        now, right = right.removeprefix("chưa gửi, "), late
        since = f"từ {timeliness.missing[0].label}" if count > 1 else f"chưa gửi {timeliness.missing[0].label}"
        first = f"{since}; {timeliness.period.label if timeliness.period else 'kỳ này'}: {now}"
    elif timeliness.missing:
        count = len(timeliness.missing)
        first = (
            f"chưa gửi {count} kỳ trước, từ {timeliness.missing[0].label}"
            if count > 1
            else (f"chưa gửi {timeliness.missing[0].label}")
        )
    if row.is_total:
        first = parts_text(row.latest, registry, whole=whole) or first
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
            return f"hoàn thành {when}, quá hạn {format_number(row.days_late)} ngày"
        case Status.UNDECIDED:
            return f"hoàn thành {when}, chưa rõ trong hạn hay quá hạn"
        case _:
            return f"hoàn thành {when} " + ("trong hạn" if row.deadline else "(không hạn)")


def proof_phrases(row: Assessment) -> list[str]:
    """What a task done still lacks: evidence, and the word of Văn phòng UBND; nothing for what nobody was given."""
    figure = row.shown.figure if row.shown else None
    if row.target.kind is not Kind.TASK or figure is None or figure.done is None or not is_assigned(row):
        return []
    return [
        *([] if figure.evidence else ["chưa có minh chứng"]),
        *([] if figure.confirmed else ["đơn vị báo, chưa xác nhận"]),
    ]


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


def when_text(row: Assessment, family: list[Assessment]) -> str:
    """The time of a row; nothing when it is known by parts of different times, which then carry their own."""
    if row.part is None:
        return _when(row)
    times = {_when(each) for each in family if each.shown}
    return times.pop() if len(times) == 1 else ""


def _short_period(period: Period) -> str:
    return f"{period.last_month:02d}/{period.year}" if period.kind is PeriodKind.MONTH else period.label
