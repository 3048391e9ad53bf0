"""Text from data is only text: whatever could steer a terminal, hide or reorder letters is shown as an escape."""

from __future__ import annotations

import re
import unicodedata

from dts.core.numerals import format_number
from dts.core.unseen import HIDDEN

MAX_LINE = 4000
"""Twice the longest text a file may hold: what is longer was never meant as text."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_COVERING = re.compile(f"[{HIDDEN}]|(?<=[{_MARKS}]{{2}})[{_MARKS}]")
"""What is not seen, and marks from the third on one letter, which grow over the lines around it."""


def safe(text: str) -> str:
    """Escape control, format, surrogate, private, unassigned, line-separating and unseen characters visibly.

    Special spaces become plain ones. Letters are composed (NFC).

    >>> safe("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    if text.isascii():
        return text if text.isprintable() else "".join(map(_safe_character, text))
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(map(_safe_character, text))
    return _COVERING.sub(lambda match: _escape(match[0]), text)


def bounded(line: str) -> str:
    """A line of a message short enough to be read; what is cut is counted."""
    if len(line) <= MAX_LINE:
        return line
    return f"{line[:MAX_LINE]}… (còn {format_number(len(line) - MAX_LINE)} ký tự)"


def _safe_character(char: str) -> str:
    if char.isprintable():
        return char
    return " " if unicodedata.category(char) == "Zs" else _escape(char)


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
