"""The periodic report: what a province writes up the chain for one period, in an official's sentences.

Missing data is a finding, never a blank; nothing is compared across a break; counts in sentences are written 01 … 09.
"""

from __future__ import annotations

from collections import Counter

from dts.core.arrears import Arrears, find_arrears
from dts.core.remarks import by_target
from dts.report import paper
from dts.report.annex import figures_table, late_table, owners_table, results_table
from dts.report.periodic_after import correction_items, explanation_items, later_sections, note_items
from dts.report.periodic_heading import letterhead, preview, recipient_lines, report_subject
from dts.report.periodic_late import late_items, unsent_items
from dts.report.periodic_results import result_items
from dts.report.periodic_sentences import Brief, Sources, closes
from dts.report.periodic_summary import summary_parts
from dts.report.sections import COUNT_WORDS, TONES, Group, group_of, own_lines
from dts.report.timing import timing_table
from dts.report.together import OWN_DAYS, warn_days
from dts.report.trends import draw_trends
from dts.report.words import uncapital


def periodic_report(brief: Brief, behind: paper.Behind = paper.Behind.EVERYTHING) -> paper.Paper:
    """Build the report of a period as of a day, and behind its text what the dress has room for."""
    arrears = arrears_of(brief)
    return paper.Paper(
        summary=preview(brief, arrears),
        title=f"Báo cáo {uncapital(report_subject(brief))}",
        day=brief.today,
        letterhead=letterhead(brief),
        parts=_parts(brief, arrears),
        recipients=recipient_lines(brief.profile.recipients if brief.profile else ()),
        counters=_counters(brief),
        annexes=_annexes(brief, arrears, behind),
        trends=draw_trends(brief.registry, brief.rows) if behind is paper.Behind.EVERYTHING else (),
    )


def arrears_of(brief: Brief) -> Arrears:
    """What is late; a goal that ends inside the period reported is judged in its own words, not as due soon."""
    explanations, notes = by_target(brief.log.explanations), by_target(brief.log.notes)
    arrears = find_arrears(brief.rows, explanations, notes, known_at=brief.known_at)
    return arrears._replace(due_soon=tuple(item for item in arrears.due_soon if not closes(item.row, brief.period)))


def _parts(brief: Brief, arrears: Arrears) -> tuple[paper.Part, ...]:
    sources = Sources()
    warn = warn_days(brief.registry)
    parts = [
        *(paper.Heading("TÓM TẮT"), *summary_parts(brief)),
        *(paper.Heading("CHỈ TIÊU, NHIỆM VỤ QUÁ HẠN"), *late_items(brief, arrears.overdue, sources)),
        paper.Heading(f"CHỈ TIÊU, NHIỆM VỤ SẮP ĐẾN HẠN ({f'trong {warn} ngày tới' if warn is not None else OWN_DAYS})"),
        *late_items(brief, arrears.due_soon, sources),
        *(paper.Heading("SỐ LIỆU CHƯA GỬI, GỬI CHẬM"), *unsent_items(brief.registry, arrears, sources)),
        *(paper.Heading("GIẢI TRÌNH"), *explanation_items(brief, arrears)),
        *(paper.Heading("KẾT QUẢ THEO NHÓM"), *result_items(brief, sources)),
        *(paper.Heading("THEO ĐƠN VỊ CHỦ TRÌ"), owners_table(brief.registry, brief.rows, folded=True)),
        *(paper.Heading("ĐÍNH CHÍNH TRONG KỲ"), *correction_items(brief)),
        *later_sections(brief),
        *(paper.Heading("GHI CHÚ"), *note_items(brief)),
    ]
    if sources.numbers:
        listed = [paper.Source(number, text) for text, number in sources.numbers.items()]
        parts += [paper.Heading("NGUỒN SỐ LIỆU"), *listed]
    return tuple(parts)


def _counters(brief: Brief) -> tuple[paper.Counter, ...]:
    """One for each group of the gap table, zero included, counted as the table counts them."""
    counts = Counter(group_of(row) for row in own_lines(brief.rows))
    return tuple(paper.Counter(counts[group], COUNT_WORDS[group], TONES[group]) for group in Group)


def _annexes(brief: Brief, arrears: Arrears, behind: paper.Behind) -> tuple[paper.Table, ...]:
    if behind is paper.Behind.NOTHING:
        return ()
    found: list[paper.Table | None] = [results_table(brief.registry, brief.rows)]
    if behind is not paper.Behind.PRINTED:
        found += [
            late_table(brief.registry, arrears),
            owners_table(brief.registry, brief.rows),
            timing_table(brief.registry, brief.rows, brief.period),
            figures_table(brief.registry, brief.rows),
        ]
    return tuple(table for table in found if table is not None)
