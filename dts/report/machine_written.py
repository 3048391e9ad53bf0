"""`record --json` and `assign --json`: what was written, where, and how the target stands then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from dts.core.assess import Assessment
from dts.core.model import Registry
from dts.core.period import Period
from dts.core.series import Current
from dts.report.amounts import value_text
from dts.report.machine import SCHEMA, plain_number, row_data


class Block(NamedTuple):
    """One block of a record file: its table, its keys as written, the line of its header."""

    table: str
    fields: Mapping[str, Any]
    line: int | None


def recorded_data(
    registry: Registry,
    row: Assessment,
    blocks: Sequence[Block],
    *,
    action: str,
    period: Period,
    chosen: bool,
    written: bool,
    dry_run: bool,
    replaced: Current | None = None,
    text: Sequence[str] = (),
) -> dict[str, Any]:
    """The answer of `record`; `row` is the verdict after it."""
    return {
        "schema": SCHEMA,
        "as_of": row.today.isoformat(),
        "action": action,
        "written": written,
        "dry_run": dry_run,
        "id": row.target.id,
        "for": row.part,
        "period": period.key,
        "period_chosen": chosen,
        "file": f"records/{period.key}.toml",
        "line": blocks[0].line if blocks else None,
        "entries": [
            {"table": block.table, "line": block.line, "fields": {key: _plain(each) for key, each in _given(block)}}
            for block in blocks
        ],
        "replaced": _numbers(row, replaced) if replaced else None,
        "text": [line.strip() for line in text],
        "after": row_data(registry, row),
    }


def _given(block: Block) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in block.fields.items() if value is not None]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return plain_number(value) if isinstance(value, Decimal) else value


def _numbers(row: Assessment, item: Current) -> dict[str, Any]:
    figure = item.figure
    return {
        "value": plain_number(figure.value),
        "numerator": plain_number(figure.numerator),
        "denominator": plain_number(figure.denominator),
        "of": figure.of,
        "qualifier": figure.qualifier,
        "done": figure.done.text if figure.done else None,
        "value_text": value_text(row, item),
    }


def assigned_data(
    registry: Registry,
    row: Assessment,
    changes: Sequence[tuple[str, str | None, str]],
    lines: Sequence[tuple[int, str | None, str | None]],
    *,
    action: str,
    since: date | None,
    basis: str | None,
    reason: str | None,
    dry_run: bool,
    text: Sequence[str] = (),
) -> dict[str, Any]:
    """The answer of `assign`; `row` is the verdict after it, `lines` are number, old and new text of what changed."""
    return {
        "schema": SCHEMA,
        "as_of": row.today.isoformat(),
        "action": action,
        "written": bool(lines) and not dry_run,
        "dry_run": dry_run,
        "id": row.target.id,
        "for": row.part,
        "from": since.isoformat() if since else None,
        "basis": basis,
        "reason": reason,
        "changes": [{"key": key, "before": before, "after": after} for key, before, after in changes],
        "file": "targets.toml",
        "line": lines[0][0] if lines else None,
        "lines": [{"line": number, "removed": old, "added": new} for number, old, new in lines],
        "text": [line.strip() for line in text],
        "after": row_data(registry, row),
    }
