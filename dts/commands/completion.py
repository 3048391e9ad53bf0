"""`dts completion`: let the Tab key complete commands, ids, agencies, periods.

Typer's own installer rewrites ~/.bashrc in the locale's encoding and lifts PowerShell's execution policy; this one adds
a line and leaves policies to those who set them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dts.commands.context import COMPLETING, Context
from dts.core.problem import UsageError

EXAMPLES = """dts completion                        cài cho cửa sổ lệnh đang dùng
dts completion zsh
dts completion bash --print           chỉ in đoạn lệnh, không cài"""

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
POWERSHELL = """PowerShell: gõ dòng này để dùng trong cửa sổ đang mở:
  dts completion powershell --print | Out-String | Invoke-Expression
Muốn dùng mãi: gõ  notepad $PROFILE  rồi thêm dòng ấy vào tệp. Máy của cơ quan có thể chặn tệp này;
dts không tự đổi chính sách của máy. Phần này chưa chạy thử trên Windows."""


def completion(
    ctx: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="TÊN_SHELL",
            help="bash, zsh, fish hoặc powershell (mặc định: cửa sổ lệnh đang dùng).",
            show_default=False,
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--print", help="Chỉ in đoạn lệnh, không cài.")] = False,
) -> None:
    """Cài gợi ý lệnh bằng phím Tab."""
    context: Context = ctx.obj
    name = _shell(shell)
    if show:
        context.console.out.write(_script(name) + "\n")
    elif name in ("powershell", "pwsh"):
        context.console.text(POWERSHELL.split("\n"))
    else:
        context.console.text(_install(name, context.environ))


def _shell(typed: str | None) -> str:
    from difflib import get_close_matches

    if typed is None:
        from typer._completion_shared import _get_shell_name

        found = _get_shell_name()
        if found not in SHELLS:
            raise UsageError("Chưa cài: chưa rõ đang dùng cửa sổ lệnh nào. Nêu tên, ví dụ: dts completion bash")
        return found
    if typed not in SHELLS:
        near = get_close_matches(typed, SHELLS, n=1)
        hint = f"Gần giống: {near[0]}." if near else f"Chọn một trong: {', '.join(SHELLS)}."
        raise UsageError(f"Chưa cài: không có gợi ý cho “{typed}”. {hint}")
    return typed


def _script(shell: str) -> str:
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name="dts", complete_var=COMPLETING, shell=shell)


def _install(shell: str, environ: Mapping[str, str]) -> list[str]:
    """Write the script where the shell looks for it, and say what was written."""
    import shlex  # only here

    from dts.store.home import append_line, install_script

    home = environ.get("HOME")
    if not home:
        raise UsageError("Chưa cài: chưa rõ thư mục riêng của người dùng (biến HOME).")
    start: Path | None = None
    match shell:
        case "bash":
            path, start = Path(home, ".bash_completions", "dts.sh"), Path(home, ".bashrc")
            line = f"[ ! -f {shlex.quote(str(path))} ] || . {shlex.quote(str(path))}"
        case "zsh":
            path, start = Path(home, ".zfunc", "_dts"), Path(environ.get("ZDOTDIR") or home, ".zshrc")
            line = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
        case _:
            path = Path(environ.get("XDG_CONFIG_HOME") or Path(home, ".config"), "fish", "completions", "dts.fish")
            line = ""
    install_script(path, _script(shell) + "\n")
    said = [f"Đã cài gợi ý bằng phím Tab cho {shell}: {path}"]
    if start is not None:
        added = append_line(start, line)
        said.append(f"{'Đã thêm một dòng vào' if added else 'Dòng cần có đã ở trong'} {start}: {line}")
    return [*said, "Mở cửa sổ lệnh mới, gõ dts rồi bấm phím Tab. Muốn gỡ: xóa những gì vừa nêu."]
