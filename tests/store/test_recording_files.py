"""Several record files in one go: all are judged first; what could not be finished is said exactly."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.period import Period
from dts.core.problem import DataError, Place, Problem, UnconfirmedError, UsageError, WriteError
from dts.store import recording_files
from dts.store.desk import Desk, open_desk
from dts.store.recording import Entry, Recorded
from dts.store.recording_files import Batch, check_files, held_figures, write_batches
from dts.store.signals import StoppedAfterWriting

DAY = date(2025, 2, 20)
TARGETS = '[targets.a]\nname = "A"\nkind = "count"\nunit = "tổ"\n'
YEAR, MONTH = Period(2024, 12, 12), Period(2025, 2, 1)


def batch(period: Period, value: int) -> Batch:
    """One figure."""
    return Batch(period, (Entry("figure", {"target": "a", "value": value}),))


@pytest.fixture
def desk(workspace: Callable[..., Path]) -> Desk:
    """A folder with a year and a month."""
    records = {"2024": '[[figure]]\ntarget = "a"\nvalue = 1\n', "2025-02": '[[note]]\ntarget = "a"\ntext = "b"\n'}
    return open_desk(workspace(TARGETS, records), DAY)


def contents(desk: Desk) -> dict[str, bytes]:
    """Every record file."""
    return {path.name: path.read_bytes() for path in sorted((desk.folder / "records").iterdir())}


def test_both_files_are_written(desk: Desk) -> None:
    """In the order given, each with its line."""
    done = write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert [(each.written.path.name, each.line) for each in done] == [("2024.toml", 7), ("2025-02.toml", 7)]


def test_a_trial_writes_nothing(desk: Desk) -> None:
    """And says what would be."""
    before = contents(desk)
    tried = write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=True)
    assert contents(desk) == before
    done = write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert [(each.written, each.lines) for each in done] == [(each.written, each.lines) for each in tried]


@pytest.mark.parametrize(("count", "together"), [(1, False), (2, True)])
def test_a_stop_between_trial_and_write(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int, together: bool
) -> None:
    """One file is written in its own step; several are one write, which a stop does not cut off."""
    write, seen = recording_files.write_entries, list[object]()

    def stopping(desk: Desk, period: Period, *rest: object, dry_run: bool) -> Recorded:
        if not dry_run:
            seen.append(signal.getsignal(signal.SIGTERM))
        return write(desk, period, *rest, dry_run=dry_run)  # type: ignore[arg-type]

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(recording_files, "write_entries", stopping)
    done = write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)][:count], DAY, dry_run=False)
    assert len(done) == len(seen) == count
    assert all(handler != before for handler in seen) is together
    assert [each.written.path.name for each in done] == ["2024.toml", "2025-02.toml"][:count]


def test_only_the_same_target_and_part_of_the_same_month_is_expected(workspace: Callable[..., Path]) -> None:
    """What of the files an entry may replace."""
    one = '[[figure]]\ntarget = "a"\nvalue = 1\n[[figure]]\ntarget = "a"\nfor = "xa"\nvalue = 2\n'
    two = '[[figure]]\ntarget = "b"\nvalue = 3\n[[figure]]\ntarget = "a"\nvalue = 4\n'
    targets = TARGETS + '[targets.b]\nname = "B"\nkind = "count"\nunit = "tổ"\n'
    desk = open_desk(workspace(targets, {"2025-02": one + two, "2025-01": one}), DAY)

    def held(*entries: Entry) -> list[object]:
        return [each.value for each in held_figures(desk, Batch(MONTH, entries))]

    figures = [Entry("figure", fields) for fields in ({"target": "a"}, {"target": "a", "for": "xa"}, {"target": "b"})]
    assert [held(each) for each in figures] == [[1, 4], [2], [3]]
    assert held(figures[0], figures[2]) == [1, 3, 4]
    assert held(Entry("sent", {"on": DAY})) == []


def test_an_error_of_the_first_file_is_said_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was written yet."""

    def failing(*_given: object, dry_run: bool) -> Recorded | None:
        if not dry_run:
            raise WriteError("đầy. Chưa ghi gì.")
        return None

    monkeypatch.setattr(recording_files, "write_entries", failing)
    with pytest.raises(WriteError) as told:
        write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert str(told.value) == "đầy. Chưa ghi gì."


def test_of_a_file_that_went_bad_the_first_problem_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the first file and the second."""
    write = recording_files.write_entries
    problems = [Problem(Place("records/2025-02.toml"), text) for text in ("đầu", "giữa", "cuối")]

    def failing(desk: Desk, period: Period, *rest: object, dry_run: bool) -> Recorded:
        if period == MONTH and not dry_run:
            raise DataError(problems)
        return write(desk, period, *rest, dry_run=dry_run)  # type: ignore[arg-type]

    monkeypatch.setattr(recording_files, "write_entries", failing)
    with pytest.raises(UnconfirmedError) as told:
        write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert str(told.value) == "ĐÃ GHI 2024.toml; CHƯA GHI 2025-02.toml: đầu"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[figure]\n", ["tên mục thiếu dấu ngoặc vuông đóng"]),
        ("[[figure]]\nvalue = 1\n", ["thiếu khóa target (chỉ tiêu)"]),
    ],
    ids=["syntax", "content"],
)
def test_every_unsound_file_asked_for_is_named(workspace: Callable[..., Path], text: str, told: list[str]) -> None:
    """With all its problems, in the order asked for; sound ones and others are not spoken of."""
    desk = open_desk(workspace(TARGETS, {"2024": text, "2025-02": text, "2025-01": text, "2024-12": ""}), DAY)
    with pytest.raises(DataError) as raised:
        check_files(desk, [MONTH, Period(2024, 12, 1), YEAR], DAY)
    assert [(each.place.file, each.message) for each in raised.value.problems] == [
        (f"records/{name}.toml", message) for name in ("2025-02", "2024") for message in told
    ]


@pytest.mark.parametrize("value", [-1, "x"])
def test_one_impossible_entry_stops_all(desk: Desk, value: object) -> None:
    """The sound file is not touched either."""
    before = contents(desk)
    bad = Batch(MONTH, (Entry("figure", {"target": "a", "value": value}),))  # type: ignore[dict-item]
    with pytest.raises(UsageError):
        write_batches(desk, [batch(YEAR, 2), bad], DAY, dry_run=False)
    assert contents(desk) == before


def test_somebody_was_faster_in_the_second_file(desk: Desk) -> None:
    """Nothing is written to the first."""
    path = desk.folder / "records" / "2025-02.toml"
    path.write_bytes(path.read_bytes() + b'\n[[figure]]\ntarget = "a"\nvalue = 9\n')
    before = contents(desk)
    with pytest.raises(UsageError, match="người khác vừa ghi 9 cho a"):
        write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert contents(desk) == before


def test_a_disk_that_fails_between_two_files_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written and what is not: never "nothing changed"."""
    write = recording_files.write_entries

    def failing(desk: Desk, period: Period, *rest: object, dry_run: bool) -> Recorded:
        if period == MONTH and not dry_run:
            raise WriteError("Không ghi được tệp 2025-02.toml: hết chỗ trên đĩa. Chưa ghi gì.")
        return write(desk, period, *rest, dry_run=dry_run)  # type: ignore[arg-type]

    monkeypatch.setattr(recording_files, "write_entries", failing)
    before = contents(desk)
    with pytest.raises(UnconfirmedError, match=r"^ĐÃ GHI 2024\.toml; CHƯA GHI 2025-02\.toml: .*hết chỗ trên đĩa"):
        write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    after = contents(desk)
    assert after["2024.toml"] != before["2024.toml"]
    assert after["2025-02.toml"] == before["2025-02.toml"]


def test_a_stop_between_two_files_waits_for_the_second(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after the first file: the second is written too, then the stop is obeyed."""
    write = recording_files.write_entries

    def stopping(desk: Desk, period: Period, *rest: object, dry_run: bool) -> Recorded:
        recorded = write(desk, period, *rest, dry_run=dry_run)  # type: ignore[arg-type]
        if period == YEAR and not dry_run:
            signal.raise_signal(signal.SIGINT)
        return recorded

    monkeypatch.setattr(recording_files, "write_entries", stopping)
    with pytest.raises(StoppedAfterWriting):
        write_batches(desk, [batch(YEAR, 2), batch(MONTH, 3)], DAY, dry_run=False)
    assert "value  = 3" in contents(desk)["2025-02.toml"].decode()


def test_an_unsound_file_is_named_before_anybody_types(desk: Desk) -> None:
    """Only where it is one of the periods asked for."""
    (desk.folder / "records" / "2025-02.toml").write_text('period = "2025-02"\n[[figure]]\nvalue = 1\n', "utf-8")
    later = open_desk(desk.folder, DAY)
    check_files(later, [YEAR], DAY)
    with pytest.raises(DataError):
        check_files(later, [YEAR, MONTH], DAY)
