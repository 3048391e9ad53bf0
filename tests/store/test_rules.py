"""What targets.toml says beside targets and agencies: the rules, the groups, the reports, the forms that come back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dts.core.model import Assignment, FormMap, Group, Kind, Level, Owner, Profile, Registry, Rules, Target
from dts.core.period import PeriodKind
from dts.store.rules import read_group, read_import, read_profile, read_rules
from dts.store.source import Source, judge
from dts.store.tables import Table
from tests.store.reading import cases_of, told

REGISTRY = Registry(
    "T",
    groups={"nhom-a": Group("nhom-a", "Nhóm A"), "nhom-b": Group("nhom-b", "Nhóm B")},
    owners={"so-a": Owner("so-a", "Sở A", "Sở A", Level.TINH), "xa-b": Owner("xa-b", "Xã B", "Xã B", Level.XA)},
    targets={"ty-le": Target("ty-le", Kind.RATIO, None, None, Assignment("Tỷ lệ", "Tỷ lệ"))},
)
HEADERS = {"rules": "[rules]\n", "groups": "[groups.g]\n", "reports": "[reports.r]\n", "imports": "[imports.i]\n"}
Part = Rules | Group | Profile | FormMap


def read(what: str, lines: str) -> tuple[Part, list[str]]:
    """What the lines of one of these tables say, and what is wrong with them."""
    source = Source("targets.toml", HEADERS[what] + lines)
    judge(source)
    root = Table(source, (), source.data)
    found: Part
    if what == "rules":
        found = read_rules(root, elsewhere=("kind", "owner"))
    else:
        ((name, table),) = root.named_tables(what)
        if what == "groups":
            found = read_group(name, table, elsewhere=("kind", "owner"))
        else:
            found = (read_profile if what == "reports" else read_import)(name, table, REGISTRY)
    return found, told(source.problems)


SAID = cases_of("rules")


@pytest.mark.parametrize("heading", SAID)
def test_what_is_wrong_is_said(heading: str) -> None:
    """Exactly what is wrong, underlined, with what to type; nothing of what is sound."""
    what = heading.partition(",")[0]
    assert [(text, read(what, text)[1]) for text, _said in SAID[heading]] == SAID[heading]


def test_without_rules_those_of_the_decree_hold() -> None:
    """The 14th, the 25th, fourteen days; no table is an empty table."""
    source = Source("targets.toml", 'title = "T"')
    judge(source)
    expected = Rules(
        14, 25, 14, (Decimal("0.95"), Decimal("0.60")), ("person", "work", "time", "responsibility", "result")
    )
    assert read_rules(Table(source, (), source.data), elsewhere=()) == expected
    assert read("rules", "") == (expected, [])


LEVELS = "due_day = { tw = 31, tinh = 25, huyen = 20, xa = 1 }\n"
READ = [
    ("rules", "cutoff_day = 1\ndue_day = 1\nwarn_days = 0", Rules(1, 1, 0)),
    ("rules", "cutoff_day = 28\ndue_day = 31\nwarn_days = 366", Rules(28, 31, 366)),
    ("rules", 'cutoff_day = "end"', Rules(None)),
    ("rules", LEVELS, Rules(due_day={"tw": 31, "tinh": 25, "huyen": 20, "xa": 1})),
    ("rules", "due_day = {}", Rules()),
    ("rules", "due_day = { xa = 0, tinh = 20 }", Rules(due_day={"tinh": 20})),
    ("rules", "pace = [1, 0]", Rules(pace=(Decimal(1), Decimal(0)))),
    ("rules", "pace = [0.9, 0.5]", Rules(pace=(Decimal("0.9"), Decimal("0.5")))),
    ("rules", "pace = [0.5, 0.9]", Rules()),
    ("rules", 'clarity = ["authority", "time"]', Rules(clarity=("authority", "time"))),
    ("rules", "holidays = [2025-04-30, 2025-05-01]", Rules(holidays=(date(2025, 4, 30), date(2025, 5, 1)))),
    ("groups", 'name = "G"', Group("g", "G")),
    ("groups", "", Group("g", "g")),
    ("groups", 'name = "G"\ncutoff_day = 5\ndue_day = 6', Group("g", "G", 5, True, 6)),
    ("groups", 'name = "G"\ncutoff_day = "end"', Group("g", "G", None, True)),
    ("groups", 'name = "G"\ncutoff_day = 29', Group("g", "G")),
    ("groups", f'name = "G"\n{LEVELS}', Group("g", "G", due_day={"tw": 31, "tinh": 25, "huyen": 20, "xa": 1})),
    ("reports", "", Profile("r")),
    (
        "reports",
        'agency = "A"\nparent = "B"\nsymbol = "C"\ntitle = "D"\nplace = "E"\nto = ["F"]\nrecipients = ["G", "H"]\n'
        'signer = "I"\ngroups = ["nhom-b", "nhom-a"]\nowners = ["xa-b"]\nlevel = "xa"\nevery = "quarter"\n'
        "cutoff_day = 20\ndue_day = 31",
        Profile(
            id="r",
            agency="A",
            parent="B",
            symbol="C",
            title="D",
            place="E",
            to=("F",),
            recipients=("G", "H"),
            signer="I",
            groups=("nhom-b", "nhom-a"),
            owners=("xa-b",),
            level=Level.XA,
            every=PeriodKind.QUARTER,
            cutoff_day=20,
            cutoff_given=True,
            due_day=31,
        ),
    ),
    ("reports", 'cutoff_day = "end"\ndue_day = 1', Profile("r", cutoff_given=True, due_day=1)),
    ("imports", "", FormMap("i", columns={}, rows={})),
    (
        "imports",
        'sheet = "Biểu 1"\nheader = 1\n[imports.i.columns]\n"Kết quả" = "value"\nC = "numerator:xa"\n'
        '[imports.i.rows]\n"Tỷ lệ" = "ty-le"\n"Xã B" = "ty-le/xa-b"\n"Các xã" = "ty-le/xa"',
        FormMap(
            "i",
            "Biểu 1",
            1,
            {"Kết quả": "value", "C": "numerator:xa"},
            {"Tỷ lệ": "ty-le", "Xã B": "ty-le/xa-b", "Các xã": "ty-le/xa"},
        ),
    ),
    ("imports", "header = 1048576", FormMap("i", None, 1_048_576, {}, {})),
]


def test_every_key_is_read() -> None:
    """To the ends of what is allowed; what is not given, or cannot be, keeps its default."""
    assert [(what, lines, read(what, lines)[0]) for what, lines, _part in READ] == READ
