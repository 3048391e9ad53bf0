"""What is read from a table of a file key by key: sound values, and for every wrong one its place and what to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import methodcaller

import pytest

from dts.core.problem import Place, Problem
from dts.store.source import Source, judge
from dts.store.tables import Table, label, nearest
from tests.store.slip_case import typed

NAME_OF_FILE = "targets.toml"
Read = Callable[[Table], object]


class Kind(StrEnum):
    """A closed vocabulary."""

    RATIO = "ratio"
    COUNT = "count"
    TASK = "task"


NAME = methodcaller("text", "name")
SHORT = methodcaller("text", "short", limit=3)
PARTNERS = methodcaller("texts", "partners")
ONGOING = methodcaller("flag", "ongoing")
BY = methodcaller("day", "by")
FROM = methodcaller("day", "from")
SINCE = methodcaller("day", "since")
UNTIL = methodcaller("day", "until")
DONE = methodcaller("day", "done")
HOLIDAYS = methodcaller("days", "holidays")
RECORDED_AT = methodcaller("moment", "recorded_at")
OF = methodcaller("integer", "of", low=1, high=99)
VALUE = methodcaller("number", "value")
ACCOUNTS = methodcaller("number", "value", things="tài khoản")
AT_LEAST = methodcaller("number", "at_least")
ABOVE = methodcaller("number", "above")
KIND = methodcaller("word", "kind", Kind)
NO_RATIO = methodcaller("word", "kind", Kind, leave_out=[Kind.RATIO])
KEYS = methodcaller("check_keys", ("name", "kind", "owner"), {"numerator": "ghi ở records/"})
KEYS_12 = methodcaller("check_keys", ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11"), {})
KEYS_13 = methodcaller(
    "check_keys", ("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11", "k12"), {}
)
NEEDS_NAME = methodcaller("required", "name")
TABLE = methodcaller("table", "x")
OWNERS = methodcaller("table", "owners")
GROUPS = methodcaller("table", "groups")
TARGETS = methodcaller("table", "targets")
REPORTS = methodcaller("table", "reports")
FOR = methodcaller("table", "for")
BASELINE = methodcaller("table", "baseline")
TABLES = methodcaller("tables", "x")
NAMED = methodcaller("named_tables", "owners")
LINE = methodcaller("line", "name", "5")
RENAMED = methodcaller("line", "name", "5", name="kind")
RENAMED_LONGER = methodcaller("line", "name", "5", name="abcdefgh")
RENAMED_SHORTER = methodcaller("line", "numerator", "5", name="of")

# path of the table, what is read, the text with what is underlined between marks, the sentence, what to type, the value
WRONG: list[tuple[str, Read, str, str, tuple[str, ...], object]] = [
    ("", NAME, "name = ⟦5⟧", "name (tên) phải là chữ trong dấu ngoặc kép", ('sửa thành:   name = "5"',), None),
    ("", NAME, "name = ⟦1.5⟧", "name (tên) phải là chữ trong dấu ngoặc kép", ('sửa thành:   name = "1.5"',), None),
    ("", NAME, "name = ⟦true⟧", "name (tên) phải là chữ trong dấu ngoặc kép", ('sửa thành:   name = "true"',), None),
    (
        "",
        NAME,
        'name = ⟦["a"]⟧',
        "name (tên) chỉ ghi một giá trị, không phải danh sách",
        ('sửa thành:   name = "a"',),
        None,
    ),
    ("", NAME, 'name = ⟦["a", "b"]⟧', "name (tên) chỉ ghi một giá trị, là chữ trong dấu ngoặc kép", (), None),
    ("", NAME, "name = ⟦[1]⟧", "name (tên) chỉ ghi một giá trị, là chữ trong dấu ngoặc kép", (), None),
    ("", NAME, "name = ⟦[]⟧", "name (tên) chỉ ghi một giá trị, là chữ trong dấu ngoặc kép", (), None),
    ("", NAME, "name = ⟦{a = 1}⟧", "name (tên) chỉ ghi một giá trị, là chữ trong dấu ngoặc kép", (), None),
    ("", NAME, 'name = ⟦""⟧', "name (tên) để trống; điền nội dung hoặc xóa dòng này", (), None),
    ("", NAME, 'name = ⟦"  "⟧', "name (tên) để trống; điền nội dung hoặc xóa dòng này", (), None),
    (
        "",
        NAME,
        'name = ⟦"C:\\tai"⟧',
        "name (tên): dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn",
        ("sửa thành:   name = 'C:\\tai'",),
        None,
    ),
    (
        "",
        NAME,
        'name = ⟦"a\\u0001b"⟧',
        "name (tên): dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn",
        ("sửa thành:   name = 'a\\u0001b'",),
        None,
    ),
    (
        "",
        NAME,
        'name = ⟦"""C:\\tai"""⟧',
        "name (tên): dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn",
        (),
        None,
    ),
    (
        "",
        NAME,
        'name = ⟦"it\'s \\t x"⟧',
        "name (tên): dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn",
        (),
        None,
    ),
    (
        "",
        NAME,
        "name = ⟦2025-01-01⟧",
        "name (tên) phải là chữ trong dấu ngoặc kép",
        ('sửa thành:   name = "2025-01-01"',),
        None,
    ),
    ("", SHORT, 'short = ⟦"abcd"⟧', "short (tên ngắn) dài 4 ký tự, nhiều nhất là 3", (), None),
    ("", PARTNERS, 'partners = ⟦"a"⟧', "partners phải là danh sách", ('sửa thành:   partners = ["a"]',), ()),
    (
        "",
        PARTNERS,
        'partners = ⟦["a", 1]⟧',
        "partners phải là danh sách, mỗi phần trong dấu ngoặc kép",
        ('ví dụ:   partners = ["ca-tinh", "so-tttt"]',),
        (),
    ),
    (
        "",
        PARTNERS,
        "partners = ⟦[1.5]⟧",
        "partners phải là danh sách, mỗi phần trong dấu ngoặc kép",
        ('ví dụ:   partners = ["ca-tinh", "so-tttt"]',),
        (),
    ),
    (
        "",
        PARTNERS,
        "partners = ⟦5⟧",
        "partners phải là danh sách, mỗi phần trong dấu ngoặc kép",
        ('ví dụ:   partners = ["ca-tinh", "so-tttt"]',),
        (),
    ),
    ("", PARTNERS, 'partners = ⟦["a", ""]⟧', "partners có phần để trống; điền nội dung hoặc xóa phần đó", (), ()),
    ("", PARTNERS, 'partners = ⟦[" "]⟧', "partners có phần để trống; điền nội dung hoặc xóa phần đó", (), ()),
    (
        "",
        PARTNERS,
        'partners = ⟦["a\\u0001"]⟧',
        "partners có ký tự điều khiển không nhìn thấy được; gõ lại bằng tay",
        (),
        (),
    ),
    (
        "",
        ONGOING,
        'ongoing = ⟦"có"⟧',
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = true",),
        False,
    ),
    (
        "",
        ONGOING,
        'ongoing = ⟦"không"⟧',
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = false",),
        False,
    ),
    (
        "",
        ONGOING,
        "ongoing = ⟦0⟧",
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = false",),
        False,
    ),
    (
        "",
        ONGOING,
        "ongoing = ⟦1⟧",
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = true",),
        False,
    ),
    (
        "",
        ONGOING,
        'ongoing = ⟦"No"⟧',
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = false",),
        False,
    ),
    (
        "",
        ONGOING,
        "ongoing = ⟦[]⟧",
        "ongoing chỉ nhận true (đúng) hoặc false (sai)",
        ("sửa thành:   ongoing = true",),
        False,
    ),
    (
        "",
        BY,
        "by = ⟦2025-02-01T09:00:00⟧",
        "by (thời hạn) chỉ cần ngày, không cần giờ",
        ("sửa thành:   by = 2025-02-01",),
        None,
    ),
    (
        "",
        BY,
        'by = ⟦"1/2/2025"⟧',
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   by = 2025-02-01",),
        None,
    ),
    (
        "",
        BY,
        'by = ⟦"31/2/2025"⟧',
        "by (thời hạn): không có ngày 31 tháng 2 năm 2025; xem lại ngày",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        'by = ⟦"mai"⟧',
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦2025⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦1900⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦1901⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   by = 1901-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦2999⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   by = 2999-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦3000⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦true⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦2025.5⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    (
        "",
        BY,
        "by = ⟦09:00:00⟧",
        "by (thời hạn) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   by = 2025-12-31",),
        None,
    ),
    ("", BY, "by = ⟦9999-12-31⟧", "by (thời hạn): năm phải từ 1900 đến 2999", (), None),
    ("", BY, "by = ⟦1899-12-31⟧", "by (thời hạn): năm phải từ 1900 đến 2999", (), None),
    (
        "",
        FROM,
        "from = ⟦2025⟧",
        "from (từ ngày) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   from = 2025-01-01",),
        None,
    ),
    (
        "",
        SINCE,
        "since = ⟦2025⟧",
        "since phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   since = 2025-01-01",),
        None,
    ),
    (
        "",
        UNTIL,
        "until = ⟦2025⟧",
        "until phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   until = 2025-12-31",),
        None,
    ),
    (
        "",
        DONE,
        "done = ⟦2025⟧",
        "done (ngày hoàn thành) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   done = 2025-12-31",),
        None,
    ),
    (
        "",
        HOLIDAYS,
        "holidays = ⟦2025-04-30⟧",
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   holidays = [2025-04-30]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        'holidays = ⟦"30/4/2025"⟧',
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   holidays = [2025-04-30]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        'holidays = ⟦["30/4/2025", 2025-05-01]⟧',
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("sửa thành:   holidays = [2025-04-30, 2025-05-01]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        'holidays = ⟦["lễ"]⟧',
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   holidays = [2025-04-30, 2025-05-01]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        "holidays = ⟦5⟧",
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   holidays = [2025-04-30, 2025-05-01]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        "holidays = ⟦[2025-04-30T00:00:00]⟧",
        "holidays (ngày nghỉ lễ) phải là danh sách ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   holidays = [2025-04-30, 2025-05-01]",),
        (),
    ),
    (
        "",
        HOLIDAYS,
        "holidays = ⟦[2025-04-30, 9999-12-31]⟧",
        "holidays (ngày nghỉ lễ): năm phải từ 1900 đến 2999",
        (),
        (date(2025, 4, 30),),
    ),
    (
        "",
        RECORDED_AT,
        'recorded_at = ⟦"mai"⟧',
        "recorded_at phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   recorded_at = 2025-12-31",),
        None,
    ),
    ("", RECORDED_AT, "recorded_at = ⟦9999-12-31T00:00:00⟧", "recorded_at: năm phải từ 1900 đến 2999", (), None),
    (
        "",
        RECORDED_AT,
        "recorded_at = ⟦09:00:00⟧",
        "recorded_at phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép",
        ("ví dụ:   recorded_at = 2025-12-31",),
        None,
    ),
    ("", OF, "of = ⟦0⟧", "of (số đơn vị được xếp hạng) = 0 nằm ngoài khoảng 1 đến 99", (), None),
    ("", OF, "of = ⟦100⟧", "of (số đơn vị được xếp hạng) = 100 nằm ngoài khoảng 1 đến 99", (), None),
    ("", OF, "of = ⟦-3⟧", "of (số đơn vị được xếp hạng) = -3 nằm ngoài khoảng 1 đến 99", (), None),
    (
        "",
        OF,
        'of = ⟦"63 tỉnh, 5 xã"⟧',
        "of (số đơn vị được xếp hạng) phải là số nguyên",
        (),
        None,
    ),
    ("", OF, 'of = ⟦"tỉnh"⟧', "of (số đơn vị được xếp hạng) phải là số nguyên", (), None),
    ("", OF, "of = ⟦5.5⟧", "of (số đơn vị được xếp hạng) phải là số nguyên", (), None),
    ("", OF, "of = ⟦true⟧", "of (số đơn vị được xếp hạng) phải là số", (), None),
    ("", OF, "of = ⟦[5]⟧", "of (số đơn vị được xếp hạng) phải là số", (), None),
    (
        "",
        OF,
        "of = ⟦999999999999999999999999999999⟧",
        "of (số đơn vị được xếp hạng) = 999999999999999999999999999999 nằm ngoài khoảng 1 đến 99",
        (),
        None,
    ),
    (
        "",
        OF,
        "of = ⟦1000000000000000000000000000000⟧",
        "of (số đơn vị được xếp hạng) nằm ngoài khoảng 1 đến 99",
        (),
        None,
    ),
    (
        "",
        OF,
        "of = ⟦-1000000000000000000000000000000⟧",
        "of (số đơn vị được xếp hạng) nằm ngoài khoảng 1 đến 99",
        (),
        None,
    ),
    ("", OF, "of = ⟦2025-01-01⟧", "of (số đơn vị được xếp hạng) phải là số, đây là ngày giờ", (), None),
    ("", OF, 'of = ⟦"120"⟧', "of (số đơn vị được xếp hạng) = 120 nằm ngoài khoảng 1 đến 99", (), None),
    (
        "",
        VALUE,
        "value = ⟦762.284⟧",
        "value (số liệu): số trần 762.284 bị hiểu là số thập phân 762,284",
        (
            "nếu là 762.284, sửa thành:   value = 762284",
            'nếu đúng là số thập phân, sửa thành:   value = "762,284"',
        ),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦-762.284⟧",
        "value (số liệu): số trần -762.284 bị hiểu là số thập phân -762,284",
        (
            "nếu là -762.284, sửa thành:   value = -762284",
            'nếu đúng là số thập phân, sửa thành:   value = "-762,284"',
        ),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦nan⟧",
        "value (số liệu): nan không phải là số liệu",
        ("xóa dòng này, hoặc điền số thật",),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦-inf⟧",
        "value (số liệu): -inf không phải là số liệu",
        ("xóa dòng này, hoặc điền số thật",),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦+inf⟧",
        "value (số liệu): +inf không phải là số liệu",
        ("xóa dòng này, hoặc điền số thật",),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦1e3⟧",
        "value (số liệu): viết số đầy đủ, không viết dạng 1e3",
        ("sửa thành:   value = 1000",),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦7.62284e5⟧",
        "value (số liệu): viết số đầy đủ, không viết dạng 7.62284e5",
        ("sửa thành:   value = 762284",),
        None,
    ),
    ("", VALUE, "value = ⟦762284e-3⟧", "value (số liệu): viết số đầy đủ, không viết dạng 762284e-3", (), None),
    ("", VALUE, "value = ⟦1e-40⟧", "value (số liệu): viết số đầy đủ, không viết dạng 1e-40", (), None),
    (
        "",
        VALUE,
        "value = ⟦1e29⟧",
        "value (số liệu): viết số đầy đủ, không viết dạng 1e29",
        ("sửa thành:   value = 100000000000000000000000000000",),
        None,
    ),
    ("", VALUE, "value = ⟦1e30⟧", "value (số liệu): viết số đầy đủ, không viết dạng 1e30", (), None),
    (
        "",
        VALUE,
        "value = ⟦1000000000000000000000000000000⟧",
        "value (số liệu) dài quá 30 chữ số; đây không phải số liệu",
        (),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦-1000000000000000000000000000000⟧",
        "value (số liệu) dài quá 30 chữ số; đây không phải số liệu",
        (),
        None,
    ),
    (
        "",
        VALUE,
        "value = ⟦0.11111111111111111111111111111⟧",
        "value (số liệu) dài quá 30 chữ số; đây không phải số liệu",
        (),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"36,18%"⟧',
        "value (số liệu) chỉ ghi số, không ghi dấu %",
        ('sửa thành:   value = "36,18"',),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"36.18%"⟧',
        "value (số liệu): dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy",
        (),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦" 5 % "⟧',
        "value (số liệu) chỉ ghi số, không ghi dấu %",
        ('sửa thành:   value = "5"',),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"%"⟧',
        "value (số liệu): “%” không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18",
        (),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"khoảng 5"⟧',
        "value (số liệu) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   value = "5"',),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"nhiều"⟧',
        "value (số liệu): “nhiều” không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18",
        (),
        None,
    ),
    ("", VALUE, "value = ⟦true⟧", "value (số liệu) phải là số", (), None),
    ("", VALUE, "value = ⟦2025-01-01⟧", "value (số liệu) phải là số, đây là ngày giờ", (), None),
    ("", VALUE, "value = ⟦09:00:00⟧", "value (số liệu) phải là số, đây là ngày giờ", (), None),
    ("", VALUE, "value = ⟦[5]⟧", "value (số liệu) phải là số", (), None),
    (
        "",
        VALUE,
        'value = ⟦"36.18"⟧',
        "value (số liệu): dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy",
        ('sửa thành:   value = "36,18"',),
        None,
    ),
    (
        "",
        VALUE,
        'value = ⟦"1,080.5"⟧',
        "value (số liệu): “1,080.5” viết theo lối tiếng Anh",
        ('sửa thành:   value = "1.080,5"',),
        None,
    ),
    ("", VALUE, 'value = ⟦"5/63"⟧', "value (số liệu): “5/63” không phải là số; gõ như 1.080.997 hoặc 36,18", (), None),
    ("", VALUE, 'value = ⟦"1e5"⟧', "value (số liệu): “1e5”: viết số đầy đủ, không viết dạng rút gọn", (), None),
    (
        "",
        VALUE,
        'value = ⟦"2,1 triệu dân"⟧',
        "value (số liệu) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   value = "2,1 triệu"',),
        None,
    ),
    (
        "",
        ACCOUNTS,
        "value = ⟦1.000⟧  # x",
        "value (số liệu): số trần 1.000 bị hiểu là số thập phân 1,000",
        (
            "nếu là 1.000 tài khoản, sửa thành:   value = 1000  # x",
            'nếu đúng là số thập phân, sửa thành:   value = "1,000"  # x',
        ),
        None,
    ),
    (
        "",
        AT_LEAST,
        'at_least = ⟦"trên 5"⟧',
        "at_least (mục tiêu ít nhất) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   above = "5"',),
        None,
    ),
    (
        "",
        AT_LEAST,
        'at_least = ⟦"trên 5%"⟧',
        "at_least (mục tiêu ít nhất) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   above = "5"',),
        None,
    ),
    (
        "",
        AT_LEAST,
        'at_least = ⟦"1 500 hộ"⟧',
        "at_least (mục tiêu ít nhất): “1 500”: nhóm hàng nghìn bằng dấu chấm, không bằng dấu cách",
        ('sửa thành:   at_least = "1.500"',),
        None,
    ),
    (
        "",
        AT_LEAST,
        'at_least = ⟦"5/63"⟧',
        "at_least (mục tiêu ít nhất): “5/63” không phải là số; gõ như 1.080.997 hoặc 36,18",
        (),
        None,
    ),
    (
        "",
        AT_LEAST,
        'at_least = ⟦">= 5"⟧  # x',
        "at_least (mục tiêu ít nhất) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   at_least = "5"  # x',),
        None,
    ),
    (
        "",
        AT_LEAST,
        'xx = 1\nat_least = ⟦"ít nhất 5"⟧',
        "at_least (mục tiêu ít nhất) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   at_least = "5"',),
        None,
    ),
    (
        "",
        ABOVE,
        'above = ⟦"≥ 5"⟧',
        "above (mục tiêu trên) chỉ ghi con số, không kèm chữ",
        ('sửa thành:   at_least = "5"',),
        None,
    ),
    (
        "",
        KIND,
        'kind = ⟦"Tỷ lệ"⟧',
        "kind (loại) = “Tỷ lệ” không có; chọn một trong: ratio, count, task",
        ('sửa thành:   kind = "ratio"',),
        None,
    ),
    (
        "",
        KIND,
        'kind = ⟦"raito"⟧',
        "kind (loại) = “raito” không có; chọn một trong: ratio, count, task",
        ('sửa thành:   kind = "ratio"',),
        None,
    ),
    ("", KIND, 'kind = ⟦"zzz"⟧', "kind (loại) = “zzz” không có; chọn một trong: ratio, count, task", (), None),
    ("", KIND, "kind = ⟦5⟧", "kind (loại) = “5” không có; chọn một trong: ratio, count, task", (), None),
    (
        "",
        KIND,
        'kind = ⟦["ratio"]⟧',
        'kind (loại) = “["ratio"]” không có; chọn một trong: ratio, count, task',
        ('sửa thành:   kind = "ratio"',),
        None,
    ),
    (
        "",
        KIND,
        'kind = ⟦"nhiệm vụ"⟧',
        "kind (loại) = “nhiệm vụ” không có; chọn một trong: ratio, count, task",
        ('sửa thành:   kind = "task"',),
        None,
    ),
    ("", NO_RATIO, 'kind = ⟦"ratio"⟧', "kind (loại) = “ratio” không có; chọn một trong: count, task", (), None),
    ("", NO_RATIO, 'kind = ⟦"tỷ lệ"⟧', "kind (loại) = “tỷ lệ” không có; chọn một trong: count, task", (), None),
    ("", KEYS, "⟦nam⟧ = 1", "không có khóa nào tên là nam", ("có phải là:   name = 1",), None),
    ("", KEYS, '  ⟦nmae⟧   = "x"  # y', "không có khóa nào tên là nmae", ('có phải là:   name   = "x"  # y',), None),
    ("", KEYS, "⟦numerator⟧ = 5", "khóa numerator đặt sai chỗ", ("ghi ở records/",), None),
    ("", KEYS, "⟦zzz⟧ = 1", "không có khóa nào tên là zzz", ("các khóa dùng được ở đây: name, kind, owner",), None),
    (
        "",
        KEYS,
        'name = "a"\n⟦nam⟧ = 1',
        "không có khóa nào tên là nam",
        ("các khóa dùng được ở đây: kind, owner",),
        None,
    ),
    ("", KEYS, "⟦[nmae]⟧ # nmae", "không có khóa nào tên là nmae", ("có phải là:   [name] # nmae",), None),
    ("", KEYS, "⟦[nmae]⟧\na = 1", "không có khóa nào tên là nmae", ("có phải là:   [name]",), None),
    ("", KEYS, "⟦[[owne]]⟧\na=1", "không có khóa nào tên là owne", ("có phải là:   [[owner]]",), None),
    ("", KEYS, "⟦loai⟧ = 1", "không có khóa nào tên là loai", ("có phải là:   kind = 1",), None),
    ("", KEYS, "⟦don-vi⟧ = { a = 1 }", "không có khóa nào tên là don-vi", ("có phải là:   owner = { a = 1 }",), None),
    ("", KEYS, '⟦"tên"⟧ = "x"', "không có khóa nào tên là tên", ('có phải là:   name = "x"',), None),
    ("", KEYS, "⟦nam⟧  = 1", "không có khóa nào tên là nam", ("có phải là:   name = 1",), None),
    ("", KEYS, "⟦nam⟧= 1", "không có khóa nào tên là nam", ("có phải là:   name= 1",), None),
    ("", KEYS, "⟦nam⟧\t=\t1", "không có khóa nào tên là nam", ("có phải là:   name = 1",), None),
    ("", KEYS, "kind = []\n⟦loai⟧ = 1", "không có khóa nào tên là loai", ("có phải là:   kind = 1",), None),
    (
        "",
        KEYS,
        "kind = {}\n⟦loai⟧ = 1",
        "không có khóa nào tên là loai",
        ("các khóa dùng được ở đây: name, owner",),
        None,
    ),
    (
        "",
        KEYS,
        "kind = 2025-01-01\n⟦loai⟧ = 1",
        "không có khóa nào tên là loai",
        ("các khóa dùng được ở đây: name, owner",),
        None,
    ),
    (
        "",
        KEYS,
        "kind = 09:00:00\n⟦loai⟧ = 1",
        "không có khóa nào tên là loai",
        ("các khóa dùng được ở đây: name, owner",),
        None,
    ),
    (
        "",
        KEYS,
        "kind = true\n⟦loai⟧ = 1",
        "không có khóa nào tên là loai",
        ("các khóa dùng được ở đây: name, owner",),
        None,
    ),
    (
        "",
        KEYS,
        "kind = 1.5\n⟦loai⟧ = 1",
        "không có khóa nào tên là loai",
        ("các khóa dùng được ở đây: name, owner",),
        None,
    ),
    (
        "",
        KEYS_12,
        "⟦zzz⟧ = 1",
        "không có khóa nào tên là zzz",
        ("các khóa dùng được ở đây: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11",),
        None,
    ),
    (
        "",
        KEYS_13,
        "⟦zzz⟧ = 1",
        "không có khóa nào tên là zzz",
        ("các khóa dùng được ở đây: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, …",),
        None,
    ),
    ("x", NEEDS_NAME, "⟦[x]⟧\ny = 1", "thiếu khóa name (tên)", ('thêm ngay dưới dòng này:   name = "…"',), False),
    ("x", NEEDS_NAME, "⟦x⟧ = { y = 1 }", "thiếu khóa name (tên)", ('thêm vào trong ngoặc { }:   name = "…"',), False),
    ("x", NEEDS_NAME, "⟦x.y⟧ = 1", "thiếu khóa name (tên)", ('thêm ngay dưới dòng này:   name = "…"',), False),
    (
        "x",
        NEEDS_NAME,
        "[x]\n[x.for.xa]\n⟦name⟧ = 1\n",
        "khóa name đặt sai chỗ",
        ("chuyển dòng này lên ngay dưới [x]",),
        False,
    ),
    ("x", NEEDS_NAME, "⟦[x]⟧\nfor = 1", "thiếu khóa name (tên)", ('thêm ngay dưới dòng này:   name = "…"',), False),
    ("x", NEEDS_NAME, "⟦[x.for]⟧\nxa = 1", "thiếu khóa name (tên)", ('thêm ngay dưới dòng này:   name = "…"',), False),
    (
        "x",
        NEEDS_NAME,
        "[x.for.a]\nb = 1\n[x.for.xa]\n⟦name⟧ = 1",
        "khóa name đặt sai chỗ",
        ("chuyển dòng này lên ngay dưới [x]",),
        False,
    ),
    (
        "x.y",
        NEEDS_NAME,
        "[x.y]\na=1\n[x.y.for.xa]\n⟦name⟧ = 1",
        "khóa name đặt sai chỗ",
        ("chuyển dòng này lên ngay dưới [x.y]",),
        False,
    ),
    ("", TABLE, "⟦x⟧ = 1", "x phải là một mục", ("viết thành mục riêng:   [x]",), None),
    ("", TABLE, "  ⟦[[x]]⟧", "mục [x] mở bằng một dấu ngoặc vuông", ("sửa thành:   [x]",), None),
    ("", TABLE, "⟦x⟧ = [1]", "x phải là một mục", ("viết thành mục riêng:   [x]",), None),
    ("", TABLE, "⟦x⟧ = [{a=1}]", "x phải là một mục", ("viết thành mục riêng:   [x]",), None),
    (
        "targets",
        TABLE,
        "[targets]\n⟦x⟧ = 1",
        "giữa [targets] và các khóa phải có mã; khóa x đang ở ngoài mọi mã",
        ("sửa tên mục thành:   [targets.<mã>]",),
        None,
    ),
    (
        "targets",
        TABLE,
        "⟦[[targets.x]]⟧",
        "mục [targets.x] mở bằng một dấu ngoặc vuông",
        ("sửa thành:   [targets.x]",),
        None,
    ),
    ("", OWNERS, "⟦owners⟧ = 1", "owners phải là một mục", ("viết thành mục riêng:   [owners.<mã>]",), None),
    ("", GROUPS, "⟦groups⟧ = 1", "groups phải là một mục", ("viết thành mục riêng:   [groups.<mã>]",), None),
    ("", TARGETS, "⟦targets⟧ = 1", "targets phải là một mục", ("viết thành mục riêng:   [targets.<mã>]",), None),
    ("", REPORTS, "⟦reports⟧ = 1", "reports phải là một mục", ("viết thành mục riêng:   [reports.<mã>]",), None),
    (
        "targets.a",
        FOR,
        "[targets.a]\n⟦for⟧ = [1]",
        "for phải là một mục",
        ("viết thành mục riêng:   [targets.a.for.<mã>]",),
        None,
    ),
    (
        "targets.a",
        FOR,
        "⟦[[targets.a.for]]⟧",
        "mục [targets.a.for] mở bằng một dấu ngoặc vuông",
        ("sửa thành:   [targets.a.for]",),
        None,
    ),
    (
        "targets.a",
        BASELINE,
        "[targets.a]\n⟦baseline⟧ = 1",
        "baseline phải là một mục",
        ("viết thành mục riêng:   [targets.a.baseline]",),
        None,
    ),
    ("", TABLES, "  ⟦[x]⟧", "mục x mở bằng hai dấu ngoặc vuông", ("sửa thành:   [[x]]",), []),
    ("", TABLES, "x = ⟦{ a = 1 }⟧", "x phải là danh sách trong ngoặc vuông", ("sửa thành:   x = [ { a = 1 } ]",), []),
    ("", TABLES, "⟦x⟧ = 5", "x phải viết thành mục riêng", ("ví dụ:   [[x]]",), []),
    ("", TABLES, "⟦x⟧ = [{a=1}, 2]", "x phải viết thành mục riêng", ("ví dụ:   [[x]]",), []),
    ("a", TABLES, "⟦[a.x]⟧", "mục a.x mở bằng hai dấu ngoặc vuông", ("sửa thành:   [[a.x]]",), []),
    ("a", TABLES, "[a]\n⟦x⟧ = 5", "x phải viết thành mục riêng", ("ví dụ:   [[a.x]]",), []),
    (
        "a",
        TABLES,
        "[a]\nx = ⟦{ b = 1 }⟧ # y",
        "x phải là danh sách trong ngoặc vuông",
        ("sửa thành:   x = [ { b = 1 } ] # y",),
        [],
    ),
    (
        "",
        NAMED,
        '⟦[owners."Đất đai"]⟧',
        "mã “Đất đai” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        ("sửa thành:   [owners.dat-dai]",),
        [],
    ),
    (
        "",
        NAMED,
        "⟦[owners.a_b]⟧",
        "mã “a_b” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        ("sửa thành:   [owners.a-b]",),
        [],
    ),
    (
        "",
        NAMED,
        '⟦[owners."%"]⟧',
        "mã “%” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        ("sửa thành:   [owners.ma-so]",),
        [],
    ),
    (
        "",
        NAMED,
        "[owners]\n⟦a⟧ = 1",
        "giữa [owners] và các khóa phải có mã; khóa a đang ở ngoài mọi mã",
        ("sửa tên mục thành:   [owners.<mã>]",),
        [],
    ),
]

SOUND: list[tuple[Read, str, object]] = [
    (NAME, 'name = "a"', "a"),
    (NAME, "x = 1", None),
    (NAME, 'name = """a\n  b"""', "a b"),
    (NAME, 'name = "a\tb"', "a b"),
    (NAME, 'name = "  a\tb "', "a b"),
    (NAME, 'name = "a\\nb"', "a b"),
    (NAME, "name = '''a\nb'''", "a b"),
    (NAME, 'name = "e\u0302"', "ê"),
    (NAME, 'name = " a "', " a "),
    (NAME, 'name = "a\\u200bb"', "a\u200bb"),
    (SHORT, 'short = "abc"', "abc"),
    (PARTNERS, "x = 1", ()),
    (PARTNERS, "partners = []", ()),
    (PARTNERS, 'partners = ["a", "b"]', ("a", "b")),
    (PARTNERS, 'partners = ["e\u0302", "a\\nb"]', ("ê", "a b")),
    (ONGOING, "x = 1", False),
    (ONGOING, "ongoing = true", True),
    (ONGOING, "ongoing = false", False),
    (BY, "x = 1", None),
    (BY, "by = 2025-02-01", date(2025, 2, 1)),
    (HOLIDAYS, "x = 1", ()),
    (HOLIDAYS, "holidays = [2025-04-30, 2025-05-01]", (date(2025, 4, 30), date(2025, 5, 1))),
    (HOLIDAYS, "holidays = []", ()),
    (RECORDED_AT, "x = 1", None),
    (RECORDED_AT, "recorded_at = 2025-02-01", date(2025, 2, 1)),
    (RECORDED_AT, "recorded_at = 2025-02-01T09:00:00", datetime(2025, 2, 1, 9, 0)),
    (OF, "x = 1", None),
    (OF, "of = 5", 5),
    (OF, "of = 1", 1),
    (OF, "of = 99", 99),
    (OF, 'of = "5"', 5),
    (OF, 'of = " 5 "', 5),
    (OF, "of = 5.0", 5),
    (VALUE, "x = 1", None),
    (VALUE, "value = 5", Decimal("5")),
    (VALUE, "value = -5", Decimal("-5")),
    (VALUE, "value = 36.18", Decimal("36.18")),
    (VALUE, "value = -36.18", Decimal("-36.18")),
    (VALUE, "value = +1.5", Decimal("1.5")),
    (VALUE, "value = 1_0.5", Decimal("10.5")),
    (VALUE, "value = 0.284", Decimal("0.284")),
    (VALUE, "value = 1.0800", Decimal("1.0800")),
    (VALUE, "value = 1234.567", Decimal("1234.567")),
    (VALUE, 'value = "36,18"', Decimal("36.18")),
    (VALUE, 'value = "1.080"', Decimal("1080")),
    (VALUE, "value = 999999999999999999999999999999", Decimal("999999999999999999999999999999")),
    (VALUE, "value = -999999999999999999999999999999", Decimal("-999999999999999999999999999999")),
    (VALUE, "value = 0.1111111111111111111111111111", Decimal("0.1111111111111111111111111111")),
    (KIND, "x = 1", None),
    (KIND, 'kind = "ratio"', Kind.RATIO),
    (NO_RATIO, 'kind = "count"', Kind.COUNT),
    (KEYS, "name = 1", None),
    (TABLE, "", None),
    (TABLES, "", []),
    (TABLES, "x = []", []),
    (NAMED, "", []),
    (LINE, "name = 1", "name = 5"),
    (LINE, "  name   =   1  # x", "name   =   5  # x"),
    (LINE, "x = 1", "name = 5"),
    (LINE, "[name]", "name = 5"),
    (LINE, "name\t= 1\t# x", "name = 5 # x"),
    (RENAMED, "name = 1", "kind = 5"),
    (RENAMED, "  name   =   1  # x", "kind   =   5  # x"),
    (RENAMED, "x = 1", "kind = 5"),
    (RENAMED, "name=1", "kind=5"),
    (RENAMED, "name= 1", "kind= 5"),
    (RENAMED, "name  = 1", "kind  = 5"),
    (RENAMED_LONGER, "name = 1", "abcdefgh = 5"),
    (RENAMED_LONGER, "name   =   1  # x", "abcdefgh =   5  # x"),
    (RENAMED_LONGER, "name       = 1", "abcdefgh   = 5"),
    (RENAMED_LONGER, "name=1", "abcdefgh=5"),
    (RENAMED_SHORTER, "numerator = 1", "of = 5"),
    (RENAMED_SHORTER, "numerator   = 1", "of          = 5"),
    (RENAMED_SHORTER, "numerator  = 1", "of         = 5"),
]


def table_of(text: str, path: str = "", name: str = NAME_OF_FILE) -> Table:
    """A table of a file, the whole file without a path."""
    source = Source(name, text)
    judge(source)
    assert source.problems == []
    table = Table(source, (), source.data)
    for part in path.split(".") if path else ():
        inner = table.table(part)
        assert inner is not None
        table = inner
    return table


def place_of(marked: str) -> Place:
    """The place between the marks."""
    number, line = next((number, line) for number, line in enumerate(marked.split("\n"), 1) if "⟦" in line)
    start, end = line.index("⟦"), line.index("⟧") - 1
    return Place(NAME_OF_FILE, number, start + 1, typed(line), end - start)


@pytest.mark.parametrize(("path", "read", "marked", "sentence", "advice", "value"), WRONG)
def test_wrong_value(path: str, read: Read, marked: str, sentence: str, advice: tuple[str, ...], value: object) -> None:
    """One problem: what is underlined, its sentence, what to type; and nothing is read that was not there."""
    table = table_of(typed(marked), path)
    assert read(table) == value
    assert table.source.problems == [Problem(place_of(marked), sentence, advice)]


@pytest.mark.parametrize(("read", "text", "value"), SOUND)
def test_sound_value(read: Read, text: str, value: object) -> None:
    """Read as it was meant, without a word."""
    table = table_of(text)
    assert read(table) == value
    assert type(read(table)) is type(value)
    assert table.source.problems == []


@pytest.mark.parametrize(
    ("size", "shown"), [(2000, None), (2001, "text (nội dung) dài 2.001 ký tự, nhiều nhất là 2000")]
)
def test_longest_text(size: int, shown: str | None) -> None:
    """Nobody types more than 2.000 characters into one key."""
    table = table_of('text = "' + "a" * size + '"')
    assert table.text("text") == (None if shown else "a" * size)
    assert [each.message for each in table.source.problems] == ([shown] if shown else [])


HEAD = "thêm ở đầu tệp, trước các mục [ ]:   "


@pytest.mark.parametrize(
    ("key", "named", "example"),
    [
        ("schema", "schema", "1"),
        ("kind", "kind (loại)", '"…"   (ratio tỷ lệ, count số đếm, score điểm, rank thứ hạng, task nhiệm vụ)'),
        ("level", "level (cấp)", '"…"   (tw, tinh, huyen hoặc xa)'),
        ("value", "value (số liệu)", "…"),
        ("numerator", "numerator (tử số)", "…"),
        ("denominator", "denominator (mẫu số)", "…"),
        ("from", "from (từ ngày)", "năm-tháng-ngày"),
        ("by", "by (thời hạn)", "năm-tháng-ngày"),
        ("on", "on", "năm-tháng-ngày"),
        ("as_of", "as_of (ngày số liệu)", "năm-tháng-ngày"),
        ("period", "period (kỳ báo cáo)", '"2025-Q1"'),
        ("name", "name (tên)", '"…"'),
    ],
)
def test_missing_key_of_the_whole_file(key: str, named: str, example: str) -> None:
    """To be typed at the top, with what may stand there; the period is in the name of the file."""
    table = table_of("x = 1\n", name="records/2025-Q1.toml")
    assert not table.required("x", key)
    expected = Problem(Place("records/2025-Q1.toml"), f"thiếu khóa {named}", (f"{HEAD}{key} = {example}",))
    assert table.source.problems == [expected]


def test_every_missing_key_is_named() -> None:
    """In the order of the format."""
    table = table_of("name = 1")
    assert not table.required("kind", "name", "owner")
    messages = [each.message for each in table.source.problems]
    assert messages == ["thiếu khóa kind (loại)", "thiếu khóa owner (đơn vị chủ trì)"]


def test_key_that_may_be_there_under_a_wrong_name_is_not_missed() -> None:
    """`nam` was meant to be `name`: only the other one is missing."""
    table = table_of("nam = 1")
    table.check_keys(("name", "kind"), {})
    assert not table.required("name", "kind")
    messages = [each.message for each in table.source.problems]
    assert messages == ["không có khóa nào tên là nam", "thiếu khóa kind (loại)"]


def test_every_unknown_key_is_named() -> None:
    """Known ones and misplaced ones between them change nothing."""
    table = table_of("xx = 1\nname = 2\nvalue = 3\nyy = 4")
    table.check_keys(("name", "kind"), {"value": "ghi ở records/"})
    assert [(each.place.line, each.message) for each in table.source.problems] == [
        (1, "không có khóa nào tên là xx"),
        (3, "khóa value đặt sai chỗ"),
        (4, "không có khóa nào tên là yy"),
    ]


def test_what_a_table_lacks_is_said_when_none_of_its_keys_is_wrong() -> None:
    """At its header; not when it may only follow from a wrong key."""
    sound = table_of("[x]\na = 1", "x")
    sound.problem(None, "thiếu", "một", "hai")
    assert sound.source.problems == [Problem(Place(NAME_OF_FILE, 1, 1, "[x]", 3), "thiếu", ("một", "hai"))]
    wrong = table_of("[x]\na = 1", "x")
    wrong.problem("a", "sai")
    wrong.problem(None, "thiếu")
    assert wrong.source.problems == [Problem(Place(NAME_OF_FILE, 2, 5, "a = 1", 1), "sai")]


def test_what_a_table_on_one_line_lacks() -> None:
    """Said at its key."""
    table = table_of("x = { a = 1 }", "x")
    table.problem(None, "thiếu")
    assert table.source.problems == [Problem(Place(NAME_OF_FILE, 1, 1, "x = { a = 1 }", 1), "thiếu")]


def test_problem_at_a_key_or_at_its_value() -> None:
    """The one or the other is underlined."""
    table = table_of("name = 15")
    table.problem("name", "khóa", at_key=True)
    table.problem("name", "số")
    assert [(each.place.column, each.place.width) for each in table.source.problems] == [(1, 4), (8, 2)]


def test_key_that_was_typed() -> None:
    """Whatever its value."""
    table = table_of("a = false")
    assert table.has("a")
    assert not table.has("b")


def test_tables_of_a_table() -> None:
    """One, several, and several by their ids; each knows where it stands."""
    text = "[a]\nx = 1\n[[b]]\ny = 2\n[[b]]\ny = 3\n[owners.c]\nz = 4\n[owners.D]\n[owners.e-1]\n"
    table = table_of(text)
    one = table.table("a")
    assert one == Table(table.source, ("a",), {"x": 1})
    assert table.tables("b") == [Table(table.source, ("b", 0), {"y": 2}), Table(table.source, ("b", 1), {"y": 3})]
    named = table.named_tables("owners")
    assert named == [
        ("c", Table(table.source, ("owners", "c"), {"z": 4})),
        ("e-1", Table(table.source, ("owners", "e-1"), {})),
    ]
    sentence = "mã “D” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"
    place = Place(NAME_OF_FILE, 9, 1, "[owners.D]", 10)
    assert table.source.problems == [Problem(place, sentence, ("sửa thành:   [owners.d]",))]


def test_list_of_tables_inside_one_of_several() -> None:
    """The advice names tables, no numbers."""
    table = table_of("[[a]]\n[a.b]\nx = 5").tables("a")[0].table("b")
    assert table is not None
    assert table.tables("x") == []
    assert table.source.problems[0].fixes == ("ví dụ:   [[a.b.x]]",)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Tỷ lệ", ["ratio", "count"], "ratio"),
        ("Tỷ lệ", ["count"], None),
        ("so-TTTT", ["so-tttt"], "so-tttt"),
        ("Sở TT TT", ["so-tttt", "so-tt-tt"], "so-tt-tt"),
        ("raito", ["radio", "ratio"], "ratio"),
        ("NAME", ["other", "name"], "name"),
        ("abcdefghij", ["abcde"], "abcde"),
        ("abcdefghij", ["abcd"], None),
        ("zzz", ["name"], None),
        ("", ["a"], None),
    ],
)
def test_nearest_known_word(word: str, known: list[str], meant: str | None) -> None:
    """Without diacritics, as officials say it, else the one most like it."""
    assert nearest(word, known) == meant


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("numerator", "tử số"),
        ("denominator", "mẫu số"),
        ("value", "số liệu"),
        ("at_least", "mục tiêu ít nhất"),
        ("above", "mục tiêu trên"),
        ("at_most", "mục tiêu nhiều nhất"),
        ("below", "mục tiêu dưới"),
        ("of", "số đơn vị được xếp hạng"),
        ("by", "thời hạn"),
        ("before", "thời hạn"),
        ("as_of", "ngày số liệu"),
        ("done", "ngày hoàn thành"),
        ("short", "tên ngắn"),
        ("target", "chỉ tiêu"),
        ("period", "kỳ báo cáo"),
        ("owner", "đơn vị chủ trì"),
        ("unit", "đơn vị tính"),
        ("source", "nguồn"),
        ("reason", "lý do"),
        ("text", "nội dung"),
        ("group", "nhóm"),
        ("holidays", "ngày nghỉ lễ"),
    ],
)
def test_key_and_what_officials_call_it(key: str, named: str) -> None:
    """Beside the key they read its name; a key without one stands alone."""
    assert label(key) == f"{key} ({named})"
    assert label("every") == "every"
