"""What stands on the command line before the command and with it, told without Typer: loading that takes 50 ms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context

INTERRUPTED = 130
"""The exit code of a run that was stopped."""
WRITERS = ("record", "assign", "import", "restore")
"""Commands whose every refusal says that nothing was written."""
COMMANDS = (
    *("status", "record", "show", "owners", "overdue", "report", "assign", "check", "import", "form", "export"),
    *("restore", "init", "edit", "completion"),
)
"""Every command, in the order of help: `dts/commands/NAME.py` holds a function NAME and its EXAMPLES.

A NAME that is a word of Python has an underscore behind it there.
"""


class Front(NamedTuple):
    """Options of the program, the command, and what is typed behind it."""

    folders: tuple[str, ...] = ()
    use_cache: bool = True
    command: str = ""
    rest: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """`dts` or `dts status`, without anything that needs to be parsed."""
        return self.command in ("", "status") and not self.rest


def read_front(argv: Sequence[str]) -> Front | None:
    """The front of a command line; None for help, slips and anything else that Typer must look at."""
    words = iter(argv)
    folders: list[str] = []
    use_cache = True
    for word in words:
        if word in ("-C", "--dir"):
            if (folder := next(words, "-")).startswith("-"):
                return None
            folders.append(folder)
        elif word.startswith(("-C", "--dir=")):
            folders.append(word.removeprefix("-C").removeprefix("--dir="))
        elif word == "--no-cache":
            use_cache = False
        elif word in COMMANDS:
            return Front(tuple(folders), use_cache, word, tuple(words))
        else:
            return None
    return Front(tuple(folders), use_cache)


def wanted_commands(argv: Sequence[str]) -> Sequence[str]:
    """The one command meant, when it stands where a command stands; all of them for anything unclear."""
    front = read_front(argv)
    return COMMANDS if front is None else (front.command or "status",)


def look_into(context: Context, folders: Sequence[str], command: str | None, *, use_cache: bool) -> Context:
    """The context with the folder or folders named by -C. Raises UsageError where the command wants a single one."""
    if len(folders) > 1 or any(mark in folder for folder in folders for mark in "*?["):
        from dts.commands.together import choose_folders

        context = choose_folders(context, folders, command, writes=command in WRITERS)
    elif folders:
        context = context._replace(folder=Path(folders[0]))
    return context if use_cache else context._replace(use_cache=False)
