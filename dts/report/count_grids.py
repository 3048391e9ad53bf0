"""Counts by state as a table, line by line, and how long overdue beside it; the totals add up."""

from __future__ import annotations

from collections.abc import Sequence

from dts.core.numerals import format_number
from dts.report.document import Grid
from dts.report.holders import Counts, add_counts

Line = tuple[str, Counts]
"""Whose it is, and how it stands."""


def count_grids(head: str, lines: Sequence[Line]) -> tuple[Grid, ...]:
    """The table of states under `head`, and where something is overdue the one of its days; nothing without lines."""
    if not lines:
        return ()
    late = [line for line in lines if line[1].overdue]
    return (_states(head, lines), _buckets(late)) if late else (_states(head, lines),)


def _states(head: str, lines: Sequence[Line]) -> Grid:
    """The counts by state; "chậm tiến độ" has a column only where something is behind."""
    total = add_counts(counts for _name, counts in lines)
    columns = [
        ("Được\ngiao", "assigned"),
        ("Quá\nhạn", "overdue"),
        ("Sắp\nđến", "due_soon"),
        ("Thiếu\ns.liệu", "missing"),
        *([("Chậm\nt.độ", "behind")] if total.behind else []),
        ("Đang\nt.hiện", "in_progress"),
        ("Thường\nxuyên", "ongoing"),
        ("Đạt,\nxong", "achieved"),
        ("Chưa\ngửi", "unsent"),
        ("Thiếu\nrõ", "unclear"),
    ]
    keys = [key for _head, key in columns]
    return Grid(
        heads=(head, *(words for words, _key in columns)),
        rows=tuple((name, *_numbers(counts, keys)) for name, counts in lines),
        total=("Cộng", *_numbers(total, keys)),
    )


def _buckets(late: Sequence[Line]) -> Grid:
    """How long overdue; the three spans add up to Quá hạn."""
    keys = ["overdue", "to_30", "to_120", "over_120", "longest"]
    total = add_counts(counts for _name, counts in late)
    return Grid(
        heads=("Quá hạn theo số ngày", "Quá\nhạn", "≤ 30\nngày", "31-120\nngày", "> 120\nngày", "Nhiều\nnhất"),
        rows=tuple((name, *_numbers(counts, keys)) for name, counts in late),
        total=("Cộng", *_numbers(total, keys)) if len(late) > 1 else (),
    )


def _numbers(counts: Counts, keys: Sequence[str]) -> list[str]:
    return [format_number(getattr(counts, key)) for key in keys]
