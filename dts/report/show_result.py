"""KẾT QUẢ MỚI NHẤT in words: the number, how it was published, its time, when it was sent, the distance, changes."""

from __future__ import annotations

from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.dossier import Dossier, HistoryRow
from dts.core.measure import compare, measure_gap
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number, format_typed, parse_number
from dts.core.period import Period
from dts.core.series import Current
from dts.core.tally import is_assigned
from dts.core.timeliness import Data, handed_in
from dts.report.amounts import (
    change_text,
    figure_age,
    figure_time,
    gap_text,
    goal_text,
    parts_of_fraction,
    value_text,
    with_age,
)
from dts.report.footnotes import ended_units, told_periods
from dts.report.page import Block
from dts.report.show_verdict import awaiting_text, wanting_text
from dts.report.words import PARTIAL, capital, data_text, parts_text, window_text

NOTHING = "chưa có số liệu để so sánh"


def result_block(registry: Registry, dossier: Dossier, *, whole: bool = False) -> Block | None:
    """KẾT QUẢ MỚI NHẤT; None for a task that is not done."""
    row = dossier.row
    if row.target.kind is Kind.TASK:
        return _done_block(row) if row.shown is not None else None
    item = row.latest
    if item is None:
        lines = ["Chưa có số liệu lần nào."]
        if row.timeliness is not None and row.timeliness.wanting:
            lines.append(f"{capital(wanting_text(row))}.")
        return Block("KẾT QUẢ MỚI NHẤT", tuple(lines))
    row = row._replace(shown=item, gap=measure_gap(item, row.assignment.goal, row.target.kind))
    entry = next((each for each in reversed(dossier.history) if each.current is item), None)
    found = [
        result_line(row, item),
        published_text(row, item),
        _partial(registry, row, item, entry, whole=whole),
        *_ended(registry, row, whole=whole),
        _time_line(row, item),
        capital(_distance(row, item)),
        *_changes(row, item),
        *_expected(dossier.row),
        _judged_line(dossier.row),
        f"Ghi chú: {item.figure.note}" if item.figure.note else "",
    ]
    return Block("KẾT QUẢ MỚI NHẤT", tuple(line for line in found if line))


def _done_block(row: Assessment) -> Block:
    figure = row.shown.figure if row.shown else None
    done = figure.done if figure else None
    if figure is None or done is None:
        return Block("KẾT QUẢ")
    day = "ngày " if done.text.count("/") == 2 and done.text[0].isdigit() else ""
    lines = [f"Hoàn thành {day}{done.text}"]
    if figure.evidence or is_assigned(row):
        lines.append(f"Minh chứng: {figure.evidence or 'chưa nêu'}")
    if figure.confirmed:
        lines.append(f"Văn phòng UBND tỉnh xác nhận ngày {format_date(figure.confirmed)}")
    elif is_assigned(row):
        lines.append("Đơn vị báo, chưa có xác nhận của Văn phòng UBND tỉnh")
    if figure.note:
        lines.append(f"Ghi chú: {figure.note}")
    return Block("KẾT QUẢ", tuple(lines))


def result_line(row: Assessment, item: Current) -> str:
    """`506.597/1.446.292 thửa theo kế hoạch = 35,03%; mục tiêu ≥ 100%`."""
    text = measured_text(row, item, named=True)
    if row.target.kind is Kind.RANK and item.figure.of:
        text = f"hạng {text}"
    if item.figure.estimate:
        text = f"ước đạt {text} (số ước, sẽ được thay)"
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    return capital(text) + (f"; mục tiêu {goal}" if goal else "")


def measured_text(row: Assessment, item: Current, *, named: bool = False) -> str:
    """`762.248/980.226 = 77,76%`, with the denominator's name where asked; else the value alone."""
    value = value_text(row, item) or ""
    fraction = parts_of_fraction(item)
    if fraction is None:
        return value
    things = (row.assignment.of_what or row.target.unit or "") if named else ""
    return " ".join(filter(None, [fraction, things, "=", value]))


def published_text(row: Assessment, item: Current) -> str:
    """The source's own words beside the recomputed figure, without blame; empty where they are the figure."""
    figure = item.figure
    if figure.published is None or figure.qualifier:
        return ""
    words = figure.published if any(char.isdigit() for char in figure.published) else f"“{figure.published}”"
    value = value_text(row, item)
    if figure.denominator is None:
        return f"Nguồn công bố ghi {words}; trong bảng là {value}"
    return f"Nguồn công bố ghi {words}; tính lại từ tử số và mẫu số là {value}"


def _partial(registry: Registry, row: Assessment, item: Current, entry: HistoryRow | None, *, whole: bool) -> str:
    """What a sum is made of: parts that have reported, or months of the year."""
    if covered := parts_text(item, registry, whole=whole):
        return f"Cộng từ các phần{':' if covered[0].isdigit() else ';'} {covered}"
    if not row.assignment.yearly_sum or entry is None or entry.entry.value is None:
        return ""
    alone = value_text(row, Current(entry.entry, item.as_of))
    gaps = f"; thiếu số của {', '.join(period.label for period in item.gaps)}" if item.gaps else ""
    return f"Cộng dồn từ đầu năm {item.figure.period.year}; riêng {item.figure.period.label}: {alone}{gaps}"


def _ended(registry: Registry, row: Assessment, *, whole: bool) -> list[str]:
    """Units that ended inside the period of a total, and inside the one now being collected."""
    found = ((period, ended_units(registry, row, period, whole=whole)) for period in told_periods(row))
    return [capital(f"{period.label} {text}") for period, text in found if text]


def _time_line(row: Assessment, item: Current) -> str:
    """`Kỳ tháng 02/2025 (15/01/2025 - 14/02/2025); nguồn không nêu ngày; gửi đúng hạn`: never an invented day."""
    figure = item.figure
    period = capital(window_text(figure.period, figure.period.window(row.calendar)))
    if figure.as_of_text:
        when = f"thời điểm của số liệu: {figure.as_of_text}"
    elif figure.given_as_of is not None:
        when = f"số liệu tính đến {format_date(figure.given_as_of)}"
    elif row.is_total:
        when = ""
    else:
        when = "nguồn không nêu ngày" if figure.source else "không nêu ngày của số liệu"
    published = f"công bố ngày {format_date(figure.published_on)}" if figure.published_on and not row.is_total else ""
    return "; ".join(filter(None, [period, when, published, _sent_text(row, item)]))


def _sent_text(row: Assessment, item: Current) -> str:
    """Whether this figure was sent in time; empty where no figure is expected for its period."""
    period, timeliness = item.figure.period, row.timeliness
    if row.assignment.every != period.kind or timeliness is None or row.is_total:
        return ""
    if timeliness.period == period:
        return data_text(timeliness) or ""
    if period.cutoff(row.calendar) > row.today:
        return ""
    return data_text(handed_in(item, period.due(row.calendar, lag_months=row.assignment.lag_months))) or ""


def _distance(row: Assessment, item: Current) -> str:
    """`Thiếu 939.695 thửa (64,97 điểm %)`; nothing while the figure cannot decide."""
    gap = gap_text(row, both=True)
    if gap is not None and (item.missing or item.gaps) and row.gap is not None and row.gap.met:
        return ""
    return gap or _remainder(row, item) or ""


def _remainder(row: Assessment, item: Current) -> str | None:
    """`Còn lại: 217.942 (22,23%)` of a fraction nobody set a goal for; the two printed shares add up to 100%."""
    figure = item.figure
    if row.assignment.goal is not None or figure.numerator is None or figure.denominator is None:
        return None
    rest = figure.denominator - figure.numerator
    value = value_text(row, item)
    if rest <= 0 or value is None:
        return None
    share = 100 - parse_number(value.removesuffix("%"))
    return f"còn lại: {format_number(rest)} ({format_typed(share)}%)"


# ── changes ──────────────────────────────────────────────────────────────────


def _changes(row: Assessment, item: Current) -> list[str]:
    """Against the period before and the same period last year; without a rhythm, against the figure before."""
    period = item.figure.period
    if row.assignment.every != period.kind:
        before = next((each for each in reversed(row.series) if each.as_of < item.as_of), None)
        when = f" ({figure_time(before)})" if before else ""
        return [f"So với số liệu trước{when}: {difference_text(row, before, item)}"]
    lines = [f"So với kỳ trước ({period.previous().label}): {_difference(row, period.previous(), item)}"]
    if period.previous() != period.same_last_year():
        year_ago = period.same_last_year()
        lines.append(f"So với cùng kỳ ({year_ago.label}): {_difference(row, year_ago, item)}")
    return lines


def _difference(row: Assessment, period: Period, item: Current) -> str:
    before = next((each for each in reversed(row.series) if each.figure.period == period), None)
    return difference_text(row, before, item)


def difference_text(row: Assessment, before: Current | None, item: Current) -> str:
    """`tăng 2,1 điểm % (tử số tăng 210 hồ sơ)`, `giảm 6 bậc (từ 12 xuống 18)`, or why nothing is compared."""
    change = compare(before, item, row.assignment)
    if before is None or change is None:
        return NOTHING
    if change.broken:
        return f"không so sánh: {change.broken}"
    if change.partial:
        return PARTIAL
    words = change_text(change, row.target.kind, row.target.unit) or NOTHING
    if change.vague:
        return f"{words} (trước {value_text(row, before)}, nay {value_text(row, item)})"
    return words + _things(row, before, item)


def _things(row: Assessment, before: Current, item: Current) -> str:
    old, new = before.figure.numerator, item.figure.numerator
    if old is None or new is None or old == new or not row.target.unit:
        return ""
    amount = Fraction(new) - Fraction(old)
    return f" (tử số {'tăng' if amount > 0 else 'giảm'} {format_number(abs(amount))} {row.target.unit})"


# ── what is still expected, what decides ─────────────────────────────────────


def _expected(row: Assessment) -> list[str]:
    """What has not been sent; past the deadline only while it can still decide."""
    timeliness = row.timeliness
    past = row.days_left is not None and row.days_left < 0
    if timeliness is None or row.is_total or (past and row.status not in (Status.NO_FIGURE, Status.AWAITING)):
        return []
    if not timeliness.wanting:
        waiting = awaiting_text(timeliness)
        return [capital(waiting)] if waiting else []
    one = timeliness.state is Data.MISSING and len(timeliness.missing) == 1
    day = timeliness.due if one or (timeliness.state is Data.COLLECTING and not timeliness.missing) else None
    return [capital(wanting_text(row)) + (f" (hạn gửi {format_date(day)})" if day else "")]


def _judged_line(row: Assessment) -> str:
    """After the deadline an older figure may decide: it is named beside the newest."""
    if row.shown is None or row.shown is row.latest:
        return ""
    age = figure_age(row, row.shown) or figure_time(row.shown)
    gap = gap_text(row, both=True)
    return f"Số liệu dùng để xét: {with_age(value_text(row) or '', age)}" + (f", {gap}" if gap else "")
