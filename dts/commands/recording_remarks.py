"""The steps of `dts record` that give no figure: taking one back, explaining, noting."""

from __future__ import annotations

from dts.commands.recording import Order, place, remark_entry
from dts.core.dates import format_date
from dts.core.problem import UsageError
from dts.report import recorded as words
from dts.report.amounts import value_text
from dts.store.compose import Scalar
from dts.store.recording import Entry, write_entries


def record_withdrawal(order: Order) -> int:
    """Take the current figure of a period back; it stays in the file as history."""
    if order.texts["reason"] is None:
        raise UsageError('Chưa ghi: rút số liệu phải nêu lý do: --reason "..."')
    row = order.row()
    period = order.period()[0]
    found = [item for item in row.series if item.figure.period == period and not item.reported]
    if order.day is not None:
        found = [item for item in found if item.as_of == order.day]
    if not found:
        raise UsageError(words.nothing_to_withdraw(row, period))
    if len(found) > 1:
        days = ", ".join(format_date(item.as_of) for item in found)
        raise UsageError(f"Chưa ghi: kỳ {period.label} có {len(found)} số liệu ({days}). Nêu rõ ngày: --date NGÀY")
    old = found[0]
    fields: dict[str, Scalar | None] = {
        "target": order.target.id,
        "for": order.part,
        "withdrawn": True,
        "as_of": old.figure.given_as_of,
        "reason": order.texts["reason"],
        **order.stamp(),
    }
    entry = Entry("figure", fields)
    recorded = write_entries(
        order.desk, period, [entry], order.context.today, order.in_period(period), dry_run=order.dry_run
    )
    lines = words.withdrawn_lines(
        order.registry,
        order.target,
        order.part,
        f"{value_text(row, old)} (kỳ {period.label})",
        order.texts["reason"],
        place=place(order, recorded),
        dry_run=order.dry_run,
    )
    order.context.console.answer(lines)
    return 0


def record_remark(order: Order) -> int:
    """An explanation (giải trình) or a note (tình hình), or both."""
    period, chosen = order.period()
    typed = [("explanation", order.texts["explain"]), ("note", order.texts["note"])]
    given = [(table, text) for table, text in typed if text is not None]
    entries = [remark_entry(order, table, text) for table, text in given]
    recorded = write_entries(
        order.desk, period, entries, order.context.today, order.in_period(period), dry_run=order.dry_run
    )
    for table, text in given:
        lines = words.remark_lines(order.registry, order.target, order.part, table, text, place(order, recorded))
        if order.dry_run:
            lines[0] = f"Xem trước, chưa ghi gì. {lines[0]}"
        order.context.console.answer(lines)
    if chosen:
        order.context.console.answer([f"  {chosen}"])
    return 0
