"""The answer of `dts record`: in the words of the screen, or with --json as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dts.commands.recording_order import Order
from dts.core.assess import Assessment
from dts.core.period import Period
from dts.core.series import Current
from dts.store.recording import Entry, Recorded


class Done(NamedTuple):
    """What one run of `dts record` comes to, before it is said."""

    action: str
    """figure, correction, withdrawal, done, confirmation, explanation, note: the words of `record --json`."""
    period: Period
    entries: tuple[Entry, ...]
    recorded: Recorded | None
    """None: nothing to write, it stands there already."""
    row: Assessment
    """The verdict after it."""
    chosen: bool = False
    """The program chose the period."""
    replaced: Current | None = None


def say(order: Order, done: Done, lines: Sequence[str]) -> None:
    """Answer in the words of the screen, or with --json as plain values."""
    console = order.context.console
    if not order.json:
        if done.recorded is None:
            console.message("\n".join(lines))
        else:
            console.answer(lines)
        return
    from dts.render.data import to_json
    from dts.report.machine_written import Block, recorded_data

    heads = done.recorded.lines if done.recorded else ()
    data = recorded_data(
        order.registry,
        done.row,
        [Block(each.table, each.fields, line) for each, line in zip(done.entries, heads, strict=False)],
        action=done.action,
        period=done.period,
        chosen=done.chosen,
        written=done.recorded is not None and not order.dry_run,
        dry_run=order.dry_run,
        replaced=done.replaced,
        text=lines,
    )
    console.answer_data(to_json(data))


def place(order: Order, recorded: Recorded, number: int = 0) -> str:
    """`records/2025-02.toml, dòng 11` of a block, with the separator of the system."""
    path = Path("records") / recorded.written.path.name
    return f"{path}, dòng {recorded.lines[number]}" + (" (chưa ghi)" if order.dry_run else "")
