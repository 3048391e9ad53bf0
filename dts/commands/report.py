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
from dts.render.formats import BINARY, SUFFIXES, Format, dress
from dts.report.paper import Paper
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
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="DẠNG", help="text, md, html, docx hoặc xlsx (mặc định: theo đuôi tệp)."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp thay vì in ra màn hình.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="TỆP.docx", help="Tệp Word của cơ quan dùng làm mẫu (lề, kiểu chữ, chân trang)."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè cả tệp không phải báo cáo do dts lập.")] = False,
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
    chosen_form = _format(form, output)
    rows = assess_all(registry, workspace.log, today, known_at=known)
    scope = ""
    if owner is not None:
        key = find_owner(registry, owner)
        rows = [row for row in rows if key in {each.id for each in (row.owner, row.responsible) if each}]
        scope = registry.owners[key].name
    brief = Brief(registry, workspace.log, rows, closed, today, known, scope)
    paper = periodic_report(brief)
    if chosen is None:
        context.console.message(f"Kỳ do chương trình chọn: {closed.label}, kỳ vừa chốt số liệu.")
    data = _dressed(paper, chosen_form, columns, template)
    if output is None:
        context.console.text(data.decode("utf-8").splitlines())
        return 0
    from dts.store.output import write_output

    write_output(Path(output), data, force=force)
    context.console.message(f"Đã lập: {output} (dự thảo). Để trống: số, ký hiệu, Kính gửi, người ký.")
    return 0


def _format(typed: str | None, output: str | None) -> Format:
    """The format asked for, else that of the file's suffix, else text; a binary one needs a file."""
    if typed is not None and typed not in tuple(Format):
        raise UsageError(f"--format: “{typed}” không có; chọn một trong: {', '.join(Format)}.")
    suffix = Path(output).suffix.lower() if output is not None else ""
    meant = SUFFIXES.get(suffix)
    if typed is None and suffix and meant is None:
        raise UsageError(f"-o: đuôi tệp {suffix} không rõ dạng nào; dùng {', '.join(SUFFIXES)} hoặc thêm --format.")
    chosen = Format(typed) if typed else meant or Format.TEXT
    if meant is not None and meant is not chosen:
        raise UsageError(f"--format {chosen} trái với đuôi tệp {suffix}; bỏ một trong hai.")
    if output is None and chosen in BINARY:
        raise UsageError(f"Dạng {chosen} phải ghi ra tệp: thêm -o bao-cao.{chosen}.")
    return chosen


def _dressed(paper: Paper, form: Format, width: int | None, template: str | None) -> bytes:
    if template is not None and form is not Format.DOCX:
        raise UsageError("--template chỉ dùng cho dạng docx.")
    from dts.store.output import read_template

    base = read_template(Path(template)) if template is not None else None
    try:
        return dress(paper, form, width=width, template=base)
    except ImportError:
        raise UsageError('Chưa lập: cần cài thêm phần Word/Excel: pip install "dts[office]".') from None
    except ValueError as error:
        raise UsageError(f"--template: {error}.") from None


def _period(typed: str | None) -> Period | None:
    if typed is None:
        return None
    try:
        return parse_period(typed)
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from None
