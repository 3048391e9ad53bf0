"""KẾT QUẢ THEO NHÓM: each target in one sentence; its levels in the same one, its many units counted, sums shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from dts.core.assess import Assessment, Status
from dts.core.log import Figure
from dts.core.model import Kind, Level
from dts.core.numerals import format_number
from dts.core.remarks import by_target, latest_remark
from dts.core.series import Current
from dts.report import paper
from dts.report.amounts import amount_text, figure_age, gap_text, own_amount, value_text
from dts.report.folding import FEW, MANY
from dts.report.names import part_name
from dts.report.periodic_sentences import Brief, Sources, counted, goal_phrase, result_text, sentence, unsent_text
from dts.report.words import deadline_text, status_text

LEVELS = tuple(Level)


def result_items(brief: Brief, sources: Sources) -> list[paper.Part]:
    """The groups of targets in file order, each target below its group."""
    found: list[paper.Part] = []
    heads = [(key, group.name) for key, group in brief.registry.groups.items()]
    for key, name in [*heads, (None, "Nhóm khác")]:
        families: dict[str, list[Assessment]] = {}
        for row in brief.rows:
            if row.target.group == key:
                families.setdefault(row.target.id, []).append(row)
        if families:
            found.append(paper.Item(name))
        for family in families.values():
            found.append(paper.Item(f"{_family_text(brief, family)}{_cited(family, sources)}.", deeper=True))
    return found


def _family_text(brief: Brief, family: Sequence[Assessment]) -> str:
    """One target: the whole, then its levels one after the other, or how its units stand."""
    first, *rest = family
    units = [row for row in family if row.part is not None and row.part not in LEVELS]
    if len(units) > FEW:
        opening = _row_text(brief, first) if first.part is None else first.assignment.name
        return f"{opening}; {_units_text(brief, units)}"
    if first.part is None:
        age = figure_age(first, first.shown)
        return _row_text(brief, first) + "".join(f"; {_part_text(brief, row, age)}" for row in rest)
    return _row_text(brief, first) if not rest else _levels_text(brief, family)


def _levels_text(brief: Brief, family: Sequence[Assessment]) -> str:
    """Parts without a whole: what they share is said once, then each of them, and that no average is made."""
    first = family[0]
    ages = {figure_age(row, row.shown) for row in family}
    asked = {(row.assignment.goal, row.assignment.goal_of, deadline_text(row)) for row in family}
    age = ages.pop() if len(ages) == 1 else None
    shared = [age or ""]
    if len(asked) == 1 and first.assignment.goal is not None:
        shared += [goal_phrase(first), deadline_text(first)]
        parts = [_part_text(brief, row, age) for row in family]
    else:
        parts = [
            sentence(brief.registry, row, brief.period, name=part_name(row.part, brief.registry)) for row in family
        ]
    said = "; ".join(filter(None, shared))
    text = f"{first.assignment.name}{f' ({said})' if said else ''}: {'; '.join(parts)}"
    shares = first.target.kind is Kind.RATIO and any(row.shown for row in family)
    both = "hai" if len(family) == 2 else "các"
    return f"{text}; không cộng trung bình {both} cấp" if shares and first.part in LEVELS else text


def _row_text(brief: Brief, row: Assessment) -> str:
    text = sentence(brief.registry, row, brief.period) + _in_period(row) + _sum_text(brief, row)
    return text + _late_reason(brief, row)


def _part_text(brief: Brief, row: Assessment, age: str | None) -> str:
    """`cấp tỉnh 36,18%, thiếu 43,82 điểm %`; its own time only where that is not the one said before."""
    result = result_text(row, brief.period)
    if age is not None:
        result = result.removesuffix(f" ({age})")
    pieces = [f"{part_name(row.part, brief.registry)} {result}", gap_text(row, both=True) or "", unsent_text(row)]
    return ", ".join(filter(None, pieces)) + _late_reason(brief, row)


def _units_text(brief: Brief, units: Sequence[Assessment]) -> str:
    """`trong 121 đơn vị: 100 đạt, 15 chậm tiến độ, 06 chưa có số liệu; kém nhất: UBND xã A (60%)`."""
    counts = Counter(status_text(row).split(",")[0].split(" (")[0] for row in units)
    listed = ", ".join(counted(number, words) for words, number in counts.most_common())
    text = f"trong {counted(len(units), 'đơn vị')}: {listed}"
    known = [row for row in units if row.shown is not None and row.shown.value is not None]
    goal = units[0].assignment.goal
    if goal is None or len(known) < MANY:
        return text
    worst = sorted(known, key=lambda row: _value(row), reverse=not goal.word.upward)[:FEW]
    short = [row for row in worst if row.gap is None or not row.gap.met]
    names = "; ".join(f"{part_name(row.part, brief.registry)} ({value_text(row)})" for row in short)
    return text + (f"; kém nhất: {names}" if short else "")


def _value(row: Assessment) -> Fraction:
    return row.shown.value if row.shown is not None and row.shown.value is not None else Fraction(0)


def _late_reason(brief: Brief, row: Assessment) -> str:
    """What was done late carries its explanation, or that there is none."""
    if row.status is not Status.ACHIEVED_LATE:
        return ""
    remark = latest_remark(row, by_target(brief.log.explanations), known_at=brief.known_at)
    return f"; giải trình: {remark.text.rstrip('.')}" if remark else "; chưa giải trình"


def _cited(family: Iterable[Assessment], sources: Sources) -> str:
    texts = [row.shown.figure.source if row.shown else row.assignment.basis for row in family]
    return "".join(sources.mark(text) for text in dict.fromkeys(texts))


# ── sums ─────────────────────────────────────────────────────────────────────


def _in_period(row: Assessment) -> str:
    """A sum over the year beside what its last period added: `; lũy kế từ đầu năm, riêng tháng 02/2025: 12 lớp`."""
    own = own_amount(row)
    if own is None or row.shown is None:
        return ""
    period = row.shown.figure.period.label
    text = f"; lũy kế từ đầu năm, riêng {period}: {amount_text(own, row.target.kind, row.target.unit)}"
    missing = [each.label for each in row.shown.gaps]
    return text + (f" (chưa có {', '.join(missing)})" if missing else "")


def _sum_text(brief: Brief, row: Assessment) -> str:
    """A declared total with its parts: `(954 + 645 + 266 = 1.865, khớp tổng số công bố)`; silent when one lacks."""
    if not row.target.sum_of or row.shown is None or row.shown.figure.qualifier:
        return ""
    period = row.shown.figure.period
    rows = {each.target.id: each for each in brief.rows if each.part == row.part}
    terms = [_term(rows[name], period.key) for name in row.target.sum_of if name in rows]
    known = [term for term in terms if term is not None]
    if len(known) < len(row.target.sum_of):
        return ""
    total, summed = _number(row.shown.figure), sum(known, Decimal(0))
    shown = f"{' + '.join(map(format_number, known))} = {format_number(summed)}"
    if summed == total:
        return f" ({shown}, khớp tổng số công bố)"
    word = "nhiều hơn" if summed > total else "ít hơn"
    return f" ({shown}, {word} tổng số công bố {format_number(abs(summed - total))})"


def _term(row: Assessment, period: str) -> Decimal | None:
    """What a part counts in that period; of a ratio its numerator."""
    found: Current | None = next((each for each in reversed(row.series) if each.figure.period.key == period), None)
    if found is None or found.figure.qualifier:
        return None
    return _number(found.figure)


def _number(figure: Figure) -> Decimal:
    return figure.numerator if figure.numerator is not None else figure.value or Decimal(0)
