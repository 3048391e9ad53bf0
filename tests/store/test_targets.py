"""targets.toml: every key in its place is read, everything else is refused in one sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dts.core.model import (
    Assignment,
    Break,
    Deadline,
    DeadlineKind,
    FormMap,
    Goal,
    GoalWord,
    Group,
    Kind,
    Level,
    Mark,
    Owner,
    Profile,
    Registry,
    Revision,
    Target,
)
from dts.core.period import PeriodKind
from dts.store.source import Source, judge
from dts.store.targets import read_targets
from tests.store.reading import cases_of, told

HEAD = """\
schema = 1
title = "Chuyển đổi số"
[groups.nhom-a]
name = "Nhóm A"
[owners.so-a]
name = "Sở A"
level = "tinh"
[owners.xa-b]
name = "UBND xã B"
level = "xa"
"""
TARGET = HEAD + '[targets.a]\nname = "A"\n'
BEFORE = {"the file": "", "agencies": HEAD, "succession": HEAD}
"""What stands before the lines of a heading; mostly the beginning of a target."""
SAID = cases_of("targets")


def read(text: str) -> tuple[Registry, list[str]]:
    """What a targets.toml says, and what is wrong with it."""
    source = Source("targets.toml", text)
    judge(source)
    return read_targets(source), told(source.problems)


@pytest.mark.parametrize("heading", SAID)
def test_what_is_wrong_is_said(heading: str) -> None:
    """Exactly what is wrong, underlined, with what to type; nothing of what is sound."""
    before = BEFORE.get(heading, TARGET)
    assert [(text, read(before + text)[1]) for text, _said in SAID[heading]] == SAID[heading]


WHOLE = """\
schema = 1
title = "Chuyển đổi số"
province = "Vĩnh Phúc"
agency = "UBND tỉnh"
until = 2030-12-31
successor = "moi"

[groups.nhom-a]
name = "Nhóm A"

[owners.so-a]
name = "Sở A"
level = "tinh"
until = 2025-02-28
successor = "so-b"

[owners.so-b]
name = "Sở B thành lập mới"
short = "Sở B"
level = "tinh"
head = "Giám đốc"
since = 2025-03-01

[targets.ty-le]
name = "Tỷ lệ"
short = "Tỷ lệ ngắn"
kind = "ratio"
unit = "hồ sơ"
group = "nhom-a"
for_each = "xa"
sum_of = ["tong"]
owner = "so-a"
partners = ["so-b", "so-a"]
assigned_to = "các sở"
person = "Giám đốc"
work = "việc"
responsibility = "trách nhiệm"
result = "kết quả"
authority = "thẩm quyền"
basis = "Nghị quyết"
at_least = 80.5
goal_of = "cả tỉnh"
by = 2025-12-31
deadline_text = "hết năm"
judged_by = "Bộ"
of_what = "của hồ sơ"
every = "month"
from = 2024-01-01
publication_lag_months = 2
warn_days = 7
baseline = { value = 10.5, as_of = 2023-12-31 }
milestones = [ { by = 2024-06-30, value = 40 }, { by = 2024-12-31, value = 60 } ]
breaks = [ { on = 2024-02-01, reason = "đổi cách tính" } ]
later = "sau này"
note = "ghi chú"

[[targets.ty-le.revisions]]
from = 2025-06-01
above = 90
before = 2026-01-01

[[targets.ty-le.revisions]]
from = 2025-03-01
reason = "sáp nhập"
basis = "Nghị quyết hai"
owner = "so-b"
partners = ["so-a"]
assigned_to = "a"
person = "b"
work = "c"
responsibility = "d"
result = "e"
authority = "f"
goal_of = "g"
ongoing = true
deadline_text = "h"
milestones = [ { by = 2025-09-30, value = 70 } ]
every = "quarter"

[targets.ty-le.for.xa]
name = "Tỷ lệ xã"
short = "Xã"
owner = "so-b"
partners = []
assigned_to = "các xã"
person = "Chủ tịch"
work = "việc xã"
responsibility = "trách nhiệm xã"
result = "kết quả xã"
authority = "thẩm quyền xã"
basis = "Kế hoạch"
at_most = 5
goal_of = "cả xã"
before = 2026-06-30
judged_by = "Sở"
of_what = "của xã"
every = "year"
from = 2024-02-01
publication_lag_months = 3
warn_days = 8
baseline = { value = 1, as_of = 2023-06-30 }
milestones = [ { by = 2025-06-30, value = 3 } ]
breaks = []
later = "xã sau này"
note = "ghi chú xã"

[[targets.ty-le.for.xa.revisions]]
from = 2025-04-01
reason = "xã"
at_most = 4

[targets.ty-le.for.so-b]
person = "Phó Giám đốc"
by = 2025-11-30

[targets.ty-le.for.tinh]
ongoing = false

[targets.tong]
name = "Tổng"
kind = "count"
unit = "trạm"
yearly_sum = true

[targets.viec]
name = "Việc"
kind = "task"
ongoing = true

[reports.so-b]
groups = ["nhom-a"]
owners = ["so-b"]

[imports.bieu]
rows = { "Tỷ lệ hồ sơ" = "ty-le/so-b" }
"""
FIRST = Revision(
    date(2025, 3, 1),
    {
        "assigned_to": "a",
        "person": "b",
        "work": "c",
        "responsibility": "d",
        "result": "e",
        "authority": "f",
        "deadline_text": "h",
        "goal_of": "g",
        "owner": "so-b",
        "partners": ("so-a",),
        "deadline": Deadline(DeadlineKind.ONGOING),
        "every": PeriodKind.QUARTER,
        "milestones": (Mark(date(2025, 9, 30), Fraction(70)),),
    },
    "Nghị quyết hai",
    "sáp nhập",
)
SECOND = Revision(
    date(2025, 6, 1),
    {
        "goal": Goal(GoalWord.ABOVE, Decimal(90)),
        "deadline": Deadline(DeadlineKind.BEFORE, date(2026, 1, 1)),
        "deadline_text": None,
    },
)
RATIO = Assignment(
    name="Tỷ lệ",
    short="Tỷ lệ ngắn",
    owner="so-a",
    partners=("so-b", "so-a"),
    assigned_to="các sở",
    person="Giám đốc",
    work="việc",
    responsibility="trách nhiệm",
    result="kết quả",
    authority="thẩm quyền",
    basis="Nghị quyết",
    goal=Goal(GoalWord.AT_LEAST, Decimal("80.5")),
    goal_of="cả tỉnh",
    deadline=Deadline(DeadlineKind.BY, date(2025, 12, 31)),
    deadline_text="hết năm",
    every=PeriodKind.MONTH,
    expected_from=date(2024, 1, 1),
    lag_months=2,
    warn_days=7,
    baseline=Mark(date(2023, 12, 31), Fraction(21, 2)),
    milestones=(Mark(date(2024, 6, 30), Fraction(40)), Mark(date(2024, 12, 31), Fraction(60))),
    breaks=(Break(date(2024, 2, 1), "đổi cách tính"),),
    revisions=(FIRST, SECOND),
    of_what="của hồ sơ",
    judged_by="Bộ",
    later="sau này",
    note="ghi chú",
)
COMMUNES = Assignment(
    name="Tỷ lệ xã",
    short="Xã",
    owner="so-b",
    assigned_to="các xã",
    person="Chủ tịch",
    work="việc xã",
    responsibility="trách nhiệm xã",
    result="kết quả xã",
    authority="thẩm quyền xã",
    basis="Kế hoạch",
    goal=Goal(GoalWord.AT_MOST, Decimal(5)),
    goal_of="cả xã",
    deadline=Deadline(DeadlineKind.BEFORE, date(2026, 6, 30)),
    every=PeriodKind.YEAR,
    expected_from=date(2024, 2, 1),
    lag_months=3,
    warn_days=8,
    baseline=Mark(date(2023, 6, 30), Fraction(1)),
    milestones=(Mark(date(2025, 6, 30), Fraction(3)),),
    revisions=(FIRST, Revision(date(2025, 4, 1), {"goal": Goal(GoalWord.AT_MOST, Decimal(4))}, None, "xã"), SECOND),
    of_what="của xã",
    judged_by="Sở",
    later="xã sau này",
    note="ghi chú xã",
)


def test_every_key_is_read() -> None:
    """Nothing that may stand in targets.toml is lost; parts inherit, and revisions stand in the order of their days."""
    registry, said = read(WHOLE)
    assert said == []
    assert registry.targets == {
        "ty-le": Target(
            id="ty-le",
            kind=Kind.RATIO,
            group="nhom-a",
            unit="hồ sơ",
            whole=RATIO,
            parts={
                "xa": COMMUNES,
                "so-b": RATIO._replace(
                    person="Phó Giám đốc",
                    deadline=Deadline(DeadlineKind.BY, date(2025, 11, 30)),
                    deadline_text=None,
                ),
                "tinh": RATIO._replace(deadline=Deadline(), deadline_text=None),
            },
            for_each=Level.XA,
            sum_of=("tong",),
        ),
        "tong": Target(
            id="tong",
            kind=Kind.COUNT,
            group=None,
            unit="trạm",
            whole=Assignment(name="Tổng", short="Tổng", yearly_sum=True),
            order=1,
        ),
        "viec": Target(
            id="viec",
            kind=Kind.TASK,
            group=None,
            unit=None,
            whole=Assignment(name="Việc", short="Việc", deadline=Deadline(DeadlineKind.ONGOING)),
            order=2,
        ),
    }
    assert registry._replace(targets={}) == Registry(
        title="Chuyển đổi số",
        province="Vĩnh Phúc",
        agency="UBND tỉnh",
        until=date(2030, 12, 31),
        successor="moi",
        groups={"nhom-a": Group("nhom-a", "Nhóm A")},
        owners={
            "so-a": Owner("so-a", "Sở A", "Sở A", Level.TINH, until=date(2025, 2, 28), successor="so-b"),
            "so-b": Owner("so-b", "Sở B thành lập mới", "Sở B", Level.TINH, "Giám đốc", date(2025, 3, 1)),
        },
        targets={},
        reports={"so-b": Profile("so-b", groups=("nhom-a",), owners=("so-b",))},
        imports={"bieu": FormMap("bieu", columns={}, rows={"Tỷ lệ hồ sơ": "ty-le/so-b"})},
    )


def test_what_is_doubtful_is_left_out() -> None:
    """A wrong line takes nothing with it but what it says itself, so that every other mistake is still found."""
    registry, said = read(
        HEAD + '[owners.c]\nname = 1\nlevel = "ban"\n'
        '[targets.a]\nname = 1\nkind = "ratio"\ngroup = "z"\nowner = "z"\nat_least = -1\nby = 3\nperson = "P"\n'
        "milestones = [ { by = 2025-01-01 }, { by = 2025-02-01, value = 3 } ]\n"
        'breaks = [ { on = 2025-01-01 }, { on = 1, reason = "x" }, { on = 2025-01-01, reason = 1 } ]\n'
        '[[targets.a.revisions]]\nreason = "x"\n[targets.a.for.z]\nperson = "Q"\n'
        '[targets.b]\nkind = "count"\n[targets.c]\nname = "C"\nkind = "x"\n'
    )
    assert len(said) == 15
    assert registry.owners["c"] == Owner("c", "c", "c", Level.TINH)
    assert list(registry.targets) == ["a"]
    assert registry.targets["a"].group is None
    assert registry.targets["a"].parts == {}
    mark = Mark(date(2025, 2, 1), Fraction(3))
    assert registry.targets["a"].whole == Assignment("a", "a", person="P", milestones=(mark,))


def test_of_two_goals_or_deadlines_the_first_counts() -> None:
    """The other one is refused; what is said of the target meanwhile goes by the first."""
    registry, said = read(f'{TARGET}kind = "ratio"\nat_least = 1\nat_most = 2\nby = 2025-01-02\nbefore = 2025-01-01\n')
    assert [each.partition(":")[0] for each in said] == ["«at_most» chỉ một mục tiêu", "«before» chỉ một thời hạn"]
    assert registry.targets["a"].whole.goal == Goal(GoalWord.AT_LEAST, Decimal(1))
    assert registry.targets["a"].whole.deadline == Deadline(DeadlineKind.BY, date(2025, 1, 2))
    registry, _said = read(f'{TARGET}kind = "ratio"\nby = 2025-01-02\nongoing = true\n')
    assert registry.targets["a"].whole.deadline == Deadline(DeadlineKind.BY, date(2025, 1, 2))


TARGET_KEYS = """
kind group unit sum_of yearly_sum for for_each short owner partners assigned_to person work responsibility result
authority basis by before ongoing deadline_text at_least above at_most below goal_of judged_by of_what every from
publication_lag_months baseline milestones revisions breaks later note
"""
ASSIGNED = TARGET_KEYS.partition("short")[2]
TO_TARGET = "đặt dòng này dưới một mục [targets.<mã>]"
TO_RULES = "đặt dòng này dưới mục [rules]"
TO_RECORD = "số liệu ghi trong records/<kỳ>.toml, dưới [[figure]]"
TO_ABOVE = "đặt dòng này ngay dưới [targets.a], phía trên [targets.a.for.…]"
FIGURES = "figure numerator denominator value of published as_of done evidence source"
MISPLACED = {
    "target keys before all tables": ("", f"name {TARGET_KEYS}", TO_TARGET),
    "rules before all tables": ("", "cutoff_day due_day warn_days pace clarity holidays", TO_RULES),
    "figures before all tables": ("", FIGURES, TO_RECORD),
    "target keys of an agency": ("[owners.o]\n", TARGET_KEYS.replace(" short", "") + " warn_days", TO_TARGET),
    "target keys of a group": ("[groups.g]\n", f"{TARGET_KEYS} warn_days", TO_TARGET),
    "target keys under the rules": ("[rules]\n", f"name short {ASSIGNED}", TO_TARGET),
    "figures of a target": (TARGET, FIGURES, TO_RECORD),
    "a whole target's keys of a part": (
        f'{TARGET}kind = "ratio"\n[targets.a.for.xa]\n',
        "kind group unit sum_of yearly_sum for for_each",
        TO_ABOVE,
    ),
}


@pytest.mark.parametrize("case", MISPLACED)
def test_key_in_the_wrong_place(case: str) -> None:
    """It is told where it belongs."""
    before, keys, advice = MISPLACED[case]
    _registry, said = read(before + "".join(f"{key} = 'x'\n" for key in keys.split()))
    assert [each for each in said if "sai chỗ" in each] == [
        f"«{key}» khóa {key} đặt sai chỗ | {advice}" for key in keys.split()
    ]
