"""A new data folder: every file of it, or nothing; never over something that stands there."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from dts.core.problem import UnconfirmedError, UsageError, WriteError
from dts.store.shared import describe_write_error
from dts.store.signals import finish_first
from dts.store.starter import Files
from dts.store.workspace import TARGETS

SHOWN = 3
"""How many names of what stands there are told."""


def create_folder(folder: Path, files: Files) -> None:
    """Write the files into a folder that is new or empty.

    They are prepared beside their places, on the disk, and moved in at the end, targets.toml last: without it nothing
    reads the folder. Raises UsageError (something stands there), WriteError (nothing is left behind), UnconfirmedError.
    """
    _refuse_occupied(folder)
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    stage = folder / f".dts-init.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _prepare(stage, files, stat.S_IMODE(folder.stat().st_mode))
    except BaseException as error:
        _undo(stage, [], made)
        if isinstance(error, OSError):
            raise _cannot(folder, error) from None
        raise
    with finish_first():
        _move_in(stage, folder, made)
        _confirm(folder)


def _refuse_occupied(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"Chưa tạo: {folder} là một tệp; nêu tên thư mục.")
        names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise _cannot(folder, error) from None
    if TARGETS in names:
        raise UsageError(f"Chưa tạo: {folder} đã là thư mục dữ liệu (có {TARGETS}). Không tệp nào bị đổi.")
    if names:
        listed = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
        raise UsageError(
            f"Chưa tạo: thư mục {folder} không trống (có {listed}). Nêu tên một thư mục mới, ví dụ: dts init so-lieu"
        )


def _prepare(stage: Path, files: Files, mode: int) -> None:
    """All files under the stage, as open as the folder, on the disk."""
    stage.mkdir()
    for name, data in files.items():
        path = stage / name
        if not path.parent.is_dir():
            path.parent.mkdir()
            path.parent.chmod(mode)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(mode & 0o666 | 0o600)
    for place in {(stage / name).parent for name in files}:
        _sync(place)


def _move_in(stage: Path, folder: Path, made: Sequence[Path]) -> None:
    placed: list[Path] = []
    try:
        for path in sorted(stage.iterdir(), key=lambda each: each.name == TARGETS):
            place = folder / path.name
            if place.exists():
                raise FileExistsError(None, None, str(place))
            path.rename(place)
            placed.append(place)
        stage.rmdir()
    except BaseException as error:
        _undo(stage, placed, made)
        if isinstance(error, OSError):
            raise _cannot(folder, error) from None
        raise


def _undo(stage: Path, placed: Sequence[Path], made: Sequence[Path]) -> None:
    """Take away what this run put there, and the folders it made."""
    for path in (*placed, stage):
        with contextlib.suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for path in made:
        with contextlib.suppress(OSError):
            path.rmdir()


def _confirm(folder: Path) -> None:
    try:
        _sync(folder)
        _sync(folder.parent)
    except OSError as error:
        raise UnconfirmedError(f"ĐÃ TẠO {folder}, chưa xác nhận trên đĩa ({describe_write_error(error)}).") from None


def _sync(folder: Path) -> None:
    if sys.platform != "win32":  # pragma: no branch — Windows only
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cannot(folder: Path, error: OSError) -> WriteError:
    what = "có chương trình khác vừa ghi vào đây" if isinstance(error, FileExistsError) else describe_write_error(error)
    if isinstance(error, PermissionError):
        what = "không có quyền ghi ở đây"
    elif isinstance(error, NotADirectoryError):
        what = "có một tệp trùng tên thư mục trên đường dẫn"
    return WriteError(f"Chưa tạo: {folder}: {what}. Không tệp nào được ghi.")
