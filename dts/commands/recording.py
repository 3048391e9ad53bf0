"""The steps of `dts record`: what was meant, may it be written, write it, answer.

Each step decides with `core` or `store` and speaks with `report`; nothing here knows how a file is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from dts.commands.recording_answer import Done, place, say
from dts.commands.recording_judged import judge_figure
from dts.commands.recording_order import Order
from dts.core.log import Figure
from dts.core.problem import UsageError
from dts.core.series import Current
from dts.report import recorded as words
from dts.store.recording import Entry, Recorded, write_entries


def ask(order: Order, question: str) -> None:
    """Ask for a yes; without a terminal, or after a no, nothing is written and the run ends with exit 2."""
    if order.yes:
        return
    if not order.context.can_ask:
        raise UsageError(f"Chưa ghi: {question} Nếu đúng, gõ lại và thêm --yes.")
    answer = order.context.ask(f"{question} Vẫn ghi? (c/k) ")
    if answer.strip().lower() not in ("c", "có", "co", "y"):
        raise UsageError("Chưa ghi gì.")


# ── figures ──────────────────────────────────────────────────────────────────


def record_figure(order: Order, typed: str) -> int:
    """A figure or a correction."""
    judged = judge_figure(order, typed)
    for question in judged.misplaced:
        ask(order, question)
    period, same = judged.period, judged.same
    if same is not None:
        if judged.known:
            told = Done("figure", period, (), None, judged.before, chosen=judged.chosen is not None)
            say(order, told, [f"Không ghi lại: kỳ {period.label} đã có đúng số liệu này."])
            return 0
        if order.texts["reason"] is None:
            raise UsageError(words.conflict_text(judged.before, same, judged.item))
    for question in judged.unlikely:
        ask(order, question)
    entries = with_remarks(order, judged.entry)
    recorded = write_entries(
        order.desk, period, entries, order.context.today, order.in_period(period), dry_run=order.dry_run
    )
    replaced = (same.figure,) if same is not None else ()
    item = judged.item._replace(earlier=replaced)
    _answer_figure(order, judged.figure, item, judged.chosen, entries, recorded)
    return 0


def remark_entry(order: Order, table: str, text: str) -> Entry:
    """An [[explanation]] or a [[note]] on what was ordered."""
    return Entry(table, {"target": order.target.id, "for": order.part, "text": text, **order.stamp()})


def with_remarks(order: Order, entry: Entry) -> list[Entry]:
    """The entry, and the explanation typed with it."""
    text = order.texts["explain"]
    return [entry] if text is None else [entry, remark_entry(order, "explanation", text)]


def _answer_figure(
    order: Order, figure: Figure, item: Current, chosen: str | None, entries: Sequence[Entry], recorded: Recorded
) -> None:
    row = order.row_with(figure)
    lines = words.recorded_lines(
        order.registry, order.as_typed(row), item, chosen=chosen, place=place(order, recorded), dry_run=order.dry_run
    )
    first, cutoff = figure.period.window(order.calendar)
    if order.day is not None and not first <= order.day <= cutoff:
        lines.append("  Lưu ý: " + words.outside_window(order.day, figure.period, first, cutoff))
    replaced = Current(item.earlier[-1], item.as_of) if item.earlier else None
    action = "correction" if replaced else "figure"
    done = Done(action, figure.period, tuple(entries), recorded, row, chosen is not None, replaced)
    say(order, done, lines)
