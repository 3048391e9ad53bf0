"""What the periodic report says is overdue, due soon, unsent: each with its explanation or that there is none."""

from __future__ import annotations

from collections.abc import Sequence

from dts.core.arrears import Arrears, Item, Unsent
from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number
from dts.core.period import Period
from dts.core.remarks import remark_day
from dts.report import paper
from dts.report.amounts import figure_age, value_text, with_age
from dts.report.folding import fold_units
from dts.report.periodic_sentences import Brief, Sources, name_of, own_name, result_text, two_digits
from dts.report.words import (
    NO_OWNER,
    capital,
    days_text,
    deadline_text,
    owner_text,
    periods_text,
)


def late_items(brief: Brief, items: Sequence[Item], sources: Sources) -> list[paper.Part]:
    """One sentence per item overdue or due soon; `Không có.` when there is none."""
    if not items:
        return [paper.Paragraph("Không có.")]
    return [paper.Item(_late_sentence(brief.registry, item, sources, brief.period)) for item in items]


def _late_sentence(registry: Registry, item: Item, sources: Sources, period: Period) -> str:
    row = item.row
    last = row.deadline
    deadline = deadline_text(row)
    if last is not None and format_date(last) not in deadline:
        deadline += f" (ngày cuối trong hạn {format_date(last)})"
    pieces = [f"{own_name(registry, row)}: hạn {deadline}, {two_digits(days_text(row.days_left or 0))}"]
    if row.target.kind is not Kind.TASK:
        pieces.append(result_text(row, period))
    pieces.append(explained(item))
    text = "; ".join(piece for piece in pieces if piece)
    text += f". {_led_by(row)}"
    text += f"; người chịu trách nhiệm: {row.assignment.person}" if row.assignment.person else ""
    return text + sources.mark(row.assignment.basis) + "."


def _led_by(row: Assessment) -> str:
    """`Chủ trì: Công an tỉnh`; where nobody leads, that alone."""
    owner = owner_text(row)
    return capital(owner) if owner == NO_OWNER else f"Chủ trì: {owner}"


def due_text(unsent: Unsent) -> str:
    """`hạn gửi 25/12/2023`; of several periods the first one's."""
    return f"hạn gửi {'kỳ đầu ' if len(unsent.periods) > 1 else ''}{format_date(unsent.due)}"


def explained(item: Item) -> str:
    """The explanation with its day, that there is none, or the latest note before the deadline."""
    if item.explanation is not None:
        day = remark_day(item.explanation)
        when = f" ({format_date(day)})" if day else ""
        return f"giải trình{when}: {item.explanation.text.rstrip('.')}"
    if item.wants_explanation:
        return "chưa giải trình"
    return f"tình hình: {item.note.text.rstrip('.')}" if item.note else "chưa có báo cáo"


def unsent_items(registry: Registry, arrears: Arrears, sources: Sources) -> list[paper.Part]:
    """Figures not sent, with agency and latest figure; then what is nobody's fault."""
    found: list[paper.Part] = []
    for item, hidden in fold_units(arrears.unsent, lambda item: item.row):
        unsent = item.unsent
        if unsent is None:
            continue
        periods = (
            unsent.periods[0].label
            if len(unsent.periods) == 1
            else (f"{len(unsent.periods)} kỳ, từ {unsent.periods[0].label}")
        )
        text = (
            f"{capital(owner_text(item.row))}: {own_name(registry, item.row)}, {periods}; "
            f"{due_text(unsent)}, {two_digits(f'chậm {format_number(unsent.days)} ngày')}; "
            f"{explained(item)}."
        )
        latest = item.row.latest
        if latest is not None:
            age = figure_age(item.row, latest)
            shown = with_age(value_text(item.row, latest) or "", age)
            text += f" Số liệu gần nhất: {shown}{sources.mark(latest.figure.source)}."
        found.append(paper.Item(text))
        if hidden:
            found.append(paper.Item(f"{item.row.assignment.name}: còn {hidden} đơn vị khác chưa gửi."))
    for rows, words in (
        (arrears.collecting, "Đang trong thời gian gửi"),
        (arrears.never, "Chưa có số liệu lần nào"),
    ):
        if rows:
            found.append(paper.Item(f"{words}: {'; '.join(name_of(registry, row) for row in rows)}."))
    if arrears.awaiting:
        names = "; ".join(f"{name_of(registry, each.row)}, {periods_text(each.periods)}" for each in arrears.awaiting)
        found.append(paper.Item(f"Chờ công bố (không tính là chậm): {names}."))
    return found or [paper.Paragraph("Không có.")]
