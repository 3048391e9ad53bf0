"""`dts export --parquet`: exact types, a part for each folder, SQL over many folders that agrees with `dts status`."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dts.cli import main
from dts.report.lake import FIGURE_EXTRAS, TARGET_EXTRAS
from tests.conftest import ROOT, Make, Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units

duckdb = pytest.importorskip("duckdb", reason="the extra `lake` is not installed: pip install -e '.[dev]'")

DAYS = ("31/5/2024", "25/2/2025", "15/9/2025")
TODAY = date(2025, 10, 1)
SQL = (ROOT / "docs" / "lake.sql").read_text(encoding="utf-8")
SPARK = (ROOT / "docs" / "lake-spark.sql").read_text(encoding="utf-8")
TARGETS = """schema = 1
title = "Ghi sửa, rút, cộng"
[owners.xa-a]
name = "Xã A"
level = "xa"
[owners.xa-b]
name = "Xã B"
level = "xa"
[targets.sua]
name = "Có đính chính"
kind = "ratio"
unit = "hồ sơ"
at_least = 80
by = 2025-12-31
every = "month"
[targets.rut]
name = "Có rút số liệu"
kind = "score"
at_least = 10
by = 2025-12-31
[targets.sat]
name = "Sát mục tiêu"
kind = "ratio"
unit = "thửa"
at_least = 100
by = 2025-12-31
[targets.don]
name = "Cộng dồn, thiếu một tháng"
kind = "count"
unit = "lớp"
at_least = 12
by = 2025-12-31
every = "month"
yearly_sum = true
[targets.don-max]
name = "Cộng dồn, không quá"
kind = "count"
unit = "vụ"
at_most = 5
by = 2025-12-31
every = "month"
yearly_sum = true
[targets.xa]
name = "Cộng các xã"
kind = "ratio"
unit = "văn bản"
at_least = 50
by = 2025-12-31
every = "month"
for_each = "xa"
[targets.cap]
name = "Hai cấp"
kind = "count"
unit = "hồ sơ"
at_least = 30
by = 2025-12-31
  [targets.cap.for.tinh]
  [targets.cap.for.huyen]
  at_least = 40
[targets.tren]
name = "Trên"
kind = "count"
unit = "trạm"
at_least = 60
by = 2025-12-31
[targets.khoang]
name = "Khoảng"
kind = "count"
unit = "trạm"
at_least = 12
by = 2025-12-31
[targets.khoang-xa]
name = "Khoảng, xa mục tiêu"
kind = "count"
unit = "trạm"
below = 30
by = 2025-12-31
[targets.qua-han]
name = "Quá hạn, có kỳ đích"
kind = "count"
unit = "trạm"
at_least = 10
by = 2025-01-31
every = "month"
[targets.qua-han-le]
name = "Quá hạn, không định kỳ"
kind = "count"
unit = "trạm"
at_least = 10
by = 2025-01-20
[targets.chua-co]
name = "Chưa có"
kind = "count"
unit = "trạm"
at_least = 10
by = 2025-12-31
[targets.hang]
name = "Hạng"
kind = "rank"
at_most = 20
by = 2025-12-31
[targets.don-thieu]
name = "Cộng dồn, chưa đủ vì thiếu tháng"
kind = "count"
unit = "lớp"
at_least = 20
by = 2025-12-31
every = "month"
yearly_sum = true
[targets.hon-hop]
name = "Có cả cấp lẫn đơn vị"
kind = "count"
unit = "hồ sơ"
at_least = 8
by = 2025-12-31
[targets.hai-ky]
name = "Hai kỳ chốt cùng ngày"
kind = "count"
unit = "hồ sơ"
at_least = 8
by = 2025-12-31
every = "quarter"
[targets.thieu-mau]
name = "Phần không có mẫu số"
kind = "ratio"
unit = "hồ sơ"
at_least = 8
by = 2025-12-31
[targets.phan-khoang]
name = "Phần là số khoảng"
kind = "count"
unit = "hồ sơ"
at_least = 8
by = 2025-12-31
[targets.viec]
name = "Một việc"
kind = "task"
by = 2025-01-31
"""


def figure(target: str, **given: object) -> str:
    """One [[figure]] block."""
    part = given.pop("part", None)
    lines = ["[[figure]]", f'target = "{target}"', *([f'for = "{part}"'] if part else [])]
    lines += [f"{key} = {value}" for key, value in given.items()]
    return "\n".join([*lines, 'source = "Xã; \\"A\\" =\'x\'"', "recorded_at = 2025-02-20T09:15:00+07:00", ""]) + "\n"


RECORDS = {
    "2025-01": figure("don", value=5)
    + figure("don-thieu", value=5)
    + figure("don-max", value=6)
    + figure("qua-han", value=9)
    + figure("qua-han-le", value=12, as_of="2025-01-12")
    + figure("xa", part="xa-a", numerator=1, denominator=3)
    + figure("xa", part="xa-b", numerator=2, denominator=3)
    + figure("sat", numerator=980226, denominator=980226),
    "2025-02": figure("sua", numerator=1, denominator=3)
    + figure("sua", numerator=81, denominator=100, reason='"gõ nhầm"')
    + figure("sua", numerator=79, denominator=100, as_of="2025-01-20")
    + figure("rut", value=11)
    + figure("rut", withdrawn="true", reason='"ghi nhầm"')
    + figure("rut", value="9.5", as_of="2025-02-01")
    + figure("sat", numerator=980225, denominator=980226)
    + figure("qua-han", value=11)
    + figure("qua-han-le", value=8)
    + figure("xa", part="xa-a", numerator=99, denominator=100)
    + figure("cap", part="tinh", value=20)
    + figure("cap", part="huyen", value=15)
    + figure("tren", value=60, qualifier='">"')
    + figure("khoang", value=10, qualifier='"~"')
    + figure("khoang-xa", value=10, qualifier='"~"')
    + figure("hang", value=18, of=63)
    + figure("viec", done="2025-02-03")
    + figure("xa", part="xa-a", numerator=1, denominator=100, as_of="2025-01-20")
    + "".join(figure("hon-hop", part=part, value=value) for part, value in {"tinh": 99, "xa-a": 3, "xa-b": 4}.items())
    + figure("thieu-mau", part="xa-a", value=50)
    + figure("thieu-mau", part="xa-b", numerator=1, denominator=2)
    + figure("phan-khoang", part="xa-a", value=50)
    + figure("phan-khoang", part="xa-b", value=50, qualifier='"~"'),
    "2025-03": (figure("don", value=8) + figure("don-thieu", value=8) + figure("hai-ky", value=7)).replace(
        "2025-02-20", "2025-03-20"
    ),
    "2025-Q1": figure("hai-ky", value=9).replace("2025-02-20", "2025-03-20"),
}


def own_case(folder: Path) -> Path:
    """A folder of corrections, withdrawals, sums, levels, qualifiers, deadlines."""
    (folder / "records").mkdir(parents=True)
    (folder / "targets.toml").write_text(TARGETS, encoding="utf-8")
    for period, text in RECORDS.items():
        (folder / "records" / f"{period}.toml").write_text(f'period = "{period}"\n\n{text}', encoding="utf-8")
    return folder


def benchmark_case(folder: Path) -> Path:
    """300 targets and some thousand figures, as the benchmarks make them."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from made import write_folder
    finally:
        sys.path.pop(0)
    write: Callable[..., Path] = write_folder
    return write(folder, 1500)


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five folders that have nothing in common."""
    place = tmp_path_factory.mktemp("tinh")
    own_case(place / "rieng")
    benchmark_case(place / "lon")
    for name, write in {"lam-ra": write_made_workspace, "nhieu-xa": write_many_units}.items():
        (place / name).mkdir()
        write(place / name)
    (place / "that").mkdir()
    shutil.copy(ROOT / "targets.toml", place / "that")
    shutil.copytree(ROOT / "records", place / "that" / "records")
    return place


def ask(lake: Path, *queries: str) -> list[list[dict[str, Any]]]:
    """What the SQL of the page answers over a lake."""
    with duckdb.connect(":memory:") as base:
        base.execute(SQL.replace("'kho/", f"'{lake}/"))
        answers = []
        for query in queries:
            found = base.execute(query)
            names = [column[0] for column in found.description]
            answers.append([dict(zip(names, row, strict=True)) for row in found.fetchall()])
        return answers


def reached(numerator: Any, denominator: Any, value: Any) -> Fraction | None:
    """A number of a row, exactly where it is a fraction."""
    if denominator is not None:
        return Fraction(numerator) / Fraction(denominator)
    return None if value is None else Fraction(value)


@pytest.mark.parametrize("day", DAYS)
def test_the_sql_agrees_with_dts_status(
    provinces: Path, tmp_path: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every row of every folder: its latest valid figure, whether the goal is met, and the counts."""
    lake = tmp_path / "kho"
    assert main(["-C", f"{provinces}/*", "export", str(lake), "--parquet", "--as-of", day], today=TODAY) == 0
    capsys.readouterr()
    results, counts, statuses = ask(lake, "FROM results", "FROM by_folder", "FROM by_status")
    told = {(row["folder"], row["id"], row["for"]): row for row in results}
    compared = 0
    for folder in sorted(provinces.iterdir()):
        main(["-C", str(folder), "status", "--json", "--as-of", day], today=TODAY)
        data = json.loads(capsys.readouterr().out)
        goals = [row for row in data["targets"] if row["kind"] != "task" and row["goal"]]
        for row in (each for each in data["targets"] if each["kind"] != "task"):
            mine = told.pop((folder.name, row["id"], row["for"]))
            where = (day, folder.name, row["id"], row["for"], row["status"])
            if row["goal"]:
                assert (mine["met"] is True) == (row["status"] == "achieved"), where
                assert (mine["met"] is None) or (row["status"] != "undecided"), where
            if row["status"] != "achieved_late":  # shows the later figure that met the goal
                assert mine["period"] == row["period"], where
                assert mine["qualifier"] == row["qualifier"], where
                theirs = reached(row["numerator"], row["denominator"], row["value"])
                assert reached(mine["numerator"], mine["denominator"], mine["value"]) == theirs, where
            compared += 1
        count = next((each for each in counts if each["folder"] == folder.name), None)
        assert (count["with_goal"] if count else 0) == len(goals)
        met = sum(row["status"] == "achieved" for row in goals)
        assert (count["met"] if count else 0) == met
        found = {each["status"]: each["number"] for each in statuses if each["folder"] == folder.name}
        assert found == data["summary"]
    assert not told
    assert compared > 300


def test_the_made_cases_are_not_empty(provinces: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the comparison is about really occurs: met, not met, undecided; totals whole and wanting; sums with gaps."""
    lake = tmp_path / "kho"
    main(["-C", str(provinces / "rieng"), "export", str(lake), "--parquet", "--as-of", "1/4/2025"], today=TODAY)
    capsys.readouterr()
    rows = {(row["id"], row["for"]): row for row in ask(lake, "FROM results")[0]}
    met = {key: row["met"] for key, row in rows.items()}
    assert met["sua", None] is True
    assert (met["rut", None], rows["rut", None]["value"]) == (False, Decimal("9.5"))
    assert met["sat", None] is False
    assert (met["don", None], rows["don", None]["value"]) == (True, 13)
    assert met["don-max", None] is False
    assert met["xa", None] is None
    assert (rows["cap", None]["value"], met["cap", None], met["cap", "huyen"]) == (35, True, False)
    assert (met["tren", None], met["khoang", None], met["khoang-xa", None]) == (True, None, True)
    assert (met["qua-han", None], met["qua-han-le", None]) == (False, True)
    assert (met["chua-co", None], met["hang", None]) == (None, True)
    assert (met["don-thieu", None], rows["don-thieu", None]["value"]) == (None, 13)
    assert (rows["hon-hop", None]["value"], rows["hai-ky", None]["value"]) == (7, 9)
    assert rows["xa", None]["numerator"] == 99
    assert not {("thieu-mau", None), ("phan-khoang", None)} & set(rows)


def test_types_are_exact_and_texts_are_as_written(provinces: Path, tmp_path: Path) -> None:
    """Decimals of 38 digits, days, moments; no column is a float."""
    lake = tmp_path / "kho"
    main(["-C", str(provinces / "rieng"), "export", str(lake), "--parquet"], today=TODAY)
    with duckdb.connect(":memory:") as base:
        file = lake / "figures" / "folder=rieng" / "period=2025-02" / "figures.parquet"
        columns = dict(row[:2] for row in base.execute(f"DESCRIBE FROM '{file}'").fetchall())
        assert columns["numerator"] == columns["value"] == columns["low"] == "DECIMAL(38,8)"
        assert (columns["day"], columns["recorded_at"]) == ("DATE", "TIMESTAMP WITH TIME ZONE")
        assert not {"DOUBLE", "FLOAT"} & set(columns.values())
        held = {row[0] for row in base.execute(f"SELECT name FROM parquet_schema('{file}')").fetchall()}
        assert not {"folder", "period"} & held
        row = base.execute(f"SELECT numerator, source, epoch_us(recorded_at), recorded_on FROM '{file}'").fetchone()
        moment = datetime.fromisoformat("2025-02-20T09:15:00+07:00")
        assert row == (1, "Xã; \"A\" ='x'", int(moment.timestamp()) * 10**6, date(2025, 2, 20))


def test_each_folder_is_replaced_by_itself(provinces: Path, tmp_path: Path, run: Run) -> None:
    """The same bytes again; a period that is gone leaves no file; the other folder's part is not touched."""
    copy, lake = tmp_path / "rieng", tmp_path / "kho"
    shutil.copytree(provinces / "rieng", copy)
    for folder in (copy, provinces / "that"):
        assert run("export", str(lake), "--parquet", folder=folder, today=TODAY).code == 0
    before = {path: path.read_bytes() for path in lake.rglob("*") if path.is_file()}
    assert run("export", str(lake), "--parquet", folder=copy, today=TODAY).code == 0
    assert {path: path.read_bytes() for path in lake.rglob("*") if path.is_file()} == before
    (copy / "records" / "2025-03.toml").unlink()
    result = run("export", str(lake), "--parquet", folder=copy, today=TODAY)
    assert "Đã xuất vào" in result.err
    gone = lake / "figures" / "folder=rieng" / "period=2025-03" / "figures.parquet"
    after = {path: path.read_bytes() for path in lake.rglob("*") if path.is_file()}
    assert set(before) - set(after) == {gone}
    assert not gone.parent.exists()


def test_what_is_not_ours_is_not_written_over(provinces: Path, tmp_path: Path, run: Run) -> None:
    """A foreign folder, the part of another folder of the same name, the data folder itself."""
    lake = tmp_path / "kho"
    lake.mkdir()
    (lake / "thu.txt").write_text("x", encoding="utf-8")
    assert run("export", str(lake), "--parquet", folder=provinces / "that").code == 2
    (lake / "thu.txt").unlink()
    assert run("export", str(lake), "--parquet", folder=provinces / "that").code == 0
    other = own_case(tmp_path / "khac" / "that")
    result = run("export", str(lake), "--parquet", folder=other, today=TODAY)
    assert (result.code, result.out) == (2, "")
    assert "đã có thư mục that của “Chuyển đổi số và Đề án 06 tỉnh Vĩnh Phúc”" in result.err
    assert run("export", str(lake), "--parquet", "--force", folder=other, today=TODAY).code == 0
    assert run("export", str(other), "--parquet", folder=other, today=TODAY).code == 2


def test_a_number_that_does_not_fit_is_refused(workspace: Make, tmp_path: Path, run: Run) -> None:
    """Never rounded; nothing is written."""
    folder = workspace(
        '[targets.a]\nname = "A"\nkind = "score"\n',
        {"2025-02": '[[figure]]\ntarget = "a"\nvalue = 0.1234567891\n'},
    )
    result = run("export", str(tmp_path / "kho"), "--parquet", folder=folder, today=TODAY)
    assert (result.code, (tmp_path / "kho").exists()) == (2, False)
    assert "/records/2025-02.toml: a 0,1234567891: kho chỉ giữ được 30 chữ số và 8 chữ số thập phân" in result.err


def test_without_the_extra_one_sentence_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written; --excel does not go with it."""
    assert run("export", str(tmp_path / "kho"), "--parquet", "--excel").code == 2
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = run("export", str(tmp_path / "kho"), "--parquet")
    assert (result.code, result.err) == (2, 'Chưa xuất: cần cài thêm phần Parquet: pip install "dts[lake]".\n')
    assert not (tmp_path / "kho").exists()


def test_the_spark_text_is_the_same_but_for_what_the_page_says() -> None:
    """From the second heading on only quotes, what is kept, and the casts that keep Spark exact differ."""
    mark = "-- 2."
    expected = SQL[SQL.index(mark) :]
    for ours, theirs in {
        "CREATE OR REPLACE TEMPORARY TABLE": "CACHE TABLE",
        '"for"': "`for`",
        "f.numerator * 100": "CAST(f.numerator AS DECIMAL(24, 4)) * 100",
        "j.goal_value * f.denominator": "CAST(j.goal_value AS DECIMAL(13, 4)) * CAST(f.denominator AS DECIMAL(24, 4))",
    }.items():
        assert ours in expected
        expected = expected.replace(ours, theirs)
    assert SPARK[SPARK.index(mark) :] == expected


def test_the_page_names_every_column() -> None:
    """docs/du-lieu-lon.md and the columns agree, name by name and word by word; every view it names exists."""
    page = (ROOT / "docs" / "du-lieu-lon.md").read_text(encoding="utf-8")
    for heading, columns in (("### targets.parquet", TARGET_EXTRAS), ("### figures.parquet", FIGURE_EXTRAS)):
        part = page.split(heading)[1].split("\n##")[0]
        assert re.findall(r"^\| `(\w+)` \| (.+?) \|$", part, re.MULTILINE) == [each[:2] for each in columns]
    named = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", page.split("## SQL")[1], re.MULTILINE)))
    assert {each for each in named if each != "for"} <= set(re.findall(r"TEMPORARY (?:VIEW|TABLE) (\w+) AS", SQL))
