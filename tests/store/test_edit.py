"""Edits in place: tomllib reads exactly the intended difference, and no other line moves."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts.core.problem import UsageError
from dts.store.edit import Editor, edit_bytes

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
