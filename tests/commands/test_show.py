"""`dts show`: golden screens on the province's figures and on made ones, corrections, parts, JSON, refusals."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from dts.store.workspace import open_workspace
from tests.conftest import GOLDEN, ROOT, Run
from tests.made import write_made_workspace

DAY = "25/2/2025"
SHIPPED = {
    "show-dinh-danh": ["dinh-danh"],
    "show-kh-da06-2025": ["kh-da06-2025"],
    "show-dat-dai": ["dat-dai"],
    "show-dat-dai-140": ["dat-dai", "--width", "140"],
    "show-xep-hang": ["xep-hang"],
    "show-ho-so-tt": ["ho-so-tt"],
    "show-ho-so-tt-tinh": ["ho-so-tt", "--for", "tinh"],
    "show-ky-so": ["ky-so"],
    "show-cong-dlm": ["cong-dlm"],
}
MADE = {
    "show-made-ho-so-so": ["ho-so-so"],
    "show-made-hang-dti": ["hang-dti"],
    "show-made-lop-tap-huan": ["lop-tap-huan"],
    "show-made-ky-so-xa": ["ky-so-xa"],
    "show-made-ky-so-xa-b": ["ky-so-xa", "--for", "xa-b"],
    "show-made-viec-doi": ["viec-doi"],
    "show-made-viec-tre": ["viec-tre"],
}
CORRECTED = {
    "show-corrected": ["ho-so"],
    "show-corrected-60": ["ho-so", "--width", "60"],
    "show-corrected-task": ["viec"],
}
TARGETS = """
[owners.so-a]
name = "Sở A"
level = "tinh"
head = "Giám đốc Sở A"
until = 2025-02-15
successor = "so-b"

[owners.so-b]
name = "Sở B"
level = "tinh"

[targets.ho-so]
name = "Hồ sơ nộp trực tuyến"
kind = "ratio"
unit = "hồ sơ"
owner = "so-a"
partners = ["so-b"]
at_least = 80
by = 2025-03-05
every = "month"
basis = "Kế hoạch số 10/KH-UBND"
breaks = [{ on = 2024-12-20, reason = "đổi phần mềm một cửa" }]

[targets.viec]
name = "Việc xong muộn"
kind = "task"
owner = "so-b"
before = 2025-02-01
basis = "Họp giao ban"
"""
RECORDS = {
    "2024-12": """
[[figure]]
target = "ho-so"
value = "khoảng 60%"
source = "Báo cáo tháng 12/2024"
""",
    "2025-01": """
[[figure]]
target = "ho-so"
numerator = 700
denominator = 1000
source = "Báo cáo tháng 01/2025"
recorded_at = 2025-01-20T09:15:00+07:00
recorded_by = "Sở A"

[[figure]]
target = "ho-so"
numerator = 710
denominator = 1000
source = "Báo cáo tháng 01/2025"
reason = "Cộng sót một xã"
recorded_at = 2025-01-27
recorded_by = "Sở A"

[[sent]]
on = 2025-01-24
to = "Văn phòng UBND tỉnh"
""",
    "2025-02": """
[[figure]]
target = "ho-so"
as_of = 2025-02-10
numerator = 900
denominator = 1000
published = "gần 90%"
source = "Báo cáo nhanh"
recorded_at = 2025-02-12
recorded_by = "Sở A"

[[figure]]
target = "ho-so"
as_of = 2025-02-10
withdrawn = true
reason = "Ghi nhầm chỉ tiêu"
recorded_at = 2025-02-13
recorded_by = "Sở A"

[[figure]]
target = "ho-so"
numerator = 725
denominator = 1000
recorded_at = 2025-02-24
recorded_by = "Sở B"

[[figure]]
target = "viec"
done = 2025-02-03
evidence = "Văn bản số 5"
recorded_at = 2025-02-04
recorded_by = "Sở B"

[[figure]]
target = "viec"
done = 2025-02-05
evidence = "Văn bản số 6"
reason = "Nhầm ngày ký"
recorded_at = 2025-02-06
recorded_by = "Sở B"

[[note]]
target = "ho-so"
text = "Đang rà soát các xã"
recorded_at = 2025-02-18
recorded_by = "Sở A"

[[explanation]]
target = "viec"
text = "Chờ ý kiến thẩm định"
recorded_at = 2025-02-05
""",
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The made workspace, freshly written."""
    return write_made_workspace(tmp_path)


@pytest.fixture
def corrected(workspace: Callable[..., Path]) -> Path:
    """A folder with a correction after the report went out, a withdrawal, a break, a task corrected."""
    return workspace(TARGETS, RECORDS)


def check_screen(run: Run, name: str, argv: list[str], folder: Path) -> None:
    """Compare with the golden file; DTS_WRITE_GOLDEN=1 writes it anew."""
    result = run("show", *argv, "--as-of", DAY, folder=folder)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_screen_is_as_agreed(run: Run, name: str) -> None:
    """The province's own targets."""
    check_screen(run, name, SHIPPED[name], ROOT)


@pytest.mark.parametrize("name", MADE)
def test_made_screen_is_as_agreed(run: Run, made: Path, name: str) -> None:
    """Long histories, pace and speed, revisions, sums over the year, units, a closed agency."""
    check_screen(run, name, MADE[name], made)


@pytest.mark.parametrize("name", CORRECTED)
def test_corrected_screen_is_as_agreed(run: Run, corrected: Path, name: str) -> None:
    """Corrections and withdrawals keep the old number, with who, when and why."""
    check_screen(run, name, CORRECTED[name], corrected)


# ── what may never happen, on every target ───────────────────────────────────


def shipped_ids() -> list[str]:
    """Every target of the shipped folder."""
    return list(open_workspace(ROOT, date(2025, 2, 25)).registry.targets)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_nothing_is_wider_than_asked_and_nothing_is_cut(run: Run, width: int) -> None:
    """Every shipped target fits every width; its name and its value stand there whole."""
    for target in shipped_ids():
        row = json.loads(run("show", target, "--as-of", DAY, "--json").out)
        out = run("show", target, "--as-of", DAY, "--width", str(width)).out
        lines = out.splitlines()
        assert max(map(cell_len, lines)) <= width, target
        text = " ".join(out.split())
        for piece in (target, row["name"], row["value_text"] if row["status"] else None, row["basis"]):
            assert piece is None or piece in text or piece[0].upper() + piece[1:] in text, (target, piece)
        assert "None" not in text
        assert "…" not in text


def test_same_data_and_day_same_bytes(run: Run, made: Path) -> None:
    """Two runs, terminal or not, print the same."""
    assert run("show", "ky-so-xa", "--as-of", DAY, folder=made) == run("show", "ky-so-xa", "--as-of", DAY, folder=made)


def test_data_is_only_data(run: Run, workspace: Callable[..., Path]) -> None:
    """Markup in a record is text, and a character that turns the reading direction is printed as its escape."""
    records = '[[figure]]\ntarget = "a"\nvalue = 1\nsource = "[bold]x[/bold] :100:"\nnote = "\u202eabc"\n'
    folder = workspace('[targets.a]\nname = "A [x]"\nkind = "count"\nunit = "tổ"\n', {"2025-02": records})
    out = run("show", "a", "--as-of", DAY, folder=folder).out
    assert "a: A [x]" in out
    assert "[1] [bold]x[/bold] :100:" in out
    assert "Ghi chú: \\u202eabc" in out


# ── days ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "verdict", "line"),
    [
        ("12/2/2025", "ĐANG THỰC HIỆN TRONG HẠN: còn 15 ngày.", "cảnh báo từ 14 ngày: chưa đến mức cảnh báo"),
        ("13/2/2025", "SẮP ĐẾN HẠN: còn 14 ngày.", "cảnh báo từ 14 ngày: sắp đến hạn"),
        ("26/2/2025", "SẮP ĐẾN HẠN: còn 1 ngày.", "27/02/2025 - 26/02/2025 = 1 ngày"),
        ("27/2/2025", "HẾT HẠN HÔM NAY.", "27/02/2025 - 27/02/2025 = 0 ngày"),
        ("28/2/2025", "QUÁ HẠN 1 NGÀY.", "28/02/2025 - 27/02/2025 = 1 ngày: quá hạn 1 ngày"),
    ],
)
def test_the_verdict_follows_the_day(run: Run, day: str, verdict: str, line: str) -> None:
    """Before 28/2/2025 the last good day is 27/02: phrase and day stand together on every screen."""
    out = run("show", "kh-da06-2025", "--as-of", day).out
    assert verdict in out
    assert line in " ".join(out.split())
    assert "Văn bản ghi: trước ngày 28/2/2025" in out
    assert "Ngày cuối trong hạn: 27/02/2025 (thứ Năm)." in out


def test_a_numerator_that_is_no_whole_number(run: Run, workspace: Callable[..., Path]) -> None:
    """Money is counted in tỷ đồng with decimals: the change of such a numerator is told exactly."""
    target = '[targets.von]\nname = "Giải ngân"\nkind = "ratio"\nunit = "tỷ đồng"\nat_least = 90\nevery = "month"'
    figure = '[[figure]]\ntarget = "von"\nnumerator = {}\ndenominator = 100'
    folder = workspace(target, {"2025-01": figure.format("10"), "2025-02": figure.format('"11,5"')})
    shown = run("show", "von", "--as-of", DAY, folder=folder)
    assert shown.code == 0
    assert "tử số tăng 1,5 tỷ đồng" in shown.out


def test_late_without_a_word_says_so(run: Run, corrected: Path) -> None:
    """Overdue and silent: chưa giải trình; with an explanation it is printed with its day."""
    assert "CHƯA GIẢI TRÌNH." in run("show", "kh-da06-2025", "--as-of", "28/2/2025").out
    out = run("show", "viec", "--as-of", "5/2/2025", "--known-at", "5/2/2025", folder=corrected).out
    assert "Giải trình (05/02/2025): Chờ ý kiến thẩm định" in out


def test_after_the_merger_the_first_line_says_so(run: Run) -> None:
    """Every view after 30/6/2025 begins with the end of the province."""
    out = run("show", "dinh-danh", "--as-of", "1/7/2025").out
    assert out.startswith("Tỉnh Vĩnh Phúc có đến hết 30/6/2025")


def test_succession_shows_both_names(run: Run) -> None:
    """From 01/3/2025 Sở TT&TT is Sở KH&CN, whose head is the one to ask."""
    out = " ".join(run("show", "dvc-tt", "--as-of", "3/3/2025").out.split())
    assert "Sở Thông tin và Truyền thông (nay là Sở Khoa học và Công nghệ, từ 01/3/2025)" in out
    assert "CHƯA RÕ (người đứng đầu: Giám đốc Sở KH&CN)" in out


def test_known_at_shows_what_was_known(run: Run, corrected: Path) -> None:
    """Before the correction was recorded only the old number existed."""
    before = run("show", "ho-so", "--as-of", DAY, "--known-at", "21/1/2025", folder=corrected).out
    assert "700/1.000" in before
    assert "biết đến 21/01/2025" in before
    assert "710/1.000" not in before
    assert "Đính chính: không có." in before


def test_a_revision_after_the_day_is_not_told(run: Run, made: Path) -> None:
    """On 31/5/2024 the goal was nhóm 20; that it would change is announced without its content."""
    out = run("show", "hang-dti", "--as-of", "31/5/2024", folder=made).out
    assert "Sau ngày xem còn 1 điều chỉnh, có hiệu lực từ 01/6/2024." in out
    assert "nhóm 15" not in out


# ── JSON ─────────────────────────────────────────────────────────────────────


def data(run: Run, *argv: str, folder: Path = ROOT) -> dict:  # type: ignore[type-arg]
    """What `show --json` prints."""
    result = run("show", *argv, "--as-of", DAY, "--json", folder=folder)
    assert (result.code, result.err) == (0, "")
    return dict(json.loads(result.out))


def test_json_is_the_row_of_status_and_more(run: Run) -> None:
    """Every field of `status --json` with the same value."""
    row = next(
        each
        for each in json.loads(run("status", "dat-dai", "--as-of", DAY, "--json").out)["targets"]
        if each["id"] == "dat-dai"
    )
    shown = data(run, "dat-dai")
    assert {key: shown[key] for key in row} == row
    assert shown["history"][0]["numerator"] == 506597
    assert shown["clarity"]["person"] is None
    assert shown["speed"]["figures"] == 1
    assert shown["speed"]["actual"] is None


def test_json_tells_speeds(run: Run, made: Path) -> None:
    """210 of 10.000 a month; 2.750 in 10 and 6/31 months; landing at 84,65%."""
    speed = data(run, "ho-so-so", folder=made)["speed"]
    assert speed["actual"] == "2.1"
    assert speed["actual_units"] == "210"
    assert speed["months_left"] == "10.193548"
    assert speed["needed_units"] == "269.778481"
    assert speed["landing"] == "84.651612"
    assert (speed["from"], speed["to"], speed["end"]) == ("2024-12", "2025-02", "2025-12-31")


def test_json_keeps_corrections(run: Run, corrected: Path) -> None:
    """The old numbers, who, when, why, and that the report had gone out."""
    history = data(run, "ho-so", folder=corrected)["history"]
    january, withdrawn = history[1], history[2]
    assert january["corrections"] == [
        {
            "kind": "correction",
            "old": {
                "value": "70",
                "numerator": 700,
                "denominator": 1000,
                "of": None,
                "qualifier": None,
                "value_text": "70%",
            },
            "reason": "Cộng sót một xã",
            "recorded_at": "2025-01-27",
            "recorded_by": "Sở A",
            "after_report_of": "2025-01-24",
        }
    ]
    assert withdrawn["withdrawn"] is True
    assert withdrawn["value"] is None
    assert withdrawn["corrections"][0]["kind"] == "withdrawal"


def test_json_of_a_target_judged_by_part_has_no_verdict(run: Run) -> None:
    """The whole has no figure: its verdict is null, the parts have theirs."""
    shown = data(run, "ho-so-tt")
    assert shown["judged_by_part"] is True
    assert (shown["status"], shown["data"]) == (None, None)
    assert [(each["for"], each["status"]) for each in shown["parts"]] == [("tinh", "open"), ("huyen", "achieved")]


def test_every_json_field_is_documented(run: Run, made: Path) -> None:
    """docs/json.md names every field that `show` adds to a row of `status --json`."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    page = page[page.index("## show --json") :]
    row = json.loads(run("status", "dat-dai", "--as-of", DAY, "--json").out)["targets"][0]
    for shown in (data(run, "ky-so-xa", folder=made), data(run, "dat-dai")):
        for key in (*shown, *(shown["speed"] or ()), *shown["history"][0]):
            assert key in row or f"`{key}`" in page, key


# ── refusals ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["show", "dich vu cong"], "khớp"),
        (["show", "dinh-doanh"], "Gần giống: dinh-danh"),
        (["show"], "Còn thiếu CHỈ_TIÊU"),
        (["show", "dat-dai", "--for", "tinh"], "dat-dai không giao riêng"),
        (["show", "ho-so-tt", "--for", "xa"], "chọn một trong: tinh, huyen"),
        (["show", "ho-so-tt", "--for", "khong-co"], "Không có đơn vị nào"),
        (["show", "dat-dai", "--as-of", "31/2/2025"], "không có ngày 31 tháng 2 năm 2025"),
        (["show", "dat-dai", "--width", "9"], "số cột"),
    ],
)
def test_what_was_typed_wrong_gets_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """Exit 2, nothing on stdout, one Vietnamese sentence."""
    result = run(*argv)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert "Traceback" not in result.err


def test_a_unit_that_ended_is_told(run: Run, made: Path) -> None:
    """UBND xã C ended in 2024: the sentence says when, and the day on which it can be seen."""
    result = run("show", "ky-so-xa", "--for", "xã C", "--as-of", DAY, folder=made)
    assert (result.code, result.out) == (2, "")
    assert "UBND xã C kết thúc ngày 31/12/2024" in result.err
    assert run("show", "ky-so-xa", "--for", "xa-c", "--as-of", "31/12/2024", folder=made).code == 0


def test_levels_are_found_by_their_names(run: Run) -> None:
    """`--for "cấp huyện"` is `--for huyen`."""
    assert run("show", "ho-so-tt", "--for", "cấp huyện", "--as-of", DAY).out == (
        run("show", "ho-so-tt", "--for", "huyen", "--as-of", DAY).out
    )


LATE = """
[owners.so-a]
name  = "Sở A"
level = "tinh"

[targets.viec]
name  = "Trình kế hoạch"
kind  = "task"
owner = "so-a"
by    = 2025-02-20
basis = "Thông báo số 1"
"""
DONE_LATE = '[[figure]]\ntarget = "viec"\ndone = 2025-02-22\n'


def test_a_task_done_late_is_asked_why(run: Run, workspace: Callable[..., Path]) -> None:
    """Done after the deadline and not explained: said in the verdict, and how to explain; on time nobody is asked."""
    late = run("show", "viec", "--as-of", "25/2/2025", folder=workspace(LATE, {"2025-02": DONE_LATE})).out
    assert "thời hạn: đến 20/02/2025. Chưa giải trình." in " ".join(late.split())
    assert "CHƯA GIẢI TRÌNH." in late
    assert 'GHI GIẢI TRÌNH\n  dts record viec --explain "..."' in late
    told = '\n[[explanation]]\ntarget = "viec"\ntext = "Chờ thẩm định"\nrecorded_at = 2025-02-23\n'
    explained = run("show", "viec", "--as-of", "25/2/2025", folder=workspace(LATE, {"2025-02": DONE_LATE + told})).out
    assert "Giải trình (23/02/2025): Chờ thẩm định" in explained
    assert "hưa giải trình" not in explained
    in_time = run("show", "viec", "--as-of", "25/2/2025", folder=workspace(LATE.replace("02-20", "02-22"))).out
    assert "giải trình." not in in_time.lower()


def test_what_a_done_task_lacks_stands_in_every_view(run: Run, workspace: Callable[..., Path]) -> None:
    """No evidence, not confirmed: the gap table and the agency's page say so."""
    folder = workspace(LATE, {"2025-02": DONE_LATE})
    words = "chưa có minh chứng; đơn vị báo, chưa xác nhận"
    for argv in (["status"], ["owners", "so-a"]):
        assert words in " ".join(run(*argv, "--as-of", "25/2/2025", folder=folder).out.split())
    confirmed = 'evidence = "Kế hoạch số 1"\nconfirmed = 2025-02-24\n'
    folder = workspace(LATE, {"2025-02": DONE_LATE + confirmed})
    for argv in (["status"], ["owners", "so-a"]):
        out = run(*argv, "--as-of", "25/2/2025", folder=folder).out
        assert "minh chứng: Kế hoạch" in out or argv == ["status"]
        assert "chưa xác nhận" not in out


def test_a_new_deadline_without_words_is_not_unclear(run: Run, workspace: Callable[..., Path]) -> None:
    """The words of the first document end with its deadline; that the new one quotes none is no rõ wanting."""
    folder = workspace(
        '[targets.a]\nname = "Việc A"\nkind = "task"\nbefore = 2025-02-28\ndeadline_text = "trước ngày 28/2/2025"\n'
        'basis = "TB 1"\n  [[targets.a.revisions]]\n  from = 2025-02-20\n  by = 2025-06-30\n  basis = "TB 2"\n'
        '  reason = "Gia hạn"\n'
    )
    page = " ".join(run("show", "a", "--as-of", "25/2/2025", folder=folder).out.split())
    assert "lời văn bản trước: trước ngày 28/2/2025; sau: chưa nêu" in page


def test_every_word_of_an_assignment_is_shown(run: Run, workspace: Callable[..., Path]) -> None:
    """What the assigning document says stands on the page of its target, each under its own heading."""
    said = {
        "assigned_to": "giao chung",
        "person": "rõ người",
        "work": "rõ việc",
        "responsibility": "rõ trách nhiệm",
        "result": "rõ kết quả",
        "basis": "căn cứ",
        "goal_of": "nguồn mục tiêu",
        "judged_by": "xét theo",
        "later": "mục tiêu về sau",
        "note": "ghi chú",
        "deadline_text": "Văn bản ghi:",
    }
    lines = "".join(f'{key} = "Lời {key}"\n' for key in said)
    folder = workspace(
        f'[targets.a]\nname = "A"\nkind = "count"\nunit = "trạm"\nat_least = 5\nby = 2025-12-31\n{lines}'
    )
    shown = " ".join(run("show", "a", "--as-of", DAY, folder=folder).out.split())
    for key, heading in said.items():
        assert f"{heading} Lời {key}" in shown
