"""The bytes of a data file, or the sentence that says why there are none."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from dts.core.problem import Place, Problem

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are not data typed by officials; refusing them keeps every reader quick."""


def read_bytes(path: Path, name: str) -> bytes | Problem:
    """Read one data file; what cannot be read or is not to be opened becomes a problem of the whole file.

    `name` is the path inside the data folder.
    """
    try:
        return find_obstacle(path, name) or path.read_bytes()
    except OSError as error:
        return Problem(Place(name), f"không đọc được tệp: {describe_os_error(error)}")


def find_obstacle(path: Path, name: str) -> Problem | None:
    """Why a file is not to be opened at all: a pipe or a folder, a link out of the data folder, a giant.

    Raises OSError, FileNotFoundError only where nothing has this name.
    """
    facts = os.lstat(path)
    inside = path.parents[: name.count("/")]
    if stat.S_ISLNK(facts.st_mode) or any(each.is_symlink() for each in inside):
        try:
            facts = path.stat()  # before it is resolved, which breaks off where links lead in a circle
        except FileNotFoundError:
            return Problem(Place(name), "đây là liên kết trỏ tới một tệp không có; không đọc")
        folder = path.parents[name.count("/")]
        if not path.resolve().is_relative_to(folder.resolve()):
            return Problem(Place(name), "đây là liên kết trỏ ra ngoài thư mục dữ liệu; không đọc")
    if not stat.S_ISREG(facts.st_mode):
        return Problem(Place(name), "không phải là một tệp thường; không đọc")
    if facts.st_size > MAX_BYTES:
        message = f"tệp quá lớn ({facts.st_size // 1024 // 1024} MB), không phải tệp số liệu; không đọc"
        return Problem(Place(name), message)
    return None


def describe_os_error(error: OSError) -> str:
    """The reason in Vietnamese, without the system's English."""
    match error:
        case PermissionError():
            return "không có quyền đọc"
        case FileNotFoundError():
            return "không có tệp này"
        case IsADirectoryError():
            return "đây là một thư mục"
        case FileExistsError():
            return "đã có một tệp mang tên này"
        case NotADirectoryError():
            return "trong đường dẫn có một tệp, không phải thư mục"
        case OSError(errno=errno.ENAMETOOLONG):
            return "tên dài quá"
        case OSError(errno=errno.ELOOP):
            return "các liên kết trỏ vòng tròn"
        case _:
            return f"lỗi hệ thống số {error.errno}"
