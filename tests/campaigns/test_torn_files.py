"""targets.toml torn off anywhere, or with bits turned over by a disk, never brings a reader down.

After a power failure the morning's table stands on a sound file, or the official reads which line is not. The same of
record files, whose lost figures must be noticed besides, is `tests.campaigns.damage`.
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from dts.console import problem_lines
from dts.core.assess import assess_all
from dts.store.workspace import Reading, read_all
from tests.campaigns.fields import TARGETS, TODAY, write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import live_characters
from tests.campaigns.sizes import LARGE, sized

FLIPS = 4000
SEED = 20250225


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound data folder; every test puts the file back."""
    return write_folder(tmp_path_factory.mktemp("data"), {})


def look(folder: Path, today: date = TODAY) -> Reading:
    """What readers do with the folder: read all, word every problem, and where it is sound judge everything."""
    reading = read_all(folder, today)
    for problem in reading.problems:
        said = "\n".join(problem_lines(problem))
        assert problem.place.file
        assert not live_characters(said)
    if reading.registry is not None and not reading.problems:
        assess_all(reading.registry, reading.log, today)
    return reading


def test_torn_off_at_every_byte(folder: Path) -> None:
    """Every beginning of the file is refused with its place, or is a whole file of its own."""
    file = folder / TARGETS
    whole = file.read_bytes()
    try:
        for length in range(0, len(whole), sized(3, 1)):
            file.write_bytes(whole[:length])
            reading = look(folder)
            if length % sized(96, 7) == 0:
                code, out, err = call(["-C", str(folder), "status"])
                assert code == (3 if reading.problems else 0), (length, out, err)
    finally:
        file.write_bytes(whole)


def test_turned_bits(folder: Path) -> None:
    """One to four bits anywhere turned over, thousands of times: no reader fails otherwise than with a sentence."""
    file = folder / TARGETS
    whole = file.read_bytes()
    dice = random.Random(SEED)
    try:
        for turn in range(sized(300, FLIPS)):
            torn = bytearray(whole)
            for _ in range(dice.randint(1, 4)):
                torn[dice.randrange(len(torn))] ^= 1 << dice.randrange(8)
            file.write_bytes(torn)
            reading = look(folder)
            if LARGE or turn % 40 == 0:
                code, out, err = call(["-C", str(folder), "status"])
                assert code == (3 if reading.problems else 0), (turn, out, err)
    finally:
        file.write_bytes(whole)
