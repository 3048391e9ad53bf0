"""Data for other programs: JSON that is readable Vietnamese and carries nothing live."""

from __future__ import annotations

import json
import re
from typing import Any

from dts.core.unseen import UNSEEN

_UNSAFE = re.compile(r"[^\n\x20-\x7e]")


def to_json(data: Any) -> str:
    """Indented JSON; characters that do not print, or print nothing, are written as \\u escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _UNSAFE.sub(_written, text) + "\n"


def _written(match: re.Match[str]) -> str:
    char = match[0]
    return char if char.isprintable() and not UNSEEN.match(char) else json.dumps(char)[1:-1]
