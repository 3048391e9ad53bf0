"""Lines pasted from elsewhere: which target, which number, for whom, from where; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

COLUMNS = 4
_COMMENT = r"(?:^|\t|\s{2})\s*#.*$"


class Line(NamedTuple):
    """One line that says something: cells as typed, trimmed."""

    number: int
    """Counted from 1 in what was pasted."""
    subject: str
    value: str = ""
    part: str = ""
    source: str = ""
    problem: str | None = None
    """Why it cannot be read, in one Vietnamese sentence."""


def read_lines(text: str, known: Iterable[str]) -> list[Line]:
    """Read `id value [part [source]]`, set apart by a tab, `;` or two spaces; comments and blanks are left out.

    A line set apart by single spaces is read only when its first word is one of the `known` ids.
    """
    ids = set(known)
    lines = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        content = re.sub(_COMMENT, "", line.replace("\u00a0", " ").replace("\u202f", " ")).strip()
        if content:
            lines.append(_line(number, content, ids))
    return lines


def _line(number: int, content: str, known: set[str]) -> Line:
    cells = _cells(content)
    if len(cells) == 1:
        first, _space, rest = content.partition(" ")
        if first.lower() not in known or not rest:
            sentence = "không thấy chỗ ngăn giữa mã và số liệu; ngăn bằng tab, dấu ; hoặc hai dấu cách"
            return Line(number, content, problem=sentence)
        cells = [first, rest.strip()]
    if len(cells) > COLUMNS:
        sentence = f"có {len(cells)} cột; chỉ nhận mã, số liệu, cấp hoặc đơn vị, nguồn"
        return Line(number, cells[0], problem=sentence)
    if not cells[0] or not cells[1]:
        return Line(
            number, cells[0], problem="để trống số liệu; chưa có thì bỏ dòng này" if cells[0] else "chưa có mã chỉ tiêu"
        )
    return Line(number, *cells)


def _cells(content: str) -> list[str]:
    """The cells of a line, by the first of the separators that stands in it."""
    if "\t" in content:
        cells = content.split("\t")
    elif ";" in content:
        cells = content.split(";")
    else:
        cells = re.split(r" {2,}", content)
    cells = [cell.strip() for cell in cells]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells if len(cells) > 1 or not re.search(r"[\t;]", content) else [*cells, ""]
