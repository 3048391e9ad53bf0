"""The frozen values the rules work on: what was assigned (registry) and what was reported (log).

A value leaves `store` complete: its owner exists, its number is exact, its deadline is a date. Nobody checks again.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from dts.core.period import Calendar, PeriodKind

NONE: Mapping[str, Any] = MappingProxyType({})
"""The empty mapping, as a default nobody can change."""
SATURDAY = 5


class Kind(StrEnum):
    """What a target measures; the members are the words of `kind` in targets.toml."""

    RATIO = "ratio"
    COUNT = "count"
    SCORE = "score"
    RANK = "rank"
    TASK = "task"


class Level(StrEnum):
    """Level of government; the members are the words of `level` in targets.toml, highest first."""

    TW = "tw"
    TINH = "tinh"
    HUYEN = "huyen"
    XA = "xa"


class GoalWord(StrEnum):
    """The direction of a goal; the members are the keys of targets.toml."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"

    @property
    def upward(self) -> bool:
        """Whether more is better."""
        return self in (GoalWord.AT_LEAST, GoalWord.ABOVE)


class Goal(NamedTuple):
    """What must be reached, in the target's unit (percent for ratios)."""

    word: GoalWord
    value: Decimal

    @property
    def exact(self) -> Fraction:
        """The number as a fraction."""
        return Fraction(self.value)

    def met_by(self, value: Fraction) -> bool:
        """Decide exactly."""
        match self.word:
            case GoalWord.AT_LEAST:
                return value >= self.exact
            case GoalWord.ABOVE:
                return value > self.exact
            case GoalWord.AT_MOST:
                return value <= self.exact
            case GoalWord.BELOW:
                return value < self.exact


class DeadlineKind(StrEnum):
    """How a deadline is worded; the members are the keys of targets.toml."""

    BY = "by"
    BEFORE = "before"
    ONGOING = "ongoing"
    NONE = "none"


class Deadline(NamedTuple):
    """`by` includes its day, `before` does not; `ongoing` is thường xuyên; `none` is không hạn."""

    kind: DeadlineKind = DeadlineKind.NONE
    day: date | None = None

    @property
    def last_good_day(self) -> date | None:
        """The last day on which doing it is in time."""
        if self.day is None:
            return None
        return self.day - timedelta(days=1) if self.kind is DeadlineKind.BEFORE else self.day


class Break(NamedTuple):
    """From this day on figures are not comparable with earlier ones."""

    on: date
    reason: str


class Mark(NamedTuple):
    """A point of the planned line: baseline (`day` = its as_of) or milestone (`day` = its by)."""

    day: date
    value: Fraction


class Revision(NamedTuple):
    """A later document changed goal, deadline, owner or person; the older assignment stays in the file."""

    since: date
    changes: Mapping[str, Any]
    """Only the changed ones of goal (Goal), deadline (Deadline), deadline_text, owner, person, and so on."""
    basis: str | None = None
    reason: str | None = None


class Assignment(NamedTuple):
    """What was assigned, whole or for one part; the fields `for` and revisions may override."""

    name: str
    short: str
    owner: str | None = None
    partners: tuple[str, ...] = ()
    assigned_to: str | None = None
    person: str | None = None
    work: str | None = None
    responsibility: str | None = None
    result: str | None = None
    authority: str | None = None
    basis: str | None = None
    goal: Goal | None = None
    goal_of: str | None = None
    deadline: Deadline = Deadline()
    deadline_text: str | None = None
    every: PeriodKind | None = None
    expected_from: date | None = None
    lag_months: int = 0
    warn_days: int | None = None
    baseline: Mark | None = None
    milestones: tuple[Mark, ...] = ()
    breaks: tuple[Break, ...] = ()
    revisions: tuple[Revision, ...] = ()
    of_what: str | None = None
    judged_by: str | None = None
    later: str | None = None
    note: str | None = None
    yearly_sum: bool = False

    def in_force(self, day: date) -> "Assignment":
        """The assignment with every revision up to the day applied, oldest first."""
        now = self
        for revision in self.revisions:
            if revision.since <= day:
                now = now._replace(**revision.changes)
                if revision.basis:
                    now = now._replace(basis=revision.basis)
        return now


class Target(NamedTuple):
    """One target (chỉ tiêu) or task (nhiệm vụ)."""

    id: str
    kind: Kind
    group: str | None
    unit: str | None
    whole: Assignment
    parts: Mapping[str, Assignment] = NONE
    """`for` tables by level or owner id, already complete: what a part does not override it inherits."""
    for_each: Level | None = None
    sum_of: tuple[str, ...] = ()
    order: int = 0
    """Place in targets.toml."""

    def assignment(self, part: str | None, level: Level | None = None) -> Assignment:
        """The assignment of a part: its own table, else its level's, else the whole."""
        if part is None:
            return self.whole
        if part in self.parts:
            return self.parts[part]
        if level is not None and level in self.parts:
            return self.parts[level]
        return self.whole


class Owner(NamedTuple):
    """A dated agency (đơn vị)."""

    id: str
    name: str
    short: str
    level: Level
    head: str | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the agency works on that day; `until` is its last day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Group(NamedTuple):
    """A heading of targets, with its own calendar where a document sets one."""

    id: str
    name: str
    cutoff_day: int | None = None
    cutoff_given: bool = False
    due_day: int | Mapping[str, int] | None = None


class Rules(NamedTuple):
    """`[rules]`: Nghị định 09/2019 by default; pace thresholds are the province's own."""

    cutoff_day: int | None = 14
    due_day: int | Mapping[str, int] = 25
    warn_days: int = 14
    pace: tuple[Decimal, Decimal] = (Decimal("0.95"), Decimal("0.60"))
    clarity: tuple[str, ...] = ("person", "work", "time", "responsibility", "result")
    holidays: tuple[date, ...] = ()
    """Public holidays, as the province lists them: a due day on one is said, never shifted."""

    def is_day_off(self, day: date) -> bool:
        """Saturday, Sunday, or a listed holiday."""
        return day.weekday() >= SATURDAY or day in self.holidays


class Profile(NamedTuple):
    """`[reports.<name>]`: which agency reports to whom, about what, by its own calendar."""

    id: str
    agency: str | None = None
    parent: str | None = None
    """The body above it (cơ quan chủ quản)."""
    symbol: str | None = None
    """BC-CAT: what stands behind the number of the document."""
    title: str | None = None
    """Trích yếu, without the period."""
    place: str | None = None
    to: tuple[str, ...] = ()
    """Kính gửi."""
    recipients: tuple[str, ...] = ()
    """Nơi nhận."""
    signer: str | None = None
    """Post of who signs."""
    groups: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    level: Level | None = None
    every: PeriodKind = PeriodKind.MONTH
    cutoff_day: int | None = None
    cutoff_given: bool = False
    due_day: int | None = None


class FormMap(NamedTuple):
    """`[imports.<name>]`: how a form that comes back every period is read."""

    id: str
    sheet: str | None = None
    header: int | None = None
    columns: Mapping[str, str] = NONE
    """Words of a head, or letters of a column → `value`, `numerator:xa`, …"""
    rows: Mapping[str, str] = NONE
    """Words of a row → `id` or `id/part`."""


class Registry(NamedTuple):
    """All of targets.toml."""

    title: str
    province: str | None = None
    agency: str | None = None
    until: date | None = None
    successor: str | None = None
    rules: Rules = Rules()
    groups: Mapping[str, Group] = NONE
    owners: Mapping[str, Owner] = NONE
    targets: Mapping[str, Target] = NONE
    reports: Mapping[str, Profile] = NONE
    imports: Mapping[str, FormMap] = NONE
    key: str = ""
    """Beside other folders: what stands before its ids there."""
    label: str = ""
    """Beside other folders: how it is called in sentences."""
    members: tuple["Registry", ...] = ()
    """Where several folders are seen together (`core.joined`): each of them, with its own rules."""

    @property
    def folders(self) -> tuple["Registry", ...]:
        """Each folder of it; mostly itself."""
        return self.members or (self,)

    def home(self, name: str) -> "Registry":
        """The folder a target or an agency is of."""
        return next((each for each in self.members if name.startswith(f"{each.key}/")), self)

    def report_calendar(self, profile: Profile | None) -> Calendar:
        """Cut-off and due day of a report: its own where set, else the rules'."""
        usual = self.calendar()
        if profile is None:
            return usual
        cutoff = profile.cutoff_day if profile.cutoff_given else usual.cutoff_day
        return Calendar(cutoff, profile.due_day if profile.due_day is not None else usual.due_day)

    def calendar(self, target: Target | None = None, level: Level | None = None) -> Calendar:
        """Cut-off and due day for a target (its group's where set) and a level (where due days differ by level)."""
        if target and self.members:
            return self.home(target.id).calendar(target, level)
        cutoff, due = self.rules.cutoff_day, self.rules.due_day
        if target and target.group and (group := self.groups.get(target.group)):
            cutoff = group.cutoff_day if group.cutoff_given else cutoff
            due = group.due_day if group.due_day is not None else due
        if not isinstance(due, int):
            default = due.get(Level.TINH, max(due.values()))
            due = due.get(level, default) if level else default
        return Calendar(cutoff, due)

    def level_of(self, part: str | None) -> Level | None:
        """The level a part stands for or belongs to."""
        if part is None:
            return None
        if part in self.owners:
            return self.owners[part].level
        return Level(part)

    def responsible(self, owner: str | None, day: date) -> Owner | None:
        """The agency responsible on the day, by succession; None when closed without successor or no owner."""
        seen: set[str] = set()
        while owner is not None and owner not in seen:
            seen.add(owner)
            agency = self.owners[owner]
            if agency.until is None or day <= agency.until:
                return agency
            owner = agency.successor
        return None

    def units(self, level: Level, day: date) -> tuple[Owner, ...]:
        """The agencies of a level that exist on a day, in file order."""
        return tuple(owner for owner in self.owners.values() if owner.level == level and owner.exists_on(day))
