"""How wide a text is: what is counted here is what Rich would count."""

import pytest
from rich.cells import cell_len as measured

from dts.render.cells import _ONE_EACH, cell_len


def test_every_letter_counted_here_takes_one_column() -> None:
    """Each code point of the plain ones, alone and between others."""
    plain = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and _ONE_EACH.fullmatch(chr(code))]
    assert 1500 < len(plain) < 2500
    assert {measured(letter) for letter in plain} == {1}
    assert measured("".join(plain)) == cell_len("".join(plain)) == len(plain)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("Thửa đất", 8), ("≥ 80% – “đạt” …", 15), ("数据", 4), ("a\u0301b", 2), ("👍 tốt", 6), ("a\u200bb", 2)],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    """Wide letters take two, marks none."""
    assert cell_len(text) == measured(text) == columns
