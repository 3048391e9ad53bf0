"""Several folders as one: every id behind the key of its folder, names told apart, what all share told once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dts.core.joined import join_registries, join_rules, move_log, move_registry
from dts.core.log import Figure, Log, Remark, Sent
from dts.core.model import Assignment, Group, Kind, Level, Owner, Registry, Revision, Rules, Target
from dts.core.period import Period

MONTH, DAY = Period(2025, 2, 1), date(2025, 2, 20)


def target(name: str, group: str | None = None, order: int = 0, **more: object) -> Target:
    """One target."""
    whole = Assignment(
        name=name.upper(),
        short=name,
        owner="ca",
        partners=("xa-a",),
        person="Ông An",
        revisions=(Revision(DAY, {"owner": "xa-a", "name": "Mới", "person": None}),),
    )
    made = Target(id=name, group=group, kind=Kind.COUNT, unit=None, whole=whole, order=order)
    return made._replace(**more)  # type: ignore[arg-type]


def registry(*targets: Target, groups: tuple[str, ...] = ("g",), **more: object) -> Registry:
    """One folder."""
    made = Registry(
        title="Đề án",
        province="Vĩnh Phúc",
        groups={name: Group(name, f"Nhóm {name}") for name in groups},
        owners={
            "ca": Owner("ca", "Công an", "CA", Level.TINH, head="Giám đốc", successor="xa-a"),
            "xa-a": Owner("xa-a", "UBND xã A", "Xã A", Level.XA),
            "xa": Owner("xa", "Đơn vị tên xa", "xa", Level.XA),
        },
        targets={each.id: each for each in targets},
    )
    return made._replace(**more)  # type: ignore[arg-type]


# ── what all share ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        ("AB", "Tổng hợp 2 thư mục: A, B"),
        ("ABCD", "Tổng hợp 4 thư mục: A, B, C, D"),
        ("ABCDE", "Tổng hợp 5 thư mục"),
    ],
)
def test_a_few_folders_are_named_in_the_title(labels: str, title: str) -> None:
    """Of more than four only their number."""
    members = [move_registry(registry(target("a", "g")), each.lower(), each) for each in labels]
    joined = join_registries(members)
    assert joined.title == title
    assert joined.members == tuple(members)
    assert list(joined.targets) == [f"{each.lower()}/a" for each in labels]
    assert list(joined.groups) == [f"{each.lower()}/g" for each in labels]
    assert list(joined.owners)[:4] == ["a/ca", "a/xa-a", "a/xa", "b/ca"]


@pytest.mark.parametrize(
    ("values", "shared"),
    [
        (["X"], "X"),
        (["X", "X", "X"], "X"),
        (["X", "Y", "X"], None),
        (["X", "X", "Y"], None),
        ([None, None], None),
        ([None, "X"], None),
    ],
)
def test_only_what_all_agree_on_is_told(values: list[str | None], shared: str | None) -> None:
    """Province and agency."""
    members = [registry(province=value, agency=value) for value in values]
    joined = join_registries(members)
    assert (joined.province, joined.agency) == (shared, shared)


def test_the_rules_for_what_is_said_once() -> None:
    """The first folder's calendar, every clearness any of them asks for, every day off, each once and in order."""
    one = Rules(clarity=("owner", "by"), holidays=(date(2025, 9, 2), date(2025, 1, 1)))
    two = Rules(clarity=("by", "basis"), holidays=(date(2025, 5, 1), date(2025, 1, 1)))
    one, two = one._replace(warn_days=9), two._replace(warn_days=3)
    joined = join_rules([one, two])
    assert joined.clarity == ("owner", "by", "basis")
    assert joined.holidays == (date(2025, 1, 1), date(2025, 5, 1), date(2025, 9, 2))
    assert joined.warn_days == 9
    assert join_rules([two, one]).warn_days == 3


# ── one folder among others ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("groups", "own", "names"),
    [
        (("g",), "g", {"vp/g": "Vĩnh Phúc: Nhóm g"}),
        (("g",), None, {"vp/g": "Vĩnh Phúc: Nhóm g", "vp": "Vĩnh Phúc: nhóm khác"}),
        ((), None, {"vp": "Vĩnh Phúc"}),
    ],
    ids=["grouped", "some", "none"],
)
def test_groups_carry_the_name_of_their_folder(groups: tuple[str, ...], own: str | None, names: dict[str, str]) -> None:
    """Targets without a group are in one of the folder's own."""
    moved = move_registry(
        registry(target("a", "g" if groups else None), target("b", own), groups=groups), "vp", "Vĩnh Phúc"
    )
    assert {key: each.name for key, each in moved.groups.items()} == names
    assert {each.id for each in moved.groups.values()} == set(names)
    assert moved.targets["vp/b"].group == (f"vp/{own}" if own else "vp")
    assert (moved.key, moved.label, moved.reports) == ("vp", "Vĩnh Phúc", {})


def test_agencies_and_persons_are_told_from_those_of_other_folders() -> None:
    """Their ids get the key, their names the folder; who has no head or successor gets none."""
    moved = move_registry(registry(), "vp", "Vĩnh Phúc")
    assert moved.owners["vp/ca"] == Owner(
        "vp/ca",
        "Công an (Vĩnh Phúc)",
        "CA (Vĩnh Phúc)",
        Level.TINH,
        head="Giám đốc (Vĩnh Phúc)",
        successor="vp/xa-a",
    )
    assert (moved.owners["vp/xa-a"].head, moved.owners["vp/xa-a"].successor) == (None, None)


@pytest.mark.parametrize(
    ("named", "name", "short", "new"), [(False, "A", "a", "Mới"), (True, "VP: A", "VP: a", "VP: Mới")]
)
def test_a_target_points_into_its_own_folder(named: bool, name: str, short: str, new: str) -> None:
    """Owners, partners, persons, parts, sums and what a revision changes; its name only where ids are not printed."""
    given = target("a", "g", 3, sum_of=("b", "c"))
    parts = dict.fromkeys(("tinh", "xa-a", "xa", "huyen"), given.whole)
    first = {"first": 40} if named else {}
    moved = move_registry(registry(given._replace(parts=parts)), "vp", "VP", named=named, **first).targets["vp/a"]
    assert (moved.id, moved.group, moved.order, moved.sum_of) == ("vp/a", "vp/g", 43 if named else 3, ("vp/b", "vp/c"))
    assert list(moved.parts) == ["tinh", "vp/xa-a", "vp/xa", "huyen"]
    for each in (moved.whole, *moved.parts.values()):
        assert (each.name, each.short, each.owner) == (name, short, "vp/ca")
        assert (each.partners, each.person) == (("vp/xa-a",), "Ông An (VP)")
        assert [dict(revision.changes) for revision in each.revisions] == [
            {"owner": "vp/xa-a", "name": new, "person": None}
        ]


def test_what_is_not_given_stays_so() -> None:
    """No agency, no person, no partners."""
    whole = Assignment(name="A", short="A")
    moved = move_registry(registry(target("a")._replace(whole=whole)), "vp", "VP").targets["vp/a"]
    assert moved.whole == whole


def test_entries_point_into_the_moved_folder() -> None:
    """Figures and their files, remarks, reports; a level is a level unless an agency has its name."""
    log = Log(
        figures=(
            Figure("a", None, MONTH, value=Decimal(1), file="records/2025-02.toml"),
            Figure("a", "xa-a", MONTH, value=Decimal(2), file="records/2025-02.toml"),
            Figure("a", "tinh", MONTH, value=Decimal(3), file="records/2025-02.toml"),
            Figure("a", "xa", MONTH, value=Decimal(4), file="records/2025-02.toml"),
        ),
        explanations=(Remark("a", "xa-a", MONTH, "x"),),
        notes=(Remark("a", None, MONTH, "y"),),
        sent=(Sent(MONTH, DAY), Sent(MONTH, DAY, report="bao-cao")),
    )
    moved = move_log(log, move_registry(registry(target("a", "g")), "vp", "VP"))
    assert [(each.target, each.part, each.file) for each in moved.figures] == [
        ("vp/a", part, "vp/records/2025-02.toml") for part in (None, "vp/xa-a", "tinh", "vp/xa")
    ]
    assert moved.explanations == (Remark("vp/a", "vp/xa-a", MONTH, "x"),)
    assert moved.notes == (Remark("vp/a", None, MONTH, "y"),)
    assert [each.report for each in moved.sent] == ["vp/", "vp/bao-cao"]
