"""An entry as facts: every key, one spelling of each value; and back again, as far as its number is to be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

import pytest

from dts.core.dates import VIETNAM
from dts.core.log import Done, Figure, Log, Remark, Sent
from dts.core.period import Period
from dts.core.written import CONTENT, SUBJECT, Facts, Present, facts_of, figure_of, is_before, list_present

MONTH = Period(2025, 2, 1)
DAY, MOMENT = date(2025, 2, 20), datetime(2025, 2, 20, 9, 15, tzinfo=VIETNAM)
FIGURE = Figure(
    target="tram",
    part="xa-a",
    period=MONTH,
    given_as_of=date(2025, 2, 19),
    as_of_text="giữa tháng",
    value=Decimal("36.180"),
    numerator=Decimal(3),
    denominator=Decimal("4.50"),
    of=63,
    qualifier=">",
    done=Done(DAY, DAY, "20/02/2025"),
    confirmed=date(2025, 2, 18),
    evidence="Biên bản",
    withdrawn=True,
    estimate=True,
    published="hơn 36",
    published_on=date(2025, 2, 21),
    source="Sở",
    note="ghi chú",
    reason="nhầm",
    recorded_at=MOMENT,
    recorded_by="Lan",
    restored_at=DAY,
    file="records/2025-02.toml",
    number=7,
)
FACTS = {
    "target": "tram",
    "for": "xa-a",
    "as_of": "2025-02-19",
    "value": "36.18",
    "numerator": "3",
    "denominator": "4.5",
    "of": "63",
    "qualifier": ">",
    "done": "20/02/2025",
    "withdrawn": "true",
    "estimate": "true",
    "as_of_text": "giữa tháng",
    "published": "hơn 36",
    "published_on": "2025-02-21",
    "source": "Sở",
    "note": "ghi chú",
    "reason": "nhầm",
    "evidence": "Biên bản",
    "confirmed": "2025-02-18",
    "recorded_by": "Lan",
    "recorded_at": "2025-02-20T09:15:00+07:00",
}
REMARK = Remark("tram", "xa-a", MONTH, "chờ số", MOMENT, "Lan", DAY)


@pytest.mark.parametrize(
    ("entry", "facts"),
    [
        (FIGURE, FACTS),
        (Figure("tram", None, MONTH), {"target": "tram"}),
        (
            REMARK,
            {
                "target": "tram",
                "for": "xa-a",
                "as_of": "2025-02-20",
                "text": "chờ số",
                "recorded_by": "Lan",
                "recorded_at": "2025-02-20T09:15:00+07:00",
            },
        ),
        (Remark("tram", None, MONTH, "x"), {"target": "tram", "text": "x"}),
        (
            Sent(MONTH, DAY, "UBND tỉnh", "bao-cao", MOMENT),
            {"on": "2025-02-20", "to": "UBND tỉnh", "report": "bao-cao", "recorded_at": "2025-02-20T09:15:00+07:00"},
        ),
        (Sent(MONTH, DAY), {"on": "2025-02-20"}),
    ],
    ids=["figure", "bare figure", "remark", "bare remark", "report", "bare report"],
)
def test_every_key_of_an_entry_is_a_fact(entry: Figure | Remark | Sent, facts: Facts) -> None:
    """Under its name in TOML; what is not given is left out, and so is when it was put back."""
    assert facts_of(entry) == facts


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        ("36.180", "36.18"),
        ("36.0", "36"),
        ("36", "36"),
        ("1000", "1000"),
        ("1E+3", "1000"),
        ("0.10", "0.1"),
        ("0", "0"),
        ("0.0", "0"),
        ("100.00", "100"),
    ],
)
def test_equal_numbers_have_one_spelling(value: str, spelling: str) -> None:
    """Without an exponent, and without noughts behind the point."""
    assert facts_of(Figure("a", None, MONTH, value=Decimal(value)))["value"] == spelling


@pytest.mark.parametrize(
    ("moment", "spelling"),
    [
        (datetime(2025, 2, 20, 2, 15, tzinfo=UTC), "2025-02-20T09:15:00+07:00"),
        (datetime(2025, 2, 20, 18, 0, 1, tzinfo=UTC), "2025-02-21T01:00:01+07:00"),
        (datetime(2025, 2, 20, 9, 15), "2025-02-20T09:15:00"),
        (DAY, "2025-02-20"),
    ],
)
def test_a_moment_is_the_same_in_every_zone(moment: date, spelling: str) -> None:
    """By the clock of Vietnam; without a zone, or without an hour, as it was given."""
    assert facts_of(Sent(MONTH, DAY, recorded_at=moment))["recorded_at"] == spelling


def test_what_two_entries_must_share_to_be_about_the_same() -> None:
    """And which keys say something of that; any other may be put right by hand."""
    about, said = ("target", "for"), ("as_of", "text")
    assert {"figure": about, "explanation": about, "note": about, "sent": ("report",)} == SUBJECT
    numbers = ("as_of", "value", "numerator", "denominator", "of", "qualifier", "done", "withdrawn", "estimate")
    assert {"figure": numbers, "explanation": said, "note": said, "sent": ("on", "to")} == CONTENT


def test_every_table_is_listed_in_the_order_of_its_file() -> None:
    """Each numbered within its table and its period."""
    other = Period(2025, 3, 1)
    log = Log(
        figures=(Figure("a", None, MONTH), Figure("b", None, other), Figure("c", None, MONTH)),
        explanations=(REMARK._replace(text="1"), REMARK._replace(text="2")),
        notes=(REMARK._replace(text="3"),),
        sent=(Sent(MONTH, DAY), Sent(other, DAY), Sent(other, DAY)),
    )
    found = list(list_present(log))
    assert [(each.table, each.period, each.number) for each in found] == [
        ("figure", "2025-02", 0),
        ("figure", "2025-03", 0),
        ("figure", "2025-02", 1),
        ("explanation", "2025-02", 0),
        ("explanation", "2025-02", 1),
        ("note", "2025-02", 0),
        ("sent", "2025-02", 0),
        ("sent", "2025-03", 0),
        ("sent", "2025-03", 1),
    ]
    assert found[3] == Present("explanation", "2025-02", facts_of(log.explanations[0]))


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-02-20T09:15:00+07:00", "2025-02-20T09:15:01+07:00", True),
        ("2025-02-20T09:15:00+07:00", "2025-02-20T09:15:00+07:00", False),
        ("2025-02-20T09:15:01+07:00", "2025-02-20T09:15:00+07:00", False),
        ("2025-02-20T02:15:00+00:00", "2025-02-20T09:15:01+07:00", True),
        ("2025-02-20T09:15:00+00:00", "2025-02-20T09:16:00+07:00", False),
        ("2025-02-20T09:15:00", "2025-02-20T02:15:01+00:00", True),
        ("2025-02-20T09:15:00", "2025-02-20T02:15:00+00:00", False),
        ("2025-02-20", "2025-02-21", True),
        ("2025-02-20", "2025-02-20", False),
        ("2025-02-21", "2025-02-20", False),
        ("2025-02-20", "2025-02-20T23:59:00+07:00", False),
        ("2025-02-20T23:59:00+07:00", "2025-02-20", False),
        ("2025-02-20T00:00:00+07:00", "2025-02-21", True),
        ("2025-02-20T17:30:00+00:00", "2025-02-21", False),
        ("2025-02-20", "", False),
        ("", "2025-02-20", False),
        ("", "", False),
        ("T", "2025-02-20", False),
        ("2025-02-19", "20/02/2025", False),
    ],
)
def test_which_moment_is_surely_before_another(one: str, other: str, before: bool) -> None:
    """To the second where both have an hour, else by the day; never where one is no moment."""
    assert is_before(one, other) is before


def test_a_number_is_shown_again_from_its_facts() -> None:
    """Every key its words are made of, exactly; of a bare entry nothing."""
    shown = figure_of(FACTS, MONTH)
    assert shown == Figure(
        target="tram",
        part="xa-a",
        period=MONTH,
        value=Decimal("36.18"),
        numerator=Decimal(3),
        denominator=Decimal("4.5"),
        of=63,
        qualifier=">",
        done=Done(None, date.min, "20/02/2025"),
        withdrawn=True,
        published="hơn 36",
    )
    assert figure_of({"target": "tram"}, MONTH) == Figure("tram", None, MONTH)
    assert figure_of({}, MONTH) == Figure("", None, MONTH)


@pytest.mark.parametrize("facts", [{"value": "x"}, {"of": "x"}])
def test_what_is_no_number_is_an_error(facts: Facts) -> None:
    """Whoever shows it says it in other words."""
    with pytest.raises((InvalidOperation, ValueError)):
        figure_of(facts, MONTH)
