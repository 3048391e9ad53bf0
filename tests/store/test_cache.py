"""The cache changes nothing but the time: same answer warm, cold, damaged, forbidden, or not there at all."""

import ast
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dts.store import cache, packing, recall, stamps
from dts.store.cache import JUDGES, Cache, cache_home, open_cache
from dts.store.packing import pack, pack_log, unpack, unpack_log
from dts.store.recall import recall_workspace
from dts.store.verdicts import SLOTS, open_view
from dts.store.workspace import TARGETS, Workspace, open_workspace
from tests.conftest import ROOT, Make, Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units

BASE = ROOT / "tests" / "errors" / "base"
TODAY = date(2025, 2, 25)
RECORD = "records/2025-02.toml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    return home


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A sound data folder."""
    return Path(shutil.copytree(BASE, tmp_path / "data"))


def kept(home: Path) -> list[Path]:
    """Every file in the cache."""
    return sorted(path for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"HOME": "/home/an"}, "linux", "/home/an/.cache"),
        ({"HOME": "/home/an", "XDG_CACHE_HOME": "/tam"}, "linux", "/tam"),
        ({"HOME": "/home/an", "XDG_CACHE_HOME": "tam"}, "linux", None),
        ({"HOME": "/Users/an"}, "darwin", "/Users/an/Library/Caches"),
        ({"LOCALAPPDATA": "/C/an/Local", "HOME": "/x"}, "win32", "/C/an/Local"),
        ({"HOME": "/x"}, "win32", None),
        ({"HOME": ""}, "linux", None),
        ({}, "linux", None),
    ],
)
def test_where_it_lies(environ: dict[str, str], platform: str, expected: str | None) -> None:
    """The folder is the one each system has for derived files; without one nothing is kept."""
    assert cache_home(environ, platform) == (Path(expected) if expected else None)


def folders(tmp_path: Path) -> Iterator[Path]:
    """Data folders that between them use every key there is."""
    yield ROOT
    yield BASE
    for name, write in (("made", write_made_workspace), ("units", write_many_units)):
        (tmp_path / name).mkdir()
        yield write(tmp_path / name)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    """Registry and log survive JSON to the last digit, spelling and type."""
    for folder in folders(tmp_path):
        workspace = open_workspace(folder, date(2026, 2, 25))
        assert repr(unpack(json.loads(json.dumps(pack(workspace.registry))))) == repr(workspace.registry)
        for period in {figure.period for figure in workspace.log.figures}:
            log = workspace.log._make(
                tuple(entry for entry in entries if entry.period == period) for entries in workspace.log
            )
            sent, parts = json.loads(json.dumps(pack_log(log)))
            assert repr(unpack_log(sent, parts.items(), period, f"records/{period.key}.toml")) == repr(log)


def test_only_known_types_are_packed_and_built() -> None:
    """What is no value of the rules is refused in both directions."""
    for value in (1.5, b"x", [1], {1}, object(), Path("x")):
        with pytest.raises(TypeError):
            pack(value)
    for packed in (["Path", "x"], ["eval", "1"], [], [["Target"]], ["Target", {"nope": 1}], ["date", "x"], ["date"]):
        with pytest.raises((LookupError, TypeError, ValueError)):
            unpack(packed)


def test_a_sound_file_is_judged_once(home: Path, data: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """The second run parses nothing; after a change only the changed file is parsed."""
    judged: list[str] = []
    real = sys.modules["dts.store.source"].judge_bytes  # type: ignore[attr-defined]
    monkeypatch.setattr("dts.store.source.judge_bytes", lambda raw, name: judged.append(name) or real(raw, name))
    (data / "records" / "2024-12.toml").write_text('period = "2024-12"\n', encoding="utf-8")
    first = run("status", folder=data, today=TODAY)
    assert sorted(judged) == ["records/2024-12.toml", RECORD, TARGETS]
    judged.clear()
    assert run("status", folder=data, today=TODAY) == first
    assert run("overdue", folder=data, today=TODAY + timedelta(days=9)).code == 0
    assert judged == []
    (data / RECORD).write_text((data / RECORD).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("status", folder=data, today=TODAY) == first
    assert judged == [RECORD]
    (data / "records" / "2024-12.toml").unlink()
    (data / RECORD).write_text((data / RECORD).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("status", folder=data, today=TODAY) == first
    assert [path.name for path in kept(home)] == ["2025-02.toml.json", "rows-6.json", "targets.toml.json"]


def test_equal_size_and_time_are_noticed(home: Path, data: Path, run: Run) -> None:
    """A change that leaves size and times as they were is seen all the same: the bytes decide."""
    record = data / RECORD
    before, stat = record.read_bytes(), record.stat()
    assert "18/63" in run("status", folder=data, today=TODAY).out
    record.write_bytes(before.replace(b"value  = 18", b"value  = 17"))
    os.utime(record, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert record.stat().st_size == stat.st_size
    assert "17/63" in run("status", folder=data, today=TODAY).out
    assert kept(home)


def damaged(path: Path) -> Iterator[bytes]:
    """What may stand in a file of the cache instead of what was written."""
    whole = path.read_bytes()
    yield b""
    yield whole[: len(whole) // 2]
    yield whole[:-1]
    yield whole + b" "
    yield bytes(whole[:90]) + bytes([whole[90] ^ 1]) + whole[91:]
    yield whole.replace(b"dts-cache 1", b"dts-cache 0", 1)
    yield os.urandom(len(whole))
    yield b"\x80\x04\x95" + whole
    head, _end, _body = whole.partition(b"\n")
    for body in (b"null", b"[]", b"{}", b'{"day":7}', b'{"day":"2025-02-25","of_the_day":false,"log":[]}', b"[" * 9999):
        key = head.split()[-2].decode()
        yield cache._head(key, body) + b"\n" + body


def test_damage_changes_nothing(home: Path, data: Path, run: Run) -> None:
    """A torn, altered, foreign or nonsensical file there is as if it were not there, and is written anew."""
    good = run("status", folder=data, today=TODAY)
    for path in kept(home):
        whole = path.read_bytes()
        for wrong in list(damaged(path)):
            for rows in home.rglob("rows-*"):
                rows.unlink()
            path.write_bytes(wrong)
            assert run("status", folder=data, today=TODAY) == good
            assert path.read_bytes() == whole


def in_place_of_home(home: Path) -> None:
    home.rmdir()
    home.write_text("đây là một tệp", encoding="utf-8")


def in_place_of_ours(home: Path) -> None:
    (home / "dts").write_text("đây là một tệp", encoding="utf-8")


def gone(home: Path) -> None:
    home.rmdir()


@pytest.mark.parametrize("spoil", [in_place_of_home, in_place_of_ours, gone])
def test_no_place_to_keep_is_no_trouble(home: Path, data: Path, run: Run, spoil: Callable[[Path], None]) -> None:
    """Where nothing can be kept, the answer is the same and nobody hears of it."""
    good = run("--no-cache", "status", folder=data, today=TODAY)
    spoil(home)
    assert run("status", folder=data, today=TODAY) == good
    assert run("status", folder=data, today=TODAY) == good


def test_folders_in_place_of_its_files(home: Path, data: Path, run: Run) -> None:
    """A folder that stands where a file is to be kept is left alone."""
    good = run("status", folder=data, today=TODAY)
    for path in kept(home):
        path.unlink()
        path.mkdir()
    assert run("status", folder=data, today=TODAY) == good
    assert kept(home) == []


def test_a_full_disk_is_no_trouble(home: Path, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails half way, nothing half is left and the answer is the same."""

    def full(_path: Path, _target: Path) -> Path:
        raise OSError(28, "full")

    good = run("--no-cache", "status", folder=data, today=TODAY)
    monkeypatch.setattr(Path, "replace", full)
    assert run("status", folder=data, today=TODAY) == good
    assert kept(home) == []


def test_deleted_while_running(home: Path, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may empty the cache between any two steps."""
    good = run("status", folder=data, today=TODAY)
    real = Cache.read

    def read(self: Cache, name: str, key: str) -> object:
        value = real(self, name, key)
        shutil.rmtree(home / "dts", ignore_errors=True)
        return value

    monkeypatch.setattr(Cache, "read", read)
    for _again in range(3):
        assert run("status", folder=data, today=TODAY) == good


def test_others_files_are_not_trusted(home: Path, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What belongs to somebody else is neither read nor written over."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no owners on this system")
    good = run("status", folder=data, today=TODAY)
    opened = open_cache(data, os.environ)
    assert opened is not None
    raw = (data / TARGETS).read_bytes()
    assert opened.read(TARGETS, opened.key(TARGETS, raw)) is not None
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert opened.read(TARGETS, opened.key(TARGETS, raw)) is None
    assert run("status", folder=data, today=TODAY) == good
    shutil.rmtree(home / "dts")
    assert run("status", folder=data, today=TODAY) == good
    assert kept(home) == []


def test_never_in_the_data_folder(data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that holds the cache folder (somebody's home, say) gets nothing written into it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(data / ".cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(data / ".cache"))
    before = sorted(data.rglob("*"))
    assert run("status", folder=data, today=TODAY).code == 0
    assert sorted(data.rglob("*")) == before


def test_another_program_judges_anew(home: Path, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version, another Python or changed readers kept is not used."""
    run("status", folder=data, today=TODAY)
    opened = open_cache(data, os.environ)
    assert opened is not None
    raw = (data / TARGETS).read_bytes()
    assert opened.read(TARGETS, opened.key(TARGETS, raw)) is not None
    monkeypatch.setattr(cache, "__version__", "9.9")
    other = open_cache(data, os.environ)
    assert other is not None
    assert other.read(TARGETS, other.key(TARGETS, raw)) is None
    monkeypatch.setattr(cache, "PACKAGE", home)
    assert f"{cache.FORMAT} 9.9" in cache._edition()
    assert str(sys.version_info[:2]) in cache._edition()


def test_a_doubtful_file_still_stops_every_reader(home: Path, data: Path, run: Run) -> None:
    """Problems of the file that changed are said in full, each time; a success of before does not hide them."""
    run("status", folder=data, today=TODAY)
    record = data / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("= 18", "= 36,18"), encoding="utf-8")
    plain = run("--no-cache", "status", folder=data, today=TODAY)
    assert plain.code == 3
    for _again in range(2):
        assert run("status", folder=data, today=TODAY) == plain
    (data / TARGETS).write_text("schema = 1\ntitle = “x”\n", encoding="utf-8")
    plain = run("--no-cache", "status", folder=data, today=TODAY)
    assert run("status", folder=data, today=TODAY) == plain
    (data / TARGETS).unlink()
    (data / TARGETS).mkdir()
    assert run("status", folder=data, today=TODAY) == run("--no-cache", "status", folder=data, today=TODAY)
    assert kept(home)


def test_the_registry_is_part_of_a_record(home: Path, data: Path, run: Run) -> None:
    """Taking a target out of targets.toml makes its figures an error, though their file did not change."""
    run("status", folder=data, today=TODAY)
    targets = data / TARGETS
    targets.write_text(targets.read_text(encoding="utf-8").replace("[targets.vi-du-hang]", "[targets.khac]"))
    assert run("status", folder=data, today=TODAY).code == 3
    assert kept(home)


def test_the_name_is_part_of_a_record(home: Path, data: Path, run: Run) -> None:
    """The same bytes under another period's name are judged for that period."""
    run("status", folder=data, today=TODAY)
    (data / RECORD).rename(data / "records" / "2025-01.toml")
    for path in kept(home):
        shutil.copy(path, path.with_name("2025-01.toml.json"))
        assert run("status", folder=data, today=TODAY).code == 3


def test_going_back_in_time_judges_again(home: Path, data: Path, run: Run) -> None:
    """A file that was sound on a later day may speak of days that are yet to come."""
    assert run("status", folder=data, today=TODAY).code == 0
    assert run("status", folder=data, today=date(2025, 2, 9)).code == 3
    assert kept(home)


def test_a_month_not_over_moves_with_the_day(home: Path, data: Path) -> None:
    """Done "02/2025" means up to today while the month lasts: yesterday's answer is not kept for today."""
    record = data / RECORD
    text = record.read_text(encoding="utf-8").replace("2025-02-20", '"02/2025"', 1)
    record.write_text(text.replace("recorded_at = 2025-02-21T09:15:00+07:00\n", ""), encoding="utf-8")
    for day in (TODAY, TODAY + timedelta(days=2), date(2025, 3, 5), date(2025, 3, 6)):
        plain = opened(data, day, None)
        assert repr(opened(data, day, open_cache(data, os.environ))) == repr(plain)
    assert kept(home)


def test_rows_are_kept_without_their_series(home: Path, tmp_path: Path, run: Run) -> None:
    """Every view of the status is the same from kept rows; asking those for what was not kept is a loud fault."""
    for folder in folders(tmp_path):
        for words in ("", "--json", "--compact", "--by-unit", "--all --width 140", "--known-at 1/3/2025", "--level xa"):
            asked = ["status", "--as-of", "20/3/2025", *words.split()]
            plain = run("--no-cache", *asked, folder=folder, today=date(2026, 2, 25))
            for _again in range(2):
                assert run(*asked, folder=folder, today=date(2026, 2, 25)) == plain
        kept_there = open_cache(folder, os.environ)
        day = date(2025, 3, 20)
        plain_rows = open_view(folder, date(2026, 2, 25), day, None, None).rows
        warm_rows = open_view(folder, date(2026, 2, 25), day, None, kept_there).rows
        assert [repr(row._replace(series=())) for row in warm_rows] == [
            repr(row._replace(series=())) for row in plain_rows
        ]
        for ask in (len, list, bool, lambda series: series[-1]):
            with pytest.raises(LookupError):
                ask(warm_rows[0].series)
    assert kept(home)


def test_days_are_part_of_the_rows(home: Path, tmp_path: Path, run: Run) -> None:
    """The day of the view and what was known then make rows of their own, also where they share a slot."""
    (tmp_path / "made").mkdir()
    folder, today = write_made_workspace(tmp_path / "made"), date(2026, 2, 25)
    for step in range(0, 720, 12 * SLOTS):
        day = date(2024, 1, 1) + timedelta(days=step)
        for known in ([], ["--known-at", str(day - timedelta(days=90))], ["--known-at", str(day)]):
            words = ["status", "--json", "--as-of", str(day), *known]
            plain = run("--no-cache", *words, folder=folder, today=today)
            for _again in range(2):
                assert run(*words, folder=folder, today=today) == plain
    assert len(list(home.rglob("rows-*"))) == 2


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every folder counts as large; the names of the files read, as they are read."""
    if os.name != "posix":
        pytest.skip("no change times that can be trusted")
    read: list[str] = []
    real = recall.read_bytes
    monkeypatch.setattr(recall, "read_bytes", lambda path, name: read.append(path.name) or real(path, name))
    monkeypatch.setattr(stamps, "LARGE", 0)
    return read


def test_young_files_are_read_each_time(home: Path, data: Path, run: Run, large: list[str]) -> None:
    """A file changed less than two seconds ago may change once more without showing it."""
    for _again in range(3):
        large.clear()
        assert run("status", folder=data, today=TODAY).code == 0
        assert "2025-02.toml" in large
    assert not list(home.rglob("stamps*"))


def test_untouched_files_of_a_large_folder_are_not_read(
    home: Path, data: Path, run: Run, large: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Size, times and inode tell that nothing changed; whatever changes one of them, the bytes decide."""
    monkeypatch.setattr(stamps, "YOUNG", 0)
    record = data / RECORD
    good = run("status", folder=data, today=TODAY)
    stat = record.stat()

    def reread() -> bool:
        large.clear()
        time.sleep(0.02)
        assert run("status", folder=data, today=TODAY) == run("--no-cache", "status", folder=data, today=TODAY)
        return "2025-02.toml" in large

    assert not reread()
    record.write_bytes(record.read_bytes().replace(b"value  = 18", b"value  = 17"))
    os.utime(record, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert reread()
    assert not reread()
    other = record.with_name("khac")
    other.write_bytes(record.read_bytes().replace(b"value  = 17", b"value  = 16"))
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(record)
    assert reread()
    assert run("status", folder=data, today=TODAY) != good
    for path in home.rglob("stamps*"):
        path.write_bytes(b"[]")
    assert reread()
    assert not reread()
    (data / TARGETS).write_text((data / TARGETS).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert reread()
    record.unlink()
    record.mkdir()
    large.clear()
    assert run("status", folder=data, today=TODAY).code == 3


def test_small_folders_and_other_systems_have_no_stamps(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reading is quick, or times can be set back, every file is read."""
    opened_there = open_cache(data, os.environ)
    assert opened_there is not None
    assert stamps.take_stamps(opened_there, "", [data / RECORD]) is None
    monkeypatch.setattr(stamps, "LARGE", 0)
    monkeypatch.setattr(stamps.os, "name", "nt")
    assert stamps.take_stamps(opened_there, "", []) is None


def test_the_real_day_is_part_of_the_rows(home: Path, data: Path, run: Run) -> None:
    """A view of the same past day is refused when the clock is set back before a day the files speak of."""
    words = ["status", "--as-of", "1/2/2025"]
    assert run(*words, folder=data, today=TODAY).code == 0
    assert run(*words, folder=data, today=date(2025, 2, 9)).code == 3
    assert list(home.rglob("rows-*"))


def opened(data: Path, today: date, kept_there: Cache | None) -> Workspace:
    """The folder as read with or without a cache; what its files are known by only with one."""
    if kept_there is None:
        return open_workspace(data, today)
    return recall_workspace(data, today, kept_there)._replace(prints=None)


def test_check_always_reads_the_files(home: Path, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dts check` never asks the cache, nor does who says so."""
    run("status", folder=data, today=TODAY)

    def refuse(*_args: object) -> None:
        pytest.fail("asked the cache")

    monkeypatch.setattr(Cache, "read", refuse)
    monkeypatch.setattr(Cache, "write", refuse)
    for words in (
        "check",
        "check --clarity",
        "--no-cache status",
        "--no-cache record vi-du-tram 3100 --reason x --source x --yes",
    ):
        assert run(*words.split(), folder=data, today=TODAY).code in (0, 1)
    assert kept(home)


def imported(module: str) -> set[str]:
    """The modules of dts that a module imports, wherever in it; those that explain slips aside."""
    tree = ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))
    names = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module}
    paths = {name.replace(".", "/") for name in names if name.startswith("dts.")}
    return {path for path in paths if (ROOT / f"{path}.py").is_file()}


def test_every_judge_is_part_of_the_edition() -> None:
    """Changing any module that decides what a sound file says makes what was kept worthless."""
    found: set[str] = set()
    ahead = {"dts/store/verdicts", "dts/store/losses"}
    while ahead:
        module = ahead.pop()
        found.add(module)
        aside = ("/slips", "store/ahead")  # words of refusals; who reads, not what is read
        ahead |= {each for each in imported(module) if not any(part in each for part in aside)} - found
    assert sorted(f"dts/{each}" for each in JUDGES) == sorted(found)


def test_every_field_of_a_value_can_be_packed() -> None:
    """No value type of the rules is forgotten."""
    from dts.core import log, model

    values = {
        each.__name__
        for module in (log, model)
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and each.__name__ not in ("Log", "Figure")
    }
    assert values - {"Remark", "Sent"} <= set(packing._BUILDERS)


def test_an_earlier_day_is_judged_anew(run: Run, workspace: Make) -> None:
    """What was kept on a day does not hold for a day before: a figure of days to come is refused then."""
    entry = '[[figure]]\ntarget = "a"\nvalue = 5\nas_of = 2025-02-20\n'
    folder = workspace('[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\n', {"2025-03": entry})
    assert run("status", folder=folder, today=date(2025, 3, 1)).code == 0
    early = run("status", folder=folder, today=date(2025, 2, 19))
    assert early.code == 3
    assert "chưa đến" in early.err
    assert run("status", folder=folder, today=date(2025, 2, 20)).code == 0
