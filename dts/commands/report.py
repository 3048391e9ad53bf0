"""`dts report`: the periodic report, as text on stdout or into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, find_owner, read_day, read_width
from dts.core.assess import assess_all
from dts.core.dates import format_date
from dts.core.period import Period, PeriodKind, last_closed, parse_period
from dts.core.problem import UsageError
from dts.render.paper_text import WIDTH, paper_lines
from dts.report.periodic import periodic_report
from dts.report.periodic_sentences import Brief

EXAMPLES = """dts report                                   báo cáo kỳ tháng vừa chốt số liệu
dts report --period 02/2025 --as-of 25/2/2025
dts report --period "quý I/2025" -o bao-cao-quy-1.txt
dts report --owner "so y te\""""


def report(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo (mặc định: kỳ tháng vừa chốt số liệu).")
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    owner: options.OwnerName = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp thay vì in ra màn hình.")
    ] = None,
    width: options.Width = None,
) -> int:
    """Lập báo cáo định kỳ để gửi đi."""
    context: Context = ctx.obj
    today, known, columns = context.day(as_of), read_day(known_at, "--known-at"), read_width(width)
    workspace = context.open()
    registry = workspace.registry
    chosen = _period(period)
    closed = chosen or last_closed(PeriodKind.MONTH, today, registry.calendar())
    first, _cutoff = closed.window(registry.calendar())
    if first > today:
        raise UsageError(f"Kỳ {closed.label} chưa bắt đầu (số liệu từ {format_date(first)}).")
    if output is not None and Path(output).suffix.lower() not in ("", ".txt"):
        raise UsageError(f"-o: báo cáo chỉ lập dạng chữ, tệp {output} phải có đuôi .txt.")
    rows = assess_all(registry, workspace.log, today, known_at=known)
    scope = ""
    if owner is not None:
        key = find_owner(registry, owner)
        rows = [row for row in rows if key in {each.id for each in (row.owner, row.responsible) if each}]
        scope = registry.owners[key].name
    brief = Brief(registry, workspace.log, rows, closed, today, known, scope)
    lines = paper_lines(periodic_report(brief), columns or WIDTH)
    if chosen is None:
        context.console.message(f"Kỳ do chương trình chọn: {closed.label}, kỳ vừa chốt số liệu.")
    if output is None:
        context.console.text(lines)
        return 0
    _write(context, Path(output), lines)
    return 0


def _period(typed: str | None) -> Period | None:
    if typed is None:
        return None
    try:
        return parse_period(typed)
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from None


def _write(context: Context, path: Path, lines: list[str]) -> None:
    from dts.store.output import write_output

    write_output(path, ("\n".join(lines) + "\n").encode("utf-8"))
    context.console.message(f"Đã lập: {path} (dự thảo). Để trống: số, ký hiệu, Kính gửi, người ký.")
