"""GX403: counts of names that are listed beside them (《…》《…》《…》4件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..numerals import NumberMatch, find_numbers
from ..records import NamedTuple
from ..report.model import AnnualReport
from ..text import lazy_pattern
from .agreement import is_contradicted
from .counting import in_same_numerals, line_start
from .enumerations import enumerations
from .hit import Hit, Params, RelatedHit
from .patterns import pattern_of
from .unmarked import unmarked_lists

_MARKS = {"titles": ("《", "》"), "quoted": ("“", "”")}
# A name's own number, as that of a document, stands in brackets behind it.
_BRACKET = lazy_pattern(r"[（(][^（）()《》“”\n]{0,40}[）)]")
_BETWEEN = lazy_pattern(r"(?:[（(][^（）()《》“”\n]{0,40}[）)])?[、，,]?(?:以及|和|及|与)?")
_LONGEST_GAP = 46
_SUM = lazy_pattern("(?P<open>等)?(?:(?:规范性|政策|制度)?文件|制度)?(?:共计?|合计|总计)?")
# What a list has before it where its first names are not in marks, or in other ones.
_GOES_ON = ("、", "，", ",", "和", "及", "与", "”", "》", "）", ")")
_CLOSED = lazy_pattern(r"(?:[。；;）)\n]|\Z|[，,](?!以及|和|及|还|另|并|同时|此外))")
_DIVISIBLE = lazy_pattern("[和及与等“《（]")
_MOST = 30  # names; nobody counts more of them by hand
_HEAD = 40  # characters before a list in which its count may stand
_LONGEST_LEAD = 12  # characters between them: ，分别为：


class _Names(NamedTuple):
    """Names that stand side by side, from ``start`` to ``end`` with their marks."""

    start: int
    end: int
    places: Sequence[tuple[int, int]]


def list_count(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Counts that are not the number of what is listed beside them.

    ``titles`` and ``quoted`` say of names in 《》 and “”: ``unit``, what follows the number where
    it counts them, and ``not_counted``, what in them or before them makes it one of copies or
    articles. ``introduced`` is what stands between a count and the names behind it, and ends with
    one of ``introduced_end``; its group ``all`` is there where all of them must follow.
    ``unmarked`` and ``enumerated`` are for names without marks and for items: see there.

    Variants: "" for names, "items". Given ``said`` and ``count``.
    """
    for hit in _names(report, params):
        if not is_contradicted(report, hit.span):
            yield hit
    yield from unmarked_lists(report, params["unmarked"])
    yield from enumerations(report, params["enumerated"])


def _names(report: AnnualReport, params: Params) -> Iterator[Hit]:
    text = report.prose.text
    for kind in _MARKS:
        for names in _lists(text, kind):
            yield from _counted_behind(report, names, params[kind])
            if text[names.start - 1 : names.start] in params["introduced_end"]:
                yield from _counted_before(report, names, params[kind], params["introduced"])


def _lists(text: str, kind: str) -> Iterator[_Names]:
    """The names in such marks, those side by side together; a title inside another is a part of
    it, and what is listed inside one pair of quotes is a list."""
    opening, closing = _MARKS[kind]
    places: list[tuple[int, int]] = []
    start, line_end = text.find(opening), -1
    while start >= 0:
        if start > line_end:
            line_end = text.find("\n", start)
            line_end = line_end if line_end >= 0 else len(text)
        end = _end_of_name(text, start, line_end, opening, closing)
        if end is None:  # the other half of a mark is lacking: nobody knows where names end
            start = text.find(opening, line_end)
            continue
        if places and not _stand_side_by_side(text, places[-1][1], start):
            yield _named(text, places)
            places = []
        places.append((start, end))
        start = text.find(opening, end)
    if places:
        yield _named(text, places)


def _end_of_name(text: str, start: int, limit: int, opening: str, closing: str) -> int | None:
    """Where the name whose mark opens at an offset ends, which may have others inside."""
    depth, at = 0, start
    while (close := text.find(closing, at, limit)) >= 0:
        depth += text.count(opening, at, close) - 1
        at = close + 1
        if depth == 0:
            return at
    return None


def _stand_side_by_side(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_GAP and bool(_BETWEEN.fullmatch(text, end, start))


def _named(text: str, places: list[tuple[int, int]]) -> _Names:
    start, end = places[0][0], places[-1][1]
    if len(places) == 1 and text[start] == "“" and text.find("、", start, end) >= 0:
        inside = text[start + 1 : end - 1]
        if _DIVISIBLE.search(inside):
            return _Names(start, end, ())  # nobody knows how many names these are
        places = []
        at = start + 1
        for name in inside.split("、"):
            places.append((at, at + len(name)))
            at += len(name) + 1
    return _Names(start, end, places)


def _counted_behind(
    report: AnnualReport, names: _Names, params: Mapping[str, Any]
) -> Iterator[Hit]:
    """The hit on a count that follows its names."""
    text = report.prose.text
    listed = len(names.places)
    if listed < 2 or text.endswith(_GOES_ON, 0, names.start):
        return
    at = names.end
    if bracket := _BRACKET.match(text, at):
        at = bracket.end()
    words = _SUM.match(text, at)
    at = words.end() if words else at
    number = next(find_numbers(text, at, at + 12), None)
    if number is None or number.start != at or not _counts(text, number, params):
        return
    if words and words.group("open") and listed <= number.value:
        return  # 等: only some of them are named
    yield from _judged(report, names, number, params)


def _counted_before(
    report: AnnualReport, names: _Names, params: Mapping[str, Any], introduced: str
) -> Iterator[Hit]:
    """The hit on a count that its names follow."""
    text = report.prose.text
    low = line_start(text, names.start, _HEAD)
    near = max(low, names.start - _LONGEST_LEAD)
    lead = pattern_of(rf"(?:{introduced})\Z").search(text, near, names.start)
    if lead is None or not names.places:
        return
    numbers = list(find_numbers(text, low, lead.start()))
    if not numbers or not _counts(text, numbers[-1], params):
        return
    number = numbers[-1]
    if any(other.unit == number.unit for other in numbers[:-1]):
        return  # 修订2件、废止1件：all three of them follow
    if any(mark in text[number.unit_end : lead.start()] for mark in "，,。；;、：:（(“《"):
        return
    end = names.end
    if bracket := _BRACKET.match(text, end):
        end = bracket.end()
    if not _CLOSED.match(text, end):
        return
    if len(names.places) < number.value and (len(names.places) < 2 or not lead.group("all")):
        return
    yield from _judged(report, names, number, params)


def _counts(text: str, number: NumberMatch, params: Mapping[str, Any]) -> bool:
    """Whether a number can be that of names."""
    if number.approximate or number.ordinal or not 0 < number.value <= _MOST:
        return False
    return pattern_of(params["unit"]).match(text, number.end) is not None


def _judged(
    report: AnnualReport, names: _Names, number: NumberMatch, params: Mapping[str, Any]
) -> Iterator[Hit]:
    """The hit where the names are not as many as the number says."""
    text, prose = report.prose.text, report.prose
    listed = len(names.places)
    if number.value == listed or listed > _MOST or number.value > 3 * listed:
        return  # so many more are copies, not names
    low = line_start(text, names.start, _HEAD)
    if pattern_of(params["not_counted"]).search(text, low, max(names.end, number.unit_end)):
        return
    said = text[number.start : number.unit_end]
    yield Hit(
        prose.span(number.start, number.unit_end),
        {"said": said, "count": listed},
        suggestions=(in_same_numerals(listed, text[number.start : number.end], said),),
        related=tuple(
            RelatedHit(prose.span(start, end), params={"name": text[start:end]})
            for start, end in names.places
        ),
    )
