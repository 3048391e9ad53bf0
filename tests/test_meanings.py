"""Run docs/meanings.md: every case of the page is a data folder, a day and the sentences officials should read.

The page is the test table. A `###` heading is a case; its ```toml blocks are files, its tables are expectations.
A table this runner does not know is an error, so nothing on the page can be skipped in silence.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dts.cli import main
from dts.core.dates import format_date, parse_date
from dts.core.numerals import Quantity, format_number, parse_number, parse_quantity
from dts.core.period import Calendar, last_closed, parse_period

PAGE = Path(__file__).parent.parent / "docs" / "meanings.md"
NOTHING = "–"
WHOLE_FOLDER = "cả thư mục"
CODE = re.compile(r"`([^`]+)`")
KINDS = {"tỷ lệ": "ratio", "số đếm": "count", "thứ hạng": "rank"}
EVERY = {"tháng": "month", "quý": "quarter", "6 tháng": "half", "năm": "year"}
DECIMAL_FIELDS = {"value", "gap", "pace"}
DATE_FIELDS = {"deadline", "value_as_of"}
# A page whose parser broke must not pass by running nothing; raise these when cases are added.
LEAST_CASES = 130
LEAST_CHECKS = 780

Row = tuple[str, ...]
Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One Markdown table: its heads and its rows, cells stripped."""

    heads: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One `###` section of the page."""

    title: str
    files: dict[str, str]
    """Path inside the data folder → text as the page shows it."""
    tables: tuple[Table, ...]


def read_tables(lines: list[str]) -> tuple[Table, ...]:
    """Collect the Markdown tables of some lines; any other line ends a table."""
    tables: list[Table] = []
    block: list[Row] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            block.append(tuple(cell.strip(" ") for cell in line.strip().strip("|").split("|")))
        elif block:
            tables.append(Table(heads=block[0], rows=tuple(block[2:])))
            block = []
    return tuple(tables)


def read_case(section: str) -> Case:
    """Read one section: the heading, the files, the tables."""
    title, _, body = section.partition("\n")
    files: dict[str, str] = {}
    for text in re.findall(r"^```toml\n(.*?)^```$", body, re.MULTILINE | re.DOTALL):
        name = text.partition("\n")[0].removeprefix("# ").strip()
        files[name] = text
    prose = re.sub(r"^```toml\n.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL)
    prose = re.split(r"^## ", prose, flags=re.MULTILINE)[0]
    return Case(title=title.strip(), files=files, tables=read_tables(prose.splitlines()))


def read_page() -> tuple[dict[str, str], tuple[Case, ...]]:
    """Read the page: the JSON field behind each column head, and the cases."""
    intro, *sections = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    columns = {head: field.strip("`") for head, field in read_tables(intro.splitlines())[0].rows}
    return columns, tuple(read_case(section) for section in sections)


COLUMNS, CASES = read_page()


def ascii_id(case: Case) -> str:
    """Spell a heading without diacritics, so that test names are readable in any terminal."""
    plain = unicodedata.normalize("NFD", case.title.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a case, adding the lines that the page leaves out."""
    (folder / "records").mkdir()
    for name, text in files.items():
        if name == "targets.toml":
            head = "schema = 1\n" + ("" if re.search(r"^title\b", text, re.MULTILINE) else 'title = "Ví dụ"\n')
        else:
            stem = Path(name).name.removesuffix(".toml")
            head = "" if re.search(r"^period\b", text, re.MULTILINE) else f'period = "{stem}"\n'
        (folder / name).write_text(head + text, encoding="utf-8")


def in_decimal(text: str) -> str:
    """Write a number of the page (decimal comma, no grouping) the way Python spells a Decimal."""
    return text.replace(",", ".")


def plain(number: Decimal | int) -> str:
    """Write a number the way the page does: no grouping, decimal comma, no trailing zeros."""
    text = format(Decimal(number), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


# --- one cell -------------------------------------------------------------------------------------------------------


def spell(field: str, value: Any) -> str:
    """Write a JSON value as the page writes it."""
    if value is None or value == []:
        return NOTHING
    if isinstance(value, list):
        return ", ".join(value)
    if field in DECIMAL_FIELDS:
        return plain(Decimal(value))
    if field in DATE_FIELDS:
        return format_date(date.fromisoformat(value))
    return str(value)


def agrees(expected: str, actual: str) -> bool:
    """Compare a cell with what the program said; “có:”, “không có:”, “khác:” loosen the comparison."""
    for word, holds in (
        ("không có: ", lambda wanted: wanted.casefold() not in actual.casefold()),
        ("có: ", lambda wanted: wanted.casefold() in actual.casefold()),
        ("khác: ", lambda wanted: wanted != actual),
    ):
        if expected.startswith(word):
            return holds(expected.removeprefix(word))
    return expected == actual


def walk(data: Json, path: str) -> Any:
    """Follow a dotted path; a part that is not there reads as nothing."""
    value: Any = data
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def find_row(view: Json, target: str) -> Json | None:
    """Find the row of `id` or `id/for`."""
    ident, _, part = target.partition("/")
    found = [row for row in view["targets"] if row["id"] == ident and row["for"] == (part or None)]
    assert len(found) <= 1, f"{target}: {len(found)} rows"
    return found[0] if found else None


# --- one table ------------------------------------------------------------------------------------------------------

Capture = pytest.CaptureFixture[str]


def check_status(table: Table, folder: Path, capsys: Capture) -> Iterator[str]:
    """Compare `dts status --json` with a table of days, targets and fields."""
    for cells in table.rows:
        row = dict(zip(table.heads, cells, strict=True))
        day, known, target = row.pop("Ngày xem"), row.pop("Biết đến", NOTHING), row.pop("Chỉ tiêu")
        known_at = [] if known == NOTHING else ["--known-at", known]
        code = main(["-C", str(folder), "status", "--as-of", day, *known_at, "--json"])
        out, err = capsys.readouterr()
        if code != 0:
            yield f"{day} {target}: exit {code}: {err}"
            continue
        view = json.loads(out)
        place = view if target == WHOLE_FOLDER else find_row(view, target)
        if "Dòng" in row:
            wanted, actual = row.pop("Dòng"), "không" if place is None else "có"
            if wanted != actual:
                yield f"{day} {target} Dòng: page {wanted!r}, program {actual!r}"
        for head, expected in row.items():
            code_name = CODE.fullmatch(head)
            field = code_name.group(1) if code_name else COLUMNS[head]
            actual = "(no such row)" if place is None else spell(field, walk(place, field))
            if not agrees(expected, actual):
                yield f"{day} {target} {field}: page {expected!r}, program {actual!r}"


def check_exit(table: Table, folder: Path, capsys: Capture) -> Iterator[str]:
    """Compare the exit code of `dts status`, and the words it must name on the error stream."""
    for day, code, words in table.rows:
        actual = main(["-C", str(folder), "status", "--as-of", day, "--json"])
        err = capsys.readouterr().err
        if actual != int(code):
            yield f"{day}: page exit {code}, program {actual}: {err}"
        missing = [word for word in words.split("; ") if word != NOTHING and word not in err]
        if missing:
            yield f"{day}: not named {missing} in {err!r}"


def check_readings(table: Table, read: Callable[[Row], str]) -> Iterator[str]:
    """Compare readings of typed text; “từ chối” expects a refusal, with the words after the colon in it."""
    for cells in table.rows:
        *typed, expected = cells
        try:
            actual = read(tuple(typed))
        except ValueError as error:
            actual = f"từ chối: {error}"
        refused, _, words = expected.partition(": ")
        if refused == "từ chối":
            if not actual.startswith("từ chối") or words not in actual:
                yield f"{typed}: page {expected!r}, program {actual!r}"
        elif expected != actual:
            yield f"{typed}: page {expected!r}, program {actual!r}"


def calendar_of(cell: str) -> Calendar:
    """Read the *Chốt* column; the sending day is the 25th throughout."""
    return Calendar(cutoff_day=None if cell == "cuối tháng" else int(cell), due_day=25)


def spell_quantity(quantity: Quantity, *, published: bool) -> str:
    """Write a reading as the page does: “> 60”, “18 trong 63”, “762284/980226, công bố 77%”."""
    if quantity.numerator is not None and quantity.denominator is not None:
        text = f"{plain(quantity.numerator)}/{plain(quantity.denominator)}"
    else:
        assert quantity.value is not None
        text = plain(quantity.value)
    if quantity.of is not None:
        text += f" trong {quantity.of}"
    if quantity.qualifier is not None:
        text = f"{quantity.qualifier} {text}"
    if quantity.estimate:
        text += ", ước"
    if published:
        text += f", công bố {quantity.published}"
    return text


def check_quantities(table: Table) -> Iterator[str]:
    """Compare readings of a figure as `dts record` is given it."""
    for row in table.rows:

        def read(cells: Row, expected: str = row[-1]) -> str:
            kind, unit, typed = cells
            quantity = parse_quantity(typed, kind=KINDS[kind], unit=None if unit == NOTHING else unit)
            return spell_quantity(quantity, published="công bố" in expected)

        yield from check_readings(Table(heads=table.heads, rows=(row,)), read)


def read_window(cells: Row) -> str:
    """Say the window and the sending day of a period."""
    period, calendar = parse_period(cells[0]), calendar_of(cells[1])
    days = (*period.window(calendar), period.due(calendar))
    return " ".join(f"{day:%d/%m/%Y}" for day in days)


def read_last_closed(cells: Row) -> str:
    """Say the period that was the last to close before a day."""
    every, cutoff, day = cells
    return last_closed(EVERY[every], parse_date(day), calendar_of(cutoff)).key


READERS: dict[Row, Callable[[Row], str]] = {
    ("Gõ số", "Đọc là"): lambda cells: plain(parse_number(cells[0])),
    ("Gõ ngày", "Đọc là"): lambda cells: parse_date(cells[0]).isoformat(),
    ("Gõ kỳ", "Đọc là"): lambda cells: parse_period(cells[0]).key,
    ("Số", "Viết là"): lambda cells: format_number(Decimal(in_decimal(cells[0]))),
    ("Ngày", "Viết là"): lambda cells: format_date(date.fromisoformat(cells[0])),
    ("Kỳ", "Viết là"): lambda cells: parse_period(cells[0]).label,
    ("Nhịp", "Chốt", "Vào ngày", "Kỳ vừa chốt"): read_last_closed,
    ("Kỳ", "Ngày", "Tên kỳ chứa ngày đó"): lambda cells: (
        "có" if parse_period(cells[0]).contains(parse_date(cells[1])) else "không"
    ),
}


def check_table(table: Table, folder: Path, capsys: Capture) -> Iterator[str]:
    """Send a table to the check its heads ask for."""
    if table.heads == ("Ngày xem", "Mã thoát", "Nêu"):
        yield from check_exit(table, folder, capsys)
    elif table.heads[0] == "Ngày xem":
        yield from check_status(table, folder, capsys)
    elif table.heads == ("Loại", "Đơn vị tính", "Gõ số liệu", "Đọc là"):
        yield from check_quantities(table)
    elif table.heads == ("Kỳ", "Chốt", "Từ ngày", "Đến ngày", "Hạn gửi"):
        rows = tuple((period, cutoff, " ".join(days)) for period, cutoff, *days in table.rows)
        yield from check_readings(Table(heads=table.heads, rows=rows), read_window)
    else:
        yield from check_readings(table, READERS[table.heads])


def count_checks(case: Case) -> int:
    """Count the expectations of a case: for status tables every cell after day and target, else every row."""
    return sum(
        len(table.rows) * len(set(table.heads) - {"Ngày xem", "Biết đến", "Chỉ tiêu"})
        if table.heads[0] == "Ngày xem"
        else len(table.rows)
        for table in case.tables
    )


# --- the tests ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=ascii_id)
def test_meaning(case: Case, tmp_path: Path, capsys: Capture) -> None:
    """The program says what the page says."""
    write_folder(tmp_path, case.files)
    wrong = [line for table in case.tables for line in check_table(table, tmp_path, capsys)]
    assert not wrong, "\n".join([case.title, *wrong])


def test_page_has_its_cases() -> None:
    """The page is read whole: no case without a table, no heading twice, and not fewer cases than before."""
    assert all(case.tables for case in CASES), [case.title for case in CASES if not case.tables]
    assert len({ascii_id(case) for case in CASES}) == len(CASES)
    assert len(CASES) >= LEAST_CASES
    assert sum(count_checks(case) for case in CASES) >= LEAST_CHECKS


def test_page_reads_every_block_and_table_line() -> None:
    """No TOML block and no table row of the page is left unread."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("```toml\n") == sum(len(case.files) for case in CASES)
    table_lines = len(re.findall(r"^\|", text, re.MULTILINE))
    read = sum(len(table.rows) + 2 for case in CASES for table in case.tables) + len(COLUMNS) + 2
    assert read == table_lines


def test_page_is_nfc() -> None:
    """The page is written in composed Unicode, as everything people read."""
    text = PAGE.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
