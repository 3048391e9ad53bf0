"""The steps of `dts assign`: what changes, may it, write it, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dts.commands.context import Context
from dts.core.assess import Assessment, assess_part
from dts.core.dates import format_date
from dts.core.model import Assignment, Registry
from dts.core.problem import DataError, Problem, UsageError
from dts.core.series import collect_target
from dts.report import assigned as words
from dts.store.desk import Desk
from dts.store.edit import Editor, Touched, edit_bytes, touched_lines
from dts.store.positions import KeyPath
from dts.store.source import Source, decode, judge
from dts.store.targets import read_targets
from dts.store.workspace import TARGETS
from dts.store.writer import replace_file

REVISED = ("owner", "person")
"""Beside goal and deadline: changed ones become a dated revision."""
UNCHANGED = "Không ghi: đã đúng như vậy."
SET = ("work", "responsibility", "result", "authority", "deadline_text")


class Change(NamedTuple):
    """What was typed, resolved."""

    owner: str | None
    partners: tuple[str, ...]
    texts: Mapping[str, str]
    deadline: Mapping[str, object]
    goal: Mapping[str, object]

    def revision(self) -> dict[str, Any]:
        """The fields that become a dated revision."""
        fields: dict[str, Any] = {**self.goal, **self.deadline}
        if self.owner:
            fields["owner"] = self.owner
        if "person" in self.texts:
            fields["person"] = self.texts["person"]
        if self.deadline and "deadline_text" in self.texts:
            fields["deadline_text"] = self.texts["deadline_text"]
        return fields

    def owner_alone(self, before: Assignment, revision: Mapping[str, Any]) -> bool:
        """Another agency, and the person of the one before stays."""
        return "owner" in revision and "person" not in self.texts and before.person is not None

    def settings(self) -> dict[str, Any]:
        """The fields set in place."""
        fields: dict[str, Any] = {key: self.texts[key] for key in SET if key in self.texts}
        if self.deadline:
            fields.pop("deadline_text", None)
        if self.partners:
            fields["partners"] = list(self.partners)
        return fields


class Plan(NamedTuple):
    """Where the change goes."""

    context: Context
    desk: Desk
    target: str
    part: str | None
    since: date
    dry_run: bool
    json: bool = False

    @property
    def registry(self) -> Registry:
        """Short for the desk's registry."""
        return self.desk.registry

    @property
    def path(self) -> KeyPath:
        """The table of the assignment."""
        return ("targets", self.target) if self.part is None else ("targets", self.target, "for", self.part)

    def assignment(self, registry: Registry) -> Assignment:
        """The assignment in force on the day the change takes effect."""
        target = registry.targets[self.target]
        return target.assignment(self.part, registry.level_of(self.part)).in_force(self.since)

    def row(self, registry: Registry) -> Assessment:
        """The verdict today."""
        target = registry.targets[self.target]
        figures = [figure for figure in self.desk.log.figures if figure.target == self.target]
        collected = collect_target(registry, target, figures, self.context.today)
        return assess_part(registry, target, collected, self.part, self.context.today)


def revise(plan: Plan, change: Change) -> int:
    """Change an existing target: goal, deadline, owner and person as a revision, the rest in place."""
    revision, settings = change.revision(), change.settings()
    basis, reason = change.texts.get("basis"), change.texts.get("reason")
    if not revision and not settings and basis is None:
        raise UsageError("Chưa ghi: chưa nêu thay đổi nào; xem: dts assign --help")
    before = plan.assignment(plan.registry)
    check_owner(plan, change.owner)
    revision = {key: value for key, value in revision.items() if not words.already(before, key, value)}
    if revision and (basis is None or reason is None):
        missing = " và ".join(name for name, text in (("--basis", basis), ("--reason", reason)) if text is None)
        raise UsageError(
            f"Chưa ghi: đổi {words.changed_words(revision)} là điều chỉnh giao việc, phải nêu căn cứ và lý do; "
            f"còn thiếu {missing}."
        )
    if basis is not None and not revision and not change.revision():
        settings["basis"] = basis
    if not revision and not settings:
        if plan.json:
            say(plan, Written(plan.registry, ()), (), [UNCHANGED], action="set")
        else:
            plan.context.console.message(UNCHANGED)
        return 0

    def edit(editor: Editor) -> None:
        if plan.part is not None and plan.part not in plan.registry.targets[plan.target].parts:
            editor.add_table(("targets", plan.target), plan.path, {}, many=False)
        for key, value in settings.items():
            editor.set(plan.path, key, value)
        if revision:
            fields: dict[str, Any] = {"from": plan.since, **revision, "basis": basis, "reason": reason}
            editor.add_table(plan.path, (*plan.path, "revisions"), fields, many=True)

    written = write(plan, edit)
    after = written.registry
    kept = before.person if change.owner_alone(before, revision) else None
    lines = words.changed_lines(
        plan.registry,
        before,
        plan.assignment(after),
        plan.row(after),
        since=plan.since,
        revised=bool(revision),
        basis=basis,
        reason=reason,
        dry_run=plan.dry_run,
        kept=kept,
    )
    target = plan.registry.targets[plan.target]
    changes = words.changes(plan.registry, target, before, plan.assignment(after), revised=bool(revision))
    say(plan, written, changes, lines, action="revision" if revision else "set", basis=basis, reason=reason)
    return 0


def check_owner(plan: Plan, owner: str | None) -> None:
    """Nothing is given to an agency that does not exist on the day it takes effect."""
    agency = plan.registry.owners[owner] if owner else None
    if agency is None or agency.exists_on(plan.since):
        return
    if agency.until is not None and agency.until < plan.since:
        heir = plan.registry.responsible(agency.id, plan.since)
        now = f"; đơn vị tiếp nhận: {heir.id} ({heir.short})" if heir else ""
        raise UsageError(f"Chưa ghi: {agency.short} kết thúc hoạt động ngày {format_date(agency.until)}{now}.")
    raise UsageError(f"Chưa ghi: {agency.short} chưa hoạt động vào ngày {format_date(plan.since)}.")


class Written(NamedTuple):
    """targets.toml after the change."""

    registry: Registry
    touched: tuple[Touched, ...]
    """Its changed lines; none when nothing changed."""


def write(plan: Plan, edit: Callable[[Editor], None]) -> Written:
    """Write the edited targets.toml (or only try, with --dry-run)."""
    after: list[Registry] = []
    texts: list[tuple[bytes, bytes]] = []

    def build(old: bytes | None) -> bytes:
        if old is None:
            raise UsageError("Chưa ghi: không còn tệp targets.toml.")
        decoded = decode(old, TARGETS)
        if isinstance(decoded, Problem):
            raise DataError([decoded])
        if _judged(old).targets.get(plan.target) != plan.registry.targets.get(plan.target):
            raise UsageError(words.meanwhile_text(plan.target))
        new = edit_bytes(old, edit)
        after.append(_judged(new))
        texts.append((old, new))
        return new

    path = plan.desk.folder / TARGETS
    if plan.dry_run:
        build(path.read_bytes())
    else:
        replace_file(plan.desk.folder, path, build)
    return Written(after[-1], touched_lines(*texts[-1]))


def _judged(new: bytes) -> Registry:
    source = Source(TARGETS, new.decode("utf-8-sig"))
    judge(source)
    registry = read_targets(source)
    if source.problems:
        raise UsageError(f"Chưa ghi: {source.problems[0].message}.")
    return registry


def say(
    plan: Plan,
    written: Written,
    changes: Sequence[tuple[str, str | None, str]],
    lines: Sequence[str],
    *,
    action: str,
    basis: str | None = None,
    reason: str | None = None,
) -> None:
    """Answer in the words of the screen, with the lines of the file, or with --json as plain values."""
    console = plan.context.console
    if not plan.json:
        console.answer([*lines, *words.touched_text(written.touched, dry_run=plan.dry_run)])
        return
    from dts.render.data import to_json
    from dts.report.machine_written import assigned_data

    data = assigned_data(
        written.registry,
        plan.row(written.registry),
        changes,
        written.touched,
        action=action,
        since=plan.since if action == "revision" else None,
        basis=basis,
        reason=reason,
        dry_run=plan.dry_run,
        text=lines,
    )
    console.answer_data(to_json(data))
