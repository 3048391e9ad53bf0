"""A form among the sheets of a file: which sheet and table, which period and day its title names.

Where that is not plain the sentence lists what there is and what to type; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dts.core.dates import format_date
from dts.core.form_dates import days_in, periods_in
from dts.core.form_head import KEYS, Overrides, head_candidates
from dts.core.form_line import Form, Usual
from dts.core.form_names import Finder
from dts.core.form_read import FormRead, FormRows, Stamp
from dts.core.form_rows import Watch, read_rows
from dts.core.form_table import Column, Table, find_tables
from dts.core.form_words import NUMBERS, ROLE_NAMES, Names, Role, head_role, known_names
from dts.core.grid import Cell, Grid, Held, address, column_letters, column_number
from dts.core.lookup import fold
from dts.core.model import NONE, Registry
from dts.core.period import Period, parse_period_key
from dts.core.problem import UsageError

STAMP_SHEET = "dts"
STAMP_MARK = "dts form"
VERSION = 1
LISTED = 8


class Wishes(NamedTuple):
    """How somebody says a form is to be read."""

    sheet: str | None = None
    head: int | None = None
    period: Period | None = None
    target: str | None = None
    columns: Overrides = NONE
    rows: Mapping[str, str] = NONE
    """By folded words: `id` or `id/part`."""
    map_sheet: str | None = None
    """What a saved map says; the form of another month may differ a little."""
    map_head: int | None = None
    kept: tuple[str, ...] = ()
    """Saved maps that were not asked for."""
    mapped: tuple[str, ...] = ()
    """Heads the map counts on."""


def read_form(name: str, grids: Sequence[Grid], registry: Registry, wishes: Wishes, watch: Watch = iter) -> FormRead:
    """Read the form in a file. Raises UsageError when it is not plain which table it is."""
    names, stamp = known_names(registry), read_stamp(grids)
    if stamp is not None and wishes.sheet is None:
        wishes = wishes._replace(sheet=stamp.sheet)
    if stamp is not None and stamp.version > VERSION:
        raise UsageError(f"Chưa ghi: {name} do bản dts mới hơn lập; nâng cấp dts rồi nhập lại.")
    grid, table = choose_table(name, grids, names, wishes)
    check_columns(grid, table, wishes)
    period, cell = _period(grid, table, wishes, stamp)
    as_of = None if table.one(Role.AS_OF) else _day(grid, table)
    usual = Usual(period, as_of[0] if as_of else None, wishes.target, _source(name, stamp, registry, period))
    rows = read_rows(Form(grid, table, registry, Finder(registry, names, wishes.rows), usual), watch)
    if period is None and any("không rõ kỳ báo cáo" in each.message for each in rows.refused):
        raise UsageError(
            f"Chưa ghi: {name} không ghi kỳ báo cáo ở phần đầu biểu. Thêm --period, ví dụ: --period 02/2025"
        )
    rows = _doubted(rows, grid, table, wishes)
    span = range(table.top, max((row for row in grid.rows if row <= table.last), default=table.last) + 1)
    return FormRead(
        name=name,
        sheet=grid.name,
        table=table,
        rows=rows,
        period=period,
        period_cell=cell,
        as_of=as_of,
        hidden_rows=tuple(row for row in sorted(grid.hidden_rows) if row in span and row in grid.rows),
        hidden_columns=tuple(sorted(_used_columns(grid, table) & grid.hidden_columns)),
        other_sheets=tuple(each.name for each in grids if each is not grid and each.name != STAMP_SHEET and each.rows),
        stamp=stamp,
    )


def _used_columns(grid: Grid, table: Table) -> set[int]:
    return {column for row in range(table.top, table.bottom + 1) for column in grid.rows.get(row, {})}


def _source(name: str, stamp: Stamp | None, registry: Registry, period: Period | None) -> str:
    if stamp is None:
        return f"Biểu {name}"
    owner = registry.owners.get(stamp.agency or "")
    of = f" của {owner.name}" if owner else ""
    return f"Biểu số liệu{of}, kỳ {(period or stamp.period).label}"


def _doubted(rows: FormRows, grid: Grid, table: Table, wishes: Wishes) -> FormRows:
    """A title that names another period than was typed is worth a look."""
    named, cell = _named_period(grid, table)
    if wishes.period is None or named is None or named == wishes.period:
        return rows
    sentence = f"biểu ghi kỳ {named.label}, lệnh ghi kỳ {wishes.period.label}"
    return rows._replace(doubts=[(cell, sentence), *rows.doubts])


# ── which table ──────────────────────────────────────────────────────────────


def choose_table(name: str, grids: Sequence[Grid], names: Names, wishes: Wishes) -> tuple[Grid, Table]:
    """The one sheet and the one table meant. Raises UsageError that lists them."""
    wanted = _wanted(name, grids, wishes)
    found = [(grid, find_tables(grid, names, wishes.columns, head=wishes.head)) for grid in wanted]
    filled = [(grid, tables) for grid, tables in found if tables]
    if not filled:
        raise UsageError(_no_table(name, wanted, names, wishes))
    if len(filled) > 1:
        listed = "\n".join(f"  “{grid.name}”, dòng tiêu đề {tables[0].bottom}" for grid, tables in filled)
        raise UsageError(f"Chưa ghi: {name} có {len(filled)} trang có bảng số liệu, chọn một bằng --sheet:\n{listed}")
    grid, tables = filled[0]
    if len(tables) > 1:
        tables = [each for each in tables if each.bottom == wishes.map_head] or tables
    if len(tables) > 1:
        listed = "\n".join(
            f"  --header {table.bottom}: {', '.join(column.head for column in table.columns[:4])}" for table in tables
        )
        raise UsageError(f"Chưa ghi: {_of_sheet(grid)}có {len(tables)} bảng, chọn một bằng --header:\n{listed}")
    _check_mapped(name, tables[0], wishes)
    return grid, _shown(grid, tables[0])


def _wanted(name: str, grids: Sequence[Grid], wishes: Wishes) -> list[Grid]:
    if wishes.sheet is not None:
        return [_sheet(name, grids, wishes.sheet)]
    same = [grid for grid in grids if grid.name == wishes.map_sheet]
    return same or [grid for grid in grids if not grid.hidden]


def _check_mapped(name: str, table: Table, wishes: Wishes) -> None:
    """A saved map must still fit."""
    heads = {fold(column.head) for column in table.columns} | {fold(head) for _number, head in table.unread}
    lost = [head for head in wishes.mapped if fold(head) not in heads and not column_number(head)]
    if lost:
        found = ", ".join(f"{column.letters} “{column.head}”" for column in table.columns)
        raise UsageError(
            f"Chưa ghi: cách đọc đã nhớ cần cột “{lost[0]}”, {name} không có cột ấy (có: {found}). "
            "Sửa mục [imports] trong targets.toml, hoặc nhập không có --map."
        )


def _shown(grid: Grid, table: Table) -> Table:
    """Without results in hidden columns, where others are shown."""
    shown = [each for each in table.columns if each.role not in NUMBERS or each.number not in grid.hidden_columns]
    return table._replace(columns=tuple(shown)) if any(each.role in NUMBERS for each in shown) else table


def _of_sheet(grid: Grid) -> str:
    return f"trang “{grid.name}” " if grid.name else "tệp này "


def _sheet(name: str, grids: Sequence[Grid], typed: str) -> Grid:
    wanted = fold(typed)
    found = [grid for grid in grids if grid.name == typed] or [grid for grid in grids if fold(grid.name) == wanted]
    found = found or [grid for grid in grids if wanted and wanted in fold(grid.name) and grid.name != STAMP_SHEET]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"“{grid.name}”" + (" (ẩn)" if grid.hidden else "") for grid in found or grids)
    what = f"“{typed}” khớp {len(found)} trang" if found else f"{name} không có trang nào tên “{typed}”"
    raise UsageError(f"Chưa ghi: {what}. Các trang: {listed}.")


def _no_table(name: str, grids: Sequence[Grid], names: Names, wishes: Wishes) -> str:
    """What was looked for, and what stands in the row most like a head."""
    text = (
        f"Chưa ghi: không thấy bảng số liệu trong {name}: cần một dòng tiêu đề có cột chỉ tiêu (hoặc mã) "
        "và cột kết quả."
    )
    likely = [(grid, row, heads) for grid in grids for row, heads in head_candidates(grid, names)]
    if not likely:
        return f"{text} Nêu dòng ấy: --header DÒNG"
    grid, row, heads = max(likely, key=lambda each: len(each[2]))
    listed = ", ".join(f"{column_letters(column)} “{head}”" for column, head in heads[:LISTED])
    text = f"{text}\n  Ở {_of_sheet(grid)}dòng {row} ghi: {listed}.\n"
    kept = f"\n  Hoặc đọc theo cách đã nhớ: --map {', --map '.join(wishes.kept)}" if wishes.kept else ""
    if wishes.columns:
        return f"{text}  Nếu đó là dòng tiêu đề, thêm: --header {row}"
    free = [column_letters(column) for column, head in heads if head_role(head) is None] or ["C"]
    named = any(head_role(head) in KEYS for _column, head in heads) or len(free) == 1
    columns = [f"{free[0]}=kết quả"] if named else [f"{free[0]}=chỉ tiêu", f"{free[1]}=kết quả"]
    options = " ".join(f'--column "{column}"' for column in columns)
    return f"{text}  Nói rõ cột nào là gì, ví dụ: --header {row} {options}{kept}"


def check_columns(grid: Grid, table: Table, wishes: Wishes) -> None:
    """Two columns that say the same, results that are hidden or not there: said before any row. Raises UsageError."""
    missing = [] if table.of(*NUMBERS) else ["kết quả"]
    if not table.of(Role.NAME, Role.ID) and wishes.target is None and not any(each.target for each in table.columns):
        missing.append("chỉ tiêu")
    if missing:
        what = "một trong các cột" if table.columns else "cột nào"
        heads = ", ".join(f"{column_letters(number)} “{head}”" for number, head in table.unread[:LISTED])
        hint = "; mọi dòng của một chỉ tiêu thì thêm --target MÃ" if "chỉ tiêu" in missing else ""
        raise UsageError(
            f"Chưa ghi: {_of_sheet(grid)}dòng tiêu đề {table.bottom}: chưa rõ {what} là {' và '.join(missing)}"
            f'{f" (còn: {heads})" if heads else ""}. Nói rõ: --column "CỘT={missing[0]}"{hint}'
        )
    counts = Counter((column.role, column.group) for column in table.columns if column.role in (*NUMBERS, Role.NAME))
    for (role, _group), count in counts.items():
        if count > 1:
            same = [each for each in table.columns if (each.role, each.group) == (role, _group)]
            raise UsageError(_same_columns(same, role, wishes))
    shown = [column for column in table.of(*NUMBERS) if column.number not in grid.hidden_columns]
    if not shown:
        letters = ", ".join(column.letters for column in table.of(*NUMBERS))
        raise UsageError(f"Chưa ghi: cột kết quả ({letters}) đang ẩn trong Excel. Bỏ ẩn cột rồi nhập lại.")


def _same_columns(same: Sequence[Column], role: Role, wishes: Wishes) -> str:
    listed = ", ".join(f"{column.letters} “{column.head}”" if column.head else column.letters for column in same)
    typed = {column.number for column in same if {column.letters, fold(column.head)} & set(wishes.columns)}
    spare = [column for column in same if column.number not in typed] or same
    return (
        f"Chưa ghi: {len(same)} cột cùng là {ROLE_NAMES[role]}: {listed}. "
        f'Bỏ cột không dùng, ví dụ: --column "{spare[-1].letters}=không đọc"'
    )


# ── what the title says ──────────────────────────────────────────────────────


def _titles(grid: Grid, table: Table) -> list[tuple[int, int, Cell]]:
    return [
        (row, column, cell)
        for row in sorted(grid.rows)
        if row <= table.bottom
        for column, cell in sorted(grid.rows[row].items())
        if cell.held is Held.TEXT
    ]


def _named_period(grid: Grid, table: Table) -> tuple[Period | None, str]:
    """The one period the title names; a head that names one is about its column, also where that is not read."""
    heads = {column.head for column in table.columns if column.period}
    unread = {line for _number, head in table.unread for line in head.split(" / ")}
    found: dict[Period, str] = {}
    for row, column, cell in _titles(grid, table):
        in_unread_head = row >= table.top and " ".join(cell.text.split()) in unread
        if not in_unread_head and not any(cell.text in head for head in heads):
            for period in periods_in(cell.text):
                found.setdefault(period, address(row, column))
    return next(iter(found.items())) if len(found) == 1 else (None, "")


def _period(grid: Grid, table: Table, wishes: Wishes, stamp: Stamp | None) -> tuple[Period | None, str]:
    if wishes.period is not None:
        return wishes.period, ""
    return (stamp.period, "") if stamp is not None else _named_period(grid, table)


def _day(grid: Grid, table: Table) -> tuple[date, str] | None:
    titles = reversed(_titles(grid, table))
    found = {day: address(row, column) for row, column, cell in titles for day in days_in(cell.text)}
    if len(found) > 1:
        days = ", ".join(format_date(day) for day in sorted(found))
        raise UsageError(f"Chưa ghi: phần đầu biểu ghi nhiều ngày tính đến: {days}. Giữ một ngày rồi nhập lại.")
    return next(iter(found.items()), None)


def read_stamp(grids: Sequence[Grid]) -> Stamp | None:
    """What the hidden sheet of a form made by dts says; None where there is none."""
    grid = next((each for each in grids if each.name == STAMP_SHEET), None)
    if grid is None:
        return None
    texts = {row: [cell.text for _column, cell in sorted(cells.items())] for row, cells in grid.rows.items()}
    pairs = {line[0]: line[1] for line in texts.values() if len(line) > 1}
    period = parse_period_key(pairs.get("period", ""))
    if period is None or not pairs.get(STAMP_MARK, "").isdigit():
        return None
    return Stamp(int(pairs[STAMP_MARK]), pairs.get("sheet", ""), period, pairs.get("agency"))
