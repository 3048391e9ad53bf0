"""Typed getters over a TOML table: each wrong value becomes a problem with its place and the line to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from dts.core.numerals import format_number, parse_number
from dts.store.source import KeyPath, Raw, Source

Word = TypeVar("Word", bound=StrEnum)

THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A bare float that reads as a Vietnamese thousand: refused, both readings named."""
MAX_INTEGER_DIGITS = 30
MAX_TEXT = 2000
ID = re.compile(r"[a-z0-9][a-z0-9-]*")

LABELS = {
    "numerator": "tử số",
    "denominator": "mẫu số",
    "value": "số liệu",
    "at_least": "mục tiêu ít nhất",
    "above": "mục tiêu trên",
    "at_most": "mục tiêu nhiều nhất",
    "below": "mục tiêu dưới",
    "of": "số đơn vị được xếp hạng",
    "by": "thời hạn",
    "before": "thời hạn",
    "as_of": "ngày số liệu",
    "done": "ngày hoàn thành",
    "name": "tên",
    "short": "tên ngắn",
    "kind": "loại",
    "target": "chỉ tiêu",
    "period": "kỳ báo cáo",
    "owner": "đơn vị chủ trì",
    "unit": "đơn vị tính",
    "source": "nguồn",
    "reason": "lý do",
    "from": "từ ngày",
    "text": "nội dung",
}


def label(key: str) -> str:
    """`numerator (tử số)`."""
    return f"{key} ({LABELS[key]})" if key in LABELS else key


@dataclass(slots=True)
class Table:
    """One table of a source, read key by key."""

    source: Source
    path: KeyPath
    data: Mapping[str, Any]

    def has(self, key: str) -> bool:
        """Whether the key was typed."""
        return key in self.data

    def problem(self, key: str | None, message: str, *fixes: str, at_key: bool = False) -> None:
        """Note a problem at a key's value, at the key, or (key None) at the table's header."""
        path = self.path if key is None else (*self.path, key)
        self.source.problem(path, message, *fixes, key=at_key or key is None)

    def retyped(self, key: str, value: str) -> str:
        """The line of a key with another value: `sửa thành:   numerator = 762284`."""
        return f"sửa thành:   {self._line(key, value)}"

    def _line(self, key: str, value: str) -> str:
        place = self.source.place((*self.path, key))
        if not place.line or not place.source[: place.column - 1].rstrip().endswith("="):
            return f"{key} = {value}"
        return (place.source[: place.column - 1] + value).strip()

    def check_keys(self, allowed: Iterable[str], elsewhere: Mapping[str, str]) -> None:
        """Every key that does not belong here is an error naming the right place, or the nearest known key."""
        allowed = tuple(allowed)
        for key in self.data:
            if key in allowed:
                continue
            if key in elsewhere:
                self.problem(key, f"khóa {key} đặt sai chỗ", elsewhere[key], at_key=True)
                continue
            near = nearest(key, allowed)
            if near:
                fix = f"có phải là:   {near} = …"
            else:
                fix = "các khóa dùng được ở đây: " + ", ".join(allowed)
            self.problem(key, f"không có khóa nào tên là {key}", fix, at_key=True)

    def required(self, *keys: str) -> bool:
        """Note each absent key; True when none is."""
        absent = [key for key in keys if key not in self.data]
        for key in absent:
            self.problem(None, f"thiếu khóa {label(key)}", f"thêm dòng:   {key} = …")
        return not absent

    def text(self, key: str, *, limit: int = MAX_TEXT) -> str | None:
        """A non-empty string of at most `limit` characters."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or isinstance(value, Raw):
            typed = self._typed(key)
            self.problem(key, f"{label(key)} phải là chữ trong dấu ngoặc kép", self.retyped(key, f'"{typed}"'))
            return None
        if not value.strip():
            self.problem(key, f"{label(key)} để trống; điền nội dung hoặc xóa dòng này")
            return None
        if len(value) > limit:
            self.problem(key, f"{label(key)} dài {len(value)} ký tự, nhiều nhất là {limit}")
            return None
        return value

    def _typed(self, key: str) -> str:
        value = self.data[key]
        return str(value) if isinstance(value, (int, date, Raw)) else "…"

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            self.problem(key, f"{label(key)} phải là danh sách", self.retyped(key, f'["{value}"]'))
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(key, f"{label(key)} phải là danh sách chữ", self.retyped(key, '["…", "…"]'))
            return ()
        return tuple(value)

    def flag(self, key: str) -> bool:
        """true or false; absent is false."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"{label(key)} chỉ nhận true (đúng) hoặc false (sai)", self.retyped(key, "true"))
            return False
        return value

    def day(self, key: str) -> date | None:
        """A TOML date without time."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            self.problem(key, f"{label(key)} chỉ cần ngày, không cần giờ", self.retyped(key, str(value.date())))
            return None
        if isinstance(value, date):
            return value
        self.problem(key, *self._day_advice(key, value))
        return None

    def _day_advice(self, key: str, value: object) -> tuple[str, str]:
        from dts.core.dates import parse_date

        message = f"{label(key)} phải là một ngày, viết năm-tháng-ngày, không có ngoặc kép"
        if isinstance(value, str) and not isinstance(value, Raw):
            try:
                return message, self.retyped(key, str(parse_date(value)))
            except ValueError as error:
                return f"{label(key)}: {error}", self.retyped(key, "2025-02-28")
        if isinstance(value, int) and not isinstance(value, bool) and 1900 < value < 3000:
            return message, self.retyped(key, f"{value}-12-31")
        return message, self.retyped(key, "2025-02-28")

    def moment(self, key: str) -> date | datetime | None:
        """A date, or a date with time."""
        value = self.data.get(key)
        if isinstance(value, datetime):
            return value
        return self.day(key)

    def integer(self, key: str, *, low: int, high: int) -> int | None:
        """A whole number within bounds."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            number = self.number(key)
            if number is None:
                return None
            if number != number.to_integral_value():
                self.problem(key, f"{label(key)} phải là số nguyên", self.retyped(key, str(int(number))))
                return None
            value = int(number)
        if not low <= value <= high:
            self.problem(key, f"{label(key)} = {value} nằm ngoài khoảng {low} đến {high}")
            return None
        return value

    def number(self, key: str, *, things: str | None = None) -> Decimal | None:
        """An exact number: TOML's own, or a quoted Vietnamese one. `things` names what is counted, for the advice."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            if isinstance(value, (date, time)):
                self.problem(key, f"{label(key)} phải là số, đây là ngày giờ", self.retyped(key, "…"))
            else:
                self.problem(key, f"{label(key)} phải là số", self.retyped(key, "…"))
            return None
        if isinstance(value, int):
            return self._integer(key, value)
        if isinstance(value, Raw):
            return self._raw(key, value, things)
        try:
            return parse_number(value)
        except ValueError as error:
            self.problem(key, f"{label(key)}: {error}", *self._number_fix(key, str(error)))
            return None

    def _number_fix(self, key: str, error: str) -> tuple[str, ...]:
        _, found, retype = error.partition("Gõ lại: ")
        return (self.retyped(key, f'"{retype}"'),) if found else ()

    def _integer(self, key: str, value: int) -> Decimal | None:
        if abs(value) >= 10**MAX_INTEGER_DIGITS:
            self.problem(key, f"{label(key)} dài quá {MAX_INTEGER_DIGITS} chữ số; đây không phải số liệu")
            return None
        return Decimal(value)

    def _raw(self, key: str, raw: Raw, things: str | None) -> Decimal | None:
        plain = raw.replace("_", "")
        if re.fullmatch(r"[+-]?(?:nan|inf)", plain):
            self.problem(key, f"{label(key)}: {raw} không phải là số liệu", "xóa dòng này, hoặc điền số thật")
            return None
        if not re.fullmatch(r"-?[0-9]+\.[0-9]+", plain):
            self.problem(key, f"{label(key)}: viết số đầy đủ, không viết dạng {raw}", self.retyped(key, "…"))
            return None
        if THOUSANDS.fullmatch(plain):
            whole = plain.replace(".", "")
            shown = format_number(int(whole))
            named = f"{shown} {things}" if things else shown
            self.problem(
                key,
                f"{label(key)}: số trần {raw} bị hiểu là số thập phân {raw.replace('.', ',')}",
                f"nếu là {named}, sửa thành:   {self._line(key, whole)}",
                f"nếu đúng là số thập phân, sửa thành:   {self._line(key, chr(34) + raw.replace('.', ',') + chr(34))}",
            )
            return None
        if len(plain) > MAX_INTEGER_DIGITS:
            self.problem(key, f"{label(key)} dài quá {MAX_INTEGER_DIGITS} chữ số; đây không phải số liệu")
            return None
        return Decimal(plain)

    def word(self, key: str, words: type[Word], *, leave_out: Iterable[Word] = ()) -> Word | None:
        """One of a closed vocabulary."""
        value = self.data.get(key)
        if value is None:
            return None
        known = [str(word) for word in words if word not in tuple(leave_out)]
        if isinstance(value, str) and value in known:
            return words(value)
        shown = value if isinstance(value, str) else self._typed(key)
        near = nearest(str(shown), known)
        self.problem(
            key,
            f"{label(key)} = “{shown}” không có; chọn một trong: {', '.join(known)}",
            *([self.retyped(key, f'"{near}"')] if near else []),
        )
        return None

    def table(self, key: str) -> Table | None:
        """A sub-table."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            header = ".".join(str(part) for part in (*self.path, key))
            self.problem(key, f"{key} phải là một mục", f"viết thành mục riêng:   [{header}.…]", at_key=True)
            return None
        return Table(self.source, (*self.path, key), value)

    def tables(self, key: str) -> list[Table]:
        """An array of tables, `[[key]]` or inline."""
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, dict):
            header = ".".join(str(part) for part in (*self.path, key))
            self.problem(key, f"[{header}] phải có hai dấu ngoặc vuông", f"sửa thành:   [[{header}]]", at_key=True)
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, f"{key} phải là danh sách các mục", at_key=True)
            return []
        return [Table(self.source, (*self.path, key, index), item) for index, item in enumerate(value)]

    def named_tables(self, key: str) -> list[tuple[str, Table]]:
        """`[key.<id>]` tables with ids that are ASCII slugs; others are problems."""
        outer = self.table(key)
        if outer is None:
            return []
        found = []
        for name in outer.data:
            inner = outer.table(name)
            if inner is None:
                continue
            if not ID.fullmatch(name):
                from dts.store.slips import slug

                header = ".".join((*(str(part) for part in outer.path), slug(name) or "ma-so"))
                inner.problem(
                    None,
                    f"mã “{name}” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
                    f"sửa thành:   [{header}]",
                )
                continue
            found.append((name, inner))
        return found


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the typed one, if any is."""
    from difflib import get_close_matches  # only when something is wrong

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None
