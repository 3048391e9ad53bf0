"""Writing entries into the file of a period: what joins it, what is refused and why, what the journal is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dts.core.dates import VIETNAM
from dts.core.log import Figure
from dts.core.period import Period
from dts.core.problem import DataError, UsageError
from dts.store import desk as desk_module
from dts.store import recording
from dts.store.cache import Cache, open_cache
from dts.store.desk import Desk, open_desk
from dts.store.ledger import Scribe
from dts.store.recall import recall_workspace
from dts.store.recording import Entry, Refused, judge_entries, read_figure, write_entries
from tests.conftest import Make
from tests.store.journals import read_journals

DAY = date(2025, 2, 25)
MONTH = Period(2025, 2, 1)
TARGETS = """
[owners.so]
name = "Sở"
level = "tinh"
[targets.tram]
name = "Trạm"
kind = "count"
unit = "trạm"
[targets.to]
name = "Tổ"
kind = "count"
unit = "tổ"
[reports.bao-cao]
agency = "Sở"
"""
HEAD = 'period = "2025-02"\n'
FIVE = '[[figure]]\ntarget = "tram"\nvalue = 5\n'


@pytest.fixture(params=[False, True], ids=["read", "kept"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Cache | None:
    """No cache, or one of the test's own."""
    home = tmp_path.with_name(f"{tmp_path.name}-home")
    home.mkdir()
    return open_cache(tmp_path, {"XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)}) if request.param else None


@pytest.fixture
def desk(workspace: Make) -> Desk:
    """A folder whose February holds one figure, from the sixth line on."""
    return open_desk(workspace(TARGETS, {"2025-02": FIVE}), DAY)


def figure(target: str = "tram", value: object = 60, **more: object) -> Entry:
    """One figure about to be written."""
    return Entry("figure", {"target": target, "value": value, **more})  # type: ignore[dict-item]


def held(desk: Desk, *targets: str) -> list[Figure]:
    """What whoever writes about these has seen."""
    return [each for each in desk.log.figures if each.target in targets]


def write(
    desk: Desk, *entries: Entry, expected: Sequence[Figure] = (), dry_run: bool = False
) -> tuple[str, tuple[int, ...]]:
    """What was added to 02/2025, and the lines at which the blocks begin."""
    recorded = write_entries(desk, MONTH, entries, DAY, expected, dry_run=dry_run)
    old = recorded.written.old or b""
    assert recorded.written.new.startswith(old)
    assert recorded.line == recorded.lines[0]
    return recorded.written.new[len(old) :].decode(), recorded.lines


def february(desk: Desk) -> Path:
    """The file."""
    return desk.folder / "records" / "2025-02.toml"


# ── what a writing command sees ──────────────────────────────────────────────


def test_a_desk_holds_the_sound_files_and_names_the_others(
    workspace: Make, cache: Cache | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cache or without: sound ones are read once each, blank ones hold nothing, others are named."""
    folder = workspace(TARGETS, {"2024-10": '[[figure]]\ntarget = "to"\nvalue = 1\n', "2025-02": FIVE})
    if cache is not None:
        recall_workspace(folder, DAY, cache)
    unsound = {
        "2024-11": '[[figure]]\ntarget = "khac"\nvalue = 2\n',
        "2024-12": "[[figure]]\ntarget = \n",
        "2025-01": "\n",
    }
    for key, text in unsound.items():
        head = f'period = "{key}"\n' if text.strip() else ""
        (folder / "records" / f"{key}.toml").write_text(head + text, encoding="utf-8")
    read: list[str] = []
    real = desk_module.judge_raw
    monkeypatch.setattr(desk_module, "judge_raw", lambda raw, name: read.append(Path(name).stem) or real(raw, name))
    for _again in range(2):
        read.clear()
        desk = open_desk(folder, DAY, cache)
        assert [(each.target, each.value) for each in desk.log.figures] == [("to", 1), ("tram", 5)]
        assert desk.unsound == ("2024-11.toml", "2024-12.toml")
        assert desk.unread == {"2024-11", "2024-12"}
        assert sorted(desk.registry.targets) == ["to", "tram"]
        known = () if cache is not None else ("2024-10", "2025-02")
        assert sorted(read) == sorted([*unsound, *known])


@pytest.mark.parametrize(
    "targets", ["[targets.tram]\nkind = \n", '[targets.tram]\nname = "T"\nkind = "dem"\n'], ids=["syntax", "kind"]
)
def test_nothing_is_written_by_targets_that_are_not_sound(workspace: Make, cache: Cache | None, targets: str) -> None:
    """The problems of targets.toml are raised before anybody types."""
    folder = workspace(targets, {"2025-02": FIVE})
    with pytest.raises(DataError) as told:
        open_desk(folder, DAY, cache)
    assert {each.place.file for each in told.value.problems} == {"targets.toml"}


# ── whether an entry may stand ───────────────────────────────────────────────


def test_a_figure_is_read_as_files_are(desk: Desk) -> None:
    """The very reader of files says what it is."""
    found = read_figure(desk.registry, MONTH, figure(value=Decimal(60), source="Sở"), DAY)
    assert (found.target, found.period, found.value, found.source) == ("tram", MONTH, 60, "Sở")


NEGATIVE = "value (số liệu) không thể là số âm"
UNKNOWN = "không có chỉ tiêu, nhiệm vụ nào mã “khac” trong targets.toml"
COMMAS = "value (số liệu): “1,234,567” nhóm hàng nghìn bằng dấu phẩy"
SLASHES = "as_of (ngày số liệu) phải là một ngày, viết theo năm-tháng-ngày, không có dấu ngoặc kép"
TO_COME = "as_of (ngày số liệu): ngày 09/3/2025 chưa đến"
REFUSALS = {
    "negative": (figure(value=-1), NEGATIVE + ".", [Refused("value", NEGATIVE)]),
    "unknown target": (figure("khac", -1), UNKNOWN + ".", [Refused("target", UNKNOWN)]),
    "thousands": (
        figure(value="1,234,567"),
        COMMAS + '. sửa thành:   value  = "1.234.567".',
        [Refused("value", COMMAS + "; sửa ô thành: 1.234.567")],
    ),
    "day": (
        figure(as_of="20/2/2025"),
        SLASHES + ". sửa thành:   as_of  = 2025-02-20.",
        [Refused("as_of", SLASHES + "; sửa ô thành: 2025-02-20")],
    ),
    "unknown key": (
        Entry("figure", {"target": "tram", "valu": 61}),
        "không có khóa nào tên là valu. có phải là:   value  = 61.",
        [Refused("valu", "không có khóa nào tên là valu")],
    ),
    "day and thousands": (
        figure(value="1,234,567", as_of="20/2/2025"),
        SLASHES + ". sửa thành:   as_of  = 2025-02-20.",
        [
            Refused("as_of", SLASHES + "; sửa ô thành: 2025-02-20"),
            Refused("value", COMMAS + "; sửa ô thành: 1.234.567"),
        ],
    ),
    "two at once": (
        figure(value=-1, as_of=date(2025, 3, 9)),
        TO_COME + ".",
        [Refused("as_of", TO_COME), Refused("value", NEGATIVE)],
    ),
}


@pytest.mark.parametrize(("entry", "told", "refused"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_is_refused_in_the_reader_s_words(
    desk: Desk, entry: Entry, told: str, refused: list[Refused]
) -> None:
    """Alone: its first sentence and way out. In a list: every one, by its column, and what the cell should be."""
    with pytest.raises(UsageError) as raised:
        read_figure(desk.registry, MONTH, entry, DAY)
    assert str(raised.value) == f"Chưa ghi: {told}"
    good, bad, also = judge_entries(desk.registry, MONTH, [figure(), entry, figure("to", 7)], DAY)
    assert isinstance(good, Figure)
    assert isinstance(also, Figure)
    assert (good.target, good.value, also.target, also.value) == ("tram", 60, "to", 7)
    assert bad == refused


def test_what_is_right_is_judged_at_once(desk: Desk) -> None:
    """In the order given."""
    judged = judge_entries(desk.registry, MONTH, [figure(), figure("to", 7)], DAY)
    assert [(each.target, each.value) for each in judged if isinstance(each, Figure)] == [("tram", 60), ("to", 7)]


@pytest.mark.parametrize(("entry", "told", "_refused"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_is_not_written(desk: Desk, entry: Entry, told: str, _refused: list[Refused]) -> None:
    """Also behind a sound file, whose bytes stay."""
    before = february(desk).read_bytes()
    with pytest.raises(UsageError) as raised:
        write(desk, entry, expected=held(desk, "tram") if entry.fields["target"] == "tram" else ())
    assert str(raised.value) == f"Chưa ghi: {told.partition(' sửa thành')[0].partition(' có phải')[0]}"
    assert february(desk).read_bytes() == before


@pytest.mark.parametrize(("entry", "told", "_refused"), REFUSALS.values(), ids=REFUSALS)
def test_no_file_is_begun_for_what_cannot_be(workspace: Make, entry: Entry, told: str, _refused: list[Refused]) -> None:
    """Said in the same words, whether there is no file or a blank one."""
    desk = open_desk(workspace(TARGETS), DAY)
    for blank in (None, "", " \n"):
        if blank is not None:
            february(desk).write_text(blank, encoding="utf-8")
        with pytest.raises(UsageError) as raised:
            write(desk, entry)
        assert str(raised.value) == f"Chưa ghi: {told.partition(' sửa thành')[0].partition(' có phải')[0]}"
        assert (february(desk).read_text(encoding="utf-8") if february(desk).exists() else None) == blank


# ── what is written ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        (None, (3, 7)),
        ("", (3, 7)),
        ("\ufeff", (3, 7)),
        (HEAD, (3, 7)),
        (HEAD.strip(), (3, 7)),
        (HEAD + "\n" + FIVE, (7, 11)),
        ((HEAD + "\n" + FIVE).replace("\n", "\r\n"), (7, 11)),
    ],
    ids=["new", "empty", "mark", "head", "no-end", "figure", "windows"],
)
def test_the_lines_of_what_was_added(workspace: Make, old: str | None, lines: tuple[int, ...]) -> None:
    """Where each block begins in the new file, whatever stood there; a trial says the same and writes nothing."""
    folder = workspace(TARGETS)
    path = folder / "records" / "2025-02.toml"
    if old is not None:
        path.write_bytes(old.encode())
    desk = open_desk(folder, DAY)
    entries = [figure("to", 7), Entry("note", {"target": "to", "text": "x"})]
    trial = write(desk, *entries, dry_run=True)
    assert (path.read_bytes().decode() if path.exists() else None) == old
    assert write(desk, *entries) == trial
    assert trial[1] == lines
    text = path.read_bytes().decode().removeprefix("\ufeff").splitlines()
    assert [text[line - 1] for line in lines] == ["[[figure]]", "[[note]]"]


@pytest.mark.parametrize("dry_run", [True, False], ids=["trial", "write"])
@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (HEAD.encode("utf-16"), "records/2025-02.toml: tệp lưu theo bảng mã UTF-16, chương trình chỉ đọc UTF-8"),
        (HEAD.encode() + b"[[figure]]\nvalue = 1\n", "records/2025-02.toml:2:1: thiếu khóa target (chỉ tiêu)"),
        (HEAD.encode() + b"[[figure]\n", "records/2025-02.toml:2:1: tên mục thiếu dấu ngoặc vuông đóng"),
    ],
    ids=["coding", "content", "syntax"],
)
def test_a_file_that_is_not_sound_is_not_added_to(desk: Desk, raw: bytes, told: str, dry_run: bool) -> None:
    """Its own problems are told, not that the new entry is wrong; it stays as it is."""
    february(desk).write_bytes(raw)
    with pytest.raises(DataError) as raised:
        write(open_desk(desk.folder, DAY), figure("to", 7), dry_run=dry_run)
    assert [f"{each.place}: {each.message}" for each in raised.value.problems] == [told]
    assert february(desk).read_bytes() == raw


@pytest.mark.parametrize("dry_run", [True, False], ids=["trial", "write"])
def test_a_folder_in_its_place_is_a_problem_of_the_data(desk: Desk, dry_run: bool) -> None:
    """As readers say it."""
    february(desk).unlink()
    february(desk).mkdir()
    with pytest.raises(DataError) as raised:
        write(desk, figure("to", 7), dry_run=dry_run)
    (problem,) = raised.value.problems
    assert (str(problem.place), problem.message) == ("records/2025-02.toml", "không phải là một tệp thường; không đọc")


def test_a_file_nobody_may_look_at_is_a_problem_of_the_data(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's reason in Vietnamese."""

    def fail(*_given: object) -> None:
        raise OSError(errno.EIO, "made up")

    monkeypatch.setattr(recording, "find_obstacle", fail)
    with pytest.raises(DataError) as raised:
        write(desk, figure("to", 7))
    (problem,) = raised.value.problems
    assert problem.message == "không đọc được tệp: lỗi đọc ghi đĩa"


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_no_file_grows_beyond_what_readers_open(
    workspace: Make, monkeypatch: pytest.MonkeyPatch, more: int, fits: bool
) -> None:
    """To the byte, refused with the size before anything is written; here of 1 MB, which is read sooner."""
    limit = 1 << 20
    monkeypatch.setattr(recording, "MAX_BYTES", limit)
    folder = workspace(TARGETS)
    path = folder / "records" / "2025-02.toml"
    added = len('\n[[figure]]\ntarget = "to"\nvalue  = 7\n')
    path.write_text(HEAD, encoding="utf-8")
    desk = open_desk(folder, DAY)
    with path.open("a", encoding="utf-8") as file:
        file.write("#" * (limit - added - len(HEAD) + more - 1) + "\n")
    before = path.stat().st_size
    if fits:
        write(desk, figure("to", 7))
        assert path.stat().st_size == limit
    else:
        with pytest.raises(UsageError) as raised:
            write(desk, figure("to", 7))
        told = "Chưa ghi: tệp records/2025-02.toml sẽ lớn hơn 1 MB và không lệnh nào đọc nữa."
        assert str(raised.value) == told
        assert path.stat().st_size == before


# ── what happened meanwhile ──────────────────────────────────────────────────

CHANGED = (
    "Chưa ghi: trong lúc đang nhập, có người vừa sửa hoặc bỏ bớt số liệu kỳ tháng 02/2025. "
    "Xem lại: dts check; nếu đúng, gõ lại lệnh vừa gõ."
)
SIX = FIVE.replace("5", "6")
OTHER = '[[figure]]\ntarget = "to"\nvalue = 1\n'
NOTE = '[[note]]\ntarget = "tram"\ntext = "x"\n'
OVERTAKEN = (
    "Chưa ghi: trong lúc đang nhập, người khác vừa ghi 6 cho tram, kỳ tháng 02/2025; số đang ghi: 60. "
    "Xem lại: dts show tram; nếu vẫn ghi, gõ lại lệnh vừa gõ."
)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (FIVE, ""),
        (FIVE + OTHER, ""),
        (OTHER + FIVE, ""),
        (NOTE + FIVE, ""),
        ("# x\n" + FIVE, ""),
        (FIVE + SIX, OVERTAKEN),
        (SIX, OVERTAKEN),
        (FIVE.replace("value", "for = 'so'\nvalue") + FIVE, ""),
        (OTHER, CHANGED),
        ("", CHANGED),
        (FIVE.replace("value", "for = 'so'\nvalue"), CHANGED),
    ],
    ids=["same", "other", "other-first", "note", "comment", "added", "changed", "part", "gone", "empty", "part-only"],
)
@pytest.mark.parametrize("sound", [True, False], ids=["right", "wrong"])
def test_whoever_was_faster_is_not_written_over(desk: Desk, now: str, told: str, sound: bool) -> None:
    """What somebody else did to the same figure stops the write, and comes before what is wrong with the entry."""
    february(desk).write_text(HEAD + now, encoding="utf-8")
    entry = figure() if sound else figure(as_of="20/2/2025")
    if told or not sound:
        with pytest.raises(UsageError) as raised:
            write(desk, entry, expected=held(desk, "tram"))
        assert str(raised.value) == (told or f"Chưa ghi: {SLASHES}.").replace(
            "; số đang ghi: 60" if not sound else "", ""
        )
        assert february(desk).read_text(encoding="utf-8") == HEAD + now
    else:
        added, _lines = write(desk, entry, expected=held(desk, "tram"))
        assert added == '\n[[figure]]\ntarget = "tram"\nvalue  = 60\n'


def test_what_others_lost_meanwhile_stops_the_write_too(workspace: Make) -> None:
    """A figure of another target is no longer there: an editor may have saved only half."""
    desk = open_desk(workspace(TARGETS, {"2025-02": FIVE + OTHER}), DAY)
    february(desk).write_text(HEAD + FIVE, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        write(desk, figure(), expected=held(desk, "tram"))
    assert str(raised.value) == CHANGED


def test_of_another_month_nothing_is_expected(workspace: Make) -> None:
    """Figures of other files are no loss of this one."""
    folder = workspace(TARGETS, {"2025-01": FIVE})
    desk = open_desk(folder, DAY)
    (folder / "records" / "2025-01.toml").unlink()
    assert write(desk, figure())[1] == (3,)


# ── what the journal is told ─────────────────────────────────────────────────


def test_the_journal_is_told_each_entry_and_what_stood_before_it(workspace: Make) -> None:
    """Of several in one step too: its own facts, its own block, and the last one about the same in the file."""
    records = (
        FIVE
        + OTHER
        + NOTE
        + '[[explanation]]\ntarget = "tram"\ntext = "y"\n'
        + '[[explanation]]\ntarget = "tram"\nfor = "so"\ntext = "z"\n'
        + "[[sent]]\non = 2025-02-20\n"
        + '[[sent]]\non = 2025-02-21\nreport = "bao-cao"\n'
    )
    folder = workspace(TARGETS, {"2025-02": records})
    scribe = Scribe("an", "may1", datetime(2025, 2, 25, 9, 15, tzinfo=VIETNAM))
    desk = open_desk(folder, DAY)._replace(scribe=scribe)
    entries = [
        figure(),
        figure(value=61),
        Entry("figure", {"target": "to", "for": "so", "value": 3}),
        Entry("note", {"target": "tram", "text": "n"}),
        Entry("explanation", {"target": "tram", "text": "e"}),
        Entry("sent", {"on": date(2025, 2, 25)}),
        Entry("sent", {"on": date(2025, 2, 24), "report": "bao-cao"}),
    ]
    added, _lines = write(desk, *entries, expected=held(desk, "tram"))
    told = read_journals(folder).written
    assert [(each.table, dict(each.facts), each.behind) for each in told] == [
        ("figure", {"target": "tram", "value": "60"}, {"target": "tram", "value": "5"}),
        ("figure", {"target": "tram", "value": "61"}, {"target": "tram", "value": "60"}),
        ("figure", {"target": "to", "for": "so", "value": "3"}, None),
        ("note", {"target": "tram", "text": "n"}, {"target": "tram", "text": "x"}),
        ("explanation", {"target": "tram", "text": "e"}, {"target": "tram", "text": "y"}),
        ("sent", {"on": "2025-02-25"}, {"on": "2025-02-20"}),
        ("sent", {"on": "2025-02-24", "report": "bao-cao"}, {"on": "2025-02-21", "report": "bao-cao"}),
    ]
    assert added == "\n" + "\n".join(each.text for each in told)
    assert {each.period for each in told} == {"2025-02"}
    assert all(each.settled for each in told)


def test_without_a_name_no_journal_is_kept(desk: Desk) -> None:
    """Whoever is not to be watched over writes all the same; a trial leaves no journal either."""
    write(desk, figure("to", 7))
    assert read_journals(desk.folder).written == ()
    named = desk._replace(scribe=Scribe("an", "may1", datetime(2025, 2, 25, 9, 15, tzinfo=VIETNAM)))
    write(named, figure("to", 8), expected=held(open_desk(desk.folder, DAY), "to"), dry_run=True)
    assert not [name for name in os.listdir(desk.folder / ".dts") if name.startswith("journal")]  # noqa: PTH208
