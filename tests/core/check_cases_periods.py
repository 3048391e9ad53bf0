"""Cases of the rules about periods: windows, kinds, holes, due days, closed units."""

from __future__ import annotations

from datetime import date

from tests.core.check_case import COMMUNES, COUNT, RATIO, Case, figure, target

CASES = (
    # ── periods ──
    Case(
        "outside_period",
        "a day of the next month's window",
        target("a", COUNT),
        {"2025-02": figure("a", "value = 62", "as_of = 2025-02-20")},
        (
            "Lưu ý records/2025-02.toml:6: a: ngày 20/02/2025 nằm ngoài kỳ tháng 02/2025 (15/01/2025 - 14/02/2025); "
            "thuộc kỳ tháng 3/2025 (tệp 2025-03.toml)",
        ),
    ),
    Case(
        "outside_period",
        "15/12 belongs to the next year",
        target("a", COUNT),
        {"2024": figure("a", "value = 62", "as_of = 2024-12-15")},
        (
            "Lưu ý records/2024.toml:6: a: ngày 15/12/2024 nằm ngoài kỳ năm 2024 (15/12/2023 - 14/12/2024); "
            "thuộc kỳ năm 2025 (tệp 2025.toml)",
        ),
    ),
    Case(
        "outside_period",
        "first and last day of the window",
        target("a", COUNT),
        {"2025-02": figure("a", "value = 62", "as_of = 2025-01-15") + figure("a", "value = 62", "as_of = 2025-02-14")},
    ),
    Case(
        "outside_period",
        "the group counts calendar months",
        '[groups.g]\nname = "G"\ncutoff_day = "end"\n' + target("a", COUNT + 'group = "g"\n'),
        {"2025-02": figure("a", "value = 62", "as_of = 2025-02-20")},
    ),
    Case(
        "other_period",
        "a month for a yearly figure",
        target("a", RATIO + 'every = "year"\n'),
        {"2023-05": figure("a", 'for = "tinh"', "value = 36") + figure("a", 'for = "huyen"', "value = 98")},
        (
            "Lưu ý records/2023-05.toml:3: a: có 2 số liệu ghi theo kỳ khác (tháng 5/2023); "
            "chỉ tiêu cần số liệu kỳ năm (every = “year”)",
        ),
    ),
    Case(
        "other_period",
        "the kind that is asked",
        target("a", RATIO + 'every = "year"\n'),
        {"2023": figure("a", "value = 36")},
    ),
    Case("other_period", "no kind is asked", target("a", RATIO), {"2023-05": figure("a", "value = 36")}),
    Case(
        "closed_unit",
        "a commune that ended before the cut-off",
        COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2024-12-31\nsuccessor = "xa-b"\n', 1)
        + target("a", COUNT + 'for_each = "xa"\n'),
        {"2025-01": figure("a", 'for = "xa-a"', "value = 5")},
        (
            "Lưu ý records/2025-01.toml:5: a/xa-a: UBND xã A đã kết thúc 31/12/2024, "
            "trước ngày số liệu tháng 01/2025 (14/01/2025)",
        ),
    ),
    Case(
        "closed_unit",
        "its last full period",
        COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2024-12-31\nsuccessor = "xa-b"\n', 1)
        + target("a", COUNT + 'for_each = "xa"\n'),
        {
            "2024-12": figure("a", 'for = "xa-a"', "value = 5"),
            "2025-01": figure("a", 'for = "xa-a"', "value = 5", "as_of = 2024-12-31")
            + figure("a", 'for = "xa-b"', "value = 5"),
        },
    ),
    Case(
        "missing_figures",
        "a hole in the middle and two at the end",
        target("a", COUNT + 'every = "month"\n'),
        {"2024-10": figure("a", "value = 1"), "2024-12": figure("a", "value = 2")},
        ("Lưu ý targets.toml:8: a: chưa có số liệu 2 kỳ, từ tháng 11/2024",),
    ),
    Case(
        "missing_figures",
        "on the due day nothing is late yet, on the next day it is",
        target("a", COUNT + 'every = "month"\n'),
        {"2024-12": figure("a", "value = 2"), "2025-01": figure("a", "value = 2")},
        ("Lưu ý targets.toml:8: a: chưa có số liệu tháng 02/2025",),
        date(2025, 2, 26),
    ),
    Case(
        "missing_figures",
        "expected from a day on",
        target("a", COUNT + 'every = "quarter"\nfrom = 2024-07-01\n'),
        {},
        ("Lưu ý targets.toml:8: a: chưa có số liệu 2 kỳ, từ quý III/2024",),
    ),
    Case(
        "missing_figures",
        "targets that lack the same share a line",
        "".join(target(name, COUNT + 'every = "month"\n') for name in "abc"),
        {"2025-01": "".join(figure(name, "value = 1") for name in "abc"), "2025-02": figure("c", "value = 1")},
        ("Lưu ý targets.toml: 2 chỉ tiêu chưa có số liệu tháng 02/2025: a, b",),
        date(2025, 2, 26),
    ),
    Case(
        "missing_figures",
        "one commune of two",
        COMMUNES + target("a", RATIO + 'every = "month"\nfor_each = "xa"\n'),
        {
            "2025-01": figure("a", 'for = "xa-a"', "value = 1") + figure("a", 'for = "xa-b"', "value = 1"),
            "2025-02": figure("a", 'for = "xa-b"', "value = 1"),
        },
        ("Lưu ý targets.toml:13: a: chưa có số liệu tháng 02/2025 (xa-a)",),
        date(2025, 2, 26),
    ),
    *(
        Case("missing_figures", about, target("a", COUNT + rest), {"2024": figure("a", "value = 1")}, day=day)
        for about, rest, day in (
            ("nothing is asked", "", date(2025, 12, 31)),
            ("not due yet", 'every = "year"\n', date(2025, 12, 25)),
            ("the index is not out yet", 'every = "year"\npublication_lag_months = 14\n', date(2025, 12, 31)),
        )
    ),
    Case("missing_figures", "nobody was ever asked", target("a", COUNT + 'every = "year"\n'), {}),
    Case(
        "missing_figures",
        "the province has ended",
        "schema = 1\ntitle = 'T'\nuntil = 2025-01-31\n" + target("a", COUNT + 'every = "month"\n'),
        {"2025-01": figure("a", "value = 1")},
        day=date(2025, 12, 31),
    ),
    Case(
        "weekend",
        "25/5/2025 is a Sunday",
        "[rules]\ndue_day = 25\n",
        {},
        ("Lưu ý targets.toml:5: hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ",),
        date(2025, 5, 16),
    ),
    Case(
        "weekend",
        "month and quarter due on one day, of a group",
        '[groups.g]\nname = "G"\ndue_day = 22\n'
        + target("a", COUNT + 'group = "g"\nevery = "month"\n')
        + target("b", COUNT + 'group = "g"\nevery = "quarter"\n'),
        {},
        ("Lưu ý targets.toml:6: hạn gửi kỳ tháng 3/2025, quý I/2025 (nhóm G) là thứ Bảy 22/3/2025, ngày nghỉ",),
        date(2025, 3, 15),
    ),
    Case(
        "weekend",
        "the communes send earlier",
        "[rules]\ndue_day = { xa = 18, tinh = 20 }\n"
        + COMMUNES
        + target("a", COUNT + 'every = "month"\nfor_each = "xa"\n'),
        {},
        ("Lưu ý targets.toml:5: hạn gửi kỳ tháng 5/2025 (cấp xã) là Chủ nhật 18/5/2025, ngày nghỉ",),
        date(2025, 5, 16),
    ),
    Case("weekend", "a Tuesday", "", {}, day=date(2025, 2, 20)),
    Case("weekend", "the day after a Sunday", "", {}, day=date(2025, 5, 26)),
    Case(
        "weekend", "the province has ended", "schema = 1\ntitle = 'T'\nuntil = 2025-04-30\n", {}, day=date(2025, 5, 16)
    ),
)
