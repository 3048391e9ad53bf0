"""A folder of files made for people (`export DIR`): made when missing, never over somebody else's files by accident."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dts.core.problem import UsageError, WriteError
from dts.store.files import describe_os_error
from dts.store.lock import LOCK_FOLDER
from dts.store.output import write_output
from dts.store.workspace import RECORDS

MAX_MARK = 4 << 20
"""A description of ours is smaller."""


def check_folder(folder: Path, *, data: Path, mark: str, generator: str, force: bool = False) -> dict[str, Any]:
    """Whether files may be written there: it is missing, or empty, or holds a JSON file `mark` that names `generator`.

    Answers with what that file says, {} when there is none of ours. Raises UsageError or WriteError; nothing is made.
    """
    _check_place(folder, data)
    try:
        if not folder.exists():
            return {}
        if not folder.is_dir():
            raise UsageError(f"Chưa xuất: {folder} là một tệp; nêu tên một thư mục.")
        ours = _read_mark(folder / mark, generator)
        if ours or force or not any(folder.iterdir()):
            return ours
    except OSError as error:
        raise WriteError(f"Chưa xuất: {folder}: {describe_os_error(error)}.") from None
    raise UsageError(
        f"Chưa xuất: thư mục {folder} đã có tệp khác, không phải do dts xuất. Nêu thư mục khác, hoặc thêm --force."
    )


def _check_place(folder: Path, data: Path) -> None:
    """Never the data folder itself, nor what is read or kept in it."""
    if folder.resolve() == data.resolve() or holds_data(folder, data):
        raise UsageError(f"Chưa xuất: {folder} là chỗ của tệp dữ liệu. Nêu một thư mục khác, ví dụ: du-lieu-mo")


def holds_data(folder: Path, data: Path) -> bool:
    """Whether a folder is one where the data folder keeps its own files."""
    where, home = folder.resolve(), data.resolve()
    return any(where == each or each in where.parents for each in (home / RECORDS, home / LOCK_FOLDER))


def _read_mark(path: Path, generator: str) -> dict[str, Any]:
    """What a file of ours says; {} for anything else."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_MARK:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("generator") == generator else {}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files one after another, each whole or not at all. Raises WriteError that names what is there already."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = describe_os_error(error, permission="không có quyền ghi")
        raise WriteError(f"Chưa xuất: không tạo được thư mục {folder}: {what}.") from None
    done: list[str] = []
    for name, data in files.items():
        try:
            write_output(folder / name, data)
        except WriteError as error:
            raise WriteError(f"{error}{_already(done)}") from None
        done.append(name)


def _already(done: Iterable[str]) -> str:
    names = ", ".join(done)
    return f" Đã ghi trước đó: {names}. Chạy lại để đủ bộ." if names else ""


def kept_licences(mark: Mapping[str, Any]) -> list[dict[str, str]]:
    """The `licenses` somebody wrote into a datapackage.json of ours: the next export does not lose them."""
    found = mark.get("licenses")
    listed = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    kept = [{key: each[key] for key in ("name", "path", "title") if isinstance(each.get(key), str)} for each in listed]
    return [each for each in kept if each]
