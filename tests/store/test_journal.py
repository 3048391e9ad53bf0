"""The journals in `.dts/`: whose they are, what a torn or damaged one costs, what a run that was ended leaves."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from dts.cli import main
from dts.store import journal, ledger, losses, writer
from dts.store.journal import seal, unseal
from dts.store.ledger import Scribe, find_scribe, own_journal
from dts.store.workspace import mark_journals
from tests.conftest import Make, Run
from tests.store.journals import read_journals

TARGETS = '[targets.tram]\nname = "Trạm phát sóng"\nkind = "count"\nunit = "trạm"\n'
FEBRUARY = "records/2025-02.toml"
TODAY, LATER = date(2025, 2, 20), date(2025, 2, 25)
LOST = "Có 1 số liệu đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"
NOW = datetime(2025, 2, 20, 9, 15)
POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "an")


@pytest.fixture
def folder(workspace: Make) -> Path:
    """A folder without figures."""
    made: Path = workspace(TARGETS)
    return made


def record(run: Run, folder: Path, value: str = "60", day: date = TODAY, *more: str) -> int:
    """One figure."""
    words = ("record", "tram", value, "--period", "2025-02", "--reason", "x", "--yes", *more)
    return run(*words, folder=folder, today=day).code


def own(folder: Path) -> Path:
    """The one journal of a folder."""
    (found,) = (folder / ".dts").glob("journal*")
    return found


def told(run: Run, folder: Path) -> str:
    """What a reader says beside its answer."""
    result = run("overdue", folder=folder, today=LATER)
    assert result.code == 0
    return result.err


# ── lines ────────────────────────────────────────────────────────────────────


def test_a_line_tells_everything(run: Run, folder: Path) -> None:
    """Self-contained: the block to append, what it means, its period, when, by whom; then that it was written."""
    assert record(run, folder, "60", TODAY, "--by", "Sở TT&TT") == 0
    first, second = own(folder).read_bytes().splitlines()
    line, done = unseal(first), unseal(second)
    assert line is not None
    assert done is not None
    assert (line["do"], line["user"], line["period"], line["table"]) == ("write", "an", "2025-02", "figure")
    assert line["at"] == "2025-02-20T09:15:00+07:00"
    assert line["text"] in (folder / FEBRUARY).read_text(encoding="utf-8")
    assert line["entry"]["value"] == "60"
    assert (done["do"], done["of"]) == ("done", [line["id"].partition("-")[0]])


def test_every_changed_byte_of_a_line_is_noticed() -> None:
    """A line is what was once written, or nothing."""
    line = seal({"do": "write", "text": 'đ,"check":"\n'}).rstrip(b"\n")
    assert unseal(line) == {"do": "write", "text": 'đ,"check":"\n', "check": json.loads(line)["check"]}
    for at in range(len(line)):
        for bit in range(8):
            assert unseal(line[:at] + bytes([line[at] ^ (1 << bit)]) + line[at + 1 :]) is None
        assert unseal(line[:at]) is None


@pytest.mark.parametrize("tail", [b'{"dts":1,"do":"wri', b"\xff\x00", b"{}"])
def test_a_torn_line_is_left_out(run: Run, folder: Path, tail: bytes) -> None:
    """Nobody hears of it; the next line begins on a line of its own, and everything before is still watched over."""
    record(run, folder)
    with own(folder).open("ab") as file:
        file.write(tail)
    assert told(run, folder) == ""
    assert record(run, folder, "61") == 0
    assert told(run, folder) == ""
    (folder / FEBRUARY).unlink()
    assert told(run, folder).startswith("Có 2 số liệu")


def test_torn_at_every_byte(run: Run, folder: Path) -> None:
    """Cut anywhere, a journal tells what its whole lines say, and never anything else."""
    record(run, folder)
    record(run, folder, "61", LATER)
    whole = own(folder).read_bytes()
    ends = [at for at in range(len(whole)) if whole[at : at + 1] == b"\n"]
    for at in range(len(whole) + 1):
        own(folder).write_bytes(whole[:at])
        found = read_journals(folder)
        lines = sum(end <= at for end in ends)
        assert len(found.written) == (lines + 1) // 2
        assert sum(each.settled for each in found.written) == lines // 2
        assert not found.damaged


def test_a_damaged_journal_is_named_once_and_stops_nobody(run: Run, folder: Path) -> None:
    """One line however many are damaged; the others are believed; `--forget` ends it."""
    for day in range(3, 8):
        record(run, folder, str(60 + day), date(2025, 2, day))
    raw = re.sub(rb"(value *= )6([35])", rb"\g<1>9\2", own(folder).read_bytes())
    own(folder).write_bytes(raw)
    name = own(folder).name
    sentence = (
        f"Lưu ý: nhật ký .dts/{name} hỏng 2 dòng; số liệu trong tệp không sao, nhưng số ghi ở các dòng ấy nếu mất thì "
        "không dò ra. Xem: dts check\n"
    )
    assert told(run, folder) == told(run, folder) == sentence
    checked = run("check", folder=folder, today=LATER)
    assert checked.code == 0
    assert f"Lưu ý  .dts/{name}: nhật ký hỏng 2 dòng;" in checked.out
    (folder / FEBRUARY).unlink()
    assert told(run, folder).startswith("Có 3 số liệu đã ghi nay không còn trong tệp.")
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    assert run("restore", "--forget", "--yes", folder=folder, today=LATER).code == 0
    assert told(run, folder) == ""


def test_a_copy_a_sync_tool_made_counts_once(run: Run, folder: Path) -> None:
    """`journal-… (1).jsonl`: the same lines are the same entries."""
    record(run, folder)
    own(folder).with_name(own(folder).stem + " (1).jsonl").write_bytes(own(folder).read_bytes())
    assert told(run, folder) == ""
    (folder / FEBRUARY).unlink()
    assert told(run, folder) == LOST


# ── whose ────────────────────────────────────────────────────────────────────


def test_each_user_and_host_has_a_journal_with_a_plain_name(folder: Path) -> None:
    """Names as people give them, in plain letters; two that look alike there are kept apart."""
    names = [("an", "may1"), ("An", "may1"), ("Ân", "may1"), ("an", "MÁY 1"), ("../../x", "may1"), ("", ""), ("đ", "đ")]
    found = {own_journal(folder, Scribe(user, host, NOW)).name for user, host in names}
    assert len(found) == len(names)
    assert "journal-may1-an.jsonl" in found
    assert all(name.isascii() and "/" not in name and " " not in name for name in found)


def test_who_writes_is_asked_of_the_system() -> None:
    """The name of the login, else of the account."""
    assert find_scribe({"LOGNAME": "an"}, NOW).user == "an"
    assert find_scribe({}, NOW).user


@POSIX
def test_a_journal_is_as_open_as_the_folder(run: Run, folder: Path) -> None:
    """Whatever the umask: the others read it, and find what is lost."""
    folder.chmod(0o777)
    before = os.umask(0o077)
    try:
        assert record(run, folder) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(own(folder).stat().st_mode) == 0o666


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root may become two others")
@pytest.mark.parametrize("umasks", [(0o022, 0o077), (0o077, 0o022)])
def test_two_users_with_other_umasks_in_a_shared_folder(folder: Path, umasks: tuple[int, int]) -> None:
    """Both write, both are told what either lost; a journal nobody else may read is named by `check` alone."""
    shared(folder)
    for user, umask, value in zip((40_001, 40_002), umasks, ("60", "61"), strict=True):
        assert as_user(user, umask, folder, "record", "tram", value, "--period", "2025-02", "--reason", "x") == 0
    assert {path.stat().st_uid for path in (folder / ".dts").glob("journal*")} == {40_001, 40_002}
    (folder / FEBRUARY).unlink()
    for user, umask in zip((40_001, 40_002), umasks, strict=True):
        assert as_user(user, umask, folder, "overdue", said="Có 2 số liệu đã ghi nay không còn trong tệp.") == 0
    (closed,) = (path for path in (folder / ".dts").glob("journal*") if path.stat().st_uid == 40_001)
    closed.chmod(0o600)
    assert as_user(40_002, 0o022, folder, "overdue", said="Có 1 số liệu đã ghi nay không còn trong tệp.") == 0
    sentence = f"Lưu ý  .dts: không đọc được nhật ký ({closed.name})"
    assert as_user(40_002, 0o022, folder, "check", said=sentence) == 1


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root may become another")
def test_where_no_journal_can_be_written_nothing_is(folder: Path) -> None:
    """A closed `.dts` stops the second user with a clear sentence before anything is written."""
    shared(folder)
    assert as_user(40_001, 0o022, folder, "record", "tram", "60", "--period", "2025-02") == 0
    (folder / ".dts").chmod(0o700)
    before = (folder / FEBRUARY).read_bytes()
    words = ("record", "tram", "61", "--period", "2025-02", "--reason", "x")
    assert as_user(40_002, 0o022, folder, *words, said="Chưa ghi gì.") == 3
    assert (folder / FEBRUARY).read_bytes() == before
    assert as_user(40_002, 0o022, folder, "check", said="không đọc được nhật ký (.dts)") == 0


def shared(folder: Path) -> None:
    """A folder everybody may write to, below others that everybody may pass."""
    for path in (folder, folder / "records"):
        path.chmod(0o777)
    for path in folder.parents:
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)


def as_user(user: int, umask: int, folder: Path, *words: str, said: str = "") -> int:
    """Run a command in a fork as another user; its exit code, 99 when it did not say what it should."""
    heard, ear = os.pipe()
    child = os.fork()
    if not child:
        code = 98
        try:
            os.dup2(ear, 1)
            os.dup2(ear, 2)
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            os.umask(umask)
            os.environ.update({"LOGNAME": f"user{user}", "XDG_CACHE_HOME": "/nonexistent"})
            import sys

            sys.stdout, sys.stderr = (open(each, "w", encoding="utf-8", closefd=False) for each in (1, 2))  # noqa: SIM115
            code = main(["-C", str(folder), *words], today=LATER)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    os.close(ear)
    with open(heard, encoding="utf-8") as file:  # noqa: PTH123 — a descriptor
        text = file.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if said in text else 99


@POSIX
def test_a_link_out_of_the_folder_is_no_journal(
    run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing is written through it, neither the journal nor the figure."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "file"
    elsewhere.write_text("mine\n")
    (folder / ".dts").mkdir()
    own_journal(folder, find_scribe(os.environ, NOW)).symlink_to(elsewhere)
    result = run("record", "tram", "60", "--period", "2025-02", folder=folder, today=TODAY)
    assert result.code == 3
    assert result.err.startswith("Không ghi được nhật ký .dts/journal-")
    assert result.err.endswith("Chưa ghi gì.\n")
    assert "không đọc được nhật ký (journal-" in run("check", folder=folder, today=TODAY).out
    assert elsewhere.read_text() == "mine\n"
    assert not (folder / FEBRUARY).exists()


# ── a write that goes wrong ──────────────────────────────────────────────────


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_journal_that_cannot_be_written_stops_the_write(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Before the figure is: a sentence, exit 3, the file and the journal as they were."""
    record(run, folder)
    before = (folder / FEBRUARY).read_bytes(), own(folder).read_bytes()

    def fail(_descriptor: int, _data: bytes) -> int:
        os.pwrite(_descriptor, b"half", len(before[1]))
        raise OSError(error, "made up")

    monkeypatch.setattr(ledger.os, "write", fail)
    result = run("record", "tram", "61", "--period", "2025-02", "--reason", "x", folder=folder, today=LATER)
    assert result.code == 3
    assert "Không ghi được nhật ký" in result.err
    assert result.err.endswith("Chưa ghi gì.\n")
    assert ((folder / FEBRUARY).read_bytes(), own(folder).read_bytes()) == before


def test_a_refused_replace_is_taken_back(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was only meant is not watched over, and not spoken of."""

    def fail(*_args: object) -> None:
        raise OSError(errno.EIO, "made up")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "_swap", fail)
        assert record(run, folder) == 3
    assert read_journals(folder).written == ()
    assert told(run, folder) == ""
    assert "unfinished" not in run("check", "--json", folder=folder, today=LATER).out


def test_written_but_not_confirmed_is_watched_over(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 4: somebody without the lock wrote over it at once. Then it is gone, and that is noticed."""
    swap = writer._swap

    def overwrite(temporary: Path, path: Path) -> None:
        swap(temporary, path)
        path.write_text('period = "2025-02"\n', encoding="utf-8")

    monkeypatch.setattr(writer, "_swap", overwrite)
    assert record(run, folder) == 4
    assert told(run, folder) == LOST


class KilledError(BaseException):
    """Stands in for SIGKILL: nothing is written after it."""


def killed(where: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A run that ends right before the file is replaced, or right after."""
    swap, write = writer._swap, ledger.append
    dead: list[bool] = []

    def die(temporary: Path, path: Path) -> None:
        if where == "after":
            swap(temporary, path)
        dead.append(True)
        raise KilledError

    def append(*args: object) -> None:
        if not dead:
            write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(writer, "_swap", die)
    monkeypatch.setattr(ledger, "append", append)
    return monkeypatch.undo


def test_killed_before_the_replace_nothing_is_claimed(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figure was never there and nobody was told so: not lost; `check` alone says that a run was interrupted."""
    with monkeypatch.context() as patch:
        killed("before", patch)
        with pytest.raises(KilledError):
            record(run, folder)
    assert not (folder / FEBRUARY).exists()
    assert told(run, folder) == ""
    checked = run("check", folder=folder, today=LATER)
    assert checked.code == 0
    assert "lần ghi bị dừng giữa chừng: 60 trạm" in checked.out
    assert record(run, folder, "60", LATER) == 0
    assert "lần ghi bị dừng" not in run("check", folder=folder, today=LATER).out
    (folder / FEBRUARY).unlink()
    assert told(run, folder) == LOST
    assert run("restore", "--forget", "--yes", folder=folder, today=LATER).code == 0
    assert "lần ghi bị dừng" not in run("check", folder=folder, today=LATER).out


def test_killed_after_the_replace_the_next_write_takes_it_in(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there; whoever writes next says so in his own journal; from then on it is watched over."""
    with monkeypatch.context() as patch:
        killed("after", patch)
        with pytest.raises(KilledError):
            record(run, folder)
    assert (folder / FEBRUARY).exists()
    assert told(run, folder) == ""
    monkeypatch.setenv("LOGNAME", "binh")
    assert record(run, folder, "61", LATER) == 0
    (folder / FEBRUARY).unlink()
    assert told(run, folder).startswith("Có 2 số liệu")


def test_killed_after_the_replace_and_lost_is_not_silent(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anybody wrote again: `check` still names it."""
    with monkeypatch.context() as patch:
        killed("after", patch)
        with pytest.raises(KilledError):
            record(run, folder)
    (folder / FEBRUARY).unlink()
    assert "lần ghi bị dừng giữa chừng: 60 trạm" in run("check", folder=folder, today=LATER).out


# ── cheap ────────────────────────────────────────────────────────────────────


def test_readers_write_nothing_and_a_read_only_folder_is_read(run: Run, folder: Path) -> None:
    """The journal is only ever touched by those who write."""
    record(run, folder)
    (folder / FEBRUARY).unlink()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / ".dts").iterdir()}
    for words in (["status"], ["check"], ["restore", "--dry-run"], ["restore", "--forget", "--dry-run"], ["report"]):
        run(*words, folder=folder, today=LATER)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / ".dts").iterdir()} == before


def test_with_a_warm_cache_no_journal_and_no_record_is_parsed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said from what was found before, until a file or a journal changes."""
    record(run, folder)
    record(run, folder, "61", LATER)
    path = folder / FEBRUARY
    path.write_text(path.read_text(encoding="utf-8").replace("= 60\n", "= 70\n"), encoding="utf-8")
    (folder / "records" / "2025-03.toml").write_text('period = "2025-03"\n', encoding="utf-8")
    with own(folder).open("ab") as file:
        file.write(
            seal({"do": "write", "id": "f-0", "at": "2025", "period": "2024", "table": "note", "entry": {}, "text": ""})
        )
        file.write(seal({"do": "done", "of": ["f"]}))
    first = run("status", folder=folder, today=LATER)
    assert first.err == "Có 1 tình hình đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"
    with monkeypatch.context() as patch:
        patch.setattr(losses, "find_losses", lambda *_args: pytest.fail("looked again"))
        assert run("status", folder=folder, today=LATER) == first
        assert run("overdue", folder=folder, today=LATER).err == first.err
    with own(folder).open("ab") as file:
        file.write(seal({"do": "forget", "of": ["f-0"]}))
    assert run("status", folder=folder, today=LATER).err == ""


def test_a_large_old_journal_is_known_by_its_times(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then its bytes are not even read."""
    if os.name != "posix":
        pytest.skip("no change time there")
    record(run, folder)
    monkeypatch.setattr(losses, "SMALL", 0)
    monkeypatch.setattr(losses, "YOUNG", 0)
    run("status", folder=folder, today=LATER)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(str(path)) if "journal" in path.name else b"")
    assert losses._state(folder, mark_journals(folder))


@pytest.mark.parametrize(
    "line",
    [
        {"do": "write"},
        {"do": "write", "id": 1, "at": [], "period": {}, "table": "x", "entry": 1, "text": None},
        {"do": "write", "id": "a-0", "at": "x", "period": "../x", "table": "figure", "entry": {}, "text": "x"},
        {
            "do": "write",
            "id": "a-0",
            "at": "2025",
            "period": "2025-02",
            "table": "figure",
            "entry": {"value": "x"},
            "text": "",
        },
        {"do": "done", "of": 3},
        {"do": "forget", "of": None},
        {"do": ["x"]},
        {},
    ],
)
def test_strange_lines_stop_nobody(run: Run, folder: Path, line: dict[str, object]) -> None:
    """Whatever somebody wrote there: no reader stops, nothing is written outside records/."""
    record(run, folder)
    with own(folder).open("ab") as file:
        file.write(seal(line) + seal({"do": "done", "of": ["a"]}))
    for words in (["status"], ["check"], ["restore", "--yes"], ["restore", "--forget", "--yes"]):
        result = run(*words, folder=folder, today=LATER)
        assert result.code in (0, 1), result.err
    assert {path.name for path in folder.iterdir()} == {"targets.toml", "records", ".dts"}
    assert told(run, folder) == ""


def test_what_is_no_file_is_no_journal(run: Run, folder: Path) -> None:
    """A folder or a pipe of that name is said once by `check`, and waited for by nobody."""
    record(run, folder)
    (folder / ".dts" / "journal-x.jsonl").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / ".dts" / "journal-y.jsonl")
    assert told(run, folder) == ""
    assert "không đọc được nhật ký (journal-x.jsonl" in run("check", folder=folder, today=LATER).out
    assert journal.MAX_BYTES > 10_000 * 500
