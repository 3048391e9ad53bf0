"""Cases of the rules about numbers: published words, means, slips, corrections, evidence."""

from __future__ import annotations

from tests.core.check_case import COUNT, RATIO, TASK, Case, figure, target

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
    # ── corrections, evidence ──
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
