"""Values, goals, gaps and changes as officials write them; nothing here compares a figure with a goal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.measure import Change, Gap
from dts.core.model import Goal, GoalWord, Kind
from dts.core.numerals import format_number, format_percent, format_typed
from dts.core.period import Period, PeriodKind, last_closed
from dts.core.series import Current

QUALIFIER_WORDS = {">": "trên", "<": "dưới", "~": "khoảng"}


def value_text(row: Assessment, item: Current | None = None) -> str | None:
    """The figure as officials write it: 35,03%, 1.080.997 người, 18/63, hơn 60 trạm; a task's day of completion."""
    item = item or row.shown
    if item is None:
        return None
    figure, kind, unit = item.figure, row.target.kind, row.target.unit
    if figure.done is not None:
        return figure.done.text
    if item.value is None:
        return None
    if figure.qualifier and figure.published:
        return _with_unit(figure.published, kind, unit)
    if figure.denominator is not None:
        goal = row.assignment.goal
        text = format_percent(item.value, goal=goal.exact if goal else None)
    elif kind is Kind.RATIO and figure.value is not None:
        text = typed_percent(figure.value)
    elif kind is Kind.RANK and figure.value is not None:
        text = format_number(figure.value) + (f"/{figure.of}" if figure.of else "")
        text = text if figure.of else f"hạng {text}"
    else:
        text = _with_unit(format_number(figure.value or Decimal(0)), kind, unit)
    if figure.qualifier:
        text = f"{QUALIFIER_WORDS[figure.qualifier]} {text}"
    return text


def _with_unit(text: str, kind: Kind, unit: str | None) -> str:
    if kind in (Kind.RATIO, Kind.RANK) or unit is None or text.endswith(unit):
        return text
    return f"{text} {unit}"


def typed_percent(value: Decimal) -> str:
    """A percentage as it was typed: 95,5%, 96%; 100,00 becomes 100%."""
    return (format_number(value) if value == value.to_integral_value() else format_typed(value)) + "%"


def parts_of_fraction(item: Current) -> str | None:
    """`762.284/980.226`, when the figure is a fraction."""
    figure = item.figure
    if figure.numerator is None or figure.denominator is None:
        return None
    return f"{format_number(figure.numerator)}/{format_number(figure.denominator)}"


def goal_text(goal: Goal | None, kind: Kind, unit: str | None) -> str | None:
    """≥ 80%, trong nhóm 20, > 50%."""
    if goal is None:
        return None
    number = format_number(goal.value)
    if kind is Kind.RANK and goal.word is GoalWord.AT_MOST:
        return f"trong nhóm {number}"
    sign = {GoalWord.AT_LEAST: "≥", GoalWord.ABOVE: ">", GoalWord.AT_MOST: "≤", GoalWord.BELOW: "<"}[goal.word]
    if kind is Kind.RATIO:
        return f"{sign} {number}%"
    return f"{sign} {number}" + (f" {unit}" if unit and kind is Kind.COUNT else "")


def figure_time(item: Current, *, year_prefix: bool = True) -> str:
    """When a figure is true for, without inventing a day: the source's words, the day given, else the period."""
    figure = item.figure
    if figure.as_of_text:
        return figure.as_of_text
    if figure.given_as_of is not None:
        return f"đến {format_date(figure.given_as_of)}"
    if figure.period.kind is PeriodKind.YEAR and not year_prefix:
        return str(figure.period.year)
    return figure.period.label


def figure_age(row: Assessment, item: Current | None) -> str | None:
    """`số liệu 2022`: printed with every figure that is not of the last closed period (or of one still open)."""
    if item is None or item.figure.done is not None:
        return None
    period = item.figure.period
    if item.figure.as_of_text is None and not is_older(row, period):
        return None
    return f"số liệu {figure_time(item, year_prefix=False)}"


def is_older(row: Assessment, period: Period) -> bool:
    """Whether a period ended before the last closed one of its kind."""
    kind = period.kind
    return period.cutoff(row.calendar) < last_closed(kind, row.today, row.calendar).cutoff(row.calendar)


def with_age(text: str, age: str | None) -> str:
    """`95,5% (số liệu 2023)`."""
    return f"{text} ({age})" if age else text


def points(amount: Fraction) -> str:
    """`43,82 điểm %`; never a rounded zero."""
    if 0 < amount < Fraction(1, 100):
        return "dưới 0,01 điểm %"
    return f"{format_number(amount, places=2)} điểm %"


def amount_text(amount: Fraction, kind: Kind, unit: str | None) -> str:
    """A distance in the target's unit: 43,82 điểm %, 7 bậc, 12 trạm."""
    if kind is Kind.RATIO:
        return points(amount)
    if kind is Kind.RANK:
        return f"{format_number(amount, places=2)} bậc"
    exact = _exact_or_rounded(amount)
    return f"{exact} {unit or ('điểm' if kind is Kind.SCORE else '')}".rstrip()


def _exact_or_rounded(amount: Fraction) -> str:
    """All decimals where there are at most six, else two; never a rounded zero."""
    if (amount * 10**6).denominator == 1:
        return format_number(amount, places=6)
    return "dưới 0,01" if 0 < amount < Fraction(1, 100) else format_number(amount, places=2)


def gap_text(row: Assessment, *, both: bool = False) -> str | None:
    """Distance to the goal in words; with `both`, things and percentage points together."""
    gap, goal = row.gap, row.assignment.goal
    if gap is None or goal is None:
        return None
    kind, unit = row.target.kind, row.target.unit
    if gap.amount == 0:
        return _at_the_goal(gap, goal, kind, unit)
    amount = amount_text(gap.amount, kind, unit)
    if gap.qualifier:
        amount = f"{'khoảng' if gap.qualifier == '~' else 'trên'} {amount}"
    if kind is Kind.RANK:
        return f"vượt {amount}" if gap.met else f"còn cách {amount}"
    if goal.word.upward:
        return f"vượt {amount}" if gap.met else f"thiếu {_shortfall(gap, amount, unit, both=both)}"
    return f"{'thấp' if gap.met else 'cao'} hơn mức tối đa {amount}"


def _at_the_goal(gap: Gap, goal: Goal, kind: Kind, unit: str | None) -> str:
    """The number equals the goal's; "trên 99%" against ≥ 99% is more than it, "dưới 20%" against ≥ 20% less."""
    if gap.qualifier:
        return "vượt mục tiêu" if gap.met else "chưa tới mục tiêu"
    if gap.met:
        return "vừa đạt"
    number = format_number(goal.value) + ("%" if kind is Kind.RATIO else f" {unit}" if unit else "")
    side = "trên" if goal.word is GoalWord.ABOVE else "dưới"
    return f"mới bằng {number}, mục tiêu là {side} {number}"


def _shortfall(gap: Gap, amount: str, unit: str | None, *, both: bool) -> str:
    if gap.things is None:
        return amount
    things = f"{format_number(gap.things)} {unit or ''}".rstrip()
    if not unit:
        return amount
    return f"{things} ({amount})" if both else things


def change_text(change: Change | None, kind: Kind, unit: str | None) -> str | None:
    """tăng 2,16 điểm %; giảm 6 bậc (từ 12 xuống 18); None when there is nothing to compare or a break lies between."""
    if change is None or change.amount is None:
        return None
    amount = change.amount
    if kind is Kind.RANK:
        if amount == 0:
            return "giữ nguyên hạng"
        before = change.before.value or Fraction(0)
        word, verb = ("giảm", "xuống") if amount > 0 else ("tăng", "lên")
        return (
            f"{word} {format_number(abs(amount))} bậc "
            f"(từ {format_number(before)} {verb} {format_number(before + amount)})"
        )
    if amount == 0:
        return "không thay đổi"
    about = "khoảng " if change.vague else ""
    return f"{'tăng' if amount > 0 else 'giảm'} {about}{amount_text(abs(amount), kind, unit)}"


def pace_number(ratio: Fraction) -> str:
    """`0,77`: two decimals, cut and never rounded up to a threshold."""
    hundredths = abs(ratio * 100)
    whole = hundredths.numerator // hundredths.denominator
    sign = "-" if ratio < 0 and whole else ""
    return f"{sign}{whole // 100},{whole % 100:02d}"


def own_amount(row: Assessment) -> Fraction | None:
    """What the last period alone added to a sum over the year (trong kỳ, beside lũy kế); None where none is summed."""
    item = row.shown
    if not row.assignment.yearly_sum or item is None or item.figure.value is None or item.figure.qualifier:
        return None
    period = item.figure.period
    if period.kind is not row.assignment.every or period.kind is PeriodKind.YEAR:
        return None
    same = [each for each in row.series if each.figure.period.kind is period.kind and each.as_of < item.as_of]
    before = next((each.value for each in reversed(same) if each.figure.period.year == period.year), None)
    return Fraction(item.figure.value) - (before or 0)
