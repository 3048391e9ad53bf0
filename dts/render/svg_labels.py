"""Where the words of a picture stand: each in the first of its places that covers nothing, else the least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

LETTER = 72
"""Tenths of a pixel a letter takes; a little more than it does."""
LINE = 155
"""Tenths from one line of a label to the next."""


class Box(NamedTuple):
    """A rectangle, in tenths of a pixel; top is less than bottom."""

    left: int
    top: int
    right: int
    bottom: int

    def covers(self, other: Box) -> int:
        """The area two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0

    def inside(self, frame: Box) -> Box:
        """Moved as little as needed to lie in a frame; its left and top win when it is larger."""
        across = max(frame.left, min(self.left, frame.right - (self.right - self.left))) - self.left
        down = max(frame.top, min(self.top, frame.bottom - (self.bottom - self.top))) - self.top
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)


class Label(NamedTuple):
    """Lines of words with their place; `kind` is the class that dresses them."""

    lines: tuple[str, ...]
    kind: str
    box: Box
    side: str = "mid"
    """Which edge of the box the lines keep to: mid, start or end."""


def size(lines: Sequence[str]) -> tuple[int, int]:
    """Width and height of a label."""
    return max((len(line) for line in lines), default=0) * LETTER, len(lines) * LINE


def around(x: int, y: int, lines: Sequence[str], *, gap: int = 80) -> list[Box]:
    """Places for a label at a point: above, below, the corners, the sides, and a little farther off."""
    width, height = size(lines)
    tops = [(y - far - height, y + far) for far in (gap, gap * 2)]
    lefts = (x - width // 2, x - width, x)
    corners = [(left, top) for pair in tops for left in lefts for top in pair]
    sides = [(x + gap, y - height // 2), (x - gap - width, y - height // 2)]
    return [Box(left, top, left + width, top + height) for left, top in (*corners[:6], *sides, *corners[6:])]


def put(label: Label, places: Iterable[Box], taken: list[Box], frame: Box) -> Label:
    """The label in its best place, which is then taken."""
    moved = [place.inside(frame) for place in places]
    best = min(moved, key=lambda place: sum(place.covers(other) for other in taken))
    taken.append(best)
    return label._replace(box=best)


def along(points: Sequence[tuple[int, int]], *, step: int = 60) -> list[Box]:
    """Small boxes along a line, so that words keep off it."""
    boxes = [spot(x, y) for x, y in points[:1]]
    for (x1, y1), (x2, y2) in pairwise(points):
        count = max(1, max(abs(x2 - x1), abs(y2 - y1)) // step)
        boxes += [spot(x1 + (x2 - x1) * n // count, y1 + (y2 - y1) * n // count) for n in range(1, count + 1)]
    return boxes


def spot(x: int, y: int, reach: int = 35) -> Box:
    """The box around a point."""
    return Box(x - reach, y - reach, x + reach, y + reach)
