"""What the readers say of a file, from its text: each problem one line, with the words it underlines.

The texts of `tests/store/said` are tables: under each `== heading` some files, or lines of one, a blank line between
them, and under each file, behind arrows, everything that is wrong with it. Where no arrow stands it is sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dts.core.problem import Problem

SAID = Path(__file__).parent / "said"
ARROW = "→ "
Case = tuple[str, list[str]]
"""A text, and what is said of it."""


def told(problems: Sequence[Problem]) -> list[str]:
    """Each problem: what it underlines, the sentence, what to type."""
    return [
        " | ".join((f"«{place.source[place.column - 1 :][: place.width]}» {message}", *fixes))
        for place, message, fixes, _warning in problems
    ]


def cases_of(name: str) -> dict[str, list[Case]]:
    """The table of a name, by its headings."""
    found: dict[str, list[Case]] = {}
    for part in (SAID / f"{name}.txt").read_text(encoding="utf-8").split("== ")[1:]:
        heading, _, rest = part.partition("\n")
        found[heading] = []
        for each in rest.strip("\n").split("\n\n"):
            lines = each.split("\n")
            said = [line.removeprefix(ARROW) for line in lines if line.startswith(ARROW)]
            found[heading].append(("\n".join(line for line in lines if not line.startswith(ARROW)), said))
    return found
