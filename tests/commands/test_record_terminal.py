"""`dts record` at a pseudo-terminal, in a process of its own: typed, pasted, interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.commands.test_record import entries, snapshot
from tests.commands.test_record_walk import folder as folder
from tests.conftest import ROOT

pty = pytest.importorskip("pty")
PROGRAM = "import sys\nfrom datetime import date\nfrom dts.cli import main\n"
PROGRAM += f"sys.exit(main(sys.argv[1:], today={date(2025, 2, 20)!r}))\n".replace("datetime.date", "date")


class Session:
    """One run at a terminal of 80 columns; what is shown is read as it comes."""

    def __init__(self, folder: Path, *argv: str) -> None:
        self.master, slave = pty.openpty()
        command = [sys.executable, "-c", PROGRAM, "-C", str(folder), *argv]
        environ = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environ, start_new_session=True
        )
        os.close(slave)
        self.shown = ""
        self.seen = 0

    def expect(self, words: str) -> None:
        """Read until the words stand behind what was expected before."""
        while (at := self.shown.find(words, self.seen)) < 0:
            self.shown += os.read(self.master, 4096).decode("utf-8", "replace")
        self.seen = at + len(words)

    def answer(self, question: str, line: str) -> None:
        """Type a line when its question stands there."""
        self.expect(question)
        os.write(self.master, f"{line}\n".encode())

    def finish(self) -> tuple[int, str]:
        """Exit code and everything that was shown."""
        try:
            while chunk := os.read(self.master, 4096):
                self.shown += chunk.decode("utf-8", "replace")
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(self.master)
        return self.process.wait(timeout=30), self.shown


def test_a_figure_is_typed_and_written(folder: Path) -> None:
    """The real thing: question, reading, source, summary, yes."""
    session = Session(folder, "record", "--owner", "ca-tinh")
    session.answer("hướng dẫn): ", "762.284/980.226")
    session.answer("hướng dẫn): ", ".")
    session.answer("không ghi nguồn): ", "Hội nghị tháng 02/2025")
    session.answer("(c/k) ", "c")
    code, shown = session.finish()
    assert code == 0, shown
    assert "tăng 2,16 điểm % so với kỳ tháng 01/2025" in shown
    assert "Đã ghi 1 số liệu, kỳ tháng 02/2025" in shown
    (figure,) = entries(folder)
    assert figure["source"] == "Hội nghị tháng 02/2025"


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", "terminated"])
def test_a_stop_at_the_terminal_writes_nothing(folder: Path, how: str) -> None:
    """Exit 130 and the sentence, in the middle of the walk."""
    before = snapshot(folder)
    session = Session(folder, "record", "--owner", "ca-tinh")
    session.answer("hướng dẫn): ", "762.284/980.226")
    session.expect("hướng dẫn): ")
    if how == "ctrl-d":
        os.write(session.master, b"\x04")
    else:
        os.killpg(session.process.pid, signal.SIGINT if how == "ctrl-c" else signal.SIGTERM)
    code, shown = session.finish()
    assert snapshot(folder) == before
    if how != "terminated":
        assert code == 130, shown
        assert shown.endswith("Đã dừng theo yêu cầu. Chưa ghi gì.\r\n")


def test_lines_are_pasted_and_ended_by_control_d(folder: Path) -> None:
    """After the end of what was pasted the terminal still answers the last question."""
    session = Session(folder, "record", "--from", "-")
    session.expect("Enter.")
    os.write(session.master, b"dinh-danh  762.284/980.226\nchi-thi  3\n")
    session.expect("chi-thi")
    os.write(session.master, b"\x04")
    session.expect("Ghi cả 2 số liệu trên? (c/k) ")
    os.write(session.master, b"c\n")
    code, shown = session.finish()
    assert code == 0, shown
    assert [each["target"] for each in entries(folder)] == ["dinh-danh", "chi-thi"]
