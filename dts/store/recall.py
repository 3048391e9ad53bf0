"""Opening the data folder with a cache: every file is read, but judged only once per content.

The answer is that of `open_workspace`. Only what was found sound is kept; a file that is new, changed, or depends on
the day is judged again, by the very readers and from the very bytes its fingerprint was taken of.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.period import Period
from dts.core.problem import DataError, Problem
from dts.store.cache import Cache
from dts.store.files import read_bytes
from dts.store.packing import pack, pack_log, unpack, unpack_log
from dts.store.workspace import RECORDS, TARGETS, Workspace, join_logs, open_workspace, record_files

STRANGE = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
"""What unpacking raises for what this program never kept; packing raises TypeError for a type it does not know."""


def recall_workspace(folder: Path, today: date, cache: Cache) -> Workspace:
    """Read every file of the folder. Raises DataError with all problems when any file is doubtful (promise 5)."""
    raw = read_bytes(folder / TARGETS, TARGETS)
    key = "" if isinstance(raw, Problem) else cache.key(TARGETS, raw)
    registry = None if isinstance(raw, Problem) else _recall_registry(cache, key) or _judge_registry(cache, key, raw)
    if registry is None:
        return open_workspace(folder, today)
    files, foreign = record_files(folder)
    logs: list[Log] = []
    problems: list[Problem] = []
    judged = False
    for period, path in files:
        found = read_bytes(path, f"{RECORDS}/{path.name}")
        if isinstance(found, Problem):
            problems.append(found)
            continue
        own_key = cache.key(path.name, found, key)
        log = _recall_log(cache, own_key, path.name, period, today)
        if log is None:
            judged = True
            log = _judge_log(cache, own_key, path.name, found, period, registry, today, problems)
        logs.append(log)
    if problems:
        raise DataError(problems)
    if judged:
        cache.tidy([TARGETS, *(path.name for _period, path in files)])
    return Workspace(folder, registry, join_logs(logs), tuple(foreign))


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
    cache: Cache,
    key: str,
    name: str,
    raw: bytes,
    period: Period,
    registry: Registry,
    today: date,
    problems: list[Problem],
) -> Log:
    """Read one record file from its bytes, and keep it when it is sound; else note its problems."""
    from dts.store.records import read_record
    from dts.store.source import judge_bytes

    source = judge_bytes(raw, f"{RECORDS}/{name}")
    if source.problems and not source.data:
        problems += source.problems
        return Log()
    log = join_logs([read_record(source, period, registry, today)])
    problems += source.problems
    if not source.problems:
        with suppress(TypeError):
            cache.write(name, key, _dated(log, today))
    return log


def _dated(log: Log, today: date) -> dict[str, Any]:
    """The entries of a file, and the days for which they hold.

    What is sound today is sound on every later day, because only days to come are refused; and it reads the same,
    unless a task was done in a month not over yet: then the last day it may have been done on moves with the day.
    """
    moving = any(figure.done is not None and figure.done.latest >= today for figure in log.figures)
    return {"day": today.isoformat(), "of_the_day": moving, "log": pack_log(log)}
