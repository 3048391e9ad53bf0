"""CÁCH XÉT: the arithmetic behind the verdict with the numbers filled in, so that anybody can do it again by hand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.dossier import Dossier
from dts.core.model import Goal, GoalWord, Kind, Mark, Registry
from dts.core.numerals import format_number
from dts.core.series import Current
from dts.report.amounts import (
    QUALIFIER_WORDS,
    amount_text,
    figure_age,
    figure_time,
    gap_text,
    goal_text,
    pace_number,
    points,
    typed_percent,
    value_text,
)
from dts.report.page import Block
from dts.report.show_speed import speed_lines
from dts.report.show_verdict import amount_words, fallen_words, pace_obstacle
from dts.report.words import days_text, status_text

MOST_TERMS = 12


def arithmetic_block(registry: Registry, dossier: Dossier) -> Block | None:
    """How the verdict came about; None where there is no verdict."""
    row = dossier.row
    if not dossier.judged:
        return None
    if row.target.kind is Kind.TASK:
        return Block("CÁCH XÉT", tuple(_task_lines(registry, row)))
    lines = [*_sum_lines(dossier)]
    if row.assignment.goal is None:
        lines += _monitored_lines(row)
    else:
        lines += [*_deciding_lines(row), *_gap_lines(row), *_day_lines(registry, row), *_pace_lines(registry, row)]
    lines += speed_lines(row, dossier.forecast)
    found = tuple(line for line in lines if line)
    return Block("CÁCH XÉT", found) if found else None


# ── tasks ────────────────────────────────────────────────────────────────────


def _task_lines(registry: Registry, row: Assessment) -> list[str]:
    last = row.deadline
    done = row.shown.figure.done if row.shown else None
    if last is None:
        return ["Không có ngày cuối: không xét trong hạn hay quá hạn."]
    day = format_date(last)
    if done is None:
        after = format_date(last + timedelta(days=1))
        return [
            *_day_lines(registry, row),
            f"Hoàn thành đến hết {day}: hoàn thành trong hạn",
            f"Hoàn thành từ {after}: hoàn thành quá hạn",
        ]
    if row.status is Status.UNDECIDED:
        return [f"Hoàn thành {done.text}, ngày cuối trong hạn {day}: chưa rõ trước hay sau ngày ấy"]
    if row.days_late:
        return [f"{format_date(done.latest)} - {day} = {format_number(row.days_late)} ngày: {status_text(row)}"]
    return [f"Hoàn thành {done.text}, không sau {day}: {status_text(row)}"]


def _day_lines(registry: Registry, row: Assessment) -> list[str]:
    """`27/02/2025 - 25/02/2025 = 2 ngày; cảnh báo từ 14 ngày: sắp đến hạn`."""
    last, days = row.deadline, row.days_left
    if last is None or days is None or row.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        return []
    today, end = format_date(row.today), format_date(last)
    if days < 0:
        passed = format_number(-days)
        words = days_text(days) if row.status is Status.OVERDUE else f"đã qua ngày cuối trong hạn {passed} ngày"
        return [f"{today} - {end} = {passed} ngày: {words}"]
    warn = row.assignment.warn_days if row.assignment.warn_days is not None else registry.rules.warn_days
    words = days_text(0) if days == 0 else "sắp đến hạn" if days <= warn else "chưa đến mức cảnh báo"
    return [f"{end} - {today} = {format_number(days)} ngày; cảnh báo từ {warn} ngày: {words}"]


# ── what is judged ───────────────────────────────────────────────────────────


def _sum_lines(dossier: Dossier) -> list[str]:
    row = dossier.row
    lines = []
    if row.is_total:
        ratio = row.target.kind is Kind.RATIO
        what = "tổng tử số / tổng mẫu số" if ratio else "tổng số"
        mean = "; không lấy trung bình cộng các tỷ lệ" if ratio else ""
        lines.append(f"Số chung = {what} của các phần đã báo cáo{mean}.")
    if row.target.sum_of:
        lines.append(f"Là tổng của {', '.join(row.target.sum_of)}; soát lại tổng bằng: dts check")
    if row.assignment.yearly_sum and row.shown is not None:
        lines.append(_year_sum(dossier, row.shown))
    return lines


def _year_sum(dossier: Dossier, item: Current) -> str:
    """`Cộng dồn năm 2024: 4 + 5 + 6 = 15 lớp`."""
    row, period = dossier.row, item.figure.period
    months = {
        each.period: each.entry.value
        for each in dossier.history
        if each.current
        and each.period.year == period.year
        and each.period.kind == period.kind
        and each.as_of <= item.as_of
    }
    numbers = [value for value in months.values() if value is not None]
    if not 1 < len(numbers) <= MOST_TERMS or any(each.entry.qualifier for each in dossier.history):
        return ""
    return f"Cộng dồn năm {period.year}: {' + '.join(map(format_number, numbers))} = {value_text(row, item)}"


def _monitored_lines(row: Assessment) -> list[str]:
    figure = row.shown.figure if row.shown else None
    if figure is None or figure.numerator is None or figure.denominator is None:
        return ["Không có mục tiêu: không xét đạt hay chưa đạt, không xét tiến độ."]
    fraction = f"{format_number(figure.numerator)} / {format_number(figure.denominator)}"
    return [f"Tỷ lệ = {fraction} = {value_text(row)}. Không có mục tiêu: không xét tiến độ."]


def _deciding_lines(row: Assessment) -> list[str]:
    """Which figure the verdict rests on, where that is not plainly the newest of the last period."""
    if row.status is Status.ACHIEVED_LATE and row.shown is not None:
        judged = value_text(row, row.judging) if row.judging else "chưa có số liệu"
        when = row.deciding_period.label if row.deciding_period else "cuối cùng đến ngày ấy"
        return [
            f"Đã qua ngày cuối trong hạn: theo số liệu {when} là {judged}, không đạt; "
            f"số liệu {figure_time(row.shown)} mới đạt."
        ]
    if row.deciding_period is not None:
        return [f"Đã qua ngày cuối trong hạn: xét theo số liệu {row.deciding_period.label}, kỳ có ngày ấy."]
    past = row.days_left is not None and row.days_left < 0
    if past and row.shown is not None:
        return [f"Đã qua ngày cuối trong hạn: xét theo số liệu cuối cùng đến ngày ấy ({figure_time(row.shown)})."]
    if row.shown is not None and (age := figure_age(row, row.shown)):
        return [f"Xét theo số liệu mới nhất đang có ({age})."]
    return []


# ── distance ─────────────────────────────────────────────────────────────────


def _gap_lines(row: Assessment) -> list[str]:
    item, goal = row.shown, row.assignment.goal
    if item is None or item.value is None or goal is None or row.status in (Status.AWAITING, Status.NO_FIGURE):
        return []
    if row.gap is None or item.figure.qualifier:
        return [_qualified(row, item, goal)]
    if item.figure.denominator is not None:
        return [_things(row, item, goal)]
    return [_plain(row, item, goal)]


def _qualified(row: Assessment, item: Current, goal: Goal) -> str:
    kind, unit = row.target.kind, row.target.unit
    word = QUALIFIER_WORDS.get(item.figure.qualifier or "", "")
    number = _number(item.figure.value or Decimal(0), kind)
    text = f"Số liệu chỉ cho biết {word} {number}; mục tiêu {goal_text(goal, kind, unit)}"
    return f"{text}: {gap_text(row)}" if row.gap is not None else f"{text}: chưa kết luận được, cần số chính xác"


def _number(value: Decimal, kind: Kind) -> str:
    return typed_percent(value) if kind is Kind.RATIO else format_number(value)


def _plain(row: Assessment, item: Current, goal: Goal) -> str:
    """`20 - 18 = 2 bậc: vượt 2 bậc`, `80 - 36,18 = 43,82 điểm %: …`: the larger number first."""
    kind, unit = row.target.kind, row.target.unit
    value = item.figure.value or Decimal(0)
    high, low = max(goal.value, value), min(goal.value, value)
    amount = points(Fraction(high - low)) if kind is Kind.RATIO else amount_text(Fraction(high - low), kind, unit)
    text = f"{format_number(high)} - {format_number(low)} = {amount}: {_met(row)}"
    if kind is Kind.RATIO:
        text += "; không có tử số, mẫu số nên chỉ tính theo điểm %"
    return text


def _met(row: Assessment) -> str:
    """đạt, chưa đạt, after the deadline không đạt; on the goal itself its own words."""
    if row.gap is None or (row.gap.amount == 0 and row.status is not Status.UNDECIDED):
        return gap_text(row) or ""
    if row.status is Status.UNDECIDED:
        return "chưa kết luận được, vì số liệu chưa đủ các phần, các kỳ"
    past = row.days_left is not None and row.days_left < 0
    if row.gap.met:
        return "ước đạt" if row.shown is not None and row.shown.figure.estimate else "đạt"
    return "không đạt" if past else "chưa đạt"


def _things(row: Assessment, item: Current, goal: Goal) -> str:
    """`100% của 1.446.292 thửa - 506.597 thửa = 939.695 thửa`; a limit that is no whole number is shown first."""
    figure = item.figure
    numerator, denominator = figure.numerator or Decimal(0), figure.denominator or Decimal(1)
    unit = f" {row.target.unit}" if row.target.unit else ""
    limit = goal.exact * Fraction(denominator) / 100
    share = f"{format_number(goal.value)}% của {format_number(denominator)}{unit}"
    gap = row.gap
    if gap is None or gap.met or gap.things is None:
        exact = "" if (limit * 100).denominator == 1 else "khoảng "
        have = f"đã có {format_number(numerator)}{unit}"
        return f"{share} = {exact}{format_number(limit, places=2)}; {have}: {_met(row)}"
    amount = f"{format_number(gap.things)}{unit}"
    if goal.word is GoalWord.AT_LEAST and limit.denominator == 1:
        return f"{share} - {format_number(numerator)}{unit} = {amount}"
    wanted = {
        GoalWord.AT_LEAST: ceil(limit),
        GoalWord.ABOVE: floor(limit) + 1,
        GoalWord.AT_MOST: floor(limit),
        GoalWord.BELOW: ceil(limit) - 1,
    }[goal.word]
    word = "từ" if goal.word.upward else "không quá"
    high, low = max(Fraction(wanted), Fraction(numerator)), min(Fraction(wanted), Fraction(numerator))
    return (
        f"{share} = {format_number(limit, places=2)}, tức là {word} {format_number(wanted)}{unit}; "
        f"{format_number(high)} - {format_number(low)} = {amount}"
    )


# ── pace ─────────────────────────────────────────────────────────────────────


def _pace_lines(registry: Registry, row: Assessment) -> list[str]:
    """`Tiến độ = (35,03 - 0) / (45,05 - 0) = 0,77: chậm tiến độ`, or why there is none."""
    pace = row.pace
    if row.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        return []
    if pace is None or pace.ratio is None:
        if row.latest is None or row.status in (Status.AWAITING, Status.NO_FIGURE, Status.UNDECIDED):
            return []
        return [f"Tiến độ: chưa tính được, vì {pace_obstacle(row)}"]
    if fallen := fallen_words(row):
        return [f"Tiến độ: {fallen}: {status_text(row)}"]
    actual, start, planned = _bare(row, pace.actual), _bare(row, pace.baseline), _bare(row, pace.expected)
    if row.latest is not None and row.target.kind is Kind.RATIO:
        actual = (value_text(row, row.latest) or actual).removesuffix("%")
    paced = row.status in (Status.ON_TRACK, Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING)
    verdict = f": {status_text(row)}" if paced else ""
    high, low = (str(each).replace(".", ",") for each in registry.rules.pace)
    return [
        _plan_line(row),
        f"Tiến độ = ({actual} - {start}) / ({planned} - {start}) = {pace_number(pace.ratio)}{verdict}",
        f"Từ {high} là đúng tiến độ, từ {low} là chậm tiến độ, dưới {low} là chậm tiến độ nhiều, dưới 0 là sụt giảm "
        "(ngưỡng do tỉnh đặt).",
    ]


def _bare(row: Assessment, value: Fraction) -> str:
    """A planned value without its unit."""
    if row.target.kind is Kind.RATIO:
        return amount_words(value, row).removesuffix("%")
    return format_number(value, places=2)


def _plan_line(row: Assessment) -> str:
    """`Kế hoạch tháng 02/2025: 72,47%, trên đường thẳng từ 70% (31/12/2024) đến 90% (31/12/2025)`."""
    pace, item = row.pace, row.latest
    if pace is None or item is None:
        return ""

    def at(mark: Mark) -> str:
        return f"{amount_words(mark.value, row)} ({_mark_day(row, mark)})"

    planned = f"Kế hoạch {figure_time(item)}: {amount_words(pace.expected, row)}"
    if item.as_of >= pace.line[-1].day:
        return f"{planned}, là mục tiêu"
    left, right = next(pair for pair in pairwise(pace.line) if item.as_of < pair[1].day)
    if item.as_of == left.day:
        return f"{planned}, là mốc ngày {format_date(left.day)}"
    if row.target.kind in (Kind.RANK, Kind.SCORE):
        return f"{planned}, mốc gần nhất là {at(left)}, mốc sau là {at(right)}"
    return f"{planned}, trên đường thẳng từ {at(left)} đến {at(right)}"


def _mark_day(row: Assessment, mark: Mark) -> str:
    """The day of a mark; of a first figure nobody dated, its period."""
    if row.pace is not None and mark == row.pace.line[0] and mark != row.assignment.baseline:
        if row.assignment.yearly_sum:
            return "đầu năm"
        first = next((item for item in row.series if item.as_of == mark.day), None)
        if first is not None:
            return f"số liệu đầu tiên, {figure_time(first)}"
    return format_date(mark.day)
