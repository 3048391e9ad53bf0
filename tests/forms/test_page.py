"""docs/nhap-so-lieu.md: the preview it shows is the real one, its options and sections exist."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tests.conftest import ROOT, Make, Run
from tests.forms.shapes import save
from tests.forms.targets import TARGETS
from tests.forms.test_shapes import DAY

PAGE = (ROOT / "docs" / "nhap-so-lieu.md").read_text(encoding="utf-8")


def test_the_preview_is_the_real_one(run: Run, workspace: Make, tmp_path: Path) -> None:
    """Line for line what `dts import` says of the form with a title block."""
    blocks = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    shown = [block for block in blocks if block.startswith("Xem trước")]
    assert len(shown) == 1
    told = run("import", str(save(tmp_path, "title_block")), "--dry-run", folder=workspace(TARGETS), today=DAY)
    assert told.out.startswith(shown[0])


def test_every_option_of_the_page_exists(run: Run, workspace: Make) -> None:
    """In the help of the commands it is about."""
    folder = workspace(TARGETS)
    known = {
        name for command in ("import", "form", "record") for name in options(run(command, "-h", folder=folder).out)
    }
    assert len(options(PAGE)) > 10
    assert options(PAGE) <= known


def options(text: str) -> set[str]:
    """Every `--name` in a text."""
    return set(re.findall(r"--[a-z][a-z-]+", text))


def test_what_the_page_names_is_there() -> None:
    """NFC; the pages and the section it leads to."""
    assert unicodedata.is_normalized("NFC", PAGE)
    for file in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / file).exists(), file
    reference = (ROOT / "docs" / "dinh-dang.md").read_text(encoding="utf-8")
    assert "### 3.12 Cách đọc biểu: [imports.&lt;tên&gt;]" in reference
