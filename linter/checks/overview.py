"""GX105: the five aspects that section one reports on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from re import escape
from typing import Any

from ..report.headings import NUMBER
from ..report.model import AnnualReport, Section
from ..text import lazy_pattern
from .contents import find_contents
from .hit import Hit, Params
from .patterns import any_of, pattern_of
from .required import has_text, listed

# Where an item inside a paragraph begins: 一是, 第一，, （一）, 1. after a full stop. A class of
# characters first makes the search fast.
_ITEM = lazy_pattern(
    r"[一二三四五六七八九第（(0-9](?:(?<=[一二三四五六七八九])是|(?<=第)[一二三四五六七八九][，、]"
    r"|(?<=[（(])[一二三四五六七八九\d][）)]|(?<=[。；：:]\d)\d?[、.．](?!\d))"
)
# How much of an item's beginning can name its aspect: a heading, a slogan of two halves.
_HEAD = 26
_MOST_TITLES = 2000  # characters of titles in which a slip is looked for
_LONGEST_LIST = 60  # characters that a list of all aspects takes
_SENTENCE_END = lazy_pattern("[。：:；]")


def overview_aspects(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """The aspects that section one does not speak of: one hit, which lists them.

    Each of ``aspects`` has a ``name``; ``heads``, patterns that name it at the beginning of a
    paragraph or an item; ``loose`` ones that do so beside other named aspects; ``stated``,
    patterns that speak of it beyond doubt wherever they stand; and ``content``, patterns that
    do where section one is not divided by aspects (fewer than ``divided`` are named by heads).
    ``words`` is its name in a list of all of them, which is enough, and in a title with a wrong
    character, which is another rule's, unless it is one of ``others``, words of their own.
    """
    section = report.section("overview")
    if section is None or not has_text(report, section):
        return
    aspects: Sequence[Mapping[str, Any]] = params["aspects"]
    heads = list(_heads(report, section))
    unnamed = _unnamed(aspects, heads)
    if unnamed:
        heads = list(_heads(report, section, items=True))
        unnamed = _unnamed(aspects, heads)
    if not unnamed:
        return
    divided = len(aspects) - len(unnamed) >= params["divided"]
    titles = "\n".join([head for head, is_title in heads if is_title])
    text = _without_contents(report, section)
    missing = [
        aspect
        for aspect in unnamed
        if not _is_spoken_of(aspect, titles, text, divided)
        and not _is_misspelt(aspect["words"], titles, aspect.get("others", ()))
    ]
    if missing and not _are_listed([aspect["words"] for aspect in aspects], text):
        params = {"title": section.title, **listed(missing, aspects)}
        yield Hit(section.span, params, "all" if len(missing) == len(aspects) else "")


def _unnamed(
    aspects: Sequence[Mapping[str, Any]], heads: Sequence[tuple[str, bool]]
) -> Sequence[Mapping[str, Any]]:
    """The aspects that no beginning names."""
    beginnings = "\n".join([head for head, _ in heads])
    return [aspect for aspect in aspects if not _is_named(aspect, beginnings)]


def _is_named(aspect: Mapping[str, Any], beginnings: str) -> bool:
    # Most reports have its own words, which are found faster; behind 、 they may be only one more
    # thing that another aspect is about.
    words = aspect["words"]
    if words in beginnings and f"、{words}" not in beginnings:
        return True
    return any_of(aspect["heads"]).search(beginnings) is not None


def _is_spoken_of(aspect: Mapping[str, Any], titles: str, text: str, divided: bool) -> bool:
    if _is_in(text, aspect["stated"]):
        return True
    if divided:
        return bool(any_of(aspect["loose"]).search(titles))
    return _is_in(text, aspect["content"])


def _is_in(text: str, patterns: Sequence[str]) -> bool:
    # One by one each can jump to its own first characters.
    return any(pattern_of(pattern).search(text) for pattern in patterns)


def _is_misspelt(words: str, titles: str, others: Sequence[str]) -> bool:
    """Whether a title has an aspect's name but for one character: 政府信息管里."""
    alike = any_of([f"{escape(words[:at])}.{escape(words[at + 1 :])}" for at in range(len(words))])
    found = alike.finditer(titles, 0, _MOST_TITLES)
    return any(match.group() not in (words, *others) for match in found)


def _are_listed(names: Sequence[str], text: str) -> bool:
    """Whether the names of all aspects stand in one list."""
    at = text.find(names[0])
    while at >= 0:
        listed_here = text[at : at + _LONGEST_LIST].split("。")[0].split("\n")[0]
        if all(name in listed_here for name in names):
            return True
        at = text.find(names[0], at + 1)
    return False


def _heads(
    report: AnnualReport, section: Section, *, items: bool = False
) -> Iterator[tuple[str, bool]]:
    """The beginnings of the paragraphs of a section, and of the ``items`` in them; and whether
    each is numbered, or so short that it is a title of its own."""
    text = report.prose.text
    for passage in section.passages:
        number = NUMBER.match(text, passage.start) or _ITEM.match(text, passage.start)
        start = number.end() if number else passage.start
        yield _head(text, start, passage.end), bool(number) or passage.end - start <= _HEAD
        for item in _ITEM.finditer(text, start, passage.end) if items else ():
            yield _head(text, item.end(), passage.end), True


def _head(text: str, start: int, end: int) -> str:
    """An item's first words: up to the end of a heading, of a sentence, of ``_HEAD``."""
    stop = min(end, start + _HEAD)
    ending = _SENTENCE_END.search(text, start, stop)
    return text[start : ending.start() if ending else stop]


def _without_contents(report: AnnualReport, section: Section) -> str:
    """The section's text without a list of contents, which names what the report has."""
    text = report.prose.text
    contents = find_contents(text, section.end, report.form)
    if contents is None or contents.end <= section.start:
        return text[section.start : section.end]
    return text[section.start : contents.start] + text[contents.end : section.end]
