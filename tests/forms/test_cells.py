"""What one cell of a form says: numbers, days and periods, or the sentence that says what to put there instead."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from dts.core.form_values import (
    CellError,
    agrees,
    exact,
    is_blank,
    read_day,
    read_part_of_fraction,
    read_period,
    read_result,
    shortened,
)
from dts.core.form_words import Role
from dts.core.grid import Cell, Held
from dts.core.model import Assignment, Goal, GoalWord, Kind, Target
from tests.forms.sheets import formula, number


def target(kind: Kind, unit: str | None = None, of_what: str | None = None, goal: str | None = None) -> Target:
    """A target of a kind."""
    aim = Goal(GoalWord.AT_LEAST, Decimal(goal)) if goal else None
    return Target("a", kind, None, unit, Assignment("A", "A", of_what=of_what, goal=aim))


RATIO = target(Kind.RATIO, "tài khoản", "công dân trên 14 tuổi")
PLAIN_RATIO = target(Kind.RATIO)
NO_WHOLE = target(Kind.RATIO, "tài khoản")
PEOPLE = target(Kind.COUNT, "người")
THINGS = target(Kind.COUNT)
LENGTH = target(Kind.COUNT, "km")
SCORE = target(Kind.SCORE, "điểm")
BARE_SCORE = target(Kind.SCORE)
RANK = target(Kind.RANK)
ERROR = Cell("#DIV/0!", Held.ERROR)
UNCOUNTED = Cell("=A1", Held.FORMULA)
FLAG = Cell("TRUE", Held.FLAG)
DAY = Cell("2025-02-14", Held.DAY)


def told(error: CellError) -> str:
    """Sentence and cure in one line."""
    return f"{error} | {error.fix}"


def said(read: Callable[[], object]) -> str:
    """What was read, or why not."""
    try:
        return str(read())
    except CellError as error:
        return told(error)


RESULTS = {
    "an error": (ERROR, PEOPLE, "ô báo lỗi #DIV/0! | sửa công thức, hoặc gõ số vào ô {cell}"),
    "not computed": (UNCOUNTED, PEOPLE, "công thức chưa được tính | mở tệp bằng Excel, lưu lại rồi nhập lại"),
    "a flag": (FLAG, PEOPLE, "ô là TRUE, không phải số | gõ số vào ô {cell}"),
    "a day": (
        DAY,
        PEOPLE,
        "ô là ngày 14/02/2025, Excel đã đổi điều gõ vào thành ngày | định dạng ô {cell} là Text rồi gõ lại",
    ),
    "comma groups": (
        Cell("1,080,997"),
        PEOPLE,
        "chữ “1,080,997”: nhóm hàng nghìn bằng dấu phẩy | nếu là 1.080.997 người, sửa ô {cell} thành 1.080.997",
    ),
    "comma groups without a unit": (
        Cell("1,080,997"),
        THINGS,
        "chữ “1,080,997”: nhóm hàng nghìn bằng dấu phẩy | nếu là 1.080.997, sửa ô {cell} thành 1.080.997",
    ),
    "comma groups of a percentage": (
        Cell("1,080,997%"),
        RATIO,
        "chữ “1,080,997%”: “1,080,997” nhóm hàng nghìn bằng dấu phẩy"
        " | nếu là 1.080.997%, sửa ô {cell} thành 1.080.997%",
    ),
    "English": (Cell("1,080.5"), RATIO, "chữ “1,080.5”: viết theo lối tiếng Anh | sửa ô {cell} thành 1.080,5"),
    "text of thousands": (
        Cell("3,119"),
        PEOPLE,
        "chữ “3,119” là 3 phẩy 119, mà số người không có phần thập phân | nếu là 3.119 người, sửa ô {cell} thành 3.119",
    ),
    "half a person": (Cell("3,5"), PEOPLE, "chữ “3,5” là 3 phẩy 5, mà số người không có phần thập phân | "),
    "words": (Cell("abc"), PEOPLE, "chữ “abc”: không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18 | "),
    "another unit": (
        Cell("5 cái"),
        PEOPLE,
        "chữ “5 cái”: đơn vị tính của chỉ tiêu là “người”, không phải “cái” | sửa ô {cell} thành 5",
    ),
    "numerator alone as text": (
        Cell("762284"),
        RATIO,
        "762.284 mới là tử số; chỉ tiêu này cần tử số/mẫu số (công dân trên 14 tuổi)"
        " | sửa ô {cell} thành 762.284/MẪU SỐ",
    ),
    "numerator alone, whole not described": (
        Cell("762284"),
        NO_WHOLE,
        "762.284 mới là tử số; chỉ tiêu này cần tử số/mẫu số | sửa ô {cell} thành 762.284/MẪU SỐ",
    ),
    "text just over a hundred": (
        Cell("101"),
        NO_WHOLE,
        "101 mới là tử số; chỉ tiêu này cần tử số/mẫu số | sửa ô {cell} thành 101/MẪU SỐ",
    ),
    "text of a hundred": (Cell("100"), RATIO, "100"),
    "text over a hundred, not whole": (Cell("100,5"), RATIO, "100.5"),
    "text over a hundred, percent": (Cell("101%"), RATIO, "101"),
    "text over a hundred, nothing counted": (Cell("101"), PLAIN_RATIO, "101"),
    "percent cell": (number("0.9296", "0.00%"), RATIO, "92.96; ô Excel 0,9296 định dạng phần trăm"),
    "number over a hundred": (
        number("101"),
        NO_WHOLE,
        "101 mới là tử số; chỉ tiêu này cần tử số/mẫu số | sửa ô {cell} thành 101/MẪU SỐ",
    ),
    "number of a hundred": (number("100"), RATIO, "100"),
    "one": (
        number("1"),
        RATIO,
        "số 1 đọc được hai cách: 1% hay 100% | định dạng ô {cell} là phần trăm nếu là 100%, hoặc gõ chữ 1%",
    ),
    "below one": (
        number("0.5"),
        RATIO,
        "số 0,5 đọc được hai cách: 0,5% hay 50% | định dạng ô {cell} là phần trăm nếu là 50%, hoặc gõ chữ 0,5%",
    ),
    "above one": (number("1.5"), RATIO, "1.5"),
    "two": (number("2"), RATIO, "2"),
    "none": (number("0"), RATIO, "0"),
    "thousands or decimals of a rate": (
        number("36.181"),
        RATIO,
        "số 36,181 đọc được hai cách: 36,181% hay 36.181 tài khoản | nếu là 36.181 tài khoản, gõ 36181 vào ô {cell};"
        " nếu là số thập phân, định dạng ô có 3 chữ số thập phân",
    ),
    "thousands or decimals of a rate without a unit": (
        number("36.181"),
        PLAIN_RATIO,
        "số 36,181 đọc được hai cách: 36,181% hay 36.181 | nếu là 36.181, gõ 36181 vào ô {cell};"
        " nếu là số thập phân, định dạng ô có 3 chữ số thập phân",
    ),
    "shown with decimals": (number("36.181", "0.000"), RATIO, "36.181"),
    "computed": (formula("36.181"), RATIO, "36.181"),
    "two decimals": (number("36.18"), RATIO, "36.18"),
    "thousands of people": (
        number("3.119"),
        PEOPLE,
        "số 3,119: số người không có phần thập phân | nếu là 3.119 người, gõ 3119 vào ô {cell}",
    ),
    "half a person as a number": (
        number("3.5"),
        PEOPLE,
        "số 3,5: số người không có phần thập phân | sửa ô {cell}",
    ),
    "half of something": (number("3.5"), THINGS, "số 3,5: số đếm không có phần thập phân | sửa ô {cell}"),
    "percent cell of people": (
        number("0.5", "0%"),
        PEOPLE,
        "ô định dạng phần trăm (50%), chỉ tiêu này tính bằng người | gõ số vào ô {cell}",
    ),
    "percent cell of something": (
        number("0.5", "0%"),
        THINGS,
        "ô định dạng phần trăm (50%), chỉ tiêu này tính bằng số | gõ số vào ô {cell}",
    ),
    "thousands or decimals of a length": (
        number("3.119"),
        LENGTH,
        "số 3,119 đọc được hai cách: 3,119 hay 3.119 km | nếu là 3.119 km, gõ 3119 vào ô {cell};"
        " nếu là số thập phân, định dạng ô có 3 chữ số thập phân",
    ),
    "thousands or decimals of a bare score": (
        number("3.119"),
        BARE_SCORE,
        "số 3,119 đọc được hai cách: 3,119 hay 3.119 | nếu là 3.119, gõ 3119 vào ô {cell};"
        " nếu là số thập phân, định dạng ô có 3 chữ số thập phân",
    ),
    "a score": (number("3.5"), SCORE, "3.5"),
    "dust of a formula": (formula("3.1192345678"), SCORE, "3.119235; số tính bằng công thức, đã bớt số lẻ"),
    "people": (number("3.0"), PEOPLE, "3"),
    "people in short": (number("1E+3"), PEOPLE, "1000"),
    "as long as a number may be": (number("1E+29"), PEOPLE, "1" + "0" * 29),
    "a hundred times that": (number("1E+27", "0%"), RATIO, f"1{'0' * 29}; ô Excel 1{'.000' * 9} định dạng phần trăm"),
    "rank": (Cell("xếp thứ 18/63"), RANK, "18"),
}


@pytest.mark.parametrize("case", RESULTS)
def test_a_result_is_read_or_refused_with_its_cure(case: str) -> None:
    """Numbers as Excel keeps them, text as it is typed; what has two readings is never chosen."""
    cell, of, expected = RESULTS[case]

    def read() -> str:
        reading = read_result(cell, of, Role.VALUE, percent=False)
        return "; ".join(filter(None, (str(reading.quantity.value), reading.echo)))

    assert said(read) == expected


def test_one_in_a_column_of_percentages_is_one_percent() -> None:
    """A fraction of one is still refused there: Excel may have lost its format."""
    assert read_result(number("1"), RATIO, Role.VALUE, percent=True).quantity.value == 1
    with pytest.raises(CellError, match="hai cách: 0,99% hay 99%"):
        read_result(number("0.99"), RATIO, Role.VALUE, percent=True)


def test_a_rate_is_no_number_of_people() -> None:
    """A column of rates beside a target that is counted."""
    for of, things in ((PEOPLE, "người"), (THINGS, "số")):
        with pytest.raises(CellError) as raised:
            read_result(number("5"), of, Role.RATE, percent=False)
        assert told(raised.value) == f"cột tỷ lệ, mà chỉ tiêu này tính bằng {things} | gõ số vào ô {{cell}}"


BLANK = ["", "x", "X", "n/a", "NA", "—", "-", "…", "chưa có", "Chưa có số liệu", "chưa báo cáo"]
NOT_BLANK = [Cell("không"), Cell("0"), Cell("３"), Cell("Chưa có 5"), number("0"), Cell("", Held.ERROR)]


def test_signs_for_nothing_yet() -> None:
    """No figure, whatever is written for it; a zero, a digit or an error is something."""
    assert is_blank(None)
    assert [text for text in BLANK if not is_blank(Cell(text))] == []
    assert [cell for cell in NOT_BLANK if is_blank(cell)] == []


EXACT = {
    "0.1234567890123456": "0.123456789012346",
    "0.30000000000000004": "0.3",
    "5.0": "5",
    "1E+3": "1000",
    "0.50": "0.5",
    "0": "0",
    "1e-29": "1E-29",
}


@pytest.mark.parametrize("text", EXACT)
def test_a_spreadsheet_keeps_fifteen_digits(text: str) -> None:
    """What stands behind them is dust."""
    assert str(exact(number(text))) == EXACT[text]


@pytest.mark.parametrize("text", ["1e30", "-1e30", "1e31", "1e-30", "1e300"])
def test_a_number_beyond_all_figures_is_refused(text: str) -> None:
    """A slip of the keyboard, or of a formula."""
    with pytest.raises(CellError) as raised:
        exact(number(text))
    assert told(raised.value) == f"số {text} quá lớn hoặc quá nhỏ, không phải số liệu | sửa ô {{cell}}"


SHORT = {
    "six decimals": ("33.3333333", None, "33.333333"),
    "not onto a whole number": ("99.9999999", None, "99.9999999"),
    "not onto the goal from below": ("79.99999951", "80", "79.99999951"),
    "not onto the goal from above": ("66.6666671", "66.666667", "66.6666671"),
    "onto a number that is no goal": ("66.6666671", "80", "66.666667"),
    "without a goal": ("66.6666671", None, "66.666667"),
    "nothing to cut": ("0.50", None, "0.5"),
    "the goal itself": ("80", "80", "80"),
    "hundreds": ("1E+2", None, "100"),
}


@pytest.mark.parametrize("case", SHORT)
def test_a_quotient_is_cut_but_never_over_an_edge(case: str) -> None:
    """Six decimals, unless that would say that a whole number or the goal was reached."""
    text, goal, expected = SHORT[case]
    aim = Goal(GoalWord.AT_LEAST, Decimal(goal)) if goal else None
    assert str(shortened(Decimal(text), aim)) == expected


PARTS = {
    "an error": (ERROR, RATIO, "ô báo lỗi #DIV/0! | sửa công thức, hoặc gõ số vào ô {cell}"),
    "a day": (DAY, RATIO, "ô là ngày 14/02/2025, không phải số | định dạng ô {cell} là số rồi gõ lại"),
    "text with its unit": (Cell("1.599  TÀI KHOẢN"), RATIO, "1599"),
    "text of a target without a unit": (Cell("1.599"), PLAIN_RATIO, "1599"),
    "text": (Cell("1.599"), RATIO, "1599"),
    "comma groups": (
        Cell("1,080,997"),
        RATIO,
        "chữ “1,080,997”: nhóm hàng nghìn bằng dấu phẩy | nếu là 1.080.997 tài khoản, sửa ô {cell} thành 1.080.997",
    ),
    "another unit": (
        Cell("1.599 dịch vụ"),
        RATIO,
        "chữ “1.599 dịch vụ”: không phải là số; gõ như 1.080.997 hoặc 36,18 | ",
    ),
    "a percentage": (number("0.5", "0%"), RATIO, "ô định dạng phần trăm, cần một số đếm | gõ số vào ô {cell}"),
    "half": (number("3.5"), RATIO, "số 3,5: số tài khoản không có phần thập phân | sửa ô {cell}"),
    "a number": (number("1599"), RATIO, "1599"),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_of_a_fraction_is_counted(case: str) -> None:
    """Numerator and denominator are numbers of things."""
    cell, of, expected = PARTS[case]
    assert said(lambda: read_part_of_fraction(cell, of)) == expected


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "same"),
    [
        ("77.77", 762284, 980226, True),
        ("77.7", 762284, 980226, True),
        ("78", 762284, 980226, True),
        ("76", 762284, 980226, False),
        ("77.75", 762284, 980226, False),
        ("50.00", 50009, 100000, True),
        ("50.00", 50011, 100000, False),
        ("50", 505, 1000, True),
        ("50", 51, 100, False),
        ("50", 49, 100, False),
        ("1E+2", 1, 1, True),
        ("1E+2", 101, 100, False),
    ],
)
def test_a_rate_is_the_quotient_to_its_last_decimal(
    value: str, numerator: int, denominator: int, *, same: bool
) -> None:
    """Rounded or cut, both are usual; a whole step off is another number."""
    assert agrees(Decimal(value), Decimal(numerator), Decimal(denominator)) is same


DAYS = {
    "a day": (DAY, "2025-02-14"),
    "typed": (Cell("14/2/2025"), "2025-02-14"),
    "a number": (number("45000"), "số 45000 không phải là ngày | gõ ngày vào ô {cell}, ví dụ 14/02/2025"),
    "no such day": (
        Cell("31/2/2025"),
        "“31/2/2025”: không có ngày 31 tháng 2 năm 2025; ngày đứng trước tháng | sửa ô {cell}",
    ),
    "an error": (ERROR, "ô báo lỗi #DIV/0! | sửa công thức, hoặc gõ số vào ô {cell}"),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_day_is_read_day_first(case: str) -> None:
    """A real day, or text."""
    cell, expected = DAYS[case]
    assert said(lambda: read_day(cell)) == expected


PERIODS = {
    "the first of a month": (Cell("2025-02-01", Held.DAY), "2025-02"),
    "another day": (DAY, "ô là ngày 14/02/2025, không phải kỳ báo cáo | gõ vào ô {cell} như: tháng 02/2025"),
    "a month": (Cell("tháng 02/2025"), "2025-02"),
    "only numbers": (Cell("02/2025"), "2025-02"),
    "a key": (Cell("2025-Q1"), "2025-Q1"),
    "in a sentence": (Cell("Số liệu quý I năm 2025 của tỉnh"), "2025-Q1"),
    "a year as a number": (number("2025"), "2025"),
    "two months": (
        Cell("tháng 01/2025, tháng 02/2025"),
        "“tháng 01/2025, tháng 02/2025” không phải là kỳ báo cáo | gõ vào ô {cell} như: tháng 02/2025",
    ),
    "an error": (ERROR, "ô báo lỗi #DIV/0! | sửa công thức, hoặc gõ số vào ô {cell}"),
}


@pytest.mark.parametrize("case", PERIODS)
def test_a_period_is_read_as_it_is_named(case: str) -> None:
    """Also where Excel made a day of it."""
    cell, expected = PERIODS[case]
    assert said(lambda: read_period(cell).key) == expected
