"""A made data folder of any size: 300 targets, N figures over the ten years 2015–2024. Invented figures, made by rule.

    python benchmarks/made.py FOLDER N [UNITS]

Every target has a figure before any has two of the same month, and the last months are filled first: 300 figures are
one month, 36.000 are ten years. Beyond that, months hold several days of each target, or with UNITS that many communes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

TARGETS = 300
YEARS = range(2015, 2025)
MONTHS = [(year, month) for year in YEARS for month in range(1, 13)]
KINDS = ("ratio", "count", "ratio", "score")


def write_folder(folder: Path, figures: int, units: int = 0, *, longest: int = len(MONTHS)) -> Path:
    """Write targets.toml and the record files of at most so many months; the same arguments give the same bytes."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    (folder / "targets.toml").write_text("\n".join(_targets(units)), encoding="utf-8")
    months = MONTHS[-max(1, min(longest, figures // TARGETS)) :]
    share, rest = divmod(figures, len(months))
    for number, (year, month) in enumerate(months):
        wanted = share + (number >= len(months) - rest)
        blocks = islice(_figures(year, month, units), wanted)
        path = folder / "records" / f"{year}-{month:02d}.toml"
        path.write_text(f'period = "{year}-{month:02d}"\n\n' + "\n".join(blocks), encoding="utf-8")
    return folder


def _targets(units: int) -> Iterator[str]:
    yield 'schema = 1\ntitle = "Thư mục đo tốc độ"\n\n[groups.do]\nname = "Đo tốc độ"\n'
    for number in range(12):
        yield f'[owners.so-{number}]\nname  = "Sở số {number}"\nhead  = "Giám đốc Sở số {number}"\nlevel = "tinh"\n'
    for number in range(units):
        yield f'[owners.xa-{number}]\nname  = "Xã số {number}"\nlevel = "xa"\n'
    for number in range(TARGETS):
        kind = KINDS[number % len(KINDS)]
        lines = [
            f"[targets.chi-tieu-{number}]",
            f'name     = "Chỉ tiêu chuyển đổi số thứ {number}"',
            f'kind     = "{kind}"',
            f'unit     = "{"điểm" if kind == "score" else "hồ sơ"}"',
            'group    = "do"',
            f'owner    = "so-{number % 12}"',
            f"at_least = {60 + number % 40}",
            f"by       = {2024 + number % 3}-12-31",
            'every    = "month"',
        ]
        yield "\n".join(lines) + "\n"


def _figures(year: int, month: int, units: int) -> Iterator[str]:
    """Blocks of one month: every target on one day (or from one commune), then on the next, without end."""
    cutoff = date(year, month, 14)
    for turn in count():
        for number in range(TARGETS):
            lines = ["[[figure]]", f'target      = "chi-tieu-{number}"']
            if units:
                lines.append(f'for         = "xa-{turn % units}"')
            value = (number * 7 + year * 13 + month * 29 + turn * 3) % 90
            if KINDS[number % len(KINDS)] == "ratio":
                lines += [f"numerator   = {value * 1021}", "denominator = 102100"]
            else:
                lines.append(f"value       = {value}")
            day = cutoff - timedelta(days=(turn // units if units else turn) % 28)
            if day != cutoff:
                lines.append(f"as_of       = {day}")
            lines += ['source      = "Báo cáo tháng"', f"recorded_at = {cutoff + timedelta(days=3)}T09:15:00+07:00"]
            if turn >= 28 * max(units, 1):
                lines.append('reason      = "đính chính"')
            yield "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
