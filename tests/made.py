"""A made workspace: what the province's shipped data does not show. Invented figures, made by rule, not data.

Three years of months, milestones, a revised goal, a change of owner, succession, breaks, levels, units that end.
"""

from __future__ import annotations

from pathlib import Path

TARGETS = """
schema   = 1
title    = "Thư mục thử nghiệm"
province = "Thử Nghiệm"
agency   = "UBND tỉnh Thử Nghiệm"

[rules]
due_day = { tinh = 25, huyen = 20, xa = 18 }

[groups.de-an-06]
name = "Đề án 06"

[groups.lich-rieng]
name       = "Báo cáo theo tháng dương lịch"
cutoff_day = "end"
due_day    = 6

[owners.ca-tinh]
name  = "Công an tỉnh"
head  = "Giám đốc Công an tỉnh"
level = "tinh"

[owners.so-tttt]
name      = "Sở Thông tin và Truyền thông"
short     = "Sở TT&TT"
level     = "tinh"
until     = 2025-02-28
successor = "so-khcn"

[owners.so-khcn]
name  = "Sở Khoa học và Công nghệ"
short = "Sở KH&CN"
level = "tinh"
since = 2025-03-01

[owners.ban-qlda]
name  = "Ban quản lý dự án cũ"
level = "tinh"
until = 2024-06-30

[owners.xa-a]
name  = "UBND xã A"
level = "xa"

[owners.xa-b]
name  = "UBND xã B"
level = "xa"

[owners.xa-c]
name      = "UBND xã C"
level     = "xa"
until     = 2024-12-31
successor = "xa-b"

[targets.ho-so-so]
name       = "Hồ sơ được số hóa"
kind       = "ratio"
unit       = "hồ sơ"
group      = "de-an-06"
owner      = "ca-tinh"
person     = "Giám đốc Công an tỉnh"
at_least   = 90
by         = 2025-12-31
every      = "month"
baseline   = { value = 10, as_of = 2022-12-31 }
milestones = [ { by = 2023-12-31, value = 40 }, { by = 2024-12-31, value = 70 } ]
basis      = "Kế hoạch thử nghiệm"

[targets.hang-dti]
name      = "Xếp hạng chuyển đổi số"
kind      = "rank"
owner     = "so-tttt"
at_most   = 20
by        = 2025-12-31
every     = "year"
publication_lag_months = 14
breaks    = [ { on = 2024-01-01, reason = "đổi bộ chỉ số" } ]
basis     = "Nghị quyết thử nghiệm"
  [[targets.hang-dti.revisions]]
  from    = 2024-06-01
  at_most = 15
  basis   = "Kế hoạch điều chỉnh thử nghiệm"
  reason  = "Nâng mục tiêu"

[targets.su-co]
name     = "Tỷ lệ hồ sơ trễ hạn"
kind     = "ratio"
at_most  = 5
ongoing  = true
owner    = "ca-tinh"
every    = "month"
basis    = "Kế hoạch thử nghiệm"

[targets.lop-tap-huan]
name       = "Lớp tập huấn trong năm"
kind       = "count"
unit       = "lớp"
group      = "lich-rieng"
owner      = "so-tttt"
at_least   = 60
by         = 2024-12-31
every      = "month"
yearly_sum = true
basis      = "Kế hoạch thử nghiệm"

[targets.ky-so-xa]
name     = "Văn bản ký số của cấp xã"
kind     = "ratio"
unit     = "văn bản"
for_each = "xa"
at_least = 95
by       = 2025-12-31
every    = "month"
basis    = "Kế hoạch thử nghiệm"
  [targets.ky-so-xa.for.xa-b]
  at_least = 90

[targets.hai-cap]
name     = "Báo cáo điện tử"
kind     = "ratio"
owner    = "so-tttt"
at_least = 80
by       = 2024-12-31
every    = "quarter"
basis    = "Kế hoạch thử nghiệm"
  [targets.hai-cap.for.tinh]
  [targets.hai-cap.for.huyen]
  at_least = 60

[targets.viec-tre]
name   = "Việc giao ban cũ"
kind   = "task"
owner  = "ban-qlda"
before = 2024-09-01
basis  = "Thông báo thử nghiệm"

[targets.viec-doi]
name   = "Việc đổi đơn vị giữa chừng"
kind   = "task"
owner  = "ca-tinh"
by     = 2024-10-31
basis  = "Thông báo thử nghiệm"
  [[targets.viec-doi.revisions]]
  from   = 2024-09-15
  owner  = "so-tttt"
  by     = 2025-03-31
  basis  = "Thông báo thử nghiệm số hai"
  reason = "Chuyển đơn vị chủ trì"
"""


def figure(**fields: object) -> str:
    """One [[figure]] block."""
    lines = [
        f"{key} = {value}" if not isinstance(value, str) else f'{key} = "{value}"' for key, value in fields.items()
    ]
    return "[[figure]]\n" + "\n".join(lines) + "\n\n"


def write_made_workspace(folder: Path) -> Path:
    """Write targets.toml and three years of records; the last month is 2025-02 and one commune has not sent it."""
    (folder / "targets.toml").write_text(TARGETS, encoding="utf-8")
    records = folder / "records"
    records.mkdir()
    texts: dict[str, str] = {}
    months = [(year, month) for year in (2023, 2024, 2025) for month in range(1, 13) if (year, month) <= (2025, 2)]
    for step, (year, month) in enumerate(months):
        key = f"{year}-{month:02d}"
        stamp = f"{year}-{month:02d}-20"
        text = figure(target="ho-so-so", numerator=1000 + 210 * step, denominator=10000) + f"recorded_at = {stamp}\n\n"
        text += figure(target="su-co", value=4 if step % 5 else 6)
        if year == 2024:
            text += figure(target="lop-tap-huan", value=3 + month % 4)
        for unit in ("xa-a", "xa-b", "xa-c"):
            gone = unit == "xa-c" and year > 2024
            late = unit == "xa-b" and (year, month) == (2025, 2)
            if not gone and not late:
                text += figure(target="ky-so-xa", **{"for": unit}, numerator=80 + step // 2, denominator=100)
        texts[key] = text
    texts["2022"] = figure(target="hang-dti", value=18, of=63)
    texts["2023"] = figure(target="hang-dti", value=14, of=63)
    texts["2024-Q4"] = figure(target="hai-cap", **{"for": "tinh"}, value=85) + figure(
        target="hai-cap", **{"for": "huyen"}, value=59
    )
    for key, text in texts.items():
        (records / f"{key}.toml").write_text(f'period = "{key}"\n\n{text}', encoding="utf-8")
    return folder
