"""Entries as TOML: whatever a value holds, a reader gets it back, and nothing in a text is live."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

from dts.store.compose import Scalar, block, quote, scalar

QUOTED = {
    "": '""',
    "Đất đai": '"Đất đai"',
    'lời "dẫn"': r'"lời \"dẫn\""',
    "C:\\tệp": r'"C:\\tệp"',
    "hai\ndòng": r'"hai\ndòng"',
    "cột\tcột": '"cột\tcột"',
    "\r\b\f": r'"\r\b\f"',
    "\x00\x1b\x7f": r'"\u0000\u001B\u007F"',
    "\u00a0\u200b\uffff": r'"\u00A0\u200B\uFFFF"',
    "\U00010000\U0001f600": '"\U00010000\U0001f600"',
    "\U000e0001": r'"\U000E0001"',
    "\U00010080\U0001000c": '"\U00010080\\U0001000C"',
}


def test_texts_are_quoted() -> None:
    """What prints stands as it is, what does not as its code; tomllib reads the same text."""
    assert {text: quote(text) for text in QUOTED} == QUOTED
    assert {text: tomllib.loads(f"a = {quoted}")["a"] for text, quoted in QUOTED.items()} == {
        text: text for text in QUOTED
    }


SCALARS: list[tuple[Scalar, str]] = [
    (True, "true"),
    (False, "false"),
    (5, "5"),
    ("5", '"5"'),
    (Decimal("36.18"), "36.18"),
    (Decimal("36.00"), "36"),
    (Decimal("-36.18"), "-36.18"),
    (Decimal("1E+3"), "1000"),
    (Decimal("1E-7"), "0.0000001"),
    (Decimal("762.284"), '"762,284"'),
    (Decimal("762.2840"), "762.2840"),
    (Decimal("0.284"), "0.284"),
    (date(2025, 2, 5), "2025-02-05"),
    (datetime(2025, 2, 5, 9, 15, 1, 999, tzinfo=UTC), "2025-02-05T09:15:01+00:00"),
    (datetime(2025, 2, 5, 9, 15), "2025-02-05T09:15:00"),
]


def test_each_value_is_written_as_its_kind() -> None:
    """Numbers with all their digits, one that reads as a thousand the Vietnamese way; moments to the second."""
    assert [(value, scalar(value)) for value, _text in SCALARS] == SCALARS


def test_block_is_aligned() -> None:
    """Keys without a value are left out; false and nought are values."""
    fields: dict[str, Scalar | None] = {
        "target": "a",
        "value": 0,
        "numerator": None,
        "as_of": date(2025, 2, 5),
        "on": False,
    }
    assert block("figure", fields) == ('[[figure]]\ntarget = "a"\nvalue  = 0\nas_of  = 2025-02-05\non     = false\n')
    assert block("note", {"target": None}) == "[[note]]\n"
