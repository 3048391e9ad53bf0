"""A bar that says how far a long run has come, on a terminal, and is gone when the run ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")


def track(items: Sequence[Item], words: str, out: TextIO, *, begun: int = 0) -> Iterator[Item]:
    """The items one by one, the first `begun` being done already, with a bar in front of `out`."""
    console = Console(file=out, force_terminal=True, markup=False, emoji=False, highlight=False)
    columns = (TextColumn(words, markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(items), completed=begun)
        for item in items[begun:]:
            yield item
            progress.advance(task)
