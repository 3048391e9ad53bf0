"""Head, body, foot and annex of a Word report as Nghị định 30/2020/NĐ-CP, Phụ lục I, lays them out.

Sizes in points are those of its table of samples (Phần I, mục V).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from dts.render.docx_table import draw_table
from dts.render.docx_xml import BODY, HEADING, frame, paragraph, rule, run, text_mm
from dts.render.numbering import SIGNER, mark_parts, roman
from dts.render.safe import safe
from dts.report.paper import Heading, Item, Letterhead, Note, Paper, Paragraph, Part, Table

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COUNTRY_LENGTH = 88.0
"""Millimetres in Times New Roman bold 12."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_LENGTH = 56.0
"""Millimetres in Times New Roman bold 13: the rule below is exactly as long."""
NAME = "Họ và tên"
DOTS = "." * 60
SHARE = 0.42
"""Length of the rule below a name or title: between 1/3 and 1/2 of the line."""
_STOPS = (".", ";", ":", ",")


def draw_letterhead(head: Letterhead, room: float) -> list[str]:
    """Everything above the text: two columns, then kind, subject and addressees."""
    right = min(max(COUNTRY_LENGTH + 4, text_mm(head.place_and_day, 13) + 2), room * 0.62)
    widths = (room - right, right)
    number = paragraph(run(f"Số:      {head.symbol}", size=13), align="center", before=6)
    place = paragraph(run(head.place_and_day, italic=True, size=13), align="center", before=6)
    draft = paragraph(run(head.draft, bold=True, size=13, boxed=True), align="center", before=6) if head.draft else ""
    regarding = paragraph(run(head.regarding, size=12), align="center", before=6) if head.regarding else ""
    rows = [(_names(head, widths[0]), _motto(right)), ([number], [place])]
    if regarding or draft:  # an official letter has its subject where a report is marked as draft
        rows.append(([regarding], [draft]) if regarding else ([draft], []))
    return [frame(rows, widths), *_subject(head, room), *_addressees(head, room)]


def _names(head: Letterhead, room: float) -> list[str]:
    """The body above in plain capitals, the issuing one in bold, the rule below its last line."""
    above = [line for name in head.parent for line in balance(name, 12, room)]
    own = [line for name in head.agency for line in balance(name, 12, room, bold=True)]
    lines = [paragraph(run(line, size=12), align="center") for line in above]
    lines += [paragraph(run(line, bold=True, size=12), align="center") for line in own]
    length = text_mm(own[-1], 12, bold=True) if own else 0.0
    return [*lines, rule(min(length, room) * SHARE, room)]


def balance(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A centred line as lines of about one length, where it does not fit on one."""
    whole = text_mm(text, size, bold=bold)
    goal = whole / ceil(whole / room) if whole > room else whole
    lines = [""]
    for word in safe(text).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_mm(longer, size, bold=bold) - text_mm(word, size, bold=bold) / 2 > goal:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _motto(room: float) -> list[str]:
    country = paragraph(run(COUNTRY, bold=True, size=12), align="center")
    motto = paragraph(run(MOTTO, bold=True, size=13), align="center")
    return [country, motto, rule(MOTTO_LENGTH, room)]


def _subject(head: Letterhead, room: float) -> list[str]:
    """Kind and subject of a document that has a kind, with the rule below."""
    lines = [run(head.kind, bold=True, size=14)] if head.kind else []
    lines += [run(text, bold=True, size=14) for text in head.subject if text]
    if not lines:
        return []
    first, *rest = lines
    last = head.subject[-1] if head.subject else head.kind
    drawn = [paragraph(first, align="center", before=18, keep=True)]
    drawn += [paragraph(text, align="center", keep=True) for text in rest]
    return [*drawn, rule(min(text_mm(last, 14, bold=True), room) * SHARE, room)]


def _addressees(head: Letterhead, room: float) -> list[str]:
    """One on the same line, several one below the other, the dashes under the colon."""
    opening = "Kính gửi: "
    if len(head.addressees) < 2:
        name = head.addressees[0] if head.addressees else DOTS
        return [paragraph(run(opening + name, size=14), align="center", before=14, after=8)]
    *some, last = (each.rstrip(".;, ") for each in head.addressees)
    lines = [f"- {each};" for each in some] + [f"- {last}."]
    indent = text_mm("Kính gửi", 14)
    longest = max(text_mm(line, 14) for line in lines)
    left = max(15.0, (room - indent - longest) / 2)
    drawn = [paragraph(run(opening, size=14), left=left, before=14, keep=True)]
    drawn += [paragraph(run(line, size=14), left=left + indent + 4, hanging=4) for line in lines]
    return [*drawn, paragraph()]


def draw_title(paper: Paper) -> list[str]:
    """The head of what is handed out: its title, and its summary in one line."""
    lines = [run(paper.title, bold=True, size=14), run(paper.summary, italic=True)]
    return [paragraph(line, align="center", after=4, keep=True) for line in lines if line]


def draw_body(parts: Sequence[Part], room: float, *, signed: bool) -> list[str]:
    """The parts with their marks; the last one of a signed text stays on the page of its signature."""
    drawn = []
    for index, (mark, part, _item) in enumerate(mark_parts(parts)):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if isinstance(part, Table):
            drawn.append(draw_table(part, room))
        elif isinstance(part, Heading):
            drawn.append(paragraph(run(f"{mark} {part.text}".lstrip(), bold=True), style=HEADING))
        elif isinstance(part, Note):
            drawn.append(paragraph(run(part.text), style=BODY, first=0))
        else:
            titled = _is_title(part, following)
            keep = titled or (signed and following is None)
            drawn.append(paragraph(run(f"{mark} {part.text}".lstrip(), bold=titled), style=BODY, keep=keep))
    return drawn


def _is_title(part: Part, following: Part | None) -> bool:
    """An item without a full stop above its lettered items is their title (khoản có tiêu đề)."""
    if not isinstance(part, Item) or not isinstance(following, Item):
        return False
    return following.deeper and not part.deeper and not part.text.endswith(_STOPS)


def close_text(parts: Sequence[Part], annexes: Sequence[Table]) -> tuple[Part, ...]:
    """The parts of a document to be signed: what is annexed is named, and `./.` ends the text."""
    closed = [*parts, Paragraph(f"Chi tiết tại {_named(annexes)} kèm theo.")] if annexes else list(parts)
    last = closed.pop() if closed else Paragraph("")
    if isinstance(last, Table):
        return (*closed, last, Paragraph("./."))
    return (*closed, last._replace(text=last.text.removesuffix(".") + "./."))


def _named(annexes: Sequence[Table]) -> str:
    labels = annex_labels(len(annexes))
    return ", ".join(f"{label} ({table.title})" for label, table in zip(labels, annexes, strict=True))


def annex_labels(count: int) -> list[str]:
    """Annexes have Roman numbers where there are several."""
    return ["Phụ lục"] if count == 1 else [f"Phụ lục {roman(index)}" for index in range(1, count + 1)]


def draw_closing(paper: Paper, room: float) -> list[str]:
    """Nơi nhận on the left; on the right the post of who signs, room for a signature and a name."""
    assert paper.letterhead is not None
    receivers = [paragraph(run("Nơi nhận:", bold=True, italic=True, size=12))]
    receivers += [paragraph(run(f"- {each}", size=11)) for each in paper.recipients or (f"{DOTS[:30]};",)]
    posts = (paper.letterhead.signer or SIGNER).split("\n")
    signer = [paragraph(run(post, bold=True, size=14), align="center") for post in posts]
    signer.append(paragraph(run(NAME, bold=True, size=14), align="center", before=70))
    left = room * 0.42
    return [paragraph(keep=True), frame([(receivers, signer)], (left, room - left))]


def draw_annex(label: str, table: Table, head: Letterhead | None, room: float) -> list[str]:
    """A table on pages of its own: label, title in capitals, the document it belongs to, a rule."""
    lines = [paragraph(run(label, bold=True, size=14), align="center", keep=True)]
    lines.append(paragraph(run(table.title.upper(), bold=True, size=13), align="center", keep=True))
    if head is not None:
        belongs = (
            f"(Kèm theo văn bản số      {head.symbol} ngày … tháng … năm … của {head.issuer or ' '.join(head.agency)})"
        )
        lines.append(paragraph(run(belongs, italic=True, size=13), align="center", keep=True))
    return [*lines, rule(40, room), paragraph(keep=True), draw_table(table.narrowed(), room)]
