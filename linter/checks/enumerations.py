"""GX403: how many items a sentence announces, and how many follow (三个方面：一是…二是…)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..report.headings import ordinal
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .hit import Hit, RelatedHit
from .scanning import compiled

_NUMERALS = "一二三四五六七八九"
_BEFORE = "：:，,。；;、！\n"  # what an item stands behind
_HEAD = 48  # characters before a list in which its count may stand
_CLAUSE = lazy_pattern(r"[，,。；;：:\n]")


class _Item(NamedTuple):
    """An item of a list: its number, its place, and the paragraph it stands in."""

    number: int
    start: int
    line: int

    @property
    def leads(self) -> bool:
        """Whether it begins its paragraph."""
        return self.start == self.line


def enumerations(report: AnnualReport, params: Mapping[str, Any]) -> Iterator[Hit]:
    """Counts before 一是…二是… that are not the number of the items.

    ``head`` is what stands before the first item: its group ``number`` is how many, ``said`` the
    words that are marked. A clause with ``of`` in it counts something else; ``more`` is how
    another item without a number begins. Variant "items", given ``said`` and ``count``.
    """
    text = report.prose.text
    if "一是" not in text:
        return
    before: Sequence[_Item] = ()
    for items, next_start in _runs(report):
        hit = _judged(report, items, next_start, before, params)
        if hit is not None:
            yield hit
        before = items


def _runs(report: AnnualReport) -> Iterator[tuple[Sequence[_Item], int | None]]:
    """The items of each list, and where the list after it begins."""
    items = list(_items(report.prose.text))
    firsts = [index for index, item in enumerate(items) if item.number == 1]
    for index, end in zip(firsts, [*firsts[1:], len(items)], strict=True):
        run = items[index:end]
        if len(run) > 1 and run[1].line == run[0].line:
            run = [item for item in run if item.line == run[0].line]
        else:
            section = _section(report, run[0])
            run = [run[0], *(i for i in run[1:] if i.leads and _section(report, i) == section)]
        yield run, items[end].start if end < len(items) else None


def _section(report: AnnualReport, item: _Item) -> str | None:
    passage = report.passage_at(item.start)
    return passage.section if passage else None


def _items(text: str) -> Iterator[_Item]:
    """Every 一是, 二是 … that begins a clause, in the order of the text."""
    at = text.find("是", text.find("一是"))
    while at > 0:
        start = at - 1
        number = _NUMERALS.find(text[start]) + 1
        if number and (start == 0 or text[start - 1] in _BEFORE):
            yield _Item(number, start, text.rfind("\n", 0, start) + 1)
        at = text.find("是", at + 1)


def _judged(
    report: AnnualReport,
    items: Sequence[_Item],
    next_start: int | None,
    before: Sequence[_Item],
    params: Mapping[str, Any],
) -> Hit | None:
    text, count = report.prose.text, len(items)
    if count < 2 or [item.number for item in items] != list(range(1, count + 1)):
        return None
    head = _head(text, items[0].start, params)
    if head is None:
        return None
    start, end, said, number = head
    announced = ordinal(number.replace("两", "二"))
    if announced is None or announced == count or announced < 2:
        return None
    last = items[-1]
    stop = text.find("\n", last.start)
    rest = text[last.start : stop if stop >= 0 else len(text)]
    if announced > count:
        nested = next_start is not None and next_start <= last.start + len(rest)
        if nested or compiled(params["more"]).search(rest):
            return None
    elif before and before[-1].line == items[0].line and len(before) == announced:
        return None  # a list inside another's item: which of them goes on is not known
    right = said.replace(number, _like(number, count), 1)
    return Hit(
        report.prose.span(start, end),
        {"said": said, "count": count},
        "items",
        (right,),
        tuple(
            RelatedHit(
                report.prose.span(i.start, i.start + 2),
                params={"name": text[i.start : i.start + 2]},
            )
            for i in items
        ),
    )


def _head(text: str, start: int, params: Mapping[str, Any]) -> tuple[int, int, str, str] | None:
    """The count before a list: its place, its words, its number."""
    end = start - 1 if text[start - 1 : start] == "\n" else start
    low = max(text.rfind("\n", 0, end) + 1, end - _HEAD)
    head = compiled(rf"(?:{params['head']})\Z").search(text, low, end)
    if head is None:
        return None
    clause = low
    for mark in _CLAUSE.finditer(text, low, head.start("said")):
        clause = mark.end()
    if compiled(params["of"]).search(text, clause, end):
        return None
    if not text.endswith(("：", ":"), 0, end) and not compiled(params["announces"]).search(
        text, clause, end
    ):
        return None
    return *head.span("said"), head.group("said"), head.group("number")


def _like(number: str, count: int) -> str:
    """A count in the numerals of the one that stands there."""
    return str(count) if number.isascii() else "零一两三四五六七八九"[count]
