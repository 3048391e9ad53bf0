"""The part of `dts import` that is about forms: what was typed about columns and rows, reading, maps kept by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dts.commands.context import Context, find_part, find_target
from dts.core.check_sums import compared_sums, sum_text
from dts.core.finding import Material, subject
from dts.core.form_open import Wishes, read_form
from dts.core.form_read import FormRead, Refusal
from dts.core.form_words import Role, known_names, read_role
from dts.core.lookup import fold
from dts.core.model import FormMap, Registry
from dts.core.period import Period
from dts.core.problem import DataError, Problem, UsageError
from dts.report import imported as words
from dts.report.amounts import gap_text
from dts.report.imported_form import Beside
from dts.store.compose import Scalar
from dts.store.csv_rows import has_known_head, read_grid, read_text
from dts.store.edit import Editor, edit_bytes
from dts.store.recording import Refused
from dts.store.source import Source, decode, judge
from dts.store.tables import ID
from dts.store.targets import read_targets
from dts.store.tidy import KNOWN, Draft, Tidy
from dts.store.workbook import read_workbook
from dts.store.workspace import TARGETS
from dts.store.writer import replace_file


class Typed(NamedTuple):
    """Options about a form, as typed."""

    sheet: str | None = None
    target: str | None = None
    header: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    map: str | None = None
    save_map: str | None = None

    @property
    def given(self) -> list[str]:
        """The options that were typed."""
        names = ("--sheet", "--target", "--header", "--column", "--row", "--map", "--save-map")
        return [name for name, value in zip(names, self, strict=True) if value]


def is_form(path: Path) -> bool:
    """Whether a file is a form: a workbook, or a CSV file whose first line is not that of an export."""
    if path.suffix.lower() not in (".csv", ".txt", ".tsv"):
        return True
    return not has_known_head(read_text(path), KNOWN)


def read_file(context: Context, path: Path, registry: Registry, typed: Typed, period: Period | None) -> FormRead:
    """Read the form in a file. Raises UsageError."""
    wishes = _wishes(registry, typed, period)
    console = context.console
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        grids: Sequence[Any] = [read_grid(path.name, read_text(path))]
    else:
        grids = read_workbook(path, lambda chunks: console.progress(chunks, "Đọc bảng tính")).grids
    if typed.save_map is not None:
        _check_name(registry, typed.save_map)
    return read_form(path.name, grids, registry, wishes, lambda rows: console.progress(rows, "Đọc số liệu"))


def as_tidy(form: FormRead, stamp: Mapping[str, Scalar | None]) -> Tidy:
    """The figures of a form as entries to be judged; their order is their line."""
    drafts = tuple(Draft(each.number, None, each.period, {**each.fields, **stamp}) for each in form.rows.taken)
    return Tidy(form.name, True, drafts, (), 0)


def refusal(form: FormRead, draft: Draft, refused: Refused) -> Refusal:
    """What the reader of record files refuses, at the cell it came from."""
    taken = form.rows.taken[draft.line]
    name = subject(str(taken.fields["target"]), taken.fields.get("for"))
    said = re.sub(r"^[a-z_]+ \(([^)]*)\)(?=: )", "", refused.message).removeprefix(": ")
    said = re.sub(r"^[a-z_]+ \(([^)]*)\) ", r"\1 ", said)
    message, _mark, fix = words.column_text(None, said).partition("; sửa ô thành: ")
    cell = taken.cells.get(refused.key or "", taken.cell)
    return Refusal(taken.order[0], cell, name, message, f"sửa ô {cell} thành {fix}" if fix else "")


def beside_figures(material: Material, name: str) -> tuple[Beside, list[tuple[int, str]]]:
    """Gaps and sums beside the figures of a file, and the sums that cannot be right."""
    gaps: dict[int, str] = {}
    for row in material.rows:
        figure = row.shown.figure if row.shown is not None and not row.is_total else None
        if figure is not None and figure.file == name and (gap := gap_text(row)):
            gaps[figure.number] = gap
    sums: dict[int, str] = {}
    wrong: list[tuple[int, str]] = []
    for total, terms, finding in compared_sums(material):
        mine = [item.figure.number for item in (total, *terms.values()) if item.figure.file == name]
        if not mine:
            continue
        if finding is not None:
            wrong.append((max(mine), finding.message))
        elif (text := sum_text(total, terms)) is not None:
            sums[max(mine)] = f"{text}: khớp tổng"
    return Beside(gaps, sums), wrong


# ── what was typed ───────────────────────────────────────────────────────────


def _wishes(registry: Registry, typed: Typed, period: Period | None) -> Wishes:
    known = _map(registry, typed.map) if typed.map is not None else FormMap("")
    names = known_names(registry)
    columns = {_column_key(head): read_role(word, names) for head, word in known.columns.items()}
    mapped = tuple(known.columns)
    for each in typed.columns:
        head, word = _pair("--column", each, "E=kết quả")
        role = read_role(word, names)
        if role is None:
            words = "kết quả, tử số, mẫu số, chỉ tiêu, mã, cấp đơn vị, kỳ, tính đến ngày, nguồn, ghi chú, không đọc"
            raise UsageError(f"Chưa ghi: --column: “{word}” không phải là loại cột; dùng: {words}.")
        columns[_column_key(head)] = role
    rows = {fold(words): subject for words, subject in known.rows.items()}
    for each in typed.rows:
        words, subject = _pair("--row", each, "Tên trong biểu=mã")
        rows[fold(words)] = _subject(registry, subject)
    target = None
    if typed.target is not None:
        target = _found(lambda name: find_target(registry, name), typed.target)
    return Wishes(
        sheet=typed.sheet,
        head=_row_number(typed.header),
        period=period,
        target=target,
        columns={key: role for key, role in columns.items() if role is not None},
        rows=rows,
        map_sheet=known.sheet,
        map_head=known.header,
        kept=() if typed.map is not None else tuple(registry.imports),
        mapped=mapped,
    )


def _column_key(head: str) -> str:
    """Letters of a column as they are, other words folded."""
    return head.strip().upper() if re.fullmatch(r"\s*[A-Za-z]{1,2}\s*", head) else fold(head)


def _pair(option: str, typed: str, example: str) -> tuple[str, str]:
    left, equals, right = typed.rpartition("=")
    if not equals or not left.strip() or not right.strip():
        raise UsageError(f'Chưa ghi: {option}: “{typed}” phải có dạng "{example}".')
    return left.strip(), right.strip()


def _row_number(typed: str | None) -> int | None:
    if typed is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,6}", typed):
        raise UsageError(f"Chưa ghi: --header: “{typed}” phải là số thứ tự của dòng tiêu đề, ví dụ --header 6.")
    return int(typed)


def _subject(registry: Registry, typed: str) -> str:
    name, _slash, part = typed.partition("/")
    target = _found(lambda word: find_target(registry, word), name)
    return f"{target}/{_found(lambda word: find_part(registry, word) or '', part)}" if part else target


def _found(find: Any, typed: str) -> str:
    try:
        return str(find(typed))
    except UsageError as error:
        raise UsageError(f"Chưa ghi: {error}") from None


def _map(registry: Registry, typed: str) -> FormMap:
    if typed in registry.imports:
        return registry.imports[typed]
    listed = f" Đã có: {', '.join(registry.imports)}." if registry.imports else " Chưa có cách đọc nào được nhớ."
    raise UsageError(f"Chưa ghi: không có [imports.{typed}] trong targets.toml.{listed}")


# ── maps ─────────────────────────────────────────────────────────────────────


def _check_name(registry: Registry, name: str) -> None:
    if not ID.fullmatch(name):
        raise UsageError(f"Chưa ghi: --save-map: “{name}” chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")
    if name in registry.imports:
        raise UsageError(f"Chưa ghi: [imports.{name}] đã có trong targets.toml; đặt tên khác, hoặc sửa tay mục ấy.")


def save_map(folder: Path, form: FormRead, name: str, rows: Mapping[str, str], typed: Typed) -> None:
    """Add `[imports.<name>]` to targets.toml; only its lines are added. Raises UsageError, WriteError."""
    columns = {column.head or column.letters: _role_word(column) for column in form.table.columns if not column.target}
    ignored = {_pair("--column", each, "")[0] for each in typed.columns if each.rpartition("=")[0]}
    columns |= {head: str(Role.IGNORE) for _at, head in form.table.unread if head and head in ignored}

    def edit(editor: Editor) -> None:
        fields: dict[str, Any] = {"sheet": form.sheet} if form.sheet else {}
        fields["header"] = form.table.bottom
        editor.add_table(("imports",), ("imports", name), fields, many=False)
        editor.add_table(("imports",), ("imports", name, "columns"), columns, many=False)
        if rows:
            editor.add_table(("imports",), ("imports", name, "rows"), rows, many=False)

    def build(old: bytes | None) -> bytes:
        if old is None:
            raise UsageError("Chưa ghi: không còn tệp targets.toml.")
        decoded = decode(old, TARGETS)
        if isinstance(decoded, Problem):
            raise DataError([decoded])
        new = edit_bytes(old, edit)
        source = Source(TARGETS, new.decode("utf-8-sig"))
        judge(source)
        read_targets(source)
        if source.problems:
            raise UsageError(f"Chưa ghi: {source.problems[0].message}.")
        return new

    replace_file(folder, folder / TARGETS, build)


def _role_word(column: Any) -> str:
    return f"{column.role}:{column.part}" if column.part else str(column.role)
