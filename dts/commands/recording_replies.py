"""Talking with somebody at a terminal: lines that fit it, questions asked again until the answer can be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from dts.commands.context import Context
from dts.core.problem import UsageError
from dts.core.typed import clean_text
from dts.render.lines import hanging, wrap
from dts.render.safe import safe
from dts.report.guided import YES_OR_NO
from dts.report.preview import Piece

YES = ("c", "có", "co", "y")
NO = ("k", "không", "khong", "n")
MAX_WIDTH = 100
"""Wider windows make sentences hard to read."""
ROOM = 16
"""Columns left behind a question for the answer."""


def fitted(context: Context, lines: Iterable[str], *, room: int = 0) -> list[str]:
    """Lines broken at spaces, `room` columns before the edge; what was broken keeps the indent of its line."""
    width = _width(context) - room
    found: list[str] = []
    for line in lines:
        text = line.lstrip(" ")  # made safe where it is printed: a no-break space must still bind here
        found += wrap(text, width, " " * (len(line) - len(text))) if text else [""]
    return found


def _width(context: Context) -> int:
    return min(context.console.width(None), MAX_WIDTH)


def fitted_pieces(context: Context, pieces: Iterable[Piece]) -> list[str]:
    """A preview for the width of the window."""
    width = _width(context)
    return [line for piece in pieces for line in hanging(safe(piece.front), safe(piece.text), width)]


def tell(context: Context, lines: Iterable[str]) -> None:
    """Say something that is no question."""
    context.console.message("\n".join(fitted(context, lines)))


def put(context: Context, *lines: str) -> str:
    """Ask, and return what was typed with composed letters and without blanks around it."""
    stripped = [line.rstrip(" ") for line in lines]
    *said, question = fitted(context, stripped)
    if len(question) > _width(context) - ROOM:
        *broken, question = fitted(context, stripped[-1:], room=ROOM)
        said = [*fitted(context, stripped[:-1]), *broken]
    if said:
        context.console.message("\n".join(said))
    return unicodedata.normalize("NFC", context.ask(f"{question} ")).strip()


def put_text(context: Context, *lines: str) -> str:
    """Ask for words; those in old fonts or with hidden characters are refused and asked for again."""
    while True:
        typed = put(context, *lines)
        try:
            return clean_text(typed)
        except ValueError as error:
            tell(context, [f"  Chưa ghi: {error}."])


def put_yes(context: Context, question: str, *, default: bool | None = None, hint: str = YES_OR_NO) -> bool:
    """Ask for có or không; without a default Enter is no answer, and anything else is answered with the hint."""
    while True:
        typed = put(context, question).lower()
        if typed in YES:
            return True
        if typed in NO:
            return False
        if not typed and default is not None:
            return default
        tell(context, [f"  {hint}"])


def put_yes_or_number(context: Context, question: str) -> bool | str:
    """Có, không, or the number typed again: what people do when they see their slip."""
    while True:
        typed = put(context, question)
        if typed.lower() in (*YES, *NO):
            return typed.lower() in YES
        if any(char.isdigit() for char in typed):
            return typed
        tell(context, [f"  {YES_OR_NO}"])


def refused(context: Context, error: UsageError) -> None:
    """Why something typed was not taken, with what to type instead."""
    tell(context, [f"  {line.strip()}" for line in str(error).split("\n")])
