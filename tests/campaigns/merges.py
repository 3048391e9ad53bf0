"""Two clones record, git merges: the figures of both sides are kept, or every reader names the conflict.

python -m tests.campaigns.merges [--large]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random

from tests.campaigns.kit import SCENARIOS, Tally, is_large, make_folder, place, preload, run_forked

SMALL, LARGE = 12, 200
READERS = (["status"], ["show", "dat"], ["check"], ["report", "--period", "2025-02"], ["overdue"], ["owners"])
WRITES = (
    ["record", "tram", "6{}", "--period", "2025-02"],
    ["record", "tram", "5{}", "--period", "2025-01"],
    ["record", "tram", "4{}", "--period", "2024-12"],
    ["record", "dat", "3{}%", "--period", "2025-02", "--reason", "Gõ lại {}"],
    ["record", "dat", "--explain", "Chờ số {}", "--period", "2025-02"],
    ["assign", "dat", "--by", "3{}/12/2025", "--basis", "Số {}", "--reason", "Họp"],
    ["assign", "tram", "--person", "Ông {}"],
)


def git(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """One git command, with nobody's settings."""
    setting = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *setting, *argv],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
        },
    )


def write_some(folder: Path, chance: Random, digit: int) -> list[str]:
    """A few writes of one side; those refused (the same figure twice) are no writes."""
    written = []
    for write in chance.sample(WRITES, k=chance.randint(1, 3)):
        argv = [each.format(digit) for each in write]
        if run_forked(["-C", str(folder), *argv, *(["--yes"] if argv[0] == "record" else [])]).code == 0:
            written.append(" ".join(argv))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", f"side {digit}")
    return written


def entries(folder: Path) -> list[str]:
    """Every entry and assignment of a sound folder, as text."""
    found: list[str] = []
    for path in sorted(folder.glob("records/*.toml")):
        for table, values in tomllib.loads(path.read_text(encoding="utf-8-sig")).items():
            if isinstance(values, list):
                found += [f"{path.name} {table} {value}" for value in values]
    targets = tomllib.loads((folder / "targets.toml").read_text(encoding="utf-8-sig"))["targets"]
    for name, table in targets.items():
        found += [f"{name} {key} {value}" for key, value in table.items() if key != "revisions"]
        found += [f"{name} revision {value}" for value in table.get("revisions", [])]
    return found


def merge_once(parent: Path, seed: int) -> tuple[list[str], str]:
    """One pair of clones, merged: what is wrong, and what git made of it."""
    chance = Random(seed)
    scenario = chance.choice([each for each in SCENARIOS if each.record is not None])
    ours, theirs = parent / "data", parent / "other"
    shutil.rmtree(theirs, ignore_errors=True)
    make_folder(parent, scenario)
    (ours / ".gitignore").write_text(".dts/\n", encoding="utf-8")
    git(ours, "init", "-q")
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "base")
    git(parent, "clone", "-q", str(ours), str(theirs))
    write_some(ours, chance, 0)
    write_some(theirs, chance, 1)
    wanted = {*entries(ours), *entries(theirs)}
    merged = git(ours, "pull", "-q", "--no-rebase", "--no-edit", str(theirs), "main")
    conflict = any("<<<<<<<" in path.read_text(encoding="utf-8") for path in ours.rglob("*.toml"))
    return judge(ours, wanted, conflict=conflict, clean=merged.returncode == 0)


def judge(folder: Path, wanted: set[str], *, conflict: bool, clean: bool) -> tuple[list[str], str]:
    """Clean: everything of both sides is there. Otherwise every reader stops and names the file."""
    faults = []
    ran = [(argv[0], run_forked(["-C", str(folder), *argv])) for argv in READERS]
    if conflict or not clean:
        for name, one in ran:
            code = 1 if name == "check" else 3
            if one.code != code or "xung đột" not in one.text or ".toml:" not in one.text:
                faults.append(f"{name} does not name the conflict: {one}")
        return faults, "conflict"
    stopped = [name for name, one in ran if one.code != 0 and name != "check"]
    if len(stopped) == len(READERS) - 1:
        return faults, "clean for git, stopped by every reader"
    if stopped:
        faults.append(f"only {stopped} stop")
    gone = [each for each in wanted if each not in entries(folder)]
    # a key that one side replaced is no loss: git took the side that changed it
    lost = [each for each in gone if " figure " in each or " revision " in each or " explanation " in each]
    return [*faults, *(f"lost: {each}" for each in lost)], "clean"


def main() -> int:
    """Run the merges and say what was seen."""
    if shutil.which("git") is None:
        print("git is not here: NOTHING was tried")
        return 2
    preload()
    tally = Tally("git merges of two clones")
    with place() as parent:
        for seed in range(LARGE if is_large() else SMALL):
            faults, kind = merge_once(parent, seed)
            tally.add(f"seed {seed}", faults, kind=kind)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
