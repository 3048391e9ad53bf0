"""The steps of `dts assign`: what changes, may it, write it, answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dts.commands.context import Context
from dts.core.assess import Assessment, assess_part
from dts.core.dates import format_date
from dts.core.model import Assignment, Kind, Registry
from dts.core.period import PeriodKind
from dts.core.problem import DataError, Problem, UsageError
from dts.core.series import collect_target
from dts.report import assigned as words
from dts.store.compose import Scalar
from dts.store.edit import Editor, edit_bytes
from dts.store.positions import KeyPath
from dts.store.recording import Desk
from dts.store.source import Source, decode, judge
from dts.store.tables import ID
from dts.store.targets import read_targets
from dts.store.workspace import TARGETS
from dts.store.writer import replace_file

REVISED = ("owner", "person")
"""Beside goal and deadline: changed ones become a dated revision."""
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
    _check_owner(plan, change.owner)
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
        plan.context.console.message("Không ghi: đã đúng như vậy.")
        return 0

    def edit(editor: Editor) -> None:
        if plan.part is not None and plan.part not in plan.registry.targets[plan.target].parts:
            editor.add_table(("targets", plan.target), plan.path, {}, many=False)
        for key, value in settings.items():
            editor.set(plan.path, key, value)
        if revision:
            fields: dict[str, Any] = {"from": plan.since, **revision, "basis": basis, "reason": reason}
            editor.add_table(plan.path, (*plan.path, "revisions"), fields, many=True)

    after = _write(plan, edit)
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
    )
    plan.context.console.answer(lines)
    return 0


def _check_owner(plan: Plan, owner: str | None) -> None:
    """Nothing is given to an agency that does not exist on the day it takes effect."""
    agency = plan.registry.owners[owner] if owner else None
    if agency is None or agency.exists_on(plan.since):
        return
    if agency.until is not None and agency.until < plan.since:
        heir = plan.registry.responsible(agency.id, plan.since)
        now = f"; đơn vị tiếp nhận: {heir.id} ({heir.short})" if heir else ""
        raise UsageError(f"Chưa ghi: {agency.short} kết thúc hoạt động ngày {format_date(agency.until)}{now}.")
    raise UsageError(f"Chưa ghi: {agency.short} chưa hoạt động vào ngày {format_date(plan.since)}.")


def new_target(plan: Plan, change: Change, typed: Mapping[str, str | None]) -> int:
    """Append a new target; on a terminal what is missing is asked for."""
    if not ID.fullmatch(plan.target) or len(plan.target) > 40:
        raise UsageError("Chưa ghi: mã mới chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ: so-hoa-ho-so")
    if plan.target in plan.registry.targets:
        raise UsageError(f"Chưa ghi: đã có chỉ tiêu, nhiệm vụ mã “{plan.target}”; bỏ --new để điều chỉnh.")
    if plan.part is not None:
        raise UsageError("Chưa ghi: thêm mới trước, rồi mới giao riêng cho cấp, đơn vị bằng --for.")
    fields = _new_fields(plan, change, typed)

    def edit(editor: Editor) -> None:
        editor.add_table(("targets",), plan.path, fields, many=False)

    after = _write(plan, edit)
    plan.context.console.answer(words.new_lines(after, plan.row(after), dry_run=plan.dry_run))
    return 0


def _new_fields(plan: Plan, change: Change, typed: Mapping[str, str | None]) -> dict[str, Scalar | list[str]]:
    texts = change.texts

    def ask(key: str, label: str, *, required: bool = False, only: bool = True) -> str | None:
        return _ask(plan, texts.get(key), label, f"--{key}", required=required) if only else texts.get(key)

    kind = _ask(plan, typed["kind"], f"Loại ({', '.join(Kind)})", "--kind", required=True)
    if kind not in tuple(Kind):
        raise UsageError(f"Chưa ghi: --kind: “{kind}” không có; chọn một trong: {', '.join(Kind)}.")
    every = typed["every"]
    if every is not None and every not in [each for each in PeriodKind if each is not PeriodKind.NINE_MONTHS]:
        raise UsageError(f"Chưa ghi: --every: “{every}” không có; chọn month, quarter, half hoặc year.")
    fields: dict[str, Any] = {
        "name": ask("name", "Tên", required=True),
        "kind": kind,
        "group": typed["group"],
        "unit": ask("unit", "Đơn vị tính", required=True, only=kind == Kind.COUNT),
        "owner": change.owner,
        "partners": list(change.partners) or None,
        "person": ask("person", "Rõ người"),
        "work": ask("work", "Rõ việc", only=kind == Kind.TASK),
        **change.goal,
        **change.deadline,
        "deadline_text": texts.get("deadline_text"),
        "every": every,
        "responsibility": ask("responsibility", "Rõ trách nhiệm"),
        "result": ask("result", "Rõ kết quả", only=kind == Kind.TASK),
        "authority": texts.get("authority"),
        "basis": ask("basis", "Căn cứ", required=True),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _ask(plan: Plan, given: str | None, label: str, option: str, *, required: bool = False) -> str | None:
    """What was typed, else the answer at a terminal (Enter: leave it open), else a refusal where it is required."""
    if given is not None:
        return given
    if not plan.context.can_ask:
        if required:
            raise UsageError(f"Chưa ghi: còn thiếu {label.split(' (')[0].lower()}; thêm {option} …")
        return None
    answer = plan.context.ask(f"{label}{'' if required else ' (Enter: chưa rõ)'}: ").strip()
    if not answer and required:
        raise UsageError(f"Chưa ghi: còn thiếu {label.split(' (')[0].lower()}; thêm {option} …")
    return answer or None


def _write(plan: Plan, edit: Any) -> Registry:
    """Write the edited targets.toml (or only try, with --dry-run) and return the registry it now holds."""
    after: list[Registry] = []

    def build(old: bytes | None) -> bytes:
        if old is None:
            raise UsageError("Chưa ghi: không còn tệp targets.toml.")
        decoded = decode(old, TARGETS)
        if isinstance(decoded, Problem):
            raise DataError([decoded])
        new = edit_bytes(old, edit)
        after.append(_judged(new))
        return new

    path = plan.desk.folder / TARGETS
    if plan.dry_run:
        build(path.read_bytes())
    else:
        replace_file(plan.desk.folder, path, build)
    return after[-1]


def _judged(new: bytes) -> Registry:
    source = Source(TARGETS, new.decode("utf-8-sig"))
    judge(source)
    registry = read_targets(source)
    if source.problems:
        raise UsageError(f"Chưa ghi: {source.problems[0].message}.")
    return registry
