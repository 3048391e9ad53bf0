"""Crash points: at every call of a write the process is killed, interrupted or asked to end.

    python -m tests.campaigns.crash [--large]

In-process every call Python makes is a crash point; with strace (large form) every system call of the write.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.campaigns.disturb import STOPS, Disturbance, Wrapped
from tests.campaigns.kit import SCENARIOS, Judge, Scenario, Tally, is_large, place, preload, run_forked


def calls_of(judge: Judge) -> list[str]:
    """The calls of an undisturbed run, in order, from the start of the command on."""
    with tempfile.TemporaryFile() as log:
        judge.fresh()
        ran = run_forked(judge.argv, Wrapped(Disturbance(0), log.fileno()).install)
        assert ran.code == 0, ran
        log.seek(0)
        return log.read().decode().splitlines()


def first_of_write(calls: list[str]) -> int:
    """The number of the call with which the write begins: the first that names the lock's folder."""
    return next(number for number, call in enumerate(calls, 1) if ".dts" in call)


def sweep(parent: Path, scenario: Scenario, tally: Tally, *, whole: bool, every: int = 1) -> None:
    """Disturb one scenario at every call (`whole`), or at those of the write; or at every so-manieth of them."""
    judge = Judge(parent, scenario)
    calls = calls_of(judge)
    for number in range(1 if whole else first_of_write(calls), len(calls) + 1, every):
        for name, stop in STOPS.items():
            judge.fresh()
            ran = run_forked(judge.argv, Wrapped(Disturbance(number, signal=stop)).install)
            faults = judge.faults(ran, thorough=name == "KILL")
            tally.add(f"{scenario.name} {name} at {number} {calls[number - 1]}", faults, kind=name)
        if calls[number - 1].startswith("file.write"):
            judge.fresh()
            ran = run_forked(judge.argv, Wrapped(Disturbance(number, signal=STOPS["KILL"], torn=True)).install)
            tally.add(f"{scenario.name} torn write at {number}", judge.faults(ran), kind="torn write")


def main() -> int:
    """Run the sweep and say what was seen."""
    preload()
    tally = Tally("crash points, in-process")
    with place() as parent:
        for scenario in SCENARIOS:
            sweep(parent, scenario, tally, whole=is_large())
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
