"""`dts record` without a target at a terminal: the targets expected this period one after the other, then one write.

Nothing is written before the last question is answered with có; Ctrl-C and the end of input leave through `cli`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dts.commands.context import find_group, find_owner
from dts.commands.recording_draft import Draft, Setting, write_drafts, written_lines
from dts.commands.recording_question import Move, Reply, put_question
from dts.commands.recording_replies import fitted_pieces, put, put_text, put_yes, tell
from dts.core.expected import Expected, find_expected
from dts.core.log import Log
from dts.core.model import Level, Registry
from dts.core.period import Period, parse_period
from dts.core.problem import DataError, UsageError, WriteError
from dts.core.scope import is_in_scope
from dts.report import guided as words
from dts.report.folding import MANY, is_unit
from dts.report.preview import preview_pieces
from dts.store.recording import Recorded
from dts.store.recording_files import Batch, check_files


def walk(setting: Setting, owner: str | None, group: str | None) -> int:
    """Ask for everything expected in the scope, show it, write it."""
    context = setting.context
    items = _in_scope(setting, owner, group)
    if not items:
        context.console.message(words.NOTHING_EXPECTED)
        return 0
    check_files(setting.desk, {item.period for item in items}, context.today)
    tell(context, words.intro_lines(setting.desk.registry, items))
    if owner is None and setting.part is None:
        items = _without_many(setting, items)
    drafts = _Walk(setting, items).run()
    if not drafts:
        context.console.message(words.NOTHING_TYPED)
        return 0
    written = _write(setting, drafts)
    lines = written_lines(drafts, written)
    context.console.answer([f"Xem trước, chưa ghi gì. {lines[0]}", *lines[1:]] if setting.dry_run else lines)
    return 0


# ── what is asked ────────────────────────────────────────────────────────────


def _in_scope(setting: Setting, owner: str | None, group: str | None) -> list[Expected]:
    registry, part = setting.desk.registry, setting.part
    try:
        period = parse_period(setting.period) if setting.period is not None else None
        owners = (find_owner(registry, owner),) if owner is not None else ()
        groups = (find_group(registry, group),) if group is not None else ()
    except (ValueError, UsageError) as error:
        raise UsageError(f"Chưa ghi: {error}") from None
    _check_begun(setting, period)
    items = find_expected(registry, setting.desk.log, setting.context.today, period=period)
    return [
        item
        for item in items
        if is_in_scope(registry, item.row, groups=groups, owners=owners) and _is_of(registry, item.row.part, part)
    ]


def _is_of(registry: Registry, part: str | None, wanted: str | None) -> bool:
    """Whether a part is the one of `--for`, or a unit of that level."""
    if wanted is None or part == wanted:
        return True
    return part is not None and wanted in tuple(Level) and registry.level_of(part) == wanted


def _check_begun(setting: Setting, period: Period | None) -> None:
    if period is not None and period.window(setting.desk.registry.calendar())[0] > setting.context.today:
        raise UsageError(f"Chưa ghi: kỳ {period.label} chưa bắt đầu.")


def _without_many(setting: Setting, items: Sequence[Expected]) -> list[Expected]:
    """A target given to many units is gone through unit by unit only when somebody says so."""
    counts = Counter(item.row.target.id for item in items if is_unit(item.row))
    left: set[str] = set()
    for key, count in counts.items():
        item = next(each for each in items if each.row.target.id == key and is_unit(each.row))
        if count > MANY and not put_yes(setting.context, words.many_units_question(item, count), default=False):
            left.add(key)
    return [item for item in items if item.row.target.id not in left or not is_unit(item.row)]


# ── the walk ─────────────────────────────────────────────────────────────────


class _Walk:
    """Where the walk stands and what was answered so far."""

    def __init__(self, setting: Setting, items: Sequence[Expected]) -> None:
        self.setting = setting
        self.items = [item for item in items if item.present is None]
        self.present = [item for item in items if item.present is not None]
        self.drafts: dict[int, Draft] = {}
        self.asked_source = setting.texts["source"] is None

    def run(self) -> list[Draft]:
        """The drafts agreed to, in the order they were asked for."""
        self._go(0)
        if not self.drafts:
            return []
        if self.asked_source and any(draft.word == "figure" for draft in self.drafts.values()):
            self._ask_source()
        while not self._agreed():
            self._mend()
            if not self.drafts:
                return []
        return [self.drafts[at] for at in sorted(self.drafts)]

    def _go(self, at: int) -> None:
        while True:
            while at < len(self.items):
                reply = self._ask(at)
                if reply.move is Move.STOP:
                    return
                if reply.move is Move.BACK and at == 0:
                    tell(self.setting.context, [f"  {words.FIRST}"])
                at = max(0, at - 1) if reply.move is Move.BACK else at + 1
            if not self.present or not self._wants_review():
                return
            self.items, self.present = [*self.items, *self.present], []

    def _wants_review(self) -> bool:
        tell(self.setting.context, [""])
        return put_yes(self.setting.context, words.review_question(len(self.present)), default=False)

    def _ask(self, at: int) -> Reply:
        item, context = self.items[at], self.setting.context
        target, part = item.row.target, item.row.part
        order = self.setting.order(target, part, item.period.key)
        tell(context, ["", *words.head_lines(order.registry, item, at + 1, len(self.items))])
        reply = put_question(order, item, self.drafts.pop(at, None))
        if reply.draft is not None:
            self.drafts[at] = reply.draft
        return reply

    # ── the end ──────────────────────────────────────────────────────────────

    def _ask_source(self) -> None:
        """One source for all figures; what was typed before, else the one recorded last, is the default."""
        last = self.setting.texts["source"] or last_source(self.setting.desk.log)
        tell(self.setting.context, [""])
        typed = put_text(self.setting.context, words.source_question(last))
        source = None if typed == "-" else typed or last
        self.setting = self.setting._replace(texts={**self.setting.texts, "source": source})

    def _agreed(self) -> bool:
        """Show everything and ask for the last word."""
        source = self.setting.texts["source"]
        for at, draft in self.drafts.items():
            if draft.word == "figure":
                self.drafts[at] = draft.with_field("source", source)
        chosen = [(at, self.drafts[at]) for at in sorted(self.drafts)]
        several = len({draft.period for _at, draft in chosen}) > 1
        entries = [draft.preview(str(at + 1), several=several, named=True) for at, draft in chosen]
        context = self.setting.context
        said = [words.SUMMARY, *fitted_pieces(context, preview_pieces(entries, empty=False))]
        if source is not None and any(draft.word == "figure" for _at, draft in chosen):
            said.append(f"Nguồn: {source}")
        context.console.message("\n" + "\n".join(said))
        if self.setting.dry_run or self.setting.yes:
            return True
        question = words.write_question([draft.word for _at, draft in chosen])
        return put_yes(context, question, hint=words.YES_OR_MEND)

    def _mend(self) -> None:
        """After a no: one line again, or nothing is written."""
        while True:
            typed = put(self.setting.context, words.FIX)
            if not typed:
                raise UsageError("Chưa ghi gì.")
            if typed.lower() == words.SOURCE_KEY and self.asked_source:
                self._ask_source()
                return
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self.items):
                self._ask(int(typed) - 1)
                return


def last_source(log: Log) -> str | None:
    """The source of the figure recorded last, by its moment, then by its place in the files."""
    known = [figure for figure in log.figures if figure.source]
    stamped = [figure for figure in known if figure.recorded_at is not None]
    found = max(stamped, key=lambda each: str(each.recorded_at), default=known[-1] if known else None)
    return found.source if found else None


def _write(setting: Setting, drafts: Sequence[Draft]) -> list[tuple[Batch, Recorded]]:
    """Write; what was typed for nothing is shown as commands, so that nobody types it from memory."""
    try:
        return write_drafts(setting, drafts)
    except (DataError, UsageError, WriteError):
        setting.context.console.message("\n".join([words.TYPED, *(f"  {draft.command}" for draft in drafts)]))
        raise
