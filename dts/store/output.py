"""Files made for people (`-o`): whole or not at all, and never through somebody else's file by accident."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from dts.core.problem import WriteError
from dts.store.files import describe_os_error


def write_output(path: Path, data: bytes) -> None:
    """Write a file in one step: a temporary file beside it, on the disk, then in its place.

    Raises WriteError with a Vietnamese sentence; a half-written file is never left.
    """
    if path.is_dir():
        raise WriteError(f"Chưa lập: {path} là một thư mục; nêu tên tệp.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 — one step, also where the file exists
    except OSError as error:
        what = "không có thư mục này" if isinstance(error, FileNotFoundError) else describe_os_error(error)
        if isinstance(error, PermissionError):
            what = "không có quyền ghi, hoặc tệp đang mở trong chương trình khác. Đóng tệp rồi chạy lại"
        raise WriteError(f"Chưa lập: {path}: {what}.") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
