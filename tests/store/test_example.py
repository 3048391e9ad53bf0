"""The shipped data: packed beside the program where it is installed, the repository's own where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.core.problem import WriteError
from dts.store import example
from dts.store.example import example_files

NONE = "Chưa tạo: bản cài đặt này không kèm dữ liệu mẫu. Gõ dts init không kèm --example."


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program installed somewhere else."""
    place = tmp_path / "site-packages" / "dts"
    place.mkdir(parents=True)
    monkeypatch.setattr(example, "PROGRAM", place)
    monkeypatch.setattr(example, "PACKED", place / "example")
    return place


def put(folder: Path, *names: str) -> None:
    """Files that hold their own names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{folder.name}/{name}", encoding="utf-8")


RECORDS = ("records/2025-02.toml", "records/2024.toml", "records/ghi-chu.txt")


def test_packed_data_come_first(program: Path) -> None:
    """Without the project's own file; what is no record file is not shipped."""
    put(program / "example", "targets.toml", *RECORDS)
    put(program.parent, "targets.toml", "pyproject.toml", "records/2025-01.toml")
    assert example_files() == {
        name: f"example/{name}".encode() for name in ("targets.toml", "records/2024.toml", "records/2025-02.toml")
    }


def test_a_checkout_ships_its_own_data(program: Path) -> None:
    """Known by the project's file beside it."""
    put(program.parent, "targets.toml", "pyproject.toml", "records/2025-01.toml")
    assert example_files() == {
        name: f"site-packages/{name}".encode() for name in ("targets.toml", "records/2025-01.toml")
    }


@pytest.mark.parametrize(
    ("packed", "beside"),
    [((), ()), (("records/2025-02.toml",), ()), ((), ("targets.toml",)), ((), ("pyproject.toml",))],
)
def test_installation_without_data(program: Path, packed: tuple[str, ...], beside: tuple[str, ...]) -> None:
    """Somebody else's targets.toml beside an installed program is not the example."""
    put(program / "example", *packed)
    put(program.parent, *beside)
    with pytest.raises(WriteError) as raised:
        example_files()
    assert str(raised.value) == NONE
