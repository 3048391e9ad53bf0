"""Everything goes through the real entry point; a workspace is built from TOML text."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dts.cli import main

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"


Make = Callable[..., Path]
"""`workspace` of below."""


class Result(NamedTuple):
    """What one run gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's own cache folder is never touched: all tests share one of their own."""
    home = tmp_path_factory.mktemp("cache")
    os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = str(home)
    return home


class Typist(io.StringIO):
    """Somebody at a terminal: each line is read when it is asked for and stands on the screen behind its question."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
        """The next line; Ctrl-C where it says so."""
        line = super().readline(-1 if size is None else size)
        if line == "\x03\n":
            raise KeyboardInterrupt
        sys.stderr.write(line)
        return line


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process: `run("status", "--json", folder=path, today=date(2025, 2, 25))`.

    With `typed` somebody sits at a terminal and types these lines, one to each question.
    """

    def call(*argv: str, folder: Path = ROOT, today: date | None = None, typed: Sequence[str] | None = None) -> Result:
        keyboard = None if typed is None else Typist(typed)
        code = main(["-C", str(folder), *argv], today=today, keyboard=keyboard)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[..., Path]:
    """Write a data folder from text: `workspace(targets, {"2025-02": records})`; the headers are added where absent."""

    def write(targets: str, records: dict[str, str] | None = None) -> Path:
        head = "" if "schema" in targets else 'schema = 1\ntitle = "Thử nghiệm"\n\n'
        (tmp_path / "targets.toml").write_text(head + targets, encoding="utf-8")
        folder = tmp_path / "records"
        folder.mkdir(exist_ok=True)
        for period, text in (records or {}).items():
            line = "" if text.lstrip().startswith("period") else f'period = "{period}"\n\n'
            (folder / f"{period}.toml").write_text(line + text, encoding="utf-8")
        return tmp_path

    return write
