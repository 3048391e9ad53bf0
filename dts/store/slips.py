"""Typical slips in hand-typed TOML: each has its own sentence and the corrected line to type.

`explain` looks at the line where tomllib stopped. The mended text it returns is only used to go on reading for more
problems; nothing is ever written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from dts.core.problem import Place, Problem


class Slip(NamedTuple):
    """One syntax problem, and the text with that line mended (None when no mend is known)."""

    problem: Problem
    mended: str | None = None


class _Finding(NamedTuple):
    message: str
    fixed: str | None
    """The whole corrected line, or None."""
    start: int = 0
    end: int = 0


_PAIR = re.compile(r"^(\s*)([A-Za-z0-9_.\"'-]+)(\s*)=(\s*)(.*?)(\s*(?:#.*)?)$")
_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_DATE_ISO_LIKE = re.compile(r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$")
_MONTH = re.compile(r"^(?:(\d{4})-(\d{1,2}|Q[1-4]|H[12]|9M)|(\d{1,2})/(\d{4}))$")
_NUMBER = r"[0-9][0-9.,]*"


def explain(name: str, text: str, line: int, column: int, bare: str) -> Slip:
    """Say in Vietnamese what is wrong on the line where tomllib stopped, and how it should read."""
    lines = text.split("\n")
    for number, each in enumerate(lines, 1):
        if each.startswith(("<<<<<<<", ">>>>>>>", "|||||||")) or each.rstrip("\r") == "=======":
            return _conflict(name, lines, number)
    line = min(line, len(lines))
    finding, line = _find(lines, line, column, bare)
    source = lines[line - 1].rstrip("\r")
    start = finding.start + 1 if finding.end else min(max(column, 1), len(source) + 1)
    place = Place(name, line, start, source, max(1, finding.end - finding.start))
    if finding.fixed is None:
        return Slip(Problem(place, finding.message))
    fixes = (f"sửa thành:   {finding.fixed.strip()}",) if finding.fixed.strip() else ("xóa dòng này",)
    mended = "\n".join([*lines[: line - 1], finding.fixed, *lines[line:]])
    return Slip(Problem(place, finding.message, fixes), mended)


def explain_long_integer(name: str, text: str) -> Slip:
    """tomllib refuses integers of thousands of digits with a bare ValueError."""
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.search(r"[0-9_]{400,}", line):
            place = Place(name, number, match.start() + 1, line[:60] + "…", 1)
            return Slip(Problem(place, "số dài hàng trăm chữ số; đây không phải số liệu"))
    return Slip(Problem(Place(name), "có giá trị không đọc được (ngày hoặc số không hợp lệ)"))


def _conflict(name: str, lines: list[str], number: int) -> Slip:
    place = Place(name, number, 1, lines[number - 1].rstrip("\r"), 7)
    message = "dấu xung đột của git: hai người cùng sửa đoạn này"
    fix = "giữ lại các khối đúng của cả hai phía, xóa ba dòng <<<<<<<, =======, >>>>>>> rồi chạy lại"
    return Slip(Problem(place, message, (fix,)))


def _find(lines: list[str], line: int, column: int, bare: str) -> tuple[_Finding, int]:
    for candidate in dict.fromkeys((line, line - 1)):
        if candidate < 1 or (candidate != line and not _continues(bare, lines[line - 1])):
            continue
        source = lines[candidate - 1].rstrip("\r")
        for rule in _RULES:
            if finding := rule(source):
                return finding, candidate
    return _general(lines[line - 1].rstrip("\r"), column, bare), line


def _continues(bare: str, source: str) -> bool:
    """Whether tomllib may have stopped one line after the slip (an inline table or array left open)."""
    return "inline" in bare or "Unclosed" in bare or not source.strip()


Rule = Callable[[str], _Finding | None]


def _odd_spaces(source: str) -> _Finding | None:
    match = re.search(r"[\u00a0\u202f\u2007\u200b\ufeff\u3000]", _outside_strings(source))
    if not match:
        return None
    fixed = re.sub(r"[\u200b\ufeff]", "", re.sub(r"[\u00a0\u202f\u2007\u3000]", " ", source))
    return _Finding(
        "có dấu cách đặc biệt (chép từ Word hoặc trang web); TOML chỉ nhận dấu cách thường",
        fixed,
        match.start(),
        match.end(),
    )


def _control(source: str) -> _Finding | None:
    match = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", source)
    if not match:
        return None
    fixed = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", source)
    return _Finding("có ký tự điều khiển không nhìn thấy được", fixed, match.start(), match.end())


def _smart_quotes(source: str) -> _Finding | None:
    match = re.search(r"[“”„«»‘’]", _outside_strings(source))
    if not match:
        return None
    pair = _PAIR.match(source)
    if pair:
        inner = re.sub(r"^[“”„«»‘’\"']+|[“”„«»‘’\"']+$", "", pair[5]).replace('"', '\\"')
        fixed = f'{pair[1]}{pair[2]}{pair[3]}={pair[4]}"{inner}"{pair[6]}'
    else:
        fixed = re.sub(r"[“”„«»]", '"', re.sub(r"[‘’]", "'", source))
    return _Finding("dấu ngoặc kép cong của Word; TOML cần dấu ngoặc kép thẳng", fixed, match.start(), match.end())


def _full_width(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not re.search(r"[\uff10-\uff19]", _outside_strings(pair[5])):
        return None
    value = unicodedata.normalize("NFKC", pair[5])
    return _replace_value(source, pair, "chữ số toàn khổ (bàn phím Đông Á); gõ chữ số thường", value)


def _comment(source: str) -> _Finding | None:
    match = re.match(r"^(\s*)(//+|;+|--+|/\*+)\s?(.*)$", source)
    if not match:
        return None
    return _Finding("ghi chú trong TOML bắt đầu bằng dấu #", f"{match[1]}# {match[3]}", match.start(2), match.end(2))


def _header(source: str) -> _Finding | None:
    stripped = source.strip()
    if not stripped.startswith("["):
        return None
    match = re.match(r"^\s*(\[\[?)\s*([^\]#]*?)\s*(\]*)\s*(#.*)?$", source)
    if not match:
        return None
    opening, inner, closing, comment = match[1], match[2], match[3], match[4] or ""
    tail = f"  {comment}" if comment else ""
    if not inner:
        return None
    if len(closing) != len(opening):
        fixed = f"{opening}{inner}{']' * len(opening)}{tail}"
        return _Finding("tên mục thiếu hoặc thừa dấu ngoặc vuông đóng", fixed, source.index("["), len(source))
    parts = [part.strip() for part in inner.split(".")]
    bad = next((part for part in parts if not re.fullmatch(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'", part)), None)
    if bad is None:
        return None
    slugs = ".".join(part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else slug(part) for part in parts)
    start = source.index(bad) if bad else source.index("[")
    return _Finding(
        "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        f"{opening}{slugs}{']' * len(opening)}{tail}",
        start,
        start + max(1, len(bad)),
    )


def slug(text: str) -> str:
    """ASCII id of a Vietnamese name: "Đất đai" → dat-dai."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def _colon(source: str) -> _Finding | None:
    match = re.match(r"^(\s*[A-Za-z0-9_-]+)\s*:\s*(\S.*)$", source)
    if not match:
        return None
    at = source.index(":")
    return _Finding("giữa khóa và giá trị là dấu =, không phải dấu hai chấm", f"{match[1]} = {match[2]}", at, at + 1)


def _vietnamese_key(source: str) -> _Finding | None:
    match = re.match(r"^(\s*)([^=\"'#\[\]]+?)\s*=\s*(.*)$", source)
    if not match or re.fullmatch(r"[A-Za-z0-9_.-]+", match[2].strip()):
        return None
    key = VIETNAMESE_KEYS.get(slug(match[2]))
    fixed = f"{match[1]}{key} = {match[3]}" if key else f"{match[1]}# {match[2].strip()} = {match[3]}"
    message = f"khóa “{match[2].strip()}” không dùng được: khóa viết bằng tiếng Anh, không dấu, không dấu cách"
    return _Finding(message, fixed, match.start(2), match.end(2))


VIETNAMESE_KEYS = {
    "chi-tieu": "target",
    "nhiem-vu": "target",
    "gia-tri": "value",
    "ket-qua": "value",
    "so-lieu": "value",
    "tu-so": "numerator",
    "mau-so": "denominator",
    "nguon": "source",
    "ghi-chu": "note",
    "ly-do": "reason",
    "ky": "period",
    "ky-bao-cao": "period",
    "ngay": "as_of",
    "cong-bo": "published",
    "hoan-thanh": "done",
    "minh-chung": "evidence",
    "ten": "name",
    "ten-ngan": "short",
    "don-vi": "unit",
    "don-vi-tinh": "unit",
    "chu-tri": "owner",
    "phoi-hop": "partners",
    "nhom": "group",
    "loai": "kind",
    "han": "by",
    "thoi-han": "by",
    "truoc": "before",
    "can-cu": "basis",
    "nguoi": "person",
    "viec": "work",
    "trach-nhiem": "responsibility",
    "tu": "from",
    "cap": "level",
}
"""What officials type for a key, without diacritics, and the key it should be."""


def _empty_value(source: str) -> _Finding | None:
    match = re.match(r"^(\s*[A-Za-z0-9_.-]+\s*=)\s*(#.*)?$", source)
    if not match:
        return None
    return _Finding("khóa này chưa có giá trị; điền giá trị hoặc xóa dòng", "", len(match[1]) - 1, len(match[1]))


def _boolean(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    words = {"True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "có": "true", "không": "false"}
    if not pair or pair[5] not in words:
        return None
    return _replace_value(source, pair, "đúng/sai trong TOML viết là true hoặc false, chữ thường", words[pair[5]])


def _date(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair:
        return None
    value = pair[5]
    if match := _DATE.match(value):
        day, month, year = (int(part) for part in match.groups())
    elif match := _DATE_ISO_LIKE.match(value):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= _days_in(year, month)):
        return _Finding(
            f"không có ngày {day} tháng {month} năm {year}; kiểm tra lại ngày, viết năm-tháng-ngày",
            None,
            pair.start(5),
            pair.end(5),
        )
    fixed = f"{year:04d}-{month:02d}-{day:02d}"
    return _replace_value(source, pair, "ngày trong tệp viết năm-tháng-ngày, đủ hai chữ số", fixed)


def _days_in(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1] if year else 31


def _bare_period(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not (match := _MONTH.match(pair[5])):
        return None
    if pair[2] == "period":
        value = f'"{match[4]}-{int(match[3]):02d}"' if match[3] else f'"{match[1]}-{match[2].zfill(2)}"'
        return _replace_value(source, pair, "kỳ báo cáo viết trong dấu ngoặc kép", value)
    if pair[2] == "done":
        month, year = (match[3], match[4]) if match[3] else (match[2], match[1])
        return _replace_value(source, pair, "tháng hoàn thành viết trong dấu ngoặc kép", f'"{int(month):02d}/{year}"')
    return None


def _number(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair:
        return None
    value = pair[5].rstrip(";,").strip()
    if value != pair[5] and re.fullmatch(r"-?[0-9_]+|\"[^\"]*\"|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false", value):
        return _replace_value(source, pair, "cuối dòng không có dấu chấm phẩy hay dấu phẩy", value)
    if re.fullmatch(r"0[0-9]+", value):
        return _replace_value(source, pair, "số nguyên không viết số 0 ở đầu", value.lstrip("0") or "0")
    if re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}", value):
        message = f"số trần {value}: TOML không nhóm hàng nghìn bằng dấu chấm"
        return _replace_value(source, pair, message, value.replace(".", ""))
    if re.fullmatch(r"[1-9][0-9]{0,2}(,[0-9]{3}){2,}", value):
        message = f"số trần {value}: TOML không nhóm hàng nghìn bằng dấu phẩy"
        return _replace_value(source, pair, message, value.replace(",", ""))
    if re.fullmatch(r"[0-9]{1,3}( [0-9]{3})+", value):
        return _replace_value(source, pair, "TOML không nhóm hàng nghìn bằng dấu cách", value.replace(" ", ""))
    if re.fullmatch(r"[0-9.]+,[0-9]+", value):
        return _replace_value(source, pair, "số thập phân có dấu phẩy phải đặt trong dấu ngoặc kép", f'"{value}"')
    if match := re.fullmatch(r"([0-9.,]+)\s*%", value):
        number = match[1]
        if re.fullmatch(r"[0-9]+\.[0-9]+", number) and not re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", number):
            number = number.replace(".", ",")
        return _replace_value(
            source, pair, "số có dấu % phải đặt trong dấu ngoặc kép, số thập phân dùng dấu phẩy", f'"{number}%"'
        )
    if re.fullmatch(rf"{_NUMBER}\s*/\s*{_NUMBER}", value):
        return _replace_value(source, pair, "tử số/mẫu số phải đặt trong dấu ngoặc kép", f'"{value}"')
    if re.fullmatch(rf"[<>~≥≤]\s*{_NUMBER}.*", value):
        return _replace_value(source, pair, "số kèm dấu >, <, ~ phải đặt trong dấu ngoặc kép", f'"{value}"')
    if re.fullmatch(rf"{_NUMBER}\s+\D+", value):
        return _replace_value(source, pair, "số kèm chữ phải đặt trong dấu ngoặc kép", f'"{value}"')
    return None


def _bare_text(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not pair[5] or pair[5][0] in "\"'[{" or not re.match(r"[^\W\d_]", pair[5]):
        return None
    value = pair[5].rstrip('"').replace("\\", "/").replace('"', '\\"')
    message = "chữ phải đặt trong dấu ngoặc kép"
    return _replace_value(source, pair, message, f'"{value}"')


def _backslash(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not re.fullmatch(r'"[^"\']*\\[^"\']*"', pair[5]):
        return None
    inner = pair[5][1:-1]
    if re.fullmatch(r'(?:[^\\]|\\[btnfr"\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*', inner):
        return None
    return _replace_value(source, pair, "dấu \\ trong ngoặc kép có nghĩa riêng; dùng dấu nháy đơn", f"'{inner}'")


def _open_string(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    body = source if pair is None else pair[5] + pair[6]
    match = re.match(r'^("(?!")(?:[^"\\]|\\.)*|\'(?!\')[^\']*)$', body)
    if pair is None or not match:
        return None
    quote = body[0]
    fixed = f"{pair[1]}{pair[2]}{pair[3]}={pair[4]}{body.rstrip()}{quote}"
    return _Finding("chuỗi chữ chưa đóng dấu ngoặc kép", fixed, pair.start(5), len(source.rstrip()))


def _inner_quotes(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not re.fullmatch(r'"[^"]*"[^"#]*"[^#]*"?', pair[5]) or "'" in pair[5]:
        return None
    inner = pair[5][1:].removesuffix('"')
    return _replace_value(source, pair, "có dấu ngoặc kép bên trong chuỗi; dùng dấu nháy đơn bao ngoài", f"'{inner}'")


def _open_bracket(source: str) -> _Finding | None:
    pair = _PAIR.match(source)
    if not pair or not pair[5]:
        return None
    outside = _outside_strings(pair[5])
    for opening, closing, what in (
        ("{", "}", "bảng trong ngoặc nhọn { } phải viết trọn trên một dòng"),
        ("[", "]", "danh sách thiếu dấu ngoặc vuông đóng ]"),
    ):
        if pair[5].startswith(opening) and outside.count(opening) > outside.count(closing):
            fixed = f"{pair[1]}{pair[2]}{pair[3]}={pair[4]}{pair[5].rstrip().rstrip(',')} {closing}{pair[6]}"
            return _Finding(what, fixed if opening == "[" else None, pair.start(5), pair.end(5))
    return None


_RULES: tuple[Rule, ...] = (
    _odd_spaces,
    _control,
    _comment,
    _header,
    _colon,
    _smart_quotes,
    _vietnamese_key,
    _empty_value,
    _full_width,
    _boolean,
    _date,
    _bare_period,
    _number,
    _backslash,
    _open_string,
    _bare_text,
    _inner_quotes,
    _open_bracket,
)


def _replace_value(source: str, pair: re.Match[str], message: str, value: str) -> _Finding:
    fixed = f"{pair[1]}{pair[2]}{pair[3]}={pair[4] or ' '}{value}{pair[6]}"
    return _Finding(message, fixed if fixed != source else None, pair.start(5), pair.end(5))


def _outside_strings(source: str) -> str:
    """The line with the inside of properly closed straight strings blanked, same length."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', lambda match: "x" * len(match[0]), source)


_GENERAL = (
    ("Cannot overwrite a value", "khóa này đã có ở trên trong cùng một mục; mỗi khóa chỉ viết một lần"),
    ("Cannot declare", "mục này đã khai ở trên; mỗi mục [..] chỉ khai một lần, số liệu mới dùng [[figure]]"),
    ("Cannot mutate immutable", "mục này đã viết gọn trong ngoặc { } ở trên, không thêm khóa được nữa"),
    ("Duplicate inline table key", "khóa lặp lại trong cùng một ngoặc { }"),
    ("Unterminated string", "chuỗi chữ chưa đóng dấu ngoặc kép"),
    ("Expected '=' after a key", "sau khóa phải có dấu = rồi đến giá trị"),
    ("Invalid statement", "dòng này không phải là một khóa, một mục hay một ghi chú"),
    ("Invalid value", "giá trị không đúng: chữ đặt trong dấu ngoặc kép, số viết liền, ngày viết năm-tháng-ngày"),
    ("Unclosed array", "danh sách thiếu dấu ngoặc vuông đóng ]"),
    ("Unclosed inline table", "bảng trong ngoặc nhọn { } phải viết trọn trên một dòng"),
    ("Expected newline or end of document", "phần cuối dòng thừa; mỗi dòng chỉ có một khóa và một giá trị"),
    ("Invalid date or datetime", "ngày giờ không có thật; viết năm-tháng-ngày, ví dụ 2025-02-28"),
    ("Unescaped '\\'", "dấu \\ trong ngoặc kép có nghĩa riêng; dùng dấu nháy đơn bao ngoài"),
    ("Illegal character", "có ký tự không được phép trong chuỗi chữ hoặc ghi chú"),
)


def _general(source: str, column: int, bare: str) -> _Finding:
    message = next((sentence for start, sentence in _GENERAL if bare.startswith(start)), None)
    message = message or "dòng này không đúng cú pháp TOML"
    start = min(max(column - 1, 0), max(len(source) - 1, 0))
    if bare.startswith(("Cannot", "Duplicate", "Invalid statement", "Expected '='")):
        start = len(source) - len(source.lstrip())
    mended = None
    if bare.startswith("Cannot overwrite"):
        mended = "# " + source
        return _Finding(message, mended, start, len(source.rstrip()))
    return _Finding(message, mended, start, start + 1)
