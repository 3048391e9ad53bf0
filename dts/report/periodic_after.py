"""What the periodic report adds to its results: explanations, corrections, what came after it was sent, footnotes."""

from __future__ import annotations

from dts.core.arrears import Arrears, Item
from dts.core.assess import Assessment
from dts.core.dates import format_date
from dts.core.log import Figure
from dts.core.remarks import remark_day
from dts.core.sending import Later, find_later, find_sent
from dts.core.series import Current
from dts.report import paper
from dts.report.amounts import value_text
from dts.report.folding import fold_units
from dts.report.periodic_sentences import Brief, name_of, own_name
from dts.report.status import view_notes
from dts.report.together import calendar_note
from dts.report.words import capital, day_off_text, owner_text

NOTHING = "Không có."


def explanation_items(brief: Brief, arrears: Arrears) -> list[paper.Part]:
    """Who explained what, then who owes an explanation."""
    asked = {(item.row.target.id, item.row.part): item for item in (*arrears.overdue, *arrears.unsent)}
    found: list[paper.Part] = [
        paper.Item(_explained(brief, item)) for item in asked.values() if item.explanation is not None
    ]
    owing: dict[str, list[str]] = {}
    for item, hidden in fold_units([item for item in asked.values() if item.unexplained], lambda item: item.row):
        names = owing.setdefault(capital(owner_text(item.row)), [])
        names.append(own_name(brief.registry, item.row))
        if hidden:
            owing.setdefault(f"{hidden} đơn vị khác", []).append(item.row.assignment.name)
    if owing:
        listed = "; ".join(f"{agency} ({'; '.join(names)})" for agency, names in owing.items())
        found.append(paper.Item(f"Chưa giải trình: {listed}."))
    return found or [paper.Paragraph("Không có nội dung phải giải trình.")]


def _explained(brief: Brief, item: Item) -> str:
    remark = item.explanation
    assert remark is not None
    day = remark_day(remark)
    when = f" ngày {format_date(day)}" if day else ""
    name = own_name(brief.registry, item.row)
    return f"{capital(owner_text(item.row))}, {name}: {remark.text.rstrip('.')} (giải trình{when})."


def correction_items(brief: Brief) -> list[paper.Part]:
    """Figures of the period that replaced others, with the old value and the reason."""
    found: list[paper.Part] = []
    for row in brief.rows:
        if row.is_total:
            continue
        for item in row.series:
            if item.figure.period == brief.period and item.earlier:
                old = item._replace(figure=item.earlier[-1], earlier=())
                was = value_text(row, old) or "số liệu đã rút"
                reason = item.figure.reason or "chưa nêu"
                name = name_of(brief.registry, row)
                found.append(paper.Item(f"{name}: {value_text(row, item)} thay cho {was}; lý do: {reason}."))
    return found or [paper.Paragraph(NOTHING)]


def later_sections(brief: Brief) -> list[paper.Part]:
    """For this period and the one before, when their report has gone out: what was entered since."""
    found: list[paper.Part] = []
    profile = brief.profile.id if brief.profile else None
    rows = {(row.target.id, row.part): row for row in brief.rows}
    targets = {row.target.id for row in brief.rows}
    for period in (brief.period.previous(), brief.period):
        sent = find_sent(brief.log, period, brief.today, report=profile, known_at=brief.known_at)
        if sent is None:
            continue
        to = f", gửi {sent.to}" if sent.to else ""
        later = find_later(brief.registry, brief.log, sent, targets, brief.today, known_at=brief.known_at)
        items = [paper.Item(_later_text(brief, rows, each)) for each in later]
        title = f"ĐÍNH CHÍNH SAU KHI GỬI BÁO CÁO {period.label.upper()}"
        said = f"Báo cáo {period.label} đã gửi ngày {format_date(sent.on)}{to}."
        found += [paper.Heading(title), paper.Paragraph(said)]
        found += items or [paper.Paragraph(NOTHING)]
    return found


def _later_text(brief: Brief, rows: dict[tuple[str, str | None], Assessment], later: Later) -> str:
    entry, before = later.entry, later.before
    row = rows.get((entry.target, entry.part)) or rows.get((entry.target, None))
    if row is None:
        row = next(each for each in brief.rows if each.target.id == entry.target)
    name = name_of(brief.registry, row)
    was = _entry_text(row, before) if before is not None else None
    if entry.withdrawn:
        return f"{name}: rút số liệu {was or ''}; lý do: {entry.reason or 'chưa nêu'}."
    now = _entry_text(row, entry)
    if was is None:
        return f"{name}: bổ sung {now}."
    return f"{name}: {now} thay cho {was}; lý do: {entry.reason or 'chưa nêu'}."


def _entry_text(row: Assessment, entry: Figure) -> str:
    return value_text(row, Current(entry, row.today)) or "số liệu đã rút"


def note_items(brief: Brief) -> list[paper.Part]:
    """Breaks, thresholds, succession, unknown sending days, and a due day on which offices are closed."""
    texts = list(view_notes(brief.registry, brief.rows, named=True))
    due = brief.period.due(brief.calendar)
    off = day_off_text(brief.registry.rules, due)
    if off:
        texts.append(f"Hạn gửi báo cáo {brief.period.label} ({format_date(due)}){off.removeprefix(',')}.")
    texts += calendar_note(brief.registry)
    if brief.known_at is not None:
        texts.append(f"Chỉ dùng số liệu đã ghi đến hết ngày {format_date(brief.known_at)}.")
    return [paper.Item(text) for text in texts] or [paper.Paragraph(NOTHING)]
