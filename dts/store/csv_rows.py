"""A CSV file as rows of cells: which variant it is, what the head names, on which line each row stands.

The variant is told by the separator of the head and by nothing else: a comma means the variant for programs (36.18,
2025-02-26), a semicolon the one for Vietnamese Excel (36,18, 26/02/2025). A head with neither is refused.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dts.core.grid import Cell, Grid
from dts.core.problem import Place, Problem, UsageError
from dts.core.unseen import UNSEEN
from dts.store.source import decode
from dts.store.tables import nearest
from dts.store.workbook import read_raw

SAVE_AS = "Trong Excel chọn Save As, kiểu CSV UTF-8, rồi nhập tệp .csv ấy"
_GUARDED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠'])")
"""The apostrophe that `export --excel` puts before what Excel would run."""
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
"""How `export --excel` writes characters that nobody can see."""


class Row(NamedTuple):
    """One row: its line in the file, and its cells by column, empty ones left out."""

    line: int
    cells: Mapping[str, str]


class Rows(NamedTuple):
    """A whole file."""

    name: str
    for_people: bool
    """Whether it is the variant for Excel."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """Heads that mean nothing, rows with too many or too few cells."""


def read_rows(path: Path, known: Sequence[str]) -> Rows:
    """Read a CSV file whose head names some of the `known` columns.

    Raises UsageError with a Vietnamese sentence when it is no such file at all.
    """
    text = read_text(path)
    found = _delimiter(text, known)
    if found is None:
        named = ", ".join(known[:4])
        raise UsageError(
            f"Chưa ghi: {path.name}: dòng đầu không có tên cột nào ({named}, …), nên không phải bảng figures.csv "
            "do dts export xuất."
        )
    lines = _lines(path.name, text, found)
    _number, head = next(lines)
    columns = tuple(name.strip() for name in head)
    problems = list(_head_problems(path.name, columns, known))
    rows: list[Row] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(columns):
            message = f"có {len(cells)} ô, dòng đầu có {len(columns)} cột; xem lại dấu phân cách và dấu ngoặc kép"
            problems.append(Problem(Place(path.name, number), message))
            continue
        read = {name: _cell(cell, for_people=found == ";") for name, cell in zip(columns, cells, strict=True) if cell}
        rows.append(Row(number, read))
    return Rows(path.name, found == ";", columns, tuple(rows), tuple(problems))


def has_known_head(text: str, known: Sequence[str]) -> bool:
    """Whether the first line names columns of an export; otherwise it is a form."""
    return _delimiter(text, known) is not None


def read_grid(name: str, text: str) -> Grid:
    """A CSV form as a sheet of texts; the separator is the one that makes most lines equally wide."""
    best: list[tuple[int, list[str]]] = []
    score = 0
    for mark in (";", ",", "\t"):
        try:
            lines = list(_lines(name, text, mark))
        except UsageError:
            continue
        widths = Counter(len(cells) for _number, cells in lines if len(cells) > 1)
        width, count = max(widths.items(), key=lambda each: each[0] * each[1], default=(0, 0))
        if width * count > score:
            best, score = lines, width * count
    rows = {
        number: {at: Cell(" ".join(cell.split())) for at, cell in enumerate(cells, 1) if cell.strip()}
        for number, cells in best
    }
    return Grid("", {number: cells for number, cells in rows.items() if cells})


def read_text(path: Path) -> str:
    """The text of a CSV file. Raises UsageError."""
    raw = read_raw(path)
    decoded = decode(raw, path.name)
    if isinstance(decoded, Problem):
        raise UsageError(f"Chưa ghi: {decoded.place}: {decoded.message}. {SAVE_AS}.")
    return unicodedata.normalize("NFC", decoded)


def _delimiter(text: str, known: Sequence[str]) -> str | None:
    """The separator of the head: the one that makes known columns of it."""
    head = text.partition("\n")[0]
    counts = {mark: sum(name.strip(' \r"') in known for name in head.split(mark)) for mark in (",", ";")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] > 1 else None


def _lines(name: str, text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = "dấu ngoặc kép không khớp, hoặc ô quá dài; sửa dòng này rồi nhập lại"
            raise UsageError(f"Chưa ghi: {name}:{number}: {message}.") from None
        yield number, cells


def _head_problems(name: str, columns: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    for column in columns:
        if column not in known:
            near = nearest(column, known) if column else None
            hint = f"có phải là {near}?" if near else "xóa cột ấy, hoặc xem docs/du-lieu-mo.md"
            yield Problem(Place(name, 1), f"không có cột nào tên là “{column}”; {hint}")
    for column in dict.fromkeys(each for each in columns if columns.count(each) > 1):
        yield Problem(Place(name, 1), f"cột {column} có {columns.count(column)} lần; giữ một")


def _cell(cell: str, *, for_people: bool) -> str:
    if not for_people:
        return cell
    return _ESCAPE.sub(_unescaped, _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    char = chr(code) if code < 0x110000 else ""
    written = char and not 0xD800 <= code < 0xE000 and (not char.isprintable() or UNSEEN.match(char))
    return char if written else match[0]
