"""Rules of `dts check` about the numbers themselves: published words, means, slips, corrections, evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from dts.core.finding import Finding, Material, about_figure, about_targets, figure_text, number_text
from dts.core.log import Figure
from dts.core.model import Kind, Target
from dts.core.numerals import Quantity, about_band, format_number, format_percent, parse_quantity, round_half_up
from dts.core.period import Period, PeriodKind
from dts.core.plausible import Doubt, Unlikely, find_doubts
from dts.core.series import Current

MAX_PARTS = 6
"""More figures than this are counted, not listed."""

# ── published and computed ───────────────────────────────────────────────────


def check_published(material: Material) -> Iterator[Finding]:
    """What the source printed against the number kept: 77% against 762.284/980.226 = 77,77%.

    Rounding half up to the printed decimals is agreement, so is a qualifier that holds; words without a number are
    left alone.
    """
    for (name, _part), series in material.series.items():
        target = material.registry.targets[name]
        for item in series:
            figure = item.figure
            readings = read_published(target, figure.published or "")
            if figure.exact is None or not readings or any(_agrees(each, figure) for each in readings):
                continue
            if figure.denominator is not None:
                sentence = f"nguồn công bố {figure.published}, tính lại {format_percent(figure.exact)}"
            else:
                sentence = f"nguồn công bố “{figure.published}”, số liệu ghi {number_text(target, figure)}"
            yield about_figure("published", item, sentence, key="published")


_SCALED = re.compile(r"[0-9]\s*(?:nghìn|ngàn|triệu|tỷ|tỉ)", re.IGNORECASE)


def read_published(target: Target, words: str) -> list[Quantity]:
    """Every number the source's words can be read as; empty when they hold none.

    A ratio is read up to its percent sign. Else words after the number may name things otherwise than the unit does
    (16.300 hội viên), but a second number makes them unreadable.
    """
    if target.kind is Kind.RATIO:
        percent = words.partition("%")[0] + "%" if "%" in words else words
        candidates = [percent, words]
    else:
        parts = words.split()
        candidates = [" ".join(parts[:end]) for end in range(len(parts), 0, -1)]
    found = []
    for text in dict.fromkeys(candidates):
        if re.search("[0-9]", words[len(text) :]) and target.kind is not Kind.RATIO:
            break
        try:
            found.append(parse_quantity(text, kind=target.kind, unit=target.unit))
        except ValueError:
            continue
    return found


def _agrees(read: Quantity, figure: Figure) -> bool:
    exact = figure.exact
    if exact is None:
        return True
    if read.denominator is not None and read.numerator is not None:
        return Fraction(read.numerator) * 100 == exact * Fraction(read.denominator) and read.denominator != 0
    if read.value is None:
        return True
    number = Fraction(read.value)
    same = exact == number
    match read.qualifier:
        case ">":
            return exact > number or (same and figure.qualifier == ">")
        case "<":
            return exact < number or (same and figure.qualifier == "<")
        case "~":
            low, high = about_band(read.value)
            return low <= exact <= high
        case _:
            places = max(0, -int(read.value.as_tuple().exponent))
            return same or round_half_up(exact * 10**places) == number * 10**places or _scaled(read, figure)


def _scaled(read: Quantity, figure: Figure) -> bool:
    """`1,1 triệu` is printed for 1.097.345: rounded at its last digit."""
    if read.value is None or figure.exact is None or not _SCALED.search(figure.published or ""):
        return False
    low, high = about_band(read.value)
    return low <= figure.exact <= high


# ── plain means ──────────────────────────────────────────────────────────────


def check_means(material: Material) -> Iterator[Finding]:
    """A province's figure without numerator that equals the plain mean of its levels or units: (99 + 96 + 93) / 3."""
    parts: dict[tuple[str, Period], dict[str, Current]] = defaultdict(dict)
    for (name, part), series in material.series.items():
        for item in series if part is not None else ():
            parts[name, item.figure.period][part or ""] = item
    for (name, part), series in material.series.items():
        target = material.registry.targets[name]
        if part is not None or target.kind not in (Kind.RATIO, Kind.SCORE):
            continue
        for item in series:
            found = parts.get((name, item.figure.period))
            if found and item.figure.denominator is None and not item.figure.qualifier:
                yield from _mean(material, target, item, found)


def _mean(material: Material, target: Target, whole: Current, parts: Mapping[str, Current]) -> Iterator[Finding]:
    for units in (True, False):
        owners = material.registry.owners
        found = [item for part, item in parts.items() if (part in owners) is units and item.value is not None]
        values = [item.value or Fraction(0) for item in found]
        if len(set(values)) < 2:
            continue
        mean = sum(values, Fraction(0)) / len(values)
        if not _is_mean(whole.figure, mean):
            continue
        many = f"{len(found)} đơn vị"
        listed = ", ".join(figure_text(target, item.figure) for item in found) if len(found) <= MAX_PARTS else many
        equal = "bằng đúng" if whole.value == mean else "bằng"
        sentence = (
            f"{figure_text(target, whole.figure)} {equal} trung bình cộng của {listed}; "
            "nguồn không có tử số, mẫu số nên không kiểm tra được"
        )
        yield about_figure("mean", whole, sentence, key="value")


def _is_mean(figure: Figure, mean: Fraction) -> bool:
    """Exactly, or rounded to the printed decimals; a whole number is too coarse to be told by rounding."""
    if figure.value is None:
        return False
    places = max(0, -int(figure.value.as_tuple().exponent))
    value = Fraction(figure.value)
    return value == mean or (places > 0 and round_half_up(mean * 10**places) == value * 10**places)


# ── slips of the keyboard ────────────────────────────────────────────────────


def check_unlikely(material: Material) -> Iterator[Finding]:
    """Possible but unlikely: numerator > denominator, over 100%, ten times the figure before, zero after something."""
    for (name, part), series in material.series.items():
        target = material.registry.targets[name]
        assignment = target.assignment(part, material.registry.level_of(part))
        last: dict[PeriodKind | None, Current] = {}
        for item in series:
            kind = item.figure.period.kind if assignment.yearly_sum else None  # a year's sum is no month's neighbour
            before, last[kind] = last.get(kind), item
            figure = item.figure._replace(given_as_of=item.as_of)
            for doubt in find_doubts(target.kind, figure, before, assignment):
                yield about_figure("unlikely", item, _doubt(target, item, before, doubt), key=_number_key(item.figure))


def _number_key(figure: Figure) -> str:
    return "numerator" if figure.numerator is not None else "value"


_MORE = {">": "hơn ", "~": "khoảng "}


def _doubt(target: Target, item: Current, before: Current | None, unlikely: Unlikely) -> str:
    now = figure_text(target, item.figure)
    match unlikely.doubt:
        case Doubt.OVER_WHOLE:
            return f"{now}: tử số lớn hơn mẫu số"
        case Doubt.OVER_HUNDRED:
            return f"{now}: lớn hơn 100%"
        case _ if before is None:
            return now
    earlier = f"số liệu trước ({figure_text(target, before.figure)}, {before.figure.period.label})"
    times = _MORE.get(item.figure.qualifier or "", "") + format_number(unlikely.factor or Fraction(0), places=1)
    match unlikely.doubt:
        case Doubt.JUMP_UP:
            return f"{now}, gấp {times} lần {earlier}"
        case Doubt.JUMP_DOWN:
            return f"{now}, giảm {times} lần so với {earlier}"
        case _:
            return f"{now}, trong khi {earlier} khác 0"


# ── corrections, evidence ────────────────────────────────────────────────────


def check_reasons(material: Material) -> Iterator[Finding]:
    """A second entry for the same (target, for, period, as_of) that gives no reason."""
    for (name, _part), chains in material.chains.items():
        target = material.registry.targets[name]
        for earlier, later in (pair for chain in chains for pair in pairwise(chain.entries)):
            if later.reason is None and not earlier.withdrawn:
                both = f"{figure_text(target, earlier)}, sau đó {figure_text(target, later)}"
                sentence = f"hai số liệu {later.period.label}, chưa nêu lý do (reason): {both}"
                yield about_figure("no_reason", later, sentence)


def check_evidence(material: Material) -> Iterator[Finding]:
    """Tasks reported done with neither evidence nor source."""
    bare = [
        item
        for series in material.series.values()
        for item in series
        if item.figure.done is not None and not item.figure.evidence and not item.figure.source
    ]
    sentence = "báo hoàn thành nhưng không có minh chứng (evidence), không có nguồn (source)"
    if len(bare) == 1:
        yield about_figure("no_evidence", bare[0], sentence, key="done")
    else:
        yield from about_targets("no_evidence", [item.figure.target for item in bare], sentence, f"nhiệm vụ {sentence}")
