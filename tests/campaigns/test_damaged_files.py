"""A file that is no longer TOML stops every reader with its name and line; nobody reads half of it as if it were all.

The power failed, a sync tool merged two versions, Word saved it, somebody typed a quotation mark too many: the official
reads which file and line, in Vietnamese, and no byte of any file has changed.

The examples of `damaged.py` always run; in the small form each file of toml-test stands in one of the places and meets
two of the commands, in the large form everything. The 483 invalid files of toml-test (the common test suite of TOML
readers, shipped in the source distribution of tomlkit) are not kept here; .ci/run fetches them, and by hand:

    pip download --no-deps --no-binary tomlkit tomlkit==0.15.2 && tar xf tomlkit-0.15.2.tar.gz
    DTS_TOML_TEST=tomlkit-0.15.2/tests/toml-test/tests/invalid pytest tests/campaigns/test_damaged_files.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.campaigns.damaged import DAMAGED
from tests.campaigns.fields import write_folder
from tests.campaigns.outputs import call
from tests.campaigns.payloads import live_characters
from tests.campaigns.sizes import LARGE

TOML_TEST = os.environ.get("DTS_TOML_TEST")
PLACES = ("targets.toml", "records/2025-02.toml")
COMMANDS = (("status",), ("record", "ti-le", "31%", "--period", "02/2025"), ("check",), ("report",))
WITHOUT_LINE = re.compile(
    r"không phải tệp văn bản thuần|theo bảng mã UTF-16|tệp trống|thiếu khóa|không phải tệp số liệu|theo bảng mã cũ"
)
"""What is wrong with a whole file has no line."""
FOREIGN = re.compile(r"Traceback|Error|Invalid|Expected|\bline \d|\bat \(|None|tomllib|Decimal|codec")


def check_damaged(folder: Path, place: str, content: bytes, commands: Sequence[tuple[str, ...]] = COMMANDS) -> None:
    """Exit 3 (check: 1), file and line named in Vietnamese, nothing live, nothing changed."""
    (folder / place).write_bytes(content)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for argv in commands:
        code, out, err = call(["-C", str(folder), *argv])
        said = out + err
        if argv[0] == "record" and code == 0:  # nothing has ever been in this file: recording may begin it
            assert not content.removeprefix(b"\xef\xbb\xbf").strip()
            (folder / place).write_bytes(content)
            continue
        assert code == (1 if argv[0] == "check" else 3), (argv, said[:500])
        named = re.search(rf"(?m)^LỖI {{2}}{re.escape(place)}(:\d+:\d+)?$", said)
        assert named, said[:500]
        assert named[1] or WITHOUT_LINE.search(said), said[:500]
        assert not live_characters(said)
        spoken = re.sub(r"(?m)^ *\d* \| .*$|^  (?:sửa thành|có phải là|dòng (?:một|hai)):.*$|“[^”\n]*”", "", said)
        assert not FOREIGN.search(spoken), FOREIGN.search(spoken)
        assert len(said) < 100_000
    assert {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".dts" not in path.parts
    } == before


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_stops_everything(name: str, place: str, tmp_path: Path) -> None:
    """Our own examples, in place of targets.toml and of a record file."""
    check_damaged(write_folder(tmp_path, {}), place, DAMAGED[name])


@pytest.mark.skipif(TOML_TEST is None, reason="DTS_TOML_TEST names no folder: THE 483 FILES OF toml-test WERE NOT RUN")
@pytest.mark.parametrize("place", PLACES)
def test_every_invalid_file_of_toml_test(place: str, tmp_path: Path) -> None:
    """Each invalid file of the common test suite, in place of targets.toml and of a record file."""
    files = sorted(Path(TOML_TEST or "").rglob("*.toml"))
    assert len(files) >= 400
    wrong = []
    turn = PLACES.index(place)
    for number, file in enumerate(files):
        if not LARGE and number % len(PLACES) != turn:
            continue
        commands = COMMANDS if LARGE else [COMMANDS[(number // 2 + step) % len(COMMANDS)] for step in (0, 1)]
        try:
            check_damaged(write_folder(tmp_path / str(number), {}), place, file.read_bytes(), commands)
        except Exception as error:  # all of them are told at once
            wrong.append(f"{file}: {type(error).__name__}: {error}")
        except AssertionError as error:
            wrong.append(f"{file}: {error}")
    assert not wrong, f"{len(wrong)} of {len(files)}:\n" + "\n".join(wrong)
