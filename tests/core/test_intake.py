"""Figures that come in by the file: new, changed, there already, or older than what stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dts.core.dates import VIETNAM
from dts.core.intake import Lot, Sorted, sort_incoming
from dts.core.log import Done, Figure
from dts.core.model import Assignment, Kind, Level, Owner, Registry, Target
from dts.core.period import Period

FEBRUARY, MARCH = Period(2025, 2, 1), Period(2025, 3, 1)
REGISTRY = Registry(
    "Thử",
    targets={
        key: Target(key, kind, None, None, Assignment(key, key))
        for key, kind in (("a", Kind.COUNT), ("b", Kind.COUNT), ("viec", Kind.TASK))
    },
    owners={"xa-a": Owner("xa-a", "Xã A", "Xã A", Level.XA)},
)


def figure(value: int | None, **fields: Any) -> Figure:
    """A figure of target a in February; None: withdrawn."""
    what = {"withdrawn": True} if value is None else {"value": Decimal(value)}
    return Figure(**{"target": "a", "part": None, "period": FEBRUARY, **what, **fields})


def stand(*figures: Figure) -> list[Figure]:
    """As they stand in a file."""
    return [each._replace(file="records/2025-02.toml", number=at) for at, each in enumerate(figures)]


def come(*figures: Figure) -> list[Figure]:
    """As rows of a table that comes in."""
    return [each._replace(file="moi.csv", number=at) for at, each in enumerate(figures)]


def lots(standing: list[Figure], incoming: list[Figure], reason: str | None = None) -> list[str]:
    """What becomes of each row: `changed 5` with the number it is compared with; what else differs in brackets."""
    return [said(each) for each in sort_incoming(REGISTRY, standing, incoming, reason=reason)]


def said(found: Sorted) -> str:
    """One lot."""
    other = "" if found.other is None else f" {found.other.value}"
    return f"{found.lot}{other}" + (f" ({', '.join(found.differs)})" if found.differs else "")


FIVE, SIX, SEVEN = figure(5), figure(6, reason="sót"), figure(7, reason="sót nữa")
NONE = figure(None, reason="nhầm")
CASES: dict[str, tuple[list[Figure], list[Figure], list[str]]] = {
    "nothing stands": ([], [FIVE], ["new"]),
    "two that follow each other": ([], [FIVE, SIX], ["new", "new 5"]),
    "two without a reason": ([], [FIVE, figure(6)], ["new", "no_reason 5"]),
    "the same": ([FIVE], [FIVE], ["same 5"]),
    "the same twice": ([FIVE], [FIVE, FIVE], ["same 5", "same 5"]),
    "new twice": ([], [FIVE, FIVE], ["new", "same 5"]),
    "changed": ([FIVE], [SIX], ["changed 5"]),
    "changed without a reason": ([FIVE], [figure(6)], ["no_reason 5"]),
    "changed twice": ([FIVE], [SIX, SEVEN], ["changed 5", "changed 6"]),
    "the same, then changed": ([FIVE], [FIVE, SIX], ["same 5", "changed 5"]),
    "history that stands": ([FIVE, SIX], [FIVE, SIX], ["same 5", "same 6"]),
    "only the last of it": ([FIVE, SIX], [SIX], ["same 6"]),
    "only the first of it": ([FIVE, SIX], [FIVE], ["same 5"]),
    "history in between": ([FIVE, SEVEN], [FIVE, SIX, SEVEN], ["same 5", "older 7", "same 7"]),
    "history before": ([SEVEN], [FIVE, SIX, SEVEN], ["older 7", "older 7", "same 7"]),
    "back to the first": ([FIVE, SIX], [FIVE, SIX, FIVE], ["same 5", "same 6", "no_reason 6"]),
    "the other way round": ([FIVE, SIX], [SIX, FIVE], ["same 6", "no_reason 6"]),
    "back to what stands": ([FIVE], [FIVE, SIX, FIVE], ["same 5", "changed 5", "no_reason 6"]),
    "behind two": ([FIVE, SIX], [SEVEN], ["changed 6"]),
    "other words of the last": ([FIVE, SIX], [figure(6, note="x")], ["same 6 (note)"]),
    "other words than the last": (
        [figure(5, note="x"), SIX],
        [figure(6, note="x")],
        ["same 6 (note)"],
    ),
    "other words of the first": ([FIVE, SIX], [figure(5, note="x")], ["no_reason 6"]),
    "withdrawn": ([FIVE], [NONE], ["changed 5"]),
    "given anew": ([FIVE, NONE], [figure(7)], ["changed None"]),
    "other words": ([FIVE], [figure(5, note="x")], ["same 5 (note)"]),
    "other words and a reason": ([FIVE], [figure(5, note="x", reason="ghi rõ")], ["changed 5"]),
    "other words twice": ([FIVE], [figure(5, note="x"), figure(5, note="y")], ["same 5 (note)", "same 5 (note)"]),
    "other words behind a change": ([FIVE], [SIX, figure(5, note="x")], ["changed 5", "no_reason 6"]),
    "words left out": ([figure(5, note="x", source="y")], [FIVE], ["same 5"]),
    "published otherwise": ([figure(5, published="năm")], [figure(5, published="5 trạm")], ["no_reason 5"]),
    "published left out": ([figure(5, published="năm")], [FIVE], ["same 5"]),
    "another part": ([FIVE], [figure(5, part="xa-a")], ["new"]),
    "another period": ([FIVE], [figure(5, period=MARCH)], ["new"]),
    "another target": ([FIVE], [figure(5, target="b")], ["new"]),
    "another day": ([FIVE], [figure(6, given_as_of=date(2025, 2, 10))], ["new"]),
    "a task done on another day": (
        [Figure("viec", None, FEBRUARY, done=Done(date(2025, 2, 3), date(2025, 2, 3), "03/02/2025"))],
        [Figure("viec", None, FEBRUARY, done=Done(date(2025, 2, 4), date(2025, 2, 4), "04/02/2025"))],
        ["no_reason None"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_rows(case: str) -> None:
    """By what stands, in the order of both."""
    standing, incoming, expected = CASES[case]
    assert lots(stand(*standing), come(*incoming)) == expected


def test_a_reason_for_all() -> None:
    """It is given to changes that have none of their own, and to nothing else."""
    rows = come(figure(6), SEVEN, figure(5, target="b"))
    found = sort_incoming(REGISTRY, stand(FIVE), rows, reason="Đơn vị gửi lại")
    assert [said(each) for each in found] == ["changed 5", "changed 6", "new"]
    assert [each.figure.reason for each in found] == ["Đơn vị gửi lại", "sót nữa", None]


def test_the_order_of_the_table_is_kept() -> None:
    """Whatever each row is about."""
    rows = come(figure(1, target="b"), FIVE, figure(2, target="b", reason="x"), SIX)
    found = sort_incoming(REGISTRY, [], rows)
    assert [(each.figure.target, each.lot) for each in found] == [
        *(("b", Lot.NEW), ("a", Lot.NEW), ("b", Lot.NEW), ("a", Lot.NEW))
    ]


SAID: dict[str, Any] = {
    "value": Decimal(6),
    "numerator": Decimal(1),
    "denominator": Decimal(2),
    "of": 63,
    "qualifier": ">",
    "estimate": True,
    "done": Done(None, date(2025, 2, 1), "trước 02/2025"),
    "confirmed": date(2025, 2, 1),
    "evidence": "Văn bản 1",
    "withdrawn": True,
}
TOLD: dict[str, Any] = {
    "as_of_text": "giữa tháng 2",
    "published_on": date(2025, 2, 1),
    "source": "Sở A",
    "note": "x",
    "recorded_at": date(2025, 2, 1),
    "recorded_by": "Lan",
}


@pytest.mark.parametrize("key", SAID)
def test_what_makes_a_figure_another(key: str) -> None:
    """It is a change, and wants its reason."""
    assert lots(stand(FIVE), come(FIVE._replace(**{key: SAID[key]}))) == ["no_reason 5"]


@pytest.mark.parametrize("key", TOLD)
def test_what_only_differs(key: str) -> None:
    """The figure is the same; what is said otherwise is named, what is left out is not."""
    other = FIVE._replace(**{key: TOLD[key]})
    assert lots(stand(FIVE), come(other)) == [f"same 5 ({key})"]
    assert lots(stand(other), come(FIVE)) == ["same 5"]


def at(hour: int, minute: int, second: int = 0, zone: Any = VIETNAM) -> Figure:
    """Recorded at a moment."""
    return figure(5, recorded_at=datetime(2025, 2, 10, hour, minute, second, 999, tzinfo=zone))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (at(9, 15, 30), at(9, 15), "same 5"),
        (at(9, 15), at(9, 16), "same 5 (recorded_at)"),
        (at(9, 15, 30), at(9, 15)._replace(note="x"), "same 5 (note)"),
        (at(9, 15), at(2, 15, zone=UTC), "same 5"),
        (at(9, 15), at(9, 15, 7, zone=None), "same 5"),
        (at(9, 15), figure(5, recorded_at=date(2025, 2, 10)), "same 5 (recorded_at)"),
    ],
)
def test_minutes_decide(old: Figure, new: Figure, expected: str) -> None:
    """Excel drops the seconds; a moment without a zone is one of Viet Nam."""
    assert lots(stand(old), come(new)) == [expected]


def test_a_moment_of_the_same_minute_is_the_same_entry() -> None:
    """So history that went through Excel stands where it stood."""
    first, second = at(9, 15, 30), at(9, 20, 30)._replace(value=Decimal(6), reason="sót")
    rows = [each._replace(recorded_at=each.recorded_at.replace(second=0)) for each in (first, second)]  # type: ignore[union-attr,call-arg]
    assert lots(stand(first, second), come(*rows)) == ["same 5", "same 6"]
