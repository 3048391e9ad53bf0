"""What `dts check` answers: one line with the counts, errors, warnings; the same as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from dts.core.finding import TARGETS, Finding
from dts.core.problem import Place, Problem

SCHEMA = 1
ERROR, WARNING = "LỖI", "Lưu ý"
UNSOUND = "unsound"
"""The `rule` of a problem that stops every reader."""


class Noted(NamedTuple):
    """A finding with its line in the file; 0 when it is about the whole file."""

    finding: Finding
    line: int = 0


class Verdict(NamedTuple):
    """Everything found in one folder."""

    problems: tuple[Problem, ...]
    """What makes files unsound: the readers stop at these."""
    noted: tuple[Noted, ...]
    """What the rules found in the sound files, errors first."""
    targets_sound: bool = True
    folders: int = 1
    """How many folders it is about."""

    @property
    def errors(self) -> int:
        """How many errors."""
        unsound = sum(not problem.warning for problem in self.problems)
        return unsound + sum(not each.finding.warning for each in self.noted)

    @property
    def warnings(self) -> int:
        """How many warnings."""
        return len(self.problems) + len(self.noted) - self.errors


def in_order(noted: Iterable[Noted]) -> tuple[Noted, ...]:
    """Errors before warnings; the newest record file first, targets.toml last; down the lines of a file."""
    by_line = sorted(noted, key=lambda each: each.line)
    by_file = sorted(by_line, key=lambda each: each.finding.file, reverse=True)
    return tuple(sorted(by_file, key=lambda each: (each.finding.warning, each.finding.file == TARGETS)))


def join_verdicts(found: Mapping[str, Verdict]) -> Verdict:
    """What was found in several folders, each file and each id behind the key of its folder."""
    problems: list[Problem] = []
    noted: list[Noted] = []
    for key, verdict in found.items():
        for problem in verdict.problems:
            problems.append(problem._replace(place=problem.place._replace(file=f"{key}/{problem.place.file}")))
        for each in verdict.noted:
            finding = each.finding
            targets = tuple(f"{key}/{target}" for target in finding.targets)
            noted.append(each._replace(finding=finding._replace(file=f"{key}/{finding.file}", targets=targets)))
    noted.sort(key=lambda each: each.finding.warning)
    sound = all(verdict.targets_sound for verdict in found.values())
    return Verdict(tuple(problems), tuple(noted), sound, len(found))


def counts_text(verdict: Verdict) -> str:
    """`0 lỗi, 4 lưu ý`: zero is said, too."""
    return f"{verdict.errors} lỗi, {verdict.warnings} lưu ý"


def opening_line(verdict: Verdict) -> str:
    """The first line when every file is sound."""
    where = f" của {verdict.folders} thư mục" if verdict.folders > 1 else ""
    return f"Đã soát targets.toml và các tệp trong records{where}: {counts_text(verdict)}."


def closing_line(verdict: Verdict) -> str:
    """The last line when a file is unsound."""
    line = f"{counts_text(verdict)}. Không tệp nào bị sửa. Các lệnh xem dừng cho đến khi hết lỗi."
    if not verdict.targets_sound:
        line += " Sửa targets.toml trước rồi soát lại: khi ấy mới soát được hết các tệp trong records."
    return line


def noted_text(noted: Noted) -> tuple[str, str]:
    """The word in front, and `records/2025-02.toml:11: dinh-danh: …`."""
    finding = noted.finding
    return WARNING if finding.warning else ERROR, f"{Place(finding.file, noted.line)}: {finding.message}"


def check_data(verdict: Verdict, today: date) -> dict[str, Any]:
    """The whole answer as plain values."""
    return {
        "schema": SCHEMA,
        "as_of": today.isoformat(),
        "sound": not verdict.problems,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "problems": [*map(_problem_data, verdict.problems), *map(_noted_data, verdict.noted)],
    }


def _problem_data(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "level": "warning" if problem.warning else "error",
        "rule": UNSOUND,
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
        "targets": [],
        "message": problem.message,
        "fixes": list(problem.fixes),
        "details": None,
    }


def _noted_data(noted: Noted) -> dict[str, Any]:
    finding = noted.finding
    return {
        "level": "warning" if finding.warning else "error",
        "rule": finding.rule,
        "file": finding.file,
        "line": noted.line or None,
        "column": None,
        "targets": list(finding.targets),
        "message": finding.message,
        "fixes": [],
        "details": finding.details,
    }
