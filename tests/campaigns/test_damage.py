"""The small form of the campaign of damage; the large one is DTS_CAMPAIGNS=large, or the program itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.campaigns import damage


def test_every_lost_figure_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut and flipped: noticed when gone, and only then; no reader falls."""
    for name in ("XDG_CACHE_HOME", "LOGNAME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    large = os.environ.get("DTS_CAMPAIGNS") == "large"
    step, flips = (1, damage.LARGE) if large else (17, damage.SMALL)
    made = damage.campaign(tmp_path, step=step, flips=flips)
    assert made.found == []
    assert made.events > flips
    assert 0 < made.stopped < made.events


def test_the_judge_is_no_yes_man(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a journal nothing would be noticed, and the judge would say so."""
    for name in ("XDG_CACHE_HOME", "LOGNAME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    made = damage.Damage(tmp_path)
    made.journal.write_bytes(b"")
    made.damage("all gone", damage.BY_HAND.encode())
    assert len(made.found) == len(damage.WORDS) - 1
