"""The form an agency fills in: what stands in it, which cells are to be filled and with what, free of format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dts.core.dates import format_date
from dts.core.form_open import STAMP_MARK, VERSION
from dts.core.form_wanted import Asked
from dts.core.model import Kind, Owner, Registry
from dts.core.numerals import check_whole
from dts.core.period import Period
from dts.report.amounts import figure_time, goal_text, parts_of_fraction, value_text
from dts.report.names import part_name

SHEET = "Số liệu"


class Fill(StrEnum):
    """What a cell takes."""

    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    WRITTEN = "written"
    """A number as one writes it: 18/63, trên 99%, khoảng 60."""
    DAY = "day"
    TEXT = "text"
    NOTHING = "nothing"
    """Not for this target."""


class Box(NamedTuple):
    """One cell: words that stand, or what is to be filled in and a hint."""

    text: str = ""
    fill: Fill | None = None
    hint: str = ""


class Heading(NamedTuple):
    """One column."""

    head: str
    width: float


class FormSheet(NamedTuple):
    """A whole form."""

    titles: tuple[str, ...]
    """The second is the big one."""
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Box, ...], ...]
    window: tuple[date, date]
    day: date
    stamp: tuple[tuple[str, str], ...]
    """What the form says of itself when it comes back."""


COLUMNS = (
    Heading("Mã", 20),
    Heading("Chỉ tiêu", 34),
    Heading("Cấp, đơn vị", 16),
    Heading("Kỳ", 15),
    Heading("Đơn vị tính", 10),
    Heading("Mục tiêu", 10),
    Heading("Số liệu gần nhất", 16),
    Heading("Kỳ gần nhất", 12),
    Heading("Tử số", 12),
    Heading("Mẫu số", 12),
    Heading("Kết quả", 12),
    Heading("Tính đến ngày", 12),
    Heading("Nguồn", 18),
    Heading("Ghi chú", 18),
)


def make_form(registry: Registry, asked: Sequence[Asked], period: Period, owner: Owner | None, day: date) -> FormSheet:
    """The form of a period, for one agency or for all."""
    calendar = registry.calendar(None, owner.level if owner else None)
    first, last = period.window(calendar)
    due = period.due(calendar)
    titles = [
        (registry.agency or registry.title).upper(),
        f"BIỂU SỐ LIỆU CHỈ TIÊU KỲ {period.label.upper()}",
        f"Đơn vị báo cáo: {owner.name}" if owner else "Đơn vị báo cáo: ……………………",
        f"Số liệu từ {format_date(first)} đến {format_date(last)}; hạn gửi {format_date(due)}.",
        "Điền các ô nền vàng, ô khác đã khóa. Tỷ lệ: điền tử số và mẫu số; chỉ khi không có mới điền kết quả. "
        "Chưa có số liệu thì để trống; số 0 là số liệu.",
    ]
    stamp = [(STAMP_MARK, str(VERSION)), ("period", period.key), ("sheet", SHEET)]
    stamp += [("agency", owner.id)] if owner else []
    rows = tuple(_row(registry, each, first, last) for each in asked)
    return FormSheet(tuple(titles), COLUMNS, rows, (first, last), day, tuple(stamp))


def _row(registry: Registry, asked: Asked, first: date, last: date) -> tuple[Box, ...]:
    row, target = asked.row, asked.row.target
    latest = row.latest
    shown = ""
    if latest is not None:
        fraction = parts_of_fraction(latest)
        shown = (f"{fraction} = " if fraction else "") + (value_text(row, latest) or "")
    name = f"{target.id}/{row.part}" if row.part else target.id
    days = f"Từ {format_date(first)} đến {format_date(last)}. Để trống: tính đến {format_date(last)}."
    return (
        Box(name),
        Box(row.assignment.name),
        Box((part_name(row.part, registry) or "") if row.part else ""),
        Box(asked.period.label),
        Box(_unit(asked)),
        Box(goal_text(row.assignment.goal, target.kind, target.unit) or ""),
        Box(shown),
        Box(figure_time(latest) if latest is not None else ""),
        *_numbers(asked),
        Box(fill=Fill.DAY, hint=days),
        Box(fill=Fill.TEXT),
        Box(fill=Fill.TEXT),
    )


def _unit(asked: Asked) -> str:
    target = asked.row.target
    match target.kind:
        case Kind.RATIO:
            return "%"
        case Kind.RANK:
            return "hạng"
        case _:
            return target.unit or "điểm"


def _numbers(asked: Asked) -> tuple[Box, Box, Box]:
    """Tử số, Mẫu số, Kết quả: what the target's kind needs."""
    row, target = asked.row, asked.row.target
    none = Box(fill=Fill.NOTHING)
    vague = row.latest is not None and row.latest.figure.qualifier is not None
    match target.kind:
        case Kind.RATIO:
            instead = "Có tử số, mẫu số thì để trống ô này."
            percent = Box(fill=Fill.PERCENT, hint=f"Gõ phần trăm, ví dụ 36,18%. {instead}")
            if vague:
                percent = Box(
                    fill=Fill.WRITTEN, hint=f"Gõ phần trăm, ví dụ 36,18%, trên 36% hoặc khoảng 36%. {instead}"
                )
            if target.unit is None and (row.latest is None or row.latest.figure.denominator is None):
                return none, none, percent
            whole = Fill.WHOLE if _counts_wholes(target.unit) else Fill.NUMBER
            top = f"Số {target.unit} đạt, ví dụ 762284." if target.unit else "Tử số."
            below = row.assignment.of_what
            bottom = f"Tổng số {below}." if below else "Tổng số để tính tỷ lệ."
            return Box(fill=whole, hint=top), Box(fill=whole, hint=bottom), percent
        case Kind.RANK:
            return none, none, Box(fill=Fill.WRITTEN, hint="Gõ hạng, hoặc hạng trên tổng số như 18/63.")
        case _ if vague:
            things = target.unit or "điểm"
            return none, none, Box(fill=Fill.WRITTEN, hint=f"Số {things}: gõ số, hoặc như: trên 60, khoảng 60.")
        case Kind.COUNT if _counts_wholes(target.unit):
            return none, none, Box(fill=Fill.WHOLE, hint=f"Số {target.unit}, gõ số nguyên không dấu chấm.")
        case _:
            return none, none, Box(fill=Fill.NUMBER, hint=f"Số {target.unit or 'điểm'}.")


def _counts_wholes(unit: str | None) -> bool:
    """Whether parts of the unit make no sense: asked of the very rule that refuses them."""
    from decimal import Decimal

    try:
        check_whole(Decimal("0.5"), unit)
    except ValueError:
        return True
    return False


def sent_lines(counts: Sequence[tuple[str, int]], period: Period, where: str, without: int, tasks: int) -> list[str]:
    """What was made, for whom, and what is in no form."""
    lines = [f"Đã lập {len(counts)} biểu kỳ {period.label} trong thư mục {where}:"]
    width = max((len(name) for name, _count in counts), default=0)
    lines += [f"  {name.ljust(width)}  {count} chỉ tiêu" for name, count in counts]
    if without:
        lines.append(f"Không có nơi gửi: {without} chỉ tiêu chưa có một đơn vị chủ trì.")
    return [*lines, *task_line(tasks)]


def task_line(tasks: int) -> list[str]:
    """Tasks are reported by their day, not in a form."""
    if not tasks:
        return []
    return [f"Biểu chỉ hỏi chỉ tiêu; {tasks} nhiệm vụ báo bằng: dts record MÃ --done NGÀY --evidence …"]
