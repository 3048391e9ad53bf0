"""The lock of a data folder: one writer at a time, and who it is, for those who wait in vain."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dts.core.dates import VIETNAM, format_date
from dts.core.problem import WriteError
from dts.store.shared import describe_write_error, make_shared_file, make_shared_folder, new_file_mode

LOCK_FOLDER = ".dts"
LOCK_SECONDS = 10.0
HOLDER = "holder"
"""Beside the lock, while it is held: the holder's machine and a word of its own; its time is when it was taken."""
MAX_NAME = 60


class Held(NamedTuple):
    """A lock that is held."""

    note: Path
    word: bytes
    """What the holder left in the note."""
    since: float | None
    """By the clock of the drive; None where no note could be left."""
    met: bool
    """There was a note of somebody else: killed while writing, or writing now because locks do not work here."""

    def is_doubtful(self) -> bool:
        """Whether somebody else has been here although the lock is held: it does not keep anybody out."""
        if self.since is None or self.met:
            return self.met
        try:
            return self.note.read_bytes() != self.word
        except FileNotFoundError:
            return True
        except OSError:
            return False


@contextlib.contextmanager
def locked(folder: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[Held]:
    """Hold the folder's lock; nobody else who uses dts writes meanwhile.

    Raises WriteError with a Vietnamese sentence when it cannot be had.
    """
    from filelock import FileLock, Timeout  # costs 60 ms, and only writers need it

    place = folder / LOCK_FOLDER
    try:
        mode = new_file_mode(folder)
        make_shared_folder(place)
        make_shared_file(place / "lock", folder=folder)
        lock = FileLock(place / "lock", fallback_to_soft=False)
        lock.acquire(timeout=seconds)
    except Timeout:
        raise WriteError(f"Đang có người khác ghi{_who(place / HOLDER)}. Chưa ghi gì, thử lại sau.") from None
    except (OSError, NotImplementedError) as error:
        raise WriteError(_why_not(folder, error)) from None
    held = _sign(place / HOLDER, mode)
    try:
        yield held
    finally:
        with contextlib.suppress(OSError):
            if held.note.read_bytes() == held.word:
                held.note.unlink()
        with contextlib.suppress(OSError):  # it is let go at the latest when the process ends
            lock.release()


def _why_not(folder: Path, error: OSError | NotImplementedError) -> str:
    if isinstance(error, PermissionError):
        return f"Không có quyền ghi thư mục {folder}. Chưa ghi gì."
    without = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
    if isinstance(error, NotImplementedError) or error.errno in without:
        return f"Không khóa được thư mục {folder}; ổ đĩa này không cho khóa tệp. Chưa ghi gì."
    return f"Không khóa được thư mục {folder}: {describe_write_error(error)}. Chưa ghi gì."


def _sign(note: Path, mode: int) -> Held:
    """Leave word of who holds the lock; a courtesy, so that no error of it matters."""
    import platform

    machine = " ".join(platform.node().split())[:MAX_NAME]
    word = f"{machine}\n{os.getpid()}-{os.urandom(4).hex()}".encode("utf-8", "replace")
    since, met = None, False
    with contextlib.suppress(OSError):
        met = note.exists()
        note.unlink(missing_ok=True)
        descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, word)
            since = os.fstat(descriptor).st_mtime
        finally:
            os.close(descriptor)
        note.chmod(mode)
    return Held(note, word, since, met)


def _who(note: Path) -> str:
    """` (máy VP-01, từ 09:15)`, with the day when it is another; nothing where it is not known."""
    try:
        machine = note.read_bytes()[: 4 * MAX_NAME].decode("utf-8", "replace").partition("\n")[0].strip()
        since = datetime.fromtimestamp(note.stat().st_mtime, VIETNAM)
    except (OSError, ValueError, OverflowError):
        return ""
    same_day = since.date() == datetime.fromtimestamp(time.time(), VIETNAM).date()
    day = "" if same_day else f" ngày {format_date(since.date())}"
    return f" (máy {machine or 'không rõ tên'}, từ {since:%H:%M}{day})"
