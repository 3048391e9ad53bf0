"""From the place where tomllib stopped to a sentence and a corrected line.

A correction is only offered when tomllib accepts the line with it. The mended lines are only used to go on reading for
more problems; nothing is ever written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from dts.core.numerals import format_number
from dts.core.problem import Problem
from dts.store.slips.blocks import BLOCK_RULES, long_integer, too_deep
from dts.store.slips.correct import correct, rules_for
from dts.store.slips.finding import Finding, Line, Slip, Stop, place_in, retype
from dts.store.slips.scan import open_signs, statement_line
from dts.store.slips.twice import repeated

MAX_LINE = 5000
"""Nobody types longer lines; looking for slips in them would take long."""


def explain(name: str, lines: Sequence[str], error: ValueError | RecursionError) -> Slip:
    """Say in Vietnamese what is wrong where tomllib stopped, and how it should read."""
    if isinstance(error, RecursionError):
        return too_deep(name, lines)
    if not isinstance(error, tomllib.TOMLDecodeError):
        return long_integer(name, lines)
    stop = _where(error, lines)
    if stop.why.startswith(("Cannot", "Duplicate inline")):
        return repeated(name, lines, stop)
    if len(lines[stop.line - 1]) > MAX_LINE:
        return _long_line(name, lines, stop)
    for rule in BLOCK_RULES:
        if slip := rule(name, lines, stop):
            return slip
    return _one_line(name, lines, stop)


_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _where(error: ValueError, lines: Sequence[str]) -> Stop:
    message = str(error)
    match = _AT.search(message)
    why = message[: match.start()] if match else message
    if match and match[1]:
        return Stop(int(match[1]), int(match[2]), why, False)
    if why == 'Expected "\'"':  # tomllib looks for the closing quote to the end of the file
        for number, line in enumerate(lines, 1):
            pair = Line(line, False).pair
            if pair and re.match(r"'(?!'')[^']*$", pair.value):
                return Stop(number, len(pair.head) + 1, why, False)
    last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
    return Stop(last, len(lines[last - 1]) + 1, why, True)


def _one_line(name: str, lines: Sequence[str], stop: Stop) -> Slip:
    source = lines[stop.line - 1].rstrip("\r")
    before = lines[statement_line(lines, stop.line) - 1 : stop.line - 1]
    found = correct(Line(source, name.startswith("records")), rules_for(before), before)
    found = found or [_general(source, stop)]
    first, last = found[0], found[-1]
    message = "; ".join(dict.fromkeys(finding.message for finding in found))
    fixes = last.fixes or ((retype(last.fixed),) if last.fixed else ())
    problem = Problem(place_in(name, lines, stop.line, first.start, first.end), message, fixes)
    alone = not source.lstrip().startswith("[") and not open_signs("\n".join([*before, source]))
    return Slip(problem, {stop.line: last.fixed or ""} if last.fixed or alone else {})


def _long_line(name: str, lines: Sequence[str], stop: Stop) -> Slip:
    length = format_number(len(lines[stop.line - 1]))
    finding = _general(lines[stop.line - 1], stop)
    place = place_in(name, lines, stop.line, finding.start, finding.end)
    return Slip(Problem(place, f"{finding.message} (dòng này dài {length} ký tự)"))


_GENERAL = (
    ("Unterminated string", "chữ chưa có dấu ngoặc kép đóng"),
    ("Expected '=' after a key", "sau khóa phải có dấu = rồi đến giá trị"),
    ("Invalid statement", "dòng này không phải khóa, tên mục hay ghi chú"),
    ("Invalid value", "giá trị không đúng: chữ đặt trong dấu ngoặc kép, số viết liền, ngày viết theo năm-tháng-ngày"),
    ("Unclosed array", "danh sách thiếu dấu phẩy giữa hai phần hoặc thiếu dấu ngoặc vuông đóng ]"),
    ("Unclosed inline table", "trong ngoặc nhọn thiếu dấu phẩy giữa hai phần hoặc thiếu dấu ngoặc nhọn đóng }"),
    ("Expected newline or end of document", "phần cuối dòng thừa; mỗi dòng chỉ có một khóa và một giá trị"),
    ("Invalid date or datetime", "không có ngày giờ này; viết theo năm-tháng-ngày, ví dụ 2025-02-28"),
    ("Unescaped '\\'", "dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn"),
    ("Escaped character is not", "mã \\u ở đây không phải của một ký tự nào; xóa mã đó, gõ thẳng chữ cần ghi"),
    ("Invalid hex value", "sau \\u phải là đúng bốn chữ số hệ 16, sau \\U là tám; gõ thẳng chữ cần ghi thì hơn"),
    ("Illegal character", "chữ chưa có dấu ngoặc kép đóng trên cùng dòng"),
)
"""How tomllib's messages begin, and what they mean to an official."""


def _general(source: str, stop: Stop) -> Finding:
    message = next((sentence for start, sentence in _GENERAL if stop.why.startswith(start)), None)
    if source.lstrip().startswith("["):
        message = "tên mục viết chưa đúng; mẫu: [targets.dat-dai], [[figure]]"
    message = message or "dòng này không đọc được"
    start = min(max(stop.column - 1, 0), max(len(source) - 1, 0))
    if stop.why.startswith(("Invalid statement", "Expected '='")):
        start = len(source) - len(source.lstrip())
    return Finding(message, None, start, start + 1)
