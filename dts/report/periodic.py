"""The periodic report: what a province writes up the chain for one period, in an official's sentences.

Missing data is a finding, never a blank; nothing is compared across a break; counts in sentences are written 01 … 09.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dts.core.arrears import Arrears, Item, find_arrears
from dts.core.assess import Assessment, Status
from dts.core.dates import formal_date, format_date
from dts.core.log import Log
from dts.core.model import Kind, Registry
from dts.core.period import Period
from dts.core.remarks import by_target, latest_remark, remark_day
from dts.core.tally import is_assigned, tally_tasks
from dts.report import paper
from dts.report.amounts import figure_age, figure_time, gap_text, goal_text, parts_of_fraction, value_text, with_age
from dts.report.folding import fold_units
from dts.report.sections import Group, group_of, order_in_group
from dts.report.status import ended_lines, unassigned
from dts.report.words import (
    NOTHING_ASSIGNED,
    NOTHING_DUE,
    capital,
    days_text,
    deadline_text,
    owner_text,
    part_name,
    parts_text,
    periods_text,
    rate_text,
    status_text,
)

REMARKABLE = 3
"""How many of the largest shortfalls the summary names."""


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


def periodic_report(brief: Brief) -> paper.Paper:
    """Build the report of a period as of a day."""
    arrears = find_arrears(
        brief.rows, by_target(brief.log.explanations), by_target(brief.log.notes), known_at=brief.known_at
    )
    # a goal that ends inside the period reported is judged in its own words, not announced as due soon
    arrears = arrears._replace(due_soon=tuple(item for item in arrears.due_soon if not closes(item.row, brief.period)))
    sources = Sources()
    parts: list[paper.Part] = [paper.Heading("TÓM TẮT"), *_summary(brief)]
    parts += [paper.Heading("CHỈ TIÊU, NHIỆM VỤ QUÁ HẠN"), *_late_items(brief, arrears.overdue, sources)]
    warn = brief.registry.rules.warn_days
    parts.append(paper.Heading(f"CHỈ TIÊU, NHIỆM VỤ SẮP ĐẾN HẠN (trong {warn} ngày tới)"))
    parts += _late_items(brief, arrears.due_soon, sources)
    parts += [paper.Heading("SỐ LIỆU CHƯA GỬI, GỬI CHẬM"), *_unsent_items(brief.registry, arrears, sources)]
    parts += [paper.Heading("KẾT QUẢ THEO NHÓM"), *_groups(brief, sources)]
    parts += [paper.Heading("THEO ĐƠN VỊ CHỦ TRÌ"), _owners(brief, arrears)]
    parts += [paper.Heading("ĐÍNH CHÍNH TRONG KỲ"), *_restated(brief)]
    if sources.numbers:
        parts.append(paper.Heading("NGUỒN SỐ LIỆU"))
        parts += [paper.Source(number, text) for text, number in sources.numbers.items()]
    return paper.Paper(
        summary=preview(brief, arrears),
        letterhead=_letterhead(brief),
        parts=tuple(parts),
        recipients=("Như trên;", "Lưu: VT."),
    )


def preview(brief: Brief, arrears: Arrears) -> str:
    """The first line: counts, zero written as 0."""
    soonest = min((item.row.days_left or 0 for item in arrears.due_soon), default=None)
    longest = max((-(item.row.days_left or 0) for item in arrears.overdue), default=None)
    overdue = f"quá hạn {len(arrears.overdue)}" + (f" ({longest} ngày)" if longest else "")
    soon = f"sắp đến hạn {len(arrears.due_soon)}" + (f" (còn {soonest} ngày)" if soonest else "")
    soon += " (hết hạn hôm nay)" if soonest == 0 else ""
    return (
        f"{capital(f'kỳ {brief.period.label}')}, lập ngày {format_date(brief.today)}: {overdue}; {soon}; "
        f"chưa gửi số liệu {len(arrears.unsent)}"
    )


def _letterhead(brief: Brief) -> paper.Letterhead:
    registry = brief.registry
    first, last = brief.period.window(registry.calendar())
    agency = registry.agency or registry.title
    if agency.startswith("UBND "):
        lines: tuple[str, ...] = ("ỦY BAN NHÂN DÂN", agency.removeprefix("UBND ").upper())
    else:
        lines = (agency.upper(),)
    subject = "Tiến độ thực hiện chỉ tiêu, nhiệm vụ chuyển đổi số và Đề án 06"
    return paper.Letterhead(
        agency=lines,
        symbol="/BC-UBND" if agency.startswith("UBND ") else "/BC-…",
        place_and_day=f"{registry.province or '…………'}, {formal_date(brief.today)}",
        kind="BÁO CÁO",
        subject=(
            f"{subject}, {brief.period.label}",
            *([f"(phần việc của {brief.scope})"] if brief.scope else []),
            f"(số liệu từ {format_date(first)} đến {format_date(last)})",
        ),
    )


# ── summary ──────────────────────────────────────────────────────────────────

_INDICATOR_WORDS = (
    (Group.OVERDUE, "không đạt, đã quá hạn"),
    (Group.ACHIEVED, "đạt"),
    (Group.DUE_SOON, "sắp đến hạn"),
    (Group.BEHIND, "chậm tiến độ"),
    (Group.IN_PROGRESS, "đang thực hiện"),
    (Group.MISSING, "thiếu số liệu của kỳ"),
)


def _summary(brief: Brief) -> list[paper.Part]:
    rows = brief.rows
    found: list[paper.Part] = [paper.Paragraph(line) for line in ended_lines(brief.registry, brief.today)]
    found.append(paper.Paragraph(" ".join([_indicators(rows, brief.period), _tasks(rows), _monitored(rows)])))
    tally = tally_tasks(rows)
    found.append(
        paper.Paragraph(
            f"Tỷ lệ hoàn thành trên tổng số được giao: {rate_text(tally.assigned, NOTHING_ASSIGNED)}. "
            f"Tỷ lệ hoàn thành trên số đã đến hạn: {rate_text(tally.due, NOTHING_DUE)}."
        )
    )
    remarkable = _remarkable(brief)
    if remarkable:
        found.append(paper.Paragraph(f"Đáng chú ý: {'; '.join(remarkable)}."))
    found.append(paper.Paragraph(_compared(brief)))
    return found


def _indicators(rows: Sequence[Assessment], period: Period) -> str:
    goals = [row for row in rows if row.assignment.goal is not None]
    if not goals:
        return "Không có chỉ tiêu nào được giao mục tiêu."
    pieces = []
    for group, words in _INDICATOR_WORDS:
        members = [row for row in goals if _group(row, period) is group]
        if group is Group.MISSING:
            never = [row for row in members if row.latest is None]
            pieces += [f"{counted(len(never), 'chỉ tiêu')} chưa có số liệu lần nào"] if never else []
            members = [row for row in members if row.latest is not None]
        if members:
            pieces.append(f"{counted(len(members), 'chỉ tiêu')} {words}")
    split = " (giao riêng từng cấp, từng đơn vị tính riêng)" if any(row.part for row in goals) else ""
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


def _remarkable(brief: Brief) -> list[str]:
    """The largest shortfalls still open, and how many have no single agency."""
    open_rows = [
        row for row in brief.rows if row.gap is not None and not row.gap.met and row.target.kind is not Kind.TASK
    ]
    open_rows.sort(key=lambda row: (-(row.gap.things or 0) if row.gap else 0, order_in_group(row)))
    found = [_sentence(brief.registry, row, brief.period, whole=False) for row in open_rows[:REMARKABLE]]
    without, asked = unassigned(brief.rows)
    if without:
        found.append(f"{without}/{asked} chỉ tiêu, nhiệm vụ chưa có một đơn vị chủ trì")
    return found


def _compared(brief: Brief) -> str:
    """How many rose and fell since the period before, or which periods are missing to compare with."""
    changed = [
        row
        for row in brief.rows
        if row.change is not None
        and row.change.amount is not None
        and row.latest is row.shown
        and row.shown is not None
        and row.shown.figure.period == brief.period
    ]
    before, year = brief.period.previous(), brief.period.same_last_year()
    if not changed:
        other = f" và kỳ {year.label}" if year != before else ""
        return f"So với kỳ trước và so với cùng kỳ năm trước: chưa có số liệu kỳ {before.label}{other} để so sánh."
    better = sum(1 for row in changed if _improved(row))
    same = sum(1 for row in changed if row.change is not None and row.change.amount == 0)
    return (
        f"So với kỳ {before.label}, trong {counted(len(changed), 'chỉ tiêu')} so sánh được: "
        f"{counted(better, 'chỉ tiêu')} tăng, {counted(len(changed) - better - same, 'chỉ tiêu')} giảm, "
        f"{counted(same, 'chỉ tiêu')} giữ nguyên."
    )


def _improved(row: Assessment) -> bool:
    amount = row.change.amount if row.change else None
    if amount is None or amount == 0:
        return False
    return amount < 0 if row.target.kind is Kind.RANK else amount > 0


# ── what is late ─────────────────────────────────────────────────────────────


def _late_items(brief: Brief, items: Sequence[Item], sources: Sources) -> list[paper.Part]:
    if not items:
        return [paper.Paragraph("Không có.")]
    return [paper.Item(_late_sentence(brief.registry, item, sources, brief.period)) for item in items]


def _late_sentence(registry: Registry, item: Item, sources: Sources, period: Period) -> str:
    row = item.row
    last = row.deadline
    deadline = deadline_text(row)
    if last is not None and format_date(last) not in deadline:
        deadline += f" (ngày cuối trong hạn {format_date(last)})"
    pieces = [f"{_name(registry, row)}: hạn {deadline}, {_days(row)}"]
    if row.target.kind is not Kind.TASK:
        pieces.append(_result(row, period))
    pieces.append(_explained(item))
    text = "; ".join(piece for piece in pieces if piece)
    text += f". Chủ trì: {owner_text(row)}"
    text += f"; người chịu trách nhiệm: {row.assignment.person}" if row.assignment.person else ""
    return text + sources.mark(row.assignment.basis) + "."


def _days(row: Assessment) -> str:
    """`còn 02 ngày`: in sentences counts below ten have two digits."""
    days = abs(row.days_left or 0)
    if 0 < days < 10:
        return f"{'còn' if (row.days_left or 0) > 0 else 'quá hạn'} {days:02d} ngày"
    return days_text(row.days_left or 0)


def _explained(item: Item) -> str:
    """The explanation with its day, that there is none, or the latest note before the deadline."""
    if item.explanation is not None:
        day = remark_day(item.explanation)
        when = f" ({format_date(day)})" if day else ""
        return f"giải trình{when}: {item.explanation.text.rstrip('.')}"
    if item.wants_explanation:
        return "chưa giải trình"
    return f"tình hình: {item.note.text.rstrip('.')}" if item.note else "chưa có báo cáo"


def _unsent_items(registry: Registry, arrears: Arrears, sources: Sources) -> list[paper.Part]:
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
            f"{capital(owner_text(item.row))}: {_name(registry, item.row)}, {periods}; "
            f"hạn gửi {format_date(unsent.due)}, chậm {unsent.days} ngày; {_explained(item)}."
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
            found.append(paper.Item(f"{words}: {'; '.join(_name(registry, row) for row in rows)}."))
    if arrears.awaiting:
        names = "; ".join(f"{_name(registry, each.row)}, {periods_text(each.periods)}" for each in arrears.awaiting)
        found.append(paper.Item(f"Chờ công bố (không tính là chậm): {names}."))
    return found or [paper.Paragraph("Không có.")]


# ── results ──────────────────────────────────────────────────────────────────


def _groups(brief: Brief, sources: Sources) -> list[paper.Part]:
    found: list[paper.Part] = []
    heads = [(key, group.name) for key, group in brief.registry.groups.items()]
    for key, name in [*heads, (None, "Nhóm khác")]:
        rows = [row for row in brief.rows if row.target.group == key]
        if not rows:
            continue
        found.append(paper.Item(name))
        for row in rows:
            text = _sentence(brief.registry, row, brief.period) + _late_reason(brief, row) + _cited(row, sources)
            found.append(paper.Item(f"{text}.", deeper=True))
    return found


def _late_reason(brief: Brief, row: Assessment) -> str:
    """What was done late carries its explanation, or that there is none."""
    if row.status is not Status.ACHIEVED_LATE:
        return ""
    remark = latest_remark(row, by_target(brief.log.explanations), known_at=brief.known_at)
    return f"; giải trình: {remark.text.rstrip('.')}" if remark else "; chưa giải trình"


def _cited(row: Assessment, sources: Sources) -> str:
    return sources.mark(row.shown.figure.source if row.shown else row.assignment.basis)


def _name(registry: Registry, row: Assessment) -> str:
    part = part_name(row.part, registry)
    return row.assignment.name + (f", {part}" if part else "")


def _sentence(registry: Registry, row: Assessment, period: Period, *, whole: bool = True) -> str:
    """One target in one sentence: what, result, goal, distance, deadline."""
    pieces = [f"{_name(registry, row)}: {_result(row, period)}"]
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


def closes(row: Assessment, period: Period) -> bool:
    """Whether the period reported contains the deadline, still to come: then nothing is "sắp đến hạn"."""
    return (
        row.deadline is not None
        and row.target.kind is not Kind.TASK
        and (period.contains(row.deadline) and row.today <= row.deadline and period.kind is row.assignment.every)
    )


def _closing_words(row: Assessment, period: Period) -> str:
    """`ước không đạt năm 2025` from an estimate, else `chưa đạt (số liệu đến 14/12/2025)`."""
    item = row.shown
    if item is None or item.value is None:
        return "chưa có số liệu"
    if item.figure.estimate:
        return f"ước không đạt {period.label}"
    return f"chưa đạt (số liệu đến {format_date(item.as_of)})"


def _result(row: Assessment, period: Period) -> str:
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


# ── agencies, corrections ────────────────────────────────────────────────────


def _owners(brief: Brief, arrears: Arrears) -> paper.Columns:
    """Counts per agency, those without one first; the totals add up."""
    asked = [row for row in brief.rows if row.assignment.goal is not None or _is_task(row)]
    names = list(dict.fromkeys(_head(row) for row in sorted(asked, key=lambda row: row.owner is not None)))
    unsent = [_head(item.row) for item in arrears.unsent]
    table = []
    for name in names:
        own = [row for row in asked if _head(row) == name]
        table.append(
            [len(own), *(sum(1 for row in own if group_of(row) is group) for group in _SHOWN), unsent.count(name)]
        )
    heads = (
        "Đơn vị chủ trì",
        "Được giao",
        "Quá hạn",
        "Sắp đến",
        "Thiếu s.liệu",
        "Chậm",
        "Đang t.hiện",
        "Đạt",
        "Chưa gửi",
    )
    totals = [sum(column) for column in zip(*table, strict=True)] if table else [0] * 8
    return paper.Columns(
        heads=heads,
        rows=tuple((capital(name), *map(str, counts)) for name, counts in zip(names, table, strict=True)),
        totals=("Cộng", *map(str, totals)),
    )


def _head(row: Assessment) -> str:
    """The agency a row is counted under; what was given to many stands in one line."""
    return owner_text(row) if row.owner is not None or row.assignment.assigned_to is None else SHARED


SHARED = "giao chung nhiều cơ quan"
_SHOWN = (Group.OVERDUE, Group.DUE_SOON, Group.MISSING, Group.BEHIND, Group.IN_PROGRESS, Group.ACHIEVED)


def _is_task(row: Assessment) -> bool:
    return row.target.kind is Kind.TASK and is_assigned(row)


def _restated(brief: Brief) -> list[paper.Part]:
    found: list[paper.Part] = []
    for row in brief.rows:
        for item in row.series:
            if item.figure.period != brief.period or not item.earlier:
                continue
            old = item._replace(figure=item.earlier[-1], earlier=())
            found.append(
                paper.Item(
                    f"{_name(brief.registry, row)}: {value_text(row, item)} thay cho {value_text(row, old)}; "
                    f"lý do: {item.figure.reason or 'chưa nêu'}."
                )
            )
    return found or [paper.Paragraph("Không có.")]
