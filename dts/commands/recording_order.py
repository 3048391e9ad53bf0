"""One run of `dts record`: what was typed, and what the folder says about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dts.commands.context import Context
from dts.core.assess import Assessment, assess_part
from dts.core.log import Figure
from dts.core.model import Assignment, Registry, Target
from dts.core.period import Calendar, Period, PeriodKind, last_closed, parse_period, period_of_data
from dts.core.problem import UsageError
from dts.core.series import collect_target, read_series
from dts.report import recorded as words
from dts.report.names import part_name
from dts.store.compose import Scalar
from dts.store.desk import Desk


class Order(NamedTuple):
    """One run of `dts record`, read and resolved."""

    context: Context
    desk: Desk
    target: Target
    part: str | None
    period_typed: str | None
    day: date | None
    texts: Mapping[str, str | None]
    yes: bool
    dry_run: bool
    json: bool = False

    @property
    def registry(self) -> Registry:
        """Short for the desk's registry."""
        return self.desk.registry

    @property
    def subject(self) -> str:
        """The id, with its level or unit."""
        name = part_name(self.part, self.registry)
        return f"{self.target.id} ({name})" if name else self.target.id

    @property
    def assignment(self) -> Assignment:
        """The assignment of the part, as in force today."""
        level = self.registry.level_of(self.part)
        return self.target.assignment(self.part, level).in_force(self.context.today)

    @property
    def calendar(self) -> Calendar:
        """The calendar of the target and level."""
        return self.registry.calendar(self.target, self.registry.level_of(self.part))

    def period(self) -> tuple[Period, str | None]:
        """The period to write to, and what to say when the program chose it."""
        every = self.assignment.every or PeriodKind.MONTH
        if self.period_typed is not None:
            try:
                return parse_period(self.period_typed), None
            except ValueError as error:
                raise UsageError(f"Chưa ghi: {error}.") from None
        if self.day is not None:
            return period_of_data(every, self.day, self.calendar), None
        period = last_closed(every, self.context.today, self.calendar)
        return period, words.chosen_period(period, period.cutoff(self.calendar))

    def row(self, desk: Desk | None = None) -> Assessment:
        """The verdict on the part today, from what is in the files."""
        desk = desk or self.desk
        figures = [figure for figure in desk.log.figures if figure.target == self.target.id]
        collected = collect_target(self.registry, self.target, figures, self.context.today)
        return assess_part(self.registry, self.target, collected, self.part, self.context.today)

    def as_typed(self, row: Assessment) -> Assessment:
        """The same verdict beside the figures as they were entered: those of a sum over the year are of one period."""
        if not row.assignment.yearly_sum:
            return row
        wanted = (self.target.id, self.part)
        entered = [figure for figure in self.desk.log.figures if (figure.target, figure.part) == wanted]
        series = read_series(entered, self.calendar, self.context.today, every=row.assignment.every)
        return row._replace(series=series)

    def row_with(self, figure: Figure) -> Assessment:
        """The verdict as it would be with one more figure."""
        log = self.desk.log._replace(figures=(*self.desk.log.figures, figure))
        return self.row(self.desk._replace(log=log))

    def in_period(self, period: Period) -> list[Figure]:
        """The entries for the same target and part that the period's file holds."""
        wanted = (period, self.target.id, self.part)
        return [figure for figure in self.desk.log.figures if (figure.period, figure.target, figure.part) == wanted]

    def stamp(self) -> dict[str, Scalar | None]:
        """Who and when."""
        return {"recorded_at": self.context.now, "recorded_by": self.texts["by"]}


class Many(NamedTuple):
    """What was typed for recording several together."""

    owner: str | None
    group: str | None
    pasted: str | None
    """A file of lines, `-` for stdin."""
    skip_bad: bool

    @property
    def wrong(self) -> str | None:
        """Options that do not go together, in one sentence."""
        if self.pasted is None:
            return "--skip-bad chỉ dùng cùng với --from" if self.skip_bad else None
        narrowed = self.owner is not None or self.group is not None
        return "--owner, --group không dùng được với --from" if narrowed else None

    @property
    def first_given(self) -> str | None:
        """The first of these options that was typed."""
        names = {"--owner": self.owner, "--group": self.group, "--from": self.pasted, "--skip-bad": self.skip_bad}
        return next((name for name, value in names.items() if value), None)
