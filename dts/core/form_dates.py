"""Periods and days in running text: titles, heads of columns, “(số liệu tính đến ngày 14/02/2025)”."""

from __future__ import annotations

import re
from datetime import date

from dts.core.lookup import fold
from dts.core.period import MAX_YEAR, MIN_YEAR, Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DATELINE = r"(?:ngay|ngày)[\s\d.…]*tháng[\s\d.…]*năm[\s\d.…]*"
_IN_TEXT = (
    (r"(?:thang|t|ky|month|report|period) ?(0?[1-9]|1[0-2]) (?:nam )?([12]\d{3})", 1),
    (r"(?:quy|q) ?(i{1,3}|iv|[1-4]) (?:nam )?([12]\d{3})", 3),
    (r"0?6 thang (dau|cuoi)(?: nam)? ([12]\d{3})", 6),
    (r"0?9 thang(?: dau)?(?: nam)? ()([12]\d{3})", 9),
    (r"(?:ky bao cao|so lieu|bao cao|ca) nam ()([12]\d{3})", 12),
)


def periods_in(text: str) -> set[Period]:
    """Every period a line of a title names: “Biểu số liệu tháng 02 năm 2025”; the day of a letter is none."""
    words = fold(re.sub(_DATELINE, " ; ", text.lower()))
    return {period for pattern, months in _IN_TEXT for period in _periods(pattern, months, words)}


def without_periods(text: str) -> str:
    """A folded line without the periods it names."""
    words = fold(text)
    for pattern, _months in _IN_TEXT:
        words = re.sub(rf"\b{pattern}\b", " ", words)
    return words


def whole_period(text: str) -> Period | None:
    """The period a head consists of: “Tháng 01/2025”, “Quý I năm 2025”, “Năm 2024”."""
    words = fold(text)
    patterns = (*_IN_TEXT[:4], (r"nam ()([12]\d{3})", 12), (r"(0?[1-9]|1[0-2]) ([12]\d{3})", 1))
    for pattern, months in patterns:
        if re.fullmatch(pattern, words):
            return next(iter(_periods(pattern, months, words)), None)
    return None


def _periods(pattern: str, months: int, words: str) -> list[Period]:
    found = []
    for part, year in re.findall(rf"\b{pattern}\b", words):
        match months:
            case 1:
                last = int(part)
            case 3:
                last = _ROMAN[part] * 3
            case 6:
                last = 6 if part == "dau" else 12
            case _:
                last = months
        if MIN_YEAR <= int(year) <= MAX_YEAR:
            found.append(Period(int(year), last, months))
    return found


def days_in(text: str) -> set[date]:
    """The days a line says its figures run up to: “(số liệu tính đến hết ngày 14/02/2025)”."""
    pattern = r"t[íi]nh đến(?: hết)?(?: ngày)?\s*(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})"
    found = set()
    for day, month, year in re.findall(pattern, text.lower()):
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found
