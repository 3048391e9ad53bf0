"""A long run shows how far it is, on a terminal only, and leaves nothing behind."""

from __future__ import annotations

import io

import pytest

import dts.console
from dts.console import Console


def console(err: io.StringIO, *, terminal: bool) -> Console:
    """A console whose messages can be read."""
    return Console(io.StringIO(), err, False, False, 80, err_is_terminal=terminal)


@pytest.mark.parametrize(("terminal", "patience"), [(False, -1.0), (True, 60.0)], ids=["pipe", "quick"])
def test_nothing_is_shown_in_a_pipe_or_for_a_moment(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, patience: float
) -> None:
    """Neither cron's mail nor a run of a second knows of a bar."""
    monkeypatch.setattr(dts.console, "PATIENCE", patience)
    err = io.StringIO()
    assert list(console(err, terminal=terminal).progress(range(5), "Đọc")) == [0, 1, 2, 3, 4]
    assert err.getvalue() == ""


def test_a_long_run_on_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every item comes once, the words are literal, and the bar is wiped at the end."""
    monkeypatch.setattr(dts.console, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    err = io.StringIO()
    shown = console(err, terminal=True)
    assert list(shown.progress(range(300), "Đọc [bold]:100:")) == list(range(300))
    assert "Đọc [bold]:100:" in err.getvalue()
    assert "300/300" in err.getvalue()
    assert err.getvalue().endswith("\x1b[2K")
    assert shown.out.getvalue() == ""  # type: ignore[attr-defined]


def test_stopping_early_wipes_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that fails half way leaves the line clean for its message."""
    monkeypatch.setattr(dts.console, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    err = io.StringIO()
    items = console(err, terminal=True).progress(range(3), "Đọc")
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert err.getvalue().endswith("\x1b[2K")
