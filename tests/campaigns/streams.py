"""Output streams: nine encodings × pipe, file, terminal; the same UTF-8 bytes come out of each, and no traceback.

python -m tests.campaigns.streams [--large]
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial

from tests.campaigns.kit import Tally, is_large, preload, start_child
from tests.conftest import ROOT

ENCODINGS = ("utf-8", "ascii", "latin-1", "cp1252", "cp1258", "cp437", "utf-16", "shift_jis", "koi8-r")
DESTINATIONS = ("pipe", "file", "terminal")
COMMANDS = (
    ("status", "--as-of", "25/2/2025"),
    ("show", "dinh-danh", "--as-of", "25/2/2025"),
    ("status", "--as-of", "25/2/2025", "--json"),
    ("report", "--period", "2/2025", "--as-of", "25/2/2025"),
    ("overdue", "--as-of", "25/2/2025"),
    ("check",),
    ("--help",),
    ("record", "khong-co", "1"),
    ("lệnh-lạ",),
)
PROGRAM = (sys.executable, "-m", "dts")


def swap_streams(encoding: str) -> None:
    """Streams as a console of that encoding hands them over."""
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, open(number, "w", encoding=encoding, closefd=False))  # noqa: SIM115


def run(argv: Sequence[str], encoding: str, destination: str, *, process: bool) -> tuple[int, bytes]:
    """All that one run writes, stderr included, and its exit code."""
    os.environ["TERM"] = "xterm"
    with tempfile.TemporaryFile() as file:
        reading, writing = {"pipe": os.pipe, "terminal": os.openpty, "file": lambda: (-1, file.fileno())}[destination]()
        line = ["-C", str(ROOT), *argv]
        if process:
            environ = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
            child = subprocess.Popen([*PROGRAM, *line], stdout=writing, stderr=writing, env=environ).pid
        else:
            child = start_child(line, writing, writing, partial(swap_streams, encoding))
        if destination == "file":
            status = os.waitpid(child, 0)[1]
            file.seek(0)
            return os.waitstatus_to_exitcode(status), file.read()
        os.close(writing)
        said = read_all(reading)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def read_all(descriptor: int) -> bytes:
    """Until the other end is closed; a terminal then answers with an error."""
    found = b""
    with contextlib.suppress(OSError):
        while part := os.read(descriptor, 65536):
            found += part
    os.close(descriptor)
    return found


def sweep(tally: Tally, commands: Sequence[Sequence[str]], *, process: bool) -> None:
    """Every command × destination × encoding, against UTF-8."""
    for argv in commands:
        for destination in DESTINATIONS:
            expected = run(argv, "utf-8", destination, process=process)
            for encoding in ENCODINGS:
                found = run(argv, encoding, destination, process=process)
                faults = [] if found == expected else [f"differs from UTF-8: {found[0]} {found[1][-300:]!r}"]
                faults += ["a traceback"] if b"Traceback" in found[1] else []
                try:
                    faults += [] if found[1].decode().strip() else ["says nothing"]
                except UnicodeDecodeError:
                    faults.append("is no UTF-8")
                tally.add(f"{argv[0]} {encoding} {destination}", faults, kind=destination)


def main() -> int:
    """Run the sweep and say what was seen."""
    preload()
    tally = Tally("output streams")
    sweep(tally, COMMANDS, process=is_large())
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
