"""`dts status`: the gap table."""

from typing import Annotated

import typer

from dts.commands import options
from dts.commands.gap_table import Asked, show_table

EXAMPLES = """dts status                            bảng hôm nay
dts status --as-of 25/2/2025          bảng như ở ngày 25/2/2025
dts status dat-dai                    một chỉ tiêu (gõ một phần mã hoặc tên, không dấu cũng được)
dts status --group de-an-06           một nhóm
dts status --owner "so tttt"          việc của một đơn vị
dts status --compact                  mười dòng cho lãnh đạo
dts status --json > bang.json         dữ liệu cho chương trình khác"""


def status(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="CHỈ_TIÊU", help="Mã, hoặc một phần mã hay tên.", show_default=False)
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    group: options.GroupName = None,
    owner: options.OwnerName = None,
    level: options.LevelName = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="TRẠNG_THÁI", help="Chỉ một trạng thái, ví dụ overdue; gõ được nhiều lần."),
    ] = None,
    by_unit: Annotated[
        bool, typer.Option("--by-unit", help="Một chỉ tiêu, từng cấp hoặc từng đơn vị một dòng.")
    ] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Mười dòng cho lãnh đạo, việc gấp nhất trước.")] = False,
    every: options.All = False,
    json: options.Json = False,
    width: options.Width = None,
) -> None:
    """Chỉ tiêu nào còn thiếu, thiếu bao nhiêu, của đơn vị nào, còn mấy ngày."""
    asked = Asked(
        targets=targets or (),
        statuses=statuses or (),
        as_of=as_of,
        known_at=known_at,
        group=group,
        owner=owner,
        level=level,
        by_unit=by_unit,
        compact=compact,
        every=every,
        json=json,
        width=width,
    )
    show_table(ctx.obj, asked)
