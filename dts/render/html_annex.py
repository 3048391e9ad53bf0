"""What follows the text of a page: the tables it does not hold already, and the charts."""

from __future__ import annotations

from typing import NamedTuple

from dts.render.html_tables import is_list, table_html
from dts.render.markup import text
from dts.render.numbering import roman
from dts.render.svg import milestone_text, trend_sentence, trend_svg
from dts.report.paper import Cell, Column, Paper, Table, Trend

TRENDS = "Diễn biến các chỉ tiêu"
LEGEND = (
    "● số liệu của kỳ; đường gạch ngang: mục tiêu, ○ ở ngày phải đạt; ◇ mốc giữa kỳ; vạch đứng gạch: từ đó không so "
    "sánh được với số liệu trước. Xếp hạng: tốt nhất ở trên."
)


class Annex(NamedTuple):
    """One annex with its number."""

    key: str
    head: str
    body: str


def annexes(paper: Paper) -> list[Annex]:
    """Tables in their order; the charts stand before tables to look things up in."""
    tables = [table for table in paper.annexes if table not in paper.parts]
    place = next((n for n, table in enumerate(tables) if table.marks or is_list(table)), len(tables))
    contents: list[Table | tuple[Trend, ...]] = [*tables]
    if paper.trends:
        contents.insert(place, paper.trends)
    return [_annex(content, index) for index, content in enumerate(contents)]


def _annex(content: Table | tuple[Trend, ...], index: int) -> Annex:
    key = f"phu-luc-{index + 1}"
    name = text(content.name) if isinstance(content, Table) else TRENDS
    head = f'<span class="no">Phụ lục {roman(index + 1)}.</span> <span class="words">{name}</span>'
    kind = "annex" if isinstance(content, Table) else "annex trends"
    lines = [f'<section class="{kind}" aria-labelledby="{key}">', f'<h2 id="{key}">{head}</h2>']
    lines += [_table(content, key)] if isinstance(content, Table) else _trends(content)
    return Annex(key, head, "\n".join([*lines, "</section>"]))


def _table(table: Table, key: str) -> str:
    """Brief columns where paper has them too and in a heat map; a list keeps all."""
    return table_html(table.narrowed() if table.printed or table.marks else table, f"{key}-bang")


def _trends(trends: tuple[Trend, ...]) -> list[str]:
    figures = [_figure(trend, f"bieu-do-{number}") for number, trend in enumerate(trends, 1)]
    return [f'<p class="note">{LEGEND}</p>', '<div class="figures">', *figures, "</div>"]


def _figure(trend: Trend, key: str) -> str:
    """A chart with its title, its sentence, and its figures to be unfolded."""
    lines = [
        "<figure>",
        f"<figcaption><h3>{text(trend.title)}</h3><p>{text(trend_sentence(trend))}</p></figcaption>",
        trend_svg(trend, key),
        table_html(_figures(trend), f"{key}-so-lieu"),
        "</figure>",
    ]
    return "\n".join(lines)


def _figures(trend: Trend) -> Table:
    """The figures of a chart as a table, newest first, then its milestones."""
    rows = [(Cell(point.label), Cell(point.text)) for point in reversed(trend.points)]
    rows += [(Cell(mark.label), Cell(milestone_text(trend, mark))) for mark in trend.milestones]
    return Table(
        name="Số liệu",
        title=f"Số liệu của biểu đồ: {trend.title}",
        columns=(Column("Kỳ", 20), Column("Kết quả", 20, right=True)),
        rows=tuple(rows),
    )
