"""What recording, importing and reporting cost, beside parsing the same file once and beside `dts status`.

    python benchmarks/commands.py [RUNS]

Whole processes, medians. `record` adds a correction to a month of 50, 300 and 3,000 figures: what it costs beyond a
start (`dts --version`) is given in parses of that month by tomllib alone. `import` takes 10,000 rows in; `report` is
made of 300 targets in each format. Asserts nothing.
"""

from __future__ import annotations

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from made import MONTHS, TARGETS, write_folder
from scale import PROGRAM, machine, seconds, surroundings

SIZES = (50, 300, 3_000)
ROWS = 10_000
FORMATS = ("txt", "md", "html", "docx", "xlsx")
DAY = ("--as-of", "25/1/2025")


def parse_seconds(path: Path) -> float:
    """One parse of a file by tomllib, in a warm process."""
    text = path.read_text(encoding="utf-8")
    found = []
    for _run in range(5):
        start = time.perf_counter()
        tomllib.loads(text)
        found.append(time.perf_counter() - start)
    return min(found)


def record(place: Path, size: int, runs: int, environ: dict[str, str]) -> None:
    """A correction in a month of so many figures."""
    folder = write_folder(place / f"month-{size}", size, longest=1)
    words = ["record", "chi-tieu-1", "--period", "2024-12", "--source", "x", "--reason", "đo tốc độ", "--yes"]
    seconds([*PROGRAM, "-C", str(folder), "status", *DAY], environ)
    parse = parse_seconds(folder / "records" / "2024-12.toml")
    whole, start = [], []
    for run in range(runs):
        start.append(seconds([*PROGRAM, "--version"], environ))
        whole.append(seconds([*PROGRAM, "-C", str(folder), *words, str(run)], environ))
    own = statistics.median(a - b for a, b in zip(whole, start, strict=True))
    print(
        f"record into {size:5,d} figures   {statistics.median(whole) * 1000:7.0f} ms, {own * 1000:6.0f} ms of it beyond"
        f" the start: {own / parse:5.1f} parses of the month ({parse * 1000:.1f} ms)"
    )


def bring_in(place: Path, environ: dict[str, str]) -> None:
    """Ten thousand rows of a table."""
    folder = write_folder(place / "import", TARGETS, longest=1)
    (folder / "records" / "2024-12.toml").unlink()
    with (place / "figures.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("target", "period", "value", "source"))
        for number in range(ROWS):
            year, month = MONTHS[-1 - number // TARGETS]
            table.writerow((f"chi-tieu-{number % TARGETS}", f"{year}-{month:02d}", number % 90, "x"))
    command = [*PROGRAM, "-C", str(folder), "import", str(place / "figures.csv"), "--yes"]
    print(f"import of {ROWS:,d} rows   {seconds(command, environ):.2f} s")


def reports(place: Path, runs: int, environ: dict[str, str]) -> None:
    """The report of 300 targets over ten years, in each format, in turn with `status`."""
    folder = write_folder(place / "reports", 10_000)
    status = [*PROGRAM, "-C", str(folder), "status", *DAY]
    seconds(status, environ)
    for ending in FORMATS:
        command = [*PROGRAM, "-C", str(folder), "report", *DAY, "-o", str(place / f"report.{ending}")]
        seconds(command, environ)
        pairs = [(seconds(command, environ), seconds(status, environ)) for _run in range(runs)]
        one, other = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"report, {ending:5} {one:7.0f} ms   status {other:5.0f} ms   ratio {ratio:.2f}")


def main() -> None:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        environ = surroundings(place)
        subprocess.run([*PROGRAM, "--version"], stdout=subprocess.DEVNULL, env=environ, check=True)
        for size in SIZES:
            record(place, size, runs, environ)
        bring_in(place, environ)
        reports(place, runs, environ)
    print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
