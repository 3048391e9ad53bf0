"""`dts record`: log a figure, a correction, a withdrawal, a task done, an explanation, a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

import typer

from dts.commands import options
from dts.commands.context import Context, find_part, find_target, read_day
from dts.commands.recording import record_figure
from dts.commands.recording_judged import example, refusal
from dts.commands.recording_order import Many, Order
from dts.commands.recording_remarks import record_remark, record_withdrawal
from dts.commands.recording_tasks import record_confirmation, record_done
from dts.core.model import Kind, Target
from dts.core.problem import UsageError
from dts.core.typed import clean_text

EXAMPLES = """dts record dinh-danh 762.284/980.226 --source "Hội nghị tháng 02/2025"
dts record ho-so-tt 36,18% --for tinh --period 5/2023
dts record tram-5g hơn 60 trạm
dts record dinh-danh 762.284/980.226 --reason "Gõ đảo hai chữ số cuối"
dts record kh-da06-2025 --done 26/2/2025 --evidence "Kế hoạch số …/KH-UBND"
dts record kh-da06-2025 --confirmed 27/2/2025
dts record ho-so-sk --explain "Chờ Bộ Y tế chốt số liệu"
dts record kh-da06-2025 --note "Đang trình ký"
dts record tram-5g --withdraw --reason "Ghi nhầm chỉ tiêu"
dts record --owner "cong an"          nhập lần lượt việc của một đơn vị
dts record --from so-lieu.txt         mỗi dòng: mã, số liệu"""


class Typed(NamedTuple):
    """What was typed beside target and value."""

    part: str | None
    period: str | None
    day: str | None
    texts: Mapping[str, str | None]
    withdraw: bool
    yes: bool
    dry_run: bool
    json: bool


NO_TARGET = (
    "Chưa ghi: còn thiếu chỉ tiêu. Gõ như: dts record dinh-danh 762.284/980.226\n"
    "Nhập lần lượt từng chỉ tiêu: gõ dts record ở cửa sổ lệnh. Nhập nhiều dòng cùng lúc: dts record --from TỆP"
)


def record(
    ctx: typer.Context,
    target: Annotated[
        str | None, typer.Argument(metavar="CHỈ_TIÊU", help="Mã, hoặc một phần mã hay tên; bỏ trống: hỏi lần lượt.")
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Argument(metavar="SỐ_LIỆU", help="762.284/980.226, 36,18%, trên 60, 1,1 triệu; không cần ngoặc kép."),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--for", metavar="CẤP", help="Của một cấp (tinh, huyen, xa) hay đơn vị.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo: 02/2025, quý I/2025, năm 2025.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="NGÀY", help="Ngày của số liệu; kỳ là kỳ chứa ngày này.")
    ] = None,
    done: Annotated[str | None, typer.Option("--done", metavar="NGÀY", help="Nhiệm vụ hoàn thành ngày này.")] = None,
    confirmed: Annotated[
        str | None, typer.Option("--confirmed", metavar="NGÀY", help="Văn phòng UBND xác nhận kết quả ngày này.")
    ] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="VĂN_BẢN", help="Minh chứng hoàn thành.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NGUỒN", help="Nguồn của số liệu.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="CHỮ", help="Con số nguồn đã công bố, đúng như đã in.")
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="CHỮ", help="Tình hình thực hiện; kèm số liệu thì là ghi chú của số đó."),
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CHỮ", help="Giải trình vì sao chậm, vì sao thiếu.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="CHỮ", help="Lý do đính chính hoặc rút số liệu.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Rút số liệu đã ghi của kỳ (cần --reason).")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="AI", help="Ai ghi (mặc định: DTS_BY).")] = None,
    owner: options.OwnerName = None,
    group: options.GroupName = None,
    pasted: Annotated[
        str | None,
        typer.Option("--from", metavar="TỆP", help="Nhập các dòng “mã, số liệu” từ tệp văn bản; - là dán vào đây."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Với --from: ghi các dòng đúng, bỏ các dòng không nhận.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Chấp nhận số bất thường, không hỏi.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Xem trước, không ghi.")] = False,
    json: options.Json = False,
) -> int:
    """Ghi số liệu mới, đính chính, giải trình hoặc báo hoàn thành nhiệm vụ."""
    context: Context = ctx.obj
    typed = {
        "source": source,
        "published": published,
        "note": note,
        "reason": reason,
        "evidence": evidence,
        "explain": explain,
        "by": by or context.environ.get("DTS_BY"),
    }
    given = Typed(part, period, day, _clean(typed), withdraw, yes, dry_run, json)
    many = Many(owner, group, pasted, skip_bad)
    if target is None or pasted is not None:
        alone = _only_alone(given, done, confirmed, pasted)
        return _record_many(context, target, many, alone, given)
    if (name := many.first_given) is not None:
        raise UsageError(f"Chưa ghi: đã nêu chỉ tiêu {target} thì không dùng {name}.")
    return _record(context, target, value or [], done, confirmed, given)


def _only_alone(given: Typed, done: str | None, confirmed: str | None, pasted: str | None) -> str | None:
    """The first option typed that speaks of one target only."""
    texts = given.texts
    found = {
        "--done": done,
        "--confirmed": confirmed,
        **{f"--{key}": texts[key] for key in ("evidence", "published", "note", "explain")},
        "--withdraw": given.withdraw,
        "--json": given.json,
        "--reason": pasted is None and texts["reason"],
        "--date": pasted is None and given.day,
    }
    return next((name for name, value in found.items() if value), None)


def _record_many(context: Context, target: str | None, many: Many, alone: str | None, given: Typed) -> int:
    """Pasted lines, or the walk through what is expected; without a terminal the latter is a usage error."""
    wrong = many.wrong
    if wrong is not None:
        raise UsageError(f"Chưa ghi: {wrong}.")
    if many.pasted is not None and target is not None:
        raise UsageError("Chưa ghi: --from đọc mã chỉ tiêu ở từng dòng; bỏ chỉ tiêu gõ sau lệnh.")
    if many.pasted is None and (alone is not None or not context.can_ask):
        raise UsageError(NO_TARGET if alone is None else f"{NO_TARGET}\n{alone} chỉ dùng cùng với một chỉ tiêu.")
    if alone is not None:
        raise UsageError(f"Chưa ghi: {alone} không dùng được với --from.")
    from dts.commands.recording_draft import Setting

    desk = context.open_desk()
    try:
        part = find_part(desk.registry, given.part)
    except UsageError as error:
        raise refusal(str(error)) from None
    day = read_day(given.day, "--date")
    setting = Setting(context, desk, part, given.period, day, given.texts, given.yes, given.dry_run)
    if many.pasted is not None:
        from dts.commands.recording_paste import paste

        return paste(setting, many)
    from dts.commands.recording_walk import walk

    return walk(setting, many.owner, many.group)


def _clean(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    cleaned: dict[str, str | None] = {}
    for key, text in texts.items():
        try:
            cleaned[key] = clean_text(text) if text is not None else None
        except ValueError as error:
            name = "" if key == "value" else f"--{key}: "
            raise UsageError(f"Chưa ghi: {name}{error}.") from None
        if text is not None and not cleaned[key]:
            raise UsageError(f"Chưa ghi: --{key} để trống.")
    return cleaned


def _record(
    context: Context, typed: str, words: Sequence[str], done: str | None, confirmed: str | None, given: Typed
) -> int:
    desk = context.open_desk()
    try:
        target = desk.registry.targets[find_target(desk.registry, typed)]
        part = find_part(desk.registry, given.part)
    except UsageError as error:
        raise refusal(str(error)) from None
    order = Order(
        context=context,
        desk=desk,
        target=target,
        part=part,
        period_typed=given.period,
        day=read_day(given.day, "--date"),
        texts=given.texts,
        yes=given.yes,
        dry_run=given.dry_run,
        json=given.json,
    )
    if given.withdraw:
        if words or done:
            raise UsageError("Chưa ghi: --withdraw là rút số liệu đã ghi, không kèm số mới.")
        return record_withdrawal(order)
    if done is not None:
        if words:
            raise UsageError("Chưa ghi: --done là ngày hoàn thành nhiệm vụ, không kèm số liệu.")
        return record_done(order, done)
    if confirmed is not None:
        if words:
            raise UsageError("Chưa ghi: --confirmed là ngày xác nhận nhiệm vụ, không kèm số liệu.")
        return record_confirmation(order, confirmed)
    if words:
        _refuse_two_numbers(words)
        return record_figure(order, _clean({"value": " ".join(words)})["value"] or "")
    if given.texts["explain"] or given.texts["note"]:
        return record_remark(order)
    raise UsageError(_nothing_typed(target))


def _refuse_two_numbers(words: Sequence[str]) -> None:
    """`36 18%` is what PowerShell makes of `36,18%`: nothing may be made of one of the two."""
    if len(words) != 2 or not all(re.fullmatch(r"[0-9][0-9.]*%?", word) for word in words):
        return
    one, other = words
    meant = []
    if "." not in other and "%" not in one:
        meant.append(f'số thập phân thì gõ trong dấu ngoặc kép: "{one},{other}" (PowerShell tách ở dấu phẩy)')
    if "%" not in one + other:
        meant.append(f"tử số và mẫu số thì gõ {one}/{other}")
    raise UsageError(f"Chưa ghi: “{one} {other}” là hai số, không rõ số nào; {'; '.join(meant) or 'gõ lại một số'}.")


def _nothing_typed(target: Target) -> str:
    if target.kind is Kind.TASK:
        return f'Chưa ghi: chưa nêu kết quả. Nếu đã hoàn thành, gõ: dts record {target.id} --done NGÀY --evidence "…"'
    return (
        f"Chưa ghi: chưa có số liệu. Gõ như: dts record {target.id} {example(target)}. Nếu đã gõ dấu > hoặc <, cửa sổ "
        f'lệnh đã hiểu thành tên tệp; đặt trong ngoặc kép: dts record {target.id} ">60", hoặc gõ chữ: trên 60'
    )
