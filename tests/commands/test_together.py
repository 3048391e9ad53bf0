"""Several folders in one view: nothing is merged, every row stands as in its own folder, problems come together."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dts.cli import main
from tests.conftest import GOLDEN, ROOT, Result
from tests.made import write_made_workspace
from tests.made_units import write_many_units

DAY = "25/2/2025"
SMALL = """schema = 1
title = "Đề án 06 tỉnh {province}"
province = "{province}"
until = 2025-06-30
successor = "Phú Thọ"
[rules]
{rules}
[groups.de-an-06]
name = "Đề án 06"
[owners.ca-tinh]
name = "Công an tỉnh"
head = "Giám đốc Công an tỉnh"
level = "tinh"
[targets.dinh-danh]
name = "Tài khoản định danh điện tử"
kind = "ratio"
group = "de-an-06"
unit = "tài khoản"
at_least = 80
by = 2025-12-31
every = "month"
owner = "ca-tinh"
[targets.ke-hoach]
name = "Ban hành kế hoạch năm 2025"
kind = "task"
owner = "ca-tinh"
person = "Giám đốc Công an tỉnh"
by = {by}
"""
RECORD = """period = "2025-02"
[[figure]]
target = "dinh-danh"
numerator = {numerator}
denominator = 1000
recorded_at = 2025-02-20
[[explanation]]
target = "ke-hoach"
text = "Chờ Bộ hướng dẫn ở {province}"
recorded_at = 2025-02-20
[[sent]]
on = 2025-02-24
"""
PROVINCES = {
    "vinh-phuc": ("Vĩnh Phúc", "warn_days = 3", "2025-03-05", 777),
    "phu-tho": ("Phú Thọ", "due_day = 20\ncutoff_day = 10", "2025-02-20", 850),
    "hoa-binh": ("Hòa Bình", "", "2025-03-05", 310),
}


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    """Three small provinces that become one; each has its own rules."""
    for name, (province, rules, by, numerator) in PROVINCES.items():
        records = tmp_path / name / "records"
        records.mkdir(parents=True)
        text = SMALL.format(province=province, rules=rules, by=by)
        (tmp_path / name / "targets.toml").write_text(text, encoding="utf-8")
        text = RECORD.format(province=province, numerator=numerator)
        (records / "2025-02.toml").write_text(text, encoding="utf-8")
    return tmp_path


class Seen:
    """Runs a command line with as many -C as there are folders."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str, folders: list[Path | str]) -> Result:
        front = [word for folder in folders for word in ("-C", str(folder))]
        code = main([*front, *words], today=date(2025, 10, 1))
        captured = self.capsys.readouterr()
        return Result(code, captured.out, captured.err)


@pytest.fixture
def see(capsys: pytest.CaptureFixture[str]) -> Seen:
    """`see("status", folders=[a, b])`."""
    return Seen(capsys)


def all_of(folder: Path) -> list[Path | str]:
    """The three provinces in the order an official names them."""
    return [folder / name for name in PROVINCES]


def unmoved(row: dict[str, Any], key: str) -> str:
    """A row as its own folder tells it; two of the three have the same province, so all go by their keys."""
    text = json.dumps(row, ensure_ascii=False)
    return text.replace(f"{key}/", "").replace(f" ({key})", "").replace(f'"group": "{key}"', '"group": null')


@pytest.mark.parametrize("command", ["status", "overdue"])
def test_every_row_is_that_of_its_own_folder(see: Seen, tmp_path: Path, command: str) -> None:
    """Assessed by its own rules, calendars, units and journal of corrections: only the ids differ."""
    folders: dict[str, Path] = {"made": tmp_path / "made", "units": tmp_path / "units", "that": tmp_path / "that"}
    for name in ("made", "units"):
        folders[name].mkdir()
    write_made_workspace(folders["made"])
    write_many_units(folders["units"])
    folders["that"].mkdir()
    shutil.copy(ROOT / "targets.toml", folders["that"])
    shutil.copytree(ROOT / "records", folders["that"] / "records")
    lists = ("targets",) if command == "status" else ("overdue", "due_soon", "unsent", "collecting", "awaiting")
    joined = json.loads(see(command, "--json", "--as-of", DAY, folders=list(folders.values())).out)
    compared = 0
    for key, folder in folders.items():
        own = json.loads(see(command, "--json", "--as-of", DAY, folders=[folder]).out)
        for name in lists:
            theirs = [row for row in joined[name] if row["id"].startswith(f"{key}/")]
            assert sorted(unmoved(row, key) for row in theirs) == sorted(unmoved(row, "-") for row in own[name])
            compared += len(theirs)
    assert compared == sum(len(joined[name]) for name in lists) > 10


@pytest.mark.parametrize("command", ["status", "owners", "overdue", "report"])
def test_screens_are_as_agreed(see: Seen, provinces: Path, command: str) -> None:
    """One table, agencies told apart, different calendars named; DTS_WRITE_GOLDEN=1 writes the files anew."""
    result = see(command, "--as-of", DAY, folders=all_of(provinces))
    file = GOLDEN / f"together-{command}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert result.code == 0
    assert result.out == file.read_text(encoding="utf-8")


def test_a_pattern_is_expanded_by_the_program(see: Seen, provinces: Path) -> None:
    """PowerShell and cmd leave it alone; folders without targets.toml are none of ours."""
    (provinces / "khac").mkdir()
    by_pattern = see("status", "--json", "--as-of", DAY, folders=[f"{provinces}/*"])
    by_name = see("status", "--json", "--as-of", DAY, folders=sorted(all_of(provinces)))
    assert by_pattern == by_name
    assert [each["key"] for each in json.loads(by_name.out)["folders"]] == sorted(PROVINCES)
    none = see("status", folders=[f"{provinces}/khong*"])
    assert (none.code, none.out) == (2, "")
    assert none.err == f"Không có thư mục nào khớp “{provinces}/khong*” có tệp targets.toml.\n"


def test_a_pattern_that_finds_one_folder_is_that_folder(see: Seen, provinces: Path) -> None:
    """And a folder named twice is one: the screen of a single folder, to the letter."""
    folder = provinces / "vinh-phuc"
    alone = see("status", "--as-of", DAY, folders=[folder])
    assert see("status", "--as-of", DAY, folders=[f"{provinces}/vinh*"]) == alone
    assert see("status", "--as-of", DAY, folders=[folder, provinces / "phu-tho" / ".." / "vinh-phuc"]) == alone


def test_all_problems_of_all_folders_come_together(see: Seen, provinces: Path) -> None:
    """Each with its folder in the name of its file; a sound folder does not hide them."""
    for name in ("vinh-phuc", "hoa-binh"):
        with (provinces / name / "records" / "2025-02.toml").open("a", encoding="utf-8") as file:
            file.write('[[figure]]\ntarget = "khong-co"\nvalue = 1\n')
    result = see("status", folders=all_of(provinces))
    assert (result.code, result.out) == (3, "")
    assert "LỖI  vinh-phuc/records/2025-02.toml:14:10" in result.err
    assert "LỖI  hoa-binh/records/2025-02.toml:14:10" in result.err
    assert "phu-tho" not in result.err
    assert result.err.endswith("2 lỗi. Không tệp nào bị sửa. Sửa xong, chạy lại lệnh vừa gõ.\n")
    checked = see("check", folders=all_of(provinces))
    assert checked.code == 1
    assert "LỖI  hoa-binh/records/2025-02.toml:14:10" in checked.out
    data = json.loads(see("check", "--json", folders=all_of(provinces)).out)
    assert {each["file"].partition("/")[0] for each in data["problems"]} == set(PROVINCES)


def test_every_wrong_folder_is_named(see: Seen, provinces: Path) -> None:
    """Not only the first."""
    result = see("overdue", folders=[provinces / "vinh-phuc", provinces / "a", provinces / "b"])
    assert (result.code, result.out) == (2, "")
    assert result.err.count("không có tệp targets.toml.") == 2


@pytest.mark.parametrize(
    "words",
    [
        *(["record", "dinh-danh", "5"], ["assign", "dinh-danh", "--owner", "ca-tinh"], ["import", "a.csv"]),
        *(["edit"], ["restore"], ["init", "x"], ["show", "dinh-danh"], ["export", "x"]),
        *(["report", "--sent"], ["report", "--each-owner", "x"], ["report", "cong-an"]),
    ],
)
def test_what_needs_one_folder_refuses_several(see: Seen, provinces: Path, words: list[str]) -> None:
    """One sentence, exit 2, and nothing written."""
    before = {path: path.read_bytes() for path in provinces.rglob("*") if path.is_file()}
    result = see(*words, folders=all_of(provinces))
    assert (result.code, result.out) == (2, "")
    assert "chỉ làm với một thư mục dữ liệu" in result.err
    assert len(result.err.splitlines()) == 1
    assert {path: path.read_bytes() for path in provinces.rglob("*") if path.is_file()} == before


def test_what_is_typed_is_looked_for_in_each_folder(see: Seen, provinces: Path) -> None:
    """The same target of every province side by side; with its folder in front only that one."""

    def ids(*words: str) -> list[str]:
        result = see("status", *words, "--json", "--as-of", DAY, folders=all_of(provinces))
        return [row["id"] for row in json.loads(result.out)["targets"]]

    everywhere = [f"{name}/dinh-danh" for name in PROVINCES]
    assert ids("dinh danh") == ids("--group", "de-an-06") == everywhere
    assert ids("phu-tho/dinh-danh") == ["phu-tho/dinh-danh"]
    assert len(ids("--owner", "công an tỉnh")) == 6
    assert len(ids("--owner", "hoa-binh/ca-tinh")) == 2
    nothing = see("status", "xyz", folders=all_of(provinces))
    assert (nothing.code, nothing.err[:40]) == (2, "Không có chỉ tiêu, nhiệm vụ nào khớp “xy")
    several = see("owners", "ca-tinh", folders=all_of(provinces))
    assert "khớp 3 đơn vị" in several.err
    assert see("owners", "phu-tho/ca-tinh", folders=all_of(provinces)).out.startswith("CÔNG AN TỈNH (PHÚ THỌ)")


def test_posts_of_the_same_name_are_different_people(see: Seen, provinces: Path) -> None:
    """Three directors, not one with three tasks."""
    table = see("owners", "--person", "--as-of", DAY, "--width", "140", folders=all_of(provinces)).out
    assert [f"Giám đốc Công an tỉnh ({each})" in table for each in ("Vĩnh Phúc", "Phú Thọ", "Hòa Bình")] == [True] * 3


def test_after_the_merger_the_report_is_that_of_the_new_province(see: Seen, provinces: Path) -> None:
    """Before it nobody is named as the one who reports."""
    after = see("report", "--as-of", "1/8/2025", folders=all_of(provinces)).out
    assert "TỈNH PHÚ THỌ" in after
    assert "Các tỉnh Vĩnh Phúc, Phú Thọ, Hòa Bình có đến hết 30/6/2025, nay là tỉnh Phú Thọ." in after
    assert "TỈNH" not in see("report", "--as-of", DAY, folders=all_of(provinces)).out.partition("BÁO CÁO")[0]


def test_folders_of_the_same_name_get_different_keys(see: Seen, provinces: Path, tmp_path: Path) -> None:
    """The name above tells them apart."""
    for name in ("a", "b"):
        shutil.copytree(provinces / "vinh-phuc", tmp_path / "noi" / name / "Số liệu")
    data = json.loads(see("status", "--json", folders=[f"{tmp_path}/noi/*/*"]).out)
    assert [each["key"] for each in data["folders"]] == ["a-so-lieu", "b-so-lieu"]
    assert {row["owner"] for row in data["targets"]} == {"a-so-lieu/ca-tinh", "b-so-lieu/ca-tinh"}
    assert "Công an tỉnh (a-so-lieu)" in see("owners", folders=[f"{tmp_path}/noi/*/*"]).out


def test_a_pattern_expanded_by_the_shell_is_explained(see: Seen, provinces: Path) -> None:
    """The second folder then stands where a command stands."""
    result = see(str(provinces / "phu-tho"), "status", folders=[provinces / "vinh-phuc"])
    assert result.code == 2
    assert "là thư mục dữ liệu, không phải lệnh" in result.err
    assert "-C 'tinh/*'" in result.err


def test_notes_on_stderr_name_their_folder(see: Seen, provinces: Path) -> None:
    """A file that is never read, in one of three."""
    (provinces / "phu-tho" / "records" / "2025-2.toml").write_text("", encoding="utf-8")
    result = see("status", folders=all_of(provinces))
    assert result.err == (
        "phu-tho: Lưu ý: Không đọc tệp “2025-2.toml” trong records (tên không đúng mẫu 2025-02.toml).\n"
    )


def test_every_command_of_the_page_works(
    see: Seen, provinces: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """docs/nhieu-thu-muc.md, in a folder that holds `tinh`."""
    pytest.importorskip("docx")
    page = (ROOT / "docs" / "nhieu-thu-muc.md").read_text(encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "tinh").symlink_to(provinces, target_is_directory=True)
    monkeypatch.chdir(tmp_path / "here")
    typed = re.findall(r"^(?:\| `)?dts (-C .+?)(?:` \|.*)?$", page, re.MULTILINE)
    assert len(typed) > 10
    for words in typed:
        result = see(*shlex.split(words), "--as-of", DAY, folders=[])
        assert (result.code, "LỖI" in result.out) == (0, False), (words, result)
