"""The steps of `dts form`: which period, which figures of whom, one workbook or one for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context, find_group, find_owner
from dts.commands.reporting import OFFICE
from dts.core.assess import Assessment, assess_all
from dts.core.dates import format_date
from dts.core.form_wanted import Asked, asked_figures
from dts.core.model import Kind, Level, Owner
from dts.core.period import Period, last_closed, parse_period
from dts.core.problem import UsageError
from dts.core.scope import is_in_scope
from dts.report import form as words
from dts.report.words import uncapital
from dts.store.output import check_forms, write_output
from dts.store.output_folder import holds_data
from dts.store.records import matching_part
from dts.store.workspace import Workspace


class Order(NamedTuple):
    """What was asked for, read."""

    context: Context
    workspace: Workspace
    period: Period
    chosen: str
    """How the period was chosen, when nobody named one."""
    rows: list[Assessment]
    owner: Owner | None

    @classmethod
    def read(
        cls, context: Context, period: str | None, *, owner: str | None, group: str | None, level: str | None
    ) -> Order:
        """Read the folder and the options. Raises UsageError, DataError."""
        workspace = context.open()
        registry = workspace.registry
        when, chosen = _period(workspace, context, period)
        wanted = find_owner(registry, owner) if owner is not None else None
        groups = (find_group(registry, group),) if group is not None else ()
        rows = [
            row
            for row in assess_all(registry, workspace.log, context.today)
            if is_in_scope(registry, row, groups=groups, owners=(wanted,) if wanted else (), level=_level(level))
        ]
        return cls(context, workspace, when, chosen, rows, registry.owners[wanted] if wanted else None)

    def bytes_of(self, asked: Sequence[Asked], owner: Owner | None) -> bytes:
        """The workbook. Raises UsageError when the office extra is not installed."""
        from dts.render.xlsx_form import form_xlsx

        form = words.make_form(self.workspace.registry, asked, self.period, owner, self.context.today)
        try:
            return form_xlsx(form)
        except ImportError:
            raise UsageError(f"Chưa lập: {uncapital(OFFICE)}") from None

    @property
    def tasks(self) -> int:
        """How many tasks are in no form."""
        return sum(row.target.kind is Kind.TASK for row in self.rows)


def _period(workspace: Workspace, context: Context, typed: str | None) -> tuple[Period, str]:
    calendar = workspace.registry.calendar()
    if typed is None:
        period = last_closed("month", context.today, calendar)
        return period, f"Kỳ do chương trình chọn: {period.label}, kỳ vừa chốt số liệu."
    try:
        period = parse_period(typed)
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from None
    return period, ""


def _level(typed: str | None) -> Level | None:
    if typed is None:
        return None
    found = matching_part(typed)
    if found is None:
        raise UsageError(f"--level: “{typed}” không phải là cấp; dùng {', '.join(Level)}.")
    return Level(found)


def _check_place(order: Order, folder: Path) -> None:
    if holds_data(folder, order.workspace.folder):
        raise UsageError(f"Chưa lập: {folder} là chỗ của tệp dữ liệu. Nêu một thư mục khác, ví dụ: bieu")


def make_one(order: Order, output: str | None, *, force: bool) -> int:
    """One form, for one agency or for all."""
    if output is None:
        raise UsageError("Chưa lập: nêu tên tệp, ví dụ: dts form -o bieu.xlsx; hoặc mỗi đơn vị một biểu: --each-owner")
    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"Chưa lập: biểu là tệp .xlsx; gõ: -o {path.with_suffix('.xlsx')}")
    asked = asked_figures(order.rows, order.period)
    if not asked:
        raise UsageError(f"Chưa lập: không có chỉ tiêu nào phải báo kỳ {order.period.label}.")
    data = order.bytes_of(asked, order.owner)
    _check_place(order, path.parent)
    check_forms([path], force=force)
    write_output(path, data)
    console = order.context.console
    if order.chosen:
        console.message(order.chosen)
    calendar = order.workspace.registry.calendar(None, order.owner.level if order.owner else None)
    due = format_date(order.period.due(calendar))
    console.text([f"Đã lập: {output} ({len(asked)} chỉ tiêu, kỳ {order.period.label}, hạn gửi {due})."])
    console.text([*words.task_line(order.tasks), f"Khi đơn vị gửi lại: dts import {path.name}"])
    return 0


def make_each(order: Order, output: str | None, folder: str, *, force: bool) -> int:
    """One form for each agency with figures to report; all are made before one is written."""
    if output is not None:
        raise UsageError("-o và --each-owner: chỉ dùng một trong hai.")
    by_owner: dict[str, list[Asked]] = {}
    without = 0
    for each in asked_figures(order.rows, order.period):
        agency = each.row.responsible
        if agency is None:
            without += 1
        else:
            by_owner.setdefault(agency.id, []).append(each)
    if not by_owner:
        raise UsageError(f"Chưa lập: không có đơn vị nào phải báo chỉ tiêu kỳ {order.period.label}.")
    console, owners = order.context.console, order.workspace.registry.owners
    files: list[tuple[Path, bytes]] = []
    for name, asked in console.progress(list(by_owner.items()), "Lập biểu"):
        files.append((Path(folder) / f"{name}.xlsx", order.bytes_of(asked, owners[name])))
    _check_place(order, Path(folder))
    check_forms([path for path, _data in files], force=force, folder=Path(folder))
    for path, data in files:
        write_output(path, data)
    if order.chosen:
        console.message(order.chosen)
    counts = [(name, len(asked)) for name, asked in by_owner.items()]
    console.text(words.sent_lines(counts, order.period, folder, without, order.tasks))
    return 0
