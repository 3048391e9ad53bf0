"""`dts export --parquet`: the open data of a folder as tables that programs add up over many folders.

The columns of targets.csv and figures.csv, and beside them what a query would else have to know of this program: the
day a figure counts for, the parts of its period, what "khoảng" covers, how many parts a total still lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dts.core.assess import Assessment
from dts.core.dates import VIETNAM
from dts.core.log import Log
from dts.core.model import Level, Registry
from dts.core.numerals import about_band, format_number
from dts.core.period import parse_period_key
from dts.report.opendata import Cell, Package, Sheet, Spelled
from dts.report.opendata_columns import Column, Sort

DIGITS, PLACES = 38, 8
"""Digits every number of the tables has room for, and how many of them are decimals."""
Line = dict[str, Cell]

FIGURE_EXTRAS = (
    Column("day", "ngày số liệu được tính: as_of, nếu trống là ngày chốt của kỳ (kỳ chưa chốt: ngày xem)", Sort.DAY),
    Column("of_unit", "for là một đơn vị (false: một cấp; trống: số chung)", Sort.FLAG),
    Column("year", "năm của kỳ", Sort.INTEGER),
    Column("last_month", "tháng cuối của kỳ", Sort.INTEGER),
    Column("months", "kỳ dài mấy tháng", Sort.INTEGER),
    Column("low", "với “khoảng”: số nhỏ nhất có thể", Sort.NUMBER),
    Column("high", "với “khoảng”: số lớn nhất có thể", Sort.NUMBER),
    Column("recorded_on", "ngày ghi, giờ Việt Nam; trống: không rõ", Sort.DAY),
)
TARGET_EXTRAS = (
    Column("parts_missing", "với số cộng từ các phần: số phần chưa gửi; trống: không phải số cộng", Sort.INTEGER),
    Column("view_day", "ngày xem của lần xuất", Sort.DAY),
    Column("known_at", "chỉ dùng số liệu ghi đến hết ngày này; trống: mọi số liệu", Sort.DAY),
)


class Table(NamedTuple):
    """One file of the lake."""

    path: str
    """`figures/folder=vinh-phuc/period=2025-02/figures.parquet`."""
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


def lake_tables(key: str, package: Package, registry: Registry, rows: Iterable[Assessment]) -> tuple[Table, ...]:
    """A file of targets and one of figures for every period; what is in the path is not in the file."""
    targets, figures = package.sheets
    lacking = {
        row.target.id: len(row.shown.missing) if row.shown else 0 for row in rows if row.is_total and row.part is None
    }
    lines = [_target_line(line, package, lacking) for line in _lines(targets)]
    found = [_table(f"targets/folder={key}/targets.parquet", (*targets.columns, *TARGET_EXTRAS), lines)]
    columns = tuple(column for column in figures.columns if column.name != "period")
    by_period: dict[str, list[Line]] = {}
    for line in _lines(figures):
        period = line["period"]
        assert isinstance(period, Spelled)
        by_period.setdefault(period.machine, []).append(_figure_line(line, period.machine, package.day, registry))
    for period_key, members in by_period.items():
        path = f"figures/folder={key}/period={period_key}/figures.parquet"
        found.append(_table(path, (*columns, *FIGURE_EXTRAS), members))
    return tuple(found)


def _lines(sheet: Sheet) -> Iterable[Line]:
    names = [column.name for column in sheet.columns]
    return (dict(zip(names, row, strict=True)) for row in sheet.rows)


def _table(path: str, columns: tuple[Column, ...], lines: Iterable[Line]) -> Table:
    return Table(path, columns, [tuple(line[column.name] for column in columns) for line in lines])


def _target_line(line: Line, package: Package, lacking: Mapping[str, int]) -> Line:
    missing = lacking.get(str(line["id"])) if line["for"] is None else None
    return {**line, "parts_missing": missing, "view_day": package.day, "known_at": package.known_at}


def _figure_line(line: Line, period_key: str, today: date, registry: Registry) -> Line:
    period = parse_period_key(period_key)
    assert period is not None
    first, last, part = line["period_from"], line["period_to"], line["for"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    low, high = _band(line)
    moment = line["recorded_at"]
    return {
        **line,
        "day": line["as_of"] or (today if first <= today < last else last),
        "of_unit": None if part is None else part in registry.owners or part not in tuple(Level),
        "year": period.year,
        "last_month": period.last_month,
        "months": period.months,
        "low": low,
        "high": high,
        "recorded_at": _zoned(moment) if isinstance(moment, Spelled) else None,
        "recorded_on": _zoned(moment).astimezone(VIETNAM).date() if isinstance(moment, Spelled) else moment,
    }


def _zoned(moment: Spelled) -> datetime:
    """A moment without a zone is one of Viet Nam."""
    read = datetime.fromisoformat(moment.machine)
    return read if read.tzinfo else read.replace(tzinfo=VIETNAM)


def _band(line: Line) -> tuple[Decimal | None, Decimal | None]:
    value = line["value"]
    if line["qualifier"] != "~" or not isinstance(value, Decimal):
        return None, None
    low, high = about_band(value)
    return _decimal(low), _decimal(high)


def _decimal(number: Fraction) -> Decimal:
    """Exactly: halves of powers of ten always are decimals."""
    places = next(places for places in range(100) if (number * 10**places).denominator == 1)
    return Decimal(int(number * 10**places)).scaleb(-places)


def too_fine(registry: Registry, log: Log) -> str | None:
    """The first number that the tables cannot hold exactly, with its place; None when all fit."""
    for figure in log.figures:
        for number in (figure.value, figure.numerator, figure.denominator):
            spare = 1 if figure.qualifier == "~" else 0  # what "khoảng" covers has one more decimal
            if number is not None and not _fits(number, PLACES - spare):
                return f"{figure.file}: {figure.target} {format_number(number)}"
    for target in registry.targets.values():
        for assignment in (target.whole, *target.parts.values()):
            goals = [assignment.goal, *(each.changes.get("goal") for each in assignment.revisions)]
            for goal in goals:
                if goal is not None and not _fits(goal.value, PLACES):
                    return f"targets.toml: {target.id} {format_number(goal.value)}"
    return None


def _fits(number: Decimal, places: int) -> bool:
    whole, _, rest = format(number.normalize(), "f").lstrip("-").partition(".")
    return len(rest) <= places and len(whole) <= DIGITS - PLACES
