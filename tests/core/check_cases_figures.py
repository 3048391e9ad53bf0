"""Cases of the rules about numbers: published words, means, slips, corrections, evidence."""

from __future__ import annotations

from tests.core.check_case import COMMUNES, COUNT, RATIO, TASK, Case, figure, target

SCORE = 'kind = "score"\n'

CASES = (
    # ── published ──
    Case(
        "published",
        "77% printed for 77,77%",
        target("a", RATIO),
        {"2025-02": figure("a", "numerator = 762284", "denominator = 980226", 'published = "77%"')},
        ("Lưu ý records/2025-02.toml:7: a: nguồn công bố 77%, tính lại 77,77%",),
    ),
    *(
        Case(
            "published",
            f"{words} printed for 77,77%",
            target("a", RATIO),
            {"2025-02": figure("a", "numerator = 762284", "denominator = 980226", f'published = "{words}"')},
        )
        for words in ("78%", "77,8%", "77,77%", "trên 77%", "gần 78%", "khoảng 78%", "đạt 77,77% kế hoạch", "khá cao")
    ),
    *(
        Case(
            "published",
            f"{words} does not hold for 77,77%",
            target("a", RATIO),
            {"2025-02": figure("a", "numerator = 762284", "denominator = 980226", f'published = "{words}"')},
            (f"Lưu ý records/2025-02.toml:7: a: nguồn công bố {words}, tính lại 77,77%",),
        )
        for words in ("trên 78%", "gần 77%", "khoảng 70%", "77,7%")
    ),
    Case(
        "published",
        "trên 35% with 35,03%",
        target("a", RATIO + 'unit = "thửa"\n'),
        {"2025-02": figure("a", "numerator = 506597", "denominator = 1446292", 'published = "trên 35%"')},
    ),
    Case(
        "published",
        "the words say more than was kept",
        target("a", COUNT),
        {"2025-02": figure("a", "value = 60", 'published = "hơn 60 trạm"')},
        ("Lưu ý records/2025-02.toml:6: a: nguồn công bố “hơn 60 trạm”, số liệu ghi 60 trạm",),
    ),
    *(
        Case("published", about, target("a", COUNT), {"2025-02": figure("a", *lines)})
        for about, lines in (
            ("the words with their qualifier", ("value = 60", 'qualifier = ">"', 'published = "hơn 60 trạm"')),
            ("another word for the unit", ("value = 16300", 'qualifier = ">"', 'published = "trên 16.300 cột sóng"')),
            ("a rounded number in triệu", ("value = 1097345", 'published = "1,1 triệu trạm"')),
            ("two numbers in the words", ("value = 9", 'published = "2 thành phố và 7 huyện"')),
            ("words without a number", ("value = 100", 'published = "phủ kín"')),
        )
    ),
    Case(
        "published",
        "a corrected figure is not asked again",
        target("a", RATIO),
        {
            "2025-02": figure("a", "numerator = 1", "denominator = 3", 'published = "50%"')
            + figure("a", "numerator = 1", "denominator = 2", 'published = "50%"', 'reason = "sai mẫu số"')
        },
    ),
    *(
        Case(
            "published",
            f"{words} {'holds' if holds else 'does not hold'} for {value}",
            target("a", RATIO),
            {"2025-02": figure("a", f"value = {value}", *([f'qualifier = "{sign}"'] if sign else []), text)},
            ()
            if holds
            else (f"Lưu ý records/2025-02.toml:{6 + bool(sign)}: a: nguồn công bố “{words}”, số liệu ghi {shown}",),
        )
        for words, value, sign, shown, holds in (
            ("78%", "77.5", None, "", True),
            ("78%", "77.49", None, "77,49%", False),
            ("77%", "77.49", None, "", True),
            ("77,5%", "77.45", None, "", True),
            ("77,5%", "77.44", None, "77,44%", False),
            ("khoảng 78%", "77.5", None, "", True),
            ("khoảng 78%", "78.5", None, "", True),
            ("khoảng 78%", "77.4", None, "77,4%", False),
            ("khoảng 78%", "78.6", None, "78,6%", False),
            ("trên 78%", "78", ">", "", True),
            ("trên 78%", "78", None, "78%", False),
            ("trên 78%", "78", "<", "dưới 78%", False),
            ("trên 78%", "78", "~", "khoảng 78%", False),
            ("dưới 78%", "78", "<", "", True),
            ("dưới 78%", "77", None, "", True),
            ("dưới 78%", "78", None, "78%", False),
            ("dưới 78%", "78", ">", "trên 78%", False),
            ("78% (tăng 5%)", "78", None, "", True),
            ("78% (tăng 5%)", "5", None, "5%", False),
            ("1/2", "50", None, "", True),
            ("2/4", "50", None, "", True),
            ("1/3", "50", None, "50%", False),
            ("0/0", "0", None, "0%", False),
        )
        for text in [f'published = "{words}"']
    ),
    *(
        Case(
            "published",
            f"{words} {'holds' if holds else 'does not hold'} for {value} things",
            target("a", COUNT),
            {"2025-02": figure("a", f"value = {value}", f'published = "{words}"')},
            () if holds else (f"Lưu ý records/2025-02.toml:6: a: nguồn công bố “{words}”, số liệu ghi {shown} trạm",),
        )
        for words, value, shown, holds in (
            ("60 cột mới", 60, "", True),
            ("60 cột mới", 61, "61", False),
            ("60 cột", 61, "61", False),
            ("60", 61, "61", False),
            ("đạt 60 trạm", 61, "61", False),
            ("1,1 triệu trạm", 1050000, "", True),
            ("1,1 triệu trạm", 1150000, "", True),
            ("1,1 triệu trạm", 1049999, "1.049.999", False),
            ("1,1 triệu trạm", 1150001, "1.150.001", False),
            ("278 NGHÌN", 277600, "", True),
            ("1.100 trạm", 1097, "1.097", False),
            ("từ 2 đến 7 trạm", 5, "", True),
        )
    ),
    # ── means ──
    Case(
        "mean",
        "96 is the plain mean of 99, 96, 93",
        target("a", RATIO),
        {
            "2022-01": figure("a", "value = 96")
            + figure("a", 'for = "tinh"', "value = 99")
            + figure("a", 'for = "huyen"', "value = 96")
            + figure("a", 'for = "xa"', "value = 93")
        },
        (
            "Lưu ý records/2022-01.toml:5: a: 96% bằng đúng trung bình cộng của 99%, 96%, 93%; "
            "nguồn không có tử số, mẫu số nên không kiểm tra được",
        ),
    ),
    Case(
        "mean",
        "rounded to its printed decimals",
        target("a", RATIO),
        {
            "2022-01": figure("a", "value = 94.67")
            + figure("a", 'for = "tinh"', "value = 99")
            + figure("a", 'for = "huyen"', "value = 95")
            + figure("a", 'for = "xa"', "value = 90")
        },
        (
            "Lưu ý records/2022-01.toml:5: a: 94,67% bằng trung bình cộng của 99%, 95%, 90%; "
            "nguồn không có tử số, mẫu số nên không kiểm tra được",
        ),
    ),
    Case(
        "mean",
        "every level has the same",
        target("a", RATIO),
        {
            "2022-01": figure("a", "value = 100")
            + figure("a", 'for = "tinh"', "value = 100")
            + figure("a", 'for = "xa"', "value = 100")
        },
    ),
    Case(
        "mean",
        "numerator and denominator are there",
        target("a", RATIO),
        {
            "2022-01": figure("a", "numerator = 96", "denominator = 100")
            + figure("a", 'for = "tinh"', "value = 99")
            + figure("a", 'for = "xa"', "value = 93")
        },
    ),
    Case(
        "mean",
        "levels of another period",
        target("a", RATIO),
        {
            "2022-01": figure("a", "value = 96"),
            "2022-02": figure("a", 'for = "tinh"', "value = 99") + figure("a", 'for = "xa"', "value = 93"),
        },
    ),
    *(
        Case(
            "mean",
            about,
            COMMUNES + target("a", kind),
            {
                "2022-01": figure("a", *whole.split(", "))
                + "".join(figure("a", f'for = "{part}"', f"value = {value}") for part, value in parts.items())
            },
            tuple(
                f"Lưu ý records/2022-01.toml:5: a: {each}; nguồn không có tử số, mẫu số nên không kiểm tra được"
                for each in said
            ),
        )
        for about, kind, whole, parts, *said in (
            (
                "of two communes",
                RATIO,
                "value = 96",
                {"xa-a": 99, "xa-b": 93},
                "96% bằng đúng trung bình cộng của 99%, 93%",
            ),
            (
                "of communes, not of levels beside them",
                RATIO,
                "value = 96",
                {"xa-a": 99, "xa-b": 93, "tinh": 50, "huyen": 60},
                "96% bằng đúng trung bình cộng của 99%, 93%",
            ),
            (
                "of communes and of levels: the communes first",
                RATIO,
                "value = 96",
                {"tinh": 95, "huyen": 97, "xa-a": 99, "xa-b": 93},
                "96% bằng đúng trung bình cộng của 99%, 93%",
                "96% bằng đúng trung bình cộng của 95%, 97%",
            ),
            (
                "of levels, not of communes beside them",
                RATIO,
                "value = 55",
                {"xa-a": 99, "xa-b": 93, "tinh": 50, "huyen": 60},
                "55% bằng đúng trung bình cộng của 50%, 60%",
            ),
            ("of scores", SCORE, "value = 7.5", {"xa-a": 7, "xa-b": 8}, "7,5 bằng đúng trung bình cộng của 7, 8"),
            (
                "rounded half up to one place",
                RATIO,
                "value = 94.3",
                {"xa-a": 94.5, "xa-b": 94},
                "94,3% bằng trung bình cộng của 94,5%, 94%",
            ),
            ("not its rounding", RATIO, "value = 94.2", {"xa-a": 94.5, "xa-b": 94}),
            ("too coarse to be told by rounding", RATIO, "value = 94", {"xa-a": 94.5, "xa-b": 94}),
            ("too coarse, and very near", RATIO, "value = 94", {"xa-a": 94.05, "xa-b": 94.01}),
            ("one commune is no mean", RATIO, "value = 96", {"xa-a": 96}),
            ("more than a mean", RATIO, 'value = 96, qualifier = ">"', {"xa-a": 99, "xa-b": 93}),
            ("things have no plain mean", COUNT, "value = 96", {"xa-a": 99, "xa-b": 93}),
            ("not the mean", RATIO, "value = 97", {"xa-a": 99, "xa-b": 93}),
        )
    ),
    *(
        Case(
            "mean",
            f"of {count} communes",
            "".join(f'[owners.xa-{at}]\nname = "UBND xã {at}"\nlevel = "xa"\n' for at in range(count))
            + target("a", RATIO),
            {
                "2022-01": figure("a", "value = 50")
                + "".join(figure("a", f'for = "xa-{at}"', f"value = {value}") for at, value in enumerate(values))
            },
            (
                f"Lưu ý records/2022-01.toml:5: a: 50% bằng đúng trung bình cộng của {said}; "
                "nguồn không có tử số, mẫu số nên không kiểm tra được",
            ),
        )
        for count, values, said in (
            (6, (40, 60, 45, 55, 49, 51), "40%, 60%, 45%, 55%, 49%, 51%"),
            (7, (40, 60, 45, 55, 49, 51, 50), "7 đơn vị"),
        )
    ),
    # ── slips ──
    Case(
        "unlikely",
        "numerator over denominator",
        target("a", RATIO),
        {"2025-02": figure("a", "numerator = 107", "denominator = 103")},
        ("Lưu ý records/2025-02.toml:5: a: 107/103: tử số lớn hơn mẫu số",),
    ),
    Case(
        "unlikely",
        "more than 100%",
        target("a", RATIO),
        {"2025-02": figure("a", "value = 120.5")},
        ("Lưu ý records/2025-02.toml:5: a: 120,5%: lớn hơn 100%",),
    ),
    Case("unlikely", "exactly 100%", target("a", RATIO), {"2025-02": figure("a", "value = 100")}),
    Case(
        "unlikely",
        "ten times the figure before",
        target("a", COUNT),
        {"2025-01": figure("a", "value = 62"), "2025-02": figure("a", "value = 620")},
        ("Lưu ý records/2025-02.toml:5: a: 620 trạm, gấp 10 lần số liệu trước (62 trạm, tháng 01/2025)",),
    ),
    Case(
        "unlikely",
        "a tenth of the figure before",
        target("a", COUNT),
        {"2025-01": figure("a", "value = 620"), "2025-02": figure("a", "value = 62")},
        ("Lưu ý records/2025-02.toml:5: a: 62 trạm, giảm 10 lần so với số liệu trước (620 trạm, tháng 01/2025)",),
    ),
    Case(
        "unlikely",
        "zero after something",
        target("a", COUNT),
        {"2025-01": figure("a", "value = 1240"), "2025-02": figure("a", "value = 0")},
        ("Lưu ý records/2025-02.toml:5: a: 0 trạm, trong khi số liệu trước (1.240 trạm, tháng 01/2025) khác 0",),
    ),
    Case(
        "unlikely",
        "nine times",
        target("a", COUNT),
        {"2025-01": figure("a", "value = 62"), "2025-02": figure("a", "value = 558")},
    ),
    Case(
        "unlikely",
        "across a break",
        target("a", COUNT + 'breaks = [ { on = 2025-01-20, reason = "đổi cách đếm" } ]\n'),
        {"2025-01": figure("a", "value = 62"), "2025-02": figure("a", "value = 620")},
    ),
    Case(
        "unlikely",
        "a break that is still to come hides nothing",
        target("a", COUNT + 'breaks = [ { on = 2025-07-01, reason = "sáp nhập tỉnh" } ]\n'),
        {"2025-01": figure("a", "value = 62"), "2025-02": figure("a", "value = 620")},
        ("Lưu ý records/2025-02.toml:5: a: 620 trạm, gấp 10 lần số liệu trước (62 trạm, tháng 01/2025)",),
    ),
    Case(
        "unlikely",
        "a year beside a month of a sum over the year",
        target("a", COUNT + 'every = "month"\nyearly_sum = true\n'),
        {"2024": figure("a", "value = 240"), "2025-01": figure("a", "value = 20")},
    ),
    *(
        Case(
            "unlikely",
            about,
            target("a", kind),
            {"2025-01": figure("a", *before.split(", ")), "2025-02": figure("a", *after.split(", "))},
            (f"Lưu ý records/2025-02.toml:5: a: {said}",) if said else (),
        )
        for about, kind, before, after, said in (
            (
                "more than ten times",
                COUNT,
                "value = 62",
                'value = 625, qualifier = ">"',
                "trên 625 trạm, gấp hơn 10,1 lần số liệu trước (62 trạm, tháng 01/2025)",
            ),
            (
                "about ten times",
                COUNT,
                "value = 62",
                'value = 620, qualifier = "~"',
                "khoảng 620 trạm, gấp khoảng 10 lần số liệu trước (62 trạm, tháng 01/2025)",
            ),
            (
                "less than a tenth",
                COUNT,
                "value = 620",
                'value = 62, qualifier = "<"',
                "dưới 62 trạm, giảm 10 lần so với số liệu trước (620 trạm, tháng 01/2025)",
            ),
            ("a little more than a tenth", COUNT, "value = 620", "value = 63", ""),
            ("zero after zero", COUNT, "value = 0", "value = 0", ""),
            ("something after zero", COUNT, "value = 0", "value = 500", ""),
            ("a rank", 'kind = "rank"\n', "value = 3", "value = 40", ""),
            (
                "a share ten times the one before",
                RATIO,
                "numerator = 4, denominator = 100",
                "numerator = 40, denominator = 100",
                "40/100, gấp 10 lần số liệu trước (4/100, tháng 01/2025)",
            ),
            ("a share over the whole", RATIO, "value = 100", "value = 100.01", "100,01%: lớn hơn 100%"),
        )
    ),
    Case(
        "unlikely",
        "both over the whole and ten times as much",
        target("a", RATIO),
        {"2025-01": figure("a", "value = 11"), "2025-02": figure("a", "value = 110")},
        (
            "Lưu ý records/2025-02.toml:5: a: 110%: lớn hơn 100%",
            "Lưu ý records/2025-02.toml:5: a: 110%, gấp 10 lần số liệu trước (11%, tháng 01/2025)",
        ),
    ),
    Case(
        "unlikely",
        "a break of one level hides nothing of another",
        target("a", COUNT + '[targets.a.for.xa]\nbreaks = [ { on = 2025-01-20, reason = "đổi cách đếm" } ]\n'),
        {
            f"2025-0{month}": figure("a", 'for = "xa"', f"value = {value}")
            + figure("a", 'for = "huyen"', f"value = {value}")
            for month, value in ((1, 62), (2, 620))
        },
        ("Lưu ý records/2025-02.toml:10: a/huyen: 620 trạm, gấp 10 lần số liệu trước (62 trạm, tháng 01/2025)",),
    ),
    Case(
        "unlikely",
        "months of a sum over the year among its years",
        target("a", COUNT + 'every = "month"\nyearly_sum = true\n'),
        {"2024-12": figure("a", "value = 2"), "2024": figure("a", "value = 24"), "2025-01": figure("a", "value = 20")},
        ("Lưu ý records/2025-01.toml:5: a: 20 trạm, gấp 10 lần số liệu trước (2 trạm, tháng 12/2024)",),
    ),
    # ── corrections, evidence ──
    Case(
        "no_reason",
        "each of three",
        target("a", COUNT),
        {"2025-02": "".join(figure("a", f"value = {value}") for value in (62, 64, 66))},
        tuple(
            f"Lưu ý records/2025-02.toml:{line}: a: hai số liệu tháng 02/2025, chưa nêu lý do (reason): {both}"
            for line, both in ((6, "62 trạm, sau đó 64 trạm"), (9, "64 trạm, sau đó 66 trạm"))
        ),
    ),
    Case(
        "no_reason",
        "two figures, no reason",
        target("a", COUNT),
        {"2025-02": figure("a", "value = 62") + figure("a", "value = 64")},
        (
            "Lưu ý records/2025-02.toml:6: a: hai số liệu tháng 02/2025, chưa nêu lý do (reason): "
            "62 trạm, sau đó 64 trạm",
        ),
    ),
    Case(
        "no_reason",
        "taken back without a word",
        target("a", COUNT),
        {"2025-02": figure("a", "value = 62") + figure("a", "withdrawn = true")},
        (
            "Lưu ý records/2025-02.toml:6: a: hai số liệu tháng 02/2025, chưa nêu lý do (reason): "
            "62 trạm, sau đó rút số liệu",
        ),
    ),
    *(
        Case("no_reason", about, target("a", COUNT), {"2025-02": text})
        for about, text in (
            ("a reason is given", figure("a", "value = 62") + figure("a", "value = 64", 'reason = "đếm lại"')),
            (
                "two days of one period",
                figure("a", "value = 62", "as_of = 2025-02-01") + figure("a", "value = 64", "as_of = 2025-02-10"),
            ),
            ("two levels", figure("a", 'for = "xa"', "value = 62") + figure("a", 'for = "huyen"', "value = 64")),
            (
                "given anew after a withdrawal",
                figure("a", "value = 62")
                + figure("a", "withdrawn = true", 'reason = "ghi nhầm"')
                + figure("a", "value = 64"),
            ),
        )
    ),
    Case(
        "no_evidence",
        "done, but nothing to show",
        target("a", TASK),
        {"2025-02": figure("a", "done = 2025-02-20")},
        (
            "Lưu ý records/2025-02.toml:5: a: báo hoàn thành nhưng không có minh chứng (evidence), "
            "không có nguồn (source)",
        ),
    ),
    Case(
        "no_evidence",
        "several in one line",
        "".join(target(name, TASK) for name in "abc"),
        {"2025-02": "".join(figure(name, "done = 2025-02-20") for name in "abc")},
        (
            "Lưu ý targets.toml: 3 nhiệm vụ báo hoàn thành nhưng không có minh chứng (evidence), "
            "không có nguồn (source): a, b, c",
        ),
    ),
    Case(
        "no_evidence",
        "evidence or source",
        target("a", TASK) + target("b", TASK),
        {
            "2025-02": figure("a", "done = 2025-02-20", 'evidence = "Kế hoạch số 1"')
            + figure("b", "done = 2025-02-20", 'source = "Hội nghị"')
        },
    ),
)
