"""The data folder: found, read whole, judged whole. All problems of all files come together; readers write nothing."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dts.core.log import Log
from dts.core.model import Registry
from dts.core.period import Period, parse_period_key
from dts.core.problem import DataError, Place, Problem, UsageError

if TYPE_CHECKING:
    from dts.store.records import Record
    from dts.store.source import Source

TARGETS = "targets.toml"
RECORDS = "records"
JOURNALS = ".dts"
"""Where the journals of what dts wrote lie, beside the lock."""
Watch = Callable[[Sequence[tuple[Period, Path]]], Iterable[tuple[Period, Path]]]
"""Is handed the record files and gives them back one by one: the place for a progress bar."""


class Workspace(NamedTuple):
    """A data folder whose files are all sound."""

    folder: Path
    registry: Registry
    log: Log
    foreign: tuple[str, ...] = ()
    """Files in records/ whose names are not periods: never read, always named."""
    prints: Mapping[str, str] | None = None
    """The fingerprint of every record file by the key of its period, where there is a cache."""

    def entries(self, periods: Collection[str] | None) -> Log:
        """The entries of some periods; None: every entry."""
        return self.log if periods is None else self.log.within(periods)


def find_folder(given: Path | None, *, environ: Mapping[str, str], current: Path) -> Path:
    """The data folder: `-C`, else `DTS_DIR`, else the nearest folder upwards that holds targets.toml.

    Raises UsageError with a Vietnamese sentence when there is none.
    """
    named = given or (Path(environ["DTS_DIR"]) if environ.get("DTS_DIR") else None)
    if named is not None:
        if not (named / TARGETS).exists():
            raise UsageError(f"Thư mục {named} không có tệp {TARGETS}.")
        return named
    for folder in (current, *current.parents):
        if (folder / TARGETS).exists():
            return folder
    raise UsageError(
        f"Không tìm thấy tệp {TARGETS} ở đây hoặc ở các thư mục cha. Chuyển vào thư mục dữ liệu (cd), "
        "hoặc chỉ rõ: dts -C THƯ_MỤC status"
    )


def record_files(folder: Path) -> tuple[list[tuple[Period, Path]], list[str]]:
    """The record files in the order of their periods, and the names of foreign files."""
    records = folder / RECORDS
    try:
        entries = sorted(records.iterdir()) if records.is_dir() else []
    except OSError:
        raise DataError([Problem(Place(RECORDS), "không có quyền đọc thư mục này")]) from None
    found: list[tuple[Period, Path]] = []
    foreign: list[str] = []
    for path in entries:
        period = parse_period_key(path.name.removesuffix(".toml")) if path.name.endswith(".toml") else None
        if period is not None:
            found.append((period, path))
        elif not path.name.startswith("."):
            foreign.append(path.name)
    found.sort(key=lambda item: item[0])
    return found, foreign


def mark_journals(folder: Path) -> dict[str, int]:
    """How long each journal is, to be asked before the record files are read: what is written to it later tells of
    figures that those may not have held yet. None where nobody has written with dts, or where nobody may look.
    """
    try:
        names = os.listdir(folder / JOURNALS)  # noqa: PTH208 — most folders of figures have none, and pay nothing
    except OSError:
        return {}
    found: dict[str, int] = {}
    for name in sorted(names):
        if name.startswith("journal") and name.endswith(".jsonl"):
            with suppress(OSError):
                found[name] = os.lstat(folder / JOURNALS / name).st_size
    return found


class Reading(NamedTuple):
    """Everything one look at the folder found: what is sound, and every problem of every file."""

    folder: Path
    registry: Registry | None
    """None unless targets.toml is sound."""
    log: Log
    """The entries of the sound record files."""
    problems: tuple[Problem, ...]
    sources: Mapping[str, "Source"]
    """Every file read, by its name as printed."""
    foreign: tuple[str, ...] = ()
    unread: frozenset[Period] = frozenset()
    """Periods whose record file is unsound: nothing can be said about what they hold."""
    marks: Mapping[str, int] = MappingProxyType({})
    """How long each journal was before."""


def read_all(folder: Path, today: date, *, watch: Watch = iter) -> Reading:
    """Read every file of the folder and collect the problems of all; nothing is raised for a doubtful file.

    Without a sound targets.toml only the syntax of the record files can be judged.
    """
    from dts.store.source import read_source  # not imported where the cache knows every file
    from dts.store.targets import read_targets

    marks = mark_journals(folder)
    source = read_source(folder / TARGETS, TARGETS)
    built = read_targets(source) if source.data or not source.problems else None
    registry = None if source.problems else built
    files, foreign = record_files(folder)
    sources = {TARGETS: source}
    records: list[Record] = []
    unread: set[Period] = set()
    for period, path in watch(files):
        record_source, record = _read(path, period, registry, today)
        record_source.data = {}  # the entries are built; positions need the text alone
        sources[record_source.name] = record_source
        if record_source.problems:
            unread.add(period)
        else:
            records.append(record)
    problems = tuple(problem for each in sources.values() for problem in each.problems)
    return Reading(folder, registry, join_logs(records), problems, sources, tuple(foreign), frozenset(unread), marks)


def open_workspace(folder: Path, today: date, *, watch: Watch = iter) -> Workspace:
    """Read every file of the folder. Raises DataError with all problems when any file is doubtful (promise 5)."""
    reading = read_all(folder, today, watch=watch)
    if reading.registry is None or reading.problems:
        raise DataError(list(reading.problems))
    return Workspace(folder, reading.registry, reading.log, reading.foreign)


def join_logs(parts: "Iterable[Record | Log]") -> Log:
    """The entries of several files as one log, in their order."""
    parts = tuple(parts)
    return Log(
        figures=tuple(figure for part in parts for figure in part.figures),
        explanations=tuple(remark for part in parts for remark in part.explanations),
        notes=tuple(remark for part in parts for remark in part.notes),
        sent=tuple(sent for part in parts for sent in part.sent),
    )


def _read(path: Path, period: Period, registry: Registry | None, today: date) -> "tuple[Source, Record]":
    """Read one record file; without a sound registry only its syntax can be judged."""
    from dts.store.records import Record, read_record
    from dts.store.source import read_source

    source = read_source(path, f"{RECORDS}/{path.name}")
    if registry is None or (source.problems and not source.data):
        return source, Record()
    return source, read_record(source, period, registry, today)
