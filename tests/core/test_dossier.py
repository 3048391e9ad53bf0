"""The history of a target: what counts, what was corrected or taken back, which goal was in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dts.core.dossier import Dossier, open_dossier
from dts.store.workspace import open_workspace
from tests.made import write_made_workspace

TARGET = """
[targets.a]
name = "A"
kind = "count"
unit = "tổ"
at_least = 10
by = 2025-12-31
every = "month"
breaks = [{ on = 2025-02-01, reason = "đổi cách đếm" }, { on = 2025-06-01, reason = "sẽ đổi" }]

[[targets.a.revisions]]
from = 2025-02-10
at_least = 20
basis = "Văn bản hai"

[[targets.a.revisions]]
from = 2025-04-01
at_least = 30
"""


def open_on(folder: Path, target: str, day: date, **options: object) -> Dossier:
    """The dossier of a target on a day."""
    workspace = open_workspace(folder, date(2025, 12, 31))
    found = open_dossier(
        workspace.registry,
        workspace.log,
        workspace.registry.targets[target],
        day,
        **options,  # type: ignore[arg-type]
    )
    assert found is not None
    return found


def entry(value: int | None, day: str, **fields: str) -> str:
    """One [[figure]] of target a, recorded on a day."""
    what = "withdrawn = true" if value is None else f"value = {value}"
    rest = "".join(f'{key} = "{text}"\n' for key, text in fields.items())
    return f'[[figure]]\ntarget = "a"\n{what}\nrecorded_at = {day}\n{rest}\n'


def test_every_change_of_a_figure_is_kept(workspace: Callable[..., Path]) -> None:
    """Corrected, taken back, given anew: three changes, each with the number before it."""
    text = (
        entry(5, "2025-01-15")
        + entry(6, "2025-01-16", reason="sót", recorded_by="Sở A")
        + entry(None, "2025-01-17", reason="nhầm")
        + entry(7, "2025-01-18", reason="lại")
    )
    folder = workspace(TARGET, {"2025-01": text})
    [row] = open_on(folder, "a", date(2025, 3, 1)).history
    assert row.current is not None
    assert row.current.value == 7
    assert row.entry.value == 7
    assert [each.old.value for each in row.corrections] == [5, 6, None]
    assert [each.new.withdrawn for each in row.corrections] == [False, True, False]
    known = open_on(folder, "a", date(2025, 3, 1), known_at=date(2025, 1, 17)).history[0]
    assert known.current is None
    assert len(known.corrections) == 2


def test_a_confirmation_is_no_correction(workspace: Callable[..., Path]) -> None:
    """The same day done, written again with the day of confirmation: the old entry was not wrong."""
    text = (
        '[[figure]]\ntarget = "b"\ndone = 2025-02-03\n\n'
        '[[figure]]\ntarget = "b"\ndone = 2025-02-05\nreason = "nhầm"\n\n'
        '[[figure]]\ntarget = "b"\ndone = 2025-02-05\nconfirmed = 2025-02-20\nreason = "Xác nhận kết quả"\n'
    )
    folder = workspace('[targets.b]\nname = "B"\nkind = "task"\n', {"2025-02": text})
    [row] = open_on(folder, "b", date(2025, 3, 1)).history
    assert [each.confirms for each in row.corrections] == [False, True]


def test_a_correction_after_the_report_went_out_says_so(workspace: Callable[..., Path]) -> None:
    """On the day the report goes out a correction is still in time; a day later it is not."""
    sent = "[[sent]]\non = 2025-01-25\n"
    text = entry(5, "2025-01-15") + entry(6, "2025-01-25", reason="sót") + entry(7, "2025-01-26", reason="sót") + sent
    [row] = open_on(workspace(TARGET, {"2025-01": text}), "a", date(2025, 3, 1)).history
    assert [each.sent is not None for each in row.corrections] == [False, True]


def test_goal_and_breaks_belong_to_the_day_of_the_figure(workspace: Callable[..., Path]) -> None:
    """Each line has the goal in force then; a break stands before the first figure after it, later ones are unknown."""
    folder = workspace(TARGET, {"2025-01": entry(5, "2025-01-20"), "2025-02": entry(6, "2025-02-20")})
    dossier = open_on(folder, "a", date(2025, 3, 1))
    assert [str(row.goal.value) if row.goal else None for row in dossier.history] == ["10", "20"]
    assert [[each.reason for each in row.breaks] for row in dossier.history] == [[], ["đổi cách đếm"]]
    assert [each.reason for each in dossier.breaks] == ["đổi cách đếm"]


def test_revisions_stand_one_after_the_other(workspace: Callable[..., Path]) -> None:
    """Before and after of every revision in force; of later ones only the day."""
    folder = workspace(TARGET, {"2025-01": entry(5, "2025-01-20")})
    dossier = open_on(folder, "a", date(2025, 3, 1))
    [revised] = dossier.revisions
    assert (revised.before.goal, revised.after.goal) != (None, None)
    assert revised.changed == ("goal",)
    assert revised.basis == "Văn bản hai"
    assert dossier.later == (date(2025, 4, 1),)
    both = open_on(folder, "a", date(2025, 4, 1)).revisions
    assert both[1].before.goal == both[0].after.goal


def test_parts_and_totals(tmp_path: Path) -> None:
    """A target judged by part only has no verdict of its own; a total has a history of sums."""
    folder = write_made_workspace(tmp_path)
    day = date(2025, 2, 25)
    split = open_on(folder, "hai-cap", day)
    assert not split.judged
    assert [part.part for part in split.parts] == ["tinh", "huyen"]
    assert [part.part for part in split.unexplained] == ["huyen"]
    total = open_on(folder, "ky-so-xa", day)
    assert total.judged
    assert total.row.is_total
    assert len(total.history) == 26
    assert all(not row.corrections for row in total.history)
    workspace = open_workspace(folder, day)
    target = workspace.registry.targets["ky-so-xa"]
    assert open_dossier(workspace.registry, workspace.log, target, day, part="xa-c") is None
    assert open_dossier(workspace.registry, workspace.log, target, day, part="tinh") is None


def remark(kind: str, text: str, target: str = "b", part: str = "") -> str:
    """One [[note]] or [[explanation]]."""
    whose = f'for = "{part}"\n' if part else ""
    return f'[[{kind}]]\ntarget = "{target}"\n{whose}text = "{text}"\nrecorded_at = 2025-02-20\n\n'


LEVELS = """
[targets.a]
name = "A"
kind = "ratio"
  [targets.a.for.tinh]
  at_least = 5
  [targets.a.for.xa]
  at_least = 5
[targets.b]
name = "B"
kind = "task"
by   = 2025-02-01
"""


@pytest.mark.parametrize("kind", ["note", "explanation"])
def test_what_was_said_of_a_target(workspace: Callable[..., Path], kind: str) -> None:
    """Of the whole: everything; of a part: what was said of it and of the whole; never of another target."""
    said = (
        remark(kind, "cả", "a") + remark(kind, "xã", "a", "xa") + remark(kind, "tỉnh", "a", "tinh") + remark(kind, "b")
    )
    folder, day = workspace(LEVELS, {"2025-02": said}), date(2025, 3, 1)

    def texts(target: str, on: date, **options: object) -> list[str]:
        found = open_on(folder, target, on, **options)
        return [each.text for each in (found.notes if kind == "note" else found.explanations)]

    assert texts("a", day) == ["cả", "xã", "tỉnh"]
    assert texts("a", day, part="xa") == ["cả", "xã"]
    assert texts("b", day) == ["b"]
    assert texts("a", date(2025, 2, 19)) == []
    assert texts("a", day, known_at=date(2025, 2, 19)) == []


def test_the_last_word_on_a_row(workspace: Callable[..., Path]) -> None:
    """What is late owes an explanation until one is given."""
    day = date(2025, 3, 1)
    silent = open_on(workspace(LEVELS), "b", day)
    assert (silent.note, silent.explanation, [row.target.id for row in silent.unexplained]) == (None, None, ["b"])
    told = open_on(workspace(LEVELS, {"2025-02": remark("note", "x") + remark("explanation", "y")}), "b", day)
    assert (told.note and told.note.text, told.explanation and told.explanation.text) == ("x", "y")
    assert told.unexplained == ()


def test_a_row_without_a_verdict_is_the_whole(workspace: Callable[..., Path]) -> None:
    """Where only the parts can be judged: no total, no history, no forecast."""
    found = open_on(workspace(LEVELS), "a", date(2025, 3, 1))
    assert (found.judged, found.row.part, found.row.is_total) == (False, None, False)
    assert (found.history, found.forecast) == ((), None)
    assert [part.part for part in found.parts] == ["tinh", "xa"]
    one = open_on(workspace(LEVELS), "a", date(2025, 3, 1), part="xa")
    assert (one.judged, one.row.part, one.parts) == (True, "xa", ())


def test_a_forecast_is_for_figures(workspace: Callable[..., Path]) -> None:
    """A task has none."""
    records = {"2025-01": entry(2, "2025-01-14"), "2025-02": entry(4, "2025-02-14")}
    assert open_on(workspace(TARGET, records), "a", date(2025, 3, 1)).forecast is not None
    assert open_on(workspace(LEVELS), "b", date(2025, 3, 1)).forecast is None


def test_revisions_and_breaks_of_the_very_day(workspace: Callable[..., Path]) -> None:
    """They are in force, no longer to come."""
    folder = workspace(TARGET)
    assert open_on(folder, "a", date(2025, 4, 1)).later == ()
    assert open_on(folder, "a", date(2025, 3, 31)).later == (date(2025, 4, 1),)
    days = [len(open_on(folder, "a", day).breaks) for day in (date(2025, 5, 31), date(2025, 6, 1))]
    assert days == [1, 2]


def test_the_document_behind_each_revision(workspace: Callable[..., Path]) -> None:
    """Without one of its own the last one stays."""
    text = TARGET.replace("breaks =", 'basis = "Văn bản một"\nbreaks =')
    both = open_on(workspace(text), "a", date(2025, 4, 1)).revisions
    assert [(each.basis, each.before.basis) for each in both] == [("Văn bản hai", "Văn bản một"), (None, "Văn bản hai")]
    assert [each.changed for each in both] == [("goal",), ("goal",)]


def test_figures_of_two_days_are_two_lines(workspace: Callable[..., Path]) -> None:
    """Of one period, of a target; a task has one line whatever the day."""
    days = "".join(f'[[figure]]\ntarget = "a"\nvalue = {day}\nas_of = 2025-02-{day}\n' for day in (10, 12))
    history = open_on(workspace(TARGET, {"2025-02": days}), "a", date(2025, 3, 1)).history
    assert [row.as_of.day for row in history] == [10, 12]


@pytest.mark.parametrize(
    ("day", "between"), [("2025-01-10", 0), ("2025-01-11", 1), ("2025-02-10", 1), ("2025-02-11", 0)]
)
def test_a_break_lies_between_two_figures(workspace: Callable[..., Path], day: str, between: int) -> None:
    """After the first, up to the second; nothing before the first one."""
    text = f'[targets.a]\nname = "A"\nkind = "count"\nunit = "tổ"\nbreaks = [{{ on = {day}, reason = "đổi" }}]\n'
    figures = {
        f"2025-{month}": f'[[figure]]\ntarget = "a"\nvalue = 5\nas_of = 2025-{month}-10\n' for month in ("01", "02")
    }
    history = open_on(workspace(text, figures), "a", date(2025, 3, 1)).history
    assert [len(row.breaks) for row in history] == [0, between]


def test_only_a_day_confirmed_as_it_was_is_a_confirmation(workspace: Callable[..., Path]) -> None:
    """Another day with it, or other words without it, is a correction."""
    text = (
        '[[figure]]\ntarget = "b"\ndone = 2025-02-03\n\n'
        '[[figure]]\ntarget = "b"\ndone = 2025-02-03\nnote = "x"\nreason = "ghi rõ"\n\n'
        '[[figure]]\ntarget = "b"\ndone = 2025-02-05\nconfirmed = 2025-02-20\nreason = "Xác nhận"\n'
    )
    [row] = open_on(workspace(LEVELS, {"2025-02": text}), "b", date(2025, 3, 1)).history
    assert [each.confirms for each in row.corrections] == [False, False]
