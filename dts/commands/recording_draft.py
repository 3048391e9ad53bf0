"""Several entries written together: each a draft until all are agreed to, then one step for each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context
from dts.commands.recording_judged import Judged
from dts.commands.recording_order import Order
from dts.core.model import Target
from dts.core.period import Period
from dts.report.guided import written_line
from dts.report.preview import Outcome, PreviewEntry, changed_text
from dts.report.readings import other_whole, short_reading, summary
from dts.store.compose import Scalar
from dts.store.desk import Desk
from dts.store.recording import Entry, Recorded
from dts.store.recording_files import Batch, write_batches


class Setting(NamedTuple):
    """What was typed for all of them together."""

    context: Context
    desk: Desk
    part: str | None
    """Level or unit, as found."""
    period: str | None
    day: date | None
    texts: Mapping[str, str | None]
    yes: bool
    dry_run: bool

    def order(self, target: Target, part: str | None, period: str | None) -> Order:
        """The order of one of them."""
        return Order(
            context=self.context,
            desk=self.desk,
            target=target,
            part=part,
            period_typed=period,
            day=self.day,
            texts=self.texts,
            yes=self.yes,
            dry_run=self.dry_run,
        )


class Draft(NamedTuple):
    """One entry, judged, not written yet."""

    order: Order
    word: str
    """figure, done, explanation or note."""
    period: Period
    entry: Entry
    text: str
    """As the summary says it."""
    old: str | None = None
    """The reading of the figure it corrects."""
    typed: str = ""
    notes: tuple[str, ...] = ()
    """Worth a look before it is written."""

    @property
    def subject(self) -> str:
        """The id, with its level or unit."""
        return self.order.subject

    @property
    def command(self) -> str:
        """What to type to record it alone."""
        part = f" --for {self.order.part}" if self.order.part else ""
        head, tail = f"dts record {self.order.target.id}", f"{part} --period {self.period.key}"
        match self.word:
            case "figure":
                reason = self.entry.fields.get("reason")
                return f"{head} {self.typed}{tail}" + (f' --reason "{reason}"' if reason else "")
            case "done":
                evidence = self.entry.fields.get("evidence")
                return f"{head} --done {self.typed}" + (f' --evidence "{evidence}"' if evidence else "")
            case "explanation":
                return f'{head} --explain "{self.typed}"{tail}'
            case _:
                return f'{head} --note "{self.typed}"{tail}'

    def with_field(self, key: str, value: Scalar | None) -> Draft:
        """The same with one key set, in its place among the others."""
        return self._replace(entry=self.entry._replace(fields={**self.entry.fields, key: value}))

    def preview(self, place: str, *, several: bool, named: bool = False) -> PreviewEntry:
        """As it stands in the preview; with `several` periods its own is named, `named` says what it is called."""
        text = self.text if self.old is None else changed_text(self.text, self.old)
        text += f" (kỳ {self.period.label})" if several else ""
        joint = ":" if self.word == "figure" else ";"
        text = f"{self.order.assignment.short}{joint} {text}" if named else text
        reason = self.entry.fields.get("reason")
        below = (*self.notes, *([f"lý do: {reason}"] if reason else ()))
        outcome = Outcome.NEW if self.old is None else Outcome.CHANGED
        return PreviewEntry(outcome, place, self.subject, text, below)


def draft_figure(order: Order, judged: Judged, typed: str) -> Draft:
    """The draft of a judged figure; whoever corrects must still say why."""
    after = order.row_with(judged.figure)
    old = short_reading(judged.before, judged.same) if judged.same else None
    text = summary(judged.before, after, judged.item)
    whole = other_whole(judged.before, judged.item)
    return Draft(order, "figure", judged.period, judged.entry, text, old, typed, (whole,) if whole else ())


def write_drafts(setting: Setting, drafts: Sequence[Draft]) -> list[tuple[Batch, Recorded]]:
    """Write all of them, one step for each file; with a dry run only try."""
    periods = sorted({draft.period for draft in drafts})
    batches = [Batch(period, tuple(draft.entry for draft in drafts if draft.period == period)) for period in periods]
    recorded = write_batches(setting.desk, batches, setting.context.today, dry_run=setting.dry_run)
    return list(zip(batches, recorded, strict=True))


def written_lines(drafts: Sequence[Draft], written: Sequence[tuple[Batch, Recorded]]) -> list[str]:
    """What was written and where."""
    corrections = sum(1 for draft in drafts if draft.old is not None)
    lines = [written_line([draft.word for draft in drafts], corrections, [batch.period for batch, _done in written])]
    for _batch, recorded in written:
        path = Path("records") / recorded.written.path.name
        first, last = recorded.lines[0], recorded.lines[-1]
        lines.append(f"  Tệp: {path}, {f'dòng {first}' if first == last else f'từ dòng {first}'}")
    return lines
