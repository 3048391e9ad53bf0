"""`dts assign`: set or revise an assignment in targets.toml, in place; what changes becomes a dated revision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from dts.commands import options
from dts.commands.assigning import Change, Plan, revise
from dts.commands.context import Context, find_group, find_owner, find_part, find_target, read_day
from dts.commands.recording_judged import refusal
from dts.core.dates import parse_date
from dts.core.numerals import parse_number
from dts.core.problem import UsageError
from dts.core.typed import clean_text

EXAMPLES = """dts assign dat-dai --by 31/12/2025 --basis "Thông báo số …" --reason "Ấn định thời hạn"
dts assign xep-hang --at-most 15 --basis "Kế hoạch số …" --reason "Nâng mục tiêu" --from 1/3/2025
dts assign ioc --owner so-tttt --basis "Thông báo số …" --reason "Giao một đơn vị" --dry-run
dts assign kh-da06-2025 --result "Kế hoạch được ký ban hành"
dts assign so-ket --new --name "Báo cáo sơ kết" --kind task --by 30/6/2025 --basis "Công văn số …\""""


def assign(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="CHỈ_TIÊU", help="Mã, hoặc một phần mã hay tên.")],
    part: Annotated[str | None, typer.Option("--for", metavar="CẤP", help="Riêng cho một cấp hoặc một đơn vị.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="ĐƠN_VỊ", help="Đơn vị chủ trì.")] = None,
    partners: Annotated[
        list[str] | None, typer.Option("--partner", metavar="ĐƠN_VỊ", help="Đơn vị phối hợp; gõ được nhiều lần.")
    ] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="CHỮ", help="Rõ người.")] = None,
    work: Annotated[str | None, typer.Option("--work", metavar="CHỮ", help="Rõ việc.")] = None,
    responsibility: Annotated[
        str | None, typer.Option("--responsibility", metavar="CHỮ", help="Rõ trách nhiệm.")
    ] = None,
    result: Annotated[str | None, typer.Option("--result", metavar="CHỮ", help="Rõ kết quả.")] = None,
    authority: Annotated[str | None, typer.Option("--authority", metavar="CHỮ", help="Rõ thẩm quyền.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NGÀY", help="Thời hạn: đến hết ngày này.")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="NGÀY", help="Thời hạn: trước ngày này.")] = None,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="Thường xuyên.")] = False,
    deadline_text: Annotated[
        str | None, typer.Option("--deadline-text", metavar="CHỮ", help="Lời văn bản về thời hạn.")
    ] = None,
    at_least: Annotated[str | None, typer.Option("--at-least", metavar="SỐ", help="Mục tiêu: ít nhất.")] = None,
    above: Annotated[str | None, typer.Option("--above", metavar="SỐ", help="Mục tiêu: trên.")] = None,
    at_most: Annotated[
        str | None, typer.Option("--at-most", metavar="SỐ", help="Mục tiêu: nhiều nhất, trong nhóm.")
    ] = None,
    below: Annotated[str | None, typer.Option("--below", metavar="SỐ", help="Mục tiêu: dưới.")] = None,
    basis: Annotated[str | None, typer.Option("--basis", metavar="VĂN_BẢN", help="Căn cứ của thay đổi.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="CHỮ", help="Lý do của thay đổi.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Có hiệu lực từ ngày (mặc định: hôm nay).")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Thêm chỉ tiêu, nhiệm vụ mới với mã này.")] = False,
    name: Annotated[str | None, typer.Option("--name", metavar="CHỮ", help="Tên (khi thêm mới).")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="LOẠI", help="ratio, count, score, rank, task (khi thêm mới).")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="CHỮ", help="Đơn vị tính (khi thêm mới).")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="NHÓM", help="Nhóm (khi thêm mới).")] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="KỲ", help="month, quarter, half, year (khi thêm mới).")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Xem trước các dòng sẽ đổi, không ghi.")] = False,
    json: options.Json = False,
) -> int:
    """Giao hoặc điều chỉnh đơn vị, người, thời hạn, mục tiêu."""
    context: Context = ctx.obj
    desk = context.open_desk()
    registry = desk.registry
    texts = _clean(
        {
            "person": person,
            "work": work,
            "responsibility": responsibility,
            "result": result,
            "authority": authority,
            "deadline_text": deadline_text,
            "basis": basis,
            "reason": reason,
            "name": name,
            "unit": unit,
        }
    )
    try:
        owner_id = find_owner(registry, owner) if owner else None
        partner_ids = [find_owner(registry, each) for each in partners or []]
        key = target if new else find_target(registry, target)
        part_key = find_part(registry, part)
        group_key = find_group(registry, group) if group else None
    except UsageError as error:
        raise refusal(str(error)) from None
    change = Change(
        owner=owner_id,
        partners=tuple(partner_ids),
        texts=texts,
        deadline=_deadline(by, before, ongoing=ongoing),
        goal=_goal({"at_least": at_least, "above": above, "at_most": at_most, "below": below}),
    )
    plan = Plan(
        context=context,
        desk=desk,
        target=key,
        part=part_key,
        since=read_day(since, "--from") or context.today,
        dry_run=dry_run,
        json=json,
    )
    if new:
        from dts.commands.assigning_new import new_target

        return new_target(plan, change, {"kind": kind, "group": group_key, "every": every})
    return revise(plan, change)


def _clean(texts: Mapping[str, str | None]) -> dict[str, str]:
    cleaned = {}
    for key, text in texts.items():
        if text is None:
            continue
        try:
            cleaned[key] = clean_text(text)
        except ValueError as error:
            raise UsageError(f"Chưa ghi: --{key.replace('_', '-')}: {error}.") from None
    return cleaned


def _deadline(by: str | None, before: str | None, *, ongoing: bool) -> dict[str, object]:
    given: dict[str, object] = {}
    for key, typed in (("by", by), ("before", before)):
        if typed is None:
            continue
        try:
            given[key] = parse_date(typed)
        except ValueError as error:
            raise UsageError(f"Chưa ghi: --{key}: {error}.") from None
    if ongoing:
        given["ongoing"] = True
    if len(given) > 1:
        raise UsageError("Chưa ghi: chỉ nêu một thời hạn: --by, --before hoặc --ongoing.")
    return given


def _goal(typed: Mapping[str, str | None]) -> dict[str, object]:
    given: dict[str, object] = {}
    for key, text in typed.items():
        if text is None:
            continue
        try:
            given[key] = parse_number(text.removesuffix("%"))
        except ValueError as error:
            raise UsageError(f"Chưa ghi: --{key.replace('_', '-')}: {error}.") from None
    if len(given) > 1:
        raise UsageError("Chưa ghi: chỉ nêu một mục tiêu.")
    return given
