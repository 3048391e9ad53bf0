"""Many writers at once: nobody's figure is lost, with and without a working lock, also when half of them are killed.

    python -m tests.campaigns.writers [--large]

Each writer records figure after figure into the same file. What was said to be written must be there exactly once, what
was refused must not be there; a killed run may have done either.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import filelock

from tests.campaigns.kit import LAUNCH, Ran, Tally, is_large, leftovers, place, preload, run_forked

LONGEST_KILLED_RUN = 0.06
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class Plan(NamedTuple):
    """One campaign of writers."""

    name: str
    writers: int
    figures: int
    kill_half: bool = False
    lock_works: bool = True
    editor: str = ""
    """How somebody saves over meanwhile: "rename", or "truncate" as Notepad does."""
    processes: bool = False
    """Each run is a process of its own instead of a fork; slower, and nothing is loaded before."""


PLANS = (
    Plan("8 x 40", 8, 40),
    Plan("16 x 20", 16, 20),
    Plan("8 x 40, half killed", 8, 40, kill_half=True),
    Plan("16 x 20, half killed", 16, 20, kill_half=True),
    Plan("8 x 40, no lock", 8, 40, lock_works=False),
    Plan("16 x 20, no lock", 16, 20, lock_works=False),
    Plan("8 x 40, no lock, half killed", 8, 40, kill_half=True, lock_works=False),
    Plan("8 x 40, an editor renames over", 8, 40, editor="rename"),
    Plan("8 x 40, an editor saves over", 8, 40, editor="truncate"),
)
PROCESSES = (Plan("8 x 40, processes", 8, 40, processes=True), Plan("16 x 20, processes", 16, 20, processes=True))


def make(folder: Path, plan: Plan) -> Path:
    """A folder with one target for every figure, and the period's file begun."""
    folder.mkdir()
    text = 'schema = 1\ntitle = "Thử"\n\n[owners.so]\nname = "Sở"\nlevel = "tinh"\n'
    for name in names(plan):
        text += f'\n[targets.{name}]\nname = "Chỉ tiêu {name}"\nkind = "count"\nunit = "hồ sơ"\nowner = "so"\n'
    (folder / "targets.toml").write_text(text, encoding="utf-8")
    (folder / "records").mkdir()
    record_of(folder).write_text('period = "2025-02"\n', encoding="utf-8")
    return folder


def names(plan: Plan) -> list[str]:
    """Every figure's target."""
    return [f"w{writer}-{number}" for writer in range(plan.writers) for number in range(plan.figures)]


def record_of(folder: Path) -> Path:
    """The one file everybody writes to."""
    return folder / "records" / "2025-02.toml"


def without_lock() -> None:
    """As on a drive whose locks do nothing."""
    filelock.FileLock.acquire = lambda *_given, **_more: None  # type: ignore[method-assign,assignment,return-value]
    filelock.FileLock.release = lambda *_given, **_more: None  # type: ignore[method-assign]


def prepare(plan: Plan, seed: int) -> Callable[[], None]:
    """What happens in the child before it runs: perhaps no lock, perhaps the end at some moment of the run."""

    def before() -> None:
        if not plan.lock_works:
            without_lock()
        chance = random.Random(seed)
        if plan.kill_half and chance.random() < 0.5:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.001, LONGEST_KILLED_RUN))

    return before


def run_once(folder: Path, plan: Plan, name: str, seed: int) -> Ran:
    """One `dts record`."""
    argv = ["-C", str(folder), "record", name, "7", "--period", "2025-02"]
    if not plan.processes:
        return run_forked(argv, prepare(plan, seed))
    done = subprocess.run([sys.executable, "-c", LAUNCH, *argv], capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def start_writer(folder: Path, plan: Plan, number: int, log: Path) -> int:
    """A process that records its figures one after another and notes what each run said."""
    child = os.fork()
    if child:
        return child
    with log.open("w", encoding="utf-8") as file:
        for figure in range(plan.figures):
            name = f"w{number}-{figure}"
            file.write(json.dumps([name, *run_once(folder, plan, name, number * 1000 + figure)]) + "\n")
    os._exit(0)


def edit_by_hand(path: Path, how: str, log: Path) -> None:
    """Read, think a moment, save the whole with one line more, as an editor does; note what was saved over."""
    chance = random.Random(1)
    saves = 0
    while True:
        text = path.read_bytes()
        time.sleep(chance.uniform(0.001, 0.03))
        saves += 1
        new = text.rstrip(b"\n") + f"\n# luu tay {saves}\n".encode()
        over = renamed_over(path, new) if how == "rename" else written_over(path, new)
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps([saves, sorted(targets_in(over) - targets_in(new))]) + "\n")
        time.sleep(0.02)


def renamed_over(path: Path, new: bytes) -> bytes:
    """Save as careful editors do; the two files change places, so that what was replaced is known exactly."""
    other = path.with_name(".~editor")
    other.write_bytes(new)
    names = (os.fsencode(other), os.fsencode(path))
    if ctypes.CDLL(None, use_errno=True).renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE):
        raise OSError(ctypes.get_errno(), "renameat2")
    return other.read_bytes()


def written_over(path: Path, new: bytes) -> bytes:
    """Save as Notepad does: emptied, then filled. What went into a file already replaced is the editor's own loss."""
    with path.open("r+b") as file:
        over = file.read()
        file.seek(0)
        file.truncate()
        time.sleep(0.0005)
        file.write(new)
    return over


def targets_in(data: bytes) -> set[str]:
    """The targets a file has figures of, also where it is not whole."""
    return {line.split('"')[1] for line in data.decode(errors="replace").splitlines() if line.startswith("target")}


def campaign(parent: Path, plan: Plan, tally: Tally) -> None:
    """Run one plan and judge what is there at the end."""
    folder = make(parent / plan.name.replace(" ", "-").replace(",", ""), plan)
    logs = [parent / f"{folder.name}.{number}.log" for number in range(plan.writers)]
    editor_log, editor = parent / f"{folder.name}.editor.log", 0
    if plan.editor:
        editor = os.fork()
        if not editor:
            edit_by_hand(record_of(folder), plan.editor, editor_log)
    writers = [start_writer(folder, plan, number, log) for number, log in enumerate(logs)]
    ended = [os.waitpid(writer, 0)[1] for writer in writers]
    if editor:
        os.kill(editor, signal.SIGKILL)
        os.waitpid(editor, 0)
    assert not any(ended), ended
    ran = {name: Ran(*rest) for log in logs for name, *rest in map(json.loads, log.read_text().splitlines())}
    saved = [json.loads(line) for line in editor_log.read_text().splitlines()] if plan.editor else []
    judge(folder, plan, ran, {name for _number, lost in saved for name in lost}, tally)
    if plan.editor:
        tally.counts["hand saves"] = tally.counts.get("hand saves", 0) + len(saved)


def judge(folder: Path, plan: Plan, ran: dict[str, Ran], saved_over: set[str], tally: Tally) -> None:
    """Said = kept, refused = absent, the file sound, the next write possible. `saved_over`: what the editor undid."""
    data = tomllib.loads(record_of(folder).read_text(encoding="utf-8"))
    there = Counter(figure["target"] for figure in data.get("figure", []))
    for name, one in ran.items():
        killed = one.code == -signal.SIGALRM
        faults = list(words(one, there[name], excused=name in saved_over))
        if "không còn trong tệp" in one.text and plan.lock_works and not plan.editor:
            faults.append(f"calls lost what is being written: {one.err.strip()}")
        tally.add(f"{plan.name}: {name}", faults, kind="killed" if killed else f"exit {one.code}")
    faults = [*leftovers(folder)]
    for argv in (["status", "--json"], ["record", names(plan)[0], "8", "--period", "2025-01"]):
        after = run_forked(["-C", str(folder), *argv])
        faults += [] if after.code == 0 else [f"{argv[0]} afterwards: {after}"]
    tally.add(f"{plan.name}: afterwards", faults)


def words(one: Ran, times: int, *, excused: bool) -> list[str]:
    """What is wrong with one run, given how often its figure stands in the file."""
    found = []
    if "Traceback" in one.text or one.code not in (0, 2, 3, 4, -signal.SIGALRM):
        found.append(f"ended badly: {one}")
    if one.code == 0 and times != 1 and not (times == 0 and excused):
        found.append(f"said to be written, is there {times} times")
    if one.code in (2, 3) and times:
        found.append(f"said to be untouched, is there {times} times: {one.err.strip()}")
    if times > 1:
        found.append("is there twice")
    return found


def main() -> int:
    """Run the plans and say what was seen."""
    preload()
    plans = (*PLANS, *PROCESSES) if is_large() else tuple(plan._replace(figures=plan.figures // 8) for plan in PLANS)
    code = 0
    with place() as parent:
        for plan in plans:
            tally = Tally(f"writers {plan.name if is_large() else plan}")
            campaign(parent, plan, tally)
            code |= tally.report()
    return code


if __name__ == "__main__":
    sys.exit(main())
