"""docs/lich-chay.md: its crontab lines and its ExecStart run in an empty environment and do what the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "lich-chay.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [
        text for name, text in re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) if name == language
    ]


def crontab_commands() -> list[str]:
    """The commands of the crontab, without their five fields of time."""
    lines = [line for line in blocks("crontab")[0].splitlines() if not line.startswith("MAILTO")]
    return [line.split(maxsplit=5)[5] for line in lines]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A machine as the page has it: program, data and report folders under one root."""
    program = tmp_path / "opt" / "dts" / "bin" / "dts"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m dts \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    data = tmp_path / "srv" / "dts"
    data.mkdir(parents=True)
    shutil.copy(ROOT / "targets.toml", data)
    shutil.copytree(ROOT / "records", data / "records")
    (tmp_path / "srv" / "bao-cao").mkdir()
    return tmp_path


def run(command: str, here: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line as cron does: /bin/sh, nothing in the environment, no terminal."""
    moved = command.replace("/opt/", f"{here}/opt/").replace("/srv/", f"{here}/srv/")
    return subprocess.run(["/bin/sh", "-c", moved], env={}, cwd="/", capture_output=True, check=False)


def test_the_morning_mail_begins_with_the_counts(here: Path) -> None:
    """The first crontab line prints a mail whose first line is the summary."""
    finished = run(crontab_commands()[0], here)
    assert finished.returncode == 0, finished.stderr.decode()
    first = finished.stdout.decode("utf-8").splitlines()[0]
    assert re.fullmatch(r"\d\d/\d{1,2}/\d{4}: quá hạn \d.*", first)
    assert b"\x1b" not in finished.stdout


@pytest.mark.parametrize("how", ["cron", "systemd"])
def test_the_monthly_report_is_written_whole(here: Path, how: str) -> None:
    """The second crontab line and ExecStart write the report and say which period was chosen."""
    if how == "cron":
        command = crontab_commands()[1]
    else:
        service = blocks("ini")[0]
        environment = re.search(r"^Environment=(.*)$", service, re.MULTILINE)
        start = re.search(r"^ExecStart=(.*)$", service, re.MULTILINE)
        assert environment is not None
        assert start is not None
        command = f"{environment[1]} {start[1]}"
    finished = run(command, here)
    assert finished.returncode == 0, finished.stderr.decode()
    assert finished.stdout == b""
    assert "Kỳ do chương trình chọn" in finished.stderr.decode()
    text = (here / "srv" / "bao-cao" / "bao-cao-thang.txt").read_text(encoding="utf-8")
    assert text.startswith("Kỳ tháng ")
    assert "DỰ THẢO" in text
    assert "./." in text
    assert list((here / "srv" / "bao-cao").iterdir()) == [here / "srv" / "bao-cao" / "bao-cao-thang.txt"]
