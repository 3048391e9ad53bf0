"""Where a row stands: the groups of the gap table in order of urgency, and the order inside a group."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from dts.core.assess import Assessment, Status
from dts.core.model import Kind
from dts.report.document import Row, Tone


class Group(StrEnum):
    """Groups in order of urgency; the members are the words of `section` in `status --json`."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    MISSING = "missing"
    BEHIND = "behind"
    IN_PROGRESS = "in_progress"
    ACHIEVED = "achieved"
    MONITORED = "monitored"


HEADS = {
    Group.OVERDUE: "QUÁ HẠN",
    Group.DUE_SOON: "SẮP ĐẾN HẠN",
    Group.MISSING: "THIẾU SỐ LIỆU",
    Group.BEHIND: "CHẬM TIẾN ĐỘ",
    Group.IN_PROGRESS: "ĐANG THỰC HIỆN",
    Group.ACHIEVED: "ĐẠT",
    Group.MONITORED: "THEO DÕI, CHƯA GIAO MỤC TIÊU",
}
COUNT_WORDS = {
    Group.OVERDUE: "quá hạn",
    Group.DUE_SOON: "sắp đến hạn",
    Group.MISSING: "thiếu số liệu",
    Group.BEHIND: "chậm",
    Group.IN_PROGRESS: "đang thực hiện",
    Group.ACHIEVED: "đạt",
    Group.MONITORED: "theo dõi",
}
MARKS = {
    Group.OVERDUE: "■",
    Group.DUE_SOON: "▲",
    Group.MISSING: "?",
    Group.BEHIND: "▲",
    Group.IN_PROGRESS: "●",
    Group.ACHIEVED: "√",
    Group.MONITORED: " ",
}
TONES = {
    Group.OVERDUE: Tone.OVERDUE,
    Group.DUE_SOON: Tone.SOON,
    Group.MISSING: Tone.MISSING,
    Group.BEHIND: Tone.BEHIND,
    Group.IN_PROGRESS: Tone.DOING,
    Group.ACHIEVED: Tone.DONE,
    Group.MONITORED: Tone.PLAIN,
}
_BY_STATUS = {
    Status.OVERDUE: Group.OVERDUE,
    Status.DUE_SOON: Group.DUE_SOON,
    Status.NO_FIGURE: Group.MISSING,
    Status.UNDECIDED: Group.MISSING,
    Status.BEHIND: Group.BEHIND,
    Status.FAR_BEHIND: Group.BEHIND,
    Status.REGRESSING: Group.BEHIND,
    Status.ON_TRACK: Group.IN_PROGRESS,
    Status.OPEN: Group.IN_PROGRESS,
    Status.AWAITING: Group.IN_PROGRESS,
    Status.ONGOING: Group.IN_PROGRESS,
    Status.UNDATED: Group.IN_PROGRESS,
    Status.ACHIEVED: Group.ACHIEVED,
    Status.ACHIEVED_LATE: Group.ACHIEVED,
    Status.MONITORED: Group.MONITORED,
}


def group_of(row: Assessment) -> Group:
    """The group of a row: by status, but a wanting figure puts it under THIẾU SỐ LIỆU unless overdue or due soon.

    A task that is done but on a day too vague to judge stands under ĐẠT. After the deadline later figures decide
    nothing, so they do not move the row.
    """
    group = _BY_STATUS[row.status]
    if row.target.kind is Kind.TASK:
        return Group.ACHIEVED if row.status is Status.UNDECIDED else group
    if group in (Group.OVERDUE, Group.DUE_SOON):
        return group
    past = row.days_left is not None and row.days_left < 0
    return Group.MISSING if row.timeliness is not None and row.timeliness.wanting and not past else group


def own_lines(rows: Iterable[Assessment]) -> list[Assessment]:
    """The rows with a line of their own in the gap table, which its counts are of.

    Parts of a target without goal stand inside the line of the target.
    """
    found, seen = [], set()
    for row in rows:
        if row.status is not Status.MONITORED or row.target.id not in seen:
            found.append(row)
        seen.add(row.target.id)
    return found


def titled_row(group: Group, row: Assessment, part: str | None) -> Row:
    """The row of a view with mark, tone, id and names, the level or unit behind the name; nothing said yet."""
    suffix = f", {part}" if part else ""
    return Row(
        mark=MARKS[group],
        tone=TONES[group],
        id=row.target.id,
        name=row.assignment.name + suffix,
        short=row.assignment.short + suffix,
    )


_NO_DAY = 10**6


def days_unsent(row: Assessment) -> int:
    """Days since the oldest missing figure should have been sent; 0 when none is missing."""
    if row.timeliness is None or not row.timeliness.missing:
        return 0
    if row.is_total:
        return row.timeliness.days  # its parts may have other due days than the whole
    due = row.timeliness.missing[0].due(row.calendar, lag_months=row.assignment.lag_months)
    return (row.today - due).days


def order_in_group(row: Assessment) -> tuple[int, int, int]:
    """By days (figures longest missing first), then indicators with a gap, then file order."""
    group = group_of(row)
    if group in (Group.ACHIEVED, Group.MONITORED):
        return 0, 0, row.target.order
    days = row.days_left if row.days_left is not None else _NO_DAY
    if group is Group.MISSING:
        return -days_unsent(row), days, row.target.order
    gap = 0 if row.gap is not None and not row.gap.met else 1
    return days, gap, row.target.order


def in_urgency(rows: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Worst first: by group, then as inside a group."""
    places = list(Group)
    return tuple(sorted(rows, key=lambda row: (places.index(group_of(row)), *order_in_group(row))))
