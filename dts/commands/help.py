"""Help in Vietnamese: Typer's own headings are English constants, so the two classes here write the page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from dts.render.lines import wrap

WIDTH = 80
ANY = "*"
"""What an option stands for that was typed without its value."""
GUTTER = 2
EXIT_CODES = (
    ("0", "xong"),
    ("1", "chạy xong, câu trả lời là “có vấn đề”"),
    ("2", "gõ sai hoặc số liệu không nhận; không thay đổi gì"),
    ("3", "không đọc, khóa hay ghi được tệp; không thay đổi gì"),
    ("4", "đã ghi nhưng chưa xác nhận trên đĩa"),
    ("130", "bị dừng giữa chừng"),
)


class Command(TyperCommand):
    """A command whose help page is Vietnamese; an option whose metavar stands in brackets may go without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give `--person` without a value the value ANY, which Typer cannot."""
        names = {
            name
            for each in self.params
            if isinstance(each, TyperOption) and (each.metavar or "").startswith("[")
            for name in each.opts
        }
        return super().parse_args(ctx, stand_alone(args, names))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, description, arguments, options and examples."""
        formatter.write("\n".join(_page(self, ctx)) + "\n")


def stand_alone(args: list[str], names: Collection[str]) -> list[str]:
    """The arguments, with `=*` behind each option of `names` that is last or has another option behind it."""
    plain = args.index("--") if "--" in args else len(args)
    return [
        f"{word}={ANY}" if at < plain and word in names and (at + 1 >= plain or args[at + 1].startswith("-")) else word
        for at, word in enumerate(args)
    ]


class Group(TyperGroup):
    """The program itself: its commands in the order of the table, its options, the exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 — the signature is Typer's
        """Commands in the order they were added, not by the alphabet."""
        return list(self.commands)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, commands, options and exit codes."""
        formatter.write("\n".join(_page(self, ctx)) + "\n")


def _page(command: TyperCommand | TyperGroup, ctx: Any) -> list[str]:
    params = command.get_params(ctx)
    arguments = [each for each in params if isinstance(each, TyperArgument)]
    options = [each for each in params if isinstance(each, TyperOption) and not each.hidden]
    lines = [usage(command, ctx), ""]
    lines += [line for text in (command.help or "").split("\n") for line in wrap(text, WIDTH)]
    if isinstance(command, TyperGroup):
        rows = [(name, command.commands[name].short_help or "") for name in command.list_commands(ctx)]
        lines += ["", "Lệnh:", *_table(rows)]
    if arguments:
        lines += ["", "Gõ sau lệnh:", *_table([(_argument(each), each.help or "") for each in arguments])]
    if options:
        lines += ["", "Tùy chọn:", *_table([(_option(each), _explanation(each)) for each in options])]
    if isinstance(command, TyperGroup):
        lines += ["", "Mã kết thúc:", *_table(list(EXIT_CODES))]
    if command.epilog:
        lines += ["", "Ví dụ:", *(f"  {line}" for line in command.epilog.split("\n"))]
    return lines


def usage(command: TyperCommand | TyperGroup, ctx: Any) -> str:
    """`Cách dùng: dts status [TÙY CHỌN] [CHỈ_TIÊU …]`."""
    params = command.get_params(ctx)
    words = [ctx.command_path, "[TÙY CHỌN]"]
    words += [_argument(each) for each in params if isinstance(each, TyperArgument)]
    if isinstance(command, TyperGroup):
        words.append("LỆNH …")
    return "Cách dùng: " + " ".join(words)


def _argument(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    name = f"{name} …" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _option(option: TyperOption) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return f"{names} {option.metavar}" if option.metavar and not option.is_flag else names


def _explanation(option: TyperOption) -> str:
    return "In trang này rồi thoát." if "--help" in option.opts else option.help or ""


def _table(rows: list[tuple[str, str]]) -> list[str]:
    """Two columns; a left cell that is too long stands on a line of its own."""
    left = min(26, max(len(name) for name, _text in rows))
    lines = []
    for name, text in rows:
        wrapped = wrap(text, WIDTH - left - 2 * GUTTER)
        if len(name) > left:
            lines.append("  " + name)
            name = ""
        lines.append(f"  {name.ljust(left)}  {wrapped[0]}".rstrip())
        lines += [" " * (left + 2 * GUTTER) + line for line in wrapped[1:]]
    return lines
