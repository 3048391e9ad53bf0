"""`dts edit`: the right file at the right line in the user's editor, then the verdict on what was saved."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.commands.editor import command_line, find_editor
from dts.core.problem import UsageError
from dts.store.create import create_folder
from dts.store.starter import starter_files
from tests.conftest import ROOT, Run

DAY = date(2025, 2, 25)
EDITOR = """import pathlib, sys
folder = pathlib.Path(__file__).parent
with (folder / "calls.txt").open("a", encoding="utf-8") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
changes = sorted(folder.glob("change-*.py"))
if changes:
    exec(changes[0].read_text(encoding="utf-8"), {"path": pathlib.Path(sys.argv[-1])})
    changes[0].unlink()
sys.exit(int((folder / "code.txt").read_text()) if (folder / "code.txt").exists() else 0)
"""
Edits = Callable[..., list[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The starter folder."""
    create_folder(tmp_path / "so lieu", starter_files(DAY))
    return tmp_path / "so lieu"


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """An editor called vim that notes how it was called, and what it was called with."""
    place = tmp_path / "editor"
    place.mkdir()
    (place / "vim.py").write_text(EDITOR, encoding="utf-8")
    program = place / "vim"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{place / "vim.py"}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(program))
    monkeypatch.delenv("VISUAL", raising=False)
    return lambda: (place / "calls.txt").read_text(encoding="utf-8").splitlines()


def change(tmp_path: Path, old: str, new: str, *, number: int = 1) -> None:
    """Let the n-th call of the editor replace a text in the file."""
    text = f"path.write_text(path.read_text(encoding='utf-8').replace({old!r}, {new!r}), encoding='utf-8')"
    (tmp_path / "editor" / f"change-{number}.py").write_text(text, encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """The number of the last line that starts with a text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return max(number for number, line in enumerate(lines, 1) if line.startswith(text))


@pytest.mark.parametrize(
    ("typed", "name", "line"),
    [
        ("tram-5g", "targets.toml", "[targets.tram-5g]"),
        ("5g", "targets.toml", "[targets.tram-5g]"),
        ("xếp hạng chuyển đổi số", "targets.toml", "[targets.hang-dti]"),
        ("02/2025", "records/2025-02.toml", "[[figure]]"),
        ("tháng 02/2025", "records/2025-02.toml", "[[figure]]"),
    ],
)
def test_it_opens_at_the_line(
    data: Path, run: Run, calls: Callable[[], list[str]], typed: str, name: str, line: str
) -> None:
    """A target by id or name, a period as officials type it; nothing changed is exit 0."""
    result = run("edit", typed, folder=data, today=DAY)
    assert calls() == [f"+{line_of(data / name, line)} {data / name}"]
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Tệp {name} không thay đổi: 0 lỗi, 0 lưu ý.\n"


def test_without_a_word_it_opens_where_the_first_mistake_is(
    data: Path, run: Run, calls: Callable[[], list[str]]
) -> None:
    """targets.toml when all is sound; else the line `dts check` names first."""
    assert run("edit", folder=data, today=DAY).code == 0
    record = data / "records" / "2025-02.toml"
    record.write_text(record.read_text(encoding="utf-8").replace("= 70000", "= 70,5"), encoding="utf-8")
    result = run("edit", folder=data, today=DAY)
    assert result.code == 1
    assert calls() == [f"{data / 'targets.toml'}", f"+{line_of(record, 'numerator')} {record}"]


def test_what_was_saved_is_judged(data: Path, run: Run, calls: Callable[[], list[str]], tmp_path: Path) -> None:
    """Place, fix, count; exit 1; and only this file's mistakes in full, the others by number."""
    change(tmp_path, 'kind     = "count"', 'kind     = "counts"')
    result = run("edit", "tram-5g", folder=data, today=DAY)
    line = line_of(data / "targets.toml", 'kind     = "counts"')
    assert result.code == 1
    assert result.out.startswith(f"LỖI  targets.toml:{line}:")
    assert "Tệp targets.toml đã lưu: 1 lỗi, 0 lưu ý. Các lệnh xem dừng cho đến khi hết lỗi." in result.out
    change(tmp_path, 'kind     = "counts"', 'kind     = "count"')
    mended = run("edit", folder=data, today=DAY)
    assert (mended.code, mended.out) == (0, "Tệp targets.toml đã lưu: 0 lỗi, 0 lưu ý.\n")
    assert calls()[1].startswith(f"+{line} ")


def test_a_renamed_target_shows_that_its_figures_are_homeless(
    data: Path, run: Run, calls: Callable[[], list[str]], tmp_path: Path
) -> None:
    """The edited file is sound, another no longer is: said in one line, exit 1."""
    change(tmp_path, "[targets.dinh-danh]", "[targets.dinh-danh-dt]")
    result = run("edit", "dinh-danh", folder=data, today=DAY)
    assert len(calls()) == 1
    assert result.code == 1
    assert result.out.endswith("Các tệp khác còn 1 lỗi: dts check\n")


def test_a_target_is_found_in_an_unsound_file(data: Path, run: Run, calls: Callable[[], list[str]]) -> None:
    """Mending is what the command is for."""
    targets = data / "targets.toml"
    targets.write_text(
        targets.read_text(encoding="utf-8").replace("at_least = 100", "at_least = 1,5"), encoding="utf-8"
    )
    assert run("edit", "hang-dti", folder=data, today=DAY).code == 1
    assert calls() == [f"+{line_of(targets, '[targets.hang-dti]')} {targets}"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["edit", "03/2025"], "Chưa mở: kỳ tháng 3/2025 chưa có số liệu, chưa có tệp records/2025-03.toml."),
        (["edit", "dinh-dnah"], "Gần giống: dinh-danh"),
        (["edit", "dti"], "“dti” khớp 2 chỉ tiêu, nhiệm vụ, chọn một:"),
    ],
)
def test_nothing_is_opened_or_made_for_what_is_not_there(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch, argv: list[str], sentence: str
) -> None:
    """Exit 2, no editor, no new file."""
    monkeypatch.setenv("EDITOR", "false")
    before = sorted(data.rglob("*"))
    result = run(*argv, folder=data, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert sorted(data.rglob("*")) == before


def test_an_editor_that_fails_is_named(data: Path, run: Run, calls: Callable[[], list[str]], tmp_path: Path) -> None:
    """Its exit code is said; the file is judged all the same."""
    (tmp_path / "editor" / "code.txt").write_text("3")
    result = run("edit", folder=data, today=DAY)
    assert result.code == 0
    assert result.err == "Lưu ý: chương trình soạn thảo kết thúc với mã lỗi 3.\n"
    assert len(calls()) == 1


# ── on a terminal ────────────────────────────────────────────────────────────


def at_terminal(data: Path, answers: str) -> subprocess.CompletedProcess[bytes]:
    """Run with keyboard and stderr on a pseudo-terminal whose user types the answers."""
    pty = pytest.importorskip("pty")
    controller, terminal = pty.openpty()
    os.write(controller, answers.encode())
    command = [sys.executable, "-m", "dts", "-C", str(data), "edit"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    finished = subprocess.run(
        command, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, env=environ, timeout=60, check=False
    )
    os.close(terminal)
    os.close(controller)
    return finished


def test_on_a_terminal_it_offers_to_open_again(data: Path, calls: Callable[[], list[str]], tmp_path: Path) -> None:
    """ "c" opens at the mistake; put right again, the command ends with 0."""
    change(tmp_path, 'kind     = "count"', 'kind     = "counts"', number=1)
    change(tmp_path, "warn_days  = 14", "warn_days  = 14.5", number=2)
    change(tmp_path, '"counts"', '"count"', number=3)
    change(tmp_path, "14.5", "14", number=4)
    finished = at_terminal(data, "c\nc\nc\nc\n")
    assert finished.returncode == 0
    assert "Tệp targets.toml không thay đổi: 0 lỗi, " in finished.stdout.decode().splitlines()[-1]
    assert len(calls()) == 4


@pytest.mark.parametrize(("answer", "code"), [("k\n", 1), ("\x04", 130)])
def test_a_no_ends_it(data: Path, calls: Callable[[], list[str]], tmp_path: Path, answer: str, code: int) -> None:
    """ "k" is exit 1; Ctrl-D is 130 and never says that nothing was written."""
    change(tmp_path, 'kind     = "count"', 'kind     = "counts"')
    finished = at_terminal(data, answer)
    assert finished.returncode == code
    assert len(calls()) == 1


# ── which editor, and how it is told the line ────────────────────────────────

PATH = Path("/so lieu/targets.toml")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        (["/usr/bin/vim"], ["+12", str(PATH)]),
        (["vi"], ["+12", str(PATH)]),
        (["nano", "-w"], ["-w", "+12", str(PATH)]),
        (["emacs", "-nw"], ["-nw", "+12", str(PATH)]),
        (["/usr/bin/gvim"], ["-f", "+12", str(PATH)]),
        (["code"], ["--wait", "-g", f"{PATH}:12"]),
        (["C:\\VS Code\\bin\\Code.cmd", "--wait"], ["--wait", "-g", f"{PATH}:12"]),
        (["C:\\Program Files\\Notepad++\\notepad++.exe"], ["-multiInst", "-nosession", "-n12", str(PATH)]),
        (["subl"], ["--wait", f"{PATH}:12"]),
        (["C:\\Windows\\notepad.exe"], [str(PATH)]),
        (["/opt/soan-thao"], [str(PATH)]),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_each_editor_is_told_the_line_its_own_way(editor: list[str], expected: list[str]) -> None:
    """An editor nobody knows is given the file alone; the file is one word, blanks and all."""
    assert command_line(editor, PATH, 12) == [editor[0], *expected]
    assert "12" not in "".join(command_line(editor, PATH, 0))


def installed(*names: str) -> Callable[[str], str | None]:
    """A machine that has these programs."""
    return lambda name: f"/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("environ", "windows", "terminal", "expected"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, False, False, ("/bin/code", "--wait")),
        ({"EDITOR": "vi -n"}, False, False, ("/bin/vi", "-n")),
        ({"EDITOR": "my editor"}, False, False, ("/bin/my editor",)),
        ({"EDITOR": '"my editor" -x'}, True, False, ("/bin/my editor", "-x")),
        ({"EDITOR": "'my editor' -x"}, False, False, ("/bin/my editor", "-x")),
        ({"EDITOR": " "}, False, True, ("/bin/nano",)),
        ({}, False, True, ("/bin/nano",)),
        ({}, True, False, ("/bin/notepad",)),
    ],
)
def test_the_editor_is_the_users(
    environ: dict[str, str], windows: bool, terminal: bool, expected: tuple[str, ...]
) -> None:
    """VISUAL, EDITOR, then what every machine has."""
    which = installed("code", "vi", "nano", "notepad", "my editor")
    assert find_editor(environ, windows=windows, terminal=terminal, which=which) == expected


@pytest.mark.parametrize(
    ("environ", "terminal", "sentence"),
    [
        ({"EDITOR": "khong-co"}, True, "EDITOR nêu “khong-co”, máy không có chương trình ấy"),
        ({"VISUAL": 'vi "x'}, True, "chưa đóng"),
        ({}, False, "Nêu ở biến EDITOR"),
        ({"EDITOR": "vi; rm -rf /"}, True, "máy không có chương trình ấy"),
    ],
)
def test_without_an_editor_nothing_happens(environ: dict[str, str], terminal: bool, sentence: str) -> None:
    """No fallback to an editor that would wait for a keyboard nobody sits at; nothing is handed to a shell."""
    with pytest.raises(UsageError, match=sentence):
        find_editor(environ, windows=False, terminal=terminal, which=installed("vi", "nano"))


def test_a_word_of_the_shell_is_a_word(data: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`;` and `$(…)` in EDITOR reach the program as they stand."""
    monkeypatch.setenv("EDITOR", f"echo ; touch {shlex.quote(str(tmp_path / 'x'))} $(id)")
    assert run("edit", folder=data, today=DAY).code == 0
    assert not (tmp_path / "x").exists()
