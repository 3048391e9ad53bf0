"""Entries as TOML text: aligned keys, one block each, nothing live in a string."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

Scalar = str | int | Decimal | bool | date | datetime

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def quote(text: str) -> str:
    """A basic TOML string; characters that do not print are escaped."""
    return '"' + "".join(_quoted(char) for char in text) + '"'


def _quoted(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def scalar(value: Scalar) -> str:
    """One TOML value. A decimal that reads as a Vietnamese thousand is quoted the Vietnamese way."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _decimal(value: Decimal) -> str:
    from dts.store.tables import THOUSANDS

    if value == value.to_integral_value():
        return str(int(value))
    plain = format(value, "f")
    return f'"{plain.replace(".", ",")}"' if THOUSANDS.fullmatch(plain) else plain


def block(table: str, fields: Mapping[str, Scalar | None]) -> str:
    """`[[figure]]` and its keys, aligned, ending in a newline; keys without value are left out."""
    given = {key: scalar(value) for key, value in fields.items() if value is not None}
    width = max(map(len, given), default=0)
    return f"[[{table}]]\n" + "".join(f"{key.ljust(width)} = {text}\n" for key, text in given.items())
