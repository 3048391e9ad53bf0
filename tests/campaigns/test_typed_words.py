"""Whatever is typed on a command line, or comes out of a script there, stays text.

A cron job or a web form that hands an official's words to dts can neither crash it nor make it write anywhere but where
its options say; what is refused is refused in Vietnamese, and a refusal changes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.campaigns.fields import write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import PAYLOADS, Payload, live_characters
from tests.campaigns.sizes import LARGE

TYPED = (*PAYLOADS, Payload("escaped-byte", "a\udcffb"), Payload("nothing", ""), Payload("blank", " "))
"""Bytes that are no UTF-8 reach a program as half characters."""
TEXTS = ("source", "published", "note", "explain", "reason", "by")
ASSIGNED = (
    "owner",
    "partner",
    "person",
    "work",
    "responsibility",
    "result",
    "authority",
    "by",
    "before",
    "from",
    "for",
)
FORMS = (
    # ── reading ──
    "status|{}",
    "status|--group|{}",
    "status|--owner|{}",
    "status|--level|{}",
    "status|--status|{}",
    "status|--as-of|{}",
    "status|--known-at|{}",
    "status|--width|{}",
    "show|{}",
    "show|ti-le|--for|{}",
    "owners|{}",
    "owners|--person|{}",
    "owners|--group|{}",
    "overdue|--within|{}",
    "overdue|--owner|{}",
    "check|--as-of|{}",
    "report|{}",
    "report|--period|{}",
    "report|--date|{}",
    "report|--owner|{}",
    "report|--format|{}",
    "report|-o|{}",
    "report|--format|md|-o|{}",
    "report|--format|docx|-o|{}.docx",
    "report|-o|x.docx|--template|{}",
    "report|--each-owner|{}",
    "report|--to|{}",
    # ── writing ──
    "report|--sent|{}",
    "report|--sent|--to|{}|--by|{}",
    "record|{}|5%",
    "record|ti-le|{}",
    "record|ti-le|31%|--for|{}",
    "record|ti-le|31%|--period|{}",
    "record|ti-le|31%|--date|{}",
    "record|viec-tre|--done|{}",
    "record|viec-xong|--confirmed|{}",
    *(f"record|ti-le|--period|01/2025|31%|--reason|vì|--{key}|{{}}|--dry-run" for key in TEXTS),
    "record|ti-le|--for|xa|31%|--date|2/2/2025|--yes" + "".join(f"|--{key}|{{}}" for key in TEXTS),
    "record|viec-tre|--done|1/2/2025|--evidence|{}",
    "record|viec-tre|--explain|{}",
    "record|viec-tre|--note|{}|--json",
    "record|ti-le|--withdraw|--reason|{}",
    "assign|{}|--person|x",
    *(f"assign|viec-tre|--{key}|{{}}|--basis|a|--reason|b|--dry-run" for key in ASSIGNED),
    *(f"assign|ti-le|--{key}|{{}}|--basis|a|--reason|b" for key in ("at-least", "above", "at-most", "below")),
    "assign|viec-tre|--by|1/3/2025|--basis|{}|--reason|{}|--person|{}|--work|{}|--result|{}|--deadline-text|{}",
    "assign|{}|--new|--name|{}|--kind|task|--by|1/4/2025|--basis|{}|--owner|dv-a",
    "assign|moi|--new|--name|{}|--kind|task|--by|1/4/2025|--basis|{}|--owner|dv-a",
    "assign|moi|--new|--name|x|--kind|{}",
    "assign|moi|--new|--name|x|--kind|task|--group|{}",
    "assign|moi|--new|--name|x|--kind|count|--every|{}|--unit|{}",
    "import|{}",
    "import|{}|--period|{}|--reason|{}",
    "record|--from|{}",
    "restore|{}",
    "restore|--period|{}|--by|{}|--yes",
    "restore|--forget|{}|--yes",
    "export|{}",
    "export|{}|--as-of|{}",
    "init|{}",
    "edit|{}",
    "completion|{}|--print",
    # ── no command at all ──
    "{}",
    "--{}",
    "status|--{}",
    "-C|{}|status",
)
STEP = 1 if LARGE else 14
"""In a sample every text is typed in a part of the places, the next text in the next part."""


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder so deep that `../../..` stays inside the test's own."""
    folder = tmp_path / "a" / "b" / "c" / "d"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def data_of(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".dts" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("turn", range(len(TYPED)), ids=[payload.name for payload in TYPED])
def test_typed_text_is_only_text(turn: int, tmp_path: Path) -> None:
    """No crash, nothing live on either stream, exit 0 to 3; refusals change nothing, what is written reads back."""
    folder = write_folder(tmp_path / "data", {})
    before = data_of(folder)
    outside = {path for path in tmp_path.rglob("*") if path != folder and folder not in path.parents}
    for form in FORMS[turn % STEP :: STEP]:
        argv = [word.replace("{}", TYPED[turn].text) for word in form.split("|")]
        code, out, err = call(["-C", str(folder), *argv])
        assert code in (0, 1, 2, 3), form
        assert not live_characters(out + err), form
        assert code in (0, 1) or err.strip(), form
        assert len(err) < 100_000, form
        if data_of(folder) != before:
            assert code == 0, form
            assert "dry-run" not in form
            assert call(["-C", str(folder), "status"])[0] == 0, form
            assert before["records/2025-01.toml"] == data_of(folder)["records/2025-01.toml"]
            write_folder(folder, {})
            for name in set(data_of(folder)) - set(before):
                (folder / name).unlink()
        if not form.startswith(("report", "export", "init")):  # these are told where to write
            now = {path for path in tmp_path.rglob("*") if path != folder and folder not in path.parents}
            assert now == outside, form
        outside = {path for path in tmp_path.rglob("*") if path != folder and folder not in path.parents}


@pytest.mark.parametrize("payload", [each for each in TYPED if each.text.strip()], ids=lambda payload: payload.name)
def test_what_is_written_is_what_was_typed(payload: Payload, tmp_path: Path) -> None:
    """A text taken by `record` stands in the file letter for letter, composed and on one line; else nothing does."""
    import tomllib
    import unicodedata

    folder = write_folder(tmp_path, {})
    before = data_of(folder)
    code, _out, err = call(["-C", str(folder), "record", "viec-tre", "--note", payload.text])
    if code:
        assert code == 2
        assert err.startswith("Chưa ghi: ")
        assert data_of(folder) == before
        return
    file = folder / "records" / "2025-02.toml"
    assert file.read_bytes().startswith(before["records/2025-02.toml"])
    notes = tomllib.loads(file.read_text(encoding="utf-8"))["note"]
    assert notes[-1]["text"] == unicodedata.normalize("NFC", payload.text).strip()


@pytest.mark.skipif(os.name == "nt", reason="a command line of Windows is no bytes")
def test_bytes_that_are_no_text_reach_a_real_process(tmp_path: Path) -> None:
    """The same through a real process: broken UTF-8 as target, file and folder name."""
    import subprocess
    import sys

    folder = write_folder(tmp_path, {})
    for words in ([b"show", b"\xff\x1b[31m"], [b"report", b"-o", b"\xfe/x.md"], [b"-C", b"\xff", b"status"]):
        argv = [os.fsencode(sys.executable), b"-m", b"dts", b"-C", os.fsencode(folder), *words]
        finished = subprocess.run(argv, capture_output=True, check=False)
        assert finished.returncode in (2, 3)
        assert not live_characters(finished.stderr.decode("utf-8"))
        assert b"Traceback" not in finished.stderr
