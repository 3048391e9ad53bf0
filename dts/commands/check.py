"""`dts check`: every problem of every file at once, the rules across files, and the 5 rõ list for a meeting."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context, read_width
from dts.console import problem_lines
from dts.core.assess import assess_all
from dts.core.checks import find_all
from dts.core.finding import gather
from dts.core.problem import UsageError
from dts.render.layout import layout_view
from dts.render.lines import hanging
from dts.render.safe import safe
from dts.report.check import (
    Noted,
    Verdict,
    check_data,
    closing_line,
    in_order,
    join_verdicts,
    noted_text,
    opening_line,
)
from dts.store.workspace import Reading, find_folder, read_all

EXAMPLES = """dts check                             soát mọi tệp; mã kết thúc 1 khi có lỗi, 0 khi chỉ có lưu ý
dts check --as-of 3/3/2025            soát như ở ngày 3/3/2025
dts check --clarity                   danh sách thiếu rõ theo đơn vị, để họp
dts check --json > soat.json          dữ liệu cho chương trình khác"""


def check(
    ctx: typer.Context,
    as_of: options.AsOf = None,
    clarity: Annotated[
        bool, typer.Option("--clarity", help="Chỉ tiêu, nhiệm vụ nào thiếu rõ nào, theo từng đơn vị chủ trì.")
    ] = False,
    json: options.Json = False,
    width: options.Width = None,
) -> int:
    """Soát lỗi toàn bộ tệp dữ liệu."""
    context: Context = ctx.obj
    today, columns = context.day(as_of), read_width(width)
    if clarity:
        return _show_clarity(context, today, columns, json=json)
    verdict = _judge(context, today)
    if json:
        from dts.render.data import to_json

        context.console.out.write(to_json(check_data(verdict, today)))
    else:
        _show(context, verdict, columns)
    return 1 if verdict.errors else 0


def _judge(context: Context, today: date) -> Verdict:
    """The verdict on the folder; on several together, each file with its folder."""
    if context.folders:
        from dts.commands.together import in_each

        found = in_each(context, lambda own: _judge(own, today))
        return join_verdicts({folder.key: verdict for folder, verdict in zip(context.folders, found, strict=True)})
    folder = find_folder(context.folder, environ=context.environ, current=context.current)
    return judge_all(read_all(folder, context.today), today)


def judge_all(reading: Reading, today: date) -> Verdict:
    """The problems of all files, and what the rules say of the sound ones."""
    if reading.registry is None:
        return Verdict(reading.problems, (), targets_sound=False)
    from dts.store.losses import find_losses

    unread = {period.key for period in reading.unread}
    losses = find_losses(reading.folder, reading.registry, lambda _all: reading.log, reading.marks, unread=unread)
    material = gather(
        reading.registry, reading.log, today, foreign=reading.foreign, unread=reading.unread, losses=losses
    )
    noted = []
    for finding in find_all(material):
        source = reading.sources.get(finding.file)
        noted.append(Noted(finding, source.line_of(finding.path) if source and finding.path else 0))
    return Verdict(reading.problems, in_order(noted))


def _show(context: Context, verdict: Verdict, columns: int | None) -> None:
    """What was found; the counts first, or last after problems."""
    console = context.console
    room = columns or (console.terminal_width if console.is_terminal else None)
    lines = verdict_lines(verdict, room)
    if verdict.problems:
        lines += _fitted("", closing_line(verdict), room)
    else:
        lines = _fitted("", opening_line(verdict), room) + lines
    console.text(lines)


def verdict_lines(verdict: Verdict, room: int | None) -> list[str]:
    """Problems as every reader prints them, then one line per finding."""
    lines = [line for problem in verdict.problems for line in problem_lines(problem)]
    for noted in verdict.noted:
        word, text = noted_text(noted)
        lines += _fitted(f"{word}  ", text, room)
    return lines


def _fitted(front: str, text: str, room: int | None) -> list[str]:
    """Wrapped for a terminal or `--width`; in a pipe one whole line, so that lines can be counted and searched."""
    return hanging(front, safe(text), room) if room else [front + text]


def _show_clarity(context: Context, today: date, columns: int | None, *, json: bool) -> int:
    from dts.report.clarity import clarity_data, clarity_view

    workspace = context.open(judge=True)
    if len({folder.rules.clarity for folder in workspace.registry.folders}) > 1:
        raise UsageError("--clarity: các thư mục đặt số rõ khác nhau ([rules] clarity); xem từng thư mục một.")
    rows = assess_all(workspace.registry, workspace.log, today)
    if json:
        from dts.render.data import to_json

        context.console.out.write(to_json(clarity_data(workspace.registry, rows, today)))
        return 0
    view = clarity_view(workspace.registry, rows, today)
    context.console.show(layout_view(view, context.console.width(columns), may_shorten=context.console.is_terminal))
    return 0
