"""targets.toml → Registry: every key judged, every problem noted, nothing doubtful let through."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dts.core.model import (
    Assignment,
    Break,
    Deadline,
    DeadlineKind,
    Goal,
    GoalWord,
    Kind,
    Level,
    Mark,
    Owner,
    Registry,
    Revision,
    Target,
)
from dts.core.period import PeriodKind
from dts.store.rules import RULE_KEYS, read_group, read_import, read_profile, read_rules
from dts.store.source import Source
from dts.store.tables import Table, label, nearest

ROOT_KEYS = ("schema", "title", "province", "agency", "until", "successor", "rules", "groups", "owners", "targets")
LATER_ROOT_KEYS = ("reports", "imports")
"""Tables of single commands."""
OWNER_KEYS = ("name", "short", "head", "level", "since", "until", "successor")
ASSIGNMENT_KEYS = (
    *("name", "short", "owner", "partners", "assigned_to", "person", "work", "responsibility", "result", "authority"),
    *("basis", "by", "before", "ongoing", "deadline_text", "at_least", "above", "at_most", "below", "goal_of"),
    *("judged_by", "of_what", "every", "from", "publication_lag_months", "warn_days", "baseline", "milestones"),
    *("revisions", "breaks", "later", "note"),
)
TARGET_ONLY_KEYS = ("kind", "group", "unit", "sum_of", "yearly_sum", "for", "for_each")
TARGET_KEYS = (*ASSIGNMENT_KEYS, *TARGET_ONLY_KEYS)
REVISION_KEYS = (
    *("from", "reason", "basis", "at_least", "above", "at_most", "below", "goal_of", "by", "before", "ongoing"),
    *("deadline_text", "owner", "partners", "assigned_to", "person", "work", "responsibility", "result", "authority"),
    *("milestones", "every"),
)
FIGURE_KEYS = ("numerator", "denominator", "value", "of", "published", "as_of", "done", "evidence", "source")
MAX_SHORT = 42


def read_targets(source: Source) -> Registry:
    """Build the registry of a parsed targets.toml; problems are left in the source."""
    root = Table(source, (), source.data)
    elsewhere = dict.fromkeys(TARGET_KEYS, "đặt dòng này dưới một mục [targets.<mã>]")
    elsewhere |= dict.fromkeys(RULE_KEYS, "đặt dòng này dưới mục [rules]")
    elsewhere |= dict.fromkeys((*FIGURE_KEYS, "figure"), "số liệu ghi trong records/<kỳ>.toml, dưới [[figure]]")
    root.check_keys((*ROOT_KEYS, *LATER_ROOT_KEYS), elsewhere)
    if root.required("schema") and source.data["schema"] != 1:
        root.problem("schema", "chương trình này đọc định dạng số 1", root.retyped("schema", "1"))
    root.required("title")
    owners = {name: _owner(name, table) for name, table in root.named_tables("owners")}
    for name, table in root.named_tables("owners"):
        _check_owner(name, table, owners)
    groups = {name: read_group(name, table, elsewhere=TARGET_KEYS) for name, table in root.named_tables("groups")}
    registry = Registry(
        title=root.text("title") or "",
        province=root.text("province"),
        agency=root.text("agency"),
        until=root.day("until"),
        successor=root.text("successor"),
        rules=read_rules(root, elsewhere=ASSIGNMENT_KEYS),
        groups=groups,
        owners=owners,
    )
    targets = {}
    for order, (name, table) in enumerate(root.named_tables("targets")):
        if target := _target(name, table, registry, order):
            targets[name] = target
    for name, target in targets.items():
        for part in target.sum_of:
            at = Table(source, ("targets", name), source.data["targets"][name])
            if part == name:
                at.problem("sum_of", "sum_of: chỉ tiêu không thể là tổng của chính nó")
            elif part not in targets:
                others = {key: each for key, each in targets.items() if key != name}
                at.problem("sum_of", f"sum_of: không có chỉ tiêu nào mã “{part}”", *_near(part, others))
    for side in source.other_sides:
        if side.data:
            read_targets(side)
    reports = {name: read_profile(name, table, registry) for name, table in root.named_tables("reports")}
    registry = registry._replace(targets=targets, reports=reports)
    imports = {name: read_import(name, table, registry) for name, table in root.named_tables("imports")}
    return registry._replace(imports=imports)


def _near(word: str, known: Mapping[str, object]) -> tuple[str, ...]:
    near = nearest(word, known)
    return (f"gần giống: {near}",) if near else ()


def _owner(name: str, table: Table) -> Owner:
    table.check_keys(OWNER_KEYS, dict.fromkeys(TARGET_KEYS, "đặt dòng này dưới một mục [targets.<mã>]"))
    table.required("name", "level")
    full = table.text("name") or name
    return Owner(
        id=name,
        name=full,
        short=table.text("short", limit=MAX_SHORT) or full,
        level=table.word("level", Level) or Level.TINH,
        head=table.text("head"),
        since=table.day("since"),
        until=table.day("until"),
        successor=table.text("successor"),
    )


def _check_owner(name: str, table: Table, owners: Mapping[str, Owner]) -> None:
    owner = owners[name]
    if name in tuple(Level):
        table.problem(None, f"mã “{name}” trùng với tên một cấp; đặt mã khác cho đơn vị")
    if owner.since and owner.until and owner.until < owner.since:
        table.problem("until", "until (ngày cuối hoạt động) đứng trước since (ngày thành lập)")
    if owner.successor is None:
        return
    if owner.successor not in owners:
        table.problem("successor", f"không có đơn vị nào mã “{owner.successor}”", *_near(owner.successor, owners))
        return
    if owner.until is None:
        table.problem("successor", "có đơn vị kế thừa thì phải có ngày cuối hoạt động", "thêm dòng:   until = …")
    seen, step = {name}, owner.successor
    while step in owners:
        if step in seen:
            table.problem("successor", "các đơn vị kế thừa nhau thành vòng tròn")
            return
        seen.add(step)
        step = owners[step].successor or ""


def _target(name: str, table: Table, registry: Registry, order: int) -> Target | None:
    table.check_keys(
        TARGET_KEYS, dict.fromkeys(("figure", *FIGURE_KEYS), "số liệu ghi trong records/<kỳ>.toml, dưới [[figure]]")
    )
    if not table.required("name", "kind"):
        return None
    kind = table.word("kind", Kind)
    if kind is None:
        return None
    unit = table.text("unit")
    if kind is Kind.COUNT and not table.has("unit"):
        table.problem(None, "loại count phải có đơn vị tính", 'thêm dòng:   unit = "…"')
    group = table.text("group")
    if group is not None and group not in registry.groups:
        table.problem("group", f"không có nhóm nào mã “{group}”", *_near(group, registry.groups))
        group = None
    fields = _fields(table, kind, registry)
    full = fields.get("name") or name
    fields["name"] = full
    fields.setdefault("short", full)
    whole = Assignment(**fields, yearly_sum=table.flag("yearly_sum"))
    if whole.yearly_sum and kind is not Kind.COUNT:
        table.problem("yearly_sum", "yearly_sum (cộng dồn trong năm) chỉ dùng cho loại count")
    return Target(
        id=name,
        kind=kind,
        group=group,
        unit=unit,
        whole=whole,
        parts=_parts(name, table, kind, whole, registry),
        for_each=table.word("for_each", Level),
        sum_of=table.texts("sum_of"),
        order=order,
    )


def _parts(name: str, table: Table, kind: Kind, whole: Assignment, registry: Registry) -> dict[str, Assignment]:
    outer = table.table("for")
    if outer is None:
        return {}
    above = f"đặt dòng này ngay dưới [targets.{name}], phía trên [targets.{name}.for.…]"
    parts = {}
    for part in outer.data:
        inner = outer.table(part)
        if inner is None:
            continue
        if part not in tuple(Level) and part not in registry.owners:
            known = {**{str(level): None for level in Level}, **registry.owners}
            inner.problem(None, f"for.{part}: không có cấp hay đơn vị nào mã “{part}”", *_near(part, known))
            continue
        inner.check_keys(ASSIGNMENT_KEYS, dict.fromkeys(TARGET_ONLY_KEYS, above))
        fields = _fields(inner, kind, registry)
        if "revisions" in fields:
            merged = [*whole.revisions, *fields["revisions"]]
            fields["revisions"] = tuple(sorted(merged, key=lambda item: item.since))
        parts[part] = whole._replace(**fields)
    return parts


def _fields(table: Table, kind: Kind, registry: Registry, *, revision: bool = False) -> dict[str, Any]:
    """The fields of an assignment that this table sets; absent ones are left out, so that parts inherit them."""
    fields: dict[str, Any] = {}
    texts = ["assigned_to", "person", "work", "responsibility", "result", "authority", "deadline_text", "goal_of"]
    if not revision:
        texts += ["name", "basis", "judged_by", "of_what", "later", "note"]
        fields |= _given("short", table.text("short", limit=MAX_SHORT))
    for key in texts:
        fields |= _given(key, table.text(key))
    fields |= _given("owner", _owner_id(table, registry))
    if table.has("partners"):
        fields["partners"] = table.texts("partners")
        for partner in fields["partners"]:
            if partner not in registry.owners:
                table.problem("partners", f"không có đơn vị nào mã “{partner}”", *_near(partner, registry.owners))
    if (goal := _goal(table, kind)) is not None:
        fields["goal"] = goal
    if (deadline := _deadline(table)) is not None:
        fields["deadline"] = deadline
        fields.setdefault("deadline_text", None)  # the words of an older deadline do not outlive it
    fields |= _given("every", table.word("every", PeriodKind, leave_out=[PeriodKind.NINE_MONTHS]))
    if kind is Kind.TASK and table.has("every"):
        table.problem("every", "nhiệm vụ không có số liệu định kỳ, bỏ every", "xóa dòng này", at_key=True)
    if table.has("milestones"):
        fields["milestones"] = tuple(mark for each in table.tables("milestones") if (mark := _mark(each, "by")))
    if revision:
        return fields
    fields |= _given("expected_from", table.day("from"))
    fields |= _given("lag_months", table.integer("publication_lag_months", low=0, high=60))
    fields |= _given("warn_days", table.integer("warn_days", low=0, high=366))
    if (baseline := table.table("baseline")) is not None:
        fields |= _given("baseline", _mark(baseline, "as_of"))
    if table.has("breaks"):
        fields["breaks"] = tuple(found for each in table.tables("breaks") if (found := _break(each)))
    if table.has("revisions"):
        later = [item for each in table.tables("revisions") if (item := _revision(each, kind, registry))]
        fields["revisions"] = tuple(sorted(later, key=lambda item: item.since))
    return fields


def _given(key: str, value: object | None) -> dict[str, Any]:
    return {} if value is None else {key: value}


def _owner_id(table: Table, registry: Registry) -> str | None:
    owner = table.text("owner")
    if owner is None or owner in registry.owners:
        return owner
    table.problem("owner", f"không có đơn vị nào mã “{owner}”", *_near(owner, registry.owners))
    return None


def _goal(table: Table, kind: Kind) -> Goal | None:
    given = [word for word in GoalWord if table.has(word)]
    if len(given) > 1:
        table.problem(given[1], f"chỉ một mục tiêu: đã có {given[0]}, bỏ {given[1]}", "xóa dòng này", at_key=True)
    if not given:
        return None
    word = given[0]
    if kind is Kind.TASK:
        table.problem(word, "nhiệm vụ không có mục tiêu bằng số; dùng result (kết quả phải đạt)", at_key=True)
        return None
    value = table.number(word)
    if value is None:
        return None
    if value < 0 and kind is not Kind.SCORE:
        table.problem(word, f"{label(word)} không thể là số âm")
        return None
    if kind is Kind.RANK and (value < 1 or value != value.to_integral_value()):
        table.problem(word, f"{label(word)}: thứ hạng là số nguyên từ 1", table.retyped(word, "20"))
        return None
    return Goal(word, value)


def _deadline(table: Table) -> Deadline | None:
    given = [key for key in ("by", "before", "ongoing") if table.has(key)]
    if len(given) > 1:
        message = f"chỉ một thời hạn: đã có {given[0]}, bỏ {given[1]}"
        table.problem(given[1], message, "xóa dòng này", at_key=True)
    if not given:
        return None
    if given[0] == "ongoing":
        return Deadline(DeadlineKind.ONGOING) if table.flag("ongoing") else Deadline()
    day = table.day(given[0])
    return None if day is None else Deadline(DeadlineKind(given[0]), day)


def _mark(table: Table, day_key: str) -> Mark | None:
    table.check_keys(("value", day_key), {})
    if not table.required("value", day_key):
        return None
    value, day = table.number("value"), table.day(day_key)
    return Mark(day, Fraction(value)) if value is not None and day is not None else None


def _break(table: Table) -> Break | None:
    table.check_keys(("on", "reason"), {})
    if not table.required("on", "reason"):
        return None
    day, reason = table.day("on"), table.text("reason")
    return Break(day, reason) if day and reason else None


def _revision(table: Table, kind: Kind, registry: Registry) -> Revision | None:
    table.check_keys(REVISION_KEYS, {})
    if not table.required("from"):
        return None
    since = table.day("from")
    changes = _fields(table, kind, registry, revision=True)
    if since is None:
        return None
    return Revision(since=since, changes=changes, basis=table.text("basis"), reason=table.text("reason"))
