"""A report as a workbook: Tổng hợp, a sheet of every table with typed cells, Lời văn, Nguồn.

Data is only data: no formula, no link, no name comes from it. The same paper always gives the same bytes.
"""

from __future__ import annotations

from dts.render.xlsx_book import saved, set_font
from dts.render.xlsx_looks import make_looks
from dts.render.xlsx_prose import PROSE, SOURCES, SUMMARY, fill_prose, fill_sources, fill_summary
from dts.render.xlsx_table import fill_sheet, make_grid
from dts.render.xlsx_values import Typed, kept_formats, tab_name, typed
from dts.report.paper import Cell, Form, Paper, Source, Table


def paper_xlsx(paper: Paper) -> bytes:
    """The bytes of the workbook. Raises ImportError when the office extra is not installed."""
    from openpyxl import Workbook

    book = Workbook()
    set_font(book)
    looks, day, tabs = make_looks(), _day(paper), _tabs(paper)
    draft = paper.letterhead.draft if paper.letterhead else ""
    about = "; ".join(text for text in (_agency(paper), f"lập ngày {day.text}", draft) if text)
    sourced = any(isinstance(part, Source) for part in paper.parts)
    listed = [(name, table.title) for name, table in tabs] + [(PROSE, "Toàn văn báo cáo, mỗi câu một dòng")]
    listed += [(SOURCES, "Nguồn số liệu")] if sourced else []
    book.active.title = SUMMARY
    fill_summary(book.active, paper, listed, looks, day=day, draft=draft)
    formats = kept_formats(cell for _name, table in tabs for row in make_grid(table).typed_rows for cell in row)
    for name, table in tabs:
        fill_sheet(book.create_sheet(name), table, looks, about=about, day=day.text, formats=formats)
    fill_prose(book.create_sheet(PROSE), paper, tabs, looks, day=day.text)
    if sourced:
        fill_sources(book.create_sheet(SOURCES), paper, looks, day=day.text)
    return saved(book, paper.title, paper.day)


def _day(paper: Paper) -> Typed:
    return typed(Cell(f"{paper.day:%d/%m/%Y}", paper.day, Form.DAY))


def _agency(paper: Paper) -> str:
    return " ".join(paper.letterhead.agency) if paper.letterhead else ""


def _tabs(paper: Paper) -> list[tuple[str, Table]]:
    """Every table once, with the name of its tab: the annexes, then tables that only the text has."""
    tables = list(paper.annexes)
    tables += [part for part in paper.parts if isinstance(part, Table) and part not in tables]
    taken = [SUMMARY, PROSE, SOURCES]
    found = []
    for table in tables:
        name = tab_name(table.name, taken)
        taken.append(name)
        found.append((name, table))
    return found
