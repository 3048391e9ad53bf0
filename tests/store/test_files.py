"""Files that are none, are too large or cannot be read: every reader says which, and why, in Vietnamese."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dts.store.files import MAX_BYTES, describe_os_error
from tests.conftest import Make, Run

TARGETS = '[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\n'
PERIOD = "records/2025-02.toml"


def test_folder_named_like_a_record_file_stops_readers(run: Run, workspace: Make) -> None:
    """A folder in place of a file is named; nothing is counted as missing instead."""
    folder = workspace(TARGETS)
    (folder / PERIOD).mkdir()
    result = run("status", folder=folder)
    assert result.code == 3
    assert result.err.startswith(f"LỖI  {PERIOD}\n  không phải là một tệp thường; không đọc\n")
    assert result.out == ""


def test_file_too_large_to_be_data_stops_readers(run: Run, workspace: Make) -> None:
    """More than 8 MB is refused with the size; one byte less is read."""
    folder = workspace(TARGETS, {"2025-02": ""})
    path = folder / PERIOD
    path.write_bytes(path.read_bytes().ljust(MAX_BYTES, b"\n"))
    assert run("status", folder=folder).code == 0
    path.write_bytes(path.read_bytes() + b"\n" * 1024 * 1024)
    result = run("status", folder=folder)
    assert result.code == 3
    assert "tệp quá lớn (9 MB), không phải tệp số liệu; không đọc" in result.err


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "không có quyền đọc"),
        (errno.ENOENT, "không có tệp này"),
        (errno.EISDIR, "đây là một thư mục"),
        (errno.EIO, "lỗi đọc ghi đĩa"),
        (errno.ENOTEMPTY, f"lỗi hệ thống số {errno.ENOTEMPTY}"),
    ],
    ids=["permission", "absent", "folder", "disk", "another"],
)
def test_reason_of_the_system_is_told_in_vietnamese(number: int, sentence: str) -> None:
    """Never the system's English."""
    assert describe_os_error(OSError(number, "No such thing")) == sentence


def test_disk_error_while_reading_is_told(run: Run, workspace: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails under a reader is a sentence with the file, never half a table."""
    folder = workspace(TARGETS, {"2025-02": ""})
    whole = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == "2025-02.toml":
            raise OSError(errno.EIO, "Input/output error")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    result = run("check", folder=folder)
    assert result.code == 1
    assert result.out.startswith(f"LỖI  {PERIOD}\n  không đọc được tệp: lỗi đọc ghi đĩa\n")
