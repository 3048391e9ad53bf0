"""docs/huong-dan.md: every command on the page is run, in the page's order, in one scratch folder, on its day."""

from __future__ import annotations

import io
import re
import shlex
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dts.cli import main
from dts.commands.front import COMMANDS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
DAY = date(2025, 2, 25)
PASTED = re.findall(r"^```tsv\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
EDITOR = """import pathlib, sys
path = pathlib.Path(sys.argv[-1])
if path.parent.name == "records":  # what the page asks for: take the example figure out
    path.write_text(path.read_text(encoding="utf-8").partition("[[figure]]")[0], encoding="utf-8")
"""


class Step(NamedTuple):
    """One line to type, and what the page shows it answers."""

    words: list[str]
    shown: list[str] | None
    """None: it is only run, and works."""


def blocks() -> list[tuple[str, list[str]]]:
    """Language and lines of every fenced block."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [(language, text.splitlines()) for language, text in found]


def steps() -> list[Step]:
    """Every `dts …` and `cd …` of the shell blocks, `py -m dts …` too, and the sessions with their answers."""
    found: list[Step] = []
    for language, lines in blocks():
        if language == "text":
            assert lines[0].startswith("> dts ")
            found.append(Step(shlex.split(lines[0][2:]), lines[1:]))
        for line in lines if language in ("sh", "powershell") else ():
            words = shlex.split(line.replace("py -m dts", "dts") if line.startswith("py -m dts") else line)
            if words[0] == "dts" or (words[0] == "cd" and language == "sh"):
                found.append(Step(words, None))
            else:
                assert language == "powershell", line
    return found


def fill_forms(folder: Path) -> None:
    """What agencies do meanwhile: fill in the form that was sent, and make forms of their own."""
    from openpyxl import Workbook, load_workbook

    sent = folder / "gui-don-vi" / "so-khcn.xlsx"
    book = load_workbook(sent)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[7]}
    assert sheet.cell(8, 1).value == "ho-so-tt"
    sheet.cell(8, heads["Tử số"], 7236)
    sheet.cell(8, heads["Mẫu số"], 20000)
    book.save(sent)
    for number, roman, value in ((3, "III", 55), (2, "II", 48)):
        book = Workbook()
        sheet = book.active
        sheet.title = f"Quý {roman}"
        for row in (["SỞ KHOA HỌC VÀ CÔNG NGHỆ"], [f"HẠ TẦNG SỐ QUÝ {roman} NĂM 2024"], []):
            sheet.append(row)
        sheet.append(["TT", "Hạng mục", "ĐVT", "Đã xong", "Ghi chú"])
        sheet.append([1, "Số trạm phát sóng", "trạm", value])
        book.save(folder / f"bieu-quy-{number}.xlsx")


def test_every_command_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plain blocks succeed; in sessions the answer is the one shown, to the letter."""
    pytest.importorskip("docx")
    (tmp_path / "editor.py").write_text(EDITOR, encoding="utf-8")
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(tmp_path / "editor.py")]))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("DTS_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    done = steps()
    assert len(done) > 40
    for step in done:
        if step.words[0] == "cd":
            monkeypatch.chdir(step.words[1])
            continue
        if step.words[1:3] == ["record", "--from"]:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PASTED.encode())))
        code = main(step.words[1:], today=DAY)
        if "--each-owner" in step.words and step.words[1] == "form":
            fill_forms(tmp_path)
        answer = capsys.readouterr()
        if step.shown is None:
            assert (code, "LỖI" in answer.out) == (0, False), (step.words, answer)
        else:
            assert code == 2, step.words
            assert answer.err.splitlines() == step.shown
    figures = (tmp_path / "so-lieu" / "records" / "2025-02.toml").read_text(encoding="utf-8")
    assert "numerator   = 7236\n" in figures
    assert {path.stem for path in (tmp_path / "so-lieu" / "records").iterdir()} >= {"2024-Q3", "2024-Q2", "2023"}
    for name in ("bao-cao-02-2025.docx", "bao-cao-02-2025.xlsx", "bao-cao-02-2025.html", "hop-giao-ban.docx"):
        assert (tmp_path / name).stat().st_size > 1000


def test_the_page_names_only_commands_that_exist() -> None:
    """In running text and tables, too."""
    named = re.findall(r"`(?:py -m )?dts ([a-z]\w*)", PAGE)
    assert len(named) > 10
    assert set(named) <= set(COMMANDS)


def test_the_page_is_composed_and_its_links_lead_somewhere() -> None:
    """NFC; every heading of the contents exists; pages linked to are there."""
    assert unicodedata.is_normalized("NFC", PAGE)
    for file in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / file).exists(), file
    heads = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^## (.+)$", PAGE, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) == heads
