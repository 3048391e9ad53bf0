"""One question of the walk: a figure, or how a task stands; asked until it is answered, passed over or left."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from dts.commands.recording import remark_entry
from dts.commands.recording_draft import Draft, draft_figure
from dts.commands.recording_judged import Judged, judge_figure
from dts.commands.recording_order import Order
from dts.commands.recording_replies import put, put_text, put_yes_or_number, refused, tell
from dts.commands.recording_tasks import read_done
from dts.core.expected import Expected
from dts.core.problem import UsageError
from dts.core.typed import clean_text
from dts.render.lines import hanging
from dts.report import guided as words
from dts.report.guided_help import MARKS, help_rows
from dts.report.readings import echo
from dts.report.words import deadline_text, status_text

HELP_WIDTH = 24


class Move(Enum):
    """Where the walk goes from here."""

    NEXT = auto()
    BACK = auto()
    STOP = auto()


class Reply(NamedTuple):
    """The answer to one question."""

    move: Move
    draft: Draft | None = None


Reader = Callable[[Order, Expected, str], Reply | None]
"""Takes what was typed; None: ask again."""


def put_question(order: Order, item: Expected, kept: Draft | None) -> Reply:
    """Ask about one target until there is an answer; `kept` is the one given on an earlier round."""
    context, before = order.context, order.as_typed(item.row)
    read: Reader = _read_task if item.is_task else _read_figure
    said = [f"  {line}" for line in words.prompt(item, before, kept.text if kept else None)]
    while True:
        typed = put(context, *said)
        said = said[-1:]
        match typed.lower():
            case "":
                return Reply(Move.NEXT, kept)
            case words.DROP if kept:
                return Reply(Move.NEXT)
            case "<":
                return Reply(Move.BACK, kept)
            case ".":
                return Reply(Move.STOP, kept)
            case "?":
                _explain(order, item)
            case "-":
                if (reply := _absent(order, item)) is not None:
                    return reply
            case _:
                if (reply := _tried(order, item, typed, read)) is not None:
                    return reply


def _explain(order: Order, item: Expected) -> None:
    rows = help_rows(item)
    width = min(HELP_WIDTH, max(len(left) for left, _right in rows))
    lines = [] if item.is_task else [f"  {MARKS}"]
    for left, right in rows:
        lines += hanging(f"  {left.ljust(width)}  ", right, order.context.console.width(None))
    order.context.console.message("\n".join(lines))


def _tried(order: Order, item: Expected, typed: str, read: Reader) -> Reply | None:
    try:
        return read(order, item, clean_text(typed))
    except UsageError as error:
        refused(order.context, error)
    except ValueError as error:
        tell(order.context, [f"  Chưa ghi: {error}."])
    return None


# ── figures ──────────────────────────────────────────────────────────────────


def _read_figure(order: Order, item: Expected, typed: str) -> Reply | None:
    """A figure; a number typed again instead of có or không takes its place."""
    judged = judge_figure(order, typed, without="gõ dấu -")
    context = order.context
    if judged.known:
        tell(context, [f"  Không ghi lại: kỳ {item.period.label} đã có đúng số liệu này."])
        return Reply(Move.NEXT)
    tell(context, [f"  {echo(judged.before, order.row_with(judged.figure), judged.item)}"])
    for question in () if order.yes else (*judged.misplaced, *judged.unlikely):
        answer = put_yes_or_number(context, f"  {question} Vẫn ghi? (c/k)")
        if isinstance(answer, str):
            return _read_figure(order, item, clean_text(answer))
        if not answer:
            return None
    draft = draft_figure(order, judged, typed)
    return Reply(Move.NEXT, draft) if judged.same is None else _corrected(draft, judged)


def _corrected(draft: Draft, judged: Judged) -> Reply | None:
    """The correction with its reason; without one it is not taken."""
    context = draft.order.context
    tell(context, [f"  Kỳ {judged.period.label} đã có số liệu khác: {draft.old}."])
    reason = put_text(context, f"  {words.REASON}")
    if not reason:
        tell(context, [f"  {words.NO_CORRECTION}"])
        return None
    return Reply(Move.NEXT, draft.with_field("reason", reason))


def _absent(order: Order, item: Expected) -> Reply | None:
    """`-`: no figure yet, or a task not done; the reason becomes an explanation. None: ask again."""
    if item.present is not None:
        command = f'dts record {order.target.id} --withdraw --period {item.period.key} --reason "…"'
        tell(order.context, [f"  Chưa ghi: kỳ này đã có số liệu. Nếu muốn rút số đó, sau khi xong gõ: {command}"])
        return None
    reason = put_text(order.context, f"  {words.WHY_LATE if item.is_task else words.WHY_MISSING}")
    if not reason:
        tell(order.context, [f"  {words.NO_REASON}"])
        return Reply(Move.NEXT)
    return Reply(Move.NEXT, _remark(order, item, "explanation", reason))


def _remark(order: Order, item: Expected, table: str, text: str) -> Draft:
    said = f"{'giải trình' if table == 'explanation' else 'tình hình'}: {text}"
    return Draft(order, table, item.period, remark_entry(order, table, text), said, typed=text)


# ── tasks ────────────────────────────────────────────────────────────────────


def _read_task(order: Order, item: Expected, typed: str) -> Reply | None:
    """A day or month is when it was done; two words and more are how it stands."""
    if typed[0].isdigit():
        return Reply(Move.NEXT, _done(order, typed))
    if " " not in typed:
        raise UsageError(f"Chưa ghi: không hiểu “{typed}”. {words.TASK_ANSWER}")
    tell(order.context, [f"  Tình hình: {typed}"])
    return Reply(Move.NEXT, _remark(order, item, "note", typed))


def _done(order: Order, typed: str) -> Draft:
    period, entry, figure = read_done(order, typed, option="")
    row = order.row_with(figure)
    when = f"hoàn thành {figure.done.text if figure.done else typed}: {status_text(row)}"
    tell(order.context, [f"  {when} (hạn: {deadline_text(row)})"])
    evidence = put_text(order.context, f"  {words.EVIDENCE}")
    text = f"{when}; {f'minh chứng: {evidence}' if evidence else 'chưa có minh chứng'}"
    return Draft(order, "done", period, entry, text, typed=typed).with_field("evidence", evidence or None)
