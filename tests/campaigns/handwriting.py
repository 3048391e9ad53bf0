"""TOML as people type it: every spacing, comment, quoting and line end that tomllib takes, at random but repeatable."""

from __future__ import annotations

import json
from random import Random

WORDS = (
    "Hồ sơ",
    "số liệu",
    "tháng 02",
    "Đề án 06",
    "hoà",
    "hòa",
    "# không phải ghi chú",
    "[figure]",
    "a = 1",
    "≥",
    "😀",
)
COMMENTS = ("# gõ tay", "#", "# [[figure]]", '# target = "tram"', "# period", "#\tcột", "# “ngoặc”", "# x = [")


def text(chance: Random) -> str:
    """What stands inside a string."""
    return " ".join(chance.choices(WORDS, k=chance.randint(0, 3)))


def string(chance: Random, value: str) -> str:
    """One of TOML's four kinds of string."""
    plain = value.isprintable() and "\\" not in value
    match chance.randint(0, 4):
        case 0 if plain and "'" not in value:
            return f"'{value}'"
        case 1 if plain and '"' not in value:
            return f'"""{value}"""'
        case 2:
            return '"' + "".join(f"\\u{ord(char):04X}" if ord(char) < 0x10000 else char for char in value) + '"'
        case 3 if plain and "'" not in value:
            return f"'''{value}'''"
        case _:
            return json.dumps(value, ensure_ascii=False)


def gap(chance: Random) -> str:
    """Blanks where TOML does not mind them."""
    return chance.choice(("", " ", " ", "  ", "\t", " \t "))


def comment(chance: Random) -> str:
    """A comment at the end of a line, or none."""
    return chance.choice(("", "", "", " ", "\t", " " + chance.choice(COMMENTS), chance.choice(COMMENTS)))


def between(chance: Random) -> list[str]:
    """Lines that say nothing."""
    return chance.choices(("", "", "   ", "\t", *COMMENTS), k=chance.choice((0, 0, 0, 1, 2)))


def pair(chance: Random, key: str, value: str) -> str:
    """`key = value # comment`, the key perhaps quoted."""
    name = chance.choice((key, key, key, f'"{key}"', f"'{key}'"))
    return f"{gap(chance)}{name}{gap(chance)}={gap(chance)}{value}{comment(chance)}"


def header(chance: Random, path: tuple[str, ...], *, many: bool = False) -> str:
    """`[targets.a]` as it may be typed."""
    dot = chance.choice((".", ".", " . ", "."))
    name = dot.join(chance.choice((key, key, f'"{key}"')) for key in path)
    inside = gap(chance)
    opening, closing = ("[[", "]]") if many else ("[", "]")
    return f"{gap(chance)}{opening}{inside}{name}{inside}{closing}{comment(chance)}"


def finish(chance: Random, lines: list[str]) -> bytes:
    """As bytes: with or without BOM, CRLF, a final newline."""
    newline = chance.choice(("\n", "\n", "\r\n"))
    whole = newline.join(lines) + chance.choice((newline, newline, "", newline * 3, newline + "  "))
    return chance.choice((b"", b"", b"\xef\xbb\xbf")) + whole.encode()


def shuffled(chance: Random, pairs: list[str]) -> list[str]:
    """Keys in any order, with empty lines and comments between."""
    chance.shuffle(pairs)
    return [line for each in pairs for line in (*between(chance), each)]


def number(chance: Random) -> str:
    """A whole number as typed."""
    value = chance.randint(0, 999_999)
    return chance.choice((str(value), f"{value:_}", f"+{value}", hex(value)))


def figure(chance: Random, target: str) -> list[str]:
    """One [[figure]] block."""
    pairs = [pair(chance, "target", string(chance, target))]
    if chance.random() < 0.3:
        pairs += [pair(chance, "numerator", "3"), pair(chance, "denominator", number(chance).replace("0x", "0x1"))]
        pairs[-1] = pair(chance, "denominator", str(chance.randint(3, 9999)))
    else:
        pairs.append(pair(chance, "value", str(chance.randint(0, 100))))
    if chance.random() < 0.5:
        pairs.append(pair(chance, "note", string(chance, "x " + text(chance))))
    if chance.random() < 0.2:
        pairs.append(pair(chance, "recorded_at", "2025-02-20T08:00:00+07:00"))
    return [header(chance, ("figure",), many=True), *shuffled(chance, pairs)]


def remark(chance: Random, target: str) -> list[str]:
    """One [[explanation]] or [[note]] block."""
    pairs = [pair(chance, "target", string(chance, target)), pair(chance, "text", string(chance, "x " + text(chance)))]
    return [header(chance, (chance.choice(("explanation", "note")),), many=True), *shuffled(chance, pairs)]


def record(chance: Random, targets: list[str]) -> bytes:
    """A record file of 2025-02 with a few entries for each of some targets."""
    lines = [*between(chance), pair(chance, "period", string(chance, "2025-02"))]
    for target in chance.sample(targets, k=chance.randint(0, len(targets))):
        lines += [*between(chance), *chance.choice((figure, figure, remark))(chance, target)]
    return finish(chance, [*lines, *between(chance)])


def scalar(chance: Random) -> str:
    """Any value a key of targets.toml may have."""
    return chance.choice(
        (
            string(chance, text(chance)),
            number(chance),
            "2025-02-28",
            "36.18",
            "true",
            "[ 'a', \"b\" ,]",
            "[\n  'a', # một\n\n  \"b\" # hai\n]",
            "{ a = 1, b = { c = 'x' } }",
            "[ { from = 2025-01-01, by = 2025-02-01 } ]",
            "[]",
        )
    )


def targets(chance: Random, names: list[str]) -> bytes:
    """Something like targets.toml; only its syntax is right."""
    lines = [*between(chance), pair(chance, "schema", "1"), pair(chance, "title", string(chance, text(chance)))]
    for name in names:
        keys = chance.sample(("name", "kind", "unit", "owner", "by", "work", "partners"), k=chance.randint(0, 5))
        pairs = [pair(chance, key, scalar(chance)) for key in keys]
        if chance.random() < 0.2:
            pairs.append(pair(chance, "revisions", "[ { from = 2025-01-01, by = 2025-02-01 }, ]"))
        elif chance.random() < 0.2:
            pairs.append(f"pace.a{gap(chance)}={gap(chance)}1{comment(chance)}")
        lines += [*between(chance), header(chance, ("targets", name)), *shuffled(chance, pairs)]
        if chance.random() < 0.3:
            lines += [
                *between(chance),
                header(chance, ("targets", name, "for", "xa")),
                pair(chance, "by", "2025-02-01"),
            ]
        if chance.random() < 0.3 and not any("revisions" in each for each in pairs):
            lines += [header(chance, ("targets", name, "revisions"), many=True), pair(chance, "from", "2025-01-01")]
    return finish(chance, [*lines, *between(chance)])
