"""Frozen values as plain JSON values and back, for the cache: exactly the value that went in, or an error.

Only the value types named here are ever built; nothing is called but their constructors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from operator import attrgetter, itemgetter
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
    ),
    *(Current, Gap, Pace, Change, Timeliness),
)
_WORDS = (Kind, Level, GoalWord, DeadlineKind, PeriodKind, Status, Data)
_PLAIN = frozenset((str, int, bool, type(None)))
_OF_FILE = ("target", "period", "file", "number")
"""Fields of an entry that its file, its place in it and the part it is kept in tell."""
_LISTS = ("figures", "explanations", "notes")


def pack(value: object) -> Any:
    """A value as JSON: plain ones as they are, the others as a list that begins with the name of their type.

    Raises TypeError for a type that is not known here.
    """
    if type(value) in _PLAIN:
        return value
    if type(value) is Decimal:
        return ["Decimal", str(value)]
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, (Decimal, Fraction)):
        return [type(value).__name__, str(value)]
    if type(value) in _WORDS and isinstance(value, StrEnum):
        return [type(value).__name__, value.value]
    if type(value) is Period:
        return ["Period", *value]
    if type(value) in _VALUES:
        return [type(value).__name__, _fields(value)]
    if type(value) is tuple:
        return ["tuple", *map(pack, value)]
    if isinstance(value, Mapping):
        return ["map", *([pack(key), pack(each)] for key, each in value.items())]
    raise TypeError(f"cannot pack {type(value).__name__}")


def _fields(value: Any, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that are not the very default: an equal number may be written differently."""
    return {
        name: each if type(each) in _PLAIN else pack(each)
        for name, each, default in zip(value._fields, value, _defaults(value.__class__), strict=True)
        if each is not default and name not in leave_out
    }


@cache
def _defaults(kind: Any) -> tuple[Any, ...]:
    """The default of each field; of one that has none, something that is no value."""
    return tuple(kind._field_defaults.get(name, kind) for name in kind._fields)


def unpack(packed: Any) -> Any:
    """The value of a packed one. Raises KeyError, TypeError, ValueError or ArithmeticError for anything else."""
    return _BUILDERS[packed[0]](packed) if type(packed) is list else packed


def _builder(kind: type) -> Callable[[list[Any]], Any]:
    return lambda packed: kind(**_entry(packed[1]))


def _word(kind: type) -> Callable[[list[Any]], Any]:
    return lambda packed: kind(packed[1])


_BUILDERS: Mapping[str, Callable[[list[Any]], Any]] = {
    **{kind.__name__: _builder(kind) for kind in _VALUES},
    **{kind.__name__: _word(kind) for kind in (*_WORDS, Decimal, Fraction)},
    "Period": lambda packed: Period(*packed[1:]),
    "datetime": lambda packed: datetime.fromisoformat(packed[1]),
    "date": lambda packed: date.fromisoformat(packed[1]),
    "tuple": lambda packed: tuple([unpack(each) for each in packed[1:]]),
    "map": lambda packed: {unpack(key): unpack(each) for key, each in packed[1:]},
}


def pack_log(log: Log) -> tuple[list[Any], dict[str, Any]]:
    """The entries of one record file: the reports sent, and the others by target, each with its place in its list."""
    parts: dict[str, dict[str, list[Any]]] = {}
    lists: Mapping[str, Sequence[Figure | Remark]] = {name: getattr(log, name) for name in _LISTS}
    for name, entries in lists.items():
        for number, entry in enumerate(entries):
            there = parts.setdefault(entry.target, {})
            there.setdefault(name, []).append([number, _fields(entry, _OF_FILE)])
    return [_fields(entry, _OF_FILE) for entry in log.sent], parts


def unpack_sent(packed: Sequence[Mapping[str, Any]], period: Period) -> tuple[Sent, ...]:
    """The reports sent that the record file of a period names."""
    return tuple(Sent(period=period, **_entry(fields)) for fields in packed)


def unpack_figures(target: str, packed: Mapping[str, Any], period: Period, file: str) -> list[Figure]:
    """The figures of one target in the record file of a period."""
    return [
        Figure(target=target, period=period, file=file, number=number, **_entry(fields))
        for number, fields in packed.get("figures", ())
    ]


def unpack_log(
    sent: Sequence[Mapping[str, Any]], parts: Iterable[tuple[str, Mapping[str, Any]]], period: Period, file: str
) -> Log:
    """The entries of the record file of a period, each list in the order of the file."""
    figures: list[Figure] = []
    remarks: dict[str, list[tuple[int, Remark]]] = {"explanations": [], "notes": []}
    for target, packed in parts:
        figures += unpack_figures(target, packed, period, file)
        for name, found in remarks.items():
            for number, fields in packed.get(name, ()):
                found.append((number, Remark(target=target, period=period, **_entry(fields))))
    figures.sort(key=attrgetter("number"))
    explanations, notes = ([remark for _at, remark in sorted(found, key=itemgetter(0))] for found in remarks.values())
    return Log(tuple(figures), tuple(explanations), tuple(notes), unpack_sent(sent, period))


def _entry(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _BUILDERS[value[0]](value) if type(value) is list else value for name, value in fields.items()}
