"""Reports of single agencies from one folder, the note that one was sent, corrections afterwards, days off."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.commands.test_report import flat
from tests.conftest import Run

Workspace = Callable[..., Path]
TODAY = date(2025, 3, 10)
TARGETS = """
schema   = 1
title    = "Thử nghiệm"
province = "Thử Nghiệm"
agency   = "UBND tỉnh Thử Nghiệm"

[rules]
holidays = [2025-02-25]

[groups.de-an-06]
name = "Đề án 06"
[groups.ha-tang]
name = "Hạ tầng số"

[owners.ca-tinh]
name  = "Công an tỉnh"
level = "tinh"
[owners.so-tttt]
name      = "Sở Thông tin và Truyền thông"
short     = "Sở TT&TT"
level     = "tinh"
until     = 2025-02-28
successor = "so-khcn"
[owners.so-khcn]
name  = "Sở Khoa học và Công nghệ"
short = "Sở KH&CN"
level = "tinh"
since = 2025-03-01

[reports.cong-an]
agency     = "Công an tỉnh Thử Nghiệm"
parent     = "UBND tỉnh Thử Nghiệm"
symbol     = "BC-CAT"
title      = "Kết quả triển khai Đề án 06"
place      = "Thành phố Thử"
to         = ["Văn phòng UBND tỉnh", "Tổ công tác Đề án 06"]
recipients = ["Như trên;", "Lưu: VT, PC06."]
signer     = "Giám đốc"
groups     = ["de-an-06"]
[reports.so]
agency     = "Sở Khoa học và Công nghệ"
owners     = ["so-khcn"]
every      = "quarter"
cutoff_day = "end"
due_day    = 6

[targets.dinh-danh]
name  = "Tài khoản định danh"
kind  = "ratio"
unit  = "tài khoản"
group = "de-an-06"
owner = "ca-tinh"
every = "month"
[targets.tram]
name     = "Trạm 5G"
kind     = "count"
unit     = "trạm"
group    = "ha-tang"
owner    = "so-tttt"
at_least = 100
before   = 2025-03-12
every    = "month"
basis    = "Kế hoạch thử nghiệm"
"""
RECORDS = {
    "2025-02": """
[[figure]]
target      = "dinh-danh"
numerator   = 762248
denominator = 980226
source      = "Báo cáo của đơn vị"
recorded_at = 2025-02-20
""",
    "2025-01": """
[[figure]]
target      = "tram"
value       = 60
source      = "Báo cáo của đơn vị"
recorded_at = 2025-01-20
""",
}


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """Two agencies in one folder."""
    return workspace(TARGETS, RECORDS)


def test_profile_gives_head_scope_and_foot(run: Run, folder: Path) -> None:
    """`dts report cong-an`: its own head, addressees, title, recipients, signer, and only its group."""
    out = run("report", "cong-an", "--period", "02/2025", folder=folder, today=TODAY).out
    for text in (
        "UBND TỈNH THỬ NGHIỆM",
        "CÔNG AN TỈNH THỬ NGHIỆM",
        "Số:      /BC-CAT",
        "Thành phố Thử, ngày 10 tháng 3 năm 2025",
        "Kết quả triển khai Đề án 06, tháng 02/2025",
        "- Văn phòng UBND tỉnh",
        "- Tổ công tác Đề án 06",
        "GIÁM ĐỐC",
        "- Lưu: VT, PC06.",
    ):
        assert text in out, text
    assert "Tài khoản định danh" in out
    assert "Trạm 5G" not in out


def test_profile_has_its_own_calendar(run: Run, folder: Path) -> None:
    """Quarters of calendar months: on 10/03 the last closed quarter is the fourth of 2024."""
    result = run("report", "so", folder=folder, today=TODAY)
    assert result.err == "Kỳ do chương trình chọn: quý IV/2024, kỳ vừa chốt số liệu.\n"
    assert "(số liệu từ 01/10/2024 đến 31/12/2024)" in result.out
    assert "Trạm 5G" in result.out  # handed over by the agency before
    assert "Tài khoản định danh" not in result.out


def test_profile_is_found_by_part_of_its_name_or_listed(run: Run, folder: Path) -> None:
    """A unique part is enough; an unknown name lists what is near; without [reports] it is said."""
    assert "BC-CAT" in run("report", "cong", "--period", "02/2025", folder=folder, today=TODAY).out
    unknown = run("report", "van-phong", folder=folder, today=TODAY)
    assert (unknown.code, unknown.out) == (2, "")
    assert "Không có báo cáo nào khớp “van-phong”" in unknown.err
    assert "targets.toml chưa có mục [reports.<tên>]" in run("report", "cong-an", today=TODAY).err


def test_sent_is_noted_and_later_entries_are_told_apart(run: Run, folder: Path) -> None:
    """--sent appends one block; what is recorded afterwards is a correction after sending, with the old value."""
    before = (folder / "records" / "2025-02.toml").read_bytes()
    noted = run(
        *("report", "--sent", "25/2/2025", "--period", "02/2025", "--to", "Văn phòng UBND tỉnh", "--by", "Tổng hợp"),
        folder=folder,
        today=TODAY,
    )
    assert noted.code == 0
    assert noted.out.startswith("Đã ghi: báo cáo kỳ tháng 02/2025 đã gửi ngày 25/02/2025, gửi Văn phòng UBND tỉnh")
    after = (folder / "records" / "2025-02.toml").read_bytes()
    assert after.startswith(before)
    added = after[len(before) :].decode()
    assert (
        added.split("recorded_at")[0] == '\n[[sent]]\non          = 2025-02-25\nto          = "Văn phòng UBND tỉnh"\n'
    )
    run(
        *("record", "dinh-danh", "762.284/980.226", "--period", "02/2025", "--reason", "Gõ đảo hai chữ số"),
        folder=folder,
        today=TODAY,
    )
    text = flat(run("report", "--period", "02/2025", folder=folder, today=TODAY).out)
    assert "ĐÍNH CHÍNH SAU KHI GỬI BÁO CÁO THÁNG 02/2025" in text
    assert "Báo cáo tháng 02/2025 đã gửi ngày 25/02/2025, gửi Văn phòng UBND tỉnh." in text
    assert "Tài khoản định danh: 77,77% thay cho 77,76%; lý do: Gõ đảo hai chữ số." in text
    other = flat(run("report", "cong-an", "--period", "02/2025", folder=folder, today=TODAY).out)
    assert "SAU KHI GỬI" not in other  # the agency's own report has not gone out


def test_sent_of_a_profile_is_its_own(run: Run, folder: Path) -> None:
    """`dts report cong-an --sent` names the profile; the next period's report lists what came late, too."""
    run("report", "cong-an", "--sent", "--period", "02/2025", folder=folder, today=date(2025, 2, 25))
    assert 'report      = "cong-an"' in (folder / "records" / "2025-02.toml").read_text(encoding="utf-8")
    run(*("record", "dinh-danh", "--withdraw", "--period", "02/2025", "--reason", "Nhầm"), folder=folder, today=TODAY)
    text = flat(run("report", "cong-an", "--period", "03/2025", folder=folder, today=date(2025, 3, 20)).out)
    assert "Tài khoản định danh: rút số liệu 77,76%; lý do: Nhầm." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sent", "11/3/2025"], "ngày 11/3/2025 chưa đến"),
        (["--sent", "31/2/2025"], "không có ngày 31 tháng 2 năm 2025"),
        (["--sent", "1/1/2025", "--period", "02/2025"], "bắt đầu 15/01/2025"),
        (["--to", "Văn phòng"], "--to chỉ dùng cùng --sent"),
        (["--sent", "--one-page"], "chỉ dùng một trong số này"),
        (["--period", "02/2025", "--date", "1/2/2025"], "chỉ dùng một trong hai"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, folder: Path, words: list[str], said: str) -> None:
    """Exit 2 with one sentence, nothing changed."""
    before = {path.name: path.read_bytes() for path in (folder / "records").iterdir()}
    result = run("report", *words, folder=folder, today=TODAY)
    assert (result.code, result.out) == (2, "")
    assert said.lower() in result.err.lower()
    assert {path.name: path.read_bytes() for path in (folder / "records").iterdir()} == before


def test_a_due_day_on_a_holiday_is_said(run: Run, folder: Path) -> None:
    """25/02/2025 is listed as a holiday: status, overdue, check and the report say so; nothing is shifted."""
    day = date(2025, 2, 20)
    assert "hạn gửi 25/02/2025, là ngày nghỉ lễ, còn 5 ngày" in flat(run("status", folder=folder, today=day).out)
    assert "hạn gửi 25/02/2025, là ngày nghỉ lễ" in flat(run("overdue", folder=folder, today=day).out)
    assert "25/02/2025, ngày nghỉ" in flat(run("check", folder=folder, today=day).out)
    report = flat(run("report", "--period", "02/2025", folder=folder, today=day).out)
    assert "Hạn gửi báo cáo tháng 02/2025 (25/02/2025) là ngày nghỉ lễ." in report


def test_date_names_the_period_with_that_day(run: Run, folder: Path) -> None:
    """--date 10/2/2025 is data of 02/2025."""
    result = run("report", "--date", "10/2/2025", folder=folder, today=TODAY)
    assert "Tiến độ thực hiện chỉ tiêu, nhiệm vụ chuyển đổi số và Đề án 06, tháng 02/2025" in flat(result.out)


def test_json_has_the_same_sentences(run: Run, folder: Path) -> None:
    """--json carries every sentence of the text, in order, and the tables."""
    data = json.loads(run("report", "--period", "02/2025", "--json", folder=folder, today=TODAY).out)
    text = flat(run("report", "--period", "02/2025", folder=folder, today=TODAY).out)
    at = 0
    for section in data["sections"]:
        for each in section["content"]:
            said = next((each[key] for key in ("paragraph", "item", "subitem") if key in each), None)
            if said is not None:
                at = text.index(flat(said).removesuffix("."), at)
    assert [table["name"] for table in data["tables"]][:1] == ["Chỉ tiêu, nhiệm vụ"]
    assert data["window"] == ["2025-01-15", "2025-02-14"]
