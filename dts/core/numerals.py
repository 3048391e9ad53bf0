"""Vietnamese numbers, exactly: the dot groups thousands, the comma is decimal, always (Luật Kế toán 2015).

Text goes to int, Decimal or Fraction and back; no float ever. Whatever has two readings is refused with both named.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Number = int | Decimal | Fraction

_PLAIN = r"([0-9]+)(?:,([0-9]+))?"
_GROUPED = r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?"
_COMMA_GROUPS = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"
_DOT_DECIMAL = r"(?!0[0-9]+\.[0-9]{3}$)([0-9]+)\.([0-9]+)"
"""But 01.234 is neither thousands nor surely a decimal."""
_ENGLISH = r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)"
_SPACED = r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?"
MAX_DIGITS = 30
MAX_PLACES = 2 * MAX_DIGITS
"""Longer numbers are slips of the keyboard, not figures of a province."""

_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_QUALIFIERS = (
    ("lớn hơn", ">"),
    ("cao hơn", ">"),
    ("trên", ">"),
    ("hơn", ">"),
    (">", ">"),
    ("nhỏ hơn", "<"),
    ("thấp hơn", "<"),
    ("dưới", "<"),
    ("gần", "<"),
    ("<", "<"),
    ("khoảng", "~"),
    ("xấp xỉ", "~"),
    ("~", "~"),
)
_NOISE = r"(?:đạt|là|được|có)\s+"
_RANK_WORDS = r"(?:xếp\s+)?(?:thứ|hạng)\s+"
_PUBLISHED = r"(.*\S)\s*\(([^()]+)\)"


class Quantity(NamedTuple):
    """What one typed figure says. Exactly one of `value` and `numerator`/`denominator` is set."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    of: int | None = None
    """For a rank: how many are ranked (18/63)."""
    qualifier: str | None = None
    """`>` somewhere above the number, `<` somewhere below, `~` about."""
    published: str | None = None
    """The source's own words, in brackets after a fraction: 762.284/980.226 (77%)."""
    estimate: bool = False
    """ước đạt: to be replaced."""


def parse_number(text: str) -> Decimal:
    """Read one Vietnamese number: `1.080.997`, `36,18`, `1,1 triệu`.

    Raises ValueError with a Vietnamese sentence naming the line to type instead.
    """
    with _retyping(text):
        number, rest = _number_and_rest(_clean(text))
    if rest:
        raise ValueError(f"“{text.strip()}” không phải là số; gõ như 1.080.997 hoặc 36,18")
    return number


class _MisreadError(ValueError):
    """A number typed the wrong way, and how it should read."""

    def __init__(self, sentence: str, token: str, fixed: str) -> None:
        super().__init__(sentence)
        self.token = token
        self.fixed = fixed


class NoNumberError(ValueError):
    """Words without a number; `sentence` says so without an example, for who has a better one."""

    def __init__(self, words: str) -> None:
        self.sentence = f"“{words}” không có con số"
        super().__init__(f"{self.sentence}; gõ một số, ví dụ 1.080.997 hoặc 36,18")


@contextmanager
def _retyping(text: str) -> Iterator[None]:
    """Turn a misread number into a sentence that ends with the whole text typed right."""
    try:
        yield
    except _MisreadError as error:
        whole = " ".join(unicodedata.normalize("NFC", text).split())
        alone = rf"(?<![0-9.,]){re.escape(error.token)}(?![.,]?[0-9])"  # 3.5, but not the 3.5 of 13.500
        retyped, found = re.subn(alone, error.fixed, whole)
        raise ValueError(f"{error}. Gõ lại: {retyped if found else error.fixed}") from None


def parse_quantity(text: str, *, kind: str = "ratio", unit: str | None = None) -> Quantity:
    """Read a figure as officials type it, for a target of this kind and unit.

    `762.284/980.226 (77%)`, `36,18 %`, `hơn 60 trạm`, `gần 2.000 tỷ đồng` (unit "tỷ đồng"), `xếp thứ 18/63`.
    Raises ValueError with a Vietnamese sentence otherwise.
    """
    with _retyping(text):
        return _quantity(text, kind, unit)


def _quantity(text: str, kind: str, unit: str | None) -> Quantity:
    words = _clean(text)
    published = None
    if (match := re.fullmatch(_PUBLISHED, words)) and "/" in match[1]:
        words, published = match[1], match[2].strip()
    estimate = False
    qualifier: str | None = None
    while True:
        if match := re.match(_NOISE, words):
            words = words[match.end() :]
        elif words.startswith("ước "):
            estimate, words = True, words[4:].lstrip()
        elif qualifier is None and (found := _leading_qualifier(words)):
            if words[0].isalpha():
                published = words  # the source's own words: hơn 60 trạm
            qualifier, words = found
        elif kind == "rank" and (match := re.match(_RANK_WORDS, words)):
            words = words[match.end() :]
        else:
            break
    if not words:
        raise NoNumberError(text.strip())  # a lone > or "khoảng": named as typed
    if re.fullmatch(_DAY, words):
        raise ValueError(f"“{text.strip()}” là một ngày, không phải số liệu")
    if "/" in words:
        return _fraction(text, words, kind, unit, qualifier, published, estimate=estimate)
    number, rest = _number_and_rest(words, unit=unit)
    if rest == "%" and kind != "ratio":
        raise ValueError(f"“{text.strip()}” là tỷ lệ phần trăm, chỉ tiêu này tính bằng {unit or 'số'}")
    if rest and rest != "%":
        _check_unit(rest, unit, text)
    if kind == "count":
        check_whole(number, unit)
    return Quantity(value=number, qualifier=qualifier, published=published, estimate=estimate)


_DAY = r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MEASURES = r"(?:(?:nghìn|triệu|tỷ|tỉ) )?(?:đồng|usd|km|km2|km²|ha|m2|m²|giờ|tấn|gb|tb|mbps|điểm)"
"""Units that may have decimals; anything else is counted in wholes."""


def check_whole(number: Decimal, unit: str | None) -> None:
    """Refuse a part of a person or a thing; `3,119` and `3,000` are most likely thousands typed with the wrong mark.

    Raises ValueError with a Vietnamese sentence.
    """
    if unit and re.fullmatch(_MEASURES, unit.lower()):
        return
    if number == number.to_integral_value() and number.as_tuple().exponent != -3:
        return
    shown = str(number).replace(".", ",")
    whole, _, decimals = shown.partition(",")
    sentence = f"“{shown}” là {whole} phẩy {decimals}, mà số {unit or 'đếm'} không có phần thập phân"
    if len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0":
        raise _MisreadError(f"{sentence}. Nếu là hàng nghìn thì dùng dấu chấm", shown, f"{whole}.{decimals}")
    raise ValueError(sentence)


def _fraction(
    text: str, words: str, kind: str, unit: str | None, qualifier: str | None, published: str | None, *, estimate: bool
) -> Quantity:
    left, _, right = words.partition("/")
    if kind not in ("ratio", "rank"):
        raise ValueError(f"“{text.strip()}”: chỉ tiêu này là một số, không phải tử số/mẫu số")
    if kind == "ratio" and re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", left.strip()):
        fixed = words.replace(",", ".")
        raise _MisreadError(f"“{left.strip()}” nhóm hàng nghìn bằng dấu phẩy", words, fixed)
    numerator, rest = _number_and_rest(left.strip(), unit=unit)
    if rest:
        _check_unit(rest, unit, text, retype=left.strip().removesuffix(rest).strip() + "/" + right.strip())
    denominator, rest = _number_and_rest(right.strip(), unit=unit)
    if rest:
        _check_unit(rest, unit, text, retype=left.strip() + "/" + right.strip().removesuffix(rest).strip())
    if kind == "rank":
        if denominator != int(denominator):
            raise ValueError(f"“{text.strip()}”: số đơn vị được xếp hạng phải là số nguyên, ví dụ 18/63")
        return Quantity(value=numerator, of=int(denominator), qualifier=qualifier, estimate=estimate)
    if qualifier:
        raise ValueError(f"“{text.strip()}”: đã có tử số/mẫu số thì không dùng “trên”, “dưới”, “khoảng”")
    return Quantity(numerator=numerator, denominator=denominator, published=published, estimate=estimate)


def _leading_qualifier(words: str) -> tuple[str, str] | None:
    for word, sign in _QUALIFIERS:
        if words.startswith(word):
            rest = words[len(word) :]
            if not word[-1].isalpha() or rest.startswith(" "):
                return sign, rest.lstrip()
    return None


def _check_unit(rest: str, unit: str | None, text: str, *, retype: str | None = None) -> None:
    if unit and rest == unit.lower():
        return
    if not unit:
        raise ValueError(f"“{text.strip()}”: không hiểu “{rest}”; chỉ tiêu này chưa khai đơn vị tính (unit)")
    if unit.lower().endswith(f" {rest}"):
        raise ValueError(f"đơn vị tính của chỉ tiêu là “{unit}”, không phải “{rest}”; đổi ra {unit} rồi gõ lại")
    hint = retype if retype is not None else _clean(text).removesuffix(rest).strip()
    raise ValueError(f"đơn vị tính của chỉ tiêu là “{unit}”, không phải “{rest}”. Gõ lại: {hint}")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.split()).lower()


def _number_and_rest(words: str, *, unit: str | None = None) -> tuple[Decimal, str]:
    """Split off the number at the front; scale words count unless they open the unit ("tỷ" of "tỷ đồng")."""
    match = re.match(r"[0-9][0-9.,]*", words)
    if not match:
        if match := re.match(r"[-−+]\s*[0-9]", words):
            raise ValueError(f"“{words}”: số liệu không mang dấu; gõ số không dấu")
        raise NoNumberError(words)
    token = match[0].rstrip(".,") if words[match.end() :].strip() == "" else match[0]
    rest = words[match.end() :].strip()
    if re.match(r"e[0-9+-]", words[match.end() :]):
        raise ValueError(f"“{words}”: viết số đầy đủ, không viết dạng rút gọn")
    if spaced := re.match(rf"{_SPACED}(?!\S)", words):
        if spaced[0].startswith("0"):
            raise ValueError(f"“{spaced[0]}” không phải là số; gõ như 1.080.997 hoặc 36,18")
        sentence = f"“{spaced[0]}”: nhóm hàng nghìn bằng dấu chấm, không bằng dấu cách"
        raise _MisreadError(sentence, spaced[0], spaced[0].replace(" ", "."))
    number = _token(token)
    if not (unit and rest == unit.lower()):
        for scale, power in _SCALES.items():
            if rest == scale or rest.startswith(scale + " "):
                number *= 10**power
                number = number.to_integral_value() if number == number.to_integral_value() else number
                rest = rest[len(scale) :].strip()
                break
    return number, rest


def _token(token: str) -> Decimal:
    if len(token) > MAX_DIGITS:
        raise ValueError(f"số dài quá {MAX_DIGITS} chữ số; kiểm tra lại số vừa gõ")
    if match := re.fullmatch(_PLAIN, token):
        return Decimal(match[1]) if match[2] is None else Decimal(f"{match[1]}.{match[2]}")
    if match := re.fullmatch(_GROUPED, token):
        whole = match[1].replace(".", "")
        return Decimal(whole) if match[2] is None else Decimal(f"{whole}.{match[2]}")
    if re.fullmatch(_COMMA_GROUPS, token):
        raise _MisreadError(f"“{token}” nhóm hàng nghìn bằng dấu phẩy", token, token.replace(",", "."))
    if match := re.fullmatch(_ENGLISH, token):
        fixed = match[1].replace(",", ".") + "," + match[2]
        raise _MisreadError(f"“{token}” viết theo lối tiếng Anh", token, fixed)
    if match := re.fullmatch(_DOT_DECIMAL, token):
        fixed = f"{match[1]},{match[2]}"
        raise _MisreadError("dấu chấm chỉ để nhóm hàng nghìn, số thập phân viết dấu phẩy", token, fixed)
    raise ValueError(f"“{token}” không phải là số; gõ như 1.080.997 hoặc 36,18")


def format_number(number: Number, *, places: int | None = None) -> str:
    """Print exactly (`places` None) or rounded half up to `places` decimals, trailing zeros dropped.

    >>> format_number(1080997)
    '1.080.997'
    >>> format_number(Fraction(50659700, 1446292), places=2)
    '35,03'
    """
    if places is None and number == (whole := int(number)):
        scaled, places = whole, 0
    elif places is None:
        if isinstance(number, Fraction):
            number = _finite(number)
        sign, digits, exponent = Decimal(number).as_tuple()
        scaled, places = int("".join(map(str, digits))) * (-1) ** sign, -int(exponent)
    else:
        scaled = _in_steps(number, places)
    minus, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    whole, rest = divmod(scaled, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return minus + f"{whole:,}".replace(",", ".") + ("," + decimals if decimals else "")


def _finite(number: Fraction) -> Decimal:
    """The same number in decimal digits. Raises ValueError when they never end."""
    places = 0
    while 10**places % number.denominator:
        places += 1
        if places > MAX_PLACES:
            raise ValueError("this fraction has no finite text; give places")
    digits = str(abs(number.numerator) * 10**places // number.denominator)
    return Decimal((int(number < 0), tuple(map(int, digits)), -places))


def format_typed(number: Decimal | int) -> str:
    """Print a number as it was typed: 96 stays 96, 95,50 stays 95,50."""
    exponent = Decimal(number).as_tuple().exponent
    places = max(0, -int(exponent))
    text = format_number(number)
    shown = len(text.partition(",")[2])
    if places > shown:
        text += ("" if shown else ",") + "0" * (places - shown)
    return text


def format_percent(value: Fraction, *, goal: Fraction | None = None, places: int = 2) -> str:
    """Print a computed percentage (35,03%), decided first: never rounded onto 100%, 0% or across the goal.

    Two decimals unless it is whole: 50% is exact, 50,00% is nearly.

    >>> format_percent(Fraction(98022500, 980226))
    '99,99%'
    """
    step = Fraction(1, 10**places)
    if value.denominator == 1:
        return format_number(value) + "%"
    shown = Fraction(_in_steps(value, places), 10**places)
    for edge in (Fraction(100), Fraction(0), *(() if goal is None else (goal,))):
        if shown == edge != value or (shown - edge) * (value - edge) < 0:
            shown = edge + (step if value > edge else -step) if edge % step == 0 else value // step * step
    whole, _, decimals = format_number(shown, places=places).partition(",")
    return f"{whole},{decimals.ljust(places, '0')}%"


def cut(value: Fraction, places: int) -> str:
    """A plain decimal string cut (never rounded up) at `places`, for machines: 35.027297."""
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    minus = "-" if value < 0 and (whole or rest) else ""
    return f"{minus}{whole}" + (f".{decimals}" if decimals else "")


def round_half_up(value: Fraction) -> int:
    """Nearest whole number, halves away from zero."""
    return _in_steps(value, 0)


def _in_steps(number: Number, places: int) -> int:
    """How many steps of the last place a number is, rounded half up (away from zero)."""
    above, below = number.as_integer_ratio()
    half: int = (abs(above) * 2 * 10**places + below) // (2 * below)
    return half if above >= 0 else -half


def about_band(value: Decimal) -> tuple[Fraction, Fraction]:
    """What `khoảng` covers: the number is read as rounded at its last non-zero digit (~10 is 5…15, ~278.000 ± 500)."""
    if value == 0:
        return Fraction(0), Fraction(0)
    _sign, _digits, exponent = value.normalize().as_tuple()
    half = Fraction(10) ** int(exponent) / 2
    exact = Fraction(value)
    return exact - half, exact + half
