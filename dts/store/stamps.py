"""Which record files of a large folder have not been touched since their fingerprint was taken, without reading them.

A small folder is read each time: that is quick, and surer. In a large one a file is taken for unchanged when size, both
times and inode are as they were and it was not young then, as git does: a change within the same tick of the clock
would leave them equal. Only where the system keeps a change time that nobody can set back.
"""

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dts.store.cache import STAMPS, Cache

LARGE = 4 * 1024 * 1024
"""Bytes of record files from which reading them all would be felt."""
YOUNG = 2_000_000_000
"""Nanoseconds; the coarsest clock of a file system in use counts in two seconds."""


class Stamps:
    """The stamps of the record files of one folder: as they are now, and as they were."""

    def __init__(self, cache: Cache, targets_key: str, now: dict[str, list[int]]) -> None:
        self.cache = cache
        self.own_key = cache.key(STAMPS, b"", targets_key)
        kept = cache.read(STAMPS, self.own_key)
        self.kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self.now = now
        self.taken = time.time()
        self.changed = False

    def fingerprint(self, path: Path) -> str | None:
        """The fingerprint taken of a file that has not been touched since; None for any other."""
        match self.kept.get(path.name):
            case [list(stamp), str(key)] if stamp == self.now.get(path.name):
                return key
        return None

    def note(self, path: Path, key: str) -> None:
        """Remember the fingerprint of a file just read, unless it was young when the stamps were taken."""
        stamp = self.now.get(path.name)
        if stamp is not None and key and max(stamp[1:3]) < self.taken * 1e9 - YOUNG:
            self.kept[path.name] = [stamp, key]
            self.changed = True

    def keep(self) -> None:
        """Write down what was noted."""
        if self.changed:
            self.cache.write(STAMPS, self.own_key, {name: self.kept[name] for name in self.now if name in self.kept})


def take_stamps(cache: Cache, targets_key: str, paths: Iterable[Path]) -> Stamps | None:
    """The stamps of the record files; None for a small folder, or where stamps cannot be trusted."""
    if os.name != "posix":  # pragma: no cover — Windows only
        return None
    now: dict[str, list[int]] = {}
    for path in paths:
        try:
            facts = os.stat(path)  # noqa: PTH116 — one call for each file of a large folder
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            now[path.name] = [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino, facts.st_dev]
    return Stamps(cache, targets_key, now) if sum(stamp[0] for stamp in now.values()) >= LARGE else None
