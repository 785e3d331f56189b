"""Lists of patterns searched for in a text, cheaply where nothing of them is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from ..text import lazy_pattern
from .codes import code_of, codes_of, pair_codes
from .patterns import pattern_of

# A pattern of a rule: the regular expression alone, or with what makes searching for it cheap.
Entry = str | Mapping[str, Any]

_Value = TypeVar("_Value")

# Characters that hardly any report has: controls, Latin letters with accents, alphabets, marks of
# direction, private use. Looking for all of them at once is what keeps rules about each cheap.
_RARE = lazy_pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xa1-\u200f\u2028-\u206f\u3100-\u31ff\ue000-\uf8ff"
    "\ufe00-\ufeff\ufff0-\U0010ffff]"
)
_LEAD = 16  # characters in front of a match that ``not_before`` looks at


class Same(Generic[_Value]):
    """A value as itself, as the key of a cache: to compare long lists takes longer than to do
    with them what the cache saves."""

    __slots__ = ("value",)

    def __init__(self, value: _Value) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


NO_PAIR = "\0\0"  # two characters that every text counts as having


@lru_cache(maxsize=2)
def pairs_of(text: str) -> frozenset[int]:
    """Which two characters stand beside each other anywhere in a text, each pair as one number.

    That is enough to know of most words that they are not there; one walk over the text serves
    all who ask. Now and then a pair has the number of another, so that what is there is looked for.
    """
    return frozenset([_telling(NO_PAIR)]).union(pair_codes(text))


@lru_cache(maxsize=16)
def pair_numbers(*pairs: str) -> tuple[int, ...]:
    """The numbers that pairs of characters have in ``pairs_of``."""
    return tuple(codes_of(pairs))


def places_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, places that overlap left out; a word that is not there takes
    no search."""
    if _telling(word) in pairs_of(text):
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + len(word))


@lru_cache(maxsize=512)
def _telling(word: str) -> int:
    """The pair of characters that every text with a word has."""
    return code_of(word[:2] if len(word) > 1 else NO_PAIR)


def first_matches(
    text: str, entries: Sequence[Entry], pairs: frozenset[int] | None = None
) -> Iterator[tuple[re.Match[str], Entry]]:
    """What the patterns match, each with its entry, in the order of the text; of overlapping
    matches the first, of those that begin together the longest.

    An entry is a regular expression, or has it as ``find`` and may have ``needs``, pieces of
    text of which one must be there for it to match at all, ``guard``, a pattern that several
    entries share and that must match somewhere, ``rare`` where only a match that begins
    with a rare character (see ``_RARE``) is one, and ``not_before``, a pattern that must not end
    where the match begins. ``pairs`` are those of the text, where somebody else asks for them too.
    """
    found = [
        (match.start(), -match.end(), number, match)
        for group in _groups(Same(entries))
        if group.may_match(text, pairs)
        for number, pattern, excuse in group.patterns
        for match in pattern_of(pattern).finditer(text)
        if not (excuse and _is_excused(text, match.start(), excuse))
    ]
    if len(found) > 1:
        found.sort(key=lambda each: each[:3])
    reached = 0
    for start, end, number, match in found:
        if start >= reached and -end > start:
            reached = -end
            yield match, entries[number]


class _Group:
    """Patterns that one look at a text rules out: their numbers, and what must not stand before.

    ``needs`` are pieces of text of which one must be there.
    """

    __slots__ = ("_guard", "_needs", "_pairs", "_rare", "patterns")

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self._needs = [(_telling(piece), piece) for piece in entry.get("needs", ())]
        self._pairs = frozenset(pair for pair, _ in self._needs) or frozenset([code_of(NO_PAIR)])
        self._guard: str | None = entry.get("guard")
        self._rare: bool = entry.get("rare", False)
        self.patterns: list[tuple[int, str, str | None]] = []

    def may_match(self, text: str, pairs: frozenset[int] | None) -> bool:
        """Whether a text has what the patterns need to match."""
        if pairs is not None and pairs.isdisjoint(self._pairs):
            return False
        if self._rare:
            return _has_rare(text)
        if self._needs and not self._has_needed(text, pairs):
            return False
        return self._guard is None or pattern_of(self._guard).search(text) is not None

    def _has_needed(self, text: str, pairs: frozenset[int] | None) -> bool:
        for pair, piece in self._needs:
            # A single character is found much faster than several.
            may_be = piece[-1] in text if pairs is None else pair in pairs
            if may_be and piece in text:
                return True
        return False


@lru_cache(maxsize=64)
def _groups(entries: Same[Sequence[Entry]]) -> Sequence[_Group]:
    """The entries, those with the same needs together."""
    groups: dict[tuple[object, ...], _Group] = {}
    for number, entry in enumerate(entries.value):
        each: Mapping[str, Any] = {"find": entry} if isinstance(entry, str) else entry
        same = (*each.get("needs", ()), each.get("guard"), each.get("rare"))
        if same not in groups:
            groups[same] = _Group(each)
        before = each.get("not_before")
        excuse = rf"(?:{before})\Z" if before else None
        groups[same].patterns.append((number, each["find"], excuse))
    return tuple(groups.values())


@lru_cache(maxsize=2)
def _has_rare(text: str) -> bool:
    return _RARE.search(text) is not None


def _is_excused(text: str, start: int, excuse: str) -> bool:
    return pattern_of(excuse).search(text, max(0, start - _LEAD), start) is not None
