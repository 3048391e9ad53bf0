"""Damage: a record file cut at every byte and with flipped bits, and the journal too: every lost figure is noticed.

    python -m tests.campaigns.damage [--large] [SEED]

The judge reads the damaged file with tomllib alone. What dts wrote and what is not there any more must be named: by the
readers, who stop at the file, or in the one line and by `check`. What is there as it was written is never called lost.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import time
import tomllib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from dts.cli import main as dts

TODAY = date(2025, 2, 25)
SEED = 2025
SMALL, LARGE = 100, 4_000
"""How many bits are flipped."""
TARGETS = """\
schema = 1
title  = "Thử nghiệm"

[owners.so-yt]
name  = "Sở Y tế"
level = "tinh"

[targets.dat]
name = "Hồ sơ trực tuyến"
kind = "ratio"
unit = "hồ sơ"
[targets.dat.for.xa]

[targets.tram]
name = "Trạm phát sóng"
kind = "count"
unit = "trạm"

[targets.ke-hoach]
name = "Ban hành kế hoạch"
kind = "task"
"""
BY_HAND = """\
period = "2025-02" # kỳ báo cáo

[[figure]] # gõ tay
target = "tram"
value  = 61
recorded_at = 2025-02-17
"""
WORDS = (
    "dat 762284/980226 --source Hội_nghị",
    "tram 60 --reason Nhập_nhầm",
    "dat 35,5% --for xa --date 10/2/2025",
    "tram 61 --reason Đơn_vị_báo_lại",
    "ke-hoach --done 20/2/2025 --evidence Số_12/KH-UBND",
    "tram --note Đang_lắp",
    "dat --withdraw --reason Nhầm_cấp --for xa --date 10/2/2025",
    "tram 60 --reason Như_lần_đầu",
)
MEANING = (
    *(
        "target",
        "for",
        "as_of",
        "value",
        "numerator",
        "denominator",
        "of",
        "qualifier",
        "done",
        "withdrawn",
        "estimate",
    ),
    "text",
)


class Damage:
    """One folder, what dts wrote into it, and the judge."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "data"
        (self.folder / "records").mkdir(parents=True)
        (self.folder / "targets.toml").write_text(TARGETS, encoding="utf-8")
        self.path = self.folder / "records" / "2025-02.toml"
        self.path.write_text(BY_HAND, encoding="utf-8")
        self.events, self.stopped, self.found = 0, 0, list[str]()
        os.environ.update({"XDG_CACHE_HOME": str(place / "cache"), "LOGNAME": "an"})
        for number, words in enumerate(WORDS):
            argv = ["record", *words.split(), "--period", "2025-02", "--yes", "--by", "Sở Y tế"]
            day = date(2025, 2, 17 + number)
            code, _out, err = self.run(*[word.replace("_", " ") for word in argv], today=max(day, date(2025, 2, 20)))
            assert code == 0, (words, err)
        self.whole = self.path.read_bytes()
        (self.journal,) = (self.folder / ".dts").glob("journal*")
        self.told = self.journal.read_bytes()
        self.written = [each for each in entries(self.whole) if ":" in str(each.get("recorded_at"))]
        assert len(self.written) == len(WORDS)

    def run(self, *words: str, today: date = TODAY) -> tuple[int, str, str]:
        """One command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = dts(["-C", str(self.folder), *words], today=today)
        return code, out.getvalue(), err.getvalue()

    def damage(self, name: str, raw: bytes) -> None:
        """Put damaged bytes in place of the file, and judge what is said."""
        self.events += 1
        self.path.write_bytes(raw)
        try:
            faults = self.faults(raw)
        except Exception as error:
            faults = [f"{type(error).__name__}: {error}"]
        self.found += [f"{name}: {fault}" for fault in faults]

    def faults(self, raw: bytes) -> list[str]:
        """What is wrong with what the readers and `check` say of these bytes."""
        code, _out, err = self.run("overdue")
        checked, out, _err = self.run("check", "--json")
        if code == 3:
            self.stopped += 1
            return [] if checked == 1 and "records/2025-02.toml" in err else ["stopped without naming the file"]
        if code != 0 or checked not in (0, 1):
            return [f"exit {code} and {checked}"]
        listed: dict[str, list[dict[str, str]]] = {"lost": [], "edited": []}
        for each in json.loads(out)["problems"]:
            if each["rule"] in listed:
                listed[each["rule"]].append(each["details"]["entry"])
        there = entries(raw)
        lost, named = map(keys, (listed["lost"], [*listed["lost"], *listed["edited"]]))
        gone = [each for each in self.written if not any(same(each, other) for other in there)]
        kept = [each for each in self.written if each in there]
        wrong = [f"not noticed: {each}" for each in gone if key(each) not in named]
        wrong += [f"called lost: {each}" for each in kept if key(each) in lost]
        if bool(lost) != ("nay không còn trong tệp" in err):
            wrong.append("the one line and check differ")
        return wrong

    def damage_journal(self, name: str, raw: bytes) -> None:
        """A damaged journal never makes anything lost, and never stops a reader."""
        self.events += 1
        self.path.write_bytes(self.whole)
        self.journal.write_bytes(raw)
        code, _out, err = self.run("overdue")
        self.journal.write_bytes(self.told)
        if code != 0 or "không còn" in err:
            self.found.append(f"{name}: exit {code}: {err}")


def entries(raw: bytes) -> list[dict[str, Any]]:
    """Every entry of a file as tomllib reads it; none where it does not."""
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"), parse_float=str)
    except ValueError:
        return []
    lists = [data.get(table) for table in ("figure", "explanation", "note")]
    return [each for found in lists if isinstance(found, list) for each in found if isinstance(each, dict)]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same number, day or text of the same target and part."""
    return all(one.get(name) == other.get(name) for name in MEANING)


def key(entry: dict[str, Any]) -> tuple[str, ...]:
    """What tells the entries of this folder apart, as written in a file or in facts."""
    moment = str(entry["recorded_at"]).replace("T", " ")[:10]
    return moment, *(str(entry.get(name, "")) for name in ("target", "reason", "evidence", "text", "source"))


def keys(found: list[dict[str, str]]) -> set[tuple[str, ...]]:
    """The same of several."""
    return {key(each) for each in found}


def flipped(raw: bytes, chance: Random) -> tuple[str, bytes]:
    """The bytes with one bit turned."""
    at, bit = chance.randrange(len(raw)), chance.randrange(8)
    return f"bit {bit} of byte {at}", raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]


def campaign(place: Path, *, step: int, flips: int, seed: int = SEED) -> Damage:
    """Cut at every so-manieth byte, flip so many bits of the file and a tenth of them of the journal."""
    made = Damage(place)
    for at in range(0, len(made.whole) + 1, step):
        made.damage(f"cut at {at}", made.whole[:at])
    chance = Random(seed)
    for _each in range(flips):
        made.damage(*flipped(made.whole, chance))
    for _each in range(flips // 10):
        made.damage_journal(*flipped(made.told, chance))
    for at in range(0, len(made.told) + 1, step * 10):
        made.damage_journal(f"journal cut at {at}", made.told[:at])
    return made


def main() -> int:
    """Run it and say what was seen."""
    large = "--large" in sys.argv or os.environ.get("DTS_CAMPAIGNS") == "large"
    seeds = [int(word) for word in sys.argv[1:] if word.isdigit()]
    start = time.monotonic()
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as name:
        made = campaign(
            Path(name), step=1 if large else 17, flips=LARGE if large else SMALL, seed=seeds[0] if seeds else SEED
        )
    for fault in made.found[:60]:
        print(fault)
    seconds = time.monotonic() - start
    print(f"damage: {made.events} events, {made.stopped} named by readers, {len(made.found)} faults; {seconds:.0f} s")
    return 1 if made.found else 0


if __name__ == "__main__":
    sys.exit(main())
