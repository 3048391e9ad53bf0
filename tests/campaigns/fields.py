"""A data folder in which every text field holds a text of our choice.

Which keys hold text is not listed here: every key that a reader's `*_KEYS` tuple names is tried with plain words, and
those the reader takes are the text fields. A new field of targets.toml or of the records is covered the day it is read.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from dts.store import records, rules, targets
from dts.store.workspace import read_all

TODAY = date(2025, 2, 25)
TARGETS, RECORD = "targets.toml", "records/2025-02.toml"
Data = dict[str, Any]
KeyPath = tuple[str | int, ...]

BASE: dict[str, Data] = {
    TARGETS: {
        "schema": 1,
        "title": "Thử nghiệm",
        "until": date(2026, 6, 30),
        "groups": {"nhom": {"name": "Nhóm"}},
        "owners": {
            "dv-a": {"name": "Đơn vị A", "level": "tinh"},
            "dv-cu": {"name": "Đơn vị cũ", "level": "tinh", "until": date(2025, 1, 31), "successor": "dv-a"},
            "xa-a": {"name": "Xã A", "level": "xa"},
        },
        "targets": {
            "ti-le": {
                "name": "Tỷ lệ",
                "kind": "ratio",
                "unit": "hồ sơ",
                "group": "nhom",
                "owner": "dv-cu",
                "at_least": 80,
                "by": date(2025, 12, 31),
                "every": "month",
                "baseline": {"value": 10, "as_of": date(2024, 1, 1)},
                "breaks": [{"on": date(2024, 12, 20), "reason": "đổi cách tính"}],
                "revisions": [{"from": date(2025, 1, 10), "at_least": 90}],
                "for": {"xa": {"at_least": 70}},
            },
            "viec-tre": {"name": "Việc trễ", "kind": "task", "owner": "dv-a", "by": date(2025, 1, 31)},
            "viec-xong": {"name": "Việc xong", "kind": "task", "owner": "dv-cu", "by": date(2025, 1, 31)},
        },
        "reports": {"bao-cao": {"agency": "Cơ quan"}},
        "imports": {"bieu": {"sheet": "Biểu 01"}},
    },
    "records/2025-01.toml": {
        "period": "2025-01",
        "figure": [
            {"target": "ti-le", "numerator": 10, "denominator": 100, "recorded_at": date(2025, 1, 20)},
            {"target": "ti-le", "for": "xa", "numerator": 10, "denominator": 100},
        ],
    },
    RECORD: {
        "period": "2025-02",
        "figure": [
            {"target": "ti-le", "numerator": 20, "denominator": 100, "recorded_at": date(2025, 2, 20)},
            {"target": "ti-le", "numerator": 30, "denominator": 100, "recorded_at": date(2025, 2, 24)},
            {"target": "viec-xong", "done": date(2025, 2, 3), "confirmed": date(2025, 2, 5)},
            {"target": "ti-le", "for": "xa", "value": 93},
        ],
        "explanation": [{"target": "viec-tre", "text": "vì", "recorded_at": date(2025, 2, 3)}],
        "note": [{"target": "ti-le", "text": "đang làm", "recorded_at": date(2025, 2, 3)}],
        "sent": [{"on": date(2025, 2, 22)}],
    },
}
"""A small sound folder with everything a province uses once: parts, succession, revisions, breaks, corrections."""


class Room(NamedTuple):
    """One table of the folder and the keys its reader knows."""

    file: str
    path: KeyPath
    keys: tuple[str, ...]


ROOMS = (
    Room(TARGETS, (), targets.ROOT_KEYS),
    Room(TARGETS, ("rules",), rules.RULE_KEYS),
    Room(TARGETS, ("groups", "nhom"), rules.GROUP_KEYS),
    Room(TARGETS, ("owners", "dv-a"), targets.OWNER_KEYS),
    Room(TARGETS, ("owners", "dv-cu"), targets.OWNER_KEYS),
    Room(TARGETS, ("targets", "ti-le"), targets.TARGET_KEYS),
    Room(TARGETS, ("targets", "ti-le", "for", "xa"), targets.ASSIGNMENT_KEYS),
    Room(TARGETS, ("targets", "ti-le", "revisions", 0), targets.REVISION_KEYS),
    Room(TARGETS, ("targets", "ti-le", "breaks", 0), ("on", "reason")),
    Room(TARGETS, ("targets", "ti-le", "baseline"), ("value", "as_of")),
    Room(TARGETS, ("targets", "viec-tre"), targets.TARGET_KEYS),
    Room(TARGETS, ("targets", "viec-xong"), targets.TARGET_KEYS),
    Room(TARGETS, ("reports", "bao-cao"), rules.PROFILE_KEYS),
    Room(TARGETS, ("imports", "bieu"), rules.IMPORT_KEYS),
    Room(RECORD, (), records.ROOT_KEYS),
    Room(RECORD, ("figure", 0), records.FIGURE_KEYS),
    Room(RECORD, ("figure", 1), records.FIGURE_KEYS),
    Room(RECORD, ("figure", 2), records.FIGURE_KEYS),
    Room(RECORD, ("figure", 3), records.FIGURE_KEYS),
    Room(RECORD, ("explanation", 0), records.REMARK_KEYS),
    Room(RECORD, ("note", 0), records.REMARK_KEYS),
    Room(RECORD, ("sent", 0), records.SENT_KEYS),
)


class Field(NamedTuple):
    """A key that takes text."""

    file: str
    path: KeyPath
    is_list: bool

    @property
    def name(self) -> str:
        """Its place, for messages of the tests."""
        return f"{self.file}:{'.'.join(map(str, self.path))}"


@cache
def text_fields() -> tuple[Field, ...]:
    """Every key of every table that the reader takes plain words in, alone or as a list."""
    return tuple(field for field, taken in _tried() if taken)


@cache
def other_fields() -> tuple[Field, ...]:
    """Every other key: numbers, days, words of a closed vocabulary, ids, tables."""
    return tuple(field for field, taken in _tried() if not taken)


@cache
def _tried() -> tuple[tuple[Field, bool], ...]:
    found = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for room in ROOMS:
            for key in room.keys:
                alone, listed = (Field(room.file, (*room.path, key), is_list) for is_list in (False, True))
                if _takes(folder, alone, "chữ thử"):
                    found.append((alone, True))
                else:
                    found.append((listed, True) if _takes(folder, listed, ["chữ thử"]) else (alone, False))
    return tuple(found)


def _takes(folder: Path, field: Field, value: object) -> bool:
    return not read_all(write_folder(folder, {field: value}), TODAY).problems


def write_folder(folder: Path, values: Mapping[Field, Any], *, string: Callable[[str], str] | None = None) -> Path:
    """Write the base folder with other values in some fields."""
    data = copy.deepcopy(BASE)
    for field, value in values.items():
        table: Any = data[field.file]
        for step in field.path[:-1]:
            table = table.setdefault(step, {}) if isinstance(table, dict) else table[step]
        table[field.path[-1]] = value
    (folder / "records").mkdir(parents=True, exist_ok=True)
    for name, content in data.items():
        (folder / name).write_text(to_toml(content, string=string or typed), encoding="utf-8", newline="")
    return folder


def typed(text: str) -> str:
    """A basic string with as few escapes as TOML allows: what somebody pastes into Notepad."""
    return '"' + "".join(_typed(char) for char in text) + '"'


def _typed(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x20 or code == 0x7F or 0xD800 <= code < 0xE000 else char


def escaped(text: str) -> str:
    """A basic string in which every character stands as an escape."""
    return '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'


def to_toml(data: Data, path: tuple[str, ...] = (), *, string: Callable[[str], str] = typed) -> str:
    """A dict as TOML: values first, then its tables."""
    lines, below = [], []
    for key, value in data.items():
        name = key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else typed(key)
        if isinstance(value, dict):
            below.append(f"\n[{'.'.join((*path, name))}]\n{to_toml(value, (*path, name), string=string)}")
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            head = ".".join((*path, name))
            below += [f"\n[[{head}]]\n{to_toml(each, (*path, name), string=string)}" for each in value]
        else:
            lines.append(f"{name} = {_value(value, string)}\n")
    return "".join((*lines, *below))


class Literal(str):
    """A value already written as TOML."""

    __slots__ = ()


def _value(value: Any, string: Callable[[str], str]) -> str:
    match value:
        case Literal():
            return str(value)
        case bool():
            return "true" if value else "false"
        case str():
            return string(value)
        case list():
            return f"[{', '.join(_value(each, string) for each in value)}]"
        case _:
            return str(value)
