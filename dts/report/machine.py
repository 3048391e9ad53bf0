"""`status --json`: one row per assessment, exact numbers as strings. Fields are added, never renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from dts.core.assess import Assessment
from dts.core.model import Registry
from dts.core.numerals import cut
from dts.core.tally import Rate, TaskTally, tally_tasks
from dts.report.amounts import change_text, gap_text, goal_text, value_text
from dts.report.sections import group_of
from dts.report.words import (
    NOTHING_ASSIGNED,
    NOTHING_DUE,
    capital,
    data_text,
    deadline_text,
    owner_text,
    parts_text,
    rate_text,
    status_text,
)

SCHEMA = 1


def status_data(
    registry: Registry,
    rows: Sequence[Assessment],
    today: date,
    *,
    known_at: date | None = None,
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    """The whole answer as plain values."""
    tally = tally_tasks(rows)
    return {
        "schema": SCHEMA,
        "as_of": today.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "title": registry.title,
        **folders_data(registry),
        "summary": dict(Counter(str(row.status) for row in rows)),
        "completion": completion_data(tally),
        "task_cells": {
            "done_in_time": tally.done_in_time,
            "done_late": tally.done_late,
            "open_in_time": tally.open_in_time,
            "open_overdue": tally.open_overdue,
            "done_undated": tally.done_undated,
            "undated": tally.undated,
            "ongoing": tally.ongoing,
        },
        "notes": list(notes),
        "targets": [row_data(registry, row) for row in rows],
    }


def folders_data(registry: Registry) -> dict[str, Any]:
    """Where several folders are seen together: what stands before the ids of each."""
    if not registry.members:
        return {}
    keys = ("key", "title", "province", "successor")
    return {
        "folders": [
            {key: getattr(each, key) for key in keys} | {"until": each.until.isoformat() if each.until else None}
            for each in registry.members
        ]
    }


def completion_data(tally: TaskTally) -> dict[str, Any]:
    """Both completion rates, each with its sentence."""
    return {"assigned": _rate(tally.assigned, NOTHING_ASSIGNED), "due": _rate(tally.due, NOTHING_DUE)}


def _rate(rate: Rate, nothing: str) -> dict[str, Any]:
    return {"done": rate.done, "of": rate.of, "text": rate_text(rate, nothing)}


def row_data(registry: Registry, row: Assessment) -> dict[str, Any]:
    """One target, or one part of it."""
    item, goal, timeliness = row.shown, row.assignment.goal, row.timeliness
    kind, unit = row.target.kind, row.target.unit
    figure = item.figure if item else None
    return {
        "id": row.target.id,
        "for": row.part,
        "name": row.assignment.name,
        "short": row.assignment.short,
        "group": row.target.group,
        "kind": str(kind),
        "section": str(group_of(row)),
        "status": str(row.status),
        "status_text": capital(status_text(row)),
        "data": str(timeliness.state) if timeliness else None,
        "data_text": data_text(timeliness),
        "missing": len(timeliness.missing) if timeliness else 0,
        "missing_from": timeliness.missing[0].key if timeliness and timeliness.missing else None,
        "value": cut(item.value, 6) if item and item.value is not None else None,
        "numerator": plain_number(figure.numerator) if figure else None,
        "denominator": plain_number(figure.denominator) if figure else None,
        "of": figure.of if figure else None,
        "qualifier": figure.qualifier if figure else None,
        "value_text": value_text(row),
        "published": figure.published if figure else None,
        "value_as_of": item.as_of.isoformat() if item and figure and figure.done is None else None,
        "period": figure.period.key if figure else None,
        "source": figure.source if figure else None,
        "goal": {str(goal.word): format(goal.value, "f")} if goal else None,
        "goal_text": goal_text(goal, kind, unit),
        "goal_of": row.assignment.goal_of,
        "gap": cut(row.gap.amount, 6) if row.gap else None,
        "gap_units": row.gap.things if row.gap else None,
        "gap_text": gap_text(row),
        "change_text": change_text(row.change, kind, unit),
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "deadline_text": deadline_text(row) if goal or row.target.kind == "task" else row.assignment.deadline_text,
        "days_left": row.days_left,
        "pace": cut(row.pace.ratio, 3) if row.pace and row.pace.ratio is not None else None,
        "owner": row.owner.id if row.owner else None,
        "owner_text": owner_text(row),
        "head_owner": row.responsible.id if row.responsible else None,
        "person": row.assignment.person,
        "parts_text": parts_text(item, registry),
        "parts_sent": list(item.sent) if item else [],
        "parts_missing": list(item.missing) if item else [],
        "clarity_missing": list(row.clarity_missing),
    }


def plain_number(number: Any) -> int | str | None:
    """An int where it is one, else its digits as text."""
    if number is None:
        return None
    return int(number) if number == int(number) else format(number, "f")
