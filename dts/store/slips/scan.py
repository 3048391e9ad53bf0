"""Looking through text that is no valid TOML: strings, comments, brackets, statements, as far as they can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONG = r"\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}"
_SHORT = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_COMMENT = r"#[^\n]*"
STRING = re.compile(rf"{_LONG}|{_SHORT}", re.DOTALL)
TOKEN = re.compile(rf"{_LONG}|\"\"\"|'''|{_SHORT}|{_COMMENT}", re.DOTALL)
"""A string, a comment, or three quotes that open a text and are never closed."""
TRIPLE = ('"""', "'''")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[“„”][^“”„]*[“”]|«[^«»]*»|‘[^‘’]*’")


def outside(text: str) -> str:
    """The text with closed straight strings and comments blanked, same length and lines."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", "x", match[0]), text)


def code(line: str) -> str:
    """The line without its comment and the spaces before it."""
    blanked = STRING.sub(lambda match: "x" * len(match[0]), line)
    return line[: len(blanked.partition("#")[0])].rstrip()


def comment_start(text: str) -> int:
    """Where the comment after a value starts; a quote never closed swallows the rest."""
    at = 0
    while at < len(text) and text[at] != "#":
        if match := _QUOTED.match(text, at):
            at = match.end()
        elif at == 0 and text[at] in "\"'":
            return len(text)
        else:
            at += 1
    return at


def open_signs(text: str) -> list[tuple[str, int]]:
    """The brackets a text leaves open, outermost first, with their offsets."""
    signs: list[tuple[str, int]] = []
    for match in re.finditer(r"[\[\]{}]", outside(text)):
        if match[0] in "[{":
            signs.append((match[0], match.start()))
        elif signs:
            signs.pop()
    return signs


def open_quotes(text: str) -> re.Match[str] | None:
    """The three quotes that open a text and are never closed."""
    return next((match for match in TOKEN.finditer(text) if match[0] in TRIPLE), None)


def begins_statement(line: str) -> bool:
    """Whether a line looks like the first of a key and its value, or like the name of a table."""
    return bool(re.match(r"\s*(?:[A-Za-z0-9_.-]+|\"[^\"]*\")\s*=|\s*\[\[?[\w .\"'-]+\]\]?\s*(?:#.*)?$", line))


def statement_line(lines: Sequence[str], line: int) -> int:
    """The line on which the statement holding a line begins."""
    return next((number for number in range(line, 0, -1) if begins_statement(lines[number - 1])), line)
