"""records/<period>.toml → figures, explanations, notes: every entry judged, impossible ones refused."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from dts.core.dates import FIRST_YEAR, LAST_YEAR, UNUSABLE, day_of, format_date, format_month
from dts.core.log import Done, Figure, Remark, Sent
from dts.core.lookup import fold
from dts.core.model import Kind, Level, Registry, Target
from dts.core.numerals import Quantity, check_whole, parse_quantity
from dts.core.period import Calendar, Period
from dts.store.source import Raw, Source
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
QUALIFIERS = (">", "<", "~")


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

    def figure(self, table: Table) -> Figure | None:
        """One [[figure]]."""
        before = len(table.source.problems)
        table.check_keys(_FIGURE_KEYS, _TARGET_KEYS)
        target, part, known = self.subject(table)
        recorded_at = table.moment("recorded_at")
        if recorded_at is not None and self._is_to_come(recorded_at):
            table.problem("recorded_at", f"recorded_at: ngày {format_date(day_of(recorded_at))} chưa đến")
        texts = {key: table.text(key) for key in table.data if key in FIGURE_TEXTS}
        days = {key: self.past_day(table, key) for key in table.data if key in FIGURE_DAYS}
        flags = {key: table.flag(key) for key in table.data if key in FIGURE_FLAGS}
        restored_at = _restored(table)
        as_of, confirmed, withdrawn = days.get("as_of"), days.get("confirmed"), flags.get("withdrawn", False)
        if target is not None and as_of is None and not table.has("done"):
            self._check_begun(table, target, part)
        numbers = self.numbers(table, target, withdrawn=withdrawn) if known and target else None
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

    def _check_begun(self, table: Table, target: Target, part: str | None) -> None:
        """A figure of a period that has not begun is a figure of a day to come."""
        if self.begun:
            return
        level = self.registry.level_of(part) if part in (*Level, *self.registry.owners) else None
        first, _cutoff = self.period.window(self.registry.calendar(target, level))
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
        text, recorded_at = table.text("text"), table.moment("recorded_at")
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
        moment = table.moment("recorded_at")
        table.text("recorded_by")  # kept in the file only; still it must be text
        _restored(table)
        return Sent(period=self.period, on=on, to=table.text("to"), report=report, recorded_at=moment)

    def numbers(self, table: Table, target: Target, *, withdrawn: bool) -> _Numbers | None:
        """The one thing a figure says: value, numerator/denominator, done, or withdrawn."""
        given = [key for key in ("value", "numerator", "done") if table.has(key)]
        if withdrawn:
            for key in (*given, *(key for key in ("denominator", "of", "qualifier") if table.has(key)))[:1]:
                table.problem(key, f"đã rút số liệu (withdrawn) thì không ghi {key}", "xóa dòng này", at_key=True)
            return _Numbers()
        if not given and not table.has("denominator"):
            self._nothing(table, target)
            return None
        if len(given) > 1:
            table.problem(given[1], f"chỉ ghi một trong {given[0]}, {given[1]}", "xóa dòng thừa", at_key=True)
            return None
        if target.kind is Kind.TASK:
            return self._done(table, given)
        if given == ["done"]:
            table.problem("done", "chỉ nhiệm vụ mới có done; chỉ tiêu này cần số liệu (value)", at_key=True)
            return None
        numbers = self._fraction(table, target) if given != ["value"] else self._value(table, target)
        return numbers if numbers is not None and self._possible(table, target, numbers) else None

    def _nothing(self, table: Table, target: Target) -> None:
        if target.kind is Kind.TASK:
            fix = "thêm dòng:   done = 2025-02-26"
        elif target.kind is Kind.RATIO:
            fix = "thêm dòng:   numerator = … và denominator = …, hoặc value = …"
        else:
            fix = "thêm dòng:   value = …"
        table.problem(None, f"số liệu của “{target.id}” chưa có con số nào", fix)

    def _qualifier(self, table: Table, typed: str | None) -> str | None:
        given = table.text("qualifier")
        if given is None:
            return typed
        if given not in QUALIFIERS:
            signs = {"trên": ">", "hơn": ">", "dưới": "<", "gần": "<", "khoảng": "~", "≥": ">", "≤": "<"}
            message = f"qualifier = “{given}” không có; dùng > (trên), < (dưới, gần) hoặc ~ (khoảng)"
            fix = [table.retyped("qualifier", f'"{signs[given]}"')] if given in signs else []
            table.problem("qualifier", message, *fix)
            return None
        if typed is not None and typed != given:
            table.problem("qualifier", "qualifier trái với chữ ghi trong value")
        return given

    def _value(self, table: Table, target: Target) -> _Numbers | None:
        value = table.data["value"]
        of = table.integer("of", low=1, high=100_000)
        if of is not None and target.kind is not Kind.RANK:
            table.problem("of", "chỉ thứ hạng mới có of (trong số bao nhiêu)", "xóa dòng này", at_key=True)
        if isinstance(value, str) and not isinstance(value, Raw):
            try:
                quantity = parse_quantity(value, kind=target.kind, unit=target.unit)
            except ValueError as error:
                sentence, retype = _advice(error)
                fixes = [table.retyped("value", f'"{retype}"')] if retype else []
                table.problem("value", f"{label('value')}: {sentence}", *fixes)
                return None
        else:
            number = table.number("value", things=target.unit)
            if number is None:
                return None
            quantity = Quantity(value=number)
        if quantity.numerator is not None and table.has("qualifier"):
            table.problem("qualifier", "đã có tử số/mẫu số thì không dùng qualifier", "xóa dòng này", at_key=True)
            return None
        if table.has("denominator"):
            table.problem("denominator", "có value thì không ghi denominator", "xóa dòng này", at_key=True)
            return None
        return _Numbers(
            value=quantity.value,
            numerator=quantity.numerator,
            denominator=quantity.denominator,
            of=of if of is not None else quantity.of,
            qualifier=self._qualifier(table, quantity.qualifier),
            published=quantity.published,
            estimate=quantity.estimate,
        )

    def _fraction(self, table: Table, target: Target) -> _Numbers | None:
        if target.kind is not Kind.RATIO:
            key = "numerator" if table.has("numerator") else "denominator"
            table.problem(key, f"chỉ tiêu loại {target.kind} ghi một số (value), không có tử số, mẫu số", at_key=True)
            return None
        if not table.required("numerator", "denominator"):
            return None
        numerator = table.number("numerator", things=target.unit)
        denominator = table.number("denominator", things=target.unit)
        if table.has("qualifier"):
            table.problem(
                "qualifier", "đã có tử số/mẫu số thì không dùng qualifier; chữ của nguồn ghi vào published", at_key=True
            )
        if table.has("of"):
            table.problem("of", "chỉ thứ hạng mới có of (trong số bao nhiêu)", "xóa dòng này", at_key=True)
        if numerator is None or denominator is None:
            return None
        return _Numbers(numerator=numerator, denominator=denominator)

    def _possible(self, table: Table, target: Target, numbers: _Numbers) -> bool:
        """Refuse what cannot be: negative, denominator ≤ 0, a rank outside 1..of, halves of things."""
        before = len(table.source.problems)
        main = "value" if numbers.value is not None and table.has("value") else "numerator"
        if not table.has(main):
            main = "value"
        amount = numbers.value if numbers.value is not None else numbers.numerator
        if numbers.denominator is not None and numbers.denominator <= 0:
            key = "denominator" if table.has("denominator") else "value"
            table.problem(key, "mẫu số phải lớn hơn 0")
        if amount is not None and amount < 0 and target.kind is not Kind.SCORE:
            table.problem(main, f"{label(main)} không thể là số âm")
        elif target.kind is Kind.RANK and amount is not None:
            if amount != amount.to_integral_value() or amount < 1:
                table.problem(main, "thứ hạng là số nguyên từ 1")
            elif numbers.of is not None and amount > numbers.of:
                table.problem(main, f"hạng {amount} nằm ngoài 1 đến {numbers.of}")
        elif target.kind is Kind.COUNT and amount is not None and amount != amount.to_integral_value():
            self._check_whole(table, target, main, amount)
        return len(table.source.problems) == before

    def _check_whole(self, table: Table, target: Target, key: str, amount: Decimal) -> None:
        try:
            check_whole(amount, target.unit)
        except ValueError as error:
            sentence, retype = _advice(error)
            fixes = [table.retyped(key, retype.replace(".", ""))] if retype else []
            table.problem(key, f"{label(key)}: {sentence}", *fixes)

    def _done(self, table: Table, given: list[str]) -> _Numbers | None:
        if given != ["done"]:
            key = given[0] if given else "denominator"
            table.problem(
                key, "nhiệm vụ không có số liệu; ghi done = ngày hoàn thành, hoặc [[note]] cho tình hình", at_key=True
            )
            return None
        for key in ("denominator", "of"):
            if table.has(key):
                table.problem(key, f"nhiệm vụ không có số liệu, bỏ {key}", "xóa dòng này", at_key=True)
        qualifier = self._qualifier(table, None)
        value = table.data["done"]
        if isinstance(value, str) and (match := re.fullmatch(r"(0?[1-9]|1[0-2])/([0-9]{4})", value)):
            if not FIRST_YEAR <= int(match[2]) <= LAST_YEAR:
                table.problem("done", f"{label('done')}: {UNUSABLE}")
                return None
            month = Period(int(match[2]), int(match[1]), 1)
            first, last = date(month.year, month.last_month, 1), _month_end(month)
            text = f"{format_month(month.last_month)}/{month.year}"
        else:
            day = table.day("done")
            if day is None:
                return None
            month, first, last, text = Period(day.year, day.month, 1), day, day, format_date(day)
        if first > self.today:
            table.problem("done", f"ngày {text} chưa đến")
            return None
        if month != self.period:
            table.problem(
                "done", f"hoàn thành {text} phải ghi trong tệp {month.key}.toml, không phải {self.period.key}.toml"
            )
            return None
        if qualifier == "<":
            return _Numbers(done=Done(None, first - timedelta(days=1), f"trước {text}"), qualifier="<")
        if qualifier is not None:
            table.problem("qualifier", "với done chỉ dùng < (trước ngày)", "xóa dòng này")
            return None
        return _Numbers(done=Done(first, min(last, self.today), text))


def _restored(table: Table) -> date | datetime | None:
    """When `dts restore` put an entry back; by whom is for people only."""
    if "restored_by" in table.data:
        table.text("restored_by")
    return table.moment("restored_at")


class _Numbers(NamedTuple):
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    of: int | None = None
    qualifier: str | None = None
    done: Done | None = None
    published: str | None = None
    estimate: bool = False


def _advice(error: ValueError) -> tuple[str, str]:
    """The sentence of the number reader, and what to type instead (may be empty)."""
    sentence, _found, retype = str(error).partition(". Gõ lại: ")
    return sentence, retype or getattr(error, "fixed", "")


def matching_part(typed: str) -> str | None:
    """The level meant by a typed word: tinh, huyen, xa, tw, or their Vietnamese names; None for anything else."""
    folded = fold(typed).removeprefix("cap ").replace(" ", "")
    return folded if folded in tuple(Level) else {"trunguong": "tw"}.get(folded)


def _month_end(month: Period) -> date:
    following = month.next()
    return date(following.year, following.last_month, 1) - timedelta(days=1)
