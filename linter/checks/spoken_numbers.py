"""GX107: numbers in sentences (一是…二是…三是…) that jump or repeat."""

from __future__ import annotations

from collections.abc import Iterator

from ..report.model import AnnualReport
from ..text import lazy_pattern
from .enumerations import STYLES, Item, items_of
from .hit import Hit

_SPOKEN = STYLES[0]
_NUMERALS = "一二三四五六七八九十"
_MOST_OPEN = 20  # lists inside each other: more would only cost time
# Words by which an item goes without a number, or another list begins.
_UNNUMBERED = lazy_pattern("其次|再次|另外|此外|同时|最后|首先|第[一二三四五六七八九]|还有")


def spoken_numbers(report: AnnualReport) -> Iterator[Hit]:
    """Items of a paragraph that have not the next number, where no other list can have begun.

    A list may go on in the next paragraph, hold another one behind a colon, and be followed by
    another one behind a full stop.
    """
    text = report.prose.text
    latest: list[Item] = []  # the last item of each list that is open in the paragraph
    for item in items_of(text, _SPOKEN):
        if latest and latest[-1].line != item.line:
            latest = []
        goes_on = [at for at, last in enumerate(latest) if last.number + 1 == item.number]
        if goes_on:
            del latest[goes_on[-1] :]
        elif latest and _is_wrong(text, latest[-1], item):
            before = latest.pop()
            yield _hit(report, before, item)
            # The next may follow what is written there, or what should be.
            latest.append(item._replace(number=before.number + 1))
        latest.append(item)
        del latest[:-_MOST_OPEN]


def _is_wrong(text: str, before: Item, item: Item) -> bool:
    if text[item.start - 1] in "：:" or _UNNUMBERED.search(text, before.end, item.start):
        return False
    if item.number == 1:  # a list of one item is none, in one sentence
        return before.number == 1 and text.find("。", before.end, item.start) < 0
    missing = range(before.number + 1, item.number) if item.number > before.number else (1,)
    return all(text.find(f"{_NUMERALS[n - 1]}是", before.end, item.start) < 0 for n in missing)


def _hit(report: AnnualReport, before: Item, item: Item) -> Hit:
    text, right = report.prose.text, f"{_NUMERALS[before.number % len(_NUMERALS)]}是"
    said = {
        "number": text[item.start : item.end],
        "before": text[before.start : before.end],
        "right": right,
    }
    variant = "jump" if item.number > before.number else "repeat"
    return Hit(report.prose.span(item.start, item.end), said, variant, (right,))
