"""Typed getters over a TOML table: each wrong value becomes a problem with its place and the line to type instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dts.core.dates import UNUSABLE, is_usable
from dts.core.numerals import format_number, parse_number
from dts.store.source import Raw, Source

if TYPE_CHECKING:
    from dts.store.positions import KeyPath

Word = TypeVar("Word", bound=StrEnum)

THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""A bare float that reads as a Vietnamese thousand: refused, both readings named."""
MAX_INTEGER_DIGITS = 30
MAX_TEXT = 2000
MAX_LISTED = 12
"""Longer lists of keys help nobody."""
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
NAMED = ("groups", "owners", "targets", "reports", "for")
"""Tables that hold one table for each id."""

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
    "level": "cấp",
    "group": "nhóm",
    "holidays": "ngày nghỉ lễ",
}
EXAMPLES = {
    "schema": "1",
    "kind": '"…"   (ratio tỷ lệ, count số đếm, score điểm, rank thứ hạng, task nhiệm vụ)',
    "level": '"…"   (tw, tinh, huyen hoặc xa)',
    "value": "…",
    "numerator": "…",
    "denominator": "…",
    "from": "năm-tháng-ngày",
    "by": "năm-tháng-ngày",
    "on": "năm-tháng-ngày",
    "as_of": "năm-tháng-ngày",
}
"""What to type behind a key that is missing; for the others a text in quotes."""


def label(key: str) -> str:
    """`numerator (tử số)`."""
    return f"{key} ({LABELS[key]})" if key in LABELS else key


class Table(NamedTuple):
    """One table of a source, read key by key."""

    source: Source
    path: KeyPath
    data: Mapping[str, Any]

    def has(self, key: str) -> bool:
        """Whether the key was typed."""
        return key in self.data

    def problem(self, key: str | None, message: str, *fixes: str, at_key: bool = False) -> None:
        """Note a problem at a key's value, at the key, or (key None) at the table's header.

        What a table as a whole lacks is only said when none of its keys is wrong.
        """
        if key is not None:
            self.source.problem((*self.path, key), message, *fixes, key=at_key)
        elif not self.source.is_doubtful(self.path):
            self.source.problem(self.path, message, *fixes, key=True)

    def retyped(self, key: str, value: str) -> str:
        """The line of a key with another value: `sửa thành:   numerator = 762284`."""
        return f"sửa thành:   {self.line(key, value)}"

    def line(self, key: str, value: str, *, name: str | None = None) -> str:
        """The line of a key as it should read: with another value, or with another name for the key too."""
        place = self.source.place((*self.path, key))
        head, tail = place.source[: place.column - 1], place.source[place.column - 1 + place.width :]
        if not place.line or not head.rstrip().endswith("="):
            return f"{name or key} = {value}"
        if name:
            at = self.source.place((*self.path, key), key=True)
            rest = head[at.column - 1 + at.width :]
            gap = len(rest) - len(rest.lstrip())
            width = at.width + gap if gap > 1 else 0
            head = head[: at.column - 1] + name.ljust(width - 1) + " " * min(gap, 1) + rest.lstrip()
        return (head + value + tail).strip().replace("\t", " ")

    def check_keys(self, allowed: Collection[str], elsewhere: Mapping[str, str]) -> None:
        """Every key that does not belong here is an error naming the right place, or the nearest known key."""
        if all(key in allowed for key in self.data):
            return
        allowed = tuple(allowed)
        for key in self.data:
            if key in allowed:
                continue
            if key in elsewhere:
                self.problem(key, f"khóa {key} đặt sai chỗ", elsewhere[key], at_key=True)
                continue
            self.problem(key, f"không có khóa nào tên là {key}", self._meant(key, allowed), at_key=True)

    def _meant(self, key: str, allowed: tuple[str, ...]) -> str:
        """What an unknown key may have been meant to be."""
        from dts.store.slips import known_keys  # only when something is wrong

        free = [word for word in allowed if not isinstance(self.data.get(word, []), (str, int, dict, date, time))]
        near = next((word for word in known_keys(key) if word in free), None) or nearest(key, free)
        place = self.source.place((*self.path, key))
        if near is None:
            known = ", ".join(free[:MAX_LISTED]) + (", …" if len(free) > MAX_LISTED else "")
            return f"các khóa dùng được ở đây: {known}"
        self.source.doubt((*self.path, near))
        if place.source.lstrip().startswith("["):
            return f"có phải là:   {place.source.strip().replace(key, near, 1)}"
        return f"có phải là:   {self.line(key, self.typed(key), name=near)}"

    def required(self, *keys: str) -> bool:
        """Note each absent key; True when none is."""
        absent = [key for key in keys if key not in self.data]
        for key in absent:
            if self.source.is_doubtful((*self.path, key)) or self._is_below(key):
                continue
            example = f'"{PurePath(self.source.name).stem}"' if key == "period" else EXAMPLES.get(key, '"…"')
            fix = f"thêm {self._where()}:   {key} = {example}"
            self.source.problem(self.path, f"thiếu khóa {label(key)}", fix, key=True)
        return not absent

    def _where(self) -> str:
        """Where a missing key is to be typed."""
        if not self.path:
            return "ở đầu tệp, trước các mục [ ]"
        place = self.source.place(self.path)
        return "vào trong ngoặc { }" if place.source[place.column - 1 :][:1] == "{" else "ngay dưới dòng này"

    def _is_below(self, key: str) -> bool:
        """Whether a missing key was typed under a `for` table below; says so."""
        parts = self.data.get("for")
        for part, inner in parts.items() if isinstance(parts, dict) else ():
            if isinstance(inner, dict) and key in inner:
                fix = f"chuyển dòng này lên ngay dưới [{self._header()}]"
                self.source.problem((*self.path, "for", part, key), f"khóa {key} đặt sai chỗ", fix, key=True)
                return True
        return False

    def text(self, key: str, *, limit: int = MAX_TEXT) -> str | None:
        """A non-empty string of at most `limit` characters."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or isinstance(value, Raw):
            self._not_text(key, value)
            return None
        return self._plain(key, value, limit)

    def _plain(self, key: str, value: str, limit: int) -> str | None:
        """A text that may be kept: not empty, not too long, no control characters; on one line, composed."""
        if not value.strip():
            self.problem(key, f"{label(key)} để trống; điền nội dung hoặc xóa dòng này")
            return None
        if len(value) > limit:
            self.problem(key, f"{label(key)} dài {format_number(len(value))} ký tự, nhiều nhất là {limit}")
            return None
        if not value.isprintable():
            if not self._visible(key, value):
                return None
            value = re.sub(r"\s*[\n\t]\s*", " ", value).strip()
        return value if value.isascii() else unicodedata.normalize("NFC", value)

    def _not_text(self, key: str, value: object) -> None:
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            message = f"{label(key)} chỉ ghi một giá trị, không phải danh sách"
            self.problem(key, message, self.retyped(key, f'"{value[0]}"'))
        elif isinstance(value, (list, dict)):
            self.problem(key, f"{label(key)} chỉ ghi một giá trị, là chữ trong dấu ngoặc kép")
        else:
            message = f"{label(key)} phải là chữ trong dấu ngoặc kép"
            self.problem(key, message, self.retyped(key, f'"{self.typed(key)}"'))

    def _visible(self, key: str, value: str) -> bool:
        r"""Whether a text holds no control characters: `"C:\tai-lieu"` is a tab and `ai-lieu` to TOML."""
        odd = [char for char in value if unicodedata.category(char) == "Cc" and char != "\n"]
        typed = self.typed(key)
        if not odd or (odd == ["\t"] * len(odd) and "\\t" not in typed):
            return True
        if "\\" not in typed or typed.startswith("["):
            self.problem(key, f"{label(key)} có ký tự điều khiển không nhìn thấy được; gõ lại bằng tay")
            return False
        message = f"{label(key)}: dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn"
        inner = typed[1:-1]
        fixes = [] if "'" in inner or typed.startswith('"""') else [self.retyped(key, f"'{inner}'")]
        self.problem(key, message, *fixes)
        return False

    def typed(self, key: str) -> str:
        """A value as it stands in the file."""
        place = self.source.place((*self.path, key))
        return place.source[place.column - 1 : place.column - 1 + place.width]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            self.problem(key, f"{label(key)} phải là danh sách", self.retyped(key, f'["{value}"]'))
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and type(item) is not Raw for item in value):
            message = f"{label(key)} phải là danh sách, mỗi phần trong dấu ngoặc kép"
            self.problem(key, message, f'ví dụ:   {key} = ["ca-tinh", "so-tttt"]')
            return ()
        if not all(item.strip() for item in value):
            self.problem(key, f"{label(key)} có phần để trống; điền nội dung hoặc xóa phần đó")
            return ()
        return tuple(text for item in value if (text := self._plain(key, item, MAX_TEXT)) is not None)

    def flag(self, key: str) -> bool:
        """true or false; absent is false."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            from dts.store.slips import is_no  # only when something is wrong

            meant = "false" if value == 0 or (isinstance(value, str) and is_no(value)) else "true"
            self.problem(key, f"{label(key)} chỉ nhận true (đúng) hoặc false (sai)", self.retyped(key, meant))
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
            return value if self._usable(key, value) else None
        self.problem(key, *self._day_advice(key, value))
        return None

    def _usable(self, key: str, day: date) -> bool:
        if not is_usable(day):
            self.problem(key, f"{label(key)}: {UNUSABLE}")
            return False
        return True

    def days(self, key: str) -> tuple[date, ...]:
        """A list of TOML dates."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(item) is date for item in value):
            message = f"{label(key)} phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép"
            self.problem(key, message, self._days_meant(key, value))
            return ()
        return tuple(day for day in value if self._usable(key, day))

    def _days_meant(self, key: str, value: object) -> str:
        """The list of days meant, where each of them is plain; else only an example."""
        from dts.core.dates import parse_date

        try:
            given = value if isinstance(value, list) else [value]
            days = [each if type(each) is date else parse_date(str(each)) for each in given]
        except ValueError:
            return f"ví dụ:   {key} = [2025-04-30, 2025-05-01]"
        return self.retyped(key, f"[{', '.join(map(str, days))}]")

    def _day_advice(self, key: str, value: object) -> tuple[str, str]:
        """What is wrong with a day, and the line to type: the day meant where it is plain, else only an example."""
        from dts.core.dates import parse_date

        message = f"{label(key)} phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép"
        example = f"ví dụ:   {key} = 2025-12-31"
        if isinstance(value, str) and not isinstance(value, Raw):
            try:
                return message, self.retyped(key, str(parse_date(value)))
            except ValueError as error:
                impossible = re.search(r"không có ngày [0-9]+ tháng [0-9]+ năm [0-9]+", str(error))
                return (f"{label(key)}: {impossible[0]}; xem lại ngày" if impossible else message), example
        if isinstance(value, int) and not isinstance(value, bool) and 1900 < value < 3000:
            if key in ("by", "until"):
                return message, self.retyped(key, f"{value}-12-31")
            if key in ("from", "since"):
                return message, self.retyped(key, f"{value}-01-01")
        return message, example

    def moment(self, key: str) -> date | datetime | None:
        """A date, or a date with time."""
        value = self.data.get(key)
        if isinstance(value, datetime):
            return value if self._usable(key, value) else None
        return self.day(key)

    def integer(self, key: str, *, low: int, high: int) -> int | None:
        """A whole number within bounds."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, str) and not isinstance(value, Raw) and not value.strip().isdecimal():
            found = re.fullmatch(r"[^0-9/,.-]*([0-9]+)[^0-9/,.]*", value)
            self.problem(key, f"{label(key)} phải là số nguyên", *([self.retyped(key, found[1])] if found else []))
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            number = self.number(key)
            if number is None:
                return None
            if number != number.to_integral_value():
                self.problem(key, f"{label(key)} phải là số nguyên")
                return None
            value = int(number)
        if not low <= value <= high:
            shown = f" = {value}" if abs(value) < 10**MAX_INTEGER_DIGITS else ""  # longer ones have no text
            self.problem(key, f"{label(key)}{shown} nằm ngoài khoảng {low} đến {high}")
            return None
        return value

    def number(self, key: str, *, things: str | None = None) -> Decimal | None:
        """An exact number: TOML's own, or a quoted Vietnamese one. `things` names what is counted, for the advice."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            when = ", đây là ngày giờ" if isinstance(value, (date, time)) else ""
            self.problem(key, f"{label(key)} phải là số{when}")
            return None
        if isinstance(value, int):
            return self._integer(key, value)
        if isinstance(value, Raw):
            return self._raw(key, value, things)
        try:
            return parse_number(value)
        except ValueError as error:
            self.problem(key, *self._number_advice(key, value, str(error)))
            return None

    def _number_advice(self, key: str, value: str, error: str) -> tuple[str, ...]:
        """What is wrong with a quoted number, and the line to type where it is plain."""
        from dts.store.slips import goal_key, leading_number  # only when something is wrong

        bare = value.strip().removesuffix("%").strip()
        if bare != value.strip() and _is_number(bare):
            return f"{label(key)} chỉ ghi số, không ghi dấu %", self.retyped(key, f'"{bare}"')
        sentence, found, meant = error.partition(" Gõ lại: ")
        number = re.search(r"[0-9](?:[0-9.,]*[0-9])?", value)
        if number and found:
            plain = leading_number(meant)
            fixes = [self.retyped(key, f'"{plain}"')] if plain else []
            return f"{label(key)}: {sentence.rstrip('.')}", *fixes
        if number and (plain := leading_number(value[number.start() :].replace("%", " "))):
            name = goal_key(key, value[: number.start()])
            fix = f"sửa thành:   {self.line(key, chr(34) + plain + chr(34), name=name)}"
            return f"{label(key)} chỉ ghi con số, không kèm chữ", fix
        return (f"{label(key)}: {sentence.rstrip('.')}",)

    def _integer(self, key: str, value: int) -> Decimal | None:
        if abs(value) >= 10**MAX_INTEGER_DIGITS:
            self.problem(key, f"{label(key)} dài quá {MAX_INTEGER_DIGITS} chữ số; đây không phải số liệu")
            return None
        return Decimal(value)

    def _raw(self, key: str, raw: Raw, things: str | None) -> Decimal | None:
        plain = raw.replace("_", "").removeprefix("+")
        if re.fullmatch(r"-?(?:nan|inf)", plain):
            self.problem(key, f"{label(key)}: {raw} không phải là số liệu", "xóa dòng này, hoặc điền số thật")
            return None
        if not re.fullmatch(r"-?[0-9]+\.[0-9]+", plain):
            whole = f"{Decimal(plain):f}" if abs(Decimal(plain).adjusted()) < MAX_INTEGER_DIGITS else ""
            fixes = [self.retyped(key, whole)] if whole and not THOUSANDS.fullmatch(whole) else []
            self.problem(key, f"{label(key)}: viết số đầy đủ, không viết dạng {raw}", *fixes)
            return None
        if THOUSANDS.fullmatch(plain.removeprefix("-")):
            whole, decimal = plain.replace(".", ""), plain.replace(".", ",")
            named = format_number(int(whole)) + (f" {things}" if things else "")
            self.problem(
                key,
                f"{label(key)}: số trần {raw} bị hiểu là số thập phân {decimal}",
                f"nếu là {named}, sửa thành:   {self.line(key, whole)}",
                f"nếu đúng là số thập phân, sửa thành:   {self.line(key, chr(34) + decimal + chr(34))}",
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
        shown = str(value) if isinstance(value, str) else self.typed(key)
        near = nearest(shown, known)
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
            self._not_table(key, value)
            return None
        return Table(self.source, (*self.path, key), value)

    def _header(self, *more: str) -> str:
        return ".".join((*(str(part) for part in self.path if isinstance(part, str)), *more))

    def _not_table(self, key: str, value: object) -> None:
        header = self._header(key)
        if isinstance(value, list) and self.source.place((*self.path, key), key=True).source.lstrip().startswith("["):
            message = f"mục [{header}] mở bằng một dấu ngoặc vuông"
            self.problem(key, message, f"sửa thành:   [{header}]", at_key=True)
        elif len(self.path) == 1:
            message = f"giữa [{self.path[0]}] và các khóa phải có mã; khóa {key} đang ở ngoài mọi mã"
            self.problem(key, message, f"sửa tên mục thành:   [{self.path[0]}.<mã>]", at_key=True)
        else:
            inside = ".<mã>" if key in NAMED else ""
            self.problem(key, f"{key} phải là một mục", f"viết thành mục riêng:   [{header}{inside}]", at_key=True)

    def tables(self, key: str) -> list[Table]:
        """An array of tables, `[[key]]` or inline."""
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [Table(self.source, (*self.path, key, index), item) for index, item in enumerate(value)]
        header, place = self._header(key), self.source.place((*self.path, key), key=True)
        if isinstance(value, dict) and place.source.lstrip().startswith("["):
            message = f"mục {header} mở bằng hai dấu ngoặc vuông"
            self.problem(key, message, f"sửa thành:   [[{header}]]", at_key=True)
        elif isinstance(value, dict):
            typed = self.typed(key)
            self.problem(key, f"{key} phải là danh sách trong ngoặc vuông", self.retyped(key, f"[ {typed} ]"))
        else:
            self.problem(key, f"{key} phải viết thành mục riêng", f"ví dụ:   [[{header}]]", at_key=True)
        return []

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

                inner.problem(
                    None,
                    f"mã “{name}” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
                    f"sửa thành:   [{outer._header(slug(name) or 'ma-so')}]",
                )
                continue
            found.append((name, inner))
        return found


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the typed one is without its diacritics, else the one most like it, if any is."""
    from difflib import get_close_matches  # only when something is wrong

    from dts.store.slips import known_word, slug

    words = list(known)
    for plain in (slug(word), known_word(word)):
        if plain in words:
            return plain
    found = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return found[0] if found else None
