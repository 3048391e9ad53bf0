"""The user's own editor: which one, how it is told a line, and waiting for it. No shell is involved."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dts.core.problem import UsageError, WriteError

VARIABLES = ("VISUAL", "EDITOR")
PLUS = frozenset(("vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient"))
"""Editors that are told a line as `+N`."""
COLON = frozenset(("subl", "sublime_text"))
"""Editors that are told a line as `FILE:N`."""
GOTO = frozenset(("code", "code-insiders", "codium"))
"""Editors that are told a line as `-g FILE:N`."""
DASH_N = frozenset(("notepad++",))
"""Editors that are told a line as `-nN`."""
WAIT = {
    "gvim": ("-f",),
    **dict.fromkeys((*COLON, *GOTO), ("--wait",)),
    **dict.fromkeys(DASH_N, ("-multiInst", "-nosession")),
}
"""What makes an editor wait that would hand the file to a window already open and return at once."""

Which = Callable[[str], str | None]


def find_editor(
    environ: Mapping[str, str], *, windows: bool, terminal: bool, which: Which = shutil.which
) -> tuple[str, ...]:
    """The editor's command: VISUAL, EDITOR, else Notepad on Windows, nano or vi on a terminal. Raises UsageError."""
    for variable in VARIABLES:
        if typed := environ.get(variable, "").strip():
            words = split_command(typed, windows=windows, which=which)
            program = which(words[0]) if words else None
            if program is None:
                raise UsageError(f"Chưa mở: {variable} nêu “{typed}”, máy không có chương trình ấy.")
            return program, *words[1:]
    for name in ("notepad",) if windows else ("nano", "vi") if terminal else ():
        if program := which(name):
            return (program,)
    raise UsageError("Chưa mở: chưa biết mở tệp bằng chương trình nào. Nêu ở biến EDITOR, ví dụ: EDITOR=nano dts edit")


def split_command(typed: str, *, windows: bool, which: Which = shutil.which) -> list[str]:
    """EDITOR as words; a path with blanks needs no quotes when it is the whole of it."""
    import shlex  # only here

    if which(typed):
        return [typed]
    try:
        if windows:  # a backslash there is part of the path
            return [word.strip('"') for word in shlex.split(typed, posix=False)]
        return shlex.split(typed)
    except ValueError:
        raise UsageError(f"Chưa mở: dấu ngoặc kép trong “{typed}” chưa đóng (biến VISUAL hoặc EDITOR).") from None


def command_line(editor: Sequence[str], path: Path, line: int) -> list[str]:
    """The whole command; an editor nobody knows here is told the file alone."""
    name = _name(editor)
    command = [*editor, *(word for word in WAIT.get(name, ()) if word not in editor)]
    if line and name in PLUS:
        return [*command, f"+{line}", str(path)]
    if line and name in COLON:
        return [*command, f"{path}:{line}"]
    if line and name in GOTO:
        return [*command, "-g", f"{path}:{line}"]
    if line and name in DASH_N:
        return [*command, f"-n{line}", str(path)]
    return [*command, str(path)]


def takes_line(editor: Sequence[str]) -> bool:
    """Whether this editor can be told a line."""
    return _name(editor) in PLUS | COLON | GOTO | DASH_N


def _name(editor: Sequence[str]) -> str:
    """`C:\\Tools\\Code.cmd` is `code`."""
    name = re.split(r"[\\/]", editor[0])[-1].lower()
    return re.sub(r"\.(exe|cmd|bat)$", "", name)


def run_editor(command: Sequence[str]) -> int:
    """Start it and wait; Ctrl-C typed meanwhile is the editor's own. Raises WriteError when it does not start."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, lambda *_given: None) if main else None  # a handler is not inherited
    try:
        return subprocess.run(list(command), check=False).returncode
    except OSError as error:
        raise WriteError(f"Chưa mở: không chạy được {command[0]} (lỗi hệ thống số {error.errno}).") from None
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
