"""What stood when everything that dts wrote was last found: from then on only what changed needs a look.

Kept in the cache: how far each journal had been read, and for every record file a fingerprint of each entry. The short
way has one answer, "everything still stands": each entry that stood then, and each written since, is there word for
word. Whatever else has happened is left to `core.survey`, which asks everything.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from dts.core.log import Log
from dts.core.survey import Survey
from dts.core.written import Facts, Written, list_present
from dts.store.cache import LOSSES, Cache, digest
from dts.store.journal import read_plain

NAME = f"{LOSSES}-standing"
SIZE = 8
"""Bytes in the fingerprint of one entry."""
DIGITS = 2 * SIZE
STRANGE = (LookupError, TypeError, ValueError, AttributeError, OSError)
Entries = Callable[[Collection[str] | None], Log]
"""Reads the entries of some periods; None: of all."""


class Known(NamedTuple):
    """A cache, and what it knows of the files that were read."""

    cache: Cache
    prints: Mapping[str, str]
    """The fingerprint of each record file, by the key of its period."""

    @property
    def key(self) -> str:
        """Under which it is kept how everything stands."""
        return self.cache.key(NAME, b"")


def know(cache: Cache | None, prints: Mapping[str, str] | None) -> Known | None:
    """What is known, where both are there."""
    return None if cache is None or prints is None else Known(cache, prints)


def still_stands(known: Known, journals: Mapping[str, bytes], entries: Entries) -> bool:
    """Whether everything that was written surely stands in the files; False: it must be asked.

    `journals` are the bytes of each journal that can be read, as they were before the files were read.
    """
    prints = known.prints
    kept = known.cache.read_slices(NAME, known.key)
    if kept is None:
        return False
    with suppress(*STRANGE):
        written = read_plain(_tails(kept.value["journals"], journals))
        before: Mapping[str, str] = kept.value["files"]
        if written is None or not before.keys() <= prints.keys():
            return False
        changed = [period for period, print_ in prints.items() if before.get(period) != print_]
        now = _standing(entries(changed)) if changed else {}
        extra = {period: Counter(now.get(period, ())) for period in changed}
        stood: dict[str, str] = dict(kept.parts(changed))
        for period in changed:
            extra[period].subtract(_split(stood.get(period, "")))
        for each in written:
            extra[each.period][_print(each.table, each.facts)] -= 1
        if any(count < 0 for counts in extra.values() for count in counts.values()):
            return False
        if not {_print(each.table, each.facts) for each in written}.isdisjoint(kept.value["aside"]):
            return False
        if changed or written:
            parts = dict(kept.parts(set(before) - set(changed))) | {key: "".join(now.get(key, ())) for key in changed}
            _keep(known, journals, kept.value["aside"], parts)
        return True
    return False


def keep_standing(
    known: Known, journals: Mapping[str, bytes], log: Log, written: Iterable[Written], found: Survey
) -> None:
    """Remember how everything stands, where everything does, and nobody has still to say of any that it was written."""
    if found.lost or found.edited or found.unfinished or found.reached:
        return
    there = {pair.written.id for pair in found.same}
    aside = [_print(each.table, each.facts) for each in written if each.id not in there]
    now = _standing(log)
    _keep(known, journals, aside, {period: "".join(now.get(period, ())) for period in known.prints})


def _keep(known: Known, journals: Mapping[str, bytes], aside: Collection[str], parts: Mapping[str, str]) -> None:
    if any(raw and not raw.endswith(b"\n") for raw in journals.values()):
        return
    read = {name: [len(raw), digest(raw)] for name, raw in journals.items()}
    value = {"journals": read, "files": dict(known.prints), "aside": list(aside)}
    known.cache.write_slices(NAME, known.key, value, parts)


def _tails(read: Mapping[str, Any], journals: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What was added to each journal since. Raises ValueError where one is gone, or not what it was."""
    tails: dict[str, bytes] = {}
    for name in read.keys() | journals.keys():
        size, print_ = read.get(name, (0, digest(b"")))
        raw = journals[name]
        if digest(raw[:size]) != print_:
            raise ValueError("changed")
        tails[name] = raw[size:]
    return tails


def _standing(log: Log) -> dict[str, list[str]]:
    """The fingerprint of each entry, by period."""
    found: dict[str, list[str]] = {}
    for each in list_present(log):
        found.setdefault(each.period, []).append(_print(each.table, each.facts))
    return found


def _print(table: str, facts: Facts) -> str:
    """Equal for what is equal word for word."""
    return digest(repr((table, sorted(facts.items()))).encode("utf-8", "surrogatepass"), SIZE)


def _split(joined: str) -> list[str]:
    return [joined[at : at + DIGITS] for at in range(0, len(joined), DIGITS)]
