"""`dts edit`: open a file at the line that matters, wait, and say what is wrong with it now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from dts.commands.check import judge_all, verdict_lines
from dts.commands.context import Context, pick_one
from dts.commands.editor import command_line, find_editor, run_editor, takes_line
from dts.core.period import parse_period
from dts.core.problem import UsageError
from dts.report.check import Verdict, counts_text
from dts.store.locate import (
    Spot,
    file_bytes,
    first_line,
    named_targets,
    period_spot,
    read_targets_text,
    target_spot,
    worst_spot,
)
from dts.store.signals import StoppedAfterWriting
from dts.store.workspace import TARGETS, find_folder, read_all

EXAMPLES = """dts edit                              tệp có lỗi, tại dòng lỗi đầu tiên; không có lỗi thì targets.toml
dts edit dat-dai                      targets.toml, tại chỉ tiêu ấy
dts edit 02/2025                      tệp số liệu của kỳ, tại số liệu cuối cùng
EDITOR=nano dts edit dat-dai          bằng chương trình khác (biến VISUAL, EDITOR)"""


def edit(
    ctx: typer.Context,
    wanted: Annotated[
        str | None,
        typer.Argument(
            metavar="CHỈ_TIÊU|KỲ",
            help="Mã hay một phần tên chỉ tiêu; hoặc một kỳ đã có số liệu, ví dụ 02/2025.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Mở tệp dữ liệu tại đúng dòng cần sửa."""
    context: Context = ctx.obj
    folder = find_folder(context.folder, environ=context.environ, current=context.current)
    spot = find_spot(context, folder, wanted)
    editor = find_editor(context.environ, windows=os.name == "nt", terminal=context.can_ask)
    before = file_bytes(folder, spot.name)
    while True:
        if spot.line and not takes_line(editor):
            context.console.message(f"Mở {spot.name}: chỗ cần xem ở dòng {spot.line}.")
        code = run_editor(command_line(editor, (folder / spot.name).resolve(), spot.line))
        if code:
            context.console.message(f"Lưu ý: chương trình soạn thảo kết thúc với mã lỗi {code}.")
        verdict = judge_all(read_all(folder, context.today), context.today)
        changed = file_bytes(folder, spot.name) != before
        own = _of_file(verdict, spot.name)
        _say(context, spot.name, own, verdict.errors - own.errors, changed=changed)
        if not own.errors or not context.can_ask:
            return 1 if verdict.errors else 0
        spot = spot._replace(line=_first_error(own))
        if not _again(context, spot.line, changed=changed):
            return 1


def find_spot(context: Context, folder: Path, typed: str | None) -> Spot:
    """The file and line meant by what was typed: a target, a period, or nothing for the first mistake."""
    if typed is None:
        return worst_spot(folder, context.today)
    source = read_targets_text(folder)
    targets = named_targets(source)
    if typed not in targets:
        try:
            period = parse_period(typed)
        except ValueError:
            pass
        else:
            if spot := period_spot(folder, period):
                return spot
            raise UsageError(
                f"Chưa mở: kỳ {period.label} chưa có số liệu, chưa có tệp records/{period.key}.toml. "
                f"Ghi số liệu đầu tiên: dts record CHỈ_TIÊU SỐ_LIỆU --period {period.key}"
            )
    if not targets and source.problems:
        return Spot(TARGETS, first_line(source.problems))
    labels = {key: each.short for key, each in targets.items()}
    return target_spot(source, pick_one(typed, targets, labels, "chỉ tiêu, nhiệm vụ"))


def _of_file(verdict: Verdict, name: str) -> Verdict:
    return verdict._replace(
        problems=tuple(each for each in verdict.problems if each.place.file == name),
        noted=tuple(each for each in verdict.noted if each.finding.file == name),
    )


def _say(context: Context, name: str, own: Verdict, elsewhere: int, *, changed: bool) -> None:
    console = context.console
    room = console.terminal_width if console.is_terminal else None
    lines = verdict_lines(own, room)
    closing = " Các lệnh xem dừng cho đến khi hết lỗi." if own.problems else ""
    lines.append(f"Tệp {name} {'đã lưu' if changed else 'không thay đổi'}: {counts_text(own)}.{closing}")
    if elsewhere:
        lines.append(f"Các tệp khác còn {elsewhere} lỗi: dts check")
    console.text(lines)


def _first_error(verdict: Verdict) -> int:
    lines = [each.place.line for each in verdict.problems if not each.warning]
    return next(iter(lines + [each.line for each in verdict.noted if not each.finding.warning]), 0)


def _again(context: Context, line: int, *, changed: bool) -> bool:
    where = f"tại dòng {line}" if line else "tệp này"
    try:
        answer = context.ask(f"Mở lại {where} để sửa? (c/k) ")
    except KeyboardInterrupt:
        if changed:
            raise StoppedAfterWriting from None
        raise
    return answer.strip().lower() in ("c", "có", "co", "y")
