"""Where every key, header and value of a valid TOML text stands: no parser tells, so this walks the text once."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""Keys from the top of a file down; elements of arrays by number."""


class Spot(NamedTuple):
    """Offsets of a key (or header) and of its value."""

    key: int
    key_end: int
    value: int
    value_end: int


def scan_positions(text: str) -> dict[KeyPath, Spot]:
    """Offsets of every key, header and array element of a text that tomllib accepts."""
    return _Scanner(text).scan()


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
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.pos += brackets
        keys = self._key()
        self.pos += brackets
        spot = Spot(start, self.pos, start, self.pos)
        above = self._resolve(keys[:-1], spot)
        path: KeyPath = (*above, keys[-1])
        if brackets == 2:
            self.spots.setdefault(path, spot)
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
        self.spots[path] = spot
        return path

    def _resolve(self, keys: tuple[str, ...], spot: Spot) -> KeyPath:
        """Put the index of the last element behind every array of tables on the way; tables never opened stand here."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            self.spots.setdefault(path, spot)
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
        self.spots[path] = spot = Spot(start, end, value, self.pos)
        for count in range(1, len(keys)):  # the tables a dotted key opens
            self.spots.setdefault((*prefix, *keys[:count]), spot)

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
