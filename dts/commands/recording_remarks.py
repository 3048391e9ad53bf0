"""The steps of `dts record` that give no figure: taking one back, explaining, noting."""

from __future__ import annotations

from dts.commands.recording import remark_entry
from dts.commands.recording_answer import Done, place, say
from dts.commands.recording_order import Order
from dts.core.dates import format_date
from dts.core.problem import UsageError
from dts.report import recorded as words
from dts.report.amounts import value_text
from dts.store.compose import Scalar
from dts.store.recording import Entry, read_figure, write_entries


def record_withdrawal(order: Order) -> int:
    """Take the current figure of a period back; it stays in the file as history."""
    if order.texts["reason"] is None:
        raise UsageError('Chưa ghi: rút số liệu phải nêu lý do: --reason "..."')
    row = order.as_typed(order.row())
    period, chosen = order.period()
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
    after = order.row_with(read_figure(order.registry, period, entry, order.context.today))
    say(order, Done("withdrawal", period, (entry,), recorded, after, chosen is not None, old), lines)
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
    lines = []
    for number, (table, text) in enumerate(given):
        where = place(order, recorded, number)
        said = words.remark_lines(order.registry, order.target, order.part, table, text, where)
        if order.dry_run:
            said[0] = f"Xem trước, chưa ghi gì. {said[0]}"
        lines += said
    if chosen:
        lines.append(f"  {chosen}")
    say(order, Done(given[0][0], period, tuple(entries), recorded, order.row(), chosen is not None), lines)
    return 0
