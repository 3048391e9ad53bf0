"""What of that which dts wrote is in no file any more: from the journals and the entries, or as found before.

The answer is kept in the cache under the fingerprint of every file and every journal, so that readers of an unchanged
folder unpack no entry and parse no journal for it.
"""

import os
import stat
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.survey import Losses, Told, survey
from dts.core.written import list_present
from dts.store.cache import LOSSES, Cache, digest
from dts.store.journal import read_journals
from dts.store.stamps import YOUNG
from dts.store.workspace import journal_files

SMALL = 256 * 1024
"""Journals up to so many bytes are read each time, which is surer than believing their times."""


def find_losses(folder: Path, registry: Registry, log: Log, *, unread: Collection[str] = ()) -> Losses:
    """Read the journals and look for every entry. Of periods whose file is `unread` nothing is said."""
    journals = read_journals(folder)
    present = list_present(log) if journals.written else ()
    found = survey(journals.written, present, registry, forgotten=journals.forgotten, unread=unread)
    return Losses(found, journals.damaged, journals.unreadable)


def tell_losses(
    folder: Path, registry: Registry, log: Callable[[], Log], cache: Cache | None, fingerprint: str
) -> Told:
    """The counts, from the cache where nothing changed. `fingerprint` is that of every file; empty: not known."""
    files = journal_files(folder)
    if not files:
        return Told({}, {})
    state = _state(files) if cache is not None and fingerprint else None
    if cache is None or state is None:
        return find_losses(folder, registry, log()).told
    key = cache.key(LOSSES, state, fingerprint)
    kept = _unpack(cache.read(LOSSES, key))
    if kept is None:
        kept = find_losses(folder, registry, log()).told
        if _state(files) == state:
            cache.write(LOSSES, key, kept._asdict())
    return kept


def _unpack(kept: Any) -> Told | None:
    match kept:
        case {"lost": dict(lost), "damaged": dict(damaged)}:
            return Told(lost, damaged)
    return None


def _state(files: list[Path]) -> bytes | None:
    """The journals as they are: small or young ones by their bytes, the others by size, times and inode."""
    parts: list[bytes] = []
    for path in files:
        try:
            facts = os.stat(path)  # noqa: PTH116 — asked at every start
            if not stat.S_ISREG(facts.st_mode):
                continue
            young = max(facts.st_mtime_ns, facts.st_ctime_ns) > time.time() * 1e9 - YOUNG
            if facts.st_size <= SMALL or young or os.name != "posix":
                parts.append(digest(path.read_bytes()).encode())
            else:
                parts.append(repr((facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)).encode())
        except OSError:
            parts.append(b"unreadable")
        parts.append(path.name.encode("utf-8", "surrogateescape"))
    return b"\0".join(parts)
