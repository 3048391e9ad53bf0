"""From entries to the figures that count: which entry stands, what a day knows, and what is added up."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from dts.core.dates import VIETNAM
from dts.core.log import Done, Figure
from dts.core.model import Assignment, Group, Kind, Level, Owner, Registry, Rules, Target
from dts.core.period import Calendar, PeriodKind, parse_period
from dts.core.series import (
    Series,
    TargetSeries,
    collect_target,
    declared_parts,
    read_chains,
    read_series,
    sum_over_year,
)

CALENDAR = Calendar()
TODAY = date(2025, 6, 20)


def figure(key: str, value: str | None = None, part: str | None = None, **more: Any) -> Figure:
    """One entry of a period: `5` a number, `4/8` a share."""
    found = Figure("a", part, parse_period(key), **more)
    if value is None:
        return found
    if "/" in value:
        above, _, below = value.partition("/")
        return found._replace(numerator=Decimal(above), denominator=Decimal(below))
    return found._replace(value=Decimal(value))


def told(series: Series) -> list[tuple[str, object, int]]:
    """Period, number and how many entries it replaced."""
    return [(item.figure.period.key, item.value, len(item.earlier)) for item in series]


# ── which entry counts ───────────────────────────────────────────────────────

EARLY, LATE = date(2025, 2, 1), date(2025, 2, 10)
CHAINS: dict[str, tuple[list[Figure], list[tuple[str, Fraction | None, int]]]] = {
    "the last of one day": ([figure("2025-02", "1"), figure("2025-02", "2")], [("2025-02", Fraction(2), 1)]),
    "two days are two figures": (
        [figure("2025-02", "1", given_as_of=LATE), figure("2025-02", "2", given_as_of=EARLY)],
        [("2025-02", Fraction(2), 0), ("2025-02", Fraction(1), 0)],
    ),
    "the cut-off day may be given or not": (
        [figure("2025-02", "1", given_as_of=date(2025, 2, 14)), figure("2025-02", "2")],
        [("2025-02", Fraction(2), 1)],
    ),
    "two periods of one day": (
        [figure("2024-12", "1"), figure("2024-Q4", "2")],
        [("2024-Q4", Fraction(2), 0), ("2024-12", Fraction(1), 0)],
    ),
    "a withdrawal takes back": (
        [figure("2025-01", "1"), figure("2025-02", "2"), figure("2025-02", withdrawn=True)],
        [("2025-01", Fraction(1), 0)],
    ),
    "what comes after a withdrawal counts": (
        [figure("2025-02", "2"), figure("2025-02", withdrawn=True), figure("2025-02", "3")],
        [("2025-02", Fraction(3), 2)],
    ),
    "a withdrawal without a day means the only figure": (
        [figure("2025-02", "2", given_as_of=EARLY), figure("2025-02", withdrawn=True)],
        [],
    ),
    "a withdrawal of another day takes nothing back": (
        [figure("2025-02", "2", given_as_of=EARLY), figure("2025-02", withdrawn=True, given_as_of=LATE)],
        [("2025-02", Fraction(2), 0)],
    ),
    "of two figures a withdrawal without a day means neither": (
        [
            figure("2025-02", "2", given_as_of=EARLY),
            figure("2025-02", "3", given_as_of=LATE),
            figure("2025-02", withdrawn=True),
        ],
        [("2025-02", Fraction(2), 0), ("2025-02", Fraction(3), 0)],
    ),
    "the only figure of its own period, whatever others have": (
        [
            figure("2025-01", "1", given_as_of=date(2025, 1, 1)),
            figure("2025-02", "2", given_as_of=EARLY),
            figure("2025-02", withdrawn=True),
        ],
        [("2025-01", Fraction(1), 0)],
    ),
    "a correction without a day means the only figure": (
        [figure("2025-02", "2", given_as_of=EARLY), figure("2025-02", "3", reason="đếm lại")],
        [("2025-02", Fraction(3), 1)],
    ),
    "a second figure without a reason is another": (
        [figure("2025-02", "2", given_as_of=EARLY), figure("2025-02", "3")],
        [("2025-02", Fraction(2), 0), ("2025-02", Fraction(3), 0)],
    ),
    "the figure of the cut-off day before one of another day": (
        [
            figure("2025-02", "2", given_as_of=EARLY),
            figure("2025-02", "3"),
            figure("2025-02", "4", reason="đếm lại"),
        ],
        [("2025-02", Fraction(2), 0), ("2025-02", Fraction(4), 1)],
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_which_entry_counts(name: str) -> None:
    """Oldest first; the last entry of a day counts, or takes back the others."""
    figures, expected = CHAINS[name]
    assert told(read_series(figures, CALENDAR, TODAY, every=PeriodKind.MONTH)) == expected


def test_a_corrected_figure_keeps_the_day_of_the_correction() -> None:
    """A correction that gives no day is of the day a figure without one has; what it replaced stays before it."""
    figures = [figure("2025-02", "2", given_as_of=EARLY), figure("2025-02", "3", reason="đếm lại")]
    (item,) = read_series(figures, CALENDAR, TODAY)
    assert (item.as_of, item.earlier) == (date(2025, 2, 14), (figures[0],))
    assert [chain.entries for chain in read_chains(figures, CALENDAR, TODAY)] == [tuple(figures)]


def test_figures_of_one_day_stand_shorter_first_and_the_asked_kind_last() -> None:
    """On 14/6 a month, a quarter and a half end: the one that is asked for is the latest."""
    figures = [figure("2025-H1", "3"), figure("2025-Q2", "2"), figure("2025-06", "1")]
    for every, keys in (
        (PeriodKind.MONTH, ["2025-Q2", "2025-H1", "2025-06"]),
        (PeriodKind.QUARTER, ["2025-06", "2025-H1", "2025-Q2"]),
        (None, ["2025-06", "2025-Q2", "2025-H1"]),
    ):
        found = read_series(figures, CALENDAR, TODAY, every=every)
        assert [item.figure.period.key for item in found] == keys


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        (date(2025, 2, 13), ["2025-01", "2025-02"]),
        (date(2025, 1, 14), ["2025-01"]),
        (date(2025, 1, 13), ["2025-01"]),
        (date(2024, 12, 14), []),
    ],
)
def test_figures_of_later_days_are_left_out(today: date, keys: list[str]) -> None:
    """A figure of an open period is of the day of the view, of a period to come it is not seen."""
    figures = [figure("2025-01", "1"), figure("2025-02", "2")]
    assert [item.figure.period.key for item in read_series(figures, CALENDAR, today)] == keys


@pytest.mark.parametrize(("today", "seen"), [(date(2025, 1, 31), False), (date(2025, 2, 1), True)])
def test_a_task_is_seen_done_from_its_first_possible_day(today: date, *, seen: bool) -> None:
    """Done in February: from 01/02 on."""
    done = figure("2025-01", done=Done(date(2025, 2, 1), date(2025, 2, 28), "02/2025"))
    assert bool(read_series([done], CALENDAR, today, task=True)) is seen


def test_a_task_has_one_report_a_period() -> None:
    """Another day in the same period is a correction, in the next period another report."""
    days = [Done(date(2025, 2, day), date(2025, 2, day), f"{day:02d}/02/2025") for day in (3, 5)]
    first, second = figure("2025-02", done=days[0]), figure("2025-02", done=days[1])
    (item,) = read_series([first, second], CALENDAR, TODAY, task=True)
    assert (item.figure, item.earlier) == (second, (first,))
    other = second._replace(period=parse_period("2025-03"))
    assert len(read_series([first, other], CALENDAR, TODAY, task=True)) == 2


def test_days_of_one_period_are_one_figure_of_a_task_only() -> None:
    """An indicator may have figures of several days."""
    days = [figure("2025-02", "1", given_as_of=EARLY), figure("2025-02", "2", given_as_of=LATE)]
    assert len(read_chains(days, CALENDAR, TODAY)) == len(read_series(days, CALENDAR, TODAY)) == 2
    assert len(read_chains(days, CALENDAR, TODAY, task=True)) == 1
    assert [len(collect(days, kind).whole) for kind in (Kind.COUNT, Kind.TASK)] == [2, 1]


def test_a_figure_alone_is_no_total() -> None:
    """Nothing is missing of it, and nobody has reported to it."""
    (item,) = read_series([figure("2025-02", "1")], CALENDAR, TODAY)
    assert (item.missing, item.reported, item.gaps, item.sent) == ((), 0, (), ())


@pytest.mark.parametrize(("known_at", "value"), [(19, 1), (20, 2), (None, 2)])
def test_known_at(known_at: int | None, value: int) -> None:
    """What was recorded on 20/02 is known from that day on."""
    figures = [
        figure("2025-02", "1", recorded_at=date(2025, 2, 15)),
        figure("2025-02", "2", recorded_at=date(2025, 2, 20)),
    ]
    day = None if known_at is None else date(2025, 2, known_at)
    (item,) = read_series(figures, CALENDAR, TODAY, known_at=day)
    assert item.value == value


# ── sums over the year ───────────────────────────────────────────────────────


def summed(figures: list[Figure], every: PeriodKind | None = PeriodKind.MONTH) -> Series:
    """The series of a target that adds up over the year."""
    assignment = Assignment("A", "A", every=every, yearly_sum=True)
    return sum_over_year(read_series(figures, CALENDAR, TODAY, every=every), assignment)


def test_months_add_up_within_their_year() -> None:
    """January begins anew; what is missing in between is named, and filled in once it comes."""
    figures = [figure("2024-12", "9"), figure("2025-01", "1"), figure("2025-03", "4"), figure("2025-02", "2")]
    assert [(key, value) for key, value, _earlier in told(summed(figures))] == [
        ("2024-12", 9),
        ("2025-01", 1),
        ("2025-02", 3),
        ("2025-03", 7),
    ]
    gaps = {item.figure.period.key: [each.key for each in item.gaps] for item in summed(figures[:3])}
    assert gaps == {
        "2024-12": [f"2024-{month:02d}" for month in range(1, 12)],
        "2025-01": [],
        "2025-03": ["2025-02"],
    }


def test_quarters_add_up_too() -> None:
    """From the first quarter of the year."""
    found = summed([figure("2025-Q1", "5"), figure("2025-Q2", "6")], PeriodKind.QUARTER)
    assert [item.value for item in found] == [5, 11]
    assert [item.gaps for item in found] == [(), ()]


@pytest.mark.parametrize("every", [None, PeriodKind.YEAR])
def test_years_are_sums_already(every: PeriodKind | None) -> None:
    """Nothing to add where nothing shorter is asked."""
    assert [item.value for item in summed([figure("2023", "5"), figure("2024", "6")], every)] == [5, 6]


def test_other_kinds_and_shares_stay_as_they_are() -> None:
    """A half already covers its months."""
    found = summed([figure("2025-01", "1"), figure("2025-02", "1/2"), figure("2025-03", "2")])
    assert [item.value for item in found] == [1, 50, 3]
    assert found[1].figure.value is None
    halves = summed([figure("2024-H1", "60"), figure("2024-11", "1"), figure("2024-H2", "70")])
    assert [(item.figure.period.key, item.value, item.gaps == ()) for item in halves] == [
        ("2024-H1", Fraction(60), True),
        ("2024-11", Fraction(1), False),
        ("2024-H2", Fraction(70), True),
    ]


@pytest.mark.parametrize(
    ("signs", "sign"),
    [
        ((None, None), None),
        ((">", None), ">"),
        ((None, "<"), "<"),
        ((">", ">"), ">"),
        ((">", "<"), "~"),
        (("~", ">"), "~"),
    ],
)
def test_a_sum_is_as_exact_as_its_months(signs: tuple[str | None, str | None], sign: str | None) -> None:
    """More than and exactly is more than; more than and less than is about."""
    figures = [figure(f"2025-0{month}", "5", qualifier=each) for month, each in enumerate(signs, 1)]
    assert summed(figures)[-1].figure.qualifier == sign


def test_a_sum_keeps_the_day_and_the_history_of_its_month() -> None:
    """Of two days of one month the later is added, to later months too; the earlier sees only what was before it."""
    figures = [
        figure("2025-01", "1"),
        figure("2025-01", "2", reason="đếm lại"),
        figure("2025-02", "10", given_as_of=EARLY),
        figure("2025-02", "20", given_as_of=LATE),
        figure("2025-03", "100"),
    ]
    found = summed(figures)
    assert [(item.as_of.isoformat(), item.value, len(item.earlier)) for item in found] == [
        ("2025-01-14", Fraction(2), 1),
        ("2025-02-01", Fraction(12), 0),
        ("2025-02-10", Fraction(22), 0),
        ("2025-03-14", Fraction(122), 0),
    ]


# ── totals over parts ────────────────────────────────────────────────────────


def owner(name: str, level: Level = Level.XA, **more: Any) -> Owner:
    """An agency."""
    return Owner(name, name.upper(), name, level, **more)


UNITS = {each.id: each for each in (owner("xa-a"), owner("xa-b"), owner("xa-c"), owner("so", Level.TINH))}
WHOLE = Assignment("A", "A", every=PeriodKind.MONTH)


def collect(
    figures: list[Figure], kind: Kind = Kind.COUNT, *, owners: dict[str, Owner] | None = None, **more: Any
) -> TargetSeries:
    """Everything of one target on a day."""
    today = more.pop("today", TODAY)
    rules, groups = more.pop("rules", Rules()), more.pop("groups", {})
    target = Target("a", kind, more.pop("group", None), "hồ sơ", more.pop("whole", WHOLE), **more)
    registry = Registry(
        "T", rules=rules, groups=groups, owners=UNITS if owners is None else owners, targets={"a": target}
    )
    return collect_target(registry, target, figures, today)


def test_its_own_figures_come_before_any_total() -> None:
    """What the source says of the whole is not recomputed."""
    found = collect([figure("2025-02", "5", "xa-a"), figure("2025-02", "9")])
    assert (told(found.whole), found.whole_is_sum, list(found.parts)) == ([("2025-02", 9, 0)], False, ["xa-a"])


def test_counts_add_up() -> None:
    """Over all units that have reported; who has not is named."""
    figures = [figure("2025-02", "5", "xa-b"), figure("2025-02", "7", "xa-a")]
    found = collect(figures, for_each=Level.XA)
    assert found.whole_is_sum
    (total,) = found.whole
    assert (total.value, total.reported, total.sent, total.missing) == (Fraction(12), 2, ("xa-a", "xa-b"), ("xa-c",))
    assert (total.as_of, total.figure.part) == (date(2025, 2, 14), None)
    assert list(found.parts) == ["xa-a", "xa-b", "xa-c"]
    assert found.parts["xa-c"] == ()


def test_nothing_is_a_number_too() -> None:
    """Who reports 0 has reported, and adds nothing."""
    (total,) = collect([figure("2025-02", "0", "xa-a"), figure("2025-02", "7", "xa-b")]).whole
    assert (total.value, total.reported) == (Fraction(7), 2)
    (total,) = collect([figure("2025-02", "0/10", "xa-a"), figure("2025-02", "7/10", "xa-b")], Kind.RATIO).whole
    assert (total.figure.numerator, total.figure.denominator) == (Decimal(7), Decimal(20))


def test_shares_add_numerators_and_denominators() -> None:
    """Never an average of percentages."""
    found = collect([figure("2025-02", "91/100", "tinh"), figure("2025-02", "37/307", "xa")], Kind.RATIO)
    (total,) = found.whole
    assert (total.figure.numerator, total.figure.denominator) == (Decimal(128), Decimal(407))
    assert total.figure.value is None
    assert total.missing == ()


@pytest.mark.parametrize(
    ("kind", "first", "more"),
    [
        (Kind.RATIO, "91", {}),
        (Kind.COUNT, "91", {"qualifier": ">"}),
        (Kind.RANK, "9", {}),
        (Kind.SCORE, "9", {}),
    ],
    ids=["a percentage alone", "more than 91", "ranks", "scores"],
)
def test_what_cannot_be_added_has_no_total(kind: Kind, first: str, more: dict[str, Any]) -> None:
    """Then only the parts are shown."""
    second = "37/307" if kind is Kind.RATIO else "5"
    found = collect([figure("2025-02", first, "tinh", **more), figure("2025-02", second, "xa")], kind)
    assert (found.whole, found.whole_is_sum, list(found.parts)) == ((), False, ["tinh", "xa"])


def test_tasks_have_no_total() -> None:
    """A task of parts is done part by part."""
    done = Done(EARLY, EARLY, "01/02/2025")
    found = collect([figure("2025-02", None, "xa-a", done=done)], Kind.TASK)
    assert (found.whole, found.whole_is_sum) == ((), False)


def test_units_come_before_levels() -> None:
    """Where units report, what their level reports is not added once more; without any of them the levels are."""
    levels = [figure("2025-02", "50", "tinh"), figure("2025-02", "60", "xa")]
    assert told(collect(levels).whole) == [("2025-02", 110, 0)]
    assert told(collect([*levels, figure("2025-02", "5", "xa-a")]).whole) == [("2025-02", 5, 0)]
    assert told(collect([*levels], parts={"xa-a": WHOLE}).whole) == [("2025-02", 110, 0)]


def test_totals_stand_in_order_of_their_days() -> None:
    """The kind that is asked for last where two end on one day."""
    figures = [figure(key, "5", "xa-a") for key in ("2025-Q1", "2025-H1", "2025-Q2", "2025-06", "2025-03", "2025-01")]
    for every, keys in (
        (PeriodKind.MONTH, ["2025-01", "2025-Q1", "2025-03", "2025-Q2", "2025-H1", "2025-06"]),
        (PeriodKind.QUARTER, ["2025-01", "2025-03", "2025-Q1", "2025-06", "2025-H1", "2025-Q2"]),
        (None, ["2025-01", "2025-03", "2025-Q1", "2025-06", "2025-Q2", "2025-H1"]),
    ):
        found = collect(figures, whole=WHOLE._replace(every=every))
        assert [item.figure.period.key for item in found.whole] == keys


def test_who_existed_on_the_cut_off_day_is_expected() -> None:
    """Not who began later or had ended; who reported all the same is counted."""
    owners = {
        each.id: each
        for each in (
            owner("moi", since=date(2025, 2, 15)),
            owner("cu", until=date(2025, 2, 13)),
            owner("dung", since=date(2025, 2, 14), until=date(2025, 2, 14)),
            owner("xa"),
        )
    }
    (total,) = collect([figure("2025-02", "5", "xa")], owners=owners, for_each=Level.XA).whole
    assert total.missing == ("dung",)
    (total,) = collect(
        [figure("2025-02", "5", "xa"), figure("2025-02", "6", "cu")], owners=owners, for_each=Level.XA
    ).whole
    assert (total.value, total.reported, total.missing) == (Fraction(11), 2, ("dung",))


def test_parts_with_tables_of_their_own_are_expected_while_they_exist() -> None:
    """In the order in which they stand."""
    owners = {**UNITS, "cu": owner("cu", until=date(2025, 1, 31))}
    parts = {"xa-b": WHOLE, "cu": WHOLE, "xa-a": WHOLE}
    figures = [figure("2025-01", "5", "so"), figure("2025-02", "5", "so")]
    found = collect(figures, owners=owners, parts=parts)
    assert [item.missing for item in found.whole] == [("xa-b", "cu", "xa-a"), ("xa-b", "xa-a")]
    levels = collect([figure("2025-02", "5", "xa")], parts={"tinh": WHOLE, "xa": WHOLE})
    assert levels.whole[0].missing == ("tinh",)


def test_the_total_is_of_the_newest_day_and_never_of_a_day_to_come() -> None:
    """Of two figures of one unit the later counts."""
    figures = [
        figure("2025-02", "5", "xa-a", given_as_of=EARLY),
        figure("2025-02", "6", "xa-a", given_as_of=LATE),
        figure("2025-02", "7", "xa-b", given_as_of=date(2025, 2, 9)),
    ]
    (total,) = collect(figures).whole
    assert (total.as_of, total.value, total.figure.given_as_of) == (LATE, Fraction(13), LATE)


def test_what_a_total_says_of_itself() -> None:
    """No words of a source; an estimate where one part is; recorded only where all parts are."""
    moment = datetime(2025, 2, 15, 9, tzinfo=VIETNAM)
    first = figure("2025-02", "5", "xa-a", recorded_at=date(2025, 2, 20), published="5", source="A", as_of_text="B")
    second = figure("2025-02", "7", "xa-b", recorded_at=moment, given_as_of=date(2025, 2, 13))
    (total,) = collect([first, second]).whole
    found = total.figure
    assert (found.published, found.source, found.as_of_text, found.estimate) == (None, None, None, False)
    assert found.recorded_at == date(2025, 2, 20)
    (total,) = collect([first, second._replace(recorded_at=None, estimate=True)]).whole
    assert (total.figure.recorded_at, total.figure.estimate) == (None, True)


def test_parts_of_a_target() -> None:
    """Its tables, and with `for_each` every unit of the day; the level that is spread is no part of its own."""
    parts = {"xa": WHOLE, "xa-b": WHOLE, "tinh": WHOLE}
    target = Target("a", Kind.COUNT, None, None, WHOLE, parts=parts)
    registry = Registry("T", owners={**UNITS, "moi": owner("moi", since=date(2026, 1, 1))})
    assert declared_parts(registry, target, TODAY) == ("xa", "xa-b", "tinh")
    assert declared_parts(registry, target._replace(for_each=Level.XA), TODAY) == ("xa-a", "xa-b", "xa-c", "tinh")


def test_each_level_has_its_own_assignment_and_calendar() -> None:
    """A group that counts to the end of the month; a level that adds up over the year."""
    groups = {"g": Group("g", "G", cutoff_given=True)}
    parts = {"xa": WHOLE._replace(yearly_sum=True), "tinh": WHOLE}
    figures = [figure(f"2025-0{month}", "5", part) for month in (1, 2) for part in ("xa", "tinh")]
    found = collect(figures, groups=groups, group="g", parts=parts)
    assert [item.value for item in found.parts["xa"]] == [5, 10]
    assert [item.value for item in found.parts["tinh"]] == [5, 5]
    assert [item.as_of for item in found.parts["tinh"]] == [date(2025, 1, 31), date(2025, 2, 28)]
