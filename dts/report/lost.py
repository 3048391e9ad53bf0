"""The words for what dts wrote and what is in no file any more: one line in every command, and all of `restore`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dts.core.check_lost import content_text, entry_text
from dts.core.finding import subject
from dts.core.model import Registry
from dts.core.numerals import format_number
from dts.core.placement import Place
from dts.core.survey import Losses, Survey
from dts.core.written import Written

NAMES = {"figure": "số liệu", "explanation": "giải trình", "note": "tình hình", "sent": "lần gửi báo cáo"}
NOTHING_LOST = "Không mất số liệu nào: mọi số liệu dts đã ghi vẫn còn trong tệp."
NO_JOURNAL = "Thư mục này chưa có nhật ký ghi số liệu (.dts), nên không dò được số nào bị mất."
NOTHING_FITS = "Không có số liệu nào bị mất khớp với điều đã gõ. Xem tất cả: dts restore --dry-run"
NOTHING_TO_FORGET = "Không có gì để thôi nhắc."


def counts_text(counts: Mapping[str, int]) -> str:
    """`2 số liệu, 1 giải trình`."""
    return ", ".join(f"{format_number(counts[table])} {name}" for table, name in NAMES.items() if counts.get(table))


def count(entries: Iterable[Written]) -> str:
    """The same of entries."""
    return counts_text(Counter(each.table for each in entries))


def lost_line(counts: Mapping[str, int]) -> str:
    """What every command says when something is lost."""
    return f"Có {counts_text(counts)} đã ghi nay không còn trong tệp. Xem: dts check; lấy lại: dts restore"


def damage_line(journal: str, lines: int) -> str:
    """What every command says of a journal with damaged lines."""
    return (
        f"Lưu ý: nhật ký .dts/{journal} hỏng {format_number(lines)} dòng; số liệu trong tệp không sao, nhưng số ghi ở "
        "các dòng ấy nếu mất thì không dò ra. Xem: dts check"
    )


# ── restore ──────────────────────────────────────────────────────────────────


def preview_lines(
    registry: Registry, places: Sequence[Place], refused: Sequence[tuple[Written, str]], *, dry_run: bool
) -> list[str]:
    """What would be put back, file by file, and what cannot be."""
    lines = ["Xem trước, chưa ghi gì."] if dry_run else []
    if places:
        lines.append(f"Lấy lại {count(place.written for place in places)} không còn trong tệp:")
    for period in dict.fromkeys(place.written.period for place in places):
        lines.append(f"  records/{period}.toml")
        lines += [line for place in places if place.written.period == period for line in _place_lines(registry, place)]
    if refused:
        lines.append(f"Không lấy lại được {count(each for each, _why in refused)}:")
        lines += [f"  {_entry(registry, each)}: {why}" for each, why in refused]
        lines.append("  Muốn thôi nhắc: dts restore --forget")
    return lines


def _place_lines(registry: Registry, place: Place) -> list[str]:
    lines = [f"    {_entry(registry, place.written)}"]
    if place.before is not None:
        there = content_text(registry, place.before.table, place.before.period, place.before.facts)
        kept = "; số hiện hành không đổi" if place.before.table == "figure" else ""
        lines.append(f"      xếp trước mục đang có: {there}{kept}")
    return lines


def _entry(registry: Registry, each: Written) -> str:
    target = each.facts.get("target")
    about = f"{subject(target, each.facts.get('for'))}: " if target else ""
    return about + entry_text(registry, each)


def restore_question(places: Sequence[Place]) -> str:
    """`Lấy lại 2 số liệu trên?`."""
    return f"Lấy lại {count(place.written for place in places)} trên?"


def restored_lines(places: Sequence[Place], files: Sequence[tuple[str, Sequence[int]]]) -> list[str]:
    """The answer."""
    lines = [f"Đã lấy lại {count(place.written for place in places)}."]
    lines += [f"  Tệp: {file}, dòng {', '.join(map(str, numbers))}" for file, numbers in files]
    return lines


# ── restore --forget ─────────────────────────────────────────────────────────


def forget_lines(registry: Registry, losses: Losses, *, dry_run: bool) -> list[str]:
    """Everything that would not be spoken of any more."""
    found = losses.survey
    lines = ["Xem trước, chưa ghi gì."] if dry_run else []
    for head, entries in (
        ("Không còn trong tệp", found.lost),
        ("Đã sửa tay", [pair.written for pair in found.edited]),
        ("Ghi dở, chưa vào tệp", found.unfinished),
    ):
        if entries:
            lines.append(f"{head}: {count(entries)}")
            lines += [f"  {_entry(registry, each)}" for each in entries]
    lines += [f"Dòng hỏng: .dts/{journal}, {len(each)} dòng" for journal, each in losses.damaged.items()]
    return lines


def forget_question(found: Survey) -> str:
    """Asked before nobody is told any more."""
    lost = f" {count(found.lost)} trên sẽ không lấy lại được bằng dts restore nữa." if found.lost else ""
    return f"Thôi nhắc các mục trên?{lost}"


FORGOTTEN = "Đã ghi vào nhật ký: thôi nhắc các mục trên. Không tệp số liệu nào bị sửa."
