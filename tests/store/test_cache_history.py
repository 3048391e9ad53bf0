"""Random histories of a data folder: after every step, every view is the same with the cache and without it."""

import contextlib
import io
import os
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dts.cli import main
from dts.store import ahead, recall, stamps
from tests.conftest import ROOT

BASE = ROOT / "tests" / "errors" / "base"
TARGETS = "targets.toml"
NAMES = st.sampled_from(["2025-02.toml", "2025-01.toml", "2024-12.toml", "2024.toml", "2025-2.toml"])
SUBJECTS = st.sampled_from(["vi-du-hang", "vi-du-tram", "vi-du-diem", "vi-du-nhiem-vu", "khong-co"])
LINES = st.sampled_from(
    [
        *("value = 21", "value = 22", 'value = "hơn 3.000"', "value = 36,18", "done = 2025-02-20", 'done = "02/2025"'),
        *("value = 0.5\nas_of = 2025-02-26", "value = 7\nof = 63", 'value = 9\nreason = "nhầm"', "withdrawn = true"),
    ]
)
EDITS = st.sampled_from(
    [
        *((b"18", b"19"), (b"3.000", b"4.000"), (b"0.5612", b"0.5613"), (b"vi-du-tram", b"vi-du-trem")),
        *((b"at_most = 20", b"at_most = 10"), (b'kind = "count"', b'kind = "score"'), (b'"task"', b'"rank"')),
        *((b"\n", b"\r\n"), (b"[[figure]]", b"<<<<<<< HEAD\n[[figure]]"), (b"2025-02-20", b"2025-02-19")),
    ]
)
VIEWS = st.sampled_from(
    [
        *(
            ["status"],
            ["status", "--compact"],
            ["status", "--by-unit"],
            ["status", "--json", "--known-at", "22/2/2025"],
        ),
        *(["status", "--json", "--as-of", "20/2/2025"], ["overdue"], ["show", "vi-du-nhiem-vu"], ["owners"]),
    ]
)


class History(RuleBasedStateMachine):
    """A folder that is recorded into, edited by hand, renamed and deleted, while days pass and the cache suffers."""

    @initialize()
    def begin(self) -> None:
        """A sound folder and an empty cache."""
        self.place = Path(tempfile.mkdtemp())
        self.home = self.place / "home"
        self.home.mkdir()
        self.data = Path(shutil.copytree(BASE, self.place / "data"))
        self.records = self.data / "records"
        self.today = date(2025, 2, 25)

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.place)

    def run(self, *words: str) -> tuple[int, str, str]:
        """One command in this process."""
        out, err = io.StringIO(), io.StringIO()
        environ = {"XDG_CACHE_HOME": str(self.home), "LOCALAPPDATA": str(self.home)}
        before = dict(os.environ)
        os.environ.update(environ)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(["-C", str(self.data), *words], today=self.today)
        finally:
            os.environ.clear()
            os.environ.update(before)
        return code, out.getvalue(), err.getvalue()

    def files(self) -> list[Path]:
        """Every file of the folder that a person may touch."""
        return [self.data / TARGETS, *sorted(self.records.glob("*.toml"))]

    def kept(self) -> list[Path]:
        """Every file in the cache."""
        return sorted(path for path in self.home.rglob("*") if path.is_file())

    @rule(value=st.integers(1, 63))
    def add(self, value: int) -> None:
        """`dts record`: a first figure, or a correction."""
        self.run("record", "vi-du-hang", f"{value}/63", "--reason", "nhầm", "--yes", "--by", "an")

    @rule(name=NAMES, subject=SUBJECTS, line=LINES)
    def append(self, name: str, subject: str, line: str) -> None:
        """An entry typed by hand, right or wrong."""
        path = self.records / name
        head = f'period = "{path.stem}"\n'.encode() if not path.exists() else b""
        with path.open("ab") as file:
            file.write(head + f'\n[[figure]]\ntarget = "{subject}"\n{line}\n'.encode())

    @rule(data=st.data(), edit=EDITS)
    def edit(self, data: st.DataObject, edit: tuple[bytes, bytes]) -> None:
        """A change by hand that keeps the times of the file, and often its size."""
        path = data.draw(st.sampled_from(self.files()))
        stat = path.stat()
        path.write_bytes(path.read_bytes().replace(*edit, 1))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(data=st.data(), name=NAMES)
    def rename(self, data: st.DataObject, name: str) -> None:
        """A record file under another name, in place of what was there."""
        if found := self.files()[1:]:
            data.draw(st.sampled_from(found)).replace(self.records / name)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """A record file is gone."""
        if found := self.files()[1:]:
            data.draw(st.sampled_from(found)).unlink()

    @rule()
    def restore(self) -> None:
        """Everything as it was in the beginning."""
        shutil.rmtree(self.data)
        shutil.copytree(BASE, self.data)

    @rule(days=st.sampled_from([-20, -1, 1, 3, 30]))
    def pass_days(self, days: int) -> None:
        """The clock goes on, or is set back."""
        self.today += timedelta(days=days)

    @precondition(lambda self: self.kept())
    @rule(data=st.data(), how=st.sampled_from(["empty", "cut", "flip", "gone", "swap"]))
    def spoil(self, data: st.DataObject, how: str) -> None:
        """Something happens to a file of the cache."""
        path = data.draw(st.sampled_from(self.kept()))
        whole = path.read_bytes()
        match how:
            case "empty":
                path.write_bytes(b"")
            case "cut":
                path.write_bytes(whole[: len(whole) // 2])
            case "flip":
                path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:] if len(whole) > 9 else b"x")
            case "gone":
                path.unlink()
            case "swap":
                path.write_bytes(data.draw(st.sampled_from(self.kept())).read_bytes())

    @invariant()
    def same_answer(self) -> None:
        """Cold or warm, the status is that of files read anew."""
        if hasattr(self, "data"):
            assert self.run("status", "--json") == self.run("--no-cache", "status", "--json")

    @rule(view=VIEWS)
    def look(self, view: list[str]) -> None:
        """So is every other view."""
        assert self.run(*view) == self.run("--no-cache", *view)


class LargeHistory(History):
    """The same in a folder that counts as large: untouched files are known by their stamps, new ones have helpers."""

    @initialize()
    def begin(self) -> None:
        """Every folder is large, and no file too young."""
        self.before = stamps.LARGE, stamps.YOUNG, recall.MUCH, ahead.count_helpers
        stamps.LARGE = stamps.YOUNG = recall.MUCH = 0
        ahead.count_helpers = lambda: 2
        super().begin()

    def teardown(self) -> None:
        """Large is large again."""
        stamps.LARGE, stamps.YOUNG, recall.MUCH, ahead.count_helpers = self.before
        super().teardown()

    def run(self, *words: str) -> tuple[int, str, str]:
        """Not within the tick of the clock in which a file was changed: then a real folder's file is young."""
        time.sleep(0.005)
        answer = super().run(*words)
        time.sleep(0.005)
        return answer


for machine in (History, LargeHistory):
    machine.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestHistory = History.TestCase
if os.name == "posix":
    TestLargeHistory = LargeHistory.TestCase
