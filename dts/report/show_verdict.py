"""The verdict of one row in capitals, with its reason in one or two sentences; and the same in short for a part."""

from __future__ import annotations

from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.dossier import Dossier
from dts.core.measure import fell_back
from dts.core.model import DeadlineKind, Kind, Registry
from dts.core.numerals import format_number, format_percent
from dts.core.tally import is_assigned
from dts.core.timeliness import Data, Timeliness
from dts.report.amounts import figure_age, gap_text, goal_text, pace_number, value_text, with_age
from dts.report.sections import COUNT_WORDS, Group, group_of
from dts.report.status_rows import latest_text, result_text
from dts.report.words import capital, days_text, deadline_text, parts_text, periods_text, status_text

NO_DEADLINE = "Không hạn: văn bản giao chưa nêu thời hạn hoàn thành."
PACED = (Status.ON_TRACK, Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING)


def verdict_text(registry: Registry, dossier: Dossier, *, whole: bool = False) -> tuple[str, str]:
    """Verdict and reason: `SẮP ĐẾN HẠN: còn 2 ngày.` and `Chưa hoàn thành, chưa có báo cáo.`."""
    row = dossier.row
    if not dossier.judged:
        return _by_part(dossier)
    if row.target.kind is Kind.TASK:
        return _task_verdict(dossier)
    if row.status is Status.NO_FIGURE:
        return _no_figure(row)
    if group_of(row) is Group.MISSING and row.timeliness is not None and row.timeliness.wanting:
        monitored = row.assignment.goal is None
        extra = " Chỉ tiêu theo dõi, chưa giao mục tiêu." if monitored else ""
        wanting = parts_text(row.latest, registry, whole=whole) if row.is_total else None
        return "THIẾU SỐ LIỆU:", f"{wanting or wanting_text(row)}. {capital(latest_text(row))}.{extra}"
    return _indicator_verdict(row)


def _by_part(dossier: Dossier) -> tuple[str, str]:
    """There is no figure of the whole: the groups of the parts are counted instead."""
    if dossier.row.assignment.goal is None:
        return "THEO DÕI TỪNG PHẦN.", "Chưa có văn bản giao mục tiêu; số liệu chỉ có theo từng phần, không có số chung."
    groups = [group_of(part) for part in dossier.parts]
    counts = ", ".join(f"{COUNT_WORDS[group]} {groups.count(group)}" for group in Group if group in groups)
    return "XÉT THEO TỪNG PHẦN.", f"Số liệu chỉ có theo từng phần, không có số chung để kết luận: {counts}."


def wanting_text(row: Assessment) -> str:
    """`chưa gửi năm 2024, chậm 62 ngày`: which figures are not there, since when, and what is only awaited."""
    timeliness = row.timeliness
    if timeliness is None:
        return ""
    missing, phrases = timeliness.missing, []
    collecting = timeliness.state is Data.COLLECTING
    if collecting and timeliness.period is not None:
        left = f"còn {format_number(timeliness.days)} ngày" if timeliness.days else "hạn gửi hôm nay"
        phrases.append(f"chưa gửi {timeliness.period.label}, {left}")
    if len(missing) == 1:
        late = (row.today - missing[0].due(row.calendar, lag_months=row.assignment.lag_months)).days
        phrases.append(f"chưa gửi {missing[0].label}, chậm {format_number(late)} ngày")
    elif missing:
        phrases.append(f"chưa gửi {len(missing)} kỳ{' trước' if collecting else ''}, từ {missing[0].label}")
    if (waiting := awaiting_text(timeliness)) is not None:
        phrases.append(waiting)
    return "; ".join(phrases)


def awaiting_text(timeliness: Timeliness | None) -> str | None:
    """`chờ công bố: năm 2023, 2024`."""
    if timeliness is None or timeliness.state is not Data.AWAITING or not timeliness.pending:
        return None
    return f"chờ công bố: {periods_text(timeliness.pending)}"


# ── tasks ────────────────────────────────────────────────────────────────────


def _task_verdict(dossier: Dossier) -> tuple[str, str]:
    row = dossier.row
    done = row.shown.figure.done if row.shown else None
    words = status_text(row)
    if done is not None:
        verdict, _, aside = words.partition(" (")
        verdict = verdict.upper() + (f" ({aside}" if aside else "")
        reason = f"Hoàn thành {_on(done.text)}" + (f"; thời hạn: {deadline_text(row)}." if row.deadline else ".")
        if not is_assigned(row):
            reason += " Chưa thấy văn bản giao: là mốc đã xong, không tính vào tỷ lệ hoàn thành."
        if any(each is row for each in dossier.unexplained):
            reason += " Chưa giải trình."
        return f"{verdict}.", reason
    match row.status:
        case Status.DUE_SOON | Status.OPEN if row.days_left == 0:
            verdict = "HẾT HẠN HÔM NAY."
        case Status.DUE_SOON:
            verdict = f"SẮP ĐẾN HẠN: {days_text(row.days_left or 0)}."
        case Status.OPEN:
            verdict = f"ĐANG THỰC HIỆN TRONG HẠN: {days_text(row.days_left or 0)}."
        case Status.ONGOING:
            return "THƯỜNG XUYÊN.", "Không có ngày cuối nên không tính quá hạn, không tính vào tỷ lệ hoàn thành."
        case Status.UNDATED:
            return "KHÔNG HẠN.", "Văn bản giao chưa nêu thời hạn hoàn thành. Chưa hoàn thành."
        case _:
            verdict = f"{words.upper()}."
    return verdict, f"Chưa hoàn thành, {_said(dossier)}."


def _on(text: str) -> str:
    """`ngày 26/02/2025`, `10/2024`, `trước 10/2022`."""
    return f"ngày {text}" if text.count("/") == 2 and text[0].isdigit() else text


def _said(dossier: Dossier) -> str:
    if dossier.row.status is Status.OVERDUE:
        return "chưa giải trình" if dossier.explanation is None else "đã giải trình"
    return "chưa có báo cáo" if dossier.note is None else "đã báo cáo tình hình"


# ── indicators ───────────────────────────────────────────────────────────────


def _indicator_verdict(row: Assessment) -> tuple[str, str]:
    words = status_text(row)
    goal = goal_words(row)
    match row.status:
        case Status.MONITORED:
            return "THEO DÕI.", "Chưa có văn bản giao mục tiêu nên không kết luận đạt hay chưa đạt."
        case Status.ACHIEVED | Status.ACHIEVED_LATE:
            verdict, _, age = words.partition(" (")
            return verdict.upper() + (f" ({age}." if age else "."), _sentence(goal)
        case Status.UNDECIDED:
            partial = row.shown is not None and bool(row.shown.missing or row.shown.gaps)
            why = "số liệu chưa đủ các phần, các kỳ" if partial else "cần số chính xác"
            return f"{words.upper()}.", _sentence(f"{result_text(row)}: {why}")
        case Status.AWAITING:
            return f"{words.upper()}.", _sentence(_deciding(row))
        case Status.OVERDUE if row.latest is None:
            return f"{words.upper()}.", _sentence(goal)
        case Status.OVERDUE:
            judged = with_age(value_text(row) or "chưa có số liệu để xét", figure_age(row, row.shown))
            return f"{words.upper()}.", _sentence(f"{judged}; {goal}")
        case Status.DUE_SOON:
            days = days_text(row.days_left or 0)
            verdict = "HẾT HẠN HÔM NAY." if row.days_left == 0 else f"SẮP ĐẾN HẠN: {days}."
            return verdict, _sentence(goal)
        case Status.OPEN:
            open_reason = f"Chưa xét được tiến độ: {pace_obstacle(row)}."
            return f"{words.upper()}.", NO_DEADLINE if row.deadline is None else open_reason
        case Status.REGRESSING if row.pace is not None and fallen_words(row):
            return f"{words.upper()}.", _sentence(f"{fallen_words(row)}; {goal}")
        case _ if row.pace is not None and row.pace.ratio is not None:
            return f"{words.upper()}.", _sentence(f"tiến độ {pace_number(row.pace.ratio)} so với kế hoạch; {goal}")
        case _:
            ongoing = row.assignment.deadline.kind is DeadlineKind.ONGOING
            return f"{words.upper()}.", _sentence(f"việc thường xuyên; {goal}" if ongoing else goal)


def _no_figure(row: Assessment) -> tuple[str, str]:
    """`CHƯA CÓ SỐ LIỆU NĂM 2025.` and what there is instead."""
    wanting = capital(wanting_text(row)) if row.timeliness is not None and row.timeliness.wanting else ""
    last = capital(latest_text(row)) if row.latest else _sentence(f"{goal_words(row)}; chưa có số liệu lần nào")
    reason = " ".join(f"{text.removesuffix('.')}." for text in (wanting, last) if text)
    return f"{status_text(row).upper()}.", reason


def fallen_words(row: Assessment) -> str:
    """`trước đã đạt mục tiêu (95,5%), nay 80%`; empty unless the start met the goal."""
    pace, goal = row.pace, row.assignment.goal
    if pace is None or goal is None or not fell_back(pace, goal):
        return ""
    start = amount_words(pace.baseline, row)
    return f"trước đã đạt mục tiêu ({start}), nay {value_text(row, row.latest) or amount_words(pace.actual, row)}"


def amount_words(value: Fraction, row: Assessment) -> str:
    """A planned value in the target's unit: 72,47%, hạng 30, 203,84 lượt; never rounded onto the goal."""
    goal = row.assignment.goal.exact if row.assignment.goal else None
    if row.target.kind is Kind.RATIO:
        exact = (value * 100).denominator == 1
        return f"{format_number(value, places=2)}%" if exact else format_percent(value, goal=goal)
    number = format_number(value, places=2)
    return f"hạng {number}" if row.target.kind is Kind.RANK else f"{number} {row.target.unit or ''}".rstrip()


def goal_words(row: Assessment) -> str:
    """`mục tiêu ≥ 80%: thiếu 538 dịch vụ`."""
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    gap = gap_text(row)
    return f"mục tiêu {goal}: {gap}" if gap else f"mục tiêu {goal}"


def pace_obstacle(row: Assessment) -> str:
    """Why an unfinished indicator is neither in time nor behind: `mới có 1 kỳ số liệu, chưa có số liệu gốc`."""
    if row.latest is not None and row.latest.missing:
        return "chưa đủ các phần"
    if row.assignment.deadline.kind is DeadlineKind.ONGOING:
        return "việc thường xuyên không có ngày cuối"
    if row.deadline is None:
        return "chưa có thời hạn và mốc giữa kỳ"
    if row.pace is not None:
        return "kế hoạch đến thời điểm này chưa đòi hỏi thay đổi"
    first, last = row.series[0].as_of, row.series[-1].as_of
    broken = any(first < each.on <= last for each in row.assignment.breaks)
    return f"mới có 1 kỳ số liệu{' từ khi đổi cách tính' if broken else ''}, chưa có số liệu gốc"


def _deciding(row: Assessment) -> str:
    period = row.deciding_period
    if period is None:
        return goal_words(row)
    day = format_date(period.due(row.calendar, lag_months=row.assignment.lag_months))
    return f"kết luận theo số liệu {period.label}, chậm nhất {day} mới có"


def _sentence(text: str) -> str:
    return f"{capital(text)}."


# ── a part in one line ───────────────────────────────────────────────────────


def part_text(row: Assessment, whole: Assessment, *, unexplained: bool) -> str:
    """`98,76% (số liệu tháng 5/2023): đạt, vượt 18,76 điểm %; chưa gửi 2 kỳ, từ năm 2023; chưa giải trình`."""
    if row.target.kind is Kind.TASK:
        return status_text(row)
    value = with_age(value_text(row) or "chưa có số liệu", figure_age(row, row.shown))
    if row.assignment.goal is None:
        phrases = [value]
    else:
        words = status_text(row).partition(" (")[0]
        verdict = ", ".join(filter(None, [words if row.latest else "", gap_text(row)]))
        phrases = [f"{value}: {verdict}" if verdict else value]
        if row.assignment.goal != whole.assignment.goal:
            phrases.append(f"mục tiêu riêng {goal_text(row.assignment.goal, row.target.kind, row.target.unit)}")
    if row.timeliness is not None and row.timeliness.wanting and group_of(row) is Group.MISSING:
        phrases.append(wanting_text(row))
    if unexplained:
        phrases.append("chưa giải trình")
    return "; ".join(phrases)
