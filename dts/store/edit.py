"""Editing targets.toml in place: only the touched lines change, and tomllib must read exactly the intended difference.

Positions come from the scanner; text is put in at the end of a value, a table's own keys, or a target's whole family of
tables, never behind the comments of the next target.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from dts.core.problem import UsageError, WriteError
from dts.store.compose import Scalar, quote, scalar
from dts.store.positions import KeyPath, scan_positions
from dts.store.source import Raw

Value = Scalar | Sequence[str]
"""One TOML value, or a list of strings."""


class Editor:
    """A TOML text and the plain data it must stand for, edited side by side."""

    def __init__(self, text: str) -> None:
        """`text` is valid TOML with LF line ends."""
        self.text = text
        self.expected: dict[str, Any] = tomllib.loads(text, parse_float=Raw)

    def set(self, table: KeyPath, key: str, value: Value) -> None:
        """Set one key of a table: in place where it stands, else as a new line after the table's own keys."""
        typed = _typed(value)
        spots = scan_positions(self.text)
        spot = spots.get((*table, key))
        if spot is not None and spot.value != spot.key:
            self.text = self.text[: spot.value] + typed + self.text[spot.value_end :]
        else:
            at, column = self._end_of_keys(table)
            self._insert(at, f"{key.ljust(column)} = {typed}\n")
        self._at(table)[key] = tomllib.loads(f"x = {typed}", parse_float=Raw)["x"]

    def add_table(self, family: KeyPath, header: KeyPath, fields: Mapping[str, Value], *, many: bool) -> None:
        """Add `[header]` (or `[[header]]`) with its keys behind everything that belongs to `family`."""
        data = {key: tomllib.loads(f"x = {_typed(value)}", parse_float=Raw)["x"] for key, value in fields.items()}
        parent = self._at(header[:-1], create=True)
        existing = parent.get(str(header[-1]))
        if many and isinstance(existing, list) and existing and self._is_inline((*header, 0)):
            self._add_inline(header, len(existing) - 1, fields)
        else:
            name = ".".join(map(str, header))
            width = max((len(_key(key)) for key in fields), default=0)
            lines = "".join(f"{_key(key).ljust(width)} = {_typed(value)}\n" for key, value in fields.items())
            opening, closing = ("[[", "]]") if many else ("[", "]")
            self._insert(self._end_of_family(family), f"\n{opening}{name}{closing}\n{lines}")
        if many:
            parent.setdefault(str(header[-1]), []).append(data)
        else:
            parent[str(header[-1])] = data

    def finish(self) -> str:
        """The edited text. Raises WriteError when tomllib does not read exactly what was intended."""
        try:
            found = tomllib.loads(self.text, parse_float=Raw)
        except ValueError:
            found = {}
        if found != self.expected:
            raise WriteError("Không sửa được tại chỗ mà giữ nguyên phần còn lại; sửa tay targets.toml. Chưa ghi gì.")
        return self.text

    def _at(self, path: KeyPath, *, create: bool = False) -> dict[str, Any]:
        here: Any = self.expected
        for step in path:
            if create and isinstance(here, dict):
                here = here.setdefault(str(step), {})
            else:
                here = here[step]
        return here  # type: ignore[no-any-return]

    def _is_inline(self, path: KeyPath) -> bool:
        spot = scan_positions(self.text).get(path)
        return spot is not None and self.text[spot.key] == "{"

    def _add_inline(self, header: KeyPath, last: int, fields: Mapping[str, Value]) -> None:
        spot = scan_positions(self.text)[(*header, last)]
        inner = ", ".join(f"{key} = {_typed(value)}" for key, value in fields.items())
        start = self.text.rfind("\n", 0, spot.key) + 1
        lead = self.text[start : spot.key]
        gap = f",\n{lead}" if not lead.strip() else ", "
        self.text = f"{self.text[: spot.value_end]}{gap}{{ {inner} }}{self.text[spot.value_end :]}"

    def _end_of_keys(self, table: KeyPath) -> tuple[int, int]:
        """Where a new key of a table goes, and how wide its keys are aligned."""
        spots = scan_positions(self.text)
        header = spots.get(table)
        if header is None or self.text[header.key] != "[":
            name = ".".join(map(str, table))
            raise UsageError(f"Chưa ghi: {name} không viết thành mục [{name}] riêng; sửa tay targets.toml.")
        own = [
            spot
            for path, spot in spots.items()
            if path[:-1] == table and spot.value != spot.key and self.text[spot.key] != "["
        ]
        end = max([spot.value_end for spot in own], default=header.key_end)
        width = 0
        if own:
            last = max(own, key=lambda spot: spot.value_end)
            equals = self.text.index("=", last.key_end)
            width = equals - 1 - last.key
        return self._line_end(end), width

    def _end_of_family(self, family: KeyPath) -> int:
        spots = scan_positions(self.text)
        ends = [spot.value_end for path, spot in spots.items() if path[: len(family)] == family]
        return self._line_end(max(ends, default=len(self.text)))

    def _line_end(self, offset: int) -> int:
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def _insert(self, at: int, lines: str) -> None:
        if at and self.text[at - 1] != "\n":
            lines = "\n" + lines
        self.text = self.text[:at] + lines + self.text[at:]


def _key(key: str) -> str:
    """A key as TOML writes it: words in quotes."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quote(key)


def _typed(value: Value) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(each) for each in value) + "]"
    return scalar(value)  # type: ignore[arg-type]


def edit_bytes(old: bytes, change: Any) -> bytes:
    """Apply `change(editor)` to a file's bytes; BOM and line ends stay as they were, also where they are mixed."""
    bom = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    text = old.removeprefix(bom).decode("utf-8")
    editor = Editor(text.replace("\r\n", "\n"))
    change(editor)
    return bom + _with_line_ends(editor.finish(), text).encode("utf-8")


def _with_line_ends(new: str, old: str) -> str:
    """Untouched lines end as they did; the others as most lines do."""
    windows = old.count("\r\n")
    if not windows:
        return new
    if windows == old.count("\n"):
        return new.replace("\n", "\r\n")
    from difflib import SequenceMatcher

    before, after = old.split("\n"), new.split("\n")
    plain = [line.removesuffix("\r") for line in before]
    usual = "\r" if windows * 2 > old.count("\n") else ""
    ended = [line + usual for line in after[:-1]] + after[-1:]
    for start, begin, size in SequenceMatcher(None, plain, after, autojunk=False).get_matching_blocks():
        ended[begin : begin + size] = before[start : start + size]
    ended[-1] = ended[-1].removesuffix("\r")  # nothing follows it
    return "\n".join(ended)


Touched = tuple[int, str | None, str | None]
"""One changed line: its number (of an added line in the new text, of a removed one in the old), old text, new text."""


def touched_lines(old: bytes, new: bytes) -> tuple[Touched, ...]:
    """What a change of a file amounts to, line by line, removed before added; blank lines are left out."""
    from difflib import SequenceMatcher

    before, after = (text.decode("utf-8-sig").splitlines() for text in (old, new))
    found: list[Touched] = []
    for tag, left, left_end, right, right_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [(at + 1, before[at], None) for at in range(left, left_end)]
            found += [(at + 1, None, after[at]) for at in range(right, right_end)]
    return tuple(line for line in found if (line[1] or line[2] or "").strip())
