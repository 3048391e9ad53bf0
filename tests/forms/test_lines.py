"""Lines and cells of a form that are easily taken for something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Make, Run
from tests.forms.targets import TARGETS
from tests.forms.test_shapes import DAY, said

OFFICES = '[targets.co-quan]\nname = "Cơ quan dùng phần mềm"\nkind = "count"\nunit = "cơ quan, đơn vị"\n'
TASK = '[targets.ke-hoach]\nname = "Ban hành Kế hoạch"\nkind = "task"\n'
Read = Callable[..., Any]


@pytest.fixture
def read(run: Run, workspace: Make, tmp_path: Path) -> Read:
    """Import a CSV form of February 2025: `read("Mã;Kết quả\\ncan-bo;5", "--yes")`."""

    def call(text: str, *options: str) -> Any:
        path = tmp_path / "bieu.csv"
        path.write_text(f"Biểu tháng 02/2025\n{text}\n", encoding="utf-8")
        return run("import", str(path), *options, folder=workspace(TARGETS + OFFICES + TASK), today=DAY)

    return call


def test_units_and_levels_are_no_heads(read: Read, tmp_path: Path) -> None:
    """A line may hold an id, a level and “cơ quan, đơn vị”, and is still a line."""
    done = read(
        "Mã;Cấp;Đơn vị tính;Kết quả\nco-quan;Cấp tỉnh;cơ quan, đơn vị;\n"
        "co-quan;Cấp xã;cơ quan, đơn vị;hơn 200\nco-quan;Cấp huyện;cơ quan, đơn vị;20",
        "--yes",
    )
    assert done.code == 0, done.err
    assert said(tmp_path) == {"co-quan/xa": ">200", "co-quan/huyen": "20"}


def test_of_two_cells_about_one_figure_neither_is_taken(read: Read, tmp_path: Path) -> None:
    """Nobody knows which is meant: both are named, and --skip-bad takes neither."""
    done = read("Mã;Kết quả\ncan-bo;3.119\ndvc-mp;645\ncan-bo;3.191", "--skip-bad", "--yes")
    assert (
        "KHÔNG NHẬN (2)\n"
        "  B3  can-bo  cùng chỉ tiêu, cùng kỳ còn có ở ô B5\n      Giữ một ô, xóa ô kia\n"
        "  B5  can-bo  cùng chỉ tiêu, cùng kỳ đã có ở ô B3\n      Giữ một ô, xóa ô kia\n"
    ) in done.out
    assert said(tmp_path) == {"dvc-mp": "645"}


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("-5", "can-bo  chữ “-5”: số liệu không mang dấu"),
        ("３１１９", "can-bo  chữ “３１１９”: không có con số"),
        ("36.18", "can-bo  chữ “36.18”: dấu chấm chỉ để nhóm hàng nghìn"),
    ],
)
def test_a_cell_that_is_no_number_is_refused(read: Read, cell: str, message: str) -> None:
    """Neither taken nor passed over as empty; the words are those of a form, not of a record file."""
    done = read(f"Mã;Kết quả\ncan-bo;{cell}")
    assert done.code == 2
    assert f"KHÔNG NHẬN (1)\n  B3  {message}" in done.out


def test_a_day_to_come_stands_at_its_cell(read: Read) -> None:
    """What the reader of records refuses is said of the cell it came from."""
    done = read("Mã;Kết quả;Tính đến ngày\ncan-bo;5;11/3/2025")
    assert "  C3  can-bo  ngày 11/3/2025 chưa đến\n" in done.out


def test_a_fraction_and_a_rate_that_differ_are_refused(read: Read) -> None:
    """Also where the fraction stands in the column of amounts."""
    done = read("Mã;Số lượng;Tỷ lệ\ndinh-danh;762.284/980.226;87,77%")
    assert "  C3  dinh-danh  87,77% không phải là 762.284/980.226\n" in done.out


def test_a_fraction_over_nothing_is_refused_at_its_cell(read: Read) -> None:
    """Also beside a rate, which nothing can be compared with."""
    done = read("Mã;Kết quả;Tỷ lệ\ncap-do;5/0;5%\nky-so;0/0;")
    assert done.code == 2
    assert "KHÔNG NHẬN (2)\n  B3  cap-do  mẫu số phải lớn hơn 0\n  B4  ky-so   mẫu số phải lớn hơn 0\n" in done.out


def test_a_row_for_each_period(read: Read, tmp_path: Path) -> None:
    """Ids across, periods down: every cell goes into its own period."""
    done = read("Kỳ;dvc-mp;dvc-tin\n01/2025;600;260\n02/2025;645;", "--yes")
    assert done.code == 0, done.err
    assert "  B3  dvc-mp   600 dịch vụ (kỳ tháng 01/2025)\n" in done.out
    assert sorted(path.name for path in (tmp_path / "records").glob("2*")) == ["2025-01.toml", "2025-02.toml"]


def test_tasks_are_no_figures(read: Read, tmp_path: Path) -> None:
    """Whatever stands beside them; how they are reported is said."""
    done = read("Chỉ tiêu;Kết quả\nBan hành Kế hoạch;Hoàn thành\nke-hoach;1\nke-hoach;\ncan-bo;5", "--yes")
    assert (
        "BỎ QUA (3): nhiệm vụ: dòng 3 “Ban hành Kế hoạch”; nhiệm vụ: dòng 4 “ke-hoach”; nhiệm vụ: dòng 5 “ke-hoach”\n"
        "Lưu ý: nhiệm vụ không có số liệu; báo bằng: dts record MÃ --done NGÀY --evidence …\n"
    ) in done.out
    assert said(tmp_path) == {"can-bo": "5"}


def test_what_is_counted_may_stand_below_done(read: Read, tmp_path: Path) -> None:
    """“Số đạt” of a target without a total is its number; with a total it is refused."""
    assert read("Mã;Số đạt;Tổng số\ncan-bo;3.119;\ndinh-danh;762.284;980.226", "--yes").code == 0
    assert said(tmp_path) == {"can-bo": "3119", "dinh-danh": "762284/980226"}
    assert "chỉ tiêu này là một số, không phải tử số, mẫu số" in read("Mã;Số đạt;Tổng số\ncan-bo;3.119;4.000").out


def test_words_that_lie_scattered_in_a_name_do_not_name_it(read: Read, tmp_path: Path) -> None:
    """Words one behind the other are taken and shown; the same words apart are refused, also with --yes."""
    head = "Chỉ tiêu;Kết quả\n"
    whole = read(f"{head}Chuyên trách chuyển đổi số;3.119")
    assert "“Chuyên trách chuyển đổi số” hiểu là can-bo" in whole.out
    for words in ("cán bộ số", "đổi bộ"):
        apart = read(f"{head}{words};5", "--yes")
        assert apart.code == 2
        assert f"không có chỉ tiêu nào tên “{words}”" in apart.out + apart.err
    assert said(tmp_path) == {}


def test_a_head_of_unknown_words_is_shown_with_what_to_type(read: Read, tmp_path: Path) -> None:
    """First which line and columns; with columns named, the line only; as told it then works."""
    text = "STT;Hạng mục;ĐVT;Đã làm;Ghi chú\n1;Cán bộ chuyên trách chuyển đổi số;người;3.119;"
    assert read(text).err.endswith(
        "  Ở tệp này dòng 2 ghi: A “STT”, B “Hạng mục”, C “ĐVT”, D “Đã làm”, E “Ghi chú”.\n"
        '  Nói rõ cột nào là gì, ví dụ: --header 2 --column "B=chỉ tiêu" --column "D=kết quả"\n'
    )
    columns = ("--column", "B=chỉ tiêu", "--column", "D=kết quả")
    assert read(text, *columns).err.endswith("  Nếu đó là dòng tiêu đề, thêm: --header 2\n")
    assert read(text, *columns, "--header", "2", "--yes").code == 0
    assert said(tmp_path) == {"can-bo": "3119"}


def test_two_columns_of_results_are_asked_about(read: Read) -> None:
    """The column that nobody named on the command line is the one proposed to be left out."""
    done = read("Mã;Kết quả;Thêm\ncan-bo;5;6", "--column", "C=kết quả")
    assert done.err == (
        'Chưa ghi: 2 cột cùng là kết quả: B “Kết quả”, C “Thêm”. Bỏ cột không dùng, ví dụ: --column "B=không đọc"\n'
    )
