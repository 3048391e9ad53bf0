"""Data for other programs: JSON that is readable Vietnamese and carries nothing live."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSAFE = r"[^\n\x20-\x7e]"


def to_json(data: Any) -> str:
    """Indented JSON; characters that do not print are written as \\u escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return (
        re.sub(_UNSAFE, lambda match: match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1], text) + "\n"
    )
