"""How many columns a text takes: one for each letter that Vietnamese is written with; Rich knows the rest."""

from __future__ import annotations

import re

_ONE_EACH = re.compile("[ -~\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*")
"""Latin, composed Vietnamese, punctuation, arrows, signs, lines and blocks."""


def cell_len(text: str) -> int:
    """The columns of a text, which Rich is only asked for where it holds something else."""
    if _ONE_EACH.fullmatch(text):
        return len(text)
    from rich.cells import cell_len as measured

    return measured(text)
