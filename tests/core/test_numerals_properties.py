"""Properties of Vietnamese numbers: what is printed reads back exactly, and an ambiguous number is never read."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.core.numerals import format_number, parse_number, parse_quantity

# The same examples on every machine and every run; a new failure is then a change of the code, not of the dice.
steady = settings(derandomize=True, deadline=None, max_examples=200)

integers = st.integers(min_value=0, max_value=10**15)
decimals = st.decimals(min_value=0, max_value=10**12, places=6, allow_nan=False, allow_infinity=False)
heads = st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True)
groups = st.lists(st.from_regex(r"[0-9]{3}", fullmatch=True), min_size=1, max_size=5)


@steady
@given(number=integers)
def test_printed_integer_reads_back(number: int) -> None:
    """A whole number survives printing and reading."""
    assert parse_number(format_number(number)) == number


@steady
@given(number=decimals)
def test_printed_decimal_reads_back(number: Decimal) -> None:
    """A decimal number survives printing and reading, to the last place."""
    assert parse_number(format_number(number)) == number


@steady
@given(number=integers)
def test_printed_integer_is_grouped_by_dots(number: int) -> None:
    """Thousands are grouped by dots: Python's own grouping with the comma turned."""
    assert format_number(number) == f"{number:,}".replace(",", ".")


@steady
@given(head=heads, tail=groups)
def test_dots_between_thousands_never_read_as_decimal(head: str, tail: list[str]) -> None:
    """Dots group thousands, always: 3.000 is three thousand, never three."""
    assert parse_number(".".join([head, *tail])) == int("".join([head, *tail]))


@steady
@given(head=heads, tail=groups, places=st.from_regex(r"[0-9]{1,4}", fullmatch=True))
def test_comma_after_grouped_thousands_is_decimal(head: str, tail: list[str], places: str) -> None:
    """1.446.292,75 is grouped thousands and a decimal part."""
    typed = ".".join([head, *tail]) + "," + places
    assert parse_number(typed) == Decimal("".join([head, *tail]) + "." + places)


@steady
@given(text=st.from_regex(r"[0-9]{1,3}\.[0-9]{1,2}", fullmatch=True))
def test_dot_before_one_or_two_digits_is_refused_with_the_comma(text: str) -> None:
    """36.18 is nobody's number here; the refusal names 36,18."""
    with pytest.raises(ValueError, match=text.replace(".", ",")):
        parse_number(text)


@steady
@given(text=st.from_regex(r"[0-9]{1,3}\.[0-9]{1,2}", fullmatch=True), before=st.sampled_from(["", "trên ", "khoảng "]))
def test_ambiguous_number_is_refused_among_words_too(text: str, before: str) -> None:
    """A qualifier or a percent sign does not make an ambiguous number readable."""
    with pytest.raises(ValueError, match=text.replace(".", ",")):
        parse_quantity(f"{before}{text}%", kind="ratio", unit=None)


@steady
@given(head=heads, tail=st.lists(st.from_regex(r"[0-9]{3}", fullmatch=True), min_size=2, max_size=4))
def test_thousands_grouped_by_commas_are_refused(head: str, tail: list[str]) -> None:
    """1,080,997 is refused, and the refusal names 1.080.997."""
    with pytest.raises(ValueError, match=r"\.".join([head, *tail])):
        parse_number(",".join([head, *tail]))


@steady
@given(head=heads, tail=groups, extra=st.from_regex(r"[0-9]{1,2}|[0-9]{4}", fullmatch=True))
def test_uneven_groups_are_refused(head: str, tail: list[str], extra: str) -> None:
    """A group of one, two or four digits is a slip, not a number."""
    with pytest.raises(ValueError, match=r"\S"):
        parse_number(".".join([head, *tail, extra]))


@steady
@given(text=st.text(max_size=12))
def test_any_text_is_read_exactly_or_refused_in_a_sentence(text: str) -> None:
    """No text breaks the reader; what it accepts it can print, and the print reads as the same number."""
    reason = ""
    try:
        number = parse_number(text)
    except ValueError as error:
        reason = str(error)
    if reason:
        assert " " in reason
    else:
        assert parse_number(format_number(number)) == number


@steady
@given(digits=st.text(alphabet="٠١٢٣٤٥٦٧٨٩０１２３４５６７８９", min_size=1, max_size=6))
def test_only_plain_digits_are_digits(digits: str) -> None:
    """Full-width and Arabic digits are refused, not guessed."""
    with pytest.raises(ValueError, match=r"\S"):
        parse_number(digits)


@steady
@given(numerator=st.integers(0, 10**9), denominator=st.integers(1, 10**9))
def test_fraction_keeps_both_parts_exactly(numerator: int, denominator: int) -> None:
    """762.284/980.226 keeps its numerator and its denominator, whatever their size."""
    typed = f"{format_number(numerator)}/{format_number(denominator)}"
    quantity = parse_quantity(typed, kind="ratio", unit="tài khoản")
    assert quantity.numerator == numerator
    assert quantity.denominator == denominator


def test_a_fraction_prints_exactly_or_not_at_all() -> None:
    """Sums and differences of typed numbers end; a third does not, and nobody rounds it unasked."""
    assert format_number(Fraction(3, 2)) == "1,5"
    assert format_number(Fraction(-1001, 8)) == "-125,125"
    with pytest.raises(ValueError, match="no finite text"):
        format_number(Fraction(1, 3))
