"""One figure of a form: its numbers, its day, source, note and period, each with the cell it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from dts.core.form_line import Form
from dts.core.form_table import Column
from dts.core.form_values import (
    CellError,
    agrees,
    exact,
    is_blank,
    read_day,
    read_part_of_fraction,
    read_period,
    read_result,
)
from dts.core.form_words import Role
from dts.core.grid import Cell, Held, address
from dts.core.lookup import fold
from dts.core.model import Kind, Target
from dts.core.numerals import format_number
from dts.core.period import Period

_SCALES = ("nghin", "ngan", "tram", "trieu", "ty", "ti", "chuc")
Value = TypeVar("Value")


class AtCellError(Exception):
    """A cell that is not taken, and where it stands."""

    def __init__(self, cell: str, cause: CellError) -> None:
        super().__init__(str(cause))
        self.cell = cell
        self.fix = cause.fix.replace("{cell}", cell)


class Said(NamedTuple):
    """What the cells of a figure say."""

    fields: dict[str, object]
    cells: dict[str, str]
    echo: str = ""


class Source(NamedTuple):
    """The cells of one figure: a row, and the columns that belong together."""

    form: Form
    row: int
    columns: Sequence[Column]
    target: Target

    @property
    def anchor(self) -> str:
        """Where it begins: its first cell that is filled in."""
        return address(self.row, min(column.number for column in self.columns if not self.is_blank(column)))

    def is_blank(self, column: Column) -> bool:
        """Whether nothing stands there yet."""
        return is_blank(self.form.grid.at(self.row, column.number))

    def at(self, column: Column) -> str:
        """The address of one of its cells."""
        return address(self.row, column.number)

    def cell(self, column: Column) -> Cell:
        """One of its cells, which is filled in."""
        cell = self.form.grid.at(self.row, column.number)
        assert cell is not None
        return cell

    def read(self, column: Column, how: Callable[[], Value]) -> Value:
        """Read a cell; a refusal gets its address."""
        try:
            return how()
        except CellError as error:
            raise AtCellError(self.at(column), error) from None


def read_numbers(source: Source) -> Said:
    """The numbers of a figure. Raises AtCellError, CellError."""
    ratio = source.target.kind is Kind.RATIO
    filled = {column.role: column for column in source.columns if not source.is_blank(column)}
    order = (Role.VALUE, Role.RATE, Role.AMOUNT) if ratio else (Role.VALUE, Role.AMOUNT, Role.RATE)
    result = next((filled[role] for role in order if role in filled), None)
    top, bottom = filled.get(Role.NUMERATOR), filled.get(Role.DENOMINATOR)
    if ratio and top is None and bottom is None and (written := _written(source, filled)) is not None:
        return written
    if not ratio and bottom is None and result is None:
        result = top  # “Số đạt” of what is only counted
    if not ratio and (top or bottom) and result is None:
        raise CellError("chỉ tiêu này là một số, không phải tử số, mẫu số", "điền vào cột kết quả")
    if ratio and top is not None and bottom is not None:
        return _fraction(source, top, bottom, result)
    if ratio and (top or bottom):
        raise _half(source, top)
    if result is None or (ratio and result.role is Role.AMOUNT):
        raise CellError("chỉ tiêu này là tỷ lệ; có số lượng mà chưa có tỷ lệ", "điền tỷ lệ, hoặc tử số và mẫu số")
    _check_scale(source)
    percent = result.percent or "%" in source.form.text(source.row, Role.UNIT)
    chosen, cell = result, source.cell(result)
    reading = source.read(chosen, lambda: read_result(cell, source.target, chosen.role, percent=percent))
    fields = {
        key: value for key, value in reading.quantity._asdict().items() if value is not None and value is not False
    }
    where = dict.fromkeys(("value", "numerator", "denominator", "of", "qualifier"), source.at(chosen))
    return Said(fields, where, reading.echo)


def _written(source: Source, filled: Mapping[Role, Column]) -> Said | None:
    """`771.500/981.002` in a cell of results, beside a rate or not: both numbers count; None where no cell says so."""
    column = next((each for each in filled.values() if "/" in source.cell(each).text), None)
    if column is None or source.cell(column).held is not Held.TEXT:
        return None
    quantity = source.read(column, lambda: read_result(source.cell(column), source.target, column.role, percent=False))
    fields = {
        key: value for key, value in quantity.quantity._asdict().items() if value is not None and value is not False
    }
    numerator, denominator = fields.get("numerator"), fields.get("denominator")
    if numerator is None or not denominator:
        return None
    said = Said(fields, dict.fromkeys(("numerator", "denominator"), source.at(column)))
    rates = (filled.get(role) for role in (Role.RATE, Role.VALUE))
    return _agreeing(source, said, next((each for each in rates if each not in (None, column)), None))


def _half(source: Source, top: Column | None) -> CellError:
    missing = Role.NUMERATOR if top is None else Role.DENOMINATOR
    empty = next((column for column in source.columns if column.role is missing), None)
    where = f", ô {source.at(empty)} để trống" if empty else ""
    return CellError(f"thiếu {'tử số' if top is None else 'mẫu số'}{where}", "điền đủ tử số và mẫu số")


def _fraction(source: Source, top: Column, bottom: Column, result: Column | None) -> Said:
    numerator = source.read(top, lambda: read_part_of_fraction(source.cell(top), source.target))
    denominator = source.read(bottom, lambda: read_part_of_fraction(source.cell(bottom), source.target))
    cells = {"numerator": source.at(top), "denominator": source.at(bottom)}
    said = Said({"numerator": numerator, "denominator": denominator}, cells)
    if denominator <= 0:
        raise AtCellError(source.at(bottom), CellError("mẫu số phải lớn hơn 0", "sửa ô {cell}"))
    return _agreeing(source, said, result)


def _agreeing(source: Source, said: Said, result: Column | None) -> Said:
    """A fraction; a rate beside it must be the same. Raises AtCellError."""
    if result is None or result.role is Role.AMOUNT or source.cell(result).computed:
        return said  # a formula is the quotient of these very cells: they count
    numerator, denominator = (Decimal(str(said.fields[key])) for key in ("numerator", "denominator"))
    reading = source.read(result, lambda: read_result(source.cell(result), source.target, result.role, percent=True))
    value = reading.quantity.value
    if value is not None and not agrees(value, numerator, denominator):
        fraction = f"{format_number(numerator)}/{format_number(denominator)}"
        message = f"{format_number(value)}% không phải là {fraction}"
        raise AtCellError(source.at(result), CellError(message, "sửa cho khớp, hoặc xóa ô {cell}"))
    return said


def _check_scale(source: Source) -> None:
    """“nghìn người” over a figure in “người” would be a thousand times too small."""
    unit, own = fold(source.form.text(source.row, Role.UNIT)), source.target.unit
    if own is not None and any(unit == f"{scale} {fold(own)}" for scale in _SCALES):
        shown = source.form.text(source.row, Role.UNIT)
        raise CellError(
            f"biểu ghi đơn vị tính “{shown}”, chỉ tiêu này tính bằng “{own}”", f"đổi ra {own}, sửa ô {{cell}}"
        )


def unit_doubt(source: Source) -> str | None:
    """Another unit than the target's is worth a look."""
    shown, own = source.form.text(source.row, Role.UNIT), source.target.unit
    if not shown or own is None or fold(shown) == fold(own) or source.target.kind is Kind.RATIO:
        return None
    return f"đơn vị tính trong biểu là “{shown}”, của {source.target.id} là “{own}”"


BESIDE = (("as_of", Role.AS_OF), ("source", Role.SOURCE), ("note", Role.NOTE), ("reason", Role.REASON))


def read_beside(source: Source) -> Said:
    """The day, the source, the note and the reason of a figure. Raises AtCellError."""
    form, cells = source.form, {}
    fields: dict[str, object] = {"as_of": form.usual.as_of, "source": form.usual.source}
    for key, role in BESIDE:
        column = form.key(role)
        cell = form.cell(source.row, role)
        if column is None or cell is None or not cell.text.strip():
            continue
        cells[key] = source.at(column)
        if role is Role.AS_OF:
            if not is_blank(cell):
                fields[key] = source.read(column, _day_of(cell))
        else:
            source.read(column, _words_of(cell))
            fields[key] = " ".join(cell.text.split())
    return Said({key: value for key, value in fields.items() if value is not None}, cells)


def _day_of(cell: Cell) -> Callable[[], object]:
    return lambda: read_day(cell)


def _words_of(cell: Cell) -> Callable[[], None]:
    def check() -> None:
        if cell.held in (Held.ERROR, Held.FORMULA):
            what = f"ô báo lỗi {cell.text}" if cell.held is Held.ERROR else "công thức chưa được tính"
            raise CellError(what, "gõ chữ vào ô {cell}, hoặc xóa ô ấy")

    return check


def lone_amount(source: Source) -> str | None:
    """A number beside a rate that nothing can be made of without its total is said."""
    columns = {column.role: column for column in source.columns if not source.is_blank(column)}
    amount = columns.get(Role.AMOUNT)
    if source.target.kind is not Kind.RATIO or amount is None or Role.RATE not in columns:
        return None
    cell = source.cell(amount)
    if cell.held is not Held.NUMBER:
        return None
    return f"số lượng {format_number(exact(cell))} không có mẫu số, chỉ ghi tỷ lệ ở ô {source.at(columns[Role.RATE])}"


def figure_period(source: Source, named: Period | None) -> Period:
    """The period of a figure: of its row, of its column, of the form. Raises AtCellError, CellError."""
    form = source.form
    column, cell = form.key(Role.PERIOD), form.cell(source.row, Role.PERIOD)
    if column is not None and cell is not None and not is_blank(cell):
        own = source.read(column, lambda: read_period(cell))
        if named is not None and own != named:
            raise CellError(f"cột này của {named.label}, dòng này của {own.label}", "sửa một trong hai")
        return own
    found = named or form.usual.period
    if found is None:
        raise CellError("không rõ kỳ báo cáo", "thêm --period KỲ")
    return found
