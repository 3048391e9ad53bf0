"""One's own journal, line by line: what is meant, what happened, whose it is, and what a write of it may not do."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dts.core.dates import VIETNAM
from dts.core.problem import UnconfirmedError, WriteError
from dts.core.written import Present
from dts.store import ledger
from dts.store.ledger import Ledger, Meant, Scribe, append, find_scribe, forget, noted, own_journal
from dts.store.signals import has_written, stoppable
from tests.store.journals import read_journals

POSIX = pytest.mark.skipif(os.name != "posix", reason="links and descriptors of POSIX")
NOW = datetime(2025, 2, 20, 9, 15, tzinfo=VIETNAM)
AN = Scribe("an", "may1", NOW)
FIGURE = Meant(Present("figure", "2025-02", {"target": "tram", "value": "60"}), "[[figure]]\n", None)
AGAIN = FIGURE._replace(behind={"target": "tram", "value": "59"})


def made(folder: Path, *entries: Meant, reached: Sequence[str] = ()) -> Ledger:
    """The ledger of one write."""
    return Ledger(folder, AN._replace(reached=tuple(reached)), lambda: entries)


def lines(folder: Path) -> list[dict[str, Any]]:
    """What stands in the journal, without the digests."""
    raw = own_journal(folder, AN).read_bytes()
    assert raw.endswith(b"\n")
    found = [json.loads(line) for line in raw.splitlines()]
    assert all(line.pop("dts") == 1 and line.pop("check") for line in found)
    return found


# ── who writes ───────────────────────────────────────────────────────────────


@POSIX
@pytest.mark.parametrize(
    ("environ", "user"),
    [
        ({"LOGNAME": "an", "USER": "binh"}, "an"),
        ({"USER": "binh"}, "binh"),
        ({"LOGNAME": "", "USER": "binh"}, "binh"),
        ({}, "tài khoản"),
        ({"LOGNAME": "", "USER": ""}, "tài khoản"),
    ],
)
def test_who_writes(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], user: str) -> None:
    """By the name of the login, else of the account; on which machine, and when."""
    pwd = pytest.importorskip("pwd")
    account = pwd.struct_passwd(("tài khoản", "", 0, 0, "", "", ""))
    monkeypatch.setattr(pwd, "getpwuid", lambda number: account if number == os.geteuid() else None)
    assert find_scribe(environ, NOW) == Scribe(user, os.uname().nodename, NOW)


@POSIX
def test_an_account_without_a_name_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container."""

    def unknown(_number: int) -> None:
        raise KeyError

    pwd = pytest.importorskip("pwd")
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert find_scribe({}, NOW).user == str(os.geteuid())


def test_who_writes_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has names of its own for both."""
    monkeypatch.setattr(sys, "platform", "win32")
    environ = {"USERNAME": "an", "COMPUTERNAME": "MAY1", "LOGNAME": "x", "USER": "y"}
    assert find_scribe(environ, NOW) == Scribe("an", "MAY1", NOW)
    assert find_scribe({}, NOW) == Scribe("", "", NOW)


@pytest.mark.parametrize(
    ("user", "host", "name"),
    [
        ("an", "may1", "may1-an"),
        ("an-2", "vp-ubnd-01", "vp-ubnd-01-an-2"),
        ("An", "may1", "may1-an-fa295c"),
        ("Đặng Ân", "MÁY 1", "may-1-b6e2d7-dang-an-313e75"),
        ("-an-", "may1", "may1-an-77e331"),
        ("", "日本", "x-4cb764-"),
        ("日本", "may1", "may1-x-4cb764"),
        ("a" * 40, "may1", f"may1-{'a' * 40}"),
        ("a" * 41, "may1", f"may1-{'a' * 40}-d83940"),
        ("an\udcff", "may1", "may1-an-674f88"),
    ],
)
def test_a_journal_has_the_same_name_for_ever(tmp_path: Path, user: str, host: str, name: str) -> None:
    """Plain letters of machine and user; where something is left out, six letters keep it apart from others."""
    assert own_journal(tmp_path, Scribe(user, host, NOW)) == tmp_path / ".dts" / f"journal-{name}.jsonl"


@POSIX
def test_the_journal_of_another_account_of_the_same_name_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then one's number stands behind the name."""
    (tmp_path / ".dts").mkdir()
    append(tmp_path, AN, [{"do": "done", "of": []}])
    assert own_journal(tmp_path, AN).name == "journal-may1-an.jsonl"
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert own_journal(tmp_path, AN) == tmp_path / ".dts" / "journal-may1-an-54321.jsonl"


# ── what a write says ────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that has been written to."""
    (tmp_path / ".dts").mkdir()
    return tmp_path


def test_what_is_meant_is_said_before_and_what_happened_afterwards(folder: Path) -> None:
    """Each entry with everything needed to put it back; then that it, and what was found of others, is there."""
    with noted(made(folder, FIGURE, AGAIN, reached=["f-0"])) as note:
        before = lines(folder)
        note.happened = True
    batch = before[0]["id"].removesuffix("-0")
    assert re.fullmatch("[0-9a-f]{16}", batch)
    line = {
        "do": "write",
        "at": "2025-02-20T09:15:00+07:00",
        "user": "an",
        "host": "may1",
        "period": "2025-02",
        "table": "figure",
        "entry": {"target": "tram", "value": "60"},
        "text": "[[figure]]\n",
    }
    behind = {"behind": {"target": "tram", "value": "59"}}
    assert before == [line | {"id": f"{batch}-0"}, line | {"id": f"{batch}-1"} | behind]
    assert lines(folder)[2:] == [{"do": "done", "of": [batch, "f-0"]}]
    assert [each.settled for each in read_journals(folder).written] == [True, True]


@pytest.mark.parametrize(("error", "do"), [(None, "void"), (WriteError("x"), "void"), (UnconfirmedError("x"), "done")])
def test_what_was_not_written_is_taken_back(folder: Path, error: Exception | None, do: str) -> None:
    """Of what others left nothing is said then; what may be there counts as written, and its error goes on."""
    raised = None
    try:
        with noted(made(folder, FIGURE, reached=["f-0"])):
            if error is not None:
                raise error
    except (WriteError, UnconfirmedError) as caught:
        raised = caught
    assert raised is error
    first, last = lines(folder)
    batch = first["id"].removesuffix("-0")
    assert last == {"do": do, "of": [batch, "f-0"] if do == "done" else [batch]}


def test_where_nothing_can_be_meant_nothing_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first error is the only attempt."""
    tried: list[int] = []

    def fail(*_given: object) -> None:
        tried.append(1)
        raise WriteError("đầy")

    monkeypatch.setattr(ledger, "append", fail)
    with pytest.raises(WriteError, match="đầy"), noted(made(folder, FIGURE)):
        pytest.fail("went on")
    assert tried == [1]


def test_what_happened_stands_even_where_it_cannot_be_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figure is in its file: no error any more; in the journal it is only meant."""
    with noted(made(folder, FIGURE)) as note:
        note.happened = True
        monkeypatch.setattr(ledger, "_append", lambda *_given: (_ for _ in ()).throw(OSError(errno.ENOSPC, "x")))
    assert [each.settled for each in read_journals(folder).written] == [False]


def test_a_journal_alone_is_no_data_written(folder: Path) -> None:
    """A stop in between may still say that nothing was written; without a ledger nothing is kept."""
    with stoppable():
        with noted(made(folder, FIGURE)):
            pass
        with noted(None) as note:
            assert not note.happened
        assert not has_written()
    assert len(lines(folder)) == 2


def test_forgetting_is_said_in_one_line(folder: Path) -> None:
    """Which, and when."""
    forget(folder, AN, ["a-0", "b-1"])
    assert lines(folder) == [{"do": "forget", "of": ["a-0", "b-1"], "at": "2025-02-20T09:15:00+07:00"}]


# ── how it reaches the disk ──────────────────────────────────────────────────


@POSIX
def test_a_line_and_the_name_of_a_new_journal_reach_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder only with the first line; nothing stays open."""
    synced: list[str] = []
    sync = os.fsync
    monkeypatch.setattr(
        ledger.os,
        "fsync",
        lambda number: synced.append("folder" if os.path.isdir(f"/dev/fd/{number}") else "file") or sync(number),  # noqa: PTH112
    )
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    for user in ("an", "binh", "an"):
        append(folder, AN._replace(user=user), [{"do": "done", "of": []}])
    assert synced == ["file", "folder", "file", "folder", "file"]
    again = os.open(os.devnull, os.O_RDONLY)
    os.close(again)
    assert again == free


@pytest.mark.parametrize(
    ("tail", "torn"), [(b"", False), (b"x\n", False), (b"x", True), (b"\nx", True), (b"\n\n", False)]
)
def test_a_torn_line_is_named_on_a_line_of_its_own(folder: Path, tail: bytes, torn: bool) -> None:
    """Only where the last line has no end."""
    path = own_journal(folder, AN)
    path.write_bytes(tail)
    append(folder, AN, [{"do": "done", "of": ["a"]}, {"do": "done", "of": ["b"]}])
    added = path.read_bytes().removeprefix(tail)
    assert added.startswith(b"\n") is torn
    found = [json.loads(line) for line in added.split()]
    assert [(line["dts"], line["do"], line.get("of")) for line in found] == [
        *([(1, "torn", None)] if torn else []),
        (1, "done", ["a"]),
        (1, "done", ["b"]),
    ]


def test_a_drive_that_takes_a_few_bytes_at_a_time_gets_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is whole or not there."""
    write = os.write
    monkeypatch.setattr(ledger.os, "write", lambda number, data: write(number, data[:7]))
    forget(folder, AN, ["a-0"])
    assert lines(folder)[0]["of"] == ["a-0"]


def test_half_a_line_is_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full after a few bytes: the journal is as it was, and the error is said."""
    forget(folder, AN, ["a-0"])
    before, write = own_journal(folder, AN).read_bytes(), os.write
    rest = iter([7])

    def full(number: int, data: bytes) -> int:
        if size := next(rest, 0):
            return write(number, data[:size])
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(ledger.os, "write", full)
    with pytest.raises(WriteError, match="hết chỗ trên đĩa"):
        forget(folder, AN, ["b-0"])
    assert own_journal(folder, AN).read_bytes() == before


def test_on_windows_no_folder_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There it cannot be, and its names are durable without it."""
    synced: list[bool] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ledger.os, "fsync", synced.append)
    forget(folder, AN, ["a-0"])
    assert len(synced) == 1


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(errno.EACCES, "x"), "không có quyền ghi"),
        (OSError(errno.ENOSPC, "x"), "hết chỗ trên đĩa"),
        (OSError(errno.EROFS, "x"), "ổ đĩa chỉ cho đọc"),
    ],
)
def test_why_a_journal_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    """With the name of the journal, and that nothing was written."""

    def fail(*_given: object) -> None:
        raise error

    monkeypatch.setattr(ledger, "_append", fail)
    with pytest.raises(WriteError) as told:
        forget(folder, AN, ["a-0"])
    assert str(told.value) == f"Không ghi được nhật ký .dts/journal-may1-an.jsonl: {why}. Chưa ghi gì."


@POSIX
@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("link", "không có quyền ghi"),
        ("late link", "các liên kết trỏ vòng tròn"),
        ("pipe", "không có quyền ghi"),
        ("folder out", "không có quyền ghi"),
    ],
)
def test_only_a_plain_file_of_the_folder_is_a_journal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, why: str
) -> None:
    """Not a link, nor one put there after the look; not a pipe; not in a folder elsewhere."""
    path = own_journal(folder, AN)
    elsewhere = folder.with_name(f"{folder.name}-khac")
    elsewhere.mkdir()
    (elsewhere / path.name).write_bytes(b"mine\n")
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder out":
        path.parent.rmdir()
        path.parent.symlink_to(elsewhere)
    else:
        path.symlink_to(elsewhere / path.name)
    if what == "late link":
        monkeypatch.setattr(Path, "is_symlink", lambda _path: False)
    with pytest.raises(WriteError) as told:
        forget(folder, AN, ["a-0"])
    assert str(told.value) == f"Không ghi được nhật ký .dts/journal-may1-an.jsonl: {why}. Chưa ghi gì."
    assert (elsewhere / path.name).read_bytes() == b"mine\n"
