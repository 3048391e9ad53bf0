"""Two people at the same figure: what the second is told, both values named, so that nobody is replaced unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dts.core.dates import VIETNAM, format_date
from dts.core.log import Figure
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number, format_typed


def told(figure: Figure, kind: Kind) -> str:
    """The figure as it was typed: 762.284/980.226, 36,18%, hơn 60 trạm; that it was withdrawn, or done on a day."""
    if figure.withdrawn:
        return "rút số liệu"
    if figure.done is not None:
        return f"hoàn thành {figure.done.text}"
    if figure.published:
        return figure.published
    if figure.numerator is not None and figure.denominator is not None:
        return f"{format_number(figure.numerator)}/{format_number(figure.denominator)}"
    if figure.value is None:
        return "xác nhận"
    value = format_typed(figure.value) + ("%" if kind is Kind.RATIO else "")
    if figure.of:
        value += f"/{figure.of}"
    return f"{_SIGNS[figure.qualifier]} {value}" if figure.qualifier else value


_SIGNS = {">": "trên", "<": "dưới", "~": "khoảng"}


def _when(moment: date | datetime | None) -> str:
    if not isinstance(moment, datetime):
        return f" ngày {format_date(moment)}" if moment else ""
    local = moment.astimezone(VIETNAM) if moment.tzinfo else moment
    return f" lúc {local:%H:%M} ngày {format_date(local.date())}"


def overtaken_text(registry: Registry, mine: Sequence[Figure], theirs: Sequence[Figure]) -> str:
    """Why an entry was not written: whose figure stands there now, what was about to be put over it, what to do."""
    other = theirs[-1]
    kind = registry.targets[other.target].kind
    who = other.recorded_by or "người khác"
    subject = other.target + (f" ({other.part})" if other.part else "")
    own = [figure for figure in mine if (figure.target, figure.part) == (other.target, other.part)]
    typed = f"; số đang ghi: {told(own[-1], kind)}" if own else ""
    return (
        f"Chưa ghi: trong lúc đang nhập, {who} vừa ghi {told(other, kind)}{_when(other.recorded_at)} cho {subject}, "
        f"kỳ {other.period.label}{typed}. Xem lại: dts show {other.target}; nếu vẫn ghi, gõ lại lệnh vừa gõ."
    )
