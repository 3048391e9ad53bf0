"""Reporting periods: one type, total functions.

Windows and due days follow Nghị định 09/2019/NĐ-CP, điều 12 (chốt số liệu) and điều 13 (thời hạn gửi); a province
may set others in `[rules]` or in a group.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from dts.core.dates import format_month


class PeriodKind(StrEnum):
    """How long a period is; the members are the words of `every` (but `nine_months` is never an `every`)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_KINDS = {months: kind for kind, months in _MONTHS.items()}
_ROMAN = ("I", "II", "III", "IV")
MIN_YEAR, MAX_YEAR = 1976, 2999


class Calendar(NamedTuple):
    """When figures are cut off and sent. `cutoff_day` None means the end of the calendar month."""

    cutoff_day: int | None = 14
    due_day: int = 25


class Period(NamedTuple):
    """One reporting period. Ordered by its label's last month, then by length."""

    year: int
    last_month: int
    months: int

    @property
    def kind(self) -> PeriodKind:
        """Month, quarter, half, nine months or year."""
        return _KINDS[self.months]

    @property
    def first_month(self) -> int:
        """First calendar month of the label."""
        return self.last_month - self.months + 1

    @property
    def key(self) -> str:
        """The file form: 2025-02, 2025-Q1, 2025-H1, 2025-9M, 2025."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.last_month:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.last_month // 3}"
            case PeriodKind.HALF:
                return f"{self.year}-H{self.last_month // 6}"
            case PeriodKind.NINE_MONTHS:
                return f"{self.year}-9M"
            case PeriodKind.YEAR:
                return f"{self.year}"

    @property
    def label(self) -> str:
        """The words of documents: tháng 02/2025, quý I/2025, 6 tháng đầu năm 2025, năm 2025."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {format_month(self.last_month)}/{self.year}"
            case PeriodKind.QUARTER:
                return f"quý {_ROMAN[self.last_month // 3 - 1]}/{self.year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.last_month == 6 else 'cuối'} năm {self.year}"
            case PeriodKind.NINE_MONTHS:
                return f"9 tháng năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"

    def contains(self, day: date) -> bool:
        """Whether the calendar label contains the day (31/12/2025 is in 2025, 2025-Q4 and 2025-12)."""
        return day.year == self.year and self.first_month <= day.month <= self.last_month

    def window(self, calendar: Calendar) -> tuple[date, date]:
        """First and last day of the data, both inclusive (month M: 15 of M-1 to 14 of M)."""
        return _window(self.year, self.first_month, self.last_month, calendar)

    def cutoff(self, calendar: Calendar) -> date:
        """Last day of the data (chốt số liệu)."""
        return self.window(calendar)[1]

    def due(self, calendar: Calendar, *, lag_months: int = 0) -> date:
        """Day the report is due: `due_day` of the last month, of the month after for calendar months; lag moves it."""
        months = lag_months + (1 if calendar.cutoff_day is None else 0)
        month = date(self.year, self.last_month, 1)
        if months:
            from dateutil.relativedelta import relativedelta  # most periods are due in their own last month

            month += relativedelta(months=months)
        return _day_of_month(month.year, month.month, calendar.due_day)

    def next(self) -> "Period":
        """The following period of the same kind (9 tháng: the next year's)."""
        return self._shift(1)

    def previous(self) -> "Period":
        """The period before, of the same kind."""
        return self._shift(-1)

    def same_last_year(self) -> "Period":
        """The same period of the year before (cùng kỳ năm trước)."""
        return Period(self.year - 1, self.last_month, self.months)

    def _shift(self, steps: int) -> "Period":
        if self.kind is PeriodKind.NINE_MONTHS:
            return Period(self.year + steps, self.last_month, self.months)
        months = self.year * 12 + self.last_month - 1 + steps * self.months
        return Period(months // 12, months % 12 + 1, self.months)


@cache  # ten years of a province ask for the same few hundred windows a hundred thousand times
def _window(year: int, first_month: int, last_month: int, calendar: Calendar) -> tuple[date, date]:
    before = date(year, first_month, 1) - timedelta(days=1)
    first = _cutoff(before.year, before.month, calendar) + timedelta(days=1)
    return first, _cutoff(year, last_month, calendar)


def _cutoff(year: int, month: int, calendar: Calendar) -> date:
    return _day_of_month(year, month, 31 if calendar.cutoff_day is None else calendar.cutoff_day)


def _day_of_month(year: int, month: int, day: int) -> date:
    """That day of a month, or the last one where the month is shorter."""
    if day <= 28:
        return date(year, month, day)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return min(date(year, month, 28) + timedelta(days=day - 28), last)


def period_containing(kind: PeriodKind | str, day: date) -> Period:
    """The period of a kind whose label contains the day (deciding period of a deadline)."""
    kind = PeriodKind(kind)
    months = _MONTHS[kind]
    if kind is PeriodKind.NINE_MONTHS:
        return Period(day.year, 9, 9)
    return Period(day.year, (day.month - 1) // months * months + months, months)


def period_of_data(kind: PeriodKind | str, day: date, calendar: Calendar) -> Period:
    """The period of a kind whose data window contains the day (15/02/2025 is data of 2025-03)."""
    period = period_containing(kind, day)
    while period.cutoff(calendar) < day:
        period = period.next()
    while period.window(calendar)[0] > day:
        period = period.previous()
    return period


def last_closed(kind: PeriodKind | str, day: date, calendar: Calendar) -> Period:
    """The last period of a kind whose cut-off day has passed."""
    period = period_of_data(kind, day, calendar)
    return period if period.cutoff(calendar) < day else period.previous()  # nine months leave a gap behind them


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """All periods of one kind from first to last, both inclusive; none when last is before first."""
    while first <= last:
        yield first
        first = first.next()


_KEY = r"([0-9]{4})(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?"
_MONTH = r"(?:tháng\s*|t\.?\s*)?([0-9]{1,2})[/-]([0-9]{4})"
_QUARTER = r"(?:quý|q)\s*(iv|i{1,3}|[1-4])\s*(?:[/-]|\s+năm\s+|\s+)\s*([0-9]{4})"
_HALF = r"0?6 tháng (đầu|cuối)(?: năm)? ([0-9]{4})"
_NINE = r"0?9 tháng(?: đầu)?(?: năm)? ([0-9]{4})"
_YEAR = r"(?:năm\s*)([0-9]{4})"


def parse_period_key(text: str) -> Period | None:
    """Read the file form exactly (2025-02, 2025-Q1, 2025-H1, 2025-9M, 2025), or None."""
    match = re.fullmatch(_KEY, text)
    if not match:
        return None
    year, part = int(match[1]), match[2]
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    if part is None:
        return Period(year, 12, 12)
    if part.startswith("Q"):
        return Period(year, int(part[1]) * 3, 3)
    if part.startswith("H"):
        return Period(year, int(part[1]) * 6, 6)
    if part == "9M":
        return Period(year, 9, 9)
    return Period(year, int(part), 1)


def parse_period(text: str) -> Period:
    """Read a period as officials type it: 02/2025, T2/2025, quý I/2025, 6 tháng đầu năm 2025, or the file form.

    Raises ValueError with a Vietnamese sentence otherwise.
    """
    words = " ".join(text.split()).lower()
    if period := parse_period_key(words.upper()):
        return period
    found: Period | None = None
    if match := re.fullmatch(_MONTH, words):
        month = int(match[1])
        found = Period(int(match[2]), month, 1) if 1 <= month <= 12 else None
    elif match := re.fullmatch(_QUARTER, words):
        number = int(match[1]) if match[1].isdigit() else _ROMAN.index(match[1].upper()) + 1
        found = Period(int(match[2]), number * 3, 3)
    elif match := re.fullmatch(_HALF, words):
        found = Period(int(match[2]), 6 if match[1] == "đầu" else 12, 6)
    elif match := re.fullmatch(_NINE, words):
        found = Period(int(match[1]), 9, 9)
    elif match := re.fullmatch(_YEAR, words):
        found = Period(int(match[1]), 12, 12)
    if found is None or not MIN_YEAR <= found.year <= MAX_YEAR:
        raise ValueError(
            f"“{text}” không phải là kỳ báo cáo; gõ như 02/2025, "
            '"quý I/2025", "6 tháng đầu năm 2025", "9 tháng năm 2025" hoặc 2025 (có dấu cách thì đặt trong ngoặc kép)'
        )
    return found
