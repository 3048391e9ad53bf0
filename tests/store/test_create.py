"""A new data folder: whole and on the disk, or nothing, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dts.core.problem import UnconfirmedError, UsageError, WriteError
from dts.store.create import create_folder

FILES = {"targets.toml": b"a", "records/2025-02.toml": b"b", "records/2025-01.toml": b"c"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its name there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ["new", "new/deeper/still", "."])
def test_every_file_and_nothing_else(tmp_path: Path, name: str, *, turned: bool) -> None:
    """In a new folder, with those above it, or in one that is there and empty; in whatever order the files come."""
    create_folder(tmp_path / name, dict(reversed(FILES.items())) if turned else FILES)
    assert tree(tmp_path / name) == FILES
    assert sorted(path.name for path in (tmp_path / name).iterdir()) == ["records", "targets.toml"]


OCCUPIED = {
    ("a",): "thư mục {} không trống (có a). Nêu tên một thư mục mới, ví dụ: dts init so-lieu",
    ("c", "a", "b"): "thư mục {} không trống (có a, b, c). Nêu tên một thư mục mới, ví dụ: dts init so-lieu",
    ("d", "c", "b", "a"): "thư mục {} không trống (có a, b, c, …). Nêu tên một thư mục mới, ví dụ: dts init so-lieu",
    ("a", "targets.toml"): "{} đã là thư mục dữ liệu (có targets.toml). Không tệp nào bị đổi.",
}


@pytest.mark.parametrize("there", OCCUPIED)
def test_what_stands_there_is_named(tmp_path: Path, there: tuple[str, ...]) -> None:
    """The first three of it, in the order of their names."""
    for name in there:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError) as raised:
        create_folder(tmp_path, FILES)
    assert str(raised.value) == f"Chưa tạo: {OCCUPIED[there].format(tmp_path)}"
    assert tree(tmp_path) == dict.fromkeys(there, b"x")


def test_file_is_no_folder(tmp_path: Path) -> None:
    """Its name is to be that of a folder."""
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(UsageError) as raised:
        create_folder(tmp_path / "a", FILES)
    assert str(raised.value) == f"Chưa tạo: {tmp_path / 'a'} là một tệp; nêu tên thư mục."


def test_name_that_no_disk_takes(tmp_path: Path) -> None:
    """The sentence says so."""
    folder = tmp_path / ("x" * 300)
    with pytest.raises(WriteError) as raised:
        create_folder(folder, FILES)
    assert str(raised.value) == f"Chưa tạo: {folder}: tên dài quá. Không tệp nào được ghi."


REASONS = {
    OSError(errno.ENOSPC, "x"): "hết chỗ trên đĩa",
    PermissionError(errno.EACCES, "x"): "không có quyền ghi ở đây",
    FileExistsError(errno.EEXIST, "x"): "có chương trình khác vừa ghi vào đây",
    NotADirectoryError(errno.ENOTDIR, "x"): "có một tệp trùng tên thư mục trên đường dẫn",
}


@pytest.mark.parametrize("error", REASONS, ids=REASONS.values())
@pytest.mark.parametrize("call", ["mkdir", "rename", "fsync"])
def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError) -> None:
    """Neither files nor folders, and the sentence names the reason."""

    def fail(*_given: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(os if call == "fsync" else Path, call, fail)
    with pytest.raises(WriteError) as raised:
        create_folder(tmp_path / "a" / "b", FILES)
    assert str(raised.value) == f"Chưa tạo: {tmp_path / 'a' / 'b'}: {REASONS[error]}. Không tệp nào được ghi."
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("call", ["mkdir", "rename", "fsync"])
def test_ctrl_c_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """It is passed on as what it is."""

    def fail(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os if call == "fsync" else Path, call, fail)
    with pytest.raises(KeyboardInterrupt):
        create_folder(tmp_path / "a", FILES)
    assert not list(tmp_path.iterdir())


def test_targets_are_moved_in_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them nothing reads the folder; when they fail, what was moved in before is taken away again."""
    moved: list[str] = []
    rename = Path.rename

    def watch(self: Path, target: Path) -> Path:
        moved.append(self.name)
        if self.name == "targets.toml":
            raise OSError(errno.ENOSPC, "x")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", watch)
    with pytest.raises(WriteError, match="hết chỗ trên đĩa"):
        create_folder(tmp_path, {"z.toml": b"z", "a": b"a", **FILES})
    assert (sorted(moved[:-1]), moved[-1]) == (["a", "records", "z.toml"], "targets.toml")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["records", "targets.toml"])
def test_somebody_else_writes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Theirs stays, ours is taken away."""
    folder = tmp_path / "a"
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        (folder / name).write_bytes(b"theirs")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(WriteError) as raised:
        create_folder(folder, FILES)
    assert str(raised.value) == f"Chưa tạo: {folder}: có chương trình khác vừa ghi vào đây. Không tệp nào được ghi."
    assert tree(tmp_path) == {f"a/{name}": b"theirs"}


def test_everything_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files, the folders they stand in, and in the end the folder and the one it stands in."""
    folder = tmp_path / "a"
    stage = folder / f".dts-init.{os.getpid()}"
    opened: list[tuple[int, Path]] = []
    sizes: list[int] = []
    closed: list[int] = []
    real_open, real_close, fsync = os.open, os.close, os.fsync

    def watch_open(path: Path, flags: int) -> int:
        descriptor = real_open(path, flags)
        opened.append((descriptor, path))
        return descriptor

    def watch_close(descriptor: int) -> None:
        closed.append(descriptor)
        real_close(descriptor)

    def watch(descriptor: int) -> None:
        sizes.append(os.fstat(descriptor).st_size)
        fsync(descriptor)

    monkeypatch.setattr(os, "open", watch_open)
    monkeypatch.setattr(os, "close", watch_close)
    monkeypatch.setattr(os, "fsync", watch)
    create_folder(folder, FILES)
    monkeypatch.undo()
    assert sizes[: len(FILES)] == [len(data) for data in FILES.values()]
    assert len(sizes) == len(FILES) + len(opened)
    assert {path for _descriptor, path in opened[:-2]} == {stage, stage / "records"}
    assert [path for _descriptor, path in opened[-2:]] == [folder, tmp_path]
    assert [descriptor for descriptor, _path in opened] == closed


@pytest.mark.parametrize("failing", [5, 6])
def test_written_but_not_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """The sentence never says that nothing was written, and the files stay."""
    calls = iter(range(10))
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.EIO, "x")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnconfirmedError) as raised:
        create_folder(tmp_path / "a", FILES)
    assert str(raised.value) == f"ĐÃ TẠO {tmp_path / 'a'}, chưa xác nhận trên đĩa (lỗi đọc ghi đĩa)."
    assert tree(tmp_path / "a") == FILES
