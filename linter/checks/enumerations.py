"""GX403: how many items a sentence announces, and how many follow (三个方面：一是…二是…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..records import NamedTuple
from ..report.headings import ordinal
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .counting import in_same_numerals, line_start
from .hit import Hit, RelatedHit
from .patterns import pattern_of

_NUMERALS = "一二三四五六七八九"
_BEFORE = "：:，,。；;、！\n"  # what an item stands behind
_LAST = 400  # characters of a last item that are looked at
_HEAD = 48  # characters before a list in which its count may stand
_CLAUSE = lazy_pattern(r"[，,。；;：:\n]")


class Style(NamedTuple):
    """How items are numbered: the first one, and what finds them all by the character that is
    rarest; its group is the numeral, and the item ends where it does."""

    first: str
    pattern: re.Pattern[str]


STYLES = (
    Style("一是", lazy_pattern(f"是(?<=([{_NUMERALS}])是)")),
    Style("（一）", lazy_pattern(f"（([{_NUMERALS}])）")),
    Style("(一)", lazy_pattern(rf"\(([{_NUMERALS}])\)")),
)
_SPOKEN = STYLES[0]


class Item(NamedTuple):
    """An item of a list: its number, its place, and where the paragraph it stands in begins."""

    number: int
    start: int
    end: int
    line: int

    @property
    def leads(self) -> bool:
        """Whether it begins its paragraph."""
        return self.start == self.line


def enumerations(report: AnnualReport, params: Mapping[str, Any]) -> Iterator[Hit]:
    """Counts before 一是…二是… that are not the number of the items.

    ``head`` is what stands before the first item: its group ``number`` is how many, ``said`` the
    words that are marked. It announces items where it ends in a colon or ``announces`` is in its
    clause; one with ``of`` in it counts something else. ``more`` is how another item without a
    number begins. Variant "items", given ``said`` and ``count``.
    """
    for style in STYLES:
        before: Sequence[Item] = ()
        for items, next_start in _runs(report, style):
            hit = _judged(report, items, next_start, before, params)
            if hit is not None:
                yield hit
            before = items


def _runs(report: AnnualReport, style: Style) -> Iterator[tuple[Sequence[Item], int | None]]:
    """The items of each list, and where the list after it begins; none where a list has others
    inside or its order is not certain."""
    text = report.prose.text
    if style.first.replace("一", "二") not in text:
        return  # one item alone is no list
    items = items_of(text, style)
    firsts = [index for index, item in enumerate(items) if item.number == 1]
    for index, end in zip(firsts, [*firsts[1:], len(items)], strict=False):
        run = [items[index]]
        if style is not _SPOKEN and run[0].leads:
            continue  # the report's own headings
        section = _section(report, run[0])
        for item in items[index + 1 : end]:
            follows = item.line == run[-1].line or item.leads
            if item.number == len(run) + 1 and follows and _section(report, item) == section:
                run.append(item)
            elif item.line <= run[-1].line:
                break  # one more of the same number in the same paragraph
        else:
            yield run, items[end].start if end < len(items) else None


def _section(report: AnnualReport, item: Item) -> str | None:
    passage = report.passage_at(item.start)
    return passage.section if passage else None


@lru_cache(maxsize=8)
def items_of(text: str, style: Style) -> Sequence[Item]:
    """Every item of a style that begins a clause, in the order of the text."""
    first = text.find(style.first)
    if first < 0:
        return ()
    items: list[Item] = []
    line = reached = 0
    for match in style.pattern.finditer(text, first):
        end = match.end()
        start = end - len(style.first)
        line = max(line, text.rfind("\n", reached, start) + 1)
        reached = start
        if start == 0 or text[start - 1] in _BEFORE:
            items.append(Item(_NUMERALS.index(match[1]) + 1, start, end, line))
    return tuple(items)


def _judged(
    report: AnnualReport,
    items: Sequence[Item],
    next_start: int | None,
    before: Sequence[Item],
    params: Mapping[str, Any],
) -> Hit | None:
    text, count = report.prose.text, len(items)
    if count < 2:
        return None
    head = _head(text, items[0].start, params)
    if head is None:
        return None
    start, end, said, number = head
    announced = ordinal(number.replace("两", "二"))
    if announced is None or announced == count or announced < 2:
        return None
    if announced > count:
        last = items[-1]
        stop = text.find("\n", last.start, last.start + _LAST)
        stop = stop if stop >= 0 else last.start + _LAST
        nested = next_start is not None and next_start <= stop
        # 三是 stands somewhere, but no clause begins there: a mark before it is lacking.
        words = text[last.start : last.end].replace(_NUMERALS[count - 1], _NUMERALS[count])
        unseen = text.find(words, last.end, last.end + _LAST) >= 0
        if nested or unseen or pattern_of(params["more"]).search(text, last.start, stop):
            return None
    elif before and before[-1].line == items[0].line and len(before) == announced:
        return None  # a list inside another's item: which of them goes on is not known
    return Hit(
        report.prose.span(start, end),
        {"said": said, "count": count},
        "items",
        (in_same_numerals(count, number, said),),
        tuple(
            RelatedHit(report.prose.span(i.start, i.end), params={"name": text[i.start : i.end]})
            for i in items
        ),
    )


def _head(text: str, start: int, params: Mapping[str, Any]) -> tuple[int, int, str, str] | None:
    """The count before a list: its place, its words, its number."""
    end = start - 1 if text[start - 1 : start] == "\n" else start
    low = line_start(text, end, _HEAD)
    head = pattern_of(rf"(?:{params['head']})\Z").search(text, low, end)
    if head is None:
        return None
    clause = low
    for mark in _CLAUSE.finditer(text, low, head.start("said")):
        clause = mark.end()
    if pattern_of(params["of"]).search(text, clause, end):
        return None
    if not text.endswith(("：", ":"), 0, end) and not pattern_of(params["announces"]).search(
        text, clause, end
    ):
        return None
    return *head.span("said"), head.group("said"), head.group("number")
