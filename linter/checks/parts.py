"""The parts of a whole, as far as a sentence surely goes on with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..records import NamedTuple
from ..text import lazy_pattern
from .counting import Count, counts_in, moved, without_brackets
from .patterns import pattern_of

SEPARATORS = "，,；;：:。、 和及"
_CLAUSE_END = lazy_pattern(r"[，,；;。、（(\n]|\Z")
_NOT_COUNTS = "%年月日"


class Part(NamedTuple):
    """A count and the words that say what is counted."""

    counted: Count
    label: str


def read_parts(
    text: str, start: int, end: int, unit: str, params: Mapping[str, Any]
) -> tuple[list[Part], bool]:
    """The parts that are counted in ``unit`` between two offsets, up to where the sentence may go
    over into something else; and whether nothing else is counted behind them that could be one.
    The parameters are those of ``breakdown_adds_up``."""
    region = without_brackets(text[start:end])
    parts: list[Part] = []
    skipped, behind = 0, False
    for count in counts_in(region, 0, len(region)):
        if count.start < skipped or count.compares or region[count.end - 1] in _NOT_COUNTS:
            continue
        words = region[count.label : count.start]
        label = words.lstrip(SEPARATORS)
        if not parts:
            behind = not label  # 其中8件为自然人申请，4件为企业申请
        elif _begins_another(label, parts[0].label, params):
            return parts, True
        elif words.startswith(("：", ":")) or pattern_of(params["nested"]).search(label):
            skipped = semicolon(region, count.start, len(region))
            if skipped == len(region):
                return parts, False
            continue
        if behind:
            stop = _CLAUSE_END.search(region, count.end)
            label = region[count.end : stop.start() if stop else len(region)]
        if (
            count.unit != unit
            or not count.certain
            or _ends_list(label, parts[0].label if parts else "", bool(parts), params)
        ):
            return parts, False
        parts.append(Part(moved(count, start), label))
    return parts, True


def semicolon(text: str, start: int, end: int) -> int:
    """Where the parts of a part end: at the next semicolon."""
    return min((at for mark in "；;" if (at := text.find(mark, start, end)) >= 0), default=end)


def _begins_another(label: str, first: str, params: Mapping[str, Any]) -> bool:
    """Whether a statement of its own begins with this label: 组织在线访谈2场."""
    other = pattern_of(params["other"]).match(label)
    return other is not None and other.group() not in first


def _ends_list(label: str, first: str, later: bool, params: Mapping[str, Any]) -> bool:
    """Whether a count with this label is no part of the list that began with ``first``."""
    if pattern_of(params["ending"]).search(label):
        return True
    if not later:
        return False
    if dimension(label, params) not in (dimension(first, params), ""):
        return True
    disclosing = pattern_of(params["disclosing"])
    return disclosing.match(label) is not None and not disclosing.search(first)


def dimension(label: str, params: Mapping[str, Any]) -> str:
    """By what a part is told from others; empty for the rest, which stands with all."""
    if pattern_of(params["rest"]).search(label):
        return ""
    dimensions: Mapping[str, str] = params["dimensions"]
    for name, pattern in dimensions.items():
        if pattern_of(pattern).search(label):
            return name
    return "kind"
