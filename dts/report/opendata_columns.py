"""The columns of the open data, each with its Vietnamese title: one list for the CSV, its schema and the docs."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dts.core.assess import Status
from dts.core.model import DeadlineKind, GoalWord, Kind
from dts.core.period import PeriodKind
from dts.core.timeliness import Data


class Sort(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "code"
    """An id or one of a closed list of words."""
    NUMBER = "number"
    INTEGER = "integer"
    DAY = "day"
    DAY_OR_MONTH = "day_or_month"
    MOMENT = "moment"
    """A day, or a day with its time."""
    FLAG = "flag"
    PERIOD = "period"


class Column(NamedTuple):
    """One column."""

    name: str
    title: str
    sort: Sort = Sort.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


def _words(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(word) for word in vocabulary)


STATUSES, QUALIFIERS = _words(Status), (">", "<", "~")

TARGET_COLUMNS = (
    Column("key", "mã của dòng: id, hoặc id/for", Sort.CODE, required=True),
    Column("id", "mã chỉ tiêu, nhiệm vụ", Sort.CODE, required=True),
    Column("for", "cấp hoặc mã đơn vị của phần giao riêng; trống: cả chỉ tiêu", Sort.CODE),
    Column("for_name", "tên cấp hoặc đơn vị ấy"),
    Column("name", "tên chỉ tiêu, nhiệm vụ", required=True),
    Column("group", "mã nhóm", Sort.CODE),
    Column("group_name", "tên nhóm"),
    Column("kind", "loại", Sort.CODE, required=True, choices=_words(Kind)),
    Column("unit", "đơn vị tính; của tỷ lệ: thứ được đếm ở tử số, mẫu số"),
    Column("of_what", "mẫu số là gì"),
    Column("goal", "chiều của mục tiêu; trống: chỉ theo dõi", Sort.CODE, choices=_words(GoalWord)),
    Column("goal_value", "mục tiêu; của tỷ lệ: phần trăm", Sort.NUMBER),
    Column("goal_of", "mục tiêu của ai"),
    Column("judged_by", "xét theo chỉ số, bảng xếp hạng nào"),
    Column("deadline_kind", "loại thời hạn", Sort.CODE, required=True, choices=_words(DeadlineKind)),
    Column("deadline_day", "ngày ghi trong thời hạn", Sort.DAY),
    Column("deadline_text", "thời hạn, nguyên lời văn bản"),
    Column("last_day", "ngày cuối trong hạn", Sort.DAY),
    Column("owner", "mã đơn vị chủ trì ghi trong văn bản giao", Sort.CODE),
    Column("owner_name", "tên đơn vị chủ trì"),
    Column("responsible", "mã đơn vị chịu trách nhiệm ở ngày xem (theo kế thừa)", Sort.CODE),
    Column("responsible_name", "tên đơn vị ấy"),
    Column("assigned_to", "giao chung cho ai, khi không có một đơn vị chủ trì"),
    Column("person", "người chịu trách nhiệm"),
    Column("basis", "căn cứ giao"),
    Column("every", "bao lâu có một số liệu", Sort.CODE, choices=_words(PeriodKind)),
    Column("yearly_sum", "số liệu mỗi kỳ được cộng dồn trong năm", Sort.FLAG, required=True),
    Column("status", "trạng thái ở ngày xem; trống: không xét ở dòng này", Sort.CODE, choices=STATUSES),
    Column("status_text", "trạng thái bằng lời"),
    Column("data", "tình trạng gửi số liệu", Sort.CODE, choices=_words(Data)),
    Column("period", "kỳ của số liệu hiện hành", Sort.PERIOD),
    Column("value", "số liệu hiện hành; của tỷ lệ: phần trăm, cắt ở 6 chữ số thập phân", Sort.NUMBER),
    Column("numerator", "tử số của số liệu hiện hành", Sort.NUMBER),
    Column("denominator", "mẫu số của số liệu hiện hành", Sort.NUMBER),
    Column("of", "với thứ hạng: xếp trong bao nhiêu đơn vị", Sort.INTEGER),
    Column("qualifier", "> trên, < dưới, ~ khoảng; trống: số đúng", Sort.CODE, False, QUALIFIERS),
    Column(
        "gap", "chênh lệch với mục tiêu (chưa đạt: còn thiếu; đạt: phần vượt), cắt ở 6 chữ số thập phân", Sort.NUMBER
    ),
    Column("days_left", "số ngày còn lại; âm: số ngày quá hạn", Sort.INTEGER),
)

FIGURE_COLUMNS = (
    Column("key", "dòng của targets.csv mà số liệu thuộc về: target, hoặc target/for", Sort.CODE, required=True),
    Column("target", "mã chỉ tiêu, nhiệm vụ", Sort.CODE, required=True),
    Column("for", "cấp hoặc mã đơn vị; trống: số chung", Sort.CODE),
    Column("period", "kỳ báo cáo", Sort.PERIOD, required=True),
    Column("entry", "số thứ tự của số liệu trong kỳ; số sau thay số trước", Sort.INTEGER, required=True),
    Column("period_from", "ngày đầu của kỳ", Sort.DAY, required=True),
    Column("period_to", "ngày cuối của kỳ (ngày chốt số liệu)", Sort.DAY, required=True),
    Column("as_of", "số liệu tính đến ngày nào; trống: nguồn không nêu, hiểu là cuối kỳ", Sort.DAY),
    Column("as_of_text", "lời của nguồn về thời điểm"),
    Column("value", "số liệu; của tỷ lệ: phần trăm, cắt ở 6 chữ số thập phân khi có tử số, mẫu số", Sort.NUMBER),
    Column("numerator", "tử số", Sort.NUMBER),
    Column("denominator", "mẫu số", Sort.NUMBER),
    Column("of", "với thứ hạng: xếp trong bao nhiêu đơn vị", Sort.INTEGER),
    Column(
        "qualifier", "> trên, < dưới (với done: trước ngày), ~ khoảng; trống: số đúng", Sort.CODE, False, QUALIFIERS
    ),
    Column("estimate", "số ước thực hiện", Sort.FLAG, required=True),
    Column("done", "ngày hoặc tháng hoàn thành nhiệm vụ", Sort.DAY_OR_MONTH),
    Column("confirmed", "ngày xác nhận hoàn thành", Sort.DAY),
    Column("evidence", "minh chứng"),
    Column("published", "con số nguồn công bố, nguyên lời"),
    Column("published_on", "ngày nguồn công bố", Sort.DAY),
    Column("source", "nguồn"),
    Column("note", "ghi chú"),
    Column("reason", "lý do đính chính, lý do rút"),
    Column("recorded_at", "ghi lúc nào; trống: không rõ", Sort.MOMENT),
    Column("recorded_by", "ai ghi"),
    Column("withdrawn", "dòng này rút số liệu đã ghi trước đó", Sort.FLAG, required=True),
    Column("restated", "đã có dòng sau thay thế", Sort.FLAG, required=True),
    Column("status", "trạng thái của chỉ tiêu ở ngày xem, như trong targets.csv", Sort.CODE, choices=STATUSES),
)
