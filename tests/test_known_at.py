"""`--known-at DAY` rebuilds every view as it was known that day: as if nothing recorded later had been written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Make, Run

TARGETS = """\
[owners.so-yt]
name  = "Sở Y tế"
level = "tinh"

[targets.tram]
name     = "Trạm phát sóng"
kind     = "count"
unit     = "trạm"
owner    = "so-yt"
every    = "month"
at_least = 100
by       = 2025-12-31
person   = "Giám đốc"

[targets.ho-so]
name     = "Hồ sơ trực tuyến"
kind     = "ratio"
unit     = "hồ sơ"
owner    = "so-yt"
at_least = 80
by       = 2025-02-10
every    = "month"
[targets.ho-so.for.tinh]
[targets.ho-so.for.xa]

[targets.ke-hoach]
name   = "Ban hành kế hoạch"
kind   = "task"
owner  = "so-yt"
before = 2025-02-15
"""
JANUARY = """
[[figure]]
target = "tram"
value  = 40
source = "Báo cáo tháng 01"
recorded_at = 2025-01-20T08:00:00+07:00
"""
FEBRUARY = """
[[figure]]
target = "tram"
value  = 60
source = "Báo cáo tháng 02"
recorded_at = 2025-02-18T08:00:00+07:00
recorded_by = "Sở Y tế"

[[figure]]
target = "ho-so"
for = "tinh"
numerator = 3
denominator = 4
recorded_at = 2025-02-18

[[figure]]
target = "ho-so"
for = "xa"
value = 50
published_on = 2025-02-19

[[figure]]
target = "ke-hoach"
done = 2025-02-16
evidence = "Số 1"
recorded_at = 2025-02-19

[[figure]]
target = "tram"
value  = 62
reason = "Nhập nhầm"
recorded_at = 2025-02-21T08:00:00+07:00

[[figure]]
target = "ho-so"
for = "tinh"
withdrawn = true
reason = "Nhầm cấp"
recorded_at = 2025-02-22

[[figure]]
target = "ke-hoach"
done = 2025-02-16
evidence = "Số 1"
confirmed = 2025-02-22
reason = "Xác nhận"
recorded_at = 2025-02-22

[[explanation]]
target = "ho-so"
text = "Chờ cấp xã"
recorded_at = 2025-02-19

[[note]]
target = "tram"
text = "Đang lắp"
recorded_at = 2025-02-22

[[sent]]
on = 2025-02-20
to = "Văn phòng"
recorded_at = 2025-02-21
"""
VIEWS = (
    *("status", "status --json", "status --compact", "status ho-so --by-unit", "show tram", "show tram --json"),
    *("show ho-so", "show ho-so --for tinh", "show ke-hoach", "show ke-hoach --json", "owners", "owners --json"),
    *("owners so-yt", "owners so-yt --json", "owners --person", "overdue", "overdue --json"),
    *("report --period 2025-02", "report --period 2025-02 --json", "report --period 2025-02 --format md"),
    *("report --period 2025-02 --format html", "report --one-page"),
)
DAYS = ("17/2/2025", "18/2/2025", "19/2/2025", "21/2/2025", "22/2/2025")
AS_OF, TODAY = "25/2/2025", date(2025, 3, 1)


def entries(text: str, known: date | None) -> str:
    """The entries of a file that were recorded by a day; all of them for None."""
    blocks = re.split(r"(?m)^(?=\[\[)", text)
    kept = []
    for block in blocks:
        day = re.search(r"(?:recorded_at|published_on) = (\d{4}-\d\d-\d\d)", block)
        if day is None or known is None or date.fromisoformat(day[1]) <= known:
            kept.append(block)
    return "".join(kept)


def folder(make: Make, known: date | None) -> Path:
    """The data folder, whole or as it was on a day."""
    made: Path = make(TARGETS, {"2025-01": entries(JANUARY, known), "2025-02": entries(FEBRUARY, known)})
    return made


def as_date(typed: str) -> date:
    """`18/2/2025`."""
    day, month, year = map(int, typed.split("/"))
    return date(year, month, day)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_rebuilt_as_it_was_known(run: Run, workspace: Make, view: str) -> None:
    """The same screen and the same data as if nothing later had been written."""
    words = [*view.split(), "--as-of", AS_OF]
    seen = set()
    for typed in DAYS:
        rebuilt = run(*words, "--known-at", typed, folder=folder(workspace, None), today=TODAY)
        then = run(*words, "--known-at", typed, folder=folder(workspace, as_date(typed)), today=TODAY)
        assert rebuilt.code == then.code == 0, rebuilt.err
        assert rebuilt == then
        seen.add(rebuilt.out)
    assert len(seen) > 1


def test_open_data_and_letters_are_rebuilt_too(run: Run, workspace: Make, tmp_path: Path) -> None:
    """Files in a folder, byte for byte."""
    for words in (["export"], ["report", "--period", "2025-02", "--each-owner"]):
        for typed in DAYS:
            found = []
            for name, known in (("whole", None), ("then", as_date(typed))):
                place = tmp_path / f"{words[0]}-{name}-{typed.replace('/', '-')}"
                argv = [*words, str(place), "--as-of", AS_OF, "--known-at", typed]
                assert run(*argv, folder=folder(workspace, known), today=TODAY).code == 0
                found.append({path.name: path.read_bytes() for path in place.iterdir() if path.suffix != ".docx"})
            assert found[0] == found[1]
            assert found[0]


def test_every_view_that_takes_a_day_takes_a_day_of_knowledge() -> None:
    """`--as-of` without `--known-at` is only for `check`, which looks at the files as they are."""
    from dts.commands.program import build

    for command in build().registered_commands:
        names = command.callback.__annotations__ if command.callback else {}
        if "as_of" in names and command.name != "check":
            assert "known_at" in names, command.name


def test_restated_figures_are_marked_wherever_they_are_shown(run: Run, workspace: Make) -> None:
    """`show` tells the number before and why; the report tells what came after it was sent."""
    made = folder(workspace, None)
    shown = run("show", "tram", "--as-of", AS_OF, folder=made, today=TODAY).out
    assert "số cũ 60 trạm, đính chính 21/02/2025, lý do: Nhập nhầm" in shown
    assert "Đính chính: 1. Rút số liệu: không có." in shown
    before = run("show", "tram", "--as-of", AS_OF, "--known-at", "20/2/2025", folder=made, today=TODAY).out
    assert "Đính chính: không có." in before
    told = run("report", "--period", "2025-02", "--as-of", AS_OF, folder=made, today=TODAY).out
    assert "đính chính" in told.lower()
