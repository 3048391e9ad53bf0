"""What was reported, as read: figures, tasks done, explanations, notes, reports sent."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dts.core.dates import day_of
from dts.core.period import Calendar, Period


class Done(NamedTuple):
    """When a task was done: a day, or a month, or only "before". `latest` and `earliest` include their day."""

    earliest: date | None
    latest: date
    text: str
    """As printed: 26/02/2025, 10/2024, trước 10/2024."""

    @property
    def seen_from(self) -> date:
        """The first day on which a view shows it."""
        return self.earliest or self.latest


class Figure(NamedTuple):
    """One [[figure]] entry, as read. Exactly one of value, numerator/denominator, done, withdrawn carries it."""

    target: str
    part: str | None
    period: Period
    given_as_of: date | None = None
    as_of_text: str | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    of: int | None = None
    qualifier: str | None = None
    done: Done | None = None
    confirmed: date | None = None
    evidence: str | None = None
    withdrawn: bool = False
    estimate: bool = False
    published: str | None = None
    published_on: date | None = None
    source: str | None = None
    note: str | None = None
    reason: str | None = None
    recorded_at: date | datetime | None = None
    recorded_by: str | None = None
    restored_at: date | datetime | None = None
    """When it was put back after it had been lost; it counts as recorded when it first was."""
    file: str = ""
    """The record file it stands in, as printed."""
    number: int = 0
    """Its number among the [[figure]] entries of the file, from 0."""

    def as_of(self, calendar: Calendar, today: date) -> date:
        """The day the figure is true for: as given, else the cut-off day, or the day of the view in an open period.

        An entry that came later than the view keeps its cut-off day, so that looking back does not show it.
        """
        if self.given_as_of is not None:
            return self.given_as_of
        first, cutoff = self.period.window(calendar)
        if not first <= today < cutoff:
            return cutoff
        came = [day_of(moment) for moment in (self.recorded_at, self.published_on) if moment is not None]
        return today if all(day <= today for day in came) else cutoff

    def known_from(self, calendar: Calendar) -> date:
        """The day from which the entry is known (`--known-at`)."""
        if self.recorded_at is not None:
            return day_of(self.recorded_at)
        if self.published_on is not None:
            return self.published_on
        if self.done is not None:
            return self.done.seen_from
        return self.given_as_of or self.period.cutoff(calendar)

    @property
    def exact(self) -> Fraction | None:
        """The number to judge, exactly: percent for a fraction, else the value; None for done and withdrawn."""
        if self.denominator is not None and self.numerator is not None:
            (above, one), (below, other) = self.numerator.as_integer_ratio(), self.denominator.as_integer_ratio()
            return Fraction(above * 100 * other, one * below)
        return None if self.value is None else Fraction(self.value)


class Remark(NamedTuple):
    """One [[explanation]] (giải trình) or [[note]] (tình hình)."""

    target: str
    part: str | None
    period: Period
    text: str
    recorded_at: date | datetime | None = None
    recorded_by: str | None = None
    as_of: date | None = None
    """The day it speaks of, where given."""


class Sent(NamedTuple):
    """A period's report went out."""

    period: Period
    on: date
    to: str | None = None
    report: str | None = None
    """The profile it was made by; None for the province's own."""
    recorded_at: date | datetime | None = None


class Log(NamedTuple):
    """All of records/, in file order."""

    figures: tuple[Figure, ...] = ()
    explanations: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    sent: tuple[Sent, ...] = ()

    def within(self, periods: Collection[str]) -> "Log":
        """Only the entries of some periods, named by their keys."""
        return Log(
            figures=tuple(each for each in self.figures if each.period.key in periods),
            explanations=tuple(each for each in self.explanations if each.period.key in periods),
            notes=tuple(each for each in self.notes if each.period.key in periods),
            sent=tuple(each for each in self.sent if each.period.key in periods),
        )
