"""The targets and agencies that the forms of these tests are about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dts.core.model import Registry
from dts.store.workspace import open_workspace

TARGETS = """
[owners.ca-tinh]
name = "Công an tỉnh"
level = "tinh"
[owners.so-tttt]
name = "Sở Thông tin và Truyền thông"
short = "Sở TT&TT"
level = "tinh"
[owners.xa-a]
name = "UBND xã An Hòa"
level = "xa"
[owners.xa-b]
name = "UBND xã Bình Dương"
level = "xa"

[targets.dinh-danh]
name    = "Tài khoản định danh điện tử đã kích hoạt"
kind    = "ratio"
unit    = "tài khoản"
of_what = "công dân trên 14 tuổi"
owner   = "ca-tinh"
[targets.dong-bo-bhyt]
name = "Căn cước công dân đồng bộ với thẻ bảo hiểm y tế"
kind = "count"
unit = "người"
[targets.dvc-tong]
name   = "Tổng số dịch vụ công"
kind   = "count"
unit   = "dịch vụ"
sum_of = ["dvc-tt", "dvc-mp", "dvc-tin"]
[targets.dvc-tt]
name     = "Dịch vụ công trực tuyến toàn trình"
kind     = "ratio"
unit     = "dịch vụ"
owner    = "so-tttt"
at_least = 80
by       = 2025-12-31
every    = "month"
[targets.dvc-mp]
name = "Dịch vụ công trực tuyến một phần"
kind = "count"
unit = "dịch vụ"
[targets.dvc-tin]
name = "Dịch vụ công chỉ cung cấp thông tin"
kind = "count"
unit = "dịch vụ"
[targets.cap-do]
name  = "Hệ thống thông tin được phê duyệt cấp độ"
kind  = "ratio"
[targets.can-bo]
name = "Cán bộ chuyên trách chuyển đổi số"
kind = "count"
unit = "người"
[targets.ky-so]
name = "Tỷ lệ văn bản ký số"
kind = "ratio"
  [targets.ky-so.for.tinh]
  [targets.ky-so.for.huyen]
  [targets.ky-so.for.xa]
[targets.hang]
name  = "Xếp hạng chuyển đổi số"
kind  = "rank"
every = "year"
[targets.ho-so]
name     = "Hồ sơ số hóa"
kind     = "ratio"
unit     = "hồ sơ"
of_what  = "hồ sơ tiếp nhận"
for_each = "xa"
every    = "month"
"""


TASK = '[targets.ke-hoach]\nname = "Ban hành Kế hoạch"\nkind = "task"\n'


def registry_of(folder: Path, *more: str) -> Registry:
    """These targets, a task and whatever else is given, read from an empty folder."""
    text = "".join(('schema = 1\ntitle = "Thử"\n', TARGETS, TASK, *more))
    (folder / "targets.toml").write_text(text, encoding="utf-8")
    (folder / "records").mkdir()
    return open_workspace(folder, date(2025, 2, 20)).registry
