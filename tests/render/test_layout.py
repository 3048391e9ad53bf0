"""Lines for a width: nothing is lost, nothing is cut but names."""

from __future__ import annotations

import io
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dts.render.layout import draw_bar, layout_view
from dts.render.lines import plain, wrap
from dts.render.terminal import show
from dts.report.document import Row, Section, Tone, View

WORDS = st.text("abcđếở 0123456789.,/%", min_size=1, max_size=40).map(lambda text: " ".join(text.split()) or "x")


@st.composite
def views(draw: st.DrawFn) -> View:
    """A view with a few rows of odd lengths."""
    rows = tuple(
        Row(
            mark="●",
            tone=draw(st.sampled_from(list(Tone))),
            id=draw(st.from_regex(r"[a-z0-9-]{1,14}", fullmatch=True)),
            name=draw(WORDS),
            short=draw(WORDS),
            right=draw(st.sampled_from(["còn 2 ngày", "quá hạn 1.250 ngày", ""])),
            details=tuple(draw(st.lists(WORDS, max_size=3))),
            who=draw(WORDS),
            one_line=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(1, 4)))
    )
    return View(title="Tên", day="Ngày", sections=(Section(title="QUÁ HẠN", tone=Tone.OVERDUE, total=1, rows=rows),))


@given(view=views(), width=st.sampled_from([80, 100, 120, 140]))
@settings(derandomize=True, max_examples=80, deadline=None)
def test_ids_details_and_agencies_are_never_lost(view: View, width: int) -> None:
    """Every id, detail, agency and day stands on the screen whole; no line is wider than asked."""
    lines = plain(layout_view(view, width)).splitlines()
    text = " ".join(" ".join(lines).split())
    for row in view.sections[0].rows:
        for piece in (row.id, row.right, row.who, *row.details):
            assert " ".join(piece.split()) in text
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("percent", "bar"),
    [
        (Fraction(0), "░░░░░░░░░░"),
        (Fraction(1, 1000), "▌░░░░░░░░░"),
        (Fraction(3503, 100), "███▌░░░░░░"),
        (Fraction(99999, 1000), "█████████▌"),
        (Fraction(100), "██████████"),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(percent: Fraction, bar: str) -> None:
    """Empty only at 0, full only at 100."""
    assert draw_bar(percent) == bar


def test_wrap_breaks_at_spaces_only() -> None:
    """A number or a date is never broken."""
    assert wrap("hạn 25/02/2025 thiếu 939.695 thửa", 16, "  ") == ["  hạn 25/02/2025", "  thiếu 939.695", "  thửa"]
    assert wrap("762.284/980.226", 5) == ["762.284/980.226"]


@pytest.mark.parametrize("windows", [False, True])
def test_colour_changes_no_letter(windows: bool) -> None:
    """Colour codes taken away, a terminal shows the very lines of a pipe; both ways of printing agree."""
    row = Row(mark="■", tone=Tone.OVERDUE, id="a", name="Tên [b]x[/b] :100: 43,82", short="Tên", right="quá hạn 1 ngày")
    view = View(title="T", day="D", sections=(Section(title="QUÁ HẠN", tone=Tone.OVERDUE, total=1, rows=(row,)),))
    lines = layout_view(view, 80)
    out = io.StringIO()
    show(lines, out, windows=windows)
    assert "\x1b[1;31m" in out.getvalue() or "\x1b[31m\x1b[1m" in out.getvalue()
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert [line.rstrip() for line in shown.splitlines()] == plain(lines).splitlines()
    assert "[b]x[/b] :100: 43,82" in shown


def test_an_error_above_the_rows_stands_out() -> None:
    """It begins with a word that says so, and on a terminal it is bold and red too."""
    lines = layout_view(View(title="Bảng", day="", head=("LỖI: chưa có đơn vị tiếp nhận", "Quá hạn 1")), 80)
    assert [(span.tone, span.strong) for span in (lines[1][0], lines[2][0])] == [
        (Tone.OVERDUE, True),
        (Tone.PLAIN, False),
    ]
