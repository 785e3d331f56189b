"""Lists of patterns searched for in a text, cheaply where nothing of them is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..compiled import compile_pattern
from ..text import lazy_pattern

# A pattern of a rule: the regular expression alone, or with what makes searching for it cheap.
Entry = str | Mapping[str, Any]

# Characters that hardly any report has: controls, Latin letters with accents, alphabets, marks of
# direction, private use. Looking for all of them at once is what keeps rules about each cheap.
_RARE = lazy_pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xa1-\u200f\u2028-\u206f\u3100-\u31ff\ue000-\uf8ff"
    "\ufe00-\ufeff\ufff0-\U0010ffff]"
)
_LEAD = 16  # characters in front of a match that ``not_before`` looks at


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first needed: at the start nothing is."""
    return compile_pattern(pattern)


def first_matches(text: str, entries: Sequence[Entry]) -> Iterator[tuple[re.Match[str], Entry]]:
    """What the patterns match, each with its entry, in the order of the text; of overlapping
    matches the first, of those that begin together the longest.

    An entry is a regular expression, or has it as ``find`` and may have ``needs``, pieces of
    text of which one must be there for it to match at all, ``guard``, a pattern that several
    entries share and that must match somewhere, ``rare`` where only a match that begins
    with a rare character (see ``_RARE``) is one, and ``not_before``, a pattern that must not end
    where the match begins.
    """
    found: list[tuple[re.Match[str], Entry]] = []
    there: dict[str, bool] = {}
    for entry in entries:
        if isinstance(entry, str):
            found += [(match, entry) for match in compiled(entry).finditer(text)]
        elif _is_possible(text, entry, there):
            found += [
                (match, entry)
                for match in compiled(entry["find"]).finditer(text)
                if not _is_excused(text, match.start(), entry)
            ]
    if len(found) > 1:
        found.sort(key=lambda each: (each[0].start(), -each[0].end()))
    reached = 0
    for match, entry in found:
        if match.start() >= reached and match.end() > match.start():
            reached = match.end()
            yield match, entry


def _is_possible(text: str, entry: Mapping[str, Any], there: dict[str, bool]) -> bool:
    """Whether a text has what a pattern needs to match; ``there`` keeps what it has."""
    if entry.get("rare"):
        return _has_rare(text)
    guard = entry.get("guard")
    if guard is not None:
        if guard not in there:
            there[guard] = compiled(guard).search(text) is not None
        if not there[guard]:
            return False
    needs = entry.get("needs")
    if needs is None:
        return True
    for piece in needs:
        if piece not in there:
            there[piece] = piece in text
        if there[piece]:
            return True
    return False


@lru_cache(maxsize=2)
def _has_rare(text: str) -> bool:
    return _RARE.search(text) is not None


def _is_excused(text: str, start: int, entry: Mapping[str, Any]) -> bool:
    before = entry.get("not_before")
    if before is None:
        return False
    lead = compiled(rf"(?:{before})\Z")
    return lead.search(text, max(0, start - _LEAD), start) is not None
