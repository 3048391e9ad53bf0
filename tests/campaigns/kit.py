"""What the campaigns share: small data folders, one write of each kind, a child to disturb, and the judge.

A campaign disturbs one run of the program and asks the judge: is every file byte for byte old or new, does the exit
code and the sentence say which, can it be read, does the next write work.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from dts import __main__, cli

TODAY = date(2025, 2, 25)
LAUNCH = (
    "import sys; from datetime import date; from functools import partial; import dts.cli as c, dts.__main__ as m; "
    f"c.main = partial(c.main, today=date({TODAY.year}, {TODAY.month}, {TODAY.day})); m.run()"
)
"""The program as its own process on the campaigns' day: `python -c LAUNCH -C folder record …`."""

TARGETS = """\
schema = 1
title  = "Thử nghiệm" # ghi chú giữ nguyên

[owners.so-yt]
name  = "Sở Y tế"
level = "tinh"

[targets.dat]
name   = "Hồ sơ trực tuyến"
kind   = "ratio"
unit   = "hồ sơ"
every  = "month"
owner  = "so-yt"
at_least = 80

# chỉ tiêu thứ hai

[targets.tram]
name  = "Trạm phát sóng"
kind  = "count"
unit  = "trạm"
every = "month"
owner = "so-yt"
"""
RECORD = """\
period = "2025-02" # kỳ báo cáo

[[figure]] # gõ tay
target = "dat"
numerator = 1
denominator = 4
note = "Tiếng Việt có dấu"
"""
CSV = "target,period,value\ndat,2025-01,39\ntram,2025-02,60\n"
WINDOWS = b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode().removesuffix(b"\r\n")
"""As Notepad saves it: BOM, CRLF, no final newline."""


class Scenario(NamedTuple):
    """One kind of write."""

    name: str
    argv: tuple[str, ...]
    record: bytes | None
    """records/2025-02.toml before it; None: there is no such folder."""


SCENARIOS = (
    Scenario("first", ("record", "tram", "60", "--period", "2025-02"), None),
    Scenario("append", ("record", "tram", "60", "--period", "2025-02"), WINDOWS),
    Scenario("correction", ("record", "dat", "3/4", "--period", "2025-02", "--reason", "Nhầm"), RECORD.encode()),
    Scenario("in-place", ("assign", "dat", "--by", "30/6/2025", "--basis", "Số 1", "--reason", "Họp"), RECORD.encode()),
    Scenario("import", ("import", "so-lieu.csv", "--yes"), RECORD.encode()),
)
Files = Mapping[str, bytes]


def make_folder(parent: Path, scenario: Scenario) -> Path:
    """A fresh data folder for a scenario."""
    folder = parent / "data"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "targets.toml").write_bytes(TARGETS.encode())
    (folder / "so-lieu.csv").write_text(CSV, encoding="utf-8")
    if scenario.record is not None:
        (folder / "records").mkdir()
        (folder / "records" / "2025-02.toml").write_bytes(scenario.record)
    return folder


def command(folder: Path, scenario: Scenario) -> list[str]:
    """The command line of a scenario, with absolute paths."""
    return ["-C", str(folder), *(str(folder / each) if each.endswith(".csv") else each for each in scenario.argv)]


def data_files(folder: Path) -> dict[str, bytes]:
    """The bytes of everything a reader would read."""
    found = [folder / "targets.toml", *(folder / "records").glob("*")]
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file() and path.name[0] != "."
    }


class Ran(NamedTuple):
    """What one run gave; a negative code is the signal that ended it."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All it said."""
        return self.out + self.err


def preload() -> None:
    """Import every module once, so that a forked child starts at once."""
    for path in sorted(Path(cli.__file__).parent.rglob("*.py")):
        name = ".".join(path.relative_to(Path(cli.__file__).parent.parent).with_suffix("").parts)
        if not name.endswith(("__main__", "__init__")):
            import_module(name)
    import_module("filelock")
    gc.enable()  # `dts.__main__` is for runs of milliseconds


def start_child(argv: Sequence[str], out: int, err: int, before: Callable[[], object]) -> int:
    """Fork; the child is the program from its entry point on. Answers with its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        gc.disable()
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 — lives as long as the child
        sys.stdout, sys.stderr = (open(each, "w", encoding="utf-8", closefd=False) for each in (1, 2))  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sys.argv = ["dts", *argv]
        cli.main = partial(_MAIN, today=TODAY)
        before()
        __main__.run()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = 120  # what Python itself answers when its last flush fails
        os._exit(code)


_MAIN = cli.main


def run_forked(argv: Sequence[str], before: Callable[[], object] = lambda: None) -> Ran:
    """Run the program in a fork of this process; `before` prepares the disturbance in the child."""
    out, out_end = os.pipe()
    err, err_end = os.pipe()
    child = start_child(argv, out_end, err_end, before)
    os.close(out_end)
    os.close(err_end)
    texts = []
    for end in (out, err):  # what one run says fits into a pipe
        with open(end, "rb") as file:  # noqa: PTH123 — a descriptor
            texts.append(file.read().decode("utf-8", "backslashreplace"))
    _pid, status = os.waitpid(child, 0)
    return Ran(os.waitstatus_to_exitcode(status), texts[0], texts[1])


class Judge:
    """Knows a scenario's files before and after an undisturbed run, and what may be said of them."""

    def __init__(self, parent: Path, scenario: Scenario) -> None:
        self.scenario, self.parent = scenario, parent
        self.folder = make_folder(parent, scenario)
        self.old = data_files(self.folder)
        ran = run_forked(command(self.folder, scenario))
        assert ran.code == 0, ran
        self.new = data_files(self.folder)
        assert self.new != self.old

    def fresh(self) -> Path:
        """The folder as before."""
        return make_folder(self.parent, self.scenario)

    @property
    def argv(self) -> list[str]:
        """The command line."""
        return command(self.folder, self.scenario)

    def faults(self, ran: Ran, *, thorough: bool = True) -> list[str]:
        """What is wrong after a disturbed run; then a reader and the next writer are tried, undisturbed."""
        now = data_files(self.folder)
        found = list(self._states(now)) + list(self._words(ran, now)) + list(leftovers(self.folder))
        if thorough:
            found += self._afterwards()
        return [f"{fault}: exit {ran.code}: {ran.text.strip()!r}" for fault in found]

    def _states(self, now: Files) -> Iterator[str]:
        for name in sorted({*now, *self.old, *self.new}):
            if now.get(name) not in (self.old.get(name), self.new.get(name)):
                yield f"{name} is neither old nor new"

    def _words(self, ran: Ran, now: Files) -> Iterator[str]:
        untouched, done = now == self.old, now == self.new
        if ran.code not in (0, 2, 3, 4, 120, 130, -signal.SIGKILL):
            yield "an exit code nobody promised"
        if "Traceback" in ran.text:
            yield "a traceback"
        if (ran.code == 0 or "Đã ghi" in ran.out or "sau khi ghi xong" in ran.text) and not done:
            yield "said to be written, and is not"
        if (ran.code in (2, 3) or "hưa ghi gì" in ran.text) and not untouched:
            yield "said to be untouched, and is not"
        if ran.code == 4 and (untouched or "ĐÃ GHI" not in ran.text):
            yield "exit 4 without a written figure, or without saying so"
        if ran.code in (2, 3, 130) and not ran.err.strip():
            yield "no sentence"

    def _afterwards(self) -> Iterator[str]:
        seen = run_forked(["-C", str(self.folder), "status", "--json"])
        if seen.code != 0:
            yield f"readers stop: {seen.text!r}"
        again = run_forked(["-C", str(self.folder), "record", "tram", "7", "--period", "2024-12"])
        if again.code != 0:
            yield f"the next write fails: {again.text!r}"


def leftovers(folder: Path) -> Iterator[str]:
    """Files beside the data that a reader would stumble over: anything that is not hidden or named as data."""
    for path in [*folder.iterdir(), *(folder / "records").glob("*")]:
        known = path.name in ("targets.toml", "records", "so-lieu.csv") or path.suffix == ".toml"
        if not known and not path.name.startswith("."):
            yield f"{path.name} is left behind"


class Tally:
    """How many events a campaign made and what it found."""

    def __init__(self, name: str) -> None:
        self.name, self.events, self.found = name, 0, list[str]()
        self.counts: dict[str, int] = {}
        self._start = time.monotonic()

    def add(self, what: str, faults: Sequence[str] = (), *, kind: str = "") -> None:
        """Count one event and its faults."""
        self.events += 1
        if kind:
            self.counts[kind] = self.counts.get(kind, 0) + 1
        self.found += [f"{what}: {fault}" for fault in faults]

    def report(self) -> int:
        """Print what was seen; the exit code of a campaign."""
        for fault in self.found[:60]:
            print(fault)
        kinds = "".join(f", {name} {count}" for name, count in sorted(self.counts.items()))
        seconds = time.monotonic() - self._start
        print(f"{self.name}: {self.events} events{kinds}; {len(self.found)} faults; {seconds:.0f} s")
        return 1 if self.found else 0


@contextmanager
def place() -> Iterator[Path]:
    """A temporary folder for a campaign run by hand; in memory where that is offered, since only bytes count."""
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as name:
        yield Path(name)


def is_large() -> bool:
    """`--large`, or DTS_CAMPAIGNS=large."""
    return "--large" in sys.argv or os.environ.get("DTS_CAMPAIGNS") == "large"
