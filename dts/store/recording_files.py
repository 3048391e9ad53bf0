"""Entries into the record files of several periods: all are judged before the first is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dts.core.log import Figure
from dts.core.period import Period
from dts.core.problem import DataError, Problem, UnconfirmedError, UsageError, WriteError
from dts.store.desk import Desk
from dts.store.recording import Entry, Recorded, period_path, write_entries
from dts.store.records import read_record
from dts.store.signals import finish_first
from dts.store.source import read_source
from dts.store.workspace import RECORDS


class Batch(NamedTuple):
    """What goes into the file of one period, in one step."""

    period: Period
    entries: tuple[Entry, ...]


def write_batches(desk: Desk, batches: Sequence[Batch], today: date, *, dry_run: bool) -> list[Recorded]:
    """Append each batch to its file; nothing is written unless every file and every entry is sound.

    One file is written in one step. Of several, one may fail after others were written: UnconfirmedError says which.
    Raises otherwise what `write_entries` raises, with nothing written.
    """
    tried = [_write(desk, batch, today, dry_run=True) for batch in batches]
    if dry_run:
        return tried
    if len(batches) == 1:
        return [_write(desk, batches[0], today, dry_run=False)]
    with finish_first():
        return _write_each(desk, batches, today)


def check_files(desk: Desk, periods: Iterable[Period], today: date) -> None:
    """Raise DataError for the files of these periods that are unsound, before anybody types for them."""
    problems: list[Problem] = []
    for period in periods:
        path = period_path(desk.folder, period)
        if path.name in desk.unsound:
            source = read_source(path, f"{RECORDS}/{path.name}")
            if not source.problems:
                read_record(source, period, desk.registry, today)
            problems += source.problems
    if problems:
        raise DataError(problems)


def _write_each(desk: Desk, batches: Sequence[Batch], today: date) -> list[Recorded]:
    done: list[Recorded] = []
    for number, batch in enumerate(batches):
        try:
            done.append(_write(desk, batch, today, dry_run=False))
        except (DataError, UsageError, WriteError, UnconfirmedError, OSError) as error:
            if not number:
                raise
            written = ", ".join(f"{each.period.key}.toml" for each in batches[:number])
            left = ", ".join(f"{each.period.key}.toml" for each in batches[number:])
            raise UnconfirmedError(f"ĐÃ GHI {written}; CHƯA GHI {left}: {_why(error)}") from None
    return done


def _why(error: Exception) -> str:
    return error.problems[0].message if isinstance(error, DataError) else str(error)


def _write(desk: Desk, batch: Batch, today: date, *, dry_run: bool) -> Recorded:
    expected = held_figures(desk, batch)
    return write_entries(desk, batch.period, batch.entries, today, expected, dry_run=dry_run)


def held_figures(desk: Desk, batch: Batch) -> list[Figure]:
    """The entries for the batch's targets and parts that the file held when the desk was opened."""
    subjects = {(entry.fields.get("target"), entry.fields.get("for")) for entry in batch.entries}
    return [
        figure
        for figure in desk.log.figures
        if figure.period == batch.period and (figure.target, figure.part) in subjects
    ]
