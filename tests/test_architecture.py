"""The imports of dts/ follow docs/architecture.md: who may see whom, one door for each third party, one clock."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FILES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in sorted(ROOT.glob("dts/**/*.py"))}
BOTH_SIDES = ("dts.core", "dts.store", "dts.report", "dts.render", "dts.console", "dts.commands")
MAY_IMPORT = {
    "core": ("dts.core",),
    "store": ("dts.store", "dts.core", "dts.__version__"),
    "report": ("dts.report", "dts.core"),
    "render": ("dts.render", "dts.report", "dts.core.numerals", "dts.core.unseen"),
    "console": ("dts.render", "dts.core.problem"),
    "commands": (*BOTH_SIDES, "dts.__version__"),
    "cli": BOTH_SIDES,
    "__main__": ("dts.cli",),
    "__init__": (),
}
DOORS = {
    "typer": ("commands",),
    "rich": ("console", "render"),
    "dateutil.relativedelta": ("core",),
    "filelock": ("store",),
    "tomli": ("store",),
    "openpyxl": ("render",),
    "docx": ("render",),
    "duckdb": ("render",),
}
OUTSIDE_WORLD = {"os", "io", "pathlib", "shutil", "subprocess", "sys", "tempfile", "time"}
NEVER = {"pickle", "marshal", "shelve", "socket", "ssl", "http", "urllib", "ftplib", "smtplib"}
CLOCK = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns"}


def within(name: str, rooms: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the rooms or lies in one."""
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def imports(tree: ast.Module) -> Iterator[str]:
    """Every imported name, dotted, wherever in the file; relative imports show up as ".x" and fit no room."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", FILES)
def test_module_keeps_to_its_room(module: str) -> None:
    """A module imports only what its room may see, calls no clock outside cli, and evaluates nothing."""
    room = module.split(".")[1]
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    for name in imports(tree):
        top = name.partition(".")[0]
        if within(name, ("dts",)):
            assert within(name, MAY_IMPORT[room]), name
        elif top in sys.stdlib_module_names:
            assert top not in NEVER, name
            assert top not in OUTSIDE_WORLD or room not in ("core", "report"), name
        else:
            doors = [rooms for party, rooms in DOORS.items() if within(name, (party,))]
            assert doors, f"{name} has no door"
            assert room in doors[0], name
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not {each.id for each in called if isinstance(each, ast.Name)} & {"eval", "exec", "__import__"}
    assert room == "cli" or not {each.attr for each in called if isinstance(each, ast.Attribute)} & CLOCK


def test_page_names_every_module() -> None:
    """The page of the architecture names every module, and no room is missing from its tables."""
    named = set(re.findall(r"`([a-z_]+)(?:/|\.py)?`", PAGE))
    assert {module.split(".")[-1] for module in FILES} - {"__init__"} <= named
    assert set(MAY_IMPORT) - {"__init__", "__main__"} <= named
    assert all(f"`{party}`" in PAGE for party in DOORS)
