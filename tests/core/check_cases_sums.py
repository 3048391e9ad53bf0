"""Cases of the rule about declared totals."""

from __future__ import annotations

from tests.core.check_case import COUNT, RATIO, Case, figure, target

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
        for sign, total in (("<", 1500), ("<", 646), ("~", 1500), ("~", 1590), ("~", 1595), (">", 2000))
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
