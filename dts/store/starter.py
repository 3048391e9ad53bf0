"""The files of a new data folder: commented, valid on any day, one target of each kind, one figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

from dts.core.dates import format_date
from dts.core.period import Calendar, PeriodKind, last_closed
from dts.store.workspace import RECORDS, TARGETS

Files = Mapping[str, bytes]
"""The content of each file by its name in the folder, with `/`."""


def starter_files(today: date) -> Files:
    """A folder to begin with on a day: its period is the last month whose cut-off has passed."""
    calendar = Calendar()
    period = last_closed(PeriodKind.MONTH, today, calendar)
    before = _mid_month(today, months=2)
    words = {
        "DAY": format_date(today),
        "TODAY": today.isoformat(),
        "YEAR": str(_goal_year(today)),
        "BASE": date(today.year, 1, 1).isoformat(),
        "BEFORE": before.isoformat(),
        "BEFORE_TEXT": format_date(before),
        "KEY": period.key,
        "LABEL": period.label,
        "WINDOW": " - ".join(map(format_date, period.window(calendar))),
    }
    return {
        TARGETS: _filled("starter-targets.txt", words),
        f"{RECORDS}/{period.key}.toml": _filled("starter-record.txt", words),
    }


def _goal_year(today: date) -> int:
    """The year the examples aim at: this one, from October the next, so that nothing begins overdue."""
    return today.year + (today.month > 9)


def _mid_month(today: date, *, months: int) -> date:
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 15)


def _filled(name: str, words: Mapping[str, str]) -> bytes:
    text = files("dts.store").joinpath(name).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: words[match[1]], text).encode("utf-8")
