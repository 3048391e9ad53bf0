"""Text typed by people: composed letters, and no text of the fonts from before Unicode."""

from __future__ import annotations

import re
import unicodedata

_TCVN = r"[^\W\d_][«¬®§¨©µ¶·¸¹»¼½¾¡¢£¤¥¦ª](?=\w)|[®§¨©µ¶·¸¹¼½¾¡¢£¤¥¦ª¬][^\W\d_]"
"""Symbols inside words: the three-letter fonts (.VnTime) put Vietnamese letters on them ("C«ng an tØnh")."""
_VNI = re.compile(r"[aeo][êø]|[aoe]â|[aeo]ù|[ñøûïäåëüöæ]", re.IGNORECASE)
"""Letter pairs and letters Vietnamese never has: VNI fonts write "Coâng an tænh"."""


def clean_text(text: str) -> str:
    """Compose decomposed letters and trim.

    Raises ValueError with a Vietnamese sentence for text in .VnTime or VNI fonts and for control characters.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if re.search(_TCVN, text):
        raise ValueError(f"“{text}” là chữ theo phông .VnTime (TCVN3); chuyển sang Unicode (UniKey) rồi gõ lại")
    if len(_VNI.findall(text)) >= 2:
        raise ValueError(f"“{text}” là chữ theo phông VNI; chuyển sang Unicode (UniKey) rồi gõ lại")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") for char in text):
        raise ValueError("có ký tự điều khiển không nhìn thấy được; gõ lại bằng tay")
    return text
