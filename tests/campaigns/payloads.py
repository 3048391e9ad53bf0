"""Texts that try to be more than text, each beside what an official must read instead.

`shown` is typed by hand, not computed with `safe()`: it is the oracle. Blanks are compared loosely, because every
output breaks lines its own way.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Payload(NamedTuple):
    """One hostile or odd text."""

    name: str
    text: str
    shown: str = ""
    """How it reads on a screen; empty when it reads as it is."""
    refused: bool = False
    """Whether a file that holds it is refused: control characters, surrogates, far too long."""

    @property
    def visible(self) -> str:
        """What must be found wherever the text appears."""
        return self.shown or self.text


PAYLOADS = (
    # ── Rich markup and emoji codes ──
    Payload("rich-style", "[bold red]đỏ[/bold red] [/] [nháp]"),
    Payload("rich-link", "[link=https://vi.du]x[/link]"),
    Payload("emoji-code", ":100: :warning: :skull:"),
    # ── control characters: refused in files, shown when typed ──
    Payload("csi-colour", "\x1b[31mđỏ\x1b[0m", r"\x1b[31mđỏ\x1b[0m", refused=True),
    Payload("csi-clear", "\x1b[2J\x1b[1;1Hsạch", r"\x1b[2J\x1b[1;1Hsạch", refused=True),
    Payload("osc-8-link", "\x1b]8;;http://vi.du\x1b\\x\x1b]8;;\x1b\\", r"\x1b]8;;http://vi.du\x1b\x", refused=True),
    Payload("osc-52-clipboard", "\x1b]52;c;cm0gLXJm\x07", r"\x1b]52;c;cm0gLXJm\x07", refused=True),
    Payload("osc-0-title", "\x1b]0;tiêu đề\x07", r"\x1b]0;tiêu đề\x07", refused=True),
    Payload("c1-csi", "\x9b31mđỏ\x9d0;x\x9c", r"\x9b31mđỏ\x9d0;x\x9c", refused=True),
    Payload("c1-next-line", "trên\x85dưới", r"trên\x85dưới", refused=True),
    Payload("carriage-return", "đạt\rkhông đạt", r"đạt\x0dkhông đạt", refused=True),
    Payload("backspace", "90%\b\b\b10%", r"90%\x08\x08\x0810%", refused=True),
    Payload("nul", "trước\0sau", r"trước\x00sau", refused=True),
    Payload("delete", "trước\x7fsau", r"trước\x7fsau", refused=True),
    Payload("tab-formula", "\t=1+1", "=1+1"),
    Payload("shift-out", "a\x0eb\x0f \x05", r"a\x0eb\x0f \x05", refused=True),
    # ── what hides or reorders letters ──
    Payload("newline", "dòng một\ndòng hai", "dòng một dòng hai"),
    Payload("bidi-override", "số \u202e52,63\u202c%", r"số \u202e52,63\u202c%"),
    Payload("bidi-isolate", "\u2067abc\u2069 \u2066d\u2068e", r"\u2067abc\u2069 \u2066d\u2068e"),
    Payload("bidi-mark", "a\u200eb\u200fc\u061cd", r"a\u200eb\u200fc\u061cd"),
    Payload("zero-width", "Công\u200b an\u200c tỉnh\u2060", r"Công\u200b an\u200c tỉnh\u2060"),
    Payload("byte-order-mark", "\ufeffCông an", r"\ufeffCông an"),
    Payload("soft-hyphen", "Công\u00adan", r"Công\xadan"),
    Payload("line-separator", "trên\u2028dưới\u2029nữa", r"trên\u2028dưới\u2029nữa"),
    Payload("tag-letters", "Sở\U000e0041\U000e007f", r"Sở\U000e0041\U000e007f"),
    Payload("invisible-letter", "Sở\u3164\u115f\uffa0 Y tế", r"Sở\u3164\u115f\uffa0 Y tế"),
    Payload("invisible-mark", "Sở\u034f\ufe0f\U000e0101 Y", r"Sở\u034f\ufe0f\U000e0101 Y"),
    Payload("blank-pattern", "Sở\u2800Y tế", r"Sở\u2800Y tế"),
    Payload("private-use", "a\ue000b\U000f0000", r"a\ue000b\U000f0000"),
    Payload("no-character", "a\uffff\ufdd0\U0001fffe", r"a\uffff\ufdd0\U0001fffe"),
    Payload("surrogate", "a\ud83d\udce9b", r"a\ud83d\udce9b", refused=True),
    Payload("special-spaces", "36,18\u00a0%\u2007\u3000x\u1680y", "36,18 %  x y"),
    Payload("decomposed", unicodedata.normalize("NFD", "Đề án sức khỏe điện tử"), "Đề án sức khỏe điện tử"),
    Payload("marks-piled-up", "a" + "\u0316\u0317" * 20, "a\u0316\u0317" + r"\u0316\u0317" * 19),
    Payload("emoji", "√ 👍 ⚠"),
    Payload("emoji-joined", "👨\u200d👩\u200d👧 👍🏽", r"👨\u200d👩\u200d👧 👍🏽"),
    Payload("wide-letters", "越南＝１２３"),
    Payload("right-to-left", "عربي 123 עברית"),
    # ── formulas of spreadsheets ──
    Payload("formula-equals", '=HYPERLINK("http://vi.du","bấm")'),
    Payload("formula-plus", "+1+1"),
    Payload("formula-minus", "-2+3"),
    Payload("formula-at", "@SUM(A1:A9)"),
    Payload("formula-dde", "=cmd|' /C calc'!A0"),
    Payload("sheet-escape", "_x0041_ _x001B_[31m _x005F_"),
    Payload("field-code", '{ HYPERLINK "http://vi.du" } { DDEAUTO c:\\a.exe }'),
    # ── markup of pages ──
    Payload("html-script", "<script>alert(1)</script><img src=x onerror=alert(1)>"),
    Payload("html-attribute", '" onmouseover="alert(1)" x=\'y\' `z`'),
    Payload("html-entity", "&lt;b&gt; &#x3c;script&#62; &nbsp; &amp;"),
    Payload("html-close", "</td></table></text></svg></title></style></body>"),
    Payload("xml-comment", "--> <!-- x ]]> <![CDATA[ <?xml ?> <!DOCTYPE a>"),
    Payload("javascript-address", "javascript:alert(1) data:text/html,x vbscript:x"),
    Payload("web-address", "https://vi.du/a?b=1&c=2 www.vi.du ftp://x mailto:a@vi.du"),
    # ── Markdown ──
    Payload("md-link", "[x](javascript:alert(1)) [y][z] [z]: http://vi.du"),
    Payload("md-image", "![x](http://vi.du/x.png)"),
    Payload("md-automatic-link", "<https://vi.du> <a@vi.du>"),
    Payload("md-emphasis", "a|b `c` **d** __e__ ~~f~~ *g* _h_ \\| $i$"),
    Payload("md-heading", "# tiêu đề"),
    Payload("md-item", "- mục"),
    Payload("md-number", "1. mục"),
    Payload("md-fence", "```sh"),
    Payload("md-quote", "> trích"),
    Payload("md-rule", "==="),
    # ── paths, shells, templates, other grammars ──
    Payload("path-up", "../../../thoat.toml"),
    Payload("path-windows", r"..\..\CON C:\moi\ten \\may\o"),
    Payload("shell", "$(touch thoat) `id`; rm -rf x | y && z > thoat"),
    Payload("template", "{{7*7}} ${7*7} %s%n {0} {x!r} %(a)s"),
    Payload("toml-breakout", "\"\"\" ''' ]] [targets.x] # chú thích = 1"),
    Payload("json-breakout", '"}], "x": [{"y": null'),
    Payload("option-like", "--force"),
    # ── size ──
    Payload("long", "dài " * 480),
    Payload("too-long", "rất dài " * 5000, "dài 40000 ký tự", refused=True),
)
LIVE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
HIDDEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159"
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Letters and marks that Unicode calls letters and marks, but nobody sees."""


def live_characters(text: str) -> set[str]:
    """Every character of a text, line ends aside, that could steer a terminal, hide or reorder letters."""
    return {char for char in set(text) - {"\n"} if char in HIDDEN or unicodedata.category(char) in LIVE}


def squeezed(text: str) -> str:
    """A text without blanks and without the case of its letters, to be looked for in any layout."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())
