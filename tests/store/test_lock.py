"""The lock of a data folder: who holds it, whether it keeps anybody out, what is left of it afterwards."""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import datetime
from pathlib import Path

import pytest

from dts.core.dates import VIETNAM
from dts.core.problem import WriteError
from dts.store import lock
from dts.store.lock import Held, locked

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and locks of POSIX")


def note_of(folder: Path) -> Path:
    """What the holder leaves beside the lock."""
    return folder / ".dts" / "holder"


# ── the note ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("node", "machine"),
    [("VP-01", "VP-01"), (" Máy  của\tAn\n", "Máy của An"), ("x" * 61, "x" * 60), ("", ""), ("m\udcff", "m?")],
)
def test_the_holder_leaves_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: str, machine: str) -> None:
    """In one short line, with a word of its own below; gone when the lock is."""
    monkeypatch.setattr("platform.node", lambda: node)
    with locked(tmp_path) as held:
        note = note_of(tmp_path)
        first, second = note.read_text(encoding="utf-8").split("\n")
        assert first == machine
        assert re.fullmatch(rf"{os.getpid()}-[0-9a-f]{{8}}", second)
        assert (held.note, held.word, held.since, held.met) == (note, note.read_bytes(), note.stat().st_mtime, False)
        assert not held.is_doubtful()
    assert [path.name for path in (tmp_path / ".dts").iterdir()] == ["lock"]


@POSIX
def test_the_note_is_as_open_as_the_folder(tmp_path: Path) -> None:
    """Others are to read it, whatever the umask."""
    tmp_path.chmod(0o775)
    before = os.umask(0o077)
    try:
        with locked(tmp_path):
            assert stat.S_IMODE(note_of(tmp_path).stat().st_mode) == 0o664
    finally:
        os.umask(before)


@POSIX
def test_a_note_that_cannot_be_opened_up_is_the_holder_s_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No error of it matters."""
    chmod = Path.chmod

    def fail(path: Path, mode: int) -> None:
        if path.name == "holder":
            raise PermissionError(errno.EPERM, "x")
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", fail)
    before = os.umask(0)
    try:
        with locked(tmp_path) as held:
            assert stat.S_IMODE(note_of(tmp_path).stat().st_mode) == 0o600
            assert held.since == note_of(tmp_path).stat().st_mtime
    finally:
        os.umask(before)


def test_the_note_of_somebody_else_is_left(tmp_path: Path) -> None:
    """Put there meanwhile where locks do not work."""
    with locked(tmp_path) as held:
        note_of(tmp_path).write_bytes(b"VP-02\n7-0")
        assert held.is_doubtful()
    assert note_of(tmp_path).read_bytes() == b"VP-02\n7-0"
    with locked(tmp_path) as held:
        assert held.met
        assert note_of(tmp_path).read_bytes() == held.word
    assert not note_of(tmp_path).exists()


@pytest.mark.parametrize(
    ("since", "met", "note", "doubtful"),
    [
        (1.0, False, b"mine", False),
        (1.0, False, b"other", True),
        (1.0, False, None, True),
        (1.0, False, "folder", False),
        (1.0, True, b"mine", True),
        (None, True, b"mine", True),
        (None, False, b"other", False),
        (None, False, None, False),
    ],
)
def test_whether_a_lock_keeps_anybody_out(
    tmp_path: Path, since: float | None, met: bool, note: bytes | str | None, doubtful: bool
) -> None:
    """Doubtful where somebody else left word; not where no word could be left, or none can be read."""
    path = tmp_path / "holder"
    if isinstance(note, bytes):
        path.write_bytes(note)
    elif note:
        path.mkdir()
    assert Held(path, b"mine", since, met).is_doubtful() is doubtful


def test_a_note_that_cannot_be_left_is_no_error(tmp_path: Path) -> None:
    """A folder stands in its place."""
    note_of(tmp_path).mkdir(parents=True)
    with locked(tmp_path) as held:
        assert (held.since, held.met) == (None, True)


@pytest.mark.parametrize(
    ("left", "now", "told"),
    [
        ("2024-03-05T00:10", "2024-03-05T23:50", " (máy VP-01, từ 00:10)"),
        ("2024-03-05T23:50", "2024-03-06T00:10", " (máy VP-01, từ 23:50 ngày 05/3/2024)"),
        ("2024-03-04T23:50", "2024-03-05T06:00", " (máy VP-01, từ 23:50 ngày 04/3/2024)"),
    ],
)
def test_the_day_is_told_when_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str, now: str, told: str
) -> None:
    """By the clock of Vietnam."""
    moments = [datetime.fromisoformat(each).replace(tzinfo=VIETNAM).timestamp() for each in (left, now)]
    note = tmp_path / "holder"
    note.write_bytes(b"VP-01\n7-0")
    os.utime(note, (moments[0], moments[0]))
    monkeypatch.setattr(lock.time, "time", lambda: moments[1])
    assert lock._who(note) == told


def test_a_note_without_end_is_cut(tmp_path: Path) -> None:
    """Whatever stands there, one line of 240 bytes at most."""
    note = tmp_path / "holder"
    note.write_bytes(b"x" * 1000)
    assert lock._who(note).startswith(f" (máy {'x' * 240}, từ ")


# ── the lock ─────────────────────────────────────────────────────────────────


def test_one_at_a_time(tmp_path: Path) -> None:
    """Whoever comes while it is held goes away; afterwards it is free at once."""
    with locked(tmp_path):
        with pytest.raises(WriteError) as told, locked(tmp_path, seconds=0):
            pytest.fail("both hold it")
        assert re.fullmatch(
            r"Đang có người khác ghi \(máy .+, từ \d\d:\d\d\)\. Chưa ghi gì, thử lại sau\.", str(told.value)
        )
        assert note_of(tmp_path).exists()
    with locked(tmp_path, seconds=0):
        pass


@POSIX
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_drive_without_locks_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """No other kind of lock is tried: it would keep nobody out."""

    def fail(*_given: object) -> None:
        raise OSError(number, "x")

    monkeypatch.setattr("fcntl.flock", fail)
    with pytest.raises(WriteError) as told, locked(tmp_path, seconds=0):
        pytest.fail("held")
    assert str(told.value) == (f"Không khóa được thư mục {tmp_path}; ổ đĩa này không cho khóa tệp. Chưa ghi gì.")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, "x"), "Không có quyền ghi thư mục {}. Chưa ghi gì."),
        (OSError(errno.EROFS, "x"), "Không khóa được thư mục {}: ổ đĩa chỉ cho đọc. Chưa ghi gì."),
        (NotImplementedError(), "Không khóa được thư mục {}; ổ đĩa này không cho khóa tệp. Chưa ghi gì."),
    ],
)
def test_why_there_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str) -> None:
    """The whole sentence."""

    def fail(*_path: object, **_given: object) -> None:
        raise error

    monkeypatch.setattr(lock, "make_shared_file", fail)
    with pytest.raises(WriteError) as raised, locked(tmp_path):
        pytest.fail("held")
    assert str(raised.value) == told.format(tmp_path)
