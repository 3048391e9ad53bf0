"""What is told of the journals and of large folders without reading everything: only where nothing can have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.survey import Told
from dts.store import losses, stamps
from dts.store.cache import Cache, open_cache
from dts.store.journal import seal
from dts.store.losses import SMALL, find_losses, tell_losses
from dts.store.stamps import LARGE, YOUNG, Stamps, take_stamps
from dts.store.standing import know
from dts.store.workspace import mark_journals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="change times of POSIX")
REGISTRY = Registry(title="Thử")
LINE = {"do": "write", "at": "2025", "period": "2024", "table": "note", "entry": {}, "text": ""}
NOW = 1_740_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder whose only journal tells of two entries that are in no file."""
    data = tmp_path / "data"
    (data / ".dts").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    lines = [seal(LINE | {"id": f"{batch}-0"}) + seal({"do": "done", "of": [batch]}) for batch in "ab"]
    journal(data).write_bytes(b"".join(lines) + b"{}\n" + seal({"do": "done", "of": []}))
    return data


@pytest.fixture
def cache(folder: Path) -> Cache:
    """Its cache."""
    made = open_cache(
        folder, {"XDG_CACHE_HOME": str(folder.parent / "home"), "LOCALAPPDATA": str(folder.parent / "home")}
    )
    assert made is not None
    return made


def journal(folder: Path) -> Path:
    """The journal."""
    return folder / ".dts" / "journal-may1-an.jsonl"


def counting() -> tuple[list[int], Callable[[], Log]]:
    """How often the entries were asked for, and what asks."""
    asked: list[int] = []
    return asked, lambda: asked.append(1) or Log()  # type: ignore[func-returns-value]


def told(folder: Path, log: Callable[[], Log], cache: Cache | None, print_: str) -> Told:
    """What is told of a folder with one record file of this fingerprint."""
    known = know(cache, {"2024": print_} if print_ else None)
    return tell_losses(folder, REGISTRY, lambda _periods: log(), mark_journals(folder), known)


def state(folder: Path, *names: str) -> bytes:
    """The state of all journals of a folder, or of some."""
    marks = mark_journals(folder)
    return losses._state(folder, {name: marks.get(name, 0) for name in names or marks})


# ── losses ───────────────────────────────────────────────────────────────────

LOST = Told({"note": 2}, {"journal-may1-an.jsonl": 1})


def test_everything_found_is_told(folder: Path) -> None:
    """What is lost, which lines are damaged, which journals nobody can read; of an unread month nothing."""
    (folder / ".dts" / "journal-x.jsonl").mkdir()
    found = find_losses(folder, REGISTRY, lambda _periods: Log(), mark_journals(folder))
    assert [each.id for each in found.survey.lost] == ["a-0", "b-0"]
    assert (found.told, found.unreadable) == (LOST, ("journal-x.jsonl",))
    assert (
        find_losses(folder, REGISTRY, lambda _periods: Log(), mark_journals(folder), unread=["2024"]).survey.lost == ()
    )


def test_what_was_told_of_an_unchanged_folder_is_told_again(folder: Path, cache: Cache) -> None:
    """Without asking for an entry; a file or a journal that changed is asked about anew."""
    asked, log = counting()
    for _again in range(3):
        assert told(folder, log, cache, "f") == LOST
    assert len(asked) == 1
    assert told(folder, log, cache, "g") == LOST
    assert len(asked) == 2
    with journal(folder).open("ab") as file:
        file.write(seal({"do": "forget", "of": ["a-0"]}))
    assert told(folder, log, cache, "f").lost == {"note": 1}
    assert len(asked) == 3
    journal(folder).rename(journal(folder).with_name("journal-may2-an.jsonl"))
    assert told(folder, log, cache, "f").damaged == {"journal-may2-an.jsonl": 1}
    assert len(asked) == 4


@pytest.mark.parametrize("fingerprint", ["", "f"])
def test_without_a_cache_or_a_fingerprint_it_is_looked_for_each_time(
    folder: Path, cache: Cache, fingerprint: str
) -> None:
    """Nothing is kept then."""
    asked, log = counting()
    for _again in range(2):
        assert told(folder, log, None if fingerprint else cache, fingerprint) == LOST
    assert len(asked) == 2
    assert not cache.folder.exists()


def test_without_a_journal_nothing_is_asked(folder: Path, cache: Cache) -> None:
    """Nor kept."""
    journal(folder).unlink()
    asked, log = counting()
    assert told(folder, log, cache, "f") == Told({}, {})
    assert asked == []
    assert not cache.folder.exists()


@pytest.mark.parametrize("kept", [None, [], {"lost": 1, "damaged": {}}, {"lost": {}, "damaged": []}, {"lost": {}}])
def test_what_is_no_answer_is_looked_for(folder: Path, cache: Cache, kept: object) -> None:
    """Whatever lies in the cache."""
    cache.write("losses", cache.key("losses", state(folder), "2024", "f"), kept)
    asked, log = counting()
    assert told(folder, log, cache, "f") == LOST
    assert len(asked) == 1


def test_a_journal_that_is_another_meanwhile_is_not_taken_for_the_old_one(folder: Path, cache: Cache) -> None:
    """What was found is told, but not kept."""

    def log() -> Log:
        journal(folder).write_bytes(b"\n" + journal(folder).read_bytes())
        return Log()

    told(folder, log, cache, "f")
    assert not cache.folder.exists()


def test_what_is_written_meanwhile_is_not_asked_for(folder: Path, cache: Cache) -> None:
    """Its entry may not have stood in the files when they were read; the next look asks for it."""

    def log() -> Log:
        with journal(folder).open("ab") as file:
            file.write(seal(LINE | {"id": "c-0"}) + seal({"do": "done", "of": ["c"]}))
        return Log()

    assert told(folder, log, cache, "f") == LOST
    assert told(folder, Log, cache, "f").lost == {"note": 3}


@pytest.mark.parametrize(
    ("size", "age", "read"),
    [
        (SMALL, 3600, True),
        (SMALL + 1, 3600, False),
        (SMALL + 1, 1, True),
        (SMALL + 1, 2, False),
        (SMALL + 1, 1.9, True),
        (256 * 1024, 3600, True),
        (256 * 1024 + 1, 3600, False),
        (1, 3600, True),
    ],
)
def test_small_and_young_journals_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: int, age: float, read: bool
) -> None:
    """The others are known by size and times: 256 KB are read at once, two seconds are the coarsest clock."""
    os.truncate(journal(folder), size)
    facts = journal(folder).stat()
    os.utime(journal(folder), ns=(facts.st_atime_ns, facts.st_ctime_ns))
    seen: list[Path] = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: seen.append(path) or real(path))
    changed = max(journal(folder).stat().st_mtime_ns, journal(folder).stat().st_ctime_ns)
    monkeypatch.setattr(losses.time, "time", lambda: (changed + age * 1e9 + (1000 if age == 2 else 0)) / 1e9)
    assert state(folder)
    assert bool(seen) is read


def test_a_state_tells_every_journal(folder: Path) -> None:
    """Its name and its bytes, or that it cannot be read, or that it is no file."""
    one, two = journal(folder), folder / ".dts" / "journal-\udcff.jsonl"
    (folder / ".dts" / "journal-x.jsonl").mkdir()
    two.write_bytes(b"x")
    names = one.name, two.name
    states = [
        state(folder, *some) for some in (names[:1], names[1:], names, ("journal-khong.jsonl",), ("journal-co.jsonl",))
    ]
    two.write_bytes(b"y")
    states.append(state(folder, *names))
    assert len(set(states)) == len(states)
    assert state(folder, one.name, "journal-x.jsonl") != states[0]


def test_a_large_journal_is_another_after_each_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known by its times, and by the file itself."""
    os.truncate(journal(folder), SMALL + 1)
    monkeypatch.setattr(losses.time, "time", lambda: time.time_ns() / 1e9 + 3600)
    states = [state(folder)]
    facts = journal(folder).stat()
    os.utime(journal(folder), ns=(facts.st_atime_ns, facts.st_mtime_ns - 10**9))
    states.append(state(folder))
    os.truncate(journal(folder), SMALL + 2)
    states.append(state(folder))
    assert len(set(states)) == 3


# ── stamps of a large folder ─────────────────────────────────────────────────


def month(folder: Path, size: int, name: str = "2025-02.toml") -> Path:
    """A record file of so many bytes."""
    path = folder / name
    path.touch()
    os.truncate(path, size)
    return path


@pytest.mark.parametrize(
    ("sizes", "large"), [((LARGE,), True), ((LARGE - 1,), False), ((LARGE - 1, 1), True), ((0, 0), False), ((), False)]
)
def test_a_folder_is_large_from_4_mb_on(folder: Path, cache: Cache, sizes: tuple[int, ...], large: bool) -> None:
    """Of all record files together; what is gone or no file does not count."""
    assert LARGE == 4 << 20
    paths = [month(folder, size, f"2025-0{number}.toml") for number, size in enumerate(sizes, 1)]
    (folder / "2024-01.toml").mkdir()
    found = take_stamps(cache, "k", [folder / "2023.toml", folder / "2024-01.toml", *paths])
    assert (found is not None) is large
    if found is not None:
        assert sorted(found.now) == sorted(path.name for path in paths)


@pytest.mark.parametrize(
    ("modified", "changed", "age", "kept"),
    [
        (0, 0, YOUNG + 1000, True),
        (0, 0, YOUNG - 1000, False),
        (0, 0, 0, False),
        (10**10, 0, YOUNG + 1000, False),
        (0, 10**10, YOUNG + 1000, False),
        (-(10**10), 0, YOUNG + 1000, True),
        (0, -(10**10), YOUNG + 1000, True),
    ],
)
def test_only_a_file_that_was_not_young_is_remembered(
    folder: Path, cache: Cache, modified: int, changed: int, age: int, kept: bool
) -> None:
    """By the later of its two times, two seconds before it was looked at."""
    base = NOW * 10**9
    stamp = [LARGE, base + modified, base + changed, base * 4, base * 4]
    found = Stamps(cache, "k", {"2025-02.toml": stamp})
    found.taken = (base + age) / 1e9
    found.note(folder / "2025-02.toml", "f")
    found.keep()
    again = Stamps(cache, "k", {"2025-02.toml": stamp})
    assert again.fingerprint(folder / "2025-02.toml") == ("f" if kept else None)
    assert cache.folder.exists() is kept


def test_two_seconds_are_young() -> None:
    """The coarsest clock of a file system in use."""
    assert YOUNG == 2 * 10**9


@pytest.mark.parametrize("at", range(5))
def test_a_file_is_unchanged_when_all_its_stamps_are(folder: Path, cache: Cache, at: int) -> None:
    """Size, both times, inode and drive; and the registry it was judged by is the same."""
    path, stamp = folder / "2025-02.toml", [LARGE, 10, 20, 30, 40]
    first = Stamps(cache, "k", {path.name: stamp, "2025-01.toml": stamp})
    first.note(path, "f")
    first.note(folder / "2024-12.toml", "g")
    first.note(folder / "2025-01.toml", "")
    first.keep()
    same = Stamps(cache, "k", {path.name: list(stamp), "2025-01.toml": stamp, "2024-12.toml": stamp})
    assert same.fingerprint(path) == "f"
    assert same.fingerprint(folder / "2024-12.toml") is None
    assert same.fingerprint(folder / "2025-01.toml") is None
    assert Stamps(cache, "other", {path.name: stamp}).fingerprint(path) is None
    changed = [value + (number == at) for number, value in enumerate(stamp)]
    assert Stamps(cache, "k", {path.name: changed}).fingerprint(path) is None
    assert Stamps(cache, "k", {}).fingerprint(folder / "2024-12.toml") is None


def test_only_what_changed_is_written_down(folder: Path, cache: Cache) -> None:
    """Months that are gone are left out then."""
    stamp = [LARGE, 10, 20, 30, 40]
    first = Stamps(cache, "k", {"a.toml": stamp, "b.toml": stamp})
    first.keep()
    assert not cache.folder.exists()
    for name in ("a.toml", "b.toml"):
        first.note(folder / name, name)
    first.keep()
    assert sorted(cache.read("stamps", first.own_key)) == ["a.toml", "b.toml"]
    second = Stamps(cache, "k", {"b.toml": stamp, "c.toml": stamp})
    second.keep()
    assert sorted(cache.read("stamps", first.own_key)) == ["a.toml", "b.toml"]
    second.note(folder / "c.toml", "c.toml")
    second.keep()
    assert sorted(cache.read("stamps", first.own_key)) == ["b.toml", "c.toml"]


def test_the_moment_of_the_look_is_the_clock_s(cache: Cache) -> None:
    """Taken once, before any file is read."""
    before = time.time()
    assert before <= Stamps(cache, "k", {}).taken <= time.time()
    assert stamps.STAMPS == "stamps"
