"""Words about a lost figure: each rule's sentence, entries and moments as people write them, oddities as found."""

from __future__ import annotations

from datetime import date

import pytest

from dts.core.check_lost import check_edited, check_journals, check_lost, check_unfinished, content_text, moment_text
from dts.core.finding import Finding, Material
from dts.core.log import Log
from dts.core.model import Assignment, Kind, Registry, Target
from dts.core.survey import Losses, Pair, Survey
from dts.core.written import Facts, Present, Written

MOMENTS = {
    "2025-02-20T09:15:00+07:00": "20/02/2025 09:15",
    "2025-02-20T02:15:00+00:00": "20/02/2025 09:15",
    "2025-02-20T17:30:00+00:00": "21/02/2025 00:30",
    "2025-02-20T09:15:00": "20/02/2025 09:15",
    "hôm qua": "hôm qua",
}
REGISTRY = Registry(
    title="Thử",
    targets={
        key: Target(id=key, group=None, kind=kind, unit=unit, whole=Assignment(name=key, short=key))
        for key, kind, unit in (("tram", Kind.COUNT, "trạm"), ("dat", Kind.RATIO, None), ("viec", Kind.TASK, None))
    },
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_moment_is_told_in_vietnamese_time(moment: str) -> None:
    """Always UTC+7; what is no moment is shown as found."""
    assert moment_text(moment) == MOMENTS[moment]


CONTENTS = {
    "count": ("figure", {"target": "tram", "value": "60"}, "60 trạm, kỳ tháng 02/2025"),
    "ratio": ("figure", {"target": "dat", "value": "36.18"}, "36,18%, kỳ tháng 02/2025"),
    "fraction": (
        "figure",
        {"target": "dat", "numerator": "762284", "denominator": "980226", "as_of": "2025-02-19"},
        "762.284/980.226, kỳ tháng 02/2025, tính đến 19/02/2025",
    ),
    "published": (
        "figure",
        {"target": "tram", "value": "60", "qualifier": ">", "published": "hơn 60"},
        "hơn 60, kỳ tháng 02/2025",
    ),
    "withdrawn": ("figure", {"target": "tram", "withdrawn": "true"}, "rút số liệu, kỳ tháng 02/2025"),
    "done": ("figure", {"target": "viec", "done": "trước 10/2024"}, "hoàn thành trước 10/2024, kỳ tháng 02/2025"),
    "target gone": ("figure", {"target": "cu", "value": "60"}, "60, kỳ tháng 02/2025"),
    "fraction of a target gone": (
        "figure",
        {"target": "cu", "numerator": "3", "denominator": "4"},
        "3/4, kỳ tháng 02/2025",
    ),
    "half a fraction": ("figure", {"target": "cu", "numerator": "3"}, "3, kỳ tháng 02/2025"),
    "no target": ("figure", {"value": "60"}, "60, kỳ tháng 02/2025"),
    "no number": ("figure", {"target": "tram", "value": "x"}, "x, kỳ tháng 02/2025"),
    "no day": ("figure", {"target": "tram", "value": "1", "as_of": "nay"}, "1 trạm, kỳ tháng 02/2025, tính đến nay"),
    "explanation": ("explanation", {"target": "tram", "text": "chờ"}, "giải trình “chờ”, kỳ tháng 02/2025"),
    "note": (
        "note",
        {"target": "tram", "text": "chờ", "as_of": "2025-02-19"},
        "tình hình “chờ”, kỳ tháng 02/2025, tính đến 19/02/2025",
    ),
    "note without text": ("note", {}, "tình hình “”, kỳ tháng 02/2025"),
    "report": ("sent", {"on": "2025-02-25", "as_of": "2025-02-19"}, "báo cáo kỳ tháng 02/2025 gửi 25/02/2025"),
    "report without a day": ("sent", {}, "báo cáo kỳ tháng 02/2025 gửi "),
}


@pytest.mark.parametrize(("table", "facts", "told"), CONTENTS.values(), ids=CONTENTS)
def test_an_entry_in_words(table: str, facts: Facts, told: str) -> None:
    """As its target is read today; what cannot be read so, as it stands in the journal."""
    assert content_text(REGISTRY, table, "2025-02", facts) == told
    assert content_text(REGISTRY, "figure", "tháng hai", {"target": "tram", "value": "60"}) == "60, tháng hai"


FIGURE = Written(
    id="a-0",
    at="2025-02-20T09:15:00+07:00",
    period="2025-02",
    table="figure",
    facts={"target": "tram", "for": "xa-a", "value": "60", "recorded_by": "Lan"},
    text="",
    who="an (máy may1)",
    journal="journal-may1-an.jsonl",
)
REPORT = FIGURE._replace(table="sent", facts={"on": "2025-02-25"})
ENTRY = "60 trạm, kỳ tháng 02/2025, Lan ghi 20/02/2025 09:15"
SENT = "báo cáo kỳ tháng 02/2025 gửi 25/02/2025, an (máy may1) ghi 20/02/2025 09:15"


def details(each: Written) -> dict[str, object]:
    """What programs are told of an entry that stands in no file."""
    return {
        "table": each.table,
        "period": "2025-02",
        "entry": dict(each.facts),
        "written_at": "2025-02-20T09:15:00+07:00",
        "written_by": "an (máy may1)",
        "journal": "journal-may1-an.jsonl",
    }


def material(**losses: object) -> Material:
    """What the journals and the files tell together."""
    return Material(REGISTRY, Log(), date(2025, 2, 25), (), {}, {}, losses=Losses(**losses))  # type: ignore[arg-type]


def test_a_lost_entry_is_an_error_that_names_the_way_back() -> None:
    """With its target where it has one, and everything known of it for programs."""
    assert list(check_lost(material(survey=Survey(lost=(FIGURE, REPORT))))) == [
        Finding(
            "lost",
            "records/2025-02.toml",
            (),
            f"tram/xa-a: {ENTRY} không còn trong tệp; lấy lại: dts restore tram; nhật ký journal-may1-an.jsonl",
            warning=False,
            targets=("tram",),
            details=details(FIGURE),
        ),
        Finding(
            "lost",
            "records/2025-02.toml",
            (),
            f"{SENT} không còn trong tệp; lấy lại: dts restore; nhật ký journal-may1-an.jsonl",
            warning=False,
            details=details(REPORT),
        ),
    ]


def test_an_edited_entry_is_a_warning_at_its_place_of_today() -> None:
    """What was written and what stands there now."""
    now = Present("figure", "2025-03", {"target": "tram", "value": "70"}, 4)
    assert list(check_edited(material(survey=Survey(edited=(Pair(FIGURE, now),))))) == [
        Finding(
            "edited",
            "records/2025-03.toml",
            ("figure", 4),
            f"tram/xa-a: sửa tay: {ENTRY}, nay trong tệp là 70 trạm, kỳ tháng 3/2025",
            targets=("tram",),
            details=details(FIGURE),
        )
    ]


def test_an_unfinished_entry_is_a_warning() -> None:
    """With both ways on."""
    told = "lần ghi bị dừng giữa chừng: {}, chưa vào tệp; nếu cần thì ghi lại; bỏ qua: dts restore --forget"
    assert list(check_unfinished(material(survey=Survey(unfinished=(FIGURE, REPORT))))) == [
        Finding(
            "unfinished",
            "records/2025-02.toml",
            (),
            f"tram/xa-a: {told.format(ENTRY)}",
            targets=("tram",),
            details=details(FIGURE),
        ),
        Finding("unfinished", "records/2025-02.toml", (), told.format(SENT), details=details(REPORT)),
    ]


def test_bad_journals_are_warnings() -> None:
    """Each damaged one by itself, all unreadable ones together."""
    lines = tuple(str(number) for number in range(1234))
    damaged = {"journal-a.jsonl": lines, "journal-b.jsonl": ("1",)}
    told = (
        "nhật ký hỏng {} dòng; số ghi ở các dòng ấy nếu mất thì không dò ra; số liệu trong tệp không sao; "
        "thôi nhắc: dts restore --forget"
    )
    assert list(check_journals(material(damaged=damaged, unreadable=("journal-c.jsonl", "journal-d.jsonl")))) == [
        Finding("journal", ".dts/journal-a.jsonl", (), told.format("1.234")),
        Finding("journal", ".dts/journal-b.jsonl", (), told.format("1")),
        Finding(
            "journal_unreadable",
            ".dts",
            (),
            "không đọc được nhật ký (journal-c.jsonl, journal-d.jsonl); "
            "số ghi trong đó nếu mất thì máy này không dò ra",
        ),
    ]
    assert list(check_journals(material())) == []
