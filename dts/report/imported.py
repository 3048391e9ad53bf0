"""What `dts import` says: the rows of a file by what becomes of them, before and after writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dts.core.dates import day_of, format_date
from dts.core.finding import figure_text, subject
from dts.core.form_read import Refusal
from dts.core.intake import Lot, Sorted
from dts.core.log import Figure
from dts.core.model import Registry
from dts.core.numerals import format_number, format_percent
from dts.core.period import Period
from dts.core.problem import Problem

SHOWN = 40
"""More new rows than this are counted, not listed; changes and refusals are always listed."""


class Incoming(NamedTuple):
    """Everything a preview tells."""

    name: str
    for_people: bool
    rows: tuple[Sorted, ...]
    problems: tuple[Problem, ...] = ()
    """Rows that cannot be taken, each with its line and column."""
    doubts: tuple[str, ...] = ()
    left_out: int = 0
    wanted: Period | None = None
    form_refused: tuple[Refusal, ...] = ()
    """Figures of a form that cannot be taken, each with its cell."""

    def of(self, *lots: Lot) -> list[Sorted]:
        """The rows of some lots, in the order of the file."""
        return [row for row in self.rows if row.lot in lots]

    @property
    def writing(self) -> list[Sorted]:
        """The rows that are to be written."""
        return self.of(Lot.NEW, Lot.CHANGED)

    @property
    def refused(self) -> int:
        """How many rows cannot be taken."""
        wrong = len({problem.place.line for problem in self.problems}) + len(self.form_refused)
        return wrong + len(self.of(Lot.NO_REASON, Lot.OLDER))


def preview_lines(registry: Registry, incoming: Incoming, *, dry_run: bool = False) -> list[str]:
    """The head, then MỚI, THAY ĐỔI, GIỮ NGUYÊN, KHÔNG NHẬN, each with its count."""
    count = format_number(len(incoming.rows) + len({problem.place.line for problem in incoming.problems}))
    form = "dạng Excel (dấu ;, số 36,18, ngày 26/02/2025)" if incoming.for_people else "dạng chuẩn (dấu phẩy, số 36.18)"
    opening = "Xem trước, chưa ghi gì. " if dry_run else ""
    lines = [f"{opening}{incoming.name}: {form}, {count} dòng."]
    if incoming.left_out and incoming.wanted:
        lines.append(f"Bỏ qua {format_number(incoming.left_out)} dòng của kỳ khác {incoming.wanted.label}.")
    new, changed, same = incoming.of(Lot.NEW), incoming.of(Lot.CHANGED), incoming.of(Lot.SAME)
    lines.append(f"MỚI ({format_number(len(new))})")
    lines += [_row(registry, each.figure) for each in new[:SHOWN]]
    if len(new) > SHOWN:
        lines.append(f"  … và {format_number(len(new) - SHOWN)} dòng nữa")
    lines.append(f"THAY ĐỔI ({format_number(len(changed))})")
    for each in changed:
        lines += [_row(registry, each.figure), *_replaced(registry, each)]
    lines.append(f"GIỮ NGUYÊN ({format_number(len(same))})")
    lines += [f"{_row(registry, each.figure)}; khác ở cột {', '.join(each.differs)}" for each in same if each.differs]
    if any(each.differs for each in same):
        lines.append("  Số liệu giống nhau nên không ghi lại; muốn ghi các cột khác ấy, điền cột reason (lý do).")
    lines.append(f"KHÔNG NHẬN ({format_number(incoming.refused)})")
    lines += refusal_lines(registry, incoming)
    if incoming.doubts:
        lines += [f"CẦN XEM LẠI ({format_number(len(incoming.doubts))})", *(f"  {text}" for text in incoming.doubts)]
    return lines


def _row(registry: Registry, figure: Figure) -> str:
    """`  dòng 8   dvc-tt    kỳ tháng 02/2025: 954/1.599 = 59,66%`."""
    place, name = f"dòng {figure.number}", subject(figure.target, figure.part)
    return f"  {place:<9} {name:<14} kỳ {figure.period.label}: {_reading(registry, figure)}"


def _reading(registry: Registry, figure: Figure) -> str:
    text = figure_text(registry.targets[figure.target], figure)
    if figure.denominator is not None and figure.exact is not None:
        text += f" = {format_percent(figure.exact)}"
    if figure.given_as_of is not None:
        text += f" (đến {format_date(figure.given_as_of)})"
    return f"ước {text}" if figure.estimate else text


def _replaced(registry: Registry, row: Sorted) -> list[str]:
    if row.other is None:
        return []
    reason = f"; lý do: {' '.join(row.figure.reason.split())}" if row.figure.reason else ""
    return [f"{'':12}thay cho {_reading(registry, row.other)}{who_text(row.other)}{reason}"]


def who_text(figure: Figure) -> str:
    when = f"ngày {format_date(day_of(figure.recorded_at))}" if figure.recorded_at is not None else ""
    said = " ".join(filter(None, (figure.recorded_by, when)))
    return f" ({said})" if said else ""


def told_by(key: str) -> str:
    """What a key of an entry is called where no column is."""
    names = {"source": "nguồn", "note": "ghi chú", "recorded_by": "người ghi", "recorded_at": "ngày ghi"}
    return names.get(key, key)


def refusal_lines(registry: Registry, incoming: Incoming) -> list[str]:
    """Every row that cannot be taken: file:line, column, why, and what to do."""
    said = [(problem.place.line, f"  {problem.place}: {problem.message}") for problem in incoming.problems]
    for row in incoming.of(Lot.NO_REASON, Lot.OLDER):
        place, name = f"{incoming.name}:{row.figure.number}", subject(row.figure.target, row.figure.part)
        said.append((row.figure.number, f"  {place}: {name}, {_refusal(registry, row)}"))
    return [line for _number, line in sorted(said)]


def _refusal(registry: Registry, row: Sorted) -> str:
    now, other = _reading(registry, row.figure), row.other
    standing = f"{_reading(registry, other)}{who_text(other)}" if other else ""
    period = f"kỳ {row.figure.period.label}"
    if row.lot is Lot.OLDER:
        return f"{period}: {now} cũ hơn số đang có {standing}, không ghi chen vào trước được; xóa dòng này"
    return f'cột reason: {period} đã có {standing}, dòng này là {now}; điền lý do, hoặc thêm --reason "…"'


def column_text(key: str | None, message: str) -> str:
    """What the reader of record files says of a key, said of a column."""
    message = message.replace("thiếu khóa ", "để trống cột ")
    if key is None:
        return message
    return f"cột {message}" if message.startswith((f"{key}:", f"{key} (")) else f"cột {key}: {message}"


def refused_text(incoming: Incoming) -> str:
    """The last word when rows cannot be taken."""
    return f"Chưa ghi: {format_number(incoming.refused)} dòng không nhận (nêu ở trên). Sửa tệp rồi nhập lại."


def question_text(incoming: Incoming) -> str:
    """`Ghi cả 6 số liệu trên?`."""
    doubts = f" Có {len(incoming.doubts)} điều cần xem lại." if incoming.doubts else ""
    return f"{doubts} Ghi cả {format_number(len(incoming.writing))} số liệu trên?".strip()


def nothing_text(incoming: Incoming) -> str:
    """All is there already."""
    count = format_number(len(incoming.rows))
    return f"Không ghi gì: cả {count} số liệu đã có." if incoming.rows else "Không ghi gì: không có dòng số liệu nào."


def written_lines(incoming: Incoming, written: Mapping[str, Sequence[Sorted]]) -> list[str]:
    """How many figures went into which file."""
    total = sum(len(rows) for rows in written.values())
    lines = [f"Đã ghi {format_number(total)} số liệu vào {len(written)} tệp:"]
    lines += [f"  {name}: {_counts(rows)}" for name, rows in written.items()]
    if same := incoming.of(Lot.SAME):
        lines.append(f"Giữ nguyên: {format_number(len(same))} số liệu đã có.")
    return lines


def _counts(rows: Iterable[Sorted]) -> str:
    lots = [row.lot for row in rows]
    changed = lots.count(Lot.CHANGED)
    parts = [f"thêm {lots.count(Lot.NEW)}" if lots.count(Lot.NEW) else "", f"đính chính {changed}" if changed else ""]
    return ", ".join(filter(None, parts))


def partly_text(written: Sequence[str], missing: Sequence[str], why: str, *, unsure: bool) -> str:
    """Some files are written, the first of the missing could not be; `unsure`: it was, but that cannot be confirmed."""
    why = why.removesuffix(" Chưa ghi gì.").removeprefix("Chưa ghi: ")
    rest = missing[1:] if unsure else missing
    parts = [
        f"Đã ghi: {', '.join(written)}." if written else "",
        f"Chưa chắc: {missing[0]}." if unsure else "",
        f"Chưa ghi: {', '.join(rest)}." if rest else "",
    ]
    return (
        f"ĐÃ GHI MỘT PHẦN. {' '.join(filter(None, parts))} {why}\n"
        "Chạy lại đúng lệnh này để ghi nốt: số liệu đã ghi được giữ nguyên, không ghi hai lần."
    )
