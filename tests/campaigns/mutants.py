"""Mutation testing of core/ and store/: one small change at a time to a copy of the tree; do the tests notice?

    coverage run -m pytest -p tests.campaigns.mutants    which test runs which line (and the branch coverage)
    python -m tests.campaigns.mutants --sample 400 --seed 1

A mutant (`mutations`) meets tests that run its line, the most focused first and of each family of cases a few; a line
that only runs at import goes by the lines that mention its names. The first failing test, a broken import or a test
that never ends kills it. What survives two rounds meets all remaining tests for as long as `--patience` says. In the
end each test that killed runs without the change: if it fails then, it was no witness and its mutants survived.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import NamedTuple

import coverage
import pytest

from tests.campaigns.mutations import ROOT, Mutant, find_mentions, mutants_of, source_of, text_of

ROOMS = ("dts/core", "dts/store")
ROUNDS = (20, 80)
"""Up to which test the first and the second round go."""
SECONDS_A_ROUND = 120
SECONDS_A_TEST = 60
PROCESSOR_SECONDS_A_TEST = 10
MEMORY = 3 << 30
PRELOAD = ("hypothesis", "typer", "rich.table", "dateutil.relativedelta", "filelock", "openpyxl", "docx")
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "__pycache__", "build", ".*_cache", ".coverage*", ".hypothesis")


class Trial(NamedTuple):
    """How a mutant fared."""

    mutant: Mutant
    said: str
    """killed, endless or survived."""
    witness: str
    """The test that noticed, if one did."""
    tests: str
    """Of a survivor: how many tests it met to the end, of how many."""


class Watch:
    """In the child: notes which test failed first, and ends one that never ends."""

    def __init__(self, failed: Path) -> None:
        self.failed = failed

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        """So long and no longer."""
        signal.alarm(SECONDS_A_TEST)
        signal.setitimer(signal.ITIMER_VIRTUAL, PROCESSOR_SECONDS_A_TEST)
        result = yield
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.alarm(0)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note who noticed."""
        if report.failed:
            with self.failed.open("a", encoding="utf-8") as noted:
                noted.write(f"{report.nodeid}\n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """As a plugin beside coverage: tell it which test runs now."""
    current = coverage.Coverage.current()
    if current is not None:
        current.switch_context(item.nodeid)
    return (yield)


def read_tests(files: Iterable[str]) -> Mapping[tuple[str, int], Collection[str]]:
    """Which tests run which line, from the data of coverage."""
    data = coverage.CoverageData(os.environ.get("COVERAGE_FILE", str(ROOT / ".coverage")))
    data.read()
    return {
        (file, line): [
            each for each in contexts if each.isprintable() and "::" in each and "::" not in each.partition("[")[2]
        ]
        for file in files
        for line, contexts in data.contexts_by_lineno(file).items()
    }


def in_order(mutant: Mutant, tests: Collection[str], breadth: Mapping[str, int]) -> list[str]:
    """Tests that name the word or the module that changes, then narrow before broad, a few of each family of cases."""
    module = re.compile(rf"import.*\b{Path(mutant.file).stem}\b|\b{Path(mutant.file).stem} import")
    seen: Counter[str] = Counter()
    ranked = []
    for test in sorted(tests, key=lambda each: (breadth[each], each)):
        family = test.partition("[")[0]
        text = source_of(test.partition("::")[0])
        told = 0 if mutant.word and mutant.word in test else 1 if module.search(text) else 2
        ranked.append((told, seen[family] // 4, breadth[test], test))
        seen[family] += 1
    return [test for *_, test in sorted(ranked)]


def attempt(tree: Path, tests: Sequence[str], seconds: float, *, all_of_them: bool = False) -> tuple[str, list[str]]:
    """Run tests in a child: "passed", "failed", "endless" or "unfinished"; and who failed."""
    failed = tree.parent / "failed"
    failed.write_text("")
    child = os.fork()
    if not child:
        in_child(tree, [*tests, *([] if all_of_them else ["-x"])], Watch(failed))
    until, said = time.monotonic() + seconds, ""
    while not said:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            ends = {0: "passed", -signal.SIGALRM: "endless", -signal.SIGVTALRM: "endless"}
            said = ends.get(os.waitstatus_to_exitcode(status), "failed")
        elif time.monotonic() > until:
            said = "unfinished"
        else:
            time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if said == "unfinished":
        os.waitpid(child, 0)
    return said, failed.read_text(encoding="utf-8").splitlines()


def in_child(tree: Path, arguments: Sequence[str], watch: Watch) -> None:
    """Run tests of the copied tree, everything but its own modules being imported, and end."""
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.chdir(tree)
        sys.path[0] = str(tree)
        sys.dont_write_bytecode = True
        for name in [each for each in sys.modules if each.partition(".")[0] in ("dts", "tests")]:
            del sys.modules[name]
        options = ["--assert=plain", "-pno:cacheprovider", f"--rootdir={tree}", f"--basetemp={tree.parent / 'temp'}"]
        os._exit(int(pytest.main([*options, *arguments], plugins=[watch])))
    finally:
        os._exit(70)


def judge(mutant: Mutant, tree: Path, tests: Sequence[str], patience: float) -> Trial:
    """Try one mutant."""
    first, second = ROUNDS
    rounds = ((tests[:first], SECONDS_A_ROUND), (tests[first:second], SECONDS_A_ROUND), (tests[second:], patience))
    met = 0
    path = tree / mutant.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(text_of(mutant), encoding="utf-8")
    try:
        for some, seconds in rounds:
            if some and seconds:
                said, failed = attempt(tree, some, seconds)
                met += len(some) if said == "passed" else 0
                if said in ("failed", "endless"):
                    return Trial(mutant, "killed" if said == "failed" else said, failed[0] if failed else "", "")
    finally:
        path.write_text(sound, encoding="utf-8")
    return Trial(mutant, "survived", "", f"{met} of {len(tests)} tests")


def choose(pool: Mapping[str, Sequence[Mutant]], sample: int, seed: int) -> list[Mutant]:
    """A sample in which every module has its share, one mutant at least; shuffled, to be fair when cut short."""
    dice = random.Random(seed)
    whole = sum(map(len, pool.values())) or 1
    shares = [(some, max(1, round(len(some) * sample / whole))) for some in pool.values() if some]
    chosen = [each for some, share in shares for each in dice.sample(some, share)]
    dice.shuffle(chosen)
    return chosen


def make_tree(place: Path, files: Iterable[str]) -> Path:
    """A copy of the tree, its modules as the plain text that mutants have too; compiled, each checked by its hash."""
    tree = place / "tree"
    shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
    for file in files:
        (tree / file).write_text(ast.unparse(ast.parse(source_of(file))), encoding="utf-8")
    compileall.compile_dir(tree, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return tree


def try_all(chosen: Sequence[Mutant], files: Sequence[str], patience: float, minutes: float) -> list[Trial]:
    """Try one after the other as long as time is left, then whether the witnesses are honest."""
    until = time.monotonic() + 60 * minutes
    tests = read_tests(files)
    breadth = Counter(test for some in tests.values() for test in some)
    for name in PRELOAD:
        import_module(name)
    trials = []
    with tempfile.TemporaryDirectory() as place:
        tree = make_tree(Path(place), files)
        for number, mutant in enumerate(chosen, 1):
            if time.monotonic() > until:
                break
            mine = {test for line in mutant.lines for test in tests.get(line, ())}
            trials.append(judge(mutant, tree, in_order(mutant, mine, breadth), patience))
            print(f"{number}/{len(chosen)}", line_of(trials[-1]), flush=True)
        said, liars = attempt(tree, sorted({each.witness for each in trials} - {""}), 3600, all_of_them=True)
    print(f"the tests that killed, without a change: {said}", *liars)
    return [each._replace(said="survived") if each.witness in liars else each for each in trials]


def line_of(trial: Trial) -> str:
    """One trial in one line."""
    mutant, said, witness, tests = trial
    return f"{said} {mutant.file}:{mutant.line}  {mutant.change}  [{witness or tests}]"


def report(pool: Mapping[str, Sequence[Mutant]], trials: Sequence[Trial]) -> int:
    """Print the table by module and what survived; 1 when anything did."""
    print(f"{'module':34}{'possible':>9}{'tried':>7}{'killed':>8}{'endless':>9}{'survived':>10}")
    for file in [*pool, "dts"]:
        possible = sum(len(some) for name, some in pool.items() if name.startswith(file))
        seen = Counter(each.said for each in trials if each.mutant.file.startswith(file))
        if not seen:
            continue
        row = f"{seen['killed']:8}{seen['endless']:9}{seen['survived']:10}"
        print(f"{file:34}{possible:9}{sum(seen.values()):7}{row}")
    survivors = [each for each in trials if each.said == "survived"]
    print(f"noticed: {100 * (1 - len(survivors) / max(len(trials), 1)):.1f} %", *map(line_of, survivors), sep="\n")
    return int(bool(survivors))


def names(mutant: Mutant) -> set[str]:
    """What `--only` may call a mutant."""
    return {mutant.file, f"{mutant.file}:{mutant.line}"}


def main() -> int:
    """Choose, try and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="how many mutants (default: all of --only, else 400)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="every mutant")
    parser.add_argument("--only", nargs="*", metavar="PATH[:LINE]", help="mutants of these modules or lines")
    parser.add_argument("--patience", type=float, default=0, metavar="SECONDS", help="for the tests after two rounds")
    parser.add_argument("--minutes", type=float, default=1e6, help="try no further mutant after so long")
    parser.add_argument("--list", action="store_true", help="name the mutants and try none")
    given = parser.parse_args()
    files = [str(path.relative_to(ROOT)) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    mentions = find_mentions(files)
    pool = {file: list(mutants_of(file, mentions)) for file in files}
    if given.only:
        pool = {file: [each for each in some if names(each) & set(given.only)] for file, some in pool.items()}
    chosen = [each for some in pool.values() for each in some]
    if given.sample or not (given.only or given.whole):
        chosen = choose(pool, given.sample or 400, given.seed)
    if given.list:
        print(*(f"{each.file}:{each.line}  {each.change}" for each in chosen), len(chosen), sep="\n")
        return 0
    return report(pool, try_all(chosen, files, given.patience, given.minutes))


if __name__ == "__main__":
    sys.exit(main())
