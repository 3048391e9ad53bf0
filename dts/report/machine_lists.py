"""`overdue --json` and `owners --json`: rows as in `status --json`, with what these commands add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dts.core.arrears import Arrears, Item, explain, wants_explanation
from dts.core.assess import Assessment, Status
from dts.core.log import Remark
from dts.core.model import Registry
from dts.core.remarks import latest_remark, remark_day
from dts.core.tally import assigned_rows, tally_tasks
from dts.report.agency import Holding
from dts.report.card import Said, clear_texts
from dts.report.document import View
from dts.report.holders import add_counts, count_rows, find_holders
from dts.report.machine import SCHEMA, completion_data, row_data
from dts.report.people import Person
from dts.report.together import warn_days


def overdue_data(
    registry: Registry,
    rows: Sequence[Assessment],
    arrears: Arrears,
    view: View,
    today: date,
    *,
    known_at: date | None = None,
    within: int | None = None,
) -> dict[str, Any]:
    """The answer of `overdue`."""
    return {
        **_opening(today, known_at),
        "within": warn_days(registry) if within is None else within,
        "text": view.title,
        "summary": {
            "overdue": len(arrears.overdue),
            "due_soon": len(arrears.due_soon),
            "unsent": len(arrears.unsent),
            "unexplained": len(arrears.unexplained),
        },
        "orphaned": _orphaned(rows),
        "notes": [*view.head, *view.notes],
        "overdue": [_item_data(registry, item) for item in arrears.overdue],
        "due_soon": [_item_data(registry, item) for item in arrears.due_soon],
        "unsent": [_item_data(registry, item) for item in arrears.unsent],
        "collecting": [_key(row) for row in arrears.collecting],
        "never_reported": [_key(row) for row in arrears.never],
        "unjudged": [_key(row) for row in arrears.unjudged],
        "awaiting": [{**_key(row), "periods": [each.key for each in periods]} for row, periods in arrears.awaiting],
    }


def owners_data(
    registry: Registry, rows: Sequence[Assessment], view: View, today: date, *, known_at: date | None = None
) -> dict[str, Any]:
    """The answer of `owners`."""
    holders = find_holders(registry, rows)
    return {
        **_opening(today, known_at),
        "notes": [*view.head, *view.notes],
        "orphaned": _orphaned(rows),
        "completion": completion_data(tally_tasks(assigned_rows(rows))),
        "owners": [
            {
                "kind": str(holder.kind),
                "id": holder.agency.id if holder.agency else None,
                "name": holder.name,
                "head": holder.agency.head if holder.agency else None,
                **holder.counts._asdict(),
            }
            for holder in holders
        ],
        "total": add_counts(holder.counts for holder in holders)._asdict(),
    }


def agency_data(registry: Registry, holding: Holding, said: Said, view: View, today: date) -> dict[str, Any]:
    """The answer of `owners ĐƠN_VỊ`."""
    owner = holding.owner
    heir = registry.responsible(owner.id, today)
    led = [row for row in holding.led if row.status is not Status.MONITORED]
    followed = [row for row in holding.led if row.status is Status.MONITORED]
    return {
        **_opening(today, said.known_at),
        "notes": list(view.head),
        "owner": {
            "id": owner.id,
            "name": owner.name,
            "short": owner.short,
            "head": owner.head,
            "level": str(owner.level),
            "since": owner.since.isoformat() if owner.since else None,
            "until": owner.until.isoformat() if owner.until else None,
            "successor": owner.successor,
            "responsible": heir.id if heir else None,
        },
        "counts": {**count_rows(led, followed)._asdict(), "monitored": len(followed)},
        "completion": completion_data(tally_tasks(led)),
        "lead": [_card_data(registry, row, said) for row in holding.led],
        "partner": [_card_data(registry, row, said) for row in holding.partner],
    }


def people_data(registry: Registry, people: Sequence[Person], said: Said) -> list[dict[str, Any]]:
    """`people` of `owners --person`: every one with what is theirs."""
    return [
        {
            "name": person.name,
            **person.counts._asdict(),
            "targets": [_card_data(registry, row, said) for row in person.rows],
            "headed": [_card_data(registry, row, said) for row in person.headed],
        }
        for person in people
    ]


def _card_data(registry: Registry, row: Assessment, said: Said) -> dict[str, Any]:
    return {
        **row_data(registry, row),
        "partners": list(row.assignment.partners),
        "basis": row.assignment.basis,
        "clarity": clear_texts(registry, row),
        "explanation_wanted": wants_explanation(row),
        "explanation": remark_data(explain(row, said.explanations, known_at=said.known_at)),
        "note": remark_data(latest_remark(row, said.notes, known_at=said.known_at)),
    }


def _opening(today: date, known_at: date | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": today.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
    }


def _orphaned(rows: Sequence[Assessment]) -> list[str]:
    return list(dict.fromkeys(row.target.id for row in rows if row.orphaned))


def _key(row: Assessment) -> dict[str, Any]:
    return {"id": row.target.id, "for": row.part}


def _item_data(registry: Registry, item: Item) -> dict[str, Any]:
    unsent = item.unsent
    return {
        **row_data(registry, item.row),
        "unsent_periods": [period.key for period in unsent.periods] if unsent else [],
        "unsent_due": unsent.due.isoformat() if unsent else None,
        "unsent_days": unsent.days if unsent else 0,
        "explanation_wanted": item.wants_explanation,
        "explanation": remark_data(item.explanation),
        "note": remark_data(item.note),
    }


def remark_data(remark: Remark | None) -> dict[str, Any] | None:
    """An explanation or a note."""
    if remark is None:
        return None
    day = remark_day(remark)
    return {
        "text": remark.text,
        "day": day.isoformat() if day else None,
        "period": remark.period.key,
        "by": remark.recorded_by,
    }
