"""The Vietnamese words officials type for keys, levels and tables, and the English ones they are led to."""

from __future__ import annotations

import pytest

from dts.store.records import matching_part
from dts.store.slips.finding import Line
from dts.store.slips.rules import colon, header
from dts.store.slips.values import day_in_words, flag, number
from dts.store.slips.values import words as words_without_quotes
from dts.store.slips.words import known_key, known_keys, known_table, known_word, slug

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
Xét theo judged_by | Mẫu số of_what | Tiêu đề title | Tỉnh province | Cơ quan agency | Ghi chú note | Lý do reason
Giá trị value | Đến năm by | Trước before | Công bố published | đơn vị owner | assigned to assigned_to
Khác thường None
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
    assert known_key(words, in_record=False) == (None if key == "None" else key)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Tử số", ["numerator"]),
        ("Mẫu số", ["denominator", "of_what"]),
        ("Kết quả", ["value", "result"]),
        ("Định kỳ", ["every"]),
        ("Đơn vị", ["for", "owner"]),
        ("Nhiều nhất", ["at_most"]),
        ("lạ", []),
        ("", []),
    ],
)
def test_every_key_that_words_may_mean(words: str, keys: list[str]) -> None:
    """Those of a record first, then those of targets.toml."""
    assert known_keys(words) == keys


KEYS = """
qualifier as_of_text short goal_of deadline_text later breaks revisions for_each pace rules groups owners targets
warn_days publication_lag_months due_day cutoff_day schema yearly_sum sum_of clarity of numerator milestones
"""


@pytest.mark.parametrize("key", KEYS.split())
def test_key_of_the_format(key: str) -> None:
    """Known as itself, also when it was typed as several words or with a colon."""
    assert known_keys(key) == [key]
    assert known_keys(key.replace("_", " ").title()) == [key]
    colons = colon(Line(f"{key.replace('_', ' ')}: 5", False))
    assert colons is not None
    assert colons.fixed == f"{key.replace('_', ' ')} = 5"


@pytest.mark.parametrize(
    "key", ["by", "before", "as_of", "done", "from", "since", "until", "on", "recorded_at", "published_on", "confirmed"]
)
def test_key_that_takes_a_day(key: str) -> None:
    """Words there get an example of a day."""
    found = day_in_words(Line(f"{key} = sớm", True))
    assert found is not None
    assert found.fixes == (f"ví dụ:   {key} = 2025-12-31",)
    assert words_without_quotes(Line(f"{key} = sớm", True)) is None


@pytest.mark.parametrize(
    "key",
    [
        "numerator",
        "denominator",
        "at_least",
        "above",
        "at_most",
        "below",
        "of",
        "warn_days",
        "publication_lag_months",
        "due_day",
        "cutoff_day",
        "schema",
    ],
)
def test_key_that_takes_a_number(key: str) -> None:
    """Words behind the number are left out."""
    found = number(Line(f"{key} = 5 người", True))
    assert found is not None
    assert found.fixed == f"{key} = 5"
    assert words_without_quotes(Line(f"{key} = 5 người", True)) is None


@pytest.mark.parametrize("key", ["withdrawn", "estimate", "ongoing", "yearly_sum"])
def test_key_that_takes_yes_or_no(key: str) -> None:
    """In the words of the format."""
    found = flag(Line(f"{key} = có", True))
    assert found is not None
    assert found.fixed == f"{key} = true"


@pytest.mark.parametrize("key", ["partners", "sum_of", "clarity"])
def test_key_that_takes_a_list(key: str) -> None:
    """In brackets, each part in quotes."""
    found = words_without_quotes(Line(f"{key} = a, b", False))
    assert found is not None
    assert found.fixed == f'{key} = ["a", "b"]'


@pytest.mark.parametrize(
    ("typed", "sound"),
    [
        ("[figure", "[[figure]]"),
        ("[explanation", "[[explanation]]"),
        ("[note", "[[note]]"),
        ("[sent", "[[sent]]"),
        ("[targets.a.revisions", "[[targets.a.revisions]]"),
        ("[targets.a.milestones", "[[targets.a.milestones]]"),
        ("[targets.a.breaks", "[[targets.a.breaks]]"),
        ("[[targets.a]", "[targets.a]"),
        ("[[owners.a]", "[owners.a]"),
        ("[[groups.a]", "[groups.a]"),
        ("[[rules]", "[[rules]]"),
    ],
)
def test_brackets_of_a_table(typed: str, sound: str) -> None:
    """Two where there may be several, one where there is an id."""
    found = header(Line(typed, False))
    assert found is not None
    assert found.fixed == sound


@pytest.mark.parametrize(
    ("text", "ascii_id"),
    [
        ("Đất đai", "dat-dai"),
        ("Sở TT&TT", "so-tt-tt"),
        ("  Ước (2025)  ", "uoc-2025"),
        ("a_b", "a-b"),
        ("ĐƯỜNG", "duong"),
        ("%", ""),
        ("", ""),
    ],
)
def test_id_of_a_name(text: str, ascii_id: str) -> None:
    """Small letters and digits without diacritics, joined by hyphens."""
    assert slug(text) == ascii_id


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
        ("Số lượng", "count"),
        ("Điểm số", "score"),
        ("Thứ hạng", "rank"),
        ("Trung ương", "tw"),
        ("Thành phố", "tinh"),
        ("Quận", "huyen"),
        ("ratio", "ratio"),
        ("TINH", "tinh"),
        ("Year", "year"),
        ("khác", None),
        ("", None),
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
