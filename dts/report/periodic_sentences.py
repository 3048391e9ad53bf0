"""One target or task of the periodic report in one sentence, and the numbering of its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.arrears import awaited_periods
from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.log import Log
from dts.core.measure import compare
from dts.core.model import DeadlineKind, Kind, Profile, Registry
from dts.core.period import Calendar, Period
from dts.core.tally import is_assigned
from dts.report.amounts import (
    change_text,
    figure_age,
    figure_time,
    gap_text,
    goal_text,
    parts_of_fraction,
    value_text,
    with_age,
)
from dts.report.names import part_name
from dts.report.sections import Group, group_of
from dts.report.words import NO_OWNER, deadline_text, owner_text, parts_text, periods_text, status_text


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
    profile: Profile | None = None
    """The report of a single agency; None for the province's own."""

    @property
    def calendar(self) -> Calendar:
        """Cut-off and due day of this report."""
        return self.registry.report_calendar(self.profile)


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
        and period.contains(row.deadline)
        and row.today <= row.deadline
    )


def name_of(registry: Registry, row: Assessment) -> str:
    """`Hồ sơ giải quyết trực tuyến, cấp tỉnh`."""
    part = part_name(row.part, registry)
    return row.assignment.name + (f", {part}" if part else "")


def own_name(registry: Registry, row: Assessment) -> str:
    """The name behind its agency's: a unit's own part needs no unit named again."""
    return row.assignment.name if row.owner is not None and row.owner.id == row.part else name_of(registry, row)


def sentence(registry: Registry, row: Assessment, period: Period, *, name: str | None = None) -> str:
    """One target in one sentence: what, result, change, goal, distance, deadline; `name` replaces its full name."""
    pieces = [f"{name or name_of(registry, row)}: {result_text(row, period)}"]
    if row.target.kind is Kind.TASK:
        pieces.append(_given_to(row) if is_assigned(row) else "")
    else:
        pieces.append(change_phrase(row))
    if row.assignment.goal is not None:
        pieces += [goal_phrase(row), judged_phrase(row), gap_text(row, both=True) or ""]
        pieces += [_verdict(row, period if closes(row, period) else None), unsent_text(row), deadline_text(row)]
    pieces += [awaited_phrase(row), parts_text(row.shown, registry) or ""]
    return two_digits("; ".join(piece for piece in pieces if piece))


def _given_to(row: Assessment) -> str:
    """`chủ trì: Sở TT&TT`; `giao chung: các sở, ngành`; that nobody is named."""
    if row.owner is None:
        return f"giao chung: {row.assignment.assigned_to}" if row.assignment.assigned_to else NO_OWNER
    return f"chủ trì: {owner_text(row)}"


def brief_sentence(registry: Registry, row: Assessment, period: Period) -> str:
    """The same for a summary: shorter, with commas, to be listed behind one another."""
    pieces = [f"{name_of(registry, row)}: {result_text(row, period, published=False)}"]
    if row.assignment.goal is not None:
        goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
        pieces += [f"mục tiêu {goal}", gap_text(row, both=True) or "", unsent_text(row)]
    dated = row.assignment.deadline.kind is not DeadlineKind.NONE or row.assignment.deadline_text
    pieces.append(deadline_text(row) if dated else UNDATED)
    return two_digits(", ".join(piece for piece in pieces if piece))


def goal_phrase(row: Assessment) -> str:
    """`mục tiêu quốc gia (QĐ 749/QĐ-TTg): ≥ 80%`."""
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    return f"{row.assignment.goal_of}: {goal}" if row.assignment.goal_of else f"mục tiêu {goal}"


def judged_phrase(row: Assessment) -> str:
    """The index it is judged by, where that is not the goal's own."""
    return f"xét theo {row.assignment.judged_by}" if row.assignment.judged_by else ""


def change_phrase(row: Assessment) -> str:
    """`giảm 6 bậc (từ 12 xuống 18) so với năm 2021; …` against the period before and the same one of last year."""
    item, phrases = row.shown, []
    if item is None:
        return ""
    period = item.figure.period
    for other in dict.fromkeys((period.previous(), period.same_last_year())):
        before = next((each for each in reversed(row.series) if each.figure.period == other), None)
        words = change_text(compare(before, item, row.assignment), row.target.kind, row.target.unit)
        phrases.append(f"{words} so với {other.label}" if words else "")
    return "; ".join(filter(None, phrases))


def awaited_phrase(row: Assessment) -> str:
    """`năm 2023, 2024: chờ công bố`."""
    awaited = awaited_periods(row)
    return f"{periods_text(awaited)}: chờ công bố" if awaited else ""


def unsent_text(row: Assessment) -> str:
    """`chưa gửi năm 2023, 2024` of a row that is wanting for it."""
    missing = row.timeliness.missing if row.timeliness else ()
    return f"chưa gửi {periods_text(missing)}" if missing and group_of(row) is Group.MISSING else ""


def two_digits(text: str) -> str:
    """In sentences counts below ten have two digits: còn 02 ngày, 03 chỉ thị stays what `result_text` made it."""
    return _DAYS.sub(r"\g<1>0\2\3", text)


_SMALL = re.compile(r"^([1-9])(?= )")
_DAYS = re.compile(r"\b((?:còn|quá hạn|chậm) )([1-9])( ngày)")
UNDATED = "chưa được ấn định thời hạn"


def _verdict(row: Assessment, closing: Period | None = None) -> str:
    words = "" if row.status in (Status.OPEN, Status.NO_FIGURE) else status_text(row).split(" (")[0]
    if row.gap is not None and row.gap.amount == 0 and row.status is Status.ACHIEVED:
        words = ""  # "vừa đạt" has said it
    if closing is not None and row.status is not Status.ACHIEVED:
        words = _closing_words(row, closing)
    return words


def _closing_words(row: Assessment, period: Period) -> str:
    """`ước không đạt năm 2025` from an estimate, else `chưa đạt (số liệu đến 14/12/2025)`."""
    item = row.shown
    if item is None or item.value is None:
        return "chưa có số liệu"
    if item.figure.estimate:
        return f"ước không đạt {period.label}"
    return f"chưa đạt (số liệu đến {format_date(item.as_of)})"


def result_text(row: Assessment, period: Period, *, published: bool = True) -> str:
    """Fraction before percentage; a task's state; what is not of the period carries its own time; never a blank."""
    item = row.shown
    if row.target.kind is Kind.TASK:
        done = item.figure.done if item else None
        if done is not None:
            words = status_text(row).removeprefix("hoàn thành").removeprefix(",").strip()
            return f"hoàn thành {done.text} {words}" if words.startswith("(") else f"hoàn thành {done.text}, {words}"
        if row.status is Status.UNDATED:
            return row.assignment.deadline_text or UNDATED
        return f"{status_text(row)}, hạn {deadline_text(row)}" if row.deadline else status_text(row)
    if item is None:
        return "chưa có số liệu"
    value = _SMALL.sub(r"0\1", value_text(row, item) or "") if row.target.kind is Kind.COUNT else value_text(row, item)
    value = value or ""
    if item.figure.estimate:
        value = f"ước đạt {value}"
    fraction = parts_of_fraction(item)
    if fraction:
        things = row.assignment.of_what or row.target.unit or ""
        value = f"{fraction} {things}, bằng {value}".replace("  ", " ")
        value += f" (nguồn công bố: {item.figure.published})" if item.figure.published and published else ""
    age = figure_age(row, item)
    if age is None and item.figure.period.cutoff(row.calendar) > period.cutoff(row.calendar):
        age = f"số liệu {figure_time(item)}"
    return with_age(value, age)
