"""The command line as Typer sees it: options of the program, its commands, and what Typer refuses in Vietnamese."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any

import typer

from dts import __version__
from dts.commands.context import Context
from dts.commands.front import COMMANDS, INTERRUPTED, WRITERS, look_into, wanted_commands
from dts.commands.help import Command, Group
from dts.core.lookup import fold
from dts.core.problem import UsageError

PROGRAM = "dts"
DESCRIPTION = (
    "Theo dõi chỉ tiêu, nhiệm vụ Đề án 06 và chuyển đổi số của tỉnh.\nGõ dts không kèm lệnh là xem bảng như dts status."
)


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


def run_command(argv: Sequence[str], context: Context) -> Any:
    """Parse and run one command line; what its command answers. Raises KeyboardInterrupt, UsageError and its kin."""
    try:
        app = build(wanted_commands(argv))
        answer = app(args=list(argv), prog_name=PROGRAM, obj=context, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        sentence = usage_sentence(error)
        if sentence is None:
            raise
        raise UsageError(sentence) from None
    if answer == INTERRUPTED:  # Typer turns Ctrl-C into this answer
        raise KeyboardInterrupt
    return answer


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
    ctx.obj = look_into(ctx.obj, folder or [], ctx.invoked_subcommand, use_cache=not no_cache)
    if version:
        ctx.obj.console.text([f"{PROGRAM} {__version__}"])
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from dts.commands.gap_table import Asked, show_table

        show_table(ctx.obj, Asked())


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
