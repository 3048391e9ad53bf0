"""A file of lines to be recorded: its text, or one sentence with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.core.problem import DataError, Place, Problem
from dts.store.pasted import pasted_text, read_pasted


def test_text_of_a_file(tmp_path: Path) -> None:
    """With or without a mark at its beginning; told by its name when it is no text, else by its path."""
    file = tmp_path / "dòng.txt"
    file.write_bytes("\ufeffđất 5\r\n".encode())
    assert read_pasted(file) == "đất 5\r\n"
    file.write_bytes("đất".encode("utf-16"))
    with pytest.raises(DataError) as raised:
        read_pasted(file)
    assert [problem.place for problem in raised.value.problems] == [Place("dòng.txt")]
    with pytest.raises(DataError) as raised:
        read_pasted(tmp_path / "không")
    assert raised.value.problems == [Problem(Place(str(tmp_path / "không")), "không có tệp này")]


SHEET = Problem(Place("x"), "đây là tệp bảng tính hoặc tệp nén", ("nhập tệp Excel bằng: dts import",))
LARGE = Problem(Place("x"), "lớn hơn 8 MB, không phải các dòng số liệu")
MB = 1024 * 1024


NO_TEXTS = {
    "xlsx": (b"PK\x03\x04rest", SHEET),
    "xls": (b"\xd0\xcf\x11\xe0rest", SHEET),
    "large xlsx": (b"PK\x03\x04" + b"a" * 8 * MB, SHEET),
    "large": (b"a" * (8 * MB + 1), LARGE),
}


@pytest.mark.parametrize("case", NO_TEXTS)
def test_what_is_no_text(case: str) -> None:
    """Spreadsheets are led to the import; more than 8 MB is something else."""
    raw, problem = NO_TEXTS[case]
    with pytest.raises(DataError) as raised:
        pasted_text(raw, "x")
    assert raised.value.problems == [problem]


def test_largest_text() -> None:
    """Exactly 8 MB."""
    assert pasted_text(b"a" * 8 * MB, "x") == "a" * 8 * MB
