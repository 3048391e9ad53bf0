"""Make the README's pictures anew: the gap table as a terminal shows it, the report as a browser shows it.

    python docs/pictures/make.py

Runs the real program in a real terminal (a pty), and takes the pictures with Chromium (`chromium` on PATH, or named by
the environment variable CHROMIUM). Fonts are the machine's own; look at the letters before committing.
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DAY = ("--as-of", "25/2/2025")
COLUMNS, ROWS = 100, 34
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: #1e1f29; color: #f2f2ee; width: {width}px; box-sizing: border-box }}
pre {{ margin: 0; font: 15px/1.35 "Liberation Mono", "DejaVu Sans Mono", monospace }}
</style>{code}"""


def capture(*argv: str, columns: int, rows: int) -> str:
    """What a command prints on a terminal of so many columns, colour codes included."""
    ours, theirs = pty.openpty()
    environ = os.environ | {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "dts", "-C", str(ROOT), *argv]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, env=environ):
        os.close(theirs)
        found = bytearray()
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            found.extend(data)
    os.close(ours)
    return found.decode("utf-8").replace("\r\n", "\n")


def terminal_page(text: str) -> str:
    """The terminal as a page: every colour as Rich reads it from the codes."""
    console = Console(file=StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\n".join(text.split("\n")[:ROWS])), soft_wrap=True)
    code = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>", theme=DIMMED_MONOKAI)
    return PAGE.format(width=int(COLUMNS * 9.0 + 44), code=code)


def picture(page: Path, name: str, *, width: int, height: int) -> None:
    """Let the browser show a page and keep what it shows."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is not on PATH; set CHROMIUM to the program.")
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]
        options += [f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        options += [f"--screenshot={HERE / name}", page.as_uri()]
        subprocess.run([browser, *options], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "status.html"
        shown.write_text(terminal_page(capture("status", *DAY, columns=COLUMNS, rows=ROWS)), encoding="utf-8")
        picture(shown, "status.png", width=int(COLUMNS * 9.0 + 44), height=int(ROWS * 20.25 + 36))
        report = Path(folder) / "report.html"
        argv = ["report", "--period", "02/2025", *DAY, "-o", str(report)]
        subprocess.run([sys.executable, "-m", "dts", "-C", str(ROOT), *argv], check=True)
        picture(report, "report.png", width=1280, height=1000)


if __name__ == "__main__":
    main()
