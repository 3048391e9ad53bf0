"""`dts restore`: what dts wrote and what is in no file any more is said, listed, put back, or accepted as gone."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT, Make, Run

TARGETS = """\
[owners.so-yt]
name  = "Sở Y tế"
level = "tinh"

[targets.tram]
name  = "Trạm phát sóng"
kind  = "count"
unit  = "trạm"
every = "month"

[targets.dat]
name = "Hồ sơ trực tuyến"
kind = "ratio"
unit = "hồ sơ"
[targets.dat.for.xa]

[targets.ke-hoach]
name = "Ban hành kế hoạch"
kind = "task"
"""
FIRST, SECOND, THIRD, LATER = (date(2025, 2, day) for day in (20, 21, 22, 25))
LINE = "Có {} đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore\n"
FEBRUARY = "records/2025-02.toml"


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "an")
    monkeypatch.delenv("DTS_BY", raising=False)


@pytest.fixture
def folder(workspace: Make, run: Run) -> Path:
    """Three entries of one figure, of two people: 60, then 61, then 62."""
    made: Path = workspace(TARGETS)
    record(run, made, "60", FIRST)
    record(run, made, "61", SECOND, "--reason", "Nhập nhầm")
    record(run, made, "62", THIRD, "--reason", "Đơn vị báo lại")
    return made


def record(run: Run, folder: Path, value: str, day: date, *more: str) -> None:
    """One figure of the target `tram`, by the health office."""
    words = ("record", "tram", value, "--period", "2025-02", "--by", "Sở Y tế", *more)
    assert run(*words, folder=folder, today=day).code == 0


def drop(folder: Path, *values: int) -> None:
    """Delete the blocks of these values by hand."""
    path = folder / FEBRUARY
    head, *blocks = re.split(r"(?m)^(?=\[\[)", path.read_text(encoding="utf-8"))
    kept = [each for each in blocks if not any(f"= {value}\n" in each for value in values)]
    path.write_text(head + "".join(kept), encoding="utf-8")


def values(folder: Path) -> list[int]:
    """The values of the file in their order."""
    return [int(each) for each in re.findall(r"^value *= (\d+)$", (folder / FEBRUARY).read_text("utf-8"), re.M)]


def test_nothing_is_said_while_nothing_is_lost(run: Run, folder: Path) -> None:
    """Not by a view, not by check; restore has nothing to do."""
    assert run("status", folder=folder, today=LATER).err == ""
    assert "không còn trong tệp" not in run("check", folder=folder, today=LATER).out
    result = run("restore", folder=folder, today=LATER)
    assert (result.code, result.out) == (0, "Không mất số liệu nào: mọi số liệu dts đã ghi vẫn còn trong tệp.\n")


@pytest.mark.parametrize(
    "words",
    [
        *("status", "status --compact", "status dat --by-unit", "status --json", "--no-cache status", "show tram"),
        *("owners", "owners so-yt", "owners --person", "overdue", "report", "report --json", "check --clarity"),
        *("record tram 63 --period 2025-02 --reason x --dry-run", "record tram --note x --period 2025-02 --dry-run"),
        *("assign tram --owner so-yt --basis x --reason x --dry-run", "export OUT", "report --sent 25/2/2025"),
    ],
)
def test_every_command_says_in_one_line_what_is_lost(run: Run, folder: Path, tmp_path: Path, words: str) -> None:
    """Once, on stderr, whatever else it does."""
    drop(folder, 61)
    result = run(*words.replace("OUT", str(tmp_path / "out")).split(), folder=folder, today=LATER)
    assert result.code == 0, result.err
    assert result.err.count("nay không còn trong tệp") == 1
    assert LINE.format("1 số liệu") in result.err


def test_import_says_it_too(run: Run, folder: Path, tmp_path: Path) -> None:
    """And what it brings in is watched over like what is typed."""
    drop(folder, 61)
    table = tmp_path / "figures.csv"
    table.write_text("target,period,value\ntram,2025-01,50\n", encoding="utf-8")
    result = run("import", str(table), "--yes", folder=folder, today=LATER)
    assert LINE.format("1 số liệu") in result.err
    (folder / "records" / "2025-01.toml").unlink()
    assert run("overdue", folder=folder, today=LATER).err == LINE.format("2 số liệu")


def test_every_kind_of_entry_is_watched_over(run: Run, folder: Path) -> None:
    """Figures of a part, a task done, explanations, notes, and that a report was sent."""
    for words in (
        "record dat 3/4 --for xa --period 2025-02 --yes",
        "record ke-hoach --done 20/2/2025 --evidence x",
        "record ke-hoach --confirmed 21/2/2025",
        "record tram --explain chờ --note trình --period 2025-02",
        "record tram --withdraw --reason nhầm --period 2025-02",
        "report --sent 24/2/2025 --period 2025-02",
    ):
        assert run(*words.split(), folder=folder, today=LATER).code == 0
    whole = (folder / FEBRUARY).read_text(encoding="utf-8")
    (folder / FEBRUARY).unlink()
    lost = "7 số liệu, 1 giải trình, 1 tình hình, 1 lần gửi báo cáo"
    assert run("overdue", folder=folder, today=LATER).err == LINE.format(lost)
    result = run("restore", "--yes", folder=folder, today=LATER)
    assert (result.code, result.err) == (0, "")
    back = (folder / FEBRUARY).read_text(encoding="utf-8")
    assert re.sub(r"restored_at.*\n", "", back) == whole
    assert run("overdue", folder=folder, today=LATER).err == ""


def test_check_lists_each_with_everything_known_of_it(run: Run, folder: Path) -> None:
    """What, value, period, when, by whom, from which journal: an error, and exit 1."""
    drop(folder, 61)
    result = run("check", folder=folder, today=LATER)
    assert result.code == 1
    name = next((folder / ".dts").glob("journal*")).name
    assert (
        "LỖI  records/2025-02.toml: tram: 61 trạm, kỳ tháng 02/2025, Sở Y tế ghi 21/02/2025 09:15 không còn trong "
        f"tệp; lấy lại: dts restore tram; nhật ký {name}\n"
    ) in result.out
    problems = json.loads(run("check", "--json", folder=folder, today=LATER).out)["problems"]
    (found,) = [each for each in problems if each["rule"] == "lost"]
    assert (found["level"], found["targets"], found["file"]) == ("error", ["tram"], FEBRUARY)
    entry = {"target": "tram", "value": "61", "reason": "Nhập nhầm", "recorded_by": "Sở Y tế"}
    details = found["details"]
    assert details["entry"] == entry | {"recorded_at": "2025-02-21T09:15:00+07:00"}
    assert details["written_by"] == f"an (máy {os.uname().nodename})"
    assert (details["table"], details["period"], details["journal"]) == ("figure", "2025-02", name)
    assert details["written_at"] == "2025-02-21T09:15:00+07:00"


def test_a_hand_edit_is_no_loss(run: Run, folder: Path) -> None:
    """Another number typed over one: only check says so, with both numbers, as a warning."""
    path = folder / FEBRUARY
    path.write_text(path.read_text(encoding="utf-8").replace("= 61\n", "= 71\n"), encoding="utf-8")
    assert run("status", folder=folder, today=LATER).err == ""
    result = run("check", folder=folder, today=LATER)
    assert result.code == 0
    assert (
        "Lưu ý  records/2025-02.toml:9: tram: sửa tay: 61 trạm, kỳ tháng 02/2025, Sở Y tế ghi 21/02/2025 09:15, "
        "nay trong tệp là 71 trạm, kỳ tháng 02/2025\n"
    ) in result.out
    assert run("restore", folder=folder, today=LATER).out.startswith("Không mất số liệu nào")


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("value       = 61", 'value="61"   # đã đối chiếu'),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"Nhập nhầm"', '"Nhập nhầm số cuối"\nsource = "Báo cáo 12"'),
        lambda text: text.replace("recorded_at = 2025-02-21T09:15:00+07:00", "recorded_at = 2025-02-21T02:15:00Z"),
        lambda text: text.replace("recorded_at = 2025-02-21T09:15:00+07:00\n", "recorded_at = 2025-02-21\n"),
        lambda text: text.replace("recorded_at = 2025-02-21T09:15:00+07:00\n", ""),
        lambda text: "\n".join([text.split("\n\n")[0], *reversed(text.split("\n\n")[1:])]),
    ],
    ids=["retyped", "line ends", "mark", "words", "zone", "day", "no moment", "order"],
)
def test_the_same_entry_written_otherwise_is_there(run: Run, folder: Path, edit: object) -> None:
    """By meaning, not by bytes."""
    path = folder / FEBRUARY
    path.write_bytes(edit(path.read_text(encoding="utf-8")).encode())  # type: ignore[operator]
    assert run("status", folder=folder, today=LATER).err == ""
    assert not {"lost", "edited"} & rules(run, folder)


def rules(run: Run, folder: Path) -> set[str]:
    """The rules by which `check` says something."""
    return {each["rule"] for each in json.loads(run("check", "--json", folder=folder, today=LATER).out)["problems"]}


def test_moved_to_another_file_it_is_there(run: Run, folder: Path) -> None:
    """The period was wrong, and somebody put it right by hand."""
    path = folder / FEBRUARY
    path.rename(folder / "records" / "2025-01.toml")
    path = folder / "records" / "2025-01.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('2025-02"', '2025-01"'), encoding="utf-8")
    assert run("status", folder=folder, today=LATER).err == ""


def test_a_target_renamed_everywhere_is_no_loss(run: Run, folder: Path) -> None:
    """Ids are the province's own, and may change."""
    for path in (folder / "targets.toml", folder / FEBRUARY):
        path.write_text(re.sub(r"\btram\b", "tram-bts", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert run("status", folder=folder, today=LATER).err == ""


def test_put_back_where_it_was(run: Run, folder: Path) -> None:
    """A lost figure never replaces a later one: it goes in front of it, with its own moment and where it comes from."""
    old = (folder / FEBRUARY).read_bytes()
    drop(folder, 61)
    preview = run("restore", "--dry-run", folder=folder, today=LATER)
    assert preview.out == (
        "Xem trước, chưa ghi gì.\n"
        "Lấy lại 1 số liệu không còn trong tệp:\n"
        "  records/2025-02.toml\n"
        "    tram: 61 trạm, kỳ tháng 02/2025, Sở Y tế ghi 21/02/2025 09:15\n"
        "      xếp trước mục đang có: 62 trạm, kỳ tháng 02/2025; số hiện hành không đổi\n"
    )
    assert values(folder) == [60, 62]
    result = run("restore", "--yes", "--by", "Văn phòng", folder=folder, today=LATER)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("Đã lấy lại 1 số liệu.\n  Tệp: records/2025-02.toml, dòng 9\n")
    new = (folder / FEBRUARY).read_bytes()
    added = b'restored_at = 2025-02-25T09:15:00+07:00\nrestored_by = "V\xc4\x83n ph\xc3\xb2ng"\n'
    assert new.replace(added, b"") == old
    assert values(folder) == [60, 61, 62]
    assert run("status", folder=folder, today=LATER).err == ""
    shown = run("show", "tram", folder=folder, today=LATER).out
    assert "62 trạm" in shown.split("DIỄN BIẾN")[0]


def test_the_newest_comes_back_as_the_newest(run: Run, folder: Path) -> None:
    """It was the current one, and is it again; `show` says that it was put back."""
    drop(folder, 62)
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    assert values(folder) == [60, 61, 62]
    record(run, folder, "63", LATER, "--reason", "x")
    shown = run("show", "tram", "--as-of", "1/3/2025", folder=folder, today=date(2025, 3, 1)).out
    assert "63 trạm" in shown


def test_a_correction_of_what_was_typed_by_hand_comes_back_behind_it(run: Run, folder: Path) -> None:
    """Nobody knows when that was typed, but it stood there when the correction was written."""
    path = folder / "records" / "2025-01.toml"
    typed = 'period = "2025-01"\n\n[[figure]]\ntarget = "tram"\nvalue = 50\nsource = "gõ tay"\n'
    path.write_text(typed, encoding="utf-8")
    words = ["record", "tram", "51", "--period", "01/2025", "--reason", "x", "--yes"]
    assert run(*words, folder=folder, today=LATER).code == 0
    path.write_text(typed, encoding="utf-8")
    preview = run("restore", "--dry-run", folder=folder, today=LATER).out
    assert "tram: 51" in preview
    assert "xếp trước" not in preview
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    assert path.read_text(encoding="utf-8").startswith(typed)
    assert "51" in path.read_text(encoding="utf-8")


def test_show_says_that_a_figure_was_put_back(run: Run, folder: Path) -> None:
    """Below its row, with the day."""
    (folder / FEBRUARY).unlink()
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    assert run("record", "tram", "64", "--period", "2025-01", "--yes", folder=folder, today=LATER).code == 0
    shown = run("show", "tram", folder=folder, today=LATER).out
    assert "lấy lại từ nhật ký ngày 25/02/2025" in shown


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("recorded_at = 2025-02-20\n", [60, 99, 61, 62]),
        ("recorded_at = 2025-02-23\n", [60, 61, 62, 99]),
        ("recorded_at = 2025-02-21\n", [60, 61, 99, 62]),
        ("", [60, 61, 62, 99]),
    ],
    ids=["surely older", "surely newer", "the day of one", "nobody knows"],
)
def test_beside_what_was_typed_by_hand(run: Run, folder: Path, typed: str, order: list[int]) -> None:
    """One typed by hand stays the current one, unless it is surely older than the one that was lost."""
    drop(folder, 61, 62)
    path = folder / FEBRUARY
    with path.open("a", encoding="utf-8") as file:
        file.write(f'\n# theo công văn 12\n[[figure]]\ntarget = "tram"\nvalue = 99\n{typed}')
    assert run("restore", "--yes", "tram", folder=folder, today=LATER).code == 0
    assert values(folder) == order
    assert '# theo công văn 12\n[[figure]]\ntarget = "tram"\nvalue = 99' in path.read_text(encoding="utf-8")


def test_only_what_was_asked_for(run: Run, folder: Path) -> None:
    """By target and by period; what does not fit is left."""
    assert run("record", "dat", "3/4", "--for", "xa", "--period", "2025-01", "--yes", folder=folder).code == 0
    for path in (folder / "records").glob("*.toml"):
        path.unlink()
    assert "Không có số liệu nào bị mất khớp" in run("restore", "ke-hoach", "--yes", folder=folder, today=LATER).out
    assert run("restore", "--period", "01/2025", "--yes", folder=folder).code == 0
    assert run("overdue", folder=folder).err == LINE.format("3 số liệu")
    assert run("restore", "tram", "--yes", folder=folder).code == 0
    assert run("overdue", folder=folder).err == ""


def test_without_a_yes_nothing_is_written(run: Run, folder: Path) -> None:
    """No terminal, no `--yes`: the list, and exit 2."""
    drop(folder, 61)
    before = (folder / FEBRUARY).read_bytes()
    result = run("restore", folder=folder, today=LATER)
    assert result.code == 2
    assert result.err == "Chưa ghi: Lấy lại 1 số liệu trên? Nếu đúng, gõ lại và thêm --yes.\n"
    assert (folder / FEBRUARY).read_bytes() == before


def test_what_cannot_be_put_back_is_named(run: Run, folder: Path) -> None:
    """Its target is gone: exit 1, and how to be told no more."""
    drop(folder, 60, 61, 62)
    path = folder / "targets.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[targets.tram]", "[targets.tram-bts]"), encoding="utf-8")
    result = run("restore", "--yes", folder=folder, today=LATER)
    assert result.code == 1
    assert result.out.startswith("Không lấy lại được 3 số liệu:\n  tram: 60, kỳ tháng 02/2025, Sở Y tế ghi")
    assert "không có chỉ tiêu, nhiệm vụ nào mã “tram” trong targets.toml" in result.out
    assert run("restore", "--forget", "tram", "--yes", folder=folder, today=LATER).code == 0
    assert run("status", folder=folder, today=LATER).err == ""


def test_forgetting_is_one_line_in_ones_own_journal(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal of whoever wrote is never touched, and nobody is told any more."""
    drop(folder, 61)
    path = folder / FEBRUARY
    path.write_text(path.read_text(encoding="utf-8").replace("= 60\n", "= 70\n"), encoding="utf-8")
    (own,) = (folder / ".dts").glob("journal*")
    before, records = own.read_bytes(), path.read_bytes()
    monkeypatch.setenv("LOGNAME", "Trần Bình")
    preview = run("restore", "--forget", "--dry-run", folder=folder, today=LATER)
    assert preview.out == (
        "Xem trước, chưa ghi gì.\n"
        "Không còn trong tệp: 1 số liệu\n"
        "  tram: 61 trạm, kỳ tháng 02/2025, Sở Y tế ghi 21/02/2025 09:15\n"
        "Đã sửa tay: 1 số liệu\n"
        "  tram: 60 trạm, kỳ tháng 02/2025, Sở Y tế ghi 20/02/2025 09:15\n"
    )
    refused = run("restore", "--forget", folder=folder, today=LATER)
    assert refused.code == 2
    assert "1 số liệu trên sẽ không lấy lại được bằng dts restore nữa." in refused.err
    result = run("restore", "--forget", "--yes", folder=folder, today=LATER)
    assert result.out.endswith("Đã ghi vào nhật ký: thôi nhắc các mục trên. Không tệp số liệu nào bị sửa.\n")
    assert own.read_bytes() == before
    assert path.read_bytes() == records
    assert len(list((folder / ".dts").glob("journal*tran-binh*.jsonl"))) == 1
    assert run("status", folder=folder, today=LATER).err == ""
    assert not {"lost", "edited"} & rules(run, folder)
    assert run("restore", "--forget", folder=folder, today=LATER).out == "Không có gì để thôi nhắc.\n"


def test_a_damaged_file_is_repaired_first(run: Run, folder: Path) -> None:
    """Nothing of its period is called lost while nobody can read it; emptied, everything comes back."""
    path = folder / FEBRUARY
    path.write_bytes(path.read_bytes()[:-30])
    assert run("status", folder=folder, today=LATER).code == 3
    assert "lost" not in rules(run, folder)
    assert "Không mất số liệu nào" in run("restore", "--yes", folder=folder, today=LATER).out
    path.write_bytes(b"")
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    assert values(folder) == [60, 61, 62]


def test_windows_files_stay_windows_files(run: Run, folder: Path) -> None:
    """What is put in has the line ends of the file; everything else keeps its bytes."""
    path = folder / FEBRUARY
    drop(folder, 61)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert run("restore", "--yes", folder=folder, today=LATER).code == 0
    after = path.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    at = after.index(b"[[figure]]", after.index(b"= 60"))
    end = after.index(b"[[figure]]", at + 1)
    assert after[:at] + after[end:] == before


def test_no_figure_is_put_into_a_list_in_brackets(run: Run, folder: Path) -> None:
    """`figure = [{…}]` is sound TOML, and nothing to put a block into: it says so and writes nothing."""
    path = folder / FEBRUARY
    later = '{ target = "tram", value = 62, recorded_at = 2025-02-22T09:15:00+07:00 }'
    path.write_text(f'period = "2025-02"\nfigure = [{later}]\n', encoding="utf-8")
    assert run("status", folder=folder, today=LATER).err == LINE.format("2 số liệu")
    before = path.read_bytes()
    result = run("restore", "--yes", folder=folder, today=LATER)
    assert result.code == 2
    assert result.err.startswith("Chưa ghi: records/2025-02.toml không viết thành các mục [[figure]]")
    assert path.read_bytes() == before


def test_without_a_journal_nothing_is_promised(run: Run, folder: Path) -> None:
    """Deleting `.dts` costs the protection, and nothing else."""
    for path in (folder / ".dts").iterdir():
        path.unlink()
    drop(folder, 61)
    assert run("status", folder=folder, today=LATER).err == ""
    assert "chưa có nhật ký ghi số liệu" in run("restore", folder=folder, today=LATER).out


def test_the_page_for_officials_shows_what_the_program_says(run: Run, folder: Path) -> None:
    """The sentences of docs/mat-so-lieu.md are the program's own."""
    page = (ROOT / "docs" / "mat-so-lieu.md").read_text(encoding="utf-8")
    drop(folder, 60, 61)
    assert run("status", folder=folder, today=LATER).err in page
    name = next((folder / ".dts").glob("journal*")).name
    checked = run("check", folder=folder, today=LATER).out.replace(name, "journal-may1-an.jsonl")
    (line,) = re.findall(r"^LỖI .*jsonl$", page, re.MULTILINE)
    assert line in checked.splitlines()
