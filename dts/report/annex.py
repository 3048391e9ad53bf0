"""The tables behind a report: results by group, agencies, what is late, every figure; cells keep their exact values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dts.core.arrears import Arrears, Item
from dts.core.assess import Assessment, Status
from dts.core.dates import day_of, format_date
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number
from dts.core.series import Current
from dts.report.amounts import figure_time, gap_text, goal_text, own_amount, value_text
from dts.report.document import Tone
from dts.report.holders import Counts, add_counts, find_holders
from dts.report.names import part_name
from dts.report.owners import fold_levels
from dts.report.paper import Band, Cell, Column, Form, Table
from dts.report.sections import HEADS, TONES, Group, group_of
from dts.report.words import capital, data_text, deadline_text, owner_text, periods_text, status_text


def results_table(registry: Registry, rows: Sequence[Assessment]) -> Table:
    """The gap table by group of targets, in file order."""
    lines: list[Band | tuple[Cell, ...]] = []
    summed = any(own_amount(row) is not None for row in rows)
    for key, name in [*((group.id, group.name) for group in registry.groups.values()), (None, "Nhóm khác")]:
        members = [row for row in rows if row.target.group == key]
        if members:
            lines += [Band(name), *(_result_cells(registry, row, summed=summed) for row in members)]
    return Table(
        name="Chỉ tiêu, nhiệm vụ",
        title="Kết quả thực hiện chỉ tiêu, nhiệm vụ",
        printed=True,
        columns=(
            Column("Mã", 15, brief=False),
            Column("Chỉ tiêu, nhiệm vụ", 40),
            Column("Đơn vị tính", 14, brief=False),
            Column("Kết quả", 15, right=True),
            *([Column("Trong kỳ", 12, right=True)] if summed else []),
            Column("Tử số", 11, right=True, brief=False),
            Column("Mẫu số", 11, right=True, brief=False),
            Column("Số liệu", 17),
            Column("Mục tiêu", 14),
            Column("Chênh lệch", 24),
            Column("Trạng thái", 24),
            Column("Thời hạn", 20),
            Column("Còn (ngày)", 8, right=True, brief=False),
            Column("Đơn vị chủ trì", 22),
            Column("Người chịu trách nhiệm", 24, brief=False),
            Column("Gửi số liệu", 22, brief=False),
            Column("Nguồn, căn cứ", 36, brief=False),
        ),
        rows=tuple(lines),
    )


def _result_cells(registry: Registry, row: Assessment, *, summed: bool) -> tuple[Cell, ...]:
    item, given = row.shown, row.assignment
    task = row.target.kind is Kind.TASK
    part = part_name(row.part, registry)
    figure = item.figure if item else None
    return (
        Cell(row.target.id),
        Cell(given.name + (f", {part}" if part else "")),
        Cell(row.target.unit or ("%" if row.target.kind is Kind.RATIO else "")),
        value_cell(row, item),
        *([number_cell(own_amount(row))] if summed else []),
        number_cell(figure.numerator if figure else None),
        number_cell(figure.denominator if figure else None),
        Cell(figure_time(item) if item and not task else ""),
        Cell(goal_text(given.goal, row.target.kind, row.target.unit) or ""),
        Cell(gap_text(row) or ""),
        Cell(capital(_state_text(row)), tone=TONES[group_of(row)]),
        Cell(deadline_text(row) if given.goal is not None or task else (given.deadline_text or "")),
        number_cell(row.days_left),
        Cell(capital(owner_text(row))),
        Cell(given.person or ""),
        Cell(capital(data_text(row.timeliness) or "")),
        Cell((figure.source if figure else None) or given.basis or ""),
    )


def _state_text(row: Assessment) -> str:
    """The verdict; of a row whose due figure is wanting that first, then how it last stood."""
    words, data = status_text(row), data_text(row.timeliness)
    wanting = group_of(row) is Group.MISSING and row.latest is not None and data is not None
    return f"{data}; gần nhất: {words}" if wanting and row.status is not Status.UNDECIDED else words


def value_cell(row: Assessment, item: Current | None) -> Cell:
    """A figure with its exact value; what is only known as above, below or about stays words."""
    if item is None:
        return Cell("" if row.target.kind is Kind.TASK else "chưa có số liệu")
    figure = item.figure
    if figure.done is not None:
        exact = figure.done.latest if figure.done.earliest == figure.done.latest else None
        return Cell(figure.done.text, exact, Form.DAY if exact else Form.TEXT)
    text = value_text(row, item) or ""
    if figure.estimate:
        text = f"ước {text}"
    if item.value is None or figure.qualifier or figure.estimate:
        return Cell(text, tone=Tone.PLAIN)
    if row.target.kind is not Kind.RATIO:
        return Cell(text, item.value, Form.NUMBER)
    goal = row.assignment.goal
    shares = [_share(item.value), _share(goal.exact) if goal else None]
    return Cell(text, item.value, Form.PERCENT, share=shares[0], goal=shares[1])


def _share(percent: Fraction) -> Fraction:
    return min(max(percent / 100, Fraction(0)), Fraction(1))


def number_cell(number: object) -> Cell:
    """A number with its thousands grouped, or an empty cell."""
    if number is None:
        return Cell()
    exact = Fraction(number)  # type: ignore[call-overload]
    return Cell(format_number(exact, places=6), exact, Form.NUMBER)


def day_cell(day: date | None, words: str = "") -> Cell:
    """A day, or words in its place."""
    return Cell(format_date(day), day, Form.DAY) if day else Cell(words)


# ── agencies ─────────────────────────────────────────────────────────────────

_COUNTS = (
    ("Được giao", "assigned"),
    ("Quá hạn", "overdue"),
    ("Sắp đến", "due_soon"),
    ("Thiếu s.liệu", "missing"),
    ("Chậm t.độ", "behind"),
    ("Đang t.hiện", "in_progress"),
    ("Thường xuyên", "ongoing"),
    ("Đạt, xong", "achieved"),
    ("Chưa gửi", "unsent"),
    ("Thiếu rõ", "unclear"),
)


def owners_table(registry: Registry, rows: Sequence[Assessment], *, folded: bool = False) -> Table:
    """Counts per responsible agency, what nobody has first, then worst first; the totals add up.

    `folded` puts many districts or communes into one line each level.
    """
    holders = find_holders(registry, rows)
    holders = fold_levels(holders) if folded else holders
    total = add_counts(holder.counts for holder in holders)
    return Table(
        name="Đơn vị",
        title="Chỉ tiêu, nhiệm vụ theo đơn vị chủ trì",
        columns=(Column("Đơn vị chủ trì", 30), *(Column(head, 7, right=True) for head, _key in _COUNTS)),
        rows=tuple((Cell(capital(holder.name)), *_counts(holder.counts)) for holder in holders),
        totals=(Cell("Cộng"), *_counts(total)),
    )


def _counts(counts: Counts) -> list[Cell]:
    return [number_cell(getattr(counts, key)) for _head, key in _COUNTS]


# ── what is late ─────────────────────────────────────────────────────────────


def late_table(registry: Registry, arrears: Arrears) -> Table | None:
    """Overdue, due soon, not sent: each with its agency, person and explanation; None when there is nothing."""
    lines: list[Band | tuple[Cell, ...]] = []
    for group, items in ((Group.OVERDUE, arrears.overdue), (Group.DUE_SOON, arrears.due_soon)):
        if items:
            lines += [Band(HEADS[group]), *(_late_cells(registry, item, group) for item in items)]
    if arrears.unsent:
        lines += [Band("CHƯA GỬI SỐ LIỆU"), *(_unsent_cells(registry, item) for item in arrears.unsent)]
    if not lines:
        return None
    return Table(
        name="Việc chậm",
        title="Quá hạn, sắp đến hạn, chưa gửi số liệu",
        columns=(
            Column("Chỉ tiêu, nhiệm vụ", 40),
            Column("Hạn", 24),
            Column("Số ngày", 10, right=True),
            Column("Tình trạng", 20),
            Column("Đơn vị chủ trì", 20),
            Column("Người chịu trách nhiệm", 22),
            Column("Giải trình, tình hình", 30),
        ),
        rows=tuple(lines),
    )


def _late_cells(registry: Registry, item: Item, group: Group) -> tuple[Cell, ...]:
    row = item.row
    return (
        Cell(_name(registry, row)),
        Cell(deadline_text(row)),
        number_cell(abs(row.days_left or 0)),
        Cell(capital(status_text(row)), tone=TONES[group]),
        *_who_cells(item),
    )


def _unsent_cells(registry: Registry, item: Item) -> tuple[Cell, ...]:
    unsent = item.unsent
    assert unsent is not None
    words = f"Chậm {format_number(unsent.days)} ngày"
    return (
        Cell(f"{_name(registry, item.row)}, {periods_text(unsent.periods)}"),
        Cell(f"hạn gửi {format_date(unsent.due)}"),
        number_cell(unsent.days),
        Cell(words, tone=Tone.MISSING),
        *_who_cells(item),
    )


def _who_cells(item: Item) -> tuple[Cell, ...]:
    said = item.explanation or item.note
    words = said.text if said else "chưa giải trình" if item.wants_explanation else "chưa có báo cáo"
    return Cell(capital(owner_text(item.row))), Cell(item.row.assignment.person or "chưa rõ"), Cell(words)


def _name(registry: Registry, row: Assessment) -> str:
    part = part_name(row.part, registry)
    return row.assignment.name + (f", {part}" if part else "")


# ── every figure ─────────────────────────────────────────────────────────────


def figures_table(registry: Registry, rows: Sequence[Assessment]) -> Table:
    """The current figure of every period, newest first inside a target."""
    lines = []
    for row in rows:
        if row.is_total:
            continue
        part = part_name(row.part, registry) or ""
        for item in reversed(row.series):
            lines.append((Cell(row.target.id), Cell(row.assignment.short), Cell(part), *_figure_cells(row, item)))
    return Table(
        name="Số liệu",
        title="Số liệu các kỳ",
        columns=(
            Column("Mã", 15),
            Column("Chỉ tiêu, nhiệm vụ", 40),
            Column("Cấp, đơn vị", 16),
            Column("Kỳ", 16),
            Column("Tính đến", 18),
            Column("Kết quả", 16, right=True),
            Column("Tử số", 12, right=True),
            Column("Mẫu số", 12, right=True),
            Column("Nguồn công bố ghi", 20, brief=False),
            Column("Nguồn", 36),
            Column("Ghi ngày", 11),
            Column("Người ghi", 20, brief=False),
            Column("Đính chính", 30),
        ),
        rows=tuple(lines),
    )


def _figure_cells(row: Assessment, item: Current) -> tuple[Cell, ...]:
    figure = item.figure
    recorded = day_of(figure.recorded_at) if figure.recorded_at else None
    restated = ""
    if item.earlier:
        before = item._replace(figure=item.earlier[-1], earlier=())
        restated = f"thay cho {value_text(row, before) or 'số đã rút'}; lý do: {figure.reason or 'chưa nêu'}"
    given = figure.given_as_of if not figure.as_of_text else None
    return (
        Cell(figure.period.label),
        day_cell(given, figure.as_of_text or "theo kỳ"),
        value_cell(row, item),
        number_cell(figure.numerator),
        number_cell(figure.denominator),
        Cell(figure.published or ""),
        Cell(figure.source or figure.evidence or ""),
        day_cell(recorded),
        Cell(figure.recorded_by or ""),
        Cell(restated),
    )
