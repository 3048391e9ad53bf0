"""Finding by what people type: without diacritics, by id, by name, by words; and what looks like it."""

from __future__ import annotations

import pytest

from dts.core.lookup import closest, find, fold

NAMES = {
    "ky-so": ("Tỷ lệ văn bản ký số", "Ký số"),
    "ky-so-xa": ("Văn bản ký số cấp xã",),
    "dat-dai": ("Cơ sở dữ liệu đất đai",),
    "ho-so": ("Hồ sơ trực tuyến", "Hồ sơ"),
    "tt": ("Dịch vụ công trực tuyến toàn trình", "Toàn trình"),
}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đất đai", "dat dai"),
        ("  ĐẤT–ĐAI, (2025) ", "dat dai 2025"),
        ("Tỷ lệ 36,18 %", "ty le 36 18"),
        ("ﬁ…", ""),
        ("", ""),
    ],
)
def test_letters_without_diacritics(text: str, folded: str) -> None:
    """Everything else is one space."""
    assert fold(text) == folded


FOUND = {
    "ky-so": ["ky-so"],
    " KY-SO ": ["ky-so"],
    "dat": ["dat-dai"],
    "ký số": ["ky-so"],
    "toàn trình": ["tt"],
    "hồ sơ": ["ho-so"],
    "văn bản": ["ky-so", "ky-so-xa"],
    "cấp xã": ["ky-so-xa"],
    "ky": ["ky-so", "ky-so-xa"],
    "trực tuyến": ["ho-so", "tt"],
    "tuyến trực": ["ho-so", "tt"],
    "trình dịch": ["tt"],
    "dữ đất": ["dat-dai"],
    "trìn dịch": [],
    "abc": [],
    "…": [],
    "": [],
}


@pytest.mark.parametrize("query", FOUND)
def test_what_was_meant(query: str) -> None:
    """The id or name itself; the only id with it; all that contain it; all with its words in any order."""
    assert find(query, NAMES, NAMES) == FOUND[query]


def test_a_name_of_two_is_not_enough() -> None:
    """Both are listed, and all others that contain it."""
    names = {"x": ("Hồ sơ",), "y": ("Hồ sơ",), "z": ("Hồ sơ khác",)}
    assert find("hồ sơ", names, names) == ["x", "y", "z"]


def test_the_only_id_with_it_comes_before_names() -> None:
    """Also where names of others contain it."""
    names = {"cap-do": ("Hệ thống an toàn",), "khac": ("Cấp độ khác",)}
    assert find("cấp độ", names, names) == ["cap-do"]


def test_what_looks_like_it() -> None:
    """Three at most, the most alike first; nothing that is not alike."""
    assert closest("kyso", NAMES, NAMES) == ["ky-so", "ky-so-xa", "ho-so"]
    assert closest("trực tuyến hồ sơ", NAMES, NAMES)[0] == "ho-so"
    assert closest("zzzz", NAMES, NAMES) == []
    alike = {f"ho-so-{letter}": () for letter in "abcd"}
    assert closest("ho-so", alike, alike) == ["ho-so-a", "ho-so-b", "ho-so-c"]


def test_how_alike_is_enough() -> None:
    """Two letters of five: two in five."""
    names = {"abxyz": (), "acxyzq": ()}
    assert closest("abcde", {"abxyz": 0}, names) == ["abxyz"]
    assert closest("abcde", {"axyzwq": 0}, {"axyzwq": ()}) == []
