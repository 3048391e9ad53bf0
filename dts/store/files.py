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


_REASONS = {
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EFBIG: "hết hạn mức đĩa",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "lỗi đọc ghi đĩa",
    errno.EBUSY: "tệp đang bận",
    errno.ENOLCK: "ổ đĩa không cho khóa tệp",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENOENT: "không có tệp này",
    errno.EISDIR: "đây là một thư mục",
    errno.EEXIST: "đã có một tệp mang tên này",
    errno.ENOTDIR: "trong đường dẫn có một tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên dài quá",
    errno.ELOOP: "các liên kết trỏ vòng tròn",
}


def describe_os_error(error: OSError, *, permission: str = "không có quyền đọc") -> str:
    """The reason in Vietnamese, without the system's English; `permission`: the words where that is what is missing."""
    if isinstance(error, PermissionError):
        return permission
    return _REASONS.get(error.errno or 0, f"lỗi hệ thống số {error.errno}")
