"""What the Tab key offers: ids with their names, periods, the fixed words of options. Silent whatever is wrong.

Typer's completion classes read the line and write the answer; every option and argument gets its values here by what
it is called in help, so a new option `--owner ĐƠN_VỊ` is completed without a word. Imported only when Tab asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import typer.main
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from dts.commands.completion import SHELLS
from dts.commands.context import COMPLETING, Context
from dts.core.lookup import fold
from dts.core.model import Kind, Registry
from dts.core.period import PeriodKind, last_closed
from dts.core.unseen import UNSEEN
from dts.render.formats import Format
from dts.report.names import LEVEL_NAMES
from dts.report.words import EVERY_NAMES, KIND_NAMES, STATUS_NAMES
from dts.store.known import known_periods, known_registry
from dts.store.workspace import find_folder

CLASSES: Mapping[str, Any] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
    "powershell": PowerShellComplete,
    "pwsh": PowerShellComplete,
}
HELP_SIGNS = " .,;%/&()-–+"
"""What may stand in help beside letters and digits: zsh evaluates the answer, so no quote, $ or backslash may."""


class Offer(NamedTuple):
    """One word to offer; the fields are what Typer's classes look at."""

    value: str
    help: str | None = None
    type: str = "plain"


class Asked(NamedTuple):
    """The world of one Tab."""

    context: Context
    folder: Path

    @property
    def registry(self) -> Registry | None:
        """What targets.toml declares, when it is sound."""
        return known_registry(self.folder)


Source = Callable[[Asked], Iterable[Offer]]


def answer(app: typer.Typer, context: Context, instruction: str) -> int:
    """Write what may follow the line in the environment. Whatever goes wrong: nothing is written, nothing is said."""
    try:
        kind = CLASSES[instruction.removeprefix("complete_")]
        command = typer.main.get_command(app)
        for each in (command, *getattr(command, "commands", {}).values()):
            for param in each.params:
                _attach(param, context)
        shell = kind(command, {"obj": context}, "dts", COMPLETING)
        offered = shell.get_completions
        shell.get_completions = lambda args, word: [_plain(item) for item in offered(args, word)]
        context.console.out.write(shell.complete() + "\n")
    except SystemExit as stop:  # fish only asks whether there is anything
        return int(stop.code or 0)
    except Exception:
        return 1
    return 0


def _attach(param: Any, context: Context) -> None:
    names = (*param.opts, param.metavar or "")
    source = next((SOURCES[name] for name in names if name in SOURCES), None)
    if source is not None:
        param.shell_complete = lambda ctx, word: _offers(source, ctx, context, word)


def _offers(source: Source, ctx: Any, context: Context, word: str) -> list[Offer]:
    """What begins with the word typed; else the only one that has it in its id or name."""
    typed = ctx.find_root().params.get("folder")
    if typed and len(typed) > 1:
        return []  # ids of several folders begin with their folder: what is typed without it fits each
    given = Path(typed[0]).expanduser() if typed else None
    with suppress(Exception):
        folder = find_folder(given, environ=context.environ, current=context.current)
        found = list(source(Asked(context, folder)))
        starting = [each for each in found if each.value.startswith(word)]
        wanted = fold(word)
        having = [each for each in found if wanted and wanted in f"{fold(each.value)} {fold(each.help or '')}"]
        return starting or (having if len(having) == 1 else [])
    return []


def _plain(item: Any) -> Offer:
    """Help without anything a shell or Rich could act on."""
    text = "In trang hướng dẫn rồi thoát." if item.value in ("-h", "--help") else item.help or ""
    text = UNSEEN.sub(" ", text.replace(":", " –"))
    words = "".join(char if char.isalnum() or char in HELP_SIGNS else " " for char in text)
    return Offer(item.value, " ".join(words.split()) or None)


# ── where values come from ───────────────────────────────────────────────────


def _targets(asked: Asked) -> list[Offer]:
    registry = asked.registry
    return [Offer(key, each.whole.short) for key, each in registry.targets.items()] if registry else []


def _owners(asked: Asked) -> list[Offer]:
    registry = asked.registry
    return [Offer(key, each.short) for key, each in registry.owners.items()] if registry else []


def _groups(asked: Asked) -> list[Offer]:
    registry = asked.registry
    return [Offer(key, each.name) for key, each in registry.groups.items()] if registry else []


def _reports(asked: Asked) -> list[Offer]:
    registry = asked.registry
    profiles = registry.reports if registry else {}
    return [Offer(key, each.title or each.agency) for key, each in profiles.items()]


def _maps(asked: Asked) -> list[Offer]:
    return [Offer(name) for name in asked.registry.imports] if asked.registry else []


def _periods(asked: Asked) -> list[Offer]:
    """Those with a file and the last closed of each kind."""
    registry = asked.registry
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
    closed = [last_closed(kind, asked.context.today, registry.calendar()) for kind in kinds] if registry else []
    return [Offer(each.key, each.label) for each in dict.fromkeys([*closed, *known_periods(asked.folder)])]


def _places(asked: Asked) -> list[Offer]:
    """What `dts edit` opens."""
    return [*_targets(asked), *(Offer(each.key, each.label) for each in known_periods(asked.folder))]


def _fixed(words: Mapping[Any, str]) -> Source:
    offers = [Offer(str(word), text) for word, text in words.items()]
    return lambda _asked: offers


_LEVELS = _fixed(LEVEL_NAMES)

SOURCES: Mapping[str, Source] = {
    "--status": _fixed(STATUS_NAMES),
    "--level": _LEVELS,
    "--kind": _fixed({kind: KIND_NAMES[kind] for kind in Kind}),
    "--every": _fixed({kind: text for kind, text in EVERY_NAMES.items() if kind is not PeriodKind.NINE_MONTHS}),
    "--format": _fixed(dict.fromkeys(Format, "")),
    "--map": _maps,
    "--person": lambda _asked: (),
    "CHỈ_TIÊU": _targets,
    "CHỈ_TIÊU|KỲ": _places,
    "ĐƠN_VỊ": _owners,
    "NHÓM": _groups,
    "CẤP": lambda asked: [*_LEVELS(asked), *_owners(asked)],
    "KỲ": _periods,
    "[TÊN]": _reports,
    "TÊN_SHELL": lambda _asked: [Offer(name) for name in SHELLS],
}
"""Values by option, else by what help calls them."""
