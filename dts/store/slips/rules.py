"""Rules for one line, whatever its key: characters, comments, names of tables, keys, quotes, brackets."""

from __future__ import annotations

import re
import tomllib
import unicodedata

from dts.store.slips.finding import Finding, Line, Rule, quote
from dts.store.slips.scan import outside
from dts.store.slips.values import VALUE_RULES
from dts.store.slips.words import INNER_LISTS, KEYS, LISTS, TABLES, known_key, known_table, known_word, slug

_KEY = re.compile(r"[A-Za-z0-9_-]+")


def odd_characters(line: Line) -> Finding | None:
    """Spaces that are no spaces, and characters nobody sees, outside strings."""
    seen = outside(line.source)
    odd = [at for at, char in enumerate(seen) if unicodedata.category(char) in ("Zs", "Cf") and char != " "]
    if not odd:
        return None
    end = next(at for at in range(odd[0], len(seen) + 1) if at not in odd)
    chars = list(line.source)
    for at in odd:
        chars[at] = " " if unicodedata.category(chars[at]) == "Zs" else ""
    what = "dấu cách đặc biệt" if unicodedata.category(seen[odd[0]]) == "Zs" else "ký tự ẩn"
    return Finding(f"có {what}, thường do chép từ Word hoặc trang web; gõ lại bằng tay", "".join(chars), odd[0], end)


_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")


def control(line: Line) -> Finding | None:
    """Control characters; TOML allows none, not even in strings."""
    match = _CONTROL.search(line.source)
    if not match:
        return None
    if "\r" in match[0]:
        message = "có ký tự xuống dòng kiểu cũ (CR) ở giữa dòng; xuống dòng lại ở chỗ này rồi lưu tệp"
        return Finding(message, None, match.start(), match.end())
    fixed = _CONTROL.sub("", re.sub(r"\s*[\x0a-\x0c]\s*", " ", line.source))
    return Finding("có ký tự điều khiển không nhìn thấy được; xóa ký tự đó", fixed, match.start(), match.end())


def full_width(line: Line) -> Finding | None:
    """Letters, digits and signs of an East Asian keyboard, outside strings."""
    seen = outside(line.source)
    match = re.search(r"[\uff01-\uff5e]+", seen)
    if not match:
        return None
    pairs = zip(line.source, seen, strict=True)
    fixed = "".join(old if new == "x" else unicodedata.normalize("NFKC", old) for old, new in pairs)
    return Finding("ký tự toàn khổ của bàn phím Đông Á; gõ ký tự thường", fixed, match.start(), match.end())


def comment(line: Line) -> Finding | None:
    """A comment in the manner of another language, alone or behind a value."""
    if match := re.match(r"(\s*)(//+|;+|--+|/\*+|<!--|\*+ )\s*(.*)$", line.source):
        text = re.sub(r"\s*(\*/|-->)\s*$", "", match[3])
        sign, at = match[2].strip(), match.start(2)
        return Finding(f"ghi chú bắt đầu bằng dấu #, không phải “{sign}”", f"{match[1]}# {text}", at, at + len(sign))
    pair = line.pair
    if pair and (match := re.search(r"\s+(//|;|--|/\*)\s*(?=\S)", outside(pair.value))):
        at = len(pair.head) + match.start(1)
        fixed = f"{pair.head}{pair.value[: match.start()]}  # {pair.value[match.end() :]}{pair.tail}"
        return Finding(f"ghi chú bắt đầu bằng dấu #, không phải “{match[1]}”", fixed, at, at + len(match[1]))
    return None


def divider(line: Line) -> Finding | None:
    """A line drawn with signs, or a mark git left."""
    match = re.fullmatch(r"(\s*)([-=*_~.+|]{3,})\s*", line.source)
    if not match:
        return None
    if match[2] == "=======":
        return Finding("dấu xung đột của git còn sót lại", "", match.start(2), match.end(2), ("xóa dòng này",))
    message = "dòng kẻ phải là ghi chú, bắt đầu bằng dấu #"
    return Finding(message, f"{match[1]}# {match[2]}", match.start(2), match.end(2))


def header(line: Line) -> Finding | None:
    """The name of a table: brackets, dots, ids, and nothing behind it."""
    match = re.match(r"(\s*)(\[\[?)([^\[\]#=]+)(\]*)\s*(.*)$", line.source)
    if not match or not match[3].strip():
        return None
    indent, opening, inner, closing, rest = match.groups()
    parts = [part.strip() for part in inner.split(".")]
    if len(closing) != len(opening):
        wrong = "thiếu" if len(closing) < len(opening) else "thừa"
        fixed = _table_line(indent, parts, len(opening), rest)
        return Finding(f"tên mục {wrong} dấu ngoặc vuông đóng", fixed, len(indent), match.end(4))
    bad = next((part for part in parts if not re.fullmatch(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'", part)), None)
    if bad == "":
        return Finding("giữa hai dấu chấm, hoặc sau dấu chấm, thiếu mã", None, len(indent), match.end(4))
    if bad is not None:
        start = match.start(3) + inner.index(bad)
        message = "tên mục và mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"
        if split := re.match(r"(targets|owners|groups)[\s/:]+(\S.*)", bad):
            message, parts = f"giữa {split[1]} và mã là dấu chấm", [split[1], split[2], *parts[1:]]
        words = [part if _KEY.fullmatch(part) else slug(part) for part in parts]
        words[0] = known_table(words[0]) or words[0]
        fixed = _table_line(indent, words, len(opening), rest)
        return Finding(message, fixed, start, start + len(bad))
    return _behind_header(line.source, match.start(5), rest) if rest and rest[0] != "#" else None


def _table_line(indent: str, parts: list[str], brackets: int, rest: str) -> str:
    if parts[0] in LISTS or parts[-1] in INNER_LISTS:
        brackets = 2
    elif parts[0] in TABLES:
        brackets = 1
    return f"{indent}{'[' * brackets}{'.'.join(parts)}{']' * brackets}" + (f"  {rest}" if rest else "")


def _behind_header(source: str, start: int, rest: str) -> Finding:
    head = source[:start].rstrip()
    if "=" not in rest:
        message = "sau tên mục chỉ được có ghi chú, bắt đầu bằng dấu #"
        return Finding(message, f"{head}  # {rest}", start, len(source.rstrip()))
    fixes = (f"dòng một:   {head.strip()}", f"dòng hai:   {rest}")
    return Finding("tên mục phải đứng riêng một dòng; tách thành hai dòng", head, start, len(source.rstrip()), fixes)


def list_dash(line: Line) -> Finding | None:
    """`- key = value`, as in other formats."""
    match = re.match(r"(\s*)(- +)([A-Za-z0-9_]+\s*=.*)$", line.source)
    if not match:
        return None
    return Finding("đầu dòng không có dấu gạch", match[1] + match[3], match.start(2), match.start(2) + 1)


def colon(line: Line) -> Finding | None:
    """`key: value`, `key := value`, `key == value`."""
    match = re.match(r"(\s*[^\"'=:#\[\]{}]*[^\"'=:#\[\]{}\s])\s*(:(?!//)=?|==|=>)\s*(\S.*)$", line.source)
    if not match or not (_KEY.fullmatch(match[1].strip()) or known_key(match[1], in_record=line.in_record)):
        return None
    message = f"giữa khóa và giá trị là dấu =, không phải “{match[2]}”"
    return Finding(message, f"{match[1]} = {match[3]}", match.start(2), match.end(2))


def key_words(line: Line) -> Finding | None:
    """A key of Vietnamese words, or of several words."""
    match = re.match(r"(\s*)([^\s=\"'#\[\]{}][^=\"'#\[\]{}]*?)(\s*=.*)$", line.source)
    if not match or re.fullmatch(r"[A-Za-z0-9_.-]+", match[2]):
        return None
    words, start, end = match[2], match.start(2), match.end(2)
    if key := known_key(words, in_record=line.in_record):
        message = f"khóa “{words}” phải viết bằng tiếng Anh, không dấu, không dấu cách"
        return Finding(message, match[1] + key + match[3], start, end)
    if words.split()[0] in KEYS:
        return None
    message = f"không có khóa nào tên là “{words}”; nếu là ghi chú thì thêm dấu # ở đầu dòng"
    return Finding(message, f"{match[1]}# {words}{match[3]}", start, end)


def odd_key(line: Line) -> Finding | None:
    """A key with a sign in it, or none at all."""
    match = re.match(r"(\s*)([^=]*?)(\s*=.*)$", line.source)
    if match and not match[2]:
        at = match.start(3)
        return Finding("trước dấu = thiếu tên khóa", None, at, at + 1)
    if not match and (value := re.fullmatch(r"(\s*)(\"[^\"]*\"|'[^']*')\s*,?\s*", line.source)):
        return Finding("dòng này chỉ có giá trị, thiếu tên khóa và dấu =", None, value.start(2), value.end(2))
    key = re.sub(r"[^A-Za-z0-9_-]", "", match[2]) if match else ""
    if not match or key == match[2] or key not in KEYS:
        return None
    message = "tên khóa chỉ gồm chữ không dấu, chữ số, dấu gạch dưới"
    return Finding(message, match[1] + key + match[3], match.start(2), match.end(2))


def no_equals(line: Line) -> Finding | None:
    """A known key and its value without the sign between them; else words that are no statement at all."""
    match = re.match(r"(\s*)([a-z_]+)(\s+|(?=[<>~\"'“]))(\S.*)$", line.source)
    if match and match[2] in KEYS and "=" not in outside(match[4]):
        fixed = f"{match[1]}{match[2]} = {match[4]}"
        return Finding(f"giữa khóa {match[2]} và giá trị thiếu dấu =", fixed, match.start(2), match.end(2))
    text = line.source.strip()
    start = len(line.source) - len(line.source.lstrip())
    if text in KEYS:
        return Finding(f"sau khóa {text} thiếu dấu = và giá trị", None, start, start + len(text))
    if "=" in text or not text or text[0] in "[]{}\"'":
        return None
    fixed = f"{line.source[:start]}# {text.lstrip('-* ')}"
    message = "dòng này không phải khóa, cũng không phải tên mục; nếu là ghi chú thì thêm dấu # ở đầu"
    return Finding(message, fixed, start, start + len(text))


_SMART = "“”„‟«»‘’‚＂`´″"
_ANY_QUOTE = re.compile(f"[{_SMART}]")
_CURLY = "dấu ngoặc kép cong của Word; gõ dấu ngoặc kép thẳng"


def smart_quotes(line: Line) -> Finding | None:
    """Quotes that Word curls: around a value, or anywhere outside strings in lists and names of tables."""
    pair = line.pair
    if pair is None or pair.value[:1] in ("[", "{"):
        match = _ANY_QUOTE.search(outside(line.source))
        if not match:
            return None
        return Finding(_CURLY, _ANY_QUOTE.sub('"', line.source), match.start(), match.end())
    first, last = pair.value[:1], pair.value[-1:]
    if not first or not (first in _SMART or (first in "\"'" and last in _SMART)):
        return None
    inner = pair.value
    if last in _SMART + "\"'":
        inner = inner[1:-1]
    elif not _ANY_QUOTE.search(inner[1:]):
        inner = inner[1:]
    start = len(pair.head) + (0 if first in _SMART else len(pair.value) - 1)
    return Finding(_CURLY, pair.with_value(quote(inner)), start, start + 1)


def empty_value(line: Line) -> Finding | None:
    """`key =` and nothing."""
    pair = line.pair
    if pair is None or pair.value:
        return None
    at = pair.head.rindex("=")
    return Finding(f"khóa {pair.key} chưa có giá trị; điền giá trị hoặc xóa dòng này", None, at, at + 1)


def trailing_sign(line: Line) -> Finding | None:
    """`;` or `,` behind a value, alone or before a second key."""
    pair = line.pair
    if not pair or pair.inline:
        return None
    start = len(pair.head)
    if match := re.fullmatch(r"(.*?)\s*([;,]+)", pair.value):
        at = start + match.start(2)
        fixed = pair.head + match[1] + pair.tail
        return Finding("cuối dòng không có dấu phẩy hay dấu chấm phẩy", fixed, at, at + len(match[2]))
    match = re.match(r"(\"[^\"]*\"|'[^']*'|[^\s\"'{\[]+?)\s*[;,]?\s+(([a-z_]+)\s*=\s*\S.*)$", pair.value)
    if not match or match[3] not in KEYS:
        return None
    first, at = pair.head + match[1], start + match.start(2)
    fixes = (f"dòng một:   {first.strip()}", f"dòng hai:   {match[2]}{pair.tail}")
    return Finding("mỗi dòng chỉ có một khóa; tách thành hai dòng", first, at, start + len(pair.value), fixes)


def backslash(line: Line) -> Finding | None:
    """A path of Windows in double quotes."""
    pair = line.pair
    if not pair or not re.fullmatch(r'"[^"]*\\[^"]*"', pair.value):
        return None
    inner = pair.value[1:-1]
    match = re.search(r'\\(?![btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})', inner)
    if not match:
        return None
    at = len(pair.head) + 1 + match.start()
    message = "dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn"
    return Finding(message, pair.with_value(quote(inner)), at, at + 1)


def open_string(line: Line) -> Finding | None:
    """A string never closed on its line."""
    pair = line.pair
    if not pair or not re.fullmatch(r"\"(?!\")(?:[^\"\\]|\\.)*|'(?!')[^']*", pair.value):
        return None
    remark = re.search(r"\s+#\s", pair.value)
    text = pair.value[: remark.start()] if remark else pair.value
    fixed = f"{pair.head}{text.rstrip()}{text[0]}{pair.value[len(text) :]}{pair.tail}"
    what = "dấu ngoặc kép" if text[0] == '"' else "dấu nháy đơn"
    return Finding(f"chữ chưa có {what} đóng", fixed, len(pair.head), len(pair.head) + len(text))


def inner_quotes(line: Line) -> Finding | None:
    """Straight double quotes inside straight double quotes."""
    pair = line.pair
    if not pair or not re.match(r'"[^"]*"\s*[^\s#]', pair.value):
        return None
    inner = pair.value[1:].removesuffix('"')
    if '"' not in inner.strip('"'):
        inner = inner.strip('"')
    first = len(pair.head) + pair.value.index('"', 1)
    message = "thừa dấu ngoặc kép"
    if '"' in inner:
        message = "trong chữ có dấu ngoặc kép; thay dấu ngoặc kép bao ngoài bằng dấu nháy đơn"
    return Finding(message, pair.with_value(quote(inner)), first, first + 1)


_INNER_PAIR = re.compile(
    r"[{,]\s*(([A-Za-z_]+)\s*=\s*(\"[^\"]*\"|[0-9.]+,[0-9]+(?=\s*[%,}])\s*%?|[^\",{}\[\]]+?))(?=\s*[,}])"
)


_INNER_WORDS = re.compile(r"[{,]\s*([^\s={},\"'\[\]][^={},\"'\[\]]*?)\s*=")


def _is_sound(pair: str) -> bool:
    try:
        tomllib.loads(pair)
    except ValueError:
        return False
    return True


def _inner_key(line: Line) -> Finding | None:
    for match in _INNER_WORDS.finditer(line.source):
        words = match[1]
        key = None if _KEY.fullmatch(words) else known_key(words, in_record=line.in_record) or known_word(words)
        if key:
            fixed = line.source[: match.start(1)] + key + line.source[match.end(1) :]
            message = f"khóa “{words}” phải viết không dấu, không dấu cách"
            return Finding(message, fixed, match.start(1), match.end(1))
    return None


def braces(line: Line) -> Finding | None:
    """Slips inside { } on one line: every pair is judged as a line of its own; or a comma before the closing."""
    source = line.source
    if "{" not in outside(source):
        return None
    if match := re.search(r",\s*\}", outside(source)):
        fixed = source[: match.start()] + " }" + source[match.end() :]
        return Finding("trước dấu } không có dấu phẩy", fixed, match.start(), match.start() + 1)
    for match in _INNER_PAIR.finditer(source):
        if _is_sound(match[1]):
            continue
        inner = Line(match[1], line.in_record, inline=True)
        found = next((each for rule in (smart_quotes, *VALUE_RULES) if (each := rule(inner))), None)
        if found is None:
            continue
        if found.fixed is None:
            return found._replace(start=match.start(3), end=match.end(3))
        fixed = source[: match.start(1)] + found.fixed + source[match.end(1) :]
        return Finding(found.message, fixed, match.start(3), match.end(3))
    return _inner_key(line)


_TWO_ITEMS = re.compile(r"(\"[^\"]*\"|'[^']*')(\s*;\s*|\s+)(?=[\"'])")


def list_comma(line: Line) -> Finding | None:
    """Two strings of a list without a comma between them, or with another sign."""
    pair = line.pair
    if not pair or pair.value[:1] != "[" or not (match := _TWO_ITEMS.search(pair.value)):
        return None
    at = len(pair.head) + match.start(2)
    fixed = pair.with_value(_TWO_ITEMS.sub(r"\1, ", pair.value))
    return Finding("giữa hai phần của danh sách phải có dấu phẩy", fixed, at, at + len(match[2]))


def item_text(line: Line) -> Finding | None:
    """An item of a list over several lines, without quotes."""
    match = re.match(r"(\s*)([^\s\"'\[\]{},#][^,#\]]*?)(\s*,?\s*(?:#.*)?)$", line.source)
    if not match:
        return None
    fixed = match[1] + quote(match[2].rstrip("\"'")) + match[3]
    return Finding("chữ phải đặt trong dấu ngoặc kép", fixed, match.start(2), match.end(2))


LINE_RULES: tuple[Rule, ...] = (
    *(odd_characters, control, full_width, divider, comment, header, list_dash, colon, key_words, odd_key, no_equals),
    *(smart_quotes, empty_value, trailing_sign, backslash, open_string, *VALUE_RULES, inner_quotes, braces, list_comma),
)
"""For a line of its own: the more certain a rule, the earlier it stands."""
ITEM_RULES: tuple[Rule, ...] = (odd_characters, control, full_width, comment, smart_quotes, item_text, braces)
"""For a line inside a list."""
TEXT_RULES: tuple[Rule, ...] = (control,)
"""For a line inside a text in three quotes."""
