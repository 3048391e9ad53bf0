"""`show --json`: the row of `status --json` with history, corrections, revisions, parts and speed; fields are added."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dts.core.assess import Assessment
from dts.core.dossier import Correction, Dossier, HistoryRow, Revised
from dts.core.forecast import Forecast
from dts.core.log import Remark
from dts.core.model import Assignment, Goal, Registry
from dts.core.numerals import cut
from dts.core.series import Current
from dts.report.amounts import goal_text, value_text
from dts.report.machine import SCHEMA, plain_number, row_data
from dts.report.show_people import REVISED_NAMES, changed_text, clear_text

VERDICT = ("section", "status", "status_text", "data", "data_text")
"""Fields of a row that say nothing where only the parts can be judged."""


def show_data(registry: Registry, dossier: Dossier) -> dict[str, Any]:
    """The whole screen as plain values."""
    row = dossier.row
    data = row_data(registry, row)
    if not dossier.judged:
        data |= dict.fromkeys(VERDICT)
    return {
        "schema": SCHEMA,
        "as_of": row.today.isoformat(),
        "known_at": dossier.known_at.isoformat() if dossier.known_at else None,
        "title": registry.title,
        **data,
        "judged_by_part": not dossier.judged,
        **_assigned(row),
        "clarity": {key: clear_text(row, key) for key in registry.rules.clarity},
        "breaks": [{"on": each.on.isoformat(), "reason": each.reason} for each in dossier.breaks],
        "revisions": [_revision(registry, row, each) for each in dossier.revisions],
        "later_revisions": [day.isoformat() for day in dossier.later],
        "history": [_history(row, each) for each in dossier.history],
        "parts": [row_data(registry, each) for each in dossier.parts],
        "notes": [_remark(each) for each in dossier.notes],
        "explanations": [_remark(each) for each in dossier.explanations],
        "unexplained": [each.part for each in dossier.unexplained],
        "pace_line": [{"on": each.day.isoformat(), "value": cut(each.value, 6)} for each in row.pace.line]
        if row.pace
        else [],
        "speed": _speed(dossier.forecast) if dossier.forecast else None,
    }


def _assigned(row: Assessment) -> dict[str, Any]:
    """What was assigned, as in force on the day, beside what a row of `status --json` says."""
    given, start = row.assignment, row.assignment.baseline
    return {
        "unit": row.target.unit,
        "of_what": given.of_what,
        "every": str(given.every) if given.every else None,
        "deadline_kind": str(given.deadline.kind),
        "basis": given.basis,
        "judged_by": given.judged_by,
        "later": given.later,
        "note": given.note,
        "partners": list(given.partners),
        "assigned_to": given.assigned_to,
        "baseline": {"as_of": start.day.isoformat(), "value": cut(start.value, 6)} if start else None,
        "milestones": [{"by": each.day.isoformat(), "value": cut(each.value, 6)} for each in given.milestones],
    }


def _revision(registry: Registry, row: Assessment, revised: Revised) -> dict[str, Any]:
    def text(key: str, given: Assignment) -> str:
        return changed_text(registry, row, key, given)

    return {
        "from": revised.since.isoformat(),
        "basis": revised.basis,
        "reason": revised.reason,
        "changes": [
            {"key": key, "before": text(key, revised.before), "after": text(key, revised.after)}
            for key in REVISED_NAMES
            if key in revised.changed
        ],
    }


def _history(row: Assessment, each: HistoryRow) -> dict[str, Any]:
    item, entry = each.current, each.entry
    return {
        "period": each.period.key,
        "as_of": each.as_of.isoformat(),
        "as_of_given": entry.given_as_of is not None,
        "as_of_text": entry.as_of_text,
        "withdrawn": item is None,
        **_numbers(row, item),
        "in_period": cut(entry.exact, 6) if row.assignment.yearly_sum and entry.exact is not None else None,
        "estimate": item.figure.estimate if item else False,
        "published": entry.published,
        "published_on": _day(entry.published_on),
        "source": entry.source,
        "note": entry.note,
        "evidence": entry.evidence,
        "confirmed": _day(entry.confirmed),
        "recorded_at": _day(entry.recorded_at),
        "recorded_by": entry.recorded_by,
        "goal": _goal(each.goal),
        "goal_text": goal_text(each.goal, row.target.kind, row.target.unit),
        "missing": list(item.missing) if item else [],
        "missing_periods": [period.key for period in item.gaps] if item else [],
        "breaks": [{"on": found.on.isoformat(), "reason": found.reason} for found in each.breaks],
        "corrections": [_correction(row, each, found) for found in each.corrections],
    }


def _numbers(row: Assessment, item: Current | None) -> dict[str, Any]:
    """Value as a decimal string cut at 6 places; numerator and denominator carry the exact one."""
    figure = item.figure if item else None
    return {
        "value": cut(item.value, 6) if item and item.value is not None else None,
        "numerator": plain_number(figure.numerator) if figure else None,
        "denominator": plain_number(figure.denominator) if figure else None,
        "of": figure.of if figure else None,
        "qualifier": figure.qualifier if figure else None,
        "value_text": value_text(row, item) if item else None,
    }


def _correction(row: Assessment, each: HistoryRow, found: Correction) -> dict[str, Any]:
    """What stood before, and who changed it when and why."""
    old, new = found.old, found.new
    return {
        "kind": _kind(found),
        "old": None if old.withdrawn else _numbers(row, Current(old, each.as_of)),
        "reason": new.reason,
        "recorded_at": _day(new.recorded_at),
        "recorded_by": new.recorded_by,
        "after_report_of": found.sent.on.isoformat() if found.sent else None,
    }


def _kind(found: Correction) -> str:
    if found.confirms:
        return "confirmation"
    return "withdrawal" if found.new.withdrawn else "restored" if found.old.withdrawn else "correction"


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "for": remark.part,
        "period": remark.period.key,
        "as_of": _day(remark.as_of),
        "text": remark.text,
        "recorded_at": _day(remark.recorded_at),
        "recorded_by": remark.recorded_by,
    }


def _speed(forecast: Forecast) -> dict[str, Any]:
    """Per calendar month, in the target's unit and, for ratios, in things."""
    speed = forecast.speed
    return {
        "figures": forecast.figures,
        "inexact": forecast.inexact,
        "since_break": forecast.since.on.isoformat() if forecast.since else None,
        "actual": cut(speed.per_month, 6) if speed else None,
        "actual_units": cut(speed.things, 6) if speed and speed.things is not None else None,
        "from": speed.first.figure.period.key if speed else None,
        "to": speed.last.figure.period.key if speed else None,
        "months": cut(speed.months, 6) if speed else None,
        "months_left": cut(forecast.months_left, 6) if forecast.months_left is not None else None,
        "needed": cut(forecast.needed, 6) if forecast.needed is not None else None,
        "needed_units": cut(forecast.needed_things, 6) if forecast.needed_things is not None else None,
        "end": _day(forecast.end),
        "landing": cut(forecast.landing, 6) if forecast.landing is not None else None,
        "landing_met": forecast.landing_met,
    }


def _goal(goal: Goal | None) -> dict[str, str] | None:
    return {str(goal.word): format(goal.value, "f")} if goal else None


def _day(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
