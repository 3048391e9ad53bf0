"""The steps of `dts record`: which period, what was meant, may it be written, write it, answer.

Each step decides with `core` or `store` and speaks with `report`; nothing here knows how a file is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from dts.commands.recording_answer import Done, place, row_after, say
from dts.commands.recording_order import Order
from dts.core.assess import Assessment
from dts.core.dates import format_date, parse_date
from dts.core.log import Figure
from dts.core.model import Kind, Target
from dts.core.numerals import NoNumberError, parse_quantity
from dts.core.period import Period
from dts.core.plausible import find_doubts
from dts.core.problem import UsageError
from dts.core.series import Current
from dts.report import recorded as words
from dts.report.words import part_name
from dts.store.compose import Scalar
from dts.store.recording import Entry, Recorded, read_figure, write_entries


def refusal(sentence: str) -> UsageError:
    """`Chưa ghi: …`; a line to type again ends without a full stop, so that it can be copied."""
    if not sentence.endswith(".") and "Gõ lại:" not in sentence and "…" not in sentence[-3:]:
        sentence += "."
    return UsageError(f"Chưa ghi: {sentence[:1].lower()}{sentence[1:]}")


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
    if order.target.kind is Kind.TASK:
        raise UsageError(_task_has_no_figure(order.target, typed))
    period, chosen = order.period()
    entry = Entry("figure", _figure_fields(order, typed))
    figure = read_figure(order.registry, period, entry, order.context.today)
    before = order.as_typed(order.row())
    if "%" not in typed:
        _check_whole_fraction(order, figure, before)
    _ask_place(order, period, before)
    same = _same_key(order, period, figure, before)
    item = Current(figure, figure.as_of(order.calendar, order.context.today))
    if same is not None:
        if _says_the_same(same.figure, figure):
            told = Done("figure", period, (), None, before, chosen=chosen is not None)
            say(order, told, [f"Không ghi lại: kỳ {period.label} đã có đúng số liệu này."])
            return 0
        if order.texts["reason"] is None:
            raise UsageError(words.conflict_text(before, same, item))
    _ask_doubts(order, before, item, same)
    entries = with_remarks(order, entry)
    recorded = write_entries(
        order.desk, period, entries, order.context.today, order.in_period(period), dry_run=order.dry_run
    )
    replaced = (same.figure,) if same is not None else ()
    _answer_figure(order, figure, item._replace(earlier=replaced), chosen, entries, recorded)
    return 0


def _figure_fields(order: Order, typed: str) -> dict[str, Scalar | None]:
    try:
        quantity = parse_quantity(typed, kind=order.target.kind, unit=order.target.unit)
    except NoNumberError as error:
        hint = f'Gõ một số, ví dụ: {example(order.target)}; nếu chưa có số liệu, dùng --explain "…"'
        raise refusal(f"{error.sentence}. {hint}") from None
    except ValueError as error:
        raise refusal(str(error)) from None
    texts = order.texts
    return {
        "target": order.target.id,
        "for": order.part,
        "numerator": quantity.numerator,
        "denominator": quantity.denominator,
        "value": quantity.value,
        "of": quantity.of,
        "qualifier": quantity.qualifier,
        "estimate": quantity.estimate or None,
        "published": texts["published"] or quantity.published,
        "as_of": order.day,
        "source": texts["source"],
        "note": texts["note"],
        "reason": texts["reason"],
        **order.stamp(),
    }


def example(target: Target) -> str:
    """What a figure of this target looks like."""
    if target.kind is Kind.RATIO:
        return "36,18%"
    return "18/63" if target.kind is Kind.RANK else f"1.240 {target.unit or ''}".rstrip()


def _check_whole_fraction(order: Order, figure: Figure, before: Assessment) -> None:
    """A bare whole number over 100 for a ratio that is reported as a fraction is a numerator alone."""
    value = figure.value
    if order.target.kind is not Kind.RATIO or value is None or figure.qualifier or value <= 100:
        return
    last = next((item for item in reversed(before.series) if item.figure.denominator is not None), None)
    if value == value.to_integral_value() and (last is not None or order.target.unit):
        raise UsageError(words.only_numerator(order.target, figure, last))


def _same_key(order: Order, period: Period, figure: Figure, before: Assessment) -> Current | None:
    """The figure that counts now for the same period and day."""
    as_of = figure.as_of(order.calendar, order.context.today)
    return next(
        (item for item in before.series if item.figure.period == period and item.as_of == as_of and not item.reported),
        None,
    )


_NUMBERS = ("value", "numerator", "denominator", "of", "qualifier", "estimate")


def _says_the_same(old: Figure, new: Figure) -> bool:
    told = new.published is None or new.published == old.published
    return told and all(getattr(old, key) == getattr(new, key) for key in _NUMBERS)


def _ask_place(order: Order, period: Period, before: Assessment) -> None:
    """Ask before a figure goes where nobody expects one: a part never assigned, or the whole of a target in parts."""
    target = order.target
    if order.part is not None and not before.series and order.part not in target.parts and not target.for_each:
        ask(order, f"Chỉ tiêu này chưa giao riêng cho {part_name(order.part, order.registry)}.")
    if order.part is None and not before.series and (target.parts or target.for_each):
        ask(order, "Chỉ tiêu này giao theo từng cấp, từng đơn vị (--for); đây là số chung.")
    until = order.registry.until
    if until is not None and period.window(order.calendar)[0] > until:
        ask(order, f"Thư mục này có đến hết {format_date(until)}; kỳ {period.label} sau ngày đó.")


def _ask_doubts(order: Order, before: Assessment, item: Current, replaced: Current | None) -> None:
    """Ask about what is unlikely beside the figure it replaces, else beside the one before."""
    earlier = [each for each in before.series if each.as_of < item.as_of]
    last = replaced or (earlier[-1] if earlier else None)
    for doubt in find_doubts(order.target.kind, item.figure, last, order.assignment):
        ask(order, words.doubt_text(doubt, before, item, last))


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
    row = row_after(order, figure)
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


def _task_has_no_figure(target: Target, typed: str) -> str:
    try:
        parse_date(typed)
    except ValueError:
        return (
            'Chưa ghi: nhiệm vụ chỉ có hoàn thành hoặc chưa. Ghi tình hình bằng --note "…", hoàn thành bằng --done NGÀY'
        )
    return (
        f"Chưa ghi: đây là nhiệm vụ, không có số liệu; {typed} là một ngày. "
        f'Nếu đã hoàn thành, gõ: dts record {target.id} --done {typed} --evidence "…"'
    )
