"""Reading with a cache: the same answer as without, from what is kept; what changed, or depends on the day, anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dts.core.assess import Assessment
from dts.core.log import Log
from dts.core.model import Registry, Target
from dts.core.period import Period
from dts.core.problem import DataError
from dts.store import source, verdicts
from dts.store.cache import Cache, open_cache
from dts.store.recall import Glance, glance, read_files, recall_log, recall_workspace
from dts.store.verdicts import open_view
from dts.store.workspace import open_workspace
from tests.conftest import Make

DAY, LATER, EARLIER = date(2025, 2, 25), date(2025, 3, 20), date(2025, 2, 24)
TARGETS = """
[owners.so]
name = "Sở"
level = "tinh"
head = "Giám đốc"
[targets.tram]
name = "Trạm"
kind = "count"
unit = "trạm"
owner = "so"
person = "Ông An"
at_least = 100
by = 2025-12-31
every = "month"
[targets.to]
name = "Tổ"
kind = "count"
unit = "tổ"
[targets.viec]
name = "Việc"
kind = "task"
by = 2025-03-31
"""
REMARKS = '[[note]]\ntarget = "tram"\ntext = "n"\n[[explanation]]\ntarget = "to"\ntext = "e"\n'
SENT = "[[sent]]\non = 2025-02-20\n"


def figure(target: str, value: int) -> str:
    """One figure."""
    return f'[[figure]]\ntarget = "{target}"\nvalue = {value}\n'


JANUARY, FEBRUARY = figure("tram", 60) + figure("to", 5), figure("to", 6) + figure("tram", 70) + figure("tram", 80)


@pytest.fixture
def folder(workspace: Make) -> Path:
    """Two months."""
    return workspace(TARGETS, {"2025-01": JANUARY, "2025-02": FEBRUARY + REMARKS + SENT})


@pytest.fixture
def cache(folder: Path) -> Cache:
    """Its cache, cold."""
    home = folder.with_name(f"{folder.name}-home")
    home.mkdir()
    made = open_cache(folder, {"XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)})
    assert made is not None
    return made


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which files were judged anew."""
    found: list[str] = []
    real = source.judge_bytes

    def judge(raw: bytes, name: str) -> source.Source:
        found.append(Path(name).stem)
        return real(raw, name)

    monkeypatch.setattr(source, "judge_bytes", judge)
    return found


def looked(folder: Path, cache: Cache) -> Glance:
    """The fingerprints of a folder whose targets are sound."""
    seen = glance(folder, cache)
    assert seen is not None
    return seen


# ── fingerprints ─────────────────────────────────────────────────────────────


def test_a_glance_tells_whether_anything_changed(folder: Path, cache: Cache) -> None:
    """Every file has its part in it; a file that cannot be read leaves it empty."""
    (folder / "records" / "khac.txt").touch()
    seen = looked(folder, cache)
    assert [(period.key, path.name) for period, path, _key in seen.files] == [
        ("2025-01", "2025-01.toml"),
        ("2025-02", "2025-02.toml"),
    ]
    assert (seen.folder, seen.foreign) == (folder, ("khac.txt",))
    assert seen == looked(folder, cache)
    assert len(set(seen.fingerprint.split("\n"))) == 3
    path = folder / "records" / "2025-02.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = looked(folder, cache)
    assert changed.fingerprint != seen.fingerprint
    assert (changed.key, changed.files[0]) == (seen.key, seen.files[0])
    targets = folder / "targets.toml"
    targets.write_text(targets.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not {key for _period, _path, key in looked(folder, cache).files} & {key for *_, key in changed.files}
    path.unlink()
    path.mkdir()
    assert looked(folder, cache).fingerprint == ""
    assert looked(folder, cache).files[1][2] == ""


@pytest.mark.parametrize("targets", ["[targets.tram\n", '[targets.tram]\nname = "T"\nkind = "dem"\n', None])
def test_where_targets_are_not_sound_everything_is_judged(folder: Path, cache: Cache, targets: str | None) -> None:
    """All problems of all files, as without a cache."""
    (folder / "targets.toml").unlink()
    if targets is not None:
        (folder / "targets.toml").write_text(f'schema = 1\ntitle = "T"\n{targets}', encoding="utf-8")
    (folder / "records" / "2024.toml").write_text("[[figure]\n", encoding="utf-8")
    assert glance(folder, cache) is None
    problems = []
    for read in (lambda: recall_workspace(folder, DAY, cache), lambda: open_workspace(folder, DAY)):
        with pytest.raises(DataError) as told:
            read()
        problems.append(told.value.problems)
    assert problems[0] == problems[1]
    assert {each.place.file for each in problems[0]} == {"targets.toml", "records/2024.toml"}


# ── what is kept ─────────────────────────────────────────────────────────────


def test_what_is_kept_is_what_was_read(folder: Path, cache: Cache, judged: list[str]) -> None:
    """Cold, warm, and after a change of one file: the same as without a cache."""
    for changed, expected in (
        (None, ["targets", "2025-01", "2025-02"]),
        (None, []),
        ("2025-02", ["2025-02"]),
        (None, []),
    ):
        if changed is not None:
            path = folder / "records" / f"{changed}.toml"
            path.write_text(path.read_text(encoding="utf-8") + figure("to", 7), encoding="utf-8")
        plain = open_workspace(folder, DAY)
        judged.clear()
        found = recall_workspace(folder, DAY, cache)
        assert judged == expected
        assert repr(found.log) == repr(plain.log)
        assert (found.folder, found.registry, found.foreign) == (plain.folder, plain.registry, plain.foreign)
        assert found.prints == looked(folder, cache).prints


def test_one_month_by_its_fingerprint(folder: Path, cache: Cache) -> None:
    """As kept; nothing for another fingerprint, none, or one whose parts are gone."""
    log = recall_workspace(folder, DAY, cache).log
    period, path, key = looked(folder, cache).files[1]
    found = recall_log(cache, key, path, period, DAY)
    assert found is not None
    assert found.notes == log.notes
    assert found.figures == tuple(each for each in log.figures if each.period == period)
    assert recall_log(cache, key[:-1], path, period, DAY) is None
    assert recall_log(cache, "", path, period, DAY) is None
    kept = cache.folder / "2025-02.toml.json"
    kept.write_bytes(kept.read_bytes()[:-1] + b" ")
    assert recall_log(cache, key, path, period, DAY) is None


@pytest.mark.parametrize(
    ("done", "today", "again"),
    [
        ("2025-02-20", DAY, False),
        ("2025-02-20", LATER, False),
        ("2025-02-20", EARLIER, True),
        ('"02/2025"', DAY, False),
        ('"02/2025"', LATER, True),
        ("2025-02-25", LATER, True),
        ("2025-02-24", LATER, False),
        (None, LATER, False),
    ],
)
def test_on_which_days_a_month_is_judged_again(
    folder: Path, cache: Cache, judged: list[str], done: str | None, today: date, again: bool
) -> None:
    """On an earlier day; on any other where something was done on a day that was not over when it was read."""
    text = figure("to", 6) + (f'[[figure]]\ntarget = "viec"\ndone = {done}\n' if done else "")
    (folder / "records" / "2025-02.toml").write_text(f'period = "2025-02"\n{text}', encoding="utf-8")
    read_files(looked(folder, cache), DAY, cache)
    assert judged == ["targets", "2025-01", "2025-02"]
    judged.clear()
    read_files(looked(folder, cache), today, cache)
    assert ("2025-02" in judged) is again


def test_the_figures_of_some_targets(folder: Path, cache: Cache) -> None:
    """In the order of the files, whether just read, kept, or both; also where what was kept is gone meanwhile."""
    wanted = {"tram": [60, 70, 80], "to": [5, 6], "viec": []}
    for change in (None, None, "2025-01", "gone"):
        months = read_files(looked(folder, cache), DAY, cache)
        if change == "gone":
            for path in cache.folder.iterdir():
                path.unlink()
        elif change:
            path = folder / "records" / f"{change}.toml"
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            months = read_files(looked(folder, cache), DAY, cache)
        for targets in (["tram", "to", "viec"], ["to"], ["viec"], []):
            found = months.figures(targets)
            assert {key: [each.value for each in figures] for key, figures in found.items()} == {
                key: wanted[key] for key in targets
            }


def test_what_the_files_say_of_a_target_has_one_fingerprint(folder: Path, cache: Cache) -> None:
    """Another only for the target whose entries, or whose file, changed."""
    before = read_files(looked(folder, cache), DAY, cache).prints()
    assert sorted(before) == ["to", "tram"]
    path = folder / "records" / "2025-02.toml"
    path.write_text(path.read_text(encoding="utf-8") + figure("to", 7), encoding="utf-8")
    after = read_files(looked(folder, cache), DAY, cache).prints()
    assert (after["tram"] == before["tram"], after["to"] == before["to"]) == (True, False)
    path.write_text(path.read_text(encoding="utf-8").replace('"2025-02"', '"2024-12"'), encoding="utf-8")
    path.rename(path.with_name("2024-12.toml"))
    moved = read_files(looked(folder, cache), DAY, cache).prints()
    assert not set(moved.values()) & set(after.values())


def test_problems_of_all_files_come_together(folder: Path, cache: Cache) -> None:
    """Of those that cannot be read too; the sound ones are kept all the same."""
    (folder / "records" / "2024-11.toml").mkdir()
    (folder / "records" / "2024-12.toml").write_text('period = "2024-12"\n[[figure]\n', encoding="utf-8")
    path = folder / "records" / "2025-02.toml"
    path.write_text('period = "2025-02"\n' + figure("to", -1), encoding="utf-8")
    with pytest.raises(DataError) as told:
        recall_workspace(folder, DAY, cache)
    assert [each.place.file for each in told.value.problems] == [
        *("records/2024-11.toml", "records/2024-12.toml", "records/2025-02.toml"),
    ]
    assert sorted(each.name for each in cache.folder.iterdir()) == ["2025-01.toml.json", "targets.toml.json"]


@pytest.mark.parametrize(
    "text",
    ["", 'period = "2025-01"\n' + figure("to", 5).replace("5", "36,18") + figure("to", -1)],
    ids=["empty", "slip"],
)
def test_the_problems_of_a_month_are_those_of_a_plain_reading(folder: Path, cache: Cache, text: str) -> None:
    """A slip hides no other mistake, and an empty file is not sound."""
    (folder / "records" / "2025-01.toml").write_text(text, encoding="utf-8")
    problems = []
    for read in (lambda: recall_workspace(folder, DAY, cache), lambda: open_workspace(folder, DAY)):
        with pytest.raises(DataError) as told:
            read()
        problems.append(told.value.problems)
    assert problems[0] == problems[1]
    assert len(problems[0]) == (2 if text else 1)


def test_a_month_that_went_bad_meanwhile_is_an_error(folder: Path, cache: Cache) -> None:
    """What was kept is gone, and the file is not sound any more."""
    read_files(looked(folder, cache), DAY, cache)
    months = read_files(looked(folder, cache), DAY, cache)
    (cache.folder / "2025-02.toml.json").unlink()
    (folder / "records" / "2025-02.toml").write_text("[[figure]\n", encoding="utf-8")
    with pytest.raises(DataError):
        months.workspace()


def test_months_that_are_gone_are_forgotten(folder: Path, cache: Cache) -> None:
    """As soon as another is read anew."""
    recall_workspace(folder, DAY, cache)
    (folder / "records" / "2025-01.toml").rename(folder / "records" / "2024-12.toml")
    path = folder / "records" / "2024-12.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-01", "2024-12"), encoding="utf-8")
    recall_workspace(folder, DAY, cache)
    assert sorted(each.stem for each in cache.folder.iterdir()) == ["2024-12.toml", "2025-02.toml", "targets.toml"]


@pytest.mark.parametrize("kept", [None, 7, ["tuple", 1], {"a": 1}])
def test_what_is_no_registry_is_judged_anew(folder: Path, cache: Cache, kept: object) -> None:
    """Whatever lies in the cache."""
    registry = looked(folder, cache).registry
    cache.write("targets.toml", cache.key("targets.toml", (folder / "targets.toml").read_bytes()), kept)
    assert looked(folder, cache).registry == registry
    assert cache.read("targets.toml", looked(folder, cache).key)[0] == "Registry"


# ── rows ─────────────────────────────────────────────────────────────────────


def rows(folder: Path, cache: Cache | None, known_at: date | None = None, day: date = LATER) -> list[str]:
    """Every row of a view, without its series."""
    view = open_view(folder, LATER, day, known_at, cache)
    assert (view.folder, view.foreign) == (folder, ())
    assert repr(view.read(None)) == repr(open_workspace(folder, LATER).log)
    return [repr(row._replace(series=())) for row in view.rows]


@pytest.fixture
def assessed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which targets were assessed anew."""
    found: list[str] = []
    real = verdicts.assess_target

    def assess(registry: Registry, target: Target, *more: Any) -> list[Assessment]:
        found.append(target.id)
        return real(registry, target, *more)

    monkeypatch.setattr(verdicts, "assess_target", assess)
    return found


def test_rows_are_assessed_anew_only_where_something_changed(folder: Path, cache: Cache, assessed: list[str]) -> None:
    """Of the target whose entries changed; on another day, or known then, all."""
    plain = rows(folder, None)
    assert rows(folder, cache) == plain
    assert assessed == ["tram", "to", "viec"]
    assert rows(folder, cache) == plain
    assert assessed == ["tram", "to", "viec"]
    path = folder / "records" / "2025-02.toml"
    path.write_text(path.read_text(encoding="utf-8") + figure("to", 7), encoding="utf-8")
    plain = rows(folder, None)
    assessed.clear()
    for _again in range(2):
        assert rows(folder, cache) == plain
        assert assessed == ["to"]
    for more in ({"known_at": DAY}, {"day": DAY}):
        assessed.clear()
        assert rows(folder, cache, **more) == rows(folder, None, **more)  # type: ignore[arg-type]
        assert assessed == ["tram", "to", "viec"]


def test_a_kept_row_has_no_series(folder: Path, cache: Cache) -> None:
    """Asking for it is a loud fault, however it is asked."""
    for _again in range(2):
        found = open_view(folder, LATER, LATER, None, cache).rows[0].series
    for ask in (len, list, bool, lambda series: series[-1]):
        with pytest.raises(LookupError, match="a kept row has no series"):
            ask(found)


@pytest.mark.parametrize("cached", [True, False])
def test_no_view_of_targets_that_are_not_sound(folder: Path, cache: Cache, cached: bool) -> None:
    """The problems are raised, with a cache as without."""
    (folder / "targets.toml").write_text("[targets.tram\n", encoding="utf-8")
    with pytest.raises(DataError):
        open_view(folder, LATER, LATER, None, cache if cached else None)


def test_a_few_views_are_kept_side_by_side(folder: Path, cache: Cache, assessed: list[str]) -> None:
    """Four days, each as it is and as known on a day; the fifth takes the place of the first."""
    days = [date(2025, 3, number) for number in range(1, 5)]
    for known in (None, DAY):
        for day in days:
            rows(folder, cache, known, day)
    assert len(list(cache.folder.glob("rows-*"))) == 8
    assessed.clear()
    for known in (None, DAY):
        for day in days:
            rows(folder, cache, known, day)
    assert assessed == []
    rows(folder, cache, None, date(2025, 3, 5))
    assert len(list(cache.folder.glob("rows-*"))) == 8
    assessed.clear()
    rows(folder, cache, None, days[0])
    assert assessed == ["tram", "to", "viec"]


@pytest.mark.parametrize("kept", [None, {}, {"files": 1, "rows": 2}, {"rows": {"tram": ["x", [{}]]}}, [1]])
def test_what_are_no_rows_is_assessed_anew(folder: Path, cache: Cache, kept: object) -> None:
    """Whatever lies in the cache."""
    plain = rows(folder, None)
    rows(folder, cache)
    (path,) = cache.folder.glob("rows-*")
    seen = looked(folder, cache)
    key = cache.key(path.stem, b"", seen.key, str(LATER), str(LATER), "None")
    assert cache.read(path.stem, key)["files"] == seen.fingerprint
    cache.write(path.stem, key, kept)
    assert rows(folder, cache) == plain
    assert cache.read(path.stem, key)["files"] == seen.fingerprint


def test_what_must_be_read_is_handed_to_the_watch(folder: Path, cache: Cache) -> None:
    """Every file of a cold or changed folder; nothing of one that is known."""
    handed: list[str] = []

    def watch(files: Iterable[tuple[Period, Path]]) -> Iterable[tuple[Period, Path]]:
        for each in files:
            handed.append(each[1].stem)
            yield each

    for expected in (["2025-01", "2025-02"], []):
        handed.clear()
        open_view(folder, LATER, LATER, None, cache, watch=watch)
        assert handed == expected
    open_view(folder, LATER, LATER, None, None, watch=watch)
    recall_workspace(folder, LATER, cache, watch=watch)
    assert handed == ["2025-01", "2025-02"] * 2
    assert open_view(folder, LATER, LATER, None, cache).prints == looked(folder, cache).prints
    assert verdicts.View(folder, looked(folder, cache).registry, [], ()).read(None) == Log()
