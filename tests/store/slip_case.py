"""One line of a file and what a rule finds in it; ⟦ and ⟧ stand around what is underlined."""

from __future__ import annotations

from dts.store.slips.finding import Finding


def typed(marked: str) -> str:
    """The line as it was typed."""
    return marked.replace("⟦", "").replace("⟧", "")


def found(marked: str, corrected: str | None, sentence: str, advice: tuple[str, ...] | None = None) -> Finding:
    """The finding that says a sentence and underlines what is marked."""
    return Finding(sentence, corrected, marked.index("⟦"), marked.index("⟧") - 1, advice)
