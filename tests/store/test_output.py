"""Files made for people: whole or not at all, never over what somebody else made or filled in, unless told to."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from dts.core.problem import UsageError, WriteError
from dts.store import output, output_folder
from dts.store.lake import LAKE, check_owner, write_part
from dts.store.output import check_forms, check_outputs, read_template, write_output
from dts.store.output_folder import check_folder, holds_data, kept_licences, write_folder

CORE = "docProps/core.xml"


def archive(path: Path, core: str | None) -> Path:
    """A Word or Excel file with these properties."""
    with ZipFile(path, "w") as made:
        made.writestr(CORE if core is not None else "khac.xml", core or "")
    return path


def properties(maker: str = "dts", created: str | None = "2025-02-25T09:00:00Z", modified: str | None = None) -> str:
    """What such a file says of itself."""
    parts = [f"<dc:creator>{maker}</dc:creator>"]
    if created is not None:
        parts.append(f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>')
    if modified != "":
        parts.append(f"<dcterms:modified>{modified or created}</dcterms:modified>")
    return f"<x>{''.join(parts)}</x>"


# ── one file ─────────────────────────────────────────────────────────────────

OURS = {
    "report": "Kỳ tháng 02/2025, lập ngày 25/2/2025: 3 chỉ tiêu",
    "letter": "Kính gửi: Sở Y tế\nĐến 25/02/2025, đơn vị",
    "paper": "\n  TÌNH HÌNH THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ\n",
    "markdown": "<!-- lập bằng dts -->\n# Báo cáo",
    "page": '<!doctype html>\n<html><head><meta name="generator" content="dts">',
    "nothing": "",
}
OTHERS = {
    "a letter": "Kính gửi: Sở Y tế\nĐề nghị",
    "a report further down": "x\nKỳ tháng 02/2025, lập ngày 25/2/2025: 3 chỉ tiêu",
    "a page": "<!doctype html>\n<html><head></head>",
    "a space": " ",
    "bytes": "\udcff\udcfe",
}


@pytest.mark.parametrize("text", [*OURS.values(), *OTHERS.values()], ids=[*OURS, *OTHERS])
def test_only_what_we_made_is_replaced(tmp_path: Path, text: str) -> None:
    """Known by how it begins; with --force, or asked for as usual, whatever stands there."""
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = path.read_bytes()
    if text in OURS.values():
        write_output(path, b"new", force=False)
        assert path.read_bytes() == b"new"
    else:
        told = f"Chưa lập: {path} đã có và không phải báo cáo do dts lập. Đặt tên khác, hoặc thêm --force."
        with pytest.raises(UsageError) as raised:
            write_output(path, b"new", force=False)
        assert str(raised.value) == told
        assert path.read_bytes() == before
        write_output(path, b"new", force=True)
        assert path.read_bytes() == b"new"
        path.write_bytes(before)
        write_output(path, b"newer")
        assert path.read_bytes() == b"newer"
    assert [each.name for each in tmp_path.iterdir()] == ["bao-cao.txt"]


@pytest.mark.parametrize(
    ("core", "ours", "untouched"),
    [
        (properties(), True, True),
        (properties().replace("<dc:creator>", '<dc:creator xml:lang="vi">'), True, True),
        (properties(modified="2025-02-26T09:00:00Z"), True, False),
        (properties(modified=""), True, False),
        (properties(created=None, modified="2025-02-26T09:00:00Z"), True, False),
        (properties(created=None, modified=""), True, False),
        (properties("dts2"), False, False),
        (properties("An"), False, False),
        (None, False, False),
    ],
    ids=["made", "with a language", "saved", "no second", "no first", "no times", "dts2", "somebody", "no properties"],
)
def test_whose_a_word_file_is(tmp_path: Path, core: str | None, ours: bool, untouched: bool) -> None:
    """By the maker in its properties; a form somebody saved has two different times."""
    path = archive(tmp_path / "bieu.docx", core)
    if ours:
        check_outputs(tmp_path, [path], force=False)
    else:
        with pytest.raises(UsageError, match=r"đã có tệp không phải do dts lập: bieu\.docx\."):
            check_outputs(tmp_path, [path], force=False)
    if untouched:
        check_forms([path], force=False)
    else:
        with pytest.raises(UsageError) as told:
            check_forms([path], force=False)
        assert str(told.value) == (
            "Chưa lập: bieu.docx đã có và đã có người sửa, hoặc không phải biểu do dts lập. "
            "Đặt tên khác, hoặc thêm --force."
        )
    check_forms([path], force=True)
    check_outputs(tmp_path, [path], force=True)


def test_a_torn_word_file_is_somebody_s(tmp_path: Path) -> None:
    """So is a folder; nothing, or an empty file, is nobody's. A text of ours is no untouched form."""
    torn, empty, folder, text = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx", "d.docx"))
    torn.write_bytes(archive(tmp_path / "x.docx", properties()).read_bytes()[:60])
    empty.touch()
    folder.mkdir()
    text.write_text(OURS["markdown"], encoding="utf-8")
    check_forms([empty, tmp_path / "khong.docx"], force=False)
    for path in (torn, folder, text):
        with pytest.raises(UsageError):
            check_forms([path], force=False)
    with pytest.raises(UsageError):
        check_outputs(tmp_path, [folder], force=False)
    check_outputs(tmp_path, [text, empty], force=False)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "không có thư mục này"),
        (
            PermissionError(errno.EACCES, "x"),
            "không có quyền ghi, hoặc tệp đang mở trong chương trình khác. Đóng tệp rồi chạy lại",
        ),
        (OSError(errno.EIO, "x"), "lỗi đọc ghi đĩa"),
    ],
)
def test_why_a_file_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    """In words; the old file stays, nothing half is left."""
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(b"old")

    def fail(*_paths: object) -> None:
        raise error

    monkeypatch.setattr(output.os, "replace", fail)
    with pytest.raises(WriteError) as raised:
        write_output(path, b"new")
    assert str(raised.value) == f"Chưa lập: {path}: {told}."
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["bao-cao.txt"]


def test_a_file_is_whole_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the disk first; a folder of that name is refused."""
    steps: list[object] = []
    replace = os.replace
    monkeypatch.setattr(output.os, "fsync", lambda number: steps.append(os.fstat(number).st_size))
    monkeypatch.setattr(output.os, "replace", lambda *paths: steps.append("name") or replace(*paths))
    write_output(tmp_path / "a.txt", b"12345")
    assert steps == [5, "name"]
    with pytest.raises(WriteError) as told:
        write_output(tmp_path, b"x")
    assert str(told.value) == f"Chưa lập: {tmp_path} là một thư mục; nêu tên tệp."


# ── several files ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("number", "named"), [(1, "0"), (5, "0, 1, 2, 3, 4"), (6, "0, 1, 2, 3, 4, …")])
def test_the_first_few_that_are_in_the_way_are_named(tmp_path: Path, number: int, named: str) -> None:
    """Five at most, of reports as of forms; the folder is made before anything is looked at."""
    folder = tmp_path / "a" / "b"
    paths = [folder / str(each) for each in range(number)]
    check_outputs(folder, paths, force=False)
    check_forms(paths, force=False, folder=folder)
    for path in paths:
        path.write_text("x", encoding="utf-8")
    with pytest.raises(UsageError) as told:
        check_outputs(folder, [*paths, folder / "khac"], force=False)
    assert str(told.value) == (
        f"Chưa lập: trong {folder} đã có tệp không phải do dts lập: {named}. Chọn thư mục khác, hoặc thêm --force."
    )
    with pytest.raises(UsageError) as told:
        check_forms([*paths, folder / "khac"], force=False, folder=folder)
    assert str(told.value) == (
        f"Chưa lập: {named} đã có và đã có người sửa, hoặc không phải biểu do dts lập. Đặt tên khác, hoặc thêm --force."
    )


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Because a file stands there, or in its path, or for another reason; a form asks for its folder too."""
    (tmp_path / "tep").touch()
    for folder in (tmp_path / "tep", tmp_path / "tep" / "b"):
        with pytest.raises(UsageError) as told:
            check_outputs(folder, [], force=True)
        assert str(told.value) == f"Chưa lập: {folder} là một tệp; nêu tên một thư mục."
    check_forms([], force=True, folder=tmp_path / "moi")
    assert (tmp_path / "moi").is_dir()

    def fail(*_path: object, **_given: object) -> None:
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(WriteError) as failed:
        check_outputs(tmp_path / "c", [], force=True)
    assert str(failed.value) == f"Chưa lập: {tmp_path / 'c'}: không có quyền ghi."


@pytest.mark.parametrize(
    ("size", "told"), [(None, "không có tệp này"), (32 << 20, ""), ((32 << 20) + 1, "phải là một tệp không quá 32 MB")]
)
def test_a_template_is_a_file_of_32_mb_at_most(tmp_path: Path, size: int | None, told: str) -> None:
    """Anything else is refused in words."""
    path = tmp_path / "mau.docx"
    if size is not None:
        path.touch()
        os.truncate(path, size)
    if told:
        with pytest.raises(UsageError) as raised:
            read_template(path)
        assert str(raised.value) == f"--template: {path}: {told}."
    else:
        assert len(read_template(path)) == size


def test_a_folder_is_no_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is what cannot be read."""
    with pytest.raises(UsageError, match=r"phải là một tệp không quá 32 MB\.$"):
        read_template(tmp_path)
    (tmp_path / "mau.docx").write_bytes(b"x")

    def fail(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "x")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(UsageError, match=r": không có quyền đọc\.$"):
        read_template(tmp_path / "mau.docx")


# ── a folder of files ────────────────────────────────────────────────────────


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder."""
    (tmp_path / "data" / "records").mkdir(parents=True)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ("records", True),
        (".dts", True),
        ("records/a/b", True),
        (".dts/x", True),
        ("xuat", False),
        (".", False),
        ("..", False),
        ("records-cu", False),
    ],
)
def test_nothing_is_exported_into_the_data(data: Path, where: str, holds: bool) -> None:
    """Neither into the folder itself nor below what is read or kept in it."""
    folder = data / where
    assert holds_data(folder, data) is holds
    if holds or where == ".":
        with pytest.raises(UsageError) as told:
            check_folder(folder, data=data, mark="m.json", generator="dts")
        assert str(told.value) == (
            f"Chưa xuất: {folder} là chỗ của tệp dữ liệu. Nêu một thư mục khác, ví dụ: du-lieu-mo"
        )
    elif where != "..":
        assert check_folder(folder, data=data, mark="m.json", generator="dts") == {}


MARK = '{"generator": "dts", "x": 1}'


@pytest.mark.parametrize(
    ("mark", "ours"),
    [
        (MARK, True),
        ('{"generator": "khac"}', False),
        ("{}", False),
        ('["generator"]', False),
        ("{", False),
        (None, False),
        (MARK.ljust(4 << 20), True),
        (MARK.ljust((4 << 20) + 1), False),
    ],
    ids=["ours", "other", "empty", "list", "torn", "none", "4 MB", "larger"],
)
def test_a_folder_of_ours_is_known_by_its_mark(tmp_path: Path, data: Path, mark: str | None, ours: bool) -> None:
    """Only that one, an empty one, or one that is not there yet is written to; --force takes any."""
    folder = tmp_path / "xuat"
    look = {"data": data, "mark": "m.json", "generator": "dts"}
    assert check_folder(folder, **look) == {}  # type: ignore[arg-type]
    folder.mkdir()
    assert check_folder(folder, **look) == {}  # type: ignore[arg-type]
    (folder / "khac.txt").touch()
    if mark is not None:
        (folder / "m.json").write_text(mark, encoding="utf-8")
    said = {"generator": "dts", "x": 1} if ours else {}
    if ours:
        assert check_folder(folder, **look) == said  # type: ignore[arg-type]
    else:
        with pytest.raises(UsageError) as told:
            check_folder(folder, **look)  # type: ignore[arg-type]
        assert str(told.value) == (
            f"Chưa xuất: thư mục {folder} đã có tệp khác, không phải do dts xuất. Nêu thư mục khác, hoặc thêm --force."
        )
    assert check_folder(folder, **look, force=True) == said  # type: ignore[arg-type]


def test_a_mark_that_is_no_file_is_none(tmp_path: Path, data: Path) -> None:
    """Nor is a file a folder to write to."""
    (tmp_path / "xuat" / "m.json").mkdir(parents=True)
    with pytest.raises(UsageError):
        check_folder(tmp_path / "xuat", data=data, mark="m.json", generator="dts")
    (tmp_path / "tep").touch()
    with pytest.raises(UsageError) as told:
        check_folder(tmp_path / "tep", data=data, mark="m.json", generator="dts", force=True)
    assert str(told.value) == f"Chưa xuất: {tmp_path / 'tep'} là một tệp; nêu tên một thư mục."


def test_a_folder_nobody_may_look_into(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not written to."""

    def fail(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "x")

    (tmp_path / "xuat").mkdir()
    monkeypatch.setattr(Path, "iterdir", fail)
    with pytest.raises(WriteError) as told:
        check_folder(tmp_path / "xuat", data=data, mark="m.json", generator="dts")
    assert str(told.value) == f"Chưa xuất: {tmp_path / 'xuat'}: không có quyền đọc."


def test_what_was_written_before_an_error_is_named(tmp_path: Path) -> None:
    """Each file is whole; whoever runs it again gets them all."""
    folder = tmp_path / "a" / "b"
    write_folder(folder, {"1.csv": b"1", "2.csv": b"2"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"1.csv": b"1", "2.csv": b"2"}
    (folder / "3.csv").mkdir()
    with pytest.raises(WriteError) as told:
        write_folder(folder, {"1.csv": b"x", "2.csv": b"y", "3.csv": b"z", "4.csv": b""})
    assert str(told.value) == (
        f"Chưa lập: {folder / '3.csv'} là một thư mục; nêu tên tệp. Đã ghi trước đó: 1.csv, 2.csv. Chạy lại để đủ bộ."
    )
    assert (folder / "1.csv").read_bytes() == b"x"
    with pytest.raises(WriteError) as told:
        write_folder(folder, {"3.csv": b"z"})
    assert str(told.value) == f"Chưa lập: {folder / '3.csv'} là một thư mục; nêu tên tệp."


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(errno.EACCES, "x"), "không có quyền ghi"),
        (FileExistsError(errno.EEXIST, "x"), "đã có một tệp mang tên này"),
    ],
)
def test_a_folder_that_cannot_be_made_for_an_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    """With the reason, for an export as for a lake."""

    def fail(*_path: object, **_given: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(WriteError) as told:
        write_folder(tmp_path / "a", {})
    assert str(told.value) == f"Chưa xuất: không tạo được thư mục {tmp_path / 'a'}: {why}."
    with pytest.raises(WriteError, match=r"^Chưa xuất: không tạo được thư mục "):
        write_part(tmp_path / "a", "k", [], "{}", "{}")


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([{"name": "CC-BY", "path": "p", "title": "t", "x": "y"}], [{"name": "CC-BY", "path": "p", "title": "t"}]),
        ([{"name": 1, "path": "p"}, {"x": "y"}, "z", {}], [{"path": "p"}]),
        ({"name": "CC-BY"}, []),
        ("CC-BY", []),
        (None, []),
    ],
)
def test_licences_somebody_wrote_are_kept(found: object, kept: list[dict[str, str]]) -> None:
    """As far as they are such."""
    assert kept_licences({"licenses": found}) == kept
    assert kept_licences({}) == []


# ── a lake ───────────────────────────────────────────────────────────────────

FIGURES = "figures/folder=vp/period=2025-0{}/figures.parquet"


def test_a_lake_holds_the_periods_there_are(tmp_path: Path) -> None:
    """Those that are gone leave no file and no folder behind; other parts and other files stay."""
    lake = tmp_path / "ho"
    for number in (1, 2):
        other = lake / "figures" / "folder=pt" / f"period=2025-0{number}" / "figures.parquet"
        other.parent.mkdir(parents=True)
        other.write_bytes(b"pt")
    write_part(lake, "vp", [(FIGURES.format(each), b"1") for each in (1, 2, 3)], "mark", "đầu")
    (lake / FIGURES.format(3)).with_name("khac").touch()
    write_part(lake, "vp", iter([(FIGURES.format(1), b"2"), ("targets.parquet", b"t")]), "mark", "sau")
    assert {str(path.relative_to(lake)): path.read_bytes() for path in lake.rglob("*") if path.is_file()} == {
        "lake.json": b"mark",
        "folders/vp.json": b"sau",
        "targets.parquet": b"t",
        FIGURES.format(1): b"2",
        str((Path(FIGURES.format(3))).with_name("khac")): b"",
        "figures/folder=pt/period=2025-01/figures.parquet": b"pt",
        "figures/folder=pt/period=2025-02/figures.parquet": b"pt",
    }
    assert not (lake / FIGURES.format(2)).parent.exists()
    assert LAKE == {"generator": "dts", "format": 1}


def test_an_old_period_that_stays_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is then not called finished."""
    write_part(tmp_path, "vp", [(FIGURES.format(1), b"1")], "mark", "đầu")

    def fail(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "x")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda path, **_given: fail(path) if path.suffix == ".parquet" else None)
        with pytest.raises(WriteError) as told:
            write_part(tmp_path, "vp", [], "mark", "sau")
    old = tmp_path / FIGURES.format(1)
    assert str(told.value) == f"Chưa xuất xong: không xóa được tệp cũ {old}: không có quyền ghi."
    assert (tmp_path / "folders" / "vp.json").read_text(encoding="utf-8") == "đầu"


@pytest.mark.parametrize(
    ("there", "title"),
    [
        (None, None),
        ('{"title": "Đề án", "province": "VP", "x": 1}', None),
        ('{"title": "Đề án", "province": "PT"}', "Đề án"),
        ('{"title": "Khác", "province": "VP"}', "Khác"),
        ('{"province": "VP"}', "không rõ"),
        ("[]", "không rõ"),
        ("{", "không rõ"),
    ],
)
def test_a_part_of_another_folder_is_not_replaced(tmp_path: Path, there: str | None, title: str | None) -> None:
    """Known by what it says of itself; --force replaces it."""
    identity = {"title": "Đề án", "province": "VP"}
    path = tmp_path / "folders" / "vp.json"
    path.parent.mkdir()
    if there is not None:
        path.write_text(there, encoding="utf-8")
    if title is None:
        check_owner(tmp_path, "vp", identity, force=False)
    else:
        with pytest.raises(UsageError) as told:
            check_owner(tmp_path, "vp", identity, force=False)
        assert str(told.value) == (
            f"Chưa xuất: {tmp_path} đã có thư mục vp của “{title}”, khác thư mục đang xuất. "
            "Đổi tên thư mục dữ liệu, hoặc thêm --force để thay."
        )
    check_owner(tmp_path, "vp", identity, force=True)
    assert output_folder.MAX_MARK == 4 << 20
