"""The small form of every campaign of the write path and of what is printed; docs/reliability.md tells the large one.

A campaign that cannot run here (no fork, no git, no mount) is skipped with its reason: then nothing is proved.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dts.store import writer
from dts.store.lock import Held
from tests.campaigns import crash, edits, faults, merges, midnight, same_bytes, streams, syscalls, writers
from tests.campaigns.disturb import Disturbance, Wrapped
from tests.campaigns.kit import SCENARIOS, Scenario, Tally, place, preload, run_forked
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT TRIED: campaigns fork, this system cannot")
NAMED = pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])


@pytest.fixture
def tally() -> Tally:
    """Counts the events of one campaign; everything is loaded before it forks."""
    preload()
    return Tally("small")


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where that is offered: only bytes count, and the disk would be waited for at every fsync."""
    with place() as found:
        yield found


def passed(tally: Tally, least: int) -> None:
    """Nothing was found, and enough was tried for that to mean something."""
    assert tally.found == []
    assert tally.events >= least


@NAMED
def test_crash_points(folder: Path, tally: Tally, scenario: Scenario) -> None:
    """Killed, interrupted, asked to end at some calls of a write; the large form takes every one."""
    crash.sweep(folder, scenario, tally, whole=False, every=4 if scenario.name == "correction" else 9)
    passed(tally, 20)


@pytest.mark.usefixtures("tally")
def test_a_naive_write_would_be_caught(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge is no yes-man: a write straight into the file, killed half-way, is found."""

    def naive(written: writer.Written, _held: Held) -> writer.Put:
        with written.path.open("wb") as file:
            file.write(written.new)
        return writer.Put.LASTS

    monkeypatch.setattr(writer, "_put", naive)
    judge = crash.Judge(folder, SCENARIOS[1])
    calls = crash.calls_of(judge)
    last = max(number for number, call in enumerate(calls, 1) if call.startswith("file.write"))
    judge.fresh()
    ran = run_forked(judge.argv, Wrapped(Disturbance(last, signal=signal.SIGKILL, torn=True)).install)
    assert "neither old nor new" in judge.faults(ran)[0]


@NAMED
def test_faults(folder: Path, tally: Tally, scenario: Scenario) -> None:
    """One call in some fails, once or from there on; files may not grow; the whole table is run in the large form."""
    faults.sweep(folder, scenario, tally, whole=False, every=37)
    faults.sweep_sizes(folder, scenario, tally, step=200)
    passed(tally, 20)


def test_full_disk(folder: Path, tally: Tally) -> None:
    """On a disk with a few pages left."""
    with faults.small_disk(folder) as disk:
        if disk is None:
            pytest.skip("NOT TRIED: no small disk may be mounted here")
        faults.sweep_full_disk(disk, SCENARIOS[1], tally, pages=4)
    passed(tally, 4)


@pytest.mark.parametrize("plan", writers.PLANS, ids=[plan.name for plan in writers.PLANS])
def test_writers(folder: Path, tally: Tally, plan: writers.Plan) -> None:
    """Eight and sixteen at once, with and without a lock, half of them killed, an editor saving over."""
    writers.campaign(folder, plan._replace(figures=2 if plan.writers == 8 else 1), tally)
    passed(tally, 17)


def test_edits(folder: Path, tally: Tally) -> None:
    """Random hand-written files: adding keeps every byte, an edit changes what was meant."""
    edits.campaign(folder, tally, tally, range(200))
    passed(tally, 400)
    assert tally.counts["added"] >= 180
    assert tally.counts["edited"] >= 180


@pytest.mark.skipif(shutil.which("git") is None, reason="NOT TRIED: git is not here")
def test_merges(folder: Path, tally: Tally) -> None:
    """Two clones merged: both sides kept, or a conflict that every reader names."""
    for seed in range(4):
        found, kind = merges.merge_once(folder, seed)
        tally.add(f"seed {seed}", found, kind=kind)
    passed(tally, 4)


def test_streams(tally: Tally) -> None:
    """Nine encodings × pipe, file, terminal."""
    streams.sweep(tally, (("status", "--as-of", "25/2/2025"),), process=False)
    passed(tally, 27)


def test_midnight(folder: Path, tally: Tally) -> None:
    """The last second of a deadline and the first after it, from four zones."""
    midnight.make(folder, midnight.NIGHTS[0])
    for zone in midnight.ZONES:
        for seconds in (-1, 0):
            tally.add(zone, midnight.judge(folder, midnight.NIGHTS[0], seconds, zone))
    passed(tally, 8)


def test_same_bytes(folder: Path, tally: Tally) -> None:
    """Every format of the report from two processes with another hash seed, zone and language."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("docx")
    same_bytes.compare(folder, ROOT, "shipped", tally, whole=False)
    passed(tally, 10)


@pytest.mark.skipif(not syscalls.can_trace(), reason="NOT TRIED: strace is not here or may not trace")
def test_one_system_call(folder: Path, tally: Tally) -> None:
    """From outside: killed at the rename itself; the sweep over every system call is the large form."""
    judge = crash.Judge(folder, SCENARIOS[1])
    for name in ("rename", "fsync"):
        ran = syscalls.inject(judge, name, "KILL", 1)
        tally.add(name, judge.faults(ran))
    passed(tally, 2)
