"""What stands before the command: with or without Typer, the program does and says the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dts.cli import main
from dts.commands import front
from dts.commands.front import COMMANDS, Front, read_front, wanted_commands
from tests.conftest import ROOT

BASE = ROOT / "tests" / "errors" / "base"
TODAY = date(2025, 2, 25)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Front()),
        ("status", Front(command="status")),
        ("-C a status", Front(("a",), command="status")),
        ("-Ca --dir b --dir=c owners", Front(("a", "b", "c"), command="owners")),
        ("--no-cache -C a", Front(("a",), use_cache=False)),
        ("--no-cache show dat -C a", Front(use_cache=False, command="show", rest=("dat", "-C", "a"))),
        ("status --json", Front(command="status", rest=("--json",))),
        ("-C status status", Front(("status",), command="status")),
        ("-C", None),
        ("-C --no-cache", None),
        ("--dir", None),
        ("--help", None),
        ("-h", None),
        ("-V", None),
        ("--no-cach", None),
        ("statu", None),
        ("-- status", None),
        ("status-", None),
    ],
)
def test_the_front_of_a_command_line(typed: str, expected: Front | None) -> None:
    """Folders, the cache and the command are told; whatever is unusual is left to Typer."""
    assert read_front(typed.split()) == expected


@pytest.mark.parametrize(
    ("typed", "bare"),
    [("", True), ("status", True), ("-C a", True), ("status x", False), ("status --all", False), ("owners", False)],
)
def test_what_needs_no_parser(typed: str, bare: bool) -> None:
    """Only the table itself, and only without anything behind it."""
    found = read_front(typed.split())
    assert found is not None
    assert found.is_bare is bare


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", ("status",)), ("-C a show x", ("show",)), ("--help", COMMANDS), ("sho", COMMANDS), ("-C", COMMANDS)],
)
def test_only_the_command_meant_is_imported(typed: str, expected: Sequence[str]) -> None:
    """One where it is clear, all where help or advice is needed."""
    assert wanted_commands(typed.split()) == expected


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of every sort, in the current folder."""
    for name in ("mot", "tinh/a", "tinh/b", "hong"):
        shutil.copytree(BASE, tmp_path / name)
    (tmp_path / "hong" / "records" / "2025-02.toml").write_text("period = 2025-02\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *((["-C", "mot"], 0), (["-C", "mot", "status"], 0), (["-Cmot", "--no-cache", "status"], 0)),
        *((["--dir=mot", "status"], 0), (["--dir", "mot"], 0), (["-C", "tinh/*"], 0), (["-C", "tinh/*", "status"], 0)),
        *((["-C", "tinh/a", "-C", "tinh/b", "status"], 0), (["--no-cache", "-C", "tinh/?"], 0)),
        *((["-C", "hong"], 3), (["-C", "hong", "-C", "mot", "status"], 3), (["-C", "khong-co", "status"], 2)),
        *((["status"], 2), ([], 2), (["-C", "", "status"], 2), (["-C", "khong/*"], 2), (["-C", "mot\0"], 2)),
        *((["-C", "mot", "-C", "khong-co"], 2), (["-C", "mot", "-C", "mot"], 0)),
    ],
)
@pytest.mark.usefixtures("place")
def test_the_same_with_and_without_typer(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same code, the same bytes on both streams, for sound, unsound, several and absent folders."""
    answer = main(words, today=TODAY), *capsys.readouterr()
    assert answer[0] == code
    monkeypatch.setattr(front.Front, "is_bare", False)
    assert (main(words, today=TODAY), *capsys.readouterr()) == answer
