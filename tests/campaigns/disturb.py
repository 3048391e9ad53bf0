"""Disturbs a run from inside: every call of the system that Python makes for it is counted, one of them goes wrong.

The functions of `os`, `fcntl.flock` and the files that `open` gives are wrapped in the child only. A real signal is
sent, so that handlers run as they would; an error is raised in place of the call, a torn write puts down half first.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

CALLS = (
    *("open", "close", "read", "write", "pread", "pwrite", "fsync", "fdatasync", "truncate", "ftruncate"),
    *("replace", "rename", "link", "symlink", "readlink", "unlink", "remove", "mkdir", "rmdir"),
    *("stat", "lstat", "fstat", "access", "chmod", "fchmod", "chown", "fchown", "utime", "listdir", "scandir"),
)
FILE_CALLS = ("read", "write", "flush", "readinto", "close")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EINTR", "EXDEV", "EBUSY", "EMFILE", "ENOLCK")


class Disturbance(NamedTuple):
    """What happens at which call."""

    at: int
    """The number of the call, from 1; 0 disturbs nothing."""
    signal: int | None = None
    error: str | None = None
    sticky: bool = False
    """Every later call fails too."""
    torn: bool = False
    """Half of a write reaches the file, then the process is killed."""


class Wrapped:
    """Counts calls and disturbs one; `log` receives a line per call when it is a descriptor."""

    def __init__(self, how: Disturbance, log: int | None = None) -> None:
        self.how, self.log, self.count = how, log, 0
        self._write, self._kill = os.write, os.kill

    def install(self) -> None:
        """Wrap; only ever in a child that ends."""
        for name in CALLS:
            if hasattr(os, name):
                setattr(os, name, self._around(name, getattr(os, name)))
        import fcntl

        fcntl.flock = self._around("flock", fcntl.flock)  # type: ignore[assignment]
        opened = self._around("io.open", io.open)
        io.open = builtins.open = lambda *given, **more: _File(self, opened(*given, **more))  # type: ignore[assignment]

    def _around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **more: Any) -> Any:
            self.step(name, given)
            return call(*given, **more)

        return wrapped

    def step(self, name: str, given: tuple[Any, ...], tear: Callable[[], object] | None = None) -> None:
        """One call is about to be made."""
        self.count += 1
        if self.log is not None:
            self._write(self.log, f"{name}\t{given[:1]}\n".encode(errors="replace"))
        how = self.how
        if self.count == how.at and how.torn and tear is not None:
            tear()
        if self.count == how.at and how.signal is not None:
            self._kill(os.getpid(), how.signal)
        if how.error and how.at and (self.count == how.at or (how.sticky and self.count > how.at)):
            number = getattr(errno, how.error)
            raise OSError(number, os.strerror(number), str(given[0]) if given else None)


class _File:
    """A file whose calls are counted too."""

    def __init__(self, wrapped: Wrapped, file: Any) -> None:
        self._wrapped, self._file = wrapped, file

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in FILE_CALLS:
            return found

        def call(*given: Any, **more: Any) -> Any:
            tear = (lambda: (self._file.write(given[0][: len(given[0]) // 2]), self._file.flush())) if given else None
            self._wrapped.step(f"file.{name}", (), tear if name == "write" else None)
            return found(*given, **more)

        return call

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_error: object) -> None:
        self._wrapped.step("file.close", ())
        self._file.close()

    def __iter__(self) -> Any:
        return iter(self._file)


STOPS = {"KILL": signal.SIGKILL, "INT": signal.SIGINT, "TERM": signal.SIGTERM}
