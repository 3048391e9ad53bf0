"""One target or task as an agency's page shows it: its five rõ, its basis, how it stands, what was said about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dts.core.arrears import awaited_periods, explain, measure_unsent, wants_explanation
from dts.core.assess import Assessment, Status
from dts.core.model import DeadlineKind, Kind, Registry
from dts.core.remarks import Remarks, latest_remark
from dts.core.timeliness import Data
from dts.report.amounts import figure_age, goal_text, value_text, with_age
from dts.report.document import Row
from dts.report.names import part_name
from dts.report.overdue import unsent_text
from dts.report.sections import Group, group_of, titled_row
from dts.report.status_rows import completed_text, distance_phrases, monitored_text, proof_phrases
from dts.report.words import (
    CLARITY_NAMES,
    data_text,
    days_text,
    last_day_text,
    owner_text,
    parts_text,
    periods_text,
    remark_text,
    status_text,
)

UNCLEAR = "CHƯA RÕ"
SAME_BASIS = "như trên"
NO_BASIS = "chưa nêu"
NO_REPORT = "chưa có báo cáo"
UNEXPLAINED = "chưa giải trình"


class Said(NamedTuple):
    """Everything said about targets, and up to which day it counts."""

    explanations: Remarks
    notes: Remarks
    known_at: date | None = None


def followed_row(row: Assessment, family: list[Assessment]) -> Row:
    """A target without goal in one line, its levels inside it; a unit sees its own figure only."""
    unsent = measure_unsent(row)
    own = row.owner is not None and row.part == row.owner.id
    return titled_row(Group.MONITORED, row, None)._replace(
        right="theo dõi",
        who=(value_text(row) or "chưa có số liệu") if own else monitored_text(row, family),
        details=(f"chưa gửi {unsent_text(unsent)}",) if unsent else (),
        one_line=True,
    )


def card(registry: Registry, row: Assessment, said: Said, basis_before: str | None, *, leads: bool) -> Row:
    """A target or task with everything an agency must know; `basis_before` is the one of the card above."""
    group = group_of(row)
    part = part_name(row.part, registry)
    basis = row.assignment.basis
    partners = ", ".join(registry.owners[key].short for key in row.assignment.partners)
    facts = [
        *((CLARITY_NAMES[key], text or unclear_text(key, row)) for key, text in clear_texts(registry, row).items()),
        *([] if leads else [("chủ trì", owner_text(row))]),
        *([("phối hợp", partners)] if leads and partners else []),
        ("căn cứ", (SAME_BASIS if basis == basis_before else basis) if basis else NO_BASIS),
        *_state_facts(registry, row, said),
    ]
    return titled_row(group, row, part)._replace(
        right=state_cell(row, group),
        facts=tuple(facts),
    )


def state_cell(row: Assessment, group: Group) -> str:
    """Days, or what stands in their place: `hoàn thành`, `đạt`, `chờ công bố`, `thường xuyên`, `không hạn`."""
    if group is Group.ACHIEVED:
        return "hoàn thành" if row.target.kind is Kind.TASK else status_text(row).split(" (")[0]
    past = row.days_left is not None and row.days_left < 0
    if row.status is Status.AWAITING or (group is Group.MISSING and past):
        return status_text(row)  # past its deadline, and not overdue: there is no figure to judge it by
    if row.days_left is not None:
        return days_text(row.days_left)
    return "thường xuyên" if row.assignment.deadline.kind is DeadlineKind.ONGOING else "không hạn"


def _result_wanted(row: Assessment) -> str | None:
    goal = goal_text(row.assignment.goal, row.target.kind, row.target.unit)
    phrases = (goal, row.assignment.goal_of, row.assignment.result)
    return "; ".join(phrase for phrase in phrases if phrase) or None


def _work(row: Assessment) -> str | None:
    return row.assignment.work or (None if row.target.kind is Kind.TASK else "theo tên chỉ tiêu")


CLEAR: dict[str, Callable[[Assessment], str | None]] = {
    "person": lambda row: row.assignment.person,
    "work": _work,
    "time": lambda row: None if row.assignment.deadline.kind is DeadlineKind.NONE else last_day_text(row),
    "responsibility": lambda row: row.assignment.responsibility,
    "result": _result_wanted,
    "authority": lambda row: row.assignment.authority,
}
"""The words of each rõ; None where it is missing."""


def clear_texts(registry: Registry, row: Assessment) -> dict[str, str | None]:
    """The words of each rõ that is asked, None where it is missing; empty for a target nobody was given."""
    asked = row.target.kind is Kind.TASK or row.assignment.goal is not None
    return {key: CLEAR[key](row) for key in registry.rules.clarity} if asked else {}


def unclear_text(key: str, row: Assessment) -> str:
    """CHƯA RÕ; for the person the head of the agency beside it: a post is not a person."""
    agency = row.responsible or row.owner
    if key != "person" or agency is None or agency.head is None:
        return UNCLEAR
    return f"{UNCLEAR} (người đứng đầu: {agency.head})"


def _state_facts(registry: Registry, row: Assessment, said: Said) -> list[tuple[str, str]]:
    """How it stands: the figure, what was reported, what was explained."""
    facts = []
    note = latest_remark(row, said.notes, known_at=said.known_at)
    explanation = explain(row, said.explanations, known_at=said.known_at)
    if row.target.kind is not Kind.TASK:
        facts.append(("số liệu", _figure_words(registry, row)))
        if note is not None:
            facts.append(("tình hình", remark_text(note)))
    elif row.shown is not None:
        facts.append(("tình hình", _done_words(row)))
    else:
        facts.append(("tình hình", remark_text(note) if note else NO_REPORT))
    if explanation is not None:
        facts.append(("giải trình", remark_text(explanation)))
    elif wants_explanation(row):
        facts.append(("giải trình", UNEXPLAINED))
    return facts


def _done_words(row: Assessment) -> str:
    """`hoàn thành 26/02/2025 trong hạn; minh chứng: …; đơn vị báo, chưa xác nhận`, or that there is no evidence."""
    figure = row.shown.figure if row.shown else None
    phrases = [completed_text(row)]
    if figure is not None and figure.evidence:
        phrases.append(f"minh chứng: {figure.evidence}")
    return "; ".join([*phrases, *proof_phrases(row)])


def _figure_words(registry: Registry, row: Assessment) -> str:
    """`36,18% (số liệu tháng 5/2023); thiếu 43,82 điểm %; chưa gửi 2 kỳ, từ năm 2023`."""
    value = value_text(row)
    phrases = [with_age(value, figure_age(row, row.shown)) if value else "chưa có số liệu"]
    if value:
        phrases += distance_phrases(row)
    if row.status in (Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING, Status.ON_TRACK, Status.UNDECIDED):
        phrases.append(status_text(row))
    if unsent := measure_unsent(row):
        phrases.append(f"chưa gửi {unsent_text(unsent)}")
    elif row.timeliness and row.timeliness.state is Data.COLLECTING:
        phrases.append(data_text(row.timeliness) or "")
    if waited := awaited_periods(row):
        phrases.append(f"chờ công bố {periods_text(waited)}")
    phrases.append(parts_text(row.latest, registry) or "")
    return "; ".join(phrase for phrase in phrases if phrase)
