"""What LibreOffice opened and saved again: other programs write workbooks in other ways."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Make, Run
from tests.forms.shapes import save
from tests.forms.targets import TARGETS
from tests.forms.test_form_out import fill
from tests.forms.test_shapes import DAY

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize("shape", ["title_block", "units_by_targets"])
def test_a_sheet_that_libreoffice_saved(run: Run, workspace: Make, tmp_path: Path, shape: str) -> None:
    """An .ods file is refused with the way out; saved as .xlsx it reads like the original."""
    folder = workspace(TARGETS)
    first = run("import", str(save(tmp_path, shape)), "--dry-run", folder=folder, today=DAY)
    for kind, source in (("ods", tmp_path / f"{shape}.xlsx"), ("xlsx", tmp_path / "lai" / f"{shape}.ods")):
        convert(source, kind, tmp_path)
    ods = run("import", str(tmp_path / "lai" / f"{shape}.ods"), folder=folder, today=DAY)
    assert "là tệp OpenDocument (.ods); mở tệp bằng Excel (hoặc LibreOffice), chọn Save As" in ods.err
    again = run("import", str(tmp_path / "lai" / f"{shape}.xlsx"), "--dry-run", folder=folder, today=DAY)
    assert again.out == first.out


def test_formulas_that_a_program_calculated(run: Run, workspace: Make, tmp_path: Path) -> None:
    """Never calculated they are refused; opened and saved once their results count, an error keeps its address."""
    folder = workspace(TARGETS)
    source = save(tmp_path, "formulas")
    never = run("import", str(source), "--dry-run", folder=folder, today=DAY)
    assert never.out.count("công thức chưa được tính") == 4
    convert(source, "xlsx", tmp_path)
    told = run("import", str(tmp_path / "lai" / "formulas.xlsx"), "--dry-run", folder=folder, today=DAY).out
    assert "  C4  dvc-mp   645 dịch vụ\n" in told
    assert "  C5  cap-do   66,666667%    ô Excel 0,666666666666667 định dạng phần trăm\n" in told
    assert "KHÔNG NHẬN (1)\n  C6  dvc-tin  ô báo lỗi #DIV/0!\n" in told
    assert "ĐỂ TRỐNG (1): can-bo\n" in told


def convert(source: Path, kind: str, folder: Path) -> None:
    """Open a file in LibreOffice and save it as another kind."""
    profile = f"-env:UserInstallation=file://{folder}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "lai"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def test_a_form_that_libreoffice_saved(run: Run, workspace: Make, tmp_path: Path) -> None:
    """Saved by another program it is still known, with its hidden sheet, its period and its agency."""
    folder, path = workspace(TARGETS), tmp_path / "bieu.xlsx"
    run("form", "-o", str(path), "--owner", "ca-tinh", folder=folder, today=DAY)
    fill(path, {"dinh-danh": {"Tử số": 762284, "Mẫu số": 980226}})
    convert(path, "xlsx", tmp_path)
    done = run("import", str(tmp_path / "lai" / "bieu.xlsx"), "--yes", folder=folder, today=DAY)
    assert done.code == 0, done.err
    assert "Biểu do dts lập." in done.out
    refused = run("form", "-o", str(tmp_path / "lai" / "bieu.xlsx"), folder=folder, today=DAY)
    assert refused.code == 2
