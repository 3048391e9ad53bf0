"""Where something stands in the files, sound or not: what `dts edit` opens an editor at. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.core.period import Period
from dts.core.problem import Problem
from dts.store.files import read_bytes
from dts.store.source import Source, read_source
from dts.store.workspace import RECORDS, TARGETS, read_all


class Spot(NamedTuple):
    """A line of a file of the folder; 0 is the file itself."""

    name: str
    line: int = 0


class Named(NamedTuple):
    """A target as far as an unsound file tells."""

    name: str
    short: str


def read_targets_text(folder: Path) -> Source:
    """targets.toml as text and plain data, with whatever slips it has."""
    return read_source(folder / TARGETS, TARGETS)


def named_targets(source: Source) -> Mapping[str, Named]:
    """Every target that can be told from the data, whatever is wrong with it."""
    tables = source.data.get("targets")
    found: dict[str, Named] = {}
    for key, table in tables.items() if isinstance(tables, dict) else ():
        given = table if isinstance(table, dict) else {}
        name = str(given.get("name", key))
        found[key] = Named(name, str(given.get("short", name)))
    return found


def target_spot(source: Source, key: str) -> Spot:
    """The header of a target."""
    return Spot(TARGETS, source.line_of(("targets", key)))


def period_spot(folder: Path, period: Period) -> Spot | None:
    """The last figure in the file of a period; its first mistake when the figures cannot be told; None without file."""
    name = f"{RECORDS}/{period.key}.toml"
    if not (folder / name).exists():
        return None
    source = read_source(folder / name, name)
    figures = source.data.get("figure")
    if isinstance(figures, list) and figures:
        return Spot(name, source.line_of(("figure", len(figures) - 1)))
    return Spot(name, first_line(source.problems))


def worst_spot(folder: Path, today: date) -> Spot:
    """The first mistake that stops readers; targets.toml itself when there is none."""
    problems = [each for each in read_all(folder, today).problems if not each.warning]
    return Spot(problems[0].place.file, problems[0].place.line) if problems else Spot(TARGETS)


def first_line(problems: list[Problem]) -> int:
    """The line of the first problem, 0 when there is none."""
    return problems[0].place.line if problems else 0


def file_bytes(folder: Path, name: str) -> bytes | None:
    """What a file holds now; None when it cannot be read."""
    raw = read_bytes(folder / name, name)
    return raw if isinstance(raw, bytes) else None
