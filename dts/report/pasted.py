"""What is said of lines pasted together: which could not be taken, what is still wanted before they are written."""

from __future__ import annotations

from collections.abc import Sequence

from dts.core.lookup import fold
from dts.core.model import Target
from dts.core.period import Period
from dts.report.preview import OPENING, skip_hint

MAX_SUBJECT = 40
END = "."
"""The line that ends what is pasted at a terminal."""
PASTED = "các dòng đã dán"
PASTE_HERE = (
    "Dán các dòng vào đây, mỗi dòng: mã, hai dấu cách, số liệu. Xong thì gõ dấu chấm (.) ở một dòng riêng, rồi Enter."
)
NO_LINES = "không có dòng số liệu nào. Mỗi dòng gõ như: dinh-danh  762.284/980.226"
NOTHING_NEW = "Không có số liệu nào mới. Chưa ghi gì."


def subject(typed: str) -> str:
    """What was typed for a target, short enough to stand in front of the sentence about it."""
    return typed if len(typed) <= MAX_SUBJECT else f"{typed[:MAX_SUBJECT]}…"


def place(number: int) -> str:
    """`dòng 3`."""
    return f"dòng {number}"


def opening(count: int, periods: Sequence[Period]) -> str:
    """`Xem trước, chưa ghi gì. Kỳ tháng 02/2025, 9 dòng số liệu.`"""
    labels = ", ".join(period.label for period in periods)
    return f"{OPENING} {f'Kỳ {labels}, ' if labels else ''}{count} dòng số liệu."


def meant(typed: str, target: Target) -> tuple[str, ...]:
    """Whose name was found, where neither the id nor the whole name was typed: somebody should look."""
    if typed.lower() == target.id or fold(typed) in (fold(target.whole.name), fold(target.whole.short)):
        return ()
    return (f"“{typed}”: hiểu là {target.whole.name}",)


def without_opening(sentence: str) -> str:
    """A refusal as it stands in the preview, whose head says already that nothing was written."""
    return sentence.removeprefix("Chưa ghi: ")


def without(target: str) -> str:
    """What to do for a target that has no figure yet."""
    return f'bỏ dòng này và gõ: dts record {target} --explain "…"'


def twice(others: Sequence[int]) -> str:
    """The same target on several lines."""
    return f"trùng chỉ tiêu với dòng {', '.join(map(str, others))}; chỉ để một dòng"


def not_a_part(sentence: str) -> str:
    """The third cell is neither level nor unit."""
    return f"cột thứ ba phải là cấp hoặc đơn vị: {sentence.removeprefix('--for: ')}"


def unlikely(question: str) -> str:
    """An unlikely figure where nobody can be asked."""
    return f"{question} Nếu đúng, thêm --yes."


def declined(question: str) -> str:
    """An unlikely figure that was not meant."""
    return f"{question} Đã trả lời không ghi."


def refused(bad: int, good: int) -> str:
    """Lines that could not be taken stop the rest."""
    return f"Chưa ghi: {bad} dòng không nhận; sửa rồi nhập lại.\n{skip_hint(good)}"


def reason_question(count: int) -> str:
    """Asked once for all corrections."""
    return f"Lý do đính chính (chung cho {count} số thay đổi): " if count > 1 else "Lý do đính chính: "


def reason_wanted(count: int) -> str:
    """Corrections without a reason."""
    return f'Chưa ghi: {count} số thay đổi phải nêu lý do đính chính: thêm --reason "..."'


def yes_wanted(counts: str) -> str:
    """Nobody can be asked whether the preview is right."""
    return f"Chưa ghi: {counts} đang chờ. Xem trước ở trên; nếu đúng, gõ lại và thêm --yes"


def left_out(bad: int) -> list[str]:
    """What --skip-bad left out."""
    return [f"  Không nhận {bad} dòng, xem KHÔNG NHẬN ở trên."] if bad else []
