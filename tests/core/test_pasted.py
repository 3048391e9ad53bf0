"""Pasted lines: whatever cells are written comes back, whichever separator stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dts.core.pasted import Line, read_lines

CELL = st.text("abcxyzđ0123456789.,/%- ", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
NUMBERS = st.sampled_from(["5", "36,18%", "762.284/980.226", "hơn 60 trạm"])


@given(st.lists(st.tuples(CELL, NUMBERS), max_size=6), st.sampled_from(["\t", ";", "  ", " ; ", "     "]))
def test_cells_come_back(cells: list[tuple[str, str]], gap: str) -> None:
    """Id and value of every line, with its number."""
    text = "".join(f"{subject}{gap}{value}\n" for subject, value in cells)
    assert read_lines(text, ()) == [Line(at, subject, value) for at, (subject, value) in enumerate(cells, 1)]


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    """Never an exception, never an empty line."""
    for line in read_lines(text, ("a",)):
        assert line.problem or (line.subject and line.value)


CASES = {
    "a 5": Line(1, "a", "5"),
    "A 5": Line(1, "A", "5"),
    "b 5": Line(1, "b 5", problem="không thấy chỗ ngăn giữa mã và số liệu; ngăn bằng tab, dấu ; hoặc hai dấu cách"),
    "a": Line(1, "a", problem="không thấy chỗ ngăn giữa mã và số liệu; ngăn bằng tab, dấu ; hoặc hai dấu cách"),
    "a;": Line(1, "a", problem="để trống số liệu; chưa có thì bỏ dòng này"),
    ";5": Line(1, "", problem="chưa có mã chỉ tiêu"),
    "a\t5\t\t": Line(1, "a", "5"),
    "a;5;;;;": Line(1, "a", "5"),
    ";;": Line(1, "", problem="chưa có mã chỉ tiêu"),
    "a;5;xa;b;c": Line(1, "a", problem="có 5 cột; chỉ nhận mã, số liệu, cấp hoặc đơn vị, nguồn"),
    "a\t5\t\tBáo cáo": Line(1, "a", "5", "", "Báo cáo"),
    "a;hơn  60": Line(1, "a", "hơn  60"),
    "a\u00a0\u00a05": Line(1, "a", "5"),
    "a  5  # ghi chú": Line(1, "a", "5"),
    "a  5  xa  Báo cáo #3": Line(1, "a", "5", "xa", "Báo cáo #3"),
    "\n\r\na;5": Line(3, "a", "5"),
}


@pytest.mark.parametrize("text", CASES)
def test_a_line_is_read_as_written(text: str) -> None:
    """Separators, blanks, comments, cells left empty."""
    assert read_lines(text, ("a",)) == [CASES[text]]
