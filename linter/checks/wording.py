"""Wording: wrong characters that are certain, and words taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..report.model import AnnualReport
from .hit import Hit, Params
from .patterns import any_of

_AROUND = 40  # characters before a word that its context may look at


def confusable(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Words of a lexicon taken for others: 截止2024年12月31日 for 截至….

    ``entries`` (the lexicon's, then the user's) have ``wrong`` and ``right`` as they stand in the
    text and, as regular expressions, the context in which ``wrong`` is wrong: ``tail`` what
    follows it and belongs to the marked phrase; ``after`` what must and ``not_after`` what must
    not follow that; ``before`` and ``not_before`` the same in front. ``reason`` is said in the
    message. Of overlapping phrases the first in the text speaks.
    """
    text = report.prose.text
    entries: Sequence[Mapping[str, Any]] = params["entries"]
    found = sorted(_found(text, entries), key=lambda each: (each.start, -each.end))
    reached = 0
    for phrase in found:
        if phrase.start < reached:
            continue
        reached = phrase.end
        entry = entries[phrase.entry]
        wrong, written = entry["wrong"], text[phrase.start : phrase.end]
        right = entry["right"] + written[len(wrong) :]
        yield Hit(
            report.prose.span(phrase.start, phrase.end),
            {"wrong": written, "right": right, "reason": entry.get("reason", "")},
            variant="reason" if entry.get("reason") else "",
            suggestions=(right,),
        )


class _Phrase(NamedTuple):
    start: int
    end: int
    entry: int


class _Index(NamedTuple):
    """Entries by the first two characters of what is wrong.

    ``pairs`` matches any two characters that could begin one: two character classes, which cost
    nearly nothing to compile and to search with, however long the lexicon. ``single`` are the
    words of one character.
    """

    pairs: re.Pattern[str]
    entries: Mapping[str, tuple[int, ...]]
    single: tuple[str, ...]


def _found(text: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[_Phrase]:
    index = _index(tuple([entry["wrong"] for entry in entries]))
    begun = set(index.pairs.findall(text)).union(index.single)
    for pair in index.entries.keys() & begun:
        for number in index.entries[pair]:
            entry = entries[number]
            wrong = entry["wrong"]
            start = text.find(wrong)
            while start >= 0:
                end = _end_in_context(text, start, entry)
                if end is not None:
                    yield _Phrase(start, end, number)
                start = text.find(wrong, start + len(wrong))


@lru_cache(maxsize=8)
def _index(words: tuple[str, ...]) -> _Index:
    entries: dict[str, tuple[int, ...]] = {}
    for number, word in enumerate(words):
        entries[word[:2]] = (*entries.get(word[:2], ()), number)
    long = [pair for pair in entries if len(pair) == 2]
    firsts, seconds = (re.escape("".join(sorted({pair[at] for pair in long}))) for at in (0, 1))
    pairs = re.compile(f"(?=([{firsts}][{seconds}]))" if long else "(?!)")
    return _Index(pairs, entries, tuple(word for word in entries if len(word) == 1))


def _end_in_context(text: str, start: int, entry: Mapping[str, Any]) -> int | None:
    """Where the wrong phrase at ``start`` ends; None where its context does not make it wrong."""
    end = start + len(entry["wrong"])
    if tail := entry.get("tail"):
        match = any_of((tail,)).match(text, end)
        if match is None:
            return None
        end = match.end()
    if (after := entry.get("after")) and not any_of((after,)).match(text, end):
        return None
    if (not_after := entry.get("not_after")) and any_of((not_after,)).match(text, end):
        return None
    lead = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    if (before := entry.get("before")) and not _ends(before, lead):
        return None
    if (not_before := entry.get("not_before")) and _ends(not_before, lead):
        return None
    return end


def _ends(pattern: str, lead: str) -> bool:
    return any_of((rf"(?:{pattern})\Z",)).search(lead) is not None
