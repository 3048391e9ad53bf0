"""The chart of a target over time: exact places, no line across a break, the best rank on top."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from dts.render.svg import BOTTOM, RIGHT, TOP, runs, trend_svg
from dts.render.svg_labels import Box, Label, put
from dts.render.svg_scale import Scale, days_shown, px, value_ticks
from dts.report.paper import Cut, Point, Trend
from tests.made_paper import small_trend


def point(day: date, value: int | str, text: str = "") -> Point:
    """A figure of a day."""
    return Point(day, Fraction(value), f"{day:%m/%Y}", text or str(value))


def trend(*values: int | str, unit: str = "%", **more: object) -> Trend:
    """Figures on the first days of months from 01/2024."""
    points = tuple(point(date(2024, month, 1), value) for month, value in enumerate(values, 1))
    return Trend("ma", "Tên", unit, points)._replace(**more)  # type: ignore[arg-type]


def drawn(made: Trend) -> ElementTree.Element:
    """The picture, read back as XML."""
    return ElementTree.fromstring(trend_svg(made, "bieu-do-1"))


def paths(made: Trend, kind: str) -> list[str]:
    """The paths of a class."""
    return [each.attrib["d"] for each in drawn(made).iter("path") if each.attrib["class"] == kind]


def dots(made: Trend) -> list[tuple[str, str]]:
    """Where the figures stand."""
    found = [each for each in drawn(made).iter("circle") if each.attrib["class"].startswith("dot")]
    return [(each.attrib["cx"], each.attrib["cy"]) for each in found]


def words(made: Trend, kind: str) -> list[str]:
    """The labels of a class, their lines joined."""
    found = [each for each in drawn(made).iter("text") if kind in each.attrib["class"].split()]
    return [" ".join(each.itertext()).replace("\u00a0", " ") for each in found]


def test_figures_stand_at_known_places() -> None:
    """An axis of 200 days from 0 to 80%: each day and each percent has its place to a tenth of a pixel."""
    made = small_trend()
    left = 260 + 72 * len("80%")
    assert days_shown(made) == (date(2024, 1, 1), date(2024, 7, 19))
    assert value_ticks(made) == (0, 20, 40, 60, 80)
    width, height = RIGHT - left, BOTTOM - TOP
    assert dots(made) == [
        (px(left), px(BOTTOM - height // 8)),
        (px(left + width // 4), px(BOTTOM - height // 4)),
        (px(left + width // 2), px(BOTTOM - height // 2)),
    ]
    assert paths(made, "goal") == [f"M{px(left)} {px(TOP)}H{px(RIGHT)}"]
    assert paths(made, "mile")[0].startswith(f"M{px(left + width // 2)} ")


def test_no_line_crosses_a_break() -> None:
    """The line ends at the last figure before the break; an upright with the reason stands between."""
    made = small_trend()
    assert [len(run) for run in runs(made)] == [2, 1]
    lines = paths(made, "line")
    assert len(lines) == 1
    assert lines[0].count("L") == 1
    assert len(paths(made, "cut")) == 1
    assert words(made, "why") == ["đổi cách tính"]


def test_a_break_on_the_day_of_a_figure_parts_it_from_the_one_before() -> None:
    """From that day on figures are not comparable: the figure of the day belongs to the later ones."""
    made = trend(1, 2, 3, cuts=(Cut(date(2024, 2, 1), "lý do"),))
    assert [[each.value for each in run] for run in runs(made)] == [[1], [2, 3]]


def test_a_rank_has_the_best_on_top() -> None:
    """12th stands above 18th, which stands above 55th; the axis begins at 1."""
    made = trend(55, 12, 18, unit="hạng", less_is_better=True, goal=Fraction(20), goal_text="trong nhóm 20")
    heights = [Fraction(y) for _x, y in dots(made)]
    assert heights[1] < heights[2] < heights[0]
    assert words(made, "end")[:4] == ["1", "20", "40", "60"]
    assert words(made, "unit") == ["hạng (tốt nhất ở trên)"]


def test_numbers_of_the_axis_are_vietnamese() -> None:
    """The dot groups, the comma is decimal, % stands with its number; months as officials write them."""
    assert "1.500.000" in words(trend(1080997, 1500000, unit="người"), "end")
    assert words(trend("95.2", "96.1"), "end") == ["95,2%", "95,4%", "95,6%", "95,8%", "96%", "96,2%"]
    assert words(trend(1, 2), "tick")[-2:] == ["01/01/2024", "01/02/2024"]
    assert words(trend(1, 2, 3, 4), "tick")[-4:] == ["01/2024", "02/2024", "3/2024", "4/2024"]


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        ([0, 100], "%", "0 20 40 60 80 100"),
        ([100, 100], "%", "80 85 90 95 100"),
        ([4, 6], "%", "0 2 4 6"),
        ([92, 93], "%", "92 92.2 92.4 92.6 92.8 93"),
        ([0, 0], "hồ sơ", "0 1"),
        ([7, 7], "hồ sơ", "0 2 4 6 8 10"),
        ([3, 17], "lớp", "0 5 10 15 20"),
        ([10**15, 2 * 10**15], "đồng", "0 500000000000000 1000000000000000 1500000000000000 2000000000000000"),
    ],
)
def test_ticks_are_round_and_hold_everything(values: list[int], unit: str, ticks: str) -> None:
    """1, 2, 2,5 or 5 times a power of ten; wholes are not divided; from 0 unless the figures are close together."""
    assert value_ticks(trend(*values, unit=unit)) == tuple(map(Fraction, ticks.split()))


def test_a_deadline_far_ahead_does_not_press_the_figures_together() -> None:
    """Two months of figures and a goal in ten years: the axis ends with the figures, the goal line goes across."""
    made = trend(1, 2, 3, goal=Fraction(5), goal_text="≥ 5%", deadline=date(2034, 12, 31))
    assert days_shown(made) == (date(2024, 1, 1), date(2024, 3, 1))
    assert len(paths(made, "goal")) == 1
    assert not [each for each in drawn(made).iter("circle") if each.attrib["class"] == "ring"]


def test_a_break_after_the_last_figure_is_shown() -> None:
    """It tells why the next figure will not be comparable."""
    made = trend(1, 2, cuts=(Cut(date(2024, 6, 1), "đổi bộ chỉ số"),))
    assert days_shown(made)[1] == date(2024, 6, 1)
    assert len(paths(made, "line")) == len(paths(made, "cut")) == 1


def test_several_figures_of_one_day_are_drawn() -> None:
    """An axis of one day has a width all the same."""
    same = (point(date(2024, 1, 1), 3), point(date(2024, 1, 1), 5))
    assert len(dots(Trend("ma", "Tên", "%", same))) == 2


def test_a_picture_says_what_it_shows() -> None:
    """role, title and description for those who do not see it; each figure has its words."""
    image = drawn(small_trend())
    assert image.attrib["role"] == "img"
    title, description = image.attrib["aria-labelledby"].split()
    found = {each.attrib.get("id"): each for each in image.iter()}
    assert found[title].text == "Hồ sơ được số hóa"
    assert (found[description].text or "").startswith("Từ 10% (tháng 01/2024) đến 40%")
    hints = [each.findtext("title") for each in image.iter("circle")]
    assert "tháng 02/2024: 20%" in hints


def test_coordinates_are_exact_and_the_same_every_time() -> None:
    """One decimal at most, no noise of binary fractions, the same bytes again."""
    made = trend(Fraction(1, 3).limit_denominator(3), "36.18", "77.77", "1.1")  # type: ignore[arg-type]
    text = trend_svg(made, "bieu-do-1")
    assert text == trend_svg(made, "bieu-do-1")
    places = re.findall(r' (?:x|y|cx|cy|r|d)="([^"]*)"', text)
    assert all(len(decimals) == 1 for place in places for decimals in re.findall(r"\.(\d+)", place))


def test_a_long_reason_is_shortened_in_the_picture_only() -> None:
    """Three lines at most; the whole of it stands in the sentence beside the picture."""
    made = trend(1, 2, cuts=(Cut(date(2024, 1, 15), "đổi phương pháp tính theo văn bản mới " * 20),))
    label = next(each for each in drawn(made).iter("text") if "why" in each.attrib["class"])
    lines = [each.text or "" for each in label.iter("tspan")]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert max(map(len, lines)) <= 24


def test_words_are_put_where_nothing_stands() -> None:
    """The first free place wins; when none is free the least covered one."""
    frame, label = Box(0, 0, 100, 100), Label(("a",), "value", Box(0, 0, 0, 0))
    places = [Box(0, 0, 10, 10), Box(20, 0, 30, 10)]
    taken = [Box(0, 0, 10, 10)]
    assert put(label, places, taken, frame).box == places[1]
    assert taken[-1] == places[1]
    assert put(label, places, [Box(0, 0, 10, 10), Box(25, 0, 30, 10)], frame).box == places[1]
    assert put(label, [Box(95, 95, 105, 105)], [], frame).box == Box(90, 90, 100, 100)


def test_a_scale_rounds_half_up_and_may_be_turned() -> None:
    """Tenths of a pixel; a turned scale puts the small above."""
    assert Scale(Fraction(0), Fraction(3), 0, 10).place(1) == 3
    assert Scale(Fraction(0), Fraction(4), 0, 10).place(1) == 3
    assert Scale(Fraction(0), Fraction(4), 10, 0).place(4) == 0
    assert [px(0), px(1205), px(1200), px(-5)] == ["0", "120.5", "120", "-0.5"]
