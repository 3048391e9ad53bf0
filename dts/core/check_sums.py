"""Rule of `dts check` about declared totals (`sum_of`): recomputed exactly for every period and part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dts.core.finding import QUALIFIER_WORDS, TARGETS, Finding, Material, about_figure
from dts.core.log import Figure
from dts.core.model import Kind, Target
from dts.core.numerals import about_band, format_number
from dts.core.period import Period
from dts.core.series import Current, Series, collect_target

Reported = Mapping[tuple[str | None, Period], Current]
MAX_TERMS = 6
"""Longer sums are printed by their result only."""


def check_sums(material: Material) -> Iterator[Finding]:
    """A total that cannot be the sum of its parts is an error; parts without a figure are named once per target."""
    for target in material.registry.targets.values():
        if not target.sum_of:
            continue
        reported = {name: _reported(material, name) for name in target.sum_of}
        unchecked: list[tuple[Period, list[str]]] = []
        for key, total in _reported(material, target.id, computed=False).items():
            terms = {name: found[key] for name, found in reported.items() if key in found}
            absent = [name for name in target.sum_of if name not in terms]
            if absent:
                unchecked.append((total.figure.period, absent))
            elif not _possible(total.figure, terms):
                yield _wrong(total, terms)
        if unchecked:
            yield _unchecked(target, unchecked)


def compared_sums(material: Material) -> Iterator[tuple[Current, Mapping[str, Current], Finding | None]]:
    """Every declared total that can be compared with its parts, and the finding where they cannot be equal."""
    for target in material.registry.targets.values():
        if not target.sum_of:
            continue
        reported = {name: _reported(material, name) for name in target.sum_of}
        for key, total in _reported(material, target.id, computed=False).items():
            terms = {name: found[key] for name, found in reported.items() if key in found}
            if len(terms) == len(target.sum_of):
                yield total, terms, None if _possible(total.figure, terms) else _wrong(total, terms)


def sum_text(total: Current, terms: Mapping[str, Current]) -> str | None:
    """`954 + 645 + 266 = 1.865`; None where a number is not exact, or there are too many."""
    figures = [item.figure for item in terms.values()]
    if len(figures) > MAX_TERMS or any(figure.qualifier for figure in (*figures, total.figure)):
        return None
    return f"{' + '.join(_text(figure) for figure in figures)} = {_text(total.figure)}"


def _reported(material: Material, name: str, *, computed: bool = True) -> Reported:
    """The last current figure that can be summed, by part and period.

    With `computed` also what units or levels add up to, when none of them is missing.
    """
    target = material.registry.targets[name]
    raw = target._replace(whole=target.whole._replace(yearly_sum=False))
    figures = [figure for figure in material.log.figures if figure.target == name]
    collected = collect_target(material.registry, raw, figures, date.max)
    whole = () if collected.whole_is_sum and not computed else collected.whole
    by_part: list[tuple[str | None, Series]] = [(None, whole), *collected.parts.items()]
    return {
        (part, item.figure.period): item
        for part, series in by_part
        for item in series
        if not item.missing and (target.kind is not Kind.RATIO or item.figure.numerator is not None)
    }


def _possible(total: Figure, terms: Mapping[str, Current]) -> bool:
    """Whether total and sum can be equal; "trên", "dưới", "khoảng" leave a range."""
    bounds = [_bounds(item.figure) for item in terms.values()]
    low = sum((bottom for bottom, _top in bounds), Fraction(0))
    tops = [top for _bottom, top in bounds if top is not None]
    high = sum(tops, Fraction(0)) if len(tops) == len(bounds) else None
    bottom, top = _bounds(total)
    return (high is None or bottom <= high) and (top is None or low <= top)


def _bounds(figure: Figure) -> tuple[Fraction, Fraction | None]:
    """Where the number lies; None is no upper limit."""
    number = _number(figure)
    match figure.qualifier:
        case ">":
            return Fraction(number), None
        case "<":
            return Fraction(0), Fraction(number)
        case "~":
            return about_band(number)
        case _:
            return Fraction(number), Fraction(number)


def _number(figure: Figure) -> Decimal:
    """What is summed: of a ratio its numerator."""
    return figure.numerator if figure.numerator is not None else figure.value or Decimal(0)


def _text(figure: Figure) -> str:
    return QUALIFIER_WORDS.get(figure.qualifier or "", "") + format_number(_number(figure))


def _wrong(total: Current, terms: Mapping[str, Current]) -> Finding:
    figures = [item.figure for item in terms.values()]
    exact = all(figure.qualifier is None for figure in figures)
    sentence = f"tổng {total.figure.period.label} ghi {_text(total.figure)}, các thành phần cộng lại "
    if len(figures) <= MAX_TERMS:
        sentence += " + ".join(_text(figure) for figure in figures) + (" = " if exact else "")
    sentence += format_number(sum(map(_number, figures), Decimal(0))) if exact else ""
    names = ", ".join(terms) if len(terms) <= MAX_TERMS else f"{len(terms)} chỉ tiêu"
    key = "numerator" if total.figure.numerator is not None else "value"
    return about_figure("sum", total, f"{sentence} ({names})", key=key, warning=False)


def _unchecked(target: Target, found: list[tuple[Period, list[str]]]) -> Finding:
    names = ", ".join(dict.fromkeys(name for _period, absent in found for name in absent))
    first = min(period for period, _absent in found)
    count = len({period for period, _absent in found})
    when = first.label if count == 1 else f"{count} kỳ, từ {first.label}"
    message = f"{target.id}: chưa kiểm tra được tổng {when}; không có số liệu cùng kỳ của {names}"
    return Finding("sum_unchecked", TARGETS, ("targets", target.id, "sum_of"), message, targets=(target.id,))
