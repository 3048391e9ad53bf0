"""Slips that take more than one line, or the words of the parser, to tell: where they are shown and what to type.

The lines behind a row are what the reader puts in place of the wrong ones to look for more slips.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest

from dts.core.problem import Place, Problem
from dts.store.slips import Slip, explain
from tests.store.slip_case import typed

RECORD = "records/2025-02.toml"
TEXT = 'đoạn chữ mở bằng """ ở đây chưa có """ đóng'
END = 'thêm """ vào cuối đoạn chữ'
WORDS = "chữ phải đặt trong dấu ngoặc kép"
LIST = "danh sách chưa có dấu ] đóng"
LIST_ABOVE = "danh sách mở ở dòng 1 chưa có dấu ] đóng"
BRACES = "ngoặc nhọn { chưa có dấu } đóng"
ONE_LINE = "các khóa trong ngoặc nhọn { } phải viết trọn trên một dòng"
COMMA = "sau phần này của danh sách thiếu dấu phẩy"
LIST_WORDS = "danh sách viết trong ngoặc vuông, mỗi mã trong dấu ngoặc kép"
ARRAY = "danh sách thiếu dấu phẩy giữa hai phần hoặc thiếu dấu ngoặc vuông đóng ]"
DELETE = "xóa dòng này"
NEW_FIGURE = "thêm dòng:   [[figure]]   ngay trên dòng này"
OTHER_ID = "đặt mã khác cho mục này, hoặc gộp các dòng của nó vào mục trên"
TWICE_INSIDE = "trong cùng một ngoặc { } khóa b viết hai lần; giữ một"
NOTHING = "dòng này không phải khóa, cũng không phải tên mục; nếu là ghi chú thì thêm dấu # ở đầu"
SINGLE = "chữ chưa có dấu nháy đơn đóng"
BACKSLASH = "dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn"
CONTROL = "có ký tự điều khiển không nhìn thấy được; xóa ký tự đó"

# the text with what is underlined between marks, the sentence, what to type, the lines to read on with
OPEN_TEXTS: list[tuple[str, str, tuple[str, ...], Mapping[int, str]]] = [
    ('a = ⟦"""⟧x', TEXT, ('sửa thành:   a = """x"""',), {1: 'a = """x"""'}),
    ('a = ⟦"""⟧\nb = 1', TEXT, (END,), {}),
    ('a = ⟦"""⟧x\n  b', TEXT, ('sửa thành:   a = """x"""',), {1: 'a = """x"""'}),
    (
        '[[note]]\ntext = ⟦"""⟧dòng một\ndòng hai\n',
        TEXT,
        ('sửa thành:   text = """dòng một"""',),
        {2: 'text = """dòng một"""'},
    ),
    ("a = ⟦'''⟧x\ny", "đoạn chữ mở bằng ''' ở đây chưa có ''' đóng", ("sửa thành:   a = '''x'''",), {1: "a = '''x'''"}),
    ('a = ⟦"""⟧  \nx', TEXT, (END,), {}),
    ('a = 1\n  text = ⟦"""⟧abc  \n', TEXT, ('sửa thành:   text = """abc"""',), {2: '  text = """abc"""'}),
    (
        'text = ⟦"""⟧một\n\n[[note]]\ntext = """hai"""\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {1: 'text = """một"""'},
    ),
    (
        'text = ⟦"""⟧một\nvalue = 5\nsource = """hai"""\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {1: 'text = """một"""'},
    ),
    ('text = ⟦"""⟧\nmột\n[figure]\n\nsource = """hai"""\n', TEXT, (END,), {}),
    (
        'x = """a"""\ntext = ⟦"""⟧một\n[[figure]]\nb = """hai\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {2: 'text = """một"""'},
    ),
    (
        'text = ⟦"""⟧một\r\n[[figure]]\r\ntext = """hai"""\r\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {1: 'text = """một"""'},
    ),
    (
        "text = ⟦'''⟧một\n[targets.a]\nb = '''hai'''\n",
        "đoạn chữ mở bằng ''' ở đây chưa có ''' đóng",
        ("sửa thành:   text = '''một'''",),
        {1: "text = '''một'''"},
    ),
    ('text = ⟦"""⟧một\nvalue = 5\n"""\nb = "x\n', TEXT, ('sửa thành:   text = """một"""',), {1: 'text = """một"""'}),
    (
        'a = """x"""\ntext = ⟦"""⟧một\nvalue = 5\n"""\n\nb = x y\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {2: 'text = """một"""'},
    ),
    ('text = """một\nvalue = 5\n"""\nb = 1\nc = ⟦x y⟧\n', WORDS, ('sửa thành:   c = "x y"',), {5: 'c = "x y"'}),
    ('text = """một\nxyz = 5\n"""\nb = ⟦x y⟧\n', WORDS, ('sửa thành:   b = "x y"',), {4: 'b = "x y"'}),
    (
        'text = ⟦"""⟧một\n  owners = 5\n"""\nb = x y\n',
        TEXT,
        ('sửa thành:   text = """một"""',),
        {1: 'text = """một"""'},
    ),
    ('text = """[owners.a]\nx"""\nb = ⟦x y⟧\n', WORDS, ('sửa thành:   b = "x y"',), {3: 'b = "x y"'}),
    ('text = ⟦"""⟧một\n [owners.a]"""\nb = x y\n', TEXT, ('sửa thành:   text = """một"""',), {1: 'text = """một"""'}),
    ('b = ⟦x y⟧\ntext = """một\nvalue = 5\n"""\n', WORDS, ('sửa thành:   b = "x y"',), {1: 'b = "x y"'}),
    ('text = ⟦"""⟧một\nsource = """hai"""\n', TEXT, ('sửa thành:   text = """một"""',), {1: 'text = """một"""'}),
    ('text = ⟦"""⟧một\n\n[[figure]]\n""" x = y\n', TEXT, ('sửa thành:   text = """một"""',), {1: 'text = """một"""'}),
    ('\ntext = ⟦"""⟧x\n', TEXT, ('sửa thành:   text = """x"""',), {2: 'text = """x"""'}),
    ('\ntext = ⟦"""⟧một\nvalue = 5\n"""\nb = x y\n', TEXT, ('sửa thành:   text = """một"""',), {2: 'text = """một"""'}),
]

BRACKETS: list[tuple[str, str, tuple[str, ...], Mapping[int, str]]] = [
    ('partners = ⟦["a"⟧\nvalue = 5', LIST, ('sửa thành:   partners = ["a"]',), {1: 'partners = ["a"]'}),
    ('partners = ["a",\n⟦"b"⟧\n\nvalue = 5', LIST_ABOVE, ('sửa thành:   "b"]',), {2: '"b"]'}),
    ("partners = ⟦[⟧", LIST, ("sửa thành:   partners = []",), {1: "partners = []"}),
    ('partners = ⟦["a",⟧ # x\n', LIST, ('sửa thành:   partners = ["a"] # x',), {1: 'partners = ["a"] # x'}),
    ('partners = ⟦["a"⟧ # x\n[[figure]]', LIST, ('sửa thành:   partners = ["a"] # x',), {1: 'partners = ["a"] # x'}),
    ("a = ⟦{ b = 1⟧\nc = 2", BRACES, ("sửa thành:   a = { b = 1 }",), {1: "a = { b = 1 }"}),
    ("a = ⟦{ b = 1,⟧\n c = 2 }", ONE_LINE, ("sửa thành:   a = { b = 1, c = 2 }",), {1: "a = { b = 1, c = 2 }", 2: "#"}),
    (
        "a = ⟦{⟧\n  b = 1,\n  c = 2,\n}\nd = 1",
        ONE_LINE,
        ("sửa thành:   a = { b = 1, c = 2 }",),
        {1: "a = { b = 1, c = 2 }", 2: "#", 3: "#", 4: "#"},
    ),
    ("a = ⟦{⟧\n b = 1\n", BRACES, ("sửa thành:   a = { }",), {1: "a = { }"}),
    ("a = ⟦{⟧\n b = 1,\n[[figure]]\n", BRACES, ("sửa thành:   a = { }",), {1: "a = { }"}),
    (
        "a = [\n  ⟦{ b = 1,⟧\n    c = 2 },\n]",
        ONE_LINE,
        ("sửa thành:   { b = 1, c = 2 },",),
        {2: "  { b = 1, c = 2 },", 3: "#"},
    ),
    ('partners = [\n  "a⟦"⟧\n  "b",\n]', COMMA, ('sửa thành:   "a",',), {2: '  "a",'}),
    ('partners = [\n  "a",\n  ⟦b⟧,\n]', WORDS, ('sửa thành:   "b",',), {3: '  "b",'}),
    ('partners = [\n  "a⟦"⟧ # x\n\n  "b"\n]', COMMA, ('sửa thành:   "a", # x',), {2: '  "a", # x'}),
    ('partners = [ ⟦1⟧\n  "b"\n]', COMMA, ("sửa thành:   partners = [ 1,",), {1: "partners = [ 1,"}),
    ('partners = [\n "a⟦"⟧\n { b = 1 }\n]', COMMA, ('sửa thành:   "a",',), {2: ' "a",'}),
    ("x = [⟦[1, 2⟧\ny = 1", LIST, ("sửa thành:   x = [[1, 2]]",), {1: "x = [[1, 2]]"}),
    ("x = [\n  [1,\n  ⟦2⟧\ny = 1", "danh sách mở ở dòng 2 chưa có dấu ] đóng", ("sửa thành:   2]]",), {3: "  2]]"}),
    (
        "x = 1\n⟦[[figure]⟧\ny = 1",
        "tên mục thiếu dấu ngoặc vuông đóng",
        ("sửa thành:   [[figure]]",),
        {2: "[[figure]]"},
    ),
    (
        "a = ⟦{ b = 36,18⟧",
        "ngoặc nhọn { chưa có dấu } đóng; số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép",
        ('sửa thành:   a = { b = "36,18" }',),
        {1: 'a = { b = "36,18" }'},
    ),
    ('partners = ⟦["a", b⟧', LIST_WORDS, ('sửa thành:   partners = ["a", "b"]',), {1: 'partners = ["a", "b"]'}),
    ("partners = ⟦[a⟧\nvalue = 5", LIST_WORDS, ('sửa thành:   partners = ["a"]',), {1: 'partners = ["a"]'}),
    ("partners = [\n 'a⟦'⟧\n # ghi chú\n 'b'\n]", COMMA, ("sửa thành:   'a',",), {2: " 'a',"}),
    (
        "a = ⟦{ b = 1,⟧\r\n  c = 2 }\r\n",
        ONE_LINE,
        ("sửa thành:   a = { b = 1, c = 2 }",),
        {1: "a = { b = 1, c = 2 }", 2: "#"},
    ),
    ('partners = ⟦["a",⟧\r\nvalue = 5\r\n', LIST, ('sửa thành:   partners = ["a"]',), {1: 'partners = ["a"]'}),
    ("a = ⟦{⟧ # x\n b = 1 }\n", ONE_LINE, ("sửa thành:   a = { b = 1 }",), {1: "a = { b = 1 }", 2: "#"}),
    (
        "a = ⟦{⟧\n  b = 36,18,\n  c = 2 }",
        "các khóa trong ngoặc nhọn { } phải viết trọn trên một dòng; "
        "số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép",
        ('sửa thành:   a = { b = "36,18", c = 2 }',),
        {1: 'a = { b = "36,18", c = 2 }', 2: "#", 3: "#"},
    ),
    (
        "a = { b = ⟦{ c = 1,⟧\n d = 2 } }",
        ONE_LINE,
        ("sửa thành:   a = { b = { c = 1, d = 2 } }",),
        {1: "a = { b = { c = 1, d = 2 } }", 2: "#"},
    ),
    ('partners = [\n "a",\n\n⟦"b"⟧\nvalue = 1\n', LIST_ABOVE, ('sửa thành:   "b"]',), {4: '"b"]'}),
    ("a = [\n1\n⟦2⟧\n]", ARRAY, (), {}),
    (
        "a = [\n1,\n  ⟦{ b = 1,⟧\n    c = 2 }\n]\n",
        ONE_LINE,
        ("sửa thành:   { b = 1, c = 2 }",),
        {3: "  { b = 1, c = 2 }", 4: "#"},
    ),
    ("a = ⟦{⟧\n\n b = 1 }", BRACES, ("sửa thành:   a = { }",), {1: "a = { }"}),
    ('partners = [\n "a",\n ⟦"b"⟧\n\n\n# x\nvalue = 1\n', LIST_ABOVE, ('sửa thành:   "b"]',), {3: ' "b"]'}),
    (
        'x = 1\npartners = [ "a",\n  ⟦"b"⟧ # y\n',
        "danh sách mở ở dòng 2 chưa có dấu ] đóng",
        ('sửa thành:   "b"] # y',),
        {3: '  "b"] # y'},
    ),
    ("a = [ { b = 1 },\n  ⟦{ c = 2⟧\nvalue = 1", BRACES, ("sửa thành:   { c = 2 }]",), {2: "  { c = 2 }]"}),
    ('a = [ # x\n ⟦"b"⟧ # [\nvalue = 1\n', LIST_ABOVE, ('sửa thành:   "b"] # [',), {2: ' "b"] # ['}),
    ('partners = [\n "b",\n "c" ⟦"⟧d"\n]', ARRAY, (), {}),
    ('partners = [\n "b",\n\n "c" ⟦5⟧,\n]', ARRAY, (), {}),
    ("a = [1]\nb = ⟦x y⟧", WORDS, ('sửa thành:   b = "x y"',), {2: 'b = "x y"'}),
    ("a = [1]\nb = [2 ⟦3⟧", ARRAY, (), {}),
    ("a = { b = 1 ⟦c⟧ = 2\n", "trong ngoặc nhọn thiếu dấu phẩy giữa hai phần hoặc thiếu dấu ngoặc nhọn đóng }", (), {}),
    ("a = { b = 1 ⟦c⟧\n", "trong ngoặc nhọn thiếu dấu phẩy giữa hai phần hoặc thiếu dấu ngoặc nhọn đóng }", (), {}),
    ("a = [1 ⟦2⟧\nb = 1", ARRAY, (), {}),
    ("a = ⟦{ b = 1, 2⟧\nc = 1", BRACES, (), {}),
]

TWICE: list[tuple[str, str, tuple[str, ...], Mapping[int, str]]] = [
    (
        "a = 1\n⟦a⟧ = 2",
        "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 2)",),
        {2: "#"},
    ),
    ("a = 1\n⟦a⟧ = 1", "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục", (DELETE,), {2: "#"}),
    ("a = 1\n ⟦a⟧  =  1", "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục", (DELETE,), {2: "#"}),
    (
        'target = "a"\nvalue = 1\n⟦target⟧ = "b"',
        "target đã có ở dòng 1; mỗi số liệu mới bắt đầu bằng một dòng [[figure]]",
        (NEW_FIGURE,),
        {},
    ),
    (
        '[[figure]]\ntarget = "a"\nvalue = 1\n\n  ⟦target⟧ = "b"',
        "target đã có ở dòng 2; mỗi số liệu mới bắt đầu bằng một dòng [[figure]]",
        (NEW_FIGURE,),
        {4: "[[figure]]"},
    ),
    ("[a]\nb = 1\n⟦[a]⟧\nc = 1", "mục [a] đã có ở dòng 1; mỗi mã chỉ có một mục", (OTHER_ID,), {3: "[a-dong-3]"}),
    (
        "[figure]\na = 1\n⟦[figure]⟧\na = 2",
        "có nhiều mục figure thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[figure]]",),
        {3: "[[figure]]"},
    ),
    (
        "[[figure]]\n⟦[figure]⟧\na = 1",
        "có nhiều mục figure thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[figure]]",),
        {2: "[[figure]]"},
    ),
    (
        "⟦[figure]⟧\n[[figure]]\n",
        "có nhiều mục figure thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[figure]]",),
        {1: "[[figure]]"},
    ),
    (
        "[targets.a]\n[targets.b]\n⟦[targets.a]⟧ # x\n",
        "mục [targets.a] đã có ở dòng 1; mỗi mã chỉ có một mục",
        (OTHER_ID,),
        {3: "[targets.a-dong-3] # x"},
    ),
    ("x = 1\n⟦[x]⟧\n", "mục [x] trùng với khóa x ở dòng 1; giữ một trong hai", (), {}),
    ("[a]\nb = 1\n⟦[a.b]⟧\n", "mục [a.b] trùng với khóa b ở dòng 2; giữ một trong hai", (), {}),
    ("[a]\nb = 1\n[c]\n⟦[a.b]⟧\nc = 1", "mục [a.b] trùng với khóa b ở dòng 2; giữ một trong hai", (), {}),
    (
        "a = [\n1]\n⟦a⟧ = [\n2,\n3]",
        "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 3)",),
        {3: "#", 4: "#", 5: "#"},
    ),
    (
        "a = [\n1]\n⟦a⟧ = [\n1]",
        "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 3)",),
        {3: "#", 4: "#"},
    ),
    ("a.b = 1\n⟦a⟧ = 2", "khóa a trùng với một mục đã có ở trên; giữ một trong hai", (), {}),
    ("[a]\nb.c = 1\n⟦[a.b]⟧\n", "mục [a.b] trùng với một khóa đã có ở trên; giữ một trong hai", (), {}),
    ("[a.b]\n[a]\n⟦b⟧ = 1\n", "khóa b trùng với một mục đã có ở trên; giữ một trong hai", (), {}),
    ("a = { b = 1, ⟦b⟧ = 2 }", TWICE_INSIDE, (), {1: ""}),
    ("a = { b = 1, c = 2, ⟦b⟧ = 3, d = 4 } # b = 5", TWICE_INSIDE, (), {1: ""}),
    ('a = { "b" = 1, ⟦b⟧ = 2 }', TWICE_INSIDE, (), {1: ""}),
    ("a = { xb = 1, b = 2, ⟦b⟧ = 3 }", TWICE_INSIDE, (), {1: ""}),
    ("x = 1\n  a = { b = 1, ⟦b⟧ = 2 }\n", TWICE_INSIDE, (), {2: ""}),
    (
        "[x]\na = 1\n[y]\na = 1\n⟦a⟧ = 2",
        "khóa a đã có ở dòng 4; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 4 hoặc dòng 5)",),
        {5: "#"},
    ),
    (
        "  [a]  # x\n  ⟦[a]⟧  # y",
        "mục [a] đã có ở dòng 1; mỗi mã chỉ có một mục",
        (OTHER_ID,),
        {2: "  [a-dong-2]  # y"},
    ),
    ("[a]\r\n⟦[a]⟧\r\n", "mục [a] đã có ở dòng 1; mỗi mã chỉ có một mục", (OTHER_ID,), {2: "[a-dong-2]"}),
    ("a = 1\r\n⟦a⟧ = 1\r\n", "khóa a đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục", (DELETE,), {2: "#"}),
    ("⟦[a]⟧\n[[a]]", "có nhiều mục a thì mỗi mục mở bằng hai dấu ngoặc vuông", ("sửa thành:   [[a]]",), {1: "[[a]]"}),
    ("a = 1\n⟦[[a]]⟧", "mục [a] trùng với khóa a ở dòng 1; giữ một trong hai", (), {}),
    (
        '[a]\n"b c" = 1\n⟦"b c"⟧ = 2',
        'khóa "b c" đã có ở dòng 2; mỗi khóa chỉ viết một lần trong một mục',
        ("giữ một dòng, xóa dòng kia (dòng 2 hoặc dòng 3)",),
        {3: "#"},
    ),
    (
        "# a = 1\na = 1\n  ⟦a⟧ = 2",
        "khóa a đã có ở dòng 2; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 2 hoặc dòng 3)",),
        {3: "#"},
    ),
    (
        "[[figure]]\n\n[[figure.x]]\n⟦[figure.x]⟧\nb = 1",
        "mục [figure.x] đã có ở dòng 3; mỗi mã chỉ có một mục",
        (OTHER_ID,),
        {4: "[figure.x-dong-4]"},
    ),
    ("x = 1\n⟦x⟧ = 1\n\n", "khóa x đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục", (DELETE,), {2: "#"}),
    (
        "[x]\n  ⟦[a]⟧\n  [[a]] # y",
        "có nhiều mục a thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[a]]",),
        {2: "  [[a]]"},
    ),
    (
        "b = 1\nab = 2\n⟦b⟧ = 3",
        "khóa b đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 3)",),
        {3: "#"},
    ),
    ("a = 1\nb = 2\n⟦[a]⟧ # x", "mục [a] trùng với khóa a ở dòng 1; giữ một trong hai", (), {}),
    ('a = { "b c" = 1, "b c" = ⟦2 }⟧', "trong cùng một ngoặc { } khóa b c viết hai lần; giữ một", (), {1: ""}),
    (
        "[a]\nx = 1\n ⟦x⟧ = 2 # y",
        "khóa x đã có ở dòng 2; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 2 hoặc dòng 3)",),
        {3: "#"},
    ),
    (
        "x = 1\nb = 2\n⟦x⟧ = 3",
        "khóa x đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 3)",),
        {3: "#"},
    ),
    (
        "x = 1\n⟦[y]⟧\nx = 1\n[[y]]\n",
        "có nhiều mục y thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[y]]",),
        {2: "[[y]]"},
    ),
    ("[a.b]\nb = 9\n[a]\n⟦b⟧ = 1\n", "khóa b trùng với một mục đã có ở trên; giữ một trong hai", (), {}),
    (
        "⟦[figure]⟧ # [figure]\n[[figure]]",
        "có nhiều mục figure thì mỗi mục mở bằng hai dấu ngoặc vuông",
        ("sửa thành:   [[figure]] # [figure]",),
        {1: "[[figure]] # [figure]"},
    ),
    ("[a]\n⟦[a]⟧ # ]", "mục [a] đã có ở dòng 1; mỗi mã chỉ có một mục", (OTHER_ID,), {2: "[a-dong-2] # ]"}),
    ("a = 1\n⟦[a]⟧\na = 2", "mục [a] trùng với khóa a ở dòng 1; giữ một trong hai", (), {}),
    ("[x]\nb = 1\n[a]\nb = 1\n⟦[a.b]⟧", "mục [a.b] trùng với khóa b ở dòng 4; giữ một trong hai", (), {}),
]

ONE_LINE_ONLY: list[tuple[str, str, tuple[str, ...], Mapping[int, str]]] = [
    ("⟦a⟧", NOTHING, ("sửa thành:   # a",), {1: "# a"}),
    ("a ⟦=⟧ ", "khóa a chưa có giá trị; điền giá trị hoặc xóa dòng này", (), {1: ""}),
    ("⟦[⟧", "tên mục viết chưa đúng; mẫu: [targets.dat-dai], [[figure]]", (), {}),
    ("⟦[a⟧", "tên mục thiếu dấu ngoặc vuông đóng", ("sửa thành:   [a]",), {1: "[a]"}),
    ("a = ⟦'x⟧\nb = 1\n", SINGLE, ("sửa thành:   a = 'x'",), {1: "a = 'x'"}),
    ("a = ⟦b c d⟧", WORDS, ('sửa thành:   a = "b c d"',), {1: 'a = "b c d"'}),
    ("a = [1 ⟦2⟧]", ARRAY, (), {1: ""}),
    ("a = ⟦2025-02-30⟧", "không có ngày 30 tháng 2 năm 2025; xem lại ngày, viết theo năm-tháng-ngày", (), {1: ""}),
    ('a = "⟦\\⟧q"', BACKSLASH, ("sửa thành:   a = '\\q'",), {1: "a = '\\q'"}),
    ('a = "\\ud800⟦"⟧', "mã \\u ở đây không phải của một ký tự nào; xóa mã đó, gõ thẳng chữ cần ghi", (), {1: ""}),
    ('a = "x\ty⟦\x01⟧"', CONTROL, ('sửa thành:   a = "x y"',), {1: 'a = "x\ty"'}),
    (
        "  ⟦!!⟧ = 1",
        "không có khóa nào tên là “!!”; nếu là ghi chú thì thêm dấu # ở đầu dòng",
        ("sửa thành:   # !! = 1",),
        {1: "  # !! = 1"},
    ),
    ('a = ⟦"x⟧\nb = "y', "chữ chưa có dấu ngoặc kép đóng", ('sửa thành:   a = "x"',), {1: 'a = "x"'}),
    ("⟦[a]]⟧", "tên mục thừa dấu ngoặc vuông đóng", ("sửa thành:   [a]",), {1: "[a]"}),
    (
        "a = [1,⟦,⟧2]",
        "giá trị không đúng: chữ đặt trong dấu ngoặc kép, số viết liền, ngày viết theo năm-tháng-ngày",
        (),
        {1: ""},
    ),
    ("a = 'it'⟦s⟧'", "phần cuối dòng thừa; mỗi dòng chỉ có một khóa và một giá trị", (), {1: ""}),
    ('a = """x⟦\x01⟧y"""', CONTROL, ('sửa thành:   a = """xy"""',), {1: 'a = """xy"""'}),
    ('a = """\nx\\⟦q⟧\n"""', BACKSLASH, (), {2: ""}),
    (
        'text = """\n một \\u⟦1⟧2 \n"""',
        "sau \\u phải là đúng bốn chữ số hệ 16, sau \\U là tám; gõ thẳng chữ cần ghi thì hơn",
        (),
        {2: ""},
    ),
    (
        "⟦\ufeff⟧a = 1\n",
        "có ký tự ẩn, thường do chép từ Word hoặc trang web; gõ lại bằng tay",
        ("sửa thành:   a = 1",),
        {1: "a = 1"},
    ),
    (
        "a = x⟦\x00⟧y",
        "có ký tự điều khiển không nhìn thấy được; xóa ký tự đó; chữ phải đặt trong dấu ngoặc kép",
        ('sửa thành:   a = "xy"',),
        {1: 'a = "xy"'},
    ),
    ("a = 1\n\nb ⟦=⟧ \n\n", "khóa b chưa có giá trị; điền giá trị hoặc xóa dòng này", (), {3: ""}),
    ("x = \"it's\"\n\nb = ⟦'x⟧\ny", SINGLE, ("sửa thành:   b = 'x'",), {3: "b = 'x'"}),
    ("a = ⟦'x⟧\nb = '''y", SINGLE, ("sửa thành:   a = 'x'",), {1: "a = 'x'"}),
    ("a = [\n'x\n⟦]⟧", "dòng này không đọc được", (), {3: ""}),
    ('⟦"⟧a" 1', "sau khóa phải có dấu = rồi đến giá trị", (), {1: ""}),
    ("a ⟦=⟧ \r\nb = 1\r\n", "khóa a chưa có giá trị; điền giá trị hoặc xóa dòng này", (), {1: ""}),
    ("a = 1\n\n\nb = [\n  ⟦1,⟧\n\n\n", "danh sách mở ở dòng 4 chưa có dấu ] đóng", ("sửa thành:   1]",), {5: "  1]"}),
    ('a = """\nx\n"""\nb ⟦=⟧\n', "khóa b chưa có giá trị; điền giá trị hoặc xóa dòng này", (), {4: ""}),
    (
        "giá trị⟦:⟧ 36,18",
        "giữa khóa và giá trị là dấu =, không phải “:”; "
        "khóa “giá trị” phải viết bằng tiếng Anh, không dấu, không dấu cách; "
        "số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép",
        ('sửa thành:   value = "36,18"',),
        {1: 'value = "36,18"'},
    ),
    ('a = [\n "b",\n  ⟦c⟧ # x\n]', WORDS, ('sửa thành:   "c" # x',), {3: '  "c" # x'}),
    (
        "a = “36,18” ⟦//⟧ x",
        "ghi chú bắt đầu bằng dấu #, không phải “//”; dấu ngoặc kép cong của Word; gõ dấu ngoặc kép thẳng",
        ('sửa thành:   a = "36,18"  # x',),
        {1: 'a = "36,18"  # x'},
    ),
    (
        "a = [\n  ⟦“⟧b”,\n]",
        "dấu ngoặc kép cong của Word; gõ dấu ngoặc kép thẳng",
        ('sửa thành:   "b",',),
        {2: '  "b",'},
    ),
    ("b = 'x'\na = ⟦'y⟧ # z\nc = 1", SINGLE, ("sửa thành:   a = 'y' # z",), {2: "a = 'y' # z"}),
    ("[ ⟦]⟧", "tên mục viết chưa đúng; mẫu: [targets.dat-dai], [[figure]]", (), {}),
    ("x = 1\n⟦[a]]]⟧", "tên mục thừa dấu ngoặc vuông đóng", ("sửa thành:   [a]",), {2: "[a]"}),
    (
        "a = 1\na b = 2 # x⟦\x01⟧",
        "có ký tự điều khiển không nhìn thấy được; xóa ký tự đó; không có khóa nào tên là “a b”; "
        "nếu là ghi chú thì thêm dấu # ở đầu dòng",
        ("sửa thành:   # a b = 2 # x",),
        {2: "# a b = 2 # x"},
    ),
    ('a = ⟦\'x⟧\nb = """y', SINGLE, ("sửa thành:   a = 'x'",), {1: "a = 'x'"}),
    ("a = [\n1,\n2\n⟦3⟧ 4\n]", ARRAY, (), {}),
]

IN_TARGETS: list[tuple[str, str, tuple[str, ...], Mapping[int, str]]] = [
    (
        'target = "a"\n⟦target⟧ = "b"',
        "khóa target đã có ở dòng 1; mỗi khóa chỉ viết một lần trong một mục",
        ("giữ một dòng, xóa dòng kia (dòng 1 hoặc dòng 2)",),
        {2: "#"},
    ),
    (
        '⟦kết quả⟧ = "x"',
        "khóa “kết quả” phải viết bằng tiếng Anh, không dấu, không dấu cách",
        ('sửa thành:   result = "x"',),
        {1: 'result = "x"'},
    ),
    ("⟦[[targets.a]⟧\nx = 1", "tên mục thiếu dấu ngoặc vuông đóng", ("sửa thành:   [targets.a]",), {1: "[targets.a]"}),
    (
        'Cấp⟦:⟧ "x"',
        "giữa khóa và giá trị là dấu =, không phải “:”; khóa “Cấp” phải viết bằng tiếng Anh, không dấu, không dấu cách",
        ('sửa thành:   level = "x"',),
        {1: 'level = "x"'},
    ),
]


def slip_of(text: str, name: str = RECORD) -> Slip:
    """What is said of the first slip of a text."""
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    return explain(name, text.split("\n"), raised.value)


def place_of(marked: str, name: str = RECORD) -> Place:
    """The place between the marks."""
    number, line = next((number, line) for number, line in enumerate(marked.split("\n"), 1) if "⟦" in line)
    start, end = line.index("⟦"), line.index("⟧") - 1
    return Place(name, number, start + 1, typed(line).rstrip("\r"), end - start)


@pytest.mark.parametrize(("marked", "sentence", "advice", "mended"), [*OPEN_TEXTS, *BRACKETS, *TWICE, *ONE_LINE_ONLY])
def test_slip_of_a_file(marked: str, sentence: str, advice: tuple[str, ...], mended: Mapping[int, str]) -> None:
    """Where it is underlined, its sentence, what to type, and with which lines reading goes on."""
    assert slip_of(typed(marked)) == Slip(Problem(place_of(marked), sentence, advice), mended)


@pytest.mark.parametrize(("marked", "sentence", "advice", "mended"), IN_TARGETS)
def test_slip_of_targets(marked: str, sentence: str, advice: tuple[str, ...], mended: Mapping[int, str]) -> None:
    """There no figure begins at `target`, and words mean other keys."""
    name = "targets.toml"
    assert slip_of(typed(marked), name) == Slip(Problem(place_of(marked, name), sentence, advice), mended)


DEEP = "các dấu ngoặc lồng nhau quá sâu; đây không phải số liệu"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = " + "[" * 60, 1, 55),
        ("a = " + "{b=" * 60, 1, 155),
        ("b = 1\na = " + "[[]" * 60, 2, 153),
        ("a = [\n" + " [\n" * 60, 51, 2),
        ('a = "' + "[" * 60 + '"\nb = ' + "[" * 60, 2, 55),
    ],
)
def test_brackets_too_deep(text: str, line: int, column: int) -> None:
    """The fifty-first that is still open is shown; closed ones and those in a text do not count."""
    lines = text.split("\n")
    place = Place(RECORD, line, column, lines[line - 1], 1)
    assert explain(RECORD, lines, RecursionError()) == Slip(Problem(place, DEEP))


def test_brackets_too_deep_for_any_line() -> None:
    """Fifty are no line's fault."""
    assert explain(RECORD, ["a = " + "[" * 50], RecursionError()) == Slip(Problem(Place(RECORD), DEEP))


@pytest.mark.parametrize(
    ("text", "line", "column", "digits"), [("a = {}", 1, 5, "400"), ("b = 1\n a = {}", 2, 6, "5.000")]
)
def test_number_too_long(text: str, line: int, column: int, digits: str) -> None:
    """Underlined as a whole; the line is left out."""
    count = int(digits.replace(".", ""))
    lines = text.format("1" * count).split("\n")
    sentence = f"số dài {digits} chữ số; đây không phải số liệu"
    expected = Slip(Problem(Place(RECORD, line, column, lines[line - 1], count), sentence), {line: ""})
    assert explain(RECORD, lines, ValueError("Exceeds the limit")) == expected


def test_value_that_no_line_explains() -> None:
    """A sentence for the file."""
    slip = explain(RECORD, ["a = " + "1" * 399], ValueError("year 0 is out of range"))
    assert slip == Slip(Problem(Place(RECORD), "có ngày hoặc số không đọc được"))


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("x" * 5001, 1, "sau khóa phải có dấu = rồi đến giá trị (dòng này dài 5.001 ký tự)"),
        ("   " + "x" * 5001, 4, "sau khóa phải có dấu = rồi đến giá trị (dòng này dài 5.004 ký tự)"),
        ('b = "' + "x" * 5000, 5005, "chữ chưa có dấu ngoặc kép đóng (dòng này dài 5.005 ký tự)"),
        (
            "[" + "x" * 5000,
            5001,
            "tên mục viết chưa đúng; mẫu: [targets.dat-dai], [[figure]] (dòng này dài 5.001 ký tự)",
        ),
    ],
)
def test_line_nobody_types(text: str, column: int, sentence: str) -> None:
    """A line of more than 5.000 characters is named, nothing is sought in it."""
    assert slip_of(f"a = 1\n{text}") == Slip(Problem(Place(RECORD, 2, column, text, 1), sentence))


def test_longest_line_that_is_looked_through() -> None:
    """5.000 characters are still a line."""
    assert slip_of("x" * 5000).problem.message == NOTHING
