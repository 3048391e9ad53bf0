"""Plain rows as Parquet, written by DuckDB: numbers as decimals of 38 digits, days as days, moments in UTC.

No number is ever a float. The same rows always give the same bytes of one version of DuckDB, which is imported only
here, when a file is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dts.report.lake import DIGITS, PLACES, Table
from dts.report.opendata import Cell, Spelled
from dts.report.opendata_columns import Column, Sort

CHUNK = 20_000
TYPES = {
    Sort.NUMBER: f"DECIMAL({DIGITS}, {PLACES})",
    Sort.INTEGER: "INTEGER",
    Sort.DAY: "DATE",
    Sort.MOMENT: "TIMESTAMPTZ",
    Sort.FLAG: "BOOLEAN",
}
"""Everything else is text."""
SETTINGS: dict[str, Any] = {
    "threads": 1,
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""One thread for the same bytes; nothing is ever fetched."""


def parquet_files(tables: Sequence[Table]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each. Raises ImportError without the extra `lake`."""
    import duckdb

    with TemporaryDirectory() as folder, duckdb.connect(":memory:", config=SETTINGS) as base:
        place = Path(folder) / "table.parquet"
        for table in tables:
            base.execute(f"CREATE OR REPLACE TABLE made ({_declared(table.columns)})")
            for start in range(0, len(table.rows), CHUNK):
                _insert(base, table.columns, table.rows[start : start + CHUNK])
            base.execute(f"COPY made TO {_quoted(str(place))} (FORMAT parquet, COMPRESSION zstd)")
            yield table.path, place.read_bytes()


def _declared(columns: Sequence[Column]) -> str:
    return ", ".join(f'"{column.name}" {TYPES.get(column.sort, "VARCHAR")}' for column in columns)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _insert(base: Any, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> None:
    """Column by column as text, which DuckDB reads exactly or refuses; what is empty throughout is left out."""
    held = [at for at in range(len(columns)) if any(row[at] is not None for row in rows)]
    names = ", ".join(f'"{columns[at].name}"' for at in held)
    values = ", ".join(f"CAST(unnest(?::VARCHAR[]) AS {TYPES.get(columns[at].sort, 'VARCHAR')})" for at in held)
    base.execute(f"INSERT INTO made ({names}) SELECT {values}", [[_text(row[at]) for row in rows] for at in held])


def _text(cell: Cell) -> str | None:
    match cell:
        case None | str():
            return cell
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat()
        case date():
            return cell.isoformat()
        case Spelled():
            return cell.machine
        case _:
            return format(cell, "f") if not isinstance(cell, int) else str(cell)
