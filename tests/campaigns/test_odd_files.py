"""What lies in the data folder is not always a file of text: pipes, links, folders, copies, locked or giant files.

A sync tool leaves "(bản sao xung đột)" beside a record, somebody names a folder like a record, a link leads out of the
folder: the official reads what it is, nothing hangs, nothing outside the folder is read or written.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dts.render.safe import safe
from tests.campaigns.fields import write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import live_characters

NO_POSIX = os.name == "nt"
RECORD = "records/2025-02.toml"
SECRET = "mat-khau-cua-nguoi-khac = 123456\n"
READERS = (("status",), ("check",), ("report",), ("show", "ti-le"), ("overdue",), ("owners",))
WRITE = ("record", "ti-le", "31%", "--period", "02/2025", "--reason", "sửa", "--yes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound data folder."""
    return write_folder(tmp_path / "data", {})


def stopped(folder: Path, sentence: str, *, place: str = RECORD, also: tuple[tuple[str, ...], ...] = (WRITE,)) -> None:
    """Every command stops with the place and the sentence, and quickly."""
    for argv in (*READERS, *also):
        code, out, err = call(["-C", str(folder), *argv])
        said = out + err
        assert code == (1 if argv[0] == "check" else 3), (argv, said)
        assert re.search(rf"(?m)^LỖI {{2}}{re.escape(place)}(?::\d|$)", said), (argv, said)
        assert sentence in said, (argv, said)
        assert "mat-khau" not in said
        assert not live_characters(said)
        assert unicodedata.is_normalized("NFC", said)
        assert len(said) < 100_000


@pytest.mark.parametrize("place", ["targets.toml", RECORD])
def test_a_giant_file_is_not_read(folder: Path, place: str) -> None:
    """100 MB: refused by its size, before a byte of it is read."""
    with (folder / place).open("r+b") as file:
        file.truncate(100 * 1024 * 1024)
    stopped(folder, "tệp quá lớn (100 MB)", place=place)


@pytest.mark.skipif(NO_POSIX, reason="no pipes with names")
@pytest.mark.parametrize("place", ["targets.toml", RECORD])
def test_a_pipe_is_not_waited_for(folder: Path, place: str) -> None:
    """A named pipe would never answer."""
    (folder / place).unlink()
    os.mkfifo(folder / place)
    stopped(folder, "không phải là một tệp thường", place=place)


@pytest.mark.parametrize("place", ["targets.toml", RECORD])
def test_a_folder_with_the_name_of_a_file(folder: Path, place: str) -> None:
    """A folder called 2025-02.toml."""
    (folder / place).unlink()
    (folder / place).mkdir()
    stopped(folder, "không phải là một tệp thường", place=place)


@pytest.mark.skipif(NO_POSIX, reason="links need rights there")
@pytest.mark.parametrize("aim", ["/dev/zero", "/dev/null", "khong-co.toml", "2025-02.toml"])
def test_a_link_to_no_file(folder: Path, aim: str) -> None:
    """A link to a device, to nothing, to itself."""
    (folder / RECORD).unlink()
    (folder / RECORD).symlink_to(aim)
    stopped(folder, "không đọc")


@pytest.mark.skipif(NO_POSIX, reason="links need rights there")
@pytest.mark.parametrize("place", ["targets.toml", RECORD])
def test_a_link_out_of_the_folder_is_not_followed(folder: Path, place: str) -> None:
    """What a stranger's link points at is neither read nor printed nor written."""
    outside = folder.parent / "cua-nguoi-khac.toml"
    outside.write_text(SECRET, encoding="utf-8")
    (folder / place).unlink()
    (folder / place).symlink_to(outside)
    stopped(folder, "liên kết trỏ ra ngoài thư mục dữ liệu", place=place)
    assert outside.read_text(encoding="utf-8") == SECRET


@pytest.mark.skipif(NO_POSIX, reason="links need rights there")
def test_records_as_a_link_out_of_the_folder(folder: Path) -> None:
    """The same for the folder of records as a whole."""
    shutil.move(folder / "records", folder.parent / "noi-khac")
    (folder / "records").symlink_to(folder.parent / "noi-khac")
    stopped(folder, "liên kết trỏ ra ngoài thư mục dữ liệu")


@pytest.mark.skipif(NO_POSIX, reason="links need rights there")
def test_a_data_folder_reached_by_a_link(folder: Path) -> None:
    """Where the folder itself is reached by a link, as on many shared drives, everything works."""
    link = folder.parent / "lien-ket"
    link.symlink_to(folder)
    assert [call(["-C", str(link), *argv])[0] for argv in (*READERS, WRITE)] == [0] * (len(READERS) + 1)


@pytest.mark.skipif(NO_POSIX, reason="links need rights there")
def test_a_link_inside_the_folder(folder: Path) -> None:
    """A link to a file of the folder is read; writing through it never leaves two different truths."""
    (folder / RECORD).rename(folder / "records" / ".that.toml")
    (folder / RECORD).symlink_to(".that.toml")
    assert call(["-C", str(folder), "status"])[0] == 0
    assert call(["-C", str(folder), *WRITE])[0] == 0
    assert "31" in (folder / "records" / ".that.toml").read_text(encoding="utf-8")
    assert (folder / RECORD).is_symlink()


@pytest.mark.parametrize(
    "name",
    [
        "2025-02 (bản sao xung đột của Máy 1).toml",
        "2025-02 (1).toml",
        "2025-02.sync-conflict-20250225-091500-ABCDEF7.toml",
        "2025-02.toml.orig",
        "2025-02.toml~",
        "2025-2.toml",
        "2025-02.toml.txt",
        "2025-02.TOML",
        "2025-13.toml",
        "0001-01.toml",
        "\u202e2025-02.toml",
        "2025-02\u200b.toml",
    ],
)
def test_conflict_copies_are_named_and_never_read(folder: Path, name: str) -> None:
    """A copy beside a record is no data; every command says that it is there."""
    (folder / "records" / name).write_text(SECRET, encoding="utf-8")
    for argv in (("status",), ("check",), ("report",)):
        code, out, err = call(["-C", str(folder), *argv])
        assert code == 0
        assert safe(name) in out + err
        assert "mat-khau" not in out + err
        assert not live_characters(out + err)


def test_file_names_that_are_no_text(folder: Path) -> None:
    """A name in the bytes of another encoding, or with control characters, is shown harmlessly."""
    if NO_POSIX or sys.platform == "darwin":
        pytest.skip("file names are Unicode there")
    for name in (b"2025-02\xff.toml", b"2025-02\x1b[31m.toml", b"a\nLOI.toml"):
        Path(os.fsdecode(bytes(folder / "records") + b"/" + name)).touch()
    for argv in (("status",), ("check",), ("check", "--json"), ("report",)):
        code, out, err = call(["-C", str(folder), *argv])
        assert code == 0
        assert not live_characters(out + err)
        assert "\nLOI" not in out + err


@pytest.mark.parametrize(
    "typed", ["../2025-02", "../../etc/passwd", "2025-02/../../x", "..", "/etc/passwd", "2025-02.toml"]
)
def test_a_period_is_no_path(folder: Path, typed: str) -> None:
    """`--period ../x` is refused as a period; nothing is made anywhere."""
    before = sorted(folder.parent.rglob("*"))
    for argv in (("record", "ti-le", "31%", "--period", typed, "--yes"), ("report", "--period", typed)):
        code, _out, err = call(["-C", str(folder), *argv])
        assert code == 2
        assert "không phải là kỳ báo cáo" in err
    assert sorted(folder.parent.rglob("*")) == before


def test_a_million_slips_are_not_a_million_lines(folder: Path) -> None:
    """A file of another program with a wrong key on every line fills neither mail nor screen."""
    lines = "".join(f"khoa-{number} = 1\n" for number in range(3000))
    (folder / RECORD).write_text(f'period = "2025-02"\n{lines}', encoding="utf-8")
    code, _out, err = call(["-C", str(folder), "status"])
    assert code == 3
    assert err.count("LỖI  ") == 501
    assert "còn lỗi nữa" in err


# ── rights ───────────────────────────────────────────────────────────────────

Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def as_somebody(folder: Path) -> Iterator[Start]:
    """Run dts as a user without rights of its own: as ourselves, or as nobody when we are the superuser."""
    if NO_POSIX:
        pytest.skip("rights are others there")
    became = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if became and shutil.which("setpriv") is None:
        pytest.skip("the superuser may read everything, and there is no setpriv")
    for path in (folder.parent, *folder.parent.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)

    def start(*argv: str) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"}
        command = [*became, sys.executable, "-m", "dts", "-C", str(folder), *argv]
        return subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)

    if start("--version").returncode != 0:
        pytest.skip("that user cannot run this Python")
    yield start
    for path in (folder, folder / "records", *folder.rglob("*.toml")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("place", ["targets.toml", RECORD, "records"])
def test_a_file_that_may_not_be_read(folder: Path, as_somebody: Start, place: str) -> None:
    """Its name and "không có quyền"; never an empty table."""
    (folder / place).chmod(0)
    for argv in (("status",), ("check",), WRITE):
        finished = as_somebody(*argv)
        assert finished.returncode == (1 if argv == ("check",) and place != "records" else 3), finished.stderr
        assert argv == WRITE or place in finished.stdout + finished.stderr
        assert re.search("hông có quyền (đọc|ghi)", finished.stdout + finished.stderr)
        assert "Traceback" not in finished.stderr


def test_a_folder_that_may_not_be_written(folder: Path, as_somebody: Start) -> None:
    """A read-only folder serves every reader; a writer says that it wrote nothing."""
    for path in (folder, folder / "records"):
        path.chmod(0o555)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert as_somebody("status").returncode == 0
    assert as_somebody("check").returncode == 0
    finished = as_somebody(*WRITE)
    assert finished.returncode == 3
    assert "quyền" in finished.stderr
    assert "Chưa ghi" in finished.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert stat.S_IMODE(folder.stat().st_mode) == 0o555
