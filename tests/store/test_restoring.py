"""Putting entries back: which can be, where their lines go, what of the file stays, and when nothing is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from dts.core.dates import VIETNAM
from dts.core.placement import Place
from dts.core.problem import DataError, UsageError, WriteError
from dts.core.written import Facts, Present, Written, list_present
from dts.store import restoring
from dts.store.desk import Desk, open_desk
from dts.store.ledger import Scribe
from dts.store.restoring import Restored, restore_entries, why_not
from tests.conftest import Make

DAY = date(2025, 2, 25)
SCRIBE = Scribe("an", "may1", datetime(2025, 2, 25, 9, 15, tzinfo=VIETNAM))
TARGETS = '[targets.tram]\nname = "Trạm"\nkind = "count"\nunit = "trạm"\n'
HEAD = 'period = "2025-02"\n'
BACK = "restored_at = 2025-02-25T09:15:00+07:00\n"
MONTH = "2025-02"


def figure(value: int) -> str:
    """A block as dts writes it."""
    return f'[[figure]]\ntarget = "tram"\nvalue  = {value}\n'


def put_back(value: int) -> str:
    """The same block, put back."""
    return figure(value) + BACK


def lost(value: int = 61, *, text: str | None = None, table: str = "figure", facts: Facts | None = None) -> Written:
    """An entry that is in no file."""
    given = {"target": "tram", "value": str(value)} if facts is None else facts
    return Written("a-0", "", MONTH, table, given, figure(value) if text is None else text)


NOTE = lost(text='[[note]]\ntarget = "tram"\ntext   = "chờ"\n', table="note", facts={"target": "tram", "text": "chờ"})

REASON = lost(
    text='[[explanation]]\ntarget = "tram"\ntext   = "vì"\n',
    table="explanation",
    facts={"target": "tram", "text": "vì"},
)


@pytest.fixture
def folder(workspace: Make) -> Path:
    """A folder without figures."""
    made: Path = workspace(TARGETS)
    return made


def february(folder: Path) -> Path:
    """The file."""
    return folder / "records" / "2025-02.toml"


def desk_of(folder: Path, text: str | None) -> Desk:
    """What a writing command sees of this February."""
    if text is not None:
        february(folder).write_bytes(text.encode())
    return open_desk(folder, DAY)._replace(scribe=SCRIBE)


def before(desk: Desk, number: int | None, table: str = "figure") -> Present | None:
    """The entry of the file that another goes in front of."""
    present = (each for each in list_present(desk.log) if each.table == table)
    return None if number is None else list(present)[number]


def restore(
    desk: Desk, *places: tuple[Written, int | None], by: str | None = None, dry_run: bool = False, key: str = MONTH
) -> Restored:
    """Put entries back, each in front of another of its table."""
    put = [Place(each, before(desk, number, each.table)) for each, number in places]
    return restore_entries(desk, key, put, DAY, by=by, dry_run=dry_run)


# ── whether one can be put back ──────────────────────────────────────────────

MISMATCH = "nhật ký không khớp với chính nó; gõ lại bằng dts record"


@pytest.mark.parametrize(
    ("each", "why"),
    [
        (lost(), None),
        (NOTE, None),
        (lost()._replace(period="tháng 2"), "không có kỳ nào là “tháng 2”"),
        (lost(facts={"target": "tram", "value": "62"}), MISMATCH),
        (lost(table="note"), MISMATCH),
        (lost(text=figure(61) + figure(61)), MISMATCH),
        (lost(text=figure(61) + "[[note]]\n" + 'target = "tram"\ntext = "x"\n'), MISMATCH),
        (lost(text="x = 1\n" + figure(61)), None),
        (lost(text=""), MISMATCH),
        (lost(text=figure(61).replace("tram", "cu")), "không có chỉ tiêu, nhiệm vụ nào mã “cu” trong targets.toml"),
        (lost(text=figure(-1) + "as_of = 2026-01-01\n"), "as_of (ngày số liệu): ngày 01/01/2026 chưa đến"),
        (lost(text="[[figure]\n"), "tên mục thiếu dấu ngoặc vuông đóng"),
    ],
    ids=["right", "note", "period", "facts", "table", "twice", "more", "key", "nothing", "target", "first", "syntax"],
)
def test_what_can_be_put_back_as_it_was_written(folder: Path, each: Written, why: str | None) -> None:
    """Its block must be sound today, and say exactly what the journal says of it."""
    found = why_not(desk_of(folder, None), each, DAY)
    if each.text.startswith("x = 1"):
        assert found is not None
        assert found.startswith("không có khóa nào tên là x")
    else:
        assert found == why


def test_a_block_no_disk_takes_is_no_entry(folder: Path) -> None:
    """Half a character in a damaged journal."""
    text = '[[note]]\ntarget = "tram"\ntext = "\udcff"\n'
    assert why_not(desk_of(folder, None), NOTE._replace(text=text), DAY) == MISMATCH


# ── where it goes ────────────────────────────────────────────────────────────

OLD = HEAD + "\n" + figure(60) + "\n# số của Sở\n  # hai dòng\n" + figure(62)
PLACES = {
    "no file": (None, [(lost(), None)], HEAD + "\n" + put_back(61), (3,)),
    "a blank file": ("\n", [(lost(), None)], "\n" + HEAD + "\n" + put_back(61), (4,)),
    "behind all": (OLD, [(lost(), None)], OLD + "\n" + put_back(61), (13,)),
    "two behind all": (OLD, [(lost(), None), (lost(63), None)], f"{OLD}\n{put_back(61)}\n{put_back(63)}", (13, 18)),
    "in front of the first": (
        OLD,
        [(lost(), 0)],
        HEAD + "\n" + put_back(61) + "\n" + figure(60) + "\n# số của Sở\n  # hai dòng\n" + figure(62),
        (3,),
    ),
    "above the comments": (
        OLD,
        [(lost(), 1)],
        HEAD + "\n" + figure(60) + "\n" + put_back(61) + "\n# số của Sở\n  # hai dòng\n" + figure(62),
        (7,),
    ),
    "both, in their order": (
        OLD,
        [(lost(), 1), (lost(59), 0), (lost(63), 1), (lost(64), None)],
        HEAD
        + "\n"
        + put_back(59)
        + "\n"
        + figure(60)
        + "\n"
        + put_back(61)
        + "\n"
        + put_back(63)
        + "\n# số của Sở\n  # hai dòng\n"
        + figure(62)
        + "\n"
        + put_back(64),
        (3, 12, 17, 28),
    ),
    "another table": (
        OLD + "\n" + NOTE.text,
        [(NOTE, 0), (lost(), None)],
        OLD + "\n" + NOTE.text + BACK + "\n" + NOTE.text + "\n" + put_back(61),
        (13, 22),
    ),
    "above one comment": (
        HEAD + "\n" + figure(60) + "\n# một\n" + figure(62),
        [(lost(), 1)],
        HEAD + "\n" + figure(60) + "\n" + put_back(61) + "\n# một\n" + figure(62),
        (7,),
    ),
    "an explanation": (
        HEAD + "\n" + NOTE.text + "\n" + REASON.text,
        [(REASON, 0), (REASON, None)],
        HEAD + "\n" + NOTE.text + f"\n{REASON.text}{BACK}\n{REASON.text}\n{REASON.text}{BACK}",
        (7, 16),
    ),
    "windows": (OLD.replace("\n", "\r\n"), [(lost(), 0), (lost(64), None)], None, (3, 18)),
    "with a mark": ("\ufeff" + OLD, [(lost(), 0)], None, (3,)),
}


@pytest.mark.parametrize(("old", "places", "new", "lines"), PLACES.values(), ids=PLACES)
def test_where_the_lines_go(
    folder: Path, old: str | None, places: list[tuple[Written, int | None]], new: str | None, lines: tuple[int, ...]
) -> None:
    """In front of another with its comments, or behind all; every old line stays; a trial says the same."""
    desk = desk_of(folder, old)
    if new is None and old is not None:
        plain = PLACES["in front of the first"][2]
        assert isinstance(plain, str)
        new = "\ufeff" + plain if old.startswith("\ufeff") else f"{plain}\n{put_back(64)}".replace("\n", "\r\n")
    told = Restored("records/2025-02.toml", lines)
    assert restore(desk, *places, dry_run=True) == told
    assert (february(folder).read_bytes().decode() if february(folder).exists() else None) == old
    assert restore(desk, *places) == told
    assert february(folder).read_bytes().decode() == new
    text = february(folder).read_text(encoding="utf-8").splitlines()
    assert {text[line - 1] for line in lines} <= {"[[figure]]", "[[note]]", "[[explanation]]"}


def test_who_put_it_back_is_said(folder: Path) -> None:
    """Aligned with the block as it was written; of a block of one line too."""
    short = lost(text="[[sent]]\non = 2025-02-25\n", table="sent", facts={"on": "2025-02-25"})
    desk = desk_of(folder, HEAD)
    wide = lost(text='[[figure]]\ntarget            = "tram"\nvalue             = 61\n')
    restore(desk, (wide, None), (short, None), by="Văn phòng")
    assert february(folder).read_text(encoding="utf-8") == (
        HEAD
        + '\n[[figure]]\ntarget            = "tram"\nvalue             = 61\n'
        + 'restored_at       = 2025-02-25T09:15:00+07:00\nrestored_by       = "Văn phòng"\n'
        + '\n[[sent]]\non = 2025-02-25\nrestored_at = 2025-02-25T09:15:00+07:00\nrestored_by = "Văn phòng"\n'
    )


def test_a_text_of_several_lines_is_not_cut_in_two(folder: Path) -> None:
    """What looks like a comment right above may be the end of a text."""
    note = '[[note]]\ntarget = "tram"\ntext = """\nmột\n# hai"""\n'
    desk = desk_of(folder, HEAD + note + figure(62))
    assert restore(desk, (lost(), 0)).lines == (7,)
    assert february(folder).read_text(encoding="utf-8") == HEAD + note + put_back(61) + "\n" + figure(62)


# ── when nothing is written ──────────────────────────────────────────────────


def refused(folder: Path, desk: Desk, *places: tuple[Written, int | None], dry_run: bool) -> str:
    """What is said; the file stays as it is."""
    raw = february(folder).read_bytes()
    with pytest.raises((UsageError, WriteError, DataError)) as raised:
        restore(desk, *places, dry_run=dry_run)
    assert february(folder).read_bytes() == raw
    error = raised.value
    return error.problems[0].message if isinstance(error, DataError) else str(error)


@pytest.mark.parametrize("dry_run", [True, False], ids=["trial", "write"])
@pytest.mark.parametrize(
    ("now", "told"),
    [
        (HEAD + figure(60), "Chưa ghi: trong lúc đang xem, có người vừa ghi vào kỳ tháng 02/2025. Gõ lại lệnh vừa gõ."),
        ("", "Chưa ghi: trong lúc đang xem, có người vừa ghi vào kỳ tháng 02/2025. Gõ lại lệnh vừa gõ."),
        (HEAD + "[[figure]\n", "tên mục thiếu dấu ngoặc vuông đóng"),
        (HEAD + figure(-1), "value (số liệu) không thể là số âm"),
    ],
    ids=["fewer", "empty", "syntax", "content"],
)
def test_a_file_that_is_not_as_it_was_looked_at(folder: Path, now: str, told: str, dry_run: bool) -> None:
    """Somebody changed it meanwhile."""
    desk = desk_of(folder, OLD)
    february(folder).write_text(now, encoding="utf-8")
    assert refused(folder, desk, (lost(), None), dry_run=dry_run) == told


def test_other_months_do_not_matter(folder: Path) -> None:
    """Only the file of the entry is looked at again."""
    (folder / "records" / "2025-01.toml").write_text('period = "2025-01"\n' + figure(1), encoding="utf-8")
    desk = desk_of(folder, OLD)
    (folder / "records" / "2025-01.toml").unlink()
    assert restore(desk, (lost(), None)).lines == (13,)


@pytest.mark.parametrize(("key", "scribe"), [("tháng 2", SCRIBE), (MONTH, None)])
def test_without_a_period_or_a_name_nothing_is_written(folder: Path, key: str, scribe: Scribe | None) -> None:
    """Both must be known."""
    desk = desk_of(folder, OLD)._replace(scribe=scribe)
    with pytest.raises(UsageError) as told:
        restore(desk, (lost(), None), key=key)
    assert str(told.value) == "Chưa ghi: không rõ kỳ, hoặc không rõ ai ghi."


@pytest.mark.parametrize(
    "text",
    [
        HEAD + 'figure = [{ target = "tram", value = 60 }]\n',
        HEAD + 'figure = [\n  { target = "tram", value = 60 },\n]\n',
    ],
    ids=["line", "lines"],
)
def test_nothing_is_put_into_a_list_in_brackets(folder: Path, text: str) -> None:
    """There is no line in front of which a block could stand."""
    assert refused(folder, desk_of(folder, text), (lost(), 0), dry_run=False) == (
        "Chưa ghi: records/2025-02.toml không viết thành các mục [[figure]], không chèn lại được; chép bằng tay."
    )


@pytest.mark.parametrize(
    "each", [lost(text=figure(99)), lost(text=""), lost(text=figure(61) + figure(61))], ids=["other", "none", "two"]
)
@pytest.mark.parametrize("number", [None, 1])
def test_what_would_not_be_read_as_it_was_written_is_not_put_back(
    folder: Path, each: Written, number: int | None
) -> None:
    """The reader of files has the last word, about the entry and about everything around it."""
    assert refused(folder, desk_of(folder, OLD), (each, number), dry_run=False) == (
        "Không chèn lại được đúng chỗ trong tệp records/2025-02.toml. Chưa ghi gì; chép lại bằng tay."
    )


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_no_file_grows_beyond_what_readers_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, more: int, fits: bool
) -> None:
    """To the byte, and said with the size; here of 1 MB, which is read sooner."""
    limit = 1 << 20
    monkeypatch.setattr(restoring, "MAX_BYTES", limit)
    old = OLD + "#" * (limit - len((OLD + "\n\n" + put_back(61)).encode()) + more) + "\n"
    desk = desk_of(folder, old)
    if fits:
        restore(desk, (lost(), None))
        assert february(folder).stat().st_size == limit
    else:
        told = refused(folder, desk, (lost(), None), dry_run=False)
        assert told == "Chưa ghi: tệp records/2025-02.toml sẽ lớn hơn 1 MB và không lệnh nào đọc nữa."


def test_nothing_to_put_back_writes_no_file(folder: Path) -> None:
    """Without a file there is nothing to write."""
    desk = desk_of(folder, None)
    with pytest.raises(WriteError, match="Không chèn lại được"):
        restore(desk)
    assert not february(folder).exists()


def test_a_file_in_another_coding_is_not_added_to(folder: Path) -> None:
    """Said as readers say it."""
    desk = desk_of(folder, None)
    february(folder).write_bytes(HEAD.encode("utf-16"))
    places: Sequence[tuple[Written, int | None]] = [(lost(), None)]
    assert refused(folder, desk, *places, dry_run=False).startswith("tệp lưu theo bảng mã UTF-16")
    assert os.listdir(folder / "records") == ["2025-02.toml"]  # noqa: PTH208
