"""What was read from sound files, kept in the user's cache folder so that the same bytes are not judged again.

Only a help to speed: whatever is missing, locked, damaged or strange there is as if it were not there, and nothing of
it is ever said. It lies outside the data folder, is the user's own, and may be deleted at any time.
"""

import os
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from dts import __version__

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL first: ten times the time for the same function
except ImportError:
    from hashlib import blake2b

FORMAT = "dts-cache 1"
MAX_BYTES = 64 * 1024 * 1024
ENDING = ".json"
STAMPS = "stamps"
ROWS = "rows-"
LOSSES = "losses"
"""What is kept beside the data files, and how its names begin."""
PACKAGE = Path(__file__).parent.parent
JUDGES = (
    *("core/assess", "core/clarity", "core/dates", "core/log", "core/lookup", "core/measure", "core/model"),
    *("core/form_dates", "core/form_words"),
    *("core/numerals", "core/period", "core/problem", "core/series", "core/survey", "core/timeliness", "core/written"),
    *("store/cache", "store/files", "store/journal", "store/losses", "store/packing", "store/positions"),
    *("store/recall", "store/records"),
    *(
        "store/rules",
        "store/source",
        "store/stamps",
        "store/tables",
        "store/targets",
        "store/verdicts",
        "store/workspace",
    ),
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
        import json

        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(OSError):
            self._make_folder()
            _replace(self.folder / (name + ENDING), _head(key, body) + b"\n" + body)

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


def _read_own(path: Path) -> bytes:
    """The bytes of a file of the user's own. Raises OSError for anything else."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb", buffering=0) as file:
        stat = os.fstat(number)
        if not _is_own(stat) or stat.st_size > MAX_BYTES:
            raise PermissionError
        return file.readall()


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
