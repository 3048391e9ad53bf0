"""The province's data that ships with the program: packed into the wheel, or the repository's own files."""

from __future__ import annotations

from pathlib import Path

from dts.core.problem import WriteError
from dts.store.starter import Files
from dts.store.workspace import RECORDS, TARGETS, record_files

PROGRAM = Path(__file__).resolve().parent.parent
PACKED = PROGRAM / "example"
"""Where setup.py puts the files; a checkout has none and uses its own root."""


def example_files() -> Files:
    """The shipped data folder, byte for byte. Raises WriteError when this installation has none."""
    root = PACKED if PACKED.is_dir() else PROGRAM.parent
    if not (root / TARGETS).is_file() or (root != PACKED and not (root / "pyproject.toml").is_file()):
        raise WriteError("Chưa tạo: bản cài đặt này không kèm dữ liệu mẫu. Gõ dts init không kèm --example.")
    records, _foreign = record_files(root)
    return {TARGETS: (root / TARGETS).read_bytes()} | {
        f"{RECORDS}/{path.name}": path.read_bytes() for _period, path in records
    }
