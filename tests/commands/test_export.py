"""`dts export`: literal files, a package that validates, payloads that stay text, folders that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from dts.report.opendata_columns import FIGURE_COLUMNS, TARGET_COLUMNS
from tests.conftest import GOLDEN, ROOT, Make, Run
from tests.made import write_made_workspace

DAY = date(2025, 2, 26)
TARGETS = """
[owners.so-a]
name = "Sở A; B"
level = "tinh"

[targets.dat]
name = 'Thửa đất "sạch"'
kind = "ratio"
unit = "thửa"
owner = "so-a"
at_least = 80
before = 2025-03-01
every = "month"
  [targets.dat.for.xa]

[targets.viec]
name = "=HYPERLINK(1)"
kind = "task"
"""
RECORDS = {
    "2024-10": '[[figure]]\ntarget = "viec"\ndone = "10/2024"\nqualifier = "<"\n',
    "2025-01": """[[figure]]
target = "dat"
numerator = 1
denominator = 3
published = "1/3"
recorded_at = 2025-01-20

[[figure]]
target = "dat"
numerator = 2
denominator = 3
reason = "Gõ nhầm; xem \\"biên bản\\"\\nngày 21/01"
recorded_at = 2025-01-21T08:05:09+07:00
recorded_by = "@van-thu"

[[figure]]
target = "dat"
for = "xa"
value = "98,765"
as_of = 2025-01-10
estimate = true

[[figure]]
target = "dat"
for = "xa"
as_of = 2025-01-10
withdrawn = true
reason = "Ghi nhầm cấp"
""",
}


@pytest.fixture
def small(workspace: Make) -> Path:
    """A folder with a correction, a withdrawal, a month of completion, and texts that would like to be more."""
    return workspace(TARGETS, RECORDS)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("variant", ["machine", "excel"])
def test_files_are_as_agreed(run: Run, small: Path, tmp_path: Path, variant: str) -> None:
    """Both variants of a small folder, byte for byte; the second export over the first changes nothing."""
    options = ["--excel"] if variant == "excel" else []
    for _again in range(2):
        result = run("export", str(tmp_path / "mo"), *options, "--as-of", "25/2/2025", folder=small, today=DAY)
        assert result.code == 0, result.err
        assert result.out == ""
        assert result.err.endswith(
            "/mo: targets.csv (3 dòng), figures.csv (5 dòng), datapackage.json. Ngày xem: 25/02/2025.\n"
        )
        assert files(tmp_path / "mo") == files(GOLDEN / f"export-{variant}")


def validate(package: Path) -> subprocess.CompletedProcess[str]:
    """What `frictionless validate` says, in a process of its own: its warnings are not ours."""
    if find_spec("frictionless") is None:
        pytest.skip(
            "CHƯA KIỂM: frictionless is not installed, so NO exported package was validated (pip install .[dev])"
        )
    command = [sys.executable, "-m", "frictionless", "validate", package.name]
    return subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("options", [[], ["--excel"]], ids=["machine", "excel"])
@pytest.mark.parametrize("which", ["shipped", "made", "small"])
def test_package_validates(run: Run, workspace: Make, tmp_path: Path, which: str, options: list[str]) -> None:
    """Types, constraints, keys, sizes and hashes hold for the independent reader."""
    data = tmp_path / "data"
    data.mkdir()
    folder = {"shipped": lambda: ROOT, "made": lambda: write_made_workspace(data)}.get(
        which, lambda: workspace(TARGETS, RECORDS)
    )()
    assert run("export", str(tmp_path / "mo"), *options, folder=folder, today=DAY).code == 0
    verdict = validate(tmp_path / "mo" / "datapackage.json")
    assert verdict.returncode == 0, verdict.stdout
    assert verdict.stdout.count("VALID") == 2


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("figures.csv", b"dat,dat,,2025-01,2", b"dat,dat,,2025-01,1"),
        ("figures.csv", b"dat/xa,dat", b"dat/la,dat"),
        ("figures.csv", b"2025-01-21T", b"21/01/2025"),
        ("targets.csv", b"ratio", b"rates"),
    ],
    ids=["primary-key", "foreign-key", "moment", "enum"],
)
def test_validation_bites(run: Run, small: Path, tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    """What the description promises is checked: a broken key, day or word is found (hash and size left aside)."""
    run("export", str(tmp_path / "mo"), folder=small, today=DAY)
    path = tmp_path / "mo" / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    mark = path.with_name("datapackage.json")
    text = re.sub(r'\n *"(?:bytes|hash)": [^\n]+', "", mark.read_text(encoding="utf-8"))
    mark.write_text(text, encoding="utf-8")
    assert validate(mark).returncode == 1


def test_half_an_export_is_noticed(run: Run, small: Path, tmp_path: Path) -> None:
    """A file of another day beside the description of this one does not validate."""
    run("export", str(tmp_path / "mo"), folder=small, today=DAY)
    path = tmp_path / "mo" / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"\ndat,dat,,2025-01,1,", b"\ndat,dat,,2025-01,7,"))
    assert "hash" in validate(path.with_name("datapackage.json")).stdout


PAYLOADS = [
    "=1+1",
    "+84",
    "-5",
    "@SUM(A1)",
    "\tx",
    "'=1",
    "a;b",
    'nói "có"',
    "hai\ndòng",
    "\u202egnp",
    "ẩn\u200bchữ",
    " cách ",
]


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_is_only_text(run: Run, workspace: Make, tmp_path: Path, text: str) -> None:
    """Programs get every text as it is; Excel gets nothing that runs, hides or reorders."""
    quoted = "'" + text + "'" if '"' in text else '"' + text.replace("\n", "\\n") + '"'
    quoted = '"\'=1"' if text == "'=1" else quoted
    data = workspace(TARGETS, {"2025-01": f'[[figure]]\ntarget = "dat"\nvalue = 5\nsource = {quoted}\n'})
    assert run("export", str(tmp_path / "mo"), folder=data, today=DAY).code == 0
    assert run("export", str(tmp_path / "excel"), "--excel", folder=data, today=DAY).code == 0
    plain = (tmp_path / "mo" / "figures.csv").read_text(encoding="utf-8")
    read = " ".join(text.split()) if {"\n", "\t"} & set(text) else text  # texts over several lines are read as one
    assert next(csv.DictReader(io.StringIO(plain, newline="")))["source"] == read
    shown = (tmp_path / "excel" / "figures.csv").read_text(encoding="utf-8-sig")
    cell = next(csv.DictReader(io.StringIO(shown, newline=""), delimiter=";"))["source"]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert all(char.isprintable() or char == "\n" or (char == "\t" and cell[0] == "'") for char in cell)


def test_every_cell_that_runs_is_marked_for_excel(run: Run, small: Path, tmp_path: Path) -> None:
    """Names, agencies and writers too; numbers stay numbers, a negative one included."""
    run("export", str(tmp_path / "mo"), "--excel", folder=small, today=date(2025, 3, 9))
    for name in ("targets.csv", "figures.csv"):
        text = (tmp_path / "mo" / name).read_text(encoding="utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
        live = [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        assert live == (["-9", "-9"] if name == "targets.csv" else [])
        assert "'=HYPERLINK(1)" in cells or name == "figures.csv"


def test_a_view_of_the_past(run: Run, small: Path, tmp_path: Path) -> None:
    """--as-of and --known-at leave out what was not there yet; what replaces nothing yet is not restated."""
    run("export", str(tmp_path / "mo"), "--known-at", "20/1/2025", "--as-of", "25/2/2025", folder=small, today=DAY)
    rows = list(csv.DictReader((tmp_path / "mo" / "figures.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["target"], row["entry"], row["restated"]) for row in rows if row["for"] == ""] == [
        ("viec", "1", "false"),
        ("dat", "1", "false"),
    ]
    package = json.loads((tmp_path / "mo" / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["as_of"], package["known_at"]) == ("2025-02-25", "2025-01-20")


def test_a_read_only_folder_can_be_exported(run: Run, small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is written in the data folder: no lock, no trace."""
    before = sorted(small.rglob("*"))
    for path in [small, *before]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    out = tmp_path_factory.mktemp("ra") / "sau" / "mo"
    try:
        assert run("export", str(out), folder=small, today=DAY).code == 0
        assert sorted(small.rglob("*")) == before
    finally:
        for path in [small, *before]:
            path.chmod(0o755)
    assert sorted(path.name for path in out.iterdir()) == ["datapackage.json", "figures.csv", "targets.csv"]


@pytest.mark.parametrize("place", [".", "records", "records/mo", "lien-ket", ".dts"])
def test_the_data_folder_is_no_place_for_it(run: Run, small: Path, place: str) -> None:
    """Neither by its name nor by a link, and --force does not help."""
    (small / "lien-ket").symlink_to(small / "records")
    before = sorted(small.rglob("*"))
    for options in ([], ["--force"]):
        result = run("export", str(small / place), *options, folder=small, today=DAY)
        assert result.code == 2
        assert result.err.startswith("Chưa xuất: ")
        assert "là chỗ của tệp dữ liệu" in result.err
    assert sorted(small.rglob("*")) == before


def test_a_folder_inside_the_data_folder_is_fine(run: Run, small: Path) -> None:
    """`dts export du-lieu-mo` typed where the data is."""
    assert run("export", str(small / "du-lieu-mo"), folder=small, today=DAY).code == 0
    assert run("status", folder=small, today=DAY).err == ""


@pytest.mark.parametrize("mark", [None, "{}", '{"generator": "khac"}', "[1]", "không phải JSON", "\x00"])
def test_somebody_elses_folder_stays_as_it_is(run: Run, small: Path, tmp_path: Path, mark: str | None) -> None:
    """A folder with other files is refused untouched; --force replaces our three files only."""
    other = tmp_path / "cua-nguoi-khac"
    other.mkdir()
    (other / "ghi-chu.txt").write_text("giữ", encoding="utf-8")
    if mark is not None:
        (other / "datapackage.json").write_text(mark, encoding="utf-8")
    before = files(other)
    result = run("export", str(other), folder=small, today=DAY)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("đã có tệp khác, không phải do dts xuất. Nêu thư mục khác, hoặc thêm --force.\n")
    assert files(other) == before
    assert run("export", str(other), "--force", folder=small, today=DAY).code == 0
    assert files(other)["ghi-chu.txt"] == "giữ".encode()
    assert len(files(other)) == 4


def test_a_file_in_the_way(run: Run, small: Path, tmp_path: Path) -> None:
    """A file is no folder; an empty folder is used; a name of ours that is a folder is named."""
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    result = run("export", str(tmp_path / "tep"), folder=small, today=DAY)
    assert result.code == 2
    assert "là một tệp; nêu tên một thư mục" in result.err
    (tmp_path / "trong").mkdir()
    assert run("export", str(tmp_path / "trong"), folder=small, today=DAY).code == 0
    (tmp_path / "trong" / "datapackage.json").unlink()
    (tmp_path / "trong" / "figures.csv").unlink()
    (tmp_path / "trong" / "figures.csv").mkdir()
    result = run("export", str(tmp_path / "trong"), "--force", folder=small, today=DAY)
    assert result.code == 3
    assert result.err.endswith("nêu tên tệp. Đã ghi trước đó: targets.csv. Chạy lại để đủ bộ.\n")


def test_the_provinces_licence_is_kept(run: Run, small: Path, tmp_path: Path) -> None:
    """`licenses` written in by hand outlives the next export; nothing else does."""
    out = tmp_path / "mo"
    run("export", str(out), folder=small, today=DAY)
    mark = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in mark
    licence = {"name": "CC-BY-4.0", "title": "Ghi nguồn UBND tỉnh"}
    mark |= {"licenses": [{**licence, "x": 1}, 7, {}], "title": "khác"}
    (out / "datapackage.json").write_text(json.dumps(mark), encoding="utf-8")
    assert run("export", str(out), folder=small, today=DAY).code == 0
    after = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert after["licenses"] == [licence]
    assert after["title"] == "Thử nghiệm"


def test_bad_files_stop_it(run: Run, small: Path, tmp_path: Path) -> None:
    """Nothing half-read is published."""
    (small / "records" / "2025-02.toml").write_text('period = "2025-02"\n[[figure]]\ntarget = "la"\n', encoding="utf-8")
    result = run("export", str(tmp_path / "mo"), folder=small, today=DAY)
    assert result.code == 3
    assert not (tmp_path / "mo").exists()


def test_the_page_names_every_column() -> None:
    """docs/du-lieu-mo.md and the columns agree, name by name and word by word."""
    page = (ROOT / "docs" / "du-lieu-mo.md").read_text(encoding="utf-8")
    for heading, columns in (("## targets.csv", TARGET_COLUMNS), ("## figures.csv", FIGURE_COLUMNS)):
        part = page.split(heading)[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", part, re.MULTILINE)
        assert rows == [(column.name, column.title) for column in columns]
