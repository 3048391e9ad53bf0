"""A form as a workbook: locked words, cells to fill in that take only what they should, a hidden sheet that knows it.

Nothing in it is a formula. The same form always has the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dts.render.safe import safe
from dts.render.xlsx_book import saved, set_font
from dts.render.xlsx_looks import HEAD, Looks, fit_row, make_looks, put, put_line, set_page, set_widths
from dts.report.form import SHEET, Box, Fill, FormSheet

FILLED = "FFF2CC"
NOT_HERE = "E7E6E6"
FORMATS = {Fill.WHOLE: "#,##0", Fill.NUMBER: "#,##0.######", Fill.PERCENT: "0.00%", Fill.DAY: "dd/mm/yyyy"}
STAMP = "dts"
KEPT = 2
"""Columns that stay in sight: id and name."""
_EPOCH = date(1899, 12, 30)
_LONGEST_HINT = 250


def form_xlsx(form: FormSheet) -> bytes:
    """The bytes of the form. Raises ImportError when the office extra is not installed."""
    from openpyxl import Workbook

    book = Workbook()
    set_font(book)
    looks = make_looks()
    sheet = book.active
    sheet.title = SHEET
    _fill(sheet, form, looks)
    stamp = book.create_sheet(STAMP)
    for row, pair in enumerate(form.stamp, start=1):
        for column, text in enumerate(pair, start=1):
            put(looks, stamp.cell(row, column), text, box=False)
    stamp.sheet_state = "hidden"
    stamp.protection.sheet = True
    return saved(book, form.titles[1], form.day)


def _fill(sheet: Any, form: FormSheet, looks: Looks) -> None:
    widths = [column.width for column in form.columns]
    set_widths(sheet, widths)
    for row, text in enumerate(form.titles, start=1):
        put_line(looks, sheet, row, text, widths, font="big" if row == 2 else "bold" if row == 1 else "plain")
    head = len(form.titles) + 2
    for index, column in enumerate(form.columns, start=1):
        put(looks, sheet.cell(head, index), column.head, font="bold", side="center", fill=HEAD)
    fit_row(sheet, head, [column.head for column in form.columns], widths, bold=True)
    for row, boxes in enumerate(form.rows, start=head + 1):
        for index, box in enumerate(boxes, start=1):
            _put_box(sheet.cell(row, index), box, looks)
        fit_row(sheet, row, [box.text for box in boxes], widths)
    _validate(sheet, form, head + 1)
    sheet.freeze_panes = sheet.cell(head + 1, KEPT + 1)
    set_page(sheet, f"{form.day:%d/%m/%Y}", repeated=head)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _put_box(cell: Any, box: Box, looks: Looks) -> None:
    from openpyxl.styles import PatternFill, Protection

    if box.fill is None:
        put(looks, cell, box.text)
        return
    put(looks, cell, "", side="left" if box.fill is Fill.TEXT else "right")
    cell.value = None
    cell.number_format = FORMATS.get(box.fill, "@" if box.fill is not Fill.NOTHING else "General")
    cell.fill = PatternFill("solid", fgColor=NOT_HERE if box.fill is Fill.NOTHING else FILLED)
    if box.fill is not Fill.NOTHING:
        cell.protection = Protection(locked=False)


def _validate(sheet: Any, form: FormSheet, first: int) -> None:
    """Rules with their words; cells with the same rule and hint share one."""
    rules: dict[tuple[Fill, str], list[Any]] = {}
    for row, boxes in enumerate(form.rows, start=first):
        for index, box in enumerate(boxes, start=1):
            if box.fill is not None and (box.hint or box.fill in FORMATS):
                rules.setdefault((box.fill, box.hint), []).append(sheet.cell(row, index))
    for (fill, hint), cells in rules.items():
        rule = _rule(fill, form.window)
        if hint:
            rule.promptTitle, rule.prompt, rule.showInputMessage = "Cách điền", safe(hint)[:_LONGEST_HINT], True
        for cell in cells:
            rule.add(cell)
        sheet.add_data_validation(rule)


def _rule(fill: Fill, window: Sequence[date]) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    limits: dict[str, Any] = {}
    error = ""
    match fill:
        case Fill.WHOLE:
            limits = {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
            error = "Ô này chỉ nhận số nguyên từ 0. Gõ liền, không dấu chấm, không kèm chữ."
        case Fill.NUMBER:
            limits = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
            error = "Ô này chỉ nhận số từ 0, không kèm chữ."
        case Fill.PERCENT:
            limits = {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "10"}
            error = "Ô này chỉ nhận phần trăm, ví dụ 36,18%."
        case Fill.DAY:
            first, last = ((day - _EPOCH).days for day in window)
            limits = {"type": "date", "operator": "between", "formula1": str(first), "formula2": str(last)}
            error = f"Ngày phải từ {window[0]:%d/%m/%Y} đến {window[1]:%d/%m/%Y}."
    rule = DataValidation(allow_blank=True, **limits)
    if error:
        rule.errorTitle, rule.error, rule.errorStyle, rule.showErrorMessage = "Chưa đúng", error, "stop", True
    return rule
