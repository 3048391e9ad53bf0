"""Marks git leaves in a file: which belong together, and which lines each of the two people had."""

from __future__ import annotations

import pytest

from dts.core.problem import Place, Problem
from dts.store.slips.conflict import Conflict, find_conflict

NAME = "records/2025-02.toml"
OPEN, BASE, MIDDLE, CLOSE = "<<<<<<< HEAD", "||||||| goc", "=======", ">>>>>>> may-so-2"
FIX = "giữ các dòng đúng của cả hai người, xóa các dòng <<<<<<<, =======, >>>>>>> rồi chạy lại"


def conflict(lines: list[str], spans: list[tuple[int, int]], *sides: dict[int, str]) -> Conflict:
    """Conflicts from one line to another, and what each side leaves out."""
    problems = []
    for first, last in spans:
        sentence = "dấu xung đột của git: hai người cùng sửa đoạn này"
        sentence += f" (đến dòng {last})" if last > first else ""
        problems.append(Problem(Place(NAME, first, 1, lines[first - 1], 7), sentence, (FIX,)))
    return Conflict(tuple(problems), sides)


def left_out(*numbers: int, line: str = "#") -> dict[int, str]:
    """Lines by number and what is read in their place."""
    return dict.fromkeys(numbers, line)


SOUND: list[tuple[list[str], list[tuple[int, int]], tuple[int, ...], tuple[int, ...]]] = [
    ([OPEN, "a", MIDDLE, "b", CLOSE], [(1, 5)], (1, 3, 4, 5), (1, 2, 3, 5)),
    (["x", OPEN, "a", "a", MIDDLE, CLOSE, "y"], [(2, 6)], (2, 5, 6), (2, 3, 4, 5, 6)),
    (["x", OPEN, "a", BASE, "o", MIDDLE, "b", CLOSE], [(2, 8)], (2, 4, 5, 6, 7, 8), (2, 3, 4, 5, 6, 8)),
    (
        [OPEN, "a", MIDDLE, "b", CLOSE, "x", OPEN, "c", MIDDLE, "d", CLOSE],
        [(1, 5), (7, 11)],
        (1, 3, 4, 5, 7, 9, 10, 11),
        (1, 2, 3, 5, 7, 8, 9, 11),
    ),
    ([MIDDLE, OPEN, "a", MIDDLE, "b", CLOSE, MIDDLE], [(2, 6)], (2, 4, 5, 6), (2, 3, 4, 6)),
    ([BASE, OPEN, "a", MIDDLE, "b", CLOSE], [(2, 6)], (2, 4, 5, 6), (2, 3, 4, 6)),
]


@pytest.mark.parametrize(("lines", "spans", "ours", "theirs"), SOUND)
def test_two_sides_of_a_conflict(
    lines: list[str], spans: list[tuple[int, int]], ours: tuple[int, ...], theirs: tuple[int, ...]
) -> None:
    """Each side is read without the marks and without what only the other one typed."""
    assert find_conflict(NAME, lines) == conflict(lines, spans, left_out(*ours), left_out(*theirs))


def test_conflict_of_nothing_has_one_side() -> None:
    """Both had the same lines: none."""
    lines = ["<<<<<<<", "=======", ">>>>>>>"]
    assert find_conflict(NAME, lines) == conflict(lines, [(1, 3)], left_out(1, 2, 3))


MARKS_ALONE: list[tuple[list[str], list[tuple[int, int]], tuple[int, ...]]] = [
    ([OPEN, "a"], [(1, 1)], (1,)),
    (["a", CLOSE, "b"], [(2, 2)], (2,)),
    ([OPEN, "a", MIDDLE], [(1, 3)], (1, 3)),
    ([MIDDLE, "a", CLOSE], [(1, 3)], (1, 3)),
    ([OPEN, "a", CLOSE], [(1, 3)], (1, 3)),
    ([OPEN, BASE, "a", CLOSE], [(1, 4)], (1, 2, 4)),
    ([OPEN, MIDDLE, "a", MIDDLE, CLOSE], [(1, 5)], (1, 2, 4, 5)),
    (["x", CLOSE, MIDDLE], [(2, 2)], (2,)),
    ([OPEN, "a", OPEN], [(1, 1), (3, 3)], (1, 3)),
]


@pytest.mark.parametrize(("lines", "spans", "numbers"), MARKS_ALONE)
def test_mark_without_its_partners(lines: list[str], spans: list[tuple[int, int]], numbers: tuple[int, ...]) -> None:
    """Named and left out; what stands between them is read."""
    assert find_conflict(NAME, lines) == conflict(lines, spans, left_out(*numbers, line=""))


def test_mark_alone_before_a_whole_conflict() -> None:
    """One more `<<<<<<<` belongs to no pair."""
    lines = [OPEN, "a", OPEN, "b", MIDDLE, "c", CLOSE]
    ours = left_out(1, line="") | left_out(3, 5, 6, 7)
    theirs = left_out(1, line="") | left_out(3, 4, 5, 7)
    assert find_conflict(NAME, lines) == conflict(lines, [(1, 1), (3, 7)], ours, theirs)


@pytest.mark.parametrize(
    "lines",
    [["a"], ["a", MIDDLE, "b"], [BASE], ["<<<<<<", "a"], ["<<<<<<<a", "=======b", ">>>>>>>c"], [" " + OPEN], []],
)
def test_lines_that_are_no_conflict(lines: list[str]) -> None:
    """Lines drawn with signs, marks of another length or inside a line."""
    assert find_conflict(NAME, lines) is None
