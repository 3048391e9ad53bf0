"""The one thing a [[figure]] says: a value, a numerator and denominator, a day done; impossible ones are refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from dts.core.dates import FIRST_YEAR, LAST_YEAR, UNUSABLE, format_date, format_month
from dts.core.log import Done
from dts.core.model import Kind, Target
from dts.core.numerals import Quantity, check_whole, parse_quantity
from dts.core.period import Period
from dts.store.source import Raw
from dts.store.tables import Table, label

QUALIFIERS = (">", "<", "~")


class Amount(NamedTuple):
    """What a figure says: one of value, numerator and denominator, done, or nothing where it was withdrawn."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    of: int | None = None
    qualifier: str | None = None
    done: Done | None = None
    published: str | None = None
    estimate: bool = False


def read_amount(table: Table, target: Target, period: Period, today: date, *, withdrawn: bool) -> Amount | None:
    """The one thing a figure says: value, numerator/denominator, done, or withdrawn."""
    given = [key for key in ("value", "numerator", "done") if table.has(key)]
    if withdrawn:
        for key in (*given, *(key for key in ("denominator", "of", "qualifier") if table.has(key)))[:1]:
            table.problem(key, f"đã rút số liệu (withdrawn) thì không ghi {key}", "xóa dòng này", at_key=True)
        return Amount()
    if not given and not table.has("denominator"):
        _nothing(table, target)
        return None
    if len(given) > 1:
        table.problem(given[1], f"chỉ ghi một trong {given[0]}, {given[1]}", "xóa dòng thừa", at_key=True)
        return None
    if target.kind is Kind.TASK:
        return _done(table, given, period, today)
    if given == ["done"]:
        table.problem("done", "chỉ nhiệm vụ mới có done; chỉ tiêu này cần số liệu (value)", at_key=True)
        return None
    numbers = _fraction(table, target) if given != ["value"] else _value(table, target)
    return numbers if numbers is not None and _possible(table, target, numbers) else None


def _nothing(table: Table, target: Target) -> None:
    if target.kind is Kind.TASK:
        fix = "thêm dòng:   done = 2025-02-26"
    elif target.kind is Kind.RATIO:
        fix = "thêm dòng:   numerator = … và denominator = …, hoặc value = …"
    else:
        fix = "thêm dòng:   value = …"
    table.problem(None, f"số liệu của “{target.id}” chưa có con số nào", fix)


def _qualifier(table: Table, typed: str | None) -> str | None:
    given = table.text("qualifier")
    if given is None:
        return typed
    if given not in QUALIFIERS:
        signs = {"trên": ">", "hơn": ">", "dưới": "<", "gần": "<", "khoảng": "~", "≥": ">", "≤": "<"}
        message = f"qualifier = “{given}” không có; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng)"
        fix = [table.retyped("qualifier", f'"{signs[given]}"')] if given in signs else []
        table.problem("qualifier", message, *fix)
        return None
    if typed is not None and typed != given:
        table.problem("qualifier", "qualifier trái với chữ ghi trong value")
    return given


def _value(table: Table, target: Target) -> Amount | None:
    value = table.data["value"]
    of = table.integer("of", low=1, high=100_000)
    if of is not None and target.kind is not Kind.RANK:
        table.problem("of", "chỉ thứ hạng mới có of (trong số bao nhiêu)", "xóa dòng này", at_key=True)
    if isinstance(value, str) and not isinstance(value, Raw):
        try:
            quantity = parse_quantity(value, kind=target.kind, unit=target.unit)
        except ValueError as error:
            sentence, retype = _advice(error)
            fixes = [table.retyped("value", f'"{retype}"')] if retype else []
            table.problem("value", f"{label('value')}: {sentence}", *fixes)
            return None
    else:
        number = table.number("value", things=target.unit)
        if number is None:
            return None
        quantity = Quantity(value=number)
    if quantity.numerator is not None and table.has("qualifier"):
        table.problem("qualifier", "đã có tử số/mẫu số thì không dùng qualifier", "xóa dòng này", at_key=True)
        return None
    if table.has("denominator"):
        table.problem("denominator", "có value thì không ghi denominator", "xóa dòng này", at_key=True)
        return None
    return Amount(
        value=quantity.value,
        numerator=quantity.numerator,
        denominator=quantity.denominator,
        of=of if of is not None else quantity.of,
        qualifier=_qualifier(table, quantity.qualifier),
        published=quantity.published,
        estimate=quantity.estimate,
    )


def _fraction(table: Table, target: Target) -> Amount | None:
    if target.kind is not Kind.RATIO:
        key = "numerator" if table.has("numerator") else "denominator"
        table.problem(key, f"chỉ tiêu loại {target.kind} ghi một số (value), không có tử số, mẫu số", at_key=True)
        return None
    if not table.required("numerator", "denominator"):
        return None
    numerator = table.number("numerator", things=target.unit)
    denominator = table.number("denominator", things=target.unit)
    if table.has("qualifier"):
        table.problem(
            "qualifier", "đã có tử số/mẫu số thì không dùng qualifier; chữ của nguồn ghi vào published", at_key=True
        )
    if table.has("of"):
        table.problem("of", "chỉ thứ hạng mới có of (trong số bao nhiêu)", "xóa dòng này", at_key=True)
    if numerator is None or denominator is None:
        return None
    return Amount(numerator=numerator, denominator=denominator)


def _possible(table: Table, target: Target, numbers: Amount) -> bool:
    """Refuse what cannot be: negative, denominator ≤ 0, a rank outside 1..of, halves of things."""
    before = len(table.source.problems)
    main = "value" if table.has("value") else "numerator"
    amount = numbers.value if numbers.value is not None else numbers.numerator
    if numbers.denominator is not None and numbers.denominator <= 0:
        key = "denominator" if table.has("denominator") else "value"
        table.problem(key, "mẫu số phải lớn hơn 0")
    if amount is not None and amount < 0 and target.kind is not Kind.SCORE:
        table.problem(main, f"{label(main)} không thể là số âm")
    elif target.kind is Kind.RANK and amount is not None:
        if amount != amount.to_integral_value() or amount < 1:
            table.problem(main, "thứ hạng là số nguyên từ 1")
        elif numbers.of is not None and amount > numbers.of:
            table.problem(main, f"hạng {amount} nằm ngoài 1 đến {numbers.of}")
    elif target.kind is Kind.COUNT and amount is not None and amount != amount.to_integral_value():
        _check_whole(table, target, main, amount)
    return len(table.source.problems) == before


def _check_whole(table: Table, target: Target, key: str, amount: Decimal) -> None:
    try:
        check_whole(amount, target.unit)
    except ValueError as error:
        table.problem(key, f"{label(key)}: {error}")


def _done(table: Table, given: list[str], period: Period, today: date) -> Amount | None:
    if given != ["done"]:
        key = given[0] if given else "denominator"
        table.problem(
            key, "nhiệm vụ không có số liệu; ghi done = ngày hoàn thành, hoặc [[note]] cho tình hình", at_key=True
        )
        return None
    for key in ("denominator", "of"):
        if table.has(key):
            table.problem(key, f"nhiệm vụ không có số liệu, bỏ {key}", "xóa dòng này", at_key=True)
    qualifier = _qualifier(table, None)
    value = table.data["done"]
    if isinstance(value, str) and (match := re.fullmatch(r"(0?[1-9]|1[0-2])/([0-9]{4})", value)):
        if not FIRST_YEAR <= int(match[2]) <= LAST_YEAR:
            table.problem("done", f"{label('done')}: {UNUSABLE}")
            return None
        month = Period(int(match[2]), int(match[1]), 1)
        first, last = date(month.year, month.last_month, 1), _month_end(month)
        text = f"{format_month(month.last_month)}/{month.year}"
    else:
        day = table.day("done")
        if day is None:
            return None
        month, first, last, text = Period(day.year, day.month, 1), day, day, format_date(day)
    if first > today:
        table.problem("done", f"{'ngày' if first == last else 'tháng'} {text} chưa đến")
        return None
    if month != period:
        table.problem("done", f"hoàn thành {text} phải ghi trong tệp {month.key}.toml, không phải {period.key}.toml")
        return None
    if qualifier == "<":
        return Amount(done=Done(None, first - timedelta(days=1), f"trước {text}"), qualifier="<")
    if qualifier is not None:
        table.problem("qualifier", "với done chỉ dùng < (trước ngày)", "xóa dòng này")
        return None
    return Amount(done=Done(first, min(last, today), text))


def _advice(error: ValueError) -> tuple[str, str]:
    """The sentence of the number reader, and what to type instead (may be empty)."""
    sentence, _found, retype = str(error).partition(". Gõ lại: ")
    return sentence, retype


def _month_end(month: Period) -> date:
    following = month.next()
    return date(following.year, following.last_month, 1) - timedelta(days=1)
