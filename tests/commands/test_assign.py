"""`dts assign`: in place, only the touched lines, what changes becomes a dated revision."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dts.store import writer
from dts.store.lock import Held
from tests.conftest import ROOT, Make, Run

DAY = date(2025, 2, 25)
BASIS = ["--basis", "Thông báo số …", "--reason", "Kết luận hội nghị"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The province's folder."""
    shutil.copy(ROOT / "targets.toml", tmp_path)
    shutil.copytree(ROOT / "records", tmp_path / "records")
    return tmp_path


def row(run: Run, folder: Path, name: str, day: str) -> dict[str, object]:
    """One row of the JSON of a day."""
    data = json.loads(run("status", name, "--as-of", day, "--json", folder=folder).out)
    return data["targets"][0]


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines taken out and lines put in."""
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in diff if line.startswith("- ")], [line[2:] for line in diff if line.startswith("+ ")]


def test_a_deadline_and_a_person_become_a_revision(run: Run, folder: Path) -> None:
    """Only new lines, behind the target's own; the views of the days before stay as they were."""
    before = (folder / "targets.toml").read_text(encoding="utf-8")
    result = run(
        "assign", "dat-dai", "--by", "31/12/2025", "--person", "Giám đốc Sở TN&MT", *BASIS, folder=folder, today=DAY
    )
    assert result.code == 0, result.err
    assert "thời hạn         trước: không hạn  sau: đến 31/12/2025" in result.out
    assert "còn 309 ngày; thiếu 939.695 thửa; còn thiếu rõ trách nhiệm" in result.out
    after = (folder / "targets.toml").read_text(encoding="utf-8")
    out, added = changed_lines(before, after)
    assert out == []
    assert added[0] == "[[targets.dat-dai.revisions]]"
    assert "from   = 2025-02-25" in added
    lines = after.splitlines()
    assert lines[lines.index("[[targets.dat-dai.revisions]]") - 1] == ""
    assert row(run, folder, "dat-dai", "25/2/2025")["deadline"] == "2025-12-31"
    earlier = row(run, folder, "dat-dai", "24/2/2025")
    assert (earlier["deadline"], earlier["person"]) == (None, None)


def test_what_is_no_commitment_is_set_in_place(run: Run, folder: Path) -> None:
    """Work, result and partners change their own line; comments, order and alignment stay."""
    before = (folder / "targets.toml").read_text(encoding="utf-8")
    result = run("assign", "kh-da06", "--result", "Kế hoạch đã ký", "--partner", "so tttt", folder=folder, today=DAY)
    assert result.code == 0, result.err
    out, added = changed_lines(before, (folder / "targets.toml").read_text(encoding="utf-8"))
    assert [line.split("=")[0].strip() for line in out] == ["result"]
    assert added == ['result         = "Kế hoạch đã ký"', 'partners       = ["so-tttt"]']


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["dat-dai", "--by", "31/12/2025"], "còn thiếu --basis và --reason"),
        (["dat-dai", "--by", "31/12/2025", "--basis", "x"], "còn thiếu --reason"),
        (["dat-dai", "--by", "31/12/2025", "--before", "1/1/2026", *BASIS], "chỉ nêu một thời hạn"),
        (["xep-hang", "--at-most", "15", "--at-least", "3", *BASIS], "chỉ nêu một mục tiêu"),
        (["xep-hang", "--at-most", "mười", *BASIS], "không có con số"),
        (["dat-dai", "--by", "31/2/2026", *BASIS], "không có ngày 31 tháng 2"),
        (["ioc", "--owner", "khong-co-that", *BASIS], "không có đơn vị nào khớp"),
        (["khong-co-that", "--by", "1/1/2026", *BASIS], "không có chỉ tiêu"),
        (["dat-dai"], "chưa nêu thay đổi nào"),
        (["ioc", "--owner", "so-tttt", "--from", "1/4/2025", *BASIS], "đơn vị tiếp nhận: so-khcn"),
        (["kh-da06-2025", "--at-least", "80", *BASIS], "nhiệm vụ không có mục tiêu bằng số"),
        (["dat-dai", "--new", "--name", "x", "--kind", "task", "--basis", "y"], "đã có chỉ tiêu"),
        (["Đất đai", "--new", "--name", "x", "--kind", "task", "--basis", "y"], "mã mới chỉ gồm"),
        (["viec-moi", "--new", "--name", "x", "--basis", "y"], "còn thiếu loại"),
        (["viec-moi", "--new", "--kind", "task", "--basis", "y"], "còn thiếu tên"),
        (["viec-moi", "--new", "--name", "x", "--kind", "viec", "--basis", "y"], "ratio, count, score, rank, task"),
    ],
)
def test_refusal_changes_nothing(run: Run, folder: Path, argv: list[str], sentence: str) -> None:
    """`Chưa ghi: …`, exit 2, the file byte for byte the same."""
    before = (folder / "targets.toml").read_bytes()
    result = run("assign", *argv, folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Chưa ghi: ")
    assert sentence in result.err
    assert (folder / "targets.toml").read_bytes() == before


def test_a_dry_run_shows_and_keeps(run: Run, folder: Path) -> None:
    """--dry-run shows before and after and writes nothing."""
    before = (folder / "targets.toml").read_bytes()
    result = run("assign", "xep-hang", "--at-most", "15", *BASIS, "--dry-run", folder=folder, today=DAY)
    assert result.code == 0
    assert result.out.startswith("Xem trước, chưa ghi gì: ")
    assert "trước: trong nhóm 20  sau: trong nhóm 15" in result.out
    assert (folder / "targets.toml").read_bytes() == before


def test_saying_the_same_again_writes_nothing(run: Run, folder: Path) -> None:
    """A change that is none is told, exit 0."""
    before = (folder / "targets.toml").read_bytes()
    result = run("assign", "xep-hang", "--at-most", "20", *BASIS, folder=folder, today=DAY)
    assert (result.code, result.err) == (0, "Không ghi: đã đúng như vậy.\n")
    assert (folder / "targets.toml").read_bytes() == before


def test_a_revision_to_come_is_told_as_such(run: Run, folder: Path) -> None:
    """From 1/3 the goal is nhóm 15; until then nhóm 20 decides."""
    result = run("assign", "xep-hang", "--at-most", "15", "--from", "1/3/2025", *BASIS, folder=folder, today=DAY)
    assert "Trước ngày 01/3/2025 vẫn xét theo nội dung cũ" in result.out
    assert row(run, folder, "xep-hang", "28/2/2025")["goal"] == {"at_most": "20"}
    assert row(run, folder, "xep-hang", "1/3/2025")["goal"] == {"at_most": "15"}


def test_a_level_has_its_own_revision(run: Run, folder: Path) -> None:
    """--for huyen changes that level alone."""
    result = run("assign", "ho-so-tt", "--for", "huyen", "--at-least", "99%", *BASIS, folder=folder, today=DAY)
    assert result.code == 0, result.err
    data = json.loads(run("status", "ho-so-tt", "--as-of", "25/2/2025", "--json", folder=folder).out)["targets"]
    assert {each["for"]: each["goal"]["at_least"] for each in data} == {"tinh": "80", "huyen": "99"}


def test_a_new_target_joins_at_the_end(run: Run, folder: Path) -> None:
    """--new appends a sound table and leaves every old byte in place."""
    before = (folder / "targets.toml").read_bytes()
    result = run(
        *["assign", "so-ket", "--new", "--name", "Báo cáo sơ kết", "--kind", "task", "--owner", "ca-tinh"],
        *["--before", "30/6/2025", "--basis", "Công văn số …"],
        folder=folder,
        today=DAY,
    )
    assert result.code == 0, result.err
    after = (folder / "targets.toml").read_bytes()
    assert after.startswith(before)
    assert tomllib.loads(after.decode())["targets"]["so-ket"]["before"] == date(2025, 6, 30)
    assert row(run, folder, "so-ket", "25/2/2025")["deadline"] == "2025-06-29"


def test_windows_line_ends_and_byte_order_mark_stay(run: Run, folder: Path) -> None:
    """A file saved by Notepad is edited in its own dress."""
    path = folder / "targets.toml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    assert run("assign", "dat-dai", "--by", "31/12/2025", *BASIS, folder=folder, today=DAY).code == 0
    new = path.read_bytes()
    assert new.startswith(b"\xef\xbb\xbf")
    assert new.count(b"\n") == new.count(b"\r\n")
    assert new.count(b"\xef\xbb\xbf") == 1


def ask(run: Run, folder: Path, *argv: str) -> dict[str, Any]:
    """The JSON answer."""
    answer: dict[str, Any] = json.loads(run("assign", *argv, "--json", folder=folder, today=DAY).out)
    return answer


def test_a_dry_run_shows_the_lines_of_the_file(run: Run, folder: Path) -> None:
    """What goes out and in, with the numbers of the lines; written for real it is the same difference."""
    before = (folder / "targets.toml").read_text(encoding="utf-8")
    change = ["assign", "kh-da06", "--result", "Kế hoạch đã ký"]
    shown = run(*change, "--dry-run", folder=folder, today=DAY).out
    number = before.splitlines().index('result         = "Kế hoạch được ký ban hành"') + 1
    assert f'  - {number}  result         = "Kế hoạch được ký ban hành"\n' in shown
    assert f'  + {number}  result         = "Kế hoạch đã ký"\n' in shown
    lines = ask(run, folder, *change[1:], "--dry-run")["lines"]
    assert (folder / "targets.toml").read_text(encoding="utf-8") == before
    assert run(*change, folder=folder, today=DAY).out.endswith(f"Tệp: targets.toml, dòng {number}\n")
    out, added = changed_lines(before, (folder / "targets.toml").read_text(encoding="utf-8"))
    assert [each["removed"] for each in lines if each["removed"]] == out
    assert [each["added"] for each in lines if each["added"]] == added


def test_a_new_owner_may_have_another_person(run: Run, folder: Path) -> None:
    """The person of the agency before stays, and the answer says so; with --person, or without any, it does not."""
    hint = "Lưu ý: người chịu trách nhiệm vẫn ghi “Giám đốc Công an tỉnh”; nếu đã đổi, thêm --person"
    to = ["assign", "kh-da06", "--owner", "so-y-te", *BASIS, "--dry-run"]
    assert hint in run(*to, folder=folder, today=DAY).out
    assert "vẫn ghi" not in run(*to, "--person", "Giám đốc Sở Y tế", folder=folder, today=DAY).out
    assert "vẫn ghi" not in run(*to, "--person", "Giám đốc Công an tỉnh", folder=folder, today=DAY).out
    nobody = ["assign", "ioc", "--owner", "so-y-te", *BASIS, "--dry-run"]
    assert "vẫn ghi" not in run(*nobody, folder=folder, today=DAY).out


def test_json_tells_what_was_changed(run: Run, folder: Path) -> None:
    """Before and after, the lines, the verdict then; a dry run differs in nothing but `written`."""
    change = ["dat-dai", "--by", "31/12/2025", *BASIS]
    tried = ask(run, folder, *change, "--dry-run")
    done = ask(run, folder, *change)
    assert (tried.pop("written"), tried.pop("dry_run")) == (False, True)
    assert (done.pop("written"), done.pop("dry_run")) == (True, False)
    assert (tried.pop("text")[0], done.pop("text")[0]) == (
        "Xem trước, chưa ghi gì: Thửa đất được chuẩn hóa, làm giàu, làm sạch dữ liệu",
        "Đã ghi điều chỉnh: Thửa đất được chuẩn hóa, làm giàu, làm sạch dữ liệu",
    )
    assert tried == done
    assert (done["action"], done["from"]) == ("revision", "2025-02-25")
    assert done["changes"] == [{"key": "deadline", "before": "không hạn", "after": "đến 31/12/2025"}]
    assert done["after"] == row(run, folder, "dat-dai", "25/2/2025")
    text = (folder / "targets.toml").read_text(encoding="utf-8").splitlines()
    assert text[done["line"] - 1] == "[[targets.dat-dai.revisions]]"
    again = ask(run, folder, *change)
    assert (again["written"], again["changes"], again["line"]) == (False, [], None)
    new = ask(run, folder, "so-ket", "--new", "--name", "Sơ kết", "--kind", "task", "--basis", "Công văn")
    assert (new["action"], new["changes"]) == ("new", [{"key": "basis", "before": None, "after": "Công văn"}])
    refused = run("assign", "dat-dai", "--by", "31/12/2026", "--json", folder=folder, today=DAY)
    assert (refused.code, refused.out) == (2, "")


def test_every_json_field_is_documented(run: Run, folder: Path) -> None:
    """docs/json.md names each field."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    data = ask(run, folder, "dat-dai", "--by", "31/12/2025", *BASIS)
    fields = {*data, *data["changes"][0], *data["lines"][0], *data["after"]}
    assert {field for field in fields if f"`{field}`" not in page} == set()


def answered(folder: Path, answers: list[str], *argv: str) -> tuple[int, str]:
    """Run at a pseudo-terminal, give the answers, return exit code and everything that was shown."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "dts", "-C", str(folder), *argv], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT
    )
    os.close(slave)
    os.write(master, "".join(f"{each}\n" for each in answers).encode())
    shown = b""
    try:
        while chunk := os.read(master, 4096):
            shown += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(master)
    return run.wait(timeout=30), shown.decode()


NEW = ["assign", "so-ket", "--new", "--basis", "Công văn số 1"]


def test_a_terminal_is_asked_for_what_is_missing(folder: Path) -> None:
    """Every rõ, the agency, the goal and the deadline; Enter leaves it open."""
    answers = ["ratio", "Hồ sơ số hóa", "so y te", "", ">= 80%", "trước 30/6/2027", ""]
    code, shown = answered(folder, answers, *NEW)
    assert code == 0, shown
    for label in ("Loại", "Tên", "Đơn vị chủ trì", "Rõ người", "Mục tiêu", "Thời hạn", "Rõ trách nhiệm"):
        assert f"{label}" in shown
    written = tomllib.loads((folder / "targets.toml").read_text(encoding="utf-8"))["targets"]["so-ket"]
    assert written == {
        "name": "Hồ sơ số hóa",
        "kind": "ratio",
        "owner": "so-y-te",
        "at_least": 80,
        "before": date(2027, 6, 30),
        "basis": "Công văn số 1",
    }


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["task", "Sơ kết", "khong co"], "Không có đơn vị nào khớp".lower()),
        (["task", "Sơ kết", "", "", "", "31/2/2027"], "không có ngày 31 tháng 2"),
        (["ratio", "Sơ kết", "", "", "80"], "chưa nêu dấu"),
        (["ratio", "Sơ kết", "", "", ">= mười"], "không có con số"),
    ],
)
def test_a_wrong_answer_writes_nothing(folder: Path, answers: list[str], sentence: str) -> None:
    """`Chưa ghi: …`, exit 2."""
    before = (folder / "targets.toml").read_bytes()
    code, shown = answered(folder, answers, *NEW)
    assert code == 2, shown
    assert "Chưa ghi: " in shown
    assert sentence in shown.lower()
    assert (folder / "targets.toml").read_bytes() == before


def test_a_concurrent_change_of_the_same_target_is_told(
    run: Run, workspace: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody says what must result between our reading and our writing: theirs stays, ours is not written."""
    owner = '[owners.so]\nname = "Sở"\nlevel = "tinh"\n\n'
    folder = workspace(owner + '[targets.a]\nname = "A"\nkind = "task"\nowner = "so"\n')
    path, taken = folder / "targets.toml", writer.locked

    @contextmanager
    def late(where: Path) -> Iterator[Held]:
        path.write_bytes(path.read_bytes() + 'result = "Kế hoạch"\n'.encode())
        with taken(where) as held:
            yield held

    monkeypatch.setattr(writer, "locked", late)
    result = run("assign", "a", "--result", "Báo cáo", folder=folder, today=date(2025, 2, 25))
    assert result.code == 2
    assert result.err.startswith("Chưa ghi: trong lúc đang nhập, có người vừa sửa việc giao a trong targets.toml.")
    assert "Báo cáo" not in path.read_text(encoding="utf-8")
