"""One A4 page to hand out: a leader's ten lines and the table of agencies."""

from __future__ import annotations

from dts.report import paper
from dts.report.annex import owners_table
from dts.report.compact import compact_parts
from dts.report.owners import completion_lines
from dts.report.periodic_heading import issuing_agency
from dts.report.periodic_sentences import Brief

TITLE = "TÌNH HÌNH THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ"
"""store.output knows a handout of ours by it."""


def handout(brief: Brief) -> paper.Paper:
    """What `status --compact` and `owners` say, on one page; many communes stand in one line."""
    head, work = compact_parts(brief.registry, brief.rows, brief.today)
    agencies = owners_table(brief.registry, brief.rows, folded=True)
    rates = [paper.Paragraph(f"{line}.") for line in completion_lines(brief.rows)[:2]]
    scope = f"{brief.scope}. " if brief.scope else f"{issuing_agency(brief)}. " if brief.profile else ""
    return paper.Paper(
        summary="",
        title=TITLE,
        day=brief.today,
        parts=(
            paper.Paragraph(scope + " ".join(f"{line.removesuffix('.')}." for line in head)),
            *(paper.Item(text) for text in work),
            *rates,
            agencies,
        ),
        annexes=(agencies,),
    )
