"""Files that `dts report` makes: formats by suffix, what may be replaced, letters, the page to hand out, Markdown."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt

from tests.commands.test_report import flat
from tests.conftest import GOLDEN, Run
from tests.made import write_made_workspace
from tests.made_units import write_many_units

SHIPPED = ("--period", "2025-02", "--as-of", "25/2/2025")
FORMATS = {"txt": b"K\xe1\xbb\xb3", "md": b"<!--", "html": b"<!doctype html>", "docx": b"PK", "xlsx": b"PK"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_is_the_format_and_bytes_are_the_same(run: Run, tmp_path: Path, suffix: str) -> None:
    """Each format begins as its kind does; made again it is replaced without asking, byte for byte the same."""
    file = tmp_path / f"bao-cao.{suffix}"
    first = run("report", *SHIPPED, "-o", str(file))
    assert (first.code, first.out) == (0, "")
    made = file.read_bytes()
    assert made.startswith(FORMATS[suffix])
    assert run("report", *SHIPPED, "-o", str(file)).code == 0
    assert file.read_bytes() == made
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_foreign_file_is_kept_unless_forced(run: Run, tmp_path: Path, suffix: str) -> None:
    """Somebody's own file, whatever its name, stays byte for byte; --force replaces it."""
    file = tmp_path / f"cua-toi.{suffix}"
    own = b"PK\x03\x04 my own" if suffix in ("docx", "xlsx") else "Ghi chép của tôi\n".encode()
    file.write_bytes(own)
    refused = run("report", *SHIPPED, "-o", str(file))
    assert refused.code == 2
    assert "đã có và không phải báo cáo do dts lập" in refused.err
    assert file.read_bytes() == own
    assert run("report", *SHIPPED, "-o", str(file), "--force").code == 0
    assert file.read_bytes() != own


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["-o", "a.pdf"], "đuôi tệp .pdf không rõ dạng nào"),
        (["--format", "pdf"], "--format: “pdf” không có"),
        (["--format", "docx"], "Dạng docx phải ghi ra tệp: thêm -o bao-cao.docx"),
        (["--format", "html", "-o", "a.docx"], "--format html trái với đuôi tệp .docx"),
        (["--template", "mau.docx", "-o", "a.txt"], "--template chỉ dùng cho dạng docx"),
        (["--template", "khong-co.docx", "-o", "a.docx"], "--template: khong-co.docx: không có tệp này"),
    ],
)
def test_a_format_that_cannot_be_is_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], said: str
) -> None:
    """Exit 2, no file."""
    monkeypatch.chdir(tmp_path)
    result = run("report", *SHIPPED, *argv)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("report-one-page", ["report", "--one-page", *SHIPPED]),
        ("report-md", ["report", "--format", "md", *SHIPPED]),
    ],
)
def test_text_is_as_agreed(run: Run, name: str, argv: list[str]) -> None:
    """The page to hand out, and the report as Markdown; DTS_WRITE_GOLDEN=1 writes them anew."""
    result = run(*argv)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("DTS_WRITE_GOLDEN"):
        file.write_text(result.out, encoding="utf-8")
        pytest.skip("golden file written, nothing compared")
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


def test_markdown_says_what_the_text_says(run: Run) -> None:
    """Rendered, every sentence of the text stands in it in order, and nothing became a link or foreign markup."""
    shown = MarkdownIt("commonmark").enable("table").parse(run("report", "--format", "md", *SHIPPED).out)
    kinds = {token.type for token in shown} | {child.type for token in shown for child in token.children or []}
    assert not kinds & {"link_open", "image", "code_inline", "html_inline", "fence"}
    said = flat(" ".join(child.content for token in shown for child in token.children or [] if child.type == "text"))
    text = run("report", *SHIPPED, "--width", "1000").out
    for line in text.partition("I. TÓM TẮT")[2].partition("VII. ")[0].splitlines():
        sentence = re.sub(r"^\s*(\d+\.|[a-zđ]{1,2}\)|[IVX]+\.)?\s*", "", line)
        assert flat(sentence) in said


def test_the_handout_fits_a_page_with_many_units(run: Run, tmp_path: Path) -> None:
    """136 communes stand in one line; ten lines and the table are fewer than a page has."""
    folder = write_many_units(tmp_path)
    out = run("report", "--one-page", "--as-of", "25/2/2025", folder=folder).out
    assert len(out.splitlines()) < 50
    assert re.search(r"Cấp xã: \d+ đơn vị ", out)
    assert "--all" not in out


def test_a_letter_for_each_agency_with_something_late(run: Run, tmp_path: Path) -> None:
    """Word and short text per agency; the summary counts; agencies in time get none."""
    folder = tmp_path / "don-doc"
    result = run("report", "--each-owner", str(folder), *SHIPPED)
    assert result.out == (
        f"Đã lập 3 văn bản đôn đốc trong thư mục {folder}:\n"
        "  ca-tinh  sắp đến hạn 1\n"
        "  so-tttt  chưa gửi số liệu 2, chưa giải trình 2\n"
        "  so-y-te  chưa gửi số liệu 1, chưa giải trình 1\n"
        "Không lập cho đơn vị không có việc quá hạn, sắp đến hạn, chưa gửi số liệu.\n"
    )
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{owner}.{suffix}" for owner in ("ca-tinh", "so-tttt", "so-y-te") for suffix in ("docx", "txt")]
    short = flat((folder / "ca-tinh.txt").read_text(encoding="utf-8"))
    assert short.startswith("Kính gửi: Công an tỉnh Đến 25/02/2025, Công an tỉnh có 01 nhiệm vụ sắp đến hạn:")
    assert "chậm nhất ngày 27/02/2025" in short  # never later than the assigned deadline
    assert len(short) < 700
    with ZipFile(folder / "ca-tinh.docx") as archive:
        words = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())
    assert "V/v đôn đốc nhiệm vụ sắp đến hạn" in words.replace("\u00a0", " ")
    assert run("report", "--each-owner", str(folder), *SHIPPED).code == 0  # its own letters may be replaced


def test_letters_after_the_deadline_and_a_succession(run: Run, tmp_path: Path) -> None:
    """On 4/3/2025 the plan is overdue, and Sở KH&CN answers for what Sở TT&TT was given."""
    run("report", "--each-owner", str(tmp_path), "--as-of", "4/3/2025", "--period", "2025-02")
    late = flat((tmp_path / "ca-tinh.txt").read_text(encoding="utf-8"))
    assert "quá hạn 05 ngày; chưa giải trình" in late
    assert "chậm nhất ngày 07/3/2025 báo cáo kết quả và gửi văn bản giải trình" in late
    heir = flat((tmp_path / "so-khcn.txt").read_text(encoding="utf-8"))
    assert heir.startswith("Kính gửi: Sở Khoa học và Công nghệ (trước là Sở Thông tin và Truyền thông)")


def test_letters_need_a_folder(run: Run, tmp_path: Path) -> None:
    """A file in its place is named as such, and stays."""
    place = tmp_path / "thu.txt"
    place.write_text("của tôi", encoding="utf-8")
    result = run("report", "--each-owner", str(place), "--as-of", "25/2/2025")
    assert (result.code, result.err) == (2, f"Chưa lập: {place} là một tệp; nêu tên một thư mục.\n")
    assert place.read_text(encoding="utf-8") == "của tôi"


def test_letters_leave_foreign_files_alone(run: Run, tmp_path: Path) -> None:
    """One foreign file stops all letters before the first is written."""
    (tmp_path / "so-y-te.txt").write_text("của tôi", encoding="utf-8")
    result = run("report", "--each-owner", str(tmp_path), *SHIPPED)
    assert (result.code, result.out) == (2, "")
    assert "đã có tệp không phải do dts lập: so-y-te.txt" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["so-y-te.txt"]


def test_work_nobody_answers_for_is_counted(run: Run, tmp_path: Path) -> None:
    """A closed agency without successor gets no letter; the last line says how much that is."""
    data = tmp_path / "du-lieu"
    data.mkdir()
    folder = write_made_workspace(data)
    result = run("report", "--each-owner", str(tmp_path / "thu"), "--as-of", "25/2/2025", folder=folder)
    assert "Không có nơi gửi: 1 chỉ tiêu, nhiệm vụ chậm mà chưa có một đơn vị chủ trì." in result.out


def test_the_day_asked_for_is_a_working_day(run: Run, tmp_path: Path) -> None:
    """Asked on a Thursday, three days on is a Sunday: the letter says Monday."""
    run("report", "--each-owner", str(tmp_path), "--as-of", "27/3/2025", "--period", "2025-03", today=date(2025, 3, 27))
    assert "chậm nhất ngày 31/3/2025" in flat((tmp_path / "ca-tinh.txt").read_text(encoding="utf-8"))
