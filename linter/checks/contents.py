"""GX114: the preamble's list of contents (由总体情况、…等六部分组成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..catalogue import Form
from ..records import NamedTuple
from ..report.headings import ordinal
from ..report.model import AnnualReport
from ..text import Span, lazy_pattern
from .hit import Hit, Params
from .patterns import one_of, pattern_of

_NUMBER = lazy_pattern(
    r"(?<![第十\d])(?P<number>[一二两三四五六七八九十]|\d{1,2})(?:个|大)?"
    r"(?:部[分份]|方面(?:的?内容)?|(?:项|块)内容|项(?=组成|构成)|内容)"
)
_ENDING = lazy_pattern("组成|构成|等(?:方面|内容|部分)")
_SEPARATOR = lazy_pattern("[，、；;,：:]")
_BRACKET = lazy_pattern("[（(]")
# What may stand between the last part and the number.
_CLOSING = '等共计的包括合一总和以及”" '
_MOST_TRIED = 6
_SHORTEST, _LONGEST = 8, 600  # characters: four names take as many


# Sections whose names have a mark or two words of their own inside: 行政复议、行政诉讼.
_DIVISIBLE = frozenset({"requests", "review_litigation", "problems"})
# Two items with this word are no part in two pieces: they name it twice.
_TWICE = ("问题", "问题")


class ContentsList(NamedTuple):
    """A list of contents: where its sentence stands, what it names, how many it says there are.

    ``parts`` are the keys of the sections it names, in its order; ``others`` the places of names
    of parts that are no official section; ``clear`` says that every item is one or the other.
    ``number`` is as it says, with its place.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    others: tuple[tuple[int, int], ...]
    clear: bool
    number: int | None
    number_span: tuple[int, int] | None


@lru_cache(maxsize=2)  # two rules ask for that of a report
def find_contents(text: str, end: int, form: Form | None) -> ContentsList | None:
    """The list of contents before an offset: four sections of the form or more in one sentence."""
    if form is None:
        return None
    mentions = _mentions(form)
    first = pattern_of(form.sections[0].mention)
    for tried, begins in enumerate(first.finditer(text, 0, end)):
        if tried >= _MOST_TRIED:
            break
        start = max(text.rfind("。", 0, begins.start()), text.rfind("\n", 0, begins.start())) + 1
        stops = [at for at in (text.find("。", start), text.find("\n", start)) if at >= 0]
        stop = min(stops, default=len(text))
        if stop - start > _LONGEST or stop - begins.start() < _SHORTEST:
            continue
        named = {match.lastgroup for match in mentions.finditer(text, begins.start(), stop)}
        if len(named) >= 4:
            return _read(text, start, begins.start(), stop, mentions)
    return None


@lru_cache(maxsize=8)
def _mentions(form: Form) -> re.Pattern[str]:
    """What tells each section in a list, whatever words of the title are left out."""
    return one_of({section.key: section.mention for section in form.sections})


def _read(text: str, start: int, first: int, stop: int, mentions: re.Pattern[str]) -> ContentsList:
    """The list that begins at ``first`` in the sentence from ``start`` to ``stop``."""
    number = _NUMBER.search(text, first, stop)
    ending = number or _ENDING.search(text, first, stop)
    last = ending.start() if ending else stop
    number = number or _NUMBER.search(text, max(start, first - 16), first)
    parts: list[str] = []
    others = []
    before = ""  # the first word that told a part of the last item that has one
    clear = not _BRACKET.search(text, first, last)
    for at, end in _items(text, first, last):
        found = list(mentions.finditer(text, at, end))
        names = [match.lastgroup or "" for match in found]
        if not names and text[at:end].strip(_CLOSING):
            if text.endswith(("情况", "事项"), at, end) and end - at >= 6:
                others.append((at, end))
            else:
                clear = False
        for index, name in enumerate(names):
            same = bool(parts) and parts[-1] == name
            again = index == 0 and (name not in _DIVISIBLE or (found[0].group(), before) == _TWICE)
            if not same or again:
                parts.append(name)
        before = found[0].group() if found else before
    value = ordinal(number.group("number").replace("两", "二")) if number else None
    span = number.span() if number else None
    return ContentsList(start, stop, tuple(parts), tuple(others), clear, value, span)


def _items(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    for separator in _SEPARATOR.finditer(text, first, last):
        yield at, separator.start()
        at = separator.end()
    yield at, last


def contents_list(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """A list of contents whose number is not that of the parts it lists or the report has, or
    that lists a part the report does not have.

    In the years ``free`` reports were divided otherwise too: there a list is judged only by
    itself. One that ends with 等 after two or three examples is not wrong.
    """
    listed = find_contents(report.prose.text, _end_of_preamble(report), report.form)
    if listed is None or not listed.clear:
        return
    free = params["free"]
    own = report.year is not None and free["from"] <= report.year <= free["to"]
    count = len(listed.parts)
    lacking = [s.form.name for s in report.sections if s.key not in listed.parts]
    if not listed.others and listed.number is not None and listed.number_span is not None:
        span = report.prose.span(*listed.number_span)
        facts: dict[str, Any] = {
            "said": report.prose.text[slice(*listed.number_span)],
            "count": count,
            "sections": len(report.sections),
            "lacking": "".join(f"“{name}”" for name in lacking),
        }
        if listed.number != count:
            if count > listed.number or count >= min(listed.number - 1, 5):
                yield _count_hit(span, facts, listed, count, len(report.sections))
            return
        if lacking and not own:
            yield Hit(span, facts, "incomplete")
            return
    if not own:
        for start, end in listed.others:
            if not _is_there(report, start, end, listed):
                yield Hit(
                    report.prose.span(start, end),
                    {"part": report.prose.text[start:end]},
                    "absent",
                )


def _end_of_preamble(report: AnnualReport) -> int:
    overview = report.section("overview")
    if overview:
        return overview.end
    return report.sections[0].start if report.sections else len(report.prose.text)


def _count_hit(
    span: Span, facts: dict[str, Any], listed: ContentsList, count: int, sections: int
) -> Hit:
    if count < sections and facts["lacking"]:
        return Hit(span, facts, "too-few")
    said = str(facts["said"])
    assert listed.number is not None
    number = str(count) if said[0].isdigit() else "零一二三四五六七八九十"[min(count, 10)]
    width = 2 if said[:2].isdigit() else 1
    return Hit(span, facts, "", (number + said[width:],))


def _is_there(report: AnnualReport, start: int, end: int, listed: ContentsList) -> bool:
    """Whether the report has a heading of its own with the words of a listed part."""
    text = report.prose.text
    name = text[start:end].removesuffix("情况").removesuffix("的")
    at = text.find(name, listed.end)
    while at >= 0:
        passage = report.passage_at(at)
        if passage and at - passage.start <= 8:
            return True
        at = text.find(name, at + 1)
    return False
