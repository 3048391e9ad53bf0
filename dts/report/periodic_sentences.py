"""One target or task of the periodic report in one sentence, and the numbering of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.log import Log
from dts.core.model import Kind, Registry
from dts.core.period import Period
from dts.report.amounts import figure_age, figure_time, gap_text, goal_text, parts_of_fraction, value_text, with_age
from dts.report.sections import Group, group_of
from dts.report.words import (
    deadline_text,
    part_name,
    parts_text,
    periods_text,
    status_text,
)


class Brief(NamedTuple):
    """What the report is made from."""

    registry: Registry
    log: Log
    rows: Sequence[Assessment]
    period: Period
    today: date
    known_at: date | None = None
    scope: str = ""
    """The agency whose work alone is reported."""


class Sources:
    """Numbers each source in the order of its first mention."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def mark(self, text: str | None) -> str:
        """` [1]`, or nothing."""
        if not text:
            return ""
        return f" [{self.numbers.setdefault(text, len(self.numbers) + 1)}]"


def counted(number: int, what: str) -> str:
    """`02 nhiệm vụ`, `17 nhiệm vụ`; zero is a word."""
    return f"{number:02d} {what}" if number else f"không có {what}"


def closes(row: Assessment, period: Period) -> bool:
    """Whether the period reported contains the deadline, still to come: then nothing is "sắp đến hạn"."""
    return (
        row.deadline is not None
        and row.target.kind is not Kind.TASK
        and (period.contains(row.deadline) and row.today <= row.deadline and period.kind is row.assignment.every)
    )


def name_of(registry: Registry, row: Assessment) -> str:
    """`Hồ sơ giải quyết trực tuyến, cấp tỉnh`."""
    part = part_name(row.part, registry)
    return row.assignment.name + (f", {part}" if part else "")


def sentence(registry: Registry, row: Assessment, period: Period, *, whole: bool = True) -> str:
    """One target in one sentence: what, result, goal, distance, deadline."""
    pieces = [f"{name_of(registry, row)}: {result_text(row, period)}"]
    if row.assignment.goal is not None:
        goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
        of = row.assignment.goal_of if whole else None
        pieces.append(f"{of}: {goal}" if of else f"mục tiêu {goal}")
        pieces += [gap_text(row, both=True) or "", _verdict(row, period if closes(row, period) else None)]
    if whole and (covered := parts_text(row.shown, registry)):
        pieces.append(covered)
    return "; ".join(piece for piece in pieces if piece)


def _verdict(row: Assessment, closing: Period | None = None) -> str:
    words = "" if row.status in (Status.OPEN, Status.NO_FIGURE) else status_text(row).split(" (")[0]
    if row.gap is not None and row.gap.amount == 0 and row.status is Status.ACHIEVED:
        words = ""  # "vừa đạt" has said it
    if closing is not None and row.status is not Status.ACHIEVED:
        words = _closing_words(row, closing)
    missing = row.timeliness.missing if row.timeliness else ()
    unsent = f"chưa gửi {periods_text(missing)}" if missing and group_of(row) is Group.MISSING else ""
    return "; ".join(piece for piece in (words, unsent, deadline_text(row)) if piece)


def _closing_words(row: Assessment, period: Period) -> str:
    """`ước không đạt năm 2025` from an estimate, else `chưa đạt (số liệu đến 14/12/2025)`."""
    item = row.shown
    if item is None or item.value is None:
        return "chưa có số liệu"
    if item.figure.estimate:
        return f"ước không đạt {period.label}"
    return f"chưa đạt (số liệu đến {format_date(item.as_of)})"


def result_text(row: Assessment, period: Period) -> str:
    """Fraction before percentage; a task's state; what is not of the period carries its own time; never a blank."""
    item = row.shown
    if row.target.kind is Kind.TASK:
        done = item.figure.done if item else None
        if done is not None:
            words = status_text(row).removeprefix("hoàn thành").removeprefix(",").strip()
            return f"hoàn thành {done.text} {words}" if words.startswith("(") else f"hoàn thành {done.text}, {words}"
        return f"{status_text(row)}, hạn {deadline_text(row)}" if row.deadline else status_text(row)
    if item is None:
        return "chưa có số liệu"
    value = value_text(row, item) or ""
    if item.figure.estimate:
        value = f"ước đạt {value}"
    fraction = parts_of_fraction(item)
    if fraction:
        things = row.assignment.of_what or row.target.unit or ""
        value = f"{fraction} {things}, bằng {value}".replace("  ", " ")
        value += f" (nguồn công bố: {item.figure.published})" if item.figure.published else ""
    age = figure_age(row, item)
    if age is None and item.figure.period.cutoff(row.calendar) > period.cutoff(row.calendar):
        age = f"số liệu {figure_time(item)}"
    return with_age(value, age)
