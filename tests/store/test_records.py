"""A record file: every entry is read to its last key, impossible ones are refused and take nothing with them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dts.core.log import Done, Figure, Remark, Sent
from dts.core.model import Registry
from dts.core.period import Period
from dts.store.records import Record, read_record
from dts.store.source import Source, judge
from dts.store.targets import read_targets
from tests.store.reading import cases_of, told

TARGETS = """\
schema = 1
title = "T"
[owners.so-a]
name = "Sở A"
level = "tinh"
[owners.xa-b]
name = "UBND xã B"
level = "xa"
[targets.ty-le]
name = "Tỷ lệ"
kind = "ratio"
[targets.tram]
name = "Trạm"
kind = "count"
unit = "trạm"
[targets.viec]
name = "Việc"
kind = "task"
[reports.thang]
agency = "Sở A"
"""
FEBRUARY = Period(2025, 2, 1)
DAY = date(2025, 2, 25)
SAID = cases_of("records")


def registry_of(targets: str) -> Registry:
    """What a sound targets.toml says."""
    source = Source("targets.toml", targets)
    judge(source)
    registry = read_targets(source)
    assert source.problems == []
    return registry


def read(
    text: str, *, targets: str = TARGETS, period: Period = FEBRUARY, today: date = DAY
) -> tuple[Record, list[str]]:
    """What a record file says, and what is wrong with it."""
    source = Source(f"records/{period.key}.toml", text)
    judge(source)
    record = read_record(source, period, registry_of(targets), today)
    return record, told(source.problems)


def entries(record: Record) -> int:
    """How many there are."""
    return len(record.figures) + len(record.explanations) + len(record.notes) + len(record.sent)


HEAD = 'period = "2025-02"\n'
BEFORE = {"the file": "", "a figure": f'{HEAD}[[figure]]\ntarget = "ty-le"\n', "a sending": f"{HEAD}[[sent]]\n"}
"""What stands before the lines of a heading; mostly only the period."""


@pytest.mark.parametrize("heading", SAID)
def test_what_is_wrong_is_said(heading: str) -> None:
    """Exactly what is wrong, underlined, with what to type; nothing of what is sound."""
    before = BEFORE.get(heading, HEAD)
    assert [(text, read(before + text)[1]) for text, _said in SAID[heading]] == SAID[heading]


@pytest.mark.parametrize("heading", ["subjects", "a figure", "a task"])
def test_what_is_wrong_is_no_entry(heading: str) -> None:
    """Nothing is taken from a figure with a mistake; what is sound is one entry."""
    before = BEFORE.get(heading, HEAD)
    found = [(text, entries(read(before + text)[0])) for text, _said in SAID[heading]]
    assert found == [(text, 0 if said else 1) for text, said in SAID[heading]]


def test_empty_file_holds_nothing() -> None:
    """Told as such, and no entry is taken from it."""
    record, said = read(" \n")
    assert (entries(record), len(said)) == (0, 1)


def test_wrong_remarks_and_sendings_are_no_entries() -> None:
    """Without words, without a day, or of nothing known."""
    remarks = [
        'target = "ty-le"',
        'target = "ty-le"\nfor = 3\ntext = "x"',
        'target = "ty-le"\ntext = 3',
        'text = "x"',
        'target = "z"\ntext = "x"',
    ]
    sent = ["", "on = 3", "on = 2025-02-26", 'on = 2025-02-25\nreport = "zzz"']
    for table, entry in [("note", each) for each in remarks] + [("sent", each) for each in sent]:
        assert entries(read(f"{HEAD}[[{table}]]\n{entry}")[0]) == 0


WHOLE = """\
period = "2025-02"

[[figure]]
target = "ty-le"
for = "xa"
numerator = 3
denominator = 4
published = "75%"
published_on = 2025-02-24
source = "Hội nghị"
as_of = 2025-02-20
as_of_text = "đến hội nghị"
estimate = true
note = "ghi chú"
reason = "lý do"
evidence = "minh chứng"
confirmed = 2025-02-25
recorded_at = 2025-02-25T09:15:00+07:00
recorded_by = "Sở A"
restored_at = 2025-02-25
restored_by = "Sở B"

[[figure]]
target = "tram"
for = "so-a"
value = "hơn 3.000 trạm"

[[figure]]
target = "tram"
value = 5
qualifier = "~"
recorded_at = 2025-02-25

[[figure]]
target = "ty-le"
value = "ước 5%"

[[figure]]
target = "ty-le"
withdrawn = true

[[figure]]
target = "viec"
done = 2025-02-20
confirmed = 2025-02-20

[[explanation]]
target = "ty-le"
for = "xa-b"
text = "giải trình"
as_of = 2025-02-20
recorded_at = 2025-02-21
recorded_by = "Sở A"
restored_at = 2025-02-22T10:00:00+07:00
restored_by = "Sở B"

[[note]]
target = "viec"
text = "tình hình"

[[sent]]
on = 2025-02-25
to = "Bộ"
report = "thang"
recorded_at = 2025-02-25T09:15:00Z
recorded_by = "Sở A"
restored_at = 2025-02-25
restored_by = "Sở B"

[[sent]]
on = 2025-02-24
"""


def test_every_key_is_read() -> None:
    """Nothing that may stand in a record file is lost, but the names that only people read."""
    record, said = read(WHOLE)
    assert said == []
    file = "records/2025-02.toml"
    assert record.figures == [
        Figure(
            "ty-le",
            "xa",
            FEBRUARY,
            given_as_of=date(2025, 2, 20),
            as_of_text="đến hội nghị",
            numerator=Decimal(3),
            denominator=Decimal(4),
            confirmed=DAY,
            evidence="minh chứng",
            estimate=True,
            published="75%",
            published_on=date(2025, 2, 24),
            source="Hội nghị",
            note="ghi chú",
            reason="lý do",
            recorded_at=datetime(2025, 2, 25, 2, 15, tzinfo=UTC),
            recorded_by="Sở A",
            restored_at=DAY,
            file=file,
        ),
        Figure(
            "tram",
            "so-a",
            FEBRUARY,
            value=Decimal(3000),
            qualifier=">",
            published="hơn 3.000 trạm",
            file=file,
            number=1,
        ),
        Figure("tram", None, FEBRUARY, value=Decimal(5), qualifier="~", recorded_at=DAY, file=file, number=2),
        Figure("ty-le", None, FEBRUARY, value=Decimal(5), estimate=True, file=file, number=3),
        Figure("ty-le", None, FEBRUARY, withdrawn=True, file=file, number=4),
        Figure(
            "viec",
            None,
            FEBRUARY,
            done=Done(date(2025, 2, 20), date(2025, 2, 20), "20/02/2025"),
            confirmed=date(2025, 2, 20),
            file=file,
            number=5,
        ),
    ]
    assert record.explanations == [
        Remark("ty-le", "xa-b", FEBRUARY, "giải trình", date(2025, 2, 21), "Sở A", date(2025, 2, 20))
    ]
    assert record.notes == [Remark("viec", None, FEBRUARY, "tình hình")]
    assert record.sent == [
        Sent(FEBRUARY, DAY, "Bộ", report="thang", recorded_at=datetime(2025, 2, 25, 9, 15, tzinfo=UTC)),
        Sent(FEBRUARY, date(2025, 2, 24)),
    ]


FIGURE_KEYS = """
target for numerator denominator value of qualifier published published_on source as_of as_of_text estimate note reason
withdrawn done evidence confirmed recorded_at recorded_by restored_at restored_by
"""
TO_FIGURE = "đặt dòng này dưới một mục [[figure]]"
TO_TARGETS = "khóa này thuộc targets.toml, dưới [targets.<mã>]"
NOT_OF_REMARKS = (
    "numerator denominator value of qualifier published published_on source as_of_text estimate note reason"
)
MISPLACED = {
    "an entry's keys before all tables": (HEAD, FIGURE_KEYS.replace(" note ", " ") + " text on to", TO_FIGURE),
    "a target's keys of a figure": (
        f'{HEAD}[[figure]]\ntarget = "ty-le"\n',
        "at_least above at_most below by before owner unit name basis kind every",
        TO_TARGETS,
    ),
    "a figure's keys of a remark": (
        f'{HEAD}[[note]]\ntarget = "ty-le"\ntext = "x"\n',
        f"{NOT_OF_REMARKS} withdrawn done evidence confirmed",
        "khóa này thuộc [[figure]]",
    ),
}


@pytest.mark.parametrize("case", MISPLACED)
def test_key_in_the_wrong_place(case: str) -> None:
    """It is told where it belongs."""
    before, keys, advice = MISPLACED[case]
    _record, said = read(before + "".join(f"{key} = 'x'\n" for key in keys.split()))
    assert [each for each in said if "sai chỗ" in each] == [
        f"«{key}» khóa {key} đặt sai chỗ | {advice}" for key in keys.split()
    ]


CALENDARS = """\
schema = 1
title = "T"
[rules]
due_day = { tinh = 25, xa = 18 }
[groups.thang]
name = "Theo tháng"
cutoff_day = "end"
[groups.som]
name = "Chốt sớm"
cutoff_day = 5
[owners.xa-b]
name = "UBND xã B"
level = "xa"
[targets.a]
name = "A"
kind = "ratio"
[targets.thang]
name = "Theo tháng"
kind = "ratio"
group = "thang"
[targets.som]
name = "Chốt sớm"
kind = "ratio"
group = "som"
[targets.viec]
name = "Việc"
kind = "task"
group = "thang"
"""
MARCH = 'period = "2025-03"\n[[figure]]\ntarget = "{}"\n'
NOT_BEGUN = "«[[figure]]» kỳ tháng 3/2025 chưa bắt đầu (số liệu từ {})"
BEGUN = [
    ("a", "value = 3", date(2025, 2, 14), "15/02/2025"),
    ("a", "value = 3", date(2025, 2, 15), None),
    ("a", 'for = "xa-b"\nvalue = 3', date(2025, 2, 14), "15/02/2025"),
    ("a", 'for = "xa-b"\nvalue = 3', date(2025, 2, 15), None),
    ("a", 'for = "xa"\nvalue = 3', date(2025, 2, 14), "15/02/2025"),
    ("a", "value = 3\nas_of = 2025-02-14", date(2025, 2, 14), None),
    ("som", "value = 3", date(2025, 2, 5), "06/02/2025"),
    ("som", "value = 3", date(2025, 2, 6), None),
    ("thang", "value = 3", date(2025, 2, 28), "01/3/2025"),
    ("thang", "value = 3", date(2025, 3, 1), None),
    ("viec", "withdrawn = true", date(2025, 2, 28), "01/3/2025"),
]


@pytest.mark.parametrize(("target", "lines", "today", "first"), BEGUN)
def test_figure_of_a_period_to_come(target: str, lines: str, today: date, first: str | None) -> None:
    """Refused by the calendar of its own target, unless the day it is true for is told and has come."""
    text = MARCH.format(target) + lines
    record, said = read(text, targets=CALENDARS, period=Period(2025, 3, 1), today=today)
    assert said == ([] if first is None else [NOT_BEGUN.format(first)])
    assert entries(record) == (1 if first is None else 0)


def test_task_done_before_its_period_begins() -> None:
    """A day done has its own month: the file is of that month, whenever its data begin."""
    text = MARCH.format("viec") + "done = 2025-03-01"
    record, said = read(text, targets=CALENDARS, period=Period(2025, 3, 1), today=date(2025, 3, 1))
    assert (entries(record), said) == (1, [])
    record, said = read(text, targets=CALENDARS, period=Period(2025, 3, 1), today=date(2025, 2, 28))
    assert said == ["«2025-03-01» ngày 01/3/2025 chưa đến"]
