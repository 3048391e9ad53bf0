"""Differently shaped spreadsheets: what one types, what the preview says, what is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dts.core.log import Figure
from dts.store.workspace import open_workspace
from tests.conftest import Make, Run
from tests.forms.shapes import SHAPES, save
from tests.forms.targets import TARGETS

DAY = date(2025, 2, 20)
WINDOW = "Kỳ tháng 02/2025 (15/01/2025 - 14/02/2025)"
SOURCE = "Biểu {}.xlsx"

Told = Callable[..., Any]


@pytest.fixture
def bring(run: Run, workspace: Make, tmp_path: Path) -> Told:
    """Import a shape into an empty folder: `bring("title_block", "--dry-run")`."""

    def call(shape: str, *options: str, records: dict[str, str] | None = None) -> Any:
        folder = workspace(TARGETS, records)
        return run("import", str(save(tmp_path, shape)), *options, folder=folder, today=DAY)

    return call


def said(folder: Path) -> dict[str, str]:
    """What stands in the records: `id/part` → the number."""
    found = {}
    for figure in open_workspace(folder, DAY).log.figures:
        found[f"{figure.target}/{figure.part}" if figure.part else figure.target] = _number(figure)
    return found


def _number(figure: Figure) -> str:
    number = f"{figure.numerator}/{figure.denominator}" if figure.denominator else f"{figure.value}"
    return f"{figure.qualifier or ''}{number}" + (f" of {figure.of}" if figure.of else "")


def test_a_form_with_a_title_block(bring: Told, tmp_path: Path) -> None:
    """The whole preview: cells, sums, gaps, percent cells, what is wrong and how to mend it; nothing is written."""
    result = bring("title_block", "--dry-run")
    assert result.out == (
        "Xem trước, chưa ghi gì. Trang “Bieu 01”, dòng tiêu đề 6, 6 số liệu.\n"
        f"{WINDOW}, theo ô A1.\n"
        "Cột đọc: B chỉ tiêu, C kết quả, D đơn vị tính, E ghi chú.\n"
        "MỚI (5)\n"
        "  C7   dvc-tong  1.865 dịch vụ\n"
        "  C8   dvc-tt    954/1.599 = 59,66%, thiếu 326 dịch vụ\n"
        "  C9   dvc-mp    645 dịch vụ\n"
        "  C10  dvc-tin   266 dịch vụ    954 + 645 + 266 = 1.865: khớp tổng\n"
        "  C11  cap-do    92,96%    ô Excel 0,9296 định dạng phần trăm\n"
        "THAY ĐỔI (0)   GIỮ NGUYÊN (0)\n"
        "KHÔNG NHẬN (1)\n"
        "  C12  can-bo    chữ “3,119” là 3 phẩy 119, mà số người không có phần thập phân\n"
        "       Nếu là 3.119 người, sửa ô C12 thành 3.119\n"
        "BỎ QUA (2): ghi chú: dòng 14 “Ghi chú: số liệu tính theo hệ thống của…”; "
        "ghi chú: dòng 15 “Người lập biểu”\n"
    )
    assert result.code == 2
    assert result.err == (
        "Chưa ghi: 1 số liệu không nhận (nêu ở trên): sửa title_block.xlsx rồi nhập lại.\n"
        "Muốn ghi 5 số liệu đúng trước: thêm --skip-bad\n"
    )
    assert not list((tmp_path / "records").iterdir())


def test_good_figures_first(bring: Told, tmp_path: Path) -> None:
    """--skip-bad writes the good ones and says how many were left; the mended form then adds the rest only."""
    result = bring("title_block", "--skip-bad", "--yes")
    assert result.code == 0
    assert result.out.endswith(
        "Đã ghi 5 số liệu vào 1 tệp:\n  records/2025-02.toml: thêm 5\n"
        "Chưa ghi 1 số liệu không nhận (nêu ở trên): sửa rồi nhập lại cả tệp.\n"
    )
    assert said(tmp_path) == {
        "dvc-tong": "1865",
        "dvc-tt": "954/1599",
        "dvc-mp": "645",
        "dvc-tin": "266",
        "cap-do": "92.96",
    }


ONE_COMMAND = {
    "two_line_heads": {"ky-so/tinh": "99", "ky-so/huyen": "96", "ky-so/xa": "93"},
    "bare_letters": {"ky-so/tinh": "99", "ky-so/huyen": "96", "ky-so/xa": "93"},
    "text_numbers": {
        "dong-bo-bhyt": "1080997",
        "dinh-danh": "762284/980226",
        "can-bo": ">3100",
        "dvc-tin": "0",
        "hang": "18 of 63",
        "cap-do": "92.96",
    },
    "fractions": {"dinh-danh": "762284/980226", "dvc-tt": "954/1599"},
    "amounts_and_rates": {"dinh-danh": "762284/980226", "dvc-tt": "59.66", "can-bo": "3119"},
    "counted": {"dinh-danh": "762284/980226", "dvc-tt": "954/1599"},
    "sections": {"dvc-mp": "645", "ky-so/tinh": "99", "ky-so/xa": "93", "can-bo": "3119"},
    "units_by_targets": {"ho-so/xa-a": "10/40", "ho-so/xa-b": "1000/2000"},
    "english": {"dong-bo-bhyt": "1080997"},
    "hidden_column": {"can-bo": "3119"},
    "repeated_heads": {"ky-so/tinh": "99", "ky-so/xa": "93", "can-bo": "3119"},
}


@pytest.mark.parametrize("shape", ONE_COMMAND)
def test_one_command_is_enough(bring: Told, tmp_path: Path, shape: str) -> None:
    """`dts import FILE` reads the shape, writes what it says, and a second time writes nothing."""
    result = bring(shape, "--yes")
    assert (result.code, result.err) == (0, ""), result.out + result.err
    assert WINDOW in result.out
    assert said(tmp_path) == ONE_COMMAND[shape]
    again = bring(shape, "--yes", records=None)
    assert again.err == f"Không ghi gì: cả {len(ONE_COMMAND[shape])} số liệu đã có.\n"
    assert unicodedata.is_normalized("NFC", result.out)


def test_what_is_no_figure_is_named(bring: Told) -> None:
    """Totals, hidden rows, hidden columns, columns that are not read."""
    units = bring("units_by_targets", "--dry-run").out
    assert "BỎ QUA (2): dòng ẩn: dòng 7 “Xã Chưa Có”; dòng tổng: dòng 8 “Toàn tỉnh”\n" in units
    assert "Lưu ý: trong Excel đang ẩn dòng 7; số liệu ở dòng ẩn, cột ẩn không được nhập.\n" in units
    assert "C tử số ho-so, D mẫu số ho-so" in units
    heads = bring("two_line_heads", "--dry-run").out
    assert "dòng tiêu đề 4 - 5" in heads
    assert "Không đọc: G “Mục tiêu năm 2025”." in heads
    assert "BỎ QUA (1): dòng tổng: dòng 8 “Tổng cộng”" in heads
    assert "đang ẩn cột A, cột C" in bring("hidden_column", "--dry-run").out


def test_a_number_without_its_total_is_named(bring: Told) -> None:
    """A fraction counts wherever it is written; a number beside a rate cannot be kept, and that is said."""
    told = bring("amounts_and_rates", "--dry-run").out
    assert "  D6  dinh-danh  762.284/980.226 = 77,77%\n  E7  dvc-tt     59,66%, thiếu" in told
    assert "CẦN XEM LẠI (1)\n  D7  số lượng 954 không có mẫu số, chỉ ghi tỷ lệ ở ô E7\n" in told


def test_days_and_sources_go_with_their_figures(bring: Told, tmp_path: Path) -> None:
    """Real days and days as text; without a column for it the source is the form."""
    bring("text_numbers", "--yes")
    figures = {each.target: each for each in open_workspace(tmp_path, DAY).log.figures}
    assert figures["dong-bo-bhyt"].given_as_of == date(2025, 2, 10)
    assert figures["dong-bo-bhyt"].source == "BHXH tỉnh"
    assert figures["dinh-danh"].given_as_of == date(2025, 2, 14)
    assert (figures["dinh-danh"].published, figures["dinh-danh"].source) == ("77%", SOURCE.format("text_numbers"))


def test_every_wrong_cell_has_its_address_and_its_cure(bring: Told) -> None:
    """Nothing is guessed; each line says what to do in Excel."""
    result = bring("wrong_cells", "--dry-run")
    assert result.code == 2
    refused = result.out.partition("KHÔNG NHẬN (10)\n")[2]
    assert refused == (
        "  C4   dvc-mp        công thức chưa được tính\n"
        "       Mở tệp bằng Excel, lưu lại rồi nhập lại\n"
        "  C5   dvc-tin       ô báo lỗi #DIV/0!\n"
        "       Sửa công thức, hoặc gõ số vào ô C5\n"
        "  C6   hang          ô là ngày 01/12/1963, Excel đã đổi điều gõ vào thành ngày\n"
        "       Định dạng ô C6 là Text rồi gõ lại\n"
        "  C7   dvc-tt        số 0,5115 đọc được hai cách: 0,5115% hay 51,15%\n"
        "       Định dạng ô C7 là phần trăm nếu là 51,15%, hoặc gõ chữ 0,5115%\n"
        "  C8   dinh-danh     762.284 mới là tử số; chỉ tiêu này cần tử số/mẫu số (công dân trên 14 tuổi)\n"
        "       Sửa ô C8 thành 762.284/MẪU SỐ\n"
        "  C9   dong-bo-bhyt  chữ “1,080,997”: nhóm hàng nghìn bằng dấu phẩy\n"
        "       Nếu là 1.080.997 người, sửa ô C9 thành 1.080.997\n"
        "  C10  can-bo        số 3,119: số người không có phần thập phân\n"
        "       Nếu là 3.119 người, gõ 3119 vào ô C10\n"
        "  C11  cap-do        ô là TRUE, không phải số\n"
        "       Gõ số vào ô C11\n"
        "  B12  không có chỉ tiêu nào tên “Số người chưa rõ là ai”\n"
        '       Thêm --row "Số người chưa rõ là ai=MÃ", hoặc điền mã vào biểu\n'
        "  C13  dvc-tong      số liệu không thể là số âm\n"
    )


def test_two_tables_are_asked_about(bring: Told, tmp_path: Path) -> None:
    """Which of two tables is never guessed; what to add is shown."""
    asked = bring("two_tables", "--yes")
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == (
        "Chưa ghi: trang “Bieu 01” có 2 bảng, chọn một bằng --header:\n"
        "  --header 3: Chỉ tiêu, Kết quả\n"
        "  --header 6: Chỉ tiêu, Tử số, Mẫu số\n"
    )
    assert bring("two_tables", "--yes", "--header", "6").code == 0
    assert said(tmp_path) == {"dinh-danh": "762284/980226"}


def test_two_sheets_are_asked_about(bring: Told, tmp_path: Path) -> None:
    """Several sheets with tables are listed; a hidden one is not among them, but may be asked for."""
    asked = bring("two_sheets", "--yes")
    assert asked.err == (
        "Chưa ghi: two_sheets.xlsx có 2 trang có bảng số liệu, chọn một bằng --sheet:\n"
        "  “Bieu 01”, dòng tiêu đề 3\n  “Bieu 02”, dòng tiêu đề 1\n"
    )
    assert "không ghi kỳ báo cáo" in bring("two_sheets", "--yes", "--sheet", "bieu 02").err
    done = bring("two_sheets", "--yes", "--sheet", "bieu 02", "--period", "02/2025")
    assert "Không đọc trang: “Bieu 01”, “Nhap”." in done.out
    assert said(tmp_path) == {"can-bo": "5"}
    assert "Các trang: “Bieu 01”, “Bieu 02”, “Nhap” (ẩn)." in bring("two_sheets", "--sheet", "Bieu 09").err


def test_columns_of_months_go_to_their_files(bring: Told, tmp_path: Path) -> None:
    """Each month of a wide form is its own period, each period its own file."""
    result = bring("by_months", "--yes")
    assert result.out.endswith("records/2025-01.toml: thêm 1\n  records/2025-02.toml: thêm 1\n"), result.err
    assert sorted(path.name for path in (tmp_path / "records").glob("2*")) == ["2025-01.toml", "2025-02.toml"]


def test_a_change_shows_the_old_number_and_wants_a_reason(bring: Told, tmp_path: Path) -> None:
    """THAY ĐỔI with what it replaces; --reason is for all of them."""
    old = {"2025-02": '[[figure]]\ntarget = "can-bo"\nvalue = 3000\nrecorded_by = "Sở A"\nrecorded_at = 2025-02-18\n'}
    refused = bring("repeated_heads", "--yes", records=old)
    assert (
        "THAY ĐỔI (1)\n  D7  can-bo      3.119 người\n"
        "      thay cho 3.000 người (Sở A ngày 18/02/2025); chưa nêu lý do\n"
    ) in refused.out
    assert refused.err.startswith('Chưa ghi: 1 thay đổi chưa nêu lý do: thêm --reason "…".\n')
    done = bring("repeated_heads", "--yes", "--reason", "Đơn vị gửi lại", records=old)
    assert done.out.endswith("records/2025-02.toml: thêm 2, đính chính 1\n")
    assert said(tmp_path)["can-bo"] == "3119"


def test_a_form_of_another_period_is_noticed(bring: Told) -> None:
    """What the title says and what is typed are compared."""
    result = bring("fractions", "--period", "01/2025", "--dry-run")
    assert "A1  biểu ghi kỳ tháng 02/2025, lệnh ghi kỳ tháng 01/2025" in result.out


def test_a_map_is_kept_by_name(bring: Told, tmp_path: Path) -> None:
    """What had to be said once is kept; only lines are added to targets.toml, and next time one name is enough."""
    assert "Số người chưa rõ là ai" in bring("wrong_cells", "--dry-run").out
    row = ("--row", "Số người chưa rõ là ai=can-bo", "--column", "C=kết quả")
    bring("wrong_cells", "--skip-bad", "--yes")  # writes targets.toml
    before = (tmp_path / "targets.toml").read_bytes()
    done = bring("wrong_cells", "--skip-bad", "--yes", *row, "--save-map", "so-a")
    assert done.out.endswith(
        "Đã nhớ cách đọc biểu này: [imports.so-a] trong targets.toml. "
        "Kỳ sau gõ: dts import wrong_cells.xlsx --map so-a\n"
    )
    after = (tmp_path / "targets.toml").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].decode() == (
        '\n[imports.so-a]\nsheet  = "Bieu 01"\nheader = 3\n'
        '\n[imports.so-a.columns]\n"Chỉ tiêu" = "name"\n"Kết quả"  = "value"\n'
        '\n[imports.so-a.rows]\n"Số người chưa rõ là ai" = "can-bo"\n'
    )


def test_a_map_is_used_by_name(run: Run, workspace: Make, tmp_path: Path) -> None:
    """`--map` brings columns and rows with it; a form that has lost a column is refused."""
    kept = (
        '[imports.so-a]\nheader = 3\n[imports.so-a.columns]\n"Số đạt" = "numerator"\n"Tổng" = "denominator"\n'
        '[imports.so-a.rows]\n"Tài khoản" = "dinh-danh"\n'
    )
    folder = workspace(TARGETS + kept)
    text = "Biểu tháng 02/2025\nTT;Chỉ tiêu;Số đạt;Tổng\n1;Tài khoản;762.284;980.226\n"
    (tmp_path / "bieu.csv").write_text(text, encoding="utf-8-sig")
    done = run("import", str(tmp_path / "bieu.csv"), "--map", "so-a", "--yes", folder=folder, today=DAY)
    assert done.code == 0, done.err
    assert said(folder) == {"dinh-danh": "762284/980226"}
    (tmp_path / "bieu.csv").write_text(text.replace("Tổng", "Cộng"), encoding="utf-8")
    lost = run("import", str(tmp_path / "bieu.csv"), "--map", "so-a", "--yes", folder=folder, today=DAY)
    assert "cách đọc đã nhớ cần cột “Tổng”, bieu.csv không có cột ấy" in lost.err
    (tmp_path / "bieu.csv").write_text(text.replace("Chỉ tiêu", "Hạng mục"), encoding="utf-8")
    forgot = run("import", str(tmp_path / "bieu.csv"), folder=folder, today=DAY)
    assert forgot.err.endswith("\n  Hoặc đọc theo cách đã nhớ: --map so-a\n")
    wrong = run("import", str(tmp_path / "bieu.csv"), "--map", "so-b", folder=folder, today=DAY)
    assert wrong.err == "Chưa ghi: không có [imports.so-b] trong targets.toml. Đã có: so-a.\n"


def test_all_rows_may_be_of_one_target(run: Run, workspace: Make, tmp_path: Path) -> None:
    """A form of one target with a row for each agency: --target says which."""
    folder = workspace(TARGETS)
    text = "Tháng 02/2025\nSTT,Xã phường,Tử số,Mẫu số\n1,An Hòa,10,40\n2,Bình Dương,5,50\nCộng,,15,90\n"
    (tmp_path / "xa.csv").write_text(text, encoding="utf-8")
    asked = run("import", str(tmp_path / "xa.csv"), folder=folder, today=DAY)
    assert "mọi dòng của một chỉ tiêu thì thêm --target MÃ" in asked.err
    done = run("import", str(tmp_path / "xa.csv"), "--target", "ho-so", "--yes", folder=folder, today=DAY)
    assert done.code == 0, done.out + done.err
    assert said(folder) == {"ho-so/xa-a": "10/40", "ho-so/xa-b": "5/50"}


def test_there_are_enough_shapes() -> None:
    """Ten or more."""
    assert len(SHAPES) >= 14
