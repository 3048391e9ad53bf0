"""What targets.toml says beside targets and owners: `[rules]`, `[groups]`, `[reports]`, `[imports]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dts.core.model import FormMap, Group, Level, Profile, Registry, Rules
from dts.core.period import PeriodKind
from dts.store.tables import Table, nearest

RULE_KEYS = ("cutoff_day", "due_day", "warn_days", "pace", "clarity", "holidays")
GROUP_KEYS = ("name", "due_day", "cutoff_day")
PROFILE_KEYS = (
    *("agency", "parent", "symbol", "title", "place", "to", "recipients", "signer"),
    *("groups", "owners", "level", "every", "cutoff_day", "due_day"),
)
IMPORT_KEYS = ("sheet", "header", "columns", "rows")
CLARITY = ("person", "work", "time", "responsibility", "result", "authority")
TO_TARGET = "đặt dòng này dưới một mục [targets.<mã>]"


def read_rules(root: Table, *, elsewhere: Iterable[str]) -> Rules:
    """`[rules]`; what is not set keeps its default. `elsewhere` are keys that belong to a target."""
    table = root.table("rules")
    if table is None:
        return Rules()
    table.check_keys(RULE_KEYS, dict.fromkeys(elsewhere, TO_TARGET))
    defaults = Rules()
    cutoff, given = _cutoff(table)
    due = _due(table)
    warn = table.integer("warn_days", low=0, high=366)
    clarity = table.texts("clarity") or defaults.clarity
    for word in clarity:
        if word not in CLARITY:
            table.problem("clarity", f"clarity: không có “{word}”; chọn trong: {', '.join(CLARITY)}")
    return Rules(
        cutoff_day=cutoff if given else defaults.cutoff_day,
        due_day=due if due is not None else defaults.due_day,
        warn_days=warn if warn is not None else defaults.warn_days,
        pace=_pace(table) or defaults.pace,
        clarity=clarity,
        holidays=table.days("holidays"),
    )


def _pace(table: Table) -> tuple[Decimal, Decimal] | None:
    value = table.data.get("pace")
    if value is None:
        return None
    try:
        high, low = (Decimal(str(item)) for item in value)
        good = 1 >= high > low >= 0
    except (TypeError, ValueError, ArithmeticError):
        good = False
    if not good:
        table.problem("pace", "pace là hai ngưỡng giảm dần giữa 1 và 0", table.retyped("pace", "[0.95, 0.60]"))
        return None
    return high, low


def _cutoff(table: Table) -> tuple[int | None, bool]:
    """The cut-off day ("end" = None) and whether it was given."""
    if table.data.get("cutoff_day") == "end":
        return None, True
    day = table.integer("cutoff_day", low=1, high=28) if table.has("cutoff_day") else None
    return day, day is not None


def _due(table: Table) -> int | dict[str, int] | None:
    """One day of the month, or one per level."""
    if not isinstance(table.data.get("due_day"), dict):
        return table.integer("due_day", low=1, high=31)
    inner = table.table("due_day")
    assert inner is not None
    inner.check_keys([str(level) for level in Level], {})
    days = {level: inner.integer(level, low=1, high=31) for level in Level if inner.has(level)}
    return {level: day for level, day in days.items() if day is not None} or None


def read_group(name: str, table: Table, *, elsewhere: Iterable[str]) -> Group:
    """One `[groups.<name>]`."""
    table.check_keys(GROUP_KEYS, dict.fromkeys(elsewhere, TO_TARGET))
    table.required("name")
    cutoff, given = _cutoff(table)
    return Group(id=name, name=table.text("name") or name, cutoff_day=cutoff, cutoff_given=given, due_day=_due(table))


def read_profile(name: str, table: Table, registry: Registry) -> Profile:
    """One `[reports.<name>]`; groups and owners it names must exist."""
    table.check_keys(PROFILE_KEYS, {"group": 'viết groups = ["…"]', "owner": 'viết owners = ["…"]'})
    cutoff, given = _cutoff(table)
    return Profile(
        id=name,
        agency=table.text("agency"),
        parent=table.text("parent"),
        symbol=table.text("symbol"),
        title=table.text("title"),
        place=table.text("place"),
        to=table.texts("to"),
        recipients=table.texts("recipients"),
        signer=table.text("signer"),
        groups=_known(table, "groups", registry.groups, "nhóm"),
        owners=_known(table, "owners", registry.owners, "đơn vị"),
        level=table.word("level", Level),
        every=table.word("every", PeriodKind) or PeriodKind.MONTH,
        cutoff_day=cutoff,
        cutoff_given=given,
        due_day=table.integer("due_day", low=1, high=31),
    )


def read_import(name: str, table: Table, registry: Registry) -> FormMap:
    """One `[imports.<name>]`; the words for columns are those of --column, the targets it names must exist."""
    from dts.core.form_words import known_names, read_role  # only where there is one

    table.check_keys(IMPORT_KEYS, {})
    found: dict[str, dict[str, str]] = {"columns": {}, "rows": {}}
    for key, pairs in found.items():
        if table.has(key) and not isinstance(table.data[key], dict):
            header = f"viết thành mục riêng:   [imports.{name}.{key}]"
            table.problem(key, f"{key} phải là một mục, mỗi dòng một tên", header, at_key=True)
            continue
        inner = table.table(key)
        for words in inner.data if inner is not None else ():
            if inner is not None and (text := inner.text(words)) is not None:
                pairs[words] = text
    names = known_names(registry)
    for words, text in found["columns"].items():
        if read_role(text, names) is None:
            inner = Table(table.source, (*table.path, "columns"), table.data["columns"])
            message = f"“{text}” không phải là loại cột; dùng value, numerator, denominator, as_of, ignore, …"
            inner.problem(words, message, *_near_word(inner, words, text))
    for words, text in found["rows"].items():
        target, slash, part = text.partition("/")
        inner = Table(table.source, (*table.path, "rows"), table.data["rows"])
        if target not in registry.targets:
            near = nearest(target, registry.targets)
            fixes = [inner.retyped(words, f'"{near}{f"/{part}" if part else ""}"')] if near else []
            inner.problem(words, f"không có chỉ tiêu nào mã “{target}”", *fixes)
        elif slash and part not in tuple(Level) and part not in registry.owners:
            near = nearest(part, [*map(str, Level), *registry.owners])
            fixes = [inner.retyped(words, f'"{target}/{near}"')] if near else []
            inner.problem(words, f"không có cấp hay đơn vị nào mã “{part}”", *fixes)
    return FormMap(
        id=name,
        sheet=table.text("sheet"),
        header=table.integer("header", low=1, high=1_048_576),
        columns=found["columns"],
        rows=found["rows"],
    )


def _near_word(table: Table, key: str, text: str) -> list[str]:
    from dts.core.form_words import Role

    near = nearest(text, [str(role) for role in Role])
    return [table.retyped(key, f'"{near}"')] if near else []


def _known(table: Table, key: str, known: Mapping[str, object], what: str) -> tuple[str, ...]:
    found = table.texts(key)
    for each in found:
        if each not in known:
            near = nearest(each, known)
            hint = [f"gần giống: {near}"] if near else []
            table.problem(key, f"{key}: không có {what} nào mã “{each}”", *hint)
    return found
