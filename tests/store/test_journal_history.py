"""Random histories: what dts wrote is noticed when it is gone, and only then, whatever happens to files and journals.

The oracle knows which block holds which entry, because it marks each in a comment, which dts never reads.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dts.cli import main
from dts.store.ledger import Scribe, own_journal

SMALL = 15
"""As many in every run of the tests, always the same ones; DTS_LOSS_HISTORIES asks for more, other ones each time."""
HISTORIES = int(os.environ.get("DTS_LOSS_HISTORIES", SMALL))
"""How many of each kind; more are for a longer run."""
TARGETS = """\
schema = 1
title  = "Thử nghiệm"

[targets.tram]
name = "Trạm phát sóng"
kind = "count"
unit = "trạm"

[targets.to]
name = "Tổ công nghệ"
kind = "count"
unit = "tổ"
"""
USERS = st.sampled_from(["an", "Bình"])
PERIODS = st.sampled_from(["2025-01", "2025-02"])
SUBJECTS = st.sampled_from(["tram", "to"])
MARK = re.compile(r"^\[\[figure\]\] # số (\d+)$", re.MULTILINE)
VALUE = re.compile(r"^(value *= *)\d+", re.MULTILINE)
MOMENT = re.compile(r"^recorded_at *= *(2025-\d\d-\d\d)T.*\n", re.MULTILINE)


class History(RuleBasedStateMachine):
    """Two people record; somebody deletes, edits, moves, reorders, goes back in time; somebody restores."""

    @initialize()
    def begin(self) -> None:
        """A folder without figures."""
        self.place = Path(tempfile.mkdtemp())
        self.data = self.place / "data"
        (self.data / "records").mkdir(parents=True)
        (self.data / "targets.toml").write_text(TARGETS, encoding="utf-8")
        self.today = date(2025, 2, 25)
        self.written: dict[int, str] = {}
        """Every entry dts wrote, by its day as a number, and who did; that number is its mark."""
        self.edited: set[int] = set()
        self.forgotten: set[int] = set()
        self.saved: dict[Path, str] = {}
        self.saved_edited: set[int] = set()
        self.stopped: set[str] = set()
        """Those who record no more."""
        self.in_order = True
        """Nobody has put blocks into another order by hand."""

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.place)

    def run(self, *words: str, user: str = "an") -> tuple[int, str, str]:
        """One command of one of the two."""
        out, err = io.StringIO(), io.StringIO()
        before = dict(os.environ)
        os.environ.update({"XDG_CACHE_HOME": str(self.place / "cache"), "LOGNAME": user})
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(["-C", str(self.data), *words], today=self.today)
        finally:
            os.environ.clear()
            os.environ.update(before)
        return code, out.getvalue(), err.getvalue()

    def journal(self, user: str) -> Path:
        """Where somebody's journal is."""
        return own_journal(self.data, Scribe(user, os.uname().nodename, datetime(2025, 2, 25)))

    # ── the files, as a person with an editor sees them ──────────────────────

    def files(self) -> list[Path]:
        """The record files."""
        return sorted((self.data / "records").glob("*.toml"))

    def blocks(self) -> list[tuple[Path, int]]:
        """Every marked block: its file and its mark."""
        return [(path, int(mark)) for path in self.files() for mark in MARK.findall(path.read_text(encoding="utf-8"))]

    def change(self, path: Path, mark: int, edit: Callable[[str], str]) -> str:
        """Put other text in place of one block; the old one."""
        parts = split(path)
        at = next(at for at, part in enumerate(parts) if f"# số {mark}\n" in part)
        old, parts[at] = parts[at], edit(parts[at])
        path.write_text("".join(parts), encoding="utf-8")
        return old

    def mark(self) -> None:
        """Mark the blocks that dts wrote or put back; by their moments, which are all different."""
        for path in self.files():
            parts = split(path)
            for at, part in enumerate(parts):
                moment = MOMENT.search(part)
                if moment and not MARK.search(part) and moment[1] != "2025-02-24":
                    number = date.fromisoformat(moment[1]).toordinal()
                    parts[at] = part.replace("[[figure]]", f"[[figure]] # số {number}", 1)
            path.write_text("".join(parts), encoding="utf-8")

    def draw(self, data: st.DataObject) -> tuple[Path, int]:
        """One block."""
        return data.draw(st.sampled_from(self.blocks()))

    def gone(self) -> set[int]:
        """What dts wrote and no block stands for."""
        return set(self.written) - {mark for _path, mark in self.blocks()} - self.forgotten

    def changed(self) -> set[int]:
        """What dts wrote and somebody typed another number over."""
        return {mark for _path, mark in self.blocks()} & self.edited & set(self.written) - self.forgotten

    def last_marks(self) -> dict[tuple[str, str], int | None]:
        """The mark of the last block of each target in each file, which is the one that counts."""
        found: dict[tuple[str, str], int | None] = {}
        for path in self.files():
            for part in split(path)[1:]:
                subject, mark = re.search(r'target *= *"(\w+)"', part), MARK.search(part)
                assert subject
                found[path.name, subject[1]] = int(mark[1]) if mark else None
        return found

    # ── what happens ─────────────────────────────────────────────────────────

    @rule(user=USERS, subject=SUBJECTS, period=PERIODS, value=st.integers(5, 7))
    def record(self, user: str, subject: str, period: str, value: int) -> None:
        """A figure, or a correction, which may go back to an earlier number of one's own."""
        if user in self.stopped:
            return
        value += 0 if user == "an" else 10
        self.today += timedelta(days=1)
        words = ["record", subject, str(value), "--period", period, "--reason", "nhầm", "--yes"]
        code, out, err = self.run(*words, user=user)
        assert code == 0, err
        if out.startswith("Đã ghi"):
            self.written[self.today.toordinal()] = user
            self.mark()

    @rule(subject=SUBJECTS, period=PERIODS, stamp=st.sampled_from(["", "day", "old"]))
    def type_by_hand(self, subject: str, period: str, stamp: str) -> None:
        """An entry typed by hand; nobody watches over it, and it answers for none that is gone."""
        path = self.data / "records" / f"{period}.toml"
        text = path.read_text(encoding="utf-8") if path.exists() else f'period = "{period}"\n'
        stamps = {"day": f"recorded_at = {self.today}\n", "old": "recorded_at = 2025-02-20\n", "": ""}
        path.write_text(f'{text}\n[[figure]]\ntarget = "{subject}"\nvalue = 8\n{stamps[stamp]}', encoding="utf-8")

    @precondition(lambda self: self.blocks())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """A block deleted by hand."""
        self.change(*self.draw(data), lambda _old: "")

    @precondition(lambda self: self.blocks())
    @rule(data=st.data(), value=st.integers(20, 30))
    def edit(self, data: st.DataObject, value: int) -> None:
        """Another number typed over it."""
        path, mark = self.draw(data)
        self.change(path, mark, lambda old: VALUE.sub(rf"\g<1>{value}", old))
        self.edited.add(mark)

    @precondition(lambda self: self.blocks())
    @rule(data=st.data(), period=PERIODS)
    def move(self, data: st.DataObject, period: str) -> None:
        """A block cut out and pasted at the end of a file."""
        block = self.change(*self.draw(data), lambda _old: "")
        path = self.data / "records" / f"{period}.toml"
        head = path.read_text(encoding="utf-8") if path.exists() else f'period = "{period}"\n'
        path.write_text(head.rstrip("\n") + "\n\n" + block.rstrip("\n") + "\n", encoding="utf-8")
        self.in_order = False

    @precondition(lambda self: self.blocks())
    @rule(data=st.data())
    def reformat(self, data: st.DataObject) -> None:
        """Keys in another order, other blanks, comments."""
        place = self.draw(data)
        head, *keys = self.change(*place, lambda old: old).rstrip("\n").split("\n")
        keys = [re.sub(r" *= *", "=", key, count=1) for key in reversed(keys) if key and key[0] != "#"]
        self.change(*place, lambda _old: "\n".join([head, "", *keys, "# ghi chú"]) + "\n\n\n")

    @precondition(lambda self: self.blocks())
    @rule(data=st.data())
    def reword(self, data: st.DataObject) -> None:
        """Another reason: it is the same entry."""
        self.change(*self.draw(data), lambda old: old.replace('"nhầm"', '"gõ nhầm"'))

    @precondition(lambda self: self.blocks())
    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """The blocks of a file in another order."""
        path, _mark = self.draw(data)
        head, *blocks = split(path)
        mixed = data.draw(st.permutations(blocks))
        path.write_text(head + "\n".join(block.rstrip("\n") + "\n" for block in mixed), encoding="utf-8")
        self.in_order = False

    @precondition(lambda self: self.blocks())
    @rule(data=st.data())
    def drop_file(self, data: st.DataObject) -> None:
        """A whole file is gone."""
        self.draw(data)[0].unlink()

    @rule()
    def save(self) -> None:
        """A copy of the records."""
        self.saved = {path: path.read_text(encoding="utf-8") for path in self.files()}
        self.saved_edited = set(self.edited)

    @precondition(lambda self: self.saved)
    @rule()
    def go_back(self) -> None:
        """The copy in place of what there is: an old backup, another branch."""
        for path in self.files():
            path.unlink()
        for path, text in self.saved.items():
            path.write_text(text, encoding="utf-8")
        self.edited = set(self.saved_edited)
        self.in_order = False

    @rule()
    def windows(self) -> None:
        """Notepad saved every file."""
        for path in self.files():
            raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
            path.write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))

    @rule(user=USERS)
    def tear(self, user: str) -> None:
        """The machine went off while somebody's journal was written."""
        if self.journal(user).exists():
            with self.journal(user).open("ab") as file:
                file.write(b'{"dts":1,"do":"write","id":"12')

    @rule(user=USERS)
    def drop_journal(self, user: str) -> None:
        """Deleting a journal costs the protection of what it told, and nothing else."""
        self.journal(user).unlink(missing_ok=True)
        self.written = {mark: who for mark, who in self.written.items() if who != user}
        self.stopped.add(user)

    @precondition(lambda self: self.gone())
    @rule(user=USERS)
    def restore(self, user: str) -> None:
        """Everything comes back, and nothing later is replaced by it."""
        gone, before = self.gone(), self.last_marks()
        assert self.run("restore", "--dry-run", user=user)[0] == 0
        assert self.gone() == gone
        code, _out, err = self.run("restore", "--yes", user=user)
        assert code == 0, err
        self.mark()
        self.edited -= gone
        assert not self.gone()
        for key, mark in self.last_marks().items():
            if self.in_order and key in before:
                old = before[key]
                assert mark == old or (mark is not None and (old is None or mark > old))

    @rule(user=USERS)
    def look(self, user: str) -> None:
        """`check` lists exactly what is gone, and what was changed by hand as something else."""
        code, out, _err = self.run("check", "--json", user=user)
        found: dict[str, set[int]] = {"lost": set(), "edited": set()}
        for each in json.loads(out)["problems"]:
            if each["rule"] in found:
                day = date.fromisoformat(each["details"]["entry"]["recorded_at"][:10])
                found[each["rule"]].add(day.toordinal())
        assert found == {"lost": self.gone(), "edited": self.changed()}
        assert code == (1 if self.gone() else 0)

    @invariant()
    def noticed_if_gone(self) -> None:
        """Every command says it when something is gone, in one line, with a warm cache and without one."""
        if not hasattr(self, "data"):
            return
        count = len(self.gone())
        line = f"Có {count} số liệu đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"
        for words in (["overdue"], ["status"], ["status"], ["--no-cache", "status"]):
            code, _out, err = self.run(*words)
            assert code == 0, err
            assert err == (line if count else "")


class Forgetting(History):
    """The same, and losses may be accepted."""

    @rule(user=USERS)
    def forget(self, user: str) -> None:
        """What is gone or changed is spoken of no more."""
        told = self.gone() | self.changed()
        assert self.run("restore", "--forget", "--yes", user=user)[0] == 0
        self.forgotten |= told

    @rule(user=USERS)
    def drop_journal(self, user: str) -> None:
        """Not here: the word that something is forgotten would be lost with it."""


class Stripping(History):
    """The same in one order, and the moment of an entry may be left out: its number and its place still tell."""

    @precondition(lambda self: self.blocks())
    @rule(
        data=st.data(), line=st.sampled_from(["", "recorded_at = 2025-02-24\n", "recorded_at = 2025-02-24T08:00:00\n"])
    )
    def strip(self, data: st.DataObject, line: str) -> None:
        """The line with the moment deleted or another in its place, of an entry with the number that dts wrote."""
        path, mark = self.draw(data)
        if mark not in self.edited:
            self.change(path, mark, lambda old: MOMENT.sub(line, old))

    @precondition(lambda self: self.blocks())
    @rule(data=st.data(), value=st.integers(20, 30))
    def edit(self, data: st.DataObject, value: int) -> None:
        """Only of one that still has its moment."""
        path, mark = self.draw(data)
        block = self.change(path, mark, lambda old: old)
        if MOMENT.search(block) and "2025-02-24T" not in block:
            self.change(path, mark, lambda old: VALUE.sub(rf"\g<1>{value}", old))
            self.edited.add(mark)

    @rule(data=st.data(), period=st.just(""))
    def move(self, data: st.DataObject, period: str) -> None:
        """Not here: without its moment an entry is known by its place."""

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """Not here either."""

    @rule(user=USERS)
    def drop_journal(self, user: str) -> None:
        """Nor this: what nobody wrote may look like what is gone."""


def split(path: Path) -> list[str]:
    """The head of a file, and its blocks."""
    return re.split(r"(?m)^(?=\[\[)", path.read_text(encoding="utf-8"))


for machine in (History, Forgetting, Stripping):
    machine.TestCase.settings = settings(
        max_examples=HISTORIES, stateful_step_count=25, deadline=None, derandomize=HISTORIES == SMALL
    )
TestHistory = History.TestCase
TestForgetting = Forgetting.TestCase
TestStripping = Stripping.TestCase
