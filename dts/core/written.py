"""What dts once wrote, and every entry as facts that can be compared: by meaning, never by bytes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from dts.core.dates import VIETNAM, day_of
from dts.core.log import Done, Figure, Log, Remark, Sent
from dts.core.period import Period

Facts = Mapping[str, str]
"""An entry as its keys in TOML and one spelling of each value; keys without value are left out."""
FIGURE, EXPLANATION, NOTE, SENT = "figure", "explanation", "note", "sent"
STAMP = "recorded_at"
SUBJECT: Mapping[str, tuple[str, ...]] = {
    FIGURE: ("target", "for"),
    EXPLANATION: ("target", "for"),
    NOTE: ("target", "for"),
    SENT: ("report",),
}
"""What an entry is about."""
_NUMBERS = ("value", "numerator", "denominator", "of", "qualifier", "done", "withdrawn", "estimate")
CONTENT: Mapping[str, tuple[str, ...]] = {
    FIGURE: ("as_of", *_NUMBERS),
    EXPLANATION: ("as_of", "text"),
    NOTE: ("as_of", "text"),
    SENT: ("on", "to"),
}
"""What it says of that; the rest (source, reason, who) may be put right by hand and it is still the same entry."""


class Written(NamedTuple):
    """One entry that dts wrote, as the journal of whoever wrote it tells."""

    id: str
    at: str
    """When, in ISO form, to the second."""
    period: str
    """The key of the period whose file it was written to."""
    table: str
    facts: Facts
    text: str
    """The whole TOML block."""
    who: str = ""
    """The user and the machine."""
    journal: str = ""
    """The file name of the journal."""
    settled: bool = True
    """The journal also says that the file was replaced; otherwise the run was ended in between."""
    rank: int = 0
    """Its place among everything that was written."""
    behind: Facts | None = None
    """The last entry about the same that stood in the file when it was written: whoever typed that, it is older."""


class Present(NamedTuple):
    """One entry that stands in a record file now."""

    table: str
    period: str
    facts: Facts
    number: int = 0
    """Its number among the entries of its table in the file, from 0."""


def pick(facts: Facts, keys: tuple[str, ...]) -> tuple[str | None, ...]:
    """The values of some keys."""
    return tuple(map(facts.get, keys))


def list_present(log: Log) -> Iterator[Present]:
    """Every entry of the log, in file order."""
    counts: dict[tuple[str, str], int] = {}
    tables = ((FIGURE, log.figures), (EXPLANATION, log.explanations), (NOTE, log.notes), (SENT, log.sent))
    for table, entries in tables:
        for entry in entries:
            key = table, entry.period.key
            counts[key] = counts.get(key, -1) + 1
            yield Present(table, entry.period.key, facts_of(entry), counts[key])


def facts_of(entry: Figure | Remark | Sent) -> Facts:
    """An entry as read, in facts. When and by whom it was restored is none: it is the same entry."""
    if isinstance(entry, Sent):
        given: dict[str, object] = {"on": entry.on, "to": entry.to, "report": entry.report}
    elif isinstance(entry, Remark):
        given = {"target": entry.target, "for": entry.part, "as_of": entry.as_of, "text": entry.text}
        given["recorded_by"] = entry.recorded_by
    else:
        given = _figure_facts(entry)
    given[STAMP] = entry.recorded_at
    return {key: text for key, value in given.items() if (text := _spell(value)) is not None}


def _figure_facts(figure: Figure) -> dict[str, object]:
    return {
        "target": figure.target,
        "for": figure.part,
        "as_of": figure.given_as_of,
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "of": figure.of,
        "qualifier": figure.qualifier,
        "done": figure.done and figure.done.text,
        "withdrawn": figure.withdrawn or None,
        "estimate": figure.estimate or None,
        "as_of_text": figure.as_of_text,
        "published": figure.published,
        "published_on": figure.published_on,
        "source": figure.source,
        "note": figure.note,
        "reason": figure.reason,
        "evidence": figure.evidence,
        "confirmed": figure.confirmed,
        "recorded_by": figure.recorded_by,
    }


def _spell(value: object) -> str | None:
    """One spelling for equal values: 36.180 is 36.18, a moment is the same in every zone."""
    match value:
        case None | str():
            return value
        case bool():
            return "true"
        case Decimal():
            plain = format(value, "f")
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case datetime():
            return (value.astimezone(VIETNAM) if value.tzinfo else value).isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def is_before(moment: str, other: str) -> bool:
    """Whether one moment of the facts is surely before another: by the day where one of them is only a day."""
    one, two = _moment(moment), _moment(other)
    if one is None or two is None:
        return False
    if isinstance(one, datetime) and isinstance(two, datetime):
        return one < two
    return day_of(one) < day_of(two)


def _moment(text: str) -> date | datetime | None:
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def figure_of(facts: Facts, period: Period) -> Figure:
    """The figure again, as far as its number is to be shown. Raises ArithmeticError or ValueError for no number."""
    value, numerator, denominator = (
        Decimal(facts[key]) if key in facts else None for key in ("value", "numerator", "denominator")
    )
    return Figure(
        target=facts.get("target", ""),
        part=facts.get("for"),
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        of=int(facts["of"]) if "of" in facts else None,
        qualifier=facts.get("qualifier"),
        done=Done(None, date.min, facts["done"]) if "done" in facts else None,
        withdrawn="withdrawn" in facts,
        published=facts.get("published"),
    )
