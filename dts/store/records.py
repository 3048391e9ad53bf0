"""records/<period>.toml → figures, explanations, notes: every entry judged, impossible ones refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from dts.core.dates import day_of, format_date
from dts.core.log import Figure, Remark, Sent
from dts.core.lookup import fold
from dts.core.model import Level, Registry, Target
from dts.core.period import Calendar, Period
from dts.store.amounts import read_amount
from dts.store.source import Source
from dts.store.tables import Table, label, nearest

ROOT_KEYS = ("period", "figure", "explanation", "note", "sent")
FIGURE_KEYS = (
    *("target", "for", "numerator", "denominator", "value", "of", "qualifier", "published", "published_on", "source"),
    *("as_of", "as_of_text", "estimate", "note", "reason", "withdrawn", "done", "evidence", "confirmed"),
    *("recorded_at", "recorded_by", "restored_at", "restored_by"),
)
REMARK_KEYS = ("target", "for", "text", "as_of", "recorded_at", "recorded_by", "restored_at", "restored_by")
SENT_KEYS = ("on", "to", "report", "recorded_at", "recorded_by", "restored_at", "restored_by")
FIGURE_TEXTS = frozenset(("published", "source", "as_of_text", "note", "reason", "evidence", "recorded_by"))
FIGURE_DAYS = frozenset(("as_of", "published_on", "confirmed"))
FIGURE_FLAGS = frozenset(("withdrawn", "estimate"))
TARGET_KEYS = (
    "at_least",
    "above",
    "at_most",
    "below",
    "by",
    "before",
    "owner",
    "unit",
    "name",
    "basis",
    "kind",
    "every",
)
_FIGURE_KEYS = dict.fromkeys(FIGURE_KEYS)
_TARGET_KEYS = dict.fromkeys(TARGET_KEYS, "khóa này thuộc targets.toml, dưới [targets.<mã>]")
EMPTY = (
    "tệp mới thì ghi số liệu đầu tiên bằng dts record; tệp từng có số liệu thì lấy lại bằng dts restore, hoặc từ bản "
    "sao lưu"
)
MAX_SHOWN = 40
"""Characters of a value that is no text, told in a sentence."""


class Record:
    """What one record file holds."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.explanations: list[Remark] = []
        self.notes: list[Remark] = []
        self.sent: list[Sent] = []


def read_record(source: Source, period: Period, registry: Registry, today: date) -> Record:
    """Read the entries of one parsed record file; problems are left in the source.

    `today` is the real day: a figure of a day to come is impossible.
    """
    root = Table(source, (), source.data)
    elsewhere = dict.fromkeys((*FIGURE_KEYS, "text", "on", "to"), "đặt dòng này dưới một mục [[figure]]")
    root.check_keys(ROOT_KEYS, elsewhere)
    if not source.text.strip():
        source.problem((), "tệp trống, không có cả period", EMPTY)
        return Record()
    if root.required("period"):
        _check_period(root, period)
    record = Record()
    reader = _Reader(registry, period, today, _has_begun(registry, period, today))
    for table in root.tables("figure"):
        if figure := reader.figure(table):
            record.figures.append(figure)
    for key, remarks in (("explanation", record.explanations), ("note", record.notes)):
        for table in root.tables(key):
            if remark := reader.remark(table):
                remarks.append(remark)
    for table in root.tables("sent"):
        if sent := reader.sent(table):
            record.sent.append(sent)
    for side in source.other_sides:
        if side.data:
            read_record(side, period, registry, today)
    return record


def _has_begun(registry: Registry, period: Period, today: date) -> bool:
    groups = [group.cutoff_day for group in registry.groups.values() if group.cutoff_given]
    calendars = [Calendar(cutoff, registry.calendar().due_day) for cutoff in (registry.rules.cutoff_day, *groups)]
    return all(period.window(calendar)[0] <= today for calendar in calendars)


def _check_period(root: Table, period: Period) -> None:
    value = root.data["period"]
    if value == period.key:
        return
    typed = value if isinstance(value, str) else root.typed("period")[:MAX_SHOWN]
    message = f"period là “{typed}” nhưng tên tệp là {period.key}.toml; hai nơi phải giống nhau"
    root.problem("period", message, root.retyped("period", f'"{period.key}"'))


class _Reader(NamedTuple):
    """Reads the entries of one file."""

    registry: Registry
    period: Period
    today: date
    begun: bool
    """The period has begun for everybody, whatever day their months begin on."""

    def subject(self, table: Table) -> tuple[Target | None, str | None, bool]:
        """Target and part of an entry, and whether both are right."""
        if not table.required("target"):
            return None, None, False
        name = table.data["target"]
        if type(name) is not str or name not in self.registry.targets:
            name = table.text("target")
        target = self.registry.targets.get(name) if name else None
        if name and target is None:
            near = nearest(name, self.registry.targets)
            message = f"không có chỉ tiêu, nhiệm vụ nào mã “{name}” trong targets.toml"
            table.problem("target", message, *([table.retyped("target", f'"{near}"')] if near else []))
        part = table.text("for") if table.has("for") else None
        if part is not None and part not in tuple(Level) and part not in self.registry.owners:
            known = [*(str(level) for level in Level), *self.registry.owners]
            near = nearest(part, known)
            message = f"for: không có cấp hay đơn vị nào mã “{part}” (cấp: tw, tinh, huyen, xa)"
            table.problem("for", message, *([table.retyped("for", f'"{near}"')] if near else []))
            return target, None, False
        return target, part, target is not None and (part is not None or not table.has("for"))

    def past_day(self, table: Table, key: str) -> date | None:
        """A day that has come."""
        day = table.day(key)
        if day is not None and day > self.today:
            table.problem(key, f"{label(key)}: ngày {format_date(day)} chưa đến")
            return None
        return day

    def past_moment(self, table: Table) -> date | datetime | None:
        """When the entry was recorded; not in days to come."""
        moment = table.moment("recorded_at")
        if moment is not None and self._is_to_come(moment):
            table.problem("recorded_at", f"recorded_at: ngày {format_date(day_of(moment))} chưa đến")
        return moment

    def figure(self, table: Table) -> Figure | None:
        """One [[figure]]."""
        before = len(table.source.problems)
        table.check_keys(_FIGURE_KEYS, _TARGET_KEYS)
        target, part, known = self.subject(table)
        recorded_at = self.past_moment(table)
        texts = {key: table.text(key) for key in table.data if key in FIGURE_TEXTS}
        days = {key: self.past_day(table, key) for key in table.data if key in FIGURE_DAYS}
        flags = {key: table.flag(key) for key in table.data if key in FIGURE_FLAGS}
        restored_at = _restored(table)
        as_of, confirmed, withdrawn = days.get("as_of"), days.get("confirmed"), flags.get("withdrawn", False)
        if target is not None and as_of is None and not table.has("done"):
            self._check_begun(table, target)
        numbers = read_amount(table, target, self.period, self.today, withdrawn=withdrawn) if known and target else None
        done = numbers.done if numbers else None
        if confirmed and done and done.earliest and confirmed < done.earliest:
            table.problem(
                "confirmed", f"confirmed: xác nhận ngày {format_date(confirmed)} trước khi hoàn thành {done.text}"
            )
        if numbers is None or target is None or len(table.source.problems) > before:
            return None
        return Figure(
            target=target.id,
            part=part,
            period=self.period,
            given_as_of=as_of,
            as_of_text=texts.get("as_of_text"),
            value=numbers.value,
            numerator=numbers.numerator,
            denominator=numbers.denominator,
            of=numbers.of,
            qualifier=numbers.qualifier,
            done=numbers.done,
            withdrawn=withdrawn,
            estimate=flags.get("estimate", False) or numbers.estimate,
            published=texts.get("published") or numbers.published,
            published_on=days.get("published_on"),
            confirmed=confirmed,
            source=texts.get("source"),
            note=texts.get("note"),
            reason=texts.get("reason"),
            evidence=texts.get("evidence"),
            recorded_at=recorded_at,
            recorded_by=texts.get("recorded_by"),
            restored_at=restored_at,
            file=table.source.name,
            number=table.path[-1] if isinstance(table.path[-1], int) else 0,
        )

    def _check_begun(self, table: Table, target: Target) -> None:
        """A figure of a period that has not begun is a figure of a day to come."""
        if self.begun:
            return
        first, _cutoff = self.period.window(self.registry.calendar(target))
        if first > self.today:
            message = f"kỳ {self.period.label} chưa bắt đầu (số liệu từ {format_date(first)})"
            table.problem(None, message)

    def _is_to_come(self, moment: date | datetime) -> bool:
        """Whether a moment is later than tomorrow; its own day and the Vietnamese one are at most one apart."""
        own = moment.date() if isinstance(moment, datetime) else moment
        return own > self.today and day_of(moment) > self.today + timedelta(days=1)

    def remark(self, table: Table) -> Remark | None:
        """One [[explanation]] or [[note]]."""
        table.check_keys(REMARK_KEYS, dict.fromkeys(FIGURE_KEYS, "khóa này thuộc [[figure]]"))
        target, part, known = self.subject(table)
        if not table.required("text") or not known or target is None:
            return None
        text, recorded_at = table.text("text"), self.past_moment(table)
        _restored(table)
        if text is None:
            return None
        return Remark(
            target=target.id,
            part=part,
            period=self.period,
            text=text,
            recorded_at=recorded_at,
            recorded_by=table.text("recorded_by"),
            as_of=self.past_day(table, "as_of"),
        )

    def sent(self, table: Table) -> Sent | None:
        """One [[sent]]."""
        table.check_keys(SENT_KEYS, {})
        if not table.required("on") or (on := self.past_day(table, "on")) is None:
            return None
        report = table.text("report")
        if report is not None and report not in self.registry.reports:
            near = nearest(report, self.registry.reports)
            message = f"report: không có báo cáo nào mã “{report}” trong [reports] của targets.toml"
            table.problem("report", message, *([table.retyped("report", f'"{near}"')] if near else []))
            return None
        moment = self.past_moment(table)
        table.text("recorded_by")  # kept in the file only; still it must be text
        _restored(table)
        return Sent(period=self.period, on=on, to=table.text("to"), report=report, recorded_at=moment)


def _restored(table: Table) -> date | datetime | None:
    """When `dts restore` put an entry back; by whom is for people only."""
    if "restored_by" in table.data:
        table.text("restored_by")
    return table.moment("restored_at")


def matching_part(typed: str) -> str | None:
    """The level meant by a typed word: tinh, huyen, xa, tw, or their Vietnamese names; None for anything else."""
    folded = fold(typed).removeprefix("cap ").replace(" ", "")
    return folded if folded in tuple(Level) else {"trunguong": "tw"}.get(folded)
