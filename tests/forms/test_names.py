"""Which target, level or agency the words of a row name: in full, by some of their words, or not at all."""

from __future__ import annotations

import pytest

from dts.core.form_line import Form, Usual, column_subject, row_subject, strip_bullet, whole_of_owner
from dts.core.form_names import Finder, Subject, UnnamedError, strip_numbering, without_fillers
from dts.core.form_table import find_tables
from dts.core.form_values import CellError
from dts.core.form_words import Role, known_names
from dts.core.grid import Cell, Held
from dts.core.model import NONE, Registry
from tests.forms.sheets import Value, lines, sheet
from tests.forms.targets import registry_of

MORE = """
[owners.so-nv]
name  = "Sở Nội vụ"
level = "tinh"
[owners.ban-kcn]
name      = "Ban Quản lý các khu công nghiệp tỉnh"
short     = "Ban KCN"
level     = "tinh"
until     = 2025-01-31
successor = "so-nv"
[owners.ban-kkt]
name  = "Ban Quản lý các khu công nghiệp, khu kinh tế và cửa khẩu tỉnh"
level = "tinh"
[owners.xa-c]
name  = "UBND xã Đại Đồng"
level = "xa"
[owners.phuong-c]
name  = "UBND phường Đại Đồng"
level = "xa"
[owners.xa-d]
name  = "Ủy ban nhân dân xã Vĩnh Yên"
level = "xa"
[targets.ra-soat]
name  = "Tỷ lệ thủ tục hành chính rà soát"
short = "Rà soát TTHC"
kind  = "ratio"
[targets.da-ra]
name  = "Số thủ tục hành chính rà soát"
short = "Thủ tục đã rà"
kind  = "count"
unit  = "thủ tục"
[targets.may-chu]
name = "Máy chủ đặt tại trung tâm dữ liệu của tỉnh"
kind = "count"
unit = "máy"
[targets.may-tram]
name = "Máy trạm đặt tại trung tâm dữ liệu của tỉnh"
kind = "count"
unit = "máy"
[targets.khu]
name  = "Doanh nghiệp trong khu"
kind  = "count"
unit  = "doanh nghiệp"
owner = "ban-kcn"
[targets.chia]
name  = "Chia theo cấp"
kind  = "ratio"
owner = "ca-tinh"
  [targets.chia.for.tinh]
[targets.tung-xa]
name     = "Từng xã"
kind     = "ratio"
owner    = "ca-tinh"
for_each = "xa"
"""
ROWS = {"viec la": "ky-so/xa", "viec kia": "viec-khac", "viec no": "can-bo", "xa an hoa": "can-bo"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """More targets and agencies, some with names alike."""
    return registry_of(tmp_path_factory.mktemp("many"), MORE)


def finder(registry: Registry) -> Finder:
    """Finds by their names, and by what was said of some rows."""
    return Finder(registry, known_names(registry), ROWS)


def told(subject: Subject) -> str:
    """`ho-so/xa-a`, how it was found behind it."""
    name = f"{subject.target}/{subject.part}" if subject.part else subject.target
    return name + ("" if subject.sure else " by some words") + (" as told" if subject.told else "")


WORDS = {
    "can-bo": "can-bo",
    "Cán bộ chuyên trách chuyển đổi số": "can-bo",
    "1. Cán bộ chuyên trách chuyển đổi số:": "can-bo",
    "(1) Hồ sơ số hóa": "ho-so",
    "1.2. Hồ sơ số hóa": "ho-so",
    "1.2 Hồ sơ số hóa": "ho-so",
    "1.2.13 Hồ sơ số hóa": "ho-so",
    "IV. Hồ sơ số hóa": "ho-so",
    "đ) Hồ sơ số hóa": "ho-so",
    "- Hồ sơ số hóa.": "ho-so",
    "Hồ sơ số hóa (lũy kế)": "ho-so",
    "a) Hồ sơ số hóa (lũy kế)": "ho-so",
    "Rà soát TTHC": "ra-soat",
    "Hồ sơ số hóa cấp xã": "ho-so/xa",
    "Hồ sơ số hóa xã": "ho-so/xa",
    "Hồ sơ số hóa Ban Quản lý các khu công nghiệp tỉnh": "ho-so/ban-kcn",
    "Hồ sơ số hóa Ban Quản lý các khu công nghiệp, khu kinh tế và cửa khẩu tỉnh": "ho-so/ban-kkt",
    "Hồ sơ số hóa UBND xã An Hòa": "ho-so/xa-a",
    "Hồ sơ số hóa Ủy ban nhân dân xã Vĩnh Yên": "ho-so/xa-d",
    "Tỷ lệ hồ sơ số hóa": "ho-so by some words",
    "Văn bản ký số": "ky-so by some words",
    "Dịch vụ công": "dvc-tong by some words",
    "Chuyên trách chuyển đổi số": "can-bo by some words",
    "Tài khoản định danh": "dinh-danh by some words",
    "Số cán bộ chuyên trách chuyển đổi số của tỉnh": "can-bo by some words",
    "Máy chủ đặt": "may-chu by some words",
    "Việc lạ": "ky-so/xa as told",
    "Việc nọ": "can-bo as told",
    "Ban hành Kế hoạch": "ke-hoach",
    "1. Ban hành Kế hoạch": "ke-hoach",
    "ke-hoach": "ke-hoach",
}


@pytest.mark.parametrize("words", WORDS)
def test_words_that_name_a_target(many: Registry, words: str) -> None:
    """In full, numbered or with a remark behind; by words that only one name has; as somebody says."""
    assert told(finder(many).by_words(words)) == WORDS[words]


UNNAMED = {
    "Việc kia": ("không có chỉ tiêu nào tên “Việc kia”", ()),
    "đổi số": ("không có chỉ tiêu nào tên “đổi số”", ("ho-so",)),
    "điện tử": ("không có chỉ tiêu nào tên “điện tử”", ()),
    "Thủ tục hành chính rà soát": ("“Thủ tục hành chính rà soát” khớp 2 chỉ tiêu", ("ra-soat", "da-ra")),
    "Đặt tại trung tâm dữ liệu": ("“Đặt tại trung tâm dữ liệu” khớp 2 chỉ tiêu", ("may-chu", "may-tram")),
    "1. Tài khoản định danh điện tử kích hoạt": (
        "không có chỉ tiêu nào tên “1. Tài khoản định danh điện tử kích hoạt”",
        ("dinh-danh",),
    ),
    "Ban hành Kế hoạch năm 2025": ("không có chỉ tiêu nào tên “Ban hành Kế hoạch năm 2025”", ()),
}


@pytest.mark.parametrize("words", UNNAMED)
def test_words_that_name_none_or_several(many: Registry, words: str) -> None:
    """Nothing is guessed; names that look like them are proposed. A second time it is the same."""
    found = finder(many)
    for _again in range(2):
        with pytest.raises(UnnamedError) as raised:
            found.by_words(words)
        assert (str(raised.value), raised.value.candidates) == UNNAMED[words]


PLACES = {
    "xa-a": "xa-a",
    "XA-A": "xa-a",
    "UBND xã An Hòa": "xa-a",
    "Ủy ban nhân dân xã An Hòa": "xa-a",
    "Xã An Hòa": "xa-a",
    "An Hòa": "xa-a",
    "Phường An Hòa": None,
    "Vĩnh Yên": "xa-d",
    "UBND xã Vĩnh Yên": "xa-d",
    "Đại Đồng": None,
    "xã Đại Đồng": "xa-c",
    "Phường Đại Đồng": "phuong-c",
    "Sở TT&TT": "so-tttt",
    "Sở Thông tin và Truyền thông": "so-tttt",
    "Cấp xã": "xa",
    "Huyện": "huyen",
    "Toàn tỉnh": None,
    "Hòa An": None,
}


@pytest.mark.parametrize("words", PLACES)
def test_words_that_name_a_level_or_an_agency(many: Registry, words: str) -> None:
    """With or without UBND, xã, phường, as long as only one is meant."""
    assert finder(many).part(words) == PLACES[words]


def test_agencies_that_look_alike(many: Registry) -> None:
    """A hint, the most alike first."""
    assert finder(many).likely_part("Sở TTTT") == "so-tttt, so-nv"


IDS = {
    "can-bo": "can-bo",
    " CAN-BO ": "can-bo",
    "can-bo/": "can-bo",
    "ky-so/xa": "ky-so/xa",
    "ky-so/Cấp xã": "ky-so/xa",
    "ho-so/xa-a": "ho-so/xa-a",
    "ky-so/abc": None,
    "abc": None,
    "abc/xa": None,
}


@pytest.mark.parametrize("text", IDS)
def test_ids(many: Registry, text: str) -> None:
    """With a level or an agency, or without."""
    found = finder(many).by_id(text)
    assert (told(found) if found else None) == IDS[text]


def test_numbering_and_fillers_are_left_out() -> None:
    """What stands before a name in one form and not in another."""
    numbered = [
        "1. A",
        "1) A",
        "(1) A",
        "1.2. A",
        "1.2 A",
        "2.10.3 A",
        "1.A",
        "a) A",
        "đ. A",
        "IV. A",
        "- A",
        "• A",
        "– A",
        "A:",
        "A ;.",
    ]
    assert {strip_numbering(text) for text in numbered} == {"A"}
    assert [strip_numbering(text) for text in ("12 A", "A) B", "A. b")] == ["12 A", "A) B", "A. b"]
    fillers = ["ty le a", "ti le a", "so luong a", "tong so a", "so a"]
    assert {without_fillers(words) for words in fillers} == {"a"}
    assert [without_fillers(words) for words in ("so", "soa b", "a so b", "so so a")] == [
        "so",
        "soa b",
        "a so b",
        "so a",
    ]
    assert [strip_bullet(text) for text in ("- Cấp xã:", "+ Cấp xã ;", "Cấp - xã")] == ["Cấp xã", "Cấp xã", "Cấp - xã"]


# ── rows ─────────────────────────────────────────────────────────────────────


def form(registry: Registry, *rows: list[Value], target: str | None = None) -> Form:
    """A form of these rows, its head first."""
    grid = sheet(*rows)
    names = known_names(registry)
    [table] = find_tables(grid, names, head=1)
    return Form(grid, table, registry, Finder(registry, names, ROWS), Usual(None, None, target))


HEAD: list[Value] = ["Mã", "Chỉ tiêu", "Cấp", "Kết quả"]
SUBJECTS: dict[str, tuple[list[Value], str | None, str | None, str]] = {
    "an id": (["can-bo"], None, None, "can-bo"),
    "an id before a name": (["can-bo", "Hồ sơ số hóa"], None, None, "can-bo"),
    "an unknown id, a name": (["abc", "Hồ sơ số hóa"], None, None, "ho-so"),
    "an unknown id": (["abc"], None, None, "không có chỉ tiêu nào mã “abc” | "),
    "an unknown id of a known target": (["abc"], "ho-so", None, "ho-so"),
    "nothing": ([None, None, None, 5], None, None, "có số nhưng không có tên chỉ tiêu | "),
    "nothing, the target is known": ([None, None, None, 5], "ho-so", None, "ho-so"),
    "a level": (["ky-so", None, "Cấp xã"], None, None, "ky-so/xa"),
    "the whole": (["ky-so", None, "Toàn tỉnh"], None, None, "ky-so"),
    "all of it": (["ky-so", None, "Cả tỉnh"], None, None, "ky-so"),
    "in common": (["ky-so", None, "Chung"], None, None, "ky-so"),
    "in common for all": (["ky-so", None, "Chung toàn tỉnh"], None, None, "ky-so"),
    "a dash for a level": (["ky-so", None, "-"], None, None, "ky-so"),
    "an agency nobody knows": (
        ["ho-so", None, "Phường Hòa An"],
        None,
        None,
        "không có cấp hay đơn vị nào tên “Phường Hòa An” | gần giống: ca-tinh, xa-a",
    ),
    "words like no agency": (["ho-so", None, "123456"], None, None, "không có cấp hay đơn vị nào tên “123456” | "),
    "the same level twice": (["ky-so/xa", None, "Cấp xã"], None, None, "ky-so/xa"),
    "two levels": (["ky-so/xa", None, "Cấp tỉnh"], None, None, "“Cấp tỉnh” trái với “ky-so/xa” | sửa một trong hai ô"),
    "two levels, one with the name": (
        [None, "Hồ sơ số hóa cấp xã", "Cấp tỉnh"],
        None,
        None,
        "“Cấp tỉnh” trái với “Hồ sơ số hóa cấp xã” | sửa một trong hai ô",
    ),
    "a level below its target": ([None, "- Cấp xã:"], None, "ky-so", "ky-so/xa"),
    "a level below its target, another one said": ([None, "Cấp xã"], "ho-so", "ky-so", "ky-so/xa"),
    "an agency of a known target": ([None, "UBND xã An Hòa"], "ho-so", None, "ho-so/xa-a"),
    "a row that somebody named": ([None, "Xã An Hòa"], "ho-so", "ky-so", "can-bo as told"),
    "a level of nothing": ([None, "Cấp xã"], None, None, "không có chỉ tiêu nào tên “Cấp xã” | "),
}


def subject_of(found: Form, row: int, above: str | None) -> str:
    """Whose a row is, or why nobody knows."""
    try:
        return told(row_subject(found, row, above))
    except UnnamedError as error:
        return f"{error} | "
    except CellError as error:
        return f"{error} | {error.fix}"


@pytest.mark.parametrize("case", SUBJECTS)
def test_whose_a_row_is(registry: Registry, case: str) -> None:
    """By id, by name, by the level in a column of its own or below its target."""
    row, target, above, expected = SUBJECTS[case]
    assert subject_of(form(registry, HEAD, row, target=target), 2, above) == expected


def test_whose_a_column_is(registry: Registry) -> None:
    """Where the head names the target a row names at most an agency, in a column for it or in that of names."""
    agencies = form(registry, ["Đơn vị", "ho-so"], ["Xã An Hòa", 5], ["", 5], ["Toàn tỉnh", 5])
    assert [told(column_subject(agencies, row, "ho-so")) for row in (2, 3, 4)] == ["ho-so/xa-a", "ho-so", "ho-so"]
    named = form(registry, ["Địa bàn", "ho-so"], ["Xã An Hòa", 5], [None, 5], ["Toàn tỉnh", 5])
    assert [told(column_subject(named, row, "ho-so")) for row in (2, 3, 4)] == ["ho-so/xa-a", "ho-so", "ho-so"]
    both = form(registry, ["Tên", "Địa bàn", "ho-so"], ["Xã An Hòa", None, 5], ["abc", "Xã Bình Dương", 5])
    assert [told(column_subject(both, row, "ho-so")) for row in (2, 3)] == ["ho-so/xa-a", "ho-so/xa-b"]


WHOLES = {
    ("can-bo", None): None,
    ("dinh-danh", "ca-tinh"): None,
    ("dinh-danh", "so-tttt"): "so-tttt",
    ("dinh-danh", "xa"): "xa",
    ("khu", "ban-kcn"): None,
    ("khu", "so-nv"): None,
    ("khu", "ca-tinh"): "ca-tinh",
    ("can-bo", "ca-tinh"): "ca-tinh",
    ("ho-so", "xa-a"): "xa-a",
    ("ky-so", "tinh"): "tinh",
    ("chia", "ca-tinh"): "ca-tinh",
    ("tung-xa", "ca-tinh"): "ca-tinh",
}


@pytest.mark.parametrize(("target", "part"), WHOLES)
def test_who_leads_a_target_answers_for_all_of_it(many: Registry, target: str, part: str | None) -> None:
    """Its successor too; not where each unit answers for itself."""
    assert whole_of_owner(many, many.targets[target], part) == WHOLES[target, part]


def test_what_a_row_calls_itself(registry: Registry) -> None:
    """By name, agency or id; else its first text, whatever column it stands in."""
    found = form(
        registry,
        ["STT", "Mã", "Chỉ tiêu", "Cấp", "Kết quả"],
        [1, "can-bo", "Cán  bộ", "Cấp xã", 5],
        [1, "can-bo", None, "Cấp xã", 5],
        [1, "can-bo", None, None, 5],
        [1, None, None, None, "chưa  có", "sau"],
        [1, None, None, None, 5],
    )
    assert [found.words(row) for row in range(2, 7)] == ["Cán bộ", "Cấp xã", "can-bo", "chưa có", ""]
    assert found.place(2, Role.NAME, Role.ID) == "C2"
    assert found.place(2, Role.NOTE, Role.ID) == "B2"
    assert found.place(2, Role.NOTE) == "dòng 2"
    assert found.key(Role.VALUE) is None


COUNTERS: dict[str, tuple[list[Value], bool]] = {
    "in brackets": (["(1)", "(2)"], True),
    "letters and sums": (["A", "3=2/1"], True),
    "numbers": ([1, 2], True),
    "only one": (["(1)"], False),
    "a figure": (["1", "762.284"], False),
    "words": (["1", "abc"], False),
    "two digits": (["1", "12"], True),
    "three digits": (["1", "123"], False),
}


@pytest.mark.parametrize("case", COUNTERS)
def test_numbers_of_columns_below_the_head(registry: Registry, case: str) -> None:
    """Only in the first row below it."""
    row, expected = COUNTERS[case]
    found = form(registry, ["Chỉ tiêu", "Kết quả"], row, row)
    assert (found.is_counter(2), found.is_counter(3)) == (expected, False)


def test_a_merged_name_stands_for_each_of_its_rows(registry: Registry) -> None:
    """What one sees there is what counts; a cell that is no text has its words too."""
    names = known_names(registry)
    grid = sheet(HEAD, ["ho-so", None, "Xã An Hòa", 5], [None, None, "Xã Bình Dương", 6], merges=[(2, 1, 3, 1)])
    [table] = find_tables(grid, names)
    found = Form(grid, table, registry, Finder(registry, names, NONE), Usual(None))
    assert [told(row_subject(found, row, None)) for row in (2, 3)] == ["ho-so/xa-a", "ho-so/xa-b"]
    assert found.cell(3, Role.ID) == Cell("ho-so", Held.TEXT)


def test_a_list_of_lines_is_read(registry: Registry) -> None:
    """Every line of a small form has its subject."""
    found = lines("Mã;Kết quả\ncan-bo;5\ndvc-mp;6")
    [table] = find_tables(found, known_names(registry))
    made = Form(found, table, registry, finder(registry), Usual(None))
    assert [subject_of(made, row, None) for row in (2, 3)] == ["can-bo", "dvc-mp"]
