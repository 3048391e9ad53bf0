"""Vietnamese numbers by hand: what each way of typing one means, what is refused in which sentence, what is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dts.core.numerals import (
    NoNumberError,
    Number,
    Quantity,
    about_band,
    check_whole,
    cut,
    format_number,
    format_percent,
    format_typed,
    parse_number,
    parse_quantity,
    round_half_up,
)

ENGLISH = "viết theo lối tiếng Anh"
COMMAS = "nhóm hàng nghìn bằng dấu phẩy"
SPACES = "nhóm hàng nghìn bằng dấu chấm, không bằng dấu cách"
DOT = "dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy"
NO_NUMBER = "không phải là số; gõ như 1.080.997 hoặc 36,18"
LACKING = "không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18"
LONG = "số dài quá 30 chữ số; kiểm tra lại số vừa gõ"
SHORT_FORM = "viết số đầy đủ, không viết dạng rút gọn"
SIGN = "số liệu không mang dấu; gõ số không dấu"

NUMBERS = {
    "0": "0",
    "007": "7",
    "36,18": "36.18",
    "1,2345": "1.2345",
    "12.345": "12345",
    "123.456": "123456",
    "1.446.292,75": "1446292.75",
    "1.080.997.": "1080997",
    "5,": "5",
    "2 nghìn": "2000",
    "2 ngàn": "2000",
    "1,1 triệu": "1100000",
    "3 tỷ": "3000000000",
    "3,5 tỉ": "3500000000",
    "3,1415 nghìn": "3141.5",
    "9" * 30: "9" * 30,
    "0," + "1" * 28: "0." + "1" * 28,
}


@pytest.mark.parametrize("typed", NUMBERS)
def test_number(typed: str) -> None:
    """A number typed this way is this number, and a number of millions is printed without an exponent."""
    found = parse_number(typed)
    assert found == Decimal(NUMBERS[typed])
    assert "E" not in str(found)


REFUSED_NUMBERS = {
    "1 080 997": f"“1 080 997”: {SPACES}. Gõ lại: 1.080.997",
    "1\u00a0080\u202f997": f"“1 080 997”: {SPACES}. Gõ lại: 1.080.997",
    "12 345,5": f"“12 345,5”: {SPACES}. Gõ lại: 12.345,5",
    "1 08": f"“1 08” {NO_NUMBER}",
    "1,080,997": f"“1,080,997” {COMMAS}. Gõ lại: 1.080.997",
    "123,456,789": f"“123,456,789” {COMMAS}. Gõ lại: 123.456.789",
    "1234,567,890": f"“1234,567,890” {NO_NUMBER}",
    "1,234.5": f"“1,234.5” {ENGLISH}. Gõ lại: 1.234,5",
    "123,456,789.05": f"“123,456,789.05” {ENGLISH}. Gõ lại: 123.456.789,05",
    "1234,567.5": f"“1234,567.5” {NO_NUMBER}",
    "36.18": f"{DOT}. Gõ lại: 36,18",
    "0.123": f"{DOT}. Gõ lại: 0,123",
    "01.23": f"{DOT}. Gõ lại: 01,23",
    "01.2345": f"{DOT}. Gõ lại: 01,2345",
    "01.234": f"“01.234” {NO_NUMBER}",
    "0 123": f"“0 123” {NO_NUMBER}",
    "0 123 000,5": f"“0 123 000,5” {NO_NUMBER}",
    "1.2345": f"{DOT}. Gõ lại: 1,2345",
    "0.500": f"{DOT}. Gõ lại: 0,500",
    "1.08.99": f"“1.08.99” {NO_NUMBER}",
    "1,2,3": f"“1,2,3” {NO_NUMBER}",
    "-5": f"“-5”: {SIGN}",
    "− 5": f"“− 5”: {SIGN}",
    "+5": f"“+5”: {SIGN}",
    "1e5": f"“1e5”: {SHORT_FORM}",
    "1e-5": f"“1e-5”: {SHORT_FORM}",
    "1 em": f"“1 em” {NO_NUMBER}",
    " 62 trạm ": f"“62 trạm” {NO_NUMBER}",
    "62%": f"“62%” {NO_NUMBER}",
    "2 nghìnx": f"“2 nghìnx” {NO_NUMBER}",
    "5 nghìn tỷ": f"“5 nghìn tỷ” {NO_NUMBER}",
    "5 triệu triệu": f"“5 triệu triệu” {NO_NUMBER}",
    "trạm": f"“trạm” {LACKING}",
    " ": f"“” {LACKING}",
    "9" * 31: LONG,
    "0," + "1" * 29: LONG,
}


@pytest.mark.parametrize("typed", REFUSED_NUMBERS)
def test_number_refused(typed: str) -> None:
    """The sentence says what is wrong, and where it can, the whole line to type instead."""
    with pytest.raises(ValueError, match=r"\S") as error:
        parse_number(typed)
    assert str(error.value) == REFUSED_NUMBERS[typed]


def test_words_without_a_number_can_be_told_with_another_example() -> None:
    """Who has a better example than 1.080.997 takes the sentence without it."""
    with pytest.raises(NoNumberError) as error:
        parse_number("khá cao")
    assert error.value.sentence == "“khá cao” không có con số"


def some(value: str | None = None, qualifier: str | None = None, published: str | None = None) -> Quantity:
    """One number."""
    return Quantity(Decimal(value) if value else None, qualifier=qualifier, published=published)


def share(numerator: str, denominator: str, published: str | None = None) -> Quantity:
    """Two numbers."""
    return Quantity(numerator=Decimal(numerator), denominator=Decimal(denominator), published=published)


QUANTITIES: dict[tuple[str, str, str | None], Quantity] = {
    # ── shares ──
    ("762.284/980.226 (77%)", "ratio", None): share("762284", "980226", "77%"),
    ("762.284 / 980.226(77%)", "ratio", None): share("762284", "980226", "77%"),
    ("5/7", "ratio", None): share("5", "7"),
    ("5 hồ sơ/7 hồ sơ", "ratio", "hồ sơ"): share("5", "7"),
    ("5/7 hồ sơ", "ratio", "Hồ sơ"): share("5", "7"),
    ("1234,567/2", "ratio", None): share("1234.567", "2"),
    ("5/2,345", "ratio", None): share("5", "2.345"),
    ("đạt 5/7", "ratio", None): share("5", "7"),
    ("ước 5/7", "ratio", None): share("5", "7")._replace(estimate=True),
    ("36,18%", "ratio", None): some("36.18"),
    ("36,18 %", "ratio", "hồ sơ"): some("36.18"),
    ("trên 90%", "ratio", None): some("90", ">", "trên 90%"),
    ("3,119", "ratio", None): some("3.119"),
    # ── words in front ──
    ("lớn hơn 60", "count", "trạm"): some("60", ">", "lớn hơn 60"),
    ("cao hơn 60", "count", "trạm"): some("60", ">", "cao hơn 60"),
    ("trên 60", "count", "trạm"): some("60", ">", "trên 60"),
    ("Hơn 60 Trạm", "count", "trạm"): some("60", ">", "hơn 60 trạm"),
    (">60", "count", "trạm"): some("60", ">"),
    ("> 60 trạm", "count", "trạm"): some("60", ">"),
    ("nhỏ hơn 60", "count", "trạm"): some("60", "<", "nhỏ hơn 60"),
    ("thấp hơn 60", "count", "trạm"): some("60", "<", "thấp hơn 60"),
    ("dưới 60", "count", "trạm"): some("60", "<", "dưới 60"),
    ("gần 60", "count", "trạm"): some("60", "<", "gần 60"),
    ("<60", "count", "trạm"): some("60", "<"),
    ("khoảng 60", "count", "trạm"): some("60", "~", "khoảng 60"),
    ("xấp xỉ 60", "count", "trạm"): some("60", "~", "xấp xỉ 60"),
    ("~60", "count", "trạm"): some("60", "~"),
    ("đạt hơn 60", "count", "trạm"): some("60", ">", "hơn 60"),
    ("là 60", "count", "trạm"): some("60"),
    ("được 60", "count", "trạm"): some("60"),
    ("có 60", "count", "trạm"): some("60"),
    ("ước  đạt 60", "count", "trạm"): some("60")._replace(estimate=True),
    ("ước trên 60", "count", "trạm"): some("60", ">", "trên 60")._replace(estimate=True),
    # ── units ──
    ("60 TRẠM", "count", "Trạm"): some("60"),
    ("1.000.000 trạm", "count", "trạm"): some("1000000"),
    ("2 triệu", "count", "trạm"): some("2000000"),
    ("1,5 triệu trạm", "count", "trạm"): some("1500000"),
    ("gần 2.000 tỷ đồng", "count", "tỷ đồng"): some("2000", "<", "gần 2.000 tỷ đồng"),
    ("1,5 tỷ đồng", "count", "tỷ đồng"): some("1.5"),
    ("1,5 tỷ đồng", "count", "đồng"): some("1500000000"),
    ("3,0", "count", "trạm"): some("3.0"),
    ("3,119", "count", "Triệu đồng"): some("3.119"),
    ("3,119", "count", "km²"): some("3.119"),
    ("3,119 điểm", "score", "điểm"): some("3.119"),
    # ── ranks ──
    ("xếp thứ 18/63", "rank", None): Quantity(Decimal(18), of=63),
    ("thứ 18/63", "rank", None): Quantity(Decimal(18), of=63),
    ("trên 18/63", "rank", None): Quantity(Decimal(18), of=63, qualifier=">"),
    ("ước 18/63", "rank", None): Quantity(Decimal(18), of=63, estimate=True),
    ("1,234/7", "rank", None): Quantity(Decimal("1.234"), of=7),
    ("xếp hạng 18", "rank", None): some("18"),
    ("hạng 18", "rank", None): some("18"),
}


@pytest.mark.parametrize("typed", QUANTITIES, ids=lambda typed: f"{typed[0]} as {typed[1]}")
def test_quantity(typed: tuple[str, str, str | None]) -> None:
    """What an official types for a target of this kind and unit, all of it."""
    text, kind, unit = typed
    assert parse_quantity(text, kind=kind, unit=unit) == QUANTITIES[typed]


def test_a_figure_is_a_share_unless_said_otherwise() -> None:
    """Most targets are percentages of two numbers without a unit."""
    assert parse_quantity("5/7") == share("5", "7")


UNIT = "đơn vị tính của chỉ tiêu là"
UNKNOWN = "chỉ tiêu này chưa khai đơn vị tính (unit)"
DAY = "là một ngày, không phải số liệu"
WHOLES = "mà số trạm không có phần thập phân"
THOUSANDS = "Nếu là hàng nghìn thì dùng dấu chấm"
ONE_NUMBER = "chỉ tiêu này là một số, không phải tử số/mẫu số"
QUALIFIED = "đã có tử số/mẫu số thì không dùng “trên”, “dưới”, “khoảng”"
RANKED = "số đơn vị được xếp hạng phải là số nguyên, ví dụ 18/63"

REFUSED_QUANTITIES: dict[tuple[str, str, str | None], str] = {
    # ── marks and spaces ──
    ("đạt 36.18%", "ratio", None): f"{DOT}. Gõ lại: đạt 36,18%",
    ("Hơn  36.18 hồ sơ", "ratio", "hồ sơ"): f"{DOT}. Gõ lại: Hơn 36,18 hồ sơ",
    ("1,234/2,345", "ratio", None): f"“1,234” {COMMAS}. Gõ lại: 1.234/2.345",
    ("12,345 / 20.000", "ratio", None): f"“12,345” {COMMAS}. Gõ lại: 12.345 / 20.000",
    ("1,234,567/2", "ratio", None): f"“1,234,567” {COMMAS}. Gõ lại: 1.234.567/2",
    ("hơn 1 080 hồ sơ", "count", "hồ sơ"): f"“1 080”: {SPACES}. Gõ lại: hơn 1.080 hồ sơ",
    ("1 080 997 hồ sơ", "count", None): f"“1 080 997”: {SPACES}. Gõ lại: 1.080.997 hồ sơ",
    ("1 0800 hồ sơ", "count", None): f"“1 0800 hồ sơ”: không hiểu “0800 hồ sơ”; {UNKNOWN}",
    ("1 080", "count", "trạm"): f"“1 080”: {SPACES}. Gõ lại: 1.080",
    ("3.5/13.500", "ratio", None): f"{DOT}. Gõ lại: 3,5/13.500",
    ("13.500/3.5", "ratio", None): f"{DOT}. Gõ lại: 13.500/3,5",
    ("3.5/3.5 (100%)", "ratio", None): f"{DOT}. Gõ lại: 3,5/3,5 (100%)",
    ("3.500/3.5", "ratio", None): f"{DOT}. Gõ lại: 3.500/3,5",
    ("36.18.", "ratio", None): f"{DOT}. Gõ lại: 36,18.",
    # ── days ──
    ("12/2/2025", "ratio", None): f"“12/2/2025” {DAY}",
    ("12-2-2025", "count", "trạm"): f"“12-2-2025” {DAY}",
    (" 2025-02-12 ", "ratio", None): f"“2025-02-12” {DAY}",
    # ── nothing to read ──
    (" > ", "count", "trạm"): f"“>” {LACKING}",
    (" Khoảng ", "ratio", None): f"“khoảng” {LACKING}",
    ("", "ratio", None): f"“” {LACKING}",
    ("hơn60", "count", "trạm"): f"“hơn60” {LACKING}",
    ("hơn gần 60", "count", "trạm"): f"“gần 60” {LACKING}",
    ("hạng 18", "count", "trạm"): f"“hạng 18” {LACKING}",
    ("/5", "ratio", None): f"“” {LACKING}",
    # ── units ──
    ("5 đơn/7", "ratio", "hồ sơ"): "đơn vị tính của chỉ tiêu là “hồ sơ”, không phải “đơn”. Gõ lại: 5/7",
    ("60 (3/5)", "count", "trạm"): "“60 (3/5)”: chỉ tiêu này là một số, không phải tử số/mẫu số",
    ("36,18%", "count", "trạm"): "“36,18%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng trạm",
    (" 36,18% ", "score", None): "“36,18%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng số",
    ("2.000 đồng", "count", "tỷ đồng"): f"{UNIT} “tỷ đồng”, không phải “đồng”; đổi ra tỷ đồng rồi gõ lại",
    ("Hơn 60 cột", "count", "trạm"): f"{UNIT} “trạm”, không phải “cột”. Gõ lại: hơn 60",
    ("60 cột ", "count", None): f"“60 cột”: không hiểu “cột”; {UNKNOWN}",
    ("5/7 đơn", "ratio", "hồ sơ"): f"{UNIT} “hồ sơ”, không phải “đơn”. Gõ lại: 5/7",
    ("5/7 đơn", "ratio", None): f"“5/7 đơn”: không hiểu “đơn”; {UNKNOWN}",
    ("5 đơn/7", "ratio", None): f"“5 đơn/7”: không hiểu “đơn”; {UNKNOWN}",
    ("60 (3/5)", "ratio", None): f"“60 (3/5)”: không hiểu “(3”; {UNKNOWN}",
    ("36,18% (77%)", "ratio", None): f"“36,18% (77%)”: không hiểu “% (77%)”; {UNKNOWN}",
    # ── parts of a thing ──
    ("3,119", "count", "trạm"): f"“3,119” là 3 phẩy 119, {WHOLES}. {THOUSANDS}. Gõ lại: 3.119",
    ("hơn 3,000 trạm", "count", "trạm"): f"“3,000” là 3 phẩy 000, {WHOLES}. {THOUSANDS}. Gõ lại: hơn 3.000 trạm",
    ("123,456", "count", "trạm"): f"“123,456” là 123 phẩy 456, {WHOLES}. {THOUSANDS}. Gõ lại: 123.456",
    ("1234,567", "count", "trạm"): f"“1234,567” là 1234 phẩy 567, {WHOLES}",
    ("3,5", "count", "trạm"): f"“3,5” là 3 phẩy 5, {WHOLES}",
    ("1,1234", "count", "trạm"): f"“1,1234” là 1 phẩy 1234, {WHOLES}",
    ("3,5", "count", None): "“3,5” là 3 phẩy 5, mà số đếm không có phần thập phân",
    ("3,5", "count", "triệu trạm"): "“3,5” là 3 phẩy 5, mà số triệu trạm không có phần thập phân",
    # ── two numbers where one is asked, and the other way ──
    ("18/63 ", "count", "trạm"): f"“18/63”: {ONE_NUMBER}",
    ("18/63", "score", None): f"“18/63”: {ONE_NUMBER}",
    ("18/63,5 ", "rank", None): f"“18/63,5”: {RANKED}",
    ("trên 5/7 ", "ratio", None): f"“trên 5/7”: {QUALIFIED}",
    ("~5/7", "ratio", None): f"“~5/7”: {QUALIFIED}",
}


@pytest.mark.parametrize("typed", REFUSED_QUANTITIES, ids=lambda typed: f"{typed[0]} as {typed[1]}")
def test_quantity_refused(typed: tuple[str, str, str | None]) -> None:
    """One sentence for the screen, with what can be typed instead where that is certain."""
    text, kind, unit = typed
    with pytest.raises(ValueError, match=r"\S") as error:
        parse_quantity(text, kind=kind, unit=unit)
    assert str(error.value) == REFUSED_QUANTITIES[typed]


@pytest.mark.parametrize("unit", ["đồng", "tỷ đồng", "USD", "km", "m2", "giờ", "điểm"])
def test_what_is_measured_may_have_decimals(unit: str) -> None:
    """Money, lengths, areas and hours have parts, also three places of them."""
    check_whole(Decimal("3.119"), unit)


@pytest.mark.parametrize("number", ["3", "3.0", "3.00", "1080997"])
def test_whole_things_are_whole(number: str) -> None:
    """Zeros behind the comma make no part of a thing."""
    check_whole(Decimal(number), "trạm")


PRINTED: dict[tuple[Number, int | None], str] = {
    (0, None): "0",
    (999, None): "999",
    (1000, None): "1.000",
    (1080997, None): "1.080.997",
    (-1080997, None): "-1.080.997",
    (Decimal("36.18"), None): "36,18",
    (Decimal("-36.18"), None): "-36,18",
    (Decimal("36.50"), None): "36,5",
    (Decimal("36.00"), None): "36",
    (Decimal("0.05"), None): "0,05",
    (Decimal("1234.5"), None): "1.234,5",
    (Decimal("1.2E+4"), None): "12.000",
    (Fraction(1, 8), None): "0,125",
    (Fraction(-9, 4), None): "-2,25",
    (Fraction(-1, 8), None): "-0,125",
    (Fraction(7), None): "7",
    (Fraction(50659700, 1446292), 2): "35,03",
    (Fraction(1, 3), 0): "0",
    (Fraction(1, 2), 0): "1",
    (Fraction(-1, 2), 0): "-1",
    (Fraction(1, 3), 3): "0,333",
    (Fraction(5, 2), 2): "2,5",
    (Decimal("2.675"), 2): "2,68",
    (Decimal("-2.675"), 2): "-2,68",
    (1999, 0): "1.999",
    (Fraction(-1, 1000), 2): "0",
}


@pytest.mark.parametrize("number", PRINTED, ids=lambda number: f"{number[0]} to {number[1]}")
def test_printed(number: tuple[Number, int | None]) -> None:
    """Exactly, or rounded half up to so many places; zeros behind the comma are dropped."""
    assert format_number(number[0], places=number[1]) == PRINTED[number]


def test_a_fraction_of_sixty_places_is_the_longest_that_is_printed() -> None:
    """What needs one place more has no text."""
    assert format_number(Fraction(1, 2**60)) == f"0,{5**60:060d}"
    with pytest.raises(ValueError, match="no finite text"):
        format_number(Fraction(1, 2**61))


TYPED = {
    "96": "96",
    "95.50": "95,50",
    "95.5": "95,5",
    "95.00": "95,00",
    "1234.50": "1.234,50",
    "0.05": "0,05",
    "0": "0",
    "1.2E+4": "12.000",
}


@pytest.mark.parametrize("number", TYPED)
def test_printed_as_typed(number: str) -> None:
    """Zeros that somebody typed stay."""
    assert format_typed(Decimal(number)) == TYPED[number]


def test_a_whole_number_is_printed_as_typed() -> None:
    """An int too."""
    assert format_typed(1234) == "1.234"


PERCENTS: dict[tuple[Fraction, Fraction | None, int], str] = {
    (Fraction(50), None, 2): "50%",
    (Fraction(100), None, 2): "100%",
    (Fraction(0), None, 2): "0%",
    (Fraction(101, 2), None, 2): "50,50%",
    (Fraction(50659700, 1446292), None, 2): "35,03%",
    (Fraction(50659700, 1446292), None, 1): "35,0%",
    (Fraction(500001, 10000), None, 2): "50,00%",
    (Fraction(3499, 100), None, 1): "35,0%",
    # never onto 100% or 0% from below or above
    (Fraction(9999999, 100000), None, 2): "99,99%",
    (Fraction(10000001, 100000), None, 2): "100,01%",
    (Fraction(1, 100000), None, 2): "0,01%",
    (Fraction(9999, 100), None, 1): "99,9%",
    # never onto the goal, nor across it
    (Fraction(7999999, 100000), Fraction(80), 2): "79,99%",
    (Fraction(8000001, 100000), Fraction(80), 2): "80,01%",
    (Fraction(80), Fraction(80), 2): "80%",
    (Fraction(161, 2), Fraction(161, 2), 2): "80,50%",
    (Fraction(804999, 10000), Fraction(161, 2), 2): "80,49%",
    (Fraction(805001, 10000), Fraction(161, 2), 2): "80,51%",
    # a goal finer than what is printed: the side is kept, not the nearest step
    (Fraction(80125, 1000), Fraction(80126, 1000), 2): "80,12%",
    (Fraction(80127, 1000), Fraction(80126, 1000), 2): "80,13%",
    (Fraction(80124, 1000), Fraction(80123, 1000), 2): "80,12%",
    (Fraction(80126, 1000), Fraction(80127, 1000), 2): "80,12%",
    (Fraction(7005, 100), Fraction(80), 2): "70,05%",
}


@pytest.mark.parametrize("value", PERCENTS, ids=lambda value: "{} goal {} places {}".format(*value))
def test_percent_is_decided_before_it_is_printed(value: tuple[Fraction, Fraction | None, int]) -> None:
    """A print never says met where the exact number says not met, nor all or nothing where it is nearly."""
    number, goal, places = value
    assert format_percent(number, goal=goal, places=places) == PERCENTS[value]


def test_two_places_are_usual() -> None:
    """35,03%, and the decimals of a program's number are cut, never rounded up."""
    assert format_percent(Fraction(50659700, 1446292)) == "35,03%"
    assert cut(Fraction(50659700, 1446292), 6) == "35.027297"


CUT = {
    (Fraction(2, 3), 2): "0.66",
    (Fraction(-2, 3), 2): "-0.66",
    (Fraction(999999, 1000), 2): "999.99",
    (Fraction(-1, 1000), 2): "0",
    (Fraction(-3, 2), 0): "-1",
    (Fraction(3, 2), 0): "1",
    (Fraction(5, 2), 3): "2.5",
    (Fraction(1205, 100), 3): "12.05",
    (Fraction(1000), 2): "1000",
    (Fraction(-1000), 2): "-1000",
    (Fraction(0), 2): "0",
}


@pytest.mark.parametrize("value", CUT, ids=lambda value: "{} at {}".format(*value))
def test_cut(value: tuple[Fraction, int]) -> None:
    """For machines: a dot, no groups, cut toward zero."""
    assert cut(*value) == CUT[value]


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(49, 100), 0),
        (Fraction(-49, 100), 0),
        (Fraction(5, 2), 3),
        (Fraction(-5, 2), -3),
        (Fraction(7), 7),
    ],
)
def test_halves_go_away_from_zero(value: Fraction, whole: int) -> None:
    """As officials round by hand."""
    assert round_half_up(value) == whole


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("0", 0, 0),
        ("10", 5, 15),
        ("12", Fraction(23, 2), Fraction(25, 2)),
        ("278000", 277500, 278500),
        ("36.5", Fraction(3645, 100), Fraction(3655, 100)),
        ("36.50", Fraction(3645, 100), Fraction(3655, 100)),
    ],
)
def test_about_is_half_a_step_of_the_last_digit(value: str, low: Fraction, high: Fraction) -> None:
    """Around ten is 5 to 15, around 278.000 is half a thousand either way."""
    assert about_band(Decimal(value)) == (low, high)
