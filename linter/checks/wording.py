"""Wording: wrong characters that are certain, and words taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import Span
from .hit import Hit, Params
from .patterns import pattern_of
from .scanning import NO_PAIR, Same, pair_numbers, pairs_of
from .section_names import meant_name

_AROUND = 40  # characters before a word that its context may look at


def confusable(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Words of a lexicon taken for others: 截止2024年12月31日 for 截至….

    ``entries`` (the lexicon's, then the user's) have ``wrong`` and ``right`` as they stand in the
    text and, as regular expressions, the context in which ``wrong`` is wrong: ``tail`` what
    follows it and belongs to the marked phrase; ``after`` what must and ``not_after`` what must
    not follow that; ``before`` and ``not_before`` the same in front. ``reason`` is said in the
    message. Of overlapping phrases the first in the text speaks. What needs no context to be wrong
    may be replaced without asking, or what says ``certain``; ``severity: info`` makes a hint.
    A section's title with a wrong character is another rule's.

    Variants: "reason" where there is one, "minor" for hints.
    """
    text = report.prose.text
    entries: Sequence[Mapping[str, Any]] = params["entries"]
    found = sorted(_found(text, entries), key=lambda each: (each.start, -each.end, each.entry))
    reached = 0
    for phrase in found:
        if phrase.start < reached:
            continue
        reached = phrase.end
        entry = entries[phrase.entry]
        wrong, written = entry["wrong"], text[phrase.start : phrase.end]
        right = entry["right"] + written[len(wrong) :]
        span = report.prose.span(phrase.start, phrase.end)
        if _in_wrong_title(report, span):
            continue
        yield Hit(
            span,
            {"wrong": written, "right": right, "reason": entry.get("reason", "")},
            variant=_variant(entry),
            suggestions=(right,),
            certain=entry.get("certain", _CONTEXT.isdisjoint(entry))
            and span.end - span.start == len(written),
        )


def _in_wrong_title(report: AnnualReport, span: Span) -> bool:
    return any(
        section.span.start <= span.start < section.span.end and meant_name(section) is not None
        for section in report.sections
    )


# What an entry may have that makes its word wrong in some places only.
_CONTEXT = frozenset({"tail", "before", "after"})


def _variant(entry: Mapping[str, Any]) -> str:
    if entry.get("severity") == "info":
        return "minor"
    return "reason" if entry.get("reason") else ""


class _Phrase(NamedTuple):
    start: int
    end: int
    entry: int


def _found(text: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[_Phrase]:
    index, telling = _index(Same(entries))
    # To look for each of hundreds of words takes much longer, and so does a pattern of them.
    for pair in telling & pairs_of(text):
        for number in index[pair]:
            entry = entries[number]
            wrong = entry["wrong"]
            start = text.find(wrong)
            while start >= 0:
                end = _end_in_context(text, start, entry)
                if end is not None:
                    yield _Phrase(start, end, number)
                start = text.find(wrong, start + len(wrong))


@lru_cache(maxsize=8)
def _index(
    entries: Same[Sequence[Mapping[str, Any]]],
) -> tuple[Mapping[int, Sequence[int]], frozenset[int]]:
    """The numbers of the entries by the pair of characters that tells that their word is there,
    and these pairs: a set is held against another faster than a mapping."""
    telling = pair_numbers(*[_telling(entry["wrong"], entry["right"]) for entry in entries.value])
    numbers: dict[int, list[int]] = {}
    for number, pair in enumerate(telling):
        numbers.setdefault(pair, []).append(number)
    return numbers, frozenset(numbers)


def _telling(wrong: str, right: str) -> str:
    """The two characters of a wrong word that hardly stand in a text without it: 作曰 of 工作曰."""
    pairs = zip(wrong, right, strict=False)
    differs = next((at for at, (one, other) in enumerate(pairs) if one != other), len(wrong) - 1)
    start = max(0, differs - 1)
    return wrong[start : start + 2] if len(wrong) > start + 1 else NO_PAIR


def _end_in_context(text: str, start: int, entry: Mapping[str, Any]) -> int | None:
    """Where the wrong phrase at ``start`` ends; None where its context does not make it wrong."""
    end = start + len(entry["wrong"])
    if tail := entry.get("tail"):
        match = pattern_of(tail).match(text, end)
        if match is None:
            return None
        end = match.end()
    if (after := entry.get("after")) and not pattern_of(after).match(text, end):
        return None
    if (not_after := entry.get("not_after")) and pattern_of(not_after).match(text, end):
        return None
    if (before := entry.get("before")) and not _stands_before(before, text, start):
        return None
    if (not_before := entry.get("not_before")) and _stands_before(not_before, text, start):
        return None
    return end


def _stands_before(pattern: str, text: str, at: int) -> bool:
    lead = text[max(0, at - _AROUND) : at].rpartition("\n")[2]
    return _ending(pattern).search(lead) is not None


@lru_cache(maxsize=1024)
def _ending(pattern: str) -> re.Pattern[str]:
    return pattern_of(rf"(?:{pattern})\Z")
