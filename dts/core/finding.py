"""What `dts check` says about sound files, and what its rules look at. A finding is a value with an address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dts.core.assess import Assessment, assess_all
from dts.core.log import Figure, Log
from dts.core.model import Kind, Registry, Target
from dts.core.numerals import format_number, format_typed
from dts.core.period import Period
from dts.core.series import Chain, Current, Series, read_chains
from dts.core.survey import NOTHING_LOST, Losses

TARGETS = "targets.toml"
SHOWN_IDS = 5
"""How many ids a line names before it only counts."""
QUALIFIER_WORDS = {">": "trên ", "<": "dưới ", "~": "khoảng "}

KeyPath = tuple[str | int, ...]


class Finding(NamedTuple):
    """One thing a rule found: where (file and key), and one Vietnamese sentence beginning with the id it is about."""

    rule: str
    """A word for programs: `published`, `sum`, …; the list is in docs/json.md."""
    file: str
    path: KeyPath
    """The key it stands at; () is the whole file."""
    message: str
    warning: bool = True
    targets: tuple[str, ...] = ()
    """Ids of the targets it is about, all of them even where the sentence names only the first."""
    details: Mapping[str, object] | None = None
    """For programs: the entry itself, where it stands in no file."""


class Material(NamedTuple):
    """Everything the rules may look at."""

    registry: Registry
    log: Log
    today: date
    rows: tuple[Assessment, ...]
    """The verdicts on the day, as the views show them."""
    chains: Mapping[tuple[str, str | None], tuple[Chain, ...]]
    """All entries of each (target, part) with what replaced what, oldest first, whatever the day."""
    series: Mapping[tuple[str, str | None], Series]
    """Those that count."""
    foreign: tuple[str, ...] = ()
    """Files in records/ that are never read."""
    unread: frozenset[Period] = frozenset()
    """Periods whose file is unsound: nothing is said about what they lack."""
    losses: Losses = NOTHING_LOST
    """What of that which dts wrote is in no file any more, or was changed by hand."""


def gather(
    registry: Registry,
    log: Log,
    today: date,
    *,
    foreign: Sequence[str] = (),
    unread: frozenset[Period] = frozenset(),
    losses: Losses = NOTHING_LOST,
) -> Material:
    """Work out once what several rules need."""
    entries: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for figure in log.figures:
        entries[figure.target, figure.part].append(figure)
    chains = {}
    for (name, part), figures in entries.items():
        target, level = registry.targets[name], registry.level_of(part)
        chains[name, part] = read_chains(
            figures,
            registry.calendar(target, level),
            date.max,
            every=target.assignment(part, level).every,
            task=target.kind is Kind.TASK,
        )
    series = {
        key: tuple(
            Current(chain.entries[-1], chain.as_of, chain.entries[:-1])
            for chain in found
            if not chain.entries[-1].withdrawn
        )
        for key, found in chains.items()
    }
    rows = tuple(assess_all(registry, log, today))
    return Material(registry, log, today, rows, chains, series, tuple(foreign), unread, losses)


def about_figure(
    rule: str, item: Current | Figure, sentence: str, *, key: str | None = None, warning: bool = True
) -> Finding:
    """A finding at a [[figure]] entry, or at one of its keys; the sentence follows `id/part: `."""
    figure = item.figure if isinstance(item, Current) else item
    path: KeyPath = ("figure", figure.number, *((key,) if key else ()))
    message = f"{subject(figure.target, figure.part)}: {sentence}"
    return Finding(rule, figure.file, path, message, warning, (figure.target,))


def about_targets(rule: str, found: Iterable[str], one: str, many: str, *, key: str | None = None) -> list[Finding]:
    """One line however many targets a rule found: `id: one`, or `n many: id, id, …`.

    `many` may hold `{things}` for chỉ tiêu, nhiệm vụ, or both.
    """
    ids = tuple(dict.fromkeys(found))
    if not ids:
        return []
    if len(ids) == 1:
        path: KeyPath = ("targets", ids[0], *((key,) if key else ()))
        return [Finding(rule, TARGETS, path, f"{ids[0]}: {one}", targets=ids)]
    return [Finding(rule, TARGETS, (), f"{len(ids)} {many}: {listed(ids)}", targets=ids)]


def subject(target: str, part: str | None) -> str:
    """`ho-so-tt/tinh`: a target, or one part of it."""
    return f"{target}/{part}" if part else target


def listed(words: Sequence[str], shown: int = SHOWN_IDS) -> str:
    """The first few, and how many more: never "and one more"."""
    if len(words) <= shown + 1:
        return ", ".join(words)
    return f"{', '.join(words[:shown])} và {len(words) - shown} mã khác"


def things(targets: Iterable[Target]) -> str:
    """What a mixed lot is called: chỉ tiêu, nhiệm vụ, or both."""
    tasks = {target.kind is Kind.TASK for target in targets}
    return "chỉ tiêu, nhiệm vụ" if len(tasks) > 1 else "nhiệm vụ" if tasks == {True} else "chỉ tiêu"


def figure_text(target: Target, figure: Figure) -> str:
    """The number of an entry, short: 762.284/980.226, 95,5%, hơn 60 trạm; a withdrawal or a day in words."""
    return figure.published if figure.qualifier and figure.published else number_text(target, figure)


def number_text(target: Target, figure: Figure) -> str:
    """The same from the number alone, without the words the source printed."""
    if figure.withdrawn:
        return "rút số liệu"
    if figure.done is not None:
        return f"hoàn thành {figure.done.text}"
    if figure.numerator is not None and figure.denominator is not None:
        return f"{format_number(figure.numerator)}/{format_number(figure.denominator)}"
    value = figure.value or Decimal(0)
    match target.kind:
        case Kind.RATIO:
            text = f"{format_typed(value)}%"
        case Kind.RANK:
            text = f"hạng {format_number(value)}"
        case _:
            text = f"{format_number(value)} {target.unit or ''}".rstrip()
    return QUALIFIER_WORDS.get(figure.qualifier or "", "") + text
