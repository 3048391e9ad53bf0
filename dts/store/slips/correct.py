"""One line: the first rule whose correction tomllib accepts; corrections may build on one another."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from dts.store.slips.finding import Finding, Line, Rule
from dts.store.slips.rules import ITEM_RULES, LINE_RULES, TEXT_RULES
from dts.store.slips.scan import open_quotes, open_signs


def rules_for(before: Sequence[str]) -> Sequence[Rule]:
    """The rules for a line, given the lines of the same statement above it."""
    text = "\n".join(before)
    if open_quotes(text):
        return TEXT_RULES
    return ITEM_RULES if open_signs(text) else LINE_RULES


def correct(line: Line, rules: Sequence[Rule], before: Sequence[str], *, depth: int = 4) -> list[Finding]:
    """The findings that lead to a line tomllib accepts, or to one only the official can correct; else none."""
    for rule in rules:
        finding = rule(line)
        if finding is None or finding.fixed == line.source:
            continue
        if finding.fixed is None or accepted(finding.fixed, before):
            return [finding]
        if depth:
            following = correct(line._replace(source=finding.fixed), rules, before, depth=depth - 1)
            if following:
                return [finding, *following]
    return []


def accepted(line: str, before: Sequence[str]) -> bool:
    """Whether tomllib gets past the line, given the lines of the same statement above it."""
    text = "\n".join([*before, line, ""])
    try:
        tomllib.loads(text)
    except RecursionError:
        return False
    except ValueError as error:
        at_end = str(error).endswith("(at end of document)")
        return at_end and bool(open_signs(text) or open_quotes(text))
    return True
