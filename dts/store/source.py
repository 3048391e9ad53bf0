"""One TOML file as text: decoding, the verdict of tomllib, positions of keys, and the problems found in it.

tomllib is the only judge of what is valid. Floats stay text (`Raw`) so that `762.284` can be refused; positions are
only worked out when there is something to say.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dts.core.problem import Place, Problem

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are not data typed by officials; refusing them keeps every reader quick."""

KeyPath = tuple[str | int, ...]


class Raw(str):
    """A bare TOML float as typed (`36.18`, `762.284`, `nan`)."""

    __slots__ = ()


@dataclass(slots=True)
class Source:
    """A decoded file, its data, and the problems found so far."""

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _spots: dict[KeyPath, Spot] | None = None

    @property
    def spots(self) -> dict[KeyPath, Spot]:
        """Where each key and header stands, worked out once."""
        if self._spots is None:
            self._spots = _Scanner(self.text).scan()
        return self._spots

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of a value (or of its key); of the nearest known table when the key itself is absent."""
        spot = self.spots.get(path)
        while spot is None and path:
            path, key = path[:-1], True
            spot = self.spots.get(path)
        if spot is None:
            return Place(self.name)
        start, end = (spot.key, spot.key_end) if key else (spot.value, spot.value_end)
        return place_at(self.name, self.text, start, end)

    def line_of(self, path: KeyPath) -> int:
        """The line a key or header stands on, 0 when unknown."""
        return self.place(path, key=True).line

    def problem(self, path: KeyPath, message: str, *fixes: str, key: bool = False, warning: bool = False) -> None:
        """Note a problem at a value (or at its key)."""
        self.problems.append(Problem(self.place(path, key=key), message, fixes, warning))


class Spot(NamedTuple):
    """Offsets of a key (or header) and of its value."""

    key: int
    key_end: int
    value: int
    value_end: int


def place_at(name: str, text: str, start: int, end: int) -> Place:
    """A place by offsets; the caret stays on the first line of what it underlines."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    source = text[line_start:line_end].rstrip("\r")
    width = max(1, min(end, line_start + len(source)) - start)
    return Place(name, text.count("\n", 0, start) + 1, start - line_start + 1, source, width)


def read_source(path: Path, name: str) -> Source:
    """Read and judge one file; whatever is wrong stands in `problems` (then `data` may be empty)."""
    source = Source(name, "")
    try:
        if not path.is_file():
            source.problems.append(Problem(Place(name), "không phải là một tệp thường; không đọc"))
            return source
        size = path.stat().st_size
        if size > MAX_BYTES:
            source.problems.append(
                Problem(Place(name), f"tệp quá lớn ({size // 1024 // 1024} MB), không phải tệp số liệu; không đọc")
            )
            return source
        raw = path.read_bytes()
    except OSError as error:
        source.problems.append(Problem(Place(name), f"không đọc được tệp: {describe_os_error(error)}"))
        return source
    decoded = decode(raw, name)
    if isinstance(decoded, Problem):
        source.problems.append(decoded)
        return source
    source.text = unicodedata.normalize("NFC", decoded)
    judge(source)
    return source


def describe_os_error(error: OSError) -> str:
    """The reason in Vietnamese, without the system's English."""
    match error:
        case PermissionError():
            return "không có quyền đọc"
        case FileNotFoundError():
            return "không có tệp này"
        case IsADirectoryError():
            return "đây là một thư mục"
        case _:
            return f"lỗi hệ thống số {error.errno}"


def decode(raw: bytes, name: str) -> str | Problem:
    """UTF-8 with or without a byte-order mark; other encodings get a sentence saying how to save the file."""
    how = "Mở tệp bằng Notepad, chọn Save As, mục Encoding chọn UTF-8, rồi lưu lại"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(raw) > 3 and raw[:4:2].strip(b"\x00") != raw[:4:2] != b""):
        return Problem(Place(name), "tệp lưu theo bảng mã UTF-16, chương trình chỉ đọc UTF-8", (how,))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = "có ký tự không phải UTF-8 (tệp lưu theo bảng mã cũ, ví dụ Windows-1258)"
        return Problem(place, message, (how,))


_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
MAX_SLIPS = 40


def judge(source: Source) -> None:
    """Parse; on a slip note it, mend the line in memory and go on, so that all slips of a file are shown at once."""
    try:
        source.data = tomllib.loads(source.text, parse_float=Raw)
    except (ValueError, RecursionError):
        _judge_slips(source)


def _judge_slips(source: Source) -> None:
    from dts.store import slips  # only needed when something is wrong

    text = source.text
    found: list[Problem] = []
    for _attempt in range(MAX_SLIPS):
        try:
            source.data = tomllib.loads(text, parse_float=Raw)
        except tomllib.TOMLDecodeError as error:
            slip = slips.explain(source.name, text, *_position(error, text))
        except RecursionError:
            slip = slips.Slip(Problem(Place(source.name), "các ngoặc lồng nhau quá sâu; đây không phải tệp số liệu"))
        except ValueError:
            slip = slips.explain_long_integer(source.name, text)
        else:
            source.problems += found
            return
        found.append(slip.problem)
        if slip.mended is None or slip.mended == text:
            break
        text = slip.mended
    source.data = {}
    source.problems += found


def _position(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str]:
    """Line, column and bare message of a tomllib error."""
    message = str(error)
    match = _AT.search(message)
    bare = message[: match.start()] if match else message
    if match and match[1]:
        return int(match[1]), int(match[2]), bare
    lines = text.split("\n")
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
    return last, len(lines[last - 1]) + 1, bare


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)


class _Scanner:
    """Walk a *valid* TOML text and note where every key, header and value stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.spots: dict[KeyPath, Spot] = {}
        self.counts: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, Spot]:
        prefix: KeyPath = ()
        self._skip(_BLANK)
        while self.pos < len(self.text):
            if self.text[self.pos] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)
            self._skip(_BLANK)
        return self.spots

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.pos)
        self.pos = match.end() if match else self.pos

    def _header(self) -> KeyPath:
        start = self.pos
        many = self.text.startswith("[[", start)
        self.pos += 2 if many else 1
        self._skip(_SPACE)
        keys = self._key()
        path = self._resolve(keys[:-1])
        path = (*path, keys[-1])
        self._skip(_SPACE)
        self.pos += 2 if many else 1
        if many:
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
        else:
            path = self._resolve(path)
        self.spots[path] = Spot(start, self.pos, start, self.pos)
        return path

    def _resolve(self, keys: KeyPath) -> KeyPath:
        """Put the index of the last element behind every array of tables on the way."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _key(self) -> tuple[str, ...]:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            if match := _STRING.match(self.text, self.pos):
                quoted = match[0]
                value = tomllib.loads(f"k = {quoted}")["k"]
                keys.append(value)
                self.pos = match.end()
            elif match := _BARE.match(self.text, self.pos):
                keys.append(match[0])
                self.pos = match.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.pos):
                return tuple(keys)
            self.pos += 1

    def _pair(self, prefix: KeyPath) -> None:
        start = self.pos
        keys = self._key()
        end = start + len(self.text[start : self.pos].rstrip())
        path = (*prefix, *keys)
        self.pos += 1  # the equals sign
        self._skip(_SPACE)
        value = self.pos
        self._value(path)
        self.spots[path] = Spot(start, end, value, self.pos)

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.pos : self.pos + 1]
        if match := _STRING.match(self.text, self.pos):
            self.pos = match.end()
        elif opening in ("[", "{"):
            self._nested(path, opening)
        else:
            match = _SCALAR.match(self.text, self.pos)
            self.pos += len(match[0].rstrip()) if match else 0

    def _nested(self, path: KeyPath, opening: str) -> None:
        closing = "]" if opening == "[" else "}"
        self.pos += 1
        index = 0
        self._skip(_BLANK)
        while self.pos < len(self.text) and not self.text.startswith(closing, self.pos):
            before = self.pos
            if opening == "[":
                item = (*path, index)
                self._value(item)
                self.spots[item] = Spot(before, self.pos, before, self.pos)
                index += 1
            else:
                self._pair(path)
            self._skip(_BLANK)
            if self.text.startswith(",", self.pos):
                self.pos += 1
                self._skip(_BLANK)
            elif self.pos == before:
                break
        self.pos += 1
