"""Văn bản đôn đốc: one letter per agency with anything overdue, due soon, not sent or not explained.

Each says what was assigned, how it stands, what is asked and by when: never later than the assigned deadline. The same
short, for Zalo or e-mail. "Đề nghị" in writing, no adjective about anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dts.core.arrears import Item
from dts.core.dates import format_date
from dts.core.model import Kind, Owner, Rules
from dts.core.numerals import format_number
from dts.report import paper
from dts.report.periodic import arrears_of
from dts.report.periodic_heading import (
    agency_lines,
    default_symbol,
    issuing_agency,
    long_agency,
    place_and_day,
    recipient_lines,
)
from dts.report.periodic_late import due_text, explained
from dts.report.periodic_sentences import Brief, counted, own_name, result_text, two_digits
from dts.report.words import days_text, last_day_text, periods_text, uncapital

REPLY_DAYS = 3
"""Working time given for an answer where the assigned deadline does not set an earlier day."""


class Letter(NamedTuple):
    """One agency's letter in both forms."""

    owner: str
    """Id of the agency: the name of its files."""
    counts: str
    """`quá hạn 1, chưa giải trình 1`."""
    formal: paper.Paper
    short: paper.Paper


class Letters(NamedTuple):
    """All of them, and what nobody can be asked for."""

    letters: tuple[Letter, ...]
    without: tuple[str, ...]


class _Late(NamedTuple):
    """What one agency is asked for."""

    overdue: tuple[Item, ...] = ()
    due_soon: tuple[Item, ...] = ()
    unsent: tuple[Item, ...] = ()

    @property
    def unexplained(self) -> int:
        rows = {(item.row.target.id, item.row.part) for item in (*self.overdue, *self.unsent) if item.unexplained}
        return len(rows)

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.overdue, *self.due_soon, *self.unsent)

    @property
    def stated(self) -> list[tuple[Item, bool]]:
        """Every item, and whether it is said as a figure not sent."""
        return [*((item, False) for item in (*self.overdue, *self.due_soon)), *((item, True) for item in self.unsent)]


def write_letters(brief: Brief) -> Letters:
    """A letter for each agency responsible on the day, in file order."""
    arrears = arrears_of(brief)
    lists = (arrears.overdue, arrears.due_soon, arrears.unsent)
    letters = []
    for owner in brief.registry.owners.values():
        late = _Late(*(tuple(item for item in items if item.row.responsible == owner) for items in lists))
        if late.items:
            letters.append(_letter(brief, owner, late))
    return Letters(tuple(letters), _without(item for items in lists for item in items))


def _without(items: Iterable[Item]) -> tuple[str, ...]:
    """`Không có nơi gửi: …`: late, and nobody answers for it."""
    nobody = {(item.row.target.id, item.row.part) for item in items if item.row.responsible is None}
    if not nobody:
        return ()
    return (f"Không có nơi gửi: {len(nobody)} chỉ tiêu, nhiệm vụ chậm mà chưa có một đơn vị chủ trì.",)


def _letter(brief: Brief, owner: Owner, late: _Late) -> Letter:
    return Letter(owner.id, ", ".join(_counts(late)), _formal(brief, owner, late), _short(brief, owner, late))


def _counts(late: _Late) -> list[str]:
    numbers = (
        ("quá hạn", len(late.overdue)),
        ("sắp đến hạn", len(late.due_soon)),
        ("chưa gửi số liệu", len(late.unsent)),
        ("chưa giải trình", late.unexplained),
    )
    return [f"{words} {number}" for words, number in numbers if number]


# ── the formal letter ────────────────────────────────────────────────────────


def _formal(brief: Brief, owner: Owner, late: _Late) -> paper.Paper:
    agency, name = issuing_agency(brief), _full_name(owner, late)
    own = ((brief.profile and brief.profile.symbol) or default_symbol(agency, "BC")).removeprefix("/")
    return paper.Paper(
        summary="",
        title=f"Văn bản đôn đốc gửi {owner.short}",
        day=brief.today,
        letterhead=paper.Letterhead(
            parent=agency_lines((brief.profile and brief.profile.parent) or "", council=False),
            agency=agency_lines(agency),
            issuer=long_agency(agency),
            symbol=f"/{own.split('-')[-1]}-…",  # an official letter bears no kind: BC-CAT becomes CAT-…
            place_and_day=place_and_day(brief),
            kind="",
            subject=(),
            regarding=f"V/v đôn đốc {_regarding(late)}",
            addressees=(name,),
            signer=((brief.profile and brief.profile.signer) or "").upper(),
        ),
        parts=(*_body(brief, owner, late), paper.Paragraph(f"Đề nghị {name} quan tâm, thực hiện.")),
        recipients=recipient_lines(("Như trên", "Lưu: VT")),
    )


def _full_name(owner: Owner, late: _Late) -> str:
    """After a succession both names: Sở Khoa học và Công nghệ (trước là Sở Thông tin và Truyền thông)."""
    before = dict.fromkeys(item.row.owner.name for item in late.items if item.row.owner and item.row.owner != owner)
    return f"{owner.name} (trước là {', '.join(before)})" if before else owner.name


def _kinds(items: Sequence[Item]) -> str:
    """Chỉ tiêu, nhiệm vụ, or both words."""
    tasks = {item.row.target.kind is Kind.TASK for item in items}
    return "chỉ tiêu, nhiệm vụ" if len(tasks) > 1 else "nhiệm vụ" if True in tasks else "chỉ tiêu"


def _regarding(late: _Late) -> str:
    """What it is about, in a few words."""
    phrases = [
        f"{_kinds(late.overdue)} quá hạn" if late.overdue else "",
        f"{_kinds(late.due_soon)} sắp đến hạn" if late.due_soon else "",
        "gửi số liệu" if late.unsent else "",
    ]
    return ", ".join(filter(None, phrases))


def _body(brief: Brief, owner: Owner, late: _Late) -> list[paper.Part]:
    """Căn cứ, how it stands, what is asked."""
    bases = _bases(late)
    opening = f"Căn cứ: {'; '.join(bases)}. " if bases else ""
    have = _have(late)
    parts: list[paper.Part] = [
        paper.Paragraph(f"{opening}Theo kết quả theo dõi đến ngày {format_date(brief.today)}, {owner.short} có {have}:")
    ]
    parts += [paper.Item(_state(brief, item, unsent=unsent)) for item, unsent in late.stated]
    parts.append(paper.Paragraph(f"{long_agency(issuing_agency(brief))} đề nghị {owner.short}:"))
    parts += [paper.Item(text, deeper=True) for text in _requests(brief, late)]
    return parts


def _bases(late: _Late) -> list[str]:
    """The documents that assigned it, each once, without what is remarked behind a semicolon."""
    named = [item.row.assignment.basis for item in late.items if item.row.assignment.basis]
    return list(dict.fromkeys(basis.partition(";")[0] for basis in named))


def _have(late: _Late) -> str:
    phrases = [
        f"{counted(len(late.overdue), _kinds(late.overdue))} quá hạn" if late.overdue else "",
        f"{counted(len(late.due_soon), _kinds(late.due_soon))} sắp đến hạn" if late.due_soon else "",
        f"{counted(len(late.unsent), 'chỉ tiêu')} chưa gửi số liệu" if late.unsent else "",
        f"{counted(late.unexplained, 'nội dung')} chưa giải trình" if late.unexplained else "",
    ]
    return ", ".join(filter(None, phrases))


def _state(brief: Brief, item: Item, *, unsent: bool, whole: bool = True) -> str:
    """What was assigned and how it stands; `whole` names person and result too."""
    row, given = item.row, item.row.assignment
    if unsent and item.unsent is not None:
        when = periods_text(item.unsent.periods)
        late = f"chậm {format_number(item.unsent.days)} ngày"
        text = f"Số liệu “{own_name(brief.registry, row)}”, {when}: {due_text(item.unsent)}, {late}"
        return two_digits(f"{text}; {explained(item)}.")
    pieces = [f"{own_name(brief.registry, row)}: hạn {last_day_text(row)}, {days_text(row.days_left or 0)}"]
    if row.target.kind is not Kind.TASK:
        pieces.append(result_text(row, brief.period))
    text = "; ".join([*pieces, explained(item)])
    if not whole:
        return two_digits(f"{text}.")
    text += f". Nội dung được giao: {uncapital(given.work)}" if given.work else ""
    text += f". Người chịu trách nhiệm: {given.person}" if given.person else ""
    text += f". Kết quả phải đạt: {uncapital(given.result)}" if given.result else ""
    return two_digits(f"{text}.")


def _requests(brief: Brief, late: _Late) -> list[str]:
    """What is asked, each with its day."""
    reply = reply_day(brief.registry.rules, brief.today)
    asked = []
    for item in late.due_soon:
        last = format_date(item.row.deadline or reply)
        asked.append(f"Khẩn trương hoàn thành “{own_name(brief.registry, item.row)}”, chậm nhất ngày {last}.")
    if late.due_soon:
        day = min([reply, *(item.row.deadline for item in late.due_soon if item.row.deadline)])
        asked.append(
            f"Trường hợp không bảo đảm thời hạn, chậm nhất ngày {format_date(day)} có văn bản giải trình, nêu rõ "
            "nguyên nhân, trách nhiệm và thời hạn đề nghị điều chỉnh."
        )
    if late.overdue:
        names = "; ".join(f"“{own_name(brief.registry, item.row)}”" for item in late.overdue)
        wants = _wants(late.overdue, "nêu rõ nguyên nhân, trách nhiệm và thời hạn hoàn thành")
        asked.append(f"Tập trung hoàn thành {names}; chậm nhất ngày {format_date(reply)} báo cáo kết quả{wants}.")
    if late.unsent:
        names = "; ".join(
            f"“{own_name(brief.registry, item.row)}” ({periods_text(item.unsent.periods)})"
            for item in late.unsent
            if item.unsent
        )
        wants = " và giải trình lý do gửi chậm" if any(item.unexplained for item in late.unsent) else ""
        asked.append(f"Gửi số liệu {names}{wants}, chậm nhất ngày {format_date(reply)}.")
    return asked


def _wants(items: Sequence[Item], what: str) -> str:
    return f" và gửi văn bản giải trình, {what}" if any(item.unexplained for item in items) else ""


def reply_day(rules: Rules, today: date) -> date:
    """The day asked for: three days on, moved behind days on which offices are closed."""
    day = today + timedelta(days=REPLY_DAYS)
    while rules.is_day_off(day):
        day += timedelta(days=1)
    return day


# ── the short one ────────────────────────────────────────────────────────────


def _short(brief: Brief, owner: Owner, late: _Late) -> paper.Paper:
    """A few lines of text, to be read on a phone."""
    bases = _bases(late)
    requests = " ".join(text for text in _requests(brief, late))
    return paper.Paper(
        summary="",
        title="",
        day=brief.today,
        parts=(
            paper.Note(f"Kính gửi: {_full_name(owner, late)}"),
            paper.Note(f"Đến {format_date(brief.today)}, {owner.short} có {_have(late)}:"),
            *(paper.Item(_state(brief, item, unsent=unsent, whole=False)) for item, unsent in late.stated),
            paper.Note(f"Đề nghị: {uncapital(requests)}"),
            *([paper.Note(f"Căn cứ: {'; '.join(bases)}.")] if bases else []),
        ),
    )
