"""A value of any kind in any key is judged, never trusted: endless integers, days of the year 1, lists, nan.

A slip of the keyboard, or a file made by another program, gives a sentence with file and line, not a program that
breaks off; what is taken can be shown, reported and corrected in every view.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dts.console import problem_lines
from dts.store.workspace import read_all
from tests.campaigns.fields import ROOMS, TODAY, Field, Literal, write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import live_characters
from tests.campaigns.sizes import LARGE, sized, some

VALUES = (
    # ── whole numbers ──
    *("0", "-0", "1", "-1", "100", "9" * 29, "9" * 4300, "-" + "9" * 4000, "0x" + "f" * 5000, "0b" + "1" * 20_000),
    # ── other numbers ──
    *("nan", "-inf", "1e400", "1e-400", "-0.0", "0.0", "1.5", "1e5", "762.284", "9" * 29 + ".5", "0." + "1" * 4000),
    # ── words ──
    *('""', '" "', '"\\n"', '"0"', '"-5"', '"1e9"', '"nan"', '"１２"', '"٣"', '"' + "9" * 40 + '"', "true", "false"),
    *('"tinh"', '"ti-le"', '"viec-tre"', '"dv-a"', '"nhom"', '"month"', '"2025-02"', '"rank"', '"task"', '"end"'),
    *('">"', '"<"', '"~"', '"12/9999"', '"10/0000"', '"02/2025"', '"32/2025"', '"trên 60"', '"18/63"', '"36,18%"'),
    # ── days ──
    *("0001-01-01", "9999-12-31", "1900-01-01", "2999-12-31", "2025-02-10", "2025-02-10T10:00:00", "10:00:00"),
    *("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2999-12-31T23:59:59Z", "1900-01-01T00:00:00+14:00"),
    # ── lists and tables ──
    *("[]", "[1]", '[""]', '["a"]', "[true]", "[[[[1]]]]", "[{}]", "[1, 2]", "[2, 1]", "[nan, inf]", "[1e400, 0.1]"),
    *("[0.95, 0.6]", "[9999-12-31]", "[1900-01-01, 2999-12-31]", "[0x" + "f" * 5000 + "]", "{}", "{ a = 1 }"),
    *("{ value = 1 }", "{ value = nan, as_of = 2025-01-01 }", "{ value = 5, as_of = 2999-12-31 }", "{ tinh = 1 }"),
    *("[{ by = 1900-01-01, value = 5 }]", "[{ by = 2999-12-31, value = 5 }, { by = 1900-01-01, value = 7 }]"),
    *("[{ on = 1900-01-01, reason = 'a' }]", "[{ on = 2999-12-31, reason = 'a' }]", "{ xa = {} }", "{ xa = 1 }"),
    *(
        "[{ from = 1900-01-01, at_least = 5 }]",
        "[{ from = 2999-12-31, by = 2999-12-31 }]",
        "{ xa = { by = 1900-01-01 } }",
    ),
)
KEYS = tuple(Field(room.file, (*room.path, key), False) for room in ROOMS for key in room.keys)
HEADERS = {room.path[:length] for room in ROOMS for length in range(1, len(room.path) + 1)}
LEAVES = tuple(key for key in KEYS if key.path not in HEADERS)
"""Keys that hold no table of this campaign."""
VIEWS = (
    *(
        ("status",),
        ("status", "--json"),
        ("show", "ti-le"),
        ("show", "viec-xong"),
        ("overdue",),
        ("check",),
        ("owners",),
    ),
    *(
        ("report", "--format", "html"),
        ("report", "bao-cao"),
        ("status", "ti-le", "--by-unit"),
        ("show", "ti-le", "--for", "xa"),
    ),
    *(
        ("record", "ti-le", "31%", "--dry-run", "--reason", "x", "--yes"),
        ("assign", "ti-le", "--person", "x", "--dry-run"),
    ),
)
LONE = 160
"""Of the product of values and keys, how many pairs stand alone in a folder in a sample."""
PARTS = sized(1, 32)


def look(folder: Path) -> bool:
    """Whether the folder is sound; every problem of one that is not can be told."""
    problems = read_all(folder, TODAY).problems
    for problem in problems:
        said = "\n".join(problem_lines(problem))
        assert not live_characters(said)
        assert len(said) < 30_000
    return not problems


def show_everything(folder: Path) -> None:
    """Every view of a sound folder ends with an answer."""
    for argv in VIEWS:
        code, out, err = call(["-C", str(folder), *argv])
        assert code in (0, 1, 2), (argv, err)
        assert not live_characters(out + err)


@pytest.mark.parametrize("value", some(VALUES, 3), ids=lambda value: value[:24])
def test_a_value_in_every_key_at_once(value: str, tmp_path: Path) -> None:
    """Hundreds of slips in one folder are all told."""
    for file in {room.file for room in ROOMS}:
        write_folder(tmp_path, {key: Literal(value) for key in LEAVES if key.file == file})
        look(tmp_path)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_value_in_one_key(part: int, tmp_path: Path) -> None:
    """One odd value in an otherwise sound folder: refused, or taken and then shown by every view."""
    pairs = [(key, value) for key in KEYS for value in VALUES]
    if not LARGE:
        pairs = random.Random(20250225).sample(pairs, LONE)
    taken = 0
    for key, value in pairs[part::PARTS]:
        folder = write_folder(tmp_path, {key: Literal(value)})
        if look(folder):
            taken += 1
            if LARGE or taken % 4 == 0:
                show_everything(folder)
    assert taken


DAYS = ("1/1/1900", "31/12/2999", "29/2/2024", "14/2/2025")


@pytest.mark.parametrize("day", DAYS)
def test_views_of_any_day(day: str, tmp_path: Path) -> None:
    """The first and last day that can be typed break no view; days beyond are refused."""
    folder = write_folder(tmp_path, {})
    for argv in (
        ("status",),
        ("show", "ti-le"),
        ("overdue",),
        ("owners",),
        ("report",),
        ("check",),
        ("status", "--json"),
    ):
        code, _out, err = call(["-C", str(folder), *argv, "--as-of", day])
        assert code in (0, 1, 2), err
        assert call(["-C", str(folder), "status", "--known-at", day])[0] == 0
    for beyond in ("1/1/0001", "31/12/9999", "31/12/1899", "1/1/3000"):
        code, _out, err = call(["-C", str(folder), "status", "--as-of", beyond])
        assert code == 2
        assert "năm phải từ 1900 đến 2999" in err
