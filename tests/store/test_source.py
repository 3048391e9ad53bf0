"""Where keys and values stand in a file, and that no text whatever makes reading crash."""

import random
import shutil
import string
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.console import problem_lines
from dts.core.problem import DataError, Problem
from dts.store.positions import KeyPath
from dts.store.source import Source, judge
from dts.store.workspace import open_workspace

BASE = Path(__file__).parent.parent / "errors" / "base"
RECORD = "records/2025-02.toml"
TODAY = date(2025, 2, 25)

# TOML, path, line:column of the key, line:column of the value, what is underlined
POSITIONS: list[tuple[str, KeyPath, str, str, str]] = [
    ("a = 1", ("a",), "1:1", "1:5", "1"),
    ("\n  a   =   1.5   # hai\n", ("a",), "2:3", "2:11", "1.5"),
    ("# một\r\na = 1\r\nb = 'hai'\r\n", ("b",), "3:1", "3:5", "'hai'"),
    ('"khóa có dấu" = true', ("khóa có dấu",), "1:1", "1:17", "true"),
    ("a.b . c = 7", ("a", "b", "c"), "1:1", "1:11", "7"),
    ("a.b . c = 7", ("a", "b"), "1:1", "1:11", "7"),
    ("[x]\nay = 2025-02-28 09:15:00 # giờ\n", ("x", "ay"), "2:1", "2:6", "2025-02-28 09:15:00"),
    ("[x.y]\n[x]\na = 1\n", ("x",), "2:1", "2:1", "[x]"),
    ("[x.y]\na = 1\n", ("x",), "1:1", "1:1", "[x.y]"),
    ("[[f]]\na = 1\n[[f]]\na = 2\n", ("f", 0, "a"), "2:1", "2:5", "1"),
    ("[[f]]\na = 1\n[[f]]\na = 2\n", ("f", 1, "a"), "4:1", "4:5", "2"),
    ("[[f]]\na = 1\n[[f]]\na = 2\n", ("f", 1), "3:1", "3:1", "[[f]]"),
    ("[[f]]\na = 1\n[[f]]\na = 2\n", ("f",), "1:1", "1:1", "[[f]]"),
    ("[[f]]\n[[f]]\n  [f.for.xa]\n  a = 1\n", ("f", 1, "for", "xa", "a"), "4:3", "4:7", "1"),
    ("[[f]]\n[[f.g]]\na = 1\n[[f.g]]\na = 2\n[[f]]\n[[f.g]]\na = 3\n", ("f", 0, "g", 1, "a"), "5:1", "5:5", "2"),
    ("[[f]]\n[[f.g]]\na = 1\n[[f.g]]\na = 2\n[[f]]\n[[f.g]]\na = 3\n", ("f", 1, "g", 0, "a"), "8:1", "8:5", "3"),
    ("a = { b = 1, c = { d = 'x, } #' } }", ("a", "c", "d"), "1:20", "1:24", "'x, } #'"),
    ("a = { b = 1, c.d = 2 }", ("a", "c", "d"), "1:14", "1:20", "2"),
    ("a = [\n  1, # một ]\n  'hai',\n]\n", ("a", 1), "3:3", "3:3", "'hai'"),
    ("a = [ { b = 1 },\n      { b = 2 } ]\n", ("a", 1, "b"), "2:9", "2:13", "2"),
    ('a = """\nb = 1\n[c]\n"""\nb = 2\n', ("b",), "5:1", "5:5", "2"),
    ('a = """một\nhai"""\n', ("a",), "1:1", "1:5", '"""một'),
    ('a = """x\\"""" # "\nb = 2\n', ("b",), "2:1", "2:5", "2"),
    ("a = '''\n'''''\nb = 2\n", ("b",), "3:1", "3:5", "2"),
    ('a = "\\"b = 1"\nb = "#"\n', ("b",), "2:1", "2:5", '"#"'),
    ("a = 'Đất đai'  \nb = [[1], [2, 3]]\n", ("b", 1, 0), "2:12", "2:12", "2"),
    ("a.b . c = 7", ("a",), "1:1", "1:11", "7"),
    ("a=[1,2]  # ba\n", ("a", 1), "1:6", "1:6", "2"),
    ("a=[1,2]  # ba\n", ("a",), "1:1", "1:3", "[1,2]"),
    ("a = [ [1],[2] ]", ("a", 0), "1:7", "1:7", "[1]"),
    ("a={b=1,c=2}", ("a", "c"), "1:8", "1:10", "2"),
    # a key that is not there stands where its table does
    ("[x]\na = 1\n", ("x", "b"), "1:1", "1:1", "[x]"),
    ("a = { b = 1 }\n", ("a", "c"), "1:1", "1:1", "a"),
]


@pytest.mark.parametrize(("text", "path", "key", "value", "shown"), POSITIONS)
def test_position(text: str, path: KeyPath, key: str, value: str, shown: str) -> None:
    """Keys, values and headers stand where a reader counts them, and the right characters are underlined."""
    source = Source("t.toml", text)
    judge(source)
    assert source.problems == []
    at_key, at_value = source.place(path, key=True), source.place(path)
    assert f"{at_key.line}:{at_key.column}" == key
    assert f"{at_value.line}:{at_value.column}" == value
    start = at_value.column - 1
    assert at_value.source[start : start + at_value.width] == shown
    assert source.line_of(path) == at_key.line


def test_absent_root_key_has_no_line() -> None:
    """What is missing from the whole file is said of the whole file."""
    source = Source("t.toml", "[x]\na = 1\n")
    judge(source)
    assert str(source.place(("schema",))) == "t.toml"


def test_keys_joined_by_dots_are_not_the_whole_file() -> None:
    """What the file lacks has no line, also when its first key has parts; the key ends before its sign."""
    source = Source("t.toml", "a.b  =1\n")
    judge(source)
    assert str(source.place(())) == "t.toml"
    assert source.spots == {("a", "b"): (0, 3, 6, 7), ("a",): (0, 3, 6, 7)}


BARE = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=6)
TEXT = st.text("aĐ ệ#=[]{},.'\t\U0001f600", max_size=8)
SCALARS = st.one_of(
    st.integers(-999, 10**6).map(str),
    st.sampled_from(["true", "false", "1.5", "762.284", "nan", "-inf", "0x1F", "1_000"]),
    st.dates(date(1976, 1, 1), date(2999, 1, 1)).map(str),
    st.sampled_from(["2025-02-20T09:15:00+07:00", "2025-02-20 09:15:00", "09:15:00"]),
    TEXT.map(lambda text: '"' + text.replace("'", '\\"') + '"'),
    TEXT.map(lambda text: "'" + text.replace("'", '"') + "'"),
    TEXT.map(lambda text: '"""' + text + "\n[x]\ny = 1 \\\\ \\" + '"""' + '"""'),
    TEXT.map(lambda text: "'''\n" + text.replace("'", "") + "'\n'''"),
)
SPACE = st.sampled_from(["", " ", "\t ", "   "])
COMMENT = st.sampled_from(["", "# ghi chú", "# a = [ \"'", "#"])


class Document:
    """A random valid document and where its keys and values were written."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.text = ""
        self.spots: dict[KeyPath, tuple[int, int, int, int]] = {}

    def space(self) -> None:
        self.text += self.draw(SPACE)

    def newline(self) -> None:
        self.space()
        self.text += self.draw(COMMENT) + self.draw(st.sampled_from(["\n", "\r\n", "\n\n"]))

    def table(self, path: KeyPath, depth: int) -> None:
        """The pairs of a table, each on its line."""
        for key in self.draw(st.lists(BARE, unique=True, max_size=4)):
            self.space()
            self.pair(path, key, depth)
            self.newline()

    def pair(self, path: KeyPath, key: str, depth: int) -> None:
        """A key, quoted or not, sometimes dotted, and its value."""
        start = len(self.text)
        self.text += self.draw(st.sampled_from([key, f'"{key}"', f"'{key}'"]))
        path = (*path, key)
        if self.draw(st.integers(0, 4)) == 0:
            inner = self.draw(BARE)
            self.text += f" . {inner}"
            path = (*path, inner)
        end = len(self.text)
        self.space()
        self.text += "="
        self.space()
        value = len(self.text)
        self.value(path, depth)
        self.spots[path] = (start, end, value, len(self.text))

    def value(self, path: KeyPath, depth: int) -> None:
        """A scalar, a list over several lines, or { } on one."""
        kind = self.draw(st.sampled_from(["scalar"] * 3 + ["list", "braces"] * (depth > 0)))
        if kind == "scalar":
            self.text += self.draw(SCALARS)
        elif kind == "list":
            self.text += "["
            for index in range(self.draw(st.integers(0, 3))):
                self.newline()
                self.space()
                start = len(self.text)
                self.value((*path, index), depth - 1)
                self.spots[(*path, index)] = (start, len(self.text), start, len(self.text))
                self.space()
                self.text += ","
            self.newline()
            self.text += "]"
        else:
            self.text += "{"
            for index, key in enumerate(self.draw(st.lists(BARE, unique=True, max_size=3))):
                self.text += "," * (index > 0)
                self.space()
                self.pair(path, key, depth - 1)
                self.space()
            self.text += "}"

    def header(self, header: str, path: KeyPath) -> None:
        """A table or a member of a list of tables, with its pairs."""
        self.space()
        self.spots[path] = (len(self.text), len(self.text) + len(header), len(self.text), len(self.text) + len(header))
        self.text += header
        self.newline()
        self.table(path, 2)


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Document:
    """A document of pairs, tables and lists of tables, some of them with a table inside."""
    document = Document(draw)
    document.table((), 2)
    used = {path[0] for path in document.spots}
    for name in draw(st.lists(BARE.filter(lambda name: name not in used), unique=True, max_size=3)):
        members = draw(st.integers(0, 3))
        for index in range(max(1, members)):
            path: KeyPath = (name, index) if members else (name,)
            document.header(f"[[{name}]]" if members else f"[ {name} ]", path)
            if draw(st.booleans()):
                document.header(f"[{name}.sub-table]", (*path, "sub-table"))
    return document


@settings(max_examples=150, deadline=None)
@given(documents())
def test_positions_agree_with_the_text(document: Document) -> None:
    """In any valid document every key, value and header is found exactly where it was written."""
    source = Source("t.toml", document.text)
    judge(source)
    assert source.problems == []
    assert source.data == tomllib.loads(document.text, parse_float=str)
    for path, spot in document.spots.items():
        assert tuple(source.spots[path]) == spot, path


WORDS = "period value target source by done partners baseline Tử_số 12/KH trên 12/2025 true True 36,18 1.080.997"
SIGNS = "= [[figure]] [targets.x] [ ] { } , . \" ' \"\"\" ''' “ ” # // ; : \\ - <<<<<<< 28/02/2025 36.18% 007 １ ９９"
ODD = ["\u00a0", "\u200b", "\x00", "\r", "\t", " ", "\n", "\n\n"]
MARKS = ["\n<<<<<<< HEAD\n", "\n||||||| goc\n", "\n=======\n", "\n>>>>>>> may-so-2\n"]
PIECES = st.sampled_from([*WORDS.split(), *SIGNS.split(), *ODD, *MARKS])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from([RECORD, "targets.toml"]))
def test_no_text_crashes_the_reader(text: str, name: str) -> None:
    """Whatever stands in a file is read or refused, and every problem stands at a place that exists."""
    source = Source(name, text)
    judge(source)
    lines = text.split("\n")
    for problem in source.problems:
        place = problem.place
        assert 0 <= place.line <= len(lines)
        if place.line:
            assert place.source == lines[place.line - 1].rstrip("\r")
            assert 1 <= place.column <= len(place.source) + 1
        assert problem.message
        problem_lines(problem)


SIDE = st.lists(
    st.sampled_from(["[[figure]]\n", 'target = "a"\n', "value = 36,18\n", "value = 7\n", "\n", "a = [ 1\n", 'b = "x\n'])
).map("".join)


@settings(max_examples=200, deadline=None)
@given(SIDE, SIDE, SIDE, SIDE)
def test_conflict_hides_and_adds_nothing(above: str, ours: str, theirs: str, below: str) -> None:
    """The slips of a file with a git conflict are those of the two files that were merged, and no others."""
    rows = [f"{above}<<<<<<< HEAD", f"{ours}=======", f"{theirs}>>>>>>> may-so-2", below]
    found = slips("\n".join(rows))
    blank = ["#\n" * text.count("\n") + "#" for text in rows]
    first = slips("\n".join([f"{above}#", f"{ours}#", blank[2], below]))
    second = slips("\n".join([f"{above}#", blank[1], f"{theirs}#", below]))
    assert "xung đột" in found[0].message
    assert set(found[1:]) == {*first, *second}
    assert len(set(found)) == len(found)


def slips(text: str) -> list[Problem]:
    """What is wrong with the TOML of a text."""
    source = Source(RECORD, text)
    judge(source)
    return source.problems


def read_problems(folder: Path) -> list[Problem]:
    """The problems that stop a reader; none when the folder is read."""
    try:
        open_workspace(folder, TODAY)
    except DataError as error:
        found = error.problems
    else:
        return []
    assert found
    assert all(problem_lines(problem)[0].startswith(f"LỖI  {RECORD}") for problem in found)
    return found


def folder_copy(tmp_path: Path) -> tuple[Path, Path, bytes]:
    """A copy of the sound folder, its record file, and the bytes of that."""
    folder = tmp_path / "data"
    shutil.copytree(BASE, folder)
    return folder, folder / RECORD, (folder / RECORD).read_bytes()


def test_truncated_anywhere(tmp_path: Path) -> None:
    """A file cut off at any byte is read or refused by name: never a crash."""
    folder, record, whole = folder_copy(tmp_path)
    refused = 0
    for size in range(len(whole)):
        record.write_bytes(whole[:size])
        refused += bool(read_problems(folder))
    assert refused > len(whole) // 2


def test_any_byte_changed(tmp_path: Path) -> None:
    """A file with one wrong byte is read or refused by name: never a crash."""
    folder, record, whole = folder_copy(tmp_path)
    chance = random.Random(6)
    refused = 0
    for _change in range(400):
        at = chance.randrange(len(whole))
        record.write_bytes(whole[:at] + bytes([chance.randrange(256)]) + whole[at + 1 :])
        refused += bool(read_problems(folder))
    assert refused > 100
