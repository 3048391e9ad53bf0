"""One agency's page: what it leads and what it takes part in, each with its five rõ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.model import Owner, Registry
from dts.core.numerals import format_number
from dts.core.tally import assigned_rows
from dts.report.card import Said, card, followed_row
from dts.report.document import Section, Tone, View
from dts.report.footnotes import ended_notes
from dts.report.holders import Counts, count_rows
from dts.report.owners import clarity_lines, completion_lines, day_text, split_words
from dts.report.sections import in_urgency
from dts.report.status import ended_lines, orphan_lines

COUNTED = (
    ("quá hạn", "overdue"),
    ("sắp đến hạn", "due_soon"),
    ("thiếu số liệu", "missing"),
    ("chậm", "behind"),
    ("đang thực hiện", "in_progress"),
    ("thường xuyên", "ongoing"),
    ("đạt, hoàn thành", "achieved"),
)
ALWAYS = ("overdue", "due_soon")


class Holding(NamedTuple):
    """What an agency has to do with, assigned and followed rows together, in the order of the page."""

    owner: Owner
    lead: tuple[Assessment, ...]
    """Assigned to it by its own name."""
    received: tuple[tuple[Owner, tuple[Assessment, ...]], ...]
    """Taken over from closed agencies, by succession."""
    partner: tuple[Assessment, ...]

    @property
    def led(self) -> tuple[Assessment, ...]:
        """All it answers for."""
        return (*self.lead, *(row for _before, rows in self.received for row in rows))


def find_holding(registry: Registry, rows: Sequence[Assessment], owner: Owner, today: date) -> Holding:
    """Collect what is an agency's; a target followed by level or unit is one row, its parts stand inside it."""
    shown = _page_rows(rows)
    received: dict[Owner, list[Assessment]] = {}
    for row in shown:
        if row.owner is not None and row.owner != owner and row.responsible == owner:
            received.setdefault(row.owner, []).append(row)

    def takes_part(row: Assessment) -> bool:
        return any(owner in (registry.owners[key], registry.responsible(key, today)) for key in row.assignment.partners)

    return Holding(
        owner=owner,
        lead=in_urgency(row for row in shown if row.owner == owner),
        received=tuple((before, in_urgency(each)) for before, each in received.items()),
        partner=in_urgency(row for row in shown if takes_part(row)),
    )


def _page_rows(rows: Sequence[Assessment]) -> list[Assessment]:
    given = {id(row) for row in assigned_rows(rows)}
    followed: set[tuple[str, str | None]] = set()
    shown = []
    for row in rows:
        key = row.target.id, row.owner.id if row.owner else None
        if id(row) in given or (row.status is Status.MONITORED and key not in followed):
            shown.append(row)
            followed.add(key)
    return shown


# ── the screen ───────────────────────────────────────────────────────────────


def agency_view(
    registry: Registry, rows: Sequence[Assessment], holding: Holding, said: Said, today: date, *, scope: str = ""
) -> View:
    """The page of one agency."""
    families: dict[str, list[Assessment]] = {}
    for row in rows:
        families.setdefault(row.target.id, []).append(row)

    def section(title: str, members: Sequence[Assessment], *, leads: bool = True) -> Section:
        cards = []
        basis: str | None = None
        for row in members:
            if row.status is Status.MONITORED:
                cards.append(followed_row(row, families[row.target.id]))
            else:
                cards.append(card(registry, row, said, basis, leads=leads))
                basis = row.assignment.basis
        return Section(title, Tone.PLAIN, len(members), tuple(cards), None if cards else "Không có.")

    sections = [section("CHỦ TRÌ", holding.lead)] if holding.lead or not holding.received else []
    sections += [section(f"CHỦ TRÌ, nhận từ {before.short}", each) for before, each in holding.received]
    return View(
        title=_title(registry, holding.owner, today) + (f": {scope}" if scope else ""),
        day=day_text(today, said.known_at),
        head=(*ended_lines(registry, today), *orphan_lines(holding.led), *_head(registry, rows, holding, today)),
        sections=(*sections, section("PHỐI HỢP", holding.partner, leads=False)),
        notes=tuple(ended_notes(registry, (*holding.led, *holding.partner))),
    )


def _heir(registry: Registry, owner: Owner, today: date) -> Owner | None:
    return registry.responsible(owner.id, max(today, (owner.until or today) + timedelta(days=1)))


def _title(registry: Registry, owner: Owner, today: date) -> str:
    if owner.until is None or today <= owner.until:
        return f"{owner.short.upper()}: rõ người, rõ việc"
    heir = _heir(registry, owner, today)
    if heir is None:
        return f"{owner.short.upper()} (đã kết thúc, chưa có đơn vị tiếp nhận)"
    return f"{owner.short.upper()} (nay là {heir.short.upper()}, từ {format_date(owner.until + timedelta(days=1))})"


def _head(registry: Registry, rows: Sequence[Assessment], holding: Holding, today: date) -> list[str]:
    owner = holding.owner
    led = [row for row in holding.led if row.status is not Status.MONITORED]
    counts = count_rows(led, (row for row in holding.led if row.status is Status.MONITORED))
    return [
        _who_it_is(registry, rows, owner, today),
        _what_it_leads(owner, holding, counts, today),
        *completion_lines(led),
        *clarity_lines(registry, led),
    ]


def _who_it_is(registry: Registry, rows: Sequence[Assessment], owner: Owner, today: date) -> str:
    """Its full name, its head, its span of life and what moves with it."""
    sentences = [f"{owner.name}."] if owner.name != owner.short else []
    ended = owner.until is not None and today > owner.until
    heir = _heir(registry, owner, today) if owner.until else None
    if not ended:
        sentences.append(f"Người đứng đầu: {owner.head or 'chưa rõ'}.")
    if owner.since is not None and today < owner.since:
        sentences.append(f"Hoạt động từ {format_date(owner.since)}.")
    if owner.until is not None:
        sentences.append(f"Hoạt động đến hết {format_date(owner.until)}.")
        sentences.append(f"Đơn vị kế thừa: {heir.name if heir else 'chưa có'}.")
    if ended and heir:
        sentences.append(f"Người đứng đầu hiện nay: {heir.head or 'chưa rõ'}.")
    for before in registry.owners.values():
        moving = _targets(row for row in rows if row.owner == before)
        if before.successor == owner.id and before.until is not None and today <= before.until and moving:
            start = format_date(before.until + timedelta(days=1))
            sentences.append(f"Từ {start} nhận {moving} chỉ tiêu, nhiệm vụ của {before.short}.")
    return " ".join(sentences)


def _what_it_leads(owner: Owner, holding: Holding, counts: Counts, today: date) -> str:
    """`Chủ trì 4: quá hạn 0, sắp đến hạn 1, thường xuyên 2, theo dõi 1. Phối hợp 0.`"""
    states = state_words(counts)
    if followed := len(holding.led) - counts.assigned:
        states.append(f"theo dõi {followed}")
    led, split, written = holding.led, split_words(holding.led), ""
    if owner.until is not None and today > owner.until:
        written = f" (văn bản giao ghi {owner.short})"
    elif holding.received:
        whence = ", ".join(f"{_targets(rows)} nhận từ {before.short}" for before, rows in holding.received)
        written = f" (gồm {whence})"
    many = f"{_targets(led)} chỉ tiêu, nhiệm vụ{written}, {split} là {len(led)}" if split else f"{len(led)}{written}"
    unsent = f" Chưa gửi số liệu {counts.unsent}." if counts.unsent else ""
    longest = f" Quá hạn nhiều nhất {format_number(counts.longest)} ngày." if counts.overdue else ""
    return f"Chủ trì {many}: {', '.join(states)}. Phối hợp {len(holding.partner)}.{longest}{unsent}"


def state_words(counts: Counts) -> list[str]:
    """`quá hạn 0`, `sắp đến hạn 1`, `thường xuyên 2`: the states there are, the first two always."""
    return [f"{word} {getattr(counts, key)}" for word, key in COUNTED if key in ALWAYS or getattr(counts, key)]


def _targets(rows: Iterable[Assessment]) -> int:
    return len({row.target.id for row in rows})
