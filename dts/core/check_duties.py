"""Rules of `dts check` about what was assigned: deadlines, agencies, succession, names, the folder itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dts.core.assess import Assessment, Status
from dts.core.dates import format_date
from dts.core.finding import TARGETS, Finding, Material, about_targets, listed, things
from dts.core.lookup import fold
from dts.core.model import DeadlineKind, Kind, Owner
from dts.core.tally import assigned_rows

MAX_SHORT = 42
"""Columns a name may take in narrow tables."""
DONE = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.UNDECIDED)


# ── deadlines and rhythm ─────────────────────────────────────────────────────


def check_goals(material: Material) -> Iterator[Finding]:
    """Goals with a deadline but no `every` (nobody knows which figure decides), and goals without a deadline."""
    goals = [row for row in material.rows if row.assignment.goal is not None]
    dated = [row.target.id for row in goals if row.deadline is not None and row.assignment.every is None]
    words = "có mục tiêu, có thời hạn nhưng không ghi every (bao lâu có số liệu một lần)"
    yield from about_targets("no_every", dated, words, f"chỉ tiêu {words}")
    undated = [row.target.id for row in goals if row.assignment.deadline.kind is DeadlineKind.NONE]
    words = "có mục tiêu nhưng không có thời hạn"
    yield from about_targets("no_deadline", undated, words, f"chỉ tiêu {words}")


# ── agencies ─────────────────────────────────────────────────────────────────


def check_owners(material: Material) -> Iterator[Finding]:
    """What was assigned to nobody, and what was assigned to many: how many, in one line each."""
    asked = [row for row in assigned_rows(material.rows) if row.owner is None]
    nobody = [row for row in asked if row.assignment.assigned_to is None]
    many = [row for row in asked if row.assignment.assigned_to is not None]
    words = "chưa rõ đơn vị chủ trì"
    kinds = things(row.target for row in nobody)
    yield from about_targets("no_owner", [row.target.id for row in nobody], words, f"{kinds} {words}")
    words = "giao chung, chưa có một đơn vị chủ trì"
    kinds = things(row.target for row in many)
    yield from about_targets("many_owners", [row.target.id for row in many], words, f"{kinds} {words}")


def check_orphans(material: Material) -> Iterator[Finding]:
    """A closed agency without successor that still answers for something is an error, one per agency."""
    orphans: dict[str, list[str]] = defaultdict(list)
    for row in material.rows:
        if row.orphaned and row.owner and not _finished(row):
            orphans[_last(material.registry.owners, row.owner).id].append(row.target.id)
    for name, found in orphans.items():
        owner, ids = material.registry.owners[name], tuple(dict.fromkeys(found))
        what = things(material.registry.targets[each] for each in ids)
        closed = f"kết thúc {format_date(owner.until)}" if owner.until else "kết thúc"
        message = f"{owner.short} {closed}, chưa có đơn vị tiếp nhận {len(ids)} {what}: {listed(ids)}"
        yield Finding("no_successor", TARGETS, ("owners", name, "until"), message, warning=False, targets=ids)


def _finished(row: Assessment) -> bool:
    """A task that is done is nobody's any more."""
    return row.target.kind is Kind.TASK and row.status in DONE


def _last(owners: Mapping[str, Owner], owner: Owner) -> Owner:
    """The end of a chain of successors."""
    while owner.successor is not None:
        owner = owners[owner.successor]
    return owner


def check_successions(material: Material) -> Iterator[Finding]:
    """What moved to another agency only by default succession: one line per pair of agencies, all ids listed."""
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in material.rows:
        if row.owner and row.responsible and row.owner.id != row.responsible.id and not _finished(row):
            moved[row.owner.id, row.responsible.id].append(row.target.id)
    for (old, new), found in moved.items():
        before, after, ids = material.registry.owners[old], material.registry.owners[new], tuple(dict.fromkeys(found))
        what = things(material.registry.targets[each] for each in ids)
        closed = f" kết thúc {format_date(before.until)}" if before.until else ""
        message = (
            f"{before.short}{closed}: {len(ids)} {what} mặc định chuyển sang {after.short}, "
            f"chưa ghi văn bản giao lại: {', '.join(ids)}"
        )
        yield Finding("moved", TARGETS, ("owners", old, "successor"), message, targets=ids)


# ── names ────────────────────────────────────────────────────────────────────


def check_names(material: Material) -> Iterator[Finding]:
    """Two targets, or two agencies, that answer to one name: typing it finds both."""
    targets = {key: (each.whole.name, each.whole.short) for key, each in material.registry.targets.items()}
    owners = {key: (each.name, each.short) for key, each in material.registry.owners.items()}
    for table, named in (("targets", targets), ("owners", owners)):
        users: dict[str, list[str]] = defaultdict(list)
        spelled: dict[str, str] = {}
        for key, names in named.items():
            for name in dict.fromkeys(names):
                form = fold(name)
                spelled.setdefault(form, name)
                if form and key not in users[form]:
                    users[form].append(key)
        for form, keys in users.items():
            if len(keys) > 1:
                message = f"tên “{spelled[form]}” đặt cho cả {listed(keys)}; gõ tên này khớp nhiều mục"
                ids = tuple(keys) if table == "targets" else ()
                yield Finding("same_name", TARGETS, (table, keys[1], "name"), message, targets=ids)


def check_shorts(material: Material) -> Iterator[Finding]:
    """Names too long for narrow tables that have no short form."""
    words = f"tên dài hơn {MAX_SHORT} ký tự mà chưa có tên ngắn (short)"
    long = [key for key, each in material.registry.targets.items() if len(each.whole.short) > MAX_SHORT]
    kinds = things(material.registry.targets[key] for key in long)
    yield from about_targets("no_short", long, words, f"{kinds} {words}", key="name")
    owners = [key for key, each in material.registry.owners.items() if len(each.short) > MAX_SHORT]
    if len(owners) == 1:
        yield Finding("no_short", TARGETS, ("owners", owners[0], "name"), f"{owners[0]}: {words}")
    elif owners:
        yield Finding("no_short", TARGETS, ("owners",), f"{len(owners)} đơn vị {words}: {listed(owners)}")


# ── the folder ───────────────────────────────────────────────────────────────


def check_folder(material: Material) -> Iterator[Finding]:
    """Files in records/ that are never read, and a province that has ended."""
    for name in material.foreign:
        message = "không đọc tệp này (tên không đúng mẫu 2025-02.toml)"
        yield Finding("foreign", f"records/{name}", (), message)
    registry = material.registry
    if registry.until is not None and material.today > registry.until:
        now = f", nay là tỉnh {registry.successor}" if registry.successor else ""
        province = registry.province or registry.title
        message = f"Tỉnh {province} có đến hết {format_date(registry.until)}{now}. Số liệu ở đây là của tỉnh {province}"
        yield Finding("ended", TARGETS, ("until",), message)
