"""The steps of `dts import`: read, judge, sort, preview, ask, write period by period, answer.

A source of figures is a reader that gives drafts with the line they stand on (`store.tidy`); the rest is the same for
all of them. Everything is judged before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dts.commands.context import Context
from dts.commands.importing_form import Typed, as_tidy, beside_figures, is_form, read_file, refusal, save_map
from dts.core.check_figures import check_unlikely
from dts.core.finding import Material, gather, subject
from dts.core.form_read import FormRead
from dts.core.intake import Sorted, sort_incoming
from dts.core.log import Figure
from dts.core.period import Period
from dts.core.problem import DataError, Place, Problem, UnconfirmedError, UsageError, WriteError
from dts.render.safe import bounded
from dts.report import imported as words
from dts.report import imported_form as form_words
from dts.report.imported import Incoming
from dts.report.imported_form import Beside
from dts.report.names import part_name
from dts.store.desk import Desk
from dts.store.recording import Entry, Refused, judge_entries, period_path, write_entries
from dts.store.signals import StoppedAfterWriting, finish_first
from dts.store.tidy import Draft, Tidy, read_tidy
from dts.store.workspace import RECORDS


class Order(NamedTuple):
    """One run of `dts import`."""

    context: Context
    path: Path
    wanted: Period | None
    reason: str | None
    yes: bool
    dry_run: bool
    skip_bad: bool = False
    typed: Typed = Typed()


class Judged(NamedTuple):
    """Every row of the file, and what stands behind it."""

    incoming: Incoming
    drafts: Mapping[int, Draft]
    form: FormRead | None = None
    beside: Beside = Beside()


Batch = tuple[Period, list[Sorted]]
"""What goes into the file of one period, in order."""


def run_import(order: Order) -> int:
    """Read the file, say what would become of it, and after a yes write it."""
    context = order.context
    stamp = {"recorded_at": context.now, "recorded_by": context.environ.get("DTS_BY")}
    if is_form(order.path):
        desk = context.open_desk()
        form = read_file(context, order.path, desk.registry, order.typed, order.wanted)
        judged = judge_form(order, desk, form, as_tidy(form, stamp))
    else:
        if order.typed.given:
            raise UsageError(f"Chưa ghi: {', '.join(order.typed.given)} chỉ dùng cho biểu, không dùng cho figures.csv.")
        tidy = read_tidy(order.path, order.wanted, stamp)
        desk = context.open_desk()
        judged = judge_tidy(order, desk, tidy)
    return _carry_out(order, desk, judged)


def _carry_out(order: Order, desk: Desk, judged: Judged) -> int:
    """Preview, ask, write; or say why not."""
    context, incoming = order.context, judged.incoming
    batches = _batches(incoming)
    if not incoming.refused or order.skip_bad:
        for period, rows in batches:
            _write(order, desk, period, rows, judged.drafts, dry_run=True)
    context.console.text([bounded(line) for line in _preview(order, desk, judged)])
    if incoming.refused and not order.skip_bad:
        if judged.form is not None:
            raise UsageError(form_words.refusal_text(incoming, judged.form))
        raise UsageError(words.refused_text(incoming))
    if not batches:
        empty = form_words.nothing_text(incoming, judged.form) if judged.form is not None else None
        context.console.message(empty or words.nothing_text(incoming))
        return _keep_map(order, desk, judged)
    if not order.dry_run:
        _ask(order, incoming)
        _write_all(order, desk, incoming, batches, judged.drafts)
        return _keep_map(order, desk, judged)
    return 0


def _preview(order: Order, desk: Desk, judged: Judged) -> list[str]:
    if judged.form is None:
        return words.preview_lines(desk.registry, judged.incoming, dry_run=order.dry_run)
    return form_words.form_lines(desk.registry, judged.incoming, judged.form, judged.beside, dry_run=order.dry_run)


def _keep_map(order: Order, desk: Desk, judged: Judged) -> int:
    """After everything else, what --save-map asks for."""
    name = order.typed.save_map
    if name is not None and judged.form is not None and not order.dry_run:
        save_map(desk.folder, judged.form, name, judged.form.rows.named, order.typed)
        order.context.console.answer([form_words.saved_text(name, order.path.name)])
    return 0


# ── judging ──────────────────────────────────────────────────────────────────


def judge_tidy(order: Order, desk: Desk, tidy: Tidy) -> Judged:
    """Every row of an export as the reader of record files sees it, sorted by what becomes of it."""
    figures, refused = _figures(order, desk, tidy)
    problems = [
        Problem(Place(tidy.name, draft.line), words.column_text(each.key, each.message)) for draft, each in refused
    ]
    rows = sort_incoming(desk.registry, list(desk.log.figures), figures, reason=order.reason)
    incoming = Incoming(
        name=tidy.name,
        for_people=tidy.for_people,
        rows=tuple(sorted(rows, key=lambda row: row.figure.number)),
        problems=(*tidy.problems, *problems),
        left_out=tidy.left_out,
        wanted=order.wanted,
    )
    if not incoming.refused or order.skip_bad:
        doubts = find_doubts(desk, incoming, _gathered(order, desk, incoming))
        incoming = incoming._replace(doubts=tuple(f"dòng {line}: {text}" for line, text in doubts))
    return Judged(incoming, {draft.line: draft for draft in tidy.drafts})


def judge_form(order: Order, desk: Desk, form: FormRead, tidy: Tidy) -> Judged:
    """Every figure of a form likewise, with its cell; what is good is told also beside what is not."""
    figures, refused = _figures(order, desk, tidy)
    rows = sort_incoming(desk.registry, list(desk.log.figures), figures, reason=order.reason)
    incoming = Incoming(
        name=tidy.name,
        for_people=True,
        rows=tuple(sorted(rows, key=lambda row: row.figure.number)),
        wanted=order.wanted,
        form_refused=(*form.rows.refused, *(refusal(form, draft, each) for draft, each in refused)),
    )
    material = _gathered(order, desk, incoming)
    beside, wrong_sums = beside_figures(material, incoming.name)
    taken = form.rows.taken
    found = [*find_doubts(desk, incoming, material), *wrong_sums]
    doubts = [(taken[line].order, taken[line].cell, text) for line, text in found]
    told = [*form.rows.doubts, *((cell, text) for _order, cell, text in sorted(doubts))]
    incoming = incoming._replace(doubts=tuple(f"{cell}  {text}" for cell, text in told))
    return Judged(incoming, {draft.line: draft for draft in tidy.drafts}, form, beside)


def _figures(order: Order, desk: Desk, tidy: Tidy) -> tuple[list[Figure], list[tuple[Draft, Refused]]]:
    figures: list[Figure] = []
    problems: list[tuple[Draft, Refused]] = []
    by_period: dict[Period, list[Draft]] = {}
    for draft in tidy.drafts:
        by_period.setdefault(draft.period, []).append(draft)
    for period, drafts in order.context.console.progress(list(by_period.items()), "Xét số liệu"):
        entries = [Entry("figure", draft.fields) for draft in drafts]
        judged = judge_entries(desk.registry, period, entries, order.context.today)
        for draft, each in zip(drafts, judged, strict=True):
            if isinstance(each, Figure):
                figures.append(each._replace(file=tidy.name, number=draft.line))
            else:
                problems += [(draft, refused) for refused in each]
    return figures, problems


def _gathered(order: Order, desk: Desk, incoming: Incoming) -> Material:
    """The log as it will be, looked at."""
    figures = [row.figure for row in incoming.writing]
    log = desk.log._replace(figures=(*desk.log.figures, *figures))
    return gather(desk.registry, log, order.context.today)


def find_doubts(desk: Desk, incoming: Incoming, material: Material) -> list[tuple[int, str]]:
    """What is unlikely about the rows to be written, and what stands where nobody expects a figure."""
    figures = [row.figure for row in incoming.writing]
    lines = {row.figure.number for row in incoming.writing}
    doubts = [
        (int(finding.path[1]), finding.message)
        for finding in check_unlikely(material)
        if finding.file == incoming.name and finding.path[1] in lines
    ]
    known = {(figure.target, figure.part) for figure in desk.log.figures}
    for figure in figures:
        target, key = desk.registry.targets[figure.target], (figure.target, figure.part)
        if figure.part is None or key in known or figure.part in target.parts or target.for_each:
            continue
        known.add(key)
        name = part_name(figure.part, desk.registry)
        doubts.append((figure.number, f"{subject(*key)}: chỉ tiêu này chưa giao riêng cho {name}"))
    return sorted(doubts)


# ── writing ──────────────────────────────────────────────────────────────────


def _batches(incoming: Incoming) -> list[Batch]:
    """The rows to be written, period by period, each in the order of its history."""
    found: dict[Period, list[Sorted]] = {}
    for row in incoming.writing:
        found.setdefault(row.figure.period, []).append(row)
    return sorted(found.items())


def _ask(order: Order, incoming: Incoming) -> None:
    if order.yes:
        return
    question = words.question_text(incoming)
    if not order.context.can_ask:
        raise UsageError(f"Chưa ghi: {question} Nếu đúng, gõ lại và thêm --yes.")
    if order.context.ask(f"{question} (c/k) ").strip().lower() not in ("c", "có", "co", "y"):
        raise UsageError("Chưa ghi gì.")


def _write(
    order: Order, desk: Desk, period: Period, rows: Sequence[Sorted], drafts: Mapping[int, Draft], *, dry_run: bool
) -> None:
    """One period's rows into its file, in one step."""
    ordered = sorted((drafts[row.figure.number] for row in rows), key=_in_order)
    reasons = {row.figure.number: row.figure.reason for row in rows}
    entries = [Entry("figure", {**draft.fields, "reason": reasons[draft.line]}) for draft in ordered]
    subjects = {(row.figure.target, row.figure.part) for row in rows}
    expected = [
        figure for figure in desk.log.figures if figure.period == period and (figure.target, figure.part) in subjects
    ]
    write_entries(desk, period, entries, order.context.today, expected, dry_run=dry_run)


def _in_order(draft: Draft) -> tuple[bool, int, int]:
    return draft.number is None, draft.number or 0, draft.line


def _write_all(
    order: Order, desk: Desk, incoming: Incoming, batches: Sequence[Batch], drafts: Mapping[int, Draft]
) -> None:
    """File after file; each is old or new, and when one fails, what is written and what is not is said exactly.

    A stop asked for meanwhile is obeyed when all are written.
    """
    names = {period: f"{RECORDS}/{period_path(desk.folder, period).name}" for period, _rows in batches}
    written: dict[str, Sequence[Sorted]] = {}
    stopped = False
    try:
        with finish_first():
            for period, rows in order.context.console.progress(batches, "Ghi số liệu"):
                try:
                    _write(order, desk, period, rows, drafts, dry_run=False)
                except (UsageError, WriteError, DataError, UnconfirmedError) as error:
                    _fail(error, list(written), [name for name in names.values() if name not in written])
                written[names[period]] = rows
    except StoppedAfterWriting:
        stopped = True
    lines = words.written_lines(incoming, written)
    order.context.console.answer([*lines, *form_words.left_text(incoming)])
    if stopped:
        raise StoppedAfterWriting


def _fail(
    error: UsageError | WriteError | DataError | UnconfirmedError, written: list[str], missing: list[str]
) -> None:
    """Raise the error itself while nothing is written, else one that says how far it came."""
    unsure = isinstance(error, UnconfirmedError)
    if not written and (not unsure or len(missing) == 1):
        raise error
    why = error.problems[0].message + "." if isinstance(error, DataError) else str(error)
    raise UnconfirmedError(words.partly_text(written, missing, why, unsure=unsure)) from None
