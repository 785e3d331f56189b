"""The lexicon of statements, ready for use.

A wording is a row of small patterns, matched one behind the other: most of them are shared, and
each is compiled when it is first needed. What is only a list of words is no pattern at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..compiled import compile_pattern
from ..records import NamedTuple


class _Patterns(dict[str, "re.Pattern[str]"]):
    """The patterns of a lexicon by what is written there, compiled when they are first needed.

    ``words`` are what stands for {name} in them, those made of others before these.
    """

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        self._words = words

    def __missing__(self, written: str) -> re.Pattern[str]:
        pattern = written
        for name, word in self._words if "{" in pattern else ():
            pattern = pattern.replace(name, word)
        compiled = self[written] = compile_pattern(pattern)
        return compiled


class Match(NamedTuple):
    """Where a wording stands, and its named groups."""

    start: int
    end: int
    named: Mapping[str, str | None]


class Wording:
    """One wording of the lexicon (``rules/lexicons/statements.yaml`` says what its fields mean).

    ``keys`` are the keys by the word that stands for them, where one number is said of several.
    """

    def __init__(self, entry: Mapping[str, Any], patterns: _Patterns) -> None:
        self.role: str = entry["role"]
        self.key: str = entry.get("key", "")
        self.keys: Mapping[str, str] = entry.get("each", {})
        self.about: str = entry.get("about", "")
        self.needs = frozenset(entry.get("needs", ()))
        self.follows: bool = entry.get("follows", False)
        self.linked: bool = entry.get("linked", False)
        self.whole: bool = entry.get("whole", False)
        self._words: Sequence[str] = entry.get("words", ())
        self._unless: Sequence[str] = entry.get("unless", ())
        pattern = entry.get("pattern", ())
        self._pieces: Sequence[str] = [pattern] if isinstance(pattern, str) else pattern
        self._lead: str = rf"(?:{entry['lead']})\Z" if "lead" in entry else ""
        self._patterns = patterns

    def find(self, text: str) -> Iterator[Match]:
        """Where it stands in a text."""
        first = self._patterns[self._pieces[0]]
        for match in first.finditer(text):
            end, named = self._rest(text, match.end(), 1)
            if end is not None:
                yield Match(match.start(), end, {**match.groupdict(), **named})

    def before(self, lead: str) -> Match | None:
        """It, where it goes up to the end of what stands before a number."""
        return next((match for match in self.find(lead) if match.end == len(lead)), None)

    def after(self, sentence: str, start: int, end: int) -> Match | None:
        """It, where it begins behind a number at ``start`` to ``end``."""
        led = start
        if self._lead:
            lead = self._patterns[self._lead].search(sentence, max(0, start - 30), start)
            if lead is None:
                return None
            led = lead.start()
        reached, named = self._rest(sentence, end, 0)
        return None if reached is None else Match(led, reached, named)

    def _rest(self, text: str, at: int, first: int) -> tuple[int | None, dict[str, str | None]]:
        """Where its pieces from a number on end that begin at an offset; None if they do not."""
        named: dict[str, str | None] = {}
        for piece in self._pieces[first:]:
            match = self._patterns[piece].match(text, at)
            if match is None:
                return None, named
            at = match.end()
            named |= match.groupdict()
        return at, named

    def is_in(self, text: str) -> bool:
        """Whether a text has one of its words, or its pattern, and nothing that undoes it."""
        for word in self._words:
            if word in text:
                return not any(unless in text for unless in self._unless)
        return self._may_be_in(text) and bool(self._patterns[self._pieces[0]].search(text))

    def last_in(self, text: str) -> int:
        """Where the last of its words, or its pattern, begins in a text; or -1."""
        last = max([text.rfind(word) for word in self._words if word in text], default=-1)
        if self._may_be_in(text):
            for match in self._patterns[self._pieces[0]].finditer(text):
                last = max(last, match.start())
        return last

    def _may_be_in(self, text: str) -> bool:
        return bool(self._pieces) and any(piece in text for piece in self.needs)


class Wordings:
    """The lexicon of statements, by role; and that of the fee statement.

    ``readings`` are the cells that a statement may mean, by its key: lists of cells to add up.
    """

    def __init__(
        self, entries: Iterable[Mapping[str, Any]], fees: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        by_role: dict[str, list[Mapping[str, Any]]] = {}
        for entry in entries:
            by_role.setdefault(entry["role"], []).append(entry)
        # Later words may be made of earlier ones, so they are put in first.
        words = [
            (f"{{{entry['name']}}}", f"(?:{entry['pattern']})")
            for entry in reversed(by_role.pop("word", ()))
        ]
        self.fees = tuple((entry["role"], entry["pattern"]) for entry in fees)
        self.readings = {entry["key"]: entry["readings"] for entry in by_role.pop("cells", ())}
        self.anchors = _words_of(by_role.pop("anchor", ()))
        self.units = frozenset(_words_of(by_role.pop("unit", ())))
        self.denials = _words_of(by_role.pop("denial", ()))
        self.links = _words_of(by_role.pop("link", ()))
        self.unlinked = _words_of(by_role.pop("unlinked", ()))
        patterns = _Patterns(words)
        self._by_role = {
            role: [Wording(entry, patterns) for entry in entries]
            for role, entries in by_role.items()
        }
        self._needed = frozenset[str]().union(
            *(one.needs for role in ("before", "after", "none") for one in self.of(role))
        )

    def of(self, role: str) -> Sequence[Wording]:
        """The wordings of a role, in the order of the lexicon."""
        return self._by_role.get(role, ())

    def needed_in(self, text: str, among: frozenset[str] | None = None) -> frozenset[str]:
        """The pieces of text in a text that wordings need, or those of some of them."""
        pieces = self._needed if among is None else among
        return frozenset([piece for piece in pieces if piece in text])

    def possible(self, role: str, needed: frozenset[str]) -> Sequence[Wording]:
        """The wordings of a role for which one of the pieces that they need is there."""
        return _possible(self, role, needed)


@lru_cache(maxsize=512)
def _possible(wordings: Wordings, role: str, needed: frozenset[str]) -> Sequence[Wording]:
    return [one for one in wordings.of(role) if not needed.isdisjoint(one.needs)]


def _words_of(entries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(word for entry in entries for word in entry["words"])
