"""The data folder: where it is, which files count, what one reading of everything finds; several at once."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from dts.core.period import Period
from dts.core.problem import DataError, Problem, UsageError
from dts.store.files import MAX_BYTES, describe_os_error, find_obstacle, read_bytes
from dts.store.folders import Folder, find_folders, is_pattern, name_folders
from dts.store.known import known_periods, known_registry
from dts.store.workspace import find_folder, join_logs, mark_journals, open_workspace, read_all, record_files
from tests.conftest import Make

DAY = date(2025, 2, 25)
TARGETS = '[targets.tram]\nname = "Trạm"\nkind = "count"\nunit = "trạm"\n'
FIGURE = '[[figure]]\ntarget = "tram"\nvalue = 60\n'
POSIX = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")


def data(place: Path) -> Path:
    """A data folder."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "targets.toml").touch()
    return place


# ── where it is ──────────────────────────────────────────────────────────────


def test_which_folder_is_meant(tmp_path: Path) -> None:
    """The one that is named, else that of the environment, else the nearest one upwards."""
    one, two, here = data(tmp_path / "một"), data(tmp_path / "hai"), data(tmp_path / "ba")
    below = here / "records" / "x"
    below.mkdir(parents=True)
    environ = {"DTS_DIR": str(two)}
    assert find_folder(one, environ=environ, current=below) == one
    assert find_folder(None, environ=environ, current=below) == two
    assert find_folder(None, environ={"DTS_DIR": ""}, current=below) == here
    assert find_folder(None, environ={}, current=below) == here
    assert find_folder(None, environ={}, current=here) == here


def test_a_folder_without_targets_is_none(tmp_path: Path) -> None:
    """Named, it is said which; looked for, what can be done."""
    data(tmp_path / "khac")
    for given, environ in ((tmp_path, {"DTS_DIR": str(tmp_path / "khac")}), (None, {"DTS_DIR": str(tmp_path)})):
        with pytest.raises(UsageError) as told:
            find_folder(given, environ=environ, current=tmp_path / "khac")
        assert str(told.value) == f"Thư mục {tmp_path} không có tệp targets.toml."
    with pytest.raises(UsageError) as told:
        find_folder(None, environ={}, current=tmp_path)
    assert str(told.value) == (
        "Không tìm thấy tệp targets.toml ở đây hoặc ở các thư mục cha. Chuyển vào thư mục dữ liệu (cd), "
        "hoặc chỉ rõ: dts -C THƯ_MỤC status"
    )


# ── which files count ────────────────────────────────────────────────────────


def test_record_files_come_by_period(tmp_path: Path) -> None:
    """Not by name; other names are foreign, hidden ones are nobody's."""
    names = ["2025-02.toml", "2025-04.toml", "2024.toml", "2024-12.toml", "2025-Q1.toml", "2025-01.toml"]
    foreign = ["2025-2.toml", "2025-02", "2025-02.TOML", "ghi-chu.txt"]
    assert record_files(tmp_path) == ([], [])
    (tmp_path / "records").mkdir()
    for name in (*names, *foreign, ".2025-02.toml.swp", ".gitkeep"):
        (tmp_path / "records" / name).touch()
    found, others = record_files(tmp_path)
    assert [path.name for _period, path in found] == [
        *("2024-12.toml", "2024.toml", "2025-01.toml", "2025-02.toml", "2025-Q1.toml", "2025-04.toml"),
    ]
    assert [period.key for period, _path in found] == [path.stem for _period, path in found]
    assert others == sorted(foreign)
    assert known_periods(tmp_path) == [period for period, _path in reversed(found)]
    assert known_periods(tmp_path)[-1] == Period(2024, 12, 1)


def test_a_folder_of_records_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is a problem of the data, never an empty one."""
    (tmp_path / "records").mkdir()

    def fail(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr(Path, "iterdir", fail)
    with pytest.raises(DataError) as told:
        record_files(tmp_path)
    (problem,) = told.value.problems
    assert (str(problem.place), problem.message) == ("records", "không có quyền đọc thư mục này")


def test_which_files_are_journals(tmp_path: Path) -> None:
    """By name, in order; none where nobody has written."""
    assert mark_journals(tmp_path) == {}
    (tmp_path / ".dts").mkdir()
    for name in ("journal-b.jsonl", "journal-a.jsonl", "journal-a.json", "lock", "nhat-ky.jsonl"):
        (tmp_path / ".dts" / name).write_text(name)
    assert mark_journals(tmp_path) == {"journal-a.jsonl": 15, "journal-b.jsonl": 15}


# ── one reading of everything ────────────────────────────────────────────────


def test_one_look_finds_everything(workspace: Make) -> None:
    """Sound files by their entries, the others by their problems and periods; foreign ones by name."""
    folder = workspace(TARGETS, {"2025-01": FIGURE, "2025-02": FIGURE.replace("60", "-1"), "2024": "[[figure]\n"})
    (folder / "records" / "ghi-chu.txt").touch()
    found = read_all(folder, DAY)
    assert found.registry is not None
    assert [each.period.key for each in found.log.figures] == ["2025-01"]
    assert found.unread == {Period(2025, 2, 1), Period(2024, 12, 12)}
    assert sorted(found.sources) == [
        "records/2024.toml",
        "records/2025-01.toml",
        "records/2025-02.toml",
        "targets.toml",
    ]
    assert [(each.place.file, each.message) for each in found.problems] == [
        ("records/2024.toml", "tên mục thiếu dấu ngoặc vuông đóng"),
        ("records/2025-02.toml", "value (số liệu) không thể là số âm"),
    ]
    assert found.foreign == ("ghi-chu.txt",)
    assert all(not source.data for name, source in found.sources.items() if name != "targets.toml")
    with pytest.raises(DataError) as told:
        open_workspace(folder, DAY)
    assert told.value.problems == list(found.problems)
    for name in ("2024", "2025-02"):
        (folder / "records" / f"{name}.toml").unlink()
    opened = open_workspace(folder, DAY)
    assert (opened.folder, opened.foreign, opened.prints) == (folder, ("ghi-chu.txt",), None)
    assert opened.log.figures == found.log.figures


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        ("[targets.tram\n", {"targets.toml", "records/2024.toml"}),
        (TARGETS.replace("count", "dem"), {"targets.toml", "records/2024.toml"}),
    ],
    ids=["syntax", "kind"],
)
def test_without_sound_targets_only_the_syntax_of_records_is_judged(
    workspace: Make, targets: str, told: set[str]
) -> None:
    """What they say cannot be."""
    folder = workspace(targets, {"2025-02": FIGURE.replace("60", "-1"), "2024": "[[figure]\n"})
    found = read_all(folder, DAY)
    assert found.registry is None
    assert known_registry(folder) is None
    assert {each.place.file for each in found.problems} == told
    assert found.log.figures == ()
    with pytest.raises(DataError):
        open_workspace(folder, DAY)


def test_a_slip_hides_no_other_mistake(workspace: Make) -> None:
    """Where it is clear what was meant, the rest of the file is judged too."""
    folder = workspace(
        TARGETS, {"2025-01": FIGURE.replace("60", "36,18") + FIGURE.replace("60", "-1"), "2025-02": FIGURE}
    )
    targets = folder / "targets.toml"
    sound = targets.read_text(encoding="utf-8")
    assert [each.place.line for each in read_all(folder, DAY).problems] == [5, 8]
    targets.write_text(sound.replace('"Trạm"', "“Trạm”").replace("count", "dem"), encoding="utf-8")
    lines = [each.place.line for each in read_all(folder, DAY).problems if each.place.file == "targets.toml"]
    assert lines == [5, 6]


def test_an_empty_file_is_not_sound(workspace: Make) -> None:
    """Neither targets.toml nor a month."""
    folder = workspace(TARGETS, {"2025-02": FIGURE})
    (folder / "records" / "2025-01.toml").write_bytes(b"")
    assert [each.place.file for each in read_all(folder, DAY).problems] == ["records/2025-01.toml"]
    (folder / "targets.toml").write_bytes(b"")
    assert "targets.toml" in {each.place.file for each in read_all(folder, DAY).problems}


def test_what_can_be_offered_while_somebody_types(workspace: Make) -> None:
    """The registry, although a record file is wrong."""
    found = known_registry(workspace(TARGETS, {"2025-02": "[[figure]\n"}))
    assert found is not None
    assert list(found.targets) == ["tram"]


def test_files_are_read_as_they_are_watched(workspace: Make) -> None:
    """One by one, in their order."""
    seen: list[str] = []
    folder = workspace(TARGETS, {"2025-01": FIGURE, "2025-02": FIGURE})
    read_all(folder, DAY, watch=lambda files: (seen.append(path.name) or (period, path) for period, path in files))  # type: ignore[func-returns-value]
    assert seen == ["2025-01.toml", "2025-02.toml"]


def test_logs_are_joined_list_by_list(workspace: Make) -> None:
    """In the order given."""
    more = '[[explanation]]\ntarget = "tram"\ntext = "a"\n[[note]]\ntarget = "tram"\ntext = "b"\n'
    more += "[[sent]]\non = 2025-02-20\n"
    one = open_workspace(workspace(TARGETS, {"2025-01": FIGURE + more}), DAY).log
    two = one._replace(figures=(one.figures[0]._replace(number=5),))
    joined = join_logs(iter([one, two]))
    assert joined.figures == one.figures + two.figures
    assert (joined.explanations, joined.notes, joined.sent) == (one.explanations * 2, one.notes * 2, one.sent * 2)
    assert [len(each) for each in joined] == [2, 2, 2, 2]


# ── one file ─────────────────────────────────────────────────────────────────

OUTSIDE = "đây là liên kết trỏ ra ngoài thư mục dữ liệu; không đọc"
NOWHERE = "đây là liên kết trỏ tới một tệp không có; không đọc"
NO_FILE = "không phải là một tệp thường; không đọc"
LOOP = "không đọc được tệp: các liên kết trỏ vòng tròn"


@POSIX
@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("file", None),
        ("link", None),
        ("link out", OUTSIDE),
        ("link nowhere", NOWHERE),
        ("link to itself", LOOP),
        ("link to a folder", NO_FILE),
        ("folder", NO_FILE),
        ("pipe", NO_FILE),
        ("records out", OUTSIDE),
        ("records in", None),
        ("nothing", "không đọc được tệp: không có tệp này"),
    ],
)
def test_which_files_are_opened(tmp_path: Path, what: str, told: str | None) -> None:
    """Plain ones inside the folder, also through a link; nothing else is even opened."""
    folder, elsewhere = tmp_path / "data", tmp_path / "khac"
    for place in (folder, elsewhere):
        place.mkdir()
        (place / "that.toml").write_bytes(b"x")
    path = folder / "records" / "2025-02.toml"
    if what.startswith("records"):
        there = folder / "that" if what == "records in" else elsewhere
        there.mkdir(exist_ok=True)
        (there / path.name).write_bytes(b"x")
        path.parent.symlink_to(there)
    else:
        path.parent.mkdir()
    if what == "file":
        path.write_bytes(b"x")
    elif what.startswith("link"):
        ends = {"link": "../that.toml", "link out": elsewhere / "that.toml", "link nowhere": "khong.toml"}
        path.symlink_to(ends.get(what, ".." if what == "link to a folder" else path.name))
    elif what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    found = read_bytes(path, "records/2025-02.toml")
    if told is None:
        assert found == b"x"
        assert find_obstacle(path, "records/2025-02.toml") is None
    else:
        assert isinstance(found, Problem)
        assert (str(found.place), found.message) == ("records/2025-02.toml", told)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (8 << 20, None),
        ((8 << 20) + 1, "tệp quá lớn (8 MB), không phải tệp số liệu; không đọc"),
        ((10 << 20) - 1, "tệp quá lớn (9 MB), không phải tệp số liệu; không đọc"),
    ],
)
def test_a_giant_is_not_opened(tmp_path: Path, size: int, told: str | None) -> None:
    """More than 8 MB is no data typed by officials."""
    path = tmp_path / "targets.toml"
    path.touch()
    os.truncate(path, size)
    found = find_obstacle(path, "targets.toml")
    assert (found and found.message) == told
    assert MAX_BYTES == 8 << 20


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "không có quyền đọc"),
        (errno.ENOENT, "không có tệp này"),
        (errno.EISDIR, "đây là một thư mục"),
        (errno.EIO, "lỗi đọc ghi đĩa"),
        (errno.ENOTEMPTY, f"lỗi hệ thống số {errno.ENOTEMPTY}"),
        (errno.EEXIST, "đã có một tệp mang tên này"),
        (errno.ENOTDIR, "trong đường dẫn có một tệp, không phải thư mục"),
        (errno.ENAMETOOLONG, "tên dài quá"),
        (errno.ELOOP, "các liên kết trỏ vòng tròn"),
    ],
)
def test_reasons_of_the_system(number: int, told: str) -> None:
    """In Vietnamese."""
    assert describe_os_error(OSError(number, "x")) == told


# ── several folders at once ──────────────────────────────────────────────────


def test_folders_by_name_and_by_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, in the order given; those of a pattern by name, and only data folders."""
    for name in ("b-2", "b-1", "a", "c[1]"):
        data(tmp_path / name)
    (tmp_path / "b-3").mkdir()
    (tmp_path / "b-4").touch()
    monkeypatch.chdir(tmp_path)
    assert find_folders(["b-*", "a"], tmp_path) == (Path("b-1"), Path("b-2"), Path("a"))
    assert find_folders(["a", "?", "b-2", "*"], tmp_path) == (Path("a"), Path("b-2"), Path("b-1"), Path("c[1]"))
    assert find_folders(["a", "./a", str(tmp_path / "a"), "b-1/../a"], tmp_path) == (Path("a"),)
    assert find_folders(["c[1]"], tmp_path) == (Path("c[1]"),)
    assert find_folders([str(tmp_path / "b-*")], tmp_path / "a") == (tmp_path / "b-1", tmp_path / "b-2")
    assert find_folders(["../a"], tmp_path / "b-1") == (Path("../a"),)
    assert [is_pattern(each) for each in ("b-*", "a", "khong", "c[1]", "c[2]", "?")] == [
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    """Each in a line."""
    data(tmp_path / "a")
    (tmp_path / "b-1").mkdir()
    with pytest.raises(UsageError) as told:
        find_folders(["khong", "a", "b-*", "b-1"], tmp_path)
    assert str(told.value) == (
        "Thư mục khong không có tệp targets.toml.\n"
        "Không có thư mục nào khớp “b-*” có tệp targets.toml.\n"
        "Thư mục b-1 không có tệp targets.toml."
    )


@pytest.mark.parametrize(
    ("paths", "keys"),
    [
        (["/"], ["thu-muc"]),
        (["/", "/a"], ["thu-muc", "a"]),
        (["/d/a", "/e/a", "/e/b", "/f/b"], ["d-a", "e-a", "e-b", "f-b"]),
        (["/a/x", "/b/x", "/b/a-x"], ["a-x", "b-x", "b-a-x"]),
        (["x", "y"], ["x", "y"]),
        (["../x", "x"], ["m-x", "n-x"]),
        (["/Á/x", "/a/x", "/À/x"], ["a-x", "a-x-2", "a-x-3"]),
    ],
)
def test_as_many_names_as_tell_folders_apart(paths: list[str], keys: list[str]) -> None:
    """From the end on; with a number where none does."""
    given = [Path(path) for path in paths]
    found = name_folders(given, Path("/m/n"))
    assert [each.key for each in found] == keys
    assert found == tuple(Folder(key, path) for key, path in zip(keys, given, strict=True))
