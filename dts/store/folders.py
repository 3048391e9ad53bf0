"""Several data folders given at once: found, told apart, and each called by a short name that can stand before ids."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dts.core.lookup import fold
from dts.core.problem import UsageError
from dts.store.workspace import TARGETS

NAMELESS = "thu-muc"


class Folder(NamedTuple):
    """One of several."""

    key: str
    """`vinh-phuc`: what stands before its ids."""
    path: Path


def is_pattern(given: str) -> bool:
    """Whether a folder is named by a pattern: it has *, ? or [ and there is no folder of just that name."""
    return glob.has_magic(given) and not (Path(given) / TARGETS).exists()


def find_folders(given: Sequence[str], current: Path) -> tuple[Path, ...]:
    """The data folders named by paths and patterns, each once, in the order given; a pattern's by name.

    Shells of Windows leave patterns to the program. Raises UsageError that names everything wrong.
    """
    found: dict[Path, Path] = {}
    wrong: list[str] = []
    for each in given:
        if is_pattern(each):
            matches = sorted(Path(path) for path in glob.glob(each, root_dir=current))  # noqa: PTH207 — also of a whole path
            paths = [path for path in matches if (current / path / TARGETS).is_file()]
            if not paths:
                wrong.append(f"Không có thư mục nào khớp “{each}” có tệp {TARGETS}.")
        else:
            paths = [Path(each)]
            if not (current / each / TARGETS).exists():
                wrong.append(f"Thư mục {each} không có tệp {TARGETS}.")
        for path in paths:
            found.setdefault((current / path).resolve(), path)
    if wrong:
        raise UsageError("\n".join(wrong))
    return tuple(found.values())


def name_folders(paths: Sequence[Path], current: Path) -> tuple[Folder, ...]:
    """A key for each: its name as an id; folders of the same name also take the names above them, as far as needed."""
    whole = [[folder_key(part) for part in (current / path).resolve().parts[1:]] or [NAMELESS] for path in paths]
    depth = [1] * len(paths)
    keys = _joined(whole, depth)
    while len(set(keys)) < len(keys):
        counts = Counter(keys)
        deeper = [
            min(each + 1, len(parts)) if counts[key] > 1 else each
            for each, parts, key in zip(depth, whole, keys, strict=True)
        ]
        if deeper == depth:
            return tuple(Folder(key, path) for key, path in zip(_numbered(keys), paths, strict=True))
        depth, keys = deeper, _joined(whole, deeper)
    return tuple(Folder(key, path) for key, path in zip(keys, paths, strict=True))


def _numbered(keys: Sequence[str]) -> list[str]:
    """Where no name tells them apart: a number behind all but the first."""
    taken: list[str] = []
    for key in keys:
        number, free = 1, key
        while free in taken or (free != key and free in keys):
            number += 1
            free = f"{key}-{number}"
        taken.append(free)
    return taken


def _joined(whole: Sequence[Sequence[str]], depth: Sequence[int]) -> list[str]:
    return ["-".join(parts[-each:]) for parts, each in zip(whole, depth, strict=True)]


def folder_key(name: str) -> str:
    """`Vĩnh Phúc` → `vinh-phuc`: a name as an id."""
    return "-".join(fold(name).split()) or NAMELESS
