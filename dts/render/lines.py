"""Lines of spans, what a terminal and a pipe share: broken at spaces, never inside a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dts.render.cells import cell_len
from dts.render.safe import safe
from dts.report.document import ALARM, Tone

NATURAL_WIDTH = 80
MIN_WIDTH = 60


class Span(NamedTuple):
    """A piece of a line, already safe."""

    text: str
    tone: Tone = Tone.PLAIN
    strong: bool = False


Line = tuple[Span, ...]


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, without trailing spaces."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def head_lines(text: str, width: int) -> list[Line]:
    """A sentence above the rows; an error stands out."""
    alarm = text.startswith(ALARM)
    tone = Tone.OVERDUE if alarm else Tone.PLAIN
    return [(Span(line, tone, strong=alarm),) for line in wrap(safe(text), width)]


_BREAK = r"(?<![≥≤<>])(?<!QĐ)(?<!KH)(?<!NQ)(?<!NĐ)(?<!, [THX]) (?!%)"
"""Where a line may break: not between a sign, a level's letter or QĐ and its number, nor a number and %."""


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Break at spaces, never inside a quantity; a word longer than a line stands alone. Lines start with `indent`."""
    room = width - cell_len(indent)
    lines: list[str] = []
    line, used = "", 0
    for word in re.split(_BREAK, text):
        size = cell_len(word)
        if line and used + 1 + size > room:
            lines.append(indent + line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, indent + line]


def bound(text: str) -> str:
    """The same text with no-break spaces inside quantities, for pages that break their lines themselves."""
    return " ".join(word.replace(" ", "\u00a0") for word in re.split(_BREAK, text))


def ends(left: str, right: str, width: int, *, strong: bool = False) -> list[Line]:
    """Two texts at the two edges, on two lines when they do not fit on one."""
    gap = width - cell_len(left) - cell_len(right)
    if not right:
        return [(Span(line, strong=strong),) for line in wrap(left, width)]
    if gap >= 1:
        return [(Span(left, strong=strong), Span(" " * gap), Span(right))]
    return [
        *((Span(line, strong=strong),) for line in wrap(left, width)),
        (Span(" " * max(0, width - cell_len(right))), Span(right)),
    ]


def hanging(front: str, text: str, width: int) -> list[str]:
    """Text behind a front; further lines start below the text."""
    indent = " " * cell_len(front)
    first, *rest = wrap(text, width, indent)
    return [front + first[len(indent) :], *rest]
