"""What the head of a column means: Vietnamese or English words, without diacritics, in one line or in two.

A head may say what the column holds (kết quả, tử số), for whom (cấp xã, an agency), of when (tháng 01/2025) or of
which target; in a two-line head each line may say one of these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dts.core.form_dates import periods_in, whole_period, without_periods
from dts.core.lookup import fold
from dts.core.model import Kind, Level, Registry
from dts.core.period import Period


class Role(StrEnum):
    """What a column holds; the members are the words of `[imports.<name>.columns]` and of --column."""

    ID = "id"
    NAME = "name"
    FOR = "for"
    UNIT = "unit"
    VALUE = "value"
    AMOUNT = "amount"
    """The result where it is a number (số lượng), beside a column of rates."""
    RATE = "rate"
    """The result where it is a percentage (tỷ lệ), beside a column of amounts."""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PERIOD = "period"
    AS_OF = "as_of"
    SOURCE = "source"
    NOTE = "note"
    REASON = "reason"
    NUMBERING = "numbering"
    IGNORE = "ignore"


NUMBERS = (Role.VALUE, Role.AMOUNT, Role.RATE, Role.NUMERATOR, Role.DENOMINATOR)
ROLE_NAMES = {
    Role.ID: "mã",
    Role.NAME: "chỉ tiêu",
    Role.FOR: "cấp, đơn vị",
    Role.UNIT: "đơn vị tính",
    Role.VALUE: "kết quả",
    Role.AMOUNT: "số lượng",
    Role.RATE: "tỷ lệ",
    Role.NUMERATOR: "tử số",
    Role.DENOMINATOR: "mẫu số",
    Role.PERIOD: "kỳ",
    Role.AS_OF: "tính đến ngày",
    Role.SOURCE: "nguồn",
    Role.NOTE: "ghi chú",
    Role.REASON: "lý do",
    Role.NUMBERING: "số thứ tự",
    Role.IGNORE: "không đọc",
}
"""What a column is called on the screen; --column takes these words too."""

_WHEN = (
    r"(?: (?:ky nay|ky bao cao|trong ky|thang nay|trong thang|den nay|luy ke|hien tai|dat duoc|thuc hien|so lieu|"
    r"den ky bao cao))*"
)
_ABOUT = (
    r"(?: (?:thong ke|nhiem vu|chi tieu|bao cao|theo doi|danh gia|chu yeu|noi dung|cong viec|cu the|va|chuyen doi so|"
    r"cds|de an 06|ten|thuc hien|duoc giao))*"
)
_PATTERNS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBERING, r"stt|tt|so tt|so thu tu|no"),
    (Role.ID, r"ma|ma so|ma (?:so )?(?:chi tieu|nhiem vu|ct)|id|code|(?:target|indicator) (?:id|code)"),
    (
        Role.IGNORE,
        r"(?:.* )?(?:muc tieu|ke hoach|duoc giao|ky truoc|thang truoc|quy truoc|nam truoc|cung ky|so sanh|so voi|"
        r"tang giam|chenh lech|tien do|danh gia|xep loai|chu tri|phoi hop|phu trach|trach nhiem|thoi han|"
        r"gan nhat|trang thai|"
        r"previous|last|plan|planned|goal|change|deadline|owner|status|progress|baseline)(?: .*)?|"
        r"chi tieu (?:giao|nam|ke hoach).*|giao",
    ),
    (Role.NAME, rf"(?:ten |danh muc |cac )*(?:chi tieu|chi so|tieu chi|nhiem vu|noi dung|ten){_ABOUT}"),
    (Role.NAME, r"(?:indicator|target|item|description)s?(?: name)?|name"),
    (Role.UNIT, r"don vi tinh|dvt|dv tinh|don vi do|unit(?: of measure(?:ment)?)?"),
    (Role.NUMERATOR, r"tu so|numerator"),
    (Role.DENOMINATOR, r"mau so|denominator"),
    (Role.AS_OF, r"(?:so lieu )?(?:tinh )?den(?: het)? ngay|(?:so lieu )?tinh den|as of(?: date)?|date"),
    (Role.AS_OF, r"ngay(?: so lieu| chot(?: so lieu)?| tinh)?|thoi diem(?: so lieu| tinh)?"),
    (Role.PERIOD, r"ky(?: bao cao| so lieu)?|(?:reporting )?period"),
    (Role.SOURCE, r"nguon(?: so lieu)?|source"),
    (Role.NOTE, r"ghi chu|notes?|remarks?|comments?"),
    (Role.REASON, r"ly do(?: dinh chinh| thay doi)?|reason"),
    (
        Role.FOR,
        r"cap(?: hanh chinh)?|cap(?: va)? don vi|don vi bao cao|ten don vi|dia phuong|dia ban|co quan(?: don vi)?|"
        r"(?:ten )?(?:xa phuong|huyen thanh pho|xa phuong thi tran)|level|agency|for",
    ),
    (Role.RATE, r"(?:ty le|ti le|percent|percentage|rate)(?: dat)?(?: thuc hien)?"),
    (Role.AMOUNT, r"so luong|amount|count|quantity"),
    (
        Role.VALUE,
        rf"(?:so )?(?:ket qua|so lieu|gia tri|thuc hien|dat duoc){_WHEN}|(?:actual )?(?:value|result|figure)s?|actual",
    ),
)
_LEVELS = {
    "cap tinh": Level.TINH,
    "tinh": Level.TINH,
    "so ban nganh": Level.TINH,
    "cap so": Level.TINH,
    "cap huyen": Level.HUYEN,
    "huyen": Level.HUYEN,
    "huyen thanh pho": Level.HUYEN,
    "cap xa": Level.XA,
    "xa": Level.XA,
    "xa phuong": Level.XA,
    "xa phuong thi tran": Level.XA,
    "trung uong": Level.TW,
    "cap trung uong": Level.TW,
}
_LETTERS = {"t": Level.TINH, "h": Level.HUYEN, "x": Level.XA}
"""T, H, X stand for levels where two of them stand beside each other."""
COUNTED = r"so (?:da )?(?:dat|dat duoc|hoan thanh)"
TOTAL = "tong so"
"""“Số đạt” beside “Tổng số” is a numerator beside its denominator, alone it is a number."""
DOUBTFUL_UNIT = "don vi"
"""“Đơn vị” alone: the unit of measurement or the agency, told by what stands below."""


class Meaning(NamedTuple):
    """What a head says; empty when it says nothing known."""

    role: Role | None = None
    target: str | None = None
    part: str | None = None
    period: Period | None = None
    percent: bool = False

    @property
    def known(self) -> bool:
        """Whether anything was understood."""
        return any((self.role, self.target, self.part, self.period))


class Names(NamedTuple):
    """What targets, agencies and levels are called, folded; a name that two have means neither."""

    targets: Mapping[str, str]
    parts: Mapping[str, str]
    units: frozenset[str] = frozenset()
    """Units of measurement."""


def known_names(registry: Registry) -> Names:
    """Whole names: ids, names and short names of targets with figures, of agencies and levels."""
    targets = {
        key: (key, each.whole.name, each.whole.short)
        for key, each in registry.targets.items()
        if each.kind is not Kind.TASK
    }
    parts = {key: (key, each.name, each.short) for key, each in registry.owners.items()}
    levels = {name: str(level) for name, level in _LEVELS.items()}
    units = frozenset(fold(each.unit) for each in registry.targets.values() if each.unit)
    return Names(_unique(targets), {**_unique(parts), **levels}, units)


def _unique(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, each in names.items():
        for name in each:
            found.setdefault(fold(name), set()).add(key)
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}


def plain_head(line: str) -> str:
    """A head without remarks in brackets, column numbers and diacritics: “Kết quả (%)” → “ket qua”."""
    return fold(re.sub(r"\([^()]*\)|\[[^\]]*\]", " ", line))


@lru_cache(maxsize=1 << 14)
def head_role(line: str) -> Role | None:
    """The role a head (one line, or several joined) names."""
    words = plain_head(line)
    if not words:
        return Role.RATE if "%" in line else None
    return next((role for role, pattern in _PATTERNS if re.fullmatch(pattern, words)), None)


def read_head(lines: Sequence[str], names: Names, *, letters: bool = False) -> Meaning:
    """What the lines of a head mean together, the lowest first; `letters`: T, H, X are levels here."""
    percent = any("%" in line for line in lines)
    joined = " ".join(lines)
    whole = _read_line(joined, names, letters=letters)
    if whole.known and whole.role is not Role.IGNORE:
        return whole._replace(role=whole.role or Role.VALUE, percent=percent)
    found = [_read_line(line, names, letters=letters) for line in reversed(lines)]
    if any(each.role is Role.IGNORE for each in found):
        return Meaning(Role.IGNORE)
    role = next((each.role for each in found if each.role in NUMBERS[3:]), None)
    role = role or next((each.role for each in found if each.role), None)
    target = next((each.target for each in found if each.target), None)
    part = next((each.part for each in found if each.part), None)
    period = next((each.period for each in found if each.period), None)
    if role is None and (target or part or period):
        role = Role.VALUE
    return Meaning(role, target, part, period, percent)


def _read_line(line: str, names: Names, *, letters: bool) -> Meaning:
    """One line: a role, a level, a target, a period; or a role together with one of these."""
    words = plain_head(line)
    if (role := head_role(line)) is not None:
        return Meaning(role)
    if letters and words in _LETTERS:
        return Meaning(part=str(_LETTERS[words]))
    if words in names.targets:
        return Meaning(target=names.targets[words])
    if words in names.parts:
        return Meaning(part=names.parts[words])
    if (period := whole_period(line)) is not None:
        return Meaning(period=period)
    for size in range(1, len(words.split())):
        front, back = words.rsplit(maxsplit=size)[0], " ".join(words.split()[-size:])
        if back in names.parts and (role := head_role(front)) is not None:
            return Meaning(role, part=names.parts[back])
    periods = periods_in(line)
    rest = head_role(without_periods(line)) if len(periods) == 1 else None
    return Meaning(rest, period=periods.pop()) if rest is not None else Meaning()


def read_role(text: str, names: Names) -> tuple[Role, str | None] | None:
    """What somebody says a column is: `value`, “kết quả”, `numerator:xa`, “tử số cấp xã”; None when it is nothing."""
    words = {str(role): role for role in Role} | {fold(name): role for role, name in ROLE_NAMES.items()}
    front, _colon, part = text.partition(":")
    if part:
        found = words.get(front.strip().lower()) or words.get(fold(front))
        known = part.strip() if part.strip() in names.parts.values() else names.parts.get(fold(part))
        return (found, known) if found is not None and known is not None else None
    if (role := words.get(text.strip().lower()) or words.get(fold(text)) or head_role(text)) is not None:
        return role, None
    meaning = _read_line(text, names, letters=True)
    return (meaning.role or Role.VALUE, meaning.part) if meaning.part else None
