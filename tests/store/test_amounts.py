"""What one figure says: a value, a numerator and denominator, a day done; what cannot be is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dts.core.log import Done
from dts.core.model import Assignment, Kind, Target
from dts.core.period import Period
from dts.store.amounts import Amount, read_amount
from dts.store.source import Source, judge
from dts.store.tables import Table
from tests.store.reading import cases_of, told

FEBRUARY = Period(2025, 2, 1)
DAY = date(2025, 2, 25)
UNITS = {Kind.RATIO: "hồ sơ", Kind.COUNT: "trạm", Kind.SCORE: None, Kind.RANK: None, Kind.TASK: None}
SAID = cases_of("amounts")


def read(kind: Kind, text: str, *, unit: str | None = None) -> tuple[Amount | None, list[str]]:
    """What the lines of a figure say of a target of a kind, and what is wrong with them."""
    source = Source("records/2025-02.toml", text)
    judge(source)
    target = Target("a", kind, None, unit or UNITS[kind], Assignment("A", "A"))
    table = Table(source, (), source.data)
    amount = read_amount(table, target, FEBRUARY, DAY, withdrawn=table.flag("withdrawn"))
    return amount, told(source.problems)


@pytest.mark.parametrize("heading", SAID)
def test_what_is_wrong_is_said(heading: str) -> None:
    """Exactly what is wrong, underlined, with what to type; nothing of what is sound."""
    kind = Kind(heading.partition(",")[0])
    assert [(text, read(kind, text)[1]) for text, _said in SAID[heading]] == SAID[heading]


D = Decimal
SOUND = [
    (Kind.RATIO, "value = 36.18", Amount(value=D("36.18"))),
    (Kind.RATIO, "value = 0", Amount(value=D(0))),
    (Kind.RATIO, 'value = "ước 36,18%"', Amount(value=D("36.18"), estimate=True)),
    (Kind.RATIO, 'value = "hơn 36%"', Amount(value=D(36), qualifier=">", published="hơn 36%")),
    (Kind.RATIO, 'value = "> 36%"\nqualifier = ">"', Amount(value=D(36), qualifier=">")),
    (Kind.RATIO, 'value = 36\nqualifier = ">"', Amount(value=D(36), qualifier=">")),
    (Kind.RATIO, 'value = 36\nqualifier = "<"', Amount(value=D(36), qualifier="<")),
    (Kind.RATIO, 'value = 36\nqualifier = "~"', Amount(value=D(36), qualifier="~")),
    (Kind.RATIO, 'value = "3/4 (75%)"', Amount(numerator=D(3), denominator=D(4), published="75%")),
    (Kind.RATIO, "numerator = 3\ndenominator = 4", Amount(numerator=D(3), denominator=D(4))),
    (Kind.RATIO, "numerator = 0\ndenominator = 1", Amount(numerator=D(0), denominator=D(1))),
    (Kind.RATIO, 'numerator = "3,5"\ndenominator = 0.5', Amount(numerator=D("3.5"), denominator=D("0.5"))),
    (Kind.COUNT, "value = 0", Amount(value=D(0))),
    (Kind.COUNT, 'value = "1.080"', Amount(value=D(1080))),
    (Kind.SCORE, "value = -0.5", Amount(value=D("-0.5"))),
    (Kind.SCORE, "value = -1", Amount(value=D(-1))),
    (Kind.RANK, "value = 1", Amount(value=D(1))),
    (Kind.RANK, "value = 63\nof = 63", Amount(value=D(63), of=63)),
    (Kind.RANK, 'value = "18/63"', Amount(value=D(18), of=63)),
    (Kind.RANK, 'value = "18/63"\nof = 34', Amount(value=D(18), of=34)),
    (Kind.RANK, "value = 1\nof = 1", Amount(value=D(1), of=1)),
    (Kind.RANK, "value = 1\nof = 100000", Amount(value=D(1), of=100_000)),
    (Kind.RATIO, "withdrawn = true", Amount()),
    (Kind.TASK, "done = 2025-02-01", Amount(done=Done(date(2025, 2, 1), date(2025, 2, 1), "01/02/2025"))),
    (Kind.TASK, "done = 2025-02-25", Amount(done=Done(DAY, DAY, "25/02/2025"))),
    (Kind.TASK, 'done = "02/2025"', Amount(done=Done(date(2025, 2, 1), DAY, "02/2025"))),
    (Kind.TASK, 'done = "2/2025"', Amount(done=Done(date(2025, 2, 1), DAY, "02/2025"))),
    (
        Kind.TASK,
        'done = 2025-02-20\nqualifier = "<"',
        Amount(done=Done(None, date(2025, 2, 19), "trước 20/02/2025"), qualifier="<"),
    ),
    (
        Kind.TASK,
        'done = "02/2025"\nqualifier = "<"',
        Amount(done=Done(None, date(2025, 1, 31), "trước 02/2025"), qualifier="<"),
    ),
]


def test_what_is_sound_is_read() -> None:
    """Each number exactly, both sides of every bound, with the words that qualify it."""
    assert [(kind, text, *read(kind, text)) for kind, text, _amount in SOUND] == [
        (kind, text, amount, []) for kind, text, amount in SOUND
    ]


def test_numbers_beside_a_task_done_leave_the_day() -> None:
    """They are refused, and the day is still looked at."""
    amount, said = read(Kind.TASK, "done = 2025-02-24\nof = 3\ndenominator = 3")
    assert amount == Amount(done=Done(date(2025, 2, 24), date(2025, 2, 24), "24/02/2025"))
    assert len(said) == 2


def test_things_of_a_measure_may_have_decimals() -> None:
    """Half a station cannot be, half a hectare can."""
    assert read(Kind.COUNT, "value = 2.5", unit="ha") == (Amount(value=D("2.5")), [])


MONTHS = {
    "12/2024": Done(date(2024, 12, 1), date(2024, 12, 31), "12/2024"),
    "01/2025": Done(date(2025, 1, 1), date(2025, 1, 31), "01/2025"),
    "04/2024": Done(date(2024, 4, 1), date(2024, 4, 30), "4/2024"),
    "02/2024": Done(date(2024, 2, 1), date(2024, 2, 29), "02/2024"),
    "01/1900": Done(date(1900, 1, 1), date(1900, 1, 31), "01/1900"),
}


@pytest.mark.parametrize("month", MONTHS)
def test_done_in_a_month_that_is_over(month: str) -> None:
    """On any of its days, to the last."""
    source = Source("r", f'done = "{month}"')
    judge(source)
    period = Period(int(month[3:]), int(month[:2]), 1)
    target = Target("a", Kind.TASK, None, None, Assignment("A", "A"))
    amount = read_amount(Table(source, (), source.data), target, period, DAY, withdrawn=False)
    assert (amount, told(source.problems)) == (Amount(done=MONTHS[month]), [])
