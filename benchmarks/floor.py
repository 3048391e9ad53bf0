"""How close `dts status` comes to the floor: a tuned Typer + Rich program that prints the same lines from memory.

    python benchmarks/floor.py [RUNS]

and the same with 300 made targets, beside floors that have neither Rich nor colours: a Typer program that writes the
very lines of `dts` from memory, and one that reads and assesses as `dts` does and then writes them from memory: the
difference to that one is what choosing words, layout and colours cost.

Runs the two in turn (A B A B …) as whole processes, once into a pipe and once on a pseudo-terminal, and prints medians
and the median of the pairwise ratios; then the same with `--no-cache`, where every file is parsed and judged. The
floor leaves the garbage collector out, as `dts` does. It asserts nothing: figures belong in a note, with the machine
they came from. Bytecode and the cache are made in a temporary folder first, as they are after the first run of an
installed copy.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made import write_folder

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "from dts.__main__ import run; run()"]
STATUS = ["-C", str(ROOT), "status"]
DAY = ("--as-of", "25/2/2025")
WAYS = {
    "dts status": [*PROGRAM, *STATUS],
    "dts status --as-of …": [*PROGRAM, *STATUS, *DAY],
    "dts --no-cache status": [*PROGRAM, "--no-cache", *STATUS],
}

FLOOR = '''
import gc
gc.disable()
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

@app.command()
def show() -> None:
    """Print the lines."""
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    text = Text(no_wrap=True, end="")
    for line in LINES:
        text.append(line[:2], "bold red")
        text.append(line[2:])
        text.append("\\n")
    console.print(text, soft_wrap=True, end="")

try:
    app()
finally:
    gc.freeze()
'''


PLAIN = '''
import gc
gc.disable()
import sys
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

@app.command()
def show() -> None:
    """Print the lines."""
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write("\\n".join(LINES) + "\\n")

try:
    app()
finally:
    gc.freeze()
'''

READING = """
import gc
gc.disable()
import os
import sys
from datetime import datetime
from pathlib import Path
from dts.commands.context import Context
from dts.console import open_console
from dts.core.dates import VIETNAM

now = datetime.now(VIETNAM)
context = Context(open_console(os.environ), now.date(), now, os.environ, Path.cwd(), Path(sys.argv[1]))
context.assess(now.date())
context.console.out.write("\\n".join(LINES) + "\\n")
context.console.out.flush()
gc.freeze()
"""


def run(command: list[str], environ: dict[str, str], *, terminal: bool) -> float:
    """Whole-process seconds, output read and thrown away."""
    if not terminal:
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, check=True)
        return time.perf_counter() - start
    import pty

    start = time.perf_counter()
    child, fd = pty.fork()
    if child == 0:
        os.execve(command[0], command, environ)
    try:
        while os.read(fd, 65536):
            pass
    except OSError:
        pass
    os.waitpid(child, 0)
    os.close(fd)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environ |= {"PYTHONPYCACHEPREFIX": str(Path(folder) / "pyc"), "XDG_CACHE_HOME": str(Path(folder) / "cache")}
        environ |= {"LOCALAPPDATA": environ["XDG_CACHE_HOME"], "TERM": "xterm-256color", "COLUMNS": "80"}
        (Path(folder) / "cache").mkdir()
        environ["PYTHONPATH"] = str(ROOT)
        floor = write_floor(Path(folder) / "floor.py", WAYS["dts status"], FLOOR, environ)
        print(f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}")
        for name, ours in WAYS.items():
            for terminal in (False, True):
                compare(name, ours, floor, environ, runs, terminal=terminal)
        made = write_folder(Path(folder) / "made", 300)
        ours = [*PROGRAM, "-C", str(made), "status"]
        plain = write_floor(Path(folder) / "plain.py", ours, PLAIN, environ)
        reading = [*write_floor(Path(folder) / "reading.py", ours, READING, environ), str(made)]
        for terminal in (False, True):
            compare("300 targets, plain", ours, plain, environ, runs, terminal=terminal)
            compare("300 targets, reading", ours, reading, environ, runs, terminal=terminal)


def write_floor(path: Path, ours: list[str], program: str, environ: dict[str, str]) -> list[str]:
    """A program that prints what a command of ours printed."""
    first = subprocess.run(ours, stdout=subprocess.PIPE, env=environ, check=True)
    path.write_text(f"LINES = {first.stdout.decode().splitlines()!r}\n{program}", encoding="utf-8")
    return [sys.executable, str(path)]


def compare(
    name: str, ours: list[str], floor: list[str], environ: dict[str, str], runs: int, *, terminal: bool
) -> None:
    """Run two commands in turn and print how they compare."""
    for command in (ours, floor):
        run(command, environ, terminal=terminal)
    pairs = [(run(ours, environ, terminal=terminal), run(floor, environ, terminal=terminal)) for _ in range(runs)]
    one, other = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    where = "terminal" if terminal else "pipe"
    print(f"{where:9} {name:22} {one:6.1f} ms   floor {other:6.1f} ms   ratio {ratio:.2f}   ({runs} pairs)")


if __name__ == "__main__":
    main()
