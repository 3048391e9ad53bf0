"""The way a file changes: who waits is told for whom, who stops is told what was written, nobody is locked out."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from dts.core.dates import VIETNAM
from dts.core.problem import UnconfirmedError, WriteError
from dts.core.written import Present
from dts.store import lock, shared, writer
from dts.store.ledger import Ledger, Meant, Scribe
from dts.store.signals import has_written, stoppable
from dts.store.writer import BOM, LEFTOVER, appended, replace_file, sweep_leftovers
from tests.campaigns.kit import preload
from tests.conftest import Make, Result, Run
from tests.store.journals import read_journals

DAY = date(2025, 2, 25)
TARGETS = (
    '[owners.so]\nname = "Sở Y tế"\nlevel = "tinh"\n\n'
    '[targets.dat]\nname = "Hồ sơ"\nkind = "ratio"\nevery = "month"\nowner = "so"\n\n'
    '[targets.tram]\nname = "Trạm"\nkind = "count"\nunit = "trạm"\nevery = "month"\nowner = "so"\n'
)
OLD = b'period = "2025-02"\n'
NEW = OLD + b'\n[[figure]]\ntarget = "tram"\nvalue = 60\n'


@pytest.fixture
def record(run: Run, workspace: Make) -> Callable[..., Result]:
    """`record("tram", "60")` for 02/2025 in a small folder."""
    folder = workspace(TARGETS, {"2025-02": '[[figure]]\ntarget = "dat"\nvalue = 40\n'})
    return lambda *argv: run("record", *argv, "--period", "2025-02", folder=folder, today=DAY)


def put(folder: Path, new: bytes = NEW) -> writer.Written:
    """Write the record file as if a command had asked for it."""
    return replace_file(folder, folder / "records" / "2025-02.toml", lambda _old: new)


# ── the lock ─────────────────────────────────────────────────────────────────


def test_who_waits_is_told_for_whom(
    record: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine that holds the lock and since when; nothing is written and the exit code is 3."""
    monkeypatch.setattr(lock.locked.__wrapped__, "__kwdefaults__", {"seconds": 0.0})  # type: ignore[attr-defined]
    monkeypatch.setattr("platform.node", lambda: "VP-UBND-01")
    with lock.locked(tmp_path):
        since = datetime.fromtimestamp((tmp_path / ".dts" / "holder").stat().st_mtime, VIETNAM)
        result = record("tram", "60")
    assert result.code == 3
    assert result.err == f"Đang có người khác ghi (máy VP-UBND-01, từ {since:%H:%M}). Chưa ghi gì, thử lại sau.\n"
    assert b"tram" not in (tmp_path / "records" / "2025-02.toml").read_bytes()
    assert record("tram", "60").code == 0
    assert not (tmp_path / ".dts" / "holder").exists()


@pytest.mark.parametrize(
    ("name", "moment", "told"),
    [
        (b"VP-01", datetime(2024, 3, 5, 9, 15, tzinfo=VIETNAM), " (máy VP-01, từ 09:15 ngày 05/3/2024)"),
        (b"", datetime(2024, 3, 5, 9, 15, tzinfo=VIETNAM), " (máy không rõ tên, từ 09:15 ngày 05/3/2024)"),
        (b"a b\xff\n7-0", datetime(2024, 3, 5, 9, 15, tzinfo=VIETNAM), " (máy a b\ufffd, từ 09:15 ngày 05/3/2024)"),
        (None, None, ""),
    ],
    ids=["another day", "nameless", "damaged", "unknown"],
)
def test_what_is_known_of_the_holder(tmp_path: Path, name: bytes | None, moment: datetime | None, told: str) -> None:
    """With the day when it is not today's; nothing is guessed when the note is missing."""
    note = tmp_path / "holder"
    if name is not None and moment is not None:
        note.write_bytes(name)
        os.utime(note, (moment.timestamp(), moment.timestamp()))
    assert lock._who(note) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "x"), "Không có quyền ghi thư mục"),
        (OSError(37, "x"), "ổ đĩa này không cho khóa tệp"),
        (NotImplementedError(), "ổ đĩa này không cho khóa tệp"),
        (OSError(28, "x"), "hết chỗ trên đĩa"),
        (OSError(30, "x"), "ổ đĩa chỉ cho đọc"),
    ],
    ids=["permission", "no locks", "no flock", "full", "read-only"],
)
def test_why_the_lock_cannot_be_had(
    tmp_path: Path, error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reason has its own words, and nothing was written."""

    def fails(_place: Path) -> None:
        raise error

    monkeypatch.setattr(lock, "make_shared_folder", fails)
    with pytest.raises(WriteError, match=rf"{told}.*Chưa ghi gì\.$"), lock.locked(tmp_path):
        pass


# ── several officials ────────────────────────────────────────────────────────


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Under another umask."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mask", [0o022, 0o077], ids=["022", "077"])
def test_a_shared_folder_stays_shared(tmp_path: Path, mask: int) -> None:
    """Whatever the umask, what is made in a shared folder is as open as the folder."""
    tmp_path.chmod(0o2770)
    with umask(mask):
        put(tmp_path)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {".dts": 0o2770, "records": 0o2770, "lock": 0o660, "2025-02.toml": 0o660}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be two users")
@pytest.mark.parametrize("masks", [(0o022, 0o077), (0o077, 0o022)], ids=["022-077", "077-022"])
def test_two_users_of_a_group_write_in_turn(masks: tuple[int, int]) -> None:
    """Each adds to what the other made and may read it afterwards, also where the folder does not hand its group on."""
    preload()  # the two may not read the program's own files
    group = 4321
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "chung"
        folder.mkdir()
        os.chown(folder, 0, group)
        Path(name).chmod(0o755)
        folder.chmod(0o770)
        for turn in range(4):
            child = os.fork()
            if child == 0:
                os.setgroups([group])
                os.setgid(5000 + turn % 2)
                os.setuid(5000 + turn % 2)
                os.umask(masks[turn % 2])
                try:
                    replace_file(folder, folder / "records" / "2025-02.toml", lambda old: (old or OLD) + b"# x\n")
                    os._exit(0)
                except BaseException:
                    traceback.print_exc()
                    os._exit(1)
            assert os.waitpid(child, 0)[1] == 0
        assert (folder / "records" / "2025-02.toml").read_bytes() == OLD + b"# x\n" * 4


# ── killed runs ──────────────────────────────────────────────────────────────


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    """Only files named as ours, only when clearly older than the lock, and no folder or link of that name."""
    records = tmp_path / "records"
    records.mkdir()
    old = time.time() - 3600
    ours, fresh = records / ".2025-02.toml.77-0123abcd.tmp", records / ".2025-02.toml.78-0123abcd.tmp"
    others = [records / name for name in ("2025-02.toml.77-0123abcd.tmp", ".2025-02.toml.swp", ".a.tmp", ".b.toml")]
    linked = records / ".2025-03.toml.77-0123abcd.tmp"
    for path in (ours, fresh, *others):
        path.write_bytes(b"x")
        os.utime(path, (old, old))
    os.utime(fresh)
    linked.symlink_to(others[0])
    os.utime(linked, (old, old), follow_symlinks=False)
    put(tmp_path)
    assert not ours.exists()
    assert fresh.exists()
    assert all(path.exists() for path in (*others, linked))


@pytest.mark.parametrize(("seconds", "stays"), [(-11, False), (-10.5, False), (-10, True), (-9, True), (5, True)])
def test_what_is_no_older_than_a_wait_for_the_lock_stays(tmp_path: Path, seconds: float, stays: bool) -> None:
    """Somebody who got no lock to work may still be writing: only what is older than the longest wait is removed."""
    left = tmp_path / ".2025-02.toml.77-0123abcd.tmp"
    left.write_bytes(b"x")
    since = 1_740_000_000.0
    os.utime(left, (since + seconds, since + seconds))
    sweep_leftovers(tmp_path, None)
    assert left.exists()
    sweep_leftovers(tmp_path, since)
    assert left.exists() is stays


def test_what_a_write_leaves_when_killed_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is the one that the next writer removes; a file of that name is there only while it writes."""
    seen: list[str] = []

    def fail(temporary: Path, _path: Path) -> None:
        seen.append(temporary.name)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(writer, "_swap", fail)
    with pytest.raises(WriteError, match=r"^Không ghi được tệp 2025-02\.toml: hết chỗ trên đĩa\. Chưa ghi gì\.$"):
        put(tmp_path)
    assert [bool(LEFTOVER.fullmatch(name)) for name in seen] == [True]
    assert list((tmp_path / "records").iterdir()) == []


# ── said = kept ──────────────────────────────────────────────────────────────


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_bytes_reach_the_disk_before_the_name_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the whole new file, then its name, then the folder that holds the name; no wait where nobody disturbs."""
    steps: list[str] = []
    sync, swap, opened = os.fsync, writer._swap, shared.open_up

    def synced(descriptor: int) -> None:
        facts = os.fstat(descriptor)
        steps.append("folder" if stat.S_ISDIR(facts.st_mode) else f"file of {facts.st_size}")
        sync(descriptor)

    def opening(path: Path, *, mode: int, group: int) -> None:
        steps.append(f"open {stat.S_IMODE(path.stat().st_mode):o}")
        opened(path, mode=mode, group=group)

    monkeypatch.setattr(writer.os, "fsync", synced)
    monkeypatch.setattr(writer, "open_up", opening)
    monkeypatch.setattr(writer, "_swap", lambda *paths: steps.append("name") or swap(*paths))  # type: ignore[func-returns-value]
    monkeypatch.setattr(writer.time, "sleep", lambda _seconds: pytest.fail("waited"))
    (tmp_path / "records").mkdir()
    with umask(0):
        put(tmp_path)
    assert steps == [f"file of {len(NEW)}", "open 600", "name", "folder"]


@pytest.mark.parametrize("before", [None, OLD, OLD + b"# x\n"], ids=["new", "empty", "more"])
def test_a_write_leaves_nothing_open(tmp_path: Path, before: bytes | None) -> None:
    """Neither the file, nor the folder, nor the lock, nor the journal stays open behind it."""
    path = tmp_path / "records" / "2025-02.toml"
    path.parent.mkdir()
    if before is not None:
        path.write_bytes(before)
    scribe = Scribe("an", "may1", datetime(2025, 2, 25, 9, 15, tzinfo=VIETNAM))
    meant = Meant(Present("figure", "2025-02", {"target": "tram"}), "", None)
    replace_file(tmp_path, path, lambda old: old or OLD, Ledger(tmp_path, scribe, lambda: [meant]))
    free = free_descriptors()
    for _again in range(3):
        replace_file(tmp_path, path, lambda old: old or OLD, Ledger(tmp_path, scribe, lambda: [meant]))
    assert free_descriptors() == free


def free_descriptors() -> list[int]:
    """The lowest ten that are free."""
    found = [os.open(os.devnull, os.O_RDONLY) for _each in range(10)]
    for descriptor in found:
        os.close(descriptor)
    return found


def test_a_drive_that_cannot_confirm_is_exit_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is there already: never "nothing written"."""

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "made up")

    monkeypatch.setattr(writer, "_sync_folder", fail)
    with pytest.raises(UnconfirmedError) as told:
        put(tmp_path)
    assert str(told.value) == "ĐÃ GHI, chưa xác nhận trên đĩa: lỗi đọc ghi đĩa. Xem lại bằng dts show."
    assert (tmp_path / "records" / "2025-02.toml").read_bytes() == NEW


def test_whether_a_run_has_written_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while every attempt met a changed file, nor when nothing was replaced; from the first success on."""
    read, count = writer._read, iter(range(1000))
    with stoppable():
        monkeypatch.setattr(writer, "_read", lambda _place: OLD + b"#" * next(count))
        with pytest.raises(WriteError):
            put(tmp_path)
        assert not has_written()
        monkeypatch.setattr(writer, "_read", read)
        put(tmp_path)
        assert has_written()


# ── what is refused before anything is written ───────────────────────────────


def test_nothing_is_written_outside_the_data_folder(tmp_path: Path) -> None:
    """Not even when somebody made records/ a link that leads out of it."""
    elsewhere, data = tmp_path / "khac", tmp_path / "data"
    elsewhere.mkdir()
    data.mkdir()
    (data / "records").symlink_to(elsewhere)
    path = data / "records" / "2025-02.toml"
    with pytest.raises(WriteError) as told:
        put(data)
    assert str(told.value) == f"Không ghi ra ngoài thư mục dữ liệu: {path}. Chưa ghi gì."
    assert list(elsewhere.iterdir()) == []


def test_through_a_link_its_file_is_written(tmp_path: Path) -> None:
    """A record file that is a link inside the folder stays one; the answer names what was asked for."""
    records = tmp_path / "records"
    records.mkdir()
    (records / "that.toml").write_bytes(OLD)
    (records / "2025-02.toml").symlink_to("that.toml")
    assert put(tmp_path) == writer.Written(records / "2025-02.toml", OLD, NEW)
    assert (records / "2025-02.toml").is_symlink()
    assert (records / "that.toml").read_bytes() == NEW


@pytest.mark.parametrize("new", [b"value = 36,18\n", b"title = \xff\n", b"[[figure]\n"], ids=["comma", "bytes", "head"])
def test_nothing_is_written_that_is_no_toml(tmp_path: Path, new: bytes) -> None:
    """The last word is that of the parser; the old file stays."""
    path = tmp_path / "records" / "2025-02.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    with pytest.raises(WriteError) as told:
        put(tmp_path, new)
    assert str(told.value) == "Nội dung sắp ghi không đúng TOML, chương trình có lỗi. Chưa ghi gì."
    assert path.read_bytes() == OLD
    assert put(tmp_path, BOM + NEW).new == BOM + NEW


def test_a_folder_in_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    """Nothing can be put in its place."""
    path = tmp_path / "records" / "2025-02.toml"
    path.mkdir(parents=True)
    with pytest.raises(WriteError) as told:
        put(tmp_path)
    assert str(told.value) == "Tệp 2025-02.toml: không phải là một tệp thường. Chưa ghi gì."


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody has seen is not written over."""
    path = tmp_path / "records" / "2025-02.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)

    def fail(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "made up")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        with pytest.raises(WriteError) as told:
            put(tmp_path)
    assert str(told.value) == "Tệp 2025-02.toml: không có quyền đọc. Chưa ghi gì."
    assert path.read_bytes() == OLD


HEAD = 'period = "2025-02"\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, HEAD + "\nx = 1\n"),
        ("", HEAD + "\nx = 1\n"),
        ("\ufeff", "\ufeff" + HEAD + "\nx = 1\n"),
        (" \r\n\n", " \r\n\n" + HEAD + "\nx = 1\n"),
        ("a = 1\n", "a = 1\n\nx = 1\n"),
        ("a = 1", "a = 1\n\nx = 1\n"),
        ("\ufeffa = 1\n", "\ufeffa = 1\n\nx = 1\n"),
        ("a = 1\r\n", "a = 1\r\n\r\nx = 1\r\n"),
        ("a = 1\r\nđ = 2", "a = 1\r\nđ = 2\r\n\r\nx = 1\r\n"),
        ("# tệp trống\n", "# tệp trống\n\nx = 1\n"),
    ],
)
def test_adding_keeps_every_old_byte(old: str | None, new: str) -> None:
    """The old bytes, a blank line, the block, in the line ends of the file; a file with nothing in it gets its head."""
    raw = None if old is None else old.encode()
    assert appended(raw, "x = 1\n", head=HEAD) == new.encode()


# ── what others do meanwhile ─────────────────────────────────────────────────


def test_a_write_lost_to_a_faster_one_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the lock does not work, somebody puts the old file back over ours: it is noticed and written anew."""
    path, swap, times = tmp_path / "records" / "2025-02.toml", writer._swap, []

    def overtaken(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        times.append(1)
        if len(times) == 1:
            path.write_bytes(OLD + b"# other\n")

    monkeypatch.setattr(writer, "_swap", overtaken)
    path.parent.mkdir()
    path.write_bytes(OLD)
    replace_file(tmp_path, path, lambda old: (old or b"") + b"# mine\n")
    assert path.read_bytes() == OLD + b"# other\n# mine\n"


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_a_lock_that_keeps_nobody_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Somebody else holds the lock too: ours is looked at once more after a while, and written anew when gone."""
    path, note, waited = tmp_path / "records" / "2025-02.toml", tmp_path / ".dts" / "holder", list[float]()
    path.parent.mkdir()
    note.parent.mkdir()
    path.write_bytes(OLD)
    if moment == "before":
        note.write_bytes(b"other")

    def late(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 1:
            path.write_bytes(OLD + b"# other\n")

    def build(old: bytes | None) -> bytes:
        if moment == "meanwhile":
            note.unlink(missing_ok=True)
        return (old or b"") + b"# mine\n"

    monkeypatch.setattr("dts.store.writer.time.sleep", late)
    replace_file(tmp_path, path, build)
    assert path.read_bytes() == OLD + b"# other\n# mine\n"
    assert waited == [writer.PATIENCE] * 2


def test_a_half_saved_file_is_not_called_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our look fell into the moment in which an editor had emptied the file; a moment later ours is there again."""
    path, swap, times = tmp_path / "records" / "2025-02.toml", writer._swap, list[int]()

    def emptied(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        times.append(1)
        path.write_bytes(OLD)

    def build(old: bytes | None) -> bytes:
        assert not times, "written already"
        return (old or b"") + b"# mine\n"

    monkeypatch.setattr(writer, "_swap", emptied)
    monkeypatch.setattr(writer, "_read", lambda _place: OLD + b"# mine\n# other\n" if times else OLD)
    path.parent.mkdir()
    path.write_bytes(OLD)
    scribe = Scribe("an", "may1", datetime(2025, 2, 25, 9, 15, tzinfo=VIETNAM))
    meant = Meant(Present("figure", "2025-02", {"target": "tram"}), "", None)
    with stoppable():
        written = replace_file(tmp_path, path, build, Ledger(tmp_path, scribe, lambda: [meant]))
        assert written == writer.Written(path, OLD, OLD + b"# mine\n")
        assert has_written()
    assert [each.settled for each in read_journals(tmp_path).written] == [True]


def test_a_file_that_never_rests_is_not_called_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaced and undone at every attempt: exit 4, since it was written; never replaced: exit 3."""
    path, swap = tmp_path / "records" / "2025-02.toml", writer._swap

    times: list[int] = []

    def undone(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        path.write_bytes(OLD)

    def build(old: bytes | None) -> bytes:
        times.append(1)
        return (old or b"") + b"\n# mine\n"

    path.parent.mkdir()
    path.write_bytes(OLD)
    monkeypatch.setattr(writer, "_swap", undone)
    told = "ĐÃ GHI, nhưng tệp 2025-02.toml liên tục bị chương trình khác sửa. Xem lại bằng dts show."
    with pytest.raises(UnconfirmedError, match=f"^{told}$"):
        replace_file(tmp_path, path, build)
    assert len(times) == 10
    count = iter(range(1000))
    monkeypatch.setattr(writer, "_read", lambda _place: OLD + b"#" * next(count))
    told = "Tệp 2025-02.toml liên tục bị chương trình khác sửa. Chưa ghi gì, thử lại sau."
    with pytest.raises(WriteError, match=f"^{told}$"):
        replace_file(tmp_path, path, build)
    assert len(times) == 20


def test_an_addition_after_ours_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours is still there, with Windows line ends and more behind it: written."""
    path, swap = tmp_path / "records" / "2025-02.toml", writer._swap

    def extended(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"# other\r\n")

    monkeypatch.setattr(writer, "_swap", extended)
    assert put(tmp_path).new == NEW
    assert path.read_bytes().endswith(b"# other\r\n")


def test_an_edit_nobody_can_vouch_for_is_exit_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In-place: the file is neither what was written nor what stood there; it is never called unchanged."""
    path, swap = tmp_path / "targets.toml", writer._swap

    def changed(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        path.write_bytes(b"z = 1\n")

    monkeypatch.setattr(writer, "_swap", changed)
    path.write_bytes(b"x = 1\n")
    with pytest.raises(UnconfirmedError, match=r"^ĐÃ GHI, nhưng ngay sau đó .* Xem lại bằng dts show"):
        replace_file(tmp_path, path, lambda _old: b"y = 1\n")


@pytest.mark.parametrize(
    ("old", "new", "found", "outcome"),
    [
        (OLD, NEW, NEW, "written"),
        (OLD, NEW, NEW.replace(b"\n", b"\r\n"), "written"),
        (OLD, NEW, b"# x\n" + NEW + b"# y\n", "written"),
        (OLD, NEW, OLD, "undone"),
        (OLD, NEW, OLD + b"# other\n", "undone"),
        (None, NEW, OLD, "undone"),
        (b"x = 1\n", b"y = 1\n", b"x = 1\n", "undone"),
        (b"x = 1\n", b"y = 1\n", b"z = 1\n", "unknown"),
        (b"x = 1\n", b"y = 1\n", b"x = 1\ny = 1\n", "unknown"),
        (b"x = 1\n", b"y = 1\n", b"", "unknown"),
    ],
    ids=["ours", "ends", "around", "old", "other", "new", "edit-old", "edit-other", "edit-both", "edit-emptied"],
)
def test_what_stands_there_afterwards_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None, new: bytes, found: bytes, outcome: str
) -> None:
    """Ours in whatever stands around it: written; surely without ours: tried again; neither: said to be unknown."""
    path, swap = tmp_path / "targets.toml", writer._swap
    if old is not None:
        path.write_bytes(old)

    def changed(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        if place.read_bytes() == new and len(tries) == 1:
            place.write_bytes(found)

    tries: list[bytes | None] = []
    monkeypatch.setattr(writer, "_swap", changed)
    monkeypatch.setattr(writer.time, "sleep", lambda _seconds: None)

    def build(there: bytes | None) -> bytes:
        tries.append(there)
        return new

    if outcome == "unknown":
        with pytest.raises(UnconfirmedError) as told:
            replace_file(tmp_path, path, build)
        assert str(told.value) == "ĐÃ GHI, nhưng ngay sau đó tệp bị chương trình khác sửa. Xem lại bằng dts show."
        assert path.read_bytes() == found
    else:
        replace_file(tmp_path, path, build)
        assert tries == ([old, found] if outcome == "undone" else [old])
        assert path.read_bytes() == (new if outcome == "undone" else found)


def test_an_empty_file_gets_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves empties the file first: what it is about to write is not overwritten."""
    path = tmp_path / "records" / "2025-02.toml"
    path.parent.mkdir()
    path.write_bytes(b"")
    monkeypatch.setattr("dts.store.writer.time.sleep", lambda _seconds: path.write_bytes(OLD))
    seen: list[bytes | None] = []
    replace_file(tmp_path, path, lambda old: seen.append(old) or NEW)  # type: ignore[func-returns-value]
    assert seen == [OLD]


IN_USE = "Tệp 2025-02.toml đang mở trong chương trình khác. Chưa ghi gì. Đóng tệp rồi chạy lại."
NOT_WRITTEN = "Không ghi được tệp 2025-02.toml: hết chỗ trên đĩa. Chưa ghi gì."


@pytest.mark.parametrize(
    ("number", "told"), [*zip((5, 32, 33), [IN_USE] * 3, strict=True), (4, NOT_WRITTEN), (34, NOT_WRITTEN)]
)
def test_a_file_open_in_excel_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    """WinError 5, 32 and 33 all mean that another program holds the file; others are told as what they are."""

    def fail(*_paths: Path) -> None:
        error = OSError(errno.ENOSPC, "x")
        error.winerror = number  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(writer, "_swap", fail)
    with pytest.raises(WriteError) as raised:
        put(tmp_path)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("platform", "failures", "waits"),
    [("win32", 0, []), ("win32", 2, [0.05, 0.1]), ("win32", 5, [0.05, 0.1, 0.2, 0.4, 0.8]), ("linux", 0, [])],
)
def test_a_virus_scanner_on_windows_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, failures: int, waits: list[float]
) -> None:
    """A little longer each time; then the file is replaced once."""
    new, path = tmp_path / "new", tmp_path / "2025-02.toml"
    new.write_bytes(NEW)
    waited: list[float] = []

    def held(temporary: Path, place: Path) -> None:
        if len(waited) < failures:
            raise PermissionError(errno.EACCES, "held")
        temporary.rename(place)

    with monkeypatch.context() as patch:
        patch.setattr(writer.sys, "platform", platform)
        patch.setattr(writer.os, "replace", held)
        patch.setattr(writer.time, "sleep", waited.append)
        writer._swap(new, path)
    assert waited == waits
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(("platform", "waits"), [("win32", 5), ("linux", 0)])
def test_a_file_held_for_good_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, waits: int
) -> None:
    """On Windows after five waits, elsewhere at once."""
    waited: list[float] = []

    def held(_temporary: Path, _place: Path) -> None:
        raise PermissionError(errno.EACCES, "held")

    with monkeypatch.context() as patch:
        patch.setattr(writer.sys, "platform", platform)
        patch.setattr(writer.os, "replace", held)
        patch.setattr(writer.time, "sleep", waited.append)
        with pytest.raises(PermissionError):
            writer._swap(tmp_path / "new", tmp_path / "2025-02.toml")
    assert len(waited) == waits


def test_a_folder_is_not_opened_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There it cannot be, and its names are durable without it."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(writer.os, "open", lambda *_given: pytest.fail("opened"))
    writer._sync_folder(tmp_path)


def test_a_new_folder_is_durable_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said = kept: with the first figure the folder that holds records/ is synced as well."""
    synced: list[Path] = []
    monkeypatch.setattr(writer, "_sync_folder", synced.append)
    put(tmp_path)
    assert synced == [tmp_path / "records", tmp_path]
    put(tmp_path, NEW + b"#\n")
    assert synced[2:] == [tmp_path / "records"]


# ── two people at one figure ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("block", "typed", "told"),
    [
        (
            'value = 43.82\nrecorded_at = 2025-02-25T09:14:00+07:00\nrecorded_by = "Lan"',
            ("dat", "44%", "--reason", "Gõ nhầm"),
            "Lan vừa ghi 43,82% lúc 09:14 ngày 25/02/2025 cho dat, kỳ tháng 02/2025; số đang ghi: 44%.",
        ),
        ("numerator = 3\ndenominator = 4", ("dat", "1/2", "--reason", "x"), "vừa ghi 3/4 cho dat"),
        ('withdrawn = true\nreason = "x"', ("dat", "44%", "--reason", "x"), "người khác vừa ghi rút số liệu"),
        ('value = 41\nqualifier = ">"', ("dat", "gần 50%", "--reason", "x"), "trên 41% cho dat"),
        ("value = 41", ("dat", "--explain", "Chờ số"), "người khác vừa ghi 41% cho dat, kỳ tháng 02/2025. Xem lại"),
    ],
    ids=["value", "fraction", "withdrawal", "qualifier", "explanation"],
)
def test_the_second_person_is_told_both_values(
    block: str,
    typed: tuple[str, ...],
    told: str,
    record: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody records the same figure while this one is being typed: nothing is written, both values are named."""
    path = tmp_path / "records" / "2025-02.toml"
    meanwhile(
        monkeypatch, lambda: path.write_bytes(path.read_bytes() + f'\n[[figure]]\ntarget = "dat"\n{block}\n'.encode())
    )
    result = record(*typed)
    assert result.code == 2
    assert result.err.startswith("Chưa ghi: trong lúc đang nhập, ")
    assert told in result.err
    assert path.read_bytes().count(b"[[figure]]") == 2


def meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Let something happen after the command has read the folder and before it writes."""
    taken = writer.locked

    @contextmanager
    def late(folder: Path) -> Iterator[lock.Held]:
        change()
        with taken(folder) as held:
            yield held

    monkeypatch.setattr(writer, "locked", late)


def test_a_file_that_lost_figures_meanwhile_is_left_alone(
    record: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor's half-saved file may be valid: what was there a moment ago and is not now stops the write."""
    path = tmp_path / "records" / "2025-02.toml"
    meanwhile(monkeypatch, lambda: path.write_bytes(OLD))
    result = record("tram", "60")
    assert result.code == 2
    assert "vừa sửa hoặc bỏ bớt số liệu kỳ tháng 02/2025" in result.err
    assert path.read_bytes() == OLD
