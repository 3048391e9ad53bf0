"""The chart of one target over time, as SVG: no scripts, no fonts of its own, colours by class from the page's style.

A line of figures with its goal and milestones. Where figures cannot be compared a dashed upright stands with its
reason, and no line crosses it. A rank has the best on top. The same trend gives the same bytes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dts.render.lines import wrap
from dts.render.markup import clipped, text
from dts.render.svg_labels import LETTER, LINE, Box, Label, along, around, put, size, spot
from dts.render.svg_scale import Scale, day_text, day_ticks, days_shown, px, value_text, value_ticks
from dts.report.paper import Cut, Point, Trend

WIDTH, HEIGHT = 4800, 2700
TOP, BOTTOM, RIGHT = 420, 2380, 4620
DAY_ROOM = 640
"""Tenths of a pixel a day's name needs below the axis."""
FEW = 4
"""So many figures all carry their value; of more only the first and the last do."""
LONGEST, REASON_WIDTH, REASON_LINES = 30, 24, 3
"""Characters of a label; of a line of a reason, and how many lines of it. The words stand in full below the chart."""


class Plot(NamedTuple):
    """A trend with its two scales."""

    trend: Trend
    across: Scale
    up: Scale
    ticks: tuple[Fraction, ...]

    def at(self, point: Point) -> tuple[int, int]:
        """Where a figure or a milestone stands."""
        return self.across.place(point.day.toordinal()), self.up.place(point.value)

    @property
    def frame(self) -> Box:
        """The field between the axes."""
        return Box(self.across.start, TOP, self.across.end, BOTTOM)


def trend_svg(trend: Trend, key: str) -> str:
    """The picture of a trend of at least one figure; `key` makes its ids and must be a slug of ours."""
    plot = _plot(trend)
    pieces = [
        f'<svg class="chart" role="img" viewBox="0 0 {px(WIDTH)} {px(HEIGHT)}" '
        f'aria-labelledby="{key}-title {key}-desc">',
        f'<title id="{key}-title">{text(trend.title)}</title>',
        f'<desc id="{key}-desc">{text(trend_sentence(trend))}</desc>',
        *_axes(plot),
        *_cuts(plot),
        *_goal(plot),
        *_lines(plot),
        *_milestones(plot),
        *_dots(plot),
        *map(_label, _labels(plot)),
        "</svg>",
    ]
    return "\n".join(pieces)


def trend_sentence(trend: Trend) -> str:
    """What the picture shows in words, with the breaks that its summary does not name."""
    unnamed = (cut for cut in trend.cuts if cut.reason not in trend.summary)
    later = (f"Từ {day_text(cut.day)} không so sánh được: {cut.reason}." for cut in unnamed)
    return " ".join([trend.summary, *later])


def milestone_text(trend: Trend, mark: Point) -> str:
    """The value of a milestone, with its % where that is the unit."""
    return mark.text + ("%" if trend.unit == "%" else "")


def _plot(trend: Trend) -> Plot:
    ticks = value_ticks(trend)
    longest = max(len(value_text(tick, trend.unit)) for tick in ticks)
    first, last = (day.toordinal() for day in days_shown(trend))
    across = Scale(Fraction(first), Fraction(max(last, first + 1)), 260 + longest * LETTER, RIGHT)
    ends = (TOP, BOTTOM) if trend.less_is_better else (BOTTOM, TOP)
    return Plot(trend, across, Scale(ticks[0], ticks[-1], *ends), ticks)


# ── axes ─────────────────────────────────────────────────────────────────────


def _axes(plot: Plot) -> list[str]:
    left, right = plot.across.start, plot.across.end
    unit = text(_unit(plot.trend))
    found = [f'<text class="unit" x="0" y="{px(TOP - 240)}">{unit}</text>'] if unit else []
    for tick in plot.ticks:
        y = plot.up.place(tick)
        kind = "axis" if y == BOTTOM else "grid"
        found.append(f'<path class="{kind}" d="M{px(left - 100)} {px(y)}H{px(right + 80)}"/>')
        found.append(f'<text class="tick end" x="{px(left - 150)}" y="{px(y + 45)}">{_number(plot, tick)}</text>')
    for day, words in day_ticks(plot.trend, plot.across, DAY_ROOM):
        x = plot.across.place(day.toordinal())
        found.append(f'<path class="axis" d="M{px(x)} {px(BOTTOM)}v5"/>')
        found.append(
            f'<text class="tick mid" x="{px(min(x, WIDTH - 280))}" y="{px(BOTTOM + 220)}">{text(words)}</text>'
        )
    return found


def _number(plot: Plot, tick: Fraction) -> str:
    return text(value_text(tick, plot.trend.unit))


def _unit(trend: Trend) -> str:
    """What is counted, over the axis of values; % stands at its numbers."""
    if trend.less_is_better:
        return "hạng (tốt nhất ở trên)"
    return "" if trend.unit == "%" else clipped(trend.unit, LONGEST)


# ── lines and marks ──────────────────────────────────────────────────────────


def runs(trend: Trend) -> list[list[Point]]:
    """The figures between two breaks: only these may be joined by a line."""
    found: list[list[Point]] = []
    for index, point in enumerate(trend.points):
        before = trend.points[index - 1] if index else None
        if before is None or any(before.day < cut.day <= point.day for cut in trend.cuts):
            found.append([])
        found[-1].append(point)
    return found


def _lines(plot: Plot) -> list[str]:
    lines = [[plot.at(point) for point in run] for run in runs(plot.trend) if len(run) > 1]
    return [f'<path class="line" d="M{"L".join(f"{px(x)} {px(y)}" for x, y in line)}"/>' for line in lines]


def _dots(plot: Plot) -> list[str]:
    """A dot for each figure with its words; small where they stand close."""
    many = len(plot.trend.points) > 12
    found = []
    for point in plot.trend.points:
        x, y = plot.at(point)
        last = point is plot.trend.points[-1]
        kind, radius = ("dot", 45 if last else 38) if last or not many else ("dot small", 22)
        hint = f"<title>{text(point.label)}: {text(point.text)}</title>"
        found.append(f'<circle class="{kind}" cx="{px(x)}" cy="{px(y)}" r="{px(radius)}">{hint}</circle>')
    return found


def _goal(plot: Plot) -> list[str]:
    """A dashed line at the goal, with a ring on the day it is due."""
    if plot.trend.goal is None:
        return []
    y, left, right = plot.up.place(plot.trend.goal), plot.across.start, plot.across.end
    due = plot.trend.deadline
    if due is None or not plot.across.low <= due.toordinal() <= plot.across.high:
        return [f'<path class="goal" d="M{px(left)} {px(y)}H{px(right)}"/>']
    x = plot.across.place(due.toordinal())
    return [
        f'<path class="goal" d="M{px(left)} {px(y)}H{px(x)}"/>',
        f'<circle class="ring" cx="{px(x)}" cy="{px(y)}" r="4.5"><title>{text(_due(plot.trend))}</title></circle>',
    ]


def _due(trend: Trend) -> str:
    words = f"mục tiêu {trend.goal_text}" if trend.goal_text else "mục tiêu"
    return f"{words}, đến {day_text(trend.deadline)}" if trend.deadline else words


def _milestones(plot: Plot) -> list[str]:
    found = []
    for mark in _milestones_shown(plot):
        x, y = plot.at(mark)
        hint = f"<title>{text(mark.label)}: {text(milestone_text(plot.trend, mark))}</title>"
        found.append(f'<path class="mile" d="M{px(x)} {px(y - 55)}l5.5 5.5l-5.5 5.5l-5.5-5.5z">{hint}</path>')
    return found


def _milestones_shown(plot: Plot) -> list[Point]:
    return [mark for mark in plot.trend.milestones if plot.across.low <= mark.day.toordinal() <= plot.across.high]


def _cuts(plot: Plot) -> list[str]:
    places = [plot.across.place(cut.day.toordinal()) for cut in plot.trend.cuts]
    return [f'<path class="cut" d="M{px(x)} {px(TOP - 140)}V{px(BOTTOM)}"/>' for x in places]


# ── words ────────────────────────────────────────────────────────────────────


def _labels(plot: Plot) -> list[Label]:
    """The words in the picture, most important first, each where it covers least."""
    taken = [box for run in runs(plot.trend) for box in along([plot.at(point) for point in run])]
    if plot.trend.goal is not None:
        y = plot.up.place(plot.trend.goal)
        taken += along([(plot.across.start, y), (plot.across.end, y)])
    for cut in plot.trend.cuts:
        x = plot.across.place(cut.day.toordinal())
        taken += along([(x, TOP), (x, BOTTOM)])
    taken += [spot(*plot.at(mark), 80) for mark in _milestones_shown(plot)]
    wide = Box(plot.across.start, 40, WIDTH - 20, BOTTOM - 10)
    found = [_value(plot, point, taken, wide) for point in _named(plot.trend)]
    found += [_goal_label(plot, taken, wide)] if plot.trend.goal is not None and plot.trend.goal_text else []
    found += [_reason(plot, cut, taken) for cut in plot.trend.cuts]
    found += [_milestone(plot, mark, taken, wide) for mark in _milestones_shown(plot)]
    return found


def _named(trend: Trend) -> list[Point]:
    last, *others = reversed(trend.points)
    return [last, *others] if len(trend.points) <= FEW else [last, trend.points[0]]


def _value(plot: Plot, point: Point, taken: list[Box], frame: Box) -> Label:
    lines = (clipped(point.text, LONGEST),)
    kind = "value last" if point is plot.trend.points[-1] else "value"
    return put(Label(lines, kind, frame), around(*plot.at(point), lines), taken, frame)


def _goal_label(plot: Plot, taken: list[Box], frame: Box) -> Label:
    """Over or under the goal line, at its left end, its right end or its middle."""
    lines = (clipped(f"mục tiêu {plot.trend.goal_text}", LONGEST),)
    width, height = size(lines)
    y = plot.up.place(plot.trend.goal or Fraction(0))
    middle = (plot.across.start + plot.across.end - width) // 2
    lefts = (plot.across.start + 60, plot.across.end - width, middle)
    places = [Box(x, top, x + width, top + height) for x in lefts for top in (y - 40 - height, y + 40)]
    placed = put(Label(lines, "aim", frame), places, taken, frame)
    return placed._replace(side="end" if placed.box.left > middle else "start")


def _reason(plot: Plot, cut: Cut, taken: list[Box]) -> Label:
    """Beside the upright, right or left, at the top, the bottom or half-way."""
    lines = _reason_lines(cut.reason)
    width, height = size(lines)
    x, frame = plot.across.place(cut.day.toordinal()), Box(plot.across.start, TOP - 150, WIDTH - 20, BOTTOM - 10)
    tops = (TOP - 130, BOTTOM - height - 40, (TOP + BOTTOM - height) // 2)
    places = [Box(left, top, left + width, top + height) for left in (x + 70, x - 70 - width) for top in tops]
    placed = put(Label(lines, "why", frame), places, taken, frame)
    return placed._replace(side="end" if placed.box.right <= x else "start")


def _reason_lines(reason: str) -> tuple[str, ...]:
    lines = [clipped(line, REASON_WIDTH) for line in wrap(clipped(reason, 400), REASON_WIDTH)]
    if len(lines) > REASON_LINES:
        lines = [*lines[: REASON_LINES - 1], lines[REASON_LINES - 1][: REASON_WIDTH - 2].rstrip(" ,;") + " …"]
    return tuple(lines)


def _milestone(plot: Plot, mark: Point, taken: list[Box], frame: Box) -> Label:
    lines = (clipped(milestone_text(plot.trend, mark), LONGEST),)
    return put(Label(lines, "step", frame), around(*plot.at(mark), lines, gap=90), taken, frame)


def _label(label: Label) -> str:
    """A label as text, its lines below each other, kept to an edge or the middle of its box."""
    box = label.box
    x = {"start": box.left, "mid": (box.left + box.right) // 2, "end": box.right}[label.side]
    lines = [
        f'<tspan x="{px(x)}" y="{px(box.top + 120 + index * LINE)}">{text(line)}</tspan>'
        for index, line in enumerate(label.lines)
    ]
    return f'<text class="{label.kind} {label.side}">{"".join(lines)}</text>'
