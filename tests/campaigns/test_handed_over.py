"""What comes from others beside the records: a journal in `.dts`, a CSV file, pasted lines, names offered by Tab.

A stranger's journal or table is read by every colleague's program: it can name no path, carry nothing live to a screen
or a shell, and what is not taken changes nothing.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from dts.cli import main
from dts.report.opendata_columns import FIGURE_COLUMNS
from dts.store.journal import seal
from tests.campaigns.fields import RECORD, TODAY, write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import PAYLOADS, Payload, live_characters
from tests.campaigns.sizes import LARGE, some
from tests.campaigns.test_text_fields import ROTATIONS, texts_of, write_texts

NAMES = [payload.name for payload in PAYLOADS]


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but those of `.dts`."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".dts" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def said(folder: Path, *argv: str) -> tuple[int, str]:
    """Exit code and all words of a command that must carry nothing live."""
    code, out, err = call(["-C", str(folder), *argv])
    assert code in (0, 1, 2, 3), argv
    assert not live_characters(out + err), argv
    assert len(out + err) < (2_000_000 if "--json" in argv else 500_000), argv
    return code, out + err


@pytest.mark.parametrize("payload", some(PAYLOADS, 5), ids=lambda payload: payload.name)
def test_a_hostile_journal(payload: Payload, tmp_path: Path) -> None:
    """Well-sealed lines that claim anything: nothing of them reaches a screen alive, a file or another folder."""
    folder = write_folder(tmp_path / "a" / "b" / "data", {})
    (folder / ".dts").mkdir()
    text = payload.text
    note = {"target": "viec-tre", "text": "x", "recorded_at": "2025-02-03 09:15:00+07:00"}
    block = '[[note]]\ntarget = "viec-tre"\ntext = "x"\nrecorded_at = 2025-02-03T09:15:00+07:00\n'
    line = {"do": "write", "id": "a-1", "at": "2025-02-03T09:15:00+07:00", "period": "2025-02", "table": "note"}
    line |= {"user": "an", "host": "may", "entry": note, "text": block}
    told = [
        *({**line, "id": f"{key}-1", key: text} for key in ("at", "period", "user", "host", "text", "table", "do")),
        *({**line, "id": f"{key}-2", "entry": {**note, key: text}} for key in (*note, "for", "source")),
        {**line, "id": text},
        {"do": "forget", "of": [text]},
        {text: text},
    ]
    sealed = b"".join(map(seal, told))
    (folder / ".dts" / "journal-an-may.jsonl").write_bytes(sealed)
    before = files_below(tmp_path)
    for argv in (
        ("status",),
        ("check",),
        ("check", "--json"),
        ("restore", "--dry-run"),
        ("restore", "--forget", "--yes"),
    ):
        said(folder, *argv)
        assert files_below(tmp_path) == before, argv
    for path in (folder / ".dts").glob("journal*"):  # forgotten above
        path.unlink()
    (folder / ".dts" / "journal-an-may.jsonl").write_bytes(sealed)
    said(folder, "restore", "--yes")
    now = files_below(tmp_path)
    assert set(now) == set(before)
    assert {name for name in now if now[name] != before[name]} <= {f"a/b/data/{RECORD}"}
    assert said(folder, "status")[0] == 0


@pytest.mark.parametrize("payload", some(PAYLOADS, 5), ids=lambda payload: payload.name)
def test_a_hostile_table_is_imported(payload: Payload, tmp_path: Path) -> None:
    """A cell of any column, in both variants: refused with its place, or taken as text; nothing in between."""
    folder = write_folder(tmp_path / "data", {})
    names = [column.name for column in FIGURE_COLUMNS]
    plain = {"target": "ti-le", "period": "2025-02", "value": "35", "for": "", "reason": "sửa"}
    rows = [[{**plain, column: payload.text}.get(name, "") for name in names] for column in names]
    file = tmp_path / "bang.csv"
    turn = NAMES.index(payload.name) // 5
    lone = [[names, row] for row in (rows if LARGE else rows[turn % 5 :: 5])]
    for table in ([names, *rows], *lone, [[payload.text, *names[1:]], *rows[:1]]):
        for delimiter in ",;" if LARGE else ",;"[turn % 2]:
            text = io.StringIO()
            csv.writer(text, delimiter=delimiter).writerows(table)
            file.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
            before = files_below(tmp_path)
            code, words = said(folder, "import", str(file), "--yes")
            if code:
                assert words.strip()
                assert files_below(tmp_path) == before
            else:
                assert said(folder, "status")[0] == 0
                write_folder(folder, {})


@pytest.mark.parametrize("payload", some(PAYLOADS, 5), ids=lambda payload: payload.name)
def test_hostile_lines_are_pasted(payload: Payload, tmp_path: Path) -> None:
    """Lines of a mail or a chat: refused with their number, or taken as text."""
    folder = write_folder(tmp_path / "data", {})
    text = payload.text
    file = tmp_path / "dong.txt"
    for line in (
        text,
        f"{text}\t31%",
        f"ti-le\t{text}",
        f"ti-le\t31%\t{text}",
        f"ti-le\t31%\txa\t{text}",
        f"ti-le {text}",
    ):
        file.write_bytes(f"viec-xong\t5/2/2025\n{line}\n".encode("utf-8", "surrogatepass"))
        before = files_below(tmp_path)
        code, words = said(folder, "record", "--from", str(file), "--reason", "sửa", "--yes", "--dry-run")
        assert files_below(tmp_path) == before
        code, words = said(folder, "record", "--from", str(file), "--reason", "sửa", "--yes", "--skip-bad")
        if code:
            assert words.strip()
            assert files_below(tmp_path) == before
        else:
            assert said(folder, "status")[0] == 0
            write_folder(folder, {})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_names_offered_by_tab(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that a shell shows or evaluates is stripped of everything a shell could act on."""
    for rotation in range(0, ROTATIONS, 1 if LARGE else 30):
        folder = write_texts(tmp_path / "data", texts_of(rotation))
        for words in (
            ["show", ""],
            ["owners", ""],
            ["status", "--group", ""],
            ["report", ""],
            ["owners", "--person", ""],
        ):
            out, err = io.StringIO(), io.StringIO()
            environ = {"DTS_DIR": str(folder), "_DTS_COMPLETE": f"complete_{shell}"}
            environ |= {"COMP_WORDS": "\n".join(("dts", *words)), "COMP_CWORD": str(len(words))}
            environ |= {"_TYPER_COMPLETE_ARGS": " ".join(("dts", *words)), "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
            environ |= {"_TYPER_COMPLETE_WORD_TO_COMPLETE": ""}
            with monkeypatch.context() as patch:
                for name, value in environ.items():
                    patch.setenv(name, value)
                patch.setattr(sys, "stdout", out)
                patch.setattr(sys, "stderr", err)
                main([], today=TODAY)
            assert err.getvalue() == ""
            assert not live_characters(out.getvalue().replace("\t", ""))
            assert not set("$`\\<>|") & set(out.getvalue())
