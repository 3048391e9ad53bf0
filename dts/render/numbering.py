"""The numbers and letters before the parts of a report, the same in every format: I., 1., a), [1]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dts.report.paper import Heading, Item, Part, Source

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as officials letter their items."""
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
SIGNER = "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"
"""Left open for the office, as the model of Nghị định 30/2020 words it."""
END = "./."
"""Closes the text of an official document (Nghị định 30/2020, Phụ lục III)."""


class Marked(NamedTuple):
    """A part with the number or letter before it; empty for paragraphs and tables."""

    mark: str
    part: Part
    item: int = 0
    """Number of the item a lettered one stands under; 0 where there is none."""


def mark_parts(parts: Iterable[Part]) -> Iterator[Marked]:
    """Number the parts: a heading begins its items anew, an item its letters."""
    sections = items = letters = 0
    for part in parts:
        match part:
            case Heading():
                sections, items, letters = sections + 1, 0, 0
                yield Marked(f"{roman(sections)}.", part)
            case Item(deeper=True):
                letters += 1
                yield Marked(f"{letter(letters - 1)})", part, items)
            case Item():
                items, letters = items + 1, 0
                yield Marked(f"{items}.", part)
            case Source():
                yield Marked(f"[{part.number}]", part)
            case _:
                yield Marked("", part)


def roman(number: int) -> str:
    """I, II, III, IV, … from 1 on."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def letter(index: int) -> str:
    """a, b, c, … then aa, ab, … from 0 on."""
    first, second = divmod(index, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]
