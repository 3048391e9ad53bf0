"""A report as one page to look at, print or send: all inside the file, no scripts, nothing fetched from anywhere.

The text of the report comes first and ends with ./. and Nơi nhận; its tables and charts follow as annexes.
"""

from __future__ import annotations

from importlib.resources import files

from dts.render.html_annex import Annex, annexes
from dts.render.html_parts import Section, heading_html, section_html, sections
from dts.render.markup import text
from dts.render.numbering import SIGNER
from dts.report.paper import Counter, Letterhead, Paper

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def paper_html(paper: Paper) -> str:
    """The whole page. The same report gives the same bytes."""
    found, behind = sections(paper), annexes(paper)
    lines = [
        *_head(paper),
        "<body>",
        '<a class="skip" href="#noi-dung">Đến nội dung báo cáo</a>',
        '<header class="top">',
        *(_letterhead(paper.letterhead, paper) if paper.letterhead else [f"<h1>{text(paper.title)}</h1>"]),
        *([f'<p class="summary">{text(paper.summary)}</p>'] if paper.summary else []),
        *_counters(paper.counters),
        "</header>",
        '<div class="page">',
        *_contents(found, behind),
        '<main id="noi-dung" tabindex="-1">',
        *map(section_html, found),
        *_closing(paper),
        *(annex.body for annex in behind),
        "</main>",
        "</div>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _head(paper: Paper) -> list[str]:
    return [
        "<!doctype html>",
        '<html lang="vi">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="generator" content="dts">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="format-detection" content="telephone=no, date=no, address=no">',
        f"<title>{text(paper.title)}</title>",
        f"<style>\n{_style()}</style>",
        "</head>",
    ]


def _style() -> str:
    return files("dts.render").joinpath("html.css").read_text(encoding="utf-8")


# ── head ─────────────────────────────────────────────────────────────────────


def _letterhead(head: Letterhead, paper: Paper) -> list[str]:
    """Issuing body left, the motto right, then kind and subject, as Nghị định 30/2020 sets them."""
    subject, *window = head.subject or (head.regarding or paper.title,)
    return [
        '<div class="letterhead">',
        '<div class="issuer">',
        *(f'<p class="parent">{text(line)}</p>' for line in head.parent),
        *(f'<p class="agency">{text(line)}</p>' for line in head.agency),
        f'<p class="symbol">Số: <span class="blank"></span>{text(head.symbol)}</p>',
        *([f'<p class="regarding">{text(head.regarding)}</p>'] if head.regarding else []),
        "</div>",
        '<div class="motto">',
        "<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>",
        '<p class="under">Độc lập - Tự do - Hạnh phúc</p>',
        f'<p class="place">{text(head.place_and_day)}</p>',
        "</div>",
        "</div>",
        *([f'<p class="draft">{text(head.draft)}</p>'] if head.draft else []),
        "<h1>" + (f'<span class="kind">{text(head.kind)}</span> ' if head.kind else "") + f"{text(subject)}</h1>",
        *(f'<p class="window">{text(line)}</p>' for line in window),
        f'<p class="addressees">Kính gửi: {_addressees(head)}</p>',
    ]


def _addressees(head: Letterhead) -> str:
    return text("; ".join(head.addressees)) if head.addressees else "." * 48


def _counters(counters: tuple[Counter, ...]) -> list[str]:
    """Each count large, its label below; zero is written as 0."""
    if not counters:
        return []
    lines = ['<ul class="counters" role="list" aria-label="Số chỉ tiêu, nhiệm vụ theo tình trạng">']
    for each in counters:
        empty = " none" if not each.number else ""
        lines.append(
            f'<li class="tone-{each.tone}{empty}"><strong>{each.number}</strong> <span>{text(each.label)}</span></li>'
        )
    return [*lines, "</ul>"]


def _contents(found: list[Section], behind: list[Annex]) -> list[str]:
    links = [f'<li><a href="#{each.key}">{heading_html(each.head)}</a></li>' for each in found if each.head]
    links += [f'<li><a href="#{each.key}">{each.head}</a></li>' for each in behind]
    if not links:
        return []
    return [
        '<nav class="contents" aria-labelledby="muc-luc">',
        '<h2 id="muc-luc">Mục lục</h2>',
        '<ul role="list">',
        *links,
        "</ul>",
        "</nav>",
    ]


# ── end of the text ──────────────────────────────────────────────────────────


def _closing(paper: Paper) -> list[str]:
    """Nơi nhận left, who signs right."""
    head = paper.letterhead
    if head is None:
        return []
    return [
        '<div class="closing">',
        '<div class="recipients">',
        "<p>Nơi nhận:</p>",
        '<ul role="list">',
        *(f"<li>- {text(each)}</li>" for each in paper.recipients),
        "</ul>",
        "</div>",
        f'<p class="signer">{text(head.signer or SIGNER)}</p>',
        "</div>",
    ]
