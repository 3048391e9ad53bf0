"""The report as a page: the same words as the text, nothing live, readable without colour, by keyboard and aloud."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from dts.core.assess import assess_all
from dts.core.period import parse_period
from dts.render.html import paper_html
from dts.render.html_tables import BAR_NOTE
from dts.render.numbering import SIGNER
from dts.render.paper_text import paper_lines
from dts.report.document import Tone
from dts.report.paper import Band, Paper, Table
from dts.report.periodic import periodic_report
from dts.report.periodic_sentences import Brief
from dts.store.output import SIGNS
from dts.store.workspace import open_workspace
from tests.conftest import GOLDEN, ROOT, Run
from tests.made import write_made_workspace
from tests.made_paper import filled_paper, small_paper

VOID = {"meta", "col"}
BLOCKS = {"h1", "h2", "h3", "p", "li", "th", "td", "caption", "summary", "title", "style"}
LIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "link",
    "base",
    "form",
    "input",
    "foreignobject",
    "audio",
    "video",
}


class Page(HTMLParser):
    """A page read back: its tags in order, its blocks of text, whether everything opened was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.words = ""
        self._open: list[str] = []
        self._block = ""
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; inside a picture titles are no blocks."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag in BLOCKS and "svg" not in self._open:
            self._flush(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag, which must be this one."""
        assert self._open.pop() == tag
        if tag in BLOCKS:
            self._flush("")

    def handle_data(self, data: str) -> None:
        """Collect the words outside pictures."""
        self.words += data
        if "svg" not in self._open and self._block:
            kind, text = self.blocks[-1]
            self.blocks[-1] = kind, text + data

    def _flush(self, block: str) -> None:
        self._block = block
        if block:
            self.blocks.append((block, ""))

    def lines(self) -> list[str]:
        """The blocks as lines."""
        return [" ".join(text.split()) for _kind, text in self.blocks]

    def of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every tag of a name."""
        return [attrs for name, attrs in self.tags if name == tag]


def shipped(folder: Path = ROOT, day: date = date(2025, 2, 25)) -> Paper:
    """The report of a data folder for 02/2025."""
    workspace = open_workspace(folder, day)
    rows = assess_all(workspace.registry, workspace.log, day)
    return periodic_report(Brief(workspace.registry, workspace.log, rows, parse_period("02/2025"), day, None, ""))


@pytest.fixture(params=["shipped", "made"])
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> Paper:
    """The province's report, and one with three years of months."""
    return shipped() if request.param == "shipped" else shipped(write_made_workspace(tmp_path), date(2025, 3, 10))


# ── the same words ───────────────────────────────────────────────────────────


def test_the_page_says_what_the_text_says(paper: Paper) -> None:
    """Read back, its sections hold the same numbered sentences in the same order, ./. and Nơi nhận at the end."""
    words = paper._replace(parts=tuple(part for part in paper.parts if not isinstance(part, Table)))
    text = [" ".join(line.split()) for line in paper_lines(words, 20_000) if line]
    lines = Page(paper_html(words)).lines()
    start, end = lines.index("I. TÓM TẮT", lines.index("Mục lục") + 2), lines.index("- Lưu: VT.") + 1
    said = [line.removesuffix(f" {SIGNER}") for line in text[text.index("I. TÓM TẮT") :]]  # who signs stands beside
    assert lines[start:end] == said
    assert lines[end] == SIGNER
    assert lines[end + 1].startswith("Phụ lục I. ")
    assert text[0] in lines[:start]


def test_every_cell_of_its_tables_is_on_the_page(paper: Paper) -> None:
    """The gap table by group, what is late, agencies, who sent what, every figure: caption, heads, bands, cells."""
    lines = Page(paper_html(paper)).lines()
    for table in paper.annexes:
        shown = table.narrowed() if table.printed or table.marks else table
        start = lines.index(table.title)
        expected = [table.title, *(column.head for column in shown.columns)]
        for row in shown.rows:
            expected += [row.text] if isinstance(row, Band) else [cell.text for cell in row]
        assert lines[start : start + len(expected)] == [" ".join(each.split()) for each in expected]


def test_a_table_of_the_text_is_not_said_twice() -> None:
    """The counts per agency stand in their section; the annexes leave them out."""
    page = paper_html(shipped())
    assert page.count("Chỉ tiêu, nhiệm vụ theo đơn vị chủ trì</caption>") == 1


def test_counters_are_shown_zero_as_zero(paper: Paper) -> None:
    """Each group of the gap table with its count."""
    page = paper_html(paper)
    for each in paper.counters:
        assert f"<strong>{each.number}</strong> <span>{each.label}</span>" in page
    assert "<strong>0</strong>" in page


def test_charts_carry_title_sentence_and_figures() -> None:
    """A break that the sentence does not name is added to it; the figures can be unfolded."""
    paper = shipped()
    lines = Page(paper_html(paper)).lines()
    ranked = next(trend for trend in paper.trends if trend.id == "xep-hang")
    start = lines.index(ranked.title, lines.index("Phụ lục III. Diễn biến các chỉ tiêu", lines.index("Mục lục") + 20))
    assert lines[start + 1].startswith(ranked.summary)
    assert "Từ 01/01/2024 không so sánh được: đổi bộ chỉ số DTI theo QĐ 405/QĐ-BKHCN" in lines[start + 1]
    table = lines[start + 2 : start + 12]
    assert table[:4] == ["Mở bảng, 3 dòng", f"Số liệu của biểu đồ: {ranked.title}", "Kỳ", "Kết quả"]
    assert table[4:6] == ["năm 2022", "18/63"]


def test_the_command_writes_the_page_and_knows_it_again(run: Run, tmp_path: Path) -> None:
    """The suffix chooses the format; a page of ours is replaced without --force, somebody else's is not."""
    file = tmp_path / "bao-cao.html"
    command = ["report", "--period", "02/2025", "--as-of", "25/2/2025", "-o", str(file)]
    assert run(*command).code == 0
    assert file.read_text(encoding="utf-8") == paper_html(shipped())
    assert run(*command).code == 0
    file.write_text("<!doctype html><p>của người khác</p>", encoding="utf-8")
    assert run(*command).code == 2
    assert run(*command, "--force").code == 0


def test_the_page_is_recognised_and_the_same_every_time(paper: Paper) -> None:
    """It begins with its maker's name, is NFC, and has the same bytes again."""
    page = paper_html(paper)
    assert page == paper_html(paper)
    assert any(sign.match(page[:2000]) for sign in SIGNS)
    assert page.index('<meta name="generator" content="dts">') < 300
    assert unicodedata.is_normalized("NFC", page)


def test_a_small_page_is_as_agreed() -> None:
    """The whole markup, without the style; set DTS_WRITE_GOLDEN=1 to write it anew, then read the difference."""
    page = re.sub(r"(?s)<style>.*</style>", "<style></style>", paper_html(small_paper()))
    file = GOLDEN / "page-small.html"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(page, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert page == file.read_text(encoding="utf-8")


# ── heads of other kinds ─────────────────────────────────────────────────────


def test_what_is_handed_out_has_its_title_only() -> None:
    """No letterhead: a title, no motto, no ./. and no Nơi nhận."""
    page = paper_html(small_paper()._replace(letterhead=None))
    assert "<h1>Báo cáo tiến độ, tháng 4/2024</h1>" in page
    assert not re.search(r"CỘNG HÒA|Nơi nhận|\./\.", page)


def test_an_official_letter_has_its_regarding_for_a_title() -> None:
    """Without a kind and a subject the page is still named."""
    head = small_paper().letterhead
    assert head is not None
    letter = head._replace(kind="", subject=(), regarding="V/v đôn đốc số liệu", addressees=("Sở A", "Sở B"))
    page = paper_html(small_paper()._replace(letterhead=letter._replace(signer="CHỦ TỊCH")))
    assert "<h1>V/v đôn đốc số liệu</h1>" in page
    assert "Kính gửi: Sở A; Sở B" in page
    assert '<p class="signer">CHỦ TỊCH</p>' in page


def test_a_paper_with_nothing_in_it_is_a_page() -> None:
    """No sections, counters, tables or charts: no empty lists either."""
    page = paper_html(Paper("", "Trống", date(2025, 1, 1), ()))
    assert "<nav" not in page
    assert "<ul" not in page
    Page(page)


# ── nothing live ─────────────────────────────────────────────────────────────

PAYLOADS = {
    "escape": "a\x1b[31mđỏ\x1b[0m",
    "link of a terminal": "\x1b]8;;http://x.example\x07nhấn\x1b]8;;\x07",
    "bidi": "an toàn \u202egnp.exe\u2066x\u2069",
    "zero width": "Sở\u200b Y\u2060 tế\ufeff\u00ad",
    "C1": "a\x9b31m\x85b",
    "NUL": "a\x00b",
    "script": "<script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "out of an attribute": '" onmouseover="alert(1)" x="',
    "out of another": "' onfocus='alert(1)' autofocus '",
    "javascript": "javascript:alert(1)",
    "entity": "&lt;script&gt; &#0; &amp;amp;",
    "cdata": "<![CDATA[ x ]]>",
    "comment": "--><!-- x",
    "out of style": "</style></title></svg><svg onload=alert(1)>",
    "template": "{{7*7}} ${7*7} <%= 1 %>",
    "lines": "một\nhai\r\nba\u2028bốn",
    "decomposed": unicodedata.normalize("NFD", "Chỉ tiêu"),
    "long": "Ớ" * 40_000,
    "long words": "chỉ tiêu " * 4_000,
}


def shape(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and names of attributes in order; lines of words inside pictures are free to be more or fewer."""
    return [(tag, tuple(sorted(attrs))) for tag, attrs in page.tags if tag not in ("tspan", "text")]


@pytest.mark.parametrize("name", PAYLOADS)
def test_text_from_data_is_only_text(name: str) -> None:
    """In every field: it opens no tag, adds no attribute, and what would steer or hide is shown as an escape."""
    payload = PAYLOADS[name]
    text = paper_html(filled_paper(payload))
    page = Page(text)
    assert shape(page) == shape(Page(paper_html(filled_paper("chữ thường"))))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", text)
    assert unicodedata.is_normalized("NFC", text)
    assert not any(
        re.search(r"(?i)script|onload|onerror|onmouse|\x1b", attrs.get("id", "") + attrs.get("class", ""))
        for _, attrs in page.tags
    )


def test_nothing_is_cut_off() -> None:
    """A text of 40.000 letters stands on the page from end to end."""
    assert "Ớ" * 40_000 in paper_html(filled_paper("Ớ" * 40_000))
    assert r"a\x00b" in Page(paper_html(filled_paper("a\x00b"))).lines()


def test_nothing_runs_and_nothing_is_fetched(paper: Paper) -> None:
    """No script, no handler, no address but places on the page itself; the policy forbids them besides."""
    text = paper_html(paper)
    page = Page(text)
    assert not LIVE & {tag for tag, _ in page.tags}
    for _tag, attrs in page.tags:
        assert not [key for key in attrs if key.startswith("on") or key in ("src", "srcset", "action", "xlink:href")]
        assert attrs.get("href", "#").startswith("#")
    assert not re.search(r"(?i)javascript|https?:|@import|url\(|expression|data:", text)
    policy = next(attrs for attrs in page.of("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")


# ── for everybody ────────────────────────────────────────────────────────────


def test_headings_are_in_order_and_links_arrive(paper: Paper) -> None:
    """One h1, no level skipped; every link and every name given by id leads to an element, no id twice."""
    page = Page(paper_html(paper))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in ids)
    named = [name for _, attrs in page.tags for name in attrs.get("aria-labelledby", "").split()]
    assert set(named) | {attrs["href"][1:] for attrs in page.of("a")} <= set(ids)


def test_the_page_can_be_read_aloud_and_by_keyboard(paper: Paper) -> None:
    """Language, landmarks, a link past the head; every table has a caption and heads with their scope."""
    page = Page(paper_html(paper))
    assert page.of("html") == [{"lang": "vi"}]
    assert [len(page.of(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]
    assert page.of("a")[0] == {"class": "skip", "href": "#noi-dung"}
    assert len(page.of("caption")) == len(page.of("table"))
    assert all("scope" in attrs for attrs in page.of("th"))
    assert all(attrs.get("tabindex") == "0" for attrs in page.of("div") if attrs.get("class") == "scroll")
    assert len([each for each in page.of("svg") if each.get("role") == "img"]) == len(paper.trends)


def test_bars_are_explained_once_per_table(paper: Paper) -> None:
    """Below the table with bars, and nowhere else."""
    assert Page(paper_html(paper)).lines().count(BAR_NOTE) == 1


STYLE = (ROOT / "dts" / "render" / "html.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast as WCAG 2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(theme: int) -> None:
    """Every colour of words is at least 4,5 : 1 on paper, on its tint, and on the ground of its own tone."""
    block = re.findall(r"(?s):root \{(.*?)\}", STYLE)[theme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    for name in ("ink", "quiet", "faint", "accent", "overdue", "soon", "missing", "behind", "doing", "done"):
        grounds = [colours["paper"], colours["tint"], *([colours[f"{name}-bg"]] if f"{name}-bg" in colours else [])]
        assert all(contrast(colours[name], ground) >= 4.5 for ground in grounds), name


def test_no_tone_is_colour_alone() -> None:
    """Every tone but the plain one has a sign before its words."""
    signs = {tone: re.search(rf'td\.tone-{tone} span::before.*?content: "(.)"', STYLE) for tone in Tone}
    found = [match[1] for tone, match in signs.items() if match]
    assert len(found) == len(set(found)) == len(Tone) - 1


def test_paper_repeats_heads_and_splits_no_row() -> None:
    """What a browser prints: heads on every page, rows and charts whole, folded tables opened, page numbers."""
    printed = STYLE[STYLE.index("@media print") :]
    for rule in ("table-header-group", "break-inside: avoid", "::details-content", "text-decoration: none"):
        assert rule in printed
    assert "size: A4 portrait" in STYLE
