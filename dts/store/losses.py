"""What of that which dts wrote is in no file any more: from the journals and the entries, or as found before.

The answer is kept in the cache under the fingerprint of every file and every journal, so that readers of an unchanged
folder unpack no entry and parse no journal for it. After a change `store.standing` looks at what changed only.
"""

import os
import stat
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from dts.core.model import Registry
from dts.core.survey import NOTHING_LOST, Losses, Told, survey
from dts.core.written import list_present
from dts.store.cache import LOSSES, digest
from dts.store.journal import read_bytes_of_journals, tell_journals
from dts.store.stamps import YOUNG
from dts.store.standing import Entries, Known, keep_standing, still_stands
from dts.store.workspace import JOURNALS

SMALL = 256 * 1024
"""Journals up to so many bytes are read each time, which is surer than believing their times."""


def find_losses(
    folder: Path,
    registry: Registry,
    entries: Entries,
    marks: Mapping[str, int],
    *,
    unread: Collection[str] = (),
    known: Known | None = None,
) -> Losses:
    """Read the journals as far as their `marks` and look for every entry. Of `unread` periods nothing is said.

    Where the files are known and everything stands only what changed is looked at.
    """
    raw, unreadable = read_bytes_of_journals(folder, marks)
    if unreadable or unread:
        known = None
    if known is not None and still_stands(known, raw, entries):
        return NOTHING_LOST
    journals = tell_journals(raw, unreadable)
    log = entries(None)
    present = list_present(log) if journals.written else ()
    found = survey(journals.written, present, registry, forgotten=journals.forgotten, unread=unread)
    if known is not None and not journals.damaged:
        keep_standing(known, raw, log, journals.written, found)
    return Losses(found, journals.damaged, journals.unreadable)


def tell_losses(
    folder: Path, registry: Registry, entries: Entries, marks: Mapping[str, int], known: Known | None
) -> Told:
    """The counts, from the cache where nothing changed."""
    if not marks:
        return Told({}, {})
    if known is None:
        return find_losses(folder, registry, entries, marks).told
    state = _state(folder, marks)
    key = known.cache.key(LOSSES, state, *known.prints, *known.prints.values())
    kept = _unpack(known.cache.read(LOSSES, key))
    if kept is None:
        kept = find_losses(folder, registry, entries, marks, known=known).told
        if _state(folder, marks) == state:
            known.cache.write(LOSSES, key, kept._asdict())
    return kept


def _unpack(kept: Any) -> Told | None:
    match kept:
        case {"lost": dict(lost), "damaged": dict(damaged)}:
            return Told(lost, damaged)
    return None


def _state(folder: Path, marks: Mapping[str, int]) -> bytes:
    """The journals as they are: small or young ones by their bytes, the others by size, times and inode."""
    parts: list[bytes] = []
    for name, mark in marks.items():
        path = folder / JOURNALS / name
        parts.append(f"{name} {mark}".encode("utf-8", "surrogateescape"))
        try:
            facts = os.lstat(path)
            if not stat.S_ISREG(facts.st_mode):
                continue
            young = max(facts.st_mtime_ns, facts.st_ctime_ns) > time.time() * 1e9 - YOUNG
            if facts.st_size <= SMALL or young or os.name != "posix":
                parts.append(digest(path.read_bytes()[:mark]).encode())
            else:
                parts.append(repr((facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)).encode())
        except OSError:
            parts.append(b"unreadable")
    return b"\0".join(parts)
