"""The gallery of errors: every file in `tests/errors` is a mistake officials make, beside it what they read.

`targets-<slip>.toml` stands in place of `base/targets.toml`, `record-<slip>.toml` in place of
`base/records/2025-02.toml`; the `.txt` of the same name is the whole stderr of `dts status`. An empty `.txt` says that
the file is sound.

After adding a file or changing a sentence, write the texts anew and read every one of them before committing:

    DTS_WRITE_GALLERY=1 pytest tests/test_errors.py
"""

import os
import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from dts.cli import main
from dts.core.problem import Problem
from dts.store.workspace import RECORDS, TARGETS, read_all

GALLERY = Path(__file__).parent / "errors"
CASES = sorted(path.stem for path in GALLERY.glob("*.toml"))
LEAST_CASES = 265
TODAY = date(2025, 2, 25)
WRITE = os.environ.get("DTS_WRITE_GALLERY") == "1"
# Words that would be the program's or its libraries' own, not an official's.
FOREIGN = re.compile(r"Traceback|Error|Invalid|Expected|line \d|column \d|None|tomllib|TOML|Decimal")


def build(case: str, folder: Path) -> Path:
    """A data folder that is sound but for the file of the case; the path of that file."""
    shutil.copytree(GALLERY / "base", folder)
    wrong = folder / (TARGETS if case.startswith("targets") else f"{RECORDS}/2025-02.toml")
    wrong.write_bytes((GALLERY / f"{case}.toml").read_bytes())
    return wrong


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run_status(folder: Path) -> int:
    """`dts status` on the day of the gallery."""
    return main(["-C", str(folder), "status", "--as-of", "25/2/2025"], today=TODAY)


@pytest.mark.parametrize("case", CASES)
def test_mistake_is_explained(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong file stops `dts status` with its place, a sentence and what to type; nothing is touched."""
    folder = tmp_path / "data"
    build(case, folder)
    before = bytes_of(folder)
    code = run_status(folder)
    shown = capsys.readouterr()
    text = GALLERY / f"{case}.txt"
    if WRITE:
        text.write_bytes(shown.err.encode())
        pytest.skip(f"{text.name} WRITTEN ANEW, not tested; read it")
    expected = text.read_bytes().decode()
    assert shown.err == expected
    assert code == (3 if expected else 0)
    assert bool(shown.out) is not bool(expected)
    assert not FOREIGN.search(re.sub(r"(?m)^ *\d* \| .*$|^  sửa thành: .*$", "", shown.err))
    assert unicodedata.is_normalized("NFC", shown.err)
    assert bytes_of(folder) == before


def test_gallery_is_whole() -> None:
    """There are enough cases, and every file has its text and every text its file."""
    assert len(CASES) >= LEAST_CASES
    assert sorted(path.stem for path in GALLERY.glob("*.txt")) == CASES


def test_base_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder the mistakes are put into has none itself."""
    folder = tmp_path / "data"
    shutil.copytree(GALLERY / "base", folder)
    assert run_status(folder) == 0
    assert capsys.readouterr().err == ""


RETYPE = re.compile(r"(?:sửa thành|có phải là|nếu là .*, sửa thành): {3}(.*)")
INSERT = re.compile(r"thêm (ngay dưới dòng này|ở đầu tệp, trước các mục \[ \]): {3}((?!.*(?:…|năm-)).*)")


def corrected(lines: list[str], problem: Problem) -> list[str] | None:
    """The lines after an official has typed what the first advice says; None when it leaves the choice to them."""
    number = problem.place.line
    above, wrong, below = lines[: number - 1], "".join(lines[number - 1 : number]), lines[number:]
    first = problem.fixes[0] if problem.fixes else ""
    if match := RETYPE.fullmatch(first):
        while wrong.count("{") > wrong.count("}") and wrong.count("=") < match[1].count("="):
            wrong += below.pop(0)  # { } over several lines becomes one line
        while wrong.count("{") > wrong.count("}") and below and below[0].strip() == "}":
            wrong += below.pop(0)
        return [*above, match[1], *below]
    if match := INSERT.fullmatch(first):
        return [match[2], *lines] if "đầu tệp" in match[1] else [*above, wrong, match[2], *below]
    if first == "xóa dòng này":
        return above + below
    if first.startswith("dòng một:"):
        return [*above, *(fix.partition(":")[2].strip() for fix in problem.fixes), *below]
    if first.startswith("thêm dòng:   [[figure]]"):
        return [*above, "[[figure]]", wrong, *below]
    return None


@pytest.mark.parametrize("case", CASES)
def test_advice_is_right(case: str, tmp_path: Path) -> None:
    """Whoever types what is advised, line by line, ends with a sound file or with a choice only they can make."""
    folder = tmp_path / "data"
    wrong = build(case, folder)
    if case.startswith("targets"):
        shutil.rmtree(folder / RECORDS)
    own_choice: set[str] | None = None
    for _line in range(20):
        problems = read_all(folder, TODAY).problems
        lines = wrong.read_bytes().decode("utf-8-sig", "replace").split("\n")
        advised = [(problem, after) for problem in problems if (after := corrected(lines, problem)) is not None]
        if own_choice is None:
            own_choice = {each.message for each in problems} - {problem.message for problem, _after in advised}
        if not advised:
            assert {problem.message for problem in problems} <= own_choice
            return
        problem, after = advised[0]
        wrong.write_text("\n".join(after), encoding="utf-8", newline="")
        assert problem not in read_all(folder, TODAY).problems
    pytest.fail("the advice leads nowhere")
