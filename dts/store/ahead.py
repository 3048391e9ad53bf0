"""Many files judged at once where there are several processors: helpers that leave what they found in the cache.

A helper is a fork of this process that does every so-many-th job and ends; it prints nothing and answers nothing but
that a job is done. What it kept is used, what it did not keep is done again here, so the answer is the same without it.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from dts.store.signals import STOPS

MOST = 7
"""Helpers beside this process."""
Done = Callable[[int], bool]
"""Whether a helper has done a job, waiting for it where it is a helper's; to be asked in the order of the jobs."""


def count_helpers() -> int:
    """How many helpers this machine can use; none where a process cannot be forked in good order."""
    if sys.platform != "linux":  # pragma: no cover — macOS forks badly, Windows not at all
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, MOST)


@contextmanager
def work_ahead(jobs: int, work: Callable[[int], object], helpers: int) -> Iterator[Done]:
    """Share out jobs 0, 1, 2, …: each helper has its own, one share is left to the caller.

    Helpers end with the block, whatever happens in it.
    """
    pipes: list[int] = []
    children: list[int] = []
    shares = helpers + 1

    def done(job: int) -> bool:
        whose = job % shares
        return whose < len(pipes) and os.read(pipes[whose], 1) != b""

    try:
        with suppress(OSError):  # no more processes or descriptors: fewer helpers
            for share in range(helpers):
                here, there = os.pipe()
                pipes.append(here)
                try:
                    children.append(_start_helper(range(share, jobs, shares), work, there))
                finally:
                    os.close(there)
        yield done
    finally:
        for pipe in pipes:
            os.close(pipe)
        for child in children:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(child, 0)


def _start_helper(jobs: range, work: Callable[[int], object], pipe: int) -> int:
    """Fork a helper. Raises OSError; a stop that comes meanwhile meets this process only."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        child = os.fork()
        if not child:
            _help(jobs, work, pipe)
        return child
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _help(jobs: range, work: Callable[[int], object], pipe: int) -> None:  # pragma: no cover — in a process of its own
    """Do the jobs, say of each that it is done, and end; whatever goes wrong is left to the caller to meet."""
    try:
        for job in jobs:
            work(job)
            os.write(pipe, b".")
    finally:
        os._exit(0)
