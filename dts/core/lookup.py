"""Finding targets and agencies by what people type: a unique part of id or name, without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Lower case without diacritics, runs of other characters as one space: "Đất đai" → "dat dai"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def find(query: str, known: Mapping[str, Item], names: Mapping[str, Iterable[str]]) -> list[str]:
    """Ids matching what was typed: that id or name; the only id containing it; all containing it; all with its words.

    `names` gives the names of each id.
    """
    if query.strip().lower() in known:
        return [query.strip().lower()]
    wanted = fold(query)
    if not wanted:
        return []
    by_id = [key for key in known if wanted in fold(key)]
    if len(by_id) == 1:
        return by_id
    texts = {key: [fold(key), *(fold(name) for name in names[key])] for key in known}
    exact = [key for key, forms in texts.items() if wanted in forms]
    if len(exact) == 1:
        return exact
    found = [key for key, forms in texts.items() if any(wanted in form for form in forms)]
    if found:
        return found
    words = wanted.split()
    return [key for key, forms in texts.items() if all(word in " ".join(forms).split() for word in words)]


def closest(query: str, known: Mapping[str, Item], names: Mapping[str, Iterable[str]]) -> list[str]:
    """Up to three ids that look like what was typed."""
    from difflib import SequenceMatcher

    wanted = fold(query)
    scored = []
    for key in known:
        forms = [fold(key), *(fold(name) for name in names[key])]
        scored.append((max(SequenceMatcher(None, wanted, form).ratio() for form in forms), key))
    scored.sort(key=lambda item: -item[0])
    return [key for score, key in scored[:3] if score >= 0.4]
