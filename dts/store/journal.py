"""The journals in `.dts/`: what each user of each machine has written with dts, one line an entry.

A line is a JSON object that ends in a digest of itself. A line that was torn when the machine went off is left out;
one that does not match its digest is counted as damaged, and nothing in it is believed.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from dts.core.written import SUBJECT, Written
from dts.store.cache import digest
from dts.store.workspace import JOURNALS

MAX_BYTES = 64 * 1024 * 1024
WRITE, DONE, VOID, FORGET, TORN = "write", "done", "void", "forget", "torn"
"""What a line says: an entry is about to be written; it was; it was not; it may stay lost; the line above is torn."""
CHECK = b',"check":"'
DIGEST = 8


class Journals(NamedTuple):
    """What all journals of a folder tell."""

    written: tuple[Written, ...] = ()
    """In the order they were written, but for what was taken back."""
    forgotten: frozenset[str] = frozenset()
    """Ids of entries whose loss somebody accepted."""
    damaged: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Fingerprints of the lines that cannot be believed, by journal."""
    unreadable: tuple[str, ...] = ()
    """Journals that cannot be read at all."""


def seal(line: Mapping[str, Any]) -> bytes:
    """A line as bytes: the object in compact JSON, its digest as its last member, the line end."""
    import json  # where no journal is read or written nobody pays for it

    body = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")[:-1]
    return body + CHECK + digest(body, DIGEST).encode() + b'"}\n'


def unseal(raw: bytes) -> dict[str, Any] | None:
    """The object of a line without its line end; None when the line is not what was once written."""
    import json

    body, found, end = raw.rpartition(CHECK)
    if not found or end != digest(body, DIGEST).encode() + b'"}':
        return None
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def read_bytes_of_journals(folder: Path, marks: Mapping[str, int]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The journals of all users and machines as far as their marks, and those that cannot be read."""
    place = folder / JOURNALS
    closed = place.is_dir() and not os.access(place, os.R_OK | os.X_OK)
    unreadable = [JOURNALS] if closed else []
    found: dict[str, bytes] = {}
    for name, mark in marks.items():
        raw = _read(place / name)
        if raw is None:
            unreadable.append(name)
        else:
            found[name] = raw[:mark]
    return found, tuple(unreadable)


def tell_journals(journals: Mapping[str, bytes], unreadable: Iterable[str] = ()) -> Journals:
    """What journals tell together; whatever is wrong with one never stops anybody."""
    reader = _Reader()
    for name, raw in journals.items():
        reader.read(name, raw)
    return reader.told(unreadable)


def read_plain(journals: Mapping[str, bytes]) -> tuple[Written, ...] | None:
    """What was written, where journals tell of nothing but entries written and done; else None."""
    reader = _Reader()
    for name, raw in journals.items():
        reader.read(name, raw)
    told = reader.told(())
    plain = not reader.void and not told.damaged and not told.forgotten and all(each.settled for each in told.written)
    return told.written if plain else None


def _read(path: Path) -> bytes | None:
    """The bytes of a plain file; a link may lead out of the folder, a pipe would be waited for."""
    try:
        facts = path.lstat()
        return path.read_bytes() if stat.S_ISREG(facts.st_mode) and facts.st_size <= MAX_BYTES else None
    except OSError:
        return None


class _Reader:
    """Takes the lines of several journals together."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[tuple[str, str, int], Written]] = {}
        self.done: set[str] = set()
        self.void: set[str] = set()
        self.forgotten: set[str] = set()
        self.damaged: dict[str, list[str]] = {}

    def read(self, name: str, raw: bytes) -> None:
        """Take in one journal. What follows the last line end was torn, or is being written."""
        latest, doubtful = "", None
        *lines, torn = raw.split(b"\n")
        if unseal(torn) is not None:
            lines.append(torn)
        for number, each in enumerate(lines):
            line = unseal(each)
            if line is None:
                self._note(name, doubtful)
                doubtful = each
                continue
            if line.get("do") != TORN:
                self._note(name, doubtful)
            doubtful = None
            latest = max(latest, self._take(name, number, line, latest))
        self._note(name, doubtful)

    def _note(self, name: str, line: bytes | None) -> None:
        if line is not None:
            self.damaged.setdefault(name, []).append(digest(line, DIGEST))

    def _take(self, name: str, number: int, line: Mapping[str, Any], latest: str) -> str:
        """Take in one line; its moment. Inside a journal the order of lines counts, even when a clock is set back."""
        told = {DONE: self.done, VOID: self.void, FORGET: self.forgotten}.get(str(line.get("do")))
        if told is not None:
            told.update(map(str, line["of"]) if isinstance(line.get("of"), list) else ())
        elif line.get("do") == WRITE and (written := _written(name, line)) is not None:
            self.found.setdefault(written.id, ((max(written.at, latest), name, number), written))
            return written.at
        return ""

    def told(self, unreadable: Iterable[str]) -> Journals:
        """Everything, in order."""
        kept = [each for each in self.found.values() if _batch(each[1].id) not in self.void]
        in_order = [written for _order, written in sorted(kept, key=lambda each: each[0])]
        settled = tuple(
            each._replace(settled=_batch(each.id) in self.done or each.id in self.done, rank=rank)
            for rank, each in enumerate(in_order)
        )
        damaged = {
            name: tuple(each for each in lines if each not in self.forgotten) for name, lines in self.damaged.items()
        }
        damaged = {name: lines for name, lines in damaged.items() if lines}
        return Journals(settled, frozenset(self.forgotten), damaged, tuple(unreadable))


def _written(name: str, line: Mapping[str, Any]) -> Written | None:
    match line:
        case {
            "id": str(key),
            "at": str(at),
            "period": str(period),
            "table": str(table),
            "entry": dict(facts),
            "text": str(text),
        } if table in SUBJECT:
            who = f"{line.get('user', '')} (máy {line.get('host', '')})"
            behind = line.get("behind")
            found = Written(key, at, period, table, _plain(facts), text, who, name, settled=False)
            return found._replace(behind=_plain(behind)) if isinstance(behind, dict) else found
    return None


def _plain(facts: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in facts.items()}


def _batch(key: str) -> str:
    """Entries written in one step share the first part of their ids."""
    return key.partition("-")[0]
