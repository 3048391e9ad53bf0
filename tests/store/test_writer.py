"""The way a file changes: who waits is told for whom, who stops is told what was written, nobody is locked out."""

from __future__ import annotations

import os
import stat
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
from dts.store import lock, writer
from dts.store.writer import replace_file
from tests.campaigns.kit import preload
from tests.conftest import Make, Result, Run

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
    put(tmp_path)
    assert not ours.exists()
    assert fresh.exists()
    assert all(path.exists() for path in (*others, linked))


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
    assert replace_file(tmp_path, path, build).new == OLD + b"# mine\n"


def test_a_file_that_never_rests_is_not_called_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaced and undone at every attempt: exit 4, since it was written; never replaced: exit 3."""
    path, swap = tmp_path / "records" / "2025-02.toml", writer._swap

    def undone(temporary: Path, place: Path) -> None:
        swap(temporary, place)
        path.write_bytes(OLD)

    path.parent.mkdir()
    path.write_bytes(OLD)
    monkeypatch.setattr(writer, "_swap", undone)
    with pytest.raises(UnconfirmedError, match=r"^ĐÃ GHI, nhưng tệp 2025-02.toml liên tục"):
        replace_file(tmp_path, path, lambda old: (old or b"") + b"# mine\n")
    count = iter(range(1000))
    monkeypatch.setattr(writer, "_read", lambda _place: OLD + b"#" * next(count))
    with pytest.raises(WriteError, match="Chưa ghi gì, thử lại sau"):
        replace_file(tmp_path, path, lambda old: (old or b"") + b"\n# mine\n")


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


def test_an_empty_file_gets_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves empties the file first: what it is about to write is not overwritten."""
    path = tmp_path / "records" / "2025-02.toml"
    path.parent.mkdir()
    path.write_bytes(b"")
    monkeypatch.setattr("dts.store.writer.time.sleep", lambda _seconds: path.write_bytes(OLD))
    seen: list[bytes | None] = []
    replace_file(tmp_path, path, lambda old: seen.append(old) or NEW)  # type: ignore[func-returns-value]
    assert seen == [OLD]


def test_a_file_open_in_excel_on_windows(tmp_path: Path) -> None:
    """WinError 5, 32 and 33 all mean that another program holds the file."""
    for number in writer.WINDOWS_IN_USE:
        error = PermissionError(13, "x")
        error.winerror = number  # type: ignore[attr-defined]
        told = str(writer._cannot_write(tmp_path / "2025-02.toml", error))
        assert told == "Tệp 2025-02.toml đang mở trong chương trình khác. Chưa ghi gì. Đóng tệp rồi chạy lại."


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
