"""Lines on a terminal, in colour where allowed. The only room that knows Rich's consoles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from dts.render.layout import Line
from dts.report.document import Tone

STYLES = {
    Tone.OVERDUE: "red",
    Tone.SOON: "yellow",
    Tone.MISSING: "magenta",
    Tone.BEHIND: "yellow",
    Tone.DOING: "cyan",
    Tone.DONE: "green",
    Tone.PLAIN: "",
}
"""Basic colours every console has; what must be read keeps the default colour."""


def show(lines: Sequence[Line], out: TextIO, *, colour: bool) -> None:
    """Print all lines as one text: no markup, no emoji, no highlighting, no wrapping of Rich's own."""
    console = Console(
        file=out, force_terminal=colour, no_color=not colour, markup=False, emoji=False, highlight=False, soft_wrap=True
    )
    text = Text(no_wrap=True, end="")
    for line in lines:
        for span in line:
            style = STYLES[span.tone]
            text.append(span.text, f"bold {style}".strip() if span.strong else style)
        text.append("\n")
    console.print(text, soft_wrap=True, end="")
