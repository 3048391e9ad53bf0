"""The head of the periodic report: its first line, the issuing body, title, window, addressees (Nghị định 30/2020)."""

from __future__ import annotations

from collections.abc import Sequence

from dts.core.arrears import Arrears
from dts.core.dates import formal_date, format_date
from dts.core.numerals import format_number
from dts.report.paper import Letterhead
from dts.report.periodic_sentences import Brief
from dts.report.together import heir
from dts.report.words import capital

SUBJECT = "Tiến độ thực hiện chỉ tiêu, nhiệm vụ chuyển đổi số và Đề án 06"
BLANK = "…………"
COUNCIL = "UBND "
"""How an agency begins whose full name is Ủy ban nhân dân."""


def preview(brief: Brief, arrears: Arrears) -> str:
    """The first line: counts, zero written as 0."""
    soonest = min((item.row.days_left or 0 for item in arrears.due_soon), default=None)
    longest = max((-(item.row.days_left or 0) for item in arrears.overdue), default=None)
    overdue = f"quá hạn {len(arrears.overdue)}" + (f" ({format_number(longest)} ngày)" if longest else "")
    soon = f"sắp đến hạn {len(arrears.due_soon)}" + (f" (còn {soonest} ngày)" if soonest else "")
    soon += " (hết hạn hôm nay)" if soonest == 0 else ""
    return (
        f"{capital(f'kỳ {brief.period.label}')}, lập ngày {format_date(brief.today)}: {overdue}; {soon}; "
        f"chưa gửi số liệu {len(arrears.unsent)}"
    )


def report_subject(brief: Brief) -> str:
    """Trích yếu with its period."""
    return f"{(brief.profile and brief.profile.title) or SUBJECT}, {brief.period.label}"


def letterhead(brief: Brief) -> Letterhead:
    """The head as the profile, else the folder, names it; what neither names is left to be filled in."""
    profile, first_last = brief.profile, brief.period.window(brief.calendar)
    agency = issuing_agency(brief)
    return Letterhead(
        parent=agency_lines((profile and profile.parent) or "", council=False),
        agency=agency_lines(agency),
        issuer=long_agency(agency),
        symbol="/" + ((profile and profile.symbol) or default_symbol(agency, "BC")).removeprefix("/"),
        place_and_day=place_and_day(brief),
        kind="BÁO CÁO",
        subject=(
            report_subject(brief),
            *([f"(phần việc của {brief.scope})"] if brief.scope else []),
            f"(số liệu từ {format_date(first_last[0])} đến {format_date(first_last[1])})",
        ),
        addressees=profile.to if profile else (),
        signer=((profile and profile.signer) or "").upper(),
    )


def issuing_agency(brief: Brief) -> str:
    """Whose report it is."""
    own = (brief.profile and brief.profile.agency) or brief.registry.agency
    if own or not brief.registry.members:
        return own or brief.registry.title
    now = heir(brief.registry, brief.today)
    return f"{COUNCIL}tỉnh {now}" if now else BLANK


def agency_lines(agency: str, *, council: bool = True) -> tuple[str, ...]:
    """Capitals, on two lines where the body is a people's committee: ỦY BAN NHÂN DÂN / TỈNH VĨNH PHÚC."""
    if council and agency.startswith(COUNCIL):
        return "ỦY BAN NHÂN DÂN", agency.removeprefix(COUNCIL).upper()
    return (agency.upper(),) if agency else ()


def long_agency(agency: str) -> str:
    """Ủy ban nhân dân tỉnh …: in full, as a document names itself."""
    return f"Ủy ban nhân dân {agency.removeprefix(COUNCIL)}" if agency.startswith(COUNCIL) else agency


def default_symbol(agency: str, kind: str) -> str:
    """BC-UBND; of another body the office fills in its own."""
    return f"{kind}-UBND" if agency.startswith(COUNCIL) else f"{kind}-…"


def place_and_day(brief: Brief) -> str:
    """Vĩnh Phúc, ngày 25 tháng 02 năm 2025."""
    place = (
        (brief.profile and brief.profile.place) or brief.registry.province or heir(brief.registry, brief.today) or BLANK
    )
    return f"{place}, {formal_date(brief.today)}"


def recipient_lines(recipients: Sequence[str]) -> tuple[str, ...]:
    """Nơi nhận: each ends in a semicolon, the last in a full stop."""
    given = [each.rstrip(" ;.") for each in recipients] or ["Như trên", "Lưu: VT"]
    return (*(f"{each};" for each in given[:-1]), f"{given[-1]}.")
