"""`dts record --from`: lines `id value`, all judged and shown before any is written, then one write."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import find_part, find_target
from dts.commands.recording_draft import Draft, Setting, draft_figure, write_drafts, written_lines
from dts.commands.recording_judged import Judged, judge_figure
from dts.commands.recording_order import Many, Order
from dts.commands.recording_replies import fitted, fitted_pieces, put_text, put_yes, tell
from dts.core.pasted import Line, read_lines
from dts.core.problem import UsageError
from dts.core.typed import clean_text
from dts.render.safe import bounded
from dts.report import pasted as words
from dts.report.guided import counts_text, write_question
from dts.report.preview import Outcome, PreviewEntry, preview_pieces
from dts.report.readings import short_reading
from dts.report.recorded import chosen_period
from dts.store.pasted import pasted_text, read_pasted

Key = tuple[str, str | None]
"""Target and part."""


class Verdict(NamedTuple):
    """What becomes of one line."""

    entry: PreviewEntry
    draft: Draft | None = None
    key: Key | None = None
    """Whom it speaks of, where that is known."""


def paste(setting: Setting, many: Many) -> int:
    """Read the lines, show what they would change, write all of them or, with --skip-bad, those that are sound."""
    context = setting.context
    lines = read_lines(unicodedata.normalize("NFC", _text(setting, many.pasted or "")), setting.desk.registry.targets)
    if not lines:
        raise UsageError(f"Chưa ghi: {words.NO_LINES}")
    verdicts = _judge_all(setting, lines)
    drafts = [each.draft for each in verdicts if each.draft is not None]
    shown = _preview(setting, verdicts, drafts)
    bad = sum(1 for each in verdicts if each.entry.outcome is Outcome.REFUSED)
    _say(setting, shown)
    if bad and not (many.skip_bad and drafts):
        raise UsageError(words.refused(bad, len(drafts)))
    if not drafts:
        context.console.message(words.NOTHING_NEW)
        return 0
    drafts = _with_reason(setting, drafts)
    if setting.dry_run:
        write_drafts(setting, drafts)
        return 0
    _check_wanted(setting, drafts)
    written = write_drafts(setting, drafts)
    context.console.answer([*written_lines(drafts, written), *words.left_out(bad)])
    return 0


def _text(setting: Setting, name: str) -> str:
    context = setting.context
    if name != "-":
        return read_pasted(context.current / Path(name))
    if context.can_ask:
        tell(context, [words.PASTE_HERE])
    return pasted_text(context.console.read_all(words.END), words.PASTED)


def _say(setting: Setting, lines: Sequence[str]) -> None:
    """The preview of a run that writes is no result: the answer is."""
    if setting.dry_run:
        setting.context.console.text(lines)
    else:
        setting.context.console.message("\n".join(lines))


# ── one line ─────────────────────────────────────────────────────────────────


def _judge_all(setting: Setting, lines: Sequence[Line]) -> list[Verdict]:
    """Each line by itself, then those that speak of one thing twice: nobody knows which of them is meant."""
    verdicts = [_judge(setting, line) for line in lines]
    numbers: dict[Key, list[int]] = {}
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict.key is not None:
            numbers.setdefault(verdict.key, []).append(line.number)
    return [
        _refused(verdict.entry, words.twice(others))
        if verdict.key and (others := [each for each in numbers[verdict.key] if each != line.number])
        else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def _judge(setting: Setting, line: Line) -> Verdict:
    entry = PreviewEntry(Outcome.SAME, words.place(line.number), words.subject(line.subject), "")
    key = None
    try:
        order = _order(setting, line)
        meant = words.meant(line.subject, order.target)
        entry = entry._replace(subject=order.subject, below=meant)
        key = order.target.id, order.part
        judged = judge_figure(order, _clean(line.value), without=words.without(order.target.id))
        if judged.known:
            return Verdict(entry._replace(text=short_reading(judged.before, judged.item)), key=key)
        _check_likely(order, judged, f"{entry.place} {entry.subject}")
    except UsageError as error:
        return _refused(entry, str(error))._replace(key=key)
    draft = draft_figure(order, judged, line.value)
    draft = draft.with_field("reason", setting.texts["reason"] if draft.old is not None else None)
    return Verdict(entry._replace(outcome=Outcome.NEW), draft, key)


def _refused(entry: PreviewEntry, sentence: str) -> Verdict:
    first, *more = map(bounded, words.without_opening(sentence).split("\n"))
    below = tuple(each.strip() for each in more)
    return Verdict(entry._replace(outcome=Outcome.REFUSED, text=first, below=(*below, *entry.below)))


def _order(setting: Setting, line: Line) -> Order:
    """Whose figure the line is."""
    registry = setting.desk.registry
    if line.problem is not None:
        raise UsageError(line.problem)
    target = registry.targets[find_target(registry, line.subject)]
    try:
        part = find_part(registry, line.part) if line.part else setting.part
    except UsageError as error:
        raise UsageError(words.not_a_part(str(error))) from None
    texts = {**setting.texts, "source": _clean(line.source)} if line.source else setting.texts
    return setting._replace(texts=texts).order(target, part, setting.period)


def _clean(text: str) -> str:
    try:
        return clean_text(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _check_likely(order: Order, judged: Judged, name: str) -> None:
    """Ask about what is unlikely; without a terminal it is refused."""
    for question in (*judged.misplaced, *judged.unlikely):
        if order.yes:
            continue
        if not order.context.can_ask:
            raise UsageError(words.unlikely(question))
        if not put_yes(order.context, f"{name}: {question} Vẫn ghi? (c/k)"):
            raise UsageError(words.declined(question))


# ── all of them ──────────────────────────────────────────────────────────────


def _preview(setting: Setting, verdicts: Sequence[Verdict], drafts: Sequence[Draft]) -> list[str]:
    periods = {draft.period: draft for draft in drafts}
    several = len(periods) > 1
    entries = [
        each.entry if each.draft is None else _named(each.draft.preview(each.entry.place, several=several), each.entry)
        for each in verdicts
    ]
    head = [words.opening(len(verdicts), sorted(periods))]
    if setting.period is None and setting.day is None:
        head += [chosen_period(period, _cutoff(draft)) + "." for period, draft in sorted(periods.items())]
    return [*fitted(setting.context, head), *fitted_pieces(setting.context, preview_pieces(entries))]


def _named(shown: PreviewEntry, entry: PreviewEntry) -> PreviewEntry:
    """With the name that was found for what was typed."""
    return shown._replace(below=(*shown.below, *entry.below))


def _cutoff(draft: Draft) -> date:
    return draft.period.cutoff(draft.order.calendar)


def _with_reason(setting: Setting, drafts: Sequence[Draft]) -> list[Draft]:
    """Every correction with its reason, one for all of them; asked for at a terminal."""
    bare = [draft for draft in drafts if draft.old is not None and not draft.entry.fields.get("reason")]
    if not bare or setting.dry_run:
        return list(drafts)
    reason = put_text(setting.context, words.reason_question(len(bare))) if setting.context.can_ask else ""
    if not reason:
        raise UsageError(words.reason_wanted(len(bare)))
    return [draft.with_field("reason", reason) if draft in bare else draft for draft in drafts]


def _check_wanted(setting: Setting, drafts: Sequence[Draft]) -> None:
    """The last word before writing."""
    kinds = [draft.word for draft in drafts]
    if setting.yes:
        return
    if not setting.context.can_ask:
        raise UsageError(words.yes_wanted(counts_text(kinds)))
    if not put_yes(setting.context, write_question(kinds)):
        raise UsageError("Chưa ghi gì.")
