"""After a change only what changed is looked at; what is said of losses stays what looking at everything says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from dts.cli import main
from dts.core.log import Log
from dts.store import losses, standing
from dts.store.journal import seal
from dts.store.standing import Known, know
from tests.conftest import Make, Result, Run

TARGETS = """\
[targets.tram]
name = "Trạm phát sóng"
kind = "count"
unit = "trạm"

[targets.to]
name = "Tổ công nghệ"
kind = "count"
unit = "tổ"
"""
JANUARY, FEBRUARY = "records/2025-01.toml", "records/2025-02.toml"
TODAY = date(2025, 2, 20)
LOST = "Có {} số liệu đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "an")


def record(run: Run, folder: Path, target: str, value: int, period: str, *, days: int = 0) -> Result:
    """One figure."""
    words = ("record", target, str(value), "--period", period, "--reason", "x", "--yes")
    return run(*words, folder=folder, today=TODAY + timedelta(days))


@pytest.fixture
def folder(workspace: Make, run: Run) -> Path:
    """Three figures in two months, looked at."""
    made: Path = workspace(TARGETS)
    for day, (target, value, period) in enumerate(
        [("tram", 60, "2025-01"), ("tram", 61, "2025-02"), ("to", 7, "2025-01")]
    ):
        assert record(run, made, target, value, period, days=day).code == 0
    assert told(run, made) == ""
    return made


def told(run: Run, folder: Path) -> str:
    """What a reader says beside its answer, the same with the cache, with the cache again, and without it."""
    said = [
        run(*words, folder=folder, today=TODAY + timedelta(9)).err
        for words in (["status"], ["owners"], ["status"], ["--no-cache", "status"])
    ]
    assert len(set(said)) == 1, said
    return said[0]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often everything was asked."""
    found: list[str] = []
    survey = losses.survey

    def count(*given: object, **more: object) -> object:
        found.append("asked")
        return survey(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(losses, "survey", count)
    return found


def warm(run: Run, folder: Path) -> str:
    """What a reader with a cache says."""
    return run("status", folder=folder, today=TODAY + timedelta(9)).err


def own(folder: Path) -> Path:
    """The one journal."""
    (found,) = (folder / ".dts").glob("journal*")
    return found


def test_recording_and_looking_do_not_ask_everything(run: Run, folder: Path, asked: list[str]) -> None:
    """One after the other, corrections and new months too: only what changed is looked at."""
    for day, (target, value, period) in enumerate(
        [("tram", 62, "2025-02"), ("to", 8, "2025-02"), ("to", 9, "2024-12"), ("to", 10, "2024-12")], 3
    ):
        assert record(run, folder, target, value, period, days=day).err == ""
        if day % 2:
            assert warm(run, folder) == ""
    assert asked == []
    assert told(run, folder) == ""


def test_typing_by_hand_does_not_ask_everything(run: Run, folder: Path, asked: list[str]) -> None:
    """Entries added by hand, comments, another order, another targets.toml: what was written stands word for word."""
    path = folder / JANUARY
    text = path.read_text(encoding="utf-8")
    head, *blocks = text.split("[[figure]]")
    path.write_text(
        "[[figure]]".join([f"# ghi chú\n{head}", *reversed(blocks), '\ntarget = "to"\nvalue = 1\n']), encoding="utf-8"
    )
    assert warm(run, folder) == ""
    targets = folder / "targets.toml"
    targets.write_text(targets.read_text(encoding="utf-8").replace("Tổ công nghệ", "Tổ số"), encoding="utf-8")
    assert warm(run, folder) == ""
    assert asked == []
    assert told(run, folder) == ""


def drop(path: Path, value: int) -> None:
    """Cut the block with this number out of a file."""
    head, *blocks = path.read_text(encoding="utf-8").split("[[figure]]")
    path.write_text(
        "[[figure]]".join([head, *(each for each in blocks if f"= {value}\n" not in each)]), encoding="utf-8"
    )


def cut(folder: Path) -> None:
    """A block is gone."""
    drop(folder / JANUARY, 60)


def cut_and_typed(folder: Path) -> None:
    """A block is gone, and another stands in its place."""
    cut(folder)
    with (folder / JANUARY).open("a", encoding="utf-8") as file:
        file.write('\n[[figure]]\ntarget = "tram"\nvalue = 99\n')


def deleted(folder: Path) -> None:
    """A whole month is gone."""
    (folder / FEBRUARY).unlink()


@pytest.mark.parametrize("disturb", [cut, cut_and_typed, deleted])
def test_what_is_gone_is_told(run: Run, folder: Path, disturb: Callable[[Path], None]) -> None:
    """With the short way as without it; and again after more was recorded; and no more when it is back."""
    saved = {name: (folder / name).read_bytes() for name in (JANUARY, FEBRUARY)}
    disturb(folder)
    assert told(run, folder) == LOST.format(1)
    assert record(run, folder, "to", 11, "2024-12", days=5).err == LOST.format(1)
    assert told(run, folder) == LOST.format(1)
    for name, raw in saved.items():
        (folder / name).write_bytes(raw)
    assert told(run, folder) == ""


def test_lost_before_anybody_looked(run: Run, folder: Path) -> None:
    """Written and gone between two looks: its line in the journal has nothing that answers for it."""
    before = (folder / FEBRUARY).read_bytes()
    record(run, folder, "to", 12, "2025-02", days=4)
    (folder / FEBRUARY).write_bytes(before)
    assert told(run, folder) == LOST.format(1)


def test_one_of_two_alike(run: Run, folder: Path) -> None:
    """The same words twice are two entries: both must stand."""
    path = folder / JANUARY
    *_head, last = path.read_text(encoding="utf-8").split("[[figure]]")
    line = own(folder).read_bytes().splitlines(keepends=True)[-2]
    copy = line.partition(b',"check"')[0] + b"}"
    again = json.loads(copy) | {"id": "ff-0"}
    with own(folder).open("ab") as file:
        file.write(seal(again) + seal({"do": "done", "of": ["ff"]}))
    assert told(run, folder) == LOST.format(1)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n[[figure]]{last}")
    assert told(run, folder) == ""
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("[[figure]]")], encoding="utf-8")
    assert told(run, folder) == LOST.format(1)


@pytest.mark.parametrize("tail", [b"x\n", seal({"do": "void", "of": ["ff"]}), seal({"do": "forget", "of": ["ff-0"]})])
def test_anything_else_in_a_journal_is_asked_in_full(run: Run, folder: Path, asked: list[str], tail: bytes) -> None:
    """Damaged, taken back, forgotten: not for the short way, and the answer is the same."""
    with own(folder).open("ab") as file:
        file.write(tail)
    said = warm(run, folder)
    assert asked
    assert told(run, folder) == said


def test_a_line_that_is_being_written(run: Run, folder: Path, asked: list[str]) -> None:
    """Half a line says nothing yet; the whole one is asked for its entry."""
    line = seal(
        {"do": "write", "id": "f-0", "at": "2025", "period": "2025-01", "table": "note", "entry": {}, "text": ""}
    )
    with own(folder).open("ab") as file:
        file.write(line[:30])
    assert warm(run, folder) == ""
    assert asked == []
    with own(folder).open("ab") as file:
        file.write(line[30:] + seal({"do": "done", "of": ["f"]}))
    assert told(run, folder) == "Có 1 tình hình đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"


def test_a_journal_that_is_not_what_it_was(run: Run, folder: Path, asked: list[str]) -> None:
    """Cut, or put together anew: asked in full, and what it no longer tells is not spoken of."""
    whole = own(folder).read_bytes()
    own(folder).write_bytes(b"".join(whole.splitlines(keepends=True)[2:]))
    assert warm(run, folder) == ""
    assert asked
    cut(folder)
    assert told(run, folder) == ""
    own(folder).write_bytes(whole)
    assert told(run, folder) == LOST.format(1)
    own(folder).unlink()
    assert told(run, folder) == ""


def test_what_is_forgotten_does_not_end_the_short_way(run: Run, folder: Path, asked: list[str]) -> None:
    """A loss that was accepted is not watched any more, and the rest is, shortly."""
    cut(folder)
    assert run("restore", "--forget", "--yes", folder=folder, today=TODAY + timedelta(9)).code == 0
    assert told(run, folder) == ""
    asked.clear()
    assert record(run, folder, "to", 13, "2025-02", days=6).err == ""
    assert warm(run, folder) == ""
    assert asked == []
    drop(folder / FEBRUARY, 61)
    assert told(run, folder) == LOST.format(1)


@pytest.mark.parametrize("damage", [b"", b"{}", b"x" * 40])
def test_whatever_happens_to_what_was_kept(run: Run, folder: Path, cache_home: Path, damage: bytes) -> None:
    """Gone or damaged, it costs only time."""
    kept = list(cache_home.rglob(f"{standing.NAME}.json"))
    assert kept
    cut(folder)
    for path in kept:
        path.write_bytes(damage)
    assert told(run, folder) == LOST.format(1)


def test_nothing_is_known_without_a_cache() -> None:
    """Neither without one, nor where a file could not be read."""
    assert know(None, {}) is None
    home = standing.Cache(Path("a"), Path("b"), "c")
    assert know(home, None) is None
    assert know(home, {}) == Known(home, {})


def test_strange_values_are_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this program never kept does not say that everything stands."""
    known = Known(standing.Cache(Path("a"), Path("b"), "c"), {"2025-01": "x"})
    for value in ({}, {"journals": 1}, {"journals": {}, "files": 3}, {"journals": {"a": [1, "x"]}, "files": {}}, None):
        monkeypatch.setattr(standing.Cache, "read_slices", lambda *_given, value=value: standing_slices(value))
        assert not standing.still_stands(known, {}, lambda _periods: Log())


def standing_slices(value: object) -> object:
    """Something read from the cache, without parts."""
    from dts.store.cache import Slices

    return Slices(value, {}, None, 0)


# ── two at once ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", [["status"], ["owners"], ["--no-cache", "status"], ["check"]])
def test_who_records_while_another_looks_loses_nothing(
    run: Run, folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure written after the files were read and before the journals are is not called lost."""
    done: list[int] = []
    read = losses.read_bytes_of_journals

    def meanwhile(*given: object) -> object:
        if not done:
            done.append(-1)
            words = ("record", "to", "21", "--period", "2025-01", "--reason", "x", "--yes")
            done[0] = main(["-C", str(folder), *words], today=TODAY + timedelta(9))
        return read(*given)  # type: ignore[arg-type]

    with (folder / JANUARY).open("a", encoding="utf-8") as file:
        file.write("# khác\n")
    monkeypatch.setattr(losses, "read_bytes_of_journals", meanwhile)
    result = run(*words, folder=folder, today=TODAY + timedelta(9))
    assert done == [0]
    assert "không còn trong tệp" not in result.err + result.out
    assert told(run, folder) == ""
