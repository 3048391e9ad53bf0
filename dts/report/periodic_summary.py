"""TÓM TẮT of the periodic report: counts, both completion rates, the largest shortfalls, the change of a period."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.measure import Change, compare
from dts.core.model import Kind, Level
from dts.core.period import Period
from dts.core.tally import is_assigned, tally_tasks
from dts.report import paper
from dts.report.periodic_sentences import Brief, brief_sentence, closes, counted
from dts.report.sections import Group, group_of, order_in_group
from dts.report.status import ended_lines, orphan_lines, unassigned
from dts.report.words import (
    NOTHING_ASSIGNED,
    NOTHING_DUE,
    PARTIAL,
    rate_text,
)

REMARKABLE = 3
"""How many of the largest shortfalls the summary names."""

_INDICATOR_WORDS = (
    (Group.OVERDUE, "không đạt, đã quá hạn"),
    (Group.ACHIEVED, "đạt"),
    (Group.DUE_SOON, "sắp đến hạn"),
    (Group.BEHIND, "chậm tiến độ"),
    (Group.IN_PROGRESS, "đang thực hiện"),
    (Group.MISSING, "thiếu số liệu của kỳ"),
)

_NEVER_WORDS = {Group.OVERDUE: "quá hạn, chưa có số liệu lần nào", Group.MISSING: "chưa có số liệu lần nào"}
"""Without any figure nothing was measured, so nothing is "không đạt"."""


def summary_parts(brief: Brief) -> list[paper.Part]:
    """The paragraphs under TÓM TẮT; ended units and folders first."""
    rows = _counted_rows(brief.rows)
    found: list[paper.Part] = [
        paper.Paragraph(line) for line in (*ended_lines(brief.registry, brief.today), *orphan_lines(brief.rows))
    ]
    found.append(paper.Paragraph(" ".join([_indicators(rows, brief.period), _tasks(rows), _monitored(rows)])))
    tally = tally_tasks(rows)
    found.append(
        paper.Paragraph(
            f"Tỷ lệ hoàn thành trên tổng số được giao: {rate_text(tally.assigned, NOTHING_ASSIGNED)}. "
            f"Tỷ lệ hoàn thành trên số đã đến hạn: {rate_text(tally.due, NOTHING_DUE)}."
        )
    )
    remarkable = _remarkable(brief, rows)
    if remarkable:
        found.append(paper.Paragraph(f"Đáng chú ý: {'; '.join(remarkable)}."))
    found.append(paper.Paragraph(_compared(brief, rows)))
    return found


def _counted_rows(rows: Sequence[Assessment]) -> list[Assessment]:
    """What a summary counts: units stand for nothing of their own where their total is known."""
    whole = {row.target.id for row in rows if row.part is None}
    return [row for row in rows if row.part is None or row.part in tuple(Level) or row.target.id not in whole]


def _indicators(rows: Sequence[Assessment], period: Period) -> str:
    goals = [row for row in rows if row.assignment.goal is not None]
    if not goals:
        return "Không có chỉ tiêu nào được giao mục tiêu."
    pieces = []
    for group, words in _INDICATOR_WORDS:
        members = [row for row in goals if _group(row, period) is group]
        if group in _NEVER_WORDS:
            never = [row for row in members if row.latest is None]
            pieces += [f"{counted(len(never), 'chỉ tiêu')} {_NEVER_WORDS[group]}"] if never else []
            members = [row for row in members if row.latest is not None]
        if members:
            pieces.append(f"{counted(len(members), 'chỉ tiêu')} {words}")
    apart = any(row.part is not None and row.part not in tuple(Level) for row in goals)
    one = "đơn vị" if apart else "cấp"
    split = f" (giao riêng từng {one} thì tính từng {one})" if any(row.part for row in goals) else ""
    return f"Trong {counted(len(goals), 'chỉ tiêu')} có mục tiêu{split}: {'; '.join(pieces)}."


def _group(row: Assessment, period: Period) -> Group:
    """The group counted; a goal that ends inside the period is not "sắp đến hạn" but being worked at."""
    group = group_of(row)
    return Group.IN_PROGRESS if group is Group.DUE_SOON and closes(row, period) else group


def _tasks(rows: Sequence[Assessment]) -> str:
    tasks = [row for row in rows if row.target.kind is Kind.TASK and is_assigned(row)]
    if not tasks:
        return "Không có nhiệm vụ nào được giao."
    tally = tally_tasks(tasks)
    due_soon = sum(1 for row in tasks if row.status is Status.DUE_SOON)
    done = tally.done_in_time + tally.done_late + tally.done_undated
    cells = (
        (done, "nhiệm vụ đã hoàn thành" + (f" (quá hạn {tally.done_late})" if tally.done_late else "")),
        (tally.open_overdue, "nhiệm vụ quá hạn"),
        (due_soon, "nhiệm vụ sắp đến hạn"),
        (tally.open_in_time - due_soon, "nhiệm vụ đang thực hiện trong hạn"),
        (tally.undated, "nhiệm vụ chưa được ấn định thời hạn"),
    )
    listed = ", ".join(counted(number, what) for number, what in cells if number)
    sentence = f"Trong {counted(len(tasks), 'nhiệm vụ')} được giao: "
    if tally.ongoing:
        sentence += f"{counted(tally.ongoing, 'nhiệm vụ')} thường xuyên (không tính vào tỷ lệ hoàn thành); "
    return sentence + f"{counted(tally.assigned.of, 'nhiệm vụ')} phải hoàn thành, gồm {listed}."


def _monitored(rows: Sequence[Assessment]) -> str:
    targets = {row.target.id for row in rows if row.status is Status.MONITORED}
    return f"Theo dõi thêm {counted(len(targets), 'chỉ tiêu')} chưa giao mục tiêu." if targets else ""


def _remarkable(brief: Brief, rows: Sequence[Assessment]) -> list[str]:
    """The largest shortfalls still open, and how many have no single agency."""
    open_rows = [row for row in rows if row.gap is not None and not row.gap.met and row.target.kind is not Kind.TASK]
    open_rows.sort(key=lambda row: (-(row.gap.things or 0) if row.gap else 0, order_in_group(row)))
    found = [brief_sentence(brief.registry, row, brief.period) for row in open_rows[:REMARKABLE]]
    without, asked = unassigned(brief.rows)
    if without:
        found.append(f"{without}/{asked} chỉ tiêu, nhiệm vụ chưa có một đơn vị chủ trì")
    return found


def _compared(brief: Brief, rows: Sequence[Assessment]) -> str:
    """How many rose and fell since the period before and since the same one of last year; or what is missing for it."""
    before, year = brief.period.previous(), brief.period.same_last_year()
    said, lacking = [], []
    for other in dict.fromkeys((before, year)):
        changes = [(row, change) for row in rows if (change := _change(row, brief.period, other)) is not None]
        amounts = [_for_the_better(row, change.amount) for row, change in changes if change.amount is not None]
        if amounts:
            said.append(_moves(amounts, other))
        elif any(change.partial for _row, change in changes):
            said.append(f"So với kỳ {other.label}: {PARTIAL}.")
        else:
            lacking.append(f"kỳ {other.label}")
    if not said:
        return f"So với kỳ trước và so với cùng kỳ năm trước: chưa có số liệu {' và '.join(lacking)} để so sánh."
    return " ".join([*said, *([f"Chưa có số liệu {lacking[0]} để so sánh."] if lacking else [])])


def _change(row: Assessment, period: Period, other: Period) -> Change | None:
    """The change between two periods; None where one of them has no figure."""
    found = {item.figure.period: item for item in row.series}
    if row.target.kind is Kind.TASK or period not in found:
        return None
    return compare(found.get(other), found[period], row.assignment)


def _for_the_better(row: Assessment, amount: Fraction) -> Fraction:
    return -amount if row.target.kind is Kind.RANK else amount


def _moves(amounts: Sequence[Fraction], other: Period) -> str:
    rose, fell = sum(1 for each in amounts if each > 0), sum(1 for each in amounts if each < 0)
    return (
        f"So với kỳ {other.label}, trong {counted(len(amounts), 'chỉ tiêu')} so sánh được: "
        f"{counted(rose, 'chỉ tiêu')} tăng, {counted(fell, 'chỉ tiêu')} giảm, "
        f"{counted(len(amounts) - rose - fell, 'chỉ tiêu')} giữ nguyên."
    )
