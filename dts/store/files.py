"""The bytes of a data file, or the sentence that says why there are none."""

from __future__ import annotations

from pathlib import Path

from dts.core.problem import Place, Problem

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are not data typed by officials; refusing them keeps every reader quick."""


def read_bytes(path: Path, name: str) -> bytes | Problem:
    """Read one data file; what cannot be read, is no file or is too large becomes a problem of the whole file."""
    try:
        if not path.is_file():
            return Problem(Place(name), "không phải là một tệp thường; không đọc")
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"tệp quá lớn ({size // 1024 // 1024} MB), không phải tệp số liệu; không đọc"
            return Problem(Place(name), message)
        return path.read_bytes()
    except OSError as error:
        return Problem(Place(name), f"không đọc được tệp: {describe_os_error(error)}")


def describe_os_error(error: OSError) -> str:
    """The reason in Vietnamese, without the system's English."""
    match error:
        case PermissionError():
            return "không có quyền đọc"
        case FileNotFoundError():
            return "không có tệp này"
        case IsADirectoryError():
            return "đây là một thư mục"
        case _:
            return f"lỗi hệ thống số {error.errno}"
