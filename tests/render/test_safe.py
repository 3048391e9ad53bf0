"""Data is only data: nothing in it can steer a terminal. Every code point is tried in `tests/campaigns`."""

from __future__ import annotations

import unicodedata

from dts.render.data import to_json
from dts.render.safe import bounded, safe

LIVE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_vietnamese_is_untouched_and_composed() -> None:
    """Letters stay; decomposed ones are composed; a non-breaking space becomes a plain one."""
    text = "Đề án 06: hồ sơ sức khỏe điện tử, 95,5% ≥ 90%"
    assert safe(text) == text
    assert safe(unicodedata.normalize("NFD", text)) == text
    assert safe("36,18\u00a0%") == "36,18 %"


def test_escapes_are_visible() -> None:
    """An escape sequence is shown, not run."""
    assert safe("\x1b[31mđỏ\x1b]8;;http://x\x07") == "\\x1b[31mđỏ\\x1b]8;;http://x\\x07"
    assert safe("a\u202eb\u200bc") == "a\\u202eb\\u200bc"


def test_what_nobody_sees_is_shown() -> None:
    """Fillers and variation selectors are letters and marks to Unicode; marks pile up over other lines."""
    assert safe("Sở\u3164Y\u2800tế\ufe0f") == "Sở\\u3164Y\\u2800tế\\ufe0f"
    assert safe("a" + "\u0316" * 4) == "a\u0316\u0316\\u0316\\u0316"


def test_messages_have_an_end() -> None:
    """A line of a message is cut where no text of a file can reach; what is cut is counted."""
    assert bounded("a" * 4000) == "a" * 4000
    assert bounded("a" * 40_000).endswith("aaa… (còn 36.000 ký tự)")


def test_json_carries_nothing_live() -> None:
    """Bidi controls and line separators are escaped in JSON too, and JSON stays valid."""
    import json

    data = {"name": "a\u202eb\u2028c\x9bd \U000e0041 Đề án"}
    text = to_json(data)
    assert json.loads(text) == data
    assert not any(unicodedata.category(char) in LIVE for char in text.replace("\n", ""))
    assert "Đề án" in text
