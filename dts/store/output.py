"""Files made for people (`-o`): whole or not at all, and never over somebody else's file by accident."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from dts.core.problem import UsageError, WriteError
from dts.store.files import describe_os_error
from dts.store.shared import OPEN_ELSEWHERE

SIGNS = tuple(
    re.compile(sign, re.DOTALL)
    for sign in (
        r"Kỳ [^\n]{1,80}, lập ngày \d\d/\d\d?/\d{4}: ",
        r"Kính gửi: [^\n]{1,200}\nĐến \d\d/\d\d?/\d{4}, ",
        r"\s*TÌNH HÌNH THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ\n",
        r"<!-- lập bằng dts -->",
        r'<!doctype html>.{0,400}<meta name="generator" content="dts">',
    )
)
"""How a report, a letter, a handout of ours begins; Word and Excel files name their maker in their properties."""
CORE = "docProps/core.xml"
MAKER = re.compile(rb"<dc:creator(?: [^>]*)?>dts</dc:creator>")
TIMES = tuple(re.compile(rb"<dcterms:%s[^>]*>([^<]*)<" % word) for word in (b"created", b"modified"))
MAX_TEMPLATE = 32 << 20
ZIP = b"PK\x03\x04"


def write_output(path: Path, data: bytes, *, force: bool = True) -> None:
    """Write a file in one step: a temporary file beside it, on the disk, then in its place.

    Without `force` an existing file is replaced only when it is a report of ours (UsageError otherwise). Raises
    WriteError with a Vietnamese sentence; a half-written file is never left.
    """
    if path.is_dir():
        raise WriteError(f"Chưa lập: {path} là một thư mục; nêu tên tệp.")
    if not force and not _is_ours(path):
        raise UsageError(f"Chưa lập: {path} đã có và không phải báo cáo do dts lập. Đặt tên khác, hoặc thêm --force.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 — one step, also where the file exists
    except OSError as error:
        what = describe_os_error(error, permission=f"{OPEN_ELSEWHERE}. Đóng tệp rồi chạy lại")
        if isinstance(error, FileNotFoundError):
            what = "không có thư mục này"
        raise WriteError(f"Chưa lập: {path}: {what}.") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_outputs(folder: Path, paths: Sequence[Path], *, force: bool) -> None:
    """Make the folder and see that every file may be written, before the first one is.

    Raises UsageError, WriteError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"Chưa lập: {folder} là một tệp; nêu tên một thư mục.") from None
    except OSError as error:
        why = describe_os_error(error, permission="không có quyền ghi")
        raise WriteError(f"Chưa lập: {folder}: {why}.") from None
    foreign = [path.name for path in paths if not force and not _is_ours(path)]
    if foreign:
        raise UsageError(
            f"Chưa lập: trong {folder} đã có tệp không phải do dts lập: {', '.join(foreign[:5])}"
            f"{', …' if len(foreign) > 5 else ''}. Chọn thư mục khác, hoặc thêm --force."
        )


def check_forms(paths: Sequence[Path], *, force: bool, folder: Path | None = None) -> None:
    """Make the folder, and see that no form somebody filled in (or another file) stands where one is to be written.

    Raises UsageError, WriteError.
    """
    if folder is not None:
        check_outputs(folder, [], force=True)
    filled = [path.name for path in paths if not force and not _is_untouched(path)]
    if filled:
        raise UsageError(
            f"Chưa lập: {', '.join(filled[:5])}{', …' if len(filled) > 5 else ''} đã có và đã có người sửa, hoặc "
            "không phải biểu do dts lập. Đặt tên khác, hoặc thêm --force."
        )


def _is_untouched(path: Path) -> bool:
    """Whether nothing stands there, or a file of ours as it was made: whoever saves one changes its time."""
    if not _is_ours(path):
        return False
    try:
        if not path.exists() or path.stat().st_size == 0:
            return True
        with ZipFile(path) as archive:
            core = archive.read(CORE)
    except (OSError, KeyError, BadZipFile, ValueError):
        return False
    times = [match[1] for sign in TIMES if (match := sign.search(core))]
    return len(times) == len(TIMES) and len(set(times)) == 1


def read_template(path: Path) -> bytes:
    """The bytes of a file somebody else made, to be the base of ours. Raises UsageError when it cannot be read."""
    try:
        if path.is_file() and path.stat().st_size <= MAX_TEMPLATE:
            return path.read_bytes()
        what = "không có tệp này" if not path.exists() else f"phải là một tệp không quá {MAX_TEMPLATE >> 20} MB"
    except OSError as error:
        what = describe_os_error(error)
    raise UsageError(f"--template: {path}: {what}.")


def _is_ours(path: Path) -> bool:
    """Whether nothing stands there yet, nothing is in it, or a report of ours."""
    try:
        if not path.exists() or path.stat().st_size == 0:
            return True
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(2000)
        if not start.startswith(ZIP):
            text = start.decode("utf-8", errors="replace")
            return any(sign.match(text) for sign in SIGNS)
        with ZipFile(path) as archive:
            return MAKER.search(archive.read(CORE)) is not None
    except (OSError, KeyError, BadZipFile, ValueError):
        return False
