"""Ctrl-C and SIGTERM during a write: the write is finished first, then the stop is obeyed and says so."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


class StoppedAfterWriting(Exception):
    """Asked to stop while writing; everything was written."""


@contextlib.contextmanager
def finish_first() -> Iterator[None]:
    """Hold back a stop until the block is done, then raise StoppedAfterWriting. Only the main thread can be asked."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = {number: signal.signal(number, remember) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if asked:
        raise StoppedAfterWriting
