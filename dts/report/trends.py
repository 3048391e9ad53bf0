"""Trends to be drawn: each target with two figures or more, its goal, its milestones, and where nothing is compared."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.model import Kind, Level, Registry
from dts.core.numerals import format_number
from dts.core.series import Current
from dts.report.amounts import figure_time, goal_text, value_text
from dts.report.names import part_name
from dts.report.paper import Cut, Point, Trend
from dts.report.words import deadline_text

MOST_POINTS = 36
"""Three years of months; what is older is in the workbook and the open data."""


def draw_trends(registry: Registry, rows: Sequence[Assessment]) -> tuple[Trend, ...]:
    """The trends of the rows, in their order; single units are left to the tables."""
    return tuple(_trend(registry, row) for row in rows if _is_drawn(row))


def _is_drawn(row: Assessment) -> bool:
    whole = row.part is None or row.part in tuple(Level)
    return whole and row.target.kind is not Kind.TASK and len(_items(row)) > 1


def _items(row: Assessment) -> Sequence[Current]:
    return [item for item in row.series if item.value is not None][-MOST_POINTS:]


def _trend(registry: Registry, row: Assessment) -> Trend:
    given, unit = row.assignment, row.target.unit
    points = tuple(_point(row, item) for item in _items(row))
    first, last = points[0].day, max(points[-1].day, row.today)
    part = part_name(row.part, registry)
    goal = goal_text(given.goal, row.target.kind, unit) or ""
    return Trend(
        id=row.target.id + (f"-{row.part}" if row.part else ""),
        title=given.short + (f", {part}" if part else ""),
        unit="%" if row.target.kind is Kind.RATIO else "hạng" if row.target.kind is Kind.RANK else unit or "điểm",
        points=points,
        goal=given.goal.exact if given.goal else None,
        goal_text=goal,
        deadline=row.deadline,
        milestones=tuple(
            Point(mark.day, mark.value, f"mốc {format_date(mark.day)}", format_number(mark.value, places=2))
            for mark in given.milestones
        ),
        cuts=tuple(Cut(each.on, each.reason) for each in given.breaks if first < each.on <= last),
        less_is_better=row.target.kind is Kind.RANK,
        summary=_summary(row, points, goal),
    )


def _point(row: Assessment, item: Current) -> Point:
    words = value_text(row, item) or ""
    text = f"ước {words}" if item.figure.estimate else words
    return Point(item.as_of, item.value if item.value is not None else Fraction(0), figure_time(item), text)


def _summary(row: Assessment, points: Sequence[Point], goal: str) -> str:
    """Từ 55/63 (năm 2020) đến 18/63 (năm 2022); mục tiêu trong nhóm 20, đến năm 2025."""
    text = f"Từ {points[0].text} ({points[0].label}) đến {points[-1].text} ({points[-1].label})"
    if goal:
        text += f"; mục tiêu {goal}, {deadline_text(row)}"
    broken = [each for each in row.assignment.breaks if points[0].day < each.on <= points[-1].day]
    return text + "".join(f"; từ {format_date(each.on)} không so sánh được: {each.reason}" for each in broken) + "."
