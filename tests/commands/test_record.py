"""`dts record`: what officials type, what is written, what is refused; the old bytes stay an exact prefix."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

DAY = date(2025, 2, 26)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The province's folder before anything of 02/2025 was recorded, with last month's denominators and totals."""
    shutil.copy(ROOT / "targets.toml", tmp_path)
    shutil.copytree(ROOT / "records", tmp_path / "records")
    (tmp_path / "records" / "2025-02.toml").unlink()
    (tmp_path / "records" / "2025-01.toml").write_text(
        'period = "2025-01"\n\n'
        '[[figure]]\ntarget = "dinh-danh"\nnumerator = 741110\ndenominator = 980226\n\n'
        '[[figure]]\ntarget = "to-cong-nghe"\nvalue = 1240\n\n'
        '[[figure]]\ntarget = "tram-5g"\nvalue = 55\n',
        encoding="utf-8",
    )
    return tmp_path


def entries(folder: Path, period: str = "2025-02") -> list[dict[str, object]]:
    """The [[figure]] entries of a record file."""
    path = folder / "records" / f"{period}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))["figure"] if path.exists() else []


ACCEPTED = {
    "dinh-danh 762.284/980.226": ({"numerator": 762284, "denominator": 980226}, "= 77,77%"),
    "dinh-danh 762.284/980.226 (77%)": ({"published": "77%"}, "nguồn công bố 77%, tính lại 77,77%"),
    "dat-dai 506.597/1.446.292 thửa": ({"denominator": 1446292}, "thiếu 939.695 thửa"),
    "kcb-cccd 155/155": ({"numerator": 155}, "= 100%"),
    "ho-so-tt --for tinh --period 2024 36,18%": ({"value": 36.18, "for": "tinh"}, "36,18%"),
    "ho-so-tt --for tinh --period 2024 36,18\u00a0%": ({"value": 36.18}, "36,18%"),
    "ho-so-tt --for huyen --period 2024 98,76": ({"value": 98.76}, "98,76%"),
    "dong-bo-bhyt 1.080.997": ({"value": 1080997}, "1.080.997 người"),
    "dong-bo-bhyt 1.080.997 người": ({"value": 1080997}, "1.080.997 người"),
    "can-bo-cds 3.119 người": ({"value": 3119}, "3.119 người"),
    "chi-thi 03 chỉ thị": ({"value": 3}, "3 chỉ thị"),
    "tram-bts 3.000": ({"value": 3000}, "3.000 trạm"),
    "tram-5g hơn 60 trạm": ({"value": 60, "qualifier": ">", "published": "hơn 60 trạm"}, "hơn 60 trạm"),
    "tram-5g >60": ({"value": 60, "qualifier": ">"}, "trên 60 trạm"),
    "van-ban-den hơn 1,1 triệu": ({"value": 1100000, "qualifier": ">"}, "hơn 1,1 triệu"),
    "van-ban-di khoảng 278 nghìn": ({"value": 278000, "qualifier": "~"}, "khoảng 278 nghìn"),
    "kinh-phi gần 2.000 tỷ đồng": ({"value": 2000, "qualifier": "<"}, "gần 2.000 tỷ đồng"),
    "ky-so-vbd đạt trên 99%": ({"value": 99, "qualifier": ">"}, "trên 99%"),
    "xep-hang --period 2023 18/63": ({"value": 18, "of": 63}, "giữ nguyên hạng"),
    "xep-hang --period 2023 xếp thứ 12/63": ({"value": 12, "of": 63}, "tăng 6 bậc"),
    "to-cong-nghe --yes 0": ({"value": 0}, "0 tổ"),
    "htx-so --period 2024 ước 12,5%": ({"value": 12.5, "estimate": True}, "ước đạt 12,5%"),
}


@pytest.mark.parametrize("typed", ACCEPTED)
def test_typed_figure_is_read_echoed_and_written(run: Run, folder: Path, typed: str) -> None:
    """Every acceptance echoes its reading and writes exactly that."""
    fields, echo = ACCEPTED[typed]
    period = typed.split("--period ")[1].split()[0] if "--period" in typed else "2025-02"
    result = run("record", *typed.split(" "), folder=folder, today=DAY)
    assert result.code == 0, result.err
    assert result.out.startswith("Đã ghi: ")
    assert echo in result.out
    written = entries(folder, period)[-1]
    assert {key: written[key] for key in fields} == fields
    assert str(written["recorded_at"]) == "2025-02-26 09:15:00+07:00"


REFUSED = {
    "dat-dai 506.597/1.446.292 hồ sơ": "không phải “hồ sơ”. Gõ lại: 506.597/1.446.292",
    "ho-so-tt --for tinh 36.18%": "số thập phân viết dấu phẩy. Gõ lại: 36,18%",
    "dong-bo-bhyt 1,080,997": "Gõ lại: 1.080.997",
    "can-bo-cds 3,119": "không có phần thập phân",
    "dinh-danh 762.284": "Gõ lại: 762.284/980.226 nếu mẫu số vẫn như kỳ trước",
    "giao-duc 1.234": "chỉ tiêu này cần tử số/mẫu số",
    "dinh-danh 980.226/762.284": "Có phải 762.284/980.226?",
    "to-cong-nghe 0": "Số 0 là số liệu, không phải “chưa có số liệu”; kỳ trước 1.240 tổ",
    "tram-5g 620": "Số này gấp 11 lần kỳ trước",
    "to-cong-nghe 124": "chỉ bằng 1/10 kỳ trước",
    "kh-da06-2025 28/2/2025": "28/2/2025 là một ngày",
    "ra-soat-103 đang làm, khoảng 80%": "nhiệm vụ chỉ có hoàn thành hoặc chưa",
    "kinh-phi hàng chục tỷ đồng": "không có con số",
    "tram-5g >": "“>” không có con số",
    "tram-5g 60 --for sở": "--for: “sở” khớp",
    "xep-hang 64/63": "hạng 64 nằm ngoài 1 đến 63",
    "dinh-danh 5/0": "mẫu số phải lớn hơn 0",
    "dinh-danh trên 5/10": "đã có tử số/mẫu số thì không dùng",
    "tram-5g": "cửa sổ lệnh đã hiểu thành tên tệp",
    "kh-da06-2025": "--done NGÀY",
    "ho-tich --period 04/2025 5": "kỳ tháng 4/2025 chưa bắt đầu",
    "ho-tich --period 13/2025 5": "không phải là kỳ báo cáo",
    "ho-tich --date 28/2/2025 5": "ngày 28/02/2025 chưa đến",
    "his --source C«ng 100%": "phông .VnTime",
    "khong-co-ma 3": "không có chỉ tiêu",
    "ky-so --for thon 3%": "Hoặc một cấp: tw, tinh, huyen, xa",
    "dinh-danh --for tinh 5/10": "Chỉ tiêu này chưa giao riêng cho cấp tỉnh.",
    "ho-so-tt 50%": "giao theo từng cấp",
    "ho-so-tt --for tinh 120%": "lớn hơn 100%",
    "kinh-phi 2.000.000.000.000 đồng": "đổi ra tỷ đồng rồi gõ lại",
    "dong-bo-bhyt 1e5": "không viết dạng rút gọn",
    "dong-bo-bhyt C«ng an": "phông .VnTime",
    "dinh-danh --done 1/2/2025": "chỉ nhiệm vụ mới có --done",
    "kh-da06-2025 --done 27/2/2025": "ngày 27/02/2025 chưa đến",
    "tram-5g --withdraw": "phải nêu lý do",
    "tram-5g --withdraw --reason x": "nếu rút số đó, thêm --period 2025-01",
    "tram-5g --khong 5": "không có tùy chọn --khong",
    "ho-so-tt --for tinh 36 18%": 'gõ trong dấu ngoặc kép: "36,18%" (PowerShell tách ở dấu phẩy).',
    "dat-dai 506.597 1.446.292": "không rõ số nào; tử số và mẫu số thì gõ 506.597/1.446.292.",
    "dat-dai 36% 18%": "không rõ số nào; gõ lại một số.",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_refusal_says_that_nothing_was_written(run: Run, folder: Path, typed: str) -> None:
    """`Chưa ghi: …`, exit 2, stdout empty, not one byte changed."""
    before = snapshot(folder)
    result = run("record", *typed.split(" "), folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Chưa ghi: ")
    assert REFUSED[typed] in result.err
    assert snapshot(folder) == before


def snapshot(folder: Path) -> dict[str, bytes]:
    """Bytes of every data file."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".dts" not in path.parts
    }


def test_a_second_figure_needs_a_reason_and_keeps_the_first(run: Run, folder: Path) -> None:
    """A correction names the old figure and its reason; the old entry stays in the file."""
    run("record", "dinh-danh", "762.248/980.226", "--by", "Công an tỉnh", folder=folder, today=DAY)
    refused = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert refused.code == 2
    assert "Đang có:  762.248/980.226" in refused.err
    assert "(Công an tỉnh ghi 26/02/2025)" in refused.err
    assert "nhiều hơn 36 tài khoản" in refused.err
    accepted = run("record", "dinh-danh", "762.284/980.226", "--reason", "Gõ đảo", folder=folder, today=DAY)
    assert accepted.code == 0
    assert accepted.out.startswith("Đã ghi đính chính: ")
    assert "thay cho 762.248/980.226" in accepted.out
    assert [entry["numerator"] for entry in entries(folder)] == [762248, 762284]
    again = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert again.code == 0
    assert "đã có đúng số liệu này" in again.err
    assert len(entries(folder)) == 2


def test_the_answer_compares_with_last_month(run: Run, folder: Path) -> None:
    """The change is in percentage points, and the chosen period is said aloud."""
    result = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert "So với kỳ trước: tăng 2,16 điểm % (tháng 01/2025: 75,61%)" in result.out
    assert "So với cùng kỳ: chưa có số liệu kỳ tháng 02/2024" in result.out
    assert "kỳ vừa chốt số liệu ngày 14/02/2025" in result.out
    assert "dòng 3" in result.out


def test_a_task_done_in_time_and_late(run: Run, folder: Path) -> None:
    """Done on 26/2 is in time; done on 1/3 is two days late; both are filed under the month they were done."""
    result = run("record", "kh-da06-2025", "--done", "26/2/2025", "--evidence", "KH số …", folder=folder, today=DAY)
    assert "Hoàn thành ngày 26/02/2025: hoàn thành trong hạn (hạn: trước ngày 28/2/2025)" in result.out
    assert "Đơn vị báo, chưa có xác nhận" in result.out
    (folder / "records" / "2025-02.toml").unlink()
    late = run(
        "record", "kh-da06-2025", "--done", "1/3/2025", "--explain", "Chờ góp ý", folder=folder, today=date(2025, 3, 5)
    )
    assert "hoàn thành quá hạn 2 ngày" in late.out
    assert "Chưa có minh chứng" in late.out
    text = (folder / "records" / "2025-03.toml").read_text(encoding="utf-8")
    assert "done        = 2025-03-01" in text
    assert "[[explanation]]" in text


def test_a_confirmation_before_the_day_done_is_impossible(run: Run, folder: Path) -> None:
    """Nobody confirms on the 20th what was done on the 25th."""
    run("record", "kh-da06-2025", "--done", "25/2/2025", folder=folder, today=DAY)
    result = run("record", "kh-da06-2025", "--confirmed", "20/2/2025", folder=folder, today=DAY)
    assert result.code == 2
    assert "trước khi hoàn thành" in result.err


def test_a_dry_run_shows_the_status_it_would_have(run: Run, folder: Path) -> None:
    """The verdict of a preview is the one after writing."""
    preview = run("record", "dvc-tt", "1.500/1.599", "--dry-run", folder=folder, today=DAY).out
    assert "vượt 13,81 điểm %" in preview


def test_a_task_is_confirmed_by_the_office(run: Run, folder: Path) -> None:
    """--confirmed repeats the day and the evidence and adds the day of confirmation; without a report it is refused."""
    early = run("record", "kh-da06-2025", "--confirmed", "26/2/2025", folder=folder, today=DAY)
    assert early.code == 2
    assert "chưa được báo hoàn thành" in early.err
    run("record", "kh-da06-2025", "--done", "25/2/2025", "--evidence", "KH số …", folder=folder, today=DAY)
    result = run("record", "kh-da06-2025", "--confirmed", "26/2/2025", folder=folder, today=DAY)
    assert result.code == 0, result.err
    assert "Văn phòng UBND tỉnh xác nhận ngày 26/02/2025" in result.out
    first, second = entries(folder)
    assert second["confirmed"] == date(2025, 2, 26)
    assert (second["done"], second["evidence"]) == (first["done"], first["evidence"])


def test_a_withdrawn_figure_is_gone_and_kept(run: Run, folder: Path) -> None:
    """After a withdrawal the target has no figure for the month, and the entry is still in the file."""
    run("record", "dong-bo-bhyt", "1.080.997", folder=folder, today=DAY)
    result = run("record", "dong-bo-bhyt", "--withdraw", "--reason", "Ghi nhầm chỉ tiêu", folder=folder, today=DAY)
    assert result.code == 0
    assert result.out.startswith("Đã rút số liệu: ")
    assert [entry.get("withdrawn", False) for entry in entries(folder)] == [False, True]
    assert "1.080.997" not in run("status", "dong-bo-bhyt", folder=folder, today=DAY).out


def test_explanation_and_note_stand_in_lists_of_their_own(run: Run, folder: Path) -> None:
    """Giải trình and tình hình never become figures."""
    assert run("record", "ho-so-sk", "--explain", "Chờ Bộ Y tế", folder=folder, today=DAY).code == 0
    assert run("record", "ioc", "--note", "Đang trình ký", folder=folder, today=DAY).code == 0
    assert '[[explanation]]\ntarget      = "ho-so-sk"' in (folder / "records" / "2024.toml").read_text(encoding="utf-8")
    assert '[[note]]\ntarget      = "ioc"' in (folder / "records" / "2025-02.toml").read_text(encoding="utf-8")


def test_a_dry_run_changes_nothing(run: Run, folder: Path) -> None:
    """--dry-run shows the answer and the place, and leaves the folder as it was."""
    before = snapshot(folder)
    result = run("record", "dinh-danh", "762.284/980.226", "--dry-run", folder=folder, today=DAY)
    assert result.code == 0
    assert result.out.startswith("Xem trước, chưa ghi gì: ")
    assert snapshot(folder) == before


OLD = {
    "plain": b'period = "2025-02"\n\n# ghi ch\xc3\xba\n[[figure]]\ntarget = "his"\nvalue = 100\n',
    "no-final-newline": b'period = "2025-02"\n\n[[figure]]\ntarget = "his"\nvalue = 100',
    "crlf": b'period = "2025-02"\r\n\r\n[[figure]]\r\ntarget = "his"\r\nvalue = 100\r\n',
    "bom": b'\xef\xbb\xbfperiod = "2025-02"\n\n[[figure]]\ntarget = "his"\nvalue = 100\n',
    "bom-crlf-no-newline": b'\xef\xbb\xbfperiod = "2025-02"\r\n\r\n[[figure]]\r\ntarget = "his"\r\nvalue = 100',
    "trailing-comment": b'period = "2025-02"\n\n[[figure]]\ntarget = "his"\nvalue = 100  # xong',
    "ends-in-other-table": b'period = "2025-02"\n\n[[note]]\ntarget = "ioc"\ntext = """\ndang\ntrinh"""',
    "only-period": b'period = "2025-02"',
}


@pytest.mark.parametrize("name", OLD)
def test_the_bytes_before_stay_an_exact_prefix(run: Run, folder: Path, name: str) -> None:
    """BOM, CRLF, comments and a missing final newline survive; the new block uses the file's own line ends."""
    path = folder / "records" / "2025-02.toml"
    path.write_bytes(OLD[name])
    path.chmod(0o640)
    result = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert result.code == 0, result.err
    new = path.read_bytes()
    assert new.startswith(OLD[name])
    added = new[len(OLD[name]) :]
    assert (b"\r\n" in added) == (b"\r\n" in OLD[name])
    assert added.count(b"\n") == added.count(b"\r\n") or b"\r" not in added
    data = tomllib.loads(new.decode("utf-8-sig"))
    assert data["period"] == "2025-02"
    assert data["figure"][-1]["numerator"] == 762284
    line = int(result.out.rsplit("dòng ", 1)[1])
    assert new.decode("utf-8-sig").splitlines()[line - 1] == "[[figure]]"
    assert path.stat().st_mode & 0o777 == 0o640
    assert not list(path.parent.glob(".*tmp"))


@pytest.mark.parametrize("old", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_an_empty_file_is_begun_by_recording_but_stops_readers(run: Run, folder: Path, old: bytes) -> None:
    """A file of no content is doubtful to a reader, who says what to do; the first figure recorded makes it sound."""
    path = folder / "records" / "2025-02.toml"
    path.write_bytes(old)
    stopped = run("status", folder=folder, today=DAY)
    assert (stopped.code, stopped.out) == (3, "")
    assert "tệp trống" in stopped.err
    assert run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY).code == 0
    assert path.read_bytes().startswith(old)
    assert run("status", folder=folder, today=DAY).code == 0


def test_an_unsound_file_of_the_period_is_not_touched(run: Run, folder: Path) -> None:
    """Exit 3 with the place of the slip; another month's slip is only named."""
    path = folder / "records" / "2025-02.toml"
    path.write_text('period = "2025-02"\n[[figure]]\ntarget = "his"\nvalue = 36,18\n', encoding="utf-8")
    before = snapshot(folder)
    result = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert result.code == 3
    assert "records/2025-02.toml:4" in result.err
    assert snapshot(folder) == before
    other = run("record", "dinh-danh", "762.284/980.226", "--period", "3/2025", folder=folder, today=date(2025, 3, 20))
    assert other.code == 0
    assert "chưa đọc được 2025-02.toml" in other.err


def test_eight_people_recording_at_once_lose_nothing(folder: Path) -> None:
    """Eight processes write five figures each into one month: forty entries, none lost, the file sound."""
    units = [f'[owners.xa-{number}]\nname = "Xã {number}"\nlevel = "xa"\n\n' for number in range(8)]
    targets = folder / "targets.toml"
    targets.write_text(targets.read_text(encoding="utf-8") + "\n" + "".join(units), encoding="utf-8")
    program = (
        "import sys\nfrom datetime import date\nfrom dts.cli import main\n"
        "for name in ('his', 'giao-duc', 'thanh-toan-yt', 'cap-quang', 'phu-song'):\n"
        "    words = ['-C', sys.argv[1], 'record', name, '50%', '--yes', '--for', sys.argv[2]]\n"
        "    code = main(words, today=date(2025, 2, 26))\n"
        "    if code: sys.exit(code)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder), f"xa-{number}"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(8)
    ]
    problems = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 8, problems
    written = {(entry["target"], entry["for"]) for entry in entries(folder)}
    assert len(written) == len(entries(folder)) == 40


def test_a_folder_that_cannot_be_written_is_a_sentence(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full: exit 3, nothing changed, no temporary file left."""
    import errno
    import os

    before = snapshot(folder)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("record", "dinh-danh", "762.284/980.226", folder=folder, today=DAY)
    assert result.code == 3
    assert "hết chỗ trên đĩa. Chưa ghi gì." in result.err
    assert snapshot(folder) == before
