"""What `dts record` cannot take for a figure: it names what was typed and what to type, and writes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Make, Run

DAY = date(2025, 2, 26)
TARGETS = """
[targets.ty-le]
name = "Tỷ lệ hồ sơ"
kind = "ratio"
unit = "hồ sơ"
[targets.hang]
name = "Hạng"
kind = "rank"
[targets.tram]
name = "Trạm"
kind = "count"
unit = "trạm"
[targets.tien]
name = "Kinh phí"
kind = "count"
unit = "tỷ đồng"
[targets.diem]
name = "Điểm"
kind = "score"
"""
REFUSED = {
    "tram 36%": "“36%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng trạm",
    "diem 36%": "“36%” là tỷ lệ phần trăm, chỉ tiêu này tính bằng số",
    "tram 25/2/2025": "“25/2/2025” là một ngày, không phải số liệu",
    "tram 12/15": "“12/15”: chỉ tiêu này là một số, không phải tử số/mẫu số",
    "tram 3,119": "“3,119” là 3 phẩy 119, mà số trạm không có phần thập phân",
    "tram 762,284": "Nếu là hàng nghìn thì dùng dấu chấm",
    "tram 1234,567": "“1234,567” là 1234 phẩy 567, mà số trạm không có phần thập phân",
    "tram 3,5": "“3,5” là 3 phẩy 5, mà số trạm không có phần thập phân",
    "ty-le 1,234/5,678": "“1,234” nhóm hàng nghìn bằng dấu phẩy",
    "ty-le 12 thửa/15": "đơn vị tính của chỉ tiêu là “hồ sơ”, không phải “thửa”",
    "ty-le 12/15 thửa": "Gõ lại: 12/15",
    "ty-le trên 12/15": "đã có tử số/mẫu số thì không dùng “trên”, “dưới”, “khoảng”",
    "hang 18/63,5": "số đơn vị được xếp hạng phải là số nguyên, ví dụ 18/63",
    "tram −5": "“−5”: số liệu không mang dấu; gõ số không dấu",
    "tram 1e5": "“1e5”: viết số đầy đủ, không viết dạng rút gọn",
    "tram 1 080 997": "nhóm hàng nghìn bằng dấu chấm, không bằng dấu cách",
    "tram 1,080,997": "“1,080,997” nhóm hàng nghìn bằng dấu phẩy",
    "tram 1,080.5": "“1,080.5” viết theo lối tiếng Anh",
    "diem 36.18": "dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy",
    "tram 1.08.97": "“1.08.97” không phải là số; gõ như 1.080.997 hoặc 36,18",
    "tram 1234567890123456789012345678901": "số dài quá 30 chữ số; kiểm tra lại số vừa gõ",
    "tien 2.000 đồng": "đơn vị tính của chỉ tiêu là “tỷ đồng”, không phải “đồng”; đổi ra tỷ đồng rồi gõ lại",
    "diem 5 sao": "không hiểu “sao”; chỉ tiêu này chưa khai đơn vị tính (unit)",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_refused(run: Run, workspace: Make, typed: str) -> None:
    """Exit 2, the sentence, no file."""
    folder = workspace(TARGETS)
    result = run("record", *typed.split(" "), folder=folder, today=DAY)
    assert result.code == 2
    assert REFUSED[typed] in " ".join(result.err.split())
    assert not list((folder / "records").iterdir())


FONTS = {
    "C«ng an tØnh": "là chữ theo phông .VnTime (TCVN3); chuyển sang Unicode (UniKey) rồi gõ lại",
    "Coâng an tænh": "là chữ theo phông VNI; chuyển sang Unicode (UniKey) rồi gõ lại",
    "Công an\x07tỉnh": "có ký tự điều khiển không nhìn thấy được; gõ lại bằng tay",
}


@pytest.mark.parametrize("words", FONTS)
def test_text_of_old_fonts_is_refused(run: Run, workspace: Make, words: str) -> None:
    """A source in a font from before Unicode would be unreadable in every report."""
    folder = workspace(TARGETS)
    result = run("record", "tram", "5", "--source", words, folder=folder, today=DAY)
    assert result.code == 2
    assert FONTS[words] in " ".join(result.err.split())
    assert not list((folder / "records").iterdir())


@pytest.mark.parametrize(
    ("typed", "thousands"), [("3,119", "3.119"), ("762,284", "762.284"), ("1234,567", None), ("3,11", None)]
)
def test_thousands_typed_with_a_comma(run: Run, workspace: Make, typed: str, thousands: str | None) -> None:
    """Where the comma may stand for a dot the number meant is written out; where it cannot, nothing is guessed."""
    err = run("record", "tram", typed, folder=workspace(TARGETS), today=DAY).err
    assert ("hàng nghìn" in err) is (thousands is not None)
    assert (thousands or "") in err
