"""Midnight in Viet Nam, seen from machines in four zones: the day, the deadline, the stamp are Viet Nam's everywhere.

python -m tests.campaigns.midnight [--large]
"""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

from dts import cli
from tests.campaigns import kit
from tests.campaigns.kit import Ran, Tally, is_large, place, preload, run_forked

ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati")
POSIX = {"UTC": "UTC0", "Asia/Ho_Chi_Minh": "ICT-7", "America/Los_Angeles": "PST8PDT", "Pacific/Kiritimati": "LINT-14"}
"""The same zones without a time zone database."""
NIGHTS = ((2025, 2, 25), (2024, 2, 29), (2024, 12, 31), (2025, 6, 30))
"""The last day of a deadline; midnight is its end."""
AROUND = (-3600, -60, -1, 0, 1, 60, 3600)
"""Seconds from midnight."""


def at(moment: datetime, zone: str) -> Callable[[], None]:
    """In the child: the clock stands at a moment, the machine in a zone."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:  # type: ignore[override]
            found = moment.astimezone(tz)
            return cls(*found.timetuple()[:6], tzinfo=found.tzinfo)

    def before() -> None:
        os.environ["TZ"] = POSIX[zone]
        time.tzset()
        cli.datetime = Clock  # type: ignore[misc]
        cli.main = partial(kit._MAIN)

    return before


def make(folder: Path, day: tuple[int, int, int]) -> None:
    """One target due on a day."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    due = "{:04}-{:02}-{:02}".format(*day)
    (folder / "targets.toml").write_text(
        kit.TARGETS.replace("at_least = 80", f"at_least = 80\nby = {due}"), encoding="utf-8"
    )
    for path in (folder / "records").glob("*"):
        path.unlink()


def judge(folder: Path, day: tuple[int, int, int], seconds: int, zone: str) -> list[str]:
    """The view and the stamp of a figure at so many seconds from the midnight that ends the day."""
    midnight = datetime(*day, 17, tzinfo=UTC)  # 00:00 of the next day at UTC+7
    moment = midnight + timedelta(seconds=seconds)
    vietnam = moment + timedelta(hours=7)
    before = at(moment, zone)
    faults = []
    seen: Ran = run_forked(["-C", str(folder), "overdue"], before)
    late = "quá hạn 1 ngày" in seen.out
    if seen.code not in (0, 1) or late != (seconds >= 0):
        faults.append(f"overdue: {seen}")
    wrote = run_forked(["-C", str(folder), "record", "tram", "5", "--period", "2024-01"], before)
    path = folder / "records" / "2024-01.toml"
    stamp = tomllib.loads(path.read_text(encoding="utf-8"))["figure"][-1]["recorded_at"] if path.exists() else None
    path.unlink(missing_ok=True)
    if wrote.code or stamp is None or stamp.isoformat() != f"{vietnam:%Y-%m-%dT%H:%M:%S}+07:00":
        faults.append(f"record: {stamp} {wrote}")
    return faults


def main() -> int:
    """Run the nights and say what was seen."""
    preload()
    tally = Tally("midnight at UTC+7")
    with place() as parent:
        for day in NIGHTS if is_large() else NIGHTS[:1]:
            make(parent / "data", day)
            for zone in ZONES:
                for seconds in AROUND if is_large() else (-1, 0):
                    tally.add(f"{day} {seconds:+} {zone}", judge(parent / "data", day, seconds, zone), kind=zone)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
