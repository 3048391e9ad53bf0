"""How lines that are no valid TOML are taken apart: strings, comments, brackets, statements, keys and values."""

from __future__ import annotations

import pytest

from dts.core.problem import Place
from dts.store.slips.correct import accepted, correct, rules_for
from dts.store.slips.finding import Finding, Line, Pair, place_in, quote, retype
from dts.store.slips.rules import ITEM_RULES, LINE_RULES, TEXT_RULES
from dts.store.slips.scan import begins_statement, code, comment_start, open_quotes, open_signs, outside, statement_line


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ('a = "b" # c', "a = xxx xxx"),
        ('a = \'b"\' + "c\\"d"', "a = xxxx + xxxxxx"),
        ('a = """b\nc""" d', "a = xxxx\nxxxx d"),
        ('a = """b', "a = xxxb"),
        ('a = "b', 'a = "b'),
        ("a = “b”", "a = “b”"),
    ],
)
def test_text_without_its_strings(text: str, blanked: str) -> None:
    """Closed strings and comments are blanked; lines and length stay."""
    assert outside(text) == blanked


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('a = "#" # b', 'a = "#"'),
        ("a = 1", "a = 1"),
        ("a = 1  # b # c", "a = 1"),
        ("# b", ""),
        ("  a ", "  a"),
        ("", ""),
    ],
)
def test_line_without_its_comment(line: str, left: str) -> None:
    """A `#` inside a string begins no comment."""
    assert code(line) == left


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("5 # b", 2),
        ("# b", 0),
        ("5", 1),
        ("", 0),
        ('"#" # b', 4),
        ("“#” # b", 4),
        ("«#» # b", 4),
        ("‘#’ # b", 4),
        ('"a # b', 6),
        ("'a # b", 6),
        ('a" # b', 3),
        ('1"# b', 2),
        ("“a # b", 3),
        ('"a" "b # c', 7),
    ],
)
def test_where_the_comment_begins(text: str, start: int) -> None:
    """Behind the value; a quote that is never closed at its beginning swallows the rest."""
    assert comment_start(text) == start


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("a = [1, { b = 2", [("[", 4), ("{", 8)]),
        ("a = [1] }", []),
        ("]a = [", [("[", 5)]),
        ('a = "[" # [', []),
        ("a = [{}, [", [("[", 4), ("[", 9)]),
        ("a = {[}", [("{", 4)]),
        ("", []),
    ],
)
def test_brackets_left_open(text: str, signs: list[tuple[str, int]]) -> None:
    """Outermost first, with their offsets; those in strings and comments are words."""
    assert open_signs(text) == signs


def test_quotes_left_open() -> None:
    """Three quotes without their partners; a text that is closed is none."""
    opened = open_quotes("a = '''x'''\nb = \"\"\"y")
    assert opened is not None
    assert (opened.start(), opened[0]) == (16, '"""')
    assert open_quotes("a = '''x'''\nb = \"y\" # '''") is None
    assert open_quotes("") is None


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("a = 1", True),
        ("  a.b-c_1 =", True),
        ('"b c" = 1', True),
        ("[a]", True),
        ("  [[a.b]]  # c", True),
        ('[targets."a b"]', True),
        ("[1, 2]", False),
        ('"b",', False),
        ("]", False),
        ("a b = 1", False),
        ("# a = 1", False),
        ("[a] b", False),
        ("", False),
    ],
)
def test_line_that_begins_a_statement(line: str, begins: bool) -> None:
    """A key and its sign, or the name of a table."""
    assert begins_statement(line) is begins


@pytest.mark.parametrize(("line", "first"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 5)])
def test_where_a_statement_begins(line: int, first: int) -> None:
    """At the key above; a line that has none above it stands for itself."""
    assert statement_line(["x", "a = [", "1,", "]", "b = 2"], line) == first
    assert statement_line(["a = [", "1,", "]"], min(line, 3)) == 1


@pytest.mark.parametrize(
    ("source", "pair"),
    [
        ("a = 1", Pair("a = ", "a", "1", "", False)),
        ("  a.b =\t'x'  # c", Pair("  a.b =\t", "a.b", "'x'", "  # c", False)),
        ('"b c"="#"#d', Pair('"b c"=', '"b c"', '"#"', "#d", False)),
        ("a = # b", Pair("a = ", "a", "", "# b", False)),
        ("a =", Pair("a =", "a", "", "", False)),
        ("a = 1  ", Pair("a = ", "a", "1", "  ", False)),
        ("a b = 1", None),
        ("[a]", None),
    ],
)
def test_line_as_key_and_value(source: str, pair: Pair | None) -> None:
    """What stands before the value, the key, the value, what stands behind it."""
    assert Line(source, True).pair == pair


def test_key_and_value_inside_braces() -> None:
    """They know that they stand there."""
    assert Line("a = 1", True, inline=True).pair == Pair("a = ", "a", "1", "", True)


@pytest.mark.parametrize(
    ("source", "indent", "quoted", "takes_words"),
    [
        ("value = 5", 0, False, True),
        ("  published = '5'", 2, True, True),
        ('    source = "a', 4, True, False),
        ("\tvalue = [5", 1, True, True),
        ("of = { a", 0, True, False),
        ("of =", 0, False, False),
        ("of = a'", 0, False, False),
    ],
)
def test_what_a_pair_tells(source: str, indent: int, quoted: bool, takes_words: bool) -> None:
    """How far it is indented, whether its value is a string, list or table, whether words may go with a number."""
    pair = Line(source, True).pair
    assert pair is not None
    assert (pair.indent, pair.quoted, pair.takes_words) == (indent, quoted, takes_words)
    assert not pair._replace(inline=True).takes_words


@pytest.mark.parametrize(
    ("source", "changed"),
    [("a = 1 # b", "a = 2 # b"), ("a=1", "a= 2"), ("  a  =   1", "  a  =   2"), ("a =", "a = 2")],
)
def test_line_with_another_value(source: str, changed: str) -> None:
    """Everything around the value stays; behind a bare sign comes a space."""
    pair = Line(source, True).pair
    assert pair is not None
    assert pair.with_value("2") == changed
    assert pair.replaced("x", "2") == Finding("x", changed, len(pair.head), len(pair.head) + len(pair.value), None)
    assert pair.found("x", None, "y") == Finding("x", None, len(pair.head), len(pair.head) + len(pair.value), ("y",))


def test_place_in_a_file() -> None:
    """Counted from one, without the sign that ends lines on Windows; one character at least."""
    lines = ["a = 1\r", "b = 2\r"]
    assert place_in("t.toml", lines, 1, 4, 5) == Place("t.toml", 1, 5, "a = 1", 1)
    assert place_in("t.toml", lines, 2, 0, 3) == Place("t.toml", 2, 1, "b = 2", 3)
    assert place_in("t.toml", lines, 2, 5, 5) == Place("t.toml", 2, 6, "b = 2", 1)


def test_line_to_type() -> None:
    """Without its indent, tabs as spaces; an empty one is to be deleted."""
    assert retype("  a =\t1 ") == "sửa thành:   a = 1"
    assert retype("  ") == "xóa dòng này"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('nói "to"', "'nói \"to\"'"),
        ("C:\\x", "'C:\\x'"),
        ('it\'s "\\"', '"it\'s \\"\\\\\\""'),
        ("", '""'),
    ],
)
def test_text_in_quotes(text: str, quoted: str) -> None:
    """In straight double quotes, in single ones where it holds some, else with backslashes."""
    assert quote(text) == quoted


@pytest.mark.parametrize(
    ("line", "before", "sound"),
    [
        ("a = 1", [], True),
        ("a = ", [], False),
        ("a = [1,", [], True),
        ("a = [1 2", [], False),
        ('a = """b', [], True),
        ('a = "b', [], False),
        ("2,", ["a = [1,"], True),
        ("2]", ["a = [1,"], True),
        ("2 3]", ["a = [1,"], False),
        ('b"""', ['a = """'], True),
        ("a", [], False),
        ("a = " + "[" * 3000, [], False),
    ],
)
def test_line_the_parser_gets_past(line: str, before: list[str], sound: bool) -> None:
    """What is still open at its end may be closed on a later line."""
    assert accepted(line, before) is sound


def test_rules_by_what_is_open_above() -> None:
    """In a text only control characters are wrong; in a list a line is an item."""
    assert rules_for([]) == LINE_RULES
    assert rules_for(["a = 1"]) == LINE_RULES
    assert rules_for(["a = ["]) == ITEM_RULES
    assert rules_for(['a = """b', "["]) == TEXT_RULES


def take_sign(line: Line) -> Finding | None:
    """A rule whose correction takes one `!` from the end of a line."""
    return Finding("!", line.source[:-1], 0, 1) if line.source.endswith("!") else None


@pytest.mark.parametrize(("signs", "found"), [(0, 0), (1, 1), (4, 4), (5, 5), (6, 0)])
def test_corrections_build_on_one_another(signs: int, found: int) -> None:
    """Up to five of them; a line that is wrong in more ways gets none."""
    assert len(correct(Line("a = 1" + "!" * signs, True), [take_sign], [])) == found


def test_correction_that_leads_nowhere_is_not_offered() -> None:
    """One that changes nothing, and one behind which the line is still wrong; the next rule has its turn."""
    same = Finding("same", "a = b", 0, 1)
    wrong = Finding("wrong", "a = c", 0, 1)
    right = Finding("right", "a = 1", 0, 1)
    nothing = Finding("nothing", None, 0, 1)
    line = Line("a = b", True)

    def rules(*findings: Finding | None) -> list[Finding]:
        return correct(line, [lambda _line, each=each: each for each in findings], [])  # type: ignore[misc]

    assert rules(None, same, right) == [right]
    assert rules(same) == []
    assert rules(wrong, right) == [wrong, right]
    assert rules(wrong) == []
    assert rules(None, nothing, right) == [nothing]
