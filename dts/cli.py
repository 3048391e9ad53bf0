"""The single error boundary. `dts status` without options is shown at once; everything else is for Typer to parse.

`main` is the real entry point: arguments in, exit code out, streams from `sys`. Exit codes: 0 done, 1 the answer is no,
2 usage or bad input, 3 files cannot be read, 4 written but not confirmed, 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TextIO

from dts.commands.context import COMPLETING, Context
from dts.commands.front import INTERRUPTED, WRITERS, look_into, read_front
from dts.console import Console, open_console, problem_lines, silence
from dts.core.dates import VIETNAM
from dts.core.problem import DataError, UnconfirmedError, UsageError, WriteError
from dts.store.files import describe_os_error
from dts.store.signals import StoppedAfterWriting, has_written, stoppable

UNCONFIRMED = 4
MAX_NAME = 200
"""Longer names of files are cut in a message."""


def main(
    argv: Sequence[str] | None = None, *, today: date | None = None, keyboard: TextIO | None = None, last: bool = False
) -> int:
    """Run one command and return its exit code; nothing but this code and the two streams leaves it.

    `today` stands in for the clock (then the moment is 09:15 of that day), `keyboard` for somebody at a terminal.
    `last`: the process ends with this run, so that a stop which comes too late changes nothing any more.
    """
    console = open_console(os.environ)
    if keyboard is not None:
        console = console._replace(can_ask=True, keyboard=keyboard)
    with stoppable(last=last) as run:
        try:
            return _answer(list(sys.argv[1:] if argv is None else argv), console, today)
        except BrokenPipeError:
            silence()
            return 0
        except OSError as error:
            return _disk_trouble(console, error, wrote=run.wrote)
        except StoppedAfterWriting:
            run.over = True
            return _last_word(console, "Đã dừng sau khi ghi xong.", INTERRUPTED)
        except KeyboardInterrupt:
            run.over = True
            return _last_word(console, "\nĐã dừng theo yêu cầu. Chưa ghi gì.", INTERRUPTED)


def _answer(argv: list[str], console: Console, today: date | None) -> int:
    now = datetime.now(VIETNAM) if today is None else datetime.combine(today, time(9, 15), VIETNAM)
    context = Context(console, now.date(), now.replace(microsecond=0), os.environ, Path.cwd())
    if os.environ.get(COMPLETING):
        from dts.commands.completing import answer
        from dts.commands.program import build

        return answer(build(), context, os.environ[COMPLETING])
    code = _run(argv, context)
    console.out.flush()
    console.err.flush()
    return code


def _last_word(console: Console, sentence: str, code: int) -> int:
    """Say it where it can be said; the code holds all the same."""
    try:
        console.message(sentence)
        console.err.flush()
    except OSError:
        silence(2)
    return code


def _run(argv: list[str], context: Context) -> int:
    try:
        _check_typable(argv)
        front = read_front(argv)
        if front is not None and front.is_bare:
            from dts.commands.gap_table import Asked, show_table

            show_table(look_into(context, front.folders, "status", use_cache=front.use_cache), Asked())
            return 0
        from dts.commands.program import run_command

        answer = run_command(argv, context)
    except DataError as error:
        return _bad_files(context.console, error)
    except (UsageError, WriteError, UnconfirmedError) as error:
        context.console.message(str(error))
        return {UsageError: 2, WriteError: 3, UnconfirmedError: UNCONFIRMED}[type(error)]
    return answer if isinstance(answer, int) else 0


def _check_typable(argv: Sequence[str]) -> None:
    """No command line can hold NUL or half a character; whoever calls `main` with one is told so."""
    for word in argv:
        try:
            usable = b"\0" not in os.fsencode(word)
        except UnicodeEncodeError:
            usable = False
        if not usable:
            start = "Chưa ghi: lời" if set(argv) & set(WRITERS) else "Lời"
            raise UsageError(f"{start} gõ có ký tự không dùng được: {word}. Gõ lại bằng tay.")


def _bad_files(console: Console, error: DataError) -> int:
    for problem in error.problems:
        console.message("\n".join(problem_lines(problem)))
    wrong = sum(1 for problem in error.problems if not problem.warning)
    if has_written():
        console.message("ĐÃ GHI; lỗi trên ở tệp khác, hoặc do người khác vừa sửa tệp. Xem lại bằng dts check.")
        return UNCONFIRMED
    console.message(f"{wrong} lỗi. Không tệp nào bị sửa. Sửa xong, chạy lại lệnh vừa gõ.")
    return error.exit_code


def _disk_trouble(console: Console, error: OSError, *, wrote: bool) -> int:
    name = str(error.filename or "")
    if error.errno in (errno.EPIPE, errno.EINVAL) and not name:  # on Windows a closed pipe is EINVAL
        silence()
        return 0
    unusable = "tên tệp hoặc thư mục không dùng được"
    reason = unusable if error.errno == errno.EINVAL else describe_os_error(error, permission="không có quyền")
    name = f" ({name[:MAX_NAME]}{'…' * (len(name) > MAX_NAME)})" if name else ""
    trouble = f"Không đọc hoặc in ra được: {reason}{name}."
    silence()
    if wrote:
        return _last_word(console, f"ĐÃ GHI, nhưng không trả lời được. {trouble} Xem lại bằng dts show.", UNCONFIRMED)
    return _last_word(console, trouble, 3)
