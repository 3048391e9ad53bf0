"""Rules for values without quotes: yes and no, days, periods, numbers, words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dts.core.numerals import parse_number
from dts.core.period import Period, parse_period
from dts.store.slips.finding import Finding, Line, Pair, Rule, quote
from dts.store.slips.words import (
    DAY_KEYS,
    FLAG_KEYS,
    GOAL_KEYS,
    GOAL_WORDS,
    KEYS,
    LIST_KEYS,
    NUMBER_KEYS,
    WHOLE_KEYS,
    known_keys,
    slug,
)

_YES = ("true", "co", "dung", "yes", "x")
_NO = ("false", "khong", "sai", "no")


def flag(line: Line) -> Finding | None:
    """`True`; `có` for a key that takes true or false."""
    pair = line.pair
    if not pair or pair.quoted:
        return None
    word = slug(pair.value)
    if word in ("true", "false") or (pair.key in FLAG_KEYS and word in (*_YES, *_NO)):
        meant = "true" if word in _YES else "false"
        return pair.replaced("đúng hay sai viết là true hoặc false, chữ thường", meant)
    if pair.key not in FLAG_KEYS or not word:
        return None
    message = f"{pair.key} chỉ nhận true (đúng) hoặc false (sai)"
    return pair.replaced(message, "true") if pair.key in known_keys(pair.value) else pair.found(message)


def is_no(text: str) -> bool:
    """Whether a typed word denies."""
    return slug(text) in _NO


_MOMENT = re.compile(
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})"
    r"(?:[ tT,]+(?P<hour>\d{1,2})(?::|h|g)(?P<minute>\d{2})?(?::(?P<second>\d{2}))?(?P<zone>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)
_BY_YEAR = "ngày viết theo năm-tháng-ngày"


def day(line: Line) -> Finding | None:
    """A day, or a day and an hour, as people write them."""
    pair = line.pair
    if not pair or (pair.key in KEYS and pair.key not in DAY_KEYS):
        return None
    if match := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})", pair.value):
        full = _real_day(f"{match[1]}/{match[2]}/20{match[3]}")
        return pair.replaced(f"{_BY_YEAR}, năm đủ bốn chữ số", str(full)) if full else None
    match = _MOMENT.fullmatch(pair.value)
    if not match:
        return None
    found = _real_day(match["day"])
    if found is None:
        return pair.found(_no_such_day(match["day"]))
    if not match["hour"]:
        return pair.replaced(f"{_BY_YEAR}, tháng và ngày đủ hai chữ số", str(found))
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return pair.found(f"không có giờ {hour}:{minute:02d}:{second:02d}; xem lại giờ")
    moment = f"{found}T{hour:02d}:{minute:02d}:{second:02d}{match['zone'] or '+07:00'}"
    return pair.replaced("ngày giờ viết theo năm-tháng-ngàyTgiờ:phút:giây+07:00", moment)


def _numbers(typed: str) -> tuple[int, int, int]:
    """Year, month, day of a date written either way round."""
    first, month, last = typed.replace("/", "-").replace(".", "-").split("-")
    year, number = (first, last) if len(first) == 4 else (last, first)
    return int(year), int(month), int(number)


def _real_day(typed: str) -> date | None:
    try:
        return date(*_numbers(typed))
    except ValueError:
        return None


def _no_such_day(typed: str) -> str:
    year, month, number = _numbers(typed)
    return f"không có ngày {number} tháng {month} năm {year}; xem lại ngày, viết theo năm-tháng-ngày"


def day_in_words(line: Line) -> Finding | None:
    """A deadline or another day in words, or only its month, quarter or year."""
    pair = line.pair
    if not pair or pair.key not in DAY_KEYS or pair.quoted or not pair.value:
        return None
    if pair.key == "done" and (month := _period(pair.value)) and month.months == 1:
        message = "khi chỉ biết tháng hoàn thành, viết tháng trong dấu ngoặc kép"
        return pair.replaced(message, f'"{month.last_month:02d}/{month.year}"')
    if match := re.search(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b", pair.value, re.ASCII):
        found = _real_day(match[0])
        if found is None:
            return pair.found(_no_such_day(match[0]))
        if pair.key == "by" and slug(pair.value).startswith("truoc"):
            fixed = f"{pair.head[: pair.indent]}before = {found}{pair.tail}"
            return pair.found(f"{_BY_YEAR}, không kèm chữ; “trước ngày” dùng khóa before", fixed)
        return pair.replaced(f"{_BY_YEAR}, không kèm chữ", str(found))
    message = f"{pair.key} phải là một ngày, viết theo năm-tháng-ngày"
    if pair.key in ("by", "until") and (period := _period(pair.value)):
        last = monthrange(period.year, period.last_month)[1]
        return pair.replaced(message, str(date(period.year, period.last_month, last)))
    return pair.found(message, None, f"ví dụ:   {pair.key} = 2025-12-31")


def _period(value: str) -> Period | None:
    """A month, quarter or year as people write it: 10/2024, 2024-10, tháng 10/2024, hết năm 2025."""
    words = " ".join(value.lower().split())
    words = re.sub(r"^(?:(?:đến|hết|trong|cuối) )+", "", words)
    words = re.sub(r"^([0-9]{4})[-/]([0-9]{1,2})$", r"\2/\1", words)
    try:
        return parse_period(words)
    except ValueError:
        return None


def period(line: Line) -> Finding | None:
    """The period of a record file without quotes."""
    pair = line.pair
    if not pair or pair.key != "period" or pair.quoted or not pair.value:
        return None
    message = "kỳ báo cáo viết trong dấu ngoặc kép, như tên tệp"
    found = _period(pair.value)
    return (
        pair.replaced(message, f'"{found.key}"') if found else pair.found(message, None, 'ví dụ:   period = "2025-02"')
    )


_NUMBER = r"[0-9](?:[0-9.,]*[0-9])?"
_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"


def number(line: Line) -> Finding | None:
    """Numbers as Vietnamese documents write them."""
    pair = line.pair
    if not pair or pair.quoted or (pair.key in KEYS and pair.key not in (*NUMBER_KEYS, *WHOLE_KEYS, "published")):
        return None
    value = pair.value
    if re.fullmatch(r"0[0-9]+", value):
        return pair.replaced("số nguyên không viết số 0 ở đầu", value.lstrip("0") or "0")
    for sign, what, least in ((".", "dấu chấm", 2), (",", "dấu phẩy", 2), (" ", "dấu cách", 1)):
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}}){{{least},}}", value):
            message = f"số không có dấu ngoặc kép thì viết liền, không nhóm hàng nghìn bằng {what}"
            return pair.replaced(message, value.replace(sign, ""))
    if re.fullmatch(rf"(?:{_GROUPED}|[0-9]+),[0-9]+", value):
        return pair.replaced("số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép", f'"{value}"')
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+", value):
        fixed = value.translate(str.maketrans(".,", ",."))
        message = (
            "số viết theo lối tiếng Anh; nhóm hàng nghìn bằng dấu chấm, thập phân bằng dấu phẩy, trong dấu ngoặc kép"
        )
        return pair.replaced(message, f'"{fixed}"')
    if match := re.fullmatch(rf"({_NUMBER})\s*%", value):
        return _percent(pair, match[1])
    if match := re.fullmatch(rf"({_NUMBER})\s*/\s*({_NUMBER})", value):
        if pair.takes_words:
            return pair.replaced("tử số/mẫu số phải đặt trong dấu ngoặc kép", f'"{value}"')
        if pair.key == "numerator":
            return pair.replaced("numerator chỉ ghi tử số; mẫu số ghi ở denominator", _plain(match[1]))
        if pair.key == "denominator":
            return pair.replaced("denominator chỉ ghi mẫu số; tử số ghi ở numerator", _plain(match[2]))
    return _with_remark(pair) or _with_words(pair)


def _percent(pair: Pair, typed: str) -> Finding:
    decimal = re.fullmatch(r"[0-9]+\.[0-9]+", typed) and not re.fullmatch(_GROUPED, typed)
    if not pair.takes_words:
        return pair.replaced(f"{pair.key} chỉ ghi số, không ghi dấu %", _plain(typed))
    message = "số có dấu % phải đặt trong dấu ngoặc kép" + (", thập phân viết dấu phẩy" if decimal else "")
    return pair.replaced(message, f'"{typed.replace(".", ",") if decimal else typed}%"')


def _plain(typed: str) -> str:
    """A number as it may stand in the file: bare where TOML reads it as meant, else in quotes."""
    bare = re.fullmatch(r"[0-9]+(\.[0-9]+)?", typed) and not re.fullmatch(_GROUPED, typed)
    return typed if bare else f'"{typed}"'


def _with_remark(pair: Pair) -> Finding | None:
    """A number and a remark behind a dash or in brackets."""
    match = re.fullmatch(rf"({_NUMBER}%?)\s+(?:[–—-]\s+([^\W\d].*)|(\([^()]+\)))", pair.value)
    if not match or pair.key not in (*NUMBER_KEYS, *WHOLE_KEYS):
        return None
    text = match[2] or match[3]
    return pair.found("ghi chú phải đứng sau dấu #", f"{pair.head}{match[1]}  # {text}{pair.tail}")


def goal_key(key: str, words: str) -> str:
    """The goal key that words before a number mean ("trên" → above); the typed key when they mean nothing else."""
    sign, meant = words.strip(), slug(words)
    return next((goal for goal, forms in GOAL_WORDS.items() if sign in forms or meant in forms), key)


def leading_number(text: str) -> str | None:
    """The number a text begins with, its scale included: "2,1 triệu dân" → 2,1 triệu, "1 500 hộ" → 1.500.

    None where more of a number follows: 5/63.
    """
    parts = _SPACED.sub(lambda match: ".".join(match[0].split()), text).split()
    for count in range(len(parts), 0, -1):
        candidate = " ".join(parts[:count])
        try:
            parse_number(candidate)
        except ValueError:
            continue
        return None if _GOES_ON.match(" ".join(parts[count:])) else candidate
    return None


_SPACED = re.compile(r"^[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9.])")
_GOES_ON = re.compile(r"[0-9/]")


def _with_words(pair: Pair) -> Finding | None:
    """A number with a sign or words around it, for a key that takes numbers."""
    if pair.key not in (*NUMBER_KEYS, *WHOLE_KEYS) or not pair.value:
        return None
    match = re.search(_NUMBER, pair.value)
    if not match:
        message = f"{pair.key} phải là số"
        if pair.key in ("value", "numerator", "denominator") and not pair.inline:
            message += "; chưa có số liệu thì xóa cả mục [[figure]] này, lý do ghi ở [[explanation]]"
        return pair.found(message)
    sign = pair.value[: match.start()].strip()
    behind = pair.value[match.end() :].lstrip()
    number = leading_number(pair.value[match.start() :]) or ("" if _GOES_ON.match(behind) else match[0])
    if not number and not pair.takes_words:
        return pair.found(f"{pair.key} chỉ ghi một con số")
    typed = _plain(number)
    if pair.key in GOAL_KEYS:
        key = goal_key(pair.key, sign)
        message = f"{pair.key} chỉ ghi con số, không kèm dấu hay chữ"
        if key == pair.key:
            return pair.replaced(message, typed)
        fixed = f"{pair.head[: pair.indent]}{key} = {typed}{pair.tail}"
        return pair.found(f"“{sign}” thì dùng khóa {key}, chỉ ghi con số", fixed)
    if sign in ("≥", "≤", ">=", "<=", "=>", "=<"):
        message = f"không dùng dấu {sign}; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng), cả số trong dấu ngoặc kép"
        return pair.found(message)
    if pair.takes_words:
        return pair.replaced("số kèm dấu hoặc chữ phải đặt trong dấu ngoặc kép", quote(pair.value))
    return pair.replaced(f"{pair.key} chỉ ghi con số, không kèm dấu hay chữ", typed)


_OTHERS = (*DAY_KEYS, *NUMBER_KEYS, *WHOLE_KEYS, *FLAG_KEYS, "period")


def words(line: Line) -> Finding | None:
    """Words without quotes; in lists every item, elsewhere the whole value."""
    pair = line.pair
    if not pair or not pair.value or pair.key in _OTHERS:
        return None
    if pair.key in LIST_KEYS:
        inner = re.sub(r"^\[|\]$", "", pair.value)
        items = [item.strip().strip("\"'") for item in inner.split(",") if item.strip()]
        fixed = "[" + ", ".join(quote(item) for item in items) + "]"
        return pair.replaced("danh sách viết trong ngoặc vuông, mỗi mã trong dấu ngoặc kép", fixed)
    if pair.quoted:
        return None
    return pair.replaced("chữ phải đặt trong dấu ngoặc kép", quote(pair.value.rstrip("\"'")))


VALUE_RULES: tuple[Rule, ...] = (flag, day, period, day_in_words, number, words)
