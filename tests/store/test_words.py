"""The Vietnamese words officials type for keys, levels and tables, and the English ones they are led to."""

from __future__ import annotations

import pytest

from dts.store.records import matching_part
from dts.store.slips.words import known_key, known_table, known_word

RECORD = """
Chỉ tiêu target | Cấp for | Số liệu value | Tử số numerator | Mẫu số denominator | Nguồn source | Công bố published
Ngày công bố published_on | Ngày số liệu as_of | Ngày hoàn thành done | Minh chứng evidence | Ngày xác nhận confirmed
Lý do reason | Ghi chú note | Giải trình text | Ước estimate | Rút số liệu withdrawn | Ngày ghi recorded_at
Người ghi recorded_by | Kỳ báo cáo period | Ngày gửi on | Nơi nhận to | recorded at recorded_at | Đơn vị for
"""
TARGETS = """
Tên chỉ tiêu name | Tên ngắn short | Đơn vị tính unit | Đơn vị chủ trì owner | Phối hợp partners | Giao cho assigned_to
Nhóm group | Loại kind | Cấp level | Người đứng đầu head | Người chịu trách nhiệm person | Rõ việc work
Trách nhiệm responsibility | Kết quả result | Thẩm quyền authority | Căn cứ basis | Thời hạn by | Trước ngày before
Thường xuyên ongoing | Ít nhất at_least | Không quá at_most | Trên above | Dưới below | Định kỳ every | Từ ngày from
Ngày thành lập since | Ngày kết thúc until | Đơn vị kế thừa successor | Số liệu gốc baseline | Mốc giữa kỳ milestones
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """Words and the key at their end."""
    return [
        (words, key)
        for each in text.replace("\n", "|").split("|")
        if (words := each.strip().rpartition(" ")[0])
        for key in [each.split()[-1]]
    ]


@pytest.mark.parametrize(("words", "key"), pairs(RECORD))
def test_words_for_a_key_of_a_record(words: str, key: str) -> None:
    """As people write them, with diacritics and spaces."""
    assert known_key(words, in_record=True) == key


@pytest.mark.parametrize(("words", "key"), pairs(TARGETS))
def test_words_for_a_key_of_targets(words: str, key: str) -> None:
    """The same words may mean another key there: "Cấp" is a level, "Kết quả" a result."""
    assert known_key(words, in_record=False) == key


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("Tỷ lệ", "ratio"),
        ("Nhiệm vụ", "task"),
        ("Cấp xã", "xa"),
        ("Hàng tháng", "month"),
        ("Quý", "quarter"),
        ("Mỗi năm", "year"),
        ("Hàng năm", "year"),
        ("6 tháng", "half"),
    ],
)
def test_words_for_a_value(words: str, word: str | None) -> None:
    """Kinds, levels and periods; anything else is not guessed."""
    assert known_word(words) == word


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("Chỉ tiêu", "targets"),
        ("Đơn vị", "owners"),
        ("Nhóm", "groups"),
        ("Quy định", "rules"),
        ("Số liệu", "figure"),
        ("Giải trình", "explanation"),
        ("Tình hình", "note"),
        ("Khác", None),
    ],
)
def test_words_for_a_table(words: str, table: str | None) -> None:
    """The name in brackets."""
    assert known_table(words) == table


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Trung ương", "tw"),
        ("cấp trung ương", "tw"),
        ("Tỉnh", "tinh"),
        ("cấp xã", "xa"),
        ("huyện", "huyen"),
        ("thôn", None),
    ],
)
def test_words_for_a_level(words: str, level: str | None) -> None:
    """With or without "cấp"."""
    assert matching_part(words) == level
