"""The history of a target: what counts, what was corrected or taken back, which goal was in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

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
