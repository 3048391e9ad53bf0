"""Same data, same day, same bytes: every format of the report from two processes that share nothing by accident.

python -m tests.campaigns.same_bytes [--large]
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns.kit import Tally, is_large, place
from tests.conftest import ROOT
from tests.made import write_made_workspace
from tests.made_units import write_many_units

FORMATS = ("txt", "md", "html", "docx", "xlsx")
WORLDS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC0", "LANG": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "LINT-14", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "PST8PDT", "LANG": "vi_VN.UTF-8", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "ICT-7", "LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "0"},
)
PRINTED = (
    ("status", "--as-of", "25/2/2025"),
    ("status", "--as-of", "25/2/2025", "--json"),
    ("overdue", "--as-of", "25/2/2025"),
    ("owners", "--as-of", "25/2/2025"),
    ("status", "--as-of", "25/2/2025", "--compact"),
    ("check",),
)


def made(where: Path, data: Path, world: Mapping[str, str], *, whole: bool) -> dict[str, str]:
    """What one world makes of the data: a digest for each file and each screen."""
    where.mkdir(parents=True)
    for ending in FORMATS:
        run(data, world, "report", "--period", "2/2025", "--as-of", "25/2/2025", "-o", str(where / f"bao-cao.{ending}"))
    if whole:
        run(data, world, "report", "--period", "2/2025", "--as-of", "25/2/2025", "--each-owner", str(where / "don-doc"))
        run(data, world, "report", "--as-of", "25/2/2025", "--one-page", "-o", str(where / "trang.docx"))
        run(data, world, "export", str(where / "mo"))
        for number, argv in enumerate(PRINTED):
            (where / f"screen-{number}").write_bytes(run(data, world, *argv))
    files = sorted(path for path in where.rglob("*") if path.is_file())
    return {str(path.relative_to(where)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(data: Path, world: Mapping[str, str], *argv: str) -> bytes:
    """One process in one world; it must end well, or say no."""
    environ = {"PATH": os.environ["PATH"], **world}
    line = [sys.executable, "-m", "dts", "-C", str(data), *argv]
    done = subprocess.run(line, cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.returncode in (0, 1), (argv, done)
    return done.stdout


def compare(parent: Path, data: Path, name: str, tally: Tally, *, whole: bool) -> None:
    """Every world against the first."""
    first: dict[str, str] = {}
    for number, world in enumerate(WORLDS if whole else WORLDS[1::2]):
        found = made(parent / f"{name}-{number}", data, world, whole=whole)
        assert len(found) >= len(FORMATS)
        first = first or found
        for file in sorted({*first, *found}):
            faults = [] if first.get(file) == found.get(file) else ["differs"]
            tally.add(f"{name} {file} {dict(world)}", faults, kind=file.rpartition(".")[2][:6])


def main() -> int:
    """Compare and say what was seen."""
    tally = Tally("same bytes")
    with place() as parent:
        compare(parent, ROOT, "shipped", tally, whole=is_large())
        if is_large():
            for name, write in (("made", write_made_workspace), ("units", write_many_units)):
                (parent / f"{name}-data").mkdir()
                compare(parent, write(parent / f"{name}-data"), name, tally, whole=True)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
