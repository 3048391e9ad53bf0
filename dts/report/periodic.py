"""The periodic report: what a province writes up the chain for one period, in an official's sentences.

Missing data is a finding, never a blank; nothing is compared across a break; counts in sentences are written 01 … 09.
"""

from __future__ import annotations

from collections import Counter

from dts.core.arrears import Arrears, find_arrears
from dts.core.assess import Assessment, Status
from dts.core.dates import formal_date, format_date
from dts.core.remarks import by_target, latest_remark
from dts.report import paper
from dts.report.amounts import value_text
from dts.report.annex import figures_table, late_table, owners_table, results_table
from dts.report.periodic_late import late_items, unsent_items
from dts.report.periodic_sentences import Brief, Sources, closes, name_of, sentence
from dts.report.periodic_summary import summary_parts
from dts.report.sections import COUNT_WORDS, TONES, Group, group_of
from dts.report.timing import timing_table
from dts.report.trends import draw_trends
from dts.report.words import capital, uncapital


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
    agencies = owners_table(brief.registry, brief.rows)
    parts += [paper.Heading("THEO ĐƠN VỊ CHỦ TRÌ"), agencies]
    parts += [paper.Heading("ĐÍNH CHÍNH TRONG KỲ"), *_restated(brief)]
    if sources.numbers:
        parts.append(paper.Heading("NGUỒN SỐ LIỆU"))
        parts += [paper.Source(number, text) for text, number in sources.numbers.items()]
    letterhead = _letterhead(brief)
    return paper.Paper(
        summary=preview(brief, arrears),
        title=f"Báo cáo {uncapital(letterhead.subject[0])}",
        day=brief.today,
        letterhead=letterhead,
        parts=tuple(parts),
        recipients=("Như trên;", "Lưu: VT."),
        counters=_counters(brief),
        annexes=_annexes(brief, arrears, agencies),
        trends=draw_trends(brief.registry, brief.rows),
    )


def _counters(brief: Brief) -> tuple[paper.Counter, ...]:
    """One for each group of the gap table, zero included."""
    counts = Counter(group_of(row) for row in brief.rows)
    return tuple(paper.Counter(counts[group], COUNT_WORDS[group], TONES[group]) for group in Group)


def _annexes(brief: Brief, arrears: Arrears, agencies: paper.Table) -> tuple[paper.Table, ...]:
    found = [
        results_table(brief.registry, brief.rows),
        late_table(brief.registry, arrears),
        agencies,
        timing_table(brief.registry, brief.rows, brief.period),
        figures_table(brief.registry, brief.rows),
    ]
    return tuple(table for table in found if table is not None)


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


# ── corrections ────────────────────────────────────────────────────


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
