"""A file as text: how its bytes are decoded, where lines begin, which problems are noted, how far reading goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.core.problem import Place, Problem
from dts.store.source import AND_MORE, MAX_PROBLEMS, Source, TextLines, decode, judge, judge_bytes, read_source

NAME = "records/2025-02.toml"
NOT_TEXT = "tạo tệp mới bằng Notepad, gõ số liệu rồi lưu theo bảng mã UTF-8"
SAVE = "mở tệp bằng Notepad, chọn Save As, ở mục Encoding chọn UTF-8, rồi lưu lại"
OLD = "tệp lưu theo bảng mã cũ (ví dụ Windows-1258), chương trình chỉ đọc UTF-8"
BROKEN = "ký tự ở đây bị hỏng, không đọc được"
CUT = "tệp bị cắt cụt giữa chừng, ký tự cuối không trọn vẹn"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"PK\x03\x04x", "tệp Word hoặc Excel"),
        (b"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel kiểu cũ"),
        (b"{\\rtf1", "tệp RTF của Word"),
        (b"%PDF-1.7", "tệp PDF"),
    ],
)
def test_file_that_is_no_text(raw: bytes, what: str) -> None:
    """Named by what it is, whatever it is called."""
    sentence = f"đây là {what}, không phải tệp văn bản thuần; chỉ đổi đuôi tệp là chưa đủ"
    assert decode(raw, NAME) == Problem(Place(NAME), sentence, (NOT_TEXT,))


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfea\x00",
        b"\xfe\xff\x00a",
        b"a\x00b\x00",
        b"\x00a\x00b",
        b"a\x00b\x00cd",
        b"abcd\x00e\x00f\x00g\x00h",
        ("a" * 30).encode("utf-16-le"),
        "a".encode("utf-16-le") * 17 + b"aa" * 15,
    ],
)
def test_file_in_utf_16(raw: bytes) -> None:
    """With its mark, or with a NUL beside most letters of the beginning."""
    sentence = "tệp lưu theo bảng mã UTF-16, chương trình chỉ đọc UTF-8"
    assert decode(raw, NAME) == Problem(Place(NAME), sentence, (SAVE,))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"a\x00", "a\x00"),
        (b"\x00a", "\x00a"),
        (b"a\x00bc", "a\x00bc"),
        (b"a" * 64 + b"b\x00" * 40, "a" * 64 + "b\x00" * 40),
        (b"a\x00" * 16 + b"aa" * 16, "a\x00" * 16 + "aa" * 16),
        (b"\x00a" * 16 + b"aa" * 16 + b"\x00", "\x00a" * 16 + "aa" * 16 + "\x00"),
        (b"xPK\x03\x04", "xPK\x03\x04"),
        ("\ufeffđất".encode(), "đất"),
        ("đất".encode(), "đất"),
    ],
)
def test_text_in_utf_8(raw: bytes, text: str) -> None:
    """With its mark or without; a few NULs make no UTF-16."""
    assert decode(raw, NAME) == text


@pytest.mark.parametrize(
    ("raw", "line", "column", "source", "sentence", "advice"),
    [
        ("xin\nđấ".encode()[:-1], 2, 2, "đ\ufffd", CUT, "lấy lại tệp từ bản sao lưu hoặc từ git"),
        ("đấ".encode() + b"\xe0 x", 1, 3, "đấ\ufffd x", BROKEN, "gõ lại chữ ở chỗ này rồi lưu tệp"),
        ("đất\n a".encode() + b"\xe0 \xe1 " + "ế ề ể ễ".encode(), 2, 3, " a\ufffd \ufffd ế ề ể ễ", BROKEN, None),
        ("đ".encode() + b"\xe0 x", 1, 2, "đ\ufffd x", OLD, SAVE),
        (b"a = '\xe0'\n", 1, 6, "a = '\ufffd'", OLD, SAVE),
        (b"\xef\xbb\xbfa = 1\nb = '\xe0'\n", 2, 6, "b = '\ufffd'", OLD, SAVE),
        (b"\xef\xbb\xbf\xe0", 1, 1, "\ufffd", CUT, "lấy lại tệp từ bản sao lưu hoặc từ git"),
        (b"a\n\nb\r\nc = '\xe0\xe1\xe2'\r\n", 4, 6, "c = '\ufffd\ufffd\ufffd'", OLD, SAVE),
    ],
)
def test_bytes_that_are_no_utf_8(
    raw: bytes, line: int, column: int, source: str, sentence: str, advice: str | None
) -> None:
    """A file cut off, one broken character among many sound ones, an old encoding: the first wrong byte is shown."""
    expected = Problem(Place(NAME, line, column, source, 1), sentence, (advice or "gõ lại chữ ở chỗ này rồi lưu tệp",))
    assert decode(raw, NAME) == expected
    judged = judge_bytes(raw, NAME)
    assert (judged.problems, judged.data, judged.text) == ([expected], {}, "")


def test_decomposed_letters_are_composed() -> None:
    """Typed on another machine, the same words."""
    assert judge_bytes("a = 'e\u0302'".encode(), NAME).data == {"a": "ê"}


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """One problem, no data; a sound one has its data and no problem."""
    absent = read_source(tmp_path / "x.toml", "x.toml")
    assert [each.place for each in absent.problems] == [Place("x.toml")]
    assert absent.data == {}
    (tmp_path / "x.toml").write_bytes(b"a = 1.5")
    assert read_source(tmp_path / "x.toml", "x.toml").data == {"a": "1.5"}


LINES = TextLines("ab\r\ncd\n\nef")


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (0, 1, Place(NAME, 1, 1, "ab", 1)),
        (0, 2, Place(NAME, 1, 1, "ab", 2)),
        (0, 9, Place(NAME, 1, 1, "ab", 2)),
        (1, 1, Place(NAME, 1, 2, "ab", 1)),
        (3, 4, Place(NAME, 1, 4, "ab", 1)),
        (4, 6, Place(NAME, 2, 1, "cd", 2)),
        (5, 20, Place(NAME, 2, 2, "cd", 1)),
        (7, 8, Place(NAME, 3, 1, "", 1)),
        (8, 10, Place(NAME, 4, 1, "ef", 2)),
        (9, 99, Place(NAME, 4, 2, "ef", 1)),
    ],
)
def test_place_by_offsets(start: int, end: int, place: Place) -> None:
    """Line and column as people count; what is underlined ends with its first line."""
    assert LINES.place(NAME, start, end) == place


@pytest.mark.parametrize(("line", "following"), [(0, 2), (1, 2), (2, 4), (3, 4), (4, 7), (5, 7), (6, 7)])
def test_next_table(line: int, following: int) -> None:
    """The line that opens the next one, the line behind the last when none does."""
    assert TextLines("a\n[b]\nc\n  [[d]]\ne\n#[x]").next_header(line) == following


@pytest.mark.parametrize(
    ("text", "data", "mended", "named"),
    [
        ("a = 1\n", {"a": 1}, {}, []),
        ("a = x y\nb = 1\n", {"a": "x y", "b": 1}, {1: 'a = "x y"'}, [1]),
        ("a = 1\nb =\nc = 3 4\n", {"a": 1, "c": "3 4"}, {2: "", 3: 'c = "3 4"'}, [2, 3]),
        ("a = 1\n[a]\nb =\n", {}, {}, [2]),
        ('[[note]]\ntext = """một\ndòng = x\n', {"note": [{"text": "một", "dòng": "x"}]}, None, [2, 3]),
    ],
)
def test_reading_goes_on_behind_a_slip(
    text: str, data: dict[str, object], mended: dict[int, str] | None, named: list[int]
) -> None:
    """The line is read as corrected, or left out; where neither helps, nothing is read."""
    source = Source(NAME, text)
    judge(source)
    assert [each.place.line for each in source.problems] == named
    if mended is not None:
        assert source.data == data
        assert source.mended == mended


@pytest.mark.parametrize(("slips", "named"), [(39, 39), (41, 41), (60, 41)])
def test_very_many_slips(slips: int, named: int) -> None:
    """After forty one line says that there are more."""
    source = Source(NAME, "".join(f"k{number} = x y\n" for number in range(slips)))
    judge(source)
    assert len(source.problems) == named
    assert (source.problems[-1] == Problem(Place(NAME), AND_MORE)) is (slips > 39)
    assert (source.data == {}) is (slips > 39)


@pytest.mark.parametrize(("parts", "refused"), [(20, False), (21, True)])
def test_endless_key(parts: int, refused: bool) -> None:
    """Twenty parts are read; more are no key of an official."""
    key = ".".join(["ab"] * parts)
    source = Source(NAME, f"x = 1\n{key} = 1\n")
    judge(source)
    sentence = "khóa hoặc tên mục có hơn 20 phần nối bằng dấu chấm; đây không phải số liệu"
    place = Place(NAME, 2, 1, f"{key} = 1", len(key))
    assert source.problems == ([Problem(place, sentence)] if refused else [])
    assert (source.data == {}) is refused


def test_dots_in_a_text_are_no_key() -> None:
    """Nor in a comment."""
    source = Source(NAME, "x = '" + ".a" * 30 + "' # " + ".b" * 30)
    judge(source)
    assert (source.problems, source.data) == ([], {"x": ".a" * 30})


def test_sides_of_a_conflict_share_their_problems() -> None:
    """Each is read with its own lines; whatever is wrong stands in one list, once."""
    source = Source(NAME, "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\ny = u v\n")
    judge(source)
    (other,) = source.other_sides
    assert source.data == {"x": 1, "y": "u v"}
    assert other.data == {"x": 2, "y": "u v"}
    assert source.mended == {1: "#", 3: "#", 4: "#", 5: "#", 6: 'y = "u v"'}
    assert other.mended == {1: "#", 2: "#", 3: "#", 5: "#", 6: 'y = "u v"'}
    assert other.problems is source.problems
    assert [each.place.line for each in source.problems] == [1, 6]
    assert source.lines.text == '#\nx = 1\n#\n#\n#\ny = "u v"\n'


def sound(text: str) -> Source:
    """A source that was judged."""
    source = Source(NAME, text)
    judge(source)
    return source


def test_problem_is_noted_once() -> None:
    """The same words at the same place; other words, or another place, are another problem."""
    source = sound("a = 1\nb = 2\n")
    source.problem(("a",), "sai")
    source.problem(("a",), "sai")
    source.problem(("a",), "sai", key=True)
    source.problem(("a",), "sai", "sửa")
    source.problem(("b",), "sai", warning=True)
    assert source.problems == [
        Problem(Place(NAME, 1, 5, "a = 1", 1), "sai"),
        Problem(Place(NAME, 1, 1, "a = 1", 1), "sai"),
        Problem(Place(NAME, 1, 5, "a = 1", 1), "sai", ("sửa",)),
        Problem(Place(NAME, 2, 5, "b = 2", 1), "sai", (), True),
    ]
    source.note(source.problems[0])
    assert len(source.problems) == 4


def test_too_many_problems() -> None:
    """After five hundred one line says that there are more, once."""
    source = sound("a = 1\n")
    for number in range(MAX_PROBLEMS + 3):
        source.problem(("a",), f"sai {number}")
    assert len(source.problems) == 501
    assert source.problems[499].message == "sai 499"
    assert source.problems[500] == Problem(Place(NAME), "còn lỗi nữa; sửa các lỗi trên rồi chạy lại để xem tiếp")


def test_problem_where_a_line_was_left_out() -> None:
    """What is only wrong because of a slip named already is not said: on its line, or of the table it stands in."""
    source = sound("[a]\nx =\n[b]\ny = 1\n[c]\nz = 3 4\n")
    first = list(source.problems)
    source.problem(("a",), "thiếu")
    source.problem(("c", "z"), "sai")
    assert source.problems == first
    source.problem(("b",), "thiếu")
    source.problem(("b", "y"), "sai")
    source.problem(("c",), "thiếu")
    assert [(each.place.line, each.message) for each in source.problems[2:]] == [(3, "thiếu"), (4, "sai"), (5, "thiếu")]


def test_what_the_whole_file_lacks_where_a_line_was_left_out() -> None:
    """Not said when the line stood before all tables; said when it stood in one of them."""
    above = sound("x =\n[a]\ny = 1\n")
    above.problem((), "thiếu")
    assert [each.place.line for each in above.problems] == [1]
    inside = sound("x = 1\n[a]\ny =\n")
    inside.problem((), "thiếu")
    assert [each.place.line for each in inside.problems] == [3, 0]


def test_line_left_out_below_does_not_silence_a_key_above() -> None:
    """Only of a table as a whole nothing is said."""
    source = sound("a = 1\nb =\n[c]\n")
    source.problem(("a",), "sai")
    source.problem(("c",), "thiếu")
    assert [(each.place.line, each.message) for each in source.problems[1:]] == [(1, "sai"), (3, "thiếu")]


def test_tables_in_doubt() -> None:
    """A wrong key makes its table doubtful, no other; a misspelt one the key it was meant to be."""
    source = sound("[a]\nx = 1\n[b]\ny = 1\n")
    source.problem(("a", "x"), "sai")
    source.doubt(("b", "z"))
    assert [source.is_doubtful(path) for path in (("a",), ("a", "x"), ("b",), ("b", "z"))] == [True, False, False, True]


@pytest.mark.parametrize(
    ("path", "column", "width", "key_column", "key_width"),
    [
        (("a", "bb"), 7, 4, 1, 2),
        (("a", "bb", "c"), 1, 2, 1, 2),
        (("a", "zz"), 1, 3, 1, 3),
        (("a",), 1, 3, 1, 3),
    ],
)
def test_place_of_what_is_not_there(
    path: tuple[str, ...], column: int, width: int, key_column: int, key_width: int
) -> None:
    """The key of the nearest thing above it."""
    source = sound("[a]\nbb  = 1000\n")
    place, at_key = source.place(path), source.place(path, key=True)
    assert (place.column, place.width) == (column, width)
    assert (at_key.column, at_key.width) == (key_column, key_width)
    assert source.line_of(path) == (2 if "bb" in path else 1)


def test_place_where_nothing_is_known() -> None:
    """The file as a whole: no key above, or brackets nested too deeply to be looked through."""
    assert sound("a = 1\n").place(("b",)) == Place(NAME)
    assert sound("a = 1\n").line_of(("b",)) == 0
    deep = Source(NAME, "a = " + "[" * 5000 + "]" * 5000)
    assert deep.place(("a",)) == Place(NAME)
    assert deep.spots == {}
