"""Fixed phrases (names, official terms, formulas) with a wrong, missing or doubled character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from ..prepared import Data, prepared
from ..report.model import AnnualReport
from ..text import Span
from .hit import Hit, Params
from .phrase_edits import Miss, missed
from .phrase_index import PhraseIndex, Scan
from .phrase_tables import LONGEST, Characters, Tables, make_tables
from .phrase_words import LONG, Words, is_meant, is_mistaken, missed_edge, missed_word
from .wording import confusable

_TABLES = "phrases13"  # the name under which they are kept: another number where their form changes


def fixed_phrase(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Text that is a phrase of the lexicon but for a mistake, in long ones two: 政府信心公开.

    ``entries`` are the lexicon's groups (``phrases``, separated by white space), then the user's
    phrases, alone or with a ``reason``. An item of ``sounds`` and ``shapes`` holds characters that
    are taken for each other, one of ``words`` a character and all that make a word with it.
    ``alone`` are characters that are words by themselves, ``joining`` those that only join others,
    ``ends`` those that end or begin words of three, ``verbs`` words by themselves that hardly stand
    inside a phrase, ``either`` pairs of which both may be right. ``exact`` are the kinds of groups
    in whose phrases no character may be missing.
    Headings of sections are left to their rules, and what ``confusables`` has to its own.

    The message is given ``wrong`` and the ``phrase`` that it should be; variant "reason" has the
    user's ``reason``.
    """
    text = report.prose.text
    index = _index(
        tuple(_phrases(params["entries"])),
        tuple(_exact(params["entries"], params["exact"])),
        *(tuple(params[name]) for name in ("sounds", "shapes", "words")),
        *(params[name] for name in ("joining", "alone")),
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
            certain=len(misses) == 1 and _is_certain(miss, text, index),
        )


def _is_certain(miss: Miss, text: str, index: PhraseIndex) -> bool:
    """Whether what should stand there is known: at the ends of a phrase, what is missing, or stands
    there and is unlike, may be another word's."""
    last = len(miss.phrase) - 1
    return all(
        1 < mistake.at < last - len(mistake.missing)
        if mistake.kind == "dropped"
        else mistake.kind != "substituted"
        or 0 < mistake.at < last
        or index.alike(text[mistake.start], miss.phrase[mistake.at])
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
    if not (scan.near or scan.cut or scan.slips):
        return
    text = scan.text
    words = _words(index, params, scan)
    near = {(each.start - each.offset, each.phrase): each for each in scan.near}
    likely = [
        miss
        for start, phrase, offset, heard in near.values()
        if (miss := missed(text, start, phrase, offset, _most(phrase, heard)))
        and (is_meant(miss, index, words) or is_mistaken(text, miss, words))
        and not all(map(scan.is_right, range(*miss.wrong)))
    ]
    likely += [
        miss
        for start, phrase, edge, _ in scan.cut
        if (miss := missed_edge(text, start, phrase, edge, words))
    ]
    likely.sort(key=_unlikelihood)
    within = bytearray(len(text))  # 公工开作: what is left of a phrase that was found is no word's
    for miss in likely:
        within[miss.start : miss.end - 1] = b"\1" * (miss.end - 1 - miss.start)
    beside = [at for at in scan.slips if not within[at]]
    likely += [miss for at in beside if (miss := missed_word(text, at, index, words))]
    taken: list[Miss] = []
    covered = bytearray(len(text))
    for miss in likely:
        start, end = miss.wrong
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
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
    for other in index.beginning(phrase[:at]):
        same = len(other) == len(phrase) and other[behind:] == phrase[behind:]
        if same and other != phrase:
            yield miss._replace(phrase=other)


def _most(phrase: str, heard: bool) -> int:
    """How many mistakes may be in a phrase: two in a long one, and a word of two characters that
    sounds the same."""
    return 2 if len(phrase) >= LONGEST or (heard and len(phrase) >= LONG) else 1


def _words(index: PhraseIndex, params: Params, scan: Scan) -> Words:
    kinds = (params[kind] for kind in ("alone", "joining", "ends", "verbs", "either"))
    known = _known_words(tuple(params["words"]), *kinds)
    return Words(*known, index.alike, scan.is_right)


@lru_cache(maxsize=4)
def _known_words(
    words: tuple[str, ...], alone: str, joining: str, ends: str, verbs: str, either: str
) -> tuple[
    Callable[[str], str],
    frozenset[str],
    frozenset[str],
    frozenset[str],
    frozenset[str],
    frozenset[frozenset[str]],
]:
    return (
        _seconds(words),
        frozenset(alone + joining),
        frozenset(joining),
        frozenset(ends),
        frozenset(verbs),
        frozenset(frozenset(pair) for pair in either.split()),
    )


def _seconds(words: tuple[str, ...]) -> Callable[[str], str]:
    """What makes a word with a first character: looked up in the sorted items, as most runs ask for
    few of the thousands."""
    items = sorted(" ".join(words).split())

    @lru_cache(maxsize=4096)
    def seconds(first: str) -> str:
        at = bisect_left(items, first)
        return items[at][1:] if at < len(items) and items[at][0] == first else ""

    return seconds


def _phrases(entries: Iterable[Any]) -> Iterator[str]:
    """The shipped phrases, several in a text, and a user's own."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield entry["phrases"] if "phrases" in entry else entry["phrase"]


def _exact(entries: Iterable[Any], kinds: Collection[str]) -> Iterator[str]:
    """The phrases of some kinds, several in a text."""
    for entry in entries:
        if not isinstance(entry, str) and entry.get("kind") in kinds:
            yield entry["phrases"]


def _reasons(entries: Iterable[Any]) -> dict[str, str]:
    return {
        entry["phrase"]: entry["reason"]
        for entry in entries
        if not isinstance(entry, str) and "reason" in entry
    }


@lru_cache(maxsize=4)
def _index(
    phrases: tuple[str, ...],
    exact: tuple[str, ...],
    sounds: tuple[str, ...],
    shapes: tuple[str, ...],
    words: tuple[str, ...],
    joining: str,
    alone: str,
) -> PhraseIndex:
    def make() -> Data:
        alike, twins, known = (" ".join(texts).split() for texts in (sounds, shapes, words))
        characters = Characters(alike, twins, known, joining, alone)
        return make_tables(" ".join(phrases).split(), " ".join(exact).split(), characters)

    texts = *phrases, *exact, *sounds, *shapes, *words, joining, alone
    return PhraseIndex(Tables._make(prepared(_TABLES, texts, make)))
