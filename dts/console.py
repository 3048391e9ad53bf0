"""The two streams a command speaks on, and the colour policy. Nobody else looks at a terminal.

Result on `out`, messages on `err`. Colour only on a terminal and not under NO_COLOR. Rich's styles are imported when
there is something to colour: cron never pays for them.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TextIO, TypeVar

from dts.core.problem import Problem, UnconfirmedError
from dts.render.lines import NATURAL_WIDTH, Line, plain
from dts.render.safe import bounded, safe

PATIENCE = 1.0
"""Seconds before a long run shows a bar."""
Item = TypeVar("Item")


class Console(NamedTuple):
    """Where a command writes."""

    out: TextIO
    err: TextIO
    is_terminal: bool
    colour: bool
    terminal_width: int
    can_ask: bool = False
    """Somebody sits at the keyboard: stdin and stderr are a terminal."""
    err_is_terminal: bool = False
    keyboard: TextIO | None = None
    """What answers are read from; None: the process's stdin."""

    def ask(self, question: str) -> str:
        """Put a question on stderr and read one line; the end of input raises KeyboardInterrupt."""
        self.err.write(safe(question))
        self.err.flush()
        answer = (self.keyboard or sys.stdin).readline()
        if not answer:
            raise KeyboardInterrupt
        return answer.rstrip("\n")

    def read_all(self, end: str) -> bytes:
        """Everything on stdin; typed at a terminal, up to a line that is only `end`, or the end of input."""
        if not self.can_ask:
            return sys.stdin.buffer.read() if sys.stdin is not None else b""
        lines: list[str] = []
        while (line := (self.keyboard or sys.stdin).readline()) and line.strip() != end:
            lines.append(line)
        return "".join(lines).encode("utf-8", "surrogateescape")

    def width(self, wanted: int | None) -> int:
        """Columns to fill: as asked, else the terminal's, else 80."""
        return wanted or (self.terminal_width if self.is_terminal else NATURAL_WIDTH)

    def show(self, lines: Sequence[Line]) -> None:
        """Write the result."""
        if not self.colour:
            self.out.write(plain(lines))
            return
        from dts.render.terminal import show

        show(lines, self.out)

    def text(self, lines: Iterable[str]) -> None:
        """Write a result that is plain lines."""
        self.out.write("".join(safe(line) + "\n" for line in lines))

    def answer(self, lines: Iterable[str]) -> None:
        """Say what was written. Raises UnconfirmedError when it was written but cannot be said."""
        self.answer_data("".join(safe(line) + "\n" for line in lines))

    def answer_data(self, text: str) -> None:
        """The same for an answer that is JSON."""
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            raise
        except OSError:
            silence()
            raise UnconfirmedError("ĐÃ GHI, nhưng không in được kết quả. Xem lại bằng dts show.") from None

    def progress(self, items: Sequence[Item], words: str) -> Iterator[Item]:
        """The items one by one; on a terminal a bar on stderr once they take longer than a second, never in a pipe."""
        start = monotonic()
        for number, item in enumerate(items):
            if self.err_is_terminal and monotonic() - start > PATIENCE:
                from dts.render.progress import track  # 60 ms, for those who wait anyway

                yield from track(items, words, self.err, begun=number)
                return
            yield item

    def message(self, text: str) -> None:
        """Say something that is not the result."""
        self.err.write("\n".join(bounded(safe(line)) for line in text.split("\n")) + "\n")


def open_console(environ: Mapping[str, str]) -> Console:
    """The process's own streams, in UTF-8 whatever the locale says."""
    for name in ("stdout", "stderr"):  # a closed stream (`>&-`) is None
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 — lives as long as the run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    is_terminal = sys.stdout.isatty()
    colour = is_terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((NATURAL_WIDTH, 24)).columns if is_terminal else NATURAL_WIDTH
    can_ask = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    err_is_terminal = sys.stderr.isatty() and environ.get("TERM") != "dumb"
    return Console(sys.stdout, sys.stderr, is_terminal, colour, width, can_ask, err_is_terminal)


def silence(stream_number: int = 1) -> None:
    """After a broken pipe: let Python's own last flush go nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream_number)
    except OSError:  # too many open files: then the last flush may say what it likes
        return


def problem_lines(problem: Problem) -> list[str]:
    """`LỖI records/2025-02.toml:14:15`, the line with a caret, what was expected, what to type."""
    place = problem.place
    lines = [f"{'Lưu ý' if problem.warning else 'LỖI'}  {place}"]
    if place.line and place.column:
        source, column, width = _shortened(place.source, place.column, place.width)
        margin = f"  {place.line} | "
        lines.append(margin + safe(source))
        before = len(safe(source[: column - 1]))
        marked = max(1, len(safe(source[column - 1 : column - 1 + width])))
        lines.append(" " * (len(margin) - 2) + "| " + " " * before + "^" * marked)
    return [*lines, *(bounded("  " + safe(text)) for text in (problem.message, *problem.fixes))]


MAX_SOURCE = 100


def _shortened(source: str, column: int, width: int) -> tuple[str, int, int]:
    """A long line cut to the part around the caret; tabs become spaces so that the caret stands right."""
    source = source.replace("\t", " ")
    start = max(0, column - 1 - MAX_SOURCE // 2) if len(source) > MAX_SOURCE else 0
    return source[start : start + MAX_SOURCE], column - start, min(width, MAX_SOURCE // 2)
