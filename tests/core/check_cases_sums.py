"""Cases of the rule about declared totals."""

from __future__ import annotations

from tests.core.check_case import COMMUNES, COUNT, RATIO, Case, figure, target

TOTAL = target("tong", COUNT + 'sum_of = ["a", "b"]\n') + target("a", COUNT) + target("b", RATIO + 'unit = "trạm"\n')
TERMS = figure("a", "value = 954") + figure("b", "numerator = 645", "denominator = 900")

CASES = (
    # ── sums ──
    Case(
        "sum",
        "a total that its parts do not give; a ratio counts its numerator",
        TOTAL,
        {"2025-02": figure("tong", "value = 1600") + TERMS},
        (
            "LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi 1.600, các thành phần cộng lại "
            "954 + 645 = 1.599 (a, b)",
        ),
    ),
    Case("sum", "a total that fits", TOTAL, {"2025-02": figure("tong", "value = 1599") + TERMS}),
    Case(
        "sum",
        "a range that cannot hold the total",
        TOTAL,
        {
            "2025-02": figure("tong", "value = 1500")
            + figure("a", "value = 954", 'qualifier = ">"')
            + figure("b", "numerator = 645", "denominator = 900")
        },
        (
            "LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi 1.500, các thành phần cộng lại "
            "trên 954 + 645 (a, b)",
        ),
    ),
    *(
        Case(
            "sum",
            f"{words} and 645 cannot give {total}",
            TOTAL,
            {
                "2025-02": figure("tong", f"value = {total}")
                + figure("a", "value = 900", f'qualifier = "{sign}"')
                + figure("b", "numerator = 645", "denominator = 900")
            },
            (
                f"LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi {shown}, các thành phần cộng lại "
                f"{words} + 645 (a, b)",
            ),
        )
        for sign, words, total, shown in (
            ("<", "dưới 900", 1600, "1.600"),
            ("<", "dưới 900", 600, "600"),
            ("<", "dưới 900", 644, "644"),
            ("~", "khoảng 900", 1600, "1.600"),
            ("~", "khoảng 900", 1490, "1.490"),
        )
    ),
    *(
        Case(
            "sum",
            f"a part {sign} 900 and 645 can give {total}",
            TOTAL,
            {
                "2025-02": figure("tong", f"value = {total}")
                + figure("a", "value = 900", f'qualifier = "{sign}"')
                + figure("b", "numerator = 645", "denominator = 900")
            },
        )
        for sign, total in (("<", 1500), ("<", 645), ("~", 1500), ("~", 1590), ("~", 1595), (">", 2000))
    ),
    Case(
        "sum",
        "a part that is nothing",
        TOTAL,
        {
            "2025-02": figure("tong", "value = 645")
            + figure("a", "value = 0")
            + figure("b", "numerator = 645", "denominator = 900")
        },
    ),
    Case(
        "sum",
        "a range that can hold the total",
        TOTAL,
        {
            "2025-02": figure("tong", "value = 1700")
            + figure("a", "value = 954", 'qualifier = ">"')
            + figure("b", "numerator = 645", "denominator = 900")
        },
    ),
    Case(
        "sum",
        "months of a sum over the year are compared month by month",
        target("tong", COUNT + 'sum_of = ["a"]\n') + target("a", COUNT + 'every = "month"\nyearly_sum = true\n'),
        {
            "2025-01": figure("tong", "value = 3") + figure("a", "value = 3"),
            "2025-02": figure("tong", "value = 4") + figure("a", "value = 4"),
        },
    ),
    Case(
        "sum",
        "each level on its own",
        TOTAL,
        {
            "2025-02": figure("tong", 'for = "xa"', "value = 8")
            + figure("a", 'for = "xa"', "value = 3")
            + figure("b", 'for = "xa"', "numerator = 4", "denominator = 9")
        },
        ("LỖI records/2025-02.toml:6: tong/xa: tổng tháng 02/2025 ghi 8, các thành phần cộng lại 3 + 4 = 7 (a, b)",),
    ),
    *(
        Case(
            "sum",
            f"a total {sign} {total} and parts of 1.599",
            TOTAL,
            {"2025-02": figure("tong", f"value = {total}", f'qualifier = "{sign}"') + TERMS},
            (
                f"LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi {shown}, các thành phần cộng lại "
                "954 + 645 = 1.599 (a, b)",
            )
            if shown
            else (),
        )
        for sign, total, shown in (
            (">", 1599, ""),
            (">", 1500, ""),
            (">", 1600, "trên 1.600"),
            ("<", 1599, ""),
            ("<", 1700, ""),
            ("<", 1598, "dưới 1.598"),
            ("~", 1600, ""),
            ("~", 1500, "khoảng 1.500"),
            ("~", 1700, "khoảng 1.700"),
        )
    ),
    Case(
        "sum",
        "a total of shares is that of their numerators",
        target("tong", RATIO + 'sum_of = ["a"]\n') + target("a", COUNT),
        {"2025-02": figure("tong", "numerator = 8", "denominator = 9") + figure("a", "value = 7")},
        ("LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi 8, các thành phần cộng lại 7 = 7 (a)",),
    ),
    *(
        Case(
            "sum",
            f"of {count} parts",
            target("tong", COUNT + f"sum_of = {[*'abcdefg'[:count]]}\n")
            + "".join(target(name, COUNT) for name in "abcdefg"[:count]),
            {
                "2025-02": figure("tong", "value = 1")
                + "".join(
                    figure(name, f"value = 10{more}") for name, more in zip("abcdefg"[:count], signs, strict=True)
                )
            },
            ("LỖI records/2025-02.toml:5: tong: tổng tháng 02/2025 ghi 1, các thành phần cộng lại " + said,),
        )
        for count, signs, said in (
            (6, [""] * 6, "10 + 10 + 10 + 10 + 10 + 10 = 60 (a, b, c, d, e, f)"),
            (7, [""] * 7, "70 (7 chỉ tiêu)"),
            (
                6,
                ['\nqualifier = ">"', *[""] * 5],
                "trên 10 + 10 + 10 + 10 + 10 + 10 (a, b, c, d, e, f)",
            ),
        )
    ),
    Case(
        "sum",
        "what its units add up to is a part, what is computed is no total",
        COMMUNES
        + target("tong", COUNT + 'sum_of = ["a"]\nfor_each = "xa"\n')
        + target("a", COUNT + 'for_each = "xa"\n'),
        {
            "2025-01": figure("tong", "value = 9")
            + figure("a", 'for = "xa-a"', "value = 3")
            + figure("a", 'for = "xa-b"', "value = 4"),
            "2025-02": figure("tong", 'for = "xa-a"', "value = 9") + figure("a", 'for = "xa-b"', "value = 4"),
        },
        ("LỖI records/2025-01.toml:5: tong: tổng tháng 01/2025 ghi 9, các thành phần cộng lại 7 = 7 (a)",),
    ),
    Case(
        "sum_unchecked",
        "a total over units that lacks one is no part",
        COMMUNES + target("tong", COUNT + 'sum_of = ["a"]\n') + target("a", COUNT + 'for_each = "xa"\n'),
        {"2025-01": figure("tong", "value = 3") + figure("a", 'for = "xa-a"', "value = 3")},
        ("Lưu ý targets.toml:14: tong: chưa kiểm tra được tổng tháng 01/2025; không có số liệu cùng kỳ của a",),
    ),
    Case(
        "sum_unchecked",
        "several periods and parts, the first one named",
        TOTAL,
        {
            "2024-11": figure("tong", "value = 1599") + figure("a", "value = 954"),
            "2024-12": figure("tong", "value = 1599") + TERMS,
            "2025-02": figure("tong", "value = 1599") + figure("tong", 'for = "xa"', "value = 1"),
        },
        (
            "Lưu ý targets.toml:8: tong: chưa kiểm tra được tổng 2 kỳ, từ tháng 11/2024; "
            "không có số liệu cùng kỳ của b, a",
        ),
    ),
    Case(
        "sum_unchecked",
        "a part without a figure is named",
        TOTAL,
        {"2025-02": figure("tong", "value = 1599") + figure("a", "value = 954")},
        ("Lưu ý targets.toml:8: tong: chưa kiểm tra được tổng tháng 02/2025; không có số liệu cùng kỳ của b",),
    ),
    Case(
        "sum_unchecked",
        "a percentage alone cannot be summed",
        TOTAL,
        {"2025-02": figure("tong", "value = 1599") + figure("a", "value = 954") + figure("b", "value = 71.7")},
        ("Lưu ý targets.toml:8: tong: chưa kiểm tra được tổng tháng 02/2025; không có số liệu cùng kỳ của b",),
    ),
    Case("sum_unchecked", "nothing to add up", TOTAL, {"2025-02": figure("a", "value = 954")}),
)
