"""Figures that come in by the file: which are new, which change something, which are there already.

The log is only ever added to, so a row that is older than what stands there cannot be put in before it.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from dts.core.dates import VIETNAM
from dts.core.log import Figure
from dts.core.model import Kind, Registry
from dts.core.series import Chain, read_chains


class Lot(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NO_REASON = "no_reason"
    """Refused: it changes a figure and does not say why."""
    OLDER = "older"
    """Refused: history that what stands there has already passed."""


class Sorted(NamedTuple):
    """One incoming figure and its lot."""

    figure: Figure
    lot: Lot
    other: Figure | None = None
    """What it replaces, equals, or is older than."""
    differs: tuple[str, ...] = ()
    """Of a SAME row: what it says otherwise, without the figure being another."""


def sort_incoming(
    registry: Registry, standing: list[Figure], incoming: list[Figure], *, reason: str | None = None
) -> list[Sorted]:
    """Sort every incoming figure, in its order; `reason` is for changes that give none of their own."""
    new = {(figure.file, figure.number) for figure in incoming}
    subjects: dict[tuple[str, str | None], list[Figure]] = {(each.target, each.part): [] for each in incoming}
    for figure in (*standing, *incoming):
        if (figure.target, figure.part) in subjects:
            subjects[figure.target, figure.part].append(figure)
    found: dict[tuple[str, int], Sorted] = {}
    for (name, part), figures in subjects.items():
        target = registry.targets[name]
        calendar = registry.calendar(target, registry.level_of(part))
        for chain in read_chains(figures, calendar, date.max, task=target.kind is Kind.TASK):
            for each in _sort_chain(chain, new, reason):
                found[each.figure.file, each.figure.number] = each
    return [found[figure.file, figure.number] for figure in incoming]


def _sort_chain(chain: Chain, new: set[tuple[str, int]], reason: str | None) -> list[Sorted]:
    standing = [each for each in chain.entries if (each.file, each.number) not in new]
    found: list[Sorted] = []
    waiting: list[Figure] = []
    passed, previous = 0, None
    for figure in (each for each in chain.entries if (each.file, each.number) in new):
        match = next((at for at in range(passed, len(standing)) if _identical(standing[at], figure)), None)
        if match is not None:
            found += [Sorted(each, Lot.OLDER, standing[match]) for each in waiting]
            waiting, passed = [], match + 1
            found.append(Sorted(figure, Lot.SAME, standing[match]))
        elif previous is not None and _identical(previous, figure):
            found.append(Sorted(figure, Lot.SAME, previous))
        elif standing and not waiting and figure.reason is None and _says_the_same(standing[-1], figure):
            found.append(Sorted(figure, Lot.SAME, standing[-1], _differences(standing[-1], figure)))
        else:
            waiting.append(figure)
        previous = figure
    before = standing[-1] if standing else None
    for figure in waiting:
        found.append(_sort_waiting(figure, before, reason, changed=bool(standing)))
        before = found[-1].figure
    return found


def _sort_waiting(figure: Figure, before: Figure | None, reason: str | None, *, changed: bool) -> Sorted:
    """A row that is to be written: behind another one it must say why."""
    if before is None:
        return Sorted(figure, Lot.NEW)
    if figure.reason is None and not before.withdrawn:
        if reason is None:
            return Sorted(figure, Lot.NO_REASON, before)
        figure = figure._replace(reason=reason)
    return Sorted(figure, Lot.CHANGED if changed else Lot.NEW, before)


_SAID = (
    "value",
    "numerator",
    "denominator",
    "of",
    "qualifier",
    "estimate",
    "done",
    "confirmed",
    "evidence",
    "withdrawn",
)
_TOLD = ("as_of_text", "published", "published_on", "source", "note", "recorded_at", "recorded_by")


def _says_the_same(old: Figure, new: Figure) -> bool:
    told = new.published is None or new.published == old.published
    return told and all(getattr(old, key) == getattr(new, key) for key in _SAID)


def _differences(old: Figure, new: Figure) -> tuple[str, ...]:
    """What the new row says otherwise; what it leaves empty is not said."""
    pairs = {key: (getattr(old, key), getattr(new, key)) for key in _TOLD}
    pairs["recorded_at"] = (_minute(old.recorded_at), _minute(new.recorded_at))
    return tuple(key for key, (was, now) in pairs.items() if now is not None and was != now)


def _identical(old: Figure, new: Figure) -> bool:
    """The same entry; Excel drops the seconds of a moment, so minutes decide."""
    return _bare(old) == _bare(new)


def _bare(figure: Figure) -> tuple[object, ...]:
    return (*figure._replace(file="", number=0, recorded_at=None), _minute(figure.recorded_at))


def _minute(moment: date | datetime | None) -> date | datetime | None:
    if not isinstance(moment, datetime):
        return moment
    here = moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return here.replace(second=0, microsecond=0)
