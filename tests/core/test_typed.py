"""Text typed by people: composed, trimmed, in Unicode, without signs that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

import pytest

from dts.core.typed import clean_text

TCVN = "là chữ theo phông .VnTime (TCVN3); chuyển sang Unicode (UniKey) rồi gõ lại"
VNI = "là chữ theo phông VNI; chuyển sang Unicode (UniKey) rồi gõ lại"
HIDDEN = "có ký tự điều khiển không nhìn thấy được; gõ lại bằng tay"


@pytest.mark.parametrize(
    "text",
    ["Công an tỉnh", "Diện tích 5 km² (± 1)", "«Kế hoạch»", "Hà Nội – 2025 ©", "Phường Söder", "§ 5", "naïve", "50 ¥"],
)
def test_sound_text_stays(text: str) -> None:
    """Also signs beside words, and one foreign letter."""
    assert clean_text(text) == text


def test_letters_are_composed_and_ends_trimmed() -> None:
    """So that the same words are the same text."""
    assert clean_text("  " + unicodedata.normalize("NFD", "Công an tỉnh") + "\n") == "Công an tỉnh"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("C«ng an tØnh", f"“C«ng an tØnh” {TCVN}"),
        ("nhiÖm vô chuyÓn ®æi sè", f"“nhiÖm vô chuyÓn ®æi sè” {TCVN}"),
        ("Coâng an tænh", f"“Coâng an tænh” {VNI}"),
        ("Naâng caáp heä thoáng", f"“Naâng caáp heä thoáng” {VNI}"),
        ("a\x07b", HIDDEN),
        ("a\ue000b", HIDDEN),
        ("a\ud800b", HIDDEN),
        ("a\u0378b", HIDDEN),
    ],
)
def test_old_fonts_and_hidden_signs_are_refused(text: str, sentence: str) -> None:
    """With what to do."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        clean_text(text)
