"""GX404: parts and the total behind them (动态5条、公告17条，合计23条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .counting import Count, counts_in, sentence_start
from .patterns import pattern_of
from .scanning import places_of


def find_totals(
    text: str, params: Mapping[str, Any]
) -> Iterator[tuple[str, Count, Sequence[Count]]]:
    """Every total that is not that of the counts right before it: its word, itself, they.

    ``words`` are the words that stand right before a total. A sentence with ``open`` in it has
    parts that are no plain list.
    """
    for word in params["words"]:
        for at in places_of(text, word):
            if text[at - 1 : at] in ("，", ",", "；", ";", "、"):
                found = _total(text, at, at + len(word), params)
                if found is not None:
                    yield word, *found


def _total(
    text: str, at: int, behind: int, params: Mapping[str, Any]
) -> tuple[Count, Sequence[Count]] | None:
    total = next(counts_in(text, behind, behind + 14), None)
    if total is None or total.start != behind or not total.unit or not total.certain:
        return None
    start = sentence_start(text, at)
    if pattern_of(params["open"]).search(text, start, at):
        return None
    parts: list[Count] = []
    for count in counts_in(text, start, at):
        if count.unit != total.unit:
            parts = []  # a statement of its own, as 培训2次
        elif not count.certain or count.compares:
            return None
        else:
            parts.append(count)
    if len(parts) < 2 or any(_adds_up(parts[first:], total) for first in range(len(parts))):
        return None
    return total, parts


def _adds_up(parts: Sequence[Count], total: Count) -> bool:
    """Whether the total is that of these parts, or of the first of them."""
    value = 0
    for part in parts:
        value += int(part.value)
        if value == total.value:
            return True
    return False
