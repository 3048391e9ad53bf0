"""figures.csv read back: every column in both spellings, and what is wrong with a cell at its line and column."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from dts.core.period import Period
from dts.core.problem import UsageError
from dts.store.compose import Scalar
from dts.store.tidy import Draft, Tidy, read_tidy

VIETNAM = timezone(timedelta(hours=7))
JANUARY, FEBRUARY = Period(2025, 1, 1), Period(2025, 2, 1)
STAMP = {"recorded_at": date(2025, 2, 25), "recorded_by": "Sở A"}


def read(
    path: Path, text: str, *, wanted: Period | None = None, stamp: dict[str, Scalar | None] | None = None
) -> tuple[Tidy, list[str]]:
    """What a file says, and what is wrong with it, each with its line."""
    file = path / "figures.csv"
    file.write_text(text, encoding="utf-8", newline="")
    tidy = read_tidy(file, wanted, stamp or {})
    assert all(problem.place.file == "figures.csv" for problem in tidy.problems)
    return tidy, [f"{problem.place.line}: {problem.message}" for problem in tidy.problems]


def said_in(draft: Draft) -> dict[str, Scalar]:
    """The fields that say something."""
    return {key: value for key, value in draft.fields.items() if value is not None}


COMMA = (
    "key,entry,target,for,period,period_from,period_to,numerator,denominator,value,of,qualifier,published,published_on,"
    "source,as_of,as_of_text,estimate,note,reason,withdrawn,done,evidence,confirmed,recorded_at,recorded_by,"
    "restored_at,restored_by,restated,status\n"
    "dat/xa,7,dat,xa,2025-02,2025-01-15,2025-02-14,3,4.5,66.67,63,~,75%,2025-02-20,"
    "Báo cáo,2025-02-21,đến nay,true,ghi chú,lý do,true,2025-02-22,Văn bản,2025-02-23,2025-02-24T09:15:00+07:00,Sở A,"
    "x,Sở B,true,ok\n"
)
SEMICOLON = (
    "key;entry;target;for;period;period_from;period_to;numerator;denominator;value;of;qualifier;published;published_on;"
    "source;as_of;as_of_text;estimate;note;reason;withdrawn;done;evidence;confirmed;recorded_at;recorded_by;"
    "restored_at;restored_by;restated;status\n"
    "dat/xa;7;dat;xa;tháng 02/2025;15/01/2025;14/02/2025;3;4,5;66,67;63;~;75%;20/02/2025;"
    "Báo cáo;21/02/2025;đến nay;TRUE;ghi chú;lý do;True;22/02/2025;Văn bản;23/02/2025;24/02/2025 9:15;Sở A;"
    "x;Sở B;true;ok\n"
)
FIELDS = {
    "target": "dat",
    "for": "xa",
    "numerator": Decimal(3),
    "denominator": Decimal("4.5"),
    "of": 63,
    "qualifier": "~",
    "published": "75%",
    "published_on": date(2025, 2, 20),
    "source": "Báo cáo",
    "as_of": date(2025, 2, 21),
    "as_of_text": "đến nay",
    "estimate": True,
    "note": "ghi chú",
    "reason": "lý do",
    "withdrawn": True,
    "done": date(2025, 2, 22),
    "evidence": "Văn bản",
    "confirmed": date(2025, 2, 23),
    "recorded_at": datetime(2025, 2, 24, 9, 15, tzinfo=VIETNAM),
    "recorded_by": "Sở A",
    "restored_at": "x",
    "restored_by": "Sở B",
}


@pytest.mark.parametrize(("text", "for_people"), [(COMMA, False), (SEMICOLON, True)])
def test_every_column_is_read(tmp_path: Path, text: str, *, for_people: bool) -> None:
    """The same entry in either spelling; a value beside its fraction is only their quotient."""
    tidy, said = read(tmp_path, text)
    assert said == []
    assert (tidy.name, tidy.for_people, tidy.left_out) == ("figures.csv", for_people, 0)
    (draft,) = tidy.drafts
    assert (draft.line, draft.number, draft.period) == (2, 7, FEBRUARY)
    assert said_in(draft) == FIELDS


NO_NUMBER = "“{}” không phải là số; tệp phân cách bằng dấu phẩy viết số như 1080997 hoặc 36.18"
TWO_WAYS = "“{}” đọc được hai cách; nếu là {}, ghi {}; nếu là số thập phân {}, ghi {}"
NO_DAY = "“{}” không phải là ngày; tệp phân cách bằng dấu phẩy viết ngày như 2025-02-26"
NO_DAY_FIRST = "“{}” không phải là ngày; gõ ngày/tháng/năm, ví dụ 28/2/2025"
CONTROL = "có ký tự điều khiển không nhìn thấy được; gõ lại ô này bằng tay"
PROGRAMS: list[tuple[str, str, Scalar | None]] = [
    ("value", "36.18", Decimal("36.18")),
    ("value", " -36.18 ", Decimal("-36.18")),
    ("value", "1080997", Decimal(1080997)),
    ("value", "36.1800", Decimal("36.180")),
    ("value", "762.2840", Decimal("762.284")),
    ("value", "-762.2840", Decimal("-762.284")),
    ("value", "762.2845", Decimal("762.2845")),
    ("value", "0.284", Decimal("0.284")),
    ("value", "9" * 30, Decimal("9" * 30)),
    ("value", "9" * 31, NO_NUMBER.format("9" * 31)),
    ("value", "762.284", TWO_WAYS.format("762.284", "762.284", "762284", "762,284", "762.2840")),
    ("value", "-1.500", TWO_WAYS.format("-1.500", "-1.500", "-1500", "-1,500", "-1.5000")),
    ("value", '"36,18"', NO_NUMBER.format("36,18")),
    ("numerator", "1.080.997", NO_NUMBER.format("1.080.997")),
    ("denominator", "+5", NO_NUMBER.format("+5")),
    ("of", "63", 63),
    ("of", "999999", 999_999),
    ("of", "1000000", "“1000000” không phải là số nguyên"),
    ("of", "6.5", "“6.5” không phải là số nguyên"),
    ("of", "-1", "“-1” không phải là số nguyên"),
    ("as_of", "2025-02-20", date(2025, 2, 20)),
    ("as_of", "20/02/2025", NO_DAY.format("20/02/2025")),
    ("published_on", "2025-2-20", NO_DAY.format("2025-2-20")),
    ("confirmed", "2025-02-30", "“2025-02-30”: không có ngày 30 tháng 2 năm 2025; ngày đứng trước tháng"),
    ("done", "2025-02", "02/2025"),
    ("done", "2025-02-20", date(2025, 2, 20)),
    ("done", "tháng 2/2025", NO_DAY.format("tháng 2/2025")),
    ("recorded_at", "2025-02-20", date(2025, 2, 20)),
    ("recorded_at", "2025-02-20T09:15:01+07:00", datetime(2025, 2, 20, 9, 15, 1, tzinfo=VIETNAM)),
    ("recorded_at", "2025-02-20T09:15:01", datetime(2025, 2, 20, 9, 15, 1)),
    ("recorded_at", "2025-02-20T09:15", NO_DAY.format("2025-02-20T09:15")),
    ("recorded_at", "20/02/2025 09:15", NO_DAY.format("20/02/2025 09:15")),
    ("estimate", "true", True),
    ("estimate", "TRUE", True),
    ("estimate", "false", None),
    ("estimate", "x", "“x” phải là true (đúng) hoặc false (sai)"),
    ("withdrawn", "False", None),
    ("withdrawn", "1", "“1” phải là true (đúng) hoặc false (sai)"),
    ("for", " xa ", "xa"),
    ("for", "  ", None),
    ("qualifier", " > ", ">"),
    ("qualifier", "\x00", CONTROL),
    ("note", " để nguyên ", " để nguyên "),
    ("note", "   ", "   "),
    ("source", '"hai\ndòng\tcột"', "hai\ndòng\tcột"),
    ("source", "a\x07b", CONTROL),
    ("evidence", "a\x85b", CONTROL),
]
PEOPLE: list[tuple[str, str, Scalar | None]] = [
    ("value", "36,18", Decimal("36.18")),
    ("value", "-36,18", Decimal("-36.18")),
    ("value", "1.080.997", Decimal(1080997)),
    ("value", "762.284", Decimal(762284)),
    ("value", "x", "“x” không có con số; gõ một số, ví dụ 1.080.997 hoặc 36,18"),
    ("as_of", "20/2/2025", date(2025, 2, 20)),
    ("as_of", "2025-02-20", date(2025, 2, 20)),
    ("as_of", "hôm qua", NO_DAY_FIRST.format("hôm qua")),
    ("done", "tháng 2/2025", "2/2025"),
    ("done", "tháng 12/2024", "12/2024"),
    ("done", "2025-02", "02/2025"),
    ("done", "20/02/2025", date(2025, 2, 20)),
    ("recorded_at", "20/02/2025", date(2025, 2, 20)),
    ("recorded_at", "20/02/2025 9:15", datetime(2025, 2, 20, 9, 15, tzinfo=VIETNAM)),
    ("recorded_at", "20/02/2025 23:59:59", datetime(2025, 2, 20, 23, 59, 59, tzinfo=VIETNAM)),
    ("recorded_at", "20/02/2025 00:00:07", datetime(2025, 2, 20, 0, 0, 7, tzinfo=VIETNAM)),
    ("recorded_at", "2025-02-20T09:15:00Z", datetime(2025, 2, 20, 9, 15, tzinfo=UTC)),
    ("recorded_at", "20/02/2025 24:00", "“20/02/2025 24:00”: không có giờ ấy"),
    ("recorded_at", "20/02/2025 23:60", "“20/02/2025 23:60”: không có giờ ấy"),
    ("recorded_at", "20/02/2025 23:59:60", "“20/02/2025 23:59:60”: không có giờ ấy"),
    ("recorded_at", "30/02/2025 9:15", "“30/02/2025”: không có ngày 30 tháng 2 năm 2025; ngày đứng trước tháng"),
    ("estimate", "FALSE", None),
]


def is_sentence(value: Scalar | None) -> bool:
    """Whether a row of these tables tells what is wrong."""
    return isinstance(value, str) and (value.startswith("“") or value == CONTROL)


@pytest.mark.parametrize(("mark", "rows"), [(",", PROGRAMS), (";", PEOPLE)])
def test_cells_are_read_or_told(tmp_path: Path, mark: str, rows: list[tuple[str, str, Scalar | None]]) -> None:
    """Each spelling as it is meant, or one sentence with the column; nothing is guessed."""
    period = "2025-02" if mark == "," else "02/2025"
    for column, cell, expected in rows:
        head = mark.join(("target", "period", column))
        tidy, said = read(tmp_path, f"{head}\n{mark.join(('dat', period, cell))}\n")
        if is_sentence(expected):
            assert (cell, said, tidy.drafts) == (cell, [f"2: cột {column}: {expected}"], ())
        else:
            assert (cell, said) == (cell, [])
            given = {} if expected is None else {column: expected}
            assert (cell, repr(said_in(tidy.drafts[0]))) == (cell, repr({"target": "dat", **given}))


def numbers(tidy: Tidy) -> list[tuple[int, int | None, str]]:
    """Of each draft its line, its number and its period."""
    return [(draft.line, draft.number, draft.period.key) for draft in tidy.drafts]


def test_drafts_stand_in_the_order_in_which_they_are_written(tmp_path: Path) -> None:
    """Period by period; exported ones by their numbers, then new ones as the file has them."""
    rows = "a,2025-02,\na,2025-02,10\na,2025-02,9\na,2025-01,\na,2025-01,0\na,2024,1\na,2024,0\na,2025-02,\n"
    tidy, said = read(tmp_path, f"target,period,entry\n{rows}")
    assert said == []
    assert numbers(tidy) == [
        (8, 0, "2024"),
        (7, 1, "2024"),
        (6, 0, "2025-01"),
        (5, None, "2025-01"),
        (4, 9, "2025-02"),
        (3, 10, "2025-02"),
        (2, None, "2025-02"),
        (9, None, "2025-02"),
    ]


REPEATED = "cột entry: số {} của kỳ {} đã có ở dòng {}; dòng mới để trống"


def test_a_place_is_claimed_once(tmp_path: Path) -> None:
    """By number and period; rows without a number claim none."""
    rows = "a,2025-02,0\na,2025-01,0\nb,2025-02,0\na,2025-02,\na,2025-02,\nb,2025-02,0\na,2025-02,1\n"
    _tidy, said = read(tmp_path, f"target,period,entry\n{rows}")
    assert said == [
        f"4: {REPEATED.format(0, 'tháng 02/2025', 2)}",
        f"7: {REPEATED.format(0, 'tháng 02/2025', 2)}",
    ]


def test_only_the_period_asked_for(tmp_path: Path) -> None:
    """Rows of others are counted and left out; rows that name none are of it, and without it they are refused."""
    text = "target,period\na,2025-01\nb,2025-02\nc,\nd,2025-01\n"
    tidy, said = read(tmp_path, text, wanted=FEBRUARY)
    assert (numbers(tidy), tidy.left_out, said) == ([(3, None, "2025-02"), (4, None, "2025-02")], 2, [])
    tidy, said = read(tmp_path, text)
    assert said == ["4: cột period: để trống; điền kỳ báo cáo, hoặc thêm --period KỲ"]
    assert [draft.line for draft in tidy.drafts] == [2, 5, 3]
    assert tidy.left_out == 0
    tidy, said = read(tmp_path, "target,value\na,3\n", wanted=JANUARY)
    assert (numbers(tidy), said) == ([(2, None, "2025-01")], [])


NO_PERIOD = "“{}” không phải là kỳ; tệp phân cách bằng dấu phẩy viết kỳ như 2025-02, 2025-Q1, 2025"


def test_periods_are_spelled_as_the_file_is(tmp_path: Path) -> None:
    """A wrong one is told once, also when a period was asked for."""
    tidy, said = read(tmp_path, "target,period\na,2025-Q1\na,02/2025\na, 2025 \n", wanted=Period(2025, 3, 3))
    assert said == [f"3: cột period: {NO_PERIOD.format('02/2025')}"]
    assert (numbers(tidy), tidy.left_out) == ([(2, None, "2025-Q1")], 1)
    tidy, said = read(tmp_path, "target;period\na;quý I/2025\na;2025-02\na;sau này\n")
    assert [each.partition(";")[0] for each in said] == ["4: cột period: “sau này” không phải là kỳ báo cáo"]
    assert numbers(tidy) == [(3, None, "2025-02"), (2, None, "2025-Q1")]


def test_rows_that_somebody_added_are_stamped(tmp_path: Path) -> None:
    """Who and when, where the row does not say it; what was exported keeps what it has."""
    rows = "a,2025-02,,,\na,2025-02,,2025-02-20,\na,2025-02,,,Sở B\na,2025-02,5,,\na,2025-02,x,,\na,2025-02, ,,\n"
    tidy, said = read(tmp_path, f"target,period,entry,recorded_at,recorded_by\n{rows}", stamp=dict(STAMP))
    assert said == ["6: cột entry: “x” không phải là số nguyên"]
    assert [(draft.line, said_in(draft)) for draft in tidy.drafts] == [
        (5, {"target": "a"}),
        (2, {"target": "a", **STAMP}),
        (3, {"target": "a", **STAMP, "recorded_at": date(2025, 2, 20)}),
        (4, {"target": "a", **STAMP, "recorded_by": "Sở B"}),
        (7, {"target": "a", **STAMP}),
    ]


KEY = "cột key: “{}” trái với target, for (“{}”); sửa cho khớp, hoặc để trống cột key"


def test_the_key_says_target_and_part_again(tmp_path: Path) -> None:
    """Where it says another, or the target is missing, the row is doubtful."""
    rows = "dat,dat,\ndat/xa,dat,xa\n dat ,dat,\n,dat,xa\ndat,dat,xa\ndat/xa,dat,\nnha,dat,\ndat,,\n"
    tidy, said = read(tmp_path, f"key,target,for\n{rows}", wanted=FEBRUARY)
    assert said == [
        f"6: {KEY.format('dat', 'dat/xa')}",
        f"7: {KEY.format('dat/xa', 'dat')}",
        f"8: {KEY.format('nha', 'dat')}",
    ]
    assert [draft.line for draft in tidy.drafts] == [2, 3, 4, 5, 9]


NOT_QUOTIENT = "cột value: {} không phải là {}; sửa cho khớp, hoặc để trống cột value"
FRACTIONS = [
    ("33,1,3", None),
    ("33.33,1,3", None),
    ("33.34,1,3", None),
    ("34,1,3", None),
    ("32.9,1,3", NOT_QUOTIENT.format("32,9", "1/3")),
    ("35,1,3", NOT_QUOTIENT.format("35", "1/3")),
    ("32,1,3", NOT_QUOTIENT.format("32", "1/3")),
    ("74,3,4", NOT_QUOTIENT.format("74", "3/4")),
    ("76,3,4", NOT_QUOTIENT.format("76", "3/4")),
    ("75.9,3,4", NOT_QUOTIENT.format("75,9", "3/4")),
    ("5,3,1", NOT_QUOTIENT.format("5", "3/1")),
    ("300,3,1", None),
    ("50.00,50009,100000", None),
    ("50.00,49991,100000", None),
    ("50.00,50010,100000", NOT_QUOTIENT.format("50", "50.010/100.000")),
    ("50.00,49990,100000", NOT_QUOTIENT.format("50", "49.990/100.000")),
    ("5,3,0", None),
    ("5,3,-4", None),
]


def test_a_value_beside_a_fraction_is_its_quotient(tmp_path: Path) -> None:
    """To as many decimals as it has, either way of rounding; then the fraction alone is kept."""
    for cells, expected in FRACTIONS:
        tidy, said = read(tmp_path, f"target,value,numerator,denominator\na,{cells}\n", wanted=FEBRUARY)
        assert (cells, said) == (cells, [] if expected is None else [f"2: {expected}"])
        kept = [draft.fields["value"] for draft in tidy.drafts]
        value = Decimal(5) if cells in ("5,3,0", "5,3,-4") else None
        assert (cells, kept) == (cells, [] if expected else [value])
    tidy, said = read(tmp_path, "target;value;numerator;denominator\na;2 nghìn;80;4\n", wanted=FEBRUARY)
    assert (said, tidy.drafts[0].fields["value"]) == ([], None)
    for head in ("numerator", "denominator"):
        tidy, said = read(tmp_path, f"target,value,{head}\na,5,3\n", wanted=FEBRUARY)
        assert (said, tidy.drafts[0].fields["value"]) == ([], Decimal(5))


def test_what_is_wrong_stands_in_the_order_of_the_lines(tmp_path: Path) -> None:
    """First of the head, then row by row; of one row every cell."""
    text = "period,value,valeu\n2025-02,x,\n2025-02,1,2,3\n2025-13,1,\n"
    tidy, said = read(tmp_path, text)
    assert said == [
        "1: không có cột nào tên là “valeu”; có phải là value?",
        "1: thiếu cột target (mã chỉ tiêu)",
        f"2: cột value: {NO_NUMBER.format('x')}",
        "3: có 4 ô, dòng đầu có 3 cột; xem lại dấu phân cách và dấu ngoặc kép",
        f"4: cột period: {NO_PERIOD.format('2025-13')}",
    ]
    assert tidy.drafts == ()


def test_every_cell_of_a_row_is_told(tmp_path: Path) -> None:
    """Not only the first, and not what only follows from another."""
    text = "target,key,value,numerator,denominator,as_of\na,b,x,1,3,y\n"
    _tidy, said = read(tmp_path, text, wanted=FEBRUARY)
    assert said == [
        f"2: cột value: {NO_NUMBER.format('x')}",
        f"2: cột as_of: {NO_DAY.format('y')}",
        f"2: {KEY.format('b', 'a')}",
    ]


def test_target_and_file_are_named(tmp_path: Path) -> None:
    """Blanks around a target do not count; a head without any known column is no such file."""
    tidy, said = read(tmp_path, "target,period\n dat ,2025-02\n")
    assert (said, said_in(tidy.drafts[0])) == ([], {"target": "dat"})
    with pytest.raises(UsageError) as raised:
        read(tmp_path, "TT,Chỉ tiêu\n1,Đất\n")
    assert str(raised.value) == (
        "Chưa ghi: figures.csv: dòng đầu không có tên cột nào (target, period, for, numerator, …), nên không phải bảng "
        "figures.csv do dts export xuất."
    )
