"""The one way a file of the data folder changes: lock, re-read, decide, judge, replace, verify.

Old or new, never half: the new text goes to a temporary file in the same folder, reaches the disk, and replaces the old
file in one step, unless somebody changed that meanwhile. Adding keeps the old bytes as an exact prefix.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dts.core.problem import UnconfirmedError, WriteError
from dts.store.files import describe_os_error
from dts.store.signals import finish_first

LOCK_FOLDER = ".dts"
LOCK_SECONDS = 10.0
BOM = b"\xef\xbb\xbf"
ATTEMPTS = 5
"""How often a write starts over when somebody without the lock (an editor, a network drive) was faster."""

Build = Callable[[bytes | None], bytes]
"""From the bytes on disk now (None: no file) to the whole new file; raises to write nothing."""


class Written(NamedTuple):
    """What was written."""

    path: Path
    old: bytes | None
    new: bytes


@contextlib.contextmanager
def locked(folder: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the folder's lock; nobody else who uses dts writes meanwhile.

    Raises WriteError with a Vietnamese sentence when it cannot be had.
    """
    from filelock import FileLock, Timeout  # costs 60 ms, and only writers need it

    place = folder / LOCK_FOLDER
    try:
        if not place.is_dir():
            place.mkdir(exist_ok=True)
            place.chmod(stat.S_IMODE(folder.stat().st_mode))
        lock = FileLock(place / "lock", mode=_mode_for(folder), fallback_to_soft=False)
        lock.acquire(timeout=seconds)
    except Timeout:
        raise WriteError("Đang có người khác ghi. Chưa ghi gì, thử lại sau.") from None
    except PermissionError:
        raise WriteError(f"Không có quyền ghi thư mục {folder}. Chưa ghi gì.") from None
    except (OSError, NotImplementedError):
        raise WriteError(f"Không khóa được thư mục {folder}; ổ đĩa này không cho khóa tệp. Chưa ghi gì.") from None
    try:
        yield
    finally:
        lock.release()


def _mode_for(folder: Path) -> int:
    """Permissions of a new file: as open as the folder, without the right to execute."""
    return stat.S_IMODE(folder.stat().st_mode) & 0o666 | 0o600


def replace_file(folder: Path, path: Path, build: Build) -> Written:
    """Write one file under the folder's lock; `build` sees the bytes as they are then.

    Raises WriteError (nothing changed), UnconfirmedError (replaced, but not what was written), or what `build` raises.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WriteError(f"Không ghi ra ngoài thư mục dữ liệu: {path}. Chưa ghi gì.")
    with locked(folder):
        for _attempt in range(ATTEMPTS):
            old = _read(path)
            new = build(old)
            _judge(new)
            temporary = _prepare(path, old, new)
            with finish_first(), _removed_afterwards(temporary):
                if _replace(temporary, path, old):
                    _verify(path, new)
                    return Written(path, old, new)
    raise WriteError(f"Tệp {path.name} liên tục bị chương trình khác sửa. Chưa ghi gì, thử lại sau.")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteError(f"Tệp {path.name}: {describe_os_error(error)}. Chưa ghi gì.") from None


def _judge(new: bytes) -> None:
    """The last word before writing is tomllib's."""
    try:
        tomllib.loads(new.decode("utf-8-sig"))
    except ValueError:
        raise WriteError("Nội dung sắp ghi không đúng TOML, chương trình có lỗi. Chưa ghi gì.") from None


def _prepare(path: Path, old: bytes | None, new: bytes) -> Path:
    """The new bytes in a temporary file beside the old one, on the disk."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if old is not None else _mode_for(path.parent)
        _write_new(temporary, new, mode)
    except BaseException as error:
        _remove(temporary)
        if isinstance(error, OSError):
            raise _cannot_write(path, error) from None
        raise
    return temporary


def _cannot_write(path: Path, error: OSError) -> WriteError:
    return WriteError(f"Không ghi được tệp {path.name}: {describe_write_error(error)}. Chưa ghi gì.")


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _removed_afterwards(temporary: Path) -> Iterator[None]:
    try:
        yield
    finally:
        _remove(temporary)


def _replace(temporary: Path, path: Path, old: bytes | None) -> bool:
    """Put the new file in place of the old; False when that is no longer what was read."""
    if _read(path) != old:
        return False
    try:
        _swap(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    return True


def _write_new(temporary: Path, new: bytes, mode: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()  # left by a run of this process number that was killed
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 — a descriptor, not a path
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(mode)


def _swap(temporary: Path, path: Path) -> None:
    """`os.replace`; on Windows an editor or virus scanner may hold the file for a moment."""
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ():
        try:
            os.replace(temporary, path)  # noqa: PTH105 — the same name in tests and messages
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(temporary, path)  # noqa: PTH105


def describe_write_error(error: OSError) -> str:
    """Why something could not be written, in Vietnamese."""
    import errno

    known = {
        errno.ENOSPC: "hết chỗ trên đĩa",
        errno.EDQUOT: "hết hạn mức đĩa",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.EACCES: "không có quyền ghi, hoặc tệp đang mở trong chương trình khác",
        errno.EPERM: "không có quyền ghi",
        errno.EIO: "lỗi đọc ghi đĩa",
    }
    return known.get(error.errno or 0, f"lỗi hệ thống số {error.errno}")


def _verify(path: Path, new: bytes) -> None:
    """After the replace nothing may be called unchanged: make the folder durable and look again."""
    try:
        if sys.platform != "win32":
            descriptor = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        same = path.read_bytes() == new
    except OSError as error:
        raise UnconfirmedError(f"ĐÃ GHI, chưa xác nhận trên đĩa ({describe_write_error(error)}).") from None
    if not same:
        raise UnconfirmedError("ĐÃ GHI, nhưng ngay sau đó tệp bị chương trình khác sửa.")


def newline_of(old: bytes | None) -> str:
    """The line end the file uses; `\\n` for a new one."""
    return "\r\n" if old is not None and b"\r\n" in old else "\n"


def appended(old: bytes | None, block: str, *, head: str) -> bytes:
    """The old bytes as an exact prefix, a blank line, then the block in the file's own line ends.

    A missing final newline is added first. `head` starts a file that is new or holds nothing.
    """
    if old is None or not old.removeprefix(BOM).strip():
        return (old or b"") + (head + "\n" + block).encode("utf-8")
    gap = "\n" if old.endswith(b"\n") else "\n\n"
    return old + (gap + block).replace("\n", newline_of(old)).encode("utf-8")
