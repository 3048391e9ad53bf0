"""Lines on a terminal, in colour.

The codes are those of ECMA-48; on Windows, whose older consoles know none, a Rich console prints.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

from dts.render.lines import Line, Span
from dts.report.document import Tone

STYLES = {
    Tone.OVERDUE: "red",
    Tone.SOON: "yellow",
    Tone.MISSING: "magenta",
    Tone.BEHIND: "yellow",
    Tone.DOING: "cyan",
    Tone.DONE: "green",
    Tone.PLAIN: None,
}
"""Basic colours every console has; what must be read keeps the default colour."""
CODES = {"red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}
BOLD = "\x1b[1m"
RESET = "\x1b[0m"


def show(lines: Sequence[Line], out: TextIO, *, windows: bool = sys.platform == "win32") -> None:
    """Print coloured lines. Their text is safe already, so it is written as it stands: no markup, emoji or wrapping."""
    if windows:
        _show_through_console(lines, out)
        return
    out.write("".join("".join(map(_coloured, line)) + "\n" for line in lines))


def _coloured(span: Span) -> str:
    colour = STYLES[span.tone]
    start = (f"\x1b[{CODES[colour]}m" if colour else "") + (BOLD if span.strong else "")
    return f"{start}{span.text}{RESET}" if start else span.text


def _show_through_console(lines: Sequence[Line], out: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, force_terminal=True, markup=False, emoji=False, highlight=False)
    text = Text(no_wrap=True, end="")
    for line in lines:
        for span in line:
            text.append(span.text, " ".join(filter(None, ("bold" if span.strong else "", STYLES[span.tone]))))
        text.append("\n")
    console.print(text, soft_wrap=True, end="")
