"""The one way a file of the data folder changes: lock, re-read, decide, judge, replace, verify.

Old or new, never half: the new text goes to a temporary file in the same folder, reaches the disk, and replaces the old
file in one step, unless somebody changed that meanwhile. Adding keeps the old bytes as an exact prefix.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
import tomllib
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from dts.core.problem import UnconfirmedError, WriteError
from dts.store.files import describe_os_error
from dts.store.ledger import Ledger, Note, noted
from dts.store.lock import LOCK_SECONDS, Held, locked
from dts.store.shared import describe_write_error, make_shared_folder, new_file_mode, open_up
from dts.store.signals import finish_first, mark_written

BOM = b"\xef\xbb\xbf"
ATTEMPTS = 10
"""How often a write starts over when somebody without the lock (an editor, a network drive) was faster."""
LEFTOVER = re.compile(r"\.[0-9a-zA-Z-]+\.toml\.\d+-[0-9a-f]{8}\.tmp")
"""What a killed run leaves beside a file; no reader opens it, the next writer removes it."""
SETTLE = 0.2
PATIENCE = 0.3
WINDOWS_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
WINDOWS_IN_USE = (5, 32, 33)
LOOK = "Xem lại bằng dts show."

Build = Callable[[bytes | None], bytes]
"""From the bytes on disk now (None: no file) to the whole new file; raises to write nothing."""


class Written(NamedTuple):
    """What was written."""

    path: Path
    old: bytes | None
    new: bytes


def replace_file(folder: Path, path: Path, build: Build, ledger: Ledger | None = None) -> Written:
    """Write one file under the folder's lock; `build` sees the bytes as they are then, and the ledger keeps a note.

    Raises WriteError (nothing changed), UnconfirmedError (replaced, but not known to last), or what `build` raises.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WriteError(f"Không ghi ra ngoài thư mục dữ liệu: {path}. Chưa ghi gì.")
    real = path.resolve() if path.is_symlink() else path  # through a link its file is written, or there would be two
    with locked(folder) as held, contextlib.ExitStack() as stack:
        sweep_leftovers(real.parent, held.since)
        note: Note | None = None
        tried: Written | None = None
        """Put down, but gone at the look afterwards; an editor that is just saving may bring it back."""
        for _attempt in range(ATTEMPTS):
            old = _read(real)
            if tried is not None and note is not None and _holds(old, tried):
                note.happened = True
                mark_written()
                return tried._replace(path=path)
            new = build(old)
            _judge(new)
            note = note or stack.enter_context(noted(ledger))
            with finish_first(writes=False):
                written = Written(real, old, new)
                put = _put(written, held)
                if put is Put.LASTS:
                    note.happened = True
                    mark_written()
                    return written._replace(path=path)
                tried = written if put is Put.GONE else tried
        if tried is not None:
            raise UnconfirmedError(f"ĐÃ GHI, nhưng tệp {path.name} liên tục bị chương trình khác sửa. {LOOK}")
    raise WriteError(f"Tệp {path.name} liên tục bị chương trình khác sửa. Chưa ghi gì, thử lại sau.")


class Put(Enum):
    """What became of one attempt."""

    LASTS = auto()
    CHANGED = auto()
    """The file was no longer what had been read; nothing was replaced."""
    GONE = auto()
    """Replaced, and already undone by somebody faster."""


def _put(written: Written, held: Held) -> Put:
    """The new bytes in place of the old, for good."""
    path, old, new = written
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        made = not path.parent.is_dir() and make_shared_folder(path.parent)
        _write_new(temporary, path, new)
        if _read(path) != old:
            return Put.CHANGED
        _swap(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    lasts = _lasts(written, made=made)
    if lasts and held.is_doubtful():
        time.sleep(PATIENCE)  # one who read the old file before ours stood there may still be about to replace it
        lasts = _lasts(written, made=False)
    return Put.LASTS if lasts else Put.GONE


def _read(path: Path) -> bytes | None:
    """The bytes on disk; of a file that is empty only after a moment, since an editor may be about to fill it."""
    try:
        if not path.is_file() and path.exists():  # a pipe would be waited for
            raise WriteError(f"Tệp {path.name}: không phải là một tệp thường. Chưa ghi gì.")
        data = path.read_bytes()
        if not data:
            time.sleep(SETTLE)
            data = path.read_bytes()
        return data
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


def _cannot_write(path: Path, error: OSError) -> WriteError:
    if getattr(error, "winerror", None) in WINDOWS_IN_USE:
        return WriteError(f"Tệp {path.name} đang mở trong chương trình khác. Chưa ghi gì. Đóng tệp rồi chạy lại.")
    return WriteError(f"Không ghi được tệp {path.name}: {describe_write_error(error)}. Chưa ghi gì.")


def _write_new(temporary: Path, path: Path, new: bytes) -> None:
    """The new bytes in a file beside the old one, as open as that, on the disk."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 — a descriptor, not a path
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    try:
        like = path.stat()
        mode = stat.S_IMODE(like.st_mode)
    except FileNotFoundError:
        like, mode = path.parent.stat(), new_file_mode(path.parent)
    open_up(temporary, mode=mode, group=like.st_gid)


def sweep_leftovers(folder: Path, since: float | None) -> None:
    """Remove what killed runs left in a folder: files named as ours that are clearly older than the lock now held.

    Where a drive's lock does not work, those of a living run are seconds old and stay.
    """
    if since is None:
        return
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if not LEFTOVER.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat(follow_symlinks=False).st_mtime < since - LOCK_SECONDS:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 — a DirEntry


def _swap(temporary: Path, path: Path) -> None:
    """`os.replace`; on Windows an editor or virus scanner may hold the file for a moment."""
    for wait in WINDOWS_WAITS if sys.platform == "win32" else ():  # pragma: no cover — Windows only
        try:
            os.replace(temporary, path)  # noqa: PTH105 — the same name in tests and messages
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(temporary, path)  # noqa: PTH105


def _lasts(written: Written, *, made: bool) -> bool:
    """Make the folder durable and look again: True when what was added is there, False when it certainly is not.

    After the replace nothing may be called unchanged: UnconfirmedError where neither is known.
    """
    path = written.path
    try:
        for folder in (path.parent, path.parent.parent) if made else (path.parent,):
            _sync_folder(folder)
        now = path.read_bytes()
    except OSError as error:
        raise UnconfirmedError(f"ĐÃ GHI, chưa xác nhận trên đĩa: {describe_write_error(error)}. {LOOK}") from None
    if _holds(now, written):
        return True
    if now == written.old or written.new.startswith(written.old or b""):
        return False
    raise UnconfirmedError(f"ĐÃ GHI, nhưng ngay sau đó tệp bị chương trình khác sửa. {LOOK}")


def _holds(now: bytes | None, written: Written) -> bool:
    """Whether what was written is there: the very file, or the added lines in whatever stands around them now."""
    if now is None or now == written.new:
        return now is not None
    old = written.old or b""
    return written.new.startswith(old) and _lf(written.new[len(old) :]).strip() in _lf(now)


def _lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # pragma: no cover — Windows only
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
