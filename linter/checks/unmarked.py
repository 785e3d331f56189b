"""GX403: counts before names without marks (“5个持续”（持续…、持续…）; 3个专栏，分别为…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..report.headings import ordinal
from ..report.model import AnnualReport
from .counting import in_same_numerals, sentence_end
from .hit import Hit, RelatedHit
from .patterns import pattern_of
from .scanning import places_of

_HEAD = 16  # characters before a list in which its count may stand
_LONGEST = 240  # characters of a list in a bracket
_LONGEST_NAME = 24
_MOST = 20
_JOINED = ("和", "及", "与")


# Where a name stands.
_Name = tuple[int, int]


def unmarked_lists(report: AnnualReport, params: Mapping[str, Any]) -> Iterator[Hit]:
    """Counts that are not the number of the names behind them.

    ``head`` is what stands before a list: its group ``number`` is how many, ``noun`` of what.
    ``openers`` are the words that open a list, ``closed`` the nouns whose list in a bracket is
    complete; a list with ``open`` in it is not, or not only one of names.

    Variant "", given ``said`` and ``count``.
    """
    text = report.prose.text
    head_of = pattern_of(rf"(?:{params['head']})\Z")
    for opener in ("（", "(", *params["openers"]):
        for at in places_of(text, opener):
            head = head_of.search(text, max(0, at - _HEAD), at)
            hit = _judged(report, head, at + len(opener), params) if head else None
            if hit is not None:
                yield hit


def _judged(
    report: AnnualReport, head: re.Match[str], first: int, params: Mapping[str, Any]
) -> Hit | None:
    """The hit on the count in a head, where the names from ``first`` on are not as many."""
    text = report.prose.text
    bracket = first == head.end() + 1
    end = _end(text, first, bracket)
    if end is None or pattern_of(params["open"]).search(text, first, end):
        return None
    names = _names(text, first, end)
    announced = ordinal(head.group("number").replace("两", "二"))
    if not 2 <= len(names) <= _MOST or announced is None or announced > 3 * len(names):
        return None
    noun = head.group("noun")
    if all(text.startswith(noun, start) for start, _ in names):
        most = len(names)  # “5个持续”（持续…、持续…）: no doubt what is counted
    elif bracket and not pattern_of(params["closed"]).search(noun):
        return None
    else:
        most = len(names) + sum(text.count(word, first, end) for word in _JOINED)
    if len(names) <= announced <= most:
        return None
    start, stop = head.span("said")
    said = text[start:stop]
    return Hit(
        report.prose.span(start, stop),
        {"said": said, "count": len(names)},
        suggestions=(in_same_numerals(len(names), head.group("number"), said),)
        if most == len(names)
        else (),
        related=tuple(
            RelatedHit(report.prose.span(*name), params={"name": text[slice(*name)]})
            for name in names
        ),
    )


def _end(text: str, first: int, bracket: bool) -> int | None:
    """Where a list ends: with its bracket, or with its sentence."""
    if bracket:
        closes = [c for mark in "）)" if (c := text.find(mark, first, first + _LONGEST)) >= 0]
        return min(closes, default=None)
    end = sentence_end(text, first)
    return min((c for mark in "；;" if (c := text.find(mark, first, end)) >= 0), default=end)


def _names(text: str, first: int, end: int) -> list[_Name]:
    """The names between two offsets; none where they are no plain list."""
    names: list[_Name] = []
    at = first
    for words in text[first:end].split("、"):
        if not 2 <= len(words) <= _LONGEST_NAME:
            return []
        names.append((at, at + len(words)))
        at += len(words) + 1
    return names
