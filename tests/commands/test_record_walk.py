"""`dts record` without a target at a terminal: one target after the other, a summary, one write; or nothing at all."""

from __future__ import annotations

import os
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.commands.test_record import snapshot
from tests.conftest import GOLDEN, ROOT, Result, Run

DAY = date(2025, 2, 20)
LAST_MONTH = """period = "2025-01"

[[figure]]
target      = "dinh-danh"
numerator   = 741110
denominator = 980226
source      = "Báo cáo tháng 01/2025"
recorded_at = 2025-01-20

[[figure]]
target = "dong-bo-bhyt"
value  = 1071200

[[figure]]
target      = "dvc-tt"
numerator   = 900
denominator = 1599
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The province's folder before anything of 02/2025 was recorded."""
    shutil.copy(ROOT / "targets.toml", tmp_path)
    shutil.copytree(ROOT / "records", tmp_path / "records")
    (tmp_path / "records" / "2025-02.toml").unlink()
    (tmp_path / "records" / "2025-01.toml").write_text(LAST_MONTH, encoding="utf-8")
    return tmp_path


def written(folder: Path, period: str = "2025-02") -> dict[str, list[dict[str, object]]]:
    """The entries of a record file, by table."""
    path = folder / "records" / f"{period}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {table: entries for table, entries in data.items() if isinstance(entries, list)}


def compare(result: Result, name: str) -> None:
    """The whole screen, stdout behind stderr; DTS_WRITE_GOLDEN=1 writes it anew."""
    file = GOLDEN / f"{name}.txt"
    screen = f"{result.err}{result.out}[{result.code}]\n"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(screen, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert screen == file.read_text(encoding="utf-8")


MONTH = ["record", "--period", "02/2025"]
ALL = [
    "954/1.599",
    "506.579/1.446.292",
    "?",
    "<",
    "506.597/1.446.292",
    "762.284/980.226 (77%)",
    "10.809.970",
    "k",
    "1,080,997",
    "1.080.997",
    "-",
    "Sở Tư pháp chưa chốt",
    "xong",
    "đang trình ký",
    "",
    "k",
    "2",
    "506.598/1.446.292",
    "c",
]


def test_the_walk_is_as_agreed(run: Run, folder: Path) -> None:
    """Every kind of answer in one screen: figures, help, back, a doubt, a slip, no figure, how a task stands, a fix."""
    compare(run(*MONTH, folder=folder, today=DAY, typed=ALL), "record-walk")


def test_everything_is_written_in_one_file_in_the_order_it_was_asked(run: Run, folder: Path) -> None:
    """Figures with the source asked once, the explanation, the note; what was typed over is not there."""
    result = run(*MONTH, "--by", "Công an tỉnh", folder=folder, today=DAY, typed=ALL)
    assert result.code == 0, result.err
    entries = written(folder)
    assert [each["target"] for each in entries["figure"]] == ["dvc-tt", "dat-dai", "dinh-danh", "dong-bo-bhyt"]
    assert [each["source"] for each in entries["figure"]] == ["Báo cáo tháng 01/2025"] * 4
    assert {each["recorded_by"] for each in entries["figure"]} == {"Công an tỉnh"}
    assert entries["figure"][1]["numerator"] == 506598
    assert entries["figure"][2]["published"] == "77%"
    assert entries["explanation"][0]["text"] == "Sở Tư pháp chưa chốt"
    assert entries["note"][0]["text"] == "đang trình ký"
    assert run("check", folder=folder, today=DAY).code in (0, 1)
    assert run("status", folder=folder, today=DAY).code == 0


@pytest.mark.parametrize("end", [["\x03"], []], ids=["ctrl-c", "end-of-input"])
@pytest.mark.parametrize("before", [0, 1, 5, 9, 12, 14, 15, 17, 18])
def test_stopping_anywhere_writes_nothing_and_says_so(run: Run, folder: Path, before: int, end: list[str]) -> None:
    """Exit 130 at any question, also at the very last."""
    old = snapshot(folder)
    result = run(*MONTH, folder=folder, today=DAY, typed=[*ALL[:before], *end])
    assert (result.code, result.out) == (130, "")
    assert result.err.endswith("\nĐã dừng theo yêu cầu. Chưa ghi gì.\n")
    assert snapshot(folder) == old


def test_no_at_the_end_writes_nothing(run: Run, folder: Path) -> None:
    """`k`, and Enter to the question which line to mend."""
    old = snapshot(folder)
    result = run(*MONTH, folder=folder, today=DAY, typed=["954/1.599", ".", "", "k", "99", ""])
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("Chưa ghi gì.\n")
    assert snapshot(folder) == old


def test_nothing_typed_is_nothing_written(run: Run, folder: Path) -> None:
    """Enter everywhere."""
    old = snapshot(folder)
    result = run(*MONTH, folder=folder, today=DAY, typed=[""] * 6)
    assert (result.code, result.out) == (0, "")
    assert "Không nhập gì. Chưa ghi gì." in result.err
    assert snapshot(folder) == old


def test_a_dry_run_shows_the_summary_and_writes_nothing(run: Run, folder: Path) -> None:
    """No last question: nothing is at stake."""
    old = snapshot(folder)
    result = run(*MONTH, "--dry-run", folder=folder, today=DAY, typed=["954/1.599", ".", "Báo cáo"])
    assert result.code == 0
    assert result.out.startswith("Xem trước, chưa ghi gì")
    assert "Ghi số liệu này?" not in result.err
    assert snapshot(folder) == old


def test_periods_of_several_kinds_go_to_their_files(run: Run, folder: Path) -> None:
    """A year's figure and a month's: one file each, both named."""
    result = run("record", folder=folder, today=DAY, typed=["95,6%", "954/1.599", ".", "Báo cáo", "c"])
    assert result.code == 0, result.err
    assert "Ghi cả 2 số liệu trên? (c/k)" in result.err
    assert "kỳ năm 2024, tháng 02/2025" in result.out
    assert written(folder, "2024")["figure"][-1]["target"] == "ho-so-sk"
    assert [each["target"] for each in written(folder)["figure"]] == ["dvc-tt"]


def test_a_task_done_asks_for_its_evidence(run: Run, folder: Path) -> None:
    """Filed under the month it was done; a day to come is refused and asked again."""
    typed = ["", "28/2/2025", "20/2/2025", "Kế hoạch số 12/KH-UBND", "c"]
    result = run("record", "--owner", "ca-tinh", folder=folder, today=DAY, typed=typed)
    assert result.code == 0, result.err
    assert "Chưa ghi: ngày 28/02/2025 chưa đến." in " ".join(result.err.split())
    assert "hoàn thành trong hạn" in result.err
    (done,) = written(folder)["figure"]
    assert (done["done"], done["evidence"]) == (date(2025, 2, 20), "Kế hoạch số 12/KH-UBND")


@pytest.mark.parametrize("typed", ["xong", "c", "chưa"])
def test_one_word_is_no_report_of_a_task(run: Run, folder: Path, typed: str) -> None:
    """A yes or a no says neither when it was done nor how it stands."""
    result = run("record", "--owner", "ca-tinh", folder=folder, today=DAY, typed=["", typed, ""])
    assert f"không hiểu “{typed}”. Gõ ngày hoàn thành" in " ".join(result.err.split())
    assert "Không nhập gì" in result.err


def test_what_is_there_is_reviewed_last_and_corrected_with_a_reason(run: Run, folder: Path) -> None:
    """The same figure again is nothing; another one needs a reason, or is not taken."""
    run("record", "dinh-danh", "762.248/980.226", "--by", "Công an tỉnh", folder=folder, today=DAY)
    shown = ["", "c", "762.248/980.226"]
    same = run("record", "--owner", "ca-tinh", folder=folder, today=DAY, typed=shown)
    assert "Đang có: 762.248/980.226 = 77,76% (Công an tỉnh ghi 20/02/2025)" in same.err
    assert "Không ghi lại: kỳ tháng 02/2025 đã có đúng số liệu này." in same.err
    assert "Không nhập gì" in same.err
    other = ["", "c", "762.284/980.226", "", "762.284/980.226", "Gõ đảo hai chữ số", "", "c"]
    result = run("record", "--owner", "ca-tinh", folder=folder, today=DAY, typed=other)
    assert result.code == 0, result.err
    assert "Chưa nêu lý do nên không nhận số vừa gõ." in result.err
    assert "THAY ĐỔI (1)" in result.err
    assert "762.284/980.226 = 77,77%, thay cho 762.248/980.226 = 77,76%" in " ".join(result.err.split())
    assert "Đã ghi 1 số liệu (1 đính chính)" in result.out
    assert written(folder)["figure"][-1]["reason"] == "Gõ đảo hai chữ số"


def test_minus_is_no_answer_where_a_figure_stands(run: Run, folder: Path) -> None:
    """Taking a figure back is a command of its own."""
    run("record", "dinh-danh", "762.248/980.226", folder=folder, today=DAY)
    result = run("record", "--owner", "ca-tinh", folder=folder, today=DAY, typed=["", "c", "-", ""])
    assert "--withdraw --period 2025-02" in " ".join(result.err.split())


def test_a_dropped_answer_is_gone(run: Run, folder: Path) -> None:
    """Back, then x; Enter keeps what was typed before."""
    typed = ["954/1.599", "506.597/1.446.292", "<", "x", "<", "<", "", "", ".", "-", "c"]
    result = run(*MONTH, folder=folder, today=DAY, typed=typed)
    assert result.code == 0, result.err
    (figure,) = written(folder)["figure"]
    assert figure["target"] == "dvc-tt"
    assert "source" not in figure


def test_a_number_typed_again_takes_the_place_of_a_doubtful_one(run: Run, folder: Path) -> None:
    """Who sees the slip types the number, not k."""
    typed = ["", "", "", "10.809.970", "1.080.997", ".", "", "c"]
    result = run(*MONTH, folder=folder, today=DAY, typed=typed)
    assert result.code == 0, result.err
    assert written(folder)["figure"][0]["value"] == 1080997


def test_another_denominator_is_said_and_the_source_can_be_mended(run: Run, folder: Path) -> None:
    """Two digits swapped below the line are easy to miss; last month's source is only a default."""
    typed = ["954/1.959", ".", "", "k", "1", "954/1.599", "k", "n", "Báo cáo tháng 02/2025", "c"]
    result = run(*MONTH, folder=folder, today=DAY, typed=typed)
    assert result.code == 0, result.err
    assert result.err.count("mẫu số kỳ trước 1.599") == 2
    (figure,) = written(folder)["figure"]
    assert (figure["denominator"], figure["source"]) == (1599, "Báo cáo tháng 02/2025")


def test_every_kind_has_its_own_help(run: Run, folder: Path, tmp_path: Path) -> None:
    """What is typed for a count is not what is typed for a rank, a score or a task."""
    text = "".join(
        f'[targets.{kind}]\nname = "{kind}"\nkind = "{kind}"\nunit = "{unit}"\nevery = "month"\n\n'
        for kind, unit in (("count", "tỷ đồng"), ("score", "điểm"), ("rank", "hạng"))
    )
    (folder / "targets.toml").write_text(f'schema = 1\ntitle = "Thử"\n\n{text}', encoding="utf-8")
    shutil.rmtree(tmp_path / "records")
    result = run("record", folder=folder, today=DAY, typed=["?", "", "?", "", "?", "", ""])
    count, score, rank = result.err.split("Dấu chấm nhóm hàng nghìn")[1:]
    assert "1.240 tỷ đồng" in count
    assert "triệu" not in count
    assert "78,5" in score
    assert "hạng 18 trong 63" in rank


def test_somebody_else_recorded_meanwhile(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, and what was typed stands there as commands."""
    from dts.commands import recording_walk

    def meanwhile(*argv: object) -> object:
        monkeypatch.undo()
        run("record", "dvc-tt", "953/1.599", folder=folder, today=DAY)
        return recording_walk.write_drafts(*argv)  # type: ignore[arg-type]

    monkeypatch.setattr(recording_walk, "write_drafts", meanwhile)
    typed = ["954/1.599", "506.597/1.446.292", ".", "", "c"]
    result = run(*MONTH, folder=folder, today=DAY, typed=typed)
    assert result.code == 2
    assert "người khác vừa ghi 953/1.599" in result.err
    assert "  dts record dvc-tt 954/1.599 --period 2025-02\n" in result.err
    assert [each["numerator"] for each in written(folder)["figure"]] == [953]


def test_an_unsound_file_stops_before_anybody_types(run: Run, folder: Path) -> None:
    """Exit 3 and the place of the slip, with no question asked."""
    (folder / "records" / "2025-02.toml").write_text('period = "2025-02"\n[[figure]]\ntarget = his\n', encoding="utf-8")
    result = run(*MONTH, folder=folder, today=DAY, typed=[])
    assert result.code == 3
    assert "records/2025-02.toml:3" in result.err
    assert "Nhập lần lượt" not in result.err
