"""Cases of the rules about periods: windows, kinds, holes, due days, closed units."""

from __future__ import annotations

from datetime import date

from tests.core.check_case import COMMUNES, COUNT, RATIO, TASK, Case, figure, target

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
    *(
        Case(
            "outside_period",
            about,
            target("a", kind),
            {key: figure("a", *lines)},
            (f"Lưu ý records/{key}.toml:6: a: {said}",) if said else (),
        )
        for about, kind, key, lines, said in (
            (
                "the day before the window",
                COUNT,
                "2025-02",
                ("value = 62", "as_of = 2025-01-14"),
                "ngày 14/01/2025 nằm ngoài kỳ tháng 02/2025 (15/01/2025 - 14/02/2025); "
                "thuộc kỳ tháng 01/2025 (tệp 2025-01.toml)",
            ),
            (
                "nine months: no period of the kind holds the day",
                COUNT,
                "2025-9M",
                ("value = 62", "as_of = 2025-09-15"),
                "ngày 15/9/2025 nằm ngoài kỳ 9 tháng năm 2025 (15/12/2024 - 14/9/2025)",
            ),
            (
                "nine months of the next year",
                COUNT,
                "2024-9M",
                ("value = 62", "as_of = 2024-12-15"),
                "ngày 15/12/2024 nằm ngoài kỳ 9 tháng năm 2024 (15/12/2023 - 14/9/2024); "
                "thuộc kỳ 9 tháng năm 2025 (tệp 2025-9M.toml)",
            ),
        )
    ),
    Case(
        "outside_period",
        "the day of a task's report",
        target("a", TASK),
        {"2025-02": figure("a", "done = 2025-02-03", "as_of = 2025-02-20")},
    ),
    Case(
        "other_period",
        "several periods, the earliest named",
        target("a", RATIO + 'every = "quarter"\n'),
        {key: figure("a", "value = 36") for key in ("2025-Q1", "2025-02", "2025-01")},
        (
            "Lưu ý records/2025-01.toml:3: a: có 2 số liệu ghi theo kỳ khác (tháng 01/2025, …); "
            "chỉ tiêu cần số liệu kỳ quý (every = “quarter”)",
        ),
    ),
    Case(
        "other_period",
        "the earliest of all parts",
        target("a", RATIO + 'every = "quarter"\n'),
        {
            "2024-Q4": figure("a", 'for = "xa"', "value = 1"),
            "2025-01": figure("a", 'for = "tinh"', "value = 2"),
            "2025-02": figure("a", 'for = "xa"', "value = 3"),
        },
        (
            "Lưu ý records/2025-01.toml:3: a: có 2 số liệu ghi theo kỳ khác (tháng 01/2025, …); "
            "chỉ tiêu cần số liệu kỳ quý (every = “quarter”)",
        ),
    ),
    Case(
        "other_period",
        "one line for each target, by what was asked on the day of the figure",
        target("a", RATIO + 'every = "year"\nrevisions = [ { from = 2024-07-01, every = "month" } ]\n')
        + target("b", RATIO + 'every = "half"\n'),
        {
            "2024": figure("a", "value = 1"),
            "2024-05": figure("a", "value = 2"),
            "2024-08": figure("a", "value = 3") + figure("b", "value = 4"),
        },
        (
            "Lưu ý records/2024-05.toml:3: a: có 2 số liệu ghi theo kỳ khác (tháng 5/2024, …); "
            "chỉ tiêu cần số liệu kỳ năm (every = “year”)",
            "Lưu ý records/2024-08.toml:6: b: có 1 số liệu ghi theo kỳ khác (tháng 8/2024); "
            "chỉ tiêu cần số liệu kỳ 6 tháng (every = “half”)",
        ),
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
    *(
        Case(
            "closed_unit",
            about,
            COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2025-01-31\nsuccessor = "xa-b"\n', 1)
            + target("a", kind + 'for_each = "xa"\n'),
            {"2025-02": figure("a", 'for = "xa-a"', *lines)},
            (
                "Lưu ý records/2025-02.toml:5: a/xa-a: UBND xã A đã kết thúc 31/01/2025, "
                f"trước ngày số liệu tháng 02/2025 ({said})",
            )
            if said
            else (),
        )
        for about, kind, lines, said in (
            ("a day after its last", COUNT, ("value = 5", "as_of = 2025-02-01"), "01/02/2025"),
            ("its last day", COUNT, ("value = 5", "as_of = 2025-01-31"), ""),
            ("no day: the cut-off", COUNT, ("value = 5",), "14/02/2025"),
            ("a task", TASK, ("done = 2025-02-03",), ""),
        )
    ),
    Case(
        "closed_unit",
        "ended on the cut-off day",
        COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2025-02-14\nsuccessor = "xa-b"\n', 1)
        + target("a", COUNT + 'for_each = "xa"\n'),
        {"2025-02": figure("a", 'for = "xa-a"', "value = 5")},
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
    *(
        Case(
            "missing_figures",
            f"{short} communes of {count}",
            "".join(f'[owners.xa-{at}]\nname = "UBND xã {at}"\nlevel = "xa"\n' for at in range(count))
            + target("a", COUNT + 'every = "month"\nfor_each = "xa"\n'),
            {
                "2025-01": "".join(figure("a", f'for = "xa-{at}"', "value = 1") for at in range(count)),
                "2025-02": "".join(figure("a", f'for = "xa-{at}"', "value = 1") for at in range(short, count)),
            },
            (f"Lưu ý targets.toml:{8 + 3 * count}: a: chưa có số liệu tháng 02/2025{said}",),
            date(2025, 2, 26),
        )
        for short, count, said in (
            (1, 8, " (xa-0)"),
            (6, 8, " (xa-0, xa-1, xa-2, xa-3, xa-4, xa-5)"),
            (7, 8, " (cấp xã: 7/8 chưa gửi: xa-0, xa-1, xa-2, xa-3, xa-4 và 2 mã khác)"),
            (8, 8, ""),
        )
    ),
    Case(
        "missing_figures",
        "one level of two, each since its own first figure",
        target("a", RATIO + 'every = "month"\n[targets.a.for.tinh]\n[targets.a.for.xa]\n'),
        {
            "2024-12": figure("a", 'for = "tinh"', "value = 1"),
            "2025-01": figure("a", 'for = "xa"', "value = 1"),
            "2025-02": figure("a", 'for = "xa"', "value = 1"),
        },
        ("Lưu ý targets.toml:7: a: chưa có số liệu 2 kỳ, từ tháng 01/2025 (tinh)",),
        date(2025, 2, 26),
    ),
    Case(
        "missing_figures",
        "other periods are another line",
        "".join(target(name, COUNT + 'every = "month"\n') for name in "abc"),
        {
            "2024-12": "".join(figure(name, "value = 1") for name in "abc"),
            "2025-01": figure("c", "value = 1"),
        },
        (
            "Lưu ý targets.toml: 2 chỉ tiêu chưa có số liệu 2 kỳ, từ tháng 01/2025: a, b",
            "Lưu ý targets.toml:18: c: chưa có số liệu tháng 02/2025",
        ),
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
    *(
        Case(
            "weekend",
            about,
            text,
            {},
            tuple(f"Lưu ý targets.toml{'' if each[0] == ':' else ':'}{each}" for each in said),
            day,
        )
        for about, text, day, said in (
            (
                "the Sunday itself",
                "[rules]\ndue_day = 25\n",
                date(2025, 5, 25),
                ["5: hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ"],
            ),
            (
                "a holiday on a Friday",
                "[rules]\ndue_day = 25\nholidays = [2025-04-25]\n",
                date(2025, 4, 20),
                ["5: hạn gửi kỳ tháng 4/2025 là thứ Sáu 25/4/2025, ngày nghỉ"],
            ),
            (
                "a year, 31 days ahead",
                "[rules]\ndue_day = 25\n" + target("a", COUNT + 'every = "year"\n'),
                date(2021, 11, 24),
                ["5: hạn gửi kỳ năm 2021 là thứ Bảy 25/12/2021, ngày nghỉ"],
            ),
            ("a year, 32 days ahead", target("a", COUNT + 'every = "year"\n'), date(2021, 11, 23), []),
            (
                "published late: nobody sends it that day",
                target("a", COUNT + 'every = "year"\npublication_lag_months = 2\n'),
                date(2021, 11, 24),
                [],
            ),
            (
                "a month and a year on one day, in order of their length",
                "[rules]\ndue_day = 25\n"
                + target("a", COUNT + 'every = "year"\n')
                + target("b", COUNT + 'every = "quarter"\n'),
                date(2021, 12, 20),
                ["5: hạn gửi kỳ tháng 12/2021, quý IV/2021, năm 2021 là thứ Bảy 25/12/2021, ngày nghỉ"],
            ),
            (
                "a group with a cut-off of its own",
                '[rules]\ndue_day = 25\n[groups.g]\nname = "G"\ncutoff_day = "end"\n'
                + target("a", COUNT + 'group = "g"\nevery = "month"\n'),
                date(2025, 5, 16),
                [
                    "5: hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ",
                    "6: hạn gửi kỳ tháng 4/2025 (nhóm G) là Chủ nhật 25/5/2025, ngày nghỉ",
                ],
            ),
            (
                "a group without days of its own",
                '[rules]\ndue_day = 25\n[groups.g]\nname = "G"\n'
                + target("a", COUNT + 'group = "g"\nevery = "month"\n'),
                date(2025, 5, 16),
                ["5: hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ"],
            ),
            (
                "a level of a group",
                '[groups.g]\nname = "G"\ndue_day = { xa = 18, tinh = 20 }\n'
                + COMMUNES
                + target("a", COUNT + 'group = "g"\nevery = "month"\nfor_each = "xa"\n'),
                date(2025, 5, 16),
                [
                    ": hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ",
                    "6: hạn gửi kỳ tháng 5/2025 (nhóm G, cấp xã) là Chủ nhật 18/5/2025, ngày nghỉ",
                ],
            ),
            (
                "the province ends on the cut-off day",
                "schema = 1\ntitle = 'T'\nuntil = 2025-05-14\n[rules]\ndue_day = 25\n",
                date(2025, 5, 16),
                ["5: hạn gửi kỳ tháng 5/2025 là Chủ nhật 25/5/2025, ngày nghỉ"],
            ),
            (
                "the province ends the day before",
                "schema = 1\ntitle = 'T'\nuntil = 2025-05-13\n",
                date(2025, 5, 16),
                [],
            ),
        )
    ),
    Case("weekend", "a Tuesday", "", {}, day=date(2025, 2, 20)),
    Case("weekend", "the day after a Sunday", "", {}, day=date(2025, 5, 26)),
    Case(
        "weekend", "the province has ended", "schema = 1\ntitle = 'T'\nuntil = 2025-04-30\n", {}, day=date(2025, 5, 16)
    ),
)
