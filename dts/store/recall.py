"""Opening the data folder with a cache: every file is read, but judged only once per content.

The answer is that of `open_workspace`. Only what was found sound is kept; a file that is new, changed, or depends on
the day is judged again, by the very readers and from the very bytes its fingerprint was taken of.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.period import Period
from dts.core.problem import DataError, Problem
from dts.store.cache import Cache
from dts.store.files import read_bytes
from dts.store.packing import pack, pack_log, unpack, unpack_log
from dts.store.stamps import Stamps, take_stamps
from dts.store.workspace import RECORDS, TARGETS, Workspace, join_logs, open_workspace, record_files

STRANGE = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
"""What unpacking raises for what this program never kept; packing raises TypeError for a type it does not know."""


class Glance(NamedTuple):
    """The folder as its fingerprints: enough to know whether anything changed."""

    folder: Path
    registry: Registry
    key: str
    """The fingerprint of targets.toml."""
    files: tuple[tuple[Period, Path, str], ...]
    """Every record file with its fingerprint; an empty one where the file cannot be read."""
    foreign: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Of everything together; empty where a file could not be read."""
        keys = [self.key, *(key for _period, _path, key in self.files)]
        return "\n".join(keys) if all(keys) else ""


def glance(folder: Path, cache: Cache) -> Glance | None:
    """Take the fingerprint of every file; None when targets.toml is not sound: then everything must be judged."""
    raw = read_bytes(folder / TARGETS, TARGETS)
    if isinstance(raw, Problem):
        return None
    key = cache.key(TARGETS, raw)
    registry = _recall_registry(cache, key) or _judge_registry(cache, key, raw)
    if registry is None:
        return None
    files, foreign = record_files(folder)
    stamps = take_stamps(cache, key, (path for _period, path in files))
    seen = tuple((period, path, _fingerprint(cache, path, key, stamps)) for period, path in files)
    if stamps is not None:
        stamps.keep()
    return Glance(folder, registry, key, seen, tuple(foreign))


def _fingerprint(cache: Cache, path: Path, targets_key: str, stamps: Stamps | None) -> str:
    if stamps is not None and (known := stamps.fingerprint(path)):
        return known
    raw = read_bytes(path, f"{RECORDS}/{path.name}")
    key = "" if isinstance(raw, Problem) else cache.key(path.name, raw, targets_key)
    if stamps is not None:
        stamps.note(path, key)
    return key


def recall_workspace(folder: Path, today: date, cache: Cache) -> Workspace:
    """Read every file of the folder. Raises DataError with all problems when any file is doubtful (promise 5)."""
    seen = glance(folder, cache)
    return open_workspace(folder, today) if seen is None else read_logs(seen, today, cache)[0]


def read_logs(seen: Glance, today: date, cache: Cache) -> tuple[Workspace, Glance]:
    """What every file says, kept or judged anew, and the fingerprints of what was read. Raises DataError."""
    logs: list[Log] = []
    problems: list[Problem] = []
    read: list[tuple[Period, Path, str]] = []
    judged = False
    for period, path, key in seen.files:
        log = _recall_log(cache, key, path.name, period, today) if key else None
        if log is None:
            judged = True
            key, log = _judge_log(cache, path, period, seen, today, problems)
        logs.append(log)
        read.append((period, path, key))
    if problems:
        raise DataError(problems)
    if judged:
        cache.tidy([TARGETS, *(path.name for _period, path, _key in seen.files)])
    seen = seen._replace(files=tuple(read))
    return Workspace(seen.folder, seen.registry, join_logs(logs), seen.foreign, seen.fingerprint), seen


def _recall_registry(cache: Cache, key: str) -> Registry | None:
    try:
        registry = unpack(cache.read(TARGETS, key))
    except STRANGE:
        return None
    return registry if isinstance(registry, Registry) else None


def _judge_registry(cache: Cache, key: str, raw: bytes) -> Registry | None:
    """Read targets.toml from its bytes, and keep it; None when it is not sound."""
    from dts.store.source import judge_bytes
    from dts.store.targets import read_targets

    source = judge_bytes(raw, TARGETS)
    registry = None if source.problems else read_targets(source)
    if registry is None or source.problems:
        return None
    with suppress(TypeError):
        cache.write(TARGETS, key, pack(registry))
    return registry


def _recall_log(cache: Cache, key: str, name: str, period: Period, today: date) -> Log | None:
    kept = cache.read(name, key)
    try:
        day = date.fromisoformat(kept["day"])
        if day != today and (day > today or kept["of_the_day"]):
            return None
        return unpack_log(kept["log"], period, f"{RECORDS}/{name}")
    except STRANGE:
        return None


def _judge_log(
    cache: Cache, path: Path, period: Period, seen: Glance, today: date, problems: list[Problem]
) -> tuple[str, Log]:
    """Read one record file; keep it under the fingerprint of the bytes judged when sound, else note its problems."""
    from dts.store.records import read_record
    from dts.store.source import judge_bytes

    name = f"{RECORDS}/{path.name}"
    raw = read_bytes(path, name)
    if isinstance(raw, Problem):
        problems.append(raw)
        return "", Log()
    source = judge_bytes(raw, name)
    log = Log()
    if source.data or not source.problems:
        log = join_logs([read_record(source, period, seen.registry, today)])
    problems += source.problems
    key = cache.key(path.name, raw, seen.key)
    if not source.problems:
        with suppress(TypeError):
            cache.write(path.name, key, _dated(log, today))
    return key, log


def _dated(log: Log, today: date) -> dict[str, Any]:
    """The entries of a file, and the days for which they hold.

    What is sound today is sound on every later day, because only days to come are refused; and it reads the same,
    unless a task was done in a month not over yet: then the last day it may have been done on moves with the day.
    """
    moving = any(figure.done is not None and figure.done.latest >= today for figure in log.figures)
    return {"day": today.isoformat(), "of_the_day": moving, "log": pack_log(log)}
