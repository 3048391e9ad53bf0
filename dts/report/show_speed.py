"""Speed in words: what is needed each month, what was made each month, and where that leads at the deadline."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.forecast import LEAST, Forecast, Speed
from dts.core.model import Goal, Kind
from dts.core.numerals import format_number, format_percent
from dts.core.series import Current
from dts.report.amounts import amount_text, figure_time, points


def speed_lines(row: Assessment, forecast: Forecast | None) -> list[str]:
    """At most three lines; one that says how many figures are wanting."""
    if forecast is None or row.latest is None:
        return []
    lines = [_needed(row, forecast)]
    if forecast.speed is None:
        since = " từ khi đổi cách tính" if forecast.since is not None else ""
        exact = " số liệu chính xác" if forecast.inexact else ""
        lines.append(f"Tốc độ: chưa đủ số liệu (có {forecast.figures} kỳ{exact}{since}, cần ít nhất {LEAST} kỳ)")
    else:
        lines += [_actual(row, forecast.speed), _landing(row, forecast)]
    return [line for line in lines if line]


def _needed(row: Assessment, forecast: Forecast) -> str:
    """`Tốc độ cần: tăng 270 hồ sơ (2,7 điểm %) mỗi tháng, trong 10,19 tháng còn lại đến hết 31/12/2025`."""
    months, goal = forecast.months_left, row.assignment.goal
    if forecast.needed is None or months is None or forecast.end is None or goal is None:
        return ""
    word = "tăng" if goal.word.upward or row.target.kind is Kind.RANK else "giảm"
    end = f"còn lại đến hết {format_date(forecast.end)}"
    share = min(months, Fraction(1))
    things = None if forecast.needed_things is None else forecast.needed_things * share
    amount = _rate(row, forecast.needed * share, things, up=True)
    if months < 1:
        return f"Tốc độ cần: {word} {amount} trong {(forecast.end - row.today).days} ngày {end}"
    return f"Tốc độ cần: {word} {amount} mỗi tháng, trong {format_number(months, places=2)} tháng {end}"


def _actual(row: Assessment, speed: Speed) -> str:
    """`Tốc độ thực tế: tăng 210 hồ sơ mỗi tháng (2,1 điểm %), từ tháng 12/2024 đến tháng 02/2025`."""
    span = f"từ {_when(speed.first)} đến {_when(speed.last)}"
    if speed.per_month == 0:
        return f"Tốc độ thực tế: không thay đổi, {span}"
    better = speed.per_month < 0 if row.target.kind is Kind.RANK else speed.per_month > 0
    things = None if speed.things is None else abs(speed.things)
    same = speed.things is None or (speed.things > 0) is (speed.per_month > 0)
    amount = _rate(row, abs(speed.per_month), things if same else None, up=False)
    return f"Tốc độ thực tế: {'tăng' if better else 'giảm'} {amount} mỗi tháng, {span}"


def _when(item: Current) -> str:
    return figure_time(item).removeprefix("đến ")


def _rate(row: Assessment, amount: Fraction, things: Fraction | None, *, up: bool) -> str:
    """Things where possible, with the points in brackets; what is needed is rounded up, so that doing it suffices."""
    kind, unit = row.target.kind, row.target.unit
    if kind is Kind.RATIO and things is not None and unit:
        return f"{_amount(things, up=up)} {unit} ({points(amount)})"
    if kind is Kind.COUNT:
        return f"{_amount(amount, up=up)} {unit or ''}".rstrip()
    return amount_text(amount, kind, unit)


def _amount(number: Fraction, *, up: bool) -> str:
    if up:
        return format_number(ceil(number))
    return format_number(number, places=2 if number < 10 else 0)


def _landing(row: Assessment, forecast: Forecast) -> str:
    """`Nếu giữ tốc độ ấy, đến hết 31/12/2025 là 84,65%: chưa đạt, thiếu 5,35 điểm %`."""
    landing, end, goal = forecast.landing, forecast.end, row.assignment.goal
    if landing is None or end is None or goal is None:
        return ""
    verdict = "đạt mục tiêu" if forecast.landing_met else _still_missing(row, landing, goal)
    return f"Nếu giữ tốc độ ấy, đến hết {format_date(end)} {_where(row, landing, goal)}: {verdict}"


def _where(row: Assessment, landing: Fraction, goal: Goal) -> str:
    kind, unit = row.target.kind, row.target.unit
    if kind is Kind.RATIO:
        if landing >= 100:
            return "là 100%"
        return f"là {format_percent(max(landing, Fraction(0)), goal=goal.exact)}"
    if kind is Kind.RANK:
        return f"ở khoảng hạng {format_number(max(Fraction(1), landing), places=0)}"
    shown = landing if kind is Kind.SCORE else max(Fraction(0), landing)
    return f"là khoảng {amount_text(Fraction(round(shown)) if kind is Kind.COUNT else shown, kind, unit)}"


def _still_missing(row: Assessment, landing: Fraction, goal: Goal) -> str:
    amount = abs(goal.exact - landing)
    if row.target.kind is Kind.COUNT:
        text = f"{format_number(ceil(amount))} {row.target.unit or ''}".rstrip()
    else:
        text = amount_text(amount, row.target.kind, row.target.unit)
    if row.target.kind is Kind.RANK:
        return f"chưa đạt, còn cách {text}"
    return f"chưa đạt, thiếu {text}" if goal.word.upward else f"chưa đạt, cao hơn mức tối đa {text}"
