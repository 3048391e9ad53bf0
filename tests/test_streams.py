"""What reaches the outside: UTF-8 in any locale, quiet pipes, honest exit codes, no traceback, nothing written."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "dts", "status", "--as-of", "25/2/2025"]
BARE = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}


def start(argv: list[str], environ: dict[str, str], **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run as its own process in the repository's folder."""
    return subprocess.run(argv, cwd=ROOT, env=environ, capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "locale",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1258"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["empty", "C", "cp1258", "ascii", "no-coercion"],
)
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str]) -> None:
    """The same bytes come out of an empty environment and of odd cron locales."""
    finished = start(COMMAND, BARE | locale)
    assert finished.returncode == 0
    assert finished.stderr == b""
    assert finished.stdout.decode("utf-8").startswith("Chuyển đổi số và Đề án 06 tỉnh Vĩnh Phúc")
    assert b"\x1b" not in finished.stdout


@pytest.mark.parametrize("argument", ["--help", "status --help", "--nope", "khong-co"])
def test_help_and_errors_survive_an_ascii_locale(argument: str) -> None:
    """Even help and refusals are Vietnamese text under LANG=C."""
    finished = start([sys.executable, "-m", "dts", *argument.split()], BARE | {"LC_ALL": "C", "PYTHONUTF8": "0"})
    text = (finished.stdout + finished.stderr).decode("utf-8")
    assert "Traceback" not in text
    assert finished.returncode == (0 if "help" in argument else 2)
    assert not text.isascii()


def test_a_broken_pipe_is_quiet() -> None:
    """`dts status | head -1` says nothing on stderr."""
    command = f"'{sys.executable}' -m dts status --as-of 25/2/2025 | head -1"
    finished = start(["sh", "-c", command], BARE)
    assert finished.stderr == b""
    assert finished.stdout.decode().startswith("Chuyển đổi số")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error_not_silence() -> None:
    """Output that could not be written ends with exit code 3 and a sentence."""
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(COMMAND, cwd=ROOT, env=BARE, stdout=full, stderr=subprocess.PIPE, check=False)
    assert finished.returncode == 3
    assert "hết chỗ trên đĩa" in finished.stderr.decode()
    assert b"Traceback" not in finished.stderr


def test_a_closed_stdout_is_no_crash() -> None:
    """`dts status >&-` ends quietly."""
    finished = start(["sh", "-c", f"'{sys.executable}' -m dts status >&-"], BARE)
    assert finished.returncode == 0
    assert b"Traceback" not in finished.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_what_was_written_but_cannot_be_said_is_exit_4(tmp_path: Path) -> None:
    """The figure is on disk although the answer cannot be printed: never "nothing changed"."""
    shutil.copy(ROOT / "targets.toml", tmp_path)
    command = [sys.executable, "-m", "dts", "-C", str(tmp_path), "record", "his", "99%", "--period", "2/2025"]
    with Path("/dev/full").open("w") as full:
        finished = subprocess.run(command, cwd=ROOT, env=BARE, stdout=full, stderr=subprocess.PIPE, check=False)
    assert finished.returncode == 4
    assert finished.stderr.decode().startswith("ĐÃ GHI")
    assert b"99" in (tmp_path / "records" / "2025-02.toml").read_bytes()


def test_a_stop_while_loading_is_told() -> None:
    """Ctrl-C before the program is loaded: one sentence and 130, whenever it comes."""
    program = (
        "import builtins, dts.__main__ as entry\n"
        "load = builtins.__import__\n"
        "def stop(name, *rest, **more):\n"
        "    if name == 'dts.cli':\n        raise KeyboardInterrupt\n"
        "    return load(name, *rest, **more)\n"
        "builtins.__import__ = stop\n"
        "entry.run()\n"
    )
    finished = start([sys.executable, "-c", program], BARE)
    assert finished.returncode == 130
    assert finished.stderr.decode().strip() == "Đã dừng theo yêu cầu. Chưa ghi gì."


def test_a_name_that_is_too_long_is_an_error_not_silence() -> None:
    """A path no system takes ends with a sentence that does not repeat all of it."""
    finished = start([sys.executable, "-m", "dts", "-C", "dài" * 2000, "status"], BARE)
    assert finished.returncode == 3
    assert "được: tên dài quá" in finished.stderr.decode()
    assert len(finished.stderr) < 1000


def test_readers_write_nothing(tmp_path: Path) -> None:
    """The data folder is byte for byte the same after every reading command, and a read-only one works."""
    for name in ("targets.toml", "records"):
        source = ROOT / name
        files = [source] if source.is_file() else sorted(source.iterdir())
        for file in files:
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(file.read_bytes())
    (tmp_path / "records").chmod(0o555)
    tmp_path.chmod(0o555)
    before = fingerprint(tmp_path)
    for arguments in (["status"], ["status", "--json"], ["status", "--compact"], ["status", "ky-so", "--by-unit"]):
        finished = start([sys.executable, "-m", "dts", "-C", str(tmp_path), *arguments], BARE)
        assert finished.returncode == 0, finished.stderr.decode()
    assert fingerprint(tmp_path) == before
    tmp_path.chmod(0o755)
    (tmp_path / "records").chmod(0o755)


def fingerprint(folder: Path) -> dict[str, str]:
    """Digest of every file."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_comes_from_the_environment() -> None:
    """DTS_DIR names the folder for cron; -C wins over it."""
    environ = BARE | {"DTS_DIR": str(ROOT)}
    finished = subprocess.run(
        [sys.executable, "-m", "dts", "status", "--compact", "--as-of", "25/2/2025"],
        cwd="/",
        env=environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr.decode()
    assert finished.stdout.decode().startswith("Vĩnh Phúc, thứ Ba 25/02/2025")


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_one_line(option: str) -> None:
    """`dts -V` names program and version."""
    finished = start([sys.executable, "-m", "dts", option], BARE)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, b"dts 0.1.0\n", b"")
