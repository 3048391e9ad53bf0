"""Which entry of the files answers for one that was written, as a table; where a lost one goes; entries as facts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from dts.core.dates import VIETNAM
from dts.core.log import Done, Figure, Log, Remark, Sent
from dts.core.model import Assignment, Kind, Level, Owner, Registry, Target
from dts.core.period import Period
from dts.core.placement import find_places
from dts.core.survey import Losses, Survey, survey
from dts.core.written import Facts, Present, Written, facts_of, figure_of, is_before, list_present

FEBRUARY, MARCH = "2025-02", "2025-03"
REGISTRY = Registry(
    title="Thử",
    owners={"xa-moi": Owner("xa-moi", "UBND xã Mới", "Xã Mới", Level.XA)},
    targets={
        key: Target(id=key, group=None, kind=Kind.COUNT, unit=None, whole=Assignment(name=key, short=key))
        for key in ("a", "b")
    },
)


def entry(target: str = "a", *, at: int = 0, **facts: str) -> Facts:
    """A figure in facts; `at` is the day of its moment in February, 0 for none."""
    moment = {"recorded_at": f"2025-02-{at:02d}T09:15:00+07:00"} if at else {}
    return {"target": target, **facts, **moment}


def write(*entries: Facts, period: str = FEBRUARY, table: str = "figure", settled: bool = True) -> list[Written]:
    """Entries written one after another."""
    return [
        Written(f"{number:x}-0", facts.get("recorded_at", ""), period, table, facts, "", settled=settled, rank=number)
        for number, facts in enumerate(entries)
    ]


def stand(*entries: Facts, period: str = FEBRUARY, table: str = "figure") -> list[Present]:
    """Entries of one file."""
    return [Present(table, period, facts, number) for number, facts in enumerate(entries)]


def look(written: list[Written], present: list[Present]) -> tuple[list[str], list[str]]:
    """The values that are lost, and those that were changed by hand."""
    found = survey(written, present, REGISTRY)
    values = [each.facts.get("value", "") for each in found.lost]
    return values, [pair.written.facts.get("value", "") for pair in found.edited]


FIVE, SIX, AGAIN = entry(value="5", at=1), entry(value="6", at=2), entry(value="5", at=3, reason="x")
RULES = {
    "as written": ([FIVE], [FIVE], [], []),
    "gone": ([FIVE], [], ["5"], []),
    "other words": ([entry(value="5", at=1, source="x")], [FIVE], [], []),
    "other number": ([FIVE], [entry(value="7", at=1)], [], ["5"]),
    "other day": ([entry(value="5", at=1, as_of="2025-02-10")], [FIVE], [], ["5"]),
    "other number and words": ([FIVE], [entry(value="7", at=1, source="x")], [], ["5"]),
    "other part": ([FIVE], [entry(value="5", at=1, **{"for": "xa"})], ["5"], []),
    "other target": ([FIVE], [entry("b", value="5", at=1)], ["5"], []),
    "number and moment gone": ([FIVE], [entry(value="7")], ["5"], []),
    "other number and moment": ([FIVE], [entry(value="7", at=9)], ["5"], []),
    "without its moment": ([FIVE], [entry(value="5")], [], []),
    "with another moment": ([FIVE], [entry(value="5", at=9)], [], []),
    "a later one is there": ([FIVE, SIX], [SIX], ["5"], []),
    "an earlier one is there": ([FIVE, SIX], [FIVE], ["6"], []),
    "the same number again is gone": ([FIVE, SIX, AGAIN], [FIVE, SIX], ["5"], []),
    "the first of two is gone": ([FIVE, SIX, AGAIN], [SIX, AGAIN], ["5"], []),
    "the same number again has no moment": ([FIVE, SIX, AGAIN], [FIVE, SIX, entry(value="5")], [], []),
    "typed by hand before": ([SIX, AGAIN], [entry(value="5"), SIX], ["5"], []),
    "typed by hand after": ([FIVE, SIX], [SIX, entry(value="5", at=0)], ["5"], []),
    "another order": ([FIVE, SIX, AGAIN], [AGAIN, SIX, FIVE], [], []),
    "twice in the file": ([FIVE], [FIVE, FIVE], [], []),
    "twice written, once there": ([entry(value="5"), entry(value="5")], [entry(value="5")], ["5"], []),
    "of one moment, one edited": (
        [entry(value="5", at=1, source="x"), entry(value="6", at=1, source="y")],
        [entry(value="7", at=1, source="y")],
        ["5"],
        ["6"],
    ),
    "never had a moment, edited": ([entry(value="5", source="x")], [entry(value="6", source="x")], [], ["5"]),
    "never had a moment, another": ([entry(value="5", source="x")], [entry(value="6")], ["5"], []),
    "its moment still stands": (
        [SIX, AGAIN, entry(value="6", at=4)],
        [entry(value="21", at=2), entry(value="5"), entry(value="6")],
        [],
        ["6"],
    ),
    "with an earlier moment": ([AGAIN], [entry(value="5", at=2)], [], []),
    "edited behind a later one": ([FIVE, SIX], [SIX, entry(value="7", at=1)], [], ["5"]),
    "typed by hand behind a later one without a moment": (
        [FIVE, entry(value="6")],
        [entry(value="6"), entry(value="5")],
        ["5"],
        [],
    ),
    "another target beside it": ([FIVE], [entry("b", value="9", at=9), entry(value="5")], [], []),
    "an agency renamed everywhere": (
        [entry(value="5", at=1, **{"for": "xa-cu"})],
        [entry(value="5", at=1, **{"for": "xa-moi"})],
        [],
        [],
    ),
    "another level": (
        [entry(value="5", at=1, **{"for": "xa"})],
        [entry(value="5", at=1, **{"for": "tinh"})],
        ["5"],
        [],
    ),
    "another agency": (
        [entry(value="5", at=1, **{"for": "xa-moi"})],
        [entry(value="5", at=1, **{"for": "xa"})],
        ["5"],
        [],
    ),
    "withdrawn by hand": ([FIVE], [entry(withdrawn="true", at=1)], [], ["5"]),
    "an unknown target under a known name": ([entry("old", value="5", at=1)], [FIVE], [], []),
}


@pytest.mark.parametrize(("written", "present", "lost", "edited"), RULES.values(), ids=RULES)
def test_which_answers_for_which(
    written: list[Facts], present: list[Facts], lost: list[str], edited: list[str]
) -> None:
    """Lost is what no entry answers for; edited what one answers for with another number or day."""
    assert look(write(*written), stand(*present)) == (lost, edited)


def test_in_the_file_of_another_period() -> None:
    """Moved by hand with its moment it is there; the same number in another period is another figure."""
    assert look(write(FIVE), stand(FIVE, period=MARCH)) == ([], [])
    assert look(write(FIVE), stand(entry(value="7", at=1), period=MARCH)) == ([], ["5"])
    assert look(write(FIVE), stand(entry(value="5", at=9), period=MARCH)) == (["5"], [])
    assert look(write(entry(value="5")), stand(entry(value="5"), period=MARCH)) == (["5"], [])


def test_the_surest_pairs_come_first() -> None:
    """Every word before the same figure in other words; the same file before another."""
    one, two = entry(value="5", at=1, source="x"), entry(value="5", at=1, source="y")
    assert [each.facts for each in survey(write(one, two), stand(two), REGISTRY).lost] == [one]
    elsewhere, here = stand(one, period=MARCH), stand(two)
    (pair,) = survey(write(FIVE), [*elsewhere, *here], REGISTRY).same
    assert pair.present == here[0]


def test_each_table_for_itself() -> None:
    """An explanation never answers for a note."""
    said = entry(text="chờ", at=1)
    assert survey(write(said, table="note"), stand(said, table="explanation"), REGISTRY).lost
    assert not survey(write(said, table="note"), stand(said, table="note"), REGISTRY).lost
    changed = stand(entry(text="xong", at=1), table="note")
    assert len(survey(write(said, table="note"), changed, REGISTRY).edited) == 1


def test_nothing_is_said_of_what_cannot_be_read_or_was_accepted() -> None:
    """An unsound file may hold it; what somebody accepted is over."""
    assert survey(write(FIVE), [], REGISTRY, unread=(FEBRUARY,)) == Survey()
    assert survey(write(FIVE), [], REGISTRY, forgotten=("0-0",)) == Survey()
    assert not survey(write(FIVE), stand(entry(value="7", at=1)), REGISTRY, forgotten=("0-0",)).edited


def test_what_was_only_meant_is_never_lost() -> None:
    """Not in the file: unfinished; there: reached; the same number written since: nothing at all."""
    meant = write(FIVE, settled=False)
    assert survey(meant, [], REGISTRY) == Survey(unfinished=tuple(meant))
    assert survey(meant, stand(FIVE), REGISTRY).reached == ("0-0",)
    again = survey(meant, stand(entry(value="5", at=9)), REGISTRY)
    assert (again.lost, again.unfinished) == ((), ())
    assert survey(meant, stand(entry(value="7", at=1)), REGISTRY).unfinished == tuple(meant)


def test_what_was_only_meant_takes_nothing_from_others() -> None:
    """One that is there answers for itself first, and not for one that is lost."""
    lost, meant = write(FIVE, entry(value="6", at=1, reason="x"))
    found = survey([lost, meant._replace(settled=False)], stand(meant.facts), REGISTRY)
    assert (found.lost, found.edited, found.reached) == ((lost,), (), ("1-0",))


def test_counts_are_by_table() -> None:
    """What the one line of every command needs."""
    found = Losses(Survey(lost=(*write(FIVE, SIX), *write(FIVE, table="note"))), {"journal-x.jsonl": ("1", "2")})
    assert found.told.lost == {"figure": 2, "note": 1}
    assert found.told.damaged == {"journal-x.jsonl": 2}
    assert not found.told.is_silent
    assert Losses().told.is_silent
    assert not Losses(Survey(lost=tuple(write(FIVE)))).told.is_silent
    assert not Losses(damaged={"journal-x.jsonl": ("1",)}).told.is_silent


# ── where a lost one goes ────────────────────────────────────────────────────

BY_HAND, OLD, NEW = entry(value="9"), entry(value="9", at=1), entry(value="9", at=9)
PLACES = {
    "behind everything": ([FIVE, SIX], [FIVE], [None]),
    "in front of a later one": ([FIVE, SIX], [SIX], [0]),
    "between": ([FIVE, SIX, AGAIN], [FIVE, AGAIN], [1]),
    "several": ([FIVE, SIX, AGAIN], [AGAIN], [0, 0]),
    "in front of one by hand": ([SIX], [BY_HAND], [0]),
    "in front of a newer one by hand": ([SIX], [NEW], [0]),
    "behind an older one by hand": ([SIX], [OLD], [None]),
    "another target is no matter": ([SIX], [entry("b", value="9")], [None]),
    "an edited one keeps its place": ([FIVE, SIX], [entry(value="8", at=2)], [0]),
}


@pytest.mark.parametrize(("written", "present", "numbers"), PLACES.values(), ids=PLACES)
def test_where_a_lost_one_goes(written: list[Facts], present: list[Facts], numbers: list[int | None]) -> None:
    """Never behind one that is, or may be, later: the last entry is the one that counts."""
    standing = stand(*present)
    found = survey(write(*written), standing, REGISTRY)
    places = find_places(found.lost, standing, found)
    assert [place.before and place.before.number for place in places] == numbers


@pytest.mark.parametrize(
    ("present", "number"),
    [
        ([BY_HAND], None),
        ([BY_HAND, BY_HAND], 1),
        ([OLD, BY_HAND], None),
        ([BY_HAND, OLD], None),
        ([NEW, BY_HAND], None),
    ],
)
def test_behind_what_it_was_written_behind(present: list[Facts], number: int | None) -> None:
    """Whoever typed that, and without a moment: it stood there before."""
    lost = [each._replace(behind=BY_HAND) for each in write(SIX)]
    (place,) = find_places(lost, stand(*present), Survey(lost=tuple(lost)))
    assert (place.before and place.before.number) == number


def test_of_two_journals_only_the_clock_tells() -> None:
    """Two people in the same second: nobody knows who was first, so the one that stands there stays current."""
    mine, other = entry(value="5", at=1, recorded_by="x"), entry(value="6", at=1, recorded_by="y")
    first, second = write(other, mine)
    standing = stand(other)
    written = [first._replace(journal="a"), second._replace(journal="b")]
    found = survey(written, standing, REGISTRY)
    (place,) = find_places(found.lost, standing, found)
    assert place.before == standing[0]
    found = survey([first, second], standing, REGISTRY)
    (place,) = find_places(found.lost, standing, found)
    assert place.before is None


# ── facts ────────────────────────────────────────────────────────────────────


def test_equal_values_have_one_spelling() -> None:
    """36.180 is 36.18; a moment is the same in every zone; what restore adds is no fact."""
    period = Period(2025, 2, 1)
    moment = datetime(2025, 2, 20, 9, 15, tzinfo=VIETNAM)
    figure = Figure("a", None, period, value=Decimal("36.180"), recorded_at=moment)
    utc = moment.astimezone(VIETNAM).astimezone()
    same = figure._replace(value=Decimal("36.18"), recorded_at=utc, restored_at=date(2025, 3, 1), file="x", number=7)
    assert facts_of(figure) == facts_of(same)
    assert facts_of(figure) == {"target": "a", "value": "36.18", "recorded_at": "2025-02-20T09:15:00+07:00"}
    large = Decimal("123456789012345678901234567890123.10")
    assert facts_of(figure._replace(value=large))["value"] == "123456789012345678901234567890123.1"
    assert facts_of(figure._replace(value=Decimal(1000)))["value"] == "1000"


def test_entries_are_numbered_within_their_table_and_file() -> None:
    """In file order."""
    first, second = Period(2025, 2, 1), Period(2025, 3, 1)
    log = Log(
        figures=(Figure("a", None, first), Figure("a", "xa", first), Figure("a", None, second, withdrawn=True)),
        notes=(Remark("a", None, first, "x"),),
        sent=(Sent(first, date(2025, 2, 25), report="p"),),
    )
    found = [(each.table, each.period, each.number) for each in list_present(log)]
    assert found == [
        ("figure", FEBRUARY, 0),
        ("figure", FEBRUARY, 1),
        ("figure", MARCH, 0),
        ("note", FEBRUARY, 0),
        ("sent", FEBRUARY, 0),
    ]


def test_a_figure_can_be_shown_from_its_facts() -> None:
    """Its number, as far as it is to be printed."""
    period = Period(2025, 2, 1)
    for figure in (
        Figure("a", "xa", period, numerator=Decimal(3), denominator=Decimal(4)),
        Figure("a", None, period, value=Decimal(60), qualifier=">", published="hơn 60"),
        Figure("a", None, period, value=Decimal(18), of=63),
        Figure("a", None, period, withdrawn=True),
    ):
        assert figure_of(facts_of(figure), period) == figure
    done = Figure("a", None, period, done=Done(date(2025, 2, 20), date(2025, 2, 20), "20/02/2025"))
    shown = figure_of(facts_of(done), period)
    assert shown.done is not None
    assert shown.done.text == "20/02/2025"


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-02-20T09:15:00+07:00", "2025-02-20T09:16:00+07:00", True),
        ("2025-02-20T09:15:00+07:00", "2025-02-20T09:15:00+07:00", False),
        ("2025-02-20T09:15:00", "2025-02-20T09:16:00+07:00", True),
        ("2025-02-20", "2025-02-20T09:16:00+07:00", False),
        ("2025-02-20T23:59:00+07:00", "2025-02-21", True),
        ("2025-02-20", "2025-02-21", True),
        ("", "2025-02-21", False),
        ("x", "2025-02-21", False),
        ("2025-02-21", "xT", False),
    ],
)
def test_before_is_only_said_where_it_is_sure(one: str, other: str, before: bool) -> None:
    """By the day where one of the two is only a day."""
    assert is_before(one, other) is before
