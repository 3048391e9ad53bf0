"""Tables of counts: numbers line up, names are never cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dts.render.lines import plain
from dts.render.table import layout_grid
from dts.report.document import Grid

GRID = Grid(
    heads=("Đơn vị chủ trì", "Được\ngiao", "Quá\nhạn"),
    rows=(("Công an tỉnh", "3", "0"), ("Sở TT&TT (nay là Sở KH&CN)", "7", "1.250")),
    total=("Cộng", "10", "1.250"),
)
WIDE = """\
                            Được    Quá
Đơn vị chủ trì              giao    hạn
───────────────────────────────────────
Công an tỉnh                   3      0
Sở TT&TT (nay là Sở KH&CN)     7  1.250
───────────────────────────────────────
Cộng                          10  1.250
"""
NARROW = """\
                   Được   Quá
Đơn vị chủ trì     giao   hạn
─────────────────────────────
Công an tỉnh          3     0
Sở TT&TT (nay là
  Sở KH&CN)           7 1.250
─────────────────────────────
Cộng                 10 1.250
"""


def test_a_table_as_it_stands() -> None:
    """Two-line heads, a rule, the totals under a second rule; a long name takes another line."""
    assert plain(layout_grid(GRID, 80)) == WIDE
    assert plain(layout_grid(GRID, 29)) == NARROW


@given(
    names=st.lists(st.text("aáđế 0", min_size=1, max_size=60), min_size=1, max_size=4),
    numbers=st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    width=st.integers(60, 140),
)
def test_no_letter_and_no_number_is_lost(names: list[str], numbers: list[int], width: int) -> None:
    """Every word of every name and every number stands in the lines; numbers end in the same columns."""
    rows = tuple((name, *map(str, numbers)) for name in names)
    text = plain(layout_grid(Grid(("Tên", "a", "b", "c"), rows), width))
    for name in names:
        assert all(word in text for word in name.split())
    ends = [line for line in text.splitlines() if line.rstrip().endswith(str(numbers[-1]))]
    assert len(ends) >= len(names)
    assert len({cell_len(line) for line in ends[-len(names) :]}) == 1
