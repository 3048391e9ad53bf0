"""What the folder can offer while somebody types: its registry and its periods. Nothing is said about what is wrong."""

from __future__ import annotations

from pathlib import Path

from dts.core.model import Registry
from dts.core.period import Period
from dts.store.source import read_source
from dts.store.targets import read_targets
from dts.store.workspace import TARGETS, record_files


def known_registry(folder: Path) -> Registry | None:
    """What targets.toml declares; None unless it is sound. The record files are not read."""
    source = read_source(folder / TARGETS, TARGETS)
    registry = read_targets(source) if not source.problems else None
    return None if source.problems else registry


def known_periods(folder: Path) -> list[Period]:
    """Periods that have a file, the newest first."""
    files, _foreign = record_files(folder)
    return [period for period, _path in reversed(files)]
