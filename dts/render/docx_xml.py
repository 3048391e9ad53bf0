"""Pieces of a Word document as WordprocessingML: runs, paragraphs, rules, a frame of two columns.

Every text passes `safe` and the escaping of XML in `run`, so that nothing from data is a field, a link or markup.
The order of elements is the one the schema asks for; Word refuses any other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

from dts.render.lines import bound
from dts.render.safe import safe

BODY = "BaoCaoThanBai"
HEADING = "BaoCaoDeMuc"
LINE = "BaoCaoDong"
CELL = "BaoCaoOBang"
"""Ids of the paragraph styles: running text, heading, line of a head or foot, cell of a table."""
MM_PER_POINT = 25.4 / 72
_WIDTHS = {
    char: width / 1000
    for width, chars in (
        (250, " .,"),
        (278, "ijlt/:;\\"),
        (333, "frI()-[]“”|!"),
        (389, "sJ"),
        (444, "acezy"),
        (556, "FPSĂÂ"),
        (611, "BELTZ"),
        (722, "ACDĐGHKNOQRUVXYƠƯw"),
        (778, "m"),
        (889, "MW%"),
        (1000, "…"),
    )
    for char in chars
}
"""Advance widths of Times New Roman in ems; what is not named is taken for 0,5."""
_BOLD = 1.1


def text_mm(text: str, size: float, *, bold: bool = False) -> float:
    """About how long a text is in Times New Roman, in millimetres; marks above and below letters take no room."""
    letters = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    ems = sum(_WIDTHS.get(char, 0.5) for char in letters)
    return ems * size * MM_PER_POINT * (_BOLD if bold else 1)


def twips(mm: float) -> int:
    """Twentieths of a point, the unit of Word."""
    return round(mm * 1440 / 25.4)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None, boxed: bool = False) -> str:
    """Text of one look; empty text gives nothing."""
    if not text:
        return ""
    look = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic
    if size is not None:
        look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    look += '<w:bdr w:val="single" w:sz="8" w:space="2" w:color="auto"/>' * boxed
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(bound(safe(text)))}</w:t></w:r>'


def paragraph(
    *runs: str,
    style: str = LINE,
    align: str = "",
    keep: bool = False,
    before: float | None = None,
    after: float | None = None,
    left: float | None = None,
    hanging: float | None = None,
    first: float | None = None,
) -> str:
    """A paragraph; spaces in points, indents in millimetres, `keep` holds it on the page of the next one."""
    spaces = _attributes(before=_points(before), after=_points(after))
    indents = _attributes(left=_mm(left), hanging=_mm(hanging), firstLine=_mm(first))
    settings = f'<w:pStyle w:val="{style}"/>' + "<w:keepNext/>" * keep
    settings += f"<w:spacing{spaces}/>" if spaces else ""
    settings += f"<w:ind{indents}/>" if indents else ""
    settings += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{settings}</w:pPr>{''.join(runs)}</w:p>"


def rule(length: float, room: float) -> str:
    """A line of some millimetres in the middle of its room: the lower border of a paragraph without text."""
    side = twips(max(0.0, (room - length) / 2))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{LINE}"/><w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" '
        'w:color="auto"/></w:pBdr><w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


SPACER = (
    f'<w:p><w:pPr><w:pStyle w:val="{LINE}"/>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
"""A paragraph of one point: Word wants one behind every table."""
PAGE_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'


def frame(rows: Iterable[tuple[Iterable[str], Iterable[str]]], widths: tuple[float, float]) -> str:
    """Two columns of paragraphs without borders, rows that stay whole: the head of a document and its foot."""
    edges = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    lines = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{"".join(cell) or paragraph()}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{edges}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"
    )


def _attributes(**values: int | None) -> str:
    return "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)


def _points(value: float | None) -> int | None:
    return None if value is None else round(value * 20)


def _mm(value: float | None) -> int | None:
    return None if value is None else twips(value)
