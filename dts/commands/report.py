"""`dts report`: the periodic report in any format, a page to hand out, letters to agencies, the note that it went."""

from __future__ import annotations

from typing import Annotated

import typer

from dts.commands import options
from dts.commands.context import Context
from dts.core.problem import UsageError

EXAMPLES = """dts report                                        báo cáo kỳ tháng vừa chốt số liệu
dts report --period 02/2025 -o "BC thang 02-2025.docx"
dts report --period "quý I/2025" -o quy-1.html
dts report cong-an                                báo cáo riêng, đặt ở [reports.cong-an] trong targets.toml
dts report --one-page -o trang-tom-tat.docx       một trang phát tại cuộc họp
dts report --each-owner don-doc-2025-02           mỗi đơn vị một văn bản đôn đốc
dts report --sent 25/2/2025 --to "Văn phòng UBND tỉnh"   ghi nhận đã gửi báo cáo"""


def report(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TÊN]", help="Tên một báo cáo riêng trong [reports]; với --sent, cả ngày gửi.", show_default=False
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo (mặc định: kỳ vừa chốt số liệu).")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="NGÀY", help="Kỳ có ngày này.")] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    owner: options.OwnerName = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="DẠNG", help="text, md, html, docx hoặc xlsx (mặc định: theo đuôi tệp)."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp thay vì in ra màn hình.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="TỆP.docx", help="Tệp Word của cơ quan dùng làm mẫu."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè cả tệp không phải do dts lập.")] = False,
    one_page: Annotated[bool, typer.Option("--one-page", help="Một trang A4: mười dòng và bảng đơn vị.")] = False,
    each_owner: Annotated[
        str | None,
        typer.Option("--each-owner", metavar="THƯ_MỤC", help="Mỗi đơn vị có việc chậm một văn bản đôn đốc."),
    ] = None,
    sent: Annotated[
        bool, typer.Option("--sent", help="Ghi nhận báo cáo của kỳ đã gửi đi (hôm nay, hoặc ngày gõ sau đó).")
    ] = False,
    to: Annotated[str | None, typer.Option("--to", metavar="NƠI", help="Với --sent: gửi đến đâu.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="AI", help="Với --sent: người ghi (hoặc DTS_BY).")] = None,
    json: options.Json = False,
    width: options.Width = None,
) -> int:
    """Lập báo cáo định kỳ, văn bản đôn đốc."""
    from dts.commands.reporting import Order, make_letters, make_report, note_sent

    context: Context = ctx.obj
    if context.folders and (words or sent or each_owner is not None):
        what = "--sent" if sent else "--each-owner" if each_owner is not None else "Báo cáo riêng"
        raise UsageError(f"{what} chỉ làm với một thư mục dữ liệu. Nêu một -C rồi chạy lại.")
    order = Order.read(
        context,
        words or [],
        days={"period": period, "date": date, "as_of": as_of, "known_at": known_at},
        owner=owner,
        sent=sent,
        width=width,
    )
    order.refuse_mixtures(to=to, by=by, each_owner=each_owner, one_page=one_page, json=json, output=output)
    if sent:
        return note_sent(order, to=to, by=by)
    if each_owner is not None:
        return make_letters(order, each_owner, template=template, force=force)
    return make_report(order, form=form, output=output, template=template, force=force, one_page=one_page, json=json)
