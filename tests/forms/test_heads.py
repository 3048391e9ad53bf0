"""What heads of columns mean: their words, alone, together, and as somebody types them after --column."""

from __future__ import annotations

import pytest

from dts.core.form_words import Meaning, Role, head_role, known_names, plain_head, read_head, read_role
from dts.core.model import Assignment, Kind, Level, Owner, Registry, Target


def said(meaning: Meaning) -> str:
    """A meaning in one line: `numerator ho-so xa 2025-02 %`, what is not said left out."""
    words = [meaning.role, meaning.target, meaning.part, meaning.period and meaning.period.key]
    return " ".join([*filter(None, words), *(["%"] if meaning.percent else [])])


HEADS = {
    "Kết quả (%)": "value %",
    "%": "rate %",
    "Tỷ lệ (%)": "rate %",
    "STT": "numbering",
    "Mục tiêu năm 2025": "ignore",
    "Cấp tỉnh": "value tinh",
    "Tử số cấp huyện": "numerator huyen",
    "Tử số xã": "numerator xa",
    "Tỷ lệ Sở TT&TT": "rate so-tttt",
    "Hồ sơ số hóa": "value ho-so",
    "dvc-mp": "value dvc-mp",
    "Tháng 01/2025": "value 2025-01",
    "Kết quả tháng 01/2025": "value 2025-01",
    "Kết quả tháng 01/2025 và tháng 02/2025": "",
    "UBND xã An Hòa": "value xa-a",
    "Kỳ báo cáo": "period",
    "Đơn vị": "",
    "Hạng mục": "",
    "T": "",
    # the line above stands first
    "Kết quả | Cấp xã": "value xa",
    "Cấp huyện | Mẫu số": "denominator huyen",
    "Hồ sơ số hóa | Tử số": "numerator ho-so",
    "Quý I/2025 | Tử số": "numerator 2025-Q1",
    "Kết quả | Tháng 01/2025 | Cấp tỉnh": "value tinh 2025-01",
    "Cán bộ chuyên trách chuyển đổi số | Cấp tỉnh": "value can-bo tinh",
    "Cấp tỉnh | Tỷ lệ văn bản ký số": "value ky-so tinh",
    "Kết quả thực hiện | Số lượng": "amount",
    "Số lượng | Kết quả thực hiện": "value",
    "Tỷ lệ | Số lượng": "amount",
    "Tử số | Kết quả thực hiện": "numerator",
    "Kết quả thực hiện | Mẫu số": "denominator",
    "Ghi chú | Tử số": "numerator",
    "Tháng 01/2025 | %": "value 2025-01 %",
    "Mục tiêu | Cấp tỉnh": "ignore",
    "Cấp tỉnh | Kế hoạch": "ignore",
    "Kết quả (%) | Cấp xã": "value xa %",
}


@pytest.mark.parametrize("head", HEADS)
def test_what_a_head_means(registry: Registry, head: str) -> None:
    """In one line or in several; whose, of when and of what."""
    assert said(read_head(head.split(" | "), known_names(registry))) == HEADS[head]


def test_letters_are_levels_only_side_by_side(registry: Registry) -> None:
    """T, H, X where the form has several of them."""
    names = known_names(registry)
    assert [said(read_head(["Kết quả", letter], names, letters=True)) for letter in "THX"] == [
        *("value tinh", "value huyen", "value xa")
    ]
    assert [said(read_head(["Kết quả", letter], names)) for letter in "THX"] == ["value"] * 3


LEVELS = {
    "Trung ương": "tw",
    "Cấp trung ương": "tw",
    "Cấp tỉnh": "tinh",
    "Tỉnh": "tinh",
    "Sở, ban, ngành": "tinh",
    "Cấp sở": "tinh",
    "Cấp huyện": "huyen",
    "Huyện": "huyen",
    "Huyện, thành phố": "huyen",
    "Cấp xã": "xa",
    "Xã": "xa",
    "Xã, phường": "xa",
    "Xã, phường, thị trấn": "xa",
}


@pytest.mark.parametrize("words", LEVELS)
def test_levels_have_many_names(registry: Registry, words: str) -> None:
    """As officials call them; a head that is also that of a column of agencies is only a level where typed."""
    assert read_role(f"tử số: {words}", known_names(registry)) == (Role.NUMERATOR, LEVELS[words])


TYPED = {
    "id": (Role.ID, None),
    "name": (Role.NAME, None),
    "for": (Role.FOR, None),
    "unit": (Role.UNIT, None),
    " VALUE ": (Role.VALUE, None),
    "amount": (Role.AMOUNT, None),
    "rate": (Role.RATE, None),
    "numerator": (Role.NUMERATOR, None),
    "denominator": (Role.DENOMINATOR, None),
    "period": (Role.PERIOD, None),
    "as_of": (Role.AS_OF, None),
    "source": (Role.SOURCE, None),
    "note": (Role.NOTE, None),
    "reason": (Role.REASON, None),
    "numbering": (Role.NUMBERING, None),
    "ignore": (Role.IGNORE, None),
    "mã": (Role.ID, None),
    "Cấp, đơn vị": (Role.FOR, None),
    "kết quả": (Role.VALUE, None),
    "không đọc": (Role.IGNORE, None),
    "số thứ tự": (Role.NUMBERING, None),
    "Số liệu đến nay": (Role.VALUE, None),
    "kết quả:": (Role.VALUE, None),
    "numerator:xa": (Role.NUMERATOR, "xa"),
    "AS_OF : xa": (Role.AS_OF, "xa"),
    "tử số: xa-a ": (Role.NUMERATOR, "xa-a"),
    "tử số:UBND xã An Hòa": (Role.NUMERATOR, "xa-a"),
    "mẫu số Sở TT&TT": (Role.DENOMINATOR, "so-tttt"),
    "tử số cấp xã": (Role.NUMERATOR, "xa"),
    "cấp xã": (Role.VALUE, "xa"),
    "X": (Role.VALUE, "xa"),
    "numerator:abc": None,
    "abc:xa": None,
    "abc": None,
    "Tháng 01/2025": None,
    "dvc-mp": None,
}


def test_every_column_has_its_word() -> None:
    """Those of `[imports.<name>.columns]` are kept in files: none may change."""
    assert " ".join(Role) == (
        "id name for unit value amount rate numerator denominator period as_of source note reason numbering ignore"
    )


@pytest.mark.parametrize("text", TYPED)
def test_what_a_column_is_said_to_be(registry: Registry, text: str) -> None:
    """English keys, Vietnamese words, words of heads; with a level or an agency where one is named."""
    assert read_role(text, known_names(registry)) == TYPED[text]


def test_remarks_in_brackets_say_nothing() -> None:
    """Units, numbers of columns; a bare percent sign is a rate."""
    assert plain_head("Kết quả [1] (lũy kế) 2025") == "ket qua 2025"
    assert head_role("Kết quả [1] (đơn vị: %)") is Role.VALUE
    assert [head_role(text) for text in ("(%)", "(1)", "")] == [Role.RATE, None, None]


def made(*targets: Target, owners: tuple[Owner, ...] = ()) -> Registry:
    """A registry of these."""
    return Registry("Thử", targets={each.id: each for each in targets}, owners={each.id: each for each in owners})


def called(key: str, name: str, short: str, kind: Kind = Kind.COUNT, unit: str | None = None) -> Target:
    """A target with these names."""
    return Target(key, kind, None, unit, Assignment(name, short))


def test_names_stand_for_one_thing_only() -> None:
    """A name that two have means neither; tasks have no figures; units are known."""
    names = known_names(
        made(
            called("a", "Hồ sơ", "HS", unit="Hồ sơ, thủ tục"),
            called("b", "Hồ sơ", "Hồ sơ khác"),
            called("c", "Việc", "Việc", kind=Kind.TASK),
            owners=(Owner("so", "Sở Nội vụ", "SNV", Level.TINH), Owner("so-2", "Sở Nội vụ", "SNV cũ", Level.TINH)),
        )
    )
    assert names.targets == {"a": "a", "hs": "a", "b": "b", "ho so khac": "b"}
    assert {key: part for key, part in names.parts.items() if part.startswith("so")} == {
        "so": "so",
        "snv": "so",
        "so 2": "so-2",
        "snv cu": "so-2",
    }
    assert names.units == {"ho so thu tuc"}
