"""A workbook (.xlsx) as grids, read once and exactly: numbers as the digits in the file, formulas with their results.

The parts are read with the standard library's XML parser: openpyxl gives values or formulas, never both, turns numbers
into floats, and reading row by row it tells nothing of merged and hidden cells. What is no workbook, is too large or
is locked gets one sentence on how to save it.
"""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from dts.core.grid import Grid
from dts.core.problem import UsageError
from dts.store.files import describe_os_error
from dts.store.workbook_parts import Sheet, Styles, parse_links, parse_strings, parse_styles, parse_workbook
from dts.store.workbook_sheet import TooMuchError, parse_sheet

MAX_BYTES = 64 << 20
MAX_UNPACKED = 400 << 20
SAVE_AS = "mở tệp bằng Excel (hoặc LibreOffice), chọn Save As, kiểu Excel Workbook (.xlsx), rồi nhập tệp .xlsx ấy"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
CHUNK = 1 << 20
Watch = Callable[[Sequence[int]], Iterable[int]]
"""Is handed the numbers of chunks and gives them back one by one: the place for a progress bar."""


class Book(NamedTuple):
    """A file of sheets."""

    name: str
    grids: tuple[Grid, ...]


def read_workbook(path: Path, watch: Watch = iter) -> Book:
    """Read every sheet. Raises UsageError with a Vietnamese sentence when that cannot be done."""
    raw = read_raw(path)
    _check_kind(path.name, raw)
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            return Book(path.name, tuple(_grids(path.name, archive, watch)))
    except TooMuchError:
        raise UsageError(f"Chưa ghi: {path.name} có quá nhiều ô, không phải biểu số liệu.") from None
    except (BadZipFile, ExpatError, KeyError, ValueError, IndexError, RecursionError, zlib.error, EOFError):
        raise UsageError(f"Chưa ghi: {path.name} hỏng, không đọc được như một tệp .xlsx; {SAVE_AS}.") from None
    except (RuntimeError, NotImplementedError):  # a password on the archive itself, an unknown compression
        raise UsageError(f"Chưa ghi: {path.name} đặt mật khẩu hoặc nén khác thường; bỏ mật khẩu, {SAVE_AS}.") from None


def read_raw(path: Path) -> bytes:
    """The bytes of a file to import. Raises UsageError."""
    try:
        if not path.is_file():
            what = "không có tệp này" if not path.exists() else "không phải là một tệp"
            raise UsageError(f"Chưa ghi: {path}: {what}.")
        if path.name.startswith("~$"):
            raise UsageError(f"Chưa ghi: {path.name} là tệp tạm của Excel; nhập tệp cùng tên không có ~$.")
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"Chưa ghi: {path.name} lớn hơn {MAX_BYTES >> 20} MB, không phải bảng số liệu.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"Chưa ghi: {path}: {describe_os_error(error)}.") from None


def _check_kind(name: str, raw: bytes) -> None:
    """Refuse other kinds of files, each by what it is and not by what it is called."""
    if not raw:
        raise UsageError(f"Chưa ghi: {name} là tệp rỗng.")
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            raise UsageError(f"Chưa ghi: {name} đặt mật khẩu mở tệp; mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập.")
        raise UsageError(f"Chưa ghi: {name} là tệp Excel kiểu cũ (.xls); {SAVE_AS}.")
    if raw[30:].startswith(_OPEN_DOCUMENT):
        raise UsageError(f"Chưa ghi: {name} là tệp OpenDocument (.ods); {SAVE_AS}.")
    if raw.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise UsageError(f"Chưa ghi: {name} thực ra là trang web hoặc XML, không phải tệp .xlsx; {SAVE_AS}.")
    if raw.startswith(b"%PDF"):
        raise UsageError(f"Chưa ghi: {name} là tệp PDF, không có ô để đọc; xin đơn vị gửi tệp Excel, hoặc gõ lại số.")
    if not raw.startswith(b"PK"):
        raise UsageError(f"Chưa ghi: {name} không phải tệp .xlsx; {SAVE_AS}.")


def _grids(name: str, archive: ZipFile, watch: Watch) -> Iterable[Grid]:
    names = set(archive.namelist())
    if sum(each.file_size for each in archive.infolist()) > MAX_UNPACKED:
        raise UsageError(f"Chưa ghi: {name} bung ra lớn hơn {MAX_UNPACKED >> 20} MB, không phải biểu số liệu.")
    if "word/document.xml" in names:
        raise UsageError(f"Chưa ghi: {name} là tệp Word; chép bảng sang một tệp Excel (.xlsx) rồi nhập tệp ấy.")
    if "xl/vbaProject.bin" in names:
        raise UsageError(f"Chưa ghi: {name} có macro (.xlsm); {SAVE_AS}.")
    if "xl/workbook.bin" in names:
        raise UsageError(f"Chưa ghi: {name} là tệp nhị phân (.xlsb); {SAVE_AS}.")
    start = _start(archive, names)
    base = posixpath.dirname(start)
    sheets, from_1904 = parse_workbook(archive.read(start))
    links = parse_links(archive.read(f"{base}/_rels/{posixpath.basename(start)}.rels"))
    parts = {kind: _within(base, target) for kind, target in links.values()}
    strings = parse_strings(archive.read(parts["sharedStrings"])) if parts.get("sharedStrings") in names else []
    found = parse_styles(archive.read(parts["styles"])) if parts.get("styles") in names else Styles()
    for sheet in sheets:
        kind, target = links.get(sheet.link, ("", ""))
        part = _within(base, target)
        if kind == "worksheet" and part in names:
            yield _grid(archive, part, sheet, strings, found, watch, from_1904=from_1904)


def _start(archive: ZipFile, names: set[str]) -> str:
    """The part that lists the sheets."""
    if "_rels/.rels" in names:
        for kind, target in parse_links(archive.read("_rels/.rels")).values():
            if kind == "officeDocument" and _within("", target) in names:
                return _within("", target)
    return "xl/workbook.xml"


def _within(base: str, target: str) -> str:
    """The name of a part: from the root of the archive, or from the folder it is named in."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))


def _grid(
    archive: ZipFile, part: str, sheet: Sheet, strings: list[str], styles: Styles, watch: Watch, *, from_1904: bool
) -> Grid:
    data = archive.read(part)
    steps = range(0, len(data), CHUNK)
    chunks = (data[at : at + CHUNK] for at in watch(steps))
    return parse_sheet(chunks, sheet, strings, styles, from_1904=from_1904)
