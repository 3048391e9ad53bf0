"""`dts report`: the text that goes up the chain."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import GOLDEN, Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units

DAY = date(2025, 2, 25)
REPORTS = {
    "report-2025-02": ["report", "--period", "2025-02", "--as-of", "25/2/2025"],
    "report-after-deadline": ["report", "--period", "2025-02", "--as-of", "28/2/2025", "--width", "80"],
}


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_as_agreed(run: Run, name: str) -> None:
    """Each report equals its golden file; set DTS_WRITE_GOLDEN=1 to write them anew, then read the difference."""
    result = run(*REPORTS[name])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


def test_made_report_names_late_work_and_changes(run: Run, tmp_path: Path) -> None:
    """Overdue rows with their agency, the comparison with the month before, and the communes still to report."""
    folder = write_made_workspace(tmp_path)
    result = run("report", "--period", "2025-02", "--as-of", "25/2/2025", folder=folder)
    assert result.out.startswith("Kỳ tháng 02/2025, lập ngày 25/02/2025: quá hạn 3 (178 ngày); sắp đến hạn 0;")
    assert "Việc giao ban cũ: hạn trước ngày 01/9/2024 (ngày cuối trong hạn 31/8/2024), quá hạn 178 ngày" in flat(
        result.out
    )
    assert "chưa giải trình" in result.out
    assert "So với kỳ tháng 01/2025, trong" in flat(result.out)
    assert "còn: UBND xã B" in flat(result.out)


def flat(text: str) -> str:
    """Wrapped lines joined again."""
    return " ".join(text.split())


def test_the_period_is_chosen_and_said(run: Run) -> None:
    """On 15/02 the period that closed yesterday is taken, aloud, on stderr."""
    result = run("report", today=date(2025, 2, 15))
    assert result.err == "Kỳ do chương trình chọn: tháng 02/2025, kỳ vừa chốt số liệu.\n"
    assert result.out.startswith("Kỳ tháng 02/2025, lập ngày 15/02/2025")


def test_nothing_is_cut_and_bytes_are_the_same(run: Run) -> None:
    """No line is wider than asked, and the same data and day give the same bytes."""
    for width in ("80", "100", "120"):
        first = run("report", "--period", "2025-02", "--as-of", "25/2/2025", "--width", width)
        again = run("report", "--period", "2025-02", "--as-of", "25/2/2025", "--width", width)
        assert first.out == again.out
        assert max(map(cell_len, first.out.splitlines())) <= int(width)
        for number in ("762.284/980.226", "506.597/1.446.292", "939.695", "28/2/2025"):
            assert number in first.out
        assert "\x1b" not in first.out


def test_counts_per_agency_add_up(run: Run) -> None:
    """The totals line is the sum of its columns and agrees with the one of `dts owners`."""
    lines = run("report", "--period", "2025-02", "--as-of", "25/2/2025").out.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("Đơn vị chủ trì"))
    table = []
    for line in lines[start + 3 :]:
        numbers = [int(cell) for cell in line.split() if cell.isdigit()]
        if line.startswith("Cộng"):
            break
        table.append(numbers or [0] * 10)
    assert [sum(column) for column in zip(*table, strict=True)] == numbers
    owners = run("owners", "--as-of", "25/2/2025").out.splitlines()
    same = next(line for line in owners if line.startswith("Cộng")).split()[1:]
    assert [number for index, number in enumerate(numbers) if index != 4] == [int(cell) for cell in same]


@pytest.mark.parametrize("day", ["25/2/2025", "1/7/2025", "22/11/2026"])
def test_counters_are_those_of_the_gap_table(run: Run, day: str) -> None:
    """A followed target whose figure is wanting is counted where `dts status` shows it."""
    counters = json.loads(run("report", "--period", "2025-02", "--as-of", day, "--json").out)["counters"]
    head = flat(run("status", "--as-of", day).out)
    for words, number in counters.items():
        assert re.search(rf"\b{words} {number}[,.]", head, re.IGNORECASE), (words, number)


def test_sentences_after_the_deadline(run: Run) -> None:
    """Long delays are grouped, nobody leads is said once, no figure is no verdict, and targets go by their names."""
    text = flat(run("report", "--period", "2025-06", "--as-of", "22/11/2026").out)
    assert "chậm 1.063 ngày" in text
    assert "chưa có số liệu; chưa giải trình. Chưa rõ đơn vị chủ trì [2]." in text
    assert "04 chỉ tiêu quá hạn, chưa có số liệu lần nào" in text
    assert "Kinh tế số trong GRDP: không so sánh với kỳ trước" in text
    page = flat(run("report", "--one-page", "--as-of", "22/11/2026").out)
    assert "của tỉnh Vĩnh Phúc. Vĩnh Phúc, Chủ nhật 22/11/2026:" in page


def test_communes_in_sentences(run: Run, tmp_path: Path) -> None:
    """Units left out are agencies of their own, counts have two digits, an agency in one line keeps the head level."""
    lines = run("report", "--as-of", "20/8/2025", folder=write_many_units(tmp_path)).out
    text = flat(lines)
    assert "chậm 02 ngày" in text
    assert "Xã lớn 3 (Hồ sơ trực tuyến cấp xã); 14 đơn vị khác (Hồ sơ trực tuyến cấp xã)." in text
    assert "07 đúng tiến độ; kém nhất: Xã lớn 1 (58%)" in text
    assert re.search(r"Số: +/BC-… +Thử Nghiệm, ngày 20 tháng 8 năm 2025", lines)


def test_a_total_that_lacks_units_is_not_compared(run: Run, tmp_path: Path) -> None:
    """19 of 36 communes against all of them: the difference would be of who has reported; `show` says the same."""
    folder = write_many_units(tmp_path)
    text = flat(run("report", "--as-of", "20/8/2025", folder=folder).out)
    assert "1.173/1.900 hồ sơ, bằng 61,74%; mục tiêu ≥ 80%" in text
    assert "So với kỳ tháng 7/2025: không so sánh: số liệu của một trong hai kỳ chưa đủ các phần." in text
    assert "chưa đủ các phần" in flat(run("show", "ho-so-xa", "--as-of", "20/8/2025", folder=folder).out)


def test_output_file_is_whole_or_absent(run: Run, tmp_path: Path) -> None:
    """-o writes the same text; a folder that is not there is a sentence, exit 3."""
    target = tmp_path / "bao-cao.txt"
    result = run("report", "--period", "2025-02", "--as-of", "25/2/2025", "-o", str(target))
    assert (result.code, result.out) == (0, "")
    assert f"Đã lập: {target} (dự thảo)" in result.err
    shown = run("report", "--period", "2025-02", "--as-of", "25/2/2025").out
    assert target.read_text(encoding="utf-8") == shown
    missing = run("report", "--period", "2025-02", "-o", str(tmp_path / "khong-co" / "a.txt"))
    assert missing.code == 3
    assert "không có thư mục này" in missing.err
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.txt"]


def test_a_report_after_the_merger_says_so(run: Run) -> None:
    """The province ended on 30/6/2025: the first paragraph says it."""
    text = flat(run("report", "--period", "2025-06", "--as-of", "22/11/2026").out)
    assert "Tỉnh Vĩnh Phúc có đến hết 30/6/2025, nay là tỉnh Phú Thọ." in text


def test_a_bad_period_is_a_sentence(run: Run) -> None:
    """Exit 2 with the forms that may be typed."""
    result = run("report", "--period", "13/2025")
    assert result.code == 2
    assert 'gõ như 02/2025, "quý I/2025"' in result.err


def test_a_period_to_come_and_a_foreign_suffix_are_refused(run: Run, tmp_path: Path) -> None:
    """No report of a period that has not begun, no text in a .docx."""
    early = run("report", "--period", "5/2025", "--as-of", "25/2/2025")
    assert (early.code, early.out) == (2, "")
    assert "chưa bắt đầu (số liệu từ 15/4/2025)" in early.err
    word = run("report", "--period", "2/2025", "--format", "text", "-o", str(tmp_path / "a.docx"))
    assert word.code == 2
    assert "--format text trái với đuôi tệp .docx" in word.err
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_report_says_whose_it_is(run: Run) -> None:
    """--owner reports one agency's work and says so under the title."""
    text = run("report", "--owner", "ca-tinh", "--period", "2/2025", "--as-of", "25/2/2025").out
    assert "(phần việc của Công an tỉnh)" in text


def test_a_year_reported_before_its_deadline_speaks_of_estimates(run: Run, workspace) -> None:  # type: ignore[no-untyped-def]
    """Năm 2025 is sent on 25/12: an estimate below the goal is "ước không đạt năm 2025", nothing is "sắp đến hạn"."""
    goal = 'at_least = 90\nby = 2025-12-31\nevery = "year"\nbasis = "KH"\n\n'
    targets = (
        f'[targets.a]\nname = "Một"\nkind = "ratio"\n{goal}[targets.b]\nname = "Hai"\nkind = "ratio"\n{goal}'
        f'[targets.c]\nname = "Ba"\nkind = "ratio"\n{goal}'
    )
    figures = (
        '[[figure]]\ntarget = "a"\nvalue = 89\nestimate = true\n\n'
        '[[figure]]\ntarget = "b"\nvalue = 91\nestimate = true\n\n'
        '[[figure]]\ntarget = "c"\nvalue = 80\n'
    )
    folder = workspace(targets, {"2025": figures})
    text = flat(run("report", "--period", "2025", "--as-of", "25/12/2025", folder=folder).out)
    assert "Một: ước đạt 89%; mục tiêu ≥ 90%; thiếu 1 điểm %; ước không đạt năm 2025" in text
    assert "Hai: ước đạt 91%; mục tiêu ≥ 90%; vượt 1 điểm %; ước đạt" in text
    assert "chưa đạt (số liệu đến 14/12/2025)" in text
    assert "sắp đến hạn 0" in text
