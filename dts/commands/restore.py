"""`dts restore`: put back what dts wrote and what is in no file any more, or accept that it is gone."""

from __future__ import annotations

from typing import Annotated

import typer

from dts.commands.context import Context

EXAMPLES = """dts restore --dry-run                  xem số liệu nào mất, sẽ lấy lại vào đâu
dts restore                            xem trước, hỏi rồi lấy lại tất cả
dts restore dinh-danh --period 02/2025
dts restore --forget dinh-danh         chấp nhận mất, thôi nhắc"""


def restore(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="CHỈ_TIÊU", help="Chỉ lấy lại của những chỉ tiêu này.", show_default=False),
    ] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="KỲ", help="Chỉ lấy lại của kỳ này.")] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Không lấy lại: chấp nhận mất, chấp nhận chỗ sửa tay, thôi nhắc.")
    ] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="AI", help="Ai lấy lại (mặc định: DTS_BY).")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Làm luôn, không hỏi.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Xem trước, không ghi.")] = False,
) -> int:
    """Lấy lại số liệu bị mất khỏi tệp."""
    from dts.commands.restoring import Order, forget_losses, put_back

    context: Context = ctx.obj
    order = Order.read(context, targets or [], period, by=by, yes=yes, dry_run=dry_run)
    return forget_losses(order) if forget else put_back(order)
