"""Fixed phrases (names, official terms, formulas) with a wrong, missing or doubled character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..report.model import AnnualReport
from ..text import Span
from .hit import Hit, Params
from .phrase_edits import Miss, missed
from .phrase_index import LONGEST, Near, PhraseIndex, Scan, slips_of, twins_of
from .phrase_words import LONG, Words, is_mistaken, missed_word
from .wording import confusable


def fixed_phrase(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Text that is a phrase of the lexicon but for a mistake, in long ones two: 政府信心公开.

    ``entries`` are the lexicon's groups (``phrases``, separated by white space), then the user's
    phrases, alone or with a ``reason``. ``slips`` are pairs of characters that only a mistake
    leaves; of ``sounds`` and ``shapes`` an item holds characters that are taken for each other, of
    ``words`` a character and all that make a word with it. ``alone`` are characters that are words
    by themselves, ``joining`` those that only join others, ``ends`` those that end or begin words
    of three, ``either`` pairs of which both may be right. Headings of sections are left to their
    rules, and what ``confusables`` has to its own.

    The message is given ``wrong`` and the ``phrase`` that it should be; variant "reason" has the
    user's ``reason``.
    """
    text = report.prose.text
    index = _index(
        tuple(_groups(params["entries"])),
        tuple(_own(params["entries"])),
        *(tuple(params[name]) for name in ("slips", "sounds", "shapes")),
    )
    found = list(_found(text, index, params))
    if not found:
        return
    told = [*_told_elsewhere(report, params)]
    for misses in found:
        miss = misses[0]
        span = report.prose.span(*miss.wrong)
        if any(other.start < span.end and span.start < other.end for other in told):
            continue
        reason = _reasons(params["entries"]).get(miss.phrase, "")
        yield Hit(
            span,
            {"wrong": text[miss.start : miss.end], "phrase": miss.phrase, "reason": reason},
            "reason" if reason else "",
            tuple(dict.fromkeys(miss.right for miss in misses)),
            certain=len(misses) == 1 and _is_certain(miss),
        )


def _is_certain(miss: Miss) -> bool:
    """Whether what should stand there is known: what is missing may be another word's, too, where
    the phrase ends next to it."""
    return all(
        mistake.kind != "dropped" or 1 < mistake.at < len(miss.phrase) - 1 - len(mistake.missing)
        for mistake in miss.mistakes
    )


def _told_elsewhere(report: AnnualReport, params: Params) -> Iterator[Span]:
    """Places that are other rules': the title, headings of sections, words of the confusables."""
    if report.title is not None:
        yield report.title.span
    for section in (*report.sections, *report.duplicates):
        yield section.span
    for hit in confusable(report, {"entries": params["confusables"]}):
        yield hit.span


def _found(text: str, index: PhraseIndex, params: Params) -> Iterator[list[Miss]]:
    """The mistakes, in order and not overlapping, each with what else it may stand for."""
    scan = index.scan(text)
    if not (scan.alike or scan.slips):
        return
    words = _words(index, params, scan.right)
    near = {(n.start - n.offset, n.phrase): n for n in (*scan.near, *scan.alike)}
    likely = [
        miss
        for each in near.values()
        if (miss := missed(text, *each, _most(each, scan)))
        and scan.right.find(0, *miss.wrong) >= 0
        and is_mistaken(text, miss, words)
    ]
    likely.sort(key=_unlikelihood)
    likely += [miss for at in scan.slips if (miss := missed_word(text, at, index, words))]
    taken: list[Miss] = []
    for miss in likely:
        start, end = miss.wrong
        if not any(other.wrong[0] < end and start < other.wrong[1] for other in taken):
            taken.append(miss)
    for miss in sorted(taken, key=lambda miss: miss.start):
        yield [miss, *_rivals(miss, text, index)]


_SIMPLER = ("swapped", "doubled", "substituted", "dropped")


def _unlikelihood(miss: Miss) -> tuple[object, ...]:
    """The order in which what a text may miss is believed: fewer mistakes first, then the longer
    phrase, then the mistake that leaves all characters there."""
    kinds = [_SIMPLER.index(mistake.kind) for mistake in miss.mistakes]
    return len(miss.mistakes), -len(miss.phrase), kinds, miss


def _rivals(miss: Miss, text: str, index: PhraseIndex) -> Iterator[Miss]:
    """Phrases that differ in the wrong character alone, where it does not tell which is meant."""
    (mistake, *more) = miss.mistakes
    if more or mistake.kind in ("swapped", "doubled"):
        return
    at, phrase = mistake.at, miss.phrase
    if mistake.kind == "substituted" and index.alike(text[mistake.start], phrase[at]):
        return
    behind = at + (len(mistake.missing) or 1)
    for other in index.phrases:
        same = other[:at] == phrase[:at] and other[behind:] == phrase[behind:]
        if same and len(other) == len(phrase) and other != phrase:
            yield miss._replace(phrase=other)


def _most(near: Near, scan: Scan) -> int:
    """How many mistakes may be in a phrase: two in a long one, and a word of two characters that
    sounds the same."""
    length = len(near.phrase)
    return 2 if length >= LONGEST or (length >= LONG and near in scan.alike) else 1


def _words(index: PhraseIndex, params: Params, right: bytearray) -> Words:
    kinds = (params[kind] for kind in ("alone", "joining", "ends", "either"))
    return Words(*_known_words(tuple(params["words"]), *kinds), index.alike, right)


@lru_cache(maxsize=4)
def _known_words(
    words: tuple[str, ...], alone: str, joining: str, ends: str, either: str
) -> tuple[
    Mapping[str, str], frozenset[str], frozenset[str], frozenset[str], frozenset[frozenset[str]]
]:
    return (
        {item[0]: item[1:] for text in words for item in text.split()},
        frozenset(alone + joining),
        frozenset(joining),
        frozenset(ends),
        frozenset(frozenset(pair) for pair in either.split()),
    )


def _groups(entries: Iterable[Any]) -> Iterator[str]:
    """The shipped phrases, several in a text."""
    for entry in entries:
        if not isinstance(entry, str) and "phrases" in entry:
            yield entry["phrases"]


def _own(entries: Iterable[Any]) -> Iterator[str]:
    """A user's own phrases."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif "phrase" in entry:
            yield entry["phrase"]


def _reasons(entries: Iterable[Any]) -> dict[str, str]:
    return {
        entry["phrase"]: entry["reason"]
        for entry in entries
        if not isinstance(entry, str) and "reason" in entry
    }


@lru_cache(maxsize=4)
def _index(
    groups: tuple[str, ...],
    own: tuple[str, ...],
    slips: tuple[str, ...],
    sounds: tuple[str, ...],
    shapes: tuple[str, ...],
) -> PhraseIndex:
    alike = " ".join(shapes).split()
    return PhraseIndex(
        dict.fromkeys([*" ".join(groups).split(), *own]),
        [*" ".join(slips).split(), *(slips_of(own, twins_of(alike)) if own else ())],
        " ".join(sounds).split(),
        alike,
    )
