"""The parts of a workbook beside its sheets: which sheets there are, where, shared texts, which formats show days."""

from __future__ import annotations

import pytest

from dts.store.workbook_parts import Sheet, Styles, clean, parse_links, parse_strings, parse_styles, parse_workbook


def test_sheets_in_their_order() -> None:
    """With their links whatever the prefix, hidden ones as such, names composed."""
    text = (
        '<workbook xmlns:r="y" xmlns:q="z"><sheets><sheet name="Bie\u0302\u0309u 1" sheetId="1" r:id="rId1"/>'
        '<sheet name="Hai" state="hidden" r:id="rId2"/><sheet name="Ba" state="veryHidden" q:id="rId3"/>'
        '<sheet name="Bốn" state="visible" r:id="rId4"/><sheet/></sheets></workbook>'
    )
    assert parse_workbook(text.encode()) == (
        [
            Sheet("Biểu 1", "rId1", hidden=False),
            Sheet("Hai", "rId2", hidden=True),
            Sheet("Ba", "rId3", hidden=True),
            Sheet("Bốn", "rId4", hidden=False),
            Sheet("", "", hidden=False),
        ],
        False,
    )


@pytest.mark.parametrize(
    ("properties", "from_1904"),
    [
        ("", False),
        ("<workbookPr/>", False),
        ('<workbookPr date1904="1"/>', True),
        ('<workbookPr date1904="true"/>', True),
        ('<workbookPr date1904="TRUE"/>', True),
        ('<workbookPr date1904="0"/>', False),
        ('<workbookPr date1904="false"/>', False),
        ('<other date1904="1"/>', False),
    ],
)
def test_days_counted_from_1904(properties: str, *, from_1904: bool) -> None:
    """Only where the workbook says so."""
    assert parse_workbook(f"<workbook>{properties}</workbook>".encode()) == ([], from_1904)


def test_links_inside_the_archive() -> None:
    """By id the kind and the place; what lies outside is none, nor is any other element."""
    text = (
        '<Relationships><Relationship Id="a" Type="http://x/y/worksheet" Target="sheets/1.xml"/>'
        '<Relationship Id="b" Type="http://x/y/styles" Target="/xl/styles.xml" TargetMode="Internal"/>'
        '<Relationship Id="c" Type="http://x/y/hyperlink" Target="http://x" TargetMode="External"/>'
        '<Other Id="d" Type="http://x/y/worksheet" Target="x"/><Relationship/></Relationships>'
    )
    assert parse_links(text.encode()) == {
        "a": ("worksheet", "sheets/1.xml"),
        "b": ("styles", "/xl/styles.xml"),
        "": ("", ""),
    }


def test_shared_texts() -> None:
    """One after the other, rich text as one, without readings above the words and blanks between the elements."""
    text = (
        "<x:sst xmlns:x='y'>\n <x:si>\n <x:t>Xã</x:t>\n </x:si> <x:si><x:r><x:t>Hai </x:t></x:r> <x:r>"
        "<x:t>lần</x:t></x:r></x:si>"
        "<x:si><x:t>Ba</x:t><x:rPh><x:t>ba</x:t></x:rPh><x:rPh><x:t>ba</x:t></x:rPh><x:t> bốn</x:t></x:si>"
        "<x:si/><x:si><x:t> </x:t></x:si></x:sst>"
    )
    assert parse_strings(text.encode()) == ["Xã", "Hai lần", "Ba bốn", "", " "]


CLEAN = {
    "plain": "plain",
    "Xa\u0303": "Xã",
    "_x0041__x000D_b": "A b",
    "_x00e9_": "é",
    "_x41_": "_x41_",
    "a\nb\tc\u00a0d\u2003e\u2028f\u2029g": "a b c d e f g",
    "a\x07b\u200bc\ufeffd": "abcd",
    "a_xD800_b": "ab",
    "a\ue000b\u0378c": "abc",
    "a\x00b": "ab",
}


def test_texts_are_cleaned() -> None:
    """Composed, decoded, without what nobody sees; a line break is a blank."""
    assert {text: clean(text) for text in CLEAN} == CLEAN


BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@"}
DAYS = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}


def test_formats_that_every_spreadsheet_has() -> None:
    """By their numbers, from 0 to 60; which of them show days."""
    used = "".join(f'<xf numFmtId="{number}"/>' for number in range(61))
    styles = parse_styles(f"<styleSheet><cellXfs>{used}</cellXfs></styleSheet>".encode())
    assert styles == Styles(tuple(BUILT_IN.get(number, "") for number in range(61)), frozenset(DAYS))


OWN = {
    "dd/mm/yyyy": True,
    "YYYY": True,
    "D": True,
    "mmm": True,
    "0.00": False,
    "#,##0.0 %": False,
    '0 "ngày"': False,
    "[Red]0": False,
    "[$-42A]dd/mm": True,
    "\\d0": False,
    "0_d": False,
    "0*m": False,
    "0;dd": False,
    "dd;@": True,
    "hh:ss": False,
}


def test_formats_of_the_workbook() -> None:
    """Days by their letters, not by words, colours or fillers; General is none; only styles that cells name count."""
    formats = [*OWN, "General"]
    own = "".join(f"<numFmt numFmtId='{at}' formatCode='{code}'/>" for at, code in enumerate(formats, 160))
    used = "".join(f'<xf numFmtId="{at}"/>' for at in range(160, 160 + len(formats)))
    text = (
        f'<styleSheet><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs>{used}<xf/></cellXfs><cellStyles/><dxfs><xf numFmtId="14"/></dxfs></styleSheet>'
    )
    styles = parse_styles(text.encode())
    assert styles.formats == (*OWN, "", "")
    assert styles.days == {at for at, shows_day in enumerate(OWN.values()) if shows_day}


def test_format_without_a_number_is_the_general_one() -> None:
    """An odd program's; it changes what number 0 looks like."""
    text = '<styleSheet><numFmts><numFmt formatCode="0.0"/></numFmts><cellXfs><xf/></cellXfs></styleSheet>'
    assert parse_styles(text.encode()) == Styles(("0.0",), frozenset())


def test_own_format_takes_the_place_of_a_built_in_one() -> None:
    """Also where the built-in one shows days and the own one does not."""
    text = (
        '<styleSheet><numFmts><numFmt numFmtId="14" formatCode="0.0"/><numFmt numFmtId="9" formatCode="dd"/></numFmts>'
        '<cellXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    )
    assert parse_styles(text.encode()) == Styles(("0.0", "dd"), frozenset({1}))
