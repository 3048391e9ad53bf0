"""Letters, signs and marks that Unicode calls so and that nobody sees: fillers, blank patterns, variation selectors."""

from __future__ import annotations

import re

HIDDEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00016fe4\U0001d159\U000e0100-\U000e01ef"
)
"""As the inside of a character class."""
UNSEEN = re.compile(f"[{HIDDEN}]")
