"""The steps of `dts export --parquet`: one folder or several into a lake, each folder's part whole and by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context
from dts.core.assess import assess_all
from dts.core.dates import format_date
from dts.core.numerals import format_number
from dts.core.problem import UsageError
from dts.render.data import to_json
from dts.render.datapackage import GENERATOR
from dts.report.lake import DIGITS, PLACES, lake_tables, too_fine
from dts.report.opendata import open_data
from dts.store.folders import folder_key
from dts.store.lake import LAKE, MARK, check_owner, write_part
from dts.store.output_folder import check_folder
from dts.store.workspace import Workspace

NEEDED = 'Chưa xuất: cần cài thêm phần Parquet: pip install "dts[lake]".'


class Days(NamedTuple):
    """As on which day, and known by when."""

    view: date
    known: date | None


def export_lake(context: Context, place: Path, today: date, known: date | None, *, force: bool) -> int:
    """Write every folder named; all are read and looked at before the first file is written."""
    from importlib.util import find_spec

    if find_spec("duckdb") is None:
        raise UsageError(NEEDED)
    found = dict(_workspaces(context))
    for key, workspace in found.items():
        check_folder(place, data=workspace.folder, mark=MARK, generator=GENERATOR, force=force)
        check_owner(place, key, _identity(workspace), force=force)
        if (number := too_fine(workspace.registry, workspace.log)) is not None:
            raise UsageError(
                f"Chưa xuất: {key}/{number}: kho chỉ giữ được {DIGITS - PLACES} chữ số và {PLACES} chữ số thập phân, "
                "không làm tròn. Ghi số ấy theo đơn vị khác."
            )
    figures = 0
    for key, workspace in context.console.progress(list(found.items()), "Xuất thư mục"):
        figures += _export(place, key, workspace, Days(today, known))
    names = ", ".join(found)
    context.console.message(
        f"Đã xuất vào {place}: {len(found)} thư mục ({names}), {format_number(figures)} số liệu. "
        f"Ngày xem: {format_date(today)}."
    )
    return 0


def _workspaces(context: Context) -> Iterator[tuple[str, Workspace]]:
    if context.folders:
        from dts.commands.together import in_each

        read = in_each(context, lambda own: own.open())
        yield from zip((folder.key for folder in context.folders), read, strict=True)
    else:
        workspace = context.open()
        yield folder_key((context.current / workspace.folder).resolve().name), workspace


def _identity(workspace: Workspace) -> dict[str, str | None]:
    """What a folder is told by, wherever it lies."""
    registry = workspace.registry
    return {"title": registry.title, "province": registry.province, "agency": registry.agency}


def _export(place: Path, key: str, workspace: Workspace, days: Days) -> int:
    """The part of one folder; answers how many figures it has."""
    from dts.render.parquet import parquet_files

    registry, log = workspace.registry, workspace.log
    rows = assess_all(registry, log, days.view, known_at=days.known)
    package = open_data(registry, log, rows, days.view, known_at=days.known)
    tables = lake_tables(key, package, registry, rows)
    count = len(package.sheets[1].rows)
    about = {
        "generator": GENERATOR,
        **_identity(workspace),
        "as_of": days.view.isoformat(),
        "known_at": days.known.isoformat() if days.known else None,
        "figures": count,
        "targets": len(package.sheets[0].rows),
    }
    write_part(place, key, parquet_files(tables), to_json(LAKE), to_json(about))
    return count
