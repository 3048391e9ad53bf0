"""figures.csv as `dts export` writes it, read back: each row an entry of a period, or a problem at its line and column.

Nothing is judged here but how cells are spelled; whether an entry may stand in a record file is for the very reader of
record files to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeVar

from dts.core.dates import VIETNAM, parse_date
from dts.core.numerals import MAX_DIGITS, format_number, parse_number
from dts.core.period import Period, parse_period, parse_period_key
from dts.core.problem import Place, Problem
from dts.store.compose import Scalar
from dts.store.csv_rows import Row, Rows, read_rows
from dts.store.records import FIGURE_KEYS
from dts.store.tables import THOUSANDS

DERIVED = ("key", "entry", "period_from", "period_to", "restated", "status")
"""Columns that only say again what others say; of these `key` and `entry` are looked at."""
KNOWN = ("target", "period", *(key for key in FIGURE_KEYS if key != "target"), *DERIVED)
Fields = dict[str, Scalar | None]
Value = TypeVar("Value")


class Draft(NamedTuple):
    """One row as the entry it asks for."""

    line: int
    number: int | None
    """Its place among the entries of the period, where it was exported."""
    period: Period
    fields: Fields


class Tidy(NamedTuple):
    """A whole file."""

    name: str
    for_people: bool
    drafts: tuple[Draft, ...]
    """In the order in which they are to be written: period by period, exported ones in their order, then new ones."""
    problems: tuple[Problem, ...]
    left_out: int
    """Rows of other periods than the one asked for."""


def read_tidy(path: Path, wanted: Period | None, stamp: Mapping[str, Scalar | None]) -> Tidy:
    """Read the file; with `wanted` only that period, which rows without a period are taken to mean.

    `stamp` (who and when) is for rows that no export numbered: somebody added them. Raises UsageError when it is no
    such file.
    """
    rows = read_rows(path, KNOWN)
    problems = list(rows.problems)
    if "target" not in rows.columns:
        problems.append(Problem(Place(rows.name, 1), "thiếu cột target (mã chỉ tiêu)"))
    drafts: list[Draft] = []
    left_out = 0
    for row in rows.rows:
        draft = _Reader(rows, row, problems).draft(wanted, stamp)
        if draft is not None and wanted is not None and draft.period != wanted:
            left_out += 1
        elif draft is not None:
            drafts.append(draft)
    problems += _repeated(rows.name, drafts)
    drafts.sort(key=lambda each: (each.period, each.number is None, each.number or 0, each.line))
    problems.sort(key=lambda each: each.place.line)
    return Tidy(rows.name, rows.for_people, tuple(drafts), tuple(problems), left_out)


def _repeated(name: str, drafts: list[Draft]) -> list[Problem]:
    """Rows that claim the place of an earlier one."""
    first: dict[tuple[Period, int], int] = {}
    found = []
    for draft in drafts:
        if draft.number is None:
            continue
        line = first.setdefault((draft.period, draft.number), draft.line)
        if line != draft.line:
            message = f"cột entry: số {draft.number} của kỳ {draft.period.label} đã có ở dòng {line}; dòng mới để trống"
            found.append(Problem(Place(name, draft.line), message))
    return found


class _Reader(NamedTuple):
    """Reads one row."""

    rows: Rows
    row: Row
    problems: list[Problem]

    def draft(self, wanted: Period | None, stamp: Mapping[str, Scalar | None]) -> Draft | None:
        """The entry, or None when a cell cannot be read."""
        before = len(self.problems)
        period = self._cell("period", self._period) if "period" in self.row.cells else wanted
        if period is None and "period" not in self.row.cells:
            self._problem("period", "để trống; điền kỳ báo cáo, hoặc thêm --period KỲ")
        fields = {key: self._field(key) for key in FIGURE_KEYS}
        number = self._cell("entry", _ordinal)
        self._check_key(fields)
        if len(self.problems) == before:
            self._check_fraction(fields)
        if number is None:
            fields |= {key: fields[key] if fields[key] is not None else value for key, value in stamp.items()}
        return Draft(self.row.line, number, period, fields) if period and len(self.problems) == before else None

    def _problem(self, column: str, message: str) -> None:
        self.problems.append(Problem(Place(self.rows.name, self.row.line), f"cột {column}: {message}"))

    def _cell(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """A cell read; None when it is empty or cannot be read."""
        cell = self.row.cells.get(column)
        if cell is None or not cell.strip():
            return None
        try:
            return read(cell.strip())
        except ValueError as error:
            self._problem(column, str(error).rstrip("."))
            return None

    def _field(self, key: str) -> Scalar | None:
        if key in ("value", "numerator", "denominator"):
            return self._cell(key, self._number)
        if key in ("as_of", "published_on", "confirmed"):
            return self._cell(key, self._day)
        match key:
            case "of":
                return self._cell(key, _ordinal)
            case "done":
                return self._cell(key, self._day_or_month)
            case "recorded_at":
                return self._cell(key, self._moment)
            case "estimate" | "withdrawn":
                return self._cell(key, _flag) or None
            case "target" | "for" | "qualifier":
                return (self._text(key) or "").strip() or None
            case _:
                return self._text(key)

    def _text(self, key: str) -> str | None:
        text = self.row.cells.get(key)
        if text is not None and any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
            self._problem(key, "có ký tự điều khiển không nhìn thấy được; gõ lại ô này bằng tay")
        return text

    def _check_key(self, fields: Fields) -> None:
        key, target, part = self.row.cells.get("key"), fields["target"], fields["for"]
        meant = f"{target}/{part}" if part else target
        if key is not None and target is not None and key.strip() != meant:
            self._problem("key", f"“{key}” trái với target, for (“{meant}”); sửa cho khớp, hoặc để trống cột key")

    def _check_fraction(self, fields: Fields) -> None:
        """Beside numerator and denominator a value is only their quotient, to as many decimals as it has."""
        value, numerator, denominator = fields["value"], fields["numerator"], fields["denominator"]
        if not isinstance(value, Decimal):
            return
        if not isinstance(numerator, Decimal) or not isinstance(denominator, Decimal) or denominator <= 0:
            return
        step = Fraction(1, 10 ** max(0, -int(value.as_tuple().exponent)))
        if abs(Fraction(value) - Fraction(numerator) * 100 / Fraction(denominator)) >= step:
            shown = f"{format_number(numerator)}/{format_number(denominator)}"
            self._problem(
                "value", f"{format_number(value)} không phải là {shown}; sửa cho khớp, hoặc để trống cột value"
            )
        fields["value"] = None

    # ── spellings ────────────────────────────────────────────────────────────

    def _number(self, text: str) -> Decimal:
        if self.rows.for_people:
            number = parse_number(text.removeprefix("-"))
            return -number if text.startswith("-") else number
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or len(text) > MAX_DIGITS:
            raise ValueError(f"“{text}” không phải là số; tệp phân cách bằng dấu phẩy viết số như 1080997 hoặc 36.18")
        plain = text.removeprefix("-")
        if THOUSANDS.fullmatch(plain):
            whole = text.replace(".", "")
            raise ValueError(
                f"“{text}” đọc được hai cách; nếu là {format_number(int(whole))}, ghi {whole}; nếu là số thập phân "
                f"{text.replace('.', ',')}, ghi {text}0"
            )
        return Decimal(text[:-1] if text.endswith("0") and THOUSANDS.fullmatch(plain[:-1]) else text)

    def _day(self, text: str) -> date:
        if not self.rows.for_people and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(f"“{text}” không phải là ngày; tệp phân cách bằng dấu phẩy viết ngày như 2025-02-26")
        return parse_date(text)

    def _day_or_month(self, text: str) -> date | str:
        if month := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text):
            return f"{month[2]}/{month[1]}"
        if self.rows.for_people and (month := re.fullmatch(r"tháng ([0-9]{1,2})/([0-9]{4})", text)):
            return f"{month[1]}/{month[2]}"
        return self._day(text)

    def _moment(self, text: str) -> date | datetime:
        if re.fullmatch(_ISO_MOMENT, text):
            return datetime.fromisoformat(text)
        match = re.fullmatch(r"(\S+) ([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", text) if self.rows.for_people else None
        if match is None:
            return self._day(text)
        day, hour, minute, second = parse_date(match[1]), int(match[2]), int(match[3]), int(match[4] or 0)
        if hour > 23 or minute > 59 or second > 59:
            raise ValueError(f"“{text}”: không có giờ ấy")
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=VIETNAM)

    def _period(self, text: str) -> Period:
        if self.rows.for_people:
            return parse_period(text)
        period = parse_period_key(text)
        if period is None:
            raise ValueError(
                f"“{text}” không phải là kỳ; tệp phân cách bằng dấu phẩy viết kỳ như 2025-02, 2025-Q1, 2025"
            )
        return period


_ISO_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)?"


def _ordinal(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError(f"“{text}” không phải là số nguyên")
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"“{text}” phải là true (đúng) hoặc false (sai)")
    return text.lower() == "true"
