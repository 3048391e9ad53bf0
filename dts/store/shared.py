"""A folder that several officials write to: as open as it is, whatever umask one of them has; what it may answer."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from dts.store.files import describe_os_error

OPEN_ELSEWHERE = "không có quyền ghi, hoặc tệp đang mở trong chương trình khác"
"""What Windows answers for a file that Word or Excel holds."""


def new_file_mode(folder: Path) -> int:
    """Permissions of a new file: as open as the folder, without the right to execute."""
    return stat.S_IMODE(folder.stat().st_mode) & 0o666 | 0o600


def make_shared_folder(place: Path) -> bool:
    """Make a folder inside another, as open as that; mend one that a killed run left closed. True when it is new."""
    new = not place.is_dir()
    if new:
        place.mkdir(exist_ok=True)
    folder = place.parent.stat()
    _mend(place, mode=stat.S_IMODE(folder.st_mode), group=folder.st_gid)
    return new


def make_shared_file(path: Path, *, folder: Path) -> None:
    """Make an empty file as open as a folder; mend one that a killed run left closed."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _mend(path, mode=new_file_mode(folder), group=folder.stat().st_gid)


def _mend(path: Path, *, mode: int, group: int) -> None:
    own = path.stat()
    if stat.S_IMODE(own.st_mode) != mode or own.st_gid != group:
        with contextlib.suppress(PermissionError):  # another official's: it is theirs to open
            open_up(path, mode=mode, group=group)


def open_up(path: Path, *, mode: int, group: int) -> None:
    """Give a file or folder just made the group and the permissions it must have; the group where that is allowed."""
    if hasattr(os, "chown"):  # pragma: no branch — Windows only
        with contextlib.suppress(OSError):
            os.chown(path, -1, group)
    path.chmod(mode)


def describe_write_error(error: OSError) -> str:
    """Why something could not be written, in Vietnamese."""
    return describe_os_error(error, permission=OPEN_ELSEWHERE if error.errno == errno.EACCES else "không có quyền ghi")
