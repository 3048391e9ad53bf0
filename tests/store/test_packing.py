"""Values as JSON: each type under its name, only what differs from the default, entries by target."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

import pytest

from dts.core.log import Done, Figure, Log, Remark, Sent
from dts.core.model import Group, Kind, Level
from dts.core.period import Period
from dts.store.packing import pack, pack_log, unpack, unpack_figures, unpack_log

MONTH, DAY = Period(2025, 2, 1), date(2025, 2, 20)
MOMENT = datetime(2025, 2, 20, 9, 15, tzinfo=UTC)
PERIOD = ["Period", 2025, 2, 1]


class Number(Decimal):
    """Looks like a number, and is none of ours."""


class Word(StrEnum):
    """Looks like a word of ours."""

    TASK = "task"


@pytest.mark.parametrize(
    ("value", "packed"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("số", "số"),
        (Decimal("36.180"), ["Decimal", "36.180"]),
        (Fraction(1, 3), ["Fraction", "1/3"]),
        (DAY, ["date", "2025-02-20"]),
        (MOMENT, ["datetime", "2025-02-20T09:15:00+00:00"]),
        (Kind.TASK, ["Kind", "task"]),
        (Level.XA, ["Level", "xa"]),
        ((), ["tuple"]),
        ((1, (DAY,)), ["tuple", 1, ["tuple", ["date", "2025-02-20"]]]),
        ({"a": 1, Kind.TASK: (2,)}, ["map", ["a", 1], [["Kind", "task"], ["tuple", 2]]]),
        (MONTH, PERIOD),
        (Group("g", "Nhóm"), ["Group", {"id": "g", "name": "Nhóm"}]),
        (Group("g", "Nhóm", cutoff_day=0), ["Group", {"id": "g", "name": "Nhóm", "cutoff_day": 0}]),
        (
            Done(None, DAY, "trước 10/2024"),
            ["Done", {"earliest": None, "latest": ["date", "2025-02-20"], "text": "trước 10/2024"}],
        ),
    ],
)
def test_a_value_and_its_packed_form(value: object, packed: object) -> None:
    """Through JSON and back it is the same, in type and spelling."""
    assert pack(value) == packed
    found = unpack(json.loads(json.dumps(packed)))
    assert (found, repr(found), type(found)) == (value, repr(value), type(value))


def test_a_read_only_map_becomes_a_plain_one() -> None:
    """It says the same."""
    assert unpack(pack(MappingProxyType({"a": 1}))) == {"a": 1}


@pytest.mark.parametrize("value", [1.5, [1], {1}, b"x", Word.TASK, object(), Log()])
def test_what_is_no_value_of_ours_is_refused(value: object) -> None:
    """With the name of its type."""
    with pytest.raises(TypeError, match=f"cannot pack {type(value).__name__}"):
        pack(value)


def test_a_number_of_another_kind_keeps_its_name_and_cannot_come_back() -> None:
    """Nothing is built but what is named here."""
    packed = pack(Number(1))
    assert packed == ["Number", "1"]
    with pytest.raises(KeyError):
        unpack(packed)


LOG = Log(
    figures=(
        Figure("tram", None, MONTH, value=Decimal(60), file="records/2025-02.toml", number=0),
        Figure("dat", "xa", MONTH, done=Done(None, DAY, "x"), file="records/2025-02.toml", number=1),
        Figure("tram", None, MONTH, value=Decimal("61.0"), recorded_at=MOMENT, file="records/2025-02.toml", number=2),
    ),
    explanations=(Remark("dat", None, MONTH, "chờ"), Remark("tram", None, MONTH, "x"), Remark("dat", "xa", MONTH, "y")),
    notes=(Remark("tram", None, MONTH, "tình hình", as_of=DAY),),
    sent=(Sent(MONTH, DAY), Sent(MONTH, DAY, "UBND", "bao-cao")),
)
DONE = ["Done", {"earliest": None, "latest": ["date", "2025-02-20"], "text": "x"}]
PARTS = {
    "tram": {
        "figures": [
            [0, {"part": None, "value": ["Decimal", "60"]}],
            [2, {"part": None, "value": ["Decimal", "61.0"], "recorded_at": ["datetime", "2025-02-20T09:15:00+00:00"]}],
        ],
        "explanations": [[1, {"part": None, "text": "x"}]],
        "notes": [[0, {"part": None, "text": "tình hình", "as_of": ["date", "2025-02-20"]}]],
    },
    "dat": {
        "figures": [[1, {"part": "xa", "done": DONE}]],
        "explanations": [[0, {"part": None, "text": "chờ"}], [2, {"part": "xa", "text": "y"}]],
    },
}
SENT = [{"on": ["date", "2025-02-20"]}, {"on": ["date", "2025-02-20"], "to": "UBND", "report": "bao-cao"}]


def test_the_entries_of_a_file_by_target() -> None:
    """Each with its place in its list; what file, place and part tell is not said again."""
    assert pack_log(LOG) == (SENT, PARTS)


@pytest.mark.parametrize("order", [["tram", "dat"], ["dat", "tram"]])
def test_the_entries_of_a_file_come_back_in_its_order(order: list[str]) -> None:
    """Whatever order the targets are read in."""
    parts = json.loads(json.dumps(PARTS))
    found = unpack_log(SENT, [(target, parts[target]) for target in order], MONTH, "records/2025-02.toml")
    assert repr(found) == repr(LOG)
    assert unpack_log([], [], MONTH, "x") == Log()


def test_the_figures_of_one_target() -> None:
    """Remarks aside; none where there are none."""
    found = unpack_figures("tram", PARTS["tram"], MONTH, "records/2025-02.toml")
    assert found == [LOG.figures[0], LOG.figures[2]]
    assert unpack_figures("tram", {"notes": []}, MONTH, "x") == []


@pytest.mark.parametrize(
    "packed",
    [["Path", "x"], [], [["Target"]], ["Target", {"nope": 1}], ["date", "x"], ["date"], ["Kind", "khác"], ["map", 1]],
)
def test_what_this_program_never_kept_is_an_error(packed: object) -> None:
    """Never something else in its place."""
    with pytest.raises((LookupError, TypeError, ValueError)):
        unpack(packed)
