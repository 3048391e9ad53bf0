"""Every output an official can ask for, and how each is read back: what a person sees in it, and what it is made of."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dts.cli import main
from tests.campaigns.fields import TODAY
from tests.campaigns.payloads import live_characters


class Seen(NamedTuple):
    """An output read back."""

    texts: list[str]
    """Runs of text as a person reads them: lines, cells, elements."""
    built: Counter[str]
    """What it is made of: elements, attributes, tokens, parts. Data must not change it."""


class Output(NamedTuple):
    """One thing to ask for."""

    name: str
    argv: tuple[str, ...]
    read: Callable[[bytes], Seen]
    linear: bool = True
    """Whether a text stands in one piece in it (no columns beside it)."""
    suffix: str = ""
    """The output goes into a file of this kind, or (a slash) into a folder of files."""
    colour: bool = False


# ── reading back ─────────────────────────────────────────────────────────────


def read_text(data: bytes) -> Seen:
    """Plain text: nothing live may be in it."""
    text = data.decode("utf-8")
    assert not live_characters(text)
    return Seen([text], Counter())


_COLOUR = re.compile(r"\x1b\[(?:0|1|4|7|3[1-7]|9[1-7])(?:;(?:1|4|7|3[1-7]|9[1-7]))*m")


def read_colour(data: bytes) -> Seen:
    """Text with our own colours; without them nothing live may be left."""
    text = data.decode("utf-8")
    return read_text(_COLOUR.sub("", text).encode())


def read_json(data: bytes) -> Seen:
    """JSON: valid, nothing live in the bytes; its strings are the data itself."""
    text = data.decode("utf-8")
    assert not live_characters(text)
    built: Counter[str] = Counter()
    return Seen(list(_strings(json.loads(text), built)), built)


def _strings(value: Any, built: Counter[str]) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each, built)
        case dict():
            for key, each in value.items():
                built[f"key {key}"] += 1
                yield from _strings(each, built)


def read_markdown(data: bytes) -> Seen:
    """Markdown through a real parser: only our own headings, lists, tables, emphasis; no link, picture, HTML, code."""
    text = data.decode("utf-8")
    assert not live_characters(text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    built: Counter[str] = Counter()
    texts = []
    for token in _flat(tokens):
        built[f"{token.type} {token.tag}"] += 1
        if token.type == "inline":
            inner = token.children or []
            texts.append("".join(each.content if each.type == "text" else " " for each in inner).replace("\u200b", ""))
        if token.type == "html_block":
            assert token.content.strip() == "<!-- lập bằng dts -->"
    for kind in (
        "link_open a",
        "image img",
        "html_inline ",
        "code_inline code",
        "fence code",
        "code_block code",
        "s_open s",
    ):
        assert not built[kind], kind
    assert not re.search(r"(?i)\b(?:https?|ftp)://|\bmailto:|\bwww\.", text), (
        "an address that readers link by themselves"
    )
    return Seen(texts, built)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


class _Page(HTMLParser):
    """Elements, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.built: Counter[str] = Counter()
        self.texts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.built[tag] += 1
        self._inside = tag
        for name, value in attrs:
            self.built[f"{tag} {name}"] += 1
            assert not name.startswith("on"), name
            if name in ("href", "src", "action", "data", "xlink:href"):
                assert (value or "").startswith("#"), value
            elif name in ("title", "aria-label", "alt", "content"):
                self.texts.append(value or "")
            if name == "style":
                assert not re.search(r"url|expression|@import|zq\d", value or ""), value

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            assert not re.search(r"zq\d|@import|https?:", data)
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.built[f"comment {data}"] += 1

    def handle_decl(self, decl: str) -> None:
        self.built[f"declaration {decl}"] += 1

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def read_html(data: bytes) -> Seen:
    """A page: text stays text; no element, attribute, address or comment comes from data."""
    text = data.decode("utf-8")
    assert not live_characters(text)
    page = _Page()
    page.feed(text)
    page.close()
    assert not page.built["script"]
    return Seen(page.texts, page.built)


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIVE_WORD = ("hyperlink", "object", "altChunk", "control", "subDoc", "customXml", "smartTag")
_FIELD = re.compile(r" ?(?:PAGE|NUMPAGES)(?: +\\\*? ?\w+)* ?")


def read_docx(data: bytes) -> Seen:
    """A Word file: every part is well-formed; no link, object or field but the page number."""
    built: Counter[str] = Counter()
    texts = []
    for name, part in _parts(data):
        built[name] += 1
        for element in part.iter():
            tag = str(element.tag)
            if not tag.startswith(_WORD):
                continue
            tag = tag.removeprefix(_WORD)
            built[f"{name} {tag}"] += 1
            assert tag not in _LIVE_WORD, tag
            if tag == "instrText":
                assert _FIELD.fullmatch(element.text or ""), element.text
            if tag == "fldSimple":
                assert _FIELD.fullmatch(element.get(f"{_WORD}instr") or ""), element.attrib
            if tag == "p":
                texts.append("".join(each.text or " " for each in element.iter() if each.tag == f"{_WORD}t"))
    return Seen(texts, built)


_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_xlsx(data: bytes) -> Seen:
    """A workbook: every part is well-formed; no formula, link or connection; no text a sheet would decode."""
    built: Counter[str] = Counter()
    texts = []
    for name, part in _parts(data):
        built[name] += 1
        for element in part.iter():
            tag = str(element.tag).rpartition("}")[2]
            built[f"{name} {tag}"] += 1
            if str(element.tag).startswith(_SHEET):
                assert tag not in ("f", "hyperlink", "oleObject", "dde", "externalReference", "ddeLink"), tag
            if element.tag in (f"{_SHEET}si", f"{_SHEET}is"):
                runs = "".join(each.text or "" for each in element.iter(f"{_SHEET}t"))
                texts.append(re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), runs))
    assert not any(live_characters(text) for text in texts)
    return Seen(texts, built)


def _parts(data: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<!DOCTYPE" not in content
            assert b"<!ENTITY" not in content
            part = ElementTree.fromstring(content)
            for element in part.iter():
                words = "" if name == "word/numbering.xml" else "".join(element.attrib.values())
                assert not live_characters(words + (element.text or "")), name  # bullets of lists are private letters
                assert element.get("TargetMode") != "External", name
            yield name, part


def read_package(data: bytes) -> Seen:
    """The description of open data: JSON; only its name is made out of a text, and is a plain word then."""
    seen = read_json(data)
    name = json.loads(data)["name"]
    assert re.fullmatch(r"[a-z0-9-]+", name)
    return seen._replace(texts=[text for text in seen.texts if text != name])


def read_data(data: bytes) -> Seen:
    """CSV for programs: every row as long as the head; texts stand letter for letter, unseen characters too."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return Seen([cell for row in rows for cell in row], Counter({"rows": len(rows), "cells": len(rows[0])}))


def read_excel_csv(data: bytes) -> Seen:
    """CSV for Excel: besides, nothing live is in it, and no cell but a number begins like a formula."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    assert not live_characters(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(r"-[0-9]+(,[0-9]+)?", cell), cell
    cells = [re.sub(r"\\u00([0-9a-f]{2})", r"\\x\1", cell.removeprefix("'")) for cell in cells]
    return Seen(cells, Counter({"rows": len(rows), "cells": len(rows[0])}))


# ── the outputs ──────────────────────────────────────────────────────────────

OUTPUTS = (
    Output("status", ("status", "--width", "1000"), read_text, linear=False),
    Output("status-80", ("status", "--all", "--width", "80"), read_text, linear=False),
    Output("status-140", ("status", "--all", "--width", "140"), read_text, linear=False),
    Output("status-80-colour", ("status", "--all", "--width", "80"), read_colour, linear=False, colour=True),
    Output("status-140-colour", ("status", "--all", "--width", "140"), read_colour, linear=False, colour=True),
    Output("status-compact", ("status", "--compact"), read_text),
    Output("status-by-unit", ("status", "ti-le", "--by-unit", "--width", "1000"), read_text, linear=False),
    Output("status-json", ("status", "--json"), read_json),
    Output("status-target", ("status", "ti-le", "--group", "nhom", "--owner", "dv-cu"), read_text, linear=False),
    Output("show-ratio", ("show", "ti-le", "--width", "1000"), read_text, linear=False),
    Output("show-ratio-80", ("show", "ti-le", "--width", "80"), read_text, linear=False),
    Output("show-part", ("show", "ti-le", "--for", "xa", "--width", "1000"), read_text, linear=False),
    Output("show-late", ("show", "viec-tre", "--width", "1000"), read_text, linear=False),
    Output("show-done", ("show", "viec-xong", "--width", "1000"), read_text, linear=False),
    Output("show-colour", ("show", "viec-xong"), read_colour, linear=False, colour=True),
    Output("show-json", ("show", "ti-le", "--json"), read_json),
    Output("show-part-json", ("show", "ti-le", "--for", "xa", "--json"), read_json),
    Output("show-late-json", ("show", "viec-tre", "--json"), read_json),
    Output("show-done-json", ("show", "viec-xong", "--json"), read_json),
    Output("owners", ("owners",), read_text, linear=False),
    Output("owners-json", ("owners", "--json"), read_json),
    Output("owners-one", ("owners", "dv-a", "--width", "1000"), read_text, linear=False),
    Output("owners-one-json", ("owners", "dv-a", "--json"), read_json),
    Output("owners-person", ("owners", "--person", "--width", "1000"), read_text, linear=False),
    Output("owners-person-json", ("owners", "--person", "--json"), read_json),
    Output("overdue", ("overdue", "--within", "366", "--width", "1000"), read_text, linear=False),
    Output("overdue-json", ("overdue", "--within", "366", "--json"), read_json),
    Output("check", ("check",), read_text),
    Output("check-json", ("check", "--json"), read_json),
    Output("check-clarity", ("check", "--clarity", "--width", "1000"), read_text, linear=False),
    Output("check-clarity-json", ("check", "--clarity", "--json"), read_json),
    Output("report", ("report", "--width", "1000"), read_text, linear=False),
    Output("report-colour", ("report",), read_colour, linear=False, colour=True),
    Output("report-agency", ("report", "bao-cao", "--width", "1000"), read_text, linear=False),
    Output("report-json", ("report", "bao-cao", "--json"), read_json),
    Output("report-md", ("report", "--format", "md"), read_markdown),
    Output("report-agency-md", ("report", "bao-cao", "--format", "md"), read_markdown),
    Output("report-html", ("report", "--format", "html"), read_html),
    Output("report-agency-html", ("report", "bao-cao", "--format", "html"), read_html),
    Output("report-docx", ("report", "bao-cao"), read_docx, suffix=".docx"),
    Output("report-xlsx", ("report", "bao-cao"), read_xlsx, suffix=".xlsx"),
    Output("one-page", ("report", "--one-page", "--width", "1000"), read_text, linear=False),
    Output("one-page-md", ("report", "--one-page", "--format", "md"), read_markdown),
    Output("one-page-html", ("report", "--one-page", "--format", "html"), read_html),
    Output("one-page-docx", ("report", "--one-page"), read_docx, suffix=".docx"),
    Output("letters", ("report", "--each-owner"), read_text, suffix="/"),
    Output("export", ("export",), read_data, suffix="/"),
    Output("export-excel", ("export", "--excel"), read_excel_csv, suffix="/"),
    Output("record", ("record", "ti-le", "31%", "--reason", "sửa", "--dry-run", "--yes"), read_text),
    Output("record-json", ("record", "ti-le", "31%", "--reason", "sửa", "--dry-run", "--yes", "--json"), read_json),
    Output("record-done", ("record", "viec-tre", "--done", "20/2/2025", "--dry-run", "--yes"), read_text),
    Output("assign", ("assign", "ti-le", "--at-least", "95", "--basis", "QĐ 1", "--dry-run"), read_text),
    Output("assign-owner", ("assign", "viec-tre", "--owner", "xa-a", "--basis", "QĐ 1", "--dry-run"), read_text),
    Output("assign-json", ("assign", "ti-le", "--at-least", "95", "--basis", "QĐ 1", "--dry-run", "--json"), read_json),
)


class Answer(NamedTuple):
    """What one run gave."""

    code: int
    seen: list[Seen]
    err: str


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


_BY_SUFFIX = {".docx": read_docx, ".json": read_package}
"""How a file in a folder of files is read, whatever is beside it."""


def run(output: Output, folder: Path, aside: Path) -> Answer:
    """Run one output over a folder; files go `aside`."""
    argv = list(output.argv)
    target = aside / f"ra{output.suffix}"
    if output.suffix:
        argv += [str(target)] if output.suffix == "/" else ["-o", str(target)]
    code, out, err = call(["-C", str(folder), *argv], terminal=output.colour)
    if not output.suffix:
        return Answer(code, [output.read(out.encode())] if code in (0, 1) else [], err)
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    seen = [_BY_SUFFIX.get(each.suffix, output.read)(each.read_bytes()) for each in files if each.exists()]
    for each in files:
        each.unlink(missing_ok=True)
    return Answer(code, [*seen, read_text(out.encode())], err)


def call(argv: list[str], *, terminal: bool = False) -> tuple[int, str, str]:
    """`dts ARGV` in this process on the day of the campaign: exit code, stdout, stderr."""
    out, err = (_Terminal() if terminal else io.StringIO()), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr("dts.cli.silence", lambda: None)  # it would close the real stdout of the tests
        patch.delenv("NO_COLOR", raising=False)
        patch.delenv("DTS_BY", raising=False)
        patch.setenv("TERM", "xterm")
        code = main(argv, today=TODAY)
    return code, out.getvalue(), err.getvalue()
