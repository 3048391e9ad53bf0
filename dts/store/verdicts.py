"""The rows of a view as they were assessed, kept for as long as no file and no day changes.

A view then costs the rows it shows, not the figures that exist: with an unchanged folder not even the entries are
unpacked. Everything the rows follow from is in their fingerprint; they are only ever computed by `core.assess`.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dts.core.assess import Assessment, assess_all, circumstances
from dts.core.log import Log
from dts.core.model import Registry
from dts.core.series import Current
from dts.store.cache import ROWS, Cache
from dts.store.packing import pack, unpack
from dts.store.recall import STRANGE, Glance, glance, read_logs
from dts.store.workspace import open_workspace

SLOTS = 8
"""So many different views of a folder are kept; a new one takes the place of an older one."""
PLAIN = ("part", "status", "deciding_period", "gap", "pace", "timeliness", "clarity_missing", "is_total", "each_unit")


class View(NamedTuple):
    """Every row of a folder on a day."""

    folder: Path
    registry: Registry
    rows: list[Assessment]
    foreign: tuple[str, ...]
    fingerprint: str = ""
    """Of every file that was read, where there is a cache."""
    log: Log | None = None
    """The entries, where they had to be read."""


class Untold(tuple[Current, ...]):
    """The series of a row that was kept without it: asking for it is a fault of the program."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Current]:
        raise LookupError("a kept row has no series")

    def __len__(self) -> int:
        raise LookupError("a kept row has no series")

    def __getitem__(self, key: Any) -> Any:
        raise LookupError("a kept row has no series")


def open_view(folder: Path, today: date, day: date, known_at: date | None, cache: Cache | None) -> View:
    """Assess every row of the folder as on a day; `today` is the real day. Raises DataError as every reader does.

    The rows have no series where they come from the cache: for views that speak of single figures only.
    """
    seen = None if cache is None else glance(folder, cache)
    if cache is None or seen is None:
        workspace = open_workspace(folder, today)
        rows = assess_all(workspace.registry, workspace.log, day, known_at=known_at)
        return View(folder, workspace.registry, rows, workspace.foreign, log=workspace.log)
    name = f"{ROWS}{(day.toordinal() * 2 + (known_at is not None)) % SLOTS}"
    kept = _recall(cache, name, _fingerprint(cache, name, seen, today, day, known_at), seen.registry, day)
    if kept is not None:
        return View(folder, seen.registry, kept, seen.foreign, seen.fingerprint)
    workspace, seen = read_logs(seen, today, cache)
    rows = assess_all(workspace.registry, workspace.log, day, known_at=known_at)
    with suppress(TypeError):
        packed = {"rows": [_pack(row) for row in rows]}
        cache.write(name, _fingerprint(cache, name, seen, today, day, known_at), packed)
    return View(folder, workspace.registry, rows, workspace.foreign, workspace.fingerprint, workspace.log)


def _fingerprint(cache: Cache, name: str, seen: Glance, today: date, day: date, known_at: date | None) -> str:
    """Of every file and every day the rows follow from; rows are only kept when every file was read."""
    keys = (seen.key, *(key for _period, _path, key in seen.files))
    return cache.key(name, "\n".join(keys).encode(), str(today), str(day), str(known_at))


def _recall(cache: Cache, name: str, key: str, registry: Registry, day: date) -> list[Assessment] | None:
    try:
        packed = cache.read(name, key)
        return None if packed is None else [_unpack(row, registry, day) for row in packed["rows"]]
    except STRANGE:
        return None


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
