"""GX408: text that is last year's but for years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..records import NamedTuple
from ..report.model import AnnualReport, Section
from ..text import Span, lazy_pattern
from .hit import Hit, Params, RelatedHit
from .patterns import any_of

_SENTENCE = lazy_pattern(r"[^。；;！？\n]+")
_ENUMERATED = lazy_pattern(
    r"[（(]?[一二三四五六七八九十\d]{1,2}(?:[）)][.、]?|[.．、:：]|是|，)|[①-⑩]|[^，：:]{2,10}[：:]"
)
_YEAR = lazy_pattern(r"20\d\d|二[〇○零][一二三四五六七八九〇○零]{2}")
_NUMBER = lazy_pattern(r"\d+(?:\.\d+)?")
_NO_WORD = lazy_pattern(r"[\W\d_]")
_SHOWN_AT_MOST = 5


class _Sentence(NamedTuple):
    """A sentence of narrative: its words without years and numbers, the numbers, its place."""

    words: str
    numbers: tuple[str, ...]
    passage: int
    start: int
    end: int


class _Run(NamedTuple):
    """Copied sentences that follow each other in a paragraph, and where they were copied from."""

    start: int
    end: int
    length: int
    source: Span


def copied_hits(report: AnnualReport, previous: AnnualReport, params: Params) -> Iterator[Hit]:
    """Sections of which a good part is word for word last year's, one hit each.

    ``sections`` says which, from how many characters (``least``) and which share of the section
    on. Short sentences (``shortest``) do not count, nor do ``formulaic`` ones, which are right
    every year, nor those that only have new numbers in them.
    """
    for key, limits in params["sections"].items():
        section, before = report.section(key), previous.section(key)
        if section is None or before is None:
            continue
        own = list(_sentences(report, section, params))
        last: dict[str, _Sentence] = {}
        for sentence in _sentences(previous, before, params):
            last.setdefault(sentence.words, sentence)
        copied = [one for one in own if one.words in last and _is_copy(one, last[one.words])]
        anew = [one for one in own if one.words not in last]
        length = sum(len(one.words) for one in copied)
        whole = length + sum(len(one.words) for one in anew)
        if length >= limits["least"] and length >= limits["share"] * whole:
            runs = list(_runs(own, last, previous))
            yield _hit(report, previous, section, runs, length, whole)


def _is_copy(sentence: _Sentence, last: _Sentence) -> bool:
    return sentence.numbers == last.numbers


def _sentences(report: AnnualReport, section: Section, params: Params) -> Iterator[_Sentence]:
    """The sentences of narrative under a heading."""
    text = report.prose.text
    formulaic = any_of(params["formulaic"])
    for index, passage in enumerate(section.passages):
        for found in _SENTENCE.finditer(text, passage.start, passage.end):
            start, end = found.span()
            numbered = _ENUMERATED.match(text, start, end)
            while numbered:
                start = numbered.end()
                numbered = _ENUMERATED.match(text, start, end)
            plain = _YEAR.sub("", text[start:end])
            numbers = tuple(_NUMBER.findall(plain))
            words = _NO_WORD.sub("", plain)
            if len(words) >= params["shortest"] and not formulaic.search(text, start, end):
                yield _Sentence(words, numbers, index, start, end)


def _runs(
    own: list[_Sentence], last: Mapping[str, _Sentence], previous: AnnualReport
) -> Iterator[_Run]:
    """The copied sentences, those that follow each other in a paragraph together."""
    run: list[_Sentence] = []
    for sentence in own:
        is_copied = sentence.words in last and _is_copy(sentence, last[sentence.words])
        if run and not (is_copied and sentence.passage == run[0].passage):
            yield _run(run, last, previous)
            run = []
        if is_copied:
            run.append(sentence)
    if run:
        yield _run(run, last, previous)


def _run(run: list[_Sentence], last: Mapping[str, _Sentence], previous: AnnualReport) -> _Run:
    sources = [last[sentence.words] for sentence in run]
    same = [one for one in sources if one.passage == sources[0].passage]
    start, end = min(one.start for one in same), max(one.end for one in same)
    length = sum(len(sentence.words) for sentence in run)
    return _Run(run[0].start, run[-1].end, length, previous.prose.span(start, end))


def _hit(
    report: AnnualReport,
    previous: AnnualReport,
    section: Section,
    runs: list[_Run],
    length: int,
    whole: int,
) -> Hit:
    """The longest run is marked, the others are named beside it, each with its source."""
    longest = max(runs, key=lambda run: run.length)
    others = [run for run in runs if run is not longest]
    year = {"year": previous.year}
    related = [
        *(
            RelatedHit(report.prose.span(run.start, run.end), "also", year)
            for run in others[:_SHOWN_AT_MOST]
        ),
        *(
            RelatedHit(run.source, "before", year, previous=True)
            for run in [longest, *others][:_SHOWN_AT_MOST]
        ),
    ]
    found = {
        **year,
        "title": section.title,
        "length": length,
        "share": round(100 * length / whole),
    }
    span = report.prose.span(longest.start, longest.end)
    return Hit(span, found, related=tuple(related))
