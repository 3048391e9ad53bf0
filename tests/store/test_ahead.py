"""Helpers judge new files ahead: the answer is that of one process, whatever becomes of them."""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.problem import DataError
from dts.store import ahead, recall
from dts.store.ahead import count_helpers, work_ahead
from dts.store.cache import open_cache
from dts.store.recall import recall_workspace
from dts.store.workspace import open_workspace
from tests.made_units import write_many_units

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NO HELPERS HERE: processes are forked on Linux only")
TODAY = date(2025, 12, 31)


def children() -> bool:
    """Whether this process has any child that is not waited for."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_jobs_are_shared_and_each_done_once(tmp_path: Path) -> None:
    """Of seven jobs three processes do their third each, in their order; the caller's own are not done for it."""

    def work(job: int) -> None:
        (tmp_path / f"{job} {os.getpid()}").touch(exist_ok=False)

    with work_ahead(7, work, 2) as done:
        assert [done(job) for job in range(7)] == [True, True, False, True, True, False, True]
    names = sorted(path.name.split() for path in tmp_path.iterdir())
    assert [job for job, _process in names] == ["0", "1", "3", "4", "6"]
    whose = dict(names)
    assert whose["0"] == whose["3"] == whose["6"] != whose["1"] == whose["4"]
    assert str(os.getpid()) not in whose.values()
    assert not children()


def test_no_helper_is_no_trouble() -> None:
    """Without helpers everything is left to the caller."""
    with work_ahead(3, print, 0) as done:
        assert not any(done(job) for job in range(3))


def test_a_helper_that_fails_leaves_its_jobs_to_the_caller() -> None:
    """What it had done counts, the rest is told as not done; nothing is printed."""

    def work(job: int) -> None:
        if job == 4:
            raise ValueError

    with work_ahead(8, work, 1) as done:
        assert [done(job) for job in range(8)] == [True, False, True, False, False, False, False, False]
    assert not children()


@pytest.mark.parametrize("name", ["pipe", "fork"])
def test_a_machine_that_gives_no_more_processes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without descriptors or processes everything is left to the caller."""

    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, name, refuse)
    with work_ahead(4, print, 3) as done:
        assert not any(done(job) for job in range(4))


def test_helpers_end_with_the_run() -> None:
    """A stop ends them at once, however long their jobs would take."""
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), work_ahead(4, lambda _job: time.sleep(300), 2):
        raise KeyboardInterrupt
    assert time.monotonic() - start < 60
    assert not children()


def test_a_helper_does_not_speak_for_the_program(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of a terminal: a helper goes on, the caller decides."""

    def work(job: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        (tmp_path / str(job)).touch()

    with work_ahead(2, work, 1) as done:
        assert done(0)
    assert (tmp_path / "0").exists()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_no_more_helpers_than_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process for each processor this one may use, up to eight."""
    for processors, helpers in ((1, 0), (2, 1), (8, 7), (64, 7)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _process, many=processors: set(range(many)))
        assert count_helpers() == helpers


def many_units(tmp_path: Path) -> Path:
    """Two years of months."""
    (tmp_path / "data").mkdir()
    return write_many_units(tmp_path / "data")


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every folder has much to judge, and two helpers do; the jobs that this process judged itself."""
    own: list[int] = []
    judge: Callable[..., object] = recall._judge_log

    def judge_and_tell(*given: object) -> object:
        own.append(os.getpid())
        return judge(*given)

    monkeypatch.setattr(recall, "MUCH", 0)
    monkeypatch.setattr(recall, "_judge_log", judge_and_tell)
    monkeypatch.setattr(ahead, "count_helpers", lambda: 2)
    return own


def test_what_helpers_kept_is_what_is_read(three: list[int], tmp_path: Path) -> None:
    """The same entries in the same order as one process reads; this one judges a third of the files."""
    folder = many_units(tmp_path)
    cache = open_cache(folder, {"XDG_CACHE_HOME": str(tmp_path / "home")})
    assert cache is not None
    read = recall_workspace(folder, TODAY, cache)
    files = len(list((folder / "records").iterdir()))
    assert len(three) == files // 3 > 0
    assert read._replace(prints=None) == open_workspace(folder, TODAY)
    assert recall_workspace(folder, TODAY, cache) == read


def test_where_nothing_can_be_kept_helpers_are_in_vain(three: list[int], tmp_path: Path) -> None:
    """A cache that cannot be written: this process judges every file."""
    folder = many_units(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "dts").write_text("in the way")
    cache = open_cache(folder, {"XDG_CACHE_HOME": str(tmp_path / "home")})
    assert cache is not None
    assert recall_workspace(folder, TODAY, cache).log == open_workspace(folder, TODAY).log
    assert len(three) == len(list((folder / "records").iterdir()))


def test_every_problem_is_told_once(three: list[int], tmp_path: Path) -> None:
    """Unsound files are kept by nobody: their problems come from this process, in the order of the files."""
    folder = many_units(tmp_path)
    files = sorted((folder / "records").iterdir())
    for path in files[::2]:
        path.write_text("period = 1\n", encoding="utf-8")
    cache = open_cache(folder, {"XDG_CACHE_HOME": str(tmp_path / "home")})
    assert cache is not None
    with pytest.raises(DataError) as told:
        recall_workspace(folder, TODAY, cache)
    with pytest.raises(DataError) as alone:
        open_workspace(folder, TODAY)
    assert told.value.problems == alone.value.problems
    assert three
