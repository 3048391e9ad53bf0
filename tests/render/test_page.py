"""A page for a width: nothing lost, nothing cut, columns give way before bars do."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dts.render.lines import plain
from dts.render.page import layout_page
from dts.report.document import Tone
from dts.report.page import Bar, Block, Column, Deeper, Page, Pair, Table, TableRow

WORDS = st.text("abcđếở 0123456789.,/%", min_size=1, max_size=60).map(lambda text: " ".join(text.split()) or "x")
CELL = st.text("abcđ0123456789./%", min_size=1, max_size=12)


def page_of(*blocks: Block, reason: str = "Vì thế.", facts: tuple[str, ...] = ("Nhóm: A",)) -> Page:
    """A page with these blocks."""
    return Page("ma: Tên", "Ngày xem: 25/02/2025", facts, "ĐẠT.", reason, Tone.DONE, blocks)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to four rows with a column of bars."""
    columns = tuple(Column(draw(CELL), gives_way=draw(st.booleans())) for _ in range(draw(st.integers(1, 3))))
    rows = tuple(
        TableRow(
            (*(draw(CELL) for _ in columns), Bar(Fraction(1, 3), Fraction(1, 2))),
            tuple(draw(st.lists(WORDS, max_size=2))),
        )
        for _ in range(draw(st.integers(1, 4)))
    )
    return Table((*columns, Column("")), rows)


@given(
    table=tables(),
    pairs=st.lists(st.tuples(WORDS, WORDS), max_size=3),
    texts=st.lists(WORDS, max_size=3),
    width=st.sampled_from([60, 80, 100, 140]),
)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_every_piece_stands_on_the_page(
    table: Table, pairs: list[tuple[str, str]], texts: list[str], width: int
) -> None:
    """Cells, notes, labels and sentences are whole; no line is wider than asked."""
    block = Block("KHỐI", (table, *(Pair(*pair) for pair in pairs), *texts, *(Deeper(text) for text in texts)))
    lines = plain(layout_page(page_of(block), width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    cells = [cell for row in table.rows for cell in row.cells if isinstance(cell, str)]
    notes = [note for row in table.rows for note in row.notes]
    for piece in (*cells, *notes, *texts, *(word for pair in pairs for word in pair)):
        assert " ".join(piece.split()) in text


def test_columns_give_way_before_bars() -> None:
    """At 60 columns the column that may give way stands under its row; the bar keeps its place."""
    row = TableRow(("tháng 02/2025", "29/9/2022, năm suy luận", "954/1.599", Bar(Fraction(1, 2)), "[1]"))
    table = Table((Column("Kỳ"), Column("Tính đến", gives_way=True), Column("Số"), Column(""), Column("Nguồn")), (row,))
    wide = plain(layout_page(page_of(Block("A", (table,))), 80))
    narrow = plain(layout_page(page_of(Block("A", (table,))), 60))
    assert "29/9/2022, năm suy luận  954/1.599  ████" in wide
    assert "    Tính đến: 29/9/2022, năm suy luận" in narrow
    assert "█" in narrow


def test_the_day_never_touches_the_facts() -> None:
    """Facts and day share a line only with room between them."""
    facts = ("Nhóm: Hạ tầng số", "Loại: số đếm", "Kỳ số liệu: không theo kỳ")
    lines = plain(layout_page(page_of(facts=facts), 80)).splitlines()
    assert lines[1] == "Nhóm: Hạ tầng số   Loại: số đếm   Kỳ số liệu: không theo kỳ"
    assert lines[2].strip() == "Ngày xem: 25/02/2025"
