"""What a cell of a form says: the grammar of the command line for text, and what Excel does to numbers undone.

Every refusal is a sentence that ends with what to put into the cell instead.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from dts.core.dates import format_date, parse_date
from dts.core.form_dates import periods_in, whole_period
from dts.core.form_words import Role
from dts.core.grid import Cell, Held
from dts.core.lookup import fold
from dts.core.model import Goal, Kind, Target
from dts.core.numerals import MAX_DIGITS, Quantity, check_whole, format_number, parse_number, parse_quantity
from dts.core.period import Period, parse_period

EXCEL_DIGITS = Context(prec=15)
"""A spreadsheet keeps fifteen digits; what stands behind them is dust."""
_WIDE = Context(prec=2 * MAX_DIGITS)
"""Room for the longest number with its decimals: the usual context has less, and an error."""
PLACES = 6
"""Decimals kept of a quotient that a formula made."""
_THOUSAND = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_BLANKS = {"", "x", "n a", "na", "chua co", "chua co so lieu", "chua bao cao"}
"""Words (folded: a dash is nothing) for a figure that is not there yet."""


class CellError(ValueError):
    """Why a cell is not taken, and what to do about it."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


class Reading(NamedTuple):
    """A number read, and how the cell shows it where that is not how it is held."""

    quantity: Quantity
    echo: str = ""


def is_blank(cell: Cell | None) -> bool:
    """Whether a cell says nothing, or that there is nothing yet."""
    if cell is None:
        return True
    if cell.held is not Held.TEXT or any(char.isdigit() for char in cell.text):
        return False
    return fold(cell.text) in _BLANKS


def check_held(cell: Cell) -> None:
    """Refuse what is no value at all."""
    match cell.held:
        case Held.ERROR:
            raise CellError(f"ô báo lỗi {cell.text}", "sửa công thức, hoặc gõ số vào ô {cell}")
        case Held.FORMULA:
            raise CellError("công thức chưa được tính", "mở tệp bằng Excel, lưu lại rồi nhập lại")
        case Held.FLAG:
            raise CellError(f"ô là {cell.text}, không phải số", "gõ số vào ô {cell}")


def exact(cell: Cell) -> Decimal:
    """The number of a cell as a spreadsheet keeps it."""
    number = EXCEL_DIGITS.create_decimal(cell.text)
    if number and abs(number.adjusted()) >= MAX_DIGITS:
        raise CellError(f"số {cell.text} quá lớn hoặc quá nhỏ, không phải số liệu", "sửa ô {cell}")
    return number.quantize(Decimal(1), context=_WIDE) if number == number.to_integral_value() else number.normalize()


def read_result(cell: Cell, target: Target, role: Role, *, percent: bool) -> Reading:
    """The result of a target; `percent`: its column or its unit says %."""
    check_held(cell)
    if cell.held is Held.DAY:
        raise CellError(
            f"ô là ngày {format_date(date.fromisoformat(cell.text))}, Excel đã đổi điều gõ vào thành ngày",
            "định dạng ô {cell} là Text rồi gõ lại",
        )
    if cell.held is Held.TEXT:
        return Reading(_typed(cell.text, target))
    return _ratio(cell, target, percent=percent) if target.kind is Kind.RATIO else _plain(cell, target, role)


def _typed(text: str, target: Target) -> Quantity:
    try:
        quantity = parse_quantity(text, kind=target.kind, unit=target.unit)
    except ValueError as error:
        raise _retyped(text, error, target) from None
    if target.kind is Kind.RATIO and quantity.value is not None and "%" not in text:
        _check_whole_fraction(quantity.value, target)
    return quantity


def _retyped(text: str, error: ValueError, target: Target) -> CellError:
    """`chữ “3,119”: …`, and what to put there: what the number reader advises."""
    sentence, _found, retype = str(error).partition(". Gõ lại: ")
    sentence = sentence.removeprefix(f"“{text}”").removeprefix(":")
    sentence = sentence if sentence.startswith(" là ") else f": {sentence.lstrip()}"
    fix = "sửa ô {cell} thành " + retype if retype else ""
    if retype and "hàng nghìn" in sentence:
        things = "" if "%" in retype else f" {target.unit or ''}".rstrip()
        sentence, fix = sentence.partition(". Nếu")[0], f"nếu là {retype}{things}, {fix}"
    return CellError(f"chữ “{text}”{sentence}", fix)


def _check_whole_fraction(value: Decimal, target: Target) -> None:
    if value > 100 and value == value.to_integral_value() and target.unit:
        what = f" ({target.whole.of_what})" if target.whole.of_what else ""
        shown = format_number(value)
        raise CellError(
            f"{shown} mới là tử số; chỉ tiêu này cần tử số/mẫu số{what}", f"sửa ô {{cell}} thành {shown}/MẪU SỐ"
        )


def _ratio(cell: Cell, target: Target, *, percent: bool) -> Reading:
    number = exact(cell)
    if cell.is_percent:
        value = shortened(number * 100, target.whole.goal)
        return Reading(Quantity(value=value), f"ô Excel {format_number(number)} định dạng phần trăm")
    if 0 < number < 1 or (number == 1 and not percent):
        small, large = format_number(number), format_number(number * 100)
        raise CellError(
            f"số {small} đọc được hai cách: {small}% hay {large}%",
            f"định dạng ô {{cell}} là phần trăm nếu là {large}%, hoặc gõ chữ {small}%",
        )
    _check_thousand(cell, number, f"{format_number(number)}%", target.unit or "")
    _check_whole_fraction(number, target)
    return Reading(Quantity(value=shortened(number, target.whole.goal)))


def _plain(cell: Cell, target: Target, role: Role) -> Reading:
    number = exact(cell)
    if cell.is_percent or role is Role.RATE:
        raise CellError(
            f"ô định dạng phần trăm ({format_number(number * 100)}%), chỉ tiêu này tính bằng {target.unit or 'số'}"
            if cell.is_percent
            else f"cột tỷ lệ, mà chỉ tiêu này tính bằng {target.unit or 'số'}",
            "gõ số vào ô {cell}",
        )
    if target.kind is Kind.COUNT:
        _check_things(number, target)
    _check_thousand(cell, number, format_number(number), target.unit or "")
    value = shortened(number, target.whole.goal)
    echo = "số tính bằng công thức, đã bớt số lẻ" if value != number else ""
    return Reading(Quantity(value=value), echo)


def _check_things(number: Decimal, target: Target) -> None:
    try:
        check_whole(number, target.unit)
    except ValueError:
        shown, things = format_number(number), target.unit or "đếm"
        whole = f"{number:f}".replace(".", "") if _THOUSAND.fullmatch(f"{number:f}") else ""
        fix = f"nếu là {format_number(int(whole))} {things}, gõ {whole} vào ô {{cell}}" if whole else "sửa ô {cell}"
        raise CellError(f"số {shown}: số {things} không có phần thập phân", fix) from None


def _check_thousand(cell: Cell, number: Decimal, decimal: str, things: str) -> None:
    """A typed 762.284 may be seven hundred and sixty-two thousand: the format must say that it has decimals."""
    plain = f"{number:f}"
    if cell.computed or "0.0" in cell.format or not _THOUSAND.fullmatch(plain):
        return
    whole = plain.replace(".", "")
    meant = f"{format_number(int(whole))} {things}".rstrip()
    raise CellError(
        f"số {plain.replace('.', ',')} đọc được hai cách: {decimal} hay {meant}",
        f"nếu là {meant}, gõ {whole} vào ô {{cell}}; nếu là số thập phân, định dạng ô có 3 chữ số thập phân",
    )


def shortened(number: Decimal, goal: Goal | None) -> Decimal:
    """A quotient of a formula to six decimals, unless that lands on a whole number or on the goal."""
    short = number.quantize(Decimal(1).scaleb(-PLACES), context=_WIDE)
    edges = {short.to_integral_value(), *([goal.value] if goal else [])}
    found = number if short != number and short in edges else short
    return found.quantize(Decimal(1), context=_WIDE) if found == found.to_integral_value() else found.normalize()


def read_part_of_fraction(cell: Cell, target: Target) -> Decimal:
    """A numerator or a denominator."""
    check_held(cell)
    if cell.held is Held.DAY:
        return _no_day(cell)
    if cell.held is Held.TEXT:
        try:
            return parse_number(_without_unit(cell.text, target.unit))
        except ValueError as error:
            raise _retyped(cell.text, error, target) from None
    if cell.is_percent:
        raise CellError("ô định dạng phần trăm, cần một số đếm", "gõ số vào ô {cell}")
    number = exact(cell)
    _check_things(number, target)
    return number


def _no_day(cell: Cell) -> Decimal:
    raise CellError(
        f"ô là ngày {format_date(date.fromisoformat(cell.text))}, không phải số",
        "định dạng ô {cell} là số rồi gõ lại",
    )


def _without_unit(text: str, unit: str | None) -> str:
    words = " ".join(text.split())
    return words[: -len(unit)].rstrip() if unit and words.lower().endswith(f" {unit.lower()}") else words


def agrees(value: Decimal, numerator: Decimal, denominator: Decimal) -> bool:
    """Whether a percentage is the quotient, to as many decimals as it has."""
    step = Fraction(1, 10 ** max(0, -int(value.as_tuple().exponent)))
    return abs(Fraction(value) - Fraction(numerator) * 100 / Fraction(denominator)) < step


def read_day(cell: Cell) -> date:
    """A day: a real one, or text with the day first."""
    check_held(cell)
    if cell.held is Held.DAY:
        return date.fromisoformat(cell.text)
    if cell.held is Held.NUMBER:
        raise CellError(f"số {cell.text} không phải là ngày", "gõ ngày vào ô {cell}, ví dụ 14/02/2025")
    try:
        return parse_date(cell.text)
    except ValueError as error:
        raise CellError(str(error), "sửa ô {cell}") from None


def read_period(cell: Cell) -> Period:
    """A period; 02/2025 typed into Excel became the first day of the month."""
    check_held(cell)
    if cell.held is Held.DAY:
        day = date.fromisoformat(cell.text)
        if day.day == 1:
            return Period(day.year, day.month, 1)
        raise CellError(f"ô là ngày {format_date(day)}, không phải kỳ báo cáo", "gõ vào ô {cell} như: tháng 02/2025")
    named = periods_in(cell.text) | ({whole} if (whole := whole_period(cell.text)) else set())
    if len(named) == 1:
        return named.pop()
    try:
        return parse_period(cell.text)
    except ValueError:
        raise CellError(f"“{cell.text}” không phải là kỳ báo cáo", "gõ vào ô {cell} như: tháng 02/2025") from None
