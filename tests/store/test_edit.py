"""Edits in place: tomllib reads exactly the intended difference, and no other line moves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.core.problem import UsageError, WriteError
from dts.store.edit import Editor, Touched, Value, edit_bytes, touched_lines
from dts.store.positions import KeyPath

TEXT = """\
# đầu tệp
[targets.a]            # ghi chú a
name   = "A"           # tên
kind   = "rank"
breaks = [
  { on = 2021-01-01, reason = "x" },  # gián đoạn
]

  [targets.a.for.xa]
  at_most = 3

# chú thích của b, không phải của a
[targets.b]
name = "B"
revisions = [ { from = 2025-01-01, by = 2025-02-01 } ]
[targets.c]
[[targets.c.revisions]]
from = 2025-01-01
"""


def test_a_value_is_replaced_where_it_stands() -> None:
    """Comment and alignment of the line stay."""
    editor = Editor(TEXT)
    editor.set(("targets", "a"), "name", "Tên mới")
    assert 'name   = "Tên mới"           # tên\n' in editor.finish()


def test_a_key_is_added_behind_the_tables_own_keys() -> None:
    """Aligned as its neighbours, before sub-tables, never behind the comments of the next target."""
    editor = Editor(TEXT)
    editor.set(("targets", "a"), "work", "Việc")
    assert ']\nwork   = "Việc"\n\n  [targets.a.for.xa]' in editor.finish()


def test_a_table_is_added_behind_the_whole_family() -> None:
    """After the `for` table of a, before the comment that belongs to b."""
    editor = Editor(TEXT)
    editor.add_table(("targets", "a"), ("targets", "a", "revisions"), {"from": 1, "reason": "lý do"}, many=True)
    expected = '  at_most = 3\n\n[[targets.a.revisions]]\nfrom   = 1\nreason = "lý do"\n\n# chú thích của b'
    assert expected in editor.finish()


def test_an_inline_list_grows_in_its_own_style() -> None:
    """`revisions = [ {…} ]` gets one more element; a list of tables one more table."""
    editor = Editor(TEXT)
    editor.add_table(("targets", "b"), ("targets", "b", "revisions"), {"from": 2}, many=True)
    editor.add_table(("targets", "c"), ("targets", "c", "revisions"), {"from": 3}, many=True)
    text = editor.finish()
    assert "{ from = 2025-01-01, by = 2025-02-01 }, { from = 2 } ]" in text
    assert text.endswith("from = 2025-01-01\n\n[[targets.c.revisions]]\nfrom = 3\n")


def test_a_table_written_inline_is_refused() -> None:
    """`x = { … }` cannot take new keys on lines of their own."""
    editor = Editor("[targets]\nx = { name = 'X' }\n")
    with pytest.raises(UsageError, match="không viết thành mục"):
        editor.set(("targets", "x"), "work", "y")


KEYS = st.sampled_from(["work", "person", "name", "result", "basis"])
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)


@given(edits=st.lists(st.tuples(st.sampled_from("abc"), KEYS, VALUES, st.booleans()), min_size=1, max_size=6))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_random_edits_change_only_what_they_say(edits: list[tuple[str, str, str, bool]]) -> None:
    """After any run of edits tomllib reads the same edits on the plain data, and old comments are all still there."""
    editor = Editor(TEXT)
    expected = tomllib.loads(TEXT)
    for target, key, value, revision in edits:
        if revision:
            editor.add_table(("targets", target), ("targets", target, "revisions"), {"from": 1, key: value}, many=True)
            expected["targets"][target].setdefault("revisions", []).append({"from": 1, key: value})
        else:
            editor.set(("targets", target), key, value)
            expected["targets"][target][key] = value
    text = editor.finish()
    assert tomllib.loads(text) == expected
    for comment in ("# đầu tệp", "# ghi chú a", "# gián đoạn", "# chú thích của b, không phải của a"):
        assert comment in text


def test_mixed_line_ends_stay_mixed() -> None:
    """A file saved by two editors: untouched lines keep their own ends, the new one gets the usual."""
    old = b'[targets.a]\r\nname = "A"\nunit = "u"\r\n\r\n[targets.b]\nname = "B"\r\n'
    new = edit_bytes(old, lambda editor: editor.set(("targets", "a"), "work", "x"))
    assert new == old.replace(b'"u"\r\n', b'"u"\r\nwork = "x"\r\n')


# the text, the table, key and value, the text afterwards
KEYS_SET: list[tuple[str, KeyPath, str, Value, str]] = [
    ("[x]\na = 1 # c\n", ("x",), "a", 2, "[x]\na = 2 # c\n"),
    ('[x]\na = "é" # c', ("x",), "a", 'it\'s "x"', '[x]\na = "it\'s \\"x\\"" # c'),
    ("[x]\na = 1\n", ("x",), "a", ("p", "q"), '[x]\na = ["p", "q"]\n'),
    ("[x]\na = 1", ("x",), "b", "v", '[x]\na = 1\nb = "v"\n'),
    ("[x]", ("x",), "b", 1, "[x]\nb = 1\n"),
    ("[x]\n\n\n[y]\n", ("x",), "b", True, "[x]\nb = true\n\n\n[y]\n"),
    ("[x] # c\n# d\n[y]\na = 1\n", ("x",), "b", 1, "[x] # c\nb = 1\n# d\n[y]\na = 1\n"),
    ("[x]\na    = 1\nbb   = 2\n\n[y]\n", ("x",), "c", ["p"], '[x]\na    = 1\nbb   = 2\nc    = ["p"]\n\n[y]\n'),
    ("[x]\naa  = 1\nb = 2\n", ("x",), "c", 1, "[x]\naa  = 1\nb = 2\nc = 1\n"),
    ("[x]\na=1\n", ("x",), "bcd", 1, "[x]\na=1\nbcd = 1\n"),
    ("[x]\na = [\n 1,\n] # c\n[x.y]\nb = 2\n", ("x",), "c", 1, "[x]\na = [\n 1,\n] # c\nc = 1\n[x.y]\nb = 2\n"),
    ("[x]\na = [1, { b = 2 }]\n[y]\n", ("x",), "c", 1, "[x]\na = [1, { b = 2 }]\nc = 1\n[y]\n"),
    ("[x]\ny.z = 1\n", ("x",), "w", 1, "[x]\ny.z = 1\nw   = 1\n"),
    ("[x]\n[x.a]\nccc   = 1\n", ("x",), "b", 1, "[x]\nb = 1\n[x.a]\nccc   = 1\n"),
    ("[x]\n[[x.a]]\nc = 1\n", ("x",), "b", 1, "[x]\nb = 1\n[[x.a]]\nc = 1\n"),
    ("[[x]]\na = 1\n[[x]]\na = 2\n", ("x", 0), "b", 1, "[[x]]\na = 1\nb = 1\n[[x]]\na = 2\n"),
    ("[x]\na = 1\n[y]\nlonger = 2\n", ("x",), "b", 1, "[x]\na = 1\nb = 1\n[y]\nlonger = 2\n"),
]


@pytest.mark.parametrize(("text", "table", "key", "value", "expected"), KEYS_SET)
def test_key_is_set(text: str, table: KeyPath, key: str, value: Value, expected: str) -> None:
    """In its place, else behind the table's own keys, as wide as the last of them."""
    editor = Editor(text)
    editor.set(table, key, value)
    assert editor.finish() == expected


# the text, the family and header of the new table, its keys, whether it is one of many, the text afterwards
TABLES_ADDED: list[tuple[str, KeyPath, KeyPath, Mapping[str, Value], bool, str]] = [
    ("[x]\na = 1\n", ("x",), ("x", "r"), {"f": 1}, True, "[x]\na = 1\n\n[[x.r]]\nf = 1\n"),
    ("[x]\na = 1", ("x",), ("x", "r"), {"f": 1, "long": "v"}, False, '[x]\na = 1\n\n[x.r]\nf    = 1\nlong = "v"\n'),
    ("[x]\n", ("x",), ("x", "r"), {"Tên mục": "v", "b": 1}, False, '[x]\n\n[x.r]\n"Tên mục" = "v"\nb         = 1\n'),
    ("a = 1\n", ("x",), ("x",), {}, False, "a = 1\n\n[x]\n"),
    ("[y]\na = 1\n", ("x",), ("x",), {"f": 1}, True, "[y]\na = 1\n\n[[x]]\nf = 1\n"),
    ("", ("x",), ("x", "r"), {"f": 2}, False, "\n[x.r]\nf = 2\n"),
    ("[[x.r]]\nf = 1\n[y]\n", ("x",), ("x", "r"), {"f": 2}, True, "[[x.r]]\nf = 1\n\n[[x.r]]\nf = 2\n[y]\n"),
    (
        "[xx]\na = 1\n[x]\nb = 1\n[x.y]\nc = 1\n\n# z\n[z]",
        ("x",),
        ("x", "r"),
        {"f": 1},
        True,
        "[xx]\na = 1\n[x]\nb = 1\n[x.y]\nc = 1\n\n[[x.r]]\nf = 1\n\n# z\n[z]",
    ),
    (
        "[x]\nr = [ { f = 1 }, { f = 2 } ] # c\n",
        ("x",),
        ("x", "r"),
        {"f": 3, "g": "v"},
        True,
        '[x]\nr = [ { f = 1 }, { f = 2 }, { f = 3, g = "v" } ] # c\n',
    ),
    (
        "[x]\nr = [\n  { f = 1 },\n]\n",
        ("x",),
        ("x", "r"),
        {"f": 2},
        True,
        "[x]\nr = [\n  { f = 1 },\n  { f = 2 },\n]\n",
    ),
    ("\nr = [\n\t{f = 1}]", ("r",), ("r",), {"f": 3}, True, "\nr = [\n\t{f = 1},\n\t{ f = 3 }]"),
    ("r = [{f = 1}]", ("r",), ("r",), {"f": 3}, True, "r = [{f = 1}, { f = 3 }]"),
]


@pytest.mark.parametrize(("text", "family", "header", "fields", "many", "expected"), TABLES_ADDED)
def test_table_is_added(
    text: str, family: KeyPath, header: KeyPath, fields: Mapping[str, Value], many: bool, expected: str
) -> None:
    """Behind its family with a blank line, aligned; or as one more pair of braces where the others are braces."""
    editor = Editor(text)
    editor.add_table(family, header, fields, many=many)
    assert editor.finish() == expected


@pytest.mark.parametrize(
    ("text", "table", "named"),
    [
        ("x = { y = { a = 1 } }\n", ("x", "y"), "x.y"),
        ("x.a = 1\n", ("x",), "x"),
        ("[x]\n[y]\n", ("z",), "z"),
    ],
)
def test_table_without_a_header_of_its_own_is_refused(text: str, table: KeyPath, named: str) -> None:
    """The sentence says which one, and that nothing was written."""
    editor = Editor(text)
    with pytest.raises(UsageError) as raised:
        editor.set(table, "b", 1)
    assert str(raised.value) == f"Chưa ghi: {named} không viết thành mục [{named}] riêng; sửa tay targets.toml."
    assert editor.text == text


def test_edit_that_would_say_something_else_is_refused() -> None:
    """Behind `[x.y]` a key of x would be one of y's; an empty list cannot grow."""
    below = Editor("[x.y]\na = 1\n")
    below.set(("x",), "b", 1)
    empty = Editor("[x]\nr = []\n")
    empty.add_table(("x",), ("x", "r"), {"f": 1}, many=True)
    for editor in (below, empty):
        with pytest.raises(WriteError) as raised:
            editor.finish()
        sentence = "Không sửa được tại chỗ mà giữ nguyên phần còn lại; sửa tay targets.toml. Chưa ghi gì."
        assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[x]\na = 1\n", b"[x]\na = 1\nb = 2\n"),
        (b"\xef\xbb\xbf[x]\r\na = 1\r\n", b"\xef\xbb\xbf[x]\r\na = 1\r\nb = 2\r\n"),
        (b"[x]\r\na = 1\r\n# c\n", b"[x]\r\na = 1\r\nb = 2\r\n# c\n"),
        (b"[x]\r\na = 1\n", b"[x]\r\na = 1\nb = 2\n"),
        (b"[x]\r\na = 1\r\n# c\r\n# d\n", b"[x]\r\na = 1\r\nb = 2\r\n# c\r\n# d\n"),
        (b"[x]\r\na = 1\n# c\r\n# d\n", b"[x]\r\na = 1\nb = 2\n# c\r\n# d\n"),
        (b"[x]\na = 1\r\n# c\n# d", b"[x]\na = 1\r\nb = 2\n# c\n# d"),
        (b"[x]\r\nc = 1\nb = 1\r\nd = 4", b"[x]\r\nc = 1\nb = 2\r\nd = 4"),
        (b"[x]\r\nc = 1\r\nd = 1\nb = 1", b"[x]\r\nc = 1\r\nd = 1\nb = 2"),
        (b"[x]\r\nc = 1\r\nd = 1\n\nb = '\xc4\x91'", b"[x]\r\nc = 1\r\nd = 1\n\nb = 2"),
    ],
)
def test_line_ends_and_mark_of_a_file_stay(old: bytes, new: bytes) -> None:
    """Those of Windows, plain ones, and a mixture; the last line gets none it did not have."""
    assert edit_bytes(old, lambda editor: editor.set(("x",), "b", 2)) == new


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n", ((2, "b", None), (2, None, "B"))),
        (b"a\n", b"a\n\nb\n", ((3, None, "b"),)),
        (b"a\nb\n", b"b\n", ((1, "a", None),)),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfa\r\nb\n", ((2, None, "b"),)),
        (b"a\n \nb\n", b"a\nb\n", ()),
        (b"a\nb\nc\nd\n", b"a\nx\ny\nd\n", ((2, "b", None), (3, "c", None), (2, None, "x"), (3, None, "y"))),
        (b"a\nb\n", b"c\na\nb\nd\n", ((1, None, "c"), (4, None, "d"))),
        ("é\n".encode(), "è\n".encode(), ((1, "é", None), (1, None, "è"))),
        (b"", b"", ()),
    ],
)
def test_lines_a_change_touches(old: bytes, new: bytes, lines: tuple[Touched, ...]) -> None:
    """Removed ones by their old number, added ones by their new one; blank lines are left out."""
    assert touched_lines(old, new) == lines
