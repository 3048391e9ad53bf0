"""The rules of `dts check` over sound files: pure functions from material to findings, all run, all reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dts.core.check_duties import (
    check_folder,
    check_goals,
    check_names,
    check_orphans,
    check_owners,
    check_shorts,
    check_successions,
)
from dts.core.check_figures import check_evidence, check_means, check_published, check_reasons, check_unlikely
from dts.core.check_lost import check_edited, check_journals, check_lost, check_unfinished
from dts.core.check_periods import check_closed_units, check_holes, check_kinds, check_weekends, check_windows
from dts.core.check_sums import check_sums
from dts.core.finding import Finding, Material

Rule = Callable[[Material], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    check_lost,
    check_edited,
    check_unfinished,
    check_journals,
    check_sums,
    check_published,
    check_means,
    check_unlikely,
    check_reasons,
    check_evidence,
    check_windows,
    check_kinds,
    check_closed_units,
    check_holes,
    check_weekends,
    check_orphans,
    check_successions,
    check_owners,
    check_goals,
    check_names,
    check_shorts,
    check_folder,
)
"""Every rule; a new one is one function and one line here."""


def find_all(material: Material) -> list[Finding]:
    """What all rules find, in their order."""
    return [finding for rule in RULES for finding in rule(material)]
