"""Which target and which level or agency a row of a form is about, by id or by its words; never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from dts.core.form_words import Names
from dts.core.lookup import closest, fold
from dts.core.model import Kind, Registry

_NUMBERING = r"\s*(?:[-+*•–]|[IVX]+[.)]|[a-zđ][.)]|\(?[0-9]+(?:\.[0-9]+)*[.)](?![0-9])|[0-9]+(?:\.[0-9]+)+)\s*"
_FILLERS = ("ty le", "ti le", "so luong", "tong so", "so")
_OFFICES = r"^(?:ubnd|uy ban nhan dan) "
_SORTS = r"^(?:xa|phuong|thi tran|huyen|thi xa|thanh pho|quan|dac khu) "
LEAST_WORDS = 3
"""Fewer words in a row name nothing: “không có” stands somewhere in many names."""
LIKE = 0.6
"""Names less alike than this are no help."""
WHOLE = ("toan tinh", "ca tinh", "chung", "chung toan tinh")


class Subject(NamedTuple):
    """What a row is about."""

    target: str
    part: str | None = None
    sure: bool = True
    """Named in full; otherwise its words stand in a row in the name of one target only, or that name in them."""
    told: bool = False
    """The user or a saved map says so."""


class UnnamedError(ValueError):
    """Words that name no target, or several."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class Places:
    """Levels and agencies by their names, also without “UBND” or “xã”, where only one is called so."""

    def __init__(self, names: Names) -> None:
        self._named = names.parts
        self._places: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for name, part in names.parts.items():
            place = re.sub(_OFFICES, "", name)
            self._places.setdefault(place, set()).add(part)
            self._bare.setdefault(re.sub(_SORTS, "", place), set()).add(part)

    def part(self, words: str) -> str | None:
        """The level or agency of folded words; None when they name none, or several."""
        if words in self._named:
            return self._named[words]
        plain = re.sub(_OFFICES, "", words)
        for known in (self._places, self._bare):
            if len(known.get(plain, ())) == 1:
                return next(iter(known[plain]))
        return None


class Finder:
    """Finds targets and parts by the words of a form, each words once."""

    def __init__(self, registry: Registry, names: Names, rows: Mapping[str, str]) -> None:
        """`rows`: what the user or a saved map says of some rows, by folded words: `id` or `id/part`."""
        self.registry = registry
        self.names = names
        self.rows = rows
        self._known: dict[str, Subject | UnnamedError] = {}
        self._words: dict[str, list[str]] = {
            key: [fold(name) for name in (each.whole.name, each.whole.short)]
            for key, each in registry.targets.items()
            if each.kind is not Kind.TASK
        }
        self._tasks = {
            fold(name): key
            for key, each in registry.targets.items()
            if each.kind is Kind.TASK
            for name in (key, each.whole.name, each.whole.short)
        }
        self._places = Places(names)
        self._bare: dict[str, set[str]] = {}
        for key, each in registry.targets.items():
            if each.kind is not Kind.TASK:
                for name in (each.whole.name, each.whole.short):
                    self._bare.setdefault(without_fillers(fold(name)), set()).add(key)

    def by_id(self, text: str) -> Subject | None:
        """`id` or `id/part`; None when it is no id."""
        name, _slash, part = text.strip().lower().partition("/")
        if name not in self.registry.targets or (part and self.part(part) is None):
            return None
        return Subject(name, self.part(part) if part else None)

    def by_words(self, text: str) -> Subject:
        """The one target these words name. Raises UnnamedError that lists those they may mean."""
        if text not in self._known:
            try:
                self._known[text] = self._find(text)
            except UnnamedError as error:
                self._known[text] = error
        found = self._known[text]
        if isinstance(found, UnnamedError):
            raise found
        return found

    def part(self, text: str) -> str | None:
        """The level or agency of these words; None when they name none."""
        return text if text in self.registry.owners else self._places.part(fold(text))

    def likely_part(self, text: str) -> str:
        """A hint: agencies whose names look like these words."""
        names = {key: (each.name, each.short) for key, each in self.registry.owners.items()}
        return ", ".join(closest(text, names, names))

    def _find(self, text: str) -> Subject:
        words = fold(text)
        if words in self.rows:
            chosen = self.by_id(self.rows[words])
            if chosen is not None:
                return chosen._replace(told=True)
        plain = fold(strip_numbering(text))
        for form in dict.fromkeys((words, plain, fold(re.sub(r"\([^()]*\)\s*$", "", strip_numbering(text))))):
            if (found := self._exactly(form)) is not None:
                return found
        if plain in self._tasks:
            return Subject(self._tasks[plain])
        return self._by_some_words(text, plain)

    def _exactly(self, words: str) -> Subject | None:
        if words in self.names.targets:
            return Subject(self.names.targets[words])
        parts = words.split()
        for size in range(1, len(parts)):
            name, tail = " ".join(parts[:-size]), " ".join(parts[-size:])
            if tail in self.names.parts and name in self.names.targets:
                return Subject(self.names.targets[name], self.names.parts[tail])
        bare = self._bare.get(without_fillers(words), set())
        return Subject(next(iter(bare)), sure=False) if len(bare) == 1 else None

    def _by_some_words(self, text: str, plain: str) -> Subject:
        words = without_fillers(plain)
        found = [key for key, forms in self._words.items() if any(_is_part(words, form) for form in forms)]
        found = found or [key for key, forms in self._words.items() if any(_is_part(form, words) for form in forms)]
        if len(found) == 1:
            return Subject(found[0], sure=False)
        if found:
            raise UnnamedError(f"“{text}” khớp {len(found)} chỉ tiêu", tuple(found))
        raise UnnamedError(f"không có chỉ tiêu nào tên “{text}”", self._near(text))

    def _near(self, text: str) -> tuple[str, ...]:
        from difflib import get_close_matches

        found = get_close_matches(fold(strip_numbering(text)), self.names.targets, n=3, cutoff=LIKE)
        return tuple(dict.fromkeys(self.names.targets[name] for name in found))


def _is_part(words: str, name: str) -> bool:
    """Whether enough words stand in a name one behind the other."""
    return words.count(" ") + 1 >= LEAST_WORDS and f" {words} " in f" {name} "


def strip_numbering(text: str) -> str:
    """A name without `1.`, `a)`, `-` before it and a colon behind."""
    return re.sub(f"^{_NUMBERING}", "", " ".join(text.split())).rstrip(" :;.")


def without_fillers(words: str) -> str:
    """Folded words without the opening “tỷ lệ”, “số”, … that one form has and the other has not."""
    for filler in _FILLERS:
        if words.startswith(filler + " "):
            return words.removeprefix(filler + " ")
    return words
