"""Putting lost entries back into the file of their period, each at its place in the history."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.log import Log
from dts.core.period import Period, parse_period_key
from dts.core.placement import Place
from dts.core.problem import DataError, Problem, UsageError, WriteError
from dts.core.written import Present, Written, list_present
from dts.store.compose import scalar
from dts.store.desk import Desk
from dts.store.files import MAX_BYTES
from dts.store.ledger import Scribe
from dts.store.recording import period_path
from dts.store.records import read_record
from dts.store.source import Source, decode, judge_bytes
from dts.store.workspace import RECORDS, join_logs
from dts.store.writer import BOM, appended, newline_of, replace_file


class Restored(NamedTuple):
    """What one file came to hold again."""

    file: str
    lines: tuple[int, ...]
    """Where the entries begin in the new file."""


def why_not(desk: Desk, each: Written, today: date) -> str | None:
    """Why an entry cannot be put back as it was written; None when it can."""
    period = parse_period_key(each.period)
    if period is None:
        return f"không có kỳ nào là “{each.period}”"
    text = f'period = "{each.period}"\n\n{each.text}'
    source = judge_bytes(text.encode("utf-8", "replace"), f"{RECORDS}/{each.period}.toml")
    read = join_logs([] if source.problems else [read_record(source, period, desk.registry, today)])
    if source.problems:
        return source.problems[0].message
    found = list(list_present(read))
    if set(tomllib.loads(text)) != {"period", each.table} or [_plain(every) for every in found] != [
        _plain(_as_present(each))
    ]:
        return "nhật ký không khớp với chính nó; gõ lại bằng dts record"
    return None


def restore_entries(
    desk: Desk, key: str, places: Sequence[Place], today: date, *, by: str | None, dry_run: bool
) -> Restored:
    """Put entries back into the file of one period.

    Raises DataError when the file is not sound, UsageError when it is not as it was looked at, WriteError,
    UnconfirmedError.
    """
    period = parse_period_key(key)
    if period is None or desk.scribe is None:
        raise UsageError("Chưa ghi: không rõ kỳ, hoặc không rõ ai ghi.")
    scribe = desk.scribe
    seen = [each for each in list_present(desk.log) if each.period == key]
    file = _File(desk, period, today)

    def build(old: bytes | None) -> bytes:
        if file.read(old) != seen:
            raise UsageError(
                f"Chưa ghi: trong lúc đang xem, có người vừa ghi vào kỳ {period.label}. Gõ lại lệnh vừa gõ."
            )
        return file.put_back(old, places, scribe, by)

    path = period_path(desk.folder, period)
    if dry_run:
        build(path.read_bytes() if path.is_file() else None)
    else:
        replace_file(desk.folder, path, build)
    return Restored(f"{RECORDS}/{path.name}", file.lines)


class _File:
    """The record file of one period while entries are put into it."""

    def __init__(self, desk: Desk, period: Period, today: date) -> None:
        self.desk, self.period, self.today = desk, period, today
        self.name = f"{RECORDS}/{period.key}.toml"
        self.source = Source(self.name, "")
        self.lines: tuple[int, ...] = ()

    def read(self, raw: bytes | None) -> list[Present]:
        """The entries of the file as its bytes are. Raises DataError when it is not sound."""
        self.source = Source(self.name, "")
        if raw is None or not raw.removeprefix(BOM).strip():
            return []
        self.source = judge_bytes(raw, self.name)
        log = Log()
        if not self.source.problems:
            log = join_logs([read_record(self.source, self.period, self.desk.registry, self.today)])
        if self.source.problems:
            raise DataError(self.source.problems)
        return list(list_present(log))

    def put_back(self, old: bytes | None, places: Sequence[Place], scribe: Scribe, by: str | None) -> bytes:
        """The new bytes: entries in front of others by lines, the rest behind the old bytes.

        Raises WriteError unless its reader finds exactly the old entries and, at their places, those put back.
        """
        before = self.read(old)
        inside = [place for place in places if place.before is not None]
        new = self._insert(old, inside, scribe, by) if old is not None and inside else old
        behind = [_block(place.written, scribe, by) for place in places if place.before is None]
        if behind:
            new = appended(new, "\n".join(behind), head=f'period = "{self.period.key}"\n')
        if len(new or b"") > MAX_BYTES:
            raise UsageError(f"Chưa ghi: tệp {self.name} sẽ lớn hơn {MAX_BYTES >> 20} MB và không lệnh nào đọc nữa.")
        wanted = _expected(before, places)
        found = self.read(new)
        if new is None or [_plain(each) for each in found] != [_plain(each) for each, _new in wanted]:
            raise WriteError(f"Không chèn lại được đúng chỗ trong tệp {self.name}. Chưa ghi gì; chép lại bằng tay.")
        fresh = [each for each, (_present, is_new) in zip(found, wanted, strict=True) if is_new]
        self.lines = tuple(sorted(self.source.line_of((each.table, each.number)) for each in fresh))
        return new

    def _insert(self, old: bytes, places: Sequence[Place], scribe: Scribe, by: str | None) -> bytes:
        decoded = decode(old, self.name)
        if isinstance(decoded, Problem):
            raise DataError([decoded])
        lines = decoded.split("\n")
        newline = newline_of(old)
        blocks: dict[int, str] = {}
        for place in places:
            if place.before is not None:
                at = self._line_above(lines, place.before)
                blocks[at] = blocks.get(at, "") + _block(place.written, scribe, by) + "\n"
        for at in sorted(blocks, reverse=True):
            lines[at:at] = blocks[at].replace("\n", newline).split("\n")[:-1]
        bom = BOM if old.startswith(BOM) else b""
        return bom + "\n".join(lines).encode("utf-8")

    def _line_above(self, lines: Sequence[str], entry: Present) -> int:
        """The number (from 0) of the line an entry begins at, comments right above it included."""
        at = self.source.line_of((entry.table, entry.number)) - 1
        if at < 0 or not lines[at].lstrip().startswith("[["):
            sections = f"các mục [[{entry.table}]]"
            raise UsageError(f"Chưa ghi: {self.name} không viết thành {sections}, không chèn lại được; chép bằng tay.")
        while at and _COMMENT.fullmatch(lines[at - 1]):
            at -= 1
        return at


_COMMENT = re.compile(r"\s*#(?!.*(\"\"\"|''')).*")
"""A line that is a comment, and surely not the end of a text of several lines."""


def _block(each: Written, scribe: Scribe, by: str | None) -> str:
    """The block as it was written, and that it was put back."""
    lines = each.text.rstrip("\n").split("\n")
    width = lines[1].find(" = ") if len(lines) > 1 else 0
    fields = {"restored_at": scribe.now, "restored_by": by}
    added = [f"{key.ljust(width)} = {scalar(value)}" for key, value in fields.items() if value is not None]
    return "\n".join([*lines, *added]) + "\n"


def _expected(before: Sequence[Present], places: Sequence[Place]) -> list[tuple[Present, bool]]:
    """Every entry the file must hold afterwards, table by table, and whether it is one put back."""
    found: list[tuple[Present, bool]] = []
    tables = dict.fromkeys(("figure", "explanation", "note", "sent"))
    for table in tables:
        own = [place for place in places if place.written.table == table]
        for each in before:
            if each.table == table:
                found += [(_as_present(place.written), True) for place in own if place.before == each]
                found.append((each, False))
        found += [(_as_present(place.written), True) for place in own if place.before is None]
    return found


def _as_present(each: Written) -> Present:
    return Present(each.table, each.period, each.facts)


def _plain(each: Present) -> tuple[str, str, frozenset[tuple[str, str]]]:
    return each.table, each.period, frozenset(each.facts.items())
