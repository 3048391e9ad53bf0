"""What was read from sound files, kept in the user's cache folder so that the same bytes are not judged again.

Only a help to speed: whatever is missing, locked, damaged or strange there is as if it were not there, and nothing of
it is ever said. It lies outside the data folder, is the user's own, and may be deleted at any time.
"""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from dts import __version__

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first: ten times the time for the same function
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from json import JSONEncoder

FORMAT = "dts-cache 2"
MAX_BYTES = 64 * 1024 * 1024
CHUNK = 32 * 1024
"""Bytes read at once: the head of most months."""
ENDING = ".json"
STAMPS = "stamps"
ROWS = "rows-"
LOSSES = "losses"
"""What is kept beside the data files, and how its names begin."""
SHORT = 10
"""Bytes in the fingerprint of one part of a value: damage is noticed by it, nobody's wish to deceive."""
PACKAGE = Path(__file__).parent.parent
JUDGES = (
    *("core/assess", "core/clarity", "core/dates", "core/log", "core/lookup", "core/measure", "core/model"),
    *("core/form_dates", "core/form_words"),
    *("core/numerals", "core/period", "core/problem", "core/series", "core/survey", "core/timeliness", "core/written"),
    *("store/amounts", "store/cache", "store/files", "store/journal", "store/losses", "store/packing"),
    *(
        "store/positions",
        "store/recall",
        "store/records",
        "store/rules",
        "store/source",
        "store/stamps",
        "store/standing",
    ),
    *("store/tables", "store/targets", "store/verdicts", "store/workspace"),
)
"""The modules that decide what a sound file says and what follows; a change in any makes everything kept worthless."""


class Cache(NamedTuple):
    """The values kept of one data folder."""

    folder: Path
    data: Path
    edition: str
    """The program that judged: its version, its modules, and the Python whose tomllib is the judge of TOML."""

    def key(self, name: str, raw: bytes, *hidden: str) -> str:
        """The fingerprint of all that the value of a file depends on: its name, its bytes, and what is hidden."""
        head = "\n".join((self.edition, name, *hidden, ""))
        return blake2b(raw, digest_size=20, key=digest(head.encode()).encode()).hexdigest()

    def read(self, name: str, key: str) -> Any:
        """The value kept for a file under this very key; None when there is none, or none that can be trusted."""
        try:
            kept = _read_own(self.folder / (name + ENDING))
        except OSError:
            return None
        head, _end, body = kept.partition(b"\n")
        if head != _head(key, body):
            return None
        import json

        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None

    def write(self, name: str, key: str, value: object) -> None:
        """Keep a value, or do nothing where that cannot be done."""
        self._keep(name, key, _dumps(value))

    def read_slices(self, name: str, key: str) -> "Slices | None":
        """The value kept in parts for a file under this very key, its parts still unread; None as `read` gives it."""
        path = self.folder / (name + ENDING)
        try:
            with _open_own(path) as file:
                first, begun, rest = file.read(CHUNK).partition(b"\n")
                sign, _blank, length = first.rpartition(b" ")
                if not begun or not length.isdigit() or len(length) > 9:
                    return None
                size = int(length)
                head = rest[:size] if size <= len(rest) else rest + file.read(size - len(rest))
                whole = os.fstat(file.fileno()).st_size
        except OSError:
            return None
        if sign != _head(key, head):
            return None
        import json

        try:
            value, places = json.loads(head)
            start = len(first) + 1 + size
            begin, last, _print = next(reversed(places.values()), (0, 0, ""))
            return Slices(value, places, path, start) if start + begin + last == whole else None
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None

    def write_slices(self, name: str, key: str, value: object, parts: Mapping[str, object]) -> "Slices":
        """Keep a value and parts that can be read one by one; they can be read even where nothing can be kept."""
        places: dict[str, list[Any]] = {}
        slices: list[bytes] = []
        start = 0
        for part, each in parts.items():
            slices.append(_dumps(each))
            places[part] = [start, len(slices[-1]), digest(slices[-1], SHORT)]
            start += len(slices[-1])
        head, body = _dumps([value, places]), b"".join(slices)
        self._keep(name, key, head + body, head)
        return Slices(value, places, None, 0, body)

    def _keep(self, name: str, key: str, body: bytes, head: bytes | None = None) -> None:
        first = _head(key, body) if head is None else b"%s %d" % (_head(key, head), len(head))
        with suppress(OSError):
            self._make_folder()
            _replace(self.folder / (name + ENDING), first + b"\n" + body)

    def tidy(self, names: Collection[str]) -> None:
        """Forget data files that are no longer there, and whatever else never belonged here."""
        wanted = {name + ENDING for name in names}
        with suppress(OSError):
            for path in list(self.folder.iterdir()):
                if path.name not in wanted and not path.name.startswith((ROWS, STAMPS, LOSSES)):
                    path.unlink()

    def _make_folder(self) -> None:
        if self.folder.is_dir():
            return
        above = next(path for path in self.folder.parents if path.exists())
        if not _is_own(above.stat()) or self._is_in_data():
            raise PermissionError
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _is_in_data(self) -> bool:
        """Whether keeping something would write into the data folder."""
        return self.folder.resolve().is_relative_to(self.data.resolve())


class Slices(NamedTuple):
    """A value and its parts, which are only read when they are asked for."""

    value: Any
    places: Mapping[str, list[Any]]
    """Start, size and fingerprint of each part."""
    path: Path | None
    start: int
    body: bytes = b""
    """The parts themselves where there is no path."""

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """Each part with the fingerprint of what it says."""
        return ((part, print_) for part, (_start, _size, print_) in self.places.items())

    def parts(self, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Some of the parts. Raises OSError, ValueError or TypeError where they are gone or damaged."""
        import json

        wanted = [(part, *self.places[part]) for part in names if part in self.places]
        raws = self._raws([place for _part, *place in wanted])
        return zip((part for part, *_place in wanted), json.loads(b"[%s]" % b",".join(raws)), strict=True)

    def _raws(self, places: Iterable[list[Any]]) -> list[bytes]:
        if self.path is None:
            return [self.body[start : start + size] for start, size, _print in places]
        raws: list[bytes] = []
        with _open_own(self.path) as file:
            for start, size, print_ in places:
                if file.tell() != self.start + start:
                    file.seek(self.start + start)
                raws.append(file.read(size))
                if digest(raws[-1], SHORT) != print_:
                    raise ValueError("damaged")
        return raws


def open_cache(data: Path, environ: Mapping[str, str]) -> Cache | None:
    """The cache of a data folder; None where the user has no cache folder."""
    home = cache_home(environ, sys.platform)
    if home is None:
        return None
    data = Path(os.path.abspath(data))  # noqa: PTH100 — as typed: where a link leads is only asked when writing
    return Cache(home / "dts" / digest(os.fsencode(data)), data, _edition())


def cache_home(environ: Mapping[str, str], platform: str) -> Path | None:
    """The folder that the system keeps for derived files of this user."""
    if platform == "win32":
        named = environ.get("LOCALAPPDATA")
    elif not (named := environ.get("XDG_CACHE_HOME")) and (user := environ.get("HOME")):
        named = str(Path(user, "Library", "Caches") if platform == "darwin" else Path(user, ".cache"))
    return Path(named) if named and Path(named).is_absolute() else None


def _edition() -> str:
    try:
        stats = [os.stat(f"{PACKAGE}/{module}.py") for module in JUDGES]  # noqa: PTH116 — a path costs more than a stat
    except OSError:  # not installed as files
        stats = []
    changed = " ".join(f"{each.st_mtime_ns}:{each.st_size}" for each in stats)
    return f"{FORMAT} {__version__} {sys.version_info[:2]} {changed}"


def digest(data: bytes, size: int = 20) -> str:
    """A fingerprint of bytes, in so many bytes of its own."""
    return blake2b(data, digest_size=size).hexdigest()


def _head(key: str, body: bytes) -> bytes:
    return f"{FORMAT} {__version__} {key} {digest(body)}".encode()


def _is_own(stat: os.stat_result) -> bool:
    """Whether a file is the user's own; where the system knows no owners, all are."""
    return not hasattr(os, "geteuid") or stat.st_uid == os.geteuid()


def _dumps(value: object) -> bytes:
    return _encoder().encode(value).encode()


@cache
def _encoder() -> "JSONEncoder":
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _open_own(path: Path) -> BinaryIO:
    """A file of the user's own. Raises OSError for anything else."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(number, "rb", CHUNK)
    facts = os.fstat(number)
    if not _is_own(facts) or facts.st_size > MAX_BYTES:
        file.close()
        raise PermissionError
    return file


def _read_own(path: Path) -> bytes:
    with _open_own(path) as file:
        return file.read()


def _replace(path: Path, content: bytes) -> None:
    """Old or new, never half; not fsynced, because a torn file is noticed by its digest."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
