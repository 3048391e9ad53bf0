"""A mistake is a value with an address; all problems of a run are collected and shown together."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where in a file something stands. Line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0
    source: str = ""
    """The original line, without its line end."""
    width: int = 1
    """How many characters the caret underlines."""

    def __str__(self) -> str:
        if not self.line:
            return self.file
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing that is wrong (`error`) or worth a look (`warning`), in one Vietnamese sentence."""

    place: Place
    message: str
    fixes: tuple[str, ...] = ()
    """Lines an official can type, each already introduced ("sửa thành:   numerator = 762284")."""
    warning: bool = False


class DataError(Exception):
    """Raised at the edge of a command when files cannot be trusted; carries every problem found."""

    def __init__(self, problems: list[Problem], *, exit_code: int = 3) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.exit_code = exit_code


class WriteError(Exception):
    """A file could not be locked or written; the text says so and that nothing changed. Exit 3."""


class UnconfirmedError(Exception):
    """Written, but the check afterwards failed; the text never says that nothing changed. Exit 4."""


class UsageError(Exception):
    """What was typed cannot be carried out; the text is the whole Vietnamese sentence. Exit 2."""
