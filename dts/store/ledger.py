"""Writing one's own journal: what is meant to be written before a file is replaced, and afterwards that it was.

Both reach the disk before the program goes on. Whoever is stopped in between leaves an entry that is only meant: it is
never called lost, and the next writer who finds it in its file says that it was written.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dts.core.problem import UnconfirmedError, WriteError
from dts.core.written import Facts, Present
from dts.store.cache import digest
from dts.store.files import describe_os_error
from dts.store.journal import DONE, FORGET, TORN, VOID, WRITE, seal
from dts.store.shared import make_shared_file
from dts.store.signals import finish_first
from dts.store.workspace import JOURNALS

FORMAT = 1
MAX_SLUG = 40


class Scribe(NamedTuple):
    """Who writes, and when."""

    user: str
    host: str
    now: datetime
    reached: tuple[str, ...] = ()
    """Ids of entries whose writing was interrupted, by whomever, and which were found in their files."""


class Meant(NamedTuple):
    """An entry about to be written."""

    entry: Present
    """As the reader of files will read it."""
    text: str
    """Its block."""
    behind: Facts | None
    """The last one about the same that stands in the file already."""


class Ledger(NamedTuple):
    """The part of one's journal that belongs to one write."""

    folder: Path
    scribe: Scribe
    entries: Callable[[], Sequence[Meant]]
    """Asked just before."""


class Note:
    """What the writer tells the ledger."""

    happened = False
    """The file was replaced."""


def find_scribe(environ: Mapping[str, str], now: datetime) -> Scribe:
    """The user and the machine, by their own names for themselves."""
    if sys.platform == "win32":  # pragma: no cover — Windows only
        return Scribe(environ.get("USERNAME", ""), environ.get("COMPUTERNAME", ""), now)
    user = environ.get("LOGNAME") or environ.get("USER")
    if not user:
        import pwd

        try:
            user = pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            user = str(os.geteuid())
    return Scribe(user, os.uname().nodename, now)


@contextlib.contextmanager
def noted(ledger: Ledger | None) -> Iterator[Note]:
    """Around the replacing of a file, under the folder's lock: say what is meant, then what happened.

    Raises WriteError, with nothing written, when the journal cannot be written.
    """
    note = Note()
    if ledger is None:
        yield note
        return
    batch = os.urandom(8).hex()
    meant = False
    try:
        with finish_first(writes=False):
            _mean(ledger, batch)
            meant = True
        yield note
    except UnconfirmedError:
        note.happened = True
        raise
    finally:
        told = {"of": [batch, *ledger.scribe.reached]} if note.happened else {"of": [batch]}
        if meant:
            # where that fails it is only meant, until somebody finds it in its file
            with contextlib.suppress(WriteError), finish_first(writes=False):
                append(ledger.folder, ledger.scribe, [{"do": DONE if note.happened else VOID, **told}])


def _mean(ledger: Ledger, batch: str) -> None:
    scribe = ledger.scribe
    lines = [
        {
            "do": WRITE,
            "id": f"{batch}-{number}",
            "at": scribe.now.isoformat(),
            "user": scribe.user,
            "host": scribe.host,
            "period": meant.entry.period,
            "table": meant.entry.table,
            "entry": meant.entry.facts,
            "text": meant.text,
        }
        | ({} if meant.behind is None else {"behind": meant.behind})
        for number, meant in enumerate(ledger.entries())
    ]
    append(ledger.folder, scribe, lines)


def forget(folder: Path, scribe: Scribe, ids: Sequence[str]) -> None:
    """Accept that entries are lost, and that lines of journals are damaged. Raises WriteError."""
    append(folder, scribe, [{"do": FORGET, "of": list(ids), "at": scribe.now.isoformat()}])


def append(folder: Path, scribe: Scribe, lines: Sequence[Mapping[str, object]]) -> None:
    """Add lines to one's own journal, on the disk when it returns. Raises WriteError, with the journal as it was."""
    path = own_journal(folder, scribe)
    try:
        if path.is_symlink() or not path.parent.resolve().is_relative_to(folder.resolve()):
            raise PermissionError
        new = not path.exists()
        make_shared_file(path, folder=folder)
        _append(path, lines)
        if new and sys.platform != "win32":
            descriptor = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    except OSError as error:
        why = describe_os_error(error, permission="không có quyền ghi")
        raise WriteError(f"Không ghi được nhật ký {JOURNALS}/{path.name}: {why}. Chưa ghi gì.") from None


def _append(path: Path, lines: Sequence[Mapping[str, object]]) -> None:
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise PermissionError
        size = facts.st_size
        sealed = b"".join(seal({"dts": FORMAT, **line}) for line in lines)
        if size and _last_byte(descriptor, size) != b"\n":
            sealed = b"\n" + seal({"dts": FORMAT, "do": TORN}) + sealed
        _write_all(descriptor, sealed, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def _write_all(descriptor: int, data: bytes, size: int) -> None:
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, size)
        raise


def own_journal(folder: Path, scribe: Scribe) -> Path:
    """`.dts/journal-may1-an.jsonl`; one that belongs to another account of the same name is left alone."""
    name = f"journal-{_slug(scribe.host)}-{_slug(scribe.user)}"
    path = folder / JOURNALS / f"{name}.jsonl"
    if hasattr(os, "geteuid"):  # pragma: no branch — Windows only
        with contextlib.suppress(OSError):
            if path.lstat().st_uid != os.geteuid():
                return path.with_name(f"{name}-{os.geteuid()}.jsonl")
    return path


def _slug(name: str) -> str:
    """A name in plain letters; where that leaves something out, a short digest keeps two names apart."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:MAX_SLUG]
    if slug == name:
        return slug
    return f"{slug or 'x'}-{digest(name.encode('utf-8', 'replace'), 3)}"
