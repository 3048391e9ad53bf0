"""What git leaves when two people changed the same lines: `<<<<<<<`, `=======`, `>>>>>>>`.

Each side of a conflict is a file that one of the two had, so each is judged on its own: whatever either of them typed
wrong is named, and nothing is called double only because both sides stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dts.core.problem import Problem
from dts.store.slips.finding import place_in

_OPEN, _BASE, _MIDDLE, _CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s|$)")
_SOUND = ((_OPEN, _MIDDLE, _CLOSE), (_OPEN, _BASE, _MIDDLE, _CLOSE))
_FIX = "giữ các dòng đúng của cả hai người, xóa các dòng <<<<<<<, =======, >>>>>>> rồi chạy lại"


class Conflict(NamedTuple):
    """Every conflict of a file, and the lines to leave out (by number) for each file that was merged."""

    problems: tuple[Problem, ...]
    sides: tuple[Mapping[int, str], ...]


def find_conflict(name: str, lines: Sequence[str]) -> Conflict | None:
    """The conflicts git marked in a text, or None; marks without their partners are left out and named."""
    problems: list[Problem] = []
    ours: dict[int, str] = {}
    theirs: dict[int, str] = {}
    for block in _blocks(lines):
        numbers, marks = zip(*block, strict=True)
        message = "dấu xung đột của git: hai người cùng sửa đoạn này"
        if len(block) > 1:
            message += f" (đến dòng {numbers[-1]})"
        problems.append(Problem(place_in(name, lines, numbers[0], 0, 7), message, (_FIX,)))
        if marks not in _SOUND:
            ours |= dict.fromkeys(numbers, "")
            theirs |= dict.fromkeys(numbers, "")
            continue
        middle = numbers[-2]
        ours |= dict.fromkeys((numbers[0], *range(numbers[1], numbers[-1] + 1)), "#")
        theirs |= dict.fromkeys((*range(numbers[0], middle + 1), numbers[-1]), "#")
    if not problems:
        return None
    return Conflict(tuple(problems), (ours,) if ours == theirs else (ours, theirs))


def _blocks(lines: Sequence[str]) -> list[list[tuple[int, str]]]:
    """The marks of each conflict with their line numbers; a new one begins at `<<<<<<<` and behind `>>>>>>>`.

    `=======` and `|||||||` outside a conflict are no marks: people draw lines with them.
    """
    found = [(number, match[1]) for number, line in enumerate(lines, 1) if (match := _MARK.match(line))]
    starts = [at for at, (_number, mark) in enumerate(found) if mark == _OPEN or (at and found[at - 1][1] == _CLOSE)]
    blocks = [found[first:last] for first, last in pairwise([0, *starts, len(found)])]
    return [block for block in blocks if block and {_OPEN, _CLOSE} & {mark for _number, mark in block}]
