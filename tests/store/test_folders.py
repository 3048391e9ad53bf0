"""Several folders: each gets a short name of its own, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from dts.store.folders import folder_key, name_folders


@pytest.mark.parametrize(
    ("paths", "keys"),
    [
        (["vinh-phuc", "phu-tho"], ["vinh-phuc", "phu-tho"]),
        (["/d/Vĩnh Phúc", "/d/Số liệu 2025"], ["vinh-phuc", "so-lieu-2025"]),
        (["/a/x", "/b/x", "/c/y"], ["a-x", "b-x", "y"]),
        (["/a/t/x", "/b/t/x"], ["a-t-x", "b-t-x"]),
        (["/Á/x", "/a/x"], ["a-x", "a-x-2"]),
        (["/???", "/x"], ["thu-muc", "x"]),
        (["/a/b-x", "/a/b/x", "/c/x"], ["a-b-x", "a-b-x-2", "c-x"]),
        (["/Á/x", "/a/x", "/q/a-x-2"], ["a-x", "a-x-3", "a-x-2"]),
    ],
    ids=["names", "words", "above", "two-above", "only-accents", "no-letters", "meets-another", "meets-a-number"],
)
def test_keys_are_ids_and_different(paths: list[str], keys: list[str]) -> None:
    """Folders of the same name take the names above them; the others keep their own."""
    found = [folder.key for folder in name_folders([Path(path) for path in paths], Path("/d"))]
    assert len(set(found)) == len(found)
    assert all(folder_key(key) == key for key in found)
    assert found == keys
