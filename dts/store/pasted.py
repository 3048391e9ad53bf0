"""The text of lines to be recorded, from a file or from what was piped in: decoded, never guessed."""

from __future__ import annotations

from pathlib import Path

from dts.core.problem import DataError, Place, Problem
from dts.store.files import MAX_BYTES, describe_os_error
from dts.store.source import decode

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx (and any zip) and .xls begin."""


def read_pasted(path: Path) -> str:
    """The text of a file of lines. Raises DataError when it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError([Problem(Place(str(path)), describe_os_error(error))]) from None
    return pasted_text(raw, path.name)


def pasted_text(raw: bytes, name: str) -> str:
    """Bytes as text. Raises DataError for spreadsheets and for text that is not UTF-8."""
    if raw.startswith(SPREADSHEETS):
        raise DataError(
            [Problem(Place(name), "đây là tệp bảng tính hoặc tệp nén", ("nhập tệp Excel bằng: dts import",))]
        )
    if len(raw) > MAX_BYTES:
        raise DataError([Problem(Place(name), "lớn hơn 8 MB, không phải các dòng số liệu")])
    text = decode(raw, name)
    if isinstance(text, Problem):
        raise DataError([text])
    return text
