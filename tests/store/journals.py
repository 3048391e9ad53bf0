"""The journals of a folder as they are now."""

from pathlib import Path

from dts.store.journal import Journals, read_bytes_of_journals, tell_journals
from dts.store.workspace import mark_journals


def read_journals(folder: Path) -> Journals:
    """Everything they tell."""
    return tell_journals(*read_bytes_of_journals(folder, mark_journals(folder)))
