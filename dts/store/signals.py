"""Ctrl-C and SIGTERM: a write that has begun is finished first; afterwards nobody is told that nothing was written."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)


class StoppedAfterWriting(BaseException):
    """Asked to stop; what was to be written is written."""


class Run:
    """One run of the program, as far as a stop is concerned."""

    wrote = False
    """A data file was changed and confirmed."""
    over = False
    """The last word is being said: further stops change nothing."""

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Obey a stop, saying truly whether something was written."""
        if not self.over:
            raise StoppedAfterWriting if self.wrote else KeyboardInterrupt


_RUN: ContextVar[Run] = ContextVar("run")
_HELD: ContextVar[bool] = ContextVar("held", default=False)
"""Inside a `finish_first`."""


def mark_written() -> None:
    """From here on a stop, or a fault of the answer, no longer means that nothing was written."""
    current = _RUN.get(None)
    if current is not None:
        current.wrote = True


def has_written() -> bool:
    """Whether this run has changed a data file."""
    current = _RUN.get(None)
    return current is not None and current.wrote


@contextlib.contextmanager
def stoppable(*, last: bool = False) -> Iterator[Run]:
    """One run whose stops are obeyed as `Run.stop` says. `last`: the process ends with it, and stays deaf meanwhile."""
    run = Run()
    token = _RUN.set(run)
    before = _handle(run.stop)
    try:
        yield run
    finally:
        run.over = True
        _RUN.reset(token)
        if not last:
            _restore(before)


@contextlib.contextmanager
def finish_first(*, writes: bool = True) -> Iterator[None]:
    """Hold back a stop until the block is done, then obey it. Only the main thread can be asked.

    Inside another such block it is that one which obeys, when all is done. `writes`: the block, once done, has written;
    otherwise it calls `mark_written` itself where it has.
    """
    if _HELD.get():
        yield
        return
    asked: list[int] = []
    before = _handle(lambda number, _frame: asked.append(number))
    token = _HELD.set(True)
    try:
        yield
        if writes:
            mark_written()
    finally:
        _HELD.reset(token)
        _restore(before)
    if asked:
        raise StoppedAfterWriting if writes or has_written() else KeyboardInterrupt


_Handler = Callable[[int, FrameType | None], object]
_Before = dict[signal.Signals, "_Handler | int | None"]


def _handle(handler: _Handler) -> _Before:
    if threading.current_thread() is not threading.main_thread():
        return {}
    return {number: signal.signal(number, handler) for number in STOPS}


def _restore(before: _Before) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)
