"""The Tab key: ids with their names, quick, silent, harmless; and its installation, one line and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.cli import main
from dts.commands.completing import SOURCES
from dts.commands.program import build
from tests.conftest import ROOT, Run
from tests.test_streams import fingerprint

Tab = Callable[..., list[str]]
HOSTILE = r"""
[targets.xau-a]
name = '\$(touch hong) `touch hong` " $(touch hong) \'
kind = "ratio"

[targets.xau-b]
name = "[/] [red]x' ; touch hong ; ' ::: \\"
kind = "ratio"
"""


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tab:
    """What the shell is offered behind the words; the last one is incomplete."""

    def press(*words: str, shell: str = "bash", folder: Path = ROOT, today: date = date(2025, 2, 25)) -> list[str]:
        monkeypatch.setenv("DTS_DIR", str(folder))
        monkeypatch.setenv("_DTS_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("dts", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", " ".join(("dts", *words)))
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        main([], today=today)
        captured = capsys.readouterr()
        assert captured.err == ""
        return captured.out.splitlines()

    return press


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["comp"], ["completion"]),
        (["show", "dinh-"], ["dinh-danh"]),
        (["show", "thua dat"], ["dat-dai"]),
        (["status", "dinh-danh", "dat-"], ["dat-dai"]),
        (["record", "dinh-d"], ["dinh-danh"]),
        (["assign", "dinh-d"], ["dinh-danh"]),
        (["owners", "ca-"], ["ca-tinh"]),
        (["status", "--owner", "ca-"], ["ca-tinh"]),
        (["assign", "dat-dai", "--partner", "ca-"], ["ca-tinh"]),
        (["status", "--group", "de-"], ["de-an-06"]),
        (["status", "--level", ""], ["tw", "tinh", "huyen", "xa"]),
        (["status", "--status", "over"], ["overdue"]),
        (["show", "ho-so-tt", "--for", "ti"], ["tinh"]),
        (["show", "ho-so-tt", "--for", "ca-"], ["ca-tinh"]),
        (["report", "--period", "2025"], ["2025-02"]),
        (["report", "--period", "2024-"], ["2024-Q4", "2024-H2", "2024-12", "2024-10"]),
        (["report", "--format", "d"], ["docx"]),
        (["assign", "dat-dai", "--every", "q"], ["quarter"]),
        (["assign", "x", "--kind", "r"], ["ratio", "rank"]),
        (["edit", "2023-"], ["2023-H1", "2023-05"]),
        (["edit", "dinh-d"], ["dinh-danh"]),
        (["completion", "z"], ["zsh"]),
        (["show", "--known"], ["--known-at"]),
        (["show", "khong-co"], [""]),
        (["owners", "--person", ""], [""]),
    ],
    ids=" ".join,
)
def test_tab_offers_what_fits_the_place(tab: Tab, words: list[str], offered: list[str]) -> None:
    """Commands, options, ids, periods, fixed words; the one name with the words typed; nothing where nothing fits."""
    assert tab(*words) == offered


def test_reports_of_agencies_are_offered(tab: Tab, workspace: Callable[..., Path]) -> None:
    """`dts report <Tab>`: the names of [reports]."""
    folder = workspace('[reports.cong-an]\nagency = "Công an tỉnh"\n')
    assert tab("report", "", shell="powershell", folder=folder) == ["cong-an:::Công an tỉnh"]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("zsh", '_arguments \'*: :(("dinh-danh":"Tài khoản định danh kích hoạt"))\''),
        ("fish", "dinh-danh\tTài khoản định danh kích hoạt"),
        ("powershell", "dinh-danh:::Tài khoản định danh kích hoạt"),
        ("pwsh", "dinh-danh:::Tài khoản định danh kích hoạt"),
    ],
)
def test_shells_that_show_help_show_the_name(tab: Tab, shell: str, line: str) -> None:
    """Each shell in its own form."""
    assert tab("show", "dinh-d", shell=shell) == [line]


def test_kept_ways_of_reading_are_offered(tab: Tab, workspace: Callable[..., Path]) -> None:
    """What `--save-map` wrote into targets.toml, for `--map`."""
    folder = workspace("[imports.so-y-te]\nheader = 6\n[imports.so-khcn]\nheader = 4\n")
    assert tab("import", "bieu.xlsx", "--map", "so-k", folder=folder) == ["so-khcn"]


def test_the_folder_on_the_line_counts(tab: Tab, workspace: Callable[..., Path]) -> None:
    """`dts -C FOLDER show <Tab>` looks there, whatever DTS_DIR says."""
    folder = workspace('[targets.rieng]\nname = "Riêng"\nkind = "ratio"\n')
    assert tab("-C", str(folder), "show", "") == ["rieng"]


@pytest.mark.parametrize(
    "targets", ["", "[targets.a]\nname = 1,5\n", 'schema = 1\ntitle = "T"\n[targets.a]\nkind = "ratio"\n']
)
def test_a_broken_folder_is_silent(tab: Tab, tmp_path: Path, targets: str) -> None:
    """No word on stderr, no id of a doubtful file; commands and fixed words as ever."""
    (tmp_path / "targets.toml").write_text(targets, encoding="utf-8")
    assert tab("show", "", folder=tmp_path) == [""]
    assert tab("status", "--level", "x", folder=tmp_path) == ["xa"]
    assert tab("show", "", folder=tmp_path / "khong-co") == [""]


def test_nothing_is_written(tab: Tab, tmp_path: Path) -> None:
    """Tab reads targets.toml and the names of records, and leaves no trace."""
    shutil.copy(ROOT / "targets.toml", tmp_path)
    shutil.copytree(ROOT / "records", tmp_path / "records")
    before = fingerprint(tmp_path)
    for words in (["show", ""], ["record", ""], ["report", "--period", ""], ["edit", ""]):
        assert len(tab(*words, folder=tmp_path)) > 10
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_a_name_is_only_text(tab: Tab, workspace: Callable[..., Path], shell: str) -> None:
    """zsh evaluates the answer: no quote, dollar, backtick, backslash or bracket of the data is in it."""
    lines = tab("show", "xau", shell=shell, folder=workspace(HOSTILE))
    assert len(lines) == 2
    for line in lines:
        shown = line.replace("_arguments '*: :((", "").removesuffix("))'").replace('"', "", 4).replace("\t", " ", 1)
        assert not set(shown) & set("$`\\\"'[]\t\u202e"), shown


def test_an_unknown_instruction_is_silent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A shell nobody knows gets nothing, and no traceback."""
    monkeypatch.setenv("_DTS_COMPLETE", "complete_tcsh")
    assert main([]) == 1
    assert capsys.readouterr() == ("", "")


def test_nothing_of_it_is_loaded_by_other_commands() -> None:
    """`dts status` pays nothing for Tab."""
    program = (
        "import sys\nfrom dts.cli import main\nmain(['-C', sys.argv[1], 'status'])\n"
        "late = {'dts.commands.completing', 'dts.commands.completion', 'dts.store.known', 'dts.commands.editor',"
        " 'dts.store.create', 'importlib.resources'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(late)))\n"
    )
    finished = subprocess.run([sys.executable, "-c", program, str(ROOT)], cwd=ROOT, capture_output=True, check=False)
    assert finished.stderr.decode() == "\n"


def test_every_source_is_used() -> None:
    """A name in the table that no option bears would be a slip."""
    import typer.main

    command = typer.main.get_command(build())
    params = [param for each in getattr(command, "commands", {}).values() for param in each.params]
    named = {name for param in params for name in (*param.opts, getattr(param, "metavar", None))}
    assert set(SOURCES) <= named


# ── installation ─────────────────────────────────────────────────────────────


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "script", "start"),
    [
        ("bash", ".bash_completions/dts.sh", ".bashrc"),
        ("zsh", ".zfunc/_dts", ".zshrc"),
        ("fish", ".config/fish/completions/dts.fish", None),
    ],
)
def test_it_installs_once(home: Path, run: Run, shell: str, script: str, start: str | None) -> None:
    """The script where the shell looks for it; one line behind the bytes that stand there; a second run adds none."""
    old = "alias tốt='đẹp'\r\n# không xuống dòng ở cuối".encode("cp1258", "replace")
    if start:
        (home / start).write_bytes(old)
    for _time in range(2):
        result = run("completion", shell)
        assert (result.code, result.err) == (0, "")
        assert str(home / script) in result.out
    assert "_DTS_COMPLETE" in (home / script).read_text(encoding="utf-8")
    written = {path for path in home.rglob("*") if path.is_file()}
    assert written == {home / script, *([home / start] if start else [])}
    if start:
        added = (home / start).read_bytes().removeprefix(old + b"\n")
        assert added.count(b"\n") == 1
        assert added.decode().strip() in result.out


def test_powershell_is_told_how(home: Path, run: Run) -> None:
    """Nothing is written and no policy changed; the script itself is for --print."""
    result = run("completion", "powershell")
    assert result.code == 0
    assert "dts completion powershell --print | Out-String | Invoke-Expression" in result.out
    assert not list(home.iterdir())
    assert "Register-ArgumentCompleter" in run("completion", "powershell", "--print").out


@pytest.mark.parametrize(("typed", "sentence"), [("bsah", "Gần giống: bash."), ("cmd", "bash, zsh, fish, powershell")])
def test_an_unknown_shell_is_exit_2(home: Path, run: Run, typed: str, sentence: str) -> None:
    """With what is near, or all."""
    result = run("completion", typed)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert not list(home.iterdir())


def test_a_home_that_cannot_be_written_is_exit_3(home: Path, run: Run) -> None:
    """The sentence names the file."""
    (home / ".bash_completions").write_text("một tệp", encoding="utf-8")
    result = run("completion", "bash")
    assert result.code == 3
    assert result.err.startswith("Chưa cài: ")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_script_works_in_bash(home: Path) -> None:
    """The script as printed, in a real bash, with the program on its PATH."""
    program = home / "dts"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m dts "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(dts completion bash --print)"; '
        "COMP_WORDS=(dts show dinh-); COMP_CWORD=2; _dts_completion dts; echo ${COMPREPLY[@]}; complete -p dts"
    )
    environ = {"PATH": f"{home}:{os.environ['PATH']}", "HOME": str(home), "DTS_DIR": str(ROOT)}
    finished = subprocess.run(["bash", "--norc", "-c", script], env=environ, capture_output=True, check=False)
    assert finished.stderr == b""
    assert finished.stdout == b"dinh-danh\ncomplete -o default -F _dts_completion dts\n"
