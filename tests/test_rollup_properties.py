"""Properties of totals over levels and units: counts are summed, percentages are never averaged."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dts.cli import main

# Each example is a data folder and a whole run of the program: few, and the same ones every time.
few = settings(
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class Part:
    """What one commune reported."""

    numerator: int
    denominator: int

    @property
    def ratio(self) -> Fraction:
        """The part's own percentage."""
        return Fraction(100 * self.numerator, self.denominator)


@st.composite
def part(draw: st.DrawFn) -> Part:
    """Draw a report with something done and something left to do."""
    denominator = draw(st.integers(2, 10_000))
    return Part(draw(st.integers(1, denominator - 1)), denominator)


parts = st.lists(part(), min_size=2, max_size=5)


def figure(unit: int, reported: Part) -> str:
    """Write one figure of a records file."""
    return (
        f'[[figure]]\ntarget = "so-hoa"\nfor = "xa-{unit}"\n'
        f"numerator = {reported.numerator}\ndenominator = {reported.denominator}\n"
    )


def rows_of(targets: str, figures: Sequence[str], capsys: Capture) -> dict[str | None, dict[str, Any]]:
    """Write a folder, run `dts status --json` on 25/02/2025, and give the rows by part (None: the total)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "records").mkdir()
        (folder / "targets.toml").write_text(targets, encoding="utf-8")
        text = 'period = "2025-02"\n\n' + "\n".join(figures)
        (folder / "records" / "2025-02.toml").write_text(text, encoding="utf-8")
        code = main(["-C", name, "status", "--as-of", "25/02/2025", "--json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return {row["for"]: row for row in json.loads(out)["targets"]}


def targets_of(units: int, goal: str) -> str:
    """Write targets.toml: communes numbered from 0, each assigned the same goal."""
    owners = [f'[owners.xa-{unit}]\nname = "Xã {unit}"\nlevel = "xa"\n' for unit in range(units)]
    return (
        'schema = 1\ntitle = "Ví dụ"\n\n'
        + "\n".join(owners)
        + '\n[targets.so-hoa]\nname = "Hồ sơ số hóa"\nkind = "ratio"\nunit = "hồ sơ"\n'
        + f'{goal}\nfor_each = "xa"\n'
    )


def cut(number: Fraction) -> Decimal:
    """Cut a percentage at six places, as the JSON does."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.000001"), rounding=ROUND_DOWN)


@few
@given(reported=parts)
def test_total_is_the_sum_over_the_sum(reported: list[Part], capsys: Capture) -> None:
    """The province's ratio is Σ numerators / Σ denominators, exactly."""
    figures = [figure(unit, one) for unit, one in enumerate(reported)]
    total = rows_of(targets_of(len(reported), "at_least = 50"), figures, capsys)[None]
    numerator, denominator = sum(p.numerator for p in reported), sum(p.denominator for p in reported)
    assert (total["numerator"], total["denominator"]) == (numerator, denominator)
    assert Decimal(total["value"]) == cut(Fraction(100 * numerator, denominator))
    assert (total["status"] == "achieved") == (2 * numerator >= denominator)


@few
@given(reported=parts)
def test_total_is_never_the_mean_of_percentages(reported: list[Part], capsys: Capture) -> None:
    """Where the mean of the percentages is another number, the total is not that number."""
    total_ratio = Fraction(100 * sum(p.numerator for p in reported), sum(p.denominator for p in reported))
    mean = sum((p.ratio for p in reported), Fraction(0)) / len(reported)
    assume(cut(mean) != cut(total_ratio))
    figures = [figure(unit, one) for unit, one in enumerate(reported)]
    total = rows_of(targets_of(len(reported), "at_least = 50"), figures, capsys)[None]
    assert Decimal(total["value"]) != cut(mean)


@few
@given(reported=parts, silent=st.data())
def test_total_is_not_achieved_while_a_part_is_missing(
    reported: list[Part], silent: st.DataObject, capsys: Capture
) -> None:
    """However good the others are, the total waits for the last one, and names it."""
    absent = silent.draw(st.integers(0, len(reported) - 1))
    figures = [figure(unit, one) for unit, one in enumerate(reported) if unit != absent]
    rows = rows_of(targets_of(len(reported), "at_least = 0"), figures, capsys)
    assert rows[None]["status"] != "achieved"
    assert rows[None]["parts_text"] == f"{len(figures)}/{len(reported)} đã báo cáo; còn: Xã {absent}"
    assert rows[f"xa-{absent}"]["value"] is None
    assert all(row["status"] == "achieved" for key, row in rows.items() if key not in {None, f"xa-{absent}"})


@few
@given(reported=parts, shuffled=st.data())
def test_order_of_different_parts_does_not_matter(
    reported: list[Part], shuffled: st.DataObject, capsys: Capture
) -> None:
    """Who reported first changes nothing: the order of figures of different parts carries no meaning."""
    figures = [figure(unit, one) for unit, one in enumerate(reported)]
    targets = targets_of(len(reported), "at_least = 50")
    assert rows_of(targets, figures, capsys) == rows_of(targets, shuffled.draw(st.permutations(figures)), capsys)
