"""Text inside HTML and SVG: what comes from data is only text, whatever it holds."""

from __future__ import annotations

import html
import re

from dts.render.safe import safe

NBSP = "\u00a0"
_GLUED = re.compile(r"(?:(?<=[≥≤<>])|(?<=\bQĐ)|(?<=\bKH)|(?<=\bNQ)|(?<=\bNĐ)) | (?=%)")
"""Spaces at which no line breaks: after a sign, before %, between QĐ and its number."""


def plain(data: str) -> str:
    """What a reader sees of a text: nothing that steers, hides or reorders; quantities stay on one line."""
    return _GLUED.sub(NBSP, safe(data))


def text(data: str) -> str:
    """The same, escaped for an element or an attribute in double quotes."""
    return html.escape(plain(data), quote=True)


def clipped(data: str, most: int) -> str:
    """At most so many characters, the last an ellipsis; for labels of a picture whose words stand in full beside it."""
    whole = plain(data)
    return whole if len(whole) <= most else whole[: most - 1].rstrip() + "…"
