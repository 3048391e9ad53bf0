"""Days as officials type and print them: day first, always; Nghị định 30/2020/NĐ-CP for printing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""Viet Nam's time since 1976; a fixed offset, because time-zone data is missing on many office machines."""

_DAY_FIRST = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years of days that can be meant; others are slips, and would leave the calendar a month or a time zone on."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def parse_date(text: str) -> date:
    """Read `28/2/2025` (day first) or `2025-02-28`.

    Raises ValueError with a Vietnamese sentence for anything else, two-digit years and days that do not exist included.
    """
    text = text.strip()
    if match := re.fullmatch(_ISO, text):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(_DAY_FIRST, text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise ValueError(f"“{text}” không phải là ngày; gõ ngày/tháng/năm, ví dụ 28/2/2025")
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”: không có ngày {day} tháng {month} năm {year}; ngày đứng trước tháng") from None
    if not is_usable(found):
        raise ValueError(f"“{text}”: {UNUSABLE}")
    return found


UNUSABLE = f"năm phải từ {FIRST_YEAR} đến {LAST_YEAR}"


def is_usable(day: date) -> bool:
    """Whether a day lies within the years that can be meant."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def format_date(day: date) -> str:
    """Print a day as Nghị định 30/2020 writes it: 25/02/2025, 01/3/2025 (zero before days < 10 and months 1, 2)."""
    return f"{day.day:02d}/{format_month(day.month)}/{day.year}"


def formal_date(day: date) -> str:
    """`ngày 25 tháng 02 năm 2025`, as under the head of a document (Nghị định 30/2020)."""
    return f"ngày {day.day:02d} tháng {format_month(day.month)} năm {day.year}"


def format_month(month: int) -> str:
    """Print a month number as Nghị định 30/2020 writes it: 01, 02, 3 … 12."""
    return f"{month:02d}" if month < 3 else str(month)


def format_weekday(day: date) -> str:
    """`thứ Năm`."""
    return WEEKDAYS[day.weekday()]


def day_of(moment: date | datetime) -> date:
    """The Vietnamese day of a moment; a moment without an offset is taken as Vietnamese time."""
    if isinstance(moment, datetime):
        return moment.astimezone(VIETNAM).date() if moment.tzinfo else moment.date()
    return moment
