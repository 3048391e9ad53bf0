"""One TOML file as text: decoding, the verdict on its TOML, positions of keys, and the problems found in it.

tomli reads what is sound: it is tomllib, compiled, and two to four times as fast. What it refuses is refused by
tomllib, whose words the advice is made from. Floats stay text (`Raw`) so that `762.284` can be refused; positions are
only worked out when there is something to say.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from dts.core.problem import Place, Problem
from dts.store.files import read_bytes

if TYPE_CHECKING:
    from dts.store.positions import KeyPath, Spot

MAX_PROBLEMS = 500
AND_MORE = "còn lỗi nữa; sửa các lỗi trên rồi chạy lại để xem tiếp"


class Raw(str):
    """A bare TOML float as typed (`36.18`, `762.284`, `nan`)."""

    __slots__ = ()


class Source:
    """A decoded file, its data, and the problems found so far."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.data: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.mended: dict[int, str] = {}
        """Lines with slips (already in `problems`), as they stood while `data` was read; "" is one left out."""
        self.other_sides: list[Source] = []
        """The file as read from the other side of its git conflicts, where there are any."""
        self._spots: dict[KeyPath, Spot] | None = None
        self._text: TextLines | None = None
        self._said: set[Problem] = set()
        self._doubtful: set[KeyPath] = set()
        """Tables with a wrong key or value, and keys that a misspelt one was meant to be."""

    @property
    def lines(self) -> TextLines:
        """The text that `data` was read from, line by line."""
        if self._text is None:
            lines = self.text.split("\n")
            for number, line in self.mended.items():
                lines[number - 1] = line
            self._text = TextLines("\n".join(lines))
        return self._text

    @property
    def spots(self) -> dict[KeyPath, Spot]:
        """Where each key and header stands, worked out once."""
        if self._spots is None:
            try:
                from dts.store.positions import scan_positions  # only needed when there is something to say

                self._spots = scan_positions(self.lines.text)
            except RecursionError:  # brackets nested just less deeply than tomllib itself bears
                self._spots = {}
        return self._spots

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of a value (or of its key); of the nearest known table when the key itself is absent."""
        spot = self.spots.get(path)
        while spot is None and path:
            path, key = path[:-1], True
            spot = self.spots.get(path)
        if spot is None:
            return Place(self.name)
        return self.lines.place(self.name, *((spot.key, spot.key_end) if key else (spot.value, spot.value_end)))

    def line_of(self, path: KeyPath) -> int:
        """The line a key or header stands on, 0 when unknown."""
        return self.place(path, key=True).line

    def problem(self, path: KeyPath, message: str, *fixes: str, key: bool = False, warning: bool = False) -> None:
        """Note a problem at a value (or at its key), once; what only follows from a slip already named is left out.

        After very many the file is something else, and one line says so.
        """
        if len(self.problems) >= MAX_PROBLEMS:
            if self.problems[-1].message != AND_MORE:
                self.problems.append(Problem(Place(self.name), AND_MORE))
            return
        place = self.place(path, key=key)
        problem = Problem(place, message, fixes, warning)
        if problem in self._said or place.line in self.mended or self._left_out_below(place):
            return
        self._doubtful.add(path[:-1])
        self.note(problem)

    def note(self, problem: Problem) -> None:
        """Note a problem that has its place already, once."""
        if problem not in self._said:
            self._said.add(problem)
            self.problems.append(problem)

    def other_side(self) -> Source:
        """The same text, to be read as the other side of a git conflict; its problems are noted here."""
        other = Source(self.name, self.text)
        other.problems, other._said = self.problems, self._said
        return other

    def doubt(self, path: KeyPath) -> None:
        """Remember that a key may be there under a wrong name."""
        self._doubtful.add(path)

    def is_doubtful(self, path: KeyPath) -> bool:
        """Whether what is missing there may only follow from a problem already named."""
        return path in self._doubtful

    def _left_out_below(self, place: Place) -> bool:
        """Whether the place is a whole table in which a line was left out: what it lacks may be on that line."""
        header = place.source.lstrip().startswith("[")
        if not self.mended or (place.line and not header):
            return False
        last = self.lines.next_header(place.line)
        return any(place.line < number < last and not line for number, line in self.mended.items())


class TextLines:
    """A text and the offsets at which its lines start."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, name: str, start: int, end: int) -> Place:
        """A place by offsets; the caret stays on the first line of what it underlines."""
        number = bisect_right(self.starts, start)
        first = self.starts[number - 1]
        line_end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        line = self.text[first:line_end].rstrip("\r")
        width = max(1, min(end, first + len(line)) - start)
        return Place(name, number, start - first + 1, line, width)

    def next_header(self, number: int) -> int:
        """The first line after a line that opens a table; the line after the last when none does."""
        start = self.starts[number] if number < len(self.starts) else len(self.text)
        match = re.compile(r"^[ \t]*\[", re.MULTILINE).search(self.text, start)
        return bisect_right(self.starts, match.start()) if match else len(self.starts) + 1


def read_source(path: Path, name: str) -> Source:
    """Read and judge one file; whatever is wrong stands in `problems` (then `data` may be empty)."""
    return judge_raw(read_bytes(path, name), name)


def judge_raw(raw: bytes | Problem, name: str) -> Source:
    """Judge the bytes of one file, or why it cannot be read."""
    if isinstance(raw, bytes):
        return judge_bytes(raw, name)
    source = Source(name, "")
    source.problems.append(raw)
    return source


def judge_bytes(raw: bytes, name: str) -> Source:
    """Decode and judge the bytes of one file."""
    decoded = decode(raw, name)
    source = Source(name, "" if isinstance(decoded, Problem) else unicodedata.normalize("NFC", decoded))
    if isinstance(decoded, Problem):
        source.problems.append(decoded)
    else:
        judge(source)
    return source


_NOT_TEXT = (
    (b"PK\x03\x04", "tệp Word hoặc Excel"),
    (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel kiểu cũ"),
    (b"{\\rtf", "tệp RTF của Word"),
    (b"%PDF", "tệp PDF"),
)
_SAVE_AS_UTF8 = "mở tệp bằng Notepad, chọn Save As, ở mục Encoding chọn UTF-8, rồi lưu lại"
_TYPE_AGAIN = "gõ lại chữ ở chỗ này rồi lưu tệp"
_FROM_COPY = "lấy lại tệp từ bản sao lưu hoặc từ git"


def decode(raw: bytes, name: str) -> str | Problem:
    """UTF-8 with or without a byte-order mark; other encodings get a sentence saying how to save the file."""
    for signature, what in _NOT_TEXT:
        if raw.startswith(signature):
            fix = "tạo tệp mới bằng Notepad, gõ số liệu rồi lưu theo bảng mã UTF-8"
            return Problem(
                Place(name), f"đây là {what}, không phải tệp văn bản thuần; chỉ đổi đuôi tệp là chưa đủ", (fix,)
            )
    if _is_utf16(raw):
        return Problem(Place(name), "tệp lưu theo bảng mã UTF-16, chương trình chỉ đọc UTF-8", (_SAVE_AS_UTF8,))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = raw.decode("utf-8", "replace")
        start = len(raw[: error.start].decode("utf-8"))
        place = TextLines(shown).place(name, start, start + 1)
        broken = shown.count("\ufffd")
        if error.reason == "unexpected end of data":
            return Problem(place, "tệp bị cắt cụt giữa chừng, ký tự cuối không trọn vẹn", (_FROM_COPY,))
        if sum(not char.isascii() for char in shown) > 2 * broken:
            return Problem(place, "ký tự ở đây bị hỏng, không đọc được", (_TYPE_AGAIN,))
        message = "tệp lưu theo bảng mã cũ (ví dụ Windows-1258), chương trình chỉ đọc UTF-8"
        return Problem(place, message, (_SAVE_AS_UTF8,))


def _is_utf16(raw: bytes) -> bool:
    """A byte-order mark of UTF-16, or a NUL beside most letters of the beginning."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    head = raw[:64]
    return any(half.count(0) * 2 > len(half) > 1 for half in (head[::2], head[1::2]))


MAX_SLIPS = 40
MAX_PARTS = 20
_DOTTED = re.compile(rf"(?:\.[^.\n]*){{{MAX_PARTS}}}")
_ENDLESS = re.compile(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{MAX_PARTS},}}[\w-]*")


def judge(source: Source) -> None:
    """Parse; on a slip note it, mend the line in memory and go on, so that all slips of a file are shown at once."""
    if _DOTTED.search(source.text) and (problem := _endless_key(source)):
        source.problems.append(problem)
        return
    try:
        source.data = tomli.loads(source.text, parse_float=Raw)
    except (ValueError, RecursionError):
        _judge_slips(source)


def _endless_key(source: Source) -> Problem | None:
    """A key or table name of very many parts: tomllib remembers each of its beginnings, which fills any memory."""
    from dts.store.slips.scan import outside

    match = _ENDLESS.search(outside(source.text))
    if match is None:
        return None
    place = TextLines(source.text).place(source.name, match.start(), match.end())
    return Problem(place, f"khóa hoặc tên mục có hơn {MAX_PARTS} phần nối bằng dấu chấm; đây không phải số liệu")


def _judge_slips(source: Source) -> None:
    from dts.store import slips  # only needed when something is wrong

    conflict = slips.find_conflict(source.name, source.text.split("\n"))
    if conflict is None:
        _look_on(source, {})
        return
    source.problems += conflict.problems
    source.other_sides = [source.other_side() for _each in conflict.sides[1:]]
    for side, left_out in zip([source, *source.other_sides], conflict.sides, strict=True):
        _look_on(side, left_out)


def _look_on(source: Source, left_out: Mapping[int, str]) -> None:
    """Parse without the lines left out, mending one slip after another."""
    import tomllib

    from dts.store import slips

    lines = source.text.split("\n")
    mended: dict[int, str] = {}
    fresh = left_out
    while len(source.problems) < MAX_SLIPS:
        mended |= fresh
        for number, line in fresh.items():
            lines[number - 1] = line
        try:
            source.data = tomllib.loads("\n".join(lines), parse_float=Raw)
        except (ValueError, RecursionError) as error:
            slip = slips.explain(source.name, lines, error)
        else:
            source.mended = mended
            return
        if slip.problem.place.line in mended:
            return
        source.note(slip.problem)
        fresh = {number: line for number, line in slip.mended.items() if number not in mended}
        if not fresh:
            return
    source.note(Problem(Place(source.name), AND_MORE))
