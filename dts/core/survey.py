"""Is what dts wrote still in some record file? Each entry it wrote is looked for among those that stand there now.

One entry of the files answers for one that was written, the surest pairs first. What is left over is lost.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from dts.core.model import Level, Registry
from dts.core.written import CONTENT, SENT, STAMP, SUBJECT, Present, Written, is_before, pick

Key = Callable[[Present], Hashable | None]
"""What two entries must share to be the same; None: no other is the same."""


class Pair(NamedTuple):
    """An entry that was written, and the one in the files that answers for it."""

    written: Written
    present: Present


class Survey(NamedTuple):
    """What became of everything that was written."""

    lost: tuple[Written, ...] = ()
    """In no file any more, in the order they were written."""
    edited: tuple[Pair, ...] = ()
    """Still there, but with another number, day or text: changed by hand."""
    unfinished: tuple[Written, ...] = ()
    """Meant to be written when the run was ended, and in no file: nobody was ever told that they were."""
    reached: tuple[str, ...] = ()
    """Ids of those whose run was ended, and which are there."""
    same: tuple[Pair, ...] = ()
    """Those that are there as they were written."""


class Told(NamedTuple):
    """What every command says: how many are lost of each table, and how many lines of which journal are damaged."""

    lost: Mapping[str, int]
    damaged: Mapping[str, int]

    @property
    def is_silent(self) -> bool:
        """Nothing is to be said."""
        return not self.lost and not self.damaged


class Losses(NamedTuple):
    """Everything the journals and the files tell together."""

    survey: Survey = Survey()
    damaged: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Fingerprints of the lines that cannot be believed, by journal."""
    unreadable: tuple[str, ...] = ()
    """Journals that cannot be read at all."""

    @property
    def told(self) -> Told:
        """The counts."""
        lost = Counter(each.table for each in self.survey.lost)
        return Told(dict(lost), {journal: len(lines) for journal, lines in self.damaged.items()})


NOTHING_LOST = Losses()


def survey(
    written: Sequence[Written],
    present: Iterable[Present],
    registry: Registry,
    *,
    forgotten: Collection[str] = (),
    unread: Collection[str] = (),
) -> Survey:
    """Look for everything that was written. Of periods whose file is `unread` nothing is said."""
    standing = list(present)
    search = _Search(written, standing)
    known = (*Level, *registry.owners)

    def is_told(each: Written) -> bool:
        return each.settled and each.id not in forgotten

    def is_renamed(each: Written) -> bool:
        target, part = each.facts.get("target"), each.facts.get("for")
        return each.table != SENT and (target not in registry.targets or (part is not None and part not in known))

    for key in _SURE:
        search.match(key)
    moments = {_moment(each) for each in search.free.values()} - {None}
    search.match(_content, lambda each: is_told(each) and _moment(_as_present(each)) not in moments)
    search.match(_renamed, is_renamed)
    same = tuple(search.pairs)
    for key in (*_EDITED, _content):
        search.match(key, is_told)
    missing = [each for each in search.left.values() if each.id not in forgotten and each.period not in unread]
    unsettled = [each for each in missing if not each.settled]
    here = {_content(each) for each in standing} if unsettled else set()
    return Survey(
        lost=tuple(each for each in missing if each.settled),
        edited=tuple(search.pairs[len(same) :]),
        unfinished=tuple(each for each in unsettled if _content(_as_present(each)) not in here),
        reached=tuple(pair.written.id for pair in same if not pair.written.settled),
        same=same,
    )


class _Search:
    """What is paired, and what is not yet, on both sides."""

    def __init__(self, written: Sequence[Written], present: Sequence[Present]) -> None:
        self.present = present
        self.ranks: dict[Hashable, int] = {}
        """When those that are paired were written."""
        self.left = dict(enumerate(written))
        self.free = dict(enumerate(present))
        self.pairs: list[Pair] = []

    def match(self, key: Key, among: Callable[[Written], bool] | None = None) -> None:
        """Pair what is equal under a key, first with first, and take both out."""
        if not self.left or not self.free:
            return
        places: dict[Hashable | None, list[int]] = defaultdict(list)
        for at, there in self.free.items():
            if (value := key(there)) is not None:
                places[value].append(at)
        for number, each in list(self.left.items()):
            if among is not None and not among(each):
                continue
            fitting = places.get(key(_as_present(each)), [])
            found = next((at for at in fitting if key in _SURE or self._may_be(each, self.free[at])), None)
            if found is not None:
                fitting.remove(found)
                self._pair(self.left.pop(number), self.free.pop(found))

    def _pair(self, each: Written, there: Present) -> None:
        self.pairs.append(Pair(each, there))
        self.ranks[there.table, there.period, there.number] = each.rank

    @cached_property
    def _beside(self) -> Mapping[Hashable, list[Present]]:
        found: dict[Hashable, list[Present]] = defaultdict(list)
        for each in self.present:
            found[_place(each)].append(each)
        return found

    def _may_be(self, each: Written, there: Present) -> bool:
        """Whether two that look alike are the same: of the same moment, or one whose moment was changed by hand.

        Then its place must fit, between what was written earlier and what was written later.
        """
        stamp = each.facts.get(STAMP)
        if stamp is not None and stamp == there.facts.get(STAMP):
            return True
        for other in self._beside[_place(there)]:
            rank = self.ranks.get((other.table, other.period, other.number))
            if other.number > there.number and _is_older(other, rank, each):
                return False
            if other.number < there.number and _is_newer(other, rank, each):
                return False
        return True


def _is_older(other: Present, rank: int | None, each: Written) -> bool:
    return is_before(other.facts.get(STAMP, ""), each.at) if rank is None else rank < each.rank


def _is_newer(other: Present, rank: int | None, each: Written) -> bool:
    return is_before(each.at, other.facts.get(STAMP, "")) if rank is None else rank > each.rank


def _as_present(each: Written) -> Present:
    return Present(each.table, each.period, each.facts)


# ── when two may be the same entry, the surest first ─────────────────────────


def _whole(each: Present) -> Hashable | None:
    """Every word the same."""
    return each.table, each.period, frozenset(each.facts.items())


def _stamped(each: Present) -> Hashable | None:
    """The same content of the same moment, with another source or reason."""
    return each.table, each.period, _subject(each), _said(each), each.facts.get(STAMP)


def _moved(each: Present) -> Hashable | None:
    """The same in the file of another period."""
    return (each.table, _subject(each), _said(each), each.facts[STAMP]) if STAMP in each.facts else None


def _content(each: Present) -> Hashable | None:
    """The same content, without its moment or with another; first of those whose own moment stands nowhere any more."""
    return each.table, each.period, _subject(each), _said(each)


def _renamed(each: Present) -> Hashable | None:
    """The same under another id: somebody renamed a target or an agency everywhere."""
    return each.table, each.period, _said(each), each.facts.get(STAMP)


def _words(each: Present) -> Hashable | None:
    """Only the content was changed, every other word is the same."""
    rest = frozenset(item for item in each.facts.items() if item[0] not in CONTENT[each.table])
    return each.table, each.period, rest


def _moment(each: Present) -> Hashable | None:
    """About the same and of the same moment."""
    return (each.table, each.period, _subject(each), each.facts[STAMP]) if STAMP in each.facts else None


def _moment_moved(each: Present) -> Hashable | None:
    """The same in the file of another period."""
    return (each.table, _subject(each), each.facts[STAMP]) if STAMP in each.facts else None


def _place(each: Present) -> Hashable:
    return each.table, each.period, _subject(each)


def _subject(each: Present) -> Hashable:
    return pick(each.facts, SUBJECT[each.table])


def _said(each: Present) -> Hashable:
    return pick(each.facts, CONTENT[each.table])


_SURE = (_whole, _stamped, _moved)
_EDITED = (_words, _moment, _moment_moved)
