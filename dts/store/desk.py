"""What a writing command sees of the folder before it decides: everything that is sound, and what is not by name.

Only targets.toml must be sound; the file that is written is read again, and judged, under the lock.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.problem import DataError, Problem
from dts.core.survey import NOTHING_LOST, Losses
from dts.store.cache import Cache
from dts.store.files import read_bytes
from dts.store.ledger import Scribe
from dts.store.records import Record, read_record
from dts.store.source import judge_raw, read_source
from dts.store.targets import read_targets
from dts.store.workspace import RECORDS, TARGETS, join_logs, record_files


class Desk(NamedTuple):
    """What a writing command sees: the registry, and the log of every sound record file."""

    folder: Path
    registry: Registry
    log: Log
    unsound: tuple[str, ...] = ()
    """Record files that cannot be read now."""
    scribe: Scribe | None = None
    """In whose journal it is kept what is written from here; None: in none."""

    losses: Losses = NOTHING_LOST
    """What dts wrote and is in no file any more."""
    prints: Mapping[str, str] | None = None
    """The fingerprint of every record file by the key of its period, where there is a cache."""

    @property
    def unread(self) -> frozenset[str]:
        """The keys of the periods whose files cannot be read now."""
        return frozenset(name.removesuffix(".toml") for name in self.unsound)

    def entries(self, periods: Collection[str] | None) -> Log:
        """The entries of some periods; None: every entry."""
        return self.log if periods is None else self.log.within(periods)


def open_desk(folder: Path, today: date, cache: Cache | None = None) -> Desk:
    """Read targets.toml strictly, record files as far as they are sound. Raises DataError for targets.toml."""
    from dts.store.recall import glance, recall_log  # help names the writing commands too

    seen = glance(folder, cache) if cache is not None else None
    keys = {path: key for _period, path, key in seen.files} if seen is not None else {}
    registry = seen.registry if seen is not None else _read_registry(folder)
    files, _foreign = record_files(folder)
    sound: list[Record | Log] = []
    unsound: list[str] = []
    prints: dict[str, str] = {}
    for period, path in files:
        if cache is not None and (log := recall_log(cache, keys.get(path, ""), path, period, today)) is not None:
            sound.append(log)
            prints[period.key] = keys[path]
            continue
        name = f"{RECORDS}/{path.name}"
        raw = read_bytes(path, name)
        record_source = judge_raw(raw, name)
        unreadable = bool(record_source.problems)
        record = Record() if unreadable else read_record(record_source, period, registry, today)
        if record_source.problems and (unreadable or record_source.text.strip()):
            unsound.append(path.name)
        else:
            sound.append(record)
        if cache is not None and seen is not None and not isinstance(raw, Problem):
            prints[period.key] = cache.key(path.name, raw, seen.key)
    return Desk(folder, registry, join_logs(sound), tuple(unsound), prints=prints if seen is not None else None)


def _read_registry(folder: Path) -> Registry:
    source = read_source(folder / TARGETS, TARGETS)
    registry = read_targets(source) if not source.problems else None
    if registry is None or source.problems:
        raise DataError(source.problems)
    return registry
