"""A lake on disk: a part for every folder, each replaced as a whole; a period that is gone leaves no file behind."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from dts.core.problem import UsageError, WriteError
from dts.store.files import describe_os_error
from dts.store.output import write_output

MARK = "lake.json"
"""By it a lake of ours is known again; it never changes, so that several exports do not meet in it."""
LAKE = {"generator": "dts", "format": 1}
PARTS = "folders"


def check_owner(lake: Path, key: str, identity: Mapping[str, str | None], *, force: bool) -> None:
    """Raises UsageError where the lake holds another folder of the same name."""
    path = lake / PARTS / f"{key}.json"
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except (OSError, ValueError, RecursionError):
        there = {}
    known = there if isinstance(there, dict) else {}
    if not force and {name: known.get(name) for name in identity} != dict(identity):
        title = known.get("title") or "không rõ"
        raise UsageError(
            f"Chưa xuất: {lake} đã có thư mục {key} của “{title}”, khác thư mục đang xuất. Đổi tên thư mục dữ liệu, "
            "hoặc thêm --force để thay."
        )


def write_part(lake: Path, key: str, files: Iterable[tuple[str, bytes]], mark: str, about: str) -> None:
    """Write the files of a folder, each whole or not at all; take away those of periods it no longer has.

    The description of the part comes last: until then the part is that of the export before, or unfinished.
    """
    _write(lake / MARK, mark.encode("utf-8"))
    written = set()
    for name, data in files:
        _write(lake / name, data)
        written.add(lake / name)
    for old in (lake / "figures" / f"folder={key}").glob("period=*/figures.parquet"):
        if old not in written:
            _remove(old)
    _write(lake / PARTS / f"{key}.json", about.encode("utf-8"))


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"Chưa xuất: không tạo được thư mục {path.parent}: {_why(error)}.") from None
    write_output(path, data)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise WriteError(f"Chưa xuất xong: không xóa được tệp cũ {path}: {_why(error)}.") from None
    with contextlib.suppress(OSError):
        path.parent.rmdir()


def _why(error: OSError) -> str:
    return describe_os_error(error, permission="không có quyền ghi")
