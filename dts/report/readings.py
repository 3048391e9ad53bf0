"""One figure in one line: its reading, the change since the figure before, the gap; where many stand together."""

from __future__ import annotations

from dts.core.assess import Assessment
from dts.core.measure import compare
from dts.core.numerals import format_number
from dts.core.period import Period
from dts.core.series import Current
from dts.report.amounts import change_text, gap_text, parts_of_fraction, value_text
from dts.report.words import PARTIAL


def short_reading(row: Assessment, item: Current) -> str:
    """`762.284/980.226 = 77,77%`, `1.080.997 người`, `ước đạt 12,5%`."""
    value = value_text(row, item) or ""
    if item.figure.estimate:
        value = f"ước đạt {value}"
    fraction = parts_of_fraction(item)
    if fraction is None:
        return value
    published = f" (nguồn công bố {item.figure.published})" if item.figure.published else ""
    return f"{fraction} = {value}{published}"


def echo(before: Assessment, after: Assessment, item: Current) -> str:
    """The reading, the change against the figure before, the gap: said right after it was typed.

    `before` holds the figures as they were entered, `after` the verdict with the new one.
    """
    text = _reading(before, after, item, change="" if after.assignment.yearly_sum else _change(before, item))
    whole = other_whole(before, item)
    return f"{text}; {whole}" if whole else text


def summary(before: Assessment, after: Assessment, item: Current) -> str:
    """The reading and the gap, for a table of many."""
    return _reading(before, after, item, change="", joint=", ")


def other_whole(before: Assessment, item: Current) -> str | None:
    """`mẫu số kỳ trước 1.204`: where the denominator is another one; most often right, sometimes two digits swapped."""
    last = latest_before(before, item.figure.period)
    old, new = last.figure.denominator if last else None, item.figure.denominator
    if old is None or new is None or old == new:
        return None
    return f"mẫu số kỳ trước {format_number(old)}"


def _reading(before: Assessment, after: Assessment, item: Current, *, change: str, joint: str = "; ") -> str:
    text = short_reading(before, item) + change
    counted = next((each for each in reversed(after.series) if each.figure.period == item.figure.period), None)
    if after.assignment.yearly_sum and counted is not None:
        text += f"; cộng dồn từ đầu năm {value_text(after, counted)}"
    gap = gap_text(after) if counted is not None and after.shown == counted else None
    return f"{text}{joint}{gap}" if gap else text


def _change(before: Assessment, item: Current) -> str:
    last = latest_before(before, item.figure.period)
    change = compare(last, item, before.assignment)
    if last is None or change is None:
        return "; chưa có số liệu kỳ trước để so sánh"
    if change.broken:
        return f"; không so sánh với kỳ {last.figure.period.label}: {change.broken}"
    if change.partial:
        return f"; {PARTIAL}"
    words = change_text(change, before.target.kind, before.target.unit)
    return f", {words} so với kỳ {last.figure.period.label}"


def latest_before(row: Assessment, period: Period) -> Current | None:
    """The latest figure of an earlier day than the period's cut-off, and of another period."""
    cutoff = period.cutoff(row.calendar)
    return next(
        (each for each in reversed(row.series) if each.figure.period != period and each.as_of < cutoff),
        None,
    )
