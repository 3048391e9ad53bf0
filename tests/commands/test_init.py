"""`dts init`: a folder that is sound on any day and says what to do next; all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import shlex
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dts.core.checks import find_all
from dts.core.finding import gather
from dts.core.model import Kind
from dts.core.problem import UnconfirmedError, WriteError
from dts.store import create
from dts.store.starter import starter_files
from dts.store.workspace import open_workspace
from tests.conftest import ROOT, Run

DAY = date(2025, 2, 25)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DTS_DIR", raising=False)
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Everything under a folder, hidden files included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def days() -> Iterator[date]:
    """Every day around a turn of the year, a leap day, and each cut-off; every tenth day between."""
    day = date(2023, 12, 1)
    while day < date(2025, 1, 1):
        if day.month in (1, 2) or day.day in (14, 15, 30, 31) or day.toordinal() % 10 == 0:
            yield day
        day += timedelta(days=1)


def test_a_new_folder_is_sound_and_complete(here: Path, run: Run) -> None:
    """One target of each kind, two agencies, a group, one figure of the last closed month; `dts check` has no word."""
    made = run("init", "so-lieu", folder=here, today=DAY)
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("Đã tạo thư mục dữ liệu so-lieu: targets.toml, records/2025-02.toml.\n")
    checked = run("check", folder=here / "so-lieu", today=DAY)
    assert (checked.code, checked.out) == (0, "Đã soát targets.toml và các tệp trong records: 0 lỗi, 0 lưu ý.\n")
    workspace = open_workspace(here / "so-lieu", DAY)
    assert [target.kind for target in workspace.registry.targets.values()] == list(Kind)
    assert (len(workspace.registry.owners), len(workspace.registry.groups)) == (2, 1)
    assert [figure.target for figure in workspace.log.figures] == ["dinh-danh"]
    assert "Thiếu rõ: 0/5" in run("check", "--clarity", folder=here / "so-lieu", today=DAY).out


def test_it_is_sound_on_whatever_day_it_is_made(tmp_path: Path) -> None:
    """No error ever, and no remark but that a due day falls on a weekend."""
    for day in days():
        folder = tmp_path / day.isoformat()
        create.create_folder(folder, starter_files(day))
        workspace = open_workspace(folder, day)
        found = find_all(gather(workspace.registry, workspace.log, day))
        assert {finding.rule for finding in found} <= {"weekend"}, (day, found)


def test_every_line_is_composed_and_explained() -> None:
    """Vietnamese in NFC; no word of the template is left unfilled; every kind of line has its comment."""
    for data in starter_files(DAY).values():
        text = data.decode("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert "@" not in text
        assert max(map(len, text.splitlines())) <= 120
    explained = {line.split("=")[0].strip() for line in text.splitlines() if "=" in line and "#" in line}
    assert {"period", "target", "numerator", "denominator", "source", "recorded_at"} <= explained


@pytest.mark.parametrize("options", [[], ["--example"]], ids=["starter", "example"])
def test_the_three_commands_it_names_work(here: Path, run: Run, options: list[str]) -> None:
    """What is printed under "Ba lệnh tiếp theo" can be typed as it stands, also for a folder with a blank."""
    made = run("init", "so liệu", *options, folder=here, today=DAY)
    lines = [line.strip() for line in made.out.splitlines()[2:]]
    assert len(lines) == 3
    for line in lines:
        program, *words = shlex.split(line.split("   ")[0])
        assert program == "dts"
        assert words[:2] == ["-C", "so liệu"]
        if words[2] != "edit":  # opens an editor
            assert run(*words[2:], folder=Path(words[1]), today=DAY).code == 0, line


def test_in_the_folder_itself_no_name_is_needed(here: Path, run: Run) -> None:
    """Without DIR: the current folder, and the commands need no -C."""
    made = run("init", folder=Path(), today=DAY)
    assert made.out.startswith("Đã tạo thư mục dữ liệu ở đây: ")
    assert "\n  dts status " in made.out
    assert sorted(tree(here)) == ["records/2025-02.toml", "targets.toml"]


def test_the_example_is_the_repository_byte_for_byte(here: Path, run: Run) -> None:
    """`--example` writes the shipped data, and nothing else."""
    assert run("init", "thu", "--example", folder=here).code == 0
    records = {f"records/{path.name}": path.read_bytes() for path in (ROOT / "records").glob("*.toml")}
    assert tree(here / "thu") == {"targets.toml": (ROOT / "targets.toml").read_bytes()} | records


@pytest.mark.parametrize("there", ["targets.toml", "Báo cáo.docx", ".git/config", "records/2025-02.toml"])
def test_a_folder_with_anything_in_it_is_left_alone(here: Path, run: Run, there: str) -> None:
    """Exit code 2, the names of what is there, nothing touched."""
    path = here / "cu" / there
    path.parent.mkdir(parents=True)
    path.write_text("của tôi", encoding="utf-8")
    result = run("init", "cu", folder=here)
    assert result.code == 2
    assert result.err.startswith("Chưa tạo: ")
    assert there.split("/")[0] in result.err
    assert tree(here / "cu") == {there: "của tôi".encode()}


def test_a_file_is_no_folder(here: Path, run: Run) -> None:
    """Neither the name itself nor a folder on the way to it may be a file."""
    (here / "tep").write_text("", encoding="utf-8")
    assert run("init", "tep", folder=here).code == 2
    deeper = run("init", "tep/so-lieu", folder=here)
    assert deeper.code == 3
    assert deeper.err.startswith("Chưa tạo: ")
    assert deeper.err.endswith("tep/so-lieu: có một tệp trùng tên thư mục trên đường dẫn. Không tệp nào được ghi.\n")


def test_a_place_that_cannot_be_written_is_exit_3(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the place and the reason."""

    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = run("init", "so-lieu", folder=here)
    assert result.code == 3
    assert result.err == f"Chưa tạo: {here / 'so-lieu'}: không có quyền ghi ở đây. Không tệp nào được ghi.\n"
    assert not list(here.iterdir())


@pytest.mark.parametrize("failing", range(12))
def test_whatever_fails_nothing_is_left(here: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """The n-th call to the disk fails: all files are there, or none and no folder either."""
    calls = iter(range(100))
    fail = [OSError(28, "No space left on device"), KeyboardInterrupt()][failing % 2]

    def unless(real: object) -> object:
        def call(*given: object, **named: object) -> object:
            if next(calls) == failing:
                raise fail
            return real(*given, **named)  # type: ignore[operator]

        return call

    monkeypatch.setattr(create.os, "fsync", unless(os.fsync))  # type: ignore[attr-defined]
    monkeypatch.setattr(Path, "rename", unless(Path.rename))
    monkeypatch.setattr(Path, "mkdir", unless(Path.mkdir))
    files = starter_files(DAY)
    with contextlib.suppress(WriteError, UnconfirmedError, KeyboardInterrupt):
        create.create_folder(here / "a" / "b", files)
    left = tree(here)
    assert left in ({}, {f"a/b/{name}": data for name, data in files.items()})
    assert left or not list(here.iterdir())


def test_a_shared_folder_stays_shared(here: Path) -> None:
    """Files are as open as the folder they are made in, so that a colleague can record too."""
    folder = here / "chung"
    folder.mkdir()
    folder.chmod(0o2775)
    create.create_folder(folder, starter_files(DAY))
    assert (folder / "targets.toml").stat().st_mode & 0o777 == 0o664
    assert (folder / "records").stat().st_mode & 0o777 == 0o775
    assert (folder / "records" / "2025-02.toml").stat().st_mode & 0o777 == 0o664
