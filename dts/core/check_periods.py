"""Rules of `dts check` about periods: the right file, the right kind, nothing left out, due days, closed units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dts.core.assess import Assessment
from dts.core.dates import format_date, format_weekday
from dts.core.delivery import assess_deliveries
from dts.core.finding import SHOWN_IDS, TARGETS, Finding, KeyPath, Material, about_figure, listed
from dts.core.model import Kind, Level
from dts.core.period import Calendar, Period, PeriodKind, period_of_data
from dts.core.series import Current
from dts.core.timeliness import Data

SOON = 31
"""A due day further away is not yet worth a line."""


def check_windows(material: Material) -> Iterator[Finding]:
    """A day given by hand outside the window of its period; the period it belongs to is named."""
    registry = material.registry
    for (name, part), series in material.series.items():
        calendar = registry.calendar(registry.targets[name], registry.level_of(part))
        for item in series:
            period, day = item.figure.period, item.figure.given_as_of
            first, last = period.window(calendar)
            if day is None or item.figure.done is not None or first <= day <= last:
                continue
            right = period_of_data(period.kind, day, calendar)
            start, end = right.window(calendar)
            hint = f"; thuộc kỳ {right.label} (tệp {right.key}.toml)" if start <= day <= end else ""
            sentence = (
                f"ngày {format_date(day)} nằm ngoài kỳ {period.label} ({format_date(first)} - {format_date(last)})"
            )
            yield about_figure("outside_period", item, sentence + hint, key="as_of")


EVERY_WORDS = {
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "năm",
}


def check_kinds(material: Material) -> Iterator[Finding]:
    """Figures filed under another kind of period than `every`: they do not count as handed in. One line per target."""
    other: dict[str, list[tuple[Current, PeriodKind]]] = defaultdict(list)
    for (name, part), series in material.series.items():
        target = material.registry.targets[name]
        assignment = target.assignment(part, material.registry.level_of(part))
        for item in series:
            every = assignment.in_force(item.as_of).every
            if every is not None and item.figure.period.kind != every and target.kind is not Kind.TASK:
                other[name].append((item, every))
    for name, found in other.items():
        found.sort(key=lambda each: each[0].figure.period)
        first, every = found[0]
        label = first.figure.period.label
        others = ", …" if _several(found) else ""
        path: KeyPath = ("figure", first.figure.number)
        message = (
            f"{name}: có {len(found)} số liệu ghi theo kỳ khác ({label}{others}); "
            f"chỉ tiêu cần số liệu kỳ {EVERY_WORDS[every]} (every = “{every}”)"
        )
        yield Finding("other_period", first.figure.file, path, message, targets=(name,))


def _several(found: list[tuple[Current, PeriodKind]]) -> bool:
    return len({item.figure.period for item, _every in found}) > 1


# ── periods without a figure ─────────────────────────────────────────────────


def check_holes(material: Material) -> Iterator[Finding]:
    """Periods past their due day without a figure, in the middle or at the end: per target how many and from when.

    Targets that lack exactly the same periods share a line.
    """
    lacking: dict[tuple[Period, ...], list[str]] = defaultdict(list)
    notes: dict[str, str] = {}
    for name, rows in _rows_by_target(material).items():
        missing = {row.part: _missing(material, row) for row in rows}
        periods = tuple(sorted({period for each in missing.values() for period in each}))
        if periods:
            lacking[periods].append(name)
            short = [part for part, each in missing.items() if each and part is not None]
            if len(short) < len(rows) and short:
                notes[name] = f" ({_share(material, name, len(short), rows)}{listed(short)})"
    for periods, names in lacking.items():
        when = periods[0].label if len(periods) == 1 else f"{len(periods)} kỳ, từ {periods[0].label}"
        path: KeyPath = ("targets", names[0], "every") if len(names) == 1 else ()
        who = f"{names[0]}: chưa có số liệu" if len(names) == 1 else f"{len(names)} chỉ tiêu chưa có số liệu"
        rest = notes.get(names[0], "") if len(names) == 1 else f": {listed(names)}"
        yield Finding("missing_figures", TARGETS, path, f"{who} {when}{rest}", targets=tuple(names))


def _share(material: Material, name: str, lacking: int, rows: Sequence[Assessment]) -> str:
    """`cấp xã: 17/121 chưa gửi: ` where many units of a level lack a figure of a target given to each of them."""
    level = material.registry.targets[name].for_each
    units = sum(1 for row in rows if row.part is not None)
    return f"{LEVEL_WORDS[level]}: {lacking}/{units} chưa gửi: " if level and lacking > SHOWN_IDS + 1 else ""


def _rows_by_target(material: Material) -> dict[str, list[Assessment]]:
    rows: dict[str, list[Assessment]] = defaultdict(list)
    for row in material.rows:
        if not row.is_total:
            rows[row.target.id].append(row)
    return rows


def _missing(material: Material, row: Assessment) -> list[Period]:
    return [
        each.period
        for each in assess_deliveries(material.registry, row)
        if each.state is Data.MISSING and each.period is not None and each.period not in material.unread
    ]


# ── days and units ───────────────────────────────────────────────────────────


def check_weekends(material: Material) -> Iterator[Finding]:
    """The coming due day falls on a weekend; it is said, never shifted (Nghị định 09/2019 has no rule for it)."""
    registry = material.registry
    asked: dict[_Sender, set[PeriodKind]] = {_Sender(registry.calendar()): {PeriodKind.MONTH}}
    for row in material.rows:
        if row.assignment.every is not None and not row.assignment.lag_months:
            asked.setdefault(_sender(material, row), set()).add(row.assignment.every)
    for sender, kinds in asked.items():
        due_days: dict[date, list[str]] = defaultdict(list)
        for kind in sorted(kinds, key=list(PeriodKind).index):
            period = _next_due(kind, sender.calendar, material.today)
            if registry.until is None or period.cutoff(sender.calendar) <= registry.until:
                due_days[period.due(sender.calendar)].append(period.label)
        for day, labels in due_days.items():
            if registry.rules.is_day_off(day) and day <= material.today + timedelta(days=SOON):
                path = ("groups", sender.group, "due_day") if sender.group else ("rules", "due_day")
                when = f"{format_weekday(day)} {format_date(day)}, ngày nghỉ"
                message = f"hạn gửi kỳ {', '.join(labels)}{_sender_words(material, sender)} là {when}"
                yield Finding("weekend", TARGETS, path, message)


LEVEL_WORDS = {Level.TW: "Trung ương", Level.TINH: "cấp tỉnh", Level.HUYEN: "cấp huyện", Level.XA: "cấp xã"}


class _Sender(NamedTuple):
    """Whose due day it is, where a group or a level has its own."""

    calendar: Calendar
    group: str | None = None
    level: Level | None = None


def _sender(material: Material, row: Assessment) -> _Sender:
    group = material.registry.groups.get(row.target.group or "")
    own = group is not None and (group.due_day is not None or group.cutoff_given)
    level = material.registry.level_of(row.part)
    plain = material.registry.calendar(row.target)
    return _Sender(row.calendar, group.id if group and own else None, level if row.calendar != plain else None)


def _sender_words(material: Material, sender: _Sender) -> str:
    words = [f"nhóm {material.registry.groups[sender.group].name}"] if sender.group else []
    words += [LEVEL_WORDS[sender.level]] if sender.level else []
    return f" ({', '.join(words)})" if words else ""


def _next_due(kind: PeriodKind, calendar: Calendar, today: date) -> Period:
    """The first period of a kind that is not past its due day."""
    period = period_of_data(kind, today, calendar).previous()
    return period if period.due(calendar) >= today else period.next()


def check_closed_units(material: Material) -> Iterator[Finding]:
    """Figures of a unit for a period cut off after the unit's last day (a state of an earlier day is allowed)."""
    registry = material.registry
    for (name, part), series in material.series.items():
        owner = registry.owners.get(part) if part else None
        if owner is None or owner.until is None:
            continue
        calendar = registry.calendar(registry.targets[name], owner.level)
        for item in series:
            day = item.figure.given_as_of or item.figure.period.cutoff(calendar)
            if day > owner.until and item.figure.done is None:
                sentence = (
                    f"{owner.short} đã kết thúc {format_date(owner.until)}, "
                    f"trước ngày số liệu {item.figure.period.label} ({format_date(day)})"
                )
                yield about_figure("closed_unit", item, sentence, key="for")
