"""The XML parts of a workbook beside its sheets: links, shared texts, number formats. Namespaces do not matter.

A part with a document type declaration is refused: no program writes one, and entities are how such files attack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from xml.parsers import expat

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@"}
_BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
TRUE = ("1", "true")


class Sheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    link: str
    hidden: bool = False


class Styles(NamedTuple):
    """The number format of each style, and which show days."""

    formats: tuple[str, ...] = ()
    days: frozenset[int] = frozenset()


class Part:
    """Walks a part: `start` and `end` are called with names without prefix; `text` is what stands inside."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.pieces: list[str] = []
        self.parser.CharacterDataHandler = self.pieces.append

    def feed(self, chunks: Iterable[bytes]) -> None:
        for chunk in chunks:
            self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def take(self) -> str:
        """The text since the last time."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def _end(self, name: str) -> None:
        self.end(name.rpartition(":")[2] if ":" in name else name)

    def _doctype(self, *_given: Any) -> None:
        raise ValueError("a document type declaration")


def parse_workbook(data: bytes) -> tuple[list[Sheet], bool]:
    """The sheets in their order, and whether days are counted from 1904."""
    found: list[Sheet] = []
    since: list[bool] = [False]

    class Workbook(Part):
        def start(self, name: str, attributes: Mapping[str, str]) -> None:
            if name == "sheet":
                link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                hidden = attributes.get("state", "visible") != "visible"
                found.append(Sheet(unicodedata.normalize("NFC", attributes.get("name", "")), link, hidden))
            elif name == "workbookPr":
                since[0] = attributes.get("date1904", "0").lower() in TRUE

    Workbook().feed([data])
    return found, since[0]


def parse_links(data: bytes) -> dict[str, tuple[str, str]]:
    """By id: the kind of a part (worksheet, styles, …) and where it is."""
    found: dict[str, tuple[str, str]] = {}

    class Links(Part):
        def start(self, name: str, attributes: Mapping[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    Links().feed([data])
    return found


def parse_strings(data: bytes) -> list[str]:
    """The shared texts; of rich text the words, without readings above them."""
    found: list[str] = []

    class Strings(Part):
        words: str = ""
        reading = 0

        def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 — the words are in `t`
            if name == "si":
                self.words = ""
            elif name == "rPh":
                self.reading += 1
            self.take()

        def end(self, name: str) -> None:
            text = self.take()
            if name == "t" and not self.reading:
                self.words += text
            elif name == "rPh":
                self.reading -= 1
            elif name == "si":
                found.append(clean(self.words))

    Strings().feed([data])
    return found


@lru_cache(maxsize=1 << 12)
def clean(text: str) -> str:
    """Composed letters, coded characters decoded, nothing invisible; a line break stays one space."""
    if "_x" in text:
        text = _CODED.sub(lambda match: chr(int(match[1], 16)), text)
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    shown = (" " if char.isspace() else char for char in text)
    return "".join(char for char in shown if unicodedata.category(char) not in _INVISIBLE)


def parse_styles(data: bytes) -> Styles:
    """The number formats of the styles that cells name."""
    own: dict[int, str] = {}
    used: list[int] = []

    class Look(Part):
        inside = False

        def start(self, name: str, attributes: Mapping[str, str]) -> None:
            if name == "numFmt":
                own[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                self.inside = True
            elif name == "xf" and self.inside:
                used.append(int(attributes.get("numFmtId", "0")))

        def end(self, name: str) -> None:
            self.inside = self.inside and name != "cellXfs"

    Look().feed([data])
    formats = tuple(own.get(number, _BUILT_IN.get(number, "")) for number in used)
    shows_day = {at for at, number in enumerate(used) if _is_day(number, own)}
    return Styles(tuple("" if each == "General" else each for each in formats), frozenset(shows_day))


def _is_day(number: int, own: Mapping[int, str]) -> bool:
    if number in own:
        return re.search(r"[dmyDMY]", _NO_LETTERS.sub("", own[number]).partition(";")[0]) is not None
    return number in _BUILT_IN_DAYS
