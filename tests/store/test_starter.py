"""The files of a new folder: which days stand in them, by the day on which they are made."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from dts.store.starter import starter_files

STARTERS = [
    # made on, as printed; last closed period, as printed, its days; year aimed at; day of the task, as printed
    (
        (2025, 2, 25),
        "25/02/2025",
        "2025-02",
        "tháng 02/2025",
        "15/01/2025 - 14/02/2025",
        2025,
        "2025-04-15",
        "15/4/2025",
    ),
    (
        (2025, 2, 14),
        "14/02/2025",
        "2025-01",
        "tháng 01/2025",
        "15/12/2024 - 14/01/2025",
        2025,
        "2025-04-15",
        "15/4/2025",
    ),
    ((2025, 9, 30), "30/9/2025", "2025-09", "tháng 9/2025", "15/8/2025 - 14/9/2025", 2025, "2025-11-15", "15/11/2025"),
    ((2025, 10, 1), "01/10/2025", "2025-09", "tháng 9/2025", "15/8/2025 - 14/9/2025", 2026, "2025-12-15", "15/12/2025"),
    (
        (2025, 11, 1),
        "01/11/2025",
        "2025-10",
        "tháng 10/2025",
        "15/9/2025 - 14/10/2025",
        2026,
        "2026-01-15",
        "15/01/2026",
    ),
    (
        (2025, 12, 31),
        "31/12/2025",
        "2025-12",
        "tháng 12/2025",
        "15/11/2025 - 14/12/2025",
        2026,
        "2026-02-15",
        "15/02/2026",
    ),
    (
        (2025, 1, 1),
        "01/01/2025",
        "2024-12",
        "tháng 12/2024",
        "15/11/2024 - 14/12/2024",
        2025,
        "2025-03-15",
        "15/3/2025",
    ),
]


@pytest.mark.parametrize(("made", "day", "key", "label", "window", "year", "before", "shown"), STARTERS)
def test_days_of_a_new_folder(
    made: tuple[int, int, int], day: str, key: str, label: str, window: str, year: int, before: str, shown: str
) -> None:
    """The last closed period, this year's end (from October the next one's), a task due in two months."""
    today = date(*made)
    files = {name: data.decode("utf-8") for name, data in starter_files(today).items()}
    text, lines = files["targets.toml"], files[f"records/{key}.toml"]
    assert len(files) == 2
    targets = tomllib.loads(text)["targets"]
    assert {each["by"] for each in targets.values() if "by" in each} == {date(year, 12, 31)}
    assert [str(each["before"]) for each in targets.values() if "before" in each] == [before]
    assert f'"trước ngày {shown}"' in text
    assert f"tạo ngày {day}:" in text
    (ratio,) = (each for each in targets.values() if "baseline" in each)
    assert ratio["baseline"]["as_of"] == date(today.year, 1, 1)
    assert ratio["milestones"][0]["by"] == date(year, 6, 30)
    record = tomllib.loads(lines)
    assert record["period"] == key
    assert record["figure"][0]["recorded_at"] == today
    assert record["figure"][0]["source"].startswith(f"Báo cáo {label} của ")
    assert lines.startswith(f"# Số liệu kỳ {label} ({window}). ")
