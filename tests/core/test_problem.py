"""Where a mistake stands, as it is printed."""

from __future__ import annotations

import pytest

from dts.core.problem import DataError, Place, Problem


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("targets.toml"), "targets.toml"),
        (Place("targets.toml", 3), "targets.toml:3"),
        (Place("targets.toml", 3, 7), "targets.toml:3:7"),
        (Place("targets.toml", 0, 7), "targets.toml"),
    ],
)
def test_a_place_in_one_word(place: Place, text: str) -> None:
    """The file, its line, its column, as far as they are known."""
    assert str(place) == text


def test_what_a_place_and_a_problem_are_unless_said() -> None:
    """The whole file, one character, an error; files that cannot be trusted end with 3."""
    assert Place("a") == Place("a", 0, 0, "", 1)
    problem = Problem(Place("a"), "sai")
    assert (problem.fixes, problem.warning) == ((), False)
    error = DataError([problem])
    assert (error.problems, error.exit_code, str(error)) == ([problem], 3, "1 problems")
    assert DataError([], exit_code=4).exit_code == 4
