"""What is written twice: words, clauses, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import eq

from ..report.headings import NUMBER
from ..report.model import AnnualReport, Passage
from ..text import MappedText, Span, lazy_pattern
from .codes import utf_16
from .hit import Hit, Params, RelatedHit
from .patterns import any_of, pattern_of
from .scanning import first_matches, pair_numbers, pairs_of

_LONGEST = 4  # characters of a word
_LETTERS = lazy_pattern(r"(?![〇零一二三四五六七八九十百千万]+$)[^\W\d_a-zA-Z]+")
_PARTICLE = lazy_pattern(r"([的了在和与及对将是被由从把并已就])\1")
_CLAUSE = lazy_pattern(r"[，。；]([^，。；：\n]{4,40})[，。；]\1(?=[，。；])")
_SENTENCE_LEAST = 10
_SENTENCE = lazy_pattern(rf"(?<![^。\n])([^。\n]{{{_SENTENCE_LEAST},200}}。)\1")


def repeated_words(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Words that stand twice in a row without anything between them: 保障保障, 的的.

    ``right``: what is right all the same, as regular expressions that match from where the word
    stands first: 一件一件, 公开公开指南. ``particles``: single characters, each with what makes two
    of them right: ``before`` (目 for 目的的) and ``after`` (解 for 了了解), characters each.
    ``patterns`` (see ``scanning.first_matches``) match what is said twice in two words; ``right``
    is a template of what is meant.

    The message is given ``wrong`` and ``right``; variant "sentence" for what is longer than words.
    """
    prose = report.prose
    text = prose.text
    found = [*_words(prose, params["right"]), *_particles(text, params["particles"])]
    found += _clauses(text)
    for match, entry in first_matches(text, params["patterns"], pairs_of(text)):
        assert not isinstance(entry, str)
        found.append((match.start(), match.end(), match.expand(entry["right"])))
    reached = 0
    for start, end, right in sorted(found):
        span = prose.span(start, end)
        # What a space or a line break parts may be two things that were put beside each other.
        if start >= reached and span.end - span.start == end - start:
            reached = end
            said = {"wrong": text[start:end], "right": right}
            variant = "" if len(right) < _SENTENCE_LEAST else "sentence"
            yield Hit(span, said, variant, (right,), certain=True)


def _words(prose: MappedText, right: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    text = prose.text
    for start, length in _twice(text):
        end = start + length
        word = text[start:end]
        if (
            text.startswith(word, end)
            and _LETTERS.fullmatch(word)
            and not any(pattern_of(each).match(text, start) for each in right)
        ):
            yield start, end + length, word


def _twice(text: str) -> Iterator[tuple[int, int]]:
    """Where two to ``_LONGEST`` characters stand and then, as it seems, the same again; and how
    many.

    The lower bytes of the text are one number, from which the same is taken that is moved by so
    many characters: what is alike leaves zeros. A regular expression takes many times as long.
    """
    data = utf_16(text)
    if len(data) > 2 * len(text):  # characters that take two numbers: taken for one another
        plain = [character if character <= "\uffff" else "\0" for character in text]
        data = utf_16("".join(plain))
    number = int.from_bytes(data[::2], "little")
    for length in range(2, _LONGEST + 1):
        differences = (number ^ (number >> (8 * length))).to_bytes(len(text), "little")
        alike = bytes(length)
        at = differences.find(alike)
        while at >= 0:
            yield at, length
            at = differences.find(alike, at + 1)


def _particles(text: str, known: Params) -> Iterator[tuple[int, int, str]]:
    if pairs_of(text).isdisjoint(pair_numbers(*[2 * particle for particle in known])):
        return
    for match in _PARTICLE.finditer(text):
        start, end = match.span()
        allowed = known[match[1]]
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before and before in allowed["before"]) and not (
            after and after in allowed["after"]
        ):
            yield start, end, match[1]


def _clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """Clauses without numbers, and sentences, that follow themselves."""
    # To look first whether any does takes a fraction of the time.
    clauses = text.replace("。", "，").replace("；", "，").split("，")
    if any(map(eq, clauses, clauses[1:])):
        for match in _CLAUSE.finditer(text):
            start, end = match.span()
            if _LETTERS.fullmatch(match[1]):
                yield start + 1, end, match[1]
    sentences = text.split("。")[:-1]
    # The first of a paragraph has the end of the one before it in front.
    if any(map(str.endswith, sentences, sentences[1:])):
        for match in _SENTENCE.finditer(text):
            yield *match.span(), match[1]


def repeated_paragraph(report: AnnualReport, params: Params) -> Iterator[Hit]:
    """Paragraphs of at least ``least`` characters that stand in the report twice, and of those
    next to each other, or with the same number, at least ``least_beside``.

    ``except``: what may be said in two places, as regular expressions: the period, that there were
    no applications. Marks the second; where several follow each other as they did before, the
    first of these speaks for all. The message is given ``count``.
    """
    text = report.prose.text
    long = [each for each in text.split("\n") if len(each) >= params["least_beside"]]
    if len(set(long)) == len(long):
        return  # as in nearly all reports
    first: dict[str, int] = {}
    run: list[int] = []  # positions of passages that stand as they stood before
    came = -2  # where the last of them stood before
    for at, passage in enumerate(report.passages):
        own = text[passage.start : passage.end]
        before = first.setdefault(own, at) if len(own) >= params["least_beside"] else at
        if before < at and not _is_pasted(passage, own, at - before == 1, params):
            before = at
        if before < at and before == came + 1:
            run.append(at)
        else:
            yield from _repeated(report, run, first)
            run = [at] if before < at else []
        came = before if before < at else -2
    yield from _repeated(report, run, first)


def _is_pasted(passage: Passage, text: str, beside: bool, params: Params) -> bool:
    """Whether a paragraph that stands there twice cannot be meant to."""
    if passage.kind != "text" or "。" not in text:
        return False
    if beside or NUMBER.match(text):
        return True
    return len(text) >= params["least"] and not any_of(params["except"]).search(text)


def _repeated(report: AnnualReport, run: list[int], first: dict[str, int]) -> Iterator[Hit]:
    if not run:
        return
    passage = report.passages[run[0]]
    before = report.passages[first[report.prose.text[passage.start : passage.end]]]
    yield Hit(
        _place(report, passage),
        {"count": len(run)},
        "several" if len(run) > 1 else "",
        related=(RelatedHit(_place(report, before)),),
    )


def _place(report: AnnualReport, passage: Passage) -> Span:
    return report.prose.span(passage.start, passage.end)
