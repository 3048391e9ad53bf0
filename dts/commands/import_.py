"""`dts import`: figures from a file, previewed, judged as a whole, then written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dts.commands.context import Context
from dts.core.period import Period, parse_period
from dts.core.problem import UsageError
from dts.core.typed import clean_text

EXAMPLES = """dts import figures.csv --dry-run        xem trước: mới, thay đổi, giữ nguyên, không nhận
dts import figures.csv                  xem trước, hỏi rồi ghi
dts import figures.csv --period 02/2025 --yes
dts import figures.csv --reason "Đơn vị gửi lại số liệu\""""


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="TỆP.csv", help="Bảng figures.csv như dts export xuất.")],
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="KỲ", help="Chỉ nhập kỳ này; dòng không ghi kỳ cũng là của kỳ này."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="CHỮ", help="Lý do cho những đính chính chưa ghi lý do.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi luôn, không hỏi; nhận cả số bất thường.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Xem trước, không ghi.")] = False,
) -> int:
    """Nhập số liệu từ tệp CSV."""
    from dts.commands.importing import Order, run_import

    context: Context = ctx.obj
    order = Order(context, Path(file), _period(period), _reason(reason), yes=yes, dry_run=dry_run)
    return run_import(order)


def _period(typed: str | None) -> Period | None:
    if typed is None:
        return None
    try:
        return parse_period(typed)
    except ValueError as error:
        raise UsageError(f"Chưa ghi: --period: {error}.") from None


def _reason(typed: str | None) -> str | None:
    if typed is None:
        return None
    try:
        cleaned = clean_text(typed)
    except ValueError as error:
        raise UsageError(f"Chưa ghi: --reason: {error}.") from None
    if not cleaned:
        raise UsageError("Chưa ghi: --reason để trống.")
    return cleaned
