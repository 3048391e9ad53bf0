"""datapackage.json (Frictionless Data Package): what is in each file, column by column, for programs to check."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from dts.render.csv import Dialect
from dts.render.data import to_json
from dts.report.opendata import Package, Sheet
from dts.report.opendata_columns import Column, Sort

GENERATOR = "dts"
"""By it a package of ours is known again."""
FILE = "datapackage.json"
_DAY, _MONTH = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"[0-9]{4}-[0-9]{2}"
_TIME = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2})?"
_PATTERNS = {
    Sort.DAY_OR_MONTH: f"{_DAY}|{_MONTH}",
    Sort.MOMENT: f"{_DAY}({_TIME})?",
    Sort.PERIOD: r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?",
}
"""How text cells look in the files for programs."""


def file_name(sheet: Sheet) -> str:
    """`figures.csv`."""
    return f"{sheet.name}.csv"


def package_bytes(
    package: Package, files: Mapping[str, bytes], dialect: Dialect, *, licences: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """The description of the files as they are; `licences` are the province's own words, carried over."""
    data: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "created": f"{package.day.isoformat()}T00:00:00+07:00",
        "generator": GENERATOR,
        "as_of": package.day.isoformat(),
        "known_at": package.known_at.isoformat() if package.known_at else None,
        "licenses": [dict(licence) for licence in licences],
        "sources": [{"title": source} for source in package.sources],
        "resources": [_resource(sheet, files[file_name(sheet)], dialect) for sheet in package.sheets],
    }
    return to_json({key: value for key, value in data.items() if value not in (None, [])}).encode("utf-8")


def _resource(sheet: Sheet, data: bytes, dialect: Dialect) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, dialect) for column in sheet.columns],
        "missingValues": [""],
        "primaryKey": list(sheet.key),
    }
    if sheet.refers is not None:
        column, other, there = sheet.refers
        schema["foreignKeys"] = [{"fields": [column], "reference": {"resource": other, "fields": [there]}}]
    return {
        "name": sheet.name,
        "path": file_name(sheet),
        "profile": "tabular-data-resource",
        "title": sheet.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {
            "delimiter": dialect.delimiter,
            "lineTerminator": dialect.newline,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
    }


def _field(column: Column, dialect: Dialect) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.sort in _PATTERNS and not dialect.for_people:
        constraints["pattern"] = _PATTERNS[column.sort]
    field: dict[str, Any] = {"name": column.name, "title": column.title, **_type(column.sort, dialect)}
    return field | {"constraints": constraints} if constraints else field


def _type(sort: Sort, dialect: Dialect) -> dict[str, Any]:
    match sort:
        case Sort.NUMBER:
            return {"type": "number", "decimalChar": dialect.decimal}
        case Sort.INTEGER:
            return {"type": "integer"}
        case Sort.DAY:
            return {"type": "date", "format": "default" if dialect.day == "%Y-%m-%d" else dialect.day}
        case Sort.FLAG:
            return {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
        case _:
            return {"type": "string"}
