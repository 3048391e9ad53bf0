"""Files of the user's home: one of our own, one line more in the shell's, and what stood there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.core.problem import WriteError
from dts.store.home import append_line, install_script

LINES = [
    (None, True, b"source x\n"),
    (b"", True, b"source x\n"),
    (b"a\n", True, b"a\nsource x\n"),
    (b"a", True, b"a\nsource x\n"),
    (b"a\r\n", True, b"a\r\nsource x\n"),
    (b"source x", False, b"source x"),
    (b"a\nsource x\nb\n", False, b"a\nsource x\nb\n"),
    (b"# source x\n", True, b"# source x\nsource x\n"),
    (b"\xff\xfe\n", True, b"\xff\xfe\nsource x\n"),
]


@pytest.mark.parametrize(("old", "added", "new"), LINES)
def test_line_of_a_shell_file(tmp_path: Path, old: bytes | None, new: bytes, *, added: bool) -> None:
    """Added once, on a line of its own; every byte of the rest is kept."""
    file = tmp_path / "profile"
    if old is not None:
        file.write_bytes(old)
    assert append_line(file, "source x") is added
    assert file.read_bytes() == new


def test_script_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """The folders are made, the file is written anew, its line ends as given."""
    file = tmp_path / "a" / "b" / "dts"
    install_script(file, "một\nhai\n")
    install_script(file, "một\n")
    assert file.read_bytes() == "một\n".encode()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError) as raised:
        install_script(tmp_path / "file" / "dts", "x")
    assert str(raised.value) == f"Chưa cài: {tmp_path / 'file' / 'dts'}: đã có một tệp mang tên này."
    with pytest.raises(WriteError) as raised:
        append_line(tmp_path / "a", "x")
    assert str(raised.value) == f"Chưa cài: {tmp_path / 'a'}: đây là một thư mục."
