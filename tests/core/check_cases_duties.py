"""Cases of the rules about what was assigned: agencies, goals, names, the folder."""

from __future__ import annotations

from datetime import date

from tests.core.check_case import AGENCY, COMMUNES, COUNT, RATIO, TASK, Case, figure, target

CASES = (
    # ── agencies ──
    Case(
        "no_successor",
        "closed, nobody took over; what is done is nobody's",
        AGENCY.replace("level", "until = 2024-06-30\nlevel")
        + target("a", TASK + 'owner = "so"\n')
        + target("b", RATIO + 'owner = "so"\n')
        + target("c", TASK + 'owner = "so"\n'),
        {"2024-05": figure("c", "done = 2024-05-20")},
        ("LỖI targets.toml:6: Sở Một kết thúc 30/6/2024, chưa có đơn vị tiếp nhận 2 chỉ tiêu, nhiệm vụ: a, b",),
    ),
    *(
        Case("no_successor", about, text + target("a", TASK + 'owner = "so"\n' + rest), {}, day=day)
        for about, text, rest, day in (
            ("its last day", AGENCY.replace("level", "until = 2025-02-25\nlevel"), "", date(2025, 2, 25)),
            (
                "a successor",
                AGENCY.replace("level", 'until = 2024-06-30\nsuccessor = "xa-a"\nlevel') + COMMUNES,
                "",
                date(2025, 2, 25),
            ),
            (
                "a later document names another",
                AGENCY.replace("level", "until = 2024-06-30\nlevel") + COMMUNES,
                'revisions = [ { from = 2024-07-01, owner = "xa-a" } ]\n',
                date(2025, 2, 25),
            ),
        )
    ),
    Case(
        "no_successor",
        "the last of a chain is named",
        AGENCY.replace("level", 'until = 2023-06-30\nsuccessor = "xa-a"\nlevel')
        + COMMUNES.replace('level = "xa"\n', 'level = "xa"\nuntil = 2024-06-30\n', 1)
        + target("a", TASK + 'owner = "so"\n'),
        {},
        ("LỖI targets.toml:12: UBND xã A kết thúc 30/6/2024, chưa có đơn vị tiếp nhận 1 nhiệm vụ: a",),
    ),
    *(
        Case(
            "no_successor",
            about,
            AGENCY.replace("level", "until = 2024-06-30\nlevel") + target("a", rest + 'owner = "so"\n'),
            {"2024-05": text},
            ("LỖI targets.toml:6: Sở Một kết thúc 30/6/2024, chưa có đơn vị tiếp nhận 1 chỉ tiêu: a",) if said else (),
        )
        for about, rest, text, said in (
            ("a task done late", TASK + "by = 2024-03-31\n", figure("a", "done = 2024-05-20"), False),
            ("a task done, nobody knows when", TASK + "by = 2024-05-10\n", figure("a", 'done = "05/2024"'), False),
            ("an indicator that is reached", RATIO + "at_least = 5\n", figure("a", "value = 50"), True),
        )
    ),
    Case(
        "no_successor",
        "a target of many parts is one target; six are listed, of seven five",
        AGENCY.replace("level", "until = 2024-06-30\nlevel")
        + "".join(target(name, RATIO + 'owner = "so"\n') for name in "abcdef")
        + target("g", RATIO + 'owner = "so"\n[targets.g.for.tinh]\n[targets.g.for.huyen]\n'),
        {},
        (
            "LỖI targets.toml:6: Sở Một kết thúc 30/6/2024, chưa có đơn vị tiếp nhận 7 chỉ tiêu: "
            "a, b, c, d, e và 2 mã khác",
        ),
    ),
    Case(
        "moved",
        "each pair of agencies has its line; a task done stays, an indicator reached moves",
        AGENCY.replace("level", 'until = 2025-02-24\nsuccessor = "xa-a"\nlevel')
        + AGENCY.replace("so]", "hai]")
        .replace("Một", "Hai")
        .replace("level", 'until = 2025-02-20\nsuccessor = "so"\nlevel')
        + COMMUNES
        + target("a", TASK + 'owner = "so"\n')
        + target("b", RATIO + 'at_least = 5\nowner = "hai"\n')
        + target("c", RATIO + 'owner = "hai"\n[targets.c.for.tinh]\n[targets.c.for.huyen]\n'),
        {"2025-02": figure("a", "done = 2025-02-20") + figure("b", "value = 50")},
        (
            "Lưu ý targets.toml:12: Sở Hai kết thúc 20/02/2025: 2 chỉ tiêu mặc định chuyển sang UBND xã A, "
            "chưa ghi văn bản giao lại: b, c",
        ),
    ),
    Case(
        "moved",
        "what went over by default",
        AGENCY.replace("level", 'until = 2025-02-24\nsuccessor = "xa-a"\nlevel')
        + COMMUNES
        + target("a", TASK + 'owner = "so"\n')
        + target("b", RATIO + 'owner = "so"\n')
        + target("c", RATIO + 'owner = "so"\nrevisions = [ { from = 2025-02-25, owner = "xa-b" } ]\n'),
        {},
        (
            "Lưu ý targets.toml:7: Sở Một kết thúc 24/02/2025: 2 chỉ tiêu, nhiệm vụ mặc định chuyển sang UBND xã A, "
            "chưa ghi văn bản giao lại: a, b",
        ),
    ),
    Case(
        "moved",
        "not closed before today",
        AGENCY.replace("level", 'until = 2025-02-25\nsuccessor = "xa-a"\nlevel')
        + COMMUNES
        + target("a", TASK + 'owner = "so"\n'),
        {},
    ),
    Case(
        "no_owner",
        "counted in one line",
        target("a", RATIO + "at_least = 80\n") + "".join(target(name, TASK) for name in "bcdefgh") + target("z", RATIO),
        {},
        ("Lưu ý targets.toml: 8 chỉ tiêu, nhiệm vụ chưa rõ đơn vị chủ trì: a, b, c, d, e và 3 mã khác",),
    ),
    Case(
        "no_owner",
        "one alone",
        target("a", RATIO + "at_least = 80\n"),
        {},
        ("Lưu ý targets.toml:4: a: chưa rõ đơn vị chủ trì",),
    ),
    Case(
        "no_owner",
        "tasks only",
        target("a", TASK) + target("b", TASK),
        {},
        ("Lưu ý targets.toml: 2 nhiệm vụ chưa rõ đơn vị chủ trì: a, b",),
    ),
    Case(
        "many_owners",
        "several, of both sorts",
        target("a", RATIO + 'at_least = 80\nassigned_to = "các xã"\n') + target("b", TASK + 'assigned_to = "các sở"\n'),
        {},
        ("Lưu ý targets.toml: 2 chỉ tiêu, nhiệm vụ giao chung, chưa có một đơn vị chủ trì: a, b",),
    ),
    Case(
        "no_owner",
        "an owner, an addressee, a milestone nobody assigned",
        AGENCY
        + target("a", RATIO + 'at_least = 80\nowner = "so"\n')
        + target("b", TASK + 'assigned_to = "các sở, ngành"\n')
        + target("c", 'kind = "task"\n'),
        {},
    ),
    Case(
        "many_owners",
        "one task for many",
        target("b", TASK + 'assigned_to = "các sở, ngành"\n'),
        {},
        ("Lưu ý targets.toml:4: b: giao chung, chưa có một đơn vị chủ trì",),
    ),
    Case(
        "many_owners",
        "one of them leads",
        AGENCY + target("b", TASK + 'assigned_to = "các sở, ngành"\nowner = "so"\n'),
        {},
    ),
    # ── goals ──
    Case(
        "no_every",
        "a goal with a deadline and no rhythm",
        target("a", RATIO + "at_least = 80\nby = 2025-12-31\n"),
        {},
        ("Lưu ý targets.toml:4: a: có mục tiêu, có thời hạn nhưng không ghi every (bao lâu có số liệu một lần)",),
    ),
    Case(
        "no_every",
        "several in one line, parts once",
        target("a", RATIO + "at_least = 80\nby = 2025-12-31\n[targets.a.for.tinh]\n[targets.a.for.xa]\n")
        + target("b", COUNT + "at_least = 80\nbefore = 2025-12-31\n"),
        {},
        (
            "Lưu ý targets.toml: 2 chỉ tiêu có mục tiêu, có thời hạn nhưng không ghi every "
            "(bao lâu có số liệu một lần): a, b",
        ),
    ),
    Case(
        "no_deadline",
        "one alone",
        target("a", RATIO + "at_least = 80\n"),
        {},
        ("Lưu ý targets.toml:4: a: có mục tiêu nhưng không có thời hạn",),
    ),
    *(
        Case("no_every", about, target("a", rest), {})
        for about, rest in (
            ("a rhythm", RATIO + 'at_least = 80\nby = 2025-12-31\nevery = "year"\n'),
            ("no deadline", RATIO + "at_least = 80\n"),
            ("no goal", RATIO + "by = 2025-12-31\n"),
            ("a task", TASK + "by = 2025-12-31\n"),
        )
    ),
    Case(
        "no_deadline",
        "goals without a day",
        target("a", RATIO + "at_least = 80\n") + target("b", COUNT + "at_most = 5\n"),
        {},
        ("Lưu ý targets.toml: 2 chỉ tiêu có mục tiêu nhưng không có thời hạn: a, b",),
    ),
    Case(
        "no_deadline",
        "a day, thường xuyên, and a task",
        target("a", RATIO + "at_least = 80\nby = 2025-12-31\n")
        + target("b", COUNT + "at_most = 5\nongoing = true\n")
        + target("c", TASK),
        {},
    ),
    # ── names ──
    Case(
        "same_name",
        "one name for two targets, diacritics aside",
        target("a", COUNT, "Trạm 5G") + target("b", COUNT + 'short = "tram 5g"\n', "Trạm phát sóng 5G"),
        {},
        ("Lưu ý targets.toml:9: tên “Trạm 5G” đặt cho cả a, b; gõ tên này khớp nhiều mục",),
    ),
    Case(
        "same_name",
        "two agencies",
        COMMUNES.replace("UBND xã B", "UBND xã A"),
        {},
        ("Lưu ý targets.toml:8: tên “UBND xã A” đặt cho cả xa-a, xa-b; gõ tên này khớp nhiều mục",),
    ),
    Case(
        "same_name",
        "three, with the line of the second",
        target("a", COUNT, "Trạm") + target("b", COUNT, "TRẠM") + target("c", COUNT, "Tram"),
        {},
        ("Lưu ý targets.toml:9: tên “Trạm” đặt cho cả a, b, c; gõ tên này khớp nhiều mục",),
    ),
    Case(
        "same_name",
        "a short name that is its own name, and an agency called as a target",
        COMMUNES + target("a", COUNT + 'short = "ubnd xa a"\n', "UBND xã A"),
        {},
    ),
    Case(
        "same_name",
        "a name that only begins alike",
        target("a", COUNT, "Trạm 5G") + target("b", COUNT, "Trạm 5G ngoài trời"),
        {},
    ),
    Case(
        "no_short",
        "43 letters and no short name",
        target("a", COUNT, "T" * 43),
        {},
        ("Lưu ý targets.toml:5: a: tên dài hơn 42 ký tự mà chưa có tên ngắn (short)",),
    ),
    Case(
        "no_short",
        "an agency",
        AGENCY.replace("Sở Một", "S" * 43),
        {},
        ("Lưu ý targets.toml:5: so: tên dài hơn 42 ký tự mà chưa có tên ngắn (short)",),
    ),
    Case(
        "no_short",
        "several targets and several agencies",
        COMMUNES.replace("UBND xã A", "S" * 43).replace("UBND xã B", "D" * 44)
        + target("a", COUNT, "T" * 43)
        + target("b", TASK, "V" * 43),
        {},
        (
            "Lưu ý targets.toml: 2 chỉ tiêu, nhiệm vụ tên dài hơn 42 ký tự mà chưa có tên ngắn (short): a, b",
            "Lưu ý targets.toml:4: 2 đơn vị tên dài hơn 42 ký tự mà chưa có tên ngắn (short): xa-a, xa-b",
        ),
    ),
    Case("no_short", "an agency of 42 letters", AGENCY.replace("Sở Một", "S" * 42), {}),
    Case(
        "no_short",
        "42 letters, or a short name",
        target("a", COUNT, "T" * 42) + target("b", COUNT + 'short = "Ngắn"\n', "T" * 43),
        {},
    ),
    # ── the folder ──
    Case(
        "foreign",
        "a conflict copy",
        "",
        {"2025-02 (1)": "hỏng", "2025-2": "hỏng"},
        (
            "Lưu ý records/2025-02 (1).toml: không đọc tệp này (tên không đúng mẫu 2025-02.toml)",
            "Lưu ý records/2025-2.toml: không đọc tệp này (tên không đúng mẫu 2025-02.toml)",
        ),
    ),
    Case("foreign", "every name is a period", "", {"2025-02": "", "2025-9M": "", "2025": ""}),
    Case(
        "ended",
        "the day after the province's last",
        "schema = 1\ntitle = 'T'\nprovince = 'Vĩnh Phúc'\nuntil = 2025-06-30\nsuccessor = 'Phú Thọ'\n",
        {},
        (
            "Lưu ý targets.toml:4: Tỉnh Vĩnh Phúc có đến hết 30/6/2025, nay là tỉnh Phú Thọ. "
            "Số liệu ở đây là của tỉnh Vĩnh Phúc",
        ),
        date(2025, 7, 1),
    ),
    Case(
        "ended",
        "nobody took over, the folder has only a title",
        "schema = 1\ntitle = 'Đề án 06'\nuntil = 2025-06-30\n",
        {},
        ("Lưu ý targets.toml:3: Tỉnh Đề án 06 có đến hết 30/6/2025. Số liệu ở đây là của tỉnh Đề án 06",),
        date(2025, 7, 1),
    ),
    Case(
        "ended",
        "its last day",
        "schema = 1\ntitle = 'T'\nuntil = 2025-06-30\n",
        {},
        day=date(2025, 6, 30),
    ),
)
