"""What is there twice: a key in its table, a table in its file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dts.core.problem import Problem
from dts.store.slips.finding import Line, Slip, Stop, place_in, retype
from dts.store.slips.scan import code, statement_line
from dts.store.slips.words import LISTS


def repeated(name: str, lines: Sequence[str], stop: Stop) -> Slip:
    """A key or a table that is already there."""
    if stop.why.startswith("Duplicate inline"):
        return _inside_braces(name, lines, stop)
    start = statement_line(lines, stop.line)
    pair = Line(lines[start - 1].rstrip("\r"), name.startswith("records")).pair
    if pair is None:
        return _table(name, lines, start)
    place = place_in(name, lines, start, pair.indent, pair.indent + len(pair.key))
    earlier = _earlier_key(lines, start, pair.key)
    if earlier is None:
        return Slip(Problem(place, f"khóa {pair.key} trùng với một mục đã có ở trên; giữ một trong hai"))
    if pair.key == "target" and name.startswith("records"):
        message = f"target đã có ở dòng {earlier}; mỗi số liệu mới bắt đầu bằng một dòng [[figure]]"
        mended = {start - 1: "[[figure]]"} if not lines[start - 2].strip() else {}
        return Slip(Problem(place, message, ("thêm dòng:   [[figure]]   ngay trên dòng này",)), mended)
    message = f"khóa {pair.key} đã có ở dòng {earlier}; mỗi khóa chỉ viết một lần trong một mục"
    same = start == stop.line and lines[start - 1].split() == lines[earlier - 1].split()
    fix = "xóa dòng này" if same else f"giữ một dòng, xóa dòng kia (dòng {earlier} hoặc dòng {start})"
    return Slip(Problem(place, message, (fix,)), dict.fromkeys(range(start, stop.line + 1), "#"))


def _inside_braces(name: str, lines: Sequence[str], stop: Stop) -> Slip:
    key = stop.why.partition("key ")[2].strip("'\"")
    found = [match.start() for match in re.finditer(rf"\b{re.escape(key)}\s*=", lines[stop.line - 1][: stop.column])]
    start = found[-1] if found else max(0, stop.column - 2)
    message = f"trong cùng một ngoặc {{ }} khóa {key} viết hai lần; giữ một"
    return Slip(Problem(place_in(name, lines, stop.line, start, start + len(key)), message), {stop.line: ""})


def _earlier_key(lines: Sequence[str], start: int, key: str) -> int | None:
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    for number in range(start - 1, 0, -1):
        if pattern.match(lines[number - 1]):
            return number
        if re.match(r"\s*\[", lines[number - 1]):
            return None
    return None


def _table(name: str, lines: Sequence[str], line: int) -> Slip:
    match = re.match(r"\s*(\[\[?)\s*([^\[\]]*?)\s*\]", lines[line - 1])
    title, many = (match[2], match[1] == "[[") if match else ("", False)
    same = re.compile(rf"\s*\[\[?\s*{re.escape(title)}\s*\]")
    earlier = next((number for number, each in enumerate(lines[: line - 1], 1) if same.match(each)), None)
    wrong = earlier if earlier and many else line
    source = lines[wrong - 1].rstrip("\r")
    typed = code(source)
    place = place_in(name, lines, wrong, len(typed) - len(typed.lstrip()), len(typed))
    if earlier and (many or title in LISTS):
        fixed = source.replace(typed.strip(), f"[[{title}]]", 1)
        message = f"có nhiều mục {title} thì mỗi mục mở bằng hai dấu ngoặc vuông"
        return Slip(Problem(place, message, (retype(fixed),)), {wrong: fixed})
    if earlier is None:
        return Slip(Problem(place, f"mục [{title}] trùng với {_key_above(lines, line, title)}; giữ một trong hai"))
    message = f"mục [{title}] đã có ở dòng {earlier}; mỗi mã chỉ có một mục"
    fix = "đặt mã khác cho mục này, hoặc gộp các dòng của nó vào mục trên"
    return Slip(Problem(place, message, (fix,)), {line: re.sub(r"\s*\]", f"-dong-{line}]", source, count=1)})


def _key_above(lines: Sequence[str], line: int, title: str) -> str:
    key = title.rpartition(".")[2]
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    found = [number for number, each in enumerate(lines[: line - 1], 1) if pattern.match(each)]
    return f"khóa {key} ở dòng {found[-1]}" if found else "một khóa đã có ở trên"
