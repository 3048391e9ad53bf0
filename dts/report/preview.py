"""What figures brought in together would change, before anything is written: new, changed, same, refused.

Whoever brings them (pasted lines, a spreadsheet, the walk through the period) makes entries; the words are said here.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class Outcome(StrEnum):
    """What becomes of one figure."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


HEADS = {
    Outcome.NEW: "MỚI",
    Outcome.CHANGED: "THAY ĐỔI",
    Outcome.SAME: "GIỮ NGUYÊN",
    Outcome.REFUSED: "KHÔNG NHẬN",
}
OPENING = "Xem trước, chưa ghi gì."
SUBJECT_WIDTH = 14
"""Ids are at most this long; longer subjects push only their own line."""


class PreviewEntry(NamedTuple):
    """One figure of the preview."""

    outcome: Outcome
    place: str
    """Where it comes from: `C7`, `dòng 3`; empty where nobody asks."""
    subject: str
    """The target's id, with its level or unit; what was typed where no target was found."""
    text: str
    """The reading, with the old one where it changes; the sentence of a refusal."""
    below: tuple[str, ...] = ()
    """Sentences below it."""


class Piece(NamedTuple):
    """A line of the preview: what stands at the left edge, and the text beside it, which may be broken."""

    front: str
    text: str


def preview_pieces(entries: Sequence[PreviewEntry], *, empty: bool = True) -> list[Piece]:
    """Every head with its count and its entries in their order; heads without entries share a line, if `empty`."""
    place = max((len(each.place) for each in entries), default=0)
    subject = max((len(each.subject) for each in entries if len(each.subject) <= SUBJECT_WIDTH), default=0)
    lots = [(outcome, [each for each in entries if each.outcome is outcome]) for outcome in Outcome]
    pieces: list[Piece] = []
    for filled, group in groupby(lots, key=lambda lot: bool(lot[1])):
        heads = [(f"{HEADS[outcome]} ({len(found)})", found) for outcome, found in group]
        if not filled:
            pieces += [Piece("", "   ".join(head for head, _none in heads))] if empty else []
            continue
        for head, found in heads:
            pieces.append(Piece("", head))
            pieces += [piece for each in found for piece in _entry_pieces(each, place, subject)]
    return pieces


def _entry_pieces(entry: PreviewEntry, place: int, subject: int) -> list[Piece]:
    where = f"{entry.place.ljust(place)}  " if place else ""
    margin = " " * (2 + len(where))
    return [
        Piece(f"  {where}{entry.subject.ljust(subject)}  ", entry.text),
        *(Piece(margin, text) for text in entry.below),
    ]


def changed_text(new: str, old: str) -> str:
    """`762.284/980.226 = 77,77%, thay cho 762.248/980.226 = 77,76%`."""
    return f"{new}, thay cho {old}"


def skip_hint(good: int) -> str:
    """How to write what is sound first."""
    return f"Muốn ghi {good} dòng đúng trước: thêm --skip-bad" if good else "Không có số liệu nào mới để ghi."
