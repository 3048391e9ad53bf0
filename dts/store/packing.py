"""Frozen values as plain JSON values and back, for the cache: exactly the value that went in, or an error.

Only the value types named here are ever built; nothing is called but their constructors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from dts.core.assess import Status
from dts.core.log import Done, Figure, Log, Remark, Sent
from dts.core.measure import Change, Gap, Pace
from dts.core.model import (
    Assignment,
    Break,
    Deadline,
    DeadlineKind,
    FormMap,
    Goal,
    GoalWord,
    Group,
    Kind,
    Level,
    Mark,
    Owner,
    Profile,
    Registry,
    Revision,
    Rules,
    Target,
)
from dts.core.period import Period, PeriodKind
from dts.core.series import Current
from dts.core.timeliness import Data, Timeliness

_VALUES = (
    *(
        Registry,
        Rules,
        Group,
        Profile,
        FormMap,
        Owner,
        Target,
        Assignment,
        Goal,
        Deadline,
        Break,
        Mark,
        Revision,
        Done,
        Figure,
        Period,
    ),
    *(Current, Gap, Pace, Change, Timeliness),
)
_WORDS = (Kind, Level, GoalWord, DeadlineKind, PeriodKind, Status, Data)
_PLAIN = (str, int, bool, type(None))
_OF_FILE = ("period", "file", "number")
"""Fields of an entry that its file and its place in it tell."""


def pack(value: object) -> Any:
    """A value as JSON: plain ones as they are, the others as a list that begins with the name of their type.

    Raises TypeError for a type that is not known here.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, (Decimal, Fraction)):
        return [type(value).__name__, str(value)]
    if type(value) in _WORDS and isinstance(value, StrEnum):
        return [type(value).__name__, value.value]
    if type(value) in _VALUES:
        return [type(value).__name__, _fields(value)]
    if type(value) is tuple:
        return ["tuple", *map(pack, value)]
    if isinstance(value, Mapping):
        return ["map", *([pack(key), pack(each)] for key, each in value.items())]
    raise TypeError(f"cannot pack {type(value).__name__}")


def _fields(value: Any, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that are not the very default: an equal number may be written differently."""
    defaults = value._field_defaults
    return {
        name: pack(each)
        for name, each in zip(value._fields, value, strict=True)
        if name not in leave_out and not (name in defaults and each is defaults[name])
    }


def unpack(packed: Any) -> Any:
    """The value of a packed one. Raises KeyError, TypeError, ValueError or ArithmeticError for anything else."""
    return _BUILDERS[packed[0]](packed) if type(packed) is list else packed


def _builder(kind: type) -> Callable[[list[Any]], Any]:
    return lambda packed: kind(**{name: unpack(each) for name, each in packed[1].items()})


def _word(kind: type) -> Callable[[list[Any]], Any]:
    return lambda packed: kind(packed[1])


_BUILDERS: Mapping[str, Callable[[list[Any]], Any]] = {
    **{kind.__name__: _builder(kind) for kind in _VALUES},
    **{kind.__name__: _word(kind) for kind in (*_WORDS, Decimal, Fraction)},
    "datetime": lambda packed: datetime.fromisoformat(packed[1]),
    "date": lambda packed: date.fromisoformat(packed[1]),
    "tuple": lambda packed: tuple(unpack(each) for each in packed[1:]),
    "map": lambda packed: {unpack(key): unpack(each) for key, each in packed[1:]},
}


def pack_log(log: Log) -> dict[str, Any]:
    """The entries of one record file."""
    return {name: [_fields(entry, _OF_FILE) for entry in entries] for name, entries in log._asdict().items()}


def unpack_log(packed: Mapping[str, Any], period: Period, file: str) -> Log:
    """The entries of the record file of a period."""
    return Log(
        figures=tuple(
            Figure(period=period, file=file, number=number, **_entry(fields))
            for number, fields in enumerate(packed["figures"])
        ),
        explanations=tuple(Remark(period=period, **_entry(fields)) for fields in packed["explanations"]),
        notes=tuple(Remark(period=period, **_entry(fields)) for fields in packed["notes"]),
        sent=tuple(Sent(period=period, **_entry(fields)) for fields in packed["sent"]),
    )


def _entry(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: unpack(value) for name, value in fields.items()}
