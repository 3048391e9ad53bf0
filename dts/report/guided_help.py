"""What may be typed for one target: the answer to `?`, for this very kind."""

from __future__ import annotations

from dts.core.expected import Expected
from dts.core.model import Kind
from dts.core.numerals import format_number
from dts.report.amounts import parts_of_fraction

MARKS = "Dấu chấm nhóm hàng nghìn, dấu phẩy là số thập phân: 1.080.997 và 36,18."
KEYS = (
    ("Enter", "bỏ qua; số đã có, số vừa nhập thì giữ nguyên"),
    ("<", "quay lại câu trước để sửa"),
    (".", "thôi nhập, sang bảng tổng hợp"),
    ("Ctrl-C", "dừng, không ghi gì cả"),
)


def help_rows(item: Expected) -> list[tuple[str, str]]:
    """What may be typed, and what each means."""
    kind, unit = item.row.target.kind, item.row.target.unit
    if kind is Kind.TASK:
        return [
            ("26/2/2025", "ngày hoàn thành (ngày/tháng/năm); sau đó hỏi minh chứng"),
            ("10/2024", "khi chỉ biết tháng hoàn thành"),
            ("đang trình ký", "chưa xong: tình hình thực hiện, gõ bằng chữ"),
            ("-", "chưa xong: hỏi lý do, ghi thành giải trình"),
            *KEYS,
        ]
    if kind is Kind.RATIO:
        rows = _ratio(item)
    elif kind is Kind.RANK:
        rows = [("18/63", "hạng 18 trong 63"), ("hạng 18", "khi không biết có bao nhiêu đơn vị được xếp")]
    elif kind is Kind.SCORE:
        rows = [("78,5", f"{unit or 'điểm'}; dấu phẩy là số thập phân")]
    else:
        rows = _count(unit)
    absent = [] if item.present else [("-", "chưa có số liệu: hỏi lý do, ghi thành giải trình")]
    return [*rows, *absent, *KEYS]


def _ratio(item: Expected) -> list[tuple[str, str]]:
    last = next((each for each in reversed(item.row.series) if each.figure.denominator is not None), None)
    fraction = (parts_of_fraction(last) if last else None) or "762.284/980.226"
    return [
        (fraction, "tử số/mẫu số: nên gõ khi có đủ hai số"),
        (f"{fraction} (77%)", "kèm con số nguồn đã công bố, nếu khác số tính lại"),
        ("36,18%", "khi chỉ biết tỷ lệ; không có dấu % cũng là phần trăm"),
        ("trên 99%, khoảng 10%", "khi nguồn không nêu số chính xác"),
        ("ước 12,5%", "số ước, sau này thay bằng số chính thức"),
    ]


def _count(unit: str | None) -> list[tuple[str, str]]:
    shown = f"{format_number(1240)} {unit or ''}".strip()
    scaled = [] if shown.endswith("đồng") else [("1,1 triệu", "nghìn, triệu, tỷ viết bằng chữ")]
    return [
        (shown, "số đếm; đơn vị tính có thể bỏ"),
        ("hơn 60, gần 2.000", "khi nguồn không nêu số chính xác"),
        *scaled,
        ("0", "số 0 là số liệu, khác “chưa có số liệu”"),
    ]
