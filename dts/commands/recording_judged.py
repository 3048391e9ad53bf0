"""What was typed for one target, judged: read, compared with what stands there; nothing is asked, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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
from dts.report.names import part_name
from dts.store.compose import Scalar
from dts.store.recording import Entry, read_figure


class Judged(NamedTuple):
    """A figure that may be written once every question about it is answered."""

    period: Period
    chosen: str | None
    """What to say when the program chose the period."""
    entry: Entry
    figure: Figure
    item: Current
    before: Assessment
    """The verdict before it, beside the figures as they were entered."""
    same: Current | None
    """The figure that counts now for the same period and day."""
    misplaced: tuple[str, ...]
    """Questions, without "Vẫn ghi?": it goes where nobody expects a figure."""
    unlikely: tuple[str, ...]
    """Questions about the number itself."""

    @property
    def known(self) -> bool:
        """Exactly this stands there already."""
        return self.same is not None and _says_the_same(self.same.figure, self.figure)


EXPLAIN = 'dùng --explain "…"'


def judge_figure(order: Order, typed: str, *, without: str = EXPLAIN) -> Judged:
    """Read a typed figure and compare it with what is there; `without` is what to do when there is no figure yet.

    Raises UsageError with `Chưa ghi: …` for a refusal.
    """
    if order.target.kind is Kind.TASK:
        raise UsageError(_task_has_no_figure(order.target, typed))
    period, chosen = order.period()
    entry = Entry("figure", _figure_fields(order, typed, without))
    figure = read_figure(order.registry, period, entry, order.context.today)
    before = order.as_typed(order.row())
    if "%" not in typed:
        _check_whole_fraction(order, figure, before)
    same = _same_key(order, period, figure, before)
    item = Current(figure, figure.as_of(order.calendar, order.context.today))
    return Judged(
        period=period,
        chosen=chosen,
        entry=entry,
        figure=figure,
        item=item,
        before=before,
        same=same,
        misplaced=tuple(_misplaced(order, period, before)),
        unlikely=tuple(_unlikely(order, before, item, same)),
    )


def refusal(sentence: str) -> UsageError:
    """`Chưa ghi: …`; a line to type again ends without a full stop, so that it can be copied."""
    if not sentence.endswith(".") and "Gõ lại:" not in sentence and "…" not in sentence[-3:]:
        sentence += "."
    return UsageError(f"Chưa ghi: {sentence[:1].lower()}{sentence[1:]}")


def _figure_fields(order: Order, typed: str, without: str) -> dict[str, Scalar | None]:
    try:
        quantity = parse_quantity(typed, kind=order.target.kind, unit=order.target.unit)
    except NoNumberError as error:
        hint = f"Gõ một số, ví dụ: {example(order.target)}; nếu chưa có số liệu, {without}"
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


def _misplaced(order: Order, period: Period, before: Assessment) -> Iterator[str]:
    """What to ask where nobody expects a figure: a part never assigned, the whole of a target in parts."""
    target = order.target
    if order.part is not None and not before.series and order.part not in target.parts and not target.for_each:
        yield f"Chỉ tiêu này chưa giao riêng cho {part_name(order.part, order.registry)}."
    if order.part is None and not before.series and (target.parts or target.for_each):
        yield "Chỉ tiêu này giao theo từng cấp, từng đơn vị (--for); đây là số chung."
    until = order.registry.until
    if until is not None and period.window(order.calendar)[0] > until:
        yield f"Thư mục này có đến hết {format_date(until)}; kỳ {period.label} sau ngày đó."


def _unlikely(order: Order, before: Assessment, item: Current, replaced: Current | None) -> Iterator[str]:
    """What is unlikely beside the figure it replaces, else beside the one before."""
    earlier = [each for each in before.series if each.as_of < item.as_of]
    last = replaced or (earlier[-1] if earlier else None)
    for doubt in find_doubts(order.target.kind, item.figure, last, order.assignment):
        yield words.doubt_text(doubt, before, item, last)


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
