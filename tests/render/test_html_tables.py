"""Tables of a page: bars that never lie, names for what scrolls, lists folded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dts.render.html_tables import BAR, bar_length, bar_svg, table_html
from tests.made_paper import small_paper


@pytest.mark.parametrize(
    ("share", "goal", "length"),
    [
        ("0", None, 0),
        ("1/2", None, 480),
        ("1", None, BAR),
        ("2", None, BAR),
        ("1/100000", None, 10),
        ("99999/100000", None, BAR - 10),
        ("8/10", "8/10", 768),
        ("79999/100000", "8/10", 748),
        ("80001/100000", "8/10", 788),
        ("0", "8/10", 0),
        ("1/1000", "1/100", 0),
        ("99999/100000", "1", BAR - 20),
        ("1", "1", BAR),
    ],
)
def test_a_bar_reaches_its_mark_only_if_the_figure_does(share: str, goal: str | None, length: int) -> None:
    """Full only at 100%; what is short of the goal ends before its mark, what is beyond it ends after."""
    assert bar_length(Fraction(share), Fraction(goal) if goal else None) == length


def test_a_bar_is_decoration() -> None:
    """The number stands beside it in words, so a reader of screens passes it over."""
    assert 'aria-hidden="true"' in bar_svg(Fraction(1, 2), Fraction(1))


def test_tables_by_what_they_are() -> None:
    """Groups become cards, totals and marks keep their shape, a list is folded and says how long it is."""
    results, agencies, marks, figures = small_paper().annexes
    assert '<table class="cards"' in table_html(results, "a")
    assert '<table class="counts"' in table_html(agencies, "a")
    assert '<table class="heat"' in table_html(marks, "a")
    folded = table_html(figures, "a")
    assert folded.startswith("<details><summary>Mở bảng, 1 dòng</summary>")
    assert '<table class="list"' in folded


def test_a_table_has_its_name_and_its_heads() -> None:
    """Caption, scope of every head, and a region that can be reached by keyboard and says which table it holds."""
    page = table_html(small_paper().annexes[0], "bang-1")
    assert '<div class="scroll" role="region" tabindex="0" aria-labelledby="bang-1-ten">' in page
    assert '<caption id="bang-1-ten">Kết quả thực hiện</caption>' in page
    assert page.count('scope="col"') == 4
    assert page.count('scope="row"') == 2
    assert '<th scope="rowgroup" role="rowheader" colspan="4">Đề án 06</th>' in page
    assert 'data-head="Trạng thái"><span>Quá hạn 3 ngày</span>' in page
