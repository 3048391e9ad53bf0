"""What the walk through a period's targets says and asks: one target after the other, then the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.expected import Expected
from dts.core.model import Kind, Registry
from dts.core.period import Period
from dts.report.amounts import figure_time, goal_text
from dts.report.readings import latest_before, short_reading
from dts.report.recorded import subject, who_recorded
from dts.report.words import NO_OWNER, data_text, days_text, last_day_text, owner_text, remark_text, window_text

NOTHING_EXPECTED = "Không có chỉ tiêu, nhiệm vụ nào phải nhập cho kỳ này."
NOTHING_TYPED = "Không nhập gì. Chưa ghi gì."
FIRST = "Đây là câu đầu tiên, không quay lại được nữa."
SUMMARY = "Tổng hợp, chưa ghi gì:"
WHY_MISSING = "Vì sao chưa có số liệu? (Enter: bỏ qua): "
WHY_LATE = "Vì sao chưa xong? (Enter: bỏ qua): "
NO_REASON = "Chưa nêu lý do nên không ghi giải trình."
REASON = "Lý do đính chính: "
NO_CORRECTION = "Chưa nêu lý do nên không nhận số vừa gõ."
EVIDENCE = "Minh chứng, ví dụ Kế hoạch số …/KH-UBND (Enter: chưa có): "
SOURCE_KEY = "n"
FIX = "Sửa dòng nào? Gõ số thứ tự đầu dòng (n: sửa nguồn; Enter: dừng, không ghi gì): "
TYPED = "Những gì vừa nhập; gõ lại từng lệnh nếu vẫn cần ghi:"
YES_OR_NO = "Gõ c (có) hoặc k (không)."
YES_OR_MEND = "Gõ c để ghi, k để sửa một dòng hoặc dừng."
DROP = "x"
TASK_ANSWER = "Gõ ngày hoàn thành, ví dụ 26/2/2025; chưa xong thì gõ tình hình bằng vài chữ, ví dụ: đang trình ký."


# ── before the first question ────────────────────────────────────────────────


def intro_lines(registry: Registry, items: Sequence[Expected]) -> list[str]:
    """Which periods, how many are wanting, and how to stop."""
    figures = [item for item in items if not item.is_task]
    first = {item.period: item for item in reversed(figures)}
    if len(first) == 1:
        (period,) = first
        calendar = first[period].row.calendar
        due = period.due(calendar, lag_months=first[period].row.assignment.lag_months)
        period_words = f"{window_text(period, period.window(calendar))}, hạn gửi {format_date(due)}"
    else:
        period_words = f"kỳ {', '.join(period.label for period in sorted(first))}" if first else "nhiệm vụ"
    present = sum(1 for item in figures if item.present)
    awaited = sum(1 for item in figures if item.awaited)
    counts = [f"còn thiếu {len(figures) - present - awaited} số liệu"]
    counts += [f"chờ công bố {awaited}"] if awaited else []
    counts += [f"{len(items) - len(figures)} nhiệm vụ quá hạn, sắp đến hạn"] if len(items) > len(figures) else []
    counts += [f"đã có {present} số liệu"] if present else []
    alone = [f"Chỉ nhập một kỳ: dts record --period {sorted(first)[-1].key}"] if len(first) > 1 else []
    return [
        f"{registry.title}. Nhập lần lượt, {period_words}: {', '.join(counts)}.",
        *alone,
        "Gõ số liệu rồi nhấn Enter. Dấu chấm (.): thôi nhập, sang bảng tổng hợp. Ctrl-C: dừng, không ghi gì. "
        "Chưa có gì được ghi cho đến khi trả lời c ở câu hỏi cuối.",
    ]


def many_units_question(item: Expected, count: int) -> str:
    """Before a long row of communes: shall each be asked?"""
    name = item.row.target.whole.short
    how = "(c/k; Enter: không; hỏi riêng một đơn vị: dts record --owner ĐƠN_VỊ)"
    return f"{item.row.target.id} ({name}): giao cho {count} đơn vị. Hỏi lần lượt từng đơn vị? {how}: "


def review_question(count: int) -> str:
    """After what was missing: shall the figures that are there be gone through?"""
    return f"{count} chỉ tiêu đã có số liệu kỳ này. Xem lại từng số để đính chính? (c/k; Enter: không): "


# ── one target ───────────────────────────────────────────────────────────────


def head_lines(registry: Registry, item: Expected, number: int, total: int) -> list[str]:
    """Which target, in what unit, whose, how late."""
    row = item.row
    lines = [f"{number}/{total}  {row.target.id}: {subject(registry, row.target, row.part)}"]
    late, owner = _lateness(item), owner_text(row)
    owner = "chưa rõ" if owner == NO_OWNER else owner
    if item.is_task:
        days = f", {days_text(row.days_left)}" if row.days_left is not None else ""
        lines.append(f"  Nhiệm vụ. Chủ trì: {owner}. Hạn: {last_day_text(row)}{days}.")
        lines += [f"  Tình hình gần nhất, {remark_text(item.said)}."] if item.said else []
    else:
        lines.append(f"  Đơn vị tính: {_unit(row)}. Chủ trì: {owner}{late}.")
        lines += [f"  Đã giải trình {remark_text(item.said)}."] if item.said and not item.present else []
    return lines


def _unit(row: Assessment) -> str:
    unit = row.target.unit
    match row.target.kind:
        case Kind.RATIO if row.assignment.of_what:
            return f"%, hoặc {unit or 'tử số'}/{row.assignment.of_what}"
        case Kind.RATIO:
            return "%" if unit is None else f"%, hoặc tử số/mẫu số ({unit})"
        case Kind.RANK:
            return "thứ hạng"
        case Kind.SCORE:
            return unit or "điểm"
        case _:
            return unit or "số đếm"


def _lateness(item: Expected) -> str:
    """`; chưa gửi, chậm 62 ngày`, of the period that is asked for."""
    timeliness = item.row.timeliness
    if item.present is not None or timeliness is None:
        return ""
    if item.awaited:
        return "; chờ công bố"
    return f"; {data_text(timeliness)}" if timeliness.wanting and timeliness.period == item.period else ""


def prompt(item: Expected, before: Assessment, kept: str | None) -> list[str]:
    """What the question itself says; `before` are the figures as entered, `kept` what was typed on an earlier round."""
    if item.is_task:
        said = [f"Vừa nhập: {kept}."] if kept else []
        keys = _keys(kept, "bỏ qua", "chưa xong, giải trình")
        return [*said, f"Ngày hoàn thành, hoặc tình hình thực hiện ({keys}): "]
    goal = goal_text(before.assignment.goal, before.target.kind, before.target.unit) or "chưa giao"
    present = next((each for each in reversed(before.series) if each.figure.period == item.period), None)
    said = [f"{_last(item, before)}. Mục tiêu: {goal}."]
    if present is not None:
        said.append(f"Đang có: {short_reading(before, present)}{who_recorded(present.figure)}.")
    if kept:
        said.append(f"Vừa nhập: {kept}.")
    keys = _keys(kept, "bỏ qua" if present is None else "giữ nguyên", "chưa có số liệu" if present is None else None)
    return [*said, f"Số liệu kỳ {item.period.label} ({keys}): "]


def _keys(kept: str | None, enter: str, dash: str | None) -> str:
    keys = [f"Enter: {'giữ số vừa nhập' if kept else enter}", f"{DROP}: bỏ số vừa nhập" if kept else ""]
    keys += ["<: quay lại", f"-: {dash}" if dash else "", "?: hướng dẫn"]
    return "; ".join(key.replace(" ", "\u00a0") for key in keys if key)


def _last(item: Expected, before: Assessment) -> str:
    """`Kỳ trước: 741.110/980.226 = 75,61% (tháng 01/2025)`; an older one is only the latest there is."""
    last = latest_before(before, item.period)
    if last is None:
        return "Kỳ trước: chưa có"
    word = "Kỳ trước" if last.figure.period == item.period.previous() else "Gần nhất"
    return f"{word}: {short_reading(before, last)} ({figure_time(last)})"


# ── the end ──────────────────────────────────────────────────────────────────

TABLES = (
    ("figure", "số liệu"),
    ("done", "nhiệm vụ hoàn thành"),
    ("explanation", "giải trình"),
    ("note", "báo cáo tình hình"),
)
"""What can be written together, by the word of its entry."""


def counts_text(words: Sequence[str]) -> str:
    """`5 số liệu, 1 giải trình`."""
    counts = Counter(words)
    return ", ".join(f"{counts[word]} {name}" for word, name in TABLES if counts[word])


def write_question(words: Sequence[str]) -> str:
    """`Ghi cả 6 số liệu trên? (c/k) `."""
    if list(words) == ["figure"]:
        return "Ghi số liệu này? (c/k) "
    return f"Ghi {'cả ' if len(words) > 1 else ''}{counts_text(words)} trên? (c/k) "


def source_question(last: str | None) -> str:
    """Asked once for all figures; the last one used is the default."""
    if last is None:
        return "Nguồn của các số liệu trên, ví dụ Báo cáo số … (Enter: không ghi nguồn): "
    return f"Nguồn của các số liệu trên (Enter: {last}; -:\u00a0không\u00a0ghi\u00a0nguồn): "


def written_line(words: Sequence[str], corrections: int, periods: Sequence[Period]) -> str:
    """`Đã ghi 8 số liệu (1 đính chính), kỳ tháng 02/2025, năm 2024`."""
    corrected = f" ({corrections} đính chính)" if corrections else ""
    return f"Đã ghi {counts_text(words)}{corrected}, kỳ {', '.join(period.label for period in periods)}"
