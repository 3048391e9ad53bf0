"""A period's report went out: when, to whom, and which figures were entered only afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from dts.core.dates import day_of
from dts.core.log import Figure, Log, Sent
from dts.core.model import Registry
from dts.core.period import Period


class Later(NamedTuple):
    """An entry of a period whose report had gone out, with the entry it replaced (None: nothing stood there)."""

    entry: Figure
    before: Figure | None
    sent: Sent


def find_sent(
    log: Log, period: Period, today: date, *, report: str | None = None, known_at: date | None = None
) -> Sent | None:
    """The last time the report of a period went out, up to the day of the view."""
    seen = today if known_at is None else min(today, known_at)
    went = [
        each
        for each in known_sent(log.sent, known_at)
        if each.period == period and each.report == report and each.on <= seen
    ]
    return max(went, key=lambda each: each.on, default=None)


def known_sent(sent: Iterable[Sent], known_at: date | None) -> list[Sent]:
    """What was known of reports sent on a day: by when that was recorded, else by the day they went."""
    return [each for each in sent if known_at is None or day_of(each.recorded_at or each.on) <= known_at]


def already_sent(entry: Figure, sent: Iterable[Sent]) -> Sent | None:
    """The last report of the entry's period that had gone out when the entry was recorded."""
    moment = entry.recorded_at
    gone = [each for each in sent if moment is not None and each.period == entry.period and is_after(moment, each)]
    return max(gone, key=lambda each: each.on, default=None)


def find_later(
    registry: Registry, log: Log, sent: Sent, targets: Iterable[str], today: date, *, known_at: date | None = None
) -> tuple[Later, ...]:
    """The figures of the sent period entered after it went out, in file order; only those with a day of entry."""
    wanted = set(targets)
    seen = today if known_at is None else min(today, known_at)
    found = []
    last: dict[tuple[str, str | None, date], Figure] = {}
    for entry in log.figures:
        if entry.period != sent.period or entry.target not in wanted:
            continue
        target = registry.targets[entry.target]
        calendar = registry.calendar(target, registry.level_of(entry.part))
        key = entry.target, entry.part, entry.as_of(calendar, today)
        moment = entry.recorded_at
        if moment is not None and is_after(moment, sent) and day_of(moment) <= seen:
            found.append(Later(entry, last.get(key), sent))
        last[key] = entry
    return tuple(found)


def is_after(moment: date | datetime, sent: Sent) -> bool:
    """A later day; on the same day only when both moments are known to the second."""
    day = day_of(moment)
    if day != sent.on or not isinstance(moment, datetime) or not isinstance(sent.recorded_at, datetime):
        return day > sent.on
    aware = moment.tzinfo is not None and sent.recorded_at.tzinfo is not None
    return aware and day_of(sent.recorded_at) == sent.on and moment > sent.recorded_at
