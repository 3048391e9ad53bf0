"""Cells of a sheet: addresses, merges, percentages."""

from __future__ import annotations

import pytest

from dts.core.grid import Cell, Grid, Held, address, column_letters, column_number

LETTERS = {1: "A", 3: "C", 26: "Z", 27: "AA", 28: "AB", 52: "AZ", 702: "ZZ", 703: "AAA", 16_384: "XFD"}


@pytest.mark.parametrize("number", LETTERS)
def test_letters_of_columns(number: int) -> None:
    """There and back, in any case."""
    assert column_letters(number) == LETTERS[number]
    assert column_number(LETTERS[number]) == number
    assert column_number(LETTERS[number].lower()) == number


@pytest.mark.parametrize("text", ["", "A1", "ABCD", "XFE", "Đ", "A B"])
def test_what_is_no_column(text: str) -> None:
    """Words, and letters behind the last column of a sheet."""
    assert column_number(text) == 0


def test_an_address() -> None:
    """Column before row."""
    assert address(15, 3) == "C15"
    assert column_letters(0) == ""


@pytest.mark.parametrize(
    ("look", "percent"),
    [
        ("0.00%", True),
        ("0%", True),
        ("", False),
        ("0.00", False),
        ('0.0" %"', False),
        ("0\\%", False),
        ('"a"0%"b"', True),
    ],
)
def test_what_is_shown_as_a_percentage(look: str, *, percent: bool) -> None:
    """A percent sign in quotes or behind a backslash is only a sign."""
    assert Cell("0.5", Held.NUMBER, look).is_percent is percent


def test_what_a_cell_is_unless_said() -> None:
    """Text, typed, without a format."""
    assert Cell("a") == Cell("a", Held.TEXT, "", False)


def grid(*merges: tuple[int, int, int, int]) -> Grid:
    """A small sheet with merges."""
    rows = {2: {2: Cell("a"), 3: Cell("b")}, 4: {1: Cell("c")}}
    return Grid("x", rows, merges=merges)


def test_cells_of_a_sheet() -> None:
    """What is there, and what is not."""
    sheet = grid()
    assert sheet.name == "x"
    assert (sheet.at(2, 2), sheet.at(2, 9), sheet.at(9, 2)) == (Cell("a"), None, None)
    assert (sheet.seen(2, 3), sheet.seen(3, 3)) == (Cell("b"), None)
    assert (sheet.last_row, Grid("y", {}).last_row) == (4, 0)
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (False, frozenset(), frozenset())


def test_cells_under_a_merge() -> None:
    """All but the first, as long as it is no decoration of a whole sheet."""
    assert grid((2, 2, 3, 4)).covered == {
        **{(2, column): (2, 2) for column in (3, 4)},
        **{(3, column): (2, 2) for column in (2, 3, 4)},
    }
    assert [grid((2, 2, 3, 4)).seen(*place) for place in ((2, 2), (3, 4), (3, 5))] == [Cell("a"), Cell("a"), None]
    assert grid((2, 2, 2, 2)).covered == {}


def test_the_largest_merges_are_not_followed() -> None:
    """Two hundred thousand cells of a sheet are; one more is passed over, and smaller ones behind it are not."""
    assert len(grid((1, 1, 1000, 200)).covered) == 199_999
    assert grid((1, 1, 1001, 200)).covered == {}
    assert grid((1, 1, 200_001, 1), (2, 2, 2, 3)).covered == {(2, 3): (2, 2)}
    assert len(grid((1, 1, 1000, 199), (1, 201, 1001, 201)).covered) == 198_999 + 1000
    assert len(grid((1, 1, 1000, 199), (1, 201, 1002, 201)).covered) == 198_999
