"""What `dts check` says of that which dts wrote: lost, changed by hand, interrupted; journals that tell it badly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from dts.core.dates import VIETNAM, format_date
from dts.core.finding import Finding, Material, figure_text, listed, subject
from dts.core.model import Registry
from dts.core.numerals import format_number
from dts.core.period import Period, parse_period_key
from dts.core.written import EXPLANATION, FIGURE, SENT, Facts, Written, figure_of

FOLDER = ".dts"


def check_lost(material: Material) -> Iterable[Finding]:
    """An entry that dts wrote and that is in no file any more."""
    for each in material.losses.survey.lost:
        again = f"dts restore {each.facts.get('target', '')}".rstrip()
        sentence = (
            f"{entry_text(material.registry, each)} không còn trong tệp; lấy lại: {again}; nhật ký {each.journal}"
        )
        yield _about(each, "lost", sentence, warning=False)


def check_edited(material: Material) -> Iterable[Finding]:
    """An entry that dts wrote and somebody changed by hand; a later correction would have kept both."""
    for each, present in material.losses.survey.edited:
        now = content_text(material.registry, present.table, present.period, present.facts)
        sentence = f"sửa tay: {entry_text(material.registry, each)}, nay trong tệp là {now}"
        finding = _about(each, "edited", sentence)
        yield finding._replace(file=_file(present.period), path=(present.table, present.number))


def check_unfinished(material: Material) -> Iterable[Finding]:
    """An entry whose writing was interrupted and which never came into its file; nobody was told otherwise."""
    for each in material.losses.survey.unfinished:
        sentence = (
            f"lần ghi bị dừng giữa chừng: {entry_text(material.registry, each)}, chưa vào tệp; nếu cần thì ghi lại"
        )
        yield _about(each, "unfinished", f"{sentence}; bỏ qua: dts restore --forget")


def check_journals(material: Material) -> Iterable[Finding]:
    """A journal with damaged lines, and those that cannot be read: what they tell is not watched over."""
    for journal, lines in material.losses.damaged.items():
        sentence = (
            f"nhật ký hỏng {format_number(len(lines))} dòng; số ghi ở các dòng ấy nếu mất thì không dò ra; "
            "số liệu trong tệp không sao; thôi nhắc: dts restore --forget"
        )
        yield Finding("journal", f"{FOLDER}/{journal}", (), sentence)
    if names := material.losses.unreadable:
        sentence = f"không đọc được nhật ký ({listed(names)}); số ghi trong đó nếu mất thì máy này không dò ra"
        yield Finding("journal_unreadable", FOLDER, (), sentence)


def _about(each: Written, rule: str, sentence: str, *, warning: bool = True) -> Finding:
    target = each.facts.get("target")
    about = f"{subject(target, each.facts.get('for'))}: " if target else ""
    details = {
        "table": each.table,
        "period": each.period,
        "entry": dict(each.facts),
        "written_at": each.at,
        "written_by": each.who,
        "journal": each.journal,
    }
    return Finding(rule, _file(each.period), (), about + sentence, warning, (target,) if target else (), details)


def _file(period: str) -> str:
    return f"records/{period}.toml"


# ── an entry in words ────────────────────────────────────────────────────────


def entry_text(registry: Registry, each: Written) -> str:
    """`762.284/980.226, kỳ tháng 02/2025, Công an tỉnh ghi 20/02/2025 09:15`."""
    content = content_text(registry, each.table, each.period, each.facts)
    return f"{content}, {each.facts.get('recorded_by') or each.who} ghi {moment_text(each.at)}"


def content_text(registry: Registry, table: str, key: str, facts: Facts) -> str:
    """What an entry says, and for which period."""
    period = parse_period_key(key)
    label = f"kỳ {period.label}" if period else key
    day = f", tính đến {_day(facts['as_of'])}" if "as_of" in facts else ""
    if table == SENT:
        return f"báo cáo {label} gửi {_day(facts.get('on', ''))}"
    if table != FIGURE:
        name = "giải trình" if table == EXPLANATION else "tình hình"
        return f"{name} “{facts.get('text', '')}”, {label}{day}"
    return f"{_number(registry, facts, period)}, {label}{day}"


def _number(registry: Registry, facts: Facts, period: Period | None) -> str:
    target = registry.targets.get(facts.get("target", ""))
    if target is not None and period is not None:
        try:
            return figure_text(target, figure_of(facts, period))
        except (ArithmeticError, ValueError):
            pass
    return facts.get("value") or "/".join(facts[key] for key in ("numerator", "denominator") if key in facts)


def moment_text(moment: str) -> str:
    """`20/02/2025 09:15`."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    local = at.astimezone(VIETNAM) if at.tzinfo else at
    return f"{format_date(local.date())} {local:%H:%M}"


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text
