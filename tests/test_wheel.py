"""The built wheel carries the province's data, and the program unpacked from it writes that data byte for byte."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

OFFLINE = ("No matching distribution found for setuptools", "Could not find a version that satisfies")
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "docs")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the repository, where an earlier build has left a record that is gone since."""
    place = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, place / "src", ignore=LEFT_OUT)
    stale = place / "src" / "build" / "lib" / "dts" / "example" / "records"
    stale.mkdir(parents=True)
    (stale / "2019.toml").write_text('period = "2019"\n', encoding="utf-8")
    page = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^py (-m pip wheel .*)$", page, re.MULTILINE)  # as officials are told, without what it needs
    command = [sys.executable, *shlex.split(line), "--no-deps"]
    finished = subprocess.run(command, cwd=place / "src", capture_output=True, text=True, check=False)
    if finished.returncode and any(words in finished.stderr for words in OFFLINE):
        pytest.skip("pip cannot fetch the build tool here")
    assert finished.returncode == 0, finished.stderr
    (found,) = (place / "src" / "goi").glob("*.whl")
    return found


def shipped() -> dict[str, bytes]:
    """The repository's own data folder."""
    records = {f"records/{path.name}": path.read_bytes() for path in (ROOT / "records").glob("*.toml")}
    return {"targets.toml": (ROOT / "targets.toml").read_bytes()} | records


def test_the_wheel_packs_the_data(wheel: Path) -> None:
    """Exactly targets.toml and the records, with the repository's bytes; the repository holds no second copy."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name.removeprefix("dts/example/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("dts/example/")
        }
    assert packed == shipped()
    assert not (ROOT / "dts" / "example").exists()


def test_the_unpacked_wheel_writes_the_data(wheel: Path, tmp_path: Path) -> None:
    """`dts init --example` far away from the repository, from the wheel's own files."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "site"), "PYTHONDONTWRITEBYTECODE": "1"}
    for options, folder in ((["--example"], "thu"), ([], "moi")):
        command = [sys.executable, "-m", "dts", "init", folder, *options]
        finished = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False)
        assert finished.returncode == 0, finished.stderr.decode()
    written = tmp_path / "thu"
    found = {path.relative_to(written).as_posix(): path.read_bytes() for path in written.rglob("*") if path.is_file()}
    assert found == shipped()
    assert (tmp_path / "moi" / "targets.toml").is_file()
