"""`safe()` over every code point there is: whatever a file, a name or a pasted text holds, a screen gets only letters.

An official's terminal cannot be steered, nor a name made to look like another, by any character of Unicode.
"""

from __future__ import annotations

import sys
import unicodedata

from dts.render.safe import safe
from tests.campaigns.payloads import HIDDEN, LIVE

EVERY = range(sys.maxunicode + 1)
BLOCK = 0x1000


def is_live(char: str) -> bool:
    """What must never reach a screen as it is."""
    return unicodedata.category(char) in LIVE or char in HIDDEN


def escape_of(code: int) -> str:
    """How a live character is shown."""
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def test_no_code_point_gets_through_alive() -> None:
    """All 1,114,112 code points, among letters: none live is left, none vanishes."""
    seen = 0
    for start in range(0, len(EVERY), BLOCK):
        chars = [chr(code) for code in EVERY[start : start + BLOCK]]
        text = safe("|".join(chars))
        assert safe(text) == text  # no output can differ by how often a text passed
        pieces = text.split("|") if "|" not in chars else [safe(char) for char in chars]
        assert len(pieces) == len(chars)
        for char, piece in zip(chars, pieces, strict=True):
            if is_live(char):
                assert piece == escape_of(ord(char))
            elif piece != char:  # composed, or a plain blank
                assert piece, hex(ord(char))
                assert not any(map(is_live, piece)), hex(ord(char))
        seen += len(pieces)
    assert seen == 1_114_112


def test_marks_cannot_be_piled_up() -> None:
    """However many marks stand on one letter, at most two are drawn; they would grow over the lines around."""
    for mark in "\u0301\u0316\u0334\u0489\u20dd\u0e49\u064b\u05b0\ufe20":
        drawn = safe("x" + mark * 50).count(mark)
        assert drawn <= 2, hex(ord(mark))
