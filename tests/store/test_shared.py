"""A folder several officials write to: what is made there is as open as it; why nothing could be written there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from dts.store import shared
from dts.store.shared import describe_write_error, make_shared_file, make_shared_folder, new_file_mode, open_up

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def mode_of(path: Path) -> int:
    """Its permissions."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("folder", "file"),
    [(0o777, 0o666), (0o775, 0o664), (0o750, 0o640), (0o700, 0o600), (0o2770, 0o660), (0o1777, 0o666), (0o500, 0o600)],
)
def test_a_new_file_is_as_open_as_the_folder(tmp_path: Path, folder: int, file: int) -> None:
    """Nobody executes it, and its owner always reads and writes it; an old one that was closed is mended."""
    place = tmp_path / "chung"
    place.mkdir()
    place.chmod(folder)
    assert new_file_mode(place) == file
    for closed in (None, 0o600, 0o666):
        path = place / "tep"
        if closed is not None:
            path.chmod(closed)
        make_shared_file(path, folder=place)
        assert (mode_of(path), path.read_bytes()) == (file, b"")
    (place / "tep").write_bytes(b"x")
    make_shared_file(place / "tep", folder=place)
    assert (place / "tep").read_bytes() == b"x"


@pytest.mark.parametrize("mode", [0o777, 0o2770, 0o700])
def test_a_new_folder_is_as_open_as_the_one_above(tmp_path: Path, mode: int) -> None:
    """Whether it is new is said; an old one that was closed is mended."""
    tmp_path.chmod(mode)
    place = tmp_path / "records"
    assert make_shared_folder(place) is True
    assert mode_of(place) == mode
    place.chmod(0o711)
    assert make_shared_folder(place) is False
    assert mode_of(place) == mode


def test_what_is_open_already_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be another official's."""
    make_shared_folder(tmp_path / "a")
    monkeypatch.setattr(shared, "open_up", lambda *_path, **_given: pytest.fail("touched"))
    assert make_shared_folder(tmp_path / "a") is False


def test_a_folder_made_by_somebody_at_the_same_moment_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both go on."""
    (tmp_path / "a").mkdir()
    answers = iter([False])
    monkeypatch.setattr(Path, "is_dir", lambda path: next(answers, os.path.isdir(path)))  # noqa: PTH112
    assert make_shared_folder(tmp_path / "a") is True


def test_what_only_its_owner_may_open_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No error of whoever uses it."""

    def fail(*_path: object, **_given: object) -> None:
        raise PermissionError(errno.EPERM, "x")

    (tmp_path / "tep").touch(0o600)
    tmp_path.chmod(0o777)
    monkeypatch.setattr(shared, "open_up", fail)
    before = os.umask(0)
    try:
        for name in ("tep", "moi"):
            make_shared_file(tmp_path / name, folder=tmp_path)
            assert mode_of(tmp_path / name) == 0o600
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give files away")
def test_what_is_made_has_the_group_of_the_folder(tmp_path: Path) -> None:
    """Files and folders, made or mended; where a group may not be given the permissions still are."""
    os.chown(tmp_path, -1, 4321)
    make_shared_folder(tmp_path / "a")
    make_shared_file(tmp_path / "tep", folder=tmp_path)
    assert {path.stat().st_gid for path in tmp_path.iterdir()} == {4321}
    for path in (tmp_path / "a", tmp_path / "tep"):
        os.chown(path, 5000, 0)
    make_shared_folder(tmp_path / "a")
    make_shared_file(tmp_path / "tep", folder=tmp_path)
    assert {path.stat().st_gid for path in tmp_path.iterdir()} == {4321}
    assert {path.stat().st_uid for path in tmp_path.iterdir()} == {5000}


def test_the_permissions_are_given_where_the_group_may_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group one does not belong to."""

    def fail(*_given: object) -> None:
        raise PermissionError(errno.EPERM, "x")

    (tmp_path / "tep").touch(0o600)
    monkeypatch.setattr(os, "chown", fail)
    open_up(tmp_path / "tep", mode=0o640, group=4321)
    assert mode_of(tmp_path / "tep") == 0o640


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "hết chỗ trên đĩa"),
        (errno.EDQUOT, "hết hạn mức đĩa"),
        (errno.EFBIG, "hết hạn mức đĩa"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.EACCES, "không có quyền ghi, hoặc tệp đang mở trong chương trình khác"),
        (errno.EPERM, "không có quyền ghi"),
        (errno.EIO, "lỗi đọc ghi đĩa"),
        (errno.EBUSY, "tệp đang bận"),
        (errno.ENOLCK, "ổ đĩa không cho khóa tệp"),
        (errno.EMFILE, "mở quá nhiều tệp cùng lúc"),
        (errno.ENFILE, "mở quá nhiều tệp cùng lúc"),
        (errno.ENOENT, "không có tệp này"),
        (errno.ENXIO, f"lỗi hệ thống số {errno.ENXIO}"),
        (None, "lỗi hệ thống số None"),
    ],
)
def test_why_nothing_could_be_written(number: int | None, why: str) -> None:
    """In Vietnamese."""
    assert describe_write_error(OSError() if number is None else OSError(number, "x")) == why
