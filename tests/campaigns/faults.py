"""Faults: every call of a write fails once, or from there on, with each error a disk or a network drive may give.

python -m tests.campaigns.faults [--large]
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.campaigns.crash import calls_of, first_of_write
from tests.campaigns.disturb import ERRORS, Disturbance, Wrapped
from tests.campaigns.kit import SCENARIOS, Judge, Scenario, Tally, is_large, place, preload, run_forked

SAMPLE = 7
"""The small form takes every seventh combination, another seventh for each scenario."""


def sweep(parent: Path, scenario: Scenario, tally: Tally, *, whole: bool, every: int = 1) -> None:
    """Every call × every error × once or from there on."""
    judge = Judge(parent, scenario)
    calls = calls_of(judge)
    start = 1 if whole else first_of_write(calls)
    cases = [(at, error, sticky) for at in range(start, len(calls) + 1) for error in ERRORS for sticky in (False, True)]
    for at, error, sticky in cases[SCENARIOS.index(scenario) % every :: every]:
        judge.fresh()
        ran = run_forked(judge.argv, Wrapped(Disturbance(at, error=error, sticky=sticky)).install)
        what = f"{scenario.name} {error} {'from' if sticky else 'at'} {at} {calls[at - 1]}"
        tally.add(what, judge.faults(ran, thorough=error == "EIO"), kind="sticky" if sticky else "transient")


def limited(size: int) -> Callable[[], None]:
    """A limit on the size of files, as a quota sets it; the signal that comes with it is not caught."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def sweep_sizes(parent: Path, scenario: Scenario, tally: Tally, *, step: int) -> None:
    """RLIMIT_FSIZE at every size up to that of the new file: the write stops after exactly so many bytes."""
    judge = Judge(parent, scenario)
    longest = max(len(data) for name, data in judge.new.items() if data != judge.old.get(name))
    for size in range(0, longest + step, step):
        judge.fresh()
        ran = run_forked(judge.argv, limited(size))
        tally.add(f"{scenario.name} RLIMIT_FSIZE {size}", judge.faults(ran), kind="RLIMIT_FSIZE")


@contextlib.contextmanager
def small_disk(parent: Path) -> Iterator[Path | None]:
    """A file system of its own with little room, or None where it may not be mounted."""
    disk = parent / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mounting, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def sweep_full_disk(disk: Path, scenario: Scenario, tally: Tally, *, pages: int) -> None:
    """The disk is full but for so many pages; afterwards there is room again."""
    judge = Judge(disk, scenario)
    for left in range(pages):
        judge.fresh()
        filler = disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        os.truncate(filler, max(0, filler.stat().st_size - left * 4096))
        ran = run_forked(judge.argv)
        filler.unlink()
        tally.add(f"{scenario.name} full disk, {left} pages left", judge.faults(ran), kind="full disk")


def main() -> int:
    """Run the sweep and say what was seen."""
    preload()
    tally = Tally("faults, in-process")
    with place() as parent, small_disk(parent) as disk:
        if disk is None:
            print("no small disk may be mounted: a full disk was NOT tried, only RLIMIT_FSIZE")
        for scenario in SCENARIOS if disk is not None else ():
            sweep_full_disk(disk, scenario, tally, pages=16 if is_large() else 6)
        for scenario in SCENARIOS:
            sweep(parent, scenario, tally, whole=is_large(), every=1 if is_large() else SAMPLE)
            sweep_sizes(parent, scenario, tally, step=1 if is_large() else 40)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
