"""Files of the user's home that make a shell complete `dts`: one of our own, one line more in the shell's."""

from __future__ import annotations

from pathlib import Path

from dts.core.problem import WriteError
from dts.store.shared import describe_write_error


def install_script(path: Path, text: str) -> None:
    """Write a file of our own. Raises WriteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise _cannot(path, error) from None


def append_line(path: Path, line: str) -> bool:
    """Add a line to a file of the shell, once; what stands there keeps its bytes. False when it was there already."""
    try:
        old = path.read_bytes() if path.exists() else b""
        if line.encode("utf-8") in old.splitlines():
            return False
        gap = "" if not old or old.endswith(b"\n") else "\n"
        with path.open("ab") as file:
            file.write(f"{gap}{line}\n".encode())
    except OSError as error:
        raise _cannot(path, error) from None
    return True


def _cannot(path: Path, error: OSError) -> WriteError:
    return WriteError(f"Chưa cài: {path}: {describe_write_error(error)}.")
