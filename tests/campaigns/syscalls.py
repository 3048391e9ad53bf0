"""Crash points from outside: strace stops a real process at every system call of a write.

    python -m tests.campaigns.syscalls [--large]

Only in the large form; without strace (or the right to trace) it says so and is no proof.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.campaigns.kit import LAUNCH, SCENARIOS, Judge, Ran, Scenario, Tally, is_large, place, preload

CALL = re.compile(r"^(?:\d+ +)?([a-z_0-9]+)\(")
ENVIRON = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def can_trace() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0
    )


def trace(argv: Sequence[str], options: Sequence[str]) -> Ran:
    """The program under strace; a signal that ended it shows as a negative code."""
    line = ["strace", "-f", "-qq", *options, sys.executable, "-c", LAUNCH, *argv]
    done = subprocess.run(line, capture_output=True, env=ENVIRON, check=False)
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def calls_of_write(judge: Judge) -> list[tuple[str, int]]:
    """Every system call from the lock on: its name, and which one of that name it is in the whole run."""
    judge.fresh()
    log = judge.parent / "trace.log"
    ran = trace(judge.argv, ["-o", str(log)])
    assert ran.code == 0, ran
    counts: Counter[str] = Counter()
    found: list[tuple[str, int]] = []
    begun = False
    for line in log.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if match is None:
            continue
        counts[match[1]] += 1
        begun = begun or "/.dts" in line
        if begun:
            found.append((match[1], counts[match[1]]))
    return found


def inject(judge: Judge, name: str, stop: str, number: int) -> Ran:
    """One run in which the so-many-th call of a name meets a signal."""
    judge.fresh()
    what = f"inject={name}:signal={stop}:when={number}"
    return trace(judge.argv, ["-o", "/dev/null", "--seccomp-bpf", "-e", f"trace={name}", "-e", what])


def sweep_signals(parent: Path, scenario: Scenario, tally: Tally) -> None:
    """Every system call of the write × KILL, INT, TERM."""
    judge = Judge(parent, scenario)
    for name, number in calls_of_write(judge):
        for stop in ("KILL", "INT", "TERM"):
            ran = inject(judge, name, stop, number)
            faults = judge.faults(ran, thorough=stop == "KILL")
            tally.add(f"{scenario.name} {stop} at {name} {number}", faults, kind=stop)


def main() -> int:
    """Run the sweeps and say what was seen."""
    if not can_trace():
        print("strace is not here or may not trace: NOTHING was tried")
        return 2
    preload()
    signals = Tally("crash points, every system call")
    with place() as parent:
        for scenario in SCENARIOS if is_large() else SCENARIOS[1:2]:
            sweep_signals(parent, scenario, signals)
    return signals.report()


if __name__ == "__main__":
    sys.exit(main())
