"""Only what was asked: random hand-written files × edits, judged by tomllib and by the bytes.

    python -m tests.campaigns.edits [--large] [FIRST_SEED]

Adding: the old bytes are an exact prefix, and tomllib reads the old data and the new entries. In place: tomllib reads
the old data with the intended difference, and no other line moves. A refusal is counted and must change nothing.
"""

from __future__ import annotations

import copy
import sys
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from dts.core.period import parse_period_key
from dts.core.problem import DataError, UsageError, WriteError
from dts.core.typed import clean_text
from dts.store.compose import Scalar
from dts.store.desk import Desk, open_desk
from dts.store.edit import Editor, Value, edit_bytes
from dts.store.positions import KeyPath
from dts.store.recording import Entry, write_entries
from tests.campaigns import handwriting
from tests.campaigns.kit import TODAY, Tally, is_large, place

NAMES = ["a", "b", "c-1", "d"]
SMALL, LARGE = 1_500, 110_000
TARGETS = 'schema = 1\ntitle = "Thử"\n[owners.so]\nname = "Sở"\nlevel = "tinh"\n' + "".join(
    f'[targets.{name}]\nname = "{name}"\nkind = "ratio"\nowner = "so"\nevery = "month"\n' for name in (*NAMES, "moi")
)


def parse(data: bytes) -> dict[str, Any]:
    """What tomllib reads; floats as typed."""
    return tomllib.loads(data.decode("utf-8-sig"), parse_float=str)


# ── adding ───────────────────────────────────────────────────────────────────


def new_entry(chance: Random) -> Entry:
    """An entry as `dts record` makes them."""
    fields: dict[str, Scalar | None] = {"target": "moi"}
    table = chance.choice(("figure", "figure", "explanation", "note"))
    if table == "figure":
        fields |= {"value": chance.randint(0, 100), "note": clean_text(handwriting.text(chance)) or None}
    else:
        fields |= {"text": clean_text(f'x "\\" {handwriting.text(chance)}')}
    return Entry(table, fields)


def add_once(desk: Desk, seed: int) -> tuple[list[str], str]:
    """One random record file and one or two entries added to it: what is wrong, and what became of it."""
    chance = Random(seed)
    old = handwriting.record(chance, NAMES)
    path = desk.folder / "records" / "2025-02.toml"
    path.write_bytes(old)
    entries = [new_entry(chance) for _each in range(chance.choice((1, 1, 2)))]
    if sum(entry.table == "figure" for entry in entries) > 1:
        entries = entries[:1]
    period = parse_period_key("2025-02")
    assert period is not None
    try:
        written = write_entries(desk, period, entries, TODAY, [], dry_run=True).written
    except (UsageError, DataError) as error:
        return [], f"refused: {reason(error)}"
    expected = parse(old)
    for entry in entries:
        given = {key: value for key, value in entry.fields.items() if value is not None}
        expected.setdefault(entry.table, []).append(given)
    faults = [] if written.new.startswith(old) else ["the old bytes are no prefix"]
    if parse(written.new) != expected:
        faults.append("tomllib reads something else")
    tail = written.new[len(old) :]
    if b"\r\n" in old and tail.count(b"\n") != tail.count(b"\r\n"):
        faults.append("line ends are mixed")
    return faults, "added"


def reason(error: Exception) -> str:
    """A refusal in short."""
    text = error.problems[0].message if isinstance(error, DataError) else str(error)
    return text[:60]


# ── in place ─────────────────────────────────────────────────────────────────

Change = Callable[[Editor], None]
Intent = Callable[[dict[str, Any]], None]


def value(chance: Random) -> Value:
    """A value `dts assign` may set."""
    choices: tuple[Value, ...] = (
        f'x "y" {handwriting.text(chance)}',
        chance.randint(0, 99),
        date(2025, 6, 30),
        True,
        ["a", "b"],
    )
    return chance.choice(choices)


def set_key(chance: Random, name: str) -> tuple[Change, Intent]:
    """A key of a target, there or not."""
    key, new = chance.choice(("name", "by", "work", "person", "partners")), value(chance)

    def intend(data: dict[str, Any]) -> None:
        data["targets"][name][key] = new

    return lambda editor: editor.set(("targets", name), key, new), intend


def add_revision(chance: Random, name: str) -> tuple[Change, Intent]:
    """One more revision."""
    fields: Mapping[str, Value] = {"from": date(2025, 3, 1), "reason": value(chance)}
    path: KeyPath = ("targets", name, "revisions")

    def intend(data: dict[str, Any]) -> None:
        data["targets"][name].setdefault("revisions", []).append(dict(fields))

    return lambda editor: editor.add_table(("targets", name), path, fields, many=True), intend


def add_part(chance: Random, name: str) -> tuple[Change, Intent]:
    """A part of a target, or a whole new target."""
    fields: Mapping[str, Value] = {"owner": value(chance)}
    if chance.random() < 0.5:
        path: KeyPath = ("targets", name, "for", "huyen")

        def intend(data: dict[str, Any]) -> None:
            data["targets"][name].setdefault("for", {})["huyen"] = dict(fields)

        return lambda editor: editor.add_table(("targets", name), path, fields, many=False), intend

    def intend_target(data: dict[str, Any]) -> None:
        data["targets"]["moi"] = dict(fields)

    return lambda editor: editor.add_table(("targets",), ("targets", "moi"), fields, many=False), intend_target


def edit_once(seed: int) -> tuple[list[str], str]:
    """One random targets.toml and one edit in it: what is wrong, and what became of it."""
    chance = Random(seed)
    old = handwriting.targets(chance, NAMES)
    change, intend = chance.choice((set_key, add_revision, add_part))(chance, chance.choice(NAMES))
    expected = copy.deepcopy(parse(old))
    intend(expected)
    try:
        new = edit_bytes(old, change)
    except (UsageError, WriteError) as error:
        return [], f"refused: {reason(error)}"
    faults = [] if parse(new) == expected else ["tomllib reads something else"]
    return faults + other_lines(old, new), "edited"


def other_lines(old: bytes, new: bytes) -> list[str]:
    """Whether anything but one place changed: what the two do not share lies in one value or between two lines."""
    if old.startswith(b"\xef\xbb\xbf") != new.startswith(b"\xef\xbb\xbf"):
        return ["the BOM changed"]
    start = next((at for at, (left, right) in enumerate(zip(old, new, strict=False)) if left != right), len(old))
    rest = min(len(old), len(new)) - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    gone = old[start : len(old) - end]
    return ["more than one value changed"] if gone.count(b"=") > 3 or gone.count(b"\n") > 5 else []


def campaign(folder: Path, adding: Tally, editing: Tally, seeds: range) -> None:
    """Every seed once each way."""
    (folder / "records").mkdir(exist_ok=True)
    (folder / "targets.toml").write_text(TARGETS, encoding="utf-8")
    desk = open_desk(folder, TODAY)
    for seed in seeds:
        for once, tally in ((lambda given: add_once(desk, given), adding), (edit_once, editing)):
            faults, kind = once(seed)
            tally.add(f"seed {seed}", faults, kind=kind)


def main() -> int:
    """Run the campaign and say what was seen."""
    first = next((int(each) for each in sys.argv[1:] if each.isdigit()), 0)
    adding, editing = Tally("adding to hand-written files"), Tally("editing hand-written files in place")
    with place() as folder:
        campaign(folder, adding, editing, range(first, first + (LARGE if is_large() else SMALL) // 2))
    return adding.report() | editing.report()


if __name__ == "__main__":
    sys.exit(main())
