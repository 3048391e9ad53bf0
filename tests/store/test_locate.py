"""Where an editor opens: the last figure of a period, the first mistake, the file itself when nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from dts.core.period import Period
from dts.core.problem import DataError, WriteError
from dts.store.home import append_line
from dts.store.locate import (
    Named,
    Spot,
    file_bytes,
    named_targets,
    period_spot,
    read_targets_text,
    target_spot,
    worst_spot,
)
from dts.store.pasted import MAX_BYTES, pasted_text
from tests.conftest import Make

TARGETS = '[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\n'
FIGURE = '[[figure]]\ntarget = "a"\nvalue = {}\n'
FEBRUARY = Period(2025, 2, 1)
DAY = date(2025, 2, 25)


def test_last_figure_of_the_period(workspace: Make) -> None:
    """The header line of the last [[figure]]; line 3 when there is one, line 6 when there are two."""
    folder = workspace(TARGETS, {"2025-02": FIGURE.format(1)})
    assert period_spot(folder, FEBRUARY) == Spot("records/2025-02.toml", 3)
    workspace(TARGETS, {"2025-02": FIGURE.format(1) + FIGURE.format(2)})
    assert period_spot(folder, FEBRUARY) == Spot("records/2025-02.toml", 6)


def test_period_without_file_has_no_place(workspace: Make) -> None:
    """Nothing to open."""
    assert period_spot(workspace(TARGETS), FEBRUARY) is None


def test_file_that_tells_no_figure_opens_at_its_first_mistake(workspace: Make) -> None:
    """The line of the slip; the file itself when nothing is wrong and nothing is in it."""
    folder = workspace(TARGETS, {"2025-02": '[[figure]\ntarget = "a"\n'})
    assert period_spot(folder, FEBRUARY) == Spot("records/2025-02.toml", 3)
    workspace(TARGETS, {"2025-02": ""})
    assert period_spot(folder, FEBRUARY) == Spot("records/2025-02.toml", 0)


def test_worst_spot(workspace: Make) -> None:
    """The first mistake that stops readers; targets.toml itself when there is none."""
    folder = workspace(TARGETS, {"2025-02": FIGURE.format(1)})
    assert worst_spot(folder, DAY) == Spot("targets.toml", 0)
    workspace(TARGETS, {"2025-02": FIGURE.format('"nhiều"')})
    assert worst_spot(folder, DAY) == Spot("records/2025-02.toml", 5)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (TARGETS, {"a": Named("A", "A")}),
        ('[targets.a]\nname = "A dài"\nshort = "A"\n[targets.b]\n', {"a": Named("A dài", "A"), "b": Named("b", "b")}),
        ("[targets.a]\nname = 5\nshort = 6\n", {"a": Named("5", "6")}),
        ("[targets]\na = 1\n", {"a": Named("a", "a")}),
        ("targets = 1\n", {}),
        ("targets = []\n", {}),
        ("[targets]\n", {}),
        ("[groups.a]\n", {}),
    ],
)
def test_targets_of_an_unsound_file(workspace: Make, text: str, named: dict[str, Named]) -> None:
    """Every one that can be told, with the id in place of a name that is missing."""
    assert named_targets(read_targets_text(workspace(text))) == named


def test_header_of_a_target(workspace: Make) -> None:
    """The line it stands on; the file itself when it is not there."""
    source = read_targets_text(workspace(TARGETS + "\n[targets.b]\nname = 'B'\n"))
    assert target_spot(source, "a") == Spot("targets.toml", 4)
    assert target_spot(source, "b") == Spot("targets.toml", 9)
    assert target_spot(read_targets_text(workspace("[groups.a]\n")), "a") == Spot("targets.toml", 0)


@pytest.mark.parametrize(
    ("text", "line"), [("figure = 5\n", 0), ("figure = []\n", 0), ("[figure]\n", 0), ("a =\nb =\n", 3)]
)
def test_period_whose_figures_are_none(workspace: Make, text: str, line: int) -> None:
    """The first mistake of the syntax, else the file."""
    assert period_spot(workspace(TARGETS, {"2025-02": text}), FEBRUARY) == Spot("records/2025-02.toml", line)


def test_worst_spot_of_several(workspace: Make) -> None:
    """The first, in the order in which they are named."""
    folder = workspace(TARGETS, {"2025-01": FIGURE.format('"nhiều"'), "2025-02": "\n" + FIGURE.format('"ít"')})
    assert worst_spot(folder, DAY) == Spot("records/2025-01.toml", 5)


def test_bytes_of_a_file_that_is_not_there(workspace: Make) -> None:
    """None, no error: the editor may have deleted it."""
    folder = workspace(TARGETS)
    assert file_bytes(folder, "records/2025-02.toml") is None
    assert file_bytes(folder, "targets.toml")


def test_shell_file_that_cannot_be_written(workspace: Make) -> None:
    """A folder in its place is an error with its name; a file gets the line once."""
    folder = workspace(TARGETS)
    with pytest.raises(WriteError, match="records"):
        append_line(folder / "records", "x")
    profile = folder / ".bashrc"
    assert append_line(profile, "x")
    assert not append_line(profile, "x")
    assert profile.read_bytes() == b"x\n"


def test_too_much_to_be_pasted() -> None:
    """Up to 8 MB is read, more is refused."""
    assert pasted_text(b"a" * MAX_BYTES, "x") == "a" * MAX_BYTES
    with pytest.raises(DataError) as raised:
        pasted_text(b"a" * (MAX_BYTES + 1), "x")
    assert raised.value.problems[0].message == "lớn hơn 8 MB, không phải các dòng số liệu"
