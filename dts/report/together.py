"""What is said of several folders seen together: once where all say the same, else with the folder's name in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Registry
from dts.core.tally import assigned_rows
from dts.report.count_grids import count_grids
from dts.report.document import Grid
from dts.report.holders import count_rows

OWN_DAYS = "theo số ngày báo trước của từng thư mục"


def by_folder(registry: Registry, say: Callable[[Registry], str]) -> list[str]:
    """The line of each folder; the same line once, with the names of those it holds for unless it holds for all."""
    lines: dict[str, list[str]] = {}
    for folder in registry.folders:
        lines.setdefault(say(folder), []).append(folder.label)
    return [
        line if len(labels) == len(registry.folders) else f"{', '.join(labels)}: {line}"
        for line, labels in lines.items()
        if line
    ]


def merged_lines(registry: Registry, today: date) -> list[str]:
    """One line for the folders that ended on the same day and have the same successor."""
    ended: dict[tuple[date, str | None], list[str]] = {}
    for folder in registry.folders:
        if folder.until is not None and today > folder.until:
            ended.setdefault((folder.until, folder.successor), []).append(folder.province or folder.title)
    whole = sum(map(len, ended.values())) == len(registry.folders)
    lines = []
    for (until, successor), places in ended.items():
        names = list(dict.fromkeys(places))
        provinces = ("Các tỉnh " if len(names) > 1 else "Tỉnh ") + ", ".join(names)
        now = f", nay là tỉnh {successor}" if successor else ""
        theirs = "các tỉnh ấy" if len(names) > 1 else f"tỉnh {names[0]}"
        told = f" Số liệu dưới đây là của {theirs}." if whole and len(ended) == 1 else ""
        lines.append(f"{provinces} có đến hết {format_date(until)}{now}.{told}")
    return lines


def heir(registry: Registry, today: date) -> str | None:
    """The province all folders now belong to, once every one of them has ended; None else."""
    heirs = {each.successor if each.until is not None and each.until < today else None for each in registry.members}
    return heirs.pop() if len(heirs) == 1 else None


def folder_grids(registry: Registry, rows: Sequence[Assessment]) -> tuple[Grid, ...]:
    """How many of each state every folder has."""
    if not registry.members:
        return ()
    lines = []
    for folder in registry.members:
        own = [row for row in rows if row.target.id in folder.targets]
        given = assigned_rows(own)
        counted = {id(row) for row in given}
        followed = [row for row in own if id(row) not in counted and not row.is_total]
        name = folder.key if folder.label == folder.key else f"{folder.label} ({folder.key}/)"
        lines.append((name, count_rows(given, followed)))
    return count_grids("Thư mục", lines)[:1]


def warn_days(registry: Registry) -> int | None:
    """How many days before a deadline is soon; None where the folders differ."""
    found = {folder.rules.warn_days for folder in registry.folders}
    return found.pop() if len(found) == 1 else None


def calendar_note(registry: Registry) -> list[str]:
    """Whose calendar a period told once for all is of, where the folders have different ones."""
    first = registry.folders[0]
    others = [each.label for each in registry.folders if each.calendar() != first.calendar()]
    if not others:
        return []
    return [
        f"Khoảng số liệu và hạn gửi ở đầu báo cáo theo lịch của {first.label}; {', '.join(others)} có lịch khác, từng "
        "chỉ tiêu vẫn xét theo lịch của thư mục mình."
    ]
