"""`dts export`: targets and figures as open data, with a description programs can check them by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, read_day
from dts.core.assess import assess_all
from dts.core.dates import format_date
from dts.core.numerals import format_number
from dts.core.problem import UsageError

EXAMPLES = """dts export du-lieu-mo                  targets.csv, figures.csv, datapackage.json
dts export du-lieu-mo --as-of 25/2/2025
dts export bang-excel --excel          mở bằng Excel tiếng Việt
dts export kho --parquet               thêm thư mục này vào kho Parquet để cộng nhiều thư mục"""


def export(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="THƯ_MỤC", help="Thư mục nhận tệp; chưa có thì được tạo.")],
    excel: Annotated[
        bool, typer.Option("--excel", help="Cho Excel tiếng Việt: dấu ;, số thập phân dấu phẩy, ngày/tháng/năm.")
    ] = False,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Tệp Parquet chia theo thư mục và kỳ, để cộng nhiều thư mục bằng SQL.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi cả vào thư mục đang có tệp khác.")] = False,
) -> int:
    """Xuất dữ liệu mở (CSV)."""
    from dts.render.csv import EXCEL, MACHINE, csv_bytes
    from dts.render.datapackage import FILE, GENERATOR, file_name, package_bytes
    from dts.report.opendata import open_data
    from dts.store.output_folder import check_folder, kept_licences, write_folder

    context: Context = ctx.obj
    console, place = context.console, Path(folder)
    today, known = context.day(as_of), read_day(known_at, "--known-at")
    if parquet:
        if excel:
            raise UsageError("--parquet và --excel: chỉ dùng một trong hai.")
        from dts.commands.lake import export_lake

        return export_lake(context, place, today, known, force=force)
    if context.folders:
        raise UsageError("CSV chỉ làm với một thư mục dữ liệu. Nêu một -C, hoặc thêm --parquet.")
    workspace = context.open()
    before = check_folder(place, data=workspace.folder, mark=FILE, generator=GENERATOR, force=force)
    rows = assess_all(workspace.registry, workspace.log, today, known_at=known)
    package = open_data(
        workspace.registry,
        workspace.log,
        rows,
        today,
        known_at=known,
        watch=lambda targets: console.progress(targets, "Lập bảng"),
    )
    dialect = EXCEL if excel else MACHINE
    files = {file_name(sheet): csv_bytes(sheet, dialect) for sheet in console.progress(package.sheets, "Viết bảng")}
    described = package_bytes(package, files, dialect, licences=kept_licences(before))
    write_folder(place, {**files, FILE: described})
    counts = [f"{file_name(sheet)} ({format_number(len(sheet.rows))} dòng)" for sheet in package.sheets]
    console.message(f"Đã xuất vào {folder}: {', '.join([*counts, FILE])}. Ngày xem: {format_date(today)}.")
    return 0
