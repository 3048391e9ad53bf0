"""`dts import`: what was exported comes back as it was; what is wrong is named row by row and nothing is written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dts.cli import main
from dts.core.dates import VIETNAM
from dts.core.log import Figure
from dts.store import writer
from dts.store.csv_rows import read_rows
from dts.store.records import FIGURE_KEYS
from dts.store.tidy import DERIVED, KNOWN
from dts.store.workspace import open_workspace
from tests.commands.test_export import RECORDS, TARGETS
from tests.conftest import ROOT, Make, Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units

DAY = date(2025, 2, 26)
LATER = date(2025, 9, 1)
SHAPES: dict[str, Callable[[Path], Path]] = {
    "shipped": lambda _folder: ROOT,
    "made": write_made_workspace,
    "units": write_many_units,
}


def figures(folder: Path) -> list[Figure]:
    """Every entry, without its place; moments without an offset are Vietnamese."""
    found: list[Figure] = []
    for each in open_workspace(folder, LATER).log.figures:
        moment = each.recorded_at
        if isinstance(moment, datetime) and moment.tzinfo is None:
            moment = moment.replace(tzinfo=VIETNAM)
        found.append(each._replace(file="", number=0, recorded_at=moment))
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Callable[[Path], Path]:
    """A folder with the same targets.toml and no records."""

    def make(source: Path) -> Path:
        folder = tmp_path / "trong"
        folder.mkdir()
        shutil.copy(source / "targets.toml", folder)
        return folder

    return make


@pytest.mark.parametrize("options", [[], ["--excel"]], ids=["machine", "excel"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_exported_comes_back(
    run: Run, tmp_path: Path, empty: Callable[[Path], Path], shape: str, options: list[str]
) -> None:
    """The same status on any day, the same export byte for byte; a second import adds nothing."""
    (tmp_path / "goc").mkdir()
    source = SHAPES[shape](tmp_path / "goc")
    folder = empty(source)
    out, again = tmp_path / "mo", tmp_path / "mo-lai"
    assert run("export", str(out), *options, folder=source, today=LATER).code == 0
    done = run("import", str(out / "figures.csv"), "--yes", folder=folder, today=LATER)
    assert done.code == 0, done.err
    for day in ("25/2/2025", "1/9/2025"):
        views = [run("status", "--json", "--as-of", day, folder=each, today=LATER) for each in (source, folder)]
        assert json.loads(views[0].out) == json.loads(views[1].out)
    assert run("export", str(again), *options, folder=folder, today=LATER).code == 0
    assert (again / "figures.csv").read_bytes() == (out / "figures.csv").read_bytes()
    assert (again / "targets.csv").read_bytes() == (out / "targets.csv").read_bytes()
    before = {path: path.read_bytes() for path in (folder / "records").iterdir()}
    repeated = run("import", str(out / "figures.csv"), "--yes", folder=folder, today=LATER)
    assert (repeated.code, repeated.err.count("Không ghi gì: cả")) == (0, 1)
    assert {path: path.read_bytes() for path in (folder / "records").iterdir()} == before


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t\"';,=+-@\u200b\u202e\u00ad"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() and "\\" not in text)
NUMBER = st.decimals(min_value=Decimal(0), max_value=Decimal(10**9), places=3) | st.integers(0, 10**12).map(Decimal)
PAST = st.dates(date(2024, 12, 20), date(2025, 1, 14))
STAMP = PAST | st.datetimes().map(lambda moment: moment.replace(year=2025, month=1, day=20, microsecond=0))


def toml(value: Any) -> str:
    """A value as somebody would type it."""
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return '"' + format(value, "f").replace(".", ",") + '"'
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\\t", "\t")
        case _:
            return str(value.isoformat())


ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "source": TEXT,
        "note": TEXT,
        "published": TEXT,
        "as_of": PAST,
        "as_of_text": TEXT,
        "published_on": PAST,
        "estimate": st.booleans(),
        "recorded_at": STAMP,
        "recorded_by": TEXT,
    },
)
NUMBERS = st.one_of(
    st.fixed_dictionaries({"value": NUMBER}, optional={"qualifier": st.sampled_from(["<", ">", "~"])}),
    st.fixed_dictionaries({"numerator": NUMBER, "denominator": NUMBER.filter(bool)}),
    st.just({"withdrawn": True}),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(st.tuples(NUMBERS, ENTRY, TEXT), min_size=1, max_size=4), excel=st.booleans())
def test_every_entry_survives(tmp_path_factory: pytest.TempPathFactory, entries: list[Any], excel: bool) -> None:
    """Whatever texts, numbers and days an entry holds, export and import give it back, in the order of its history."""
    source, copy = tmp_path_factory.mktemp("goc"), tmp_path_factory.mktemp("chep")
    for folder in (source, copy):
        (folder / "targets.toml").write_text(f'schema = 1\ntitle = "Thử"\n{TARGETS}', encoding="utf-8")
    (source / "records").mkdir()
    text = 'period = "2025-01"\n'
    for count, (numbers, more, reason) in enumerate(entries):
        fields = {"target": "dat", **numbers, **more, "note": f"{count}{more.get('note', '')}", "reason": reason}
        text += "\n[[figure]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())
    (source / "records" / "2025-01.toml").write_text(unicodedata.normalize("NFC", text), encoding="utf-8")
    out = source / "mo"
    assert main(["-C", str(source), "export", str(out), *(["--excel"] if excel else [])], today=LATER) == 0
    assert main(["-C", str(copy), "import", str(out / "figures.csv"), "--yes"], today=LATER) == 0
    assert figures(copy) == figures(source)


# ── changes ──────────────────────────────────────────────────────────────────

HEAD = "target,for,period,value,numerator,denominator,done,source,reason,recorded_at\n"
ONE = '[[figure]]\ntarget = "dat"\nvalue = 40\nsource = "A"\nrecorded_at = 2025-01-20\nrecorded_by = "Sở A"\n'


@pytest.fixture
def bring(run: Run, workspace: Make, tmp_path: Path) -> Callable[..., Any]:
    """Import rows under HEAD into a folder that holds ONE; options may follow."""

    def call(rows: str, *options: str, head: str = HEAD) -> Any:
        folder = workspace(TARGETS, {"2025-01": ONE})
        (tmp_path / "figures.csv").write_text(head + rows, encoding="utf-8")
        return run("import", str(tmp_path / "figures.csv"), *options, folder=folder, today=DAY)

    return call


def test_the_preview_says_what_becomes_of_each_row(bring: Callable[..., Any], tmp_path: Path) -> None:
    """New, changed with the old value, the same with what differs; a dry run writes nothing."""
    rows = (
        "dat,,2025-01,40,,,,B,,\n"
        "dat,,2025-02,,1,3,,,,2025-02-20\n"
        "viec,,2025-02,,,,2025-02-20,,,\n"
        "dat,,2025-01,45,,,,,Gõ nhầm,\n"
    )
    result = bring(rows, "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Xem trước, chưa ghi gì. figures.csv: dạng chuẩn (dấu phẩy, số 36.18), 4 dòng.\n"
        "MỚI (2)\n"
        "  dòng 3    dat            kỳ tháng 02/2025: 1/3 = 33,33%\n"
        "  dòng 4    viec           kỳ tháng 02/2025: hoàn thành 20/02/2025\n"
        "THAY ĐỔI (1)\n"
        "  dòng 5    dat            kỳ tháng 01/2025: 45%\n"
        "            thay cho 40% (Sở A ngày 20/01/2025); lý do: Gõ nhầm\n"
        "GIỮ NGUYÊN (1)\n"
        "  dòng 2    dat            kỳ tháng 01/2025: 40%; khác ở cột source, recorded_at\n"
        "  Số liệu giống nhau nên không ghi lại; muốn ghi các cột khác ấy, điền cột reason (lý do).\n"
        "KHÔNG NHẬN (0)\n"
    )
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["2025-01.toml"]
    assert not (tmp_path / ".dts").exists()


def test_rows_go_to_their_files_and_are_stamped(bring: Callable[..., Any], tmp_path: Path) -> None:
    """The old bytes stay a prefix; a row that no export numbered is stamped with now."""
    result = bring("dat,,2025-01,45,,,,,Gõ nhầm,\ndat,,2025-02,50,,,,,,2025-02-20\n", "--yes")
    assert result.code == 0
    assert result.out.endswith(
        "Đã ghi 2 số liệu vào 2 tệp:\n  records/2025-01.toml: đính chính 1\n  records/2025-02.toml: thêm 1\n"
    )
    text = (tmp_path / "records" / "2025-01.toml").read_text(encoding="utf-8")
    assert text == f'period = "2025-01"\n\n{ONE}' + (
        '\n[[figure]]\ntarget      = "dat"\nvalue       = 45\nreason      = "Gõ nhầm"\n'
        "recorded_at = 2025-02-26T09:15:00+07:00\n"
    )
    assert "recorded_at = 2025-02-20\n" in (tmp_path / "records" / "2025-02.toml").read_text(encoding="utf-8")


def test_a_change_needs_a_reason(bring: Callable[..., Any], tmp_path: Path) -> None:
    """Refused with file, line and column; --reason gives it to those that have none."""
    result = bring("dat,,2025-01,45,,,,,,\n", "--yes")
    assert result.code == 2
    assert (
        "KHÔNG NHẬN (1)\n  figures.csv:2: dat, cột reason: kỳ tháng 01/2025 đã có 40% (Sở A ngày 20/01/2025), dòng này "
        'là 45%; điền lý do, hoặc thêm --reason "…"\n' in result.out
    )
    assert result.err == "Chưa ghi: 1 dòng không nhận (nêu ở trên). Sửa tệp rồi nhập lại.\n"
    assert "45" not in (tmp_path / "records" / "2025-01.toml").read_text(encoding="utf-8")
    assert bring("dat,,2025-01,45,,,,,,\n", "--yes", "--reason", "Đơn vị gửi lại").code == 0
    assert 'reason      = "Đơn vị gửi lại"' in (tmp_path / "records" / "2025-01.toml").read_text(encoding="utf-8")


def test_history_is_not_put_in_before_what_stands_there(bring: Callable[..., Any]) -> None:
    """A row that the file's own history has already passed is refused, not made the current one."""
    row = "dat,,2025-01,40,,,,A,,2025-01-20,Sở A\n"
    head = HEAD.replace("\n", ",recorded_by\n")
    result = bring("dat,,2025-01,39,,,,,,2025-01-19,\n" + row, "--yes", head=head)
    assert result.code == 2
    assert "figures.csv:2: dat, kỳ tháng 01/2025: 39% cũ hơn số đang có 40%" in result.out
    assert bring(row, "--yes", head=head).err == "Không ghi gì: cả 1 số liệu đã có.\n"


def test_a_row_given_twice_is_written_once(bring: Callable[..., Any]) -> None:
    """Pasted twice, with its reason: the second says nothing new, now and when the file comes again."""
    row = "dat,,2025-01,45,,,,,Gõ nhầm,2025-02-20\n"
    for _again in range(2):
        result = bring(row + row, "--dry-run")
        assert "THAY ĐỔI (1)" in result.out
        assert "GIỮ NGUYÊN (1)" in result.out
    two = bring("dat,,2025-01,40,,,,A,,2025-01-20,Sở A\n" * 2, "--yes", head=HEAD.replace("\n", ",recorded_by\n"))
    assert two.err == "Không ghi gì: cả 2 số liệu đã có.\n"


def test_exported_rows_keep_the_order_of_their_history(bring: Callable[..., Any], tmp_path: Path) -> None:
    """Sorted another way in Excel, entries still follow one another as they did; new rows come last."""
    rows = "dat,,2025-02,3,,,,,c,,\ndat,,2025-02,2,,,,,b,,7\ndat,,2025-02,1,,,,,,,3\n"
    assert bring(rows, "--yes", head=HEAD.replace("\n", ",entry\n")).code == 0
    text = (tmp_path / "records" / "2025-02.toml").read_text(encoding="utf-8")
    assert [line.split()[-1] for line in text.splitlines() if line.startswith("value")] == ["1", "2", "3"]
    assert text.count("recorded_at") == 1


def test_nothing_is_written_unasked(bring: Callable[..., Any], tmp_path: Path) -> None:
    """Without a terminal and without --yes the preview is all; what is unlikely is named."""
    result = bring("dat,,2025-02,4000,,,,,,\ndat,tinh,2025-02,5,,,,,,\n")
    assert result.code == 2
    assert result.out.endswith(
        "CẦN XEM LẠI (3)\n"
        "  dòng 2: dat: 4.000%, gấp 100 lần số liệu trước (40%, tháng 01/2025)\n"
        "  dòng 2: dat: 4.000%: lớn hơn 100%\n"
        "  dòng 3: dat/tinh: chỉ tiêu này chưa giao riêng cho cấp tỉnh\n"
    )
    assert result.err == "Chưa ghi: Có 3 điều cần xem lại. Ghi cả 2 số liệu trên? Nếu đúng, gõ lại và thêm --yes.\n"
    assert not (tmp_path / "records" / "2025-02.toml").exists()


def test_one_period_may_be_asked_for(bring: Callable[..., Any], tmp_path: Path) -> None:
    """--period leaves out the rows of others, and is the period of rows without one."""
    rows = "dat,,2025-02,50,,,,,,\ndat,xa,,60,,,,,,\ndat,,2024-12,5,,,,,,\n"
    result = bring(rows, "--yes", "--period", "02/2025")
    assert result.code == 0
    assert "Bỏ qua 1 dòng của kỳ khác tháng 02/2025.\n" in result.out
    assert (tmp_path / "records" / "2025-02.toml").read_text(encoding="utf-8").count("[[figure]]") == 2
    assert not (tmp_path / "records" / "2024-12.toml").exists()


# ── refusals ─────────────────────────────────────────────────────────────────

BAD_ROWS = {
    "la,,2025-02,5,,,,,,": "cột target: không có chỉ tiêu, nhiệm vụ nào mã “la” trong targets.toml",
    "dta,,2025-02,5,,,,,,": "sửa ô thành: dat",
    ",,2025-02,5,,,,,,": "để trống cột target (chỉ tiêu)",
    "dat,la,2025-02,5,,,,,,": "cột for: không có cấp hay đơn vị nào mã “la”",
    "dat,,02/2025,5,,,,,,": "cột period: “02/2025” không phải là kỳ; tệp phân cách bằng dấu phẩy viết kỳ như 2025-02",
    "dat,,,5,,,,,,": "cột period: để trống; điền kỳ báo cáo, hoặc thêm --period KỲ",
    "dat,,2025-03,5,,,,,,": "",
    "dat,,2025-04,5,,,,,,": "kỳ tháng 4/2025 chưa bắt đầu",
    'dat,,2025-02,"36,18",,,,,,': "cột value: “36,18” không phải là số; tệp phân cách bằng dấu phẩy viết số như",
    "dat,,2025-02,762.284,,,,,,": "cột value: “762.284” đọc được hai cách; nếu là 762.284, ghi 762284; nếu là số "
    "thập phân 762,284, ghi 762.2840",
    "dat,,2025-02,1e5,,,,,,": "cột value: “1e5” không phải là số",
    "dat,,2025-02,٣,,,,,,": "cột value: “٣” không phải là số",
    "dat,,2025-02,nan,,,,,,": "cột value: “nan” không phải là số",
    f"dat,,2025-02,{'9' * 40},,,,,,": "không phải là số",
    "dat,,2025-02,,,,,,,": "số liệu của “dat” chưa có con số nào",
    "dat,,2025-02,,5,0,,,,": "cột denominator: mẫu số phải lớn hơn 0",
    "dat,,2025-02,,5,,,,,": "để trống cột denominator (mẫu số)",
    "dat,,2025-02,40,1,3,,,,": "cột value: 40 không phải là 1/3; sửa cho khớp, hoặc để trống cột value",
    "dat,,2025-02,,,,2025-02-20,,,": "cột done: chỉ nhiệm vụ mới có done",
    "viec,,2025-02,,,,2025-01-20,,,": "cột done: hoàn thành 20/01/2025 phải ghi trong tệp 2025-01.toml",
    "viec,,2025-02,,,,20/2/2025,,,": "cột done: “20/2/2025” không phải là ngày; tệp phân cách bằng dấu phẩy",
    "dat,,2025-02,5,,,,,,2025-02-30": "cột recorded_at: “2025-02-30”: không có ngày 30 tháng 2",
    "dat,,2025-02,5,,,,,,2030-01-01": "cột recorded_at: ngày 01/01/2030 chưa đến",
    "dat,,2025-02,5,,,,   ,,": "cột source (nguồn) để trống",
    f"dat,,2025-02,5,,,,{'x' * 40000},,": "cột source (nguồn) dài 40.000 ký tự, nhiều nhất là 2000",
    "dat,,2025-02,5,,,,a\x1b[31m,,": "cột source: có ký tự điều khiển không nhìn thấy được; gõ lại ô này bằng tay",
    "dat,,2025-02,5": "có 4 ô, dòng đầu có 10 cột; xem lại dấu phân cách và dấu ngoặc kép",
}


@pytest.mark.parametrize("row", BAD_ROWS, ids=lambda row: row[:30])
def test_a_bad_row_is_named(bring: Callable[..., Any], tmp_path: Path, row: str) -> None:
    """File, line, column and what to do; nothing is written, the good row beside it neither."""
    result = bring(f"dat,,2025-02,7,,,,,,\n{row}\n", "--yes")
    said = BAD_ROWS[row]
    if said:
        assert result.code == 2
        assert "KHÔNG NHẬN (1)\n  figures.csv:3: " in result.out
        assert said in result.out
        assert "Traceback" not in result.err
        assert result.err.startswith("Chưa ghi: ")
        assert [path.name for path in (tmp_path / "records").iterdir()] == ["2025-01.toml"]
    else:
        assert result.code == 0, result.out


def test_all_that_is_wrong_comes_at_once(bring: Callable[..., Any]) -> None:
    """Rows of every sort of mistake, in the order of the file."""
    rows = "la,,2025-02,5,,,,,,\ndat,,2025-02,x,,,,,,\ndat,,2025-01,45,,,,,,\ndat,,2025-02,8\n"
    result = bring(rows, "--yes")
    assert [line.split(": ")[0] for line in result.out.splitlines() if line.startswith("  figures.csv:")] == [
        f"  figures.csv:{number}" for number in (2, 3, 4, 5)
    ]
    assert result.err.startswith("Chưa ghi: 4 dòng không nhận")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("target,period,value,valeu\n", "figures.csv:1: không có cột nào tên là “valeu”; có phải là value?"),
        ("target,period,value,\n", "figures.csv:1: không có cột nào tên là “”; xóa cột ấy"),
        ("target,period,value,value\n", "figures.csv:1: cột value có 2 lần; giữ một"),
        ("period,value,source,note\n", "figures.csv:1: thiếu cột target (mã chỉ tiêu)"),
    ],
)
def test_a_bad_head_is_named(bring: Callable[..., Any], head: str, said: str) -> None:
    """An unknown column is never left out in silence."""
    result = bring("dat,2025-02,5,\n", "--yes", head=head)
    assert result.code == 2
    assert said in result.out


NO_TABLES = {
    "form": ("BIỂU 01\nTT;Chỉ tiêu;Kết quả\n1;Đất;5\n".encode(), "không ghi kỳ báo cáo ở phần đầu biểu. Thêm --period"),
    "empty": (b"", "không thấy bảng số liệu trong figures.csv"),
    "targets": (b"key,id,for,name\ndat,dat,,x\n", "thiếu cột target"),
    "xlsx": (b"PK\x03\x04rest", "đây là tệp Word hoặc Excel"),
    "utf-16": ("target,period\n".encode("utf-16"), "figures.csv: tệp lưu theo bảng mã UTF-16"),
    "cp1258": ("target,period,value,source\ndat,2025-02,5,T\xea\n".encode("latin-1"), "bảng mã cũ"),
    "quote": (b'target,period,value\ndat,2025-02,"5\n', "figures.csv:2: dấu ngoặc kép không khớp"),
    "cell": (b"target,period,source\ndat,2025-02," + b"x" * 200_000, "figures.csv:2: dấu ngoặc kép không khớp, hoặc ô"),
    "nul": (b"target,period,value\n\x00\x00\x00,2025-02,5\n", "cột target"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_such_table_is_refused(run: Run, workspace: Make, tmp_path: Path, name: str) -> None:
    """Forms, workbooks and other encodings get one sentence with the way out."""
    data, said = NO_TABLES[name]
    folder = workspace(TARGETS)
    (tmp_path / "figures.csv").write_bytes(data)
    result = run("import", str(tmp_path / "figures.csv"), "--yes", folder=folder, today=DAY)
    assert result.code == 2
    assert said in result.out + result.err
    assert result.err.startswith("Chưa ghi: ")
    assert not list((tmp_path / "records").iterdir())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("khong-co.csv", "không có tệp này"),
        ("records", "không phải là một tệp"),
        ("bieu.xlsx", "không có tệp này"),
    ],
)
def test_no_file_to_read(run: Run, workspace: Make, name: str, said: str) -> None:
    """A missing file, a folder, a missing workbook."""
    folder = workspace(TARGETS)
    result = run("import", str(folder / name), folder=folder, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


# ── what Excel makes of it ───────────────────────────────────────────────────


def test_a_file_that_went_through_excel(run: Run, workspace: Make, tmp_path: Path) -> None:
    """TRUE for true, no seconds, no BOM, empty rows at the end: still the same entries, and a change among them."""
    folder = workspace(TARGETS, RECORDS)
    assert run("export", str(tmp_path / "mo"), "--excel", folder=folder, today=DAY).code == 0
    path = tmp_path / "mo" / "figures.csv"
    text = path.read_text(encoding="utf-8-sig")
    text = text.replace("true", "TRUE").replace("false", "FALSE").replace("08:05:09", "08:05") + ";" * 27 + "\n"
    path.write_text(text, encoding="utf-8")
    assert run("import", str(path), "--yes", folder=folder, today=DAY).err == "Không ghi gì: cả 5 số liệu đã có.\n"
    row = "dat/xa;dat;xa;tháng 01/2025;;;;10/01/2025;;1.098,5;;;;;FALSE;;;;;;;;'=lý do;26/02/2025 07:30;;FALSE;;\n"
    path.write_text(text.replace("98,765", "98,76").partition("\n")[0] + "\n" + row, encoding="utf-8")
    assert run("import", str(path), "--yes", folder=folder, today=DAY).code == 0
    added = (folder / "records" / "2025-01.toml").read_text(encoding="utf-8").split("[[figure]]")[-1]
    assert "value       = 1098.5\n" in added
    assert 'reason      = "=lý do"\n' in added
    assert "recorded_at = 2025-02-26T07:30:00+07:00\n" in added


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("36.18", "dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy. Gõ lại: 36,18"),
        ("3,60E+01", "viết số đầy đủ, không viết dạng rút gọn"),
        ("1,080,997", "nhóm hàng nghìn bằng dấu phẩy"),
        ("#DIV/0!", "không có con số"),
    ],
)
def test_numbers_of_the_excel_variant(bring: Callable[..., Any], cell: str, said: str) -> None:
    """The grammar of the command line: dots group, the comma is decimal."""
    result = bring(f"dat;02/2025;{cell}\n", "--yes", head="target;period;value\n")
    assert result.code == 2
    assert "figures.csv:2: cột value: " in result.out
    assert said in result.out


# ── half-way ─────────────────────────────────────────────────────────────────

TWO = "dat,,2024-12,5,,,,,,\ndat,,2025-01,45,,,,,x,\ndat,,2025-02,6,,,,,,\n"


def test_a_failure_half_way_says_what_is_written(
    bring: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file of three cannot be written: exit 4, both lists, and the same command finishes the rest."""
    swap = writer._swap

    def full(temporary: Path, path: Path) -> None:
        if path.name == "2025-01.toml":
            raise OSError(errno.ENOSPC, "no space")
        swap(temporary, path)

    monkeypatch.setattr(writer, "_swap", full)
    result = bring(TWO, "--yes")
    assert result.code == 4
    assert "Đã ghi: records/2024-12.toml. Chưa ghi: records/2025-01.toml, records/2025-02.toml. Không ghi" in result.err
    assert result.err.startswith("ĐÃ GHI MỘT PHẦN. ")
    assert "Chưa ghi gì" not in result.err
    assert sorted(path.name for path in (tmp_path / "records").glob("2*")) == ["2024-12.toml", "2025-01.toml"]
    monkeypatch.setattr(writer, "_swap", swap)
    again = bring(TWO, "--yes")
    assert again.code == 0
    assert "GIỮ NGUYÊN (1)" in again.out
    assert "Đã ghi 2 số liệu vào 2 tệp" in again.out


def test_a_failure_at_the_first_file_changes_nothing(
    bring: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it is an ordinary failed write: exit 3."""

    def full(*_paths: Path) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(writer, "_swap", full)
    result = bring(TWO, "--yes")
    assert result.code == 3
    assert result.err.endswith("Chưa ghi gì.\n")
    assert not list((tmp_path / "records").glob("2024*"))


def test_a_stop_is_obeyed_when_all_is_written(
    bring: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C during the first file: all three are written, and that is what it says."""
    swap = writer._swap

    def pressed(temporary: Path, path: Path) -> None:
        swap(temporary, path)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(writer, "_swap", pressed)
    result = bring(TWO, "--yes")
    assert result.code == 130
    assert result.out.endswith("records/2025-02.toml: thêm 1\n")
    assert result.err == "Đã dừng sau khi ghi xong.\n"
    assert len(list((tmp_path / "records").glob("2*"))) == 3


def test_a_stop_while_a_later_file_is_changing_leaves_none_out(
    bring: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in an attempt that has to start over, after another file was written: all are written all the same."""
    read, times = writer._read, list[Path]()

    def pressed(path: Path) -> bytes | None:
        times.append(path)
        if len(times) == 4:  # the comparison of the second file: it is no longer what was read
            os.kill(os.getpid(), signal.SIGINT)
            return b"other"
        return read(path)

    monkeypatch.setattr(writer, "_read", pressed)
    result = bring(TWO, "--yes")
    assert result.err == "Đã dừng sau khi ghi xong.\n"
    assert len(list((tmp_path / "records").glob("2*"))) == 3
    assert b"45" in (tmp_path / "records" / "2025-01.toml").read_bytes()
    assert "Đã ghi 3 số liệu vào 3 tệp" in result.out


def test_a_bad_file_of_its_own_period_stops_it(bring: Callable[..., Any], tmp_path: Path) -> None:
    """Nothing is added to what cannot be read; a bad file of another period is only named."""
    bring("", "--dry-run")
    (tmp_path / "records" / "2025-02.toml").write_text('period = "2025-02"\nxyz\n', encoding="utf-8")
    stopped = bring(TWO, "--yes")
    assert stopped.code == 3
    assert "LỖI  records/2025-02.toml:2" in stopped.err
    assert not (tmp_path / "records" / "2024-12.toml").exists()
    assert bring("dat,,2024-12,5,,,,,,\n", "--yes").code == 0


def test_columns_are_those_of_the_export(run: Run, tmp_path: Path) -> None:
    """Every exported column is known to the import; of a record's keys only how its file was mended stays at home."""
    run("export", str(tmp_path), "--force", folder=ROOT, today=LATER)
    columns = set(read_rows(tmp_path / "figures.csv", KNOWN).columns)
    assert set(KNOWN) == {"period", *FIGURE_KEYS, *DERIVED}
    assert columns == set(KNOWN) - {"restored_at", "restored_by"}
