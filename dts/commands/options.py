"""Every option that more than one command takes, defined once; each arrives as text and is read by the command."""

from __future__ import annotations

from typing import Annotated

import typer

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="NGÀY", help="Xem như ở ngày này (mặc định: hôm nay, giờ Việt Nam)."),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="NGÀY", help="Chỉ dùng số liệu đã ghi đến hết ngày này."),
]
GroupName = Annotated[str | None, typer.Option("--group", metavar="NHÓM", help="Chỉ một nhóm chỉ tiêu.")]
OwnerName = Annotated[str | None, typer.Option("--owner", metavar="ĐƠN_VỊ", help="Chỉ việc của một đơn vị chủ trì.")]
LevelName = Annotated[str | None, typer.Option("--level", metavar="CẤP", help="Chỉ một cấp: tw, tinh, huyen, xa.")]
Width = Annotated[
    str | None, typer.Option("--width", metavar="SỐ_CỘT", help="Bề ngang màn hình (mặc định: như cửa sổ).")
]
All = Annotated[bool, typer.Option("--all", help="Không rút gọn danh sách dài các đơn vị.")]
Json = Annotated[bool, typer.Option("--json", help="In dữ liệu JSON cho chương trình khác đọc.")]
