"""What else is said of declared totals: which of them can be compared, and the addition as one reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.check_sums import compared_sums, sum_text
from dts.core.finding import gather
from dts.store.workspace import read_all
from tests.core.check_case import COUNT, RATIO, figure, target

DAY = date(2025, 2, 25)
TOTAL = target("tong", COUNT + 'sum_of = ["a", "b"]\n') + target("a", COUNT) + target("b", RATIO + 'unit = "trạm"\n')
TERMS = figure("a", "value = 954") + figure("b", "numerator = 645", "denominator = 900")
Compare = Callable[[str, dict[str, str]], list[tuple[str, str, str | None, str | None]]]


@pytest.fixture
def compare(workspace: Callable[..., Path]) -> Compare:
    """Part and period of each total, its parts, the addition, and what is wrong with it."""

    def find(targets: str, records: dict[str, str]) -> list[tuple[str, str, str | None, str | None]]:
        reading = read_all(workspace(targets, records), DAY)
        assert reading.registry is not None
        return [
            (
                f"{total.figure.part or 'cả'} {total.figure.period.key}",
                ", ".join(terms),
                sum_text(total, terms),
                None if found is None else found.message,
            )
            for total, terms, found in compared_sums(gather(reading.registry, reading.log, DAY))
        ]

    return find


def test_totals_that_can_be_compared(compare: Compare) -> None:
    """Each period in which every part has a figure, right or wrong; a target without parts is no total."""
    records = {
        "2024-12": figure("tong", "value = 1599") + TERMS,
        "2025-01": figure("tong", "value = 1599") + figure("a", "value = 954"),
        "2025-02": figure("tong", "value = 1600") + TERMS,
    }
    wrong = "tong: tổng tháng 02/2025 ghi 1.600, các thành phần cộng lại 954 + 645 = 1.599 (a, b)"
    assert compare(TOTAL, records) == [
        ("cả 2024-12", "a, b", "954 + 645 = 1.599", None),
        ("cả 2025-02", "a, b", "954 + 645 = 1.600", wrong),
    ]


@pytest.mark.parametrize("which", ["tong", "a"])
def test_what_is_not_exact_is_no_addition(compare: Compare, which: str) -> None:
    """Neither the total nor a part."""
    values = {"tong": "value = 1599", "a": "value = 954"}
    text = "".join(figure(name, line, *(['qualifier = "~"'] if name == which else [])) for name, line in values.items())
    found = compare(TOTAL, {"2025-02": text + figure("b", "numerator = 645", "denominator = 900")})
    assert [(parts, addition) for _total, parts, addition, _wrong in found] == [("a, b", None)]


@pytest.mark.parametrize(("count", "addition"), [(6, "1 + 1 + 1 + 1 + 1 + 1 = 6"), (7, None)])
def test_long_additions_are_not_written_out(compare: Compare, count: int, addition: str | None) -> None:
    """Up to six parts."""
    names = "abcdefg"[:count]
    targets = target("tong", COUNT + f"sum_of = {[*names]}\n") + "".join(target(name, COUNT) for name in names)
    text = figure("tong", f"value = {count}") + "".join(figure(name, "value = 1") for name in names)
    assert [each[2] for each in compare(targets, {"2025-02": text})] == [addition]


def test_a_computed_total_is_not_compared_with_itself(compare: Compare) -> None:
    """Of levels that add up, each level is."""
    targets = target("tong", COUNT + 'sum_of = ["a"]\n') + target("a", COUNT)
    text = "".join(figure(name, f'for = "{part}"', "value = 3") for part in ("tinh", "xa") for name in ("tong", "a"))
    assert [each[0] for each in compare(targets, {"2025-02": text})] == ["tinh 2025-02", "xa 2025-02"]
