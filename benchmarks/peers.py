"""`dts status` beside others on the same figures: ledger, hledger, SQLite, DuckDB, Polars, pandas, LibreOffice.

    python benchmarks/peers.py [FIGURES] [RUNS] [PYTHON]

Each is asked, as a whole process, for the latest figure of each of 300 targets; ledger and hledger, which know no such
thing, for the balance of 300 accounts over as many postings; LibreOffice to open the sheet and print it as CSV. Turns
are taken with `dts` (A B A B …): medians, and the median of the pairwise ratios. PYTHON is an interpreter that has
duckdb, polars and pandas. Who is not installed is named and left out. Asserts nothing.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from made import write_folder
from scale import BARE, PROGRAM, machine, seconds, surroundings

Row = tuple[str, str, str]
"""Target, day, number."""

QUERY = "SELECT target, arg_max(value, day) FROM '{file}' GROUP BY target ORDER BY target"
LIBRARIES = {
    "duckdb, Parquet": "import duckdb; print(duckdb.sql({query!r}).fetchall())",
    "polars, Parquet": """
import polars as pl
table = pl.scan_parquet({file!r})
print(table.group_by("target").agg(pl.col("value").sort_by("day").last()).sort("target").collect().rows())
""",
    "pandas, CSV": """
import pandas as pd
table = pd.read_csv({csv!r})
print(table.sort_values("day").groupby("target")["value"].last().to_string())
""",
}
PARQUET = "import duckdb; duckdb.sql({copy!r})"


def rows(folder: Path) -> Iterator[Row]:
    """The figures of a made folder, oldest file first."""
    for path in sorted((folder / "records").iterdir()):
        cutoff = date.fromisoformat(f"{path.stem}-14")
        for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]:
            value = figure["value"] if "value" in figure else figure["numerator"] * 100 // figure["denominator"]
            yield figure["target"], str(figure.get("as_of", cutoff)), str(value)


def write_csv(place: Path, figures: list[Row]) -> Path:
    """One line a figure."""
    with (place / "figures.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("target", "day", "value"), *figures])
    return place / "figures.csv"


def write_journal(place: Path, figures: list[Row]) -> Path:
    """One transaction a figure."""
    entries = (
        f"{day} số liệu\n    {target}  {value}\n    nguồn\n\n" for target, day, value in sorted(figures, key=_day)
    )
    (place / "figures.journal").write_text("".join(entries), encoding="utf-8")
    return place / "figures.journal"


def _day(row: Row) -> str:
    return row[1]


def peers(place: Path, figures: list[Row], python: str) -> Iterator[tuple[str, list[str] | None]]:
    """Each with its command; None where it is not installed."""
    table, journal = write_csv(place, figures), write_journal(place, figures)
    for name in ("ledger", "hledger"):
        yield name, [name, "-f", str(journal), "balance"] if shutil.which(name) else None
    yield "sqlite3", _sqlite(place, table) if shutil.which("sqlite3") else None
    parquet = place / "figures.parquet"
    copy = f"COPY (SELECT * FROM '{table}') TO '{parquet}' (FORMAT parquet)"
    made = subprocess.run([python, "-c", PARQUET.format(copy=copy)], capture_output=True, check=False).returncode == 0
    for name, program in LIBRARIES.items():
        text = program.format(query=QUERY.format(file=parquet), file=str(parquet), csv=str(table))
        module = name.partition(",")[0]
        known = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
        yield name, [python, "-c", text] if known and (made or "CSV" in name) else None
    yield "LibreOffice, .xlsx", _office(place, table) if shutil.which("soffice") else None


def _sqlite(place: Path, table: Path) -> list[str]:
    base = place / "figures.sqlite"
    script = f".mode csv\n.import {table} figures\nCREATE INDEX by_target ON figures (target, day);\n"
    subprocess.run(["sqlite3", str(base)], input=script.encode(), check=True)
    return ["sqlite3", str(base), "SELECT target, value, max(day) FROM figures GROUP BY target"]


def _office(place: Path, table: Path) -> list[str]:
    home = f"-env:UserInstallation=file://{place}/office"
    convert = ["soffice", home, "--headless", "--convert-to"]
    subprocess.run([*convert, "xlsx", "--outdir", str(place), str(table)], capture_output=True, check=True)
    return [*convert, "csv", "--outdir", str(place / "printed"), str(place / "figures.xlsx")]


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    python = sys.argv[3] if len(sys.argv) > 3 else sys.executable
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        environ = surroundings(place)
        folder = write_folder(place / "made", count)
        ours = [*PROGRAM, "-C", str(folder), "status"]
        figures = list(rows(folder))
        others: dict[str, list[str] | None] = dict(peers(place, figures, python))
        others["tomllib alone"] = [sys.executable, "-c", BARE, str(folder)]
        seconds(ours, environ)
        for name, command in others.items():
            if command is None:
                print(f"{name:20} not installed, left out")
                continue
            here = environ | ({"HOME": os.environ.get("HOME", "")} if "HOME" in os.environ else {})
            seconds(command, here)
            pairs = [(seconds(command, here), seconds(ours, environ)) for _run in range(runs)]
            one, own = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{name:20} {one * 1000:8.0f} ms   dts status {own * 1000:6.0f} ms   {ratio:6.1f} times as long")


if __name__ == "__main__":
    main()
