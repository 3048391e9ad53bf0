"""The periodic report: what a province writes up the chain for one period, in an official's sentences.

Missing data is a finding, never a blank; nothing is compared across a break; counts in sentences are written 01 … 09.
"""

from __future__ import annotations

from dts.core.arrears import Arrears, find_arrears
from dts.core.assess import Assessment, Status
from dts.core.dates import formal_date, format_date
from dts.core.model import Kind
from dts.core.remarks import by_target, latest_remark
from dts.core.tally import is_assigned
from dts.report import paper
from dts.report.amounts import value_text
from dts.report.periodic_late import late_items, unsent_items
from dts.report.periodic_sentences import Brief, Sources, closes, name_of, sentence
from dts.report.periodic_summary import summary_parts
from dts.report.sections import Group, group_of
from dts.report.words import (
    capital,
    owner_text,
)


def periodic_report(brief: Brief) -> paper.Paper:
    """Build the report of a period as of a day."""
    arrears = find_arrears(
        brief.rows, by_target(brief.log.explanations), by_target(brief.log.notes), known_at=brief.known_at
    )
    # a goal that ends inside the period reported is judged in its own words, not announced as due soon
    arrears = arrears._replace(due_soon=tuple(item for item in arrears.due_soon if not closes(item.row, brief.period)))
    sources = Sources()
    parts: list[paper.Part] = [paper.Heading("TÓM TẮT"), *summary_parts(brief)]
    parts += [paper.Heading("CHỈ TIÊU, NHIỆM VỤ QUÁ HẠN"), *late_items(brief, arrears.overdue, sources)]
    warn = brief.registry.rules.warn_days
    parts.append(paper.Heading(f"CHỈ TIÊU, NHIỆM VỤ SẮP ĐẾN HẠN (trong {warn} ngày tới)"))
    parts += late_items(brief, arrears.due_soon, sources)
    parts += [paper.Heading("SỐ LIỆU CHƯA GỬI, GỬI CHẬM"), *unsent_items(brief.registry, arrears, sources)]
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
            text = sentence(brief.registry, row, brief.period) + _late_reason(brief, row) + _cited(row, sources)
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
                    f"{name_of(brief.registry, row)}: {value_text(row, item)} thay cho {value_text(row, old)}; "
                    f"lý do: {item.figure.reason or 'chưa nêu'}."
                )
            )
    return found or [paper.Paragraph("Không có.")]
