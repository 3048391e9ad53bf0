"""Packs the repository's own data folder into the wheel for `dts init --example`; all else is in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithExample(build_py):
    """Copy targets.toml and records/ to dts/example of what is built.

    An editable install copies nothing: there `dts.store.example` reads the repository itself.
    """

    def run(self) -> None:
        """Build, then pack."""
        super().run()
        if self.editable_mode:
            return
        example = Path(self.build_lib) / "dts" / "example"
        shutil.rmtree(example, ignore_errors=True)  # a record deleted since the last build
        (example / "records").mkdir(parents=True)
        for path in (ROOT / "targets.toml", *sorted((ROOT / "records").glob("*.toml"))):
            shutil.copyfile(path, example / path.relative_to(ROOT))


setup(cmdclass={"build_py": BuildWithExample})
