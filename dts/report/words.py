"""The province's words for verdicts, data, deadlines and agencies: said once here for all outputs.

Decisions are made in `core`; nothing here compares a figure with a goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date, format_weekday
from dts.core.log import Remark
from dts.core.model import DeadlineKind, Kind, Owner, Registry, Rules
from dts.core.numerals import format_number, format_percent
from dts.core.period import Period, PeriodKind
from dts.core.remarks import remark_day
from dts.core.series import Current
from dts.core.tally import Rate
from dts.core.timeliness import Data, Timeliness
from dts.report.amounts import figure_age, with_age
from dts.report.folding import MANY, unsent_by_level
from dts.report.names import LEVEL_NAMES, part_name

NO_OWNER = "chưa rõ đơn vị chủ trì"
PARTIAL = "không so sánh: số liệu của một trong hai kỳ chưa đủ các phần"
KIND_NAMES = {
    Kind.RATIO: "tỷ lệ",
    Kind.COUNT: "số đếm",
    Kind.SCORE: "điểm số",
    Kind.RANK: "thứ hạng",
    Kind.TASK: "nhiệm vụ",
}
EVERY_NAMES = {
    PeriodKind.MONTH: "hằng tháng",
    PeriodKind.QUARTER: "hằng quý",
    PeriodKind.HALF: "6 tháng một lần",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "hằng năm",
}
CLARITY_NAMES = {
    "person": "rõ người",
    "work": "rõ việc",
    "time": "rõ thời gian",
    "responsibility": "rõ trách nhiệm",
    "result": "rõ kết quả",
    "authority": "rõ thẩm quyền",
}


STATUS_NAMES = {
    Status.MONITORED: "theo dõi",
    Status.ACHIEVED: "đạt, hoàn thành",
    Status.UNDECIDED: "chưa đủ căn cứ kết luận",
    Status.ACHIEVED_LATE: "đạt sau hạn, hoàn thành quá hạn",
    Status.AWAITING: "chờ công bố",
    Status.OVERDUE: "quá hạn",
    Status.NO_FIGURE: "chưa có số liệu",
    Status.DUE_SOON: "sắp đến hạn",
    Status.REGRESSING: "sụt giảm",
    Status.FAR_BEHIND: "chậm tiến độ nhiều",
    Status.BEHIND: "chậm tiến độ",
    Status.ON_TRACK: "đúng tiến độ",
    Status.ONGOING: "thường xuyên",
    Status.UNDATED: "không hạn",
    Status.OPEN: "đang thực hiện",
}


def capital(text: str) -> str:
    """First letter capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """First letter small, the rest untouched."""
    return text[:1].lower() + text[1:]


# ── verdicts ─────────────────────────────────────────────────────────────────


def days_text(days: int) -> str:
    """còn 2 ngày, hết hạn hôm nay, quá hạn 12 ngày."""
    if days > 0:
        return f"còn {format_number(days)} ngày"
    return "hết hạn hôm nay" if days == 0 else f"quá hạn {format_number(-days)} ngày"


def status_text(row: Assessment) -> str:
    """The verdict in the official words, lower case: "không đạt, quá hạn 12 ngày"."""
    task = row.target.kind is Kind.TASK
    match row.status:
        case Status.MONITORED:
            return "theo dõi"
        case Status.ACHIEVED if task:
            return "hoàn thành trong hạn" if row.deadline else "hoàn thành (không hạn)"
        case Status.ACHIEVED:
            estimate = "ước đạt" if row.shown and row.shown.figure.estimate else "đạt"
            return with_age(estimate, figure_age(row, row.shown))
        case Status.UNDECIDED if task:
            return "hoàn thành, chưa rõ trong hạn hay quá hạn"
        case Status.UNDECIDED:
            return "chưa đủ căn cứ kết luận"
        case Status.ACHIEVED_LATE if task:
            return f"hoàn thành quá hạn {format_number(row.days_late)} ngày"
        case Status.ACHIEVED_LATE:
            return "đạt sau hạn"
        case Status.AWAITING:
            return "chờ công bố" if row.assignment.lag_months else "chờ số liệu"
        case Status.OVERDUE if row.latest is None and not task:
            return f"{days_text(row.days_left or 0)}, chưa có số liệu"
        case Status.OVERDUE:
            late = days_text(row.days_left or 0)
            return late if task else f"không đạt, {late}"
        case Status.NO_FIGURE:
            return "chưa có số liệu" + (f" {row.deciding_period.label}" if row.deciding_period else "")
        case Status.DUE_SOON:
            return "hết hạn hôm nay" if row.days_left == 0 else f"sắp đến hạn, {days_text(row.days_left or 0)}"
        case Status.REGRESSING:
            return "sụt giảm"
        case Status.FAR_BEHIND:
            return "chậm tiến độ nhiều"
        case Status.BEHIND:
            return "chậm tiến độ"
        case Status.ON_TRACK:
            return "đúng tiến độ"
        case Status.ONGOING:
            return "thường xuyên"
        case Status.UNDATED:
            return "không hạn"
        case Status.OPEN:
            return "đang thực hiện trong hạn" if task else "đang thực hiện"
        case _:
            assert_never(row.status)


def data_text(timeliness: Timeliness | None) -> str | None:
    """The data axis in words."""
    if timeliness is None:
        return None
    missing = timeliness.missing
    match timeliness.state:
        case Data.ON_TIME:
            return "gửi đúng hạn"
        case Data.LATE:
            return f"gửi chậm {format_number(timeliness.days)} ngày"
        case Data.MISSING if len(missing) > 1:
            return f"chưa gửi {len(missing)} kỳ, từ {missing[0].label}"
        case Data.MISSING:
            return f"chưa gửi, chậm {format_number(timeliness.days)} ngày"
        case Data.COLLECTING if timeliness.days == 0:
            return "chưa gửi, hạn hôm nay"
        case Data.COLLECTING:
            return f"chưa gửi, còn {format_number(timeliness.days)} ngày"
        case Data.AWAITING if len(missing) > 1:
            return f"chưa gửi {len(missing)} kỳ, từ {missing[0].label}"
        case Data.AWAITING if missing:
            return f"chưa gửi {missing[0].label}"
        case Data.AWAITING:
            return "chờ công bố"
        case Data.UNKNOWN:
            return "không rõ ngày gửi"
        case Data.NOT_DUE:
            return "chưa đến kỳ"
        case _:
            assert_never(timeliness.state)


def day_off_text(rules: Rules, day: date) -> str:
    """`, là chủ nhật`, `, là ngày nghỉ lễ`: behind a due day on which offices are closed; else nothing."""
    if not rules.is_day_off(day):
        return ""
    return f", là {'ngày nghỉ lễ' if day in rules.holidays else format_weekday(day)}"


def deadline_text(row: Assessment) -> str:
    """The document's words where kept, else the day: trước ngày 28/2/2025, đến 31/12/2025, thường xuyên, không hạn."""
    deadline = row.assignment.deadline
    if row.assignment.deadline_text:
        return row.assignment.deadline_text
    if deadline.day is None:
        return "thường xuyên" if deadline.kind is DeadlineKind.ONGOING else "không hạn"
    if deadline.kind is DeadlineKind.BEFORE:
        return f"trước ngày {format_date(deadline.day)}"
    return f"đến {format_date(deadline.day)}"


def last_day_text(row: Assessment, *, brief: bool = False) -> str:
    """The document's words and the last good day together: trước ngày 28/2/2025 (ngày cuối trong hạn 27/02/2025).

    `brief` leaves out a year the words already name.
    """
    words = deadline_text(row)
    if row.deadline is None or format_date(row.deadline) in words:
        return words
    day = format_date(row.deadline)
    if brief and str(row.deadline.year) in words:
        day = day.removesuffix(f"/{row.deadline.year}")
    return f"{words} (ngày cuối trong hạn {day})"


def remark_text(remark: Remark) -> str:
    """`05/3/2025: chờ ý kiến thẩm định`: what was said and when; without a day, its period."""
    day = remark_day(remark)
    when = format_date(day) if day else f"kỳ {remark.period.label}"
    return f"{when}: {' '.join(remark.text.split())}"


def rate_text(rate: Rate, nothing: str) -> str:
    """0/17 nhiệm vụ (0%); 0 of 0 is a sentence."""
    if rate.of == 0:
        return nothing
    return f"{rate.done}/{rate.of} nhiệm vụ ({format_percent(Fraction(rate.done * 100, rate.of))})"


NOTHING_ASSIGNED = "chưa có nhiệm vụ nào được giao"
NOTHING_DUE = "chưa có nhiệm vụ nào đến hạn"


# ── whose it is ──────────────────────────────────────────────────────────────


def owner_text(row: Assessment) -> str:
    """The agency of the assigning document and, when another one answers today, both: Sở TT&TT (nay là Sở KH&CN)."""
    if row.owner is None:
        return row.assignment.assigned_to or each_unit_text(row) or NO_OWNER
    return agency_text(row.owner, row.responsible)


def each_unit_text(row: Assessment) -> str | None:
    """`từng đơn vị cấp xã`, of the whole of a target given to every unit of a level, while there are any."""
    level = row.target.for_each
    return f"từng đơn vị {LEVEL_NAMES[level]}" if level is not None and row.each_unit else None


def agency_text(owner: Owner, responsible: Owner | None) -> str:
    """An agency with the one that took over."""
    if responsible is None:
        return f"{owner.short} (đã kết thúc, chưa có đơn vị tiếp nhận)"
    return owner.short if responsible.id == owner.id else f"{owner.short} (nay là {responsible.short})"


def responsible_text(row: Assessment) -> str:
    """The one name of a row: the person where named, else the agency."""
    return row.assignment.person or owner_text(row)


def parts_text(item: Current | None, registry: Registry, *, whole: bool = False) -> str | None:
    """`17/19 đã báo cáo; còn: …` for a total over parts; many are shortened by level unless `whole`."""
    if item is None or not item.reported:
        return None
    total = item.reported + len(item.missing)
    if not item.missing:
        return f"{total}/{total} đã báo cáo"

    if len(item.missing) > MANY and not whole:
        return unsent_by_level(registry, item.missing, item.sent)
    names = ", ".join(part_name(part, registry) or part for part in item.missing)
    return f"{item.reported}/{total} đã báo cáo; còn: {names}"


def periods_text(periods: Sequence[Period]) -> str:
    """A run of periods of one kind: năm 2023; năm 2023, 2024; tháng 3/2025 - tháng 6/2025."""
    first, last = periods[0], periods[-1]
    if first == last:
        return first.label
    if first.kind is not PeriodKind.YEAR:
        return f"{first.label} - {last.label}"
    return f"năm {first.year}{' - ' if last.year - first.year > 1 else ', '}{last.year}"


def window_text(period: Period, row_calendar_window: tuple[date, date]) -> str:
    """Kỳ tháng 02/2025 (15/01/2025 - 14/02/2025)."""
    first, last = row_calendar_window
    return f"kỳ {period.label} ({format_date(first)} - {format_date(last)})"
