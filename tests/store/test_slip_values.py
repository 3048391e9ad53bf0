"""What the rules for values without quotes say: yes and no, days, periods, numbers, words."""

from __future__ import annotations

import pytest

from dts.store.slips.finding import Line, Rule
from dts.store.slips.values import (
    day,
    day_in_words,
    flag,
    goal_key,
    is_no,
    leading_number,
    number,
    period,
    words,
)
from tests.store.slip_case import found, typed

FLAG = "đúng hay sai viết là true hoặc false, chữ thường"
WITHDRAWN = "withdrawn chỉ nhận true (đúng) hoặc false (sai)"
DAY = "ngày viết theo năm-tháng-ngày, tháng và ngày đủ hai chữ số"
YEAR = "ngày viết theo năm-tháng-ngày, năm đủ bốn chữ số"
NO_DAY = "không có ngày 31 tháng 2 năm 2025; xem lại ngày, viết theo năm-tháng-ngày"
MOMENT = "ngày giờ viết theo năm-tháng-ngàyTgiờ:phút:giây+07:00"
NO_WORDS = "ngày viết theo năm-tháng-ngày, không kèm chữ"
BEFORE = "ngày viết theo năm-tháng-ngày, không kèm chữ; “trước ngày” dùng khóa before"
DONE = "khi chỉ biết tháng hoàn thành, viết tháng trong dấu ngoặc kép"
BY = "by phải là một ngày, viết theo năm-tháng-ngày"
PERIOD = "kỳ báo cáo viết trong dấu ngoặc kép, như tên tệp"
ZERO = "số nguyên không viết số 0 ở đầu"
DOTS = "số không có dấu ngoặc kép thì viết liền, không nhóm hàng nghìn bằng dấu chấm"
QUOTED = "số kèm dấu hoặc chữ phải đặt trong dấu ngoặc kép"
DECIMAL = "số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép"
COMMAS = "số không có dấu ngoặc kép thì viết liền, không nhóm hàng nghìn bằng dấu phẩy"
BLANKS = "số không có dấu ngoặc kép thì viết liền, không nhóm hàng nghìn bằng dấu cách"
ENGLISH = "số viết theo lối tiếng Anh; nhóm hàng nghìn bằng dấu chấm, thập phân bằng dấu phẩy, trong dấu ngoặc kép"
PERCENT = "số có dấu % phải đặt trong dấu ngoặc kép"
PERCENT_POINT = "số có dấu % phải đặt trong dấu ngoặc kép, thập phân viết dấu phẩy"
GOAL_PERCENT = "at_least chỉ ghi số, không ghi dấu %"
FRACTION = "tử số/mẫu số phải đặt trong dấu ngoặc kép"
NUMERATOR = "numerator chỉ ghi tử số; mẫu số ghi ở denominator"
DENOMINATOR = "denominator chỉ ghi mẫu số; tử số ghi ở numerator"
REMARK = "ghi chú phải đứng sau dấu #"
NUMERATOR_WORDS = "numerator chỉ ghi con số, không kèm dấu hay chữ"
GOAL_WORDS = "at_least chỉ ghi con số, không kèm dấu hay chữ"
NO_VALUE = "value phải là số; chưa có số liệu thì xóa cả mục [[figure]] này, lý do ghi ở [[explanation]]"
NO_NUMERATOR = "numerator phải là số; chưa có số liệu thì xóa cả mục [[figure]] này, lý do ghi ở [[explanation]]"
OF_WORDS = "of chỉ ghi con số, không kèm dấu hay chữ"
VALUE_WORDS = "value chỉ ghi con số, không kèm dấu hay chữ"
WORDS = "chữ phải đặt trong dấu ngoặc kép"
LIST = "danh sách viết trong ngoặc vuông, mỗi mã trong dấu ngoặc kép"

# rule, the line with what is underlined between marks, the line as it should read, the sentence
FOUND: list[tuple[Rule, str, str | None, str]] = [
    (flag, "withdrawn = ⟦True⟧", "withdrawn = true", FLAG),
    (flag, "withdrawn = ⟦có⟧", "withdrawn = true", FLAG),
    (flag, "withdrawn = ⟦Không⟧", "withdrawn = false", FLAG),
    (flag, "withdrawn = ⟦x⟧", "withdrawn = true", FLAG),
    (flag, "estimate = ⟦đúng⟧", "estimate = true", FLAG),
    (flag, "estimate = ⟦sai⟧", "estimate = false", FLAG),
    (flag, "estimate = ⟦yes⟧", "estimate = true", FLAG),
    (flag, "estimate = ⟦NO⟧", "estimate = false", FLAG),
    (flag, "withdrawn = ⟦ước⟧", None, WITHDRAWN),
    (flag, "estimate = ⟦ước tính⟧", "estimate = true", "estimate chỉ nhận true (đúng) hoặc false (sai)"),
    (flag, "withdrawn = ⟦5⟧", None, WITHDRAWN),
    (flag, "value = ⟦TRUE⟧", "value = true", FLAG),
    (flag, "value = ⟦False⟧", "value = false", FLAG),
    (flag, "ongoing = ⟦thường xuyên⟧", "ongoing = true", "ongoing chỉ nhận true (đúng) hoặc false (sai)"),
    (flag, "yearly_sum = ⟦không⟧ # x", "yearly_sum = false # x", FLAG),
    (day, "as_of = ⟦10/02/2025⟧", "as_of = 2025-02-10", DAY),
    (day, "as_of = ⟦1/2/25⟧", "as_of = 2025-02-01", YEAR),
    (day, "as_of = ⟦31/02/2025⟧", None, NO_DAY),
    (day, "as_of = ⟦2025/02/10⟧", "as_of = 2025-02-10", DAY),
    (day, "as_of = ⟦10.2.2025⟧", "as_of = 2025-02-10", DAY),
    (day, "as_of = ⟦2025-2-1⟧", "as_of = 2025-02-01", DAY),
    (day, "xyz = ⟦1/2/2025⟧", "xyz = 2025-02-01", DAY),
    (day, "recorded_at = ⟦10/02/2025 9:15⟧", "recorded_at = 2025-02-10T09:15:00+07:00", MOMENT),
    (day, "recorded_at = ⟦2025-02-10 9h⟧", "recorded_at = 2025-02-10T09:00:00+07:00", MOMENT),
    (day, "recorded_at = ⟦2025-02-10 9h05⟧", "recorded_at = 2025-02-10T09:05:00+07:00", MOMENT),
    (day, "recorded_at = ⟦2025-02-10, 09:15:07⟧", "recorded_at = 2025-02-10T09:15:07+07:00", MOMENT),
    (day, "recorded_at = ⟦2025-02-10T23:59:59Z⟧", "recorded_at = 2025-02-10T23:59:59Z", MOMENT),
    (day, "recorded_at = ⟦2025-02-10 9:15:00+08:00⟧", "recorded_at = 2025-02-10T09:15:00+08:00", MOMENT),
    (day, "recorded_at = ⟦2025-02-10 24:00⟧", None, "không có giờ 24:00:00; xem lại giờ"),
    (day, "recorded_at = ⟦2025-02-10 23:60⟧", None, "không có giờ 23:60:00; xem lại giờ"),
    (day, "recorded_at = ⟦2025-02-10 23:59:60⟧", None, "không có giờ 23:59:60; xem lại giờ"),
    (day, "recorded_at = ⟦2025-02-31 9:15⟧", None, NO_DAY),
    (day, "recorded_at = ⟦2025-02-10t7g⟧", "recorded_at = 2025-02-10T07:00:00+07:00", MOMENT),
    (day, "by = ⟦1-2-2025⟧", "by = 2025-02-01", DAY),
    (day, "as_of = ⟦10/02/2025⟧ # x", "as_of = 2025-02-10 # x", DAY),
    (day, "as_of = ⟦29/2/24⟧", "as_of = 2024-02-29", YEAR),
    (day, "recorded_at = ⟦2025-02-10 0:00⟧", "recorded_at = 2025-02-10T00:00:00+07:00", MOMENT),
    (day_in_words, "by = ⟦31/12/2025 nhé⟧", "by = 2025-12-31", NO_WORDS),
    (day_in_words, "by = ⟦trước ngày 1/2/2025⟧", "before = 2025-02-01", BEFORE),
    (day_in_words, "before = ⟦trước 1/2/2025⟧", "before = 2025-02-01", NO_WORDS),
    (day_in_words, "by = ⟦đến 31/2/2025⟧", None, NO_DAY),
    (day_in_words, "done = ⟦tháng 2/2025⟧", 'done = "02/2025"', DONE),
    (day_in_words, "done = ⟦2025-12⟧ # x", 'done = "12/2025" # x', DONE),
    (day_in_words, "by = ⟦tháng 2/2025⟧", "by = 2025-02-28", BY),
    (day_in_words, "by = ⟦2/2024⟧", "by = 2024-02-29", BY),
    (day_in_words, "by = ⟦quý 1/2025⟧", "by = 2025-03-31", BY),
    (day_in_words, "by = ⟦hết năm 2025⟧", "by = 2025-12-31", BY),
    (day_in_words, "until = ⟦quý 4/2025⟧", "until = 2025-12-31", "until phải là một ngày, viết theo năm-tháng-ngày"),
    (day_in_words, "  by = ⟦trước ngày 1/2/2025⟧ # x", "  before = 2025-02-01 # x", BEFORE),
    (day_in_words, "by = ⟦2025-12⟧", "by = 2025-12-31", BY),
    (day_in_words, "by = ⟦trong quý 2/2025⟧", "by = 2025-06-30", BY),
    (day_in_words, "on = ⟦12-1-2025 sáng⟧", "on = 2025-01-12", NO_WORDS),
    (day_in_words, "on = ⟦12.1.2025 sáng⟧", "on = 2025-01-12", NO_WORDS),
    (period, "period = ⟦2025-02⟧", 'period = "2025-02"', PERIOD),
    (period, "period = ⟦2/2025⟧", 'period = "2025-02"', PERIOD),
    (period, "period = ⟦tháng 2/2025⟧", 'period = "2025-02"', PERIOD),
    (period, "period = ⟦quý 1/2025⟧", 'period = "2025-Q1"', PERIOD),
    (period, "period = ⟦năm 2025⟧", 'period = "2025"', PERIOD),
    (period, "period = ⟦2025⟧", 'period = "2025"', PERIOD),
    (period, "period = ⟦hết quý 1/2025⟧", 'period = "2025-Q1"', PERIOD),
    (period, "period = ⟦2025/2⟧", 'period = "2025-02"', PERIOD),
    (period, "period = ⟦2/2025⟧ # x", 'period = "2025-02" # x', PERIOD),
    (number, "value = ⟦007⟧", "value = 7", ZERO),
    (number, "value = ⟦00⟧", "value = 0", ZERO),
    (number, "of = ⟦063⟧", "of = 63", ZERO),
    (number, "value = ⟦1.080.997⟧", "value = 1080997", DOTS),
    (number, "value = ⟦1.080⟧", 'value = "1.080"', QUOTED),
    (number, "value = ⟦1,080⟧", 'value = "1,080"', DECIMAL),
    (number, "value = ⟦1,080,997⟧", "value = 1080997", COMMAS),
    (number, "value = ⟦1 080⟧", "value = 1080", BLANKS),
    (number, "value = ⟦1 080 997⟧", "value = 1080997", BLANKS),
    (number, "value = ⟦36,18⟧", 'value = "36,18"', DECIMAL),
    (number, "value = ⟦1.080,5⟧", 'value = "1.080,5"', DECIMAL),
    (number, "value = ⟦1,080,997.5⟧", 'value = "1.080.997,5"', ENGLISH),
    (number, "value = ⟦1,080.5⟧", 'value = "1.080,5"', ENGLISH),
    (number, "value = ⟦36,18%⟧", 'value = "36,18%"', PERCENT),
    (number, "value = ⟦36.18%⟧", 'value = "36,18%"', PERCENT_POINT),
    (number, "value = ⟦36 %⟧", 'value = "36%"', PERCENT),
    (number, "value = ⟦1.080%⟧", 'value = "1.080%"', PERCENT),
    (number, "numerator = ⟦36,18%⟧", 'numerator = "36,18"', "numerator chỉ ghi số, không ghi dấu %"),
    (number, "at_least = ⟦36%⟧", "at_least = 36", GOAL_PERCENT),
    (number, "at_least = ⟦36,5%⟧", 'at_least = "36,5"', GOAL_PERCENT),
    (number, "at_least = ⟦36.5%⟧", "at_least = 36.5", GOAL_PERCENT),
    (number, "at_least = ⟦1.080%⟧", 'at_least = "1.080"', GOAL_PERCENT),
    (number, "value = ⟦5/63⟧", 'value = "5/63"', FRACTION),
    (number, "value = ⟦5 / 63⟧", 'value = "5 / 63"', FRACTION),
    (number, "numerator = ⟦5/63⟧", "numerator = 5", NUMERATOR),
    (number, "numerator = ⟦1.080/63⟧", 'numerator = "1.080"', NUMERATOR),
    (number, "denominator = ⟦5/63⟧", "denominator = 63", DENOMINATOR),
    (number, "denominator = ⟦5 / 1.080⟧", 'denominator = "1.080"', DENOMINATOR),
    (number, "at_least = ⟦5/63⟧", None, "at_least chỉ ghi một con số"),
    (number, "of = ⟦5 63⟧", None, "of chỉ ghi một con số"),
    (number, "at_least = ⟦trên 5/63⟧", None, "at_least chỉ ghi một con số"),
    (number, "numerator = ⟦1 080 997 người⟧", 'numerator = "1.080.997"', NUMERATOR_WORDS),
    (number, "value = ⟦hơn 1 500 hộ⟧", 'value = "hơn 1 500 hộ"', QUOTED),
    (number, "value = ⟦5 (ước)⟧", "value = 5  # (ước)", REMARK),
    (number, "value = ⟦36,18% - ước⟧", "value = 36,18%  # ước", REMARK),
    (number, "value = ⟦5 – ước⟧ # x", "value = 5  # ước # x", REMARK),
    (number, "value = ⟦5 - 6⟧", 'value = "5 - 6"', QUOTED),
    (number, "of = ⟦63 (tỉnh)⟧", "of = 63  # (tỉnh)", REMARK),
    (number, "at_most = ⟦5 (ước)⟧", "at_most = 5  # (ước)", REMARK),
    (number, "value = ⟦khoảng 5⟧", 'value = "khoảng 5"', QUOTED),
    (number, "value = ⟦>5⟧", 'value = ">5"', QUOTED),
    (
        number,
        "value = ⟦≥5⟧",
        None,
        "không dùng dấu ≥; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (
        number,
        "value = ⟦≤ 5⟧",
        None,
        "không dùng dấu ≤; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (
        number,
        "value = ⟦=> 5⟧",
        None,
        "không dùng dấu =>; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (
        number,
        "value = ⟦=< 5⟧",
        None,
        "không dùng dấu =<; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (
        number,
        "value = ⟦>= 5⟧",
        None,
        "không dùng dấu >=; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (
        number,
        "value = ⟦<= 5⟧",
        None,
        "không dùng dấu <=; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép",
    ),
    (number, "value = ⟦5 người⟧", 'value = "5 người"', QUOTED),
    (number, "value = ⟦2,1 triệu dân⟧", 'value = "2,1 triệu dân"', QUOTED),
    (number, "numerator = ⟦5 người⟧", "numerator = 5", NUMERATOR_WORDS),
    (number, "numerator = ⟦~5⟧", "numerator = 5", NUMERATOR_WORDS),
    (number, "numerator = ⟦khoảng 2,1 triệu⟧", 'numerator = "2,1 triệu"', NUMERATOR_WORDS),
    (number, "at_least = ⟦trên 5%⟧", "above = 5", "“trên” thì dùng khóa above, chỉ ghi con số"),
    (number, "at_least = ⟦> 5⟧", "above = 5", "“>” thì dùng khóa above, chỉ ghi con số"),
    (number, "at_least = ⟦ít nhất 5⟧", "at_least = 5", GOAL_WORDS),
    (number, "at_least = ⟦dưới 5⟧ # x", "below = 5 # x", "“dưới” thì dùng khóa below, chỉ ghi con số"),
    (number, "  above = ⟦≥ 5,5⟧", '  at_least = "5,5"', "“≥” thì dùng khóa at_least, chỉ ghi con số"),
    (number, "value = ⟦abc⟧", None, NO_VALUE),
    (number, "numerator = ⟦abc⟧", None, NO_NUMERATOR),
    (
        number,
        "denominator = ⟦abc⟧",
        None,
        "denominator phải là số; chưa có số liệu thì xóa cả mục [[figure]] này, lý do ghi ở [[explanation]]",
    ),
    (number, "at_least = ⟦abc⟧", None, "at_least phải là số"),
    (number, "of = ⟦abc⟧", None, "of phải là số"),
    (number, "published = ⟦36,18⟧", 'published = "36,18"', DECIMAL),
    (number, "published = ⟦36%⟧", 'published = "36%"', PERCENT),
    (number, "published = ⟦5/63⟧", 'published = "5/63"', FRACTION),
    (number, "xyz = ⟦36,18⟧", 'xyz = "36,18"', DECIMAL),
    (number, "value = ⟦12.080.997⟧", "value = 12080997", DOTS),
    (number, "value = ⟦1234.567.890⟧", 'value = "1234.567.890"', QUOTED),
    (number, "value = ⟦0.123.456⟧", 'value = "0.123.456"', QUOTED),
    (number, "value = ⟦0,5⟧", 'value = "0,5"', DECIMAL),
    (number, "of = ⟦63 tỉnh⟧", "of = 63", OF_WORDS),
    (words, "source = ⟦a⟧", 'source = "a"', WORDS),
    (words, "source = ⟦a b⟧ # x", 'source = "a b" # x', WORDS),
    (words, "partners = ⟦a, b⟧", 'partners = ["a", "b"]', LIST),
    (words, "partners = ⟦[a, b⟧", 'partners = ["a", "b"]', LIST),
    (words, "partners = ⟦[ 'a', \"b\" ]⟧", 'partners = ["a", "b"]', LIST),
    (words, "partners = ⟦a⟧", 'partners = ["a"]', LIST),
    (words, "sum_of = ⟦a,,b,⟧", 'sum_of = ["a", "b"]', LIST),
    (words, "clarity = ⟦x⟧", 'clarity = ["x"]', LIST),
    (words, 'source = ⟦a"⟧', 'source = "a"', WORDS),
    (words, "source = ⟦a'⟧", 'source = "a"', WORDS),
    (words, "xyz = ⟦a⟧", 'xyz = "a"', WORDS),
    (words, "partners = ⟦[a]⟧", 'partners = ["a"]', LIST),
    (words, "milestones = ⟦5⟧", 'milestones = "5"', WORDS),
]

IN_BRACES: list[tuple[Rule, str, str | None, str]] = [
    (number, "value = ⟦36,18%⟧", 'value = "36,18"', "value chỉ ghi số, không ghi dấu %"),
    (number, "value = ⟦abc⟧", None, "value phải là số"),
    (number, "value = ⟦khoảng 5⟧", "value = 5", VALUE_WORDS),
    (number, "value = ⟦~5 triệu⟧", 'value = "5 triệu"', VALUE_WORDS),
]

# with an example in place of the corrected line
ADVISED: list[tuple[Rule, str, str | None, str, tuple[str, ...]]] = [
    (
        day_in_words,
        "done = ⟦quý 1/2025⟧",
        None,
        "done phải là một ngày, viết theo năm-tháng-ngày",
        ("ví dụ:   done = 2025-12-31",),
    ),
    (
        day_in_words,
        "as_of = ⟦quý 1/2025⟧",
        None,
        "as_of phải là một ngày, viết theo năm-tháng-ngày",
        ("ví dụ:   as_of = 2025-12-31",),
    ),
    (
        day_in_words,
        "as_of = ⟦hôm nay⟧",
        None,
        "as_of phải là một ngày, viết theo năm-tháng-ngày",
        ("ví dụ:   as_of = 2025-12-31",),
    ),
    (day_in_words, "by = ⟦sớm⟧", None, BY, ("ví dụ:   by = 2025-12-31",)),
    (
        day_in_words,
        "since = ⟦2025⟧",
        None,
        "since phải là một ngày, viết theo năm-tháng-ngày",
        ("ví dụ:   since = 2025-12-31",),
    ),
    (period, "period = ⟦nay⟧", None, PERIOD, ('ví dụ:   period = "2025-02"',)),
    (period, "period = ⟦13/2025⟧", None, PERIOD, ('ví dụ:   period = "2025-02"',)),
]

LEFT_ALONE: list[tuple[Rule, str]] = [
    (flag, 'withdrawn = "true"'),
    (flag, "withdrawn ="),
    (flag, "value = có"),
    (flag, "source = x"),
    (flag, "abc"),
    (flag, "withdrawn = -"),
    (day, "as_of = 31/2/25"),
    (day, "value = 10/02/2025"),
    (day, "source = 1/2/2025"),
    (day, "as_of = abc"),
    (day, "as_of = 2025-02-10 x"),
    (day, "abc"),
    (day, "as_of = 29/2/25"),
    (day_in_words, "by ="),
    (day_in_words, 'by = "sớm"'),
    (day_in_words, "value = sớm"),
    (day_in_words, "abc"),
    (day_in_words, "source = x"),
    (period, 'period = "2025-02"'),
    (period, "period ="),
    (period, "value = 2/2025"),
    (period, "abc"),
    (number, "xyz = 5 (ước)"),
    (number, "baseline = abc"),
    (number, "source = 36,18"),
    (number, "published = khoảng 5"),
    (number, "published = 5 (ước)"),
    (number, 'value = "36,18"'),
    (number, "value ="),
    (number, "done = 36,18"),
    (number, "xyz = 5"),
    (number, "abc"),
    (words, 'source = "a'),
    (words, "source = [a"),
    (words, "by = x"),
    (words, "value = x"),
    (words, "of = x"),
    (words, "withdrawn = x"),
    (words, "period = x"),
    (words, "source ="),
    (words, "abc"),
]


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence"), FOUND)
def test_value_as_people_write_it(rule: Rule, marked: str, corrected: str | None, sentence: str) -> None:
    """Its sentence, what is underlined, and the whole line to type."""
    assert rule(Line(typed(marked), True)) == found(marked, corrected, sentence)


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence"), IN_BRACES)
def test_value_inside_braces(rule: Rule, marked: str, corrected: str | None, sentence: str) -> None:
    """Of a baseline only the number is kept: no sign, no word, no section of a record file."""
    assert rule(Line(typed(marked), False, inline=True)) == found(marked, corrected, sentence)


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence", "advice"), ADVISED)
def test_value_that_only_gets_an_example(
    rule: Rule, marked: str, corrected: str | None, sentence: str, advice: tuple[str, ...]
) -> None:
    """Where nothing tells what was meant."""
    assert rule(Line(typed(marked), True)) == found(marked, corrected, sentence, advice)


@pytest.mark.parametrize(("rule", "line"), LEFT_ALONE)
def test_value_a_rule_leaves_alone(rule: Rule, line: str) -> None:
    """Sound values, and keys that take something else."""
    assert rule(Line(line, True)) is None


@pytest.mark.parametrize(
    ("typed_key", "words", "key"),
    [
        ("at_least", "trên", "above"),
        ("at_least", " > ", "above"),
        ("below", "hơn", "above"),
        ("below", "Đạt trên", "above"),
        ("above", "≥", "at_least"),
        ("above", ">=", "at_least"),
        ("above", "=>", "at_least"),
        ("at_most", "Ít nhất", "at_least"),
        ("at_most", "tối thiểu", "at_least"),
        ("above", "từ", "at_least"),
        ("above", "đạt ít nhất", "at_least"),
        ("at_least", "≤", "at_most"),
        ("at_least", "<=", "at_most"),
        ("at_least", "=<", "at_most"),
        ("at_least", "không quá", "at_most"),
        ("below", "nhiều nhất", "at_most"),
        ("below", "tối đa", "at_most"),
        ("above", "<", "below"),
        ("above", "dưới", "below"),
        ("above", "ít hơn", "below"),
        ("above", "khoảng", "above"),
        ("at_most", "", "at_most"),
    ],
)
def test_goal_that_signs_and_words_mean(typed_key: str, words: str, key: str) -> None:
    """“trên 5” typed behind `at_least` is `above`; words that mean no goal change nothing."""
    assert goal_key(typed_key, words) == key


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("2,1 triệu dân", "2,1 triệu"),
            ("2 tỷ", "2 tỷ"),
            ("1.080 người", "1.080"),
            ("5", "5"),
            ("dân", None),
            ("", None),
        ),
        *(("1 500 hộ", "1.500"), ("1 080 997 người", "1.080.997"), ("12 345,5 ha", "12.345,5"), ("1 500 2", None)),
        *(("5 60", None), ("5/63", None), ("5 / 63", None), ("1 500/2 000", None), ("1 5000", None), ("5 hộ 6", "5")),
    ],
)
def test_number_a_text_begins_with(text: str, number: str | None) -> None:
    """With its scale, without the words behind it; never the first half of a longer one."""
    assert leading_number(text) == number


@pytest.mark.parametrize(
    ("text", "denied"),
    [("Không", True), ("sai", True), ("no", True), ("FALSE", True), ("có", False), ("x", False), ("", False)],
)
def test_word_that_denies(text: str, denied: bool) -> None:
    """In any letters, with or without diacritics."""
    assert is_no(text) is denied
