"""The verdict on one target, or one part of it, on a day: judging figure, status, gap, pace.

Pure arithmetic on exact values; every comparison is decided here and only then put into words elsewhere.
The meanings, with worked cases, are docs/meanings.md.
"""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dts.core.clarity import missing_clarity
from dts.core.log import Figure, Log
from dts.core.measure import Change, Gap, Pace, fell_back, measure_change, measure_gap, measure_pace, verdict
from dts.core.model import Assignment, DeadlineKind, Goal, Kind, Owner, Registry, Target
from dts.core.period import Calendar, Period, period_containing
from dts.core.series import Current, Series, TargetSeries, collect_target
from dts.core.timeliness import Data, Timeliness, assess_timeliness


class Status(StrEnum):
    """One vocabulary for indicators and tasks."""

    MONITORED = "monitored"
    ACHIEVED = "achieved"
    UNDECIDED = "undecided"
    ACHIEVED_LATE = "achieved_late"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    NO_FIGURE = "no_figure"
    DUE_SOON = "due_soon"
    REGRESSING = "regressing"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_TRACK = "on_track"
    ONGOING = "ongoing"
    UNDATED = "undated"
    OPEN = "open"


class Assessment(NamedTuple):
    """Everything a view says about one row."""

    target: Target
    part: str | None
    assignment: Assignment
    """As in force on the day of the view."""
    status: Status
    today: date
    shown: Current | None
    """The figure the row speaks of: the judging one, else the latest; None when there is none."""
    judging: Current | None
    latest: Current | None
    series: Series
    calendar: Calendar
    deciding_period: Period | None = None
    """After the deadline, with `every`: the period whose figure decides."""
    gap: Gap | None = None
    pace: Pace | None = None
    change: Change | None = None
    timeliness: Timeliness | None = None
    clarity_missing: tuple[str, ...] = ()
    owner: Owner | None = None
    """As written in the assigning document."""
    responsible: Owner | None = None
    """Responsible on the day, by succession."""
    is_total: bool = False
    """A total computed over parts."""
    each_unit: bool = False
    """The whole of a target given to every unit of a level that has units on the day."""

    @property
    def deadline(self) -> date | None:
        """The last good day."""
        return self.assignment.deadline.last_good_day

    @property
    def days_left(self) -> int | None:
        """Days to the last good day; negative after it."""
        return None if self.deadline is None else (self.deadline - self.today).days

    @property
    def days_late(self) -> int:
        """For a task done late: days after the last good day; 0 otherwise."""
        if self.shown is None or self.shown.figure.done is None or self.deadline is None:
            return 0
        return max(0, (self.shown.figure.done.latest - self.deadline).days)

    @property
    def orphaned(self) -> bool:
        """Its agency is closed and nobody succeeds it."""
        return self.owner is not None and self.responsible is None


def assess_all(registry: Registry, log: Log, today: date, *, known_at: date | None = None) -> list[Assessment]:
    """Assess every target in file order: the whole where it can be judged, then its parts; by the folder's rules."""
    by_target: dict[str, list[Figure]] = {}
    for figure in log.figures:
        by_target.setdefault(figure.target, []).append(figure)
    rows: list[Assessment] = []
    for folder in registry.folders:
        for target in folder.targets.values():
            collected = collect_target(folder, target, by_target.get(target.id, []), today, known_at=known_at)
            rows.extend(assess_target(folder, target, collected, today))
    return rows


def assess_target(registry: Registry, target: Target, collected: TargetSeries, today: date) -> list[Assessment]:
    """Assess the whole (unless only parts can be judged) and each part; a unit of `for_each` only while it exists."""
    parts = [
        _assess(registry, target, part, series, today)
        for part, series in collected.parts.items()
        if target.for_each is None or part not in registry.owners or registry.owners[part].exists_on(today)
    ]
    if parts and not collected.whole:
        return parts
    whole = _assess(registry, target, None, collected.whole, today, is_total=collected.whole_is_sum, parts=parts)
    return [whole, *parts]


def assess_part(
    registry: Registry, target: Target, collected: TargetSeries, part: str | None, today: date
) -> Assessment:
    """Assess one part (None: the whole), also where nothing was ever reported for it; totals are not computed."""
    if part is not None:
        return _assess(registry, target, part, collected.parts.get(part, ()), today)
    return _assess(registry, target, None, () if collected.whole_is_sum else collected.whole, today)


def _assess(
    registry: Registry,
    target: Target,
    part: str | None,
    series: Series,
    today: date,
    *,
    is_total: bool = False,
    parts: list[Assessment] | None = None,
) -> Assessment:
    assignment, calendar = circumstances(registry, target, part, today)
    unit = registry.owners.get(part) if part is not None else None
    owner_id = part if unit is not None and not _names_owner(target, part) else assignment.owner
    latest = series[-1] if series else None
    common = {
        "target": target,
        "part": part,
        "assignment": assignment,
        "today": today,
        "latest": latest,
        "series": series,
        "calendar": calendar,
        "is_total": is_total,
        "each_unit": part is None and target.for_each is not None and bool(registry.units(target.for_each, today)),
        "clarity_missing": missing_clarity(target.kind, assignment, registry.rules.clarity),
        "owner": registry.owners[owner_id] if owner_id else None,
        "responsible": registry.responsible(owner_id, today),
    }
    warn_days = assignment.warn_days if assignment.warn_days is not None else registry.rules.warn_days
    if target.kind is Kind.TASK:
        status = _task_status(latest, assignment, today, warn_days)
        return Assessment(status=status, shown=latest, judging=latest, **common)  # type: ignore[arg-type]

    ends = [day for day in (registry.until, unit.until if unit else None) if day is not None]
    if is_total and (parts or target.for_each is not None):
        timeliness = _worst([row.timeliness for row in parts or []])
    else:
        timeliness = assess_timeliness(
            series,
            assignment,
            calendar,
            today,
            exists_until=min(ends, default=None),
            exists_since=unit.since if unit else None,
        )
    judging, deciding = judging_figure(series, assignment, today)
    pace = measure_pace(series, target.kind, assignment, calendar)
    status = _indicator_status(
        judging, latest, series, assignment, calendar, today, warn_days, pace, registry.rules.pace, deciding
    )
    shown = judging or latest
    if status is Status.ACHIEVED_LATE and assignment.goal is not None:
        shown = next(item for item in _later(series, judging, assignment) if verdict(item, assignment.goal) is True)
    return Assessment(
        status=status,
        shown=shown,
        judging=judging,
        deciding_period=deciding,
        gap=measure_gap(shown, assignment.goal, target.kind),
        pace=None if status is Status.NO_FIGURE else pace,
        change=measure_change(shown, series, assignment),
        timeliness=timeliness,
        **common,  # type: ignore[arg-type]
    )


def circumstances(registry: Registry, target: Target, part: str | None, today: date) -> tuple[Assignment, Calendar]:
    """The assignment of a row as in force on the day, and its calendar."""
    level = registry.level_of(part)
    return target.assignment(part, level).in_force(today), registry.calendar(target, level)


def _names_owner(target: Target, part: str | None) -> bool:
    """Whether the table of a part names an agency of its own; otherwise a unit answers for its own part."""
    return part is not None and part in target.parts and target.parts[part].owner != target.whole.owner


def judging_figure(series: Series, assignment: Assignment, today: date) -> tuple[Current | None, Period | None]:
    """The one figure that decides, and after the deadline the period it must belong to.

    Before or on the last good day: the latest. After it: with `every`, the figure of the period whose label contains
    that day; without `every`, the last with as_of up to it.
    """
    latest = series[-1] if series else None
    last_good = assignment.deadline.last_good_day
    if last_good is None or today <= last_good:
        return latest, None
    if assignment.every is None:
        return next((item for item in reversed(series) if item.as_of <= last_good), None), None
    deciding = period_containing(assignment.every, last_good)
    return next((item for item in reversed(series) if item.figure.period == deciding), None), deciding


def _later(series: Series, judging: Current | None, assignment: Assignment) -> list[Current]:
    """Figures that came after the deciding one (after the last good day when there is none)."""
    last_good = assignment.deadline.last_good_day
    if judging is not None:
        return [item for item in series if item.as_of > judging.as_of]
    return [item for item in series if last_good is not None and item.as_of > last_good]


def _indicator_status(
    judging: Current | None,
    latest: Current | None,
    series: Series,
    assignment: Assignment,
    calendar: Calendar,
    today: date,
    warn_days: int,
    pace: Pace | None,
    thresholds: tuple[Decimal, Decimal],
    deciding: Period | None,
) -> Status:
    """First row of the status table that holds."""
    goal, last_good = assignment.goal, assignment.deadline.last_good_day
    if goal is None:
        return Status.MONITORED
    met = verdict(judging, goal) if judging else False
    if judging and met:
        return Status.ACHIEVED
    if judging and met is None:
        return Status.UNDECIDED
    past = last_good is not None and today > last_good
    if past:
        if any(verdict(item, goal) for item in _later(series, judging, assignment)):
            return Status.ACHIEVED_LATE
        if judging is None and deciding and today <= deciding.due(calendar, lag_months=assignment.lag_months):
            return Status.AWAITING
        if judging is not None or latest is None or deciding is None:
            return Status.OVERDUE
        return Status.NO_FIGURE
    if latest is None:
        return Status.NO_FIGURE
    if last_good is not None and last_good - today <= timedelta(days=warn_days):
        return Status.DUE_SOON
    if assignment.deadline.kind is DeadlineKind.ONGOING:
        return Status.BEHIND
    return _pace_status(pace, thresholds, goal)


def _pace_status(pace: Pace | None, thresholds: tuple[Decimal, Decimal], goal: Goal) -> Status:
    if pace is None:
        return Status.OPEN
    if fell_back(pace, goal):
        return Status.REGRESSING
    if pace.ratio is None:
        return Status.OPEN
    if pace.ratio >= Fraction(thresholds[0]):
        return Status.ON_TRACK
    if pace.ratio >= Fraction(thresholds[1]):
        return Status.BEHIND
    return Status.FAR_BEHIND if pace.ratio >= 0 else Status.REGRESSING


def _task_status(latest: Current | None, assignment: Assignment, today: date, warn_days: int) -> Status:
    """First row of the status table that holds, for a task."""
    last_good = assignment.deadline.last_good_day
    done = latest.figure.done if latest else None
    if done is not None:
        if last_good is None or done.latest <= last_good:
            return Status.ACHIEVED
        if done.earliest is not None and done.earliest > last_good:
            return Status.ACHIEVED_LATE
        return Status.UNDECIDED
    if last_good is None:
        return Status.ONGOING if assignment.deadline.kind is DeadlineKind.ONGOING else Status.UNDATED
    if today > last_good:
        return Status.OVERDUE
    return Status.DUE_SOON if last_good - today <= timedelta(days=warn_days) else Status.OPEN


_SEVERITY = (Data.MISSING, Data.COLLECTING, Data.AWAITING, Data.LATE, Data.UNKNOWN, Data.ON_TIME, Data.NOT_DUE)


def _worst(found: list[Timeliness | None]) -> Timeliness | None:
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: _SEVERITY.index(each.state), default=None)
