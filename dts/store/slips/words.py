"""Keys, and the words officials type for them."""

from __future__ import annotations

import re
import unicodedata

RECORD_WORDS = {
    "target": "chi-tieu nhiem-vu ma ma-chi-tieu",
    "for": "cap don-vi",
    "value": "gia-tri ket-qua so-lieu hang thu-hang",
    "numerator": "tu-so",
    "denominator": "mau-so",
    "source": "nguon nguon-so-lieu",
    "published": "cong-bo nguon-cong-bo",
    "published_on": "ngay-cong-bo",
    "as_of": "ngay ngay-so-lieu tinh-den den-ngay thoi-diem",
    "done": "hoan-thanh ngay-hoan-thanh",
    "evidence": "minh-chung",
    "confirmed": "xac-nhan ngay-xac-nhan",
    "reason": "ly-do",
    "note": "ghi-chu",
    "text": "noi-dung giai-trinh tinh-hinh",
    "estimate": "uoc uoc-tinh",
    "withdrawn": "rut rut-so-lieu",
    "recorded_at": "ngay-ghi ngay-nhap",
    "recorded_by": "nguoi-ghi nguoi-nhap",
    "period": "ky ky-bao-cao",
    "on": "ngay-gui",
    "to": "noi-nhan noi-gui",
}
TARGET_WORDS = {
    "name": "ten ten-chi-tieu ten-nhiem-vu",
    "short": "ten-ngan ten-tat ten-goi-tat",
    "unit": "don-vi-tinh",
    "owner": "chu-tri don-vi-chu-tri don-vi",
    "partners": "phoi-hop don-vi-phoi-hop",
    "assigned_to": "giao-chung giao-cho",
    "group": "nhom",
    "kind": "loai",
    "level": "cap",
    "head": "nguoi-dung-dau",
    "person": "nguoi nguoi-chiu-trach-nhiem ro-nguoi",
    "work": "viec cong-viec noi-dung ro-viec",
    "responsibility": "trach-nhiem ro-trach-nhiem",
    "result": "ket-qua ro-ket-qua",
    "authority": "tham-quyen ro-tham-quyen",
    "basis": "can-cu",
    "by": "han thoi-han den-ngay den-nam ro-thoi-gian",
    "before": "truoc truoc-ngay",
    "ongoing": "thuong-xuyen",
    "at_least": "muc-tieu it-nhat toi-thieu chi-tieu",
    "at_most": "nhieu-nhat toi-da khong-qua",
    "above": "tren",
    "below": "duoi",
    "every": "dinh-ky ky ky-bao-cao",
    "from": "tu tu-ngay",
    "since": "thanh-lap ngay-thanh-lap",
    "until": "ket-thuc ngay-ket-thuc",
    "successor": "ke-thua don-vi-ke-thua",
    "baseline": "so-lieu-goc moc-dau",
    "milestones": "moc-giua-ky",
    "judged_by": "xet-theo",
    "of_what": "mau-so",
    "title": "tieu-de",
    "province": "tinh",
    "agency": "co-quan",
    "note": "ghi-chu",
    "reason": "ly-do",
    "value": "gia-tri",
}
VALUE_WORDS = {
    "ratio": "ty-le ti-le phan-tram percent percentage",
    "count": "so-luong so-dem dem number",
    "score": "diem diem-so",
    "rank": "hang thu-hang xep-hang",
    "task": "nhiem-vu cong-viec",
    "tw": "trung-uong cap-trung-uong",
    "tinh": "cap-tinh thanh-pho so",
    "huyen": "cap-huyen quan",
    "xa": "cap-xa phuong",
    "month": "thang hang-thang moi-thang",
    "quarter": "quy hang-quy moi-quy",
    "half": "6-thang nua-nam 06-thang",
    "year": "nam hang-nam moi-nam",
}
"""Words of `kind`, `level`, `every` and what officials type for them."""
GOAL_WORDS = {
    "at_least": ("≥", ">=", "=>", "it-nhat", "toi-thieu", "tu", "dat-it-nhat"),
    "at_most": ("≤", "<=", "=<", "khong-qua", "nhieu-nhat", "toi-da"),
    "above": (">", "tren", "hon", "dat-tren"),
    "below": ("<", "duoi", "it-hon"),
}
"""Signs and words before the number of a goal, without diacritics."""
TABLE_WORDS = {
    "targets": "chi-tieu nhiem-vu",
    "owners": "don-vi",
    "groups": "nhom",
    "rules": "quy-tac quy-dinh",
    "figure": "so-lieu",
    "explanation": "giai-trinh",
    "note": "tinh-hinh ghi-chu",
}
LISTS = ("figure", "explanation", "note", "sent")
"""Tables of a record file, each opened by two brackets."""
INNER_LISTS = ("revisions", "milestones", "breaks")
TABLES = ("targets", "owners", "groups")

DAY_KEYS = ("by", "before", "as_of", "done", "from", "since", "until", "on", "recorded_at", "published_on", "confirmed")
GOAL_KEYS = ("at_least", "above", "at_most", "below")
NUMBER_KEYS = ("value", "numerator", "denominator", *GOAL_KEYS)
WHOLE_KEYS = ("of", "warn_days", "publication_lag_months", "due_day", "cutoff_day", "schema")
FLAG_KEYS = ("withdrawn", "estimate", "ongoing", "yearly_sum")
LIST_KEYS = ("partners", "sum_of", "clarity")
OTHER_KEYS = (
    *("qualifier", "as_of_text", "short", "goal_of", "deadline_text", "later", "breaks", "revisions"),
    *("for_each", "pace", "rules", "groups", "owners", "targets"),
)
KEYS = frozenset(
    (*RECORD_WORDS, *TARGET_WORDS, *DAY_KEYS, *NUMBER_KEYS, *WHOLE_KEYS, *FLAG_KEYS, *LIST_KEYS, *OTHER_KEYS)
)


def slug(text: str) -> str:
    """ASCII id of a Vietnamese name: "Đất đai" → dat-dai."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def known_keys(words: str) -> list[str]:
    """The keys that Vietnamese words may mean ("Tử số" → numerator), or one typed as several words ("recorded at")."""
    meant = slug(words)
    if (key := meant.replace("-", "_")) in KEYS:
        return [key]
    tables = (RECORD_WORDS, TARGET_WORDS)
    return [key for table in tables for key, forms in table.items() if meant in forms.split()]


def known_key(words: str, *, in_record: bool) -> str | None:
    """The key that Vietnamese words mean in a file."""
    meant, here = slug(words), RECORD_WORDS if in_record else TARGET_WORDS
    own = [key for key, forms in here.items() if meant in forms.split()]
    return next(iter(own or known_keys(words)), None)


def known_word(words: str) -> str | None:
    """The word of `kind`, `level` or `every` that Vietnamese words mean ("tỷ lệ" → ratio)."""
    meant = slug(words)
    return next((word for word, forms in VALUE_WORDS.items() if meant == word or meant in forms.split()), None)


def known_table(words: str) -> str | None:
    """The table that Vietnamese words mean ("Số liệu" → figure)."""
    meant = slug(words)
    return next((table for table, forms in TABLE_WORDS.items() if meant in forms.split()), None)
