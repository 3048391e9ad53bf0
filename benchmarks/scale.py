"""What `dts status` costs on 300 targets and 300 to 1.000.000 made figures: cold, warm, after one changed file.

    python benchmarks/scale.py [LARGEST] [RUNS]

Whole processes, medians; "warm" is paired with the same command on 300 figures (A B A B …), "cold" stands beside a
loop that only parses the same files with tomllib. Asserts nothing. The folders are made in a temporary place, some
200 MB for a million.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made import write_folder

ROOT = Path(__file__).resolve().parent.parent
SIZES = (300, 1_000, 10_000, 100_000, 1_000_000)
PROGRAM = [sys.executable, "-c", "from dts.__main__ import run; run()"]
BARE = """
import sys, tomllib, pathlib
for path in pathlib.Path(sys.argv[1]).rglob("*.toml"):
    tomllib.loads(path.read_bytes().decode())
"""


def seconds(command: list[str], environ: dict[str, str]) -> float:
    """Whole-process seconds, output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environ, cwd=ROOT, check=True)
    return time.perf_counter() - start


def peak(command: list[str], environ: dict[str, str]) -> float:
    """The largest memory of one process, in MiB."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ, cwd=ROOT) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss / 1024


def touch(folder: Path, run: int) -> None:
    """Change one figure of the newest month."""
    newest = max((folder / "records").iterdir())
    text = newest.read_text(encoding="utf-8")
    head, old, tail = text.partition('source      = "')
    newest.write_text(f"{head}{old}{run}{tail}", encoding="utf-8")


def measure(place: Path, figures: int, runs: int, environ: dict[str, str], small: list[str]) -> None:
    """Print one line of the table."""
    folder = write_folder(place / str(figures), figures)
    command = [*PROGRAM, "-C", str(folder), "status"]
    cold = seconds(command, environ)
    bare = seconds([sys.executable, "-c", BARE, str(folder)], environ)
    time.sleep(2.5)  # files just written are too young to be known by their stamps
    seconds(command, environ)
    pairs = [(seconds(command, environ), seconds(small, environ)) for _run in range(runs)]
    warm = statistics.median(one for one, _other in pairs)
    ratio = statistics.median(one / other for one, other in pairs)
    memory = peak(command, environ)
    changed = []
    for run in range(min(runs, 5)):
        touch(folder, run)
        changed.append(seconds(command, environ))
    print(
        f"{figures:9,d}   cold {cold:7.2f} s ({cold / bare:.2f} of tomllib alone)   warm {warm * 1000:6.1f} ms"
        f" ({ratio:.2f} of 300, {memory:.0f} MiB)   one file changed {statistics.median(changed) * 1000:7.1f} ms"
    )
    shutil.rmtree(folder)


def machine() -> str:
    """What the figures were measured on."""
    return f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}"


def surroundings(place: Path) -> dict[str, str]:
    """An environment whose bytecode and cache lie in a temporary place, as they are after the first run."""
    (place / "cache").mkdir()
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environ |= {"PYTHONPYCACHEPREFIX": str(place / "pyc"), "XDG_CACHE_HOME": str(place / "cache")}
    return environ | {"LOCALAPPDATA": environ["XDG_CACHE_HOME"]}


def main() -> None:
    """Print the table."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        environ = surroundings(place)
        small = [*PROGRAM, "-C", str(write_folder(place / "small", 300)), "status"]
        seconds(small, environ)
        for figures in SIZES:
            if figures <= largest:
                measure(place, figures, runs, environ, small)
    print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
