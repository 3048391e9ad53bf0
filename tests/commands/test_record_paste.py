"""`dts record --from`: lines of id and value, shown as new, changed, same, refused; written together or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.commands.test_record import entries, snapshot
from tests.commands.test_record_walk import compare
from tests.commands.test_record_walk import folder as folder
from tests.conftest import ROOT, Run

DAY = date(2025, 2, 20)
GOOD = """# Số liệu nhận qua Zalo ngày 20/02
dinh-danh  762.284/980.226
dat-dai\t506.597/1.446.292 thửa

Dịch vụ công trên hệ thống của tỉnh; 1.865
tram-bts hơn 3.000 trạm  # một dấu cách: mã phải đủ
ky-so  99%  tinh  Báo cáo quý I
ky-so;96%;cấp huyện
"""
MIXED = """dinh-danh  762.284/980.226
dvc-tong  1.866
dvc-mp  645
can-bo-cds  3,119
dong-bo-bhyt  10.809.970
kh-da06  28/2/2025
dich vu cong  5%
ky-so  96%  thon
chi-thi  3
chi-thi  4
khong co gi  1
kinh-phi  hàng chục tỷ đồng
abc
dat-dai;
his;1;tinh;nguồn;thừa
"""


@pytest.fixture
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of a file of lines."""
    return tmp_path_factory.mktemp("lines") / "so-lieu.txt"


def test_good_lines_are_written_together(run: Run, folder: Path, lines: Path) -> None:
    """Tab, semicolon, two spaces, an id before one space; level in the third column, source in the fourth."""
    lines.write_text(GOOD, encoding="utf-8")
    arguments = ["record", "--from", str(lines), "--source", "Zalo", "--yes"]
    result = run(*arguments, folder=folder, today=DAY)
    assert result.code == 0, result.err
    assert result.out == "Đã ghi 6 số liệu, kỳ tháng 02/2025\n  Tệp: records/2025-02.toml, từ dòng 3\n"
    found = {(each["target"], each.get("for")): each for each in entries(folder)}
    assert found["dinh-danh", None]["numerator"] == 762284
    assert found["dvc-tong", None]["value"] == 1865
    assert found["tram-bts", None]["published"] == "hơn 3.000 trạm"
    assert found["ky-so", "tinh"]["source"] == "Báo cáo quý I"
    assert found["ky-so", "huyen"]["source"] == "Zalo"
    again = run(*arguments, folder=folder, today=DAY)
    assert again.code == 0
    assert "GIỮ NGUYÊN (6)" in again.err
    assert "Không có số liệu nào mới. Chưa ghi gì." in again.err
    assert len(entries(folder)) == 6


def test_the_preview_is_as_agreed(run: Run, folder: Path, lines: Path) -> None:
    """Every refusal at once with its line; one thing on two lines is nobody's guess."""
    run("record", "dvc-tong", "1.865", folder=folder, today=DAY)
    run("record", "dvc-mp", "645", folder=folder, today=DAY)
    lines.write_text(MIXED, encoding="utf-8")
    before = snapshot(folder)
    result = run("record", "--from", str(lines), folder=folder, today=DAY)
    assert snapshot(folder) == before
    compare(result, "record-paste")


def test_bad_lines_are_skipped_when_asked(run: Run, folder: Path, lines: Path) -> None:
    """The sound ones are written, and how many were not is said."""
    lines.write_text(MIXED, encoding="utf-8")
    result = run("record", "--from", str(lines), "--skip-bad", "--yes", folder=folder, today=DAY)
    assert result.code == 0, result.err
    assert "Đã ghi 4 số liệu" in result.out
    assert "Không nhận 11 dòng" in result.out
    assert {each["target"] for each in entries(folder)} == {"dinh-danh", "dvc-tong", "dvc-mp", "dong-bo-bhyt"}


def test_a_dry_run_prints_the_preview_as_its_result(run: Run, folder: Path, lines: Path) -> None:
    """On stdout, nothing changed, no --yes wanted."""
    lines.write_text(GOOD, encoding="utf-8")
    before = snapshot(folder)
    result = run("record", "--from", str(lines), "--dry-run", folder=folder, today=DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Xem trước, chưa ghi gì. Kỳ tháng 02/2025, 6 dòng số liệu.\n")
    assert "dòng 3  dat-dai    506.597/1.446.292 = 35,03%, thiếu 939.695 thửa" in result.out
    assert snapshot(folder) == before


def test_without_a_terminal_yes_is_wanted(run: Run, folder: Path, lines: Path) -> None:
    """The preview, then what to add."""
    lines.write_text(GOOD, encoding="utf-8")
    result = run("record", "--from", str(lines), folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert "Chưa ghi: 6 số liệu đang chờ. Xem trước ở trên; nếu đúng, gõ lại và thêm --yes" in result.err
    assert not (folder / "records" / "2025-02.toml").exists()


def test_a_change_wants_a_reason(run: Run, folder: Path, lines: Path) -> None:
    """One for all changes; a new figure beside them carries none."""
    run("record", "dinh-danh", "762.248/980.226", folder=folder, today=DAY)
    lines.write_text("dinh-danh  762.284/980.226\nchi-thi  3\n", encoding="utf-8")
    refused = run("record", "--from", str(lines), "--yes", folder=folder, today=DAY)
    assert refused.code == 2
    assert "762.284/980.226 = 77,77%, thay cho 762.248/980.226 = 77,76%" in refused.err
    assert 'Chưa ghi: 1 số thay đổi phải nêu lý do đính chính: thêm --reason "..."' in refused.err
    assert len(entries(folder)) == 1
    taken = run("record", "--from", str(lines), "--yes", "--reason", "Gõ đảo", folder=folder, today=DAY)
    assert taken.code == 0, taken.err
    assert "lý do: Gõ đảo" in taken.err
    assert "Đã ghi 2 số liệu (1 đính chính)" in taken.out
    assert [each.get("reason") for each in entries(folder)] == [None, "Gõ đảo", None]


def test_a_terminal_is_asked(run: Run, folder: Path) -> None:
    """Pasted up to a dot; the unlikely one, the reason and the last word are asked for."""
    run("record", "dinh-danh", "762.248/980.226", folder=folder, today=DAY)
    typed = ["dinh-danh  762.284/980.226", "tram-5g  12", "dong-bo-bhyt  10.809.970", ".", "k", "Gõ đảo", "c"]
    arguments = ["record", "--from", "-", "--skip-bad"]
    result = run(*arguments, folder=folder, today=DAY, typed=typed)
    assert result.code == 0, result.err
    assert "gõ dấu chấm (.) ở một dòng riêng" in " ".join(result.err.split())
    assert "dòng 3 dong-bo-bhyt: Số này gấp 10 lần kỳ trước" in result.err
    assert "Đã trả lời không ghi." in " ".join(result.err.split())
    assert "Ghi cả 2 số liệu trên? (c/k)" in result.err
    assert [each["target"] for each in entries(folder)] == ["dinh-danh", "dinh-danh", "tram-5g"]


@pytest.mark.parametrize("typed", [["chi-thi  3", ".", "k"], ["chi-thi  3", ".", "\x03"], ["chi-thi  3", "."]])
def test_a_no_or_a_stop_writes_nothing(run: Run, folder: Path, typed: list[str]) -> None:
    """Exit 2 after a no, 130 after Ctrl-C and the end of input."""
    before = snapshot(folder)
    result = run("record", "--from", "-", folder=folder, today=DAY, typed=typed)
    assert (result.code, result.out) == (2 if "k" in typed else 130, "")
    assert result.err.rstrip().endswith("Chưa ghi gì.")
    assert snapshot(folder) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_lines_come_through_a_pipe(folder: Path, encoding: str) -> None:
    """UTF-8 in any locale, with a byte-order mark, with Windows line ends, with decomposed letters."""
    text = "Di\u0323ch vu\u0323 công trên hê\u0323 thống của tỉnh;1.865\r\ntram-5g  hơn 60\r\n"
    finished = subprocess.run(
        [sys.executable, "-m", "dts", "-C", str(folder), "record", "--from", "-", "--period", "2/2025", "--yes"],
        input=text.encode(encoding),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr.decode()
    assert {each["target"] for each in entries(folder)} == {"dvc-tong", "tram-5g"}


UNREADABLE = {
    b"PK\x03\x04rest": "đây là tệp bảng tính",
    "dinh-danh  762.284/980.226\n".encode("utf-16"): "bảng mã UTF-16",
    b"D\xeech v\xf8  5\n": "chương trình chỉ đọc UTF-8",
}


@pytest.mark.parametrize("raw", UNREADABLE, ids=["spreadsheet", "utf-16", "windows-1258"])
def test_other_files_are_refused_whole(run: Run, folder: Path, lines: Path, raw: bytes) -> None:
    """Exit 3 and how to save it."""
    lines.write_bytes(raw)
    result = run("record", "--from", str(lines), "--yes", folder=folder, today=DAY)
    assert (result.code, result.out) == (3, "")
    assert UNREADABLE[raw] in result.err


USAGE = {
    "dinh-danh --from x.txt": "--from đọc mã chỉ tiêu ở từng dòng",
    "--from x.txt --owner ca-tinh": "--owner, --group không dùng được với --from",
    "--from x.txt --done 1/2/2025": "--done không dùng được với --from",
    "--from x.txt --json": "--json không dùng được với --from",
}


@pytest.mark.parametrize("typed", USAGE)
def test_options_that_do_not_go_together(run: Run, folder: Path, typed: str) -> None:
    """`Chưa ghi: …`."""
    result = run("record", *typed.split(), folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Chưa ghi: ")
    assert USAGE[typed] in result.err


@pytest.mark.parametrize("text", ["", "# chỉ có ghi chú\n\n", "\n  \t \n"])
def test_no_lines_at_all(run: Run, folder: Path, lines: Path, text: str) -> None:
    """What a line looks like is said."""
    lines.write_text(text, encoding="utf-8")
    result = run("record", "--from", str(lines), "--yes", folder=folder, today=DAY)
    assert result.code == 2
    assert "Chưa ghi: không có dòng số liệu nào. Mỗi dòng gõ như: dinh-danh  762.284/980.226" in result.err


def test_a_missing_file_is_a_sentence(run: Run, folder: Path, lines: Path) -> None:
    """Exit 3."""
    result = run("record", "--from", str(lines), folder=folder, today=DAY)
    assert result.code == 3
    assert "so-lieu.txt" in result.err
