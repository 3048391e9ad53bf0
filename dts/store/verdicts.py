"""The rows of a view as they were assessed, kept for as long as no day, and nothing said of their target, changes.

A view then costs the rows it shows, not the figures that exist: with an unchanged folder not even the entries are
unpacked, and after a change only those of the targets it is about. Everything the rows follow from is in their
fingerprints; they are only ever computed by `core.assess`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dts.core.assess import Assessment, assess_all, assess_target, circumstances
from dts.core.log import Log
from dts.core.model import Registry
from dts.core.series import Current, collect_target
from dts.store.cache import ROWS, Cache
from dts.store.packing import pack, unpack
from dts.store.recall import STRANGE, Months, glance, read_files, recall_workspace
from dts.store.workspace import Watch, open_workspace

SLOTS = 8
"""So many different views of a folder are kept; a new one takes the place of an older one."""
PLAIN = ("part", "status", "deciding_period", "gap", "pace", "timeliness", "clarity_missing", "is_total", "each_unit")


class View(NamedTuple):
    """Every row of a folder on a day."""

    folder: Path
    registry: Registry
    rows: list[Assessment]
    foreign: tuple[str, ...]
    prints: Mapping[str, str] | None = None
    """The fingerprint of every record file by the key of its period, where there is a cache."""
    read: Callable[[Collection[str] | None], Log] = lambda _periods: Log()
    """Read the entries of some periods, or every entry."""


class Untold(tuple[Current, ...]):
    """The series of a row that was kept without it: asking for it is a fault of the program."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Current]:
        raise LookupError("a kept row has no series")

    def __len__(self) -> int:
        raise LookupError("a kept row has no series")

    def __getitem__(self, key: Any) -> Any:
        raise LookupError("a kept row has no series")


def open_view(
    folder: Path, today: date, day: date, known_at: date | None, cache: Cache | None, *, watch: Watch = iter
) -> View:
    """Assess every row of the folder as on a day; `today` is the real day. Raises DataError as every reader does.

    The rows have no series where they come from the cache: for views that speak of single figures only. `watch` is
    handed what must be read.
    """
    seen = None if cache is None else glance(folder, cache)
    if cache is None or seen is None:
        workspace = open_workspace(folder, today, watch=watch)
        rows = assess_all(workspace.registry, workspace.log, day, known_at=known_at)
        return View(folder, workspace.registry, rows, workspace.foreign, read=workspace.entries)
    name = f"{ROWS}{(day.toordinal() * 2 + (known_at is not None)) % SLOTS}"
    key = cache.key(name, b"", seen.key, str(today), str(day), str(known_at))
    kept = cache.read(name, key)
    with suppress(*STRANGE):
        if seen.fingerprint and kept["files"] == seen.fingerprint:
            rows = [_unpack(row, seen.registry, day) for _print, rows in kept["rows"].values() for row in rows]
            return View(folder, seen.registry, rows, seen.foreign, seen.prints, _reader(folder, today, cache))
    months = read_files(seen, today, cache, watch=watch)
    rows, packed = _complete(kept, months, day, known_at)
    cache.write(name, key, {"files": months.seen.fingerprint, "rows": packed})
    return View(folder, seen.registry, rows, seen.foreign, months.seen.prints, months.entries)


def _reader(folder: Path, today: date, cache: Cache) -> Callable[[Collection[str] | None], Log]:
    return lambda periods: recall_workspace(folder, today, cache).entries(periods)


def _complete(kept: Any, months: Months, day: date, known_at: date | None) -> tuple[list[Assessment], dict[str, Any]]:
    """Every row, and how it is kept: as it was where the files still say the same of its target, else assessed."""
    registry, found = months.seen.registry, months.prints()
    known: dict[str, list[Assessment]] = {}
    packed: dict[str, Any] = {target: [found.get(target, "")] for target in registry.targets}
    with suppress(*STRANGE):
        for target, (print_, rows) in kept["rows"].items():
            if packed[target] == [print_]:
                known[target] = [_unpack(row, registry, day) for row in rows]
                packed[target].append(rows)
    asked = [target for target in registry.targets if target not in known]
    figures = months.figures(asked)
    for name in asked:
        target = registry.targets[name]
        collected = collect_target(registry, target, figures[name], day, known_at=known_at)
        known[name] = assess_target(registry, target, collected, day)
        packed[name].append([_pack(row) for row in known[name]])
    return [row for target in registry.targets for row in known[target]], packed


def _pack(row: Assessment) -> dict[str, Any]:
    """What cannot be told from the registry; the three figures a row speaks of are mostly one."""
    figures: list[Current] = []
    places: list[int | None] = []
    for item in (row.shown, row.judging, row.latest):
        if item is not None and not any(item is each for each in figures):
            figures.append(item)
        places.append(next((at for at, each in enumerate(figures) if each is item), None))
    defaults = Assessment._field_defaults
    plain = {name: pack(value) for name in PLAIN if (value := getattr(row, name)) is not defaults.get(name, row)}
    return plain | {
        "target": row.target.id,
        "figures": [pack(item) for item in figures],
        "places": places,
        "change": pack(row.change),
        "owner": row.owner and row.owner.id,
        "responsible": row.responsible and row.responsible.id,
    }


def _unpack(packed: dict[str, Any], registry: Registry, day: date) -> Assessment:
    target = registry.targets[packed["target"]]
    figures = [unpack(item) for item in packed["figures"]]
    shown, judging, latest = (None if at is None else figures[at] for at in packed["places"])
    plain: dict[str, Any] = {name: unpack(packed[name]) for name in PLAIN if name in packed}
    assignment, calendar = circumstances(registry, target, packed["part"], day)
    return Assessment(
        target=target,
        assignment=assignment,
        calendar=calendar,
        today=day,
        series=Untold(),
        change=unpack(packed["change"]),
        owner=packed["owner"] and registry.owners[packed["owner"]],
        responsible=packed["responsible"] and registry.owners[packed["responsible"]],
        shown=shown,
        judging=judging,
        latest=latest,
        **plain,
    )
