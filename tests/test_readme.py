"""The README tells the truth: its session, its commands, its table of commands and exit codes."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

from dts.commands.help import EXIT_CODES
from dts.commands.program import build
from dts.store.workspace import open_workspace
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [text for name, text in found if name == language]


def test_the_session_is_what_the_command_prints(run: Run) -> None:
    """The screen in the README is the beginning of the real one."""
    printed = run("status", "--as-of", "25/2/2025").out.splitlines()
    *shown, last = blocks("")[0].splitlines()
    assert last == "…"
    assert len(shown) > 20
    assert printed[: len(shown)] == shown


def test_the_commands_are_two_and_complete() -> None:
    """The first shell block shows the table, the second runs the tests; each makes its own environment."""
    first, second = blocks("sh")
    assert first.startswith("python3 -m venv")
    assert "dts status --as-of 25/2/2025" in first
    assert second.rstrip().endswith("-m pytest")


def test_every_command_has_its_row() -> None:
    """A command without a README row is red, and the row says what help says."""
    rows = dict(re.findall(r"^\| `dts (\w+)` \| (.+?) \|$", README, re.MULTILINE))
    commands = {command.name: command.short_help for command in build().registered_commands}
    assert rows == commands


def test_every_command_has_examples() -> None:
    """Help without an example helps nobody."""
    for command in build().registered_commands:
        assert command.epilog, command.name
        assert f"dts {command.name}" in command.epilog


def test_exit_codes_are_the_same_as_in_help() -> None:
    """One list of exit codes, in README and in `dts --help`."""
    assert tuple(re.findall(r"^\| (\d+) \| (.+?) \|$", README, re.MULTILINE)) == EXIT_CODES


def test_the_two_files_are_sound(tmp_path: Path, run: Run) -> None:
    """The two TOML examples make a folder that is read without a problem."""
    targets, record = blocks("toml")
    (tmp_path / "targets.toml").write_text('schema = 1\ntitle = "Thử"\n' + targets, encoding="utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "2025-02.toml").write_text(record, encoding="utf-8")
    result = run("status", "--as-of", "25/2/2025", folder=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "thiếu 939.695 thửa" in result.out


def test_linked_pages_exist_and_all_text_is_composed() -> None:
    """Links lead somewhere; README and docs are NFC, so that searching finds what is seen."""
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "targets.toml"]:
        text = page.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), page


def test_the_shipped_data_is_sound() -> None:
    """The province's own folder opens without a problem; ids and short names fit; every goal says how often."""
    workspace = open_workspace(ROOT, date(2026, 2, 25))
    for target in workspace.registry.targets.values():
        assert len(target.id) <= 14
        assert target.whole.goal is None or target.whole.every is not None
        assert len(target.whole.short) <= 42
