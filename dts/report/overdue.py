"""What is late: first the mail preview with all four counts, then rows, then what is not blamed on anyone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dts.core.arrears import Arrears, Ending, Item, Unsent
from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.log import Sent
from dts.core.model import Kind, Registry
from dts.core.numerals import format_number
from dts.core.period import PeriodKind, last_closed
from dts.report.amounts import figure_age, figure_time, value_text, with_age
from dts.report.document import Row, Section, View
from dts.report.folding import agencies_listed, fold_units, more_units, parts_listed
from dts.report.footnotes import ended_notes
from dts.report.names import part_name
from dts.report.sections import HEADS, TONES, Group, titled_row
from dts.report.status import ended_lines, orphan_lines
from dts.report.status_rows import distance_phrases, result_text
from dts.report.words import day_off_text, days_text, last_day_text, owner_text, parts_text, periods_text, remark_text

UNSENT_HEAD = "CHƯA GỬI SỐ LIỆU"
NO_PERSON = "chưa rõ"
NO_REPORT = "chưa có báo cáo"
UNEXPLAINED = "CHƯA GIẢI TRÌNH"
BY_PARTS = "giải trình theo từng phần"


def overdue_view(
    registry: Registry,
    rows: Sequence[Assessment],
    arrears: Arrears,
    endings: Sequence[Ending],
    today: date,
    *,
    within: int | None = None,
    scope: str = "",
    known_at: date | None = None,
    sent: Sequence[Sent] = (),
    every_unit: bool = False,
) -> View:
    """Arrange the arrears as a screen; `scope` names a filter, `every_unit` keeps long lists of units whole."""
    return View(
        title=summary_line(arrears, today),
        day="",
        head=(
            *ended_lines(registry, today),
            *orphan_lines(rows),
            *_limits(scope, known_at),
            *period_lines(registry, today, sent),
            *_who_is_asked(registry, arrears, today, whole=every_unit),
        ),
        sections=tuple(_sections(registry, arrears, within, every_unit=every_unit)),
        notes=(
            *_nothing(arrears),
            *_notes(registry, arrears, whole=every_unit),
            *ended_notes(registry, _totals_told_of(rows, arrears), whole=every_unit),
            *map(ending_line, endings),
        ),
    )


# ── the first lines ──────────────────────────────────────────────────────────


def summary_line(arrears: Arrears, today: date) -> str:
    """All four counts, zero written as 0: what a list of mails shows."""
    return (
        f"{format_date(today)}: quá hạn {len(arrears.overdue)}; sắp đến hạn {len(arrears.due_soon)}; "
        f"chưa gửi số liệu {len(arrears.unsent)}; chưa giải trình {len(arrears.unexplained)}"
    )


def _limits(scope: str, known_at: date | None) -> list[str]:
    """What the view leaves out: kept from the first line, which has room for the counts only."""
    phrases = [f"Chỉ xét {scope}." if scope else "", f"Biết đến {format_date(known_at)}." if known_at else ""]
    said = " ".join(filter(None, phrases))
    return [said] if said else []


def period_lines(registry: Registry, today: date, sent: Sequence[Sent] = ()) -> list[str]:
    """The sending day of the period just closed, until it has passed."""
    if registry.members:
        from dts.report.together import by_folder

        def of_folder(folder: Registry) -> str:
            own = [each for each in sent if (each.report or "").startswith(f"{folder.key}/")]
            return "".join(period_lines(folder, today, own))

        return by_folder(registry, of_folder)
    calendar = registry.calendar()
    period = last_closed(PeriodKind.MONTH, today, calendar)
    due = period.due(calendar)
    if today > due or (registry.until is not None and today > registry.until):
        return []
    off = day_off_text(registry.rules, due)
    went = [each.on for each in sent if each.period == period and each.on <= today]
    if went:
        when = f"đã gửi ngày {format_date(went[-1])}"
    elif today == due:
        when = f"hạn gửi hôm nay ({format_date(due)}{off})"
    else:
        when = f"hạn gửi {format_date(due)}{off}, còn {(due - today).days} ngày"
    return [f"Báo cáo kỳ {period.label}: {when}"]


def _who_is_asked(registry: Registry, arrears: Arrears, today: date, *, whole: bool) -> list[str]:
    """How long the oldest is overdue, and who has not explained yet."""
    phrases = []
    if arrears.overdue:
        phrases.append(f"Quá hạn nhiều nhất {format_number(_days_over(arrears.overdue[0].row))} ngày.")
    agencies: dict[str, list[Assessment]] = {}
    for item in arrears.unexplained:
        agencies.setdefault(owner_text(item.row), []).append(item.row)
    if agencies:
        listed = [
            (name if len(asked) == 1 else f"{name} {len(asked)}", asked[0].owner.level if asked[0].owner else None)
            for name, asked in agencies.items()
        ]
        phrases.append(f"Chưa giải trình: {agencies_listed(registry, listed, today, whole=whole)}.")
    return [" ".join(phrases)] if phrases else []


def _days_over(row: Assessment) -> int:
    return -(row.days_left or 0)


# ── sections and rows ────────────────────────────────────────────────────────


def _sections(registry: Registry, arrears: Arrears, within: int | None, *, every_unit: bool) -> Iterable[Section]:
    for group, items in ((Group.OVERDUE, arrears.overdue), (Group.DUE_SOON, arrears.due_soon)):
        if items:
            rows = tuple(
                _shortened(registry, item, _deadline_row(registry, group, item), hidden, HEADS[group].lower())
                for item, hidden in fold_units(items, lambda item: item.row, whole=every_unit)
            )
            tail = _span(registry, items, within) if group is Group.DUE_SOON else ""
            yield Section(HEADS[group], TONES[group], len(items), rows, tail=tail)
    if arrears.unsent:
        rows = tuple(
            _shortened(registry, item, _unsent_row(registry, item, item.unsent), hidden, "chưa gửi")
            for item, hidden in fold_units(arrears.unsent, lambda item: item.row, whole=every_unit)
            if item.unsent
        )
        yield Section(UNSENT_HEAD, TONES[Group.MISSING], len(arrears.unsent), rows)


def _shortened(registry: Registry, item: Item, row: Row, hidden: int, words: str) -> Row:
    if not hidden:
        return row
    return row._replace(lines=(*row.lines, more_units(registry, item.row, hidden, words)))


def _span(registry: Registry, items: Sequence[Item], within: int | None) -> str:
    """`, trong 14 ngày tới`; a target may have warning days of its own."""
    from dts.report.together import OWN_DAYS, warn_days

    days = warn_days(registry) if within is None else within
    if days is None:
        return f", {OWN_DAYS}"
    own = any((item.row.days_left or 0) > days for item in items)
    return f", trong {days} ngày tới{' hoặc theo số ngày báo trước riêng' if own else ''}"


def _row(registry: Registry, group: Group, item: Item, *, right: str, details: list[str], aside: str = "") -> Row:
    row = item.row
    part = part_name(row.part, registry)
    return titled_row(group, row, part)._replace(
        right=right,
        details=tuple(detail for detail in details if detail),
        who=owner_text(row),
        aside=aside,
        lines=("; ".join(_answers(registry, item, asked=group is not Group.DUE_SOON)),),
    )


def _deadline_row(registry: Registry, group: Group, item: Item) -> Row:
    row = item.row
    details = [last_day_text(row, brief=True)]
    if row.target.kind is not Kind.TASK:
        details += [result_text(row), *distance_phrases(row)]
        if item.unsent and group is Group.DUE_SOON:
            details.append(f"chưa gửi {unsent_text(item.unsent)}")
    return _row(registry, group, item, right=days_text(row.days_left or 0), details=details)


def _unsent_row(registry: Registry, item: Item, unsent: Unsent) -> Row:
    several = len(unsent.periods) > 1
    details = [f"hạn gửi{' kỳ đầu' if several else ''} {format_date(unsent.due)}", _latest_value(item.row)]
    right = f"chậm {format_number(unsent.days)} ngày"
    return _row(registry, Group.MISSING, item, right=right, details=details, aside=unsent_text(unsent))


def unsent_text(unsent: Unsent) -> str:
    """`năm 2024`; `2 kỳ, từ năm 2023`."""
    first = unsent.periods[0].label
    return first if len(unsent.periods) == 1 else f"{len(unsent.periods)} kỳ, từ {first}"


def _latest_value(row: Assessment) -> str:
    """`gần nhất 95,5% (số liệu 2023)`."""
    text = value_text(row)
    if row.shown is None or text is None:
        return "chưa có số liệu lần nào"
    return f"gần nhất {with_age(text, figure_age(row, row.shown) or f'số liệu {figure_time(row.shown)}')}"


def _answers(registry: Registry, item: Item, *, asked: bool) -> Iterable[str]:
    """Who answers for it and what was said so far; `asked`: here the row stands for what must be explained."""
    if item.row.is_total and item.row.owner is None:
        yield parts_text(item.row.latest, registry) or BY_PARTS
        return
    yield f"người chịu trách nhiệm: {item.row.assignment.person or NO_PERSON}"
    if item.explanation is not None:
        yield f"giải trình {remark_text(item.explanation)}"
    elif asked and item.wants_explanation:
        yield UNEXPLAINED
    if item.note is not None:
        yield f"tình hình {remark_text(item.note)}"
    elif item.row.target.kind is Kind.TASK and not (asked and item.wants_explanation):
        yield NO_REPORT


# ── the last lines ───────────────────────────────────────────────────────────


def _nothing(arrears: Arrears) -> list[str]:
    if arrears.late or arrears.due_soon:
        return []
    return ["Không có việc quá hạn, sắp đến hạn; không có số liệu chưa gửi."]


def _notes(registry: Registry, arrears: Arrears, *, whole: bool) -> list[str]:
    def ids_text(rows: Iterable[Assessment]) -> str:
        return _ids_text(registry, rows, whole=whole)

    notes = []
    if arrears.collecting:
        notes.append(f"Chưa gửi, còn trong hạn gửi: {ids_text(arrears.collecting)}")
    if arrears.never:
        notes.append(f"Chưa có số liệu lần nào: {ids_text(arrears.never)}")
    if arrears.unjudged:
        notes.append(f"Đã qua thời hạn, chưa đủ số liệu để kết luận: {ids_text(arrears.unjudged)}")
    if arrears.awaiting:
        waited = "; ".join(f"{ids_text([row])} {periods_text(periods)}" for row, periods in arrears.awaiting)
        notes.append(f"Chờ công bố, không tính là chậm: {waited}")
    return notes


def _ids_text(registry: Registry, rows: Iterable[Assessment], *, whole: bool) -> str:
    """Ids, each once, with the parts meant: dat-dai, ky-so-xa (UBND xã A, UBND xã B)."""
    found: dict[str, list[Assessment]] = {}
    for row in rows:
        parts = found.setdefault(row.target.id, [])
        if row.part is not None:
            parts.append(row)
    return ", ".join(
        key + (f" ({parts_listed(registry, parts, whole=whole)})" if parts else "") for key, parts in found.items()
    )


def _totals_told_of(rows: Sequence[Assessment], arrears: Arrears) -> list[Assessment]:
    """Totals over units of which this screen names some as late or still to report."""
    listed = [item.row for item in (*arrears.overdue, *arrears.due_soon, *arrears.unsent)]
    named = {row.target.id for row in (*listed, *arrears.collecting, *arrears.never, *arrears.unjudged)}
    return [row for row in rows if row.is_total and row.target.id in named]


def ending_line(ending: Ending) -> str:
    """What happens to the work of an agency that ends: said before and just after."""
    owner, heir = ending.owner, ending.successor
    work = f"{ending.targets} chỉ tiêu, nhiệm vụ"
    start = format_date(ending.last_day + timedelta(days=1))
    if heir is None:
        ended = f"{'kết thúc' if ending.days < 0 else 'hoạt động đến hết'} {format_date(ending.last_day)}"
        left = f" (còn {ending.days} ngày)" if ending.days > 0 else ""
        return f"Lưu ý: {owner.short} {ended}{left}, chưa có đơn vị kế thừa; {work} chưa có nơi tiếp nhận."
    if ending.days > 0:
        until = f"sau {ending.days} ngày {owner.short} kết thúc hoạt động"
        return f"Lưu ý: {until}; {work} chuyển {heir.short} từ {start}."
    return f"Lưu ý: từ {start} {owner.short} là {heir.short}; {work} chuyển theo."
