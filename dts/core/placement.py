"""Where a lost entry goes when it is put back: its history keeps its order, and no later figure is replaced by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dts.core.survey import Survey
from dts.core.written import STAMP, SUBJECT, Present, Written, is_before, pick


class Place(NamedTuple):
    """A lost entry, and the one in its file that it goes in front of."""

    written: Written
    before: Present | None = None
    """None: behind everything."""


def find_places(lost: Iterable[Written], present: Sequence[Present], survey: Survey) -> list[Place]:
    """Put each in front of the first entry of its file about the same that is not known to be earlier.

    The last entry counts: behind a later correction, or behind one typed by hand whose moment nobody knows, an older
    one would replace it. What it was written behind is older.
    """
    origin = {_address(pair.present): pair.written for pair in (*survey.same, *survey.edited)}
    places = []
    for each in lost:
        about = each.table, each.period, pick(each.facts, SUBJECT[each.table])
        beside = [other for other in present if (other.table, other.period, _subject(other)) == about]
        stood = next((other.number for other in beside if other.facts == each.behind), -1)
        later = (
            other
            for other in beside
            if other.number > stood and not _is_earlier(other, origin.get(_address(other)), each)
        )
        places.append(Place(each, next(later, None)))
    return places


def _address(present: Present) -> tuple[str, str, int]:
    return present.table, present.period, present.number


def _subject(present: Present) -> tuple[str | None, ...]:
    return pick(present.facts, SUBJECT[present.table])


def _is_earlier(other: Present, origin: Written | None, lost: Written) -> bool:
    """Whether an entry of the file is surely older: by the journal, else by its own moment."""
    if origin is not None:
        return origin.rank < lost.rank if origin.journal == lost.journal else origin.at < lost.at
    return STAMP in other.facts and is_before(other.facts[STAMP], lost.at)
