"""What the lines of journals tell together: in which order, what was taken back, what is believed and what is not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dts.store import journal
from dts.store.cache import digest
from dts.store.journal import Journals, seal, unseal
from tests.store.journals import read_journals

FIRST, SECOND, THIRD = "2025-02-20T09:15:00+07:00", "2025-02-20T09:15:01+07:00", "2025-02-20T09:15:02+07:00"


def wrote(key: str, at: str = FIRST, **more: object) -> bytes:
    """An entry is about to be written."""
    line = {"do": "write", "id": key, "at": at, "user": "an", "host": "may1", "period": "2025-02", "table": "figure"}
    return seal(line | {"entry": {"value": 60, "target": "tram"}, "text": "[[figure]]\n"} | more)


def said(do: str, *of: object) -> bytes:
    """What became of some."""
    return seal({"do": do, "of": list(of)})


def read(folder: Path, **journals: bytes) -> Journals:
    """Everything these journals tell."""
    place = folder / ".dts"
    place.mkdir(exist_ok=True)
    for name, raw in journals.items():
        (place / f"journal-{name}.jsonl").write_bytes(raw)
    return read_journals(folder)


def ids(found: Journals) -> list[str]:
    """What was written, in its order."""
    assert [each.rank for each in found.written] == list(range(len(found.written)))
    return [each.id for each in found.written]


# ── a line ───────────────────────────────────────────────────────────────────


def test_a_line_is_compact_and_ends_in_its_digest() -> None:
    """As every version reads it."""
    line = {"do": "write", "text": "số “1”\n"}
    body = '{"do":"write","text":"số “1”\\n"'.encode()
    assert seal(line) == body + b',"check":"' + digest(body, 8).encode() + b'"}\n'
    assert len(digest(body, 8)) == 16
    assert unseal(seal(line).removesuffix(b"\n")) == line | {"check": digest(body, 8)}
    assert unseal(seal({"text": "\udcff"}).removesuffix(b"\n")) is not None


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"null", seal({"a": 1}), seal({"a": 1})[:-2], b" " + seal({"a": 1})[:-1]],
    ids=["empty", "object", "null", "with its end", "torn", "moved"],
)
def test_what_is_no_line_is_nothing(raw: bytes) -> None:
    """Only the very bytes that were written."""
    assert unseal(raw) is None


@pytest.mark.parametrize("body", [b'{"a":1', b"[1", b'{"a"', b'"x"', b"[" * 100_000])
def test_a_digest_alone_makes_no_object(body: bytes) -> None:
    """Whoever writes one by hand gets as far as this."""
    raw = body + b',"check":"' + digest(body, 8).encode() + b'"}'
    assert (unseal(raw) is not None) is (body == b'{"a":1')


# ── entries ──────────────────────────────────────────────────────────────────


def test_everything_a_line_says_of_an_entry(tmp_path: Path) -> None:
    """Values become text; what stood before it, where that is told."""
    (found,) = read(tmp_path, a=wrote("1-0", behind={"value": 59})).written
    assert (found.id, found.at, found.period, found.table) == ("1-0", FIRST, "2025-02", "figure")
    assert (found.facts, found.behind) == ({"value": "60", "target": "tram"}, {"value": "59"})
    assert (found.text, found.who, found.journal) == ("[[figure]]\n", "an (máy may1)", "journal-a.jsonl")
    assert not found.settled
    (bare,) = read(tmp_path, a=wrote("1-0", behind=[1])).written
    assert bare.behind is None
    line = unseal(wrote("1-0").removesuffix(b"\n"))
    assert line is not None
    nameless = seal({key: value for key, value in line.items() if key not in ("user", "host", "check")})
    assert read(tmp_path, a=nameless).written[0].who == " (máy )"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 1},
        {"at": None},
        {"period": 2025},
        {"table": "khac"},
        {"table": 1},
        {"entry": []},
        {"text": None},
        {"do": "x"},
    ],
)
def test_what_is_no_entry_is_left_out(tmp_path: Path, wrong: Mapping[str, Any]) -> None:
    """The lines around it are read."""
    raw = wrote("1-0") + wrote("2-0", **wrong) + wrote("3-0")
    found = read(tmp_path, a=raw)
    assert ids(found) == ["1-0", "3-0"]
    assert not found.damaged


@pytest.mark.parametrize("key", ["id", "at", "period", "table", "entry", "text"])
def test_an_entry_needs_every_key(tmp_path: Path, key: str) -> None:
    """Without one it is none."""
    line = unseal(wrote("1-0").removesuffix(b"\n"))
    assert line is not None
    raw = seal({name: value for name, value in line.items() if name not in (key, "check")})
    assert read(tmp_path, a=raw).written == ()


def test_what_became_of_them(tmp_path: Path) -> None:
    """Done by the step or one by one; taken back by the step; forgotten ones are named."""
    raw = (
        wrote("1-0") + wrote("1-1") + said("done", "1")
        + wrote("2-0") + wrote("2-1") + said("void", "2")
        + wrote("3-0") + wrote("3-1") + said("done", "3-1")
        + wrote("4-0") + said("void", "4-0") + seal({"do": "done", "of": "4"}) + said("done", 4)
        + said("forget", "3-0", "x")
    )  # fmt: skip
    found = read(tmp_path, a=raw)
    assert [(each.id, each.settled) for each in found.written] == [
        ("1-0", True),
        ("1-1", True),
        ("3-0", False),
        ("3-1", True),
        ("4-0", True),
    ]
    assert found.forgotten == {"3-0", "x"}


def test_the_order_of_several_journals(tmp_path: Path) -> None:
    """By the clock; inside one by its lines, also when the clock was set back; the same line counts once."""
    found = read(
        tmp_path,
        a=wrote("1-0", SECOND) + wrote("2-0", FIRST) + said("done", "1") + wrote("3-0", THIRD),
        b=wrote("4-0", FIRST) + wrote("5-0", SECOND) + wrote("6-0", SECOND),
        c=wrote("1-0", SECOND) + wrote("7-0", FIRST),
    )
    assert ids(found) == ["4-0", "1-0", "2-0", "5-0", "6-0", "7-0", "3-0"]
    assert {each.journal for each in found.written if each.id == "1-0"} == {"journal-a.jsonl"}


# ── what is not believed ─────────────────────────────────────────────────────

TORN = seal({"do": "torn"})
BAD, WORSE = b"xin", b"chao"


@pytest.mark.parametrize(
    ("raw", "damaged", "written"),
    [
        (wrote("1-0") + BAD, [], 1),
        (wrote("1-0") + wrote("2-0")[:-1], [], 2),
        (wrote("1-0") + BAD + b"\n", [BAD], 1),
        (BAD + b"\n" + wrote("1-0"), [BAD], 1),
        (BAD + b"\n" + TORN + wrote("1-0"), [], 1),
        (BAD + b"\n" + WORSE + b"\n" + TORN + wrote("1-0"), [BAD], 1),
        (BAD + b"\n" + WORSE + b"\n" + wrote("1-0"), [BAD, WORSE], 1),
        (BAD + b"\n" + wrote("1-0") + TORN, [BAD], 1),
        (b"\n" + wrote("1-0"), [b""], 1),
        (BAD + b"\n" + wrote("1-0") + WORSE + b"\n" + said("forget", digest(BAD, 8)), [WORSE], 1),
        (BAD + b"\n" + said("forget", digest(BAD, 8)), [], 0),
        (b"", [], 0),
    ],
    ids=[
        *("torn", "without its end", "last", "first", "known as torn", "one of two", "two", "torn elsewhere", "blank"),
        *("one forgotten", "forgotten", "nothing"),
    ],
)
def test_which_lines_are_damaged(tmp_path: Path, raw: bytes, damaged: list[bytes], written: int) -> None:
    """Not one that was torn at the end, or is said to be torn; not one that somebody accepted."""
    found = read(tmp_path, a=raw)
    expected = {"journal-a.jsonl": tuple(digest(line, 8) for line in damaged)} if damaged else {}
    assert found.damaged == expected
    assert len(found.written) == written


def test_which_journals_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain files of that name up to 64 MB; others of that name are unreadable; any other file is not ours."""
    assert read_journals(tmp_path) == Journals()
    raw = wrote("1-0")
    read(tmp_path, a=raw)
    place = tmp_path / ".dts"
    (place / "journal-b.jsonl").mkdir()
    (place / "journal-c.jsonl").symlink_to("journal-a.jsonl")
    for name in ("journal-d.json", "nhat-ky.jsonl", ".journal-e.jsonl"):
        (place / name).write_bytes(wrote("2-0"))
    found = read_journals(tmp_path)
    assert (ids(found), found.unreadable) == (["1-0"], ("journal-b.jsonl", "journal-c.jsonl"))
    assert journal.MAX_BYTES == 64 << 20
    monkeypatch.setattr(journal, "MAX_BYTES", len(raw))
    assert ids(read_journals(tmp_path)) == ["1-0"]
    monkeypatch.setattr(journal, "MAX_BYTES", len(raw) - 1)
    assert read_journals(tmp_path).unreadable == ("journal-a.jsonl", "journal-b.jsonl", "journal-c.jsonl")


@pytest.mark.parametrize(("allowed", "unreadable"), [(True, ()), (False, (".dts",))])
def test_a_folder_nobody_may_look_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool, unreadable: tuple[str, ...]
) -> None:
    """Only where it is there."""
    monkeypatch.setattr(os, "access", lambda _path, _mode: allowed)
    assert read_journals(tmp_path).unreadable == ()
    (tmp_path / ".dts").mkdir()
    assert read_journals(tmp_path).unreadable == unreadable
