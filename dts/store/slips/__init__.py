"""Typical slips in hand-typed TOML: each has its own sentence and the corrected line to type.

Imported only when a file is wrong. `explain` is the way in; `rules` and `values` judge one line, `blocks` several,
`conflict` what git marked.
"""

from dts.store.slips.conflict import find_conflict
from dts.store.slips.explain import explain
from dts.store.slips.finding import Slip
from dts.store.slips.values import goal_key, is_no, leading_number
from dts.store.slips.words import known_keys, known_word, slug

__all__ = [
    "Slip",
    "explain",
    "find_conflict",
    "goal_key",
    "is_no",
    "known_keys",
    "known_word",
    "leading_number",
    "slug",
]
