"""The command table, in the order of help, and the single error boundary.

`main` is the real entry point: arguments in, exit code out, streams from `sys`. Exit codes: 0 done, 1 the answer is no,
2 usage or bad input, 3 files cannot be read, 4 written but not confirmed, 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from dts import __version__
from dts.commands.context import COMPLETING, Context
from dts.commands.help import Command, Group
from dts.console import Console, open_console, problem_lines, silence
from dts.core.dates import VIETNAM
from dts.core.lookup import fold
from dts.core.problem import DataError, UnconfirmedError, UsageError, WriteError
from dts.store.signals import StoppedAfterWriting, has_written, stoppable

PROGRAM = "dts"
DESCRIPTION = (
    "Theo dõi chỉ tiêu, nhiệm vụ Đề án 06 và chuyển đổi số của tỉnh.\nGõ dts không kèm lệnh là xem bảng như dts status."
)
INTERRUPTED = 130
UNCONFIRMED = 4
MAX_NAME = 200
"""Longer names of files are cut in a message."""
WRITERS = ("record", "assign", "import", "restore")
"""Commands whose every refusal says that nothing was written."""
COMMANDS = (
    *("status", "record", "show", "owners", "overdue", "report", "assign", "check", "import", "form", "export"),
    *("restore", "init", "edit", "completion"),
)
"""Every command, in the order of help: `dts/commands/NAME.py` holds a function NAME and its EXAMPLES.

A NAME that is a word of Python has an underscore behind it there.
"""


def build(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """The application: options of the program, then one command after another.

    Only the commands named are imported: `status` never pays for the others.
    """
    app = typer.Typer(
        name=PROGRAM,
        cls=Group,
        help=DESCRIPTION,
        epilog="dts\ndts status --as-of 25/2/2025\ndts -C /srv/dts status\ndts -C 'tinh/*' status\ndts status --help",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_program)
    for name in names:
        spelled = f"{name}_" if iskeyword(name) else name
        module = import_module(f"dts.commands.{spelled}")
        function = getattr(module, spelled)
        app.command(name, cls=Command, epilog=module.EXAMPLES, short_help=_summary(function))(function)
    return app


def wanted_commands(argv: Sequence[str]) -> Sequence[str]:
    """The one command meant, when it stands where a command stands; all of them for help, slips and anything else."""
    words = iter(argv)
    for word in words:
        if word in ("-C", "--dir"):
            next(words, None)
        elif word in COMMANDS:
            return (word,)
        elif word != "--no-cache" and not word.startswith(("-C", "--dir=")):
            return COMMANDS
    return ("status",)


def _summary(function: Any) -> str:
    return (function.__doc__ or "").strip().rstrip(".")


def _program(
    ctx: typer.Context,
    folder: Annotated[
        list[str] | None,
        typer.Option(
            "-C",
            "--dir",
            metavar="THƯ_MỤC",
            help="Thư mục dữ liệu (mặc định: DTS_DIR, rồi thư mục hiện tại); gõ nhiều lần, hoặc 'tinh/*': xem chung.",
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Đọc lại mọi tệp từ đầu, không dùng kết quả đọc đã lưu tạm.")
    ] = False,
    version: Annotated[bool, typer.Option("-V", "--version", help="In phiên bản rồi thoát.")] = False,
) -> None:
    if folder and (len(folder) > 1 or any(mark in folder[0] for mark in "*?[")):
        from dts.commands.together import choose_folders

        ctx.obj = choose_folders(ctx.obj, folder, ctx.invoked_subcommand, writes=ctx.invoked_subcommand in WRITERS)
    elif folder:
        ctx.obj = ctx.obj._replace(folder=Path(folder[0]))
    if no_cache:
        ctx.obj = ctx.obj._replace(use_cache=False)
    if version:
        ctx.obj.console.text([f"{PROGRAM} {__version__}"])
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from dts.commands.status import status

        status(ctx)


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
        answer = build(wanted_commands(argv))(args=argv, prog_name=PROGRAM, obj=context, standalone_mode=False)
    except DataError as error:
        return _bad_files(context.console, error)
    except (UsageError, WriteError, UnconfirmedError) as error:
        context.console.message(str(error))
        return {UsageError: 2, WriteError: 3, UnconfirmedError: UNCONFIRMED}[type(error)]
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        sentence = usage_sentence(error)
        if sentence is None:
            raise
        context.console.message(sentence)
        return 2
    if answer == INTERRUPTED:  # Typer turns Ctrl-C into this answer
        raise KeyboardInterrupt
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
    reasons = {
        errno.ENOSPC: "hết chỗ trên đĩa",
        errno.EACCES: "không có quyền",
        errno.EIO: "lỗi đọc ghi đĩa",
        errno.ENAMETOOLONG: "tên tệp hoặc thư mục dài quá",
        errno.EINVAL: "tên tệp hoặc thư mục không dùng được",
    }
    reason = reasons.get(error.errno or 0, f"lỗi hệ thống số {error.errno}")
    name = f" ({name[:MAX_NAME]}{'…' * (len(name) > MAX_NAME)})" if name else ""
    trouble = f"Không đọc hoặc in ra được: {reason}{name}."
    silence()
    if wrote:
        return _last_word(console, f"ĐÃ GHI, nhưng không trả lời được. {trouble} Xem lại bằng dts show.", UNCONFIRMED)
    return _last_word(console, trouble, 3)


def usage_sentence(error: Exception) -> str | None:
    """One Vietnamese sentence for what Typer refuses; None when it is no usage error.

    Typer's usage errors are told apart by name: their classes are private to it.
    """
    if not any(base.__name__ == "ClickException" for base in type(error).__mro__):
        return None
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    param = getattr(error, "param", None)
    name = (param.metavar or param.opts[0]) if param is not None else ""
    match type(error).__name__:
        case "NoSuchOption":
            option = getattr(error, "option_name", "")
            near = [each for each in (getattr(error, "possibilities", None) or []) if each]
            hint = f" Gần giống: {', '.join(sorted(near))}." if near else _belongs_behind(option, context)
            sentence = f"Không có tùy chọn {option}.{hint}"
        case "MissingParameter":
            sentence = f"Còn thiếu {name}."
        case "BadOptionUsage":
            sentence = f"Tùy chọn {getattr(error, 'option_name', '')} phải có giá trị đi kèm."
        case "BadParameter":
            sentence = f"{name}: {getattr(error, 'message', '')}"
        case _:
            sentence = _other_usage(error, context)
    if path.rpartition(" ")[2] in WRITERS:
        sentence = f"Chưa ghi: {sentence[:1].lower()}{sentence[1:]}"
    return f"{sentence} Xem thêm: {path} --help"


def _belongs_behind(option: str, context: Any) -> str:
    """Where an option goes that was typed before the command it belongs to."""
    commands = getattr(context.command, "commands", {}) if context is not None else {}
    found = [name for name, each in commands.items() for param in each.params if option in param.opts]
    return f" Tùy chọn này đứng sau lệnh: {PROGRAM} {found[0]} {option}." if found else ""


def _other_usage(error: Exception, context: Any) -> str:
    import re

    message = str(getattr(error, "message", error))
    command = re.search(r"No such command '(.*?)'", message, re.DOTALL)
    if command is None:
        extra = re.search(r"unexpected extra argument\S* \((.*)\)", message, re.DOTALL)
        words = "Tên có dấu cách thì đặt trong dấu ngoặc kép."
        return f"Thừa: {extra[1]}. {words}" if extra else "Lệnh gõ chưa đúng."
    known = context.command.commands if context is not None else {}
    if (Path(command[1]) / "targets.toml").is_file():
        return f"“{command[1]}” là thư mục dữ liệu, không phải lệnh. Xem nhiều thư mục: {PROGRAM} -C 'tinh/*' status."
    near = closest_commands(command[1], {name: each.short_help or "" for name, each in known.items()})
    hint = f" Gần giống: {', '.join(near)}." if near else f" Các lệnh: {', '.join(known)}."
    return f"Không có lệnh “{command[1]}”.{hint}"


def closest_commands(typed: str, known: Mapping[str, str]) -> list[str]:
    """Commands spelled much like what was typed, else those whose help has its words, else those spelled a bit so."""
    from difflib import get_close_matches

    typed, words = typed.lower(), fold(typed)
    return (
        get_close_matches(typed, list(known), n=2, cutoff=0.75)
        or [name for name, summary in known.items() if words and f" {words} " in f" {fold(summary)} "]
        or get_close_matches(typed, list(known), n=2)
    )
