"""What the cases of `dts check` are made of: a few lines of TOML, a day, and everything one rule says."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

COUNT = 'kind = "count"\nunit = "trạm"\n'
RATIO = 'kind = "ratio"\n'
TASK = 'kind = "task"\nbasis = "Hội nghị"\n'
COMMUNES = '[owners.xa-a]\nname = "UBND xã A"\nlevel = "xa"\n[owners.xa-b]\nname = "UBND xã B"\nlevel = "xa"\n'
AGENCY = '[owners.so]\nname = "Sở Một"\nlevel = "tinh"\n'


def target(name: str, rest: str, title: str | None = None) -> str:
    """`[targets.a]` with a name."""
    return f'[targets.{name}]\nname = "{title or name.upper()}"\n{rest}'


def figure(name: str, *lines: str) -> str:
    """One [[figure]]."""
    return "\n".join(["[[figure]]", f'target = "{name}"', *lines]) + "\n"


class Case(NamedTuple):
    """One rule on one small folder; `expected` is all it says, nothing where it must be silent."""

    rule: str
    about: str
    targets: str
    records: dict[str, str]
    expected: tuple[str, ...] = ()
    day: date = date(2025, 2, 25)
