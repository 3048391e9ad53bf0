"""Opening the data folder with a cache: every file is read, but judged only once per content.

The answer is that of `open_workspace`. Only what was found sound is kept; a file that is new, changed, or depends on
the day is judged again, by the very readers and from the very bytes its fingerprint was taken of.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dts.core.log import Figure, Log
from dts.core.model import Registry
from dts.core.period import Period
from dts.core.problem import DataError, Problem
from dts.store.cache import Cache, Slices, digest
from dts.store.files import read_bytes
from dts.store.packing import pack, pack_log, unpack, unpack_figures, unpack_log
from dts.store.stamps import Stamps, take_stamps
from dts.store.workspace import RECORDS, TARGETS, Watch, Workspace, join_logs, open_workspace, record_files

STRANGE = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
"""What unpacking raises for what this program never kept; packing raises TypeError for a type it does not know."""

MUCH = 1024 * 1024
"""Bytes of new record files from which helpers are worth their start."""
NOTHING = Slices(None, {}, None, 0)
"""Of a file that is not sound."""


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
    def prints(self) -> dict[str, str] | None:
        """The fingerprint of each record file by the key of its period; None where one could not be read."""
        found = {period.key: key for period, _path, key in self.files}
        return found if all(found.values()) else None

    @property
    def fingerprint(self) -> str:
        """Of everything together; empty where a file could not be read."""
        return "" if self.prints is None else "\n".join((self.key, *self.prints.values()))


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


def recall_workspace(folder: Path, today: date, cache: Cache, *, watch: Watch = iter) -> Workspace:
    """Read every file of the folder. Raises DataError with all problems when any file is doubtful (promise 5)."""
    seen = glance(folder, cache)
    if seen is None:
        return open_workspace(folder, today, watch=watch)
    return read_files(seen, today, cache, watch=watch).workspace()


class Months(NamedTuple):
    """Every record file of a folder, judged: as kept, or as just read."""

    seen: Glance
    today: date
    cache: Cache
    kept: tuple[Slices, ...]
    logs: dict[int, Log]
    """Of those just read, by their place."""

    def prints(self) -> dict[str, str]:
        """For each target one fingerprint of all that the files say of it."""
        found: dict[str, list[str]] = {}
        for (_period, path, _key), slices in zip(self.seen.files, self.kept, strict=True):
            for target, print_ in slices.fingerprints():
                found.setdefault(target, []).append(f"{path.name} {print_}")
        return {target: digest("\n".join(prints).encode()) for target, prints in found.items()}

    def figures(self, targets: Collection[str]) -> dict[str, list[Figure]]:
        """The figures of some targets, in the order of the files."""
        found: dict[str, list[Figure]] = {target: [] for target in targets}
        for at, (period, path, _key) in enumerate(self.seen.files):
            if at not in self.logs:
                with suppress(OSError, *STRANGE):
                    here = [
                        (target, unpack_figures(target, packed, period, f"{RECORDS}/{path.name}"))
                        for target, packed in self.kept[at].parts(targets)
                    ]
                    for target, figures in here:
                        found[target] += figures
                    continue
            for figure in self._log(at).figures:
                if figure.target in found:
                    found[figure.target].append(figure)
        return found

    def workspace(self) -> Workspace:
        """Everything that every file says. Raises DataError where what was kept is gone and the file is unsound."""
        logs = [self._log(at) for at in range(len(self.kept))]
        return Workspace(self.seen.folder, self.seen.registry, join_logs(logs), self.seen.foreign, self.seen.prints)

    def entries(self, periods: Collection[str] | None) -> Log:
        """Everything that the files of some periods say; None: that all files say."""
        if periods is None:
            return self.workspace().log
        wanted = [at for at, (period, _path, _key) in enumerate(self.seen.files) if period.key in periods]
        return join_logs([self._log(at) for at in wanted])

    def _log(self, at: int) -> Log:
        if at not in self.logs:
            period, path, _key = self.seen.files[at]
            kept = self.kept[at]
            try:
                parts = kept.parts(kept.places)
                self.logs[at] = unpack_log(kept.value["sent"], parts, period, f"{RECORDS}/{path.name}")
            except (OSError, *STRANGE):
                problems: list[Problem] = []
                _key, _slices, log = _judge_log(self.cache, path, period, self.seen, self.today, problems)
                if problems:
                    raise DataError(problems) from None
                self.logs[at] = log
        return self.logs[at]


def read_files(seen: Glance, today: date, cache: Cache, *, watch: Watch = iter) -> Months:
    """Every file, kept or judged anew, with the fingerprints of what was read. Raises DataError."""
    kept = [_recall_slices(cache, key, path.name, today) if key else None for _period, path, key in seen.files]
    fresh = [at for at, slices in enumerate(kept) if slices is None]
    logs: dict[int, Log] = {}
    problems: list[Problem] = []
    read: list[tuple[Period, Path, str]] = []
    sound: list[Slices] = []
    with _ahead([seen.files[at][:2] for at in fresh], seen, today, cache) as done:
        job = iter(range(len(fresh)))
        for at, (period, path) in enumerate(watch([(period, path) for period, path, _key in seen.files])):
            key, slices = seen.files[at][2], kept[at]
            if slices is None and done(next(job)) and key:
                slices = _recall_slices(cache, key, path.name, today)
            if slices is None:
                key, slices, logs[at] = _judge_log(cache, path, period, seen, today, problems)
            sound.append(slices)
            read.append((period, path, key))
    if problems:
        raise DataError(problems)
    if fresh:
        cache.tidy([TARGETS, *(path.name for _period, path, _key in seen.files)])
    return Months(seen._replace(files=tuple(read)), today, cache, tuple(sound), logs)


def _ahead(
    fresh: Sequence[tuple[Period, Path]], seen: Glance, today: date, cache: Cache
) -> AbstractContextManager[Callable[[int], bool]]:
    """Helpers that judge some of the new files, where there is much to judge."""
    size = 0
    for _period, path in fresh:
        with suppress(OSError):
            size += path.stat().st_size
    if size < MUCH:
        return nullcontext(lambda _job: False)
    from dts.store.ahead import count_helpers, work_ahead

    return work_ahead(
        len(fresh), lambda job: _judge_log(cache, fresh[job][1], fresh[job][0], seen, today, []), count_helpers()
    )


def recall_log(cache: Cache, key: str, path: Path, period: Period, today: date) -> Log | None:
    """What one record file of this fingerprint says, where that is kept."""
    slices = _recall_slices(cache, key, path.name, today) if key else None
    if slices is None:
        return None
    try:
        return unpack_log(slices.value["sent"], slices.parts(slices.places), period, f"{RECORDS}/{path.name}")
    except (OSError, *STRANGE):
        return None


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


def _recall_slices(cache: Cache, key: str, name: str, today: date) -> Slices | None:
    slices = cache.read_slices(name, key)
    try:
        if slices is None:
            return None
        day = date.fromisoformat(slices.value["day"])
        return None if day != today and (day > today or slices.value["of_the_day"]) else slices
    except STRANGE:
        return None


def _judge_log(
    cache: Cache, path: Path, period: Period, seen: Glance, today: date, problems: list[Problem]
) -> tuple[str, Slices, Log]:
    """Read one record file; keep it under the fingerprint of the bytes judged when sound, else note its problems."""
    from dts.store.records import read_record
    from dts.store.source import judge_bytes

    name = f"{RECORDS}/{path.name}"
    raw = read_bytes(path, name)
    if isinstance(raw, Problem):
        problems.append(raw)
        return "", NOTHING, Log()
    source = judge_bytes(raw, name)
    log = Log()
    if source.data or not source.problems:
        log = join_logs([read_record(source, period, seen.registry, today)])
    if source.problems:
        problems += source.problems
        return "", NOTHING, log
    key = cache.key(path.name, raw, seen.key)
    sent, parts = pack_log(log)
    return key, cache.write_slices(path.name, key, {**_days(log, today), "sent": sent}, parts), log


def _days(log: Log, today: date) -> dict[str, Any]:
    """The days for which the entries of a file hold.

    What is sound today is sound on every later day, because only days to come are refused; and it reads the same,
    unless a task was done in a month not over yet: then the last day it may have been done on moves with the day.
    """
    moving = any(figure.done is not None and figure.done.latest >= today for figure in log.figures)
    return {"day": today.isoformat(), "of_the_day": moving}
