"""Writing entries into one record file: what is there, whether the new entry may join it, the new bytes.

Only targets.toml and the period's own file must be sound; other files are read where they can be, and named where not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.core.log import Figure, Remark, Sent
from dts.core.model import Registry
from dts.core.overtaken import overtaken_text
from dts.core.period import Period
from dts.core.problem import DataError, Place, Problem, UsageError
from dts.core.written import Present, facts_of
from dts.store.compose import Scalar, block
from dts.store.desk import Desk
from dts.store.files import MAX_BYTES, describe_os_error, find_obstacle
from dts.store.ledger import Ledger, Meant
from dts.store.records import Record, read_record
from dts.store.source import Source, decode, judge
from dts.store.workspace import RECORDS
from dts.store.writer import Written, appended, replace_file


class Entry(NamedTuple):
    """One block to append: `figure`, `explanation` or `note`, and its keys in order."""

    table: str
    fields: Mapping[str, Scalar | None]


class Recorded(NamedTuple):
    """Where an entry went."""

    written: Written
    lines: tuple[int, ...]
    """The lines of the blocks' headers in the new file, in their order."""

    @property
    def line(self) -> int:
        """Where the first block begins."""
        return self.lines[0]


def period_path(folder: Path, period: Period) -> Path:
    """The record file of a period."""
    return folder / RECORDS / f"{period.key}.toml"


def read_figure(registry: Registry, period: Period, entry: Entry, today: date) -> Figure:
    """The figure an entry would be, judged by the very reader of files.

    Raises UsageError with the reader's sentence when it is impossible.
    """
    source = _parse(_head(period) + "\n" + _text([entry]), f"{RECORDS}/{period.key}.toml")
    record = read_record(source, period, registry, today)
    if source.problems:
        raise UsageError(f"Chưa ghi: {source.problems[0].message}.{_fix(source.problems[0])}")
    return record.figures[0]


class Refused(NamedTuple):
    """Why an entry may not stand in a record file, and at which key where it is one."""

    key: str | None
    message: str


def judge_entries(
    registry: Registry, period: Period, entries: Sequence[Entry], today: date
) -> list[Figure | list[Refused]]:
    """Each entry as the figure it would be, or as the reader of files refuses it; all at once where all are right."""
    name = f"{RECORDS}/{period.key}.toml"
    source = _parse(_head(period) + "\n" + _text(entries), name)
    record = read_record(source, period, registry, today)
    if not source.problems:
        return list(record.figures)
    judged: list[Figure | list[Refused]] = []
    for entry in entries:
        source = _parse(_head(period) + "\n" + _text([entry]), name)
        record = read_record(source, period, registry, today)
        judged.append([_refused(each) for each in source.problems] or record.figures[0])
    return judged


def _refused(problem: Problem) -> Refused:
    key, equals, _value = problem.place.source.partition("=")
    meant = [match[1] for fix in problem.fixes if (match := _RETYPED.match(fix))]
    hint = f"; sửa ô thành: {meant[0]}" if len(meant) == 1 and len(problem.fixes) == 1 else ""
    return Refused(key.strip() if equals else None, problem.message + hint)


_RETYPED = re.compile(r'sửa thành: +\w+ *= *"?([^"]*)"?$')


def _fix(problem: Problem) -> str:
    return f" {problem.fixes[0]}." if problem.fixes else ""


def write_entries(
    desk: Desk, period: Period, entries: Sequence[Entry], today: date, expected: Sequence[Figure], *, dry_run: bool
) -> Recorded:
    """Append entries to the file of a period.

    `expected` are the figures of the same target and part the file held when the user decided; if it holds others now,
    somebody recorded meanwhile and nothing is written. Raises DataError when the file is not sound, UsageError,
    WriteError, UnconfirmedError.
    """
    path = period_path(desk.folder, period)
    name = f"{RECORDS}/{path.name}"
    text = _text(entries)
    record = Record()
    _check_openable(path, name)

    def build(old: bytes | None) -> bytes:
        nonlocal record
        new = appended(old, text, head=_head(period))
        decoded = decode(new, name)
        source = _parse("" if isinstance(decoded, Problem) else decoded, name)
        if not isinstance(decoded, Problem) and not source.problems:
            record = read_record(source, period, desk.registry, today)
        if isinstance(decoded, Problem) or source.problems:
            _check_unchanged(
                desk, period, name, _figures_now(desk.registry, period, name, old, today), today, entries, expected
            )
            raise UsageError(f"Chưa ghi: {source.problems[0].message}.")
        held = record.figures[: len(record.figures) - sum(entry.table == "figure" for entry in entries)]
        _check_unchanged(desk, period, name, held, today, entries, expected)
        if len(new) > MAX_BYTES:
            raise UsageError(f"Chưa ghi: tệp {name} sẽ lớn hơn {MAX_BYTES >> 20} MB và không lệnh nào đọc nữa.")
        return new

    if dry_run:
        old = path.read_bytes() if path.is_file() else None
        written = Written(path, old, build(old))
    else:
        ledger = desk.scribe and Ledger(desk.folder, desk.scribe, lambda: _noted(record, period, entries))
        written = replace_file(desk.folder, path, build, ledger)
    added = written.new[len(written.old or b"") :].decode("utf-8").lstrip("\ufeff")
    before = (written.old or b"").count(b"\n")
    heads = [at for at, line in enumerate(added.splitlines(), before + 1) if line.startswith("[[")]
    return Recorded(written, tuple(heads))


def _noted(record: Record, period: Period, entries: Sequence[Entry]) -> list[Meant]:
    """The last entries of a file as its reader sees them, each with its block and what stood there before it."""
    lists: Mapping[str, Sequence[Figure | Remark | Sent]] = {
        "figure": record.figures,
        "explanation": record.explanations,
        "note": record.notes,
        "sent": record.sent,
    }
    behind = Counter(entry.table for entry in entries)
    found = []
    for entry in entries:
        at = len(lists[entry.table]) - behind[entry.table]
        behind[entry.table] -= 1
        own, before = lists[entry.table][at], lists[entry.table][:at]
        stood = next((facts_of(each) for each in reversed(before) if _about(each) == _about(own)), None)
        found.append(Meant(Present(entry.table, period.key, facts_of(own)), _text([entry]), stood))
    return found


def _about(entry: Figure | Remark | Sent) -> tuple[str | None, ...]:
    return (entry.report,) if isinstance(entry, Sent) else (entry.target, entry.part)


def _check_openable(path: Path, name: str) -> None:
    """The period's own file must be one that readers open, or not be there. Raises DataError."""
    try:
        problem = find_obstacle(path, name)
    except FileNotFoundError:
        return
    except OSError as error:
        problem = Problem(Place(name), f"không đọc được tệp: {describe_os_error(error)}")
    if problem is not None:
        raise DataError([problem])


def _check_unchanged(
    desk: Desk,
    period: Period,
    name: str,
    held: Sequence[Figure],
    today: date,
    entries: Sequence[Entry],
    expected: Sequence[Figure],
) -> None:
    """The file still holds, for the same target and part, what the user saw when deciding, and has lost nothing."""
    found = [each._replace(number=0) for each in held]
    subjects = {(entry.fields.get("target"), entry.fields.get("for")) for entry in entries}
    known = [each._replace(number=0) for each in expected]
    now = [each for each in found if (each.target, each.part) in subjects]
    if now != known:
        added = [each for each in now if each not in known]
        if not added:
            raise UsageError(_changed(period))
        mine = read_record(_parse(_head(period) + "\n" + _text(entries), name), period, desk.registry, today).figures
        raise UsageError(overtaken_text(desk.registry, mine, added))
    lost = {each._replace(number=0) for each in desk.log.figures if each.period == period} - set(found)
    if lost:
        raise UsageError(_changed(period))


def _changed(period: Period) -> str:
    return (
        f"Chưa ghi: trong lúc đang nhập, có người vừa sửa hoặc bỏ bớt số liệu kỳ {period.label}. "
        "Xem lại: dts check; nếu đúng, gõ lại lệnh vừa gõ."
    )


def _figures_now(registry: Registry, period: Period, name: str, old: bytes | None, today: date) -> list[Figure]:
    """What the file holds under the lock. Raises DataError when it is not sound."""
    if old is None:
        return []
    decoded = decode(old, name)
    if isinstance(decoded, Problem):
        raise DataError([decoded])
    source = _parse(decoded, name)
    begun = bool(decoded.strip())
    found = read_record(source, period, registry, today).figures if begun and not source.problems else []
    if source.problems:
        raise DataError(source.problems)
    return found


def _parse(text: str, name: str) -> Source:
    source = Source(name, unicodedata.normalize("NFC", text))
    if source.text.strip(" \t\r\n"):  # a form feed is no blank to TOML
        judge(source)
    return source


def _head(period: Period) -> str:
    return f'period = "{period.key}"\n'


def _text(entries: Sequence[Entry]) -> str:
    return "\n".join(block(entry.table, entry.fields) for entry in entries)
