"""The steps of `dts restore`: what is lost and was asked for, where it goes, ask, write file by file, answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dts.commands.context import Context, find_target
from dts.commands.recording_judged import refusal
from dts.core.period import parse_period
from dts.core.placement import Place, find_places
from dts.core.problem import DataError, UnconfirmedError, UsageError, WriteError
from dts.core.survey import Losses
from dts.core.typed import clean_text
from dts.core.written import Written, list_present
from dts.report import lost as words
from dts.store.desk import Desk
from dts.store.ledger import forget
from dts.store.lock import locked
from dts.store.restoring import Restored, restore_entries, why_not
from dts.store.signals import finish_first
from dts.store.workspace import mark_journals


class Order(NamedTuple):
    """What was asked for, read."""

    context: Context
    desk: Desk
    targets: frozenset[str]
    """None named: all."""
    period: str | None
    by: str | None
    yes: bool
    dry_run: bool

    @classmethod
    def read(
        cls, context: Context, targets: Sequence[str], period: str | None, *, by: str | None, yes: bool, dry_run: bool
    ) -> Order:
        """Read the folder and every word typed. Raises UsageError, DataError."""
        desk = context.open_desk(tell_losses=False)
        gone = {each.facts.get("target") for each in desk.losses.survey.lost} - {None}
        try:
            found = frozenset(typed if typed in gone else find_target(desk.registry, typed) for typed in targets)
        except UsageError as error:
            raise refusal(str(error)) from None
        try:
            key = None if period is None else parse_period(period).key
            name = clean_text(by or context.environ.get("DTS_BY") or "") or None
        except ValueError as error:
            raise UsageError(f"Chưa ghi: {error}.") from None
        return cls(context, desk, found, key, name, yes, dry_run)

    @property
    def is_whole(self) -> bool:
        """Nothing was left out."""
        return not self.targets and self.period is None

    def wants(self, each: Written) -> bool:
        """Whether an entry was asked for."""
        named = not self.targets or each.facts.get("target") in self.targets
        return named and self.period in (None, each.period)

    @property
    def losses(self) -> Losses:
        """What was asked for of everything that is to be said."""
        found = self.desk.losses.survey
        chosen = found._replace(
            lost=tuple(filter(self.wants, found.lost)),
            edited=tuple(pair for pair in found.edited if self.wants(pair.written)),
            unfinished=tuple(filter(self.wants, found.unfinished)),
        )
        return self.desk.losses._replace(survey=chosen, damaged=self.desk.losses.damaged if self.is_whole else {})

    def ask(self, question: str) -> None:
        """Ask for a yes; without a terminal, or after a no, nothing is written."""
        if self.yes:
            return
        if not self.context.can_ask:
            raise UsageError(f"Chưa ghi: {question} Nếu đúng, gõ lại và thêm --yes.")
        if self.context.ask(f"{question} (c/k) ").strip().lower() not in ("c", "có", "co", "y"):
            raise UsageError("Chưa ghi gì.")


def put_back(order: Order) -> int:
    """Put everything back that can be; 1 when something cannot."""
    desk, today, console = order.desk, order.context.today, order.context.console
    lost = order.losses.survey.lost
    if not lost:
        found = words.NOTHING_FITS if desk.losses.survey.lost else words.NOTHING_LOST
        console.text([found if mark_journals(desk.folder) else words.NO_JOURNAL])
        return 0
    judged = [(each, why_not(desk, each, today)) for each in lost]
    refused = [(each, why) for each, why in judged if why is not None]
    able = [each for each, why in judged if why is None]
    places = find_places(able, list(list_present(desk.log)), desk.losses.survey)
    batches = {key: [place for place in places if place.written.period == key] for key in _keys(able)}
    for key, batch in batches.items():
        restore_entries(desk, key, batch, today, by=order.by, dry_run=True)
    console.text(words.preview_lines(desk.registry, places, refused, dry_run=order.dry_run))
    if not order.dry_run and places:
        order.ask(words.restore_question(places))
        _write_all(order, batches, places)
    return 1 if refused else 0


def _keys(entries: Sequence[Written]) -> list[str]:
    return sorted({each.period for each in entries})


def _write_all(order: Order, batches: Mapping[str, Sequence[Place]], places: Sequence[Place]) -> None:
    """File after file; each is old or new. A stop asked for meanwhile is obeyed when all are written."""
    done: list[Restored] = []
    with finish_first():
        for key, batch in batches.items():
            try:
                done.append(restore_entries(order.desk, key, batch, order.context.today, by=order.by, dry_run=False))
            except (UsageError, WriteError, DataError, UnconfirmedError) as error:
                if not done:
                    raise
                written = ", ".join(each.file for each in done)
                raise UnconfirmedError(f"ĐÃ GHI {written}; chưa ghi hết các tệp khác: {_why(error)}") from None
    order.context.console.answer(words.restored_lines(places, [(each.file, each.lines) for each in done]))


def _why(error: Exception) -> str:
    return error.problems[0].message + "." if isinstance(error, DataError) else str(error)


def forget_losses(order: Order) -> int:
    """Accept what is lost, changed by hand, interrupted or damaged, in one's own journal."""
    console, losses, found = order.context.console, order.losses, order.losses.survey
    entries = [*found.lost, *(pair.written for pair in found.edited), *found.unfinished]
    ids = [*(each.id for each in entries), *(line for lines in losses.damaged.values() for line in lines)]
    if not ids:
        console.text([words.NOTHING_TO_FORGET])
        return 0
    console.text(words.forget_lines(order.desk.registry, losses, dry_run=order.dry_run))
    if order.dry_run or order.desk.scribe is None:
        return 0
    order.ask(words.forget_question(found))
    with locked(order.desk.folder):
        forget(order.desk.folder, order.desk.scribe, ids)
    console.answer([words.FORGOTTEN])
    return 0
