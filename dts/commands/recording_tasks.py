"""The steps of `dts record --done` and `--confirmed`: a task reported done, and the office's word that it is."""

from __future__ import annotations

from dts.commands.recording import with_remarks
from dts.commands.recording_answer import Done, place, say
from dts.commands.recording_order import Order
from dts.core.dates import parse_date
from dts.core.log import Figure
from dts.core.model import Kind
from dts.core.period import Period, PeriodKind, parse_period
from dts.core.problem import UsageError
from dts.report import recorded as words
from dts.store.compose import Scalar
from dts.store.recording import Entry, read_figure, write_entries


def record_done(order: Order, typed: str) -> int:
    """A task done on a day (or in a month, 10/2024)."""
    if order.target.kind is not Kind.TASK:
        raise UsageError("Chưa ghi: chỉ nhiệm vụ mới có --done; chỉ tiêu này cần số liệu.")
    period, entry, figure = read_done(order, typed)
    before = order.row()
    old = before.latest
    if old is not None and order.texts["reason"] is None:
        shown = old.figure.done.text if old.figure.done else ""
        raise UsageError(
            f'Chưa ghi: nhiệm vụ này đã báo hoàn thành {shown}. Nếu là đính chính, gõ lại kèm lý do: --reason "..."'
        )
    entries = with_remarks(order, entry)
    if old is not None and old.figure.period != period:
        raise UsageError(
            f"Chưa ghi: ngày hoàn thành cũ nằm trong tệp {old.figure.period.key}.toml. Rút số cũ trước: "
            f'dts record {order.target.id} --withdraw --period {old.figure.period.key} --reason "…"'
        )
    recorded = write_entries(
        order.desk, period, entries, order.context.today, order.in_period(period), dry_run=order.dry_run
    )
    row = order.row_with(figure)
    lines = words.done_lines(order.registry, row, place=place(order, recorded), dry_run=order.dry_run)
    say(order, Done("correction" if old else "done", period, tuple(entries), recorded, row, replaced=old), lines)
    return 0


def read_done(order: Order, typed: str, *, option: str = "--done: ") -> tuple[Period, Entry, Figure]:
    """The entry of a task done on a day, or in a month, and the period it is filed under; `option` opens a refusal."""
    done, period = _done_day(typed, option)
    texts = order.texts
    fields: dict[str, Scalar | None] = {
        "target": order.target.id,
        "for": order.part,
        "done": done,
        "evidence": texts["evidence"],
        "source": texts["source"],
        "note": texts["note"],
        "reason": texts["reason"],
        **order.stamp(),
    }
    entry = Entry("figure", fields)
    return period, entry, read_figure(order.registry, period, entry, order.context.today)


def record_confirmation(order: Order, typed: str) -> int:
    """Văn phòng UBND confirms a task reported done: the entry is written again with the day of confirmation."""
    if order.target.kind is not Kind.TASK:
        raise UsageError("Chưa ghi: chỉ nhiệm vụ mới có --confirmed.")
    latest = order.row().latest
    if latest is None or latest.figure.done is None:
        raise UsageError("Chưa ghi: nhiệm vụ này chưa được báo hoàn thành nên chưa xác nhận được. Ghi --done trước.")
    old = latest.figure
    done, _period = _done_day(latest.figure.done.text.removeprefix("trước "))
    confirmed, _month = _done_day(typed)
    entry = Entry(
        "figure",
        {
            "target": order.target.id,
            "for": order.part,
            "done": done,
            "qualifier": old.qualifier,
            "evidence": order.texts["evidence"] or old.evidence,
            "source": order.texts["source"] or old.source,
            "confirmed": confirmed,
            "reason": order.texts["reason"] or "Xác nhận kết quả",
            **order.stamp(),
        },
    )
    figure = read_figure(order.registry, old.period, entry, order.context.today)
    recorded = write_entries(
        order.desk, old.period, [entry], order.context.today, order.in_period(old.period), dry_run=order.dry_run
    )
    row = order.row_with(figure)
    lines = words.done_lines(order.registry, row, place=place(order, recorded), dry_run=order.dry_run)
    say(order, Done("confirmation", old.period, (entry,), recorded, row, replaced=latest), lines)
    return 0


def _done_day(typed: str, option: str = "--done: ") -> tuple[Scalar, Period]:
    try:
        day = parse_date(typed)
    except ValueError as error:
        try:
            month = parse_period(typed)
        except ValueError:
            raise UsageError(f"Chưa ghi: {option}{error}.") from None
        if month.kind is not PeriodKind.MONTH:
            raise UsageError(f"Chưa ghi: {option}{error}.") from None
        return f"{month.last_month:02d}/{month.year}", month
    return day, Period(day.year, day.month, 1)
