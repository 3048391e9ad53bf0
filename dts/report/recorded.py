"""What `dts record` answers: the reading of what was typed, the change, the new verdict; refusals and questions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dts.core.assess import Assessment
from dts.core.dates import day_of, format_date
from dts.core.log import Figure
from dts.core.measure import Change, compare
from dts.core.model import Kind, Registry, Target
from dts.core.numerals import format_number
from dts.core.period import Period
from dts.core.plausible import Doubt, Unlikely
from dts.core.series import Current
from dts.report.amounts import change_text, figure_time, gap_text, goal_text, parts_of_fraction, value_text
from dts.report.names import part_name
from dts.report.words import PARTIAL, capital, deadline_text, status_text


def subject(registry: Registry, target: Target, part: str | None) -> str:
    """`Hồ sơ giải quyết trực tuyến, cấp huyện`."""
    name = part_name(part, registry)
    return target.whole.name + (f", {name}" if name else "")


def reading(row: Assessment, item: Current) -> str:
    """`762.284/980.226 công dân trên 14 tuổi = 77,77%`: what was understood."""
    value = value_text(row, item) or ""
    if item.figure.estimate:
        value = f"ước đạt {value}"
    fraction = parts_of_fraction(item)
    if fraction is None:
        return value
    things = row.assignment.of_what or row.target.unit or ""
    text = f"{fraction} {things} = {value}".replace("  ", " ")
    if item.figure.published:
        text += f"; nguồn công bố {item.figure.published}, tính lại {value}"
    return text


def recorded_lines(
    registry: Registry, row: Assessment, item: Current, *, chosen: str | None, place: str, dry_run: bool
) -> list[str]:
    """The whole answer to a recorded figure."""
    figure = item.figure
    name = subject(registry, row.target, row.part)
    opening = "Xem trước, chưa ghi gì" if dry_run else "Đã ghi đính chính" if item.earlier else "Đã ghi"
    lines = [f"{opening}: {name}, kỳ {figure.period.label}"]
    if item.earlier:
        old = Current(item.earlier[-1], item.as_of)
        lines.append(f"  {reading(row, item)}, thay cho {reading(row, old)}")
        lines.append(f"  Lý do: {figure.reason}. Số cũ vẫn lưu, xem: dts show {row.target.id}")
    else:
        lines.append(f"  {reading(row, item)}")
    lines += _changes(row, item)
    lines.append(f"  Trạng thái: {_verdict(row)}")
    if chosen:
        lines.append(f"  {chosen}")
    lines.append(f"  Tệp: {place}")
    return lines


def _changes(row: Assessment, item: Current) -> list[str]:
    """The change against the period before and the same period last year, or that there is nothing to compare."""
    period = item.figure.period
    lines = []
    for words, other in (("So với kỳ trước", period.previous()), ("So với cùng kỳ", period.same_last_year())):
        if other == period.previous() and words == "So với cùng kỳ":
            continue
        lines.append(f"  {words}: {change_words(row, item, other)}")
    return lines


def change_words(row: Assessment, item: Current, period: Period) -> str:
    """`tăng 2,16 điểm % (tháng 01/2025: 75,61%)`, a break, or `chưa có số liệu kỳ tháng 01/2025`."""
    before = next((each for each in reversed(row.series) if each.figure.period == period), None)
    change = compare(before, item, row.assignment)
    if before is None or change is None:
        return f"chưa có số liệu kỳ {period.label}"
    if change.broken:
        return f"không so sánh: {change.broken}"
    if change.partial:
        return PARTIAL
    return f"{_change(change, row)} ({period.label}: {value_text(row, before)})"


def _change(change: Change, row: Assessment) -> str:
    return (change_text(change, row.target.kind, row.target.unit) or "").split(" (")[0]


def _verdict(row: Assessment) -> str:
    if row.assignment.goal is None and row.target.kind is not Kind.TASK:
        return "theo dõi (chưa giao mục tiêu)"
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    parts = [status_text(row), f"mục tiêu {goal}" if goal else "", gap_text(row) or ""]
    return "; ".join(part for part in parts if part)


def done_lines(registry: Registry, row: Assessment, *, place: str, dry_run: bool) -> list[str]:
    """The answer to a task reported done."""
    figure = row.shown.figure if row.shown else None
    done = figure.done if figure else None
    again = bool(row.shown and row.shown.earlier and figure and figure.confirmed is None)
    opening = "Xem trước, chưa ghi gì" if dry_run else "Đã ghi đính chính" if again else "Đã ghi"
    when = done.text if done else ""
    deadline = f" (hạn: {deadline_text(row)})" if row.deadline else ""
    lines = [f"{opening}: {subject(registry, row.target, row.part)}"]
    day = "ngày " if when.count("/") == 2 and not when.startswith("trước") else ""
    lines.append(f"  Hoàn thành {day}{when}: {status_text(row)}{deadline}")
    if figure and figure.evidence:
        lines.append(f"  Minh chứng: {figure.evidence}")
    else:
        lines.append('  Chưa có minh chứng; ghi thêm bằng: --evidence "Kế hoạch số …"')
    if figure and figure.confirmed is not None:
        lines.append(f"  Văn phòng UBND tỉnh xác nhận ngày {format_date(figure.confirmed)}")
    else:
        lines.append("  Đơn vị báo, chưa có xác nhận của Văn phòng UBND tỉnh")
    return [*lines, f"  Tệp: {place}"]


def withdrawn_lines(
    registry: Registry, target: Target, part: str | None, old: str, reason: str, *, place: str, dry_run: bool
) -> list[str]:
    """The answer to a figure taken back."""
    opening = "Xem trước, chưa ghi gì. Sẽ rút số liệu" if dry_run else "Đã rút số liệu"
    return [
        f"{opening}: {subject(registry, target, part)}",
        f"  Số rút: {old}. Lý do: {reason}",
        f"  Số cũ vẫn lưu trong tệp. Tệp: {place}",
    ]


def remark_lines(registry: Registry, target: Target, part: str | None, table: str, text: str, place: str) -> list[str]:
    """The answer to an explanation or a note."""
    word = "giải trình" if table == "explanation" else "tình hình"
    return [f"Đã ghi {word}: {subject(registry, target, part)}", f"  {text}", f"  Tệp: {place}"]


def nothing_to_withdraw(row: Assessment, period: Period) -> str:
    """No figure in the period; the latest one is named, so that the period can be typed."""
    sentence = f"Chưa ghi: kỳ {period.label} không có số liệu nào của chỉ tiêu này để rút."
    if row.latest is None:
        return sentence
    latest = row.latest.figure.period
    shown = value_text(row, row.latest)
    return f"{sentence} Gần nhất: {shown} (kỳ {latest.label}); nếu rút số đó, thêm --period {latest.key}"


def conflict_text(row: Assessment, old: Current, new: Current) -> str:
    """A second figure for the same period without a reason."""
    figure, by = old.figure, who_recorded(old.figure)
    lines = [
        f"Chưa ghi: kỳ {figure.period.label} đã có số liệu khác của chỉ tiêu này.",
        f"  Đang có:  {reading(row, old)}{by}",
        f"  Vừa gõ:   {reading(row, new)}{_difference(row, old, new)}",
        '  Nếu là đính chính, gõ lại kèm lý do: --reason "..."',
    ]
    return "\n".join(lines)


def who_recorded(figure: Figure) -> str:
    """` (Công an tỉnh ghi 20/02/2025)`, as far as it is known."""
    who = figure.recorded_by or ""
    when = format_date(day_of(figure.recorded_at)) if figure.recorded_at is not None else ""
    if who and when:
        return f" ({who} ghi {when})"
    return f" ({who or when})" if who or when else ""


def _difference(row: Assessment, old: Current, new: Current) -> str:
    before, after = old.figure.numerator, new.figure.numerator
    if before is None or after is None:
        return ""
    amount = Fraction(after) - Fraction(before)
    if amount == 0:
        return ""
    return (
        f" ({'nhiều' if amount > 0 else 'ít'} hơn {format_number(abs(amount))} {row.target.unit or ''}".rstrip() + ")"
    )


def doubt_text(doubt: Unlikely, row: Assessment, new: Current, before: Current | None) -> str:
    """The question behind an unlikely figure, without "Vẫn ghi?"."""
    now = value_text(row, new)
    then = f"{value_text(row, before)} ({figure_time(before)})" if before else ""
    match doubt.doubt:
        case Doubt.OVER_WHOLE:
            numerator, denominator = new.figure.numerator, new.figure.denominator
            swapped = f"{format_number(denominator or 0)}/{format_number(numerator or 0)}"
            return f"Tử số lớn hơn mẫu số ({now}). Có phải {swapped}?"
        case Doubt.OVER_HUNDRED:
            return f"Tỷ lệ {now} lớn hơn 100%."
        case Doubt.JUMP_UP:
            return f"Số này gấp {_times(doubt.factor)} lần kỳ trước (từ {then} lên {now})."
        case Doubt.JUMP_DOWN:
            return f"Số này chỉ bằng 1/{_times(doubt.factor)} kỳ trước (từ {then} xuống {now})."
        case Doubt.ZERO:
            return f"Số 0 là số liệu, không phải “chưa có số liệu”; kỳ trước {then}."


def _times(factor: Fraction | None) -> str:
    return format_number(int(factor or 0))


def only_numerator(target: Target, figure: Figure, last: Current | None) -> str:
    """A numerator alone is refused; the last denominator is offered, never assumed."""
    typed = format_number(figure.value or 0)
    what = f" ({target.whole.of_what})" if target.whole.of_what else ""
    if last is not None and last.figure.denominator is not None:
        denominator = format_number(last.figure.denominator)
        retype = f"{typed}/{denominator} nếu mẫu số vẫn như kỳ trước"
    else:
        retype = f"{typed}/MẪU SỐ"
    return f"Chưa ghi: mới có tử số; chỉ tiêu này cần tử số/mẫu số{what}. Gõ lại: {retype}"


def outside_window(day: date, period: Period, first: date, last: date) -> str:
    """A day of data that is not in the window of its period."""
    window = f"{format_date(first)} - {format_date(last)}"
    return f"ngày {format_date(day)} nằm ngoài kỳ {period.label} ({window})."


def chosen_period(period: Period, cutoff: date) -> str:
    """Which period the program chose, said aloud."""
    return capital(f"kỳ do chương trình chọn: kỳ vừa chốt số liệu ngày {format_date(cutoff)} ({period.label})")
