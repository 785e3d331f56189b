"""Characters of another script: traditional ones in a simplified text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ..report.model import AnnualReport
from .hit import Hit, Params


def traditional_character(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Traditional characters in a simplified text, those that stand together as one.

    ``pairs`` are a traditional and its simplified character each, parted by spaces. A text of which
    they are more than ``most`` percent is not a simplified one. The message is given ``wrong`` and
    ``right``.
    """
    text = report.prose.text
    try:
        text.encode("gb2312")  # the simplified characters and nothing else: most texts end here
    except UnicodeEncodeError:
        yield from _found(report, params)


def _found(report: AnnualReport, params: Params) -> Iterator[Hit]:
    text, table = report.prose.text, _table(params["pairs"])
    places = list(_places(text, table))
    if len(places) * 100 > len(text) * params["most"]:
        return
    for start, end in _runs(places):
        wrong = text[start:end]
        right = "".join(table[character] for character in wrong)
        span = report.prose.span(start, end)
        whole = span.end - span.start == end - start
        yield Hit(span, {"wrong": wrong, "right": right}, "", (right,), certain=whole)


def _places(text: str, table: Mapping[str, str]) -> Iterator[int]:
    """Where characters of the table stand; only paragraphs with others than simplified ones are
    looked at."""
    start = 0
    for paragraph in text.split("\n"):
        try:
            paragraph.encode("gb2312")
        except UnicodeEncodeError:
            for at, character in enumerate(paragraph, start):
                if character in table:
                    yield at
        start += len(paragraph) + 1


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Places that follow each other, as one."""
    start = end = -1
    for place in places:
        if place != end:
            if end > start:
                yield start, end
            start = place
        end = place + 1
    if end > start:
        yield start, end


@lru_cache(maxsize=2)
def _table(pairs: str) -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in pairs.split()}
