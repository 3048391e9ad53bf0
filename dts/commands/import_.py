"""`dts import`: figures from a form or an export, previewed, judged as a whole, then written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dts.commands.context import Context
from dts.core.period import Period, parse_period
from dts.core.problem import UsageError
from dts.core.typed import clean_text

EXAMPLES = """dts import "Bieu thang 02.xlsx" --dry-run     xem trước: mới, thay đổi, giữ nguyên, không nhận
dts import "Bieu thang 02.xlsx" --period 02/2025
dts import bieu.xlsx --skip-bad               ghi các số liệu đúng trước
dts import bieu.xlsx --save-map so-y-te       nhớ cách đọc biểu này
dts import "Bieu thang 3.xlsx" --map so-y-te  kỳ sau chỉ cần một lệnh
dts import bieu.xlsx --header 12 --column "E=kết quả" --row "Tổng số DVC=dvc-tong"
dts import figures.csv --reason "Đơn vị gửi lại số liệu\""""


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="TỆP", help="Biểu .xlsx, .csv, hoặc figures.csv do dts export xuất.")],
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="TRANG", help="Trang nào của tệp Excel.")] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="KỲ", help="Kỳ của biểu; figures.csv: chỉ nhập kỳ này."),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="CHỈ_TIÊU", help="Mọi dòng là của chỉ tiêu này."),
    ] = None,
    header: Annotated[str | None, typer.Option("--header", metavar="DÒNG", help="Số thứ tự của dòng tiêu đề.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="CỘT=LOẠI", help='Cột này là gì, ví dụ "E=kết quả"; dùng được nhiều lần.'),
    ] = None,
    row: Annotated[
        list[str] | None,
        typer.Option("--row", metavar="TÊN=MÃ", help="Tên trong biểu là chỉ tiêu nào; dùng được nhiều lần."),
    ] = None,
    form_map: Annotated[
        str | None, typer.Option("--map", metavar="TÊN", help="Đọc theo cách đã nhớ ở [imports.TÊN].")
    ] = None,
    save_map: Annotated[
        str | None, typer.Option("--save-map", metavar="TÊN", help="Nhớ cách đọc biểu này vào targets.toml.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="CHỮ", help="Lý do cho những đính chính chưa ghi lý do.")
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Ghi những số liệu đúng, để lại những số không nhận.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi luôn, không hỏi; nhận cả số bất thường.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Xem trước, không ghi.")] = False,
) -> int:
    """Nhập số liệu từ Excel, CSV."""
    from dts.commands.importing import Order, run_import
    from dts.commands.importing_form import Typed

    context: Context = ctx.obj
    typed = Typed(sheet, target, header, tuple(column or ()), tuple(row or ()), form_map, save_map)
    order = Order(
        context, Path(file), _period(period), _reason(reason), yes=yes, dry_run=dry_run, skip_bad=skip_bad, typed=typed
    )
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
