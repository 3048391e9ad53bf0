"""Everything known on one target, or one part of it, on a day: the verdict with all that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.arrears import explain, wants_explanation
from dts.core.assess import Assessment, assess_target
from dts.core.forecast import Forecast, measure_forecast
from dts.core.log import Figure, Log, Remark, Sent
from dts.core.model import Assignment, Break, Goal, Kind, Registry, Target
from dts.core.period import Period
from dts.core.remarks import by_target, is_seen, latest_remark
from dts.core.sending import already_sent, known_sent
from dts.core.series import Chain, Current, TargetSeries, collect_target, read_chains


class Correction(NamedTuple):
    """One entry that replaced an earlier one, took it back, or confirmed it."""

    old: Figure
    """The entry before it; itself withdrawn when a figure was taken back and then given anew."""
    new: Figure
    sent: Sent | None = None
    """The report of the period that had gone out before the correction was recorded."""

    @property
    def confirms(self) -> bool:
        """A task reported done, written again only with the day of confirmation: nothing was corrected."""
        return self.new.confirmed is not None and self.old.done == self.new.done is not None


class HistoryRow(NamedTuple):
    """One line of the history: a figure that counts, or one that was taken back."""

    period: Period
    as_of: date
    current: Current | None
    """None when the figure was withdrawn."""
    entry: Figure
    """The last entry as written: of a sum over the year, the figure of its own period."""
    corrections: tuple[Correction, ...] = ()
    goal: Goal | None = None
    """In force on `as_of`."""
    breaks: tuple[Break, ...] = ()
    """Breaks between the figure before and this one."""


class Revised(NamedTuple):
    """One revision in force: what it changed, with the assignment before and after."""

    since: date
    basis: str | None
    reason: str | None
    changed: tuple[str, ...]
    before: Assignment
    after: Assignment


class Dossier(NamedTuple):
    """What `dts show` tells."""

    row: Assessment
    """The verdict; where only the parts can be judged, the assignment of the whole without a verdict."""
    judged: bool
    known_at: date | None = None
    original: Assignment = Assignment("", "")
    """As first assigned."""
    revisions: tuple[Revised, ...] = ()
    later: tuple[date, ...] = ()
    """Days from which revisions after the day of the view take effect."""
    parts: tuple[Assessment, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    breaks: tuple[Break, ...] = ()
    """Up to the day of the view."""
    forecast: Forecast | None = None
    notes: tuple[Remark, ...] = ()
    """Tình hình: what was said up to the day of the view, in file order; for the whole also of its parts."""
    explanations: tuple[Remark, ...] = ()
    """Giải trình, likewise."""
    note: Remark | None = None
    """The last word on this very row."""
    explanation: Remark | None = None
    unexplained: tuple[Assessment, ...] = ()
    """This row and its parts that owe an explanation and gave none."""


def open_dossier(
    registry: Registry, log: Log, target: Target, today: date, *, part: str | None = None, known_at: date | None = None
) -> Dossier | None:
    """Collect what is known on a target, or on one part of it; None when the target has no such part on that day."""
    figures = [figure for figure in log.figures if figure.target == target.id]
    collected = collect_target(registry, target, figures, today, known_at=known_at)
    rows = assess_target(registry, target, collected, today)
    row = next((each for each in rows if each.part == part), None)
    judged = row is not None
    if row is None and part is None:
        row = assess_target(registry, target, TargetSeries((), False, {}), today)[0]
    if row is None:
        return None
    original = target.assignment(part, registry.level_of(part))
    parts = [each for each in rows if each.part is not None] if part is None else []
    explanations = by_target(log.explanations)
    owing = [each for each in ([row] if judged else []) + parts if wants_explanation(each)]
    return Dossier(
        row=row,
        judged=judged,
        known_at=known_at,
        original=original,
        revisions=_revisions(original, today),
        later=tuple(each.since for each in original.revisions if each.since > today),
        parts=tuple(parts),
        history=_history(row, original, figures, known_sent(log.sent, known_at), known_at) if judged else (),
        breaks=tuple(each for each in row.assignment.breaks if each.on <= today),
        forecast=_forecast(row) if judged else None,
        notes=_seen(log.notes, row, known_at),
        explanations=_seen(log.explanations, row, known_at),
        note=latest_remark(row, by_target(log.notes), known_at=known_at),
        explanation=explain(row, explanations, known_at=known_at),
        unexplained=tuple(each for each in owing if explain(each, explanations, known_at=known_at) is None),
    )


def _seen(remarks: Sequence[Remark], row: Assessment, known_at: date | None) -> tuple[Remark, ...]:
    return tuple(
        each
        for each in remarks
        if each.target == row.target.id
        and (row.part is None or each.part in (None, row.part))
        and is_seen(each, row.calendar, row.today, known_at=known_at)
    )


def _forecast(row: Assessment) -> Forecast | None:
    if row.target.kind is Kind.TASK:
        return None
    return measure_forecast(row.series, row.target.kind, row.assignment, row.calendar, row.today)


def _revisions(original: Assignment, today: date) -> tuple[Revised, ...]:
    found = []
    before = original
    for revision in original.revisions:
        if revision.since > today:
            continue
        after = before._replace(**revision.changes)
        changed = tuple(key for key in revision.changes if getattr(before, key) != getattr(after, key))
        found.append(Revised(revision.since, revision.basis, revision.reason, changed, before, after))
        before = after._replace(basis=revision.basis or after.basis)
    return tuple(found)


def _history(
    row: Assessment, original: Assignment, figures: Sequence[Figure], sent: Sequence[Sent], known_at: date | None
) -> tuple[HistoryRow, ...]:
    """Lines oldest first; a total over parts has no entries of its own, only the sums."""
    found: list[HistoryRow] = []
    lines: list[tuple[Chain, Current | None]]
    if row.is_total:
        lines = [(Chain(item.figure.period, item.as_of, (item.figure,)), item) for item in row.series]
    else:
        own = [figure for figure in figures if figure.part == row.part]
        task = row.target.kind is Kind.TASK
        chains = read_chains(own, row.calendar, row.today, every=original.every, task=task, known_at=known_at)
        current = {(item.figure.file, item.figure.number): item for item in row.series}
        lines = [(chain, current.get((chain.entries[-1].file, chain.entries[-1].number))) for chain in chains]
    before: date | None = None
    for chain, item in lines:
        assignment = original.in_force(chain.as_of)
        breaks = tuple(each for each in assignment.breaks if before and before < each.on <= chain.as_of)
        found.append(
            HistoryRow(
                period=chain.period,
                as_of=chain.as_of,
                current=item,
                entry=chain.entries[-1],
                corrections=_corrections(chain, sent),
                goal=assignment.goal,
                breaks=breaks,
            )
        )
        before = chain.as_of if item is not None else before
    return tuple(found)


def _corrections(chain: Chain, sent: Sequence[Sent]) -> tuple[Correction, ...]:
    pairs = zip(chain.entries, chain.entries[1:], strict=False)
    return tuple(Correction(old, new, already_sent(new, sent)) for old, new in pairs)
