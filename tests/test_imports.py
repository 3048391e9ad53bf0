"""Nothing is imported that a command does not use: what `dts status` and `dts --help` load, module by module.

A new name here costs every start its time; it belongs in the list only when the command cannot do without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dts.commands.front import COMMANDS
from tests.conftest import ROOT

START = {
    *("dts", "dts.cli", "dts.console", "dts.commands", "dts.commands.context", "dts.commands.front"),
    "dts.commands.gap_table",
    *("dts.core", "dts.core.assess", "dts.core.clarity", "dts.core.dates", "dts.core.log", "dts.core.lookup"),
    *("dts.core.measure", "dts.core.model", "dts.core.numerals", "dts.core.period", "dts.core.problem"),
    *("dts.core.remarks", "dts.core.scope", "dts.core.series", "dts.core.tally", "dts.core.timeliness"),
    "dts.core.unseen",
    *("dts.store", "dts.store.cache", "dts.store.files", "dts.store.packing", "dts.store.recall"),
    *("dts.store.signals", "dts.store.stamps", "dts.store.verdicts", "dts.store.workspace"),
    *(
        "dts.report",
        "dts.report.amounts",
        "dts.report.document",
        "dts.report.folding",
        "dts.report.footnotes",
        "dts.report.names",
        "dts.report.sections",
    ),
    *("dts.report.status", "dts.report.status_rows", "dts.report.words"),
    *("dts.render", "dts.render.cells", "dts.render.layout", "dts.render.lines", "dts.render.safe"),
}
PARSER = {"dts.commands.help", "dts.commands.options", "dts.commands.program", "dts.commands.status"}
"""Where there is something to parse."""
READERS = {
    *(
        "dts.store.amounts",
        "dts.store.records",
        "dts.store.rules",
        "dts.store.source",
        "dts.store.tables",
        "dts.store.targets",
        "tomli",
        "tomli._parser",
    ),
    *("tomli._re", "tomli._types", "string", "_string"),
}
"""Only where a file is new to the cache."""
BESIDE_TYPER = {
    *("__future__", "_blake2", "_bisect", "_decimal", "bisect", "decimal", "fractions", "numbers"),
    *("unicodedata", "encodings.utf_8_sig", "contextvars", "_contextvars"),
}
MONTHS = {"calendar", "dateutil", "dateutil._common", "dateutil._version", "dateutil.relativedelta"}
"""Only where a publication lags by months, or a speed is asked for."""
JUDGE = {"tomllib", "tomllib._parser", "tomllib._re", "tomllib._types"}
"""Only in commands that write: the last word on what is written."""
JSON = {"json", "json.decoder", "json.encoder", "json.scanner", "_json"}
PROGRAM = """
import sys
typer = sys.argv.pop(1)
if typer:
    import typer, typer.main, typer.core
known = set(sys.modules)
from dts.cli import main
main(sys.argv[1:])
sys.stderr.write("\\n".join(sorted(set(sys.modules) - known)))
"""


def loaded(words: str, home: Path, *, beside_typer: bool = True) -> set[str]:
    """What a command line imports, as a rule beyond Typer and what Typer imports."""
    environ = os.environ | {"XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)}
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, "typer" * beside_typer, "-C", str(ROOT), *words.split()],
        capture_output=True,
        env=environ,
        check=True,
    )
    assert finished.stdout
    tables = ("typer._click.", "rich._unicode_data.")
    names = finished.stderr.decode().split()
    return {name for name in names if not name.startswith(tables) and not name.endswith("__mypyc")}


def test_status_imports_only_what_it_uses(tmp_path: Path) -> None:
    """With a warm cache no reader of files is loaded; `--no-cache` loads them and no JSON."""
    cold = loaded("status --as-of 25/2/2025", tmp_path)
    assert cold <= START | PARSER | READERS | BESIDE_TYPER | MONTHS | JSON
    warm = loaded("status --as-of 25/2/2025", tmp_path)
    assert warm <= START | PARSER | BESIDE_TYPER | JSON
    assert warm >= START | PARSER
    plain = loaded("--no-cache status --as-of 25/2/2025", tmp_path)
    assert plain <= START | PARSER | READERS | BESIDE_TYPER | MONTHS


def test_bare_status_loads_no_parser(tmp_path: Path) -> None:
    """`dts status`, and `dts` alone, has nothing to parse: no Typer, nor what only Typer needs."""
    loaded("status", tmp_path)  # the cache is warm
    for words in ("status", ""):
        bare = loaded(words, tmp_path, beside_typer=False)
        assert {name for name in bare if name.startswith("dts")} == START
        assert not bare & {"typer", "rich", "inspect", "argparse", "importlib.metadata", "subprocess"}


def test_help_asks_every_command_for_its_line_and_nothing_more(tmp_path: Path) -> None:
    """`dts --help` loads the commands and what they import at once: no cache, no JSON, no lock, no Rich console."""
    helped = loaded("--help", tmp_path)
    modules = {name for name in helped if name.startswith("dts.commands.")}
    assert {name.removeprefix("dts.commands.").rstrip("_") for name in modules} >= set(COMMANDS)
    assert not helped & {"dts.store.recall", "dts.store.verdicts", "dts.store.stamps"}
    assert {name for name in helped if not name.startswith("dts")} <= BESIDE_TYPER | READERS | MONTHS | JUDGE
