"""Slips of several lines: texts and brackets that are not closed, and what is too much for tomllib."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dts.core.numerals import format_number
from dts.core.problem import Place, Problem
from dts.store.slips.correct import accepted, correct, rules_for
from dts.store.slips.finding import Line, Slip, Stop, place_in, retype
from dts.store.slips.scan import TOKEN, TRIPLE, begins_statement, code, open_quotes, open_signs, outside, statement_line
from dts.store.slips.words import KEYS, LISTS, TABLES


def too_deep(name: str, lines: Sequence[str]) -> Slip:
    """Brackets in brackets until tomllib gives up."""
    message = "các dấu ngoặc lồng nhau quá sâu; đây không phải số liệu"
    depth = 0
    for number, line in enumerate(lines, 1):
        for at, char in enumerate(outside(line)):
            depth += (char in "[{") - (char in "]}")
            if depth > 50:
                return Slip(Problem(place_in(name, lines, number, at, at + 1), message))
    return Slip(Problem(Place(name), message))


def long_integer(name: str, lines: Sequence[str]) -> Slip:
    """tomllib refuses integers of thousands of digits with a bare ValueError."""
    for number, line in enumerate(lines, 1):
        if match := re.search(r"[0-9_]{400,}", line):
            place = place_in(name, lines, number, match.start(), match.end())
            return Slip(
                Problem(place, f"số dài {format_number(len(match[0]))} chữ số; đây không phải số liệu"), {number: ""}
            )
    return Slip(Problem(Place(name), "có ngày hoặc số không đọc được"))


def _open_text(name: str, lines: Sequence[str], stop: Stop) -> Slip | None:
    """Text in three quotes that is never closed, or closed so late that it swallowed other lines."""
    text = "\n".join(lines)
    opened = (open_quotes(text) if stop.at_end else None) or _swallowing(text, stop)
    if opened is None:
        return None
    number = text.count("\n", 0, opened.start()) + 1
    source = lines[number - 1].rstrip("\r")
    at = opened.start() - (text.rfind("\n", 0, opened.start()) + 1)
    quotes = opened[0][:3]
    place = place_in(name, lines, number, at, at + 3)
    message = f"đoạn chữ mở bằng {quotes} ở đây chưa có {quotes} đóng"
    if source[at + 3 :].strip():
        fixed = source.rstrip() + quotes
        return Slip(Problem(place, message, (retype(fixed),)), {number: fixed})
    return Slip(Problem(place, message, (f"thêm {quotes} vào cuối đoạn chữ",)))


def _swallowing(text: str, stop: Stop) -> re.Match[str] | None:
    """A closed text just before the stop that holds whole statements: its own end is missing."""
    lines = text.split("\n")
    for match in TOKEN.finditer(text):
        if match[0][:3] not in TRIPLE:
            continue
        last = text.count("\n", 0, match.end()) + 1
        if last > stop.line:
            break
        near = not any(line.strip() for line in lines[last : stop.line - 1])
        if near and any(_is_statement(line) for line in match[0].split("\n")[1:]):
            return match
    return None


def _is_statement(line: str) -> bool:
    """Whether a line opens a known table or gives a known key a value: nobody writes that in a text."""
    match = re.match(rf"\s*(?:([a-z_]+)\s*=|\[\[?(?:{'|'.join((*LISTS, *TABLES))})\b)", line)
    return bool(match and (match[1] is None or match[1] in KEYS))


def _open_brackets(name: str, lines: Sequence[str], stop: Stop) -> Slip | None:
    """A list or { } that is not closed before the next statement, or { } over several lines."""
    if not stop.at_end and stop.line > 1 and begins_statement(lines[stop.line - 1]):
        above = statement_line(lines, stop.line - 1)
        if _is_nested(lines[above - 1]) and open_signs("\n".join(lines[above - 1 : stop.line - 1])):
            return _close(name, lines, above, stop.line - 1)
    first = statement_line(lines, stop.line)
    signs = open_signs("\n".join(lines[first - 1 : stop.line]))
    if not signs or not _is_nested(lines[first - 1]):
        return None
    if signs[-1][0] == "{" and stop.column > len(code(lines[stop.line - 1])):
        return _join(name, lines, first, stop.line)
    if stop.at_end:
        return _close(name, lines, first, stop.line)
    return _missing_comma(name, lines, first, stop.line)


def _is_nested(line: str) -> bool:
    pair = Line(line, False).pair
    return pair is not None and pair.value[:1] in ("[", "{")


def _close(name: str, lines: Sequence[str], first: int, last: int) -> Slip:
    """What is still open at the end of a statement should be closed there."""
    while last > first and not code(lines[last - 1]):
        last -= 1
    text = "\n".join(lines[first - 1 : last])
    signs = open_signs(text)
    typed = code(lines[last - 1])
    ends = "".join(" }" if sign == "{" else "]" for sign, _at in reversed(signs))
    fixed = typed.rstrip(", ") + ends + lines[last - 1].rstrip("\r")[len(typed) :]
    sign, offset = signs[-1]
    opened = first + text.count("\n", 0, offset)
    what = "danh sách" if sign == "[" else "ngoặc nhọn {"
    where = "" if opened == last else f" mở ở dòng {opened}"
    start = typed.rindex(sign) if opened == last else len(typed) - len(typed.lstrip())
    place = place_in(name, lines, last, start, len(typed))
    return _checked(name, lines, first, last, place, f"{what}{where} chưa có dấu {_CLOSING[sign]} đóng", fixed)


_CLOSING = {"[": "]", "{": "}"}


def _join(name: str, lines: Sequence[str], first: int, line: int) -> Slip:
    """{ } over several lines, as newer TOML allows: on one line, as this one wants it."""
    outer = len(open_signs("\n".join(lines[first - 1 : line]))) - 1
    merged, last = code(lines[line - 1]), line
    while last < len(lines) and len(open_signs("\n".join([*lines[first - 1 : line - 1], merged]))) > outer:
        following = code(lines[last])
        if not following or re.match(r"\s*\[\[?[\w.-]+\]", following):
            return _close(name, lines, first, line)
        merged, last = f"{merged} {following.strip()}", last + 1
    if last == line or len(open_signs("\n".join([*lines[first - 1 : line - 1], merged]))) > outer:
        return _close(name, lines, first, line)
    fixed = re.sub(r"\s*,?\s*\}", " }", re.sub(r"\{\s*", "{ ", merged))
    typed = code(lines[line - 1])
    place = place_in(name, lines, line, typed.rindex("{"), len(typed))
    message = "các khóa trong ngoặc nhọn { } phải viết trọn trên một dòng"
    slip = _checked(name, lines, first, line, place, message, fixed)
    return slip._replace(mended={**slip.mended, **dict.fromkeys(range(line + 1, last + 1), "#")})


def _missing_comma(name: str, lines: Sequence[str], first: int, line: int) -> Slip | None:
    """Two items of a list on two lines without a comma between them."""
    above = line - 1
    while above > first and not code(lines[above - 1]):
        above -= 1
    if above < first or not re.match(r"\s*[\"'{]", lines[line - 1]):
        return None
    typed = code(lines[above - 1])
    if not typed or typed[-1] in ",[{=":
        return None
    fixed = typed + "," + lines[above - 1].rstrip("\r")[len(typed) :]
    place = place_in(name, lines, above, len(typed) - 1, len(typed))
    return _checked(name, lines, first, above, place, "sau phần này của danh sách thiếu dấu phẩy", fixed)


def _checked(name: str, lines: Sequence[str], first: int, last: int, place: Place, message: str, fixed: str) -> Slip:
    """A slip whose correction tomllib accepts, after the other corrections it may need; else without correction."""
    before = lines[first - 1 : last - 1]
    if not accepted(fixed, before):
        found = correct(Line(fixed, name.startswith("records")), rules_for(before), before)
        if not found or found[-1].fixed is None:
            return Slip(Problem(place, message))
        message = "; ".join([message, *(finding.message for finding in found)])
        fixed = found[-1].fixed
    return Slip(Problem(place, message, (retype(fixed),)), {last: fixed})


BLOCK_RULES: tuple[Callable[[str, Sequence[str], Stop], Slip | None], ...] = (_open_text, _open_brackets)
