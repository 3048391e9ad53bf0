"""Text from data is only text: whatever could steer a terminal, hide or reorder letters is shown as an escape."""

from __future__ import annotations

import unicodedata


def safe(text: str) -> str:
    """Escape control, format, surrogate, private, unassigned and line-separating characters visibly.

    Special spaces become plain ones. Letters are composed (NFC).

    >>> safe("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    return "".join(map(_safe_character, unicodedata.normalize("NFC", text)))


def _safe_character(char: str) -> str:
    if char.isprintable():
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
