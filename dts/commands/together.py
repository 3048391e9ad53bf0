"""Several folders in one view: each read like a single one, all their problems together, then joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from dts.commands.context import Context, pick_one
from dts.core.joined import join_registries, move_log, move_registry
from dts.core.lookup import find
from dts.core.model import Registry
from dts.core.problem import DataError, Problem, UsageError
from dts.store.folders import Folder, find_folders, name_folders
from dts.store.workspace import Workspace, join_logs

ABLE = (None, "status", "owners", "overdue", "report", "check", "export")
"""Commands that can look at several folders; None is `dts` without a command."""
SHOWN = 5
Found = TypeVar("Found")


def choose_folders(context: Context, given: Sequence[str], command: str | None, *, writes: bool = False) -> Context:
    """The context with the folder or folders named by -C. Raises UsageError where the command wants a single one."""
    paths = find_folders(given, context.current)
    if len(paths) == 1:
        return context._replace(folder=paths[0])
    if command not in ABLE:
        names = ", ".join(str(path) for path in paths[:SHOWN]) + (", …" if len(paths) > SHOWN else "")
        raise UsageError(
            f"{'Chưa ghi: ' if writes else ''}dts {command} chỉ làm với một thư mục dữ liệu, đang nêu {len(paths)}: "
            f"{names}. Nêu một -C rồi chạy lại."
        )
    return context._replace(folders=name_folders(paths, context.current))


def contexts(context: Context) -> list[tuple[Folder, Context]]:
    """For each folder a context of its own; what it says on stderr begins with the folder."""
    return [
        (folder, context._replace(folder=folder.path, folders=(), voice=f"{folder.key}: "))
        for folder in context.folders
    ]


def in_each(context: Context, read: Callable[[Context], Found]) -> list[Found]:
    """Do the same with every folder. Raises DataError with the problems of all, each with its folder."""
    found: list[Found] = []
    problems: list[Problem] = []
    for folder, own in contexts(context):
        try:
            found.append(read(own))
        except DataError as error:
            problems += (in_folder(folder.key, problem) for problem in error.problems)
    if problems:
        raise DataError(problems)
    return found


def in_folder(key: str, problem: Problem) -> Problem:
    """A problem with the folder in the name of its file."""
    return problem._replace(place=problem.place._replace(file=f"{key}/{problem.place.file}"))


def open_together(context: Context, read: Callable[[Context], Workspace], *, named: bool = False) -> Workspace:
    """Read every folder and join them; `named`: for papers, where targets are not told apart by their ids."""
    read_ones = in_each(context, read)
    labels = _labels(context.folders, [each.registry for each in read_ones])
    registries, logs, first = [], [], 0
    for folder, workspace, label in zip(context.folders, read_ones, labels, strict=True):
        registry = move_registry(workspace.registry, folder.key, label, first=first, named=named)
        registries.append(registry)
        logs.append(move_log(workspace.log, registry))
        first += len(registry.targets)
    return Workspace(Path(), join_registries(registries), join_logs(logs))


def _labels(folders: Sequence[Folder], registries: Sequence[Registry]) -> list[str]:
    """The provinces where they tell the folders apart, else the keys."""
    provinces = [registry.province for registry in registries]
    if None not in provinces and len(set(provinces)) == len(provinces):
        return [str(province) for province in provinces]
    return [folder.key for folder in folders]


def pick_in_each(
    registry: Registry, typed: str, names: Mapping[str, Iterable[str]], labels: Mapping[str, str], what: str
) -> tuple[str, ...]:
    """What was typed, looked for in every folder by itself: at most one of each. `vinh-phuc/…` means that folder only.

    Raises UsageError as `pick_one` does: nothing anywhere, or several in one folder.
    """
    named = typed.strip().lower()
    found: list[str] = []
    for member in registry.members:
        front = f"{member.key}/"
        if any(named.startswith(f"{each.key}/") for each in registry.members) and not named.startswith(front):
            continue
        own = {
            key.removeprefix(front): [
                name.removesuffix(f" ({member.label})").removeprefix(f"{member.label}: ") for name in each
            ]
            for key, each in names.items()
            if key.startswith(front)
        }
        wanted = named.removeprefix(front) if named.startswith(front) else typed
        matches = [front + key for key in find(wanted, own, own)]
        if len(matches) > 1:
            return (pick_one(typed, {key: names[key] for key in matches}, labels, f"{what} của {member.label}"),)
        found += matches
    return tuple(found) or (pick_one(typed, names, labels, what),)
