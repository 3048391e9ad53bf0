"""`report --json`: the content of a report as plain values; fields are added, never renamed."""

from __future__ import annotations

from typing import Any

from dts.report.machine import SCHEMA
from dts.report.paper import Band, Cell, Heading, Item, Note, Paper, Paragraph, Part, Source, Table
from dts.report.periodic_sentences import Brief


def report_data(brief: Brief, paper: Paper) -> dict[str, Any]:
    """Head, sections in their order, and the tables behind them; the numbers of rows stand in `status --json`."""
    first, last = brief.period.window(brief.calendar)
    return {
        "schema": SCHEMA,
        "as_of": brief.today.isoformat(),
        "known_at": brief.known_at.isoformat() if brief.known_at else None,
        "report": brief.profile.id if brief.profile else None,
        "period": brief.period.key,
        "window": [first.isoformat(), last.isoformat()],
        "due": brief.period.due(brief.calendar).isoformat(),
        "title": paper.title,
        "summary": paper.summary,
        "counters": {counter.label: counter.number for counter in paper.counters},
        "sections": _sections(paper.parts),
        "tables": [_table(table) for table in paper.annexes],
    }


def _sections(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, Heading) or not found:
            found.append({"title": part.text if isinstance(part, Heading) else "", "content": []})
        match part:
            case Paragraph() | Note():
                found[-1]["content"].append({"paragraph": part.text})
            case Item():
                found[-1]["content"].append({"subitem" if part.deeper else "item": part.text})
            case Source():
                found[-1]["content"].append({"source": part.number, "text": part.text})
            case Table():
                found[-1]["content"].append({"table": _table(part)})
    return found


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "heads": [column.head for column in table.columns],
        "rows": [{"group": row.text} if isinstance(row, Band) else _texts(row) for row in table.rows],
        "totals": _texts(table.totals),
    }


def _texts(cells: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in cells]
