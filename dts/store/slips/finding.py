"""What a slip is made of: the line as typed, what a rule finds in it, and the problem that comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dts.core.problem import Place, Problem
from dts.store.slips.scan import comment_start


class Slip(NamedTuple):
    """One syntax problem, and the lines that let reading go on (by number; "" leaves a line out)."""

    problem: Problem
    mended: Mapping[int, str] = {}


class Stop(NamedTuple):
    """Where tomllib stopped, and why in its own words."""

    line: int
    column: int
    why: str
    at_end: bool
    """Whether it ran into the end of the file."""


class Finding(NamedTuple):
    """What a rule sees in one line: offsets from 0, and the whole corrected line where it can be known."""

    message: str
    fixed: str | None
    start: int
    end: int
    fixes: tuple[str, ...] | None = None
    """Advice instead of the corrected line."""


class Line(NamedTuple):
    """A line as typed, and where it stands."""

    source: str
    in_record: bool
    """In a record file, not in targets.toml."""
    inline: bool = False
    """Inside { }."""

    @property
    def pair(self) -> Pair | None:
        """The line as key, value and comment."""
        match = re.match(r"(\s*([A-Za-z0-9_.-]+|\"[^\"]*\"|'[^']*')\s*=[ \t]*)(.*)$", self.source, re.DOTALL)
        if not match:
            return None
        value = match[3][: comment_start(match[3])].rstrip()
        return Pair(match[1], match[2], value, match[3][len(value) :], self.inline)


Rule = Callable[[Line], Finding | None]
"""Takes a line and gives a finding, or None when it has nothing to say."""


class Pair(NamedTuple):
    """`head` is everything up to the value, `tail` everything after it."""

    head: str
    key: str
    value: str
    tail: str
    inline: bool

    @property
    def indent(self) -> int:
        """Where the key starts."""
        return len(self.head) - len(self.head.lstrip())

    @property
    def quoted(self) -> bool:
        """Whether the value starts as a string, a list or a table."""
        return self.value[:1] in ("'", '"', "[", "{")

    @property
    def takes_words(self) -> bool:
        """Whether signs, words and % may go with the number, in quotes."""
        return self.key in ("value", "published") and not self.inline

    def with_value(self, value: str) -> str:
        """The line with another value."""
        return (self.head if self.head[-1] != "=" else self.head + " ") + value + self.tail

    def replaced(self, message: str, value: str) -> Finding:
        """The finding that another value should stand there."""
        return self.found(message, self.with_value(value))

    def found(self, message: str, fixed: str | None = None, *fixes: str) -> Finding:
        """A finding that underlines the value."""
        start = len(self.head)
        return Finding(message, fixed, start, start + len(self.value), fixes or None)


def place_in(name: str, lines: Sequence[str], line: int, start: int, end: int) -> Place:
    """A place by line number and offsets in the line."""
    return Place(name, line, start + 1, lines[line - 1].rstrip("\r"), max(1, end - start))


def retype(line: str) -> str:
    """The advice to type a line."""
    typed = line.strip().replace("\t", " ")
    return f"sửa thành:   {typed}" if typed else "xóa dòng này"


def quote(text: str) -> str:
    """The text as a TOML string, in straight double quotes unless it holds some."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
