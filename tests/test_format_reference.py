"""Run docs/dinh-dang.md: every example is a data folder the program accepts, every typed line is read as the page says.

Fragments of targets.toml use the rules, groups and agencies of the page's first example; a record file uses the
fragment before it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dts.cli import main
from dts.commands.help import EXIT_CODES
from dts.console import problem_lines
from dts.core.dates import format_date
from dts.core.log import Figure
from dts.core.model import Kind, Level
from dts.core.numerals import format_number
from dts.core.period import Calendar, PeriodKind, parse_period_key
from dts.core.problem import DataError
from dts.store import amounts, records, rules, targets
from dts.store.workspace import Workspace, open_workspace

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "dinh-dang.md").read_text(encoding="utf-8")
TODAY = date(2026, 1, 1)
NOTHING = "–"
LEAST_EXAMPLES = 13
TYPED = """
[targets.count]
name = "Hồ sơ"
kind = "count"
unit = "hồ sơ"
[targets.ratio]
name = "Tỷ lệ"
kind = "ratio"
[targets.rank]
name = "Hạng"
kind = "rank"
[targets.task]
name = "Việc"
kind = "task"
"""

Row = tuple[str, ...]


class Example(NamedTuple):
    """One ```toml block: the file it stands for, and the targets.toml that goes with it."""

    name: str
    text: str
    targets: str


def split_sections(text: str) -> dict[str, str]:
    """Split TOML text at its headers; the part before the first header has the empty name."""
    head, *rest = re.split(r"^(?=[ \t]*\[)", text, flags=re.MULTILINE)
    return {"": head} | {section.partition("]")[0].strip(" \t["): section for section in rest}


def read_examples() -> list[Example]:
    """Collect the blocks of the page, each with the targets.toml in force where it stands."""
    found: list[Example] = []
    base: dict[str, str] = {}
    current = ""
    for text in re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        name = text.partition("\n")[0].removeprefix("# ")
        if name == "targets.toml":
            sections = split_sections(text)
            base = base or sections
            shared = {key: part for key, part in base.items() if key and not key.startswith("targets.")}
            head = (sections if "schema" in text else base)[""]
            current = head + "".join((shared | {key: part for key, part in sections.items() if key}).values())
        found.append(Example(name, text, current))
    return found


def read_tables(text: str) -> list[list[Row]]:
    """Collect the Markdown tables of some text: heads first, then rows, without the rule between them."""
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    split = [
        [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in each.splitlines()] for each in blocks
    ]
    return [[lines[0], *lines[2:]] for lines in split]


def rows_of(*heads: str) -> list[Row]:
    """The rows of the one table with these heads; code marks around a whole cell are dropped."""
    (rows,) = [lines[1:] for lines in read_tables(PAGE) if lines[0] == heads]
    return [tuple(re.sub(r"^`([^`]*)`$", r"\1", cell) for cell in row) for row in rows]


def section_of(heading: str) -> str:
    """The text under a heading up to the next heading."""
    _, found, rest = PAGE.partition(f"\n{heading}")
    assert found, heading
    return re.split(r"^#{2,} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def write(folder: Path, targets_text: str, name: str = "", text: str = "") -> Path:
    """Write a data folder with targets.toml and at most one record file."""
    (folder / "records").mkdir()
    (folder / "targets.toml").write_text(targets_text, encoding="utf-8")
    if name.startswith("records/"):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> tuple[Workspace | None, str]:
    """Open a folder; the second value is every problem as the user sees it, empty when there is none."""
    try:
        return open_workspace(folder, TODAY), ""
    except DataError as error:
        return None, "\n".join(line for problem in error.problems for line in problem_lines(problem))


def read_typed(folder: Path, kind: str, line: str) -> tuple[Figure | None, str]:
    """Read one line typed in a figure of this kind; the second value is the refusal."""
    carried = "" if re.match(r"value|done", line) else "value = 1\n"
    text = f'period = "2025-02"\n[[figure]]\ntarget = "{kind}"\n{carried}{line}\n'
    workspace, problems = read(write(folder, 'schema = 1\ntitle = "Ví dụ"\n' + TYPED, "records/2025-02.toml", text))
    return (workspace.log.figures[0] if workspace else None), problems


def spell(figure: Figure) -> str:
    """Write a figure as the page does: “> 60”, “18 trong 63”, “762.284/980.226, công bố 77%”."""
    if figure.numerator is not None and figure.denominator is not None:
        text = f"{format_number(figure.numerator)}/{format_number(figure.denominator)}"
    else:
        assert figure.value is not None
        text = format_number(figure.value)
    text = f"{figure.qualifier} {text}" if figure.qualifier else text
    text += f" trong {figure.of}" if figure.of else ""
    text += f", công bố {figure.published}" if figure.published and not figure.qualifier else ""
    return text + (", ước" if figure.estimate else "")


EXAMPLES = read_examples()
ACCEPTED = rows_of("Dòng gõ trong tệp", "Loại chỉ tiêu", "Chương trình đọc là")
REFUSED = rows_of("Dòng gõ trong tệp", "Loại chỉ tiêu", "Vì sao bị từ chối", "Gõ lại")
DAYS = rows_of("Dòng gõ trong tệp", "Kết quả")
DESCRIBED = {
    "### 3.1 ": (*targets.ROOT_KEYS, *targets.LATER_ROOT_KEYS),
    "### 3.2 ": rules.RULE_KEYS,
    "### 3.3 ": rules.GROUP_KEYS,
    "### 3.4 ": targets.OWNER_KEYS,
    "### 3.5 ": targets.TARGET_KEYS,
    "### 3.8 ": targets.REVISION_KEYS,
    "### 3.11 ": rules.PROFILE_KEYS,
    "### 3.12 ": rules.IMPORT_KEYS,
    "## 4. ": records.ROOT_KEYS,
    "### 4.2 ": records.FIGURE_KEYS,
    "### 4.4 ": records.REMARK_KEYS,
    "### 4.5 ": records.SENT_KEYS,
}
"""Section of the page → the keys a reader accepts there."""


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_example_is_accepted(tmp_path: Path, number: int) -> None:
    """Every example is read without a problem, and nothing in it is left out."""
    example = EXAMPLES[number]
    workspace, problems = read(write(tmp_path, example.targets, example.name, example.text))
    assert workspace is not None, problems
    assert workspace.foreign == ()
    log = workspace.log
    for header, entries in (
        ("[[figure]]", log.figures),
        ("[[explanation]]", log.explanations),
        ("[[note]]", log.notes),
        ("[[sent]]", log.sent),
    ):
        assert len(entries) == len(re.findall(rf"^{re.escape(header)}", example.text, re.MULTILINE))
    for target in re.findall(r"^\[targets\.([a-z0-9-]+)\]", example.text, re.MULTILINE):
        assert target in workspace.registry.targets


def test_examples_are_all_run() -> None:
    """No block of the page is skipped, and every block says which file it is."""
    assert len(EXAMPLES) == PAGE.count("```toml\n") >= LEAST_EXAMPLES
    assert all(re.fullmatch(r"targets\.toml|records/[0-9A-Z-]+\.toml", each.name) for each in EXAMPLES)


@pytest.mark.parametrize(("line", "kind", "reading"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_typed_number_is_read(tmp_path: Path, line: str, kind: str, reading: str) -> None:
    """A number typed in a file means what the page says."""
    figure, problems = read_typed(tmp_path, kind, line)
    assert figure is not None, problems
    assert spell(figure) == reading


@pytest.mark.parametrize(("line", "kind", "_why", "retyped"), REFUSED, ids=[row[0] for row in REFUSED])
def test_typed_number_is_refused(tmp_path: Path, line: str, kind: str, _why: str, retyped: str) -> None:
    """A doubtful or impossible number is refused, with the line to type instead where the page gives one."""
    figure, problems = read_typed(tmp_path, kind, line)
    assert figure is None
    assert retyped == NOTHING or re.search(f"{re.escape(retyped)}$", problems, re.MULTILINE), problems


@pytest.mark.parametrize(("line", "result"), DAYS, ids=[row[0] for row in DAYS])
def test_typed_day_is_read_or_refused(tmp_path: Path, line: str, result: str) -> None:
    """A day typed in a file is taken or refused as the page says."""
    figure, problems = read_typed(tmp_path, "task" if line.startswith("done") else "count", line)
    assert (figure is not None) == result.startswith("nhận"), problems
    for retyped in re.findall(r"`(.*)`", result):
        assert retyped in problems


def test_periods_are_as_the_page_says() -> None:
    """Each file name is the period, the window and the sending day of the table."""
    for name, label, first, last, due in rows_of("Tên tệp", "Kỳ", "Số liệu từ", "đến hết", "Hạn gửi"):
        period = parse_period_key(name.removesuffix(".toml"))
        assert period is not None, name
        days = (*period.window(Calendar()), period.due(Calendar()))
        assert (label, first, last, due) == (period.label, *map(format_date, days))


def test_other_file_names_are_named_and_never_read(tmp_path: Path) -> None:
    """Files whose names are not periods are not opened, whatever they hold."""
    names = [row[0] for row in rows_of("Tên tệp", "Vì sao")]
    write(tmp_path, EXAMPLES[0].targets)
    for name in [*names, ".2025-02.toml.swp"]:
        (tmp_path / "records" / name).write_bytes(b"\xff not TOML")
    workspace, problems = read(tmp_path)
    assert workspace is not None, problems
    assert sorted(workspace.foreign) == sorted(names)


@pytest.mark.parametrize("heading", DESCRIBED)
def test_every_key_is_described(heading: str) -> None:
    """A section describes every key its reader accepts and no other, with an example that is TOML."""
    section, keys = section_of(heading), DESCRIBED[heading]
    assert set(keys) - set(re.findall(r"`([a-z_]+)`", section)) == set()
    for table in read_tables(section):
        if table[0] == ("Khóa", "Kiểu", "Ý nghĩa", "Mặc định", "Ví dụ"):
            for row in table[1:]:
                key, example = row[0].strip("`"), row[-1].strip("`")
                assert key in keys
                assert key in example
                tomllib.loads(example)


def test_no_reader_accepts_keys_behind_the_page() -> None:
    """Every *_KEYS tuple of the readers consists of keys that some section describes."""
    described = {key for keys in DESCRIBED.values() for key in keys}
    for module in (targets, rules, records):
        for name, keys in vars(module).items():
            if name.endswith("_KEYS"):
                assert set(keys) <= described, f"{module.__name__}.{name}"


def test_every_word_of_the_vocabularies_is_named() -> None:
    """Kinds, levels, rhythms, the words of `clarity`, qualifiers and exit codes stand on the page."""
    words = [*Kind, *Level, *(each for each in PeriodKind if each is not PeriodKind.NINE_MONTHS), *rules.CLARITY]
    words += [f'"{sign}"' for sign in amounts.QUALIFIERS]
    assert [word for word in words if f"`{word}`" not in PAGE] == []
    assert [row[0] for row in rows_of("Mã kết thúc", "Nghĩa")] == [code for code, _ in EXIT_CODES]


def test_sample_error_is_what_the_program_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error shown on the page is the program's own."""
    fraction = "numerator   = 762.284\ndenominator = 980226\n"
    text = f'period = "2025-02"\n\n[[figure]]\ntarget      = "dinh-danh"\n{fraction}'
    folder = write(tmp_path, EXAMPLES[0].targets, "records/2025-02.toml", text)
    assert main(["-C", str(folder), "status"], today=TODAY) == 3
    (sample,) = re.findall(r"^```text\n(LỖI.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert capsys.readouterr().err == sample


def test_page_is_nfc() -> None:
    """The page is written in composed Unicode, as everything people read."""
    assert unicodedata.is_normalized("NFC", PAGE)
