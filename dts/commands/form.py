"""`dts form`: the form to send to agencies, which comes back as `dts import` reads it."""

from __future__ import annotations

from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context

EXAMPLES = """dts form -o bieu-02.xlsx                     mọi chỉ tiêu của kỳ vừa chốt số liệu
dts form -o ca-tinh.xlsx --owner ca-tinh --period 02/2025
dts form --each-owner bieu-02                 mỗi đơn vị một biểu
dts form --each-owner bieu-xa --level xa      cho từng xã, phường
dts import ca-tinh.xlsx                       nhập biểu đơn vị gửi lại"""


def form(
    ctx: typer.Context,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="TỆP.xlsx", help="Tên tệp biểu.")] = None,
    each_owner: Annotated[
        str | None, typer.Option("--each-owner", metavar="THƯ_MỤC", help="Mỗi đơn vị một biểu, vào thư mục này.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ của biểu (mặc định: kỳ vừa chốt số liệu).")
    ] = None,
    owner: options.OwnerName = None,
    group: options.GroupName = None,
    level: options.LevelName = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè cả biểu đã có người điền.")] = False,
) -> int:
    """Tạo biểu Excel gửi đơn vị điền số liệu."""
    from dts.commands.forming import Order, make_each, make_one

    context: Context = ctx.obj
    order = Order.read(context, period, owner=owner, group=group, level=level)
    if each_owner is not None:
        return make_each(order, output, each_owner, force=force)
    return make_one(order, output, force=force)
